/// <reference lib="webworker" />
import { alone } from "../outbox/alone";
import { TAG } from "../outbox/client";
import { drain } from "../outbox/runner";
import { link } from "../outbox/store";

/** Background Sync, which only Chromium has; its types are in no library. */
interface SyncEvent extends ExtendableEvent {
  tag: string;
}

/** The browser calls when there is a network again; a broken promise asks it to call later once more. */
async function send(): Promise<void> {
  await alone(() => drain(false));
  if (!(await link()).reached) throw new Error("the server was not reached");
}

export function sendInBackground(worker: ServiceWorkerGlobalScope): void {
  worker.addEventListener("sync" as keyof ServiceWorkerGlobalScopeEventMap, (event) => {
    const sync = event as unknown as SyncEvent;
    if (sync.tag === TAG) sync.waitUntil(send());
  });
}
