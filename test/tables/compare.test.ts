import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  catalogue,
  days,
  defineIndicator,
  type EvaluateOptions,
  type Evaluation,
  evaluate,
  members,
  months,
  type Period,
  parseDataset,
  period,
  results,
  socialChangeShare,
  workExperienceShare,
  year,
} from "../../src/core/index";
import { type ChangeCause, type Comparison, changes, compare, type IndicatorComparison } from "../../src/tables/index";
import { happens, lasts, placements, reportingPeriod, services, touching } from "../../src/define/index";
import { mio } from "../cli/terminal";
import { populationsOnOccasions } from "../core/naive/population";
import { howMany } from "../long";

type Event = Readonly<Record<string, unknown>> & { readonly id: string; readonly date: string };

const VERDICTS = ["outside", "excluded", "counted", "pending", "unknown", "not-counted"] as const;
const STANDINGS = [...VERDICTS, "not-in-dataset"] as const;
const CAUSES: readonly ChangeCause[] = [
  "new-event",
  "corrected-event",
  "retracted-event",
  "passage-of-time",
  "definition-changed",
  "several",
];
const EARLY = "2019-02-15";
const LATE = "2020-02-01";

const event = (id: string, type: string, date: string, fields: object = {}): Event =>
  Object.freeze({ id, type, beneficiaryId: "B-1", date, recordedOn: EARLY, ...fields });
const registration = event("R", "beneficiary-registered", "2019-01-10", { targetGroups: ["care-leaver"] });
const service = event("V", "service-delivered", "2019-02-01", { service: "social-adaptation" });
const start = event("S", "placement-started", "2019-05-01", { placementId: "P-1", setting: "open-market" });
const end = event("N", "placement-ended", "2019-05-31", { placementId: "P-1" });
const base = [registration, service];
const retraction = (of: Event, recordedOn = LATE) =>
  event(`no ${of.id}`, "event-retracted", recordedOn, { retracts: of.id, recordedOn });

const title = { ru: "Работали долго", en: "Worked long" };
const served = happens(touching(services(), reportingPeriod));
const workedFor = (atLeast: ReturnType<typeof months>) =>
  defineIndicator({ code: "own", title, denominator: served, numerator: lasts(placements(), { atLeast }) });
const halfYear = workedFor(months(6));

interface Side extends Partial<EvaluateOptions> {
  readonly events: readonly Event[];
  readonly criteria?: Parameters<typeof parseDataset>[1] extends infer T ? T : never;
}

function evaluated({ events, criteria, ...options }: Side): Evaluation {
  const defaults = { indicators: [halfYear], periods: [year(2019)], asOf: "2019-12-31" };
  return evaluate(parseDataset(events, criteria), { ...defaults, ...options });
}

const only = (comparison: Comparison): IndicatorComparison => comparison.indicators[0]!;

