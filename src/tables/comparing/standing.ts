import type { Store } from "../../core/dataset/store";
import { type Verdict, verdictNames } from "../../core/engine/verdict";

/** Where somebody stands on one side of a comparison: a verdict, or not in its dataset at all. */
export type Standing = Verdict | "not-in-dataset";

/** All standings, verdicts in the place of their number. */
export const standingNames: readonly Standing[] = [...verdictNames, "not-in-dataset"];

/** Number of `not-in-dataset`. */
const ABSENT: number = verdictNames.length;

/** Everybody in either of two datasets once, matched by beneficiary id. */
export interface MatchedPeople {
  readonly count: number;
  /** Number in `log.people` of the dataset before, -1 where its events do not name the person. */
  readonly before: Int32Array;
  /** The same in the dataset after. */
  readonly after: Int32Array;
}

/** Number of a person in a store, -1 when not in it. */
export function personIn(store: Store, code: number): number {
  return code < 0 ? -1 : store.personOf[code]!;
}

/** Matches the people of two datasets: first those of the later one, then those who are in the earlier one only. */
export function matchPeople(before: Store, after: Store): MatchedPeople {
  const codes = { before: new Int32Array(before.people + after.people), after: new Int32Array(0) };
  codes.after = new Int32Array(codes.before.length);
  const isOneLog = before.log === after.log;
  let count = 0;
  for (let person = 0; person < after.people; person++) {
    const code = after.idOf[person]!;
    codes.before[count] = isOneLog ? code : before.log.people.find(after.log.people.texts[code]!);
    codes.after[count++] = code;
  }
  for (let person = 0; person < before.people; person++) {
    const code = before.idOf[person]!;
    const other = isOneLog ? code : after.log.people.find(before.log.people.texts[code]!);
    if (personIn(after, other) >= 0) continue;
    codes.before[count] = code;
    codes.after[count++] = other;
  }
  return { count, before: codes.before.subarray(0, count), after: codes.after.subarray(0, count) };
}

/**
 * The standing of each matched person in one column of verdicts, as numbers in {@link standingNames}.
 *
 * @param people - how many are matched
 * @param codes - their numbers in `log.people`
 * @param store - over that log; the verdicts are of its people
 * @param verdicts - a column of an evaluation
 */
export function standingsOf(codes: Int32Array, store: Store, verdicts: Uint8Array): Uint8Array {
  const standings = new Uint8Array(codes.length).fill(ABSENT);
  for (let index = 0; index < codes.length; index++) {
    const person = personIn(store, codes[index]!);
    if (person >= 0) standings[index] = verdicts[person]!;
  }
  return standings;
}
