import { safeParseDataset } from "../../../src/core/index";
import { type Place, type Reading, readAll, type Told } from "./counts";
import { fullReports, type Layout } from "./layout";
import { eventsOf, type Fact, type Person } from "./people";

/** What one person adds to every place: sparse, by the number of the place. */
export interface Column {
  readonly ids: readonly number[];
  readonly values: readonly number[];
  /** A number of the story, where the person was put together from parts: the same people elsewhere have the same. */
  readonly story?: number;
}

/** What happened to somebody, whatever else they are. */
export type Story = Pick<Person, "facts" | "traits">;

const PLAIN: Fact = { type: "beneficiary-registered", date: "2010-01-01", targetGroups: [] };
export const NOBODY: Person = { facts: [], traits: {}, harms: [], registrations: [PLAIN] };

/** What a story adds: outside of disaggregations, and to every row that its person belongs to. */
export interface StoryColumn {
  readonly general: Column;
  /** By indicator and period: part of a figure, and how much. */
  readonly figures: ReadonlyMap<string, readonly (readonly [part: number, value: number])[]>;
  readonly text: string;
  readonly number: number;
}

/** What belonging somewhere adds: rows and overlaps, and the cells of tables in which the person's figures are. */
export interface HomeColumn {
  readonly own: Column;
  readonly cells: readonly Cell[];
  readonly text: string;
}

interface Cell {
  /** Indicator and period. */
  readonly of: string;
  readonly key: string;
  readonly items: Place["items"];
  readonly number: number;
}

/** The columns of people of one layout: what the library says of each alone. */
export class Columns {
  readonly layout: Layout;
  /** Every place met so far. */
  readonly places: Place[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #parts: string[] = [];
  readonly #partNumbers = new Map<string, number>();
  readonly #storyNumbers = new Map<string, number>();
  readonly #cellNumbers = new Map<string, number>();
  /** By cell and part of a figure, the place. */
  readonly #placeOf = new Map<number, number>();
  #nobody: ReadonlyMap<number, number> | undefined;

  constructor(layout: Layout) {
    this.layout = layout;
  }

  numberOf({ key, items }: Place): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.places.length);
    return this.places.push({ key, items }) - 1;
  }

  isPossible(person: Person): boolean {
    return safeParseDataset(eventsOf("B", person), { criteria: this.layout.words.criteria }).ok;
  }

  /** A person as a whole. */
  ofPerson(person: Person): Column {
    return this.#columnOf(this.#reportOf(person));
  }

  ofStory({ facts, traits }: Story): StoryColumn {
    const general = new Map<string, Told>();
    const figures = new Map<string, [number, number][]>();
    const { told, ...others } = this.#reportOf({ ...NOBODY, facts, traits, registrations: [this.#plain()] });
    for (const [key, one] of told) {
      const figure = figureIn(key);
      if (!key.includes("disaggregations|")) general.set(key, one);
      else if (figure?.isTotal && one.low > 0) {
        const list = figures.get(figure.of) ?? [];
        const part = this.#partOf(figure.part);
        if (!list.some(([known]) => known === part)) list.push([part, one.low]);
        figures.set(figure.of, list);
      }
    }
    const column = this.#columnOf({ ...others, told: general });
    const text = `${textOf(column)} ${JSON.stringify([...figures])}`;
    return { general: column, figures, text, number: numbered(this.#storyNumbers, text) };
  }

  /** Adverse events alone, less what nobody in particular adds. */
  ofHarms(harms: readonly Fact[]): Column {
    const columnOf = (of: readonly Fact[]) => this.ofPerson({ ...NOBODY, harms: of, registrations: [this.#plain()] });
    const pairsIn = ({ ids, values }: Column) => ids.map((id, at) => [id, values[at]!] as const);
    this.#nobody ??= new Map(pairsIn(columnOf([])));
    const added = pairsIn(columnOf(harms)).map(([id, value]) => [id, value - (this.#nobody!.get(id) ?? 0)] as const);
    const kept = added.filter(([, value]) => value !== 0);
    return { ids: kept.map(([id]) => id), values: kept.map(([, value]) => value) };
  }

  ofHome(registrations: readonly Fact[]): HomeColumn {
    const kept = new Map<string, Told>();
    const cells = new Map<string, Cell>();
    const { told, ...others } = this.#reportOf({ ...NOBODY, registrations });
    for (const [key, one] of told) {
      if (!key.includes("disaggregations|")) continue;
      const figure = figureIn(key);
      if (figure === undefined) kept.set(key, one);
      else if (figure.part.startsWith("verdicts|") && one.low > 0) {
        const number = numbered(this.#cellNumbers, figure.cell);
        cells.set(figure.cell, { of: figure.of, key: figure.cell, items: one.items, number });
      }
    }
    const own = this.#columnOf({ ...others, told: kept });
    return { own, cells: [...cells.values()], text: `${textOf(own)} ${[...cells.keys()].sort().join()}` };
  }

  /** Somebody with this story, these adverse events and this home. */
  composed({ general, figures, number: story }: StoryColumn, harm: Column, { own, cells }: HomeColumn): Column {
    const ids = [...general.ids, ...harm.ids, ...own.ids];
    const values = [...general.values, ...harm.values, ...own.values];
    for (const { of, key, items, number } of cells) {
      for (const [part, value] of figures.get(of) ?? []) {
        const place = number * 4096 + part;
        let id = this.#placeOf.get(place);
        if (id === undefined) {
          id = this.numberOf({ key: `${key}|${this.#parts[part]}`, items });
          this.#placeOf.set(place, id);
        }
        ids.push(id);
        values.push(value);
      }
    }
    return { ids, values, story };
  }

  #columnOf(reading: Reading): Column {
    const told = [...reading.told.values()].filter(({ low }) => low > 0);
    return { ids: told.map((place) => this.numberOf(place)), values: told.map(({ low }) => low) };
  }

  #reportOf(person: Person): Reading {
    return readAll(fullReports(this.layout, [person]));
  }

  /** The registration of somebody of whom nothing is known. */
  #plain(): Fact {
    const codes = Object.entries(this.layout.words.attributes).map(([name, [code]]) => [name, code]);
    return codes.length === 0 ? PLAIN : { ...PLAIN, attributes: Object.fromEntries(codes) };
  }

  #partOf(part: string): number {
    const number = numbered(this.#partNumbers, part);
    this.#parts[number] = part;
    return number;
  }
}

const FIGURE = /^(.*disaggregations\|[^|]*\|rows\|([^|]*)\|figures\|([^|]*))\|(.*)$/;

/** A place as part of a figure in a cell of a table by attributes. */
function figureIn(key: string) {
  const [, cell, row, name, part] = FIGURE.exec(key) ?? [];
  if (cell === undefined) return undefined;
  const edition = cell.slice(0, cell.indexOf("disaggregations"));
  return { cell, of: `${edition}${name}`, part: part!, isTotal: /^total(&total)*$/.test(row!) };
}

export function textOf({ ids, values }: Column): string {
  return ids
    .map((id, at) => `${id}:${values[at]}`)
    .sort()
    .join(" ");
}

function numbered(numbers: Map<string, number>, key: string): number {
  const number = numbers.get(key) ?? numbers.size;
  numbers.set(key, number);
  return number;
}
