import type { Store } from "../../core/dataset/store";
import { apportioned, NOTHING, plus, type Ratio, roundedUnits, type Share, unitsText } from "../../share";
import type { Judged } from "../../core/verdicts/evaluation";
import { figuresOf } from "../../core/verdicts/result";
import { verdictNames } from "../../core/engine/verdict";
import { combinationsOf, strataByAttribute, verdictsByStratum } from "../strata/strata";

/** A difference of two shares split into what changed inside strata and what changed between them. */
export interface RateMixSplit {
  /** The attribute by which people are grouped. */
  readonly by: string;
  /** Share after less share before, to ten decimals; `rate` and `mix` add up to it as printed. */
  readonly difference: string;
  /** What the changed shares of the strata make, their weights being as on average. */
  readonly rate: string;
  /** What the changed weights of the strata make, their shares being as on average. */
  readonly mix: string;
  /** In the order of their codes; the parts add up to `rate` and to `mix` as printed. */
  readonly strata: readonly Stratum[];
}

/** The people of a denominator who have the same codes of an attribute. */
export interface Stratum {
  /** All their codes together, in order; none where the attribute is missing. */
  readonly codes: readonly string[];
  readonly before: Share;
  readonly after: Share;
  readonly rate: string;
  readonly mix: string;
}

/**
 * The difference of two shares split by strata.
 *
 * Rate part: Σ mean weight × difference of rates; mix part: Σ mean rate × difference of weights; the weight of a
 * stratum is its part of the denominator. A stratum that is empty on one side has no rate there: it is given that of
 * the other side, so that all it contributes is mix. Everything is computed in whole numbers and rounded once, at the
 * end: the difference half up, and the parts so that they add up to it as printed.
 *
 * @param by - the attribute
 * @param before - one indicator before, with the columns its people are in
 * @param after - the same after
 * @returns null when one of the denominators is empty
 * @source Kitagawa 1955, Journal of the American Statistical Association 50, 1168–1194: the two-component split
 */
export function rateMixSplit(by: string, before: JudgedStore, after: JudgedStore): RateMixSplit | null {
  const strata = merged(sharesOf(by, before), sharesOf(by, after));
  const whole = { before: totalOf(strata.map((one) => one.before)), after: totalOf(strata.map((one) => one.after)) };
  if (whole.before.denominator === 0 || whole.after.denominator === 0) return null;
  const rates = strata.map((one) => ratePart(one, whole));
  const mixes = strata.map((one) => mixPart(one, whole));
  const sums = [rates.reduce(plus, NOTHING), mixes.reduce(plus, NOTHING)] as const;
  const difference = roundedUnits(shareDifference(whole.before, whole.after));
  const [rate, mix] = apportioned(difference, sums) as [bigint, bigint];
  const [rateUnits, mixUnits] = [apportioned(rate, rates), apportioned(mix, mixes)];
  return Object.freeze({
    by,
    difference: unitsText(difference),
    rate: unitsText(rate),
    mix: unitsText(mix),
    strata: Object.freeze(
      strata.map((one, at) =>
        Object.freeze({ ...one, rate: unitsText(rateUnits[at]!), mix: unitsText(mixUnits[at]!) }),
      ),
    ),
  });
}

/** Share after less share before, exactly; neither may have an empty denominator. */
export function shareDifference(before: Share, after: Share): Ratio {
  const [k0, n0, k1, n1] = whole(before, after);
  return { numerator: k1 * n0 - k0 * n1, denominator: n0 * n1 };
}

/** One indicator's verdicts with the columns of the people they are of. */
export interface JudgedStore {
  readonly judged: Judged;
  readonly store: Store;
}

/** Whether anybody in a dataset has an attribute. */
export function hasAttribute({ log }: Store, name: string): boolean {
  const code = log.codes.find(name);
  const pairs = log.attributes.view();
  for (let at = 0; code >= 0 && at < pairs.length; at += 2) if (pairs[at] === code) return true;
  return false;
}

type Sides = { readonly before: Share; readonly after: Share };

function whole(before: Share, after: Share): readonly [bigint, bigint, bigint, bigint] {
  const { numerator: k0, denominator: n0 } = before;
  const { numerator: k1, denominator: n1 } = after;
  return [BigInt(k0), BigInt(n0), BigInt(k1), BigInt(n1)];
}

function ratePart({ before, after }: Sides, all: Sides): Ratio {
  if (before.denominator === 0 || after.denominator === 0) return NOTHING;
  const [k0, n0, k1, n1] = whole(before, after);
  const [, N0, , N1] = whole(all.before, all.after);
  return { numerator: (n0 * N1 + n1 * N0) * (k1 * n0 - k0 * n1), denominator: 2n * N0 * N1 * n0 * n1 };
}

function mixPart({ before, after }: Sides, all: Sides): Ratio {
  const [k0, n0, k1, n1] = whole(before, after);
  const [, N0, , N1] = whole(all.before, all.after);
  if (n0 === 0n) return { numerator: k1, denominator: N1 };
  if (n1 === 0n) return { numerator: -k0, denominator: N0 };
  return { numerator: (k0 * n1 + k1 * n0) * (n1 * N0 - n0 * N1), denominator: 2n * N0 * N1 * n0 * n1 };
}

function totalOf(shares: readonly Share[]): Share {
  const sum = (field: keyof Share) => shares.reduce((total, share) => total + share[field], 0);
  return { numerator: sum("numerator"), denominator: sum("denominator") };
}

interface StratumShare extends Share {
  readonly codes: readonly string[];
}

const EMPTY: Share = Object.freeze({ numerator: 0, denominator: 0 });

/** The strata of both sides, matched by their codes and in the order of these. */
function merged(before: readonly StratumShare[], after: readonly StratumShare[]) {
  const keyOf = ({ codes }: StratumShare) => JSON.stringify(codes);
  const sharesByKey = (strata: readonly StratumShare[]) =>
    new Map(
      strata.map((one) => [keyOf(one), Object.freeze({ numerator: one.numerator, denominator: one.denominator })]),
    );
  const [earlier, later] = [sharesByKey(before), sharesByKey(after)];
  const codes = new Map([...before, ...after].map((one) => [keyOf(one), one.codes]));
  return [...codes.keys()]
    .sort()
    .map((key) => ({ codes: codes.get(key)!, before: earlier.get(key) ?? EMPTY, after: later.get(key) ?? EMPTY }));
}

/**
 * The share of each combination of codes among the people in the denominator.
 *
 * Somebody in several groups is in no single one of them, so it is the combination that makes the stratum: then strata
 * do not overlap and their weights add up to one.
 */
function sharesOf(by: string, { judged, store }: JudgedStore): readonly StratumShare[] {
  const { days, horizon, verdicts } = judged;
  const combinations = combinationsOf(strataByAttribute(store, by, [{ from: days.from, horizon }]));
  const counts = verdictsByStratum(combinations, combinations.memberships[0]!, verdicts);
  const width = verdictNames.length;
  return combinations.strata.flatMap(([values], stratum) => {
    const { share } = figuresOf(counts.subarray(stratum * width, (stratum + 1) * width));
    const codes = values!.flatMap((value) => (value.kind === "value" ? [value.code] : []));
    return share.denominator === 0 ? [] : [{ codes: Object.freeze(codes), ...share }];
  });
}
