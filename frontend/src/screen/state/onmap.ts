import { reactive, watch } from "vue";
import type { Stage } from "@shared/api/types";

/** What the map shows. Kept by the browser, so that a screen comes back as it was. */
export type Ground = "heat" | "grades" | "none";
interface OnMap {
  cases: boolean;
  /** Stages whose cases are left out. */
  without: Stage[];
  ground: Ground;
  /** Layers of other subsystems that are switched off. */
  off: string[];
}

const KEY = "wangge.screen.map";
const usual: OnMap = { cases: true, without: [], ground: "heat", off: [] };

function read(): OnMap {
  try {
    return { ...usual, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<OnMap>) };
  } catch {
    return usual;
  }
}

export const onMap = reactive<OnMap>(read());
watch(onMap, () => localStorage.setItem(KEY, JSON.stringify(onMap)), { deep: true });

export function toggle<T>(list: T[], one: T): void {
  const at = list.indexOf(one);
  if (at < 0) list.push(one);
  else list.splice(at, 1);
}
