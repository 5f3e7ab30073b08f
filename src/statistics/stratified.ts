import { check } from "../options";
import { checkLevel } from "./arguments";
import { type CountTable, checkTable, margins, type TableSize, TWO_BY_TWO } from "./count-table";
import { normalQuantile } from "./normal";
import type { Interval } from "./proportion";
import { quadraticForm } from "./quadratic-form";
import { type ChiSquaredTest, chiSquaredTest } from "./test-result";

/** Two-by-two tables of the same question, one a stratum: rows are groups, columns yes and no. */
export type Strata = readonly CountTable[];

/**
 * The Cochran–Mantel–Haenszel test: whether rows and columns are independent within every stratum.
 *
 * Strata with a row or a column that holds nobody, or with fewer than two people, say nothing and change nothing. With
 * one stratum of n people it is Pearson's χ² times (n − 1) / n.
 *
 * @param strata - two-by-two tables
 * @returns the test, or null when no stratum says anything
 * @throws TypeError when a table is not rows of one length; RangeError when it is not two by two or a count is not a
 *   whole number of 0 or more
 * @source N. Mantel, W. Haenszel, Journal of the National Cancer Institute 22 (1959), 719–748; without correction: W.
 *   G. Cochran, Biometrics 10 (1954), 417–451
 * @example
 * ```ts
 * const test = cochranMantelHaenszelTest([[[3, 3], [0, 6]], [[6, 0], [2, 4]], [[5, 1], [6, 0]]])!;
 * expect(test.statistic).toBeCloseTo(5.6571, 4);
 * ```
 */
export function cochranMantelHaenszelTest(strata: Strata): ChiSquaredTest | null {
  checkStrata("compute the Cochran–Mantel–Haenszel test", strata);
  return mantelHaenszel("Cochran–Mantel–Haenszel", strata, 0);
}

/**
 * The Cochran–Mantel–Haenszel test with a continuity correction of ½.
 *
 * The correction is left out when the counts are off by less than ½ in all, as in R.
 *
 * @param strata - two-by-two tables
 * @returns the test, or null when no stratum says anything
 * @throws TypeError when a table is not rows of one length; RangeError when it is not two by two or a count is not a
 *   whole number of 0 or more
 * @source N. Mantel, W. Haenszel, Journal of the National Cancer Institute 22 (1959), 719–748
 * @example
 * ```ts
 * const test = correctedCochranMantelHaenszelTest([[[3, 3], [0, 6]], [[6, 0], [2, 4]], [[5, 1], [6, 0]]])!;
 * expect(test.statistic).toBeCloseTo(3.9286, 4);
 * ```
 */
export function correctedCochranMantelHaenszelTest(strata: Strata): ChiSquaredTest | null {
  checkStrata("compute the corrected Cochran–Mantel–Haenszel test", strata);
  return mantelHaenszel("Cochran–Mantel–Haenszel, corrected", strata, 0.5);
}

/**
 * The Cochran–Mantel–Haenszel test of several groups: whether the shares of all groups are equal within every stratum.
 *
 * With two groups it is {@link cochranMantelHaenszelTest}. The degrees of freedom are the groups less 1; groups that no
 * stratum connects with another fall out with theirs. Strata with fewer than two people, and those in which all have
 * the same, say nothing and change nothing.
 *
 * @param strata - tables of two columns, yes and no, with one row per group; all of as many rows
 * @returns the test, or null when no stratum says anything
 * @throws TypeError when strata is not an array or a table is not rows of one length; RangeError when a table has not
 *   two columns or not as many rows as the first, or a count is not a whole number of 0 or more
 * @source J. R. Landis, E. R. Heyman, G. G. Koch, International Statistical Review 46 (1978), 237–254, the statistic of
 *   general association; A. Agresti, Categorical Data Analysis (2002), section 7.5.3
 * @example
 * ```ts
 * const test = generalisedCochranMantelHaenszelTest([[[8, 2], [5, 5], [2, 8]], [[9, 1], [6, 4], [4, 6]]])!;
 * expect([test.statistic.toFixed(4), test.degreesOfFreedom]).toEqual(["12.1613", 2]);
 * ```
 */
