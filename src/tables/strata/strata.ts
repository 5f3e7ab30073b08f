import type { Store } from "../../core/dataset/store";
import { registrationFields } from "../../core/events/vocabulary";
import { nearest, sentence } from "../../issue";
import type { Fields, Kind, OptionsOf } from "../../options";
import { verdictNames } from "../../core/engine/verdict";
import {
  AgeDimension,
  ageDays,
  type AgeAt,
  AttributeDimension,
  attributeColumns,
  type Dimension,
  latestOf,
  type Moment,
  type StratumValue,
} from "./dimension";

/** What people are told apart by. */
export interface StrataOptions {
  /**
   * One to three of `targetGroup`, `sex`, `region`, `organisation`, `ageBand`, or names of attributes of registrations.
   * All but `ageBand` are taken from the latest registration up to the horizon.
   */
  readonly by: readonly string[];
  /**
   * Youngest age of each band in whole years, ascending: `[14, 18, 23]`, the default, gives 0-13, 14-17, 18-22 and 23+.
   */
  readonly ageBands?: readonly number[] | undefined;
  /**
   * The day on which ages are taken: `period-start`, the default, the first day of the period; `registration`, the
   * first registration; or `first-placement`, the first day of the first placement.
   */
  readonly ageAt?: AgeAt | undefined;
}

/** What people may be told apart by. */
export const BY: Kind = (value) => {
  const isShort = Array.isArray(value) && (value.length === 0 || value.length > MOST_DIMENSIONS);
  return isShort ? "!be a list of one to three attributes" : ["text"];
};

/** How ages are told apart. */
export const AGES = { "ageBands?": bands, "ageAt?": `=${ageDays.join("|")}` } satisfies Fields;

/** What `disaggregate` takes. */
export const STRATA: OptionsOf<StrataOptions> = { by: BY, ...AGES };

function bands(value: unknown): Kind {
  if (!Array.isArray(value) || value.some((limit) => !Number.isSafeInteger(limit) || limit < 0)) return ["0.."];
  if (value.length > 0 && value.every((limit, place) => place === 0 || limit > value[place - 1])) return "any";
  return "!be ascending whole numbers, the youngest age of each band; write [14, 18, 23] for 14-17, 18-22, 23+";
}

/** Strata, and who belongs to which at some moments. */
export interface Strata {
  /**
   * One value a dimension; sorted. Only strata to which somebody belongs at one of the moments, and the grand total if
   * asked for.
   */
  readonly strata: readonly (readonly StratumValue[])[];
  /** In the order of the moments asked for; moments that see the same share one. */
  readonly memberships: readonly Membership[];
  /** Every band, youngest first; empty unless asked for. */
  readonly bands: readonly string[];
}

/**
 * Who belongs to which strata: people who have the same in every dimension share a profile, and a profile stands for
 * one or more strata. Those of person `p` are `codes[offsets[profileOf[p]]]` up to `codes[offsets[profileOf[p] + 1]]`,
 * none twice.
 */
export interface Membership {
  readonly profileOf: Int32Array;
  readonly offsets: Int32Array;
  /** Numbers of strata. */
  readonly codes: Int32Array;
  /** By dimension: how many people have several values in it, so that its strata overlap. */
  readonly several: readonly number[];
}

const MOST_DIMENSIONS = 3;
const AGE = "ageBand";
const DEFAULT_BANDS: readonly number[] = [14, 18, 23];

/**
 * Strata by one to three dimensions.
 *
 * @param store - columns; not changed
 * @param options - `by`, `ageBands`, `ageAt`; `withTotals` adds a stratum for every value left open, down to the grand
 *   total
 * @param moments - when people are looked at
 * @param cannot - what cannot be done when an option is wrong, for the message
 * @throws RangeError when `by` does not name one to three different attributes that exist, when age bands are not
 *   ascending whole numbers, or `ageAt` is not one
 */
