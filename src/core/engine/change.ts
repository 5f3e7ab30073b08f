import type { Store } from "../dataset/store";
import type { ChangeRule, CountRange } from "../definition/language";
import type { Pairing } from "../definition/pairing";
import { firstAttributeValue } from "./attributes";
import { Picks, type Unpaired } from "./picks";
import { CERTAIN_BITS, IF_KNOWN_BITS, type View } from "./view";

/** How the scores of one criterion moved. */
export type Movement = "improved" | "unchanged" | "worsened" | "not-applicable" | "missing";

/** Two scores of one criterion, and what came of them. */
export interface CriterionChange {
  readonly criterion: string;
  readonly movement: Movement;
  /**
   * Positions of the two assessments; without a pair, of the baseline and of the score that came nearest to following
   * it, as far as there are.
   */
  readonly events: readonly number[];
  /** Why there is no pair, of one that is missing. */
  readonly why?: Unpaired;
  /** Positions of the assessments whose rater or instrument was not recorded, where that is why. */
  readonly lacking?: readonly number[];
  /** First and last day number of the score that is not yet due; the last may be past the calendar. */
  readonly due?: { readonly from: number; readonly to: number };
}

/** On how many criteria somebody improved, stayed, worsened, and lacks a pair that they could have. */
interface Outcome {
  readonly improved: number;
  readonly unchanged: number;
  readonly worsened: number;
  /** Without a pair, which leaves open how they moved. */
  readonly missing: number;
  /** Without a pair, which is settled against being counted. */
  readonly forfeited: number;
}

/** The movement of every criterion of one person, for an explanation. */
export function changesOf(view: View, person: number, pairing: Pairing): readonly CriterionChange[] {
  const pairs = new Pairs(view, pairing);
  pairs.load(person);
  return pairs.all();
}

/** Number that no criterion and no attribute has; -1 is that of a name that never came. */
const ALL = -2;

/** Pairs of scores of one person at a time, and how they moved. */
export class Pairs {
  readonly #view: View;
  /** Number of the attribute that names the one criterion looked at; `ALL` when every criterion is. */
  readonly #criterionFrom: number;
  readonly #forfeits: boolean;
  readonly #isKnown: Uint8Array;
  readonly #picks: Picks;
  /** The criterion looked at, `ALL`, or -1 for none. */
  #only = ALL;
  improved = 0;
  unchanged = 0;
  worsened = 0;
  missing = 0;
  forfeited = 0;

  constructor(view: View, pairing: Pairing) {
    const { criterionFrom } = pairing;
    this.#view = view;
    this.#criterionFrom = criterionFrom === undefined ? ALL : view.store.log.codes.find(criterionFrom);
    this.#forfeits = pairing.missing === "not-improved";
    this.#isKnown = knownCriteria(view.store, view.horizon);
    this.#picks = new Picks(view, pairing);
  }

  load(person: number): void {
    this.#picks.load(person);
    this.#only = this.#criterionFrom === ALL ? ALL : this.#criterionNamed(person);
  }

