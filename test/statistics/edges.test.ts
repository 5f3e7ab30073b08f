/**
 * Where a formula changes its branch, a table is empty or a limit is met exactly; values from outside carry their
 * origin.
 */
import { describe, expect, it } from "vitest";
import {
  agrestiCoullInterval,
  bowkerTest,
  breslowDayTest,
  biasCorrectedCramerV,
  clopperPearsonInterval,
  cochranMantelHaenszelTest,
  correctedCochranMantelHaenszelTest,
  correctedMcNemarTest,
  cronbachAlpha,
  cumulativeIncidence,
  expectedCounts,
  generalisedCochranMantelHaenszelTest,
  jeffreysInterval,
  kaplanMeier,
  kaplanMeierQuantile,
  logRankTest,
  mantelHaenszelOddsRatio,
  mcNemarExactTest,
  mcNemarTest,
  newcombePairedDifference,
  pearsonChiSquaredTest,
  reliableChange,
  signTest,
  stuartMaxwellTest,
  taroneTest,
  wilcoxonSignedRankTest,
  wilsonInterval,
  yatesChiSquaredTest,
} from "../../src/statistics/index";
import { betaQuantile, normalUpperTail } from "../../src/statistics/distribution";
import { normalQuantile } from "../../src/statistics/normal";
import { quadraticForm } from "../../src/statistics/quadratic-form";
import { expectClose, figures } from "./figures";

describe("methods", () => {
  const table = [
    [12, 5],
    [3, 9],
  ];
  const pairs = { both: 4, onlyBefore: 9, onlyAfter: 2, neither: 7 };
  const groups = [
    { days: [1, 3], ended: [1, 1] },
    { days: [2], ended: [1] },
  ];
  it.each([
    ["Pearson χ²", pearsonChiSquaredTest(table)],
    ["Pearson χ², Yates", yatesChiSquaredTest(table)],
    ["McNemar", mcNemarTest(pairs)],
    ["McNemar, corrected", correctedMcNemarTest(pairs)],
    ["McNemar exact", mcNemarExactTest(pairs)],
    ["Cochran–Mantel–Haenszel", cochranMantelHaenszelTest([table])],
    ["Cochran–Mantel–Haenszel, corrected", correctedCochranMantelHaenszelTest([table])],
    ["Cochran–Mantel–Haenszel, generalised", generalisedCochranMantelHaenszelTest([table])],
    ["Breslow–Day", breslowDayTest([table, table])],
    ["Breslow–Day, Tarone", taroneTest([table, table])],
    ["log-rank", logRankTest(groups)],
    ["Bowker", bowkerTest(table)],
    ["Stuart–Maxwell", stuartMaxwellTest(table)],
  ])("%s is named in what it gives", (method, test) => {
    expect(test?.method).toBe(method);
  });
});

describe("wilcoxonSignedRankTest()", () => {
  const few = [3, -1, 0, 2];
  const many = Array.from({ length: 60 }, (_, at) => (at % 3 === 0 ? -at - 1 : at + 1));
  it.each<[string, readonly number[], Parameters<typeof wilcoxonSignedRankTest>[1]]>([
    ["Wilcoxon signed rank, zeros by Pratt, exact", few, undefined],
    ["Wilcoxon signed rank, zeros dropped, exact", few, { zeros: "drop" }],
    ["Wilcoxon signed rank, zeros by Pratt, normal", few, { distribution: "normal" }],
    ["Wilcoxon signed rank, zeros dropped, corrected", few, { zeros: "drop", distribution: "corrected" }],
    ["Wilcoxon signed rank, zeros by Pratt, normal", many, undefined],
    ["Wilcoxon signed rank, zeros by Pratt, exact", many, { distribution: "exact" }],
  ])("is %s", (method, differences, options) => {
    expect(wilcoxonSignedRankTest(differences, options)?.method).toBe(method);
  });

  it("signTest() is named too", () => {
    expect(signTest(few)?.method).toBe("sign");
  });

  it("is normal where half a million zeros make the ranks too large to try", () => {
    const differences = [...Array<number>(500_000).fill(0), ...Array.from({ length: 25 }, (_, at) => at + 1)];
    expect(wilcoxonSignedRankTest(differences)?.method).toBe("Wilcoxon signed rank, zeros by Pratt, normal");
  });

  it("refuses the exact distribution of 800 differences", () => {
    const differences = Array.from({ length: 800 }, (_, at) => at + 1);
    const message =
      "Cannot compute a signed-rank test: an exact distribution must take at most 500000000 additions, " +
      'received 512640000; use distribution: "normal"';
    expect(() => wilcoxonSignedRankTest(differences, { distribution: "exact" })).toThrow(new RangeError(message));
  });
});

