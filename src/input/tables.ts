import { eventSchemas } from "../core/events/schema";
import { type EventType, vocabularies } from "../core/events/vocabulary";
import { once } from "../once";

/** Name of a monitoring table. */
export type TableName =
  | "beneficiaries"
  | "services"
  | "placements"
  | "support"
  | "assessments"
  | "followUps"
  | "feedback"
  | "adverseEvents";

/** The monitoring tables: what each row of them starts or tells, and what its end is called. */
const TABLES = {
  beneficiaries: { start: "beneficiary-registered", end: "beneficiary-exited" },
  services: { start: "service-delivered", end: undefined },
  placements: { start: "placement-started", end: "placement-ended" },
  support: { start: "support-started", end: "support-ended" },
  assessments: { start: "assessment-recorded", end: undefined },
  followUps: { start: "follow-up-recorded", end: undefined },
  feedback: { start: "feedback-recorded", end: undefined },
  adverseEvents: { start: "adverse-event-recorded", end: undefined },
} as const satisfies Record<TableName, { readonly start: EventType; readonly end: EventType | undefined }>;

/** The names of the monitoring tables. */
export const tableNames = Object.freeze(Object.keys(TABLES)) as readonly [TableName, ...TableName[]];

/** What is before the name of an attribute in the name of a column, such as `attributes.asked-help-with`. */
const ATTRIBUTE = "attributes.";

/** Fields of events that are no columns: `id` is one of every table, and attributes have a column each. */
const NOT_COLUMNS = new Set(["id", "type", "attributes"]);

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
  readonly startType: EventType;
  /** Only where a row is a spell. */
  readonly endType: EventType | undefined;
  /** Every column there is, `id` included; attributes besides. */
  readonly columns: readonly string[];
  /** Columns without which a row tells nothing. */
  readonly required: readonly string[];
}

const tables = once(() => new Map<string, Table>(tableNames.map((name) => [name, tableOf(name)])));

/** The table of a name; undefined when there is none. */
export function tableNamed(name: string): Table | undefined {
  return tables().get(name);
}

function tableOf(name: TableName): Table {
  const { start, end } = TABLES[name];
  const shape = Object.entries(eventSchemas()[start].shape).filter(([field]) => !NOT_COLUMNS.has(field));
  const columnOf = (field: string) => (field === "date" && end !== undefined ? "start" : field);
  const ends = end === undefined ? [] : ["end", ...("reason" in eventSchemas()[end].shape ? ["endReason"] : [])];
  return {
    name,
    startType: start,
    endType: end,
    columns: ["id", ...shape.map(([field]) => columnOf(field)), ...ends],
    required: shape.filter(([field, schema]) => !canBeLeft(field, schema)).map(([field]) => columnOf(field)),
  };
}

/** Groups that are not given are not known, which is a list of none. */
function canBeLeft(field: string, schema: { readonly def: { readonly type: string } }): boolean {
  return field === "targetGroups" || schema.def.type === "optional";
}

/** Whether a table has a column of this name. */
export function hasColumn({ name, columns }: Table, column: string): boolean {
  return columns.includes(column) || (name === "beneficiaries" && attributeIn(column) !== undefined);
}

/** The attribute that a column such as `attributes.asked-help-with` holds. */
function attributeIn(column: string): string | undefined {
  return column.startsWith(ATTRIBUTE) && column.length > ATTRIBUTE.length ? column.slice(ATTRIBUTE.length) : undefined;
}

/** Where the cells of a column go. What the table has no column for stays in the row's event, where it is refused. */
export function destinationOf({ name, endType }: Table, column: string): Destination {
  const attribute = name === "beneficiaries" ? attributeIn(column) : undefined;
  if (attribute !== undefined) return { attribute };
  if (endType === undefined) return { start: column };
  if (column === "start") return { start: "date" };
  if (column === "end") return { end: "date" };
  if (column === "endReason") return { end: "reason" };
  return column in eventSchemas()[endType].shape ? { start: column, end: column } : { start: column };
}

/** The codes that a column may hold where they are a list of ours; none where they are the organisation's own. */
export function codesOfColumn(column: string): readonly string[] {
  return Object.keys(vocabularies[column as keyof typeof vocabularies] ?? {});
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
    if (this.#table.name === "beneficiaries") this.#start.targetGroups ??= [];
    return this.#start;
  }

  /** The event that ends it, where the row says anything of an end. */
  get end(): Readonly<Record<string, unknown>> | undefined {
    return this.#hasEnd ? this.#end : undefined;
  }
}
