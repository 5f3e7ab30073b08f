import { addStep, type Step, stepBack } from "../../calendar";

/** Rows made room for when the first comes. */
const FEW_ROWS = 16;

/**
 * Spells of some people: half-open runs of whole days, by person and in order of their start.
 *
 * What every operator takes and gives. Most people have few spells of a kind and many have none, so a row names its
 * person and whoever
 * has no row costs nothing. `origins` name the recorded spell a row was cut from, so that a support spell finds its own
 * placement and
 * the evidence can be told; a row made of several recorded spells has a negative origin. A table is written person by
 * person and used again
 * for the next people: nothing is allocated once it has grown.
 */
export class SpellTable {
  rows = 0;
  /** Place of each row's person among the people looked at. */
  owners = new Int32Array(0);
  starts = new Int32Array(0);
  /** The day after the last. */
  ends = new Int32Array(0);
  origins = new Int32Array(0);

  /** Whether rows were appended out of their places. */
  #isMixed = false;

  /** Empties the table. */
  clear(): void {
    this.rows = 0;
    this.#isMixed = false;
  }

  /**
   * Adds a row of the last person or of a later one, wherever it belongs among the person's rows; {@link order} must
   * follow.
   */
  append(owner: number, start: number, end: number, origin: number): void {
    const row = this.#put(owner, start, end, origin);
    if (row > 0 && this.#precedes(row, row - 1)) this.#isMixed = true;
  }

  /** Appends a row of another table. */
  appendFrom({ owners, starts, ends, origins }: SpellTable, row: number): void {
    this.append(owners[row]!, starts[row]!, ends[row]!, origins[row]!);
  }

  /** Puts the rows that were appended into their places. */
  order(): void {
    if (!this.#isMixed) return;
    this.#isMixed = false;
    for (let first = 0, past = 0; first < this.rows; first = past) {
      for (past = first + 1; past < this.rows && this.owners[past] === this.owners[first]; past++);
      const rows = Int32Array.from({ length: past - first }, (_, at) => first + at);
      rows.sort((a, b) => compareRows(this, a, this, b));
      for (const column of [this.starts, this.ends, this.origins])
        column.set(
          rows.map((row) => column[row]!),
          first,
        );
    }
  }

  /** Adds a row of the last person or of a later one, in its place among the person's rows by start, end and origin. */
  add(owner: number, start: number, end: number, origin: number): void {
    const row = this.#put(owner, start, end, origin);
    if (row > 0 && this.#precedes(row, row - 1)) this.#insert(row);
  }

  #put(owner: number, start: number, end: number, origin: number): number {
    const row = this.rows++;
    if (row === this.owners.length) this.#grow();
    this.owners[row] = owner;
    this.starts[row] = start;
    this.ends[row] = end;
    this.origins[row] = origin;
    return row;
  }

  /** Whether a row of the same person must stand before another. */
  #precedes(a: number, b: number): boolean {
    return this.owners[a] === this.owners[b] && compareRows(this, a, this, b) < 0;
  }

  #insert(row: number): void {
    for (let at = row; at > 0 && this.#precedes(at, at - 1); at--) {
      swap(this.starts, at);
      swap(this.ends, at);
      swap(this.origins, at);
    }
  }

  #grow(): void {
    const capacity = this.owners.length * 2 + FEW_ROWS;
    this.owners = enlarged(this.owners, capacity);
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

/**
 * Days from `from[p]` up to, not including, `to[p]`; one entry for everybody, or one a person. A window is empty when
 * it ends where it starts.
 */
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
  const { rows, owners, starts, ends, origins } = a;
  out.clear();
  let first = 0;
  for (let row = 0; row < rows; row++) {
    const owner = owners[row]!;
    const start = starts[row]!;
    const end = ends[row]!;
    first = firstOf(b, owner, first);
    for (let other = first; other < b.rows && b.owners[other] === owner && b.starts[other]! < end; other++) {
      if (b.ends[other]! <= start || !belong(links, origins[row]!, b.origins[other]!)) continue;
      out.append(owner, Math.max(start, b.starts[other]!), Math.min(end, b.ends[other]!), origins[row]!);
    }
  }
  out.order();
}

/** Days of each spell of `a` that no spell of `b` it belongs with covers. */
export function except(a: SpellTable, b: SpellTable, links: Int32Array, out: SpellTable): void {
  const { rows, owners, starts, ends, origins } = a;
  out.clear();
  let first = 0;
  for (let row = 0; row < rows; row++) {
    const owner = owners[row]!;
    const end = ends[row]!;
    const origin = origins[row]!;
    let from = starts[row]!;
    first = firstOf(b, owner, first);
    for (let other = first; other < b.rows && b.owners[other] === owner && b.starts[other]! < end; other++) {
      if (b.ends[other]! <= from || !belong(links, origin, b.origins[other]!)) continue;
      if (b.starts[other]! > from) out.append(owner, from, b.starts[other]!, origin);
      from = b.ends[other]!;
    }
    if (from < end) out.append(owner, from, end, origin);
  }
  out.order();
}

/** The first row, from `row` on, of a person or of one after. */
export function firstOf({ owners, rows }: SpellTable, owner: number, row: number): number {
  let first = row;
  while (first < rows && owners[first]! < owner) first++;
  return first;
}

