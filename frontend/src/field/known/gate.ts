import { me } from "@shared/session";
import { computed, readonly, ref, watch } from "vue";
import { gateOf, pinPossible } from "./pin";

/** Whether what the phone shows stands open: asked again after a restart and some minutes in the background. */
const OPENED = "wangge.field.opened";
const LATER = (user: string): string => `wangge.field.pin.later.${user}`;

/** checking: not yet known. asked: the PIN is wanted. offered: none is set, the person is asked to choose one. */
export type GateState = "checking" | "open" | "asked" | "offered";

const state = ref<GateState>("checking");
const has = ref(false);
let away = 0;

export const gate = readonly(state);
export const hasPin = readonly(has);
const terms = computed(() => me.value?.field ?? null);
export const pinRequired = computed(() => terms.value?.pin === "required");
export const pinWanted = computed(() => pinPossible() && terms.value !== null && terms.value.pin !== "off");
const patience = (): number => (terms.value?.pin_minutes ?? 5) * 60_000;

/** A reload of the same window within the minutes asks nothing; a new start does. */
function lately(user: string): boolean {
  const [who, at] = (sessionStorage.getItem(OPENED) ?? "").split("|");
  return who === user && Date.now() - Number(at) < patience();
}

const stillHere = (user: string): void => sessionStorage.setItem(OPENED, `${user}|${Date.now()}`);

function offer(user: string): GateState {
  if (!pinWanted.value || has.value) return "open";
  return pinRequired.value || !localStorage.getItem(LATER(user)) ? "offered" : "open";
}

async function look(user: string, fresh: boolean): Promise<void> {
  has.value = pinPossible() && terms.value?.pin !== "off" && (await gateOf(user).catch(() => undefined)) !== undefined;
  if (me.value?.user.username !== user) return;
  const asked = has.value && !fresh && !lately(user);
  state.value = asked ? "asked" : fresh || pinRequired.value ? offer(user) : "open";
  if (state.value === "open") stillHere(user);
}

/** The person has shown by PIN or password that it is himself. */
export async function opened(byPassword = false): Promise<void> {
  const user = me.value?.user.username;
  if (!user) return;
  stillHere(user);
  if (byPassword) await look(user, true);
  else state.value = "open";
}

/** A PIN was set, changed or removed. */
export async function pinChanged(): Promise<void> {
  const user = me.value?.user.username;
  if (user) has.value = (await gateOf(user)) !== undefined;
  await opened();
}

export function laterPin(): void {
  if (me.value) localStorage.setItem(LATER(me.value.user.username), "1");
  void opened();
}

/** The person locks the app himself. */
export function lockNow(): void {
  sessionStorage.removeItem(OPENED);
  if (has.value) state.value = "asked";
}

function back(): void {
  const user = me.value?.user.username;
  if (document.visibilityState === "hidden") away = Date.now();
  else if (user && has.value && state.value === "open" && away && Date.now() - away > patience()) lockNow();
  else if (user && state.value === "open") stillHere(user);
}

let byPassword: string | null = null;

/** The next person who appears has just typed his password. */
export function passwordTyped(user: string): void {
  byPassword = user;
}

export function startGate(): void {
  document.addEventListener("visibilitychange", back);
  watch(
    () => me.value?.user.username ?? null,
    (user) => {
      state.value = user ? "checking" : "open";
      if (user) void look(user, user === byPassword);
      byPassword = null;
    },
    { immediate: true },
  );
}
