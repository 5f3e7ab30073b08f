import type { CalendarDate, Period } from "../calendar";
import type { Milestone } from "../core/catalogue/milestones";
import { storeOf } from "../core/dataset/dataset";
import { digestOf } from "../core/dataset/digest";
import { fingerprintOf } from "../core/definition/fingerprint";
import { type IndicatorDefinition, plain } from "../core/definition/language";
import { type EvidenceGaps, type EvidenceGapsOptions, evidenceGaps, GAPS } from "../practice/evidence/gaps";
import { check, type Fields, LOCALE, type OptionsOf } from "../options";
import { RULES, type SuppressOptions } from "./privacy/rules";
import {
  type Shielded,
  type SmallCellSuppression,
  type SuppressedReport,
  type Suppression,
  suppress,
} from "./privacy/suppress";
import { defineResultsTree } from "../core/results-tree/define";
import { type EvaluatedTree, evaluateResultsTree } from "../core/results-tree/evaluate";
import type { ResultsTree, ResultsTreeSpec } from "../core/results-tree/tree";
import type { Locale } from "../share";
import { CHANGE, type SocialChangeOptions } from "../tables/change/change-basis";
import { type Disaggregation, disaggregate } from "../tables/strata/disaggregate";
import { FEEDBACK, type Feedback, type FeedbackOptions, feedback } from "../tables/feedback/feedback";
import { type Funnel, funnel, MILESTONES } from "../tables/funnel/funnel";
import { type Harm, harm } from "../tables/change/harm";
import { RECONCILED, type Reconciliation, reconcile } from "../tables/strata/reconcile";
import { type Retention, retention } from "../tables/retention/retention";
import { RETENTION, type RetentionOptions } from "../tables/retention/retention-options";
import { type SocialChange, socialChange } from "../tables/change/social-change";
import { STRATA, type StrataOptions } from "../tables/strata/strata";
import { type Evaluation, verdictsOf } from "../core/verdicts/evaluation";
import type { IndicatorOptions } from "../core/verdicts/indicator";
import { type IndicatorResult, looksAtChange, type Note, results } from "../core/verdicts/result";
import { type GlossaryEntry, glossaryOf } from "./glossary";

/** What made a report: enough to make it again, or to see why another one differs. */
export interface Manifest {
  readonly library: { readonly name: string; readonly version: string };
  /** The last day up to which the data are complete. */
  readonly asOf: CalendarDate;
  /** Only when asked for in the evaluation: the day whose knowledge counts. */
  readonly knownOn?: CalendarDate;
  readonly periods: readonly { readonly from: CalendarDate; readonly to: CalendarDate }[];
  readonly indicators: readonly { readonly code: string; readonly fingerprint: string }[];
  /** Beneficiaries in the dataset. */
  readonly people: number;
  /** Events in the dataset, retracted ones included. */
  readonly events: number;
  /**
   * Sixteen hexadecimal digits: the same for the same facts and criteria in whatever order they were told. Covers every
   * event,
   * retracted ones included, whole. Guards against accident, not against malice.
   */
  readonly dataset: string;
  /** The language of the report's readers, which renderers use unless told otherwise. */
  readonly locale: Locale;
  /** What `buildReport` was asked for: a line of JSON an option, in the order of their names. */
  readonly options: readonly { readonly name: string; readonly value: string }[];
}

/** Figures with all that is needed to read and remake them: plain frozen JSON. */
export interface Report {
  readonly manifest: Manifest;
  /** What the reader must know of the report as a whole: `periods-do-not-add`, `known-on`. */
  readonly notes: readonly Note[];
  readonly definitions: readonly {
    readonly code: string;
    readonly fingerprint: string;
    readonly definition: IndicatorDefinition;
  }[];
  /** Words that the report uses, and their meaning. */
  readonly glossary: readonly GlossaryEntry[];
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
  /** One a period; empty when not asked for. */
  readonly socialChange: readonly SocialChange[];
  /** In the order asked for; empty when none was asked for. */
  readonly retention: readonly Retention[];
  /** In the order asked for; empty when none was asked for. */
  readonly feedback: readonly Feedback[];
  /** The results tree and its values; null when not asked for. */
  readonly tree: ReportedTree | null;
  /** Null when not asked for. */
  readonly evidence: EvidenceGaps | null;
}

/** A results tree in a report: what was planned, and what came of it. */
export interface ReportedTree {
  readonly plan: ResultsTree;
  readonly evaluated: EvaluatedTree;
}

/** A report as renderers take it: what `buildReport` returned, suppressed or not. */
export type ReadableReport = Omit<Report, ShieldedTable> & {
  readonly [Name in ShieldedTable]: Shielded<Report[Name]>;
} & { readonly suppression?: Suppression };

/** Parts of a report in which figures may be suppressed. */
type ShieldedTable = Exclude<keyof Report, "notes" | "definitions" | "glossary" | "tree" | "evidence">;

