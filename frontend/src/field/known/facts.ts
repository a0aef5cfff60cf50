import { me } from "@shared/session";
import { sweepSoon } from "./bounds";
import { db, idOf, type Fact } from "./store";

export interface Heard<T> {
  value: T;
  tag: string | null;
  at: number;
}

interface Keeping {
  tag?: string | null;
  fixed?: boolean;
}

export const person = (): string | null => me.value?.user.username ?? null;

let shut = false;

/** A phone that empties itself keeps nothing more, whatever is still on its way. */
export function keepNothing(): void {
  shut = true;
}

/** Only the person who is here now: an answer that comes after he has left is not kept. */
export const mayKeep = (user: string): boolean => !shut && person() === user;

/** What `user` heard under this key, or null. A database that cannot be read knows nothing. */
export async function recall<T>(user: string, key: string): Promise<Heard<T> | null> {
  const fact = await db.facts.get(idOf(user, key)).catch(() => undefined);
  if (!fact) return null;
  if (Date.now() - fact.used > 3_600_000) void db.facts.update(fact.id, { used: Date.now() }).catch(() => undefined);
  return { value: fact.value as T, tag: fact.tag, at: fact.at };
}

/** Keeps an answer; a phone whose storage is full goes on without. */
export async function keep(user: string, key: string, value: unknown, { tag = null, fixed = false }: Keeping = {}): Promise<void> {
  if (!mayKeep(user)) return;
  const now = Date.now();
  const text = JSON.stringify(value);
  const plain: unknown = JSON.parse(text); // proxies and undefined cannot be stored
  const fact: Fact = { id: idOf(user, key), user, value: plain, tag, at: now, used: now, size: text.length, fixed };
  await db.facts.put(fact).catch(() => undefined);
  sweepSoon(user);
}

/** The server says that nothing changed since. */
export const confirm = async (user: string, key: string): Promise<void> => {
  await db.facts.update(idOf(user, key), { at: Date.now(), used: Date.now() }).catch(() => undefined);
};

export const drop = (user: string, key: string): Promise<void> => db.facts.delete(idOf(user, key)).catch(() => undefined);

/** Everything of one person that came from the server, and his PIN. What waits to be sent is the outbox's. */
export function forgetPerson(user: string): Promise<void> {
  return db.transaction("rw", db.facts, db.pictures, db.gates, async () => {
    await db.facts.where("user").equals(user).delete();
    await db.pictures.where("user").equals(user).delete();
    await db.gates.delete(user);
  });
}
