import type { Crowd, Kind } from "./crowd";

/** What lies between two numbers, ends included. */
export interface Limits {
  readonly low: number;
  readonly high: number;
}

/** Something that a way is made of: people of a kind, what a row comes to, or what it may differ by at a price. */
interface Part {
  readonly kind: Kind | undefined;
  /** The row that it is, when it is no kind of people; -1 otherwise. */
  readonly row: number;
  /** How much it adds to its row. */
  readonly sign: number;
  /** What each costs, and of people by which costs that was worked out. */
  cost: number;
  costs?: Float64Array;
  low: number;
  high: number;
  isBasic: boolean;
  /** Where it rests when it is not in the basis. */
  isHigh: boolean;
}

const TINY = 1e-9;
const SMALL = 1e-7;
/** Least that a number may be divided by. */
const PIVOT = 1e-7;
/** All that is added to the counts, so that the search does not come to rest on an edge. */
const LIFT = 0.04;
/** Of how many kinds of people a little is added. */
const LIFTED = 4000;
/** Multiplications of all searches: half a second or so. */
const MOST_WORK = 5e8;
/** After how many turns it is looked at whether enough was found. */
const LOOKED_AT = 10;
/** Turns of one search, by number of rows. */
const TURNS = 40;

/**
 * Ways to make counts, people divided where that helps: numbers of people of each kind such that sums lie within
 * limits. The simplex method with limits
 * on all variables; columns are looked for among the kinds of people each time.
 *
 * @source Dantzig, Linear Programming and Extensions (1963), chapters 5 and 18
 */
export class Ways {
  readonly #crowd: Crowd;
  /** By row: the count that it is of. */
  readonly #cells: number[] = [];
  /** By count: the number of its row, or -1. */
  readonly #rowOf: Int32Array;
  readonly #partOf = new Map<number, Part>();
  /** By row: the part that says what it comes to, and what it may differ by. */
  readonly #sums: Part[] = [];
  readonly #elastic: Part[] = [];
  /** Inverse of the basis. */
  readonly #inverse: Float64Array[] = [];
  readonly #basis: Part[] = [];
  #solution = new Float64Array(64);
  readonly #lift: Float64Array;
  /** By count: what one of it costs. */
  #costs: Float64Array;
  readonly #prices: Float64Array;
  /** How much was done, in multiplications. */
  #work = 0;

  constructor(crowd: Crowd) {
    this.#crowd = crowd;
    this.#rowOf = new Int32Array(crowd.counts).fill(-1);
    this.#lift = crowd.lift(LIFT, LIFTED);
    this.#costs = new Float64Array(crowd.counts);
    this.#prices = new Float64Array(crowd.counts);
  }

  /** Whether as much was done as may be; then nothing more is found. */
  get isSpent(): boolean {
    return this.#work > MOST_WORK;
  }

  /** Keeps a count within limits from now on. */
  limit(count: number, { low, high }: Limits): void {
    const lift = this.#lift[count]!;
    const row = this.#rowOf[count]!;
    if (row < 0) {
      this.#add(count, low + lift, high + lift);
      return;
    }
    const part = this.#sums[row]!;
    [part.low, part.high] = [low + lift, high + lift];
    if (!Number.isFinite(part.high)) part.isHigh = false;
    this.#refresh();
  }

  /** Lets a count differ from its limits at a price for each, either way. */
  stretch(count: number, price: number): void {
    const row = this.#rowOf[count]!;
    for (const sign of [1, -1]) {
      const part = { kind: undefined, row, sign, cost: price, low: 0, high: Number.POSITIVE_INFINITY };
      this.#elastic.push({ ...part, isBasic: false, isHigh: false });
    }
  }

  /**
   * Takes back what {@link stretch} allowed, and people of kinds that may no longer be: the next search begins by doing
   * without them.
   */
  tighten(): void {
    for (const part of this.#elastic) [part.cost, part.high] = [0, 0];
    this.#elastic.length = 0;
    for (const part of this.#basis) {
      if (part.kind !== undefined) part.high = this.#crowd.isOpen(part.kind) ? Number.POSITIVE_INFINITY : 0;
    }
  }

  /**
   * The cheapest way.
   *
   * @param costs - by count: what one of it costs
   * @param isEnough - whether the search may end before the cheapest is found
   * @returns whether there is one; false also when the search came to no end
   */
  cheapest(costs: Float64Array, isEnough?: () => boolean): boolean {
    this.#costs = costs;
    const turns = TURNS * this.#basis.length + 1000;
    for (let turn = 0; turn < turns; turn++) {
      if (this.isSpent) return false;
      const isFeasible = this.#price();
      if (isFeasible && turn % LOOKED_AT === 0 && isEnough?.() === true) return true;
      const entering = this.#entering(isFeasible);
      if (entering === undefined) return isFeasible;
      if (!this.#turn(entering)) return isFeasible;
    }
    return false;
  }

  /** What one count comes to in the way found last. */
  sumOf(count: number): number {
    let sum = 0;
    this.#basis.forEach(({ kind }, at) => {
      const place = kind === undefined ? -1 : kind.counts.indexOf(count);
      if (place >= 0) sum += this.#solution[at]! * kind!.times[place]!;
    });
    return sum;
  }

