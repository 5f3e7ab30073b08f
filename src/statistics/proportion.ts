import { sentence } from "../issue";
import { normalQuantile } from "./normal";

/** Limits of a two-sided interval for a share. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval for one share, without continuity correction.
 *
 * At a numerator of 0 the lower limit is exactly 0, and at numerator = denominator the upper is exactly 1. The beneficiaries of a
 * practice are a census, not a sample: the interval describes the process that produced them.
 *
 * @param numerator - whole number from 0 to the denominator
 * @param denominator - whole number, 0 or more
 * @param level - confidence, strictly between 0 and 1; 0.95 by default
 * @returns the limits, or null when the denominator is 0
 * @throws RangeError when the counts are not whole numbers with 0 ≤ numerator ≤ denominator, or the level is not between 0 and 1
 * @source E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209–212; method 3 of R. G. Newcombe, Statistics in Medicine 17 (1998), 857–872
 * @example
 * ```ts
 * const interval = wilsonInterval(180, 463)!;
 * expect(interval.low).toBeCloseTo(0.345455, 6);
 * expect(interval.high).toBeCloseTo(0.433913, 6);
 * ```
 */
export function wilsonInterval(numerator: number, denominator: number, level = 0.95): Interval | null {
  const cannot = "compute a Wilson interval";
  if (!(level > 0 && level < 1)) {
    const hint = level > 1 && level < 100 ? { hint: `write ${level / 100} for ${level} %` } : {};
    throw new RangeError(sentence({ cannot, because: "level must be between 0 and 1", received: level, ...hint }));
  }
  if (!Number.isSafeInteger(denominator) || denominator < 0) {
    throw new RangeError(
      sentence({ cannot, because: "denominator must be a whole number of 0 or more", received: denominator }),
    );
  }
  if (!Number.isSafeInteger(numerator) || numerator < 0 || numerator > denominator) {
    throw new RangeError(
      sentence({ cannot, because: `numerator must be a whole number from 0 to ${denominator}`, received: numerator }),
    );
  }
  if (denominator === 0) return null;
  const z = normalQuantile(1 - (1 - level) / 2);
  const share = numerator / denominator;
  const shrink = 1 + (z * z) / denominator;
  const centre = (share + (z * z) / (2 * denominator)) / shrink;
  const halfWidth = ((z / shrink) * Math.sqrt(share * (1 - share) * denominator + (z * z) / 4)) / denominator;
  return {
    low: numerator === 0 ? 0 : centre - halfWidth,
    high: numerator === denominator ? 1 : centre + halfWidth,
  };
}
