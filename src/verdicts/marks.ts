import { addStep, FOREVER, type Step } from "../calendar";
import { daysCovered, earliestEnd, type SpellTable, type Window } from "../spells";

/** Which rows are sought: those with a day in the window, cut to it or whole, and of a length. */
export interface Sought {
  readonly window: Window;
  readonly isCut: boolean;
  readonly atLeast: Step | undefined;
  readonly under: Step | undefined;
}

/** Where an answer is written. */
export interface Marked {
  readonly bits: Uint8Array;
  readonly mask: number;
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
  const { people, offsets, starts, ends } = table;
  const stride = window.isCommon ? 0 : 1;
  let row = 0;
  for (let index = 0; index < people; index++) {
    const past = offsets[index + 1]!;
    if (row === past) continue;
    const from = window.from[index * stride]!;
    const to = window.to[index * stride]!;
    for (let at = row; at < past; at++) {
      let start = starts[at]!;
      let end = ends[at]!;
      if (end <= from || start >= to || from >= to) continue;
      if (isCut) {
        if (start < from) start = from;
        if (end > to) end = to;
      }
      if (atLeast !== undefined && addStep(start, atLeast) > end) continue;
      if (under !== undefined && earliestEnd(start, end, stop) >= addStep(start, under)) continue;
      bits[index]! |= mask;
      break;
    }
    row = past;
  }
}

/** Marks whose rows together are of a length. */
export function allOfLength(
  table: SpellTable,
  { atLeast, under }: Pick<Sought, "atLeast" | "under">,
  { bits, mask, stop }: Marked,
): void {
  const { people, offsets, starts } = table;
  for (let index = 0; index < people; index++) {
    const first = offsets[index]!;
    const past = offsets[index + 1]!;
    const start = first < past ? starts[first]! : 0;
    if (atLeast !== undefined && addStep(start, atLeast) > start + daysCovered(table, first, past, FOREVER)) continue;
    if (under !== undefined && start + daysCovered(table, first, past, stop) >= addStep(start, under)) continue;
    bits[index]! |= mask;
  }
}

/** Marks who has a number of rows; those that may end before they have a day are not yet counted against the upper limit. */
export function ofNumber(
  { people, offsets, starts, ends }: SpellTable,
  atLeast: number,
  atMost: number,
  { bits, mask, stop }: Marked,
): void {
  for (let index = 0; index < people; index++) {
    const first = offsets[index]!;
    const past = offsets[index + 1]!;
    let settled = 0;
    for (let row = first; row < past; row++) {
      if (earliestEnd(starts[row]!, ends[row]!, stop) > starts[row]!) settled++;
    }
    if (past - first >= atLeast && settled <= atMost) bits[index]! |= mask;
  }
}
