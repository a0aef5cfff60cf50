import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

export type Precached = string | { url: string; revision: string | null };

/** Keeps this build's files, and answers every page of the app with its one document. */
export function keepShell(files: Precached[]): void {
  precacheAndRoute(files);
  cleanupOutdatedCaches();
  const document = createHandlerBoundToURL("/field/index.html");
  registerRoute(new NavigationRoute(document, { allowlist: [/^\/field(\/|$)/], denylist: [/\/[^/]+\.\w+$/] }));
}
