/** Documents of a practice in every format: what is in one is in all. */
import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import {
  buildReport,
  type DocumentSection,
  type ReportDocument,
  toHtml,
  toMarkdown,
  toPlainText,
} from "../../src/report/index";
import { toXlsx } from "../../src/report/xlsx";
import { catalogue, evaluate, months, parseDataset, vsePoluchitsyaTree, year } from "../../src/core/index";
import {
  evidenceGaps,
  evidenceGapsDocument,
  improvementPlan,
  improvementPlanDocument,
  logframeDocument,
  monitoringRegulationsDocument,
  referenceSheetDocument,
  theoryOfChangeDocument,
} from "../../src/practice/index";
import type { Locale } from "../../src/share";

const dataset = parseDataset([]);
const gaps = evidenceGaps({ dataset, tree: vsePoluchitsyaTree });
const indicators = catalogue.vsePoluchitsya;
const documents: Readonly<Record<string, (locale: Locale) => ReportDocument>> = {
  logframe: (locale) => logframeDocument(vsePoluchitsyaTree, { locale, indicators }),
  "theory of change": (locale) => theoryOfChangeDocument(vsePoluchitsyaTree, { locale }),
  "reference sheet": (locale) => referenceSheetDocument(indicators[4]!, { locale }),
  regulations: (locale) =>
    monitoringRegulationsDocument(vsePoluchitsyaTree, indicators, { locale, followUp: { schedule: [months(6)] } }),
  "gaps in evidence": (locale) => evidenceGapsDocument(gaps, { locale }),
  "improvement plan": (locale) => improvementPlanDocument(improvementPlan(gaps), { locale }),
};

/** Every text of a document, in the order in which it is read. */
function textsOf({
  title,
  blocks = [],
  sections,
}: Pick<ReportDocument, "title" | "blocks" | "sections">): readonly string[] {
  const own = blocks.flatMap((block): readonly string[] => {
    switch (block.kind) {
      case "paragraph":
        return [block.text];
      case "list":
        return block.items;
      case "terms":
        return block.entries.flatMap(({ term, text }) => [term, text]);
      case "note":
        return block.texts;
      case "table":
        return block.rows.flatMap((row) => row.flatMap(({ text, more = [] }) => [text, ...more]));
      default:
        return [];
    }
  });
  return [title, ...own, ...sections.flatMap((one: DocumentSection) => textsOf(one))];
}

/** Letters and digits alone: signs are escaped, and lines broken, in each format its own way. */
const bare = (text: string) => text.replace(/<br>|&[a-z]+;|&#\d+;/g, "").replace(/[^\p{L}\p{N}]/gu, "");

describe.each(Object.entries(documents))("the %s", (_, made) => {
  it.each(["ru", "en"] as const)("is whole in Markdown, HTML and plain text (%s)", (locale) => {
    const document = made(locale);
    expect(Object.isFrozen(document)).toBe(true);
    const texts = textsOf(document);
    expect(texts.length).toBeGreaterThan(5);
    for (const print of [toMarkdown, toHtml]) {
      const text = bare(print(document).replace(/<(?!br>)[^>]*>/g, ""));
      expect(texts.filter((one) => !text.includes(bare(one.replace(/[<>&"']/g, ""))))).toEqual([]);
    }
    // Cells are broken into lines that stand side by side, so only their words can be looked for.
    const words = new Set(toPlainText(document).split(/[^\p{L}\p{N}-]+/u));
    const short = texts
      .flatMap((one) => one.split(/[^\p{L}\p{N}-]+/u))
      .filter((word) => word !== "" && word.length < 14);
    expect(short.filter((word) => !words.has(word))).toEqual([]);
    expect(
      Math.max(
        ...toPlainText(document)
          .split("\n")
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(100);
  });

  it("is a workbook with a sheet for each of its tables", async () => {
    const document = made("ru");
    const tables = (of: Pick<DocumentSection, "blocks" | "sections">): number =>
      of.blocks.filter(({ kind }) => kind === "table").length +
      of.sections.reduce((sum, inner) => sum + tables(inner), 0);
    const many = tables({ blocks: document.blocks ?? [], sections: document.sections });
    const { sheets } = await readXlsx(await toXlsx(document));
    // Where there is no table, one sheet holds the text.
    expect(sheets).toHaveLength(Math.max(many, 1));
    expect(new Set(sheets.map(({ name }) => name)).size).toBe(sheets.length);
  });

  it("takes no option, for it has its language and title", () => {
    expect(() => toHtml(made("ru"), { locale: "en" })).toThrow(/^Cannot write the report as HTML: options must /);
  });
});

describe("what is neither a report nor a document", () => {
  const evaluation = evaluate(dataset, { indicators: [indicators[0]!], periods: [year(2019)], asOf: "2020-01-31" });
  it.each([{ sections: 1 }, { sections: [], locale: "ru" }, { ...buildReport(evaluation), sections: [{}] }])(
    "is refused: %j",
    (given) => {
      expect(() => toMarkdown(given as never)).toThrow(/^Cannot write the report in Markdown: document\./);
    },
  );
});
