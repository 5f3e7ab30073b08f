import { type Cell, type CellMap, EVERYBODY, isKnown, isOut, wholeKey } from "./cells";
import type { Exchange } from "./exchanges";
import type { Layout, Pattern } from "./layout";
import { Moves, type Offer } from "./moves";
import { placedCells } from "./placed-cells";
import type { Readers } from "./readers";
import type { Rules } from "./rules";
import { Sums } from "./sums";
import { Surroundings } from "./surroundings";

/** What is done with each cell. */
export interface Protection {
  /** By cell: whether it is suppressed. */
  readonly isSuppressed: readonly boolean[];
  /** By cell: whether it is suppressed for its own sake. */
  readonly isPrimary: readonly boolean[];
  /** By cell: whether even how large it is must not be said. */
  readonly isWithheld: readonly boolean[];
  /** Cells of which no other number was found, whatever is left out beside what is out already; then the rest is not to be used. */
  readonly exposed: readonly number[];
  /** Whether it ended before every cell was looked at; then the rest is not to be used either. */
  readonly isCutShort: boolean;
}

/** How a search ends. */
interface Search {
  /** How many changes are looked at before it ends without an answer. */
  readonly looks: number;
  /** Whether reports are out: then a cell of which no other number is found ends it, since that is refused. */
  readonly isBeside: boolean;
}

/** Other people in the place of some, all of whom could exist, such that everything printed stays as it is. */
interface Move extends Offer {
  readonly cost: number;
  /** The only feature whose counts it proves, when what else is not printed may be anything; undefined when it proves all it changes. */
  readonly aim?: number | undefined;
}

/** What it costs more to suppress that nobody at all has something, since then all small groups may have it. */
const NOBODYS = 10;
/** What it costs not to tell whether a suppressed cell is small. */
const SIZE = 12;
/** Moves, cheapest first, of which one must be possible, and how many of one pattern. */
const TRIED = 240;
const OF_PATTERN = 12;
/** Of these, how many are tried with whatever else is suppressed left open. */
const LOOSELY_TRIED = 60;
/** What a move costs when others are looked for, of people like those who stand in the rows. */
const DEAR = 250;
/** How many changes could be looked at in the time that it takes to find whether one is possible. */
const LOOKS_AT_SUMS = 400;
/** How much more a count of everybody is worth than one of a row. */
const TOTAL = 4;
/** A little for each cell that changes, so that of moves that cost the same the smallest is taken. */
const EACH = 1 / 1024;

/**
 * Which cells to suppress so that no suppressed one can be worked out: the small ones, and cheap others that hide them.
 *
 * Every suppressed cell gets a proof: other people who could exist, in the place of some, with whom everything printed is the same and the cell is another
 * (`exact`), or is as many others as the threshold (`interval`). The cheapest such move is taken, whatever it changes is suppressed
 * too, and it proves all of that at once. Suppressing more never spoils a proof. Where no move is found, the cells around go without
 * their sizes, further and further out.
 */
export function protect(map: CellMap, readers: Readers, rules: Rules, search: Search): Protection {
  return new Protector(map, readers, rules, search).protect();
}

class Protector {
  readonly #cells: readonly Cell[];
  readonly #rules: Rules;
  readonly #readers: Readers;
  readonly #layout: Layout;
  /** By row and feature: number of a cell, or -1. */
  readonly #cellAt: Int32Array;
  readonly #width: number;
  readonly #rowOf: Int32Array;
  readonly #featureOf: Int32Array;
  readonly #isImpossible: readonly boolean[];
  readonly #isPrimary: readonly boolean[];
  readonly #isSuppressed: boolean[];
  readonly #isWithheld: boolean[];
  /** By cell: whether nothing at all is printed around it. */
  readonly #isSettled: boolean[];
  /** What each costs to suppress; next to nothing when it is suppressed already. */
  readonly #price: Float64Array;
  readonly #value: Int32Array;
  /** Least and most that it may come to. */
  readonly #least: Float64Array;
  readonly #most: Float64Array;
  readonly #threshold: number;
  /** Least and most that proofs gave to each cell. */
  readonly #low: number[];
  readonly #high: number[];
  readonly #sums: Sums;
  readonly #moves: Moves;
  readonly #surroundings: Surroundings;
  /** Whether anything is out already. */
  readonly #isBeside: boolean;
  readonly #exposed: number[] = [];

  #looks: number;

