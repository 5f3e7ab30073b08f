import type { CalendarDate, Period } from "../../calendar";
import { type IndicatorDefinition, plain } from "../definition/language";
import { INDICATOR } from "../definition/sound";
import type { Title } from "../events/vocabulary";
import type { Issue } from "../../issue";
import { check } from "../../options";
import { ratioText, type Share } from "../../share";
import { type Defined, type Evaluation, verdictsOf } from "../verdicts/evaluation";
import { type IndicatorResult, type Note, type ReadingResult, readingResults, results } from "../verdicts/result";
import { checkResultsTree } from "./check";
import { defineResultsTree } from "./define";
import { levelOf } from "./links";
import { definitionsOf, type Measure, measuresOf } from "./measure";
import { elapsedPart, type Progress, progressOf } from "./progress";
import type { Baseline, MeasuredValue, ResultIndicator, ResultLevel, ResultsTree } from "./tree";

/** A figure of a node's indicator in one period beside its target: plain data. */
export interface ResultFigure extends Progress {
  /** Null for a target of no period. */
  readonly period: { readonly from: CalendarDate; readonly to: CalendarDate } | null;
  /** The published share; null when the indicator was not evaluated for the period. */
  readonly share: Share | null;
  /** The share to ten decimals; null without a share, and when its denominator is empty. */
  readonly value: string | null;
  /** The share as a percentage with one decimal; null likewise. */
  readonly percent: string | null;
  /** Wilson's, at 95 %; null likewise. */
  readonly interval: IndicatorResult["interval"];
  /** The share if nobody, and if everybody pending or unknown came to be counted; null likewise. */
  readonly bounds: IndicatorResult["bounds"];
  /** What was to be reached, as a percentage in text; null when no target is set. */
  readonly target: string | null;
  /** Part of the period that is over on `asOf`, from 0 to 1 to ten decimals; null for a target of no period. */
  readonly elapsed: string | null;
  /** Other readings of the indicator, whose bounds stand with its result; empty for most. */
  readonly readings: readonly Pick<ReadingResult, "code" | "title" | "share">[];
  /** What the reader of the figure must know. */
  readonly notes: readonly Note[];
}

/** An indicator of a node with its figures: plain data. */
export interface EvaluatedIndicator {
  readonly code: string;
  /** Null when neither the evaluation nor the catalogue has the indicator. */
  readonly title: Title | null;
  /** Which way is better; `increase` where the definition does not say. */
  readonly direction: "increase" | "decrease";
  readonly baseline: Baseline | null;
  /** Every period evaluated, then periods that only have a target, then targets of no period. */
  readonly figures: readonly ResultFigure[];
}

/** A node with the figures of its indicators; it has no figure of its own. */
export interface EvaluatedNode {
  readonly code: string;
  readonly level: Pick<ResultLevel, "code" | "title" | "kind" | "term">;
  readonly title: Title;
  readonly indicators: readonly EvaluatedIndicator[];
}

/** A results tree with values, targets and gaps: plain frozen JSON. */
export interface EvaluatedTree {
  readonly code: string;
  readonly title: Title;
  readonly asOf: CalendarDate;
  /** Only when asked for in the evaluation. */
  readonly knownOn?: CalendarDate;
  /** In the order of the tree. */
  readonly nodes: readonly EvaluatedNode[];
  /** The gaps, as `checkResultsTree` gives them. */
  readonly issues: readonly Issue[];
  /** `no-roll-up`: why nodes carry no totals. */
  readonly notes: readonly Note[];
}

const NO_ROLL_UP: Note = plain({
  code: "no-roll-up",
  message: {
    ru: "У узлов нет итогов: один человек может быть учтён в нескольких показателях и в нескольких периодах, поэтому ни числа людей, ни доли по дереву не складываются.",
    en: "Nodes carry no totals: one person may be counted in several indicators and several periods, so neither people nor shares add up along the tree.",
  },
});

/**
 * A results tree with values against baselines and targets, and with its gaps.
 *
 * A target belongs to the period that has the same two days. Statuses: `reached` when the target is met whatever is
 * still pending or unknown; `on-track`
 * while the period runs and at least as much of the way from baseline to target is done as of the period is over;
 * `off-track` when it is
 * missed or late; `no-data`, with the reason, when nobody can say. Better is more, or less where the indicator's
 * `direction` is `"decrease"`.
 * Nothing is added up along the tree, and small counts are not suppressed.
 *
 * @param tree - from `defineResultsTree`; not changed
 * @param evaluation - from `evaluate`; readings of its indicators can be used by codes such as `2.1:improved`
 * @param options - `catalogue`: the indicators against which gaps are looked for, those evaluated when absent
 * @returns frozen JSON; no beneficiary's id is in it
 * @throws DefinitionError when the tree is not one
 * @throws TypeError when the evaluation is not one, or the catalogue is not a list of indicators
 * @units achievement and elapsed parts have no unit; percentages are of people
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods: [year(2019)], asOf: "2020-01-31" });
 * const { nodes, issues } = evaluateResultsTree(vsePoluchitsyaTree, evaluation);
 * const worked = nodes.find((node) => node.code === "work-experience");
 * expect(worked?.indicators[0]?.figures[0]).toMatchObject({ percent: "100.0", status: "no-data", reason: { code: "no-target" } });
 * expect(issues.length).toBeGreaterThan(0);
 * ```
 */
