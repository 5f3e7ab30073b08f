import { addStep, FOREVER, type Step } from "../../calendar";
import type { CountRange } from "../definition/language";
import { daysCovered, earliestEnd, firstOf, type SpellTable, type Window } from "./spells";

/** Least and upper limit of a length. */
interface Lengths {
  readonly atLeast: Step | undefined;
  readonly under: Step | undefined;
}

/** Which rows are sought: those with a day in the window, cut to it or whole, and of a length. */
export interface Sought extends Lengths {
  readonly window: Window;
  readonly isCut: boolean;
}

/** Where an answer is written. */
export interface Marked {
  readonly bits: Uint8Array;
  readonly mask: number;
  /** How many people are looked at. */
  readonly people: number;
  /** The day after the horizon. */
  readonly stop: number;
}

/** A window without limits. */
export const ALWAYS: Window = { isCommon: true, from: Int32Array.of(0), to: Int32Array.of(FOREVER) };

export const EVERY_ROW: Sought = { window: ALWAYS, isCut: false, atLeast: undefined, under: undefined };

/** Marks who has a row that is sought. */
export function anyRow(
  table: SpellTable,
  { window, isCut, atLeast, under }: Sought,
  { bits, mask, stop }: Marked,
): void {
  const { rows, owners, starts, ends } = table;
  const stride = window.isCommon ? 0 : 1;
  for (let row = 0; row < rows; row++) {
    const owner = owners[row]!;
    let start = starts[row]!;
    let end = ends[row]!;
    const firstShared = Math.max(start, window.from[owner * stride]!);
    const pastShared = Math.min(end, window.to[owner * stride]!);
    if (firstShared >= pastShared) continue;
    if (isCut) {
      start = firstShared;
      end = pastShared;
    }
    if (atLeast !== undefined && addStep(start, atLeast) > end) continue;
    if (under !== undefined && earliestEnd(start, end, stop) >= addStep(start, under)) continue;
    bits[owner]! |= mask;
  }
}

/** Marks whose rows together are of a length. */
export function allOfLength(
  table: SpellTable,
  { atLeast, under }: Lengths,
  { bits, mask, stop, people }: Marked,
): void {
  let row = 0;
  for (let owner = 0; owner < people; owner++) {
    const first = row;
    row = firstOf(table, owner + 1, first);
    const start = first < row ? table.starts[first]! : 0;
    if (atLeast !== undefined && addStep(start, atLeast) > start + daysCovered(table, first, row, FOREVER)) continue;
    if (under !== undefined && start + daysCovered(table, first, row, stop) >= addStep(start, under)) continue;
    bits[owner]! |= mask;
  }
}

/**
 * Marks who has a number of rows; those that may end before they have a day are not yet counted against the upper
 * limit.
 */
export function ofNumber(
  table: SpellTable,
  { atLeast = 0, atMost = Number.POSITIVE_INFINITY }: CountRange,
  { bits, mask, stop, people }: Marked,
): void {
  const { starts, ends } = table;
  let row = 0;
  for (let owner = 0; owner < people; owner++) {
    const first = row;
    row = firstOf(table, owner + 1, first);
    let settled = 0;
    for (let at = first; at < row; at++) if (earliestEnd(starts[at]!, ends[at]!, stop) > starts[at]!) settled++;
    if (row - first >= atLeast && settled <= atMost) bits[owner]! |= mask;
  }
}
