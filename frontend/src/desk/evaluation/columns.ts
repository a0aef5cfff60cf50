import type { Evaluation, ScoredGroup } from "@shared/api/types";

/** A column of the score table: one rate or one count of the scheme's items. */
export interface Column {
  key: string;
  title: string;
  weight: number;
  rate: boolean;
}

/** What the scheme is made of, in its order; a rate that two items use stands once. */
export function columnsOf(found: Evaluation): Column[] {
  const columns = new Map<string, Column>();
  const put = (key: string, title: string, weight: number, rate: boolean): void => {
    const known = columns.get(key);
    columns.set(key, { key, title, weight: weight + (known?.weight ?? 0), rate });
  };
  for (const item of found.items) {
    for (const code of item.rates) put(code, found.rate_names[code]?.name ?? item.name, item.weight, true);
    for (const code of item.counts) put(code, found.count_names[code] ?? item.name, item.weight, false);
  }
  return [...columns.values()];
}

export const valueOf = (group: ScoredGroup, column: Column): number | null =>
  (column.rate ? group.rates[column.key]?.value : group.counts[column.key]) ?? null;

/** 0.925 → 92.50 %; no data is a dash, never 0. */
export const percent = (value: number | null): string =>
  value === null ? "—" : `${(Math.round(value * 10_000 + 1e-6) / 100).toFixed(2)} %`;

export const points = (score: number | null): string => (score === null ? "—" : score.toFixed(2));

/** The name of a count, or of several added and taken off: 立案＋自行处置, 上报−自行处置. */
export function countWords(codes: string, names: Record<string, string>): string {
  const words = (code: string): string => names[code.replace(/^-/, "")] ?? code;
  return codes.split(",").map((code, i) => (code.startsWith("-") ? "−" : i ? "＋" : "") + words(code)).join("");
}

export interface Order {
  key: string;
  down: boolean;
}

/** Groups in their ranking groups, each sorted; those without data come last whichever way. */
export function sections(groups: ScoredGroup[], order: Order, columns: Column[]): { name: string; groups: ScoredGroup[] }[] {
  const by = new Map<string, ScoredGroup[]>();
  for (const one of groups) by.set(one.group_name, [...(by.get(one.group_name) ?? []), one]);
  const column = columns.find((one) => one.key === order.key);
  const value = (one: ScoredGroup): number | string | null => {
    if (column) return valueOf(one, column);
    if (order.key === "name") return one.name;
    return order.key === "rank" ? one.rank : one.score;
  };
  return [...by.entries()].map(([name, some]) => ({ name, groups: [...some].sort((a, b) => compare(value(a), value(b), order.down)) }));
}

function compare(a: number | string | null, b: number | string | null, down: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const side = typeof a === "string" ? a.localeCompare(String(b), "zh-CN") : a - Number(b);
  return down ? -side : side;
}
