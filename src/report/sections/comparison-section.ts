import { periodText } from "../../calendar";
import { capitalised } from "../../core/aloud/sentence";
import type { IndicatorResult } from "../../core/verdicts/result";
import { type DocumentBlock, type DocumentCell, note, paragraph, table, words } from "../../document/document";
import type { Comparison, IndicatorComparison } from "../../tables/comparing/compare";
import { causeWords, standingWords } from "../../tables/comparing/comparing-words";
import type { Standing } from "../../tables/comparing/standing";
import { dimensionTitle } from "../../tables/strata/strata-notes";
import { comings, count, intervalText, points, share } from "./cells";
import type { Edition } from "./edition";

/** Two evaluations side by side: shares, who came and left, why verdicts changed, and from which to which. */
export function comparisonBlocks(one: Comparison, edition: Edition): readonly DocumentBlock[] {
  const { locale } = edition;
  const text = WORDS[locale];
  const { people, indicators, notCompared } = one;
  const [first] = indicators;
  const shares = indicators.map(({ code, title, before, after, difference }) => [
    words(`${code}. ${title[locale]}`),
    shareCell(before, edition),
    shareCell(after, edition),
    points(difference, edition),
  ]);
  const moved = indicators.map(({ code, denominator, numerator, changed }) => [
    words(code),
    comings(denominator),
    comings(numerator),
    count(changed),
  ]);
  return [
    ...(first === undefined
      ? []
      : [paragraph(text.sides(sideText(first.before, edition), sideText(first.after, edition)))]),
    paragraph(text.people(people.before, people.after, people.inBoth)),
    ...table(text.shares, text.shareColumns, shares),
    ...table(text.moved, text.movedColumns, moved),
    ...causesTable(indicators, edition),
    ...indicators.flatMap((indicator) => matrixTable(indicator, edition)),
    ...indicators.flatMap((indicator) => splitTable(indicator, edition)),
    ...note("aside", [
      ...indicators.flatMap(({ code, notes }) => notes.map(({ message }) => `${code}: ${message[locale]}`)),
      ...(["before", "after"] as const)
        .filter((side) => notCompared[side].length > 0)
        .map((side) => `${text.notCompared[side]}: ${notCompared[side].join(", ")}.`),
    ]),
  ];
}

/** «2019, данные полны по 2020-01-31, известное на 2020-02-01» */
function sideText({ period, asOf, knownOn }: IndicatorResult, { locale }: Edition): string {
  const text = WORDS[locale];
  return [periodText(period), text.asOf(asOf), ...(knownOn === undefined ? [] : [text.knownOn(knownOn)])].join(", ");
}

function shareCell({ share: published, percent, interval }: IndicatorResult, edition: Edition): DocumentCell {
  return share(published, edition, { percent, more: [intervalText(interval, edition)] });
}

/** Why verdicts changed: one column per indicator, each person under one cause; causes that nobody has are left out. */
function causesTable(indicators: readonly IndicatorComparison[], { locale }: Edition): readonly DocumentBlock[] {
  const text = WORDS[locale];
  const names = causeWords[locale];
  const occurring = (Object.keys(names) as (keyof typeof names)[]).filter((cause) =>
    indicators.some(({ causes }) => causes[cause] > 0),
  );
  if (occurring.length === 0) return [paragraph(text.unchanged)];
  const rows = occurring.map((cause) => [
    words(capitalised(names[cause])),
    ...indicators.map(({ causes }) => count(causes[cause])),
  ]);
  return table(text.causes, [text.cause, ...indicators.map(({ code }) => code)], rows);
}

/** Where people stood before and where they stand after; standings that nobody has are left out. */
function matrixTable({ code, matrix, changed }: IndicatorComparison, { locale }: Edition): readonly DocumentBlock[] {
  if (changed === 0) return [];
  const text = WORDS[locale];
  const names = standingWords[locale];
  const all = Object.keys(matrix) as Standing[];
  const from = all.filter((standing) => all.some((other) => matrix[standing][other] > 0));
  const to = all.filter((standing) => all.some((other) => matrix[other][standing] > 0));
  const rows = from.map((standing) => [
    words(capitalised(names[standing])),
    ...to.map((other) => count(matrix[standing][other])),
  ]);
  return table(text.matrix(code), [text.before, ...to.map((standing) => capitalised(names[standing]))], rows, {
    isFixed: true,
  });
}

