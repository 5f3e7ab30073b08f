import Papa from "papaparse";

/** A row that runs on over this many characters has a quotation mark that is not closed. */
const LONGEST_ROW = 1_000_000;
const DELIMITERS = [";", "\t", ","] as const;

/** Why the rows of a file cannot be told apart. */
export class CsvFault {
  readonly line: number;
  readonly because: string;
  readonly hint: string;

  constructor(line: number, because: string, hint: string) {
    this.line = line;
    this.because = because;
    this.hint = hint;
  }
}

/** What the parser gives back. */
interface Parsed {
  readonly data: readonly (readonly string[])[];
  readonly errors: readonly { readonly code: string; readonly row?: number }[];
  readonly meta: { readonly cursor: number };
}

/** The rows of a CSV text that comes in blocks of whole lines, one at a time. */
export class CsvRows {
  /** Line on which the row just given starts, from 1. */
  line = 1;
  /** What stands between cells: a semicolon, a tab or a comma, whichever the first line has most of. */
  delimiter = ",";
  /** Set when the rows could not be told apart any further. */
  fault: CsvFault | undefined;
  readonly #blocks: Iterable<string>;

  constructor(blocks: Iterable<string>) {
    this.#blocks = blocks;
  }

  *[Symbol.iterator](): Generator<readonly string[]> {
    let rest = "";
    let next = 1;
    let parser: InstanceType<typeof Papa.Parser> | undefined;
    const rowsOf = (text: string, isLast: boolean): Parsed => {
      if (parser === undefined) {
        this.delimiter = delimiterOf(text);
        parser = new Papa.Parser({ delimiter: this.delimiter, newline: "\n" });
      }
      return parser.parse(text, 0, !isLast) as Parsed;
    };
    for (const block of this.#blocks) {
      const text = rest + block;
      const { data, errors, meta } = rowsOf(text, false);
      rest = text.slice(meta.cursor);
      const hasQuotes = text.includes('"');
      const bad = errors[0]?.row ?? Number.POSITIVE_INFINITY;
      for (const [index, row] of data.entries()) {
        this.line = next;
        if (index === bad) {
          this.fault = new CsvFault(next, ...MALFORMED);
          return;
        }
        yield row;
        next += 1 + (hasQuotes ? feedsIn(row) : 0);
      }
      if (rest.length > LONGEST_ROW) {
        this.fault = new CsvFault(next, ...UNCLOSED);
        return;
      }
    }
    if (rest === "") return;
    const { data, errors } = rowsOf(rest, true);
    for (const [index, row] of data.entries()) {
      this.line = next;
      if (errors.some((error) => (error.row ?? 0) === index)) {
        const isUnclosed = errors.some(({ code }) => code === "MissingQuotes");
        this.fault = new CsvFault(next, ...(isUnclosed ? UNCLOSED : MALFORMED));
        return;
      }
      yield row;
      next += 1 + feedsIn(row);
    }
  }
}

type Reason = readonly [because: string, hint: string];

const MALFORMED: Reason = [
  "after a closing quotation mark there must be a delimiter or the end of the line",
  "double the quotation marks inside a cell; the rows from here on were not read",
];
const UNCLOSED: Reason = [
  "a quotation mark that opens a cell must be closed, and this one is not",
  "close it or take it out; the rows from here on were not read",
];

/** The delimiter that the first line has most of, outside quotation marks. */
function delimiterOf(text: string): string {
  const heading = (/^[^\n]*/.exec(text)?.[0] ?? "").replace(/"[^"]*"/g, "");
  const countOf = (delimiter: string) => heading.split(delimiter).length;
  return DELIMITERS.reduce((best, one) => (countOf(one) > countOf(best) ? one : best));
}

function feedsIn(row: readonly string[]): number {
  let feeds = 0;
  for (const cell of row) for (let at = cell.indexOf("\n"); at >= 0; at = cell.indexOf("\n", at + 1)) feeds++;
  return feeds;
}
