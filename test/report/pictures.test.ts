/**
 * Pictures of a report: every figure is in them, none overlaps another, and no text a person wrote can break or add to
 * them.
 */
import { readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { type LoggerInterface, parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { beforeAll, describe, expect, it } from "vitest";
import {
  buildReport,
  type Picture,
  type PicturedCount,
  type PicturedShare,
  pictures,
  pictureText,
  type ReadableReport,
  type ReportOptions,
  toMermaid,
  toSvg,
  toVegaLite,
} from "../../src/report/index";
import {
  catalogue,
  evaluate,
  formatShare,
  lifeSituationCriteria,
  months,
  parseDataset,
  vsePoluchitsyaFunnel,
  vsePoluchitsyaTree,
  workedOneMonthShare,
  year,
} from "../../src/core/index";
import { firstPlacement, placements } from "../../src/define/index";
import { PICTURE_MARGIN, PICTURE_WIDTH } from "../../src/document/drawing/picture-frame";
import {
  CURVE_LOOKS,
  FUNNEL_COLOUR,
  GREY,
  MOVEMENT_LOOKS,
  ROLE_COLOURS,
} from "../../src/document/drawing/picture-looks";
import { textWidth } from "../../src/document/drawing/text-width";
import { lineText } from "../../src/core/aloud/line";
import { rowsOf, type VegaRow } from "./vega-rows";

const locales = ["ru", "en"] as const;
const FOLDER = "fixtures/vse-poluchitsya-2019-2020";
const events: readonly Record<string, unknown>[] = readFileSync(`${FOLDER}/events.ndjson`, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const dataset = parseDataset(events, { criteria: JSON.parse(readFileSync(`${FOLDER}/criteria.json`, "utf8")) });
const indicators = [...catalogue.vsePoluchitsya, workedOneMonthShare];
const evaluation = evaluate(dataset, { indicators, periods: [year(2019), year(2020)], asOf: "2021-01-31" });
const curve = { spells: placements(), from: firstPlacement, period: year(2019), horizon: months(12) } as const;
const options: ReportOptions = {
  disaggregate: [{ by: ["targetGroup"] }, { by: ["sex", "ageBand"] }],
  funnel: vsePoluchitsyaFunnel,
  socialChange: {},
  retention: [curve, { ...curve, by: ["targetGroup"] }],
  tree: vsePoluchitsyaTree,
};
const full: ReadableReport = buildReport(evaluation, options);
const suppressed: ReadableReport = buildReport(evaluation, { ...options, suppress: {} });

/** Nobody works, nobody is assessed: most shares have no denominator. */
const idle: ReadableReport = buildReport(
  evaluate(
    parseDataset(
      [
        { id: "E-1", type: "beneficiary-registered", beneficiaryId: "B-1", date: "2019-01-10", targetGroups: [] },
        {
          id: "E-2",
          type: "service-delivered",
          beneficiaryId: "B-1",
          date: "2019-02-04",
          service: "social-adaptation",
        },
      ],
      { criteria: lifeSituationCriteria },
    ),
    { indicators, periods: [year(2019)], asOf: "2019-12-31" },
  ),
  { ...options, disaggregate: [{ by: ["targetGroup"] }] },
);

const HOSTILE = "<script>alert(1)</script> \"]; ' & ]]> \u202eоборот\u2066 `x` {{datum.y}} datum['z']";
const LONG = "водогрязеторфопарафинолечебница".repeat(6);
/** Every text that a person writes is hostile or far too long; codes stay different. */
function spoilt(report: ReadableReport): ReadableReport {
  const spoil = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => spoil(one, name));
    if (typeof value !== "object" || value === null) return value;
    if ("kind" in value && value.kind === "value" && "code" in value)
      return { ...value, code: `${value.code} ${HOSTILE} ${LONG}` };
    const fields = Object.entries(value);
    if (fields.length === 2 && "ru" in value && "en" in value && ["title", "source"].includes(name)) {
      return { ru: `${value.ru} ${HOSTILE} ${LONG}`, en: `${value.en} ${HOSTILE} ${LONG}` };
    }
    return Object.fromEntries(fields.map(([key, field]) => [key, key === "definitions" ? field : spoil(field, key)]));
  };
  return spoil(report, "") as ReadableReport;
}
const reports: Readonly<Record<string, ReadableReport>> = { full, suppressed, idle, hostile: spoilt(full) };
const drawn = Object.entries(reports).flatMap(([name, report]) =>
  pictures(report).flatMap((picture) => locales.map((locale) => ({ name, picture, locale }))),
);
const called = (of: (typeof drawn)[number]) => `${of.name} ${of.picture.id.slice(0, 60)} ${of.locale}`;

/** The first of each kind, and of each kind that has strata or parts, the last. */
function someOf(all: readonly Picture[]): readonly Picture[] {
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const ofKind = all.filter((picture) => picture.kind === kind);
    return ofKind.length === 1 ? ofKind : [ofKind[0]!, ofKind.at(-1)!];
  });
}

