import { addStep, type Step } from "./calendar";

/**
 * Spells of many people: half-open runs of whole days, by person and in order of their start.
 *
 * What every operator takes and gives. `origins` name the recorded spell a row was cut from, so that a support spell finds its own
 * placement and the evidence can be told; a row made of several recorded spells has origin -1.
 */
export interface SpellTable {
  readonly people: number;
  /** Rows of person `p` stand from `offsets[p]` up to `offsets[p + 1]`. */
  readonly offsets: Int32Array;
  readonly starts: Int32Array;
  /** The day after the last. */
  readonly ends: Int32Array;
  readonly origins: Int32Array;
}

/** Days from `from[p]` up to, not including, `to[p]`; one entry for everybody, or one a person. A window is empty when it ends where it starts. */
export interface Window {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Writes the rows of a table person by person. */
export class SpellWriter {
  readonly #offsets: Int32Array;
  #starts: Int32Array;
  #ends: Int32Array;
  #origins: Int32Array;
  #person = 0;
  #row = 0;

  constructor(people: number, capacity: number) {
    this.#offsets = new Int32Array(people + 1);
    this.#starts = new Int32Array(capacity);
    this.#ends = new Int32Array(capacity);
    this.#origins = new Int32Array(capacity);
  }

  add(start: number, end: number, origin: number): void {
    if (this.#row === this.#starts.length) this.#grow();
    this.#starts[this.#row] = start;
    this.#ends[this.#row] = end;
    this.#origins[this.#row++] = origin;
  }

  /** Closes the person's rows, putting them in order of start, end and origin. */
  close(): void {
    const first = this.#offsets[this.#person]!;
    for (let row = first + 1; row < this.#row; row++) {
      if (this.#precedes(row, row - 1)) this.#insert(row, first);
    }
    this.#offsets[++this.#person] = this.#row;
  }

  table(): SpellTable {
    return {
      people: this.#offsets.length - 1,
      offsets: this.#offsets,
      starts: this.#starts.subarray(0, this.#row),
      ends: this.#ends.subarray(0, this.#row),
      origins: this.#origins.subarray(0, this.#row),
    };
  }

  #precedes(a: number, b: number): boolean {
    const byStart = this.#starts[a]! - this.#starts[b]!;
    if (byStart !== 0) return byStart < 0;
    const byEnd = this.#ends[a]! - this.#ends[b]!;
    return byEnd !== 0 ? byEnd < 0 : this.#origins[a]! < this.#origins[b]!;
  }

  #insert(row: number, first: number): void {
    for (let at = row; at > first && this.#precedes(at, at - 1); at--) {
      swap(this.#starts, at);
      swap(this.#ends, at);
      swap(this.#origins, at);
    }
  }

  #grow(): void {
    const capacity = this.#row * 2 + 16;
    this.#starts = enlarged(this.#starts, capacity);
    this.#ends = enlarged(this.#ends, capacity);
    this.#origins = enlarged(this.#origins, capacity);
  }
}

function swap(column: Int32Array, at: number): void {
  const held = column[at]!;
  column[at] = column[at - 1]!;
  column[at - 1] = held;
}

function enlarged(column: Int32Array, capacity: number): Int32Array {
  const larger = new Int32Array(capacity);
  larger.set(column);
  return larger;
}

/**
 * Whether two spells may be taken together: only those of the same placement, or of any, belong together.
 *
 * `links[origin]` is the placement a recorded spell is of or supports, -1 for any; origins past its end are of any.
 */
export function belong(links: Int32Array, a: number, b: number): boolean {
  if (a < 0 || b < 0 || a >= links.length || b >= links.length) return true;
  const first = links[a]!;
  const second = links[b]!;
  return first < 0 || second < 0 || first === second;
}

/** Days that a spell of `a` shares with a spell of `b` it belongs with; the pieces are cut from `a`. */
export function overlap(a: SpellTable, b: SpellTable, links: Int32Array): SpellTable {
  const writer = new SpellWriter(a.people, a.starts.length);
  for (let person = 0; person < a.people; person++) {
    const first = b.offsets[person]!;
    const past = b.offsets[person + 1]!;
    if (first !== past) {
      for (let row = a.offsets[person]!; row < a.offsets[person + 1]!; row++) {
        const start = a.starts[row]!;
        const end = a.ends[row]!;
        for (let other = first; other < past && b.starts[other]! < end; other++) {
          if (b.ends[other]! <= start || !belong(links, a.origins[row]!, b.origins[other]!)) continue;
          writer.add(Math.max(start, b.starts[other]!), Math.min(end, b.ends[other]!), a.origins[row]!);
        }
      }
    }
    writer.close();
  }
  return writer.table();
}

/** Days of each spell of `a` that no spell of `b` it belongs with covers. */
export function except(a: SpellTable, b: SpellTable, links: Int32Array): SpellTable {
  const writer = new SpellWriter(a.people, a.starts.length);
  for (let person = 0; person < a.people; person++) {
    const past = b.offsets[person + 1]!;
    for (let row = a.offsets[person]!; row < a.offsets[person + 1]!; row++) {
      const end = a.ends[row]!;
      const origin = a.origins[row]!;
      let from = a.starts[row]!;
      for (let other = b.offsets[person]!; other < past && b.starts[other]! < end; other++) {
        if (b.ends[other]! <= from || !belong(links, origin, b.origins[other]!)) continue;
        if (b.starts[other]! > from) writer.add(from, b.starts[other]!, origin);
        from = b.ends[other]!;
      }
      if (from < end) writer.add(from, end, origin);
    }
    writer.close();
  }
  return writer.table();
}

/** Every spell of every table as it is; the same piece of the same recorded spell only once. */
export function union(tables: readonly SpellTable[]): SpellTable {
  const people = tables[0]!.people;
  const rows = tables.reduce((sum, table) => sum + table.starts.length, 0);
  const writer = new SpellWriter(people, rows);
  for (let person = 0; person < people; person++) {
    for (const table of tables) {
      for (let row = table.offsets[person]!; row < table.offsets[person + 1]!; row++) {
        writer.add(table.starts[row]!, table.ends[row]!, table.origins[row]!);
      }
    }
    writer.close();
  }
  return withoutCopies(writer.table());
}

function withoutCopies(table: SpellTable): SpellTable {
  const { starts, ends, origins, offsets, people } = table;
  const writer = new SpellWriter(people, starts.length);
  for (let person = 0; person < people; person++) {
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      const isCopy =
        row > offsets[person]! &&
        origins[row]! >= 0 &&
        origins[row] === origins[row - 1] &&
        starts[row] === starts[row - 1] &&
        ends[row] === ends[row - 1];
      if (!isCopy) writer.add(starts[row]!, ends[row]!, origins[row]!);
    }
    writer.close();
  }
  return writer.table();
}

/** Spells that touch, overlap or are at most `gap` apart made one; the days of a break count. */
export function joined(a: SpellTable, gap: Step): SpellTable {
  const writer = new SpellWriter(a.people, a.starts.length);
  for (let person = 0; person < a.people; person++) {
    const past = a.offsets[person + 1]!;
    let row = a.offsets[person]!;
    while (row < past) {
      const start = a.starts[row]!;
      let end = a.ends[row]!;
      let origin = a.origins[row]!;
      for (row++; row < past && a.starts[row]! <= addStep(end, gap); row++) {
        if (a.ends[row]! > end) end = a.ends[row]!;
        if (a.origins[row] !== origin) origin = -1;
      }
      writer.add(start, end, origin);
    }
    writer.close();
  }
  return writer.table();
}

/** The part of each spell that lies in the window. */
export function clip(a: SpellTable, window: Window): SpellTable {
  return within(a, window, true);
}

/** Whole spells that have a day in the window. */
export function touching(a: SpellTable, window: Window): SpellTable {
  return within(a, window, false);
}

function within(a: SpellTable, window: Window, isCut: boolean): SpellTable {
  const writer = new SpellWriter(a.people, a.starts.length);
  const stride = window.from.length === 1 ? 0 : 1;
  for (let person = 0; person < a.people; person++) {
    const from = window.from[person * stride]!;
    const to = window.to[person * stride]!;
    for (let row = a.offsets[person]!; row < a.offsets[person + 1]!; row++) {
      const start = a.starts[row]!;
      const end = a.ends[row]!;
      const firstShared = Math.max(start, from);
      const pastShared = Math.min(end, to);
      if (firstShared >= pastShared) continue;
      if (isCut) writer.add(firstShared, pastShared, a.origins[row]!);
      else writer.add(start, end, a.origins[row]!);
    }
    writer.close();
  }
  return writer.table();
}

/** Days covered by a person's rows from `first` up to `past`, each day once; `endOf` may shorten a row. */
export function daysCovered(
  table: SpellTable,
  first: number,
  past: number,
  endOf: (start: number, end: number) => number,
): number {
  let total = 0;
  let reach = Number.NEGATIVE_INFINITY;
  for (let row = first; row < past; row++) {
    const start = Math.max(table.starts[row]!, reach);
    const end = endOf(table.starts[row]!, table.ends[row]!);
    if (end <= start) continue;
    total += end - start;
    reach = end;
  }
  return total;
}
