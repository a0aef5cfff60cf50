import type { MyAttendance } from "@shared/api/duty";
import { clock, dayOf, span } from "@shared/words/time";

export const kindWords: Record<string, string> = { on: "上班", off: "下班" };
export const stateWords: Record<MyAttendance["state"] | "unknown", string> = { on: "在岗", off: "已下班", none: "未打卡", unknown: "考勤" };

export const leaveSorts = [
  { key: "private", words: "事假" },
  { key: "sick", words: "病假" },
  { key: "annual", words: "年休假" },
  { key: "swap", words: "调休" },
  { key: "other", words: "其他" },
] as const;
export type LeaveSort = (typeof leaveSorts)[number]["key"];

/** 3小时12分 of minutes. */
export const minutesInWords = (minutes: number): string => (minutes ? span(minutes * 60_000) : "0分");

/** 860 米, 12.4 公里. */
export const walkInWords = (metres: number): string => (metres < 1000 ? `${metres} 米` : `${(metres / 1000).toFixed(1)} 公里`);

const dates = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", month: "long", day: "numeric", weekday: "short" });

/** 6月10日 周三 of 2026-06-10. */
export const dayInWords = (day: string): string => dates.format(new Date(`${day}T12:00:00+08:00`));

export const dayBefore = (day: string): string => dayOf(new Date(Date.parse(`${day}T12:00:00+08:00`) - 86_400_000));
export const dayAfter = (day: string): string => dayOf(new Date(Date.parse(`${day}T12:00:00+08:00`) + 86_400_000));

/** 6月10日 07:30 to 6月11日 19:30; the day once where it is the same. */
export function spanInWords(starts: string, ends: string): string {
  const [first, last] = [dayInWords(dayOf(new Date(starts))), dayInWords(dayOf(new Date(ends)))];
  const until = first === last ? clock(ends) : `${last} ${clock(ends)}`;
  return `${first} ${clock(starts)} 至 ${until}`;
}
