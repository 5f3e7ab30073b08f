import { evaluate, members, parseDataset } from "../../../src/core/index";
import { movements } from "../../../src/tables/index";
import { type Chance, chance, someOf } from "./chance";
import { type Column, Columns, type HomeColumn, NOBODY, type Story, type StoryColumn, textOf } from "./columns";
import type { Layout } from "./layout";
import { eventsOf, type Fact, People, type Person } from "./people";

/** Parts of people by the facts they come from. */
interface Parts {
  readonly stories: Map<string, StoryColumn>;
  readonly harms: Map<string, Column>;
  readonly homes: Map<string, HomeColumn>;
}

/** Whom an attacker thinks of, given a layout: kept, since many populations share one. */
export class Crowd {
  readonly columns: Columns;
  readonly #seed: number;
  readonly #parts: Parts = { stories: new Map(), harms: new Map(), homes: new Map() };
  readonly #whole = new Map<string, Column>();
  /** Whether people can be put together from parts; not known before the first are drawn. */
  #isSplit: boolean | undefined;
  #rounds = 0;

  constructor(layout: Layout, seed: number) {
    this.columns = new Columns(layout);
    this.#seed = seed;
    this.grow();
  }

  /** How often people were drawn. */
  get rounds(): number {
    return this.#rounds;
  }

