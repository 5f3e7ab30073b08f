import { periodText } from "../../calendar";
import { type DocumentBlock, type DocumentCell, note, paragraph, table, words } from "../../document/document";
import { decimalPercent, decimalText, type Locale } from "../../share";
import type { GroupTest, PooledGroup, PoolingInPeriod, ShareWithInterval } from "../../tables/pooling/pooled-periods";
import type { GroupContrast, PoolingSplit } from "../../tables/pooling/pooled-splits";
import { layersText, testWords } from "../../tables/pooling/pooling-words";
import type { Pooling } from "../../tables/pooling/pooling";
import { dimensionTitle } from "../../tables/strata/strata-notes";
import { decimal, figure, intervalText, nothing, percent, points, pValue, share, withLimits } from "./cells";
import type { Edition } from "./edition";
import { stratumText } from "./people-sections";

/**
 * Whether a pooled value hides differences between groups: what can be said, the groups, and every test it rests on.
 */
export function poolingBlocks(one: Pooling, edition: Edition): readonly DocumentBlock[] {
  const { locale } = edition;
  const text = WORDS[locale];
  const by = dimensionTitle(one.by)[locale];
  return [
    paragraph(`${one.code}. ${one.title[locale]}`),
    paragraph(one.verdict.message[locale]),
    ...groupsTable(text.shares(one.code, by), one, edition, (group) => shareCell(group, edition), text.everybody),
    ...comparedTable(one, by, edition),
    ...testsTable(one, edition),
    ...widestTable(one.inPeriods, edition),
    ...one.splits.flatMap((split) => splitBlocks(split, edition)),
    ...note(
      "aside",
      one.notes.map(({ message }) => message[locale]),
    ),
  ];
}

/** By what people are split, in words. */
function overText(over: string, locale: Locale): string {
  return layersText(over === "period" ? over : dimensionTitle(over)[locale], locale);
}

/** A group in words: a code as it is. */
function groupTitle(of: GroupContrast["against"], edition: Edition): string {
  if (of.kind === "several" || of.kind === "others") return WORDS[edition.locale][of.kind];
  return stratumText(of, edition);
}

function shareCell({ share: published, percent: own, interval }: ShareWithInterval, edition: Edition): DocumentCell {
  // The methods differ only in their limits.
  const limits = interval && { ...interval, method: "wilson" as const };
  return share(published, edition, { percent: own, more: [intervalText(limits, edition)] });
}

/** Groups by period; and all people, where a name is given for them. */
function groupsTable(
  caption: string,
  { inPeriods }: Pooling,
  edition: Edition,
  cellOf: (group: PooledGroup) => DocumentCell,
  everybody?: string,
): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const rows = (inPeriods[0]?.groups ?? []).map(({ of }, at) => [
    words(groupTitle(of, edition)),
    ...inPeriods.map(({ groups }) => cellOf(groups[at]!)),
  ]);
  const all =
    everybody === undefined ? [] : [[words(everybody), ...inPeriods.map(({ pooled }) => shareCell(pooled, edition))]];
  const titles = [text.group, ...inPeriods.map(({ period }) => periodText(period))];
  return table(caption, titles, [...rows, ...all], { isFixed: true });
}

/** Who is compared, where groups overlap or some are left out, so that it is not whom the shares are of. */
function comparedTable(one: Pooling, by: string, edition: Edition): readonly DocumentBlock[] {
  const isSame = ({ share: whole, compared }: PooledGroup) => compared?.denominator === whole.denominator;
  if (one.inPeriods.every(({ groups }) => groups.every(isSame))) return [];
  const cellOf = ({ compared }: PooledGroup) => (compared === null ? nothing : share(compared, edition));
  return groupsTable(WORDS[edition.locale].compared(by), one, edition, cellOf);
}

