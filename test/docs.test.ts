import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { format } from "node:util";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { doors } from "./doors";
import * as library from "./library";

/** A block of code in the documentation. */
interface Block {
  readonly file: string;
  /** Line of the file on which the code starts, from 1. */
  readonly line: number;
  readonly code: string;
}

const FENCE = /^([ \t]*)```(?:ts|typescript)[ \t]*\n([\s\S]*?)^\1```[ \t]*$/gm;

/** Every block of TypeScript in a Markdown text; one that is marked `ts ignore` is left out. */
function markdownBlocks(file: string, text: string, firstLine = 1): Block[] {
  return [...text.matchAll(FENCE)].map(({ 0: fence, 2: code = "", index }) => ({
    file,
    line: firstLine + text.slice(0, index + fence.indexOf("\n") + 1).split("\n").length - 1,
    code,
  }));
}

/** Every doc comment of a source file, as Markdown without the stars, with the line it starts on. */
function docComments(text: string): { text: string; line: number }[] {
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].map(({ 0: comment, index }) => ({
    text: comment
      .replace(/^\/\*\*/, "")
      .replace(/\*\/$/, "")
      .replace(/^[ \t]*\*[ ]?/gm, ""),
    line: text.slice(0, index).split("\n").length,
  }));
}

/** Every `@example` block of a source file. */
function exampleBlocks(file: string, text: string): Block[] {
  return docComments(text).flatMap((comment) => markdownBlocks(file, comment.text, comment.line));
}

/** The lines of a source file where an `@example` holds no block to run. */
function emptyExamples(text: string): number[] {
  return docComments(text).flatMap(({ text: comment, line }) =>
    comment.split(/^(?=@)/m).some((tag) => tag.startsWith("@example") && markdownBlocks("", tag).length === 0)
      ? [line]
      : [],
  );
}

const nodeRequire = createRequire(import.meta.url);

/**
 * Runs a block with names in scope, and lets it import the package and what comes with Node.
 *
 * The block runs in a function of its own, so that it may declare a name which is also in scope.
 */
async function run(block: Block, scope: Readonly<Record<string, unknown>>): Promise<void> {
  const { outputText, diagnostics } = ts.transpileModule(block.code, {
    fileName: "block.ts",
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  const awaitAtTopLevel = 1378;
  const fault = diagnostics?.find(({ code }) => code !== awaitAtTopLevel);
  if (fault) throw new SyntaxError(ts.flattenDiagnosticMessageText(fault.messageText, "\n"));

  const require = (name: string): unknown => {
    if (name in doors) return doors[name];
    if (name === "vitest") return { expect };
    if (name.startsWith("node:")) return nodeRequire(name);
    throw new Error(
      `Cannot run the block: it may import the doors of the package and what comes with Node, not "${name}"`,
    );
  };
  const printed: string[] = [];
  const told = { log: (...values: readonly unknown[]) => printed.push(format(...values)) };
  const names = { ...scope, expect, require, exports: {}, console: told };
  const body = `"use strict"; return (async () => {\n${outputText}\n})();`;
  await new Function(...Object.keys(names), body)(...Object.values(names));
  for (const line of promisedIn(block.code)) expect(printed.join("\n")).toContain(line);
}

/** What a block says that it prints: comments that begin with an arrow. */
function promisedIn(code: string): readonly string[] {
  return [...code.matchAll(/^\/\/ → (.*)$/gm)].map(([, line]) => line!);
}

const typescriptFiles = filesUnder("src", ".ts");
const markdownFiles = ["README.md", "README.ru.md", ...filesUnder("docs", ".md")];

function filesUnder(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(ending) && !path.startsWith("docs/api/"))
    .sort();
}

const read = (file: string) => readFileSync(file, "utf8");

describe("the documentation", () => {
  const blocks = [
    ...typescriptFiles.flatMap((file) => exampleBlocks(file, read(file))),
    ...markdownFiles.flatMap((file) => markdownBlocks(file, read(file))),
  ];

  for (const block of blocks) {
    it(`${block.file}:${block.line} does what it says`, async () => {
      expect.hasAssertions();
      const own: object = block.file.startsWith("src/") ? await import(/* @vite-ignore */ resolve(block.file)) : {};
      await run(block, { ...library, ...own, ...(await import("./docs-prelude")) });
    });
  }

  it("has blocks in README.md and in src/", () => {
    const files = new Set(blocks.map(({ file }) => file.split("/")[0]));
    expect([...files]).toEqual(expect.arrayContaining(["README.md", "src"]));
  });

  it("has a block to run in every @example", () => {
    const empty = typescriptFiles.flatMap((file) => emptyExamples(read(file)).map((line) => `${file}:${line}`));
    expect(empty).toEqual([]);
  });
});

describe("the runner of blocks", () => {
  const block = (code: string): Block => ({ file: "x.md", line: 1, code });

  it("finds the blocks of Markdown, with their lines", () => {
    const text =
      "# A\n\n```ts\none();\n```\n\n```sh\nls\n```\n- b\n  ```ts\n  two();\n  ```\n```ts ignore\nthree();\n```\n";
    expect(markdownBlocks("x.md", text)).toEqual([
      { file: "x.md", line: 4, code: "one();\n" },
      { file: "x.md", line: 12, code: "  two();\n" },
    ]);
  });

  it("finds the examples of doc comments, with their lines", () => {
    const text = "const a = 1;\n/**\n * B.\n *\n * @example c\n * ```ts\n * one();\n * ```\n */\nconst b = 2;\n";
    expect(exampleBlocks("x.ts", text)).toEqual([{ file: "x.ts", line: 7, code: "one();\n" }]);
  });

  it("finds an example without a block", () => {
    const good = "/**\n * @example c\n * ```ts\n * one();\n * ```\n */\n";
    expect(emptyExamples(good)).toEqual([]);
    expect(emptyExamples(`${good}/** A.\n * @example c\n * one();\n */\n`)).toEqual([7]);
  });

  it("fails when a block is wrong", async () => {
    await expect(run(block("expect(1 + 1).toBe(3);"), {})).rejects.toThrow("expected 2 to be 3");
    await expect(run(block("await Promise.reject(new Error('late'));"), {})).rejects.toThrow("late");
    await expect(run(block("unheardOf();"), {})).rejects.toThrow("unheardOf is not defined");
    await expect(run(block("const = 1;"), {})).rejects.toThrow(SyntaxError);
    await expect(run(block('import * as z from "zod"; z.parse;'), {})).rejects.toThrow('not "zod"');
  });

  it("lets a block use what is in scope, import the package, and declare a name anew", async () => {
    const code =
      'import { year } from "mio-indicators"; const a: number = b; expect([a, typeof year]).toEqual([2, "function"]);';
    await run(block(code), { a: 1, b: 2, year: 1 });
  });
});
