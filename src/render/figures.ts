import { formatShare, type Locale, type Share } from "../share";
import type { Verdict } from "../verdicts/verdict";
import type { IndicatorResult } from "../verdicts/result";
import { verdictWords } from "./words";

const VERDICTS: readonly Verdict[] = ["outside", "excluded", "counted", "pending", "unknown", "not-counted"];
const COLUMN_GAP = "   ";
const LINE_LENGTH = 100;

/** A reporting period's heading: a year, a span of whole years, or both dates. */
export function periodText({ from, to }: { readonly from: string; readonly to: string }): string {
  const isWhole = from.endsWith("-01-01") && to.endsWith("-12-31");
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
  if (!isWhole) return `${from} – ${to}`;
  return first === last ? first : `${first}–${last}`;
}

/**
 * Results as a table for the terminal: an indicator a block, a period a column, share and interval in the cell.
 *
 * Readings that must not be left out beside an indicator stand under it.
 *
 * @param results - of any indicators; each with the same periods in the same order
 * @param options - `locale`: `"ru"` or `"en"`
 * @returns lines joined by line feeds
 */
export function figuresText(results: readonly IndicatorResult[], options: { readonly locale: Locale }): string {
  const { locale } = options;
  const blocks = byIndicator(results).map((ofIndicator) => {
    const { code, title } = ofIndicator[0]!;
    const cells: (readonly string[])[] = [
      ["", ...ofIndicator.map(({ period }) => periodText(period))],
      ["", ...ofIndicator.map(({ share }) => formatShare(share, { locale }))],
      [locale === "ru" ? "95 %" : "95%", ...ofIndicator.map((result) => intervalText(result, locale))],
      [
        locale === "ru" ? "границы" : "bounds",
        ...ofIndicator.map(({ bounds }) => (bounds === null ? "—" : rangeText(bounds.low, bounds.high, locale))),
      ],
    ];
    const readings = readingRows(ofIndicator, locale);
    const heading = wrapped(`${code}  ${title[locale]}`, LINE_LENGTH);
    const beside = readings.length === 0 ? [] : [locale === "ru" ? "  Строже:" : "  Stricter:"];
    return [...heading, ...aligned(cells), ...beside, ...readings].join("\n");
  });
  return blocks.join("\n\n");
}

/**
 * The counts of the six verdicts, a row an indicator and period.
 *
 * @param results - of any indicators
 * @param options - `locale`: `"ru"` or `"en"`
 * @returns lines joined by line feeds
 */
export function verdictsText(results: readonly IndicatorResult[], options: { readonly locale: Locale }): string {
  const { locale } = options;
  const heading = [
    "",
    "",
    ...VERDICTS.map((verdict) => verdictWords[locale][verdict]),
    locale === "ru" ? "всего" : "people",
  ];
  const rows = results.map(({ code, period, verdicts }) => {
    const counts = VERDICTS.map((verdict) => verdicts[verdict]);
    const people = counts.reduce((sum, count) => sum + count, 0);
    return [code, periodText(period), ...[...counts, people].map(String)];
  });
  return aligned([heading, ...rows]).join("\n");
}

function byIndicator(results: readonly IndicatorResult[]): readonly (readonly IndicatorResult[])[] {
  return codesIn(results).map((code) => results.filter((result) => result.code === code));
}

function intervalText({ interval }: IndicatorResult, locale: Locale): string {
  return interval === null ? "—" : rangeText(interval.low, interval.high, locale);
}

function rangeText(low: string, high: string, locale: Locale): string {
  const text = `${toPercent(low)}–${toPercent(high)}%`;
  return locale === "ru" ? text.replaceAll(".", ",") : text;
}

function toPercent(value: string): string {
  return (Number(value) * 100).toFixed(1);
}

/** Readings stand in the notes of each period; here they become rows. */
function readingRows(ofIndicator: readonly IndicatorResult[], locale: Locale): readonly string[] {
  const notes = ofIndicator.map((result) => result.notes.filter(({ code }) => code === "reading"));
  return aligned(
    (notes[0] ?? []).map(({ message }, index) => {
      const [title] = message[locale].split(": ");
      return [`  ${title}`, ...notes.map((ofPeriod) => ofPeriod[index]!.message[locale].split(": ")[1]!)];
    }),
  );
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join(COLUMN_GAP)
      .trimEnd(),
  );
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = `     ${word}`;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** How distinct people of a union reconcile with the sum of its periods. */
export interface Reconciliation {
  readonly code: string;
  readonly parts: readonly Share[];
  readonly union: Share;
  /** People counted in more than one part. */
  readonly inSeveral: number;
}

/**
 * One line that says how the union's number of people comes from those of its periods.
 *
 * @param reconciliation - counts of people
 * @param options - `locale`: `"ru"` or `"en"`
 */
export function reconciliationText(reconciliation: Reconciliation, options: { readonly locale: Locale }): string {
  const { code, parts, union, inSeveral } = reconciliation;
  const counts = parts.map(({ numerator }) => numerator);
  const sum = counts.reduce((total, count) => total + count, 0);
  return options.locale === "ru"
    ? `Сверка ${code}: сумма по годам ${sum} (${counts.join(" + ")}), разных людей ${union.numerator}, в обоих годах ${inSeveral}.`
    : `Reconciliation of ${code}: sum of years ${sum} (${counts.join(" + ")}), distinct people ${union.numerator}, in both years ${inSeveral}.`;
}

function codesIn(results: readonly IndicatorResult[]): readonly string[] {
  return [...new Set(results.map(({ code }) => code))];
}
