import { FOREVER } from "../calendar";
import type { Store } from "../dataset/store";

/**
 * How open questions are read: two bits. Time: spells running at the horizon stop there, or go on. Facts: what is missing does not
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
export const BLOCK = 512;

/**
 * Which facts are looked at: those of some people, dated up to the horizon.
 *
 * A view is turned from one block of people to the next; what was worked out of it holds only for its `turn`.
 */
export class View {
  readonly store: Store;
  /** The last day whose facts exist. */
  readonly horizon: number;
  /** Where running spells end when they go on: the day after. */
  readonly goesOnUntil: number;
  /** Looks at everybody as if nothing were open, so that all readings are alike. */
  readonly isSettled: boolean;
  /** Numbers of the people looked at, the first `people` of them. */
  who: Int32Array = new Int32Array(0);
  people = 0;
  turn = 0;
  /** What each missing fact of each person is taken to be, as bits in the order of the facts; missing facts stay missing when absent. */
  fillings: Uint32Array | undefined;

  constructor(
    store: Store,
    horizon: number,
    options: { readonly isSettled?: boolean; readonly goesOnUntil?: number } = {},
  ) {
    this.store = store;
    this.horizon = horizon;
    this.goesOnUntil = options.goesOnUntil ?? FOREVER;
    this.isSettled = options.isSettled ?? false;
  }

  /** Looks at other people. */
  look(who: Int32Array, people: number, fillings?: Uint32Array): this {
    this.who = who;
    this.people = people;
    this.fillings = fillings;
    this.turn++;
    return this;
  }
}
