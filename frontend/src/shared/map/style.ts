import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import { baseLayers, type BaseLayer } from "./layers";
import { palettes, type Palette } from "./palette";

export { baseLayers, type BaseLayer };

/** From which zoom a layer is asked for and drawn. */
export const fromZoom: Record<BaseLayer, number> = {
  green: 11, water: 9, blocks: 14.2, roads: 11, grids: 14.4, streets: 10, labels: 13,
};

const fonts = ["PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"];
export const mapFonts = fonts.map((name) => (name.includes(" ") ? `"${name}"` : name)).join(",");

/** Road widths are metres, drawn true to scale from zoom 15 on and never thinner than a hair before. */
function roadWidth(extra: number): LayerSpecification["paint"] & object {
  const metres = ["coalesce", ["get", "width"], 12];
  return {
    "line-width": [
      "interpolate", ["exponential", 2], ["zoom"],
      11, ["+", ["*", metres, 0.05], extra * 0.4],
      15, ["+", ["*", metres, 0.42], extra],
      19, ["+", ["*", metres, 6.7], extra],
    ],
  } as unknown as LayerSpecification["paint"] & object;
}

function ground(p: Palette): LayerSpecification[] {
  return [
    { id: "land", type: "background", paint: { "background-color": p.land } },
    { id: "green", type: "fill", source: "green", paint: { "fill-color": p.green } },
    { id: "water", type: "fill", source: "water", paint: { "fill-color": p.water } },
    { id: "blocks", type: "fill", source: "blocks", minzoom: fromZoom.blocks, paint: { "fill-color": p.block } },
  ];
}

function roads(p: Palette): LayerSpecification[] {
  const round = { "line-cap": "round", "line-join": "round", "line-sort-key": ["coalesce", ["get", "width"], 12] };
  return [
    { id: "road-casing", type: "line", source: "roads", layout: round, paint: { "line-color": p.casing, ...roadWidth(1.6) } },
    { id: "road", type: "line", source: "roads", layout: round, paint: { "line-color": p.road, ...roadWidth(0) } },
  ] as LayerSpecification[];
}

function grids(p: Palette): LayerSpecification[] {
  const fade = ["interpolate", ["linear"], ["zoom"], 14.4, 0, 15.2, 0.2, 17, 0.32];
  return [
    {
      id: "grids", type: "line", source: "grids", minzoom: fromZoom.grids,
      paint: { "line-color": p.grid, "line-width": 1, "line-opacity": fade },
    },
    {
      id: "streets", type: "line", source: "streets",
      paint: { "line-color": p.street, "line-width": 1.2, "line-dasharray": [6, 3, 1, 3], "line-opacity": 0.55 },
    },
    {
      id: "grid-chosen", type: "fill", source: "grids", filter: ["==", ["get", "code"], ""],
      paint: { "fill-color": p.accent, "fill-opacity": 0.16 },
    },
    {
      id: "grid-chosen-line", type: "line", source: "grids", filter: ["==", ["get", "code"], ""],
      paint: { "line-color": p.accent, "line-width": 2 },
    },
  ] as LayerSpecification[];
}

function words(p: Palette): LayerSpecification[] {
  const paint = { "text-color": p.text, "text-halo-color": p.halo, "text-halo-width": 1.6 };
  return [
    {
      id: "road-names", type: "symbol", source: "roads", minzoom: 13, filter: ["!=", ["coalesce", ["get", "name"], ""], ""],
      layout: {
        "text-field": ["get", "name"], "text-font": fonts, "text-size": ["interpolate", ["linear"], ["zoom"], 13, 11, 17, 14],
        "symbol-placement": "line", "symbol-spacing": 260, "text-letter-spacing": 0.24, "text-max-angle": 40,
        "text-rotation-alignment": "viewport", "text-pitch-alignment": "viewport",
      },
      paint,
    },
    {
      id: "labels", type: "symbol", source: "labels", minzoom: fromZoom.labels,
      layout: {
        "text-field": ["get", "name"], "text-font": fonts, "text-size": 12, "text-max-width": 8, "text-padding": 10,
      },
      paint: {
        ...paint,
        "text-color": ["match", ["get", "kind"], "water", p.waterText, ["park", "green"], p.greenText, p.text],
      },
    },
    {
      id: "grid-names", type: "symbol", source: "grids", minzoom: 16.6,
      layout: { "text-field": ["coalesce", ["get", "short"], ["slice", ["get", "code"], -3]], "text-font": fonts, "text-size": 11 },
      paint: { "text-color": p.grid, "text-opacity": 0.6, "text-halo-color": p.halo, "text-halo-width": 1.2 },
    },
  ] as LayerSpecification[];
}

/** No tiles, no glyphs and no sprite from anywhere: letters are drawn by the browser's own fonts. */
export function baseStyle(theme: "light" | "dark"): StyleSpecification {
  const p = palettes[theme];
  const empty = { type: "geojson" as const, data: { type: "FeatureCollection" as const, features: [] } };
  return {
    version: 8,
    sources: Object.fromEntries(baseLayers.map((name) => [name, empty])),
    layers: [...ground(p), ...roads(p), ...grids(p), ...words(p)],
  };
}
