import type { Store } from "../../core/dataset/store";
import { decimalText, type Share } from "../../share";
import { cramerV } from "../../statistics/association";
import { verdictNames } from "../../core/engine/verdict";
import type { Moment, StratumValue } from "../strata/dimension";
import { combinationsOf, type Membership, strataOf, verdictsByStratum } from "../strata/strata";

/** Who has a pair of scores and who has none, by one attribute. */
export interface PairedByAttribute {
  /** `targetGroup`, `sex`, `region` or `ageBand`. */
  readonly by: string;
  readonly title: { readonly ru: string; readonly en: string };
  /**
   * Only values that somebody served has; people with several target groups stand in each, so rows may add up to more
   * than everybody.
   */
  readonly values: readonly {
    readonly of: StratumValue;
    /** Of everybody with a pair, those with this value. */
    readonly paired: Share;
    /** Of everybody without one, those with this value. */
    readonly unpaired: Share;
  }[];
  /**
   * Cramér's V between the attribute and having a pair, to ten decimals: 0 no association, 1 complete. Who has several
   * values is a group apart.
   */
  readonly cramerV: string | null;
  /** Why there is no V: nobody is paired, nobody is unpaired, or all have the same value. */
  readonly reason: "nothing-to-compare" | null;
}

const TITLES: Readonly<Record<string, PairedByAttribute["title"]>> = Object.freeze({
  targetGroup: Object.freeze({ ru: "целевая группа", en: "target group" }),
  sex: Object.freeze({ ru: "пол", en: "sex" }),
  region: Object.freeze({ ru: "регион", en: "region" }),
  ageBand: Object.freeze({ ru: "возраст", en: "age" }),
});

/** Marks of people: numbers that the columns of verdicts hold too, so that they are counted by stratum alike. */
export const PAIRED = 1;
export const UNPAIRED = 2;

/**
 * People with and without a pair by each attribute.
 *
 * @param marks - by person: `PAIRED`, `UNPAIRED`, or 0 for who is not looked at
 * @param moment - when attributes and ages are taken
 */
export function pairedByAttributes(store: Store, marks: Uint8Array, moment: Moment): readonly PairedByAttribute[] {
  return Object.freeze(Object.keys(TITLES).map((by) => pairedBy(store, marks, moment, by)));
}

function pairedBy(store: Store, marks: Uint8Array, moment: Moment, by: string): PairedByAttribute {
  const strata = strataOf(store, { by: [by] }, [moment], "compare people with and without a pair");
  const counted = countsOf(strata.strata, strata.memberships[0]!, marks);
  const apart = combinationsOf(strata);
  const table = countsOf(apart.strata, apart.memberships[0]!, marks);
  const everybody = [0, 1].map((column) => table.reduce((sum, row) => sum + row[column]!, 0));
  const found = table.length < 2 ? null : cramerV(table);
  return Object.freeze({
    by,
    title: TITLES[by]!,
    values: Object.freeze(
      strata.strata.flatMap(([of], stratum) => {
        const [paired, unpaired] = counted[stratum] as [number, number];
        if (paired + unpaired === 0) return [];
        return [
          Object.freeze({
            of: of!,
            paired: Object.freeze({ numerator: paired, denominator: everybody[0]! }),
            unpaired: Object.freeze({ numerator: unpaired, denominator: everybody[1]! }),
          }),
        ];
      }),
    ),
    cramerV: found === null ? null : decimalText(found),
    reason: found === null ? "nothing-to-compare" : null,
  });
}

/** By stratum: people with and without a pair. */
function countsOf(strata: readonly unknown[], membership: Membership, marks: Uint8Array): number[][] {
  const counts = verdictsByStratum({ strata }, membership, marks);
  return strata.map((_, stratum) => {
    const at = stratum * verdictNames.length;
    return [counts[at + PAIRED]!, counts[at + UNPAIRED]!];
  });
}
