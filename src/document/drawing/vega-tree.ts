import { isSamePeriod, type Period } from "../../calendar";
import type { ResultsTreePicture } from "../picture";
import { lineText } from "../../core/aloud/line";
import { figuresOf, indicatorFacts, periodLine, statusWords } from "../../core/aloud/tree-figures";
import type { ResultStatus } from "../../core/results-tree/progress";
import { rankedTree } from "../../core/results-tree/ranks";
import type { ResultNode } from "../../core/results-tree/tree";
import type { Locale } from "../../share";
import { GREY } from "./picture-looks";
import { distinct, inLines, LABEL, LINE, linedAxis, linesOf, looks, texts, type VegaPlot } from "./vega-parts";

const CANNOT = "specify the picture";
/** Letters in a line of a level, of the title of a box and of what it tells of an indicator. */
const LEVEL_LETTERS = 17;
const TITLE_LETTERS = 25;
const FACT_LETTERS = 28;
/** What is left free above an indicator, in lines. */
const BETWEEN = 0.4;
/** What of a row is left free for arrows. */
const BETWEEN_ROWS = 0.22;

/** Signs of the statuses: a colour and a shape of its own each. */
const SIGNS: Readonly<Record<ResultStatus, readonly [shape: string, fill: string, stroke: string]>> = {
  reached: ["circle", "#00664b", "#00664b"],
  "on-track": ["triangle-up", "#56b4e9", "#1f4e79"],
  "off-track": ["diamond", "#e69f00", "#5c3d00"],
  "no-data": ["square", "#ffffff", "#555555"],
};
const STATUSES = Object.keys(SIGNS) as ResultStatus[];

/** How an arrow goes to a level above, below or the same: from which place of a box to which, as parts of its sides. */
const WAYS = [
  ["datum.rise > 0", [0.5, 0], [0.5, 1], "triangle-up"],
  ["datum.rise < 0", [0.5, 1], [0.5, 0], "triangle-down"],
  ["datum.rise === 0 && datum.toOrder > datum.fromOrder", [1, 0.5], [0, 0.5], "triangle-right"],
  ["datum.rise === 0 && datum.toOrder < datum.fromOrder", [0, 0.5], [1, 0.5], "triangle-left"],
] as const;

