/**
 * Widths of characters in hundredths of the font size, the widest of DejaVu Sans 2.37 and Liberation Sans 2 (which is
 * as wide as
 * Arial and Helvetica), rounded up: what fits by these fits in whichever of them the reader has.
 */
const WIDTHS: readonly (readonly [hundredths: number, characters: string])[] = [
  [32, "',.Iijl ·"],
  [41, "!()-/:;[\\]ft|"],
  [53, '"*J`rsz„“”г'],
  [60, "?L_ckvxy–взстухчьэ"],
  [66, "$0123456789FTabdeghnopqu{}«»ГЗТУабеийклнопряё"],
  [72, "ABEKPSVXYZАБВЕКРХЧЬЭдцъЁ"],
  [79, "&CDGHNOQRUДИЙЛНОПСЦЯмы"],
  [88, "#+<=>M^w~≥≤×±МФЪфю"],
  [100, "%Wm—…→Ыжшщ"],
  [112, "@№ЖШЩЮ"],
];
const widthOf = new Map(WIDTHS.flatMap(([width, characters]) => [...characters].map((one) => [one, width] as const)));
/** Of a letter or sign of any other script. */
const ANY_WIDTH = 145;
/** How much wider bold letters are. */
const BOLD = 1.15;

/** A character with the marks that stand on it and what is joined to it. */
const CHARACTERS = /\P{M}(?:\p{M}|\u{200c}|\u{200d}\P{M}?)*|\p{M}+/gu;

/** Pieces of a word after which it may be broken. */
const PARTS = /[^-/]*[-/]|[^-/]+/gu;

/** A font of a text: its size in pixels, and whether it is bold. */
export interface Font {
  readonly size: number;
  readonly isBold?: boolean;
}

/** At most how wide a text is, in pixels. */
export function textWidth(text: string, { size, isBold = false }: Font): number {
  let hundredths = 0;
  for (const character of text) hundredths += widthOf.get(character) ?? (/\p{M}/u.test(character) ? 0 : ANY_WIDTH);
  return (hundredths * size * (isBold ? BOLD : 1)) / 100;
}

/**
 * A text in lines that are at most so wide: broken between words, and where a word alone is wider, after a hyphen or a
 * slash of it, or
 * else anywhere.
 *
 * @param text - one line, its words parted by single spaces
 * @param width - in pixels; a line of one character may be wider
 * @returns at least one line
 */
export function wrappedText(text: string, width: number, font: Font): readonly string[] {
  const lines: string[] = [];
  let line = "";
  const fits = (candidate: string) => textWidth(candidate, font) <= width;
  const add = (piece: string, glue: string) => {
    if (line !== "" && !fits(line + glue + piece)) {
      lines.push(line);
      line = "";
    }
    line += line === "" ? piece : glue + piece;
  };
  for (const word of text.split(" ")) {
    const parts = fits(word) ? [word] : word.match(PARTS)!;
    for (const [at, part] of parts.entries()) {
      const pieces = fits(part) ? [part] : part.match(CHARACTERS)!;
      for (const [place, piece] of pieces.entries()) add(piece, at === 0 && place === 0 ? " " : "");
    }
  }
  return [...lines, line];
}
