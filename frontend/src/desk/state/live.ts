import { calmly } from "@shared/live/calmly";
import { onLive } from "@shared/live/stream";
import type { LiveChange } from "@shared/api/types";
import { loadCounts } from "./counts";
import { reconcile } from "./worklist";

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
