import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  catalogue,
  type Evaluation,
  evaluate,
  members,
  type Period,
  parseDataset,
  period,
  quarter,
  type Verdict,
  year,
  unionOf,
} from "../../src/core/index";
import { type PeopleAcrossPeriods, reconcile } from "../../src/tables/index";
import { populationsOnOccasions } from "../core/naive/population";
import { howMany } from "../long";

const YEARS = [year(2019), year(2020)];
const BOTH = period("2019-01-01", "2020-12-31");

const divisions: fc.Arbitrary<readonly Period[]> = fc.constantFrom(
  YEARS,
  [quarter(2020, 1), year(2019)],
  [quarter(2019, 1), quarter(2019, 2), quarter(2019, 3), quarter(2019, 4)],
  [period("2019-01-01", "2019-08-31"), period("2019-07-01", "2020-02-29"), period("2019-08-15", "2019-08-31")],
);

const idsOf = (evaluation: Evaluation, indicator: string, of: Period, verdicts: readonly Verdict[]) =>
  verdicts.flatMap((verdict) => members(evaluation, { indicator, period: of, verdict }));

/** The same numbers, from lists of ids. */
function counted(lists: readonly (readonly string[])[], ofUnion: readonly string[]) {
  const times = new Map<string, number>();
  for (const id of lists.flat()) times.set(id, (times.get(id) ?? 0) + 1);
  return {
    inPeriods: lists.map((ids) => ids.length),
    sumOfPeriods: lists.flat().length,
    inUnion: ofUnion.length,
    inExactly: lists.map((_, place) => [...times.values()].filter((count) => count === place + 1).length),
    inUnionOnly: ofUnion.filter((id) => !times.has(id)).length,
    inPeriodsOnly: [...times.keys()].filter((id) => !ofUnion.includes(id)).length,
  };
}

const plainly = (across: PeopleAcrossPeriods) => ({
  ...across,
  inPeriods: across.inPeriods.map(({ people }) => people),
  inUnion: across.inUnion.people,
  inExactly: across.inExactly.map(({ people }) => people),
});

describe("laws of reconciliation", () => {
  const law = (holds: (evaluation: Evaluation, periods: readonly Period[]) => void) => () =>
    fc.assert(
      fc.property(populationsOnOccasions, divisions, ({ events, criteria, asOf }, periods) => {
        const dataset = parseDataset(events, criteria === undefined ? {} : { criteria });
        const all = [...periods, unionOf(periods)];
        holds(evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods: all, asOf }), periods);
      }),
      { numRuns: howMany(100), seed: 20_190_331 },
    );

  it(
    "reconcile() counts what counting ids counts",
    law((evaluation, periods) => {
      const reconciled = reconcile(evaluation, { periods });
      expect(reconciled.indicators.map(({ code }) => code)).toEqual(["1.1", "1.2", "1.3", "1.4", "2.1"]);
      for (const { code, numerator, denominator, inPeriods, inUnion } of reconciled.indicators) {
        const of = (verdicts: readonly Verdict[]) =>
          counted(
            periods.map((one) => idsOf(evaluation, code, one, verdicts)),
            idsOf(evaluation, code, reconciled.union, verdicts),
          );
        const above = of(["counted"]);
        const below = of(["counted", "pending", "unknown", "not-counted"]);
        expect(plainly(numerator)).toEqual(above);
        expect(plainly(denominator)).toEqual(below);
        expect(inPeriods.map(({ share }) => share)).toEqual(
          periods.map((_, place) => ({ numerator: above.inPeriods[place], denominator: below.inPeriods[place] })),
        );
        expect(inUnion.share).toEqual({ numerator: above.inUnion, denominator: below.inUnion });
      }
    }),
  );

  it(
    "reconcile() adds up: the sum is Σ k × people in k periods, and the union those people with what it alone has or lacks",
    law((evaluation, periods) => {
      for (const { numerator, denominator } of reconcile(evaluation, { periods }).indicators) {
        for (const { inExactly, sumOfPeriods, inUnion, inUnionOnly, inPeriodsOnly } of [numerator, denominator]) {
          expect(inExactly.reduce((sum, one) => sum + one.periods * one.people, 0)).toBe(sumOfPeriods);
          const distinct = inExactly.reduce((sum, one) => sum + one.people, 0);
          expect(distinct - inPeriodsOnly + inUnionOnly).toBe(inUnion.people);
        }
      }
    }),
  );

  it(
    "reconcile() is plain data, and has no percentage without people below the line",
    law((evaluation, periods) => {
      const reconciled = reconcile(evaluation, { periods });
      expect(JSON.parse(JSON.stringify(reconciled))).toEqual(reconciled);
      for (const { inPeriods, inUnion } of reconciled.indicators) {
        for (const { share, percent, reason } of [...inPeriods, inUnion]) {
          expect(percent === null).toBe(share.denominator === 0);
          expect(reason).toBe(share.denominator === 0 ? "empty-denominator" : null);
        }
      }
    }),
  );
});