describe("changes()", () => {
  const feb = { indicators: [workExperienceShare] };
  const nine = { asOf: "2019-09-30" };
  const wrongEnd = event("N-0", "placement-ended", "2019-05-31", { placementId: "P-1" });
  const rightEnd = event("N-1", "placement-ended", "2019-11-30", { placementId: "P-1", recordedOn: LATE });
  const other = event("V-2", "service-delivered", "2019-03-01", { service: "legal-advice" });
  const otherRegistration = { ...registration, sex: "female" };
  const criteria = {
    criteria: [{ code: "housing", title, min: 1, max: 5, better: "lower" }] as const,
  };
  const scores = [
    event("A-1", "assessment-recorded", "2019-03-01", { criterion: "housing", score: 2 }),
    event("A-2", "assessment-recorded", "2019-09-01", { criterion: "housing", score: 4 }),
  ];

  it.each<
    readonly [when: string, before: Side, after: Side, from: string, to: string, cause: ChangeCause, events: string[]]
  >([
    [
      "a placement was entered",
      { events: base, ...feb },
      { events: [...base, start, end], ...feb },
      "not-counted",
      "counted",
      "new-event",
      ["S", "N"],
    ],
    [
      "the person was entered",
      { events: [] },
      { events: base },
      "not-in-dataset",
      "not-counted",
      "new-event",
      ["R", "V"],
    ],
    [
      "the person was entered and came after the horizon",
      { events: [] },
      { events: [{ ...registration, date: "2020-03-01" }] },
      "not-in-dataset",
      "outside",
      "new-event",
      ["R"],
    ],
    [
      "the person is no longer there",
      { events: base },
      { events: [] },
      "not-counted",
      "not-in-dataset",
      "retracted-event",
      ["R", "V"],
    ],
    [
      "a placement was retracted",
      { events: [...base, start, end], ...feb },
      { events: [...base, start, end, retraction(start), retraction(end)], ...feb },
      "counted",
      "not-counted",
      "retracted-event",
      ["S", "N"],
    ],
    [
      "the same end has another date",
      { events: [...base, start, end] },
      { events: [...base, start, { ...end, date: "2019-10-31" }] },
      "not-counted",
      "counted",
      "corrected-event",
      ["N"],
    ],
    [
      "an end was retracted and another recorded instead",
      { events: [...base, start, wrongEnd, retraction(wrongEnd), rightEnd], knownOn: "2020-01-15" },
      { events: [...base, start, wrongEnd, retraction(wrongEnd), rightEnd] },
      "not-counted",
      "counted",
      "corrected-event",
      ["N-0", "N-1"],
    ],
    [
      "what ran reached its length",
      { events: [...base, start], ...nine },
      { events: [...base, start] },
      "pending",
      "counted",
      "passage-of-time",
      [],
    ],
    [
      "the same events are looked at later",
      { events: [...base, start, { ...end, date: "2019-09-15" }], asOf: "2019-08-31" },
      { events: [...base, start, { ...end, date: "2019-09-15" }] },
      "pending",
      "not-counted",
      "passage-of-time",
      ["N"],
    ],
    [
      "the period is another",
      { events: base },
      { events: base, periods: [year(2020)], asOf: "2020-12-31" },
      "not-counted",
      "outside",
      "passage-of-time",
      [],
    ],
    [
      "an end came after the earlier horizon, though time alone would have led elsewhere",
      { events: [...base, start], ...nine },
      { events: [...base, start, { ...end, date: "2019-10-15" }] },
      "pending",
      "not-counted",
      "new-event",
      ["N"],
    ],
    [
      "work came after the earlier horizon",
      { events: base, ...feb, ...nine },
      { events: [...base, { ...start, date: "2019-11-01" }], ...feb },
      "not-counted",
      "counted",
      "new-event",
      ["S"],
    ],
    [
      "an event was entered that time would not have needed",
      { events: [...base, start], ...nine },
      { events: [...base, start, other] },
      "pending",
      "counted",
      "passage-of-time",
      [],
    ],
    [
      "the definition asks for less",
      { events: [...base, start, end] },
      { events: [...base, start, end], indicators: [workedFor(days(30))] },
      "not-counted",
      "counted",
      "definition-changed",
      [],
    ],
    [
      "the definition asks for less and an event does not matter",
      { events: [...base, start, end] },
      { events: [...base, start, end, other], indicators: [workedFor(days(30))] },
      "not-counted",
      "counted",
      "definition-changed",
      [],
    ],
    [
      "a criterion was declared with the lower score for the better",
      { events: [...base, ...scores], indicators: [socialChangeShare] },
      { events: [...base, ...scores], indicators: [socialChangeShare], criteria },
      "counted",
      "not-counted",
      "definition-changed",
      [],
    ],
    [
      "an event was entered that counts only under the new definition",
      { events: base },
      { events: [...base, start, end], indicators: [workedFor(days(30))] },
      "not-counted",
      "counted",
      "definition-changed",
      [],
    ],
    [
      "the person came and the definition was loosened",
      { events: [] },
      { events: [...base, start, end], indicators: [workedFor(days(30))] },
      "not-in-dataset",
      "counted",
      "several",
      ["R", "V", "S", "N"],
    ],
    [
      "a placement was retracted and a service that does not matter entered",
      { events: [...base, start, end], ...feb },
      { events: [...base, other], ...feb },
      "counted",
      "not-counted",
      "retracted-event",
      ["S", "N"],
    ],
    [
      "a placement was retracted and a correction does not matter",
      { events: [...base, start, end], ...feb },
      { events: [otherRegistration, service], ...feb },
      "counted",
      "not-counted",
      "retracted-event",
      ["S", "N"],
    ],
    [
      "a placement was entered and a correction does not matter",
      { events: base, ...feb },
      { events: [otherRegistration, service, start, end], ...feb },
      "not-counted",
      "counted",
      "new-event",
      ["S", "N"],
    ],
    [
      "an end was corrected and a retracted service does not matter",
      { events: [...base, other, start, end] },
      { events: [...base, start, { ...end, date: "2019-10-31" }] },
      "not-counted",
      "counted",
      "corrected-event",
      ["N"],
    ],
    [
      "one placement was retracted and another is too short",
      { events: [...base, start, { ...end, date: "2019-11-30" }], indicators: [workedFor(days(20))] },
      {
        events: [registration, service, { ...start, id: "S-2", placementId: "P-2", date: "2019-12-25" }],
        indicators: [workedFor(days(20))],
      },
      "counted",
      "pending",
      "several",
      ["S", "N", "S-2"],
    ],
  ])("gives one cause when %s", (_, before, after, from, to, cause, events) => {
    const sides = [evaluated(before), evaluated(after)] as const;
    const { code } = results(sides[1])[0]!;
    expect(changes(...sides, { indicator: code })).toEqual([{ beneficiaryId: "B-1", from, to, cause, events }]);
    expect(only(compare(...sides)).causes[cause]).toBe(1);
    expect(only(compare(...sides)).changed).toBe(1);
  });

  it("narrows by from, to and cause, and takes a reading for an indicator", () => {
    const [before, after] = [evaluated({ events: base, ...feb }), evaluated({ events: [...base, start], ...feb })];
    const listed = (options: object) => changes(before, after, { indicator: "1.1", ...options }).length;
    expect(listed({ from: "not-counted", to: "counted", cause: "new-event" })).toBe(1);
    expect([listed({ from: "counted" }), listed({ to: "outside" }), listed({ cause: "several" })]).toEqual([0, 0, 0]);
    const social = (score: number) =>
      evaluated({ events: [...base, scores[0]!, { ...scores[1]!, score }], indicators: [socialChangeShare] });
    expect(changes(social(2), social(3), { indicator: "2.1" })).toEqual([]);
    expect(changes(social(2), social(3), { indicator: "2.1:improved" })).toMatchObject([
      { from: "not-counted", to: "counted", cause: "corrected-event", events: ["A-2"] },
    ]);
  });
});

