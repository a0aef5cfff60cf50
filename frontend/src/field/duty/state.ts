import { newId } from "@shared/api/client";
import type { MyAttendance } from "@shared/api/duty";
import { now } from "@shared/words/now";
import { dayOf } from "@shared/words/time";
import { computed } from "vue";
import { myAttendance } from "../known/dutyAnswers";
import { known } from "../known/known";
import type { Fix } from "../media/exif";
import { items, pendingIn, queue } from "../outbox";

/** The collector's own shift: what the server knows of today, and what is still on its way. */
const LANE = "attendance";
const today = known(myAttendance.key, myAttendance.fetcher);

export const attendance = computed<MyAttendance | null>(() =>
  today.value.value?.day === dayOf(now.value) ? today.value.value : null,
);
export const attendanceError = today.error;
export const attendanceAt = today.at;
export const attendanceOld = today.old;
export const loadAttendance = today.refresh;

/** Made and not yet taken by the server, oldest first. */
export const unsent = computed(() => pendingIn(LANE).map((item) => ({ kind: String(item.body["kind"]), at: item.made_at })));

/** Arrived after the server was last asked: a page that has not heard of it yet must not say 未打卡. */
const arrived = computed(() => items.value.filter((item) => {
  if (item.lane !== LANE || item.state !== "done" || dayOf(new Date(item.made_at)) !== dayOf(now.value)) return false;
  return !attendance.value || Date.parse(item.done_at ?? item.made_at) > (today.at.value ?? 0);
}));

/** The server could not be asked, and what it said last was of another day. */
export const dayUnknown = computed(() => !attendance.value && (today.old.value || today.error.value !== ""));

/** unknown: the server has not been asked yet, or did not answer. */
export interface Shift {
  state: MyAttendance["state"] | "unknown";
  since: string | null;
}

export const shift = computed<Shift>(() => {
  const last = unsent.value.at(-1);
  if (last) return { state: last.kind === "on" ? "on" : "off", since: last.at };
  const done = arrived.value.at(-1);
  if (done) return { state: done.body["kind"] === "on" ? "on" : "off", since: done.made_at };
  const told = attendance.value;
  return told ? { state: told.state, since: told.since } : { state: "unknown", since: null };
});

export const onDuty = computed(() => shift.value.state === "on");

/** 打卡, kept on the phone and sent when there is a network. Without a position it is taken as without one. */
export function punch(kind: "on" | "off", fix: Fix | null): Promise<unknown> {
  const record_id = newId();
  const place = fix && { lon: fix.lon, lat: fix.lat, accuracy: fix.accuracy, coord_sys: fix.coord_sys };
  const title = kind === "on" ? "上班打卡" : "下班打卡";
  const body = { record_id, kind, acted_at: new Date().toISOString(), ...place };
  return queue.post({ id: record_id, lane: LANE, path: "/attendance", body, title, told: `已${title}` });
}
