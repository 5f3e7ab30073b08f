/**
 * Wilson score intervals against R, checked with statsmodels; where each number comes from is in
 * `fixtures/shares.json`.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatShare, sharePercent } from "../../src/core/index";
import { wilsonInterval } from "../../src/statistics/index";
import { decimalPercent, decimalText, ratioPercent, roundedText, shareValue } from "../../src/share";

interface Shares {
  readonly cases: readonly {
    readonly label: string;
    readonly x: number;
    readonly n: number;
    readonly conf: number;
    /** Low and high; null where nobody is in the denominator. */
    readonly wilson: readonly [number, number] | readonly [null, null];
  }[];
}

const { cases } = JSON.parse(readFileSync(join(__dirname, "../../fixtures/shares.json"), "utf8")) as Shares;
const TOLERANCE = 1e-12;

describe("wilsonInterval() against R", () => {
  test.each(cases.filter(({ n }) => n > 0))(
    "wilsonInterval() is R's to 1e-12 when $x of $n at $conf ($label)",
    ({ x, n, conf, wilson: [low, high] }) => {
      const interval = wilsonInterval(x, n, conf);
      expect(Math.abs(Number(interval?.low) - Number(low))).toBeLessThanOrEqual(TOLERANCE);
      expect(Math.abs(Number(interval?.high) - Number(high))).toBeLessThanOrEqual(TOLERANCE);
    },
  );

  test("wilsonInterval() was compared at three levels on every share when the fixture is complete", () => {
    expect(cases).toHaveLength(36);
    expect(new Set(cases.map(({ conf }) => conf))).toEqual(new Set([0.9, 0.95, 0.99]));
  });

  test.each(cases.filter(({ x, n }) => n > 0 && (x === 0 || x === n)))(
    "wilsonInterval() ends exactly at the edge when $x of $n at $conf",
    ({ x, n, conf }) => {
      const interval = wilsonInterval(x, n, conf);
      expect(x === 0 ? interval?.low : interval?.high).toBe(x === 0 ? 0 : 1);
    },
  );

  test.each(cases.filter(({ n }) => n === 0))(
    "wilsonInterval() has no value when the denominator is empty at $conf",
    ({ x, n, conf, wilson }) => {
      expect(wilson).toEqual([null, null]);
      expect(wilsonInterval(x, n, conf)).toBeNull();
    },
  );
});

describe("shares as text against decimal.js", () => {
  const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });
  const whole = fc.maxSafeNat();
  const share = fc.record({ numerator: whole, denominator: whole.filter((below) => below > 0) });
  const digits = fc.nat(12);

  test("sharePercent() and shareValue() are those of decimal.js when the numbers are whole", () => {
    fc.assert(
      fc.property(share, digits, ({ numerator, denominator }, count) => {
        const exact = new Exact(numerator).div(denominator);
        expect(shareValue({ numerator, denominator })).toBe(exact.toFixed(10));
        const percent = new Exact(numerator).times(100).div(denominator).toFixed(count);
        expect(sharePercent({ numerator, denominator }, count)).toBe(percent);
      }),
    );
  });

  test("sharePercent() is that of decimal.js for every share of up to 200 people", () => {
    for (let denominator = 1; denominator <= 200; denominator++) {
      for (let numerator = 0; numerator <= denominator; numerator++) {
        const percent = new Exact(numerator).times(100).div(denominator).toFixed(1);
        if (sharePercent({ numerator, denominator }) !== percent) expect.fail(`${numerator} of ${denominator}`);
      }
    }
  });

  test("decimalText(), decimalPercent() and roundedText() are those of decimal.js when a number is finite", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), digits, (value, count) => {
        const text = new Exact(value).toFixed(10);
        expect(decimalText(value)).toBe(text);
        expect(decimalPercent(text)).toBe(new Exact(text).times(100).toFixed(1));
        expect(roundedText(text, count)).toBe(new Exact(text).toFixed(count));
      }),
    );
  });

  test("ratioPercent() is that of decimal.js when a ratio is under nothing", () => {
    fc.assert(
      fc.property(share, ({ numerator, denominator }) => {
        const percent = new Exact(-numerator).times(100).div(denominator).toFixed(1);
        expect(ratioPercent({ numerator: BigInt(-numerator), denominator: BigInt(denominator) })).toBe(percent);
      }),
    );
  });

  test.each([
    [{ numerator: 1.5, denominator: 2 }, 1, "share.numerator must be a whole number, received 1.5"],
    [{ numerator: 1, denominator: -2 }, 1, "share.denominator must be a whole number of 0 or more, received -2"],
    [{ numerator: 1, denominator: 2 }, -1, "digits must be a whole number from 0 to 100, received -1"],
    [{ numerator: 1, denominator: 2 }, 0.5, "digits must be a whole number from 0 to 100, received 0.5"],
  ])("formatShare() refuses when the share is %j with %d digits", (given, count, because) => {
    const message = `Cannot print a share: ${because}`;
    expect(() => formatShare(given, { locale: "en", digits: count })).toThrow(new RangeError(message));
  });
});
