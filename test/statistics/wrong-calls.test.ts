/** What each method of the room does with arguments it cannot mean: the error's class and the whole message. */
import { describe, expect, it } from "vitest";
import * as library from "../library";

const {
  agrestiCoullInterval,
  biasCorrectedCramerV,
  bowkerTest,
  breslowDayTest,
  clopperPearsonInterval,
  cochranMantelHaenszelTest,
  cohenKappa,
  correctedCochranMantelHaenszelTest,
  correctedMcNemarTest,
  correctedNewcombeDifference,
  correctedWilsonInterval,
  cramerV,
  cronbachAlpha,
  cumulativeIncidence,
  expectedCounts,
  fisherExactTest,
  jeffreysInterval,
  kaplanMeier,
  kaplanMeierAt,
  kaplanMeierBefore,
  kaplanMeierQuantile,
  logRankTest,
  mantelHaenszelOddsRatio,
  mcNemarExactTest,
  mcNemarTest,
  miettinenNurminenDifference,
  newcombeDifference,
  newcombePairedDifference,
  numbersAtRisk,
  pearsonChiSquaredTest,
  signTest,
  stuartMaxwellTest,
  taroneTest,
  wilcoxonSignedRankTest,
  wilsonInterval,
  yatesChiSquaredTest,
} = library;

type Call = readonly [title: string, call: () => unknown, message: string];
const half = { numerator: 1, denominator: 2 };
const pairs = { both: 1, onlyBefore: 1, onlyAfter: 1, neither: 1 };
/** What a caller without types may pass. */
const anything = (value: unknown) => value as never;

const intervals: readonly Call[] = (
  [
    ["a Wilson interval", wilsonInterval],
    ["a corrected Wilson interval", correctedWilsonInterval],
    ["a Clopper–Pearson interval", clopperPearsonInterval],
    ["an Agresti–Coull interval", agrestiCoullInterval],
    ["a Jeffreys interval", jeffreysInterval],
  ] as const
).flatMap(([what, method]): Call[] => [
  [
    what,
    () => method(1, 2, 95),
    `Cannot compute ${what}: level must be between 0 and 1, received 95; write 0.95 for 95 %`,
  ],
  [what, () => method(1, 2, 0), `Cannot compute ${what}: level must be between 0 and 1, received 0`],
  [what, () => method(3, 2), `Cannot compute ${what}: numerator must be a whole number from 0 to 2, received 3`],
  [what, () => method(0.5, 2), `Cannot compute ${what}: numerator must be a whole number from 0 to 2, received 0.5`],
  [what, () => method(0, -1), `Cannot compute ${what}: denominator must be a whole number of 0 or more, received -1`],
  [
    what,
    () => method(0, Number.NaN),
    `Cannot compute ${what}: denominator must be a whole number of 0 or more, received NaN`,
  ],
]);

const differences: readonly Call[] = (
  [
    ["a Newcombe interval for a difference", newcombeDifference],
    ["a corrected Newcombe interval for a difference", correctedNewcombeDifference],
    ["a Miettinen–Nurminen interval for a difference", miettinenNurminenDifference],
  ] as const
).flatMap(([what, method]): Call[] => [
  [what, () => method(half, half, 1), `Cannot compute ${what}: level must be between 0 and 1, received 1`],
  [
    what,
    () => method(half, { numerator: 3, denominator: 2 }),
    `Cannot compute ${what}: second numerator must be a whole number from 0 to 2, received 3`,
  ],
  [
    what,
    () => method({ numerator: 0, denominator: 1.5 }, half),
    `Cannot compute ${what}: first denominator must be a whole number of 0 or more, received 1.5`,
  ],
]);

const pairTests: readonly Call[] = (
  [
    ["McNemar's exact test", mcNemarExactTest],
    ["McNemar's test", mcNemarTest],
    ["McNemar's corrected test", correctedMcNemarTest],
    ["a Newcombe interval for a paired difference", newcombePairedDifference],
  ] as const
).map(
  ([what, method]): Call => [
    what,
    () => method({ ...pairs, onlyAfter: -1 }),
    `Cannot compute ${what}: onlyAfter must be a whole number of 0 or more, received -1`,
  ],
);

