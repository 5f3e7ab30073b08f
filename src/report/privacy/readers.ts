import { storeOf } from "../../core/dataset/dataset";
import type { Store } from "../../core/dataset/store";
import type { Disaggregation } from "../../tables/strata/disaggregate";
import { firstAttributeValue } from "../../core/engine/attributes";
import { once } from "../../once";
import { agesIn, courseOfAges, type Moment } from "./ages";
import { Cone, type FollowingPlace, type SparseVectors, tiedPlaces } from "./cone";
import { dimensionsOf } from "./disaggregations";
import type { Edition } from "./editions";
import { type Exchange, type Exchanges, exchangesOf } from "./exchanges";
import { EditionFeatures, FeatureBook, type Features } from "./features";
import { funnelFeatures } from "./funnels";
import { adverseKindsIn, harmFeatures } from "./harm";
import { sparse, thoughtOf } from "./growth";
import { Drawing, type PossiblePeople } from "./possible-people";
import { reconciliationFeatures } from "./reconciliations";
import { type Counted, TailoredExchanges } from "./tailored";

/** A dimension that definitions ask about, and by period what each possible person has in it: ages change. */
interface Asked {
  readonly dimension: string;
  readonly values: readonly (readonly string[])[];
}

/** What is told of possible people, and the part of it from which the rest follows. */
interface TellingVectors {
  readonly vectors: SparseVectors;
  readonly told: Int32Array;
  readonly whole: SparseVectors;
  readonly toldWhole: readonly number[];
  /** By place of what is told. */
  readonly following: readonly FollowingPlace[];
}

/** What is counted of possible people who are alike in what definitions ask of their attributes. */
interface Stories {
  readonly signature: number;
  /** By period: whether it was over before they were registered. */
  readonly before: readonly boolean[];
  readonly stories: readonly Counted[];
}

/** Most of those who come to stand in a row, or leave it. */
const PASSERS_BY = 80;

/** What readers know who know the definitions: which people could exist, and so which counts can stand side by side. */
export class Readers {
  readonly features: Features;
  readonly inRows: Exchanges;
  readonly inAll: Exchanges;
  readonly tailored: TailoredExchanges;
  readonly #people: Omit<PossiblePeople, "dataset">;
  readonly #asked: readonly Asked[];
  /** By dimension of ages about which definitions do not ask: what one person may have in it, period by period. */
  readonly #courses: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** By person: the number of the signature; and by signature what it has in the dimensions asked about, by period. */
  readonly #signatureOf: Int32Array;
  readonly #signatures: readonly (readonly (readonly string[])[])[];
  /** By feature: signatures of those who have it. */
  readonly #having: readonly ReadonlySet<number>[];
  readonly #horizons: readonly number[];
  readonly #vectors = new Map<string, TellingVectors>();

