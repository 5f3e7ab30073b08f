/** Tails and quantiles against 40-digit arithmetic; the origin is in `fixtures/statistics/distributions.json`. */
import { describe, expect, it } from "vitest";
import {
  betaQuantile,
  betaTails,
  chiSquaredUpperTail,
  deviance,
  factorialRest,
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

  it("factorialRest() is the logarithm of the product less n ln n − n", () => {
    let product = 1;
    for (let n = 0; n <= 170; n++) {
      product *= Math.max(1, n);
      const log = factorialRest(n) + (n === 0 ? 0 : n * Math.log(n) - n);
      expect(Math.abs(log - Math.log(product))).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.log(product)));
    }
    // ln 1000000!, to 20 digits, by mpmath.
    expectClose(factorialRest(1e6) + 1e6 * Math.log(1e6) - 1e6, 12_815_518.384658169624, 1e-15);
  });

  it("deviance() is the mean at 0, 0 at the mean, and keeps its digits between", () => {
    expect([deviance(0, 7), deviance(7, 7)]).toEqual([7, 0]);
    // (x − m)² / 2m less (x − m)³ / 6m² and so on, for x = m + 1.
    expectClose(deviance(1_000_001, 1_000_000), 0.5e-6 - 1e-12 / 6 + 1e-18 / 12, 1e-12);
  });
});
