/**
 * One look at everything that renders or exchanges a report: what a suppressed or rounded one does not hold, nothing
 * prints.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as library from "../library";
import { toXlsx } from "../../src/report/xlsx";
import { mio } from "../cli/terminal";
import { rowsOf } from "./vega-rows";
import { isLong } from "../long";

const {
  buildReport,
  catalogue,
  displayed,
  evaluate,
  parseDataset,
  pictures,
  pictureText,
  reportTableNames,
  socialChangeShare,
  suppress,
  toCsv,
  toDhis2,
  toDocument,
  toFhirMeasureReport,
  toHtml,
  toIati,
  toLogframe,
  toMarkdown,
  toMermaid,
  toPlainText,
  toSvg,
  toVegaLite,
  unionOf,
  vsePoluchitsyaFunnel,
  vsePoluchitsyaTree,
  workedOneMonthShare,
  workExperienceShare,
  year,
} = library;

type Json = Readonly<Record<string, unknown>>;
type Report = library.SuppressedReport<library.Report>;
type ReportOptions = library.ReportOptions;
type Texts = ReadonlyMap<string, string>;

const locales = ["ru", "en"] as const;
const folder = "fixtures/vse-poluchitsya-2019-2020";
const criteria = JSON.parse(readFileSync(`${folder}/criteria.json`, "utf8"));
const years = [year(2019), year(2020)];

const name = { ru: "Фонд", en: "Charity" };
const organisation = { ref: "RU-EXAMPLE-1", type: "22", name };
const activity: library.IatiActivity = {
  identifier: "RU-EXAMPLE-1-WORK",
  reportingOrganisation: organisation,
  participatingOrganisations: [{ ...organisation, role: "implementing" }],
  title: { ru: "Сопровождаемое трудоустройство", en: "Supported employment" },
  description: { ru: "Помощь в поиске работы.", en: "Help in finding work." },
  status: "implementation",
  dates: { plannedStart: "2018-12-01", actualStart: "2019-01-01", plannedEnd: "2022-12-31" },
  recipientCountries: [{ code: "RU", percentage: 100 }],
  sectors: [{ vocabulary: "1", code: "16020", percentage: 100 }],
};

/** Eleven signs, as DHIS2 has them; every figure and verdict of every row has a place. */
function dhis2Of(report: Report): library.Dhis2Options {
  let last = 0;
  const uid = () => `u${String(++last).padStart(10, "0")}`;
  const elements = (isReading: boolean): library.Dhis2Elements => ({
    ...{ numerator: uid(), denominator: uid(), percent: uid() },
    ...(isReading ? {} : { pending: uid(), unknown: uid(), excluded: uid() }),
  });
  const codes = report.definitions.map(({ code }) => code);
  const readings = report.definitions.flatMap(({ code, definition }) =>
    (definition.readings ?? []).map((reading) => `${code}:${reading.code}`),
  );
  const ofCodes = (all: readonly string[], isReading: boolean) =>
    Object.fromEntries(all.map((code) => [code, elements(isReading)]));
  return {
    ...{ dataSet: "pBOMPrpg1QX", orgUnit: "DiszpKrYNg8", locale: "en" },
    dataElements: { ...ofCodes(codes, false), ...ofCodes(readings, true) },
    disaggregations: report.disaggregations.map(({ dimensions, rows }) => ({
      by: dimensions.map((dimension) => dimension.name),
      dataElements: ofCodes(codes, false),
      categoryOptionCombos: rows
        .filter(({ of }) => of.some(({ kind }) => kind !== "total"))
        .map(({ of }) => ({ of: of as never, uid: uid() })),
    })),
  };
}

const words = (bytes: Uint8Array) =>
  Object.entries(unzipSync(bytes))
    .map(([path, part]) => `${path}\n${strFromU8(part)}`)
    .join("\n");
const written = (value: unknown) => JSON.stringify(value);

