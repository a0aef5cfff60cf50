import type { Plugin, Rolldown } from "vite";
import type { VitePWAOptions } from "vite-plugin-pwa";

type Bundle = Rolldown.OutputBundle;

const shell = ["assets/mark.svg", "field/manifest.webmanifest", "field/icon-192.png"];
const needed = new Set<string>(["field/index.html", ...shell]);

/** Chunks that a chunk brings along, its styles, and assets it names (the map's worker). */
function broughtBy(name: string, bundle: Bundle): string[] {
  const chunk = bundle[name];
  if (chunk?.type !== "chunk") return [];
  const styles = [...(chunk.viteMetadata?.importedCss ?? [])];
  const named = Object.keys(bundle).filter((other) => bundle[other]?.type === "asset" && chunk.code.includes(other));
  return [...chunk.imports, ...chunk.dynamicImports, ...styles, ...named];
}

/** Collects what the phone app loads now or later, so that it starts without a network and nothing else is kept. */
export function fieldFiles(): Plugin {
  return {
    name: "field-files",
    generateBundle(_options, bundle) {
      const mine = Object.values(bundle).filter((one) => one.type === "chunk" && one.isEntry && ["field", "queue"].includes(one.name));
      const waiting = mine.map((one) => one.fileName);
      for (let name = waiting.pop(); name; name = waiting.pop()) {
        if (needed.has(name)) continue;
        needed.add(name);
        waiting.push(...broughtBy(name, bundle));
      }
    },
  };
}

/** The phone app's service worker, src/field/sw.ts; the other pages have none. Its manifest is public/field/manifest.webmanifest. */
export const pwa: Partial<VitePWAOptions> = {
  strategies: "injectManifest",
  srcDir: "src",
  filename: "field/sw.ts",
  scope: "/field/",
  injectRegister: false,
  registerType: "prompt",
  manifest: false,
  includeManifestIcons: false,
  integration: {
    configureCustomSWViteBuild(build) {
      build.build = { ...build.build, outDir: "dist/field" }; // the plugin forgets the folder of `filename`
    },
  },
  injectManifest: {
    rollupFormat: "iife",
    globPatterns: ["assets/**/*.{js,mjs,css,svg,woff2,pbf}", "field/*.{html,webmanifest,png}"],
    globIgnores: [],
    maximumFileSizeToCacheInBytes: 4_000_000,
    dontCacheBustURLsMatching: /^assets\/.*-[\w-]{8}\./,
    manifestTransforms: [
      (entries) => ({
        manifest: entries.filter(({ url }) => needed.has(url)).map((entry) => ({ ...entry, url: `/${entry.url}` })),
        warnings: [],
      }),
    ],
  },
};
