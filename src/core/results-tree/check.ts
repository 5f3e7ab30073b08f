import type { Issue } from "../../issue";
import type { Defined } from "../verdicts/evaluation";
import { defineResultsTree } from "./define";
import { linkIssues } from "./links";
import { definitionsOf } from "./measure";
import { measurementIssues } from "./measured";
import { nodeIssues } from "./nodes";
import type { ResultsTree } from "./tree";

/**
 * What a results tree leaves open or contradicts, each with its place and what to add.
 *
 * Errors: `results-tree.cycle`, `level-reversed` and `unknown-indicator`. All else are warnings: gaps that somebody
 * should look at. What each
 * code asks for, and what a definition must look at to measure an outcome or what lasts, is in `docs/errors.md` and
 * `docs/decisions/0014`.
 *
 * @param tree - from `defineResultsTree`; not changed
 * @param catalogue - the indicators there are; each of their readings counts too, by a code such as `2.1:improved`
 * @returns issues in the order of links, nodes and indicators; none when there is nothing to say. Which they are does
 *   not depend on the order of nodes and edges
 * @throws DefinitionError when the tree is not one
 * @throws TypeError when the catalogue is not a list of indicators
 * @example the practice's tree has no long-term measure
 * ```ts
 * const gaps = checkResultsTree(vsePoluchitsyaTree, catalogue.vsePoluchitsya);
 * expect(new Set(gaps.map((issue) => issue.code))).toContain("results-tree.indicator-cannot-measure-level");
 * ```
 */
export function checkResultsTree(tree: ResultsTree, catalogue: readonly Defined[]): readonly Issue[] {
  const definitions = definitionsOf(catalogue, "check the results tree");
  const checked = defineResultsTree(tree);
  return Object.freeze([...linkIssues(checked), ...nodeIssues(checked), ...measurementIssues(checked, definitions)]);
}
