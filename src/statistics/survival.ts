import { check, type Fields, type Kind, type OptionsOf } from "../options";
import { betweenZeroAndOne } from "./arguments";
import { lifeTable } from "./life-table";
import { normalQuantile } from "./normal";

/** How the limits of a Kaplan–Meier curve are drawn. */
export interface KaplanMeierOptions {
  /** Confidence, strictly between 0 and 1; 0.95 by default. */
  readonly level?: number;
  /**
   * Scale on which the limits are symmetric: `"log-log"` (default; never leaves 0 to 1), `"log"` (R's default; cut
   * at 1) or `"plain"` (cut at 0 and 1).
   */
  readonly limits?: "log-log" | "log" | "plain";
}

/** What a Kaplan–Meier curve says of one day. */
export interface KaplanMeierPoint {
  /** Share that has not ended. */
  readonly share: number;
  /** From Greenwood's variance; null once everybody has ended. */
  readonly standardError: number | null;
  /** Null once everybody has ended, and on the log–log scale from the first loss until the first end. */
  readonly low: number | null;
  /** Null where `low` is. */
  readonly high: number | null;
  /** People whose observation lasted to this day or longer. */
  readonly atRisk: number;
}

/** A day on which somebody's observation ended, with the share after it. */
export interface KaplanMeierStep extends KaplanMeierPoint {
  readonly day: number;
  /** People who ended on this day. */
  readonly ended: number;
  /** People last seen on this day. */
  readonly censored: number;
}

/** A Kaplan–Meier curve: 1 before the first step, level between steps, unknown after the last. */
export interface KaplanMeierCurve {
  readonly level: number;
  readonly limits: "log-log" | "log" | "plain";
  readonly people: number;
  readonly steps: readonly KaplanMeierStep[];
}

/**
 * The Kaplan–Meier curve: the share that has not ended, day by day, using those who were lost from sight for as long as
 * they were seen.
 *
 * Somebody last seen on a day on which others ended was still at risk of it. Without losses the curve is the plain
 * share. Where everybody has ended the standard error and limits are null, as in R; so are log–log limits while
 * somebody has been lost but nobody has ended.
 *
 * @param days - whole days each person was observed, 0 or more; not changed
 * @param ended - for each person whether they ended then (true or 1) or were last seen then (false or 0)
 * @param options - `level`: 0.95 by default; `limits`: `"log-log"` (default), `"log"` or `"plain"`
 * @returns the curve; no steps when there is nobody
 * @throws RangeError when days and ended differ in length, a day is not a whole number from 0 to a million, ended is
 *   not one of true, false, 1 and 0, the level is not between 0 and 1, or the limits are none of the three
 * @units days
 * @source E. L. Kaplan, P. Meier, Journal of the American Statistical Association 53 (1958), 457–481, equation 2b;
 *   variance: M. Greenwood (1926); limits: J. D. Kalbfleisch, R. L. Prentice, The Statistical Analysis of Failure Time
 *   Data, 2nd edition (2002), section 1.4.1
 * @example
 * ```ts
 * const { steps } = kaplanMeier([5, 8, 8, 12], [true, true, false, true]);
 * expect(steps.map(({ day, atRisk, share }) => [day, atRisk, share])).toEqual([[5, 4, 0.75], [8, 3, 0.5], [12, 1, 0]]);
 * ```
 */
export function kaplanMeier(
  days: ArrayLike<number>,
  ended: ArrayLike<number | boolean>,
  options: KaplanMeierOptions = {},
): KaplanMeierCurve {
  const cannot = "compute a Kaplan–Meier curve";
  check(cannot, options, OPTIONS);
  const { level = 0.95, limits = "log-log" } = options;
  const z = normalQuantile(1 - (1 - level) / 2);
  let share = 1;
  /** Greenwood's sum: the variance of ln share. */
  let variance = 0;
  const steps = lifeTable(cannot, days, ended, 1).map(({ day, atRisk, ended: [here], censored }): KaplanMeierStep => {
    share *= (atRisk - here!) / atRisk;
    variance += here! / (atRisk * (atRisk - here!));
    const standardError = share > 0 ? share * Math.sqrt(variance) : null;
    const [low, high] = limitsOf(share, Math.sqrt(variance), z, limits);
    return Object.freeze({ day, atRisk, ended: here!, censored, share, standardError, low, high });
  });
  return Object.freeze({ level, limits, people: days.length, steps: Object.freeze(steps) });
}

