import { type Dataset, parseDataset } from "../../core/dataset/dataset";
import { Drawer, type DrawingPlan, NOT_APPLICABLE } from "./drawer";
import { eventsOf, type Fact } from "./facts";

/**
 * People who could exist, each as a dataset reads them: families of people who differ from the first of them in one
 * fact.
 */
export interface PossiblePeople {
  readonly dataset: Dataset;
  /** By person: the number of the family. */
  readonly family: Int32Array;
  /** By person: the day of the first registration. */
  readonly registeredOn: Int32Array;
  /** Whether they could have been registered on any other day and all else be the same. */
  readonly isAnyDay: boolean;
  /** Attributes that the definitions ask for, `ageBand` for the age. */
  readonly attributes: ReadonlySet<string>;
}

/** Families, and people in each: the first and those who differ from them in one fact. */
const FAMILIES = 560;
const FAMILY = 10;
/** More families for each figure told of a person. */
const FAMILIES_PER_FIGURE = 2;
const MOST_FAMILIES = 1000;

/** How many are drawn of two others, and how many facts of theirs change. */
const CROSSED = 1200;
const CROSSED_FAMILY = 3;
const MOST_CHANGES = 3;

/**
 * People drawn densely from the facts that definitions read: around the days that periods begin and end, of the lengths
 * that conditions
 * ask for and a day to either side, with and without the facts that may be missing.
 *
 * The same plan gives the same people. Their ids are numbers in the order in which they were drawn.
 */
export class Drawing {
  readonly #plan: DrawingPlan;
  readonly #drawer: Drawer;
  readonly #people: (readonly Fact[])[] = [];
  readonly #family: number[] = [];
  #families = 0;
  /** How many were handed out. */
  #given = 0;

  constructor(plan: DrawingPlan) {
    this.#plan = plan;
    this.#drawer = new Drawer(plan);
    const figures = plan.definitions.length * plan.moments.length;
    const families = plan.times * Math.min(MOST_FAMILIES, FAMILIES + FAMILIES_PER_FIGURE * figures);
    for (let number = 0; number < families; number++) this.#add(this.#drawer.person(number), FAMILY);
  }

  /** Draws people who have the facts of two others, or most of them. */
  cross(some: readonly number[]): void {
    const parents = some.map((one) => this.#people[one]!);
    for (let drawn = 0; drawn < CROSSED; drawn += CROSSED_FAMILY) {
      this.#add(this.#drawer.crossed(parents, MOST_CHANGES), CROSSED_FAMILY);
    }
  }

  /** Those who were drawn since it was last asked. */
  drawn(): PossiblePeople {
    const { criteria, notApplicable } = this.#plan;
    const people = this.#people.slice(this.#given);
    const family = this.#family.slice(this.#given);
    this.#given = this.#people.length;
    const told = criteria.map((code) => ({
      code,
      title: { ru: code, en: code },
      min: 0,
      max: 6,
      better: "higher" as const,
      ...(notApplicable && { notApplicable: [NOT_APPLICABLE] }),
    }));
    return {
      dataset: parseDataset(eventsOf(people), told.length === 0 ? {} : { criteria: told }),
      family: Int32Array.from(family),
      registeredOn: Int32Array.from(people, ([registration]) => registration!.from),
      isAnyDay: !this.#drawer.isRegistrationRead,
      attributes: this.#drawer.attributes,
    };
  }

  #add(first: readonly Fact[], size: number): void {
    for (let place = 0; place < size; place++) {
      this.#people.push(place === 0 ? first : this.#drawer.changed(first));
      this.#family.push(this.#families);
    }
    this.#families++;
  }
}
