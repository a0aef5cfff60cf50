import type { Media } from "../api/types";
import { mediaRoleLabels } from "../words/labels";

export interface PhotoGroup {
  key: "before" | "after" | "field";
  title: string;
  photos: Media[];
}

const seen = (one: Media): boolean => one.kind === "photo" || one.mime.startsWith("image/");
const fieldSteps = new Set(["answer_check", "answer_recheck"]);
const order = { before: 0, near: 0, far: 1, after: 0, other: 2 } as const;
const sorted = (photos: Media[]): Media[] => [...photos].sort((a, b) => order[a.role] - order[b.role]);

/** A case's photos as people compare them: what it was, what it became (the last disposal first), what a collector saw. */
export function photoGroups(media: Media[]): PhotoGroup[] {
  const images = media.filter(seen);
  const field = images.filter((one) => fieldSteps.has(one.step ?? ""));
  const rest = images.filter((one) => !fieldSteps.has(one.step ?? ""));
  return [
    { key: "before", title: "处置前", photos: sorted(rest.filter((one) => one.role !== "after")) },
    { key: "after", title: "处置后", photos: rest.filter((one) => one.role === "after").reverse() },
    { key: "field", title: "现场核查", photos: [...field].reverse() },
  ];
}

export const photoCaption = (group: PhotoGroup, photo: Media): string =>
  photo.role === "near" || photo.role === "far" ? `${group.title}·${mediaRoleLabels[photo.role]}` : group.title;
