import { Crowd } from "./crowd";
import { PEOPLE } from "./cells";
import type { PlacedCells } from "./placed-cells";
import type { Readers } from "./readers";
import { type Limits, Ways } from "./ways";

/** What is done with cells, as it stands at each call, and how to do more. */
export interface Doing {
  readonly isSuppressed: readonly boolean[];
  /** Whether no more is to be looked for, since nothing at all is printed around the cell. */
  readonly isSettled: readonly boolean[];
  /** What each costs to suppress. */
  readonly price: Float64Array;
  /** What readers know a suppressed cell to lie between. */
  boundsOf(cell: number): Limits;
  /** How much further than its true number a cell must be able to be. */
  neededOf(cell: number): number;
  suppress(cell: number): void;
  /** No longer tells whether it is small. */
  withhold(cell: number): void;
}

/**
 * How far from a whole number one is still taken for it: parts of people are added so that searches do not come to
 * rest.
 */
const CLOSE = 0.05;
/** Most kinds of people that are looked at together. */
const MOST_KINDS = 40_000;
/** Searches in a row that show nothing new, after which cells are looked at one by one. */
const IDLE = 2;
/**
 * How often a search shows nothing new before it is turned elsewhere, and of how few cells it must still show
 * something.
 */
const LOOKS = 8;
const PART = 0.7;
/** What it costs not to tell whether a suppressed cell is small. */
const SIZE = 12;

/**
 * Looks at all tables together, after what is to be suppressed was chosen: whether each count can be another,
 * everything printed being as it is.
 */
export class Together {
  readonly #views: readonly View[];

  constructor(cells: PlacedCells, readers: Readers, doing: Doing) {
    const { subject, subjects } = readers.features;
    const numbers = Array.from({ length: subjects }, (_, number) => number);
    // A subject of which nothing is suppressed needs no look.
    const wanted = numbers.filter((number) =>
      cells.featureOf.some(
        (feature, cell) => feature >= 0 && subject[feature] === number && isAsked(cell, cells, doing),
      ),
    );
    this.#views = wanted.flatMap((number) => {
      const crowd = new Crowd(cells, readers, number);
      return crowd.size > MOST_KINDS ? [] : [new View(cells, readers, number, crowd, doing)];
    });
  }

  /** Suppresses more until it is so. */
  look(): void {
    for (let isDone = false; !isDone; ) {
      isDone = true;
      for (const view of this.#views) if (view.look()) isDone = false;
    }
  }
}

/** Whether another number is wanted of a cell. */
function isAsked(cell: number, { isImpossible, isOfNobody }: PlacedCells, doing: Doing): boolean {
  return doing.isSuppressed[cell]! && !doing.isSettled[cell]! && !isImpossible[cell] && !isOfNobody[cell];
}

/** One subject in all tables. */
class View {
  readonly #cells: PlacedCells;
  readonly #doing: Doing;
  readonly #crowd: Crowd;
  readonly #ways: Ways;
  /** Cells of the subject. */
  readonly #own: readonly number[];
  /** Least and most that each was seen to come to. */
  readonly #least: Float64Array;
  readonly #most: Float64Array;
  /** By cell: as what it was last looked at. */
  readonly #limitOf = new Map<number, string>();
  #isBegun = false;
  /** Whether there is no more to be found: the counts are no sum of possible people, or too much was done. */
  #isOver = false;

