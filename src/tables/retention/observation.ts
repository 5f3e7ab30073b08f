import { addMonths, addStep, FOREVER, NO_DAY, type Step } from "../../calendar";
import { Ints } from "../../core/dataset/column";
import type { Store } from "../../core/dataset/store";
import type { Anchor, SpellExpression } from "../../core/definition/language";
import { reportingPeriod } from "../../core/definition/windows";
import type { SpellTable } from "../../core/engine/spells";
import { Planner } from "../../core/engine/plan";
import { Scope } from "../../core/engine/scope";
import { BLOCK, IN_TIME, People, POSSIBLE, type View } from "../../core/engine/view";
import type { PeriodDays } from "../../core/engine/windows";
import { foundNotEmployed, isOfWork, lastContacts } from "./contact";
import { withParts } from "../readings/rewrite";

/**
 * Marks of a month on a clock of months: more than a month has days, so that a mark holds whole months and the days
 * beyond them.
 */
export const MARKS = 32;

/**
 * How long after a day another is, on a clock of days or on one of months.
 *
 * On the clock of months it is `MARKS` times the whole months by the month rule plus the days beyond them: so a spell
 * has lasted at least `n` months exactly when it reads at least `n * MARKS`, whatever month it began in.
 *
 * @param from - a day number
 * @param to - the day after the last; before `from` it counts as `from`
 */
function elapsed(from: number, to: number, inMonths: boolean): number {
  if (to <= from) return 0;
  if (!inMonths) return to - from;
  let months = Math.floor((to - from) / 31);
  while (addMonths(from, months + 1) <= to) months++;
  return months * MARKS + to - addMonths(from, months);
}

/** When somebody who was not seen to end is taken to have been last seen. */
export type Censoring = "last-contact" | "as-of";

/** The same as an option. */
export const CENSORING = "=last-contact|as-of";

/** What people are observed in, and how. */
export interface ObservationRules {
  readonly expression: SpellExpression;
  /** A later spell at most so far from the end of one goes on with it. */
  readonly gap: Step;
  /** Facts after it do not exist. */
  readonly horizon: number;
  readonly censoring: Censoring;
  /** Clock of months, or of days. */
  readonly inMonths: boolean;
  /** Codes of the reasons of an end that are told apart. */
  readonly competing: readonly string[];
}

/** Last seen, not ended. */
export const CENSORED = 0;
/** Ended; the first competing reason comes after it. */
export const ENDED = 1;

/** How long people were observed, one entry a person. */
export interface Observations {
  /** Numbers of the people in the store. */
  readonly people: Int32Array;
  /** How long they were observed, on the clock. */
  readonly times: Int32Array;
  /** How it ended: `CENSORED`, `ENDED`, or 2 and more by place in `competing`. */
  readonly ends: Int32Array;
  /** How long they could have been observed by the horizon, on the clock. */
  readonly possible: Int32Array;
}

/** Turns spells into how long people were observed, and how it ended. */
export class Observer {
  readonly #store: Store;
  readonly #rules: ObservationRules;
  readonly #ofWork: boolean;
  readonly #contacts: Int32Array | undefined;
  readonly #competing: readonly number[];
  readonly #people = new Ints();
  readonly #times = new Ints();
  readonly #ends = new Ints();
  readonly #possible = new Ints();

  constructor(store: Store, rules: ObservationRules) {
    this.#store = store;
    this.#rules = rules;
    this.#ofWork = isOfWork(rules.expression);
    this.#contacts = rules.censoring === "as-of" ? undefined : lastContacts(store, rules.horizon, this.#ofWork);
    this.#competing = rules.competing.map((code) => store.log.codes.find(code));
  }

  /**
   * The day after the last of a spell: that of the follow-up which found them not employed, where the spell still runs
   * by the records.
   */
  endOf(person: number, end: number): number {
    if (end !== FOREVER) return end;
    const found = this.#ofWork ? foundNotEmployed(this.#store, person, this.#rules.horizon) : NO_DAY;
    return found === NO_DAY ? FOREVER : found;
  }

