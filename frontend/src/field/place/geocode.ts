import { ApiError, get } from "@shared/api/client";
import type { Named, State } from "@shared/api/types";
import { nearKnown } from "../known/near";
import { placesKnown, whereKnown } from "../known/where";

/** Where a point lies, in words; `duty_grid` is whose patrol area it is. */
export interface Where {
  address: string;
  grid: string | null;
  community: string;
  street: string;
  duty_grid: Named | string | null;
  inside: boolean;
}

export interface NearCase {
  case_no: string;
  class_name: string;
  reported_at: string;
  state: State;
  lon?: number;
  lat?: number;
  distance_m: number;
  /** False: this person may not open it. */
  visible?: boolean;
  photo: string | null;
}

export interface Found {
  name: string;
  address?: string;
  lon: number;
  lat: number;
}

const at = (lon: number, lat: number): { lon: string; lat: string } => ({ lon: lon.toFixed(7), lat: lat.toFixed(7) });

/** The server's answer; where it cannot be asked, the phone's own. */
async function orOwn<T>(asked: Promise<T>, own: () => Promise<T | null>): Promise<T> {
  try {
    return await asked;
  } catch (problem) {
    const known = problem instanceof ApiError && problem.offline ? await own() : null;
    if (known === null) throw problem;
    return known;
  }
}

export const whereIs = (lon: number, lat: number, signal: AbortSignal): Promise<Where> =>
  orOwn(get<Where>("/geocode/reverse", at(lon, lat), signal), () => whereKnown(lon, lat));

export const nearCases = (lon: number, lat: number, classCode: string, signal: AbortSignal): Promise<{ items: NearCase[] }> =>
  orOwn(get<{ items: NearCase[] }>("/reports/near", { ...at(lon, lat), class_code: classCode }, signal), () => nearKnown(lon, lat, classCode));

export const dutyCode = (where: Where): string | null =>
  typeof where.duty_grid === "string" ? where.duty_grid : (where.duty_grid?.code ?? null);

export const dutyName = (where: Where): string =>
  typeof where.duty_grid === "string" ? where.duty_grid : (where.duty_grid?.name ?? "");

/** Places whose name or address fits the words, the best first. */
export async function findPlaces(text: string): Promise<Found[]> {
  const answer = await orOwn(get<{ items: Found[] } | Found[]>("/geocode", { q: text, limit: 8 }), () => placesKnown(text));
  return Array.isArray(answer) ? answer : answer.items;
}
