/** Fisher's exact test, held to the sum over every table in whole numbers. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fisherExactTest, pearsonChiSquaredTest } from "../../src/statistics/index";
import { fisherExactTestWithin } from "../../src/statistics/fisher";
import { expectClose } from "./figures";
import { howMany } from "../long";

type Table = readonly (readonly number[])[];

const RUNS = { numRuns: howMany(200), seed: 20_201_231 };
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const transposed = (table: Table) => (table[0] ?? []).map((_, j) => table.map((row) => row[j]!));

/** Every table with these sums, cell by cell: the definition, without a network. */
function everyTable(
  rows: readonly number[],
  columns: readonly number[],
  visit: (cells: readonly number[]) => void,
): void {
  const left = [...columns];
  const cells: number[] = [];
  const fill = (i: number, j: number, rest: number): void => {
    if (i === rows.length) {
      visit(cells);
      return;
    }
    if (j === columns.length - 1) {
      if (rest > left[j]!) return;
      cells.push(rest);
      left[j]! -= rest;
      if (i + 1 < rows.length || left.every((column) => column === 0)) fill(i + 1, 0, rows[i + 1] ?? 0);
      left[j]! += rest;
      cells.pop();
      return;
    }
    for (let cell = 0; cell <= Math.min(rest, left[j]!); cell++) {
      cells.push(cell);
      left[j]! -= cell;
      fill(i, j + 1, rest - cell);
      left[j]! += cell;
      cells.pop();
    }
  };
  fill(0, 0, rows[0] ?? 0);
}

/** Fisher's p in whole numbers: every table's chance as a fraction of the observed one's. */
function exactP(table: Table): number {
  const UNIT = 1n << 300n;
  const observed = table.flat();
  let [all, counted] = [0n, 0n];
  everyTable(table.map(sum), transposed(table).map(sum), (cells) => {
    let [ways, of] = [1n, 1n];
    for (const [at, cell] of cells.entries()) {
      for (let n = cell + 1; n <= observed[at]!; n++) ways *= BigInt(n);
      for (let n = observed[at]! + 1; n <= cell; n++) of *= BigInt(n);
    }
    const own = (ways * UNIT) / of;
    all += own;
    // R's tie: likelier by 1e-7 of itself is no likelier.
    if (ways * 10_000_000n <= of * 10_000_001n) counted += own;
  });
  return Number((counted << 1000n) / all) / 2 ** 1000;
}

describe("fisherExactTest() of tables of all shapes", () => {
  // Origin: the sum over every table with the same sums, in whole numbers, as exactP() makes it.
  it.each<readonly [Table, number]>([
    [
      [
        [3, 1],
        [1, 3],
      ],
      0.4857142857142857,
    ],
    [
      [
        [2, 0],
        [1, 4],
      ],
      0.14285714285714285,
    ],
    [
      [
        [10, 2],
        [3, 15],
      ],
      0.0005367241191434358,
    ],
    [
      [
        [1900, 2100],
        [2050, 1950],
      ],
      0.0008611507172257902,
    ],
    [
      [
        [1, 2, 3],
        [4, 0, 1],
      ],
      0.11255411255411256,
    ],
    [
      [
        [5, 0, 2, 1],
        [1, 6, 0, 3],
      ],
      0.00658165364047717,
    ],
    [
      [
        [8, 2, 5, 1, 3],
        [1, 7, 2, 6, 2],
      ],
      0.008146327882266364,
    ],
    [
      [
        [12, 3],
        [4, 9],
        [6, 6],
      ],
      0.02804421241863811,
    ],
    [
      [
        [2, 1, 0],
        [0, 3, 1],
        [1, 0, 4],
      ],
      0.03499278499278499,
    ],
    [
      [
        [4, 1, 2, 0],
        [0, 5, 1, 2],
        [3, 0, 2, 4],
      ],
      0.012179028289877663,
    ],
    [
      [
        [10, 8, 7],
        [6, 12, 9],
        [9, 5, 11],
      ],
      0.3338498285296823,
    ],
    [
      [
        [3, 0, 1, 2],
        [1, 4, 0, 1],
        [0, 2, 3, 1],
        [2, 1, 0, 4],
      ],
      0.0596222754472366,
    ],
    [
      [
        [6, 2, 1, 3],
        [2, 7, 3, 1],
        [1, 2, 5, 4],
      ],
      0.05029003049298757,
    ],
    [
      [
        [1, 0, 0, 2, 1],
        [0, 3, 1, 0, 0],
        [2, 0, 1, 1, 0],
      ],
      0.11168831168831168,
    ],
    [
      [
        [20, 14, 9],
        [11, 18, 16],
      ],
      0.08660859665551811,
    ],
    [
      [
        [30, 12],
        [17, 25],
        [21, 24],
        [9, 19],
      ],
      0.004521911632513229,
    ],
    [
      [
        [1, 2],
        [2, 1],
        [3, 0],
        [0, 3],
        [2, 2],
        [1, 1],
      ],
      0.3535993418346359,
    ],
    [
      [
        [2, 2, 2],
        [2, 2, 2],
        [2, 2, 2],
      ],
      1,
    ],
    [
      [
        [0, 9, 1],
        [7, 1, 2],
      ],
      0.0003355777349585399,
    ],
  ])("of %j is %d", (table, p) => {
    expect(fisherExactTest(table).method).toBe("Fisher exact");
    expectClose(fisherExactTest(table).pValue, p, 1e-12);
    expectClose(fisherExactTest(transposed(table)).pValue, p, 1e-12);
  });
});

