import { sentence } from "../issue";

/** Where a figure stands in a report. */
export type Path = readonly (string | number)[];

/** A count of people: printed somewhere, or one that a reader can only work out. */
export interface Cell {
  readonly key: string;
  readonly value: number;
  isShown: boolean;
  /** What readers know it to be at least. */
  readonly least: number;
  /** Key of the group it is part of: a zero in a small group tells of everybody in it. */
  readonly of: string | undefined;
  /** Key of the same count of everybody: what nobody at all has tells nothing of a small group. */
  readonly inside: string | undefined;
  /** Whether readers know it without its being printed. */
  readonly isKnown: boolean;
  /** How much is lost with it. */
  weight: number;
}

/** What readers know of some cells: Σ factor × count = 0. */
export interface Relation {
  readonly cells: readonly number[];
  readonly factors: readonly number[];
}

/** Something printed that shows or follows from cells. */
export interface Place {
  readonly path: Path;
  /** Keys of the cells. */
  readonly cells: readonly string[];
  /**
   * `count`: the cell itself; `derived`: goes with any of its cells; `percent`: likewise, and when the last cell, its denominator, is
   * small; `note`: left out with any of its cells; `text`: written anew; `figure`: as a percent, with `instead` in its place.
   */
  readonly as: "count" | "derived" | "percent" | "note" | "text" | "figure";
  /** What stands in the place of a `figure`. */
  readonly instead?: unknown;
  /** Texts of a `text` place; `print` gives a cell as it may be printed. */
  readonly text?: (print: (key: string) => string) => { readonly ru: string; readonly en: string };
}

/** Cells in the order of their keys, with all that ties them together: the same whatever the order of the tables. */
export interface CellMap {
  readonly cells: readonly Cell[];
  readonly relations: readonly Relation[];
  readonly places: readonly Place[];
  readonly numberOf: ReadonlyMap<string, number>;
}

/**
 * Takes down the cells of a set of tables. Each kind of table describes itself: which counts it prints and where, what it prints that
 * follows from them, and which sums and limits tie its counts together and to those of other tables. Equal keys are one count.
 */
export class CellBook {
  readonly #cells = new Map<string, Cell>();
  readonly #relations = new Map<string, readonly (readonly [string, number])[]>();
  readonly #places: Place[] = [];

  /** A count that is printed at a place. */
  shown(
    path: Path,
    key: string,
    value: number,
    about: Partial<Pick<Cell, "of" | "inside" | "least" | "isKnown" | "weight">> = {},
  ): string {
    const cell = this.#cell(key, value, about);
    cell.isShown = true;
    cell.weight = Math.max(cell.weight, (about.weight ?? 1) * (1 + Math.log2(1 + value)));
    this.#places.push({ path, cells: [key], as: "count" });
    return key;
  }

  /** A count that is not printed by itself. */
  hidden(key: string, value: number, least = 0): string {
    this.#cell(key, value, { least });
    return key;
  }

  /** A count that readers know although it is not printed. */
  known(key: string, value: number): string {
    this.#cell(key, value, { isKnown: true });
    return key;
  }

  value(key: string): number {
    return this.#cells.get(key)!.value;
  }

  has(key: string): boolean {
    return this.#cells.has(key);
  }

  /** Something that follows from cells and is printed. */
  place(place: Place): void {
    this.#places.push(place);
  }

  /** Readers know that the first count is the others added up. */
  equal(whole: string, parts: readonly string[]): void {
    this.relate([[whole, -1], ...parts.map((part) => [part, 1] as const)]);
  }

  /** Readers know that some counts added up are at most others added up. Not taken down when it is not so. */
  atMost(few: readonly string[], many: readonly (string | readonly [key: string, factor: number])[]): void {
    const taken = many.map((one) => (typeof one === "string" ? ([one, 1] as const) : one));
    const terms = [...taken, ...few.map((key) => [key, -1] as const)];
    const slack = terms.reduce((sum, [key, factor]) => sum + factor * this.value(key), 0);
    if (slack < 0) return;
    this.relate([...terms, [this.hidden(`slack ${nameOf(terms)}`, slack), -1]]);
  }

  /** Σ factor × count = 0. */
  relate(terms: readonly (readonly [key: string, factor: number])[]): void {
    const factors = new Map<string, number>();
    for (const [key, factor] of terms) factors.set(key, (factors.get(key) ?? 0) + factor);
    const merged = [...factors].filter(([, factor]) => factor !== 0).sort(byKey);
    if (merged.length === 0) return;
    const sum = merged.reduce((total, [key, factor]) => total + factor * this.value(key), 0);
    if (sum !== 0) throw this.#disagreement(merged[0]![0]);
    this.#relations.set(nameOf(merged), merged);
  }

  /** Everything taken down. */
  map(): CellMap {
    const cells = [...this.#cells.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
    const numberOf = new Map(cells.map(({ key }, number) => [key, number]));
    const relations = [...this.#relations].sort(byKey).map(([, terms]) => ({
      cells: terms.map(([key]) => numberOf.get(key)!),
      factors: terms.map(([, factor]) => factor),
    }));
    return { cells, relations, places: this.#places, numberOf };
  }

  #cell(key: string, value: number, about: Partial<Cell>): Cell {
    if (!Number.isSafeInteger(value) || value < 0) {
      throw new RangeError(
        sentence({ cannot: "suppress", because: `counts must be whole numbers (${key})`, received: value }),
      );
    }
    const known = this.#cells.get(key);
    if (known !== undefined) {
      if (known.value !== value) throw this.#disagreement(key);
      return known;
    }
    const { of, inside, least = 0, isKnown = false } = about;
    const cell = { key, value, isShown: false, of, inside, least, isKnown, weight: 0 };
    this.#cells.set(key, cell);
    return cell;
  }

  #disagreement(key: string): RangeError {
    const because = `all tables of the report must be of one evaluation, and they disagree about ${key}`;
    return new RangeError(sentence({ cannot: "suppress", because, hint: "pass what buildReport returned" }));
  }
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function nameOf(terms: readonly (readonly [string, number])[]): string {
  return terms.map(([key, factor]) => `${factor} ${key}`).join(" + ");
}
