import { PERIOD, type CalendarDate, type Period, isSamePeriod } from "../../calendar";
import { unionOf } from "../../calendar";
import { sentence } from "../../issue";
import { check, type Fields } from "../../options";
import { formatShare, type Locale, type Share, sharePercent } from "../../share";
import { type Evaluation, judgedOf, verdictsOf } from "../../core/verdicts/evaluation";
import { type Verdict, verdictNames } from "../../core/engine/verdict";

/** Different people in one period. It carries the period, so that counts of two periods cannot be added by mistake. */
export interface PeopleInPeriod {
  readonly period: Period;
  readonly people: number;
}

/** A share in one period. */
export interface ShareInPeriod {
  readonly period: Period;
  readonly share: Share;
  /** One decimal, half up; null when the denominator is empty. */
  readonly percent: string | null;
  /** Why there is no percentage; null when there is one. */
  readonly reason: "empty-denominator" | null;
}

/**
 * How many people stand in several periods and in their union, of one part of an indicator.
 *
 * `sumOfPeriods` is Σ k × people in exactly k; the union's people are Σ people in exactly k − `inPeriodsOnly` +
 * `inUnionOnly`.
 */
export interface PeopleAcrossPeriods {
  readonly inPeriods: readonly PeopleInPeriod[];
  /** The people of the periods added up: whoever is in two counts twice, so this is no number of people. */
  readonly sumOfPeriods: number;
  readonly inUnion: PeopleInPeriod;
  /** People in exactly 1, 2, … of the periods. */
  readonly inExactly: readonly { readonly periods: number; readonly people: number }[];
  /** In the union, and in no single period: what is measured over the union reaches further. */
  readonly inUnionOnly: number;
  /** In at least one period, but not in the union. */
  readonly inPeriodsOnly: number;
}

/** Why the union's share of an indicator is not an average of those of its periods. */
export interface ReconciledIndicator {
  readonly code: string;
  readonly title: { readonly ru: string; readonly en: string };
  readonly inPeriods: readonly ShareInPeriod[];
  readonly inUnion: ShareInPeriod;
  /** People counted. */
  readonly numerator: PeopleAcrossPeriods;
  /** People below the line: neither outside nor excluded. */
  readonly denominator: PeopleAcrossPeriods;
  /** The same as a sentence. */
  readonly explanation: { readonly ru: string; readonly en: string };
}

/** Figures of several periods beside those of their union: plain data. */
export interface Reconciliation {
  readonly periods: readonly Period[];
  readonly union: Period;
  readonly asOf: CalendarDate;
  readonly indicators: readonly ReconciledIndicator[];
}

/**
 * How the figures of several periods fit with those of their union, indicator by indicator.
 *
 * Neither shares nor numbers of people add up across periods: somebody in two of them is one person of the union, and
 * what lasts is measured over all of it. So the union is evaluated afresh, and this says who makes the difference.
 *
 * @param evaluation - from `evaluate`, with the periods and their union among its periods
 * @param options - `periods`: two or more, different, that adjoin or overlap; `union`: `unionOf(periods)`, which is the
 *   default
 * @throws TypeError when the evaluation is not one
 * @throws RangeError when there are fewer than two periods or one comes twice, when they leave a gap, when `union` is
 *   not their union, or when one of them was not evaluated
 * @units people
 * @example
 * ```ts
 * const periods = [year(2019), year(2020)];
 * const options = { indicators: [workExperienceShare], periods: [...periods, unionOf(periods)], asOf: "2021-01-31" };
 * const { numerator } = reconcile(evaluate(dataset, options), { periods }).indicators[0]!;
 * expect([numerator.sumOfPeriods, numerator.inUnion.people]).toEqual([1, 1]);
 * ```
 */
