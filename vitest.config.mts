import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string) => `${fileURLToPath(new URL("src", import.meta.url))}/${path}.ts`;

export default defineConfig({
  resolve: {
    alias: [
      { find: /^mio-indicators$/, replacement: source("core/index") },
      { find: /^mio-indicators\/xlsx$/, replacement: source("report/xlsx") },
      { find: /^mio-indicators\/(\w+)$/, replacement: source("$1/index") },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    // A process per file takes the time zone from TZ outside; worker threads would share it.
    pool: "forks",
    testTimeout: 60_000,
  },
});
