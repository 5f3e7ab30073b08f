import { type CalendarDate, type Duration, dayOf, NO_DAY, type Period } from "../../calendar";
import { type Dataset, storeOf } from "../../core/dataset/dataset";
import type { Store } from "../../core/dataset/store";
import type { Anchor, SpellExpression } from "../../core/definition/language";
import { decimalText } from "../../share";
import type { SpellTable } from "../../core/engine/spells";
import { logRankTest } from "../../statistics/log-rank";
import type { Note } from "../../core/verdicts/result";
import type { PeriodDays } from "../../core/engine/windows";
import type { StratumValue } from "../strata/dimension";
import { type Censoring, type Observations, Observer, spellBlocks } from "./observation";
import { type CurveRules, endedOf, observationsOf, type RetentionCurve, retentionCurve } from "./retention-curve";
import { retentionNotes } from "./retention-notes";
import { CANNOT, checkOptions, joinedSpells, periodDays, type RetentionOptions, spanOf } from "./retention-options";
import { type Membership, type StrataOptions, strataOf } from "../strata/strata";

/** The curve of one stratum. */
export interface RetentionStratum extends RetentionCurve {
  /** One value an attribute, in the order of `by`. */
  readonly of: readonly StratumValue[];
}

/** The log-rank test between strata, numbers as decimal text. */
export interface RetentionComparison {
  readonly method: "log-rank";
  readonly statistic: string | null;
  readonly degreesOfFreedom: number | null;
  readonly pValue: string | null;
  /**
   * Why there is no test: fewer than two strata, people in several strata, or no moment at which strata were observed
   * together and somebody ended.
   */
  readonly reason: "one-stratum" | "strata-overlap" | "not-comparable" | null;
  /**
   * For each stratum: who ended, and how many would have if ends came at the same rate everywhere. Empty without a
   * test.
   */
  readonly groups: readonly { readonly people: number; readonly ended: number; readonly expected: string }[];
}

/** Retention curves: plain data. */
export interface Retention {
  readonly from: Anchor;
  readonly period: Period;
  readonly asOf: CalendarDate;
  readonly horizon: Duration;
  /** What points are counted in. */
  readonly unit: "months" | "weeks" | "days";
  /** Null when `spells` are joined by themselves. */
  readonly gap: Duration | null;
  readonly censoring: Censoring;
  readonly competing: readonly string[];
  /** Confidence of all limits, which are symmetric on the log–log scale. */
  readonly level: number;
  /** People whose anchor lies in the period: `all.people` and `withoutSpell`. */
  readonly anchored: number;
  /** People not in such a spell at the anchor: no curve holds them. */
  readonly withoutSpell: number;
  /** People for whom a missing setting or contract could change the spell. */
  readonly unknown: number;
  readonly all: RetentionCurve;
  /** Empty without `by`; only strata to which somebody of the cohort belongs, sorted as in `disaggregate`. */
  readonly strata: readonly RetentionStratum[];
  /** Null without `by`. */
  readonly comparison: RetentionComparison | null;
  /** `empty-cohort`, `without-spell`, `missing-facts`, `lost`, `few-at-risk` and `rows-overlap`. */
  readonly notes: readonly Note[];
}

const LEVEL = 0.95;

/**
 * How many of a cohort are still in the spell they were in at an anchor, month by month: Kaplan–Meier curves with
 * limits and numbers at risk.
 *
 * Cohort: people whose anchor lies in the period and who are in one of the spells then. After `exit` and
 * `lastSupportEnd`, which are last days, a spell may also begin on the next day. Of several such spells it is the one
 * that ends last.
 *
 * A person's time begins on the anchor's day, or on the day after an exit or an end of support, and runs to the last
 * day of that spell: whole months by the month rule and the days beyond them, or days when the horizon is in days or
 * weeks. "Retained after 6" is the share that lasted 6 months or longer, S(t−).
 *
 * A time ends with the spell; with the first follow-up that found the person not employed while a spell of work still
 * runs by the records and nothing later tells of work; but not while a later spell could still come within the gap.
 *
 * A time that has not ended is cut off (censored) at the last confirmed contact up to `asOf`: for spells of work, a
 * placement or support that started or ended, a follow-up that reached them, or any event resting on the employer's
 * confirmation; for others, any event but a follow-up that reached nobody. Support that still runs is contact on
 * `asOf`. Who was last seen before `asOf` is lost, and the bounds say what they could change.
 *
 * "The same employer" is said in the spells, by what they are joined within; `joined(placements(), …)` is any employer.
 *
 * @param dataset - parsed events; not changed. Facts dated after `asOf` do not exist
 * @param options - `spells`; `from`: an anchor; `period`: of the anchor; `asOf`; `horizon`: 12 months by default;
 *   `gap`: none by default; `competing`: none by default; `censoring`: `"last-contact"` (default) or `"as-of"`; `by`,
 *   `ageBands`, `ageAt`: as in `disaggregate`
 * @returns plain data: counts of people, shares as decimal text
 * @throws TypeError when the dataset is not one
 * @throws DefinitionError when `spells` are not spells
 * @throws RangeError when the spells are clipped, or a date, the anchor, the horizon, the gap, the reasons or `by` are
 *   not what they must be
 * @units people; time in months, weeks or days
 * @source Kaplan, Meier (1958); competing ends: Aalen, Johansen (1978); comparison: Mantel (1966)
 * @example one person worked one day
 * ```ts
 * const { all } = retention(dataset, { spells: placements(), from: firstPlacement, horizon: months(2), period: year(2019), asOf: "2019-12-31" });
 * expect(all.points.map(({ retained, atRisk }) => [retained, atRisk])).toEqual([["1.0000000000", 1], ["0.0000000000", 0], ["0.0000000000", 0]]);
 * ```
 */
