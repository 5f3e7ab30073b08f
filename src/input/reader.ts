import { describe, type Issue, nearest, sentence } from "../issue";
import { cellReader, isBlank, PLAIN_CELLS } from "./cells";
import { type Column, headerIssues, MOST_VALUES, placedColumns, tableName, whereKeepsNothing } from "./header";
import { comparable, type MappedTable, type TableMapping } from "./mapping";
import { type Destination, destinationOf, RowEvents, type Table } from "./tables";

/** What takes the events of rows as they are read, and what was wrong with the rows. */
export interface RowSink {
  /** Events taken so far: the position of the next one. */
  readonly count: number;
  take(event: unknown, line: number): void;
  refuse(issue: Issue): void;
}

/** One of our columns, ready to be read from the cells of a row. */
interface ReadColumn {
  readonly name: string;
  readonly to: Destination;
  /** Place of the cell, -1 where every row has the same value. */
  readonly at: number;
  readonly value: unknown;
  readonly read: (cell: unknown) => unknown;
  readonly codes: ReadonlyMap<string, string> | undefined;
  readonly theirs: string;
}

/** One of our tables, ready to be read from rows of theirs. */
interface Reading {
  readonly table: Table;
  /** After the line in the ids of events, so that a row read twice gives different ones; empty otherwise. */
  readonly suffix: string;
  readonly columns: readonly ReadColumn[];
  readonly id: ReadColumn | undefined;
  readonly where: Where | undefined;
}

/** A condition on rows, and what it came to. */
interface Where {
  readonly given: NonNullable<MappedTable["where"]>;
  readonly at: number;
  readonly is: ReadonlySet<string> | undefined;
  /** Rows that it left out and that it kept. */
  left: number;
  kept: number;
  /** Values of rows left out: as many as are told, and one more. */
  readonly saw: Set<string>;
}

/**
 * Reads the rows of one table of theirs, one at a time, into events.
 *
 * Without a mapping the table is one of ours by its name, and its columns are ours.
 */
export class RowReader {
  readonly #name: string;
  readonly #width: number;
  readonly #readings: readonly Reading[];
  readonly #sink: RowSink;

  /**
   * @param name - of the table; the events of its rows are named by it
   * @param columns - its heading
   * @param sink - what takes events, and issues of the heading at once
   * @param tables - ours
   */
  constructor(
    name: string,
    columns: readonly string[],
    mapping: TableMapping | undefined,
    sink: RowSink,
    tables?: ReadonlyMap<string, Table>,
  ) {
    this.#name = name;
    this.#width = columns.length;
    this.#sink = sink;
    const placed = placedColumns(name, columns, mapping, tables);
    const issues = headerIssues(name, columns, placed, mapping);
    for (const issue of issues) sink.refuse(issue);
    const readable = issues.some(({ severity }) => severity === "error") ? [] : placed;
    this.#readings = readable.map(({ entry, table, columns: own }, index) =>
      reading(entry, table, own, placed.length > 1 ? `.${index + 1}` : "", columns, mapping),
    );
  }

  /** Reads one row; what is wrong with it goes to the sink. */
  read(cells: readonly unknown[], line: number): void {
    if (cells.every(isBlank)) return;
    if (cells.length !== this.#width) {
      this.#sink.refuse(raggedRow(this.#name, line, this.#width, cells.length));
      return;
    }
    for (const reading of this.#readings) this.#readInto(reading, cells, line);
  }

  /** Says that there are no more rows; a condition that kept none of them goes to the sink. */
  end(): void {
    for (const { where } of this.#readings) {
      if (where === undefined || where.kept > 0 || where.left === 0) continue;
      this.#sink.refuse(whereKeepsNothing(this.#name, where.given, where.left, where.saw));
    }
  }

  #readInto({ table, suffix, columns, id, where }: Reading, cells: readonly unknown[], line: number): void {
    if (where !== undefined && !keeps(where, cells[where.at])) return;
    const own = id === undefined ? undefined : id.read(cells[id.at]);
    const row = new RowEvents(table, own === undefined ? `${this.#name}:${line}${suffix}` : String(own));
    for (const column of columns) {
      const value = column.at < 0 ? column.value : this.#valueOf(column, cells[column.at], line);
      if (value !== undefined) row.put(column.to, value);
    }
    const { start, end } = row;
    this.#sink.take(start, line);
    if (end !== undefined) this.#sink.take(end, line);
  }

  #valueOf(column: ReadColumn, cell: unknown, line: number): unknown {
    const value = column.read(cell);
    const { codes } = column;
    if (codes === undefined || value === undefined) return value;
    return Array.isArray(value)
      ? value.map((one) => this.#translated(column, codes, one, line))
      : this.#translated(column, codes, value, line);
  }

  /** Their code as ours; one that is neither is refused and stays. */
  #translated(column: ReadColumn, codes: ReadonlyMap<string, string>, theirs: unknown, line: number): unknown {
    const ours = codes.get(String(theirs)) ?? codes.get(comparable(String(theirs)));
    if (ours !== undefined) return ours;
    this.#sink.refuse(unknownCode(this.#name, line, this.#sink.count, column, codes, theirs));
    return theirs;
  }
}