export function generalisedCochranMantelHaenszelTest(strata: Strata): ChiSquaredTest | null {
  const cannot = "compute the generalised Cochran–Mantel–Haenszel test";
  checkStrata(cannot, strata, { rows: strata?.[0]?.length ?? 0, columns: 2 });
  const groups = (strata[0] ?? []).map(() => 0);
  const excess = [...groups];
  const covariances = groups.map(() => [...groups]);
  for (const stratum of strata) {
    const { rows, columns, total } = margins(stratum);
    const [yes, no] = columns as [number, number];
    if (total < 2) continue;
    const spread = ((yes / total) * no) / (total - 1);
    for (const [g, own] of rows.entries()) {
      excess[g]! += (stratum[g]![0]! * no - stratum[g]![1]! * yes) / total;
      for (const [h, other] of rows.entries())
        covariances[g]![h]! += spread * own * ((g === h ? 1 : 0) - other / total);
    }
  }
  const { value, rank } = quadraticForm(excess, covariances);
  return rank === 0 ? null : chiSquaredTest("Cochran–Mantel–Haenszel, generalised", value, rank);
}

/** An odds ratio common to all strata. */
export interface CommonOddsRatio {
  /**
   * Null when it is infinite: in no stratum is anybody in the second cell of the first row and the first cell of the
   * second.
   */
  readonly oddsRatio: number | null;
  /** Null when the odds ratio is 0 or infinite. */
  readonly interval: Interval | null;
}

/**
 * The Mantel–Haenszel odds ratio common to all strata, with the interval of Robins, Breslow and Greenland.
 *
 * Strata that hold nobody change nothing.
 *
 * @param strata - two-by-two tables
 * @param level - confidence, strictly between 0 and 1; 0.95 by default
 * @returns the odds ratio and the limits, or null when it is 0/0: no stratum has anybody on either diagonal
 * @throws TypeError when a table is not rows of one length; RangeError when it is not two by two, a count is not a
 *   whole number of 0 or more, or the level is not between 0 and 1
 * @source N. Mantel, W. Haenszel (1959); variance: J. Robins, N. Breslow, S. Greenland, Biometrics 42 (1986), 311–323,
 *   equation 3
 * @example
 * ```ts
 * const found = mantelHaenszelOddsRatio([[[3, 3], [0, 6]], [[6, 0], [2, 4]], [[5, 1], [6, 0]]])!;
 * expect(found.oddsRatio).toBeCloseTo(7, 10);
 * expect(found.interval!.low).toBeCloseTo(1.0267, 4);
 * ```
 */
export function mantelHaenszelOddsRatio(strata: Strata, level = 0.95): CommonOddsRatio | null {
  const cannot = "compute a Mantel–Haenszel odds ratio";
  checkLevel(cannot, level);
  checkStrata(cannot, strata);
  const { along, across, alongAlong, mixed, acrossAcross } = diagonals(strata);
  if (along === 0 && across === 0) return null;
  if (across === 0) return Object.freeze({ oddsRatio: null, interval: null });
  if (along === 0) return Object.freeze({ oddsRatio: 0, interval: null });
  const variance = alongAlong / (2 * along ** 2) + mixed / (2 * along * across) + acrossAcross / (2 * across ** 2);
  const reach = Math.exp(normalQuantile(1 - (1 - level) / 2) * Math.sqrt(variance));
  const oddsRatio = along / across;
  return Object.freeze({ oddsRatio, interval: Object.freeze({ low: oddsRatio / reach, high: oddsRatio * reach }) });
}

/** A test of homogeneity, with the strata it could use. */
export interface HomogeneityTest extends ChiSquaredTest {
  /** Strata in which every row and column holds somebody. */
  readonly strataUsed: number;
}

/**
 * The Breslow–Day test of homogeneity: whether one odds ratio fits all strata.
 *
 * A stratum in which a row or a column holds nobody fits any odds ratio: it is left out, and the degrees of freedom are
 * the strata used less 1. epiR counts every stratum, which makes p too large.
 *
 * @param strata - two-by-two tables
 * @returns the test, or null when fewer than two strata can be used or the common odds ratio is 0 or infinite
 * @throws TypeError when a table is not rows of one length; RangeError when it is not two by two or a count is not a
 *   whole number of 0 or more
 * @source N. E. Breslow, N. E. Day, Statistical Methods in Cancer Research I (1980), equation 4.30
 * @example
 * ```ts
 * const test = breslowDayTest([[[3, 3], [0, 6]], [[6, 0], [2, 4]], [[5, 1], [6, 0]]])!;
 * expect([test.statistic.toFixed(4), test.degreesOfFreedom]).toEqual(["8.6273", 2]);
 * ```
 */
export function breslowDayTest(strata: Strata): HomogeneityTest | null {
  checkStrata("compute the Breslow–Day test", strata);
  return homogeneity("Breslow–Day", strata, false);
}

