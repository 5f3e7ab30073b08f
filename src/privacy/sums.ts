import { once } from "../once";
import type { Cell } from "./cells";
import type { Cone } from "./cone";
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
  /** Whether what follows from other counts still does after an exchange. */
  readonly keepsTies: (exchange: Exchange) => boolean;
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
    const { cone, loose, told, counts, keepsTies } = this.#coneOf(row, subject);
    if (!keepsTies(exchange)) return false;
    const { features, changes } = exchange;
    const after = Float64Array.from(counts);
    const isFree = new Uint8Array(told.length);
    for (let place = 0; place < told.length; place++) {
      const cell = this.#cellAt[row * this.#width + told[place]!]!;
      after[place]! += world?.get(cell) ?? 0;
      const at = features.indexOf(told[place]!);
      if (at >= 0) after[place]! += changes[at]! * way;
      if (told[place] !== aim && (at >= 0 || this.#isSuppressed[cell])) isFree[place] = 1;
    }
    return aim === undefined ? cone.holds(after) : loose().holds(after, isFree);
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
    const isTold = (feature: number) =>
      this.#cellAt[row * this.#width + feature]! >= 0 && (row === 0 || isInRows[feature] === 1);
    const make = () => {
      const { cone, told, whole, toldWhole, following } = this.#readers.cone(
        row === 0 ? undefined : this.#held[row]!,
        subject,
        isTold,
      );
      const counts = Float64Array.from(told, (feature) => this.#valueOf(row, feature));
      const isOfDrawn = cone.settle(counts);
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
      const keepsTies = ({ features, changes }: Exchange) => {
        const changeOf = (place: number) => changes[features.indexOf(toldWhole[place]!)] ?? 0;
        return following.every(({ place, from }) => {
          const change = from.reduce((sum, [one, times]) => sum + times * changeOf(one), 0);
          return Math.abs(change - changeOf(place)) < CLOSE;
        });
      };
      return { cone, told, counts, keepsTies, residents };
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
