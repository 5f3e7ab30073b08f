import { ROUNDED } from "../privacy/round";
import { periodText } from "../../calendar";
import type { ReadableReport } from "../report";
import { valueTitle } from "../../tables/strata/strata-notes";
import type { StratumValue } from "../../tables/strata/dimension";
import type { Shielded } from "../privacy/suppress";
import { count, nothing, share, intervalText } from "./cells";
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

/** How the people of several periods come together; no section when not asked for. */
export function reconciliationSections(report: ReadableReport, edition: Edition): readonly DocumentSection[] {
  const { locale } = edition;
  const text = WORDS[locale];
  const { suppression } = report;
  const isRounded = suppression !== undefined && "round" in suppression;
  const blocks = report.reconciliations.flatMap((one) => reconciliationBlocks(one, edition, isRounded));
  return sectionOf("reconciliation", text.reconciled, blocks);
}

/** People in each period and over the whole time, and how the two come together. */
export function reconciliationBlocks(
  { periods, union, indicators }: ReadableReport["reconciliations"][number],
  edition: Edition,
  isRounded = false,
): readonly DocumentBlock[] {
  const { locale } = edition;
  const text = WORDS[locale];
  const rows = indicators.map(({ code, inPeriods, inUnion, numerator }): readonly DocumentCell[] => [
    words(code),
    ...inPeriods.map((one) => share(one.share, edition, one)),
    share(inUnion.share, edition, inUnion),
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
}

/** How far people get; no section when not asked for. */
export function funnelSections(
  report: ReadableReport,
  edition: Edition,
  book: PictureBook,
): readonly DocumentSection[] {
  const { locale } = edition;
  const text = WORDS[locale];
  const blocks = report.funnels.flatMap((one, place) => [
    ...book({ table: "funnels", at: place }),
    ...funnelBlocks(one, edition),
  ]);
  return sectionOf("funnel", text.funnel, blocks);
}

/** The steps of a funnel, and who reached a later one without an earlier. */
export function funnelBlocks(
  { period, steps, nesting }: ReadableReport["funnels"][number],
  edition: Edition,
): readonly DocumentBlock[] {
  const { locale } = edition;
  const text = WORDS[locale];
  const rows = steps.map((step): readonly DocumentCell[] => [
    words(step.title[locale]),
    ...[step.entered, step.reached, step.pending, step.unknown, step.not, step.besides].map(count),
    step.fromPrevious === null || !("share" in step.fromPrevious)
      ? nothing
      : share(step.fromPrevious.share, edition, step.fromPrevious),
    share(step.fromStart.share, edition, step.fromStart),
  ]);
  const titleOf = (name: { readonly indicator: string; readonly part: string }) =>
    steps.find(({ indicator, part }) => indicator === name.indicator && part === name.part)!.title[locale];
  const jumps = nesting
    .filter(({ people }) => people !== 0)
    .map(({ later, earlier, people }) => text.jump(titleOf(later), titleOf(earlier), count(people).text));
  return [
    ...table(text.funnelOf(periodText(period)), text.funnelColumns, rows, { isFixed: true }),
    ...note("aside", jumps.length === 0 && nesting.length > 0 ? [text.nested] : jumps),
  ];
}

/** The indicators by groups of people, one table per indicator; no section when not asked for. */
export function strataSections(
  report: ReadableReport,
  edition: Edition,
  book: PictureBook,
): readonly DocumentSection[] {
  const { locale } = edition;
  const text = WORDS[locale];
  if (report.disaggregations.length === 0) return [];
  const sections = report.disaggregations.map((one, at) => {
    const title = dimensionsText(one, edition);
    const drawn = (code: string) => book({ table: "disaggregations", at, indicator: code });
    return section(`strata-${at + 1}`, text.strataBy(title), strataBlocks(one, edition, drawn));
  });
  return [section("strata", text.strata, [], sections)];
}

/** The shares of every indicator by stratum, one table per indicator. */
export function strataBlocks(
  one: ReadableReport["disaggregations"][number],
  edition: Edition,
  drawn: (code: string) => readonly DocumentBlock[] = () => [],
): readonly DocumentBlock[] {
  const { locale } = edition;
  const text = WORDS[locale];
  const { rows, notes } = one;
  const title = dimensionsText(one, edition);
  const all = rows[0]?.figures ?? [];
  const blocks = [...new Set(all.map(({ code }) => code))].flatMap((code) => {
    const periods = all.filter((figures) => figures.code === code).map(({ period }) => periodText(period));
    const cells = rows.map(({ of, figures }) => [
      words(strataText(of, edition)),
      ...figures
        .filter((ofIndicator) => ofIndicator.code === code)
        .map(({ share: published, percent, interval }) =>
          share(published, edition, { percent, more: [intervalText(interval, edition)] }),
        ),
    ]);
    return [...drawn(code), ...table(text.shareBy(code, title), [title, ...periods], cells)];
  });
  const told = notes.filter(({ code }) => code !== ROUNDED).map(({ message }) => message[locale]);
  return [...blocks, ...note("aside", told)];
}

function dimensionsText({ dimensions }: ReadableReport["disaggregations"][number], { locale }: Edition): string {
  return dimensions.map(({ title }) => title[locale]).join(" × ");
}

/** What a stratum has in each dimension, in words. */
export function strataText(of: readonly Shielded<StratumValue>[], edition: Edition): string {
  return of.map((value) => stratumText(value as StratumValue, edition)).join(" × ");
}

/** What a stratum has in one dimension, in words. */
export function stratumText(value: StratumValue, { locale, label }: Edition): string {
  return value.kind === "value" ? label(value.code) : valueTitle(value)[locale];
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
    nested: "Никто не миновал более ранний шаг.",
    jump: (later: string, earlier: string, people: string) => `Есть «${later}», но нет «${earlier}»: ${people}`,
    strata: "Разбивка по группам",
    strataBy: (title: string) => `По признаку «${title}»`,
    shareBy: (code: string, title: string) => `${code}: доля по признаку «${title}», доверительный интервал под ней`,
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
    nested: "Nobody passed an earlier step by.",
    jump: (later: string, earlier: string, people: string) => `“${later}” without “${earlier}”: ${people}`,
    strata: "Disaggregation",
    strataBy: (title: string) => `By ${title}`,
    shareBy: (code: string, title: string) => `${code}: share by ${title}, its confidence interval beneath`,
  },
} as const;