  constructor(map: CellMap, readers: Readers, rules: Rules, { looks, isBeside }: Search) {
    this.#looks = looks;
    this.#isBeside = isBeside;
    const { features } = readers;
    this.#cells = map.cells;
    this.#rules = rules;
    this.#readers = readers;
    this.#width = features.names.length;
    const cells = placedCells(map, readers);
    this.#layout = cells.layout;
    this.#rowOf = cells.rowOf;
    this.#featureOf = cells.featureOf;
    this.#cellAt = cells.at;
    this.#isImpossible = cells.isImpossible;
    const isNobodys = map.cells.map((cell) => this.#isNobodys(cell, map));
    this.#isPrimary = map.cells.map((cell, number) => this.#isSensitive(cell, number, isNobodys[number]!));
    this.#threshold = rules.threshold;
    this.#value = Int32Array.from(map.cells, ({ value }) => value);
    // Of a count of which nobody knows more than its mark, only the change must be one that the mark leaves room for.
    this.#least = Float64Array.from(map.cells, (cell) => {
      const { told, least } = cell;
      if (told === undefined) return least;
      return isKnown(cell) ? told.low : told.low - (told.high - told.low);
    });
    this.#most = Float64Array.from(map.cells, ({ told }) => told?.high ?? Number.POSITIVE_INFINITY);
    this.#price = Float64Array.from(map.cells, (cell, number) => {
      if (isOut(cell)) return Number.POSITIVE_INFINITY;
      if (this.#isPrimary[number] || cell.told !== undefined) return EACH;
      return EACH + cell.weight * (cell.row === EVERYBODY ? TOTAL : 1) + (isNobodys[number] ? NOBODYS : 0);
    });
    this.#isSuppressed = map.cells.map(
      (cell, number) => this.#isPrimary[number]! || (cell.told !== undefined && !isOut(cell)),
    );
    this.#sums = new Sums(map.cells, readers, cells.held, this.#cellAt, this.#isSuppressed);
    this.#moves = new Moves(cells, readers, this.#sums);
    this.#surroundings = new Surroundings(cells, this.#width, this.#isSuppressed, this.#price);
    // What is out keeps its mark, which is looked at by what it leaves open.
    this.#isWithheld = map.cells.map(({ told }) => told !== undefined);
    this.#isSettled = map.cells.map(() => false);
    this.#low = map.cells.map(({ value }) => value);
    this.#high = map.cells.map(({ value }) => value);
  }

  protect(): Protection {
    const queue = this.#isSuppressed.flatMap((isSuppressed, cell) => (isSuppressed ? [cell] : []));
    // Rows that hold fewer dimensions first: what is suppressed in a row of many is of use to those within it.
    const depth = Int32Array.from(this.#layout.rows, (_, row) => this.#layout.heldBy(row).length);
    queue.sort((a, b) => depth[this.#rowOf[a]!]! - depth[this.#rowOf[b]!]! || a - b);
    for (let at = 0; at < queue.length && this.#exposed.length === 0 && this.#looks > 0; at++) {
      for (const added of this.#prove(queue[at]!)) queue.push(added);
    }
    return {
      isSuppressed: this.#isSuppressed,
      isPrimary: this.#isPrimary,
      isWithheld: this.#isWithheld,
      exposed: this.#exposed,
      isCutShort: this.#looks <= 0,
    };
  }

  /** Whether a cell is suppressed for its own sake, as few people or as nobody of a small group. */
  #isSensitive(one: Cell, cell: number, isNobodys: boolean): boolean {
    const { value, of } = one;
    const { threshold, zeros } = this.#rules;
    if (!one.isOwn || isOut(one)) return false;
    // What nobody could have, readers know that nobody has.
    if (value >= threshold || this.#isImpossible[cell]) return false;
    if (value > 0 || zeros === "always") return true;
    if (zeros === "never" || of === undefined || isNobodys) return false;
    return this.#isSmall(of);
  }

  /** Whether a zero is one of everybody, who are no small group: it is told, and with it every part of it. */
  #isNobodys({ value, inside, feature }: Cell, map: CellMap): boolean {
    const whole = map.cells[map.numberOf.get(inside ?? wholeKey(feature)) ?? -1];
    if (value > 0 || inside === undefined || whole === undefined || whole.value > 0 || !isKnown(whole)) return false;
    if (this.#rules.zeros === "always") return false;
    return whole.of === undefined || !this.#isSmall(whole.of);
  }

  #isSmall(group: number): boolean {
    return group > 0 && group < this.#rules.leastDenominator;
  }

  /** Finds proofs of a cell; returns what had to be suppressed for them. */
  #prove(cell: number): readonly number[] {
    const added: number[] = [];
    for (let radius = 0; !this.#isProven(cell); ) {
      if (this.#walk(cell, added)) continue;
      // Everything is withheld, and nothing more can be done.
      if (radius > 4) {
        if (this.#isBeside) this.#exposed.push(cell);
        break;
      }
      added.push(...this.#withhold(cell, radius++));
    }
    return added;
  }

  #isProven(cell: number): boolean {
    if (this.#isSettled[cell] || !this.#isSuppressed[cell]) return true;
    const { low, high } = this.#boundsOf(cell);
    const needed = this.#rules.protect === "exact" ? 1 : Math.min(this.#rules.threshold - 1, high - low);
    return this.#high[cell]! - this.#low[cell]! >= needed;
  }

  /** What readers know a cell to lie between once it is suppressed: what is printed instead tells whether it is small. */
  #boundsOf(cell: number): { readonly low: number; readonly high: number } {
    const { value, least, told } = this.#cells[cell]!;
    const { threshold } = this.#rules;
    if (told !== undefined) return told;
    if (this.#isWithheld[cell]) return { low: least, high: Number.POSITIVE_INFINITY };
    return value < threshold
      ? { low: least, high: threshold - 1 }
      : { low: Math.max(least, threshold), high: Number.POSITIVE_INFINITY };
  }

  /** Walks from the true counts to others, in one direction and then in the other; returns whether it came further than before. */
  #walk(cell: number, added: number[]): boolean {
    const width = () => this.#high[cell]! - this.#low[cell]!;
    const before = width();
    const first = this.#cheapest(cell, [1, -1], undefined);
    if (first === undefined) return false;
    for (const direction of first.change > 0 ? [1, -1] : [-1, 1]) {
      const world = new Map<number, number>();
      for (;;) {
        const found =
          world.size === 0 && direction === Math.sign(first.change)
            ? first
            : this.#cheapest(cell, [direction], world.size === 0 ? undefined : world);
        if (found === undefined) break;
        this.#take(found.move, world, added);
        if (this.#isProven(cell)) return true;
      }
    }
    return width() > before;
  }

  /** Suppresses whatever a move changes, and takes it as a proof. */
  #take(move: Move, world: Map<number, number>, added: number[]): void {
    this.#changes(move, (cell, change) => {
      const there = (world.get(cell) ?? 0) + change;
      world.set(cell, there);
    });
    for (const [cell, change] of world) {
      const value = this.#cells[cell]!.value + change;
      if (move.aim === undefined || this.#featureOf[cell] === move.aim) {
        this.#low[cell] = Math.min(this.#low[cell]!, value);
        this.#high[cell] = Math.max(this.#high[cell]!, value);
      }
      if (change === 0) continue;
      if (this.#cells[cell]!.value < this.#rules.threshold !== value < this.#rules.threshold)
        this.#isWithheld[cell] = true;
      if (!this.#isSuppressed[cell]) this.#suppress(cell, added);
    }
  }

  #suppress(cell: number, added: number[]): void {
    this.#isSuppressed[cell] = true;
    this.#price[cell] = EACH;
    this.#sums.noteChange(this.#rowOf[cell]!);
    added.push(cell);
  }

  #changes({ pattern, exchange, way, beside }: Move, visit: (cell: number, change: number) => void): void {
    for (const cell of beside) visit(cell, way);
    const { features, changes } = exchange;
    const isInRows = this.#readers.features.isInRows;
    for (const { row, sign } of pattern.rows) {
      for (let at = 0; at < features.length; at++) {
        if (row > 0 && isInRows[features[at]!] === 0) continue;
        const cell = this.#cellAt[row * this.#width + features[at]!]!;
        if (cell >= 0) visit(cell, changes[at]! * sign * way);
      }
    }
  }

  /** The cheapest possible move through a cell in one of some directions, from the true counts or from a world that differs from them. */
  #cheapest(
    cell: number,
    directions: readonly number[],
    world: ReadonlyMap<number, number> | undefined,
  ): { readonly move: Move; readonly change: number } | undefined {
    const feature = this.#featureOf[cell]!;
    let best: Move[] = [];
    // The cheapest of each pattern: of one that fails, all may fail.
    let ofPattern: Move[] = [];
    const consider = (pattern: Pattern, exchange: Exchange, way: number, beside: readonly number[]) => {
      if (ofPattern[0]?.pattern !== pattern) {
        best.push(...ofPattern);
        ofPattern = [];
      }
      const most = ofPattern.length < OF_PATTERN ? Number.POSITIVE_INFINITY : ofPattern.at(-1)!.cost;
      const cost = this.#costOf({ pattern, exchange, way, beside }, world, most);
      if (cost >= most) return;
      const place = ofPattern.findIndex((one) => one.cost > cost);
      ofPattern.splice(place < 0 ? ofPattern.length : place, 0, { pattern, exchange, way, beside, cost });
      if (ofPattern.length > OF_PATTERN) ofPattern.pop();
    };
    const possible = (): Move | undefined => {
      best = [...best, ...ofPattern].sort((a, b) => a.cost - b.cost).slice(0, TRIED);
      ofPattern = [];
      const move = best.find((one) => this.#isPossible(one, world));
      if (move !== undefined) return move;
      const loose = best.slice(0, LOOSELY_TRIED).find((one) => this.#isPossible(one, world, feature));
      return loose && { ...loose, aim: feature };
    };
    this.#moves.through(cell, directions, consider);
    let move = possible();
    if (move === undefined || move.cost > DEAR) {
      best = [];
      this.#moves.tailored(cell, directions, consider);
      const tailored = possible();
      if (tailored !== undefined && (move === undefined || tailored.cost < move.cost)) move = tailored;
    }
    if (move === undefined) return undefined;
    let change = 0;
    this.#changes(move, (one, by) => {
      if (one === cell) change += by;
    });
    return { move, change };
  }

  /** What a move costs; nothing less than the limit when it costs as much, or when a cell would pass what readers know of it. */
  #costOf(
    { pattern: { rows }, exchange: { features, changes }, way, beside }: Offer,
    world: ReadonlyMap<number, number> | undefined,
    limit: number,
  ): number {
    const isInRows = this.#readers.features.isInRows;
    let cost = 0;
    this.#looks--;
    for (const cell of beside) cost += this.#costOfChange(cell, (world?.get(cell) ?? 0) + way);
    for (let place = 0; place < rows.length; place++) {
      const { row, sign } = rows[place]!;
      const at = row * this.#width;
      for (let one = 0; one < features.length; one++) {
        const feature = features[one]!;
        if (row > 0 && isInRows[feature] === 0) continue;
        const cell = this.#cellAt[at + feature]!;
        if (cell < 0) continue;
        const change = changes[one]! * sign * way;
        cost += this.#costOfChange(cell, world === undefined ? change : (world.get(cell) ?? 0) + change);
        if (cost >= limit) return Number.POSITIVE_INFINITY;
      }
    }
    return cost;
  }

  #costOfChange(cell: number, change: number): number {
    const value = this.#value[cell]!;
    const there = value + change;
    if (there < this.#least[cell]! || there > this.#most[cell]!) return Number.POSITIVE_INFINITY;
    const threshold = this.#threshold;
    const isTold = value < threshold !== there < threshold && !this.#isWithheld[cell];
    return (isTold ? SIZE : 0) + this.#price[cell]!;
  }

  /**
   * Whether the counts after a move are sums of people who could exist: of everybody, and of each row where people stand.
   *
   * @param aim - the feature that must change; when given, whatever else is not printed may be anything
   */
  #isPossible(
    { pattern, exchange, way }: Move,
    world: ReadonlyMap<number, number> | undefined,
    aim?: number | undefined,
  ): boolean {
    const [first] = pattern.rows;
    this.#looks -= LOOKS_AT_SUMS;
    const looked = first!.row === 0 ? [first!, ...pattern.leaves] : pattern.leaves;
    return looked.every(({ row, sign }) => this.#sums.isSum({ row, exchange, way: sign * way, world, aim }));
  }

  /** Suppresses, without their sizes, cells around one, further out with each radius; returns those that were not suppressed before. */
  #withhold(first: number, radius: number): readonly number[] {
    const { cells, isApart } = this.#surroundings.around(first, radius);
    const isDark = radius > 1 && !(this.#isBeside && cells.some((cell) => isOut(this.#cells[cell]!)));
    const told = isApart ? this.#surroundings.toldAmong(cells) : new Set<number>();
    const added: number[] = [];
    for (const cell of cells) {
      if (isOut(this.#cells[cell]!)) continue;
      if (told.has(cell)) {
        // Whoever reads the rest knows it anyway, and no proof rests on it.
        if (this.#isSuppressed[cell]) this.#sums.noteChange(this.#rowOf[cell]!);
        this.#isSuppressed[cell] = false;
        continue;
      }
      this.#isWithheld[cell] = true;
      // Of rows of which nothing is printed, any two people may have changed places, so that nothing in them needs another proof.
      if (isDark) this.#isSettled[cell] = true;
      if (!this.#isSuppressed[cell]) this.#suppress(cell, added);
    }
    return added;
  }
}
