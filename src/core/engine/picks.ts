import { addStep, FOREVER, NO_DAY, type Step, stepBack, stepOf } from "../../calendar";
import type { Pairing } from "../definition/pairing";
import { anchorDay } from "./anchors";
import type { View } from "./view";

/** What kept a score from being the follow-up, from the least to the most that it met; the most is told. */
const FAULTS = [
  "too-close",
  "other-rater",
  "other-instrument",
  "rater-not-recorded",
  "instrument-not-recorded",
] as const;
type Fault = (typeof FAULTS)[number];

/**
 * Why a criterion has no pair of scores: no second score (`no-two-scores`), none that can be the baseline, none near
 * the scheduled day, none
 * far enough from the baseline (`too-close`), none by the same rater or instrument, a rater or instrument that was not
 * recorded, or a
 * score that may still come (`not-yet-due`).
 */
export type Unpaired =
  | "no-two-scores"
  | "no-baseline"
  | "no-score-at-point"
  | "too-close"
  | "other-rater"
  | "other-instrument"
  | "rater-not-recorded"
  | "instrument-not-recorded"
  | "not-yet-due";

/** First and last day of a window that is laid from a day that never came, or past the calendar. */
const [NEVER_FROM, NEVER_TO] = [1, 0];

/**
 * Baseline and follow-up of each criterion, picked by a pairing for one person at a time, in columns that are used
 * again for the next.
 */
export class Picks {
  /** By criterion: row of the baseline, or -1. */
  readonly first: Int32Array;
  /** By criterion: row of the follow-up, or -1 without a pair. */
  readonly last: Int32Array;
  /** By criterion: row of the score that came nearest to being the follow-up, or -1. */
  readonly nearest: Int32Array;
  /** By criterion: whether a code said that it does not apply. */
  readonly isSetAside: Uint8Array;
  readonly #view: View;
  readonly #pairing: Pairing;
  readonly #isFirstLast: boolean;
  /** By criterion: place in `FAULTS`, from 1. */
  readonly #faults: Uint8Array;
  /** By criterion: the first and the last day a follow-up can have, and the day it is scheduled for. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #points: Int32Array;
  /** Days of the baseline of the person loaded. */
  #baselineFrom = 0;
  #baselineTo = FOREVER;
  readonly #within: Step | undefined;
  readonly #after: Step | undefined;
  readonly #tolerance: Step | undefined;
  readonly #spacing: Step | undefined;
  readonly #isFromRegistration: boolean;
  readonly #sameRater: boolean;
  readonly #sameInstrument: boolean;

  constructor(view: View, pairing: Pairing) {
    const criteria = view.store.log.criteria.texts.length;
    const { baseline, followUp, same = [], spacing } = pairing;
    this.#view = view;
    this.#pairing = pairing;
    this.#isFirstLast = baseline === undefined && followUp === undefined && same.length === 0 && spacing === undefined;
    this.#within = baseline && stepOf(baseline.within);
    this.#after = followUp && stepOf(followUp.after);
    this.#tolerance = followUp && stepOf(followUp.tolerance);
    this.#spacing = spacing && stepOf(spacing);
    this.#isFromRegistration = followUp?.from === "registration";
    this.#sameRater = same.includes("rater");
    this.#sameInstrument = same.includes("instrument");
    this.first = new Int32Array(criteria);
    this.last = new Int32Array(criteria);
    this.nearest = new Int32Array(criteria).fill(-1);
    this.isSetAside = new Uint8Array(criteria);
    this.#faults = new Uint8Array(criteria);
    this.#from = new Int32Array(criteria);
    this.#to = new Int32Array(criteria);
    this.#points = new Int32Array(criteria);
    this.#to.fill(FOREVER);
  }

