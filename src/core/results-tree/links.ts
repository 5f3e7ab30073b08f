import { type Issue, named } from "../../issue";
import { circles, leadsFrom, leadsTo, within } from "./graph";
import { treeIssue } from "./issue";
import type { ResultEdge, ResultNode, ResultsTree } from "./tree";

/** What is wrong with how nodes lead to each other. */
export function linkIssues(tree: ResultsTree): readonly Issue[] {
  return [...circleIssues(tree), ...reachIssues(tree), ...tree.edges.flatMap((edge, at) => edgeIssues(tree, edge, at))];
}

function circleIssues(tree: ResultsTree): readonly Issue[] {
  return circles(leadsFrom(tree)).map((way) => {
    const [first = ""] = way;
    const at = tree.edges.findIndex(({ from, to }) => from === way.at(-1) && to === first);
    const because = `nothing may lead back to itself, and this does: ${[...way, first].join(" → ")}`;
    const hint = "leave out the edge that does not say what comes first";
    return treeIssue("cycle", "error", ["edges", at], { cannot: "read the results tree", because }, hint);
  });
}

/** Nodes that no input or activity leads to, and nodes short of a result that lead to none. */
function reachIssues(tree: ResultsTree): readonly Issue[] {
  const codesOf = (...kinds: readonly string[]) =>
    tree.nodes.filter((node) => kinds.includes(levelOf(tree, node).kind)).map(({ code }) => code);
  const begun = within(leadsFrom(tree), codesOf("input", "activity"));
  const fruitful = within(leadsTo(tree), codesOf("outcome", "impact"));
  return tree.nodes.flatMap((node, at) => {
    const cannot = `vouch for ${named("node", node.code)}`;
    const issue = (because: string, hint: string) =>
      treeIssue("unreachable-node", "warning", ["nodes", at], { cannot, because }, hint);
    const found: Issue[] = [];
    if (!begun.has(node.code)) {
      found.push(
        issue("an input or an activity should lead to it, and none does", "add an edge from what brings it about"),
      );
    }
    if (!fruitful.has(node.code)) {
      found.push(issue("it should lead to an outcome, and it leads to none", "add an edge to the result it is for"));
    }
    return found;
  });
}

function edgeIssues(tree: ResultsTree, edge: ResultEdge, at: number): readonly Issue[] {
  const from = tree.nodes.find(({ code }) => code === edge.from)!;
  const to = tree.nodes.find(({ code }) => code === edge.to)!;
  const place = (node: ResultNode) => tree.levels.findIndex(({ code }) => code === node.level);
  const between = tree.levels.slice(place(from) + 1, Math.max(0, place(to))).map(({ code }) => code);
  const way = `the way from ${named("node", edge.from)} to ${named("node", edge.to)}`;
  const warn = (code: string, because: string, hint: string) =>
    found.push(treeIssue(code, "warning", ["edges", at], { cannot: `vouch for ${way}`, because }, hint));
  const found: Issue[] = [];
  if (place(from) > place(to)) {
    const because = `it must not go back from level ${from.level} to level ${to.level}`;
    const hint = "turn the edge round, or correct the level of one of them";
    found.push(treeIssue("level-reversed", "error", ["edges", at], { cannot: `read ${way}`, because }, hint));
  }
  if (between.length > 0) {
    warn(
      "level-skipped",
      `it should pass every level between, and it skips ${between.join(", ")}`,
      "add the result that comes between, or leave the level out of the tree's levels",
    );
  }
  if (!isThere(edge.why)) {
    warn("edge-without-reason", "it should say why the one leads to the other", "add why to the edge");
  }
  if (!isThere(edge.assumptions) && !isThere(to.assumptions)) {
    warn(
      "edge-without-assumption",
      "it should say what must hold besides, and neither the edge nor the node it leads to does",
      "add assumptions to the edge: what must hold and is not in the practice's hands",
    );
  }
  return found;
}

function isThere(given: object | undefined): boolean {
  return given !== undefined && (!Array.isArray(given) || given.length > 0);
}

/** The level of a node. */
export function levelOf(tree: ResultsTree, node: ResultNode): ResultsTree["levels"][number] {
  return tree.levels.find(({ code }) => code === node.level)!;
}
