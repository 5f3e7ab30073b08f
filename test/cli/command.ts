import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import type { Told } from "./terminal";

/** `mio` as a program of its own, for what only a process can show: full disks, closed pipes, signals. */
export interface Program {
  /** Runs a line of the shell in which `"$MIO"` is the program. */
  readonly shell: (line: string, folder: string) => Told & { readonly signal: string | null };
  readonly remove: () => void;
}

/** Builds the command from its sources, beside the packages it needs. */
export async function programOf(): Promise<Program> {
  const place = join("node_modules", ".mio-test");
  mkdirSync(place, { recursive: true });
  const folder = mkdtempSync(join(place, "command-"));
  const file = join(process.cwd(), folder, "mio.cjs");
  const options = { bundle: true, platform: "node", packages: "external", logLevel: "silent" } as const;
  await build({ ...options, entryPoints: ["src/cli/main.ts"], outfile: file });
  return {
    shell: (line, cwd) => {
      const env = { ...process.env, MIO: file, NODE: process.execPath };
      const { status, signal, stdout, stderr } = spawnSync("sh", ["-c", line], { cwd, env, encoding: "utf8" });
      return { code: status ?? -1, signal, out: stdout, err: stderr };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
