import { get } from "@shared/api/client";
import type { components } from "@shared/api/schema";
import type { Kind, LampColour, Stage, State } from "@shared/api/types";

/** The answers of /api/v1/command, by short names. */
type S = components["schemas"];

export type Summary = S["ScreenSummary"];
export type Figure = keyof S["ScreenStages"];
export type Row = Omit<S["ScreenRow"], "lamp" | "state" | "stage" | "kind"> & { lamp: LampColour; state: State; stage: Stage; kind: Kind };
export type Late = Omit<S["ScreenLate"], "items"> & { items: Row[] };
export type Units = S["ScreenUnits"];
export type UnitRate = S["ScreenUnitRate"];
export type Heat = S["ScreenHeat"];
export type Grades = S["ScreenGrades"];
export type Classes = S["ScreenClasses"];
export type Spot = Omit<S["ScreenSpot"], "cases"> & { cases: Row[] };
export type Spots = Omit<S["ScreenSpots"], "items"> & { items: Spot[] };
export type Line = Omit<S["ScreenLine"], "pin"> & { pin: Pin | null };
export type Recent = Omit<S["ScreenRecent"], "items"> & { items: Line[] };
export type Layer = S["ScreenLayer"];
export type Mark = S["ScreenMark"];
export type Tracks = S["ScreenTracks"];
export type OpenCase = Omit<S["ScreenOpenCase"], "state" | "kind"> & { state: State; kind: Kind };
export type Played = Omit<S["ScreenPlayed"], "changed"> & { changed: Partial<OpenCase> };
export type Playback = Omit<S["ScreenPlayback"], "open" | "events"> & { open: OpenCase[] | null; events: Played[] };

export interface PinProperties {
  case_no: string;
  kind: Kind;
  class_code: string | null;
  class_name: string | null;
  state: State;
  stage: Stage;
  urgent: boolean;
  suspended: boolean;
  lamp: LampColour;
  due: string | null;
  warn: string | null;
}
export type Pin = GeoJSON.Feature<GeoJSON.Point, PinProperties>;

export const command = {
  summary: () => get<Summary>("/command/summary"),
  late: () => get<Late>("/command/late"),
  units: () => get<Units>("/command/units"),
  heat: (day: string | null) => get<Heat>("/command/heat", { day }),
  grades: () => get<Grades>("/command/grades"),
  classes: (day: string | null) => get<Classes>("/command/classes", { day }),
  spots: () => get<Spots>("/command/spots"),
  recent: (after: number | null, limit: number) => get<Recent>("/command/recent", { after, limit }),
  behind: (figure: string, cursor: string, signal?: AbortSignal) =>
    get<{ items: Row[]; next_cursor: string | null }>(`/command/cases/${figure}`, { cursor }, signal),
  layers: () => get<Layer[]>("/command/layers"),
  marks: (layer: string) => get<{ as_of: string; marks: Mark[] }>(`/command/layers/${layer}`),
  tracks: (layer: string, day: string, signal?: AbortSignal) =>
    get<Tracks>(`/command/layers/${layer}/tracks`, { day }, signal),
  playback: (day: string, cursor: string, signal?: AbortSignal) =>
    get<Playback>("/command/playback", { day, cursor }, signal),
  pins: () => get<GeoJSON.FeatureCollection<GeoJSON.Point, PinProperties>>("/map/cases"),
  grids: () => get<GeoJSON.FeatureCollection>("/map/grids"),
};
