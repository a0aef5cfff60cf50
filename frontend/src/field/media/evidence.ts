import { newId } from "@shared/api/client";
import type { Claims } from "@shared/api/media";
import { deviceId, deviceName } from "../state/device";
import { readExif, withExif, type Fix } from "./exif";
import { sha256 } from "./hash";
import { shrink } from "./shrink";

/** near 近景, far 远景, before 处置前, after 处置后. */
export type Role = "near" | "far" | "before" | "after" | "other";
export type MediaKind = "photo" | "audio" | "video";
/** camera: by the app itself; system: by the phone's camera that the app called; gallery: chosen from what was there. */
export type Origin = "camera" | "system" | "gallery";

/** One photograph or recording as evidence: the bytes that are hashed, sent and stored unchanged, and how it came to be. */
export interface Evidence {
  media_id: string;
  role: Role;
  kind: MediaKind;
  blob: Blob;
  /** Hex, computed at once. */
  sha256: string;
  taken_at: string;
  fix: Fix | null;
  origin: Origin;
  device: string;
  device_name: string;
  /** Length of a recording. */
  seconds: number | null;
}

/** The moment of the shot and where the phone was then. */
export interface Now {
  at: Date;
  fix: Fix | null;
}

/** A camera that the app called writes a time of just now; an older one was taken before, whatever the button said. */
const JUST_NOW = 5 * 60_000;

const facts = (): Pick<Evidence, "device" | "device_name"> => ({ device: deviceId(), device_name: deviceName() });

function trueOrigin(said: Origin, writtenAt: Date | null, now: Date): Origin {
  const old = writtenAt !== null && now.getTime() - writtenAt.getTime() > JUST_NOW;
  return said === "system" && old ? "gallery" : said;
}

/**
 * Makes the evidence original of a photograph. A gallery picture keeps the time and place its camera wrote and never gets
 * those of now. Raises UnreadablePicture.
 */
export async function makePhoto(file: Blob, role: Role, now: Now, said: Origin): Promise<Evidence> {
  const written = await readExif(file);
  const origin = trueOrigin(said, written.takenAt, now.at);
  const takenAt = origin === "gallery" ? (written.takenAt ?? now.at) : now.at;
  const fix = written.fix ?? (origin === "gallery" ? null : now.fix);
  const [media_id, about] = [newId(), facts()];
  const blob = await withExif(await shrink(file), { takenAt, fix, device: about.device, id: media_id });
  const hash = await sha256(blob);
  return { media_id, role, kind: "photo", blob, sha256: hash, taken_at: takenAt.toISOString(), fix, origin, seconds: null, ...about };
}

/** A recording is evidence as it was recorded; time and place go beside it. */
export async function makeRecording(
  blob: Blob, kind: "audio" | "video", now: Now, origin: Origin, seconds: number | null,
): Promise<Evidence> {
  const hash = await sha256(blob);
  const fix = origin === "gallery" ? null : now.fix;
  return {
    media_id: newId(), role: "other", kind, blob, sha256: hash, taken_at: now.at.toISOString(), fix, origin, seconds, ...facts(),
  };
}

/** What is said of it to the server; drafts of earlier builds know less. */
export function claimsOf(one: Evidence): Claims {
  const { fix, origin = "camera" } = one;
  return {
    captured_at: one.taken_at,
    in_app: String(origin === "camera"),
    from_gallery: String(origin === "gallery"),
    ...(one.sha256 && { sha256: one.sha256 }),
    ...(one.device && { device: one.device, device_name: one.device_name }),
    ...(fix && { lon: fix.lon.toFixed(7), lat: fix.lat.toFixed(7), coord_sys: fix.coord_sys ?? "wgs84" }),
    ...(fix?.accuracy != null && { accuracy: fix.accuracy.toFixed(1) }),
    ...(fix?.at && { gps_at: fix.at }),
  };
}

const ENDINGS: Record<string, string> = {
  "image/jpeg": "jpg", "audio/webm": "webm", "audio/mp4": "m4a", "audio/ogg": "ogg", "video/webm": "webm", "video/mp4": "mp4",
  "video/quicktime": "mov",
};

export const fileName = ({ role, kind = "photo", blob }: Evidence): string =>
  `${kind === "photo" ? role : kind}.${ENDINGS[blob.type.split(";")[0] ?? ""] ?? "bin"}`;
