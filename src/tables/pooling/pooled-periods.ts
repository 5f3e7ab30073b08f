import type { Period } from "../../calendar";
import { decimalText, type Share, sharePercent, shareValue } from "../../share";
import {
  agrestiCoullInterval,
  clopperPearsonInterval,
  jeffreysInterval,
  wilsonInterval,
} from "../../statistics/proportion";
import { groupEffect, groupTest, type TestRule, widestPair } from "./group-tests";
import { type GroupValue, type PooledGroups, sumOf } from "./pooled-groups";

const INTERVALS = {
  wilson: wilsonInterval,
  "clopper-pearson": clopperPearsonInterval,
  "agresti-coull": agrestiCoullInterval,
  jeffreys: jeffreysInterval,
} as const;

/** How intervals of shares are computed. */
export type IntervalMethod = keyof typeof INTERVALS;

/** Every {@link IntervalMethod}. */
export const intervalMethods = Object.keys(INTERVALS) as readonly IntervalMethod[];

/** A share with everything that is printed beside it. */
export interface ShareWithInterval {
  readonly share: Share;
  /** Ten decimals, half up; null when the denominator is empty. */
  readonly value: string | null;
  /** One decimal, half up; null when the denominator is empty. */
  readonly percent: string | null;
  /** Limits to ten decimals; null when the denominator is empty. */
  readonly interval: {
    readonly method: IntervalMethod;
    readonly level: number;
    readonly low: string;
    readonly high: string;
  } | null;
  /** Why there is no value; null when there is one. */
  readonly reason: "empty-denominator" | null;
}

/** A group in one period. */
export interface PooledGroup extends ShareWithInterval {
  readonly of: GroupValue;
  /**
   * Those of the group who are compared: who is in several groups is in none of them, but in a group of their own. Null
   * when left out.
   */
  readonly compared: Share | null;
}

/** A test of equal shares, and why it was chosen. */
export interface GroupTest {
  /** `Pearson χ²` or `Fisher exact`. */
  readonly method: string;
  /** Null for an exact test. */
  readonly statistic: number | null;
  readonly degreesOfFreedom: number | null;
  readonly pValue: number;
  /**
   * Holm's, over every test of the pooling: below the significance in any of them by chance no more often than that.
   */
  readonly adjustedPValue: number;
  readonly rule: TestRule;
  /** The smallest count expected in the table if shares were equal. */
  readonly smallestExpected: number;
}

/** Two groups and the interval of their difference, as decimal text. */
export interface GroupDifference {
  readonly first: GroupValue;
  readonly second: GroupValue;
  /** First less second. */
  readonly difference: string;
  readonly low: string;
  readonly high: string;
  /** Of this one interval, such that those of all pairs hold together. */
  readonly level: number;
}

/** Groups compared in one period. */
export interface PoolingInPeriod {
  readonly period: Period;
  /** The pooled value: everybody. */
  readonly pooled: ShareWithInterval;
  /** Sorted; those in several groups after all codes, those without one last. */
  readonly groups: readonly PooledGroup[];
  /** People of the denominator who are not compared. */
  readonly leftOut: number;
  /** Null when fewer than two groups have anybody, or all people have the same. */
  readonly test: GroupTest | null;
  readonly reason: "nobody" | "one-group" | "all-the-same" | null;
  /** Cramér's V, 0 to 1; null where there is no test. */
  readonly cramerV: number | null;
  /** The pair whose difference may be largest; null when fewer than two groups have anybody. */
  readonly widest: GroupDifference | null;
}

/** A share with its interval. */
function shareWithInterval(share: Share, method: IntervalMethod, level: number): ShareWithInterval {
  const limits = INTERVALS[method](share.numerator, share.denominator, level);
  return Object.freeze({
    share,
    value: shareValue(share),
    percent: sharePercent(share),
    interval: limits && Object.freeze({ method, level, low: decimalText(limits.low), high: decimalText(limits.high) }),
    reason: limits === null ? "empty-denominator" : null,
  });
}

/** What is known before p-values are adjusted. */
export type RawPeriod = Omit<PoolingInPeriod, "test"> & {
  readonly test: Omit<GroupTest, "adjustedPValue"> | null;
};

/**
 * Groups compared in each period.
 *
 * @param compared - places of the groups that are compared
 */
export function comparedInPeriods(
  { groups, whole, apart }: PooledGroups,
  periods: readonly Period[],
  compared: readonly number[],
  options: { readonly interval: IntervalMethod; readonly significance: number },
): readonly RawPeriod[] {
  const level = 1 - options.significance;
  return apart.map(({ shares }, at): RawPeriod => {
    const sides = compared.map((group) => shares[group]!);
    const pooled = sumOf(shares);
    const ruled = groupTest(sides);
    const widest = widestPair(sides, options.significance);
    const nonEmpty = sides.filter(({ denominator }) => denominator > 0).length;
    return {
      period: Object.freeze({ from: periods[at]!.from, to: periods[at]!.to }),
      pooled: shareWithInterval(pooled, options.interval, level),
      groups: Object.freeze(
        groups.map((of, group) =>
          Object.freeze({
            of,
            ...shareWithInterval(whole[at]![group]!, options.interval, level),
            compared: compared.includes(group) ? shares[group]! : null,
          }),
        ),
      ),
      leftOut: pooled.denominator - sumOf(sides).denominator,
      test: ruled && {
        method: ruled.test.method,
        statistic: "statistic" in ruled.test ? ruled.test.statistic : null,
        degreesOfFreedom: "degreesOfFreedom" in ruled.test ? ruled.test.degreesOfFreedom : null,
        pValue: ruled.test.pValue,
        rule: ruled.rule,
        smallestExpected: ruled.smallestExpected,
      },
      reason: ruled ? null : nonEmpty === 0 ? "nobody" : nonEmpty === 1 ? "one-group" : "all-the-same",
      cramerV: groupEffect(sides),
      widest:
        widest &&
        Object.freeze({
          first: groups[compared[widest.first]!]!,
          second: groups[compared[widest.second]!]!,
          difference: decimalText(widest.difference),
          low: decimalText(widest.low),
          high: decimalText(widest.high),
          level: widest.level,
        }),
    };
  });
}
