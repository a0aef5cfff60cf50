import { computed, reactive, watch } from "vue";
import { ApiError } from "@shared/api/client";
import { evaluation } from "@shared/api/endpoints";
import type { CaseBehind, Evaluation, SchemeInfo, ScoredGroup } from "@shared/api/types";
import { now } from "@shared/words/now";
import { monthOf, type Days } from "../evaluation/period";
import { view } from "./view";

/** The scores asked for, and the cases behind the number that is open. */
const PAGE = 200;

export const scores = reactive({
  schemes: [] as SchemeInfo[],
  bases: {} as Record<string, string>,
  found: null as Evaluation | null,
  loading: false,
  trouble: "",
});

export const behind = reactive({
  items: [] as CaseBehind[],
  total: 0,
  times: 0,
  cursor: null as string | null,
  loading: false,
  trouble: "",
});

export const scheme = computed(() => scores.schemes.find((one) => one.code === view.scores.scheme) ?? null);
export const group = computed<ScoredGroup | null>(
  () => scores.found?.groups.find((one) => one.key === view.scores.group) ?? null,
);

/** The days asked for; own ones are taken when both are there and in order. */
export const days = computed<Days | null>(() => {
  const { span, from, to } = view.scores;
  if (span !== "own") return monthOf(now.value, span === "last" ? -1 : 0);
  return from && to && from <= to ? { from, to } : null;
});

export async function loadSchemes(): Promise<void> {
  const answer = await evaluation.schemes().catch(() => null);
  Object.assign(scores, { schemes: answer?.schemes ?? [], bases: answer?.bases ?? {} });
}

let running: AbortController | null = null;

const failed = (error: unknown): string | null => {
  if (error instanceof ApiError) return error.message;
  if (error instanceof DOMException) return null;
  throw error;
};

/** Score afresh, as of now (or as of the month's end); the open number opens again. */
export async function loadScores(): Promise<void> {
  if (!days.value || !scheme.value) return;
  running?.abort();
  const mine = (running = new AbortController());
  Object.assign(scores, { loading: true, trouble: "" });
  try {
    const { basis, by } = view.scores;
    scores.found = await evaluation.scores(scheme.value.code, { ...days.value, basis, group_by: by }, mine.signal);
  } catch (error) {
    scores.trouble = failed(error) ?? "";
  } finally {
    if (mine === running) scores.loading = false;
  }
  if (mine !== running || !scores.found) return;
  if (!group.value) Object.assign(view.scores, { group: scores.found.groups[0]?.key ?? "", count: "" });
  if (view.scores.count) void loadBehind();
}

let turn = 0;

/** The cases of the open number, as of the very moment that the table shows. */
export async function loadBehind(more = false): Promise<void> {
  const found = scores.found;
  const { group: key, count } = view.scores;
  if (!found || !key || !count) return;
  const mine = ++turn;
  if (!more) Object.assign(behind, { items: [], total: 0, times: 0, cursor: null });
  Object.assign(behind, { loading: true, trouble: "" });
  const { from, to, basis, as_of, group_by } = found;
  const query = { group: key, count, from, to, basis, as_of, group_by, limit: PAGE, cursor: behind.cursor };
  try {
    const page = await evaluation.behind(found.scheme, query);
    if (mine !== turn) return;
    behind.items.push(...page.items);
    Object.assign(behind, { total: page.total, times: page.times, cursor: page.next_cursor });
  } catch (error) {
    if (mine === turn) behind.trouble = failed(error) ?? "";
  } finally {
    if (mine === turn) behind.loading = false;
  }
}

export function choose(key: string): void {
  if (view.scores.group === key) return;
  Object.assign(view.scores, { group: key, count: "" });
  view.case = "";
}

export function openNumber(key: string, count: string): void {
  Object.assign(view.scores, { group: key, count });
  view.case = "";
}

/** One step back: out of the case, then out of the list behind the number. */
export function stepBack(): void {
  if (view.case) view.case = "";
  else view.scores.count = "";
}

export const caseAt = computed(() => behind.items.findIndex((one) => one.case_no === view.case));

export function stepCase(by: number): void {
  const next = behind.items[Math.min(Math.max(caseAt.value + by, 0), behind.items.length - 1)];
  if (next) view.case = next.case_no;
  if (caseAt.value > behind.items.length - 8 && behind.cursor && !behind.loading) void loadBehind(true);
}

/** What is asked of the server; another question throws the open number away. */
const asked = (): string => JSON.stringify([scheme.value?.code, days.value, view.scores.basis, view.scores.by]);

watch(
  () => [view.page === "scores", asked()] as const,
  ([here, question], old) => {
    if (!here) return;
    if (old?.[0] && old[1] !== question && scores.found) Object.assign(view.scores, { group: "", count: "" });
    void loadScores();
  },
);
watch(() => [view.scores.group, view.scores.count].join(), () => void loadBehind());
