/** Which two scores make a pair and what is still due, where days, people and facts meet their limits. */
import { describe, expect, it } from "vitest";
import { dateOf, days, months } from "../../../src/calendar";
import type { Pairing } from "../../../src/core/definition/pairing";
import { changesOf } from "../../../src/core/engine/change";
import { Picks } from "../../../src/core/engine/picks";
import { storeOfPeople, viewOf } from "./people";

/**
 * What is picked of the criterion `a` for each person: two days, or why there is no pair, and the days of the score
 * that is due.
 */
function picked(told: string, pairing: Pairing, horizon = "2019-06-30"): string[] {
  const store = storeOfPeople(told);
  const picks = new Picks(viewOf(store, horizon), pairing);
  const criterion = store.log.criteria.find("a");
  const day = (row: number) => dateOf(store.assessments.days[row]!);
  return Array.from({ length: store.people }, (_, person) => {
    picks.load(person);
    const [first, last] = [picks.first[criterion]!, picks.last[criterion]!];
    if (last !== -1) return `${day(first)} ${day(last)}`;
    const due = picks.due(criterion);
    return `${picks.why(criterion)}${due ? ` ${dateOf(due.from)} ${due.to > 109_573 ? "" : dateOf(due.to)}` : ""}`;
  });
}

describe("a pair", () => {
  it.each<[string, Pairing, string, string[]]>([
    [
      "of the first and the last",
      {},
      "A: scored 2019-01-01 a 3; scored 2019-02-01 a 4; scored 2019-03-01 a 4",
      ["2019-01-01 2019-03-01"],
    ],
    [
      "is of one person's scores",
      {},
      "A: scored 2019-01-01 a 3\nB: scored 2019-05-01 a 4",
      ["no-two-scores", "no-two-scores"],
    ],
    [
      "is of one person's scores too when it is spaced",
      { spacing: days(1) },
      "A: scored 2019-01-01 a 3\nB: scored 2019-05-01 a 4",
      ["no-two-scores", "no-two-scores"],
    ],
    ["is of two days", {}, "A: scored 2019-01-01 a 3; scored 2019-01-01 a 4", ["no-two-scores"]],
    [
      "is of two days too by one rater",
      { same: ["rater"] },
      "A: scored 2019-01-01 a 3 by:R; scored 2019-01-01 a 4 by:R",
      ["no-two-scores"],
    ],
    [
      "is of one rater",
      { same: ["rater"] },
      "A: scored 2019-01-01 a 3 by:R; scored 2019-02-01 a 4 by:R; scored 2019-03-01 a 4 by:S",
      ["2019-01-01 2019-02-01"],
    ],
    [
      "is spaced by at least so long",
      { spacing: months(1) },
      "A: scored 2019-01-31 a 3; scored 2019-02-28 a 4\nB: scored 2019-01-31 a 3; scored 2019-02-27 a 4",
      ["2019-01-31 2019-02-28", "too-close"],
    ],
    [
      "begins near the registration",
      { baseline: { within: days(10) } },
      "A: registered 2019-01-11; scored 2019-01-01 a 3; scored 2019-03-01 a 4\nB: registered 2019-01-12; scored 2019-01-01 a 3; scored 2019-01-22 a 3; scored 2019-03-01 a 4\nC: registered 2019-01-11; scored 2019-01-22 a 3",
      ["2019-01-01 2019-03-01", "2019-01-22 2019-03-01", "no-baseline"],
    ],
    [
      "has no baseline before there is a registration",
      { baseline: { within: days(20) } },
      "A: registered 2019-07-01; scored 1900-01-01 a 3; scored 1900-01-10 a 3; scored 2019-03-01 a 4",
      ["no-baseline"],
    ],
    [
      "has no scheduled day before there is a registration",
      { followUp: { after: days(10), tolerance: days(10), from: "registration" } },
      "A: registered 2019-07-01; scored 1900-01-02 a 3; scored 1900-01-10 a 4",
      ["no-score-at-point"],
    ],
  ])("%s", (_name, pairing, told, expected) => {
    expect(picked(told, pairing)).toEqual(expected);
  });
});

