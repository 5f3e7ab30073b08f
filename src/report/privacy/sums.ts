import { once } from "../../once";
import { type Cell, isKnown } from "./cells";
import { ANY, AT_LEAST, type Cone } from "./cone";
import type { Exchange } from "./exchanges";
import type { Readers } from "./readers";
import type { Counted } from "./tailored";

/** Counts of a row, and the sums of people that there may be. */
interface RowSums {
  readonly cone: Cone;
  /** Another, for searches in which some counts may be anything. */
  readonly loose: () => Cone;
  readonly told: Int32Array;
  readonly counts: Float64Array;
  /** Of what is told, how many are known; of the others there is a mark. */
  readonly known: number;
  /** Whether what follows from other counts still does after an exchange, and is within its mark. */
  readonly keepsTies: (exchange: Exchange, way: number, world: ReadonlyMap<number, number> | undefined) => boolean;
  /** Some of those of whom the counts are the sum. */
  readonly residents: () => readonly Counted[];
}

/** A row in which people are exchanged for others. */
interface Changed {
  readonly row: number;
  readonly exchange: Exchange;
  readonly way: number;
  /** By cell: how far the counts have come from the true ones; nothing where they are the true ones. */
  readonly world: ReadonlyMap<number, number> | undefined;
  /** The feature that must change; when given, whatever else is not printed may be anything. */
  readonly aim: number | undefined;
}

/** Whether the counts of rows are sums of people who could exist. */
export class Sums {
  readonly #cells: readonly Cell[];
  readonly #readers: Readers;
  readonly #held: readonly ReadonlyMap<string, string>[];
  readonly #cellAt: Int32Array;
  readonly #isSuppressed: readonly boolean[];
  readonly #width: number;
  /** By row and subject. */
  readonly #cones = new Map<number, RowSums>();
  readonly #known = new Map<string, boolean>();
  readonly #numbers = new Map<Exchange, number>();
  /** By row: how often what is suppressed in it changed. */
  readonly #changesIn: Int32Array;

  /**
   * @param held - by row: what it has in its dimensions
   * @param cellAt - by row and feature: number of a cell, or -1
   * @param isSuppressed - by cell, as it stands at each call
   */
  constructor(
    cells: readonly Cell[],
    readers: Readers,
    held: readonly ReadonlyMap<string, string>[],
    cellAt: Int32Array,
    isSuppressed: readonly boolean[],
  ) {
    this.#cells = cells;
    this.#readers = readers;
    this.#held = held;
    this.#cellAt = cellAt;
    this.#isSuppressed = isSuppressed;
    this.#width = readers.features.names.length;
    this.#changesIn = new Int32Array(held.length);
  }

  /** One more cell of a row is suppressed, or one less: what was found before no longer counts. */
  noteChange(row: number): void {
    this.#changesIn[row]!++;
  }

