import { addStep, type Step } from "./calendar";

/** Rows made room for when the first comes. */
const FEW_ROWS = 16;

/**
 * Spells of some people: half-open runs of whole days, by person and in order of their start.
 *
 * What every operator takes and gives. `origins` name the recorded spell a row was cut from, so that a support spell finds its own
 * placement and the evidence can be told; a row made of several recorded spells has origin -1. A table is written person by person
 * (`clear`, then `add` and `close`), read by index, and used again for the next people: nothing is allocated once it has grown.
 */
export class SpellTable {
  people = 0;
  rows = 0;
  /** Rows of person `p` stand from `offsets[p]` up to `offsets[p + 1]`. */
  offsets = new Int32Array(2);
  starts = new Int32Array(0);
  /** The day after the last. */
  ends = new Int32Array(0);
  origins = new Int32Array(0);

  /** Empties the table for so many people. */
  clear(people: number): this {
    if (this.offsets.length <= people) this.offsets = new Int32Array(people + 1);
    this.people = 0;
    this.rows = 0;
    return this;
  }

  /** Adds a row of the person whose rows are being written. */
  add(start: number, end: number, origin: number): void {
    const row = this.rows++;
    if (row === this.starts.length) this.#grow();
    this.starts[row] = start;
    this.ends[row] = end;
    this.origins[row] = origin;
  }

  /** Closes the person's rows, putting them in order of start, end and origin. */
  close(): void {
    const first = this.offsets[this.people]!;
    for (let row = first + 1; row < this.rows; row++) if (this.#precedes(row, row - 1)) this.#insert(row, first);
    this.offsets[++this.people] = this.rows;
  }

  /** Closes the person's rows, leaving out what is the same piece of the same recorded spell as another. */
  closeWithoutCopies(): void {
    const first = this.offsets[this.people]!;
    this.close();
    let kept = first;
    for (let row = first; row < this.rows; row++) {
      if (row > first && this.origins[row]! >= 0 && !this.#precedes(kept - 1, row)) continue;
      this.starts[kept] = this.starts[row]!;
      this.ends[kept] = this.ends[row]!;
      this.origins[kept++] = this.origins[row]!;
    }
    this.rows = kept;
    this.offsets[this.people] = kept;
  }

  #precedes(a: number, b: number): boolean {
    const byStart = this.starts[a]! - this.starts[b]!;
    if (byStart !== 0) return byStart < 0;
    const byEnd = this.ends[a]! - this.ends[b]!;
    return byEnd !== 0 ? byEnd < 0 : this.origins[a]! < this.origins[b]!;
  }

  #insert(row: number, first: number): void {
    for (let at = row; at > first && this.#precedes(at, at - 1); at--) {
      swap(this.starts, at);
      swap(this.ends, at);
      swap(this.origins, at);
    }
  }

  #grow(): void {
    const capacity = this.starts.length * 2 + FEW_ROWS;
    this.starts = enlarged(this.starts, capacity);
    this.ends = enlarged(this.ends, capacity);
    this.origins = enlarged(this.origins, capacity);
  }
}

function swap(column: Int32Array, at: number): void {
  const held = column[at]!;
  column[at] = column[at - 1]!;
  column[at - 1] = held;
}

function enlarged(column: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(capacity);
  larger.set(column);
  return larger;
}

