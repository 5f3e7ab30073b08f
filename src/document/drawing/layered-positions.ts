import type { Entry } from "./layered-order";

const ROUNDS = 80;
const BETWEEN_BOXES = 28;
const BESIDE_PASSING = 18;
/** How much more it counts that an edge is straight where it passes between boxes. */
const STRAIGHTNESS = [1, 2, 8] as const;

/**
 * The middle of every entry, such that edges are as upright as the order and the widths let them be.
 *
 * Row by row each entry is drawn to the weighted mean of those it is joined to; the nearest places that keep the order
 * and the distances
 * are those of an isotonic regression. Distances are whole pixels and are kept exactly.
 *
 * @param rows - in their order; changed
 * @source Barlow, Bartholomew, Bremner, Brunk (1972), Statistical Inference under Order Restrictions, 1.2: pooling
 *   adjacent violators
 */
export function placeRows(rows: readonly (readonly Entry[])[]): void {
  for (const row of rows) {
    const offsets = offsetsOf(row);
    const middle = (offsets.at(-1) ?? 0) / 2;
    for (const [at, entry] of row.entries()) entry.x = offsets[at]! - middle;
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const row of round % 2 === 0 ? rows : [...rows].reverse()) placeRow(row);
  }
  for (const row of rows) toWholePixels(row);
}

/** How far the middle of an entry must be from that of the one to its left. */
function distance(left: Entry, right: Entry): number {
  const gap = left.box !== undefined && right.box !== undefined ? BETWEEN_BOXES : BESIDE_PASSING;
  return Math.ceil((left.width + right.width) / 2) + gap;
}

function offsetsOf(row: readonly Entry[]): readonly number[] {
  let offset = 0;
  return row.map((entry, at) => {
    if (at > 0) offset += distance(row[at - 1]!, entry);
    return offset;
  });
}

function placeRow(row: readonly Entry[]): void {
  const offsets = offsetsOf(row);
  const blocks: { sum: number; weight: number; count: number }[] = [];
  for (const [at, entry] of row.entries()) {
    const { x, weight } = wanted(entry);
    let block = { sum: (x - offsets[at]!) * weight, weight, count: 1 };
    for (let last = blocks.at(-1); last && last.sum / last.weight > block.sum / block.weight; last = blocks.at(-1)) {
      blocks.pop();
      block = { sum: last.sum + block.sum, weight: last.weight + block.weight, count: last.count + block.count };
    }
    blocks.push(block);
  }
  let at = 0;
  for (const { sum, weight, count } of blocks) {
    for (const end = at + count; at < end; at++) row[at]!.x = sum / weight + offsets[at]!;
  }
}

/** Where an entry would stand by itself. One that is joined to nothing stays where it is. */
function wanted(entry: Entry): { readonly x: number; readonly weight: number } {
  let sum = 0;
  let weight = 0;
  for (const other of [...entry.below, ...entry.above]) {
    const passing = Number(entry.box === undefined) + Number(other.box === undefined);
    const pull = STRAIGHTNESS[passing as 0 | 1 | 2];
    sum += other.x * pull;
    weight += pull;
  }
  return weight === 0 ? { x: entry.x, weight: 0.01 } : { x: sum / weight, weight };
}

function toWholePixels(row: readonly Entry[]): void {
  for (const [at, entry] of row.entries()) {
    const x = Math.round(entry.x);
    entry.x = at === 0 ? x : Math.max(x, row[at - 1]!.x + distance(row[at - 1]!, entry));
  }
}