/**
 * What a Kaplan–Meier curve says of the end of a day: S(t).
 *
 * Before the first step everybody is there: the share is 1 and so are its limits.
 *
 * @param curve - from {@link kaplanMeier}
 * @param day - whole number, 0 or more
 * @returns the share with its limits, or null after the last step unless everybody has ended: nobody was seen for so
 *   long
 * @throws RangeError when the day is not a whole number of 0 or more
 * @source Kaplan, Meier (1958), equation 2b
 * @example
 * ```ts
 * const curve = kaplanMeier([5, 8, 8, 12], [true, true, false, false]);
 * expect([7, 8, 13].map((day) => kaplanMeierAt(curve, day)?.share)).toEqual([0.75, 0.5, undefined]);
 * ```
 */
export function kaplanMeierAt(curve: KaplanMeierCurve, day: number): KaplanMeierPoint | null {
  checkCurve("read a Kaplan–Meier curve", curve);
  check("read a Kaplan–Meier curve", day, "0..", "day");
  return pointAfter(curve, day, atRiskOn(curve, day));
}

/**
 * What a Kaplan–Meier curve says of the moment before a day's ends: S(t−), the share that lasted to the day or longer.
 *
 * "Kept for at least 183 days" is this at 183: an end on day 183 is not before it.
 *
 * @param curve - from {@link kaplanMeier}
 * @param day - whole number, 0 or more
 * @returns the share with its limits, or null when nobody was seen as late as the day before, unless everybody has
 *   ended
 * @throws RangeError when the day is not a whole number of 0 or more
 * @source Kaplan, Meier (1958), equation 2b, with S taken as continuous from the left
 * @example
 * ```ts
 * const curve = kaplanMeier([5, 8, 8, 12], [true, true, false, false]);
 * expect([8, 9, 13, 14].map((day) => kaplanMeierBefore(curve, day)?.share)).toEqual([0.75, 0.5, 0.5, undefined]);
 * ```
 */
export function kaplanMeierBefore(curve: KaplanMeierCurve, day: number): KaplanMeierPoint | null {
  checkCurve("read a Kaplan–Meier curve", curve);
  check("read a Kaplan–Meier curve", day, "0..", "day");
  return pointAfter(curve, day - 1, atRiskOn(curve, day));
}

/**
 * Numbers at risk: how many people's observation lasted to each of some days or longer.
 *
 * @param curve - from {@link kaplanMeier}
 * @param days - whole numbers, 0 or more
 * @returns one count a day; 0 after the last step
 * @throws RangeError when a day is not a whole number of 0 or more
 * @source Kaplan, Meier (1958), section 1
 * @example
 * ```ts
 * expect(numbersAtRisk(kaplanMeier([5, 8, 8, 12], [true, true, false, false]), [0, 8, 9, 13])).toEqual([4, 3, 1, 0]);
 * ```
 */
export function numbersAtRisk(curve: KaplanMeierCurve, days: readonly number[]): readonly number[] {
  checkCurve("count the numbers at risk", curve);
  check("count the numbers at risk", days, ["0.."], "days");
  return Object.freeze(days.map((day) => atRiskOn(curve, day)));
}

/**
 * The day by which a part of the people has ended, with the limits of its interval; each null where the curve or its
 * limit never falls so far.
 */
