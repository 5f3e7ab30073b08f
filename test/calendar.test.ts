/**
 * Day numbers, steps and periods: every day of the calendar against the language's own `Date`, the rest worked out by
 * hand.
 */
import { describe, expect, it } from "vitest";
import {
  addMonths,
  addStep,
  DATE,
  dateOf,
  dayOf,
  days,
  FOREVER,
  lengthRangeInDays,
  month,
  months,
  NO_DAY,
  period,
  periodText,
  quarter,
  quarterStart,
  spanOf,
  stepBack,
  stepOf,
  suggestDate,
  weeks,
  year,
  yearOf,
  years,
} from "../src/calendar";
import { check } from "../src/options";

const MILLISECONDS_IN_A_DAY = 86_400_000;
const EPOCH = Date.UTC(1900, 0, 1);
/** Later than any day of the calendar. */
const NEVER = 2 ** 30;
const LAST = dayOf("2199-12-31");

describe("dayOf() and dateOf()", () => {
  it("are those of Date in UTC on each of the 109,573 days from 1900 to 2199", () => {
    expect(FOREVER).toBe(109_573);
    const date = new Date(EPOCH);
    for (let day = 0; day < FOREVER; day++) {
      date.setTime(EPOCH + day * MILLISECONDS_IN_A_DAY);
      const text = date.toISOString().slice(0, 10);
      if (dateOf(day) !== text) expect.fail(`day ${day} is ${text}, not ${dateOf(day)}`);
      if (dayOf(text) !== day) expect.fail(`${text} is day ${day}, not ${dayOf(text)}`);
      if (yearOf(day) !== date.getUTCFullYear()) expect.fail(`${text} is of ${date.getUTCFullYear()}`);
    }
  });

  it.each([
    ["1900-01-01", 0],
    ["1900-01-02", 1],
    ["1900-12-31", 364],
    ["1901-01-01", 365],
    ["1904-02-29", 1_519],
    ["1999-12-31", 36_523],
    ["2000-02-29", 36_583],
    ["2199-12-31", 109_572],
  ])("dayOf() of %s is %i", (text, day) => {
    expect(dayOf(text)).toBe(day);
    expect(dateOf(day)).toBe(text);
  });

  it.each([
    ["1899-12-31", "before the calendar"],
    ["2200-01-01", "after the calendar"],
    ["1900-02-29", "1900 was no leap year"],
    ["2019-02-29", "nor was 2019"],
    ["2100-02-29", "2100 will be none"],
    ["2019-04-31", "April has thirty days"],
    ["2019-01-32", "no month has 32"],
    ["2019-12-32", "nor has the last"],
    ["2199-12-32", "nor the calendar's last"],
    ["2019-00-10", "no month nought"],
    ["2019-13-10", "no thirteenth month"],
    ["2019-05-00", "no day nought"],
    ["2019-5-10", "one digit for the month"],
    ["2019-05-010", "a digit too many"],
    ["2019-05-1", "a digit too few"],
    ["2019/05-10", "another sign after the year"],
    ["2019-05/10", "another sign after the month"],
    ["/019-05-10", "a character just under the digits"],
    [":019-05-10", "a character just over the digits"],
    ["2/19-05-10", "the same in the second place"],
    ["2:19-05-10", "the same in the second place"],
    ["20/9-05-10", "the same in the third place"],
    ["20:9-05-10", "the same in the third place"],
    ["201/-05-10", "the same in the fourth place"],
    ["201:-05-10", "the same in the fourth place"],
    ["2019-0/-10", "the same in the month"],
    ["2019-0:-10", "the same in the month"],
    ["2019-/5-10", "the same in the month"],
    ["2019-05-/5", "the same in the day"],
    ["2019-05-1/", "the same in the day"],
    ["2019-05-1:", "the same in the day"],
    ["", "nothing"],
  ])("dayOf() of %j is no day: %s", (text) => {
    expect(dayOf(text)).toBe(NO_DAY);
  });

  it("know the day after the last, where a spell ends that goes on for ever", () => {
    expect(LAST).toBe(FOREVER - 1);
    expect(dateOf(FOREVER)).toBe("2200-01-01");
    expect(yearOf(FOREVER)).toBe(2200);
  });
});

