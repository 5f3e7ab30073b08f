import { dayOf, type Period } from "../../calendar";
import type { Title } from "../events/vocabulary";
import {
  dividedBy,
  formatShare,
  isAtLeast,
  minus,
  type Ratio,
  ratioOf,
  ratioPercent,
  ratioText,
  type Share,
  sharePercent,
} from "../../share";
import type { IndicatorResult } from "../verdicts/result";
import { type ReasonCode, type ReasonFigures, type ResultReason, reason } from "./reasons";
import type { Baseline } from "./tree";

/**
 * Where a figure stands to its target: `reached`; `on-track`, not yet and in time; `off-track`, not reached in time or
 * late; `no-data`,
 * nobody can say.
 */
export type ResultStatus = "reached" | "on-track" | "off-track" | "no-data";

/** How a figure stands to its target and baseline: plain data. */
export interface Progress {
  readonly status: ResultStatus;
  /** Why the status is what it is. */
  readonly reason: ResultReason;
  /**
   * How much of the way from the baseline to the target is done: exact, `value` to ten decimals and `percent` to one,
   * half away from zero.
   * 1 at the target and 0 at the baseline, whichever way is better; under 0 when the figure moved away. Null when there
   * is no such way.
   */
  readonly achievement: { readonly value: string; readonly percent: string } | null;
  /** Why there is none; null when there is. */
  readonly withoutAchievement: ResultReason | null;
  /**
   * Whether the interval of the figure holds the target: the work as it is done may then be at the target although this
   * figure is not. Null without either.
   */
  readonly isTargetWithinInterval: boolean | null;
}

/** What of a result decides how it stands to a target. */
export type JudgedResult = Pick<IndicatorResult, "asOf" | "period" | "share" | "value" | "interval"> & {
  readonly verdicts: Pick<IndicatorResult["verdicts"], "pending" | "unknown">;
};

/** What progress is judged by. */
export interface Judgement {
  readonly result: JudgedResult | undefined;
  /** A percentage in text. */
  readonly target: string | undefined;
  readonly baseline: Baseline | undefined;
  readonly direction: "increase" | "decrease";
}

/**
 * How a figure stands to its target.
 *
 * Reached: the target is met however the pending and the unknown come out. Once the period is over, off track when it
 * is missed however they
 * do, and no data between. While it runs: on track when the part of the way from the baseline to the target that is
 * done by the published
 * share is at least the part of the period that is over, both its days and `asOf` counted.
 */
export function progressOf({ result, target, baseline, direction }: Judgement, withoutResult: ReasonCode): Progress {
  if (result === undefined) return noData(withoutResult);
  if (result.asOf < result.period.from) return noData("period-not-started");
  if (result.value === null) return noData("empty-denominator");
  if (target === undefined) return noData("no-target");
  const value = ratioOfShare(result.share);
  const goal = percentage(target);
  const start = baseline && percentage(baseline.percent);
  const done = partDone(value, goal, start, direction);
  const elapsed = elapsedPart(result.period, result.asOf);
  const achieved = "code" in done ? undefined : done;
  const isOver = result.asOf >= result.period.to;
  const bounds = boundsOf(result);
  const isMetAt = (share: Share) => isBetter(ratioOfShare(share), goal, direction);
  const [status, code] = statusOf({
    isMet: bounds.every(isMetAt),
    isMissed: !bounds.some(isMetAt),
    isPublishedMet: isMetAt(result.share),
    isOver,
    achieved,
    elapsed,
    hasBaseline: start !== undefined,
  });
  return {
    status,
    reason: reason(code, figuresOf(result.share, bounds, target, direction, achieved, elapsed)),
    achievement: achieved === undefined ? null : { value: ratioText(achieved), percent: ratioPercent(achieved) },
    withoutAchievement: "code" in done ? done : null,
    isTargetWithinInterval: result.interval && isWithin(goal, result.interval),
  };
}

/** Part of a period that is over on a day, both counted. */
export function elapsedPart({ from, to }: Period, asOf: string): Ratio {
  const last = asOf < to ? asOf : to;
  const over = Math.max(0, dayOf(last) - dayOf(from) + 1);
  return { numerator: BigInt(over), denominator: BigInt(dayOf(to) - dayOf(from) + 1) };
}

function noData(code: ReasonCode): Progress {
  const why = reason(code);
  return { status: "no-data", reason: why, achievement: null, withoutAchievement: why, isTargetWithinInterval: null };
}

