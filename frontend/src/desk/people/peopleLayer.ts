import { mapFonts } from "@shared/map/style";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { isFresh, type Line } from "./state";

const SOURCE = "people";
const none: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

/** A dot and a name for each; filled when seen in the last minutes, hollow when longer ago. */
export function addPeople(map: MapLibre): void {
  map.addSource(SOURCE, { type: "geojson", data: none });
  map.addLayer({
    id: "people-dots", type: "circle", source: SOURCE,
    layout: { "circle-sort-key": ["get", "rank"] },
    paint: {
      "circle-radius": ["case", ["get", "chosen"], 9, 6.5],
      "circle-color": ["case", ["get", "fresh"], "#1e5ebf", "#fff"],
      "circle-stroke-width": 2.5,
      "circle-stroke-color": ["case", ["get", "fresh"], "#fff", "#6b7785"],
    },
  });
  map.addLayer({
    id: "people-names", type: "symbol", source: SOURCE,
    layout: {
      "text-field": ["get", "name"], "text-font": mapFonts.split(","), "text-size": 12, "text-offset": [0, 1.1], "text-anchor": "top",
      "symbol-sort-key": ["-", 2, ["get", "rank"]],
    },
    paint: { "text-color": "#1d2129", "text-halo-color": "#fff", "text-halo-width": 1.6 },
  });
}

export function showPeople(map: MapLibre, lines: Line[], chosen: number | null): void {
  const features = lines.flatMap((one): GeoJSON.Feature[] => {
    if (!one.seen) return [];
    const [fresh, lit] = [isFresh(one.seen.at), one.id === chosen];
    const properties = { id: one.id, name: one.name, fresh, chosen: lit, rank: lit ? 2 : fresh ? 1 : 0 };
    return [{ type: "Feature", geometry: { type: "Point", coordinates: [one.seen.lon, one.seen.lat] }, properties }];
  });
  map.getSource<GeoJSONSource>(SOURCE)?.setData({ type: "FeatureCollection", features });
}

export function onPersonClick(map: MapLibre, hear: (id: number) => void): void {
  map.on("click", "people-dots", (event) => {
    const id = event.features?.[0]?.properties["id"];
    if (id !== undefined) hear(Number(id));
  });
  map.on("mouseenter", "people-dots", () => (map.getCanvas().style.cursor = "pointer"));
  map.on("mouseleave", "people-dots", () => (map.getCanvas().style.cursor = ""));
}
