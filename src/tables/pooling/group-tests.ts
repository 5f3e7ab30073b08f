import type { Share } from "../../share";
import { cramerV, expectedCounts, pearsonChiSquaredTest } from "../../statistics/association";
import { newcombeDifference } from "../../statistics/difference";
import { fisherExactTest } from "../../statistics/fisher";
import {
  breslowDayTest,
  generalisedCochranMantelHaenszelTest,
  type HomogeneityTest,
  cochranMantelHaenszelTest,
  mantelHaenszelOddsRatio,
  taroneTest,
} from "../../statistics/stratified";
import type { ChiSquaredTest, ExactTest } from "../../statistics/test-result";
import { sumOf } from "./pooled-groups";

/** Why a test was chosen, or that there is none: only one group, or everybody the same, leaves nothing to compare. */
export type TestRule = "expected-5-or-more" | "expected-below-5" | "too-large-for-fisher";

/** A test of whether groups have equal shares. */
export interface RuledTest {
  readonly test: ChiSquaredTest | ExactTest;
  readonly rule: TestRule;
  readonly smallestExpected: number;
}

const LEAST_EXPECTED = 5;

/** Most people × groups × groups for Fisher's exact test: about a second or two. */
const MOST_FOR_FISHER = 30_000;

/** Yes and no by group, without empty groups. */
function tableOf(shares: readonly Share[]): readonly (readonly [number, number])[] {
  return shares
    .filter(({ denominator }) => denominator > 0)
    .map(({ numerator, denominator }) => [numerator, denominator - numerator] as const);
}

/**
 * The test of equal shares: χ² when every expected count is 5 or more, else Fisher's exact test; χ² again where that
 * would take too long.
 *
 * @param shares - of groups that do not overlap; empty ones change nothing
 * @returns null when fewer than two groups have anybody, or everybody is counted or nobody is
 * @source W. G. Cochran, Biometrics 10 (1954), 417–451: expected counts of 5
 */
export function groupTest(shares: readonly Share[]): RuledTest | null {
  const table = tableOf(shares);
  const chiSquared = pearsonChiSquaredTest(table);
  if (chiSquared === null) return null;
  const smallestExpected = Math.min(...expectedCounts(table).flat());
  if (smallestExpected >= LEAST_EXPECTED) return { test: chiSquared, rule: "expected-5-or-more", smallestExpected };
  if (sumOf(shares).denominator * table.length ** 2 > MOST_FOR_FISHER)
    return { test: chiSquared, rule: "too-large-for-fisher", smallestExpected };
  return { test: fisherExactTest(table), rule: "expected-below-5", smallestExpected };
}

/** Cramér's V of groups by yes and no; null where there is no test. */
export function groupEffect(shares: readonly Share[]): number | null {
  return cramerV(tableOf(shares));
}

/** A pair of groups, by their place, and the interval of their difference. */
export interface WidestPair {
  readonly first: number;
  readonly second: number;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/** The limit of an interval that is further from no difference. */
export function reachOf({ low, high }: { readonly low: number; readonly high: number }): number {
  return Math.max(-low, high);
}

/**
 * The pair of groups whose difference may be largest: the one whose Newcombe interval reaches furthest from 0.
 *
 * The level of each interval is 1 − significance / pairs (Bonferroni), so that all of them hold together at 1 −
 * significance.
 *
 * @returns null when fewer than two groups have anybody
 */
export function widestPair(shares: readonly Share[], significance: number): WidestPair | null {
  const places = shares.flatMap(({ denominator }, at) => (denominator > 0 ? [at] : []));
  const pairs = places.flatMap((first, at) => places.slice(at + 1).map((second) => ({ first, second })));
  const level = 1 - significance / pairs.length;
  return pairs
    .map(({ first, second }) => ({
      first,
      second,
      level,
      ...newcombeDifference(shares[first]!, shares[second]!, level)!,
    }))
    .reduce<WidestPair | null>((widest, pair) => (widest && reachOf(widest) >= reachOf(pair) ? widest : pair), null);
}

/** A group against others, within layers. */
export interface GroupContrast {
  readonly group: number;
  /** The other group when there are two; all others together when there are more. */
  readonly against: number | "others";
  readonly oddsRatio: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly breslowDay: HomogeneityTest | null;
  readonly tarone: HomogeneityTest | null;
}

/**
 * Groups within layers: whether their shares are equal in every layer.
 *
 * Two groups: the Cochran–Mantel–Haenszel test, common odds ratio and homogeneity of first against second. More: the
 * generalised test of all at once, and odds ratio and homogeneity of each against all others together, for a table of
 * several groups has no one odds ratio.
 *
 * @param layers - by layer, shares of the same groups
 * @param significance - intervals have the level 1 − significance
 * @source J. R. Landis, E. R. Heyman, G. G. Koch, International Statistical Review 46 (1978), 237–254: the generalised
 *   test
 */
export function layeredTests(
  layers: readonly (readonly Share[])[],
  significance: number,
): { readonly test: ChiSquaredTest | null; readonly contrasts: readonly GroupContrast[] } {
  const groups = (layers[0] ?? []).flatMap((_, group) =>
    layers.some((of) => of[group]!.denominator > 0) ? [group] : [],
  );
  if (groups.length < 2) return { test: null, contrasts: [] };
  const tables = layers.map((shares) => groups.map((group) => rowOf(shares[group]!)));
  const isPair = groups.length === 2;
  const contrasts = (isPair ? groups.slice(0, 1) : groups).map((group): GroupContrast => {
    const strata = layers.map((shares) => {
      const others = groups.filter((other) => other !== group).map((other) => shares[other]!);
      return [rowOf(shares[group]!), rowOf(sumOf(others))];
    });
    const found = mantelHaenszelOddsRatio(strata, 1 - significance);
    return {
      group,
      against: isPair ? groups[1]! : "others",
      oddsRatio: found?.oddsRatio ?? null,
      interval: found?.interval ?? null,
      breslowDay: breslowDayTest(strata),
      tarone: taroneTest(strata),
    };
  });
  const test = isPair ? cochranMantelHaenszelTest(tables) : generalisedCochranMantelHaenszelTest(tables);
  return { test, contrasts };
}

function rowOf({ numerator, denominator }: Share): readonly [number, number] {
  return [numerator, denominator - numerator];
}

/**
 * P-values such that the chance of any false alarm among all the tests stays below the level at which they are read.
 *
 * @returns in the order given
 * @source S. Holm, Scandinavian Journal of Statistics 6 (1979), 65–70
 */
export function holmAdjusted(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((_, at) => at).sort((a, b) => pValues[a]! - pValues[b]! || a - b);
  const adjusted: number[] = [];
  let largest = 0;
  order.forEach((at, rank) => {
    largest = Math.max(largest, Math.min(1, pValues[at]! * (pValues.length - rank)));
    adjusted[at] = largest;
  });
  return adjusted;
}
