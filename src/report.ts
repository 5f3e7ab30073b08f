import type { CalendarDate, Period } from "./calendar";
import type { Milestone } from "./catalogue/milestones";
import { storeOf } from "./dataset/dataset";
import { digestOf } from "./dataset/digest";
import { fingerprintOf } from "./definition/fingerprint";
import { type IndicatorDefinition, plain } from "./definition/language";
import { type Disaggregation, disaggregate } from "./tables/disaggregate";
import { type Funnel, funnel } from "./tables/funnel";
import { type Harm, harm } from "./tables/harm";
import { type Reconciliation, reconcile } from "./tables/reconcile";
import type { StrataOptions } from "./tables/strata";
import { type Evaluation, verdictsOf } from "./verdicts/evaluation";
import { type IndicatorResult, looksAtChange, results } from "./verdicts/result";

/** What made a report: enough to make it again, or to see why another one differs. */
export interface Manifest {
  readonly library: { readonly name: string; readonly version: string };
  /** The last day up to which the data are complete. */
  readonly asOf: CalendarDate;
  readonly periods: readonly { readonly from: CalendarDate; readonly to: CalendarDate }[];
  readonly indicators: readonly { readonly code: string; readonly fingerprint: string }[];
  /** Beneficiaries in the dataset. */
  readonly people: number;
  /** Events in the dataset, retracted ones included. */
  readonly events: number;
  /**
   * Sixteen hexadecimal digits: the same for the same facts and criteria in whatever order they were told. Covers every event,
   * retracted ones included, whole. Guards against accident, not against malice.
   */
  readonly dataset: string;
}

/** Figures with all that is needed to read and remake them: plain frozen JSON. */
export interface Report {
  readonly manifest: Manifest;
  readonly definitions: readonly {
    readonly code: string;
    readonly fingerprint: string;
    readonly definition: IndicatorDefinition;
  }[];
  /** The figures of every indicator in every period, as `results` gives them. */
  readonly results: readonly IndicatorResult[];
  /** One a period whenever an indicator looks at change, asked for or not; empty otherwise. */
  readonly harm: readonly Harm[];
  /** In the order asked for; empty when none was asked for. */
  readonly disaggregations: readonly Disaggregation[];
  /** One a period; empty when none was asked for. */
  readonly funnels: readonly Funnel[];
  /** In the order asked for; empty when none was asked for. */
  readonly reconciliations: readonly Reconciliation[];
}

/** Which tables a report holds beside its results; none by default. */
export interface ReportOptions {
  /** What `disaggregate` takes, a table each, such as `[{ by: ["targetGroup"] }, { by: ["sex", "region"] }]`. */
  readonly disaggregations?: readonly StrataOptions[] | undefined;
  /** Milestones of a funnel in every period, such as `vsePoluchitsyaFunnel`. */
  readonly funnel?: readonly Milestone[] | undefined;
  /** What `reconcile` takes, a table each, such as `[{ periods: [year(2019), year(2020)] }]`. */
  readonly reconciliations?:
    | readonly { readonly periods: readonly Period[]; readonly union?: Period | undefined }[]
    | undefined;
}

/** The package's own name and version; a test holds them to package.json. */
const LIBRARY = Object.freeze({ name: "mio-indicators", version: "0.1.0" });

/**
 * An evaluation as one plain value: figures, definitions, and a manifest of what they were made from.
 *
 * Where an indicator looks at change, such as 2.1, who got worse and which adverse events were recorded stand beside it whatever is
 * asked for. The same facts, indicators, periods and `asOf` give the same bytes of JSON, in whatever order the events came. No beneficiary's id is in it.
 *
 * @param evaluation - from `evaluate`
 * @param options - tables beside the results, none by default: `disaggregations`, `funnel` and `reconciliations`
 * @returns frozen JSON that survives `JSON.parse(JSON.stringify(report))` unchanged
 * @throws TypeError when the evaluation is not one
 * @throws RangeError when `disaggregate`, `funnel` or `reconcile` refuses its options
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const report = buildReport(evaluation);
 * expect(report.results[0]?.share).toEqual({ numerator: 1, denominator: 1 });
 * expect(report.manifest.indicators).toEqual([{ code: "1.1", fingerprint: workExperienceShare.fingerprint }]);
 * expect(JSON.parse(JSON.stringify(report))).toEqual(report);
 * ```
 */
export function buildReport(evaluation: Evaluation, options: ReportOptions = {}): Report {
  const { dataset, asOf, judged } = verdictsOf(evaluation);
  const ofCode = new Map(judged.map(({ definition }) => [definition.code, definition]));
  const periodOf = new Map(judged.map(({ period: { from, to } }) => [`${from} ${to}`, { from, to }]));
  const definitions = [...ofCode.values()].map((definition) => ({
    code: definition.code,
    fingerprint: fingerprintOf(definition),
    definition,
  }));
  const { disaggregations = [], funnel: milestones, reconciliations = [] } = options;
  const periods = [...periodOf.values()];
  return plain({
    manifest: {
      library: LIBRARY,
      asOf,
      periods,
      indicators: definitions.map(({ code, fingerprint }) => ({ code, fingerprint })),
      people: dataset.people,
      events: dataset.events,
      dataset: digestOf(storeOf(dataset).log),
    },
    definitions,
    results: results(evaluation),
    harm: definitions.some(({ definition }) => looksAtChange(definition)) ? harm(evaluation) : [],
    disaggregations: disaggregations.map((one) => disaggregate(evaluation, one)),
    funnels: milestones === undefined ? [] : periods.map((period) => funnel(evaluation, milestones, { period })),
    reconciliations: reconciliations.map((one) => reconcile(evaluation, one)),
  });
}
