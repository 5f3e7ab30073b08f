/** Recorded spells as they stand on 2019-06-30, in each reading: what runs then, what is missing, what comes later. */
import { describe, expect, it } from "vitest";
import { dateOf, dayOf, FOREVER } from "../../../src/calendar";
import {
  employedAtFollowUp,
  enrolment,
  exits,
  followUps,
  placements,
  type SpellExpression,
  services,
  support,
} from "../../../src/core/definition/language";
import { SpellTable } from "../../../src/core/engine/spells";
import { missingCount, RecordedEvents, recordedSpells } from "../../../src/core/engine/recorded";
import { CERTAIN, IN_TIME, POSSIBLE, type View, WITH_FACTS } from "../../../src/core/engine/view";
import { storeOfPeople, viewOf } from "./people";

const HORIZON = "2019-06-30";
const store = storeOfPeople(`
  A: worked 2019-01-01..2019-02-28 open-market temporary; worked 2019-03-01.. sheltered permanent; worked 2019-04-01..2019-06-30 temporary; worked 2019-05-01..2019-07-01 open-market; worked 2019-06-30..2019-06-30; worked 2019-07-01.. open-market temporary; registered 2019-01-01; exited 2019-06-20 moved; registered 2019-06-25; exited 2019-06-30; registered 2019-07-01; exited 2019-07-02 moved; supported 2019-01-01..2019-06-30; supported 2019-02-01..; supported 2019-07-01..
  B: worked 2019-02-01..2019-02-02 sheltered temporary; served 2019-01-05 advice; served 2019-06-30 training; served 2019-07-01 advice; followed 2019-01-06 employed; followed 2019-02-06 not-employed; followed 2019-03-06 unreachable; followed 2019-06-30 unreachable; followed 2019-07-01 employed
  C: worked 2019-06-30.. permanent; supported 2019-06-30..; served 2019-02-05 training; followed 2019-06-30 employed; registered 2018-01-01; exited 2019-01-01 other
`);
const view = viewOf(store, HORIZON);
const NAMES = [..."ABC"];

/**
 * Rows as origins, with \`>\` behind those that go on for ever; the days of each are those recorded, cut at the
 * horizon.
 */
function told(of: View, expression: SpellExpression, reading: number): string {
  const out = new SpellTable();
  out.add(9, 1, 2, 3);
  recordedSpells(of, expression as never, reading, out);
  const rows = Array.from({ length: out.rows }, (_, row) => {
    const origin = out.origins[row]!;
    const [name, first, last] = RECORDED[origin]!;
    expect([NAMES[of.people.who[out.owners[row]!]!], dateOf(out.starts[row]!)]).toEqual([name, first]);
    if (out.ends[row] === FOREVER) return `${origin}>`;
    expect(dateOf(out.ends[row]! - 1)).toBe(last);
    return `${origin}`;
  });
  return rows.join(" ");
}

/**
 * By origin: whose, the first day, and the last up to the horizon. Placements, support, services, follow-ups,
 * enrolments, exits.
 */
const RECORDED: Readonly<Record<number, readonly [string, string, string]>> = {
  ...{ 0: ["A", "2019-01-01", "2019-02-28"], 1: ["A", "2019-03-01", HORIZON], 2: ["A", "2019-04-01", HORIZON] },
  ...{ 3: ["A", "2019-05-01", HORIZON], 4: ["A", HORIZON, HORIZON], 6: ["B", "2019-02-01", "2019-02-02"] },
  ...{ 7: ["C", HORIZON, HORIZON] },
  ...{ 8: ["A", "2019-01-01", HORIZON], 9: ["A", "2019-02-01", HORIZON], 11: ["C", HORIZON, HORIZON] },
  ...{ 12: ["B", "2019-01-05", "2019-01-05"], 13: ["B", HORIZON, HORIZON], 15: ["C", "2019-02-05", "2019-02-05"] },
  ...{ 16: ["B", "2019-01-06", "2019-01-06"], 17: ["B", "2019-02-06", "2019-02-06"], 21: ["C", HORIZON, HORIZON] },
  ...{ 18: ["B", "2019-03-06", "2019-03-06"], 19: ["B", HORIZON, HORIZON] },
  ...{ 22: ["A", "2019-01-01", "2019-06-20"], 23: ["A", "2019-06-25", HORIZON], 25: ["B", "2018-01-01", HORIZON] },
  ...{ 26: ["C", "2018-01-01", "2019-01-01"], 27: ["A", "2019-06-20", "2019-06-20"], 28: ["A", HORIZON, HORIZON] },
  ...{ 30: ["C", "2019-01-01", "2019-01-01"] },
};

