import { getUnless, queryString } from "@shared/api/client";
import { mapLayer } from "@shared/api/endpoints";
import type { Filled, Ground } from "@shared/map/feed";
import type { BaseLayer } from "@shared/map/style";
import { baseLayers } from "@shared/map/layers";
import { me } from "@shared/session";
import { online } from "../state/online";
import { person, recall } from "./facts";
import { provide } from "./known";
import { unreachable } from "./who";
import type { Names } from "./words";

/** The ground of a person's duty grids, kept whole on the phone: no map server is asked for it again. */
export type Box = [number, number, number, number];

const AROUND = 0.003; // degrees, some 300 m
const COMPONENTS_AT = 20;
const PATIENCE = 4_000;

/** Where the person patrols, with some ground around; null for people without duty grids. */
export function dutyBox(): Box | null {
  const boxes = me.value?.posts.flatMap((post) => post.duty_grids.map((grid) => grid.bbox)) ?? [];
  if (!boxes.length) return null;
  const round = (degrees: number): number => Number(degrees.toFixed(4));
  return [
    round(Math.min(...boxes.map((box) => box[0])) - AROUND), round(Math.min(...boxes.map((box) => box[1])) - AROUND),
    round(Math.max(...boxes.map((box) => box[2])) + AROUND), round(Math.max(...boxes.map((box) => box[3])) + AROUND),
  ];
}

export const within = (box: Box, [west, south, east, north]: number[]): boolean =>
  west! >= box[0] && south! >= box[1] && east! <= box[2] && north! <= box[3];

const keyOf = (layer: string, box: Box): string => `ground:${layer}:${box.join(",")}`;
const memory = new Map<string, unknown>();

async function kept<T>(name: string): Promise<T | null> {
  const [user, box] = [person(), dutyBox()];
  if (!user || !box) return null;
  const key = `${user} - ${keyOf(name, box)}`;
  if (!memory.has(key)) {
    const heard = await recall<T>(user, `- ${keyOf(name, box)}`);
    if (heard) memory.set(key, heard.value);
  }
  return (memory.get(key) as T | undefined) ?? null;
}

export const keptLayer = (layer: string): Promise<GeoJSON.FeatureCollection | null> => kept(layer);
export const keptNames = (): Promise<Names | null> => kept("names");

/** Components of a box in pieces small enough that none are counted together. */
async function components(box: Box): Promise<GeoJSON.FeatureCollection> {
  const answer = await mapLayer("components", box, COMPONENTS_AT);
  if (!answer.features.some((one) => one.properties?.["cluster"])) return answer;
  const [west, south, east, north] = box;
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  const quarters: Box[] = [[west, south, x, y], [x, south, east, y], [west, y, x, north], [x, y, east, north]];
  const found: GeoJSON.Feature[] = [];
  for (const quarter of quarters) found.push(...(await components(quarter)).features);
  return { type: "FeatureCollection", features: found };
}

/** Fetches what has changed of the ground. */
export async function provideGround(): Promise<void> {
  const box = dutyBox();
  if (!box) return;
  const fixed = { ofPerson: true, fixed: true };
  for (const layer of baseLayers) {
    const path = `/map/${layer}${queryString({ bbox: box.join(","), zoom: COMPONENTS_AT })}`;
    await provide<GeoJSON.FeatureCollection>(keyOf(layer, box), (tag) => getUnless(path, tag), fixed);
  }
  await provide<Names>(keyOf("names", box), (tag) => getUnless("/geocode/area", tag, { bbox: box.join(",") }), fixed);
  await provide(keyOf("components", box), () => components(box), fixed);
  memory.clear();
}

async function fromServer(layer: BaseLayer, box: Box, zoom: number, signal: AbortSignal): Promise<Filled> {
  return { data: await mapLayer(layer, box, zoom, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)])), box };
}

/** What the map draws: the phone's own copy where it has one, else the server's, else the copy's part of it. */
export const knownGround: Ground = async (layer, box, zoom, signal) => {
  const [own, area] = [await keptLayer(layer), dutyBox()];
  const copy = own && area ? { data: own, box: area } : null;
  if (copy && (within(copy.box, box) || !online.value || unreachable.value)) return copy;
  try {
    return await fromServer(layer, box as Box, zoom, signal);
  } catch (problem) {
    if (!copy || signal.aborted) throw problem;
    return copy;
  }
};
