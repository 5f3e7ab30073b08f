import { addMonths, NO_DAY } from "../../calendar";
import type { Store } from "../dataset/store";
import { CERTAIN_BITS, IF_KNOWN_BITS, type View } from "./view";

/** Row of a person's latest registration up to the horizon, or -1. */
export function latestRegistration({ registrations }: Store, person: number, horizon: number): number {
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

/** The first of those codes, or -1. */
export function firstAttributeValue(store: Store, person: number, horizon: number, attribute: number): number {
  const row = attribute < 0 ? -1 : latestRegistration(store, person, horizon);
  if (row === -1) return -1;
  const pairs = store.log.attributes.view();
  const past = store.registrations.attributeRanges[row * 2 + 1]!;
  for (let at = store.registrations.attributeRanges[row * 2]!; at < past; at += 2) {
    if (pairs[at] === attribute) return pairs[at + 1]!;
  }
  return -1;
}

/** Which codes of a store are among some: one byte a code. */
export function wantedCodes({ log }: Store, codes: readonly string[]): Uint8Array {
  const isWanted = new Uint8Array(log.codes.texts.length);
  for (const code of codes) {
    const number = log.codes.find(code);
    if (number >= 0) isWanted[number] = 1;
  }
  return isWanted;
}

/** Reading bits of belonging to a group: unknown where the attribute is missing. */
export function groupBits(view: View, attribute: string, isWanted: Uint8Array, bits: Uint8Array): void {
  const { store, horizon } = view;
  const { who, count } = view.people;
  const name = store.log.codes.find(attribute);
  const pairs = store.log.attributes.view();
  const { attributeRanges } = store.registrations;
  for (let index = 0; index < count; index++) {
    const row = latestRegistration(store, who[index]!, horizon);
    let answer = IF_KNOWN_BITS;
    const past = row === -1 ? 0 : attributeRanges[row * 2 + 1]!;
    for (let at = row === -1 ? 0 : attributeRanges[row * 2]!; at < past && answer !== CERTAIN_BITS; at += 2) {
      if (pairs[at] === name) answer = isWanted[pairs[at + 1]!] === 1 ? CERTAIN_BITS : 0;
    }
    bits[index] = answer;
  }
}

/**
 * Reading bits of being of an age on a day: unknown where the birth date is missing, false where the day never came.
 *
 * @param days - the day: one entry for everybody, or one a person
 */
export function ageBits(
  view: View,
  range: { readonly from?: number | undefined; readonly under?: number | undefined },
  days: { readonly isCommon: boolean; readonly values: Int32Array },
  bits: Uint8Array,
): void {
  const { store, horizon } = view;
  const { who, count } = view.people;
  for (let index = 0; index < count; index++) {
    const person = who[index]!;
    const day = days.values[days.isCommon ? 0 : index]!;
    const birth = birthDay(store, person, horizon);
    if (day === NO_DAY) bits[index] = 0;
    else if (birth === NO_DAY) bits[index] = IF_KNOWN_BITS;
    else bits[index] = isAged(birth, day, range.from, range.under) ? CERTAIN_BITS : 0;
  }
}

function isAged(birth: number, day: number, from: number | undefined, under: number | undefined): boolean {
  return (
    (from === undefined || addMonths(birth, from * 12) <= day) &&
    (under === undefined || day < addMonths(birth, under * 12))
  );
}

/** Birth day by the latest registration up to the horizon that gives one. */
export function birthDay({ registrations }: Store, person: number, horizon: number): number {
  let birth = NO_DAY;
  for (let row = registrations.offsets[person]!; row < registrations.offsets[person + 1]!; row++) {
    if (registrations.days[row]! <= horizon && registrations.births[row] !== NO_DAY) birth = registrations.births[row]!;
  }
  return birth;
}