/** The tests that look for a difference: in each period, and across layers. */
function testsTable({ inPeriods, splits }: Pooling, edition: Edition): readonly DocumentBlock[] {
  const { locale } = edition;
  const text = WORDS[locale];
  const rows = [
    ...inPeriods.map(({ period, test, reason, cramerV }) => [
      words(periodText(period)),
      ...(test === null ? noTest(text.reasons[reason!]) : testCells(test, edition)),
      number(cramerV, edition),
    ]),
    ...splits.map(({ over, test }) => [
      words(overText(over, locale)),
      ...(test === null ? noTest(text.nothingInLayers) : testCells(test, edition)),
      nothing,
    ]),
  ];
  return table(text.tests, text.testColumns, rows);
}

function noTest(reason: string): readonly DocumentCell[] {
  return [words(reason), nothing, nothing, nothing];
}

type Test = Pick<GroupTest, "method" | "statistic" | "degreesOfFreedom" | "pValue" | "adjustedPValue">;

function testCells(
  { method, statistic, degreesOfFreedom, pValue: plain, adjustedPValue }: Test,
  edition: Edition,
): readonly DocumentCell[] {
  const { locale } = edition;
  const text = number(statistic, edition).text;
  const chiSquared = statistic === null ? nothing : figure(`${text} (${degreesOfFreedom})`, statistic);
  return [
    words(testWords[method]?.[locale] ?? method),
    chiSquared,
    pValue(plain, edition),
    pValue(adjustedPValue, edition),
  ];
}

/** The pair of groups in each period whose difference may be largest. */
function widestTable(inPeriods: readonly PoolingInPeriod[], edition: Edition): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const rows = inPeriods.flatMap(({ period, widest }) => {
    if (widest === null) return [];
    const pair = `${groupTitle(widest.first, edition)} − ${groupTitle(widest.second, edition)}`;
    return [[words(periodText(period)), words(pair), points(widest.difference, edition, widest)]];
  });
  return table(text.widest, text.widestColumns, rows, { heads: 2 });
}

/** Groups compared within layers. */
function splitBlocks(split: PoolingSplit, edition: Edition): readonly DocumentBlock[] {
  const { locale } = edition;
  const text = WORDS[locale];
  const { over, groups, layers, contrasts, standardised } = split;
  if (groups.length === 0) return [];
  const name = overText(over, locale);
  const isOverPeriods = over === "period";
  const filled = layers.filter(({ shares }) => shares.some(({ denominator }) => denominator > 0));
  const layerRows = filled.map(({ period, of, shares }) => [
    words([periodText(period), ...of.map((value) => stratumText(value, edition))].join(", ")),
    ...shares.map((one) => share(one, edition)),
  ]);
  const contrastRows = contrasts.map(({ of, against, oddsRatio, interval, breslowDay, tarone }) => [
    words(`${groupTitle(of, edition)} / ${groupTitle(against, edition)}`),
    oddsCell(oddsRatio, interval, edition),
    pValue(breslowDay?.pValue, edition),
    pValue(tarone?.pValue, edition),
    pValue(tarone?.adjustedPValue, edition),
  ]);
  const standardRows = standardised.map(({ of, crude, standardised: with_ }) => [
    words(groupTitle(of, edition)),
    share(crude, edition),
    percent(with_ === null ? null : decimalPercent(with_), edition),
  ]);
  return [
    ...(isOverPeriods
      ? []
      : table(text.layers(name), [text.layer, ...groups.map((of) => groupTitle(of, edition))], layerRows)),
    ...table(text.contrasts(name), text.contrastColumns, contrastRows),
    ...table(text.standardised(name, split.standard.people), text.standardisedColumns, standardRows),
    ...reversalsTable(split, name, edition),
  ];
}

function oddsCell(value: number | null, interval: GroupContrast["interval"], edition: Edition): DocumentCell {
  if (value === null) return nothing;
  const [low, high] = interval === null ? [null, null] : [decimalText(interval.low), decimalText(interval.high)];
  return figure(withLimits({ value: decimalText(value), low, high }, edition), value);
}

