import { mediaUrl } from "@shared/api/media";
import { sweepSoon } from "./bounds";
import { mayKeep, person } from "./facts";
import { db, idOf, type KeptPicture } from "./store";

/** Thumbnails kept on the phone, so that a task shows what it is about without a network. */
const found = async (user: string, media: string): Promise<KeptPicture[]> =>
  db.pictures.where({ user, media }).sortBy("size").catch(() => []);

/** The smallest copy that is large enough, else the largest there is. */
async function best(media: string, size: number): Promise<KeptPicture | null> {
  const user = person();
  const copies = user ? await found(user, media) : [];
  return copies.find((one) => one.size >= size) ?? copies.at(-1) ?? null;
}

/** An object URL of a kept copy, to be revoked by the caller; null where there is none. */
export async function keptSource(media: string, size: number): Promise<string | null> {
  const copy = await best(media, size);
  if (!copy) return null;
  void db.pictures.update(copy.id, { used: Date.now() }).catch(() => undefined);
  return URL.createObjectURL(copy.blob);
}

/** Fetches a copy unless there is one; what cannot be had is left for the next time. */
export async function keepPicture(media: string, size: number): Promise<void> {
  const user = person();
  if (!user) return;
  const id = idOf(user, media, size);
  if (await db.pictures.get(id)) return;
  const answer = await fetch(mediaUrl(media, size), { credentials: "same-origin" });
  if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("image/")) return;
  const blob = await answer.blob();
  if (!mayKeep(user)) return;
  await db.pictures.put({ id, user, media, size, blob, used: Date.now() }).catch(() => undefined);
  sweepSoon(user);
}
