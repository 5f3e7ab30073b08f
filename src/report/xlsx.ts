import writeXlsxFile, { type Cell } from "write-excel-file/universal";
import type { DocumentCell, DocumentSection, ReportDocument } from "../document/document";
import { plainOf } from "../document/plain";
import { type DocumentOptions, type Edition, editionOf } from "./sections/edition";
import { asDocument, isDocument } from "./sections/report-document";
import { countText } from "./privacy/suppress";
import { lineText } from "../core/aloud/line";
import type { ReadableReport } from "./report";
import { isSuppressed } from "./privacy/suppress";
import type { DataColumn, DataValue } from "./spreadsheet/data-table";
import { reportTable, reportTableNames } from "./spreadsheet/report-tables";

/** Words for a workbook. */
export type XlsxOptions = Pick<DocumentOptions, "locale" | "labels">;

/** What a spreadsheet calls a sheet is at most so long, and without these signs. */
const LONGEST_NAME = 31;
const FORBIDDEN = /[[\]:*?/\\]/g;
const NUMBER_WIDTH = 12;
const ROWS_LOOKED_AT = 200;
const WIDEST = 60;

/**
 * A report or another document as a workbook for Excel and LibreOffice: every table that has rows is a sheet, numbers
 * are numbers.
 *
 * A sheet of a report has the columns of `toCsv`, with headings in the language asked for. Text is stored as text, so
 * no program takes it
 * for a formula. A suppressed figure is its sign, «<5» or «•». The other documents, such as a logical framework, have a
 * sheet for each of
 * their tables, as they are read.
 *
 * @param report - from `buildReport`, suppressed or not; or a document, such as `logframeDocument` returns
 * @param options - of a report: `locale`: `"ru"` or `"en"`, the report's own by default; `labels`: words for codes, as
 *   they are by default
 * @returns the bytes of an XLSX file; the same bytes for the same report
 * @throws TypeError when it is neither a report nor a document, or an option is not known or of another kind
 * @throws RangeError when `locale` is not one of the two
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const bytes = await toXlsx(buildReport(evaluation), { locale: "en" });
 * expect(String.fromCharCode(...bytes.slice(0, 2))).toBe("PK");
 * ```
 */
export async function toXlsx(report: ReadableReport | ReportDocument, options: XlsxOptions = {}): Promise<Uint8Array> {
  const sheets = isDocument(report)
    ? documentSheets(asDocument(report, options, CANNOT))
    : reportSheets(report, editionOf(report, options, CANNOT, {}));
  const blob = await writeXlsxFile(sheets).toBlob();
  return timeless(new Uint8Array(await blob.arrayBuffer()));
}

const CANNOT = "write the report as a workbook";

function reportSheets(report: ReadableReport, edition: Edition) {
  return reportTableNames.flatMap((name) => {
    const { title, columns, rows } = reportTable(report, name, edition);
    if (rows.length === 0) return [];
    const heads = columns.map((column) => heading(column.title[edition.locale]));
    const data = [heads, ...rows.map((row) => row.map((value, at) => cellOf(value, columns[at]!)))];
    const sheet = nameOf(title[edition.locale], []);
    return [
      { sheet, data, stickyRowsCount: 1, columns: columns.map((column, at) => ({ width: widthOf(column, rows, at) })) },
    ];
  });
}

/**
 * A sheet for each table of a document, named by its caption or by the heading that it stands under; without tables,
 * one of its texts.
 */
function documentSheets(document: ReportDocument) {
  const { title, blocks = [], sections } = document;
  const names: string[] = [];
  const tables = [{ title, blocks }, ...sections.flatMap(withInner)].flatMap((part) =>
    part.blocks.flatMap((block) => {
      if (block.kind !== "table") return [];
      const { caption, columns, rows } = block;
      const sheet = nameOf(caption === "" ? part.title : caption, names);
      names.push(sheet);
      const data = [columns.map((column) => heading(column.title)), ...rows.map((row) => row.map(wordsCell))];
      const widths = columns.map((_, at) => {
        const lengths = rows
          .slice(0, ROWS_LOOKED_AT)
          .flatMap((row) => linesOf(row[at]!).map(({ length }) => length + 2));
        return { width: Math.min(WIDEST, Math.max(NUMBER_WIDTH, ...lengths)) };
      });
      return [{ sheet, data, stickyRowsCount: 1, columns: widths }];
    }),
  );
  if (tables.length > 0) return tables;
  const lines = plainOf(document, WIDEST).trimEnd().split("\n");
  const data = lines.map((line): Cell[] => [{ value: line, type: String }]);
  return [{ sheet: nameOf(title, []), data, columns: [{ width: WIDEST }] }];
}

function withInner(section: DocumentSection): readonly Pick<DocumentSection, "title" | "blocks">[] {
  return [section, ...section.sections.flatMap(withInner)];
}

function linesOf({ text, more = [] }: DocumentCell): readonly string[] {
  return [text, ...more].map(lineText);
}

/** A number where the cell says no more than that, else its lines. */
function wordsCell(cell: DocumentCell): Cell {
  const { text, value, more } = cell;
  if (typeof value === "number" && more === undefined && text === String(value)) return { value, type: Number };
  return { value: linesOf(cell).join("\n"), type: String, wrap: true, alignVertical: "top" };
}

/** The name of a sheet, unlike that of any other. */
function nameOf(title: string, taken: readonly string[]): string {
  const name = lineText(title).replace(FORBIDDEN, " ").slice(0, LONGEST_NAME);
  const numbered = (number: number) => `${name.slice(0, LONGEST_NAME - 4)} ${number}`;
  let unique = name;
  for (let number = 2; taken.includes(unique); number++) unique = numbered(number);
  return unique;
}

function heading(text: string): Cell {
  return { value: text, type: String, fontWeight: "bold", wrap: true, alignVertical: "bottom" };
}

function cellOf(value: DataValue, { kind }: DataColumn): Cell {
  if (value === null || value === "") return null;
  if (isSuppressed(value)) return { value: countText(value), type: String, align: "right" };
  if (kind === "text") return { value: lineText(String(value)), type: String };
  const decimals = String(value).split(".")[1]?.length ?? 0;
  const format = decimals === 0 ? "0" : decimals === 1 ? "0.0" : "0.0000";
  return { value: Number(value), type: Number, format };
}

/** As wide as what stands in the first rows, within reason. */
function widthOf({ kind }: DataColumn, rows: readonly (readonly DataValue[])[], at: number): number {
  if (kind === "number") return NUMBER_WIDTH;
  const lengths = rows.slice(0, ROWS_LOOKED_AT).map((row) => String(row[at] ?? "").length + 2);
  return Math.min(WIDEST, Math.max(NUMBER_WIDTH, ...lengths));
}

const END_OF_DIRECTORY = 22;
const ENTRY = 46;
/** The first of January 1980, midnight, as an archive has it: four bytes of time and date. */
const NO_TIME = [0, 0, 0x21, 0] as const;

/** An archive without the time at which it was made, so that the same report gives the same bytes. */
function timeless(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - END_OF_DIRECTORY;
  let entry = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const local = view.getUint32(entry + 42, true);
    bytes.set(NO_TIME, entry + 12);
    bytes.set(NO_TIME, local + 10);
    entry += ENTRY + [28, 30, 32].reduce((length, place) => length + view.getUint16(entry + place, true), 0);
  }
  return bytes;
}
