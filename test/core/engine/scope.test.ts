/**
 * Conditions in the four readings, by hand: 15 is certain, 10 holds if what runs goes on, 12 if a missing fact is
 * favourable, 8 only if both, 0 not at all. Everything stands as on 2019-06-30, and the period is 2019.
 */
import { describe, expect, it } from "vitest";
import { days, dayOf, months } from "../../../src/calendar";
import {
  aged,
  type Condition,
  change,
  clip,
  employedAtFollowUp,
  enrolment,
  every,
  except,
  exits,
  falls,
  happens,
  inGroup,
  joined,
  lasts,
  not,
  overlap,
  placements,
  services,
  some,
  starting,
  support,
  times,
  totals,
  touching,
  union,
  withoutLastDay,
} from "../../../src/core/definition/language";
import {
  after as daysAfter,
  earlier,
  exit,
  firstDay,
  lastDay,
  registration,
  reportingPeriod,
  untilHorizon,
} from "../../../src/core/definition/windows";
import { conditionBits } from "../../../src/core/engine/judge";
import { Planner } from "../../../src/core/engine/plan";
import { Scope } from "../../../src/core/engine/scope";
import { storeOfPeople, viewOf } from "./people";

const HORIZON = "2019-06-30";
const YEAR = { from: dayOf("2019-01-01"), to: dayOf("2020-01-01") };
const HALF = { from: dayOf("2019-01-01"), to: dayOf("2019-07-01") };
const LAST_YEAR = { from: dayOf("2018-01-01"), to: dayOf("2019-01-01") };

/** Bits of a condition for people, a line each: worked out alone, and over a scope that is shared between periods. */
function bitsOf(condition: Condition, people: readonly string[], period = YEAR): number[] {
  const store = storeOfPeople(people.map((line, at) => `P${at}: ${line}`).join("\n"));
  const node = new Planner().condition(condition);
  const view = viewOf(store, HORIZON);
  const alone = conditionBits(node, new Scope(view, period));
  const shared = conditionBits(node, new Scope(view, period, new Scope(view, { from: 0, to: 0 })));
  expect([...shared].slice(0, people.length)).toEqual([...alone].slice(0, people.length));
  return [...alone].slice(0, people.length);
}

const open = placements({ setting: "open-market" });
const previous = earlier(reportingPeriod, months(12));
const halfYear = { atLeast: months(6) };
/** So many placements of which the setting is missing, two days each. */
const unclear = (count: number) =>
  Array.from({ length: count }, (_, at) => `worked 2019-02-${10 + at}..2019-02-${10 + at} temporary`).join("; ");

