import { addStep, type CalendarDate, type Duration, dateOf, FOREVER, NO_DAY, stepOf } from "../../calendar";
import { storeOf } from "../dataset/dataset";
import type { Store } from "../dataset/store";
import { fingerprintOf } from "../definition/fingerprint";
import type { Anchor, Condition } from "../definition/language";
import { spelledOut } from "../definition/sense";
import { check } from "../../options";
import { daysCovered } from "../engine/spells";
import { changesOf, type Movement } from "../engine/change";
import { type Evaluation, type Judged, judgedOf, OF_INDICATOR, verdictsOf } from "./evaluation";
import { conditionBits } from "../engine/judge";
import { type MissingFact, missingFacts } from "./missing";
import type { Unpaired } from "../engine/picks";
import { type LeafCondition, Planner } from "../engine/plan";
import { personNumber } from "./result";
import { Scope } from "../engine/scope";
import { type ExplainedSpells, type ExplainedWindow, traceSpells, traceWindow } from "./trace";
import { type Verdict, verdictNames } from "../engine/verdict";
import { CERTAIN, IN_TIME, People, POSSIBLE, type View } from "../engine/view";

/** How a condition reads for one beneficiary. */
export type ConditionReading = "true" | "false" | "pending" | "unknown";

/** The spell, total or number that came nearest to a threshold, and by how much it missed. */
export interface NearestMiss {
  /** First day of the spell; absent when there is none. */
  readonly from?: CalendarDate;
  /** Last day of the spell, both included. */
  readonly to?: CalendarDate;
  readonly lengthInDays: number;
  /** The threshold. */
  readonly needs: Duration;
  /** Last day through which it would have had to go on; absent when there is no spell to measure from. */
  readonly until?: CalendarDate;
  /** Days it is short of the threshold; negative when it is over `under` by so many and a day. */
  readonly shortByDays: number;
  /** `atLeast` when it is too short, `under` when it is too long. */
  readonly limit: "atLeast" | "under";
}

/** One node of an explanation, in the place of its node in the definition. */
export interface ExplainedCondition {
  /** The part of the definition it explains. */
  readonly condition: Condition;
  readonly is: ConditionReading;
  /** Parts of `every`, `some`, `not`, and of an indicator referred to. */
  readonly parts: readonly ExplainedCondition[];
  /** The spells it saw. */
  readonly spells?: ExplainedSpells;
  /**
   * The anchor's day it asks about, for `falls` and `aged`: null when it never came; with the spells it is a day of.
   */
  readonly anchor?: { readonly day: CalendarDate | null; readonly spells?: ExplainedSpells };
  /** Days of the window of `falls`; null when it is empty. */
  readonly window?: ExplainedWindow | null;
  /** The nearest miss of a length that is not met. */
  readonly nearest?: NearestMiss;
  /** How each criterion moved, for `change`. */
  readonly changes?: readonly {
    readonly criterion: string;
    readonly movement: Movement;
    /** Ids of both assessments; without a pair, of the baseline and of the score that came nearest to following it. */
    readonly events: readonly string[];
    /** Why there is no pair, of a criterion that is missing. */
    readonly why?: Unpaired;
    /** Days of the score that is not yet due; `to` is null when any later day will do. */
    readonly due?: { readonly from: CalendarDate; readonly to: CalendarDate | null };
  }[];
  /** Facts whose absence leaves it open. */
  readonly missing?: readonly MissingFact[];
}

/** Why a verdict is what it is. */
export type Reason =
  | { readonly verdict: "outside" | "counted" }
  | { readonly verdict: "excluded"; readonly reason: string }
  /** The last day through which running spells must go on; null when that is past the calendar. */
  | { readonly verdict: "pending"; readonly reachedOn: CalendarDate | null }
  | { readonly verdict: "unknown"; readonly missing: readonly MissingFact[] }
  | { readonly verdict: "not-counted"; readonly shortfall: readonly NearestMiss[] };

/** One beneficiary's verdict on one indicator in one period, opened down to the events. */
export interface Explanation {
  readonly code: string;
  readonly title: { readonly ru: string; readonly en: string };
  readonly fingerprint: string;
  readonly beneficiaryId: string;
  readonly period: { readonly from: CalendarDate; readonly to: CalendarDate };
  readonly asOf: CalendarDate;
  /** Only when asked for: events recorded after it are not shown. */
  readonly knownOn?: CalendarDate;
  readonly horizon: CalendarDate;
  readonly verdict: Verdict;
  readonly reason: Reason;
  readonly denominator: ExplainedCondition;
  readonly exclusions: readonly ExplainedCondition[];
  readonly numerator: ExplainedCondition;
}

