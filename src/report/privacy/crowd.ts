import type { Cell } from "./cells";
import { tiedRows } from "./cone";
import type { Layout } from "./layout";
import type { Readers } from "./readers";

/** Cells by number, and where each stands. */
export interface CellsInRows {
  readonly all: readonly Cell[];
  readonly layout: Layout;
  readonly rowOf: Int32Array;
  /** -1 for a count of those who stand in several rows. */
  readonly featureOf: Int32Array;
  /** By row and feature: number of a cell, or -1. */
  readonly at: Int32Array;
  /** By row: what it has in its dimensions. */
  readonly held: readonly ReadonlyMap<string, string>[];
}

/** People of whom all tables count the same. */
export interface Kind {
  readonly number: number;
  /** Numbers of cells, and how much one person adds to each. */
  readonly counts: Int32Array;
  readonly times: Int32Array;
}

/** People with the same attributes that definitions ask about, registered before the same periods. */
interface Group {
  /** The number of its first kind. */
  readonly first: number;
  /** What is counted of its people: those of story `s` stand from `offsets[s]` up to `offsets[s + 1]`. */
  readonly stories: number;
  readonly offsets: Int32Array;
  readonly features: Int32Array;
  readonly times: Int32Array;
  /** Where they may stand: rows by period. */
  readonly places: readonly (readonly (readonly number[])[])[];
  /** By place and story: whether there may be such people as things stand. */
  readonly isOpen: Uint8Array;
}

/** Into how many parts the kinds are divided when one is looked for. */
const PARTS = 3;
/** Of how many the best is kept in mind, and how many are kept. */
const FEW = 48;
const MOST_KNOWN = 60;
/**
 * Sums of kinds by which cells are told apart that follow from others: more than there are cells, and in how many each
 * kind is.
 */
const MORE_SUMS = 8;
const SUMS_OF_EACH = 6;

/** All possible people in all rows: what one of them adds to every table, as far as one subject goes. */
export class Crowd {
  /** How many cells there are. */
  readonly counts: number;
  /** How much the last search looked at. */
  looked = 0;
  readonly #cells: CellsInRows;
  readonly #readers: Readers;
  readonly #width: number;
  readonly #features: readonly number[];
  readonly #groups: Group[] = [];
  /** By group and place, one after another. */
  readonly #turns: (readonly [group: number, place: number])[] = [];
  #next = 0;
  /** Kinds that were found to be cheap when all were looked at last. */
  #known: Kind[] = [];
  readonly #sums: Float64Array;

