import { periodText } from "../../calendar";
import { plain } from "../../core/definition/language";
import { INDICATOR } from "../../core/definition/sound";
import type { EvaluatedIndicator, EvaluatedTree } from "../../core/results-tree/evaluate";
import type { ResultIndicator, ResultNode, ResultsTree } from "../../core/results-tree/tree";
import { formatShare, type Locale, localeOf } from "../../share";
import type { Defined } from "../../core/verdicts/evaluation";
import { type DocumentCell, paragraph, type ReportDocument, table, words as cell } from "../../document/document";
import { markdownOf } from "../../document/markdown";
import { figuresOf, standingText, valueText } from "../../core/aloud/tree-figures";
import { type EndedEdge, rankedTree } from "../../core/results-tree/ranks";
import {
  baselineText,
  indicatorTitles,
  measuredText,
  NOTHING_GIVEN,
  quotedTitle,
  riskText,
} from "../../core/aloud/tree-words";

/** How a logical framework is printed. */
export interface LogframeOptions {
  readonly locale: Locale;
  /** What `evaluateResultsTree` made of the same tree; without it there is no column of values. */
  readonly evaluated?: EvaluatedTree | undefined;
  /** Their titles stand beside the codes; those evaluated have theirs without it. */
  readonly indicators?: readonly Defined[] | undefined;
}

const CANNOT = "print a logical framework";

/**
 * The logical framework of a results tree («логическая рамка») as a Markdown table: one row per result, the highest
 * level first.
 *
 * What must hold for a result to come about, and for it to lead on to the next, stands in its row as in the field's own
 * tables, with its risks. Where nothing is given stands "—". Given texts are escaped. `logframeDocument` gives the same
 * for other formats.
 *
 * @param tree - from `defineResultsTree`
 * @param options - `locale`: `"ru"` or `"en"`; `evaluated`: the tree with its values, none by default; `indicators`:
 *   those whose titles are to stand beside their codes, none by default
 * @returns Markdown that ends with a line feed; several values of a cell are parted by `<br>`
 * @throws TypeError when the tree is not one, there are no options, or one is not known or of another kind
 * @throws RangeError when `locale` is not one of the two, a node names a level that is not in the tree, an edge a node
 *   that is not, or `evaluated` is of another tree
 * @example
 * ```ts
 * const [, , columns, , first] = toLogframe(vsePoluchitsyaTree, { locale: "en" }).split("\n");
 * expect(columns).toContain("| Level | Result | Indicators | Baselines | Targets |");
 * expect(first).toMatch(/^\| Impact \| Live independently and as part of society/);
 * ```
 */
export function toLogframe(tree: ResultsTree, options: LogframeOptions): string {
  return markdownOf(logframeDocument(tree, options));
}

/**
 * The logical framework as a document, for `toHtml`, `toPlainText`, `toMarkdown` and `toXlsx`.
 *
 * @param tree - from `defineResultsTree`
 * @param options - as for `toLogframe`
 * @returns frozen plain data: one table
 * @throws TypeError and RangeError as `toLogframe` does
 * @example
 * ```ts
 * const page = toHtml(logframeDocument(vsePoluchitsyaTree, { locale: "en" }));
 * expect(page).toContain("Live independently and as part of society");
 * ```
 */
export function logframeDocument(tree: ResultsTree, options: LogframeOptions): ReportDocument {
  const locale = localeOf(options, CANNOT, { "evaluated?": "any", "indicators?": [INDICATOR] });
  const { indicators = [] } = options;
  const words = WORDS[locale];
  const { levels, edges } = rankedTree(tree, CANNOT);
  const figures = figuresOf(tree, options, CANNOT);
  const found = options.evaluated?.nodes.flatMap((node) => node.indicators) ?? [];
  const titles = new Map([
    ...found.flatMap(({ code, title }) => (title === null ? [] : [[code, title[locale]] as const])),
    ...indicatorTitles(indicators, locale),
  ]);
  const rowOf = (node: ResultNode, level: string) => [
    cell(level),
    resultCell(node, words),
    cell(...(node.indicators ?? []).map(({ code }) => namedIndicator(code, titles))),
    ofIndicators(node, ({ baseline }) => baseline && baselineText(baseline, locale)),
    ofIndicators(node, ({ targets }) => targets?.map((target) => measuredText(target, locale)).join("; ")),
    ...(figures === undefined ? [] : [ofIndicators(node, (_, at) => figureLines(figures.of(node, at), locale))]),
    ofIndicators(node, ({ meansOfVerification }) => meansOfVerification?.[locale]),
    ofIndicators(node, ({ responsible }) => responsible?.[locale]),
    ofIndicators(node, ({ frequency }) => frequency?.[locale]),
    conditionsCell(node, edges, words),
  ];
  const rows = [...levels]
    .reverse()
    .flatMap(({ level, nodes }) => nodes.map((node) => rowOf(node, level.title[locale])));
  const columns = words.columns.filter((column) => column !== words.values || figures !== undefined);
  return plain<ReportDocument>({
    locale,
    title: `${words.heading}: ${quotedTitle(tree.title[locale], locale)}`,
    blocks: [
      ...table("", columns, rows, { heads: 2, isFixed: true }),
      ...(tree.source === undefined ? [] : [paragraph(tree.source[locale])]),
    ],
    sections: [],
  });
}

