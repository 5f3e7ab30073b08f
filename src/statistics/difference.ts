import { check } from "../options";
import type { Share } from "../share";
import { checkLevel, checkShare } from "./arguments";
import { normalQuantile } from "./normal";
import { correctedWilsonInterval, type Interval, wilsonInterval } from "./proportion";

/** A difference of two shares with the limits of its two-sided interval. */
export interface DifferenceInterval extends Interval {
  /** The difference itself, between −1 and 1. */
  readonly difference: number;
}

/** Halvings after which an interval of doubles cannot shrink further. */
const HALVINGS = 64;

/**
 * Newcombe's hybrid score interval for the difference of two shares of different people: first less second.
 *
 * Each limit takes the distance of the shares from their Wilson limits. At shares of 0 and 1 it ends at −1 or 1; it
 * never leaves [−1, 1]. For the same people at two times use {@link newcombePairedDifference}.
 *
 * @param first - two whole numbers
 * @param second - two whole numbers
 * @param level - confidence, strictly between 0 and 1; 0.95 by default
 * @returns the difference and its limits, or null when a denominator is 0
 * @throws RangeError when a share is not of whole numbers with 0 ≤ numerator ≤ denominator, or the level is not between
 *   0 and 1
 * @source R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890, method 10
 * @example
 * ```ts
 * const found = newcombeDifference({ numerator: 56, denominator: 70 }, { numerator: 48, denominator: 80 })!;
 * expect([found.low, found.high].map((limit) => limit.toFixed(4))).toEqual(["0.0524", "0.3339"]);
 * ```
 */
export function newcombeDifference(first: Share, second: Share, level = 0.95): DifferenceInterval | null {
  const cannot = "compute a Newcombe interval for a difference";
  checkShares(cannot, first, second, level);
  return hybrid(first, second, level, wilsonInterval);
}

/**
 * Newcombe's hybrid score interval with continuity correction: {@link newcombeDifference} from corrected Wilson limits.
 *
 * @param first - two whole numbers
 * @param second - two whole numbers
 * @param level - confidence, strictly between 0 and 1; 0.95 by default
 * @returns the difference first less second and its limits, or null when a denominator is 0
 * @throws RangeError when a share is not of whole numbers with 0 ≤ numerator ≤ denominator, or the level is not between
 *   0 and 1
 * @source R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890, method 11
 * @example
 * ```ts
 * const found = correctedNewcombeDifference({ numerator: 56, denominator: 70 }, { numerator: 48, denominator: 80 })!;
 * expect([found.low, found.high].map((limit) => limit.toFixed(4))).toEqual(["0.0428", "0.3422"]);
 * ```
 */
export function correctedNewcombeDifference(first: Share, second: Share, level = 0.95): DifferenceInterval | null {
  const cannot = "compute a corrected Newcombe interval for a difference";
  checkShares(cannot, first, second, level);
  return hybrid(first, second, level, correctedWilsonInterval);
}

/**
 * The Miettinen–Nurminen score interval for the difference of two shares of different people: first less second.
 *
 * Every difference is kept that a score test, with the variance under that difference times N / (N − 1), does not
 * reject. The variance is found by maximising the likelihood, not by the closed form, which loses digits near its
 * edges. It never leaves [−1, 1].
 *
 * @param first - two whole numbers
 * @param second - two whole numbers
 * @param level - confidence, strictly between 0 and 1; 0.95 by default
 * @returns the difference and its limits, or null when a denominator is 0
 * @throws RangeError when a share is not of whole numbers with 0 ≤ numerator ≤ denominator, or the level is not between
 *   0 and 1
 * @source O. Miettinen, M. Nurminen, Statistics in Medicine 4 (1985), 213–226, equations 8–9; method 6 of Newcombe
 *   (1998), 873–890
 * @example
 * ```ts
 * const found = miettinenNurminenDifference({ numerator: 56, denominator: 70 }, { numerator: 48, denominator: 80 })!;
 * expect([found.low, found.high].map((limit) => limit.toFixed(4))).toEqual(["0.0528", "0.3382"]);
 * ```
 */
export function miettinenNurminenDifference(first: Share, second: Share, level = 0.95): DifferenceInterval | null {
  const cannot = "compute a Miettinen–Nurminen interval for a difference";
  checkShares(cannot, first, second, level);
  if (first.denominator === 0 || second.denominator === 0) return null;
  const difference = first.numerator / first.denominator - second.numerator / second.denominator;
  const z = normalQuantile(1 - (1 - level) / 2);
  /**
   * The point between the difference, which is kept, and an end where keeping stops; the end itself when it is kept.
   */
  const limit = (end: -1 | 1) => {
    if (Math.abs(score(first, second, difference, end)) <= z) return end;
    let kept = difference;
    let rejected: number = end;
    for (let halving = 0; halving < HALVINGS; halving++) {
      const middle = (kept + rejected) / 2;
      if (Math.abs(score(first, second, difference, middle)) <= z) kept = middle;
      else rejected = middle;
    }
    return kept;
  };
  return Object.freeze({ difference, low: limit(-1), high: limit(1) });
}

function checkShares(cannot: string, first: Share, second: Share, level: number): void {
  checkLevel(cannot, level);
  for (const [what, share] of Object.entries({ first, second })) check(cannot, share, { "*": "any" }, what);
  checkShare(cannot, first.numerator, first.denominator, "first ");
  checkShare(cannot, second.numerator, second.denominator, "second ");
}

/** The difference with each limit as far from it as the two shares are from their own limits, squared and added. */
function hybrid(first: Share, second: Share, level: number, limits: typeof wilsonInterval): DifferenceInterval | null {
  const own = limits(first.numerator, first.denominator, level);
  const other = limits(second.numerator, second.denominator, level);
  if (!own || !other) return null;
  const [p, q] = [first.numerator / first.denominator, second.numerator / second.denominator];
  return Object.freeze({
    difference: p - q,
    low: p - q - Math.hypot(p - own.low, other.high - q),
    high: p - q + Math.hypot(own.high - p, q - other.low),
  });
}

/** Score statistic of a supposed difference, in standard deviations. */
function score(first: Share, second: Share, difference: number, supposed: number): number {
  const [m, n] = [first.denominator, second.denominator];
  const q = likeliestSecond(first, second, supposed);
  const p = q + supposed;
  const variance = (((p * (1 - p)) / m + (q * (1 - q)) / n) * (m + n)) / (m + n - 1);
  // Without variance only the observed difference itself is possible.
  if (!(variance > 0)) return difference === supposed ? 0 : Number.POSITIVE_INFINITY;
  return (difference - supposed) / Math.sqrt(variance);
}

/**
 * The likeliest second share when the first exceeds it by the supposed difference: the likelihood is concave, so its
 * slope is bisected.
 */
function likeliestSecond(first: Share, second: Share, supposed: number): number {
  let low = Math.max(0, -supposed);
  let high = Math.min(1, 1 - supposed);
  const slopeOf = (count: number, share: number) => (count === 0 ? 0 : count / share);
  for (let halving = 0; halving < HALVINGS; halving++) {
    const q = (low + high) / 2;
    const p = q + supposed;
    const rises = slopeOf(first.numerator, p) + slopeOf(second.numerator, q);
    const falls =
      slopeOf(first.denominator - first.numerator, 1 - p) + slopeOf(second.denominator - second.numerator, 1 - q);
    if (rises > falls) low = q;
    else high = q;
  }
  return (low + high) / 2;
}
