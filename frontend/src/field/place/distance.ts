import { metres } from "@shared/map/measure";

interface Point {
  lon: number;
  lat: number;
}

export const metresBetween = (a: Point, b: Point): number => metres([a.lon, a.lat], [b.lon, b.lat]);

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
