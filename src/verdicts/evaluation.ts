import { type CalendarDate, dateOf, FOREVER, type Period, requireDay } from "../calendar";
import { type Dataset, storeOf } from "../dataset/dataset";
import type { Store } from "../dataset/store";
import type { IndicatorDefinition } from "../definition/language";
import { describe, sentence } from "../issue";
import { CERTAIN, IN_TIME, openPeople, POSSIBLE, type View, WITH_FACTS } from "./recorded";
import { type ConditionNode, type CountablePlan, type LeafNode, Planner } from "./plan";
import { type PeriodDays, Scope } from "./scope";

/** What an indicator says of one beneficiary. */
export type Verdict = (typeof verdictNames)[number];

/** The six verdicts, each in the place of its number. */
export const verdictNames = ["outside", "excluded", "counted", "pending", "unknown", "not-counted"] as const;

const OUTSIDE = 0;
const EXCLUDED = 1;
const COUNTED = 2;
const PENDING = 3;
const UNKNOWN = 4;
const NOT_COUNTED = 5;

/** Anything with a definition; indicators are. */
export interface Defined {
  readonly definition: IndicatorDefinition;
}

/** What to evaluate. */
export interface EvaluateOptions {
  readonly indicators: readonly Defined[];
  /** From `period`, `year`, `quarter` or `month`. */
  readonly periods: readonly Period[];
  /** The last day up to which the data are complete. */
  readonly asOf: CalendarDate;
}

/** One indicator in one period: a verdict a person. */
export interface Judged {
  readonly definition: IndicatorDefinition;
  readonly plan: CountablePlan;
  readonly period: Period;
  readonly days: PeriodDays;
  readonly horizon: number;
  /** Number in `verdictNames`, by person. */
  readonly verdicts: Uint8Array;
}

/** All verdicts of some indicators in some periods. */
export interface Verdicts {
  readonly dataset: Dataset;
  readonly asOf: CalendarDate;
  /** Indicator by indicator, each with its periods in the order asked for. */
  readonly judged: readonly Judged[];
  /** Readings shown beside an indicator, likewise. */
  readonly readings: readonly Judged[];
}

const inside: unique symbol = Symbol("mio-indicators evaluation");

/** One verdict for each beneficiary, indicator and period; every figure is a view of it. Made by {@link evaluate}; opaque. */
export interface Evaluation {
  /** Beneficiaries judged: all of the dataset. */
  readonly people: number;
  readonly asOf: CalendarDate;
  /** @internal */
  readonly [inside]: Verdicts;
}

/**
 * One verdict for each beneficiary, indicator and period.
 *
 * Facts after the horizon, the earlier of the period's end and `asOf`, do not exist for a period.
 *
 * @param dataset - parsed events; not changed
 * @param options - `indicators`; `periods`: inclusive dates; `asOf`: last day the data are complete
 * @throws TypeError when the dataset or an indicator is not one
 * @throws RangeError when a date is not one, a period ends before it starts, or two indicators share a code
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods: [year(2019)], asOf: "2020-01-31" });
 * expect(results(evaluation).map((result) => result.code)).toEqual(["1.1", "1.2", "1.3", "1.4", "2.1"]);
 * ```
 */
export function evaluate(dataset: Dataset, options: EvaluateOptions): Evaluation {
  const store = storeOf(dataset);
  const definitions = checkedDefinitions(options.indicators);
  const asOf = requireDay(options.asOf, "evaluate", "asOf");
  const periods = options.periods.map((period) => ({ period, days: daysOf(period), horizon: 0 }));
  const planner = new Planner();
  const plans = definitions.map((definition) => ({ definition, plan: planner.countable(definition) }));
  const readings = definitions
    .flatMap(readingsOf)
    .map((definition) => ({ definition, plan: planner.countable(definition) }));
  const judges = new Map<number, Judge>();
  const judge = ({ definition, plan }: (typeof plans)[number]) =>
    periods.map(({ period, days }): Judged => {
      const horizon = Math.min(days.to - 1, asOf);
      const atHorizon = judges.get(horizon) ?? new Judge(store, horizon, planner);
      judges.set(horizon, atHorizon);
      return { definition, plan, period, days, horizon, verdicts: atHorizon.verdicts(plan, days) };
    });
  return handle({ dataset, asOf: options.asOf, judged: plans.flatMap(judge), readings: readings.flatMap(judge) });
}

