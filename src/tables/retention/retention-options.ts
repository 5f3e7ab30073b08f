import {
  DATE,
  DURATION,
  PERIOD,
  type CalendarDate,
  type Duration,
  days,
  months,
  type Period,
  dayOf,
  type Step,
  stepOf,
} from "../../calendar";
import { type Anchor, joined, type SpellExpression } from "../../core/definition/language";
import { anchor, spells } from "../../core/definition/words";
import { sentence } from "../../issue";
import { check, type Kind, type OptionsOf } from "../../options";
import { partsOf } from "../../core/engine/plan";
import type { PeriodDays } from "../../core/engine/windows";
import type { AgeAt } from "../strata/dimension";
import { CENSORING, type Censoring, MARKS } from "./observation";
import { AGES, BY } from "../strata/strata";

/** Whose retention, in what, from when and for how long. */
export interface RetentionOptions {
  /** Spells people are to stay in, such as `placements()`; joined by `gap` unless they are `joined(…)` already. */
  readonly spells: SpellExpression;
  /**
   * `registration`, `exit`, `firstPlacement`, `lastSupportEnd`, or `firstDay` or `lastDay` of some spells: time is
   * counted from it.
   */
  readonly from: Anchor;
  /** How far the curve is drawn: in months, years (by month), weeks or days, at least one; 12 months by default. */
  readonly horizon?: Duration | undefined;
  /** The cohort: people whose anchor lies in these days. */
  readonly period: Period;
  /** The last day up to which the data are complete. */
  readonly asOf: CalendarDate;
  /**
   * The longest break after which a spell goes on; its days count. `days(0)` by default: spells that touch are one.
   * Left out when `spells` are `joined(…)`.
   */
  readonly gap?: Duration | undefined;
  /**
   * Reasons of the end of a placement that are told apart as ends of another kind, such as `study` or `army`; none by
   * default.
   */
  readonly competing?: readonly string[] | undefined;
  /**
   * When somebody not seen to end was last seen: `"last-contact"`, the default, at the last confirmed contact;
   * `"as-of"`, on `asOf`, which takes every end to have been recorded.
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
/** Points of a curve by unit of its horizon. */
const POINTS = { days: 1, weeks: 1, months: 1, years: 12 };

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

const HORIZON: Kind = (value) => {
  const { unit, count } = Object(value) as Partial<Duration>;
  const isLong =
    typeof count === "number" && unit !== undefined && unit in POINTS && count * POINTS[unit] > MOST_POINTS;
  return isLong || count === 0
    ? `!be a duration of 1 to ${MOST_POINTS} months, weeks or days; write months(12)`
    : DURATION;
};

/** What `retention` takes. */
export const RETENTION: OptionsOf<RetentionOptions> = {
  ...{ spells, from: anchor, "horizon?": HORIZON, period: PERIOD, asOf: DATE, "gap?": DURATION },
  "competing?": (value) =>
    Array.isArray(value) && new Set(value).size < value.length ? "!be a list of different codes of reasons" : ["text"],
  ...{ "censoring?": CENSORING, "by?": BY, ...AGES },
};

/** Refuses options that are not what they must be. */
export function checkOptions(options: RetentionOptions): void {
  check(CANNOT, options, RETENTION);
  if (!isClipped(options.spells)) return;
  const because = "spells must not be clipped, for where they are cut would pass for an end";
  const hint = "use touching, or the period and the horizon";
  throw new RangeError(sentence({ cannot: CANNOT, because, received: options.spells, hint }));
}

function isClipped(spells: SpellExpression): boolean {
  return spells.kind === "clip" || partsOf(spells).some(isClipped);
}

/** First day of the period and the day after its last. */
export function periodDays({ from, to }: Period): PeriodDays {
  return { from: dayOf(from), to: dayOf(to) + 1 };
}
