import { defineConfig } from "vite";

export default defineConfig({
  // Relative addresses: the same files work at the root of the binary and behind a prefix.
  base: "./",
  esbuild: { jsx: "automatic" },
  build: {
    outDir: "dist",
    // A content policy may forbid data: addresses, so nothing is inlined.
    assetsInlineLimit: 0,
    // The only page needs its only chunk at once; the polyfill would be dead weight.
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
});
