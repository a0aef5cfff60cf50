import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { command, type Grades, type Heat } from "../state/api";

/** Unit grids filled by how much was reported in them lately, or by their grade. */
export const heatSteps = [1, 2, 4, 7, 10] as const;
export const heatColours = ["#12335f", "#174a85", "#1f67ad", "#2f8bd8", "#59b4f2"] as const;
export const gradeColours: Record<string, string> = { A: "#2ba471", B: "#1e5ebf", C: "#e8b400", D: "#d54941", E: "#2b2f36" };

const n = ["coalesce", ["feature-state", "n"], 0];
const grade = ["coalesce", ["feature-state", "grade"], ""];

/** Fetched once and laid under the roads; answers the box of all of them, [[west, south], [east, north]]. */
export async function addCells(map: MapLibre): Promise<[[number, number], [number, number]] | null> {
  const grids = await command.grids();
  map.addSource("cells", { type: "geojson", data: grids, promoteId: "code" });
  const colour = [
    "case", ["!=", grade, ""], ["match", grade, ...Object.entries(gradeColours).flat(), "#000"],
    ["step", n, heatColours[0], ...heatSteps.slice(1).flatMap((step, i) => [step, heatColours[i + 1]])],
  ];
  const opacity = ["case", ["==", grade, "E"], 0.9, ["!=", grade, ""], 0.5, [">", n, 0], 0.9, 0];
  const worst = ["case", ["==", grade, "E"], 0.9, 0];
  map.addLayer(
    { id: "cells", type: "fill", source: "cells", paint: { "fill-color": colour, "fill-opacity": opacity } } as Parameters<MapLibre["addLayer"]>[0],
    "road-casing",
  );
  map.addLayer({
    id: "cells-worst", type: "line", source: "cells",
    paint: { "line-color": "#a9bedb", "line-width": 1, "line-opacity": worst },
  } as Parameters<MapLibre["addLayer"]>[0], "road-casing");
  return boxOf(grids);
}

function boxOf(grids: GeoJSON.FeatureCollection): [[number, number], [number, number]] | null {
  const points = grids.features.flatMap((one) => (one.geometry as GeoJSON.Polygon).coordinates.flat(one.geometry.type === "MultiPolygon" ? 2 : 1)) as unknown as number[][];
  if (!points.length) return null;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [x, y] of points) {
    west = Math.min(west, x!);
    east = Math.max(east, x!);
    south = Math.min(south, y!);
    north = Math.max(north, y!);
  }
  return [[west, south], [east, north]];
}

/** Colour the cells anew: what is not told is cleared. */
export function fillCells(map: MapLibre, heat: Heat | null, grades: Grades | null): void {
  if (!map.getSource<GeoJSONSource>("cells")) return;
  map.removeFeatureState({ source: "cells" });
  for (const [code, found] of Object.entries(grades?.grids ?? {})) map.setFeatureState({ source: "cells", id: code }, { grade: found[0] });
  for (const [code, found] of Object.entries(heat?.grids ?? {})) map.setFeatureState({ source: "cells", id: code }, { n: found });
}
