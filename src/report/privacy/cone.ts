/** Vectors of whole numbers, few of them not zero: those of vector `v` stand from `offsets[v]` up to `offsets[v + 1]`. */
export interface SparseVectors {
  readonly offsets: Int32Array;
  readonly places: Int32Array;
  readonly values: Int32Array;
}

/** Of a place: that its count may be any, or any as large. */
export const ANY = 1;
export const AT_LEAST = 2;

const TINY = 1e-9;
const SMALL = 1e-7;
/** A little of everybody is added to the counts, so that the search does not come to rest on an edge; far less than a person makes. */
const LIFT = 4e-6;
/** Most turns in one search, by number of places, and how many may choose freely. */
const TURNS = 6;
const FREE_TURNS = 3;
/** Into how many parts the vectors are divided when one is looked for. */
const PARTS = 8;

/**
 * Whether counts are a sum of people, each taken any number of times, parts of people included: phase one of the simplex method, begun each
 * time where the last search ended.
 *
 * @source Dantzig, Linear Programming and Extensions (1963), chapter 5; Bland, Mathematics of Operations Research 2 (1977) 103-107 (no cycling)
 */
export class Cone {
  readonly #vectors: SparseVectors;
  readonly #size: number;
  /** Inverse of the basis, row by row. */
  readonly #inverse: Float64Array;
  /** By row of the basis: the number of a vector, of those who were not drawn, or of one place more or less; -1 for what is left over at the place of the row. */
  readonly #basis: Int32Array;
  readonly #isBasic: Uint8Array;
  /** People who were not drawn: one vector more, the last. */
  readonly #others: Float64Array;
  #freedom: Uint8Array | undefined;
  /** Where the search for a vector that enters the basis goes on. */
  #next = 0;
  readonly #lift: Float64Array;
  readonly #solution: Float64Array;
  readonly #prices: Float64Array;
  readonly #direction: Float64Array;

  /**
   * @param vectors - the possible people
   * @param size - how many places a vector has
   */
  constructor(vectors: SparseVectors, size: number) {
    this.#vectors = vectors;
    this.#size = size;
    this.#inverse = new Float64Array(size * size);
    for (let row = 0; row < size; row++) this.#inverse[row * size + row] = 1;
    this.#basis = new Int32Array(size).fill(-1);
    this.#isBasic = new Uint8Array(vectors.offsets.length + 2 * size);
    this.#others = new Float64Array(size);
    this.#lift = new Float64Array(size);
    const { offsets, places, values } = vectors;
    for (let vector = 0; vector < offsets.length - 1; vector++) {
      const part = LIFT * (1 + ((vector * 7919) % 1009) / 1009);
      for (let at = offsets[vector]!; at < offsets[vector + 1]!; at++) this.#lift[places[at]!]! += part * values[at]!;
    }
    this.#solution = new Float64Array(size);
    this.#prices = new Float64Array(size);
    this.#direction = new Float64Array(size);
  }

