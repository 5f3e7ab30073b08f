/**
 * Spells joined within a group, by hand: recorded spells 0 and 1 are of group 0, 2 and 5 of group 1, of 3 and 4 the
 * group is missing.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { days, stepOf } from "../../../src/calendar";
import { SpellTable } from "../../../src/core/engine/spells";
import { joinedWithin } from "../../../src/core/engine/joined-within";
import { type Rows, table, written } from "../spell-rows";
import { howMany } from "../../long";

const groups = Int32Array.of(0, 0, 1, -1, -1, 1);
const gap = stepOf(days(2));

/** Rows; joined where missing groups do not help; and where they are favourable, when that is not the same. */
describe("joinedWithin()", () => {
  it.each<[string, Rows, Rows, Rows?]>([
    ["nothing", "", ""],
    ["two of group 0", "0 1-5 #0; 0 6-9 #1", "0 1-9 #-2"],
    ["two of group 1", "0 1-5 #2; 0 6-9 #5", "0 1-9 #-3"],
    ["two pieces of one", "0 1-5 #1; 0 6-9 #1", "0 1-9 #1"],
    ["two of different groups", "0 1-5 #0; 0 6-9 #2", "0 1-5 #0; 0 6-9 #2"],
    ["the second of group 0", "0 1-5 #2; 0 6-9 #0", "0 1-5 #2; 0 6-9 #0"],
    ["two as far apart as may be", "0 1-5 #0; 0 7-9 #1", "0 1-9 #-2"],
    ["two too far apart", "0 1-5 #0; 0 8-9 #1", "0 1-5 #0; 0 8-9 #1"],
    ["one inside another", "0 1-20 #0; 0 5-9 #1; 0 21-23 #0", "0 1-23 #-2"],
    ["three, the last too far", "0 1-5 #0; 0 6-9 #1; 0 15-18 #1", "0 1-9 #-2; 0 15-18 #1"],
    ["groups that cross", "0 1-5 #0; 0 3-6 #2; 0 7-9 #0; 0 8-12 #5", "0 1-9 #0; 0 3-12 #-3"],
    ["two people", "0 1-5 #0; 1 6-9 #1", "0 1-5 #0; 1 6-9 #1"],
    ["one inside another of another group", "0 1-20 #0; 0 5-9 #2", "0 1-20 #0; 0 5-9 #2"],
    ["two missing", "0 1-5 #3; 0 6-9 #4", "0 1-5 #3; 0 6-9 #4", "0 1-9 #-1"],
    ["two pieces of one missing", "0 1-5 #3; 0 6-9 #3", "0 1-9 #3"],
    ["three missing", "0 1-2 #3; 0 3-5 #4; 0 6-9 #3", "0 1-2 #3; 0 3-5 #4; 0 6-9 #3", "0 1-9 #-1"],
    ["one past the groups' end", "0 1-5 #9; 0 6-9 #3", "0 1-5 #9; 0 6-9 #3", "0 1-9 #-1"],
    ["one made of several", "0 1-5 #-1; 0 6-9 #0", "0 1-5 #-1; 0 6-9 #0", "0 1-9 #-2"],
    ["two made of several", "0 1-5 #-1; 0 6-9 #3", "0 1-5 #-1; 0 6-9 #3", "0 1-9 #-1"],
    ["missing after known", "0 1-5 #0; 0 6-9 #3", "0 1-5 #0; 0 6-9 #3", "0 1-9 #-2"],
    ["missing before known", "0 1-5 #3; 0 6-9 #0", "0 1-5 #3; 0 6-9 #0", "0 1-9 #-2"],
    ["missing before group 1", "0 1-5 #3; 0 6-9 #2", "0 1-5 #3; 0 6-9 #2", "0 1-9 #-3"],
    ["two missing, then known", "0 1-2 #3; 0 3-5 #4; 0 6-9 #0", "0 1-2 #3; 0 3-5 #4; 0 6-9 #0", "0 1-9 #-2"],
    ["known, then two missing", "0 1-2 #0; 0 3-5 #3; 0 6-9 #4", "0 1-2 #0; 0 3-5 #3; 0 6-9 #4", "0 1-9 #-2"],
    [
      "missing between two groups, with either",
      "0 1-5 #0; 0 6-9 #3; 0 10-14 #2",
      "0 1-5 #0; 0 6-9 #3; 0 10-14 #2",
      "0 1-9 #-2; 0 6-14 #-3",
    ],
    ["missing far from known", "0 1-5 #0; 0 20-25 #3", "0 1-5 #0; 0 20-25 #3"],
    ["missing far from two groups, once", "0 1-5 #0; 0 6-9 #2; 0 20-25 #3", "0 1-5 #0; 0 6-9 #2; 0 20-25 #3"],
    ["missing far before two groups, once", "0 1-5 #3; 0 10-15 #0; 0 16-19 #2", "0 1-5 #3; 0 10-15 #0; 0 16-19 #2"],
    [
      "two missing far from two groups, once",
      "0 1-5 #0; 0 6-9 #2; 0 20-25 #3; 0 26-30 #4",
      "0 1-5 #0; 0 6-9 #2; 0 20-25 #3; 0 26-30 #4",
      "0 1-5 #0; 0 6-9 #2; 0 20-30 #-1",
    ],
    [
      "missing inside known, no more one of its own",
      "0 1-5 #0; 0 10-20 #2; 0 12-15 #3",
      "0 1-5 #0; 0 10-20 #2; 0 12-15 #3",
      "0 1-5 #0; 0 10-20 #-3",
    ],
    [
      "missing inside known from the same day",
      "0 1-5 #0; 0 10-15 #3; 0 10-20 #2",
      "0 1-5 #0; 0 10-15 #3; 0 10-20 #2",
      "0 1-5 #0; 0 10-20 #-3",
    ],
    [
      "missing inside known to the same day",
      "0 1-5 #0; 0 10-20 #2; 0 15-20 #3",
      "0 1-5 #0; 0 10-20 #2; 0 15-20 #3",
      "0 1-5 #0; 0 10-20 #-3",
    ],
    [
      "missing on the same days as known",
      "0 1-5 #0; 0 10-20 #2; 0 10-20 #3",
      "0 1-5 #0; 0 10-20 #2; 0 10-20 #3",
      "0 1-5 #0; 0 10-20 #-3",
    ],
    ["missing that reaches past known", "0 1-5 #0; 0 10-20 #2; 0 30-35 #3", "0 1-5 #0; 0 10-20 #2; 0 30-35 #3"],
    [
      "missing of one person, known of the next",
      "0 1-5 #3; 0 6-9 #4; 1 1-20 #0",
      "0 1-5 #3; 0 6-9 #4; 1 1-20 #0",
      "0 1-9 #-1; 1 1-20 #0",
    ],
    ["missing of the next person on the days of another", "0 1-20 #0; 1 5-9 #3", "0 1-20 #0; 1 5-9 #3"],
    ["missing of one person on the days of the next", "0 5-9 #3; 1 1-20 #0", "0 5-9 #3; 1 1-20 #0"],
  ])("joins %s", (_name, rows, certain, favourable = certain) => {
    expect(written((out) => joinedWithin(table(rows), gap, groups, false, out))).toBe(certain);
    expect(written((out) => joinedWithin(table(rows), gap, groups, true, out))).toBe(favourable);
  });
});

