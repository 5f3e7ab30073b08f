import { PERIOD, type CalendarDate, type Period, periodText } from "../../calendar";
import { sentence } from "../../issue";
import { checkReturned } from "../../options";
import type { EvaluatedIndicator, EvaluatedTree, ResultFigure } from "../results-tree/evaluate";
import type { ResultStatus } from "../results-tree/progress";
import type { ResultLevel, ResultNode, ResultsTree } from "../results-tree/tree";
import { EVALUATED_TREE } from "../shapes";
import { formatShare, type Locale, sharePercent } from "../../share";
import { measuredText, NOTHING_GIVEN, percentText, withoutStop } from "./tree-words";

/** What each status is called. */
export const statusWords: Readonly<Record<Locale, Readonly<Record<ResultStatus, string>>>> = {
  ru: { reached: "достигнуто", "on-track": "идёт по плану", "off-track": "отстаёт", "no-data": "нет оценки" },
  en: { reached: "reached", "on-track": "on track", "off-track": "off track", "no-data": "not assessed" },
};

/** What a drawing tells of an indicator. */
export interface IndicatorFact {
  /** How it stands; absent where the tree was not evaluated. */
  readonly status?: ResultStatus | undefined;
  readonly lines: readonly string[];
}

/** Which values a drawing shows, if any. */
export interface DrawingOptions {
  readonly locale: Locale;
  /** What `evaluateResultsTree` made of the same tree; without it the indicators are named without values. */
  readonly evaluated?: EvaluatedTree | undefined;
  /** The period whose values are shown; the last one that has any when absent. */
  readonly period?: Period | undefined;
}

/** What a drawing takes beside the language. */
export const DRAWING = { "evaluated?": "any", "period?": PERIOD };

/** Values for a drawing or a document of a tree. */
export interface Figures {
  /** The period that a drawing shows. */
  readonly period: Period | undefined;
  /** The last day up to which the data are complete. */
  readonly asOf: CalendarDate;
  /** An indicator of a node, by its place, with its figures. */
  of(node: Pick<ResultNode, "code">, indicator: number): EvaluatedIndicator;
}

/**
 * The figures of an evaluated tree, to be told beside its nodes; none when it was not evaluated.
 *
 * @throws RangeError when it was made of another tree, or there is no figure of the period
 */
export function figuresOf(
  tree: ResultsTree,
  { evaluated, period }: Pick<DrawingOptions, "evaluated" | "period">,
  cannot: string,
): Figures | undefined {
  if (evaluated === undefined) return undefined;
  checkReturned(cannot, evaluated, EVALUATED_TREE, "evaluated", "evaluateResultsTree");
  const nodes = new Map(evaluated.nodes.map((node) => [node.code, node]));
  const isSame = tree.nodes.every(({ code, indicators = [] }) => {
    const codes = nodes.get(code)?.indicators.map((indicator) => indicator.code);
    return codes !== undefined && codes.join("\n") === indicators.map((indicator) => indicator.code).join("\n");
  });
  if (!isSame || evaluated.code !== tree.code) {
    const because = "evaluated must be what evaluateResultsTree made of the same tree";
    throw new RangeError(sentence({ cannot, because, received: evaluated.code }));
  }
  const figures = evaluated.nodes.flatMap(({ indicators }) => indicators.flatMap((one) => one.figures));
  const shown = period === undefined ? lastWithValue(evaluated) : figures.find(isOf(period));
  if (period !== undefined && shown === undefined) {
    const periods = [...new Set(figures.flatMap((one) => (one.period === null ? [] : [periodText(one.period)])))];
    const because = `period must be one that the tree has figures of (${periods.join(", ")})`;
    throw new RangeError(sentence({ cannot, because, received: periodText(period) }));
  }
  return {
    period: shown?.period ?? undefined,
    asOf: evaluated.asOf,
    of: ({ code }, indicator) => nodes.get(code)!.indicators[indicator]!,
  };
}

