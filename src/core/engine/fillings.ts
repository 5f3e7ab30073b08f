import { missingCount } from "./recorded";
import { People, type View } from "./view";

/** Most missing facts of one person whose every combination is tried: 1,024 ways. */
const MOST_MISSING = 10;

/**
 * Every way the missing facts of the people of a view can be: each setting, contract and unreachable follow-up is one
 * of two things.
 *
 * The people who lack facts become a view of their own, each once for every way.
 */
export class Fillings {
  /** Looks at the people who lack facts, once for every way. */
  readonly view: View;
  /** Place in the given view of the person of each way; all ways of a person stand together. */
  places = new Int32Array(0);
  /** Looks at the people with more missing facts than are tried, of whom a length with an upper limit stays open. */
  readonly untried: View;
  /** Place in the given view of each of them. */
  readonly untriedPlaces: number[] = [];
  readonly #of: View;
  #who = new Int32Array(0);
  readonly #fillings = { values: new Uint32Array(0) };
  #turn = -1;

  /** @param of - people of whom some lack facts */
  constructor(of: View) {
    this.#of = of;
    this.view = { ...of, people: new People(of.store), fillings: this.#fillings };
    this.untried = { ...of, people: new People(of.store) };
  }

  /** Follows the given view to its present people. */
  follow(): this {
    const { store, horizon } = this.#of;
    const { who, count, turn } = this.#of.people;
    if (this.#turn === turn) return this;
    this.#turn = turn;
    this.untriedPlaces.length = 0;
    let ways = 0;
    for (let index = 0; index < count; index++) {
      const missing = missingCount(store, who[index]!, horizon);
      if (missing > MOST_MISSING) this.untriedPlaces.push(index);
      if (missing === 0 || missing > MOST_MISSING) continue;
      this.#makeRoom(ways, ways + 2 ** missing);
      for (let value = 0; value < 2 ** missing; value++) {
        this.#who[ways] = who[index]!;
        this.places[ways] = index;
        this.#fillings.values[ways++] = value;
      }
    }
    this.view.people.look(this.#who, ways);
    const untried = Int32Array.from(this.untriedPlaces, (index) => who[index]!);
    this.untried.people.look(untried, untried.length);
    return this;
  }

  #makeRoom(held: number, wanted: number): void {
    if (wanted <= this.#who.length) return;
    const [who, places, values] = [this.#who, this.places, this.#fillings.values];
    this.#who = new Int32Array(wanted * 2);
    this.#who.set(who.subarray(0, held));
    this.places = new Int32Array(wanted * 2);
    this.places.set(places.subarray(0, held));
    this.#fillings.values = new Uint32Array(wanted * 2);
    this.#fillings.values.set(values.subarray(0, held));
  }
}
