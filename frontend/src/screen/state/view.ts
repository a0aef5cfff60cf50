import { shallowRef } from "vue";
import type { Row } from "./api";

/** What lies open beside the map: a case, or the cases behind a number. A list stays behind the case opened from it. */
export interface ListView {
  title: string;
  note?: string;
  /** Asked for at the server by the figure's name, or given. */
  figure?: string;
  rows?: Row[];
  /** A count of the evaluation: its unit and count code. */
  behind?: { unit: string; count: string };
  /** Filters of GET /cases. */
  filters?: Record<string, string>;
}

export const openList = shallowRef<ListView | null>(null);
export const openCase = shallowRef<string | null>(null);

export function showList(view: ListView): void {
  openCase.value = null;
  openList.value = view;
}

export function showCase(caseNo: string): void {
  openCase.value = caseNo;
}

/** One step back: from a case to its list, from a list to the map. */
export function back(): void {
  if (openCase.value) openCase.value = null;
  else openList.value = null;
}

export function closeAll(): void {
  openCase.value = null;
  openList.value = null;
}
