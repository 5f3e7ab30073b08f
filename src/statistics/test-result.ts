import { chiSquaredUpperTail } from "./distribution";

/** A test whose statistic is compared with the chi-squared distribution. */
export interface ChiSquaredTest {
  /** Name of the method, such as `McNemar`. */
  readonly method: string;
  readonly statistic: number;
  /** Whole number, 1 or more. */
  readonly degreesOfFreedom: number;
  /** Chance of a statistic this large or larger if nothing differs. */
  readonly pValue: number;
}

/** A test whose p-value is a sum of exact probabilities. */
export interface ExactTest {
  /** Name of the method, such as `Fisher exact`. */
  readonly method: string;
  /** Two-sided; chance of an outcome this extreme or more so if nothing differs. */
  readonly pValue: number;
}

/**
 * A test against the chi-squared distribution.
 *
 * @param method - its name
 * @param statistic - 0 or more
 * @param degreesOfFreedom - whole number, 1 or more
 */
export function chiSquaredTest(method: string, statistic: number, degreesOfFreedom: number): ChiSquaredTest {
  return Object.freeze({
    method,
    statistic,
    degreesOfFreedom,
    pValue: chiSquaredUpperTail(statistic, degreesOfFreedom),
  });
}
