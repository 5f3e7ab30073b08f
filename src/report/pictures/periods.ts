import type { Title } from "../../core/events/vocabulary";
import type { ReadableReport } from "../report";
import { besideRows, intervalWords, MOST_ROWS, type ReportedResult } from "./dots";
import type { DotGroup, DotRow, PeriodsPicture } from "../../document/picture";
import { inLots, lotTitle, NONE, periodTitle, picturedShare, titled } from "./pictured";

/** One picture per indicator: its share in every period. */
export function periodsPictures(report: ReadableReport): readonly PeriodsPicture[] {
  const codes = [...new Set(report.results.map(({ code }) => code))];
  return codes.flatMap((code): readonly PeriodsPicture[] => {
    const results = report.results.filter((result) => result.code === code);
    const beside = results.map((result) => besideRows(report, result));
    const hasBeside = beside.some((rows) => rows.length > 0);
    const groups = results.map(
      (result, at): DotGroup => ({ title: periodTitle(result.period), rows: [literalRow(result), ...beside[at]!] }),
    );
    const plainRows = results.map((result): DotRow => ({ ...literalRow(result), label: periodTitle(result.period) }));
    const lots = hasBeside
      ? inLots(groups, Math.max(1, Math.floor(MOST_ROWS / groups[0]!.rows.length)))
      : inLots(plainRows, MOST_ROWS).map((rows): readonly DotGroup[] => [{ title: null, rows }]);
    return lots.map((lot, place) => ({
      id: `periods-${code}${place === 0 ? "" : `-${place + 1}`}`,
      kind: "periods",
      title: titled((locale) => `${code}. ${results[0]!.title[locale]}${lotTitle(place, lots.length)[locale]}`),
      subtitle: intervalWords(results, results[0]!.asOf),
      of: { table: "results", at: report.results.indexOf(results[0]!), indicator: code, period: null },
      groups: lot,
      notes: notesOf(report, results),
    }));
  });
}

function literalRow(result: ReportedResult): DotRow {
  return { label: AS_WORDED, role: "figure", share: picturedShare(result, NONE.denominator) };
}

const AS_WORDED: Title = { ru: "Как сформулировано", en: "As worded" };

/** Notes of the figures, each once, with the periods they are about. */
function notesOf(report: ReadableReport, results: readonly ReportedResult[]): readonly Title[] {
  const said = new Map<string, { readonly message: Title; readonly periods: string[] }>();
  for (const { notes, period } of results) {
    for (const { code, message } of notes) {
      if (code === "empty-denominator") continue;
      const held = said.get(message.ru) ?? { message, periods: [] };
      held.periods.push(periodTitle(period).en);
      said.set(message.ru, held);
    }
  }
  const told = [...said.values()].map(({ message, periods }) =>
    titled((locale) =>
      periods.length === results.length ? message[locale] : `${periods.join(", ")}: ${message[locale]}`,
    ),
  );
  const notAdding = report.notes.find(({ code }) => code === "periods-do-not-add");
  return results.length > 1 && notAdding !== undefined ? [...told, notAdding.message] : told;
}
