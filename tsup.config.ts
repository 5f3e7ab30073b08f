import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", cli: "src/cli/main.ts" },
  format: ["cjs", "esm"],
  target: ["es2022", "node20"],
  // TypeScript 6 calls an option that tsup sets itself deprecated.
  dts: { entry: { index: "src/index.ts" }, compilerOptions: { ignoreDeprecations: "6.0" } },
  // With splitting alone the CommonJS output is wrong; without splitting each entry has its own classes and `instanceof` fails between them.
  splitting: true,
  treeshake: true,
  clean: true,
});