export interface KaplanMeierQuantile {
  readonly day: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The day by which a given part of the people has ended; the median by default.
 *
 * Where the curve runs level at exactly that height it is the middle of the level stretch, as in R, which for the last
 * stretch is up to the last step: so it need not be a whole day. The limits are the days on which the curve's own
 * limits fall so far (Brookmeyer–Crowley). An upper limit may rise again late in a curve; then the day counts on which
 * it is nearest below the height, as in R, and not the first.
 *
 * @param curve - from {@link kaplanMeier}
 * @param part - strictly between 0 and 1; 0.5 by default
 * @returns the day and its limits; null where the curve or its limit never falls so far
 * @throws RangeError when the part is not strictly between 0 and 1
 * @units days
 * @source R. Brookmeyer, J. Crowley, Biometrics 38 (1982), 29–41; R package survival, `quantile.survfit`
 * @example
 * ```ts
 * expect(kaplanMeierQuantile(kaplanMeier([1, 2, 3, 4], [true, true, true, true])).day).toBe(2.5);
 * ```
 */
export function kaplanMeierQuantile(curve: KaplanMeierCurve, part = 0.5): KaplanMeierQuantile {
  checkCurve("compute a Kaplan–Meier quantile", curve);
  check("compute a Kaplan–Meier quantile", part, betweenZeroAndOne, "part");
  const falls = (line: "share" | "low" | "high") => {
    const step = highest(curve, line, 1 - part + SAME_HEIGHT);
    if (!step || step[line]! < 1 - part - SAME_HEIGHT) return step?.day ?? null;
    const below = highest(curve, line, 1 - part - SAME_HEIGHT) ?? curve.steps.at(-1)!;
    return (step.day + below.day) / 2;
  };
  return Object.freeze({ day: falls("share"), low: falls("low"), high: falls("high") });
}

/** The first step among those where a line is highest yet not above a height. */
function highest(
  { steps }: KaplanMeierCurve,
  line: "share" | "low" | "high",
  height: number,
): KaplanMeierStep | undefined {
  let found: KaplanMeierStep | undefined;
  for (const step of steps) {
    const value = step[line];
    if (value !== null && value <= height && value > (found?.[line] ?? -1)) found = step;
  }
  return found;
}

/** Heights closer than this are one height: R's √ε. */
const SAME_HEIGHT = 2 ** -26;

function limitsOf(
  share: number,
  error: number,
  z: number,
  limits: "log-log" | "log" | "plain",
): readonly [low: number | null, high: number | null] {
  if (share === 0 || (share === 1 && limits === "log-log")) return [null, null];
  switch (limits) {
    case "log-log": {
      const reach = Math.exp((z * error) / -Math.log(share));
      return [share ** reach, share ** (1 / reach)];
    }
    case "log": {
      const reach = Math.exp(z * error);
      return [share / reach, Math.min(1, share * reach)];
    }
    case "plain":
      return [Math.max(0, share - z * error * share), Math.min(1, share + z * error * share)];
  }
}

/** The curve after the ends of a day, which may be −1. */
function pointAfter({ steps }: KaplanMeierCurve, day: number, atRisk: number): KaplanMeierPoint | null {
  const last = steps.at(-1);
  if (!last || (day > last.day && last.share > 0)) return null;
  const next = steps.findIndex((step) => step.day > day);
  const step = next < 0 ? last : steps[next - 1];
  if (!step) return Object.freeze({ share: 1, standardError: 0, low: 1, high: 1, atRisk });
  const { share, standardError, low, high } = step;
  return Object.freeze({ share, standardError, low, high, atRisk });
}

function atRiskOn({ steps }: KaplanMeierCurve, day: number): number {
  return steps.find((step) => step.day >= day)?.atRisk ?? 0;
}

const OPTIONS: OptionsOf<KaplanMeierOptions> = { "level?": betweenZeroAndOne, "limits?": "=log-log|log|plain" };

const LIMIT: Kind = ["number", "null"];
const CURVE: Fields = {
  people: "0..",
  steps: [
    {
      ...{ day: "0..", atRisk: "0..", ended: "0..", censored: "0..", share: "number" },
      ...{ standardError: LIMIT, low: LIMIT, high: LIMIT, "*": "any" },
    },
  ],
  "*": "any",
};

function checkCurve(cannot: string, curve: KaplanMeierCurve): void {
  check(cannot, curve, CURVE, "curve");
}
