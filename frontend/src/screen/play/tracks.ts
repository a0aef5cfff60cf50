import { shallowRef } from "vue";
import { command, type Tracks } from "../state/api";
import { layers } from "../state/layers";
import { headingOf, type Seen } from "../map/movers";

/** Where the movers of the registered layers were on the day that is played. */
const held = shallowRef<{ code: string; label: string; tracks: Tracks["tracks"] }[]>([]);
const GONE = 60 * 60_000; // after an hour unseen nobody is drawn
const OLD = 15 * 60_000;
const JOINED = 5 * 60_000; // between two points no farther apart one was on the way
const TRAIL = 15;

export async function loadTracks(day: string, signal: AbortSignal): Promise<void> {
  held.value = [];
  for (const layer of layers.value.filter((one) => one.tracked)) {
    const found = await command.tracks(layer.code, day, signal).catch(() => null);
    if (signal.aborted) return;
    if (found) held.value = [...held.value, { code: layer.code, label: layer.label, tracks: found.tracks }];
  }
}

export function dropTracks(): void {
  held.value = [];
}

type Point = Tracks["tracks"][number]["points"][number];

/** The last point that is not after `at`; -1 before the first. */
function lastUntil(points: Point[], at: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]![0] <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function between(a: Point, b: Point | undefined, at: number): [number, number] {
  if (!b || b[0] - a[0] > JOINED) return [a[1], a[2]];
  const part = (at - a[0]) / (b[0] - a[0]);
  return [a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part];
}

function trailOf(points: Point[], i: number, here: [number, number]): [number, number][] {
  const trail: [number, number][] = [here];
  for (let k = i; k >= 0 && trail.length < TRAIL; k--) {
    if (k < i && points[k + 1]![0] - points[k]![0] > JOINED) break;
    trail.unshift([points[k]![1], points[k]![2]]);
  }
  return trail;
}

/** Everybody's place `at` milliseconds after the day's beginning. */
export function placesAt(at: number, off: string[]): Seen[] {
  return held.value.filter((one) => !off.includes(one.code)).flatMap(({ code, label, tracks }) =>
    tracks.flatMap(({ id, name, points }): Seen[] => {
      const i = lastUntil(points, at);
      if (i < 0 || at - points[i]![0] > GONE) return [];
      const [lon, lat] = between(points[i]!, points[i + 1], at);
      const trail = trailOf(points, i, [lon, lat]);
      return [{ id, code, layer: label, kind: "mover", name, words: "", lon, lat, heading: headingOf(trail), state: "ok", old: at - points[i]![0] > OLD, trail }];
    }),
  );
}
