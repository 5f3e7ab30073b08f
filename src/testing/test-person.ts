import { DATE, PERIOD, type CalendarDate, type Period } from "../calendar";
import { type Dataset, parseDataset } from "../core/dataset/dataset";
import type { Criterion } from "../core/events/event";
import { CRITERIA } from "../core/events/schema";
import { check, type Fields, type OptionsOf } from "../options";
import type { Verdict } from "../core/engine/verdict";
import { VERDICT } from "../core/engine/verdict";

/** A question put about a test person: a period, the last day known, and the verdicts expected. */
export interface TestOccasion {
  readonly period: Period;
  readonly asOf: CalendarDate;
  /** Verdict expected of each indicator, by code. */
  readonly verdicts?: Readonly<Record<string, Verdict>> | undefined;
  /** Criteria declared when the events are read. */
  readonly criteria?: readonly Criterion[] | undefined;
}

/**
 * An invented person as data, named for what they prove. The files of `fixtures/people/` have this form, but for the
 * name.
 */
export interface TestPerson {
  readonly name: string;
  /** Everything known about them. */
  readonly events: readonly unknown[];
  readonly expect: readonly TestOccasion[];
}

/** A test person on one occasion, ready to be judged. */
export interface Case {
  readonly name: string;
  readonly dataset: Dataset;
  readonly occasion: TestOccasion;
}

/**
 * The occasions on which test people are judged, each with the person's own dataset.
 *
 * @param cannot - what could not be done when a person is not one
 * @throws TypeError when a person has no name, events or occasions
 * @throws DatasetError when a person's events cannot be read
 */
export function casesOf(people: readonly TestPerson[], cannot: string): readonly Case[] {
  check(cannot, people, [PERSON], "people");
  return people.flatMap(({ name, events, expect }) => {
    const datasets = new Map<string, Dataset>();
    return expect.map((occasion) => {
      const key = JSON.stringify(occasion.criteria ?? null);
      const dataset = datasets.get(key) ?? parseDataset(events, { criteria: occasion.criteria });
      datasets.set(key, dataset);
      return { name, dataset, occasion };
    });
  });
}

const OCCASION: OptionsOf<TestOccasion> & Fields = {
  ...{ period: PERIOD, asOf: DATE, "verdicts?": { "*": VERDICT }, "criteria?": CRITERIA, "*": "any" },
};
const PERSON: OptionsOf<TestPerson> & Fields = { name: "text", events: ["any"], expect: [OCCASION], "*": "any" };
