import { lineText } from "../core/aloud/line";
import type { DocumentBlock, DocumentCell, DocumentSection, DocumentTable, ReportDocument } from "./document";

/** How wide lines are where nobody says: mails, logs, and terminals that do not tell. */
const LINE = 100;
/** Columns of words are not made narrower than this, nor those that name the rows together to let more columns in. */
const LEAST = 14;
const LEAST_NAMES = 30;
/** Further lines of a figure that are longer, such as the reason why there is none, are broken. */
const MOST_BESIDE = 24;
const GAP = "  ";
/** What the further lines of a name begin with. */
const HANG = "  ";

/**
 * A document as plain text: underlined headings, and tables in columns. Columns that do not fit go on beneath, each
 * time with the names of the
 * rows. Pictures are left out, for the tables hold all their figures.
 *
 * @param width - most characters of a line; a figure or a word that is longer has a line to itself
 */
export function plainOf({ title, lead, blocks = [], sections }: ReportDocument, width = LINE): string {
  const parts = [
    heading(title, "=", width),
    ...(lead === undefined ? [] : [wrapped(lead, width).join("\n")]),
    ...[plainBlocks(blocks, width)].filter((text) => text !== ""),
    ...sections.flatMap((section) => sectionParts(section, 1, width)),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Blocks as plain text, an empty line between them. */
export function plainBlocks(blocks: readonly DocumentBlock[], width = LINE): string {
  return blocks
    .filter(({ kind }) => kind !== "picture")
    .map((block) => blockText(block, width))
    .join("\n\n");
}

/** A heading with a line beneath. */
function heading(title: string, sign: string, width = LINE): string {
  const lines = wrapped(title, width);
  return [...lines, sign.repeat(Math.max(...lines.map(lengthOf)))].join("\n");
}

function sectionParts({ title, blocks, sections }: DocumentSection, depth: number, width: number): readonly string[] {
  const text = plainBlocks(blocks, width);
  return [
    depth === 1 ? heading(title, "-", width) : wrapped(title, width).join("\n"),
    ...(text === "" ? [] : [text]),
    ...sections.flatMap((section) => sectionParts(section, depth + 1, width)),
  ];
}

function blockText(block: DocumentBlock, width: number): string {
  switch (block.kind) {
    case "paragraph":
      return wrapped(block.text, width).join("\n");
    case "list":
      return block.items.map((item, at) => hanging(block.isNumbered ? `${at + 1}. ` : "- ", item, width)).join("\n");
    case "terms":
      return block.entries.map(({ term, text }) => hanging("", `${term}: ${text}`, width, HANG)).join("\n");
    case "note":
      return block.texts.map((text) => hanging(block.weight === "must" ? "! " : "* ", text, width)).join("\n");
    case "table":
      return tableText(block, width);
    case "picture":
      return "";
  }
}

/** Text in lines, the first after a mark and the others as far in. */
function hanging(mark: string, text: string, width: number, indent = " ".repeat(mark.length)): string {
  return wrapped(text, width - indent.length)
    .map((line, at) => (at === 0 ? mark : indent) + line)
    .join("\n");
}

/**
 * Columns of words take the room that figures leave; what does not fit is broken between words, and columns that do not
 * fit go on beneath.
 */
function tableText({ caption, columns, heads, rows }: DocumentTable, width: number): string {
  const longest = columns.map(({ title, kind }, at) => {
    const texts = rows.flatMap(({ [at]: cell }) => {
      const { text, more = [], isBeneath } = cell!;
      const beside = more.map((line) => (kind === "figure" ? lineText(line).slice(0, MOST_BESIDE) : lineText(line)));
      return [(isBeneath ? HANG : "") + lineText(text), ...beside];
    });
    const names = kind === "figure" ? lineText(title).split(" ") : [lineText(title)];
    return Math.max(...[...texts, ...names].map(lengthOf));
  });
  const titles = columns.map(({ title, kind }): DocumentCell => ({ kind, text: title }));
  const parts = runsOf(columns, longest, heads, width).map((run) => {
    const widths = widthsIn(run, columns, longest, width);
    const lines = (cells: readonly DocumentCell[]) =>
      rowLines(
        run.map((at) => cells[at]!),
        widths,
      );
    const rule = widths.map((one) => "─".repeat(one)).join(GAP);
    return [...lines(titles), rule, ...rows.flatMap(lines)].join("\n");
  });
  return [...(caption === "" ? [] : [wrapped(caption, width).join("\n")]), ...parts].join("\n\n");
}

/** The columns of each part of a table that is too wide: those that name the rows, and as many others as fit. */
function runsOf(
  columns: DocumentTable["columns"],
  longest: readonly number[],
  heads: number,
  width: number,
): readonly (readonly number[])[] {
  const least = (at: number) => {
    if (columns[at]!.kind === "figure") return GAP.length + longest[at]!;
    return GAP.length + Math.min(longest[at]!, at < heads ? Math.max(LEAST, LEAST_NAMES / heads) : LEAST);
  };
  const all = columns.map((_, at) => at);
  const [names, others] = [all.slice(0, heads), all.slice(heads)];
  const taken = names.reduce((total, at) => total + least(at), -GAP.length);
  const runs: number[][] = [];
  let room = 0;
  for (const at of others) {
    const last = runs.at(-1);
    if (last === undefined || room < least(at)) {
      runs.push([at]);
      room = width - taken - least(at);
    } else {
      last.push(at);
      room -= least(at);
    }
  }
  return runs.length === 0 ? [names] : runs.map((run) => [...names, ...run]);
}

/** How wide each column of a part is: columns of words are broken until the part fits, the widest first. */
function widthsIn(
  run: readonly number[],
  columns: DocumentTable["columns"],
  longest: readonly number[],
  width: number,
): readonly number[] {
  const widths = run.map((at) => longest[at]!);
  const isBroken = (at: number) => columns[run[at]!]!.kind === "words" && widths[at]! > LEAST;
  const room = width - GAP.length * (run.length - 1);
  for (let over = widths.reduce((total, one) => total + one, 0) - room; over > 0; over--) {
    const widest = widths.reduce(
      (most, one, at) => (isBroken(at) && (most === -1 || one > widths[most]!) ? at : most),
      -1,
    );
    if (widest === -1) break;
    widths[widest]!--;
  }
  return widths;
}

function rowLines(cells: readonly DocumentCell[], widths: readonly number[]): readonly string[] {
  const broken = cells.map((cell, at) =>
    linesOf(cell).flatMap((line) => {
      const indent = cell.isBeneath ? HANG : "";
      return wrapped(line, widths[at]! - indent.length).map((part) => indent + part);
    }),
  );
  const height = Math.max(...broken.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    broken
      .map((cell, at) => padded(cell[line] ?? "", widths[at]!, cells[at]!.kind))
      .join(GAP)
      .trimEnd(),
  );
}

function linesOf({ text, more = [] }: DocumentCell): readonly string[] {
  return [text, ...more];
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
  return Array.from({ length: Math.ceil(characters.length / width) }, (_, at) =>
    characters.slice(at * width, (at + 1) * width).join(""),
  );
}

/** Characters that take room. */
function lengthOf(text: string): number {
  let length = 0;
  for (const character of text) if (!/\p{M}/u.test(character)) length++;
  return length;
}
