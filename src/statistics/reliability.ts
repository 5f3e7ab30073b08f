import { sentence } from "../issue";
import { check } from "../options";
import { checkLevel, NUMBERS } from "./arguments";
import { betaQuantile } from "./distribution";
import type { Interval } from "./proportion";

/** Internal consistency of a scale, with the limits of its interval. */
export interface Alpha extends Interval {
  /** 1 when all items say the same; 0 or negative when they have nothing in common or run against each other. */
  readonly alpha: number;
}

/**
 * Cronbach's α: how far the items of a scale measure one thing, with Feldt's interval.
 *
 * Complete cases only: each item has the score of every person. Items that run against the others must be turned
 * before. The interval takes scores as normal and item variances as equal, and with few people is wide.
 *
 * @param items - one list of scores an item, the people in the same order in each
 * @param level - confidence, strictly between 0 and 1; 0.95 by default
 * @returns α and its limits, or null when there are fewer than two items or two people, or all people have the same
 *   total
 * @throws TypeError when the items are not lists; RangeError when the lists differ in length, a score is not a finite
 *   number, or the level is not between 0 and 1
 * @source L. J. Cronbach, Psychometrika 16 (1951), 297–334, equation 2; interval: L. S. Feldt, Psychometrika 30 (1965),
 *   357–370
 * @example three people, two items
 * ```ts
 * const found = cronbachAlpha([[1, 3, 5], [2, 3, 4]])!;
 * expect([found.alpha, found.low, found.high].map((x) => x.toFixed(4))).toEqual(["0.8889", "-3.3333", "0.9972"]);
 * ```
 */
export function cronbachAlpha(items: readonly ArrayLike<number>[], level = 0.95): Alpha | null {
  const cannot = "compute Cronbach's α";
  checkLevel(cannot, level);
  checkScores(cannot, items);
  const people = items[0]?.length ?? 0;
  if (items.length < 2 || people < 2) return null;
  const totals = new Float64Array(people);
  for (const item of items) for (let person = 0; person < people; person++) totals[person]! += item[person]!;
  const ofTotals = squares(totals);
  if (ofTotals === 0) return null;
  const ofItems = items.reduce((sum, item) => sum + squares(item), 0);
  const alpha = (items.length / (items.length - 1)) * (1 - ofItems / ofTotals);
  // (1 − true α) / (1 − α) follows F on these degrees of freedom.
  const [first, second] = [people - 1, (people - 1) * (items.length - 1)];
  const tail = (1 - level) / 2;
  const most = betaQuantile(tail, second / 2, first / 2);
  const least = betaQuantile(tail, first / 2, second / 2);
  const limit = (odds: number) => 1 - (1 - alpha) * odds * (second / first);
  return Object.freeze({ alpha, low: limit((1 - most) / most), high: limit(least / (1 - least)) });
}

/** Sum of the squared distances from the mean; exactly 0 when all are equal. */
function squares(scores: ArrayLike<number>): number {
  const origin = scores[0]!;
  let [sum, ofSquares] = [0, 0];
  for (let person = 0; person < scores.length; person++) sum += scores[person]! - origin;
  const mean = sum / scores.length;
  for (let person = 0; person < scores.length; person++) ofSquares += (scores[person]! - origin - mean) ** 2;
  return ofSquares;
}

function checkScores(cannot: string, items: readonly ArrayLike<number>[]): void {
  check(cannot, items, [NUMBERS], "items");
  items.forEach((item, at) => {
    if (item.length !== items[0]!.length) {
      const because = `items must have one score a person (${items[0]!.length}), and item ${at} has another number`;
      throw new RangeError(sentence({ cannot, because, received: item.length }));
    }
    for (let person = 0; person < item.length; person++) {
      if (Number.isFinite(item[person])) continue;
      const because = `each score must be a finite number (item ${at}, person ${person})`;
      const hint = "leave out people who lack one";
      throw new RangeError(sentence({ cannot, because, received: item[person], hint }));
    }
  });
}