describe("compare()", () => {
  const twoYears = evaluated({ events: base, periods: [year(2019), year(2020)] });
  const work = evaluated({ events: base, indicators: [workExperienceShare] });

  it.each<readonly [when: string, call: () => unknown, message: RegExp]>([
    [
      "no indicator is shared",
      () => compare(evaluated({ events: base }), work),
      /^Cannot compare the evaluations: they must share an indicator, and have own before and 1\.1 after; evaluate/,
    ],
    [
      "an evaluation has several periods and none is told",
      () => compare(twoYears, twoYears),
      /^Cannot compare the evaluations: period must be given unless .* has 2 \(2019-01-01 – 2019-12-31, 2020/,
    ],
    [
      "the period was not evaluated",
      () => compare(work, work, { period: year(2018) }),
      /^Cannot compare the evaluations: period must be one of those evaluated/,
    ],
    ["nobody has the attribute", () => compare(work, work, { by: "colour" }), /by must be an attribute .*"colour"/],
    ["the indicator was not evaluated", () => changes(work, work, { indicator: "9" }), /indicator must be one of/],
    [
      "the standing is misspelt",
      () => changes(work, work, { indicator: "1.1", from: "not-countd" as "counted" }),
      /^Cannot list changes: from must be one of outside, .*, received "not-countd"; did you mean "not-counted"\?$/,
    ],
    [
      "the cause is misspelt",
      () => changes(work, work, { indicator: "1.1", cause: "new" as ChangeCause }),
      /^Cannot list changes: cause must be one of new-event, .*, received "new"/,
    ],
  ])("refuses with a RangeError when %s", (_, call, message) => {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(message);
  });

  it("refuses with a TypeError what is no period, and what is no evaluation", () => {
    expect(() => compare(work, work, { period: "2019" as unknown as Period })).toThrow(TypeError);
    expect(() => compare(work, {} as Evaluation)).toThrow(TypeError);
    expect(() => changes({} as Evaluation, work, { indicator: "1.1" })).toThrow(TypeError);
  });

  it("names the indicators that only one side has", () => {
    const both = evaluated({ events: base, indicators: [workExperienceShare, halfYear] });
    expect(compare(both, work).notCompared).toEqual({ before: ["own"], after: [] });
    expect(compare(work, both).notCompared).toEqual({ before: [], after: ["own"] });
    expect(compare(both, work).indicators.map(({ code }) => code)).toEqual(["1.1"]);
  });

  it("takes one period of each side, and notes a changed definition and an empty denominator", () => {
    const after = evaluated({ events: base, periods: [year(2019), year(2020)], indicators: [workedFor(days(30))] });
    const comparison = only(
      compare(twoYears, after, { period: { before: year(2019), after: year(2020) }, by: "targetGroup" }),
    );
    expect(comparison).toMatchObject({ difference: null, split: null, denominator: { entered: 0, left: 1 } });
    expect(comparison.notes.map(({ code }) => code)).toEqual(["empty-denominator", "definition-changed"]);
    expect(only(compare(twoYears, twoYears, { period: year(2019) }))).not.toHaveProperty("split");
  });
});

/** As many people as a list says, each served in 2019 and, if counted, working for a day. */
function crowd(parts: readonly (readonly [groups: readonly string[], counted: number, of: number])[]): Event[] {
  let number = 0;
  return parts.flatMap(([targetGroups, counted, of]) =>
    Array.from({ length: of }, (_, at): Event[] => {
      const beneficiaryId = `B-${++number}`;
      const theirs = (id: string, one: Event, fields: object) => ({
        ...one,
        id: `${id}-${number}`,
        beneficiaryId,
        ...fields,
      });
      return [
        theirs("R", registration, { targetGroups }),
        theirs("V", service, {}),
        ...(at < counted ? [theirs("S", start, { placementId: `P-${number}` })] : []),
      ];
    }).flat(),
  );
}

const crowdOf = (...parts: Parameters<typeof crowd>[0]) =>
  evaluated({ events: crowd(parts), indicators: [workExperienceShare] });
const splitOf = (before: Evaluation, after: Evaluation, by = "targetGroup") =>
  only(compare(before, after, { by })).split!;

describe("compare() with by", () => {
  // Worked by hand from Kitagawa's two components: weights 0.2/0.8 → 0.6/0.4, rates 0.5/0.125 → 0.5/0.1.
  it("splits a difference into rate and mix", () => {
    const split = splitOf(crowdOf([["a"], 10, 20], [["b"], 10, 80]), crowdOf([["a"], 30, 60], [["b"], 4, 40]));
    expect(split).toEqual({
      by: "targetGroup",
      difference: "0.1400000000",
      rate: "-0.0150000000",
      mix: "0.1550000000",
      strata: [
        {
          codes: ["a"],
          before: { numerator: 10, denominator: 20 },
          after: { numerator: 30, denominator: 60 },
          rate: "0.0000000000",
          mix: "0.2000000000",
        },
        {
          codes: ["b"],
          before: { numerator: 10, denominator: 80 },
          after: { numerator: 4, denominator: 40 },
          rate: "-0.0150000000",
          mix: "-0.0450000000",
        },
      ],
    });
  });

  it("takes a combination of groups for a stratum of its own, in whatever order they are written, and none for another", () => {
    const before = crowdOf([["b", "a"], 1, 2], [["a"], 1, 3], [[], 0, 1]);
    const after = crowdOf([["a", "b"], 2, 2], [["a"], 1, 3], [[], 1, 1]);
    expect(splitOf(before, after).strata.map(({ codes, before: share }) => [codes, share.denominator])).toEqual([
      [["a", "b"], 2],
      [["a"], 3],
      [[], 1],
    ]);
  });

  it("gives a stratum that is empty on one side to mix altogether, and says so", () => {
    const [before, after] = [crowdOf([["a"], 1, 4]), crowdOf([["a"], 1, 4], [["b"], 3, 4], [[], 1, 2])];
    const comparison = only(compare(before, after, { by: "targetGroup" }));
    // 3/4 of the new stratum at a weight of 4/10; 1/2 of the other at 2/10.
    expect(comparison.split!.strata.map(({ rate, mix }) => [rate, mix])).toEqual([
      ["0.0000000000", "-0.1500000000"],
      ["0.0000000000", "0.3000000000"],
      ["0.0000000000", "0.1000000000"],
    ]);
    expect(comparison.notes.map(({ code, message }) => `${code}: ${message.en}`)).toEqual([
      'empty-stratum: The stratum "b" is empty before: all it contributes is mix.',
      'empty-stratum: The stratum "not given" is empty before: all it contributes is mix.',
    ]);
    expect(only(compare(after, before, { by: "targetGroup" })).split!.strata[1]).toMatchObject({
      rate: "0.0000000000",
      mix: "-0.3000000000",
    });
  });
});

/** Decimal text in units of its tenth decimal. */
const units = (text: string) => BigInt(text.replace(".", ""));
const sum = (texts: readonly string[]) => texts.reduce((total, text) => total + units(text), 0n);

describe("laws of the split", () => {
  const part = fc
    .record({ of: fc.nat(9), counted: fc.nat(9), groups: fc.subarray(["a", "b", "c"]) })
    .map(({ of, counted, groups }) => [groups, Math.min(counted, of), of] as const);
  const side = fc.array(part, { maxLength: 5 });

  it("compare() gives parts that add up to the difference as printed, each within a unit of its exact value", () => {
    fc.assert(
      fc.property(side, side, (first, second) => {
        const comparison = only(
          compare(crowdOf([["a"], 0, 1], ...first), crowdOf([["a"], 1, 1], ...second), { by: "targetGroup" }),
        );
        const { difference, rate, mix, strata } = comparison.split!;
        expect(units(rate) + units(mix)).toBe(units(difference));
        expect(difference).toBe(comparison.difference);
        expect(sum(strata.map((one) => one.rate))).toBe(units(rate));
        expect(sum(strata.map((one) => one.mix))).toBe(units(mix));
        const { before, after } = comparison;
        expect(Number(difference)).toBeCloseTo(Number(after.value) - Number(before.value), 9);
        for (const one of strata) {
          const weight = (share: { denominator: number }, of: typeof before) =>
            share.denominator / of.share.denominator;
          const [w0, w1] = [weight(one.before, before), weight(one.after, after)];
          const ratio = ({ numerator, denominator }: typeof one.before) => numerator / denominator;
          const [was, is] = [ratio(one.before), ratio(one.after)];
          const [r0, r1] = [Number.isNaN(was) ? is : was, Number.isNaN(is) ? was : is];
          expect(Number(one.rate)).toBeCloseTo(((w0 + w1) / 2) * (r1 - r0), 9);
          expect(Number(one.mix)).toBeCloseTo(((r0 + r1) / 2) * (w1 - w0), 9);
        }
      }),
      { numRuns: howMany(60), seed: 1955 },
    );
  });
});

interface Drawn {
  readonly events: readonly Event[];
  readonly period: Period;
  readonly asOf: string;
  readonly criteria?: unknown;
  readonly knownOn: string;
  readonly later: { readonly period: Period; readonly asOf: string } | undefined;
  readonly isOtherRule: boolean;
  readonly isOtherDataset: boolean;
  /**
   * What the other dataset does to half of the services: gives them another date under the same id, or retracts them.
   */
  readonly mended: "nothing" | "dates" | "events";
}

const addDays = (date: string, count: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
const withoutReading = ({ definition }: (typeof catalogue.vsePoluchitsya)[number]) =>
  defineIndicator({ ...definition, denominator: served });

/** Two evaluations of one random population that differ in knowledge, time and definition, or in some of these. */
const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    population: populationsOnOccasions,
    lags: fc.array(fc.constantFrom(0, 20, 90, 400), { minLength: 1, maxLength: 40 }),
    near: fc.nat(500),
    later: fc.option(
      fc.constantFrom(
        { period: year(2020), asOf: "2020-12-31" },
        { period: period("2019-01-01", "2020-12-31"), asOf: "2020-06-30" },
      ),
      { nil: undefined },
    ),
    isOtherRule: fc.boolean(),
    isOtherDataset: fc.boolean(),
    mended: fc.constantFrom("nothing", "dates", "events"),
  })
  .map(({ population, lags, near, ...rest }) => {
    const events = population.events.map((one, at) => ({
      ...one,
      recordedOn: addDays(one.date, lags[at % lags.length]!),
    }));
    const knownOn = addDays(events[near % Math.max(1, events.length)]?.date ?? "2019-07-01", 10);
    return { ...population, ...rest, events, knownOn } as unknown as Drawn;
  });