export function strataOf(
  store: Store,
  options: StrataOptions & { readonly withTotals?: boolean },
  moments: readonly Moment[],
  cannot: string,
): Strata {
  const by = checkedDimensions(store, options.by, cannot);
  const ages = new AgeDimension(options.ageBands ?? DEFAULT_BANDS, options.ageAt ?? "period-start");
  return strataBy(store, by, ages, options.withTotals ?? false, moments);
}

/**
 * People by one attribute, whether or not a registration has it: who lacks it is missing it.
 *
 * @param attribute - any but `ageBand`
 */
export function strataByAttribute(store: Store, attribute: string, moments: readonly Moment[]): Strata {
  return strataBy(store, [attribute], new AgeDimension(DEFAULT_BANDS, "period-start"), false, moments);
}

function strataBy(
  store: Store,
  by: readonly string[],
  ages: AgeDimension,
  withTotals: boolean,
  moments: readonly Moment[],
): Strata {
  const attributes = new Map(
    by.filter((name) => name !== AGE).map((name) => [name, new AttributeDimension(store.log.codes.texts)]),
  );
  const dimensions = by.map((name): Dimension => (name === AGE ? ages : attributes.get(name)!));
  const list = new StratumList(dimensions, withTotals);
  const byCode = new Map([...attributes].map(([name, dimension]) => [store.log.codes.find(name), dimension]));
  const ofRegistrations = attributeColumns(store, byCode).reduce(
    (profiles, column, place) => paired(profiles, column, [...attributes.values()][place]!.sets.length),
    unpaired(store.registrations.days.length + 1),
  );
  const agePlace = by.indexOf(AGE);
  const seen = new Map<string, Membership>();
  const memberships = moments.map((moment) => {
    const key = agePlace < 0 ? `${moment.horizon}` : `${moment.horizon} ${moment.from}`;
    const known = seen.get(key);
    if (known !== undefined) return known;
    const { sets } = ofRegistrations;
    const profiles = { of: latestOf(store, moment.horizon, ofRegistrations.of), sets };
    const membership = list.membership(
      agePlace < 0 ? profiles : paired(profiles, ages.column(store, moment), ages.sets.length, agePlace),
    );
    seen.set(key, membership);
    return membership;
  });
  return { ...list.sorted(memberships), bands: by.includes(AGE) ? ages.bands : [] };
}

/**
 * How many people of each stratum have each verdict, in one pass over the people.
 *
 * @returns by stratum and verdict, six numbers a stratum in the order of `verdictNames`
 */
export function verdictsByStratum(
  { strata }: { readonly strata: readonly unknown[] },
  membership: Membership,
  verdicts: Uint8Array,
): Int32Array {
  const { profileOf, offsets, codes } = membership;
  const width = verdictNames.length;
  const profiles = offsets.length - 1;
  const ofProfiles = new Int32Array(profiles * width);
  for (let person = 0; person < verdicts.length; person++)
    ofProfiles[profileOf[person]! * width + verdicts[person]!]!++;
  const counts = new Int32Array(strata.length * width);
  for (let profile = 0; profile < profiles; profile++) {
    for (let at = offsets[profile]!; at < offsets[profile + 1]!; at++) {
      const to = codes[at]! * width;
      for (let verdict = 0; verdict < width; verdict++) counts[to + verdict]! += ofProfiles[profile * width + verdict]!;
    }
  }
  return counts;
}

/** Strata that do not overlap: everybody belongs to one. */
export interface Combinations {
  /** By dimension all values the people have, in their order; sorted. */
  readonly strata: readonly (readonly (readonly StratumValue[])[])[];
  /** As in {@link Strata}, with one code a profile that somebody has. */
  readonly memberships: readonly Membership[];
}

/**
 * The same people such that strata do not overlap: who has the same values in every dimension stands together.
 *
 * @param strata - without totals
 */
