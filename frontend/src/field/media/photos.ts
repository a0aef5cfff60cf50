import { ApiError } from "@shared/api/client";
import { uploadMedia } from "@shared/api/media";
import { markRaw, onScopeDispose, reactive, type Reactive } from "vue";
import { freshFix } from "../place/position";
import { claimsOf, fileName, makePhoto, makeRecording, type Evidence, type MediaKind, type Origin, type Role } from "./evidence";

/** One photograph or recording on its way: made, shown at once, sent behind the person's back. */
export interface Photo {
  id: string;
  role: Role;
  kind: MediaKind;
  evidence: Evidence;
  url: string;
  progress: number;
  state: "sending" | "sent" | "failed";
  error: string;
}

const PAUSES = [1_000, 3_000, 8_000];
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Worth another try: no answer, or a server that is busy; a refusal is final. */
const passing = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 500);

async function sendOnce(photo: Photo): Promise<void> {
  const { evidence } = photo;
  const answer = await uploadMedia(evidence.blob, {
    mediaId: evidence.media_id,
    name: fileName(evidence),
    claims: claimsOf(evidence),
    onProgress: (part) => (photo.progress = part),
  });
  if (evidence.sha256 && answer.sha256 && answer.sha256 !== evidence.sha256) {
    throw new Error("上传后校验不一致，请重试。");
  }
}

/** Always under the same media_id: a retry never makes a second photo. */
export async function send(photo: Photo): Promise<void> {
  photo.state = "sending";
  photo.error = "";
  for (let attempt = 0; ; attempt += 1) {
    try {
      await sendOnce(photo);
      photo.state = "sent";
      return;
    } catch (error) {
      const wait = PAUSES[attempt];
      if (!passing(error) || wait === undefined) {
        photo.state = "failed";
        photo.error = error instanceof Error ? error.message : "上传失败。";
        return;
      }
      await pause(wait);
    }
  }
}

export function photoOf(evidence: Evidence, sent = false): Reactive<Photo> {
  return reactive<Photo>({
    id: evidence.media_id,
    role: evidence.role,
    kind: evidence.kind ?? "photo",
    evidence: markRaw(evidence),
    url: URL.createObjectURL(evidence.blob),
    progress: sent ? 1 : 0,
    state: sent ? "sent" : "sending",
    error: "",
  });
}

function onItsWay(evidence: Evidence): Photo {
  const photo = photoOf(evidence);
  void send(photo);
  return photo;
}

export async function takePhoto(file: Blob, role: Role, origin: Origin): Promise<Photo> {
  const at = new Date();
  return onItsWay(await makePhoto(file, role, { at, fix: freshFix(at) }, origin));
}

/** A finished recording of `seconds`; null where that is not known. */
export async function takeRecording(
  blob: Blob, kind: "audio" | "video", origin: Origin, seconds: number | null,
): Promise<Photo> {
  const at = new Date();
  return onItsWay(await makeRecording(blob, kind, { at, fix: freshFix(at) }, origin, seconds));
}

/** Resolves when nothing is on its way any more; true when every photo has arrived. */
export async function settled(photos: Photo[]): Promise<boolean> {
  photos.filter((photo) => photo.state === "failed").forEach((photo) => void send(photo));
  while (photos.some((photo) => photo.state === "sending")) await pause(100);
  return photos.every((photo) => photo.state === "sent");
}

/** Failed photos go again as soon as the phone has a network. */
export function resendWhenOnline(photos: () => Photo[]): void {
  const again = (): void => photos().filter((photo) => photo.state === "failed").forEach((photo) => void send(photo));
  window.addEventListener("online", again);
  onScopeDispose(() => window.removeEventListener("online", again));
}
