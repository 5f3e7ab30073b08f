// What the package weighs once installed, and what importing it takes beside importing zod alone. Sizes have a budget; times are only told.
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
/** Most bytes that npm downloads, and that the package takes on disk: all of it, for it has no dependencies. */
const BUDGET = { size: 1_600_000, unpackedSize: 5_700_000 };
const RUNS = 7;

const packed = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
  cwd: root,
  encoding: "utf8",
});
const [pack] = JSON.parse(packed);
for (const [name, limit] of Object.entries(BUDGET)) {
  console.log(`${name}: ${pack[name].toLocaleString("en")} bytes, at most ${limit.toLocaleString("en")}`);
  if (pack[name] > limit) process.exitCode = 1;
}

/** Milliseconds that a statement takes in a process of its own, the quickest of several. */
function quickest(type, statement) {
  const script = `const from = performance.now(); ${statement}; console.log(performance.now() - from);`;
  const run = () => Number(execFileSync(process.execPath, [`--input-type=${type}`, "-e", script], { cwd: root }));
  return Math.min(...Array.from({ length: RUNS }, run));
}

for (const [type, load] of [
  ["module", (name) => `await import("${name}")`],
  ["commonjs", (name) => `require("${name}")`],
]) {
  const [zod, ours] = [quickest(type, load("zod")), quickest(type, load("mio-indicators"))];
  console.log(
    `import as ${type}: ${ours.toFixed(0)} ms; zod alone: ${zod.toFixed(0)} ms; ratio ${(ours / zod).toFixed(1)}`,
  );
}