/** Pairs of groups whose difference turns its sign. */
function reversalsTable({ reversals }: PoolingSplit, name: string, edition: Edition): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const rows = reversals.map(({ first, second, crude, inLayers, standardised }) => [
    words(`${groupTitle(first, edition)} − ${groupTitle(second, edition)}`),
    points(crude, edition),
    figure(inLayers.map((one) => points(one, edition).text).join("; "), null),
    points(standardised, edition),
  ]);
  return table(text.reversals(name), text.reversalColumns, rows);
}

function number(value: number | null, edition: Edition): DocumentCell {
  return decimal(value === null ? null : decimalText(value), edition);
}

const WORDS = {
  ru: {
    group: "Группа",
    everybody: "все вместе",
    several: "несколько групп",
    others: "все остальные",
    shares: (code: string, by: string) => `${code}: доля по признаку «${by}», под ней — доверительный интервал`,
    compared: (by: string) => `Кого сравнивали по признаку «${by}»: каждый человек в одной группе`,
    tests: "Критерии: случайно ли доли групп разные",
    testColumns: ["Где", "Критерий", "χ² (ст. св.)", "p", "p по Холму", "V Крамера"],
    reasons: {
      nobody: "нет: сравнивать некого",
      "one-group": "нет: люди только в одной группе",
      "all-the-same": "нет: у всех одно и то же",
    },
    nothingInLayers: "нет: сравнивать внутри слоёв нечего",
    widest: "Пара групп, у которой разность может оказаться самой большой",
    widestColumns: ["Период", "Пара групп", "Разность, п.п."],
    layers: (over: string) => `Доли групп при разделении ${over}`,
    layer: "Слой",
    contrasts: (over: string) =>
      `Чем группы отличаются при разделении ${over}: отношение шансов, общее для всех слоёв, и одинаково ли оно в них`,
    contrastColumns: ["Группы", "Отношение шансов", "p Бреслоу — Дэя", "p Тарона", "p Тарона по Холму"],
    standardised: (over: string, people: number) =>
      `Доля группы, будь её состав ${over} как у всех сравниваемых вместе (${people})`,
    standardisedColumns: ["Группа", "Как есть", "Стандартизованная"],
    reversals: (over: string) => `Разности, у которых меняется знак при разделении ${over}, п.п.`,
    reversalColumns: ["Пара групп", "Как есть", "В каждом слое", "Стандартизованная"],
  },
  en: {
    group: "Group",
    everybody: "all together",
    several: "several groups",
    others: "all others",
    shares: (code: string, by: string) => `${code}: share by ${by}, its confidence interval beneath`,
    compared: (by: string) => `Who is compared by ${by}: everybody in one group`,
    tests: "Tests: whether the groups’ shares differ by chance",
    testColumns: ["Where", "Test", "χ² (df)", "p", "p, Holm", "Cramér’s V"],
    reasons: {
      nobody: "none: nobody to compare",
      "one-group": "none: only one group has anybody",
      "all-the-same": "none: all have the same",
    },
    nothingInLayers: "none: nothing to compare within layers",
    widest: "The pair of groups whose difference may be largest",
    widestColumns: ["Period", "Pair of groups", "Difference, pp"],
    layers: (over: string) => `Shares of groups when split ${over}`,
    layer: "Layer",
    contrasts: (over: string) =>
      `How groups differ when split ${over}: the odds ratio common to all layers, and whether it is the same in them`,
    contrastColumns: ["Groups", "Odds ratio", "p, Breslow–Day", "p, Tarone", "p, Tarone and Holm"],
    standardised: (over: string, people: number) =>
      `Share of a group if its composition ${over} were that of all compared people (${people})`,
    standardisedColumns: ["Group", "As it is", "Standardised"],
    reversals: (over: string) => `Differences that turn their sign when split ${over}, pp`,
    reversalColumns: ["Pair of groups", "As it is", "In each layer", "Standardised"],
  },
} as const;