/** Days from `from[p]` up to, not including, `to[p]`; one entry for everybody, or one a person. A window is empty when it ends where it starts. */
export interface Window {
  readonly isCommon: boolean;
  readonly from: Int32Array;
  readonly to: Int32Array;
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
export function overlap(a: SpellTable, b: SpellTable, links: Int32Array, out: SpellTable): void {
  const { people, offsets, starts, ends, origins } = a;
  out.clear(people);
  let row = 0;
  for (let person = 0; person < people; person++) {
    const pastOwn = offsets[person + 1]!;
    const first = b.offsets[person]!;
    const past = b.offsets[person + 1]!;
    if (first === past) row = pastOwn;
    for (; row < pastOwn; row++) {
      const start = starts[row]!;
      const end = ends[row]!;
      for (let other = first; other < past && b.starts[other]! < end; other++) {
        if (b.ends[other]! <= start || !belong(links, origins[row]!, b.origins[other]!)) continue;
        out.add(Math.max(start, b.starts[other]!), Math.min(end, b.ends[other]!), origins[row]!);
      }
    }
    out.close();
  }
}

/** Days of each spell of `a` that no spell of `b` it belongs with covers. */
export function except(a: SpellTable, b: SpellTable, links: Int32Array, out: SpellTable): void {
  const { people, offsets, starts, ends, origins } = a;
  out.clear(people);
  let row = 0;
  for (let person = 0; person < people; person++) {
    const pastOwn = offsets[person + 1]!;
    for (; row < pastOwn; row++) {
      const end = ends[row]!;
      const origin = origins[row]!;
      let from = starts[row]!;
      const past = b.offsets[person + 1]!;
      for (let other = b.offsets[person]!; other < past && b.starts[other]! < end; other++) {
        if (b.ends[other]! <= from || !belong(links, origin, b.origins[other]!)) continue;
        if (b.starts[other]! > from) out.add(from, b.starts[other]!, origin);
        from = b.ends[other]!;
      }
      if (from < end) out.add(from, end, origin);
    }
    out.close();
  }
}

/** Every spell of every table as it is; the same piece of the same recorded spell only once. */
export function union(tables: readonly SpellTable[], out: SpellTable): void {
  const { people } = tables[0]!;
  out.clear(people);
  for (let person = 0; person < people; person++) {
    for (let index = 0; index < tables.length; index++) {
      const table = tables[index]!;
      const past = table.offsets[person + 1]!;
      for (let row = table.offsets[person]!; row < past; row++) {
        out.add(table.starts[row]!, table.ends[row]!, table.origins[row]!);
      }
    }
    out.closeWithoutCopies();
  }
}

/** Spells that touch, overlap or are at most `gap` apart made one; the days of a break count. */
export function joined(a: SpellTable, gap: Step, out: SpellTable): void {
  const { people, offsets, starts, ends, origins } = a;
  out.clear(people);
  let row = 0;
  for (let person = 0; person < people; person++) {
    const past = offsets[person + 1]!;
    while (row < past) {
      const start = starts[row]!;
      let end = ends[row]!;
      let origin = origins[row]!;
      for (row++; row < past && starts[row]! <= addStep(end, gap); row++) {
        if (ends[row]! > end) end = ends[row]!;
        if (origins[row] !== origin) origin = -1;
      }
      out.add(start, end, origin);
    }
    out.close();
  }
}

/** The part of each spell that lies in the window. */
export function clip(a: SpellTable, window: Window, out: SpellTable): void {
  within(a, window, true, out);
}

/** Whole spells that have a day in the window. */
export function touching(a: SpellTable, window: Window, out: SpellTable): void {
  within(a, window, false, out);
}

function within(a: SpellTable, window: Window, isCut: boolean, out: SpellTable): void {
  const { people, offsets, starts, ends, origins } = a;
  out.clear(people);
  const stride = window.isCommon ? 0 : 1;
  let row = 0;
  for (let person = 0; person < people; person++) {
    const from = window.from[person * stride]!;
    const to = window.to[person * stride]!;
    const past = offsets[person + 1]!;
    for (; row < past; row++) {
      const start = starts[row]!;
      const end = ends[row]!;
      const firstShared = Math.max(start, from);
      const pastShared = Math.min(end, to);
      if (firstShared >= pastShared) continue;
      if (isCut) out.add(firstShared, pastShared, origins[row]!);
      else out.add(start, end, origins[row]!);
    }
    out.close();
  }
}

/**
 * Days covered by a person's rows from `first` up to `past`, each day once.
 *
 * @param stop - a row that reaches past this day is taken to end there, or where it starts when that is later; `FOREVER` cuts nothing
 */
export function daysCovered(table: SpellTable, first: number, past: number, stop: number): number {
  let total = 0;
  let reach = Number.NEGATIVE_INFINITY;
  for (let row = first; row < past; row++) {
    const start = Math.max(table.starts[row]!, reach);
    const end = earliestEnd(table.starts[row]!, table.ends[row]!, stop);
    if (end <= start) continue;
    total += end - start;
    reach = end;
  }
  return total;
}

/** A row that reaches past a day may end on any day from that day on. */
export function earliestEnd(start: number, end: number, stop: number): number {
  return end > stop ? Math.max(start, stop) : end;
}
