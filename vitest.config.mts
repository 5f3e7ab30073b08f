import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string) => `${fileURLToPath(new URL("src", import.meta.url))}/${path}.ts`;

/** Tests that draw and try more in the long form. */
const longTests = readdirSync("test", { recursive: true, encoding: "utf8" })
  .map((path) => `test/${path.replaceAll("\\", "/")}`)
  .filter((path) => path.endsWith(".test.ts") && /\/long";$/m.test(readFileSync(path, "utf8")));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^mio-indicators$/, replacement: source("core/index") },
      { find: /^mio-indicators\/xlsx$/, replacement: source("report/xlsx") },
      { find: /^mio-indicators\/(\w+)$/, replacement: source("$1/index") },
    ],
  },
  test: {
    include: process.env.LONG === "1" ? longTests : ["test/**/*.test.ts"],
    // A process per file takes the time zone from TZ outside; worker threads would share it.
    pool: "forks",
    maxWorkers: "100%",
    // No test leaves anything behind that another could trip over, so the sources are read once for all.
    isolate: false,
    // In the long form a test may try for minutes.
    testTimeout: process.env.LONG === "1" ? 3_600_000 : 60_000,
  },
});
