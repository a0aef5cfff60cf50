import { mapLayer } from "@shared/api/endpoints";
import { glyphOf } from "@shared/glyphs";
import { pinName } from "@shared/map/pins";
import { componentsKnown } from "../known/where";

/** A component of the county's register, as the map shows it. */
export interface Part {
  id: string;
  class_code: string;
  name: string;
  lon: number;
  lat: number;
}

/** Farther out the server counts components together. */
export const PARTS_FROM = 16.5;

function partOf(feature: GeoJSON.Feature): Part {
  const said = feature.properties ?? {};
  const [lon = 0, lat = 0] = (feature.geometry as GeoJSON.Point).coordinates;
  const text = (name: string): string => String(said[name] ?? "");
  return { id: text("id") || text("code"), class_code: text("class_code"), name: text("class_name") || text("name"), lon, lat };
}

/** Components around a place, of one class where one is named. */
export async function partsIn(bbox: number[], zoom: number, classCode: string | null, signal: AbortSignal): Promise<Part[]> {
  const answer = await mapLayer("components", bbox, zoom, signal).catch(async (problem: unknown) => {
    const known = zoom >= PARTS_FROM && !signal.aborted ? await componentsKnown(bbox) : null;
    if (!known) throw problem;
    return known;
  });
  const all = answer.features.filter((one) => one.geometry.type === "Point").map(partOf);
  return all.filter((one) => one.id && (!classCode || one.class_code === classCode));
}

export function partFeatures(parts: Part[], chosen: string | null): GeoJSON.FeatureCollection {
  const features = parts.map((part): GeoJSON.Feature => {
    const on = part.id === chosen;
    const icon = pinName("component", on ? "green" : "none", glyphOf(part.class_code, part.name), on);
    const properties = { id: part.id, icon, size: on ? 1.3 : 1 };
    return { type: "Feature", geometry: { type: "Point", coordinates: [part.lon, part.lat] }, properties };
  });
  return { type: "FeatureCollection", features };
}
