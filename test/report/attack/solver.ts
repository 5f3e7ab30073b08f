import loadHighs from "highs";
import { brokenIn, type Problem, type Row, sumsOf } from "./problem";

export type Highs = Awaited<ReturnType<typeof loadHighs>>;
let loaded: Promise<Highs> | undefined;

/** The solver, compiled to WebAssembly: loaded once. */
export function solverOf(): Promise<Highs> {
  loaded ??= loadHighs();
  return loaded;
}

/** A way to make the report, that there is none, or that the solver did not come to an end. */
export type Answer = Int32Array | "impossible" | "undecided";

type Model = ReturnType<Highs["createModel"]>;

/** The problem as the solver takes it. Sums of nobody are not asked about. */
function modelOf(highs: Highs, { kinds, truth }: Problem, rows: readonly Row[], isWhole: boolean): Model {
  const starts = [0];
  const [indices, values]: [number[], number[]] = [[], []];
  for (const row of rows) {
    row.columns.forEach((kind, place) => {
      indices.push(kind);
      values.push(row.values[place]!);
    });
    starts.push(indices.length);
  }
  const model = highs.createModel({
    numCols: kinds,
    numRows: rows.length,
    colCost: new Float64Array(kinds),
    colLower: new Float64Array(kinds),
    // More people than that of one kind show nothing new.
    colUpper: new Float64Array(kinds).fill(2 * truth.reduce((sum, people) => sum + people, 100)),
    rowLower: rows.map(({ low }) => low),
    rowUpper: rows.map(({ high }) => (Number.isFinite(high) ? high : highs.infinity)),
    matrix: { format: "csr", numRows: rows.length, numCols: kinds, starts, indices, values },
    ...(isWhole && { integrality: new Int32Array(kinds).fill(1) }),
  });
  model.options.set({ output_flag: false });
  return model;
}

const isAnybodys = ({ columns }: Row) => columns.length > 0;

/** What sums could be if people could be divided: no less than what they can be, and quicker to find out. */
export class Relaxation {
  readonly least: Float64Array;
  readonly most: Float64Array;
  readonly #problem: Problem;
  readonly #model: Model;
  readonly #optimal: number;
  asked = 0;

  constructor(highs: Highs, problem: Problem, seconds: number) {
    this.#problem = problem;
    this.least = Float64Array.from(sumsOf(problem, problem.truth));
    this.most = Float64Array.from(this.least);
    this.#model = modelOf(highs, problem, problem.rows.filter(isAnybodys), false);
    this.#model.options.set({ time_limit: seconds });
    this.#optimal = highs.constants.modelStatus.optimal;
  }

  /** Notes the sums of the furthest way in some direction. Whether there is a furthest. */
  reach(costs: Float64Array): boolean {
    this.asked++;
    this.#model.changeColsCost({ kind: "range", from: 0, to: this.#problem.kinds - 1 }, costs);
    this.#model.zeroAllClocks();
    this.#model.run();
    if (this.#model.getModelStatus() !== this.#optimal) return false;
    const people = this.#model.getSolution().colValue;
    this.#problem.rows.forEach(({ columns, values }, row) => {
      const sum = columns.reduce((total, kind, place) => total + people[kind]! * values[place]!, 0);
      this.least[row] = Math.min(this.least[row]!, sum);
      this.most[row] = Math.max(this.most[row]!, sum);
    });
    return true;
  }

  /** How many whole numbers a row's sum could be. */
  numbersOf(row: number): number {
    return Math.floor(this.most[row]! + 1e-6) - Math.ceil(this.least[row]! - 1e-6) + 1;
  }

  end(): void {
    this.#model.dispose();
  }
}

/** Asks for ways to make one report in which one sum is at least and at most something. */
export class Question {
  readonly #problem: Problem;
  readonly #highs: Highs;
  readonly #model: Model;
  readonly #seconds: number;
  /** By row of the problem, that of the model. */
  readonly #rowOf: ReadonlyMap<Row, number>;
  asked = 0;

  constructor(highs: Highs, problem: Problem, seconds: number) {
    this.#seconds = seconds;
    this.#problem = problem;
    this.#highs = highs;
    const rows = problem.rows.filter(isAnybodys);
    this.#rowOf = new Map(rows.map((row, at) => [row, at]));
    this.#model = modelOf(highs, problem, rows, true);
    this.#model.options.set({ time_limit: seconds, mip_rel_gap: 0, mip_abs_gap: 0.5 });
  }

  /** Any way in which a row's sum is within some limits. */
  within(row: number, low: number, high: number): Answer {
    const known = this.#problem.rows[row]!;
    const [least, most] = [Math.max(low, known.low), Math.min(high, known.high)];
    const at = this.#rowOf.get(known);
    if (least > most || at === undefined) return least <= 0 && most >= 0 ? this.#problem.truth : "impossible";
    this.#model.changeRowBounds(at, least, this.#limit(most));
    const answer = this.#run();
    this.#model.changeRowBounds(at, known.low, this.#limit(known.high));
    return answer;
  }

  /** A way that lies far out in some direction, found with little effort. */
  towards(costs: Float64Array, from: Int32Array, seconds: number): Answer {
    const everybody = { kind: "range", from: 0, to: this.#problem.kinds - 1 } as const;
    this.#model.changeColsCost(everybody, costs);
    this.#model.options.set({ time_limit: seconds });
    const answer = this.#run(from);
    this.#model.options.set({ time_limit: this.#seconds });
    this.#model.changeColsCost(everybody, new Float64Array(this.#problem.kinds));
    return answer;
  }

  /** A way in which a row's sum is as large, or as small, as can be; as far as a limit, for there may be no end. */
  furthest(row: number, isMost: boolean, limit: number): Answer {
    const known = this.#problem.rows[row]!;
    const at = this.#rowOf.get(known);
    if (at === undefined) return this.#problem.truth;
    const costs = new Float64Array(this.#problem.kinds);
    known.columns.forEach((kind, place) => {
      costs[kind] = (isMost ? -1 : 1) * known.values[place]!;
    });
    const [low, high] = isMost ? [known.low, Math.min(known.high, limit)] : [Math.max(known.low, limit), known.high];
    const everybody = { kind: "range", from: 0, to: this.#problem.kinds - 1 } as const;
    this.#model.changeColsCost(everybody, costs);
    this.#model.changeRowBounds(at, low, this.#limit(high));
    const answer = this.#run();
    this.#model.changeColsCost(everybody, new Float64Array(this.#problem.kinds));
    this.#model.changeRowBounds(at, known.low, this.#limit(known.high));
    return answer;
  }

  #limit(of: number): number {
    return Number.isFinite(of) ? of : this.#highs.infinity;
  }

  end(): void {
    this.#model.dispose();
  }

  #run(from?: Int32Array): Answer {
    this.asked++;
    this.#model.clearSolver();
    this.#model.zeroAllClocks();
    if (from !== undefined) this.#model.setSolution({ colValue: Float64Array.from(from) });
    this.#model.run();
    const { modelStatus } = this.#highs.constants;
    const status = this.#model.getModelStatus();
    if (status === modelStatus.infeasible) return "impossible";
    if (status !== modelStatus.optimal && status !== modelStatus.timeLimit) return "undecided";
    const people = Int32Array.from(this.#model.getSolution().colValue, (value) => Math.round(value));
    return brokenIn(this.#problem, sumsOf(this.#problem, people)).length > 0 ? "undecided" : people;
  }
}