describe("shares of nobody", () => {
  it.each([
    ["Wilson", wilsonInterval],
    ["Clopper–Pearson", clopperPearsonInterval],
    ["Agresti–Coull", agrestiCoullInterval],
    ["Jeffreys", jeffreysInterval],
  ])("have no %s interval", (_name, interval) => {
    expect(interval(0, 0)).toBeNull();
    expect(interval(0, 1)).not.toBeNull();
  });
});

describe("levels and counts that are none", () => {
  it.each([
    [95, "received 95; write 0.95 for 95 %"],
    [1.5, "received 1.5; write 0.015 for 1.5 %"],
    [1, "received 1"],
    [100, "received 100"],
    [0, "received 0"],
    [-3, "received -3"],
    [Number.NaN, "received NaN"],
  ])("wilsonInterval() refuses the level %d", (level, received) => {
    const message = `Cannot compute a Wilson interval: level must be between 0 and 1, ${received}`;
    expect(() => wilsonInterval(1, 2, level)).toThrow(new RangeError(message));
  });

  it("wilsonInterval() refuses a numerator under 0", () => {
    expect(() => wilsonInterval(-1, 2)).toThrow("numerator must be a whole number from 0 to 2, received -1");
  });

  it("cumulativeIncidence() takes up to 100 kinds of ends, and days up to a million", () => {
    expect(cumulativeIncidence([1], [100], 100)[0]?.incidence[99]).toBe(1);
    expect(() => cumulativeIncidence([1], [1], 101)).toThrow(
      "kinds must be a whole number from 1 to 100, received 101",
    );
    expect(kaplanMeier([1_000_000], [1]).steps).toHaveLength(1);
    expect(() => kaplanMeier([1_000_001], [1])).toThrow("days at index 0 must be a whole number from 0 to 1000000");
    for (const end of [1.5, -1, 3]) {
      expect(() => cumulativeIncidence([1, 2], [1, end], 2)).toThrow(
        `the end at index 1 must be a whole number from 0 (lost from sight) to 2, received ${end}`,
      );
    }
  });

  it.each([0, 1, Number.NaN])("kaplanMeierQuantile() refuses the part %d", (part) => {
    const curve = kaplanMeier([1, 2], [1, 1]);
    expect(() => kaplanMeierQuantile(curve, part)).toThrow(`part must be between 0 and 1, received ${part}`);
  });

  it("mantelHaenszelOddsRatio() refuses strata of three columns", () => {
    expect(() =>
      mantelHaenszelOddsRatio([
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
      ]),
    ).toThrow("2 rows and 2 columns");
  });

  it.each([0, 1, -0.5, 2, Number.NaN])("normalQuantile() refuses %d", (probability) => {
    const message = "Cannot compute a normal quantile: probability must be strictly between 0 and 1";
    expect(() => normalQuantile(probability)).toThrow(new RangeError(`${message}, received ${probability}`));
  });
});

