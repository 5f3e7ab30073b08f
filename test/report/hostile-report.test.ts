/**
 * Text that means something in one format or another, planted wherever a person can write: no format may take it for
 * its own.
 */
import { unzipSync } from "fflate";
import { marked, type Token } from "marked";
import { type DefaultTreeAdapterTypes, parse, parseFragment } from "parse5";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import {
  buildReport,
  type ReadableReport,
  reportTableNames,
  toCsv,
  toHtml,
  toMarkdown,
  toPlainText,
} from "../../src/report/index";
import { change, firstPlacement, happens, placements, services } from "../../src/define/index";
import {
  defineIndicator,
  defineResultsTree,
  evaluate,
  lifeSituationCriteria,
  months,
  parseDataset,
  socialChangeShare,
  unionOf,
  year,
} from "../../src/core/index";
import { defineInstrument } from "../../src/tables/index";
import { toXlsx } from "../../src/report/xlsx";
import { isLong } from "../long";

/** How a name is written into a field: as it is, or with signs that mean something. */
interface Plant {
  code(name: string): string;
  text(name: string): string;
}
const asItIs: Plant = { code: (name) => name, text: (name) => name };
const SIGNS = '<script>alert(1)</script>|"\'=HYPERLINK("http://x","y")`x`';
const hostile: Plant = {
  // Codes of events may hold no line breaks and no marks that are not seen, and a hundred characters at most.
  code: (name) => `=${SIGNS.slice(0, 60)}${name}`.slice(0, 100),
  text: (name) =>
    `=1+1;=2;"=3"\t=4 ${name} ${SIGNS} \u202e\u2066 <img src=x onerror=alert(1)> ]]> --> %%{init:{}}%% flowchart TD; A-->B\n\n# heading\n- [link](javascript:alert(1)) ![i](http://x) **b** $x$ &amp; &#60;\r\n| a | b |\n|---|---|\u0000`,
};

