import { FOREVER, NO_DAY } from "../../calendar";
import type { Store } from "../dataset/store";
import type { NamedAnchor } from "../definition/language";
import type { SpellTable, Window } from "./spells";
import type { AnchorNode } from "./plan";
import { CERTAIN_BITS, type View } from "./view";

/** The anchor's day of each person, `NO_DAY` where there is none up to the horizon. */
export function anchorDays(view: View, anchor: NamedAnchor, out: Int32Array): void {
  const { who, count } = view.people;
  for (let index = 0; index < count; index++) out[index] = anchorDay(view, who[index]!, anchor);
}

/** First day of each person's first spell, or last day of the last; `NO_DAY` without spells. */
export function daysOfSpells(table: SpellTable, end: AnchorNode["end"], people: number, out: Int32Array): void {
  const { rows, owners, starts, ends } = table;
  out.fill(NO_DAY, 0, people);
  for (let row = 0; row < rows; row++) {
    const owner = owners[row]!;
    if (end === "last-day") out[owner] = Math.max(out[owner]!, ends[row]! - 1);
    else if (out[owner] === NO_DAY) out[owner] = starts[row]!;
  }
}

/** Reading bits of a day lying in a window. */
export function fallBits(days: Int32Array, { from, to, isCommon }: Window, people: number, bits: Uint8Array): void {
  const stride = isCommon ? 0 : 1;
  for (let index = 0; index < people; index++) {
    const day = days[index]!;
    const falls = day !== NO_DAY && day >= from[index * stride]! && day < to[index * stride]!;
    bits[index] = falls ? CERTAIN_BITS : 0;
  }
}

/** The anchor's day of one person, `NO_DAY` where there is none up to the horizon. */
export function anchorDay({ store, horizon }: View, person: number, anchor: NamedAnchor): number {
  switch (anchor) {
    case "registration":
      return firstUpTo(store.registrations.days, store.registrations.offsets, person, horizon);
    case "first-placement":
      return firstUpTo(store.placements.starts, store.placements.offsets, person, horizon);
    case "exit":
      return lastEnd(store.enrolments, person, horizon);
    case "last-support-end":
      return lastEnd(store.support, person, horizon);
  }
}

function firstUpTo(days: Int32Array, offsets: Int32Array, person: number, horizon: number): number {
  const row = offsets[person]!;
  return row < offsets[person + 1]! && days[row]! <= horizon ? days[row]! : NO_DAY;
}

function lastEnd({ offsets, ends }: Store["enrolments"], person: number, horizon: number): number {
  let last = NO_DAY;
  for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
    if (ends[row]! !== FOREVER && ends[row]! <= horizon + 1 && ends[row]! - 1 > last) last = ends[row]! - 1;
  }
  return last;
}
