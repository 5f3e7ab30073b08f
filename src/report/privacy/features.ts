import { dayOf, isSamePeriod, type Period } from "../../calendar";
import { storeOf } from "../../core/dataset/dataset";
import type { Store } from "../../core/dataset/store";
import { fieldsRead } from "../../core/definition/needs";
import { evaluate, type Judged, verdictsOf } from "../../core/verdicts/evaluation";
import { type Verdict, verdictNames } from "../../core/engine/verdict";
import { PEOPLE } from "./cells";
import type { Edition } from "./editions";
import { type Part, partFeature, readingFeature } from "./figures";
import type { PossiblePeople } from "./possible-people";
import { sound } from "../../core/definition/sound";

/** What reports count of possible people, feature by feature, and so what must hold of every report. */
export interface Features {
  readonly names: readonly string[];
  readonly numberOf: ReadonlyMap<string, number>;
  readonly people: number;
  /** By person: those of theirs that are not zero are `features[offsets[person]]` up to `features[offsets[person + 1]]`, rising. */
  readonly offsets: Int32Array;
  readonly features: Int32Array;
  readonly counts: Int32Array;
  /** By feature: whether it is counted in rows too, and in which period; -1 in none. */
  readonly isInRows: Uint8Array;
  readonly period: Int32Array;
  /** By feature: the subject that it belongs to, of which facts decide that decide nothing of other subjects. */
  readonly subject: Int32Array;
  readonly subjects: number;
  /** By feature: whether it ties subjects together: who is in a denominator may be in that of another subject, and who stands in a row does so for all. */
  readonly isShared: Uint8Array;
  /** Features that everybody has: to be known to an edition. */
  readonly everybody: readonly number[];
}

const BESIDE_THE_LINE: readonly Part[] = ["outside", "excluded"];
const BELOW_THE_LINE = ["counted", "pending", "unknown", "not-counted"] as const;
/** Which verdicts each part of a block counts. */
const PARTS: readonly (readonly [Part, readonly Verdict[]])[] = [
  ...verdictNames.map((name) => [name, [name]] as const),
  ["denominator", BELOW_THE_LINE],
  ["settled", ["counted", "not-counted"]],
];

/** Takes down what is told of each possible person, feature by feature. */
export class FeatureBook {
  readonly people: PossiblePeople;
  readonly #numberOf = new Map<string, number>();
  readonly #isInRows: number[] = [];
  readonly #isShared: number[] = [];
  readonly #subjects: Subjects;
  readonly #period: number[] = [];
  readonly #everybody: number[] = [];
  /** By person: feature and count, one after another. */
  readonly #found: number[][];

  constructor(people: PossiblePeople, editions: readonly Edition[]) {
    this.people = people;
    this.#found = Array.from({ length: people.dataset.people }, () => []);
    this.#subjects = new Subjects(editions);
  }

  /** How many features there are. */
  get size(): number {
    return this.#numberOf.size;
  }

  /** The number of a feature, new or known. */
  number(feature: string, code: string, period = -1): number {
    const known = this.#numberOf.get(feature);
    if (known !== undefined) return known;
    const number = this.#numberOf.size;
    this.#numberOf.set(feature, number);
    this.#isInRows.push(period < 0 ? 0 : 1);
    this.#period.push(period);
    this.#isShared.push(0);
    this.#subjects.add(code);
    return number;
  }

  put(person: number, number: number, count: number): void {
    this.#found[person]!.push(number, count);
  }

  /** Takes a feature for one that ties subjects together. */
  share(number: number): void {
    this.#isShared[number] = 1;
  }

  /** The feature of everybody whom an edition knows. */
  everybody(feature: string): number {
    const number = this.number(feature, feature);
    this.share(number);
    this.#everybody.push(number);
    return number;
  }

  /** Takes indicators for one subject. */
  join(codes: readonly string[]): void {
    this.#subjects.join(codes);
  }

