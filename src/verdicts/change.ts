import { NO_DAY } from "../calendar";
import type { Store } from "../dataset/store";
import type { ChangeRule, CountRange } from "../definition/language";
import type { Pairing } from "../definition/pairing";
import { firstAttributeValue } from "./attributes";
import { CERTAIN_BITS, IF_KNOWN_BITS, type View } from "./view";

/** How the scores of one criterion moved. */
export type Movement = "improved" | "unchanged" | "worsened" | "not-applicable" | "missing";

/** Two scores of one criterion, and what came of them. */
export interface CriterionChange {
  readonly criterion: string;
  readonly movement: Movement;
  /** Positions of the two assessments; none without a pair. */
  readonly events: readonly number[];
}

/** On how many criteria somebody improved, stayed, worsened, and lacks a pair that they could have. */
interface Outcome {
  readonly improved: number;
  readonly unchanged: number;
  readonly worsened: number;
  readonly missing: number;
}

/** The movement of every criterion of one person, for an explanation. */
export function changesOf(view: View, person: number, pairing: Pairing): readonly CriterionChange[] {
  const pairs = new Pairs(view, pairing);
  pairs.load(person);
  return pairs.all();
}

/** Numbers that no criterion and no attribute has; -1 is that of a name that never came. */
const ALL = -2;
const NONE = -3;

/** First and last scores of one person at a time, in columns that are used again for the next. */
export class Pairs {
  readonly #view: View;
  /** Number of the attribute that names the one criterion looked at; `ALL` when every criterion is. */
  readonly #criterionFrom: number;
  readonly #isKnown: Uint8Array;
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  readonly #isSetAside: Uint8Array;
  /** The criterion looked at, `ALL` or `NONE`. */
  #only = ALL;
  improved = 0;
  unchanged = 0;
  worsened = 0;
  missing = 0;

  constructor(view: View, { criterionFrom }: Pairing) {
    const { log } = view.store;
    this.#view = view;
    this.#criterionFrom = criterionFrom === undefined ? ALL : log.codes.find(criterionFrom);
    this.#isKnown = knownCriteria(view.store, view.horizon);
    this.#first = new Int32Array(log.criteria.texts.length);
    this.#last = new Int32Array(log.criteria.texts.length);
    this.#isSetAside = new Uint8Array(log.criteria.texts.length);
  }