const open = { setting: "open-market" } as const;
const sheltered = { setting: "sheltered" } as const;
const temporary = { contract: "temporary" } as const;
const permanent = { contract: "permanent" } as const;

describe("recordedSpells()", () => {
  /** What is certain, in time, with facts, and possible; the latter two only where facts make a difference. */
  it.each<[string, SpellExpression, string, string, string?, string?]>([
    ["placements", placements(), "0 1 2 3 4 6 7", "0 1> 2 3> 4 6 7>"],
    ["open-market ones", placements(open), "0 3", "0 3>", "0 2 3 4 7", "0 2 3> 4 7>"],
    ["sheltered ones", placements(sheltered), "1 6", "1> 6", "1 2 4 6 7", "1> 2 4 6 7>"],
    ["temporary ones", placements(temporary), "0 2 6", "0 2 6", "0 2 3 4 6", "0 2 3> 4 6"],
    ["permanent ones", placements(permanent), "1 7", "1> 7>", "1 3 4 7", "1> 3> 4 7>"],
    ["open-market and temporary ones", placements({ ...open, ...temporary }), "0", "0", "0 2 3 4", "0 2 3> 4"],
    ["open-market and permanent ones", placements({ ...open, ...permanent }), "", "", "3 4 7", "3> 4 7>"],
    ["sheltered and permanent ones", placements({ ...sheltered, ...permanent }), "1", "1>", "1 4 7", "1> 4 7>"],
    ["sheltered and temporary ones", placements({ ...sheltered, ...temporary }), "6", "6", "2 4 6", "2 4 6"],
    ["support", support(), "8 9 11", "8 9> 11>"],
    ["enrolment", enrolment(), "22 23 25 26", "22 23 25> 26"],
    ["services", services(), "12 13 15", "12 13 15"],
    ["services of a kind", services({ service: "training" }), "13 15", "13 15"],
    ["services of a kind that never came", services({ service: "nothing" }), "", ""],
    ["follow-ups", followUps(), "16 17 18 19 21", "16 17 18 19 21"],
    ["follow-ups that found work", followUps({ status: "employed" }), "16 21", "16 21"],
    ["follow-ups that found no work", followUps({ status: "not-employed" }), "17", "17"],
    ["follow-ups that found nobody", followUps({ status: "unreachable" }), "18 19", "18 19"],
    ["work at follow-up", employedAtFollowUp(), "16 21", "16 21", "16 18 19 21", "16 18 19 21"],
    ["exits", exits(), "27 28 30", "27 28 30"],
    ["exits for a reason", exits({ reason: "moved" }), "27", "27", "27 28", "27 28"],
    ["exits for one of two", exits({ reason: ["other", "moved"] }), "27 30", "27 30", "27 28 30", "27 28 30"],
    ["exits for a reason that never came", exits({ reason: "nothing" }), "", "", "28", "28"],
  ])(
    "of %s are those up to the horizon",
    (_name, expression, certain, inTime, withFacts = certain, possible = inTime) => {
      expect(told(view, expression, CERTAIN)).toBe(certain);
      expect(told(view, expression, IN_TIME)).toBe(inTime);
      expect(told(view, expression, WITH_FACTS)).toBe(withFacts);
      expect(told(view, expression, POSSIBLE)).toBe(possible);
    },
  );

  it("are those of the people looked at", () => {
    expect(told(viewOf(store, HORIZON, [2, 1]), placements(), CERTAIN)).toBe("7 6");
    expect(told(viewOf(store, HORIZON, [1]), services(), CERTAIN)).toBe("12 13");
    expect(told(viewOf(store, HORIZON, [2]), exits(), CERTAIN)).toBe("30");
    expect(told(viewOf(store, HORIZON, [2]), employedAtFollowUp(), CERTAIN)).toBe("21");
  });

  it("of exits know a reason that is the first code of all", () => {
    const first = store.log.codes.texts[0]!;
    const one = storeOfPeople(`A: registered 2018-01-01; exited 2019-01-01 ${first}`);
    const out = new SpellTable();
    recordedSpells(viewOf(one, HORIZON), exits({ reason: "moved" }) as never, WITH_FACTS, out);
    expect(out.rows).toBe(0);
    recordedSpells(viewOf(one, HORIZON), exits({ reason: first }) as never, CERTAIN, out);
    expect(out.rows).toBe(1);
  });

  /**
   * A lacks the setting of 2, the contract of 3, both of 4; B two follow-ups; C a setting: a bit each, 0 is the first
   * of the two.
   */
  it.each<[SpellExpression, number[], string]>([
    [placements(open), [0b0000, 0, 0], "0 2 3 4 7"],
    [placements(open), [0b0001, 0, 1], "0 3 4"],
    [placements(open), [0b0100, 0, 0], "0 2 3 7"],
    [placements(sheltered), [0b0101, 0, 1], "1 2 4 6 7"],
    [placements(sheltered), [0b1010, 0, 0], "1 6"],
    [placements(temporary), [0b0000, 0, 0], "0 2 3 4 6"],
    [placements(temporary), [0b0010, 0, 1], "0 2 4 6"],
    [placements(temporary), [0b1000, 0, 1], "0 2 3 6"],
    [placements(permanent), [0b1010, 0, 0], "1 3 4 7"],
    [placements({ ...open, ...temporary }), [0b0000, 0, 0], "0 2 3 4"],
    [placements({ ...open, ...temporary }), [0b0001, 0, 0], "0 3 4"],
    [placements({ ...open, ...temporary }), [0b0110, 0, 0], "0 2"],
    [placements({ ...open, ...temporary }), [0b1000, 0, 0], "0 2 3"],
    [placements({ ...sheltered, ...permanent }), [0b1100, 0, 1], "1 4 7"],
    [placements({ ...sheltered, ...permanent }), [0b0100, 0, 0], "1"],
    [placements({ ...sheltered, ...permanent }), [0b1000, 0, 0], "1"],
    [employedAtFollowUp(), [0, 0b00, 0], "16 21"],
    [employedAtFollowUp(), [0, 0b01, 0], "16 18 21"],
    [employedAtFollowUp(), [0, 0b10, 0], "16 19 21"],
  ])("of %j take missing facts to be what a view says: %j", (expression, values, expected) => {
    const filled = { ...view, fillings: { values: Uint32Array.from(values) } };
    expect(told(filled, expression, CERTAIN)).toBe(expected);
    expect(told(filled, expression, WITH_FACTS)).toBe(expected);
  });

  it.each([
    ["2019-03-31", [0, 1, 0]],
    ["2019-04-01", [1, 1, 0]],
    ["2019-05-01", [2, 1, 0]],
    ["2019-03-05", [0, 0, 0]],
    ["2019-06-29", [2, 1, 0]],
    ["2019-06-30", [4, 2, 1]],
    ["2019-12-31", [4, 2, 1]],
  ])("missingCount() on %s is %j", (horizon, expected) => {
    expect([0, 1, 2].map((person) => missingCount(store, person, dayOf(horizon)))).toEqual(expected);
  });
});

