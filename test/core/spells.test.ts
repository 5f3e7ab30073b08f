/**
 * The operators of spells, row by row and worked out by hand: a row is person, first day, day after the last, recorded
 * spell.
 */
import { describe, expect, it } from "vitest";
import { FOREVER, months, stepOf, days } from "../../src/calendar";
import {
  belong,
  clip,
  daysCovered,
  earliestEnd,
  except,
  firstWhere,
  joined,
  moveBack,
  overlap,
  SpellTable,
  starting,
  touching,
  union,
  type Window,
  withoutLastDay,
} from "../../src/core/engine/spells";
import { type Rows, table, textOf, written } from "./spell-rows";

const ofAny = new Int32Array(0);

describe("SpellTable", () => {
  it.each<[string, Rows, Rows]>([
    ["by start", "0 5-9 #0; 0 3-9 #1", "0 3-9 #1; 0 5-9 #0"],
    ["by start though the end is later", "0 5-6 #0; 0 3-9 #1", "0 3-9 #1; 0 5-6 #0"],
    ["by end when starts are equal", "0 3-9 #0; 0 3-5 #1", "0 3-5 #1; 0 3-9 #0"],
    ["by origin when both are", "0 3-9 #2; 0 3-9 #1", "0 3-9 #1; 0 3-9 #2"],
    ["as they come when in order", "0 3-9 #1; 0 3-9 #2; 0 4-5 #0", "0 3-9 #1; 0 3-9 #2; 0 4-5 #0"],
    ["a later end after an earlier", "0 3-5 #7; 0 3-9 #1", "0 3-5 #7; 0 3-9 #1"],
    ["before several", "0 3-4 #0; 0 5-6 #1; 0 7-8 #2; 0 1-2 #3", "0 1-2 #3; 0 3-4 #0; 0 5-6 #1; 0 7-8 #2"],
    ["between", "0 3-4 #0; 0 7-8 #2; 0 5-6 #1", "0 3-4 #0; 0 5-6 #1; 0 7-8 #2"],
    ["never before rows of another person", "0 5-9 #0; 1 3-9 #1; 1 2-9 #2", "0 5-9 #0; 1 2-9 #2; 1 3-9 #1"],
    ["twice when it comes twice", "0 3-9 #1; 0 3-9 #1", "0 3-9 #1; 0 3-9 #1"],
  ])("add() puts a row in its place: %s", (_name, added, expected) => {
    expect(textOf(table(added))).toBe(expected);
  });

  it("holds any number of rows, and makes room in steps of twice as many and sixteen", () => {
    const made = new SpellTable();
    const room = () => [made.owners, made.starts, made.ends, made.origins].map(({ length }) => length);
    expect(room()).toEqual([0, 0, 0, 0]);
    const expected: string[] = [];
    for (let row = 0; row < 49; row++) {
      made.add(row, row + 1, row + 2, row + 3);
      expected.push(`${row} ${row + 1}-${row + 2} #${row + 3}`);
      expect(room()).toEqual(Array(4).fill(row < 16 ? 16 : row < 48 ? 48 : 112));
    }
    expect(textOf(made)).toBe(expected.join("; "));
    made.clear();
    expect(textOf(made)).toBe("");
    made.add(5, 1, 2, 3);
    expect(textOf(made)).toBe("5 1-2 #3");
    expect(room()).toEqual([112, 112, 112, 112]);
  });
});

describe("belong()", () => {
  // Spell 0 is of placement 0, spell 1 of placement 1, spell 2 of any, spell 3 of placement 0.
  const links = Int32Array.of(0, 1, -1, 0);
  it.each([
    [0, 3, true, "the same placement"],
    [0, 1, false, "two placements"],
    [1, 0, false, "two placements"],
    [0, 2, true, "one of any"],
    [2, 1, true, "one of any"],
    [-1, 1, true, "one made of several"],
    [1, -1, true, "one made of several"],
    [4, 1, true, "one past the links' end"],
    [1, 4, true, "one past the links' end"],
    [5, 1, true, "one past the links' end"],
    [1, 3, false, "two placements, the last link"],
    [3, 1, false, "two placements, the last link"],
  ])("belong() of spells %i and %i is %s: %s", (a, b, expected) => {
    expect(belong(links, a, b)).toBe(expected);
  });
});