/** Where each person stands, by way of members(). */
function standingIn(evaluation: Evaluation, code: string, of: Period) {
  const verdicts = new Map(
    VERDICTS.flatMap((verdict) =>
      members(evaluation, { indicator: code, period: of, verdict }).map((id) => [id, verdict] as const),
    ),
  );
  return (id: string) => verdicts.get(id) ?? "not-in-dataset";
}

/** The events of the evaluation after. */
function eventsAfter({ events, mended, isOtherDataset }: Drawn): readonly Event[] {
  if (!isOtherDataset) return events;
  const isMended = ({ type }: Event, at: number) => type === "service-delivered" && at % 2 === 0;
  const takenBack = (each: Event) => ({ ...retraction(each), beneficiaryId: each.beneficiaryId });
  const retractions = mended === "events" ? events.filter(isMended).map(takenBack) : [];
  const corrected = events.map((each, at) =>
    mended === "dates" && isMended(each, at) ? { ...each, date: addDays(each.date, 300) } : each,
  );
  return [...corrected, ...retractions].reverse();
}

function sidesOf(one: Drawn): readonly [Evaluation, Evaluation] {
  const options = { criteria: one.criteria } as Parameters<typeof parseDataset>[1];
  const dataset = parseDataset(one.events, options);
  const indicators = catalogue.vsePoluchitsya;
  const before = evaluate(dataset, { indicators, periods: [one.period], asOf: one.asOf, knownOn: one.knownOn });
  const { period: laterPeriod, asOf } = one.later ?? one;
  const after = evaluate(one.isOtherDataset ? parseDataset(eventsAfter(one), options) : dataset, {
    indicators: one.isOtherRule ? indicators.map(withoutReading) : indicators,
    periods: [laterPeriod],
    asOf,
  });
  return [before, after];
}