/** How much of the difference is of changed shares inside groups, and how much of another composition. */
function splitTable({ code, before, after, split }: IndicatorComparison, edition: Edition): readonly DocumentBlock[] {
  if (split === undefined || split === null) return [];
  const { locale, label } = edition;
  const text = WORDS[locale];
  const rows = split.strata.map((stratum) => [
    words(stratum.codes.length === 0 ? text.notGiven : stratum.codes.map(label).join(" + ")),
    share(stratum.before, edition),
    share(stratum.after, edition),
    points(stratum.rate, edition),
    points(stratum.mix, edition),
  ]);
  const whole = [
    words(text.whole),
    share(before.share, edition),
    share(after.share, edition),
    points(split.rate, edition),
    points(split.mix, edition),
  ];
  return table(text.split(code, dimensionTitle(split.by)[locale]), text.splitColumns, [...rows, whole], {
    isFixed: true,
  });
}

const WORDS = {
  ru: {
    sides: (before: string, after: string) => `До: ${before}. После: ${after}.`,
    asOf: (asOf: string) => `данные полны по ${asOf}`,
    knownOn: (on: string) => `как было известно на ${on}`,
    people: (before: number, after: number, both: number) =>
      `Людей в данных: до — ${before}, после — ${after}, и там и там — ${both}.`,
    shares: "Показатели до и после, под долями — доверительные интервалы",
    shareColumns: ["Показатель", "До", "После", "Разность, п.п."],
    moved: "Сколько людей вошло (+) и вышло (−), и у скольких другой вердикт",
    movedColumns: ["Показатель", "Знаменатель", "Числитель", "Другой вердикт"],
    cause: "Причина",
    causes: "Почему вердикт стал другим, людей: у каждого одна причина",
    unchanged: "Ни один вердикт не изменился.",
    matrix: (code: string) => `${code}: вердикты до (строки) и после (столбцы), людей`,
    before: "До",
    split: (code: string, by: string) =>
      `${code}: откуда разность по признаку «${by}» — из долей внутри групп или из состава, п.п.`,
    splitColumns: ["Группа", "До", "После", "Доли в группах", "Состав"],
    whole: "все",
    notGiven: "не указано",
    notCompared: {
      before: "Не сравнивались, потому что есть только до",
      after: "Не сравнивались, потому что есть только после",
    },
  },
  en: {
    sides: (before: string, after: string) => `Before: ${before}. After: ${after}.`,
    asOf: (asOf: string) => `data complete up to ${asOf}`,
    knownOn: (on: string) => `as known on ${on}`,
    people: (before: number, after: number, both: number) =>
      `People in the data: before ${before}, after ${after}, in both ${both}.`,
    shares: "Indicators before and after, confidence intervals beneath the shares",
    shareColumns: ["Indicator", "Before", "After", "Difference, pp"],
    moved: "How many people entered (+) and left (−), and how many have another verdict",
    movedColumns: ["Indicator", "Denominator", "Numerator", "Another verdict"],
    cause: "Cause",
    causes: "Why verdicts changed, people: each under one cause",
    unchanged: "No verdict changed.",
    matrix: (code: string) => `${code}: verdicts before (rows) and after (columns), people`,
    before: "Before",
    split: (code: string, by: string) =>
      `${code}: the difference by ${by}, split into shares inside groups and composition, pp`,
    splitColumns: ["Group", "Before", "After", "Shares in groups", "Composition"],
    whole: "everybody",
    notGiven: "not given",
    notCompared: { before: "Not compared, being there only before", after: "Not compared, being there only after" },
  },
} as const;
