import type { Store } from "../../core/dataset/store";
import type { Share } from "../../share";
import type { Judged } from "../../core/verdicts/evaluation";
import { figuresOf } from "../../core/verdicts/result";
import { verdictNames } from "../../core/engine/verdict";
import type { StratumValue } from "../strata/dimension";
import { combinationsOf, type Membership, type StrataOptions, strataOf, verdictsByStratum } from "../strata/strata";

/** A group of people: a code of the attribute, those it is missing for, or those who are in several groups. */
export type GroupValue = Exclude<StratumValue, { readonly kind: "total" }> | { readonly kind: "several" };

/** Shares of the same groups, of people of one period and perhaps of one value of an attribute. */
export interface Layer {
  /** Which of the periods. */
  readonly period: number;
  /** What its people have in the attribute that splits; nothing where periods do. */
  readonly of: readonly StratumValue[];
  /** In the order of the groups; everybody is in one. */
  readonly shares: readonly Share[];
}

/** Groups by period, as they overlap and apart. */
export interface PooledGroups {
  /** Sorted; those in several after all codes, those without one last. */
  readonly groups: readonly GroupValue[];
  /** By period and group: everybody in it, so that somebody in several groups is in each of them. */
  readonly whole: readonly (readonly Share[])[];
  /** By period: everybody in one group. */
  readonly apart: readonly Layer[];
  /** By period and value of the attribute that splits; empty without one. */
  readonly split: readonly Layer[];
}

const SEVERAL: GroupValue = Object.freeze({ kind: "several" });

/**
 * Shares of groups in each period.
 *
 * @param options - `by` and what `strataOf` needs beside it; `over`: the attribute that splits
 * @param cannot - what cannot be done when an option is wrong, for the message
 */
export function pooledGroups(
  store: Store,
  judged: readonly Judged[],
  options: Omit<StrataOptions, "by"> & { readonly by: string; readonly over?: string | undefined },
  cannot: string,
): PooledGroups {
  const { by, over } = options;
  const moments = judged.map(({ days, horizon }) => ({ from: days.from, horizon }));
  const strata = strataOf(store, { ...options, by: [by] }, moments, cannot);
  const combinations = combinationsOf(strata);
  const values = strata.strata.map(([value]) => value as GroupValue);
  const isSeveral = combinations.strata.some(([held]) => held!.length > 1);
  const given = values.filter(({ kind }) => kind === "value");
  const groups = [...given, ...(isSeveral ? [SEVERAL] : []), ...values.slice(given.length)];
  const groupOf = (held: readonly StratumValue[]) =>
    groups.findIndex((group) => nameOf(group) === (held.length > 1 ? SEVERAL.kind : nameOf(held[0]!)));
  const perPeriod = judged.map(({ verdicts }, period) => ({
    whole: sharesOf(strata.strata, strata.memberships[period]!, verdicts),
    apart: sharesOf(combinations.strata, combinations.memberships[period]!, verdicts),
  }));
  const apart = perPeriod.map((one, period) =>
    layerOf(
      period,
      [],
      groups,
      combinations.strata.map(([held], at) => [groupOf(held!), one.apart[at]!]),
    ),
  );
  return {
    groups,
    whole: perPeriod.map((one, period) =>
      groups.map((group, at) => (group === SEVERAL ? apart[period]!.shares[at]! : one.whole[values.indexOf(group)]!)),
    ),
    apart,
    split:
      over === undefined ? [] : splitLayers(store, judged, { ...options, by: [by, over] }, cannot, groups, groupOf),
  };
}

function splitLayers(
  store: Store,
  judged: readonly Judged[],
  options: StrataOptions,
  cannot: string,
  groups: readonly GroupValue[],
  groupOf: (held: readonly StratumValue[]) => number,
): readonly Layer[] {
  const moments = judged.map(({ days, horizon }) => ({ from: days.from, horizon }));
  const { strata, memberships } = combinationsOf(strataOf(store, options, moments, cannot));
  const byName = new Map(strata.map(([, over]) => [keyOf(over!), over!]));
  return judged.flatMap(({ verdicts }, period) => {
    const shares = sharesOf(strata, memberships[period]!, verdicts);
    return [...byName.keys()].sort().flatMap((name) => {
      const here = strata.flatMap(([held, over], at): [number, Share][] =>
        keyOf(over!) === name ? [[groupOf(held!), shares[at]!]] : [],
      );
      return [layerOf(period, byName.get(name)!, groups, here)];
    });
  });
}

function layerOf(
  period: number,
  of: readonly StratumValue[],
  groups: readonly GroupValue[],
  parts: readonly (readonly [group: number, share: Share])[],
): Layer {
  const shares = groups.map((_, group) => sumOf(parts.flatMap(([own, share]) => (own === group ? [share] : []))));
  return { period, of: Object.freeze([...of]), shares };
}

/** All the people of some shares together. */
export function sumOf(shares: readonly Share[]): Share {
  const sum = (field: keyof Share) => shares.reduce((total, share) => total + share[field], 0);
  return Object.freeze({ numerator: sum("numerator"), denominator: sum("denominator") });
}

function sharesOf(strata: readonly unknown[], membership: Membership, verdicts: Uint8Array): readonly Share[] {
  const counts = verdictsByStratum({ strata }, membership, verdicts);
  const width = verdictNames.length;
  return strata.map((_, stratum) => figuresOf(counts.subarray(stratum * width, (stratum + 1) * width)).share);
}

function keyOf(values: readonly StratumValue[]): string {
  return JSON.stringify(values.map(nameOf));
}

/** Codes before missing ones, each in the order of its characters. */
function nameOf(value: StratumValue | GroupValue): string {
  if (value.kind === "value") return `=${value.code}`;
  return value.kind === "missing" ? `?${value.reason}` : value.kind;
}
