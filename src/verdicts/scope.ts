import { addStep, NO_DAY, quarterStart, stepOf } from "../calendar";
import type { LengthRange, SpellExpression, WindowExpression } from "../definition/language";
import { clip, except, joined, overlap, SpellTable, touching, union, type Window } from "../spells";
import { anchorDay } from "./anchors";
import { ageBits, groupBits, wantedCodes } from "./attributes";
import { ChangeOutcomes } from "./change";
import { Fillings } from "./fillings";
import { ALWAYS, allOfLength, anyRow, EVERY_ROW, type Marked, ofNumber, type Sought } from "./marks";
import type { LeafNode, SpellNode } from "./plan";
import { recordedSpells } from "./recorded";
import { CERTAIN, CERTAIN_BITS, IN_TIME, POSSIBLE, type View, WITH_FACTS } from "./view";

/** First day of a period and the day after its last. */
export interface PeriodDays {
  readonly from: number;
  readonly to: number;
}

/** Bits of the two readings that differ in time only. */
const TIME_BITS = (1 << CERTAIN) | (1 << IN_TIME);

const READINGS = [CERTAIN, IN_TIME, WITH_FACTS, POSSIBLE] as const;

/** What was worked out of a view, and at which of its turns. */
interface Held<Value> {
  turn: number;
  readonly value: Value;
}

/** A window with room for one entry a person. */
interface Laid extends Window {
  from: Int32Array;
  to: Int32Array;
}

/**
 * Spell tables and conditions over the facts of the people in a view, each worked out once a turn, into the same memory.
 *
 * A condition gives one byte a person, a bit for each of the four readings, so that joining conditions is bit arithmetic.
 */
export class Scope {
  readonly view: View;
  readonly #period: PeriodDays;
  /** The scope of the same view without a period; what does not look at the period is worked out there. */
  readonly #shared: Scope | undefined;
  readonly #tables: Held<SpellTable>[] = [];
  readonly #bits: Held<{ bytes: Uint8Array }>[] = [];
  readonly #windows = new Map<WindowExpression, Held<Laid>>();
  readonly #wanted = new Map<LeafNode, Uint8Array>();
  readonly #changes = new Map<string | undefined, ChangeOutcomes>();
  #fillings: Fillings | undefined;
  #filled: Scope | undefined;
  #untried: Scope | undefined;

  constructor(view: View, period: PeriodDays, shared?: Scope) {
    this.view = view;
    this.#period = period;
    this.#shared = shared;
  }

  /** The spells of a node in one reading. */
  table(node: SpellNode, reading: number): SpellTable {
    if (this.#shared !== undefined && !node.usesPeriod) return this.#shared.table(node, reading);
    const key = node.id * READINGS.length + (node.canLack ? reading : reading & IN_TIME);
    this.#tables[key] ??= { turn: -1, value: new SpellTable() };
    const held = this.#tables[key];
    if (held.turn !== this.view.people.turn) {
      this.#evaluate(node, reading, held.value);
      held.turn = this.view.people.turn;
    }
    return held.value;
  }

  #evaluate(node: SpellNode, reading: number, out: SpellTable): void {
    const { expression, parts } = node;
    const { links } = this.view.store;
    switch (expression.kind) {
      case "overlap":
        overlap(this.table(parts[0]!, reading), this.table(parts[1]!, reading), links, out);
        break;
      case "except": {
        const opposite = this.view.isSettled ? reading : POSSIBLE - reading;
        except(this.table(parts[0]!, reading), this.table(parts[1]!, opposite), links, out);
        break;
      }
      case "union": {
        const tables = parts.map((part) => this.table(part, reading));
        union(tables, out);
        break;
      }
      case "joined":
        joined(this.table(parts[0]!, reading), stepOf(expression.gap), out);
        break;
      case "clip":
        clip(this.table(parts[0]!, reading), this.window(expression.window), out);
        break;
      case "touching":
        touching(this.table(parts[0]!, reading), this.window(expression.window), out);
        break;
      default:
        recordedSpells(this.view, expression, reading, out);
    }
  }