  constructor(cells: PlacedCells, readers: Readers, subject: number, crowd: Crowd, doing: Doing) {
    this.#cells = cells;
    this.#doing = doing;
    const { subject: subjectOf, isShared } = readers.features;
    this.#own = [...cells.all.keys()].filter((cell) => {
      const feature = cells.featureOf[cell]!;
      return feature >= 0 && (subjectOf[feature] === subject || isShared[feature] === 1);
    });
    this.#crowd = crowd;
    this.#crowd.close((cell) => this.#isClosed(cell));
    this.#ways = new Ways(this.#crowd);
    this.#least = Float64Array.from(cells.all, () => Number.POSITIVE_INFINITY);
    this.#most = Float64Array.from(cells.all, () => Number.NEGATIVE_INFINITY);
  }

  /** Returns whether more was suppressed. */
  look(): boolean {
    if (this.#isOver) return false;
    this.#refresh();
    if (!this.#isBegun) {
      this.#isBegun = true;
      this.#isOver = !this.#search(new Float64Array(this.#cells.all.length));
    }
    let isMore = false;
    for (const cell of this.#isOver ? [] : this.#survey()) {
      if (!this.#ways.isSpent && this.#isNarrow(cell) && this.#widen(cell)) isMore = true;
    }
    this.#isOver ||= this.#ways.isSpent;
    return isMore;
  }

  #isForbidden(cell: number): boolean {
    return this.#cells.isImpossible[cell]! || this.#cells.isOfNobody[cell]!;
  }

  #isClosed(cell: number): boolean {
    return this.#isForbidden(cell) || (!this.#doing.isSuppressed[cell] && this.#cells.all[cell]!.value === 0);
  }

  #isNarrow(cell: number): boolean {
    const [low, high] = this.#seenOf(cell);
    return isAsked(cell, this.#cells, this.#doing) && high - low < this.#doing.neededOf(cell) - CLOSE;
  }

  #limitsOf(cell: number): Limits {
    const { value, feature } = this.#cells.all[cell]!;
    if (!this.#doing.isSuppressed[cell]) return { low: value, high: value };
    const bounds = this.#doing.boundsOf(cell);
    return feature === PEOPLE ? { ...bounds, high: 2 * value + 100 } : bounds;
  }

  /** Takes down what is printed now. */
  #refresh(): void {
    this.#crowd.close((cell) => this.#isClosed(cell));
    let isLess = !this.#isBegun;
    for (const cell of this.#limitOf.keys()) {
      const limits = this.#limitsOf(cell);
      if (this.#limitOf.get(cell) === JSON.stringify(limits)) continue;
      this.#limit(cell, limits);
      isLess = true;
    }
    // Of what is printed, what follows from the rest is looked at no further.
    if (isLess) {
      const printed = this.#own.filter((cell) => !this.#doing.isSuppressed[cell] && this.#cells.all[cell]!.value > 0);
      const known = printed.filter((cell) => this.#limitOf.has(cell));
      const others = printed.filter((cell) => !this.#limitOf.has(cell));
      for (const cell of this.#crowd.independent([...known, ...others])) {
        if (!this.#limitOf.has(cell)) this.#limit(cell, this.#limitsOf(cell));
      }
    }
    if (this.#isBegun) this.#ways.tighten();
  }

  #limit(cell: number, limits: Limits): void {
    this.#limitOf.set(cell, JSON.stringify(limits));
    this.#ways.limit(cell, limits);
  }

  /** Marks of suppressed cells that are not kept. */
  #passedBy(sums: Float64Array): readonly number[] {
    return this.#own.filter((cell) => {
      if (this.#limitOf.has(cell) || !this.#doing.isSuppressed[cell]) return false;
      const { low, high } = this.#limitsOf(cell);
      return sums[cell]! < low - CLOSE || sums[cell]! > high + CLOSE;
    });
  }

  #note(sums: Float64Array): void {
    for (const cell of this.#own) {
      this.#least[cell] = Math.min(this.#least[cell]!, sums[cell]!);
      this.#most[cell] = Math.max(this.#most[cell]!, sums[cell]!);
    }
  }

  /** The cheapest way within what is printed; notes what it comes to. */
  #search(costs: Float64Array, isEnough?: () => boolean): boolean {
    for (;;) {
      if (!this.#ways.cheapest(costs, isEnough)) return false;
      const sums = this.#ways.sums();
      // Marks are looked at only where they are passed.
      const passed = this.#passedBy(sums);
      if (passed.length === 0) {
        this.#note(sums);
        return true;
      }
      for (const cell of passed) this.#limit(cell, this.#limitsOf(cell));
    }
  }

  /** Cells that can be nothing but what they are. */
  #survey(): readonly number[] {
    const narrow = () => this.#own.filter((cell) => this.#isNarrow(cell));
    let open = narrow();
    for (let idle = 0, turn = 0; open.length > 0 && idle < IDLE; turn++) {
      const costs = new Float64Array(this.#cells.all.length);
      for (const cell of open) {
        const sign = turn < 2 ? 1 - 2 * turn : ((cell * 7919 + turn * 104_729) >> 3) % 2 === 0 ? 1 : -1;
        costs[cell] = sign;
      }
      let left = open;
      let looks = 0;
      this.#search(costs, () => {
        const sums = this.#ways.sums();
        if (this.#passedBy(sums).length > 0) return true;
        this.#note(sums);
        const narrower = left.filter((cell) => this.#isNarrow(cell));
        looks = narrower.length < left.length ? 0 : looks + 1;
        left = narrower;
        return looks === LOOKS || left.length < open.length * PART;
      });
      left = narrow();
      idle = left.length < open.length ? 0 : idle + 1;
      open = left;
    }
    for (const cell of open) {
      for (const sign of [1, -1]) {
        if (!this.#isNarrow(cell)) continue;
        this.#reach(cell, sign);
      }
    }
    return narrow();
  }

  /**
   * Suppresses what it costs least to suppress so that a cell can be another number; returns whether anything helps.
   */
  #widen(cell: number): boolean {
    const { value } = this.#cells.all[cell]!;
    const needed = this.#doing.neededOf(cell);
    const bounds = this.#doing.boundsOf(cell);
    const plans = [1, -1].flatMap((way) => {
      const aim = value + way * needed;
      if (aim < this.#cells.all[cell]!.least) return [];
      const isSizeTold = aim < bounds.low || aim > bounds.high;
      const plan = this.#plan(cell, way > 0 ? { low: aim, high: Number.POSITIVE_INFINITY } : { low: 0, high: aim });
      return plan === undefined ? [] : [{ ...plan, cost: plan.cost + (isSizeTold ? SIZE : 0), isSizeTold }];
    });
    const [plan] = plans.sort((a, b) => a.cost - b.cost);
    if (plan === undefined || this.#ways.isSpent) return false;
    if (plan.isSizeTold) this.#doing.withhold(cell);
    for (const [one, by] of plan.changes) {
      if (!this.#doing.isSuppressed[one]) this.#doing.suppress(one);
      const { low, high } = this.#doing.boundsOf(one);
      const there = this.#cells.all[one]!.value + by;
      if (there < low - CLOSE || there > high + CLOSE) this.#doing.withhold(one);
    }
    this.#refresh();
    this.#search(new Float64Array(this.#cells.all.length));
    for (const way of [1, -1]) this.#reach(cell, way);
    return true;
  }

  /** Looks for a way in which a cell is another number: a lower one, or, with -1, a higher one. */
  #reach(cell: number, sign: number): void {
    const costs = new Float64Array(this.#cells.all.length);
    costs[cell] = sign;
    const [low, high] = this.#seenOf(cell);
    const needed = this.#doing.neededOf(cell);
    this.#search(costs, () => {
      const sum = this.#ways.sumOf(cell);
      return sign > 0 ? high - sum >= needed : sum - low >= needed;
    });
  }

  /** Least and most that a cell was seen to come to. */
  #seenOf(cell: number): readonly [low: number, high: number] {
    const { value } = this.#cells.all[cell]!;
    return [Math.min(value, this.#least[cell]!), Math.max(value, this.#most[cell]!)];
  }

  /** What else must change, and what that costs, when a cell is within some limits. */
  #plan(
    cell: number,
    aim: Limits,
  ): { readonly cost: number; readonly changes: ReadonlyMap<number, number> } | undefined {
    this.#crowd.close((one) => this.#isForbidden(one));
    const costs = new Float64Array(this.#cells.all.length);
    for (const one of this.#own) {
      const isPrinted = !this.#doing.isSuppressed[one];
      if (one === cell) continue;
      if (isPrinted && this.#cells.all[one]!.value === 0) costs[one] = this.#doing.price[one]!;
      else if (this.#limitOf.has(one)) this.#ways.stretch(one, isPrinted ? this.#doing.price[one]! : SIZE);
    }
    this.#ways.limit(cell, aim);
    let isFound = this.#ways.cheapest(costs);
    // What followed from the rest no longer does.
    while (isFound) {
      const sums = this.#ways.sums();
      const passed = this.#own.filter((one) => {
        const { low, high } = this.#limitsOf(one);
        const isLooked = one === cell || this.#limitOf.has(one) || costs[one]! > 0 || this.#isForbidden(one);
        return !isLooked && (sums[one]! < low - CLOSE || sums[one]! > high + CLOSE);
      });
      if (passed.length === 0) break;
      for (const one of passed) {
        this.#limit(one, this.#limitsOf(one));
        this.#ways.stretch(one, this.#doing.isSuppressed[one] ? SIZE : this.#doing.price[one]!);
      }
      isFound = this.#ways.cheapest(costs);
    }
    let plan: { readonly cost: number; readonly changes: Map<number, number> } | undefined;
    if (isFound) {
      const changes = new Map([...this.#ways.stretched()].filter(([, by]) => Math.abs(by) > CLOSE));
      const sums = this.#ways.sums();
      for (const one of this.#own) if (costs[one]! > 0 && sums[one]! > CLOSE) changes.set(one, sums[one]!);
      let cost = 0;
      for (const one of changes.keys()) cost += this.#doing.isSuppressed[one] ? SIZE : this.#doing.price[one]!;
      plan = { cost, changes };
    }
    this.#crowd.close((one) => this.#isClosed(one));
    this.#ways.tighten();
    const limits = this.#limitsOf(cell);
    this.#limit(cell, limits);
    return plan;
  }
}