  /**
   * Adds a person.
   *
   * @param origin - the day their time is counted from
   * @param recorded - the day after the last of the recorded spell; `FOREVER` while it runs
   */
  add(person: number, origin: number, recorded: number): void {
    const { horizon, gap, inMonths } = this.#rules;
    const end = this.endOf(person, recorded);
    const isOpen = end === FOREVER || (end === recorded && addStep(end, gap) > horizon);
    const seen = this.#contacts === undefined ? horizon : this.#contacts[person]!;
    const until = end === FOREVER ? Math.max(origin, seen + 1) : end;
    this.#people.push(person);
    this.#times.push(elapsed(origin, until, inMonths));
    this.#ends.push(isOpen ? CENSORED : this.#kindOf(person, end));
    this.#possible.push(elapsed(origin, horizon + 1, inMonths));
  }

  /**
   * The competing reason given for a placement that ended with the spell; the first of several in the order asked for.
   */
  #kindOf(person: number, end: number): number {
    const { offsets, ends, endReasons } = this.#store.placements;
    let first = this.#competing.length;
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      if (ends[row] !== end || endReasons[row] === -1) continue;
      const place = this.#competing.indexOf(endReasons[row]!);
      if (place >= 0 && place < first) first = place;
    }
    return first === this.#competing.length ? ENDED : ENDED + 1 + first;
  }

  observations(): Observations {
    return {
      people: this.#people.view(),
      times: this.#times.view(),
      ends: this.#ends.view(),
      possible: this.#possible.view(),
    };
  }
}

/** The spells of a block of people. */
export interface SpellBlock {
  /** Number of the first of the people. */
  readonly first: number;
  readonly count: number;
  /**
   * Spells by what is certain; those that still run at the horizon end at `FOREVER`, also where a window cuts them
   * there.
   */
  readonly certain: SpellTable;
  /** The same with missing facts taken favourably; the same table when no fact can be missing. */
  readonly possible: SpellTable;
  /** The anchor's day of each person, `NO_DAY` where there is none; nothing when no anchor was asked for. */
  readonly anchors: Int32Array;
}

const NO_ANCHORS = new Int32Array(0);

/** The spells of everybody and their anchor, block by block; a block's tables are written over by the next. */
export function* spellBlocks(
  store: Store,
  expression: SpellExpression,
  period: PeriodDays,
  horizon: number,
  from?: Anchor,
): Generator<SpellBlock, void> {
  const planner = new Planner();
  const node = planner.spells(expression);
  const whole = planner.spells(unclipped(expression));
  const anchor = from && planner.leaf({ kind: "falls", anchor: from, window: reportingPeriod }).anchor;
  const people = new People(store);
  const view: View = { store, people, horizon, goesOnUntil: FOREVER, isSettled: true };
  const scope = new Scope(view, period);
  const who = new Int32Array(BLOCK);
  const tableOf = (reading: number) => {
    const table = scope.table(node, reading);
    if (whole !== node) leaveRunning(table, scope.table(whole, reading), horizon);
    return table;
  };
  for (let first = 0; first < store.people; first += BLOCK) {
    const count = Math.min(BLOCK, store.people - first);
    for (let index = 0; index < count; index++) who[index] = first + index;
    people.look(who, count);
    const certain = tableOf(IN_TIME);
    const possible = node.canLack ? tableOf(POSSIBLE) : certain;
    yield {
      first,
      count,
      certain,
      possible,
      anchors: from === undefined ? NO_ANCHORS : scope.windows.days(from, anchor),
    };
  }
}

/** The same spells as if no window cut them. */
function unclipped(expression: SpellExpression): SpellExpression {
  return expression.kind === "clip" ? unclipped(expression.of) : withParts(expression, unclipped);
}

/** Tells an end recorded on the horizon from a cut there: what runs on when it is whole ends at `FOREVER`. */
function leaveRunning(cut: SpellTable, whole: SpellTable, horizon: number): void {
  const isRunning = new Uint8Array(BLOCK);
  for (let row = 0; row < whole.rows; row++) {
    if (whole.starts[row]! <= horizon && whole.ends[row]! > horizon + 1) isRunning[whole.owners[row]!] = 1;
  }
  for (let row = 0; row < cut.rows; row++) {
    if (cut.ends[row]! > horizon && isRunning[cut.owners[row]!] === 1) cut.ends[row] = FOREVER;
  }
}
