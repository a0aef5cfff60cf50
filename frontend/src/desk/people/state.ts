import { ApiError } from "@shared/api/client";
import { duty, type Attendance, type Attending, type Leave, type Seen } from "@shared/api/duty";
import { now } from "@shared/words/now";
import { computed, onMounted, onUnmounted, reactive, ref, shallowRef } from "vue";

/** Who is on duty and where each was seen last; asked again every so often while the view is open and in front. */
const EVERY = 15_000;

export const people = shallowRef<Attendance | null>(null);
export const seen = shallowRef<Map<number, Seen>>(new Map());
export const leaves = shallowRef<Leave[] | null>(null);
export const trouble = ref("");

/** The person on whom the eye rests, those who are ticked, and what the list shows. */
export const choice = reactive({ person: null as number | null, ticked: [] as number[], shown: "all" as Shown, q: "" });

export type Shown = "all" | "on" | "off" | "none" | "leave";
export type Line = Attending & { seen: Seen | null; shown: Exclude<Shown, "all"> };

const stateOf = (one: Attending): Line["shown"] => (one.leave_until ? "leave" : one.state);
export const stateWords: Record<Line["shown"], string> = { on: "在岗", off: "已下班", none: "未打卡", leave: "请假" };

const all = computed<Line[]>(() =>
  (people.value?.items ?? []).map((one) => ({ ...one, seen: seen.value.get(one.id) ?? null, shown: stateOf(one) })),
);
export const tabs = computed(() => {
  const count = (shown: Line["shown"]): number => all.value.filter((one) => one.shown === shown).length;
  const states = (Object.keys(stateWords) as Line["shown"][]).map((key) => ({ key, words: stateWords[key], count: count(key) }));
  return [{ key: "all" as Shown, words: "全部", count: all.value.length }, ...states];
});
export const lines = computed(() => {
  const q = choice.q.trim();
  const fits = (one: Line): boolean => !q || `${one.name}${one.phone}${one.duty_grids.map((grid) => grid.name).join("")}`.includes(q);
  return all.value.filter((one) => (choice.shown === "all" || one.shown === choice.shown) && fits(one));
});
export const chosen = computed(() => all.value.find((one) => one.id === choice.person) ?? null);
export const onDutyCount = computed(() => all.value.filter((one) => one.state === "on").length);

/** 刚刚, 3分前, 2小时前: how long ago somebody was seen. */
export function ageInWords(at: string): string {
  const minutes = Math.floor((now.value.getTime() - Date.parse(at)) / 60_000);
  if (minutes < 1) return "刚刚";
  return minutes < 60 ? `${minutes}分前` : `${Math.floor(minutes / 60)}小时前`;
}

/** The server said no: nothing was done, and the next attempt is another act. */
export const wasRefused = (error: unknown): boolean => error instanceof ApiError && error.status >= 400 && error.status < 500;

export const isFresh = (at: string): boolean => now.value.getTime() - Date.parse(at) < 5 * 60_000;

export async function loadPeople(): Promise<void> {
  try {
    const [attendance, latest, asked] = await Promise.all([duty.everybody(), duty.latest(), duty.leaves("all")]);
    people.value = attendance;
    seen.value = new Map(latest.map((one) => [one.id, one]));
    leaves.value = asked.items;
    trouble.value = "";
  } catch (error) {
    trouble.value = error instanceof Error ? error.message : "人员情况未能更新，请稍后再试。";
  }
}

/** Runs `work` now and again while the calling component lives and the page is in front. */
export function regularly(work: () => unknown, every = EVERY): void {
  let timer = 0;
  const ask = (): void => void (document.visibilityState === "visible" && work());
  onMounted(() => {
    ask();
    timer = window.setInterval(ask, every);
    document.addEventListener("visibilitychange", ask);
  });
  onUnmounted(() => {
    window.clearInterval(timer);
    document.removeEventListener("visibilitychange", ask);
  });
}

/** Moves the eye to the next person of the list. */
export function stepPerson(by: 1 | -1): void {
  const at = lines.value.findIndex((one) => one.id === choice.person);
  const next = lines.value[at < 0 ? 0 : Math.min(Math.max(at + by, 0), lines.value.length - 1)];
  if (next) choice.person = next.id;
}
