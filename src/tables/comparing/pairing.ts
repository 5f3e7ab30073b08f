import { PERIOD, type Period } from "../../calendar";
import { sentence } from "../../issue";
import type { Kind } from "../../options";
import { type Evaluation, judgedOf, type Verdicts } from "../../core/verdicts/evaluation";
import type { JudgedPair } from "./causes";

/** The periods to compare: one that both evaluations have, or one of each. */
export type ComparedPeriods = Period | { readonly before: Period; readonly after: Period };

/** A period that both evaluations have, or one of each. */
export const COMPARED: Kind = (value) => ("before" in Object(value) ? { before: PERIOD, after: PERIOD } : PERIOD);

/** The two periods of a comparison, told or found. */
interface PeriodPair {
  readonly before: Period;
  readonly after: Period;
}

/** Codes of the indicators of an evaluation, in their order. */
export function codesOf({ judged }: Verdicts): readonly string[] {
  return [...new Set(judged.map(({ definition }) => definition.code))];
}

/**
 * The periods of both sides.
 *
 * @param sides - the evaluations before and after
 * @param told - what the caller asked for
 * @param cannot - what cannot be done without it, for the message
 * @throws RangeError when it was left out and an evaluation has several periods, or none
 */
export function periodsOf(
  sides: readonly [Verdicts, Verdicts],
  told: ComparedPeriods | undefined,
  cannot: string,
): PeriodPair {
  if (told !== undefined) return "before" in told ? told : { before: told, after: told };
  const [before, after] = sides.map(({ judged }) => {
    const periods = [...new Map(judged.map(({ period }) => [`${period.from} – ${period.to}`, period]))];
    if (periods.length === 1) return periods[0]![1];
    const names = periods.map(([name]) => name).join(", ");
    const because = `period must be given unless both evaluations have one, and one has ${periods.length} (${names})`;
    throw new RangeError(sentence({ cannot, because, hint: "write a period that both have, or { before, after }" }));
  }) as [Period, Period];
  return { before, after };
}

/**
 * One indicator on both sides.
 *
 * @throws RangeError when an evaluation lacks the indicator or the period
 */
export function pairOf(
  before: Evaluation,
  after: Evaluation,
  code: string,
  periods: PeriodPair,
  cannot: string,
): JudgedPair {
  return {
    before: judgedOf(before, code, periods.before, cannot),
    after: judgedOf(after, code, periods.after, cannot),
  };
}