export function combinationsOf({ strata, memberships }: Strata): Combinations {
  const profilesOf = ({ offsets, codes }: Membership) =>
    Array.from({ length: offsets.length - 1 }, (_, at) =>
      [...codes.slice(offsets[at]!, offsets[at + 1]!)].sort(byNumber),
    );
  const found = new Map<string, readonly number[]>();
  for (const membership of new Set(memberships)) {
    for (const codes of profilesOf(membership)) if (codes.length > 0) found.set(codes.join(" "), codes);
  }
  const sorted = [...found].sort(([, a], [, b]) => {
    const place = a.findIndex((code, at) => code !== b[at]);
    return place < 0 ? -1 : a[place]! - (b[place] ?? -1);
  });
  const numbers = new Map(sorted.map(([key], number) => [key, number]));
  const apart = new Map<Membership, Membership>();
  for (const membership of memberships) {
    if (apart.has(membership)) continue;
    const profiles = profilesOf(membership);
    const offsets = new Int32Array(profiles.length + 1);
    profiles.forEach((codes, at) => {
      offsets[at + 1] = offsets[at]! + (codes.length > 0 ? 1 : 0);
    });
    const codes = profiles.filter((codes) => codes.length > 0).map((codes) => numbers.get(codes.join(" "))!);
    apart.set(membership, { ...membership, offsets, codes: Int32Array.from(codes) });
  }
  const valuesOf = (codes: readonly number[]) =>
    (strata[codes[0]!] ?? []).map((_, place) => [...new Set(codes.map((code) => strata[code]![place]!))]);
  return {
    strata: sorted.map(([, codes]) => valuesOf(codes)),
    memberships: memberships.map((membership) => apart.get(membership)!),
  };
}

const byNumber = (a: number, b: number) => a - b;

/** The number of a value left open. */
const ANY = -1;
const TOTAL: StratumValue = Object.freeze({ kind: "total" });

/** Strata as they come up; numbers of values, one a dimension. */
class StratumList {
  readonly #dimensions: readonly Dimension[];
  readonly #withTotals: boolean;
  readonly #found: (readonly number[])[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(dimensions: readonly Dimension[], withTotals: boolean) {
    this.#dimensions = dimensions;
    this.#withTotals = withTotals;
    if (withTotals) this.#numberOf(dimensions.map(() => ANY));
  }

  #numberOf(values: readonly number[]): number {
    const key = values.join(" ");
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#found.length);
    return this.#found.push(values) - 1;
  }

  membership({ of: profileOf, sets }: Profiles): Membership {
    const people = new Int32Array(sets.length);
    for (const profile of profileOf) people[profile]!++;
    const several = this.#dimensions.map(() => 0);
    const offsets = new Int32Array(sets.length + 1);
    const codes: number[] = [];
    sets.forEach((ofProfile, profile) => {
      if (people[profile]! > 0) {
        let strata: readonly (readonly number[])[] = [[]];
        ofProfile.forEach((set, place) => {
          const values = this.#dimensions[place]!.sets[set]!;
          if (values.length > 1) several[place]! += people[profile]!;
          const choices = this.#withTotals ? [...values, ANY] : values;
          strata = strata.flatMap((stratum) => choices.map((choice) => [...stratum, choice]));
        });
        for (const stratum of strata) codes.push(this.#numberOf(stratum));
      }
      offsets[profile + 1] = codes.length;
    });
    return { profileOf, offsets, codes: Int32Array.from(codes), several };
  }

  /** Strata in their order, totals after what they total; the codes of the memberships are numbered anew. */
  sorted(memberships: readonly Membership[]): Pick<Strata, "strata" | "memberships"> {
    const ranks = this.#dimensions.map((dimension) => dimension.ranks());
    const rank = (stratum: number, place: number) => {
      const value = this.#found[stratum]![place]!;
      return value === ANY ? Number.POSITIVE_INFINITY : ranks[place]![value]!;
    };
    const order = this.#found.map((_, stratum) => stratum);
    order.sort((a, b) => {
      const place = ranks.findIndex((_, dimension) => rank(a, dimension) !== rank(b, dimension));
      return rank(a, place) < rank(b, place) ? -1 : 1;
    });
    const placeOf = new Int32Array(order.length);
    order.forEach((stratum, place) => {
      placeOf[stratum] = place;
    });
    for (const { codes } of new Set(memberships)) {
      for (let at = 0; at < codes.length; at++) codes[at] = placeOf[codes[at]!]!;
    }
    const values = (stratum: number) =>
      this.#found[stratum]!.map((value, place) => (value === ANY ? TOTAL : this.#dimensions[place]!.values[value]!));
    return { strata: order.map((stratum) => Object.freeze(values(stratum))), memberships };
  }
}

