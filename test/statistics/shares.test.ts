/** Intervals for one share and for the difference of two, against R; origins are in `fixtures/statistics/`. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  agrestiCoullInterval,
  clopperPearsonInterval,
  correctedNewcombeDifference,
  correctedWilsonInterval,
  fisherExactTest,
  jeffreysInterval,
  miettinenNurminenDifference,
  newcombeDifference,
  pearsonChiSquaredTest,
  wilsonInterval,
  yatesChiSquaredTest,
} from "../../src/statistics/index";
import { expectClose, expectInterval, figures } from "./figures";
import { howMany } from "../long";

type Pair = readonly [number, number];
interface Test {
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
}

const { cases } = figures<{
  cases: readonly ({ label: string; x: number; n: number; conf: number } & Record<
    "wilson_cc" | "clopper_pearson" | "agresti_coull" | "jeffreys",
    Pair
  >)[];
}>("shares");
const differences = figures<{
  cases: readonly ({ label: string; x1: number; n1: number; x2: number; n2: number; conf: number } & Record<
    "newcombe" | "newcombe_cc",
    Pair
  > & { chisq: Test | null; chisq_yates: Test | null; fisher_p: number })[];
  miettinen_nurminen: readonly {
    x1: number;
    n1: number;
    x2: number;
    n2: number;
    conf: number;
    low: number;
    high: number;
    published: Pair | null;
  }[];
}>("differences");

const methods = {
  wilsonInterval,
  correctedWilsonInterval,
  clopperPearsonInterval,
  agrestiCoullInterval,
  jeffreysInterval,
};
const differenceMethods = { newcombeDifference, correctedNewcombeDifference, miettinenNurminenDifference };

describe("intervals for one share against R", () => {
  it("are compared at three levels on every share", () => {
    expect(cases).toHaveLength(33);
    expect(new Set(cases.map(({ conf }) => conf))).toEqual(new Set([0.9, 0.95, 0.99]));
  });

  it.each(cases)("all four are R's to 1e-12 when $x of $n at $conf ($label)", ({ x, n, conf, ...expected }) => {
    expectInterval(correctedWilsonInterval(x, n, conf), expected.wilson_cc);
    expectInterval(clopperPearsonInterval(x, n, conf), expected.clopper_pearson);
    expectInterval(agrestiCoullInterval(x, n, conf), expected.agresti_coull);
    expectInterval(jeffreysInterval(x, n, conf), expected.jeffreys);
  });
});

describe("differences of two shares", () => {
  const shares = ({ x1, n1, x2, n2 }: { x1: number; n1: number; x2: number; n2: number }) =>
    [
      { numerator: x1, denominator: n1 },
      { numerator: x2, denominator: n2 },
    ] as const;

  it.each(differences.cases)("Newcombe's are R's to 1e-12 when $x1/$n1 − $x2/$n2 ($label)", (row) => {
    const [first, second] = shares(row);
    expectInterval(newcombeDifference(first, second, row.conf), row.newcombe);
    expectInterval(correctedNewcombeDifference(first, second, row.conf), row.newcombe_cc);
  });

  it.each(differences.cases)("tests of the same table are R's when $x1/$n1, $x2/$n2 ($label)", (row) => {
    const table = [
      [row.x1, row.n1 - row.x1],
      [row.x2, row.n2 - row.x2],
    ];
    const [pearson, yates] = [pearsonChiSquaredTest(table), yatesChiSquaredTest(table)];
    expect(pearson === null).toBe(row.chisq === null);
    expect(yates === null).toBe(row.chisq === null);
    if (pearson && yates && row.chisq && row.chisq_yates) {
      expectClose(pearson.statistic, row.chisq.statistic);
      expectClose(pearson.pValue, row.chisq.p);
      expectClose(yates.statistic, row.chisq_yates.statistic);
      expectClose(yates.pValue, row.chisq_yates.p);
    }
    expectClose(fisherExactTest(table).pValue, row.fisher_p);
  });

  it.each(differences.miettinen_nurminen)("Miettinen–Nurminen is the closed form's when $x1/$n1 − $x2/$n2", (row) => {
    const found = miettinenNurminenDifference(...shares(row), row.conf);
    expectInterval(found, [row.low, row.high], 1e-11);
    if (row.published) {
      expect([found?.low.toFixed(4), found?.high.toFixed(4)]).toEqual(row.published.map((limit) => limit.toFixed(4)));
    }
  });

  it("have no value when a denominator is 0", () => {
    const [nobody, somebody] = [
      { numerator: 0, denominator: 0 },
      { numerator: 1, denominator: 2 },
    ];
    for (const method of Object.values(differenceMethods)) {
      expect(method(nobody, somebody)).toBeNull();
      expect(method(somebody, nobody)).toBeNull();
    }
  });
});

describe("laws of intervals", () => {
  const RUNS = { numRuns: howMany(300), seed: 20_201_231 };
  const share = fc
    .integer({ min: 1, max: 2000 })
    .chain((denominator) => fc.record({ numerator: fc.nat(denominator), denominator: fc.constant(denominator) }));
  const level = fc.double({ min: 0.5, max: 0.999, noNaN: true });
  const rounding = 1e-12;

  it.each(Object.entries(methods))("%s() lies in [0, 1] round the share, nests by level, and mirrors", (_, method) => {
    fc.assert(
      fc.property(share, level, level, ({ numerator, denominator }, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const inner = method(numerator, denominator, less)!;
        const outer = method(numerator, denominator, more)!;
        const mirrored = method(denominator - numerator, denominator, less)!;
        expect(outer.low).toBeGreaterThanOrEqual(0);
        expect(outer.high).toBeLessThanOrEqual(1);
        expect(outer.low).toBeLessThanOrEqual(inner.low + rounding);
        expect(outer.high).toBeGreaterThanOrEqual(inner.high - rounding);
        expect(inner.low).toBeLessThanOrEqual(numerator / denominator);
        expect(inner.high).toBeGreaterThanOrEqual(numerator / denominator);
        expect(Math.abs(mirrored.low - (1 - inner.high))).toBeLessThan(rounding);
        expect(Object.isFrozen(inner)).toBe(true);
      }),
      RUNS,
    );
  });

  it("a Clopper–Pearson limit leaves exactly its tail", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(40), (denominator, drawn) => {
        const numerator = 1 + (drawn % denominator);
        const { low } = clopperPearsonInterval(numerator, denominator, 0.95)!;
        let tail = 0;
        for (let k = numerator, ways = 1; k <= denominator; k++) {
          ways = 1;
          for (let i = 1; i <= k; i++) ways *= (denominator - k + i) / i;
          tail += ways * low ** k * (1 - low) ** (denominator - k);
        }
        expectClose(tail, 0.025, 1e-10);
      }),
      RUNS,
    );
  });

  it.each(Object.entries(differenceMethods))(
    "%s() holds the difference, stays in [−1, 1], nests, and mirrors",
    (_, method) => {
      fc.assert(
        fc.property(share, share, level, level, (first, second, one, other) => {
          const inner = method(first, second, Math.min(one, other))!;
          const outer = method(first, second, Math.max(one, other))!;
          const mirrored = method(second, first, Math.min(one, other))!;
          expect(outer.low).toBeGreaterThanOrEqual(-1 - rounding);
          expect(outer.high).toBeLessThanOrEqual(1 + rounding);
          expect(outer.low).toBeLessThanOrEqual(inner.low + rounding);
          expect(outer.high).toBeGreaterThanOrEqual(inner.high - rounding);
          expect(inner.low).toBeLessThanOrEqual(inner.difference + rounding);
          expect(inner.high).toBeGreaterThanOrEqual(inner.difference - rounding);
          expect(Math.abs(mirrored.low + inner.high)).toBeLessThan(1e-10);
        }),
        { ...RUNS, numRuns: howMany(150) },
      );
    },
  );
});
