import { liveLink } from "@shared/live/stream";
import { me } from "@shared/session";
import { liveQuery, type Subscription } from "dexie";
import { computed, onScopeDispose, shallowRef, watch } from "vue";
import { online } from "../state/online";
import { forgetOld } from "./change";
import { CLIENT } from "./client";
import type { Item, Link, Media } from "./item";
import { db, link, mediaOf } from "./store";
import { listen, personChanged, wake } from "./wake";

/** What the pages show of the queue; fresh whoever changes it, this page, another tab or the service worker. */
const rows = shallowRef<Item[]>([]);
const photos = shallowRef<Media[]>([]);
const world = shallowRef<Link>({ key: "link", pause: null, client: CLIENT, reached: true, failures: 0, retry_at: 0 });
const arrivals = new Set<(item: Item) => void>();

/** The person's items, oldest first, done ones of the last two days too. */
export const items = computed(() => rows.value);
export const open = computed(() => rows.value.filter((item) => item.open && (!item.quiet || item.state === "refused")));
export const troubled = computed(() => open.value.filter((item) => item.state === "refused" || item.state === "conflict"));
export const reach = computed(() => world.value);

/** No network, or no server at the other end of it. */
export const offline = computed(() => !online.value || !world.value.reached);

export const mediaIn = (item: Item): Media[] => photos.value.filter((one) => one.item === item.id);

/** What was done to a case and is still on its way, oldest first. */
export const pendingIn = (lane: string): Item[] => rows.value.filter((item) => item.lane === lane && item.open === 1);

let there: Set<number> | null = null;

/** …/actions/sign is sign, …/requests/extension is request_extension: as the list of allowed actions calls them. */
export function actionOf({ path }: Item): string {
  const [name = "", room] = path.split("/").reverse();
  return room === "requests" ? `request_${name}` : name;
}

/** Actions on a case that this person did and the server does not know yet: no button offers them twice. */
export const underWay = (lane: string): Set<string> => new Set(pendingIn(lane).map(actionOf));

function take(now: Item[]): void {
  const before = there;
  const done = now.filter((item) => item.state === "done");
  there = new Set(done.map((item) => item.seq));
  rows.value = now;
  for (const item of done) if (before && !before.has(item.seq)) arrivals.forEach((hear) => hear(item));
}

/** Hears of every item that the server has taken, while the calling component lives. */
export function onArrived(hear: (item: Item) => void): void {
  arrivals.add(hear);
  onScopeDispose(() => arrivals.delete(hear));
}

const ofUser = (user: string): Promise<Item[]> => db.items.where("[user+open]").between([user, 0], [user, 1], true, true).sortBy("seq");

let watching: Subscription[] = [];

function follow(user: string | null): void {
  watching.forEach((one) => one.unsubscribe());
  watching = [];
  there = null;
  rows.value = [];
  photos.value = [];
  if (!user) return;
  const quiet = { error: () => undefined };
  watching = [
    liveQuery(() => ofUser(user)).subscribe({ next: take, ...quiet }),
    liveQuery(() => mediaOf(user)).subscribe({ next: (found) => (photos.value = found), ...quiet }),
    liveQuery(link).subscribe({ next: (found) => (world.value = found), ...quiet }),
  ];
}

/** Once a page, when it starts. */
export function startOutbox(): void {
  void forgetOld(Date.now()).catch(() => undefined);
  watch(
    () => me.value?.user.username ?? null,
    (user, before) => {
      follow(user);
      if (before !== undefined) personChanged();
    },
    { immediate: true },
  );
  watch(liveLink, (now) => now === "open" && wake()); // the server is there again
  listen();
}
