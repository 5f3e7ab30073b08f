/** Tables of counts against R; origins are in `fixtures/statistics/association.json`. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  biasCorrectedCramerV,
  breslowDayTest,
  cochranMantelHaenszelTest,
  correctedCochranMantelHaenszelTest,
  cramerV,
  expectedCounts,
  fisherExactTest,
  mantelHaenszelOddsRatio,
  pearsonChiSquaredTest,
  taroneTest,
  yatesChiSquaredTest,
} from "../../src/statistics/index";
import { expectClose, figures } from "./figures";
import { howMany } from "../long";

type Table = readonly (readonly number[])[];
interface Test {
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
}
const { stratified, tables } = figures<{
  stratified: readonly {
    label: string;
    strata_tables: readonly Table[];
    cmh: Test;
    cmh_cc: Test;
    common_or: number;
    common_or_rbg_ci: readonly [number, number];
    breslow_day: Test;
    tarone: Test;
  }[];
  tables: readonly {
    label: string;
    table: Table;
    chisq: Test;
    expected: Table;
    cramers_v: number;
    fisher_exact_p: number;
  }[];
}>("association");

const RUNS = { numRuns: howMany(200), seed: 20_201_231 };
const transposed = (table: Table) => (table[0] ?? []).map((_, j) => table.map((row) => row[j]!));

describe("tables of any size against R", () => {
  it.each(tables)(
    "χ², V and Fisher's p are R's when $label",
    ({ table, chisq, expected, cramers_v, fisher_exact_p }) => {
      const test = pearsonChiSquaredTest(table)!;
      expectClose(test.statistic, chisq.statistic);
      expectClose(test.pValue, chisq.p);
      expect(test.degreesOfFreedom).toBe(chisq.df);
      expectClose(cramerV(table), cramers_v);
      expectClose(fisherExactTest(table).pValue, fisher_exact_p);
      for (const [i, row] of expectedCounts(table).entries()) {
        for (const [j, count] of row.entries()) expectClose(count, expected[i]![j]!);
      }
    },
  );
});

describe("strata against R", () => {
  it.each(stratified)("all five are R's when $label", (row) => {
    const strata = row.strata_tables;
    for (const [test, expected] of [
      [cochranMantelHaenszelTest(strata), row.cmh],
      [correctedCochranMantelHaenszelTest(strata), row.cmh_cc],
      [breslowDayTest(strata), row.breslow_day],
      [taroneTest(strata), row.tarone],
    ] as const) {
      expectClose(test?.statistic, expected.statistic);
      expectClose(test?.pValue, expected.p);
      expect(test?.degreesOfFreedom).toBe(expected.df);
    }
    const found = mantelHaenszelOddsRatio(strata)!;
    expectClose(found.oddsRatio, row.common_or);
    expectClose(found.interval!.low, row.common_or_rbg_ci[0]);
    expectClose(found.interval!.high, row.common_or_rbg_ci[1]);
  });

  it("strata that say nothing change nothing, and are counted out of Breslow–Day", () => {
    const strata = stratified[1]!.strata_tables;
    const more = [
      ...strata,
      [
        [0, 0],
        [0, 0],
      ],
      [
        [0, 3],
        [0, 4],
      ],
      [
        [1, 0],
        [0, 0],
      ],
    ];
    expect(cochranMantelHaenszelTest(more)).toEqual(cochranMantelHaenszelTest(strata));
    expect(mantelHaenszelOddsRatio(more)).toEqual(mantelHaenszelOddsRatio(strata));
    expect(breslowDayTest(more)).toEqual(breslowDayTest(strata));
    expect(breslowDayTest(more)!.strataUsed).toBe(3);
  });

  it("have no value where nothing can be said", () => {
    const empty = [
      [
        [0, 0],
        [0, 0],
      ],
    ];
    expect([
      cochranMantelHaenszelTest(empty),
      mantelHaenszelOddsRatio([]),
      breslowDayTest(empty),
      taroneTest([]),
    ]).toEqual([null, null, null, null]);
    expect(
      mantelHaenszelOddsRatio([
        [
          [3, 0],
          [0, 4],
        ],
      ]),
    ).toEqual({ oddsRatio: null, interval: null });
    expect(
      mantelHaenszelOddsRatio([
        [
          [0, 3],
          [4, 0],
        ],
      ]),
    ).toEqual({ oddsRatio: 0, interval: null });
    expect(
      breslowDayTest([
        [
          [3, 0],
          [0, 4],
        ],
        [
          [2, 0],
          [0, 2],
        ],
      ]),
    ).toBeNull();
  });

  it("cochranMantelHaenszelTest() of one stratum is χ² times (n − 1) / n", () => {
    const cell = fc.integer({ min: 1, max: 80 });
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        const table = [
          [a, b],
          [c, d],
        ];
        const people = a + b + c + d;
        const expected = (pearsonChiSquaredTest(table)!.statistic * (people - 1)) / people;
        expect(Math.abs(cochranMantelHaenszelTest([table])!.statistic - expected)).toBeLessThan(1e-9 * (1 + expected));
        expectClose(mantelHaenszelOddsRatio([table])!.oddsRatio, (a * d) / (b * c), 1e-12);
        // Identical strata are homogeneous.
        expect(breslowDayTest([table, table])!.statistic).toBeLessThan(1e-9);
      }),
      RUNS,
    );
  });
});

describe("association when there is little to go by", () => {
  it("empty rows and columns change nothing", () => {
    const table = [
      [3, 1, 4],
      [1, 5, 9],
    ];
    const wider = [
      [3, 0, 1, 4],
      [0, 0, 0, 0],
      [1, 0, 5, 9],
    ];
    expect(pearsonChiSquaredTest(wider)).toEqual(pearsonChiSquaredTest(table));
    expect(cramerV(wider)).toBe(cramerV(table));
    expect(fisherExactTest(wider)).toEqual(fisherExactTest(table));
  });

  it.each([
    [[]],
    [
      [
        [0, 0],
        [0, 0],
      ],
    ],
    [[[3, 4]]],
    [[[3], [4]]],
    [
      [
        [3, 0],
        [4, 0],
      ],
    ],
  ])("there is one table only when %j", (table: Table) => {
    expect([pearsonChiSquaredTest(table), cramerV(table), biasCorrectedCramerV(table)]).toEqual([null, null, null]);
    expect(fisherExactTest(table).pValue).toBe(1);
  });

  it("biasCorrectedCramerV() is Bergsma's by hand, 0 below chance, and nothing for two people", () => {
    // φ² = 0.25 in 8 people: 0.25 − 1/7 over 2 − 1/7 − 1.
    expectClose(
      biasCorrectedCramerV([
        [3, 1],
        [1, 3],
      ]),
      Math.sqrt((0.25 - 1 / 7) / (1 - 1 / 7)),
      1e-14,
    );
    expect(
      biasCorrectedCramerV([
        [5, 5],
        [5, 5],
      ]),
    ).toBe(0);
    expect(
      biasCorrectedCramerV([
        [1, 0],
        [0, 1],
      ]),
    ).toBeNull();
  });
});

describe("laws of tables", () => {
  const small = fc
    .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 4 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(fc.nat(4), { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
    );

  it("p is in [0, 1] and V in [0, 1], and neither minds order or transposition", () => {
    fc.assert(
      fc.property(small, (table) => {
        for (const other of [transposed(table), [...table].reverse(), table.map((row) => [...row].reverse())]) {
          const [exact, turned] = [fisherExactTest(table).pValue, fisherExactTest(other).pValue];
          expect(exact).toBeGreaterThan(0);
          expect(exact).toBeLessThanOrEqual(1);
          expectClose(turned, exact, 1e-11);
          const [test, same] = [pearsonChiSquaredTest(table), pearsonChiSquaredTest(other)];
          expect(Math.abs((test?.statistic ?? 0) - (same?.statistic ?? 0))).toBeLessThan(1e-10);
        }
        const [v, corrected] = [cramerV(table) ?? 0, biasCorrectedCramerV(table) ?? 0];
        expect(v).toBeGreaterThanOrEqual(0);
        expect(v).toBeLessThanOrEqual(1);
        expect(corrected).toBeGreaterThanOrEqual(0);
        expect(corrected).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });

  it("yatesChiSquaredTest() is never above Pearson's", () => {
    const cell = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        const table = [
          [a, b],
          [c, d],
        ];
        expect(yatesChiSquaredTest(table)!.statistic).toBeLessThanOrEqual(pearsonChiSquaredTest(table)!.statistic);
      }),
      RUNS,
    );
  });
});
