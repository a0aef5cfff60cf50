import type { Map as MapLibre } from "maplibre-gl";
import { palettes } from "@shared/map/palette";
import { mapFonts } from "@shared/map/style";

/** On a wall the streets' (街道) names are large, roads and places are named from farther out and in larger letters. */
export function nameStreets(map: MapLibre): void {
  const p = palettes.dark;
  map.setLayoutProperty("labels", "text-size", 15);
  map.setLayoutProperty("road-names", "text-size", 15);
  map.setLayerZoomRange("road-names", 11.6, 24);
  map.addLayer({
    id: "street-names", type: "symbol", source: "streets", maxzoom: 15,
    layout: { "text-field": ["get", "name"], "text-font": mapFonts.split(","), "text-size": 18, "text-letter-spacing": 0.3, "text-padding": 6 },
    paint: { "text-color": p.text, "text-halo-color": p.halo, "text-halo-width": 2 },
  }, "case-clusters");
}
