import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { change, clip, happens, reportingPeriod, services } from "../../src/define/index";
import { type DataQualityOptions, dataQuality, type FindingCode } from "../../src/tables/index";
import { datasetIssues, defineIndicator, parseDataset, unionOf, year } from "../../src/core/index";
import { standing, type NaiveEvent } from "../core/naive/five-indicators";
import { populationsOnOccasions } from "../core/naive/population";
import { howMany } from "../long";

type Event = Readonly<Record<string, unknown>> & { readonly id: string; readonly date: string; readonly type: string };

let number = 0;
const event = (type: string, date: string, fields: object = {}): Event =>
  Object.freeze({ id: `E-${++number}`, type, beneficiaryId: "B-1", date, ...fields });
const full = { sex: "female", birthDate: "2000-01-01", targetGroups: ["care-leaver"], source: "official-record" };
const registered = event("beneficiary-registered", "2019-01-10", full);
const served = (date: string, fields: object = {}) =>
  event("service-delivered", date, { service: "social-adaptation", ...fields });
const placed = (date: string, fields: object = {}) =>
  event("placement-started", date, { placementId: "P-1", ...fields });
const supported = (from: string, to: string) => [
  event("support-started", from, { supportId: "S-1" }),
  event("support-ended", to, { supportId: "S-1" }),
];
const asked = (date: string, status = "employed") => event("follow-up-recorded", date, { status });
const scored = (date: string, criterion: string, score: number, source = "worker-note") =>
  event("assessment-recorded", date, { criterion, score, source });
const by = (date: string, who: object) =>
  event("assessment-recorded", date, { criterion: "housing", score: 2, ...who });

const span = { period: year(2019), asOf: "2019-12-31" };
const qualityOf = (events: readonly unknown[], options: Partial<DataQualityOptions> = {}) =>
  dataQuality(parseDataset([registered, ...events]), { ...span, ...options });
const findingOf = (code: FindingCode, events: readonly unknown[], options: Partial<DataQualityOptions> = {}) =>
  qualityOf(events, options).findings.find((finding) => finding.code === code)!;