describe("reconcile()", () => {
  let evaluation: Evaluation;
  beforeAll(() => {
    const events = readFileSync("fixtures/vse-poluchitsya-2019-2020/events.ndjson", "utf8").trim().split("\n");
    evaluation = evaluate(parseDataset(events.map((line): unknown => JSON.parse(line))), {
      indicators: catalogue.vsePoluchitsya,
      periods: [...YEARS, BOTH],
      asOf: "2021-01-31",
    });
  });

  it("gives sum 283, distinct 233, in both years 50 for work experience of the synthetic practice", () => {
    const [work] = reconcile(evaluation, { periods: YEARS, union: unionOf(YEARS) }).indicators;
    // Origin: 180, 103 and 233 in the published table; 50 is their reading in
    // fixtures/vse-poluchitsya-2019-2020/README.md.
    expect(work!.numerator).toEqual({
      inPeriods: [
        { period: year(2019), people: 180 },
        { period: year(2020), people: 103 },
      ],
      sumOfPeriods: 283,
      inUnion: { period: BOTH, people: 233 },
      inExactly: [
        { periods: 1, people: 183 },
        { periods: 2, people: 50 },
      ],
      inUnionOnly: 0,
      inPeriodsOnly: 0,
    });
    expect(work!.inPeriods.map(({ percent }) => percent)).toEqual(["38.9", "20.6"]);
    expect(work!.explanation).toEqual({
      ru:
        "Показатель 1.1: сумма учтённых по периодам 180 + 103 = 283, а разных людей за 2019-01-01 – 2020-12-31 учтено 233. " +
        "Учтены по числу периодов: ровно в 1 — 183, ровно в 2 — 50; только за всё время, но ни в одном из периодов — 0; " +
        "в каком-то из периодов, но не за всё время — 0. " +
        "Доля за всё время, 32,4% (233 из 720), посчитана заново по людям, а не усреднена из долей 38,9% (180 из 463) и 20,6% (103 из 499): " +
        "каждый человек входит в неё один раз, а продолжительность измеряется по всему отрезку.",
      en:
        "Indicator 1.1: people counted in the periods add up to 180 + 103 = 283, and 233 different people are counted over 2019-01-01 – 2020-12-31. " +
        "Counted by number of periods: in exactly 1, 183; in exactly 2, 50; over the whole time but in no single period, 0; " +
        "in a period but not over the whole time, 0. " +
        "The share over the whole time, 32.4% (233 of 720), is counted afresh from people, not averaged from 38.9% (180 of 463) and 20.6% (103 of 499): " +
        "each person is in it once, and lengths are measured over all of it.",
    });
  });

  it("finds people whom the union alone counts, and people whom it alone does not", () => {
    const { indicators } = reconcile(evaluation, { periods: YEARS });
    const of = (code: string) => indicators.find((one) => one.code === code)!.numerator;
    const only = (code: string) => {
      const inYears = new Set(YEARS.flatMap((one) => idsOf(evaluation, code, one, ["counted"])));
      const inUnion = new Set(idsOf(evaluation, code, BOTH, ["counted"]));
      return {
        inUnionOnly: [...inUnion].filter((id) => !inYears.has(id)).length,
        inPeriodsOnly: [...inYears].filter((id) => !inUnion.has(id)).length,
      };
    };
    // A spell of under six months in 2019 may be one of six in the union: 1.2 loses it.
    expect(only("1.2").inPeriodsOnly).toBeGreaterThan(0);
    for (const code of ["1.1", "1.2", "1.3", "1.4", "2.1"]) expect(of(code)).toMatchObject(only(code));
  });

  it("keeps numbers and shares of different periods from being added, in the types", () => {
    const [work] = reconcile(evaluation, { periods: YEARS }).indicators;
    const [first, second] = work!.numerator.inPeriods;
    const [share, other] = work!.inPeriods;
    const refused = () => [
      // @ts-expect-error people of one period and people of another are not numbers to be added
      first! + second!,
      // @ts-expect-error nor is the union's number
      work!.numerator.inUnion + first!,
      // @ts-expect-error shares are not numbers either
      share! + other!,
      // @ts-expect-error nor two whole numbers in an object
      share!.share + other!.share,
      // @ts-expect-error a list of them does not sum
      work!.numerator.inPeriods.reduce((sum: number, people: number) => sum + people, 0),
      // @ts-expect-error a union is made of periods, not of what was counted in them
      unionOf([first!, second!]),
    ];
    expect(refused).toThrow(TypeError);
    expect(first).toEqual({ period: year(2019), people: 180 });
  });

  const mistakes: readonly (readonly [options: unknown, message: string])[] = [
    [
      { periods: [year(2019)] },
      "Cannot reconcile periods: periods must be a list of two or more, received an array of 1",
    ],
    [{}, "Cannot reconcile periods: periods must be a list, received nothing"],
    [
      { periods: [year(2019), year(2019)] },
      "Cannot reconcile periods: periods must be different, and 2019-01-01 – 2019-12-31 comes twice",
    ],
    [
      { periods: [year(2019), year(2021)] },
      "Cannot unite periods: they must adjoin or overlap, and none holds 2020-01-01 – 2020-12-31; add a period for these days",
    ],
    [
      { periods: YEARS, union: year(2019) },
      "Cannot reconcile periods: union must be the union of the periods (2019-01-01 – 2020-12-31), received an object; leave it out, or write unionOf(periods)",
    ],
    [
      { periods: [year(2019), quarter(2020, 1)] },
      "Cannot reconcile periods: period must be one of those evaluated (2019-01-01 – 2019-12-31, 2020-01-01 – 2020-12-31, 2019-01-01 – 2020-12-31), received 2020-01-01 – 2020-03-31",
    ],
  ];
  it.each(mistakes)("refuses %j", (options, message) => {
    const kind = message.includes("must be a list, ") ? TypeError : RangeError;
    expect(() => reconcile(evaluation, options as { periods: readonly Period[] })).toThrow(new kind(message));
  });

  it("refuses what is not an evaluation", () => {
    expect(() => reconcile({} as Evaluation, { periods: YEARS })).toThrow(TypeError);
  });
});

