import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { days, months, parseDataset, weeks, year } from "../../src/core/index";
import {
  type FollowUpPlan,
  type FollowUpPlanOptions,
  type FollowUpStanding,
  followUpPlan,
} from "../../src/tables/index";
import { dateText, dayNumber, type NaiveEvent, standing } from "../core/naive/five-indicators";
import { populationsOnOccasions } from "../core/naive/population";
import { howMany } from "../long";

const STANDINGS: readonly FollowUpStanding[] = ["done", "due", "not-yet-due", "unreachable", "overdue"];

/** Somebody whose support ended on a day, and the follow-ups of them. */
function person(id: string, ended: string, followUps: readonly (readonly [date: string, status: string])[] = []) {
  const of = { beneficiaryId: id };
  return [
    { ...of, id: `${id}-r`, type: "beneficiary-registered", date: "2018-01-01", targetGroups: [] },
    { ...of, id: `${id}-s`, type: "support-started", date: "2018-02-01", supportId: id },
    { ...of, id: `${id}-e`, type: "support-ended", date: ended, supportId: id },
    ...followUps.map(([date, status], place) => ({
      ...of,
      id: `${id}-f${place}`,
      type: "follow-up-recorded",
      date,
      status,
    })),
  ];
}

const planOf = (events: readonly unknown[], options: Partial<FollowUpPlanOptions> = {}): FollowUpPlan =>
  followUpPlan(parseDataset(events), { asOf: "2019-06-30", ...options });

const once = { schedule: [months(1)], tolerance: days(5) };

