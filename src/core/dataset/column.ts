/**
 * A column of whole numbers; it takes up memory from its first number on, and grows when more come than were expected.
 */
export class Ints {
  #values = new Int32Array(0);
  readonly #expected: number;
  /** Numbers held so far. */
  length = 0;

  /** @param expected - how many numbers are likely to come; any number may */
  constructor(expected = 0) {
    this.#expected = expected;
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Int32Array(roomFor(this.length, this.#expected));
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
  }

  /** The numbers so far, without a copy: not to be kept while more are pushed. */
  view(): Int32Array {
    return this.#values.subarray(0, this.length);
  }

  /** The numbers of some rows, in the order of these; of row -1, what stands for nothing given. */
  picked(rows: Int32Array): Int32Array {
    return picked(this.#values, rows, new Int32Array(rows.length).fill(-1));
  }
}

/** A column of whole numbers from 0 to 255, otherwise like {@link Ints}. */
export class Bytes {
  #values = new Uint8Array(0);
  readonly #expected: number;
  /** Numbers held so far. */
  length = 0;

  /** @param expected - how many numbers are likely to come; any number may */
  constructor(expected = 0) {
    this.#expected = expected;
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Uint8Array(roomFor(this.length, this.#expected));
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
  }

  /** The numbers so far, without a copy: not to be kept while more are pushed. */
  view(): Uint8Array {
    return this.#values.subarray(0, this.length);
  }

  /** The numbers of some rows, in the order of these; of row -1, what stands for nothing given. */
  picked(rows: Int32Array): Uint8Array {
    return picked(this.#values, rows, new Uint8Array(rows.length));
  }
}

/** A column of floating-point numbers, otherwise like {@link Ints}. */
export class Floats {
  #values = new Float64Array(0);
  readonly #expected: number;
  /** Numbers held so far. */
  length = 0;

  /** @param expected - how many numbers are likely to come; any number may */
  constructor(expected = 0) {
    this.#expected = expected;
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Float64Array(roomFor(this.length, this.#expected));
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
  }

  /** The numbers so far, without a copy: not to be kept while more are pushed. */
  view(): Float64Array {
    return this.#values.subarray(0, this.length);
  }

  /** The numbers of some rows, in the order of these; of row -1, what stands for nothing given. */
  picked(rows: Int32Array): Float64Array {
    return picked(this.#values, rows, new Float64Array(rows.length).fill(Number.NaN));
  }
}

/** A column of lists of whole numbers, one list a row. */
export class Lists {
  /** The numbers of all lists, row after row. */
  readonly values: Ints;
  readonly #ends: Ints;

  /**
   * @param expected - how many lists are likely to come
   * @param each - how many numbers a list is likely to have
   */
  constructor(expected = 0, each = 1) {
    this.values = new Ints(expected * each);
    this.#ends = new Ints(expected);
  }

  /** Ends the list of a row: what was pushed to `values` since the row before. */
  end(): void {
    this.#ends.push(this.values.length);
  }

  /** First and past-the-last place in `values` of the list of every row, two numbers a row. */
  ranges(): Int32Array {
    return this.picked(Int32Array.from({ length: this.#ends.length }, (_, row) => row));
  }

  /** The same for some rows, in the order of these. */
  picked(rows: Int32Array): Int32Array {
    const ends = this.#ends.view();
    const picked = new Int32Array(rows.length * 2);
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at]!;
      picked[at * 2] = row <= 0 ? 0 : ends[row - 1]!;
      picked[at * 2 + 1] = row < 0 ? 0 : ends[row]!;
    }
    return picked;
  }
}

/** The numbers of some rows, in the order of these, written over what stands for nothing given; row -1 has none. */
export function picked<Values extends Int32Array | Uint8Array | Float64Array>(
  from: Values,
  rows: Int32Array,
  into: Values,
): Values {
  for (let at = 0; at < rows.length; at++) if (rows[at]! >= 0) into[at] = from[rows[at]!]!;
  return into;
}

/** Room for a full column: what was expected of it, and twice what it holds once that is reached. */
function roomFor(length: number, expected: number): number {
  return length < expected ? expected : length * 2 + 16;
}

/** Rows in order of their person: those of person `p` stand at `order[offsets[p]]` to `order[offsets[p + 1] - 1]`. */
export interface Grouping {
  readonly offsets: Int32Array;
  /** Row numbers, grouped by person and, inside a person, by day and event id; good until the next table is grouped. */
  readonly order: Int32Array;
}

/** Columns by event that say whose it is and when. */
export interface EventOrder {
  /** Person of each event, by a number that `personOf` turns into the one to group by. */
  readonly person: Int32Array;
  readonly day: Int32Array;
  /** Unique, so that the order of input never shows. */
  readonly ids: readonly string[];
  /** 1 for each event that counts; the others are left out. */
  readonly live: Uint8Array;
}

/** Groups tables of events by person, and sorts each person's rows; keeps its working memory from table to table. */
export class Grouper {
  readonly #people: number;
  readonly #personOf: Int32Array;
  readonly #events: EventOrder;
  #order = new Int32Array(0);

  /**
   * @param people - how many people there are
   * @param personOf - person of each number in `events.person`; -1 for those whose rows are left out
   */
  constructor(people: number, personOf: Int32Array, events: EventOrder) {
    this.#people = people;
    this.#personOf = personOf;
    this.#events = events;
  }

  /**
   * The rows of a table by person, in order of their day.
   *
   * @param table - the event of each row
   * @param laterFrom - from this row on, rows come after all earlier ones of the same day; on a tie the smaller event
   *   id comes first
   */
  group(table: Int32Array, laterFrom = table.length): Grouping {
    const rows = table.length;
    const offsets = new Int32Array(this.#people + 1);
    for (let row = 0; row < rows; row++) {
      const person = this.#personAt(table[row]!);
      if (person >= 0) offsets[person]!++;
    }
    for (let person = 1; person <= this.#people; person++) offsets[person]! += offsets[person - 1]!;
    const total = offsets[this.#people]!;
    if (this.#order.length < total) this.#order = new Int32Array(total);
    const order = this.#order.subarray(0, total);
    // Each offset is the end of its person here; filled from the back, it becomes the start.
    for (let row = rows - 1; row >= 0; row--) {
      const person = this.#personAt(table[row]!);
      if (person >= 0) order[--offsets[person]!] = row;
    }
    for (let person = 0; person < this.#people; person++) {
      const from = offsets[person]!;
      const to = offsets[person + 1]!;
      if (to - from > FEW) {
        order.subarray(from, to).sort((a, b) => this.#compare(table, laterFrom, a, b));
      } else {
        for (let at = from + 1; at < to; at++) {
          const row = order[at]!;
          let slot = at;
          while (slot > from && this.#compare(table, laterFrom, row, order[slot - 1]!) < 0) {
            order[slot] = order[--slot]!;
          }
          order[slot] = row;
        }
      }
    }
    return { offsets, order };
  }

  #personAt(event: number): number {
    return this.#events.live[event] === 1 ? this.#personOf[this.#events.person[event]!]! : -1;
  }

  #compare(table: Int32Array, laterFrom: number, a: number, b: number): number {
    const { day, ids } = this.#events;
    const first = table[a]!;
    const second = table[b]!;
    return (
      day[first]! - day[second]! ||
      Number(a >= laterFrom) - Number(b >= laterFrom) ||
      (ids[first]! < ids[second]! ? -1 : 1)
    );
  }
}

/** Few rows are inserted in place; many are handed to the typed array's own sort. */
const FEW = 24;
