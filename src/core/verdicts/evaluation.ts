import { DATE, PERIOD, type CalendarDate, dayOf, type Period, isSamePeriod } from "../../calendar";
import { type Dataset, datasetKnownOn, storeOf } from "../dataset/dataset";
import type { IndicatorDefinition } from "../definition/language";
import { INDICATOR } from "../definition/sound";
import { sentence } from "../../issue";
import { check, type Fields, type Kind, type OptionsOf } from "../../options";
import { type Case, judge } from "../engine/judge";
import { Planner } from "../engine/plan";
import { verdictNames } from "../engine/verdict";
import type { PeriodDays } from "../engine/windows";

/** Anything with a definition that `defineIndicator` made; indicators are. */
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
  /**
   * The day whose knowledge counts: only events recorded up to it exist, retractions too, whatever `asOf` is. An event
   * without
   * `recordedOn` is taken as recorded on its own date. Everything in the dataset when absent.
   */
  readonly knownOn?: CalendarDate | undefined;
}

/** As of which day's knowledge, and what must be said about it. */
export interface Knowledge {
  readonly on: CalendarDate;
  /** Events without `recordedOn`. */
  readonly undated: number;
  /** Events that could not be placed with what was known, and were left out. */
  readonly unplaced: number;
}

/** One indicator in one period: one verdict per person, as its number in `verdictNames`. */
export interface Judged extends Case {
  readonly definition: IndicatorDefinition;
  readonly period: Period;
}

/** All verdicts of some indicators in some periods. */
export interface Verdicts {
  /** As known on the day asked for. */
  readonly dataset: Dataset;
  readonly asOf: CalendarDate;
  readonly known: Knowledge | undefined;
  /** Indicator by indicator, each with its periods in the order asked for. */
  readonly judged: readonly Judged[];
  /** Readings shown beside an indicator, likewise. */
  readonly readings: readonly Judged[];
}

const CANNOT = "evaluate";
const OPTIONS: OptionsOf<EvaluateOptions> = {
  indicators: [INDICATOR],
  periods: [PERIOD],
  asOf: DATE,
  "knownOn?": DATE,
};

/** Most columns of verdicts, and most verdicts: what fits into the memory of a small machine. */
const MOST_COLUMNS = 20_000;
const MOST_VERDICTS = 2_000_000_000;

const inside: unique symbol = Symbol("mio-indicators evaluation");

/**
 * One verdict for each beneficiary, indicator and period; every figure is a view of it. Made by {@link evaluate};
 * opaque.
 */
export interface Evaluation {
  /** Beneficiaries judged: all of the dataset, or all who were known on `knownOn`. */
  readonly people: number;
  readonly asOf: CalendarDate;
  /** Only when asked for. */
  readonly knownOn?: CalendarDate;
  /** @internal */
  readonly [inside]: Verdicts;
}

/**
 * One verdict for each beneficiary, indicator and period.
 *
 * Facts after the horizon, the earlier of the period's end and `asOf`, do not exist for a period. With `knownOn`,
 * neither do events
 * recorded after that day; what cannot be placed without them is left out, and counted in a note on every result.
 *
 * @param dataset - parsed events; not changed
 * @param options - `indicators`; `periods`: inclusive dates; `asOf`: last day the data are complete; `knownOn`: the day
 *   whose knowledge counts, everything in the dataset when absent
 * @throws TypeError when the dataset or an indicator is not one, an option is left out, not known or of another kind
 * @throws RangeError when a date is not one, a period ends before it starts, or two indicators share a code
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods: [year(2019)], asOf: "2020-01-31" });
 * expect(results(evaluation).map((result) => result.code)).toEqual(["1.1", "1.2", "1.3", "1.4", "2.1"]);
 * ```
 */
export function evaluate(dataset: Dataset, options: EvaluateOptions): Evaluation {
  const all = storeOf(dataset);
  check(CANNOT, options, OPTIONS);
  const { knownOn } = options;
  const definitions = checkedDefinitions(options.indicators);
  const asOf = dayOf(options.asOf);
  const then = knownOn === undefined ? undefined : datasetKnownOn(dataset, dayOf(knownOn));
  const store = then === undefined ? all : storeOf(then.dataset);
  const planner = new Planner();
  const periods = options.periods.map((period) => {
    const days = daysOf(period);
    return { period, days, horizon: Math.min(days.to - 1, asOf) };
  });
  const judgedBy = (definition: IndicatorDefinition): readonly Judged[] => {
    const plan = planner.countable(definition);
    return periods.map((span) => ({ definition, plan, ...span, verdicts: new Uint8Array(store.people) }));
  };
  const read = definitions.flatMap(readingsOf);
  const columns = (definitions.length + read.length) * periods.length;
  if (columns > MOST_COLUMNS || columns * store.people > MOST_VERDICTS) {
    const because = `indicators and their readings, by periods, must be at most ${MOST_COLUMNS}, and ${MOST_VERDICTS} verdicts in all`;
    throw new RangeError(sentence({ cannot: CANNOT, because, received: columns, hint: "evaluate them in parts" }));
  }
  const judged = definitions.flatMap(judgedBy);
  const readings = read.flatMap(judgedBy);
  judge(store, planner.openings, [...judged, ...readings]);
  return handle({
    dataset: then?.dataset ?? dataset,
    asOf: options.asOf,
    known: then && { on: knownOn!, undated: then.undated, unplaced: then.unplaced },
    judged,
    readings,
  });
}

/** @internal The verdicts of an evaluation. */
export function verdictsOf(evaluation: Evaluation): Verdicts {
  check("use the evaluation", evaluation, EVALUATION, "it");
  return evaluation[inside];
}

/** An evaluation, as an argument. */
export function EVALUATION(value: unknown): Kind {
  return inside in Object(value) ? "any" : "#come from evaluate";
}

/** The options that name one indicator in one period. */
export const OF_INDICATOR = { indicator: "text", period: PERIOD } satisfies Fields;

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
  const found = ofCode.find((one) => isSamePeriod(one.period, period));
  if (found !== undefined) return found;
  const periods = ofCode.map((one) => `${one.period.from} – ${one.period.to}`).join(", ");
  const because = `period must be one of those evaluated (${periods}), received ${period.from} – ${period.to}`;
  throw new RangeError(sentence({ cannot, because }));
}

function handle(verdicts: Verdicts): Evaluation {
  const { dataset, asOf, known } = verdicts;
  const evaluation = { people: dataset.people, asOf, ...(known && { knownOn: known.on }) };
  Object.defineProperty(evaluation, inside, { value: verdicts });
  return Object.freeze(evaluation) as Evaluation;
}

function checkedDefinitions(indicators: readonly Defined[]): readonly IndicatorDefinition[] {
  const seen = new Set<string>();
  return indicators.map(({ definition }) => {
    if (seen.has(definition.code)) {
      const because = "indicators must have different codes";
      throw new RangeError(sentence({ cannot: CANNOT, because, received: definition.code }));
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

function daysOf({ from, to }: Period): PeriodDays {
  return { from: dayOf(from), to: dayOf(to) + 1 };
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
