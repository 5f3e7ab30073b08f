import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path/posix";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/**
 * The rooms of `src/`, in one total order: a room imports only rooms that stand before it. A folder that needs an order
 * of its own names its files, and a file there imports only siblings that stand before it. Files that are not named
 * neither import a sibling nor are imported by one.
 */
const order: readonly (string | readonly [folder: string, ...files: string[]])[] = [
  "once",
  "issue",
  "options",
  "calendar",
  "share",
  [
    "statistics",
    "arguments",
    "count-table",
    "life-table",
    "quadratic-form",
    "normal",
    "distribution",
    "test-result",
    "proportion",
    "difference",
    "paired",
    "signs",
    "square-table",
    "reliability",
    "association",
    "fisher",
    "stratified",
    "survival",
    "log-rank",
    "cumulative-incidence",
    "reliable-change",
  ],
  ["events", "vocabulary", "event", "schema", "check"],
  [
    "dataset",
    "column",
    "dictionary",
    "numbers",
    "log",
    "link",
    "store",
    "known",
    "subset",
    "criteria",
    "facts",
    "alike",
    "warnings",
    "dataset",
    "digest",
  ],
  "spells",
  [
    "definition",
    "pairing",
    "sound",
    "language",
    "windows",
    "words",
    "doors",
    "shape",
    "schema",
    "fingerprint",
    "sense",
    "needs",
  ],
  "shapes",
  [
    "mapping",
    "tables",
    "cells",
    "events-from-tables",
    "encodings",
    "mapping",
    "schema",
    "define",
    "header",
    "reader",
    "events-from-rows",
  ],
  ["instrument", "instrument", "define"],
  [
    "verdicts",
    "plan",
    "view",
    "openings",
    "anchors",
    "recorded",
    "attributes",
    "picks",
    "change",
    "fillings",
    "joined-within",
    "turning",
    "marks",
    "windows",
    "runs",
    "scope",
    "verdict",
    "judge",
    "evaluation",
    "result",
    "indicator",
    "missing",
    "trace",
    "grades",
    "explain",
    "needs",
  ],
  [
    "results-tree",
    "tree",
    "levels",
    "schema",
    "issue",
    "define",
    "measure",
    "reach",
    "graph",
    "links",
    "nodes",
    "measured",
    "check",
    "reasons",
    "progress",
    "evaluate",
  ],
  [
    "catalogue",
    "vse-poluchitsya",
    "vse-poluchitsya-nodes",
    "vse-poluchitsya-tree",
    "milestones",
    "wioa",
    "australia",
    "ips",
    "retention",
    "returns",
    "catalogue",
  ],
  [
    "tables",
    "dimension",
    "strata",
    "strata-notes",
    "disaggregate",
    "funnel",
    "adverse-events",
    "worsening",
    "harm",
    "reconcile",
    "standing",
    "causes",
    "pairing",
    "rate-mix",
    "compare",
    "changes",
    "pooled-groups",
    "group-tests",
    "standardise",
    "pooled-periods",
    "pooled-splits",
    "pooling-words",
    "pooling-verdict",
    "pooling-notes",
    "pooling",
    "rewrite",
    "contact",
    "observation",
    "retention-curve",
    "retention-notes",
    "retention-options",
    "retention",
    "milestone-estimates",
    "follow-up-plan",
    "shipped-readings",
    "readings",
    "sensitivity",
    "change-basis",
    "change-notes",
    "criterion-movements",
    "nothing-changed",
    "pairing-funnel",
    "paired-people",
    "social-change",
    "movements",
    "evidence-kind",
    "triangulation",
    "report-span",
    "pair-agreement",
    "agreement",
    "exact-summary",
    "feedback-answers",
    "feedback-items",
    "feedback-scales",
    "feedback-themes",
    "feedback-notes",
    "feedback",
    "entry-lag",
    "completeness",
    "findings",
    "quality-rules",
    "data-quality",
  ],
  [
    "privacy",
    "rules",
    "cells",
    "figures",
    "disaggregations",
    "editions",
    "vocabulary",
    "facts",
    "possible-people",
    "features",
    "funnels",
    "harm",
    "reconciliations",
    "tree",
    "table-set",
    "round",
    "cone",
    "exchanges",
    "tailored",
    "readers",
    "layout",
    "placed-cells",
    "sums",
    "moves",
    "surroundings",
    "protect",
    "protected-set",
    "edits",
    "suppress",
  ],
  [
    "evidence",
    "label",
    "passage",
    "token",
    "figure",
    "context",
    "claim",
    "percent",
    "match",
    "denominators",
    "claims",
    "standard",
    "finding",
    "rule",
    "no-change",
    "long-term",
    "result-rules",
    "tree-issues",
    "tree-rules",
    "group-rules",
    "tracking-rules",
    "data-rules",
    "feedback-rules",
    "asks",
    "gaps",
    "improvement-plan",
  ],
  ["report", "glossary", "report", "whole"],
  [
    "federation",
    "tally",
    "schema",
    "partner-tally",
    "ranges",
    "keys",
    "issue",
    "missing-figures",
    "count-faults",
    "check",
    "mismatches",
    "network",
    "merged-counts",
    "notes",
    "merged-tables",
    "merge",
  ],
  [
    "pictures",
    "picture",
    "pictured",
    "dots",
    "periods",
    "strata",
    "funnels",
    "retention",
    "criteria",
    "results-tree",
    "pictures",
  ],
  [
    "render",
    "words",
    "phrase",
    "denial",
    "pairing",
    "clause",
    "sentence",
    "line",
    "markdown",
    "reference-sheet",
    "step",
    "explanation",
    "evidence",
    "figures",
    "views",
    "social-change",
    "feedback-view",
    "text-width",
    "layered-order",
    "layered-positions",
    "tree-layout",
    "tree-ranks",
    "tree-words",
    "tree-figures",
    "tree-boxes",
    "drawing",
    "tree-geometry",
    "tree-drawing",
    "picture-words",
    "picture-text",
    "picture-frame",
    "dot-plot",
    "funnel-bars",
    "retention-plot",
    "diverging-bars",
    "svg",
    "vega-marks",
    "vega-dots",
    "vega-funnel",
    "vega-retention",
    "vega-criteria",
    "vega-tree",
    "vega-lite",
    "mermaid",
    "logframe",
    "theory-of-change",
    "monitoring-words",
    "monitoring-regulations",
  ],
  [
    "document",
    "document",
    "edition",
    "cells",
    "picture-blocks",
    "harm-rows",
    "opening",
    "indicator-sections",
    "people-sections",
    "social-change-section",
    "retention-section",
    "feedback-section",
    "tree-sections",
    "closing",
    "report-document",
    "markdown-document",
    "plain-document",
    "html-style",
    "html-script",
    "html-document",
  ],
  ["spreadsheet", "data-table", "shielded-tables", "whole-tables", "report-tables", "csv"],
  "xlsx",
  [
    "display",
    "cells",
    "sheet",
    "shown",
    "results-sheet",
    "sheets",
    "looks",
    "picture-look",
    "harm-rows",
    "report-look",
    "displayed",
    "doors",
  ],
  [
    "testing",
    "test-person",
    "coverage",
    "change",
    "spell-changes",
    "pairing-changes",
    "changes",
    "mutants",
    "assert-verdicts",
  ],
  [
    "exchange",
    "exchanged",
    "figure",
    "remark",
    "checks",
    "xml",
    "iati-activity",
    "iati-indicator",
    "iati",
    "dhis2-period",
    "dhis2-mapping",
    "dhis2",
    "fhir-resources",
    "fhir-group",
    "fhir",
  ],
  "index",
  [
    "cli",
    "terminal",
    "system",
    "places",
    "alphabets",
    "blocks",
    "encoding",
    "text",
    "files",
    "paths",
    "csv",
    "archive",
    "workbook",
    "output",
    "inputs",
    "settings",
    "issue-text",
    "report-text",
    "people-text",
    "formats",
    "data-commands",
    "document-commands",
    "example",
    "init",
    "run",
    "main",
  ],
];

