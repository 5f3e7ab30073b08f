import { isKnown } from "./cells";
import type { PlacedCells } from "./placed-cells";

/** Cells that are withheld where nothing less hides one. */
export class Surroundings {
  readonly #cells: PlacedCells;
  readonly #width: number;
  readonly #isSuppressed: readonly boolean[];
  readonly #price: Float64Array;

  /**
   * @param width - how many features there are
   * @param isSuppressed - by cell, as it stands at each call
   * @param price - what each costs to suppress, likewise
   */
  constructor(cells: PlacedCells, width: number, isSuppressed: readonly boolean[], price: Float64Array) {
    this.#cells = cells;
    this.#width = width;
    this.#isSuppressed = isSuppressed;
    this.#price = price;
  }

  /**
   * Cells around one: its block, its row, all rows that hold the cheapest of its dimensions in which people stand in several rows, all that
   * hold any of its dimensions, everything.
   *
   * @param radius - from 0 to 4
   * @returns the cells, and whether the rows that hold them stand apart from those that do not
   */
  around(first: number, radius: number): { readonly cells: readonly number[]; readonly isApart: boolean } {
    const { all, layout, rowOf, isImpossible, isOfNobody } = this.#cells;
    const row = rowOf[first]!;
    const [code, period] = all[first]!.feature.split(" | ");
    const held = layout.heldBy(row);
    const dimensions = radius === 2 ? this.#cheapestOf(held) : held;
    const isApart = radius < 2 || (radius < 4 && layout.areSeveral(dimensions));
    const holdsAny = (own: number) => layout.heldBy(own).some((one) => dimensions.includes(one));
    const cells = [...all.keys()].filter((cell) => {
      if (isImpossible[cell] || isOfNobody[cell]) return false;
      if (radius === 0 && !all[cell]!.feature.startsWith(`${code} | ${period}`)) return false;
      const own = rowOf[cell]!;
      return radius < 2 ? own === row : !isApart || holdsAny(own);
    });
    return { cells, isApart };
  }

  /**
   * Of some cells, those of which readers know that they are nobody's: nobody in a row around theirs has it, or in no row within theirs; round
   * and round, since what is known of one tells of others.
   */
  toldAmong(cells: readonly number[]): ReadonlySet<number> {
    const { all, at, layout, rowOf, featureOf } = this.#cells;
    const told = new Set<number>();
    const isNothing = (row: number, feature: number) => {
      const cell = at[row * this.#width + feature]!;
      return cell >= 0 && all[cell]!.value === 0 && (!this.#isSuppressed[cell] || told.has(cell));
    };
    const mayBe = (cell: number) => featureOf[cell]! >= 0 && all[cell]!.value === 0 && isKnown(all[cell]!);
    for (let known = -1; known < told.size; ) {
      known = told.size;
      for (const cell of cells) {
        if (!mayBe(cell) || told.has(cell)) continue;
        const [row, feature] = [rowOf[cell]!, featureOf[cell]!];
        const isTold =
          layout.rowsAround(row).some((one) => isNothing(one, feature)) ||
          layout.divisionsOf(row).some((rows) => rows.every((one) => isNothing(one, feature)));
        if (isTold) told.add(cell);
      }
    }
    return told;
  }

  /** Of some dimensions in which people stand in several rows, the one of whose rows least is lost. */
  #cheapestOf(dimensions: readonly number[]): readonly number[] {
    const { layout, rowOf } = this.#cells;
    const prices = dimensions.map((dimension) => {
      const isHeld = layout.rows.map((_, row) => layout.heldBy(row).includes(dimension));
      return this.#price.reduce((sum, price, cell) => sum + (isHeld[rowOf[cell]!]! ? price : 0), 0);
    });
    const several = dimensions.filter((one) => layout.areSeveral([one]));
    const price = (one: number) => prices[dimensions.indexOf(one)]!;
    return several.sort((a, b) => price(a) - price(b)).slice(0, 1);
  }
}
