import { PERIOD } from "../calendar";
import { sentence } from "../issue";
import type { ReadableReport, ReportedTree } from "./report";
import { checkReport } from "./whole";
import type { ResultStatus } from "../core/results-tree/progress";
import type { ResultLevel, ResultNode, ResultsTree } from "../core/results-tree/tree";
import { localeOf } from "../share";
import { lineText } from "../core/aloud/line";
import { DRAWING, type DrawingOptions, figuresOf, indicatorFacts, periodLine } from "../core/aloud/tree-figures";
import { rankedTree } from "../core/results-tree/ranks";

const CANNOT = "draw a flowchart";

/** Signs of the statuses, by shape, by the number of the character. */
const SIGNS: Readonly<Record<ResultStatus, string>> = {
  reached: "#9679;",
  "on-track": "#9650;",
  "off-track": "#9670;",
  "no-data": "#9675;",
};

/**
 * A results tree as a Mermaid flowchart: a subgraph a level, the highest at the top.
 *
 * Nodes are named `n1`, `n2` … in the order of the tree and levels `l1`, `l2` …, whatever their codes are. Every
 * character of a given text
 * that means anything to Mermaid, Markdown or HTML is written as its number, so that texts can neither break the
 * drawing nor add to it.
 *
 * @param tree - from `defineResultsTree`, or a report that holds one, which is drawn with its values
 * @param options - `locale`: `"ru"` or `"en"`; `evaluated`: the tree with its values, none by default; `period`: whose
 *   values are shown, the last that has any by default
 * @returns Mermaid text that ends with a line feed
 * @throws TypeError when the tree is not one, there are no options, or one is not known or of another kind
 * @throws RangeError when the report holds no tree, `locale` is not one of the two, a node names a level that is not in
 *   the tree, an edge a node that is not, `evaluated` is of another tree, or there is no value of the period
 * @example
 * ```ts
 * expect(toMermaid(vsePoluchitsyaTree, { locale: "en" }).split("\n").slice(0, 3)).toEqual([
 *   "flowchart BT",
 *   '  subgraph l1["Input"]',
 *   '    n1["Specialists in social adaptation and support"]',
 * ]);
 * ```
 */
export function toMermaid(tree: ResultsTree, options: DrawingOptions): string;
export function toMermaid(report: ReadableReport, options: Omit<DrawingOptions, "evaluated">): string;
export function toMermaid(drawn: ResultsTree | ReadableReport, options: DrawingOptions): string {
  if (typeof drawn === "object" && drawn !== null && "manifest" in drawn) {
    checkReport(CANNOT, drawn);
    const { plan, evaluated } = treeOf(drawn);
    const locale = localeOf(options, CANNOT, { "period?": PERIOD });
    return flowchart(plan, { locale, period: options.period, evaluated });
  }
  return flowchart(drawn, options);
}

/** The tree of a report; in a suppressed one, figures that would tell too much are without a value. */
function treeOf({ tree }: ReadableReport): ReportedTree {
  if (tree !== null) return tree;
  const hint = "build it with the option tree";
  throw new RangeError(sentence({ cannot: CANNOT, because: "report must hold a results tree", hint }));
}

function flowchart(tree: ResultsTree, options: DrawingOptions): string {
  const locale = localeOf(options, CANNOT, DRAWING);
  const { levels, edges } = rankedTree(tree, CANNOT);
  const figures = figuresOf(tree, options, CANNOT);
  const nameOf = new Map(tree.nodes.map((node, index) => [node, `n${index + 1}`]));
  const nodeLine = (node: ResultNode, level: ResultLevel) => {
    const facts = indicatorFacts(node, level, figures, locale).flatMap(({ status, lines }) =>
      lines.map((line, at) => (status === undefined || at > 0 ? "" : `${SIGNS[status]} `) + mermaidText(line)),
    );
    return `    ${nameOf.get(node)}["${[mermaidText(node.title[locale]), ...facts].join("<br/>")}"]`;
  };
  const lines = [
    "flowchart BT",
    ...(figures === undefined ? [] : [`  values["${mermaidText(periodLine(figures, locale))}"]`]),
    ...levels.flatMap(({ level, nodes }, index) => [
      `  subgraph l${index + 1}["${mermaidText(level.title[locale])}"]`,
      ...nodes.map((node) => nodeLine(node, level)),
      "  end",
    ]),
    ...edges.map(({ source, target }) => `  ${nameOf.get(source)} --> ${nameOf.get(target)}`),
  ];
  return `${lines.join("\n")}\n`;
}

/**
 * What is written as it is: letters, digits and signs that mean nothing anywhere, a point in a number, a hyphen in a
 * word. Then anything else.
 */
const CHARACTERS = /[A-Za-zА-Яа-яЁё0-9 ,()«»—–]|(?<=\d)\.(?=\d)|(?<=[A-Za-zА-Яа-яЁё])-(?=[A-Za-zА-Яа-яЁё])|(.)/gsu;

/**
 * Any text as part of a Mermaid label.
 *
 * @param text - anything a person wrote
 * @returns one line of letters, digits, few other signs, and characters by number such as `#34;`
 */
function mermaidText(text: string): string {
  return lineText(text).replace(CHARACTERS, (character: string, other: string | undefined) =>
    other === undefined ? character : `#${other.codePointAt(0)};`,
  );
}
