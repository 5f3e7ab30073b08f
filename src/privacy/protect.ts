import { sentence } from "../issue";
import type { Cell, CellMap } from "./cells";
import { type Move, Moves } from "./moves";

/** What counts as a small cell, and how well suppressed cells must be protected. */
export interface Rules {
  readonly threshold: number;
  readonly leastDenominator: number;
  readonly zeros: "small-groups" | "always" | "never";
  readonly protect: "exact" | "interval";
}

/** What is done with each cell. */
export interface Protection {
  /** By cell: whether it is suppressed. */
  readonly isSuppressed: readonly boolean[];
  /** By cell: whether it is suppressed for its own sake. */
  readonly isPrimary: readonly boolean[];
  /** By cell: whether even how large it is must not be said. */
  readonly isWithheld: readonly boolean[];
}

/** By cell: whether it is suppressed for its own sake, as few people or as nobody of a small group. */
function sensitiveCells({ cells, numberOf }: CellMap, rules: Rules): readonly boolean[] {
  const countOf = (key: string) => cells[numberOf.get(key)!]!.value;
  return cells.map((cell) => {
    const { value, of } = cell;
    if (!cell.isShown || cell.isKnown || value >= rules.threshold) return false;
    if (value > 0 || rules.zeros === "always") return true;
    if (rules.zeros === "never" || of === undefined || isNobodys(cell, { cells, numberOf }, rules)) return false;
    return isSmall(countOf(of), rules);
  });
}

const isSmall = (group: number, { leastDenominator }: Rules) => group > 0 && group < leastDenominator;

/** Whether a zero is one of everybody, who are no small group: it is told, and with it every part of it. */
function isNobodys({ value, inside }: Cell, { cells, numberOf }: Omit<CellMap, "relations" | "places">, rules: Rules) {
  const whole = inside === undefined ? undefined : cells[numberOf.get(inside) ?? -1];
  if (value > 0 || whole === undefined || whole.value > 0 || rules.zeros === "always") return false;
  return whole.of === undefined || !isSmall(cells[numberOf.get(whole.of)!]!.value, rules);
}

/**
 * Which cells to suppress so that no suppressed one can be worked out: the small ones, and cheap others that hide them.
 *
 * Every suppressed cell gets a proof: a move, that is other counts which agree with all that is printed and all that readers know, in
 * which the cell is another (`exact`), or moves over as many whole numbers as the threshold (`interval`). The cheapest move is taken,
 * whatever it changes is suppressed too, and it proves all of that at once. Suppressing more never spoils a proof. Where no move is
 * found, the sizes of cells around go too, further and further out.
 */
export function protect(map: CellMap, rules: Rules): Protection {
  return new Protector(map, rules).protect();
}

/** What it costs more to suppress that nobody at all has something, since then all small groups may have it. */
const NOBODYS = 10;

class Protector {
  readonly #map: CellMap;
  readonly #rules: Rules;
  readonly #isPrimary: readonly boolean[];
  /** What each costs to suppress. */
  readonly #weights: readonly number[];
  readonly #isSuppressed: boolean[];
  readonly #isWithheld: boolean[];
  /** Least and most that proofs gave to each cell. */
  readonly #low: number[];
  readonly #high: number[];
  readonly #relationsOf: readonly (readonly number[])[];
  readonly #moves: Moves;

  constructor(map: CellMap, rules: Rules) {
    this.#map = map;
    this.#rules = rules;
    this.#isPrimary = sensitiveCells(map, rules);
    this.#weights = map.cells.map((cell) => cell.weight + (isNobodys(cell, map, rules) ? NOBODYS : 0));
    this.#isSuppressed = [...this.#isPrimary];
    this.#isWithheld = map.cells.map(() => false);
    this.#low = map.cells.map(({ value }) => value);
    this.#high = map.cells.map(({ value }) => value);
    const relationsOf = map.cells.map((): number[] => []);
    map.relations.forEach(({ cells }, relation) => {
      for (const cell of cells) relationsOf[cell]!.push(relation);
    });
    this.#relationsOf = relationsOf;
    const open = map.relations.map(({ cells, factors }) => {
      const kept = cells.flatMap((cell, at) => (map.cells[cell]!.isKnown ? [] : [[cell, factors[at]!] as const]));
      return { cells: kept.map(([cell]) => cell), factors: kept.map(([, factor]) => factor) };
    });
    this.#moves = new Moves(map.cells.length, open, (cell) => this.#weightOf(cell));
  }

