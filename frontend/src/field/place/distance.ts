import { metres } from "@shared/map/measure";

export interface Point {
  lon: number;
  lat: number;
}

/** A case may not have been placed yet. */
export interface MaybePlace {
  lon: number | null;
  lat: number | null;
}

export const placed = <T extends MaybePlace>(one: T): one is T & Point => one.lon !== null && one.lat !== null;

/** Metres between two near points; null where one of them is not known. */
export function metresTo(from: Point | null, to: MaybePlace): number | null {
  return from && placed(to) ? metres([from.lon, from.lat], [to.lon, to.lat]) : null;
}

/** 260 米, 1.3 公里, 12 公里. */
export function metresInWords(far: number): string {
  if (far < 10) return "10 米内";
  if (far < 995) return `${Math.round(far / 10) * 10} 米`;
  return far < 9_950 ? `${(far / 1000).toFixed(1)} 公里` : `${Math.round(far / 1000)} 公里`;
}

/** Opens the phone's own map application; null where there is none (a desktop browser). */
export function navigationUrl(to: Point, name: string): string | null {
  const words = encodeURIComponent(name);
  if (/iPhone|iPad|iPod/.test(navigator.userAgent)) return `maps://?daddr=${to.lat},${to.lon}&q=${words}`;
  if (/Android|HarmonyOS/.test(navigator.userAgent)) return `geo:${to.lat},${to.lon}?q=${to.lat},${to.lon}(${words})`;
  return null;
}