  features(): Features {
    const offsets = new Int32Array(this.people.dataset.people + 1);
    for (let person = 0; person < this.people.dataset.people; person++) {
      offsets[person + 1] = offsets[person]! + this.#found[person]!.length / 2;
    }
    const features = new Int32Array(offsets[this.people.dataset.people]!);
    const counts = new Int32Array(features.length);
    for (let person = 0; person < this.people.dataset.people; person++) {
      const found = this.#found[person]!;
      const order = Array.from({ length: found.length / 2 }, (_, at) => at);
      order.sort((a, b) => found[a * 2]! - found[b * 2]!);
      order.forEach((at, place) => {
        features[offsets[person]! + place] = found[at * 2]!;
        counts[offsets[person]! + place] = found[at * 2 + 1]!;
      });
    }
    return {
      names: [...this.#numberOf.keys()],
      numberOf: this.#numberOf,
      people: this.people.dataset.people,
      offsets,
      features,
      counts,
      isInRows: Uint8Array.from(this.#isInRows),
      period: Int32Array.from(this.#period),
      ...this.#subjects.numbered(),
      isShared: Uint8Array.from(this.#isShared),
      everybody: this.#everybody,
    };
  }
}

/** What one edition tells of each possible person. Each kind of table counts for itself, with the function that makes it. */
export class EditionFeatures {
  readonly store: Store;
  readonly #book: FeatureBook;
  readonly #edition: Edition;
  /** The number of its first period. */
  readonly #from: number;
  readonly #judged = new Map<string, Judged>();
  /** People whom it knows. */
  readonly #known: readonly number[];
  /** By code of a reading: that of its indicator. */
  readonly #ownerOf: ReadonlyMap<string, string>;
  /** An indicator by which the subjects are tied together. */
  readonly #first: string | undefined;

  /** @param from - how many periods the editions before it have */
  constructor(book: FeatureBook, edition: Edition, from: number) {
    const { definitions, periods, asOf, prefix } = edition;
    const { dataset, registeredOn } = book.people;
    this.store = storeOf(dataset);
    this.#book = book;
    this.#edition = edition;
    this.#from = from;
    const last = edition.isOfEverybody ? Number.POSITIVE_INFINITY : dayOf(asOf);
    this.#known = Array.from(registeredOn.keys()).filter((person) => registeredOn[person]! <= last);
    this.#ownerOf = new Map(
      definitions.flatMap(({ code, readings }) =>
        (readings ?? []).map((one) => [`${code}:${one.code}`, code] as const),
      ),
    );
    this.#first = definitions[0]?.code;
    const indicators = definitions.map((definition) => ({ definition: sound(definition) }));
    const { judged, readings } = verdictsOf(evaluate(dataset, { indicators, periods, asOf }));
    const everybody = book.everybody(`${prefix}${PEOPLE}`);
    for (const person of this.#known) book.put(person, everybody, 1);
    for (const one of judged) this.#takeVerdicts(one);
    for (const one of readings) this.#takeReading(one);
  }

  /** An indicator in a period, by person; undefined when the report does not hold it. */
  judged(code: string, period: Period): Judged | undefined {
    return this.#judged.get(partFeature({ code, period }, "counted"));
  }

  verdicts(code: string, period: Period): Uint8Array | undefined {
    return this.judged(code, period)?.verdicts;
  }

  /** Numbers of the first day of a period and of its horizon. */
  daysOf({ period }: { readonly period: Period }): { readonly from: number; readonly horizon: number } {
    return { from: dayOf(period.from), horizon: Math.min(dayOf(period.to), dayOf(this.#edition.asOf)) };
  }

  /**
   * Counts some features of everybody, one person at a time; a feature that another table has counted stays as it is.
   *
   * @param codes - indicators that they are of; none when they are of no indicator
   * @param names - of the features
   * @param of - puts the count of a feature, by its place among the names
   */
  count(
    codes: readonly string[],
    names: readonly string[],
    of: (person: number, put: (place: number, count: number) => void) => void,
  ): void {
    const before = this.#book.size;
    const { prefix } = this.#edition;
    const [subject = NO_INDICATOR] = codes;
    this.#book.join(codes.map((code) => `${prefix}${code}`));
    const numbers = names.map((name) => this.#number(name, subject));
    for (const person of this.#known) {
      of(person, (place, count) => {
        if (count !== 0 && numbers[place]! >= before) this.#book.put(person, numbers[place]!, count);
      });
    }
  }

  #number(feature: string, code: string, place = -1): number {
    const { prefix } = this.#edition;
    return this.#book.number(`${prefix}${feature}`, `${prefix}${code}`, place < 0 ? place : this.#from + place);
  }

  #takeVerdicts(judged: Judged): void {
    const { definition, period, verdicts } = judged;
    const block = { code: definition.code, period };
    const place = this.#edition.periods.findIndex((one) => isSamePeriod(one, period));
    this.#judged.set(partFeature(block, "counted"), judged);
    const having = verdictNames.map((): number[] => []);
    // Beside the line of one indicator, readers see who stands in a row at all.
    const isFirst = definition.code === this.#first;
    for (const [part, names] of PARTS) {
      const number = this.#number(partFeature(block, part), definition.code, place);
      if (part === "denominator" || (isFirst && BESIDE_THE_LINE.includes(part))) this.#book.share(number);
      verdictNames.forEach((name, verdict) => {
        if (names.includes(name)) having[verdict]!.push(number);
      });
    }
    for (const person of this.#known) {
      for (const number of having[verdicts[person]!]!) this.#book.put(person, number, 1);
    }
  }

  #takeReading({ definition, period, verdicts }: Judged): void {
    const block = { code: this.#ownerOf.get(definition.code)!, period };
    const counted = this.#number(readingFeature(block, definition.code, "counted"), block.code);
    const open = this.#number(readingFeature(block, definition.code, "open"), block.code);
    const isCounted = verdictNames.indexOf("counted");
    const isOpen = [verdictNames.indexOf("pending"), verdictNames.indexOf("unknown")];
    for (const person of this.#known) {
      const verdict = verdicts[person]!;
      if (verdict === isCounted) this.#book.put(person, counted, 1);
      else if (isOpen.includes(verdict)) this.#book.put(person, open, 1);
    }
  }
}

const NO_INDICATOR = "";

/** Indicators in sets: those whose numerators rest on events of one type, or that one table tells together. */
class Subjects {
  readonly #leader = new Map<string, string>();
  /** By feature: an indicator of its subject. */
  readonly #codes: string[] = [];

  constructor(editions: readonly Edition[]) {
    const byType = new Map<string, string[]>();
    for (const { prefix, definitions } of editions) {
      for (const { code, numerator, denominator, readings } of definitions) {
        const bare = { code, title: { ru: "", en: "" }, denominator: numerator, numerator, readings };
        const types = fieldsRead(bare).flatMap(({ type }) => (type === "beneficiary-registered" ? [] : [type]));
        const own = `counted ${prefix}${code}`;
        const inner = denominator.kind === "counted-in" ? [`counted ${prefix}${denominator.code}`] : [];
        for (const type of [...types, ...inner, own]) {
          byType.set(type, [...(byType.get(type) ?? []), `${prefix}${code}`]);
        }
      }
    }
    for (const codes of byType.values()) this.join(codes);
  }

  join(codes: readonly string[]): void {
    const [first] = codes;
    for (const code of codes) this.#leader.set(this.#find(code), this.#find(first!));
  }

  add(code: string): void {
    this.#codes.push(code);
  }

  numbered(): { readonly subject: Int32Array; readonly subjects: number } {
    const numbers = new Map<string, number>();
    const subject = Int32Array.from(this.#codes, (code) => {
      const leader = this.#find(code);
      const number = numbers.get(leader) ?? numbers.size;
      numbers.set(leader, number);
      return number;
    });
    return { subject, subjects: numbers.size };
  }

  #find(code: string): string {
    const leader = this.#leader.get(code) ?? code;
    return leader === code ? code : this.#find(leader);
  }
}