/**
 * The Breslow–Day test with Tarone's correction, which makes it exact in large samples: {@link breslowDayTest} less
 * what the Mantel–Haenszel odds ratio falls short of the likeliest one.
 *
 * @param strata - two-by-two tables
 * @returns the test, or null when fewer than two strata can be used or the common odds ratio is 0 or infinite
 * @throws TypeError when a table is not rows of one length; RangeError when it is not two by two or a count is not a
 *   whole number of 0 or more
 * @source R. E. Tarone, Biometrika 72 (1985), 91–95, equation 4
 * @example
 * ```ts
 * const test = taroneTest([[[3, 3], [0, 6]], [[6, 0], [2, 4]], [[5, 1], [6, 0]]])!;
 * expect(test.statistic).toBeCloseTo(8.3583, 4);
 * ```
 */
export function taroneTest(strata: Strata): HomogeneityTest | null {
  checkStrata("compute Tarone's test", strata);
  return homogeneity("Breslow–Day, Tarone", strata, true);
}

/** The four cells of a stratum and their sum. */
interface Cells {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly people: number;
}

function cellsOf(stratum: CountTable): Cells {
  const [[a, b], [c, d]] = stratum as [[number, number], [number, number]];
  return { a, b, c, d, people: a + b + c + d };
}

/** Whether every row and column of a stratum holds somebody. */
function isUsable({ a, b, c, d }: Cells): boolean {
  return a + b > 0 && c + d > 0 && a + c > 0 && b + d > 0;
}

function mantelHaenszel(method: string, strata: Strata, correction: number): ChiSquaredTest | null {
  let excess = 0;
  let variance = 0;
  for (const { a, b, c, d, people } of strata.map(cellsOf).filter(isUsable)) {
    // a − (a + b)(a + c) / n
    excess += (a * d - b * c) / people;
    variance += (((a + b) / people) * (c + d) * ((a + c) / people) * (b + d)) / (people - 1);
  }
  if (variance === 0) return null;
  const off = Math.abs(excess);
  return chiSquaredTest(method, (off >= correction ? off - correction : off) ** 2 / variance, 1);
}

/**
 * Sums over strata of the two diagonals' products, and of those with the diagonals' shares: R, S, PR, PS + QR and QS of
 * Robins, Breslow, Greenland.
 */
function diagonals(strata: Strata) {
  const sums = { along: 0, across: 0, alongAlong: 0, mixed: 0, acrossAcross: 0 };
  for (const { a, b, c, d, people } of strata.map(cellsOf)) {
    if (people === 0) continue;
    const [along, across] = [(a * d) / people, (b * c) / people];
    const [alongShare, acrossShare] = [(a + d) / people, (b + c) / people];
    sums.along += along;
    sums.across += across;
    sums.alongAlong += alongShare * along;
    sums.mixed += alongShare * across + acrossShare * along;
    sums.acrossAcross += acrossShare * across;
  }
  return sums;
}

function homogeneity(method: string, strata: Strata, isCorrected: boolean): HomogeneityTest | null {
  const used = strata.map(cellsOf).filter(isUsable);
  const { along, across } = diagonals(strata);
  if (used.length < 2 || along === 0 || across === 0) return null;
  let statistic = 0;
  let excess = 0;
  let varianceSum = 0;
  for (const cells of used) {
    const fitted = fittedCell(cells, along / across);
    const { a, b, c, d } = cells;
    const [row, column] = [a + b, a + c];
    const variance = 1 / (1 / fitted + 1 / (row - fitted) + 1 / (column - fitted) + 1 / (d - a + fitted));
    statistic += (a - fitted) ** 2 / variance;
    excess += a - fitted;
    varianceSum += variance;
  }
  if (isCorrected) statistic = Math.max(0, statistic - excess ** 2 / varianceSum);
  return Object.freeze({ ...chiSquaredTest(method, statistic, used.length - 1), strataUsed: used.length });
}

/**
 * The first cell of a table with the same sums and a given odds ratio: the root of a quadratic, in the form that loses
 * no digits.
 */
function fittedCell({ a, b, c, d }: Cells, oddsRatio: number): number {
  const [row, column] = [a + b, a + c];
  const linear = oddsRatio * (row + column) + (d - a);
  const root = Math.sqrt(linear ** 2 - 4 * (oddsRatio - 1) * oddsRatio * row * column);
  return (2 * oddsRatio * row * column) / (linear + root);
}

function checkStrata(cannot: string, strata: Strata, size: TableSize = TWO_BY_TWO): void {
  check(cannot, strata, ["any"], "strata");
  for (const [i, table] of strata.entries()) checkTable(`${cannot} (stratum ${i + 1})`, table, size);
}
