import { sentence } from "../issue";
import { check } from "../options";
import { NUMBERS } from "./arguments";

/** A day on which somebody's observation ended, with who was still under observation. */
export interface LifeTableRow {
  readonly day: number;
  /** People whose observation lasted to this day or longer. */
  readonly atRisk: number;
  /** People who ended on this day, of each kind; the first is of kind 1. */
  readonly ended: readonly number[];
  /** People last seen on this day, not ended: as if lost just after everybody who ended on it. */
  readonly censored: number;
}

/**
 * Times and kinds of ends, counted by day.
 *
 * @param cannot - what is being computed, for the message
 * @param days - whole days each person was observed
 * @param ends - how each person's observation ended: 0 when they were only lost from sight, else the kind of end from
 *   1; true is 1
 * @param kinds - how many kinds of end there are
 * @throws RangeError when the two are not of one length, days are not whole numbers of 0 or more, or an end is not one
 *   of the kinds
 */
export function lifeTable(
  cannot: string,
  days: ArrayLike<number>,
  ends: ArrayLike<number | boolean>,
  kinds: number,
): readonly LifeTableRow[] {
  check(cannot, days, NUMBERS, "days");
  check(cannot, ends, NUMBERS, "ends");
  if (days.length !== ends.length) {
    const because = `ends must be as many as days (${days.length})`;
    throw new RangeError(sentence({ cannot, because, received: ends.length }));
  }
  const codes = kinds + 1;
  /** Day and end in one number, so that sorting needs no object a person. */
  const sorted = new Float64Array(days.length);
  for (let i = 0; i < days.length; i++) {
    const day = days[i]!;
    const end = typeof ends[i] === "boolean" ? Number(ends[i]) : (ends[i] as number);
    if (!Number.isInteger(day) || day < 0 || day > LONGEST) {
      const because = `days at index ${i} must be a whole number from 0 to ${LONGEST}`;
      throw new RangeError(sentence({ cannot, because, received: day }));
    }
    if (!Number.isInteger(end) || end < 0 || end > kinds) {
      const because = `the end at index ${i} must be a whole number from 0 (lost from sight) to ${kinds}`;
      throw new RangeError(sentence({ cannot, because, received: ends[i] }));
    }
    sorted[i] = day * codes + end;
  }
  sorted.sort();
  const rows: LifeTableRow[] = [];
  for (let first = 0, next = 0; first < sorted.length; first = next) {
    const day = Math.floor(sorted[first]! / codes);
    const counts = new Array<number>(codes).fill(0);
    while (next < sorted.length && Math.floor(sorted[next]! / codes) === day) counts[sorted[next++]! % codes]!++;
    const [censored, ...ended] = counts;
    rows.push({ day, atRisk: sorted.length - first, ended, censored: censored! });
  }
  return rows;
}

/** A thousand years and more; far within what a double can hold beside a kind of end. */
const LONGEST = 1_000_000;