export function retention(dataset: Dataset, options: RetentionOptions): Retention {
  const store = storeOf(dataset);
  checkOptions(options);
  const { from, asOf, by, competing = [], censoring = "last-contact" } = options;
  const period = periodDays(options.period);
  const horizon = dayOf(asOf);
  const { expression, gap, shownGap } = joinedSpells(options);
  const span = spanOf(options.horizon);
  const observer = new Observer(store, { expression, gap, horizon, censoring, inMonths: span.inMonths, competing });
  const cohort = gather(store, expression, from, period, horizon, observer);
  const observations = observer.observations();
  const { inMonths, unit, units } = span;
  const rules: CurveRules = { inMonths, unit, units, competing, level: LEVEL };
  const all = retentionCurve(observations, rules);
  const strata = by === undefined ? undefined : strataIn(store, { ...options, by }, period, horizon, observations);
  const curves = (strata ?? []).map(({ of, places }) =>
    Object.freeze({ of, ...retentionCurve(observationsOf(observations, places), rules) }),
  );
  return Object.freeze({
    from,
    period: Object.freeze({ from: options.period.from, to: options.period.to }),
    asOf,
    horizon: span.shown,
    unit: span.name,
    gap: shownGap,
    censoring,
    competing: Object.freeze([...competing]),
    level: LEVEL,
    anchored: all.people + cohort.withoutSpell,
    ...cohort,
    all,
    strata: Object.freeze(curves),
    comparison: strata === undefined ? null : compared(observations, strata),
    notes: retentionNotes({ all, strata: curves, ...cohort, unit: span.name, asOf }),
  });
}

/** Adds everybody of the cohort to the observer; the others are counted. */
function gather(
  store: Store,
  expression: SpellExpression,
  from: Anchor,
  period: PeriodDays,
  horizon: number,
  observer: Observer,
): { readonly withoutSpell: number; readonly unknown: number } {
  const isLastDay =
    typeof from === "string" ? from === "exit" || from === "last-support-end" : from.kind === "last-day";
  const dayAfter = isLastDay ? 1 : 0;
  let withoutSpell = 0;
  let unknown = 0;
  for (const { first, count, certain, possible, anchors } of spellBlocks(store, expression, period, horizon, from)) {
    const [surely, perhaps] = [new Cursor(certain), new Cursor(possible)];
    for (let index = 0; index < count; index++) {
      const anchor = anchors[index]!;
      const end = surely.endAt(index, anchor, anchor + dayAfter);
      const best = certain === possible ? end : perhaps.endAt(index, anchor, anchor + dayAfter);
      if (anchor === NO_DAY || anchor < period.from || anchor >= period.to) continue;
      if (end !== best) unknown++;
      if (end === NO_DAY || observer.endOf(first + index, end) <= anchor) withoutSpell++;
      else observer.add(first + index, anchor + dayAfter, end);
    }
  }
  return { withoutSpell, unknown };
}

/** Looks through a table of spells person by person, in their order. */
class Cursor {
  readonly #table: SpellTable;
  #row = 0;

  constructor(table: SpellTable) {
    this.#table = table;
  }

  /**
   * The day after the last of a person's spell that began by one day and goes beyond another; the latest of several,
   * `NO_DAY` for none.
   */
  endAt(owner: number, beyond: number, begunBy: number): number {
    const { rows, owners, starts, ends } = this.#table;
    let last = NO_DAY;
    for (; this.#row < rows && owners[this.#row]! <= owner; this.#row++) {
      if (owners[this.#row] !== owner || starts[this.#row]! > begunBy || ends[this.#row]! <= beyond) continue;
      last = Math.max(last, ends[this.#row]!);
    }
    return last;
  }
}

interface PlacedStratum {
  readonly of: readonly StratumValue[];
  /** Places of its people among the observations. */
  readonly places: Int32Array;
}

function strataIn(
  store: Store,
  options: StrataOptions,
  { from }: PeriodDays,
  horizon: number,
  { people }: Observations,
): readonly PlacedStratum[] {
  const { strata, memberships } = strataOf(store, options, [{ from, horizon }], CANNOT);
  const { profileOf, offsets, codes } = memberships[0] as Membership;
  const places: number[][] = strata.map(() => []);
  for (let place = 0; place < people.length; place++) {
    const profile = profileOf[people[place]!]!;
    for (let at = offsets[profile]!; at < offsets[profile + 1]!; at++) places[codes[at]!]!.push(place);
  }
  return strata
    .map((of, stratum) => ({ of, places: Int32Array.from(places[stratum]!) }))
    .filter((stratum) => stratum.places.length > 0);
}

function compared({ people, times, ends }: Observations, strata: readonly PlacedStratum[]): RetentionComparison {
  const none = { method: "log-rank", statistic: null, degreesOfFreedom: null, pValue: null } as const;
  const without = (reason: RetentionComparison["reason"]) =>
    Object.freeze({ ...none, reason, groups: Object.freeze([]) });
  if (strata.length < 2) return without("one-stratum");
  if (strata.reduce((sum, { places }) => sum + places.length, 0) > people.length) return without("strata-overlap");
  const test = logRankTest(
    strata.map(({ places }) => ({
      days: places.map((place) => times[place]!),
      ended: endedOf(places.map((place) => ends[place]!)),
    })),
  );
  if (test === null) return without("not-comparable");
  const groups = test.groups.map((group) => Object.freeze({ ...group, expected: decimalText(group.expected) }));
  return Object.freeze({
    method: "log-rank",
    statistic: decimalText(test.statistic),
    degreesOfFreedom: test.degreesOfFreedom,
    pValue: decimalText(test.pValue),
    reason: null,
    groups: Object.freeze(groups),
  });
}
