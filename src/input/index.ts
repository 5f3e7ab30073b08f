// Mapping
export type { DateFormat } from "./cells";
export { defineTableMapping } from "./define";
export { type EventsFromRows, eventsFromRows, type RowPlace, type SourceTable } from "./events-from-rows";
export { eventsFromTables, type MonitoringTables, type TableRow } from "./events-from-tables";
export type { MappedColumn, MappedTable, TableMapping } from "./mapping";
export type { TableName } from "./tables";
