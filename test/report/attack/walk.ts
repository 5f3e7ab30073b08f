import { type Chance, someOf } from "./chance";
import type { Problem } from "./problem";

/** What was seen of every sum over the ways found so far to make the report. */
export class Seen {
  readonly least: Int32Array;
  readonly most: Int32Array;
  /** Rows of which not enough numbers were seen. */
  readonly open = new Set<number>();
  readonly #enough: number;

  /** @param enough - of how many different numbers, from the least to the most, a row is safe */
  constructor(sums: Int32Array, wanted: readonly number[], enough: number) {
    this.least = Int32Array.from(sums);
    this.most = Int32Array.from(sums);
    this.open = new Set(wanted);
    this.#enough = enough;
  }

  numbersOf(row: number): number {
    return this.most[row]! - this.least[row]! + 1;
  }

  isNew(row: number, sum: number): boolean {
    return this.open.has(row) && (sum < this.least[row]! || sum > this.most[row]!);
  }

  note(row: number, sum: number): void {
    if (sum < this.least[row]!) this.least[row] = sum;
    if (sum > this.most[row]!) this.most[row] = sum;
    if (this.numbersOf(row) >= this.#enough) this.open.delete(row);
  }

  noteAll(sums: Int32Array): void {
    sums.forEach((sum, row) => {
      this.note(row, sum);
    });
  }
}

/**
 * Other ways to make a report, near one: one or two of its people become one or two others, and every printed sum
 * stays.
 */
export class Walk {
  readonly #problem: Problem;
  readonly #seen: Seen;
  /** By kind, the printed sums it adds to as one number: equal for equal, and it adds up. */
  readonly #printed: Float64Array;
  readonly #byPrinted = new Map<number, number[]>();
  readonly #moved: Int32Array;
  readonly #drawn: Chance;
  #found = new Map<number, Int32Array>();
  #left = 0;

  constructor(problem: Problem, seen: Seen, drawn: Chance) {
    this.#problem = problem;
    this.#seen = seen;
    this.#drawn = drawn;
    this.#moved = new Int32Array(problem.rows.length);
    this.#printed = new Float64Array(problem.kinds + 1);
    problem.rows.forEach(({ low, high, columns, values }) => {
      if (low !== high) return;
      const own = drawn.below(2 ** 31);
      columns.forEach((kind, place) => {
        this.#printed[kind]! += own * values[place]!;
      });
    });
    this.#printed.forEach((printed, kind) => {
      const same = this.#byPrinted.get(printed);
      if (same === undefined) this.#byPrinted.set(printed, [kind]);
      else same.push(kind);
    });
  }

  /**
   * Looks around a way, notes what it sees, and returns the ways that showed something new.
   *
   * @param tries - other ways to try out; the search for them is as long as a hundred times as many look-ups
   */
  around(people: Int32Array, sums: Int32Array, tries: number): readonly Int32Array[] {
    const nobody = this.#problem.kinds;
    const there = [nobody];
    people.forEach((count, kind) => {
      if (count > 0) there.push(kind);
    });
    this.#found = new Map();
    this.#left = tries;
    this.#changeOne(people, sums, there);
    if (!this.#isOver()) this.#changeTwo(people, sums, there);
    return [...new Set(this.#found.values())];
  }

  #isOver(): boolean {
    return this.#left < 0 || this.#seen.open.size === 0;
  }

  #changeOne(people: Int32Array, sums: Int32Array, there: readonly number[]): void {
    for (const one of there) {
      for (const other of this.#byPrinted.get(this.#printed[one]!)!) {
        if (this.#isOver()) return;
        if (other !== one) this.#tryOut(people, sums, [one], [other]);
      }
    }
  }

  #changeTwo(people: Int32Array, sums: Int32Array, there: readonly number[]): void {
    const nobody = this.#problem.kinds;
    let lookUps = this.#left * 100;
    const pairs = (there.length * (there.length + 1)) / 2;
    for (const pair of someOf(pairs, Math.ceil(lookUps / Math.max(nobody, 1)), this.#drawn)) {
      const next = Math.floor((Math.sqrt(8 * pair + 1) - 1) / 2);
      const [one, other] = [there[pair - (next * (next + 1)) / 2]!, there[next]!];
      if (one === other && one !== nobody && people[one]! < 2) continue;
      const sum = this.#printed[one]! + this.#printed[other]!;
      lookUps -= nobody;
      for (let come = 0; come < nobody; come++) {
        if (come === one || come === other) continue;
        for (const partner of this.#byPrinted.get(sum - this.#printed[come]!) ?? []) {
          if (partner < come || partner === one || partner === other) continue;
          this.#tryOut(people, sums, [one, other], [come, partner]);
          if (this.#isOver()) return;
        }
      }
      if (lookUps < 0) return;
    }
  }

  #tryOut(people: Int32Array, sums: Int32Array, gone: readonly number[], come: readonly number[]): void {
    this.#left--;
    const { rows } = this.#problem;
    const touched: number[] = [];
    for (const kind of gone) this.#move(kind, -1, touched);
    for (const kind of come) this.#move(kind, 1, touched);
    let [isPossible, isNew] = [true, false];
    for (const row of touched) {
      const sum = sums[row]! + this.#moved[row]!;
      if (sum < rows[row]!.low || sum > rows[row]!.high) isPossible = false;
      else if (this.#seen.isNew(row, sum)) isNew = true;
    }
    if (isPossible && isNew) {
      const next = Int32Array.from(people);
      for (const kind of gone) if (kind < next.length) next[kind]!--;
      for (const kind of come) if (kind < next.length) next[kind]!++;
      for (const row of touched) {
        const sum = sums[row]! + this.#moved[row]!;
        if (this.#seen.isNew(row, sum)) this.#found.set(row, next);
        this.#seen.note(row, sum);
      }
    }
    for (const row of touched) this.#moved[row] = 0;
  }

  #move(kind: number, sign: number, touched: number[]): void {
    if (kind === this.#problem.kinds) return;
    const { ids, values } = this.#problem.ofKind[kind]!;
    for (let at = 0; at < ids.length; at++) {
      const row = ids[at]!;
      if (this.#moved[row] === 0) touched.push(row);
      this.#moved[row]! += sign * values[at]!;
    }
  }
}
