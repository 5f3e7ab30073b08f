import { addMonths, FOREVER } from "../../calendar";
import { statusNumber } from "../../core/dataset/numbers";
import type { Store } from "../../core/dataset/store";
import type { KnownFacts } from "./rule";

/** Months up to which a result is short-term. */
export const SHORT_TERM_MONTHS = 6;
/** Months after which a contact is long-term: one planned at six months and made up to a month late is not. */
export const LONG_TERM_MONTHS = 7;
/** Months that must have passed since the end before a long-term contact can be expected. */
export const EXPECTED_AFTER_MONTHS = 12;

/** How many people were looked at long after support or their stay ended. */
export interface LongTerm {
  /** People whose support, or stay where they had none, ended at least twelve months before the horizon. */
  readonly ended: number;
  /** Of them, reached by a follow-up more than seven months after. */
  readonly followedUp: number;
  /** Of them, followed up or assessed so long after. */
  readonly observed: number;
}

/** Who was looked at long after the end. */
export function longTerm({ store, horizon }: KnownFacts): LongTerm {
  const unreachable = statusNumber("unreachable");
  let [ended, followedUp, observed] = [0, 0, 0];
  for (let person = 0; person < store.people; person++) {
    const last = lastDay(store, person);
    if (last < 0 || addMonths(last, EXPECTED_AFTER_MONTHS) > horizon) continue;
    const after = addMonths(last, LONG_TERM_MONTHS);
    ended++;
    const isReached = hasLater(store.followUps, person, after, unreachable);
    followedUp += Number(isReached);
    observed += Number(isReached || hasLater(store.assessments, person, after, -1));
  }
  return { ended, followedUp, observed };
}

/** The last supported day, or else the day of the last exit; -1 where neither is over. */
function lastDay({ support, exits }: Store, person: number): number {
  let last = -1;
  for (let row = support.offsets[person]!; row < support.offsets[person + 1]!; row++) {
    if (support.ends[row]! >= FOREVER) return -1;
    last = Math.max(last, support.ends[row]! - 1);
  }
  if (last >= 0 || exits.offsets[person] === exits.offsets[person + 1]) return last;
  return exits.days[exits.offsets[person + 1]! - 1]!;
}

function hasLater(
  { offsets, days, codes }: Store["followUps"],
  person: number,
  after: number,
  otherThan: number,
): boolean {
  for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
    if (days[row]! > after && codes[row] !== otherThan) return true;
  }
  return false;
}
