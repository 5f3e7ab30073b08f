/** Who has something open at the horizon, 2019-06-30, by what a definition looks at. */
import { describe, expect, it } from "vitest";
import { dayOf } from "../../../src/calendar";
import { lacksAnything, openPeople } from "../../../src/core/engine/openings";
import type { Opening } from "../../../src/core/engine/plan";
import { storeOfPeople, viewOf } from "./people";

const HORIZON = "2019-06-30";
const closed = "registered 2018-01-01; exited 2018-12-31 moved; registered 2019-01-01; exited 2019-06-30 moved";
const store = storeOfPeople(`
  A: ${closed}; worked 2019-01-01..2019-02-01 open-market temporary @E; supported 2019-01-01..2019-06-30; followed 2019-05-01 employed
  B: ${closed}; worked 2019-01-01..2019-02-01 open-market temporary @E; worked 2019-03-01.. open-market temporary @E
  C: ${closed}; worked 2019-03-01..2019-07-01 open-market temporary @E
  D: ${closed}; worked 2019-03-01..2019-06-30 open-market temporary @E; worked 2019-07-01.. @E
  E: ${closed}; worked 2019-06-30..2019-06-30 temporary @E
  F: ${closed}; worked 2019-02-01..2019-05-31 open-market @E
  G: ${closed}; worked 2019-02-01..2019-05-31 open-market temporary @E; worked 2019-06-30..2019-06-30 open-market temporary; worked 2019-07-01..
  H: ${closed}; worked 2019-02-01..2019-05-31 open-market temporary @E; worked 2019-07-01..2019-07-01
  I: ${closed}; supported 2019-01-01..2019-02-01; supported 2019-06-30..
  J: ${closed}; supported 2019-01-01..2019-07-01
  K: ${closed}; supported 2019-07-01..
  L: registered 2018-01-01; exited 2018-12-31 moved; registered 2019-06-30
  M: registered 2019-01-01; exited 2019-07-01 moved
  N: registered 2018-01-01; exited 2018-12-31 moved; registered 2019-07-01
  O: ${closed}; followed 2019-05-01 unreachable; followed 2019-06-30 employed
  P: ${closed}; followed 2019-05-01 not-employed; followed 2019-07-01 unreachable
  Q: registered 2018-01-01; exited 2018-12-31; registered 2019-01-01; exited 2019-06-30 moved
  R: registered 2018-01-01; exited 2018-12-31 moved; registered 2019-01-01; exited 2019-06-30 moved; registered 2019-07-01; exited 2019-08-01
  S: ${closed}; followed 2019-05-01 employed; followed 2019-06-30 unreachable
  T: registered 2018-01-01; exited 2018-12-31 moved; registered 2019-01-01; exited 2019-06-30
  U: ${closed}; supported 2019-01-01..2019-02-01
  V: ${closed}; supported 2019-01-01..
`);
const NAMES = [..."ABCDEFGHIJKLMNOPQRSTUV"];

describe("openPeople()", () => {
  it.each<[string, Opening[], string]>([
    ["nothing", [], ""],
    ["placements", ["placements"], "BC"],
    ["placements of a setting", ["placements", "setting"], "BCE"],
    ["placements of a contract", ["placements", "contract"], "BCF"],
    ["placements of both", ["placements", "setting", "contract"], "BCEF"],
    ["support", ["support"], "IJV"],
    ["enrolment", ["enrolment"], "LM"],
    ["follow-ups", ["follow-up"], "OS"],
    ["reasons of exits", ["reason"], "QT"],
    ["employers", ["employer"], "G"],
    ["support and enrolment", ["support", "enrolment"], "IJLMV"],
    [
      "all",
      ["placements", "setting", "contract", "support", "enrolment", "follow-up", "reason", "employer"],
      "BCEFGIJLMOQSTV",
    ],
  ])("are those with something open when definitions look at %s", (_what, openings, expected) => {
    const open = new Int32Array(NAMES.length);
    const places = new Int32Array(NAMES.length);
    const { people, horizon } = viewOf(store, HORIZON);
    const count = openPeople(people, horizon, new Set(openings), open, places);
    expect([...open.subarray(0, count)].map((person) => NAMES[person]).join("")).toBe(expected);
    expect([...places.subarray(0, count)]).toEqual([...open.subarray(0, count)]);
  });

  it("are told by their numbers and by their places among the people looked at", () => {
    const [open, places] = [new Int32Array(4), new Int32Array(4)];
    // C, A, B, and behind them A, who is not looked at.
    const { people, horizon } = viewOf(store, HORIZON, [2, 0, 1]);
    expect(openPeople(people, horizon, new Set<Opening>(["placements"]), open, places)).toBe(2);
    expect([...open.subarray(0, 2)]).toEqual([2, 1]);
    expect([...places.subarray(0, 2)]).toEqual([0, 2]);
    const one = viewOf(store, HORIZON, [3]);
    one.people.look(Int32Array.of(3, 1), 1);
    expect(openPeople(one.people, horizon, new Set<Opening>(["placements"]), open, places)).toBe(0);
  });

  it("of one opening only need nothing else open", () => {
    const [open, places] = [new Int32Array(NAMES.length), new Int32Array(NAMES.length)];
    const { people, horizon } = viewOf(store, HORIZON);
    for (const lone of ["setting", "contract"] as const) {
      expect(openPeople(people, horizon, new Set<Opening>([lone]), open, places)).toBe(0);
    }
  });
});

it("lacksAnything() is lacking the reason of an exit or an employer up to the horizon", () => {
  const horizon = dayOf(HORIZON);
  expect(NAMES.filter((_, person) => lacksAnything(store, person, horizon)).join("")).toBe("GQT");
});

it("lacksAnything() takes an employer for one whose code is the first of all", () => {
  const first = store.log.codes.texts[0]!;
  const one = storeOfPeople(`A: registered 2018-01-01; worked 2019-01-01..2019-01-02 @${first}`);
  expect(one.placements.employers[0]).toBe(0);
  expect(lacksAnything(one, 0, dayOf(HORIZON))).toBe(false);
});
