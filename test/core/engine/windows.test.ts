/** Windows laid by hand; A registered on 15 January 2019, B on 31 August 2019, C not by the horizon, 2019-12-31. */
import { describe, expect, it } from "vitest";
import { days, dateOf, dayOf, months, NO_DAY, weeks } from "../../../src/calendar";
import { placements, type WindowExpression } from "../../../src/core/definition/language";
import {
  after as daysAfter,
  earlier,
  firstDay,
  lastDay,
  on,
  quarterAfter,
  registration,
  reportingPeriod,
  untilHorizon,
} from "../../../src/core/definition/windows";
import { Planner } from "../../../src/core/engine/plan";
import { Windows } from "../../../src/core/engine/windows";
import { table } from "../spell-rows";
import { storeOfPeople, viewOf } from "./people";

const store = storeOfPeople(`
  A: registered 2019-01-15
  B: registered 2019-08-31
  C: registered 2020-01-01
`);
const period = { from: dayOf("2019-01-01"), to: dayOf("2020-01-01") };
const none = () => {
  throw new Error("no spells are asked for");
};
const text = (from: number, to: number) => (from === to ? "" : `${dateOf(from)} ${dateOf(to)}`);

function laid(windows: Windows, window: WindowExpression, people: number) {
  const { from, to, isCommon } = windows.of(window, undefined);
  return Array.from({ length: isCommon ? 1 : people }, (_, index) => text(from[index]!, to[index]!));
}

describe("Windows.of()", () => {
  it.each<[string, WindowExpression, string[]]>([
    ["the period", reportingPeriod, ["2019-01-01 2020-01-01"]],
    ["up to the horizon", untilHorizon, ["1900-01-01 2020-01-01"]],
    ["the period before", earlier(reportingPeriod, months(12)), ["2018-01-01 2019-01-01"]],
    ["a day", on(registration, weeks(2)), ["2019-01-29 2019-01-30", "2019-09-14 2019-09-15", ""]],
    [
      "days from one on",
      daysAfter(registration, days(0), days(30)),
      ["2019-01-15 2019-02-14", "2019-08-31 2019-09-30", ""],
    ],
    [
      "months later",
      daysAfter(registration, months(1), months(6)),
      ["2019-02-15 2019-07-15", "2019-09-30 2020-02-29", ""],
    ],
    ["the quarter itself", quarterAfter(registration, 0), ["2019-01-01 2019-04-01", "2019-07-01 2019-10-01", ""]],
    ["the second quarter after", quarterAfter(registration, 2), ["2019-07-01 2019-10-01", "2020-01-01 2020-04-01", ""]],
    [
      "what lies a month before a person's own",
      earlier(daysAfter(registration, days(0), days(30)), months(1)),
      ["2018-12-15 2019-01-14", "2019-07-31 2019-08-30", ""],
    ],
  ])("is %s", (_name, window, expected) => {
    const windows = new Windows(viewOf(store, "2019-12-31"), period, none);
    expect(laid(windows, window, 3)).toEqual(expected);
    expect(windows.of(window, undefined).isCommon).toBe(expected.length === 1);
  });

  it("is laid anew for other people, as many as they are, and once for the same", () => {
    const view = viewOf(store, "2019-12-31", [1]);
    const windows = new Windows(view, period, none);
    const window = on(registration, days(0));
    expect(laid(windows, window, 1)).toEqual(["2019-08-31 2019-09-01"]);
    const first = windows.of(window, undefined);
    expect(windows.of(window, undefined)).toBe(first);
    view.people.look(Int32Array.of(0, 2, 1, 0), 3);
    expect(laid(windows, window, 3)).toEqual(["2019-01-15 2019-01-16", "", "2019-08-31 2019-09-01"]);
    view.people.look(Int32Array.of(2, 0), 1);
    expect(laid(windows, window, 1)).toEqual([""]);
    const { from } = windows.of(window, undefined);
    expect(dateOf(from[2]!)).toBe("2019-08-31");
    from[0] = 5;
    expect(windows.of(window, undefined).from[0]).toBe(5);
  });

  it("is laid once for everybody where it is common", () => {
    const view = viewOf(store, "2019-12-31", [1]);
    const windows = new Windows(view, period, none);
    const common = windows.of(reportingPeriod, undefined);
    common.from[0] = 5;
    view.people.look(Int32Array.of(0, 2, 1), 3);
    expect(windows.of(reportingPeriod, undefined).from[0]).toBe(5);
    expect(windows.of(reportingPeriod, undefined).from).toHaveLength(1);
  });
});

describe("Windows.days()", () => {
  it("are the anchor's, worked out once for the same people", () => {
    const view = viewOf(store, "2019-12-31", [1]);
    const windows = new Windows(view, period, none);
    expect([...windows.days(registration, undefined)]).toEqual([dayOf("2019-08-31")]);
    windows.days(registration, undefined)[0] = 7;
    expect(windows.days(registration, undefined)[0]).toBe(7);
    view.people.look(Int32Array.of(0, 2, 1, 0), 3);
    expect([...windows.days(registration, undefined)]).toEqual([dayOf("2019-01-15"), NO_DAY, dayOf("2019-08-31")]);
    view.people.look(Int32Array.of(1, 0), 1);
    expect(windows.days(registration, undefined)).toHaveLength(3);
    expect(windows.days(registration, undefined)[0]).toBe(dayOf("2019-08-31"));
  });

  it("are the first or the last of the spells of a node", () => {
    const spells = new Planner().spells(placements());
    const windows = new Windows(viewOf(store, "2019-12-31"), period, (node) => {
      expect(node).toBe(spells);
      return table("0 5-9 #0; 0 6-12 #1; 2 7-8 #2");
    });
    expect([...windows.days(firstDay(placements()), { end: "first-day", spells })]).toEqual([5, NO_DAY, 7]);
    expect([...windows.days(lastDay(placements()), { end: "last-day", spells })]).toEqual([11, NO_DAY, 7]);
  });

  it("laid from a day of spells are those of that day", () => {
    const spells = new Planner().spells(placements());
    const windows = new Windows(viewOf(store, "2019-12-31"), period, () => table("0 5-9 #0; 2 7-8 #2"));
    const { from, to } = windows.of(daysAfter(firstDay(placements()), days(1), days(3)), { end: "first-day", spells });
    expect([[...from], [...to]]).toEqual([
      [6, 0, 8],
      [8, 0, 10],
    ]);
  });
});