/** Everything that is made of a report, by the function that makes it: a text for each language and table. */
const MAKERS: Readonly<Record<string, (report: Report) => readonly (string | Promise<string>)[]>> = {
  toDocument: (report) => locales.map((locale) => written(toDocument(report, { locale }))),
  toMarkdown: (report) => locales.map((locale) => toMarkdown(report, { locale })),
  toHtml: (report) => locales.map((locale) => toHtml(report, { locale })),
  toPlainText: (report) => locales.map((locale) => toPlainText(report, { locale })),
  toCsv: (report) =>
    reportTableNames.flatMap((table) => locales.map((locale) => toCsv(report, { table, locale, delimiter: ";" }))),
  toXlsx: (report) => locales.map(async (locale) => words(await toXlsx(report, { locale }))),
  toIati: (report) => [written(toIati(report, { activity, generatedAt: "2021-02-01T09:00:00Z" }))],
  toDhis2: (report) => [written(toDhis2(report, dhis2Of(report)))],
  toFhirMeasureReport: (report) =>
    locales.map((locale) => written(toFhirMeasureReport(report, { base: "https://example.org/fhir", locale }))),
  pictures: (report) => [written(pictures(report))],
  toSvg: (report) => locales.flatMap((locale) => pictures(report).map((picture) => toSvg(picture, { locale }))),
  toVegaLite: (report) =>
    locales.flatMap((locale) => pictures(report).map((picture) => written(toVegaLite(picture, { locale })))),
  pictureText: (report) =>
    locales.flatMap((locale) => pictures(report).map((picture) => pictureText(picture, { locale }))),
  toMermaid: ({ tree, ...report }) =>
    tree === null ? [] : locales.map((locale) => toMermaid({ tree, ...report } as Report, { locale })),
  toLogframe: ({ tree }) =>
    tree === null ? [] : locales.map((locale) => toLogframe(tree.plan, { locale, evaluated: tree.evaluated })),
  displayed: (report) =>
    locales.flatMap((locale) => {
      const shown = displayed(report, { locale }) as object as Readonly<Record<symbol, () => unknown>>;
      return [inspect(shown), written(shown[Symbol.for("Jupyter.display")]!())];
    }),
};

async function made(report: Report): Promise<Texts> {
  const texts = new Map<string, string>();
  for (const [maker, make] of Object.entries(MAKERS)) {
    for (const [at, text] of make(report).entries()) texts.set(`${maker} ${at + 1}`, await text);
  }
  return texts;
}

/** A report of the practice in one layout, and as it is published. */
const lines = readFileSync(`${folder}/events.ndjson`, "utf8").trim().split("\n");
const practice = evaluate(
  parseDataset(
    lines.map((line) => JSON.parse(line)),
    { criteria },
  ),
  {
    indicators: [...catalogue.vsePoluchitsya, workedOneMonthShare],
    periods: [...years, unionOf(years)],
    asOf: "2021-01-31",
  },
);
const planned = {
  ...vsePoluchitsyaTree,
  nodes: vsePoluchitsyaTree.nodes.map((node) => ({
    ...node,
    indicators: (node.indicators ?? []).flatMap((one) => {
      const plan = {
        ...one,
        baseline: { percent: "20" },
        targets: years.map((period) => ({ period, percent: "38" })),
      };
      return one.code === "2.1" ? [plan, { ...plan, code: "2.1:improved" }] : [plan];
    }),
  })),
};
const LAYOUTS: Readonly<Record<string, ReportOptions>> = {
  "by sex": { disaggregate: [{ by: ["sex"] }] },
  "by group and sex, with all other tables": {
    disaggregate: [{ by: ["targetGroup", "sex"] }],
    funnel: vsePoluchitsyaFunnel,
    reconcile: [{ periods: years }],
    socialChange: {},
    evidence: {},
    tree: planned,
  },
};

/** Someone who was served in 2019. */
interface Person {
  readonly sex: string;
  readonly region: string;
  readonly worked: boolean;
  readonly scores: readonly number[];
  readonly isHurt: boolean;
}

/** Numbers that look random, the same for the same seed: a linear congruential generator. */
function draws(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761 + 12_345) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function drawnPeople(seed: number, people: number): readonly Person[] {
  const draw = draws(seed);
  return Array.from({ length: people }, () => ({
    sex: draw(3) > 0 ? "female" : "male",
    region: draw(4) > 0 ? "north" : "south",
    worked: draw(3) > 0,
    scores: draw(5) > 0 ? [1 + draw(3), 1 + draw(4)] : [],
    isHurt: draw(9) === 0,
  }));
}

