/** Runs `docs/errors.md`: each failing input gives exactly the issues beneath it, and its mended input none. */
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { buildReport } from "../src/report/index";
import {
  catalogue,
  checkResultsTree,
  defineIndicator,
  defineResultsTree,
  DefinitionError,
  evaluate,
  type IndicatorDefinition,
  type Issue,
  type ResultsTreeSpec,
  safeParseDataset,
  workExperienceShare,
  year,
} from "../src/core/index";
import { defineInstrument, type Instrument } from "../src/tables/index";
import { type Dhis2Options, mergeTallies, toDhis2, TallyError } from "../src/exchange/index";
import { eventsFromRows, type SourceTable, type TableMapping } from "../src/input/index";
import { findingWordings } from "../src/tables/quality/findings";
import { dataset } from "./docs-prelude";
import { type FilesInput, issuesOfFiles } from "./errors-of-files";

/** One example of a code: what fails, what is said of it, and what is mended. */
interface Example {
  readonly code: string;
  readonly failing: unknown;
  readonly said: readonly { readonly message: string; readonly hint: string }[];
  readonly mended: unknown;
}

const EXAMPLE = /^Failing:\n\n```json\n([\s\S]*?)^```\n\n((?:>.*\n|\n(?=>))+)\nMended:\n\n```json\n([\s\S]*?)^```$/gm;
const SAID = /^> (.+)\n>\n> (.+)$/gm;

const page = readFileSync("docs/errors.md", "utf8");
const sections = page.split(/^### /m).flatMap((text) => {
  const code = /^`([a-z-]+\.[a-z-]+)`\n/.exec(text)?.[1];
  return code === undefined ? [] : [{ code, text }];
});

const examples: readonly Example[] = sections.flatMap(({ code, text }) =>
  [...text.matchAll(EXAMPLE)].map(([, failing = "", said = "", mended = ""]) => ({
    code,
    failing: JSON.parse(failing) as unknown,
    said: [...said.matchAll(SAID)].map(([, message = "", hint = ""]) => ({ message, hint })),
    mended: JSON.parse(mended) as unknown,
  })),
);

/** A results tree of the page, and the catalogue it is held against. */
type TreeInput = ResultsTreeSpec & { readonly indicators: readonly (string | IndicatorDefinition)[] };

