import { type DocumentOptions, editionOf } from "../sections/edition";
import type { OptionsOf } from "../../options";
import { countText, isSuppressed } from "../privacy/suppress";
import { lineText } from "../../core/aloud/line";
import type { ReadableReport } from "../report";
import type { DataColumn, DataValue } from "./data-table";
import { type ReportTableName, reportTable, reportTableNames } from "./report-tables";

/** How a table is written as CSV. */
export interface CsvOptions extends Pick<DocumentOptions, "locale" | "labels"> {
  /** One of `reportTableNames`; `"figures"` by default. */
  readonly table?: ReportTableName | undefined;
  /**
   * Between cells: `","` (default), `";"`, with which numbers have a decimal comma as Excel wants them in Russian, or a
   * tab.
   */
  readonly delimiter?: "," | ";" | "\t" | undefined;
  /** Whether the text begins with a byte-order mark, by which Excel knows UTF-8; false by default. */
  readonly bom?: boolean | undefined;
  /** What stands above the columns: their stable `"names"` (default), or `"words"` in the language asked for. */
  readonly headings?: "names" | "words" | undefined;
}

const CANNOT = "write the report as CSV";
const OPTIONS: OptionsOf<Omit<CsvOptions, "locale" | "labels">> = {
  "table?": `=${reportTableNames.join("|")}`,
  "delimiter?": "=,|;|\t",
  "bom?": "boolean",
  "headings?": "=names|words",
};

/**
 * A table of a report as CSV; by default the tidy one, one row per indicator, period and stratum.
 *
 * Quoted as RFC 4180 has it, lines ending in CR LF. Text that a spreadsheet would take for a formula begins with an
 * apostrophe; numbers
 * stay numbers. A suppressed figure is its sign, «<5» or «•», and the column `suppressed` names it with its reason;
 * where there is no figure the cell is empty.
 *
 * @param report - from `buildReport`, suppressed or not
 * @param options - `table`: one of `reportTableNames`, `"figures"` by default; `locale`: `"ru"` or `"en"`, the report's
 *   own by default; `labels`: words for codes; `delimiter`: `","` (default), `";"` with a decimal comma, or a tab;
 *   `bom`: false by default; `headings`: `"names"` (default) or `"words"`
 * @returns a heading and the rows; only a heading where the report does not hold the table
 * @throws TypeError when the report is not one, or an option is not known or of another kind
 * @throws RangeError when an option is not one of its values
 * @source RFC 4180; OWASP, CSV Injection
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const [heading, row] = toCsv(buildReport(evaluation), { locale: "en" }).split("\r\n");
 * expect(heading).toMatch(/^indicator,title,period_from,period_to,by,stratum,stratum_code,numerator,denominator,value,/);
 * expect(row).toContain(",2019-01-01,2019-12-31,,everybody,,1,1,1.0000000000,100.0,");
 * ```
 */
export function toCsv(report: ReadableReport, options: CsvOptions = {}): string {
  const edition = editionOf(report, options, CANNOT, OPTIONS);
  const { table = "figures", delimiter = ",", headings = "names" } = options;
  const { columns, rows } = reportTable(report, table, edition);
  const titles = columns.map((column) => (headings === "names" ? column.name : column.title[edition.locale]));
  const lines = [
    titles.map((title) => quoted(title, delimiter)),
    ...rows.map((row) => row.map((value, at) => cellText(value, columns[at]!, delimiter))),
  ];
  const text = lines.map((cells) => `${cells.join(delimiter)}\r\n`).join("");
  return options.bom ? `\u{feff}${text}` : text;
}

function cellText(value: DataValue, { kind }: DataColumn, delimiter: string): string {
  if (value === null) return "";
  if (isSuppressed(value)) return countText(value);
  if (kind === "text") return quoted(withoutFormula(lineText(String(value))), delimiter);
  return delimiter === ";" ? String(value).replace(".", ",") : String(value);
}

/**
 * What begins a formula in one spreadsheet or another, at the start of a text or where a program that splits it
 * otherwise would see a start.
 */
const FORMULA = /(^|[,;"'\t]\s*)([=+\-@\uff0b\uff0d\uff1d\uff20])/g;
const NUMBER = /^[-+]?\d+(?:[.,]\d+)?$/;

/** Text that no spreadsheet takes for a formula: an apostrophe before whatever would begin one. */
function withoutFormula(text: string): string {
  return NUMBER.test(text) ? text : text.replace(FORMULA, "$1'$2");
}

function quoted(text: string, delimiter: string): string {
  const isPlain = !text.includes(delimiter) && !/["\r\n]/.test(text) && text === text.trim();
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}