  /** The days of a window, of everybody or person by person. */
  window(window: WindowExpression): Window {
    let held = this.#windows.get(window);
    if (held === undefined) {
      held = { turn: -1, value: this.#commonWindow(window) };
      this.#windows.set(window, held);
    }
    if (held.turn !== this.view.people.turn && !held.value.isCommon) this.#lay(window, held.value);
    held.turn = this.view.people.turn;
    return held.value;
  }

  #commonWindow(window: WindowExpression): Laid {
    switch (window.kind) {
      case "reporting-period":
        return { isCommon: true, from: Int32Array.of(this.#period.from), to: Int32Array.of(this.#period.to) };
      case "until-horizon":
        return { isCommon: true, from: Int32Array.of(0), to: Int32Array.of(this.view.horizon + 1) };
      default:
        return { isCommon: false, from: new Int32Array(0), to: new Int32Array(0) };
    }
  }

  /** Lays a window from the anchor of each person; one without the anchor's day is empty. */
  #lay(window: WindowExpression, laid: Laid): void {
    if (window.kind !== "after" && window.kind !== "quarter-after") return;
    const { who, count } = this.view.people;
    if (laid.from.length < count) {
      laid.from = new Int32Array(count);
      laid.to = new Int32Array(count);
    }
    const ends = window.kind === "after" ? ([stepOf(window.from), stepOf(window.to)] as const) : window.count;
    for (let index = 0; index < count; index++) {
      const day = anchorDay(this.view, who[index]!, window.anchor);
      const isLaid = day !== NO_DAY;
      if (typeof ends === "number") {
        laid.from[index] = isLaid ? quarterStart(day, ends) : 0;
        laid.to[index] = isLaid ? quarterStart(day, ends + 1) : 0;
      } else {
        laid.from[index] = isLaid ? addStep(day, ends[0]) : 0;
        laid.to[index] = isLaid ? addStep(day, ends[1]) : 0;
      }
    }
  }

  /** Reading bits of a leaf for people with nothing open: all four readings alike. */
  plainBits(leaf: LeafNode): Uint8Array {
    return this.#once(leaf, (scope, bits) => {
      bits.fill(0, 0, scope.view.people.count);
      if (leaf.spells === undefined) scope.#factBits(leaf, bits);
      else scope.#markHolding(leaf, CERTAIN, bits, CERTAIN_BITS);
    });
  }

  /** Reading bits of a leaf for people with something open. */
  openBits(leaf: LeafNode): Uint8Array {
    return this.#once(leaf, (scope, bits) => {
      if (leaf.spells === undefined) {
        scope.#factBits(leaf, bits);
        return;
      }
      scope.#readingBits(leaf, IN_TIME, bits);
      if (leaf.spells.canLack) scope.#tryFillings(leaf, bits);
      const { count } = scope.view.people;
      for (let index = 0; index < count; index++) bits[index] = WIDENED[bits[index]!]!;
    });
  }

  /**
   * A bit for each reading. Those after `last` are taken to be alike with the one that differs from them in facts only; those that
   * cannot differ are worked out once.
   */
  #readingBits(leaf: LeafNode, last: number, bits: Uint8Array): void {
    const differing = (this.canRun(leaf.spells!) ? IN_TIME : 0) | (leaf.spells!.canLack ? WITH_FACTS & last : 0);
    bits.fill(0, 0, this.view.people.count);
    for (const source of READINGS) {
      if ((source & differing) !== source) continue;
      let mask = 0;
      for (const reading of READINGS) if ((reading & differing) === source) mask |= 1 << reading;
      this.#markHolding(leaf, source, bits, mask);
    }
  }

  /**
   * Tries every way the missing facts of a person can be: what is certain must hold in all of them, not only without the facts;
   * what is possible must hold in one of them.
   */
  #tryFillings(leaf: LeafNode, bits: Uint8Array): void {
    const { places, view, untriedPlaces, untried } = this.#ways();
    this.#filled ??= new Scope(view, this.#period, this.#shared?.filledScope());
    const tried = this.#filled.#bitsUpTo(IN_TIME, leaf);
    const ways = view.people.count;
    for (let at = 0; at < ways; ) {
      const index = places[at]!;
      let all = TIME_BITS;
      let any = 0;
      for (; at < ways && places[at] === index; at++) {
        all &= tried[at]!;
        any |= tried[at]! & TIME_BITS;
      }
      bits[index] = (bits[index]! & all) | (any << WITH_FACTS);
    }
    if (untried.people.count === 0) return;
    this.#untried ??= new Scope(untried, this.#period, this.#shared?.untriedScope());
    const read = this.#untried.#bitsUpTo(POSSIBLE, leaf);
    for (let at = 0; at < untried.people.count; at++) {
      bits[untriedPlaces[at]!] = hasUpperLimit(leaf) ? TIME_BITS << WITH_FACTS : read[at]!;
    }
  }

  /** The scope of the people who lack facts, without a period. */
  filledScope(): Scope {
    this.#filled ??= new Scope(this.#ways().view, this.#period);
    return this.#filled;
  }

  /** The scope of the people who lack too many facts to try, without a period. */
  untriedScope(): Scope {
    this.#untried ??= new Scope(this.#ways().untried, this.#period);
    return this.#untried;
  }

  #bitsUpTo(last: number, leaf: LeafNode): Uint8Array {
    return this.#once(leaf, (scope, bits) => scope.#readingBits(leaf, last, bits));
  }

  /** The people who lack facts, once for every way their facts can be. */
  #ways(): Fillings {
    if (this.#shared !== undefined) return this.#shared.#ways();
    this.#fillings ??= new Fillings(this.view);
    return this.#fillings.follow();
  }

  #once(leaf: LeafNode, work: (scope: Scope, bits: Uint8Array) => void): Uint8Array {
    const scope = this.#shared === undefined || leaf.usesPeriod ? this : this.#shared;
    const { turn, count } = scope.view.people;
    scope.#bits[leaf.id] ??= { turn: -1, value: { bytes: new Uint8Array(0) } };
    const held = scope.#bits[leaf.id]!;
    if (held.turn !== turn) {
      if (held.value.bytes.length < count) held.value.bytes = new Uint8Array(count);
      work(scope, held.value.bytes);
      held.turn = turn;
    }
    return held.value.bytes;
  }

  #factBits(leaf: LeafNode, bits: Uint8Array): void {
    const { condition } = leaf;
    switch (condition.kind) {
      case "change":
        this.#changesOf(condition.pairing.criterionFrom).bits(condition.rule, bits);
        break;
      case "in-group":
        groupBits(this.view, condition.attribute, this.#wantedBy(leaf, condition.codes), bits);
        break;
      case "aged":
        ageBits(this.view, condition, this.#period.from, bits);
        break;
      default:
        throw new TypeError(`Cannot evaluate ${condition.kind}: it must look at spells`);
    }
  }

  #wantedBy(leaf: LeafNode, codes: readonly string[]): Uint8Array {
    let wanted = this.#wanted.get(leaf);
    if (wanted === undefined) {
      wanted = wantedCodes(this.view.store, codes);
      this.#wanted.set(leaf, wanted);
    }
    return wanted;
  }

  #changesOf(criterionFrom: string | undefined): ChangeOutcomes {
    let changes = this.#changes.get(criterionFrom);
    if (changes === undefined) {
      changes = new ChangeOutcomes(this.view, criterionFrom);
      this.#changes.set(criterionFrom, changes);
    }
    return changes;
  }

  /** Adds bits for each person of whom a condition about spells holds in one reading. */
  #markHolding({ condition, spells }: LeafNode, reading: number, bits: Uint8Array, mask: number): void {
    const marked = { bits, mask, people: this.view.people.count, stop: this.view.horizon + 1 };
    switch (condition.kind) {
      case "happens":
        this.#markRows(spells!, reading, EVERY_ROW, marked);
        break;
      case "lasts":
        this.#markRows(spells!, reading, { ...EVERY_ROW, ...lengthsOf(condition) }, marked);
        break;
      case "totals":
        allOfLength(this.table(spells!, reading), lengthsOf(condition), marked);
        break;
      case "times":
        ofNumber(this.table(spells!, reading), condition, marked);
        break;
      default:
        throw new TypeError(`Cannot evaluate ${condition.kind}: it must look at facts`);
    }
  }

  /** Marks who has a row that is sought. The last window and the last union are looked through, not written out as tables. */
  #markRows(node: SpellNode, reading: number, sought: Sought, marked: Marked): void {
    const { expression, parts } = node;
    if (expression.kind === "union") {
      for (const part of parts) this.#markRows(part, reading, sought, marked);
    } else if (sought.window === ALWAYS && (expression.kind === "clip" || expression.kind === "touching")) {
      const window = this.window(expression.window);
      this.#markRows(parts[0]!, reading, { ...sought, window, isCut: expression.kind === "clip" }, marked);
    } else {
      anyRow(this.table(node, reading), sought, marked);
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
  if ((bits & (1 << CERTAIN)) !== 0) return CERTAIN_BITS;
  return (bits & ((1 << IN_TIME) | (1 << WITH_FACTS))) !== 0 ? bits | (1 << POSSIBLE) : bits;
});

function lengthsOf({ atLeast, under }: LengthRange): Pick<Sought, "atLeast" | "under"> {
  return { atLeast: atLeast && stepOf(atLeast), under: under && stepOf(under) };
}
