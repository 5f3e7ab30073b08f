/** A word, number, percent sign or mark of a passage. */
export interface Token {
  readonly kind: "number" | "percent" | "word" | "mark";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Numbers are taken whole, thousands in groups or not, so that the parts of one are never read as another; what only
 * makes text bold, italic or code is passed over. No part of it can be read in two ways, so the time is in proportion
 * to the text.
 */
const TOKEN =
  /(?<number>\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*)|(?<percent>[%٪％]|процент(?:а|ов|ы|ам|ами|ах)?(?!\p{L})|per ?cent(?!\p{L}))|(?<word>\p{L}[\p{L}\p{M}\p{N}'’-]*)|(?<mark>[^\s*_`~\\])/giu;

/** The tokens of a passage, in order. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const { index, 0: whole, groups } of text.matchAll(TOKEN)) {
    const kind = groups!.number ? "number" : groups!.percent ? "percent" : groups!.word ? "word" : "mark";
    tokens.push({ kind, text: whole, start: index, end: index + whole.length });
  }
  return tokens;
}

/** A percentage as printed: `units` of the last decimal. */
export interface Percent {
  readonly units: bigint;
  readonly digits: number;
}

const MOST_DIGITS = 10;
const LONGEST_NUMBER = 24;
const GROUPED = /^\d{1,3}([ \u00a0\u2009\u202f'’.,])\d{3}(?:\1\d{3})*$/;
const DECIMAL = /^(\d+|\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+)(?:[.,](\d+))?$/;

/** A number of people: whole, with or without thousands in groups; null when it is not one. */
export function countOf(token: Token | undefined): number | null {
  if (token?.kind !== "number" || token.text.length > LONGEST_NUMBER) return null;
  if (!/^\d+$/.test(token.text) && !GROUPED.test(token.text)) return null;
  const count = Number(token.text.replace(/\D/g, ""));
  return Number.isSafeInteger(count) ? count : null;
}

/** A percentage with comma or point; null when the number is not one, or has more than ten decimals. */
export function percentOf(token: Token | undefined, isNegative: boolean): Percent | null {
  if (token?.kind !== "number" || token.text.length > LONGEST_NUMBER) return null;
  const [, whole, decimals = ""] = DECIMAL.exec(token.text) ?? [];
  if (whole === undefined || decimals.length > MOST_DIGITS) return null;
  const units = BigInt(whole.replace(/\D/g, "") + decimals);
  return { units: isNegative ? -units : units, digits: decimals.length };
}

/** The year a token names: four digits from 1900 to 2199; null when it names none. */
export function yearOf(token: Token | undefined): number | null {
  return token?.kind === "number" && /^(?:19|20|21)\d\d$/.test(token.text) ? Number(token.text) : null;
}

/** A word in small letters, ё as е; other tokens have none. */
export function wordOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.text.toLowerCase().replaceAll("ё", "е") : "";
}

export const isMark = (token: Token | undefined, marks: string): boolean =>
  token?.kind === "mark" && marks.includes(token.text);