it("joinedWithin() joins recorded spell 0 too when its group is missing", () => {
  const joined = written((out) => joinedWithin(table("0 1-5 #0; 0 6-9 #1"), gap, Int32Array.of(-1, -1), true, out));
  expect(joined).toBe("0 1-9 #-1");
});

it("joinedWithin() gives what going through all rows once for each group gives", () => {
  type Row = readonly [start: number, end: number, origin: number];
  const isMissing = ([, , origin]: Row) => origin === -1 || (origin >= 0 && !(groups[origin]! >= 0));
  const groupOf = ([, , origin]: Row) => (origin < -1 ? -2 - origin : (groups[origin] ?? -1));
  const joinedOf = (rows: readonly Row[], several: number): readonly Row[] => {
    const made: [start: number, end: number, origin: number][] = [];
    for (const row of rows) {
      const last = made.at(-1);
      if (last === undefined || row[0] > last[1] + gap.count) made.push([...row]);
      else {
        if (row[2] !== last[2]) last[2] = isMissing(row) && isMissing(last) ? -1 : several;
        last[1] = Math.max(last[1], row[1]);
      }
    }
    return made;
  };
  const inOrder = (rows: readonly Row[]) => [...rows].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  const naive = (rows: readonly Row[], isFavourable: boolean) => {
    const missing = rows.filter(isMissing);
    const known = [...new Set(rows.filter((row) => !isMissing(row)).map(groupOf))];
    const ofGroup = (group: number) =>
      joinedOf(
        rows.filter((row) => (isMissing(row) ? isFavourable : groupOf(row) === group)),
        -2 - group,
      );
    const made = known.flatMap(ofGroup);
    if (!isFavourable) {
      const alone = [...new Set(missing.map(([, , origin]) => origin))];
      return inOrder([
        ...made,
        ...alone.flatMap((one) =>
          joinedOf(
            missing.filter(([, , origin]) => origin === one),
            -1,
          ),
        ),
      ]);
    }
    const firm = made.filter((row) => !isMissing(row));
    const isInside = ([start, end]: Row) => firm.some(([from, past]) => from <= start && end <= past);
    return inOrder([...firm, ...joinedOf(missing, -1).filter((row) => !isInside(row))]);
  };
  const row = fc
    .tuple(fc.nat(40), fc.integer({ min: 1, max: 12 }), fc.integer({ min: -3, max: 6 }))
    .map(([start, length, origin]): Row => [start, start + length, origin]);
  const people = fc.array(fc.array(row, { maxLength: 9 }), { maxLength: 3 });
  fc.assert(
    fc.property(people, fc.boolean(), (drawn, isFavourable) => {
      const [given, made] = [new SpellTable(), new SpellTable()];
      drawn.forEach((rows, owner) => {
        for (const one of rows) given.add(owner, ...one);
      });
      joinedWithin(given, gap, groups, isFavourable, made);
      const rowsOf = ({ owners, starts, ends, origins }: SpellTable, owner: number): readonly Row[] =>
        [...owners.keys()].flatMap((at) =>
          at < made.rows && owners[at] === owner ? [[starts[at]!, ends[at]!, origins[at]!] as const] : [],
        );
      drawn.forEach((rows, owner) => {
        expect(rowsOf(made, owner)).toEqual(naive(inOrder(rows), isFavourable));
      });
    }),
    { numRuns: howMany(1000) },
  );
});
