import { onLive } from "@shared/live/stream";
import type { LiveChange } from "@shared/api/types";
import { loadCounts } from "./counts";
import { reconcile } from "./worklist";

/** Changes come in bunches: the list and the counts are compared at most once a second. */
function calmly(work: () => void, pause: number): () => void {
  let timer = 0;
  let last = 0;
  return () => {
    if (timer) return;
    const wait = Math.max(120, pause - (Date.now() - last));
    timer = window.setTimeout(() => {
      timer = 0;
      last = Date.now();
      work();
    }, wait);
  };
}

/** Keep list and counts alive while the calling component lives; `onCase` hears of the open case at once. */
export function useLive(onCase: (change: LiveChange) => void, onReset: () => void): void {
  const list = calmly(() => void reconcile(), 1000);
  const numbers = calmly(() => void loadCounts(), 1000);
  const all = (): void => {
    list();
    numbers();
  };
  onLive(
    (change) => {
      all();
      onCase(change);
    },
    () => {
      all();
      onReset();
    },
  );
  const minute = window.setInterval(numbers, 60_000);
  window.addEventListener("beforeunload", () => window.clearInterval(minute));
}
