import { sentence } from "../issue";
import { check, type OptionsOf } from "../options";
import { normalUpperTail, unevenSplitChance } from "./distribution";
import type { ExactTest } from "./test-result";

/** A sign test, with the signs it counted. */
export interface SignTest extends ExactTest {
  readonly positive: number;
  readonly negative: number;
  /** Differences of 0, which the test leaves out. */
  readonly zeros: number;
}

/**
 * The sign test: whether as many differences are positive as negative.
 *
 * Differences of 0 are left out. When nothing is left, p is 1.
 *
 * @param differences - finite numbers, one a pair; their order does not matter
 * @returns the two-sided exact p-value and the signs
 * @throws RangeError when a difference is not a finite number
 * @source W. J. Conover, Practical Nonparametric Statistics, 3rd edition (1999), section 3.4
 * @example
 * ```ts
 * const test = signTest([1, 0, 0, 1, 1, 0, -1, 1, 0, 0]);
 * expect([test.positive, test.negative, test.zeros]).toEqual([4, 1, 5]);
 * expect(test.pValue).toBeCloseTo(0.375, 14);
 * ```
 */
export function signTest(differences: readonly number[]): SignTest {
  checkDifferences("compute a sign test", differences);
  const positive = differences.filter((difference) => difference > 0).length;
  const negative = differences.filter((difference) => difference < 0).length;
  const zeros = differences.length - positive - negative;
  return Object.freeze({ method: "sign", positive, negative, zeros, pValue: unevenSplitChance(positive, negative) });
}

/** Which tied or zero differences keep their ranks, and what the ranks are compared with. */
export interface SignedRankOptions {
  /**
   * What becomes of differences of 0: `"pratt"` ranks them and then leaves their ranks out; `"drop"` leaves them out
   * before ranking (Wilcoxon). `"pratt"` by default.
   */
  readonly zeros?: "pratt" | "drop";
  /**
   * `"exact"` counts all the ways to give the ranks signs; `"normal"` takes the normal distribution with the same
   * variance; `"corrected"` the same with a continuity correction of ½. By default `"exact"` when at most 50
   * differences are not 0, else `"normal"`.
   */
  readonly distribution?: "exact" | "normal" | "corrected";
}

/** A signed-rank test: sums of the ranks of positive and of negative differences. */
export interface SignedRankTest {
  readonly method: string;
  readonly positiveRanks: number;
  readonly negativeRanks: number;
  /** Standard deviations from even; null for an exact test. */
  readonly z: number | null;
  /** Two-sided. */
  readonly pValue: number;
}

/** Largest number of differences not 0 whose ranks are counted out unless asked otherwise. */
const COUNTED_OUT = 50;

/** Largest number of additions for which an exact distribution is worked out: about a second. */
const MOST_ADDITIONS = 500_000_000;

/**
 * Wilcoxon's signed-rank test: whether differences are symmetric about 0.
 *
 * Equal absolute differences share their average rank, and the variance is that of the ranks as they are, so ties need
 * no further correction. Numbers are compared as they are: round first what differs only by rounding. Zeros by default
 * as J. W. Pratt has them, because dropping them before ranking can turn a change for the better into the opposite.
 *
 * @param differences - finite numbers, one a pair; their order does not matter
 * @param options - `zeros`: `"pratt"` (default) or `"drop"`; `distribution`: `"exact"`, `"normal"` or `"corrected"`; by
 *   default exact when at most 50 differences are not 0, else normal
 * @returns the test, or null when every difference is 0 or there is none
 * @throws RangeError when a difference is not a finite number, or an exact distribution is asked for that would take
 *   over 500 million additions (some 900 differences that are not 0)
 * @source F. Wilcoxon, Biometrics Bulletin 1 (1945), 80–83; J. W. Pratt, Journal of the American Statistical
 *   Association 54 (1959), 655–667; exact with ties: B. Streitberg, J. Röhmel, Statistical Software Newsletter 12
 *   (1986), 10–17
 * @example
 * ```ts
 * const test = wilcoxonSignedRankTest([1, 0, 0, 1, 1, 0, -1, 1, 0, 0], { zeros: "drop", distribution: "normal" })!;
 * expect([test.positiveRanks, test.negativeRanks]).toEqual([12, 3]);
 * expect(test.pValue).toBeCloseTo(0.1797, 4);
 * ```
 */
