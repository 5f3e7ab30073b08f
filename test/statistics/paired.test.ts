/** Tests of the same people twice, against R; origins are in `fixtures/statistics/paired.json`. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bowkerTest,
  cohenKappa,
  correctedMcNemarTest,
  mcNemarExactTest,
  mcNemarTest,
  newcombePairedDifference,
  signTest,
  stuartMaxwellTest,
  wilcoxonSignedRankTest,
} from "../../src/statistics/index";
import { expectClose, expectInterval, figures } from "./figures";
import { howMany } from "../long";

type Table = readonly (readonly number[])[];
interface Test {
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
}
interface Signed {
  readonly label: string;
  readonly pre: readonly number[];
  readonly post: readonly number[];
  readonly post_greater: number;
  readonly equal: number;
  readonly post_less: number;
  readonly sign_test_exact_p: number;
  readonly V_plus?: number;
  readonly V_minus?: number;
  readonly z_no_cc?: number;
  readonly normal_no_cc_p?: number;
  readonly normal_cc_p?: number;
  readonly exact_p_zeros_dropped?: number;
  readonly pratt_z?: number;
  readonly pratt_p?: number;
  readonly pratt_exact_p?: number;
}
const paired = figures<{
  mcnemar: readonly {
    label: string;
    table: { yes_yes: number; yes_no: number; no_yes: number; no_no: number };
    chisq: Test;
    chisq_edwards: Test;
    exact_p: number;
    difference: number;
    newcombe_paired: readonly [number, number];
  }[];
  square_tables: readonly { label: string; table: Table; bowker: Test; stuart_maxwell: Test }[];
  signed: readonly Signed[];
  kappa: readonly { table: Table; kappa: number; standard_error: number; low: number; high: number }[];
}>("paired");

describe("McNemar's tests against R", () => {
  it.each(paired.mcnemar)("all three, and Newcombe's interval, are R's when $label", (row) => {
    const { yes_yes, yes_no, no_yes, no_no } = row.table;
    const counts = { both: yes_yes, onlyBefore: yes_no, onlyAfter: no_yes, neither: no_no };
    for (const [test, expected] of [
      [mcNemarTest(counts), row.chisq],
      [correctedMcNemarTest(counts), row.chisq_edwards],
    ] as const) {
      expectClose(test?.statistic, expected.statistic);
      expectClose(test?.pValue, expected.p);
      expect(test?.degreesOfFreedom).toBe(1);
    }
    expectClose(mcNemarExactTest(counts).pValue, row.exact_p);
    const found = newcombePairedDifference(counts)!;
    expect(Math.abs(found.difference - row.difference)).toBeLessThan(1e-15);
    expectInterval(found, row.newcombe_paired);
  });

  it("have no statistic, and exactly p = 1, when nobody changed", () => {
    const counts = { both: 3, onlyBefore: 0, onlyAfter: 0, neither: 4 };
    expect([mcNemarTest(counts), correctedMcNemarTest(counts)]).toEqual([null, null]);
    expect(mcNemarExactTest(counts).pValue).toBe(1);
    expect(newcombePairedDifference({ both: 0, onlyBefore: 0, onlyAfter: 0, neither: 0 })).toBeNull();
  });
});

describe("square tables against R", () => {
  it.each(paired.square_tables)(
    "Bowker and Stuart–Maxwell are R's when $label",
    ({ table, bowker, stuart_maxwell }) => {
      for (const [test, expected] of [
        [bowkerTest(table), bowker],
        [stuartMaxwellTest(table), stuart_maxwell],
      ] as const) {
        expectClose(test?.statistic, expected.statistic);
        expectClose(test?.pValue, expected.p);
        expect(test?.degreesOfFreedom).toBe(expected.df);
      }
    },
  );

  it.each(paired.kappa)("cohenKappa() is statsmodels's when $table", (row) => {
    const found = cohenKappa(row.table)!;
    expectClose(found.kappa, row.kappa);
    expectClose(found.standardError!, row.standard_error);
    expectInterval({ low: found.low!, high: found.high! }, [row.low, row.high]);
  });

  it("states that nobody left or entered change neither statistic nor degrees of freedom", () => {
    const table = [
      [34, 73, 58],
      [9, 53, 55],
      [2, 12, 26],
    ];
    const wider = [...table.map((row) => [...row, 0]), [0, 0, 0, 7]];
    expect(bowkerTest(wider)).toEqual(bowkerTest(table));
    expect(stuartMaxwellTest(wider)).toEqual(stuartMaxwellTest(table));
    expect(
      stuartMaxwellTest([
        [1, 2, 0, 0],
        [4, 1, 0, 0],
        [0, 0, 1, 3],
        [0, 0, 9, 1],
      ]),
    ).toMatchObject({
      degreesOfFreedom: 2,
      statistic: expect.closeTo(4 / 6 + 36 / 12, 12),
    });
  });

  it("have no value when nobody moved, or chance alone agrees", () => {
    const still = [
      [3, 0],
      [0, 4],
    ];
    expect([bowkerTest(still), stuartMaxwellTest(still), bowkerTest([]), cohenKappa([])]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(
      cohenKappa([
        [3, 0],
        [0, 0],
      ]),
    ).toBeNull();
  });

  // By equation 13 of Fleiss, Cohen and Everitt the variance of each is 0; the first two gave 9e-9 by rounding.
  it.each([
    {
      table: [
        [4, 0],
        [2, 0],
      ],
      kappa: 0,
      reason: "constant-rating",
    },
    {
      table: [
        [4, 2],
        [0, 0],
      ],
      kappa: 0,
      reason: "constant-rating",
    },
    {
      table: [
        [0, 0, 0],
        [3, 1, 7],
        [0, 0, 0],
      ],
      kappa: 0,
      reason: "constant-rating",
    },
    {
      table: [
        [3, 0],
        [0, 4],
      ],
      kappa: 1,
      reason: "zero-variance",
    },
    {
      table: [
        [0, 5],
        [5, 0],
      ],
      kappa: -1,
      reason: "zero-variance",
    },
  ] as const)("cohenKappa() has no interval but a reason when $table", ({ table, kappa, reason }) => {
    const limits = { standardError: null, low: null, high: null };
    expect(cohenKappa(table)).toEqual({ kappa: expect.closeTo(kappa, 12), ...limits, reason });
  });

  it("cohenKappa() keeps a narrow interval when one pair of a million differs", () => {
    const { standardError, reason } = cohenKappa([
      [600_000, 1],
      [0, 399_999],
    ])!;
    expect([reason, standardError! > 1e-6]).toEqual([null, true]);
  });
});

describe("signs and signed ranks against R", () => {
  const differencesOf = ({ pre, post }: Signed) => post.map((after, i) => after - pre[i]!);

  it.each(paired.signed)("signTest() is R's when $label", (row) => {
    const test = signTest(differencesOf(row));
    expect([test.positive, test.zeros, test.negative]).toEqual([row.post_greater, row.equal, row.post_less]);
    expectClose(test.pValue, row.sign_test_exact_p);
  });

  it.each(paired.signed.filter((row) => row.V_plus !== undefined))(
    "wilcoxonSignedRankTest() is R's when $label",
    (row) => {
      const differences = differencesOf(row);
      const normal = wilcoxonSignedRankTest(differences, { zeros: "drop", distribution: "normal" })!;
      expect([normal.positiveRanks, normal.negativeRanks]).toEqual([row.V_plus, row.V_minus]);
      expectClose(normal.z, row.z_no_cc!);
      expectClose(normal.pValue, row.normal_no_cc_p!);
      expectClose(
        wilcoxonSignedRankTest(differences, { zeros: "drop", distribution: "corrected" })!.pValue,
        row.normal_cc_p!,
      );
      expectClose(wilcoxonSignedRankTest(differences, { zeros: "drop" })!.pValue, row.exact_p_zeros_dropped!);
      const pratt = wilcoxonSignedRankTest(differences, { distribution: "normal" })!;
      expectClose(pratt.z, row.pratt_z!);
      expectClose(pratt.pValue, row.pratt_p!);
      expectClose(wilcoxonSignedRankTest(differences)!.pValue, row.pratt_exact_p!);
    },
  );

  it("have nothing to rank when every difference is 0", () => {
    expect(wilcoxonSignedRankTest([0, 0, 0])).toBeNull();
    expect(wilcoxonSignedRankTest([])).toBeNull();
    expect(signTest([])).toMatchObject({ pValue: 1, zeros: 0 });
  });

  it("wilcoxonSignedRankTest() goes over to the normal distribution beyond 50 differences, and refuses millions of additions", () => {
    const many = Array.from({ length: 51 }, (_, i) => i + 1);
    expect(wilcoxonSignedRankTest(many)!.z).not.toBeNull();
    expect(wilcoxonSignedRankTest(many.slice(1))!.z).toBeNull();
    const more = Array.from({ length: 1000 }, (_, i) => i + 1);
    expect(() => wilcoxonSignedRankTest(more, { distribution: "exact" })).toThrow(RangeError);
  });

  it("the exact distribution is what trying all signs gives", () => {
    const sizes = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(sizes, fc.constantFrom("pratt", "drop"), (differences, zeros) => {
        const test = wilcoxonSignedRankTest(differences, { zeros });
        const moved = differences.filter((difference) => difference !== 0).length;
        if (!test) {
          expect(moved).toBe(0);
          return;
        }
        const kept = zeros === "drop" ? differences.filter((difference) => difference !== 0) : differences;
        const ranks = kept
          .filter((difference) => difference !== 0)
          .map((own) => {
            const below = kept.filter((other) => Math.abs(other) < Math.abs(own)).length;
            const equal = kept.filter((other) => Math.abs(other) === Math.abs(own)).length;
            return below + (equal + 1) / 2;
          });
        const least = Math.min(test.positiveRanks, test.negativeRanks);
        let atMost = 0;
        for (let signs = 0; signs < 2 ** moved; signs++) {
          const sum = ranks.reduce((total, rank, i) => total + ((signs >> i) & 1 ? rank : 0), 0);
          if (sum <= least) atMost++;
        }
        expect(test.pValue).toBeCloseTo(Math.min(1, (2 * atMost) / 2 ** moved), 12);
      }),
      { numRuns: howMany(200), seed: 20_201_231 },
    );
  });
});

describe("laws of pairs", () => {
  const RUNS = { numRuns: howMany(300), seed: 20_201_231 };
  const count = fc.nat(60);
  const counts = fc.record({ both: count, onlyBefore: count, onlyAfter: count, neither: count });

  it("McNemar, Bowker and Stuart–Maxwell are one test when there are two states", () => {
    fc.assert(
      fc.property(counts, ({ both, onlyBefore, onlyAfter, neither }) => {
        const table = [
          [both, onlyBefore],
          [onlyAfter, neither],
        ];
        const test = mcNemarTest({ both, onlyBefore, onlyAfter, neither });
        for (const other of [bowkerTest(table), stuartMaxwellTest(table)]) {
          if (test) expectClose(other?.statistic, test.statistic);
          else expect(other).toBeNull();
        }
      }),
      RUNS,
    );
  });

  it("p is in [0, 1], and exchanging before and after changes only the sign", () => {
    fc.assert(
      fc.property(counts, (drawn) => {
        const exchanged = { ...drawn, onlyBefore: drawn.onlyAfter, onlyAfter: drawn.onlyBefore };
        const { pValue } = mcNemarExactTest(drawn);
        expect(pValue).toBeGreaterThan(0);
        expect(pValue).toBeLessThanOrEqual(1);
        expect(mcNemarExactTest(exchanged).pValue).toBe(pValue);
        const [found, mirrored] = [newcombePairedDifference(drawn), newcombePairedDifference(exchanged)];
        if (!found || !mirrored) return;
        expect(Math.abs(found.low + mirrored.high)).toBeLessThan(1e-12);
        expect(found.low).toBeGreaterThanOrEqual(-1);
        expect(found.high).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });
});
