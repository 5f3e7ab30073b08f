import type { ResultStatus } from "../../core/results-tree/progress";
import { lineText } from "../../core/aloud/line";
import { FONTS, INK } from "./picture-looks";
import type { Font } from "./text-width";

/**
 * Colours that are told apart by people who see few colours (Okabe and Ito's), and differ in lightness too; each has a
 * shape of its own.
 */
const SIGNS: Readonly<Record<ResultStatus, string>> = {
  reached:
    '<circle r="6.5" fill="#00664b"/><path d="M-3 0.2L-0.8 2.6L3.2 -2.4" fill="none" stroke="#fff" stroke-width="1.8"/>',
  "on-track": '<path d="M0 -6.5L7 5.5H-7Z" fill="#56b4e9" stroke="#1f4e79" stroke-width="1.2"/>',
  "off-track":
    '<path d="M0 -7.5L7.5 0L0 7.5L-7.5 0Z" fill="#e69f00" stroke="#5c3d00" stroke-width="1.2"/><path d="M0 -4V1M0 2.6V4.2" stroke="#000" stroke-width="1.8"/>',
  "no-data":
    '<circle r="6" fill="#fff" stroke="#555" stroke-width="1.3" stroke-dasharray="2.4 1.8"/><path d="M-2.6 0H2.6" stroke="#555" stroke-width="1.6"/>',
};

/** Any text as the content of an element or the value of an attribute. */
export function xmlText(text: string): string {
  return lineText(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** How a line of text stands: by its start at the place unless told otherwise, in ink. */
export interface Setting {
  readonly anchor?: "middle" | "end" | undefined;
  readonly fill?: string | undefined;
}

/** A line of text. */
export function textElement(text: string, x: number, y: number, font: Font, { anchor, fill }: Setting = {}): string {
  const bold = font.isBold === true ? ' font-weight="bold"' : "";
  const set = `${anchor === undefined ? "" : ` text-anchor="${anchor}"`}${fill === undefined ? "" : ` fill="${fill}"`}`;
  return `<text x="${x}" y="${y}" font-size="${font.size}"${bold}${set}>${xmlText(text)}</text>`;
}

/** The sign of a status: a colour, a shape and a lightness, any of which tells it from the others. */
export function signElement(sign: ResultStatus, x: number, y: number): string {
  return `<g transform="translate(${x} ${y})">${SIGNS[sign]}</g>`;
}

/**
 * A drawing that stands by itself: no script, no style sheet, nothing fetched.
 *
 * @param lines - elements
 * @param texts - `title` names it and `description` tells what is on it to those who do not see it
 */
export function svgDocument(
  lines: readonly string[],
  texts: { readonly title: string; readonly description: string; readonly language: string },
  { width, height }: { readonly width: number; readonly height: number },
): string {
  const name = xmlText(texts.title);
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${name}" xml:lang="${texts.language}" lang="${texts.language}" font-family="${FONTS}" fill="${INK}">`,
    `<title>${name}</title>`,
    `<desc>${xmlText(texts.description)}</desc>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...lines,
    "</svg>",
  ].join("\n")}\n`;
}
