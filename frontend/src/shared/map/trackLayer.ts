import type { Track } from "@shared/api/duty";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";

const SOURCE = "track";
const none: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

/** The way as lines with their ends; a stretch of a single point is a dot. Broken where nobody looked. */
function featuresOf(track: Track | null): GeoJSON.FeatureCollection {
  const features = (track?.segments ?? []).flatMap(({ line }, index, all): GeoJSON.Feature[] => {
    const dot = (at: number[], end: string): GeoJSON.Feature => ({ type: "Feature", geometry: { type: "Point", coordinates: at }, properties: { end } });
    const first = line[0]!;
    const last = line[line.length - 1]!;
    const ends = [dot(first, index === 0 ? "first" : "break"), dot(last, index === all.length - 1 ? "last" : "break")];
    if (line.length < 2) return ends;
    return [{ type: "Feature", geometry: { type: "LineString", coordinates: line }, properties: {} }, ...ends];
  });
  return { type: "FeatureCollection", features };
}

export function addTrack(map: MapLibre): void {
  map.addSource(SOURCE, { type: "geojson", data: none });
  map.addLayer({
    id: "track-casing", type: "line", source: SOURCE, filter: ["==", ["geometry-type"], "LineString"],
    layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": "#fff", "line-width": 7 },
  });
  map.addLayer({
    id: "track-line", type: "line", source: SOURCE, filter: ["==", ["geometry-type"], "LineString"],
    layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": "#1e5ebf", "line-width": 4 },
  });
  map.addLayer({
    id: "track-ends", type: "circle", source: SOURCE, filter: ["==", ["geometry-type"], "Point"],
    paint: {
      "circle-radius": ["match", ["get", "end"], "last", 8, "first", 6, 3.5],
      "circle-color": ["match", ["get", "end"], "last", "#1e5ebf", "#fff"],
      "circle-stroke-width": 2.5,
      "circle-stroke-color": ["match", ["get", "end"], "last", "#fff", "#1e5ebf"],
    },
  });
}

export function showTrack(map: MapLibre, track: Track | null, padding = 48): void {
  map.getSource<GeoJSONSource>(SOURCE)?.setData(featuresOf(track));
  const points = (track?.segments ?? []).flatMap(({ line }) => line);
  if (!points.length) return;
  const [lons, lats] = [points.map((at) => at[0]!), points.map((at) => at[1]!)];
  const box: [number, number, number, number] = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  map.fitBounds(box, { padding, maxZoom: 17, duration: 0 });
}