/** Every spell of every table as it is; the same piece of the same recorded spell only once. */
export function union(tables: readonly SpellTable[], out: SpellTable): void {
  out.clear();
  const next = new Int32Array(tables.length);
  for (let from = earliest(tables, next); from >= 0; from = earliest(tables, next)) {
    const table = tables[from]!;
    const row = next[from]!++;
    const isKnown = out.rows > 0 && table.origins[row]! >= 0 && compareRows(out, out.rows - 1, table, row) === 0;
    if (!isKnown) out.appendFrom(table, row);
  }
}

/** The table whose next row comes before the next of all others; -1 when all rows were taken. */
function earliest(tables: readonly SpellTable[], next: Int32Array): number {
  let from = -1;
  for (let index = 0; index < tables.length; index++) {
    if (next[index]! === tables[index]!.rows) continue;
    if (from < 0 || compareRows(tables[index]!, next[index]!, tables[from]!, next[from]!) < 0) from = index;
  }
  return from;
}

/** The order of two rows: by person, start, end and origin. */
function compareRows(a: SpellTable, row: number, b: SpellTable, other: number): number {
  return (
    a.owners[row]! - b.owners[other]! ||
    a.starts[row]! - b.starts[other]! ||
    a.ends[row]! - b.ends[other]! ||
    a.origins[row]! - b.origins[other]!
  );
}

/** Spells that touch, overlap or are at most `gap` apart made one; the days of a break count. */
export function joined(a: SpellTable, gap: Step, out: SpellTable): void {
  const { rows, owners, starts, ends, origins } = a;
  out.clear();
  for (let row = 0; row < rows; ) {
    const owner = owners[row]!;
    const start = starts[row]!;
    let end = ends[row]!;
    let origin = origins[row]!;
    for (row++; row < rows && owners[row] === owner && starts[row]! <= addStep(end, gap); row++) {
      if (ends[row]! > end) end = ends[row]!;
      if (origins[row] !== origin) origin = -1;
    }
    out.add(owner, start, end, origin);
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
  const { rows, owners, starts, ends, origins } = a;
  out.clear();
  const stride = window.isCommon ? 0 : 1;
  for (let row = 0; row < rows; row++) {
    const owner = owners[row]!;
    const firstShared = Math.max(starts[row]!, window.from[owner * stride]!);
    const pastShared = Math.min(ends[row]!, window.to[owner * stride]!);
    if (firstShared >= pastShared) continue;
    if (isCut) out.append(owner, firstShared, pastShared, origins[row]!);
    else out.appendFrom(a, row);
  }
  out.order();
}

/** Whole spells whose first day lies in the window. */
export function starting(a: SpellTable, window: Window, out: SpellTable): void {
  const { rows, owners, starts } = a;
  out.clear();
  const stride = window.isCommon ? 0 : 1;
  for (let row = 0; row < rows; row++) {
    const owner = owners[row]!;
    const start = starts[row]!;
    if (start < window.from[owner * stride]! || start >= window.to[owner * stride]!) continue;
    out.appendFrom(a, row);
  }
}

/**
 * Each spell without its last day; a spell of one day vanishes, and one that runs at the horizon stays as it is.
 *
 * @param a - spells
 * @param later - the same with running spells going on
 * @param stop - the day after the horizon
 */
export function withoutLastDay(a: SpellTable, later: SpellTable, stop: number, out: SpellTable): void {
  const { rows, owners, starts, ends, origins } = a;
  out.clear();
  let first = 0;
  for (let row = 0; row < rows; row++) {
    const owner = owners[row]!;
    const start = starts[row]!;
    const end = ends[row]!;
    first = firstOf(later, owner, first);
    if (end >= stop && goesOn(later, first, owner, start, stop, origins[row]!)) out.appendFrom(a, row);
    else if (start < end - 1) out.append(owner, start, end - 1, origins[row]!);
  }
  out.order();
}

/** Whether a spell that reaches the horizon goes on after it. */
function goesOn(later: SpellTable, first: number, owner: number, start: number, stop: number, origin: number): boolean {
  for (let row = first; row < later.rows && later.owners[row] === owner; row++) {
    const isSame = later.origins[row] === origin || later.origins[row]! < 0;
    if (isSame && later.ends[row]! > stop && later.starts[row]! <= start) return true;
  }
  return false;
}

/** Moves a window back by a step, both its ends by the same rule. */
export function moveBack(of: Window, step: Step, people: number, out: { from: Int32Array; to: Int32Array }): void {
  const entries = of.isCommon ? 1 : people;
  for (let index = 0; index < entries; index++) {
    out.from[index] = stepBack(of.from[index]!, step);
    out.to[index] = stepBack(of.to[index]!, step);
  }
}

/**
 * Days covered by a person's rows from `first` up to `past`, each day once.
 *
 * @param stop - a row that reaches past this day is taken to end there, or where it starts when that is later;
 *   `FOREVER` cuts nothing
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

/**
 * The first of so many places where something holds that holds at every place after it too; their number where it holds
 * nowhere.
 */
export function firstWhere(places: number, holds: (place: number) => boolean): number {
  let low = 0;
  let high = places;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
