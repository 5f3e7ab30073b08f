import { check, type Fields, LOCALE } from "./options";

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
 * @param more - what other options there are
 * @throws TypeError when there are no options, or one is not known or of another kind; RangeError when `locale` is not
 *   one of the two
 */
export function localeOf(options: { readonly locale: Locale }, cannot: string, more: Fields = {}): Locale {
  const isObject = typeof options === "object" && options !== null;
  check(cannot, options, isObject ? { locale: LOCALE, ...more } : NO_LOCALE);
  return options.locale;
}

const NO_LOCALE = '#be an object with a locale; write { locale: "ru" } or { locale: "en" }';

/** Decimals to which a share's value is given. */
const VALUE_DECIMALS = 10;

/**
 * The share as decimal text, or null when nobody is in the denominator.
 *
 * @param share - two whole numbers
 * @returns ten decimals, half up, such as `0.3887688985`
 */
export function shareValue(share: Share): string | null {
  check(CANNOT_PRINT, share, SHARE, "share");
  return share.denominator === 0 ? null : fixedText(ratioOfShare(share), VALUE_DECIMALS);
}

/**
 * The share as a percentage, or null when nobody is in the denominator.
 *
 * @param share - two whole numbers
 * @param digits - decimals from 0 to 100, 1 by default
 * @returns exact decimal text rounded half up, with a point and without a sign
 * @throws RangeError when the numbers are not whole, or `digits` is not a whole number from 0 to 100
 * @example half goes up exactly; floating point would say 28.7
 * ```ts
 * expect(sharePercent({ numerator: 23, denominator: 80 })).toBe("28.8");
 * ```
 */
export function sharePercent(share: Share, digits = 1): string | null {
  check(CANNOT_PRINT, share, SHARE, "share");
  check(CANNOT_PRINT, digits, DIGITS, "digits");
  return share.denominator === 0 ? null : fixedText(times100(ratioOfShare(share)), digits);
}

const CANNOT_PRINT = "print a share";
const SHARE: Fields = { numerator: "..", denominator: "0..", "*": "any" };
/** As many decimals as `toFixed` gives. */
const DIGITS = "0..100";

function ratioOfShare({ numerator, denominator }: Share): Ratio {
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

/**
 * A floating-point number as text of ten decimals, half away from zero.
 *
 * @param value - finite, for example a limit of an interval; taken as the shortest decimal text that means it
 */
export function decimalText(value: number): string {
  return fixedText(ratioOf(String(value)), VALUE_DECIMALS);
}

/**
 * Decimal text between 0 and 1 as a percentage.
 *
 * @param value - from {@link decimalText} or {@link shareValue}
 * @returns one decimal, half up
 */
export function decimalPercent(value: string): string {
  return ratioPercent(ratioOf(value));
}

/** Two limits as one percentage range: "31.6–42.0%". */
export function rangeText(low: string, high: string, locale: Locale): string {
  const text = `${decimalPercent(low)}–${decimalPercent(high)}%`;
  return locale === "ru" ? text.replaceAll(".", ",") : text;
}

/**
 * Decimal text with fewer decimals, half up.
 *
 * @param value - from {@link decimalText}, {@link shareValue} or {@link unitsText}
 * @param digits - decimals to keep
 */
export function roundedText(value: string, digits: number): string {
  return fixedText(ratioOf(value), digits);
}

/**
 * The share as people read it, with numerator and denominator always printed.
 *
 * @param share - two whole numbers
 * @param options - `locale`: `"ru"` or `"en"`; `digits`: decimals of the percentage, 1 by default
 * @returns «38,9% (180 из 463)» or "38.9% (180 of 463)"; "—" when nobody is in the denominator
 * @throws TypeError when there are no options; RangeError when `locale` is not one of the two, the numbers are not
 *   whole, or `digits` is not a whole number from 0 to 100
 * @example
 * ```ts
 * expect(formatShare({ numerator: 180, denominator: 463 }, { locale: "ru" })).toBe("38,9% (180 из 463)");
 * expect(formatShare({ numerator: 0, denominator: 0 }, { locale: "en" })).toBe("—");
 * ```
 */
export function formatShare(share: Share, options: { readonly locale: Locale; readonly digits?: number }): string {
  const locale = localeOf(options, CANNOT_PRINT, { "digits?": DIGITS });
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

/** Decimal text such as `38.9`, `-0.5` or `1e-7` as the ratio it is exactly. */
export function ratioOf(text: string): Ratio {
  const [digits, exponent = 0] = text.split("e") as [string, string?];
  const [whole, decimals = ""] = digits.split(".") as [string, string?];
  const places = decimals.length - Number(exponent);
  const numerator = BigInt(whole + decimals);
  if (places < 0) return { numerator: numerator * 10n ** BigInt(-places), denominator: 1n };
  return { numerator, denominator: 10n ** BigInt(places) };
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
export function ratioPercent(ratio: Ratio): string {
  return fixedText(times100(ratio), 1);
}

function times100({ numerator, denominator }: Ratio): Ratio {
  return { numerator: numerator * 100n, denominator };
}

/** A ratio in units of the last printed decimal, half away from zero. */
export function roundedUnits(ratio: Ratio): bigint {
  const size = roundedSize(ratio, VALUE_DECIMALS);
  return ratio.numerator < 0n ? -size : size;
}

/** A ratio in units of its last decimal without its sign, half up. */
function roundedSize({ numerator, denominator }: Ratio, digits: number): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  return (size * 10n ** BigInt(digits) * 2n + denominator) / (denominator * 2n);
}

/** A ratio with so many decimals, half away from zero; with its sign whenever it is under nothing. */
function fixedText(ratio: Ratio, digits: number): string {
  return `${ratio.numerator < 0n ? "-" : ""}${pointedText(roundedSize(ratio, digits), digits)}`;
}

/** Units of the last of some decimals, with the point in its place. */
function pointedText(size: bigint, digits: number): string {
  const text = String(size).padStart(digits + 1, "0");
  const point = text.length - digits;
  return digits === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`;
}

/** How many units of the last printed decimal make one. */
const UNITS = 10n ** BigInt(VALUE_DECIMALS);

/**
 * Parts of a whole in units of the last printed decimal, such that they add up to the whole as printed.
 *
 * Each part is rounded down, and the units that are then missing go to the parts with the largest remainders, the first
 * of equals
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
    return difference === 0n ? 0 : difference > 0n ? 1 : -1;
  });
  const missing = Number(whole - floors.reduce((sum, units) => sum + units, 0n));
  const raised = new Set(remainders.slice(0, missing).map(({ at }) => at));
  return floors.map((units, at) => (raised.has(at) ? units + 1n : units));
}

/** Units of the last printed decimal as decimal text, such as `-0.1827343000`. */
export function unitsText(units: bigint): string {
  return units < 0n ? `-${pointedText(-units, VALUE_DECIMALS)}` : pointedText(units, VALUE_DECIMALS);
}
