import { PERIOD, type CalendarDate, dateOf, type Period } from "../../calendar";
import type { Milestone } from "../../core/catalogue/milestones";
import { sentence } from "../../issue";
import { check, type Kind, type OptionsOf, some, TITLE } from "../../options";
import { type Share, sharePercent } from "../../share";
import { type Evaluation, type Judged, judgedOf, verdictsOf } from "../../core/verdicts/evaluation";
import { type Verdict, verdictNames } from "../../core/engine/verdict";

/** People who got from one step to another, as a share of those who could. */
export interface Conversion {
  readonly share: Share;
  /** One decimal, half up; null when nobody could. */
  readonly percent: string | null;
  /** Why there is no percentage; null when there is one. */
  readonly reason: "nobody-entered" | null;
}

/** One milestone of a funnel. `entered` = `reached` + `pending` + `unknown` + `not`. */
export interface FunnelStep {
  /** Code of the indicator. */
  readonly indicator: string;
  readonly part: Milestone["part"];
  readonly title: { readonly ru: string; readonly en: string };
  /** People who reached every step before; all people of the dataset for the first. */
  readonly entered: number;
  /** Of those who entered, who reached this step too. */
  readonly reached: number;
  /** Of those who entered, whom a spell still running would bring here. */
  readonly pending: number;
  /** Of those who entered, about whom a missing fact decides. */
  readonly unknown: number;
  /** Of those who entered, who have not reached this step. */
  readonly not: number;
  /** Reached this step without having reached every step before: not in `reached`. */
  readonly besides: number;
  /** `reached` among `entered`; null for the first step, which has none before it. */
  readonly fromPrevious: Conversion | null;
  /** `reached` among those who reached the first step. */
  readonly fromStart: Conversion;
}

/** Which step, by its milestone. */
export type StepName = Pick<FunnelStep, "indicator" | "part">;

/** A funnel in one period: plain data. */
export interface Funnel {
  readonly period: Period;
  readonly asOf: CalendarDate;
  /** The earlier of the period's end and `asOf`. */
  readonly horizon: CalendarDate;
  readonly steps: readonly FunnelStep[];
  /** For each pair of steps, how many people reached the later without the earlier. */
  readonly nesting: readonly { readonly later: StepName; readonly earlier: StepName; readonly people: number }[];
  /** Whether nobody reached a later step without every earlier one. */
  readonly isNested: boolean;
}

/** What a verdict says of a step. */
const NOT = 0;
const REACHED = 1;
const PENDING = 2;
const UNKNOWN = 3;
const STANDINGS = 4;

/** Standing by verdict: everybody below the line of the published share has reached a denominator. */
const STANDING: Readonly<Record<Milestone["part"], Readonly<Record<Verdict, number>>>> = {
  denominator: {
    outside: NOT,
    excluded: NOT,
    counted: REACHED,
    pending: REACHED,
    unknown: REACHED,
    "not-counted": REACHED,
  },
  numerator: {
    outside: NOT,
    excluded: NOT,
    counted: REACHED,
    pending: PENDING,
    unknown: UNKNOWN,
    "not-counted": NOT,
  },
};

/**
 * How many beneficiaries reached each of some ordered milestones in one period.
 *
 * Who reached every step before enters a step. A step reached without an earlier one does not count as reached on the
 * way; such people stand in `besides`, and `nesting` says for each pair of steps how many they are.
 *
 * @param evaluation - from `evaluate`
 * @param milestones - ordered, each an indicator's code and `part`: `"denominator"` (neither outside nor excluded) or
 *   `"numerator"` (counted); such as `vsePoluchitsyaFunnel`
 * @param options - `period`: one of those evaluated; need not be named when there is only one
 * @throws TypeError when the evaluation is not one
 * @throws RangeError when there are no milestones or one comes twice, when an indicator or the period is not one of
 *   those evaluated, a part is not one of the two, or the period is left open and there are several
 * @units people
 * @example
 * ```ts
 * const indicators = [...catalogue.vsePoluchitsya, workedOneMonthShare];
 * const evaluation = evaluate(dataset, { indicators, periods: [year(2019)], asOf: "2020-01-31" });
 * const { steps } = funnel(evaluation, vsePoluchitsyaFunnel);
 * expect(steps.map(({ entered, reached }) => [entered, reached])).toEqual([[1, 1], [1, 1], [1, 0], [0, 0], [0, 0]]);
 * ```
 */
export function funnel(
  evaluation: Evaluation,
  milestones: readonly Milestone[],
  options: { readonly period?: Period | undefined } = {},
): Funnel {
  const { asOf } = verdictsOf(evaluation);
  checkMilestones(milestones);
  check(CANNOT, options, { "period?": PERIOD });
  const period = options.period ?? onlyPeriod(evaluation);
  const judged = milestones.map(({ indicator }) => judgedOf(evaluation, indicator, period, CANNOT));
  const columns = judged.map(({ verdicts }) => verdicts);
  const counts = funnelCounts(milestones, columns, 0, columns[0]!.length);
  const steps = milestones.map((_, step) => stepOf(milestones, judged, counts, step));
  const nesting = milestones.flatMap((later, step) =>
    milestones.slice(0, step).map((earlier, before) => {
      const people = counts.without[before * milestones.length + step]!;
      return Object.freeze({ later: nameOf(later), earlier: nameOf(earlier), people });
    }),
  );
  return Object.freeze({
    period: Object.freeze({ from: period.from, to: period.to }),
    asOf,
    horizon: dateOf(judged[0]!.horizon),
    steps: Object.freeze(steps),
    nesting: Object.freeze(nesting),
    isNested: nesting.every(({ people }) => people === 0),
  });
}