/**
 * One verdict opened down to the events that made it: one of the doors through which ids leave.
 *
 * The tree is parallel to the definition; every spell names its inclusive days and the ids of its events.
 *
 * @param evaluation - from `evaluate`
 * @param options - `indicator`: its code; `period`: one of those evaluated; `beneficiaryId`: a registered beneficiary
 * @throws TypeError when the evaluation is not one
 * @throws RangeError when indicator or period is not one of those evaluated, the beneficiary is not registered, or
 *   spells are made of ten million events
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const explanation = explain(evaluation, { indicator: "1.1", period: year(2019), beneficiaryId: "B-1" });
 * expect(explanation.verdict).toBe("counted");
 * expect(explanation.numerator.spells?.spells[0]?.events).toEqual(["event-3", "event-4"]);
 * ```
 */
export function explain(
  evaluation: Evaluation,
  options: {
    readonly indicator: string;
    readonly period: { readonly from: CalendarDate; readonly to: CalendarDate };
    readonly beneficiaryId: string;
  },
): Explanation {
  const { dataset, asOf, known } = verdictsOf(evaluation);
  const cannot = "explain a verdict";
  check(cannot, options, { ...OF_INDICATOR, beneficiaryId: "text" });
  const judged = judgedOf(evaluation, options.indicator, options.period, cannot);
  const person = personNumber(evaluation, options.beneficiaryId);
  const explainer = new Explainer(storeOf(dataset), judged, person);
  const { definition, period, horizon } = judged;
  const denominator = explainer.condition(definition.denominator);
  const exclusions = (definition.exclusions ?? []).map(({ when }) => explainer.condition(when));
  const numerator = explainer.condition(definition.numerator);
  const verdict = verdictNames[judged.verdicts[person]!]!;
  return Object.freeze({
    code: definition.code,
    title: definition.title,
    fingerprint: fingerprintOf(definition),
    beneficiaryId: options.beneficiaryId,
    period: Object.freeze({ from: period.from, to: period.to }),
    asOf,
    ...(known && { knownOn: known.on }),
    horizon: dateOf(horizon),
    verdict,
    reason: Object.freeze(explainer.reason(verdict, denominator, exclusions, numerator)),
    denominator,
    exclusions: Object.freeze(exclusions),
    numerator,
  });
}

class Explainer {
  readonly #store: Store;
  readonly #judged: Judged;
  readonly #planner = new Planner();
  readonly #view: View;
  readonly #scope: Scope;

  constructor(store: Store, judged: Judged, person: number) {
    this.#store = store;
    this.#judged = judged;
    const people = new People(store).look(Int32Array.of(person), 1);
    this.#view = { store, people, horizon: judged.horizon, goesOnUntil: FOREVER };
    this.#scope = new Scope(this.#view, judged.days);
  }

  condition(condition: Condition): ExplainedCondition {
    const is = this.#reading(condition);
    switch (condition.kind) {
      case "every":
      case "some":
        return this.#joint(condition, is, condition.of);
      case "not":
        return this.#joint(condition, is, [condition.of]);
      case "counted-in": {
        const parts = spelledOut(condition.definition!);
        return this.#joint(condition, is, parts.kind === "every" ? parts.of : [parts]);
      }
      default:
        return this.#leaf(condition, is);
    }
  }

