/**
 * Somebody who reads a suppressed report and tries to work out what was suppressed. Knows the definitions, and that a
 * report is a sum of people. What a person adds is asked of the library, one person at a time; no relation between
 * counts is written down here.
 */
import { chance } from "./chance";
import type { Reading } from "./counts";
import { type Crowd, peopleOf } from "./crowd";
import type { Person } from "./people";
import { brokenIn, type Limits, marksOf, type Problem, problemOf, sumsOf } from "./problem";
import { Search } from "./search";
import { type Highs, Question, solverOf } from "./solver";

export interface AttackOptions {
  readonly protect?: "exact" | "interval";
  readonly threshold?: number;
  readonly seed?: number;
  /** Kinds of people thought of at first. */
  readonly most?: number;
  /** How often twice as many people are thought of before a recovery counts. */
  readonly doublings?: number;
  /** Of the solver, for one question. */
  readonly seconds?: number;
  /**
   * Whether people may be divided when the solver is asked about one count: quicker, and finds no more than there is.
   */
  readonly isRelaxed?: boolean;
}

export interface Recovered {
  /** Suppressed counts in the report. */
  readonly hidden: number;
  /** Of which only one number is possible. */
  readonly exact: readonly string[];
  /** Of which fewer numbers are possible than the threshold, and than the mark allows; only looked for when asked. */
  readonly narrow: readonly string[];
  /** About which the solver came to no end. */
  readonly undecided: readonly string[];
  /** Safe if people could be divided, and not looked at further. */
  readonly relaxed: readonly string[];
  /** Figures and texts that print what follows from a suppressed count. */
  readonly leaks: readonly string[];
  /** What it took. */
  readonly cost: { readonly kinds: number; readonly rows: number; readonly asked: number };
}

/**
 * What can be worked out of a reading, given who the people really are: they are one way to make it, and where the
 * search begins.
 */
export async function attack(
  crowd: Crowd,
  reading: Reading,
  people: readonly Person[],
  options: AttackOptions = {},
): Promise<Recovered> {
  const { doublings = 2, most = 1500 } = options;
  let recovered = await attackOnce(crowd, reading, people, { ...options, most }, undefined);
  for (let doubling = 1; doubling <= doublings; doubling++) {
    const names = [...recovered.exact, ...recovered.narrow, ...recovered.undecided];
    if (names.length === 0) break;
    while (crowd.rounds <= doubling) crowd.grow();
    recovered = await attackOnce(crowd, reading, people, { ...options, most: most * 2 ** doubling }, new Set(names));
  }
  return recovered;
}

async function attackOnce(
  crowd: Crowd,
  reading: Reading,
  people: readonly Person[],
  options: AttackOptions & { readonly most: number },
  wanted: ReadonlySet<string> | undefined,
): Promise<Recovered> {
  const { protect = "exact", threshold = 5, seed = 1, most, seconds = 20, isRelaxed = false } = options;
  const problem = posed(crowd, reading, people, most, seed);
  const sums = sumsOf(problem, problem.truth);
  const broken = brokenIn(problem, sums);
  if (broken.length > 0) throw new Error(`the real people do not make the report: ${JSON.stringify(broken[0])}`);
  const wantedRows = problem.rows.flatMap(({ names }, row) =>
    names.length > 0 && (wanted === undefined || names.some((name) => wanted.has(name))) ? [row] : [],
  );
  const enough = protect === "exact" ? 2 : threshold;
  const search = new Search(problem, wantedRows, chance(seed), { enough, seconds });
  search.exchange();
  const { seen, undecided } = search;
  let left: readonly number[] = [];
  if (seen.open.size > 0) {
    const highs = await solverOf();
    search.roam(highs);
    if (isRelaxed) search.relax(highs);
    else search.settle(highs);
    left = [...seen.open].filter((row) => protect === "exact" || seen.numbersOf(row) < allowedIn(highs, problem, row));
  }
  const namesOf = (rows: readonly number[]) => rows.flatMap((row) => problem.rows[row]!.names);
  const certain = left.filter((row) => !undecided.has(row));
  const isOne = (row: number) => seen.numbersOf(row) === 1;
  return {
    hidden: [...reading.told.values()].filter(({ isHidden }) => isHidden).length,
    exact: namesOf(certain.filter(isOne)),
    narrow: namesOf(certain.filter((row) => !isOne(row))),
    undecided: namesOf(left.filter((row) => undecided.has(row))),
    relaxed: namesOf([...search.relaxed]),
    leaks: reading.leaks,
    cost: { kinds: problem.kinds, rows: problem.rows.length, asked: search.asked },
  };
}

/** The report as a problem in whole numbers. */
function posed(crowd: Crowd, reading: Reading, people: readonly Person[], most: number, seed: number): Problem {
  const limits = new Map<number, Limits>();
  for (const { key, items, low, high, isHidden } of reading.told.values()) {
    const isFlag = key.endsWith("?") && low > 0;
    limits.set(crowd.columns.numberOf({ key, items }), { low, high, name: key, isHidden, isFlag });
  }
  /** Who would add to a row that is not there is not among the people. */
  const limitOf = (id: number) => {
    const known = limits.get(id);
    if (known !== undefined) return known.high;
    const { items } = crowd.columns.places[id]!;
    const isMissing = items.some(({ list, item }) => reading.lists.has(list) && !reading.told.has(`${item}?`));
    return isMissing ? 0 : Number.POSITIVE_INFINITY;
  };
  const columns = crowd.columnsOf(limitOf, people, near(crowd, people, seed), most, chance(seed));
  return problemOf(columns, people.length, limits);
}

/** About so many. */
const NEAR = 400;

/** People who differ from real ones in something small. */
function near(crowd: Crowd, people: readonly Person[], seed: number): readonly Person[] {
  const drawn = peopleOf(crowd.columns.layout, chance(seed));
  const apart = [...new Map(people.map((person) => [JSON.stringify(person), person])).values()];
  const each = Math.ceil(NEAR / Math.max(apart.length, 1));
  return apart.flatMap((person) => [
    ...Array.from({ length: each }, () => ({ ...person, facts: drawn.changed(person.facts) })),
    ...(drawn.hasTraits ? [{ ...person, traits: drawn.traits() }] : []),
  ]);
}

/**
 * How many numbers the mark of a count allows together with what is told by rows, kinds of events and reasons being
 * there.
 */
function allowedIn(highs: Highs, problem: Problem, row: number): number {
  const marks = marksOf(problem, row);
  const question = new Question(highs, marks, 5);
  const answer = question.furthest(0, false, 0);
  question.end();
  const { low, high } = marks.rows[0]!;
  return high - (typeof answer === "string" ? low : sumsOf(marks, answer)[0]!) + 1;
}