const CANNOT = "make a funnel";
const MILESTONE: OptionsOf<Milestone> = { indicator: "text", part: "=denominator|numerator", "title?": TITLE };
/** Steps of a funnel. */
export const MILESTONES: Kind = [MILESTONE];

/** What a funnel counts of some people. */
export interface FunnelCounts {
  /** By step and standing (not, reached, pending, unknown): those who entered it. */
  readonly standings: Int32Array;
  readonly besides: Int32Array;
  /** By earlier and later step: who reached the later without the earlier. */
  readonly without: Int32Array;
}

/**
 * One pass over some of the people.
 *
 * @param milestones - the steps, in their order
 * @param columns - by step: the verdict of each person in its indicator
 * @param first - number of the first person
 * @param past - number of the person after the last
 */
export function funnelCounts(
  milestones: readonly StepName[],
  columns: readonly Uint8Array[],
  first: number,
  past: number,
): FunnelCounts {
  const count = milestones.length;
  const standingOf = milestones.map(({ part }) => Uint8Array.from(verdictNames, (name) => STANDING[part][name]));
  const standings = new Int32Array(count * STANDINGS);
  const besides = new Int32Array(count);
  const without = new Int32Array(count * count);
  const isReached = new Uint8Array(count);
  for (let person = first; person < past; person++) {
    let isOnTheWay = true;
    for (let step = 0; step < count; step++) {
      const standing = standingOf[step]![columns[step]![person]!]!;
      isReached[step] = standing === REACHED ? 1 : 0;
      if (isOnTheWay) standings[step * STANDINGS + standing]!++;
      if (standing !== REACHED) {
        isOnTheWay = false;
        continue;
      }
      if (!isOnTheWay) besides[step]!++;
      for (let before = 0; before < step; before++) if (isReached[before] === 0) without[before * count + step]!++;
    }
  }
  return { standings, besides, without };
}

function stepOf(
  milestones: readonly Milestone[],
  judged: readonly Judged[],
  { standings, besides }: FunnelCounts,
  step: number,
): FunnelStep {
  const { indicator, part, title } = milestones[step]!;
  const [not, reached, pending, unknown] = standings.subarray(step * STANDINGS, (step + 1) * STANDINGS);
  const entered = not! + reached! + pending! + unknown!;
  return Object.freeze({
    indicator,
    part,
    title: Object.freeze({ ...(title ?? titleOf(judged[step]!, part)) }),
    entered,
    reached: reached!,
    pending: pending!,
    unknown: unknown!,
    not: not!,
    besides: besides[step]!,
    fromPrevious: step === 0 ? null : conversion(reached!, entered),
    fromStart: conversion(reached!, standings[REACHED]!),
  });
}

function titleOf({ definition: { code, title } }: Judged, part: Milestone["part"]): FunnelStep["title"] {
  if (part === "numerator") return { ru: title.ru, en: title.en };
  return { ru: `Знаменатель показателя ${code}`, en: `Denominator of indicator ${code}` };
}

/** @internal A conversion from its counts. */
export function conversion(numerator: number, denominator: number): Conversion {
  const share = Object.freeze({ numerator, denominator });
  return Object.freeze({
    share,
    percent: sharePercent(share),
    reason: denominator === 0 ? "nobody-entered" : null,
  });
}

function nameOf({ indicator, part }: Milestone): StepName {
  return Object.freeze({ indicator, part });
}

function checkMilestones(milestones: readonly Milestone[]): void {
  check(CANNOT, milestones, some(MILESTONE), "milestones");
  const seen = new Set<string>();
  for (const { indicator, part } of milestones) {
    const key = `${part} of ${indicator}`;
    if (seen.has(key)) {
      const because = `each milestone must come once, and the ${part} comes twice of indicator`;
      throw new RangeError(`${sentence({ cannot: CANNOT, because })} ${indicator}`);
    }
    seen.add(key);
  }
}

/** The period of an evaluation that has one. */
function onlyPeriod(evaluation: Evaluation): Period {
  const periods = new Map(
    verdictsOf(evaluation).judged.map(({ period }) => [`${period.from} – ${period.to}`, period] as const),
  );
  const [first] = periods.values();
  if (first !== undefined && periods.size === 1) return first;
  const because = `period must be named when there are several (${[...periods.keys()].join(", ")})`;
  throw new RangeError(sentence({ cannot: CANNOT, because, hint: "add { period } as the last argument" }));
}