function everything(plant: Plant, isSuppressed = false): ReadableReport {
  const { code, text } = plant;
  /** Codes that are in no event may hold anything, as many characters of it. */
  const short = (name: string) => text(name).slice(0, 100);
  const title = (name: string) => ({ ru: text(`${name} по-русски`), en: text(name) });
  const event = (type: string, number: number, fields: object, date = "2019-03-01") => ({
    ...{ id: `E-${type}-${number}-${date}-${JSON.stringify(fields).length}`, type, beneficiaryId: `B-${number}`, date },
    ...fields,
  });
  const numbers = Array.from({ length: 24 }, (_, at) => at);
  const criteria = lifeSituationCriteria.slice(0, 2).map((one) => ({
    ...{ ...one, title: title(one.code), code: code(one.code) },
    reliability: { coefficient: 0.8, standardDeviation: 1, source: text("reliability") },
  }));
  const events = numbers.flatMap((number) => [
    event(
      "beneficiary-registered",
      number,
      {
        targetGroups: [code(number % 2 === 0 ? "group-a" : "group-b")],
        sex: number % 3 === 0 ? "female" : "male",
        region: code("region"),
        organisation: code("organisation"),
        attributes: { housing: code("hostel"), "asked-help-with": code("housing") },
      },
      "2019-01-10",
    ),
    event("service-delivered", number, { service: "social-adaptation" }),
    event("placement-started", number, { placementId: `P-${number}`, setting: "open-market", contract: "temporary" }),
    event(
      "placement-ended",
      number,
      { placementId: `P-${number}`, reason: code(number % 2 === 0 ? "study" : "army") },
      `2019-0${4 + (number % 5)}-10`,
    ),
    ...criteria.flatMap(({ code: criterion }) => [
      event("assessment-recorded", number, { criterion, score: 2 + (number % 3) }, "2019-02-01"),
      event("assessment-recorded", number, { criterion, score: 2 + ((number + 1) % 4) }, "2019-09-01"),
    ]),
    event("feedback-recorded", number, {
      ...{ instrument: "form-v1", item: "item", score: 1 + (number % 5), themes: ["theme"], coder: code("coder-a") },
    }),
    event("feedback-recorded", number, {
      instrument: "form-v1",
      item: "item",
      score: 1 + (number % 5),
      coder: code("k"),
    }),
    event("adverse-event-recorded", number, { kind: code("conflict"), severity: "low" }),
  ]);
  const instrument = defineInstrument({
    ...{ code: "form", version: "v1", title: title("Form"), scale: { min: 1, max: 5, labels: { 1: title("one") } } },
    items: [{ code: "item", title: title("Item") }],
    scales: [{ code: "scale", title: title("Scale"), items: ["item"] }],
    themes: [{ code: "theme", title: title("Theme") }],
  });
  const indicator = defineIndicator({
    ...{ code: short("own"), title: title("Own"), result: title("Result"), source: title("Source") },
    denominator: happens(services({ service: code("never") })),
    numerator: happens(placements()),
    limitations: [title("Limitation")],
  });
  const worked = defineIndicator({
    ...{ code: short("worked"), title: title("Worked"), source: text("Source") },
    denominator: happens(services()),
    numerator: happens(placements()),
    exclusions: [{ when: happens(services({ service: code("never") })), reason: short("reason") }],
  });
  const improved = defineIndicator({
    ...{ code: short("improved"), title: title("Improved") },
    denominator: happens(services()),
    numerator: change({ improved: { atLeast: 1 } }),
    readings: [{ code: short("two"), title: title("Two"), numerator: change({ improved: { atLeast: 2 } }) }],
  });
  const target = { percent: "40", period: year(2019) };
  const baseline = { percent: "10", period: year(2018), source: title("Baseline") };
  const told = { meansOfVerification: title("Means"), responsible: title("Who"), frequency: title("When") };
  const tree = defineResultsTree({
    ...{ code: short("tree"), title: title("Tree"), source: title("Tree source") },
    nodes: [
      { code: short("activity"), level: "activity", title: title("Activity"), risks: [{ text: title("Risk") }] },
      {
        ...{ code: short("outcome"), level: "outcome-short", title: title("Outcome"), beneficiaries: title("Whom") },
        indicators: [{ code: worked.code, targets: [target], baseline, ...told }],
        assumptions: [{ text: title("Assumption") }],
        risks: [{ text: title("Risk"), negativeEffect: title("Harm"), mitigation: title("Mitigation") }],
        grounds: { need: [title("Need")] },
      },
    ],
    edges: [{ from: short("activity"), to: short("outcome"), why: title("Why"), assumptions: [{ text: title("If") }] }],
  });
  const evaluation = evaluate(parseDataset(events, { criteria }), {
    ...{
      indicators: [worked, indicator, improved, socialChangeShare],
      periods: [year(2019), year(2020), unionOf([year(2019), year(2020)])],
    },
    asOf: "2021-01-31",
  });
  const document = { code: short("paper"), title: title("Paper"), date: "2019-05-01", subCriterion: "1.1" };
  return buildReport(evaluation, {
    disaggregate: [{ by: ["targetGroup"] }, { by: ["sex", "housing"] }],
    funnel: [
      { indicator: worked.code, part: "denominator", title: title("Served") },
      { indicator: worked.code, part: "numerator", title: title("Worked") },
    ],
    reconcile: [{ periods: [year(2019), year(2020)] }],
    socialChange: {},
    retention: [
      {
        ...{ spells: placements(), from: firstPlacement, period: year(2019), horizon: months(6), by: ["targetGroup"] },
        competing: [code("study")],
      },
    ],
    feedback: [{ instrument, by: ["targetGroup"] }],
    tree,
    evidence: {
      documents: [document],
      levels: [{ code: "high", title: title("High") }],
      assessment: [{ of: "1.1", level: "high" }],
    },
    ...(isSuppressed && { suppress: {} }),
  } as never) as ReadableReport;
}

const wordsFor = ({ code, text }: Plant) => ({
  title: text("Heading"),
  labels: { [code("group-a")]: { ru: text("Группа"), en: text("Group") } },
});

const LOCALES = ["ru", "en"] as const;
const cases = LOCALES.flatMap((locale) =>
  [false, true].map((isSuppressed) => ({
    locale,
    name: `${locale}, ${isSuppressed ? "suppressed" : "in full"}`,
    kind: everything(asItIs, isSuppressed),
    planted: everything(hostile, isSuppressed),
  })),
);

type Node =
  | DefaultTreeAdapterTypes.ChildNode
  | DefaultTreeAdapterTypes.Document
  | DefaultTreeAdapterTypes.DocumentFragment;

/** Elements of a page in order. */
function elementsOf(node: Node): readonly DefaultTreeAdapterTypes.Element[] {
  const inner = "childNodes" in node ? node.childNodes.flatMap(elementsOf) : [];
  return "tagName" in node ? [node, ...inner] : inner;
}

/**
 * What a page is made of; of drawings the outermost element alone, since they break their texts into lines. Where
 * strata stand, and so which of them repeat a name, depends on the order of their codes; so does which counts are
 * suppressed beside the small ones, and with them the spans in which counts stand.
 */
const LOOKS: readonly string[] = ["class", "data-value"];

