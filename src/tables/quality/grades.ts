import { addStep, FOREVER, stepOf } from "../../calendar";
import type { Store } from "../../core/dataset/store";
import type { LengthRange, NamedAnchor, SpellExpression } from "../../core/definition/language";
import type { Pairing } from "../../core/definition/pairing";
import { latestRegistration } from "../../core/engine/attributes";
import { Pairs } from "../../core/engine/change";
import type { Judged } from "../../core/verdicts/evaluation";
import { conditionBits } from "../../core/engine/judge";
import {
  type AnchorNode,
  type ConditionNode,
  type LeafCondition,
  type LeafNode,
  Planner,
  type SpellNode,
} from "../../core/engine/plan";
import { RecordedEvents } from "../../core/engine/recorded";
import { Scope } from "../../core/engine/scope";
import { evidenceOf } from "../../core/verdicts/trace";
import { COUNTED } from "../../core/engine/verdict";
import { BLOCK, CERTAIN, People, type View } from "../../core/engine/view";

/**
 * How well something is evidenced: the weakest and the strongest kind among its events, as one number. 0 when it rests
 * on no event; otherwise the better evidenced has the larger number, and the weakest decides first.
 */
type Grade = number;

const FIRST = 8;
/** The grade of one event, by the number of its kind of evidence; 0 is not stated. */
const gradeOf = (kind: number): Grade => FIRST * (kind + 1) + kind;
/** Number of the weakest kind of a grade that is not 0. */
export const weakestOf = (grade: Grade): number => Math.floor(grade / FIRST) - 1;
/** Number of the strongest kind of a grade that is not 0. */
export const strongestOf = (grade: Grade): number => grade % FIRST;

/** The grade of what needs both. */
function both(a: Grade, b: Grade): Grade {
  if (a === 0 || b === 0) return a + b;
  return FIRST * (Math.min(weakestOf(a), weakestOf(b)) + 1) + Math.max(strongestOf(a), strongestOf(b));
}

/**
 * On what kinds of evidence each count of a numerator rests: one grade per person, 0 for those not counted.
 *
 * Of several spells, or parts of `some`, each of which would do alone, the best evidenced one is taken; what is needed
 * together is graded together. So somebody whose weakest kind is a contract would still be counted if only contracts
 * were believed, by a definition that only adds. What a window is laid from is not graded. A condition that something
 * did not happen rests on no event.
 */
export function gradesOf(store: Store, { definition, days, horizon, verdicts }: Judged): Uint8Array {
  const planner = new Planner();
  const numerator = planner.condition(definition.numerator);
  const people = new People(store);
  const grader = new Grader({ store, people, horizon, goesOnUntil: FOREVER }, days, planner);
  const grades = new Uint8Array(store.people);
  const who = new Int32Array(BLOCK);
  let count = 0;
  const grade = () => {
    people.look(who, count);
    const found = grader.condition(numerator);
    for (let index = 0; index < count; index++) grades[who[index]!] = found[index]!;
    count = 0;
  };
  for (let person = 0; person < store.people; person++) {
    if (verdicts[person] !== COUNTED) continue;
    who[count++] = person;
    if (count === BLOCK) grade();
  }
  if (count > 0) grade();
  return grades;
}

/** The spells that a named day is a day of. */
const SPELLS_OF_ANCHORS: Readonly<
  Record<NamedAnchor, { readonly end: AnchorNode["end"]; readonly spells: SpellExpression }>
> = {
  registration: { end: "first-day", spells: { kind: "enrolment" } },
  exit: { end: "last-day", spells: { kind: "exits" } },
  "first-placement": { end: "first-day", spells: { kind: "placements" } },
  "last-support-end": { end: "last-day", spells: { kind: "support" } },
};

/** Grades conditions and spells of the people of a view. */
class Grader {
  readonly #view: View;
  readonly #scope: Scope;
  readonly #recorded: RecordedEvents;
  readonly #kinds: Uint8Array;
  readonly #pairs = new Map<LeafNode, Pairs>();
  readonly #spells: { turn: number; grades: Uint8Array }[] = [];

  readonly #planner: Planner;

  constructor(view: View, days: Judged["days"], planner: Planner) {
    this.#planner = planner;
    this.#view = view;
    this.#scope = new Scope(view, days);
    this.#recorded = new RecordedEvents(view.store, view.horizon);
    this.#kinds = view.store.log.source.view();
  }

