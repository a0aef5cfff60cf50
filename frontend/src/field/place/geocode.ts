import { get } from "@shared/api/client";
import type { Named, State } from "@shared/api/types";

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
  photo: string | null;
}

export interface Found {
  name: string;
  address?: string;
  lon: number;
  lat: number;
}

const at = (lon: number, lat: number): { lon: string; lat: string } => ({ lon: lon.toFixed(7), lat: lat.toFixed(7) });

export const whereIs = (lon: number, lat: number, signal: AbortSignal): Promise<Where> =>
  get<Where>("/geocode/reverse", at(lon, lat), signal);

export const nearCases = (lon: number, lat: number, classCode: string, signal: AbortSignal): Promise<{ items: NearCase[] }> =>
  get("/reports/near", { ...at(lon, lat), class_code: classCode }, signal);

export const dutyCode = (where: Where): string | null =>
  typeof where.duty_grid === "string" ? where.duty_grid : (where.duty_grid?.code ?? null);

export const dutyName = (where: Where): string =>
  typeof where.duty_grid === "string" ? where.duty_grid : (where.duty_grid?.name ?? "");

/** Places whose name or address fits the words, the best first. */
export async function findPlaces(text: string): Promise<Found[]> {
  const answer = await get<{ items: Found[] } | Found[]>("/geocode", { q: text, limit: 8 });
  return Array.isArray(answer) ? answer : answer.items;
}
