import { isSamePeriod } from "../../calendar";
import type { Title } from "../../core/events/vocabulary";
import type { ReadableReport } from "../report";
import type { DotRow } from "../../document/picture";
import { isSuppressed, type Suppressed } from "../privacy/suppress";
import { NONE, picturedShare, titled } from "./pictured";

/** A result of a report. */
export type ReportedResult = ReadableReport["results"][number];

/** Rows that one picture holds: with two lines of text each they fill no more than a page. */
export const MOST_ROWS = 24;

/**
 * The other readings of an indicator in one period, and who got worse: what must not be left out beside it. No rows for
 * most indicators.
 */
export function besideRows(report: ReadableReport, result: ReportedResult): readonly DotRow[] {
  const readings = result.readings.map(({ title, share }): DotRow => {
    const few = isFew(report, share.denominator) ? { percent: TOO_FEW } : {};
    return { label: title, role: "reading", share: picturedShare({ share, ...few }, NONE.denominator) };
  });
  return [...readings, ...harmRows(report, result)];
}

const TOO_FEW = { suppressed: true, reason: "small-denominator" } as const;

/** A report tells a reading as two counts; a percentage of too few people is as little drawn as any other. */
function isFew({ suppression }: ReadableReport, denominator: number | Suppressed): boolean {
  if (suppression === undefined || "round" in suppression || isSuppressed(denominator)) return false;
  return denominator > 0 && denominator < suppression.leastDenominator;
}

function harmRows(report: ReadableReport, { code, period }: ReportedResult): readonly DotRow[] {
  const ofPeriod = report.harm.filter((one) => isSamePeriod(one.period, period));
  const ways = ofPeriod.flatMap(({ worsening }) => worsening.filter(({ indicator }) => indicator === code));
  return ways.map(({ onAny: { worsened, percent } }, way) => ({
    label: titled((locale) => `${WORSE[locale]}${way === 0 ? "" : WAY[locale](way + 1)}`),
    role: "harm",
    share: picturedShare({ share: worsened, percent }, NONE.paired),
  }));
}

const WORSE: Title = {
  ru: "Хуже хотя бы по одному критерию (из тех, у кого есть пара оценок)",
  en: "Worse on at least one criterion (of those with a pair of scores)",
};
const WAY = {
  ru: (way: number) => `, способ сравнения ${way}`,
  en: (way: number) => `, comparison ${way}`,
} as const;

/** What the bars on either side of a point are, and up to when the data are complete. */
export function intervalWords(figures: readonly Pick<ReportedResult, "interval">[], asOf: string): Title {
  const level = figures.flatMap(({ interval }) =>
    interval === null || isSuppressed(interval) || isSuppressed(interval.level) ? [] : [interval.level],
  )[0];
  const percent = level === undefined ? undefined : Number((level * 100).toFixed(2));
  return {
    ru: `${percent === undefined ? "" : `Отрезки — ${percent}% интервалы Уилсона. `}Данные полны по ${asOf}.`,
    en: `${percent === undefined ? "" : `Bars are ${percent}% Wilson intervals. `}Data complete up to ${asOf}.`,
  };
}