/** @internal The verdicts of an evaluation. */
export function verdictsOf(evaluation: Evaluation): Verdicts {
  const verdicts = (evaluation as Evaluation | undefined)?.[inside];
  if (verdicts !== undefined) return verdicts;
  throw new TypeError(
    sentence({ cannot: "use the evaluation", because: "it must come from evaluate", received: evaluation }),
  );
}

/** @internal What one indicator judged in one period. */
export function judgedOf(evaluation: Evaluation, code: string, period: Period, cannot: string): Judged {
  const { judged, readings } = verdictsOf(evaluation);
  const all = [...judged, ...readings];
  const ofCode = all.filter(({ definition }) => definition.code === code);
  if (ofCode.length === 0) {
    const codes = [...new Set(all.map(({ definition }) => definition.code))].join(", ");
    throw new RangeError(
      sentence({ cannot, because: `indicator must be one of those evaluated (${codes})`, received: code }),
    );
  }
  const found = ofCode.find((one) => one.period.from === period?.from && one.period.to === period?.to);
  if (found !== undefined) return found;
  const periods = ofCode.map((one) => `${one.period.from} – ${one.period.to}`).join(", ");
  const received =
    typeof period?.from === "string" && typeof period.to === "string"
      ? `${period.from} – ${period.to}`
      : describe(period);
  throw new RangeError(
    `${sentence({ cannot, because: `period must be one of those evaluated (${periods})` })}, received ${received}`,
  );
}

function handle(verdicts: Verdicts): Evaluation {
  const evaluation = { people: verdicts.dataset.people, asOf: verdicts.asOf };
  Object.defineProperty(evaluation, inside, { value: verdicts });
  return Object.freeze(evaluation) as Evaluation;
}

function checkedDefinitions(indicators: readonly Defined[]): readonly IndicatorDefinition[] {
  const seen = new Set<string>();
  return indicators.map((indicator) => {
    const definition = (indicator as Defined | undefined)?.definition;
    if (definition === undefined) {
      throw new TypeError(
        sentence({
          cannot: "evaluate",
          because: "indicators must be made by defineIndicator",
          received: indicator,
          hint: "pass the indicators themselves, such as catalogue.vsePoluchitsya",
        }),
      );
    }
    if (seen.has(definition.code)) {
      throw new RangeError(
        sentence({ cannot: "evaluate", because: "indicators must have different codes", received: definition.code }),
      );
    }
    seen.add(definition.code);
    return definition;
  });
}

/** The readings of an indicator as indicators of their own, with codes such as `2.1:improved`. */
function readingsOf(definition: IndicatorDefinition): readonly IndicatorDefinition[] {
  const { denominator, exclusions } = definition;
  return (definition.readings ?? []).map(({ code, title, numerator }) => ({
    code: `${definition.code}:${code}`,
    title,
    denominator,
    numerator,
    exclusions,
  }));
}

function daysOf(period: Period): PeriodDays {
  const from = requireDay(period?.from, "evaluate", "period.from");
  const to = requireDay(period?.to, "evaluate", "period.to");
  if (to >= from) return { from, to: to + 1 };
  throw new RangeError(
    sentence({
      cannot: "evaluate",
      because: `period.to must be on or after period.from (${dateOf(from)})`,
      received: period.to,
    }),
  );
}

/** Judges everybody at one horizon; what several indicators and periods share is worked out once. */
class Judge {
  readonly #everybody: View;
  readonly #open: View;
  readonly #shared: { readonly everybody: Scope; readonly open: Scope };
  readonly #periods = new Map<string, Leaves>();

  constructor(store: Store, horizon: number, planner: Planner) {
    const goesOnUntil = FOREVER;
    this.#everybody = { store, selection: undefined, horizon, goesOnUntil, isSettled: true };
    this.#open = { store, selection: openPeople(store, horizon, planner.openings), horizon, goesOnUntil };
    const nowhere = { from: 0, to: 0 };
    this.#shared = { everybody: new Scope(this.#everybody, nowhere), open: new Scope(this.#open, nowhere) };
  }

