/// <reference lib="webworker" />
import { keepShell, type Precached } from "./sw/shell";
import { sendInBackground } from "./sw/send";

/**
 * The phone app's service worker: gives the app without a network, and sends what waits when the page is closed. It has
 * nothing to say about /api. A new one waits until the person takes the update.
 */
declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: Precached[] };

keepShell(self.__WB_MANIFEST);
sendInBackground(self);

/* The page that brought the worker is ruled by it at once: what it loads later is there without a network too. */
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  if ((event.data as { type?: string } | null)?.type === "SKIP_WAITING") void self.skipWaiting();
});