  load(person: number): void {
    const first = this.#first;
    for (let criterion = 0; criterion < first.length; criterion++) {
      first[criterion] = -1;
      this.#last[criterion] = -1;
      this.#isSetAside[criterion] = 0;
    }
    const { offsets, days, codes, scores } = this.#view.store.assessments;
    const past = offsets[person + 1]!;
    for (let row = offsets[person]!; row < past; row++) {
      if (days[row]! > this.#view.horizon) break;
      const criterion = codes[row]!;
      if (Number.isNaN(scores[row]!)) this.#isSetAside[criterion] = 1;
      else if (first[criterion] === -1) first[criterion] = row;
      else if (days[row]! > days[first[criterion]!]!) this.#last[criterion] = row;
    }
    this.#only = this.#criterionFrom === ALL ? ALL : this.#criterionNamed(person);
  }

  /** Counts the movements of the person loaded. */
  count(): void {
    this.improved = 0;
    this.unchanged = 0;
    this.worsened = 0;
    this.missing = 0;
    let looked = 0;
    for (let criterion = 0; criterion < this.#isKnown.length; criterion++) {
      if (this.#isKnown[criterion] === 0 || (this.#only !== ALL && this.#only !== criterion)) continue;
      looked++;
      const gain = this.#gain(criterion);
      if (gain > 0) this.improved++;
      else if (gain < 0) this.worsened++;
      else if (gain === 0) this.unchanged++;
      else if (this.#isSetAside[criterion] === 0) this.missing++;
    }
    // Nothing to look at is a missing fact too: no criterion is known, or it is not known which one was meant.
    if (looked === 0) this.missing = 1;
  }

  /** How far a criterion moved to the better; 0 when by less than the least change that counts, NaN without a pair. */
  #gain(criterion: number): number {
    const last = this.#last[criterion]!;
    if (last === -1) return Number.NaN;
    const { directions, steps, assessments } = this.#view.store;
    const gain = (assessments.scores[last]! - assessments.scores[this.#first[criterion]!]!) * directions[criterion]!;
    // The tolerance absorbs binary fractions: 3.3 - 3.2 is a step of 0.1.
    return Math.abs(gain) < steps[criterion]! - 1e-9 ? 0 : gain;
  }

  #criterionNamed(person: number): number {
    const { store, horizon } = this.#view;
    const value = firstAttributeValue(store, person, horizon, this.#criterionFrom);
    const criterion = value < 0 ? -1 : store.log.criteria.find(store.log.codes.texts[value]!);
    return criterion >= 0 && this.#isKnown[criterion] === 1 ? criterion : NONE;
  }

  all(): readonly CriterionChange[] {
    const { texts } = this.#view.store.log.criteria;
    const { events } = this.#view.store.assessments;
    return texts.flatMap((criterion, number): CriterionChange[] => {
      if (this.#isKnown[number] === 0 || (this.#only !== ALL && this.#only !== number)) return [];
      const rows = this.#last[number] === -1 ? [this.#first[number]!] : [this.#first[number]!, this.#last[number]!];
      return [
        {
          criterion,
          movement: this.#movement(number),
          events: rows.filter((row) => row >= 0).map((row) => events[row]!),
        },
      ];
    });
  }

  /** Writes the rows of both assessments of every pair looked at, and returns how many rows that are. */
  rows(out: Int32Array): number {
    let count = 0;
    for (let criterion = 0; criterion < this.#isKnown.length; criterion++) {
      if (this.#last[criterion] === -1 || this.#isKnown[criterion] === 0) continue;
      if (this.#only !== ALL && this.#only !== criterion) continue;
      out[count++] = this.#first[criterion]!;
      out[count++] = this.#last[criterion]!;
    }
    return count;
  }

  #movement(criterion: number): Movement {
    const gain = this.#gain(criterion);
    if (Number.isNaN(gain)) return this.#isSetAside[criterion] === 1 ? "not-applicable" : "missing";
    return gain > 0 ? "improved" : gain < 0 ? "worsened" : "unchanged";
  }
}

/** Declared criteria, or, when none are declared, those seen up to the horizon. */
function knownCriteria(store: Store, horizon: number): Uint8Array {
  const isKnown = new Uint8Array(store.log.criteria.texts.length);
  if (store.declared !== undefined) return isKnown.fill(1);
  const { days, codes } = store.assessments;
  for (let row = 0; row < days.length; row++) {
    if (days[row] !== NO_DAY && days[row]! <= horizon) isKnown[codes[row]!] = 1;
  }
  return isKnown;
}

/**
 * How the scores of people moved, first against last: each person as the number of an outcome, of which there are few.
 *
 * Rules are settled once an outcome, not once a person.
 */
export class ChangeOutcomes {
  /** Number of the outcome of each person of the view. */
  #ofPerson = new Uint32Array(0);
  readonly #outcomes: Outcome[] = [];
  readonly #numbers = new Map<number, number>();
  readonly #settled = new Map<ChangeRule, number[]>();
  readonly #view: View;
  readonly #pairs: Pairs;
  #turn = -1;
  /** The outcome that all who were never assessed have. */
  #neverAssessed: number | undefined;

  /**
   * @param view - whose facts, and up to when
   * @param pairing - which scores are compared
   */
  constructor(view: View, pairing: Pairing) {
    this.#view = view;
    this.#pairs = new Pairs(view, pairing);
  }

  /**
   * The reading bits of a rule for each person of the view: certain when it holds however the missing pairs would have come out,
   * possible when it holds for some way.
   */
  bits(rule: ChangeRule, bits: Uint8Array): void {
    if (this.#turn !== this.#view.people.turn) this.#compare();
    const settled = this.#settled.get(rule) ?? [];
    this.#settled.set(rule, settled);
    for (let number = settled.length; number < this.#outcomes.length; number++) {
      settled.push(settle(rule, this.#outcomes[number]!));
    }
    for (let index = 0; index < this.#view.people.count; index++) bits[index] = settled[this.#ofPerson[index]!]!;
  }

  #compare(): void {
    const { who, count, turn, store } = this.#view.people;
    const { offsets } = store.assessments;
    if (this.#ofPerson.length < count) this.#ofPerson = new Uint32Array(count);
    for (let index = 0; index < count; index++) {
      const person = who[index]!;
      const isAssessed = offsets[person]! < offsets[person + 1]!;
      if (isAssessed || this.#neverAssessed === undefined) {
        this.#pairs.load(person);
        this.#pairs.count();
        this.#ofPerson[index] = this.#numberOf(this.#pairs);
        if (!isAssessed) this.#neverAssessed = this.#ofPerson[index]!;
      } else {
        this.#ofPerson[index] = this.#neverAssessed;
      }
    }
    this.#turn = turn;
  }

  #numberOf({ improved, unchanged, worsened, missing }: Outcome): number {
    const key = ((improved * LIMIT + unchanged) * LIMIT + worsened) * LIMIT + missing;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#outcomes.push({ improved, unchanged, worsened, missing }) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}

/** More criteria than a person can have moved on, so that four counts make one exact number. */
const LIMIT = 2 ** 13;

function settle(rule: ChangeRule, { improved, unchanged, worsened, missing }: Outcome): number {
  let isCertain = fits(rule, improved, unchanged, worsened);
  let isPossible = isCertain;
  for (let better = 0; better <= missing; better++) {
    for (let worse = 0; worse <= missing - better; worse++) {
      const holds = fits(rule, improved + better, unchanged + missing - better - worse, worsened + worse);
      isCertain &&= holds;
      isPossible ||= holds;
    }
  }
  if (isCertain) return CERTAIN_BITS;
  return isPossible ? IF_KNOWN_BITS : 0;
}

function fits(rule: ChangeRule, improved: number, unchanged: number, worsened: number): boolean {
  return (
    inRange(rule.improved, improved) &&
    inRange(rule.unchanged, unchanged) &&
    inRange(rule.worsened, worsened) &&
    inRange(rule.notWorsened, improved + unchanged) &&
    inRange(rule.net, improved - worsened) &&
    inRange(rule.paired, improved + unchanged + worsened)
  );
}

function inRange(range: CountRange | undefined, count: number): boolean {
  if (range === undefined) return true;
  return (
    (range.atLeast === undefined || count >= range.atLeast) && (range.atMost === undefined || count <= range.atMost)
  );
}
