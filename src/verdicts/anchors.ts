import { FOREVER, NO_DAY } from "../calendar";
import type { Store } from "../dataset/store";
import type { Anchor } from "../definition/language";
import type { View } from "./view";

/** The anchor's day of one person, `NO_DAY` where there is none up to the horizon. */
export function anchorDay({ store, horizon }: View, person: number, anchor: Anchor): number {
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
