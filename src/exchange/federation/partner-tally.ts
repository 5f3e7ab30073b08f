import { storeOf } from "../../core/dataset/dataset";
import { plain } from "../../core/definition/language";
import type { Criterion } from "../../core/events/event";
import { sentence } from "../../issue";
import { check, type OptionsOf } from "../../options";
import { RULES, type SuppressOptions } from "../../report/privacy/rules";
import { type Shielded, suppress } from "../../report/privacy/suppress";
import { buildReport } from "../../report/report";
import type { Disaggregation } from "../../tables/strata/disaggregate";
import { STRATA, type StrataOptions } from "../../tables/strata/strata";
import { type Evaluation, verdictsOf } from "../../core/verdicts/evaluation";
import { type Figures, looksAtChange } from "../../core/verdicts/result";
import { declarationFaults } from "./schema";
import {
  FORMAT,
  type Partner,
  type SharedIds,
  type Tally,
  type TallyCounts,
  type TallyCriterion,
  type TallyTable,
  VERSION,
} from "./tally";

/** Whose tally it is, and what is in it. */
export interface TallyOptions {
  readonly partner: Partner;
  /** What `disaggregate` takes, a table each, such as `[{ by: ["targetGroup"] }]`; none by default. */
  readonly disaggregate?: readonly StrataOptions[] | undefined;
  /** What `suppress` takes; its defaults by default. All partners of a network must use the same. */
  readonly suppress?: Omit<SuppressOptions, "round"> | undefined;
  /** Given only when the partners compared their people outside of this library; none by default. */
  readonly sharedIds?: SharedIds | undefined;
}

/** What a partner says of itself is looked at as it is in a tally. */
const OPTIONS: OptionsOf<TallyOptions> = {
  partner: { "*": "any" },
  "disaggregate?": [STRATA],
  "suppress?": { ...RULES, "round?": "!be left out; rounded counts of partners do not add up" },
  "sharedIds?": ["null", { "*": "any" }],
};

/**
 * A partner's counts for the report of a network: suppressed, without ids, fit to be sent.
 *
 * They are counts of `suppress(buildReport(…))` with the same tables, so that this report and the tally may both be
 * published. Percentages and intervals are left out, as they follow from counts; so are the digest of the dataset, by
 * which somebody could confirm a guess, and the number of events.
 *
 * @param evaluation - from `evaluate`
 * @param options - `partner`: code and title; `disaggregate`: tables, none by default; `suppress`: rules, those of
 *   `suppress` by default; `sharedIds`: only when people were compared under a scheme of ids and none is counted by two
 *   partners
 * @returns plain frozen JSON for `mergeTallies`
 * @throws TypeError when the evaluation is not one, or `partner` or `sharedIds` is not of the form shown
 * @throws RangeError when `disaggregate` or `suppress` refuses its options
 * @units people
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const tally = toTally(evaluation, { partner: { code: "north", title: { ru: "Север", en: "North" } } });
 * expect(tally.results[0]?.denominator).toEqual({ suppressed: true, reason: "small-cell", below: 5 });
 * expect(JSON.stringify(tally)).not.toContain("B-1");
 * ```
 */
export function toTally(evaluation: Evaluation, options: TallyOptions): Tally {
  const cannot = "make a tally";
  verdictsOf(evaluation);
  check(cannot, options, OPTIONS);
  const { partner, disaggregate = [], sharedIds = null } = options;
  const [fault] = declarationFaults({ partner, sharedIds });
  if (fault !== undefined) {
    const hint = 'write { partner: { code: "north", title: { ru: "Север", en: "North" } } }';
    throw new TypeError(sentence({ cannot, because: fault.because, hint }));
  }
  const report = suppress(buildReport(evaluation, { disaggregate }), options.suppress);
  const [tooLarge] = report.suppression.withheldTables ?? [];
  if (tooLarge !== undefined) {
    const because = `the counts by ${tooLarge.map(({ name }) => name).join(", ")} are too many to be suppressed in time`;
    throw new RangeError(sentence({ cannot, because, hint: "disaggregate by fewer attributes" }));
  }
  const { manifest, definitions, results } = report;
  const { threshold, leastDenominator, zeros, protect } = report.suppression;
  const isUndeclared = results.some(({ notes }) => notes.some(({ code }) => code === "criteria-not-declared"));
  const { declared = [] } = storeOf(verdictsOf(evaluation).dataset);
  const hasChange = definitions.some(({ definition }) => looksAtChange(definition));
  return plain({
    format: FORMAT,
    version: VERSION,
    partner,
    sharedIds,
    manifest: {
      library: manifest.library,
      asOf: manifest.asOf,
      knownOn: evaluation.knownOn,
      periods: manifest.periods,
      people: manifest.people,
    },
    definitions,
    criteria: isUndeclared ? null : hasChange ? declared.map(scaleOf) : [],
    results: results.map((result) => ({
      code: result.code,
      period: result.period,
      ...countsOf(result),
      readings: result.readings.map((reading) => ({
        code: codeOf(result.code, reading.code),
        numerator: reading.share.numerator,
      })),
    })),
    disaggregations: report.disaggregations.map(tableOf),
    suppression: { threshold, leastDenominator, zeros, protect },
  });
}

/** The code of a reading within its indicator. */
function codeOf(indicator: string, reading: string): string {
  return reading.slice(indicator.length + 1);
}

function scaleOf({ code, min, max, better, minimumStep }: Criterion): TallyCriterion {
  return { code, min, max, better, ...(minimumStep !== undefined && { minimumStep }) };
}

function countsOf({
  verdicts,
  share,
  settled,
}: Pick<Shielded<Figures>, "verdicts" | "share" | "settled">): TallyCounts {
  return {
    verdicts,
    denominator: share.denominator,
    settled: settled.denominator,
  };
}

function tableOf({ dimensions, ages, rows, overlaps }: Shielded<Disaggregation>): TallyTable {
  return {
    dimensions: dimensions.map(({ name }) => name),
    ages: ages as TallyTable["ages"],
    strata: "all",
    rows: rows.map(({ of, figures }) => ({
      of,
      figures: figures.map((one) => ({ code: one.code, period: one.period, ...countsOf(one) })),
    })),
    overlaps,
  };
}
