import { periodText } from "../../calendar";
import { plain } from "../definition/language";
import { DefinitionError, describe, type Issue, named, nearestIn } from "../../issue";
import { treeIssue } from "./issue";
import { clashesOf, levelsNamed, nearestLevel, resultLevels } from "./levels";
import { treeFaults } from "./schema";
import type { ResultIndicator, ResultLevel, ResultNode, ResultsTree, ResultsTreeSpec } from "./tree";

const CANNOT = "define the results tree";

type Path = readonly (string | number)[];
type Refuse = (code: string, path: Path, because: string, hint: string) => void;

/**
 * A results tree from its description: plain frozen data, each node's level resolved to a code.
 *
 * A node may name its level by its code, its title or an alias, in Russian or English, whatever the case. A name that
 * two levels share is
 * refused with both named. Whether the tree makes sense is another question, which `checkResultsTree` answers.
 *
 * @param spec - `code`, `title`, `nodes` and `edges`; `source`; and `levels` from the first to the last, `resultLevels`
 *   when absent
 * @throws DefinitionError with every issue: wrong shape, two nodes with one code, an edge to an unknown node, a level
 *   that is unknown or that may be either of two, levels whose names clash
 * @example
 * ```ts
 * const tree = defineResultsTree({
 *   code: "own",
 *   title: { ru: "Дерево результатов", en: "Results tree" },
 *   nodes: [
 *     { code: "support", level: "мероприятие", title: { ru: "Сопровождение", en: "Support" } },
 *     { code: "placed", level: "продукт", title: { ru: "Трудоустроены", en: "Placed" } },
 *   ],
 *   edges: [{ from: "support", to: "placed" }],
 * });
 * expect(tree.nodes.map((node) => node.level)).toEqual(["activity", "output"]);
 * ```
 */
export function defineResultsTree(spec: ResultsTreeSpec): ResultsTree {
  const issues: Issue[] = [];
  const refuse: Refuse = (code, path, because, hint) => {
    issues.push(treeIssue(code, "error", path, { cannot: CANNOT, because }, hint));
  };
  for (const { kind, path, because } of treeFaults(spec)) refuse("wrong-shape", path, because, HINTS[kind]);
  if (issues.length > 0) throw new DefinitionError(issues, CANNOT);
  const { levels = resultLevels, nodes, edges } = spec;
  checkLevels(levels, refuse);
  checkDifferent(nodes, ["nodes"], "node", refuse);
  const resolved = nodes.map((node, at) => {
    checkIndicators(node, ["nodes", at, "indicators"], refuse);
    return { ...node, level: levelOf(node, ["nodes", at, "level"], levels, refuse) };
  });
  checkEdges(spec, refuse);
  if (issues.length > 0) throw new DefinitionError(issues, CANNOT);
  return plain({ ...spec, levels, nodes: resolved, edges });
}

const HINTS = {
  "too-deep": "a tree is a list of nodes and a list of edges: nothing in it stands inside a node",
  "unknown-field": "leave it out",
  "wrong-value": "correct it",
} as const;

function checkLevels(levels: readonly ResultLevel[], refuse: Refuse): void {
  checkDifferent(levels, ["levels"], "level", refuse);
  levels.forEach((level, at) => {
    const path = ["levels", at];
    for (const name of clashesOf(level, levels)) {
      const because = `${path.join(".")} must not be called ${JSON.stringify(name)}: that is the code of another level`;
      refuse("level-clash", path, because, "leave the name to the level whose code it is");
    }
  });
}

/** Refuses codes that came before. */
function checkDifferent(coded: readonly { readonly code: string }[], path: Path, what: string, refuse: Refuse): void {
  const firsts = new Map<string, number>();
  coded.forEach(({ code }, at) => {
    const first = firsts.get(code);
    if (first === undefined) {
      firsts.set(code, at);
      return;
    }
    const place = [...path, at, "code"];
    const because = `${place.join(".")} must not be that of ${[...path, first].join(".")}, received ${describe(code)}`;
    refuse("duplicate-code", place, because, `give each ${what} a code of its own`);
  });
}

function checkIndicators({ indicators = [] }: ResultNode, path: Path, refuse: Refuse): void {
  checkDifferent(indicators, path, "indicator of a node", refuse);
  indicators.forEach(({ targets = [] }: ResultIndicator, at) => {
    targets.forEach(({ period }, place) => {
      const first = targets.findIndex((one) => one.period?.from === period?.from && one.period?.to === period?.to);
      if (period === undefined || first === place) return;
      const where = [...path, at, "targets", place];
      const because = `${where.join(".")} must be for another period than targets.${first}, and both are for ${periodText(period)}`;
      refuse("said-twice", where, because, "leave one of the two targets");
    });
  });
}

/** The code of a node's level; the name as written where it is none. */
function levelOf(node: ResultNode, path: Path, levels: readonly ResultLevel[], refuse: Refuse): string {
  const [level, ...others] = levelsNamed(levels, node.level);
  const place = `${path.join(".")} of ${named("node", node.code)}`;
  if (level === undefined) {
    const near = nearestLevel(levels, node.level);
    const codes = levels.map(({ code }) => code).join(", ");
    const because = `${place} must be one of ${codes}, or a name of one, received ${describe(node.level)}`;
    refuse(
      "unknown-level",
      path,
      because,
      near === undefined ? "write the code of a level" : `did you mean "${near}"?`,
    );
  } else if (others.length > 0) {
    const candidates = [level, ...others].map(({ code }) => code).join(" and of ");
    const because = `${place} must name one level, and ${JSON.stringify(node.level)} is a name of ${candidates}`;
    refuse("ambiguous-level", path, because, "write the code of the one that is meant");
  }
  return level?.code ?? node.level;
}

function checkEdges({ nodes, edges }: ResultsTreeSpec, refuse: Refuse): void {
  const codes = new Set(nodes.map(({ code }) => code));
  const near = nearestIn([...codes]);
  const firsts = new Map<string, number>();
  edges.forEach(({ from, to }, at) => {
    for (const [end, code] of [["from", from] as const, ["to", to] as const]) {
      if (codes.has(code)) continue;
      const meant = near(code);
      const because = `edges.${at}.${end} must be the code of a node, received ${describe(code)}`;
      const hint = meant === undefined ? "add the node, or leave the edge out" : `did you mean "${meant}"?`;
      refuse("unknown-node", ["edges", at, end], because, hint);
    }
    const key = JSON.stringify([from, to]);
    const first = firsts.get(key);
    if (first === undefined) {
      firsts.set(key, at);
      return;
    }
    const because = `edges.${at} must join two other nodes than edges.${first}`;
    refuse("said-twice", ["edges", at], because, "put what both say into one edge");
  });
}
