import { describe, expect, it } from "vitest";
import {
  buildReport,
  pictures,
  pictureText,
  toCsv,
  toDocument,
  toHtml,
  toMarkdown,
  toMermaid,
  toPlainText,
  toSvg,
  toVegaLite,
} from "../src/report/index";
import {
  catalogue,
  evaluate,
  explain,
  formatShare,
  parseDataset,
  toSentence,
  toText,
  vsePoluchitsyaTree,
  workExperienceShare,
  year,
} from "../src/core/index";
import {
  evidenceGaps,
  improvementPlan,
  toEvidenceGaps,
  toImprovementPlan,
  toLogframe,
  toMonitoringRegulations,
  toReferenceSheet,
  toTheoryOfChange,
} from "../src/practice/index";
import { toDhis2, toFhirMeasureReport } from "../src/exchange/index";

const dataset = parseDataset([
  { id: "E-1", type: "beneficiary-registered", beneficiaryId: "B-1", date: "2019-01-10", targetGroups: [] },
]);
const indicators = catalogue.vsePoluchitsya;
const evaluation = evaluate(dataset, { indicators, periods: [year(2019)], asOf: "2020-01-31" });
const explanation = explain(evaluation, { indicator: "1.1", period: year(2019), beneficiaryId: "B-1" });
const [picture] = pictures(buildReport(evaluation));
const gaps = evidenceGaps({ dataset });
const sent = buildReport(
  evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" }),
);
const dhis2 = {
  dataSet: "pBOMPrpg1QX",
  orgUnit: "DiszpKrYNg8",
  dataElements: { "1.1": { numerator: "f7n9E0hX8qk" } },
};
/** Options with what a format asks for besides; anything else as it is. */
const withOthers = (options: never, others: object): never =>
  typeof options === "object" && options !== null ? ({ ...others, ...(options as object) } as never) : options;

/** Everything public that prints for a reader, as a function of its options alone. */
const printers: Readonly<Record<string, (options: never) => string>> = {
  formatShare: (options) => formatShare({ numerator: 1, denominator: 2 }, options),
  toText: (options) => toText(explanation, options),
  toSentence: (options) => toSentence(workExperienceShare.definition, options),
  toReferenceSheet: (options) => toReferenceSheet(workExperienceShare, options),
  toSvg: (options) => toSvg(vsePoluchitsyaTree, options),
  pictureText: (options) => pictureText(picture!, options),
  toVegaLite: (options) => JSON.stringify(toVegaLite(picture!, options)),
  toMermaid: (options) => toMermaid(vsePoluchitsyaTree, options),
  toLogframe: (options) => toLogframe(vsePoluchitsyaTree, options),
  toTheoryOfChange: (options) => toTheoryOfChange(vsePoluchitsyaTree, options),
  toMonitoringRegulations: (options) => toMonitoringRegulations(vsePoluchitsyaTree, indicators, options),
  toEvidenceGaps: (options) => toEvidenceGaps(gaps, options),
  toImprovementPlan: (options) => toImprovementPlan(improvementPlan(gaps), options),
  toDhis2: (options) => JSON.stringify(toDhis2(sent, withOthers(options, dhis2)).document),
  toFhirMeasureReport: (options) =>
    JSON.stringify(toFhirMeasureReport(sent, withOthers(options, { base: "https://example.org" })).document),
};

const report = buildReport(evaluation, { socialChange: {}, evidence: {}, tree: vsePoluchitsyaTree, locale: "en" });

/** Everything public that writes a report, whose own language it takes unless told otherwise. */
const writers: Readonly<Record<string, (options?: never) => string>> = {
  toDocument: (options) => JSON.stringify(toDocument(report, options)),
  toMarkdown: (options) => toMarkdown(report, options),
  toCsv: (options) => toCsv(report, options),
  toHtml: (options) => toHtml(report, options),
  toPlainText: (options) => toPlainText(report, options),
};

function thrownBy(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

describe.each(Object.entries(printers))("%s()", (_, print) => {
  it("prints in both languages", () => {
    const [ru, en] = [print({ locale: "ru" } as never), print({ locale: "en" } as never)];
    expect(ru).not.toBe(en);
    expect([ru, en].filter((text) => text === "" || text.includes("undefined"))).toEqual([]);
  });

  it.each([
    ["de", 'received "de"'],
    ["RU", 'received "RU"'],
    ["toString", 'received "toString"'],
    [undefined, "received nothing"],
    [null, "received null"],
  ])("refuses the locale %s", (locale, received) => {
    const error = thrownBy(() => print({ locale } as never));
    expect(error).toBeInstanceOf(RangeError);
    expect(String(error)).toMatch(/^RangeError: Cannot [a-zA-Z0-9 ]+: locale must be "ru" or "en", received /);
    expect(String(error)).toContain(received);
  });

  it.each([
    [undefined, "received nothing"],
    [null, "received null"],
    ["en", 'received "en"'],
  ])("refuses %s for options", (options, received) => {
    const error = thrownBy(() => print(options as never));
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(
      /^TypeError: Cannot [a-zA-Z0-9 ]+: options must be an object with a locale, received /,
    );
    expect(String(error)).toContain(received);
  });
});

describe.each(Object.entries(writers))("%s()", (_, write) => {
  it("writes in both languages, and in the report's own when none is asked for", () => {
    const [ru, en] = [write({ locale: "ru" } as never), write({ locale: "en" } as never)];
    expect(ru).not.toBe(en);
    expect([ru, en].filter((text) => text === "" || /undefined|NaN|\[object/.test(text))).toEqual([]);
    expect([write(), write({} as never), write({ locale: undefined } as never)]).toEqual([en, en, en]);
  });

  it.each([
    ["de", 'received "de"'],
    ["RU", 'received "RU"'],
    [null, "received null"],
  ])("refuses the locale %s", (locale, received) => {
    const error = thrownBy(() => write({ locale } as never));
    expect(error).toBeInstanceOf(RangeError);
    expect(String(error)).toMatch(/^RangeError: Cannot [a-zA-Z ]+: locale must be "ru" or "en", received /);
    expect(String(error)).toContain(received);
  });

  it.each([
    [null, "received null"],
    ["en", 'received "en"'],
  ])("refuses %s for options", (options, received) => {
    const error = thrownBy(() => write(options as never));
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(/^TypeError: Cannot [a-zA-Z ]+: options must be an object, received /);
    expect(String(error)).toContain(received);
  });
});

/** Suppressed counts are signs, the same in both languages; a document of IATI and a tally hold both languages. */
const WITHOUT_LANGUAGE = ["formatCount", "toIati", "toTally"];

it("no printer is left out of the table above", async () => {
  const doors = Object.keys(await import("./library"));
  const named = doors.filter((name) => /^to[A-Z]|Text$|^format/.test(name));
  expect(named.filter((name) => !(name in printers || name in writers)).sort()).toEqual(WITHOUT_LANGUAGE);
});
