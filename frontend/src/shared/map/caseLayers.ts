import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { glyphOf } from "../glyphs";
import { pinName } from "./pins";

export interface CaseProperties {
  case_no: string;
  kind: string;
  lamp: string;
  suspended?: boolean;
  class_code?: string | null;
  class_name?: string | null;
  urgent?: boolean;
  address?: string;
  state?: string;
}

export const caseLayerIds = ["case-pins", "case-clusters"] as const;

const count = (lamp: string): unknown => ["+", ["case", ["==", ["get", "shown"], lamp], 1, 0]];

/** Cases as circles and squares, clustered into donuts; the selected one lifted in a layer of its own. */
export function addCaseLayers(map: MapLibre): void {
  const none = { type: "FeatureCollection" as const, features: [] };
  map.addSource("cases", {
    type: "geojson", data: none, cluster: true, clusterRadius: 34, clusterMaxZoom: 16,
    clusterProperties: { green: count("green"), yellow: count("yellow"), red: count("red"), suspended: count("suspended") },
  } as Parameters<MapLibre["addSource"]>[1]);
  map.addSource("chosen", { type: "geojson", data: none });
  const text = (name: string): unknown => ["to-string", ["get", name]];
  map.addLayer({
    id: "case-clusters", type: "symbol", source: "cases", filter: ["has", "point_count"],
    layout: {
      "icon-image": ["concat", "donut:", text("green"), ":", text("yellow"), ":", text("red"), ":", text("suspended")],
      "icon-allow-overlap": true, "icon-ignore-placement": true,
    },
  } as Parameters<MapLibre["addLayer"]>[0]);
  map.addLayer({
    id: "case-pins", type: "symbol", source: "cases", filter: ["!", ["has", "point_count"]],
    layout: { "icon-image": ["get", "icon"], "icon-allow-overlap": true, "symbol-sort-key": ["get", "rank"] },
    paint: { "icon-opacity": 1 },
  });
  map.addLayer({
    id: "chosen-accuracy", type: "fill", source: "chosen", filter: ["==", ["geometry-type"], "Polygon"],
    paint: { "fill-color": "#1e5ebf", "fill-opacity": 0.14, "fill-outline-color": "#1e5ebf" },
  });
  map.addLayer({
    id: "chosen-pin", type: "symbol", source: "chosen", filter: ["==", ["geometry-type"], "Point"],
    layout: { "icon-image": ["get", "icon"], "icon-anchor": "bottom", "icon-offset": [0, 8], "icon-allow-overlap": true },
  });
}

const rank: Record<string, number> = { none: 0, suspended: 1, green: 2, yellow: 3, red: 4 };
const counted = (lamp: string): string => (lamp === "none" ? "suspended" : lamp);

function dress(properties: CaseProperties, big: boolean): Record<string, unknown> {
  const lamp = properties.suspended ? "suspended" : properties.lamp;
  const icon = pinName(
    properties.kind, lamp, glyphOf(properties.class_code, properties.class_name), Boolean(properties.urgent), big,
  );
  return { ...properties, icon, shown: counted(lamp), rank: rank[lamp] ?? 0 };
}

export function showCases(map: MapLibre, features: GeoJSON.FeatureCollection, without: string | null): void {
  const dressed = features.features
    .filter((one) => (one.properties as CaseProperties).case_no !== without)
    .map((one) => ({ ...one, properties: dress(one.properties as CaseProperties, false) }));
  map.getSource<GeoJSONSource>("cases")?.setData({ type: "FeatureCollection", features: dressed });
}

/** A ring of `metres` around a point, as a polygon. */
export function circle([lon, lat]: [number, number], metres: number): GeoJSON.Feature {
  const dx = metres / (111_320 * Math.cos((lat * Math.PI) / 180));
  const dy = metres / 110_900;
  const ring = Array.from({ length: 49 }, (_, i) => {
    const a = (i / 48) * Math.PI * 2;
    return [lon + dx * Math.cos(a), lat + dy * Math.sin(a)];
  });
  return { type: "Feature", geometry: { type: "Polygon", coordinates: [ring] }, properties: {} };
}

export interface Chosen extends CaseProperties {
  lon: number;
  lat: number;
  grid?: string | null;
  accuracy?: number | null;
}

export function showChosen(map: MapLibre, chosen: Chosen | null): void {
  const features: GeoJSON.Feature[] = [];
  if (chosen) {
    const at: [number, number] = [chosen.lon, chosen.lat];
    if (chosen.accuracy) features.push(circle(at, chosen.accuracy));
    features.push({ type: "Feature", geometry: { type: "Point", coordinates: at }, properties: dress(chosen, true) });
  }
  map.getSource<GeoJSONSource>("chosen")?.setData({ type: "FeatureCollection", features });
  const code = chosen?.grid ?? "";
  for (const id of ["grid-chosen", "grid-chosen-line"]) map.setFilter(id, ["==", ["get", "code"], code]);
  map.setPaintProperty("case-pins", "icon-opacity", chosen ? 0.78 : 1);
}