export function evaluateResultsTree(
  tree: ResultsTree,
  evaluation: Evaluation,
  options: { readonly catalogue?: readonly Defined[] | undefined } = {},
): EvaluatedTree {
  const { judged, asOf, known } = verdictsOf(evaluation);
  check("evaluate the results tree", options, { "catalogue?": [INDICATOR] });
  const checked = defineResultsTree(tree);
  const evaluated = [...new Map(judged.map(({ definition }) => [definition.code, definition])).values()];
  const catalogue = options.catalogue ?? evaluated.map((definition) => ({ definition }));
  const book = bookOf(evaluation, definitionsOf(catalogue, "evaluate the results tree"));
  const nodes = checked.nodes.map((node): EvaluatedNode => {
    const { code, title, kind, term } = levelOf(checked, node);
    return {
      code: node.code,
      level: { code, title, kind, term },
      title: node.title,
      indicators: (node.indicators ?? []).map((indicator) => evaluatedIndicator(indicator, book)),
    };
  });
  return plain({
    code: checked.code,
    title: checked.title,
    asOf,
    ...(known && { knownOn: known.on }),
    nodes,
    issues: checkResultsTree(checked, catalogue),
    notes: [NO_ROLL_UP],
  });
}

/** All that figures are looked up in. */
interface Book {
  readonly asOf: CalendarDate;
  readonly periods: readonly Period[];
  readonly measures: ReadonlyMap<string, Measure>;
  readonly figures: ReadonlyMap<string, readonly IndicatorResult[]>;
}

function bookOf(evaluation: Evaluation, catalogue: readonly IndicatorDefinition[]): Book {
  const { judged, asOf } = verdictsOf(evaluation);
  const figures = new Map<string, IndicatorResult[]>();
  for (const result of [...results(evaluation), ...readingResults(evaluation)]) {
    figures.set(result.code, [...(figures.get(result.code) ?? []), result]);
  }
  const definitions = [...catalogue, ...judged.map(({ definition }) => definition)];
  const periods = new Map(judged.map(({ period }) => [keyOf(period), period]));
  return { asOf, periods: [...periods.values()], measures: measuresOf(definitions), figures };
}

function keyOf({ from, to }: Period): string {
  return `${from} ${to}`;
}

function evaluatedIndicator({ code, baseline, targets = [] }: ResultIndicator, book: Book): EvaluatedIndicator {
  const { title = null, direction = "increase" } = book.measures.get(code) ?? {};
  const found = book.figures.get(code);
  const keys = new Set(book.periods.map(keyOf));
  const others = targets.flatMap(({ period }) => (period === undefined || keys.has(keyOf(period)) ? [] : [period]));
  const figureIn = (period: Period): ResultFigure => {
    const result = found?.find((one) => keyOf(one.period) === keyOf(period));
    const target = targets.find((one) => one.period && keyOf(one.period) === keyOf(period))?.percent;
    const progress = progressOf(
      { result, target, baseline, direction },
      found === undefined ? "not-evaluated" : "no-such-period",
    );
    return {
      period: { from: period.from, to: period.to },
      ...publishedIn(result),
      target: target ?? null,
      elapsed: ratioText(elapsedPart(period, book.asOf)),
      ...progress,
      readings: (result?.readings ?? []).map(({ code, title, share }) => ({ code, title, share })),
      notes: result?.notes ?? [],
    };
  };
  return {
    code,
    title,
    direction,
    baseline: baseline ?? null,
    figures: [
      ...[...book.periods, ...others].map(figureIn),
      ...targets.filter(({ period }) => period === undefined).map(figureOfNoPeriod),
    ],
  };
}

function figureOfNoPeriod({ percent }: MeasuredValue): ResultFigure {
  return {
    period: null,
    ...publishedIn(undefined),
    target: percent,
    elapsed: null,
    ...progressOf(
      { result: undefined, target: percent, baseline: undefined, direction: "increase" },
      "target-without-period",
    ),
    readings: [],
    notes: [],
  };
}

function publishedIn(result: IndicatorResult | undefined) {
  const { share = null, value = null, percent = null, interval = null, bounds = null } = result ?? {};
  return { share, value, percent, interval, bounds };
}
