import { checkResultsTree, type ResultsTree } from "../core/index";
import {
  checkClaims,
  logframeDocument,
  theoryOfChangeDocument,
  type CheckedClaims,
  type Claim,
} from "../practice/index";
import { type Report, type ReportDocument, toHtml, toMarkdown, toMermaid, toPlainText, toSvg } from "../report/index";
import { nearest } from "../issue";
import type { Locale } from "../share";
import { Files, madeFrom } from "./files";
import { announcementLines, issueLines } from "./issue-text";
import { writePage } from "./output";
import { indicatorsOf, localeNamed, treeOf } from "./settings";
import { jsonText, type Streams, UsageError } from "./terminal";

type Made<Page> = (tree: ResultsTree, options: { readonly locale: Locale }) => Page;

/** How a results tree is drawn. */
const PICTURES: Readonly<Record<string, Made<string>>> = { mermaid: toMermaid, svg: toSvg };
/** What it is written out as. */
const DOCUMENTS: Readonly<Record<string, Made<ReportDocument>>> = {
  logframe: logframeDocument,
  "theory-of-change": theoryOfChangeDocument,
};
/** How a document is written, by the ending of the file it goes to; Markdown wherever else. */
const WRITERS: Readonly<Record<string, (document: ReportDocument) => string | Promise<Uint8Array>>> = {
  html: toHtml,
  txt: toPlainText,
  xlsx: async (document) => (await import("../report/xlsx")).toXlsx(document),
};

/** The names of the ways to draw a tree. */
export const drawingNames: readonly string[] = Object.keys({ ...PICTURES, ...DOCUMENTS });

/** What `mio tree` may be told. */
export interface TreeOptions {
  readonly encoding?: string;
  readonly indicators?: string;
  readonly format?: string;
  readonly output?: string;
  readonly locale?: string;
  readonly json?: boolean;
}

/** Tells what a results tree leaves open or contradicts, or draws it. */
export async function tree(path: string, options: TreeOptions, streams: Streams): Promise<number> {
  const drawing = options.format === undefined ? undefined : drawingNamed(options.format);
  const locale = localeNamed(options.locale ?? "ru");
  const files = new Files(options.encoding);
  const indicators = indicatorsOf(options.indicators, files);
  const defined = treeOf(path, files);
  streams.err(announcementLines(files));
  const issues = checkResultsTree(defined, indicators);
  const errors = issues.filter(({ severity }) => severity === "error").length;
  if (drawing !== undefined) {
    writePage(await drawing(defined, { locale }, options.output), options.output, { files, streams });
    return 0;
  }
  const summary = `${defined.nodes.length} results, ${defined.edges.length} links; ${errors} errors, ${issues.length - errors} warnings.\n`;
  const gap = issues.length > 0 ? "\n" : "";
  writePage(
    options.json === true
      ? jsonText({ ok: errors === 0, issues })
      : [...issueLines(issues, path), gap, summary].join(""),
    options.output,
    { files, streams },
  );
  return errors > 0 ? 1 : 0;
}

function drawingNamed(
  name: string,
): (...given: [...Parameters<Made<string>>, output?: string]) => string | Promise<string | Uint8Array> {
  const [picture, document] = [PICTURES, DOCUMENTS].map((all) => (Object.hasOwn(all, name) ? all[name] : undefined));
  if (picture !== undefined) return (defined, options) => `${(picture as Made<string>)(defined, options).trimEnd()}\n`;
  if (document !== undefined) {
    return (defined, options, output = "") => {
      const ending = /\.(\w+)$/.exec(output)?.[1]?.toLowerCase() ?? "";
      const write = Object.hasOwn(WRITERS, ending) ? WRITERS[ending]! : toMarkdown;
      return write((document as Made<ReportDocument>)(defined, options));
    };
  }
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
  options: { readonly encoding?: string; readonly locale?: string; readonly json?: boolean },
  streams: Streams,
): number {
  const locale = localeNamed(options.locale ?? "ru");
  const files = new Files(options.encoding);
  const words = files.text(text);
  const figures = files.json(report) as Report;
  const checked = madeFrom(report, () => checkClaims(words, figures));
  streams.err(announcementLines(files));
  const isWrong = checked.claims.some(({ findings }) => findings.some(({ outcome }) => outcome === "wrong"));
  const page = options.json === true ? jsonText(checked) : claimLines(checked, text, locale).join("");
  writePage(page, undefined, { files, streams });
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
