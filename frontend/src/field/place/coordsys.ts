/**
 * Which system the phone's positions are in. Browsers give WGS-84, which is what maps here use; some Chinese browsers and
 * shells give GCJ-02, shifted by some hundred metres. The same formulas as src/wangge/basedata/coordinates.py.
 */
import { ref } from "vue";

export type PhoneSystem = "wgs84" | "gcj02";

const KEY = "wangge.coord_sys";
const A = 6378245.0;
const EE = 0.00669342162296594323;

const kept = ref<PhoneSystem>(localStorage.getItem(KEY) === "gcj02" ? "gcj02" : "wgs84");

export const phoneSystem = (): PhoneSystem => kept.value;

export function setPhoneSystem(system: PhoneSystem): void {
  kept.value = system;
  localStorage.setItem(KEY, system);
}

const { PI, sin, cos, sqrt, abs } = Math;
const ripple = (x: number): number => (20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * (2 / 3);

function eastward(x: number, y: number): number {
  const slow = (20 * sin(x * PI) + 40 * sin((x / 3) * PI) + 150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * (2 / 3);
  return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + ripple(x) + slow;
}

function northward(x: number, y: number): number {
  const slow = (20 * sin(y * PI) + 40 * sin((y / 3) * PI) + 160 * sin((y / 12) * PI) + 320 * sin((y / 30) * PI)) * (2 / 3);
  return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + ripple(x) + slow;
}

/** WGS-84 → GCJ-02, degrees. */
export function gcj02Of(lon: number, lat: number): [number, number] {
  if (lon < 72.004 || lon > 137.8347 || lat < 0.8293 || lat > 55.8271) return [lon, lat];
  const phi = (lat * PI) / 180;
  const squeeze = 1 - EE * sin(phi) ** 2;
  const metresNorth = (A * (1 - EE)) / (squeeze * sqrt(squeeze));
  const metresEast = (A / sqrt(squeeze)) * cos(phi);
  const [x, y] = [lon - 105, lat - 35];
  return [lon + ((eastward(x, y) / metresEast) * 180) / PI, lat + ((northward(x, y) / metresNorth) * 180) / PI];
}

/** GCJ-02 → WGS-84, degrees, to a millimetre: the formula has no inverse, so it is found step by step. */
export function wgs84Of(lon: number, lat: number): [number, number] {
  let [x, y] = [lon, lat];
  for (let step = 0; step < 8; step += 1) {
    const [east, north] = gcj02Of(x, y);
    [x, y] = [x + lon - east, y + lat - north];
  }
  return [x, y];
}