/** What a status goes by. */
interface Standing {
  /** Whether the target is met, and whether it is missed, whatever is still unknown. */
  readonly isMet: boolean;
  readonly isMissed: boolean;
  readonly isPublishedMet: boolean;
  readonly isOver: boolean;
  readonly achieved: Ratio | undefined;
  readonly elapsed: Ratio;
  readonly hasBaseline: boolean;
}

function statusOf(standing: Standing): readonly [ResultStatus, ReasonCode] {
  const { isMet, isMissed, isPublishedMet, isOver, achieved, elapsed, hasBaseline } = standing;
  if (isMet) return ["reached", isOver ? "target-met" : "target-met-so-far"];
  if (isOver) return isMissed ? ["off-track", "period-over"] : ["no-data", "open-verdicts"];
  if (!hasBaseline) return ["no-data", isPublishedMet ? "open-verdicts" : "no-baseline"];
  if (achieved === undefined) return isMissed ? ["off-track", "worse-than-baseline"] : ["no-data", "open-verdicts"];
  return isAtLeast(achieved, elapsed) ? ["on-track", "in-time"] : ["off-track", "behind-time"];
}

/**
 * The share if nobody, and if everybody pending or unknown came to be counted: exact, where the result gives decimals.
 * Rounded counts may add up
 * to more than their total.
 */
function boundsOf({ share, verdicts: { pending, unknown } }: JudgedResult): readonly [low: Share, high: Share] {
  const { numerator, denominator } = share;
  return [share, { numerator: Math.min(denominator, numerator + pending + unknown), denominator }];
}

/** (value − baseline) ÷ (target − baseline), or why there is no such part. */
function partDone(
  value: Ratio,
  goal: Ratio,
  start: Ratio | undefined,
  direction: Judgement["direction"],
): Ratio | ResultReason {
  if (start === undefined) return reason("no-baseline");
  const way = minus(goal, start);
  if (way.numerator === 0n) return reason("target-equals-baseline");
  if (!isBetter(goal, start, direction)) return reason("target-against-direction");
  return dividedBy(minus(value, start), way);
}

/** Whether the first is as good as the second, or better. */
function isBetter(a: Ratio, b: Ratio, direction: Judgement["direction"]): boolean {
  return direction === "decrease" ? isAtLeast(b, a) : isAtLeast(a, b);
}

function isWithin(goal: Ratio, { low, high }: { readonly low: string; readonly high: string }): boolean {
  return isAtLeast(goal, ratioOf(low)) && isAtLeast(ratioOf(high), goal);
}

function ratioOfShare({ numerator, denominator }: Share): Ratio {
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

function percentage(text: string): Ratio {
  return dividedBy(ratioOf(text), ratioOf("100"));
}

function figuresOf(
  share: Share,
  [low, high]: readonly [Share, Share],
  target: string,
  direction: Judgement["direction"],
  achieved: Ratio | undefined,
  elapsed: Ratio,
): ReasonFigures {
  const [ru, en] = direction === "decrease" ? ["не выше", "at most"] : ["не ниже", "at least"];
  const digits = tellingDigits(share, target);
  const [from, to] = [sharePercent(low)!, sharePercent(high)!];
  return {
    against: {
      ru: `${formatShare(share, { locale: "ru", digits })}, цель — ${ru} ${target.replace(".", ",")}%`,
      en: `${formatShare(share, { locale: "en", digits })}, target ${en} ${target}%`,
    },
    bounds: {
      ru: `от ${from.replace(".", ",")} до ${to.replace(".", ",")}%`,
      en: `anything from ${from}% to ${to}%`,
    },
    achieved: inPercent(achieved),
    elapsed: inPercent(elapsed),
  };
}

/** Decimals at which a share does not look like a target that it is not; one where it is the target. */
function tellingDigits(share: Share, target: string): number {
  const isTarget = (percent: string) => isSame(ratioOf(percent), ratioOf(target));
  if (isSame(ratioOfShare(share), percentage(target))) return 1;
  let digits = 1;
  while (isTarget(sharePercent(share, digits)!)) digits += 1;
  return digits;
}

function isSame(a: Ratio, b: Ratio): boolean {
  return isAtLeast(a, b) && isAtLeast(b, a);
}

function inPercent(ratio: Ratio | undefined): Title {
  if (ratio === undefined) return { ru: "—", en: "—" };
  const percent = ratioPercent(ratio).replace("-", "−");
  return { ru: `${percent.replace(".", ",")}%`, en: `${percent}%` };
}
