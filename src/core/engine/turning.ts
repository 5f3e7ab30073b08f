import type { SpellTable } from "./spells";
import { lacksAnything } from "./openings";
import type { LeafNode, SpellNode } from "./plan";
import { IF_KNOWN_BITS, type View } from "./view";

/**
 * Whether more or longer spells can make a condition fail, so that its certain and its possible reading do not hold it
 * between them.
 */
export function canTurn({ condition }: LeafNode, spells: SpellNode): boolean {
  if (spells.canTurn) return true;
  if (condition.kind === "times") return condition.atMost !== undefined || spells.joins;
  return (condition.kind === "lasts" || condition.kind === "totals") && condition.under !== undefined;
}

/**
 * Leaves a condition open for people whose spells differ by what a missing fact that can be anything is taken to be.
 *
 * @param bits - reading bits of the people of the view; changed
 * @param certain - their spells where missing facts do not help
 * @param favourable - the same where they are favourable
 */
export function leaveOpen(
  bits: Uint8Array,
  certain: SpellTable,
  favourable: SpellTable,
  { store, people, horizon }: View,
): void {
  const { who, count } = people;
  let row = 0;
  let other = 0;
  for (let index = 0; index < count; index++) {
    let isAlike = true;
    for (; hasRow(certain, row, index) || hasRow(favourable, other, index); row++, other++) {
      const isPaired = hasRow(certain, row, index) && hasRow(favourable, other, index);
      isAlike &&=
        isPaired && certain.starts[row] === favourable.starts[other] && certain.ends[row] === favourable.ends[other];
      if (!hasRow(certain, row, index)) row--;
      if (!hasRow(favourable, other, index)) other--;
    }
    if (!isAlike && lacksAnything(store, who[index]!, horizon)) bits[index] = IF_KNOWN_BITS;
  }
}

function hasRow({ rows, owners }: SpellTable, row: number, owner: number): boolean {
  return row < rows && owners[row] === owner;
}

/**
 * Leaves a condition open for people whose anchor a missing fact could move.
 *
 * @param bits - reading bits; changed
 * @param certain - days of the anchor where missing facts do not help
 * @param favourable - the same where they are favourable
 */
export function leaveMoved(bits: Uint8Array, certain: Int32Array, favourable: Int32Array, people: number): void {
  for (let index = 0; index < people; index++) if (certain[index] !== favourable[index]) bits[index] = IF_KNOWN_BITS;
}
