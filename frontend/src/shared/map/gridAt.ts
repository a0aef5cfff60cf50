import type { Map as MapLibre } from "maplibre-gl";

export interface GridHere {
  code: string;
  name: string;
}

function inside([x, y]: [number, number], ring: number[][]): boolean {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i] as [number, number];
    const [bx, by] = ring[j] as [number, number];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
  }
  return odd;
}

/** The unit grid under a point, among those the map has loaded; null where it has none. */
export function gridAt(map: MapLibre, at: [number, number]): GridHere | null {
  const hit = map.querySourceFeatures("grids").find(({ geometry }) => {
    if (geometry.type === "Polygon") return inside(at, geometry.coordinates[0] ?? []);
    return geometry.type === "MultiPolygon" && geometry.coordinates.some((one) => inside(at, one[0] ?? []));
  });
  const code = hit?.properties["code"] as string | undefined;
  return code ? { code, name: String(hit?.properties["name"] ?? "") } : null;
}

/** `name` where the layer has one, else the grid's number. */
export const gridWords = (grid: GridHere): string => grid.name || `单元网格 ${grid.code.slice(-3)}`;
