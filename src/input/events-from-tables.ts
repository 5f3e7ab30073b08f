import { check, type Fields } from "../options";
import { cellReader, PLAIN_CELLS } from "./cells";
import { destinationOf, monitoringTables, RowEvents, type TableName, tableNames } from "./tables";

/** A row of a monitoring table: column name to cell. Empty cells (`""`, `null`, `undefined`) are facts not given. */
export type TableRow = Readonly<Record<string, unknown>>;

/**
 * Monitoring tables, one row a person, placement, support spell or fact.
 *
 * Columns are the fields of the events. Tables of spells (`beneficiaries`, `placements`, `support`) have `start` and
 * `end` in place of `date`, both inclusive, `end` empty while it goes on, and may have `endReason`; all others have
 * `date`. An `id` column is optional; `source` and `recordedOn` apply to every event of the row. A column such as
 * `attributes.asked-help-with` is one attribute.
 */
export interface MonitoringTables extends Readonly<Partial<Record<TableName, readonly TableRow[] | undefined>>> {}

/**
 * Events told by monitoring tables, to be given to `parseDataset`.
 *
 * Rows without an `id` get one from their table and row, such as `placements:3:start` for the third placement, so that
 * every issue and every explanation leads back to the row. Cells are copied, not judged: what is wrong with them
 * `parseDataset` says. Lists may be written with semicolons, and numbers as text. A spell table's row without an end
 * goes on. Tables with other columns and codes, as text, are read by `eventsFromRows`.
 *
 * @param tables - rows as objects; not changed
 * @returns plain event objects, table by table and row by row
 * @throws TypeError when a table is not known or not a list of rows
 * @example
 * ```ts
 * const events = eventsFromTables({
 *   beneficiaries: [{ beneficiaryId: "B-1", start: "2019-01-10", targetGroups: "care-leaver;disability" }],
 *   placements: [{ placementId: "P-1", beneficiaryId: "B-1", start: "2019-03-01", end: "2019-03-31", setting: "sheltered" }],
 * });
 * expect(events[2]).toEqual({ id: "placements:1:end", type: "placement-ended", beneficiaryId: "B-1", date: "2019-03-31", placementId: "P-1" });
 * ```
 */
export function eventsFromTables(tables: MonitoringTables): unknown[] {
  const events: unknown[] = [];
  for (const [name, rows] of checkedTables(tables)) {
    const table = monitoringTables().get(name)!;
    rows.forEach((row, index) => {
      const { id = null, ...columns } = row;
      const own = id === null || id === "" ? `${name}:${index + 1}` : String(id).trim();
      const written = new RowEvents(table, own);
      for (const [column, cell] of Object.entries(columns)) {
        const value = cellReader(table.fields.get(column), PLAIN_CELLS)(cell);
        if (value !== undefined) written.put(destinationOf(table, column), value);
      }
      events.push(written.start);
      if (written.end !== undefined) events.push(written.end);
    });
  }
  return events;
}

const CANNOT = "read the tables";
const TABLES: Fields = Object.fromEntries(tableNames.map((name) => [`${name}?`, [{ "*": "any" }]]));

function checkedTables(tables: MonitoringTables): readonly (readonly [TableName, readonly TableRow[]])[] {
  check(CANNOT, tables, TABLES, "tables");
  const given = Object.entries(tables).filter(([, rows]) => rows !== undefined);
  return given as readonly (readonly [TableName, readonly TableRow[]])[];
}
