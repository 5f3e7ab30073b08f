import { checkLevel, checkShare } from "./arguments";
import { betaQuantile } from "./distribution";
import { normalQuantile } from "./normal";

/** Limits of a two-sided interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval for one share, without continuity correction.
 *
 * At a numerator of 0 the lower limit is exactly 0, and at numerator = denominator the upper is exactly 1. The
 * beneficiaries of a practice are a census, not a sample: the interval describes the process that produced them.
 *
 * @param numerator - whole number from 0 to the denominator
 * @param denominator - whole number, 0 or more
 * @param level - confidence, strictly between 0 and 1; 0.95 by default
 * @returns the limits, or null when the denominator is 0
 * @throws RangeError when the counts are not whole numbers with 0 ≤ numerator ≤ denominator, or the level is not
 *   between 0 and 1
 * @source E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209–212; method 3 of R. G. Newcombe,
 *   Statistics in Medicine 17 (1998), 857–872
 * @example
 * ```ts
 * const interval = wilsonInterval(180, 463)!;
 * expect(interval.low).toBeCloseTo(0.345455, 6);
 * expect(interval.high).toBeCloseTo(0.433913, 6);
 * ```
 */
export function wilsonInterval(numerator: number, denominator: number, level = 0.95): Interval | null {
  const cannot = "compute a Wilson interval";
  checkLevel(cannot, level);
  checkShare(cannot, numerator, denominator);
  if (denominator === 0) return null;
  const z = normalQuantile(1 - (1 - level) / 2);
  const share = numerator / denominator;
  const shrink = 1 + (z * z) / denominator;
  const centre = (share + (z * z) / (2 * denominator)) / shrink;
  const halfWidth = ((z / shrink) * Math.sqrt(share * (1 - share) * denominator + (z * z) / 4)) / denominator;
  return Object.freeze({
    low: numerator === 0 ? 0 : centre - halfWidth,
    high: numerator === denominator ? 1 : centre + halfWidth,
  });
}

/**
 * Wilson's score interval for one share, with continuity correction.
 *
 * Wider than {@link wilsonInterval}, and nearer to Clopper–Pearson. At a numerator of 0 the lower limit is 0, at
 * numerator = denominator the upper is 1. R's `prop.test` shrinks the correction where the numerator is within ½ of
 * half the denominator; Newcombe's formula, followed here, does not.
 *
 * @param numerator - whole number from 0 to the denominator
 * @param denominator - whole number, 0 or more
 * @param level - confidence, strictly between 0 and 1; 0.95 by default
 * @returns the limits, or null when the denominator is 0
 * @throws RangeError when the counts are not whole numbers with 0 ≤ numerator ≤ denominator, or the level is not
 *   between 0 and 1
 * @source R. G. Newcombe, Statistics in Medicine 17 (1998), 857–872, method 4
 * @example
 * ```ts
 * const interval = correctedWilsonInterval(180, 463)!;
 * expect(interval.low).toBeCloseTo(0.344407, 6);
 * expect(interval.high).toBeCloseTo(0.435006, 6);
 * ```
 */
export function correctedWilsonInterval(numerator: number, denominator: number, level = 0.95): Interval | null {
  const cannot = "compute a corrected Wilson interval";
  checkLevel(cannot, level);
  checkShare(cannot, numerator, denominator);
  if (denominator === 0) return null;
  const z = normalQuantile(1 - (1 - level) / 2);
  const others = denominator - numerator;
  const centre = 2 * numerator + z * z;
  const spread = (sign: 1 | -1) =>
    z * Math.sqrt(z * z - sign * 2 - 1 / denominator + (4 * numerator * (others + sign)) / denominator);
  const scale = 2 * (denominator + z * z);
  return Object.freeze({
    low: numerator === 0 ? 0 : Math.max(0, (centre - 1 - spread(1)) / scale),
    high: others === 0 ? 1 : Math.min(1, (centre + 1 + spread(-1)) / scale),
  });
}

