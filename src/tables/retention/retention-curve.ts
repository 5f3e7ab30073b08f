import { decimalPercent, decimalText } from "../../share";
import { cumulativeIncidence, type IncidenceStep } from "../../statistics/cumulative-incidence";
import {
  type KaplanMeierCurve,
  type KaplanMeierPoint,
  type KaplanMeierStep,
  kaplanMeier,
  kaplanMeierBefore,
} from "../../statistics/survival";
import { CENSORED, ENDED, MARKS, type Observations } from "./observation";

/** What is known of one moment after the start. Numbers of people are those of the curve's own people. */
export interface RetentionPoint {
  /** Whole units of the horizon since the start; 0 is the start. */
  readonly after: number;
  /** Share whose spell lasted so long, to ten decimals; null when nobody was observed for so long. */
  readonly retained: string | null;
  /** The same as a percentage with one decimal, half up. */
  readonly percent: string | null;
  /** Limits of that share; null where there is none, and from the first loss until the first end. */
  readonly interval: { readonly low: string; readonly high: string } | null;
  /**
   * The share if all who were lost had ended when last seen, and if all of them had gone on; null where either was
   * observed of nobody.
   */
  readonly bounds: { readonly low: string; readonly high: string } | null;
  /** People observed for so long or longer. */
  readonly atRisk: number;
  /** People whose spell ended since the point before. */
  readonly ended: number;
  /** People last seen since the point before, not ended. */
  readonly censored: number;
  /**
   * Share whose spell has ended, by competing reason; `reason` is null for all other ends. With `retained` they make 1.
   * Null when reasons are not told apart, or `retained` is null.
   */
  readonly ends: readonly { readonly reason: string | null; readonly share: string }[] | null;
}

/**
 * Time since the start: whole months by the month rule and the days beyond them; no months where the horizon is in days
 * or weeks.
 */
export interface ElapsedTime {
  readonly months: number;
  readonly days: number;
}

/** How long it took until half had ended. */
export interface RetentionMedian {
  /** The first time by which the curve is at a half or below; null when it never is. */
  readonly time: ElapsedTime | null;
  /** First times by which its limits are; null when they never are. */
  readonly low: ElapsedTime | null;
  readonly high: ElapsedTime | null;
  readonly message: { readonly ru: string; readonly en: string };
}

/** How many are retained, moment by moment: a Kaplan–Meier estimate. `people` = `ended` + `censored`. */
export interface RetentionCurve {
  readonly people: number;
  readonly ended: number;
  /** Not seen to end. */
  readonly censored: number;
  /** Of the censored, those last seen before the last day of the data. */
  readonly lost: number;
  /** From 0 to the horizon, one a unit. */
  readonly points: readonly RetentionPoint[];
  readonly median: RetentionMedian;
}

/** How curves are read. */
export interface CurveRules {
  readonly inMonths: boolean;
  /** Marks of the clock in a unit of the horizon. */
  readonly unit: number;
  /** Units up to the last point. */
  readonly units: number;
  readonly competing: readonly string[];
  readonly level: number;
}

/** The observations of some people: places in the columns. */
export function observationsOf({ people, times, ends, possible }: Observations, places: Int32Array): Observations {
  return {
    people: places.map((place) => people[place]!),
    times: places.map((place) => times[place]!),
    ends: places.map((place) => ends[place]!),
    possible: places.map((place) => possible[place]!),
  };
}

/** Whether each person was seen to end. */
export function endedOf(ends: Int32Array): Uint8Array {
  return Uint8Array.from(ends, (end) => (end === CENSORED ? 0 : 1));
}

/**
 * The Kaplan–Meier curve, and those on either side of it: if all who were lost had ended when last seen, and if they
 * had gone on.
 */
export function curvesOf({ times, ends, possible }: Observations, level: number) {
  const ended = endedOf(ends);
  const isLost = (place: number) => ends[place] === CENSORED && times[place]! < possible[place]!;
  const worst = ended.map((one, place) => (isLost(place) ? 1 : one));
  const longest = times.map((time, place) => (isLost(place) ? possible[place]! : time));
  return {
    estimate: kaplanMeier(times, ended, { level }),
    low: kaplanMeier(times, worst, { level }),
    high: kaplanMeier(longest, ended, { level }),
    ended: ended.reduce((sum, one) => sum + one, 0),
    lost: worst.reduce((sum, one) => sum + one, 0) - ended.reduce((sum, one) => sum + one, 0),
  };
}

/** Limits of a point as text. */
export function intervalOf(point: KaplanMeierPoint | null): RetentionPoint["interval"] {
  if (point === null || point.low === null || point.high === null) return null;
  return Object.freeze({ low: decimalText(point.low), high: decimalText(point.high) });
}

