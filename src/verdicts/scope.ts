import { addStep, type Duration, NO_DAY, quarterAround, type Step, stepOf } from "../calendar";
import type { SpellExpression, WindowExpression } from "../definition/language";
import { clip, daysCovered, except, joined, overlap, type SpellTable, touching, union, type Window } from "../spells";
import { ageBits, groupBits } from "./attributes";
import { type ChangeColumns, changeBits, changeColumns } from "./change";
import type { LeafNode, SpellNode } from "./plan";
import { waysToFillIn } from "./fillings";
import { anchorDays, CERTAIN, IN_TIME, peopleIn, POSSIBLE, recordedSpells, type View, WITH_FACTS } from "./recorded";

/** First day of a period and the day after its last. */
export interface PeriodDays {
  readonly from: number;
  readonly to: number;
}

/** Bits of the two readings that differ in time only. */
const TIME_BITS = (1 << CERTAIN) | (1 << IN_TIME);

/** People once for every way their missing facts can be. */
interface Fillings {
  readonly scope: Scope;
  /** Place in the view of the person of each way; all ways of a person stand together. */
  readonly indices: Int32Array;
  /** Places of people with too many missing facts to try. */
  readonly untried: readonly number[];
}

const READINGS = [CERTAIN, IN_TIME, WITH_FACTS, POSSIBLE] as const;

/**
 * Spell tables and conditions over the facts of some people up to a horizon, each worked out once.
 *
 * A condition gives one byte a person, a bit for each of the four readings, so that joining conditions is bit arithmetic.
 */
export class Scope {
  readonly view: View;
  readonly #period: PeriodDays;
  /** The scope of the same view without a period; what does not look at the period is worked out there. */
  readonly #shared: Scope | undefined;
  readonly #tables = new Map<number, SpellTable>();
  readonly #bits = new Map<number, Uint8Array>();
  #ownFillings: Fillings | undefined;
  readonly #changes = new Map<string | undefined, ChangeColumns>();

  constructor(view: View, period: PeriodDays, shared?: Scope) {
    this.view = view;
    this.#period = period;
    this.#shared = shared;
  }

  /** The spells of a node in one reading. */
  table(node: SpellNode, reading: number): SpellTable {
    if (this.#shared !== undefined && !node.usesPeriod) return this.#shared.table(node, reading);
    const key = node.id * READINGS.length + reading;
    let table = this.#tables.get(key);
    if (table === undefined) {
      table = this.#evaluate(node, reading);
      this.#tables.set(key, table);
    }
    return table;
  }

  #evaluate(node: SpellNode, reading: number): SpellTable {
    const { expression, parts } = node;
    const { links } = this.view.store;
    switch (expression.kind) {
      case "overlap":
        return overlap(this.table(parts[0]!, reading), this.table(parts[1]!, reading), links);
      case "except":
        return except(
          this.table(parts[0]!, reading),
          this.table(parts[1]!, this.view.isSettled ? reading : POSSIBLE - reading),
          links,
        );
      case "union":
        return union(parts.map((part) => this.table(part, reading)));
      case "joined":
        return joined(this.table(parts[0]!, reading), stepOf(expression.gap));
      case "clip":
        return clip(this.table(parts[0]!, reading), this.window(expression.window));
      case "touching":
        return touching(this.table(parts[0]!, reading), this.window(expression.window));
      default:
        return recordedSpells(this.view, expression, reading);
    }
  }

  /** The days of a window, of everybody or person by person. */
  window(window: WindowExpression): Window {
    switch (window.kind) {
      case "reporting-period":
        return { from: Int32Array.of(this.#period.from), to: Int32Array.of(this.#period.to) };
      case "until-horizon":
        return { from: Int32Array.of(0), to: Int32Array.of(this.view.horizon + 1) };
      case "after":
        return laid(anchorDays(this.view, window.anchor), (day) => [
          addStep(day, stepOf(window.from)),
          addStep(day, stepOf(window.to)),
        ]);
      case "quarter-after":
        return laid(anchorDays(this.view, window.anchor), (day) => quarterAround(day, window.count));
    }
  }

  /**
   * Reading bits of a leaf for people with nothing open: all four readings alike.
   *
   * The returned column is the scope's own and may be completed by the caller with the bits of others.
   */
  plainBits(leaf: LeafNode): Uint8Array {
    return this.#once(leaf, (scope) => {
      if (leaf.spells === undefined) return scope.#factBits(leaf);
      const bits = scope.#holds(leaf, CERTAIN);
      for (let index = 0; index < bits.length; index++) bits[index] = bits[index]! * 0b1111;
      return bits;
    });
  }

