import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { isFurther } from "../state/layers";

/** Things of the registered layers on the map: movers as arrowheads with a fading trail, points as diamonds. */
export interface Seen {
  id: string;
  /** Code and label of its layer. */
  code: string;
  layer: string;
  kind: string;
  name: string;
  words: string;
  lon: number;
  lat: number;
  heading: number | null;
  state: string;
  /** Not seen for a while: drawn faint. */
  old: boolean;
  /** Where it came from, the oldest first. */
  trail: [number, number][];
}

const SIDE = 26;
const RATIO = 4;

const BRIGHT = "#4cc3ff";
const DARK = "#0e2240";

function picture(draw: (c: CanvasRenderingContext2D) => void, ground = DARK, sign = "#ffffff"): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE * RATIO;
  const c = canvas.getContext("2d")!;
  c.scale(RATIO, RATIO);
  c.beginPath();
  c.arc(SIDE / 2, SIDE / 2, 8.5, 0, Math.PI * 2);
  c.fillStyle = ground;
  c.fill();
  c.lineWidth = 1.6;
  c.strokeStyle = "#ffffff";
  c.stroke();
  c.beginPath();
  draw(c);
  c.fillStyle = sign;
  c.fill();
  return c.getImageData(0, 0, canvas.width, canvas.height);
}

const shapes: Record<string, (c: CanvasRenderingContext2D) => void> = {
  "mover-going": (c) => {
    c.moveTo(13, 7);
    c.lineTo(17.4, 17.4);
    c.lineTo(13, 15.2);
    c.lineTo(8.6, 17.4);
    c.closePath();
  },
  "mover-still": (c) => c.arc(13, 13, 3.4, 0, Math.PI * 2),
  "point-ok": (c) => c.rect(9.4, 9.4, 7.2, 7.2),
};

export function addMovers(map: MapLibre): void {
  const none = { type: "FeatureCollection" as const, features: [] };
  for (const [name, draw] of Object.entries(shapes)) {
    map.addImage(name, picture(draw), { pixelRatio: RATIO });
    map.addImage(`${name}-further`, picture(draw, BRIGHT, DARK), { pixelRatio: RATIO });
  }
  map.addSource("trails", { type: "geojson", data: none, lineMetrics: true });
  map.addSource("movers", { type: "geojson", data: none });
  map.addLayer({
    id: "trails", type: "line", source: "trails", layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-width": 2.4, "line-gradient": ["interpolate", ["linear"], ["line-progress"], 0, "rgba(255,255,255,0)", 1, "rgba(255,255,255,0.7)"] },
  }, "case-clusters");
  map.addLayer({
    id: "movers", type: "symbol", source: "movers",
    layout: {
      "icon-image": ["get", "icon"], "icon-rotate": ["get", "heading"], "icon-rotation-alignment": "map",
      "icon-allow-overlap": true, "icon-ignore-placement": true,
    },
    paint: { "icon-opacity": ["case", ["get", "old"], 0.45, 1] },
  }, "case-clusters");
}

function icon(one: Seen): string {
  if (one.kind !== "mover") return "point-ok";
  return `mover-${one.heading === null ? "still" : "going"}${isFurther(one.code) ? "-further" : ""}`;
}

export function showMovers(map: MapLibre, seen: Seen[]): void {
  const points: GeoJSON.Feature[] = seen.map(({ trail: _, ...one }) => ({
    type: "Feature", geometry: { type: "Point", coordinates: [one.lon, one.lat] },
    properties: { ...one, icon: icon(one as Seen), heading: one.heading ?? 0 },
  }));
  const trails: GeoJSON.Feature[] = seen.filter((one) => one.trail.length > 1 && !one.old).map((one) => ({
    type: "Feature", geometry: { type: "LineString", coordinates: one.trail }, properties: {},
  }));
  map.getSource<GeoJSONSource>("movers")?.setData({ type: "FeatureCollection", features: points });
  map.getSource<GeoJSONSource>("trails")?.setData({ type: "FeatureCollection", features: trails });
}

/** Degrees from north of the last step that is longer than the drift of a satellite fix; null for one who stands. */
export function headingOf(trail: [number, number][]): number | null {
  const end = trail.at(-1);
  for (let i = trail.length - 2; end && i >= 0; i--) {
    const dx = (end[0] - trail[i]![0]) * Math.cos((end[1] * Math.PI) / 180);
    const dy = end[1] - trail[i]![1];
    if (Math.hypot(dx, dy) > 0.00008) return ((Math.atan2(dx, dy) * 180) / Math.PI + 360) % 360;
  }
  return null;
}
