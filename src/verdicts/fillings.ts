import { missingCount } from "./recorded";
import type { View } from "./view";

/** Most missing facts of one person whose every combination is tried: 1,024 ways. */
const MOST_MISSING = 10;

/**
 * Every way the missing facts of the people of a view can be: each setting, contract and unreachable follow-up is one of two things.
 *
 * The people who lack facts become a view of their own, each once for every way.
 */
export class Fillings {
  /** Looks at the people who lack facts, once for every way. */
  readonly view: View;
  /** Place in the given view of the person of each way; all ways of a person stand together. */
  places = new Int32Array(0);
  /** Places of people with more than ten missing facts, of whom a length with an upper limit stays open. */
  readonly untried: number[] = [];
  readonly #of: View;
  #who = new Int32Array(0);
  #values = new Uint32Array(0);

  /**
   * @param of - people of whom some lack facts
   * @param view - another view of the same facts, turned to those people
   */
  constructor(of: View, view: View) {
    this.#of = of;
    this.view = view;
  }

  /** Follows the given view to its present people. */
  follow(): void {
    const { store, who, people, horizon } = this.#of;
    this.untried.length = 0;
    let ways = 0;
    for (let index = 0; index < people; index++) {
      const missing = missingCount(store, who[index]!, horizon);
      if (missing > MOST_MISSING) this.untried.push(index);
      if (missing === 0 || missing > MOST_MISSING) continue;
      this.#makeRoom(ways, ways + 2 ** missing);
      for (let value = 0; value < 2 ** missing; value++) {
        this.#who[ways] = who[index]!;
        this.places[ways] = index;
        this.#values[ways++] = value;
      }
    }
    this.view.look(this.#who, ways, this.#values);
  }

  #makeRoom(held: number, wanted: number): void {
    if (wanted <= this.#who.length) return;
    const [who, places, values] = [this.#who, this.places, this.#values];
    this.#who = new Int32Array(wanted * 2);
    this.#who.set(who.subarray(0, held));
    this.places = new Int32Array(wanted * 2);
    this.places.set(places.subarray(0, held));
    this.#values = new Uint32Array(wanted * 2);
    this.#values.set(values.subarray(0, held));
  }
}
