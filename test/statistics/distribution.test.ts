/** Tails and quantiles against 40-digit arithmetic; the origin is in `fixtures/statistics/distributions.json`. */
import { describe, expect, it } from "vitest";
import {
  betaQuantile,
  betaTails,
  chiSquaredUpperTail,
  logFactorial,
  normalUpperTail,
  unevenSplitChance,
} from "../../src/statistics/distribution";
import { normalQuantile } from "../../src/statistics/normal";
import { expectClose, figures } from "./figures";

type Rows = readonly (readonly number[])[];
const rows =
  figures<
    Record<"normalUpperTail" | "normalQuantile" | "chiSquaredUpperTail" | "betaLowerTail" | "betaQuantile", Rows>
  >("distributions");

const functions: Readonly<Record<keyof typeof rows & string, (...args: number[]) => number>> = {
  normalUpperTail: (z) => normalUpperTail(z!),
  normalQuantile: (p) => normalQuantile(p!),
  chiSquaredUpperTail: (x, df) => chiSquaredUpperTail(x!, df!),
  betaLowerTail: (x, a, b) => betaTails(x!, 1 - x!, a!, b!).lower,
  betaQuantile: (p, a, b) => betaQuantile(p!, a!, b!),
};

describe.each(Object.entries(functions))("%s() against mpmath", (name, compute) => {
  const cases = rows[name as keyof typeof rows];

  it("is compared at enough points, far tails among them", () => {
    expect(cases.length).toBeGreaterThanOrEqual(20);
    expect(Math.min(...cases.map((row) => Math.abs(row.at(-1)!)))).toBeLessThan(1e-7);
  });

  it.each(cases.map((row) => [row.slice(0, -1).join(", "), row] as const))("is exact to 1e-12 at %s", (_, row) => {
    expectClose(compute(...row.slice(0, -1)), row.at(-1)!, 1e-12);
  });
});

describe("the ends of distributions", () => {
  it("normalUpperTail() mirrors when z is negative", () => {
    expect(normalUpperTail(0)).toBe(0.5);
    expectClose(normalUpperTail(-1.5), 1 - normalUpperTail(1.5), 1e-15);
    expect(normalUpperTail(60)).toBe(0);
    expect(normalUpperTail(-60)).toBe(1);
  });

  it("chiSquaredUpperTail() is 1 at 0 and 0 at infinity", () => {
    expect([chiSquaredUpperTail(0, 1), chiSquaredUpperTail(Number.POSITIVE_INFINITY, 1)]).toEqual([1, 0]);
  });

  it("betaTails() ends at 0 and 1, and its tails change places with its arguments", () => {
    expect(betaTails(0, 1, 2, 3)).toEqual({ lower: 0, upper: 1 });
    expect(betaTails(1, 0, 2, 3)).toEqual({ lower: 1, upper: 0 });
    expect(betaTails(0.3, 0.7, 2, 3).lower).toBe(betaTails(0.7, 0.3, 3, 2).upper);
  });

  it.each([
    [0, 0, 1],
    [3, 3, 1],
    [0, 5, 2 / 2 ** 5],
    [5, 0, 2 / 2 ** 5],
    [2, 8, (2 * (1 + 10 + 45)) / 2 ** 10],
    [0, 1, 1],
    [0, 1000, 2 ** -999],
  ])("unevenSplitChance(%i, %i) is counted out", (a, b, chance) => {
    expectClose(unevenSplitChance(a, b), chance, 1e-12);
  });

  it("logFactorial() is the logarithm of the product", () => {
    let product = 1;
    for (let n = 0; n <= 170; n++) {
      product *= Math.max(1, n);
      expect(Math.abs(logFactorial(n) - Math.log(product))).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.log(product)));
    }
  });
});