  load(person: number): void {
    const { first, last, isSetAside } = this;
    // A loop, for there are a few criteria, and a call costs more.
    for (let criterion = 0; criterion < first.length; criterion++) {
      first[criterion] = -1;
      last[criterion] = -1;
      isSetAside[criterion] = 0;
    }
    if (this.#isFirstLast) this.#loadFirstLast(person);
    else this.#loadPicked(person);
  }

  #loadFirstLast(person: number): void {
    const { first, last, isSetAside } = this;
    const { offsets, days, codes, scores } = this.#view.store.assessments;
    const past = offsets[person + 1]!;
    for (let row = offsets[person]!; row < past; row++) {
      if (days[row]! > this.#view.horizon) break;
      const criterion = codes[row]!;
      if (Number.isNaN(scores[row]!)) isSetAside[criterion] = 1;
      else if (first[criterion] === -1) first[criterion] = row;
      else if (days[row]! > days[first[criterion]!]!) last[criterion] = row;
    }
  }

  #loadPicked(person: number): void {
    this.nearest.fill(-1);
    this.#faults.fill(0);
    this.#layFromRegistration(person);
    const { first } = this;
    const { offsets, days, codes, scores } = this.#view.store.assessments;
    const past = offsets[person + 1]!;
    for (let row = offsets[person]!; row < past; row++) {
      const day = days[row]!;
      if (day > this.#view.horizon) break;
      const criterion = codes[row]!;
      if (Number.isNaN(scores[row]!)) this.isSetAside[criterion] = 1;
      else if (first[criterion] !== -1) this.#consider(criterion, row);
      else if (day >= this.#baselineFrom && day <= this.#baselineTo) {
        first[criterion] = row;
        if (this.#after !== undefined && !this.#isFromRegistration) this.#layFollowUp(criterion, day);
      }
    }
    if (this.#sameRater || this.#sameInstrument) this.#dropUnrecorded();
  }

  #layFromRegistration(person: number): void {
    if (this.#within === undefined && !this.#isFromRegistration) return;
    const registered = anchorDay(this.#view, person, "registration");
    if (this.#within !== undefined) {
      this.#baselineFrom = registered === NO_DAY ? NEVER_FROM : stepBack(registered, this.#within);
      this.#baselineTo = registered === NO_DAY ? NEVER_TO : addStep(registered, this.#within);
    }
    if (!this.#isFromRegistration) return;
    for (let criterion = 0; criterion < this.#points.length; criterion++) this.#layFollowUp(criterion, registered);
  }

  /** Lays the days around the one that a follow-up is scheduled for. */
  #layFollowUp(criterion: number, anchor: number): void {
    const point = anchor === NO_DAY ? NO_DAY : addStep(anchor, this.#after!);
    const isOnCalendar = point !== NO_DAY && point < FOREVER;
    this.#points[criterion] = point;
    this.#from[criterion] = isOnCalendar ? stepBack(point, this.#tolerance!) : NEVER_FROM;
    this.#to[criterion] = isOnCalendar ? addStep(point, this.#tolerance!) : NEVER_TO;
  }

  /**
   * Looks at a score as a follow-up: the last that will do is kept, or the first of those nearest to the scheduled day.
   */
  #consider(criterion: number, row: number): void {
    const { days } = this.#view.store.assessments;
    const day = days[row]!;
    const baseline = this.first[criterion]!;
    if (day === days[baseline] || day < this.#from[criterion]! || day > this.#to[criterion]!) return;
    const fault = this.#faultOf(baseline, row);
    if (fault !== undefined) {
      const place = FAULTS.indexOf(fault) + 1;
      if (place < this.#faults[criterion]!) return;
      this.#faults[criterion] = place;
      this.nearest[criterion] = row;
    } else if (this.#after === undefined || this.last[criterion] === -1 || this.#isNearer(criterion, row)) {
      this.last[criterion] = row;
    }
  }

  #faultOf(baseline: number, row: number): Fault | undefined {
    const { days, raters, instruments } = this.#view.store.assessments;
    if (this.#spacing !== undefined && addStep(days[baseline]!, this.#spacing) > days[row]!) return "too-close";
    if (this.#sameRater && areOther(raters[baseline]!, raters[row]!)) return "other-rater";
    if (this.#sameInstrument && areOther(instruments[baseline]!, instruments[row]!)) return "other-instrument";
    return undefined;
  }

  #isNearer(criterion: number, row: number): boolean {
    const { days } = this.#view.store.assessments;
    const point = this.#points[criterion]!;
    return Math.abs(days[row]! - point) < Math.abs(days[this.last[criterion]!]! - point);
  }

  /** A pair that agrees only if a fact that was not recorded is the right one is no pair. */
  #dropUnrecorded(): void {
    const { raters, instruments } = this.#view.store.assessments;
    for (let criterion = 0; criterion < this.last.length; criterion++) {
      const [first, last] = [this.first[criterion]!, this.last[criterion]!];
      if (last === -1) continue;
      const lacksRater = this.#sameRater && (raters[first] === -1 || raters[last] === -1);
      const lacksInstrument = this.#sameInstrument && (instruments[first] === -1 || instruments[last] === -1);
      if (!lacksRater && !lacksInstrument) continue;
      this.#faults[criterion] = FAULTS.indexOf(lacksRater ? "rater-not-recorded" : "instrument-not-recorded") + 1;
      this.nearest[criterion] = last;
      this.last[criterion] = -1;
    }
  }

  /** Why a criterion has no pair. A fact not recorded is told first, for recording it can settle the matter. */
  why(criterion: number): Unpaired {
    const { baseline, followUp } = this.#pairing;
    const fault = this.#isFirstLast ? undefined : FAULTS[this.#faults[criterion]! - 1];
    if (fault?.endsWith("-not-recorded")) return fault;
    if (this.due(criterion) !== undefined) return "not-yet-due";
    if (fault !== undefined) return fault;
    if (this.first[criterion] !== -1) return followUp === undefined ? "no-two-scores" : "no-score-at-point";
    return baseline === undefined && followUp === undefined ? "no-two-scores" : "no-baseline";
  }

  /** Rows of the two scores that would be a pair, of those whose rater or instrument was not recorded. */
  lacking(criterion: number): readonly number[] {
    const why = this.why(criterion);
    if (why !== "rater-not-recorded" && why !== "instrument-not-recorded") return [];
    const { raters, instruments } = this.#view.store.assessments;
    const codes = why === "rater-not-recorded" ? raters : instruments;
    return [this.first[criterion]!, this.nearest[criterion]!].filter((row) => codes[row] === -1);
  }

  /**
   * Days of the score that a criterion without a pair waits for, when they are laid by the pairing and not over on the
   * horizon: those of the
   * baseline, of the scheduled follow-up, or, with a spacing alone, all from the first that is far enough. The last may
   * be past the calendar.
   */
  due(criterion: number): { readonly from: number; readonly to: number } | undefined {
    if (this.#isFirstLast) return undefined;
    const { horizon, store } = this.#view;
    const first = this.first[criterion]!;
    if (first === -1 && this.#within !== undefined) {
      return this.#baselineTo > horizon ? { from: this.#baselineFrom, to: this.#baselineTo } : undefined;
    }
    if (first === -1 && !this.#isFromRegistration) return undefined;
    const isSpaced = first !== -1 && this.#spacing !== undefined;
    const spaced = isSpaced ? addStep(store.assessments.days[first]!, this.#spacing!) : 0;
    const from = Math.max(this.#from[criterion]!, spaced);
    const to = this.#to[criterion]!;
    const isOpen = this.#after === undefined ? from > horizon : to > horizon;
    return isOpen && from <= to && from < FOREVER ? { from, to } : undefined;
  }
}

/** Whether two codes are recorded and not the same. */
function areOther(a: number, b: number): boolean {
  return a !== -1 && b !== -1 && a !== b;
}
