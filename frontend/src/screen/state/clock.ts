import { computed, ref } from "vue";
import { summary } from "./figures";

/** The server's time, so that a screen whose own clock is wrong shows the right one; a step a second. */
const tick = ref(Date.now());
const ahead = computed(() => (summary.value.value ? skew(summary.value.value.as_of) : 0));
const known = { as_of: "", skew: 0 };

function skew(asOf: string): number {
  if (asOf !== known.as_of) Object.assign(known, { as_of: asOf, skew: Date.parse(asOf) - Date.now() });
  return Math.abs(known.skew) < 2000 ? 0 : known.skew;
}

setInterval(() => (tick.value = Date.now()), 1000);

export const clockNow = computed(() => tick.value + ahead.value);

/** The same in steps of a quarter of a minute, for what need not be reckoned anew each second. */
export const calmNow = computed(() => Math.floor(clockNow.value / 15_000) * 15_000);

const words = new Intl.DateTimeFormat("zh-CN", {
  timeZone: "Asia/Shanghai", hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", weekday: "long",
  hour: "2-digit", minute: "2-digit",
});

/** {date: 2026年6月10日, weekday: 星期三, time: 16:42} */
export function moment(at: number): { date: string; weekday: string; time: string } {
  const p = Object.fromEntries(words.formatToParts(at).map((part) => [part.type, part.value]));
  return { date: `${p["year"]}年${p["month"]}月${p["day"]}日`, weekday: p["weekday"]!, time: `${p["hour"]}:${p["minute"]}` };
}
