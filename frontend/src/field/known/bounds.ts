import { db } from "./store";

/** What one person's copies may take; the least recently seen goes first. What is fixed stays. */
const FACTS = 400;
const CHARACTERS = 12_000_000;
const PICTURES = 300;
const BYTES = 40_000_000;
const STRANGER = 14 * 24 * 3600_000;

export interface Sized {
  id: string;
  used: number;
  size: number;
  fixed?: boolean;
}

/** Ids that go, so that what stays keeps within both bounds. */
export function tooMuch(rows: Sized[], most: number, room: number): string[] {
  const gone: string[] = [];
  let [count, sum] = [0, 0];
  for (const row of rows.filter((one) => one.fixed)) [count, sum] = [count + 1, sum + row.size];
  for (const row of rows.filter((one) => !one.fixed).sort((a, b) => b.used - a.used)) {
    if (count + 1 > most || sum + row.size > room) gone.push(row.id);
    else [count, sum] = [count + 1, sum + row.size];
  }
  return gone;
}

export async function sweep(user: string): Promise<void> {
  const facts = await db.facts.where("user").equals(user).toArray();
  await db.facts.bulkDelete(tooMuch(facts, FACTS, CHARACTERS));
  const pictures = await db.pictures.where("user").equals(user).toArray();
  const sized = pictures.map(({ id, used, blob }) => ({ id, used, size: blob.size }));
  await db.pictures.bulkDelete(tooMuch(sized, PICTURES, BYTES));
}

/** Copies of people who have not been seen on this phone for two weeks. */
export async function sweepStrangers(user: string, now = Date.now()): Promise<void> {
  const strange = (one: { user: string; used: number }): boolean => one.user !== user && now - one.used > STRANGER;
  await db.facts.filter(strange).delete();
  await db.pictures.filter(strange).delete();
}

let timer = 0;

export function sweepSoon(user: string): void {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => void sweep(user).catch(() => undefined), 5_000);
}