describe("findings of dataQuality()", () => {
  const sound = placed("2019-03-01", {
    setting: "open-market",
    contract: "permanent",
    hoursPerWeek: 20,
    source: "contract",
    recordedOn: "2019-03-31",
  });
  const mistake = served("2019-03-01");
  const late = { recordedOn: "2020-02-01" };

  it.each<readonly [code: FindingCode, sound: readonly Event[], found: readonly Event[], of: number]>([
    ["validity.work-not-confirmed", [sound], [placed("2019-03-01", { source: "self-report" })], 1],
    ["validity.work-not-confirmed", [sound], [placed("2019-03-01")], 1],
    ["validity.follow-up-contradicts-placement", [sound, asked("2019-03-01")], [asked("2019-03-01")], 1],
    [
      "validity.follow-up-contradicts-placement",
      [asked("2019-03-01", "not-employed")],
      [sound, asked("2019-03-01", "not-employed")],
      1,
    ],
    ["validity.criteria-not-declared", [], [scored("2019-03-01", "housing", 1)], 1],
    ["integrity.evidence-not-stated", [sound], [placed("2019-03-01")], 2],
    ["integrity.retracted", [mistake], [mistake, event("event-retracted", "2019-03-02", { retracts: mistake.id })], 3],
    ["integrity.service-repeated", [served("2019-03-01"), served("2019-03-02")], [mistake, served("2019-03-01")], 2],
    [
      "integrity.service-repeated",
      [mistake, served("2019-03-01", { service: "legal-advice" })],
      [mistake, served("2019-03-01")],
      2,
    ],
    ["integrity.entered-before-it-happened", [sound], [served("2019-03-02", { recordedOn: "2019-03-01" })], 1],
    ["dataset.entry-lag", [sound], [served("2019-03-01", late)], 2],
    ["dataset.work-before-registration", [sound], [placed("2019-01-09")], 1],
    ["precision.setting-missing", [sound], [placed("2019-03-01")], 1],
    ["precision.contract-missing", [sound], [placed("2019-03-01")], 1],
    ["precision.hours-missing", [sound], [placed("2019-03-01")], 1],
    [
      "reliability.scores-differ-on-one-day",
      [scored("2019-03-01", "housing", 1), scored("2019-03-01", "housing", 1)],
      [scored("2019-03-01", "housing", 1), scored("2019-03-01", "housing", 2)],
      2,
    ],
    [
      "reliability.pair-of-different-evidence",
      [scored("2019-03-01", "housing", 1), scored("2019-04-01", "housing", 1)],
      [scored("2019-03-01", "housing", 1), scored("2019-04-01", "housing", 1, "self-report")],
      1,
    ],
    [
      "reliability.pair-of-different-raters",
      [by("2019-03-01", { rater: "anna" }), by("2019-04-01", { rater: "anna" })],
      [by("2019-03-01", { rater: "anna" }), by("2019-04-01", { rater: "boris" })],
      1,
    ],
    [
      "reliability.pair-of-different-instruments",
      [by("2019-03-01", { instrument: "form-1" }), by("2019-04-01", { instrument: "form-1" })],
      [by("2019-03-01", { instrument: "form-1" }), by("2019-04-01", { instrument: "form-2" })],
      1,
    ],
    ["reliability.unreachable", [asked("2019-03-01")], [asked("2019-03-01", "unreachable")], 1],
    ["timeliness.recorded-on-missing", [], [served("2019-03-01")], 2],
    ["timeliness.entered-after-30-days", [sound], [served("2019-03-01", { recordedOn: "2019-04-01" })], 1],
    ["timeliness.entered-after-as-of", [sound], [served("2019-03-01", late)], 1],
    [
      "timeliness.follow-up-missing",
      [...supported("2019-03-01", "2019-06-30"), asked("2019-07-01")],
      supported("2019-03-01", "2019-06-30"),
      1,
    ],
  ])("counts %s", (code, without, withIt, of) => {
    // A registration of its own without `recordedOn` is in all of them.
    const registration = code === "timeliness.recorded-on-missing" ? 1 : 0;
    expect(findingOf(code, without).share.numerator).toBe(registration);
    expect(findingOf(code, withIt).share).toEqual({ numerator: 1 + registration, denominator: of });
  });

  it.each<readonly [code: FindingCode, registration: object]>([
    ["precision.target-group-missing", { targetGroups: [] }],
    ["precision.sex-missing", { sex: undefined }],
    ["precision.birth-date-missing", { birthDate: undefined }],
    ["dataset.implausible-age", { birthDate: "2018-01-01" }],
  ])("counts %s of registrations", (code, fields) => {
    const other = event("beneficiary-registered", "2019-02-01", { ...full, ...fields, beneficiaryId: "B-2" });
    expect(findingOf(code, []).share).toEqual({ numerator: 0, denominator: 1 });
    expect(findingOf(code, [other])).toMatchObject({
      share: { numerator: 1, denominator: 2 },
      percent: "50.0",
      examples: [{ beneficiaryId: "B-2", eventId: other.id }],
    });
  });

  it("looks at raters and instruments only of pairs in which both were recorded", () => {
    const events = [by("2019-03-01", { rater: "anna" }), by("2019-04-01", { instrument: "form-1" })];
    for (const code of ["reliability.pair-of-different-raters", "reliability.pair-of-different-instruments"] as const) {
      expect(findingOf(code, events)).toMatchObject({ percent: null, reason: "nothing-to-check" });
    }
  });

  it("counts scores by another instrument than was declared, as the warning of the dataset does", () => {
    const instrument = "form-2";
    const title = { ru: "Жильё", en: "Housing" };
    const criteria = [{ ...{ code: "housing", title, min: 1, max: 5, better: "higher" as const }, instrument }];
    const events = [
      by("2018-03-01", { instrument: "form-1" }),
      by("2019-03-01", { instrument: "form-1" }),
      by("2019-04-01", {}),
    ];
    const { findings } = dataQuality(parseDataset([registered, ...events], { criteria }), span);
    expect(findings.find(({ code }) => code === "dataset.instrument-differs")).toMatchObject({
      share: { numerator: 1, denominator: 2 },
      examples: [{ eventId: events[1]!.id }],
    });
  });

  it("gives a reason, not a zero, where there was nothing to check", () => {
    expect(findingOf("precision.setting-missing", [])).toMatchObject({ percent: null, reason: "nothing-to-check" });
  });

  it("does not know what is dated after the horizon: a later end, a later follow-up, a later registration", () => {
    const events = [
      ...supported("2019-03-01", "2019-05-31"),
      asked("2020-01-15"),
      event("beneficiary-registered", "2020-02-01", { ...full, beneficiaryId: "B-2" }),
      event("service-delivered", "2019-12-01", { service: "social-adaptation", beneficiaryId: "B-2" }),
    ];
    expect(findingOf("dataset.follow-up-overdue", events).share.numerator).toBe(1);
    expect(
      findingOf("dataset.follow-up-overdue", events, { period: unionOf([year(2019), year(2020)]), asOf: "2020-12-31" })
        .share.numerator,
    ).toBe(0);
    expect(findingOf("integrity.not-yet-registered", events)).toMatchObject({
      share: { numerator: 1, denominator: 4 },
      examples: [{ beneficiaryId: "B-2" }],
    });
    expect(findingOf("precision.sex-missing", events).share.denominator).toBe(1);
  });

  it("gives the first examples by date and id, as many as asked for, and none at 0", () => {
    const events = ["2019-03-04", "2019-03-02", "2019-03-03", "2019-03-02"].map((date) => served(date));
    const ids = (examples: number | undefined) =>
      findingOf("integrity.evidence-not-stated", events, { examples }).examples.map(({ eventId }) => eventId);
    const [first, second, third, fourth] = events.map(({ id }) => id);
    expect(ids(undefined)).toEqual([second, fourth, third]);
    expect(ids(9)).toEqual([second, fourth, third, first]);
    expect(ids(0)).toEqual([]);
    const hidden = JSON.stringify(qualityOf([...events, ...supported("2019-03-01", "2019-05-01")], { examples: 0 }));
    expect(hidden).not.toMatch(/B-1|"E-\d/);
  });

  it("has a standard, a title and a remedy in both languages for each code", () => {
    const { findings } = qualityOf([]);
    expect(new Set(findings.map(({ standard }) => standard))).toEqual(
      new Set(["validity", "integrity", "precision", "reliability", "timeliness"]),
    );
    for (const { title, remedy } of findings) {
      for (const { ru, en } of [title, remedy])
        expect([ru, en]).toEqual([expect.stringMatching(/[а-я]/), expect.not.stringMatching(/[а-я]/)]);
    }
  });
});

describe("tables of dataQuality()", () => {
  it.each<
    readonly [
      lags: readonly (number | undefined)[],
      median: number | null,
      percentile90: number | null,
      within7: number,
    ]
  >([
    [[], null, null, 0],
    [[undefined], null, null, 0],
    [[3], 3, 3, 1],
    [[7, 8], 7, 8, 1],
    [[-1, 0, 1, 2, 3, 4, 5, 6, 7, 90], 3, 7, 9],
    [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5, 9, 8],
  ])("gives the entry lags of %j", (lags, median, percentile90, within7) => {
    const events = lags.map((lag) => {
      const day = new Date(Date.UTC(2019, 2, 31 + (lag ?? 0))).toISOString().slice(0, 10);
      return served("2019-03-31", lag === undefined ? {} : { recordedOn: day });
    });
    const { entryLags } = qualityOf(events);
    const recorded = lags.filter((lag) => lag !== undefined).length;
    const row = entryLags.find(({ type }) => type === "service-delivered");
    if (lags.length === 0) expect(row).toBeUndefined();
    else expect(row).toMatchObject({ events: lags.length, missing: lags.length - recorded, median, percentile90 });
    expect(entryLags[0]).toMatchObject({ type: null, events: lags.length + 1, median, percentile90 });
    expect(entryLags[0]?.within7).toEqual({ numerator: within7, denominator: recorded });
    expect(entryLags[0]?.reason).toBe(recorded === 0 ? "no-recorded-on" : null);
  });

  it("gives the pairing rate by criterion, a pair being two days", () => {
    const { pairing } = qualityOf([
      served("2019-02-01"),
      scored("2018-12-01", "housing", 1),
      scored("2019-12-31", "housing", 1),
      scored("2019-03-01", "health", 1),
      scored("2019-03-01", "health", 2),
      scored("2020-01-01", "health", 2),
      scored("2020-01-01", "money", 2),
    ]);
    expect(
      pairing.map(({ criterion, withFirst, withPair }) => [criterion, withFirst.numerator, withPair.numerator]),
    ).toEqual([
      [null, 1, 1],
      ["health", 1, 0],
      ["housing", 1, 1],
    ]);
    expect(qualityOf([]).pairing[0]).toMatchObject({ served: 0, percent: null, reason: "nobody-served" });
  });

  it.each<readonly [title: string, events: readonly Event[], ended: number, contacted: number, reached: number]>([
    ["asked on the last day of the window", [...supported("2019-03-01", "2019-06-30"), asked("2019-12-30")], 1, 1, 1],
    ["asked a day too late", [...supported("2019-03-01", "2019-06-30"), asked("2019-12-31")], 1, 0, 0],
    ["asked on the last day of support", [...supported("2019-03-01", "2019-06-30"), asked("2019-06-30")], 1, 0, 0],
    ["not reached", [...supported("2019-03-01", "2019-06-30"), asked("2019-07-30", "unreachable")], 1, 1, 0],
    ["six months are over on the horizon", supported("2019-03-01", "2019-06-30"), 1, 0, 0],
    ["six months are not over", supported("2019-03-01", "2019-07-01"), 0, 0, 0],
    ["support ended before the period", supported("2018-03-01", "2018-12-31"), 0, 0, 0],
    ["support runs at the horizon", supported("2019-03-01", "2020-01-01"), 0, 0, 0],
  ])("gives the completeness of follow-ups: %s", (_, events, ended, contacted, reached) => {
    const { followUps } = qualityOf(events);
    expect([followUps.ended, followUps.contacted.numerator, followUps.reached.numerator]).toEqual([
      ended,
      contacted,
      reached,
    ]);
    expect(followUps.reason).toBe(ended === 0 ? "nobody-ended" : null);
  });

  it("refuses a wrong call", () => {
    const dataset = parseDataset([]);
    const wrong = (options: object) => () => dataQuality(dataset, { ...span, ...options });
    expect(wrong({ examples: 1.5 })).toThrow(
      "Cannot assess the quality of the data: examples must be a whole number of 0 or more, received 1.5",
    );
    expect(wrong({ followUpMonths: -1 })).toThrow(RangeError);
    expect(wrong({ asOf: "tomorrow" })).toThrow(RangeError);
    expect(wrong({ period: { from: "2019-02-01", to: "2019-01-01" } })).toThrow(RangeError);
    expect(() => dataQuality({} as never, span)).toThrow(TypeError);
  });
});

const lines = readFileSync("fixtures/vse-poluchitsya-2019-2020/events.ndjson", "utf8").trim().split("\n");
const invented = lines.map((line) => JSON.parse(line) as NaiveEvent & Event);

describe("laws of dataQuality()", () => {
  it("counts what filtering the events gives", () => {
    const { findings, entryLags } = dataQuality(parseDataset(invented), { period: year(2020), asOf: "2020-12-31" });
    // None of the four retractions in the file is itself retracted, and each is an event too.
    const retractions = invented.filter(({ type }) => type === "event-retracted");
    const live: readonly Event[] = [
      ...(standing(invented) as readonly NaiveEvent[] as readonly Event[]),
      ...retractions,
    ];
    const inYear = live.filter(({ date }) => date >= "2020-01-01" && date <= "2020-12-31");
    const ofType = (type: string) => inYear.filter((one) => one.type === type);
    const count = (events: readonly Event[], isFound: (one: Event) => boolean) => ({
      numerator: events.filter(isFound).length,
      denominator: events.length,
    });
    const lagOf = (one: Event) => (Date.parse(String(one.recordedOn)) - Date.parse(one.date)) / 86_400_000;
    const shares = Object.fromEntries(findings.map(({ code, share }) => [code, share]));
    expect(shares).toMatchObject({
      "validity.work-not-confirmed": count(
        ofType("placement-started"),
        (one) => one.source === undefined || one.source === "self-report",
      ),
      "integrity.evidence-not-stated": count(inYear, (one) => one.source === undefined),
      "precision.setting-missing": count(ofType("placement-started"), (one) => one.setting === undefined),
      "precision.contract-missing": count(ofType("placement-started"), (one) => one.contract === undefined),
      "precision.hours-missing": count(ofType("placement-started"), (one) => one.hoursPerWeek === undefined),
      "precision.sex-missing": count(ofType("beneficiary-registered"), (one) => one.sex === undefined),
      "reliability.unreachable": count(ofType("follow-up-recorded"), (one) => one.status === "unreachable"),
      "timeliness.entered-after-30-days": count(inYear, (one) => lagOf(one) > 30),
      "timeliness.entered-after-as-of": count(inYear, (one) => String(one.recordedOn) > "2020-12-31"),
      "dataset.entry-lag": count(inYear, (one) => lagOf(one) > 90),
    });
    const lags = inYear.map(lagOf).sort((a, b) => a - b);
    expect(entryLags[0]).toMatchObject({
      events: inYear.length,
      median: lags[Math.ceil(lags.length / 2) - 1],
      percentile90: lags[Math.ceil(lags.length * 0.9) - 1],
      within7: count(inYear, (one) => lagOf(one) <= 7),
      within90: count(inYear, (one) => lagOf(one) <= 90),
    });
  });

  it("finds the dataset's own warnings when the period is everything", () => {
    const dataset = parseDataset(invented);
    const period = { from: "1900-01-01", to: "2199-12-31" };
    const last = invented
      .map(({ date }) => date)
      .sort()
      .at(-1)!;
    const { findings } = dataQuality(dataset, { period, asOf: last });
    const counts = new Map<string, number>();
    for (const { code } of datasetIssues(dataset)) counts.set(code, (counts.get(code) ?? 0) + 1);
    const ours = findings.filter(({ code }) => code.startsWith("dataset."));
    expect(Object.fromEntries(ours.map(({ code, share }) => [code, share.numerator]))).toEqual(
      Object.fromEntries(ours.map(({ code }) => [code, counts.get(code) ?? 0])),
    );
    expect([...counts.keys()].filter((code) => !ours.some((finding) => finding.code === code))).toEqual([]);
  });

  it("does not depend on the order of events, and pairs as change() does", () => {
    const paired = defineIndicator({
      code: "paired",
      title: { ru: "пары", en: "pairs" },
      denominator: happens(clip(services({ service: "social-adaptation" }), reportingPeriod)),
      numerator: change({ paired: { atLeast: 1 } }),
    });
    fc.assert(
      fc.property(populationsOnOccasions, ({ events, criteria, period, asOf }) => {
        const options = { criteria } as Parameters<typeof parseDataset>[1];
        const dataset = parseDataset(events, options);
        const found = dataQuality(dataset, { period, asOf });
        expect(dataQuality(parseDataset([...events].reverse(), options), { period, asOf })).toEqual(found);
        for (const { share } of found.findings) expect(share.numerator).toBeLessThanOrEqual(share.denominator);
        const [first, ...rest] = found.entryLags;
        expect(rest.reduce((sum, row) => sum + row.events, 0)).toBe(first?.events);
        // People registered after the horizon are not there for the table, but are for the indicator.
        const horizon = [asOf, period.to].sort()[0]!;
        const isThere = new Set(
          standing(events)
            .filter((one) => one.type === "beneficiary-registered" && one.date <= horizon)
            .map(({ beneficiaryId }) => beneficiaryId),
        );
        if (standing(events).some(({ beneficiaryId }) => !isThere.has(beneficiaryId))) return;
        expect(found.pairing[0]?.withPair).toEqual(paired(dataset, { period, asOf }).share);
      }),
      { numRuns: howMany(150), seed: 20_201_231 },
    );
  });
});