describe("addMonths()", () => {
  it.each([
    ["2019-01-15", 0, "2019-01-15"],
    ["2019-01-15", 6, "2019-07-15"],
    ["2019-08-31", 6, "2020-02-29"],
    ["2018-08-31", 6, "2019-02-28"],
    ["2019-01-31", 1, "2019-02-28"],
    ["2019-02-28", 1, "2019-03-28"],
    ["2019-12-31", 6, "2020-06-30"],
    ["2020-02-29", 12, "2021-02-28"],
    ["2199-11-30", 1, "2199-12-30"],
    ["2199-10-31", 1, "2199-11-30"],
  ])("addMonths() of %s and %i is %s", (from, count, to) => {
    expect(dateOf(addMonths(dayOf(from), count))).toBe(to);
  });

  it.each([
    ["2199-12-01", 1, FOREVER],
    ["2199-12-02", 1, NEVER],
    ["2199-12-31", 1, NEVER],
    ["2199-07-01", 6, FOREVER],
    ["2199-07-02", 6, NEVER],
    ["2199-12-01", 2, NEVER],
    ["2199-01-01", 13, NEVER],
    ["2019-01-01", 1e9, NEVER],
  ])("addMonths() of %s and %i leaves the calendar at %i", (from, count, day) => {
    expect(addMonths(dayOf(from), count)).toBe(day);
  });

  it("addMonths() stays where nothing comes after", () => {
    expect(addMonths(FOREVER, 0)).toBe(FOREVER);
    expect(addMonths(FOREVER, 1)).toBe(NEVER);
  });
});

describe("steps", () => {
  it.each([
    [days(10), { inMonths: false, count: 10 }],
    [weeks(2), { inMonths: false, count: 14 }],
    [months(5), { inMonths: true, count: 5 }],
    [years(2), { inMonths: true, count: 24 }],
  ])("stepOf() of %j is %j", (duration, step) => {
    expect(stepOf(duration)).toEqual(step);
  });

  it.each([
    ["2019-01-31", days(1), "2019-02-01"],
    ["2019-01-31", weeks(1), "2019-02-07"],
    ["2019-01-31", months(1), "2019-02-28"],
    ["2020-02-29", years(1), "2021-02-28"],
  ])("addStep() of %s and %j is %s", (from, duration, to) => {
    expect(dateOf(addStep(dayOf(from), stepOf(duration)))).toBe(to);
  });

  it.each([
    ["2019-02-01", days(1), "2019-01-31"],
    ["2019-02-07", weeks(1), "2019-01-31"],
    ["2019-03-15", months(1), "2019-02-15"],
    ["2019-03-31", months(1), "2019-02-28"],
    ["2020-03-31", months(1), "2020-02-29"],
    ["2019-05-31", months(1), "2019-04-30"],
    ["2019-03-01", months(2), "2019-01-01"],
    ["2020-02-29", years(1), "2019-02-28"],
    ["2019-03-31", months(0), "2019-03-31"],
    ["1900-01-20", days(19), "1900-01-01"],
    ["1900-01-20", days(20), "1900-01-01"],
    ["1900-02-10", months(1), "1900-01-10"],
    ["1900-01-20", months(1), "1900-01-01"],
    ["1900-03-31", months(3), "1900-01-01"],
  ])("stepBack() of %s by %j is %s", (from, duration, to) => {
    expect(dateOf(stepBack(dayOf(from), stepOf(duration)))).toBe(to);
  });

  it.each([
    [FOREVER, days(1), LAST],
    [FOREVER, months(1), dayOf("2199-12-01")],
    [FOREVER + 1, days(1), FOREVER + 1],
    [NEVER, months(1), NEVER],
  ])("stepBack() of day %i by %j is day %i: later than any stays later than any", (day, duration, to) => {
    expect(stepBack(day, stepOf(duration))).toBe(to);
  });
});

/**
 * Months are 28 to 31 days, two 59 to 62, six 181 to 184, a year 365 or 366; from 29 February eight years before 2004
 * or 2012.
 */
it.each([
  [days(0), [0, 0]],
  [days(45), [45, 45]],
  [weeks(3), [21, 21]],
  [months(0), [0, 0]],
  [months(1), [28, 31]],
  [months(2), [59, 62]],
  [months(3), [89, 92]],
  [months(6), [181, 184]],
  [years(1), [365, 366]],
  [years(4), [1_461, 1_461]],
] as const)("lengthRangeInDays() of %j is %j", (duration, range) => {
  expect(lengthRangeInDays(duration)).toEqual(range);
});

