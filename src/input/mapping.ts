import type { DateFormat } from "./cells";
import type { TableName } from "./tables";

/** One of our columns: which of theirs it is read from, or what it always holds. */
export interface MappedColumn {
  /** Name of their column. */
  readonly column?: string | undefined;
  /** What our column holds in every row, in place of a column of theirs. */
  readonly value?: string | number | undefined;
  /** What their codes are called here. A cell may also hold one of ours; anything else is an error. */
  readonly codes?: Readonly<Record<string, string>> | undefined;
  /** What stands between codes in a cell that holds several; `;` when absent. */
  readonly separator?: string | undefined;
  /** How the dates of this column are written; as those of the table when absent. */
  readonly dates?: DateFormat | undefined;
}

/** One of their tables, read as one of ours. */
export interface MappedTable {
  /** Name of their table: of its file without the ending, or of its sheet. Case does not matter. */
  readonly from: string;
  readonly to: TableName;
  /**
   * Our columns, each with the name of theirs or more: `{ "start": "Начало", "source": { "value": "contract" } }`. They
   * are those of `MonitoringTables`, attributes as `attributes.asked-help-with`.
   */
  readonly columns: Readonly<Record<string, string | MappedColumn>>;
  /**
   * Only rows are read in which this column holds one of `is`, where `""` is a blank cell, or anything at all where
   * `is` is absent.
   */
  readonly where?: { readonly column: string; readonly is?: readonly string[] | undefined } | undefined;
  /** Columns of theirs that are left out on purpose, such as names and telephone numbers. */
  readonly ignore?: readonly string[] | undefined;
  /** How dates are written; as in the whole mapping when absent. */
  readonly dates?: DateFormat | undefined;
  /** The mark before decimals, `"."` or `","`; as in the whole mapping when absent. */
  readonly decimal?: "." | "," | undefined;
}

/** How the tables, columns and codes of another system are called here. */
export interface TableMapping {
  /**
   * Encoding of the files, such as `windows-1251`, where they are not UTF-8; any name that `TextDecoder` knows. For
   * those who read files, as `mio` does: `eventsFromRows` takes rows of text.
   */
  readonly encoding?: string | undefined;
  /** How dates are written: `YYYY-MM-DD` when absent, which every format takes besides. */
  readonly dates?: DateFormat | undefined;
  /** The mark before decimals: `"."` when absent, or `","`. */
  readonly decimal?: "." | "," | undefined;
  /** A table of theirs may be read as several of ours, and several as one. */
  readonly tables: readonly MappedTable[];
}

/** A column's mapping written in full. */
export function columnOf(mapped: string | MappedColumn): MappedColumn {
  return typeof mapped === "string" ? { column: mapped } : mapped;
}

/** A name as names of tables and files are compared: case and the way letters are put together do not matter. */
export function comparable(name: string): string {
  return name.normalize("NFC").trim().toLowerCase();
}
