import { storeOf } from "../../core/dataset/dataset";
import type { Disaggregation } from "../../tables/strata/disaggregate";
import { AgeDimension } from "../../tables/strata/dimension";
import { firstAttributeValue } from "../../core/engine/attributes";
import { once } from "../../once";
import { Cone, type FollowingPlace, type SparseVectors, tiedPlaces } from "./cone";
import { dimensionsOf } from "./disaggregations";
import type { Edition } from "./editions";
import { type Exchange, type Exchanges, exchangesOf } from "./exchanges";
import { EditionFeatures, FeatureBook, type Features } from "./features";
import { funnelFeatures } from "./funnels";
import { adverseKindsIn, harmFeatures } from "./harm";
import { type PossiblePeople, possiblePeople } from "./possible-people";
import { reconciliationFeatures } from "./reconciliations";
import { TailoredExchanges } from "./tailored";

/** A dimension that definitions ask about, and by period what each possible person has in it: ages change. */
interface Asked {
  readonly dimension: string;
  readonly values: readonly (readonly string[])[];
}

/** Days of a period as an edition tells of it. */
interface Moment {
  readonly from: number;
  readonly horizon: number;
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

/** Most of those who come to stand in a row, or leave it. */
const PASSERS_BY = 80;

/** What readers know who know the definitions: which people could exist, and so which counts can stand side by side. */
export class Readers {
  readonly features: Features;
  readonly inRows: Exchanges;
  readonly inAll: Exchanges;
  readonly tailored: TailoredExchanges;
  readonly #people: PossiblePeople;
  readonly #asked: readonly Asked[];
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
  constructor(editions: readonly Edition[], times: number) {
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
    this.#people = possiblePeople({
      definitions: editions.flatMap((one) => one.definitions),
      moments: editions.flatMap(({ periods, asOf }) => periods.map((period) => ({ period, asOf }))),
      times,
      arrivals: editions.some((one) => !one.isOfEverybody),
      criteria: [...new Set(worsening.flatMap(({ criteria }) => criteria.map(({ criterion }) => criterion)))].sort(),
      notApplicable: told.some(({ notApplicable }) => notApplicable > 0),
      adverseKinds: adverseKindsIn(harm),
      rows,
    });
    const book = new FeatureBook(this.#people, editions);
    const moments: Moment[] = [];
    const kinds = adverseKindsIn(harm);
    for (const edition of editions) {
      const features = new EditionFeatures(book, edition, moments.length);
      for (const { funnels, reconciliations, harm: ofReport } of edition.reports) {
        for (const table of funnels) funnelFeatures(features, table);
        for (const table of reconciliations) reconciliationFeatures(features, table);
        for (const table of ofReport) harmFeatures(features, table, kinds);
      }
      moments.push(...edition.periods.map((period) => features.daysOf({ period })));
    }
    this.features = book.features();
    this.#horizons = moments.map(({ horizon }) => horizon);
    this.#asked = this.#askedIn(disaggregations, moments);
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
    const { offsets, features } = this.features;
    this.#signatureOf.forEach((signature, person) => {
      for (let at = offsets[person]!; at < offsets[person + 1]!; at++) having[features[at]!]!.add(signature);
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
   * @param sureness - by feature: 2 when the row's count of it is known, 1 when only a mark of it is, 0 when it has none
   */
  cone(held: ReadonlyMap<string, string> | undefined, subject: number, sureness: (feature: number) => number) {
    const { names, subject: subjectOf, isShared } = this.features;
    // What is known first: the rest follows from it where it can.
    const told = names
      .map((_, feature) => feature)
      .filter((feature) => (subjectOf[feature] === subject || isShared[feature] === 1) && sureness(feature) > 0)
      .sort((a, b) => sureness(b) - sureness(a) || a - b);
    const asked = [...(held ?? [])].filter(([name]) => this.#isAsked(name));
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

  #isAsked(dimension: string): boolean {
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
  #askedIn(disaggregations: readonly Disaggregation[], moments: readonly Moment[]): readonly Asked[] {
    const store = storeOf(this.#people.dataset);
    const last = Math.max(...moments.map(({ horizon }) => horizon));
    const asked = new Map<string, Asked>();
    for (const table of disaggregations) {
      dimensionsOf(table).forEach((dimension, place) => {
        const { name } = table.dimensions[place]!;
        if (!this.#people.attributes.has(name) || asked.has(dimension)) return;
        const values = name === "ageBand" ? ages(table) : moments.map(() => codes(name));
        asked.set(dimension, { dimension, values });
      });
    }
    return [...asked.values()];

    function ages({ ages: told }: Disaggregation): readonly (readonly string[])[] {
      const limits = told!.bands.map((band) => Number.parseInt(band, 10));
      const column = new AgeDimension(limits, told!.at);
      return moments.map((moment) =>
        Array.from(column.column(store, moment), (band) => {
          const value = column.values[band]!;
          return value.kind === "value"
            ? JSON.stringify(value.code)
            : value.kind === "missing"
              ? `?${value.reason}`
              : "";
        }),
      );
    }

    function codes(name: string): readonly string[] {
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
    const vectors = [...found.values()];
    const starts = new Int32Array(vectors.length + 1);
    vectors.forEach((vector, at) => {
      starts[at + 1] = starts[at]! + vector.length / 2;
    });
    const flat = vectors.flat();
    return {
      offsets: starts,
      places: Int32Array.from({ length: flat.length / 2 }, (_, at) => flat[at * 2]!),
      values: Int32Array.from({ length: flat.length / 2 }, (_, at) => flat[at * 2 + 1]!),
    };
  }
}

/** Whether a row is one of those who are missing something that a registration tells. */
function isMissing(held: ReadonlyMap<string, string> | undefined): boolean {
  return held !== undefined && [...held.values()].some((value) => value.startsWith("?"));
}