/** What two curves leave between them at a time. */
export function boundsOf(low: KaplanMeierCurve, high: KaplanMeierCurve, time: number): RetentionPoint["bounds"] {
  const [least, most] = [kaplanMeierBefore(low, time), kaplanMeierBefore(high, time)];
  if (least === null || most === null) return null;
  return Object.freeze({ low: decimalText(least.share), high: decimalText(most.share) });
}

/** The retention curve of some people. */
export function retentionCurve(observations: Observations, rules: CurveRules): RetentionCurve {
  const { estimate, low, high, ended, lost } = curvesOf(observations, rules.level);
  const { competing, unit, units } = rules;
  const incidence =
    competing.length === 0
      ? undefined
      : cumulativeIncidence(observations.times, observations.ends, ENDED + competing.length);
  const points: RetentionPoint[] = [];
  let next = 0;
  for (let after = 0; after <= units; after++) {
    const time = after * unit;
    const since = { ended: 0, censored: 0 };
    for (; next < estimate.steps.length && estimate.steps[next]!.day < time; next++) {
      since.ended += estimate.steps[next]!.ended;
      since.censored += estimate.steps[next]!.censored;
    }
    const point = kaplanMeierBefore(estimate, time);
    const retained = point && decimalText(point.share);
    points.push(
      Object.freeze({
        after,
        retained,
        percent: retained && decimalPercent(retained),
        interval: intervalOf(point),
        bounds: boundsOf(low, high, time),
        atRisk: estimate.steps[next]?.atRisk ?? 0,
        ...since,
        ends: point && incidence ? endsBy(incidence[next - 1], competing) : null,
      }),
    );
  }
  const people = observations.people.length;
  const median = medianOf(estimate, rules.inMonths);
  return Object.freeze({ people, ended, censored: people - ended, lost, points: Object.freeze(points), median });
}

function endsBy(step: IncidenceStep | undefined, competing: readonly string[]): RetentionPoint["ends"] {
  const reasons = [null, ...competing];
  return Object.freeze(
    reasons.map((reason, kind) => Object.freeze({ reason, share: decimalText(step?.incidence[kind] ?? 0) })),
  );
}

/** Heights closer than this are one height, for a curve is a product of fractions. */
const SAME_HEIGHT = 2 ** -26;

function medianOf(curve: KaplanMeierCurve, inMonths: boolean): RetentionMedian {
  const falls = (line: "share" | "low" | "high") => {
    // Limits are unknown where all have ended, and of those only the lower one cannot be above the curve.
    const heightOf = (step: KaplanMeierStep) => step[line] ?? (line === "low" && step.share === 0 ? 0 : 1);
    const step = curve.steps.find((one) => heightOf(one) <= 0.5 + SAME_HEIGHT);
    return step === undefined ? null : timeOf(step.day, inMonths);
  };
  const time = falls("share");
  return Object.freeze({ time, low: falls("low"), high: falls("high"), message: medianMessage(curve, time, inMonths) });
}

function timeOf(mark: number, inMonths: boolean): ElapsedTime {
  const months = inMonths ? Math.floor(mark / MARKS) : 0;
  return Object.freeze({ months, days: mark - months * MARKS });
}

function medianMessage(
  curve: KaplanMeierCurve,
  time: ElapsedTime | null,
  inMonths: boolean,
): RetentionMedian["message"] {
  const last = curve.steps.at(-1);
  if (last === undefined) {
    return Object.freeze({
      ru: "Медианы нет: наблюдать некого.",
      en: "There is no median: there is nobody to observe.",
    });
  }
  if (time !== null && time.months + time.days === 0) {
    return Object.freeze({
      ru: "Медиана — 0 дн.: не меньше чем у половины период закончился сразу, к началу отсчёта (оценка).",
      en: "The median is 0 d.: the spells of at least half ended at once, by the day time is counted from (an estimate).",
    });
  }
  if (time !== null) {
    return Object.freeze({
      ru: `Медиана — ${timeText(time, "ru")}: к этому сроку период закончился не меньше чем у половины (оценка).`,
      en: `The median is ${timeText(time, "en")}: by then the spells of at least half had ended (an estimate).`,
    });
  }
  const seen = timeOf(last.day, inMonths);
  return Object.freeze({
    ru: `Медиана не достигнута: за время наблюдения (самое долгое — ${timeText(seen, "ru")}) период закончился меньше чем у половины.`,
    en: `The median is not reached: over the time observed (at longest ${timeText(seen, "en")}) the spells of less than half ended.`,
  });
}

function timeText({ months, days }: ElapsedTime, locale: "ru" | "en"): string {
  const parts = locale === "ru" ? [`${months} мес.`, `${days} дн.`] : [`${months} mo.`, `${days} d.`];
  return parts.filter((_, place) => (place === 0 ? months > 0 : days > 0 || months === 0)).join(" ");
}