describe("tables", () => {
  /** By hand: χ²/n = 1/18 less 2/119, over 2 − 1/119 − 1, and its root; in fractions. */
  it("biasCorrectedCramerV() of three by two is the same turned over", () => {
    const three = [
      [10, 20],
      [20, 10],
      [30, 30],
    ];
    expectClose(biasCorrectedCramerV(three), 0.19767957103865427, 1e-14);
    expectClose(
      biasCorrectedCramerV([
        [10, 20, 30],
        [20, 10, 30],
      ]),
      0.19767957103865427,
      1e-14,
    );
  });

  it("expectedCounts() of nobody are 0", () => {
    expect(
      expectedCounts([
        [0, 0],
        [0, 0],
      ]),
    ).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(pearsonChiSquaredTest([])).toBeNull();
  });
});

describe("strata", () => {
  const some = [
    [
      [12, 5],
      [3, 9],
    ],
    [
      [4, 6],
      [7, 2],
    ],
  ];
  /** Strata in which a row, a column or all but one person are missing. */
  const silent = [
    "0 0 3 4",
    "3 4 0 0",
    "0 3 0 4",
    "3 0 4 0",
    "1 0 0 0",
    "0 1 0 0",
    "0 0 1 0",
    "0 0 0 1",
    "0 0 0 0",
  ].map((cells) => {
    const [a = 0, b = 0, c = 0, d = 0] = cells.split(" ").map(Number);
    return [
      [a, b],
      [c, d],
    ];
  });

  it.each([
    ["Cochran–Mantel–Haenszel", cochranMantelHaenszelTest],
    ["corrected", correctedCochranMantelHaenszelTest],
    ["generalised", generalisedCochranMantelHaenszelTest],
    ["Breslow–Day", breslowDayTest],
    ["Tarone", taroneTest],
  ])("that hold nobody to compare change nothing of the %s test", (_name, test) => {
    const { statistic, pValue } = test(some)!;
    for (const stratum of silent) {
      const found = test([...some, stratum]);
      expectClose(found?.statistic, statistic, 1e-13);
      expectClose(found?.pValue, pValue, 1e-12);
    }
  });

  /** R 4.2.2, mantelhaen.test of six groups in two years; see the fixture. */
  it("generalisedCochranMantelHaenszelTest() is R's, and of two groups the ordinary one", () => {
    const { generalised } = figures<{ generalised: { strata_tables: number[][][]; statistic: number; df: number } }>(
      "pooling",
    );
    const found = generalisedCochranMantelHaenszelTest(generalised.strata_tables);
    expectClose(found?.statistic, generalised.statistic, 1e-12);
    expect(found?.degreesOfFreedom).toBe(generalised.df);
    expectClose(
      generalisedCochranMantelHaenszelTest(some)?.statistic,
      cochranMantelHaenszelTest(some)!.statistic,
      1e-12,
    );
    const two = [
      [
        [1, 0],
        [0, 1],
      ],
    ];
    expectClose(generalisedCochranMantelHaenszelTest(two)?.statistic, 1, 1e-14);
    expect(
      generalisedCochranMantelHaenszelTest([
        [
          [1, 0],
          [0, 0],
        ],
      ]),
    ).toBeNull();
    expect(generalisedCochranMantelHaenszelTest([])).toBeNull();
  });

  it.each<[unknown, string]>([
    [undefined, "Cannot compute the generalised Cochran–Mantel–Haenszel test: strata must be a list, received nothing"],
    [
      [null],
      "Cannot compute the generalised Cochran–Mantel–Haenszel test (stratum 1): table must be an array of rows of one length",
    ],
    [
      [
        [
          [1, 2],
          [3, 4],
        ],
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
      ],
      "(stratum 2): table must have 2 rows and 2 columns, received",
    ],
    [[[[1, 2, 3]]], "(stratum 1): table must have 1 rows and 2 columns, received"],
  ])("generalisedCochranMantelHaenszelTest() refuses %j", (strata, message) => {
    expect(() => generalisedCochranMantelHaenszelTest(strata as never)).toThrow(message);
  });

  /** As R does it: the correction is left out where it would be more than there is. */
  it("are corrected by a half only where they are off by a half", () => {
    const half = [
      [
        [2, 1],
        [1, 2],
      ],
    ];
    expect(correctedCochranMantelHaenszelTest(half)?.statistic).toBe(0);
    const third = [
      [
        [3, 1],
        [1, 1],
      ],
    ];
    expectClose(
      correctedCochranMantelHaenszelTest(third)?.statistic,
      cochranMantelHaenszelTest(third)!.statistic,
      1e-14,
    );
  });

  it("of which one is left, or without anybody on one diagonal, have no common odds to differ from", () => {
    expect(breslowDayTest([some[0]!])).toBeNull();
    expect(breslowDayTest([some[0]!, silent[0]!])).toBeNull();
    expect(
      breslowDayTest([
        [
          [0, 5],
          [5, 3],
        ],
        [
          [0, 2],
          [4, 6],
        ],
      ]),
    ).toBeNull();
    expect(
      breslowDayTest([
        [
          [5, 0],
          [3, 5],
        ],
        [
          [2, 0],
          [6, 4],
        ],
      ]),
    ).toBeNull();
  });
});

