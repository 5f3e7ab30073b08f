import { EVERYBODY, type RowValue } from "./cells";

/** A row in which a change counts, and whether it is made there or taken back. */
export interface SignedRow {
  readonly row: number;
  readonly sign: 1 | -1;
}

/** Rows in which people change who differ in some dimensions and are alike in all others. */
export interface Pattern {
  /** All rows that change. */
  readonly rows: readonly SignedRow[];
  /** Of these, the rows of each table that hold all its dimensions: people stand in them. */
  readonly leaves: readonly SignedRow[];
}

/** Where people may stand: a number of a value in every dimension. */
export type Stand = Int32Array;

const ANY = -1;

/** Rows that hold the same dimensions, by their values. */
interface RowSet {
  readonly dimensions: readonly number[];
  readonly isLeaf: boolean;
  /** Number of a row by its values, the last dimension turning fastest; -1 where there is none. */
  readonly rows: Int32Array;
}

/** Stands that are tried with one choice of rows: some of the largest rows and the smallest, and others for values that these lack. */
const LARGEST = 2;
const SMALLEST = 1;
const MOST = 12;
/** Other values that are tried in a dimension: more when it alone differs. */
const OTHERS = 3;
const OTHERS_ALONE = 6;

/** The rows of all tables together, and how changes in some are made up for in others. */
export class Layout {
  /** Names, everybody first. */
  readonly rows: readonly string[];
  readonly dimensions: readonly string[];
  /** By dimension: the values that rows have in it. */
  readonly values: readonly (readonly string[])[];
  /** By row: number of its value in each dimension, or -1. */
  readonly #held: readonly Stand[];
  readonly #dimensionsOf: readonly (readonly number[])[];
  readonly #sets: readonly RowSet[];
  /** By dimension and value: whether all who stand there may stand in other rows of the dimension too, so that they are not moved alone. */
  readonly #isShared: readonly (readonly boolean[])[];
  readonly #peopleOf: (row: number) => number;

