import type { Period } from "../../calendar";
import type { Disaggregation } from "../../tables/strata/disaggregate";
import type { StratumValue } from "../../tables/strata/dimension";
import { verdictNames } from "../../core/engine/verdict";
import { type Book, type CellBook, cellKey, EVERYBODY, type Path, type RowValue } from "./cells";
import { blockCell, describeFigures, type Part, partFeature } from "./figures";

/** How a dimension is told apart from others: ages by their bands and the day on which they are taken. */
export function dimensionsOf({ dimensions, ages }: Pick<Disaggregation, "dimensions" | "ages">): readonly string[] {
  return dimensions.map(({ name }) =>
    name === "ageBand" && ages !== null ? `${name} ${ages.at} ${ages.bands.join(" ")}` : name,
  );
}

/** The feature of standing in several rows of a dimension. */
function overlapFeature(dimension: string, { from, to }: Period): string {
  return `in several of ${dimension} | ${from}/${to}`;
}

/** Rows of a disaggregation hold blocks; a row that is a total over a dimension is the row without it. */
export function describeDisaggregation(book: Book, path: Path, table: Disaggregation): void {
  const names = dimensionsOf(table);
  table.overlaps.forEach(({ dimension, period, people }, place) => {
    const name = names[table.dimensions.findIndex((one) => one.name === dimension)]!;
    const cell = { row: EVERYBODY, feature: overlapFeature(name, period) };
    book.shown([...path, "overlaps", place, "people"], cell, people, { least: 1, severalOf: name });
  });
  table.rows.forEach(({ of, figures }, place) => {
    const values = valuesOf(names, of);
    const row = rowName(values);
    book.row(row, values);
    figures.forEach((ofStratum, at) => {
      const where = [...path, "rows", place, "figures", at];
      const block = { row, code: ofStratum.code, period: ofStratum.period };
      describeFigures(book, where, block, ofStratum);
      const below = cellKey(blockCell(block, "denominator"));
      book.place({ path: [...where, "reason"], cells: [below], as: "derived" });
    });
  });
}

/** A row that stands in a table of another report and not in this one: nobody is in it here. */
export function describeAbsentRows(book: CellBook, prefix: string, table: Disaggregation): void {
  const names = dimensionsOf(table);
  const dimensionsIn = (values: readonly RowValue[]) => JSON.stringify(values.map(([name]) => name).sort());
  const own = table.rows.map(({ of }) => valuesOf(names, of));
  const ownRows = new Set(own.map(rowName));
  const ownDimensions = new Set(own.map(dimensionsIn));
  for (const [row, values] of book.rows) {
    if (ownRows.has(row) || !ownDimensions.has(dimensionsIn(values))) continue;
    for (const { code, period } of table.rows[0]?.figures ?? []) {
      for (const part of PARTS) {
        const feature = `${prefix}${partFeature({ code, period }, part)}`;
        book.told({ row, feature }, { low: 0, high: 0 }, row);
      }
    }
  }
}

const PARTS: readonly Part[] = [...verdictNames, "denominator", "settled"];

function valuesOf(names: readonly string[], of: readonly StratumValue[]): readonly RowValue[] {
  return of.flatMap((value, place): readonly RowValue[] => {
    if (value.kind === "total") return [];
    return [[names[place]!, value.kind === "value" ? JSON.stringify(value.code) : `?${value.reason}`]];
  });
}

function rowName(values: readonly RowValue[]): string {
  if (values.length === 0) return EVERYBODY;
  return values
    .map(([dimension, value]) => `${dimension}=${value}`)
    .sort()
    .join(" & ");
}
