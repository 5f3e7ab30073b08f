/** A reading's figure stands in every format, whatever its title is: one row a format, none of which may read a figure back from text. */
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import {
  buildReport,
  displayed,
  pictures,
  suppress,
  toCsv,
  toHtml,
  toMarkdown,
  toPlainText,
  toVegaLite,
} from "../src/report/index";
import { defineIndicator, evaluate, month, parseDataset, results } from "../src/core/index";
import { enrolment, every, happens, placements, reportingPeriod, touching } from "../src/define/index";
import { figuresText } from "../src/report/text/figures";
import { harm } from "../src/tables/change/harm";

const worked = happens(touching(placements(), reportingPeriod));
const title = { ru: "Строже: или иначе: нет: 1 из 9", en: "Stricter: or else: none: 1 of 9" };
const indicator = defineIndicator({
  code: "own.1",
  title: { ru: "Доля: всё", en: "Share: all" },
  denominator: happens(touching(enrolment(), reportingPeriod)),
  numerator: worked,
  readings: [
    {
      code: "other",
      title,
      numerator: every(worked, happens(touching(placements({ setting: "sheltered" }), reportingPeriod))),
    },
    { code: "plain", title: { ru: "Просто", en: "Plainly" }, numerator: worked },
  ],
});
// Seven of twelve worked, three of them sheltered.
const events = Array.from({ length: 12 }, (_, n) => {
  const of = { beneficiaryId: `B-${n}` };
  const setting = n < 3 ? "sheltered" : "open-market";
  return [
    { ...of, id: `${n}r`, type: "beneficiary-registered", date: "2019-01-01", targetGroups: [] },
    ...(n < 7
      ? [{ ...of, id: `${n}p`, type: "placement-started", date: "2019-02-01", placementId: `P-${n}`, setting }]
      : []),
  ];
}).flat();
const evaluation = evaluate(parseDataset(events), {
  indicators: [indicator],
  periods: [month(2019, 1), month(2019, 2)],
  asOf: "2019-03-31",
});
const report = buildReport(evaluation, { reconcile: [] });

describe("the figure of a reading whose title has colons", () => {
  it.each<readonly [string, () => string]>([
    ["the terminal", () => figuresText(results(evaluation), harm(evaluation), { locale: "en" })],
    ["a list of results", () => inspect(displayed(results(evaluation), { locale: "en" }))],
    ["one result", () => inspect(displayed(results(evaluation)[1]!, { locale: "en" }))],
    ["plain text", () => toPlainText(report, { locale: "en" })],
    ["Markdown", () => toMarkdown(report, { locale: "en" })],
    ["HTML", () => toHtml(report, { locale: "en" })],
  ])("stands in %s", (_, print) => {
    const text = print().replace(/\s+/g, " ");
    expect(text).toContain("none: 1 of 9");
    expect(text).toContain("25.0% (3 of 12)");
    expect(text).toContain("58.3% (7 of 12)");
  });

  it("stands under its title in the terminal", () => {
    const text = figuresText(results(evaluation), harm(evaluation), { locale: "ru" });
    expect(
      text
        .split("\n")
        .filter((line) => /^ {2}(Строже: |Просто)/.test(line))
        .map((line) => line.trim().split(/ {3,}/)),
    ).toEqual([
      [title.ru, "0,0% (0 из 12)", "25,0% (3 из 12)"],
      ["Просто", "0,0% (0 из 12)", "58,3% (7 из 12)"],
    ]);
  });

  it("stands in the table of readings and in the picture", () => {
    expect(toCsv(report, { locale: "en", table: "readings" })).toMatch(
      /Stricter: or else: none: 1 of 9.*,3,12,0.2500000000,0.2500000000,\r?\n/,
    );
    const drawn = pictures(report).map((picture) => JSON.stringify(toVegaLite(picture, { locale: "en" })));
    expect(drawn.some((spec) => spec.includes("none: 1 of 9") && spec.includes("3 of 12"))).toBe(true);
  });

  it("is not told when it is suppressed, and then has no percentage", () => {
    const text = inspect(displayed(suppress(report, { threshold: 5 }).results, { locale: "en" }));
    expect(text).not.toMatch(/\(3 of 12\)|25\.0%/);
    expect(text).toContain(title.en);
  });
});
