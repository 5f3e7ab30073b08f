import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path/posix";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { paths, wings } from "./house";

/** The one door of each outside library: a file, or a folder. */
const doors: Readonly<Record<string, readonly string[]>> = {
  zod: [
    "core/events",
    "core/definition",
    "core/results-tree",
    "input",
    "tables/feedback/define-instrument",
    "exchange/federation",
  ],
  "write-excel-file": ["report/xlsx"],
  node: ["cli"],
  commander: ["cli"],
  papaparse: ["cli"],
  hucre: ["cli"],
};

/**
 * What the command line still takes from within a wing, since it is not public: it goes as the words of reports move
 * into one place.
 */
const withinWings: readonly string[] = [
  "cli/data-commands core/dataset/dataset",
  "cli/data-commands core/dataset/log",
  "cli/data-commands core/engine/verdict",
  "cli/data-commands report/privacy/rules",
  "cli/files input/encodings",
  "cli/inputs input/header",
  "cli/inputs input/mapping",
  "cli/inputs input/reader",
  "cli/inputs input/tables",
  "cli/people-text core/engine/verdict",
  "cli/people-text tables/comparing/comparing-words",
  "cli/places core/dataset/column",
];
const LONGEST_FILE = 400;
const drawers = new Set(["util", "utils", "helper", "helpers", "common", "misc", "types", "shared"]);
/** Names that reach a clock, randomness, code from text, or the machine. */
const forbidden = new Set(["performance", "crypto", "eval"]);
const forbiddenOutsideCli = new Set(["process", "console"]);
const forbiddenMembers = new Set(["Date.now", "Math.random"]);
/** Files that may ask the machine how a language sorts: what runs in a reader's browser, and the command line. */
const inLanguageOfMachine = /^(document\/html-script|cli\/)/;
/** What lays out a table: its tags, bars between cells, and cells filled up to one width. */
const TABLE = /<\/?t(?:able|r|d|h)\b|\|\s*-{3}|\bpad(?:End|Start)\([^)]*["'] ["']|\.padEnd\(/;
/** A line of progress that is written over is no table. */
const notTables: readonly string[] = ["cli/terminal.ts"];

/** A source file: its path from `src/`, and its text. */
interface Source {
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

function read(path: string, text: string): Source {
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
}

const withoutExtension = (path: string) => path.replace(/\.ts$/, "");
const wingOf = (path: string) => path.split("/")[0] ?? "";

/** What a visitor returns for each node of a file, without the nothings. */
function collect<T>(source: Source, visit: (node: ts.Node) => T | undefined): T[] {
  const found: T[] = [];
  const walk = (node: ts.Node): void => {
    const result = visit(node);
    if (result !== undefined) found.push(result);
    ts.forEachChild(node, walk);
  };
  walk(source.tree);
  return found;
}

/** Whatever a file imports, in any of the ways TypeScript has; `undefined` stands for a name that is not plain text. */
function importsOf(source: Source): (string | undefined)[] {
  const text = (node: ts.Node | undefined) => (node && ts.isStringLiteralLike(node) ? node.text : undefined);
  return collect(source, (node) => {
    if (ts.isImportDeclaration(node)) return { name: text(node.moduleSpecifier) };
    if (ts.isExportDeclaration(node) && node.moduleSpecifier) return { name: text(node.moduleSpecifier) };
    if (ts.isExternalModuleReference(node)) return { name: text(node.expression) };
    if (ts.isImportTypeNode(node)) {
      return { name: ts.isLiteralTypeNode(node.argument) ? text(node.argument.literal) : undefined };
    }
    if (ts.isCallExpression(node)) {
      const isRequire = ts.isIdentifier(node.expression) && node.expression.text === "require";
      if (isRequire || node.expression.kind === ts.SyntaxKind.ImportKeyword) return { name: text(node.arguments[0]) };
    }
    return undefined;
  }).map(({ name }) => name);
}

/** The files of `src/` that a file imports, as paths without extension. */
function insideImports(source: Source): string[] {
  return importsOf(source)
    .filter((name) => name?.startsWith("."))
    .map((name) => withoutExtension(normalize(join(dirname(source.path), name ?? ""))));
}

type Rule = (source: Source) => string[];

/** The rules: each returns what it found wrong with one file. */
const rules = {
  order: (source) => {
    const own = paths.indexOf(withoutExtension(source.path));
    if (own < 0) return ["is not in the order of files"];
    return insideImports(source)
      .filter((target) => !paths.slice(0, own).includes(target))
      .map((target) => `imports ${target}, which does not stand before it`);
  },

  door: (source) =>
    importsOf(source).flatMap((name) => {
      if (name === undefined) return ["imports something that is not named in plain text"];
      if (name.startsWith(".")) return [];
      const library = name.startsWith("node:") ? "node" : name.split("/", name.startsWith("@") ? 2 : 1).join("/");
      const path = withoutExtension(source.path);
      const isDoor = (doors[library] ?? []).some((door) => path === door || path.startsWith(`${door}/`));
      return isDoor ? [] : [`imports ${name}, and is not its door`];
    }),

  entrance: (source) =>
    wingOf(source.path) !== "cli"
      ? []
      : insideImports(source)
          .filter(
            (target) =>
              target.includes("/") &&
              wingOf(target) !== "cli" &&
              !target.endsWith("/index") &&
              target !== "report/xlsx",
          )
          .filter((target) => !withinWings.includes(`${withoutExtension(source.path)} ${target}`))
          .map((target) => `imports ${target}, and not the door of its wing`),

  "export-star": (source) =>
    collect(source, (node) =>
      ts.isExportDeclaration(node) && (!node.exportClause || ts.isNamespaceExport(node.exportClause))
        ? "exports everything of a file (export *)"
        : undefined,
    ),

  "front-door": ({ path, tree }) =>
    path.endsWith("/index.ts") && !tree.statements.every((statement) => ts.isExportDeclaration(statement))
      ? ["holds something else than named exports"]
      : [],

  any: (source) => collect(source, (node) => (node.kind === ts.SyntaxKind.AnyKeyword ? "writes any" : undefined)),

  global: (source) => {
    const isForbidden = (name: string) =>
      forbidden.has(name) || (forbiddenOutsideCli.has(name) && wingOf(source.path) !== "cli");
    return collect(source, (node) => {
      if (ts.isPropertyAccessExpression(node)) {
        const access = `${node.expression.getText()}.${node.name.text}`.replace("globalThis.", "");
        if (forbiddenMembers.has(access)) return `reaches ${access}`;
        return node.expression.getText() === "globalThis" && isForbidden(node.name.text)
          ? `reaches ${access}`
          : undefined;
      }
      if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) {
        return ts.isIdentifier(node) && isFree(node) && isForbidden(node.text) ? `reaches ${node.text}` : undefined;
      }
      const called = node.expression.getText().replace("globalThis.", "");
      if (called === "Function") return "makes code from text (Function)";
      return called === "Date" ? "makes a Date, which has a zone: days are whole numbers" : undefined;
    });
  },

  language: (source) =>
    inLanguageOfMachine.test(source.path)
      ? []
      : collect(source, (node) =>
          ts.isIdentifier(node) && isFree(node) && node.text === "Intl"
            ? "sorts or words by the machine (Intl)"
            : undefined,
        ),

  table: ({ path, text }) => {
    if (wingOf(path) === "document" || notTables.includes(path)) return [];
    const code = text.replace(/^\s*(?:\/\/|\/?\*).*$/gm, "");
    return TABLE.test(code) ? ["lays out a table, which only document and its dialects do"] : [];
  },

  length: ({ text }) => {
    const lines = text.trimEnd().split("\n").length;
    return lines > LONGEST_FILE ? [`has ${lines} lines, at most ${LONGEST_FILE}`] : [];
  },

  name: ({ path }) =>
    withoutExtension(path)
      .split("/")
      .flatMap((part) => {
        if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(part)) return [`${part} is not kebab-case`];
        return drawers.has(part) ? [`${part} is a drawer, not a concept`] : [];
      }),
} satisfies Record<string, Rule>;