  /** Counts the movements of the person loaded. */
  count(): void {
    this.improved = 0;
    this.unchanged = 0;
    this.worsened = 0;
    this.missing = 0;
    this.forfeited = 0;
    const { isSetAside } = this.#picks;
    let looked = 0;
    for (let criterion = 0; criterion < this.#isKnown.length; criterion++) {
      if (!this.#isLookedAt(criterion)) continue;
      looked++;
      const gain = this.#gain(criterion);
      if (gain > 0) this.improved++;
      else if (gain < 0) this.worsened++;
      else if (gain === 0) this.unchanged++;
      else if (isSetAside[criterion] === 0) {
        if (this.#forfeits && this.#picks.due(criterion) === undefined) this.forfeited++;
        else this.missing++;
      }
    }
    if (looked > 0) return;
    // Nothing to look at is a missing pair too: no criterion is known, or it is not known which one was meant.
    if (this.#forfeits && this.#only === ALL) this.forfeited = 1;
    else this.missing = 1;
  }

  #isLookedAt(criterion: number): boolean {
    return this.#isKnown[criterion] === 1 && (this.#only === ALL || this.#only === criterion);
  }

  /** How far a criterion moved to the better; 0 when by less than the least change that counts, NaN without a pair. */
  #gain(criterion: number): number {
    const last = this.#picks.last[criterion]!;
    if (last === -1) return Number.NaN;
    const { directions, steps, assessments } = this.#view.store;
    const gain =
      (assessments.scores[last]! - assessments.scores[this.#picks.first[criterion]!]!) * directions[criterion]!;
    // The tolerance absorbs binary fractions: 3.3 - 3.2 is a step of 0.1.
    return Math.abs(gain) < steps[criterion]! - 1e-9 ? 0 : gain;
  }

  #criterionNamed(person: number): number {
    const { store, horizon } = this.#view;
    const value = firstAttributeValue(store, person, horizon, this.#criterionFrom);
    return value < 0 ? -1 : store.log.criteria.find(store.log.codes.texts[value]!);
  }

  all(): readonly CriterionChange[] {
    const { texts } = this.#view.store.log.criteria;
    return texts.flatMap((criterion, number) => (this.#isLookedAt(number) ? [this.#changeOf(criterion, number)] : []));
  }

  #changeOf(criterion: string, number: number): CriterionChange {
    const { events } = this.#view.store.assessments;
    const { first, last, nearest } = this.#picks;
    const movement = this.#movement(number);
    const rows = [first[number]!, last[number] === -1 ? nearest[number]! : last[number]!];
    const change = { criterion, movement, events: rows.filter((row) => row >= 0).map((row) => events[row]!) };
    if (movement !== "missing") return change;
    const due = this.#picks.due(number);
    const why = this.#picks.why(number);
    const lacking = this.#picks.lacking(number).map((row) => events[row]!);
    return {
      ...change,
      why,
      ...(why === "not-yet-due" && due && { due }),
      ...(lacking.length > 0 && { lacking }),
    };
  }

  /** How a criterion of the person loaded moved, by its number; nothing when it is not looked at. */
  movementOf(criterion: number): Movement | undefined {
    return this.#isLookedAt(criterion) ? this.#movement(criterion) : undefined;
  }

  /** Row of the baseline of a criterion, or -1. */
  firstOf(criterion: number): number {
    return this.#picks.first[criterion]!;
  }

  /** Row of what the baseline is compared with, or -1 without a pair. */
  lastOf(criterion: number): number {
    return this.#picks.last[criterion]!;
  }

  /** Why a criterion that is missing has no pair. */
  whyMissing(criterion: number): Unpaired {
    return this.#picks.why(criterion);
  }

  /** Writes the rows of both assessments of every pair looked at, and returns how many rows that are. */
  rows(out: Int32Array): number {
    const { first, last } = this.#picks;
    let count = 0;
    for (let criterion = 0; criterion < this.#isKnown.length; criterion++) {
      if (last[criterion] === -1 || !this.#isLookedAt(criterion)) continue;
      out[count++] = first[criterion]!;
      out[count++] = last[criterion]!;
    }
    return count;
  }

  #movement(criterion: number): Movement {
    const gain = this.#gain(criterion);
    if (Number.isNaN(gain)) return this.#picks.isSetAside[criterion] === 1 ? "not-applicable" : "missing";
    return gain > 0 ? "improved" : gain < 0 ? "worsened" : "unchanged";
  }
}

/** Declared criteria, or, when none are declared, those seen up to the horizon. */
function knownCriteria(store: Store, horizon: number): Uint8Array {
  const isKnown = new Uint8Array(store.log.criteria.texts.length);
  if (store.declared !== undefined) {
    // Not all that the log has: a retracted assessment may name a criterion that nobody declared.
    for (const { code } of store.declared) isKnown[store.log.criteria.find(code)] = 1;
    return isKnown;
  }
  const { days, codes } = store.assessments;
  for (let row = 0; row < days.length; row++) {
    if (days[row]! <= horizon) isKnown[codes[row]!] = 1;
  }
  return isKnown;
}

/**
 * How the scores of people moved: each person as the number of an outcome, of which there are few.
 *
 * Rules are settled once an outcome, not once a person.
 */
export class ChangeOutcomes {
  /** Number of the outcome of each person of the view. */
  #ofPerson = new Uint32Array(0);
  readonly #outcomes: Outcome[] = [];
  /** By number of criteria forfeited, and then by the other counts as one number. */
  readonly #numbers: Map<number, number>[] = [];
  readonly #settled = new Map<ChangeRule, number[]>();
  readonly #view: View;
  readonly #pairs: Pairs;
  #turn = -1;
  /** The outcome that all who were never assessed have, unless it depends on what was due of them. */
  #neverAssessed: number | undefined;
  readonly #areNeverAssessedAlike: boolean;

  /**
   * @param view - whose facts, and up to when
   * @param pairing - which scores are compared
   */
  constructor(view: View, pairing: Pairing) {
    this.#view = view;
    this.#pairs = new Pairs(view, pairing);
    this.#areNeverAssessedAlike = pairing.missing !== "not-improved";
  }

  /**
   * The reading bits of a rule for each person of the view: certain when it holds however the missing pairs would have
   * come out,
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
        if (!isAssessed && this.#areNeverAssessedAlike) this.#neverAssessed = this.#ofPerson[index]!;
      } else {
        this.#ofPerson[index] = this.#neverAssessed;
      }
    }
    this.#turn = turn;
  }

  #numberOf({ improved, unchanged, worsened, missing, forfeited }: Outcome): number {
    const key = ((improved * LIMIT + unchanged) * LIMIT + worsened) * LIMIT + missing;
    this.#numbers[forfeited] ??= new Map();
    const numbers = this.#numbers[forfeited];
    let number = numbers.get(key);
    if (number === undefined) {
      number = this.#outcomes.push({ improved, unchanged, worsened, missing, forfeited }) - 1;
      numbers.set(key, number);
    }
    return number;
  }
}

/** More criteria than a person can have moved on, so that four counts make one exact number. */
const LIMIT = 2 ** 13;

function settle(rule: ChangeRule, outcome: Outcome): number {
  if (corners(outcome.missing).every((way) => holdsHowever(rule, outcome, way))) return CERTAIN_BITS;
  return isPossible(rule, outcome) ? IF_KNOWN_BITS : 0;
}

/**
 * One way in which criteria without a pair can have moved: on how many improved, stayed and worsened; the others have
 * none.
 */
type Way = readonly [improved: number, unchanged: number, worsened: number];

/** The outermost ways: every range of counts that holds in all of them holds in those between. */
function corners(count: number): readonly Way[] {
  return [
    [0, 0, 0],
    [count, 0, 0],
    [0, count, 0],
    [0, 0, count],
  ];
}

/** Whether the rule holds when the missing criteria moved in one way, however the forfeited ones may have. */
function holdsHowever(rule: ChangeRule, outcome: Outcome, [improved, unchanged, worsened]: Way): boolean {
  return corners(outcome.forfeited).every(([better, same, worse]) =>
    fits(
      rule,
      outcome.improved + improved + better,
      outcome.unchanged + unchanged + same,
      outcome.worsened + worsened + worse,
    ),
  );
}

/** Whether the rule holds in some way in which the missing criteria can have moved. */
function isPossible(rule: ChangeRule, outcome: Outcome): boolean {
  const { missing } = outcome;
  for (let improved = 0; improved <= missing; improved++) {
    for (let worsened = 0; worsened <= missing - improved; worsened++) {
      const unchanged = fewestUnchanged(rule, outcome, improved, worsened);
      if (unchanged > missing - improved - worsened) continue;
      if (holdsHowever(rule, outcome, [improved, unchanged, worsened])) return true;
    }
  }
  return false;
}

/** The fewest criteria that must have stayed the same for every least number to be reached. */
function fewestUnchanged(rule: ChangeRule, outcome: Outcome, improved: number, worsened: number): number {
  const notWorsened = outcome.improved + outcome.unchanged + improved;
  const paired = notWorsened + outcome.worsened + worsened;
  return Math.max(
    0,
    (rule.unchanged?.atLeast ?? 0) - outcome.unchanged,
    (rule.notWorsened?.atLeast ?? 0) - notWorsened,
    (rule.paired?.atLeast ?? 0) - paired,
  );
}

/** Whether these numbers of criteria meet a rule. */
export function fits(rule: ChangeRule, improved: number, unchanged: number, worsened: number): boolean {
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