/** Elements that hold figures, of which a suppressed report has more or fewer. */
const QUIET = ["span", "small"];

function skeletonOf(node: Node): readonly string[] {
  const own =
    "tagName" in node && !QUIET.includes(node.tagName)
      ? [[node.tagName, ...node.attrs.map(({ name }) => name).filter((name) => !LOOKS.includes(name))].join(" ")]
      : [];
  if ("tagName" in node && node.tagName === "svg") return own;
  return "childNodes" in node ? [...own, ...node.childNodes.flatMap(skeletonOf)] : own;
}

function textOf(node: Node): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

/** What Markdown is made of: kinds of tokens without their texts. */
function shapeOf(tokens: readonly Token[] | undefined): readonly string[] {
  return (tokens ?? []).flatMap((token): readonly string[] => {
    // An address by itself is a link to itself in some dialects, which tells nobody anything else than what is written.
    if (token.type === "link" && token.raw.startsWith("http")) return [];
    // Between the lines of a cell, of which a suppressed report has more or fewer.
    if (token.type === "html" && token.raw === "<br>") return [];
    if (token.type === "escape" || token.type === "text") return "tokens" in token ? shapeOf(token.tokens) : [];
    const cells = token.type === "table" ? [token.header, ...token.rows].map((row) => `row of ${row.length}`) : [];
    const inner =
      token.type === "table"
        ? [token.header, ...token.rows].flatMap((row: { tokens: Token[] }[]) =>
            row.flatMap((cell) => shapeOf(cell.tokens)),
          )
        : token.type === "list"
          ? token.items.flatMap((item: { tokens: Token[] }) => ["item", ...shapeOf(item.tokens)])
          : shapeOf("tokens" in token ? token.tokens : undefined);
    return [token.type, ...cells, ...inner];
  });
}

