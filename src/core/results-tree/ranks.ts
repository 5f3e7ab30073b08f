import { describe, nearest, sentence } from "../../issue";
import { checkReturned } from "../../options";
import type { ResultEdge, ResultLevel, ResultNode, ResultsTree } from "./tree";
import { RESULTS_TREE } from "../shapes";

/** A level with the nodes on it, in the order of the tree. */
export interface LevelOfNodes {
  readonly level: ResultLevel;
  readonly nodes: readonly ResultNode[];
}

/** An edge with the nodes at its ends. */
export interface EndedEdge extends ResultEdge {
  readonly source: ResultNode;
  readonly target: ResultNode;
}

/** A results tree by level. */
export interface RankedTree {
  /** From the first to the last; levels without a node are left out. */
  readonly levels: readonly LevelOfNodes[];
  /** In the order of the tree. */
  readonly edges: readonly EndedEdge[];
  levelOf(node: ResultNode): ResultLevel;
}

/**
 * The nodes of a tree level by level, and its edges with the nodes they join.
 *
 * @param tree - from `defineResultsTree`
 * @param cannot - what cannot be done without it
 * @throws TypeError when the tree is not one
 * @throws RangeError when a node names a level that is not in the tree, or an edge a node that is not
 */
export function rankedTree(tree: ResultsTree, cannot: string): RankedTree {
  checkReturned(cannot, tree, RESULTS_TREE, "tree", "defineResultsTree");
  const levels = new Map(tree.levels.map((level) => [level.code, level]));
  const nodes = new Map(tree.nodes.map((node) => [node.code, node]));
  const found = <Found>(all: ReadonlyMap<string, Found>, code: string, because: string): Found => {
    const one = all.get(code);
    if (one !== undefined) return one;
    const near = nearest(code, [...all.keys()]);
    const hint = near === undefined ? "read the tree with defineResultsTree" : `did you mean ${describe(near)}?`;
    throw new RangeError(sentence({ cannot, because, received: code, hint }));
  };
  const levelOf = (node: ResultNode) => found(levels, node.level, "a node's level must be one of the tree's");
  const ofLevel = new Map<ResultLevel, ResultNode[]>(tree.levels.map((level) => [level, []]));
  for (const node of tree.nodes) ofLevel.get(levelOf(node))!.push(node);
  const isInTree = "an edge must join nodes of the tree";
  return {
    levels: [...ofLevel].flatMap(([level, nodes]) => (nodes.length === 0 ? [] : [{ level, nodes }])),
    edges: tree.edges.map((edge) => ({
      ...edge,
      source: found(nodes, edge.from, isInTree),
      target: found(nodes, edge.to, isInTree),
    })),
    levelOf,
  };
}