/** Two operators over the same pairs: `a`, `b`, the days of `a` in `b`, the days of `a` outside `b`. */
describe("overlap() and except()", () => {
  it.each<[string, Rows, Rows, Rows, Rows]>([
    ["nothing of b", "0 3-9 #1", "", "", "0 3-9 #1"],
    ["nothing of a", "", "0 3-9 #1", "", ""],
    ["b inside", "0 3-9 #1", "0 5-7 #2", "0 5-7 #1", "0 3-5 #1; 0 7-9 #1"],
    ["b around", "0 3-9 #1", "0 1-12 #2", "0 3-9 #1", ""],
    ["b the same", "0 3-9 #1", "0 3-9 #2", "0 3-9 #1", ""],
    ["b from before", "0 3-9 #1", "0 1-5 #2", "0 3-5 #1", "0 5-9 #1"],
    ["b to after", "0 3-9 #1", "0 5-12 #2", "0 5-9 #1", "0 3-5 #1"],
    ["b up to the start", "0 3-9 #1", "0 1-3 #2", "", "0 3-9 #1"],
    ["b from the end", "0 3-9 #1", "0 9-12 #2", "", "0 3-9 #1"],
    ["b long before and after", "0 3-9 #1", "0 1-2 #2; 0 15-20 #2", "", "0 3-9 #1"],
    ["b of another person", "1 3-9 #1", "0 3-9 #2; 2 3-9 #2", "", "1 3-9 #1"],
    ["b twice", "0 3-20 #1", "0 5-7 #2; 0 10-12 #3", "0 5-7 #1; 0 10-12 #1", "0 3-5 #1; 0 7-10 #1; 0 12-20 #1"],
    ["b twice, overlapping", "0 3-20 #1", "0 5-12 #2; 0 6-8 #3", "0 5-12 #1; 0 6-8 #1", "0 3-5 #1; 0 12-20 #1"],
    ["a twice under one b", "0 3-5 #1; 0 6-9 #2", "0 4-7 #3", "0 4-5 #1; 0 6-7 #2", "0 3-4 #1; 0 7-9 #2"],
    [
      "several people",
      "0 3-9 #1; 1 3-9 #2; 3 3-9 #3",
      "0 5-7 #4; 2 1-20 #5; 3 1-4 #6",
      "0 5-7 #1; 3 3-4 #3",
      "0 3-5 #1; 0 7-9 #1; 1 3-9 #2; 3 4-9 #3",
    ],
  ])("work when there is %s", (_name, a, b, shared, left) => {
    expect(written((out) => overlap(table(a), table(b), ofAny, out))).toBe(shared);
    expect(written((out) => except(table(a), table(b), ofAny, out))).toBe(left);
  });

  it("look only at spells that belong together", () => {
    const links = Int32Array.of(0, 1, 1);
    const a = table("0 3-9 #1");
    const b = table("0 1-6 #0; 0 5-7 #2; 0 8-20 #0");
    expect(written((out) => overlap(a, b, links, out))).toBe("0 5-7 #1");
    expect(written((out) => except(a, b, links, out))).toBe("0 3-5 #1; 0 7-9 #1");
  });
});

describe("union()", () => {
  it.each<[string, Rows[], Rows]>([
    ["no table", [], ""],
    ["empty tables", ["", ""], ""],
    ["one table", ["0 3-9 #1; 2 4-5 #2"], "0 3-9 #1; 2 4-5 #2"],
    ["two of one person", ["0 3-9 #1", "0 1-5 #2"], "0 1-5 #2; 0 3-9 #1"],
    ["the same piece in both", ["0 3-9 #1", "0 3-9 #1; 0 5-9 #1"], "0 3-9 #1; 0 5-9 #1"],
    ["the same days of spells made of several", ["0 3-9 #-1", "0 3-9 #-1"], "0 3-9 #-1; 0 3-9 #-1"],
    ["a later person in the later table", ["1 3-9 #1", "3 1-2 #4"], "1 3-9 #1; 3 1-2 #4"],
    ["people in turn", ["1 3-9 #1; 3 1-2 #4", "0 3-9 #2; 1 2-4 #3", ""], "0 3-9 #2; 1 2-4 #3; 1 3-9 #1; 3 1-2 #4"],
  ])("holds every spell of every table: %s", (_name, tables, expected) => {
    expect(written((out) => union(tables.map(table), out))).toBe(expected);
  });
});