const unescaped = (text: string) =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

interface TextBox {
  readonly text: string;
  readonly fill: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * The elements of a drawing and the boxes of its texts; throws when it is not well formed or holds what none of ours
 * does.
 */
function readSvg(svg: string) {
  const token =
    /<(\/?)(svg|title|desc|rect|g|path|text|circle)((?: [a-zA-Z:-]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*)(\/?)>|((?:[^<>&]|&(?:amp|lt|gt|quot|#39);)+)/y;
  const open: { name: string; x: number; y: number; attributes: Map<string, string> }[] = [];
  const texts: TextBox[] = [];
  const names: string[] = [];
  let said = "";
  while (token.lastIndex < svg.length) {
    const at = token.lastIndex;
    const match = token.exec(svg);
    if (match === null) throw new Error(`not well formed at ${at}: ${svg.slice(at, at + 60)}`);
    const [, closing, name, written = "", empty, text] = match;
    if (text !== undefined) {
      said += text;
      continue;
    }
    if (closing === "/") {
      const closed = open.pop();
      if (closed?.name !== name) throw new Error(`</${name}> closes nothing`);
      if (name === "text") texts.push(boxOfText(closed!, unescaped(said)));
      continue;
    }
    const attributes = new Map(
      [...written.matchAll(/ ([a-zA-Z:-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!]),
    );
    const [, dx = "0", dy = "0"] = /^translate\((\S+) (\S+)\)$/.exec(attributes.get("transform") ?? "") ?? [];
    const { x, y } = open.at(-1) ?? { x: 0, y: 0 };
    names.push(name!);
    said = "";
    if (empty !== "/") open.push({ name: name!, x: x + Number(dx), y: y + Number(dy), attributes });
  }
  if (open.length > 0) throw new Error("not closed");
  return { texts, names, width: Number(/width="(\d+)"/.exec(svg)![1]), height: Number(/height="(\d+)"/.exec(svg)![1]) };
}

function boxOfText(
  { x, y, attributes }: { x: number; y: number; attributes: Map<string, string> },
  text: string,
): TextBox {
  const size = Number(attributes.get("font-size"));
  const width = textWidth(text, { size, isBold: attributes.get("font-weight") === "bold" });
  const anchor = attributes.get("text-anchor");
  const left = x + Number(attributes.get("x")) - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
  const base = y + Number(attributes.get("y"));
  return {
    text,
    fill: attributes.get("fill") ?? "#1a1a1a",
    left,
    right: left + width,
    top: base - size * 0.75,
    bottom: base + size * 0.2,
  };
}

/** Relative luminance and contrast of WCAG 2.2. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const digits = colour.length === 4 ? colour[(at + 1) / 2]!.repeat(2) : colour.slice(at, at + 2);
    const part = Number.parseInt(digits, 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

describe("pictures()", () => {
  it("has a picture for every table, each with an id of its own, when the report is full", () => {
    const ids = pictures(full).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^[\p{L}\p{N}._-]+$/u.test(id))).toBe(true);
    expect(ids.filter((id) => !id.startsWith("strata-"))).toEqual([
      ...["1.1", "1.2", "1.3", "1.4", "2.1", "worked-one-month"].map((code) => `periods-${code}`),
      ...["funnel-2019", "funnel-2020"],
      ...["retention-1", "retention-2", "retention-2-strata"],
      ...["criteria-2019", "criteria-2020"],
      "results-tree",
    ]);
    expect(ids.filter((id) => id.startsWith("strata-"))).toHaveLength(2 * 6 * 2);
    expect(ids).toContain("strata-1.1-sex_ageBand-2020");
  });

  it("gives ids without other signs, and different ones, when codes hold them or are the same", () => {
    const twice = { ...full, funnels: [...full.funnels, ...full.funnels] };
    const ids = [...pictures(reports.hostile!), ...pictures(twice)].map(({ id }) => id);
    expect(ids.every((id) => /^[\p{L}\p{N}._-]+$/u.test(id))).toBe(true);
    expect(pictures(twice).map(({ id }) => id)).toEqual(expect.arrayContaining(["funnel-2019", "funnel-2019_2"]));
  });

  it("is frozen JSON, the same for the same report, and changes nothing", () => {
    const before = JSON.stringify(full);
    const all = pictures(full);
    expect(JSON.parse(JSON.stringify(all))).toStrictEqual(all);
    expect(JSON.stringify(pictures(JSON.parse(before)))).toBe(JSON.stringify(all));
    expect(JSON.stringify(full)).toBe(before);
    const isFrozen = (value: unknown): boolean =>
      typeof value !== "object" || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));
    expect(isFrozen(all)).toBe(true);
  });

  it("has the figures of the report, each once, with its numerator and denominator", () => {
    for (const picture of pictures(full)) {
      if (picture.kind === "periods" && picture.groups.length === 1) {
        const results = full.results.filter(({ code }) => code === picture.of.indicator);
        const rows = picture.groups.flatMap((group) => group.rows);
        expect(rows.map(({ share }) => [share.value, share.interval?.low])).toEqual(
          results.map((result) => [result.value, (result.interval as { low: string } | null)?.low]),
        );
      }
      if (picture.kind === "strata") {
        const figures = full.disaggregations[picture.of.at]!.rows.flatMap((row) =>
          row.figures.filter((one) => one.code === picture.of.indicator && one.period.from === picture.of.period?.from),
        );
        const rows = picture.groups
          .flatMap((group) => group.rows)
          .filter(({ role }) => role === "figure" || role === "total");
        expect(rows.map(({ share }) => share.label.ru)).toEqual(
          figures.map(({ share }) =>
            formatShare(share as { numerator: number; denominator: number }, { locale: "ru" }),
          ),
        );
      }
    }
    // The published table: 180 of 463 in 2019, 103 of 499 in 2020.
    const text = pictureText(pictures(full)[0]!, { locale: "ru" });
    expect(text).toContain("2019: 38,9% (180 из 463), интервал 34,5–43,4%.");
    expect(text).toContain("2020: 20,6% (103 из 499), интервал");
  });

  it.each(locales)("never shows 2.1 without its readings and who got worse (%s)", (locale) => {
    const { readings } = full.definitions.find(({ code }) => code === "2.1")!.definition;
    const own = pictures(full).filter(({ of }) => of.indicator === "2.1" && of.table !== "socialChange");
    expect(own.length).toBe(1 + 2 * 2);
    for (const picture of own) {
      const text = pictureText(picture, { locale });
      for (const reading of readings!) expect(text).toContain(reading.title[locale]);
      expect(text).toContain(locale === "ru" ? "Хуже хотя бы по одному критерию" : "Worse on at least one criterion");
    }
  });

  it("says that a figure is suppressed, where it stood, and draws none in its place", () => {
    const all = pictures(suppressed);
    const names = (list: readonly Picture[]) => list.map(({ id }) => id);
    const whole = ["socialChange", "retention"];
    expect(names(all)).toEqual(names(pictures(full).filter(({ of }) => !whole.includes(of.table))));
    let hidden = 0;
    for (const [at, picture] of all.entries()) {
      const before = pictures(full).find(({ id }) => id === picture.id)!;
      if ((picture.kind !== "strata" && picture.kind !== "periods") || before.kind !== picture.kind) continue;
      const rows = picture.groups.flatMap((group) => group.rows);
      expect(rows.map(({ label }) => label)).toEqual(
        before.groups.flatMap((group) => group.rows).map(({ label }) => label),
      );
      const gone = rows.filter(({ share }) => share.reason?.code === "suppressed");
      hidden += gone.length;
      expect(
        gone.every(({ share }) => share.value === null && share.interval === null && /^скрыто/.test(share.label.ru)),
      ).toBe(true);
      const svg = toSvg(all[at]!, { locale: "en" });
      const points = rows.filter(({ share }) => share.value !== null).length;
      expect(svg.match(/stroke-width="1.6"\/>/g)?.length ?? 0).toBe(points);
      if (gone.length > 0) expect(svg).toContain(">suppressed</text>");
      if (gone.length > 0) expect(picture.notes.at(-1)!.ru).toContain("Скрыты числа меньше 5");
    }
    expect(hidden).toBeGreaterThan(0);
  });

  it("tells no number in any picture that the suppressed report does not hold", () => {
    const told = new Set(JSON.stringify(suppressed).match(/\d+/g));
    const secret = full.disaggregations.flatMap((table, at) =>
      table.rows.flatMap(({ figures }, row) =>
        figures.flatMap(({ share }, one) => {
          const kept = suppressed.disaggregations[at]!.rows[row]!.figures[one]!.share;
          const { numerator, denominator } = share as { numerator: number; denominator: number };
          return typeof kept.numerator === "number" || denominator === 0
            ? []
            : [formatShare({ numerator, denominator }, { locale: "en" })];
        }),
      ),
    );
    expect(secret.length).toBeGreaterThan(10);
    for (const picture of pictures(suppressed)) {
      if (picture.kind !== "strata") continue;
      const figures = picture.groups
        .flatMap(({ rows }) => rows)
        .flatMap(({ share }) => share.label.en.match(/\d+(?= of)|(?<=of )\d+/g) ?? []);
      for (const figure of figures) expect(told).toContain(figure);
    }
  });

  it("says that there is no value, and why, when nobody is in the denominator", () => {
    const own = pictures(idle);
    const none = own.find(({ id }) => id === "periods-1.2")!;
    expect(none.kind === "periods" && none.groups[0]!.rows[0]!.share).toEqual({
      value: null,
      interval: null,
      label: { ru: "—", en: "—" },
      reason: {
        code: "empty-denominator",
        message: { ru: "в знаменателе никого нет", en: "nobody in the denominator" },
      },
    });
    for (const [id, says] of [
      ["periods-1.2", "в знаменателе никого"],
      ["retention-1", "не наблюдали"],
      ["criteria-2019", "нет пар оценок"],
    ] as const) {
      const svg = toSvg(own.find((picture) => picture.id === id)!, { locale: "ru" });
      expect(svg).toContain(`${says}</text>`);
      expect(svg).not.toContain('stroke-width="1.6"');
    }
  });

  it("refuses what is not a report", () => {
    expect(() => pictures({} as never)).toThrow(
      "Cannot make pictures: report.notes must be a list, received nothing; pass what buildReport returned",
    );
    expect(() => pictures(null as never)).toThrow(TypeError);
  });
});

describe("toSvg() of a picture", () => {
  it.each(drawn.filter(({ picture }) => picture.kind !== "results-tree").map((one) => [called(one), one] as const))(
    "%s stands by itself, every text within and none upon another",
    (_, { picture, locale }) => {
      const svg = toSvg(picture, { locale });
      expect(toSvg(JSON.parse(JSON.stringify(picture)), { locale })).toBe(svg);
      expect(svg).not.toMatch(/[^\P{C}\n\u200c\u200d]/u);
      const { texts, names, width, height } = readSvg(svg);
      expect(width).toBe(PICTURE_WIDTH);
      expect(names.filter((name) => name === "title" || name === "desc")).toHaveLength(2);
      const outside = texts.filter(
        ({ left, right, top, bottom }) => left < 0 || right > width || top < 0 || bottom > height,
      );
      expect(outside).toEqual([]);
      const clashes = texts.flatMap((a, at) =>
        texts
          .slice(at + 1)
          .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
          .map((b) => [a.text, b.text]),
      );
      expect(clashes).toEqual([]);
    },
  );

  it.each(locales)("tells every figure in its description (%s)", (locale) => {
    for (const picture of pictures(full)) {
      const svg = toSvg(picture, { locale });
      const description = unescaped(/<desc>([\s\S]*?)<\/desc>/.exec(svg)![1]!);
      const { texts } = readSvg(
        svg
          .replace(/<g fill="none"[\s\S]*?<\/g>/g, "")
          .replaceAll(/<g transform="translate\(\S+ \S+\)">(?=<(?:circle|path))[\s\S]*?<\/g>/g, ""),
      );
      const figures = texts.flatMap(({ text }) => text.match(/\d+[.,]\d%(?: \(\d+ (?:of|из) \d+\))?/g) ?? []);
      if (picture.kind !== "results-tree") expect(figures.length).toBeGreaterThan(0);
      for (const figure of figures) expect(description).toContain(figure);
    }
  });

  it("draws the tree of the report with its values", () => {
    const tree = pictures(full).at(-1)!;
    expect(toSvg(tree, { locale: "ru" })).toContain("1.1: 20,6% (103 из 499)");
    expect(toMermaid(full, { locale: "ru" })).toContain("103");
    expect(toMermaid(suppressed, { locale: "ru" })).toContain("1.1");
    expect(() => toMermaid({ ...full, tree: null }, { locale: "ru" })).toThrow("build it with the option tree");
  });

  it("refuses what is not a picture, and a language that is not one", () => {
    expect(() => toSvg({ kind: "pie" } as never, { locale: "ru" })).toThrow(
      /picture\.kind must be one of .*, received "pie"; pass what pictures returned$/,
    );
    expect(() => toVegaLite({ kind: "pie" } as never, { locale: "ru" })).toThrow(
      /picture\.kind must be one of .*, received "pie"; pass what pictures returned$/,
    );
    for (const print of [toSvg, toVegaLite, pictureText]) {
      expect(() => print(pictures(full)[0]!, { locale: "de" as never })).toThrow(RangeError);
      expect(() => print(pictures(full)[0]!, undefined as never)).toThrow(TypeError);
    }
  });

  it("sets letters that stand out by 4.5 to 1 and marks by 3 to 1", () => {
    const inside = Object.values(MOVEMENT_LOOKS).map(({ ink }) => ink);
    const fills = new Set(
      drawn.flatMap(({ picture, locale }) => readSvg(plainSvg(picture, locale)).texts.map(({ fill }) => fill)),
    );
    for (const fill of fills)
      if (!inside.includes(fill as never)) expect(contrast(fill, "#ffffff")).toBeGreaterThan(4.5);
    for (const { colour, ink } of Object.values(MOVEMENT_LOOKS)) expect(contrast(ink, colour)).toBeGreaterThan(4.5);
    const marks = [
      ...Object.values(ROLE_COLOURS),
      ...CURVE_LOOKS.map(({ colour }) => colour),
      FUNNEL_COLOUR,
      GREY.line,
    ];
    for (const mark of marks) expect(contrast(mark, "#ffffff")).toBeGreaterThan(3);
  });

  it("tells marks apart without colour", () => {
    expect(new Set(CURVE_LOOKS.map(({ shape }) => shape)).size).toBe(CURVE_LOOKS.length);
    expect(new Set(CURVE_LOOKS.map(({ dash }) => dash.join(" "))).size).toBe(CURVE_LOOKS.length);
    const { worsened, unchanged, improved } = MOVEMENT_LOOKS;
    for (const [a, b] of [
      [worsened, unchanged],
      [worsened, improved],
      [unchanged, improved],
    ] as const) {
      expect(contrast(a.colour, b.colour)).toBeGreaterThan(1.5);
    }
  });
});

function plainSvg(picture: Picture, locale: (typeof locales)[number]): string {
  return picture.kind === "results-tree" ? '<svg width="1" height="1"></svg>' : toSvg(picture, { locale });
}

/** What Vega makes of a specification, and what it warns of. */
async function drawnByVega(spec: unknown) {
  const warnings: unknown[] = [];
  const warn = (...said: readonly unknown[]) => {
    warnings.push(said);
    return logger;
  };
  const logger: LoggerInterface = {
    level: () => logger as never,
    error: warn,
    warn,
    info: () => logger,
    debug: () => logger,
  };
  const view = new View(parse(compile(spec as TopLevelSpec, { logger }).spec), { renderer: "none", logger });
  return { view, svg: await view.toSVG(), warnings };
}

/** The texts of a drawing, a line each. */
const saidIn = (svg: string) => unescaped(svg.replace(/<[^>]*>/g, "\n")).replace(/\n+/g, "\n");

const isNumber = (text: string | null | undefined) => (text === null || text === undefined ? null : Number(text));
/** Of a row of data: its share with limits or its people, those at risk, and the first line of its label. */
const numbersOf = ({ value, low, high, people, atRisk, label }: VegaRow) => [
  ...[value ?? null, low ?? null, high ?? null, people ?? null, atRisk ?? null, String(label).split("\n")[0]],
];

/** The same of every figure of a picture, in its order. */
function figuresIn(picture: Picture, locale: (typeof locales)[number]): readonly unknown[] {
  const share = ({ value, interval, label }: PicturedShare, atRisk: number | null = null) => [
    ...[isNumber(value), isNumber(interval?.low), isNumber(interval?.high), null, atRisk, label[locale]],
  ];
  const count = ({ value, label }: PicturedCount) => [null, null, null, value, null, label[locale]];
  switch (picture.kind) {
    case "periods":
    case "strata":
      return picture.groups.flatMap(({ rows }) => rows.map((row) => share(row.share)));
    case "funnel":
      return picture.steps.flatMap(({ reached, pending, unknown, besides, fromPrevious, fromStart }) => [
        ...[reached, pending, unknown, besides].map(count),
        ...(fromPrevious === null ? [] : [share(fromPrevious)]),
        share(fromStart),
      ]);
    case "retention":
      return picture.curves.flatMap(({ moments }) =>
        moments.map(({ retained, atRisk }) => share(retained, atRisk.value)),
      );
    case "criteria":
      return picture.criteria.flatMap(({ worsened, unchanged, improved, unpaired, notApplicable }) => [
        ...[worsened, unchanged, improved].map((one) => share(one)),
        ...[unpaired, notApplicable].map(count),
      ]);
    case "results-tree": {
      const levels = picture.tree.levels.map(({ code }) => code);
      const placeOf = ({ level }: { readonly level: { readonly code: string } }) => levels.indexOf(level.code);
      const nodes = [...picture.evaluated.nodes].sort((a, b) => placeOf(a) - placeOf(b));
      return nodes.flatMap(({ indicators }) =>
        indicators.map(({ code, figures }) => {
          const { value, interval, share: of } = figures.at(-1)!;
          const limits = interval as { readonly low: string; readonly high: string } | null;
          return [
            ...[isNumber(value), isNumber(limits?.low), isNumber(limits?.high), null, null],
            `${code}: ${of === null ? "—" : formatShare(of, { locale })}`,
          ];
        }),
      );
    }
  }
}

/** The names along the axes of a drawing, by the name of the scale. */
function namesIn(
  picture: Picture,
  locale: (typeof locales)[number],
): readonly (readonly [string, readonly string[]])[] {
  const lines = (titles: readonly { readonly ru: string; readonly en: string }[]) =>
    titles.map((title) => lineText(title[locale]));
  switch (picture.kind) {
    case "periods":
    case "strata":
      return picture.groups.map(({ title, rows }, at, { length }) => [
        length === 1 && title === null ? "y" : `concat_${at}_y`,
        lines(rows.map(({ label }) => label)),
      ]);
    case "funnel":
      return [["y", lines(picture.steps.map(({ title }) => title))]];
    case "retention":
      return [["concat_1_y", lines(picture.curves.map(({ label }) => label))]];
    case "criteria":
      return [["y", lines(picture.criteria.map(({ title }) => title))]];
    case "results-tree": {
      const levels = picture.tree.levels.filter(({ code }) => picture.tree.nodes.some(({ level }) => level === code));
      return [["y", lines(levels.map(({ title }) => title)).reverse()]];
    }
  }
}

describe("toVegaLite()", () => {
  let validate: (spec: unknown) => boolean;
  let errors: () => unknown;
  beforeAll(() => {
    const schema = JSON.parse(readFileSync("node_modules/vega-lite/build/vega-lite-schema.json", "utf8"));
    const compiled = new Ajv({
      strict: false,
      validateFormats: false,
      inlineRefs: false,
      code: { optimize: false },
    }).compile(schema);
    validate = (spec) => compiled(spec) === true;
    errors = () => compiled.errors?.slice(0, 3);
  }, 60_000);

  const chosen = Object.entries(reports).flatMap(([name, report]) =>
    someOf(pictures(report)).flatMap((picture) => locales.map((locale) => ({ name, picture, locale }))),
  );

  it.each(chosen.map((one) => [called(one), one] as const))(
    "%s is valid and is drawn by Vega, without a warning",
    async (_, { picture, locale, name }) => {
      const spec = toVegaLite(picture, { locale });
      const before = JSON.stringify(spec);
      expect(JSON.parse(before)).toStrictEqual(spec);
      expect(validate(JSON.parse(before)), JSON.stringify(errors())).toBe(true);
      const { view, svg, warnings } = await drawnByVega(spec);
      expect(warnings).toEqual([]);
      expect(svg).not.toContain("<script");
      expect(svg).not.toMatch(/NaN|undefined|Infinity|>null</);
      expect(JSON.stringify(toVegaLite(picture, { locale }))).toBe(before);
      const said = saidIn(svg);
      expect(said).not.toContain("…");
      const labels = rowsOf(spec).flatMap(({ label, people, figure }) =>
        typeof label !== "string" || people === 0 || picture.kind === "retention" ? [] : [figure, ...label.split("\n")],
      );
      if (picture.kind !== "results-tree") for (const one of labels) expect(said).toContain(one ?? "");
      for (const [axis, names] of namesIn(picture, locale)) expect(view.scale(axis).domain()).toEqual(names);
      if (name === "hostile") return;
      const facts = pictureText(picture, { locale }).match(/\d+[.,]\d% \(\d+ (?:of|из) \d+\)|скрыто|suppressed/g) ?? [];
      expect(facts.filter((fact) => !said.includes(fact))).toEqual([]);
    },
  );

  it.each(chosen.map((one) => [called(one), one] as const))(
    "%s holds every figure once with its number and its label, and none that is not told",
    (_, { picture, locale }) => {
      const rows = rowsOf(toVegaLite(picture, { locale }));
      const isFigure = ({ label, indicator }: VegaRow) => label !== undefined && indicator !== null;
      expect(rows.filter(isFigure).map(numbersOf)).toEqual(figuresIn(picture, locale));
      for (const { reason, value, people, low } of rows) {
        if (reason !== null && reason !== undefined)
          expect([value ?? null, people ?? null, low ?? null]).toEqual([null, null, null]);
      }
    },
  );

  it("is of data and scales: nothing of it is in pixels of our own drawing", () => {
    const files = readdirSync("src/document/drawing").filter((file) => file.startsWith("vega-"));
    const layouts =
      /from "\.\/(?:drawing|picture-frame|dot-plot|funnel-bars|retention-plot|diverging-bars|svg|tree-|layered-)/;
    expect(files.filter((file) => layouts.test(readFileSync(`src/document/drawing/${file}`, "utf8")))).toEqual([]);
    for (const { picture, locale } of chosen) {
      expect(JSON.stringify(toVegaLite(picture, { locale }))).not.toContain('"scale":null');
    }
  });

  it("has another look and the same figures when colours or the order are changed", async () => {
    for (const id of [
      "periods-1.1",
      "strata-1.1-targetGroup-2019",
      "funnel-2019",
      "criteria-2019",
      "retention-2-strata",
    ]) {
      const spec = toVegaLite(pictures(full).find((picture) => picture.id === id)!, { locale: "ru" });
      const text = JSON.stringify(spec);
      const recoloured = JSON.parse(text.replaceAll(FUNNEL_COLOUR, "#aa00aa"));
      expect(validate(recoloured)).toBe(true);
      const [as, other] = [await drawnByVega(spec), await drawnByVega(recoloured)];
      expect(as.svg).toContain(FUNNEL_COLOUR);
      expect(other.svg).toBe(as.svg.replaceAll(FUNNEL_COLOUR, "#aa00aa"));
      const sorted = JSON.parse(text.replaceAll('"sort":{"field":"order","op":"min"}', '"sort":"descending"'));
      expect(validate(sorted)).toBe(true);
      const turned = await drawnByVega(sorted);
      const words = (svg: string) => saidIn(svg).split("\n").sort();
      expect(turned.svg).not.toBe(as.svg);
      expect(words(turned.svg)).toEqual(words(as.svg));
    }
  });

  it("writes numbers of axes as the language does, whatever their format", async () => {
    for (const [locale, quarter] of [
      ["ru", "25,0%"],
      ["en", "25.0%"],
    ] as const) {
      const text = JSON.stringify(toVegaLite(pictures(full)[0]!, { locale }));
      expect(saidIn((await drawnByVega(JSON.parse(text))).svg)).toContain("\n25%\n");
      expect(saidIn((await drawnByVega(JSON.parse(text.replaceAll(".0%", ".1%")))).svg)).toContain(quarter);
    }
  });

  it("holds what people wrote as data, titles and description only, never as an expression", () => {
    const stray: string[] = [];
    // Rows, the headings of groups, and the names that a scale gives looks to.
    const isData = (path: readonly string[]) =>
      path.includes("values") || path.includes("domain") || (path[0] === "vconcat" && path[2] === "title");
    const visit = (value: unknown, path: readonly string[]): void => {
      if (typeof value === "string" && /script|датум|datum\.y|водогрязе/.test(value)) {
        const isText = ["description", "title", "datasets"].includes(path[0]!) || isData(path);
        if (!isText) stray.push(path.join("."));
      }
      if (typeof value === "object" && value !== null) {
        for (const [key, field] of Object.entries(value)) visit(field, [...path, key]);
      }
    };
    for (const { picture, locale } of drawn) visit(toVegaLite(picture, { locale }), []);
    expect(stray).toEqual([]);
  });

  it("has the whole title of the picture within the width of a page", () => {
    const room = PICTURE_WIDTH - 2 * PICTURE_MARGIN;
    const withoutBreaks = (text: string) => text.replaceAll(" ", "");
    for (const { picture, locale } of drawn) {
      const { text } = toVegaLite(picture, { locale }).title;
      expect(withoutBreaks(text.join(""))).toBe(withoutBreaks(lineText(picture.title[locale])));
      for (const line of text) {
        expect(textWidth(line, { size: 15, isBold: true })).toBeLessThanOrEqual(room);
      }
    }
  });
});

describe("docs/pictures/", () => {
  const shown = [
    "periods-1.1",
    "periods-2.1",
    "strata-1.1-targetGroup-2019",
    "funnel-2019",
    "retention-1",
    "retention-2-strata",
    "criteria-2019",
    "results-tree",
  ];
  const all = new Map(pictures(full).map((picture) => [picture.id, picture]));

  it.each(shown.flatMap((id) => locales.map((locale) => [id, locale] as const)))(
    "%s.%s.svg is as it is drawn",
    async (id, locale) => {
      await expect(toSvg(all.get(id)!, { locale })).toMatchFileSnapshot(`../../docs/pictures/${id}.${locale}.svg`);
    },
  );

  it("a suppressed picture is kept beside them", async () => {
    const picture = pictures(suppressed).find(({ id }) => id === "strata-1.3-sex_ageBand-2019")!;
    for (const locale of locales) {
      await expect(toSvg(picture, { locale })).toMatchFileSnapshot(`../../docs/pictures/suppressed.${locale}.svg`);
    }
  });
});
