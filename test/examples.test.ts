/** Runs every script of `docs/examples/` as a reader would, and keeps each short. */
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it, vi } from "vitest";

const LONGEST_EXAMPLE = 40;

const files = readdirSync("docs/examples")
  .filter((file) => file.endsWith(".ts"))
  .sort()
  .map((file) => `docs/examples/${file}`);

describe("docs/examples/", () => {
  it("holds examples", () => {
    expect(files.length).toBeGreaterThan(0);
  });

  it("numbers every example, each number once, and names it in its README", () => {
    const readme = readFileSync("docs/examples/README.md", "utf8");
    const names = files.map((file) => file.slice("docs/examples/".length, -".ts".length));
    expect(names.filter((name) => !/^\d\d-[a-z-]+$/.test(name) || !readme.includes(`[${name}](${name}.ts)`))).toEqual(
      [],
    );
    expect(new Set(names.map((name) => name.slice(0, 2))).size).toBe(names.length);
  });

  describe.each(files)("%s", (file) => {
    const text = readFileSync(file, "utf8");

    it("runs, prints something and holds what it asserts", async () => {
      const log = vi.spyOn(console, "log").mockReturnValue(undefined);
      try {
        await import(/* @vite-ignore */ resolve(file));
        expect(log).toHaveBeenCalled();
      } finally {
        log.mockRestore();
      }
    });

    it(`has at most ${LONGEST_EXAMPLE} lines, asserts, and imports the package by its name`, () => {
      expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(LONGEST_EXAMPLE);
      expect(text).toMatch(/^import assert from "node:assert\/strict";$/m);
      expect(text).toMatch(/from "mio-indicators";$/m);
      expect(text).not.toMatch(/from "\.\.?\//);
    });
  });
});
