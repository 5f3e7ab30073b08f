import type { Period } from "../calendar";
import type { Disaggregation } from "../tables/disaggregate";
import type { StratumValue } from "../tables/dimension";
import { type CellBook, cellKey, EVERYBODY, type Path, type RowValue } from "./cells";
import { blockCell, describeFigures } from "./figures";

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
export function describeDisaggregation(book: CellBook, path: Path, table: Disaggregation): void {
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
