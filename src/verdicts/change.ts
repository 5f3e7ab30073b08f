import { NO_DAY } from "../calendar";
import type { Store } from "../dataset/store";
import type { ChangeRule, CountRange } from "../definition/language";
import { attributeValues } from "./attributes";
import { CERTAIN, peopleIn, type View } from "./recorded";

/** How one person's scores moved, counted over criteria. */
export interface ChangeColumns {
  readonly improved: Uint16Array;
  readonly unchanged: Uint16Array;
  readonly worsened: Uint16Array;
  /** Criteria that could have a pair but have none. */
  readonly missing: Uint16Array;
}

/** How the scores of one criterion moved. */
export type Movement = "improved" | "unchanged" | "worsened" | "not-applicable" | "missing";

/** Two scores of one criterion, and what came of them. */
export interface CriterionChange {
  readonly criterion: string;
  readonly movement: Movement;
  /** Positions of the two assessments; none without a pair. */
  readonly events: readonly number[];
}

/**
 * Compares first and last score of each criterion, for each person of a view.
 *
 * @param view - whose facts, and up to when
 * @param criterionFrom - looks only at the criterion named by this attribute; at all when absent
 */
export function changeColumns(view: View, criterionFrom: string | undefined): ChangeColumns {
  const people = peopleIn(view);
  const columns: ChangeColumns = {
    improved: new Uint16Array(people),
    unchanged: new Uint16Array(people),
    worsened: new Uint16Array(people),
    missing: new Uint16Array(people),
  };
  const pairs = new Pairs(view);
  for (let index = 0; index < people; index++) {
    const person = view.selection === undefined ? index : view.selection[index]!;
    pairs.load(person);
    let missing = 0;
    const only = criterionFrom === undefined ? ALL : pairs.criterionNamed(person, criterionFrom);
    for (let criterion = 0; criterion < pairs.criteria; criterion++) {
      if (only !== ALL && only !== criterion) continue;
      const movement = pairs.movement(criterion);
      if (movement === "improved") columns.improved[index]!++;
      else if (movement === "unchanged") columns.unchanged[index]!++;
      else if (movement === "worsened") columns.worsened[index]!++;
      else if (movement === "missing") missing++;
    }
    columns.missing[index] = only === NONE || pairs.knownCriteria === 0 ? 1 : missing;
  }
  return columns;
}

/** The movement of every criterion of one person, for an explanation. */
export function changesOf(view: View, person: number, criterionFrom: string | undefined): readonly CriterionChange[] {
  const pairs = new Pairs(view);
  pairs.load(person);
  const only = criterionFrom === undefined ? ALL : pairs.criterionNamed(person, criterionFrom);
  return pairs.all(only);
}

const ALL = -1;
const NONE = -2;

/** First and last scores of one person at a time, in columns that are used again for the next. */
class Pairs {
  readonly criteria: number;
  readonly knownCriteria: number;
  readonly #view: View;
  readonly #isKnown: Uint8Array;
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  readonly #isSetAside: Uint8Array;

  constructor(view: View) {
    this.#view = view;
    this.criteria = view.store.log.criteria.texts.length;
    this.#isKnown = knownCriteria(view.store, view.horizon);
    this.knownCriteria = this.#isKnown.reduce((sum, known) => sum + known, 0);
    this.#first = new Int32Array(this.criteria);
    this.#last = new Int32Array(this.criteria);
    this.#isSetAside = new Uint8Array(this.criteria);
  }

  load(person: number): void {
    this.#first.fill(-1);
    this.#last.fill(-1);
    this.#isSetAside.fill(0);
    const { offsets, days, codes, scores } = this.#view.store.assessments;
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      if (days[row]! > this.#view.horizon) break;
      const criterion = codes[row]!;
      if (Number.isNaN(scores[row]!)) this.#isSetAside[criterion] = 1;
      else if (this.#first[criterion] === -1) this.#first[criterion] = row;
      else if (days[row]! > days[this.#first[criterion]!]!) this.#last[criterion] = row;
    }
  }

  movement(criterion: number): Movement | undefined {
    if (this.#isKnown[criterion] === 0) return undefined;
    const first = this.#first[criterion]!;
    const last = this.#last[criterion]!;
    if (last === -1) return this.#isSetAside[criterion] === 1 ? "not-applicable" : "missing";
    const { store } = this.#view;
    const { scores } = store.assessments;
    const gain = (scores[last]! - scores[first]!) * store.directions[criterion]!;
    // The tolerance absorbs binary fractions: 3.3 - 3.2 is a step of 0.1.
    if (gain === 0 || Math.abs(gain) < store.steps[criterion]! - 1e-9) return "unchanged";
    return gain > 0 ? "improved" : "worsened";
  }

  criterionNamed(person: number, attribute: string): number {
    const { store, horizon } = this.#view;
    const [value] = attributeValues(store, person, horizon, store.log.codes.find(attribute));
    const criterion = value === undefined ? -1 : store.log.criteria.find(store.log.codes.texts[value]!);
    return criterion >= 0 && this.#isKnown[criterion] === 1 ? criterion : NONE;
  }

  all(only: number): readonly CriterionChange[] {
    const { texts } = this.#view.store.log.criteria;
    const { events } = this.#view.store.assessments;
    return texts.flatMap((criterion, number): CriterionChange[] => {
      const movement = this.movement(number);
      if (movement === undefined || (only !== ALL && only !== number)) return [];
      const rows = this.#last[number] === -1 ? [this.#first[number]!] : [this.#first[number]!, this.#last[number]!];
      return [{ criterion, movement, events: rows.filter((row) => row >= 0).map((row) => events[row]!) }];
    });
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
 * The reading bits of a rule for each person: certain when it holds however the missing pairs would have come out, possible when it
 * holds for some way.
 *
 * @param columns - from {@link changeColumns}
 * @param rule - on how many criteria
 */
export function changeBits(columns: ChangeColumns, rule: ChangeRule): Uint8Array {
  const { improved, unchanged, worsened, missing } = columns;
  const bits = new Uint8Array(improved.length);
  const known = new Map<number, number>();
  for (let index = 0; index < bits.length; index++) {
    const key = ((improved[index]! * 0x400 + unchanged[index]!) * 0x400 + worsened[index]!) * 0x400 + missing[index]!;
    let answer = known.get(key);
    if (answer === undefined) {
      answer = settle(rule, improved[index]!, unchanged[index]!, worsened[index]!, missing[index]!);
      known.set(key, answer);
    }
    bits[index] = answer;
  }
  return bits;
}

/** 15 when certain, 12 (possible with facts) when it may yet hold, 0 otherwise. */
function settle(rule: ChangeRule, improved: number, unchanged: number, worsened: number, missing: number): number {
  let isCertain = fits(rule, improved, unchanged, worsened);
  let isPossible = isCertain;
  for (let better = 0; better <= missing; better++) {
    for (let worse = 0; worse <= missing - better; worse++) {
      const holds = fits(rule, improved + better, unchanged + missing - better - worse, worsened + worse);
      isCertain &&= holds;
      isPossible ||= holds;
    }
  }
  if (isCertain) return 0b1111;
  return isPossible ? 0b1100 : CERTAIN;
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
