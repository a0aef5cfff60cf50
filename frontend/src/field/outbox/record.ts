import type { Problem } from "@shared/api/client";
import { pauseAfter } from "./backoff";
import type { Item, Media } from "./item";
import { progress } from "./store";

/** What sending changed, written down. Each function is one transaction. */

/** Takes an item for sending; null when it was withdrawn or changed meanwhile. */
export function claim(seq: number): Promise<Item | null> {
  return progress.transaction("rw", progress.items, async () => {
    const item = await progress.items.get(seq);
    if (!item || (item.state !== "waiting" && item.state !== "sending")) return null;
    await progress.items.update(seq, { state: "sending", unsure: true });
    return item;
  });
}

interface Told {
  case_no?: string;
  version?: number;
}

/** What was done on top of this one starts from the version it led to. */
async function passOn(done: Item, { version }: Told): Promise<void> {
  if (version === undefined) return;
  const next = await progress.items.where("lane").equals(done.lane).filter((one) => one.after === done.id && Boolean(one.open)).toArray();
  for (const item of next) {
    if (item.body["version"] !== undefined) await progress.items.update(item.seq, { body: { ...item.body, version } });
  }
}

/** The server has it: its photos leave the phone, its title stays for the day's history. */
export function done(item: Item, data: unknown): Promise<void> {
  const told = (data ?? {}) as Told;
  return progress.transaction("rw", progress.items, progress.media, progress.blobs, async () => {
    const end = { state: "done", open: 0, unsure: false, problem: null, form: null, done_at: new Date().toISOString() } as const;
    await progress.items.update(item.seq, { ...end, case_no: told.case_no ?? item.case_no });
    await progress.blobs.bulkDelete(item.media);
    await progress.media.bulkDelete(item.media);
    await passOn(item, told);
  });
}

/** No answer, or the server was busy: it goes again as it is. */
export async function again(item: Item, answered: boolean): Promise<void> {
  await progress.items.update(item.seq, { state: "waiting", ...(answered && { unsure: item.unsure }), tries: item.tries + 1 });
}

export async function later(item: Item, problem: Problem): Promise<void> {
  const tries = item.tries + 1;
  await progress.items.update(item.seq, { state: "waiting", tries, problem, not_before: Date.now() + 5 * pauseAfter(tries) });
}

export async function stop(item: Item, state: "refused" | "conflict", problem: Problem): Promise<void> {
  await progress.items.update(item.seq, { state, problem, unsure: false, tries: item.tries + 1 });
}

export async function mediaDone(media: Media): Promise<void> {
  await progress.media.update(media.media_id, { state: "done", offset: media.size });
}

export async function mediaLater(media: Media): Promise<void> {
  const tries = media.tries + 1;
  await progress.media.update(media.media_id, { tries, not_before: Date.now() + 5 * pauseAfter(tries) });
}

export function mediaRefused(media: Media, item: Item, problem: Problem): Promise<void> {
  return progress.transaction("rw", progress.items, progress.media, async () => {
    await progress.media.update(media.media_id, { state: "refused" });
    await stop(item, "refused", problem);
  });
}

/** The server has thrown away what nobody claimed for a week: the photos go again. */
export function photosGone(item: Item, media_id: string | null): Promise<void> {
  const lost = media_id && item.media.includes(media_id) ? [media_id] : item.media;
  return progress.transaction("rw", progress.items, progress.media, async () => {
    for (const id of lost) await progress.media.update(id, { state: "waiting", upload_url: null, offset: 0 });
    await progress.items.update(item.seq, { state: "waiting", unsure: false, tries: item.tries + 1 });
  });
}

/** A sender that was killed left its item half way. */
export async function takeUp(): Promise<void> {
  await progress.items.where({ open: 1 }).filter((item) => item.state === "sending").modify({ state: "waiting" });
}
