/** Base layers come from /api/v1/map/{layer}; each is one GeoJSON source of the same name. */
export const baseLayers = ["green", "water", "blocks", "roads", "grids", "streets", "labels"] as const;
export type BaseLayer = (typeof baseLayers)[number];
