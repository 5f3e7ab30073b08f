import { verdictNames } from "../../core/engine/verdict";
import { type Cell, type CellMap, cellKey, isKnown } from "./cells";
import { Layout } from "./layout";
import type { Readers } from "./readers";

/** Cells by number, and where each stands. */
export interface PlacedCells {
  readonly all: readonly Cell[];
  readonly layout: Layout;
  readonly rowOf: Int32Array;
  /** -1 for a count of those who stand in several rows. */
  readonly featureOf: Int32Array;
  /** By row and feature: number of a cell, or -1. */
  readonly at: Int32Array;
  /** By row: what it has in its dimensions. */
  readonly held: readonly ReadonlyMap<string, string>[];
  /** By cell: whether it is nothing because it could not be anything. */
  readonly isImpossible: readonly boolean[];
  /** By cell: whether nobody stands in its row in its period; rows tell where that is so. */
  readonly isOfNobody: readonly boolean[];
}

/** The cells of a report in their rows. */
export function placedCells(map: CellMap, readers: Readers): PlacedCells {
  const { names, numberOf, period: periodOf } = readers.features;
  // The verdicts of one indicator in each period: whoever stands in a row has one of them.
  const periods = [...new Set(periodOf)].filter((period) => period >= 0);
  const blocks = periods.map((period) => {
    const first = periodOf.indexOf(period);
    return names.slice(first, first + verdictNames.length);
  });
  // Of a count that nobody here knows, there may well be somebody.
  const countOf = (row: string, feature: string) => {
    const cell = map.cells[map.numberOf.get(cellKey({ row, feature })) ?? -1];
    return cell === undefined ? 0 : Math.max(cell.value, isKnown(cell) ? 0 : 1);
  };
  const peopleIn = (row: string, block: readonly string[]) =>
    block.reduce((sum, feature) => sum + countOf(row, feature), 0);
  const peopleOf = (row: string) => Math.max(0, ...blocks.map((block) => peopleIn(row, block)));
  const severalOf = (dimension: string) =>
    Math.max(0, ...map.cells.flatMap((cell) => (cell.severalOf === dimension ? [cell.value] : [])));
  const layout = new Layout(map.rows, peopleOf, severalOf);
  const rowNumber = new Map(layout.rows.map((name, row) => [name, row]));
  const rowOf = Int32Array.from(map.cells, ({ row }) => rowNumber.get(row)!);
  const featureOf = Int32Array.from(map.cells, ({ feature }) => numberOf.get(feature) ?? -1);
  const at = new Int32Array(layout.rows.length * names.length).fill(-1);
  featureOf.forEach((feature, cell) => {
    if (feature >= 0) at[rowOf[cell]! * names.length + feature] = cell;
  });
  const held = layout.rows.map((_, row) => {
    const values = layout.heldBy(row).map((one) => [layout.dimensions[one]!, layout.valueOf(row, one)] as const);
    return new Map(values);
  });
  const isImpossible = map.cells.map((one, cell) => {
    const feature = featureOf[cell]!;
    return one.value === 0 && isKnown(one) && feature >= 0 && !readers.isPossible(feature, held[rowOf[cell]!]!);
  });
  const isEmpty = layout.rows.map((row) => blocks.map((block) => peopleIn(row, block) === 0));
  const isOfNobody = map.cells.map((_, cell) => {
    const feature = featureOf[cell]!;
    const period = feature < 0 ? -1 : periods.indexOf(periodOf[feature]!);
    return period >= 0 && isEmpty[rowOf[cell]!]![period]!;
  });
  return { all: map.cells, layout, rowOf, featureOf, at, held, isImpossible, isOfNobody };
}