/** By the formula of Newcombe's method 10, in 40-digit arithmetic. */
describe("newcombePairedDifference()", () => {
  it("keeps a negative association as it is", () => {
    const found = newcombePairedDifference({ both: 5, onlyBefore: 20, onlyAfter: 15, neither: 3 });
    expectClose(found?.low, -0.3640666663747996, 1e-13);
    expectClose(found?.high, 0.14869892711158794, 1e-13);
  });

  it("takes no association where nobody had it before", () => {
    const found = newcombePairedDifference({ both: 0, onlyBefore: 0, onlyAfter: 3, neither: 5 });
    expectClose(found?.low, -0.027440569958796992, 1e-12);
    expectClose(found?.high, 0.6942576053973727, 1e-13);
  });
});

/**
 * By hand: on days 1, 2, 3 the first group expects 2/3, 1/2 and 1 of its two ends; the variances are 2/9, 1/4 and 0.
 */
it("logRankTest() takes no variance from the last person left", () => {
  const test = logRankTest([
    { days: [1, 3], ended: [1, 1] },
    { days: [2], ended: [1] },
  ]);
  expectClose(test?.statistic, 1 / 17, 1e-13);
  expectClose(test?.groups[0]?.expected, 13 / 6, 1e-14);
});

it("quadraticForm() leaves out what rounding leaves of a direction without variance", () => {
  const covariances = [
    [9e6, 3e6],
    [3e6, 1e6 + 1e-9],
  ];
  expect(quadraticForm([3, 1], covariances)).toEqual({ value: 1e-6, rank: 1 });
});

it("reliableChange() is no change as large as the smallest difference, and says its method", () => {
  const scale = { first: 0, reliability: 0.75, standardDeviation: 2 };
  const { smallestDifference } = reliableChange({ ...scale, last: 0 });
  const atLimit = reliableChange({ ...scale, last: smallestDifference });
  expect(atLimit).toMatchObject({ method: "Jacobson–Truax", isReliable: false });
  expect(reliableChange({ ...scale, last: smallestDifference * 1.001 }).isReliable).toBe(true);
});

/** Normal tail and ln 16! from mpmath at 40 digits. */
describe("distributions", () => {
  it("normalUpperTail() below the mean is the rest", () => {
    expectClose(normalUpperTail(-3), 0.9986501019683699, 1e-14);
    expectClose(normalUpperTail(-0.5), 0.6914624612740131, 1e-14);
    expect(normalUpperTail(0)).toBe(0.5);
  });

  it("betaQuantile() next to 1 leaves as much above as its mirror leaves below", () => {
    const tail = 2 ** -40;
    expectClose(1 - betaQuantile(1 - tail, 2, 3), betaQuantile(tail, 3, 2), 1e-11);
  });
});

it("cronbachAlpha() of one person has no value", () => {
  expect(cronbachAlpha([[3], [4]])).toBeNull();
  expect(() => cronbachAlpha([[3], null as never])).toThrow("items.1 must be a list, received null");
});
