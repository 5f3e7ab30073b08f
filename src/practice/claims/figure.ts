import { countOf, isMark, type Percent, percentOf, type Token, wordOf, yearOf } from "./token";

/** A percentage, two counts, or both, as they stand in a passage. */
export interface Figure {
  /** First token of it, and its last. */
  readonly from: number;
  readonly to: number;
  readonly percent: Percent | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** The token of the denominator, or -1. */
  readonly denominatorAt: number;
}

/** One half of a figure, or a whole one. Loose counts are a figure only beside a percentage. */
interface Part extends Figure {
  readonly kind: "percent" | "counts" | "whole";
  readonly isLoose: boolean;
  /** «Из 463 … 180»: only with a percentage right after it. */
  readonly isInverted: boolean;
}

const CONNECTORS = new Set(["из", "of", "от"]);
const FILLERS = new Set("всех общего общих числа количества всего the all a total number of these those".split(" "));
const TIMES = /^(?:г|гг|год\p{L}*|лет|years?|quarters?|квартал\p{L}*|месяц\p{L}*|months?|дн\p{L}*|день|days?)$/u;
const BEFORE_YEARS = new Set(["в", "за", "на", "с", "по", "к", "in", "for", "during", "since", "by", "from", "to"]);
const MOST_WORDS_INSIDE = 3;
const MOST_WORDS_INVERTED = 8;
const MOST_WORDS_BETWEEN = 12;

/**
 * The figures of a passage: each percentage with the counts nearest to it, and what has no counterpart by itself.
 *
 * Percentage and counts may come in either order. Where several stand in a row, as many as possible find a counterpart,
 * and among such pairings the one with the fewest words between wins.
 */
export function figuresIn(tokens: readonly Token[]): readonly Figure[] {
  return joined(partsOf(tokens), tokens);
}

function partsOf(tokens: readonly Token[]): readonly Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const part = percentAt(tokens, at) ?? wholeAt(tokens, at) ?? countsAt(tokens, at) ?? invertedAt(tokens, at);
    if (part === undefined) continue;
    parts.push(part);
    at = part.to;
  }
  return parts;
}

const isPercent = (tokens: readonly Token[], at: number) =>
  tokens[at]?.kind === "number" && tokens[at + 1]?.kind === "percent";

function percentAt(tokens: readonly Token[], at: number): Part | undefined {
  if (!isPercent(tokens, at)) return undefined;
  const isNegative = isMinus(tokens, at - 1);
  const percent = percentOf(tokens[at], isNegative);
  if (percent === null) return undefined;
  const nothing = { numerator: null, isLoose: false, isInverted: false };
  const from = isNegative ? at - 1 : at;
  const denominatorAt = afterConnector(tokens, at + 2, 0);
  const denominator = isPercent(tokens, denominatorAt) ? null : countOf(tokens[denominatorAt]);
  if (denominator === null || isYear(tokens, denominatorAt)) {
    return { ...nothing, kind: "percent", from, to: at + 1, percent, denominator: null, denominatorAt: -1 };
  }
  return { ...nothing, kind: "percent", from, to: denominatorAt, percent, denominator, denominatorAt };
}

/** A minus belongs to the number it touches, unless it joins it to something before. */
function isMinus(tokens: readonly Token[], at: number): boolean {
  const [before, minus, number] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  return isMark(minus, "-−") && minus!.end === number!.start && before?.end !== minus!.start;
}

/** The token after a connector and its fillers, when one stands after at most so many words; -1 when none does. */
function afterConnector(tokens: readonly Token[], from: number, mostWords: number): number {
  let at = from;
  for (let words = 0; words < mostWords && isPlainWord(tokens[at]); words++) {
    if (TIMES.test(wordOf(tokens[at]))) return -1;
    at += isMark(tokens[at + 1], ".") ? 2 : 1;
  }
  if (wordOf(tokens[at]) === "out" && wordOf(tokens[at + 1]) === "of") at++;
  if (!CONNECTORS.has(wordOf(tokens[at]))) return -1;
  const isStrict = wordOf(tokens[at]) === "от" && at > from;
  if (isStrict) return -1;
  at++;
  for (let fillers = 0; fillers < FILLERS.size && FILLERS.has(wordOf(tokens[at])); fillers++) at++;
  return at;
}

const isPlainWord = (token: Token | undefined) =>
  token?.kind === "word" && !CONNECTORS.has(wordOf(token)) && wordOf(token) !== "out";

/** «180 (38,9%) из 463»: the percentage between the counts. */
function wholeAt(tokens: readonly Token[], at: number): Part | undefined {
  const numerator = countOf(tokens[at]);
  if (numerator === null || !isMark(tokens[at + 1], "(") || !isMark(tokens[at + 4], ")")) return undefined;
  const percent = isPercent(tokens, at + 2) ? percentOf(tokens[at + 2], false) : null;
  const denominatorAt = afterConnector(tokens, at + 5, MOST_WORDS_INSIDE);
  const denominator = countOf(tokens[denominatorAt]);
  if (percent === null || denominator === null || isPercent(tokens, denominatorAt)) return undefined;
  const counts = { numerator, denominator, denominatorAt };
  return { kind: "whole", from: at, to: denominatorAt, percent, ...counts, isLoose: false, isInverted: false };
}