/** Whether an identifier names a variable, rather than a member, a property or a key of something. */
function isFree(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name !== node;
  if (ts.isQualifiedName(parent)) return false;
  const isKey =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent);
  return !(isKey && parent.name === node);
}

const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts"))
  .sort()
  .map((path) => read(path, readFileSync(join("src", path), "utf8")));

describe("src/", () => {
  it("is read from disk", () => {
    expect(sources.map(({ path }) => path)).toContain("issue.ts");
  });

  it("holds nothing but TypeScript", () => {
    const others = readdirSync("src", { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && !entry.name.endsWith(".ts"),
    );
    expect(others.map(({ name }) => name)).toEqual([]);
  });

  it("has every file that the order names", () => {
    const there = sources.map(({ path }) => withoutExtension(path));
    expect(paths.filter((path) => !there.includes(path))).toEqual([]);
  });

  it("has no folder beside the wings", () => {
    const folders = readdirSync("src", { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual(wings.map(([wing]) => wing).sort());
  });

  it("makes no exception that nobody uses", () => {
    const used = sources.flatMap((source) =>
      insideImports(source).map((target) => `${withoutExtension(source.path)} ${target}`),
    );
    expect(withinWings.filter((one) => !used.includes(one))).toEqual([]);
  });

  for (const [name, rule] of Object.entries(rules)) {
    it(`obeys the rule "${name}"`, () => {
      const found = sources.flatMap((source) => rule(source).map((finding) => `src/${source.path} ${finding}`));
      expect(found).toEqual([]);
    });
  }
});

describe("docs/architecture.md", () => {
  const page = readFileSync("docs/architecture.md", "utf8");

  it("is true of tests: their folders are wings, or what runs beside them", () => {
    const beside = ["__snapshots__", "mutation", "notebook", "package"];
    const folders = readdirSync("test", { withFileTypes: true }).filter((one) => one.isDirectory());
    const named = new Set([...wings.map(([wing]) => wing), ...beside]);
    expect(folders.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([]);
  });

  it("draws the wings in their order", () => {
    const [, table = ""] = page.split("<!-- wings: drawn from test/house.ts -->");
    const drawn = [...table.split("\n\n")[0]!.matchAll(/^\| `(\w+)` \|/gm)].map(([, wing]) => wing);
    expect(drawn).toEqual(wings.map(([wing]) => wing));
  });

  it("names only files and folders that are there", () => {
    const named = [...page.matchAll(/`((?:src|test|fixtures)\/[\w./-]*)`/g)].map(([, path]) => path!);
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });
});

describe("the rules", () => {
  const bad: readonly (readonly [rule: keyof typeof rules, path: string, text: string])[] = [
    ["order", "weather.ts", "export const sun = 1;"],
    ["order", "weather/sun.ts", "export const sun = 1;"],
    ["order", "calendar.ts", 'import { share } from "./share";'],
    ["order", "calendar.ts", 'import type { Share } from "./share";'],
    ["order", "calendar.ts", 'export { share } from "./share";'],
    ["order", "calendar.ts", 'type Share = import("./share").Share;'],
    ["order", "calendar.ts", 'const share = await import("./share");'],
    ["order", "calendar.ts", 'const share = require("./share");'],
    ["order", "calendar.ts", 'import share = require("./share");'],
    ["order", "statistics/normal.ts", 'import { parse } from "../core/dataset/dataset";'],
    ["order", "cli/main.ts", 'import { x } from "../weather";'],
    ["order", "core/dataset/dataset.ts", 'import { parseDataset } from "../index";'],
    ["order", "statistics/normal.ts", 'import { wilson } from "./proportion";'],
    ["order", "statistics/normal.ts", 'import { itself } from "./normal";'],
    ["order", "statistics/proportion.ts", 'import { unnamed } from "./unnamed";'],
    ["order", "tables/funnel/funnel.ts", 'import { compare } from "../comparing/compare";'],
    ["door", "share.ts", 'import { Command } from "commander";'],
    ["door", "calendar.ts", 'import { Decimal } from "decimal.js";'],
    ["door", "calendar.ts", 'import { addMonths } from "date-fns/addMonths";'],
    ["door", "report/report.ts", 'import type * as z from "zod";'],
    ["door", "dataset/parse.ts", 'import { readFileSync } from "node:fs";'],
    ["door", "cli/main.ts", 'import { readFileSync } from "fs";'],
    ["door", "calendar.ts", 'import { utc } from "@date-fns/utc";'],
    ["door", "cli/main.ts", "const part = await import(name);"],
    ["entrance", "cli/run.ts", 'import { evaluate } from "../core/verdicts/evaluation";'],
    ["export-star", "index.ts", 'export * from "./calendar";'],
    ["export-star", "index.ts", 'export * as calendar from "./calendar";'],
    ["front-door", "core/index.ts", "export const version = 1;"],
    ["any", "share.ts", "let share: any;"],
    ["any", "share.ts", "const share = half as any;"],
    ["any", "share.ts", "type Shares = Record<string, any[]>;"],
    ["global", "calendar.ts", "const today = new Date();"],
    ["global", "calendar.ts", "const today = new Date;"],
    ["global", "calendar.ts", "const epoch = new Date(0);"],
    ["language", "share.ts", 'const format = new Intl.NumberFormat("ru");'],
    ["global", "calendar.ts", "const today = Date();"],
    ["global", "calendar.ts", "const now = Date.now();"],
    ["global", "calendar.ts", "const now = globalThis.Date.now();"],
    ["global", "calendar.ts", "const { now } = performance;"],
    ["global", "calendar.ts", "const clock = globalThis.performance;"],
    ["global", "share.ts", "const draw = Math.random;"],
    ["global", "share.ts", "const id = crypto.randomUUID();"],
    ["global", "definition.ts", 'const two = eval("1 + 1");'],
    ["global", "definition.ts", 'const two = new Function("return 2");'],
    ["global", "definition.ts", 'const two = Function("return 2")();'],
    ["global", "definition.ts", "const home = process.env.HOME;"],
    ["global", "definition.ts", "const it = { process };"],
    ["global", "definition.ts", 'console.log("here");'],
    ["global", "cli/main.ts", "const now = Date.now();"],
    ["table", "report/report.ts", "const row = `<tr><td>1</td></tr>`;"],
    ["table", "practice/gaps.ts", 'const rule = "| --- | --- |";'],
    ["table", "cli/run.ts", "const cell = share.padEnd(20);"],
    ["length", "share.ts", ";\n".repeat(LONGEST_FILE + 1)],
    ["name", "resultsTree.ts", ""],
    ["name", "Report.ts", ""],
    ["name", "render/to_text.ts", ""],
    ["name", "dataset/utils.ts", ""],
    ["name", "helpers/text.ts", ""],
  ];
  for (const [rule, path, text] of bad) {
    it(`"${rule}" finds a fault in ${path}: ${text.slice(0, 60).replace(/\s+/g, " ")}`, () => {
      expect(rules[rule](read(path, text))).not.toEqual([]);
    });
  }

  it("let everything else pass", () => {
    const good: readonly (readonly [path: string, text: string])[] = [
      ["calendar.ts", 'import { sentence } from "./issue";'],
      ["calendar.ts", 'const epoch = 0; // any clock, Date.now, eval, Intl\nconst say = "new Date() any";'],
      ["cli/run.ts", "const order = new Intl.Collator();"],
      ["statistics/proportion.ts", 'import { normalQuantile } from "./normal";\nimport { sentence } from "../issue";'],
      [
        "report/report.ts",
        "const steps = { process: 1, console: 2 }; steps.process;\ninterface Step { process: string }",
      ],
      ["cli/main.ts", 'import { argv } from "node:process";\nconsole.log(process.cwd(), argv);'],
      ["core/index.ts", 'export { year } from "../calendar";\nexport type { Period } from "../calendar";'],
      ["share.ts", "//\n".repeat(LONGEST_FILE)],
      ["core/results-tree/schema.ts", 'import * as z from "zod";'],
    ];
    const findings = good.flatMap(([path, text]) => Object.values(rules).flatMap((rule) => rule(read(path, text))));
    expect(findings).toEqual([]);
  });
});
