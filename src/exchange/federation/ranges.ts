import { type Verdict, verdictNames } from "../../core/engine/verdict";
import type { TallyCount, TallyCounts } from "./tally";

/** What a count may be: whole numbers, both ends included. `most` may be infinite. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** A count of a block: a verdict, or some of them together. */
export type Part = Verdict | "denominator" | "settled" | "people";

/** What the counts of one indicator, period and stratum may be. */
export type Ranges = Readonly<Record<Part, Range>>;

const ANY: Range = { least: 0, most: Number.POSITIVE_INFINITY };

/** Which counts add up to which. */
const SUMS: readonly (readonly [whole: Part, parts: readonly Part[]])[] = [
  ["people", verdictNames],
  ["denominator", ["counted", "pending", "unknown", "not-counted"]],
  ["settled", ["counted", "not-counted"]],
];
/** Every {@link Part}. */
export const PARTS: readonly Part[] = [...verdictNames, "denominator", "settled", "people"];
/** More rounds than any block needed; each gives limits that hold. */
const MOST_ROUNDS = 50;

/**
 * What a printed count or its mark alone tells: a small cell may be a zero, and a complementary one is none of the
 * small.
 */
export function rangeOf(count: TallyCount, threshold: number): Range {
  if (typeof count === "number") return { least: count, most: count };
  if (count.reason === "small-cell") return { least: 0, most: count.below - 1 };
  return count.reason === "complementary" ? { ...ANY, least: threshold } : ANY;
}

/** Ranges added up. */
export function sumOf(ranges: readonly Range[]): Range {
  const least = ranges.reduce((sum, one) => sum + one.least, 0);
  return { least, most: ranges.reduce((sum, one) => sum + one.most, 0) };
}

/**
 * What a block tells of each of its counts, sums included: marks first, then the sums back and forth until nothing
 * moves.
 *
 * @param counts - as a partner tells them
 * @param people - of the block, as far as they are told
 * @param whole - of a block that holds all people of this one
 * @returns ranges that hold whatever the true counts are; some `least` is above its `most` when no counts could be true
 */
export function rangesOf(counts: TallyCounts, threshold: number, people: Range, whole?: Ranges): Ranges {
  const told = (count: TallyCount) => rangeOf(count, threshold);
  const ranges = {
    ...Object.fromEntries(verdictNames.map((name) => [name, told(counts.verdicts[name])])),
    denominator: told(counts.denominator),
    settled: told(counts.settled),
    people,
  } as Record<Part, Range>;
  let isMoving = true;
  const narrow = (part: Part, least: number, most: number) => {
    const range = ranges[part];
    if (least <= range.least && most >= range.most) return;
    ranges[part] = { least: Math.max(least, range.least), most: Math.min(most, range.most) };
    isMoving = true;
  };
  if (whole !== undefined) for (const part of PARTS) narrow(part, 0, whole[part].most);
  for (let round = 0; isMoving && round < MOST_ROUNDS && !isImpossible(ranges); round++) {
    isMoving = false;
    for (const [sum, parts] of SUMS) {
      const all = sumOf(parts.map((part) => ranges[part]));
      narrow(sum, all.least, all.most);
      for (const part of parts) {
        const others = sumOf(parts.flatMap((other) => (other === part ? [] : [ranges[other]])));
        narrow(part, ranges[sum].least - others.most, ranges[sum].most - others.least);
      }
    }
  }
  return ranges;
}

/** Whether no counts could be true. */
export function isImpossible(ranges: Ranges): boolean {
  return PARTS.some((part) => ranges[part].least > ranges[part].most);
}

/** Counts of nobody. */
export const NOBODY: TallyCounts = blockOf(0);
/** Counts of which nothing is told. */
export const UNTOLD: TallyCounts = blockOf(Object.freeze({ suppressed: true, reason: "withheld" }));

function blockOf(count: TallyCount): TallyCounts {
  const verdicts = Object.fromEntries(verdictNames.map((name) => [name, count])) as TallyCounts["verdicts"];
  return Object.freeze({ verdicts: Object.freeze(verdicts), denominator: count, settled: count });
}
