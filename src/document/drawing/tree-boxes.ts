import type { ResultStatus } from "../../core/results-tree/progress";
import { lineText } from "../../core/aloud/line";
import { type Font, wrappedText } from "./text-width";
import type { IndicatorFact } from "../../core/aloud/tree-figures";

/** What is told in a box. */
export interface BoxTexts {
  readonly title: string;
  /** Beneath the title, indicator by indicator. */
  readonly facts: readonly IndicatorFact[];
}

/** A line of text in a box: from its left edge, and down to the base line. */
export interface BoxLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly font: Font;
  /** Before the first line of a fact. */
  readonly sign?: ResultStatus | undefined;
}

/** A box with its text set in lines. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly BoxLine[];
}

const TITLE: Font = { size: 13 };
const FACT: Font = { size: 11.5 };
const BOX_WIDTH = 212;
const PADDING = 12;
const SIGN_ROOM = 20;
const BETWEEN = 6;
/** From one base line to the next, and from the top of a line to its base, in parts of the font size. */
const LEADING = 1.35;
const ASCENT = 1;

/** A box as wide as every other and as tall as its texts. */
export function boxOf({ title, facts }: BoxTexts): Box {
  const lines: BoxLine[] = [];
  let y = PADDING;
  const set = (text: string, x: number, font: Font, sign?: ResultStatus) => {
    for (const [at, line] of wrappedText(lineText(text), BOX_WIDTH - PADDING - x, font).entries()) {
      lines.push({ text: line, x, y: Math.round(y + font.size * ASCENT), font, sign: at === 0 ? sign : undefined });
      y += font.size * LEADING;
    }
  };
  set(title, PADDING, TITLE);
  for (const { lines: texts, status } of facts) {
    y += BETWEEN;
    const x = status === undefined ? PADDING : PADDING + SIGN_ROOM;
    for (const [at, text] of texts.entries()) set(text, x, FACT, at === 0 ? status : undefined);
  }
  return { width: BOX_WIDTH, height: Math.ceil(y + PADDING - BETWEEN / 2), lines };
}