  /**
   * @param rows - what each row has in the dimensions that it holds
   * @param peopleOf - how many people a row has
   * @param severalOf - how many people stand in several rows of a dimension
   */
  constructor(
    rows: ReadonlyMap<string, readonly RowValue[]>,
    peopleOf: (row: string) => number,
    severalOf: (dimension: string) => number,
  ) {
    const others = [...rows.keys()].filter((name) => name !== EVERYBODY).sort();
    this.rows = [EVERYBODY, ...others];
    const valuesOf = new Map<string, Set<string>>();
    for (const name of others) {
      for (const [dimension, value] of rows.get(name)!) {
        const known = valuesOf.get(dimension) ?? new Set();
        valuesOf.set(dimension, known.add(value));
      }
    }
    this.dimensions = [...valuesOf.keys()].sort();
    this.values = this.dimensions.map((dimension) => [...valuesOf.get(dimension)!].sort());
    this.#held = this.rows.map((name) => {
      const stand = new Int32Array(this.dimensions.length).fill(ANY);
      for (const [dimension, value] of rows.get(name)!) {
        const at = this.dimensions.indexOf(dimension);
        stand[at] = this.values[at]!.indexOf(value);
      }
      return stand;
    });
    this.#dimensionsOf = this.#held.map((stand) => [...stand.keys()].filter((dimension) => stand[dimension] !== ANY));
    const people = this.rows.map(peopleOf);
    this.#peopleOf = (row) => people[row]!;
    this.#sets = this.#rowSets();
    this.#isShared = this.dimensions.map((dimension, at) =>
      this.values[at]!.map((name, value) => {
        const row = this.#held.findIndex(
          (stand, place) => this.#dimensionsOf[place]!.length === 1 && stand[at] === value,
        );
        const several = severalOf(dimension);
        // Who is missing a value has no other beside.
        return several > 0 && !name.startsWith("?") && (row < 0 || people[row]! <= several);
      }),
    );
  }

  /** Numbers of the dimensions that a row holds. */
  heldBy(row: number): readonly number[] {
    return this.#dimensionsOf[row]!;
  }

  /** Whether people stand in several rows of each of some dimensions. */
  areSeveral(dimensions: readonly number[]): boolean {
    const isRowOf = (row: number, dimension: number) =>
      this.#dimensionsOf[row]!.length === 1 && this.#dimensionsOf[row]![0] === dimension && this.#peopleOf(row) > 0;
    return (
      dimensions.length > 0 &&
      dimensions.every((dimension) => this.rows.filter((_, row) => isRowOf(row, dimension)).length > 1)
    );
  }

  /** Rows of which all who stand in a row are part: everybody, and those that hold fewer of its dimensions. */
  rowsAround(row: number): readonly number[] {
    return this.rows.flatMap((_, around) => {
      const held = this.#dimensionsOf[around]!;
      const isAround = held.length < this.#dimensionsOf[row]!.length && this.#isWithin(row, around, held);
      return isAround ? [around] : [];
    });
  }

  /** Ways to divide a row: by dimension, the rows that hold it as well. */
  divisionsOf(row: number): readonly (readonly number[])[] {
    const held = this.#dimensionsOf[row]!;
    return this.#sets.flatMap((set) => {
      const isFiner = set.dimensions.length === held.length + 1 && held.every((one) => set.dimensions.includes(one));
      const rows = isFiner ? [...set.rows].filter((one) => one >= 0 && this.#isWithin(one, row, held)) : [];
      return rows.length > 0 ? [rows] : [];
    });
  }

  /** The value of a row in a dimension it holds. */
  valueOf(row: number, dimension: number): string {
    return this.values[dimension]![this.#held[row]![dimension]!]!;
  }

  /** People somewhere, one of whom changes: every row they stand in changes. */
  alone(stand: Stand): Pattern {
    return this.#pattern([], stand, stand)!;
  }

  /** Two people anywhere, who change places: every row in which only one of them stands changes. */
  between(stand: Stand, other: Stand): Pattern {
    const rows: SignedRow[] = [];
    const leaves: SignedRow[] = [];
    for (const set of this.#sets) {
      const here = set.rows[this.#placeOf(set.dimensions, stand)]!;
      const there = set.rows[this.#placeOf(set.dimensions, other)]!;
      if (here === there) continue;
      for (const [row, sign] of [
        [here, 1],
        [there, -1],
      ] as const) {
        rows.push({ row, sign });
        if (set.isLeaf) leaves.push({ row, sign });
      }
    }
    return { rows, leaves };
  }

  /** Stands outside a row that are like a stand in it but for what another row holds: rows that share most with it first. */
  standsElsewhere(
    row: number,
    stand: Stand,
    isWanted: (row: number, people: number) => boolean,
    most: number,
  ): readonly Stand[] {
    const found: { readonly stand: Stand; readonly apart: number }[] = [];
    for (const set of this.#sets) {
      if (!set.isLeaf) continue;
      for (const leaf of set.rows) {
        if (leaf < 0 || !isWanted(leaf, this.#peopleOf(leaf)) || this.#standsShared(leaf)) continue;
        const there = this.#completed(this.#held[leaf]!, stand);
        if (there === undefined) continue;
        const isWithin = this.#dimensionsOf[row]!.every((one) => this.#held[row]![one] === there[one]);
        if (isWithin) continue;
        const apart = set.dimensions.filter((one) => there[one] !== stand[one]).length;
        found.push({ stand: there, apart });
      }
    }
    return found
      .sort((a, b) => a.apart - b.apart)
      .slice(0, most)
      .map((one) => one.stand);
  }

  /** Rows that hold a dimension in which somebody comes to stand, or no longer does, beside others. */
  beside(dimension: number, stand: Stand): Pattern {
    return this.#pattern([dimension], stand, stand, 1)!;
  }

  /** Stands in a row: with the most people and with the fewest. */
  standsIn(row: number): readonly Stand[] {
    // Without tables all stand in one place.
    if (this.dimensions.length === 0) return [this.#held[0]!];
    const found = new Map<string, Stand>();
    for (const set of this.#sets) {
      if (!set.isLeaf) continue;
      const fitting: { readonly row: number; readonly people: number }[] = [];
      for (const leaf of set.rows) {
        if (leaf < 0 || !this.#isWithin(leaf, row, set.dimensions) || this.#standsShared(leaf)) continue;
        const people = this.#peopleOf(leaf);
        if (people > 0) fitting.push({ row: leaf, people });
      }
      fitting.sort((a, b) => b.people - a.people || a.row - b.row);
      // The largest, the smallest, and of each value the largest.
      const seen = new Set<string>();
      const tried = fitting.filter(({ row: leaf }, place) => {
        if (found.size + seen.size > MOST) return false;
        const isNew = set.dimensions.filter((one) => !seen.has(`${one} ${this.#held[leaf]![one]}`));
        for (const one of set.dimensions) seen.add(`${one} ${this.#held[leaf]![one]}`);
        return place < LARGEST || isNew.length > 0 || place >= fitting.length - SMALLEST;
      });
      for (const one of tried) {
        const stand = this.#completed(this.#held[row]!, this.#held[one.row]!);
        if (stand !== undefined) found.set(stand.join(" "), stand);
      }
    }
    return [...found.values()].filter((stand) => stand.every((value, dimension) => !this.#isShared[dimension]![value]));
  }

  #standsShared(row: number): boolean {
    return this.#dimensionsOf[row]!.some((dimension) => this.#isShared[dimension]![this.#held[row]![dimension]!]);
  }

  /** Ways in which a change in a row is taken back in others, so that rows that hold fewer dimensions stay as they are. */
  *patternsThrough(row: number): Generator<Pattern> {
    const held = this.heldBy(row);
    const stands = this.standsIn(row);
    for (let choice = 2 ** held.length - 1; choice > 0; choice--) {
      const varied = held.filter((_, place) => (choice >> place) % 2 === 1);
      for (const other of this.#others(row, varied)) {
        for (const stand of stands) {
          const pattern = this.#pattern(varied, stand, other);
          if (pattern !== undefined) yield pattern;
        }
      }
    }
  }

  #rowSets(): readonly RowSet[] {
    const bySet = new Map<string, { dimensions: readonly number[]; rows: number[] }>();
    this.rows.forEach((_, row) => {
      const dimensions = this.heldBy(row);
      const key = dimensions.join(" ");
      const known = bySet.get(key);
      if (known === undefined) bySet.set(key, { dimensions, rows: [row] });
      else known.rows.push(row);
    });
    const all = [...bySet.values()];
    return all.map(({ dimensions, rows }) => {
      const size = dimensions.reduce((product, dimension) => product * this.values[dimension]!.length, 1);
      const numbers = new Int32Array(size).fill(-1);
      for (const row of rows) numbers[this.#placeOf(dimensions, this.#held[row]!)] = row;
      const isLeaf =
        dimensions.length > 0 &&
        !all.some(
          (other) =>
            other.dimensions.length > dimensions.length && dimensions.every((one) => other.dimensions.includes(one)),
        );
      return { dimensions, isLeaf, rows: numbers };
    });
  }

  #placeOf(dimensions: readonly number[], stand: Stand): number {
    let place = 0;
    for (const dimension of dimensions) place = place * this.values[dimension]!.length + stand[dimension]!;
    return place;
  }

  #isWithin(leaf: number, row: number, dimensions: readonly number[]): boolean {
    return dimensions.every((one) => this.#held[row]![one] === ANY || this.#held[row]![one] === this.#held[leaf]![one]);
  }

  /**
   * A stand that has what a row holds, then what another holds, then what most people have who are like that; nothing where nobody stands in
   * some table, since a row would tell of them.
   */
  #completed(first: Stand, second: Stand): Stand | undefined {
    const stand = Int32Array.from(first, (value, dimension) => (value === ANY ? second[dimension]! : value));
    for (const { isLeaf, dimensions, rows } of this.#sets) {
      if (!isLeaf) continue;
      let best = -1;
      for (const leaf of rows) {
        if (leaf < 0 || !dimensions.every((one) => stand[one] === ANY || stand[one] === this.#held[leaf]![one]))
          continue;
        if (best < 0 || this.#peopleOf(leaf) > this.#peopleOf(best)) best = leaf;
      }
      if (best < 0) return undefined;
      for (const one of dimensions) stand[one] = this.#held[best]![one]!;
    }
    return stand;
  }

  /** Other values than a row has in some dimensions: stands of which only these matter. */
  #others(row: number, varied: readonly number[]): readonly Stand[] {
    const most = varied.length === 1 ? OTHERS_ALONE : OTHERS;
    let found: readonly Stand[] = [Int32Array.from(this.#held[row]!)];
    for (const dimension of varied) {
      const ranked = this.#ranked(dimension).filter(
        (value) => value !== this.#held[row]![dimension] && !this.#isShared[dimension]![value],
      );
      const tried = ranked.length <= most ? ranked : [...ranked.slice(0, most - 1), ranked.at(-1)!];
      found = found.flatMap((stand) =>
        tried.map((value) => {
          const next = Int32Array.from(stand);
          next[dimension] = value;
          return next;
        }),
      );
    }
    return found;
  }

  readonly #ranks = new Map<number, readonly number[]>();
  /** Values of a dimension, those of most people first. */
  #ranked(dimension: number): readonly number[] {
    const known = this.#ranks.get(dimension);
    if (known !== undefined) return known;
    const people = this.values[dimension]!.map(() => 0);
    this.#held.forEach((stand, row) => {
      if (stand[dimension] !== ANY) people[stand[dimension]!]! += this.#peopleOf(row);
    });
    const ranked = people.map((_, value) => value).sort((a, b) => people[b]! - people[a]! || a - b);
    this.#ranks.set(dimension, ranked);
    return ranked;
  }

  /**
   * Rows that hold all the varied dimensions, with one value or the other in each, and are like the stand in those that they hold beside;
   * nothing where there is no such row.
   *
   * @param choices - how many of the choices of one value or the other, the first being the stand's own
   */
  #pattern(varied: readonly number[], stand: Stand, other: Stand, choices = 2 ** varied.length): Pattern | undefined {
    const rows: SignedRow[] = [];
    const leaves: SignedRow[] = [];
    const at = Int32Array.from(stand);
    for (const set of this.#sets) {
      if (!varied.every((dimension) => set.dimensions.includes(dimension))) continue;
      for (let choice = 0; choice < choices; choice++) {
        let sign: 1 | -1 = 1;
        varied.forEach((dimension, place) => {
          const isOther = (choice >> place) % 2 === 1;
          at[dimension] = isOther ? other[dimension]! : stand[dimension]!;
          if (isOther) sign = sign === 1 ? -1 : 1;
        });
        const row = set.rows[this.#placeOf(set.dimensions, at)]!;
        if (row < 0) return undefined;
        rows.push({ row, sign });
        if (set.isLeaf) leaves.push({ row, sign });
      }
      for (const dimension of varied) at[dimension] = stand[dimension]!;
    }
    return { rows, leaves };
  }
}
