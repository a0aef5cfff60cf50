import { alone } from "./alone";
import { pauseAfter } from "./backoff";
import { TAG } from "./client";
import { drain, forgetSession } from "./runner";

/** When the queue is looked at: after every new item, on start, on focus, when a network comes, and by a timer between. */
let waiting = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let crashes = 0;

function at(moment: number | null): void {
  clearTimeout(timer);
  if (moment !== null) timer = setTimeout(() => wake(true), Math.max(50, moment - Date.now()));
}

/** `patient`: keeps to the pause after a failure; whoever has reason to hope does not. */
export function wake(patient = false): void {
  if (waiting) return;
  waiting = true;
  void alone(() => {
    waiting = false;
    return drain(patient);
  })
    .then((moment) => {
      crashes = 0;
      at(moment);
    })
    .catch(() => at(Date.now() + 5 * pauseAfter((crashes += 1)))); // the database is closed or full: the next look may find it better
}

interface SyncRegistration extends ServiceWorkerRegistration {
  sync?: { register: (tag: string) => Promise<void> };
}

/** Where the browser has Background Sync, its worker goes on when the page is closed. */
export async function askForSync(): Promise<void> {
  const registration = (await navigator.serviceWorker?.getRegistration("/field/")) as SyncRegistration | undefined;
  await registration?.sync?.register(TAG).catch(() => undefined);
}

/** Somebody logged in or out. */
export function personChanged(): void {
  forgetSession();
  wake();
}

export function listen(): void {
  window.addEventListener("online", () => wake());
  window.addEventListener("focus", () => wake());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && wake());
  wake();
}
