import { onScopeDispose, ref } from "vue";
import { API, queryString } from "../api/client";
import type { LiveChange } from "../api/types";

/**
 * Live changes. One tab of a browser holds the connection (Web Lock) and passes what it hears to the others
 * (BroadcastChannel), since EventSource takes one of only six connections to a server. Each tab knows the last id, so
 * that a new holder, or the same one after a loss, resumes behind it.
 */

export type Link = "connecting" | "open" | "lost";

type Word = { kind: "change"; change: LiveChange; id: string } | { kind: "link"; link: Link } | { kind: "reset"; id: string } | { kind: "ask" };

const SILENCE = 40_000; // two heartbeats of 15 s missed
const RETRY = [1_000, 2_000, 5_000, 10_000, 20_000];

const link = ref<Link>("connecting");
const listeners = new Set<(change: LiveChange) => void>();
const resets = new Set<() => void>();
let channel: BroadcastChannel | null = null;
let last = "";
let stop: (() => void) | null = null;

function hear(word: Word): void {
  if ((word.kind === "change" || word.kind === "reset") && word.id) last = word.id;
  if (word.kind === "change") listeners.forEach((listener) => listener(word.change));
  else if (word.kind === "reset") resets.forEach((listener) => listener());
  else if (word.kind === "link") link.value = word.link;
}

function tell(word: Word): void {
  hear(word);
  channel?.postMessage(word);
}

/** Hold the connection until `done` is aborted; reconnect with growing pauses, always behind the last id heard. */
function hold(done: AbortSignal, post: number | null): Promise<void> {
  let source: EventSource | null = null;
  let tries = 0;
  let pings = false; // heartbeats may be comments, which a page cannot hear: then silence proves nothing
  let timer = 0;
  let watch = 0;
  const again = (): void => {
    source?.close();
    window.clearTimeout(watch);
    tell({ kind: "link", link: "lost" });
    window.clearTimeout(timer);
    timer = window.setTimeout(open, RETRY[Math.min(tries++, RETRY.length - 1)]);
  };
  const alive = (): void => {
    window.clearTimeout(watch);
    if (pings) watch = window.setTimeout(again, SILENCE);
  };
  const onPing = (): void => {
    pings = true;
    alive();
  };
  const onChange = (event: MessageEvent<string>): void => {
    alive();
    if (!event.data.startsWith("{")) return;
    tell({ kind: "change", change: JSON.parse(event.data) as LiveChange, id: event.lastEventId });
  };
  const open = (): void => {
    source = new EventSource(`${API}/events${queryString({ post, after: last })}`);
    source.onopen = () => {
      if (tries && !last) tell({ kind: "reset", id: "" });
      tries = 0;
      alive();
      tell({ kind: "link", link: "open" });
    };
    source.onmessage = onChange;
    source.addEventListener("case", onChange as EventListener);
    source.addEventListener("ping", onPing);
    // the log does not reach the place we asked for: another county's, or restored from an older backup
    source.addEventListener("reset", (event) => tell({ kind: "reset", id: (event as MessageEvent<string>).lastEventId }));
    source.addEventListener("goodbye", again);
    source.onerror = again;
  };
  open();
  return new Promise((resolve) => {
    done.addEventListener("abort", () => {
      source?.close();
      window.clearTimeout(timer);
      window.clearTimeout(watch);
      resolve();
    });
  });
}

/** Start after log-in and whenever the acting post changes; tabs of the same person and post share one connection. */
export function startLive(username: string, post: number | null = null): void {
  stopLive();
  const done = new AbortController();
  const name = `wangge.live.${username}.${post ?? "-"}`;
  channel = new BroadcastChannel(name);
  channel.onmessage = (event: MessageEvent<Word>) => {
    if (event.data.kind === "ask") channel?.postMessage({ kind: "link", link: link.value } satisfies Word);
    else hear(event.data);
  };
  channel.postMessage({ kind: "ask" } satisfies Word);
  const locks = navigator.locks as LockManager | undefined;
  if (locks) locks.request(name, { signal: done.signal }, () => hold(done.signal, post)).catch(() => undefined);
  else void hold(done.signal, post);
  stop = () => done.abort();
}

export function stopLive(): void {
  stop?.();
  stop = null;
  channel?.close();
  channel = null;
  last = "";
  link.value = "connecting";
}

export const liveLink = link;

/** Hear every change while the calling component lives. */
export function onLive(change: (change: LiveChange) => void, reset?: () => void): void {
  listeners.add(change);
  if (reset) resets.add(reset);
  onScopeDispose(() => {
    listeners.delete(change);
    if (reset) resets.delete(reset);
  });
}
