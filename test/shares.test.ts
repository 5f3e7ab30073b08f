/** Wilson score intervals against R, checked with statsmodels; where each number comes from is in `fixtures/shares.json`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { wilsonInterval } from "../src/index";

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

const { cases } = JSON.parse(readFileSync(join(__dirname, "../fixtures/shares.json"), "utf8")) as Shares;
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
