import type { Title } from "../events/vocabulary";

/** Stable code of a reason; what it may stand with is beside it. */
export type ReasonCode =
  // Of `no-data`.
  | "not-evaluated"
  | "no-such-period"
  | "period-not-started"
  | "empty-denominator"
  | "no-target"
  | "target-without-period"
  | "suppressed"
  // Of `no-data` while the period runs, and of no achievement.
  | "no-baseline"
  // Of `no-data` where what is still unknown decides.
  | "open-verdicts"
  // Of `reached`.
  | "target-met"
  | "target-met-so-far"
  // Of `on-track`.
  | "in-time"
  // Of `off-track`.
  | "behind-time"
  | "period-over"
  | "worse-than-baseline"
  // Of no achievement.
  | "target-equals-baseline"
  | "target-against-direction";

/** Why a status is what it is, or why there is no achievement. */
export interface ResultReason {
  readonly code: ReasonCode;
  readonly message: Title;
}

/** What a reason tells in figures, each as people read it. */
export interface ReasonFigures {
  /** Value and target in one sentence part, such as «38,9% (180 из 463), цель — не ниже 40%». */
  readonly against: Title;
  /** Where the value may come to lie, such as «от 8,3 до 50,0%». */
  readonly bounds: Title;
  /** How far from the baseline to the target, in per cent. */
  readonly achieved: Title;
  /** How much of the period is over, in per cent. */
  readonly elapsed: Title;
}

const NOTHING: Title = { ru: "", en: "" };
const NO_FIGURES: ReasonFigures = { against: NOTHING, bounds: NOTHING, achieved: NOTHING, elapsed: NOTHING };

const say = (ru: string, en: string) => (): Title => ({ ru, en });
const parts = ({ achieved, elapsed }: ReasonFigures): Title => ({
  ru: `пройденная часть пути от базового значения к цели — ${achieved.ru}, прошедшая часть периода — ${elapsed.ru}.`,
  en: `${achieved.en} of the way from the baseline to the target, ${elapsed.en} of the period over.`,
});
const withParts = (ru: string, en: string) => (figures: ReasonFigures) => ({
  ru: `${ru}: ${parts(figures).ru}`,
  en: `${en}: ${parts(figures).en}`,
});
const withValue =
  (ru: string, en: string, ruAfter = "", enAfter = "") =>
  ({ against }: ReasonFigures) => ({
    ru: `${ru}: ${against.ru}.${ruAfter}`,
    en: `${en}: ${against.en}.${enAfter}`,
  });

const wordings: Readonly<Record<ReasonCode, (figures: ReasonFigures) => Title>> = {
  "not-evaluated": say("Показатель не вычислялся.", "The indicator was not evaluated."),
  "no-such-period": say("За этот период показатель не вычислялся.", "The indicator was not evaluated for this period."),
  "period-not-started": say("Период ещё не начался.", "The period has not begun."),
  "empty-denominator": say(
    "В знаменателе никого нет, доля не определена.",
    "Nobody is in the denominator, so the share has no value.",
  ),
  "no-target": say("Целевое значение на этот период не задано.", "No target is set for this period."),
  "target-without-period": say(
    "У целевого значения не указан период, сравнить его не с чем.",
    "The target is of no period, so there is nothing to hold it against.",
  ),
  suppressed: say(
    "Значение скрыто: по нему можно было бы узнать человека.",
    "Suppressed, so that nobody can be recognised.",
  ),
  "no-baseline": say(
    "Базовое значение не задано: неизвестно, какая часть пути к цели пройдена.",
    "No baseline is set, so nobody can say how much of the way to the target is done.",
  ),
  "open-verdicts": ({ against, bounds }) => ({
    ru: `Пока нельзя сказать, достигнута ли цель: ${against.ru}. Значение может оказаться ${bounds.ru}: о части людей ещё неизвестно.`,
    en: `Nobody can say yet whether the target is met: ${against.en}. The value may be ${bounds.en}: about some people it is not known yet.`,
  }),
  "target-met": withValue("Цель достигнута", "The target is met"),
  "target-met-so-far": withValue(
    "Пока цель достигнута",
    "The target is met so far",
    " Период ещё не закончился, и значение может измениться.",
    " The period is not over, and the value may change.",
  ),
  "in-time": withParts(
    "Отставания нет, но считать цель достигнутой ещё нельзя",
    "Nothing is late, though the target cannot be called met yet",
  ),
  "behind-time": withParts("Есть отставание", "Behind time"),
  "period-over": withValue("Период закончился, цель не достигнута", "The period is over and the target is not met"),
  "worse-than-baseline": withValue(
    "Значение хуже базового, а цель не требовала ничего большего, чем его удержать",
    "The value is worse than the baseline, and the target asked no more than to hold it",
  ),
  "target-equals-baseline": say(
    "Цель равна базовому значению: пути между ними нет.",
    "The target equals the baseline, so there is no way between them.",
  ),
  "target-against-direction": say(
    "Цель хуже базового значения, если судить по направлению показателя: доля пройденного пути ничего не значит.",
    "The target is worse than the baseline by the indicator's direction, so a part of the way means nothing.",
  ),
};

/** A reason in words. */
export function reason(code: ReasonCode, figures: ReasonFigures = NO_FIGURES): ResultReason {
  return { code, message: wordings[code](figures) };
}
