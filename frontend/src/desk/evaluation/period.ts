import { toInput } from "@shared/words/time";

/** The periods of the trade: this month, last month, any days. Days are local, YYYY-MM-DD, both included. */
export type Span = "this" | "last" | "own";

export interface Days {
  from: string;
  to: string;
}

export const spanWords: Record<Span, string> = { this: "本月", last: "上月", own: "自定" };

const pad = (n: number): string => String(n).padStart(2, "0");

function month(year: number, index: number): Days {
  const first = new Date(Date.UTC(year, index, 1));
  const last = new Date(Date.UTC(year, index + 1, 0));
  const day = (at: Date): string => `${at.getUTCFullYear()}-${pad(at.getUTCMonth() + 1)}-${pad(at.getUTCDate())}`;
  return { from: day(first), to: day(last) };
}

/** The whole month that `now` lies in, moved by `by` months. */
export function monthOf(now: Date, by = 0): Days {
  const [year, index] = toInput(now).split("-").map(Number) as [number, number];
  return month(year, index - 1 + by);
}

/** 2026年6月 for a whole month, else 2026-06-01 至 2026-06-15. */
export function daysWords({ from, to }: Days): string {
  const [year, index] = from.split("-").map(Number) as [number, number];
  const whole = month(year, index - 1);
  return whole.from === from && whole.to === to ? `${year}年${index}月` : `${from} 至 ${to}`;
}