function eventsOf(people: readonly Person[]): readonly Json[] {
  return people.flatMap(({ sex, region, worked, scores, isHurt }, at) => {
    const beneficiaryId = `B-${at}`;
    const on = (type: string, date: string, fields: Json) => ({
      ...{ id: `${type}-${at}-${date}`, type, beneficiaryId, date },
      ...fields,
    });
    return [
      on("beneficiary-registered", "2019-01-01", { targetGroups: [], sex, region }),
      on("service-delivered", "2019-01-02", { service: "social-adaptation" }),
      ...(worked ? [on("placement-started", "2019-03-01", { placementId: `P-${at}` })] : []),
      ...scores.map((score, place) =>
        on("assessment-recorded", place === 0 ? "2019-02-01" : "2019-11-01", { criterion: CRITERION.code, score }),
      ),
      ...(isHurt ? [on("adverse-event-recorded", "2019-05-01", { kind: "conflict", severity: "low" })] : []),
    ];
  });
}

const CRITERION = {
  ...{ code: "housing", title: { ru: "Жильё", en: "Housing" }, better: "higher" as const },
  ...{ min: 1, max: 5, notApplicable: ["n/a"] },
};
const SMALL_LAYOUT = { disaggregate: [{ by: ["sex"] }, { by: ["region", "sex"] }] };

function reportOf(people: readonly Person[], rule: library.SuppressOptions): Report {
  const dataset = parseDataset(eventsOf(people), { criteria: [CRITERION] });
  const options = { indicators: [workExperienceShare, socialChangeShare], periods: [year(2019)], asOf: "2020-01-31" };
  return suppress(buildReport(evaluate(dataset, options), SMALL_LAYOUT), rule) as Report;
}

/** The report without what tells one set of events from another on purpose. */
function withoutDigest(report: Report): Report {
  return JSON.parse(JSON.stringify({ ...report, manifest: { ...report.manifest, dataset: "0123456789abcdef" } }));
}

/** Numbers and marks, in the order of their places: all that a published report tells of counts. */
function toldBy(report: Report): string {
  const told: unknown[] = [];
  const look = (value: unknown) => {
    if (typeof value === "number") told.push(value);
    if (typeof value !== "object" || value === null) return;
    if ("suppressed" in value) told.push(value);
    else for (const part of Object.values(value)) look(part);
  };
  look(report);
  return written(told);
}

/** The same people, save that two of them change places in one attribute. */
function* worldsBeside(people: readonly Person[]): Generator<readonly Person[]> {
  for (const [at, one] of people.entries()) {
    for (const [beside, other] of people.entries()) {
      if (beside <= at || one.sex === other.sex || one.worked === other.worked) continue;
      yield people.map((person, place) =>
        place === at ? { ...one, sex: other.sex } : place === beside ? { ...other, sex: one.sex } : person,
      );
    }
  }
}

/** What shows a value or takes it apart without printing it, and what is made of something else than a report. */
const OTHERS = [
  ...["toEvidenceGaps", "toImprovementPlan", "toMonitoringRegulations", "toReferenceSheet", "toSentence"],
  ...["toTally", "toText", "toTheoryOfChange"],
];

const cloned = (report: Report): Report => JSON.parse(JSON.stringify(report));

/** The same report in which a mark that is taken for a number or a text is one that nothing else tells. */
function trapped(report: Report): Report {
  const copy = cloned(report);
  const set = (value: unknown) => {
    if (typeof value !== "object" || value === null) return;
    if (!("suppressed" in value)) for (const part of Object.values(value)) set(part);
    else Object.defineProperty(value, Symbol.toPrimitive, { value: () => 0.987654321 });
  };
  set(copy);
  return copy;
}

/** Every share of a report of which both counts are told, as "180 of 463", and those in the words of a plan. */
function sharesOf(report: Report): ReadonlySet<string> {
  const shares = new Set<string>();
  const look = (value: unknown) => {
    if (typeof value !== "object" || value === null) return;
    if ("numerator" in value && "denominator" in value) shares.add(`${value.numerator} of ${value.denominator}`);
    for (const part of Object.values(value)) look(part);
  };
  look(report);
  for (const [numerator, denominator] of sharesIn(written(report.tree?.plan ?? ""))) {
    shares.add(`${numerator} of ${denominator}`);
  }
  return shares;
}

