import { db, type Gate } from "./store";

/** The PIN's check: PBKDF2 with a salt of this phone. Guessing gets slower and ends at the password. */
export const ROUNDS = 300_000;
export const PIN = /^\d{4,6}$/;
const FREE = 3;
const FIRST_PAUSE = 5_000;
const LONGEST = 5 * 60_000;

/** Without a secure address browsers give no such reckoning; then there is no PIN. */
export const pinPossible = (): boolean => globalThis.crypto?.subtle !== undefined;

async function derive(pin: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, key, 256));
}

const equal = (a: Uint8Array, b: Uint8Array): boolean => a.reduce((sum, byte, at) => sum | (byte ^ (b[at] ?? -1)), 0) === 0;

/** Milliseconds before the next try after `tries` wrong ones: three are free, then the pause doubles. */
export const pauseAfter = (tries: number): number =>
  tries < FREE ? 0 : Math.min(LONGEST, FIRST_PAUSE * 2 ** (tries - FREE));

export const gateOf = (user: string): Promise<Gate | undefined> => db.gates.get(user);

export async function setPin(user: string, pin: string): Promise<void> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const check = await derive(pin, salt, ROUNDS);
  await db.gates.put({ user, salt, check, rounds: ROUNDS, tries: 0, not_before: 0, shut: false });
}

export const removePin = (user: string): Promise<void> => db.gates.delete(user);

/** right: it fits. wrong: `left` more tries. wait: too early. shut: only the password helps. */
export type Outcome = { kind: "right" } | { kind: "wrong"; left: number; wait: number } | { kind: "wait"; wait: number } | { kind: "shut" };

async function count(gate: Gate, most: number, now: number): Promise<Outcome> {
  const tries = gate.tries + 1;
  const [shut, wait] = [tries >= most, pauseAfter(tries)];
  await db.gates.update(gate.user, { tries, shut, not_before: now + wait });
  return shut ? { kind: "shut" } : { kind: "wrong", left: most - tries, wait };
}

/** One try, counted before it is answered. `most`: wrong ones after which the gate shuts. */
export async function tryPin(user: string, pin: string, most: number, now = Date.now()): Promise<Outcome> {
  const gate = await gateOf(user);
  if (!gate) return { kind: "right" };
  if (gate.shut) return { kind: "shut" };
  if (gate.not_before > now) return { kind: "wait", wait: gate.not_before - now };
  const fits = equal(await derive(pin, gate.salt, gate.rounds), gate.check);
  if (!fits) return count(gate, most, now);
  await db.gates.update(user, { tries: 0, not_before: 0 });
  return { kind: "right" };
}

/** The password was right: the PIN counts anew; one that was guessed at too often must be chosen again. */
export async function passwordWasRight(user: string): Promise<void> {
  const gate = await gateOf(user);
  if (gate?.shut) await removePin(user);
  else if (gate) await db.gates.update(user, { tries: 0, not_before: 0 });
}
