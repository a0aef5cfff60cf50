import { computed } from "vue";
import type { Seen } from "../map/movers";
import { player } from "../play/playback";
import { placesAt } from "../play/tracks";
import { onMap } from "./onmap";
import { liveMarks } from "./trails";

/** How many of a layer were seen lately; of one that is switched off nothing is said. */
export const freshOf = (code: string): string => {
  if (onMap.off.includes(code)) return "";
  return String(shownMarks.value.filter((one) => one.code === code && !one.old && one.state !== "down").length);
};

/** Things of the registered layers at the moment shown. */
export const shownMarks = computed<Seen[]>(() => player.value ? placesAt(player.value.at, onMap.off) : liveMarks.value);