/** Nodes as boxes, a row a level, the highest at the top; an arrow from each to those it leads to. */
export function treeSpec({ tree, evaluated }: ResultsTreePicture, locale: Locale): VegaPlot {
  const { levels, edges } = rankedTree(tree, CANNOT);
  const figures = figuresOf(tree, { evaluated }, CANNOT)!;
  const isShown = (period: Period | null) =>
    period !== null && figures.period !== undefined && isSamePeriod(period, figures.period);
  const titles = distinct(levels.map(({ level }) => level.title[locale]));
  const places = new Map(
    levels.flatMap(({ nodes }, rank) => nodes.map((node, at) => [node, { rank, level: titles[rank]!, order: at + 1 }])),
  );
  const titleOf = (node: ResultNode) => lineText(node.title[locale]);
  const facts = levels.flatMap(({ level, nodes }) =>
    nodes.flatMap((node) => {
      let line = linesOf(titleOf(node), TITLE_LETTERS).length + BETWEEN;
      return indicatorFacts(node, level, figures, locale).map(({ status, lines }, at) => {
        const label = lines.map(lineText).join("\n");
        const indicator = node.indicators?.[at];
        const figure = indicator && figures.of(node, at).figures.find(({ period }) => isShown(period));
        const row = {
          ...{ ...places.get(node)!, node: titleOf(node), indicator: indicator?.code ?? null },
          ...{ value: share(figure?.value), low: share(figure?.interval?.low), high: share(figure?.interval?.high) },
          ...{ status: status === undefined ? null : statusWords[locale][status], label, line },
        };
        line += linesOf(label, FACT_LETTERS).length + BETWEEN;
        return row;
      });
    }),
  );
  const nodes = [...places].map(([node, place]) => ({ ...place, node: titleOf(node) }));
  const arrows = edges.map(({ source, target }) => {
    const [from, to] = [places.get(source)!, places.get(target)!];
    return {
      ...{ from: titleOf(source), fromLevel: from.level, fromOrder: from.order },
      ...{ to: titleOf(target), toLevel: to.level, toOrder: to.order, rise: to.rank - from.rank },
    };
  });
  const most = Math.max(1, ...nodes.map(({ order }) => order));
  const lines = Math.max(
    1,
    ...titles.map((title) => linesOf(title, LEVEL_LETTERS).length),
    ...nodes.map(({ node }) => linesOf(node, TITLE_LETTERS).length),
    ...facts.map(({ line, label }) => line + linesOf(label, FACT_LETTERS).length),
  );
  const row = (field: string, bandPosition: number) => ({
    ...{ field, type: "nominal", title: null, bandPosition },
    scale: { domain: [...titles].reverse(), paddingInner: BETWEEN_ROWS, paddingOuter: 0.1 },
    axis: { ...linedAxis(LEVEL_LETTERS), labelFontWeight: "bold" },
  });
  const column = (field: string, bandPosition: number) => ({
    ...{ field, type: "ordinal", axis: null, bandPosition },
    scale: { domain: Array.from({ length: most }, (_, at) => at + 1), paddingInner: 0.08, paddingOuter: 0.04 },
  });
  const corner = { x: column("order", 0), y: row("level", 0) };
  const inBox = (line: object) => {
    return { ...corner, yOffset: { ...line, type: "quantitative", scale: { domain: [-1, lines] } } };
  };
  const statuses = STATUSES.map((status) => statusWords[locale][status]);
  const legend = { title: periodLine(figures, locale), titleLimit: 0, orient: "bottom" };
  const sign = (at: 0 | 1 | 2) => {
    const range = STATUSES.map((status) => SIGNS[status][at]);
    return looks("status", statuses, range, legend);
  };
  const [ofArrows, ofNodes, ofFacts] = ["arrows", "nodes", "facts"].map((name) => ({ data: { name } }));
  return {
    datasets: { nodes, facts, arrows },
    width: { step: 230 },
    height: { step: Math.ceil(((lines + 1) * LINE) / (1 - BETWEEN_ROWS)), for: "position" },
    layer: [
      ...WAYS.map(([filter, [fromX, fromY], [toX, toY]]) => ({
        ...ofArrows,
        transform: [{ filter }],
        mark: { type: "rule", color: GREY.text, strokeWidth: 1.3 },
        encoding: {
          ...{ x: column("fromOrder", fromX), x2: { field: "toOrder", bandPosition: toX } },
          ...{ y: row("fromLevel", fromY), y2: { field: "toLevel", bandPosition: toY } },
        },
      })),
      {
        ...ofNodes,
        mark: { type: "rect", fill: "#ffffff", fillOpacity: 0.85, stroke: "#333333", cornerRadius: 6 },
        encoding: {
          ...corner,
          ...{ x2: { field: "order", bandPosition: 1 }, y2: { field: "level", bandPosition: 1 } },
        },
      },
      ...WAYS.map(([filter, , [toX, toY], shape]) => ({
        ...ofArrows,
        transform: [{ filter }],
        mark: { type: "point", shape, filled: true, opacity: 1, size: 50, color: GREY.text },
        encoding: { x: column("toOrder", toX), y: row("toLevel", toY) },
      })),
      {
        ...ofNodes,
        ...texts("lines", inBox({ datum: 0 }), { dx: 10, fontSize: 12, lineHeight: LINE }, [
          { calculate: inLines("datum.node", TITLE_LETTERS), as: "lines" },
        ]),
      },
      {
        ...ofFacts,
        ...texts("lines", inBox({ field: "line" }), { dx: 26, lineHeight: LINE }, [
          { calculate: inLines("datum.label", FACT_LETTERS), as: "lines" },
        ]),
      },
      {
        ...ofFacts,
        transform: [{ filter: "isValid(datum.status)" }],
        mark: { type: "point", size: 80, xOffset: 16, opacity: 1 },
        encoding: {
          ...{ ...inBox({ field: "line" }), tooltip: LABEL },
          ...{ shape: sign(0), fill: sign(1), stroke: sign(2) },
        },
      },
    ],
  };
}

function share(value: string | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
