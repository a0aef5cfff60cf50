import { onScopeDispose, readonly, ref } from "vue";
import type { Fix } from "../media/exif";
import { phoneSystem, wgs84Of } from "./coordsys";

/** off: not on a secure address, or no such part in the phone. */
export type PositionState = "asking" | "known" | "denied" | "lost" | "off";

/** Where the phone is, in the map's own system; `measured` is what the phone said, word for word. */
export interface Position {
  lon: number;
  lat: number;
  accuracy: number;
  at: Date;
  measured: Fix;
}

const fix = ref<Position | null>(null);
const state = ref<PositionState>("asking");
let users = 0;
let watch: number | null = null;

function found({ coords, timestamp }: GeolocationPosition): void {
  const { longitude, latitude, accuracy } = coords;
  const coord_sys = phoneSystem();
  const [lon, lat] = coord_sys === "gcj02" ? wgs84Of(longitude, latitude) : [longitude, latitude];
  const at = new Date(timestamp);
  fix.value = { lon, lat, accuracy, at, measured: { lon: longitude, lat: latitude, accuracy, coord_sys, at: at.toISOString() } };
  state.value = "known";
}

function failed(error: GeolocationPositionError): void {
  state.value = error.code === error.PERMISSION_DENIED ? "denied" : "lost";
}

function begin(): void {
  if (!("geolocation" in navigator) || !window.isSecureContext) {
    state.value = "off";
    return;
  }
  watch ??= navigator.geolocation.watchPosition(found, failed, { enableHighAccuracy: true, maximumAge: 5_000 });
}

function end(): void {
  if (watch !== null) navigator.geolocation.clearWatch(watch);
  watch = null;
}

/** The phone's own position, measured only while some page uses it. */
export function usePosition(): {
  fix: Readonly<typeof fix>;
  state: Readonly<typeof state>;
  again: () => void;
} {
  users += 1;
  begin();
  onScopeDispose(() => {
    users -= 1;
    if (users === 0) end();
  });
  const again = (): void => {
    end();
    state.value = "asking";
    begin();
  };
  return { fix: readonly(fix) as typeof fix, state: readonly(state), again };
}

/** A position older than two minutes says nothing about a photograph taken now. */
export function freshFix(now: Date): Fix | null {
  if (!fix.value || now.getTime() - fix.value.at.getTime() > 120_000) return null;
  return { ...fix.value.measured };
}

export const positionWords: Record<PositionState, string> = {
  asking: "正在定位…",
  known: "",
  denied: "未允许定位",
  lost: "暂时定不到位",
  off: "此地址不能定位",
};
