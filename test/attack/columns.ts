import { evaluate, members, parseDataset, safeParseDataset } from "../../src/index";
import { type Chance, chance } from "./chance";
import { type Place, type Reading, readAll, type Told } from "./counts";
import { fullReports, type Layout } from "./layout";
import { eventsOf, type Fact, People, type Person } from "./people";

/** What one person adds to every place: sparse, by the number of the place. */
export interface Column {
  readonly ids: readonly number[];
  readonly values: readonly number[];
}

/** Every place met so far in a layout, by number. */
export class Places {
  readonly #numbers = new Map<string, number>();
  readonly places: Place[] = [];

  numberOf(key: string, items: Place["items"]): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.places.length);
    return this.places.push({ key, items }) - 1;
  }

  find(key: string): number | undefined {
    return this.#numbers.get(key);
  }
}

/** Who an attacker thinks of, given a layout: cached, since many populations share one. */
export class Crowd {
  readonly layout: Layout;
  readonly places = new Places();
  /** By what they add, those who add something else. */
  readonly #facts = new Map<string, FactsColumn>();
  readonly #harms = new Map<string, Column>();
  readonly #profiles = new Map<string, ProfileColumn>();
  readonly #whole = new Map<string, Column>();
  readonly #halves = new Map<string, number>();
  readonly #cells = new Map<string, number>();
  #isSplit: boolean | undefined;
  #rounds = 0;
  readonly #seed: number;

  constructor(layout: Layout, seed: number) {
    this.layout = layout;
    this.#seed = seed;
    this.grow();
  }

  /** How often the crowd was drawn; each time as many people as all times before. */
  get rounds(): number {
    return this.#rounds;
  }

