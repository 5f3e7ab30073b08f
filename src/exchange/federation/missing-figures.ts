import { describe, type Issue } from "../../issue";
import { type Path, reading, tallyIssue } from "./issue";
import { figureKey, stratumKey, tableKey } from "./keys";
import type { Tally } from "./tally";

/** Every indicator has one result a period, every row likewise, and every table a row of everybody. */
export function missingFigures(tally: Tally, at: number): readonly Issue[] {
  const { definitions, manifest, results, disaggregations } = tally;
  const issues: Issue[] = [];
  const lacks = (path: Path, because: string) => {
    const hint = "make the tally again with toTally; nothing may be left out by hand";
    issues.push(tallyIssue("missing-figures", reading(at, tally), [at, ...path], because, hint));
  };
  const wanted = definitions.flatMap(({ code }) => manifest.periods.map((period) => figureKey({ code, period })));
  const compare = (
    path: Path,
    what: string,
    figures: readonly { readonly code: string; readonly period: Tally["manifest"]["periods"][number] }[],
  ) => {
    const given = figures.map(figureKey);
    const isWhole = given.length === new Set(given).size && [...given].sort().join() === [...wanted].sort().join();
    if (!isWhole)
      lacks(
        path,
        `${what} must hold each indicator once in each period, ${wanted.length} in all, received ${given.length}`,
      );
  };
  compare(["results"], "results", results);
  const ofCode = new Map(
    definitions.map(({ code, definition }) => [code, (definition.readings ?? []).map((one) => one.code)]),
  );
  results.forEach(({ code, readings }, place) => {
    const beside = readings.map((one) => one.code);
    if (beside.join("\n") === (ofCode.get(code) ?? beside).join("\n")) return;
    lacks(
      ["results", place, "readings"],
      `results.${place}.readings must be those of indicator ${describe(code)}, received ${describe(beside)}`,
    );
  });
  const keys = disaggregations.map(tableKey);
  disaggregations.forEach(({ dimensions, rows, overlaps }, table) => {
    const path = ["disaggregations", table];
    if (keys.indexOf(keys[table]!) < table) lacks(path, `${path.join(".")} must differ from the tables before it`);
    const seen = new Set<string>();
    rows.forEach(({ of, figures }, row) => {
      const place = `${path.join(".")}.rows.${row}`;
      if (of.length !== dimensions.length)
        lacks([...path, "rows", row, "of"], `${place}.of must hold one value for each dimension`);
      const name = stratumKey(of);
      if (seen.has(name)) lacks([...path, "rows", row, "of"], `${place}.of must differ from the rows before it`);
      seen.add(name);
      compare([...path, "rows", row, "figures"], `${place}.figures`, figures);
    });
    const everybody = stratumKey(dimensions.map(() => ({ kind: "total" })));
    if (!seen.has(everybody)) lacks([...path, "rows"], `${path.join(".")}.rows must hold a row of everybody`);
    const spans = dimensions.flatMap((code) => manifest.periods.map((period) => figureKey({ code, period })));
    const given = overlaps.map(({ dimension: code, period }) => figureKey({ code, period }));
    given.forEach((key, place) => {
      if (spans.includes(key) && given.indexOf(key) === place) return;
      const because = `${path.join(".")}.overlaps.${place} must be of a dimension of the table and a period of the tally, once`;
      lacks([...path, "overlaps", place], because);
    });
  });
  return issues;
}