/**
 * Which tables a report holds beside its results; none by default. Each option is named after the function that makes
 * its table.
 */
export interface ReportOptions {
  /** What `disaggregate` takes, a table each, such as `[{ by: ["targetGroup"] }, { by: ["sex", "region"] }]`. */
  readonly disaggregate?: readonly StrataOptions[] | undefined;
  /** Milestones of a funnel in every period, such as `vsePoluchitsyaFunnel`. */
  readonly funnel?: readonly Milestone[] | undefined;
  /** What `reconcile` takes, a table each, such as `[{ periods: [year(2019), year(2020)] }]`. */
  readonly reconcile?:
    | readonly { readonly periods: readonly Period[]; readonly union?: Period | undefined }[]
    | undefined;
  /** What `socialChange` takes beside the period, such as `{}`: a table in every period. */
  readonly socialChange?: Omit<SocialChangeOptions, keyof IndicatorOptions> | undefined;
  /** What `retention` takes, a table each; `asOf` is the evaluation's. */
  readonly retention?: readonly Omit<RetentionOptions, "asOf">[] | undefined;
  /** What `feedback` takes, a table each; `asOf` is the evaluation's, and so are the periods by default. */
  readonly feedback?:
    | readonly (Omit<FeedbackOptions, "asOf" | "periods"> & Partial<Pick<FeedbackOptions, "periods">>)[]
    | undefined;
  /** From `defineResultsTree`, or what it takes. */
  readonly tree?: ResultsTreeSpec | undefined;
  /** What `evidenceGaps` takes, such as `{}`; evaluation and tree are the report's. */
  readonly evidence?: Omit<EvidenceGapsOptions, "evaluation" | "dataset" | "tree"> | undefined;
  /**
   * What `suppress` takes, such as `{}` or `{ round: 5 }`: the report is suppressed, or its counts are rounded. Neither
   * by default.
   */
  readonly suppress?: SuppressOptions | undefined;
  /** The language of the report's readers: `"ru"` (default) or `"en"`. Both are in the report all the same. */
  readonly locale?: Locale | undefined;
}

/** @internal The package's own name and version; a test holds them to package.json. */
export const LIBRARY = Object.freeze({ name: "mio-indicators", version: "0.2.0" });

/**
 * An evaluation as one plain value: figures, definitions, the words used, and a manifest of what they were made from.
 *
 * Where an indicator looks at change, such as 2.1, who got worse and which adverse events were recorded stand beside it
 * whatever is
 * asked for. The same facts, indicators, periods and `asOf` give the same bytes of JSON, in whatever order the events
 * came. No beneficiary's id is in it.
 *
 * @param evaluation - from `evaluate`
 * @param options - tables beside the results, none by default: `disaggregate`, `funnel`, `reconcile`, `socialChange`,
 *   `retention`, `feedback`, `tree` and `evidence`; `suppress`: how to suppress, not at all by default; `locale`:
 *   `"ru"` (default) or `"en"`
 * @returns frozen JSON that survives `JSON.parse(JSON.stringify(report))` unchanged
 * @throws TypeError when the evaluation is not one, or an option is not known or of another kind
 * @throws RangeError when an option is not one of those allowed, or the function it is named after refuses it
 * @throws DefinitionError when the tree is not one
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const report = buildReport(evaluation);
 * expect(report.results[0]?.share).toEqual({ numerator: 1, denominator: 1 });
 * expect(report.manifest.indicators).toEqual([{ code: "1.1", fingerprint: workExperienceShare.fingerprint }]);
 * expect(JSON.parse(JSON.stringify(report))).toEqual(report);
 * ```
 */
