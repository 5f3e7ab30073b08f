import { htmlOf } from "../document/html";
import { markdownOf } from "../document/markdown";
import { plainOf } from "../document/plain";
import type { ReportDocument } from "../document/document";
import type { ReadableReport } from "./report";
import type { DocumentOptions } from "./sections/edition";
import { asDocument } from "./sections/report-document";

/**
 * A report or another document as one HTML page that needs nothing else: to be read on a screen or a phone, listened
 * to, or printed on A4.
 *
 * Nothing is fetched, and the page's own policy forbids it; a small script sorts tables, and without it the page reads
 * the same. Given
 * texts are escaped.
 *
 * @param report - from `buildReport`, suppressed or not; or a document, such as `logframeDocument` returns
 * @param options - of a report: `locale`: `"ru"` or `"en"`, the report's own by default; `title`: the heading;
 *   `labels`: words for codes, as they are by default
 * @returns an HTML document that ends with a line feed; the same bytes for the same report
 * @throws TypeError when it is neither a report nor a document, or an option is not known or of another kind
 * @throws RangeError when `locale` is not one of the two
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const page = toHtml(buildReport(evaluation), { locale: "ru", title: "Опыт работы" });
 * expect(page.split("\n").slice(0, 2)).toEqual(["<!doctype html>", '<html lang="ru">']);
 * expect(page).toContain("<h1>Опыт работы</h1>");
 * ```
 */
export function toHtml(report: ReadableReport | ReportDocument, options: DocumentOptions = {}): string {
  return htmlOf(asDocument(report, options, "write the report as HTML"));
}

/**
 * A report or another document in Markdown: headings, lists and pipe tables that GitHub, pandoc and note-taking
 * programs read alike.
 *
 * Given texts are escaped, so that they are shown letter by letter; further lines of a cell are parted by `<br>`.
 * Pictures are left out: the tables hold all their figures.
 *
 * @param report - from `buildReport`, suppressed or not; or a document, such as `logframeDocument` returns
 * @param options - of a report: `locale`: `"ru"` or `"en"`, the report's own by default; `title`: the heading;
 *   `labels`: words for codes, as they are by default
 * @returns Markdown that ends with a line feed
 * @throws TypeError when it is neither a report nor a document, or an option is not known or of another kind
 * @throws RangeError when `locale` is not one of the two
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const text = toMarkdown(buildReport(evaluation), { locale: "en" });
 * expect(text).toContain("| Indicator | 2019 |");
 * expect(text).toContain("| 100.0% (1 of 1)<br>95%: 20.7–100.0% |");
 * ```
 */
export function toMarkdown(report: ReadableReport | ReportDocument, options: DocumentOptions = {}): string {
  return markdownOf(asDocument(report, options, "write the report in Markdown"));
}

/**
 * A report or another document as plain text for a terminal or a mail: underlined headings, and tables in columns.
 *
 * Words are broken into lines of a hundred characters; columns that do not fit go on beneath. Pictures are left out:
 * the tables hold all their
 * figures.
 *
 * @param report - from `buildReport`, suppressed or not; or a document, such as `logframeDocument` returns
 * @param options - of a report: `locale`: `"ru"` or `"en"`, the report's own by default; `title`: the heading;
 *   `labels`: words for codes, as they are by default
 * @returns lines joined by line feeds, the last one too
 * @throws TypeError when it is neither a report nor a document, or an option is not known or of another kind
 * @throws RangeError when `locale` is not one of the two
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * expect(toPlainText(buildReport(evaluation), { locale: "en" }).split("\n").slice(0, 2)).toEqual(["Report on indicators", "===================="]);
 * ```
 */
export function toPlainText(report: ReadableReport | ReportDocument, options: DocumentOptions = {}): string {
  return plainOf(asDocument(report, options, "write the report as plain text"));
}