describe("a condition about spells", () => {
  it.each<[string, Condition, [people: string, bits: number][]]>([
    [
      "of six months' work",
      lasts(placements(), halfYear),
      [
        ["worked 2019-01-01..2019-06-30", 15],
        ["worked 2019-02-01..", 10],
        ["worked 2019-02-01..2019-03-01", 0],
        ["served 2019-02-01", 0],
      ],
    ],
    [
      "of six months in the open market",
      lasts(open, halfYear),
      [
        ["worked 2019-01-01..2019-06-30 open-market", 15],
        ["worked 2019-01-01..2019-06-30", 12],
        ["worked 2019-02-01.. open-market", 10],
        ["worked 2019-02-01..", 8],
        ["worked 2019-02-01..2019-04-01", 0],
        ["worked 2019-01-01..2019-06-30 sheltered", 0],
        ["worked 2019-01-01..", 12],
      ],
    ],
    [
      "of six months' support",
      lasts(support(), halfYear),
      [
        ["supported 2019-02-01..", 10],
        ["supported 2019-01-01..", 15],
      ],
    ],
    [
      "of eighteen months enrolled",
      lasts(enrolment(), { atLeast: months(18) }),
      [
        ["registered 2018-01-01", 15],
        ["registered 2018-02-01", 10],
      ],
    ],
    [
      "of a union with what cannot run",
      lasts(union(services(), placements()), halfYear),
      [["worked 2019-02-01..", 10]],
    ],
    [
      "of an overlap with what cannot run",
      happens(overlap(services(), placements())),
      [
        ["worked 2019-02-01..; served 2019-03-01", 15],
        ["worked 2019-02-01..", 0],
      ],
    ],
    [
      "of work at follow-up",
      happens(employedAtFollowUp()),
      [
        ["followed 2019-02-01 employed", 15],
        ["followed 2019-02-01 unreachable", 12],
        ["followed 2019-02-01 not-employed", 0],
      ],
    ],
    [
      "of an exit for a reason",
      happens(exits({ reason: "moved" })),
      [
        ["registered 2019-01-01; exited 2019-02-01 moved", 15],
        ["registered 2019-01-01; exited 2019-02-01", 12],
        ["registered 2019-01-01; exited 2019-02-01 other", 0],
      ],
    ],
    [
      "of either setting",
      happens(union(open, placements({ setting: "sheltered" }))),
      [
        ["worked 2019-01-01..2019-01-02", 12],
        ["worked 2019-01-01..2019-01-02 sheltered", 15],
      ],
    ],
    [
      "of support but open-market work",
      happens(except(support(), open)),
      [
        ["supported 2019-01-01..2019-02-01; worked 2019-01-01..2019-02-01", 12],
        ["supported 2019-01-01..2019-02-01; worked 2019-01-01..2019-02-01 open-market", 0],
        ["supported 2019-01-01..2019-02-01; worked 2019-01-02..2019-02-01", 15],
        ["supported 2019-01-01..; worked 2019-01-01.. open-market", 10],
        ["supported 2019-01-01..2019-06-30; worked 2019-01-01..2019-06-30 sheltered", 15],
      ],
    ],
    [
      "of the total of a union",
      totals(union(placements(), support()), { atLeast: days(30) }),
      [
        ["worked 2019-01-01..2019-01-20; supported 2019-02-01..2019-02-10", 15],
        ["worked 2019-01-01..2019-01-20; supported 2019-02-01..2019-02-09", 0],
        ["worked 2019-01-01..2019-01-20; supported 2019-06-25..", 10],
      ],
    ],
    [
      "of the total cut to the period",
      totals(clip(placements(), reportingPeriod), { atLeast: days(40) }),
      [
        ["worked 2018-12-01..2019-02-09", 15],
        ["worked 2018-12-01..2019-02-08", 0],
      ],
    ],
    [
      "of the total touching the period",
      totals(touching(placements(), reportingPeriod), { atLeast: days(40) }),
      [
        ["worked 2018-12-01..2019-01-09", 15],
        ["worked 2018-12-01..2019-01-08", 0],
      ],
    ],
    [
      "of the total starting in the period",
      totals(starting(placements(), reportingPeriod), { atLeast: days(40) }),
      [
        ["worked 2018-12-01..2019-02-09", 0],
        ["worked 2019-01-01..2019-02-09", 15],
      ],
    ],
    [
      "of the total without the last day",
      totals(withoutLastDay(placements()), { atLeast: days(40) }),
      [
        ["worked 2019-01-01..2019-02-09", 0],
        ["worked 2019-01-01..2019-02-10", 15],
        ["worked 2019-05-22..", 15],
      ],
    ],
    [
      "of the total joined",
      totals(joined(placements(), { gap: days(7) }), { atLeast: days(40) }),
      [
        ["worked 2019-01-01..2019-01-10; worked 2019-01-18..2019-02-09", 15],
        ["worked 2019-01-01..2019-01-10; worked 2019-01-19..2019-02-09", 0],
      ],
    ],
    [
      "of the total joined within an employer",
      totals(joined(placements(), { gap: days(7), within: "employer" }), { atLeast: days(40) }),
      [
        ["worked 2019-01-01..2019-01-10 @E; worked 2019-01-18..2019-02-09 @E", 15],
        ["worked 2019-01-01..2019-01-10 @E; worked 2019-01-18..2019-02-09 @F", 0],
        ["worked 2019-01-01..2019-01-10 @E; worked 2019-01-18..2019-02-09", 12],
      ],
    ],
    [
      "of both years",
      happens(touching(touching(placements(), reportingPeriod), previous)),
      [
        ["worked 2018-12-01..2019-01-05", 15],
        ["worked 2018-12-01..2018-12-05", 0],
        ["worked 2019-01-01..2019-01-05", 0],
      ],
    ],
    [
      "cut to two years at once",
      happens(clip(clip(placements(), reportingPeriod), previous)),
      [
        ["worked 2018-12-01..2019-01-05", 0],
        ["worked 2018-12-01..2018-12-05", 0],
      ],
    ],
    [
      "of a month in the period of those that touch the year before",
      lasts(clip(touching(placements(), previous), reportingPeriod), { atLeast: months(1) }),
      [
        ["worked 2018-12-01..2019-01-31", 15],
        ["worked 2018-12-01..2019-01-30", 0],
        ["worked 2019-01-01..2019-01-31", 0],
      ],
    ],
    [
      "of two spells",
      times(placements(), { atLeast: 2 }),
      [
        ["worked 2019-01-01..2019-01-02; worked 2019-02-01..2019-02-02", 15],
        ["worked 2019-01-01..2019-01-02", 0],
      ],
    ],
    [
      "of at most one in the open market",
      times(open, { atMost: 1 }),
      [
        ["worked 2019-01-01..2019-01-02 open-market; worked 2019-02-01..2019-02-02", 12],
        ["worked 2019-01-01..2019-01-02 sheltered; worked 2019-02-01..2019-02-02", 15],
        ["worked 2019-01-01..2019-01-02 open-market; worked 2019-02-01..2019-02-02 open-market", 0],
      ],
    ],
    [
      "certain today, though not if what runs goes on: it stays certain",
      lasts(joined(except(placements(), support()), { gap: days(200) }), { under: months(3) }),
      [
        ["worked 2019-01-01..; supported 2019-03-01..", 15],
        ["worked 2019-01-01..; supported 2019-05-01..", 0],
      ],
    ],
    [
      "the same where a fact is missing",
      lasts(joined(except(open, support()), { gap: days(200) }), { under: months(3) }),
      [["worked 2019-01-01..; supported 2019-03-01..", 12]],
    ],
    [
      "after the first open-market day",
      happens(touching(services(), daysAfter(firstDay(open), days(0), days(30)))),
      [
        ["worked 2019-01-01..2019-01-02 open-market; served 2019-01-15", 15],
        ["worked 2018-06-01..2018-06-02; worked 2019-01-01..2019-01-02 open-market; served 2019-01-15", 12],
        ["worked 2019-01-01..2019-01-02 open-market; worked 2019-03-01..2019-03-02; served 2019-01-15", 15],
        ["worked 2019-01-01..2019-01-02 sheltered; served 2019-01-15", 0],
      ],
    ],
    [
      "after the last open-market day",
      happens(touching(services(), daysAfter(lastDay(open), days(0), days(30)))),
      [
        ["worked 2019-01-01..2019-01-02 open-market; served 2019-01-15", 15],
        ["worked 2019-01-01..2019-01-02 open-market; worked 2019-03-01..2019-03-02; served 2019-01-15", 12],
        ["worked 2018-06-01..2018-06-02; worked 2019-01-01..2019-01-02 open-market; served 2019-01-15", 15],
      ],
    ],
    [
      "with ten and eleven facts missing",
      happens(open),
      [
        [unclear(10), 12],
        [unclear(11), 12],
        [`worked 2019-01-01..2019-01-02 open-market; ${unclear(11)}`, 15],
        ["worked 2019-01-01..2019-01-02 sheltered", 0],
        ["worked 2019-01-01..2019-01-02", 12],
      ],
    ],
    [
      "with eleven facts missing, in the period",
      happens(touching(open, reportingPeriod)),
      [
        [unclear(11), 12],
        ["worked 2018-01-01..2018-01-02", 0],
        ["worked 2019-01-01..2019-01-02", 12],
      ],
    ],
    [
      "with an upper limit and eleven facts missing",
      lasts(open, { under: days(5) }),
      [
        [unclear(11), 12],
        [`worked 2019-01-01..2019-01-02 open-market; ${unclear(11)}`, 12],
        ["worked 2019-01-01..2019-01-02 open-market", 15],
      ],
    ],
    [
      "of people of whom other things are missing",
      lasts(open, { atLeast: days(5) }),
      [
        ["worked 2019-01-01..2019-01-10", 12],
        ["worked 2019-01-01..2019-01-02", 0],
        ["worked 2019-01-01..2019-01-10 open-market; worked 2019-02-01..2019-02-02", 15],
        ["worked 2019-01-01..2019-01-10; worked 2019-02-01..2019-02-02", 12],
      ],
    ],
  ])("%s", (_name, condition, people) => {
    expect(
      bitsOf(
        condition,
        people.map(([line]) => line),
      ),
    ).toEqual(people.map(([, bits]) => bits));
  });

  it.each<[string, { from: number; to: number }, number]>([
    ["goes on in a period that does", YEAR, 10],
    ["does not go on in a period that ends on the horizon", HALF, 0],
    ["does not go on in a period that is over", LAST_YEAR, 0],
  ])("what is cut to the period %s", (_name, period, expected) => {
    const condition = lasts(clip(placements(), reportingPeriod), { atLeast: months(6) });
    expect(bitsOf(condition, ["worked 2019-02-01..", "worked 2018-08-01.."], period)).toEqual([
      expected,
      period === LAST_YEAR ? 0 : period === HALF ? 15 : 15,
    ]);
  });

  it("what is cut at the horizon does not go on", () => {
    const condition = lasts(clip(placements(), untilHorizon), { atLeast: months(6) });
    expect(bitsOf(condition, ["worked 2019-02-01..", "worked 2019-01-01.."])).toEqual([0, 15]);
  });
});

