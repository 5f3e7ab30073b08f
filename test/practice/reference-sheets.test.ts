/**
 * Reference sheets: those in `docs/indicators/` are what the catalogue says, and nothing is left out or breaks a table.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { sheets } from "../../docs/indicators/generate";
import { defineIndicator, workExperienceShare } from "../../src/core/index";
import { happens, inGroup, placements } from "../../src/define/index";
import { toReferenceSheet } from "../../src/practice/index";
import { markdownText } from "../../src/document/markdown";

const FOLDER = "docs/indicators";

describe("docs/indicators/", () => {
  it.each([...sheets()])("%s is what npm run docs:indicators writes", (file, text) => {
    expect(readFileSync(`${FOLDER}/${file}`, "utf8")).toBe(text);
  });

  it("holds no other sheet", () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith(".md"));
    expect(files.sort()).toEqual([...sheets().keys()].sort());
  });
});

const bare = defineIndicator({
  code: "own.1",
  title: { ru: "Доля", en: "Share | of <b>all</b>" },
  denominator: happens(placements()),
  numerator: inGroup("sex", ["fe|male"]),
  exclusions: [{ reason: "a|b", when: inGroup("region", ["x"]) }],
});

describe("toReferenceSheet()", () => {
  it("prints every field as not set when nobody gave it", () => {
    const names = (locale: "ru" | "en", notSet: string) =>
      toReferenceSheet(bare, { locale })
        .split("\n")
        .filter((line) => line.endsWith(`| ${notSet} |`))
        .map((line) => line.split("|")[1]!.trim());
    expect(names("en", "not set")).toEqual([
      ...["Result measured", "Unit", "Better direction", "Disaggregation", "Source of the definition"],
      ...["Data source and method", "Frequency", "Responsible", "Baseline", "Targets", "Version of the definition"],
    ]);
    expect(names("ru", "не задано")).toHaveLength(11);
    expect(toReferenceSheet(bare, { locale: "ru" })).toContain("## История изменений\n\nне задано\n");
  });

  it("prints what is given in place of what the definition says", () => {
    const given = {
      result: { ru: "Люди работают", en: "People work" },
      unit: "%",
      frequency: "yearly",
      responsible: "M&E officer",
      method: "count",
      disaggregation: ["sex", "region"],
      baseline: "38.9%",
      targets: ["2020: 45%", "2021: 50%"],
    };
    const sheet = toReferenceSheet(workExperienceShare, { locale: "en", ...given });
    for (const row of [
      ...["| Result measured | People work |", "| Unit | % |", "| Frequency | yearly |"],
      ...["| Responsible | M\\&E officer |", "| Data source and method | count |", "| Disaggregation | sex; region |"],
      ...["| Baseline | 38.9% |", "| Targets | 2020: 45%; 2021: 50% |"],
    ]) {
      expect(sheet).toContain(row);
    }
    expect(sheet).not.toContain("not set");
  });

  it("keeps every table row to its columns when texts hold the signs of Markdown", () => {
    const sheet = toReferenceSheet(bare, { locale: "en", baseline: "a | b\n| c | `d` <script>" });
    const widths = sheet
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .map((line) => line.replaceAll("\\|", "").split("|").length - 2);
    expect(new Set(widths)).toEqual(new Set([2, 3]));
    expect(sheet).toContain("| Name | Share \\| of \\<b\\>all\\</b\\> |");
    expect(sheet).toContain("| Baseline | a \\| b \\| c \\| \\`d\\` \\<script\\> |");
    expect(sheet).toContain('| Exclusions from the denominator | a\\|b: Beneficiaries whose region is "x" |');
  });

  it("throws a TypeError when given something else than an indicator", () => {
    expect(() => toReferenceSheet(undefined as never, { locale: "en" })).toThrow(
      "Cannot write a reference sheet: indicator must be made by defineIndicator, received nothing",
    );
  });
});

test("defineIndicator() keeps the fingerprint when only texts of the sheet change, and refuses unknown fields", () => {
  const { definition, fingerprint } = bare;
  const texts = { unit: "%", frequency: "yearly", responsible: "officer", method: "count", version: "2" };
  const lists = { disaggregation: ["sex"], limitations: [{ ru: "а", en: "a" }], changes: ["2: …"] };
  expect(defineIndicator({ ...definition, ...texts, ...lists }).fingerprint).toBe(fingerprint);
  expect(() => defineIndicator({ ...definition, owner: "x" } as never)).toThrow('version, received "owner"');
  expect(() => defineIndicator({ ...definition, version: 2 } as never)).toThrow("version must be text");
});

test.each([
  ["- item", "\\- item"],
  ["+ item", "\\+ item"],
  ["1. item", "1\\. item"],
  ["12) item", "12\\) item"],
  ["1.1 share", "1.1 share"],
  ["# heading", "\\# heading"],
  ["> quote", "\\> quote"],
  ["=== ", "\\==="],
  ["a_b*c", "a\\_b\\*c"],
  ["[x](y) ![z](w)", "\\[x\\](y) !\\[z\\](w)"],
  ["a\\b", "a\\\\b"],
  ["two\r\nlines\u2028more", "two lines more"],
])("markdownText() shows %j letter by letter", (text, escaped) => {
  expect(markdownText(text)).toBe(escaped);
});
