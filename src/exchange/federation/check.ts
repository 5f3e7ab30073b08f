import { fingerprintOf } from "../../core/definition/fingerprint";
import { checkedDefinition } from "../../core/definition/sense";
import { DefinitionError, describe, type Issue } from "../../issue";
import { countFaults } from "./count-faults";
import { type Path, reading, tallyIssue } from "./issue";
import { missingFigures } from "./missing-figures";
import { tallyFaults } from "./schema";
import { FORMAT, type Tally, VERSION } from "./tally";

/**
 * What is wrong with one tally by itself, whoever wrote it: its shape, its definitions, what is missing, and counts
 * that cannot be true or should not have been told. Each is looked for when nothing is wrong with the ones before it.
 *
 * @param value - anything
 * @param at - its place among the tallies
 */
export function faultsOf(value: unknown, at: number): readonly Issue[] {
  const refuse = (code: string, path: Path, because: string, hint: string) =>
    tallyIssue(code, reading(at), [at, ...path], because, hint);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const hint = "pass what JSON.parse gives for the file";
    return [refuse("wrong-shape", [], `it must be a tally, received ${describe(value)}`, hint)];
  }
  const { format, version } = value as { readonly format?: unknown; readonly version?: unknown };
  if (format !== FORMAT) {
    const because = `format must be "${FORMAT}", received ${describe(format)}`;
    return [refuse("wrong-shape", ["format"], because, "pass what toTally gave; a report is no tally")];
  }
  if (version !== VERSION) {
    const because = `version must be ${VERSION}, received ${describe(version)}`;
    return [
      refuse(
        "unknown-version",
        ["version"],
        because,
        "make the tally again with the version of mio-indicators that merges",
      ),
    ];
  }
  const faults = tallyFaults(value);
  if (faults.length > 0) {
    const hint = "make it with toTally; a file must not be changed by hand";
    return faults.map(({ path, because }) => refuse("wrong-shape", path, because, hint));
  }
  const tally = value as Tally;
  for (const look of [definitionFaults, missingFigures, countFaults]) {
    const found = look(tally, at);
    if (found.length > 0) return found;
  }
  return [];
}

function definitionFaults(tally: Tally, at: number): readonly Issue[] {
  const codes = tally.definitions.map(({ code }) => code);
  return tally.definitions.flatMap(({ code, fingerprint, definition }, place): readonly Issue[] => {
    const path = [at, "definitions", place];
    const fault = (field: string, because: string, hint: string) => [
      tallyIssue("wrong-definition", reading(at, tally), [...path, field], `definitions.${place}.${because}`, hint),
    ];
    if (codes.indexOf(code) !== place) {
      return fault("code", `code must differ from those before it, received ${describe(code)}`, "leave one out");
    }
    try {
      checkedDefinition(definition);
    } catch (error) {
      if (!(error instanceof DefinitionError)) throw error;
      return error.issues.map((issue) => ({ ...issue, path: [...path, "definition", ...issue.path] }));
    }
    if (definition.code !== code) {
      const because = `code must be that of its definition (${describe(definition.code)}), received ${describe(code)}`;
      return fault("code", because, "make the tally again with toTally");
    }
    const own = fingerprintOf(definition);
    if (own === fingerprint) return [];
    const because = `fingerprint must be that of its definition (${own}), received ${describe(fingerprint)}`;
    return fault("fingerprint", because, "make the tally again with toTally; a definition must not be changed by hand");
  });
}
