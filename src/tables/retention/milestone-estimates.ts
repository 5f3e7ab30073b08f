import { type CalendarDate, addStep, type Duration, dateOf, FOREVER, type Period, stepOf } from "../../calendar";
import { storeOf } from "../../core/dataset/dataset";
import type { Condition, SpellExpression } from "../../core/definition/language";
import { check } from "../../options";
import { decimalPercent, decimalText, formatShare, type Locale, type Share, shareValue } from "../../share";
import { wilsonInterval } from "../../statistics/proportion";
import { kaplanMeierBefore } from "../../statistics/survival";
import {
  type Evaluation,
  type Judged,
  judgedOf,
  OF_INDICATOR,
  tally,
  verdictsOf,
} from "../../core/verdicts/evaluation";
import type { Note } from "../../core/verdicts/result";
import { COUNTED, EXCLUDED, OUTSIDE } from "../../core/engine/verdict";
import { CENSORING, type Censoring, MARKS, Observer, spellBlocks } from "./observation";
import { boundsOf, curvesOf, intervalOf } from "./retention-curve";
import { gapOf } from "./retention-options";

/** One answer to "how many last so long". */
export interface MilestoneEstimate {
  /** People known to have lasted so long. */
  readonly reached: number;
  /** People the estimate is about. */
  readonly people: number;
  /** To ten decimals; null when there is nobody, or nobody was observed for so long. */
  readonly value: string | null;
  /** 95 % limits; null where `value` is, and where Kaplan–Meier's are not defined. */
  readonly interval: { readonly method: "wilson" | "log-log"; readonly low: string; readonly high: string } | null;
  /** What the estimate assumes. */
  readonly assumes: Note["message"];
}

/** The three estimates of a milestone, each about people who began such a spell in the period. */
export interface MilestoneFigures {
  /** All who began; whoever has not lasted so long yet counts as not. */
  readonly naive: MilestoneEstimate;
  /** Only those who could have lasted so long by the horizon. */
  readonly matureOnly: MilestoneEstimate;
  /** Kaplan–Meier S(t−): all who began, each for as long as they were seen. */
  readonly kaplanMeier: MilestoneEstimate & {
    /** People seen for so long or longer. */
    readonly atRisk: number;
    /** People whose spell ended before. */
    readonly ended: number;
    /** People last seen before the horizon, not ended. */
    readonly lost: number;
    /** The share if all who were lost had ended when last seen, and if all of them had gone on. */
    readonly bounds: { readonly low: string; readonly high: string } | null;
  };
}

/** How many last as long as an indicator asks, in three ways: plain data. */
export interface MilestoneEstimates {
  readonly code: string;
  readonly period: Period;
  readonly asOf: CalendarDate;
  /** The earlier of the period's end and `asOf`. */
  readonly horizon: CalendarDate;
  /** The length the definition asks for; null when it asks for none. */
  readonly atLeast: Duration | null;
  /** Null when the definition has no such length. */
  readonly estimates: MilestoneFigures | null;
  /**
   * Why there are none: the numerator is not one `lasts(…, { atLeast })`, or it has an upper limit, which every longer
   * spell passes.
   */
  readonly reason: "no-threshold" | "upper-limit" | null;
  /**
   * People below the line of the indicator whom the estimates leave out: no such spell of theirs began in the period.
   */
  readonly notStarted: number;
  /** The indicator's own numerator. */
  readonly counted: number;
  /**
   * Of the counted, those not in `naive.reached`: by a spell that began before the period, or by a later one than the
   * first.
   */
  readonly countedOtherwise: number;
  /** What was found, in a sentence. */
  readonly message: Note["message"];
}

const CANNOT = "estimate a milestone";
const LEVEL = 0.95;