/** Every share that a text prints with its percentage. */
function sharesIn(text: string): readonly (readonly [numerator: string, denominator: string])[] {
  return [...text.matchAll(/\d%\s\((\d+)\s(?:of|из)\s(\d+)\)/g)].map(([, numerator, denominator]) => [
    numerator!,
    denominator!,
  ]);
}

const rules = [
  ["suppressed", {}],
  ["rounded", { round: 5 }],
] as const;
/** Counts of people who are too few for a percentage are told all the same: the practice served 463 and 499. */
const FEW = { leastDenominator: 480 };

const published = [
  ...rules.flatMap(([rule, suppressed]) =>
    Object.entries(LAYOUTS).map(([layout, tables]) => ({ layout, rule, options: { ...tables, suppress: suppressed } })),
  ),
  { layout: "by region", rule: "suppressed", options: { disaggregate: [{ by: ["region"] }], suppress: FEW } },
];

it("looks at every function that makes something of a report", () => {
  const makers = Object.keys(library).filter((key) => /^(to[A-Z]|picture)/.test(key) && !OTHERS.includes(key));
  expect(
    Object.keys(MAKERS)
      .filter((key) => key !== "toXlsx" && key !== "displayed")
      .sort(),
  ).toEqual(makers.sort());
});

describe.each(isLong ? published : published.slice(0, 1))(
  "what is made of the practice $layout, $rule",
  ({ rule, options }) => {
    const isSuppressed = rule === "suppressed";
    let report: Report;
    let texts: Texts;
    beforeAll(async () => {
      report = buildReport(practice, options) as Report;
      texts = await made(report);
    }, 60_000);

    it("rests on what the report holds as JSON, and never reckons with a mark", async () => {
      expect(texts.size).toBeGreaterThan(100);
      expect(JSON.stringify(report).includes('"suppressed":true')).toBe(isSuppressed);
      expect(await made(trapped(report))).toEqual(texts);
    });

    it("holds nothing that went wrong on the way from a mark to a sign", () => {
      for (const [maker, text] of texts) {
        expect([maker, text.match(/\[object|NaN|undefined|Infinity|"suppressed": ?true/)]).toEqual([maker, null]);
      }
    });

    it("prints no other share than the report tells, and no percentage of few", () => {
      const told = sharesOf(report);
      const { suppression } = report;
      const least = "round" in suppression ? 1 : suppression.leastDenominator;
      let printed = 0;
      for (const [maker, text] of texts) {
        const shares = sharesIn(text);
        printed += shares.length;
        const other = shares.filter((share) => !told.has(share.join(" of ")));
        const few = shares.filter(([, denominator]) => Number(denominator) < least);
        expect([maker, other, few]).toEqual([maker, [], []]);
      }
      expect(printed).toBeGreaterThan(20);
    });

    it("draws no mark for a figure that is not told, and none elsewhere than where it is told to be", () => {
      let gone = 0;
      for (const picture of pictures(report)) {
        const data = rowsOf(toVegaLite(picture, { locale: "en" }));
        const svg = toSvg(picture, { locale: "en" });
        if (picture.kind === "strata" || picture.kind === "periods") {
          const rows = picture.groups.flatMap((group) => group.rows);
          const drawn = rows.filter(({ share }) => share.value !== null);
          gone += rows.filter(({ share }) => share.reason?.code === "suppressed").length;
          const number = (share: { readonly value: string | null }) =>
            share.value === null ? null : Number(share.value);
          expect(data.map(({ value }) => value)).toEqual(rows.map(({ share }) => number(share)));
          expect(svg.match(/stroke-width="1.6"\/>/g)?.length ?? 0).toBe(drawn.length);
        }
        if (picture.kind === "funnel") {
          const counts = picture.steps.flatMap(({ reached, pending, unknown }) => [reached, pending, unknown]);
          gone += counts.filter(({ value }) => value === null).length;
          const told = data.filter(({ figure, people }) => people !== undefined && figure !== "past an earlier step");
          expect(told.map(({ people }) => people)).toEqual(counts.map(({ value }) => value));
        }
      }
      expect(gone > 0).toBe(isSuppressed);
    });

    it("has the sign of a figure in every cell of a workbook whose figure is not told, and no formula", () => {
      const workbook = texts.get("toXlsx 2")!;
      const cells = [...texts].flatMap(([maker, text], at) =>
        maker.startsWith("toCsv ") && at % 2 === 1 ? text.split(/[;\r\n]+/) : [],
      );
      const strings = [...workbook.matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g)].map(([, text]) => text);
      const shown = [...workbook.matchAll(/<c r="[^"]+"[^>]* t="s"[^>]*><v>(\d+)<\/v>/g)].map(
        ([, at]) => strings[Number(at)],
      );
      const times = (all: readonly unknown[], sign: string) => all.filter((one) => one === sign).length;
      expect(workbook).not.toMatch(/<f[ >]/);
      expect([times(shown, "&lt;5"), times(shown, "•")]).toEqual([times(cells, "<5"), times(cells, "•")]);
      expect(cells.includes("•")).toBe(isSuppressed);
    });
  },
);