export function wilcoxonSignedRankTest(
  differences: readonly number[],
  options: SignedRankOptions = {},
): SignedRankTest | null {
  const cannot = "compute a signed-rank test";
  checkDifferences(cannot, differences);
  check(cannot, options, OPTIONS);
  const zeros = options.zeros ?? "pratt";
  const { doubled, positive } = doubledRanks(differences, zeros);
  if (doubled.length === 0) return null;
  const total = doubled.reduce((sum, rank) => sum + rank, 0);
  const additions = total * doubled.length;
  const isExact = doubled.length <= COUNTED_OUT && additions <= MOST_ADDITIONS;
  const distribution = options.distribution ?? (isExact ? "exact" : "normal");
  const sums = { positiveRanks: positive / 2, negativeRanks: (total - positive) / 2 };
  const method = `Wilcoxon signed rank, ${zeros === "pratt" ? "zeros by Pratt" : "zeros dropped"}, ${distribution}`;
  if (distribution === "exact") {
    if (additions > MOST_ADDITIONS) {
      const hint = 'use distribution: "normal"';
      const because = `an exact distribution must take at most ${MOST_ADDITIONS} additions`;
      throw new RangeError(sentence({ cannot, because, received: additions, hint }));
    }
    const pValue = Math.min(1, 2 * chanceOfAtMost(Math.min(positive, total - positive), doubled));
    return Object.freeze({ method, ...sums, z: null, pValue });
  }
  // Each rank is in or out with chance ½, which has variance rank² / 4; the ranks here are doubled.
  const variance = doubled.reduce((sum, rank) => sum + rank * rank, 0) / 16;
  const excess = (2 * positive - total) / 4;
  const correction = distribution === "corrected" ? Math.sign(excess) / 2 : 0;
  const z = (excess - correction) / Math.sqrt(variance);
  return Object.freeze({ method, ...sums, z, pValue: Math.min(1, 2 * normalUpperTail(Math.abs(z))) });
}

/** Twice the average rank of every difference that is not 0, and the sum of those of the positive ones. */
function doubledRanks(
  differences: readonly number[],
  zeros: "pratt" | "drop",
): { doubled: number[]; positive: number } {
  const kept = zeros === "pratt" ? [...differences] : differences.filter((difference) => difference !== 0);
  kept.sort((a, b) => Math.abs(a) - Math.abs(b));
  const doubled: number[] = [];
  let positive = 0;
  for (let first = 0, next = 0; first < kept.length; first = next) {
    const size = Math.abs(kept[first]!);
    while (next < kept.length && Math.abs(kept[next]!) === size) next++;
    if (size === 0) continue;
    /** Ranks first + 1 to next, averaged and doubled. */
    const rank = first + 1 + next;
    for (let i = first; i < next; i++) {
      doubled.push(rank);
      if (kept[i]! > 0) positive += rank;
    }
  }
  return { doubled, positive };
}

/** Chance that ranks, each in or out with chance ½, add up to at most a sum. */
function chanceOfAtMost(sum: number, ranks: readonly number[]): number {
  const chances = new Float64Array(sum + 1);
  chances[0] = 1;
  for (const rank of ranks) {
    for (let at = sum; at >= 0; at--) chances[at] = (chances[at]! + (at >= rank ? chances[at - rank]! : 0)) / 2;
  }
  return chances.reduce((total, chance) => total + chance, 0);
}

const OPTIONS: OptionsOf<SignedRankOptions> = {
  "zeros?": "=pratt|drop",
  "distribution?": "=exact|normal|corrected",
};

function checkDifferences(cannot: string, differences: readonly number[]): void {
  check(cannot, differences, ["number"], "differences");
}
