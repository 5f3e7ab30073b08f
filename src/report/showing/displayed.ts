import { check, checkReturned, type Kind, LOCALE } from "../../options";
import type { DocumentBlock } from "../../document/document";
import type { Picture } from "../../document/picture";
import type { Shielded } from "../privacy/suppress";
import { xmlText } from "../../document/drawing/drawing";
import { toText } from "../../core/aloud/explanation";
import type { ReadableReport } from "../report";
import {
  COMPARISON,
  DATA_QUALITY,
  EXPLANATION,
  MILESTONE_ESTIMATES,
  PICTURE,
  POOLING,
  REPORT,
  SENSITIVITY,
  SOCIAL_CHANGE,
  SOURCE_AGREEMENT,
  TRIANGULATION,
} from "../../core/shapes";
import type { Locale } from "../../share";
import type { Comparison } from "../../tables/comparing/compare";
import type { DataQuality } from "../../tables/quality/data-quality";
import type { Disaggregation } from "../../tables/strata/disaggregate";
import type { Feedback } from "../../tables/feedback/feedback";
import type { Funnel } from "../../tables/funnel/funnel";
import type { Harm } from "../../tables/change/harm";
import type { MilestoneEstimates } from "../../tables/retention/milestone-estimates";
import type { Pooling } from "../../tables/pooling/pooling";
import type { Reconciliation } from "../../tables/strata/reconcile";
import type { Retention } from "../../tables/retention/retention";
import type { Sensitivity } from "../../tables/readings/sensitivity";
import type { SocialChange } from "../../tables/change/social-change";
import type { SourceAgreement } from "../../tables/quality/agreement";
import type { Triangulation } from "../../tables/quality/triangulation";
import type { Explanation } from "../../core/verdicts/explain";
import type { IndicatorResult } from "../../core/verdicts/result";
import { comparisonBlocks } from "../sections/comparison-section";
import { bareEdition, type Edition } from "../sections/edition";
import { milestoneBlocks } from "../sections/milestone-section";
import { poolingBlocks } from "../sections/pooling-section";
import { qualityBlocks } from "../sections/quality-section";
import { sensitivityBlocks } from "../sections/sensitivity-section";
import { agreementBlocks, triangulationBlocks } from "../sections/sources-section";
import { blocksLook, Looks } from "./looks";
import { shownPicture, shownPictures } from "./picture-look";
import { shownReport } from "./report-look";
import { htmlPiece, shown } from "./shown";

/** What can show itself. */
export type Displayable =
  | ReadableReport
  | readonly Shielded<IndicatorResult>[]
  | Shielded<IndicatorResult>
  | Shielded<Disaggregation>
  | Shielded<Funnel>
  | Shielded<Reconciliation>
  | readonly Shielded<Harm>[]
  | Shielded<Harm>
  | Retention
  | SocialChange
  | Feedback
  | Pooling
  | Comparison
  | Sensitivity
  | SourceAgreement
  | Triangulation
  | DataQuality
  | MilestoneEstimates
  | readonly Picture[]
  | Picture
  | Explanation;

const CANNOT = "display the value";

/**
 * The same value, showing itself in a REPL, on the console and in notebooks: again after it went through JSON, or in
 * another language.
 *
 * What `buildReport`, `suppress` and `pictures` return shows itself already, in Russian, or in the language of the
 * report. Once they went
 * through here, so do results, what an indicator returns when it is called, an explanation, and what these return:
 * `disaggregate`, `funnel`,
 * `reconcile`, `harm`, `retention`, `milestoneEstimates`, `socialChange`, `feedback`, `pooling`, `compare`,
 * `sensitivity`, `sourceAgreement`,
 * `triangulate` and `dataQuality`. The data stay what they are: what shows them is neither enumerable nor part of their
 * JSON.
 *
 * Nobody's id is printed, save that of the person whom an explanation is of; the examples of `dataQuality` stay in the
 * value. Lists of people are
 * therefore refused: `changes`, `flips`, `members`, `movements` and `followUpPlan` are asked for ids, and what is
 * printed may be copied anywhere.
 *
 * @param value - a report, results or one of them, a table, a picture, or an explanation; not changed
 * @param options - `locale`: `"ru"` or `"en"`; by default that of the report, and `"ru"` for anything else
 * @returns a frozen copy, equal to the value
 * @throws TypeError when the value is none of these
 * @throws RangeError when `locale` is not one of the two
 * @example a report read from a file
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const saved = JSON.stringify(buildReport(evaluation));
 * const report = displayed(JSON.parse(saved), { locale: "en" });
 * const { inspect } = await import("node:util");
 * expect(inspect(report)).toContain("100.0% (1 of 1)");
 * expect(JSON.stringify(report)).toBe(saved);
 * ```
 */
export function displayed<Value extends Displayable>(
  value: Value,
  options: { readonly locale?: Locale | undefined } = {},
): Value {
  const given: unknown = value;
  check(CANNOT, options, { "locale?": LOCALE });
  const { kind, maker, show } = formOf(given);
  checkReturned(CANNOT, given, kind, "value", maker);
  const own = has(given, "manifest") ? (given as ReadableReport).manifest.locale : "ru";
  return show(given as object, options.locale ?? own) as Value;
}

