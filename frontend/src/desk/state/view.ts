import { computed, reactive, watch } from "vue";
import type { Span } from "../evaluation/period";
import { lists } from "./lists";

/** What the desk shows: list, filters, order, the open case. It lives in the address, so a link or a reload keeps it. */
export interface Filters {
  state: string[];
  lamp: string[];
  unit: string[];
  class: string[];
  grid: string[];
  source: string[];
  since: string;
  until: string;
  q: string;
}

export const manyFilters = ["state", "lamp", "unit", "class", "grid", "source"] as const;
export type ManyFilter = (typeof manyFilters)[number];

export const noFilters = (): Filters => ({
  state: [], lamp: [], unit: [], class: [], grid: [], source: [], since: "", until: "", q: "",
});

/** Which scores: scheme, days, basis and grouping ("" = the scheme's own), the chosen group and the count that is open. */
export const noScores = () => ({ scheme: "unit", span: "this" as Span, from: "", to: "", basis: "", by: "", group: "", count: "" });

export const view = reactive({
  page: "cases" as "cases" | "scores" | "phones" | "people",
  list: "todo", sort: "", case: "", filters: noFilters(), registering: false, scores: noScores(),
});

export const listKind = computed(() => lists[view.list] ?? lists["todo"]!);
export const sort = computed(() => view.sort || listKind.value.sort);
export const filtered = computed(() => Object.values(view.filters).some((one) => one.length > 0));

/** Whether a case stays in the list whatever state it moves to. */
export const keepsAll = computed(() => view.list === "" && !view.filters.state.length && !view.filters.lamp.length);

/** The query of GET /cases for this view. */
export const query = computed(() => ({ ...view.filters, list: view.list, sort: sort.value }));

export function openList(name: string, filters: Partial<Filters> = {}): void {
  Object.assign(view, { page: "cases", list: name, sort: "", registering: false, filters: { ...noFilters(), ...filters } });
}

/** A call is taken down beside list and map. */
export function register(): void {
  Object.assign(view, { page: "cases", registering: true });
}

/** 人员 and back to the cases. */
export function togglePeople(): void {
  Object.assign(view, { page: view.page === "people" ? "cases" : "people", registering: false });
}

export function openScores(): void {
  Object.assign(view, { page: "scores", registering: false, case: "", scores: { ...view.scores, group: "", count: "" } });
}

export function address(): string {
  return view.page === "scores" ? scoresAddress() : listAddress();
}

function scoresAddress(): string {
  const words = new URLSearchParams({ page: "scores" });
  for (const [key, value] of Object.entries(view.scores)) if (value) words.set(key, value);
  if (view.case) words.set("case", view.case);
  return `?${words}`;
}

function listAddress(): string {
  const words = new URLSearchParams({ list: view.list });
  for (const [key, value] of Object.entries(view.filters)) if (value.length) words.set(key, String(value));
  if (view.sort) words.set("sort", view.sort);
  if (view.case) words.set("case", view.case);
  if (view.page === "people") words.set("page", "people");
  return `?${words}`;
}

/** Take the view from the address; `page` and `fallback` are what the post opens first. */
export function readAddress(fallback: string, page: typeof view.page): void {
  const words = new URLSearchParams(location.search);
  const named = words.get("page");
  view.page = named === "scores" || named === "people" ? named : words.size ? "cases" : page;
  const scores = noScores();
  for (const key of Object.keys(scores)) Object.assign(scores, words.has(key) && { [key]: words.get(key) });
  view.scores = scores;
  const asked = words.get("list");
  view.list = asked !== null && asked in lists ? asked : fallback;
  view.sort = words.get("sort") ?? "";
  view.case = words.get("case") ?? "";
  const filters = noFilters();
  for (const key of manyFilters) filters[key] = (words.get(key) ?? "").split(",").filter(Boolean);
  for (const key of ["since", "until", "q"] as const) filters[key] = words.get(key) ?? "";
  view.filters = filters;
}

watch(view, () => history.replaceState(null, "", location.pathname + address()), { deep: true });