  protect(): Protection {
    const queue = this.#isSuppressed.flatMap((isSuppressed, cell) => (isSuppressed ? [cell] : []));
    for (let at = 0; at < queue.length; at++) {
      for (const added of this.#prove(queue[at]!)) queue.push(added);
    }
    return { isSuppressed: this.#isSuppressed, isPrimary: this.#isPrimary, isWithheld: this.#isWithheld };
  }

  #weightOf(cell: number): number {
    return this.#isSuppressed[cell] ? 0 : this.#weights[cell]!;
  }

  /** Finds proofs of a cell; returns what had to be suppressed for them. */
  #prove(cell: number): readonly number[] {
    const added: number[] = [];
    let radius = 0;
    while (!this.#isProven(cell)) {
      const move = this.#cheapest(cell) ?? this.#further(cell, 1) ?? this.#further(cell, -1);
      if (move !== undefined) {
        added.push(...this.#take(move));
        continue;
      }
      const withheld = this.#withhold(cell, radius++);
      if (withheld === undefined) break;
      added.push(...withheld);
    }
    return added;
  }

  /** The move through a cell that widens what it may be at the least cost for each number more. */
  #cheapest(cell: number): Move | undefined {
    let best: Move | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const move of this.#moves.through(cell)) {
      const gain = this.#gainOf(cell, move);
      if (gain <= 0) continue;
      let cost = 0;
      for (const one of move.keys()) cost += this.#weightOf(one);
      if (cost / gain < least) [least, best] = [cost / gain, move];
    }
    return best;
  }

  #gainOf(cell: number, move: Move): number {
    const { up, down } = this.#roomOf(move);
    const { value } = this.#map.cells[cell]!;
    const ends = [value + up * move.get(cell)!, value - down * move.get(cell)!];
    return Math.max(0, Math.max(...ends) - this.#high[cell]!) + Math.max(0, this.#low[cell]! - Math.min(...ends));
  }

  /** A move that brings a cell further in one direction than any before, or nothing when limits forbid it. */
  #further(cell: number, sign: 1 | -1): Move | undefined {
    const { value } = this.#map.cells[cell]!;
    const distance = 1 + (sign > 0 ? this.#high[cell]! - value : value - this.#low[cell]!);
    const roomOf = (one: number, direction: number) => {
      const { low, high } = this.#boundsOf(one);
      return direction > 0 ? high - this.#map.cells[one]!.value : this.#map.cells[one]!.value - low;
    };
    // A move by parts of people may be one by whole people twice as far.
    for (const far of [distance, distance + 1]) {
      const move = roomOf(cell, sign) < far ? undefined : this.#moves.reach(cell, sign, far, roomOf);
      if (move !== undefined) return move;
    }
    return undefined;
  }

  /** How many times a move can be made up and down, at most as often as anything needs. */
  #roomOf(move: Move) {
    const most = this.#rules.protect === "exact" ? 1 : this.#rules.threshold - 1;
    let [up, down] = [most, most];
    for (const [cell, change] of move) {
      const { low, high } = this.#boundsOf(cell);
      const { value } = this.#map.cells[cell]!;
      const above = Math.floor((high - value) / Math.abs(change));
      const beneath = Math.floor((value - low) / Math.abs(change));
      const [rise, fall] = change > 0 ? [above, beneath] : [beneath, above];
      up = Math.min(up, rise);
      down = Math.min(down, fall);
    }
    return { up, down };
  }

  /** Suppresses whatever a move changes, and takes it as a proof; returns what was not suppressed before. */
  #take(move: Move): readonly number[] {
    this.#check(move);
    const { up, down } = this.#roomOf(move);
    const added: number[] = [];
    for (const [cell, change] of move) {
      const { value, isShown } = this.#map.cells[cell]!;
      const ends = [value + up * change, value - down * change];
      this.#low[cell] = Math.min(this.#low[cell]!, ...ends);
      this.#high[cell] = Math.max(this.#high[cell]!, ...ends);
      if (!isShown || this.#isSuppressed[cell]) continue;
      this.#isSuppressed[cell] = true;
      added.push(cell);
    }
    this.#moves.settle(added);
    return added;
  }

  /** Relations hold in whole numbers, whatever rounding there was on the way. */
  #check(move: Move): void {
    const touched = new Set([...move.keys()].flatMap((cell) => this.#relationsOf[cell]!));
    for (const relation of touched) {
      const { cells, factors } = this.#map.relations[relation]!;
      const sum = cells.reduce((total, cell, at) => total + factors[at]! * (move.get(cell) ?? 0), 0);
      if (sum === 0) continue;
      const hint = "this is a fault of mio-indicators; please report it";
      throw new Error(
        sentence({ cannot: "suppress", because: "a move must keep every relation", received: sum, hint }),
      );
    }
  }

  /** What readers know a cell to lie between once it is suppressed: what is printed instead tells whether it is small. */
  #boundsOf(cell: number): { readonly low: number; readonly high: number } {
    const { value, least, isShown } = this.#map.cells[cell]!;
    const { threshold } = this.#rules;
    if (!isShown || this.#isWithheld[cell]) return { low: least, high: Number.POSITIVE_INFINITY };
    return value < threshold
      ? { low: least, high: threshold - 1 }
      : { low: Math.max(least, threshold), high: Number.POSITIVE_INFINITY };
  }

  #isProven(cell: number): boolean {
    const { low, high } = this.#boundsOf(cell);
    const needed = this.#rules.protect === "exact" ? 1 : Math.min(this.#rules.threshold - 1, high - low);
    return this.#high[cell]! - this.#low[cell]! >= needed;
  }

  /**
   * Suppresses what is tied to a cell within some relations of it, without its size; returns what was not suppressed before, or
   * nothing when there was no more to withhold.
   */
  #withhold(first: number, radius: number): readonly number[] | undefined {
    let isMore = false;
    let ring = [first];
    const seen = new Set(ring);
    const added: number[] = [];
    for (let distance = 0; distance <= radius && ring.length > 0; distance++) {
      const next: number[] = [];
      for (const cell of ring) {
        if (this.#map.cells[cell]!.isShown) {
          if (!this.#isWithheld[cell]) isMore = true;
          this.#isWithheld[cell] = true;
          if (!this.#isSuppressed[cell]) added.push(cell);
          this.#isSuppressed[cell] = true;
        }
        for (const relation of this.#relationsOf[cell]!) {
          for (const other of this.#map.relations[relation]!.cells) {
            if (seen.has(other) || this.#map.cells[other]!.isKnown) continue;
            seen.add(other);
            next.push(other);
          }
        }
      }
      ring = next;
    }
    this.#moves.settle(added);
    return isMore ? added : undefined;
  }
}
