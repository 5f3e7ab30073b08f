import { sentence } from "../../issue";

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
  /** What a report that is out tells of it; undefined when none does. */
  readonly told: Told | undefined;
  /** Whether the report at hand holds it; otherwise only one that is out does, and its value may be known to nobody here. */
  readonly isOwn: boolean;
  /** How much is lost with it. */
  weight: number;
}

/** What a published report leaves a count to lie between: the number itself, or what its mark says. */
export interface Told {
  readonly low: number;
  readonly high: number;
}

/** Whether a count is out, and stays as it was printed. */
export function isOut({ told }: Cell): boolean {
  return told !== undefined && told.low === told.high;
}

/** Whether the value of a cell is known: it is not when only a mark of it is out. */
export function isKnown(cell: Cell): boolean {
  return cell.isOwn || isOut(cell);
}

/** Something printed that shows or follows from cells. */
export interface Place {
  readonly path: Path;
  /** Keys of the cells. */
  readonly cells: readonly string[];
  /**
   * `count`: the cell itself; `derived`: goes with any of its cells; `percent`: likewise, and when the last cell, its denominator, is
   * small; `note`: left out with any of its cells; `text`: written anew; `figure`: as a percent, with `instead` in its place; `withheld`:
   * never told.
   */
  readonly as: "count" | "derived" | "percent" | "note" | "text" | "figure" | "withheld";
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

/** A count as a message names it: the indicator, the period, what is counted, and the row it is of. */
export function cellText({ row, feature }: CellName): string {
  return `${feature.split(" | ").join(", ")} (${row})`;
}

/** Where tables take down what they print. */
export interface Book {
  /** A row, and what it has in some dimensions. */
  row(name: string, values: readonly RowValue[]): void;
  /** A count that is printed at a place; returns its key. */
  shown(path: Path, name: CellName, value: number, about?: Partial<Omit<Cell, keyof CellName>>): string;
  /** Something printed that follows from cells. */
  place(place: Place): void;
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
export class CellBook implements Book {
  readonly #cells = new Map<string, Cell>();
  readonly #places: Place[] = [];
  readonly #rows = new Map<string, readonly RowValue[]>([[EVERYBODY, []]]);

  /** What each row has in the dimensions it holds. */
  get rows(): ReadonlyMap<string, readonly RowValue[]> {
    return this.#rows;
  }

  row(name: string, values: readonly RowValue[]): void {
    this.#rows.set(name, values);
  }

  shown(path: Path, name: CellName, value: number, about: Partial<Omit<Cell, keyof CellName>> = {}): string {
    const cell = this.#cell(name, value, about);
    cell.weight = Math.max(cell.weight, (about.weight ?? 1) * (1 + value / 4));
    this.#places.push({ path, cells: [cell.key], as: "count" });
    return cell.key;
  }

  place(place: Place): void {
    this.#places.push(place);
  }

  /** A count that a published report tells, after all of the report at hand. */
  told(name: CellName, told: Told, where: string, { severalOf, least = 0 }: Partial<Cell> = {}): string {
    const key = cellKey(name);
    const known = this.#cells.get(key);
    const [low, high] = [Math.max(told.low, known?.told?.low ?? 0), Math.min(told.high, known?.told?.high ?? Infinity)];
    if (low > high || (known?.isOwn && (known.value < low || known.value > high))) {
      const because = `the published reports must be of the same facts, and ${where} tells another number of ${cellText(name)}`;
      const hint = "publish what changed under a later asOf, or put what is out right first";
      throw new RangeError(sentence({ cannot: "suppress", because, hint }));
    }
    const cell = known ?? {
      ...name,
      key,
      value: low,
      of: undefined,
      inside: undefined,
      severalOf,
      least,
      isOwn: false,
      weight: 0,
    };
    this.#cells.set(key, { ...cell, value: cell.isOwn ? cell.value : low, told: { low, high } });
    return key;
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
    const cell = { ...name, key, value, of, inside, severalOf, least, told: undefined, isOwn: true, weight: 0 };
    this.#cells.set(key, cell);
    return cell;
  }
}
