import { describe, expect, it } from "vitest";
import { reliableChange } from "../../src/statistics/index";

/** Standard errors of a difference worked out by hand: SD · √2 · √(1 − r). */
const rows = [
  // Jacobson and Truax (1991), page 14: 15 / 4.74 = 3.16.
  {
    scores: { first: 32.5, last: 47.5, reliability: 0.8, standardDeviation: 7.5 },
    index: 15 / Math.sqrt(22.5),
    is: true,
  },
  {
    scores: { first: 47.5, last: 32.5, reliability: 0.8, standardDeviation: 7.5 },
    index: -15 / Math.sqrt(22.5),
    is: true,
  },
  // r = 0.5 makes the error the standard deviation itself.
  { scores: { first: 0, last: 2, reliability: 0.5, standardDeviation: 1 }, index: 2, is: true },
  { scores: { first: 3, last: 1.05, reliability: 0.5, standardDeviation: 1 }, index: -1.95, is: false },
  { scores: { first: 0, last: 2, reliability: 0.5, standardDeviation: 1, level: 0.99 }, index: 2, is: false },
  // Without any reliability the error is √2 standard deviations.
  { scores: { first: 1, last: 3, reliability: 0, standardDeviation: 1 }, index: Math.SQRT2, is: false },
] as const;

describe("reliableChange()", () => {
  it.each(rows)("gives $index for $scores", ({ scores, index, is }) => {
    const found = reliableChange(Object.freeze(scores));
    expect(found.index).toBeCloseTo(index, 12);
    expect(found.isReliable).toBe(is);
    expect(Math.abs(found.index) > found.limit).toBe(is);
  });

  it("takes the normal quantile for the limit, and says what difference that is", () => {
    const { limit, smallestDifference } = reliableChange({
      first: 0,
      last: 0,
      reliability: 0.8,
      standardDeviation: 7.5,
    });
    expect(limit).toBeCloseTo(1.959963984540054, 12);
    expect(smallestDifference).toBeCloseTo(1.959963984540054 * Math.sqrt(22.5), 12);
  });

  it.each([
    [{ first: Number.NaN }, "first must be a finite number, received NaN"],
    [{ last: Number.POSITIVE_INFINITY }, "last must be a finite number, received Infinity"],
    [{ reliability: 1 }, "reliability must be from 0 up to, not including, 1, received 1"],
    [{ reliability: -0.1 }, "reliability must be from 0 up to, not including, 1, received -0.1"],
    [{ standardDeviation: 0 }, "standardDeviation must be a finite number above 0, received 0"],
    [{ level: 95 }, "level must be between 0 and 1, received 95; write 0.95 for 95 %"],
  ])("refuses %j", (wrong, message) => {
    const call = () => reliableChange({ first: 1, last: 2, reliability: 0.8, standardDeviation: 1, ...wrong });
    expect(call).toThrow(new RangeError(`Cannot compute a reliable change index: ${message}`));
  });
});
