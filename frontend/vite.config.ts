import { fileURLToPath, URL } from "node:url";
import { VantResolver } from "@vant/auto-import-resolver";
import vue from "@vitejs/plugin-vue";
import Components from "unplugin-vue-components/vite";
import { ElementPlusResolver } from "unplugin-vue-components/resolvers";
import { defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { fieldFiles, pwa } from "./pwa.config.ts";

const pages = ["desk", "field", "screen", "start"] as const;
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** `npm run dev` answers /desk/any/path with desk/index.html, as the Python server does. */
function deepLinks(): Plugin {
  return {
    name: "deep-links",
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const page = pages.find((name) => request.url?.match(new RegExp(`^/${name}(/[^.]*)?(\\?.*)?$`)));
        if (page) request.url = `/${page}/index.html`;
        next();
      });
    },
  };
}

export default defineConfig({
  base: "/",
  plugins: [
    deepLinks(),
    vue(),
    Components({
      dts: "src/components.d.ts",
      dirs: [],
      resolvers: [ElementPlusResolver({ importStyle: "css" }), VantResolver()],
    }),
    fieldFiles(),
    VitePWA(pwa),
  ],
  resolve: { alias: { "@shared": here("./src/shared"), "@": here("./src") } },
  build: {
    outDir: "dist",
    target: "es2022",
    rollupOptions: {
      input: {
        ...Object.fromEntries(pages.map((name) => [name, here(`./${name}/index.html`)])),
        queue: here("./src/field/outbox/index.ts"), // a chunk with names of its own, which the tests of the queue call too
      },
      preserveEntrySignatures: "exports-only",
    },
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": { target: process.env["WANGGE_API"] ?? "http://127.0.0.1:8000", changeOrigin: false } },
  },
});