function keeps(where: Where, cell: unknown): boolean {
  const value = isBlank(cell) ? "" : String(cell).trim();
  const isKept = where.is === undefined ? value !== "" : where.is.has(comparable(value));
  if (isKept) where.kept++;
  else {
    where.left++;
    if (where.saw.size <= MOST_VALUES) where.saw.add(value);
  }
  return isKept;
}

function reading(
  entry: MappedTable,
  table: Table,
  own: readonly Column[],
  suffix: string,
  header: readonly string[],
  mapping: TableMapping | undefined,
): Reading {
  const columns = own.map(({ name, at, mapped }): ReadColumn => {
    const dates = mapped.dates ?? entry.dates ?? mapping?.dates ?? PLAIN_CELLS.dates;
    const decimal = entry.decimal ?? mapping?.decimal ?? PLAIN_CELLS.decimal;
    const format = { dates, decimal, separator: mapped.separator ?? PLAIN_CELLS.separator };
    const read = cellReader(table.fields.get(name), format);
    const codes = mapped.codes === undefined ? undefined : codesFrom(mapped.codes);
    const value = read(mapped.value);
    return { name, to: destinationOf(table, name), at, value, read, codes, theirs: header[at] ?? name };
  });
  const { where } = entry;
  return {
    table,
    suffix,
    columns: columns.filter(({ name }) => name !== "id"),
    id: columns.find(({ name }) => name === "id"),
    where: where && {
      given: where,
      at: header.findIndex((column) => comparable(column) === comparable(where.column)),
      is: where.is && new Set(where.is.map(comparable)),
      left: 0,
      kept: 0,
      saw: new Set(),
    },
  };
}

/** Their codes and ours, each with what it is here; as written too, which is how nearly all cells have them. */
function codesFrom(codes: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const ours = Object.values(codes).map((code) => [comparable(code), code] as const);
  const theirs = Object.entries(codes);
  return new Map([...ours, ...theirs.map(([name, code]) => [comparable(name), code] as const), ...theirs]);
}

function raggedRow(name: string, line: number, width: number, received: number): Issue {
  const because = `a row must have as many cells as the heading, ${width}, received ${received}`;
  return rowIssue(
    "ragged-row",
    name,
    line,
    [name, line],
    because,
    "look for a stray delimiter or a quotation mark that is not closed",
  );
}

function unknownCode(
  name: string,
  line: number,
  event: number,
  { name: column, theirs }: ReadColumn,
  codes: ReadonlyMap<string, string>,
  received: unknown,
): Issue {
  const because = `column ${JSON.stringify(theirs)} must hold a code that the mapping translates, received ${describe(received)}`;
  const near = nearest(String(received), [...codes.keys()]);
  const hint = near === undefined ? `add it to the codes of ${column} in the mapping` : `did you mean "${near}"?`;
  return rowIssue("untranslated-code", name, line, [event, column], because, hint);
}

function rowIssue(
  code: string,
  name: string,
  line: number,
  path: readonly (string | number)[],
  because: string,
  hint: string,
): Issue {
  const message = sentence({ cannot: `read line ${line} of ${tableName(name)}`, because });
  return Object.freeze({ code: `mapping.${code}`, severity: "error", path: Object.freeze(path), message, hint });
}