describe("two sets of people who are published alike", () => {
  /** Drawn people, by how many they are and what they are drawn from. */
  const drawn: Readonly<Record<(typeof rules)[number][0], readonly (readonly [people: number, seed: number])[]>> = {
    suppressed: [
      [14, 2],
      [14, 3],
      [20, 8],
    ],
    rounded: [
      [24, 5],
      [32, 1],
      [32, 6],
      [40, 2],
      [40, 7],
      [48, 3],
      [56, 4],
    ],
  };
  const most = { suppressed: 5, rounded: 40 };

  it.runIf(isLong).each(rules)(
    "give the same bytes in every format, but for the digest, when %s",
    async (rule, options) => {
      let alike = 0;
      for (const [people, seed] of drawn[rule]) {
        if (alike === 2) break;
        const here = drawnPeople(seed, people);
        const report = reportOf(here, options);
        const told = toldBy(report);
        const worlds = [...worldsBeside(here)].slice(0, most[rule]).map((world) => reportOf(world, options));
        const other = worlds.find((world) => toldBy(world) === told);
        if (other === undefined) continue;
        alike++;
        expect(other.manifest.dataset).not.toBe(report.manifest.dataset);
        expect(await made(withoutDigest(other))).toEqual(await made(withoutDigest(report)));
      }
      expect(alike).toBeGreaterThan(0);
    },
  );
});

describe("mio report of what is published", () => {
  const place = mkdtempSync(join(tmpdir(), "mio-look-"));
  afterAll(() => rmSync(place, { recursive: true }));

  it.runIf(isLong).each(rules)(
    "prints what the library makes of the report, and nothing beside, when %s",
    async (_, options) => {
      const events = eventsOf(drawnPeople(2, 14).map((person) => ({ ...person, scores: [] })));
      const [file, own] = [join(place, "events.ndjson"), join(place, "own.json")];
      writeFileSync(file, events.map((event) => `${written(event)}\n`).join(""));
      writeFileSync(own, written([workExperienceShare.definition]));
      const asked = { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" };
      const tables = { disaggregate: [{ by: ["sex"] }], locale: "en", suppress: options } as const;
      const report = buildReport(evaluate(parseDataset(events), asked), tables);
      const rule = "round" in options ? ["--round", String(options.round)] : ["--suppress"];
      const command = ["report", file, "--indicators", own, "--period", "2019", "--as-of", "2020-01-31", "--by", "sex"];
      // The terminal shows some sections of the report, and says where the others are.
      const terminal = await mio([...command, ...rule, "--locale", "en", "--format", "text"]);
      const sections = terminal.out.trim().split("\n").slice(0, -1);
      const whole = new Set(toPlainText(report).split("\n"));
      expect([terminal.code, sections.filter((line) => !whole.has(line))]).toEqual([0, []]);
      expect(sections.length).toBeGreaterThan(20);
      const formats = { html: toHtml, markdown: toMarkdown, csv: toCsv };
      for (const [format, make] of Object.entries(formats)) {
        const told = await mio([...command, ...rule, "--locale", "en", "--format", format]);
        const lines = make(report).replaceAll("\r\n", "\n").trim();
        expect([format, told.code, told.out.trim()]).toEqual([format, 0, lines]);
      }
      const { out } = await mio([...command, ...rule, "--locale", "en", "--format", "json"]);
      expect(JSON.parse(out)).toEqual(report);
    },
  );
});
