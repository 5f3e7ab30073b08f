import { lineText } from "./line";
import { type Font, wrappedText } from "./text-width";

/** How a result stands: the status of an indicator, as far as anything is known. */
export type Sign = "reached" | "on-track" | "off-track" | "no-data";

/** What is told of a node in its box. */
export interface BoxTexts {
  readonly title: string;
  /** Beneath the title, each with the sign that stands before it. */
  readonly facts: readonly { readonly text: string; readonly sign?: Sign | undefined }[];
}

/** A line of text in a box: from its left edge, and down to the base line. */
export interface BoxLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly font: Font;
  /** Before the first line of a fact. */
  readonly sign?: Sign | undefined;
}

/** A box with its text set in lines. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly BoxLine[];
}

export const TITLE: Font = { size: 13 };
export const FACT: Font = { size: 11.5 };
export const BOX_WIDTH = 212;
const PADDING = 12;
const SIGN_ROOM = 18;
const BETWEEN = 6;
/** From one base line to the next, and from the top of a line to its base, in parts of the font size. */
export const LEADING = 1.35;
export const ASCENT = 1;

/** A box as wide as every other and as tall as its texts. */
export function boxOf({ title, facts }: BoxTexts): Box {
  const lines: BoxLine[] = [];
  let y = PADDING;
  const set = (text: string, x: number, font: Font, sign?: Sign) => {
    for (const [at, line] of wrappedText(lineText(text), BOX_WIDTH - PADDING - x, font).entries()) {
      lines.push({ text: line, x, y: Math.round(y + font.size * ASCENT), font, sign: at === 0 ? sign : undefined });
      y += font.size * LEADING;
    }
  };
  set(title, PADDING, TITLE);
  for (const { text, sign } of facts) {
    y += BETWEEN;
    set(text, sign === undefined ? PADDING : PADDING + SIGN_ROOM, FACT, sign);
  }
  return { width: BOX_WIDTH, height: Math.ceil(y + PADDING - BETWEEN / 2), lines };
}
