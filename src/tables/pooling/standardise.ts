import { NOTHING, plus, type Ratio, type Share } from "../../share";
import { sumOf } from "./pooled-groups";

/** Directly standardised shares. */
export interface Standardisation {
  /** People of the standard: all groups together, in the layers where each of them has somebody. */
  readonly people: number;
  /** People in the other layers. */
  readonly leftOut: number;
  /** By group; null when the standard is empty or the group is. */
  readonly shares: readonly (Ratio | null)[];
}

/**
 * What the share of each group would be if the layers weighed in it as they do in all groups together.
 *
 * @param layers - by layer, shares of the same groups
 * @param groups - places of those to standardise
 * @source K. J. Rothman, S. Greenland, T. L. Lash, Modern Epidemiology (2008), chapter 3: direct standardisation
 */
export function standardised(layers: readonly (readonly Share[])[], groups: readonly number[]): Standardisation {
  const sides = layers.map((shares) => groups.map((group) => shares[group]!));
  const common = sides.filter((shares) => shares.every(({ denominator }) => denominator > 0));
  const people = common.reduce((sum, shares) => sum + sumOf(shares).denominator, 0);
  const all = sides.reduce((sum, shares) => sum + sumOf(shares).denominator, 0);
  const weighted = (place: number): Ratio =>
    common.reduce((sum, shares) => {
      const { numerator, denominator } = shares[place]!;
      const weight = BigInt(sumOf(shares).denominator);
      return plus(sum, { numerator: weight * BigInt(numerator), denominator: BigInt(people) * BigInt(denominator) });
    }, NOTHING);
  return {
    people,
    leftOut: all - people,
    shares: groups.map((_, place) => (people === 0 ? null : weighted(place))),
  };
}

/** First less second, exactly; null when one of them has nobody. */
function differenceOf(first: Share, second: Share): Ratio | null {
  if (first.denominator === 0 || second.denominator === 0) return null;
  const [k, n, l, m] = [first.numerator, first.denominator, second.numerator, second.denominator].map(BigInt);
  return { numerator: k! * m! - l! * n!, denominator: n! * m! };
}

/** Two groups whose difference turns its sign when they are split. */
export interface TurnedPair {
  readonly first: number;
  readonly second: number;
  /** Over everybody, first less second. */
  readonly crude: Ratio;
  /** By layer; null where one of them has nobody. */
  readonly inLayers: readonly (Ratio | null)[];
  readonly standardised: Ratio;
  /**
   * Whether the sign is turned in every layer where both have somebody and there is a difference; else only the
   * standardised difference is.
   */
  readonly isInEvery: boolean;
}

/**
 * Simpson's reversals: pairs of groups whose difference has one sign over everybody and the other in every layer, or
 * the other once standardised over the layers where both have somebody.
 *
 * @source E. H. Simpson, Journal of the Royal Statistical Society B 13 (1951), 238–241
 */
export function turnedPairs(layers: readonly (readonly Share[])[]): readonly TurnedPair[] {
  const groups = (layers[0] ?? []).map((_, group) => group);
  const whole = groups.map((group) => sumOf(layers.map((shares) => shares[group]!)));
  return groups.flatMap((first) =>
    groups.slice(first + 1).flatMap((second): TurnedPair[] => {
      const crude = differenceOf(whole[first]!, whole[second]!);
      const [own, other] = standardised(layers, [first, second]).shares;
      if (crude === null || !own || !other || crude.numerator === 0n) return [];
      const between = plus(own, { ...other, numerator: -other.numerator });
      const inLayers = layers.map((shares) => differenceOf(shares[first]!, shares[second]!));
      const signs = inLayers.flatMap((one) => (one === null || one.numerator === 0n ? [] : [isTurned(one, crude)]));
      const isInEvery = signs.length > 0 && signs.every((turned) => turned);
      return isInEvery || isTurned(between, crude)
        ? [{ first, second, crude, inLayers, standardised: between, isInEvery }]
        : [];
    }),
  );
}

function isTurned(one: Ratio, crude: Ratio): boolean {
  return one.numerator !== 0n && one.numerator > 0n !== crude.numerator > 0n;
}