it("missing facts of a person are told apart by kind, and from those of the next", () => {
  const two = storeOfPeople(`
    A: worked 2019-01-01..2019-01-02 open-market; followed 2019-02-01 unreachable
    B: followed 2019-02-01 unreachable; followed 2019-03-01 unreachable
  `);
  const seen = viewOf(two, HORIZON);
  expect([0, 1].map((person) => missingCount(two, person, dayOf(HORIZON)))).toEqual([2, 2]);
  const atWork = (values: number[]) => {
    const out = new SpellTable();
    const filled = { ...seen, fillings: { values: Uint32Array.from(values) } };
    recordedSpells(filled, employedAtFollowUp() as never, CERTAIN, out);
    return [...out.owners.subarray(0, out.rows)];
  };
  expect(atWork([0b01, 0])).toEqual([]);
  expect(atWork([0b10, 0b10])).toEqual([0, 1]);
  expect(atWork([0b11, 0b11])).toEqual([0, 1, 1]);
});

describe("RecordedEvents", () => {
  const events = new RecordedEvents(store, dayOf(HORIZON));
  const idOf = (position: number) => (position === -1 ? "" : store.log.ids.texts[position]);
  it.each([
    [0, "A-0-placement-started", "A-0-placement-ended"],
    [1, "A-1-placement-started", ""],
    [2, "A-2-placement-started", "A-2-placement-ended"],
    [3, "A-3-placement-started", ""],
    [7, "C-0-placement-started", ""],
    [8, "A-12-support-started", "A-12-support-ended"],
    [9, "A-13-support-started", ""],
    [11, "C-1-support-started", ""],
    [12, "B-2-service-delivered", ""],
    [15, "C-2-service-delivered", ""],
    [16, "B-5-follow-up-recorded", ""],
    [21, "C-3-follow-up-recorded", ""],
    [22, "A-6-beneficiary-registered", "A-7-beneficiary-exited"],
    [23, "A-8-beneficiary-registered", "A-9-beneficiary-exited"],
    [25, "B-0-beneficiary-registered", ""],
    [26, "C-4-beneficiary-registered", "C-5-beneficiary-exited"],
    [27, "A-7-beneficiary-exited", ""],
    [30, "C-5-beneficiary-exited", ""],
  ])("of spell %i are %s and %j", (origin, start, end) => {
    expect(idOf(events.startOf(origin))).toBe(start);
    expect(idOf(events.endOf(origin))).toBe(end);
  });
});
