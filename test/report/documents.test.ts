import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse, type DefaultTreeAdapterTypes } from "parse5";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { COLOUR_PAIRS, COLOURS, STYLE } from "../../src/document/html-style";
import { SCRIPT } from "../../src/document/html-script";
import {
  buildReport,
  type DocumentSection,
  type ReadableReport,
  type ReportOptions,
  reportTableNames,
  toCsv,
  toDocument,
  toHtml,
  toMarkdown,
  toPlainText,
} from "../../src/report/index";
import {
  catalogue,
  evaluate,
  formatShare,
  months,
  parseDataset,
  unionOf,
  vsePoluchitsyaFunnel,
  vsePoluchitsyaTree,
  workedOneMonthShare,
  year,
} from "../../src/core/index";
import { firstPlacement, placements } from "../../src/define/index";
import { toXlsx } from "../../src/report/xlsx";

const folder = new URL("../../fixtures/vse-poluchitsya-2019-2020/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");
const events = read("events.ndjson")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as unknown);
const evaluation = evaluate(parseDataset(events, { criteria: JSON.parse(read("criteria.json")) }), {
  indicators: [...catalogue.vsePoluchitsya, workedOneMonthShare],
  periods: [year(2019), year(2020), unionOf([year(2019), year(2020)])],
  asOf: "2021-01-31",
});
const asked: ReportOptions & { readonly suppress?: undefined } = {
  disaggregate: [{ by: ["targetGroup"] }],
  funnel: vsePoluchitsyaFunnel,
  reconcile: [{ periods: [year(2019), year(2020)] }],
  socialChange: {},
  retention: [{ spells: placements(), from: firstPlacement, period: year(2019), horizon: months(12) }],
  tree: vsePoluchitsyaTree,
  evidence: {},
};
const full = buildReport(evaluation, asked);
const suppressed = buildReport(evaluation, { ...asked, suppress: {} });
const reports: readonly (readonly [string, ReadableReport])[] = [
  ["in full", full],
  ["suppressed", suppressed],
];

function sectionsOf(sections: readonly DocumentSection[]): readonly DocumentSection[] {
  return sections.flatMap((section) => [section, ...sectionsOf(section.sections)]);
}

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document;

function elementsOf(node: Node): readonly Element[] {
  const inner = "childNodes" in node ? node.childNodes.flatMap(elementsOf) : [];
  return "tagName" in node ? [node, ...inner] : inner;
}
const attributeOf = (element: Element, name: string) => element.attrs.find((one) => one.name === name)?.value;

describe.each(reports)("toDocument() of a report %s", (_, report) => {
  const document = toDocument(report, { locale: "ru" });
  const sections = sectionsOf(document.sections);
  const cells = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "table" ? block.rows.flat() : [])),
  );

  it("is plain, frozen and the same every time", () => {
    expect(Object.isFrozen(document.sections[0]?.blocks)).toBe(true);
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(JSON.stringify(toDocument(report, { locale: "ru" }))).toBe(JSON.stringify(document));
  });

  it("prints every share of the results, and no figure where it is suppressed", () => {
    const told = new Set(cells.map(({ text }) => text));
    for (const { share, percent } of report.results) {
      const { numerator, denominator } = share;
      if (typeof numerator !== "number" || typeof denominator !== "number" || typeof percent !== "string") continue;
      expect(told).toContain(formatShare({ numerator, denominator }, { locale: "ru" }));
    }
  });

  it("has a cell a column in every table, and an id of its own for every section", () => {
    for (const { blocks } of sections) {
      for (const block of blocks) {
        if (block.kind !== "table") continue;
        expect(block.rows.filter(({ length }) => length !== block.columns.length)).toEqual([]);
      }
    }
    expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length);
    expect(sections.filter(({ id }) => !/^[a-z0-9-]+$/.test(id))).toEqual([]);
  });

  it("never tells 2.1 without its stricter readings and harm right beneath", () => {
    const rows = document.sections
      .find(({ id }) => id === "key-figures")!
      .blocks.flatMap((block) => (block.kind === "table" ? block.rows.map((row) => row[0]!) : []));
    const at = rows.findIndex(({ text }) => text.startsWith("2.1."));
    const beneath = rows.slice(at + 1, at + 9);
    expect(beneath.every(({ isBeneath }) => isBeneath)).toBe(true);
    expect(beneath.map(({ text }) => text.split(":")[0])).toEqual([...Array(6).fill("строже"), "вред", "вред"]);
    expect(document.sections.find(({ id }) => id === "key-figures")!.blocks).toMatchObject([{ isFixed: true }]);
  });
});

