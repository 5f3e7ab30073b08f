import { check } from "../options";
import { checkLevel } from "./arguments";
import type { DifferenceInterval } from "./difference";
import { unevenSplitChance } from "./distribution";
import { wilsonInterval } from "./proportion";
import { type ChiSquaredTest, chiSquaredTest, type ExactTest } from "./test-result";

/** The same people asked twice, each time yes or no. */
export interface PairedCounts {
  /** Yes both times. */
  readonly both: number;
  /** Yes before, no after. */
  readonly onlyBefore: number;
  /** No before, yes after. */
  readonly onlyAfter: number;
  /** No both times. */
  readonly neither: number;
}

/**
 * McNemar's exact test: whether as many changed from yes to no as from no to yes.
 *
 * Two-sided binomial test of one half among those who changed. When nobody changed, p is 1.
 *
 * @param counts - four whole numbers
 * @returns the p-value
 * @throws RangeError when a count is not a whole number of 0 or more
 * @source A. Agresti, Categorical Data Analysis, 2nd edition (2002), section 10.1.4
 * @example
 * ```ts
 * const test = mcNemarExactTest({ both: 10, onlyBefore: 0, onlyAfter: 5, neither: 3 });
 * expect(test.pValue).toBeCloseTo(2 * 0.5 ** 5, 15);
 * ```
 */
export function mcNemarExactTest(counts: PairedCounts): ExactTest {
  checkPairs("compute McNemar's exact test", counts);
  return Object.freeze({ method: "McNemar exact", pValue: unevenSplitChance(counts.onlyBefore, counts.onlyAfter) });
}

/**
 * McNemar's test without continuity correction: (b − c)² / (b + c) on one degree of freedom.
 *
 * @param counts - four whole numbers
 * @returns the test, or null when nobody changed: the statistic is 0/0
 * @throws RangeError when a count is not a whole number of 0 or more
 * @source Q. McNemar, Psychometrika 12 (1947), 153–157, equation 3
 * @example the approval ratings of Agresti (2002), table 10.1
 * ```ts
 * const test = mcNemarTest({ both: 794, onlyBefore: 150, onlyAfter: 86, neither: 570 })!;
 * expect(test.statistic).toBeCloseTo(17.3559, 4);
 * ```
 */
export function mcNemarTest(counts: PairedCounts): ChiSquaredTest | null {
  checkPairs("compute McNemar's test", counts);
  const changed = counts.onlyBefore + counts.onlyAfter;
  if (changed === 0) return null;
  return chiSquaredTest("McNemar", (counts.onlyBefore - counts.onlyAfter) ** 2 / changed, 1);
}

/**
 * McNemar's test with Edwards's continuity correction: (|b − c| − 1)² / (b + c) on one degree of freedom.
 *
 * When b = c there is no difference to correct and the statistic is 0, as in R; statsmodels would give 1 / (b + c),
 * which calls perfect balance a departure from it.
 *
 * @param counts - four whole numbers
 * @returns the test, or null when nobody changed: the statistic is 0/0
 * @throws RangeError when a count is not a whole number of 0 or more
 * @source A. L. Edwards, Psychometrika 13 (1948), 185–187
 * @example
 * ```ts
 * const test = correctedMcNemarTest({ both: 794, onlyBefore: 150, onlyAfter: 86, neither: 570 })!;
 * expect(test.statistic).toBeCloseTo(16.8178, 4);
 * ```
 */
export function correctedMcNemarTest(counts: PairedCounts): ChiSquaredTest | null {
  checkPairs("compute McNemar's corrected test", counts);
  const changed = counts.onlyBefore + counts.onlyAfter;
  if (changed === 0) return null;
  const excess = Math.max(0, Math.abs(counts.onlyBefore - counts.onlyAfter) - 1);
  return chiSquaredTest("McNemar, corrected", excess ** 2 / changed, 1);
}

/**
 * Newcombe's score interval for the difference of two shares of the same people: after less before.
 *
 * The Wilson limits of both shares, joined through their correlation φ, whose numerator is brought n/2 nearer to 0 when
 * it is positive. When a share is 0 or 1, φ is 0.
 *
 * @param counts - four whole numbers
 * @param level - confidence, strictly between 0 and 1; 0.95 by default
 * @returns the difference and its limits, or null when there is nobody
 * @throws RangeError when a count is not a whole number of 0 or more, or the level is not between 0 and 1
 * @source R. G. Newcombe, Statistics in Medicine 17 (1998), 2635–2650, method 10
 * @example
 * ```ts
 * const found = newcombePairedDifference({ both: 794, onlyBefore: 86, onlyAfter: 150, neither: 570 })!;
 * expect([found.difference, found.low, found.high].map((x) => x.toFixed(4))).toEqual(["0.0400", "0.0212", "0.0587"]);
 * ```
 */
export function newcombePairedDifference(counts: PairedCounts, level = 0.95): DifferenceInterval | null {
  const cannot = "compute a Newcombe interval for a paired difference";
  checkLevel(cannot, level);
  checkPairs(cannot, counts);
  const { both, onlyBefore, onlyAfter, neither } = counts;
  const people = both + onlyBefore + onlyAfter + neither;
  const before = wilsonInterval(both + onlyBefore, people, level);
  const after = wilsonInterval(both + onlyAfter, people, level);
  if (!before || !after) return null;
  const [p, q] = [(both + onlyAfter) / people, (both + onlyBefore) / people];
  const margins = (both + onlyBefore) * (onlyAfter + neither) * (both + onlyAfter) * (onlyBefore + neither);
  const product = both * neither - onlyBefore * onlyAfter;
  const corrected = product > 0 ? Math.max(0, product - people / 2) : product;
  const phi = margins === 0 ? 0 : corrected / Math.sqrt(margins);
  const joined = (a: number, b: number) => Math.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b));
  // The counts, not the shares, are subtracted: 0.59 − 0.55 is not 0.04 in floating point.
  const difference = (onlyAfter - onlyBefore) / people;
  return Object.freeze({
    difference,
    low: difference - joined(p - after.low, before.high - q),
    high: difference + joined(after.high - p, q - before.low),
  });
}

const COUNTS = { both: "0..", onlyBefore: "0..", onlyAfter: "0..", neither: "0..", "*": "any" };

function checkPairs(cannot: string, counts: PairedCounts): void {
  check(cannot, counts, COUNTS);
}