export function reconcile(
  evaluation: Evaluation,
  options: { readonly periods: readonly Period[]; readonly union?: Period | undefined },
): Reconciliation {
  const { judged, asOf } = verdictsOf(evaluation);
  check(CANNOT, options, RECONCILED);
  const periods = checkedPeriods(options.periods);
  const whole = checkedUnion(periods, options.union);
  const titles = new Map(judged.map(({ definition }) => [definition.code, definition.title]));
  const indicators = [...titles].map(([code, { ru, en }]) => {
    const columnOf = (period: Period) => judgedOf(evaluation, code, period, CANNOT).verdicts;
    const columns = periods.map(columnOf);
    const ofUnion = columnOf(whole);
    const across = (part: keyof typeof PARTS) =>
      peopleAcross(periods, whole, acrossCounts(columns, ofUnion, part, 0, ofUnion.length));
    return reconciled(code, Object.freeze({ ru, en }), across("numerator"), across("denominator"));
  });
  return Object.freeze({ periods, union: whole, asOf, indicators: Object.freeze(indicators) });
}

const CANNOT = "reconcile periods";
/** Whom each part of a share counts. */
const PARTS: Readonly<Record<"numerator" | "denominator", readonly Verdict[]>> = {
  numerator: ["counted"],
  denominator: ["counted", "pending", "unknown", "not-counted"],
};

/** How some people stand in several periods and in their union. */
export interface AcrossCounts {
  /** By period. */
  readonly people: Int32Array;
  /** In exactly 0, 1, 2, … of the periods. */
  readonly exactly: Int32Array;
  readonly inUnion: number;
  readonly inUnionOnly: number;
  readonly inPeriodsOnly: number;
}

/**
 * One pass over some of the people.
 *
 * @param columns - by period: the verdict of each person
 * @param ofUnion - the verdict of each person over the union
 * @param part - whom to count: the counted, or everybody below the line
 * @param first - number of the first person
 * @param past - number of the person after the last
 */
export function acrossCounts(
  columns: readonly Uint8Array[],
  ofUnion: Uint8Array,
  part: keyof typeof PARTS,
  first: number,
  past: number,
): AcrossCounts {
  const isIn = Uint8Array.from(verdictNames, (name) => (PARTS[part].includes(name) ? 1 : 0));
  const people = new Int32Array(columns.length);
  const exactly = new Int32Array(columns.length + 1);
  let inUnion = 0;
  let inUnionOnly = 0;
  let inPeriodsOnly = 0;
  for (let person = first; person < past; person++) {
    let times = 0;
    for (let place = 0; place < columns.length; place++) {
      const one = isIn[columns[place]![person]!]!;
      people[place]! += one;
      times += one;
    }
    exactly[times]!++;
    const isInUnion = isIn[ofUnion[person]!] === 1;
    if (isInUnion) inUnion++;
    if (isInUnion && times === 0) inUnionOnly++;
    if (!isInUnion && times > 0) inPeriodsOnly++;
  }
  return { people, exactly, inUnion, inUnionOnly, inPeriodsOnly };
}

function peopleAcross(
  periods: readonly Period[],
  whole: Period,
  { people, exactly, inUnion, inUnionOnly, inPeriodsOnly }: AcrossCounts,
): PeopleAcrossPeriods {
  const inPeriods = periods.map((period, place) => Object.freeze({ period, people: people[place]! }));
  const inExactly = periods.map((_, place) => Object.freeze({ periods: place + 1, people: exactly[place + 1]! }));
  return Object.freeze({
    inPeriods: Object.freeze(inPeriods),
    sumOfPeriods: people.reduce((sum, count) => sum + count, 0),
    inUnion: Object.freeze({ period: whole, people: inUnion }),
    inExactly: Object.freeze(inExactly),
    inUnionOnly,
    inPeriodsOnly,
  });
}

