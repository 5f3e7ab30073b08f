import type { Issue } from "../issue";
import { check, type Kind, type OptionsOf } from "../options";
import { defineTableMapping } from "./define";
import { absentTables } from "./header";
import type { TableMapping } from "./mapping";
import { RowReader } from "./reader";

/** A table as a file or a sheet holds it. */
export interface SourceTable {
  /** Of its file without the ending, or of its sheet; different for each. */
  readonly name: string;
  /** Its heading. */
  readonly columns: readonly string[];
  /** Cells as text, or as numbers where the file has them so; as many in each row as in the heading. */
  readonly rows: Iterable<readonly unknown[]>;
  /** Line of each row, from 1; the row after the heading is line 2 when absent. */
  readonly lines?: readonly number[] | undefined;
}

/** Where an event comes from. */
export interface RowPlace {
  readonly table: string;
  /** From 1, the heading included. */
  readonly line: number;
}

/** The events that tables tell, with where each comes from and what was wrong on the way. */
export interface EventsFromRows {
  /** To be given to `parseDataset`. */
  readonly events: readonly unknown[];
  /** The place of each event, in the same order: an issue whose path starts with 14 is about `places[14]`. */
  readonly places: readonly RowPlace[];
  /**
   * Errors, which `parseDataset` cannot know of, and warnings about columns, rows and tables left out. Paths start with
   * the number of the event, as those of `parseDataset` do, or with the name of the table.
   */
  readonly issues: readonly Issue[];
}

/**
 * Events told by tables of text, such as the rows of CSV files, under the names and codes of the system they come from.
 *
 * Without one mapping per table is one of ours by its name (`placements`, `follow-ups` …) and its columns are ours.
 * With
 * one, its tables, columns, codes, dates and decimals are read as the mapping says. Columns that nothing reads are left
 * out with a warning, never silently; a cell that the mapping does not translate is an error; what else is wrong with a
 * cell `parseDataset` says. Events without an `id` are named by table and line.
 *
 * @param tables - with `name`, `columns`, `rows` and, if wanted, `lines`; not changed
 * @param mapping - from `defineTableMapping`, or the same as JSON; none when absent
 * @returns frozen lists of `events`, `places` and `issues`
 * @throws TypeError when a table has no name, columns or rows
 * @throws DefinitionError when the mapping is not sound
 * @example
 * ```ts
 * const tables = [{ name: "Стажировки", columns: ["№", "Код", "Начало", "Где"], rows: [["P-1", "B-1", "04.03.2019", "мастерская"]] }];
 * const setting = { column: "Где", codes: { мастерская: "sheltered", "открытый рынок": "open-market" } };
 * const columns = { placementId: "№", beneficiaryId: "Код", start: "Начало", setting };
 * const { events, places } = eventsFromRows(tables, { dates: "DD.MM.YYYY", tables: [{ from: "Стажировки", to: "placements", columns }] });
 * expect(events[0]).toMatchObject({ id: "Стажировки:2:start", date: "2019-03-04", setting: "sheltered" });
 * expect(places[0]).toEqual({ table: "Стажировки", line: 2 });
 * ```
 */
export function eventsFromRows(tables: Iterable<SourceTable>, mapping?: TableMapping): EventsFromRows {
  const checked = mapping === undefined ? undefined : defineTableMapping(mapping);
  check(CANNOT, tables, ITERABLE, "tables");
  const events: unknown[] = [];
  const places: RowPlace[] = [];
  const issues: Issue[] = [];
  const names: string[] = [];
  for (const table of tables) {
    check(CANNOT, table, TABLE, `tables.${names.length}`);
    const { name, columns, rows, lines } = table;
    names.push(name);
    const reader = new RowReader(name, columns, checked, {
      get count() {
        return events.length;
      },
      take: (event, line) => {
        events.push(Object.freeze(event));
        places.push(Object.freeze({ table: name, line }));
      },
      refuse: (issue) => issues.push(issue),
    });
    let row = 0;
    for (const cells of rows) {
      check(CANNOT, cells, CELLS, `tables.${names.length - 1}.rows.${row}`);
      reader.read(cells, lines?.[row] ?? row + 2);
      row++;
    }
    reader.end();
  }
  if (checked !== undefined) issues.push(...absentTables(checked, names));
  return Object.freeze({
    events: Object.freeze(events),
    places: Object.freeze(places),
    issues: Object.freeze(issues),
  });
}

const CANNOT = "read the tables";
const ITERABLE: Kind = (value) =>
  typeof value !== "string" && Symbol.iterator in Object(value) ? "any" : "#be a list, or another iterable";
const CELLS: Kind = (value) => (Array.isArray(value) ? "any" : ["any"]);
const TABLE: OptionsOf<SourceTable> = { name: "text", columns: ["string"], rows: ITERABLE, "lines?": ["1.."] };
