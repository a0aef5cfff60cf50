/** Time as people need it. Every function takes `now` so that a page ticks once for all its words. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const zone = "Asia/Shanghai";

const parts = new Intl.DateTimeFormat("zh-CN", {
  timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
  hour: "2-digit", minute: "2-digit", second: "2-digit",
});

function split(at: Date): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(at).map((part) => [part.type, part.value]));
}

/** 2026-06-10 in the county. */
export const dayOf = (at: Date): string => {
  const p = split(at);
  return `${p["year"]}-${p["month"]}-${p["day"]}`;
};

/** 45秒 12分 3小时12分 1天2小时, rounded towards zero; `brief` drops the smaller unit from ten of the larger on. */
export function span(milliseconds: number, brief = false): string {
  const ms = Math.max(0, milliseconds);
  if (ms < MINUTE) return `${Math.floor(ms / 1000)}秒`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)}分`;
  const [unit, sub, words] = ms < DAY ? [HOUR, MINUTE, ["小时", "分"]] as const : [DAY, HOUR, ["天", "小时"]] as const;
  const rest = brief && ms >= 10 * unit ? 0 : Math.floor((ms % unit) / sub);
  return `${Math.floor(ms / unit)}${words[0]}${rest ? `${rest}${words[1]}` : ""}`;
}

/** 剩余 3小时12分 or 超期 1天2小时. */
export function left(deadline: string | Date, now: Date, brief = false): string {
  const rest = new Date(deadline).getTime() - now.getTime();
  return rest >= 0 ? `剩余 ${span(rest, brief)}` : `超期 ${span(-rest, brief)}`;
}

/** 10:32 */
export const clock = (at: string | Date): string => {
  const p = split(new Date(at));
  return `${p["hour"]}:${p["minute"]}`;
};

/** 今天 10:32, 昨天 10:32, 6月10日 10:32, 2025年6月10日 10:32 */
export function moment(at: string | Date, now: Date): string {
  const date = new Date(at);
  const day = dayOf(date);
  if (day === dayOf(now)) return `今天 ${clock(date)}`;
  if (day === dayOf(new Date(now.getTime() - DAY))) return `昨天 ${clock(date)}`;
  if (day === dayOf(new Date(now.getTime() + DAY))) return `明天 ${clock(date)}`;
  const [year, month, dayOfMonth] = day.split("-").map(Number);
  const words = `${month}月${dayOfMonth}日 ${clock(date)}`;
  return split(now)["year"] === String(year) ? words : `${year}年${words}`;
}

/** 2026-06-10 10:32:05, for hovers. */
export function full(at: string | Date): string {
  const date = new Date(at);
  return `${dayOf(date)} ${clock(date)}:${split(date)["second"]}`;
}

/** For <input type="datetime-local">, in the county's zone. */
export const toInput = (at: Date): string => `${dayOf(at)}T${clock(at)}`;
export const fromInput = (value: string): string => `${value.length === 16 ? `${value}:00` : value}+08:00`;
