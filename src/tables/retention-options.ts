import {
  type CalendarDate,
  type Duration,
  dateOf,
  days,
  months,
  type Period,
  requireDay,
  type Step,
  stepOf,
} from "../calendar";
import { type Anchor, happens, joined, type SpellExpression } from "../definition/language";
import { reportingPeriod } from "../definition/windows";
import { shapeIssues } from "../definition/schema";
import { DefinitionError, nearest, sentence } from "../issue";
import { partsOf } from "../verdicts/plan";
import type { PeriodDays } from "../verdicts/windows";
import type { AgeAt } from "./dimension";
import { type Censoring, checkCensoring, MARKS } from "./observation";

/** Whose retention, in what, from when and for how long. */
export interface RetentionOptions {
  /** Spells people are to stay in, such as `placements()`; joined by `gap` unless they are `joined(…)` already. */
  readonly spells: SpellExpression;
  /** `registration`, `exit`, `firstPlacement`, `lastSupportEnd`, or `firstDay` or `lastDay` of some spells: time is counted from it. */
  readonly from: Anchor;
  /** How far the curve is drawn: in months, years (by month), weeks or days, at least one; 12 months by default. */
  readonly horizon?: Duration | undefined;
  /** The cohort: people whose anchor lies in these days. */
  readonly period: Period;
  /** The last day up to which the data are complete. */
  readonly asOf: CalendarDate;
  /** The longest break after which a spell goes on; its days count. `days(0)` by default: spells that touch are one. Left out when `spells` are `joined(…)`. */
  readonly gap?: Duration | undefined;
  /** Reasons of the end of a placement that are told apart as ends of another kind, such as `study` or `army`; none by default. */
  readonly competing?: readonly string[] | undefined;
  /**
   * When somebody not seen to end was last seen: `"last-contact"`, the default, at the last confirmed contact; `"as-of"`, on `asOf`,
   * which takes every end to have been recorded.
   */
  readonly censoring?: Censoring | undefined;
  /** One to three attributes as in `disaggregate`: a curve for each stratum beside that of all. */
  readonly by?: readonly string[] | undefined;
  /** As in `disaggregate`. */
  readonly ageBands?: readonly number[] | undefined;
  /** As in `disaggregate`. */
  readonly ageAt?: AgeAt | undefined;
}

/** What cannot be done, for messages. */
export const CANNOT = "compute retention";

const MOST_POINTS = 1200;
const ANCHORS: readonly string[] = ["registration", "exit", "first-placement", "last-support-end"];

/** The spells joined by the gap, unless they are joined by themselves. */
export function joinedSpells({ spells, gap }: RetentionOptions): {
  readonly expression: SpellExpression;
  readonly gap: Step;
  readonly shownGap: Duration | null;
} {
  const own = gapOf(spells);
  if (own === undefined) {
    const shownGap = Object.freeze({ ...(gap ?? days(0)) });
    return { expression: joined(spells, { gap: shownGap }), gap: stepOf(shownGap), shownGap };
  }
  if (gap === undefined) return { expression: spells, gap: stepOf(own), shownGap: null };
  const because = "gap must be left out when spells are joined already";
  throw new RangeError(sentence({ cannot: CANNOT, because, received: gap, hint: "say the gap in joined(…)" }));
}

/** The gap by which spells are joined last; nothing when they are not. */
export function gapOf(spells: SpellExpression): Duration | undefined {
  if (spells.kind === "joined") return spells.gap;
  return spells.kind === "clip" || spells.kind === "touching" ? gapOf(spells.of) : undefined;
}

/** The horizon in points. */
export function spanOf(horizon: Duration = months(12)) {
  const shown = Object.freeze({ unit: horizon.unit, count: horizon.count });
  const { inMonths, count } = stepOf(horizon);
  if (inMonths) return { inMonths, unit: MARKS, units: count, name: "months", shown } as const;
  const isDays = horizon.unit === "days";
  return { inMonths, unit: isDays ? 1 : 7, units: horizon.count, name: isDays ? "days" : "weeks", shown } as const;
}

/** Refuses options that are not what they must be, save dates and `by`. */
export function checkOptions({ spells, from, horizon, gap, competing = [], censoring }: RetentionOptions): void {
  const title = { ru: "у", en: "r" };
  const numerator =
    typeof from === "string" ? happens(spells) : { kind: "falls", anchor: from, window: reportingPeriod };
  const issues = shapeIssues({ code: "retention", title, denominator: happens(spells), numerator });
  if (issues.length > 0) throw new DefinitionError(issues);
  const refuse = (because: string, received: unknown, hint?: string) => {
    throw new RangeError(sentence({ cannot: CANNOT, because, received, ...(hint !== undefined && { hint }) }));
  };
  if (isClipped(spells)) {
    const because = "spells must not be clipped, for where they are cut would pass for an end";
    refuse(because, spells, "use touching, or the period and the horizon");
  }
  if (typeof from === "string" && !ANCHORS.includes(from)) {
    const near = nearest(String(from), ANCHORS);
    refuse(`from must be one of ${ANCHORS.join(", ")}`, from, near && `did you mean "${near}"?`);
  }
  if (horizon !== undefined && !(isDuration(horizon) && horizon.count >= 1 && spanOf(horizon).units <= MOST_POINTS)) {
    refuse(`horizon must be a duration of 1 to ${MOST_POINTS} months, weeks or days`, horizon, "write months(12)");
  }
  if (gap !== undefined && !isDuration(gap)) refuse("gap must be a duration", gap, "write days(14)");
  if (
    !(
      Array.isArray(competing) &&
      competing.every((code) => typeof code === "string" && code !== "") &&
      new Set(competing).size === competing.length
    )
  ) {
    refuse("competing must be a list of different codes of reasons", competing);
  }
  if (censoring !== undefined) checkCensoring(censoring, CANNOT);
}

function isClipped(spells: SpellExpression): boolean {
  return spells.kind === "clip" || partsOf(spells).some(isClipped);
}

/** Whether a value is a duration that `days`, `weeks`, `months` or `years` could have made. */
export function isDuration(value: Duration): boolean {
  const { unit, count } = (value as Duration | undefined) ?? ({} as Partial<Duration>);
  return ["days", "weeks", "months", "years"].includes(unit as string) && Number.isSafeInteger(count) && count! >= 0;
}

/** First day of the period and the day after its last. */
export function periodDays(period: Period): PeriodDays {
  const from = requireDay(period?.from, CANNOT, "period.from");
  const to = requireDay(period?.to, CANNOT, "period.to");
  if (to >= from) return { from, to: to + 1 };
  const because = `period.to must be on or after period.from (${dateOf(from)})`;
  throw new RangeError(sentence({ cannot: CANNOT, because, received: period.to }));
}
