import type { IndicatorDefinition } from "../definition/language";
import { describe, type Issue, named, nearest } from "../../issue";
import { treeIssue } from "./issue";
import { levelOf } from "./links";
import { type Measure, measuresOf } from "./measure";
import { looksBeyondHalfYear, measuresOnlyOutputs } from "./reach";
import type { ResultIndicator, ResultNode, ResultsTree } from "./tree";

type Path = readonly (string | number)[];

/** What is wrong between the indicators of the nodes and those of the catalogue. */
export function measurementIssues(tree: ResultsTree, definitions: readonly IndicatorDefinition[]): readonly Issue[] {
  const measures = measuresOf(definitions);
  return [
    ...tree.nodes.flatMap((node, at) => [
      ...unknownIssues(node, ["nodes", at, "indicators"], measures),
      ...levelIssues(tree, node, ["nodes", at], measures),
    ]),
    ...sharedIssues(tree),
    ...unusedIssues(tree, definitions),
  ];
}

function unknownIssues(node: ResultNode, path: Path, measures: ReadonlyMap<string, Measure>): readonly Issue[] {
  return (node.indicators ?? []).flatMap(({ code }, place) => {
    if (measures.has(code)) return [];
    const near = nearest(code, [...measures.keys()]);
    const cannot = `read ${named("node", node.code)}`;
    const because = "an indicator must be one of the catalogue, or a reading of one";
    const hint =
      near === undefined ? "define it with defineIndicator, and pass it with the others" : `did you mean "${near}"?`;
    return [
      treeIssue("unknown-indicator", "error", [...path, place, "code"], { cannot, because, received: code }, hint),
    ];
  });
}

/** Indicators whose definitions cannot tell of a result of the node's level. */
function levelIssues(
  tree: ResultsTree,
  node: ResultNode,
  path: Path,
  measures: ReadonlyMap<string, Measure>,
): readonly Issue[] {
  const { kind, term } = levelOf(tree, node);
  if (kind !== "outcome" && kind !== "impact") return [];
  const cannot = `vouch for ${named("node", node.code)}`;
  const indicators = node.indicators ?? [];
  const known = indicators.flatMap(({ code }) => measures.get(code) ?? []);
  if (known.length > 0 && known.length === indicators.length && known.every(measuresOnlyOutputs)) {
    const codes = known.map(({ code }) => describe(code)).join(", ");
    const because = `a result should be measured by what became of people, and ${codes} can only count what the practice did`;
    const hint = "add an indicator of placements, assessments or follow-ups";
    return [treeIssue("only-outputs-measured", "warning", path, { cannot, because }, hint)];
  }
  return indicators.flatMap(({ code }, place) => {
    const measure = measures.get(code);
    const isLong = kind === "impact" || term === "long";
    const fault = measure && faultOf(measure, isLong);
    if (fault === undefined) return [];
    const because = `${named("indicator", code)} should be able to measure a result of level ${node.level}, and ${fault.because}`;
    const at = [...path, "indicators", place];
    return [treeIssue("indicator-cannot-measure-level", "warning", at, { cannot, because }, fault.hint)];
  });
}

function faultOf(measure: Measure, isLong: boolean): { readonly because: string; readonly hint: string } | undefined {
  if (measuresOnlyOutputs(measure)) {
    return {
      because: "its numerator only counts what the practice did",
      hint: "move it to an output, or count placements, assessments or follow-ups",
    };
  }
  if (isLong && !looksBeyondHalfYear(measure)) {
    return {
      because: "nothing in its numerator looks further than six months",
      hint: "add an indicator that does, such as retention.at-12, or move it to an earlier level",
    };
  }
  return undefined;
}

/** Indicators that stand on more than one node: the same figure cannot show two different results. */
function sharedIssues(tree: ResultsTree): readonly Issue[] {
  const places = tree.nodes
    .flatMap((node, at) => (node.indicators ?? []).map(({ code }, place) => ({ code, node, at, place })))
    .sort((a, b) => (a.node.code < b.node.code ? -1 : 1));
  return places.flatMap(({ code, at, place }, mine) => {
    const sharing = places.filter((other) => other.code === code);
    if (sharing[1] !== places[mine]) return [];
    const nodes = sharing.map(({ node }) => describe(node.code)).join(", ");
    const cannot = `vouch for ${named("indicator", code)}`;
    const because = `it should serve one result, and it stands on nodes ${nodes}`;
    const hint = "leave it with the result it defines, and find another for the rest";
    const path = ["nodes", at, "indicators", place];
    return [treeIssue("indicator-serves-two-results", "warning", path, { cannot, because }, hint)];
  });
}

function unusedIssues(tree: ResultsTree, definitions: readonly IndicatorDefinition[]): readonly Issue[] {
  const used = tree.nodes.flatMap(({ indicators = [] }) => indicators.map(({ code }: ResultIndicator) => code));
  return definitions.flatMap(({ code }) => {
    if (used.some((one) => one === code || one.startsWith(`${code}:`))) return [];
    const cannot = `vouch for ${named("indicator", code)}`;
    const because = "it should measure a result of the tree, and it stands on no node";
    const hint = "add it to the node whose result it shows, or leave it out of the catalogue";
    return [treeIssue("indicator-without-result", "warning", ["nodes"], { cannot, because }, hint)];
  });
}
