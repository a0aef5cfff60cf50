import { newId } from "@shared/api/client";
import { messages, type MyRollCall, type Notice } from "@shared/api/duty";
import { me, role } from "@shared/session";
import { now } from "@shared/words/now";
import { computed, ref, watch } from "vue";
import { myRollCalls } from "../known/dutyAnswers";
import { known } from "../known/known";
import type { Fix } from "../media/exif";
import { items, pendingIn, queue } from "../outbox";

/** What waits for a person: unread notices and roll calls to answer. Asked each minute while the app is in front. */
const EVERY = 60_000;
const LANE = "messages";
const notices = ref(0);
/** null until the first answer; what the phone heard last where nobody answers. */
const { value: calls, refresh: askCalls, forget: noCalls } = known(myRollCalls.key, myRollCalls.fetcher);

const readHere = computed(() => new Set(items.value.filter((item) => item.lane === LANE && item.path.endsWith("/read")).map((item) => item.path.split("/")[2]!)));
export const isRead = (one: Notice): boolean => one.read_at !== null || readHere.value.has(one.id);

const answerOf = (id: string): boolean => items.value.some((item) => item.path === `/roll-calls/${id}/answer` && item.state !== "refused");

/** Calls that still want an answer; the phone's own clock says which are over. */
export const openCalls = computed(() =>
  (calls.value ?? []).filter((one) => one.mine.state === "waiting" && Date.parse(one.until) > now.value.getTime() && !answerOf(one.id)),
);
export const rollCalls = computed(() => calls.value);
export const answeredHere = (id: string): boolean => pendingIn(`roll:${id}`).length > 0;
export const badge = computed(() => notices.value + openCalls.value.length);

export async function look(): Promise<void> {
  if (!me.value || !role.value) return;
  const asked: Promise<unknown>[] = [messages.unread().then((found) => (notices.value = Math.max(0, found.notices - unsentReads())))];
  if (role.value === "collector") asked.push(askCalls());
  else noCalls();
  await Promise.allSettled(asked);
}

const unsentReads = (): number => pendingIn(LANE).length;

/** Marks it read, once; the server hears of it when there is a network. */
export async function markRead(one: Notice): Promise<void> {
  if (isRead(one) || one.recalled) return;
  notices.value = Math.max(0, notices.value - 1);
  const body = { acted_at: new Date().toISOString() };
  await queue.post({ lane: LANE, path: `/notices/${one.id}/read`, body, title: "阅读通知", about: one.title, quiet: true });
}

/** Answers with the position, or says that there is none. */
export function answer(call: MyRollCall, fix: Fix | null): Promise<unknown> {
  const place = fix && { lon: fix.lon, lat: fix.lat, accuracy: fix.accuracy, coord_sys: fix.coord_sys };
  const body = { acted_at: new Date().toISOString(), ...place };
  return queue.post({ id: newId(), lane: `roll:${call.id}`, path: `/roll-calls/${call.id}/answer`, body, title: "应答点名", about: call.note, told: "已应答点名" });
}

/** Once a page, when it starts. */
export function startMessages(): void {
  const ask = (): void => void (document.visibilityState === "visible" && look());
  document.addEventListener("visibilitychange", ask);
  window.setInterval(ask, EVERY);
  watch(() => [me.value?.user.id, role.value], ask, { immediate: true });
}
