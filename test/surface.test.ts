import { readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { doorFiles, doors } from "./doors";

/** The names that a door exports, as it writes them: values apart from types. */
function exportedNames(file: string): { readonly values: readonly string[]; readonly types: readonly string[] } {
  const tree = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const values: string[] = [];
  const types: string[] = [];
  for (const statement of tree.statements) {
    if (!ts.isExportDeclaration(statement) || !statement.exportClause || !ts.isNamedExports(statement.exportClause)) {
      throw new Error(`Cannot list the public names: ${file} must hold named exports only`);
    }
    for (const { name, isTypeOnly } of statement.exportClause.elements) {
      (statement.isTypeOnly || isTypeOnly ? types : values).push(name.text);
    }
  }
  return { values: values.sort(), types: types.sort() };
}

const names = Object.keys(doors).filter((name) => name !== "mio-indicators/xlsx");
const all = names.map((name) => ({ name, ...exportedNames(doorFiles[name]!) }));

it("the public names are those in surface.txt, door by door", async () => {
  const lines = all.flatMap(({ name, values, types }) => [
    `# ${name}`,
    ...values.map((value) => `value ${value}`),
    ...types.map((type) => `type ${type}`),
  ]);
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("__snapshots__/surface.txt");
});

it("nothing is exported twice", () => {
  const found = all.flatMap(({ values, types }) => [...values, ...types]);
  expect(found.filter((name, at) => found.indexOf(name) !== at)).toEqual([]);
});

describe("every public value is there", () => {
  it.each(all.map(({ name, values }) => [name, values] as const))("%s", (name, values) => {
    expect(Object.keys(doors[name]!).sort()).toEqual(values);
    expect(Object.values(doors[name]!)).not.toContain(undefined);
  });
});
