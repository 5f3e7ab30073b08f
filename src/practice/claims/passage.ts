import type { Labels } from "./label";

/** A row of a table: what its cells say, for the figures in any of them. */
export interface Row {
  readonly cells: readonly string[];
  /** The heading of each column. */
  readonly headings: readonly string[];
}

/** A stretch of a text that is read as one thing: a sentence, or a cell of a Markdown table. */
export interface Passage {
  /** First character of it, and the one after its last. */
  readonly start: number;
  readonly end: number;
  /** The row it is a cell of, and which; a sentence has none. */
  readonly row: Row | undefined;
  readonly column: number;
}

interface Line {
  readonly start: number;
  readonly end: number;
}

const HAS_CELLS = /(?:^|[^\\])\|/;
const RULE = /^[\s|:-]+$/;
const STARTS_BLOCK = /^\s*(?:[-*+]\s|\d{1,9}[.)]\s|#{1,6}\s)/;

/**
 * Cuts a text into sentences and cells of tables, in order.
 *
 * A sentence may run over several lines; an empty line, a list item, a heading, a table and a line opened by a code end
 * it. A code that stands before a sentence is part of it: «1.1. Доля … 38,9%».
 */
export function passagesOf(text: string, labels: Labels): readonly Passage[] {
  const lines = linesOf(text);
  const textOf = ({ start, end }: Line) => text.slice(start, end);
  const passages: Passage[] = [];
  let from = 0;
  const endBlock = (next: number): void => {
    if (next > from) addSentences(text, lines[from]!.start, lines[next - 1]!.end, labels, passages);
  };
  for (let at = 0; at < lines.length; at++) {
    const line = textOf(lines[at]!);
    const below = lines[at + 1];
    if (below !== undefined && HAS_CELLS.test(line) && isRule(textOf(below))) {
      endBlock(at);
      const headings = cellsOf(text, lines[at]!);
      addCells(text, headings, headings, passages);
      at += 2;
      for (; at < lines.length && HAS_CELLS.test(textOf(lines[at]!)); at++) {
        addCells(text, cellsOf(text, lines[at]!), headings, passages);
      }
      from = at--;
    } else if (line.trim() === "") {
      endBlock(at);
      from = at + 1;
    } else if (STARTS_BLOCK.test(line) || (at > from && labels.openLine(text, lines[at]!.start))) {
      endBlock(at);
      from = at;
    }
  }
  endBlock(lines.length);
  return passages;
}

const isRule = (line: string) => line.includes("|") && line.includes("-") && RULE.test(line);

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const feed = text.indexOf("\n", start);
    const end = feed === -1 ? text.length : feed;
    lines.push({ start, end });
    start = end + 1;
  }
  return lines;
}

/** The cells of a line between its bars; a bar after a backslash is part of its cell. */
function cellsOf(text: string, { start, end }: Line): readonly Line[] {
  const cells: Line[] = [];
  let from = start;
  for (let at = start; at < end; at++) {
    if (text[at] !== "|" || text[at - 1] === "\\") continue;
    cells.push({ start: from, end: at });
    from = at + 1;
  }
  cells.push({ start: from, end });
  const isBlank = (cell: Line | undefined) => cell !== undefined && text.slice(cell.start, cell.end).trim() === "";
  return cells.slice(isBlank(cells[0]) ? 1 : 0, isBlank(cells.at(-1)) ? -1 : undefined);
}

function addCells(text: string, cells: readonly Line[], headings: readonly Line[], passages: Passage[]): void {
  const texts = (some: readonly Line[]) => some.map(({ start, end }) => text.slice(start, end).trim());
  const row = { cells: texts(cells), headings: texts(headings) };
  cells.forEach(({ start, end }, column) => {
    passages.push({ start, end, row, column });
  });
}

const STOPS = /[.!?…]+/g;
/** A point after one of up to so many letters shortens a word when a figure follows: «чел. 180». */
const LONGEST_SHORT_WORD = 4;

function addSentences(text: string, start: number, end: number, labels: Labels, passages: Passage[]): void {
  const block = text.slice(start, end);
  const written = block.trimEnd().length;
  let from = 0;
  const add = (to: number): void => {
    passages.push({ start: start + from, end: start + to, row: undefined, column: 0 });
    from = to;
  };
  for (const { index, 0: stop } of block.matchAll(STOPS)) {
    const next = index + stop.length;
    if (!endsSentence(block, index, next)) continue;
    const sentence = block.slice(from, index);
    if (labels.isAlone(`${sentence}.`)) continue;
    const label = next < written ? labels.atEnd(`${sentence}.`) : -1;
    add(label === -1 ? next : from + label);
  }
  add(block.length);
}

const FOLLOWING = /["»”)*_]*(?:\s+(\S)?|$)/y;

/** A stop ends a sentence unless a small letter follows it, or it shortens a word: «в 2019 г. 180 из 463». */
function endsSentence(block: string, stop: number, next: number): boolean {
  FOLLOWING.lastIndex = next;
  const after = FOLLOWING.exec(block);
  if (after === null) return false;
  const following = after[1] ?? "";
  if (/\p{Ll}/u.test(following)) return false;
  if (block[stop] !== ".") return true;
  const [word = ""] = /\p{L}*$/u.exec(block.slice(Math.max(0, stop - LONGEST_SHORT_WORD - 1), stop)) ?? [];
  if (word === "" || word.length > LONGEST_SHORT_WORD) return true;
  return word.length > 2 && !/\d/.test(following);
}
