/** What stands in a row: a box, or the place where an edge passes between boxes. */
export interface Entry {
  /** Index of the box; absent where an edge passes. */
  readonly box?: number;
  readonly width: number;
  /** Entries of the row below, and of the row above, that are joined to this one. */
  readonly below: Entry[];
  readonly above: Entry[];
  /** Its place in its row, from the left. */
  at: number;
  /** Its middle, in pixels. */
  x: number;
}

/** A chain of entries, from the lower box of an edge to the upper. */
export type Chain = readonly Entry[];

const SWEEPS = 24;

/**
 * Rows put in an order with few crossings: each entry moved to the mean place of those it is joined to, sweep by sweep,
 * the best order
 * kept; then neighbours exchanged as long as that takes a crossing away.
 *
 * @param rows - from the lowest; changed
 * @source Sugiyama, Tagawa, Toda (1981), Methods for visual understanding of hierarchical system structures, IEEE SMC
 *   11(2), 109–125
 */
export function orderRows(rows: Entry[][]): void {
  number(rows);
  let best = rows.map((row) => [...row]);
  let fewest = crossings(rows);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const isUpward = sweep % 2 === 0;
    for (const row of isUpward ? rows : [...rows].reverse()) {
      const wanted = new Map(row.map((entry) => [entry, meanPlace(isUpward ? entry.below : entry.above) ?? entry.at]));
      row.sort((a, b) => wanted.get(a)! - wanted.get(b)! || a.at - b.at);
      number([row]);
    }
    const count = crossings(rows);
    if (count < fewest) {
      fewest = count;
      best = rows.map((row) => [...row]);
    }
  }
  for (const [index, row] of best.entries()) rows[index] = row;
  number(rows);
  exchangeNeighbours(rows);
}

function number(rows: readonly Entry[][]): void {
  for (const row of rows) for (const [at, entry] of row.entries()) entry.at = at;
}

function meanPlace(entries: readonly Entry[]): number | undefined {
  if (entries.length === 0) return undefined;
  return entries.reduce((sum, { at }) => sum + at, 0) / entries.length;
}

/** How many pairs of edges cross, over all rows. */
export function crossings(rows: readonly (readonly Entry[])[]): number {
  return rows.reduce((sum, row) => sum + inversions(row.flatMap(({ above }) => places(above))), 0);
}

function places(entries: readonly Entry[]): number[] {
  return entries.map(({ at }) => at).sort((a, b) => a - b);
}

/** Pairs in which a larger number stands before a smaller, counted with sums over prefixes (Fenwick). */
function inversions(numbers: readonly number[]): number {
  const sums = new Array<number>(numbers.reduce((most, one) => Math.max(most, one), 0) + 2).fill(0);
  let count = 0;
  for (const [seen, one] of numbers.entries()) {
    let notLarger = 0;
    for (let at = one + 1; at > 0; at -= at & -at) notLarger += sums[at]!;
    count += seen - notLarger;
    for (let at = one + 1; at < sums.length; at += at & -at) sums[at]!++;
  }
  return count;
}

function exchangeNeighbours(rows: readonly Entry[][]): void {
  for (let isBetter = true, round = 0; isBetter && round < SWEEPS; round++) {
    isBetter = false;
    for (const row of rows) {
      for (let at = 0; at + 1 < row.length; at++) {
        const [left, right] = [row[at]!, row[at + 1]!];
        if (crossingsOf(left, right) <= crossingsOf(right, left)) continue;
        row[at] = right;
        row[at + 1] = left;
        right.at = at;
        left.at = at + 1;
        isBetter = true;
      }
    }
  }
}

/** Crossings of the edges of two neighbours when one stands left of the other. */
function crossingsOf(left: Entry, right: Entry): number {
  const pairs = (a: readonly Entry[], b: readonly Entry[]) =>
    a.reduce((sum, one) => sum + b.filter((other) => other.at < one.at).length, 0);
  return pairs(left.below, right.below) + pairs(left.above, right.above);
}
