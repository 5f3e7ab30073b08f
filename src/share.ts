import { Decimal } from "decimal.js";
import { sentence } from "./issue";

/** Two whole numbers, numerator at most denominator; printed exactly, never through floating point. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
}

/** Language of the reader: Russian or English. */
export type Locale = "ru" | "en";

/**
 * The language asked for, or a refusal.
 *
 * @param options - as the caller gave them
 * @param cannot - what cannot be done without it, such as `draw the tree`
 * @throws TypeError when there are no options; RangeError when `locale` is not one of the two
 */
export function localeOf(options: { readonly locale: Locale }, cannot: string): Locale {
  if (typeof options !== "object" || options === null) {
    const because = "options must be an object with a locale";
    throw new TypeError(
      sentence({ cannot, because, received: options, hint: 'write { locale: "ru" } or { locale: "en" }' }),
    );
  }
  const { locale } = options;
  if (locale === "ru" || locale === "en") return locale;
  throw new RangeError(sentence({ cannot, because: 'locale must be "ru" or "en"', received: locale }));
}

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
 * Decimal text between 0 and 1 as a percentage.
 *
 * @param value - from {@link decimalText} or {@link shareValue}
 * @returns one decimal, half up
 */
export function decimalPercent(value: string): string {
  return new Exact(value).times(100).toFixed(1);
}

/**
 * Decimal text with fewer decimals, half up.
 *
 * @param value - from {@link decimalText}, {@link shareValue} or {@link unitsText}
 * @param digits - decimals to keep
 */
export function roundedText(value: string, digits: number): string {
  return new Exact(value).toFixed(digits);
}

/**
 * The share as people read it, with numerator and denominator always printed.
 *
 * @param share - two whole numbers
 * @param options - `locale`: `"ru"` or `"en"`; `digits`: decimals of the percentage, 1 by default
 * @returns «38,9% (180 из 463)» or "38.9% (180 of 463)"; "—" when nobody is in the denominator
 * @throws TypeError when there are no options; RangeError when `locale` is not one of the two
 * @example
 * ```ts
 * expect(formatShare({ numerator: 180, denominator: 463 }, { locale: "ru" })).toBe("38,9% (180 из 463)");
 * expect(formatShare({ numerator: 0, denominator: 0 }, { locale: "en" })).toBe("—");
 * ```
 */
export function formatShare(share: Share, options: { readonly locale: Locale; readonly digits?: number }): string {
  const locale = localeOf(options, "print a share");
  const percent = sharePercent(share, options.digits);
  if (percent === null) return "—";
  return locale === "ru"
    ? `${percent.replace(".", ",")}% (${share.numerator} из ${share.denominator})`
    : `${percent}% (${share.numerator} of ${share.denominator})`;
}

/** A ratio of whole numbers of any size; more than 0 below the line. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** What adds nothing. */
export const NOTHING: Ratio = { numerator: 0n, denominator: 1n };

/** The sum of two ratios, in lowest terms. */
export function plus(a: Ratio, b: Ratio): Ratio {
  const numerator = a.numerator * b.denominator + b.numerator * a.denominator;
  const denominator = a.denominator * b.denominator;
  let [divisor, rest] = [denominator, numerator < 0n ? -numerator : numerator];
  while (rest > 0n) [divisor, rest] = [rest, divisor % rest];
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** Decimal text such as `38.9` or `-0.5` as the ratio it is exactly. */
export function ratioOf(text: string): Ratio {
  const [whole = "", decimals = ""] = text.split(".");
  return { numerator: BigInt(whole + decimals), denominator: 10n ** BigInt(decimals.length) };
}

/** The first ratio less the second, in lowest terms. */
export function minus(a: Ratio, b: Ratio): Ratio {
  return plus(a, { numerator: -b.numerator, denominator: b.denominator });
}

/** The first ratio by the second, which is not nothing. */
export function dividedBy(a: Ratio, b: Ratio): Ratio {
  const sign = b.numerator < 0n ? -1n : 1n;
  return { numerator: sign * a.numerator * b.denominator, denominator: sign * a.denominator * b.numerator };
}

/** Whether the first ratio is the second or more. */
export function isAtLeast(a: Ratio, b: Ratio): boolean {
  return a.numerator * b.denominator >= b.numerator * a.denominator;
}

/** A ratio as decimal text: ten decimals, half away from zero. */
export function ratioText(ratio: Ratio): string {
  return unitsText(roundedUnits(ratio));
}

/** A ratio as a percentage of one decimal, half away from zero; with its sign when it is under nothing. */
export function ratioPercent({ numerator, denominator }: Ratio): string {
  return new Exact(String(numerator)).times(100).div(String(denominator)).toFixed(1);
}

/** How many units of the last printed decimal make one. */
const UNITS = 10n ** BigInt(VALUE_DECIMALS);

/** A ratio in units of the last printed decimal, half away from zero. */
export function roundedUnits({ numerator, denominator }: Ratio): bigint {
  const size = ((numerator < 0n ? -numerator : numerator) * UNITS * 2n + denominator) / (denominator * 2n);
  return numerator < 0n ? -size : size;
}

/**
 * Parts of a whole in units of the last printed decimal, such that they add up to the whole as printed.
 *
 * Each part is rounded down, and the units that are then missing go to the parts with the largest remainders, the first of equals
 * first (Hamilton's method); so no part is further than one unit from its exact value.
 *
 * @param whole - the units the parts must add up to: their exact sum rounded in either direction
 * @param parts - exact
 */
export function apportioned(whole: bigint, parts: readonly Ratio[]): readonly bigint[] {
  const floors = parts.map(({ numerator, denominator }) => {
    const units = (numerator * UNITS) / denominator;
    return units * denominator > numerator * UNITS ? units - 1n : units;
  });
  const remainders = parts.map(({ numerator, denominator }, at) => ({
    at,
    over: numerator * UNITS - floors[at]! * denominator,
    denominator,
  }));
  remainders.sort((a, b) => {
    const difference = b.over * a.denominator - a.over * b.denominator;
    return difference === 0n ? a.at - b.at : difference > 0n ? 1 : -1;
  });
  const missing = Number(whole - floors.reduce((sum, units) => sum + units, 0n));
  const raised = new Set(remainders.slice(0, missing).map(({ at }) => at));
  return floors.map((units, at) => (raised.has(at) ? units + 1n : units));
}

/** Units of the last printed decimal as decimal text, such as `-0.1827343000`. */
export function unitsText(units: bigint): string {
  const digits = String(units < 0n ? -units : units).padStart(VALUE_DECIMALS + 1, "0");
  const sign = units < 0n ? "-" : "";
  return `${sign}${digits.slice(0, -VALUE_DECIMALS)}.${digits.slice(-VALUE_DECIMALS)}`;
}
