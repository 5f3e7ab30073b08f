import { type CalendarDate, dateOf, type Period, requireDay } from "../calendar";
import { sentence } from "../issue";

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
): ReportSpan {
  const from = requireDay(options?.period?.from, cannot, "period.from");
  const to = requireDay(options.period.to, cannot, "period.to");
  const asOf = requireDay(options.asOf, cannot, "asOf");
  if (to >= from) {
    return { period: Object.freeze({ from: dateOf(from), to: dateOf(to) }), from, asOf, horizon: Math.min(to, asOf) };
  }
  const because = `period.to must be on or after period.from (${dateOf(from)})`;
  throw new RangeError(sentence({ cannot, because, received: options.period.to }));
}
