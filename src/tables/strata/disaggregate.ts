import type { CalendarDate, Period } from "../../calendar";
import { storeOf } from "../../core/dataset/dataset";
import { check } from "../../options";
import { type Evaluation, type Verdicts, verdictsOf } from "../../core/verdicts/evaluation";
import { type Figures, figuresOf, type Note } from "../../core/verdicts/result";
import { verdictNames } from "../../core/engine/verdict";
import type { AgeAt, StratumValue } from "./dimension";
import { STRATA, type Strata, type StrataOptions, strataOf, verdictsByStratum } from "./strata";
import { dimensionTitle, overlapsIn, type StrataOverlap, strataNotes } from "./strata-notes";

/** Figures of an indicator in one period for one stratum. Its `verdicts` are together all people of the stratum. */
export interface StratumFigures extends Figures {
  /** Code of the indicator. */
  readonly code: string;
  readonly period: Period;
  /** Why there is no value; null when there is one. */
  readonly reason: "empty-denominator" | null;
}

/** One stratum, or a total over the dimensions left open. */
export interface DisaggregationRow {
  /** One value a dimension, in the order of `dimensions`. */
  readonly of: readonly StratumValue[];
  /** Indicator by indicator, each with its periods, as in `results`. */
  readonly figures: readonly StratumFigures[];
}

/** Figures by stratum: plain data. */
export interface Disaggregation {
  readonly dimensions: readonly {
    readonly name: string;
    readonly title: { readonly ru: string; readonly en: string };
  }[];
  readonly asOf: CalendarDate;
  /** Age bands and the day on which ages are taken; null when ages are not asked for. */
  readonly ages: { readonly bands: readonly string[]; readonly at: AgeAt } | null;
  /** Sorted by value, missing after all codes, totals after what they total; only strata to which somebody belongs. */
  readonly rows: readonly DisaggregationRow[];
  /** How many people stand in several rows of a dimension, by period; empty when rows do not overlap. */
  readonly overlaps: readonly StrataOverlap[];
  /** `rows-overlap` and `age-at`. */
  readonly notes: readonly Note[];
}

/**
 * Every figure of an evaluation by one to three attributes of the beneficiaries, with all totals.
 *
 * Attributes are those of the latest registration up to the horizon of each period. Who lacks one stands in a row of
 * their own, and somebody in several target groups in the row of each: such rows overlap and do not sum, and a note
 * says so.
 *
 * @param evaluation - from `evaluate`
 * @param options - `by`: one to three of `targetGroup`, `sex`, `region`, `organisation`, `ageBand` or names of
 *   attributes of registrations; `ageBands`: youngest age of each band, `[14, 18, 23]` by default; `ageAt`:
 *   `"period-start"` (default), `"registration"` or `"first-placement"`
 * @throws TypeError when the evaluation is not one
 * @throws RangeError when `by` does not name one to three different attributes that some registration has, when age
 *   bands are not ascending whole numbers, or `ageAt` is not one
 * @units people
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const table = disaggregate(evaluation, { by: ["targetGroup"] });
 * expect(table.rows.map(({ of, figures }) => [of[0], figures[0]?.share])).toEqual([
 *   [{ kind: "value", code: "care-leaver" }, { numerator: 1, denominator: 1 }],
 *   [{ kind: "total" }, { numerator: 1, denominator: 1 }],
 * ]);
 * ```
 */
export function disaggregate(evaluation: Evaluation, options: StrataOptions): Disaggregation {
  const all = verdictsOf(evaluation);
  check("disaggregate", options, STRATA);
  const moments = all.judged.map(({ days, horizon }) => ({ from: days.from, horizon }));
  const strata = strataOf(storeOf(all.dataset), { ...options, withTotals: true }, moments, "disaggregate");
  const ages = strata.bands.length === 0 ? null : { bands: strata.bands, at: options.ageAt ?? "period-start" };
  const overlaps = overlapsIn(strata, options.by, spansOf(all));
  return Object.freeze({
    dimensions: Object.freeze(options.by.map((name) => Object.freeze({ name, title: dimensionTitle(name) }))),
    asOf: all.asOf,
    ages: ages && Object.freeze(ages),
    rows: rowsOf(all, strata),
    overlaps,
    notes: strataNotes(overlaps, ages?.at),
  });
}

function rowsOf({ judged }: Verdicts, strata: Strata): readonly DisaggregationRow[] {
  const columns = judged.map(({ verdicts }, index) => verdictsByStratum(strata, strata.memberships[index]!, verdicts));
  const width = verdictNames.length;
  const rows = strata.strata.map((of, stratum) => {
    const figures = judged.map(({ definition, period }, index): StratumFigures => {
      const ofStratum = figuresOf(columns[index]!.subarray(stratum * width, (stratum + 1) * width));
      return Object.freeze({
        code: definition.code,
        period: Object.freeze({ from: period.from, to: period.to }),
        ...ofStratum,
        reason: ofStratum.value === null ? "empty-denominator" : null,
      });
    });
    return Object.freeze({ of, figures: Object.freeze(figures) });
  });
  return Object.freeze(rows);
}

/** The periods, in the order of the first memberships: every indicator has the same. */
function spansOf({ judged }: Verdicts): readonly Period[] {
  return judged.filter(({ definition }) => definition === judged[0]?.definition).map(({ period }) => period);
}
