import type { ResultNode, ResultsTree } from "../../core/results-tree/tree";
import { localeOf } from "../../share";
import { lineText } from "../../core/aloud/line";
import { type Font, textWidth } from "./text-width";
import { type Box, boxOf } from "./tree-boxes";
import { DRAWING, type DrawingOptions, type Figures, figuresOf, indicatorFacts } from "../../core/aloud/tree-figures";
import { type Layout, laidOut } from "./tree-layout";
import { type EndedEdge, type LevelOfNodes, rankedTree } from "../../core/results-tree/ranks";

export const LEVEL_FONT: Font = { size: 12.5, isBold: true };
export const TREE_MARGIN = 24;
export const TREE_STRIPES = ["#eef2f5", "#ffffff"] as const;
export const TREE_LINE = "#4a4a4a";
/** The words of a level's title decide how wide its column is, up to this. */
const MOST_LEVEL_WIDTH = 180;
const LEAST_WIDTH = 560;

/** Where all that is drawn of a tree stands: its layout begins right of the column of levels. */
export interface TreeGeometry {
  readonly levels: readonly LevelOfNodes[];
  readonly edges: readonly EndedEdge[];
  /** In the order of the boxes. */
  readonly nodes: readonly { readonly node: ResultNode; readonly level: number }[];
  readonly boxes: readonly Box[];
  readonly indexOf: ReadonlyMap<ResultNode, number>;
  readonly layout: Layout;
  readonly figures: Figures | undefined;
  readonly levelWidth: number;
  readonly left: number;
  readonly width: number;
}

/**
 * A tree laid out for drawing.
 *
 * @throws TypeError when the tree is not one, there are no options, or one is not known or of another kind
 * @throws RangeError when the tree or an option is not what it must be
 */
export function treeGeometry(tree: ResultsTree, options: DrawingOptions, cannot: string): TreeGeometry {
  const locale = localeOf(options, cannot, DRAWING);
  const { levels, edges } = rankedTree(tree, cannot);
  const figures = figuresOf(tree, options, cannot);
  const nodes = levels.flatMap((row, level) => row.nodes.map((node) => ({ node, level })));
  const indexOf = new Map(nodes.map(({ node }, index) => [node, index]));
  const boxes = nodes.map(({ node, level }) =>
    boxOf({ title: node.title[locale], facts: indicatorFacts(node, levels[level]!.level, figures, locale) }),
  );
  const layout = laidOut({
    boxes: boxes.map(({ width, height }, index) => ({ width, height, level: nodes[index]!.level })),
    edges: edges.map(({ source, target }) => ({ from: indexOf.get(source)!, to: indexOf.get(target)! })),
  });
  const levelWords = levels.flatMap(({ level }) => lineText(level.title[locale]).split(" "));
  const widest = Math.max(0, ...levelWords.map((word) => textWidth(word, LEVEL_FONT)));
  const levelWidth = Math.min(MOST_LEVEL_WIDTH, Math.ceil(widest));
  const left = TREE_MARGIN + levelWidth;
  const width = Math.max(LEAST_WIDTH, left + layout.width);
  return { levels, edges, nodes, boxes, indexOf, layout, figures, levelWidth, left, width };
}
