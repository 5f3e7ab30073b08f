import { plain } from "../../core/definition/language";
import type { EvaluatedTree, ResultFigure } from "../../core/results-tree/evaluate";
import { reason } from "../../core/results-tree/reasons";
import { type Book, cellKey, EVERYBODY, type Path } from "./cells";
import { type Block, blockCell, readingFeature } from "./figures";

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
  const { period, share, notes } = figure;
  if (period === null || share === null) return;
  const [of = code] = code.split(":");
  const block = { row: EVERYBODY, code: of, period };
  const below = book.shown([...path, "share", "denominator"], blockCell(block, "denominator"), share.denominator);
  const cells =
    of === code
      ? (["counted", "pending", "unknown"] as const).map((part) => cellKey(blockCell(block, part)))
      : readingCells(book, path, block, code, figure);
  book.place({ path, cells: [...cells, below], as: "figure", instead: withheldFigure(figure) });
  notes.forEach(({ reading }, at) => {
    if (reading === undefined) return;
    const read = [cellKey({ row: EVERYBODY, feature: readingFeature(block, reading.code, "counted") }), below];
    book.place({ path: [...path, "notes", at], cells: read, as: "note" });
  });
}

/** A reading's counts: who is counted by it, and who is open by it, read off its bounds. */
function readingCells(book: Book, path: Path, block: Block, code: string, figure: ResultFigure): readonly string[] {
  const { numerator, denominator: of } = figure.share!;
  const cell = (part: "counted" | "open") => ({ row: EVERYBODY, feature: readingFeature(block, code, part) });
  const key = book.shown([...path, "share", "numerator"], cell("counted"), numerator, { of });
  const open = openBy(figure);
  return open === undefined ? [key] : [key, book.shown([...path, "bounds", "high"], cell("open"), open, { of })];
}

/** Who is open by a figure, read off its bounds; undefined when it has none. */
export function openBy({ share, bounds }: ResultFigure): number | undefined {
  if (share === null || bounds === null) return undefined;
  return Math.round(Number(bounds.high) * share.denominator) - share.numerator;
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
    notes: notes.filter(({ reading, code }) => reading === undefined && code !== "empty-denominator"),
  });
}
