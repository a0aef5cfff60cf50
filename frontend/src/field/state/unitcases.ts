import { cases } from "@shared/api/endpoints";
import type { CaseRow } from "@shared/api/types";
import { computed, ref, shallowReactive, type ComputedRef, type Ref } from "vue";
import { unitCases, unitQuery, type UnitTab } from "../known/answers";
import { known } from "../known/known";

export type { UnitTab } from "../known/answers";

export interface TabRows {
  rows: CaseRow[] | null;
  cursor: string | null;
}

const none: TabRows = { rows: null, cursor: null };
const dueAt = (row: CaseRow): number => (row.deadline ? Date.parse(row.deadline) : Number.MAX_SAFE_INTEGER);
const ordered = (tab: UnitTab, rows: CaseRow[]): CaseRow[] => (tab === "open" ? [...rows].sort((a, b) => dueAt(a) - dueAt(b)) : rows);

/** A unit's cases by tab; each tab's first page is known without a network, further ones are fetched when asked for. */
export function useUnitCases(shown: Ref<UnitTab>): {
  tab: ComputedRef<TabRows>;
  error: ComputedRef<string>;
  at: Readonly<Ref<number | null>>;
  old: ComputedRef<boolean>;
  load: () => Promise<void>;
  more: () => Promise<void>;
} {
  const first = known(() => unitCases(shown.value).key, (tag) => unitCases(shown.value).fetcher(tag));
  const further = shallowReactive<Partial<Record<UnitTab, TabRows>>>({});
  const failed = ref("");

  const tab = computed((): TabRows => {
    const page = first.value.value;
    if (!page) return none;
    const rest = further[shown.value];
    return { rows: ordered(shown.value, [...page.items, ...(rest?.rows ?? [])]), cursor: rest ? rest.cursor : page.next_cursor };
  });
  const load = async (): Promise<void> => {
    delete further[shown.value];
    failed.value = "";
    await first.refresh();
  };
  const more = async (): Promise<void> => {
    const [name, { cursor }] = [shown.value, tab.value];
    if (!cursor) return;
    try {
      const page = await cases.list({ ...unitQuery(name), cursor });
      further[name] = { rows: [...(further[name]?.rows ?? []), ...page.items], cursor: page.next_cursor };
    } catch (problem) {
      failed.value = problem instanceof Error ? problem.message : "列表未能更新。";
    }
  };
  const error = computed(() => first.error.value || failed.value);
  return { tab, error, at: first.at, old: first.old, load, more };
}