export function buildReport(
  evaluation: Evaluation,
  options: ReportOptions & { readonly suppress: SuppressOptions & { readonly round?: undefined } },
): SuppressedReport<Report, SmallCellSuppression>;
export function buildReport(
  evaluation: Evaluation,
  options: ReportOptions & { readonly suppress: SuppressOptions },
): SuppressedReport<Report>;
export function buildReport(
  evaluation: Evaluation,
  options?: ReportOptions & { readonly suppress?: undefined },
): Report;
export function buildReport(evaluation: Evaluation, options?: ReportOptions): Report | SuppressedReport<Report>;
export function buildReport(evaluation: Evaluation, options: ReportOptions = {}): Report | SuppressedReport<Report> {
  const { dataset, asOf, known, judged } = verdictsOf(evaluation);
  check(CANNOT, options, OPTIONS);
  const ofCode = new Map(judged.map(({ definition }) => [definition.code, definition]));
  const periodOf = new Map(judged.map(({ period: { from, to } }) => [`${from} ${to}`, { from, to }]));
  const definitions = [...ofCode.values()].map((definition) => ({
    code: definition.code,
    fingerprint: fingerprintOf(definition),
    definition,
  }));
  const periods = [...periodOf.values()];
  const hasChange = definitions.some(({ definition }) => looksAtChange(definition));
  const plan = options.tree && defineResultsTree(options.tree);
  const knownOn = known?.on;
  const report = plain<Report>({
    manifest: {
      library: LIBRARY,
      asOf,
      ...(known && { knownOn: known.on }),
      periods,
      indicators: definitions.map(({ code, fingerprint }) => ({ code, fingerprint })),
      people: dataset.people,
      events: dataset.events,
      dataset: digestOf(storeOf(dataset).log),
      locale: options.locale ?? "ru",
      options: optionLines(options),
    },
    notes: notesOf(periods, knownOn),
    definitions,
    glossary: glossaryOf({
      change: hasChange,
      strata: options.disaggregate !== undefined,
      funnel: options.funnel !== undefined,
      retention: options.retention !== undefined,
      tree: plan !== undefined,
      suppressed: options.suppress !== undefined && options.suppress.round === undefined,
      rounded: options.suppress?.round !== undefined,
    }),
    results: results(evaluation),
    harm: hasChange ? harm(evaluation) : [],
    disaggregations: (options.disaggregate ?? []).map((one) => disaggregate(evaluation, one)),
    funnels:
      options.funnel === undefined ? [] : periods.map((period) => funnel(evaluation, options.funnel!, { period })),
    reconciliations: (options.reconcile ?? []).map((one) => reconcile(evaluation, one)),
    socialChange:
      options.socialChange === undefined
        ? []
        : periods.map((period) => socialChange(dataset, { ...options.socialChange, period, asOf })),
    retention: (options.retention ?? []).map((one) => retention(dataset, { ...one, asOf })),
    feedback: (options.feedback ?? []).map((one) => feedback(dataset, { periods, ...one, asOf })),
    tree: plan === undefined ? null : { plan, evaluated: evaluateResultsTree(plan, evaluation) },
    evidence: options.evidence === undefined ? null : evidenceGaps({ ...options.evidence, evaluation, tree: plan }),
  });
  return options.suppress === undefined ? report : suppress(report, options.suppress);
}

const NAMES: readonly (keyof ReportOptions)[] = [
  "disaggregate",
  "evidence",
  "feedback",
  "funnel",
  "locale",
  "reconcile",
  "retention",
  "socialChange",
  "suppress",
  "tree",
];
const CANNOT = "build a report";
/** What the functions take that the tables are named after, beside what the report gives them. */
const OPTIONS: OptionsOf<ReportOptions> = {
  "disaggregate?": [STRATA],
  "funnel?": MILESTONES,
  "reconcile?": [RECONCILED],
  "socialChange?": CHANGE,
  "retention?": [without(RETENTION, "asOf")],
  "feedback?": [{ ...without(FEEDBACK, "asOf", "periods"), "periods?": FEEDBACK.periods }],
  "tree?": { "*": "any" },
  "evidence?": without(GAPS, "dataset?", "evaluation?", "tree?"),
  "suppress?": RULES,
  "locale?": LOCALE,
};

function without(fields: Fields, ...names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

/**
 * What was asked for, short: trees and instruments by their codes, since what they hold is in their tables, and other
 * reports by their days.
 */
function optionLines(options: ReportOptions): Manifest["options"] {
  const { tree, feedback: forms, evidence, suppress: rules, ...others } = options;
  const { beside, ...rule } = rules ?? {};
  const told: Record<string, unknown> = {
    ...others,
    ...(tree && { tree: tree.code }),
    ...(forms && { feedback: forms.map(({ instrument, by }) => ({ instrument: instrument.code, by })) }),
    ...(evidence && { evidence: Object.keys(evidence).sort() }),
    ...(rules && { suppress: { ...rule, ...(beside && { beside: beside.map(dayOfReport) }) } }),
  };
  const given = NAMES.filter((name) => told[name] !== undefined);
  return given.map((name) => ({ name, value: JSON.stringify(told[name]) }));
}

function dayOfReport({ manifest }: { readonly manifest?: { readonly asOf?: unknown } }) {
  return manifest?.asOf ?? null;
}

function notesOf(periods: readonly Period[], knownOn: CalendarDate | undefined): readonly Note[] {
  return [
    ...(periods.length > 1 ? [PERIODS_DO_NOT_ADD] : []),
    ...(knownOn === undefined
      ? []
      : [
          {
            code: "known-on",
            message: {
              ru: `Отчёт показывает то, что было известно на ${knownOn}: записанное позже не учтено.`,
              en: `The report shows what was known on ${knownOn}: whatever was recorded later is left out.`,
            },
          },
        ]),
  ];
}

const PERIODS_DO_NOT_ADD: Note = plain({
  code: "periods-do-not-add",
  message: {
    ru: "Периоды не складываются: один человек может быть учтён в нескольких. Итог за несколько лет считается заново по людям.",
    en: "Periods do not add up: one person may be counted in several. A total over several years is worked out afresh from people.",
  },
});
