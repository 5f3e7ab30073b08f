import { DATE, PERIOD, type CalendarDate, type Period } from "../../calendar";
import type { Dataset } from "../dataset/dataset";
import { fingerprintOf } from "../definition/fingerprint";
import { type IndicatorDefinition, plain } from "../definition/language";
import { checkedDefinition } from "../definition/sense";
import { sound } from "../definition/sound";
import { once } from "../../once";
import { check, type OptionsOf } from "../../options";
import { evaluate } from "./evaluation";
import { type IndicatorResult, results } from "./result";

/** When to compute an indicator. */
export interface IndicatorOptions {
  /** Inclusive dates, from `period`, `year`, `quarter` or `month`. */
  readonly period: Period;
  /** The last day up to which the data are complete. */
  readonly asOf: CalendarDate;
  /** The day whose knowledge counts, as in `evaluate`; everything in the dataset when absent. */
  readonly knownOn?: CalendarDate | undefined;
}

/** When to compute something, as options. */
export const WHEN: OptionsOf<IndicatorOptions> = { period: PERIOD, asOf: DATE, "knownOn?": DATE };

/** A function from a dataset to figures, with the definition it follows as data. */
export interface Indicator {
  (dataset: Dataset, options: IndicatorOptions): IndicatorResult;
  readonly code: string;
  readonly title: { readonly ru: string; readonly en: string };
  /** Plain frozen JSON. */
  readonly definition: IndicatorDefinition;
  /** The same for the same counting rule. */
  readonly fingerprint: string;
}

/**
 * An indicator from its definition.
 *
 * @param spec - `code`, `title`, `denominator` and `numerator`, built with the words of the definition language or read
 *   from JSON; and, if wanted, `exclusions`, `result`, `direction` (`"increase"` or `"decrease"`), `source`,
 *   `readings`, and what a reference sheet says besides: `unit`, `method`, `frequency`, `responsible`,
 *   `disaggregation`, `limitations`, `version` and `changes`
 * @throws DefinitionError when the definition is always true, contradictory, refers to an unknown indicator, or is not
 *   one
 * @example share of registered beneficiaries who worked at least a month in one go
 * ```ts
 * const workedAMonth = defineIndicator({
 *   code: "own.1",
 *   title: { ru: "Доля работавших не меньше месяца", en: "Share who worked at least a month" },
 *   denominator: happens(touching(enrolment(), reportingPeriod)),
 *   numerator: lasts(touching(placements(), reportingPeriod), { atLeast: months(1) }),
 * });
 * expect(workedAMonth(dataset, { period: year(2019), asOf: "2020-01-31" }).share).toEqual({ numerator: 0, denominator: 1 });
 * ```
 */
export function defineIndicator(spec: IndicatorDefinition): Indicator {
  return shippedIndicator(checkedDefinition(spec));
}

/** @internal An indicator from a definition that is known to be sound; a test checks all that are shipped. */
export function shippedIndicator(spec: IndicatorDefinition): Indicator {
  const definition = sound(plain(spec));
  const { code, title } = definition;
  const indicator = (dataset: Dataset, options: IndicatorOptions): IndicatorResult => {
    check("evaluate", options, WHEN);
    const { period, asOf, knownOn } = options;
    return results(evaluate(dataset, { indicators: [{ definition }], periods: [period], asOf, knownOn }))[0]!;
  };
  Object.assign(indicator, { code, title, definition });
  const fingerprint = once(() => fingerprintOf(definition));
  Object.defineProperty(indicator, "fingerprint", { enumerable: true, get: fingerprint });
  return Object.freeze(indicator) as Indicator;
}
