import { newId } from "@shared/api/client";
import { readExif, withExif, type Fix } from "./exif";
import { shrink } from "./shrink";

/** near 近景, far 远景, before 处置前, after 处置后. */
export type Role = "near" | "far" | "before" | "after" | "other";

/** One photograph as evidence: the bytes that are hashed, sent and stored unchanged, and how it came to be. */
export interface Evidence {
  media_id: string;
  role: Role;
  blob: Blob;
  /** Hex; null on a plain http address, where browsers give no hashing. */
  sha256: string | null;
  taken_at: string;
  fix: Fix | null;
  from_gallery: boolean;
}

async function hash(blob: Blob): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Makes the evidence original. A gallery picture keeps the time and place its camera wrote and never gets those of now.
 * Raises UnreadablePicture.
 */
export async function makeEvidence(
  file: Blob,
  role: Role,
  now: { at: Date; fix: Fix | null },
  fromGallery = false,
): Promise<Evidence> {
  const written = await readExif(file);
  const takenAt = fromGallery ? (written.takenAt ?? now.at) : now.at;
  const fix = written.fix ?? (fromGallery ? null : now.fix);
  const blob = await withExif(await shrink(file), { takenAt, fix });
  return {
    media_id: newId(),
    role,
    blob,
    sha256: await hash(blob),
    taken_at: takenAt.toISOString(),
    fix,
    from_gallery: fromGallery,
  };
}
