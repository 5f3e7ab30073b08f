import type { Duration } from "../../calendar";
import type { Contract, FollowUpStatus, Setting } from "../events/vocabulary";
import type { Pairing } from "./pairing";
import { definitionOf } from "./sound";

/** A day in a beneficiary's history that has a name. */
export type NamedAnchor = "registration" | "exit" | "first-placement" | "last-support-end";

/** The first day of the first of some spells, or the last day of the last of them. */
export interface SpellAnchor {
  readonly kind: "first-day" | "last-day";
  readonly of: SpellExpression;
}

/** A day in a beneficiary's history that windows are laid from. */
export type Anchor = NamedAnchor | SpellAnchor;

/** Days in which something is looked for. */
export type WindowExpression =
  | { readonly kind: "reporting-period" }
  | { readonly kind: "until-horizon" }
  | { readonly kind: "earlier"; readonly of: WindowExpression; readonly by: Duration }
  | { readonly kind: "on"; readonly anchor: Anchor; readonly after: Duration }
  | { readonly kind: "after"; readonly anchor: Anchor; readonly from: Duration; readonly to: Duration }
  | { readonly kind: "quarter-after"; readonly anchor: Anchor; readonly count: number };

/** Spells: runs of days of one beneficiary. */
export type SpellExpression =
  | { readonly kind: "placements"; readonly setting?: Setting | undefined; readonly contract?: Contract | undefined }
  | { readonly kind: "support" }
  | { readonly kind: "services"; readonly service?: string | undefined }
  | { readonly kind: "enrolment" }
  | { readonly kind: "exits"; readonly reason?: readonly string[] | undefined }
  | { readonly kind: "employed-at-follow-up" }
  | { readonly kind: "follow-ups"; readonly status?: FollowUpStatus | undefined }
  | { readonly kind: "overlap" | "except"; readonly of: readonly [SpellExpression, SpellExpression] }
  | { readonly kind: "union"; readonly of: readonly SpellExpression[] }
  | {
      readonly kind: "joined";
      readonly of: SpellExpression;
      readonly gap: Duration;
      readonly within?: "employer" | undefined;
    }
  | { readonly kind: "without-last-day"; readonly of: SpellExpression }
  | {
      readonly kind: "clip" | "touching" | "starting";
      readonly of: SpellExpression;
      readonly window: WindowExpression;
    };

