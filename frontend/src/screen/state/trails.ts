import { computed, reactive, watch } from "vue";
import { calmNow } from "./clock";
import { layers, marksOf } from "./layers";
import { onMap } from "./onmap";
import { headingOf, type Seen } from "../map/movers";

/** Where movers have lately been, as far as this page saw it: at most LONG points each, and nobody who is gone. */
const LONG = 40;
const OLD = 15 * 60_000;
const trails = reactive(new Map<string, [number, number][]>());

function note(id: string, at: [number, number]): void {
  const trail = trails.get(id) ?? [];
  const last = trail.at(-1);
  if (last && last[0] === at[0] && last[1] === at[1]) return;
  trails.set(id, [...trail, at].slice(-LONG));
}

function noteAll(): void {
  const here = new Set<string>();
  for (const layer of layers.value.filter((one) => one.kind === "mover"))
    for (const mark of marksOf(layer.code)) {
      if (mark.lon === null || mark.lat === null) continue;
      here.add(`${layer.code}.${mark.id}`);
      note(`${layer.code}.${mark.id}`, [mark.lon, mark.lat]);
    }
  for (const id of [...trails.keys()]) if (!here.has(id)) trails.delete(id);
}

export function keepTrails(): void {
  watch(() => layers.value.map((one) => marksOf(one.code)), noteAll, { deep: false });
}

export const liveMarks = computed<Seen[]>(() =>
  layers.value.filter((one) => one.kind !== "link" && !onMap.off.includes(one.code)).flatMap((layer) =>
    marksOf(layer.code).filter((mark) => mark.lon !== null && mark.lat !== null).map((mark) => {
      const trail = trails.get(`${layer.code}.${mark.id}`) ?? [];
      return {
        id: mark.id, code: layer.code, layer: layer.label, kind: layer.kind, name: mark.name, words: mark.words, lon: mark.lon!, lat: mark.lat!,
        heading: mark.heading ?? headingOf(trail), state: mark.state,
        old: mark.at !== null && calmNow.value - Date.parse(mark.at) > OLD, trail,
      };
    }),
  ),
);