const tables: readonly Call[] = (
  [
    ["expected counts", expectedCounts],
    ["Pearson's χ² test", pearsonChiSquaredTest],
    ["Yates's χ² test", yatesChiSquaredTest],
    ["Cramér's V", cramerV],
    ["Cramér's V", biasCorrectedCramerV],
    ["Fisher's exact test", fisherExactTest],
    ["Bowker's test", bowkerTest],
    ["the Stuart–Maxwell test", stuartMaxwellTest],
    ["Cohen's κ", cohenKappa],
  ] as const
).flatMap(([what, method]): Call[] => [
  [
    what,
    () => method([[1, 2], [3]]),
    `Cannot compute ${what}: table must be an array of rows of one length, received an array of 2`,
  ],
  [
    what,
    () => method(anything([1, 2])),
    `Cannot compute ${what}: table must be an array of rows of one length, received an array of 2`,
  ],
  [
    what,
    () =>
      method([
        [1, 2],
        [3, -4],
      ]),
    `Cannot compute ${what}: count in row 2, column 2 must be a whole number of 0 or more, received -4`,
  ],
]);

const strata: readonly Call[] = (
  [
    ["the Cochran–Mantel–Haenszel test", cochranMantelHaenszelTest],
    ["the corrected Cochran–Mantel–Haenszel test", correctedCochranMantelHaenszelTest],
    ["a Mantel–Haenszel odds ratio", mantelHaenszelOddsRatio],
    ["the Breslow–Day test", breslowDayTest],
    ["Tarone's test", taroneTest],
  ] as const
).flatMap(([what, method]): Call[] => [
  [what, () => method(anything({})), `Cannot compute ${what}: strata must be a list, received an object`],
  [
    what,
    () => method([[[1, 2, 3]]]),
    `Cannot compute ${what} (stratum 1): table must have 2 rows and 2 columns, received "1×3"`,
  ],
]);

const curve = kaplanMeier([1, 2], [1, 0]);
const others: readonly Call[] = [
  [
    "cronbachAlpha() lists",
    () => cronbachAlpha([[1, 2], [1]]),
    "Cannot compute Cronbach's α: items must have one score a person (2), and item 1 has another number, received 1",
  ],
  [
    "cronbachAlpha() score",
    () => cronbachAlpha([[1, Number.NaN]]),
    "Cannot compute Cronbach's α: each score must be a finite number (item 0, person 1), received NaN; leave out people who lack one",
  ],
  [
    "cronbachAlpha() items",
    () => cronbachAlpha(anything([1, 2])),
    "Cannot compute Cronbach's α: items.0 must be a list, received 1",
  ],
  [
    "cronbachAlpha() level",
    () => cronbachAlpha([[1], [2]], 95),
    "Cannot compute Cronbach's α: level must be between 0 and 1, received 95; write 0.95 for 95 %",
  ],
  [
    "yatesChiSquaredTest()",
    () => yatesChiSquaredTest([[1, 2, 3]]),
    'Cannot compute Yates\'s χ² test: table must have 2 rows and 2 columns, received "1×3"',
  ],
  [
    "bowkerTest()",
    () => bowkerTest([[1, 2]]),
    'Cannot compute Bowker\'s test: table must have as many rows as columns, received "1×2"',
  ],
  [
    "cohenKappa()",
    () => cohenKappa([[1]], 2),
    "Cannot compute Cohen's κ: level must be between 0 and 1, received 2; write 0.02 for 2 %",
  ],
  [
    "newcombePairedDifference()",
    () => newcombePairedDifference(pairs, -1),
    "Cannot compute a Newcombe interval for a paired difference: level must be between 0 and 1, received -1",
  ],
  [
    "mantelHaenszelOddsRatio()",
    () => mantelHaenszelOddsRatio([], Number.NaN),
    "Cannot compute a Mantel–Haenszel odds ratio: level must be between 0 and 1, received NaN",
  ],
  [
    "signTest()",
    () => signTest([1, Number.NaN]),
    "Cannot compute a sign test: differences.1 must be a finite number, received NaN",
  ],
  [
    "wilcoxonSignedRankTest()",
    () => wilcoxonSignedRankTest([Number.POSITIVE_INFINITY]),
    "Cannot compute a signed-rank test: differences.0 must be a finite number, received Infinity",
  ],
  [
    "wilcoxonSignedRankTest() zeros",
    () => wilcoxonSignedRankTest([1], { zeros: anything("split") }),
    'Cannot compute a signed-rank test: zeros must be one of pratt, drop, received "split"',
  ],
  [
    "wilcoxonSignedRankTest() distribution",
    () => wilcoxonSignedRankTest([1], { distribution: anything("t") }),
    'Cannot compute a signed-rank test: distribution must be one of exact, normal, corrected, received "t"',
  ],
  [
    "kaplanMeier() lengths",
    () => kaplanMeier([1, 2], [1]),
    "Cannot compute a Kaplan–Meier curve: ends must be as many as days (2), received 1",
  ],
  [
    "kaplanMeier() days",
    () => kaplanMeier([1, 2.5], [1, 1]),
    "Cannot compute a Kaplan–Meier curve: days at index 1 must be a whole number from 0 to 1000000, received 2.5",
  ],
  [
    "kaplanMeier() ended",
    () => kaplanMeier([1], [2]),
    "Cannot compute a Kaplan–Meier curve: the end at index 0 must be a whole number from 0 (lost from sight) to 1, received 2",
  ],
  [
    "kaplanMeier() limits",
    () => kaplanMeier([1], [1], { limits: anything("logit") }),
    'Cannot compute a Kaplan–Meier curve: limits must be one of log-log, log, plain, received "logit"',
  ],
  [
    "kaplanMeier() level",
    () => kaplanMeier([1], [1], { level: 1 }),
    "Cannot compute a Kaplan–Meier curve: level must be between 0 and 1, received 1",
  ],
  [
    "kaplanMeierAt()",
    () => kaplanMeierAt(curve, -1),
    "Cannot read a Kaplan–Meier curve: day must be a whole number of 0 or more, received -1",
  ],
  [
    "kaplanMeierBefore()",
    () => kaplanMeierBefore(curve, 0.5),
    "Cannot read a Kaplan–Meier curve: day must be a whole number of 0 or more, received 0.5",
  ],
  [
    "numbersAtRisk()",
    () => numbersAtRisk(curve, [-1]),
    "Cannot count the numbers at risk: days.0 must be a whole number of 0 or more, received -1",
  ],
  [
    "kaplanMeierQuantile()",
    () => kaplanMeierQuantile(curve, 1),
    "Cannot compute a Kaplan–Meier quantile: part must be between 0 and 1, received 1",
  ],
  [
    "logRankTest()",
    () => logRankTest(anything(null)),
    "Cannot compute a log-rank test: groups must be a list, received null",
  ],
  [
    "logRankTest() group",
    () =>
      logRankTest([
        { days: [1], ended: [1] },
        { days: [-1], ended: [1] },
      ]),
    "Cannot compute a log-rank test (group 2): days at index 0 must be a whole number from 0 to 1000000, received -1",
  ],
  [
    "cumulativeIncidence() kinds",
    () => cumulativeIncidence([1], [1], 0),
    "Cannot compute a cumulative incidence: kinds must be a whole number from 1 to 100, received 0",
  ],
  [
    "cumulativeIncidence() ends",
    () => cumulativeIncidence([1], [3], 2),
    "Cannot compute a cumulative incidence: the end at index 0 must be a whole number from 0 (lost from sight) to 2, received 3",
  ],
];