/** Every indicator has the same periods in the same order, so the place of a figure tells which is the last. */
function lastWithValue({ nodes }: EvaluatedTree): ResultFigure | undefined {
  const placed = nodes.flatMap(({ indicators }) =>
    indicators.flatMap((one) => one.figures.map((figure, at) => ({ figure, at }))),
  );
  const withValue = placed.filter(({ figure }) => figure.value !== null).sort((a, b) => a.at - b.at);
  return withValue.at(-1)?.figure;
}

function isOf(period: Period): (figure: ResultFigure) => boolean {
  return (figure) => figure.period?.from === period.from && figure.period.to === period.to;
}

/**
 * What is told of the indicators of a node: value, target and status in the period, or the targets alone; of an outcome
 * without any, that
 * it has none.
 */
export function indicatorFacts(
  { indicators = [], ...node }: ResultNode,
  { kind }: ResultLevel,
  figures: Figures | undefined,
  locale: Locale,
): readonly IndicatorFact[] {
  const words = WORDS[locale];
  if (indicators.length === 0 && kind === "outcome") return [{ lines: [words.noIndicator] }];
  return indicators.map(({ code, targets = [] }, at): IndicatorFact => {
    const shown = figures?.of(node, at);
    const figure = figures?.period && shown?.figures.find(isOf(figures.period));
    if (shown !== undefined && figure !== undefined) {
      const standing = standingText(figure, shown.direction, locale);
      const lines = [`${code}: ${valueText(figure, locale)}`, ...readingRange(figure, locale), standing];
      return { status: figure.status, lines };
    }
    const aims = targets.map((target) => measuredText(target, locale));
    return { lines: [words.indicator(code), ...(aims.length === 0 ? [] : [words.target(aims.join("; "))])] };
  });
}

/** The share of a figure as people read it. */
export function valueText({ share }: ResultFigure, locale: Locale): string {
  return share === null ? NOTHING_GIVEN : formatShare(share, { locale });
}

/**
 * From the least to the greatest share of the readings beside a figure, so that it never stands alone; no line where it
 * has none.
 */
function readingRange({ readings }: ResultFigure, locale: Locale): readonly string[] {
  const percents = readings.flatMap(({ share }) => sharePercent(share) ?? []);
  if (percents.length === 0) return [];
  const sorted = percents.sort((a, b) => Number(a) - Number(b)).map((percent) => percentText(percent, locale));
  return [WORDS[locale].readings(sorted[0]!, sorted.at(-1)!)];
}

/** Of which period the values of a drawing are. */
export function periodLine({ period, asOf }: Figures, locale: Locale): string {
  return WORDS[locale].values(period && periodText(period), asOf);
}

/** How a figure stands to its target; where nobody can say, why. */
export function standingText(
  { status, target, reason }: ResultFigure,
  direction: EvaluatedIndicator["direction"],
  locale: Locale,
): string {
  const words = WORDS[locale];
  if (status === "no-data" || target === null) return withoutStop(reason.message[locale]);
  const soFar = reason.code === "target-met-so-far" ? `${words.soFar} ` : "";
  return `${soFar}${statusWords[locale][status]}, ${words.goal[direction]} ${percentText(target, locale)}`;
}

const WORDS = {
  ru: {
    indicator: (code: string) => `показатель ${code}`,
    target: (aims: string) => `цель: ${aims}`,
    goal: { increase: "цель не ниже", decrease: "цель не выше" },
    soFar: "пока",
    readings: (low: string, high: string) => `при иных прочтениях: от ${low} до ${high}`,
    values: (period: string | undefined, asOf: string) =>
      period === undefined
        ? `Значений нет; данные полны по ${asOf}.`
        : `Значения за период ${period}; данные полны по ${asOf}.`,
    noIndicator: "показателя нет",
  },
  en: {
    indicator: (code: string) => `indicator ${code}`,
    target: (aims: string) => `target: ${aims}`,
    goal: { increase: "target at least", decrease: "target at most" },
    soFar: "so far",
    readings: (low: string, high: string) => `by other readings: ${low} to ${high}`,
    values: (period: string | undefined, asOf: string) =>
      period === undefined
        ? `There are no values; data complete up to ${asOf}.`
        : `Values of the period ${period}; data complete up to ${asOf}.`,
    noIndicator: "no indicator",
  },
} as const;
