import type { Period } from "../../calendar";
import { type Ratio, roundedUnits, type Share, shareValue, unitsText } from "../../share";
import type { HomogeneityTest } from "../../statistics/stratified";
import type { ChiSquaredTest } from "../../statistics/test-result";
import type { StratumValue } from "../strata/dimension";
import { layeredTests } from "./group-tests";
import { type GroupValue, type Layer, sumOf } from "./pooled-groups";
import { standardised, turnedPairs } from "./standardise";

/** A test with its p-value adjusted for all tests of the pooling. */
export type Adjusted<Test> = Test & { readonly adjustedPValue: number };

/** How one group differs from others within layers. */
export interface GroupContrast {
  readonly of: GroupValue;
  /** The other of two groups, or all others together. */
  readonly against: GroupValue | { readonly kind: "others" };
  /** Mantel and Haenszel's, common to all layers; null when it is infinite or has no value. */
  readonly oddsRatio: number | null;
  /** Null when the odds ratio is 0, infinite or without a value. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** Whether one odds ratio fits all layers; null when fewer than two layers can be used. */
  readonly breslowDay: HomogeneityTest | null;
  /** The same with Tarone's correction: the one that the verdict reads. */
  readonly tarone: Adjusted<HomogeneityTest> | null;
}

/** A group's share over all layers, and with all groups' composition. */
export interface StandardisedGroup {
  readonly of: GroupValue;
  readonly crude: Share;
  /** Ten decimals; null when nobody is in it. */
  readonly crudeValue: string | null;
  /** Ten decimals; null when no layer has somebody of every group. */
  readonly standardised: string | null;
}

/** Two groups whose difference turns its sign when people are split; differences as decimal text, first less second. */
export interface SimpsonReversal {
  readonly first: GroupValue;
  readonly second: GroupValue;
  /** `every-layer`: turned in each layer where there is a difference; `standardised`: only once standardised. */
  readonly kind: "every-layer" | "standardised";
  readonly crude: string;
  /** In the order of `layers`; null where one of the groups has nobody. */
  readonly inLayers: readonly (string | null)[];
  /** Over the layers where both have somebody. */
  readonly standardised: string;
}

/** Groups compared within layers: periods, or values of an attribute in each period. */
export interface PoolingSplit {
  /** `period`, or the attribute. */
  readonly over: string;
  /** Groups with anybody below the line. */
  readonly groups: readonly GroupValue[];
  readonly layers: readonly {
    readonly period: Period;
    /** What its people have in the attribute; empty over periods. */
    readonly of: readonly StratumValue[];
    /** In the order of `groups`. */
    readonly shares: readonly Share[];
  }[];
  /** Null when no layer says anything. */
  readonly test: Adjusted<ChiSquaredTest> | null;
  /** Two groups: the first against the second; more: each against all others together. */
  readonly contrasts: readonly GroupContrast[];
  /** The standard: all compared people, in the layers where every group has somebody. */
  readonly standard: { readonly people: number; readonly leftOut: number };
  /** In the order of `groups`; somebody in several periods is in each of them. */
  readonly standardised: readonly StandardisedGroup[];
  readonly reversals: readonly SimpsonReversal[];
}

type RawContrast = Omit<GroupContrast, "tarone"> & { readonly tarone: HomogeneityTest | null };

/** What is known before p-values are adjusted. */
export type RawSplit = Omit<PoolingSplit, "test" | "contrasts"> & {
  readonly test: ChiSquaredTest | null;
  readonly contrasts: readonly RawContrast[];
};

/**
 * Groups compared within layers.
 *
 * @param all - every group
 * @param compared - places of the groups that are compared
 */
export function comparedWithin(
  over: string,
  layers: readonly Layer[],
  all: readonly GroupValue[],
  compared: readonly number[],
  periods: readonly Period[],
  significance: number,
): RawSplit {
  const places = compared.filter((group) => layers.some(({ shares }) => shares[group]!.denominator > 0));
  const groups = places.map((group) => all[group]!);
  const within = layers.map(({ shares }) => places.map((group) => shares[group]!));
  const { test, contrasts } = layeredTests(within, significance);
  const standard = standardised(
    within,
    places.map((_, at) => at),
  );
  return {
    over,
    groups: Object.freeze(groups),
    layers: Object.freeze(
      layers.map(({ period, of }, at) => {
        const { from, to } = periods[period]!;
        return Object.freeze({ period: Object.freeze({ from, to }), of, shares: Object.freeze(within[at]!) });
      }),
    ),
    test,
    contrasts: contrasts.map(({ group, against, ...found }) => ({
      of: groups[group]!,
      against: against === "others" ? Object.freeze({ kind: "others" as const }) : groups[against]!,
      ...found,
    })),
    standard: Object.freeze({ people: standard.people, leftOut: standard.leftOut }),
    standardised: Object.freeze(
      groups.map((of, at) => {
        const crude = sumOf(within.map((shares) => shares[at]!));
        return Object.freeze({ of, crude, crudeValue: shareValue(crude), standardised: textOf(standard.shares[at]!) });
      }),
    ),
    reversals: Object.freeze(
      turnedPairs(within).map((pair) =>
        Object.freeze({
          first: groups[pair.first]!,
          second: groups[pair.second]!,
          kind: pair.isInEvery ? ("every-layer" as const) : ("standardised" as const),
          crude: textOf(pair.crude)!,
          inLayers: Object.freeze(pair.inLayers.map(textOf)),
          standardised: textOf(pair.standardised)!,
        }),
      ),
    ),
  };
}

function textOf(ratio: Ratio | null): string | null {
  return ratio && unitsText(roundedUnits(ratio));
}
