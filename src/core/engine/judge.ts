import { FOREVER } from "../../calendar";
import type { Store } from "../dataset/store";
import { openPeople } from "./openings";
import type { ConditionNode, CountablePlan, LeafNode, Opening } from "./plan";
import { Scope } from "./scope";
import { COUNTED, EXCLUDED, NOT_COUNTED, OUTSIDE, PENDING, UNKNOWN } from "./verdict";
import { BLOCK, CERTAIN, CERTAIN_BITS, IN_TIME, People, POSSIBLE, type View, WITH_FACTS } from "./view";
import type { PeriodDays } from "./windows";

/** What is to be judged: a plan in a period, and where its verdicts go, one a person. */
export interface Case {
  readonly plan: CountablePlan;
  readonly days: PeriodDays;
  readonly horizon: number;
  readonly verdicts: Uint8Array;
}

/**
 * Fills in the verdicts of all cases, block by block of people. What several cases share is worked out once a block;
 * numerators
 * and exclusions are worked out only of people whom a denominator may hold.
 *
 * @param openings - what a person can have open that matters to these plans
 */
export function judge(store: Store, openings: ReadonlySet<Opening>, cases: readonly Case[]): void {
  const everybody = new People(store);
  const horizons = new Map<number, Judge>();
  for (const one of cases) {
    const atHorizon = horizons.get(one.horizon) ?? new Judge(everybody, one.horizon, openings);
    horizons.set(one.horizon, atHorizon);
    atHorizon.add(one);
  }
  const who = new Int32Array(BLOCK);
  for (let first = 0; first < store.people; first += BLOCK) {
    const count = Math.min(BLOCK, store.people - first);
    for (let index = 0; index < count; index++) who[index] = first + index;
    everybody.look(who, count);
    for (const atHorizon of horizons.values()) atHorizon.block(first);
  }
}

/** Judges blocks of people at one horizon. */
class Judge {
  readonly #everybody: People;
  readonly #horizon: number;
  readonly #openings: ReadonlySet<Opening>;
  readonly #denominators: Inquiry;
  /** By number of the denominator's condition. */
  readonly #groups = new Map<number, Group>();

  constructor(everybody: People, horizon: number, openings: ReadonlySet<Opening>) {
    this.#everybody = everybody;
    this.#horizon = horizon;
    this.#openings = openings;
    this.#denominators = new Inquiry(everybody, horizon, openings);
  }

