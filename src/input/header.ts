import { describe, type Issue, nearest, nearestIn, type Severity, sentence } from "../issue";
import { columnOf, comparable, type MappedColumn, type MappedTable, type TableMapping } from "./mapping";
import { hasColumn, monitoringTables, type Table } from "./tables";

/** One of our columns, with the place of its cells in a row. */
export interface Column {
  /** Ours. */
  readonly name: string;
  readonly mapped: MappedColumn;
  /** Place in the heading, -1 where the column is not there or always holds the same. */
  readonly at: number;
}

/** One of our tables, as it is read from a table of theirs. */
export interface PlacedTable {
  readonly entry: MappedTable;
  readonly table: Table;
  readonly columns: readonly Column[];
}

/** What a table of theirs is called in messages: the name of a file, which may be told. */
export function tableName(name: string): string {
  return `table ${JSON.stringify(name)}`;
}

/** How a table of theirs is read: by the mapping's entries for it, or, without a mapping, as ours of that name. */
export function placedColumns(
  name: string,
  header: readonly string[],
  mapping: TableMapping | undefined,
  tables = monitoringTables(),
): readonly PlacedTable[] {
  const entries = mapping === undefined ? ownEntries(name, header, tables) : entriesFor(name, mapping);
  const placeOf = new Map(header.map((column, at) => [comparable(column), at] as const).reverse());
  return entries.map((entry) => ({
    entry,
    table: tables.get(entry.to)!,
    columns: Object.entries(entry.columns).map(([ours, mapped]) => {
      const full = columnOf(mapped);
      return { name: ours, mapped: full, at: placeOf.get(comparable(full.column ?? "")) ?? -1 };
    }),
  }));
}

function entriesFor(name: string, mapping: TableMapping): readonly MappedTable[] {
  return mapping.tables.filter(({ from }) => comparable(from) === comparable(name));
}

/** A table that has the name of one of ours, in whatever case and with or without hyphens. */
function ownEntries(
  name: string,
  header: readonly string[],
  tables: ReadonlyMap<string, Table>,
): readonly MappedTable[] {
  const bare = (text: string) => comparable(text).replace(/[-_ ]/g, "");
  const table = [...tables.values()].find((one) => bare(one.name) === bare(name));
  if (table === undefined) return [];
  const own = header.filter((column) => hasColumn(table, column.trim()));
  return [{ from: name, to: table.name, columns: Object.fromEntries(own.map((column) => [column.trim(), column])) }];
}

/** What is wrong with the heading of a table: errors when its rows cannot be read, warnings for what is left out. */
export function headerIssues(
  name: string,
  header: readonly string[],
  placed: readonly PlacedTable[],
  mapping: TableMapping | undefined,
): readonly Issue[] {
  if (placed.length === 0) return [unknownTable(name, mapping)];
  const missing = placed.flatMap((one) => missingColumns(name, header, one));
  const isHeading = placed.some(({ columns }) => columns.some(({ at }) => at >= 0));
  // The first line may be a row of data, whose cells are nobody's to print.
  if (!isHeading) return [noHeading(name, placed)];
  return [...missing, ...twice(name, header, placed), ...unread(name, header, placed)];
}

function unknownTable(name: string, mapping: TableMapping | undefined): Issue {
  const known = mapping === undefined ? [...monitoringTables().keys()] : mapping.tables.map(({ from }) => from);
  const near = nearest(name, known);
  const because =
    mapping === undefined
      ? `a table must have the name of one of ours, ${known.join(", ")}, or a mapping`
      : `the mapping must say what it is read as, and has only ${known.map((from) => JSON.stringify(from)).join(", ")}`;
  const hint = near === undefined ? "rename the file, or add the table to the mapping" : `did you mean "${near}"?`;
  return headerIssue("unknown-table", "error", name, [], because, hint);
}

function noHeading(name: string, [placed]: readonly PlacedTable[]): Issue {
  const wanted = placed!.columns.flatMap(({ mapped }) =>
    mapped.column === undefined ? [] : [JSON.stringify(mapped.column)],
  );
  const names = wanted.length > 0 ? wanted : placed!.table.required;
  const because = `its first line must name the columns, such as ${names.slice(0, 3).join(", ")}, and names none that is read`;
  return headerIssue("no-heading", "error", name, [], because, "write the names of the columns into the first line");
}