  /** Draws as many people again as there are. */
  grow(): void {
    const draws = (this.layout.draws ?? 2000) * Math.max(1, 2 ** (this.#rounds - 1));
    const people = new People(
      chance(this.#seed + 7919 * this.#rounds),
      this.layout.words,
      this.layout.editions.flatMap(({ periods }) => periods),
      this.layout.editions
        .map(({ asOf }) => asOf)
        .sort()
        .at(-1)!,
    );
    this.#rounds++;
    const drawn = Array.from({ length: draws }, () => ({ facts: people.facts(), traits: people.traits() }));
    const harmed = Array.from({ length: Math.ceil(draws / 8) }, () => people.harms());
    const registered = Array.from({ length: Math.ceil(draws / 6) }, () => people.registrations());
    const apart = this.#different(drawn.filter((story) => this.#isPossible({ ...NOBODY, ...story })));
    if (this.isSplit(apart, harmed, registered)) {
      for (const story of apart) this.#factsOf(story, this.#facts);
      for (const harms of harmed) this.#harmsOf(harms, this.#harms);
      for (const registrations of registered) this.#profileOf(registrations, this.#profiles);
    } else {
      const chosen = chance(this.#seed + 31 * this.#rounds);
      for (const story of apart) {
        const person = { ...story, harms: chosen.pick(harmed), registrations: chosen.pick(registered) };
        if (this.#isPossible(person)) this.#wholeOf(person, this.#whole);
      }
    }
  }

  /**
   * Whether what happened, what went wrong and where somebody belongs can be read apart and put together: tried on people of all sorts
   * against the library's own report of them. Not so where a definition reads attributes or registrations.
   */
  isSplit(
    stories: readonly Story[],
    harmed: readonly (readonly Fact[])[],
    registered: readonly (readonly Fact[])[],
  ): boolean {
    if (this.#isSplit !== undefined) return this.#isSplit;
    const tried = chance(this.#seed + 1);
    this.#isSplit = Array.from({ length: 40 }).every(() => {
      const person = { ...tried.pick(stories), harms: tried.pick(harmed), registrations: tried.pick(registered) };
      return (
        textOf(this.#wholeOf(person, new Map())) === textOf(this.#partsOf(person, new Map(), new Map(), new Map()))
      );
    });
    return this.#isSplit;
  }

  /** What each of some people adds, as the library reports them alone. */
  columnsOf(people: readonly Person[]): readonly Column[] {
    const [facts, harms, profiles, whole] = [new Map(), new Map(), new Map(), new Map()];
    return people.map((person) =>
      this.#isSplit === false ? this.#wholeOf(person, whole) : this.#partsOf(person, facts, harms, profiles),
    );
  }

  /** Columns of drawn people, and of those near to some real ones, that a report leaves possible. */
  possible(limits: (id: number) => number, near: readonly Person[], most: number, seed: number): readonly Column[] {
    const fits = ({ ids, values }: Column) => ids.every((id, at) => values[at]! <= limits(id));
    const drawn = chance(seed);
    if (this.#isSplit === false) {
      const whole = new Map(this.#whole);
      for (const one of near) {
        for (const { registrations } of near) {
          if (this.#isPossible({ ...one, registrations })) this.#wholeOf({ ...one, registrations }, whole);
        }
      }
      return some([...whole.values()].filter(fits), most, drawn);
    }
    const [facts, harms, profiles] = [new Map(this.#facts), new Map(this.#harms), new Map(this.#profiles)];
    for (const person of near) this.#partsOf(person, facts, harms, profiles);
    const ofFacts = different(
      [...facts.values()].filter(({ general }) => fits(general)),
      ({ text }) => text,
    );
    const ofHarms = different([...harms.values()].filter(fits), textOf);
    const ofProfiles = different(
      [...profiles.values()].filter(({ own }) => fits(own)),
      ({ text }) => text,
    );
    const found: Column[] = [];
    const all = ofFacts.length * ofHarms.length * ofProfiles.length;
    for (const at of someOf(all, most * 4, drawn)) {
      const part = Math.floor(at / ofProfiles.length);
      const [one, harm] = [ofFacts[Math.floor(part / ofHarms.length)]!, ofHarms[part % ofHarms.length]!];
      const column = this.#compose(one, harm, ofProfiles[at % ofProfiles.length]!);
      if (fits(column)) found.push(column);
      if (found.length >= most) break;
    }
    return found;
  }

  #isPossible(person: Person): boolean {
    return safeParseDataset(eventsOf("B", person), { criteria: this.layout.words.criteria }).ok;
  }

  /** One for each set of verdicts; all of those about whom verdicts do not say everything. */
  #different(drawn: readonly Story[]): readonly Story[] {
    const { words, editions } = this.layout;
    const verdicts = drawn.map(({ facts }, place) => {
      const isMore = facts.some(({ type }) => type === "assessment-recorded");
      return isMore ? [`${place}`] : ([] as string[]);
    });
    const events = drawn.flatMap((story, place) => eventsOf(`${place}`, { ...NOBODY, ...story }));
    const dataset = parseDataset(events, { criteria: words.criteria });
    for (const { indicators, periods, asOf } of editions) {
      const evaluation = evaluate(dataset, { indicators, periods, asOf });
      for (const { definition } of indicators) {
        for (const period of periods) {
          for (const verdict of ["excluded", "counted", "pending", "unknown", "not-counted"] as const) {
            const ids = members(evaluation, { indicator: definition.code, period, verdict });
            for (const id of ids)
              verdicts[Number(id)]!.push(`${definition.code} ${period.from} ${period.to} ${verdict}`);
          }
        }
      }
    }
    const seen = new Set<string>();
    return drawn.filter((_, place) => {
      const text = verdicts[place]!.join();
      return seen.size < seen.add(text).size;
    });
  }

  #columnOf(reading: Reading): Column {
    const [ids, values]: [number[], number[]] = [[], []];
    for (const { key, items, low } of reading.told.values()) {
      if (low === 0) continue;
      ids.push(this.places.numberOf(key, items));
      values.push(low);
    }
    return { ids, values };
  }

  #reportOf(person: Person): Reading {
    return readAll(fullReports(this.layout, [person]));
  }

  #wholeOf(person: Person, known: Map<string, Column>): Column {
    return cached(known, JSON.stringify(person), () => this.#columnOf(this.#reportOf(person)));
  }

  #factsOf({ facts, traits }: Story, known: Map<string, FactsColumn>): FactsColumn {
    return cached(known, JSON.stringify([facts, traits]), () => {
      const general = new Map<string, Told>();
      const figures = new Map<string, [number, number][]>();
      const { told, ...others } = this.#reportOf({ ...NOBODY, facts, traits, registrations: [this.#plain()] });
      for (const [key, one] of told) {
        const [, row, figure, suffix] = FIGURE.exec(key) ?? [];
        if (!key.includes("disaggregations|")) general.set(key, one);
        else if (figure !== undefined && /\|rows\|total(&total)*$/.test(row!) && one.low > 0) {
          const edition = row!.slice(0, row!.indexOf("disaggregations"));
          const at = `${edition}${figure}`;
          const list = figures.get(at) ?? [];
          const number = numbered(this.#halves, suffix!);
          if (!list.some(([known]) => known === number)) list.push([number, one.low]);
          figures.set(at, list);
        }
      }
      const column = this.#columnOf({ ...others, told: general });
      return { general: column, figures, text: `${textOf(column)} ${JSON.stringify([...figures])}` };
    });
  }

  /** What adverse events add to nobody in particular. */
  #harmsOf(harms: readonly Fact[], known: Map<string, Column>): Column {
    return cached(known, JSON.stringify(harms), () => {
      const columnOf = (of: readonly Fact[]) =>
        this.#columnOf(this.#reportOf({ ...NOBODY, harms: of, registrations: [this.#plain()] }));
      const nobody = columnOf([]);
      const less = new Map(nobody.ids.map((id, at) => [id, nobody.values[at]!]));
      const { ids, values } = columnOf(harms);
      const added = values.map((value, at) => value - (less.get(ids[at]!) ?? 0));
      const kept = ids.map((_, at) => at).filter((at) => added[at] !== 0);
      return { ids: kept.map((at) => ids[at]!), values: kept.map((at) => added[at]!) };
    });
  }

  #plain(): Fact {
    const codes = Object.entries(this.layout.words.attributes).map(([name, [code]]) => [name, code]);
    return codes.length === 0 ? PLAIN : { ...PLAIN, attributes: Object.fromEntries(codes) };
  }

  #partsOf(
    { harms, registrations, ...story }: Person,
    knownFacts: Map<string, FactsColumn>,
    knownHarms: Map<string, Column>,
    knownProfiles: Map<string, ProfileColumn>,
  ): Column {
    const profile = this.#profileOf(registrations, knownProfiles);
    return this.#compose(this.#factsOf(story, knownFacts), this.#harmsOf(harms, knownHarms), profile);
  }

  #profileOf(registrations: readonly Fact[], known: Map<string, ProfileColumn>): ProfileColumn {
    return cached(known, JSON.stringify(registrations), () => {
      const { told, ...others } = this.#reportOf({ ...NOBODY, registrations });
      const kept = new Map();
      const cells = new Map<string, Cell>();
      for (const [key, one] of told) {
        if (!key.includes("disaggregations|")) continue;
        const [, row, figure, suffix] = FIGURE.exec(key) ?? [];
        if (figure === undefined) kept.set(key, one);
        else if (suffix!.startsWith("verdicts|") && one.low > 0) {
          const edition = row!.slice(0, row!.indexOf("disaggregations"));
          const number = numbered(this.#cells, `${row}|figures|${figure}`);
          cells.set(`${row} ${figure}`, { at: `${edition}${figure}`, row: row!, figure, items: one.items, number });
        }
      }
      const own = this.#columnOf({ ...others, told: kept });
      const text = `${textOf(own)} ${[...cells.keys()].sort().join()}`;
      return { own, cells: [...cells.values()], text };
    });
  }

  readonly #idOf = new Map<number, number>();

  #compose({ general, figures }: FactsColumn, harm: Column, { own, cells }: ProfileColumn): Column {
    const ids = [...general.ids, ...harm.ids, ...own.ids];
    const values = [...general.values, ...harm.values, ...own.values];
    for (const { at, row, figure, items, number } of cells) {
      for (const [half, value] of figures.get(at) ?? []) {
        const place = number * 4096 + half;
        let id = this.#idOf.get(place);
        if (id === undefined) {
          const suffix = [...this.#halves.keys()][half];
          id = this.places.numberOf(`${row}|figures|${figure}|${suffix}`, items);
          this.#idOf.set(place, id);
        }
        ids.push(id);
        values.push(value);
      }
    }
    return { ids, values };
  }
}

interface FactsColumn {
  /** Outside of disaggregations. */
  readonly general: Column;
  /** By indicator and period, what they add to every row they belong to. */
  readonly figures: ReadonlyMap<string, readonly [number, number][]>;
  readonly text: string;
}

interface Cell {
  readonly at: string;
  readonly row: string;
  readonly figure: string;
  readonly items: Place["items"];
  readonly number: number;
}

interface ProfileColumn {
  /** What belonging somewhere adds by itself: rows and overlaps. */
  readonly own: Column;
  /** Rows they belong to, by indicator and period. */
  readonly cells: readonly Cell[];
  readonly text: string;
}

const FIGURE = /^(.*\|rows\|[^|]*)\|figures\|([^|]*)\|(.*)$/;
const PLAIN: Fact = { type: "beneficiary-registered", date: "2010-01-01", targetGroups: [] };
const NOBODY: Person = { facts: [], traits: {}, harms: [], registrations: [PLAIN] };
type Story = Pick<Person, "facts" | "traits">;

function textOf({ ids, values }: Column): string {
  return ids
    .map((id, at) => `${id}:${values[at]}`)
    .sort()
    .join(" ");
}

function cached<Made>(known: Map<string, Made>, key: string, make: () => Made): Made {
  const had = known.get(key);
  if (had !== undefined) return had;
  const made = make();
  known.set(key, made);
  return made;
}

function numbered(numbers: Map<string, number>, key: string): number {
  return cached(numbers, key, () => numbers.size);
}

function different<Item>(items: readonly Item[], text: (item: Item) => string): readonly Item[] {
  return [...new Map(items.map((item) => [text(item), item])).values()];
}

function some<Item>(items: readonly Item[], most: number, drawn: Chance): readonly Item[] {
  return someOf(items.length, most, drawn).map((at) => items[at]!);
}

/** At most so many of the whole numbers under a limit, each once, in any order. */
function someOf(limit: number, most: number, { below }: Chance): readonly number[] {
  const moved = new Map<number, number>();
  return Array.from({ length: Math.min(most, limit) }, (_, at) => {
    const other = at + below(limit - at);
    const drawn = moved.get(other) ?? other;
    moved.set(other, moved.get(at) ?? at);
    return drawn;
  });
}