it("fisherExactTest() is 1 when there is one table only", () => {
  for (const table of [
    [],
    [[0, 0]],
    [[3, 4]],
    [[3], [4]],
    [
      [3, 0],
      [4, 0],
    ],
  ]) {
    expect(fisherExactTest(table)).toEqual({ method: "Fisher exact", pValue: 1 });
  }
});

describe("laws of Fisher's exact test", () => {
  const small = fc
    .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 4 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(fc.nat(4), { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
    );

  it("fisherExactTest() is the sum over every table with the same sums", () => {
    fc.assert(
      fc.property(small, (table) => {
        if (sum(table.flat()) > 24) return;
        expectClose(fisherExactTest(table).pValue, exactP(table), 1e-13);
      }),
      RUNS,
    );
  });

  it("fisherExactTest() of two by two is the sum in whole numbers", () => {
    const cell = fc.nat(150);
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        const table = [
          [a, b],
          [c, d],
        ];
        expectClose(fisherExactTest(table).pValue, exactP(table), 1e-12);
      }),
      RUNS,
    );
  });

  it("fisherExactTest() keeps its digits however many people a row or column holds", () => {
    const few = fc.nat(4);
    const many = fc.oneof(fc.integer({ min: 0, max: 50_000 }), few);
    const twoByTwo = fc.tuple(few, fc.nat(20_000_000), fc.nat(40), fc.nat(20_000_000)).map(([a, b, c, d]) => [
      [a, b],
      [c, d],
    ]);
    const larger = fc.tuple(few, few, few, few, many, many, few, few, many).map(([a, b, c, d, e, f, g, h, i]) => [
      [a, b, e],
      [c, d, f],
      [g, h, i],
    ]);
    fc.assert(
      fc.property(fc.oneof(twoByTwo, larger), (table) => {
        const exact = exactP(table);
        const { pValue } = fisherExactTest(table);
        expectClose(pValue, exact, 1e-12);
        if (exact === 1) expect(pValue).toBe(1);
      }),
      RUNS,
    );
  });

  // Origin: R 4's fisher.test for the first; the others by the fractions above.
  it.each<readonly [Table, number | null]>([
    [
      [
        [1, 999_999],
        [0, 5],
      ],
      1,
    ],
    [
      [
        [0, 5],
        [1, 999_999],
      ],
      1,
    ],
    [
      [
        [5, 0],
        [999_999, 1],
      ],
      1,
    ],
    [
      [
        [0, 999_999],
        [1, 5],
      ],
      null,
    ],
    [
      [
        [3, 30_000_000],
        [3, 10_000_000],
      ],
      null,
    ],
    [
      [
        [0, 2, 60_000],
        [3, 0, 70_000],
        [0, 0, 9],
      ],
      null,
    ],
  ])("fisherExactTest(%j) is exact", (table, known) => {
    const { pValue } = fisherExactTest(table);
    expectClose(pValue, exactP(table), 1e-12);
    if (known !== null) expect(pValue).toBe(known);
  });
});

