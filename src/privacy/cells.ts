import { sentence } from "../issue";

/** Where a figure stands in a report. */
export type Path = readonly (string | number)[];

/** The whole table's row. */
export const EVERYBODY = "everybody";
/** The feature that everybody has: to be in the dataset. */
export const PEOPLE = "people";

/** Which count: of the people of a row, how many times a feature is theirs. */
export interface CellName {
  readonly row: string;
  /** What is counted of a person, such as a verdict in one indicator and period. */
  readonly feature: string;
}

/** A count that is printed somewhere. */
export interface Cell extends CellName {
  readonly key: string;
  readonly value: number;
  /** What readers know it to be at least. */
  readonly least: number;
  /** How many the group counts that it is part of: a zero in a small group tells of everybody in it. */
  readonly of: number | undefined;
  /** Key of the same count of everybody: what nobody at all has tells nothing of a small group. */
  readonly inside: string | undefined;
  /** The dimension of which it counts those who stand in several rows. */
  readonly severalOf: string | undefined;
  /** How much is lost with it. */
  weight: number;
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

/** A dimension and what a row has in it. */
export type RowValue = readonly [dimension: string, value: string];

/** Cells in the order of their keys: the same whatever the order of the tables. */
export interface CellMap {
  readonly cells: readonly Cell[];
  readonly places: readonly Place[];
  readonly numberOf: ReadonlyMap<string, number>;
  /** What each row has in the dimensions it holds; nothing for everybody. */
  readonly rows: ReadonlyMap<string, readonly RowValue[]>;
}

/** The key of a cell. */
export function cellKey({ row, feature }: CellName): string {
  return `${row} | ${feature}`;
}

/** The key of a count of everybody. */
export function wholeKey(feature: string): string {
  return cellKey({ row: EVERYBODY, feature });
}

/**
 * Takes down the cells of a set of tables. Each kind of table describes itself: which counts it prints and where, and what it prints that follows from
 * them. Equal keys are one count. What ties counts together is not taken down: it follows from the people who could exist.
 */
export class CellBook {
  readonly #cells = new Map<string, Cell>();
  readonly #places: Place[] = [];
  readonly #rows = new Map<string, readonly RowValue[]>([[EVERYBODY, []]]);

  /** A row, and what it has in some dimensions. */
  row(name: string, values: readonly RowValue[]): void {
    this.#rows.set(name, values);
  }

  /** A count that is printed at a place. */
  shown(
    path: Path,
    name: CellName,
    value: number,
    about: Partial<Pick<Cell, "of" | "inside" | "severalOf" | "least" | "weight">> = {},
  ): string {
    const cell = this.#cell(name, value, about);
    cell.weight = Math.max(cell.weight, (about.weight ?? 1) * (1 + value / 4));
    this.#places.push({ path, cells: [cell.key], as: "count" });
    return cell.key;
  }

  /** Something printed that follows from cells. */
  place(place: Place): void {
    this.#places.push(place);
  }

  /** Everything taken down. */
  map(): CellMap {
    const cells = [...this.#cells.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
    const numberOf = new Map(cells.map(({ key }, number) => [key, number]));
    return { cells, places: this.#places, numberOf, rows: this.#rows };
  }

  #cell(name: CellName, value: number, { of, inside, severalOf, least = 0 }: Partial<Cell>): Cell {
    const key = cellKey(name);
    if (!Number.isSafeInteger(value) || value < 0) {
      throw new RangeError(
        sentence({ cannot: "suppress", because: `counts must be whole numbers (${key})`, received: value }),
      );
    }
    const known = this.#cells.get(key);
    if (known !== undefined) {
      if (known.value === value) return known;
      const because = `all tables of the report must be of one evaluation, and they disagree about ${key}`;
      throw new RangeError(sentence({ cannot: "suppress", because, hint: "pass what buildReport returned" }));
    }
    const cell = { ...name, key, value, of, inside, severalOf, least, weight: 0 };
    this.#cells.set(key, cell);
    return cell;
  }
}
