/** Exact ratios and their texts: worked out by hand, and against decimal.js. */
import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import {
  apportioned,
  decimalPercent,
  decimalText,
  dividedBy,
  formatShare,
  isAtLeast,
  localeOf,
  minus,
  NOTHING,
  plus,
  type Ratio,
  ratioOf,
  ratioPercent,
  ratioText,
  roundedText,
  roundedUnits,
  sharePercent,
  shareValue,
  unitsText,
} from "../src/share";

const Exact = Decimal.clone({ precision: 300, rounding: Decimal.ROUND_HALF_UP });
/** A ratio as text: `-3/4`. */
const ratio = (text: string): Ratio => {
  const [numerator = "", denominator = "1"] = text.split("/");
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
};
const textOf = ({ numerator, denominator }: Ratio) => `${numerator}/${denominator}`;

describe("localeOf()", () => {
  it("is the locale asked for", () => {
    expect(localeOf({ locale: "ru" }, "draw")).toBe("ru");
    expect(localeOf({ locale: "en" }, "draw")).toBe("en");
  });

  it.each([
    [undefined, "nothing"],
    [null, "null"],
    ["ru", '"ru"'],
  ])("refuses %j for options", (options, received) => {
    const hint = 'write { locale: "ru" } or { locale: "en" }';
    const message = `Cannot draw: options must be an object with a locale, received ${received}; ${hint}`;
    expect(() => localeOf(options as never, "draw")).toThrow(new TypeError(message));
  });

  it.each([
    [{}, "nothing"],
    [{ locale: "de" }, '"de"'],
  ])("refuses %j", (options, received) => {
    const message = `Cannot draw: locale must be "ru" or "en", received ${received}`;
    expect(() => localeOf(options as never, "draw")).toThrow(new RangeError(message));
  });
});

describe("shares", () => {
  it.each([
    [180, 463, "0.3887688985", "38.9", "38.877", "39"],
    [23, 80, "0.2875000000", "28.8", "28.750", "29"],
    [1, 3, "0.3333333333", "33.3", "33.333", "33"],
    [2, 3, "0.6666666667", "66.7", "66.667", "67"],
    [0, 5, "0.0000000000", "0.0", "0.000", "0"],
    [5, 5, "1.0000000000", "100.0", "100.000", "100"],
    [1, 2000, "0.0005000000", "0.1", "0.050", "0"],
    [1, 20, "0.0500000000", "5.0", "5.000", "5"],
  ])("of %i in %i are %s and %s", (numerator, denominator, value, percent, three, none) => {
    const share = { numerator, denominator };
    expect(shareValue(share)).toBe(value);
    expect(sharePercent(share)).toBe(percent);
    expect(sharePercent(share, 3)).toBe(three);
    expect(sharePercent(share, 0)).toBe(none);
    expect(sharePercent(share, 100)).toBe(new Exact(numerator).times(100).div(denominator).toFixed(100));
    expect(formatShare(share, { locale: "en" })).toBe(`${percent}% (${numerator} of ${denominator})`);
    expect(formatShare(share, { locale: "ru" })).toBe(`${percent.replace(".", ",")}% (${numerator} из ${denominator})`);
    expect(formatShare(share, { locale: "en", digits: 3 })).toBe(`${three}% (${numerator} of ${denominator})`);
  });

  it("of nobody have no value", () => {
    const share = { numerator: 0, denominator: 0 };
    expect(shareValue(share)).toBeNull();
    expect(sharePercent(share)).toBeNull();
    expect(formatShare(share, { locale: "ru" })).toBe("—");
    expect(formatShare(share, { locale: "en" })).toBe("—");
  });

  const digitsRule = "digits must be a whole number from 0 to 100";
  it.each([
    [-1, "-1"],
    [101, "101"],
    [0.5, "0.5"],
    [Number.NaN, "NaN"],
  ])("are not printed with %d digits", (digits, received) => {
    const refusal = new RangeError(`Cannot print a share: ${digitsRule}, received ${received}`);
    expect(() => sharePercent({ numerator: 1, denominator: 2 }, digits)).toThrow(refusal);
    expect(() => sharePercent({ numerator: 0, denominator: 0 }, digits)).toThrow(refusal);
  });

  it.each([
    [1.5, 2, "numerator must be a whole number, received 1.5"],
    [1, 2.5, "denominator must be a whole number of 0 or more, received 2.5"],
    [1, -2, "denominator must be a whole number of 0 or more, received -2"],
    [Number.NaN, 2, "numerator must be a whole number, received NaN"],
    ["1", 2, 'numerator must be a whole number, received "1"'],
  ])("of %j in %j are refused", (numerator, denominator, because) => {
    const refusal = new RangeError(`Cannot print a share: share.${because}`);
    const share = { numerator, denominator } as never;
    expect(() => sharePercent(share)).toThrow(refusal);
    expect(() => shareValue(share)).toThrow(refusal);
  });

  it("are refused without a locale under their own name", () => {
    expect(() => formatShare({ numerator: 1, denominator: 2 }, {} as never)).toThrow(
      "Cannot print a share: locale must",
    );
  });
});

