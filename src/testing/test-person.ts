import type { CalendarDate, Period } from "../calendar";
import { type Dataset, parseDataset } from "../dataset/dataset";
import type { Criterion } from "../events/event";
import { sentence } from "../issue";
import type { Defined } from "../verdicts/evaluation";
import type { Verdict } from "../verdicts/verdict";

/** A question put about a test person: a period, the last day known, and the verdicts expected. */
export interface TestOccasion {
  readonly period: Period;
  readonly asOf: CalendarDate;
  /** Verdict expected of each indicator, by code. */
  readonly verdicts?: Readonly<Record<string, Verdict>> | undefined;
  /** Criteria declared when the events are read. */
  readonly criteria?: readonly Criterion[] | undefined;
}

/** An invented person as data, named for what they prove. The files of `fixtures/people/` have this form, but for the name. */
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
  return people.flatMap((person) => {
    const { name, events, expect } = requirePerson(person, cannot);
    const datasets = new Map<string, Dataset>();
    return expect.map((occasion) => {
      const key = JSON.stringify(occasion.criteria ?? null);
      const dataset = datasets.get(key) ?? parseDataset(events, { criteria: occasion.criteria });
      datasets.set(key, dataset);
      return { name, dataset, occasion };
    });
  });
}

function requirePerson(person: TestPerson, cannot: string): TestPerson {
  const { name, events, expect } = (person ?? {}) as Partial<TestPerson>;
  if (typeof name === "string" && Array.isArray(events) && Array.isArray(expect)) return person;
  throw new TypeError(
    sentence({
      cannot,
      because: "people must have a name, events and what to expect of them",
      received: person,
      hint: "write { name, events, expect: [{ period, asOf, verdicts }] }",
    }),
  );
}

/**
 * @param cannot - what could not be done when it is not one
 * @throws TypeError when an indicator is not one
 */
export function requireIndicator<One extends Defined>(indicator: One, cannot: string): One {
  if ((indicator as Defined | undefined)?.definition !== undefined) return indicator;
  throw new TypeError(sentence({ cannot, because: "indicators must be made by defineIndicator", received: indicator }));
}