describe("toDocument() of a suppressed report", () => {
  it("tells no percentage of fewer people than the report gives percentages of", () => {
    const { leastDenominator } = suppressed.suppression;
    for (const text of [toPlainText(suppressed, { locale: "en" }), toHtml(suppressed, { locale: "en" })]) {
      const of = [...text.matchAll(/\d% (?:<span>)?\(\d+ of (\d+)\)/g)].map(([, people]) => Number(people));
      expect(of.length).toBeGreaterThan(20);
      expect(Math.min(...of)).toBeGreaterThanOrEqual(leastDenominator);
    }
  });

  it("names the parts that are withheld, and explains its signs", () => {
    const text = toPlainText(suppressed, { locale: "en" }).replaceAll(/\s+/g, " ");
    expect(text).toContain("social change, retention, gaps in evidence.");
    expect(text).toContain("“<5” is fewer than 5");
    expect(toPlainText(full, { locale: "en" })).not.toContain("Left out whole");
  });
});

describe("labels, titles and wrong options", () => {
  const labels = { "care-leaver": { ru: "сироты", en: "care leavers" } };

  it("puts words in the place of codes where they are given, and leaves codes where none are", () => {
    for (const text of [toHtml(full, { labels }), toMarkdown(full, { labels }), toCsv(full, { labels })]) {
      expect(text).toContain("сироты");
      expect(text).toContain("disability");
    }
    expect(toHtml(full, { labels })).not.toContain("care-leaver<");
  });

  it("takes a title as it is or in both languages", () => {
    expect(toDocument(full, { title: "Отчёт фонда" }).title).toBe("Отчёт фонда");
    expect(toDocument(full, { title: { ru: "Отчёт", en: "Report" }, locale: "en" }).title).toBe("Report");
  });

  it.each<readonly [string, object, string]>([
    [
      "an unknown option",
      { lables: {} },
      'options must be among labels, locale, title, received "lables"; did you mean "labels"?',
    ],
    [
      "a label without Russian",
      { labels: { a: { en: "a" } } },
      "labels.a.ru must be text that is not empty, received nothing",
    ],
    [
      "a title that is no text",
      { title: 5 },
      "title must be text that is not empty or an object with ru and en, received 5",
    ],
  ])("refuses %s", (_, options, message) => {
    expect(() => toMarkdown(full, options as never)).toThrow(message);
  });

  it("refuses what is not a report", () => {
    expect(() => toHtml({} as never)).toThrow(
      "Cannot write the report as HTML: report.notes must be a list, received nothing; pass what buildReport returned",
    );
    expect(() => toCsv(null as never)).toThrow(TypeError);
  });
});

describe.each(reports)("toHtml() of a report %s", (_, report) => {
  const html = toHtml(report, { locale: "ru" });
  const elements = elementsOf(parse(html));
  const named = (name: string) => elements.filter(({ tagName }) => tagName === name);

  it("lets the page run its own style and script and nothing else", () => {
    const policy = attributeOf(elements.find((one) => attributeOf(one, "http-equiv") !== undefined)!, "content");
    const digest = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    expect(policy).toContain(`style-src ${digest(STYLE)};`);
    expect(policy).toContain(`script-src ${digest(SCRIPT)};`);
    expect(policy).toMatch(/^default-src 'none';/);
    expect(elements.filter((one) => attributeOf(one, "style") !== undefined)).toEqual([]);
  });

  it("has its language, one first heading, and headings that skip no level", () => {
    expect(attributeOf(named("html")[0]!, "lang")).toBe("ru");
    const levels = elements.flatMap(({ tagName }) => (/^h[1-6]$/.test(tagName) ? [Number(tagName[1])] : []));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, at) => at > 0 && level > levels[at - 1]! + 1)).toEqual([]);
  });

  it("leads from its contents to every section, by ids that nothing else has", () => {
    const ids = elements.flatMap((one) => attributeOf(one, "id") ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = named("a").map((one) => attributeOf(one, "href")!.slice(1));
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
    const sections = sectionsOf(toDocument(report, { locale: "ru" }).sections).map(({ id }) => id);
    expect(sections.filter((id) => !targets.includes(id))).toEqual([]);
  });

  it("names every table, column and row, and tells every picture in words", () => {
    const tables = named("table");
    expect(named("caption")).toHaveLength(tables.length);
    const heads = named("th");
    expect(heads.filter((one) => !["col", "row"].includes(attributeOf(one, "scope") ?? ""))).toEqual([]);
    const pictures = named("svg");
    expect(pictures.length).toBeGreaterThan(5);
    expect(pictures.filter((one) => attributeOf(one, "role") !== "img" || !attributeOf(one, "aria-label"))).toEqual([]);
  });
});

