import { type Issue, sentence } from "../../issue";
import { faultText, faultsIn } from "../../options";
import { DEFINITION } from "./words";

const WRITE = "write it with the builders, such as every, lasts and placements";

/**
 * What keeps a value from being a definition, by its shape alone.
 *
 * @param value - anything
 * @returns issues with their paths; none when the shape is right
 */
export function shapeIssues(value: unknown): readonly Issue[] {
  return [...faultsIn(value, DEFINITION)].map((one) =>
    definitionIssue("wrong-shape", one.path, faultText(one, "the definition"), one.hint ?? WRITE),
  );
}

/** An issue about a place in a definition. */
export function definitionIssue(
  code: string,
  path: readonly (string | number)[],
  because: string,
  hint: string,
): Issue {
  const message = sentence({ cannot: "define the indicator", because });
  return Object.freeze({
    code: `definition.${code}`,
    severity: "error",
    path: Object.freeze([...path]),
    message,
    hint,
  });
}
