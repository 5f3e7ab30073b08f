import { type Issue, type Severity, sentence } from "../../issue";

type Path = readonly (string | number)[];

/** An issue about a place in a results tree. */
export function treeIssue(
  code: string,
  severity: Severity,
  path: Path,
  parts: { readonly cannot: string; readonly because: string; readonly received?: unknown },
  hint: string,
): Issue {
  const message = sentence(parts);
  return Object.freeze({ code: `results-tree.${code}`, severity, path: Object.freeze([...path]), message, hint });
}
