/** A column of whole numbers that grows as they come. */
export class Ints {
  #values: Int32Array;
  /** Numbers held so far. */
  length = 0;

  constructor(capacity = 16) {
    this.#values = new Int32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Int32Array(this.length * 2 + 16);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
  }

  /** The numbers so far, without a copy: not to be kept while more are pushed. */
  view(): Int32Array {
    return this.#values.subarray(0, this.length);
  }
}

/** A column of floating-point numbers that grows as they come. */
export class Floats {
  #values = new Float64Array(16);
  /** Numbers held so far. */
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Float64Array(this.length * 2 + 16);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
  }

  /** The numbers so far, without a copy: not to be kept while more are pushed. */
  view(): Float64Array {
    return this.#values.subarray(0, this.length);
  }
}

/** Rows in order of their person: those of person `p` stand at `order[offsets[p]]` to `order[offsets[p + 1] - 1]`. */
export interface Grouping {
  readonly offsets: Int32Array;
  /** Row numbers, grouped by person and, inside a person, by the order given. */
  readonly order: Int32Array;
}

/**
 * Groups rows by person, and sorts each person's rows.
 *
 * @param count - how many people there are
 * @param persons - person of each row; rows of -1 are left out
 * @param precedes - negative when the first row comes before the second; never 0 for two rows, so that the order of input never shows
 */
export function groupByPerson(
  count: number,
  persons: Int32Array,
  precedes: (a: number, b: number) => number,
): Grouping {
  const offsets = new Int32Array(count + 1);
  for (const person of persons) if (person >= 0) offsets[person + 1]!++;
  for (let person = 0; person < count; person++) offsets[person + 1]! += offsets[person]!;
  const order = new Int32Array(offsets[count]!);
  const next = offsets.slice(0, count);
  for (let row = 0; row < persons.length; row++) {
    const person = persons[row]!;
    if (person >= 0) order[next[person]!++] = row;
  }
  for (let person = 0; person < count; person++) {
    const from = offsets[person]!;
    const to = offsets[person + 1]!;
    if (to - from > 1) sortRows(order, from, to, precedes);
  }
  return { offsets, order };
}

/** Few rows are inserted in place; many are handed to the typed array's own sort. */
const FEW = 24;

function sortRows(order: Int32Array, from: number, to: number, precedes: (a: number, b: number) => number): void {
  if (to - from > FEW) {
    order.subarray(from, to).sort(precedes);
    return;
  }
  for (let at = from + 1; at < to; at++) {
    const row = order[at]!;
    let slot = at;
    for (; slot > from && precedes(row, order[slot - 1]!) < 0; slot--) order[slot] = order[slot - 1]!;
    order[slot] = row;
  }
}