function reconciled(
  code: string,
  title: ReconciledIndicator["title"],
  numerator: PeopleAcrossPeriods,
  denominator: PeopleAcrossPeriods,
): ReconciledIndicator {
  const inPeriods = numerator.inPeriods.map((above, place) => shareInPeriod(above, denominator.inPeriods[place]!));
  const inUnion = shareInPeriod(numerator.inUnion, denominator.inUnion);
  const explanation = Object.freeze({
    ru: explanationIn("ru", code, inPeriods, inUnion, numerator),
    en: explanationIn("en", code, inPeriods, inUnion, numerator),
  });
  return Object.freeze({
    code,
    title,
    inPeriods: Object.freeze(inPeriods),
    inUnion,
    numerator,
    denominator,
    explanation,
  });
}

/** @internal The share of some people among others, in their period. */
export function shareInPeriod(above: PeopleInPeriod, below: PeopleInPeriod): ShareInPeriod {
  const share = Object.freeze({ numerator: above.people, denominator: below.people });
  const percent = sharePercent(share);
  return Object.freeze({ period: above.period, share, percent, reason: percent === null ? "empty-denominator" : null });
}

function explanationIn(
  locale: Locale,
  code: string,
  inPeriods: readonly ShareInPeriod[],
  inUnion: ShareInPeriod,
  numerator: PeopleAcrossPeriods,
): string {
  const { sumOfPeriods, inExactly, inUnionOnly, inPeriodsOnly } = numerator;
  const counts = numerator.inPeriods.map(({ people }) => people).join(" + ");
  const shares = inPeriods.map(({ share }) => formatShare(share, { locale })).join(locale === "ru" ? " и " : " and ");
  const ofUnion = formatShare(inUnion.share, { locale });
  const { from, to } = inUnion.period;
  if (locale === "ru") {
    const exactly = inExactly.map(({ periods, people }) => `ровно в ${periods} — ${people}`).join(", ");
    return [
      `Показатель ${code}: сумма учтённых по периодам ${counts} = ${sumOfPeriods}, а разных людей за ${from} – ${to} учтено ${inUnion.share.numerator}.`,
      `Учтены по числу периодов: ${exactly}; только за всё время, но ни в одном из периодов — ${inUnionOnly}; в каком-то из периодов, но не за всё время — ${inPeriodsOnly}.`,
      `Доля за всё время, ${ofUnion}, посчитана заново по людям, а не усреднена из долей ${shares}: каждый человек входит в неё один раз, а продолжительность измеряется по всему отрезку.`,
    ].join(" ");
  }
  const exactly = inExactly.map(({ periods, people }) => `in exactly ${periods}, ${people}`).join("; ");
  return [
    `Indicator ${code}: people counted in the periods add up to ${counts} = ${sumOfPeriods}, and ${inUnion.share.numerator} different people are counted over ${from} – ${to}.`,
    `Counted by number of periods: ${exactly}; over the whole time but in no single period, ${inUnionOnly}; in a period but not over the whole time, ${inPeriodsOnly}.`,
    `The share over the whole time, ${ofUnion}, is counted afresh from people, not averaged from ${shares}: each person is in it once, and lengths are measured over all of it.`,
  ].join(" ");
}

/** What `reconcile` takes. */
export const RECONCILED: Fields = {
  periods: (value) => (Array.isArray(value) && value.length < 2 ? "!be a list of two or more" : [PERIOD]),
  "union?": PERIOD,
};

function checkedPeriods(periods: readonly Period[]): readonly Period[] {
  const keys = periods.map(({ from, to }) => `${from} – ${to}`);
  const twice = keys.find((key, at) => keys.indexOf(key) < at);
  if (twice !== undefined) {
    const because = `periods must be different, and ${twice} comes twice`;
    throw new RangeError(sentence({ cannot: CANNOT, because }));
  }
  return Object.freeze(periods.map(({ from, to }) => Object.freeze({ from, to })));
}

function checkedUnion(periods: readonly Period[], given: Period | undefined): Period {
  const whole = unionOf(periods);
  if (given === undefined || isSamePeriod(given, whole)) return whole;
  const because = `union must be the union of the periods (${whole.from} – ${whole.to})`;
  throw new RangeError(
    sentence({ cannot: CANNOT, because, received: given, hint: "leave it out, or write unionOf(periods)" }),
  );
}
