import { writeFileSync } from "node:fs";
import { type CheckedClaims, checkClaims } from "../evidence/claims";
import type { Claim } from "../evidence/claim";
import { nearest } from "../issue";
import { toLogframe } from "../render/logframe";
import { toMermaid } from "../render/mermaid";
import { toSvg } from "../render/svg";
import { toTheoryOfChange } from "../render/theory-of-change";
import type { Report } from "../report/report";
import { checkResultsTree } from "../results-tree/check";
import { defineResultsTree } from "../results-tree/define";
import type { ResultsTree, ResultsTreeSpec } from "../results-tree/tree";
import type { Locale } from "../share";
import { fileError } from "./blocks";
import { readJson, readText } from "./inputs";
import { issueLines } from "./issue-text";
import { indicatorsOf, localeNamed } from "./settings";
import { jsonText, printable, type Streams, UsageError } from "./terminal";

/** How a results tree is drawn or written out. */
const DRAWINGS: Readonly<Record<string, (tree: ResultsTree, options: { readonly locale: Locale }) => string>> = {
  mermaid: toMermaid,
  svg: toSvg,
  logframe: toLogframe,
  "theory-of-change": toTheoryOfChange,
};

/** The names of the ways to draw a tree. */
export const drawingNames: readonly string[] = Object.keys(DRAWINGS);

/** What `mio tree` may be told. */
export interface TreeOptions {
  readonly indicators?: string;
  readonly format?: string;
  readonly output?: string;
  readonly locale?: string;
  readonly json?: boolean;
}

/** Tells what a results tree leaves open or contradicts, or draws it. */
export function tree(path: string, options: TreeOptions, streams: Streams): number {
  const drawing = options.format === undefined ? undefined : drawingNamed(options.format);
  const locale = localeNamed(options.locale ?? "ru");
  const indicators = indicatorsOf(options.indicators);
  const defined = defineResultsTree(readJson(path) as ResultsTreeSpec);
  const issues = checkResultsTree(defined, indicators);
  const errors = issues.filter(({ severity }) => severity === "error").length;
  if (drawing !== undefined) {
    writePage(`${drawing(defined, { locale }).trimEnd()}\n`, options.output, streams);
    return 0;
  }
  const summary = `${defined.nodes.length} results, ${defined.edges.length} links; ${errors} errors, ${issues.length - errors} warnings.\n`;
  const gap = issues.length > 0 ? "\n" : "";
  writePage(
    options.json === true
      ? jsonText({ ok: errors === 0, issues })
      : [...issueLines(issues, path), gap, summary].join(""),
    options.output,
    streams,
  );
  return errors > 0 ? 1 : 0;
}

function drawingNamed(name: string): (typeof DRAWINGS)[string] {
  const drawing = Object.hasOwn(DRAWINGS, name) ? DRAWINGS[name] : undefined;
  if (drawing !== undefined) return drawing;
  const near = nearest(name, drawingNames);
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  throw new UsageError(
    `Cannot draw as ${JSON.stringify(name)}: --format must be one of ${drawingNames.join(", ")}${hint}`,
  );
}

/** Checks the figures of a text by themselves and against a report. */
export function claims(
  text: string,
  report: string,
  options: { readonly locale?: string; readonly json?: boolean },
  streams: Streams,
): number {
  const locale = localeNamed(options.locale ?? "ru");
  const checked = checkClaims(readText(text), readJson(report) as Report);
  const isWrong = checked.claims.some(({ findings }) => findings.some(({ outcome }) => outcome === "wrong"));
  streams.out(options.json === true ? jsonText(checked) : printable(claimLines(checked, text, locale).join("")));
  return isWrong ? 1 : 0;
}

const OUTCOMES = {
  ru: { right: "верно", wrong: "неверно", open: "вопрос", none: "Чисел, которые можно проверить, в тексте нет." },
  en: { right: "right", wrong: "wrong", open: "open", none: "There is no figure in the text that could be checked." },
} as const;

function claimLines({ claims, questions }: CheckedClaims, file: string, locale: Locale): readonly string[] {
  const words = OUTCOMES[locale];
  if (claims.length === 0) return [`${words.none}\n`];
  const lineOf = ({ line, column, text, findings }: Claim) =>
    [
      `${file}:${line}:${column}: ${text}\n`,
      ...findings.map(({ outcome, message }) => `  ${words[outcome]}: ${message[locale]}\n`),
    ].join("");
  return [...claims.map(lineOf), ...questions.map(({ message }) => `${words.open}: ${message[locale]}\n`)];
}

function writePage(page: string, path: string | undefined, streams: Streams): void {
  if (path === undefined) {
    streams.out(printable(page));
    return;
  }
  try {
    writeFileSync(path, page);
  } catch (error) {
    throw fileError(error, path);
  }
}
