import { stepOf } from "../../calendar";
import { canonicalJson } from "../definition/fingerprint";
import type { LengthRange, SpellExpression } from "../definition/language";
import type { Pairing } from "../definition/pairing";
import { clip, except, joined, overlap, SpellTable, starting, touching, union, withoutLastDay } from "./spells";
import { daysOfSpells, fallBits } from "./anchors";
import { ageBits, groupBits, wantedCodes } from "./attributes";
import { ChangeOutcomes } from "./change";
import { Fillings } from "./fillings";
import { joinedWithin } from "./joined-within";
import { ALWAYS, allOfLength, anyRow, EVERY_ROW, type Marked, ofNumber, type Sought } from "./marks";
import type { LeafNode, SpellNode } from "./plan";
import { recordedSpells } from "./recorded";
import { runsOf } from "./runs";
import { canTurn, leaveMoved, leaveOpen } from "./turning";
import { CERTAIN, CERTAIN_BITS, IN_TIME, POSSIBLE, type View, WITH_FACTS } from "./view";
import { type Held, type PeriodDays, Windows } from "./windows";

/** Bits of the two readings that differ in time only. */
const TIME_BITS = (1 << CERTAIN) | (1 << IN_TIME);

const READINGS = [CERTAIN, IN_TIME, WITH_FACTS, POSSIBLE] as const;

/**
 * Spell tables and conditions over the facts of the people in a view, each worked out once a turn, into the same
 * memory.
 *
 * A condition gives one byte a person, a bit for each of the four readings, so that joining conditions is bit
 * arithmetic.
 */
export class Scope {
  readonly view: View;
  readonly windows: Windows;
  readonly #period: PeriodDays;
  /** The scope of the same view without a period; what does not look at the period is worked out there. */
  readonly #shared: Scope | undefined;
  readonly #tables: Held<SpellTable>[] = [];
  readonly #bits: Held<{ bytes: Uint8Array }>[] = [];
  readonly #wanted = new Map<LeafNode, Uint8Array>();
  /** By canonical JSON of the pairing. */
  readonly #changes = new Map<string, ChangeOutcomes>();
  readonly #changesOfLeaf = new Map<LeafNode, ChangeOutcomes>();
  #fillings: Fillings | undefined;
  #filled: Scope | undefined;
  #untried: Scope | undefined;

  constructor(view: View, period: PeriodDays, shared?: Scope) {
    this.view = view;
    this.#period = period;
    this.#shared = shared;
    this.windows = new Windows(view, period, (node) => this.table(node, CERTAIN));
  }

