import { type Difference, type Exchange, exchanged, MOST_CHANGED, pointed } from "./exchanges";
import type { Features } from "./features";
import type { PossiblePeople } from "./possible-people";

/** What is counted of somebody: features, rising, and how many times. */
export type Counted = readonly (readonly [feature: number, count: number])[];

/** Exchanges that are kept: those that change least. */
const MOST_KEPT = 40;
/** Pairs of people that are compared. */
const MOST_PAIRS = 2000;
/** Of those who may stand in the rows, how many are exchanged for others. */
const MOST_STANDING = 30;

/** Who stands in some rows. */
export interface Standing {
  /** Those of whom it is known that they may be taken away; what is counted in rows. */
  readonly residents: readonly Counted[];
  /** Whether somebody may stand there who has a feature so many times. */
  fits(feature: number, count: number): boolean;
}

/** People who are alike in all but one subject, and in what ties it to others. */
interface Group {
  readonly signature: number;
  readonly people: readonly Counted[];
}

/** Exchanges made to measure: of any two people, one of whom may stand in certain rows. */
export class TailoredExchanges {
  readonly #features: Features;
  readonly #people: PossiblePeople;
  readonly #signatureOf: Int32Array;
  readonly #groups = new Map<string, readonly Group[]>();

  constructor(features: Features, people: PossiblePeople, signatureOf: Int32Array) {
    this.#features = features;
    this.#people = people;
    this.#signatureOf = signatureOf;
  }

  /**
   * Exchanges of people who differ in a feature, tried where none within a family is possible or cheap. Only what is counted of the
   * subject of the feature is exchanged.
   *
   * @param here - who stands in the rows in which the exchange is made
   * @param there - who stands in those in which it is taken back; anybody when it is not
   */
  through(feature: number, inRowsOnly: boolean, here: Standing, there: Standing | undefined): readonly Exchange[] {
    const pairs: {
      readonly one: Counted;
      readonly other: Counted;
      readonly signature: number;
      readonly length: number;
    }[] = [];
    const take = (one: Counted, other: Counted, signature: number) => {
      const length = lengthOf(one, other);
      if (length > MOST_CHANGED || (pairs.length === MOST_KEPT && length >= pairs.at(-1)!.length)) return;
      const at = pairs.findIndex((pair) => pair.length > length);
      pairs.splice(at < 0 ? pairs.length : at, 0, { one, other, signature, length });
      if (pairs.length > MOST_KEPT) pairs.pop();
    };
    const compare = (standing: readonly Counted[], others: readonly Counted[], signature: number) => {
      const each = Math.max(1, Math.ceil((standing.length * others.length) / MOST_PAIRS));
      let turn = 0;
      for (const one of standing) {
        const count = countOf(one, feature);
        for (const other of others) {
          if (countOf(other, feature) !== count && turn++ % each === 0) take(one, other, signature);
        }
      }
    };
    for (const { signature, people } of this.#groupsOf(this.#features.subject[feature]!, inRowsOnly)) {
      const isFitting =
        ({ fits }: Standing) =>
        (own: Counted) =>
          own.every(([one, count]) => this.#features.isInRows[one] === 0 || fits(one, count));
      const drawn = () => people.filter(isFitting(here)).slice(0, MOST_STANDING);
      const standing = inRowsOnly && here.residents.length > 0 ? here.residents : drawn();
      if (there !== undefined && inRowsOnly) compare(standing, there.residents, signature);
      compare(standing, there === undefined ? people : people.filter(isFitting(there)), signature);
    }
    return pairs.map(({ one, other, signature }) =>
      exchanged({ difference: differenceOf(one, other), signatures: new Set([signature]) }),
    );
  }

  #groupsOf(subject: number, inRowsOnly: boolean): readonly Group[] {
    const known = this.#groups.get(`${subject} ${inRowsOnly}`);
    if (known !== undefined) return known;
    const { offsets, features, counts, isInRows, isShared, subject: subjectOf, people } = this.#features;
    const groups = new Map<string, { readonly signature: number; readonly people: Map<string, Counted> }>();
    for (let person = 0; person < people; person++) {
      const own: (readonly [number, number])[] = [];
      let key = `${this.#signatureOf[person]} ${this.#people.isAnyDay ? "" : this.#people.registeredOn[person]}`;
      for (let at = offsets[person]!; at < offsets[person + 1]!; at++) {
        const feature = features[at]!;
        if (subjectOf[feature] !== subject) key += isShared[feature] === 1 ? ` ${feature}` : "";
        else if (!inRowsOnly || isInRows[feature] === 1) own.push([feature, counts[at]!]);
      }
      const group = groups.get(key) ?? { signature: this.#signatureOf[person]!, people: new Map() };
      groups.set(key, group);
      group.people.set(own.join(" "), own);
    }
    const all = [...groups.values()].map((group) => ({
      signature: group.signature,
      people: [...group.people.values()],
    }));
    this.#groups.set(`${subject} ${inRowsOnly}`, all);
    return all;
  }
}

function countOf(own: Counted, feature: number): number {
  for (const [one, count] of own) if (one === feature) return count;
  return 0;
}

/** How many features two people differ in. */
function lengthOf(one: Counted, other: Counted): number {
  let [a, b, length] = [0, 0, 0];
  while (a < one.length && b < other.length) {
    const [first, second] = [one[a]!, other[b]!];
    if (first[0] !== second[0]) length++;
    else if (first[1] !== second[1]) length++;
    if (first[0] <= second[0]) a++;
    if (second[0] <= first[0]) b++;
  }
  return length + one.length - a + other.length - b;
}

function differenceOf(one: Counted, other: Counted): Difference {
  const terms: [number, number][] = [];
  let [a, b] = [0, 0];
  while (a < one.length || b < other.length) {
    const first = one[a]?.[0] ?? Number.POSITIVE_INFINITY;
    const second = other[b]?.[0] ?? Number.POSITIVE_INFINITY;
    const feature = Math.min(first, second);
    const change = (second === feature ? other[b++]![1] : 0) - (first === feature ? one[a++]![1] : 0);
    if (change !== 0) terms.push([feature, change]);
  }
  return pointed(terms);
}
