import { onScopeDispose, ref, watch, type Ref } from "vue";
import { size } from "./size";

/** Width and height of an element in pixels of 1920 × 1080; 0 before it stands. */
export function useBox(element: Ref<Element | null>): Ref<{ w: number; h: number }> {
  const box = ref({ w: 0, h: 0 });
  const watcher = new ResizeObserver(([entry]) => {
    const { width, height } = entry!.contentRect;
    box.value = { w: Math.round(width / size.value), h: Math.round(height / size.value) };
  });
  watch(element, (now, before) => {
    if (before) watcher.unobserve(before);
    if (now) watcher.observe(now);
  });
  onScopeDispose(() => watcher.disconnect());
  return box;
}

/** How many rows of `rem` tens of pixels fit into an element; 0 before it stands. */
export function useFit(element: Ref<HTMLElement | null>, rem: number): Ref<number> {
  const rows = ref(0);
  const measure = (): void => {
    const unit = parseFloat(getComputedStyle(document.documentElement).fontSize);
    rows.value = element.value ? Math.floor((element.value.clientHeight + 1) / (rem * unit)) : 0;
  };
  const watcher = new ResizeObserver(measure);
  watch(element, (now, before) => {
    if (before) watcher.unobserve(before);
    if (now) watcher.observe(now);
  });
  onScopeDispose(() => watcher.disconnect());
  return rows;
}