  /** Reading bits of a leaf for people with something open. */
  openBits(leaf: LeafNode): Uint8Array {
    return this.#once(leaf, (scope) => {
      if (leaf.spells === undefined) return scope.#factBits(leaf);
      const bits = scope.#readingBits(leaf, leaf.spells.canLack ? POSSIBLE : IN_TIME);
      if (leaf.spells.canLack) scope.#tryFillings(bits, leaf);
      for (let index = 0; index < bits.length; index++) bits[index] = WIDENED[bits[index]!]!;
      return bits;
    });
  }

  /** A bit for each reading up to `last`; those that cannot differ are worked out once. */
  #readingBits(leaf: LeafNode, last: number): Uint8Array {
    const differing = (this.canRun(leaf.spells!) ? IN_TIME : 0) | (leaf.spells!.canLack ? WITH_FACTS : 0);
    const bits = new Uint8Array(peopleIn(this.view));
    for (const reading of READINGS) {
      const source = reading & differing;
      if (source > last) continue;
      if (source !== reading) {
        for (let index = 0; index < bits.length; index++) bits[index]! |= ((bits[index]! >> source) & 1) << reading;
        continue;
      }
      const holds = this.#holds(leaf, reading);
      for (let index = 0; index < bits.length; index++) bits[index]! |= holds[index]! << reading;
    }
    return bits;
  }

  /**
   * Tries every way the missing facts of a person can be: what is certain must hold in all of them, not only without the facts;
   * what is possible must hold in one of them.
   */
  #tryFillings(bits: Uint8Array, leaf: LeafNode): void {
    const fillings = this.#fillings();
    const { indices } = fillings;
    const tried = fillings.scope.#readingBits(leaf, IN_TIME);
    for (let at = 0; at < indices.length; ) {
      const index = indices[at]!;
      let all = TIME_BITS;
      let any = 0;
      for (; at < indices.length && indices[at] === index; at++) {
        all &= tried[at]!;
        any |= tried[at]! & TIME_BITS;
      }
      bits[index] = (bits[index]! & all) | (any << WITH_FACTS);
    }
    if (hasUpperLimit(leaf)) for (const index of fillings.untried) bits[index] = TIME_BITS << WITH_FACTS;
  }

  /** The people who lack facts, once for every way their facts can be. */
  #fillings(): Fillings {
    if (this.#shared !== undefined) {
      const shared = this.#shared.#fillings();
      this.#ownFillings ??= { ...shared, scope: new Scope(shared.scope.view, this.#period, shared.scope) };
    }
    if (this.#ownFillings === undefined) {
      const { selection, indices, values, untried } = waysToFillIn(this.view);
      const view: View = { ...this.view, selection, fillings: values };
      this.#ownFillings = { indices, untried, scope: new Scope(view, this.#period) };
    }
    return this.#ownFillings;
  }

  #once(leaf: LeafNode, work: (scope: Scope) => Uint8Array): Uint8Array {
    const scope = this.#shared === undefined || leaf.usesPeriod ? this : this.#shared;
    let bits = scope.#bits.get(leaf.id);
    if (bits === undefined) {
      bits = work(scope);
      scope.#bits.set(leaf.id, bits);
    }
    return bits;
  }

  #factBits({ condition }: LeafNode): Uint8Array {
    switch (condition.kind) {
      case "change":
        return changeBits(this.#changeColumns(condition.pairing.criterionFrom), condition.rule);
      case "in-group":
        return groupBits(this.view, condition.attribute, condition.codes);
      case "aged":
        return ageBits(this.view, condition, this.#period.from);
      default:
        throw new TypeError(`Cannot evaluate ${condition.kind}: it must look at spells`);
    }
  }

  #changeColumns(criterionFrom: string | undefined): ChangeColumns {
    let columns = this.#changes.get(criterionFrom);
    if (columns === undefined) {
      columns = changeColumns(this.view, criterionFrom);
      this.#changes.set(criterionFrom, columns);
    }
    return columns;
  }

  /** 1 for each person of whom a condition about spells holds in one reading. */
  #holds({ condition, spells }: LeafNode, reading: number): Uint8Array {
    const table = this.table(spells!, reading);
    const stop = this.view.horizon + 1;
    switch (condition.kind) {
      case "happens":
        return anyRow(table);
      case "lasts":
        return anyOfLength(table, limit(condition.atLeast), limit(condition.under), stop);
      case "totals":
        return allOfLength(table, limit(condition.atLeast), limit(condition.under), stop);
      case "times":
        return ofNumber(table, condition.atLeast ?? 0, condition.atMost ?? Number.POSITIVE_INFINITY, stop);
      default:
        throw new TypeError(`Cannot evaluate ${condition.kind}: it must look at facts`);
    }
  }

  /** Whether running spells make a difference: not once everything is cut at or before the horizon. */
  canRun(node: SpellNode): boolean {
    const { expression, parts } = node;
    if (expression.kind === "clip") {
      if (expression.window.kind === "until-horizon") return false;
      if (expression.window.kind === "reporting-period" && this.#period.to <= this.view.horizon + 1) return false;
    }
    if (parts.length > 0) return parts.some((part) => this.canRun(part));
    return canRunAlone(expression);
  }
}

