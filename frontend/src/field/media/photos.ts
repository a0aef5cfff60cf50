import type { NewMedia } from "../outbox/put";
import { markRaw, reactive, type Reactive } from "vue";
import { freshFix } from "../place/position";
import { claimsOf, fileName, makePhoto, makeRecording, type Evidence, type MediaKind, type Origin, type Role } from "./evidence";

/** One photograph or recording of a form: made, shown at once. The outbox sends it with what it belongs to. */
export interface Photo {
  id: string;
  role: Role;
  kind: MediaKind;
  evidence: Evidence;
  url: string;
}

export function photoOf(evidence: Evidence): Reactive<Photo> {
  return reactive<Photo>({
    id: evidence.media_id,
    role: evidence.role,
    kind: evidence.kind ?? "photo",
    evidence: markRaw(evidence),
    url: URL.createObjectURL(evidence.blob),
  });
}

export async function takePhoto(file: Blob, role: Role, origin: Origin): Promise<Photo> {
  const at = new Date();
  return photoOf(await makePhoto(file, role, { at, fix: freshFix(at) }, origin));
}

/** A finished recording of `seconds`; null where that is not known. */
export async function takeRecording(
  blob: Blob, kind: "audio" | "video", origin: Origin, seconds: number | null,
): Promise<Photo> {
  const at = new Date();
  return photoOf(await makeRecording(blob, kind, { at, fix: freshFix(at) }, origin, seconds));
}

/** As the outbox takes it; what the form knew of it comes back with it. */
export function toSend({ evidence }: Photo): NewMedia {
  const { media_id, blob, sha256, role } = evidence;
  return { media_id, blob, sha256, role, name: fileName(evidence), claims: claimsOf(evidence), origin: { ...evidence, blob: null } };
}

export const fromOutbox = (origin: unknown, blob: Blob): Photo => photoOf({ ...(origin as Evidence), blob });