describe("followUpPlan()", () => {
  // Support ended on 31 January 2019: due one month later, on 28 February, from 23 February to 5 March.
  it.each<readonly [string, string, readonly (readonly [string, string])[], FollowUpStanding, string | null, number]>([
    [
      "done when reached on the first day that counts",
      "2019-06-30",
      [["2019-02-23", "employed"]],
      "done",
      "2019-02-23",
      0,
    ],
    [
      "done when reached on the last day that counts",
      "2019-06-30",
      [["2019-03-05", "not-employed"]],
      "done",
      "2019-03-05",
      0,
    ],
    ["overdue when reached a day too early", "2019-06-30", [["2019-02-22", "employed"]], "overdue", null, 0],
    ["overdue when reached a day too late", "2019-06-30", [["2019-03-06", "employed"]], "overdue", null, 0],
    [
      "unreachable when somebody tried",
      "2019-06-30",
      [
        ["2019-02-25", "unreachable"],
        ["2019-02-27", "unreachable"],
      ],
      "unreachable",
      null,
      2,
    ],
    [
      "done when reached at the second try",
      "2019-06-30",
      [
        ["2019-02-25", "unreachable"],
        ["2019-02-27", "employed"],
      ],
      "done",
      "2019-02-27",
      1,
    ],
    ["not yet due the day before the time begins", "2019-02-22", [], "not-yet-due", null, 0],
    ["due on the first day", "2019-02-23", [], "due", null, 0],
    ["due the day before the last, tries or not", "2019-03-04", [["2019-02-25", "unreachable"]], "due", null, 1],
    ["overdue on the last day, when the data are complete", "2019-03-05", [], "overdue", null, 0],
    [
      "due when the contact is dated after the last day of the data",
      "2019-02-28",
      [["2019-03-01", "employed"]],
      "due",
      null,
      0,
    ],
  ])("is %s", (_, asOf, followUps, expected, reachedOn, attempts) => {
    const [planned] = planOf(person("A", "2019-01-31", followUps), { ...once, asOf }).followUps;
    expect(planned).toMatchObject({ standing: expected, reachedOn, attempts });
    expect(planned).toMatchObject({ dueOn: "2019-02-28", opensOn: "2019-02-23", closesOn: "2019-03-05" });
    const found = followUps.find(([date]) => date === reachedOn)?.[1] ?? null;
    expect(planned?.found).toBe(found);
  });

  it("lists everybody by the day they are due and then by id, with counts beside", () => {
    const events = [
      ...person("B", "2019-01-31", [["2019-02-28", "employed"]]),
      ...person("A", "2019-01-31"),
      ...person("C", "2018-11-30", [["2018-12-30", "unreachable"]]),
      ...person("D", "2019-06-20"),
    ];
    const { followUps, steps, cohorts, people, supportedAgain } = planOf(events, once);
    expect(followUps.map(({ beneficiaryId, dueOn, standing: now }) => [beneficiaryId, dueOn, now])).toEqual([
      ["C", "2018-12-30", "unreachable"],
      ["A", "2019-02-28", "overdue"],
      ["B", "2019-02-28", "done"],
      ["D", "2019-07-20", "not-yet-due"],
    ]);
    expect({ people, supportedAgain }).toEqual({ people: 4, supportedAgain: 0 });
    expect(steps).toEqual([
      {
        after: months(1),
        standings: { done: 1, due: 0, "not-yet-due": 1, unreachable: 1, overdue: 1 },
        completeness: { numerator: 1, denominator: 3 },
        percent: "33.3",
      },
    ]);
    expect(cohorts.map((cohort) => [cohort.year, cohort.people, cohort.steps[0]?.percent])).toEqual([
      [2018, 1, "0.0"],
      [2019, 3, "50.0"],
    ]);
  });

  it("has no completeness while the time is over for nobody", () => {
    const [step] = planOf(person("A", "2019-06-20"), once).steps;
    expect(step).toMatchObject({ completeness: { numerator: 0, denominator: 0 }, percent: null });
  });

  it("leaves out whose support runs again, and who is outside the period", () => {
    const again = { id: "A-x", beneficiaryId: "A", type: "support-started", date: "2019-06-01", supportId: "again" };
    const events = [...person("A", "2019-01-31"), again, ...person("B", "2018-11-30")];
    expect(planOf(events)).toMatchObject({ people: 1, supportedAgain: 1 });
    expect(planOf(events, { asOf: "2019-05-31" })).toMatchObject({ people: 2, supportedAgain: 0 });
    expect(planOf(events, { period: year(2019) })).toMatchObject({ people: 0, supportedAgain: 1, cohorts: [] });
  });

  it("plans 1, 3, 6, 12 and 24 months with two weeks either side by default", () => {
    const { schedule, tolerance, followUps } = planOf(person("A", "2019-01-31"));
    expect(schedule).toEqual([1, 3, 6, 12, 24].map(months));
    expect(tolerance).toEqual(weeks(2));
    expect(followUps.map(({ dueOn }) => dueOn)).toEqual([
      "2019-02-28",
      "2019-04-30",
      "2019-07-31",
      "2020-01-31",
      "2021-01-31",
    ]);
  });

  it("ends with the calendar", () => {
    const plan = planOf(person("A", "2199-11-30"), { asOf: "2199-12-31" });
    expect(plan.followUps.map(({ dueOn }) => dueOn)).toEqual([
      "2199-12-30",
      ...Array.from({ length: 4 }, () => "2199-12-31"),
    ]);
  });

  it.each<readonly [string, Partial<Record<keyof FollowUpPlanOptions, unknown>>, RegExp]>([
    ["an empty schedule", { schedule: [] }, /^Cannot plan follow-ups: schedule must be at least 1 long/],
    ["a schedule of numbers", { schedule: [1, 3] }, /schedule.0 must be an object with unit and count/],
    ["times out of order", { schedule: [months(3), months(1)] }, /number 2 does not/],
    [
      "times that overlap by the tolerance",
      { schedule: [days(30), days(44)], tolerance: days(7) },
      /number 2 does not/,
    ],
    [
      "a tolerance longer than the first time",
      { schedule: [months(1)], tolerance: days(28) },
      /the first time of the schedule must be longer/,
    ],
    ["a tolerance in months", { tolerance: months(1) }, /tolerance.unit must be one of days, weeks/],
    ["a day", { asOf: "2019-6-30" }, /asOf must be a real day/],
    ["a period", { period: { from: "2019-02-01", to: "2019-01-01" } }, /period.to must be on or after from/],
  ])("refuses %s", (_, options, message) => {
    const asked = () => planOf([], options as Partial<FollowUpPlanOptions>);
    expect(asked).toThrow(message.source.includes("an object") ? TypeError : RangeError);
    expect(asked).toThrow(message);
  });

  it("takes times that come a day after one another, tolerance included", () => {
    expect(planOf([], { schedule: [days(30), days(45)], tolerance: days(7) }).schedule).toHaveLength(2);
    expect(() => followUpPlan({} as never, { asOf: "2019-06-30" })).toThrow(TypeError);
  });
});

