import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "mio-indicators": fileURLToPath(new URL("src/index.ts", import.meta.url)) } },
  test: {
    include: ["test/**/*.test.ts"],
    // A process per file takes the time zone from TZ outside; worker threads would share it.
    pool: "forks",
    testTimeout: 60_000,
  },
});
