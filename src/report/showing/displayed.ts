import { sentence } from "../../issue";
import { check, checkReturned, type Kind, LOCALE } from "../../options";
import type { Picture } from "../../document/picture";
import type { Shielded } from "../privacy/suppress";
import { xmlText } from "../../document/drawing/drawing";
import { toText } from "../../core/aloud/explanation";
import type { ReadableReport } from "../report";
import { EXPLANATION, PICTURE, REPORT, SOCIAL_CHANGE } from "../../core/shapes";
import type { Locale } from "../../share";
import type { Disaggregation } from "../../tables/strata/disaggregate";
import type { Funnel } from "../../tables/funnel/funnel";
import type { Reconciliation } from "../../tables/strata/reconcile";
import type { SocialChange } from "../../tables/change/social-change";
import type { Feedback } from "../../tables/feedback/feedback";
import type { Retention } from "../../tables/retention/retention";
import type { Explanation } from "../../core/verdicts/explain";
import type { IndicatorResult } from "../../core/verdicts/result";
import { Looks } from "./looks";
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
  | Retention
  | SocialChange
  | Feedback
  | readonly Picture[]
  | Picture
  | Explanation;

const CANNOT = "display the value";

/**
 * The same value, showing itself in a REPL, on the console and in notebooks: again after it went through JSON, or in another language.
 *
 * What `buildReport`, `suppress` and `pictures` return shows itself already, in Russian, or in the language of the report; results, tables, an
 * explanation, or what an indicator returns when it is called, do so once they went through here. The data stay what they are: what shows them is
 * neither enumerable nor part of their JSON.
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
  checkReturned(CANNOT, given, kindOf(given), "value", "buildReport");
  const own = has(given, "manifest") ? (given as ReadableReport).manifest.locale : "ru";
  return shownAs(given, options.locale ?? own) as Value;
}

/** What a value should be, by the names of its parts. */
function kindOf(value: unknown): Kind {
  const { results, disaggregations, funnels, reconciliations, retention, feedback } = REPORT as Readonly<
    Record<string, readonly [Kind]>
  >;
  if (Array.isArray(value)) return value.every(isPicture) ? [PICTURE] : results!;
  if (has(value, "manifest")) return REPORT;
  if (isResult(value)) return results![0];
  if (has(value, "instrument", "rows", "periods")) return feedback![0];
  if (has(value, "dimensions", "rows", "overlaps")) return disaggregations![0];
  if (has(value, "steps", "nesting")) return funnels![0];
  if (has(value, "periods", "union", "indicators")) return reconciliations![0];
  if (has(value, "from", "all", "strata", "censoring")) return retention![0];
  if (has(value, "criteria", "missingPairs")) return SOCIAL_CHANGE;
  if (isPicture(value)) return PICTURE;
  return has(value, "beneficiaryId", "verdict", "denominator") ? EXPLANATION : REPORT;
}

function shownAs(value: unknown, locale: Locale): object {
  const looks = new Looks(locale);
  if (Array.isArray(value) && value.every(isResult)) return looks.results(value);
  if (Array.isArray(value) && value.every(isPicture)) return shownPictures(value, locale);
  if (has(value, "manifest", "results", "harm")) return shownReport(value as ReadableReport, locale);
  if (isResult(value)) return looks.result(value);
  if (has(value, "instrument", "rows", "periods")) return looks.feedback(value as Feedback);
  if (has(value, "dimensions", "rows", "overlaps")) return looks.disaggregation(value as Disaggregation);
  if (has(value, "steps", "nesting")) return looks.funnel(value as Funnel);
  if (has(value, "periods", "union", "indicators")) return looks.reconciliation(value as Reconciliation);
  if (has(value, "from", "all", "strata", "censoring")) return looks.retention(value as Retention);
  if (has(value, "criteria", "missingPairs")) return looks.socialChange(value as SocialChange);
  if (isPicture(value)) return shownPicture(value, locale);
  if (has(value, "beneficiaryId", "verdict", "denominator")) return shownExplanation(value as Explanation, locale);
  const because = "value must be a report, results, a table, a picture or an explanation";
  throw new TypeError(sentence({ cannot: CANNOT, because, received: value, hint: "pass what buildReport returned" }));
}

function isResult(value: unknown): value is IndicatorResult {
  return has(value, "code", "verdicts", "share", "settled");
}

function isPicture(value: unknown): value is Picture {
  return has(value, "id", "kind", "subtitle", "of");
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
