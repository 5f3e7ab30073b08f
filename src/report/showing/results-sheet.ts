import { periodText } from "../../calendar";
import { countText, type Shielded } from "../privacy/suppress";
import { verdictWords } from "../../core/aloud/words";
import type { Locale } from "../../share";
import type { IndicatorResult } from "../../core/verdicts/result";
import type { Verdict } from "../../core/engine/verdict";
import { countsCell, figuresCell, isOpen, limitsCell, periodHeadings, shareCell } from "./cells";
import type { Sheet, SheetRow } from "./sheet";

const VERDICTS: readonly Verdict[] = ["counted", "not-counted", "pending", "unknown", "excluded", "outside"];

const WORDS = {
  ru: {
    indicators: "Показатели",
    asOf: (asOf: string) => `Данные полны по ${asOf}.`,
    interval: (level: string) => `Вторая строка — доверительный интервал ${level} % (Уилсон).`,
    bounds: "Границы — доля, если никто или все, кого ожидают или о ком неизвестно, окажутся учтены.",
    figures: ["опубликованная доля", "доля среди решённых", "доверительный интервал", "границы"],
    people: "чел.",
  },
  en: {
    indicators: "Indicators",
    asOf: (asOf: string) => `Data complete up to ${asOf}.`,
    interval: (level: string) => `Second line: ${level}% confidence interval (Wilson).`,
    bounds: "Bounds: the share if nobody, or everybody, who is pending or unknown came to be counted.",
    figures: ["published share", "settled share", "confidence interval", "bounds"],
    people: "people",
  },
} as const;

/**
 * Indicators by period, the readings of an indicator under it.
 *
 * @param beside - further rows that must stand under an indicator, of its code and the headings of the sheet
 */
export function resultsSheet(
  results: readonly Shielded<IndicatorResult>[],
  locale: Locale,
  beside: (code: string, headings: readonly string[]) => readonly SheetRow[] = () => [],
): Sheet {
  const words = WORDS[locale];
  const headings = periodHeadings(results);
  const codes = [...new Set(results.map(({ code }) => code))];
  const rows = codes.flatMap((code): readonly SheetRow[] => {
    const ofCode = results.filter((result) => result.code === code);
    const cellOf = (text: (result: Shielded<IndicatorResult>) => string) =>
      headings.map((heading) => {
        const found = ofCode.find(({ period }) => periodText(period) === heading);
        return found === undefined ? "" : text(found);
      });
    const { readings } = ofCode[0]!;
    return [
      { name: `${code} ${ofCode[0]!.title[locale]}`, cells: cellOf((result) => figuresCell(result, locale)) },
      ...readings.map(({ code: reading, title }) => ({
        name: title[locale],
        isUnder: true,
        cells: cellOf((result) => readingText(result, reading, locale)),
      })),
      ...beside(code, headings),
    ];
  });
  return {
    title: words.indicators,
    headings,
    rows,
    notes: [
      ...(results.some(({ interval }) => interval !== null) ? [words.interval(levelText(results))] : []),
      ...(results.some(({ bounds }) => isOpen(bounds)) ? [words.bounds] : []),
      ...results.slice(0, 1).map(({ asOf }) => words.asOf(asOf)),
      ...notesOf(results, locale),
    ],
  };
}

function levelText(results: readonly Shielded<IndicatorResult>[]): string {
  const levels = results.flatMap(({ interval }) =>
    interval === null || !("level" in interval) ? [] : [interval.level],
  );
  return typeof levels[0] === "number" ? String(Number((levels[0] * 100).toFixed(2))) : "";
}

/** The share of a reading; it has the denominator of its indicator, and a percentage where that has one. */
function readingText({ readings, percent }: Shielded<IndicatorResult>, code: string, locale: Locale): string {
  const reading = readings.find((one) => one.code === code);
  return reading === undefined ? "" : shareCell({ share: reading.share, percent }, locale);
}

/** What must be said of results but for readings, each once, with those of which it is said when it is not said of all. */
function notesOf(results: readonly Shielded<IndicatorResult>[], locale: Locale): readonly string[] {
  const told = new Map<string, Shielded<IndicatorResult>[]>();
  for (const result of results)
    for (const { message } of result.notes) told.set(message[locale], [...(told.get(message[locale]) ?? []), result]);
  return [...told].map(([text, of]) => (of.length === results.length ? text : `${whichText(of, results)}: ${text}`));
}

/** Some results by the code of their indicator, and by their periods unless all of the indicator's are meant. */
function whichText(some: readonly Shielded<IndicatorResult>[], all: readonly Shielded<IndicatorResult>[]): string {
  const codes = [...new Set(some.map(({ code }) => code))];
  return codes
    .map((code) => {
      const ofCode = some.filter((one) => one.code === code);
      if (ofCode.length === all.filter((one) => one.code === code).length) return code;
      return `${code} (${ofCode.map(({ period }) => periodText(period)).join(", ")})`;
    })
    .join(", ");
}

/** One indicator in one period, a figure a row. */
export function resultSheet(result: Shielded<IndicatorResult>, locale: Locale): Sheet {
  const words = WORDS[locale];
  const { code, title, period, share, percent, settled, interval, bounds, verdicts, asOf, readings } = result;
  const [published, settledName, intervalName, boundsName] = words.figures;
  return {
    title: `${code} ${title[locale]}`,
    headings: [periodText(period)],
    rows: [
      { name: published, cells: [shareCell({ share, percent }, locale)] },
      ...readings.map((reading) => ({
        name: reading.title[locale],
        isUnder: true,
        cells: [readingText(result, reading.code, locale)],
      })),
      { name: intervalName, cells: [limitsCell(interval, locale)] },
      { name: settledName, cells: [countsCell(settled, locale)] },
      { name: boundsName, cells: [limitsCell(bounds, locale)] },
      ...VERDICTS.map((verdict) => ({
        name: verdictWords[locale][verdict],
        cells: [`${countText(verdicts[verdict])} ${words.people}`],
      })),
    ],
    notes: [words.asOf(asOf), ...notesOf([result], locale)],
  };
}
