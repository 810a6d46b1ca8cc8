// How the explorer is built: into the package that serves it, every script and style a file of its own.
import { defineConfig } from "vite";

export default defineConfig({
  base: "/explorer/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../api/static/explorer",
    emptyOutDir: true,
    assetsInlineLimit: 0, // the policy of the page allows no data: scripts
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    license: { fileName: "licences.md" },
  },
  worker: { format: "es" },
  server: { proxy: { "/graphql": "http://127.0.0.1:8000" } },
});