const law = (holds: (sides: readonly [Evaluation, Evaluation], one: Drawn) => void, numRuns = howMany(50)) =>
  fc.assert(
    fc.property(drawn, (one) => holds(sidesOf(one), one)),
    { numRuns, seed: 20_192_020 },
  );

describe("laws of the bridge", () => {
  it("compare() has the verdicts of both results for margins, and one cause for each change", () => {
    const seen = new Set<ChangeCause>();
    law((sides) => {
      const { people, indicators } = compare(...sides);
      expect(indicators).toHaveLength(5);
      for (const { before, after, matrix, changed, causes, numerator, denominator } of indicators) {
        const rows = STANDINGS.map((from) => STANDINGS.reduce((total, to) => total + matrix[from][to], 0));
        const columns = STANDINGS.map((to) => STANDINGS.reduce((total, from) => total + matrix[from][to], 0));
        expect(rows.slice(0, -1)).toEqual(VERDICTS.map((verdict) => before.verdicts[verdict]));
        expect(columns.slice(0, -1)).toEqual(VERDICTS.map((verdict) => after.verdicts[verdict]));
        const cells = STANDINGS.flatMap((from) => STANDINGS.map((to) => ({ from, to, count: matrix[from][to] })));
        const union = people.before + people.after - people.inBoth;
        expect(cells.reduce((total, { count }) => total + count, 0)).toBe(union);
        expect(cells.reduce((total, { from, to, count }) => (from === to ? total : total + count), 0)).toBe(changed);
        expect(CAUSES.reduce((total, cause) => total + causes[cause], 0)).toBe(changed);
        expect(numerator.entered - numerator.left).toBe(after.share.numerator - before.share.numerator);
        expect(denominator.entered - denominator.left).toBe(after.share.denominator - before.share.denominator);
        for (const cause of CAUSES) if (causes[cause] > 0) seen.add(cause);
      }
    }, 100);
    expect([...seen].sort()).toEqual([...CAUSES].sort());
  });

  it("changes() lists exactly the people of every cell, with the verdicts that members() gives", () => {
    law(([before, after], one) => {
      for (const { code, matrix, causes } of compare(before, after).indicators) {
        const listed = changes(before, after, { indicator: code });
        const [was, is] = [standingIn(before, code, one.period), standingIn(after, code, (one.later ?? one).period)];
        expect(listed.map(({ from, to }) => [from, to])).toEqual(
          listed.map(({ beneficiaryId }) => [was(beneficiaryId), is(beneficiaryId)]),
        );
        const cell = (from: string, to: string) => listed.filter((one) => one.from === from && one.to === to).length;
        expect(STANDINGS.map((from) => STANDINGS.map((to) => (from === to ? 0 : matrix[from][to])))).toEqual(
          STANDINGS.map((from) => STANDINGS.map((to) => cell(from, to))),
        );
        expect(CAUSES.map((cause) => listed.filter((one) => one.cause === cause).length)).toEqual(
          CAUSES.map((cause) => causes[cause]),
        );
      }
    });
  });

  it("changes() gives causes that hold when things are taken back one by one", () => {
    law(([before, after], one) => {
      const options = { criteria: one.criteria } as Parameters<typeof parseDataset>[1];
      const time = one.later ?? one;
      const old = { indicators: catalogue.vsePoluchitsya, periods: [time.period], asOf: time.asOf };
      const oldDefinition = evaluate(parseDataset(eventsAfter(one), options), old);
      const oldFacts = evaluate(parseDataset(one.events, options), { ...old, knownOn: one.knownOn });
      for (const { code } of old.indicators) {
        const stands = (evaluation: Evaluation) => standingIn(evaluation, code, time.period);
        const [byDefinition, byFacts] = [stands(oldDefinition), stands(oldFacts)];
        for (const { beneficiaryId, from, to, cause, events } of changes(before, after, { indicator: code })) {
          const [withOldDefinition, withOldFacts] = [byDefinition(beneficiaryId), byFacts(beneficiaryId)];
          if (withOldDefinition !== to)
            expect(cause).toBe(withOldDefinition === from ? "definition-changed" : "several");
          else if (withOldFacts === to) expect(cause).toBe("passage-of-time");
          else if (cause.endsWith("-event")) expect(events).not.toEqual([]);
          else expect(cause === "several" || (code === "2.1" && one.criteria === undefined)).toBe(true);
        }
      }
    });
  });

  it("compare() finds no change between an evaluation and itself, or the same facts read again in another order", () => {
    law((_, one) => {
      const [before, after] = sidesOf({ ...one, mended: "nothing" });
      const again = sidesOf({ ...one, isOtherDataset: !one.isOtherDataset, mended: "nothing" })[1];
      for (const pair of [
        [before, before],
        [after, after],
        [after, again],
      ] as const) {
        for (const { changed, difference } of compare(...pair).indicators) {
          expect(changed).toBe(0);
          expect(["0.0000000000", null]).toContain(difference);
        }
      }
    });
  });

  it("compare() turns round when the sides are exchanged", () => {
    law(([before, after]) => {
      const there = compare(before, after).indicators;
      const back = compare(after, before).indicators;
      there.forEach(({ matrix, changed, numerator }, at) => {
        expect(back[at]!.changed).toBe(changed);
        expect(back[at]!.numerator).toEqual({ entered: numerator.left, left: numerator.entered });
        const turned = STANDINGS.map((from) => STANDINGS.map((to) => back[at]!.matrix[to][from]));
        expect(turned).toEqual(STANDINGS.map((from) => STANDINGS.map((to) => matrix[from][to])));
      });
    });
  });

  it("compare() names only what differs: the definition, the time, or the facts and the criteria seen in them", () => {
    law((_, one) => {
      const [before, after] = sidesOf({ ...one, later: undefined, isOtherRule: false, isOtherDataset: false });
      for (const { causes, code } of compare(before, after).indicators) {
        expect(causes["passage-of-time"]).toBe(0);
        // Without declared criteria, those that occur in the data are part of the definition.
        if (one.criteria !== undefined || code !== "2.1") expect(causes["definition-changed"]).toBe(0);
      }
      const same: Drawn = { ...one, knownOn: "2199-12-31", mended: "nothing" };
      for (const { causes, changed } of compare(...sidesOf({ ...same, isOtherRule: false })).indicators) {
        expect(causes["passage-of-time"]).toBe(changed);
      }
      for (const { causes, changed } of compare(...sidesOf({ ...same, later: undefined })).indicators) {
        expect(causes["definition-changed"]).toBe(changed);
      }
    });
  });
});