  verdicts(plan: CountablePlan, days: PeriodDays): Uint8Array {
    const key = `${days.from} ${days.to}`;
    let leaves = this.#periods.get(key);
    if (leaves === undefined) {
      const everybody = new Scope(this.#everybody, days, this.#shared.everybody);
      const open = new Scope(this.#open, days, this.#shared.open);
      leaves = new Leaves(everybody, open, this.#open.selection!);
      this.#periods.set(key, leaves);
    }
    return verdictColumn(plan, this.#everybody.store.people, leaves);
  }
}

/** Reading bits of leaves for everybody. */
class Leaves {
  readonly #everybody: Scope;
  readonly #open: Scope;
  readonly #selection: Int32Array;
  readonly #complete = new Map<number, Uint8Array>();

  constructor(everybody: Scope, open: Scope, selection: Int32Array) {
    this.#everybody = everybody;
    this.#open = open;
    this.#selection = selection;
  }

  bits(leaf: LeafNode): Uint8Array {
    let bits = this.#complete.get(leaf.id);
    if (bits === undefined) {
      bits = this.#everybody.plainBits(leaf);
      const { spells } = leaf;
      if (spells !== undefined && (spells.canLack || this.#open.canRun(spells))) {
        const open = this.#open.openBits(leaf);
        for (let index = 0; index < open.length; index++) bits[this.#selection[index]!] = open[index]!;
      }
      this.#complete.set(leaf.id, bits);
    }
    return bits;
  }
}

/** `not` takes each reading from its opposite: bit r of the outcome is the denial of bit 3 - r. */
const DENIED = Uint8Array.from({ length: 16 }, (_, bits) => {
  let denied = 0;
  for (let reading = 0; reading <= POSSIBLE; reading++) {
    if ((bits & (1 << (POSSIBLE - reading))) === 0) denied |= 1 << reading;
  }
  return denied;
});

/** Reading bits of a condition, a byte a person. Columns of leaves are not changed. */
export function conditionBits(node: ConditionNode, bitsOf: (leaf: LeafNode) => Uint8Array): Uint8Array {
  if (node.kind === "leaf") return bitsOf(node.leaf);
  const [first, ...rest] = node.parts.map((part) => conditionBits(part, bitsOf));
  const bits = first!.slice();
  if (node.kind === "not") {
    for (let index = 0; index < bits.length; index++) bits[index] = DENIED[bits[index]!]!;
    return bits;
  }
  for (const other of rest) {
    if (node.kind === "every") for (let index = 0; index < bits.length; index++) bits[index]! &= other[index]!;
    else for (let index = 0; index < bits.length; index++) bits[index]! |= other[index]!;
  }
  return bits;
}

const isCertain = (bits: number) => (bits & (1 << CERTAIN)) !== 0;
const withFacts = (bits: number) => (bits & (1 << WITH_FACTS)) !== 0;

function verdictColumn(plan: CountablePlan, people: number, leaves: Leaves): Uint8Array {
  const bitsOf = (leaf: LeafNode) => leaves.bits(leaf);
  const denominator = conditionBits(plan.denominator, bitsOf);
  const numerator = conditionBits(plan.numerator, bitsOf);
  const exclusion = plan.exclusions
    .map((part) => conditionBits(part, bitsOf))
    .reduce((all, one) => all.map((bits, index) => bits | one[index]!), new Uint8Array(people));
  const verdicts = new Uint8Array(people);
  for (let index = 0; index < people; index++) {
    verdicts[index] = verdictOf(denominator[index]!, exclusion[index]!, numerator[index]!);
  }
  return verdicts;
}

/**
 * The verdict by the reading bits of denominator, exclusions and numerator.
 *
 * Time alone brings nobody into a denominator; a missing fact that decides about denominator or exclusion makes the verdict unknown.
 */
function verdictOf(denominator: number, exclusion: number, numerator: number): number {
  if (!withFacts(denominator)) return OUTSIDE;
  if (isCertain(exclusion)) return EXCLUDED;
  if (!isCertain(denominator) || withFacts(exclusion)) return UNKNOWN;
  if (isCertain(numerator)) return COUNTED;
  if ((numerator & (1 << IN_TIME)) !== 0) return PENDING;
  return (numerator & (1 << POSSIBLE)) !== 0 ? UNKNOWN : NOT_COUNTED;
}

/**
 * How many people have each verdict.
 *
 * @throws Error when the verdicts do not add up to the people of the dataset: a fault of the library, never of the data
 */
export function tally({ verdicts, definition }: Judged, people: number): readonly number[] {
  const counts = verdictNames.map(() => 0);
  for (const verdict of verdicts) counts[verdict]!++;
  const total = counts.slice(0, verdictNames.length).reduce((sum, count) => sum + count, 0);
  if (total === people && counts.length === verdictNames.length) return counts;
  throw new Error(
    sentence({
      cannot: `evaluate indicator ${definition.code}`,
      because: `its verdicts must add up to ${people} people`,
      received: total,
      hint: "this is a fault of mio-indicators; please report it",
    }),
  );
}
