import { type Issue, named } from "../../issue";
import { treeIssue } from "./issue";
import { levelOf } from "./links";
import type { ResultIndicator, ResultNode, ResultsTree } from "./tree";

/** What nodes say too little of: measures, baselines, mitigation, and what lasts. */
export function nodeIssues(tree: ResultsTree): readonly Issue[] {
  const found = tree.nodes.flatMap((node, at) => [
    ...unmeasuredIssues(tree, node, at),
    ...(node.indicators ?? []).flatMap((indicator, place) => {
      const path = ["nodes", at, "indicators", place];
      return [...untargetedIssues(tree, node, indicator, path), ...valueIssues(node, indicator, path)];
    }),
    ...riskIssues(node, at),
  ]);
  return tree.nodes.some((node) => isLastingOutcome(tree, node)) ? found : [...found, noLongTermNode()];
}

function unmeasuredIssues(tree: ResultsTree, node: ResultNode, at: number): readonly Issue[] {
  if (levelOf(tree, node).kind !== "outcome" || (node.indicators ?? []).length > 0) return [];
  const because = "an outcome should be measured by an indicator, and this has none";
  const hint = "add the code of an indicator that shows whether it came about";
  return [warning("outcome-without-indicator", node, ["nodes", at], because, hint)];
}

function untargetedIssues(
  tree: ResultsTree,
  node: ResultNode,
  { code, targets = [] }: ResultIndicator,
  path: Path,
): readonly Issue[] {
  const { kind } = levelOf(tree, node);
  if (targets.length > 0 || (kind !== "outcome" && kind !== "impact")) return [];
  const because = `${named("indicator", code)} of a result should have a target, and it has none`;
  const hint = "add baseline and targets: where the figure stood, and what is to be reached by when";
  return [warning("indicator-without-target", node, path, because, hint)];
}

function valueIssues(
  node: ResultNode,
  { code, baseline, targets = [] }: ResultIndicator,
  path: Path,
): readonly Issue[] {
  const found: Issue[] = [];
  const indicator = named("indicator", code);
  if (targets.length > 0 && baseline === undefined) {
    const because = `targets of ${indicator} should stand beside a baseline, and there is none`;
    const hint = "add baseline: where the figure stood before, and when";
    found.push(warning("target-without-baseline", node, [...path, "targets"], because, hint));
  }
  const values = [
    ...(baseline === undefined ? [] : [["baseline", baseline, ["baseline"]] as const]),
    ...targets.map((target, at) => ["target", target, ["targets", at]] as const),
  ];
  for (const [what, { period }, place] of values) {
    if (period !== undefined) continue;
    const because = `a ${what} of ${indicator} should be of a period, and this is of none`;
    found.push(warning("target-without-period", node, [...path, ...place], because, `add the period of the ${what}`));
  }
  return found;
}

function riskIssues(node: ResultNode, at: number): readonly Issue[] {
  return (node.risks ?? []).flatMap(({ mitigation }, place) => {
    if (mitigation !== undefined) return [];
    const because = "a risk should say what is done about it, and this says nothing";
    const hint = "add mitigation to the risk";
    return [warning("risk-without-mitigation", node, ["nodes", at, "risks", place], because, hint)];
  });
}

function isLastingOutcome(tree: ResultsTree, node: ResultNode): boolean {
  const { kind, term } = levelOf(tree, node);
  return kind === "outcome" && term === "long";
}

function noLongTermNode(): Issue {
  const because = "it should name an outcome of long term, and it has none";
  const hint = "add what should still be so long after the service, on a level whose term is long";
  return treeIssue("no-long-term-node", "warning", ["nodes"], { cannot: "vouch for the results tree", because }, hint);
}

type Path = readonly (string | number)[];

function warning(code: string, node: ResultNode, path: Path, because: string, hint: string): Issue {
  return treeIssue(code, "warning", path, { cannot: `vouch for ${named("node", node.code)}`, because }, hint);
}
