import { sentence } from "./issue";
import { check, type Fields, type Kind } from "./options";

/** A real day from 1900-01-01 to 2199-12-31 written `YYYY-MM-DD`; no time of day, no time zone. */
export type CalendarDate = string;

/** A length of time in calendar units; made by {@link days}, {@link weeks}, {@link months} and {@link years}. */
export interface Duration {
  readonly unit: "days" | "weeks" | "months" | "years";
  /** Whole number, 0 or more. */
  readonly count: number;
}

/** Both days inclusive: `{ from: "2019-01-01", to: "2019-12-31" }` is the year 2019. */
export interface Period {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
const DAYS_IN_WEEK = 7;
const MONTHS_IN_QUARTER = 3;
const MONTHS_IN_YEAR = 12;
const MONTHS = (LAST_YEAR - FIRST_YEAR + 1) * MONTHS_IN_YEAR;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Day number of the first of each month, 1900-01-01 being day 0; one entry past the end closes the last month. */
const monthStarts = new Int32Array(MONTHS + 1);
for (let month = 0; month < MONTHS; month++) {
  const year = FIRST_YEAR + Math.floor(month / 12);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  monthStarts[month + 1] = monthStarts[month]! + DAYS_IN_MONTH[month % 12]! + (month % 12 === 1 && isLeap ? 1 : 0);
}

/** The day after the calendar's last, 2199-12-31: where a spell ends that goes on for ever. */
export const FOREVER = monthStarts[MONTHS]!;

/** Later than any day of the calendar: a date never reached. */
const NEVER = 2 ** 30;

/** Stands in date columns where there is no date. */
export const NO_DAY = -1;

/** Month number (January 1900 is 0) of each day, up to and including {@link FOREVER}. */
const monthOfDay = new Uint16Array(FOREVER + 1).fill(MONTHS);
for (let month = 0; month < MONTHS; month++) monthOfDay.fill(month, monthStarts[month]!, monthStarts[month + 1]!);

/**
 * Day number of a calendar date, 1900-01-01 being 0.
 *
 * @param text - a date as `YYYY-MM-DD`
 * @returns the day number, or {@link NO_DAY} when the text is not a real day of the calendar
 */
export function dayOf(text: string): number {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return NO_DAY;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  if (!(month >= 1 && month <= 12 && day >= 1)) return NO_DAY;
  const index = (year - FIRST_YEAR) * 12 + month - 1;
  const number = monthStarts[index]! + day - 1;
  // In a year outside the calendar there is no month to begin or end: no number is less than that.
  return number < monthStarts[index + 1]! ? number : NO_DAY;
}

/** Two digits as a number; NaN when either is not a digit. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/**
 * Calendar date of a day number.
 *
 * @param day - a day number of the calendar
 * @returns the date as `YYYY-MM-DD`
 */
export function dateOf(day: number): CalendarDate {
  const month = monthOfDay[day]!;
  const year = FIRST_YEAR + Math.floor(month / 12);
  const pad = (part: number) => String(part).padStart(2, "0");
  return `${year}-${pad((month % 12) + 1)}-${pad(day - monthStarts[month]! + 1)}`;
}

/** Year of a day number. */
export function yearOf(day: number): number {
  return FIRST_YEAR + Math.floor(monthOfDay[day]! / 12);
}

/**
 * The day a number of months later: the same day of the month, or the month's last day when it has no such day.
 *
 * @param day - a day number, at most {@link FOREVER}
 * @param count - whole months, 0 or more
 * @returns a day number; {@link NEVER} past the calendar's end
 */
export function addMonths(day: number, count: number): number {
  const month = monthOfDay[day]!;
  const target = month + count;
  if (target >= MONTHS) return target === MONTHS && day === monthStarts[month] ? FOREVER : NEVER;
  const shifted = monthStarts[target]! + day - monthStarts[month]!;
  const last = monthStarts[target + 1]! - 1;
  return Math.min(shifted, last);
}

/** A duration as one number with its unit reduced to days or months: what loops over many spells use. */
export interface Step {
  readonly inMonths: boolean;
  readonly count: number;
}

/** The duration reduced to whole days or whole months. */
export function stepOf(duration: Duration): Step {
  switch (duration.unit) {
    case "days":
      return { inMonths: false, count: duration.count };
    case "weeks":
      return { inMonths: false, count: duration.count * DAYS_IN_WEEK };
    case "months":
      return { inMonths: true, count: duration.count };
    case "years":
      return { inMonths: true, count: duration.count * MONTHS_IN_YEAR };
  }
}

/**
 * The day a step after another: a spell `[s, e)` lasts at least the step when `addStep(s, step) <= e`.
 *
 * @param day - a day number
 * @param step - from {@link stepOf}
 * @returns a day number; {@link NEVER} or more past the calendar's end
 */
export function addStep(day: number, step: Step): number {
  return step.inMonths ? addMonths(day, step.count) : day + step.count;
}

/**
 * The day a step before another: the same day of the month, or the month's last day when it has no such day.
 *
 * @param day - a day number, or later than any
 * @param step - from {@link stepOf}
 * @returns a day number; the calendar's first day where it would lie before that, and `day` itself where it is later
 *   than any
 */
export function stepBack(day: number, step: Step): number {
  if (day > FOREVER) return day;
  if (!step.inMonths) return Math.max(0, day - step.count);
  const month = monthOfDay[day]!;
  const target = month - step.count;
  if (target < 0) return 0;
  return Math.min(monthStarts[target]! + day - monthStarts[month]!, monthStarts[target + 1]! - 1);
}

/** Fewest and most days a duration can last, whatever day it starts on. */
export function lengthRangeInDays(duration: Duration): readonly [number, number] {
  const step = stepOf(duration);
  if (!step.inMonths) return [step.count, step.count];
  let fewest = NEVER;
  let most = 0;
  // The starts of eight years meet every pairing of month ends with leap years.
  for (let start = monthStarts[96 * MONTHS_IN_YEAR]!; start < monthStarts[104 * MONTHS_IN_YEAR]!; start++) {
    const length = addMonths(start, step.count) - start;
    fewest = Math.min(fewest, length);
    most = Math.max(most, length);
  }
  return [fewest, most];
}

/**
 * A duration of whole days.
 *
 * @throws RangeError when `count` is not a whole number of 0 or more
 */
export function days(count: number): Duration {
  return duration("days", count);
}

/**
 * A duration of whole weeks of seven days.
 *
 * @throws RangeError when `count` is not a whole number of 0 or more
 */
export function weeks(count: number): Duration {
  return duration("weeks", count);
}

/**
 * A duration of calendar months: the same day of the month, or the month's last day when it has no such day.
 *
 * So 15 January to 14 July inclusive is six months, and six months from 31 August 2019 are over on 29 February 2020.
 *
 * @throws RangeError when `count` is not a whole number of 0 or more
 * @example
 * ```ts
 * expect(months(6)).toEqual({ unit: "months", count: 6 });
 * ```
 */
export function months(count: number): Duration {
  return duration("months", count);
}

/**
 * A duration of calendar years, each twelve months.
 *
 * @throws RangeError when `count` is not a whole number of 0 or more
 */
export function years(count: number): Duration {
  return duration("years", count);
}

function duration(unit: Duration["unit"], count: number): Duration {
  check(`make a duration of ${unit}`, count, "0..", "count");
  return Object.freeze({ unit, count });
}

/** A duration, as an argument. */
export const DURATION: Fields = { unit: "=days|weeks|months|years", count: "0..1000000" };

/** A calendar date, as an argument. */
export function DATE(value: unknown): Kind {
  return typeof value === "string" && dayOf(value) !== NO_DAY
    ? "any"
    : "!be a real day from 1900-01-01 to 2199-12-31 written YYYY-MM-DD";
}

/** A period, as an argument. */
export function PERIOD(value: unknown): Fields {
  const { from } = Object(value) as Period;
  return { from: DATE, to: (to) => (typeof to === "string" && to < from ? `!be on or after from (${from})` : DATE) };
}

const MAKE = "make a period";

/**
 * A reporting period, both days inclusive.
 *
 * @param from - first day
 * @param to - last day
 * @throws RangeError when either is not a date, or the period ends before it starts
 * @example
 * ```ts
 * expect(period("2019-01-01", "2020-12-31")).toEqual({ from: "2019-01-01", to: "2020-12-31" });
 * ```
 */
export function period(from: CalendarDate, to: CalendarDate): Period {
  check(MAKE, { from, to }, PERIOD);
  return Object.freeze({ from, to });
}

/**
 * The span of periods that adjoin or overlap, or the first gap between them.
 *
 * @param periods - at least one, in any order
 * @throws RangeError when a date is not one, or a period ends before it starts
 */
export function spanOf(periods: readonly Period[]): { readonly span: Period } | { readonly gap: Period } {
  const sorted = periods.map((one) => period(one?.from, one?.to)).sort((a, b) => dayOf(a.from) - dayOf(b.from));
  const first = dayOf(sorted[0]!.from);
  let last = first - 1;
  for (const { from, to } of sorted) {
    if (dayOf(from) > last + 1) return { gap: period(dateOf(last + 1), dateOf(dayOf(from) - 1)) };
    last = Math.max(last, dayOf(to));
  }
  return { span: period(dateOf(first), dateOf(last)) };
}

/**
 * The span of periods that adjoin or overlap, as one period: the only way to figures for several periods together.
 *
 * @param periods - in any order
 * @throws TypeError when they are no list of periods; RangeError when there are none, when they leave a gap, when a
 *   date is not one, or a period ends before it starts
 * @example
 * ```ts
 * expect(unionOf([year(2019), year(2020)])).toEqual({ from: "2019-01-01", to: "2020-12-31" });
 * ```
 */
export function unionOf(periods: readonly Period[]): Period {
  const cannot = "unite periods";
  check(cannot, periods, [PERIOD], "periods");
  if (periods.length === 0) throw new RangeError(sentence({ cannot, because: "there must be at least one" }));
  const spanned = spanOf(periods);
  if ("span" in spanned) return spanned.span;
  const { from, to } = spanned.gap;
  throw new RangeError(
    sentence({
      cannot,
      because: `they must adjoin or overlap, and none holds ${from} – ${to}`,
      hint: "add a period for these days",
    }),
  );
}

/**
 * A calendar year as a period.
 *
 * @throws RangeError when the year is not a whole number from 1900 to 2199
 */
export function year(number: number): Period {
  return monthsFrom(number, 0, MONTHS_IN_YEAR);
}

/**
 * A calendar quarter as a period; the first is January to March.
 *
 * @throws RangeError when the quarter is not 1, 2, 3 or 4, or the year is outside 1900–2199
 */
export function quarter(inYear: number, number: number): Period {
  check(MAKE, number, "1..4", "quarter");
  return monthsFrom(inYear, (number - 1) * MONTHS_IN_QUARTER, MONTHS_IN_QUARTER);
}

/**
 * A calendar month as a period; January is 1.
 *
 * @throws RangeError when the month is not 1–12, or the year is outside 1900–2199
 */
export function month(inYear: number, number: number): Period {
  check(MAKE, number, "1..12", "month");
  return monthsFrom(inYear, number - 1, 1);
}

function monthsFrom(inYear: number, offset: number, count: number): Period {
  check(MAKE, inYear, `${FIRST_YEAR}..${LAST_YEAR}`, "year");
  const first = (inYear - FIRST_YEAR) * MONTHS_IN_YEAR + offset;
  return Object.freeze({ from: dateOf(monthStarts[first]!), to: dateOf(monthStarts[first + count]! - 1) });
}

/** First day of the calendar quarter `n` quarters after the one that holds `day`. */
export function quarterStart(day: number, n: number): number {
  return monthStart(monthOfDay[day]! - (monthOfDay[day]! % MONTHS_IN_QUARTER) + n * MONTHS_IN_QUARTER);
}

function monthStart(index: number): number {
  return index <= MONTHS ? monthStarts[index]! : NEVER;
}

/**
 * How a date in another common notation is written here.
 *
 * @param text - for example `31.12.2019`, `2019/12/31` or `2019-12-31T10:00:00Z`
 * @returns the calendar date, or undefined when the text is none of these or not a real day
 */
export function suggestDate(text: string): CalendarDate | undefined {
  const yearFirst = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ].{0,30})?$/.exec(text);
  const dayFirst = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/.exec(text);
  const parts = yearFirst ? yearFirst.slice(1) : dayFirst ? dayFirst.slice(1).reverse() : undefined;
  const date = parts?.map((part) => part.padStart(2, "0")).join("-");
  return date !== undefined && dayOf(date) !== NO_DAY ? date : undefined;
}

/** A reporting period's heading: a year, a span of whole years, or both dates. */
export function periodText({ from, to }: { readonly from: string; readonly to: string }): string {
  const isWhole = from.endsWith("-01-01") && to.endsWith("-12-31");
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
  if (!isWhole) return `${from} – ${to}`;
  return first === last ? first : `${first}–${last}`;
}

/** Whether two periods have the same days. */
export function isSamePeriod(one: Period, other: Period): boolean {
  return one.from === other.from && one.to === other.to;
}