function missingColumns(
  name: string,
  header: readonly string[],
  { columns, entry, table }: PlacedTable,
): readonly Issue[] {
  const wanted = columns.flatMap(({ mapped, at }) => (at < 0 && mapped.column !== undefined ? [mapped.column] : []));
  const where = entry.where === undefined || has(header, entry.where.column) ? [] : [entry.where.column];
  const unnamed = table.required.filter((column) => !columns.some((one) => one.name === column));
  const nearestOfTheirs = nearestIn(header);
  return [...wanted, ...where, ...unnamed].map((column) => {
    const near = nearestOfTheirs(column);
    const because = `it must have the column ${JSON.stringify(column)}`;
    const hint = near === undefined ? "add the column, or correct the mapping" : `did you mean "${near}"?`;
    return headerIssue("missing-column", "error", name, [column], because, hint);
  });
}

function has(header: readonly string[], column: string): boolean {
  return header.some((one) => comparable(one) === comparable(column));
}

/** Columns that are read and stand in the heading twice. */
function twice(name: string, header: readonly string[], placed: readonly PlacedTable[]): readonly Issue[] {
  const read = new Set(placed.flatMap(({ columns }) => columns.filter(({ at }) => at >= 0).map(({ at }) => at)));
  const firsts = new Map(header.map((column, at) => [comparable(column), at] as const).reverse());
  return header.flatMap((column, at) => {
    const first = firsts.get(comparable(column))!;
    if (first === at || !read.has(first)) return [];
    const because = `its columns ${first + 1} and ${at + 1} must not both be called ${JSON.stringify(header[first])}`;
    return [headerIssue("column-twice", "error", name, [column], because, "give one of the two another name")];
  });
}

function unread(name: string, header: readonly string[], placed: readonly PlacedTable[]): readonly Issue[] {
  const read = new Set(
    placed
      .flatMap(({ entry, columns }) => [
        ...columns.map(({ mapped }) => mapped.column ?? ""),
        ...(entry.ignore ?? []),
        ...(entry.where === undefined ? [] : [entry.where.column]),
      ])
      .map(comparable),
  );
  const ours = placed.flatMap(({ table }) => table.columns).filter((column) => !read.has(comparable(column)));
  const nearestOfOurs = nearestIn(ours);
  return header.flatMap((column, at) => {
    if (read.has(comparable(column))) return [];
    const near = nearestOfOurs(column);
    const what =
      column.trim() === "" ? `its column ${at + 1}, which has no name,` : `its column ${JSON.stringify(column)}`;
    const because = `${what} is left out: nothing says what it is read as`;
    const hint =
      near === undefined ? "map it, or name it among those to ignore" : `map it, or ignore it; did you mean "${near}"?`;
    return [headerIssue("column-left-out", "warning", name, [column], because, hint)];
  });
}

/** The tables of a mapping that did not come. */
export function absentTables(mapping: TableMapping, names: readonly string[]): readonly Issue[] {
  const given = new Set(names.map(comparable));
  const absent = new Set(mapping.tables.map(({ from }) => from).filter((from) => !given.has(comparable(from))));
  const nearestOfGiven = nearestIn(names);
  return [...absent].map((from) => {
    const because = `the mapping reads it, and it is not among the tables given`;
    const near = nearestOfGiven(from);
    const hint = near === undefined ? "give the table, or take it out of the mapping" : `did you mean "${near}"?`;
    return headerIssue("table-not-given", "warning", from, [], because, hint);
  });
}

/** What a condition on rows saw when it kept none of them. */
export function whereKeepsNothing(
  name: string,
  where: { readonly column: string; readonly is?: readonly string[] | undefined },
  rows: number,
  saw: ReadonlySet<string>,
): Issue {
  const wanted = where.is === undefined ? "anything" : where.is.map(shownValue).join(" or ");
  const seen = [...saw].slice(0, MOST_VALUES).map(shownValue).join(", ");
  const more = saw.size > MOST_VALUES ? " and others" : "";
  const column = JSON.stringify(where.column);
  const because = `a row is read where column ${column} holds ${wanted}, and none of its ${rows} rows does; they hold ${seen}${more}`;
  return headerIssue("where-keeps-nothing", "warning", name, [where.column], because, "correct where in the mapping");
}

/** Values named in a message. */
export const MOST_VALUES = 5;

const shownValue = (value: string) => (value === "" ? "a blank cell" : describe(value));

function headerIssue(
  code: string,
  severity: Severity,
  name: string,
  path: readonly string[],
  because: string,
  hint: string,
): Issue {
  const cannot = `${severity === "error" ? "read" : "vouch for"} ${tableName(name)}`;
  const message = sentence({ cannot, because });
  return Object.freeze({ code: `mapping.${code}`, severity, path: Object.freeze([name, ...path]), message, hint });
}
