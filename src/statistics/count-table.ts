import { sentence } from "../issue";
import { checkCount } from "./arguments";

/** A table of counts: one array of whole numbers for each row, all of one length. */
export type CountTable = readonly (readonly number[])[];

/** What a table must measure. */
export type TableSize = "square" | { readonly rows: number; readonly columns: number };

/** Two groups, yes and no. */
export const TWO_BY_TWO: TableSize = { rows: 2, columns: 2 };

/**
 * Refuses what is not a table of counts with rows of one length.
 *
 * @param cannot - what is being computed, for the message
 * @param size - rows and columns it must have, `"square"` for as many of one as of the other; any when absent
 * @throws TypeError when it is not an array of arrays of one length; RangeError when the size or a count is wrong
 */
export function checkTable(cannot: string, table: CountTable, size?: TableSize): void {
  const isTable = Array.isArray(table) && table.every((row) => Array.isArray(row) && row.length === table[0]?.length);
  if (!isTable) {
    throw new TypeError(sentence({ cannot, because: "table must be an array of rows of one length", received: table }));
  }
  const columns = table[0]?.length ?? 0;
  const wanted = size === "square" ? { rows: columns, columns } : size;
  if (wanted !== undefined && (table.length !== wanted.rows || columns !== wanted.columns)) {
    const because = `table must have ${size === "square" ? "as many rows as columns" : `${wanted.rows} rows and ${wanted.columns} columns`}`;
    throw new RangeError(sentence({ cannot, because, received: `${table.length}×${columns}` }));
  }
  for (const [i, row] of table.entries()) {
    for (const [j, count] of row.entries()) checkCount(cannot, `count in row ${i + 1}, column ${j + 1}`, count);
  }
}

/** Sums of a table of counts. */
export interface Margins {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly total: number;
}

/** The sums of the rows, of the columns, and of everything. */
export function margins(table: CountTable): Margins {
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columns = (table[0] ?? []).map((_, j) => table.reduce((sum, row) => sum + row[j]!, 0));
  return { rows, columns, total: rows.reduce((sum, row) => sum + row, 0) };
}

/** The table without rows and columns that hold nobody. */
export function withoutEmpty(table: CountTable): CountTable {
  const { rows, columns } = margins(table);
  return table.filter((_, i) => rows[i]! > 0).map((row) => row.filter((_, j) => columns[j]! > 0));
}