function countsAt(tokens: readonly Token[], at: number): Part | undefined {
  const numerator = countOf(tokens[at]);
  if (numerator === null || isPercent(tokens, at) || isYear(tokens, at)) return undefined;
  const isRatio = isMark(tokens[at + 1], "/");
  if (isRatio && !isLoneRatio(tokens, at)) return undefined;
  const denominatorAt = isRatio ? at + 2 : afterConnector(tokens, at + 1, MOST_WORDS_INSIDE);
  const denominator = countOf(tokens[denominatorAt]);
  if (denominator === null || isPercent(tokens, denominatorAt)) return undefined;
  const isLoose = isRatio || isPlainWord(tokens[at + 1]);
  const to = denominatorAt;
  return {
    kind: "counts",
    from: at,
    to,
    percent: null,
    numerator,
    denominator,
    denominatorAt,
    isLoose,
    isInverted: false,
  };
}

/** «35/233», but neither a date nor a pair of years. */
function isLoneRatio(tokens: readonly Token[], at: number): boolean {
  if (isMark(tokens[at - 1], "/") || isMark(tokens[at + 3], "/")) return false;
  return yearOf(tokens[at]) === null || yearOf(tokens[at + 2]) === null;
}

/** A year, not a number of people: «в 2019 из 463 …», «2019 году», "in 2019". */
function isYear(tokens: readonly Token[], at: number): boolean {
  if (yearOf(tokens[at]) === null) return false;
  return BEFORE_YEARS.has(wordOf(tokens[at - 1])) || TIMES.test(wordOf(tokens[at + 1]));
}

/** «Из 463 получивших услуги 180 (38,9%)»: the denominator first. */
function invertedAt(tokens: readonly Token[], at: number): Part | undefined {
  if (wordOf(tokens[at]) === "от" || tokens[at - 1]?.kind === "percent") return undefined;
  const denominatorAt = afterConnector(tokens, at, 0);
  const denominator = countOf(tokens[denominatorAt]);
  if (denominator === null || isPercent(tokens, denominatorAt)) return undefined;
  let to = denominatorAt + 1;
  for (let words = 0; words < MOST_WORDS_INVERTED && (isPlainWord(tokens[to]) || isMark(tokens[to], ",")); words++)
    to++;
  const numerator = countOf(tokens[to]);
  if (numerator === null || isPercent(tokens, to) || isYear(tokens, to) || countsAt(tokens, to)) return undefined;
  return {
    kind: "counts",
    from: at,
    to,
    percent: null,
    numerator,
    denominator,
    denominatorAt,
    isLoose: true,
    isInverted: true,
  };
}

/**
 * How well two neighbours go together; 0 when they do not. Each word between takes away; a bracket before the second
 * gives.
 */
function affinity(first: Part, second: Part, tokens: readonly Token[]): number {
  if (first.kind === second.kind || first.kind === "whole" || second.kind === "whole" || second.isInverted) return 0;
  let words = 0;
  for (let at = first.to + 1; at < second.from; at++) if (tokens[at]!.kind !== "mark") words++;
  if (words > (first.isInverted ? MOST_WORDS_INSIDE : MOST_WORDS_BETWEEN)) return 0;
  return 2 * (MOST_WORDS_BETWEEN + 1 - words) + (isMark(tokens[second.from - 1], "([") ? 1 : 0);
}

/** Pairs neighbours so that their affinities add up to the most. */
function joined(parts: readonly Part[], tokens: readonly Token[]): readonly Figure[] {
  const most = [0, 0];
  const withPrevious = parts.map((part, index) => (index === 0 ? 0 : affinity(parts[index - 1]!, part, tokens)));
  withPrevious.forEach((value, index) => {
    most[index + 2] = Math.max(most[index + 1]!, value === 0 ? 0 : most[index]! + value);
  });
  const figures: Figure[] = [];
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index]!;
    const value = withPrevious[index]!;
    if (value > 0 && most[index + 2] === most[index]! + value) {
      figures.push(joinedPair(parts[--index]!, part, tokens));
    } else if (!part.isLoose) {
      figures.push(part);
    }
  }
  return figures.reverse();
}

function joinedPair(first: Part, second: Part, tokens: readonly Token[]): Figure {
  const [percent, counts] = first.kind === "percent" ? [first, second] : [second, first];
  const hasBracket = tokens.slice(first.to + 1, second.from).some((token) => isMark(token, "(["));
  const isBracketed = hasBracket && isMark(tokens[second.to + 1], ")]");
  const { numerator, denominator, denominatorAt } = counts;
  const to = isBracketed ? second.to + 1 : second.to;
  return { from: first.from, to, percent: percent.percent, numerator, denominator, denominatorAt };
}
