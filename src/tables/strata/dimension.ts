import { addMonths, NO_DAY } from "../../calendar";
import type { Store } from "../../core/dataset/store";

/** What a stratum has in one dimension. */
export type StratumValue =
  /** A code of the attribute, or an age band such as `18-22` or `23+`. */
  | { readonly kind: "value"; readonly code: string }
  | { readonly kind: "missing"; readonly reason: MissingReason }
  /** Everybody, whatever they have. */
  | { readonly kind: "total" };

/**
 * Why a value is missing: the latest registration up to the horizon does not give the attribute (`not-given`); no
 * registration up to the horizon gives a birth date (`no-birth-date`); the day on which the age is taken never came
 * (`not-registered`, `no-first-placement`); or it came before birth (`born-later`).
 */
export type MissingReason = "not-given" | "no-birth-date" | "not-registered" | "no-first-placement" | "born-later";

/** Reasons for having no age band, in the order of their rows. */
const ageless: readonly MissingReason[] = ["no-birth-date", "not-registered", "no-first-placement", "born-later"];

/** The day on which ages are taken; the anchors are those of the definition language. */
export type AgeAt = "period-start" | "registration" | "first-placement";

/** Every {@link AgeAt}. */
export const ageDays: readonly AgeAt[] = ["period-start", "registration", "first-placement"];

/** When people are looked at: day numbers. */
export interface Moment {
  /** First day of the period. */
  readonly from: number;
  /** Facts after it do not exist. */
  readonly horizon: number;
}

/** One thing people differ in. A person has a set of values; sets are numbered, and equal numbers mean equal sets. */
export interface Dimension {
  readonly values: readonly StratumValue[];
  /** By set: numbers in `values`, none twice. */
  readonly sets: readonly (readonly number[])[];
  /** By value: its place among the others. */
  ranks(): readonly number[];
}

const missing = (reason: MissingReason): StratumValue => Object.freeze({ kind: "missing", reason });
const value = (code: string): StratumValue => Object.freeze({ kind: "value", code });

/** An attribute of registrations. Values are numbered as they come, 0 being a missing one, and so are sets. */
export class AttributeDimension implements Dimension {
  readonly values = [missing("not-given")];
  readonly sets: number[][] = [[0]];
  readonly #texts: readonly string[];
  /** By code: its number in `values`; and the set of it alone. 0 before it came. */
  readonly #valueOf: Int32Array;
  readonly #alone: Int32Array;
  /** Set with one code more, by set and code. */
  readonly #wider = new Map<number, number>();

  constructor(texts: readonly string[]) {
    this.#texts = texts;
    this.#valueOf = new Int32Array(texts.length);
    this.#alone = new Int32Array(texts.length);
  }

  /** The set with one more code; the same set when the code is in it. */
  with(set: number, code: number): number {
    return set === 0 && this.#alone[code] !== 0 ? this.#alone[code]! : this.#widened(set, code);
  }

  #widened(set: number, code: number): number {
    const key = set * this.#texts.length + code;
    const known = this.#wider.get(key);
    if (known !== undefined) return known;
    if (this.#valueOf[code] === 0) this.#valueOf[code] = this.values.push(value(this.#texts[code]!)) - 1;
    const added = this.#valueOf[code]!;
    const held = set === 0 ? [] : this.sets[set]!;
    const widened = held.includes(added) ? set : this.sets.push([...held, added]) - 1;
    if (set === 0) this.#alone[code] = widened;
    this.#wider.set(key, widened);
    return widened;
  }

  /** Codes in the order of their characters, the missing one last. */
  ranks(): readonly number[] {
    const codes = this.values.map((one) => (one.kind === "value" ? one.code : ""));
    const sorted = codes.map((_, number) => number).slice(1);
    sorted.sort((a, b) => (codes[a]! < codes[b]! ? -1 : 1));
    const ranks = [codes.length];
    sorted.forEach((number, place) => {
      ranks[number] = place;
    });
    return ranks;
  }
}

/**
 * By dimension, the set of the values that each registration gives; past the last, a registration that gives nothing.
 *
 * @param dimensions - attributes by their code
 */
