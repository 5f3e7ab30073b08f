import type { Duration } from "../../calendar";
import {
  type NamedAnchor,
  type Anchor,
  plain,
  type SpellAnchor,
  type SpellExpression,
  type WindowExpression,
} from "./language";

/** The reporting period, both its days included. */
export const reportingPeriod: WindowExpression = Object.freeze({ kind: "reporting-period" });
/** Everything up to the horizon. */
export const untilHorizon: WindowExpression = Object.freeze({ kind: "until-horizon" });

/** The day of the first registration. */
export const registration = "registration" satisfies NamedAnchor;
/** The day of the last exit up to the horizon. */
export const exit = "exit" satisfies NamedAnchor;
/** The first day of the first placement. */
export const firstPlacement = "first-placement" satisfies NamedAnchor;
/** The last day of the support spell that ended last, up to the horizon. */
export const lastSupportEnd = "last-support-end" satisfies NamedAnchor;

/**
 * The first day of the first of these spells, as an anchor.
 *
 * The spells are taken as they stand on the horizon, without what is missing; where a missing fact could move the day,
 * what is
 * asked of it is unknown.
 */
export function firstDay(of: SpellExpression): SpellAnchor {
  return plain({ kind: "first-day", of });
}

/**
 * The last day of the last of these spells, as an anchor; of one that still runs, the horizon.
 *
 * The spells are taken as they stand on the horizon, without what is missing; where a missing fact could move the day,
 * what is
 * asked of it is unknown.
 */
export function lastDay(of: SpellExpression): SpellAnchor {
  return plain({ kind: "last-day", of });
}

/**
 * Days from `from` after the anchor up to, not including, `to` after it.
 *
 * @param anchor - `registration`, `exit`, `firstPlacement`, `lastSupportEnd`, or `firstDay` or `lastDay` of some
 *   spells; without that day the window is empty
 */
export function after(anchor: Anchor, from: Duration, to: Duration): WindowExpression {
  return plain({ kind: "after", anchor, from, to });
}

/**
 * The calendar quarter `count` quarters after the one that holds the anchor.
 *
 * @param anchor - `registration`, `exit`, `firstPlacement`, `lastSupportEnd`, or `firstDay` or `lastDay` of some
 *   spells; without that day the window is empty
 * @param count - whole number, 0 for the anchor's own quarter
 */
export function quarterAfter(anchor: Anchor, count: number): WindowExpression {
  return plain({ kind: "quarter-after", anchor, count });
}

/**
 * The window moved back by a duration: whatever happens in it has been over for that long by the window's own end.
 *
 * A cohort taken from `earlier(reportingPeriod, months(6))` can be followed for six months, everybody alike. Periods
 * that adjoin stay
 * so: both ends move by the same rule, months by the day of the month.
 *
 * @param by - longer than nothing
 */
export function earlier(of: WindowExpression, by: Duration): WindowExpression {
  return plain({ kind: "earlier", of, by });
}

/**
 * The one day that comes a duration after the anchor, such as an anniversary: after 29 February it is 28 February in a
 * common year.
 *
 * @param anchor - `registration`, `exit`, `firstPlacement`, `lastSupportEnd`, or `firstDay` or `lastDay` of some
 *   spells; without that day the window is empty
 * @param duration - nothing, such as `days(0)`, for the anchor's own day
 */
export function on(anchor: Anchor, duration: Duration): WindowExpression {
  return plain({ kind: "on", anchor, after: duration });
}
