import { cases } from "@shared/api/endpoints";
import type { CaseRow } from "@shared/api/types";
import { ref, shallowReactive } from "vue";

/** What a unit's list shows, by tab. */
export type UnitTab = "open" | "check" | "suspended" | "closed";

const STATES: Record<UnitTab, string> = {
  open: "dispatched,disposing",
  check: "disposed,checking,checked",
  suspended: "suspended",
  closed: "closed",
};
const PAGE = 30;

export interface TabRows {
  rows: CaseRow[] | null;
  cursor: string | null;
}

const dueAt = (row: CaseRow): number => (row.deadline ? Date.parse(row.deadline) : Number.MAX_SAFE_INTEGER);

export function useUnitCases(): {
  tabs: Record<UnitTab, TabRows>;
  error: typeof error;
  load: (tab: UnitTab) => Promise<void>;
  more: (tab: UnitTab) => Promise<void>;
} {
  const tabs = shallowReactive<Record<UnitTab, TabRows>>({
    open: { rows: null, cursor: null },
    check: { rows: null, cursor: null },
    suspended: { rows: null, cursor: null },
    closed: { rows: null, cursor: null },
  });
  const error = ref("");

  const read = async (tab: UnitTab, cursor: string | null): Promise<void> => {
    const sort = tab === "open" ? "deadline" : "-closed_at";
    const query = { state: STATES[tab], limit: PAGE, cursor, sort: tab === "closed" || tab === "open" ? sort : "-id" };
    try {
      const { items, next_cursor } = await cases.list(query);
      const rows = cursor ? [...(tabs[tab].rows ?? []), ...items] : items;
      tabs[tab] = { rows: tab === "open" ? [...rows].sort((a, b) => dueAt(a) - dueAt(b)) : rows, cursor: next_cursor };
      error.value = "";
    } catch (problem) {
      error.value = problem instanceof Error ? problem.message : "列表未能更新。";
    }
  };
  const load = (tab: UnitTab): Promise<void> => read(tab, null);
  const more = async (tab: UnitTab): Promise<void> => {
    if (tabs[tab].cursor) await read(tab, tabs[tab].cursor);
  };
  return { tabs, error, load, more };
}
