import { type Chance, someOf } from "./chance";
import { type Problem, sumsOf, within } from "./problem";
import { type Highs, Question, Relaxation } from "./solver";
import { Seen, Walk } from "./walk";

export interface SearchOptions {
  /** Of how many different numbers a suppressed count is safe. */
  readonly enough: number;
  /** Of the solver, for one question. */
  readonly seconds: number;
}

/** Kinds of people that may change at a time, where there are too many to ask about all at once. */
const FREE = 1200;

/**
 * Looks for different ways to make one report, the cheapest first: exchanges of people, then the solver on some of
 * them, then on all.
 */
export class Search {
  readonly seen: Seen;
  /** Rows about which the solver came to no end. */
  readonly undecided = new Set<number>();
  /** Rows that could be several numbers if people could be divided; whole people were not asked about. */
  readonly relaxed = new Set<number>();
  asked = 0;
  readonly #problem: Problem;
  readonly #options: SearchOptions;
  readonly #drawn: Chance;
  readonly #kindsOf = new Map<number, number[]>();

  constructor(problem: Problem, wanted: readonly number[], drawn: Chance, options: SearchOptions) {
    this.#problem = problem;
    this.#options = options;
    this.#drawn = drawn;
    this.seen = new Seen(sumsOf(problem, problem.truth), wanted, options.enough);
    problem.storyOf.forEach((story, kind) => {
      const same = this.#kindsOf.get(story);
      if (same === undefined) this.#kindsOf.set(story, [kind]);
      else same.push(kind);
    });
  }

  exchange(): void {
    const walk = new Walk(this.#problem, this.seen, this.#drawn);
    let ways: readonly Int32Array[] = [this.#problem.truth];
    for (const [round, tries] of [40_000, 4_000, 4_000, 4_000].entries()) {
      if (this.seen.open.size === 0) return;
      const from = ways.slice(0, round === 0 ? 1 : 12);
      ways = from.flatMap((way) => walk.around(way, sumsOf(this.#problem, way), tries));
    }
  }

  /** Asks for ways far out in drawn directions, until that shows nothing new. */
  roam(highs: Highs): void {
    const { kinds, truth } = this.#problem;
    if (kinds > FREE) {
      this.#roamInParts(highs);
      return;
    }
    const question = new Question(highs, this.#problem, this.#options.seconds);
    for (let idle = 0; this.#alive().length > 2 && idle < 4; ) {
      const before = this.#shown();
      const costs = this.#direction(this.#problem, this.#alive());
      const answer = question.towards(costs, truth, Math.min(this.#options.seconds, 2));
      if (typeof answer !== "string") this.#note(answer);
      idle = this.#shown() > before ? 0 : idle + 1;
    }
    this.#end(question);
  }

  /** For each open row, ways in which a few of its people and others change, everybody else being as they are. */
  #roamInParts(highs: Highs): void {
    let way = this.#problem.truth;
    for (const stories of [30]) {
      for (const row of this.#alive()) {
        if (!this.seen.open.has(row)) continue;
        const free = this.#neighbourhood(row, stories);
        const part = within(this.#problem, free, way);
        const question = new Question(highs, part, this.#options.seconds);
        const answer = question.towards(this.#direction(part, [row]), part.truth, Math.min(this.#options.seconds, 2));
        this.#end(question);
        if (typeof answer !== "string") way = this.#note(spread(way, free, answer));
      }
    }
  }

  /**
   * Lets people be divided, where there are too many kinds to ask about each row in whole numbers: of a row that is one
   * number even then there is nothing more to ask.
   */
  relax(highs: Highs): void {
    const relaxation = new Relaxation(highs, this.#problem, this.#options.seconds);
    const isOpen = (row: number) => relaxation.numbersOf(row) < this.#options.enough;
    for (let round = 0; round < 12; round++) {
      const rows = this.#alive().filter(isOpen);
      if (rows.length > 4) relaxation.reach(this.#direction(this.#problem, rows));
    }
    for (const row of this.#alive()) {
      const costs = this.#direction(this.#problem, [row]);
      for (const way of [costs, costs.map((cost) => -cost)]) {
        if (isOpen(row) && !relaxation.reach(way)) this.undecided.add(row);
      }
      if (isOpen(row)) continue;
      this.relaxed.add(row);
      this.seen.open.delete(row);
    }
    this.asked += relaxation.asked;
    relaxation.end();
  }

  /** Asks about every row that is still open; what then stays open can be worked out, or was not decided. */
  settle(highs: Highs): void {
    const question = new Question(highs, this.#problem, this.#options.seconds);
    for (const row of [...this.seen.open]) {
      for (const isMost of [true, false]) {
        if (!this.seen.open.has(row)) break;
        const [least, most] = [this.seen.least[row]!, this.seen.most[row]!];
        const far = this.#options.enough;
        const answer =
          far > 2
            ? question.furthest(row, isMost, isMost ? least + far : most - far)
            : question.within(row, isMost ? most + 1 : 0, isMost ? Number.POSITIVE_INFINITY : least - 1);
        if (answer === "undecided") this.undecided.add(row);
        else if (answer !== "impossible") this.#note(answer);
      }
    }
    this.#end(question);
  }

  /** Open rows to which somebody could add. */
  #alive(): readonly number[] {
    return [...this.seen.open].filter((row) => this.#problem.rows[row]!.columns.length > 0);
  }

  /** How many different numbers were seen of the rows that are open, and how many are not open. */
  #shown(): number {
    const { open } = this.seen;
    return [...open].reduce((sum, row) => sum + this.seen.numbersOf(row), -100 * open.size);
  }

  #note(way: Int32Array): Int32Array {
    this.seen.noteAll(sumsOf(this.#problem, way));
    return way;
  }

  #end(question: Question): void {
    this.asked += question.asked;
    question.end();
  }

  /** Kinds that share a story with people of a row or with some real people, wherever these belong. */
  #neighbourhood(row: number, many: number): readonly number[] {
    const { rows, storyOf, truth } = this.#problem;
    const near = rows[row]!.columns;
    const isNear = new Set(near);
    const there = [...truth.keys()].filter((kind) => truth[kind]! > 0);
    const some = [
      ...this.#some(
        there.filter((kind) => isNear.has(kind)),
        many / 3,
      ),
      ...this.#some(near, many / 3),
      ...this.#some(there, many),
    ];
    const stories = new Set(some.map((kind) => storyOf[kind]!));
    const kinds = [...stories].flatMap((story) => this.#kindsOf.get(story)!);
    return [...this.#some(kinds, FREE)].sort((one, other) => one - other);
  }

  #some(kinds: readonly number[], most: number): readonly number[] {
    return someOf(kinds.length, most, this.#drawn).map((at) => kinds[at]!);
  }

  /** A direction in which some sums grow or shrink, each one way or the other. */
  #direction({ rows, kinds }: Problem, some: readonly number[]): Float64Array {
    const costs = new Float64Array(kinds);
    for (const row of some) {
      const sign = this.#drawn.once(2) ? 1 : -1;
      rows[row]!.columns.forEach((kind, place) => {
        costs[kind]! += sign * rows[row]!.values[place]!;
      });
    }
    return costs;
  }
}

/** A way in which some kinds changed. */
function spread(way: Int32Array, free: readonly number[], people: Int32Array): Int32Array {
  const next = Int32Array.from(way);
  free.forEach((kind, place) => {
    next[kind] = people[place]!;
  });
  return next;
}