/** Cells of CSV as RFC 4180 has them. */
function cellsOf(csv: string, delimiter: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${delimiter}\\r\\n]*))(${delimiter}|\\r\\n)`, "gy");
  for (let match = cell.exec(csv); match !== null; match = cell.exec(csv)) {
    rows.at(-1)!.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    if (match[3] === "\r\n") rows.push([]);
    if (cell.lastIndex === csv.length) break;
  }
  expect(rows.pop()).toEqual([]);
  return rows;
}

/** Marks that turn or hide text, and signs of control but the line feed. */
const UNSEEN = /[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u;

describe.each(cases)("text that means something, in a report in $name", ({ locale, kind, planted }) => {
  const options = { locale, ...wordsFor(hostile) };

  it("toHtml() shows it and takes none of it for markup", () => {
    const [page, plain] = [parse(toHtml(planted, options)), parse(toHtml(kind, { locale, ...wordsFor(asItIs) }))];
    expect(skeletonOf(page)).toEqual(skeletonOf(plain));
    const elements = elementsOf(page);
    expect(elements.filter(({ tagName }) => tagName === "script")).toHaveLength(1);
    expect(
      elements.filter(({ tagName }) => ["img", "iframe", "object", "link", "base", "form"].includes(tagName)),
    ).toEqual([]);
    const attributes = elements.flatMap(({ attrs }) => attrs);
    expect(attributes.filter(({ name }) => name.startsWith("on"))).toEqual([]);
    const links = attributes.filter(({ name }) => name === "href" || name === "xlink:href" || name === "src");
    expect(links.filter(({ value }) => !value.startsWith("#"))).toEqual([]);
    const ids = attributes.filter(({ name }) => name === "id").map(({ value }) => value);
    expect(new Set(ids).size).toBe(ids.length);
    expect(links.map(({ value }) => value.slice(1)).filter((id) => !ids.includes(id))).toEqual([]);
    expect(textOf(page)).toContain("<img src=x onerror=alert(1)>");
    expect(toHtml(planted, options)).not.toMatch(UNSEEN);
  });

  it("toMarkdown() shows it and takes none of it for markup", () => {
    const [text, plain] = [toMarkdown(planted, options), toMarkdown(kind, { locale, ...wordsFor(asItIs) })];
    expect(shapeOf(marked.lexer(text))).toEqual(shapeOf(marked.lexer(plain)));
    const page = parseFragment(marked.parse(text) as string);
    const allowed = ["h1", "h2", "h3", "h4", "h5", "p", "ul", "li", "strong", "blockquote", "br"];
    const tables = ["table", "thead", "tbody", "tr", "th", "td"];
    const isAddress = (element: DefaultTreeAdapterTypes.Element) =>
      element.tagName === "a" &&
      element.attrs.every(({ name, value }) => name === "href" && /^(https?:|mailto:)/.test(value));
    const names = new Set(
      elementsOf(page)
        .filter((element) => !isAddress(element))
        .map(({ tagName }) => tagName),
    );
    expect([...names].filter((name) => !allowed.includes(name) && !tables.includes(name))).toEqual([]);
    expect(textOf(page)).toContain("<img src=x onerror=alert(1)>");
    expect(text).not.toMatch(UNSEEN);
  });

  it("toPlainText() leaves out what turns, hides or breaks text", () => {
    const text = toPlainText(planted, options);
    expect(text).toContain("<img src=x onerror=alert(1)>".split(" ")[0]);
    expect(text).not.toMatch(UNSEEN);
  });

  it.each(reportTableNames)("toCsv() keeps the cells of %s apart and begins no formula", (table) => {
    for (const delimiter of [",", ";", "\t"] as const) {
      const rows = cellsOf(toCsv(planted, { locale, table, delimiter, labels: options.labels }), delimiter);
      const plain = cellsOf(toCsv(kind, { locale, table, delimiter, labels: wordsFor(asItIs).labels }), delimiter);
      expect(rows.map(({ length }) => length)).toEqual(plain.map(({ length }) => length));
      const cells = rows.flat();
      expect(cells.filter((cell) => /^[=+@\-\t\r]/.test(cell) && !/^-?[\d.,]+$/.test(cell))).toEqual([]);
      // A program that parts cells otherwise sees no formula either.
      expect(cells.flatMap((cell) => cell.split(/[,;\t]/)).filter((part) => /^["\s]*[=@]/.test(part))).toEqual([]);
      expect(cells.join("")).not.toMatch(UNSEEN);
    }
  });

  it("toXlsx() stores it as text and no formula", async () => {
    const [bytes, plain] = await Promise.all([
      toXlsx(planted, { locale, labels: options.labels }),
      toXlsx(kind, { locale, labels: wordsFor(asItIs).labels }),
    ]);
    const files = Object.entries(unzipSync(bytes)).filter(([name]) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name));
    expect(files.length).toBeGreaterThan(5);
    const xml = files.map(([, content]) => new TextDecoder().decode(content)).join("");
    expect(xml).not.toMatch(/<f[ >/]|<hyperlink/);
    const sizes = async (workbook: Uint8Array) =>
      (await readXlsx(workbook)).sheets.map(({ rows }) => [rows.length, rows[0]?.length]);
    expect(await sizes(bytes)).toEqual(await sizes(plain));
  });
});

describe("a report of which somebody left out a part, or wrote it twice", () => {
  type Change = readonly [name: string, changed: unknown];

  /** Each list of a value with nothing in it, without its first, without its last, and twice over. */
  function* changes(value: unknown, path: string, put: (part: unknown) => unknown): Generator<Change> {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value) && value.length > 0) {
      const ways = { none: [], "all but the first": value.slice(1), "all but the last": value.slice(0, -1) };
      for (const [way, part] of Object.entries({ ...ways, twice: [...value, ...value] })) {
        yield [`${path}: ${way}`, put(part)];
      }
    }
    // What definitions mean is read by nobody who writes them.
    if (/\.(?:definitions|pairing)$/.test(path)) return;
    for (const [step, part] of Object.entries(value).slice(0, Array.isArray(value) ? 1 : undefined)) {
      const whole = (one: unknown) => (Array.isArray(value) ? [one, ...value.slice(1)] : { ...value, [step]: one });
      yield* changes(part, `${path}.${step}`, (one) => put(whole(one)));
    }
  }

  it("is written, or refused in the house's grammar", () => {
    const report = JSON.parse(JSON.stringify(everything(asItIs))) as unknown;
    const raw: string[] = [];
    let turn = 0;
    for (const [name, changed] of changes(report, "report", (part) => part)) {
      if (turn++ % (isLong ? 1 : 10) !== 0) continue;
      try {
        // With the pictures in it; the other formats write the same document.
        toPlainText(changed as ReadableReport);
      } catch (error) {
        const { message } = error as Error;
        const isOurs = /^Cannot [^:]+: /.test(message) && !/of undefined|of null|is not a/.test(message);
        if (!isOurs) raw.push(`${name}: ${message}`);
      }
    }
    expect(raw).toEqual([]);
  });

  it("is told which part does not go with which", () => {
    const report = everything(asItIs);
    expect(() => toMarkdown({ ...report, results: report.results.slice(1) })).toThrow(
      new RangeError(
        "Cannot write the report in Markdown: report.results must hold each of definitions once for each period of manifest, received an array of 11; pass what buildReport returned",
      ),
    );
  });
});