describe("a wrong call is refused at once", () => {
  it.each([...intervals, ...differences, ...pairTests, ...tables, ...strata, ...others])("%s", (_, call, message) => {
    expect(call).toThrow(message);
    const isTypeError = /must be an? (?:array|list)/.test(message);
    expect(call).toThrow(isTypeError ? TypeError : RangeError);
  });
});

describe("results", () => {
  it("are frozen to the bottom and survive JSON", () => {
    const table = [
      [3, 1],
      [1, 3],
    ];
    const results = [
      wilsonInterval(1, 2),
      newcombeDifference(half, half),
      newcombePairedDifference(pairs),
      mcNemarTest(pairs),
      fisherExactTest(table),
      expectedCounts(table),
      cohenKappa(table),
      cronbachAlpha([
        [1, 2],
        [1, 3],
      ]),
      signTest([1, -1]),
      wilcoxonSignedRankTest([1, -2, 3]),
      mantelHaenszelOddsRatio([table]),
      breslowDayTest([table, table]),
      kaplanMeier([1, 2, 3], [1, 0, 1]),
      kaplanMeierAt(curve, 1),
      kaplanMeierQuantile(curve),
      numbersAtRisk(curve, [1]),
      logRankTest([
        { days: [1, 2], ended: [1, 1] },
        { days: [2, 3], ended: [1, 0] },
      ]),
      cumulativeIncidence([1, 2], [1, 2], 2),
    ];
    const isFrozen = (value: unknown): boolean =>
      typeof value !== "object" || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));
    for (const result of results) {
      expect(result).not.toBeNull();
      expect(isFrozen(result)).toBe(true);
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    }
  });
});
