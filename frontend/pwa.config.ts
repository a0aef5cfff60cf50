import type { VitePWAOptions } from "vite-plugin-pwa";

/** The phone app's service worker; the other pages have none. Its manifest is public/field/manifest.webmanifest. */
export const pwa: Partial<VitePWAOptions> = {
  filename: "field/sw.js",
  scope: "/field/",
  injectRegister: false,
  registerType: "prompt",
  manifest: false,
  workbox: {
    globPatterns: ["field/index.html", "assets/field-*.{js,css}"],
    navigateFallback: "/field/index.html",
    navigateFallbackAllowlist: [/^\/field\//],
    navigateFallbackDenylist: [/^\/api\//],
  },
};
