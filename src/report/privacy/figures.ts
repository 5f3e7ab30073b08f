import type { Period } from "../../calendar";
import { type Verdict, verdictNames } from "../../core/engine/verdict";
import type { Figures, IndicatorResult } from "../../core/verdicts/result";
import { type Book, type CellName, cellKey, EVERYBODY, type Path, wholeKey } from "./cells";

/** Counts from which a published share is made weigh more than those beside it. */
const PUBLISHED = 3;

/** The figures of one indicator in one period for one row. */
export interface Block {
  readonly row: string;
  readonly code: string;
  readonly period: Period;
}

/** What is counted in a block: one verdict, everybody below the line, or only the settled. */
export type Part = Verdict | "denominator" | "settled";

/** What is counted of a person: one part of an indicator in a period. */
export function partFeature({ code, period }: Omit<Block, "row">, part: Part): string {
  return `${code} | ${period.from}/${period.to} | ${part}`;
}

/** What is counted of a person by a reading: counted, or not settled. */
export function readingFeature(block: Omit<Block, "row">, reading: string, part: "counted" | "open"): string {
  return `${partFeature(block, "counted")} | ${reading} | ${part}`;
}

/** The name of a count of a block. */
export function blockCell(block: Block, part: Part): CellName {
  return { row: block.row, feature: partFeature(block, part) };
}

/** Verdicts, shares and all that follows from them, of one block. */
export function describeFigures(book: Book, path: Path, block: Block, figures: Figures): void {
  const { verdicts, share, settled } = figures;
  const people = verdictNames.reduce((total, name) => total + verdicts[name], 0);
  const cell = (part: Part) => blockCell(block, part);
  const key = (part: Part) => cellKey(cell(part));
  for (const name of verdictNames) {
    const isBeside = name === "outside" || name === "excluded";
    book.shown([...path, "verdicts", name], cell(name), verdicts[name], {
      of: isBeside ? people : share.denominator,
      inside: wholeKey(partFeature(block, name)),
      weight: name === "counted" ? PUBLISHED : 1,
    });
  }
  book.shown([...path, "share", "numerator"], cell("counted"), share.numerator);
  book.shown([...path, "share", "denominator"], cell("denominator"), share.denominator, {
    of: people,
    weight: PUBLISHED,
  });
  book.shown([...path, "settled", "numerator"], cell("counted"), settled.numerator);
  book.shown([...path, "settled", "denominator"], cell("settled"), settled.denominator, { of: share.denominator });
  const below = key("denominator");
  for (const name of ["value", "percent", "interval"]) {
    book.place({ path: [...path, name], cells: [key("counted"), below], as: "percent" });
  }
  const bounds = [key("counted"), key("pending"), key("unknown"), below];
  book.place({ path: [...path, "bounds"], cells: bounds, as: "percent" });
}

/** An indicator's result, with its notes. */
export function describeResult(book: Book, path: Path, result: IndicatorResult): void {
  const block = { row: EVERYBODY, code: result.code, period: result.period };
  describeFigures(book, path, block, result);
  const below = cellKey(blockCell(block, "denominator"));
  result.readings.forEach(({ code, share: { numerator, denominator }, bounds }, place) => {
    const at = [...path, "readings", place];
    const name = { row: EVERYBODY, feature: readingFeature(block, code, "counted") };
    book.shown([...at, "share", "numerator"], name, numerator, { of: denominator });
    book.shown([...at, "share", "denominator"], blockCell(block, "denominator"), denominator);
    // Who is open by every reading would be a count more to be protected for each, of the same few people.
    book.place({ path: [...at, "bounds"], cells: [below], as: bounds === null ? "derived" : "withheld" });
  });
  result.notes.forEach(({ code }, place) => {
    if (code === "empty-denominator") book.place({ path: [...path, "notes", place], cells: [below], as: "note" });
  });
}