export function attributeColumns(
  { registrations, log }: Store,
  dimensions: ReadonlyMap<number, AttributeDimension>,
): readonly Int32Array[] {
  const { attributeRanges } = registrations;
  const pairs = log.attributes.view();
  const rows = attributeRanges.length / 2;
  const asked = [...dimensions.values()];
  const columns = asked.map(() => new Int32Array(rows + 1));
  const placeOf = new Uint8Array(log.codes.texts.length);
  [...dimensions.keys()].forEach((code, place) => {
    placeOf[code] = place + 1;
  });
  for (let row = 0; row < rows; row++) {
    const past = attributeRanges[row * 2 + 1]!;
    for (let at = attributeRanges[row * 2]!; at < past; at += 2) {
      const place = placeOf[pairs[at]!]! - 1;
      if (place < 0) continue;
      const column = columns[place]!;
      column[row] = asked[place]!.with(column[row]!, pairs[at + 1]!);
    }
  }
  return columns;
}

/** Of each registration's number, each person's: that of the latest up to the horizon, or the one past the last. */
export function latestOf({ people, registrations }: Store, horizon: number, ofRow: Int32Array): Int32Array {
  const { offsets, days } = registrations;
  const none = ofRow[ofRow.length - 1]!;
  const latest = new Int32Array(people);
  for (let person = 0; person < people; person++) {
    const first = offsets[person]!;
    let row = offsets[person + 1]! - 1;
    while (row >= first && days[row]! > horizon) row--;
    latest[person] = row < first ? none : ofRow[row]!;
  }
  return latest;
}

/** Age bands, youngest first, then the reasons for having none. */
export class AgeDimension implements Dimension {
  readonly bands: readonly string[];
  readonly values: readonly StratumValue[];
  readonly sets: readonly (readonly number[])[];
  readonly #limits: readonly number[];
  readonly #at: AgeAt;

  /**
   * @param limits - youngest age of each band, ascending; who is younger than all is in a band of their own
   * @param at - the day on which ages are taken
   */
  constructor(limits: readonly number[], at: AgeAt) {
    this.#limits = limits[0] === 0 ? limits : [0, ...limits];
    this.#at = at;
    this.bands = Object.freeze(
      this.#limits.map((from, band) => {
        const next = this.#limits[band + 1];
        if (next === undefined) return `${from}+`;
        return next === from + 1 ? `${from}` : `${from}-${next - 1}`;
      }),
    );
    this.values = [...this.bands.map(value), ...ageless.map(missing)];
    this.sets = this.values.map((_, number) => [number]);
  }

  ranks(): readonly number[] {
    return this.values.map((_, number) => number);
  }

  /** Band or reason of each person at the moment, by the latest birth date given up to the horizon. */
  column(store: Store, { from, horizon }: Moment): Int32Array {
    const { offsets, days, births } = store.registrations;
    const { placements } = store;
    const at = this.#at;
    const months = Int32Array.from(this.#limits, (limit) => limit * 12);
    const reason = (name: MissingReason) => this.bands.length + ageless.indexOf(name);
    const [noBirth, bornLater] = [reason("no-birth-date"), reason("born-later")];
    const noDay = reason(at === "first-placement" ? "no-first-placement" : "not-registered");
    const column = new Int32Array(store.people);
    for (let person = 0; person < store.people; person++) {
      const first = offsets[person]!;
      let birth = NO_DAY;
      for (let row = first; row < offsets[person + 1]! && days[row]! <= horizon; row++) {
        if (births[row] !== NO_DAY) birth = births[row]!;
      }
      let day = from;
      if (at === "registration") day = days[first]!;
      if (at === "first-placement") {
        const row = placements.offsets[person]!;
        day = row < placements.offsets[person + 1]! ? placements.starts[row]! : NO_DAY;
      }
      if (at !== "period-start" && (day === NO_DAY || day > horizon)) column[person] = noDay;
      else if (birth === NO_DAY) column[person] = noBirth;
      else if (day < birth) column[person] = bornLater;
      else {
        let band = months.length - 1;
        while (addMonths(birth, months[band]!) > day) band--;
        column[person] = band;
      }
    }
    return column;
  }
}
