import { metres } from "@shared/map/measure";
import type { Fix } from "../media/exif";

/** One position to send: degrees of the batch's coordinate system, accuracy in metres, time of measuring. */
export interface TrackPoint {
  at: string;
  lon: number;
  lat: number;
  accuracy: number | null;
}

/** Often enough for a way on the map, seldom enough for the battery: a point a move, a sign of life when standing. */
export const LEAST_SECONDS = 20;
export const LEAST_METRES = 15;
export const STANDING_SECONDS = 120;
/** Points coarser than this say nothing about a street. */
export const COARSEST = 200;
export const BATCH_POINTS = 20;
export const BATCH_SECONDS = 180;

export const pointOf = (fix: Fix, measured: Date): TrackPoint => ({
  at: measured.toISOString(), lon: fix.lon, lat: fix.lat, accuracy: fix.accuracy,
});

/** Whether the point adds something to the last one that was kept. */
export function worthKeeping(last: TrackPoint | null, next: TrackPoint): boolean {
  if (next.accuracy !== null && next.accuracy > COARSEST) return false;
  if (!last) return true;
  const seconds = (Date.parse(next.at) - Date.parse(last.at)) / 1000;
  if (seconds < LEAST_SECONDS) return false;
  return seconds >= STANDING_SECONDS || metres([last.lon, last.lat], [next.lon, next.lat]) >= LEAST_METRES;
}

/** Whether it is time to send what was gathered. */
export function isFull(points: TrackPoint[], now: Date): boolean {
  const first = points[0];
  if (!first) return false;
  return points.length >= BATCH_POINTS || (now.getTime() - Date.parse(first.at)) / 1000 >= BATCH_SECONDS;
}
