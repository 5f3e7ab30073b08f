import { plain } from "../../core/definition/language";
import type { EvaluatedTree, ResultFigure } from "../../core/results-tree/evaluate";
import { reason } from "../../core/results-tree/reasons";
import { type Book, cellKey, EVERYBODY, type Path } from "./cells";
import { type Block, blockCell, readingFeature } from "./figures";
import type { Share } from "../../share";
import { openBy } from "../../core/verdicts/result";

/** Figures beside targets are those of the results once more: each goes whole, with its status, when any count behind it goes. */
export function describeTree(book: Book, path: Path, { nodes }: EvaluatedTree): void {
  nodes.forEach(({ indicators }, node) => {
    indicators.forEach(({ code, figures }, indicator) => {
      figures.forEach((figure, place) => {
        describeFigure(book, [...path, "nodes", node, "indicators", indicator, "figures", place], code, figure);
      });
    });
  });
}

function describeFigure(book: Book, path: Path, code: string, figure: ResultFigure): void {
  const { period, share, bounds, readings } = figure;
  if (period === null || share === null) return;
  const [of = code] = code.split(":");
  const block = { row: EVERYBODY, code: of, period };
  const below = book.shown([...path, "share", "denominator"], blockCell(block, "denominator"), share.denominator);
  const cells =
    of === code
      ? (["counted", "pending", "unknown"] as const).map((part) => cellKey(blockCell(block, part)))
      : readingCells(book, path, block, code, { share, bounds });
  book.place({ path, cells: [...cells, below], as: "figure", instead: withheldFigure(figure) });
  // Percentages of readings are drawn beside the figure, so a reading goes whole when any of its counts goes.
  readings.forEach((reading, at) => {
    const counted = cellKey({ row: EVERYBODY, feature: readingFeature(block, reading.code, "counted") });
    book.place({ path: [...path, "readings", at], cells: [counted, below], as: "note" });
  });
}

/** A reading that is measured by itself: who is counted by it, and who is open by it, read off its bounds. */
function readingCells(
  book: Book,
  path: Path,
  block: Block,
  code: string,
  { share, bounds }: { readonly share: Share; readonly bounds: ResultFigure["bounds"] },
): readonly string[] {
  const { numerator, denominator: of } = share;
  const cell = (part: "counted" | "open") => ({ row: EVERYBODY, feature: readingFeature(block, code, part) });
  const counted = book.shown([...path, "share", "numerator"], cell("counted"), numerator, { of });
  if (bounds === null) return [counted];
  return [counted, book.shown([...path, "bounds", "high"], cell("open"), openBy({ share, bounds }), { of })];
}

/** What stands in the place of a figure that is not told. */
export function withheldFigure({ period, target, elapsed, notes }: ResultFigure): ResultFigure {
  const suppressed = reason("suppressed");
  return plain({
    period,
    ...{ share: null, value: null, percent: null, interval: null, bounds: null },
    target,
    elapsed,
    status: "no-data",
    reason: suppressed,
    achievement: null,
    withoutAchievement: suppressed,
    isTargetWithinInterval: null,
    readings: [],
    notes: notes.filter(({ code }) => code !== "empty-denominator"),
  });
}