describe("the look of the page", () => {
  const luminance = (colour: string) => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };

  // WCAG 2.2, success criteria 1.4.3 (text, 4.5) and 1.4.11 (what is not text, 3).
  it.each(COLOUR_PAIRS)("has enough contrast of $of on $on", ({ of, on, is }) => {
    const [light, dark] = [luminance(COLOURS[of]), luminance(COLOURS[on])].sort((a, b) => b - a) as [number, number];
    expect((light + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(is === "text" ? 4.5 : 3);
  });

  it("uses no colour but those", () => {
    const used = new Set(STYLE.match(/#[0-9a-f]{3,8}\b/gi));
    expect([...used].sort()).toEqual(Object.values(COLOURS).sort());
  });
});

describe("toCsv()", () => {
  const rowsOf = (text: string, delimiter: string) => text.split("\r\n").map((line) => line.split(delimiter));

  it("has a row an indicator, period and stratum, each with the figures of the report", () => {
    const [heading, ...rows] = rowsOf(toCsv(full, { locale: "en", delimiter: "\t" }), "\t");
    const strata = full.disaggregations.flatMap((table) => table.rows.flatMap(({ figures }) => figures));
    expect(rows.slice(0, -1)).toHaveLength(full.results.length + strata.length);
    const at = (name: string) => heading!.indexOf(name);
    [...full.results, ...strata].forEach(({ code, share, value, percent, verdicts }, row) => {
      const cell = (name: string) => rows[row]![at(name)];
      expect([
        cell("indicator"),
        cell("numerator"),
        cell("denominator"),
        cell("value"),
        cell("percent"),
        cell("pending"),
      ]).toEqual([code, share.numerator, share.denominator, value ?? "", percent ?? "", verdicts.pending].map(String));
    });
  });

  it("writes decimal commas with semicolons, and begins with a byte-order mark when asked for", () => {
    const text = toCsv(full, { delimiter: ";", bom: true, headings: "words" });
    expect(text.startsWith("\u{feff}Показатель;Название;")).toBe(true);
    expect(text).toContain(";180;463;0,3887688985;38,9;");
    expect(toCsv(full).startsWith("indicator,title,")).toBe(true);
  });

  it("says of each suppressed figure which it is and why", () => {
    const [heading, ...rows] = rowsOf(toCsv(suppressed, { delimiter: "\t" }), "\t");
    const gone = rows.filter((row) => row.includes("<5"));
    expect(gone.length).toBeGreaterThan(0);
    for (const row of gone) {
      const name = heading![row.indexOf("<5")];
      expect(row.at(-1)).toContain(`${name}=small-cell`);
    }
  });

  it("has a heading alone for what the report does not hold", () => {
    const bare = buildReport(evaluation);
    for (const table of ["funnels", "retention", "results-tree"] as const) {
      expect(toCsv(bare, { table }).split("\r\n")).toHaveLength(2);
    }
  });

  it.each<readonly [string, object, string]>([
    ["a table it does not know", { table: "figure" }, 'did you mean "figures"?'],
    ["another delimiter", { delimiter: "|" }, "delimiter must be one of"],
    ["a mark that is no boolean", { bom: "yes" }, "bom must be true or false"],
    ["a title, which it has no place for", { title: "T" }, 'received "title"'],
  ])("refuses %s", (_, options, message) => {
    expect(() => toCsv(full, options as never)).toThrow(message);
  });
});

describe("toXlsx()", () => {
  it("holds the numbers of the report as numbers, a sheet for every table with rows", async () => {
    const bytes = await toXlsx(full, { locale: "ru" });
    const { sheets } = await readXlsx(bytes);
    const filled = reportTableNames.filter((table) => toCsv(full, { table }).split("\r\n").length > 2);
    expect(sheets).toHaveLength(filled.length);
    const [heading, first] = sheets[0]!.rows;
    expect(heading!.slice(0, 2)).toEqual(["Показатель", "Название"]);
    expect(first).toContain(180);
    expect(first).toContain(463);
    expect(first).toContain(0.3887688985);
  });

  it("gives the same bytes whenever it is made", async () => {
    const first = await toXlsx(suppressed);
    const second = await toXlsx(suppressed);
    expect(Buffer.compare(first, second)).toBe(0);
    // The time of an entry of an archive, which is told in steps of two seconds.
    expect([...first.slice(10, 14)]).toEqual([0, 0, 0x21, 0]);
  });

  it("refuses wrong options as the others do", async () => {
    await expect(toXlsx(full, { locale: "de" as never })).rejects.toThrow('locale must be "ru" or "en"');
    await expect(toXlsx(full, { title: "T" } as never)).rejects.toThrow('received "title"');
  });
});
