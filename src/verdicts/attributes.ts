import { addMonths, NO_DAY } from "../calendar";
import type { Store } from "../dataset/store";
import type { AgeDay } from "../definition/language";
import { anchorDays, peopleIn, type View } from "./recorded";

/** Reading bits of a settled yes. */
const YES = 0b1111;
/** Reading bits of what only a missing fact could make true. */
const IF_KNOWN = 0b1100;

/** Row of a person's latest registration up to the horizon, or -1. */
function latestRegistration({ registrations }: Store, person: number, horizon: number): number {
  let latest = -1;
  for (let row = registrations.offsets[person]!; row < registrations.offsets[person + 1]!; row++) {
    if (registrations.days[row]! <= horizon) latest = row;
  }
  return latest;
}

/** Codes a person has for an attribute at the horizon, by the latest registration; none when it is missing. */
export function attributeValues(store: Store, person: number, horizon: number, attribute: number): readonly number[] {
  const row = latestRegistration(store, person, horizon);
  if (row === -1) return [];
  const pairs = store.log.attributes.view();
  const values: number[] = [];
  const past = store.registrations.attributeRanges[row * 2 + 1]!;
  for (let at = store.registrations.attributeRanges[row * 2]!; at < past; at += 2) {
    if (pairs[at] === attribute) values.push(pairs[at + 1]!);
  }
  return values;
}

/** Reading bits of belonging to a group: unknown where the attribute is missing. */
export function groupBits(view: View, attribute: string, codes: readonly string[]): Uint8Array {
  const { store, selection, horizon } = view;
  const name = store.log.codes.find(attribute);
  const isWanted = new Uint8Array(store.log.codes.texts.length);
  for (const code of codes) {
    const number = store.log.codes.find(code);
    if (number >= 0) isWanted[number] = 1;
  }
  const pairs = store.log.attributes.view();
  const { attributeRanges } = store.registrations;
  const bits = new Uint8Array(peopleIn(view));
  for (let index = 0; index < bits.length; index++) {
    const row = latestRegistration(store, selection === undefined ? index : selection[index]!, horizon);
    let answer = IF_KNOWN;
    const past = row === -1 ? 0 : attributeRanges[row * 2 + 1]!;
    for (let at = row === -1 ? 0 : attributeRanges[row * 2]!; at < past && answer !== YES; at += 2) {
      if (pairs[at] === name) answer = isWanted[pairs[at + 1]!] === 1 ? YES : 0;
    }
    bits[index] = answer;
  }
  return bits;
}

/** Reading bits of being of an age on a day: unknown where the birth date is missing, false where the day never came. */
export function ageBits(
  view: View,
  range: { readonly from?: number | undefined; readonly under?: number | undefined; readonly at: AgeDay },
  periodStart: number,
): Uint8Array {
  const { store, selection, horizon } = view;
  const bits = new Uint8Array(peopleIn(view));
  const anchors = range.at === "period-start" ? undefined : anchorDays(view, range.at);
  for (let index = 0; index < bits.length; index++) {
    const day = anchors === undefined ? periodStart : anchors[index]!;
    if (day === NO_DAY) continue;
    const birth = birthDay(store, selection === undefined ? index : selection[index]!, horizon);
    if (birth === NO_DAY) bits[index] = IF_KNOWN;
    else if (isAged(birth, day, range.from, range.under)) bits[index] = YES;
  }
  return bits;
}

function isAged(birth: number, day: number, from: number | undefined, under: number | undefined): boolean {
  return (
    (from === undefined || addMonths(birth, from * 12) <= day) &&
    (under === undefined || day < addMonths(birth, under * 12))
  );
}

/** Birth day by the latest registration up to the horizon that gives one. */
function birthDay({ registrations }: Store, person: number, horizon: number): number {
  let birth = NO_DAY;
  for (let row = registrations.offsets[person]!; row < registrations.offsets[person + 1]!; row++) {
    if (registrations.days[row]! <= horizon && registrations.births[row] !== NO_DAY) birth = registrations.births[row]!;
  }
  return birth;
}
