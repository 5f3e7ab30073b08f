import { plain } from "../../core/definition/language";
import { checkReturned } from "../../options";
import type { Shielded, Suppressed, SuppressedReport, Suppression } from "../../report/privacy/suppress";
import type { Report } from "../../report/report";
import { REPORT } from "../../core/shapes";
import type { Note } from "../../core/verdicts/result";

/** A report in another system's format, and what of the report did not go into it: plain frozen data. */
export interface Exchanged<Document> {
  /** What to send. */
  readonly document: Document;
  /** What the format cannot carry or what was left out, and where it went; a code and a sentence each. */
  readonly lost: readonly Note[];
}

/** What the formats take: the report itself, or what `suppress` made of it. */
export type ExchangeableReport = Report | SuppressedReport<Report>;

/** A figure as it may be told. */
export type Told<Value> = Value | Suppressed;

/** What the formats read of a report, whether or not figures in it are suppressed. */
export interface ReadableReport {
  readonly manifest: Shielded<Report["manifest"]>;
  readonly definitions: Report["definitions"];
  readonly results: Shielded<Report["results"]>;
  readonly harm: Shielded<Report["harm"]>;
  readonly disaggregations: Shielded<Report["disaggregations"]>;
  readonly suppression?: Suppression;
}

/**
 * The report as the formats read it.
 *
 * @param cannot - what cannot be done without it, such as `write IATI`
 * @throws TypeError when it is no report
 */
export function readable(report: ExchangeableReport, cannot: string): ReadableReport {
  checkReturned(cannot, report, REPORT, "report", "buildReport");
  return report;
}

/** Whether a figure may be told. */
export function isTold<Value extends string | number | null>(figure: Told<Value>): figure is Value {
  return typeof figure !== "object" || figure === null;
}

/** Notes of what is lost, in the order in which they are made; one of a kind. */
export class Losses {
  readonly #notes = new Map<string, Note>();

  add(code: string, ru: string, en: string): void {
    this.#notes.set(code, { code, message: { ru, en } });
  }

  /** Frozen. */
  notes(): readonly Note[] {
    return plain([...this.#notes.values()]);
  }
}

/** What every format tells beside the figures or leaves out, whatever the report. */
export function commonLosses(report: ExchangeableReport, losses: Losses, kept: readonly string[]): void {
  const left = Object.entries(report).filter(
    ([name, table]) => name !== "glossary" && !kept.includes(name) && isSomething(table),
  );
  const names = left.map(([name]) => name).join(", ");
  if (left.length > 0) {
    losses.add(
      "tables-left-out",
      `Для этих таблиц отчёта в формате нет места, они остаются в отчёте: ${names}.`,
      `The format has no place for these tables of the report, they stay in the report: ${names}.`,
    );
  }
  losses.add(
    "manifest-left-out",
    "Сведения о происхождении отчёта (версия библиотеки, контрольная сумма данных) в формат не входят: храните отчёт вместе с тем, что отправлено.",
    "The manifest (version of the library, digest of the dataset) is not in the format: keep the report with what was sent.",
  );
}

function isSomething(table: unknown): boolean {
  return Array.isArray(table) ? table.length > 0 : table !== undefined && table !== null;
}