  /**
   * @param editions - that of the report at hand first
   * @param times - how many times as many people are thought of as usually are
   */
  constructor(editions: readonly Edition[], times: number, countOf: (feature: string) => number | undefined) {
    const reports = editions.flatMap((one) => one.reports);
    const harm = reports.flatMap((one) => one.harm);
    const disaggregations = reports.flatMap((one) => one.disaggregations);
    const rows = new Map<string, string[]>();
    for (const table of disaggregations) {
      table.dimensions.forEach(({ name }, place) => {
        const codes = table.rows.flatMap(({ of }) => (of[place]!.kind === "value" ? [of[place]!.code] : []));
        rows.set(name, [...new Set([...(rows.get(name) ?? []), ...codes])].sort());
      });
    }
    const worsening = harm.flatMap((table) => table.worsening);
    const told = worsening.flatMap(({ onAny, criteria }) => [onAny, ...criteria]);
    const drawing = new Drawing({
      definitions: editions.flatMap((one) => one.definitions),
      moments: editions.flatMap(({ periods, asOf }) => periods.map((period) => ({ period, asOf }))),
      times,
      arrivals: editions.some((one) => !one.isOfEverybody),
      criteria: [...new Set(worsening.flatMap(({ criteria }) => criteria.map(({ criterion }) => criterion)))].sort(),
      notApplicable: told.some(({ notApplicable }) => notApplicable > 0),
      adverseKinds: adverseKindsIn(harm),
      rows,
    });
    const kinds = adverseKindsIn(harm);
    const moments: Moment[] = [];
    const featuresOf = (people: PossiblePeople) => {
      const book = new FeatureBook(people, editions);
      moments.length = 0;
      for (const edition of editions) {
        const features = new EditionFeatures(book, edition, moments.length);
        for (const { funnels, reconciliations, harm: ofReport } of edition.reports) {
          for (const table of funnels) funnelFeatures(features, table);
          for (const table of reconciliations) reconciliationFeatures(features, table);
          for (const table of ofReport) harmFeatures(features, table, kinds);
        }
        moments.push(...edition.periods.map((period) => features.daysOf({ period })));
      }
      return book.features();
    };
    const { people, datasets, features } = thoughtOf(drawing, featuresOf, countOf);
    this.#people = people;
    this.features = features;
    this.#horizons = moments.map(({ horizon }) => horizon);
    this.#asked = this.#askedIn(datasets.map(storeOf), disaggregations, moments);
    this.#courses = new Map(
      disaggregations.flatMap((table) => {
        const place = table.dimensions.findIndex(({ name }) => name === "ageBand");
        const isAsked = place < 0 || this.#people.attributes.has("ageBand");
        return isAsked ? [] : [[dimensionsOf(table)[place]!, courseOfAges(table, moments)] as const];
      }),
    );
    const numbers = new Map<string, number>();
    this.#signatureOf = Int32Array.from({ length: this.features.people }, (_, person) => {
      const key = this.#asked.flatMap(({ values }) => values.map((ofPeriod) => ofPeriod[person]!)).join(" ");
      const known = numbers.get(key) ?? numbers.size;
      numbers.set(key, known);
      return known;
    });
    const signatures: (readonly (readonly string[])[])[] = [];
    this.#signatureOf.forEach((signature, person) => {
      signatures[signature] ??= this.#asked.map(({ values }) => values.map((ofPeriod) => ofPeriod[person]!));
    });
    this.#signatures = signatures;
    const having = this.features.names.map(() => new Set<number>());
    const { offsets } = features;
    this.#signatureOf.forEach((signature, person) => {
      for (let at = offsets[person]!; at < offsets[person + 1]!; at++) having[features.features[at]!]!.add(signature);
    });
    this.#having = having;
    this.tailored = new TailoredExchanges(this.features, this.#people, this.#signatureOf);
    this.inRows = exchangesOf(this.features, this.#people, this.#signatureOf, true);
    this.inAll = exchangesOf(this.features, this.#people, this.#signatureOf, false);
  }

  /** Whether some possible person who may stand in a row in the period of a feature has it. */
  isPossible(feature: number, held: ReadonlyMap<string, string>): boolean {
    const having = this.#having[feature]!;
    if (this.#asked.length === 0) return having.size > 0;
    for (const signature of having) if (this.#fits(signature, held, this.features.period[feature]!)) return true;
    return false;
  }

  /** Whether somebody with one of some signatures may have what a row holds, all the time. */
  mayStandIn(signatures: ReadonlySet<number>, held: ReadonlyMap<string, string>): boolean {
    if (this.#asked.length === 0) return true;
    const periods = this.#horizons.map((_, period) => period);
    for (const one of signatures) if (periods.every((period) => this.#fits(one, held, period))) return true;
    return false;
  }

  /**
   * What people may have in a dimension, period by period: the one course of somebody's attributes that definitions ask
   * about, or those of all ages; undefined where
   * it may be anything and stays.
   */
  coursesOf(signature: number, dimension: string): readonly (readonly string[])[] | undefined {
    const place = this.#asked.findIndex((one) => one.dimension === dimension);
    return place < 0 ? this.#courses.get(dimension) : [this.#signatures[signature]![place]!];
  }

  /**
   * What is counted of possible people as far as some features go, by what definitions ask of their attributes and by
   * the periods that were over before they were
   * registered.
   *
   * @param isPlaced - whether there are rows, so that it matters when somebody was registered
   */
  stories(wanted: readonly number[], isPlaced: boolean): readonly Stories[] {
    const { people, offsets, features, counts, names } = this.features;
    const isWanted = new Uint8Array(names.length);
    for (const feature of wanted) isWanted[feature] = 1;
    const groups = new Map<string, { signature: number; before: boolean[]; found: Map<string, Counted> }>();
    const anyDay = [0, ...new Set(this.#horizons.map((horizon) => horizon + 1))];
    for (let person = 0; person < people; person++) {
      const story: (readonly [number, number])[] = [];
      for (let at = offsets[person]!; at < offsets[person + 1]!; at++) {
        if (isWanted[features[at]!] === 1) story.push([features[at]!, counts[at]!]);
      }
      const signature = this.#signatureOf[person]!;
      const days = this.#people.isAnyDay ? anyDay : [this.#people.registeredOn[person]!];
      for (const day of isPlaced ? days : [0]) {
        const before = this.#horizons.map((horizon) => horizon < day);
        const key = `${signature} ${before.join(" ")}`;
        let group = groups.get(key);
        if (group === undefined) {
          group = { signature, before, found: new Map() };
          groups.set(key, group);
        }
        group.found.set(String.fromCharCode(...story.flat()), story);
      }
    }
    return [...groups.values()].map(({ signature, before, found }) => ({
      signature,
      before,
      stories: [...found.values()],
    }));
  }

  /** Some possible people as what is counted of them in rows: those who come to stand in a row or leave it. */
  readonly passersBy = once((): readonly Exchange[] => {
    const { people, offsets, features, counts, isInRows } = this.features;
    const found = new Map<string, Exchange>();
    for (let person = 0; person < people && found.size < PASSERS_BY; person++) {
      const places = Array.from({ length: offsets[person + 1]! - offsets[person]! }, (_, at) => offsets[person]! + at);
      const inRows = places.filter((at) => isInRows[features[at]!] === 1);
      const own = Int32Array.from(inRows, (at) => features[at]!);
      const key = `${this.#signatureOf[person]} ${own.join(" ")}`;
      if (found.has(key)) continue;
      const signatures = new Set([this.#signatureOf[person]!]);
      found.set(key, { features: own, changes: Int32Array.from(inRows, (at) => counts[at]!), signatures });
    }
    return [...found.values()];
  });

  /**
   * Sums of possible people who may stand in a row.
   *
   * @param held - what the row has in its dimensions; undefined for everybody in all tables
   * @param subject - only what is counted of this subject matters, and what ties it to others
   * @param sureness - by feature: 2 when the row's count of it is known, 1 when only a mark of it is, 0 when it has
   *   none
   */
  cone(held: ReadonlyMap<string, string> | undefined, subject: number, sureness: (feature: number) => number) {
    const { names, subject: subjectOf, isShared } = this.features;
    // What is known first: the rest follows from it where it can.
    const told = names
      .map((_, feature) => feature)
      .filter((feature) => (subjectOf[feature] === subject || isShared[feature] === 1) && sureness(feature) > 0)
      .sort((a, b) => sureness(b) - sureness(a) || a - b);
    const asked = [...(held ?? [])].filter(([name]) => this.isAsked(name));
    const key = `${asked.join(" ")} | ${isMissing(held)} | ${told.join(" ")}`;
    let known = this.#vectors.get(key);
    if (known === undefined) {
      const whole = this.#vectorsOf(held, told);
      const { independent: places, following } = tiedPlaces(whole, told.length);
      const independent = places.map((place) => told[place]!);
      known = {
        vectors: this.#vectorsOf(held, independent),
        told: Int32Array.from(independent),
        whole,
        toldWhole: told,
        following,
      };
      this.#vectors.set(key, known);
    }
    return { cone: new Cone(known.vectors, known.told.length), ...known };
  }

  /** Whether definitions ask about a dimension. */
  isAsked(dimension: string): boolean {
    return this.#asked.some((one) => one.dimension === dimension);
  }

  /** Whether a signature has what a row holds in a period; in any when it is -1. */
  #fits(signature: number, held: ReadonlyMap<string, string>, period: number): boolean {
    return this.#asked.every(({ dimension }, place) => {
      const value = held.get(dimension);
      const own = this.#signatures[signature]![place]!;
      return value === undefined || (period < 0 ? own.includes(value) : own[period] === value);
    });
  }

  /** What each possible person has in the dimensions of tables that definitions ask about. */
  #askedIn(
    stores: readonly Store[],
    disaggregations: readonly Disaggregation[],
    moments: readonly Moment[],
  ): readonly Asked[] {
    const last = Math.max(...moments.map(({ horizon }) => horizon));
    const asked = new Map<string, Asked>();
    for (const table of disaggregations) {
      dimensionsOf(table).forEach((dimension, place) => {
        const { name } = table.dimensions[place]!;
        if (!this.#people.attributes.has(name) || asked.has(dimension)) return;
        const values =
          name === "ageBand"
            ? agesIn(table, moments, stores)
            : moments.map(() => stores.flatMap((store) => codes(name, store)));
        asked.set(dimension, { dimension, values });
      });
    }
    return [...asked.values()];

    function codes(name: string, store: Store): readonly string[] {
      const attribute = store.log.codes.find(name);
      return Array.from({ length: store.people }, (_, person) => {
        const code = firstAttributeValue(store, person, last, attribute);
        return code < 0 ? "?not-given" : JSON.stringify(store.log.codes.texts[code]);
      });
    }
  }

  #vectorsOf(held: ReadonlyMap<string, string> | undefined, told: readonly number[]): SparseVectors {
    const { people, offsets, features, counts, names, period } = this.features;
    const placeOf = new Int32Array(names.length).fill(-1);
    told.forEach((feature, place) => {
      placeOf[feature] = place;
    });
    const anyDay = [0, ...new Set(this.#horizons.map((horizon) => horizon + 1))];
    const found = new Map<string, readonly number[]>();
    const take = (person: number, isSeen: (feature: number) => boolean) => {
      const vector: number[] = [];
      for (let at = offsets[person]!; at < offsets[person + 1]!; at++) {
        const place = placeOf[features[at]!]!;
        if (place >= 0 && isSeen(features[at]!)) vector.push(place, counts[at]!);
      }
      // As quick a key as there is: one letter a number.
      if (vector.length > 0) found.set(String.fromCharCode(...vector), vector);
    };
    for (let person = 0; person < people; person++) {
      if (held === undefined) {
        take(person, () => true);
        continue;
      }
      const signature = this.#signatureOf[person]!;
      if (!this.#fits(signature, held, -1)) continue;
      const isOf = (feature: number) => this.#fits(signature, held, period[feature]!);
      if (isMissing(held)) take(person, isOf);
      // Before they are registered, people stand in no row but that of those of whom nothing is given.
      for (const registered of this.#people.isAnyDay ? anyDay : [this.#people.registeredOn[person]!]) {
        const isThere = (feature: number) => registered <= this.#horizons[period[feature]!]!;
        take(person, (feature) => isOf(feature) && isThere(feature));
        if (isMissing(held)) take(person, (feature) => isOf(feature) && !isThere(feature));
      }
    }
    return sparse([...found.values()]);
  }
}

/** Whether a row is one of those who are missing something that a registration tells. */
function isMissing(held: ReadonlyMap<string, string> | undefined): boolean {
  return held !== undefined && [...held.values()].some((value) => value.startsWith("?"));
}
