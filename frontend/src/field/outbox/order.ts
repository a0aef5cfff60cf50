import type { Item, Media } from "./item";

/** What to send next: a photo, or an item all of whose photos have arrived. */
export type Job = { media: Media; item: Item } | { item: Item; media?: undefined };

/** The first open item of each lane; the rest of the lane waits for it. */
function heads(items: Item[]): Item[] {
  const first = new Map<string, Item>();
  for (const item of items) if (!first.has(item.lane)) first.set(item.lane, item);
  return [...first.values()];
}

const stuck = (item: Item): boolean => item.state === "refused" || item.state === "conflict";

/**
 * An item whose photos are all there goes before any photo, the oldest first; then the smallest photo of all, so that one
 * film never keeps twenty reports waiting. `items`: the person's open ones by `seq`.
 */
export function nextJob(items: Item[], media: Media[], now: number): Job | null {
  const first = heads(items);
  const shut = new Set(first.filter(stuck).map((item) => item.lane));
  const lacking = new Set(media.filter((one) => one.state !== "done").map((one) => one.item));
  const ready = first.find((item) => !stuck(item) && item.not_before <= now && !lacking.has(item.id));
  if (ready) return { item: ready };
  const byId = new Map(items.filter((item) => !shut.has(item.lane)).map((item) => [item.id, item]));
  const smallest = media
    .filter((one) => one.state === "waiting" && one.not_before <= now && byId.has(one.item))
    .sort((a, b) => a.size - b.size)[0];
  const owner = smallest && byId.get(smallest.item);
  return smallest && owner ? { media: smallest, item: owner } : null;
}

/** When something that waits by itself may go again; null when nothing does. */
export function nextMoment(items: Item[], media: Media[], now: number): number | null {
  const later = [...heads(items).filter((item) => !stuck(item)), ...media.filter((one) => one.state === "waiting")];
  const moments = later.map((one) => one.not_before).filter((moment) => moment > now);
  return moments.length ? Math.min(...moments) : null;
}