describe("decimal texts", () => {
  it.each([
    [0.1, "0.1000000000", "10.0"],
    [0.28749999999, "0.2875000000", "28.8"],
    [1e-7, "0.0000001000", "0.0"],
    [1.5e-10, "0.0000000002", "0.0"],
    [4.9e-11, "0.0000000000", "0.0"],
    [-0.1827343, "-0.1827343000", "-18.3"],
    [-0.00005, "-0.0000500000", "-0.0"],
    [-4e-11, "-0.0000000000", "0.0"],
    [0, "0.0000000000", "0.0"],
    [1, "1.0000000000", "100.0"],
    [1.5e22, "15000000000000000000000.0000000000", "1500000000000000000000000.0"],
    [1e22, "10000000000000000000000.0000000000", "1000000000000000000000000.0"],
    [123.456, "123.4560000000", "12345.6"],
  ])("of %d are %s and %s", (value, text, percent) => {
    expect(decimalText(value)).toBe(text);
    expect(decimalPercent(text)).toBe(percent);
    expect(ratioText(ratioOf(String(value)))).toBe(text.replace(/^-(0\.0+)$/, "$1"));
    expect(ratioPercent(ratioOf(String(value)))).toBe(decimalPercent(String(value)));
  });

  it.each([
    ["0.3887688985", 0, "0"],
    ["0.3887688985", 2, "0.39"],
    ["0.3887688985", 12, "0.388768898500"],
    ["12.5", 0, "13"],
    ["-12.5", 0, "-13"],
    ["-0.04", 1, "-0.0"],
    ["9.995", 2, "10.00"],
  ])("roundedText() of %s with %i digits is %s", (value, digits, text) => {
    expect(roundedText(value, digits)).toBe(text);
  });
});