/** The tree whose parts the inputs for results trees put others in place of. */
const wholeTree = JSON.parse(/^## Results trees$[\s\S]*?^```json\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? "") as TreeInput;

/** The tally that inputs for tallies put other parts in. */
const wholeTally = JSON.parse(/^## Tallies$[\s\S]*?^```json\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? "") as object;

function treeIssues(parts: Partial<TreeInput>): readonly Issue[] {
  const { indicators, ...spec } = { ...wholeTree, ...parts };
  const shipped = Object.values(catalogue).flat();
  const defined = indicators.map((one) =>
    typeof one === "string" ? shipped.find(({ code }) => code === one)! : defineIndicator(one),
  );
  return checkResultsTree(defineResultsTree(spec), defined);
}

/** The mapping whose parts the inputs for exchange put others in place of, and the report it fits. */
const wholeMapping = JSON.parse(
  /^## Exchange$[\s\S]*?^```json\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? "",
) as Dhis2Options;
const bySex = buildReport(
  evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" }),
  { disaggregate: [{ by: ["sex"] }] },
);

function mappingIssues(parts: Partial<Dhis2Options>): readonly Issue[] {
  return issuesThrown(() => {
    toDhis2(bySex, { ...wholeMapping, locale: "en", ...parts });
    return [];
  });
}

function issuesThrown(define: () => readonly Issue[]): readonly Issue[] {
  try {
    return define();
  } catch (error) {
    if (error instanceof DefinitionError || error instanceof TallyError) return error.issues;
    throw error;
  }
}

/**
 * What the library finds wrong with an input of the page: a list of events, events with criteria, a definition, an
 * instrument, tables with their mapping, files, parts of a tree, of a mapping to DHIS2, or a list of parts of tallies.
 */
async function issuesOf(code: string, input: unknown): Promise<readonly Issue[]> {
  if (code.startsWith("input.")) return issuesOfFiles(input as FilesInput);
  if (code.startsWith("results-tree.")) return issuesThrown(() => treeIssues(input as Partial<TreeInput>));
  if (code.startsWith("exchange.")) return mappingIssues(input as Partial<Dhis2Options>);
  if (code.startsWith("tally.")) {
    const tallies = (input as readonly object[]).map((parts) => ({ ...wholeTally, ...parts }));
    return issuesThrown(() => {
      mergeTallies(tallies);
      return [];
    });
  }
  if (code.startsWith("instrument.")) {
    return issuesThrown(() => {
      defineInstrument(input as Instrument);
      return [];
    });
  }
  if (code.startsWith("mapping.")) {
    const { tables, mapping } = input as { readonly tables: readonly SourceTable[]; readonly mapping?: TableMapping };
    return issuesThrown(() => eventsFromRows(tables, mapping).issues);
  }
  if (code.startsWith("definition.")) {
    return issuesThrown(() => {
      defineIndicator(input as IndicatorDefinition);
      return [];
    });
  }
  if (Array.isArray(input)) return safeParseDataset(input).issues;
  const { events, criteria } = input as { readonly events: readonly unknown[]; readonly criteria: readonly never[] };
  return safeParseDataset(events, { criteria }).issues;
}

/** The first paragraph under a heading, as one line. */
const firstParagraph = (text: string) => text.split("\n\n")[1]!.trimEnd().replaceAll("\n", " ");

describe("docs/errors.md", () => {
  test.each(examples)(
    "the input for $code gives these issues and no others when it fails (example %#)",
    async (example) => {
      const issues = await issuesOf(example.code, example.failing);
      expect(issues.map(({ message, hint }) => ({ message, hint }))).toEqual(example.said);
      expect(new Set(issues.map(({ code }) => code))).toEqual(new Set([example.code]));
    },
  );

  test.each(examples)("the input for $code gives no issue at all when it is mended (example %#)", async (example) => {
    expect(await issuesOf(example.code, example.mended)).toEqual([]);
  });

  test("the tree that inputs for results trees are parts of gives no issue when it is whole", () => {
    expect(treeIssues({})).toEqual([]);
  });

  test("the mapping that inputs for exchange are parts of gives no issue when it is whole", () => {
    expect(mappingIssues({})).toEqual([]);
  });

  test("the tally that inputs for tallies are parts of gives no issue when it is whole", async () => {
    expect(await issuesOf("tally.wrong-shape", [{}])).toEqual([]);
  });

  test.each(sections)(
    "$code has one paragraph of explanation and an example when it is in the catalogue",
    ({ code, text }) => {
      expect(firstParagraph(text)).toMatch(/^[A-Z].+\.$/);
      expect(examples.filter((example) => example.code === code)).not.toEqual([]);
      expect(text.match(/^Failing:$/gm)).toHaveLength(examples.filter((example) => example.code === code).length);
    },
  );

  test("no code has two headings when the page is read", () => {
    const codes = sections.map(({ code }) => code);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  test("a warning stands under Warnings, and an error does not, when the page is read", async () => {
    const [errors = "", warnings = ""] = page.split(/^## Warnings$/m);
    for (const { code, failing } of examples) {
      const severity = (await issuesOf(code, failing))[0]?.severity;
      const isOfData = code.startsWith("dataset.");
      expect([
        code,
        (severity === "warning" ? warnings : isOfData ? errors : page).includes(`### \`${code}\``),
      ]).toEqual([code, true]);
    }
  });
});

describe("the index of docs/errors.md", () => {
  const [, index = ""] = page.split(/^## /m);

  test("every code stands in it once, with its explanation, in the order of the page", () => {
    const listed = [...index.matchAll(/^\| \[`(.+)`\]\(#(.+)\) \| (.+) \|$/gm)].map(([, ...cells]) => cells);
    expect(listed).toEqual(sections.map(({ code, text }) => [code, code.replace(".", ""), firstParagraph(text)]));
  });

  test("every part of the page stands in it", () => {
    const parts = [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title).slice(1);
    expect([...firstParagraph(index).matchAll(/\[([^\]]+)\]/g)].map(([, title]) => title)).toEqual(parts);
  });
});

describe("codes that are no issues", () => {
  const rowsOf = (part: string) =>
    [...(page.split(`\n## ${part}\n`)[1] ?? "").split("\n## ")[0]!.matchAll(/^\| `(.+?)` \| (.+) \|$/gm)].map(
      ([, code = "", text = ""]) => [code, text],
    );

  test("every finding about data quality is listed with its title, save the warnings of the dataset", () => {
    const findings = Object.entries(findingWordings).filter(([code]) => !code.startsWith("dataset."));
    expect(rowsOf("Findings about data quality")).toEqual(findings.map(([code, { title }]) => [code, title.en]));
  });

  test("every code that comes with a message in src/ is named on a page", () => {
    const pages = [
      "docs/claims.md",
      "docs/exchange.md",
      "docs/federation.md",
      "docs/errors.md",
      ...readdirSync("docs/concepts").map((one) => `docs/concepts/${one}`),
    ];
    const text = pages.map((one) => readFileSync(one, "utf8")).join("\n");
    const said = noteCodesIn("src");
    expect(said.length).toBeGreaterThan(30);
    expect(said.filter((code) => !text.includes(`\`${code.replace(/^evidence\./, "")}\``))).toEqual([]);
  });

  test("every note of the page is in src/", () => {
    const sources = sourcesOf("src")
      .map(({ text }) => text)
      .join("\n");
    const notes = rowsOf("Notes").map(([code]) => code);
    expect(notes.length).toBeGreaterThan(40);
    expect(notes.filter((code) => !sources.includes(`"${code}"`) && !sources.includes(` ${code}: `))).toEqual([]);
  });
});

describe("the codes in src/", () => {
  const written = [...new Set(codesIn("src"))].sort();

  test("every code is in the catalogue when src/ can give it", () => {
    expect(written.filter((code) => !sections.some((section) => section.code === code))).toEqual([]);
  });

  test("every code is in src/ when the catalogue has it", () => {
    expect(sections.map(({ code }) => code).filter((code) => !written.includes(code))).toEqual([]);
  });

  test("the codes that are put together from parts are found when src/ is read", () => {
    expect(written).toEqual(
      expect.arrayContaining([
        "dataset.entry-lag",
        "dataset.not-a-date",
        "definition.always-true",
        "exchange.not-mapped",
        "input.bad-byte",
        "input.workbook-too-large",
        "instrument.given-twice",
        "mapping.missing-column",
        "mapping.ragged-row",
        "results-tree.level-clash",
        "results-tree.risk-without-mitigation",
        "tally.partner-twice",
      ]),
    );
  });
});

function sourcesOf(folder: string): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => ({ path: path.replaceAll("\\", "/"), text: readFileSync(`${folder}/${path}`, "utf8") }));
}

/**
 * The codes of what is said beside figures: first arguments of functions called `note` or `plain` (in documents such a
 * note has a kind and no code), and codes of objects with a message.
 */
function noteCodesIn(folder: string): readonly string[] {
  const codes = new Set<string>();
  const visit = (node: ts.Node, isDocument: boolean): void => {
    if (ts.isCallExpression(node) && !isDocument && /^(?:note|plain)$/.test(node.expression.getText())) {
      const [code] = node.arguments;
      // The blocks of a document have notes too, by their weight.
      if (code && ts.isStringLiteral(code) && !/^(?:must|aside)$/.test(code.text)) codes.add(code.text);
    }
    if (ts.isObjectLiteralExpression(node)) {
      const named = new Map(node.properties.map((property) => [property.name?.getText(), property]));
      const code = named.get("code");
      const isNote = named.has("message") && !named.has("severity");
      if (isNote && code && ts.isPropertyAssignment(code) && ts.isStringLiteral(code.initializer))
        codes.add(code.initializer.text);
    }
    ts.forEachChild(node, (child) => visit(child, isDocument));
  };
  // The shapes of plain data name kinds, not codes.
  for (const { path, text } of sourcesOf(folder).filter(({ path }) => path !== "core/shapes.ts"))
    visit(
      ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true),
      /^(document|report\/(sections|dialects))\//.test(path),
    );
  return [...codes].sort();
}

/**
 * The codes of issues in the sources: literals such as `"dataset.two-ends"`, and literals handed to a function that
 * puts `dataset.`, `definition.`, `exchange.`, `input.`, `mapping.`, `instrument.`, `results-tree.` or `tally.` before
 * one of its parameters, by itself or through another such function of the same folder.
 */
function codesIn(folder: string): readonly string[] {
  const codes: string[] = [];
  const trees = sourcesOf(folder).map(({ path, text }) => ({
    room: path.slice(0, path.lastIndexOf("/")),
    tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true),
  }));
  /** By room and function: which parameter the code is, and what is put before it. */
  const builders = new Map<string, { readonly parameter: number; readonly prefix: string }>();
  const visit = (room: string, node: ts.Node): void => {
    if (
      ts.isStringLiteral(node) &&
      /^(?:dataset|definition|exchange|input|mapping|instrument|results-tree|tally)\.(?!json$)[a-z-]+$/.test(node.text)
    )
      codes.push(node.text);
    const builder = ts.isTemplateExpression(node)
      ? /^(?:dataset|definition|exchange|input|mapping|instrument|results-tree|tally)\.$/.exec(node.head.text)
      : null;
    if (ts.isTemplateExpression(node) && builder !== null)
      noteBuilder(room, node.templateSpans[0]!.expression, builder[0]);
    if (ts.isCallExpression(node)) {
      const called = builders.get(`${room} ${node.expression.getText()}`);
      const given = called && node.arguments[called.parameter];
      if (called && given && ts.isStringLiteral(given)) codes.push(`${called.prefix}${given.text}`);
      else if (called && given) noteBuilder(room, given, called.prefix);
    }
    ts.forEachChild(node, (child) => visit(room, child));
  };
  const noteBuilder = (room: string, code: ts.Expression, prefix: string): void => {
    for (let at: ts.Node = code; at.parent !== undefined; at = at.parent) {
      if (!ts.isArrowFunction(at) && !ts.isFunctionDeclaration(at)) continue;
      const parameter = at.parameters.findIndex(({ name }) => name.getText() === code.getText());
      const name = ts.isFunctionDeclaration(at)
        ? at.name
        : ts.isVariableDeclaration(at.parent)
          ? at.parent.name
          : undefined;
      if (parameter >= 0 && name !== undefined) builders.set(`${room} ${name.getText()}`, { parameter, prefix });
      return;
    }
  };
  // Each round finds the builders that call those of the round before.
  for (let known = -1; known < builders.size; ) {
    known = builders.size;
    for (const { room, tree } of trees) visit(room, tree);
  }
  for (const { room, tree } of trees) visit(room, tree);
  return codes;
}