/**
 * The Clopper–Pearson interval for one share: at least the level's coverage whatever the true share, hence wide.
 *
 * At a numerator of 0 the lower limit is 0, at numerator = denominator the upper is 1.
 *
 * @param numerator - whole number from 0 to the denominator
 * @param denominator - whole number, 0 or more
 * @param level - confidence, strictly between 0 and 1; 0.95 by default
 * @returns the limits, or null when the denominator is 0
 * @throws RangeError when the counts are not whole numbers with 0 ≤ numerator ≤ denominator, or the level is not
 *   between 0 and 1
 * @source C. J. Clopper, E. S. Pearson, Biometrika 26 (1934), 404–413; as beta quantiles in L. D. Brown, T. T. Cai, A.
 *   DasGupta, Statistical Science 16 (2001), 101–133, section 4.2.1
 * @example
 * ```ts
 * const interval = clopperPearsonInterval(180, 463)!;
 * expect(interval.low).toBeCloseTo(0.344121, 6);
 * expect(interval.high).toBeCloseTo(0.434847, 6);
 * ```
 */
export function clopperPearsonInterval(numerator: number, denominator: number, level = 0.95): Interval | null {
  const cannot = "compute a Clopper–Pearson interval";
  checkLevel(cannot, level);
  checkShare(cannot, numerator, denominator);
  if (denominator === 0) return null;
  const tail = (1 - level) / 2;
  const others = denominator - numerator;
  return Object.freeze({
    low: numerator === 0 ? 0 : betaQuantile(tail, numerator, others + 1),
    high: others === 0 ? 1 : betaQuantile(1 - tail, numerator + 1, others),
  });
}

/**
 * The Agresti–Coull interval for one share: a plain interval after adding z²/2 to the numerator and to the rest.
 *
 * The limits are cut to [0, 1]; at a numerator of 0 the lower one is always cut to 0, at numerator = denominator the
 * upper to 1.
 *
 * @param numerator - whole number from 0 to the denominator
 * @param denominator - whole number, 0 or more
 * @param level - confidence, strictly between 0 and 1; 0.95 by default
 * @returns the limits, or null when the denominator is 0
 * @throws RangeError when the counts are not whole numbers with 0 ≤ numerator ≤ denominator, or the level is not
 *   between 0 and 1
 * @source A. Agresti, B. A. Coull, The American Statistician 52 (1998), 119–126; Brown, Cai, DasGupta (2001), equation
 *   5
 * @example
 * ```ts
 * const interval = agrestiCoullInterval(180, 463)!;
 * expect(interval.low).toBeCloseTo(0.345446, 6);
 * expect(interval.high).toBeCloseTo(0.433922, 6);
 * ```
 */
export function agrestiCoullInterval(numerator: number, denominator: number, level = 0.95): Interval | null {
  const cannot = "compute an Agresti–Coull interval";
  checkLevel(cannot, level);
  checkShare(cannot, numerator, denominator);
  if (denominator === 0) return null;
  const z = normalQuantile(1 - (1 - level) / 2);
  const trials = denominator + z * z;
  const share = (numerator + (z * z) / 2) / trials;
  const halfWidth = z * Math.sqrt((share * (1 - share)) / trials);
  return Object.freeze({ low: Math.max(0, share - halfWidth), high: Math.min(1, share + halfWidth) });
}

/**
 * The Jeffreys interval for one share: equal tails of the posterior under the prior Beta(½, ½).
 *
 * At a numerator of 0 the lower limit is set to 0, at numerator = denominator the upper to 1, as Brown, Cai and
 * DasGupta advise; statsmodels leaves the beta quantiles there.
 *
 * @param numerator - whole number from 0 to the denominator
 * @param denominator - whole number, 0 or more
 * @param level - confidence, strictly between 0 and 1; 0.95 by default
 * @returns the limits, or null when the denominator is 0
 * @throws RangeError when the counts are not whole numbers with 0 ≤ numerator ≤ denominator, or the level is not
 *   between 0 and 1
 * @source L. D. Brown, T. T. Cai, A. DasGupta, Statistical Science 16 (2001), 101–133, section 3.1.2, equations 6–8
 * @example
 * ```ts
 * const interval = jeffreysInterval(180, 463)!;
 * expect(interval.low).toBeCloseTo(0.345172, 6);
 * expect(interval.high).toBeCloseTo(0.433752, 6);
 * ```
 */
export function jeffreysInterval(numerator: number, denominator: number, level = 0.95): Interval | null {
  const cannot = "compute a Jeffreys interval";
  checkLevel(cannot, level);
  checkShare(cannot, numerator, denominator);
  if (denominator === 0) return null;
  const tail = (1 - level) / 2;
  const others = denominator - numerator;
  return Object.freeze({
    low: numerator === 0 ? 0 : betaQuantile(tail, numerator + 0.5, others + 0.5),
    high: others === 0 ? 1 : betaQuantile(1 - tail, numerator + 0.5, others + 0.5),
  });
}