  /** Draws as many people again as there are. */
  grow(): void {
    const { layout } = this.columns;
    const draws = (layout.draws ?? 2000) * Math.max(1, 2 ** (this.#rounds - 1));
    const people = peopleOf(layout, chance(this.#seed + 7919 * this.#rounds));
    this.#rounds++;
    const stories = Array.from({ length: draws }, () => ({ facts: people.facts(), traits: people.traits() }));
    const harms = Array.from({ length: Math.ceil(draws / 2) }, () => people.harms());
    const homes = Array.from({ length: Math.ceil(draws / 6) }, () => people.registrations());
    const chosen = chance(this.#seed + 31 * this.#rounds);
    const together = (story: Story) => ({ ...story, harms: chosen.pick(harms), registrations: chosen.pick(homes) });
    this.#isSplit ??= stories.slice(0, 60).every((story) => this.#isSumOfParts(together(story)));
    if (this.#isSplit) {
      const apart = different(
        layout,
        stories.map((story) => ({ ...NOBODY, ...story })),
      );
      for (const story of apart) this.#storyOf(story, this.#parts);
      for (const harm of harms) this.#harmOf(harm, this.#parts);
      for (const home of homes) this.#homeOf(home, this.#parts);
    } else {
      const possible = stories.map(together).filter((person) => this.columns.isPossible(person));
      for (const person of different(layout, possible)) this.#wholeOf(person, this.#whole);
    }
  }

  /**
   * Columns of drawn people, and of such as are near to real ones, that a report leaves possible; then those of the
   * real people, one each.
   *
   * @param near - people who differ from real ones in something small
   * @param most - drawn columns
   */
  columnsOf(
    limits: (id: number) => number,
    people: readonly Person[],
    near: readonly Person[],
    most: number,
    drawn: Chance,
  ): readonly Column[] {
    const fits = ({ ids, values }: Column) => ids.every((id, at) => values[at]! <= limits(id));
    const others = near.filter((person) => this.columns.isPossible(person));
    if (this.#isSplit) {
      const parts = newParts();
      const own = people.map((person) => this.#sumOf(person, parts));
      return [...this.#sums(fits, [...people, ...others], parts, most, drawn), ...own];
    }
    const whole = new Map(this.#whole);
    const own = people.map((person) => this.#wholeOf(person, whole));
    const all = [...people, ...others];
    for (const [one, other] of pairsOf(all.length, all.length, most, drawn)) {
      const person = { ...all[one]!, registrations: all[other]!.registrations };
      if (this.columns.isPossible(person)) this.#wholeOf(person, whole);
    }
    const fitting = [...whole.values()].filter(fits);
    return [...someOf(fitting.length, most, drawn).map((at) => fitting[at]!), ...own];
  }

  #sums(
    fits: (column: Column) => boolean,
    real: readonly Person[],
    own: Parts,
    most: number,
    drawn: Chance,
  ): readonly Column[] {
    const people = real
      .map(({ harms, registrations, ...story }) => ({
        story: this.#storyOf(story, own),
        harm: this.#harmOf(harms, own),
        home: this.#homeOf(registrations, own),
      }))
      .filter(({ story, harm, home }) => fits(story.general) && fits(harm) && fits(home.own));
    const fitting = <Part>(all: readonly Part[], columnOf: (part: Part) => Column, text: (part: Part) => string) => [
      ...new Map(all.filter((part) => fits(columnOf(part))).map((part) => [text(part), part])).values(),
    ];
    const stories = fitting(
      [...own.stories.values(), ...this.#parts.stories.values()],
      ({ general }) => general,
      ({ text }) => text,
    );
    const harms = fitting([...own.harms.values(), ...this.#parts.harms.values()], (harm) => harm, textOf);
    const homes = fitting(
      [...own.homes.values(), ...this.#parts.homes.values()],
      (home) => home.own,
      ({ text }) => text,
    );
    const found: Column[] = [];
    const add = (story: StoryColumn, harm: Column, home: HomeColumn) => {
      const column = this.columns.composed(story, harm, home);
      if (fits(column)) found.push(column);
    };
    for (const { story, harm, home } of people) add(story, harm, home);
    // Real people with one thing different come first: most other ways to make the report are made of them.
    const some = Math.ceil(most / 4);
    for (const [at, one] of pairsOf(people.length, homes.length, 2 * some, drawn)) {
      add(people[at]!.story, people[at]!.harm, homes[one]!);
    }
    for (const [at, one] of pairsOf(people.length, stories.length, some, drawn)) {
      add(stories[one]!, people[at]!.harm, people[at]!.home);
    }
    for (const [at, one] of pairsOf(people.length, harms.length, some, drawn)) {
      add(people[at]!.story, harms[one]!, people[at]!.home);
    }
    for (const [at, one] of pairsOf(stories.length, harms.length * homes.length, most * 3, drawn)) {
      if (found.length >= most) break;
      add(stories[at]!, harms[one % harms.length]!, homes[Math.floor(one / harms.length)]!);
    }
    return found;
  }

  /**
   * Whether what happened, what went wrong and where somebody belongs, read apart and put together, is what the library
   * reports of the whole person. It is not where a definition reads attributes of tables or registrations.
   */
  #isSumOfParts(person: Person): boolean {
    if (!this.columns.isPossible(person)) return false;
    return textOf(this.columns.ofPerson(person)) === textOf(this.#sumOf(person, newParts()));
  }

  #sumOf({ harms, registrations, ...story }: Person, parts: Parts): Column {
    const home = this.#homeOf(registrations, parts);
    return this.columns.composed(this.#storyOf(story, parts), this.#harmOf(harms, parts), home);
  }

  #wholeOf(person: Person, known: Map<string, Column>): Column {
    return cached(known, person, () => this.columns.ofPerson(person));
  }

  #storyOf({ facts, traits }: Story, { stories }: Parts): StoryColumn {
    return cached(stories, [facts, traits], () => this.columns.ofStory({ facts, traits }));
  }

  #harmOf(harm: readonly Fact[], { harms }: Parts): Column {
    return cached(harms, harm, () => this.columns.ofHarms(harm));
  }

  #homeOf(home: readonly Fact[], { homes }: Parts): HomeColumn {
    return cached(homes, home, () => this.columns.ofHome(home));
  }
}

/** Draws people of a layout. */
export function peopleOf({ words, editions }: Layout, drawn: Chance): People {
  const periods = editions.flatMap((edition) => edition.periods);
  const lastDays = editions.map(({ asOf }) => asOf).sort();
  return new People(drawn, words, periods, lastDays.at(-1)!);
}

/**
 * One for each home, set of verdicts and set of movements: read of all of them at once, since it only spares looking at
 * equal people.
 */
function different({ words, editions }: Layout, drawn: readonly Person[]): readonly Person[] {
  const texts = drawn.map(({ traits, registrations }) => [
    JSON.stringify([traits, registrations.map(({ date: _, ...of }) => of)]),
  ]);
  const events = drawn.flatMap((person, place) => eventsOf(`${place}`, person));
  const dataset = parseDataset(events, { criteria: words.criteria });
  for (const { indicators, periods, asOf } of editions) {
    const evaluation = evaluate(dataset, { indicators, periods, asOf });
    for (const period of periods) {
      for (const { definition } of indicators) {
        for (const verdict of ["excluded", "counted", "pending", "unknown", "not-counted"] as const) {
          const ids = members(evaluation, { indicator: definition.code, period, verdict });
          for (const id of ids) texts[Number(id)]!.push(`${definition.code} ${period.from} ${period.to} ${verdict}`);
        }
      }
      if (words.criteria.length === 0) continue;
      for (const { beneficiaryId, movements: moved } of movements(dataset, { period, asOf })) {
        texts[Number(beneficiaryId)]!.push(moved.map(({ criterion, movement }) => `${criterion} ${movement}`).join());
      }
    }
  }
  return [...new Map(drawn.map((person, place) => [texts[place]!.join(), person])).values()];
}

function newParts(): Parts {
  return { stories: new Map(), harms: new Map(), homes: new Map() };
}

function cached<Made>(known: Map<string, Made>, of: object, make: () => Made): Made {
  const key = JSON.stringify(of);
  const made = known.get(key) ?? make();
  known.set(key, made);
  return made;
}

/** Pairs of two numbers under their limits, each pair once, in any order. */
function pairsOf(ones: number, others: number, most: number, drawn: Chance): readonly (readonly [number, number])[] {
  return someOf(ones * others, most, drawn).map((at) => [at % ones, Math.floor(at / ones)]);
}
