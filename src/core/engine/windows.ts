import { addStep, NO_DAY, quarterStart, type Step, stepOf } from "../../calendar";
import type { Anchor, WindowExpression } from "../definition/language";
import { moveBack, type SpellTable, type Window } from "./spells";
import { anchorDays, daysOfSpells } from "./anchors";
import type { AnchorNode, SpellNode } from "./plan";
import type { View } from "./view";

/** First day of a period and the day after its last. */
export interface PeriodDays {
  readonly from: number;
  readonly to: number;
}

/** What was worked out of a view, and at which of its turns. */
export interface Held<Value> {
  turn: number;
  readonly value: Value;
}

/** A window with room for one entry a person. */
interface Laid extends Window {
  from: Int32Array;
  to: Int32Array;
}

/** Windows and anchors of the people in a view, in one period: each laid once a turn, into the same memory. */
export class Windows {
  readonly #view: View;
  readonly #period: PeriodDays;
  readonly #spellsOf: (node: SpellNode) => SpellTable;
  readonly #windows = new Map<WindowExpression, Held<Laid>>();
  readonly #days = new Map<Anchor, Held<{ days: Int32Array }>>();

  /** @param spellsOf - the spells of a node as they stand on the horizon */
  constructor(view: View, period: PeriodDays, spellsOf: (node: SpellNode) => SpellTable) {
    this.#view = view;
    this.#period = period;
    this.#spellsOf = spellsOf;
  }

  /**
   * The days of a window, of everybody or person by person.
   *
   * @param anchor - the spells of its anchor, when it is laid from a day of some
   */
  of(window: WindowExpression, anchor: AnchorNode | undefined): Window {
    let held = this.#windows.get(window);
    if (held === undefined) {
      const isCommon = isOfEverybody(window);
      held = { turn: -1, value: { isCommon, from: new Int32Array(1), to: new Int32Array(1) } };
      this.#windows.set(window, held);
    }
    const { turn } = this.#view.people;
    if (held.turn === -1 || (held.turn !== turn && !held.value.isCommon)) this.#lay(window, anchor, held.value);
    held.turn = turn;
    return held.value;
  }

  /** Lays a window; without its anchor's day it is empty. */
  #lay(window: WindowExpression, anchor: AnchorNode | undefined, laid: Laid): void {
    const { count } = this.#view.people;
    if (!laid.isCommon && laid.from.length < count) {
      laid.from = new Int32Array(count);
      laid.to = new Int32Array(count);
    }
    switch (window.kind) {
      case "reporting-period":
        laid.from[0] = this.#period.from;
        laid.to[0] = this.#period.to;
        break;
      case "until-horizon":
        laid.to[0] = this.#view.horizon + 1;
        break;
      case "earlier":
        moveBack(this.of(window.of, anchor), stepOf(window.by), count, laid);
        break;
      case "on":
        layAfter(this.days(window.anchor, anchor), stepOf(window.after), undefined, count, laid);
        break;
      case "after":
        layAfter(this.days(window.anchor, anchor), stepOf(window.from), stepOf(window.to), count, laid);
        break;
      case "quarter-after":
        layQuarter(this.days(window.anchor, anchor), window.count, count, laid);
        break;
    }
  }

  /**
   * The anchor's day of each person, as things stand on the horizon; by the spells of its node when it is a day of
   * spells.
   */
  days(anchor: Anchor, node: AnchorNode | undefined): Int32Array {
    const { turn, count } = this.#view.people;
    let held = this.#days.get(anchor);
    if (held === undefined) {
      held = { turn: -1, value: { days: new Int32Array(count) } };
      this.#days.set(anchor, held);
    }
    if (held.turn === turn) return held.value.days;
    if (held.value.days.length < count) held.value.days = new Int32Array(count);
    if (typeof anchor === "string") anchorDays(this.#view, anchor, held.value.days);
    else daysOfSpells(this.#spellsOf(node!.spells), anchor.kind, count, held.value.days);
    held.turn = turn;
    return held.value.days;
  }
}

/** Whether a window has the same days for everybody. */
function isOfEverybody(window: WindowExpression): boolean {
  if (window.kind === "earlier") return isOfEverybody(window.of);
  return window.kind === "reporting-period" || window.kind === "until-horizon";
}

/** Lays each person's window from one step after a day up to another; on the one day when there is no other. */
function layAfter(days: Int32Array, from: Step, to: Step | undefined, people: number, laid: Laid): void {
  for (let index = 0; index < people; index++) {
    const day = days[index]!;
    const first = day === NO_DAY ? 0 : addStep(day, from);
    laid.from[index] = first;
    laid.to[index] = day === NO_DAY ? 0 : to === undefined ? first + 1 : addStep(day, to);
  }
}

/** Lays each person's window on the calendar quarter that comes `count` after that of a day. */
function layQuarter(days: Int32Array, quarters: number, people: number, laid: Laid): void {
  for (let index = 0; index < people; index++) {
    const day = days[index]!;
    laid.from[index] = day === NO_DAY ? 0 : quarterStart(day, quarters);
    laid.to[index] = day === NO_DAY ? 0 : quarterStart(day, quarters + 1);
  }
}