describe("joined()", () => {
  const day = stepOf(days(1));
  it.each<[string, Rows, Rows]>([
    ["nothing", "", ""],
    ["one", "0 3-9 #1", "0 3-9 #1"],
    ["two further apart", "0 3-9 #1; 0 11-12 #1", "0 3-9 #1; 0 11-12 #1"],
    ["two a gap apart, of one spell", "0 3-9 #1; 0 10-12 #1", "0 3-12 #1"],
    ["two that touch, of two spells", "0 3-9 #1; 0 9-12 #2", "0 3-12 #-1"],
    ["one inside another", "0 3-20 #1; 0 5-6 #1; 0 21-22 #1", "0 3-22 #1"],
    ["three, the first and last of one spell", "0 3-9 #1; 0 9-12 #2; 0 12-13 #1", "0 3-13 #-1"],
    ["two of spell 0", "0 3-9 #0; 0 9-12 #0", "0 3-12 #0"],
    ["two people", "0 3-9 #1; 1 9-12 #1; 1 12-13 #1", "0 3-9 #1; 1 9-13 #1"],
  ])("makes one of spells at most a day apart: %s", (_name, rows, expected) => {
    expect(written((out) => joined(table(rows), day, out))).toBe(expected);
  });

  it("measures a gap of months from the day after the last", () => {
    // A month from day 31, 1 February 1900, is 1 March, day 59.
    expect(written((out) => joined(table("0 0-31 #1; 0 59-60 #1"), stepOf(months(1)), out))).toBe("0 0-60 #1");
    expect(written((out) => joined(table("0 0-31 #1; 0 60-61 #1"), stepOf(months(1)), out))).toBe(
      "0 0-31 #1; 0 60-61 #1",
    );
  });
});

/** Rows, and what is cut to the window from 10 up to 20, touches it, and starts in it. */
describe("clip(), touching() and starting()", () => {
  const common: Window = { isCommon: true, from: Int32Array.of(10, 0), to: Int32Array.of(20, 1_000) };
  it.each<[string, Rows, Rows, boolean, boolean]>([
    ["inside", "1 12-15 #1", "1 12-15 #1", true, true],
    ["from before", "1 5-15 #1", "1 10-15 #1", true, false],
    ["to after", "1 15-25 #1", "1 15-20 #1", true, true],
    ["around", "1 5-25 #1", "1 10-20 #1", true, false],
    ["up to its start", "1 5-10 #1", "", false, false],
    ["up to its first day", "1 5-11 #1", "1 10-11 #1", true, false],
    ["from its first day", "1 10-11 #1", "1 10-11 #1", true, true],
    ["from its last day", "1 19-25 #1", "1 19-20 #1", true, true],
    ["from its end", "1 20-25 #1", "", false, false],
    ["long before", "1 1-3 #1", "", false, false],
    ["long after", "1 30-33 #1", "", false, false],
  ])("work when a spell lies %s", (_name, row, cut, touches, starts) => {
    expect(written((out) => clip(table(row), common, out))).toBe(cut);
    expect(written((out) => touching(table(row), common, out))).toBe(touches ? row : "");
    expect(written((out) => starting(table(row), common, out))).toBe(starts ? row : "");
  });

  it("take each person's own window where it is not common; an empty one holds nothing", () => {
    const own: Window = { isCommon: false, from: Int32Array.of(10, 0, 4), to: Int32Array.of(20, 1_000, 4) };
    const rows = table("0 5-15 #1; 1 5-15 #2; 2 1-9 #3; 2 4-5 #4");
    expect(written((out) => clip(rows, own, out))).toBe("0 10-15 #1; 1 5-15 #2");
    expect(written((out) => touching(rows, own, out))).toBe("0 5-15 #1; 1 5-15 #2");
    expect(written((out) => starting(rows, own, out))).toBe("1 5-15 #2");
  });
});

