// Makes the same report, with every table, on Node 20, 22 and 24, each in another time zone, from the built package: the bytes must be the same.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "mio-indicators-nodes-"));
const platform = process.platform === "win32" ? "win" : process.platform;

/** The path of a release's program, installed from the registry. */
const installed = (release) => {
  const at = join(folder, release);
  const name = `node-${platform}-${process.arch}`;
  const options = ["--no-save", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", at];
  execFileSync("npm", ["install", ...options, `${name}@${release}`], { stdio: ["ignore", "ignore", "inherit"] });
  return join(at, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
};

const digest = (program, zone) =>
  execFileSync(program, [join(root, "test/package/report-digest.cjs")], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, TZ: zone },
  }).trim();

try {
  const zones = { 20: "UTC", 22: "Pacific/Apia", 24: "America/Toronto" };
  const runs = Object.entries(zones).map(([release, zone]) => digest(installed(release), zone));
  for (const run of runs) console.log(run);
  const digests = new Set(runs.map((run) => run.split(" ")[0]));
  assert.equal(digests.size, 1, "reports differ");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
