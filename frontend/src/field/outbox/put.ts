import { newId } from "@shared/api/client";
import type { Item, ItemKind, Media } from "./item";
import { db } from "./store";

/** A photo, recording or film as the form hands it over. */
export interface NewMedia {
  media_id: string;
  blob: Blob;
  /** Hex, or null where the browser gives no hashing. */
  sha256: string | null;
  role: string;
  /** A file name with its ending. */
  name: string;
  claims?: Record<string, string>;
  /** Whatever the form needs to show it again when the item is mended. */
  origin?: unknown;
}

export interface NewItem {
  /** The id by which the server knows a repetition; it stands in the body too. Made when left out. */
  id?: string;
  /** What must keep its order: a case number, a report's id, a word such as "attendance". */
  lane: string;
  kind?: ItemKind;
  method?: Item["method"];
  /** Below /api/v1: /attendance. */
  path: string;
  body: Record<string, unknown>;
  media?: NewMedia[];
  /** What was done, as its button says it. */
  title: string;
  about?: string;
  told?: string;
  quiet?: boolean;
  form?: unknown;
}

export interface Owner {
  user: string;
  post: number | null;
}

/** Nothing was kept: the page must not say 已保存. */
export class NotKept extends Error {}

function rowOf(wish: NewItem, owner: Owner, after: string | null): Omit<Item, "seq"> {
  const { lane, path, title } = wish;
  const body = JSON.parse(JSON.stringify(wish.body)) as Item["body"]; // no page's reactive object can be stored
  return {
    ...owner, lane, path, body, title, after,
    id: wish.id ?? newId(),
    kind: wish.kind ?? "post",
    method: wish.method ?? "POST",
    media: (wish.media ?? []).map((one) => one.media_id),
    about: wish.about ?? "",
    told: wish.told ?? "",
    quiet: wish.quiet ?? false,
    form: wish.form ?? null,
    state: "waiting", open: 1, unsure: false, tries: 0, problem: null,
    made_at: new Date().toISOString(), not_before: 0, done_at: null, case_no: null,
  };
}

function mediaRow(one: NewMedia, item: string, user: string): Media {
  const { media_id, role, name, sha256, blob } = one;
  return {
    media_id, item, user, role, name, sha256,
    size: blob.size, claims: one.claims ?? {}, origin: one.origin ?? null,
    begun: false, upload_url: null, offset: 0, state: "waiting", tries: 0, not_before: 0,
  };
}

const full = (error: unknown): boolean =>
  error instanceof Error && (error.name === "QuotaExceededError" || (error as { inner?: Error }).inner?.name === "QuotaExceededError");

/** Writes an item with its photos, all or nothing. The same id again changes nothing. Raises NotKept. */
export async function put(wish: NewItem, owner: Owner): Promise<Item> {
  try {
    return await db.transaction("rw", db.items, db.media, db.blobs, () => write(wish, owner));
  } catch (error) {
    if (full(error)) throw new NotKept("手机存储空间已满，没有保存。请清理空间或等待上传后再试，内容还在页面上。");
    throw new NotKept("手机没有存下这次操作，请再试一次，内容还在页面上。", { cause: error });
  }
}

async function write(wish: NewItem, owner: Owner): Promise<Item> {
  const known = wish.id && (await db.items.where("id").equals(wish.id).first());
  if (known) return known;
  const before = await db.items.where("lane").equals(wish.lane).filter((one) => one.user === owner.user && one.open === 1).last();
  const row = rowOf(wish, owner, before?.id ?? null);
  for (const one of wish.media ?? []) {
    await db.media.put(mediaRow(one, row.id, owner.user));
    await db.blobs.put({ media_id: one.media_id, blob: one.blob });
  }
  const seq = await db.items.add(row);
  return { ...row, seq };
}
