import type { Shielded } from "../privacy/suppress";
import type { Locale } from "../../share";
import type { Disaggregation } from "../../tables/strata/disaggregate";
import type { Funnel } from "../../tables/funnel/funnel";
import type { Reconciliation } from "../../tables/strata/reconcile";
import type { Retention } from "../../tables/retention/retention";
import type { IndicatorResult } from "../../core/verdicts/result";
import { resultSheet, resultsSheet } from "./results-sheet";
import { type Sheet, sheetHtml, sheetText } from "./sheet";
import { disaggregationSheets, funnelSheet, reconciliationSheet, retentionSheet } from "./sheets";
import { htmlPiece, type Look, type Piece, shown } from "./shown";

export function sheetPiece(sheet: Sheet): Piece {
  return htmlPiece(sheetHtml(sheet));
}

/** A value that shows itself as one table or several. */
function tabled<Value extends object>(value: Value, sheets: () => readonly Sheet[]): Value {
  const look: Look = {
    text: () => sheets().map(sheetText).join("\n\n"),
    pieces: () => sheets().map(sheetPiece),
  };
  return shown(value, look);
}

/** Results, together and one by one. */
export function shownResults<Result extends Shielded<IndicatorResult>>(
  results: readonly Result[],
  locale: Locale,
): readonly Result[] {
  const each = results.map((result) => shownResult(result, locale));
  return tabled(each, () => [resultsSheet(results, locale)]);
}

export function shownResult<Result extends Shielded<IndicatorResult>>(result: Result, locale: Locale): Result {
  return tabled(result, () => [resultSheet(result, locale)]);
}

export function shownDisaggregation<Table extends Shielded<Disaggregation>>(table: Table, locale: Locale): Table {
  return tabled(table, () => disaggregationSheets(table, locale));
}

export function shownFunnel<Table extends Shielded<Funnel>>(table: Table, locale: Locale): Table {
  return tabled(table, () => [funnelSheet(table, locale)]);
}

export function shownReconciliation<Table extends Shielded<Reconciliation>>(table: Table, locale: Locale): Table {
  return tabled(table, () => [reconciliationSheet(table, locale)]);
}

export function shownRetention<Table extends Retention>(table: Table, locale: Locale): Table {
  return tabled(table, () => [retentionSheet(table, locale)]);
}