  add(one: Case): void {
    const { id } = one.plan.denominator;
    let group = this.#groups.get(id);
    if (group === undefined) {
      group = new Group(
        this.#denominators,
        new Inquiry(new People(this.#everybody.store), this.#horizon, this.#openings),
      );
      this.#groups.set(id, group);
    }
    group.add(one);
  }

  /** Judges the people looked at, the first of whom is `first`. */
  block(first: number): void {
    this.#denominators.turn();
    for (const group of this.#groups.values()) group.block(this.#everybody, first);
  }
}

/** Cases with the same denominator, at one horizon. */
class Group {
  readonly #denominators: Inquiry;
  /** Asks about those whom the denominator may hold in any of the periods. */
  readonly #inside: Inquiry;
  readonly #cases: { readonly one: Case; readonly below: Answers; readonly inside: Answers }[] = [];
  readonly #who = new Int32Array(BLOCK);
  readonly #places = new Int32Array(BLOCK);
  readonly #isInside = new Uint8Array(BLOCK);

  constructor(denominators: Inquiry, inside: Inquiry) {
    this.#denominators = denominators;
    this.#inside = inside;
  }

  add(one: Case): void {
    this.#cases.push({ one, below: this.#denominators.in(one.days), inside: this.#inside.in(one.days) });
  }

  block({ who, count }: People, first: number): void {
    const isInside = this.#isInside.fill(0, 0, count);
    for (const below of new Set(this.#cases.map((held) => held.below))) {
      const bits = below.bits(this.#cases[0]!.one.plan.denominator);
      for (let index = 0; index < count; index++) isInside[index]! |= bits[index]!;
    }
    let found = 0;
    for (let index = 0; index < count; index++) {
      this.#places[found] = index;
      this.#who[found] = who[index]!;
      found += isInside[index] === 0 ? 0 : 1;
    }
    this.#inside.people.look(this.#who, found);
    this.#inside.turn();
    for (const { one, below, inside } of this.#cases) {
      const { denominator, numerator, exclusion } = one.plan;
      const under = below.bits(denominator);
      const over = inside.bits(numerator);
      const left = exclusion === undefined ? NOBODY : inside.bits(exclusion);
      for (let at = 0; at < found; at++) {
        const index = this.#places[at]!;
        one.verdicts[first + index] = VERDICT_OF[(under[index]! << 8) | (left[at]! << 4) | over[at]!]!;
      }
    }
  }
}

/** Asks about some people at one horizon: those with nothing open in one reading, the others in all. */
class Inquiry {
  readonly people: People;
  readonly #settled: View;
  readonly #open: View;
  readonly #openings: ReadonlySet<Opening>;
  readonly #shared: { readonly settled: Scope; readonly open: Scope };
  readonly #periods = new Map<string, Answers>();
  readonly #openWho = new Int32Array(BLOCK);
  readonly #openPlaces = new Int32Array(BLOCK);

  constructor(people: People, horizon: number, openings: ReadonlySet<Opening>) {
    const { store } = people;
    this.people = people;
    this.#settled = { store, people, horizon, goesOnUntil: FOREVER, isSettled: true };
    this.#open = { store, people: new People(store), horizon, goesOnUntil: FOREVER };
    this.#openings = openings;
    const nowhere = { from: 0, to: 0 };
    this.#shared = { settled: new Scope(this.#settled, nowhere), open: new Scope(this.#open, nowhere) };
  }

  /** Answers about a period. */
  in(days: PeriodDays): Answers {
    const key = `${days.from} ${days.to}`;
    let answers = this.#periods.get(key);
    if (answers === undefined) {
      const settled = new Scope(this.#settled, days, this.#shared.settled);
      const open = new Scope(this.#open, days, this.#shared.open);
      answers = new Answers(settled, open, this.#openPlaces);
      this.#periods.set(key, answers);
    }
    return answers;
  }

  /** Finds who has something open, after the people have turned to others. */
  turn(): void {
    const open = openPeople(this.people, this.#open.horizon, this.#openings, this.#openWho, this.#openPlaces);
    this.#open.people.look(this.#openWho, open);
  }
}

/** Reading bits of conditions for the people of an inquiry in one period. */
class Answers {
  readonly #settled: Scope;
  readonly #open: Scope;
  readonly #openPlaces: Int32Array;
  readonly #joint: { turn: number; readonly bits: Uint8Array }[] = [];
  /** The turn at which each leaf was completed. */
  readonly #completed: number[] = [];

  constructor(settled: Scope, open: Scope, openPlaces: Int32Array) {
    this.#settled = settled;
    this.#open = open;
    this.#openPlaces = openPlaces;
  }

  /** One byte per person. */
  bits(node: ConditionNode): Uint8Array {
    if (node.kind === "leaf") return this.#leafBits(node.leaf);
    const { turn, count } = this.#settled.view.people;
    this.#joint[node.id] ??= { turn: -1, bits: new Uint8Array(BLOCK) };
    const held = this.#joint[node.id]!;
    if (held.turn !== turn) joinBits(node, (part) => this.bits(part), held.bits, count);
    held.turn = turn;
    return held.bits;
  }

  /** The bits of people with nothing open, completed by those of the others. */
  #leafBits(leaf: LeafNode): Uint8Array {
    const { turn } = this.#settled.view.people;
    const bits = this.#settled.plainBits(leaf);
    if (this.#completed[leaf.id] === turn) return bits;
    this.#completed[leaf.id] = turn;
    const { spells, movable } = leaf;
    const canDiffer = spells !== undefined && (spells.canLack || this.#open.canRun(spells));
    if (!canDiffer && movable.length === 0) return bits;
    const open = this.#open.openBits(leaf);
    for (let index = 0; index < this.#open.view.people.count; index++) bits[this.#openPlaces[index]!] = open[index]!;
    return bits;
  }
}

/** `not` takes each reading from its opposite: bit r of the outcome is the denial of bit 3 - r. */
const DENIED = Uint8Array.from({ length: 16 }, (_, bits) => {
  let denied = 0;
  for (let reading = 0; reading <= POSSIBLE; reading++) {
    if ((bits & (1 << (POSSIBLE - reading))) === 0) denied |= 1 << reading;
  }
  return denied;
});

/** Reading bits of a condition made of others. */
function joinBits(
  { kind, parts }: Exclude<ConditionNode, { readonly kind: "leaf" }>,
  bitsOf: (part: ConditionNode) => Uint8Array,
  bits: Uint8Array,
  people: number,
): void {
  const first = bitsOf(parts[0]!);
  for (let index = 0; index < people; index++) bits[index] = kind === "not" ? DENIED[first[index]!]! : first[index]!;
  for (let part = 1; part < parts.length; part++) {
    const other = bitsOf(parts[part]!);
    if (kind === "every") for (let index = 0; index < people; index++) bits[index]! &= other[index]!;
    else for (let index = 0; index < people; index++) bits[index]! |= other[index]!;
  }
}

/** Reading bits of a condition for each person of a view, some of whom have something open. */
export function conditionBits(node: ConditionNode, scope: Scope): Uint8Array {
  if (node.kind === "leaf") return scope.openBits(node.leaf);
  const { count } = scope.view.people;
  const bits = new Uint8Array(count);
  joinBits(node, (part) => conditionBits(part, scope), bits, count);
  return bits;
}

const isCertain = (bits: number) => (bits & (1 << CERTAIN)) !== 0;
const withFacts = (bits: number) => (bits & (1 << WITH_FACTS)) !== 0;

/**
 * The verdict by the reading bits of denominator, exclusion and numerator.
 *
 * Time alone brings nobody into a denominator; a missing fact that decides about denominator or exclusion makes the
 * verdict unknown.
 */
function verdictOf(denominator: number, exclusion: number, numerator: number): number {
  if (!withFacts(denominator)) return OUTSIDE;
  if (isCertain(exclusion)) return EXCLUDED;
  if (!isCertain(denominator) || withFacts(exclusion)) return UNKNOWN;
  if (isCertain(numerator)) return COUNTED;
  if ((numerator & (1 << IN_TIME)) !== 0) return PENDING;
  return (numerator & (1 << POSSIBLE)) !== 0 ? UNKNOWN : NOT_COUNTED;
}

/** The verdict of every combination of reading bits, four each of denominator, exclusion and numerator. */
const VERDICT_OF = Uint8Array.from({ length: 2 ** 12 }, (_, bits) =>
  verdictOf(bits >> 8, (bits >> 4) & CERTAIN_BITS, bits & CERTAIN_BITS),
);

/** An exclusion that applies to nobody. */
const NOBODY = new Uint8Array(BLOCK);
