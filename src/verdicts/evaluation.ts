import { type CalendarDate, dateOf, FOREVER, type Period, requireDay } from "../calendar";
import { type Dataset, storeOf } from "../dataset/dataset";
import type { Store } from "../dataset/store";
import type { IndicatorDefinition } from "../definition/language";
import { describe, sentence } from "../issue";
import { openPeople } from "./openings";
import { type ConditionNode, type CountablePlan, type LeafNode, type Opening, Planner } from "./plan";
import { type PeriodDays, Scope } from "./scope";
import { BLOCK, CERTAIN, CERTAIN_BITS, IN_TIME, People, POSSIBLE, type View, WITH_FACTS } from "./view";

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
  const planner = new Planner();
  const periods = options.periods.map((period) => {
    const days = daysOf(period);
    return { period, days, horizon: Math.min(days.to - 1, asOf) };
  });
  const judgedBy = (definition: IndicatorDefinition): readonly Judged[] => {
    const plan = planner.countable(definition);
    return periods.map((span) => ({ definition, plan, ...span, verdicts: new Uint8Array(store.people) }));
  };
  const judged = definitions.flatMap(judgedBy);
  const readings = definitions.flatMap(readingsOf).flatMap(judgedBy);
  judge(store, planner.openings, [...judged, ...readings]);
  return handle({ dataset, asOf: options.asOf, judged, readings });
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

/** Fills in the verdicts, block by block of people; what several indicators and periods share is worked out once a block. */
function judge(store: Store, openings: ReadonlySet<Opening>, all: readonly Judged[]): void {
  const everybody = new People(store);
  const horizons = new Map<number, Judge>();
  for (const judged of all) {
    const atHorizon = horizons.get(judged.horizon) ?? new Judge(everybody, judged.horizon, openings);
    horizons.set(judged.horizon, atHorizon);
    atHorizon.add(judged);
  }
  const who = new Int32Array(BLOCK);
  for (let first = 0; first < store.people; first += BLOCK) {
    const count = Math.min(BLOCK, store.people - first);
    for (let index = 0; index < count; index++) who[index] = first + index;
    everybody.look(who, count);
    for (const atHorizon of horizons.values()) atHorizon.block(first);
  }
}

/** Judges blocks of people at one horizon. */
class Judge {
  readonly #everybody: View;
  readonly #open: View;
  readonly #openings: ReadonlySet<Opening>;
  readonly #shared: { readonly everybody: Scope; readonly open: Scope };
  readonly #periods = new Map<string, Answers>();
  readonly #asked: { readonly judged: Judged; readonly answers: Answers }[] = [];
  readonly #openWho = new Int32Array(BLOCK);
  readonly #openPlaces = new Int32Array(BLOCK);

  constructor(everybody: People, horizon: number, openings: ReadonlySet<Opening>) {
    const { store } = everybody;
    this.#everybody = { store, people: everybody, horizon, goesOnUntil: FOREVER, isSettled: true };
    this.#open = { store, people: new People(store), horizon, goesOnUntil: FOREVER };
    this.#openings = openings;
    const nowhere = { from: 0, to: 0 };
    this.#shared = { everybody: new Scope(this.#everybody, nowhere), open: new Scope(this.#open, nowhere) };
  }