  #joint(condition: Condition, is: ConditionReading, of: readonly Condition[]): ExplainedCondition {
    return Object.freeze({ condition, is, parts: Object.freeze(of.map((part) => this.condition(part))) });
  }

  #leaf(condition: LeafCondition, is: ConditionReading): ExplainedCondition {
    const missing = is === "unknown" ? missingFacts(this.#view, condition) : undefined;
    const open = missing === undefined ? {} : { missing };
    if (condition.kind === "change") {
      const changes = changesOf(this.#view, this.#view.people.who[0]!, condition.pairing).map(
        ({ due, lacking: _, ...one }) =>
          Object.freeze({
            ...one,
            events: Object.freeze(one.events.map((event) => this.#store.log.ids.texts[event]!)),
            ...(due && {
              due: Object.freeze({ from: dateOf(due.from), to: due.to < FOREVER ? dateOf(due.to) : null }),
            }),
          }),
      );
      return Object.freeze({ condition, is, parts: NONE, changes: Object.freeze(changes), ...open });
    }
    if (condition.kind === "falls") {
      const { windowAnchor } = this.#planner.leaf(condition);
      const window = traceWindow(this.#scope, condition.window, windowAnchor);
      return Object.freeze({
        condition,
        is,
        parts: NONE,
        anchor: this.#anchor(condition, condition.anchor),
        window,
        ...open,
      });
    }
    if (condition.kind === "aged" && condition.at !== "period-start") {
      return Object.freeze({ condition, is, parts: NONE, anchor: this.#anchor(condition, condition.at), ...open });
    }
    if (!("spells" in condition)) return Object.freeze({ condition, is, parts: NONE, ...open });
    const node = this.#planner.spells(condition.spells);
    const spells = traceSpells(this.#scope, node);
    const nearest = is === "true" ? undefined : this.#nearest(condition);
    return Object.freeze({ condition, is, parts: NONE, spells, ...(nearest && { nearest }), ...open });
  }

  /** The anchor's day that a condition asks about. */
  #anchor(condition: LeafCondition, at: Anchor): NonNullable<ExplainedCondition["anchor"]> {
    const { anchor } = this.#planner.leaf(condition);
    const day = this.#scope.windows.days(at, anchor)[0]!;
    const spells = anchor && traceSpells(this.#scope, anchor.spells);
    return Object.freeze({ day: day === NO_DAY ? null : dateOf(day), ...(spells && { spells }) });
  }

  #reading(condition: Condition): ConditionReading {
    const bits = this.#bits(condition, this.#scope);
    if ((bits & (1 << CERTAIN)) !== 0) return "true";
    if ((bits & (1 << IN_TIME)) !== 0) return "pending";
    return (bits & (1 << POSSIBLE)) !== 0 ? "unknown" : "false";
  }

  #bits(condition: Condition, scope: Scope): number {
    return conditionBits(this.#planner.condition(condition), scope)[0]!;
  }

  reason(
    verdict: Verdict,
    denominator: ExplainedCondition,
    exclusions: readonly ExplainedCondition[],
    numerator: ExplainedCondition,
  ): Reason {
    switch (verdict) {
      case "outside":
      case "counted":
        return { verdict };
      case "excluded": {
        const applies = exclusions.findIndex(({ is }) => is === "true");
        return { verdict, reason: this.#judged.definition.exclusions![applies]!.reason };
      }
      case "pending":
        return { verdict, reachedOn: this.#reachedOn() };
      case "unknown":
        return {
          verdict,
          missing: Object.freeze(distinct([denominator, ...exclusions, numerator].flatMap(missingIn))),
        };
      case "not-counted":
        return { verdict, shortfall: Object.freeze(nearestIn(numerator)) };
    }
  }

  /**
   * The first day such that the numerator is reached if running spells go on through it: found by halving, since going
   * on only helps.
   */
  #reachedOn(): CalendarDate | null {
    const { definition, days, horizon } = this.#judged;
    const isReached = (day: number) => {
      const scope = new Scope({ ...this.#view, goesOnUntil: day + 1 }, days);
      return (this.#bits(definition.numerator, scope) & (1 << IN_TIME)) !== 0;
    };
    let tooEarly = horizon;
    let reached = FOREVER - 1;
    if (!isReached(reached)) return null;
    while (reached - tooEarly > 1) {
      const middle = (tooEarly + reached) >> 1;
      if (isReached(middle)) reached = middle;
      else tooEarly = middle;
    }
    return dateOf(reached);
  }

  /** The nearest miss of a length, measured in the certain reading. */
  #nearest(condition: LeafCondition): NearestMiss | undefined {
    if (condition.kind !== "lasts" && condition.kind !== "totals") return undefined;
    const table = this.#scope.table(this.#planner.spells(condition.spells), CERTAIN);
    const past = table.rows;
    if (past === 0) {
      if (condition.atLeast === undefined) return undefined;
      const step = stepOf(condition.atLeast);
      const shortByDays = addStep(this.#judged.days.from, step) - this.#judged.days.from;
      return Object.freeze({ lengthInDays: 0, needs: condition.atLeast, shortByDays, limit: "atLeast" });
    }
    if (condition.kind === "totals") {
      const start = table.starts[0]!;
      const length = daysCovered(table, 0, past, FOREVER);
      const { from, until, ...total } = missOf(start, start + length, condition);
      return Object.freeze({ ...total, ...(from && { from }) });
    }
    let nearest: NearestMiss | undefined;
    for (let row = 0; row < past; row++) {
      const miss = missOf(table.starts[row]!, table.ends[row]!, condition);
      if (nearest === undefined || Math.abs(miss.shortByDays) < Math.abs(nearest.shortByDays)) nearest = miss;
    }
    return nearest && Object.freeze(nearest);
  }
}

const NONE: readonly ExplainedCondition[] = Object.freeze([]);

function missOf(
  start: number,
  end: number,
  { atLeast, under }: { readonly atLeast?: Duration | undefined; readonly under?: Duration | undefined },
): NearestMiss {
  const isShort = atLeast !== undefined && addStep(start, stepOf(atLeast)) > end;
  const needs = isShort || under === undefined ? atLeast! : under;
  const target = addStep(start, stepOf(needs));
  return {
    from: dateOf(start),
    to: dateOf(end - 1),
    lengthInDays: end - start,
    needs,
    ...(target <= FOREVER && { until: dateOf(target - 1) }),
    shortByDays: target - end,
    limit: isShort ? "atLeast" : "under",
  };
}

/** Missing facts of the leaves that leave a condition open. */
function missingIn(explained: ExplainedCondition): readonly MissingFact[] {
  return [...(explained.missing ?? []), ...explained.parts.flatMap(missingIn)];
}

function distinct(facts: readonly MissingFact[]): readonly MissingFact[] {
  return [...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()];
}

function nearestIn(explained: ExplainedCondition): readonly NearestMiss[] {
  return [...(explained.nearest ? [explained.nearest] : []), ...explained.parts.flatMap(nearestIn)];
}