function canRunAlone({ kind }: SpellExpression): boolean {
  return kind === "placements" || kind === "support" || kind === "enrolment";
}

function hasUpperLimit({ condition }: LeafNode): boolean {
  if (condition.kind === "times") return true;
  return (condition.kind === "lasts" || condition.kind === "totals") && condition.under !== undefined;
}

/** Bits closed upwards: what is certain is possible in every reading, what is possible in one way is possible in both. */
const WIDENED = Uint8Array.from({ length: 16 }, (_, bits) => {
  if ((bits & (1 << CERTAIN)) !== 0) return 0b1111;
  return (bits & ((1 << IN_TIME) | (1 << WITH_FACTS))) !== 0 ? bits | (1 << POSSIBLE) : bits;
});

function laid(anchors: Int32Array, around: (day: number) => readonly [number, number]): Window {
  const from = new Int32Array(anchors.length);
  const to = new Int32Array(anchors.length);
  for (let index = 0; index < anchors.length; index++) {
    if (anchors[index] !== NO_DAY) [from[index], to[index]] = around(anchors[index]!) as [number, number];
  }
  return { from, to };
}

function limit(duration: Duration | undefined): Step | undefined {
  return duration === undefined ? undefined : stepOf(duration);
}

function anyRow({ people, offsets }: SpellTable): Uint8Array {
  const holds = new Uint8Array(people);
  for (let index = 0; index < people; index++) holds[index] = offsets[index]! < offsets[index + 1]! ? 1 : 0;
  return holds;
}

/** A row that reaches past the horizon may end on any day from the horizon on. */
function earliestEnd(start: number, end: number, stop: number): number {
  return end > stop ? Math.max(start, stop) : end;
}

function anyOfLength(table: SpellTable, atLeast: Step | undefined, under: Step | undefined, stop: number): Uint8Array {
  const { people, offsets, starts, ends } = table;
  const holds = new Uint8Array(people);
  for (let index = 0; index < people; index++) {
    const past = offsets[index + 1]!;
    for (let row = offsets[index]!; row < past; row++) {
      const start = starts[row]!;
      if (atLeast !== undefined && addStep(start, atLeast) > ends[row]!) continue;
      if (under !== undefined && earliestEnd(start, ends[row]!, stop) >= addStep(start, under)) continue;
      holds[index] = 1;
      break;
    }
  }
  return holds;
}

function allOfLength(table: SpellTable, atLeast: Step | undefined, under: Step | undefined, stop: number): Uint8Array {
  const { people, offsets, starts } = table;
  const holds = new Uint8Array(people);
  const soonest = (start: number, end: number) => earliestEnd(start, end, stop);
  const latest = (_: number, end: number) => end;
  for (let index = 0; index < people; index++) {
    const first = offsets[index]!;
    const past = offsets[index + 1]!;
    const start = first < past ? starts[first]! : 0;
    const isLong = atLeast === undefined || addStep(start, atLeast) <= start + daysCovered(table, first, past, latest);
    const isShort = under === undefined || start + daysCovered(table, first, past, soonest) < addStep(start, under);
    holds[index] = isLong && isShort ? 1 : 0;
  }
  return holds;
}

function ofNumber(table: SpellTable, atLeast: number, atMost: number, stop: number): Uint8Array {
  const { people, offsets, starts, ends } = table;
  const holds = new Uint8Array(people);
  for (let index = 0; index < people; index++) {
    const first = offsets[index]!;
    const past = offsets[index + 1]!;
    let settled = 0;
    for (let row = first; row < past; row++) {
      if (earliestEnd(starts[row]!, ends[row]!, stop) > starts[row]!) settled++;
    }
    holds[index] = past - first >= atLeast && settled <= atMost ? 1 : 0;
  }
  return holds;
}