describe("ratios", () => {
  it.each([
    ["38.9", "389/10"],
    ["-0.5", "-5/10"],
    ["7", "7/1"],
    ["1e-7", "1/10000000"],
    ["1.5e-3", "15/10000"],
    ["1.25e+1", "125/10"],
    ["1.5e+21", "1500000000000000000000/1"],
    ["2e+2", "200/1"],
    ["12.5e+1", "125/1"],
  ])("ratioOf() of %s is %s", (text, expected) => {
    expect(textOf(ratioOf(text))).toBe(expected);
  });

  /** Two ratios, their sum, their difference, the first by the second, and whether the first is at least the second. */
  it.each([
    ["1/2", "1/3", "5/6", "1/6", "3/2", true],
    ["1/3", "1/2", "5/6", "-1/6", "2/3", false],
    ["1/2", "1/2", "1/1", "0/1", "2/2", true],
    ["1/2", "2/4", "1/1", "0/1", "4/4", true],
    ["-1/2", "1/3", "-1/6", "-5/6", "-3/2", false],
    ["1/3", "-1/2", "-1/6", "5/6", "-2/3", true],
    ["-1/2", "-1/3", "-5/6", "-1/6", "3/2", false],
    ["6/4", "9/6", "3/1", "0/1", "36/36", true],
    ["0/1", "3/6", "1/2", "-1/2", "0/3", false],
    ["0/7", "1/1", "1/1", "-1/1", "0/7", false],
  ])("%s and %s: the sum is %s, the difference %s, the quotient %s", (a, b, sum, difference, quotient, isMore) => {
    expect(textOf(plus(ratio(a), ratio(b)))).toBe(sum);
    expect(textOf(minus(ratio(a), ratio(b)))).toBe(difference);
    expect(textOf(dividedBy(ratio(a), ratio(b)))).toBe(quotient);
    expect(isAtLeast(ratio(a), ratio(b))).toBe(isMore);
  });

  it("NOTHING adds nothing", () => {
    expect(textOf(plus(NOTHING, ratio("3/4")))).toBe("3/4");
    expect(textOf(NOTHING)).toBe("0/1");
  });

  it.each([
    ["1/3", 3_333_333_333n, "0.3333333333", "33.3"],
    ["2/3", 6_666_666_667n, "0.6666666667", "66.7"],
    ["-2/3", -6_666_666_667n, "-0.6666666667", "-66.7"],
    ["1/20000000000", 1n, "0.0000000001", "0.0"],
    ["-1/20000000000", -1n, "-0.0000000001", "-0.0"],
    ["1/20000000001", 0n, "0.0000000000", "0.0"],
    ["7/2", 35_000_000_000n, "3.5000000000", "350.0"],
    ["0/3", 0n, "0.0000000000", "0.0"],
    ["1/2000", 5_000_000n, "0.0005000000", "0.1"],
    ["-1/2000", -5_000_000n, "-0.0005000000", "-0.1"],
  ])("%s is %d units, %s and %s%%", (text, units, decimal, percent) => {
    expect(roundedUnits(ratio(text))).toBe(units);
    expect(unitsText(units)).toBe(decimal);
    expect(ratioText(ratio(text))).toBe(decimal);
    expect(ratioPercent(ratio(text))).toBe(percent);
  });
});

/** In units of the tenth decimal: a third is 3333333333⅓ of them. */
describe("apportioned()", () => {
  it.each<[string, bigint, string[], bigint[]]>([
    ["nothing", 0n, [], []],
    ["halves fit", 10_000_000_000n, ["1/2", "1/2"], [5_000_000_000n, 5_000_000_000n]],
    [
      "the first of equal thirds gets the unit",
      10_000_000_000n,
      ["1/3", "1/3", "1/3"],
      [3_333_333_334n, 3_333_333_333n, 3_333_333_333n],
    ],
    ["the larger remainder gets it", 10_000_000_000n, ["1/3", "2/3"], [3_333_333_333n, 6_666_666_667n]],
    ["though it comes first", 10_000_000_000n, ["2/3", "1/3"], [6_666_666_667n, 3_333_333_333n]],
    [
      "remainders of other denominators",
      10_000_000_000n,
      ["1/3", "1/7", "11/21"],
      [3_333_333_333n, 1_428_571_429n, 5_238_095_238n],
    ],
    ["a part under nothing is rounded down", 3_333_333_333n, ["2/3", "-1/3"], [6_666_666_667n, -3_333_333_334n]],
    ["a whole part under nothing stays", 5_000_000_000n, ["1/1", "-1/2"], [10_000_000_000n, -5_000_000_000n]],
    ["a whole rounded up raises one more", 6_666_666_667n, ["1/3", "1/3"], [3_333_333_334n, 3_333_333_333n]],
    ["a whole rounded down raises none", 6_666_666_666n, ["1/3", "1/3"], [3_333_333_333n, 3_333_333_333n]],
    [
      "two units go to the two largest",
      20_000_000_000n,
      ["1/3", "2/3", "2/3", "1/3"],
      [3_333_333_333n, 6_666_666_667n, 6_666_666_667n, 3_333_333_333n],
    ],
  ])("adds up as printed: %s", (_name, whole, parts, expected) => {
    expect(apportioned(whole, parts.map(ratio))).toEqual(expected);
    expect(expected.reduce((sum, units) => sum + units, 0n)).toBe(whole);
  });
});