/** The values of an indicator, period by period, how each stands, and the readings beside it. */
function figureLines({ figures, direction }: EvaluatedIndicator, locale: Locale): readonly string[] {
  return figures.flatMap((figure) => {
    const period = figure.period === null ? "" : `${periodText(figure.period)}: `;
    const standing = standingText(figure, direction, locale);
    const isSentence = figure.status === "no-data" || figure.target === null;
    const readings = figure.readings.map(
      ({ code, title, share }) => `${code}. ${title[locale]}: ${formatShare(share, { locale })}`,
    );
    return [`${period}${valueText(figure, locale)}${isSentence ? ". " : ", "}${standing}`, ...readings];
  });
}

function namedIndicator(code: string, titles: ReadonlyMap<string, string>): string {
  const title = titles.get(code);
  return title === undefined ? code : `${code}. ${title}`;
}

/** What each indicator has; led by its code where the result has several. */
function ofIndicators(
  { indicators = [] }: ResultNode,
  textOf: (indicator: ResultIndicator, at: number) => string | readonly string[] | undefined,
): DocumentCell {
  const texts = indicators.map((indicator, at) => [textOf(indicator, at) || NOTHING_GIVEN].flat());
  if (texts.flat().every((text) => text === NOTHING_GIVEN)) return cell();
  const led = texts.map(([first, ...others], at) => [`${indicators[at]!.code}: ${first}`, ...others]);
  return cell(...(indicators.length === 1 ? texts : led).flat());
}

function resultCell({ title, beneficiaries }: ResultNode, { locale, beneficiaries: whom }: Words): DocumentCell {
  return cell(title[locale], ...(beneficiaries === undefined ? [] : [`${whom}: ${beneficiaries[locale]}`]));
}

function conditionsCell(node: ResultNode, edges: readonly EndedEdge[], words: Words): DocumentCell {
  const { locale } = words;
  const onward = edges.filter(({ source }) => source === node);
  return cell(
    ...(node.assumptions ?? []).map(({ text }) => `${words.assumption}: ${text[locale]}`),
    ...onward.flatMap(({ target, assumptions = [] }) =>
      assumptions.map(({ text }) => `${words.leadingTo(quotedTitle(target.title[locale], locale))}: ${text[locale]}`),
    ),
    ...(node.risks ?? []).map((risk) => `${words.risk}: ${riskText(risk, locale)}`),
  );
}

const russian = {
  locale: "ru" as Locale,
  heading: "Логическая рамка",
  columns: [
    ...["Уровень", "Результат", "Показатели", "Базовые значения", "Целевые значения", "Достигнутые значения"],
    ...["Источники подтверждения", "Ответственные", "Периодичность", "Допущения и риски"],
  ] as readonly string[],
  values: "Достигнутые значения",
  beneficiaries: "Для кого",
  assumption: "Допущение",
  leadingTo: (title: string) => `Допущение, чтобы прийти к результату ${title}`,
  risk: "Риск",
};

type Words = typeof russian;

const english: Words = {
  locale: "en",
  heading: "Logical framework",
  columns: [
    ...["Level", "Result", "Indicators", "Baselines", "Targets", "Values"],
    ...["Means of verification", "Responsible", "Frequency", "Assumptions and risks"],
  ],
  values: "Values",
  beneficiaries: "For whom",
  assumption: "Assumption",
  leadingTo: (title) => `Assumption on the way to ${title}`,
  risk: "Risk",
};

const WORDS: Readonly<Record<Locale, Words>> = { ru: russian, en: english };
