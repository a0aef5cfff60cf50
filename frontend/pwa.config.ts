import type { VitePWAOptions } from "vite-plugin-pwa";

/** The phone app's manifest and service worker; the other pages have neither. */
export const pwa: Partial<VitePWAOptions> = {
  filename: "field/sw.js",
  manifestFilename: "field/manifest.webmanifest",
  scope: "/field/",
  injectRegister: false,
  registerType: "prompt",
  manifest: {
    name: "网格·移动端",
    short_name: "网格",
    lang: "zh-CN",
    start_url: "/field/",
    scope: "/field/",
    display: "standalone",
    theme_color: "#1E5EBF",
    background_color: "#F2F4F7",
    icons: [{ src: "/assets/mark.svg", sizes: "any", type: "image/svg+xml", purpose: "any" }],
  },
  workbox: {
    globPatterns: ["field/index.html", "assets/field-*.{js,css}"],
    navigateFallback: "/field/index.html",
    navigateFallbackAllowlist: [/^\/field\//],
    navigateFallbackDenylist: [/^\/api\//],
  },
};