  /** Whether the counts of a row after an exchange are a sum of people who could exist, subject by subject. */
  isSum(changed: Changed): boolean {
    const { row, exchange, way, world, aim } = changed;
    const isPlain = world === undefined;
    const state = aim === undefined ? "" : `${aim} ${this.#changesIn[row]}`;
    const key = isPlain ? `${row} ${way} ${this.#numberOf(exchange)} ${state}` : "";
    const known = isPlain ? this.#known.get(key) : undefined;
    if (known !== undefined) return known;
    const { subject, subjects, isInRows, isShared } = this.#readers.features;
    const touched = new Set<number>();
    for (const feature of exchange.features) {
      if (row > 0 && isInRows[feature] === 0) continue;
      touched.add(subject[feature]!);
      // What ties subjects together is looked at in each.
      if (isShared[feature] === 1) for (let one = 0; one < subjects; one++) touched.add(one);
    }
    const isSum = [...touched].every((one) => this.#isSumOf(one, changed));
    if (isPlain) this.#known.set(key, isSum);
    return isSum;
  }

  #isSumOf(subject: number, { row, exchange, way, world, aim }: Changed): boolean {
    const { cone, loose, told, counts, known, keepsTies } = this.#coneOf(row, subject);
    if (!keepsTies(exchange, way, world)) return false;
    const { features, changes } = exchange;
    const before = Float64Array.from(counts);
    const after = Float64Array.from(counts);
    const freedom = new Uint8Array(told.length);
    let isLess = false;
    for (let place = 0; place < told.length; place++) {
      const cell = this.#cellAt[row * this.#width + told[place]!]!;
      const at = features.indexOf(told[place]!);
      const change = (world?.get(cell) ?? 0) + (at >= 0 ? changes[at]! * way : 0);
      if (place >= known) {
        // Somebody must be there who is taken away, and afterwards whoever came.
        freedom[place] = AT_LEAST;
        before[place]! += Math.max(0, -change);
        after[place]! += Math.max(0, change);
        isLess ||= change < 0;
        continue;
      }
      after[place]! += change;
      if (aim !== undefined && told[place] !== aim && (at >= 0 || this.#isSuppressed[cell])) freedom[place] = ANY;
    }
    if (isLess && !cone.holds(before, freedom)) return false;
    if (aim !== undefined) return loose().holds(after, freedom);
    return cone.holds(after, known < told.length ? freedom : undefined);
  }

  /** People who may stand in a row, each of whom could be taken away: what is counted of a subject. */
  residentsOf(row: number, subject: number): readonly Counted[] {
    return this.#coneOf(row, subject).residents();
  }

  #numberOf(exchange: Exchange): number {
    const known = this.#numbers.get(exchange) ?? this.#numbers.size;
    this.#numbers.set(exchange, known);
    return known;
  }

  #coneOf(row: number, subject: number): RowSums {
    const key = row * this.#readers.features.subjects + subject;
    const known = this.#cones.get(key);
    if (known !== undefined) return known;
    const { isInRows } = this.#readers.features;
    const sureness = (feature: number) => {
      const cell = this.#cells[this.#cellAt[row * this.#width + feature]!];
      if (cell === undefined || (row > 0 && isInRows[feature] === 0)) return 0;
      return isKnown(cell) ? 2 : 1;
    };
    const make = () => {
      const { cone, told, whole, toldWhole, following } = this.#readers.cone(
        row === 0 ? undefined : this.#held[row]!,
        subject,
        sureness,
      );
      const counts = Float64Array.from(told, (feature) => this.#valueOf(row, feature));
      const known = told.filter((feature) => sureness(feature) === 2).length;
      const freedom = Uint8Array.from(told, (_, place) => (place < known ? 0 : AT_LEAST));
      const isOfDrawn = cone.settle(counts, known < told.length ? freedom : undefined);
      const taken = cone.taken();
      const residents = once(() => {
        const vector = (number: number): Float64Array => {
          const counts = new Float64Array(toldWhole.length);
          for (let at = whole.offsets[number]!; at < whole.offsets[number + 1]!; at++) {
            counts[whole.places[at]!] = whole.values[at]!;
          }
          return counts;
        };
        const left = Float64Array.from(toldWhole, (feature) => this.#valueOf(row, feature));
        for (const [number, people] of taken) {
          vector(number).forEach((count, place) => {
            left[place]! -= count * people;
          });
        }
        const drawn = [...taken].flatMap(([number, people]) => (people < 1 - CLOSE ? [] : [vector(number)]));
        // Somebody may be like one drawn but for a little.
        const others = isOfDrawn ? [] : [left, ...drawn.map((one) => one.map((count, place) => count + left[place]!))];
        return [...drawn, ...others.filter(isSomebody)].map((one) => countedOf(one, toldWhole));
      });
      const keepsTies = (
        { features, changes }: Exchange,
        way: number,
        world: ReadonlyMap<number, number> | undefined,
      ) => {
        const changeOf = (place: number) => changes[features.indexOf(toldWhole[place]!)] ?? 0;
        return following.every(({ place, from }) => {
          const change = from.reduce((sum, [one, times]) => sum + times * changeOf(one), 0);
          if (Math.abs(change - changeOf(place)) >= CLOSE) return false;
          const cell = this.#cellAt[row * this.#width + toldWhole[place]!]!;
          const { told: mark } = this.#cells[cell]!;
          if (isKnown(this.#cells[cell]!) || from.some(([one]) => sureness(toldWhole[one]!) < 2)) return true;
          const value = from.reduce((sum, [one, times]) => sum + times * this.#valueOf(row, toldWhole[one]!), 0);
          const there = value + change * way + (world?.get(cell) ?? 0);
          return there > mark!.low - CLOSE && there < mark!.high + CLOSE;
        });
      };
      return { cone, told, counts, known, keepsTies, residents };
    };
    const made = { ...make(), loose: once(() => make().cone) };
    this.#cones.set(key, made);
    return made;
  }

  #valueOf(row: number, feature: number): number {
    return this.#cells[this.#cellAt[row * this.#width + feature]!]!.value;
  }
}

/** Whether counts are those of one person: parts of people, several people and people made up for by others are nobody. */
function isSomebody(counts: Float64Array): boolean {
  return counts.every((count) => count > -CLOSE && count < 1 + CLOSE && Math.abs(count - Math.round(count)) < CLOSE);
}

function countedOf(counts: Float64Array, features: readonly number[]): Counted {
  return [...counts].flatMap((count, place): Counted => (count < 0.5 ? [] : [[features[place]!, Math.round(count)]]));
}

/** How close to a whole number is one. */
const CLOSE = 0.01;
