import { circle } from "@shared/map/caseLayers";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";

export interface NearPin {
  lon?: number;
  lat?: number;
}

const none: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

export const PARTS = "field-parts";

/** What the phone adds to the county's map: own position with its accuracy, components as squares. */
export function addFieldLayers(map: MapLibre): void {
  map.addSource("own", { type: "geojson", data: none });
  map.addSource("near", { type: "geojson", data: none });
  map.addSource(PARTS, { type: "geojson", data: none });
  map.addLayer({
    id: "own-accuracy", type: "fill", source: "own", filter: ["==", ["geometry-type"], "Polygon"],
    paint: { "fill-color": "#1e5ebf", "fill-opacity": 0.14, "fill-outline-color": "#1e5ebf" },
  });
  map.addLayer({
    id: "own-dot", type: "circle", source: "own", filter: ["==", ["geometry-type"], "Point"],
    paint: { "circle-radius": 7, "circle-color": "#1e5ebf", "circle-stroke-width": 3, "circle-stroke-color": "#fff" },
  });
  map.addLayer({
    id: "near", type: "circle", source: "near",
    paint: { "circle-radius": 9, "circle-color": "#fff", "circle-stroke-width": 4, "circle-stroke-color": "#c4610f" },
  });
  map.addLayer({
    id: PARTS, type: "symbol", source: PARTS,
    layout: { "icon-image": ["get", "icon"], "icon-allow-overlap": true, "icon-size": ["get", "size"] },
  });
}

export function showOwn(map: MapLibre, fix: { lon: number; lat: number; accuracy: number | null } | null): void {
  if (!fix) return;
  const at: [number, number] = [fix.lon, fix.lat];
  const dot: GeoJSON.Feature = { type: "Feature", geometry: { type: "Point", coordinates: at }, properties: {} };
  const ring = fix.accuracy ? [circle(at, fix.accuracy)] : [];
  map.getSource<GeoJSONSource>("own")?.setData({ type: "FeatureCollection", features: [...ring, dot] });
}

/** Likely duplicates around the pin, as outlined dots: they carry no lamp. */
export function showNear(map: MapLibre, near: NearPin[]): void {
  const features = near
    .filter(({ lon, lat }) => lon !== undefined && lat !== undefined)
    .map(({ lon = 0, lat = 0 }): GeoJSON.Feature => ({
      type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties: {},
    }));
  map.getSource<GeoJSONSource>("near")?.setData({ type: "FeatureCollection", features });
}

/** The unit grid in which the pin stands. */
export function showGrid(map: MapLibre, code: string | null): void {
  for (const id of ["grid-chosen", "grid-chosen-line"]) map.setFilter(id, ["==", ["get", "code"], code ?? ""]);
}

export function showParts(map: MapLibre, features: GeoJSON.FeatureCollection): void {
  map.getSource<GeoJSONSource>(PARTS)?.setData(features);
}
