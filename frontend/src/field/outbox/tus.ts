import { API } from "@shared/api/client";
import type { Media } from "./item";
import { progress } from "./store";
import { headersOf, talk, type Session } from "./talk";
import { verdictOf, type Answer, type Verdict } from "./verdict";

/** A piece that is cut off is lost whole, so pieces are small. */
const PIECE = 256 * 1024;
const TUS = { "Tus-Resumable": "1.0.0" };

const arrived = (answer: Answer): boolean => answer.status < 300 && Boolean(answer.headers?.get("X-Media-Id"));
const offsetOf = (answer: Answer): number => Number(answer.headers?.get("Upload-Offset") ?? 0);

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function metadataOf(media: Media): string {
  const said = { media_id: media.media_id, filename: media.name, sha256: media.sha256, ...media.claims };
  const pairs = Object.entries(said).filter(([, value]) => value);
  return pairs.map(([key, value]) => `${key} ${base64(String(value))}`).join(",");
}

const BYTES = { "Content-Type": "application/offset+octet-stream" };

/**
 * The first time the first piece goes along, which is the whole of most photos. After that the same media_id and hash find
 * the earlier upload, or the file itself: then nothing is left to send.
 */
async function create(media: Media, blob: Blob | undefined, session: Session): Promise<Answer> {
  const told = { ...headersOf(session), ...TUS, "Upload-Length": String(media.size), "Upload-Metadata": metadataOf(media) };
  const first = media.begun ? undefined : blob?.slice(0, PIECE);
  media.begun = true;
  await progress.media.update(media.media_id, { begun: true });
  const headers = first ? { ...told, ...BYTES } : told;
  const answer = await talk("POST", `${API}/uploads`, { headers, within: 120_000, ...(first && { body: first }) });
  if (answer.status === 201) {
    media.upload_url = answer.headers?.get("Location") ?? null;
    await keep(media, offsetOf(answer));
  }
  return answer;
}

async function keep(media: Media, offset: number): Promise<void> {
  media.offset = offset;
  await progress.media.update(media.media_id, { upload_url: media.upload_url, offset });
}

async function forget(media: Media): Promise<void> {
  media.upload_url = null;
  await keep(media, 0);
}

/** How much the server has of an upload begun earlier; begun anew where it has forgotten it. */
async function resume(media: Media, blob: Blob | undefined, session: Session): Promise<Answer> {
  const answer = await talk("HEAD", media.upload_url ?? "", { headers: { ...headersOf(session), ...TUS } });
  if (answer.status === 404 && answer.ours) {
    await forget(media);
    return create(media, blob, session);
  }
  if (answer.status === 200) await keep(media, offsetOf(answer));
  return answer;
}

/** An empty piece at the end asks the server to look at what has come whole already. */
async function piece(media: Media, blob: Blob, session: Session): Promise<Answer> {
  const headers = { ...headersOf(session), ...TUS, ...BYTES, "Upload-Offset": String(media.offset) };
  const body = blob.slice(media.offset, media.offset + PIECE);
  const answer = await talk("PATCH", media.upload_url ?? "", { headers, body, within: 120_000 });
  if (answer.status === 204) await keep(media, offsetOf(answer));
  return answer;
}

const goneAgain = (answer: Answer): boolean => answer.status === 404 || answer.status === 409 || answer.status === 460;

/** Brings one file to the server, from where it was left. */
export async function sendMedia(media: Media, session: Session): Promise<Verdict> {
  const blob = (await progress.blobs.get(media.media_id))?.blob;
  let answer = media.upload_url ? await resume(media, blob, session) : await create(media, blob, session);
  for (let stumbles = 0; answer.status < 300 && answer.status > 0 && !arrived(answer); ) {
    if (!blob) return { kind: "refused", problem: { title: "照片已不在手机里", detail: "请重新拍摄。", code: "blob_missing" } };
    answer = await piece(media, blob, session);
    if (goneAgain(answer) && stumbles++ < 3) answer = await resume(media, blob, session);
  }
  return verdictOf(answer);
}
