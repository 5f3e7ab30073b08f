import type { Title } from "../../core/events/vocabulary";
import { isSuppressed, type Suppressed } from "../privacy/suppress";

/** What a cell holds: text, a number or decimal text, nothing, or a figure that is not told. */
export type DataValue = string | number | null | Suppressed;

/** A table for machines: one fact per row, a kind of fact a column. */
export interface DataTable {
  readonly title: Title;
  readonly columns: readonly DataColumn[];
  readonly rows: readonly (readonly DataValue[])[];
}

/** A column: numbers, or text. */
export interface DataColumn {
  /** Stable, in both languages. */
  readonly name: string;
  readonly title: Title;
  readonly kind: "text" | "number";
}

/** A column, and what it holds of each row. */
export interface Field<Row> extends DataColumn {
  readonly of: (row: Row) => DataValue;
}

/** A column of text. */
export function text<Row>(name: string, ru: string, en: string, of: (row: Row) => DataValue): Field<Row> {
  return { name, title: { ru, en }, kind: "text", of };
}

/** A column of numbers, each as a number or as decimal text. */
export function number<Row>(name: string, ru: string, en: string, of: (row: Row) => DataValue): Field<Row> {
  return { name, title: { ru, en }, kind: "number", of };
}

/**
 * A table; where figures may be suppressed it has a last column that names those that are and says why.
 *
 * @param title - in Russian and in English
 */
export function dataTable<Row>(
  [ru, en]: readonly [ru: string, en: string],
  fields: readonly Field<Row>[],
  rows: readonly Row[],
  isShielded = false,
): DataTable {
  const filled = rows.map((row) => fields.map(({ of }) => of(row)));
  const why = (values: readonly DataValue[]) =>
    values.flatMap((value, at) => (isSuppressed(value) ? [`${fields[at]!.name}=${value.reason}`] : [])).join(" ");
  const columns = fields.map(({ name, title, kind }) => ({ name, title, kind }));
  if (!isShielded) return { title: { ru, en }, columns, rows: filled };
  return {
    title: { ru, en },
    columns: [...columns, { name: "suppressed", title: { ru: "Скрыто", en: "Suppressed" }, kind: "text" }],
    rows: filled.map((values) => [...values, why(values)]),
  };
}
