import type { Relation } from "./cells";

/** A way to change counts so that all relations still hold: by how much each changes, in whole numbers. */
export type Move = ReadonlyMap<number, number>;

const TINY = 1e-9;
/** Most times that cells change places in search of one move. */
const MOST_TURNS = 1000;
/** Of these, how many may follow the shape of the rows. */
const FREE_TURNS = 200;
/** Largest change of one cell that is tried to make those of others whole. */
const LARGEST_SCALE = 12;

/**
 * Moves through given cells. The relations are solved for cheap cells, the *dependent* ones, in terms of dear ones: changing one
 * independent cell by one, and whatever depends on it, is a move.
 *
 * @source Kelly, Golden and Assad, Networks 22 (1992) 397-417 (a cell is protected by cycles through it); the cycles are those of a basis of least weight, as in Kruskal, Proceedings of the AMS 7 (1956) 48-50
 */
export class Moves {
  /** By dependent cell: how it follows independent ones. */
  readonly #rows = new Map<number, Map<number, number>>();
  /** By cell: the dependent ones that follow it. */
  readonly #followers: Set<number>[];
  readonly #weightOf: (cell: number) => number;

  /**
   * @param cells - how many there are
   * @param relations - Σ factor × change = 0
   * @param weightOf - what suppressing a cell costs now
   */
  constructor(cells: number, relations: readonly Relation[], weightOf: (cell: number) => number) {
    this.#followers = Array.from({ length: cells }, () => new Set());
    this.#weightOf = weightOf;
    for (const relation of relations) this.#take(relation);
    const dependents = [...this.#rows.keys()].sort((a, b) => weightOf(b) - weightOf(a) || a - b);
    for (const cell of dependents) this.#cheapen(cell);
  }

  /** Every move of the present basis that changes a cell. */
  through(cell: number): readonly Move[] {
    const row = this.#rows.get(cell);
    const independents = row === undefined ? [cell] : [...row.keys()];
    return independents.sort((a, b) => a - b).flatMap((one) => this.#moveOf(one) ?? []);
  }

  /**
   * A move that changes a cell by a distance without passing any limit: the simplex method from the true counts, in which a cell stopped
   * by its limit changes places with the one that moved it, cheapest first.
   *
   * @param sign - 1 to raise the cell, -1 to lower it
   * @param roomOf - how far a cell may change in a direction, 1 or -1
   * @returns nothing when no move goes as far, or only one by parts of people
   * @source Dantzig, Linear Programming and Extensions (1963), chapter 18; Bland, Mathematics of Operations Research 2 (1977) 103-107 (no cycling)
   */
  reach(
    cell: number,
    sign: number,
    distance: number,
    roomOf: (cell: number, direction: number) => number,
  ): Move | undefined {
    const changes = new Map<number, number>();
    const room = (one: number, direction: number) => roomOf(one, direction) - direction * (changes.get(one) ?? 0);
    const isBefore = this.#ranking();
    const left = () => distance - Math.abs(changes.get(cell) ?? 0);
    for (let turn = 0; left() > TINY; turn++) {
      let entering: number | undefined;
      for (const [one, factor] of this.#rows.get(cell) ?? new Map([[cell, 1]])) {
        const isEarlier = entering === undefined || isBefore(one, entering, turn);
        if (isEarlier && room(one, Math.sign(factor * sign)) > TINY) entering = one;
      }
      if (entering === undefined || turn === MOST_TURNS) return undefined;
      const factor = this.#rows.get(cell)?.get(entering) ?? 1;
      const direction = Math.sign(factor * sign);
      let step = Math.min(room(entering, direction), left() / Math.abs(factor));
      let stuck: number | undefined;
      for (const one of this.#followers[entering]!) {
        const rate = this.#rows.get(one)!.get(entering)! * direction;
        const steps = Math.max(0, room(one, Math.sign(rate)) / Math.abs(rate));
        const isTie = Math.abs(steps - step) <= TINY;
        if (steps > step + TINY || (isTie && stuck !== undefined && !isBefore(one, stuck, turn))) continue;
        if (isTie && stuck === undefined && steps > TINY) continue;
        [step, stuck] = [Math.min(step, steps), one];
      }
      add(changes, entering, direction * step);
      for (const one of this.#followers[entering]!) {
        add(changes, one, this.#rows.get(one)!.get(entering)! * direction * step);
      }
      if (stuck !== undefined) this.#pivot(stuck, entering);
    }
    return [...changes.values()].every(Number.isInteger) ? changes : undefined;
  }

  /**
   * An order of cells to take first: cheap ones, and of these those that few others hang on, so that rows stay short. After many turns
   * it no longer depends on the rows, so that no turn is made twice.
   */
  #ranking(): (one: number, other: number, turn: number) => boolean {
    const weights = new Map<number, number>();
    const weightOf = (cell: number) => {
      const known = weights.get(cell) ?? this.#weightOf(cell);
      weights.set(cell, known);
      return known;
    };
    const lengthOf = (cell: number) => this.#rows.get(cell)?.size ?? this.#followers[cell]!.size;
    return (one, other, turn) => {
      const isLate = turn > FREE_TURNS;
      const difference = weightOf(one) - weightOf(other) || (isLate ? 0 : lengthOf(one) - lengthOf(other));
      return difference < 0 || (difference === 0 && one < other);
    };
  }

  /** Makes cells that have become cheap dependent, so that later moves use them. */
  settle(cells: Iterable<number>): void {
    for (const cell of cells) {
      if (this.#rows.has(cell)) continue;
      let dearest: number | undefined;
      for (const other of this.#followers[cell]!) {
        if (Math.abs(this.#rows.get(other)!.get(cell)!) !== 1) continue;
        if (dearest === undefined || this.#weightOf(other) > this.#weightOf(dearest)) dearest = other;
      }
      if (dearest !== undefined && this.#weightOf(dearest) > this.#weightOf(cell)) this.#pivot(dearest, cell);
    }
  }

  /** By how much an independent cell and its followers change, at least by one; nothing when changes are not whole even then. */
  #moveOf(independent: number): Move | undefined {
    const scale = this.#scaleOf(independent);
    if (scale === undefined) return undefined;
    const move = new Map([[independent, scale]]);
    for (const cell of this.#followers[independent]!) {
      move.set(cell, whole(this.#rows.get(cell)!.get(independent)! * scale));
    }
    return move;
  }

  /** The least change of an independent cell with which its followers change by whole numbers. */
  #scaleOf(independent: number): number | undefined {
    const rates = [...this.#followers[independent]!].map((cell) => this.#rows.get(cell)!.get(independent)!);
    for (let scale = 1; scale <= LARGEST_SCALE; scale++) {
      if (rates.every((rate) => Number.isInteger(whole(rate * scale)))) return scale;
    }
    return undefined;
  }

  /** Makes one cell of a relation follow the others: the cheapest, and of these the one that fewest follow. */
  #take({ cells, factors }: Relation): void {
    const terms = new Map<number, number>();
    cells.forEach((cell, at) => {
      const row = this.#rows.get(cell);
      if (row === undefined) add(terms, cell, factors[at]!);
      else for (const [other, factor] of row) add(terms, other, factor * factors[at]!);
    });
    const rank = (cell: number): readonly number[] => [
      Math.abs(terms.get(cell)!) === 1 ? 0 : 1,
      this.#weightOf(cell),
      this.#followers[cell]!.size,
      cell,
    ];
    let chosen: number | undefined;
    for (const cell of terms.keys()) if (chosen === undefined || isLess(rank(cell), rank(chosen))) chosen = cell;
    if (chosen === undefined) return;
    const own = terms.get(chosen)!;
    terms.delete(chosen);
    this.#follow(chosen, new Map([...terms].map(([cell, factor]) => [cell, whole(-factor / own)])));
  }

  /** Trades a dependent cell for a cheaper independent one. */
  #cheapen(cell: number): void {
    let cheapest: number | undefined;
    for (const [other, factor] of this.#rows.get(cell)!) {
      if (Math.abs(factor) !== 1) continue;
      if (cheapest === undefined || this.#weightOf(other) < this.#weightOf(cheapest)) cheapest = other;
    }
    if (cheapest !== undefined && this.#weightOf(cheapest) < this.#weightOf(cell)) this.#pivot(cell, cheapest);
  }

  /** Puts what a cell follows into every row where it stands, and makes it dependent. */
  #follow(cell: number, row: Map<number, number>): void {
    for (const other of this.#followers[cell]!) {
      const target = this.#rows.get(other)!;
      const rate = target.get(cell)!;
      target.delete(cell);
      for (const [variable, factor] of row) {
        add(target, variable, factor * rate);
        if (target.has(variable)) this.#followers[variable]!.add(other);
        else this.#followers[variable]!.delete(other);
      }
    }
    this.#followers[cell]!.clear();
    this.#rows.set(cell, row);
    for (const variable of row.keys()) this.#followers[variable]!.add(cell);
  }

  #pivot(leaving: number, entering: number): void {
    const row = this.#rows.get(leaving)!;
    const rate = row.get(entering)!;
    this.#rows.delete(leaving);
    for (const variable of row.keys()) this.#followers[variable]!.delete(leaving);
    const turned = new Map<number, number>([[leaving, whole(1 / rate)]]);
    for (const [variable, factor] of row) if (variable !== entering) turned.set(variable, whole(-factor / rate));
    this.#follow(entering, turned);
  }
}

function isLess(one: readonly number[], other: readonly number[]): boolean {
  const place = one.findIndex((value, at) => value !== other[at]);
  return place >= 0 && one[place]! < other[place]!;
}

function add(terms: Map<number, number>, cell: number, factor: number): void {
  const sum = whole((terms.get(cell) ?? 0) + factor);
  if (sum === 0) terms.delete(cell);
  else terms.set(cell, sum);
}

/** The whole number that a value is up to rounding, or the value. */
function whole(value: number): number {
  const nearest = Math.round(value);
  return Math.abs(value - nearest) < TINY ? nearest : value;
}