/** The one door of each outside library: a room, or a file of a room. */
const doors: Readonly<Record<string, readonly string[]>> = {
  "date-fns": ["calendar"],
  zod: ["events", "definition", "mapping", "instrument", "results-tree", "federation"],
  "write-excel-file": ["xlsx"],
  node: ["cli"],
  commander: ["cli"],
  papaparse: ["cli"],
  hucre: ["cli"],
};

const LONGEST_FILE = 400;
const drawers = new Set(["util", "utils", "helper", "helpers", "common", "misc", "types", "shared"]);
/** Names that reach a clock, randomness, code from text, or the machine. */
const forbidden = new Set(["performance", "crypto", "eval"]);
const forbiddenOutsideCli = new Set(["process", "console"]);
const forbiddenMembers = new Set(["Date.now", "Math.random"]);

const rooms = order.map((room) => (typeof room === "string" ? room : room[0]));
const filesOf = new Map(order.flatMap((room) => (typeof room === "string" ? [] : [[room[0], room.slice(1)] as const])));

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
const roomOf = (path: string) => withoutExtension(path).split("/")[0] ?? "";

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
  room: ({ path }) => (rooms.includes(roomOf(path)) ? [] : [`${roomOf(path)} is not in the order of rooms`]),

  upward: (source) => {
    const own = rooms.indexOf(roomOf(source.path));
    return insideImports(source)
      .filter((target) => roomOf(target) !== roomOf(source.path))
      .filter((target) => !rooms.includes(roomOf(target)) || rooms.indexOf(roomOf(target)) > own)
      .map((target) => `imports ${target}, which does not stand before ${roomOf(source.path)}`);
  },

  siblings: (source) => {
    const room = roomOf(source.path);
    const files = filesOf.get(room) ?? [];
    const placeOf = (path: string) => files.indexOf(withoutExtension(path).slice(room.length + 1));
    return insideImports(source)
      .filter((target) => roomOf(target) === room)
      .filter((target) => placeOf(target) < 0 || placeOf(target) >= placeOf(source.path))
      .map((target) => `imports its sibling ${target}, which does not stand before it`);
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

  "export-star": (source) =>
    collect(source, (node) =>
      ts.isExportDeclaration(node) && (!node.exportClause || ts.isNamespaceExport(node.exportClause))
        ? "exports everything of a file (export *)"
        : undefined,
    ),

  "front-door": ({ path, tree }) =>
    path === "index.ts" && !tree.statements.every((statement) => ts.isExportDeclaration(statement))
      ? ["holds something else than named exports"]
      : [],

  any: (source) => collect(source, (node) => (node.kind === ts.SyntaxKind.AnyKeyword ? "writes any" : undefined)),

  global: (source) => {
    const isForbidden = (name: string) =>
      forbidden.has(name) || (forbiddenOutsideCli.has(name) && roomOf(source.path) !== "cli");
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
      const readsClock = called === "Date" && (ts.isCallExpression(node) || !node.arguments?.length);
      return readsClock ? "reads the clock (Date without arguments)" : undefined;
    });
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

  it("has every file that the order of a folder names", () => {
    const paths = sources.map(({ path }) => withoutExtension(path));
    const named = [...filesOf].flatMap(([folder, files]) => files.map((file) => `${folder}/${file}`));
    expect(named.filter((file) => !paths.includes(file))).toEqual([]);
  });

  for (const [name, rule] of Object.entries(rules)) {
    it(`obeys the rule "${name}"`, () => {
      const found = sources.flatMap((source) => rule(source).map((finding) => `src/${source.path} ${finding}`));
      expect(found).toEqual([]);
    });
  }
});