describe("a condition about facts", () => {
  it.each<[string, Condition, [people: string, bits: number][]]>([
    [
      "of a group",
      inGroup("targetGroup", ["care-leaver"]),
      [
        ["registered 2018-01-01 group=care-leaver", 15],
        ["registered 2018-01-01 group=other", 0],
        ["registered 2018-01-01", 12],
      ],
    ],
    [
      "of an age at the period's start",
      aged({ under: 18, at: "period-start" }),
      [
        ["registered 2018-01-01 born:2001-01-01", 0],
        ["registered 2018-01-01 born:2001-01-02", 15],
        ["registered 2018-01-01", 12],
      ],
    ],
    [
      "of an age at registration",
      aged({ under: 18, at: registration }),
      [
        ["registered 2018-06-01 born:2000-06-02", 15],
        ["registered 2018-06-01 born:2000-06-01", 0],
      ],
    ],
    [
      "of an age on the first open-market day",
      aged({ under: 18, at: firstDay(open) }),
      [
        ["registered 2018-01-01 born:2001-03-02; worked 2019-03-01..2019-03-02 open-market", 15],
        ["registered 2018-01-01 born:2001-03-02; worked 2019-03-01..2019-03-02", 12],
        ["registered 2018-01-01 born:2001-03-02; worked 2019-03-01..2019-03-02 sheltered", 0],
      ],
    ],
    [
      "of an exit in the period",
      falls(exit, reportingPeriod),
      [
        ["registered 2018-01-01; exited 2019-01-01", 15],
        ["registered 2018-01-01; exited 2018-12-31", 0],
        ["registered 2018-01-01", 0],
      ],
    ],
    [
      "of an exit soon after the first open-market day",
      falls(exit, daysAfter(firstDay(open), days(0), days(10))),
      [
        ["registered 2018-01-01; worked 2019-03-01..2019-03-02 open-market; exited 2019-03-10", 15],
        ["registered 2018-01-01; worked 2019-03-01..2019-03-02 open-market; exited 2019-03-11", 0],
        ["registered 2018-01-01; worked 2019-03-01..2019-03-02; exited 2019-03-10", 12],
      ],
    ],
    [
      "of change",
      change({ improved: { atLeast: 1 } }),
      [
        ["scored 2019-01-01 a 3; scored 2019-02-01 a 4", 15],
        ["scored 2019-01-01 a 3; scored 2019-02-01 a 3", 0],
        ["scored 2019-01-01 a 3", 12],
      ],
    ],
  ])("%s", (_name, condition, people) => {
    expect(
      bitsOf(
        condition,
        people.map(([line]) => line),
      ),
    ).toEqual(people.map(([, bits]) => bits));
  });

  it("is told apart by its codes, its rule and its pairing", () => {
    const people = [
      "registered 2018-01-01 group=a; scored 2019-01-01 a 3; scored 2019-01-20 a 4; scored 2019-02-01 a 2",
    ];
    const improved = { improved: { atLeast: 1 } };
    const soon = { followUp: { after: days(20), tolerance: days(5) } };
    expect(bitsOf(every(inGroup("targetGroup", ["a"]), not(inGroup("targetGroup", ["b"]))), people)).toEqual([15]);
    expect(bitsOf(every(change({ worsened: { atLeast: 1 } }), not(change(improved))), people)).toEqual([15]);
    expect(bitsOf(every(change(improved, soon), not(change(improved))), people)).toEqual([15]);
  });
});

