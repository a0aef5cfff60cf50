import { newId } from "@shared/api/client";
import { me, role } from "@shared/session";
import { computed, effectScope, ref, watch, type EffectScope } from "vue";
import { pendingIn, queue } from "../outbox";
import { phoneSystem } from "../place/coordsys";
import { usePosition } from "../place/position";
import { isFull, pointOf, worthKeeping, type TrackPoint } from "./sampling";
import { loadAttendance, onDuty } from "./state";

/**
 * The collector's positions, while three things hold: he has clocked on, the app is in front, and he has not switched it
 * off. They wait in localStorage until a batch is handed to the outbox, so that closing the app loses none.
 */
const LANE = "positions";
const SWITCH = "wangge.track.off";
const GATHERED = (user: string): string => `wangge.track.${user}`;

const off = ref(localStorage.getItem(SWITCH) === "1");
const inFront = ref(document.visibilityState === "visible");

export const trackOff = computed({
  get: () => off.value,
  set: (value: boolean) => {
    off.value = value;
    if (value) localStorage.setItem(SWITCH, "1");
    else localStorage.removeItem(SWITCH);
  },
});
export const recording = computed(() => role.value === "collector" && onDuty.value && inFront.value && !off.value);

function gathered(user: string): TrackPoint[] {
  try {
    return JSON.parse(localStorage.getItem(GATHERED(user)) ?? "[]") as TrackPoint[];
  } catch {
    return [];
  }
}

/** Positions of the person that the server does not have yet. */
export function unsentPoints(): number {
  const user = me.value?.user.username;
  const handed = pendingIn(LANE).reduce((sum, item) => sum + (item.body["points"] as TrackPoint[]).length, 0);
  return handed + (user ? gathered(user).length : 0);
}

let last: TrackPoint | null = null;
let sending = false;

function take(point: TrackPoint): void {
  const user = me.value?.user.username;
  if (!user || !worthKeeping(last, point)) return;
  last = point;
  const points = [...gathered(user), point];
  localStorage.setItem(GATHERED(user), JSON.stringify(points));
  if (isFull(points, new Date())) void hand();
}

/** Hands what was gathered to the outbox; it stays here until the outbox has it. */
async function hand(): Promise<void> {
  const user = me.value?.user.username;
  const points = user ? gathered(user).slice(0, 500) : [];
  if (!user || !points.length || sending) return;
  sending = true;
  const batch_id = newId();
  const body = { batch_id, coord_sys: phoneSystem(), points };
  try {
    await queue.post({ id: batch_id, lane: LANE, path: "/positions", body, title: "位置", quiet: true });
    localStorage.setItem(GATHERED(user), JSON.stringify(gathered(user).slice(points.length)));
  } catch {
    /* the phone could not keep it now: the points are still here */
  }
  sending = false;
}

let scope: EffectScope | null = null;

function begin(): void {
  scope = effectScope(true);
  scope.run(() => {
    const { fix } = usePosition();
    watch(fix, (now) => now && take(pointOf(now.measured, now.at)), { immediate: true });
  });
}

function end(): void {
  scope?.stop();
  scope = null;
  last = null;
  void hand();
}

/** Once a page, when it starts. */
export function startTrack(): void {
  document.addEventListener("visibilitychange", () => (inFront.value = document.visibilityState === "visible"));
  watch(role, (now) => now === "collector" && void loadAttendance(), { immediate: true });
  watch(recording, (now) => (now ? begin() : end()), { immediate: true });
}