describe("what is due", () => {
  const half = { after: months(6), tolerance: days(10) };
  it.each<[string, Pairing, string, string]>([
    ["nothing of the first and the last", {}, "A: scored 2019-06-20 a 3", "no-two-scores"],
    [
      "a baseline as long as it can come",
      { baseline: { within: days(20) } },
      "A: registered 2019-06-11; scored 2019-01-01 a 3",
      "not-yet-due 2019-05-22 2019-07-01",
    ],
    [
      "no baseline once it is too late",
      { baseline: { within: days(20) } },
      "A: registered 2019-06-10; scored 2019-01-01 a 3",
      "no-baseline",
    ],
    [
      "the follow-up, once there is a baseline, though another could come",
      { baseline: { within: days(60) }, followUp: half },
      "A: registered 2019-06-01; scored 2019-06-05 a 3",
      "not-yet-due 2019-11-25 2019-12-15",
    ],
    [
      "the follow-up on its last day",
      { followUp: half },
      "A: scored 2018-12-21 a 3",
      "not-yet-due 2019-06-11 2019-07-01",
    ],
    [
      "no follow-up once its last day is the horizon",
      { followUp: half },
      "A: scored 2018-12-20 a 3",
      "no-score-at-point",
    ],
    [
      "the follow-up from registration without a baseline",
      { followUp: { ...half, from: "registration" } },
      "A: registered 2019-06-01; served 2019-06-01\nB: scored 2018-01-01 a 1",
      "not-yet-due 2019-11-21 2019-12-11",
    ],
    [
      "the same, spaced",
      { followUp: { ...half, from: "registration" }, spacing: months(1) },
      "A: registered 2019-06-01; served 2019-06-01\nB: scored 2018-01-01 a 1",
      "not-yet-due 2019-11-21 2019-12-11",
    ],
    [
      "only days far enough from the baseline",
      { followUp: { ...half, from: "registration" }, spacing: months(6) },
      "A: registered 2019-06-01; scored 2019-06-05 a 3",
      "not-yet-due 2019-12-05 2019-12-11",
    ],
    [
      "a single day",
      { followUp: { ...half, from: "registration" }, spacing: months(6) },
      "A: registered 2019-06-01; scored 2019-06-11 a 3",
      "not-yet-due 2019-12-11 2019-12-11",
    ],
    [
      "nothing when no day is far enough",
      { followUp: { ...half, from: "registration" }, spacing: months(6) },
      "A: registered 2019-06-01; scored 2019-06-12 a 3",
      "no-score-at-point",
    ],
    [
      "all days far enough, of the second row of all",
      { spacing: months(6) },
      "A: scored 2019-01-15 b 1; scored 2019-06-05 a 3",
      "not-yet-due 2019-12-05 2200-01-01",
    ],
    ["nothing when the days far enough have come", { spacing: months(5) }, "A: scored 2019-01-15 a 3", "no-two-scores"],
  ])("is %s", (_name, pairing, told, expected) => {
    expect(picked(told, pairing)[0]).toBe(expected);
  });

  it("is nothing past the calendar", () => {
    expect(picked("A: scored 2199-12-01 a 3", { spacing: months(1) }, "2199-12-20")).toEqual(["no-two-scores"]);
    const followUp = { after: months(1), tolerance: days(5) };
    expect(picked("A: scored 2199-12-01 a 3", { followUp }, "2199-12-20")).toEqual(["no-score-at-point"]);
    expect(picked("A: scored 2199-11-30 a 3", { followUp }, "2199-12-20")).toEqual(["not-yet-due 2199-12-25 "]);
  });
});

it("lacking are the scores whose instrument was not recorded, whoever the raters were", () => {
  const told = "A: scored 2019-01-01 a 3 by:R with:form; scored 2019-02-01 a 4 by:R";
  const [change] = changesOf(viewOf(storeOfPeople(told), "2019-06-30"), 0, { same: ["rater", "instrument"] });
  expect(change).toMatchObject({ why: "instrument-not-recorded", lacking: [change!.events[1]] });
  const other = "A: scored 2019-01-01 a 3 with:form; scored 2019-02-01 a 4 by:R with:form";
  const [rated] = changesOf(viewOf(storeOfPeople(other), "2019-06-30"), 0, { same: ["rater", "instrument"] });
  expect(rated).toMatchObject({ why: "rater-not-recorded", lacking: [rated!.events[0]] });
});
