import type { Column } from "./columns";

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** A sum over people: what the reader knows of it, and which suppressed counts it is. */
export interface Row extends Range {
  /** Suppressed counts that are this sum; none when it is only known. */
  readonly names: readonly string[];
  /** What the marks of these counts alone tell. */
  readonly marked: Range;
  /** What is told by something being there at all: a row, a kind of event, a reason. */
  readonly flagged: Range;
  readonly columns: readonly number[];
  readonly values: readonly number[];
}

/** All ways to make a report: whole numbers of people of each kind, such that every sum is as printed. */
export interface Problem {
  readonly kinds: number;
  readonly rows: readonly Row[];
  /** By kind: its rows and what it adds to each. */
  readonly ofKind: readonly Column[];
  /** By kind, the number of its story; a number of its own where people are not put together from parts. */
  readonly storyOf: readonly number[];
  /** How many people of each kind there really are: one way to make the report. */
  readonly truth: Int32Array;
}

export interface Limits {
  readonly low: number;
  readonly high: number;
  readonly name: string;
  readonly isHidden: boolean;
  readonly isFlag: boolean;
}

/**
 * Puts people who add the same, and sums that are the same over everybody, together.
 *
 * @param columns - possible kinds of people, then the real ones; several may be equal
 * @param real - how many of the columns, the last, are real people
 * @param limits - what is known of places by their number
 */
export function problemOf(columns: readonly Column[], real: number, limits: ReadonlyMap<number, Limits>): Problem {
  const kindOf = new Map<string, number>();
  const kinds: Column[] = [];
  const people: number[] = [];
  const storyOf: number[] = [];
  columns.forEach(({ ids, values, story }, at) => {
    const known = ids.map((_, place) => place).filter((place) => limits.has(ids[place]!));
    known.sort((one, other) => ids[one]! - ids[other]!);
    const column = { ids: known.map((place) => ids[place]!), values: known.map((place) => values[place]!) };
    const key = `${column.ids} ${column.values}`;
    let kind = kindOf.get(key);
    if (kind === undefined) {
      kind = kinds.push(column) - 1;
      kindOf.set(key, kind);
      storyOf.push(story ?? -1 - kind);
    }
    if (at >= columns.length - real) people.push(kind);
  });
  const entries = new Map<number, [number[], number[]]>([...limits.keys()].map((id) => [id, [[], []]]));
  kinds.forEach(({ ids, values }, kind) => {
    ids.forEach((id, place) => {
      const [of, added] = entries.get(id)!;
      of.push(kind);
      added.push(values[place]!);
    });
  });
  const rows = new Map<string, Row>();
  for (const [id, [of, added]] of entries) {
    const { low, high, name, isHidden, isFlag } = limits.get(id)!;
    const key = `${of} ${added}`;
    const own = { low, high };
    const same = rows.get(key) ?? { ...FREE, marked: FREE, flagged: FREE, names: [], columns: of, values: added };
    rows.set(key, {
      ...same,
      ...both(same, own),
      marked: isHidden ? both(same.marked, own) : same.marked,
      flagged: isFlag ? both(same.flagged, own) : same.flagged,
      names: isHidden ? [...same.names, name] : same.names,
    });
  }
  const kept = [...rows.values()].filter(({ low, high, names }) => names.length > 0 || low > 0 || high < 1e9);
  const ofKind = kinds.map((): { ids: number[]; values: number[] } => ({ ids: [], values: [] }));
  kept.forEach(({ columns: of, values }, row) => {
    of.forEach((kind, place) => {
      ofKind[kind]!.ids.push(row);
      ofKind[kind]!.values.push(values[place]!);
    });
  });
  const truth = new Int32Array(kinds.length);
  for (const kind of people) truth[kind]!++;
  return { kinds: kinds.length, rows: kept, ofKind, storyOf, truth };
}

const FREE: Range = { low: 0, high: Number.POSITIVE_INFINITY };

function both(one: Range, other: Range): Range {
  return { low: Math.max(one.low, other.low), high: Math.min(one.high, other.high) };
}

/**
 * What a row's marks allow together with what is told by things being there: a problem of its own, with the row first.
 */
export function marksOf(problem: Problem, row: number): Problem {
  const { marked, flagged, ...own } = problem.rows[row]!;
  const flags = problem.rows.filter((_, at) => at !== row).map((other) => ({ ...other, ...other.flagged }));
  const first = { ...own, marked, flagged, ...both(marked, flagged) };
  return { ...problem, rows: [first, ...flags.filter(({ low }) => low > 0)] };
}

/** The same question when only some kinds of people may be more or fewer than in one way to make the report. */
export function within(problem: Problem, free: readonly number[], people: Int32Array): Problem {
  const numberOf = new Map(free.map((kind, number) => [kind, number]));
  const sums = sumsOf(problem, people);
  const rows = problem.rows.map((row, at): Row => {
    const places = row.columns.map((_, place) => place).filter((place) => numberOf.has(row.columns[place]!));
    const values = places.map((place) => row.values[place]!);
    const columns = places.map((place) => numberOf.get(row.columns[place]!)!);
    const own = places.reduce((sum, place) => sum + row.values[place]! * people[row.columns[place]!]!, 0);
    const rest = sums[at]! - own;
    return { ...row, columns, values, low: row.low - rest, high: row.high - rest };
  });
  return {
    kinds: free.length,
    rows,
    ofKind: [],
    storyOf: [],
    truth: Int32Array.from(free, (kind) => people[kind]!),
  };
}

/** The sums that some numbers of people make. */
export function sumsOf({ rows }: Problem, people: ArrayLike<number>): Int32Array {
  const sums = new Int32Array(rows.length);
  rows.forEach(({ columns, values }, row) => {
    columns.forEach((kind, place) => {
      sums[row]! += people[kind]! * values[place]!;
    });
  });
  return sums;
}

/** Rows whose sums are not as known. */
export function brokenIn(problem: Problem, sums: Int32Array): readonly Row[] {
  return problem.rows.filter(({ low, high }, row) => sums[row]! < low || sums[row]! > high);
}