  /**
   * The spells of a node in one reading.
   *
   * @param asRuns - only what joining makes of them matters: pieces that touch may be one row
   */
  table(node: SpellNode, reading: number, asRuns = false): SpellTable {
    if (this.#shared !== undefined && !node.usesPeriod) return this.#shared.table(node, reading, asRuns);
    const isRuns = asRuns && node.parts.length > 1;
    const key = (node.id * READINGS.length + (node.canLack ? reading : reading & IN_TIME)) * 2 + (isRuns ? 1 : 0);
    this.#tables[key] ??= { turn: -1, value: new SpellTable() };
    const held = this.#tables[key];
    if (held.turn !== this.view.people.turn) {
      this.#evaluate(node, reading, isRuns, held.value);
      held.turn = this.view.people.turn;
    }
    return held.value;
  }

  #evaluate(node: SpellNode, reading: number, isRuns: boolean, out: SpellTable): void {
    const { expression, parts } = node;
    const { links } = this.view.store;
    switch (expression.kind) {
      case "overlap":
      case "except": {
        const isSame = expression.kind === "overlap" || this.view.isSettled;
        const [of, other] = [
          this.table(parts[0]!, reading),
          this.table(parts[1]!, isSame ? reading : POSSIBLE - reading),
        ];
        if (isRuns) runsOf(expression.kind, of, other, links, out);
        else (expression.kind === "overlap" ? overlap : except)(of, other, links, out);
        break;
      }
      case "union": {
        const tables = parts.map((part) => this.table(part, reading, isRuns));
        union(tables, out);
        break;
      }
      case "joined": {
        const gap = stepOf(expression.gap);
        const { employers } = this.view.store.placements;
        if (expression.within === undefined) joined(this.table(parts[0]!, reading, true), gap, out);
        else joinedWithin(this.table(parts[0]!, reading), gap, employers, (reading & WITH_FACTS) !== 0, out);
        break;
      }
      case "without-last-day": {
        const later = this.table(parts[0]!, reading | IN_TIME);
        withoutLastDay(this.table(parts[0]!, reading), later, this.view.horizon + 1, out);
        break;
      }
      case "clip":
        clip(this.table(parts[0]!, reading), this.windows.of(expression.window, node.anchor), out);
        break;
      case "touching":
        touching(this.table(parts[0]!, reading), this.windows.of(expression.window, node.anchor), out);
        break;
      case "starting":
        starting(this.table(parts[0]!, reading), this.windows.of(expression.window, node.anchor), out);
        break;
      default:
        recordedSpells(this.view, expression, reading, out);
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
      if (leaf.spells === undefined) scope.#factBits(leaf, bits);
      else scope.#spellBits(leaf, leaf.spells, bits);
      scope.#leaveMoved(leaf, bits);
    });
  }

  #spellBits(leaf: LeafNode, spells: SpellNode, bits: Uint8Array): void {
    this.#readingBits(leaf, spells.canBeAnything ? POSSIBLE : IN_TIME, bits);
    if (spells.canLack) this.#tryFillings(leaf, bits);
    if (spells.canBeAnything && canTurn(leaf, spells)) {
      for (const time of [CERTAIN, IN_TIME]) {
        leaveOpen(bits, this.table(spells, time), this.table(spells, time | WITH_FACTS), this.view);
      }
    }
    const { count } = this.view.people;
    for (let index = 0; index < count; index++) bits[index] = WIDENED[bits[index]!]!;
  }

  /** Leaves open whatever is laid from a day that a missing fact could move. */
  #leaveMoved({ movable }: LeafNode, bits: Uint8Array): void {
    const { count } = this.view.people;
    for (const { end, spells } of movable) {
      const certain = new Int32Array(count);
      const favourable = new Int32Array(count);
      daysOfSpells(this.table(spells, CERTAIN), end, count, certain);
      daysOfSpells(this.table(spells, WITH_FACTS), end, count, favourable);
      leaveMoved(bits, certain, favourable, count);
    }
  }

  /**
   * A bit for each reading. Those after `last` are taken to be alike with the one that differs from them in facts only;
   * those that
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
   * Tries every way the missing facts of a person can be: what is certain must hold in all of them, not only without
   * the facts;
   * what is possible must hold in one of them.
   */
  #tryFillings(leaf: LeafNode, bits: Uint8Array): void {
    const { places, view, untriedPlaces, untried } = this.#ways();
    this.#filled ??= new Scope(view, this.#period, this.#shared?.filledScope());
    // What can be anything is not filled in, and stays as each reading takes it.
    const tried = this.#filled.#bitsUpTo(leaf.spells!.canBeAnything ? POSSIBLE : IN_TIME, leaf);
    const ways = view.people.count;
    for (let at = 0; at < ways; ) {
      const index = places[at]!;
      let all = TIME_BITS;
      let any = 0;
      for (; at < ways && places[at] === index; at++) {
        all &= tried[at]!;
        any |= (tried[at]! | (tried[at]! >> WITH_FACTS)) & TIME_BITS;
      }
      bits[index] = (bits[index]! & all) | (any << WITH_FACTS);
    }
    if (untried.people.count === 0) return;
    this.#untried ??= new Scope(untried, this.#period, this.#shared?.untriedScope());
    const read = this.#untried.#bitsUpTo(POSSIBLE, leaf);
    for (let at = 0; at < untried.people.count; at++) {
      bits[untriedPlaces[at]!] = canTurn(leaf, leaf.spells!) ? TIME_BITS << WITH_FACTS : read[at]!;
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
    const { condition, anchor, windowAnchor } = leaf;
    switch (condition.kind) {
      case "change":
        this.#changesOf(leaf, condition.pairing).bits(condition.rule, bits);
        break;
      case "in-group":
        groupBits(this.view, condition.attribute, this.#wantedBy(leaf, condition.codes), bits);
        break;
      case "aged": {
        const isCommon = condition.at === "period-start";
        const values =
          condition.at === "period-start" ? Int32Array.of(this.#period.from) : this.windows.days(condition.at, anchor);
        ageBits(this.view, condition, { isCommon, values }, bits);
        break;
      }
      case "falls": {
        const days = this.windows.days(condition.anchor, anchor);
        fallBits(days, this.windows.of(condition.window, windowAnchor), this.view.people.count, bits);
      }
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

  /** Shared by all leaves with the same pairing. */
  #changesOf(leaf: LeafNode, pairing: Pairing): ChangeOutcomes {
    const held = this.#changesOfLeaf.get(leaf);
    if (held !== undefined) return held;
    const key = canonicalJson(pairing);
    const changes = this.#changes.get(key) ?? new ChangeOutcomes(this.view, pairing);
    this.#changes.set(key, changes);
    this.#changesOfLeaf.set(leaf, changes);
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
    }
  }

  /**
   * Marks who has a row that is sought. The last window and the last union are looked through, not written out as
   * tables.
   */
  #markRows(node: SpellNode, reading: number, sought: Sought, marked: Marked): void {
    const { expression, parts } = node;
    if (expression.kind === "union") {
      for (const part of parts) this.#markRows(part, reading, sought, marked);
    } else if (sought.window === ALWAYS && (expression.kind === "clip" || expression.kind === "touching")) {
      const window = this.windows.of(expression.window, node.anchor);
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

/**
 * Bits closed upwards: what is certain is possible in every reading, what is possible in one way is possible in both.
 */
const WIDENED = Uint8Array.from({ length: 16 }, (_, bits) => {
  if ((bits & (1 << CERTAIN)) !== 0) return CERTAIN_BITS;
  return (bits & ((1 << IN_TIME) | (1 << WITH_FACTS))) !== 0 ? bits | (1 << POSSIBLE) : bits;
});

function lengthsOf({ atLeast, under }: LengthRange): Pick<Sought, "atLeast" | "under"> {
  return { atLeast: atLeast && stepOf(atLeast), under: under && stepOf(under) };
}