  /** @param subject - only what is counted of this subject matters, and what ties it to others; all when not given */
  constructor(cells: CellsInRows, readers: Readers, subject?: number) {
    this.counts = cells.all.length;
    this.#cells = cells;
    this.#readers = readers;
    const { names, subject: subjectOf, isShared } = readers.features;
    this.#width = names.length;
    this.#sums = new Float64Array(names.length);
    this.#features = names.flatMap((_, feature) =>
      subject === undefined || subjectOf[feature] === subject || isShared[feature] === 1 ? [feature] : [],
    );
    let first = 0;
    for (const { signature, before, stories } of readers.stories(this.#features, cells.layout.dimensions.length > 0)) {
      const places = this.#placesOf(signature, before);
      if (places.length === 0) continue;
      const offsets = new Int32Array(stories.length + 1);
      stories.forEach((story, at) => {
        offsets[at + 1] = offsets[at]! + story.length;
      });
      const flat = stories.flat();
      this.#groups.push({
        first,
        stories: stories.length,
        offsets,
        features: Int32Array.from(flat, ([feature]) => feature),
        times: Int32Array.from(flat, ([, times]) => times),
        places,
        isOpen: new Uint8Array(places.length * stories.length),
      });
      for (let place = 0; place < places.length; place++) this.#turns.push([this.#groups.length - 1, place]);
      first += places.length * stories.length;
    }
  }

  /** How many kinds there are. */
  get size(): number {
    const last = this.#groups.at(-1);
    return last === undefined ? 0 : last.first + last.isOpen.length;
  }

  /** By cell: whether somebody adds to it, wherever else they then stand. */
  reached(): Uint8Array {
    const reached = new Uint8Array(this.counts);
    for (const { features, places } of this.#groups) {
      const own = [...new Set(features)];
      for (const place of places) {
        for (const feature of own) for (const cell of this.#cellsOf(feature, place)) reached[cell] = 1;
      }
    }
    return reached;
  }

  /** Says what may not be: cells that nobody adds to. */
  close(isClosed: (cell: number) => boolean): void {
    const closed = Uint8Array.from(this.#cells.all, (_, cell) => (isClosed(cell) ? 1 : 0));
    const isShut = new Uint8Array(this.#width);
    for (const [number, place] of this.#turns) {
      const { stories, offsets, features, places, isOpen } = this.#groups[number]!;
      for (const feature of this.#features) {
        isShut[feature] = this.#cellsOf(feature, places[place]!).some((cell) => closed[cell] === 1) ? 1 : 0;
      }
      for (let story = 0; story < stories; story++) {
        let isFine = 1;
        for (let at = offsets[story]!; at < offsets[story + 1]!; at++) if (isShut[features[at]!] === 1) isFine = 0;
        isOpen[place * stories + story] = isFine;
      }
    }
  }

  isOpen({ number }: Kind): boolean {
    const group = this.#groups.find(({ first, isOpen }) => number < first + isOpen.length)!;
    return group.isOpen[number - group.first] === 1;
  }

  /**
   * The kind whose counts cost least.
   *
   * @param prices - by cell
   * @param below - less than this
   * @returns one of the cheapest of those that were looked at; undefined when there is none
   */
  least(prices: Float64Array, below: number, isTaken: (kind: number) => boolean): Kind | undefined {
    this.looked = 0;
    const known = this.#bestKnown(prices, below, isTaken);
    if (known !== undefined) return known;
    const found: (readonly [number: number, cost: number])[] = [];
    const enough = this.size / PARTS;
    let kinds = 0;
    for (let seen = 0; seen < this.#turns.length && (found.length === 0 || kinds < enough); seen++) {
      const [number, place] = this.#turns[this.#next]!;
      this.#next = this.#next + 1 === this.#turns.length ? 0 : this.#next + 1;
      const { first, stories, offsets, features, times, places, isOpen } = this.#groups[number]!;
      const sums = this.#sums;
      for (const feature of this.#features) {
        let sum = 0;
        for (const cell of this.#cellsOf(feature, places[place]!)) sum += prices[cell]!;
        sums[feature] = sum;
      }
      const at = place * stories;
      let [best, least] = [-1, below];
      for (let story = 0; story < stories; story++) {
        if (isOpen[at + story] === 1) {
          let cost = 0;
          const past = offsets[story + 1]!;
          for (let one = offsets[story]!; one < past; one++) cost += sums[features[one]!]! * times[one]!;
          if (cost < least && !isTaken(first + at + story)) [best, least] = [first + at + story, cost];
        }
        // The best of some at a time, so that others are known next time.
        if (best >= 0 && (story % FEW === FEW - 1 || story === stories - 1)) {
          found.push([best, least]);
          [best, least] = [-1, below];
        }
      }
      this.looked += 4 * this.#features.length + offsets[stories]!;
      kinds += stories;
    }
    found.sort(([, one], [, other]) => one - other);
    this.#known = found.slice(0, MOST_KNOWN).map(([number]) => this.kind(number));
    return this.#known.shift();
  }

  /** Of the kinds that were found to be cheap before, the cheapest now. */
  #bestKnown(prices: Float64Array, below: number, isTaken: (kind: number) => boolean): Kind | undefined {
    let best: Kind | undefined;
    let least = below;
    for (const kind of this.#known) {
      const { counts, times } = kind;
      let cost = 0;
      for (let at = 0; at < counts.length; at++) cost += prices[counts[at]!]! * times[at]!;
      this.looked += counts.length;
      if (cost < least && this.isOpen(kind) && !isTaken(kind.number)) [best, least] = [kind, cost];
    }
    return best;
  }

  /** A kind by its number. */
  kind(number: number): Kind {
    const { first, stories, offsets, features, times, places } = this.#groups.find(
      ({ first, isOpen }) => number < first + isOpen.length,
    )!;
    const place = Math.floor((number - first) / stories);
    const story = (number - first) % stories;
    const counts: number[] = [];
    const own: number[] = [];
    for (let at = offsets[story]!; at < offsets[story + 1]!; at++) {
      for (const cell of this.#cellsOf(features[at]!, places[place]!)) {
        counts.push(cell);
        own.push(times[at]!);
      }
    }
    return { number, counts: Int32Array.from(counts), times: Int32Array.from(own) };
  }

  /** Of some cells, those whose counts do not follow from the counts of others before them. */
  independent(cells: readonly number[]): readonly number[] {
    const width = cells.length + MORE_SUMS;
    const rows = cells.map(() => new Float64Array(width));
    const placeOf = new Int32Array(this.counts).fill(-1);
    cells.forEach((cell, place) => {
      placeOf[cell] = place;
    });
    let state = 88_675_123;
    for (let number = 0; number < this.size; number++) {
      const kind = this.kind(number);
      if (!this.isOpen(kind)) continue;
      for (let turn = 0; turn < SUMS_OF_EACH; turn++) {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        const sum = (state >>> 8) % width;
        const sign = ((state >>> 4) % 2000) / 1000 - 1;
        kind.counts.forEach((cell, at) => {
          const place = placeOf[cell]!;
          if (place >= 0) rows[place]![sum]! += sign * kind.times[at]!;
        });
      }
    }
    return tiedRows(rows).independent.map((place) => cells[place]!);
  }

  /** A little of many kinds, by cell. */
  lift(total: number, most: number): Float64Array {
    const lift = new Float64Array(this.counts);
    const step = Math.max(1, Math.ceil(this.size / most));
    const each = (total * step) / Math.max(1, this.size);
    for (let number = 0; number < this.size; number += step) {
      const kind = this.kind(number);
      if (!this.isOpen(kind)) continue;
      const part = each * (0.5 + ((number * 7919) % 1009) / 1009);
      kind.counts.forEach((cell, place) => {
        lift[cell]! += part * kind.times[place]!;
      });
    }
    return lift;
  }

  readonly #cellLists = new Map<readonly (readonly number[])[], (readonly number[])[]>();

  /** Cells in which somebody is counted who has a feature and stands somewhere. */
  #cellsOf(feature: number, place: readonly (readonly number[])[]): readonly number[] {
    let lists = this.#cellLists.get(place);
    if (lists === undefined) {
      lists = [];
      this.#cellLists.set(place, lists);
    }
    const known = lists[feature];
    if (known !== undefined) return known;
    const { isInRows, period } = this.#readers.features;
    const rows = isInRows[feature] === 1 ? [0, ...place[period[feature]!]!] : [0];
    const found = rows.map((row) => this.#cells.at[row * this.#width + feature]!).filter((cell) => cell >= 0);
    lists[feature] = found;
    return found;
  }

  /**
   * Rows by period, for all places where people may stand.
   *
   * @param before - by period: whether they were not registered yet
   */
  #placesOf(signature: number, before: readonly boolean[]): readonly (readonly (readonly number[])[])[] {
    const { layout } = this.#cells;
    const courses = layout.dimensions.map((dimension) => this.#readers.coursesOf(signature, dimension));
    let bases: readonly (readonly (readonly number[])[])[] = [[]];
    // A value of each dimension, period by period.
    courses.forEach((some, at) => {
      const values = layout.values[at]!;
      const missing = values.findIndex((one) => one.startsWith("?"));
      const isOf = this.#readers.isAsked(layout.dimensions[at]!);
      const lists =
        some?.map((course) => course.map((value) => values.indexOf(value))) ??
        values.map((_, value) => before.map(() => value));
      const placed = lists.map((list) => list.map((value, period) => (before[period] && !isOf ? missing : value)));
      const fitting = placed.filter((list) => !list.includes(-1));
      bases = bases.flatMap((base) => fitting.map((list) => [...base, list]));
    });
    const found = new Map<string, readonly (readonly number[])[]>();
    for (const base of bases) {
      const rows = before.map((_, period) => layout.rowsOf(Int32Array.from(base, (list) => list[period]!)));
      if (rows.every((one) => one !== undefined)) found.set(rows.join(";"), rows);
    }
    return [...found.values()];
  }
}
