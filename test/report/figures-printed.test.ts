/**
 * Every kind of figure stands in every format, in both languages, as it is printed in all of them; none is read back
 * from text.
 */
import { inspect } from "node:util";
import { readXlsx } from "hucre/xlsx";
import { parse, type DefaultTreeAdapterTypes } from "parse5";
import { describe, expect, it } from "vitest";
import {
  buildReport,
  displayed,
  pictures,
  type ReadableReport,
  suppress,
  toCsv,
  toHtml,
  toMarkdown,
  toPlainText,
  toVegaLite,
} from "../../src/report/index";
import { toXlsx } from "../../src/report/xlsx";
import { reportText } from "../../src/cli/report-text";
import { defineIndicator, evaluate, month, parseDataset } from "../../src/core/index";
import { days, enrolment, every, happens, lasts, placements, reportingPeriod, touching } from "../library";
import type { Locale } from "../../src/share";

const worked = happens(touching(placements(), reportingPeriod));
const title = { ru: "Строже: или иначе: нет: 1 из 9", en: "Stricter: or else: none: 1 of 9" };
const indicator = defineIndicator({
  code: "own.1",
  title: { ru: "Доля: всё", en: "Share: all" },
  denominator: happens(touching(enrolment(), reportingPeriod)),
  numerator: lasts(touching(placements(), reportingPeriod), { atLeast: days(40) }),
  readings: [
    {
      code: "other",
      title,
      numerator: every(worked, happens(touching(placements({ setting: "sheltered" }), reportingPeriod))),
    },
    { code: "plain", title: { ru: "Просто", en: "Plainly" }, numerator: worked },
  ],
});
// Seven of twelve work: two long enough already, and five since March only, so that they may yet be counted; three of
// the seven sheltered.
const events = Array.from({ length: 12 }, (_, n) => {
  const of = { beneficiaryId: `B-${n}` };
  const setting = n < 3 ? "sheltered" : "open-market";
  const date = n < 2 ? "2019-01-10" : "2019-03-01";
  return [
    { ...of, id: `${n}r`, type: "beneficiary-registered", date: "2019-01-05", targetGroups: [] },
    ...(n < 7 ? [{ ...of, id: `${n}p`, type: "placement-started", date, placementId: `P-${n}`, setting }] : []),
  ];
}).flat();
const evaluation = evaluate(parseDataset(events), {
  indicators: [indicator],
  periods: [month(2018, 12), month(2019, 3)],
  asOf: "2019-03-31",
});
const report = buildReport(evaluation);
const hidden = suppress(report, { threshold: 5 });

/** All that people read of a page, tags and line breaks aside. */
function pageText(html: string): string {
  const texts: string[] = [];
  const walk = (node: DefaultTreeAdapterTypes.ChildNode) => {
    if (node.nodeName === "#text") texts.push((node as DefaultTreeAdapterTypes.TextNode).value);
    if (node.nodeName === "style" || node.nodeName === "script" || !("childNodes" in node)) return;
    node.childNodes.forEach(walk);
  };
  parse(html).childNodes.forEach(walk);
  return texts.join(" ");
}
const spaced = (text: string) => text.replace(/[\s\u00a0]+/g, " ");

/**
 * How each format prints a report; words of tables that are broken into lines are put together by removing what parts
 * them.
 */
const formats: Readonly<Record<string, (of: ReadableReport, locale: Locale) => string>> = {
  html: (of, locale) => pageText(toHtml(of, { locale })),
  markdown: (of, locale) => toMarkdown(of, { locale }).replaceAll("<br>", " ").replace(/\\(.)/g, "$1"),
  "plain text": (of, locale) => toPlainText(of, { locale }),
  terminal: (of, locale) => reportText(of, { locale }),
  console: (of, locale) => inspect(displayed(of, { locale })),
  notebook: (of, locale) => {
    const look = displayed(of, { locale }) as unknown as Readonly<Record<symbol, () => Record<string, string>>>;
    return pageText(look[Symbol.for("Jupyter.display")]!()["text/html"]!);
  },
};

/** A figure of each kind, as every format prints it. */
const figures: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  share: { ru: "16,7% (2 из 12)", en: "16.7% (2 of 12)" },
  interval: { ru: "95 %: 4,7–44,8%", en: "95%: 4.7–44.8%" },
  bounds: { ru: "границы 16,7–58,3%", en: "bounds 16.7–58.3%" },
  reading: { ru: "25,0% (3 из 12)", en: "25.0% (3 of 12)" },
  "title of a reading": { ru: "строже: Строже: или иначе:", en: "stricter: Stricter: or else:" },
  "day of the data": { ru: "2019-03-31", en: "2019-03-31" },
  "empty denominator": { ru: "В знаменателе никого", en: "Nobody is in the" },
};

describe.each(["ru", "en"] as const)("in %s", (locale) => {
  describe.each(Object.entries(formats))("in %s", (_, print) => {
    it.each(Object.entries(figures))("the %s stands", (__, text) => {
      // A figure is never broken; words may be, and then the terminal pads what parts them.
      expect(spaced(print(report, locale))).toContain(text[locale]);
    });

    it("a suppressed figure is a sign, and tells no number or percentage", () => {
      const text = spaced(print(hidden, locale));
      expect(text).toMatch(locale === "ru" ? /<5 из 12/ : /<5 of 12/);
      expect(text).not.toMatch(/16[,.]7%|25[,.]0%|\b[23] (?:из|of) 12/);
    });
  });

  it("counts stand by verdict where verdicts are printed", () => {
    const { html, markdown, terminal } = formats;
    for (const print of [html!, markdown!, formats["plain text"]!, terminal!]) {
      expect(spaced(print(report, locale))).toMatch(
        /own\.1[ |]+2019-03-01 – 2019-03-31[ |]+2[ |]+5[ |]+5[ |]+0[ |]+0[ |]+0/,
      );
    }
  });

  it("spreadsheets hold numbers, and signs where there are none to tell", async () => {
    const [, ...rows] = toCsv(report, { locale }).split("\r\n");
    expect(rows[1]).toMatch(
      /,2,12,0\.1666666667,16\.7,0\.04696\d+,0\.4480\d+,2,7,0\.1666666667,0\.5833333333,2,5,5,0,0,0,/,
    );
    expect(rows[0]).toMatch(/,0,0,,,,,0,0,,,0,0,0,0,0,12,empty-denominator,/);
    const readings = toCsv(report, { locale, table: "readings" });
    expect(readings).toMatch(/1 (?:из|of) 9,2019-03-01,2019-03-31,3,12,0\.2500000000,0\.2500000000,/);
    expect(toCsv(hidden, { locale })).toMatch(/,<5,12,•,•,•,•,/);
    const book = await readXlsx(await toXlsx(report, { locale }));
    const cells = book.sheets[0]!.rows[2]!;
    expect([cells[7], cells[8]]).toEqual([2, 12]);
  });

  it("pictures hold the same", () => {
    const drawn = pictures(report).map((picture) => JSON.stringify(toVegaLite(picture, { locale })));
    expect(drawn.some((spec) => spec.includes(title[locale]))).toBe(true);
    expect(drawn.some((spec) => spec.includes(figures.reading![locale]))).toBe(true);
  });
});