/** The horizon's day after is 20. */
describe("withoutLastDay()", () => {
  it.each<[string, Rows, Rows, Rows]>([
    ["ends before", "0 3-9 #1", "0 3-9 #1", "0 3-8 #1"],
    ["lasts two days", "0 3-5 #1", "0 3-5 #1", "0 3-4 #1"],
    ["lasts one day", "0 3-4 #1", "0 3-4 #1", ""],
    ["ends at the horizon", "0 3-20 #1", "0 3-20 #1", "0 3-19 #1"],
    ["ends late at the horizon", "0 15-20 #1", "0 15-20 #1", "0 15-19 #1"],
    ["runs", "0 3-20 #1", "0 3-50 #1", "0 3-20 #1"],
    ["runs past the horizon already", "0 3-21 #1", "0 3-50 #1", "0 3-21 #1"],
    ["starts on the last day and runs", "0 19-20 #1", "0 19-50 #1", "0 19-20 #1"],
    ["runs beside one that ended", "0 1-5 #1; 0 3-20 #2", "0 1-5 #1; 0 3-50 #2", "0 1-4 #1; 0 3-20 #2"],
    ["ends while another one runs", "0 3-20 #1", "0 2-50 #2; 0 3-20 #1", "0 3-19 #1"],
    ["ends while spell 0 runs", "0 3-20 #1", "0 2-50 #0; 0 3-20 #1", "0 3-19 #1"],
    ["goes on as part of several made one", "0 3-20 #1", "0 2-50 #-1", "0 3-20 #1"],
    ["ends before several made one begin", "0 3-20 #1", "0 4-50 #-1", "0 3-19 #1"],
    ["ended before, of what runs as several made one", "0 3-9 #1", "0 2-50 #-1", "0 3-8 #1"],
    ["ends where somebody before or after runs", "1 3-20 #1", "0 3-50 #1; 1 3-20 #1; 2 3-50 #1", "1 3-19 #1"],
    ["ends, as the last of the later table", "2 3-20 #1", "0 3-50 #1", "2 3-19 #1"],
  ])("cuts the last day unless the spell goes on when it %s", (_name, rows, later, expected) => {
    expect(written((out) => withoutLastDay(table(rows), table(later), 20, out))).toBe(expected);
  });
});

describe("moveBack()", () => {
  const of = { from: Int32Array.of(31, 59, 90), to: Int32Array.of(59, 90, 120) };
  it.each([
    [true, 3, [0, 7, 7], [31, 7, 7]],
    [false, 2, [0, 31, 7], [31, 59, 7]],
  ])("moves both ends by months when the window is common %s for %i people", (isCommon, people, from, to) => {
    const out = { from: Int32Array.of(7, 7, 7), to: Int32Array.of(7, 7, 7) };
    moveBack({ isCommon, ...of }, stepOf(months(1)), people, out);
    expect([[...out.from], [...out.to]]).toEqual([from, to]);
  });
});

describe("daysCovered()", () => {
  const rows = table("0 1-5 #1; 0 3-9 #2; 0 4-6 #3; 0 12-15 #4");
  it.each([
    [0, 4, FOREVER, 11, "each day once"],
    [0, 0, FOREVER, 0, "no rows"],
    [0, 1, FOREVER, 4, "the first row"],
    [1, 3, FOREVER, 6, "a row inside another"],
    [3, 4, FOREVER, 3, "the last row"],
    [0, 4, 13, 9, "a row cut at the day asked"],
    [0, 4, 12, 8, "a row cut where it starts"],
    [0, 4, 7, 6, "a row cut, and one that starts later of no length"],
    [0, 4, 2, 1, "rows that start later end where they start"],
  ])("of rows %i to %i up to day %i is %i: %s", (first, past, stop, total) => {
    expect(daysCovered(rows, first, past, stop)).toBe(total);
  });

  it.each([
    [3, 9, 12, 9],
    [3, 9, 9, 9],
    [3, 9, 8, 8],
    [3, 9, 3, 3],
    [3, 9, 1, 3],
  ])("earliestEnd() of %i to %i, which may end from %i on, is %i", (start, end, stop, expected) => {
    expect(earliestEnd(start, end, stop)).toBe(expected);
  });
});

it.each([
  [[], 0],
  [[5], 1],
  [[7], 0],
  [[1, 5, 6, 9, 9], 2],
  [[1, 2, 3, 4], 4],
  [[6, 7, 8], 0],
  [[1, 2, 3, 4, 5, 6], 5],
])("firstWhere() finds among %j the first of 6 or more at place %i", (values, place) => {
  expect(firstWhere(values.length, (at) => values[at]! > 5)).toBe(place);
});
