import { lineText } from "../../core/aloud/line";
import type { ReadableReport } from "../report";
import type { DocumentBlock, DocumentCell, DocumentSection, DocumentTable } from "../../document/document";
import { type DocumentOptions, editionOf } from "../sections/edition";
import { documentOf } from "../sections/report-document";

/** How wide lines are in which words are broken; figures are never broken. */
const WIDTH = 100;
/** Columns of words are not made narrower than this. */
const LEAST = 14;
const GAP = "  ";

/**
 * A report as plain text for a terminal or a mail: underlined headings, and tables in columns.
 *
 * Words are broken into lines of a hundred characters; a table of many figures may be wider. Pictures are left
 * out: the tables hold all their figures.
 *
 * @param report - from `buildReport`, suppressed or not
 * @param options - `locale`: `"ru"` or `"en"`, the report's own by default; `title`: the heading; `labels`: words for codes, as they are by default
 * @returns lines joined by line feeds, the last one too
 * @throws TypeError when the report is not one, or an option is not known or of another kind
 * @throws RangeError when `locale` is not one of the two
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * expect(toPlainText(buildReport(evaluation), { locale: "en" }).split("\n").slice(0, 2)).toEqual(["Report on indicators", "===================="]);
 * ```
 */
export function toPlainText(report: ReadableReport, options: DocumentOptions = {}): string {
  const { title, sections } = documentOf(report, editionOf(report, options, "write the report as plain text"));
  const parts = [heading(title, "="), ...sections.flatMap((section) => sectionParts(section, 1))];
  return `${parts.join("\n\n")}\n`;
}

function sectionParts({ title, blocks, sections }: DocumentSection, depth: number): readonly string[] {
  return [
    depth === 1 ? heading(title, "-") : wrapped(title, WIDTH).join("\n"),
    ...blocks.filter(({ kind }) => kind !== "picture").map(blockText),
    ...sections.flatMap((section) => sectionParts(section, depth + 1)),
  ];
}

function heading(title: string, sign: string): string {
  const lines = wrapped(title, WIDTH);
  return [...lines, sign.repeat(Math.max(...lines.map(lengthOf)))].join("\n");
}

function blockText(block: DocumentBlock): string {
  switch (block.kind) {
    case "paragraph":
      return wrapped(block.text, WIDTH).join("\n");
    case "list":
      return block.items.map((item) => hanging("- ", item)).join("\n");
    case "terms":
      return block.entries.map(({ term, text }) => hanging("", `${term}: ${text}`, "  ")).join("\n");
    case "note":
      return block.texts.map((text) => hanging(block.weight === "must" ? "! " : "* ", text)).join("\n");
    case "table":
      return tableText(block);
    case "picture":
      return "";
  }
}

/** Text in lines, the first after a mark and the others as far in. */
function hanging(mark: string, text: string, indent = " ".repeat(mark.length)): string {
  return wrapped(text, WIDTH - indent.length)
    .map((line, at) => (at === 0 ? mark : indent) + line)
    .join("\n");
}

/** Columns of words take the room that figures leave; what does not fit is broken between words. */
function tableText({ caption, columns, rows }: DocumentTable): string {
  const widths = columns.map(({ title, kind }, at) => {
    const texts = rows.flatMap((row) => [row[at]!.text, row[at]!.detail ?? ""]).map(lineText);
    const names = kind === "figure" ? lineText(title).split(" ") : [lineText(title)];
    return Math.max(...[...texts, ...names].map(lengthOf));
  });
  const isBroken = ({ kind }: DocumentTable["columns"][number], at: number) => kind === "words" && widths[at]! > LEAST;
  const room = WIDTH - GAP.length * (columns.length - 1);
  for (let over = sum(widths) - room; over > 0; over--) {
    const widest = columns.reduce(
      (most, column, at) => (isBroken(column, at) && (most === -1 || widths[at]! > widths[most]!) ? at : most),
      -1,
    );
    if (widest === -1) break;
    widths[widest]!--;
  }
  const lines = (cells: readonly DocumentCell[]) => {
    const broken = cells.map(({ text, detail }, at) => [
      ...wrapped(text, widths[at]!),
      ...(detail === undefined ? [] : wrapped(detail, widths[at]!)),
    ]);
    const height = Math.max(...broken.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) =>
      broken
        .map((cell, at) => padded(cell[line] ?? "", widths[at]!, columns[at]!.kind))
        .join(GAP)
        .trimEnd(),
    );
  };
  const head = lines(columns.map(({ title, kind }) => ({ kind, text: title })));
  const rule = widths.map((width) => "─".repeat(width)).join(GAP);
  return [...wrapped(caption, WIDTH), "", ...head, rule, ...rows.flatMap(lines)].join("\n");
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function padded(text: string, width: number, kind: DocumentCell["kind"]): string {
  const space = " ".repeat(Math.max(0, width - lengthOf(text)));
  return kind === "figure" ? space + text : text + space;
}

/** One line of text in lines at most so long, broken between words; a word that is longer is broken anywhere. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of lineText(text)
    .split(" ")
    .flatMap((one) => piecesOf(one, width))) {
    if (line !== "" && lengthOf(line) + 1 + lengthOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function piecesOf(word: string, width: number): readonly string[] {
  const characters = [...word];
  if (characters.length <= width) return [word];
  const pieces = Array.from({ length: Math.ceil(characters.length / width) }, (_, at) =>
    characters.slice(at * width, (at + 1) * width).join(""),
  );
  return pieces;
}

/** Characters that take room. */
function lengthOf(text: string): number {
  let length = 0;
  for (const character of text) if (!/\p{M}/u.test(character)) length++;
  return length;
}
