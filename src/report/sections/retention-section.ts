import { type Duration, periodText } from "../../calendar";
import { anchorText } from "../../core/aloud/phrase";
import { durationText } from "../../core/aloud/words";
import type { ReadableReport } from "../report";
import type { Retention } from "../../tables/retention/retention";
import type { RetentionCurve } from "../../tables/retention/retention-curve";
import { count, decimal, figure, limits, nothing, percent } from "./cells";
import {
  type DocumentBlock,
  type DocumentCell,
  type DocumentSection,
  note,
  paragraph,
  table,
  words,
  section,
} from "../../document/document";
import type { Edition } from "./edition";
import type { PictureBook } from "./picture-blocks";
import { strataText } from "./people-sections";

/**
 * Retention with numbers at risk; no section when not asked for. A suppressed report withholds it whole, so no figure
 * in it is suppressed.
 */
export function retentionSections(
  report: ReadableReport,
  edition: Edition,
  book: PictureBook,
): readonly DocumentSection[] {
  const tables = report.retention as readonly Retention[];
  if (tables.length === 0) return [];
  const text = WORDS[edition.locale];
  const sections = tables.map((one, at) =>
    retentionSection(one, edition, `retention-${at + 1}`, book({ table: "retention", at })),
  );
  return [section("retention", text.heading, [paragraph(text.how)], sections)];
}

/** One table of retention: from when, everybody's curve, those of the strata, and how they compare. */
export function retentionSection(
  one: Retention,
  edition: Edition,
  id: string,
  drawn: readonly DocumentBlock[] = [],
): DocumentSection {
  const { from, period } = one;
  const title = WORDS[edition.locale].cohort(anchorText(from, edition.locale), periodText(period));
  return section(id, title, [...drawn, ...retentionBlocks(one, edition)]);
}

function retentionBlocks(one: Retention, edition: Edition): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const everybody = curveTable(one, one.all, text.everybody, edition);
  const strata = one.strata.flatMap((stratum) => curveTable(one, stratum, strataText(stratum.of, edition), edition));
  return [
    paragraph(text.people(one.anchored, one.withoutSpell, one.unknown)),
    ...everybody,
    ...strata,
    ...comparisonTable(one, edition),
    ...note(
      "aside",
      one.notes.map(({ message }) => message[edition.locale]),
    ),
  ];
}

function curveTable(
  { unit }: Retention,
  { people, ended, censored, lost, points, median }: RetentionCurve,
  name: string,
  edition: Edition,
): readonly DocumentBlock[] {
  const { locale, label } = edition;
  const text = WORDS[locale];
  const reasons = points.find(({ ends }) => ends !== null)?.ends ?? [];
  const rows = points.map((point): readonly DocumentCell[] => [
    figure(durationText({ count: point.after, unit } as Duration, locale), point.after),
    percent(point.percent, edition),
    limits(point.interval, edition),
    limits(point.bounds, edition),
    ...[point.atRisk, point.ended, point.censored].map(count),
    ...reasons.map((_, at) =>
      point.ends === null ? nothing : decimal(String(Number(point.ends[at]!.share) * 100), edition, 1),
    ),
  ]);
  const ends = reasons.map(({ reason }) => text.endedBy(reason === null ? text.otherReason : label(reason)));
  return [
    ...table(text.curve(name), [...text.columns, ...ends], rows),
    paragraph(`${text.ends(people, ended, censored, lost)} ${median.message[locale]}`),
  ];
}

function comparisonTable({ comparison, strata }: Retention, edition: Edition): readonly DocumentBlock[] {
  if (comparison === null) return [];
  const text = WORDS[edition.locale];
  if (comparison.reason !== null) return [paragraph(text.reasons[comparison.reason])];
  const { statistic, degreesOfFreedom, pValue, groups } = comparison;
  const rows = groups.map(({ people, ended, expected }, at): readonly DocumentCell[] => [
    words(strataText(strata[at]!.of, edition)),
    count(people),
    count(ended),
    decimal(expected, edition, 1),
  ]);
  const test = [decimal(statistic, edition).text, String(degreesOfFreedom), decimal(pValue, edition, 4).text] as const;
  return [...table(text.comparison, text.comparisonColumns, rows), paragraph(text.test(...test))];
}

const WORDS = {
  ru: {
    heading: "Удержание",
    how: "Доля тех, кто остаётся, через столько-то времени (оценка Каплана — Майера, 95 % пределы). «Под наблюдением» — о скольких людях ещё известно.",
    cohort: (anchor: string, period: string) => `Время считается от ${anchor}, ${period}`,
    people: (anchored: number, without: number, unknown: number) =>
      `Людей: ${anchored}; из них без такого периода в начале отсчёта: ${without}; у скольких не хватает сведений: ${unknown}.`,
    everybody: "все",
    curve: (name: string) => `Удержание, ${name}`,
    columns: ["Прошло", "Остаются", "95 % пределы", "Границы", "Под наблюдением", "Ушли", "Наблюдение прервано"],
    endedBy: (reason: string) => `Ушли (${reason}), %`,
    otherReason: "прочее",
    ends: (people: number, ended: number, censored: number, lost: number) =>
      `Людей ${people}, ушли ${ended}, наблюдение прервано у ${censored}, из них потеряны из виду ${lost}.`,
    comparison: "Сравнение групп: логранговый критерий",
    comparisonColumns: ["Группа", "Людей", "Ушли", "Ожидалось"],
    test: (statistic: string, degrees: string, p: string) =>
      `χ² = ${statistic}, степеней свободы ${degrees}, p = ${p}.`,
    reasons: {
      "one-stratum": "Сравнивать не с чем: группа одна.",
      "strata-overlap": "Группы не сравниваются: некоторые люди стоят в нескольких.",
      "not-comparable": "Группы не сравниваются: нет дня, когда наблюдались разные группы и кто-то ушёл.",
    },
  },
  en: {
    heading: "Retention",
    how: "Share of people still there after so much time (Kaplan and Meier’s estimate, 95% limits). “At risk” is how many people are still known about.",
    cohort: (anchor: string, period: string) => `Counted from ${anchor}, ${period}`,
    people: (anchored: number, without: number, unknown: number) =>
      `People: ${anchored}; of them not in such a spell at the start: ${without}; with missing facts: ${unknown}.`,
    everybody: "everybody",
    curve: (name: string) => `Retention, ${name}`,
    columns: ["Time", "Still there", "95% limits", "Bounds", "At risk", "Ended", "Censored"],
    endedBy: (reason: string) => `Ended (${reason}), %`,
    otherReason: "other",
    ends: (people: number, ended: number, censored: number, lost: number) =>
      `${people} people, ${ended} ended, ${censored} censored, ${lost} of them lost to follow-up.`,
    comparison: "Groups compared: log-rank test",
    comparisonColumns: ["Group", "People", "Ended", "Expected"],
    test: (statistic: string, degrees: string, p: string) =>
      `χ² = ${statistic}, degrees of freedom ${degrees}, p = ${p}.`,
    reasons: {
      "one-stratum": "There is nothing to compare: one group.",
      "strata-overlap": "Groups are not compared: some people stand in several.",
      "not-comparable": "Groups are not compared: on no day were several observed and somebody ended.",
    },
  },
} as const;
