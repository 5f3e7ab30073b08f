import type { Field } from "../core/events/rows";

/** How dates are written. The clock time of a format that has one is left out: what happens here happens on a day. */
export type DateFormat = "YYYY-MM-DD" | "DD.MM.YYYY" | "DD.MM.YYYY hh:mm:ss" | "DD/MM/YYYY" | "MM/DD/YYYY";

/** Ways of writing a date that a mapping may declare; a day and a month may be written with one digit. */
export const dateFormats: readonly [DateFormat, ...DateFormat[]] = [
  "YYYY-MM-DD",
  "DD.MM.YYYY",
  "DD.MM.YYYY hh:mm:ss",
  "DD/MM/YYYY",
  "MM/DD/YYYY",
];

/** How the cells of a column are written. */
export interface CellFormat {
  readonly dates: DateFormat;
  /** The mark before the decimals of a number. */
  readonly decimal: "." | ",";
  /** What stands between the codes of a list. */
  readonly separator: string;
}

/** How cells are written where nothing is declared. */
export const PLAIN_CELLS: CellFormat = { dates: "YYYY-MM-DD", decimal: ".", separator: ";" };

/** Whether a cell says nothing. */
export function isBlank(cell: unknown): boolean {
  return cell === undefined || cell === null || (typeof cell === "string" && cell.trim() === "");
}

/**
 * Reads the cells of a column: blank ones are nothing, lists, numbers and declared dates are read from text.
 *
 * Text that is not of the form is kept as it is, so that reading the events can refuse it.
 *
 * @param field - that the cells are of; none where there is no such column
 * @returns a function from a cell to its value, `undefined` for a blank one
 */
export function cellReader(field: Field | undefined, format: CellFormat): (cell: unknown) => unknown {
  const read = textReader(field?.kind, format);
  return (cell) => {
    if (isBlank(cell)) return undefined;
    return typeof cell === "string" ? read(cell.trim()) : cell;
  };
}

function textReader(
  kind: Field["kind"] | undefined,
  { dates, decimal, separator }: CellFormat,
): (text: string) => unknown {
  if (kind === "codes") return (text) => partsOf(text, separator);
  if (kind === "number" || kind === "score") return (text) => numberIn(text, decimal);
  if (kind === "date" && dates !== "YYYY-MM-DD") return dateReader(dates);
  return (text) => text;
}

function partsOf(text: string, separator: string): readonly string[] {
  return text
    .split(separator)
    .map((code) => code.trim())
    .filter((code) => code !== "");
}

const NUMBER_WITH = { ".": /^[+-]?\d+(?:\.\d+)?$/, ",": /^[+-]?\d+(?:,\d+)?$/ } as const;

function numberIn(text: string, decimal: "." | ","): number | string {
  return NUMBER_WITH[decimal].test(text) ? Number(text.replace(",", ".")) : text;
}

/** Most dates remembered by a column: more than a century of days. */
const MOST_DATES = 50_000;

/** Dates of a table are few and come often, so each is read once. */
function dateReader(format: DateFormat): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    let date = known.get(text);
    if (date === undefined) {
      date = dateIn(text, format);
      if (known.size < MOST_DATES) known.set(text, date);
    }
    return date;
  };
}

const PATTERNS: Readonly<Record<Exclude<DateFormat, "YYYY-MM-DD">, RegExp>> = {
  "DD.MM.YYYY": /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/,
  "DD.MM.YYYY hh:mm:ss": /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/,
  "DD/MM/YYYY": /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})$/,
  "MM/DD/YYYY": /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})$/,
};

function dateIn(text: string, format: DateFormat): string {
  const found = format === "YYYY-MM-DD" ? undefined : PATTERNS[format].exec(text)?.groups;
  if (found === undefined) return text;
  const { year = "", month = "", day = "" } = found;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