describe("fisherExactTest() at its limit", () => {
  it("goes through six groups by yes and no of a thousand people", () => {
    const table = [
      [80, 90],
      [85, 84],
      [70, 96],
      [88, 78],
      [60, 105],
      [81, 83],
    ];
    const { pValue } = fisherExactTest(table);
    // Far from sparse, χ² is near: 14.4 on 5 degrees of freedom.
    expect(Math.abs(pValue - pearsonChiSquaredTest(table)!.pValue)).toBeLessThan(2e-3);
  });

  const message = (steps: number, paths: number) =>
    `Cannot compute Fisher's exact test: table must take at most ${steps} steps and ${paths} paths to go through, and this one takes more; join rows or columns, or use pearsonChiSquaredTest`;

  it("refuses at once a table of too many people and rows, and says what to do", () => {
    const large = Array.from({ length: 8 }, () => Array.from({ length: 8 }, () => 20));
    expect(() => fisherExactTest(large)).toThrow(new RangeError(message(500_000_000, 5_000_000)));
  });

  it("refuses on the way a table that would take too long", () => {
    const table = [
      [1030, 970, 1000],
      [991, 1010, 1003],
      [980, 1021, 1040],
    ];
    expect(() => fisherExactTest(table)).toThrow(new RangeError(message(500_000_000, 5_000_000)));
  });

  it("takes three rows of as many people as can be written in one whole number, and no more", () => {
    const table = (people: number) => [
      [people - 9, 1, 0],
      [2, 1, 1],
      [1, 2, 1],
    ];
    expect(fisherExactTest(table(208_062)).pValue).toBeLessThan(1e-6);
    expect(() => fisherExactTest(table(208_063))).toThrow(RangeError);
    expect(() => fisherExactTest(table(208_064))).toThrow(RangeError);
  });

  // Origin: counted once. A change that makes a table cost more is to be seen here.
  it.each<readonly [Table, steps: number, paths: number]>([
    [
      [
        [10, 2],
        [3, 15],
      ],
      663,
      0,
    ],
    [
      [
        [1900, 2100],
        [2050, 1950],
      ],
      201501,
      0,
    ],
    [
      [
        [5, 0, 2, 1],
        [1, 6, 0, 3],
      ],
      18169,
      7,
    ],
    [
      [
        [8, 2, 5, 1, 3],
        [1, 7, 2, 6, 2],
      ],
      50268,
      81,
    ],
    [
      [
        [12, 3],
        [4, 9],
        [6, 6],
      ],
      22567,
      8,
    ],
    [
      [
        [2, 1, 0],
        [0, 3, 1],
        [1, 0, 4],
      ],
      13597,
      7,
    ],
    [
      [
        [4, 1, 2, 0],
        [0, 5, 1, 2],
        [3, 0, 2, 4],
      ],
      61037,
      147,
    ],
    [
      [
        [10, 8, 7],
        [6, 12, 9],
        [9, 5, 11],
      ],
      192455,
      26,
    ],
    [
      [
        [3, 0, 1, 2],
        [1, 4, 0, 1],
        [0, 2, 3, 1],
        [2, 1, 0, 4],
      ],
      78713,
      135,
    ],
    [
      [
        [6, 2, 1, 3],
        [2, 7, 3, 1],
        [1, 2, 5, 4],
      ],
      108961,
      245,
    ],
    [
      [
        [30, 12],
        [17, 25],
        [21, 24],
        [9, 19],
      ],
      173531,
      253,
    ],
    [
      [
        [9, 1, 1, 0],
        [0, 7, 2, 1],
        [1, 0, 8, 1],
        [0, 1, 0, 9],
      ],
      322413,
      432,
    ],
    [
      [
        [2, 1, 0, 3, 1],
        [0, 3, 1, 0, 2],
        [1, 0, 4, 1, 0],
        [0, 2, 1, 2, 3],
      ],
      192928,
      362,
    ],
    [
      [
        [30, 1, 0],
        [2, 40, 1],
        [0, 3, 25],
      ],
      400600,
      16,
    ],
    [
      [
        [3, 2, 0, 29],
        [0, 3, 2, 3],
        [0, 0, 0, 2],
      ],
      48362,
      23,
    ],
  ])("goes through %j in %d steps with %d paths at most at a time", (table, steps, paths) => {
    expect(fisherExactTestWithin(table, { steps, paths })).toEqual(fisherExactTest(table));
    for (const less of [
      { steps: steps - 1, paths },
      { steps, paths: paths - 1 },
    ]) {
      if (less.paths < 0) continue;
      expect(() => fisherExactTestWithin(table, less)).toThrow(new RangeError(message(less.steps, less.paths)));
    }
  });
});
