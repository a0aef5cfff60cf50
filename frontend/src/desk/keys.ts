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
  onMounted(() => window.addEventListener("keydown", onKey));
  onUnmounted(() => window.removeEventListener("keydown", onKey));
}