  add(judged: Judged): void {
    const { days } = judged;
    const key = `${days.from} ${days.to}`;
    let answers = this.#periods.get(key);
    if (answers === undefined) {
      const everybody = new Scope(this.#everybody, days, this.#shared.everybody);
      const open = new Scope(this.#open, days, this.#shared.open);
      answers = new Answers(everybody, open, this.#openPlaces);
      this.#periods.set(key, answers);
    }
    this.#asked.push({ judged, answers });
  }

  /** Judges the people looked at, the first of whom is `first`. */
  block(first: number): void {
    const { people, horizon } = this.#everybody;
    const open = openPeople(people, horizon, this.#openings, this.#openWho, this.#openPlaces);
    this.#open.people.look(this.#openWho, open);
    for (const { judged, answers } of this.#asked) answers.verdicts(judged.plan, judged.verdicts, first);
  }
}

/** Reading bits of conditions for a block of people in one period. */
class Answers {
  readonly #everybody: Scope;
  readonly #open: Scope;
  readonly #openPlaces: Int32Array;
  readonly #joint: { turn: number; readonly bits: Uint8Array }[] = [];
  /** The turn at which each leaf was completed. */
  readonly #completed: number[] = [];

  constructor(everybody: Scope, open: Scope, openPlaces: Int32Array) {
    this.#everybody = everybody;
    this.#open = open;
    this.#openPlaces = openPlaces;
  }

  /** Writes the verdicts of the block's people, the first of whom is `first`. */
  verdicts({ denominator, numerator, exclusion }: CountablePlan, verdicts: Uint8Array, first: number): void {
    const { count } = this.#everybody.view.people;
    const below = this.bits(denominator);
    const above = this.bits(numerator);
    const left = exclusion === undefined ? NOBODY : this.bits(exclusion);
    for (let index = 0; index < count; index++) {
      verdicts[first + index] = VERDICT_OF[(below[index]! << 8) | (left[index]! << 4) | above[index]!]!;
    }
  }

  /** A byte a person. */
  bits(node: ConditionNode): Uint8Array {
    if (node.kind === "leaf") return this.#leafBits(node.leaf);
    const { turn, count } = this.#everybody.view.people;
    this.#joint[node.id] ??= { turn: -1, bits: new Uint8Array(BLOCK) };
    const held = this.#joint[node.id]!;
    if (held.turn !== turn) joinBits(node, (part) => this.bits(part), held.bits, count);
    held.turn = turn;
    return held.bits;
  }

  /** The bits of people with nothing open, completed by those of the others. */
  #leafBits(leaf: LeafNode): Uint8Array {
    const { turn } = this.#everybody.view.people;
    const bits = this.#everybody.plainBits(leaf);
    if (this.#completed[leaf.id] === turn) return bits;
    this.#completed[leaf.id] = turn;
    const { spells } = leaf;
    if (spells === undefined || !(spells.canLack || this.#open.canRun(spells))) return bits;
    const open = this.#open.openBits(leaf);
    for (let index = 0; index < this.#open.view.people.count; index++) bits[this.#openPlaces[index]!] = open[index]!;
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

/** Reading bits of a condition made of others. */
function joinBits(
  { kind, parts }: Exclude<ConditionNode, { readonly kind: "leaf" }>,
  bitsOf: (part: ConditionNode) => Uint8Array,
  bits: Uint8Array,
  people: number,
): void {
  const first = bitsOf(parts[0]!);
  for (let index = 0; index < people; index++) bits[index] = kind === "not" ? DENIED[first[index]!]! : first[index]!;
  for (let part = 1; part < parts.length; part++) {
    const other = bitsOf(parts[part]!);
    if (kind === "every") for (let index = 0; index < people; index++) bits[index]! &= other[index]!;
    else for (let index = 0; index < people; index++) bits[index]! |= other[index]!;
  }
}

/** Reading bits of a condition for each person of a view, some of whom have something open. */
export function conditionBits(node: ConditionNode, scope: Scope): Uint8Array {
  if (node.kind === "leaf") return scope.openBits(node.leaf);
  const { count } = scope.view.people;
  const bits = new Uint8Array(count);
  joinBits(node, (part) => conditionBits(part, scope), bits, count);
  return bits;
}

const isCertain = (bits: number) => (bits & (1 << CERTAIN)) !== 0;
const withFacts = (bits: number) => (bits & (1 << WITH_FACTS)) !== 0;

/**
 * The verdict by the reading bits of denominator, exclusion and numerator.
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

/** The verdict of every combination of reading bits, four each of denominator, exclusion and numerator. */
const VERDICT_OF = Uint8Array.from({ length: 2 ** 12 }, (_, bits) =>
  verdictOf(bits >> 8, (bits >> 4) & CERTAIN_BITS, bits & CERTAIN_BITS),
);

/** An exclusion that applies to nobody. */
const NOBODY = new Uint8Array(BLOCK);

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
