import { check, type OptionsOf } from "../options";
import { betweenZeroAndOne } from "./arguments";
import { normalQuantile } from "./normal";

/** Two scores of one person, and how exactly the instrument measures. */
export interface ReliableChangeScores {
  readonly first: number;
  readonly last: number;
  /** Reliability of the instrument, from 0 up to, not including, 1. */
  readonly reliability: number;
  /** Standard deviation of the scores that the reliability was found on; above 0. */
  readonly standardDeviation: number;
  /** How sure to be, strictly between 0 and 1; 0.95 by default, which makes the limit 1.96. */
  readonly level?: number | undefined;
}

/** A change set against the error of measurement. */
export interface ReliableChange {
  readonly method: "Jacobson–Truax";
  /** The reliable change index: last less first, in standard errors of a difference. */
  readonly index: number;
  /** What the index must exceed, in either direction. */
  readonly limit: number;
  /** The difference of scores that the limit amounts to. */
  readonly smallestDifference: number;
  readonly isReliable: boolean;
}

/**
 * The reliable change index: whether two scores differ by more than error of measurement would make them.
 *
 * (last − first) / (SD · √2 · √(1 − reliability)), reliable when its size exceeds the normal quantile, 1.96 at the
 * level of 0.95. It says nothing of whether the difference matters to anybody. Which direction is better is the
 * caller's to know.
 *
 * @param scores - `first`, `last`, `reliability`, `standardDeviation`; `level`: 0.95 by default
 * @throws RangeError when a score is not a finite number, the reliability is not from 0 up to 1, the standard deviation
 *   is not above 0, or the level is not between 0 and 1
 * @units scores are in the instrument's points; the index is in standard errors
 * @source N. S. Jacobson, P. Truax, Journal of Consulting and Clinical Psychology 59(1) (1991), 12–19, equation on page
 *   14
 * @example their own example: 32.5 before and 47.5 after, standard deviation 7.5, reliability 0.80
 * ```ts
 * const { index, isReliable } = reliableChange({ first: 32.5, last: 47.5, reliability: 0.8, standardDeviation: 7.5 });
 * expect([index.toFixed(2), isReliable]).toEqual(["3.16", true]);
 * ```
 */
export function reliableChange(scores: ReliableChangeScores): ReliableChange {
  check(CANNOT, scores, SCORES);
  const { first, last, reliability, standardDeviation, level = 0.95 } = scores;
  const standardError = standardDeviation * Math.SQRT2 * Math.sqrt(1 - reliability);
  const limit = normalQuantile(1 - (1 - level) / 2);
  const smallestDifference = limit * standardError;
  return Object.freeze({
    method: "Jacobson–Truax",
    index: (last - first) / standardError,
    limit,
    smallestDifference,
    isReliable: Math.abs(last - first) > smallestDifference,
  });
}

const CANNOT = "compute a reliable change index";
const SCORES: OptionsOf<ReliableChangeScores> = {
  first: "number",
  last: "number",
  reliability: (value) =>
    typeof value === "number" && !(value >= 0 && value < 1) ? "!be from 0 up to, not including, 1" : "number",
  standardDeviation: (value) => (typeof value === "number" && value <= 0 ? "!be a finite number above 0" : "number"),
  "level?": betweenZeroAndOne,
};
