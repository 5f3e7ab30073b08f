import { DATE, PERIOD, type CalendarDate, dayOf, type Period } from "../../calendar";
import { check, type Fields } from "../../options";

/** The days a table about the data looks at: a period, as far as it exists. */
export interface ReportSpan {
  readonly period: Period;
  /** Its first day. */
  readonly from: number;
  readonly asOf: number;
  /** The last day whose facts exist: the earlier of the period's end and `asOf`. */
  readonly horizon: number;
}

/**
 * Reads the period and `asOf` of a table about the data.
 *
 * @param cannot - what cannot be done without them, for the message
 * @throws RangeError when a date is not one, or the period ends before it starts
 */
export function spanOfReport(
  options: { readonly period: { readonly from: CalendarDate; readonly to: CalendarDate }; readonly asOf: CalendarDate },
  cannot: string,
  more: Fields,
): ReportSpan {
  check(cannot, options, { period: PERIOD, asOf: DATE, ...more });
  const { period, asOf: last } = options;
  const [from, to, asOf] = [dayOf(period.from), dayOf(period.to), dayOf(last)];
  return { period: Object.freeze({ from: period.from, to: period.to }), from, asOf, horizon: Math.min(to, asOf) };
}
