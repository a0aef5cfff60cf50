import { onMounted, onUnmounted } from "vue";

type Act = () => unknown;

export interface KeyMap {
  [key: string]: Act | ((key: string) => unknown) | undefined;
  other?: (key: string) => unknown;
  submit?: Act;
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

const pressing = (target: EventTarget | null, key: string): boolean =>
  target instanceof HTMLElement && (key === "Enter" || key === " ") && /^(BUTTON|A)$/.test(target.tagName);

/** A list opened with the mouse does not keep the keyboard: Enter then means the case, not the list again. */
function letGo(event: MouseEvent): void {
  const button = event.detail > 0 && event.target instanceof Element && event.target.closest<HTMLElement>("nav button, .list-pane button");
  if (button && !button.closest(".el-tooltip__trigger")) button.blur();
}

/** Keys of the whole desk. While somebody types only Ctrl+Enter and Esc mean something. */
export function useKeys(map: KeyMap): void {
  function onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.defaultPrevented || document.querySelector(".el-overlay:not([style*='none'])")) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return void map.submit?.();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target)) {
      if (event.key === "Escape") (event.target as HTMLElement).blur();
      return;
    }
    if (pressing(event.target, event.key)) return;
    const act = map[event.key] as Act | undefined;
    if (act && event.key !== "other" && event.key !== "submit") {
      event.preventDefault();
      act();
    } else map.other?.(event.key);
  }
  onMounted(() => {
    window.addEventListener("keydown", onKey);
    window.addEventListener("click", letGo);
  });
  onUnmounted(() => {
    window.removeEventListener("keydown", onKey);
    window.removeEventListener("click", letGo);
  });
}