/** Combinations of sets that occur, numbered. */
interface Profiles {
  /** By row: the number of its profile. */
  readonly of: Int32Array;
  /** By profile: its sets, one a dimension. */
  readonly sets: readonly (readonly number[])[];
}

function unpaired(rows: number): Profiles {
  return { of: new Int32Array(rows), sets: [[]] };
}

/** Largest table of pairs that is kept as a column; a larger one is kept as a map. */
const MOST_PAIRS = 1 << 20;

/**
 * Profiles with the sets of one dimension more.
 *
 * @param column - by row: the number of its set
 * @param width - how many sets there are
 * @param place - where the dimension stands among those before it; last when absent
 */
function paired({ of, sets }: Profiles, column: Int32Array, width: number, place?: number): Profiles {
  const room = sets.length * width;
  const isSmall = room <= MOST_PAIRS;
  // Number + 1 of each pair of a profile and a set.
  const few = new Int32Array(isSmall ? room : 0);
  const many = new Map<number, number>();
  const next = new Int32Array(of.length);
  const pairs: (readonly number[])[] = [];
  for (let row = 0; row < of.length; row++) {
    const pair = of[row]! * width + column[row]!;
    let number = isSmall ? few[pair]! : (many.get(pair) ?? 0);
    if (number === 0) {
      const before = sets[of[row]!]!;
      number = pairs.push([...before.slice(0, place), column[row]!, ...before.slice(place ?? before.length)]);
      if (isSmall) few[pair] = number;
      else many.set(pair, number);
    }
    next[row] = number - 1;
  }
  return { of: next, sets: pairs };
}

function checkedDimensions(store: Store, by: readonly string[], cannot: string): readonly string[] {
  by.forEach((name, place) => {
    if (by.indexOf(name) === place) return;
    throw new RangeError(sentence({ cannot, because: "by must name different attributes", received: name }));
  });
  const known: readonly string[] = [...registrationFields, AGE];
  const unknown = by.filter((name) => !known.includes(name));
  if (unknown.length === 0) return by;
  const allowed = [...known, ...attributeNames(store)];
  for (const name of unknown) {
    if (allowed.includes(name)) continue;
    const near = nearest(String(name), allowed);
    throw new RangeError(
      sentence({
        cannot,
        because: `by must name ${AGE} or an attribute that some registration has (${allowed.join(", ")})`,
        received: name,
        ...(near !== undefined && { hint: `did you mean "${near}"?` }),
      }),
    );
  }
  return by;
}

/** Names of the attributes beyond its own fields that any registration has, in the order of their characters. */
function attributeNames({ registrations, log }: Store): readonly string[] {
  const pairs = log.attributes.view();
  const { attributeRanges } = registrations;
  const isName = new Uint8Array(log.codes.texts.length);
  for (let row = 0; row < attributeRanges.length; row += 2) {
    for (let at = attributeRanges[row]!; at < attributeRanges[row + 1]!; at += 2) isName[pairs[at]!] = 1;
  }
  const own: readonly string[] = registrationFields;
  return log.codes.texts.filter((name, code) => isName[code] === 1 && !own.includes(name)).sort();
}
