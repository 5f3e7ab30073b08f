import { commonFields, type EventRow, type EventRows, eventRows, type Field } from "../core/events/rows";
import { once } from "../once";

/** Name of a monitoring table. */
export type TableName = {
  [Type in keyof typeof eventRows]: (typeof eventRows)[Type] extends { readonly table: infer Name } ? Name : never;
}[keyof typeof eventRows];

/** What is before the name of an attribute in the name of a column, such as `attributes.asked-help-with`. */
const ATTRIBUTE = "attributes.";

/** Where a column's cells go: into a field of the event that a row starts, of the event that ends it, or of both. */
export interface Destination {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  /** One of the attributes of a registration. */
  readonly attribute?: string | undefined;
}

/** A table, and what its rows become. */
export interface Table {
  readonly name: TableName;
  readonly startType: string;
  /** Only where a row is a spell. */
  readonly endType: string | undefined;
  /** Every column there is, `id` included; attributes besides. */
  readonly columns: readonly string[];
  /** Columns without which a row tells nothing. */
  readonly required: readonly string[];
  /** What the cells of a column hold; columns and fields that there are alone. */
  readonly fields: ReadonlyMap<string, Field>;
  /** Where the cells of a column go that is not called as its one field is. */
  readonly destinations: ReadonlyMap<string, Destination>;
  /** Lists that an event must have and a row may leave out: what is not given is not known, which is a list of none. */
  readonly lists: readonly string[];
  readonly hasAttributes: boolean;
}

/**
 * The monitoring tables of some types of events, by name: what each row of them starts or tells, and what its end is
 * called.
 */
export function tablesOf(rows: EventRows): ReadonlyMap<string, Table> {
  const found = Object.entries(rows).flatMap(([type, { table }]) => (table === undefined ? [] : [{ type, table }]));
  return new Map(found.map(({ type, table }) => [table, tableOf(table as TableName, type, rows)]));
}

/** The monitoring tables that there are. */
export const monitoringTables = once(() => tablesOf(eventRows));

/** Their names. */
export const tableNames = Object.values<EventRow>(eventRows).flatMap(
  ({ table = [] }) => table,
) as readonly string[] as readonly [TableName, ...TableName[]];

function tableOf(name: TableName, startType: string, rows: EventRows): Table {
  const { starts, fields: own } = rows[startType]!;
  const endType = Object.keys(rows).find((type) => starts !== undefined && rows[type]!.ends === starts);
  const { id, ...common } = commonFields;
  const { attributes, ...started }: EventRow["fields"] = { ...common, ...own };
  const ended: EventRow["fields"] = endType === undefined ? {} : { ...common, ...rows[endType]!.fields };
  const columnOf = (field: string) => (field === "date" && endType !== undefined ? "start" : field);
  const fields = new Map([
    ["id", id as Field],
    ...Object.entries(started).map(([field, what]) => [columnOf(field), what] as const),
  ]);
  const mayBeLeft = ({ kind, optional }: Field) => optional === true || kind === "codes";
  const required = [...fields].flatMap(([column, field]) => (column === "id" || mayBeLeft(field) ? [] : [column]));
  const destinations = new Map<string, Destination>(
    ["id", "type", ...Object.keys(ended)].map((field) => [field, { start: field, end: field }]),
  );
  if (endType !== undefined) {
    destinations.set("start", { start: "date" });
    for (const [field, what] of Object.entries(ended)) {
      if (field !== "date" && field in started) continue;
      const column = field === "date" ? "end" : `end${field[0]!.toUpperCase()}${field.slice(1)}`;
      fields.set(column, what);
      destinations.set(column, { end: field });
    }
  }
  return {
    name,
    startType,
    endType,
    columns: [...fields.keys()],
    required,
    fields,
    destinations: endType === undefined ? new Map() : destinations,
    lists: Object.keys(started).filter((field) => started[field]!.kind === "codes" && !started[field]!.optional),
    hasAttributes: attributes !== undefined,
  };
}

/** Whether a table has a column of this name. */
export function hasColumn({ columns, hasAttributes }: Table, column: string): boolean {
  return columns.includes(column) || (hasAttributes && attributeIn(column) !== undefined);
}

/** The attribute that a column such as `attributes.asked-help-with` holds. */
function attributeIn(column: string): string | undefined {
  return column.startsWith(ATTRIBUTE) && column.length > ATTRIBUTE.length ? column.slice(ATTRIBUTE.length) : undefined;
}

/** Where the cells of a column go. What the table has no column for stays in the row's event, where it is refused. */
export function destinationOf({ destinations, hasAttributes }: Table, column: string): Destination {
  const attribute = hasAttributes ? attributeIn(column) : undefined;
  return attribute === undefined ? (destinations.get(column) ?? { start: column }) : { attribute };
}

/** The events of one row, as its cells are written into them one by one. */
export class RowEvents {
  readonly #table: Table;
  readonly #start: Record<string, unknown>;
  readonly #end: Record<string, unknown>;
  #hasEnd = false;

  /** @param id - of the row; the events of a spell have `:start` and `:end` after it */
  constructor(table: Table, id: string) {
    this.#table = table;
    const { startType, endType } = table;
    this.#start = { id: endType === undefined ? id : `${id}:start`, type: startType };
    this.#end = { id: `${id}:end`, type: endType };
  }

  put({ start, end, attribute }: Destination, value: unknown): void {
    if (start !== undefined) this.#start[start] = value;
    if (end !== undefined) {
      this.#end[end] = value;
      if (start === undefined) this.#hasEnd = true;
    }
    if (attribute !== undefined) {
      this.#start.attributes = { ...(this.#start.attributes as object | undefined), [attribute]: value };
    }
  }

  /** The event that the row starts. */
  get start(): Readonly<Record<string, unknown>> {
    for (const list of this.#table.lists) this.#start[list] ??= [];
    return this.#start;
  }

  /** The event that ends it, where the row says anything of an end. */
  get end(): Readonly<Record<string, unknown>> | undefined {
    return this.#hasEnd ? this.#end : undefined;
  }
}
