/** Holds the pages to lines that can be read beside code, to one word per thing, and README to paths that exist. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const MOST = 120;
/** Sheets of indicators are written by `npm run docs:indicators`, one paragraph per line. */
const GENERATED = /^docs\/(?:api|indicators)\//;

const pages = [
  ...["README.md", "README.ru.md", "CONTRIBUTING.md", "CHANGELOG.md"],
  ...(readdirSync("docs", { recursive: true, encoding: "utf8" }) as string[])
    .map((path) => `docs/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".md") && !GENERATED.test(path))
    .sort(),
];
const read = (page: string) => readFileSync(page, "utf8");

/** The lines of a page that are prose, with their numbers: no code, no tables, no quoted messages, no pictures. */
function proseOf(text: string): { readonly line: string; readonly number: number }[] {
  let isCode = false;
  return text.split("\n").flatMap((line, index) => {
    const isFence = /^\s*```/.test(line);
    if (isFence) isCode = !isCode;
    return isFence || isCode || /^\s*(?:[|>]|!\[)/.test(line) ? [] : [{ line, number: index + 1 }];
  });
}

/**
 * Whether a line is too long and has a space at which it could be broken: not in code, and not in the address of a
 * link.
 */
function isTooLong(line: string): boolean {
  const held = line.replaceAll(/`[^`]*`|<!--.*?-->|\]\([^)]*\)/g, (part) => "x".repeat(part.length));
  return (
    line.length > MOST &&
    held
      .trimStart()
      .replace(/^(?:[-*]|\d+\.) +/, "")
      .includes(" ")
  );
}

/** Lines that a script reads: docs/mutation.md names one mutant per line. */
const isRead = (page: string, line: string) => page === "docs/mutation.md" && line.startsWith("- `");

describe("the pages", () => {
  it.each(pages)("%s has no line of prose that is longer than 120 signs", (page) => {
    const long = proseOf(read(page)).filter(({ line }) => !isRead(page, line) && isTooLong(line));
    expect(long.map(({ number }) => `${page}:${number}`)).toEqual([]);
  });

  it.each(pages)("%s says “one row per period”, not “a row a period”", (page) => {
    const thing = "row|line|sheet|table|page|file|script|event|finding|question|byte";
    const turns = read(page).matchAll(new RegExp(`\\b(?:a|an|one) (?:${thing}) an? (?!time\\b)\\w+`, "gi"));
    expect([...turns].map(([turn]) => turn)).toEqual([]);
  });

  it.each(["README.md", "README.ru.md"])("%s names no path that is not there", (page) => {
    const paths = [...read(page).matchAll(/`((?:docs|fixtures|bench)\/[^`\s]*)`/g)].map(([, path = ""]) => path);
    expect(paths.length).toBeGreaterThan(5);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });
});

describe("the measure of lines", () => {
  it("leaves out code, tables and what cannot be broken", () => {
    const long = "word ".repeat(30);
    const text = ["```sh", long, "```", `| ${long} |`, `> ${long}`, `- [x](${long})`, `1. \`${long}\``, long].join(
      "\n",
    );
    expect(proseOf(text).filter(({ line }) => isTooLong(line))).toEqual([{ line: long, number: 8 }]);
  });
});
