import type { Item, Media } from "./item";
import { db } from "./store";
import { wake } from "./wake";

/** What a person may do with an item that has not arrived. */

/** Sent at least once without an answer: it may have arrived, and only the server can say. */
export const mayBeThere = (item: Item): boolean => item.state === "sending" || item.unsure;

/** What was done on top of a removed item now follows the one before it. */
async function close(item: Item): Promise<void> {
  const next = await db.items.where("lane").equals(item.lane).filter((one) => one.after === item.id).toArray();
  for (const one of next) {
    const version = item.body["version"];
    const body = one.body["version"] === undefined || version === undefined ? one.body : { ...one.body, version };
    await db.items.update(one.seq, { after: item.after, body });
  }
  await db.items.delete(item.seq);
}

/** An item taken back, with its photos. */
export interface Taken {
  item: Item;
  media: Media[];
  blobs: Map<string, Blob>;
}

/** Takes an item back with its photos; null when it is on its way or has arrived. */
export async function withdraw(seq: number): Promise<Taken | null> {
  const taken = await db.transaction("rw", db.items, db.media, db.blobs, async () => {
    const item = await db.items.get(seq);
    if (!item || !item.open || mayBeThere(item)) return null;
    const media = (await db.media.bulkGet(item.media)).filter((one) => one !== undefined);
    const bytes = (await db.blobs.bulkGet(item.media)).filter((one) => one !== undefined);
    await db.media.bulkDelete(item.media);
    await db.blobs.bulkDelete(item.media);
    await close(item);
    return { item, media, blobs: new Map(bytes.map((one) => [one.media_id, one.blob])) };
  });
  wake();
  return taken;
}

/** Sends again at once, whatever pause was meant. */
export async function retry(seq: number): Promise<void> {
  await db.transaction("rw", db.items, db.media, async () => {
    const item = await db.items.get(seq);
    if (!item?.open) return;
    if (item.state === "refused") await db.items.update(seq, { state: "waiting", problem: null });
    await db.items.update(seq, { not_before: 0 });
    for (const id of item.media) await db.media.update(id, { not_before: 0 });
    const refused = await db.media.where("item").equals(item.id).filter((one) => one.state === "refused").toArray();
    for (const one of refused) await db.media.update(one.media_id, { state: "waiting", upload_url: null, offset: 0, tries: 0 });
  });
  wake();
}

/** 仍按我的办理: the same act on the case as it now is. */
export async function insist(seq: number, version: number): Promise<void> {
  await db.items
    .where("seq").equals(seq).filter((item) => item.state === "conflict")
    .modify((item) => void Object.assign(item, { state: "waiting", problem: null, not_before: 0, body: { ...item.body, version } }));
  wake();
}

/** What this person has not yet brought to the server. */
export const waiting = (user: string): Promise<number> => db.items.where({ user, open: 1 }).filter((item) => !item.quiet).count();

/** Removes everything of a person from this phone, sent or not; for a phone that was lost or handed back. */
export function wipe(user: string): Promise<void> {
  return db.transaction("rw", db.items, db.media, db.blobs, async () => {
    const media = await db.media.where("user").equals(user).primaryKeys();
    await db.blobs.bulkDelete(media);
    await db.media.bulkDelete(media);
    await db.items.filter((item) => item.user === user).delete();
  });
}

const KEPT = 2 * 24 * 3600_000;

/** The day's history goes after two days. */
export async function forgetOld(now: number): Promise<void> {
  await db.items.where({ open: 0 }).filter((item) => Date.parse(item.done_at ?? item.made_at) < now - KEPT).delete();
}
