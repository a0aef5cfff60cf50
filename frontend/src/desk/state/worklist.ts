import { computed, reactive, watch } from "vue";
import { ApiError } from "@shared/api/client";
import { cases } from "@shared/api/endpoints";
import type { CaseFile, CaseRow } from "@shared/api/types";
import { query, view } from "./view";

/**
 * The rows of the list in view. What others change is taken in without moving anything: rows are renewed in place, rows
 * that left stay dimmed, and new ones wait above until they are called for.
 */
const PAGE = 50;

export const worklist = reactive({
  rows: [] as CaseRow[],
  cursor: null as string | null,
  loading: false,
  more: false,
  trouble: "",
  waiting: [] as CaseRow[],
  gone: new Set<string>(),
  touched: new Set<string>(),
});

let turn = 0;
let running: AbortController | null = null;

export const news = computed(() => worklist.waiting.length);
export const position = computed(() => worklist.rows.findIndex((one) => one.case_no === view.case));

function fail(error: unknown): void {
  if (error instanceof ApiError) worklist.trouble = error.message;
  else if (!(error instanceof DOMException)) throw error;
}

/** Load the list afresh. With `keep`, the open case stays open; else the first row opens. */
export async function load(keep = false): Promise<void> {
  const mine = ++turn;
  running?.abort();
  running = new AbortController();
  Object.assign(worklist, { loading: true, trouble: "" });
  try {
    const page = await cases.list({ ...query.value, limit: PAGE }, running.signal);
    if (mine !== turn) return;
    Object.assign(worklist, { rows: page.items, cursor: page.next_cursor, waiting: [] });
    worklist.gone.clear();
    worklist.touched.clear();
    if (!keep || !view.case) view.case = page.items[0]?.case_no ?? "";
  } catch (error) {
    fail(error);
  } finally {
    if (mine === turn) worklist.loading = false;
  }
}

export async function loadMore(): Promise<void> {
  if (!worklist.cursor || worklist.more) return;
  const mine = turn;
  worklist.more = true;
  try {
    const page = await cases.list({ ...query.value, limit: PAGE, cursor: worklist.cursor });
    if (mine !== turn) return;
    const known = new Set(worklist.rows.map((one) => one.case_no));
    worklist.rows.push(...page.items.filter((one) => !known.has(one.case_no)));
    worklist.cursor = page.next_cursor;
  } catch (error) {
    fail(error);
  } finally {
    worklist.more = false;
  }
}

/** Compare with what the server has now; nothing that stands moves, and an empty list fills by itself. */
export async function reconcile(): Promise<void> {
  if (view.page !== "cases") return;
  const mine = turn;
  const span = Math.min(200, Math.max(PAGE, worklist.rows.length));
  const page = await cases.list({ ...query.value, limit: span }).catch(() => null);
  if (!page || mine !== turn || worklist.loading) return;
  const fresh = new Map(page.items.map((one) => [one.case_no, one]));
  const whole = page.next_cursor === null;
  worklist.rows.slice(0, span).forEach((row, i) => {
    const found = fresh.get(row.case_no);
    if (found) renew(i, found);
    else if (whole || i < span / 2) worklist.gone.add(row.case_no);
    if (found) worklist.gone.delete(row.case_no);
  });
  if (!worklist.rows.length) return void Object.assign(worklist, { rows: page.items, cursor: page.next_cursor, waiting: [] });
  const known = new Set(worklist.rows.map((one) => one.case_no));
  worklist.waiting = page.items.filter((one) => !known.has(one.case_no));
}

function renew(i: number, fresh: CaseRow): void {
  const old = worklist.rows[i]!;
  if (old.version !== fresh.version) touch(old.case_no);
  worklist.rows[i] = fresh;
}

function touch(caseNo: string): void {
  worklist.touched.add(caseNo);
  window.setTimeout(() => worklist.touched.delete(caseNo), 3000);
}

/** Put the waiting rows in: the list is read again, the open case stays. */
export const takeIn = (): Promise<void> => load(true);

/** After an act of one's own: the row leaves if it left the list, and the next one opens. */
export function afterAct(file: CaseFile, stays: boolean): void {
  const at = worklist.rows.findIndex((one) => one.case_no === file.case_no);
  if (stays || at < 0) {
    if (at >= 0) worklist.rows[at] = file;
    return;
  }
  const left = worklist.rows.filter((one) => one.case_no !== file.case_no);
  const next = left.slice(at).find((one) => !worklist.gone.has(one.case_no)) ?? left[Math.max(0, at - 1)];
  worklist.rows = left;
  view.case = next?.case_no ?? "";
}

export function step(by: number): void {
  const rows = worklist.rows;
  if (!rows.length) return;
  const next = rows[Math.min(Math.max(position.value + by, 0), rows.length - 1)];
  if (next) view.case = next.case_no;
  if (position.value > rows.length - 8) void loadMore();
}

/** Open the view as the address has it; a case named there stays open. */
export async function begin(): Promise<void> {
  known = asked();
  if (view.page === "cases") await load(Boolean(view.case));
}

const asked = (): string => JSON.stringify([view.page, query.value]);
let known = "";
watch(asked, (now) => {
  if (now === known) return;
  known = now;
  if (view.page === "cases") void load();
});
