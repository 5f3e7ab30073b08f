/** Days that windows are laid from, of a few people by hand. */
import { describe, expect, it } from "vitest";
import { dateOf, NO_DAY } from "../../../src/calendar";
import type { NamedAnchor } from "../../../src/core/definition/language";
import { anchorDay, anchorDays, daysOfSpells, fallBits } from "../../../src/core/engine/anchors";
import { table } from "../spell-rows";
import { storeOfPeople, viewOf } from "./people";

const store = storeOfPeople(`
  A: registered 2019-01-10; worked 2019-02-01..2019-02-03; worked 2019-03-01..; supported 2019-02-01..2019-04-30; supported 2019-02-05..2019-02-20; exited 2019-05-31; registered 2019-06-10; exited 2019-08-31
  B: registered 2019-07-01
  C: registered 2019-01-20; worked 2019-01-25..2019-01-26; supported 2019-01-25..; supported 2019-01-26..2019-07-31
`);
const textOf = (day: number) => (day === NO_DAY ? "" : dateOf(day));

describe("anchorDay()", () => {
  it.each<[NamedAnchor, string, string[]]>([
    ["registration", "2019-12-31", ["2019-01-10", "2019-07-01", "2019-01-20"]],
    ["registration", "2019-07-01", ["2019-01-10", "2019-07-01", "2019-01-20"]],
    ["registration", "2019-06-30", ["2019-01-10", "", "2019-01-20"]],
    ["registration", "2019-01-10", ["2019-01-10", "", ""]],
    ["registration", "2019-01-09", ["", "", ""]],
    ["first-placement", "2019-12-31", ["2019-02-01", "", "2019-01-25"]],
    ["first-placement", "2019-01-25", ["", "", "2019-01-25"]],
    ["first-placement", "2019-01-24", ["", "", ""]],
    ["exit", "2019-12-31", ["2019-08-31", "", ""]],
    ["exit", "2019-08-31", ["2019-08-31", "", ""]],
    ["exit", "2019-08-30", ["2019-05-31", "", ""]],
    ["exit", "2019-05-30", ["", "", ""]],
    ["last-support-end", "2019-12-31", ["2019-04-30", "", "2019-07-31"]],
    ["last-support-end", "2019-07-31", ["2019-04-30", "", "2019-07-31"]],
    ["last-support-end", "2019-07-30", ["2019-04-30", "", ""]],
    ["last-support-end", "2019-04-29", ["2019-02-20", "", ""]],
    ["last-support-end", "2019-02-19", ["", "", ""]],
  ])("of %s as seen on %s is %j", (anchor, horizon, expected) => {
    const view = viewOf(store, horizon);
    expect([0, 1, 2].map((person) => textOf(anchorDay(view, person, anchor)))).toEqual(expected);
    const days = new Int32Array(4).fill(77);
    anchorDays({ ...view, people: view.people.look(Int32Array.of(2, 0, 1, 1), 3) }, anchor, days);
    expect([...days.subarray(0, 3)].map(textOf)).toEqual([expected[2], expected[0], expected[1]]);
    expect(days[3]).toBe(77);
  });

  it("of an exit is the latest, whenever its enrolment began, and nobody else's", () => {
    const two = storeOfPeople(`
      A: supported 2019-01-01..2019-06-30; supported 2019-01-02..2019-06-29
      B: supported 2019-07-01..2019-07-02
    `);
    const days = [0, 1].map((person) => textOf(anchorDay(viewOf(two, "2019-12-31"), person, "last-support-end")));
    expect(days).toEqual(["2019-06-30", "2019-07-02"]);
  });

  it("of an exit is the last that there is until the calendar ends", () => {
    const view = { ...viewOf(storeOfPeople("A: registered 2019-01-10"), "2019-12-31"), horizon: 109_572 };
    expect(anchorDay(view, 0, "exit")).toBe(NO_DAY);
    expect(anchorDay(view, 0, "last-support-end")).toBe(NO_DAY);
  });
});

describe("daysOfSpells()", () => {
  const rows = table("0 3-9 #0; 0 5-7 #1; 2 4-6 #2; 2 5-12 #3");
  it.each([
    ["first-day", [3, NO_DAY, 4, 77]],
    ["last-day", [8, NO_DAY, 11, 77]],
  ] as const)("is the %s of each person's spells", (end, expected) => {
    const days = Int32Array.of(77, 77, 77, 77);
    daysOfSpells(rows, end, 3, days);
    expect([...days]).toEqual(expected);
  });
});

describe("fallBits()", () => {
  it.each([
    [true, [0, 15, 15, 0, 0, 77]],
    [false, [0, 0, 15, 15, 0, 77]],
  ])("are of a day in the window, which is common: %s", (isCommon, expected) => {
    const bits = Uint8Array.of(77, 77, 77, 77, 77, 77);
    const window = { isCommon, from: Int32Array.of(10, 16, 12, 20, -5), to: Int32Array.of(20, 19, 20, 21, 30) };
    fallBits(Int32Array.of(9, 10, 19, 20, NO_DAY, 15), window, 5, bits);
    expect([...bits]).toEqual(expected);
  });
});