  /** What the way found last comes to, by count; and what rows differ by. */
  sums(): Float64Array {
    const sums = new Float64Array(this.#rowOf.length);
    this.#basis.forEach(({ kind }, at) => {
      if (kind === undefined) return;
      kind.counts.forEach((count, place) => {
        sums[count]! += this.#solution[at]! * kind.times[place]!;
      });
    });
    return sums;
  }

  /** By count: how far it differs from its limits. */
  stretched(): ReadonlyMap<number, number> {
    const found = new Map<number, number>();
    this.#basis.forEach((part, at) => {
      if (part.kind !== undefined || part.cost === 0 || this.#solution[at]! < SMALL) return;
      const count = this.#cells[part.row]!;
      found.set(count, (found.get(count) ?? 0) + part.sign * this.#solution[at]!);
    });
    return found;
  }

  #add(count: number, low: number, high: number): void {
    const row = this.#cells.length;
    this.#cells.push(count);
    this.#rowOf[count] = row;
    const part = { kind: undefined, row, sign: -1, cost: 0, low, high, isBasic: true, isHigh: false };
    this.#sums.push(part);
    // The new row of the inverse: what the people in the basis add to the count.
    const own = new Float64Array(row + 1);
    this.#basis.forEach((basic, at) => {
      const place = basic.kind?.counts.indexOf(count) ?? -1;
      if (place < 0) return;
      const times = basic.kind!.times[place]!;
      for (let one = 0; one < row; one++) own[one]! += times * this.#inverse[at]![one]!;
    });
    own[row] = -1;
    for (let at = 0; at < row; at++) {
      const longer = new Float64Array(row + 1);
      longer.set(this.#inverse[at]!);
      this.#inverse[at] = longer;
    }
    this.#inverse.push(own);
    this.#basis.push(part);
    this.#refresh();
  }

  /** Works out anew what is in the basis. */
  #refresh(): void {
    const size = this.#basis.length;
    if (this.#solution.length < size) this.#solution = new Float64Array(2 * size);
    const rest = new Float64Array(size);
    this.#sums.forEach((part, row) => {
      if (!part.isBasic) rest[row] = part.isHigh ? part.high : part.low;
    });
    for (let at = 0; at < size; at++) {
      const own = this.#inverse[at]!;
      let sum = 0;
      for (let row = 0; row < size; row++) sum += own[row]! * rest[row]!;
      this.#solution[at] = Math.abs(sum) < TINY ? 0 : sum;
    }
    this.#work += size * size;
  }

  /**
   * Prices of counts: what a way with one more of each costs less, or is less wrong. Returns whether nothing is wrong.
   */
  #price(): boolean {
    const size = this.#basis.length;
    const weights = new Float64Array(size);
    let isFeasible = true;
    this.#basis.forEach((part, at) => {
      const value = this.#solution[at]!;
      if (value < part.low - SMALL) weights[at] = -1;
      else if (value > part.high + SMALL) weights[at] = 1;
      else return;
      isFeasible = false;
    });
    if (isFeasible) {
      this.#basis.forEach((part, at) => {
        weights[at] = this.#costOf(part);
      });
    }
    const ofRows = new Float64Array(size);
    for (let at = 0; at < size; at++) {
      const weight = weights[at]!;
      if (weight === 0) continue;
      const own = this.#inverse[at]!;
      for (let row = 0; row < size; row++) ofRows[row]! += weight * own[row]!;
      this.#work += size;
    }
    if (isFeasible) this.#prices.set(this.#costs);
    else this.#prices.fill(0);
    for (let row = 0; row < size; row++) this.#prices[this.#cells[row]!]! -= ofRows[row]!;
    this.#ofRows = ofRows;
    return isFeasible;
  }

  #ofRows = new Float64Array(0);

  /** What one more of a part costs; kept until costs are others. */
  #costOf(part: Part): number {
    const { kind } = part;
    if (kind === undefined || part.costs === this.#costs) return part.cost;
    part.costs = this.#costs;
    part.cost = 0;
    for (let place = 0; place < kind.counts.length; place++) {
      part.cost += this.#costs[kind.counts[place]!]! * kind.times[place]!;
    }
    return part.cost;
  }

  /** The part whose change saves most. */
  #entering(isFeasible: boolean): Part | undefined {
    let best: Part | undefined;
    let most = SMALL;
    const consider = (part: Part) => {
      if (part.isBasic || part.high - part.low < TINY) return;
      const rate = (isFeasible ? part.cost : 0) - part.sign * this.#ofRows[part.row]!;
      const gain = part.isHigh ? rate : -rate;
      if (gain > most) [best, most] = [part, gain];
    };
    for (const part of this.#sums) consider(part);
    for (const part of this.#elastic) consider(part);
    const kind = this.#crowd.least(this.#prices, -most, (number) => this.#partOf.get(number)?.isBasic === true);
    this.#work += this.#crowd.looked;
    if (kind === undefined) return best;
    const known = this.#partOf.get(kind.number);
    if (known !== undefined) {
      known.high = Number.POSITIVE_INFINITY;
      return known;
    }
    const part = { kind, row: -1, sign: 1, cost: 0, low: 0, high: Number.POSITIVE_INFINITY };
    const made = { ...part, isBasic: false, isHigh: false };
    this.#partOf.set(kind.number, made);
    return made;
  }

  #turn(entering: Part): boolean {
    const size = this.#basis.length;
    const way = entering.isHigh ? -1 : 1;
    const column = new Float64Array(size);
    if (entering.kind === undefined) column[entering.row] = entering.sign;
    else {
      entering.kind.counts.forEach((count, place) => {
        const row = this.#rowOf[count]!;
        if (row >= 0) column[row]! += entering.kind!.times[place]!;
      });
    }
    const places: number[] = [];
    column.forEach((value, row) => {
      if (value !== 0) places.push(row);
    });
    const direction = new Float64Array(size);
    let leaving = -1;
    let step = entering.high - entering.low;
    let isUp = false;
    for (let at = 0; at < size; at++) {
      const own = this.#inverse[at]!;
      let sum = 0;
      for (const row of places) sum += own[row]! * column[row]!;
      if (Math.abs(sum) < 1e-10) continue;
      direction[at] = sum;
      if (Math.abs(sum) < PIVOT) continue;
      const rate = -way * sum;
      const { low, high } = this.#basis[at]!;
      const value = this.#solution[at]!;
      let bound: number;
      if (value < low - SMALL) bound = rate > 0 ? low : Number.NaN;
      else if (value > high + SMALL) bound = rate < 0 ? high : Number.NaN;
      else bound = rate > 0 ? high : low;
      const steps = Math.max(0, (bound - value) / rate);
      if (Number.isNaN(steps) || steps === Number.POSITIVE_INFINITY) continue;
      if (steps > step + TINY) continue;
      const isTie = steps > step - TINY && leaving >= 0;
      if (isTie && Math.abs(sum) <= Math.abs(direction[leaving]!)) continue;
      step = Math.min(step, steps);
      leaving = at;
      isUp = bound === high && low !== high;
    }
    this.#work += size * (places.length + 1);
    if (step === Number.POSITIVE_INFINITY) return false;
    if (leaving < 0) {
      entering.isHigh = !entering.isHigh;
      this.#move(direction, -way * step, size);
      return true;
    }
    const start = entering.isHigh ? entering.high : entering.low;
    this.#move(direction, -way * step, size);
    const out = this.#basis[leaving]!;
    out.isBasic = false;
    out.isHigh = isUp;
    entering.isBasic = true;
    this.#basis[leaving] = entering;
    this.#solution[leaving] = start + way * step;
    const own = this.#inverse[leaving]!;
    const pivot = direction[leaving]!;
    const filled: number[] = [];
    for (let row = 0; row < size; row++) {
      if (own[row] === 0) continue;
      own[row]! /= pivot;
      filled.push(row);
    }
    for (let at = 0; at < size; at++) {
      const rate = direction[at]!;
      if (at === leaving || rate === 0) continue;
      const other = this.#inverse[at]!;
      for (const row of filled) other[row]! -= rate * own[row]!;
      this.#work += filled.length;
    }
    return true;
  }

  #move(direction: Float64Array, by: number, size: number): void {
    for (let at = 0; at < size; at++) {
      if (direction[at] === 0) continue;
      const value = this.#solution[at]! + by * direction[at]!;
      this.#solution[at] = Math.abs(value) < TINY ? 0 : value;
    }
  }
}