/** One form that a value may have. */
interface Form {
  /** The parts by which it is known. */
  readonly names: readonly string[];
  readonly kind: Kind;
  /** The function that returns it. */
  readonly maker: string;
  show(value: object, locale: Locale): object;
}

/**
 * What a value should be, by the names of its parts; a report when it has those of none. An empty list is one of
 * results.
 */
function formOf(value: unknown): Form {
  const forms = formsOf(REPORT as unknown as KindsOfParts);
  if (!Array.isArray(value)) return forms.one.find(({ names }) => has(value, ...names)) ?? forms.report;
  const isAll = ({ names }: Form) => value.length > 0 && value.every((one) => has(one, ...names));
  return forms.lists.find(isAll) ?? forms.results;
}

/** The kinds of the tables in a report, each a list of one kind. */
type KindsOfParts = Readonly<Record<keyof ReadableReport, readonly [Kind]>>;

function formsOf({ results, disaggregations, funnels, reconciliations, retention, feedback, harm }: KindsOfParts) {
  const report = form<ReadableReport>(["manifest"], REPORT, "buildReport", shownReport);
  const withLooks = <Value extends object>(
    names: readonly string[],
    kind: Kind,
    maker: string,
    show: (value: Value, looks: Looks) => object,
  ) => form(names, kind, maker, (value: Value, locale) => show(value, new Looks(locale)));
  const result = ["code", "verdicts", "share", "settled"];
  const harmful = ["worsening", "adverseEvents"];
  const picture = ["id", "kind", "subtitle", "of"];
  return {
    report,
    results: withLooks(result, results, "results", (all: readonly IndicatorResult[], looks) => looks.results(all)),
    lists: [
      form(picture, [PICTURE], "pictures", shownPictures),
      withLooks(harmful, harm, "harm", (all: readonly Harm[], looks) => looks.harms(all)),
    ],
    one: [
      report,
      withLooks(result, results[0], "results", (one: IndicatorResult, looks) => looks.result(one)),
      withLooks(["instrument", "rows", "periods"], feedback[0], "feedback", (one: Feedback, looks) =>
        looks.feedback(one),
      ),
      withLooks(["dimensions", "rows", "overlaps"], disaggregations[0], "disaggregate", (one: Disaggregation, looks) =>
        looks.disaggregation(one),
      ),
      withLooks(["steps", "nesting"], funnels[0], "funnel", (one: Funnel, looks) => looks.funnel(one)),
      withLooks(["periods", "union", "indicators"], reconciliations[0], "reconcile", (one: Reconciliation, looks) =>
        looks.reconciliation(one),
      ),
      withLooks(["from", "all", "strata", "censoring"], retention[0], "retention", (one: Retention, looks) =>
        looks.retention(one),
      ),
      withLooks(["criteria", "missingPairs"], SOCIAL_CHANGE, "socialChange", (one: SocialChange, looks) =>
        looks.socialChange(one),
      ),
      withLooks(harmful, harm[0], "harm", (one: Harm, looks) => looks.harm(one)),
      inBlocks(["several", "inPeriods", "splits"], POOLING, "pooling", poolingBlocks),
      inBlocks(["people", "indicators", "notCompared"], COMPARISON, "compare", comparisonBlocks),
      inBlocks(["base", "readings", "notComputed"], SENSITIVITY, "sensitivity", sensitivityBlocks),
      inBlocks(["withinDays", "agreements"], SOURCE_AGREEMENT, "sourceAgreement", agreementBlocks),
      inBlocks(["evidence", "minimums"], TRIANGULATION, "triangulate", triangulationBlocks),
      inBlocks(["findings", "entryLags", "pairing"], DATA_QUALITY, "dataQuality", qualityBlocks),
      inBlocks(["estimates", "notStarted"], MILESTONE_ESTIMATES, "milestoneEstimates", milestoneBlocks),
      form(picture, PICTURE, "pictures", shownPicture),
      form(["beneficiaryId", "verdict", "denominator"], EXPLANATION, "explain", shownExplanation),
    ],
  };
}

function form<Value extends object>(
  names: readonly string[],
  kind: Kind,
  maker: string,
  show: (value: Value, locale: Locale) => object,
): Form {
  return { names, kind, maker, show };
}

/** What is shown as blocks, and stands in no report. */
function inBlocks<Value extends object>(
  names: readonly string[],
  kind: Kind,
  maker: string,
  blocks: (value: Value, edition: Edition) => readonly DocumentBlock[],
): Form {
  return form(names, kind, maker, (value: Value, locale) =>
    shown(
      value,
      blocksLook(() => blocks(value, bareEdition(locale)), locale),
    ),
  );
}

function has(value: unknown, ...names: readonly string[]): boolean {
  return typeof value === "object" && value !== null && names.every((name) => name in value);
}

function shownExplanation(explanation: Explanation, locale: Locale): Explanation {
  const text = () => toText(explanation, { locale });
  const html = () => `<pre>${text().split("\n").map(indentedHtml).join("\n")}</pre>`;
  return shown(explanation, { text, pieces: () => [htmlPiece(html())] });
}

/** A line as HTML, with the spaces that it begins with. */
function indentedHtml(line: string): string {
  const bare = line.trimStart();
  return " ".repeat(line.length - bare.length) + xmlText(bare);
}
