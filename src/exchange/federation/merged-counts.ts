import type { Shielded, Suppressed } from "../../report/privacy/suppress";
import { sharePercent } from "../../share";
import { type Figures, figuresOf, type ReadingResult } from "../../core/verdicts/result";
import { verdictNames } from "../../core/engine/verdict";
import type { PeopleRange, FigureRange } from "./network";
import { type Range, type Ranges, rangeOf, sumOf } from "./ranges";
import type { Tally, TallyCount, TallyCounts } from "./tally";

/** The rules that all partners suppressed by. */
export type TallyRules = Pick<Tally["suppression"], "threshold" | "leastDenominator">;

const DERIVED: Suppressed = Object.freeze({ suppressed: true, reason: "derived" });
const SMALL_DENOMINATOR: Suppressed = Object.freeze({ suppressed: true, reason: "small-denominator" });
const WITHHELD: Suppressed = Object.freeze({ suppressed: true, reason: "withheld" });

/**
 * Counts of different partners added up: a number only when every one of them is told, so that a merged number never
 * tells more than the tallies do. Otherwise a mark, which says of the sum what marks say in a report: under the
 * threshold, not under it, or neither.
 */
export function mergedCount(counts: readonly TallyCount[], { threshold }: TallyRules): TallyCount {
  const { least, most } = sumOf(counts.map((count) => rangeOf(count, threshold)));
  if (counts.every((count) => typeof count === "number")) return least;
  if (most < threshold) return Object.freeze({ suppressed: true, reason: "small-cell", below: threshold });
  return Object.freeze({ suppressed: true, reason: least < threshold ? "withheld" : "complementary" });
}

/** Blocks of different partners, count by count. */
export function mergedCounts(blocks: readonly TallyCounts[], rules: TallyRules): TallyCounts {
  const merged = (of: (block: TallyCounts) => TallyCount) => mergedCount(blocks.map(of), rules);
  const verdicts = verdictNames.map((name) => [name, merged((block) => block.verdicts[name])] as const);
  return {
    verdicts: Object.fromEntries(verdicts) as TallyCounts["verdicts"],
    denominator: merged((block) => block.denominator),
    settled: merged((block) => block.settled),
  };
}

/**
 * Figures afresh from counts; what follows from a count that is not told is not told, and no percentage of too few
 * people.
 */
export function figuresFrom({ verdicts, denominator, settled }: TallyCounts, rules: TallyRules): Shielded<Figures> {
  const { counted, pending, unknown } = verdicts;
  const isFew = denominator !== 0 && typeof denominator === "number" && denominator < rules.leastDenominator;
  const following = <Field extends "value" | "percent" | "interval" | "bounds">(
    field: Field,
    counts: readonly TallyCount[],
  ): Figures[Field] | Suppressed => {
    if (counts.some((count) => typeof count !== "number")) return DERIVED;
    if (isFew) return SMALL_DENOMINATOR;
    const [above, below, due = 0, open = 0] = counts as readonly number[];
    return figuresOf([0, 0, above!, due, open, below! - above! - due - open])[field];
  };
  const published = [counted, denominator];
  return {
    verdicts,
    share: { numerator: counted, denominator },
    value: following("value", published),
    percent: following("percent", published),
    interval: following("interval", published),
    settled: { numerator: counted, denominator: settled },
    bounds: following("bounds", [...published, pending, unknown]),
  };
}

/**
 * A reading beside its indicator: its counts added up. Its bounds are in no suppressed report, and so in none of these.
 */
export function mergedReading(
  { code, title }: Pick<ReadingResult, "code" | "title">,
  numerators: readonly TallyCount[],
  denominator: TallyCount,
  rules: TallyRules,
): Shielded<ReadingResult> {
  const numerator = mergedCount(numerators, rules);
  return { code, title, share: { numerator, denominator }, bounds: denominator === 0 ? null : WITHHELD };
}

/**
 * What tallies tell of a merged figure.
 *
 * @param figure - its indicator and period
 * @param blocks - by partner: code, counts and what they tell
 */
export function figureRange(
  { code, period }: Pick<FigureRange, "code" | "period">,
  blocks: readonly { readonly partner: string; readonly counts: TallyCounts; readonly ranges: Ranges }[],
  { leastDenominator }: TallyRules,
): FigureRange {
  const added = (of: (ranges: Ranges) => Range) => sumOf(blocks.map(({ ranges }) => of(ranges)));
  const numerator = added(({ counted }) => counted);
  const denominator = added((ranges) => ranges.denominator);
  const rest = added((ranges) => sumOf([ranges.pending, ranges.unknown, ranges["not-counted"]]));
  const isTold = ({ counts }: { readonly counts: TallyCounts }) =>
    typeof counts.verdicts.counted === "number" && typeof counts.denominator === "number";
  return {
    code,
    period,
    numerator: peopleRange(numerator),
    denominator: peopleRange(denominator),
    percent: denominator.least < leastDenominator ? null : percentRange(numerator, denominator, rest),
    suppressedBy: blocks.filter((block) => !isTold(block)).map(({ partner }) => partner),
  };
}

/**
 * The least share has the fewest above the line and the most others below it, the largest the other way round; of one
 * decimal, down and up.
 *
 * @param rest - those below the line who are not counted
 */
function percentRange(numerator: Range, denominator: Range, rest: Range): FigureRange["percent"] {
  if (numerator.least === numerator.most && denominator.least === denominator.most) {
    const percent = sharePercent({ numerator: numerator.least, denominator: denominator.least })!;
    return { low: percent, high: percent };
  }
  const most = Math.min(denominator.most, numerator.least + rest.most);
  const fewest = Math.max(denominator.least, numerator.most + rest.least);
  return {
    low: Number.isFinite(most) ? tenths(numerator.least, most, Math.floor) : "0.0",
    high: Number.isFinite(fewest) ? tenths(numerator.most, fewest, Math.ceil) : "100.0",
  };
}

function tenths(above: number, below: number, round: (value: number) => number): string {
  const rest = (above * 1000) % below;
  const whole = (above * 1000 - rest) / below + round(rest / below);
  return `${Math.floor(whole / 10)}.${whole % 10}`;
}

function peopleRange({ least, most }: Range): PeopleRange {
  return { least, most: Number.isFinite(most) ? most : null };
}