describe("unionOf()", () => {
  it.each([
    ["adjoin", [year(2020), year(2019)], BOTH],
    ["overlap", [period("2019-03-01", "2019-09-30"), year(2019), period("2019-09-01", "2020-12-31")], BOTH],
    ["is one", [year(2019)], year(2019)],
    ["end with the calendar", [year(2199), year(2198)], period("2198-01-01", "2199-12-31")],
  ])("spans them when what is given %s", (_, periods, expected) => {
    expect(unionOf(periods)).toEqual(expected);
    expect(Object.isFrozen(unionOf(periods))).toBe(true);
  });

  it("refuses a gap of a day, no periods, and what are not periods", () => {
    expect(() => unionOf([period("2019-01-01", "2019-06-29"), period("2019-07-01", "2019-12-31")])).toThrow(
      new RangeError(
        "Cannot unite periods: they must adjoin or overlap, and none holds 2019-06-30 – 2019-06-30; add a period for these days",
      ),
    );
    expect(() => unionOf([])).toThrow(new RangeError("Cannot unite periods: there must be at least one"));
    expect(() => unionOf([{ from: "2019-12-31", to: "2019-01-01" }])).toThrow(RangeError);
    expect(() => unionOf([undefined as unknown as Period])).toThrow(TypeError);
  });
});
