/** Cronbach's α against pingouin; origins are in `fixtures/statistics/cronbach.json`. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cronbachAlpha } from "../../src/statistics/index";
import { expectClose, expectInterval, figures } from "./figures";
import { howMany } from "../long";

const { alpha: rows } = figures<{
  alpha: readonly {
    label: string;
    items: readonly (readonly number[])[];
    level: number;
    alpha: number;
    low: number;
    high: number;
  }[];
}>("cronbach");

describe("cronbachAlpha()", () => {
  it.each(rows)("gives pingouin's α and Feldt's limits when $label", ({ items, level, alpha, low, high }) => {
    const found = cronbachAlpha(items, level)!;
    expectClose(found.alpha, alpha, 1e-12);
    expectInterval(found, [low, high], 1e-9 * Math.max(1, Math.abs(low)));
  });

  it.each<readonly [title: string, items: readonly (readonly number[])[]]>([
    ["there are no items", []],
    ["there is one item", [[1, 2, 3]]],
    ["there are no people", [[], []]],
    ["there is one person", [[1], [5]]],
    [
      "everybody has the same total",
      [
        [1, 2, 3],
        [3, 2, 1],
      ],
    ],
  ])("gives null when %s", (_, items) => {
    expect(cronbachAlpha(items)).toBeNull();
  });

  const sheet = fc.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 12 })).chain(([items, people]) =>
    fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: people, maxLength: people }), {
      minLength: items,
      maxLength: items,
    }),
  );

  it("is the same when items or people change places, or an item is asked on points shifted by a number", () => {
    fc.assert(
      fc.property(sheet, (items) => {
        const found = cronbachAlpha(items);
        const moved = [
          cronbachAlpha([...items].reverse()),
          cronbachAlpha(items.map((item) => [...item].reverse())),
          cronbachAlpha(items.map((item, at) => (at === 0 ? item.map((score) => score + 10) : item))),
        ];
        for (const other of moved) {
          if (found === null) expect(other).toBeNull();
          else expect(Math.abs(other!.alpha - found.alpha)).toBeLessThan(1e-9 * Math.max(1, Math.abs(found.alpha)));
        }
      }),
      { numRuns: howMany(60), seed: 1951 },
    );
  });

  it("is at most 1, and lies between its limits, when there is an α", () => {
    fc.assert(
      fc.property(sheet, (items) => {
        const found = cronbachAlpha(items);
        if (found === null) return;
        expect(found.alpha).toBeLessThanOrEqual(1 + 1e-12);
        expect(found.low).toBeLessThanOrEqual(found.alpha + 1e-9);
        expect(found.high).toBeGreaterThanOrEqual(found.alpha - 1e-9);
      }),
      { numRuns: howMany(60), seed: 1965 },
    );
  });

  it("is 1 when items are copies of each other", () => {
    const item = [1, 4, 2, 5];
    expectClose(cronbachAlpha([item, item, item])!.alpha, 1, 1e-15);
  });
});
