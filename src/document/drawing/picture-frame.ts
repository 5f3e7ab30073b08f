import type { Picture } from "../picture";
import type { Locale } from "../../share";
import { svgDocument, textElement } from "./drawing";
import { lineText } from "../../core/aloud/line";
import { GREY } from "./picture-looks";
import { describedPicture } from "./picture-text";
import { type Font, textWidth, wrappedText } from "./text-width";

/** Width of a picture in pixels, and of the room on each side. */
export const PICTURE_WIDTH = 680;
export const PICTURE_MARGIN = 20;

const TITLE: Font = { size: 15, isBold: true };
const SUBTITLE: Font = { size: 12 };
const NOTE: Font = { size: 11.5 };
const ABSENCE: Font = { size: 11 };
const LEADING = 1.35;

/** What is drawn between the title and the notes of a picture, its corner at the left margin. */
export interface Plot {
  readonly lines: readonly string[];
  readonly height: number;
}

/** Lines of text one under another, and where the next would stand. */
function textBlock(text: string, width: number, y: number, font: Font, fill?: string) {
  const step = Math.round(font.size * LEADING);
  const lines = wrappedText(lineText(text), width, font).map((line, at) =>
    textElement(line, 0, y + Math.round(font.size) + at * step, font, { fill }),
  );
  return { lines, y: y + lines.length * step };
}

/** In the place of a mark: a dashed line with a word upon it. */
export function absentElements(word: string, from: number, to: number, y: number): readonly string[] {
  const room = Math.ceil(textWidth(word, ABSENCE) / 2 + 6);
  const middle = Math.round((from + to) / 2);
  return [
    `<path d="M${from} ${y}H${to}" stroke="${GREY.line}" stroke-dasharray="2 4"/>`,
    `<rect x="${middle - room}" y="${y - 8}" width="${2 * room}" height="16" fill="#fff"/>`,
    textElement(word, middle, Math.round(y + 4), ABSENCE, { anchor: "middle", fill: GREY.text }),
  ];
}

/** A picture with its title, how it is read, its drawing and its notes. */
export function framedSvg(picture: Picture, plot: Plot, locale: Locale): string {
  const width = PICTURE_WIDTH - 2 * PICTURE_MARGIN;
  const title = textBlock(picture.title[locale], width, PICTURE_MARGIN - 4, TITLE);
  const subtitle = textBlock(picture.subtitle[locale], width, title.y + 4, SUBTITLE, GREY.text);
  const top = subtitle.y + 16;
  const notes: string[] = [];
  let y = top + plot.height + 8;
  for (const note of picture.notes) {
    const block = textBlock(note[locale], width, y, NOTE, GREY.text);
    notes.push(...block.lines);
    y = block.y + 3;
  }
  const lines = [
    `<g transform="translate(${PICTURE_MARGIN} 0)">`,
    ...title.lines,
    ...subtitle.lines,
    ...notes,
    "</g>",
    `<g transform="translate(${PICTURE_MARGIN} ${top})">`,
    ...plot.lines,
    "</g>",
  ];
  return svgDocument(
    lines,
    { title: picture.title[locale], description: describedPicture(picture, locale), language: locale },
    { width: PICTURE_WIDTH, height: y + 12 },
  );
}
