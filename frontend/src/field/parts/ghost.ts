import { mediaUrl } from "@shared/api/media";

/** The earlier photograph under the camera: large, small, and when it was taken. */
export interface Ghost {
  src: string;
  small: string;
  at: string | null;
}

export const ghostOf = (photo: { id: string; captured_at?: string | null } | null): Ghost | null =>
  photo && { src: mediaUrl(photo.id, 1280), small: mediaUrl(photo.id, 160), at: photo.captured_at ?? null };

/** One that has not left the phone. */
export const localGhost = (url: string, at: string): Ghost => ({ src: url, small: url, at });
