import { isSamePeriod, periodText } from "../../calendar";
import { formatShare, type Locale, rangeText } from "../../share";
import type { Harm } from "../../tables/change/harm";
import type { ReconciledIndicator } from "../../tables/strata/reconcile";
import type { Verdict } from "../../core/engine/verdict";
import type { Figures, IndicatorResult } from "../../core/verdicts/result";
import { pairingText } from "../../core/aloud/pairing";
import { verdictWords } from "../../core/aloud/words";

const VERDICTS: readonly Verdict[] = ["outside", "excluded", "counted", "pending", "unknown", "not-counted"];
const COLUMN_GAP = "   ";
const LINE_LENGTH = 100;

/**
 * Results as a table for the terminal: an indicator a block, a period a column, share and interval in the cell.
 *
 * What must not be left out beside an indicator stands under it: its readings, and harm where it looks at change.
 *
 * @param results - of any indicators; each with the same periods in the same order
 * @param harm - from `harm`, of the same evaluation
 * @param options - `locale`: `"ru"` or `"en"`
 * @returns lines joined by line feeds
 */
export function figuresText(
  results: readonly IndicatorResult[],
  harm: readonly Harm[],
  options: { readonly locale: Locale },
): string {
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
    return [...heading, ...aligned(cells), ...beside, ...readings, ...harmLines(ofIndicator, harm, locale)].join("\n");
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

/** The limits of a published share in percent, «34,5–43,4%»; "—" when there are none. */
export function intervalText({ interval }: Pick<Figures, "interval">, locale: Locale): string {
  return interval === null ? "—" : rangeText(interval.low, interval.high, locale);
}

/** A row for each reading. */
function readingRows(ofIndicator: readonly IndicatorResult[], locale: Locale): readonly string[] {
  const readings = ofIndicator.map((result) => result.readings);
  return aligned(
    (readings[0] ?? []).map(({ code, title }) => [
      `  ${title[locale]}`,
      ...readings.map((ofPeriod) => formatShare(ofPeriod.find((one) => one.code === code)!.share, { locale })),
    ]),
  );
}

/** Who got worse on any criterion, and adverse events by severity; no lines for an indicator that looks at no change. */
function harmLines(ofIndicator: readonly IndicatorResult[], harm: readonly Harm[], locale: Locale): readonly string[] {
  const words = HARM_WORDS[locale];
  const ofPeriods = ofIndicator.flatMap(({ period }) => harm.filter((one) => isSamePeriod(one.period, period)));
  const worsenings = ofPeriods.map((one) =>
    one.worsening.filter(({ indicator }) => indicator === ofIndicator[0]!.code),
  );
  const ways = worsenings[0] ?? [];
  if (ways.length === 0) return [];
  const ofAll = ofPeriods.map(({ adverseEvents }) => adverseEvents[0]!.bySeverity);
  const titles = ofAll[0]!.map(({ title }) => title[locale]).join(" / ");
  const rows = [
    ...ways.map(({ pairing }, way) => [
      ways.length === 1 ? words.worse : `${words.worse} (${pairingText(pairing, locale)})`,
      ...worsenings.map((one) => formatShare(one[way]!.onAny.worsened, { locale })),
    ]),
    [`${words.events} ${titles}`, ...ofAll.map((severities) => severities.map(({ events }) => events).join(" / "))],
  ];
  return [`  ${words.harm}`, ...aligned(rows.map(([first, ...others]) => [`  ${first}`, ...others]))];
}

const HARM_WORDS = {
  ru: {
    harm: "Вред (из улучшений не вычитается; события — всех благополучателей, 0 значит «не записано»):",
    worse: "Хуже хотя бы по одному критерию, из тех, у кого есть пара оценок",
    events: "Неблагоприятные события, тяжесть",
  },
  en: {
    harm: "Harm (never netted away; events are those of all beneficiaries, 0 means none recorded):",
    worse: "Worse on at least one criterion, of those with a pair of scores",
    events: "Adverse events, severity",
  },
} as const;

/** Rows of cells as lines, the first column flush left and the others flush right. */
export function aligned(rows: readonly (readonly string[])[]): readonly string[] {
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

/**
 * One line that says how the union's number of people comes from those of its periods.
 *
 * @param reconciled - one indicator of what `reconcile` returned
 * @param options - `locale`: `"ru"` or `"en"`
 */
export function reconciliationText(reconciled: ReconciledIndicator, options: { readonly locale: Locale }): string {
  const { code, numerator } = reconciled;
  const { inPeriods, sumOfPeriods, inUnion, inExactly, inUnionOnly, inPeriodsOnly } = numerator;
  const isRussian = options.locale === "ru";
  const isYears = inPeriods.every(({ period }) => /^\d{4}$/.test(periodText(period)));
  const counts = inPeriods.map(({ people }) => people).join(" + ");
  const several = inExactly.slice(1).map(({ periods, people }) => {
    if (inPeriods.length > 2) return isRussian ? `ровно в ${periods} — ${people}` : `in exactly ${periods} ${people}`;
    if (isRussian) return `в обоих ${isYears ? "годах" : "периодах"} ${people}`;
    return `in both ${isYears ? "years" : "periods"} ${people}`;
  });
  if (inUnionOnly > 0)
    several.push(isRussian ? `только за всё время ${inUnionOnly}` : `over the whole time only ${inUnionOnly}`);
  if (inPeriodsOnly > 0)
    several.push(isRussian ? `не за всё время ${inPeriodsOnly}` : `not over the whole time ${inPeriodsOnly}`);
  return isRussian
    ? `Сверка ${code}: сумма по ${isYears ? "годам" : "периодам"} ${sumOfPeriods} (${counts}), разных людей ${inUnion.people}, ${several.join(", ")}.`
    : `Reconciliation of ${code}: sum of ${isYears ? "years" : "periods"} ${sumOfPeriods} (${counts}), distinct people ${inUnion.people}, ${several.join(", ")}.`;
}

function codesIn(results: readonly IndicatorResult[]): readonly string[] {
  return [...new Set(results.map(({ code }) => code))];
}
