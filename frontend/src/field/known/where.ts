import type { Named as Coded } from "@shared/api/types";
import { me } from "@shared/session";
import { dutyBox, keptLayer, keptNames, within } from "./ground";
import { holds, metresFrom, wordsFor, type Named } from "./words";

/** Questions about places that the phone answers itself, inside its own area; null where it cannot know. */
export interface KnownWhere {
  address: string;
  grid: string | null;
  community: string;
  street: string;
  duty_grid: Coded | null;
  inside: boolean;
}

export async function whereKnown(lon: number, lat: number): Promise<KnownWhere | null> {
  const [box, names, grids] = [dutyBox(), await keptNames(), await keptLayer("grids")];
  if (!box || !names || !grids || !within(box, [lon, lat, lon, lat])) return null;
  const grid = grids.features.find((one) => holds(one.geometry, lon, lat))?.properties ?? null;
  const code = grid ? String(grid["code"]) : null;
  const community = code ? (names.divisions[code.slice(0, 12)] ?? "") : "";
  const street = code ? (names.divisions[code.slice(0, 9)] ?? "") : "";
  const duty_grid = dutyGrid(grid?.["duty_grid"]);
  return { address: wordsFor(names, lon, lat) || community, grid: code, community, street, duty_grid, inside: code !== null };
}

function dutyGrid(code: unknown): Coded | null {
  if (!code) return null;
  const own = me.value?.posts.flatMap((post) => post.duty_grids).find((one) => one.code === code);
  return { code: String(code), name: own?.name ?? String(code) };
}

export interface KnownPlace {
  name: string;
  lon: number;
  lat: number;
}

const MOST = 8;

/** Doors, compounds and streets whose names hold the words. */
export async function placesKnown(words: string): Promise<KnownPlace[] | null> {
  const names = await keptNames();
  if (!names) return null;
  const streets = names.streets.map(({ name, lines }): Named => {
    const [lon, lat] = lines[0]?.[Math.floor((lines[0].length - 1) / 2)] ?? [0, 0];
    return [name, lon, lat];
  });
  const all = [...names.compounds, ...streets, ...names.doors].filter(([name]) => name.includes(words));
  const sorted = all.sort((a, b) => a[0].indexOf(words) - b[0].indexOf(words) || a[0].length - b[0].length);
  const first = new Map(sorted.map(([name, lon, lat]) => [name, { name, lon, lat }]));
  return [...first.values()].slice(0, MOST);
}

export const metresBetween = (a: { lon: number; lat: number }, b: { lon: number; lat: number }): number =>
  Math.hypot(...metresFrom(a.lon, a.lat)([b.lon, b.lat]));

/** Components of the phone's area inside a box. */
export async function componentsKnown(box: number[]): Promise<GeoJSON.FeatureCollection | null> {
  const kept = await keptLayer("components");
  if (!kept) return null;
  const inside = (one: GeoJSON.Feature): boolean => {
    const [lon = 0, lat = 0] = (one.geometry as GeoJSON.Point).coordinates;
    return lon >= box[0]! && lat >= box[1]! && lon <= box[2]! && lat <= box[3]!;
  };
  return { type: "FeatureCollection", features: kept.features.filter(inside) };
}