describe("mio report --before", () => {
  it("prints the cause of each change in Russian and in English, and people who are gone", async () => {
    const folder = mkdtempSync(join(tmpdir(), "mio-compare-"));
    const file = (name: string, events: readonly Event[]) => {
      writeFileSync(join(folder, name), events.map((each) => JSON.stringify(each)).join("\n"));
      return join(folder, name);
    };
    const options = ["--period", "2019", "--as-of", "2019-12-31", "--locale", "ru", "--locale", "en"];
    const printed = async (before: readonly Event[], after: readonly Event[]) => {
      const files = [file("after.ndjson", after), "--before", file("before.ndjson", before)];
      return (await mio(["report", ...files, ...options])).out;
    };
    const entered = await printed(base, [...base, start, end]);
    expect(entered).toContain("1.1, 2019, B-1: не учтён → учтён\nПричина: новое событие [S, N]\nПоказатель 1.1");
    expect(entered).toContain("1.1, 2019, B-1: not counted → counted\nCause: new event [S, N]\nIndicator 1.1");
    const [first] = base;
    const gone = await printed([...base, start], [{ ...first!, id: "other", beneficiaryId: "B-2" }]);
    expect(gone).toContain("1.1, 2019, B-1: учтён → нет в данных\nПричина: отозванное событие [R, V, S]\n");
    expect(gone).toContain("1.1, 2019, B-1: counted → not in the dataset\nCause: retracted event [R, V, S]\n");
    rmSync(folder, { recursive: true });
  });
});