  /**
   * Takes the counts for a sum of people, whatever it takes: what the people drawn cannot make is made by some who were not, and who may be
   * taken as well from now on.
   *
   * @returns whether the people drawn were enough
   */
  settle(counts: Float64Array, freedom?: Uint8Array): boolean {
    if (this.holds(counts, freedom)) return true;
    this.#basis.forEach((vector, row) => {
      if (vector === -1) this.#others[row] = this.#solution[row]!;
    });
    this.holds(counts, freedom);
    return false;
  }

  /** By number of a vector: how many of it the last search took, to nothing close to whole. */
  taken(): ReadonlyMap<number, number> {
    const others = this.#vectors.offsets.length - 1;
    const taken = new Map<number, number>();
    this.#basis.forEach((vector, row) => {
      if (vector >= 0 && vector < others && this.#solution[row]! > 0.01) taken.set(vector, this.#solution[row]!);
    });
    return taken;
  }

  /**
   * Whether the counts are a sum of people.
   *
   * @param freedom - by place: whether its count may be {@link ANY}, or {@link AT_LEAST} as many
   */
  holds(counts: Float64Array, freedom?: Uint8Array): boolean {
    this.#freedom = freedom;
    const size = this.#size;
    const inverse = this.#inverse;
    const solution = this.#solution;
    for (let row = 0; row < size; row++) {
      let sum = 0;
      const at = row * size;
      for (let place = 0; place < size; place++) sum += inverse[at + place]! * (counts[place]! + this.#lift[place]!);
      solution[row] = Math.abs(sum) < TINY ? 0 : sum;
    }
    for (let turn = 0; turn < TURNS * size + 20; turn++) {
      const fault = this.#price();
      if (fault <= TINY) return true;
      const isFirst = turn > FREE_TURNS * size;
      const entering = this.#entering(isFirst);
      if (entering < 0) return false;
      this.#turn(entering, isFirst);
    }
    return false;
  }

  /** Whether what a row of the basis holds should be nothing. */
  #isOver(row: number): boolean {
    const vector = this.#basis[row]!;
    if (vector === -1) return true;
    const one = vector - this.#vectors.offsets.length;
    if (one < 0) return false;
    const freedom = this.#freedom?.[one >> 1];
    return freedom !== ANY && (freedom !== AT_LEAST || one % 2 === 0);
  }

  /** Prices that say how each place would lessen what is wrong; returns how much is wrong. */
  #price(): number {
    const size = this.#size;
    this.#prices.fill(0);
    let fault = 0;
    for (let row = 0; row < size; row++) {
      const value = this.#solution[row]!;
      const isOver = this.#isOver(row);
      if (Math.abs(value) <= TINY || (!isOver && value > 0)) continue;
      fault += Math.abs(value);
      const sign = isOver && value > 0 ? 1 : -1;
      const at = row * size;
      for (let place = 0; place < size; place++) this.#prices[place]! += sign * this.#inverse[at + place]!;
    }
    return fault;
  }

  /** The vector that lessens most of what is wrong, or the first that lessens it; -1 when none does. */
  #entering(isFirst: boolean): number {
    const freedom = this.#freedom;
    const { offsets, places, values } = this.#vectors;
    const prices = this.#prices;
    const others = offsets.length - 1;
    let best = -1;
    let most = SMALL;
    // Some of the vectors at a time, going round; all of them only where none of these lessens it.
    const enough = isFirst ? others : Math.ceil(others / PARTS);
    for (let seen = 0, vector = isFirst ? 0 : this.#next; seen < others; seen++) {
      if (this.#isBasic[vector] === 0) {
        let gain = 0;
        for (let at = offsets[vector]!; at < offsets[vector + 1]!; at++) gain += prices[places[at]!]! * values[at]!;
        if (gain > most) {
          best = vector;
          if (isFirst) return best;
          most = gain;
        }
      }
      vector = vector + 1 === others ? 0 : vector + 1;
      this.#next = vector;
      if (best >= 0 && seen >= enough) break;
    }
    let gain = 0;
    for (let place = 0; place < this.#size; place++) gain += prices[place]! * this.#others[place]!;
    if (gain > most && this.#isBasic[others] === 0) [best, most] = [others, gain];
    if (freedom === undefined) return best;
    for (let place = 0; place < this.#size; place++) {
      if (freedom[place] === 0 || Math.abs(prices[place]!) <= most) continue;
      if (freedom[place] === AT_LEAST && prices[place]! > 0) continue;
      const vector = others + 1 + 2 * place + (prices[place]! > 0 ? 0 : 1);
      if (this.#isBasic[vector] === 1) continue;
      best = vector;
      most = Math.abs(prices[place]!);
    }
    return best;
  }

  #turn(entering: number, isFirst: boolean): void {
    const size = this.#size;
    const inverse = this.#inverse;
    const solution = this.#solution;
    const direction = this.#direction;
    const { offsets, places, values } = this.#vectors;
    const others = offsets.length - 1;
    const one = entering - others - 1;
    for (let row = 0; row < size; row++) {
      const at = row * size;
      let sum = 0;
      if (one >= 0) sum = one % 2 === 0 ? inverse[at + one / 2]! : -inverse[at + (one - 1) / 2]!;
      else if (entering === others) {
        for (let place = 0; place < size; place++) sum += inverse[at + place]! * this.#others[place]!;
      } else {
        for (let next = offsets[entering]!; next < offsets[entering + 1]!; next++) {
          sum += inverse[at + places[next]!]! * values[next]!;
        }
      }
      direction[row] = Math.abs(sum) < 1e-10 ? 0 : sum;
    }
    let leaving = -1;
    let step = Number.POSITIVE_INFINITY;
    for (let row = 0; row < size; row++) {
      const rate = direction[row]!;
      if (rate === 0) continue;
      const isOver = this.#isOver(row);
      const value = solution[row]!;
      const isNothing = Math.abs(value) <= TINY;
      // What is wrong and gets worse stops nobody; what is right must stay so.
      if (!isNothing && Math.sign(value) !== Math.sign(rate)) continue;
      if (!isOver && isNothing && rate < 0) continue;
      const steps = isNothing ? 0 : value / rate;
      if (leaving >= 0) {
        if (steps > step + TINY) continue;
        const isTie = steps > step - TINY;
        const isAfter = isFirst
          ? this.#basis[row]! > this.#basis[leaving]!
          : Math.abs(rate) <= Math.abs(direction[leaving]!);
        if (isTie && isAfter) continue;
      }
      step = Math.min(step, steps);
      leaving = row;
    }
    if (leaving < 0) {
      this.#isBasic[entering] = 1;
      return;
    }
    const pivot = direction[leaving]!;
    const length = solution[leaving]! / pivot;
    const from = leaving * size;
    for (let place = 0; place < size; place++) inverse[from + place]! /= pivot;
    for (let row = 0; row < size; row++) {
      const rate = direction[row]!;
      if (row === leaving || rate === 0) continue;
      const at = row * size;
      for (let place = 0; place < size; place++) {
        const own = inverse[from + place]!;
        if (own !== 0) inverse[at + place]! -= rate * own;
      }
      const value = solution[row]! - rate * length;
      solution[row] = Math.abs(value) < TINY ? 0 : value;
    }
    solution[leaving] = length;
    if (this.#basis[leaving]! >= 0) this.#isBasic[this.#basis[leaving]!] = 0;
    this.#basis[leaving] = entering;
    this.#isBasic[entering] = 1;
  }
}

/** Sums of vectors by which places are told apart that follow from others; more than there are places, so that chance hides nothing. */
const MORE_SUMS = 8;

/** A place whose count follows from those of others, each so many times. */
export interface FollowingPlace {
  readonly place: number;
  readonly from: readonly (readonly [place: number, times: number])[];
}

/** @internal Places of which none follows from others in every vector, and the rest. */
export interface TiedPlaces {
  readonly independent: readonly number[];
  readonly following: readonly FollowingPlace[];
}

/**
 * Places of which none follows from others in every vector, and how the rest follow from them.
 *
 * Gaussian elimination over sums of the vectors, each taken with a sign that looks random.
 */
export function tiedPlaces({ offsets, places, values }: SparseVectors, size: number): TiedPlaces {
  const width = size + MORE_SUMS;
  const rows = Array.from({ length: size }, () => new Float64Array(width));
  let state = 88_675_123;
  for (let vector = 0; vector < offsets.length - 1; vector++) {
    for (let sum = 0; sum < width; sum++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      const sign = ((state >>> 16) % 1000) / 500 - 1;
      for (let at = offsets[vector]!; at < offsets[vector + 1]!; at++) {
        rows[places[at]!]![sum]! += sign * values[at]!;
      }
    }
  }
  const following: FollowingPlace[] = [];
  /** What is left of an independent place, and of which places it is how many times the sum. */
  const pivots: {
    readonly row: Float64Array;
    readonly column: number;
    readonly place: number;
    readonly sum: Map<number, number>;
  }[] = [];
  rows.forEach((row, place) => {
    const scale = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const sum = new Map<number, number>();
    for (const pivot of pivots) {
      const rate = row[pivot.column]! / pivot.row[pivot.column]!;
      if (rate === 0) continue;
      for (let at = 0; at < width; at++) row[at]! -= rate * pivot.row[at]!;
      sum.set(pivot.place, (sum.get(pivot.place) ?? 0) + rate);
      for (const [one, times] of pivot.sum) sum.set(one, (sum.get(one) ?? 0) - rate * times);
    }
    let column = 0;
    for (let at = 1; at < width; at++) if (Math.abs(row[at]!) > Math.abs(row[column]!)) column = at;
    if (Math.abs(row[column]!) > scale * 1e-8) pivots.push({ row, column, place, sum });
    else following.push({ place, from: [...sum].filter(([, times]) => Math.abs(times) > SMALL) });
  });
  return { independent: pivots.map(({ place }) => place), following };
}
