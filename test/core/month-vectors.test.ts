/**
 * The month rule, against a table written by hand, vectors from other libraries, and date-fns over 33 years of start
 * days.
 *
 * A spell [s, e), its end the day after its last day, lasts at least n months when s + n months <= e. Adding months
 * keeps the day of the month and clamps it to the last day of the month arrived at. It is not "the whole months between
 * s and e": that difference is not the inverse of the addition at the ends of months, and libraries disagree on it.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UTCDateMini, utc } from "@date-fns/utc";
import { addMonths as addMonthsInDateFns } from "date-fns/addMonths";
import { describe, expect, test } from "vitest";
import { addMonths, dateOf, dayOf } from "../../src/calendar";

interface MonthVectors {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly [start: string, end: string, lastsSixMonths: 0 | 1])[];
  readonly adds: readonly (readonly [start: string, months: number, end: string])[];
}

const vectors = JSON.parse(readFileSync(join(__dirname, "../../fixtures/month-vectors.json"), "utf8")) as MonthVectors;

function lastsAtLeast(start: string, end: string, months: number): boolean {
  return addMonths(dayOf(start), months) <= dayOf(end);
}

describe("addMonths() by hand", () => {
  test.each([
    ["2020-01-15", 6, "2020-07-15", "the day of the month is kept"],
    ["2020-01-15", 0, "2020-01-15", "no months is the same day"],
    ["2019-08-31", 6, "2020-02-29", "clamped to the end of a leap February"],
    ["2018-08-31", 6, "2019-02-28", "clamped to the end of a common February"],
    ["2019-08-29", 6, "2020-02-29", "the 29th exists in a leap year"],
    ["2020-08-29", 6, "2021-02-28", "and is clamped in a common one"],
    ["2020-02-29", 12, "2021-02-28", "a leap day a year later"],
    ["2020-02-29", 48, "2024-02-29", "a leap day four years later"],
    ["2019-01-31", 1, "2019-02-28", "the shortest month"],
    ["2019-03-31", 1, "2019-04-30", "a month of thirty days"],
    ["2019-02-28", 1, "2019-03-28", "the end of a month is not sticky"],
    ["2019-07-01", 6, "2020-01-01", "over New Year"],
    ["2019-12-31", 6, "2020-06-30", "from the last day of a year"],
    ["1900-01-31", 1, "1900-02-28", "1900 was no leap year"],
    ["1999-08-31", 6, "2000-02-29", "2000 was one"],
    ["2099-08-31", 6, "2100-02-28", "2100 will be none"],
  ])("addMonths() takes %s by %i months to %s when %s", (start, months, end) => {
    expect(dateOf(addMonths(dayOf(start), months))).toBe(end);
  });

  test.each([
    ["2020-01-15", "2020-07-14", true, "15 January to 14 July is six months"],
    ["2020-01-15", "2020-07-13", false, "a day less is not"],
    ["2019-07-01", "2019-12-31", true, "the second half of a year is"],
    ["2019-08-31", "2020-02-28", true, "31 August to 28 February of a leap year is: the anniversary is the 29th"],
    ["2019-08-31", "2020-02-27", false, "a day less is not"],
    ["2018-08-31", "2019-02-27", true, "31 August to 27 February of a common year is: the anniversary is the 28th"],
    ["2018-08-29", "2019-02-27", true, "from the 29th it is the same day"],
    ["2019-12-30", "2020-06-28", false, "30 December to 28 June is a day short"],
    ["2019-12-30", "2020-06-29", true, "30 December to 29 June is six months"],
  ])("addMonths() of %s up to %s inclusive makes six months %s when %s", (firstDay, lastDay, expected) => {
    expect(addMonths(dayOf(firstDay), 6) <= dayOf(lastDay) + 1).toBe(expected);
  });
});

describe("addMonths() against five other libraries", () => {
  test("addMonths() finds six months in the same spells when given all 2,000 of them", () => {
    expect(vectors.columns).toEqual(["start", "end", "start_plus_6_le_end"]);
    expect(vectors.rows).toHaveLength(2_000);
    const disagreeing = vectors.rows.filter(
      ([start, end, expected]) => lastsAtLeast(start, end, 6) !== (expected === 1),
    );
    expect(disagreeing).toEqual([]);
  });

  test("addMonths() arrives at the same days when given all 400 additions", () => {
    expect(vectors.adds).toHaveLength(400);
    const arrived = vectors.adds.map(([start, months]) => [start, months, dateOf(addMonths(dayOf(start), months))]);
    expect(arrived).toEqual(vectors.adds);
  });
});

test("addMonths() is date-fns addMonths in UTC when starts are 1999-2031 and months 0-36", { timeout: 60_000 }, () => {
  const MILLISECONDS_IN_A_DAY = 86_400_000;
  const epoch = dayOf("1970-01-01");
  const first = dayOf("1999-01-01");
  const last = dayOf("2031-12-31");
  const start = new UTCDateMini(0);
  const disagreeing: string[] = [];
  let compared = 0;
  for (let day = first; day <= last; day++) {
    start.setTime((day - epoch) * MILLISECONDS_IN_A_DAY);
    for (let months = 0; months <= 36; months++) {
      const theirs = addMonthsInDateFns(start, months, { in: utc }).getTime() / MILLISECONDS_IN_A_DAY + epoch;
      if (addMonths(day, months) !== theirs) disagreeing.push(`${dateOf(day)} + ${months}`);
      compared++;
    }
  }
  expect(disagreeing.slice(0, 10)).toEqual([]);
  expect(compared).toBe(12_053 * 37);
});