describe("durations", () => {
  const makers = { days, weeks, months, years };
  it.each(Object.entries(makers))("%s() is frozen data with its unit", (unit, make) => {
    expect(make(0)).toEqual({ unit, count: 0 });
    expect(make(7)).toEqual({ unit, count: 7 });
    expect(Object.isFrozen(make(7))).toBe(true);
  });

  it.each(
    Object.entries(makers).flatMap(([unit, make]) =>
      [-1, 0.5, Number.NaN, 2 ** 53].map((count) => [unit, count, make] as const),
    ),
  )("%s() refuses %d", (unit, count, make) => {
    const because = `count must be a whole number of 0 or more, received ${count}`;
    expect(() => make(count)).toThrow(new RangeError(`Cannot make a duration of ${unit}: ${because}`));
  });
});

describe("periods", () => {
  it.each([
    [year(2019), "2019-01-01", "2019-12-31"],
    [year(1900), "1900-01-01", "1900-12-31"],
    [year(2199), "2199-01-01", "2199-12-31"],
    [quarter(2019, 1), "2019-01-01", "2019-03-31"],
    [quarter(2019, 2), "2019-04-01", "2019-06-30"],
    [quarter(2019, 4), "2019-10-01", "2019-12-31"],
    [quarter(2199, 4), "2199-10-01", "2199-12-31"],
    [month(2019, 1), "2019-01-01", "2019-01-31"],
    [month(2020, 2), "2020-02-01", "2020-02-29"],
    [month(2019, 12), "2019-12-01", "2019-12-31"],
    [month(2199, 12), "2199-12-01", "2199-12-31"],
    [period("2019-05-06", "2019-05-06"), "2019-05-06", "2019-05-06"],
    [period("2019-05-06", "2020-01-31"), "2019-05-06", "2020-01-31"],
  ])("%j is a frozen period", (made, from, to) => {
    expect(made).toEqual({ from, to });
    expect(Object.isFrozen(made)).toBe(true);
  });

  const date = "must be a real day from 1900-01-01 to 2199-12-31 written YYYY-MM-DD";
  it.each([
    ["year", () => year(1899), "year must be a whole number from 1900 to 2199, received 1899"],
    ["year", () => year(2200), "year must be a whole number from 1900 to 2199, received 2200"],
    ["year", () => year(2019.5), "year must be a whole number from 1900 to 2199, received 2019.5"],
    ["quarter", () => quarter(2019, 0), "quarter must be a whole number from 1 to 4, received 0"],
    ["quarter", () => quarter(2019, 5), "quarter must be a whole number from 1 to 4, received 5"],
    ["quarter", () => quarter(2019, 1.5), "quarter must be a whole number from 1 to 4, received 1.5"],
    ["quarter", () => quarter(2200, 1), "year must be a whole number from 1900 to 2199, received 2200"],
    ["month", () => month(2019, 0), "month must be a whole number from 1 to 12, received 0"],
    ["month", () => month(2019, 13), "month must be a whole number from 1 to 12, received 13"],
    ["month", () => month(1899, 1), "year must be a whole number from 1900 to 2199, received 1899"],
    ["period", () => period("2019-02-30", "2019-12-31"), `from ${date}, received "2019-02-30"`],
    ["period", () => period("2019-01-01", "31.12.2019"), `to ${date}, received "31.12.2019"`],
    [
      "period",
      () => period("2019-05-06", "2019-05-05"),
      'to must be on or after from (2019-05-06), received "2019-05-05"',
    ],
  ])("%s() refuses: %s %s", (_name, make, because) => {
    expect(make).toThrow(new RangeError(`Cannot make a period: ${because}`));
  });

  it("spanOf() is the span of periods that adjoin or overlap, in any order", () => {
    expect(spanOf([year(2019)])).toEqual({ span: year(2019) });
    expect(spanOf([period("2019-05-06", "2019-05-06")])).toEqual({ span: period("2019-05-06", "2019-05-06") });
    expect(spanOf([year(2020), year(2019)])).toEqual({ span: period("2019-01-01", "2020-12-31") });
    expect(spanOf([year(2019), month(2019, 3), quarter(2020, 1)])).toEqual({
      span: period("2019-01-01", "2020-03-31"),
    });
    expect(spanOf([period("2019-01-01", "2019-01-02"), period("2019-01-02", "2019-01-05")])).toEqual({
      span: period("2019-01-01", "2019-01-05"),
    });
  });

  it("spanOf() is the first gap between periods that do not adjoin", () => {
    expect(spanOf([year(2021), year(2019)])).toEqual({ gap: year(2020) });
    expect(spanOf([period("2019-01-01", "2019-01-03"), period("2019-01-05", "2019-01-05"), year(2021)])).toEqual({
      gap: period("2019-01-04", "2019-01-04"),
    });
    expect(spanOf([year(2018), month(2018, 3), month(2019, 2)])).toEqual({ gap: month(2019, 1) });
  });

  it("spanOf() refuses what is no period", () => {
    expect(() => spanOf([{ from: "2019-01-02", to: "2019-01-01" }])).toThrow("to must be on or after from");
    expect(() => spanOf([undefined as never])).toThrow("Cannot make a period: from must be a real day");
  });

  it.each([
    ["2019-05-15", 0, "2019-04-01"],
    ["2019-05-15", 1, "2019-07-01"],
    ["2019-04-01", 2, "2019-10-01"],
    ["2019-06-30", 3, "2020-01-01"],
    ["2019-01-01", 0, "2019-01-01"],
    ["2019-12-31", 0, "2019-10-01"],
  ])("quarterStart() of %s and %i is %s", (day, count, start) => {
    expect(dateOf(quarterStart(dayOf(day), count))).toBe(start);
  });

  it("quarterStart() is the calendar's end after its last quarter, and never after that", () => {
    expect(quarterStart(LAST, 1)).toBe(FOREVER);
    expect(quarterStart(LAST, 2)).toBe(NEVER);
  });

  it.each([
    ["2019-01-01", "2019-12-31", "2019"],
    ["2019-01-01", "2020-12-31", "2019–2020"],
    ["2019-01-01", "2019-12-30", "2019-01-01 – 2019-12-30"],
    ["2019-01-02", "2019-12-31", "2019-01-02 – 2019-12-31"],
    ["2019-04-01", "2019-06-30", "2019-04-01 – 2019-06-30"],
  ])("periodText() of %s and %s is %s", (from, to, text) => {
    expect(periodText({ from, to })).toBe(text);
  });
});

