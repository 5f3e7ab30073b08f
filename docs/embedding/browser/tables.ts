import type { Issue } from "mio-indicators";
import type { SourceTable } from "mio-indicators/input";
import Papa from "papaparse";

/** A file of CSV as a table, or what keeps it from being one. */
export function tableOf(file: string, bytes: ArrayBuffer): SourceTable | Issue {
  const text = decoded(bytes);
  const name = file.replace(/\.[^.]*$/, "");
  const { data, errors } = Papa.parse<string[]>(text, { delimitersToGuess: [";", "\t", ","] });
  const fault = errors.find(({ type }) => type === "Quotes");
  const lines = linesOf(data);
  if (fault !== undefined) return faultOf(name, lines[fault.row ?? 0] ?? 1);
  const [columns = [], ...rows] = data;
  return { name, columns: columns.map((column) => column.trim()), rows, lines: lines.slice(1) };
}

/** Excel in Russian writes Windows-1251 or UTF-8; only one of the two reads without a fault. */
function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1251").decode(bytes);
  }
}

/** The line on which each row starts, from 1: a cell in quotation marks may run over several. */
function linesOf(rows: readonly (readonly string[])[]): readonly number[] {
  let next = 1;
  return rows.map((cells) => {
    const line = next;
    next += cells.reduce((feeds, cell) => feeds + cell.split("\n").length - 1, 1);
    return line;
  });
}

function faultOf(table: string, line: number): Issue {
  const message = `Cannot read line ${line} of table ${JSON.stringify(table)}: quotation marks must come in pairs`;
  const hint = "close the quotation mark, and double those inside a cell";
  return { code: "page.broken-row", severity: "error", path: [table, line], message, hint };
}
