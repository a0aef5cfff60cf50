import { reactive, watch } from "vue";
import { noFilters, openList, view, type Filters } from "./view";

export interface SavedQuery {
  name: string;
  list: string;
  sort: string;
  filters: Filters;
}

const KEY = "wangge.desk.saved";

export const saved = reactive(JSON.parse(localStorage.getItem(KEY) ?? "[]") as SavedQuery[]);

watch(saved, () => localStorage.setItem(KEY, JSON.stringify(saved)), { deep: true });

export function save(name: string): void {
  const one = { name, list: view.list, sort: view.sort, filters: { ...noFilters(), ...view.filters } };
  const at = saved.findIndex((old) => old.name === name);
  if (at >= 0) saved[at] = one;
  else saved.push(one);
}

export function openSaved(one: SavedQuery): void {
  openList(one.list, structuredClone(JSON.parse(JSON.stringify(one.filters)) as Filters));
  view.sort = one.sort;
}

export const forget = (one: SavedQuery): void => {
  saved.splice(saved.indexOf(one), 1);
};

export const isOpen = (one: SavedQuery): boolean =>
  one.list === view.list && JSON.stringify(one.filters) === JSON.stringify(view.filters);
