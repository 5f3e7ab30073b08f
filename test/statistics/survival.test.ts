/** Curves of ends against R and statsmodels; origins are in `fixtures/statistics/survival.json`. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cumulativeIncidence,
  kaplanMeier,
  kaplanMeierAt,
  kaplanMeierBefore,
  kaplanMeierQuantile,
  logRankTest,
  numbersAtRisk,
} from "../../src/statistics/index";
import { expectClose, figures } from "./figures";
import { howMany } from "../long";

type Row = Readonly<Record<string, number | null>>;
interface Quantiles {
  readonly q: readonly number[];
  readonly time: readonly (number | null)[];
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
}
const { curves, log_rank, cumulative_incidence } = figures<{
  curves: readonly {
    name: string;
    label: string;
    days: readonly number[];
    ended: readonly number[];
    quantiles: Readonly<Record<"plain" | "log" | "loglog", Quantiles>>;
    rows: readonly Row[];
    at: readonly Row[];
  }[];
  log_rank: readonly {
    label: string;
    groups: readonly number[];
    days: readonly number[];
    ended: readonly number[];
    df: number;
    statistic: number;
    p: number;
  }[];
  cumulative_incidence: readonly {
    label: string;
    days: readonly number[];
    ends: readonly number[];
    times: readonly number[];
    incidence: readonly (readonly number[])[];
  }[];
}>("survival");

const scales = [
  ["plain", "plain"],
  ["log", "log"],
  ["log-log", "loglog"],
] as const;

describe.each(curves)("kaplanMeier() against R: $label", ({ days, ended, rows, at, quantiles }) => {
  it.each(scales)("has R's rows with %s limits", (limits, column) => {
    const { steps } = kaplanMeier(days, ended, { limits });
    expect(steps.map(({ day, atRisk, ended: here, censored }) => [day, atRisk, here, censored])).toEqual(
      rows.map((row) => [row.time, row.n_risk, row.n_event, row.n_censor]),
    );
    for (const [i, step] of steps.entries()) {
      expectClose(step.share, rows[i]!.surv!);
      expectClose(step.standardError, rows[i]!.std_err_surv!);
      expectClose(step.low, rows[i]![`${column}_lo`]!);
      expectClose(step.high, rows[i]![`${column}_hi`]!);
    }
  });

  it.each(scales)("is R's at chosen days with %s limits", (limits, column) => {
    const curve = kaplanMeier(days, ended, { limits });
    for (const row of at) {
      const found = kaplanMeierAt(curve, row.time!);
      expect(numbersAtRisk(curve, [row.time!])).toEqual([row.n_risk]);
      if (row.time! > Math.max(...days)) {
        expect(found).toBeNull();
        continue;
      }
      expect(found?.atRisk).toBe(row.n_risk);
      expectClose(found?.share, row.surv!);
      expectClose(found?.standardError, row.std_err_surv!);
      expectClose(found?.low, row[`${column}_lo`]!);
      expectClose(found?.high, row[`${column}_hi`]!);
    }
  });

  it.each(scales)("has R's quantiles with %s limits", (limits, column) => {
    const curve = kaplanMeier(days, ended, { limits });
    const found = quantiles[column].q.map((part) => kaplanMeierQuantile(curve, part));
    expect(found.map(({ day }) => day)).toEqual(quantiles[column].time);
    expect(found.map(({ low }) => low)).toEqual(quantiles[column].lower);
    expect(found.map(({ high }) => high)).toEqual(quantiles[column].upper);
  });
});

describe("kaplanMeier() at its ends", () => {
  it("knows nothing of nobody", () => {
    const curve = kaplanMeier([], []);
    expect(curve).toMatchObject({ people: 0, steps: [] });
    expect([kaplanMeierAt(curve, 0), kaplanMeierBefore(curve, 0)]).toEqual([null, null]);
    expect(kaplanMeierQuantile(curve)).toEqual({ day: null, low: null, high: null });
    expect(numbersAtRisk(curve, [0])).toEqual([0]);
  });

  it("is at 0 for good once everybody has ended, and unknown once the last was lost", () => {
    const ended = kaplanMeier([3, 5], [true, true]);
    expect(kaplanMeierAt(ended, 900)).toEqual({ share: 0, standardError: null, low: null, high: null, atRisk: 0 });
    const lost = kaplanMeier([3, 5], [true, false]);
    expect(kaplanMeierAt(lost, 5)?.share).toBe(0.5);
    expect(kaplanMeierAt(lost, 6)).toBeNull();
    expect(kaplanMeierBefore(lost, 6)?.share).toBe(0.5);
    expect(kaplanMeierBefore(lost, 7)).toBeNull();
  });

  it("does not count an end on the day itself before it", () => {
    const curve = kaplanMeier([182, 183, 183, 200], [1, 1, 1, 0]);
    expect(kaplanMeierBefore(curve, 183)?.share).toBe(0.75);
    expect(kaplanMeierAt(curve, 183)?.share).toBeCloseTo(0.25, 15);
    expect(kaplanMeierBefore(curve, 0)?.share).toBe(1);
  });

  it("takes the middle of the last stretch up to the last day seen", () => {
    expect(kaplanMeierQuantile(kaplanMeier([2, 4, 10, 10], [1, 1, 0, 0])).day).toBe(7);
  });
});

describe("logRankTest() against statsmodels", () => {
  it.each(log_rank)("is survdiff's when $label", ({ groups, days, ended, df, statistic, p }) => {
    const split = [...new Set(groups)].map((own) => ({
      days: days.filter((_, i) => groups[i] === own),
      ended: ended.filter((_, i) => groups[i] === own),
    }));
    const test = logRankTest(split)!;
    expectClose(test.statistic, statistic);
    expectClose(test.pValue, p);
    expect(test.degreesOfFreedom).toBe(df);
    const [seen, expected] = [test.groups.map((group) => group.ended), test.groups.map((group) => group.expected)].map(
      (counts) => counts.reduce((total, count) => total + count, 0),
    );
    expect(Math.abs(seen! - expected!)).toBeLessThan(1e-10);
    // The order of the groups is irrelevant.
    expectClose(logRankTest([...split].reverse())!.statistic, statistic);
  });

  it("has no value when nobody can be compared", () => {
    expect(logRankTest([])).toBeNull();
    expect(logRankTest([{ days: [1, 2], ended: [1, 1] }])).toBeNull();
    expect(
      logRankTest([
        { days: [1], ended: [0] },
        { days: [2], ended: [0] },
      ]),
    ).toBeNull();
  });
});

describe("cumulativeIncidence() against statsmodels", () => {
  it.each(cumulative_incidence)("is CumIncidenceRight's when $label", ({ days, ends, times, incidence }) => {
    const steps = cumulativeIncidence(days, ends, 2);
    const kept = steps.filter(({ day }) => times.includes(day));
    expect(kept.map(({ day }) => day)).toEqual(times);
    for (const [i, step] of kept.entries()) {
      for (const [kind, share] of step.incidence.entries()) {
        expect(Math.abs(share - incidence[kind]![i]!)).toBeLessThan(1e-12);
      }
    }
  });
});

describe("laws of curves", () => {
  const RUNS = { numRuns: howMany(200), seed: 20_201_231 };
  const people = fc.array(fc.record({ day: fc.nat(40), end: fc.nat(2) }), { minLength: 1, maxLength: 60 });
  const columns = (drawn: readonly { day: number; end: number }[]) => ({
    days: drawn.map(({ day }) => day),
    ends: drawn.map(({ end }) => end),
    ended: drawn.map(({ end }) => end > 0),
  });

  it("without losses the curve is the share, and its variance the binomial one", () => {
    fc.assert(
      fc.property(people, fc.nat(40), (drawn, day) => {
        const { days } = columns(drawn);
        const curve = kaplanMeier(
          days,
          days.map(() => true),
        );
        const after = days.filter((own) => own > day).length / days.length;
        const point = kaplanMeierAt(curve, day);
        expect(Math.abs(point!.share - after)).toBeLessThan(1e-12);
        expect(
          Math.abs(kaplanMeierBefore(curve, day)!.share - days.filter((own) => own >= day).length / days.length),
        ).toBeLessThan(1e-12);
        if (after > 0)
          expect(Math.abs(point!.standardError! ** 2 - (after * (1 - after)) / days.length)).toBeLessThan(1e-12);
      }),
      RUNS,
    );
  });

  it("order is irrelevant, and shifting all days shifts the steps and nothing else", () => {
    fc.assert(
      fc.property(people, fc.nat(500), (drawn, shift) => {
        const { days, ended } = columns(drawn);
        const { steps } = kaplanMeier(days, ended);
        expect(kaplanMeier([...days].reverse(), [...ended].reverse()).steps).toEqual(steps);
        const shifted = kaplanMeier(
          days.map((day) => day + shift),
          ended,
        );
        expect(shifted.steps).toEqual(steps.map((step) => ({ ...step, day: step.day + shift })));
      }),
      RUNS,
    );
  });

  it("never rises, stays in [0, 1], and its limits nest by level", () => {
    fc.assert(
      fc.property(people, fc.constantFrom("log-log", "log", "plain"), (drawn, limits) => {
        const { days, ended } = columns(drawn);
        const inner = kaplanMeier(days, ended, { limits, level: 0.8 }).steps;
        const outer = kaplanMeier(days, ended, { limits, level: 0.95 }).steps;
        let before = 1;
        for (const [i, { share, low, high }] of inner.entries()) {
          expect(share).toBeLessThanOrEqual(before);
          before = share;
          if (low === null || high === null) continue;
          expect(0 <= outer[i]!.low! && outer[i]!.low! <= low && low <= share + 1e-12).toBe(true);
          expect(share <= high + 1e-12 && high <= outer[i]!.high! && outer[i]!.high! <= 1).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it("ways to end add up to what has ended, and one way is one minus Kaplan–Meier with Greenwood's variance", () => {
    fc.assert(
      fc.property(people, (drawn) => {
        const { days, ends, ended } = columns(drawn);
        const { steps } = kaplanMeier(days, ended);
        for (const [i, step] of cumulativeIncidence(days, ends, 2).entries()) {
          expect(Math.abs(step.share - steps[i]!.share)).toBeLessThan(1e-12);
          expect(Math.abs(step.share + step.incidence[0]! + step.incidence[1]! - 1)).toBeLessThan(1e-12);
        }
        for (const [i, step] of cumulativeIncidence(days, ended.map(Number), 1).entries()) {
          expect(Math.abs(1 - step.share - step.incidence[0]!)).toBeLessThan(1e-12);
          const { standardError } = steps[i]!;
          if (standardError !== null) expect(Math.abs(step.standardErrors[0]! - standardError)).toBeLessThan(1e-9);
        }
      }),
      RUNS,
    );
  });

  it("the variance of an incidence is the delta method's sum over all ends so far", () => {
    // E. Marubini, M. G. Valsecchi, Analysing Survival Data from Clinical Trials (1995), equation 10.12: the same
    // estimator, term by term.
    fc.assert(
      fc.property(people, (drawn) => {
        const { days, ends } = columns(drawn);
        const steps = cumulativeIncidence(days, ends, 2);
        const endedOn = (day: number, kind?: number) =>
          days.filter((own, i) => own === day && (kind === undefined ? ends[i]! > 0 : ends[i] === kind)).length;
        for (const [now, { incidence, standardErrors }] of steps.entries()) {
          let variance = 0;
          for (const [i, { day, atRisk }] of steps.slice(0, now + 1).entries()) {
            const before = steps[i - 1]?.share ?? 1;
            const toCome = incidence[0]! - steps[i]!.incidence[0]!;
            const [all, own] = [endedOn(day), endedOn(day, 1)];
            if (all < atRisk) variance += (toCome ** 2 * all) / (atRisk * (atRisk - all));
            variance += (before ** 2 * own * (atRisk - own)) / atRisk ** 3;
            variance -= (2 * toCome * before * own) / atRisk ** 2;
          }
          expect(Math.abs(standardErrors[0]! ** 2 - variance)).toBeLessThan(1e-12);
        }
      }),
      RUNS,
    );
  });
});