/** Least and most of something counted. */
export interface CountRange {
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

/** Least and upper limit of a length: `atLeast` is included, `under` is not. */
export interface LengthRange {
  readonly atLeast?: Duration | undefined;
  readonly under?: Duration | undefined;
}

/** On how many criteria a beneficiary must have changed. */
export interface ChangeRule {
  readonly improved?: CountRange | undefined;
  readonly unchanged?: CountRange | undefined;
  readonly worsened?: CountRange | undefined;
  /** Improved or unchanged. */
  readonly notWorsened?: CountRange | undefined;
  /** Improved less worsened. */
  readonly net?: CountRange | undefined;
  /** Criteria with a pair of scores. */
  readonly paired?: CountRange | undefined;
}

/** The day on which an age is taken. */
export type AgeDay = "period-start" | Anchor;

/** True, pending, unknown or false of each beneficiary. */
export type Condition =
  | { readonly kind: "happens"; readonly spells: SpellExpression }
  | ({ readonly kind: "lasts" | "totals"; readonly spells: SpellExpression } & LengthRange)
  | ({ readonly kind: "times"; readonly spells: SpellExpression } & CountRange)
  | { readonly kind: "falls"; readonly anchor: Anchor; readonly window: WindowExpression }
  | { readonly kind: "change"; readonly rule: ChangeRule; readonly pairing: Pairing }
  | { readonly kind: "in-group"; readonly attribute: string; readonly codes: readonly string[] }
  | {
      readonly kind: "aged";
      readonly from?: number | undefined;
      readonly under?: number | undefined;
      readonly at: AgeDay;
    }
  | { readonly kind: "counted-in"; readonly code: string; readonly definition?: Countable | undefined }
  | { readonly kind: "every" | "some"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition };

/** A reason to leave somebody out of the denominator. */
export interface Exclusion {
  /** Code of the reason. */
  readonly reason: string;
  readonly when: Condition;
}

/** What decides who is counted: all that the fingerprint covers. */
export interface Countable {
  readonly denominator: Condition;
  readonly numerator: Condition;
  readonly exclusions?: readonly Exclusion[] | undefined;
}

/** A text in Russian and English, or one text for both. None of these texts enters the fingerprint. */
export type Wording = string | { readonly ru: string; readonly en: string };

/** Another numerator over the same denominator, always shown beside the indicator. */
export interface Reading {
  readonly code: string;
  readonly title: { readonly ru: string; readonly en: string };
  readonly numerator: Condition;
}

/** An indicator as plain data. */
export interface IndicatorDefinition extends Countable {
  readonly code: string;
  readonly title: { readonly ru: string; readonly en: string };
  /** The result it measures. */
  readonly result?: Wording | undefined;
  /** Which way is better. */
  readonly direction?: "increase" | "decrease" | undefined;
  /** Where the definition comes from. */
  readonly source?: Wording | undefined;
  /** Stricter or other readings that must never be left out beside the indicator. */
  readonly readings?: readonly Reading[] | undefined;
  /** What the figure is measured in. */
  readonly unit?: Wording | undefined;
  /** Where the data come from and how the figure is obtained. */
  readonly method?: Wording | undefined;
  /** How often it is computed. */
  readonly frequency?: Wording | undefined;
  /** The role that answers for it; never a person's name. */
  readonly responsible?: Wording | undefined;
  /** By what it is told apart, such as target group. */
  readonly disaggregation?: readonly Wording[] | undefined;
  /** What it cannot tell, and what of its source's definition it cannot express. */
  readonly limitations?: readonly Wording[] | undefined;
  /** Version of the definition, in the organisation's own numbering. */
  readonly version?: string | undefined;
  /** What changed with each version, the latest first. */
  readonly changes?: readonly Wording[] | undefined;
}

/**
 * Placements, all or those of one setting and contract.
 *
 * @param filter - `setting`: `"open-market"` or `"sheltered"`; `contract`: `"temporary"` or `"permanent"`; a placement
 *   whose fact is missing makes the verdict unknown where it matters
 */
export function placements(filter: { readonly setting?: Setting; readonly contract?: Contract } = {}): SpellExpression {
  return plain({ kind: "placements", ...filter });
}

/** Spells of support at work. With a placement named, a spell goes only with that placement. */
export function support(): SpellExpression {
  return plain({ kind: "support" });
}

/**
 * Days of services, one spell a service.
 *
 * @param filter - `service`: only services of this code
 */
export function services(filter: { readonly service?: string } = {}): SpellExpression {
  return plain({ kind: "services", ...filter });
}

/** Stays with the practice, from registration to exit. */
export function enrolment(): SpellExpression {
  return plain({ kind: "enrolment" });
}

/**
 * Days of exits, one spell an exit.
 *
 * @param filter - `reason`: only exits for this reason, or for one of these; an exit without a reason makes the verdict
 *   unknown where it matters
 */
export function exits(filter: { readonly reason?: string | readonly string[] } = {}): SpellExpression {
  const { reason, ...others } = { ...filter };
  return plain({ kind: "exits", reason: typeof reason === "string" ? [reason] : reason, ...others });
}

/**
 * Days on which a follow-up found the beneficiary employed; a day on which they could not be reached is a missing fact.
 */
export function employedAtFollowUp(): SpellExpression {
  return plain({ kind: "employed-at-follow-up" });
}

/**
 * Days of follow-ups exactly as recorded, one spell a follow-up; nothing is missing where somebody could not be
 * reached.
 *
 * @param filter - `status`: only follow-ups that found `"employed"`, `"not-employed"` or `"unreachable"`; all by
 *   default
 */
export function followUps(filter: { readonly status?: FollowUpStatus } = {}): SpellExpression {
  return plain({ kind: "follow-ups", ...filter });
}

/** Days that a spell of `a` shares with a spell of `b`. */
export function overlap(a: SpellExpression, b: SpellExpression): SpellExpression {
  return plain({ kind: "overlap", of: [a, b] });
}

/** All these spells, each as it is; `joined` makes them one. */
export function union(...of: readonly SpellExpression[]): SpellExpression {
  return plain({ kind: "union", of });
}

/** Days of spells of `a` that no spell of `b` covers. */
export function except(a: SpellExpression, b: SpellExpression): SpellExpression {
  return plain({ kind: "except", of: [a, b] });
}

/**
 * Spells that touch, overlap or are at most `gap` apart as one; the days of a break count.
 *
 * @param options - `gap`: the longest break; `within`: `"employer"` joins only placements with the same employer, and
 *   one whose employer is missing makes the verdict unknown where it matters; spells of any employer are joined by
 *   default
 */
export function joined(
  of: SpellExpression,
  options: { readonly gap: Duration; readonly within?: "employer" },
): SpellExpression {
  return plain({ kind: "joined", of, ...options });
}

/** The part of each spell that lies in the window. */
export function clip(of: SpellExpression, window: WindowExpression): SpellExpression {
  return plain({ kind: "clip", of, window });
}

/** Whole spells that have a day in the window. */
export function touching(of: SpellExpression, window: WindowExpression): SpellExpression {
  return plain({ kind: "touching", of, window });
}

/** Whole spells whose first day lies in the window. */
export function starting(of: SpellExpression, window: WindowExpression): SpellExpression {
  return plain({ kind: "starting", of, window });
}

/**
 * Each spell without its last day: the reading by which the last day does not count.
 *
 * A spell of one day vanishes; one that runs at the horizon has no last day yet and stays as it is.
 */
export function withoutLastDay(of: SpellExpression): SpellExpression {
  return plain({ kind: "without-last-day", of });
}

/** There is such a spell. */
export function happens(spells: SpellExpression): Condition {
  return plain({ kind: "happens", spells });
}

/**
 * The anchor's day lies in the window.
 *
 * @param anchor - a name, or `firstDay` or `lastDay` of some spells; false without that day
 */
export function falls(anchor: Anchor, window: WindowExpression): Condition {
  return plain({ kind: "falls", anchor, window });
}

/**
 * One of the spells is this long by itself.
 *
 * @param range - `atLeast` included, `under` not; at least one of them
 */
export function lasts(spells: SpellExpression, range: LengthRange): Condition {
  return plain({ kind: "lasts", spells, ...range });
}

/**
 * The spells together are this long, each day counted once.
 *
 * @param range - `atLeast` included, `under` not; months are laid from the first spell's start
 */
export function totals(spells: SpellExpression, range: LengthRange): Condition {
  return plain({ kind: "totals", spells, ...range });
}

/**
 * There are this many such spells.
 *
 * @param range - `atLeast` and `atMost`, both included
 */
export function times(spells: SpellExpression, range: CountRange): Condition {
  return plain({ kind: "times", spells, ...range });
}

/**
 * Change between two assessments on this many criteria.
 *
 * @param rule - counts of criteria `improved`, `unchanged`, `worsened`, `notWorsened`, `net` (improved less worsened)
 *   and `paired`
 * @param pairing - which scores are compared; first against last by default
 * @example against the score nearest to half a year later, by the same rater
 * ```ts
 * const sixMonths = { followUp: { after: months(6), tolerance: days(30) }, same: ["rater"] } as const;
 * expect(toSentence(change({ improved: { atLeast: 1 } }, sixMonths), { locale: "en" })).toContain(
 *   "scheduled 6 months after the first score, at most 30 days before or after that day; both by the same rater",
 * );
 * ```
 */
export function change(rule: ChangeRule, pairing: Pairing = {}): Condition {
  return plain({ kind: "change", rule, pairing: { rule: "first-last", ...pairing } });
}

/**
 * The beneficiary has one of the codes for an attribute.
 *
 * @param attribute - `targetGroup`, `sex`, `region`, `organisation`, or the name of an attribute of the registration
 */
export function inGroup(attribute: string, codes: readonly string[]): Condition {
  return plain({ kind: "in-group", attribute, codes });
}

/**
 * The beneficiary's age in whole years on a day.
 *
 * @param range - `from` included, `under` not; `at`: `"period-start"` or an anchor
 */
export function aged(range: { readonly from?: number; readonly under?: number; readonly at: AgeDay }): Condition {
  return plain({ kind: "aged", ...range });
}

/**
 * The beneficiary is counted in another indicator, in the same period.
 *
 * @param indicator - the other indicator; its definition becomes part of this one, fingerprint included
 */
export function countedIn(indicator: { readonly definition: IndicatorDefinition } | string): Condition {
  if (typeof indicator === "string") return plain({ kind: "counted-in", code: indicator });
  const { code, denominator, numerator, exclusions } = definitionOf(indicator, "write counted-in");
  return plain({ kind: "counted-in", code, definition: { denominator, numerator, exclusions } });
}

/** All of the conditions hold. */
export function every(...of: readonly Condition[]): Condition {
  return plain({ kind: "every", of });
}

/** At least one of the conditions holds. */
export function some(...of: readonly Condition[]): Condition {
  return plain({ kind: "some", of });
}

/** The condition does not hold. */
export function not(of: Condition): Condition {
  return plain({ kind: "not", of });
}

/** Frozen data without fields that were not given. */
export function plain<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(plain)) as Value;
  const given = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.freeze(Object.fromEntries(given.map(([name, field]) => [name, plain(field)]))) as Value;
}
