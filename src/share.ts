import { Decimal } from "decimal.js";

/** Two whole numbers, numerator at most denominator; printed exactly, never through floating point. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
}

/** Language of the reader: Russian or English. */
export type Locale = "ru" | "en";

/** 40 digits settle every rounding of a ratio of two safe integers; half goes up. */
const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

/** Decimals to which a share's value is given. */
const VALUE_DECIMALS = 10;

/**
 * The share as decimal text, or null when nobody is in the denominator.
 *
 * @param share - two whole numbers
 * @returns ten decimals, half up, such as `0.3887688985`
 */
export function shareValue(share: Share): string | null {
  if (share.denominator === 0) return null;
  return new Exact(share.numerator).div(share.denominator).toFixed(VALUE_DECIMALS);
}

/**
 * The share as a percentage, or null when nobody is in the denominator.
 *
 * @param share - two whole numbers
 * @param digits - decimals, 1 by default
 * @returns exact decimal text rounded half up, with a point and without a sign
 * @example half goes up exactly; floating point would say 28.7
 * ```ts
 * expect(sharePercent({ numerator: 23, denominator: 80 })).toBe("28.8");
 * ```
 */
export function sharePercent(share: Share, digits = 1): string | null {
  if (share.denominator === 0) return null;
  return new Exact(share.numerator).times(100).div(share.denominator).toFixed(digits);
}

/**
 * A floating-point number between 0 and 1 as text of ten decimals.
 *
 * @param value - for example a limit of an interval
 */
export function decimalText(value: number): string {
  return new Exact(value).toFixed(VALUE_DECIMALS);
}

/**
 * The share as people read it, with numerator and denominator always printed.
 *
 * @param share - two whole numbers
 * @param options - `locale`: `"ru"` or `"en"`; `digits`: decimals of the percentage, 1 by default
 * @returns «38,9% (180 из 463)» or "38.9% (180 of 463)"; "—" when nobody is in the denominator
 * @example
 * ```ts
 * expect(formatShare({ numerator: 180, denominator: 463 }, { locale: "ru" })).toBe("38,9% (180 из 463)");
 * expect(formatShare({ numerator: 0, denominator: 0 }, { locale: "en" })).toBe("—");
 * ```
 */
export function formatShare(share: Share, options: { readonly locale: Locale; readonly digits?: number }): string {
  const percent = sharePercent(share, options.digits);
  if (percent === null) return "—";
  return options.locale === "ru"
    ? `${percent.replace(".", ",")}% (${share.numerator} из ${share.denominator})`
    : `${percent}% (${share.numerator} of ${share.denominator})`;
}