describe("laws of the plan", () => {
  const inDays = { schedule: [days(20), days(60), days(200)], tolerance: days(9) };
  const law = (holds: (events: readonly NaiveEvent[], asOf: string) => void) => () =>
    fc.assert(
      fc.property(populationsOnOccasions, ({ events, asOf }) => holds(events, asOf)),
      {
        numRuns: howMany(150),
        seed: 20_191_231,
      },
    );
  const read = (events: readonly NaiveEvent[]) =>
    // Scores are of no matter here, and need criteria.
    parseDataset(events.filter(({ type, retracts }) => type !== "assessment-recorded" && !isOfScore(events, retracts)));
  const isOfScore = (events: readonly NaiveEvent[], id: unknown): boolean => {
    const event = events.find((one) => one.id === id);
    return event !== undefined && (event.type === "assessment-recorded" || isOfScore(events, event.retracts));
  };

  it(
    "followUpPlan() counts what it lists",
    law((events, asOf) => {
      const { followUps, steps, cohorts, people } = followUpPlan(read(events), { asOf, ...inDays });
      expect(followUps).toHaveLength(people * 3);
      expect(cohorts.reduce((sum, cohort) => sum + cohort.people, 0)).toBe(people);
      steps.forEach(({ after, standings, completeness }, place) => {
        const own = followUps.filter((one) => one.after.count === after.count);
        for (const name of STANDINGS) {
          expect(standings[name]).toBe(own.filter((one) => one.standing === name).length);
          expect(cohorts.reduce((sum, cohort) => sum + cohort.steps[place]!.standings[name], 0)).toBe(standings[name]);
        }
        const over = own.filter(({ closesOn }) => closesOn <= asOf);
        expect(completeness).toEqual({
          numerator: over.filter((one) => one.standing === "done").length,
          denominator: over.length,
        });
      });
    }),
  );

  it(
    "followUpPlan() lists those whose support ended and does not run, by the last day of the data",
    law((events, asOf) => {
      const known = standing(events).filter(({ date }) => date <= asOf);
      const ended = new Set(known.filter(({ type }) => type === "support-ended").map((one) => one.supportId));
      const running = new Set(
        known
          .filter((one) => one.type === "support-started" && !ended.has(one.supportId))
          .map((one) => one.beneficiaryId),
      );
      const whose = new Set(known.filter(({ type }) => type === "support-ended").map((one) => one.beneficiaryId));
      const plan = followUpPlan(read(events), { asOf, ...inDays });
      const listed = new Set(plan.followUps.map(({ beneficiaryId }) => beneficiaryId));
      expect([...listed].sort()).toEqual([...whose].filter((id) => !running.has(id)).sort());
      expect(plan.supportedAgain).toBe([...whose].filter((id) => running.has(id)).length);
    }),
  );

  it(
    "followUpPlan() does not change with the order of events, and shifts with the calendar",
    law((events, asOf) => {
      const plan = followUpPlan(read(events), { asOf, ...inDays });
      expect(followUpPlan(read([...events].reverse()), { asOf, ...inDays })).toEqual(plan);
      const shift = (date: unknown) => dateText(dayNumber(date as string) + 45);
      const shifted = events.map((event) => ({
        ...event,
        date: shift(event.date),
        ...(typeof event.birthDate === "string" && { birthDate: shift(event.birthDate) }),
        ...(typeof event.recordedOn === "string" && { recordedOn: shift(event.recordedOn) }),
      }));
      const later = followUpPlan(read(shifted), { asOf: shift(asOf), ...inDays });
      expect(later.steps).toEqual(plan.steps);
      expect(later.followUps.map(({ dueOn }) => dueOn)).toEqual(plan.followUps.map(({ dueOn }) => shift(dueOn)));
    }),
  );

  it(
    "followUpPlan() is plain frozen data",
    law((events, asOf) => {
      const plan = followUpPlan(read(events), { asOf });
      expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
      expect(Object.isFrozen(plan) && plan.followUps.every(Object.isFrozen)).toBe(true);
      const { followUps: _, ...counts } = plan;
      expect(JSON.stringify(counts)).not.toMatch(/"B-\d/);
    }),
  );
});
