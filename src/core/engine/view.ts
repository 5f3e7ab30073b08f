import type { Store } from "../dataset/store";

/**
 * How open questions are read: two bits. Time: spells running at the horizon stop there, or go on. Facts: what is
 * missing does not
 * help, or is favourable. Taking away (`except`, `not`) turns both round, that is 3 - reading.
 */
export const CERTAIN = 0;
/** Running spells go on; missing facts do not help. */
export const IN_TIME = 1;
/** Running spells stop; missing facts are favourable. */
export const WITH_FACTS = 2;
/** Running spells go on and missing facts are favourable. */
export const POSSIBLE = 3;

/** Reading bits of a settled yes: it holds in all four readings. */
export const CERTAIN_BITS = 0b1111;
/** Reading bits of what only a missing fact could make true. */
export const IF_KNOWN_BITS = 0b1100;

/** Most people looked at together: few enough for their spells to stay in the processor's nearest memory. */
export const BLOCK = 2048;

/** Kinds of facts that a store keeps as rows by person. */
export type FactKind = "placements" | "support" | "services" | "followUps" | "enrolments" | "exits";

/** The rows that some people have of one kind of fact, person by person. */
export class RowList {
  count = 0;
  /** Numbers of rows in the store. */
  rows = new Int32Array(0);
  /** Place of each row's person among the people looked at. */
  owners = new Int32Array(0);

  /** Lists the rows of people in place of those listed before. */
  list(offsets: Int32Array, who: Int32Array, people: number): void {
    this.count = 0;
    for (let index = 0; index < people; index++) {
      const person = who[index]!;
      const past = offsets[person + 1]!;
      for (let row = offsets[person]!; row < past; row++) this.#add(row, index);
    }
  }

  #add(row: number, owner: number): void {
    if (this.count === this.rows.length) this.#grow();
    this.rows[this.count] = row;
    this.owners[this.count++] = owner;
  }

  #grow(): void {
    const [rows, owners] = [this.rows, this.owners];
    this.rows = new Int32Array(rows.length * 2 + 16);
    this.rows.set(rows);
    this.owners = new Int32Array(rows.length * 2 + 16);
    this.owners.set(owners);
  }
}

/** The people looked at: one block of them at a time. What was worked out of them holds only for their `turn`. */
export class People {
  readonly store: Store;
  /** Their numbers in the store: the first `count` of these. */
  who: Int32Array = new Int32Array(0);
  count = 0;
  turn = 0;
  readonly #lists = new Map<FactKind, { turn: number; readonly list: RowList }>();

  constructor(store: Store) {
    this.store = store;
  }

  /** Turns to other people. */
  look(who: Int32Array, count: number): this {
    this.who = who;
    this.count = count;
    this.turn++;
    return this;
  }

  /** Their rows of one kind. */
  rowsOf(kind: FactKind): RowList {
    let held = this.#lists.get(kind);
    if (held === undefined) {
      held = { turn: -1, list: new RowList() };
      this.#lists.set(kind, held);
    }
    if (held.turn !== this.turn) held.list.list(this.store[kind].offsets, this.who, this.count);
    held.turn = this.turn;
    return held.list;
  }
}

/** Which facts are looked at: those of some people, dated up to the horizon. */
export interface View {
  readonly store: Store;
  readonly people: People;
  /** The last day whose facts exist. */
  readonly horizon: number;
  /** Where running spells end when they go on: the day after. */
  readonly goesOnUntil: number;
  /** Looks at everybody as if nothing were open, so that all readings are alike. */
  readonly isSettled?: boolean;
  /**
   * What each missing fact of each person is taken to be, as bits in the order of the facts; missing facts stay missing
   * when absent.
   */
  readonly fillings?: { readonly values: Uint32Array };
}
