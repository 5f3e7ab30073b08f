import { periodText } from "../../calendar";
import { countText, type Shielded } from "../privacy/suppress";
import { anchorText } from "../../core/aloud/phrase";
import { valueText } from "../text/views";
import { durationText } from "../../core/aloud/words";
import { decimalPercent, type Locale } from "../../share";
import type { Disaggregation } from "../../tables/strata/disaggregate";
import type { Funnel } from "../../tables/funnel/funnel";
import type { Reconciliation } from "../../tables/strata/reconcile";
import type { Retention } from "../../tables/retention/retention";
import type { RetentionCurve } from "../../tables/retention/retention-curve";
import { percentCell, periodHeadings, shareCell } from "./cells";
import type { Sheet, SheetRow } from "./sheet";

/** At most so many points of a curve are told one by one. */
const POINTS = 13;

const WORDS = {
  ru: {
    groups: "По группам",
    people: "чел.",
    funnel: "Воронка",
    funnelHeadings: ["вошли", "дошли,\nиз вошедших", "дошли,\nот начала", "ожидается", "неизвестно"],
    besides: (step: string, people: string) => `«${step}» — ещё ${people}, но без одного из более ранних шагов.`,
    retention: (from: string, period: string) => `Удержание от ${from}, ${period}`,
    retained: "остаются",
    atRisk: "под наблюдением",
    reconciliation: "Сверка периодов: учтённые люди",
    sum: "сумма",
    distinct: (period: string) => `разных людей, ${period}`,
    exactly: (periods: number) => `ровно в ${periods}`,
    everyPoint: (step: number) => `Показана каждая ${step}-я точка; остальные — в points.`,
  },
  en: {
    groups: "By group",
    people: "people",
    funnel: "Funnel",
    funnelHeadings: ["entered", "reached,\nof entered", "reached,\nof start", "pending", "unknown"],
    besides: (step: string, people: string) => `“${step}”: ${people} more, without one of the earlier steps.`,
    retention: (from: string, period: string) => `Retention from ${from}, ${period}`,
    retained: "retained",
    atRisk: "at risk",
    reconciliation: "Reconciliation of periods: people counted",
    sum: "sum",
    distinct: (period: string) => `distinct, ${period}`,
    exactly: (periods: number) => `in exactly ${periods}`,
    everyPoint: (step: number) => `One point in ${step} is shown; the others are in points.`,
  },
} as const;

/** Strata by indicator, a sheet a period; by period when there is one indicator. */
export function disaggregationSheets(table: Shielded<Disaggregation>, locale: Locale): readonly Sheet[] {
  const words = WORDS[locale];
  const figures = table.rows[0]?.figures ?? [];
  const codes = [...new Set(figures.map(({ code }) => code))];
  const title = `${words.groups}: ${table.dimensions.map((dimension) => dimension.title[locale]).join(" × ")}`;
  const rowsOf = (isAsked: (one: (typeof figures)[number]) => boolean): readonly SheetRow[] =>
    table.rows.map(({ of, figures: all }) => ({
      name: of.map((value) => valueText(value, locale)).join(" × "),
      cells: all.filter(isAsked).map((one) => shareCell(one, locale)),
    }));
  const notes = table.notes.map(({ message }) => message[locale]);
  if (codes.length === 1)
    return [{ title: `${title}, ${codes[0]}`, headings: periodHeadings(figures), rows: rowsOf(() => true), notes }];
  const periods = periodHeadings(figures);
  return periods.map((heading, at) => ({
    title: `${title}, ${heading}`,
    headings: codes,
    rows: rowsOf(({ period }) => periodText(period) === heading),
    notes: at === periods.length - 1 ? notes : [],
  }));
}

/** Steps of a funnel, one a row. */
export function funnelSheet(funnel: Shielded<Funnel>, locale: Locale): Sheet {
  const words = WORDS[locale];
  return {
    title: `${words.funnel}, ${periodText(funnel.period)}`,
    headings: words.funnelHeadings,
    rows: funnel.steps.map(({ title, entered, reached, fromPrevious, fromStart, pending, unknown }) => ({
      name: title[locale],
      cells: [
        countText(entered),
        fromPrevious === null || !("share" in fromPrevious) ? countText(reached) : shareCell(fromPrevious, locale),
        shareCell(fromStart, locale),
        countText(pending),
        countText(unknown),
      ],
    })),
    notes: funnel.steps
      .filter(({ besides }) => besides !== 0)
      .map(({ title, besides }) => words.besides(title[locale], countText(besides))),
  };
}

/** Points of a retention curve, one a row, with its limits and the people at risk; the strata beside it. */
export function retentionSheet(table: Retention, locale: Locale): Sheet {
  const words = WORDS[locale];
  const { from, period, all, strata, unit, notes } = table;
  const step = Math.ceil(all.points.length / POINTS);
  const retained = ({ points }: RetentionCurve, at: number) => percentCell(points[at]?.percent ?? null, locale);
  const rows = all.points.flatMap((point, at): readonly SheetRow[] => {
    if (at % step !== 0) return [];
    const { low, high } = point.interval ?? {};
    const limits = low === undefined || high === undefined ? "—" : `${decimalPercent(low)}–${decimalPercent(high)}%`;
    const cells = [retained(all, at), locale === "ru" ? limits.replaceAll(".", ",") : limits, String(point.atRisk)];
    return [
      {
        name: durationText({ count: point.after, unit }, locale),
        cells: [...cells, ...strata.map((stratum) => retained(stratum, at))],
      },
    ];
  });
  return {
    title: `${words.retention(anchorText(from, locale), periodText(period))}: ${all.people} ${words.people}`,
    headings: [
      words.retained,
      locale === "ru" ? "95 %" : "95%",
      words.atRisk,
      ...strata.map(({ of }) => of.map((value) => valueText(value, locale)).join(" × ")),
    ],
    rows,
    notes: [
      all.median.message[locale],
      ...notes.map(({ message }) => message[locale]),
      ...(step > 1 ? [words.everyPoint(step)] : []),
    ],
  };
}

/** Different people of several periods and of their union, an indicator a row. */
export function reconciliationSheet(table: Shielded<Reconciliation>, locale: Locale): Sheet {
  const words = WORDS[locale];
  const several = table.indicators[0]?.numerator.inExactly.slice(1) ?? [];
  return {
    title: words.reconciliation,
    headings: [
      ...table.periods.map(periodText),
      words.sum,
      ...several.map(({ periods }) => words.exactly(Number(periods))),
      words.distinct(periodText(table.union)),
    ],
    rows: table.indicators.map(({ code, title, numerator }) => ({
      name: `${code} ${title[locale]}`,
      cells: [
        ...numerator.inPeriods.map(({ people }) => people),
        numerator.sumOfPeriods,
        ...numerator.inExactly.slice(1).map(({ people }) => people),
        numerator.inUnion.people,
      ].map(countText),
    })),
    notes: [],
  };
}