  /** One grade per person: good for those of whom the condition holds. */
  condition(node: ConditionNode): Uint8Array {
    if (node.kind === "leaf") return this.#leaf(node.leaf);
    const { count } = this.#view.people;
    const grades = new Uint8Array(count);
    if (node.kind === "not") return grades;
    for (const part of node.parts) {
      const ofPart = this.condition(part);
      if (node.kind === "every") {
        for (let index = 0; index < count; index++) grades[index] = both(grades[index]!, ofPart[index]!);
      } else {
        const bits = conditionBits(part, this.#scope);
        for (let index = 0; index < count; index++) {
          if ((bits[index]! & (1 << CERTAIN)) !== 0) grades[index] = Math.max(grades[index]!, ofPart[index]!);
        }
      }
    }
    return grades;
  }

  #leaf(leaf: LeafNode): Uint8Array {
    const { condition, spells } = leaf;
    const grades = new Uint8Array(this.#view.people.count);
    if (spells !== undefined) this.#ofSpells(condition, spells, grades);
    else if (condition.kind === "falls")
      this.#ofDay(leaf.anchor ?? this.#named(condition.anchor as NamedAnchor), grades);
    else if (condition.kind === "change") this.#ofPairs(leaf, condition.pairing, grades);
    else this.#ofRegistrations(grades);
    return grades;
  }

  /** One spell of the right length is enough for `happens` and `lasts`; `totals` and `times` need them all. */
  #ofSpells(condition: LeafCondition, node: SpellNode, grades: Uint8Array): void {
    const { rows, owners, starts, ends } = this.#scope.table(node, CERTAIN);
    const ofRows = this.#rows(node);
    const needsAll = condition.kind === "totals" || condition.kind === "times";
    const lengths: LengthRange = condition.kind === "lasts" ? condition : {};
    const atLeast = lengths.atLeast && stepOf(lengths.atLeast);
    const under = lengths.under && stepOf(lengths.under);
    for (let row = 0; row < rows; row++) {
      const owner = owners[row]!;
      if (atLeast !== undefined && addStep(starts[row]!, atLeast) > ends[row]!) continue;
      if (under !== undefined && ends[row]! >= addStep(starts[row]!, under)) continue;
      const [held, more] = [grades[owner]!, ofRows[row]!];
      grades[owner] = needsAll ? both(held, more) : Math.max(held, more);
    }
  }

  #named(anchor: NamedAnchor): AnchorNode {
    const { end, spells } = SPELLS_OF_ANCHORS[anchor];
    return { end, spells: this.#planner.spells(spells) };
  }

  /** The first spell, or the one that ends last, tells the day. */
  #ofDay({ end, spells }: AnchorNode, grades: Uint8Array): void {
    const { rows, owners, ends } = this.#scope.table(spells, CERTAIN);
    const ofRows = this.#rows(spells);
    const last = new Int32Array(grades.length).fill(-1);
    for (let row = 0; row < rows; row++) {
      const owner = owners[row]!;
      const isLater = last[owner] !== -1 && (end === "first-day" || ends[row]! <= last[owner]!);
      if (isLater) continue;
      last[owner] = ends[row]!;
      grades[owner] = ofRows[row]!;
    }
  }

  #ofPairs(leaf: LeafNode, pairing: Pairing, grades: Uint8Array): void {
    const { store, people } = this.#view;
    const pairs = this.#pairs.get(leaf) ?? new Pairs(this.#view, pairing);
    this.#pairs.set(leaf, pairs);
    const rows = new Int32Array(store.log.criteria.size * 2);
    for (let index = 0; index < people.count; index++) {
      pairs.load(people.who[index]!);
      const count = pairs.rows(rows);
      for (let at = 0; at < count; at++) {
        grades[index] = both(grades[index]!, this.#event(store.assessments.events[rows[at]!]!));
      }
    }
  }

  #ofRegistrations(grades: Uint8Array): void {
    const { store, people, horizon } = this.#view;
    for (let index = 0; index < people.count; index++) {
      const row = latestRegistration(store, people.who[index]!, horizon);
      if (row >= 0) grades[index] = this.#event(store.registrations.events[row]!);
    }
  }

  #event(event: number): Grade {
    return event < 0 ? 0 : gradeOf(this.#kinds[event] ?? 0);
  }

  /** The grade of each row of a spell table. */
  #rows(node: SpellNode): Uint8Array {
    const { turn } = this.#view.people;
    const made = this.#scope.table(node, CERTAIN);
    this.#spells[node.id] ??= { turn: -1, grades: new Uint8Array(0) };
    const held = this.#spells[node.id]!;
    if (held.turn === turn) return held.grades;
    held.turn = turn;
    held.grades = new Uint8Array(made.rows);
    node.parts.forEach((part, index) => {
      this.#addPart(node, part, index, held.grades);
    });
    if (node.parts.length > 0) return held.grades;
    for (let row = 0; row < made.rows; row++) {
      const origin = made.origins[row]!;
      held.grades[row] = both(this.#event(this.#recorded.startOf(origin)), this.#event(this.#recorded.endOf(origin)));
    }
    return held.grades;
  }

  #addPart(node: SpellNode, part: SpellNode, index: number, grades: Uint8Array): void {
    const made = this.#scope.table(node, CERTAIN);
    const parts = this.#scope.table(part, CERTAIN);
    const ofParts = this.#rows(part);
    const rowsOf = evidenceOf(parts, made, node.expression, index, this.#view.store);
    for (let row = 0; row < made.rows; row++) {
      for (const at of rowsOf(row)) grades[row] = both(grades[row]!, ofParts[at]!);
    }
  }
}
