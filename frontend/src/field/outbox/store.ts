import Dexie, { type EntityTable } from "dexie";
import { CLIENT } from "./client";
import type { Bytes, Item, Link, Media } from "./item";

/** The queue on the phone. A new version adds a line below and never edits an older one: phones upgrade from each. */
class Outbox extends Dexie {
  items!: EntityTable<Item, "seq">;
  media!: EntityTable<Media, "media_id">;
  blobs!: EntityTable<Bytes, "media_id">;
  about!: EntityTable<Link, "key">;

  constructor(chromeTransactionDurability: "strict" | "relaxed") {
    super("wangge-outbox", { chromeTransactionDurability });
    this.version(1).stores({ items: "++seq, &id, [user+open], open, lane", media: "media_id, item, user", blobs: "media_id", about: "key" });
  }
}

/** What a person did: called saved when it has reached the disk, so that it survives a flat battery. */
export const db = new Outbox("strict");

/** How far sending is. A flat battery may lose the last of it, and it is done once more, which does no harm. */
export const progress = new Outbox("relaxed");

const fresh: Link = { key: "link", pause: null, client: CLIENT, reached: true, failures: 0, retry_at: 0 };

/** A pause for the sake of an update ends with the build that brings it. */
export async function link(): Promise<Link> {
  const kept = (await progress.about.get("link")) ?? fresh;
  return kept.pause === "update" && kept.client < CLIENT ? { ...kept, pause: null, client: CLIENT } : kept;
}

export async function note(change: Partial<Link>): Promise<void> {
  const before = await link();
  const after = { ...before, ...change };
  if (JSON.stringify(before) !== JSON.stringify(after)) await progress.about.put(after);
}

export const openItems = (user: string): Promise<Item[]> => db.items.where({ user, open: 1 }).sortBy("seq");

export const isQueued = async (id: string): Promise<boolean> => (await db.items.where("id").equals(id).count()) > 0;

/** Media live as long as their item is open. Read by one index range: `anyOf` would walk them one event at a time. */
export const mediaOf = (user: string): Promise<Media[]> => db.media.where("user").equals(user).toArray();

/** Everybody who left something here. */
export async function peopleOf(): Promise<string[]> {
  const rows = [...(await db.items.toArray()), ...(await db.media.toArray())];
  return [...new Set(rows.map((one) => one.user))];
}