describe("conditions joined", () => {
  const worked = lasts(placements(), halfYear);
  const housed = inGroup("home", ["yes"]);
  const PEOPLE: readonly (readonly [told: string, worked: number, housed: number])[] = [
    ["registered 2018-01-01 home=yes; worked 2019-01-01..2019-06-30", 15, 15],
    ["registered 2018-01-01 home=no; worked 2019-01-01..2019-06-30", 15, 0],
    ["registered 2018-01-01; worked 2019-01-01..2019-06-30", 15, 12],
    ["registered 2018-01-01 home=yes; worked 2019-02-01..", 10, 15],
    ["registered 2018-01-01 home=no; worked 2019-02-01..", 10, 0],
    ["registered 2018-01-01; worked 2019-02-01..", 10, 12],
    ["registered 2018-01-01 home=yes", 0, 15],
    ["registered 2018-01-01 home=no", 0, 0],
    ["registered 2018-01-01", 0, 12],
  ];
  /** A denial is open in what it denies is open in: what only time can bring about, only time can settle against. */
  const denied = new Map([
    [15, 0],
    [0, 15],
    [10, 10],
    [12, 12],
  ]);
  const people = PEOPLE.map(([told]) => told);

  it.each<[string, Condition, (a: number, b: number) => number]>([
    ["every", every(worked, housed), (a, b) => a & b],
    ["some", some(worked, housed), (a, b) => a | b],
    ["not", not(worked), (a) => denied.get(a)!],
    ["not of facts", not(housed), (_, b) => denied.get(b)!],
    ["every of three", every(worked, housed, happens(enrolment())), (a, b) => a & b],
    ["some of three", some(worked, housed, happens(services())), (a, b) => a | b],
    ["not of not", not(not(worked)), (a) => a],
    ["one of one", every(worked), (a) => a],
  ])("by %s", (_name, condition, expected) => {
    expect(bitsOf(condition, people)).toEqual(PEOPLE.map(([, a, b]) => expected(a, b)));
  });
});
