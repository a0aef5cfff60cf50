import { get, newId, post, remove, request } from "./client";
import type {
  AllowedActions, CaseEvent, CaseFile, CaseRow, CasesBehind, Collector, Counts, DemoCounty, Dictionaries, Evaluation,
  Me, Near, Page, Phone, Place, ReportBody, RequestKind, Schemes, SessionAnswer, Where,
} from "./types";

type Query = Record<string, string | number | undefined | null | string[]>;

export const session = {
  now: () => get<SessionAnswer>("/auth/session"),
  open: (username: string, password: string, phone?: Phone) =>
    post<SessionAnswer>("/auth/session", { username, password, ...phone }),
  close: () => remove<void>("/auth/session"),
  me: () => request<Me>("GET", "/me", { anyPost: true }),
};

export const demo = {
  people: () => get<DemoCounty>("/demo/people"),
  login: (username: string) => post<SessionAnswer>("/demo/login", { username }),
};

export const collectors = () => get<Collector[]>("/collectors");

export const dictionaries = () => get<Dictionaries>("/dictionaries");

export interface Act {
  action_id: string;
  version: number;
  [field: string]: unknown;
}

export const cases = {
  list: (query: Query, signal?: AbortSignal) => get<Page<CaseRow>>("/cases", query, signal),
  counts: () => get<Counts>("/cases/counts"),
  file: (caseNo: string, signal?: AbortSignal) => get<CaseFile>(`/cases/${caseNo}`, {}, signal),
  events: (caseNo: string, signal?: AbortSignal) => get<CaseEvent[]>(`/cases/${caseNo}/events`, {}, signal),
  actions: (caseNo: string, signal?: AbortSignal) => get<AllowedActions>(`/cases/${caseNo}/actions`, {}, signal),
  act: (caseNo: string, action: string, body: Act) => post<CaseFile>(`/cases/${caseNo}/actions/${action}`, body),
  claim: (caseNo: string) => post<unknown>(`/cases/${caseNo}/claim`),
  unclaim: (caseNo: string) => remove<unknown>(`/cases/${caseNo}/claim`),
  ask: (caseNo: string, kind: RequestKind, body: Record<string, unknown>) =>
    post<CaseFile>(`/cases/${caseNo}/requests/${kind}`, body),
  decide: (caseNo: string, id: string, body: Record<string, unknown>) =>
    post<CaseFile>(`/cases/${caseNo}/requests/${id}/decision`, { action_id: newId(), ...body }),
  withdraw: (caseNo: string, id: string) =>
    post<CaseFile>(`/cases/${caseNo}/requests/${id}/withdraw`, { action_id: newId() }),
};

export const evaluation = {
  schemes: () => get<Schemes>("/evaluation"),
  scores: (scheme: string, query: Query, signal?: AbortSignal) => get<Evaluation>(`/evaluation/${scheme}`, query, signal),
  behind: (scheme: string, query: Query, signal?: AbortSignal) =>
    get<CasesBehind>(`/evaluation/${scheme}/cases`, query, signal),
};

export const report = (body: ReportBody) => post<CaseFile>("/reports", body);

/** Open cases near a point that may be the same thing. */
export const nearReports = (lon: number, lat: number, classCode: string | null, signal?: AbortSignal) =>
  get<{ items: Near[] }>("/reports/near", { lon, lat, class_code: classCode }, signal);

/** Places by words; a point in words. */
export const findPlaces = (q: string, signal?: AbortSignal) => get<{ items: Place[] }>("/geocode", { q }, signal);
export const whereIs = (lon: number, lat: number, signal?: AbortSignal) =>
  get<Where>("/geocode/reverse", { lon, lat }, signal);

export const myTasks = <T = CaseRow>() => get<Page<T> | T[]>("/tasks");

export const mapLayer = (layer: string, bbox: number[], zoom: number, signal?: AbortSignal) =>
  get<GeoJSON.FeatureCollection>(
    `/map/${layer}`,
    { bbox: bbox.map((n) => n.toFixed(6)).join(","), zoom: Math.round(zoom) },
    signal,
  );