describe("the rules", () => {
  const bad: readonly (readonly [rule: keyof typeof rules, path: string, text: string])[] = [
    ["room", "weather.ts", "export const sun = 1;"],
    ["room", "weather/sun.ts", "export const sun = 1;"],
    ["upward", "calendar.ts", 'import { share } from "./share";'],
    ["upward", "calendar.ts", 'import type { Share } from "./share";'],
    ["upward", "calendar.ts", 'export { share } from "./share";'],
    ["upward", "calendar.ts", 'type Share = import("./share").Share;'],
    ["upward", "calendar.ts", 'const share = await import("./share");'],
    ["upward", "calendar.ts", 'const share = require("./share");'],
    ["upward", "calendar.ts", 'import share = require("./share");'],
    ["upward", "statistics/normal.ts", 'import { parse } from "../dataset/parse";'],
    ["upward", "cli/main.ts", 'import { x } from "../weather";'],
    ["upward", "report.ts", 'import { parseDataset } from "./index";'],
    ["siblings", "statistics/normal.ts", 'import { wilson } from "./proportion";'],
    ["siblings", "statistics/normal.ts", 'import { itself } from "./normal";'],
    ["siblings", "statistics/proportion.ts", 'import { unnamed } from "./unnamed";'],
    ["siblings", "tables/funnel.ts", 'import { compare } from "../tables/compare";'],
    ["door", "share.ts", 'import { addMonths } from "date-fns/addMonths";'],
    ["door", "calendar.ts", 'import { Decimal } from "decimal.js";'],
    ["door", "calendar-date.ts", 'import { addMonths } from "date-fns/addMonths";'],
    ["door", "report.ts", 'import type * as z from "zod";'],
    ["door", "dataset/parse.ts", 'import { readFileSync } from "node:fs";'],
    ["door", "cli/main.ts", 'import { readFileSync } from "fs";'],
    ["door", "calendar.ts", 'import { utc } from "@date-fns/utc";'],
    ["door", "cli/main.ts", "const part = await import(name);"],
    ["export-star", "index.ts", 'export * from "./calendar";'],
    ["export-star", "index.ts", 'export * as calendar from "./calendar";'],
    ["front-door", "index.ts", "export const version = 1;"],
    ["any", "share.ts", "let share: any;"],
    ["any", "share.ts", "const share = half as any;"],
    ["any", "share.ts", "type Shares = Record<string, any[]>;"],
    ["global", "calendar.ts", "const today = new Date();"],
    ["global", "calendar.ts", "const today = new Date;"],
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
      ["calendar.ts", 'import { addMonths } from "date-fns/addMonths";\nimport { sentence } from "./issue";'],
      ["calendar.ts", 'const epoch = new Date(0); // any clock, Date.now, eval\nconst say = "new Date() any";'],
      ["statistics/proportion.ts", 'import { normalQuantile } from "./normal";\nimport { sentence } from "../issue";'],
      ["report.ts", "const steps = { process: 1, console: 2 }; steps.process;\ninterface Step { process: string }"],
      ["cli/main.ts", 'import { argv } from "node:process";\nconsole.log(process.cwd(), argv);'],
      ["index.ts", 'export { year } from "./calendar";\nexport type { Period } from "./calendar";'],
      ["share.ts", "//\n".repeat(LONGEST_FILE)],
      ["results-tree.ts", 'import * as z from "zod";'],
    ];
    const findings = good.flatMap(([path, text]) => Object.values(rules).flatMap((rule) => rule(read(path, text))));
    expect(findings).toEqual([]);
  });
});
