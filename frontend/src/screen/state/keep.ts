import { onScopeDispose, watch } from "vue";
import { calmly } from "@shared/live/calmly";
import { onLive } from "@shared/live/stream";
import { playedDay } from "../play/playback";
import { clockNow } from "./clock";
import { judgeLamps, readAnew, readOn } from "./feed";
import { classes, heat, late, spots, summary, units } from "./figures";

const MINUTE = 60_000;

/** Keeps the figures true while the calling component lives: by changes as they come, and by time. */
export function keepFigures(): void {
  const counts = calmly(() => void Promise.all([readOn(), summary.load()]), 600);
  const lists = calmly(() => void late.load(), 4000);
  const changed = (): void => {
    counts();
    lists();
  };
  const all = (): void => {
    void readAnew();
    for (const one of [summary, late, units, heat, classes, spots]) void one.load();
  };
  onLive(changed, all);
  watch(playedDay, () => void Promise.all([heat.load(), classes.load()]));
  const timers = [
    window.setInterval(() => judgeLamps(clockNow.value), 5_000),
    window.setInterval(() => {
      changed();
      for (const one of [units, heat, classes]) void one.load();
    }, MINUTE),
    window.setInterval(() => void spots.load(), 5 * MINUTE),
  ];
  onScopeDispose(() => timers.forEach((timer) => window.clearInterval(timer)));
  all();
}