it("a date that is an argument is a real day, and anything else is refused", () => {
  expect(() => check("look", "1900-01-01", DATE, "asOf")).not.toThrow();
  for (const [given, received] of [
    ["2019-02-30", '"2019-02-30"'],
    [20190101, "20190101"],
    [undefined, "nothing"],
  ] as const) {
    const because = "asOf must be a real day from 1900-01-01 to 2199-12-31 written YYYY-MM-DD";
    expect(() => check("look", given, DATE, "asOf")).toThrow(
      new RangeError(`Cannot look: ${because}, received ${received}`),
    );
  }
});

it.each([
  ["31.12.2019", "2019-12-31"],
  ["1.2.2019", "2019-02-01"],
  ["01/02/2019", "2019-02-01"],
  ["1-2-2019", "2019-02-01"],
  ["2019/12/31", "2019-12-31"],
  ["2019.1.2", "2019-01-02"],
  ["2019-1-2", "2019-01-02"],
  ["2019-12-31T10:00:00Z", "2019-12-31"],
  ["2019-12-31 10:00", "2019-12-31"],
  ["2019-12-31 ", "2019-12-31"],
  [`2019-12-31T${"0".repeat(30)}`, "2019-12-31"],
  [`2019-12-31T${"0".repeat(31)}`, undefined],
  ["2019-12-31x", undefined],
  ["x2019-12-31", undefined],
  ["x31.12.2019", undefined],
  ["31.12.2019x", undefined],
  ["30.02.2019", undefined],
  ["2019-02-30", undefined],
  ["31.12.19", undefined],
  ["311.12.2019", undefined],
  ["31.121.2019", undefined],
  ["2019-123-1", undefined],
  ["2019-12-311", undefined],
  ["31x12.2019", undefined],
  ["2019x12-31", undefined],
  ["December", undefined],
  ["", undefined],
])("suggestDate() of %j is %j", (text, date) => {
  expect(suggestDate(text)).toBe(date);
});