/**
 * The share of beneficiaries who last as long as an indicator asks, by three estimates side by side: naive,
 * mature-only, and Kaplan–Meier.
 *
 * The length and the spells are read from the definition: a numerator `lasts(spells, { atLeast })` without an upper
 * limit, such as those of 1.3 and 1.4. Each estimate is about people below the line of the indicator who began such a
 * spell in the period, by their first one; a spell that began earlier would be there only because it lasted, so it is
 * left out and counted in `countedOtherwise`.
 *
 * Naive and mature-only take a spell without a recorded end to go on to the horizon, as the indicator does.
 * Kaplan–Meier cuts it off at the last confirmed contact, as `retention` does.
 *
 * @param evaluation - from `evaluate`
 * @param options - `indicator`: its code; `period`: one of those evaluated; `censoring`: `"last-contact"` (default) or
 *   `"as-of"`, which is on the horizon
 * @returns plain data; `estimates` is null with the reason when the definition has no such length
 * @throws TypeError when the evaluation is not one
 * @throws RangeError when the indicator or the period is not one of those evaluated, or the censoring is not one of the
 *   two
 * @units people
 * @source Kaplan, Meier (1958), equation 2b; intervals: Wilson (1927), Kalbfleisch, Prentice (2002), section 1.4.1
 * @example nobody began supported work
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods: [year(2019)], asOf: "2019-12-31" });
 * const { atLeast, estimates } = milestoneEstimates(evaluation, { indicator: "1.4", period: year(2019) });
 * expect(atLeast).toEqual(months(6));
 * expect(estimates?.naive).toMatchObject({ reached: 0, people: 1 });
 * expect(milestoneEstimates(evaluation, { indicator: "1.1", period: year(2019) }).reason).toBe("no-threshold");
 * ```
 */
export function milestoneEstimates(
  evaluation: Evaluation,
  options: { readonly indicator: string; readonly period: Period; readonly censoring?: Censoring | undefined },
): MilestoneEstimates {
  const { dataset, asOf } = verdictsOf(evaluation);
  check(CANNOT, options, { ...OF_INDICATOR, "censoring?": CENSORING });
  const { censoring = "last-contact" } = options;
  const judged = judgedOf(evaluation, options.indicator, options.period, CANNOT);
  const { definition, period, horizon } = judged;
  const counts = tally(judged, dataset.people);
  const below = counts.reduce((sum, count, verdict) => sum + (isBelow(verdict) ? count : 0), 0);
  const found = thresholdOf(definition.numerator);
  const figures = "reason" in found ? null : figuresOf(evaluation, judged, found, censoring);
  const counted = counts[COUNTED]!;
  return Object.freeze({
    code: definition.code,
    period: Object.freeze({ from: period.from, to: period.to }),
    asOf,
    horizon: dateOf(horizon),
    atLeast: "reason" in found ? null : found.atLeast,
    estimates: figures,
    reason: "reason" in found ? found.reason : null,
    notStarted: figures === null ? 0 : below - figures.naive.people,
    counted,
    countedOtherwise: figures === null ? 0 : counted - figures.naive.reached,
    message: Object.freeze("reason" in found ? REFUSALS[found.reason] : summary(found.atLeast, figures!)),
  });
}

const isBelow = (verdict: number) => verdict !== OUTSIDE && verdict !== EXCLUDED;

/** A length and the spells one of which must have it. */
interface Threshold {
  readonly atLeast: Duration;
  readonly spells: SpellExpression;
}

function thresholdOf(numerator: Condition): Threshold | { readonly reason: "no-threshold" | "upper-limit" } {
  if (numerator.kind !== "lasts" || numerator.atLeast === undefined) return { reason: "no-threshold" };
  if (numerator.under !== undefined) return { reason: "upper-limit" };
  return { atLeast: numerator.atLeast, spells: numerator.spells };
}

const REFUSALS: Readonly<Record<"no-threshold" | "upper-limit", Note["message"]>> = {
  "no-threshold": {
    ru: "Оценить нечего: числитель показателя не задаёт наименьшей длины одного периода («не меньше n месяцев»).",
    en: "There is nothing to estimate: the numerator does not ask for a least length of one spell (“at least n months”).",
  },
  "upper-limit": {
    ru: "Оценить нечего: у длины в числителе есть верхняя граница, и долгий период её перерастает.",
    en: "There is nothing to estimate: the length in the numerator has an upper limit, and a long spell outgrows it.",
  },
};

function figuresOf(
  evaluation: Evaluation,
  { days, horizon, verdicts }: Judged,
  { atLeast, spells }: Threshold,
  censoring: Censoring,
): MilestoneFigures {
  const store = storeOf(verdictsOf(evaluation).dataset);
  const step = stepOf(atLeast);
  const gap = stepOf(gapOf(spells) ?? { unit: "days", count: 0 });
  const rules = { expression: spells, gap, horizon, censoring, inMonths: step.inMonths, competing: [] };
  const observer = new Observer(store, rules);
  const naive = { numerator: 0, denominator: 0 };
  const mature = { numerator: 0, denominator: 0 };
  for (const { first, certain } of spellBlocks(store, spells, days, horizon)) {
    const { rows, owners, starts, ends } = certain;
    for (let row = 0, last = -1; row < rows; row++) {
      const owner = owners[row]!;
      const start = starts[row]!;
      if (owner === last || start < days.from || start > horizon || !isBelow(verdicts[first + owner]!)) continue;
      last = owner;
      observer.add(first + owner, start, ends[row]!);
      const reached = addStep(start, step);
      const hasReached = reached <= (ends[row] === FOREVER ? horizon + 1 : ends[row]!);
      naive.denominator++;
      if (hasReached) naive.numerator++;
      if (reached > horizon + 1) continue;
      mature.denominator++;
      if (hasReached) mature.numerator++;
    }
  }
  const length = step.inMonths ? step.count * MARKS : step.count;
  return Object.freeze({
    naive: plainEstimate(naive, ASSUMES.naive),
    matureOnly: plainEstimate(mature, ASSUMES.matureOnly),
    kaplanMeier: curveEstimate(observer, length, censoring),
  });
}

