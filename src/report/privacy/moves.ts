import { type Cell, isKnown } from "./cells";
import type { Exchange } from "./exchanges";
import type { Layout, Pattern, SignedRow } from "./layout";
import type { PlacedCells } from "./placed-cells";
import type { Readers } from "./readers";
import type { Sums } from "./sums";
import type { Standing } from "./tailored";

/** Other people in the place of some: what they change in rows. */
export interface Offer {
  readonly pattern: Pattern;
  readonly exchange: Exchange;
  /** 1 or -1: which way round. */
  readonly way: number;
  /** Cells that change beside those of the exchange. */
  readonly beside: readonly number[];
}

type Consider = (pattern: Pattern, exchange: Exchange, way: number, beside: readonly number[]) => void;

/** The most that a count may be. */
function mostOf(cell: Cell): number {
  return isKnown(cell) ? cell.value : cell.told!.high;
}

/** Places in a row from which people are taken who are like those who stand there. */
const STANDS = 8;
/** Places elsewhere from which somebody may come who has a feature. */
const ELSEWHERE = 3;

/** Moves that change a count: all that may be, cheap or dear, possible or not. */
export class Moves {
  readonly #cells: PlacedCells;
  readonly #readers: Readers;
  readonly #layout: Layout;
  readonly #sums: Sums;
  readonly #width: number;
  readonly #patterns = new Map<number, readonly Pattern[]>();

  constructor(cells: PlacedCells, readers: Readers, sums: Sums) {
    this.#cells = cells;
    this.#readers = readers;
    this.#layout = cells.layout;
    this.#sums = sums;
    this.#width = readers.features.names.length;
  }

  /** People of one family in the place of one another, so that a cell changes in one of some directions. */
  through(cell: number, directions: readonly number[], consider: Consider): void {
    const { all, rowOf, featureOf } = this.#cells;
    const several = all[cell]!.severalOf;
    if (several !== undefined) this.#joining(several, directions, consider);
    else if (featureOf[cell]! >= 0) this.#exchanging(rowOf[cell]!, featureOf[cell]!, directions, consider);
  }

  /** People exchanged for others, so that a count of a row changes. */
  #exchanging(row: number, feature: number, directions: readonly number[], consider: Consider): void {
    const { inAll, inRows } = this.#readers;
    for (const pattern of [...this.#patternsOf(row), ...this.#pairsOf(row, feature)]) {
      const exchanges = (pattern.rows[0]!.row === 0 ? inAll : inRows)[feature]!;
      this.#exchangingBy(exchanges, pattern, row, feature, directions, consider);
    }
  }

  /** People like those who stand in the rows, in the place of some: tried where no other move is possible or cheap. */
  tailored(cell: number, directions: readonly number[], consider: Consider): void {
    const { rowOf, featureOf } = this.#cells;
    const [row, feature] = [rowOf[cell]!, featureOf[cell]!];
    if (feature < 0) return;
    const subject = this.#readers.features.subject[feature]!;
    for (const pattern of this.#fewPatternsOf(row, feature)) {
      const isOfAll = pattern.rows[0]!.row === 0;
      const [here, there] = [1, -1].map((sign) =>
        pattern.leaves.flatMap((one) => (one.sign === sign ? [one.row] : [])),
      );
      const exchanges = this.#readers.tailored.through(
        feature,
        !isOfAll,
        this.#standingIn(here!, subject),
        there!.length === 0 ? undefined : this.#standingIn(there!, subject),
      );
      this.#exchangingBy(exchanges, pattern, row, feature, directions, consider);
    }
  }

  /** People somewhere in a row, alone or for some elsewhere. */
  #fewPatternsOf(row: number, feature: number): readonly Pattern[] {
    const stands = this.#layout.standsIn(row).slice(0, STANDS);
    return [...stands.map((stand) => this.#layout.alone(stand)), ...this.#pairsOf(row, feature, STANDS)];
  }

  #standingIn(rows: readonly number[], subject: number): Standing {
    const subjectOf = this.#readers.features.subject;
    return {
      residents: rows.flatMap((row) =>
        this.#sums.residentsOf(row, subject).map((counted) => counted.filter(([one]) => subjectOf[one] === subject)),
      ),
      fits: (one, count) =>
        rows.every((row) => {
          const cell = this.#cells.at[row * this.#width + one]!;
          return cell < 0 || mostOf(this.#cells.all[cell]!) >= count;
        }),
    };
  }

  #exchangingBy(
    exchanges: readonly Exchange[],
    pattern: Pattern,
    row: number,
    feature: number,
    directions: readonly number[],
    consider: Consider,
  ): void {
    const { sign } = pattern.rows.find((one) => one.row === row)!;
    for (const exchange of exchanges) {
      if (!this.#mayBeExchanged(exchange, pattern.leaves)) continue;
      const change = exchange.changes[exchange.features.indexOf(feature)]! * sign;
      for (const direction of directions) consider(pattern, exchange, Math.sign(change) * direction, []);
    }
  }

  /** People who stand in one row of a dimension more, or in one less. */
  #joining(several: string, directions: readonly number[], consider: Consider): void {
    const dimension = this.#layout.dimensions.indexOf(several);
    const beside = this.#cells.all.flatMap(({ severalOf }, cell) => (severalOf === several ? [cell] : []));
    for (let row = 1; row < this.#layout.rows.length; row++) {
      const held = this.#layout.heldBy(row);
      if (held.length !== 1 || held[0] !== dimension) continue;
      if (this.#layout.valueOf(row, dimension).startsWith("?")) continue;
      for (const stand of this.#layout.standsIn(row)) {
        const pattern = this.#layout.beside(dimension, stand);
        for (const exchange of this.#readers.passersBy()) {
          if (!this.#mayBeExchanged(exchange, pattern.leaves)) continue;
          for (const direction of directions) consider(pattern, exchange, direction, beside);
        }
      }
    }
  }

  #patternsOf(row: number): readonly Pattern[] {
    const known = this.#patterns.get(row);
    if (known !== undefined) return known;
    const alone = this.#layout.standsIn(row).map((stand) => this.#layout.alone(stand));
    const patterns = [...this.#layout.patternsThrough(row), ...alone];
    this.#patterns.set(row, patterns);
    return patterns;
  }

  /** People in a row who change places with some elsewhere who have a feature. */
  #pairsOf(row: number, feature: number, most = Number.POSITIVE_INFINITY): readonly Pattern[] {
    if (row === 0) return [];
    const haveIt = (leaf: number) => {
      const cell = this.#cells.at[leaf * this.#width + feature]!;
      return cell < 0 ? 0 : mostOf(this.#cells.all[cell]!);
    };
    const stands = this.#layout.standsIn(row).slice(0, most);
    return stands.flatMap((stand) =>
      this.#layout
        .standsElsewhere(row, stand, (leaf) => haveIt(leaf) > 0, ELSEWHERE)
        .map((other) => this.#layout.between(stand, other)),
    );
  }

  #mayBeExchanged({ signatures }: Exchange, leaves: readonly SignedRow[]): boolean {
    return leaves.every(({ row }) => this.#readers.mayStandIn(signatures, this.#cells.held[row]!));
  }
}
