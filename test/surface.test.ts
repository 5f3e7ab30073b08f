import { readFileSync } from "node:fs";
import ts from "typescript";
import { expect, it } from "vitest";
import * as index from "../src/index";

/** The names that `src/index.ts` exports, as it writes them: values apart from types. */
function exportedNames(): { values: string[]; types: string[] } {
  const tree = ts.createSourceFile("index.ts", readFileSync("src/index.ts", "utf8"), ts.ScriptTarget.Latest);
  const values: string[] = [];
  const types: string[] = [];
  for (const statement of tree.statements) {
    if (!ts.isExportDeclaration(statement) || !statement.exportClause || !ts.isNamedExports(statement.exportClause)) {
      throw new Error("Cannot list the public names: src/index.ts must hold named exports only");
    }
    for (const { name, isTypeOnly } of statement.exportClause.elements) {
      (statement.isTypeOnly || isTypeOnly ? types : values).push(name.text);
    }
  }
  return { values: values.sort(), types: types.sort() };
}

it("the public names are those in surface.txt", async () => {
  const { values, types } = exportedNames();
  const lines = [...values.map((name) => `value ${name}`), ...types.map((name) => `type ${name}`)];
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("__snapshots__/surface.txt");
});

it("every public value is there", () => {
  expect(Object.keys(index).sort()).toEqual(exportedNames().values);
  expect(Object.values(index)).not.toContain(undefined);
});
