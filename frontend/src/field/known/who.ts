import type { Me } from "@shared/api/types";
import { post } from "@shared/api/client";
import { assume, expired, keepPageOnExpiry, logOut, me, restore, sessionTold } from "@shared/session";
import { readonly, ref, watch } from "vue";
import { deviceId, deviceName } from "../state/device";
import { session as api } from "@shared/api/endpoints";
import { sweepStrangers } from "./bounds";
import { forgetPerson, keep, recall } from "./facts";

/** Whose phone this is: known without a network, confirmed by the server as soon as it answers. */
const USER = "wangge.field.user";
const SIGN = "wangge.field.sign";
const OUT = "wangge.field.out";
const ME = "- me";
const WAIT = 4_000;

const lost = ref(false);

/** True while the server could not be asked who we are. */
export const unreachable = readonly(lost);

/** The server makes this cookie anew at every log-in: another value means that somebody logged in since. */
const signNow = (): string => document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1] ?? "";

export const lastUser = (): string | null => localStorage.getItem(USER);

/** The one who used this phone last and did not log out. */
async function lastPerson(): Promise<Me | null> {
  const user = lastUser();
  return user ? ((await recall<Me>(user, ME))?.value ?? null) : null;
}

async function remember(now: Me): Promise<void> {
  const { username } = now.user;
  localStorage.setItem(USER, username);
  localStorage.setItem(SIGN, signNow());
  await keep(username, ME, now, { fixed: true });
}

/** A session begun elsewhere (one click on the first page) becomes this phone's. */
async function bind(): Promise<void> {
  const told = sessionTold.value;
  if (!told?.user || told.device_id === deviceId()) return;
  await post("/devices", { device_id: deviceId(), name: deviceName() }).catch(() => undefined);
}

/** A log-out without a network is told to the server before anything else. */
async function tellLeft(): Promise<void> {
  if (!localStorage.getItem(OUT)) return;
  await restore();
  await api.close();
  localStorage.removeItem(OUT);
}

async function ask(): Promise<void> {
  try {
    await tellLeft();
    await restore();
    lost.value = false;
    await bind();
  } catch {
    lost.value = true;
  }
}

const within = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
let asking: Promise<void> | null = null;

/** Asks the server who is logged in; says by `unreachable` if it did not answer. */
export function askWhoWeAre(): Promise<void> {
  asking ??= ask().finally(() => (asking = null));
  return asking;
}

/**
 * How the app starts: with the person it knows, at once. Where the browser's log-in changed since, the server is asked
 * first, so that nobody sees what another one left here.
 */
export async function begin(): Promise<void> {
  const person = localStorage.getItem(OUT) ? null : await lastPerson();
  if (!person) return askWhoWeAre();
  if (signNow() !== localStorage.getItem(SIGN)) await Promise.race([askWhoWeAre(), within(WAIT)]);
  if (me.value) return;
  assume(person);
  void askWhoWeAre();
}

/** Logs out, also without a network; what waits to be sent stays with its person. */
export async function leave(): Promise<void> {
  const user = me.value?.user.username;
  const closed = await logOut();
  if (!closed) localStorage.setItem(OUT, "1");
  localStorage.removeItem(USER);
  if (user) await forgetPerson(user).catch(() => undefined);
}

/** A log-in counts for this phone from now on. */
export function startWho(): void {
  keepPageOnExpiry();
  watch(me, (now) => {
    if (!now) return;
    localStorage.removeItem(OUT);
    void remember(now);
    void sweepStrangers(now.user.username).catch(() => undefined);
  });
  watch(expired, (now) => now && localStorage.removeItem(SIGN));
}
