import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildReport, type ReportOptions } from "../../src/report/index";
import {
  catalogue,
  type Criterion,
  evaluate,
  evaluateResultsTree,
  months,
  parseDataset,
  period,
  results,
  unionOf,
  vsePoluchitsyaFunnel,
  vsePoluchitsyaTree,
  workedOneMonthShare,
  year,
} from "../../src/core/index";
import { disaggregate, retention, socialChange } from "../../src/tables/index";
import { evidenceGaps } from "../../src/practice/index";
import { firstPlacement, placements } from "../../src/define/index";
import { howMany } from "../long";

type Event = Readonly<Record<string, unknown>>;

const folder = new URL("../../fixtures/vse-poluchitsya-2019-2020/", import.meta.url);
const published: readonly Event[] = readFileSync(new URL("events.ndjson", folder), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const criteria: readonly Criterion[] = JSON.parse(readFileSync(new URL("criteria.json", folder), "utf8"));

const reportOf = (events: readonly Event[], declared?: readonly Criterion[]) =>
  buildReport(
    evaluate(parseDataset(events, { criteria: declared }), {
      indicators: catalogue.vsePoluchitsya,
      periods: [year(2019), year(2020), period("2019-01-01", "2020-12-31")],
      asOf: "2021-01-31",
    }),
  );

const everyType: readonly Event[] = [
  {
    id: "E-1",
    type: "beneficiary-registered",
    beneficiaryId: "B-1",
    date: "2019-01-10",
    targetGroups: ["care-leaver", "disability"],
    birthDate: "2000-05-06",
    sex: "female",
    region: "spb",
    organisation: "raoul",
    attributes: { housing: "hostel", "asked-help-with": "work" },
  },
  { id: "E-2", type: "service-delivered", beneficiaryId: "B-1", date: "2019-02-04", service: "social-adaptation" },
  {
    id: "E-3",
    type: "placement-started",
    beneficiaryId: "B-1",
    date: "2019-03-04",
    placementId: "P-1",
    setting: "open-market",
    contract: "temporary",
    hoursPerWeek: 20,
    source: "contract",
    recordedOn: "2019-03-05",
  },
  { id: "E-4", type: "placement-ended", beneficiaryId: "B-1", date: "2019-05-04", placementId: "P-1" },
  {
    id: "E-5",
    type: "support-started",
    beneficiaryId: "B-1",
    date: "2019-03-04",
    supportId: "S-1",
    placementId: "P-1",
  },
  { id: "E-6", type: "support-ended", beneficiaryId: "B-1", date: "2019-04-04", supportId: "S-1" },
  { id: "E-7", type: "assessment-recorded", beneficiaryId: "B-1", date: "2019-02-05", criterion: "work", score: 2 },
  { id: "E-8", type: "follow-up-recorded", beneficiaryId: "B-1", date: "2019-08-05", status: "employed" },
  { id: "E-9", type: "service-delivered", beneficiaryId: "B-1", date: "2019-02-06", service: "advice" },
  { id: "E-10", type: "event-retracted", beneficiaryId: "B-1", date: "2019-02-07", retracts: "E-9" },
  { id: "E-11", type: "beneficiary-exited", beneficiaryId: "B-1", date: "2019-12-01" },
  {
    id: "E-12",
    type: "feedback-recorded",
    beneficiaryId: "B-1",
    date: "2019-06-01",
    instrument: "form-v1",
    item: "satisfied",
    score: 4,
    themes: ["pay", "team"],
  },
  {
    id: "E-13",
    type: "adverse-event-recorded",
    beneficiaryId: "B-1",
    date: "2019-04-20",
    kind: "conflict",
    severity: "low",
  },
];
const work: Criterion = {
  code: "work",
  title: { ru: "Работа", en: "Work" },
  min: 1,
  max: 5,
  better: "higher",
  notApplicable: ["n/a", 0],
};

describe("buildReport()", () => {
  it("names the package and version of package.json when asked what made it", () => {
    const { name, version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    const { library } = reportOf(everyType).manifest;
    expect(library).toEqual({ name, version });
  });

  it("holds the figures, the definitions and what they were made from when the population is the synthetic one", () => {
    const report = reportOf(published, criteria);
    const evaluation = evaluate(parseDataset(published, { criteria }), {
      indicators: catalogue.vsePoluchitsya,
      periods: [year(2019), year(2020), period("2019-01-01", "2020-12-31")],
      asOf: "2021-01-31",
    });
    expect(report.results).toEqual(results(evaluation));
    expect(report.definitions.map(({ definition }) => definition)).toEqual(
      catalogue.vsePoluchitsya.map(({ definition }) => definition),
    );
    expect(report.manifest).toMatchObject({
      asOf: "2021-01-31",
      periods: [year(2019), year(2020), { from: "2019-01-01", to: "2020-12-31" }].map(({ from, to }) => ({ from, to })),
      indicators: catalogue.vsePoluchitsya.map(({ code, fingerprint }) => ({ code, fingerprint })),
      people: evaluation.people,
      events: published.length,
    });
    expect(JSON.stringify(report)).not.toMatch(/B-\d{4}|E-\d{5}/);
  });

  it("survives JSON and is frozen all through when it is built", () => {
    const report = reportOf(everyType);
    expect(JSON.parse(JSON.stringify(report))).toStrictEqual(report);
    const thawed: unknown[] = [];
    const visit = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      if (!Object.isFrozen(value)) thawed.push(value);
      Object.values(value).forEach(visit);
    };
    visit(report);
    expect(thawed).toEqual([]);
  });

  it("gives the same bytes when the events come in any order", () => {
    const bytes = JSON.stringify(reportOf(everyType, [work]));
    fc.assert(
      fc.property(fc.shuffledSubarray([...everyType], { minLength: everyType.length }), (events) => {
        expect(JSON.stringify(reportOf(events, [work]))).toBe(bytes);
      }),
      { numRuns: howMany(50), seed: 20_201_231 },
    );
    expect(JSON.stringify(reportOf([...published].reverse(), criteria))).toBe(
      JSON.stringify(reportOf(published, criteria)),
    );
  });

  it("refuses what is not an evaluation when given one", () => {
    expect(() => buildReport({} as never)).toThrow("Cannot use the evaluation: it must come from evaluate");
  });
});

describe("the digest of a dataset", () => {
  const digest = (events: readonly Event[], declared?: readonly Criterion[]) =>
    reportOf(events, declared).manifest.dataset;
  const changed = (id: string, fields: Event) =>
    everyType.map((event) => (event.id === id ? { ...event, ...fields } : event));
  const same = digest(everyType, [work]);

  it("is sixteen hexadecimal digits, of nobody too", () => {
    expect(same).toMatch(/^[0-9a-f]{16}$/);
    expect(digest([])).toBe("0000000000000000");
  });

  it.each<readonly [string, string, Event]>([
    ["a group", "E-1", { targetGroups: ["care-leaver"] }],
    ["a birth date", "E-1", { birthDate: "2000-05-07" }],
    ["a sex", "E-1", { sex: "male" }],
    ["an attribute", "E-1", { attributes: { housing: "work", "asked-help-with": "hostel" } }],
    ["a date", "E-2", { date: "2019-02-05" }],
    ["an event's id", "E-2", { id: "E-02" }],
    ["a service", "E-2", { service: "advice" }],
    ["a setting", "E-3", { setting: "sheltered" }],
    ["a contract", "E-3", { contract: "permanent" }],
    ["hours", "E-3", { hoursPerWeek: 21 }],
    ["the reason of a placement's end", "E-4", { reason: "army" }],
    ["a source", "E-3", { source: "self-report" }],
    ["a day of entry", "E-3", { recordedOn: "2019-03-06" }],
    ["the placement supported", "E-5", { placementId: undefined }],
    ["a score", "E-7", { score: 3 }],
    ["a score that does not apply", "E-7", { score: "n/a" }],
    ["a rater", "E-7", { rater: "R-1" }],
    ["an instrument", "E-7", { instrument: "wheel-v2" }],
    ["an employer", "E-3", { employer: "bakery" }],
    ["the reason of an exit", "E-11", { reason: "moved" }],
    ["the instrument of feedback", "E-12", { instrument: "form-v2" }],
    ["an item of feedback", "E-12", { item: "would-recommend" }],
    ["an answer", "E-12", { score: 5 }],
    ["a theme", "E-12", { themes: ["pay"] }],
    ["a coder", "E-12", { coder: "C-1" }],
    ["a kind of harm", "E-13", { kind: "injury" }],
    ["a severity", "E-13", { severity: "high" }],
    ["a status", "E-8", { status: "unreachable" }],
    ["a retracted event", "E-9", { service: "housing" }],
    ["what is retracted", "E-10", { retracts: "E-2" }],
  ])("is another when %s changes", (_, id, fields) => {
    expect(digest(changed(id, fields), [work])).not.toBe(same);
  });

  it("is another when a criterion's scale, instrument or reliability changes or none is declared", () => {
    const reliability = { coefficient: 0.8, standardDeviation: 1.2 };
    const declared: readonly (readonly Criterion[] | undefined)[] = [
      [work],
      [{ ...work, max: 6 }],
      [{ ...work, better: "lower" }],
      [{ ...work, instrument: "wheel-v1" }],
      [{ ...work, reliability }],
      [{ ...work, reliability: { ...reliability, standardDeviation: 1.3 } }],
      undefined,
    ];
    expect(new Set(declared.map((one) => digest(everyType, one))).size).toBe(declared.length);
  });

  it("is the same when only the order of groups, attributes, themes, keys or not-applicable codes changes", () => {
    const registered = changed("E-1", {
      targetGroups: ["disability", "care-leaver"],
      attributes: { "asked-help-with": "work", housing: "hostel" },
    })
      .map((event) => (event.id === "E-12" ? { ...event, themes: ["team", "pay"] } : event))
      .map((event) => Object.fromEntries(Object.entries(event).reverse()));
    expect(digest(registered, [{ ...work, notApplicable: [0, "n/a"], title: { ru: "Труд", en: "Labour" } }])).toBe(
      same,
    );
  });

  it("is another when two people swap their facts", () => {
    const pair = (first: string, second: string) => [
      { id: "E-1", type: "beneficiary-registered", beneficiaryId: "B-1", date: "2019-01-10", targetGroups: [] },
      { id: "E-2", type: "beneficiary-registered", beneficiaryId: "B-2", date: "2019-01-10", targetGroups: [] },
      { id: "E-3", type: "service-delivered", beneficiaryId: first, date: "2019-02-01", service: "advice" },
      { id: "E-4", type: "service-delivered", beneficiaryId: second, date: "2019-02-01", service: "housing" },
    ];
    expect(digest(pair("B-1", "B-2"))).not.toBe(digest(pair("B-2", "B-1")));
  });
});

describe("buildReport() with every table", () => {
  const dataset = parseDataset(published, { criteria });
  const evaluation = evaluate(dataset, {
    indicators: [...catalogue.vsePoluchitsya, workedOneMonthShare],
    periods: [year(2019), year(2020), unionOf([year(2019), year(2020)])],
    asOf: "2021-01-31",
  });
  const curve = { spells: placements(), from: firstPlacement, period: year(2019), horizon: months(12) } as const;
  const options: ReportOptions = {
    disaggregate: [{ by: ["targetGroup"] }],
    funnel: vsePoluchitsyaFunnel,
    reconcile: [{ periods: [year(2019), year(2020)] }],
    socialChange: {},
    retention: [curve],
    tree: vsePoluchitsyaTree,
    evidence: {},
    locale: "en",
  };
  const report = buildReport(evaluation, options);

  it("holds what each function gives by itself when its table is asked for", () => {
    expect(report.disaggregations).toEqual([disaggregate(evaluation, { by: ["targetGroup"] })]);
    expect(report.socialChange).toEqual(
      [year(2019), year(2020), unionOf([year(2019), year(2020)])].map((one) =>
        socialChange(dataset, { period: one, asOf: "2021-01-31" }),
      ),
    );
    expect(report.retention).toEqual([retention(dataset, { ...curve, asOf: "2021-01-31" })]);
    expect(report.tree).toEqual({
      plan: vsePoluchitsyaTree,
      evaluated: evaluateResultsTree(vsePoluchitsyaTree, evaluation),
    });
    expect(report.evidence).toEqual(evidenceGaps({ evaluation, tree: vsePoluchitsyaTree }));
    expect(JSON.stringify(report)).not.toMatch(/B-\d{4}|E-\d{5}/);
  });

  it("says what it was asked for in the manifest when options are given", () => {
    const { locale, options: told } = report.manifest;
    expect(locale).toBe("en");
    expect(told.map(({ name }) => name)).toEqual(Object.keys(options).sort());
    expect(told.find(({ name }) => name === "tree")?.value).toBe(JSON.stringify(vsePoluchitsyaTree.code));
  });

  it("explains the words of the tables it holds and no others when it is built", () => {
    const codesOf = (entries: typeof report.glossary) => entries.map(({ code }) => code);
    expect(codesOf(report.glossary)).toEqual(expect.arrayContaining(["retention", "funnel", "stratum", "pair"]));
    expect(codesOf(report.glossary)).not.toContain("suppressed");
    expect(codesOf(buildReport(evaluation).glossary)).not.toContain("retention");
  });

  it("leaves out whole tables whose cells cannot be shown when it is suppressed", () => {
    const { suppression, ...suppressed } = buildReport(evaluation, { ...options, suppress: {} });
    for (const name of suppression.withheld) expect(suppressed[name] ?? []).toEqual([]);
    expect(suppression.withheld).toEqual(["socialChange", "retention", "evidence"]);
  });

  it("refuses a name it does not know when options are given", () => {
    expect(() => buildReport(evaluation, { disagregate: [] } as never)).toThrow(
      'received "disagregate"; did you mean "disaggregate"?',
    );
    expect(() => buildReport(evaluation, { locale: "de" as never })).toThrow('locale must be "ru" or "en"');
  });
});
