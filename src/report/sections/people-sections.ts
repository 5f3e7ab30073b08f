import { ROUNDED } from "../privacy/round";
import { periodText } from "../../calendar";
import type { ReadableReport } from "../report";
import { valueText } from "../text/views";
import type { StratumValue } from "../../tables/strata/dimension";
import type { Shielded } from "../privacy/suppress";
import { count, limits, nothing, share } from "./cells";
import {
  type DocumentBlock,
  type DocumentCell,
  type DocumentSection,
  note,
  paragraph,
  table,
  words,
} from "../../document/document";
import type { Edition } from "./edition";
import type { PictureBook } from "./picture-blocks";

/** How the people of several periods come together; no section when not asked for. */
export function reconciliationSections(report: ReadableReport, edition: Edition): readonly DocumentSection[] {
  const { locale } = edition;
  const text = WORDS[locale];
  const { suppression } = report;
  const isRounded = suppression !== undefined && "round" in suppression;
  const blocks = report.reconciliations.flatMap(({ periods, union, indicators }): readonly DocumentBlock[] => {
    const rows = indicators.map(({ code, inPeriods, inUnion, numerator }): readonly DocumentCell[] => [
      words(code),
      ...inPeriods.map((one) => share(one.share, edition)),
      share(inUnion.share, edition),
      count(numerator.sumOfPeriods),
      ...numerator.inExactly.map(({ people }) => count(people)),
    ]);
    const exactly = (indicators[0]?.numerator.inExactly ?? []).map((_, at) => text.inExactly(at + 1));
    const titles = [text.indicator, ...periods.map(periodText), text.union, text.sum, ...exactly];
    return [
      ...table(text.reconciliation(periodText(union)), titles, rows),
      ...(isRounded
        ? note("aside", [text.notExplained])
        : indicators.map(({ explanation }) => paragraph(explanation[locale]))),
    ];
  });
  return sectionOf("reconciliation", text.reconciled, blocks);
}

/** How far people get; no section when not asked for. */
export function funnelSections(
  report: ReadableReport,
  edition: Edition,
  book: PictureBook,
): readonly DocumentSection[] {
  const { locale } = edition;
  const text = WORDS[locale];
  const blocks = report.funnels.flatMap(({ period, steps, nesting }, place): readonly DocumentBlock[] => {
    const rows = steps.map((step): readonly DocumentCell[] => [
      words(step.title[locale]),
      ...[step.entered, step.reached, step.pending, step.unknown, step.not, step.besides].map(count),
      step.fromPrevious === null || !("share" in step.fromPrevious) ? nothing : share(step.fromPrevious.share, edition),
      share(step.fromStart.share, edition),
    ]);
    const titleOf = (name: { readonly indicator: string; readonly part: string }) =>
      steps.find(({ indicator, part }) => indicator === name.indicator && part === name.part)!.title[locale];
    const jumps = nesting
      .filter(({ people }) => people !== 0)
      .map(({ later, earlier, people }) => text.jump(titleOf(later), titleOf(earlier), count(people).text));
    return [
      ...book({ table: "funnels", at: place }),
      ...table(text.funnelOf(periodText(period)), text.funnelColumns, rows, { isFixed: true }),
      ...note("aside", jumps),
    ];
  });
  return sectionOf("funnel", text.funnel, blocks);
}