function plainEstimate(share: Share, assumes: Note["message"]): MilestoneEstimate {
  const { numerator, denominator } = share;
  const limits = wilsonInterval(numerator, denominator, LEVEL);
  return Object.freeze({
    reached: numerator,
    people: denominator,
    value: shareValue(share),
    interval:
      limits && Object.freeze({ method: "wilson", low: decimalText(limits.low), high: decimalText(limits.high) }),
    assumes: Object.freeze(assumes),
  });
}

function curveEstimate(observer: Observer, length: number, censoring: Censoring): MilestoneFigures["kaplanMeier"] {
  const observations = observer.observations();
  const { estimate, low, high, lost } = curvesOf(observations, LEVEL);
  const point = kaplanMeierBefore(estimate, length);
  const interval = intervalOf(point);
  const atRisk = observations.times.reduce((sum, time) => sum + (time >= length ? 1 : 0), 0);
  const ended = estimate.steps.reduce((sum, step) => sum + (step.day < length ? step.ended : 0), 0);
  return Object.freeze({
    reached: atRisk,
    people: observations.people.length,
    value: point && decimalText(point.share),
    interval: interval && Object.freeze({ method: "log-log", ...interval }),
    assumes: Object.freeze(ASSUMES[censoring]),
    atRisk,
    ended,
    lost,
    bounds: boundsOf(low, high, length),
  });
}

const ASSUMES: Readonly<Record<"naive" | "matureOnly" | Censoring, Note["message"]>> = {
  naive: {
    ru: "Все начавшие: кто ещё не дошёл до срока, считается не дошедшим, даже если срок у него не истёк. Оценка занижена, пока есть недавно начавшие.",
    en: "All who began: whoever has not lasted so long counts as not, even if the time is not over for them. Too low as long as some began recently.",
  },
  matureOnly: {
    ru: "Только те, у кого срок полностью истёк: предполагается, что недавно начавшие не отличаются от них. Сведения о недавно начавших не используются.",
    en: "Only those for whom the time is fully over: supposes that those who began recently do not differ from them. What is known of the latter is not used.",
  },
  "last-contact": {
    ru: "Каплан — Мейер: каждый учтён до последнего подтверждённого контакта; предполагается, что с потерянными из виду дальше было то же, что с остальными.",
    en: "Kaplan–Meier: each is used up to the last confirmed contact; supposes that those lost from sight then fared like the others.",
  },
  "as-of": {
    ru: "Каплан — Мейер: каждый учтён до последнего дня данных; предполагается, что все окончания записаны.",
    en: "Kaplan–Meier: each is used up to the last day of the data; supposes that every end has been recorded.",
  },
};

function summary(atLeast: Duration, { naive, matureOnly, kaplanMeier }: MilestoneFigures): Note["message"] {
  const { inMonths, count } = stepOf(atLeast);
  const plain = ({ reached, people }: MilestoneEstimate, locale: Locale) =>
    formatShare({ numerator: reached, denominator: people }, { locale });
  const curve = kaplanMeier.value === null ? "—" : `${decimalPercent(kaplanMeier.value)}%`;
  return {
    ru: `Не меньше ${count} ${inMonths ? "мес." : "дн."}: все начавшие ${plain(naive, "ru")}; только с истёкшим сроком ${plain(matureOnly, "ru")}; оценка Каплана — Мейера ${curve.replace(".", ",")} (под наблюдением к сроку: ${kaplanMeier.atRisk}).`,
    en: `At least ${count} ${inMonths ? "month" : "day"}${count === 1 ? "" : "s"}: all who began ${plain(naive, "en")}; only with the time over ${plain(matureOnly, "en")}; Kaplan–Meier ${curve} (observed for so long: ${kaplanMeier.atRisk}).`,
  };
}