/** The indicators by groups of people, a table an indicator; no section when not asked for. */
export function strataSections(
  report: ReadableReport,
  edition: Edition,
  book: PictureBook,
): readonly DocumentSection[] {
  const { locale } = edition;
  const text = WORDS[locale];
  if (report.disaggregations.length === 0) return [];
  const sections = report.disaggregations.map(({ dimensions, rows, notes }, at): DocumentSection => {
    const title = dimensions.map((dimension) => dimension.title[locale]).join(" × ");
    const blocks = report.definitions.flatMap(({ code }) => {
      const periods = report.manifest.periods.map(periodText);
      const ofRows = rows.map(({ of, figures }): readonly DocumentCell[] => [
        words(strataText(of, edition)),
        ...figures
          .filter((one) => one.code === code)
          .flatMap((one) => [share(one.share, edition), limits(one.interval, edition)]),
      ]);
      const titles = [title, ...periods.flatMap((period) => [period, text.intervalOf(period)])];
      const drawn = book({ table: "disaggregations", at, indicator: code });
      return [
        ...drawn,
        ...table(
          `${code}: ${text.by} «${title}»`.replace(/[«»]/g, (sign) => text.marks[sign as "«" | "»"]),
          titles,
          ofRows,
        ),
      ];
    });
    const told = notes.filter(({ code }) => code !== ROUNDED).map(({ message }) => message[locale]);
    return {
      id: `strata-${at + 1}`,
      title: text.strataBy(title),
      blocks: [...blocks, ...note("aside", told)],
      sections: [],
    };
  });
  return [{ id: "strata", title: text.strata, blocks: [], sections }];
}

/** What a stratum has in each dimension, in words. */
export function strataText(of: readonly Shielded<StratumValue>[], edition: Edition): string {
  return of.map((value) => stratumText(value as StratumValue, edition)).join(" × ");
}

/** What a stratum has in one dimension, in words. */
export function stratumText(value: StratumValue, { locale, label }: Edition): string {
  return value.kind === "value" ? label(value.code) : valueText(value, locale);
}

/** A section, unless there is nothing in it. */
function sectionOf(id: string, title: string, blocks: readonly DocumentBlock[]): readonly DocumentSection[] {
  return blocks.length === 0 ? [] : [{ id, title, blocks, sections: [] }];
}

const WORDS = {
  ru: {
    indicator: "Показатель",
    reconciled: "Сверка периодов",
    reconciliation: (union: string) => `Учтённые в каждом периоде и за всё время (${union}): люди не складываются`,
    union: "За всё время",
    sum: "Сумма по периодам, не люди",
    notExplained: "Числа округлены, поэтому сверка периодов словами не приводится.",
    inExactly: (periods: number) => `Ровно в ${periods}, людей`,
    funnel: "Воронка",
    funnelOf: (period: string) => `Сколько людей дошло до каждого шага, ${period}`,
    funnelColumns: [
      "Шаг",
      "Вошли",
      "Дошли",
      "Ожидаются",
      "Неизвестно",
      "Нет",
      "Мимо шагов",
      "От предыдущего",
      "От начала",
    ],
    jump: (later: string, earlier: string, people: string) => `Есть «${later}», но нет «${earlier}»: ${people}`,
    strata: "Разбивка по группам",
    strataBy: (title: string) => `По признаку «${title}»`,
    by: "доля по признаку",
    intervalOf: (period: string) => `${period}, 95 %`,
    marks: { "«": "«", "»": "»" },
  },
  en: {
    indicator: "Indicator",
    reconciled: "Periods reconciled",
    reconciliation: (union: string) =>
      `Counted in each period and over the whole time (${union}): people do not add up`,
    union: "Whole time",
    sum: "Sum of periods, not people",
    notExplained: "Counts are rounded, so the periods are not reconciled in words.",
    inExactly: (periods: number) => `In exactly ${periods}, people`,
    funnel: "Funnel",
    funnelOf: (period: string) => `How many people reached each step, ${period}`,
    funnelColumns: ["Step", "Entered", "Reached", "Pending", "Unknown", "Not", "Besides", "Of previous", "Of start"],
    jump: (later: string, earlier: string, people: string) => `“${later}” without “${earlier}”: ${people}`,
    strata: "Disaggregation",
    strataBy: (title: string) => `By ${title}`,
    by: "share by",
    intervalOf: (period: string) => `${period}, 95%`,
    marks: { "«": "“", "»": "”" },
  },
} as const;
