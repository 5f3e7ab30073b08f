import type { IndicatorResult } from "../../core/verdicts/result";
import type { Figure } from "./figure";
import type { Labels } from "./label";
import type { Passage, Row } from "./passage";
import { isMark, type Token, tokensOf, wordOf, yearOf } from "./token";

/** Whole years, first and last. */
export interface Years {
  readonly first: number;
  readonly last: number;
}

/** What a passage says its figures are about; null where it does not say. */
export interface Context {
  /** Codes of the report's indicators: none, the one it is about, or those it could be about. */
  readonly codes: readonly string[];
  readonly years: Years | null;
  /** Years that it may be of as well. */
  readonly also: readonly Years[];
  /** Years that the passage names for other figures. */
  readonly others: readonly Years[];
  /** What the denominator is said to be, in small letters and without what every denominator is called. */
  readonly group: string | null;
}

/** Names of the report's indicators, as a text may write them, each with the codes it may stand for. */
export type Names = ReadonlyMap<string, ReadonlySet<string>>;

/** Codes and titles, each to its codes. */
export function namesOf(results: readonly IndicatorResult[]): Names {
  const names = new Map<string, Set<string>>();
  for (const { code, title } of results) {
    for (const name of [title.ru, title.en, code].map(nameKey)) {
      names.set(name, (names.get(name) ?? new Set()).add(code));
    }
  }
  return names;
}

/** Words and numbers alone: marks that make a text bold, quotes and points at the end do not matter. */
const nameKey = (text: string) =>
  text
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const NO_CODES: readonly string[] = [];

/** Contexts of figures; a row of a table is read once for all its cells. */
export class ContextReader {
  readonly #names: Names;
  readonly #labels: Labels;
  readonly #rows = new Map<Row, Context>();

  constructor(names: Names, labels: Labels) {
    this.#names = names;
    this.#labels = labels;
  }

  /** What is said of each figure of a passage, nearest first: in the passage, in the column's heading, in the row. */
  read(passage: Passage, text: string, tokens: readonly Token[], figures: readonly Figure[]): readonly Context[] {
    const codes = this.#codesOf(text, tokens, figures);
    const years = yearsOf(tokens, figures);
    const groups = groupsOf(tokens, figures);
    const { row, column } = passage;
    if (row === undefined) return groups.map((group, at) => ({ ...years[at]!, codes: codes[at]!, group }));
    const ofRow = this.#ofRow(row);
    const ofHeading = this.#named(row.headings[column] ?? "");
    const yearsOfHeading = headingYears(row, column);
    return groups.map((group, at) => ({
      codes: [codes[at]!, ofHeading, ofRow.codes].find((some) => some.length > 0) ?? NO_CODES,
      ...years[at]!,
      years: years[at]!.years ?? yearsOfHeading ?? ofRow.years,
      group: group ?? ofRow.group,
    }));
  }

  /** What the cells without figures say. */
  #ofRow(row: Row): Context {
    let context = this.#rows.get(row);
    if (context === undefined) {
      const described = row.cells.filter((cell) => !/[%٪％]/.test(cell));
      const tokens = described.map(tokensOf);
      context = {
        codes: shared(described.map((cell) => this.#named(cell))),
        years: firstOf(tokens, (cell) => spanOf(yearsIn(cell, []))),
        also: [],
        others: [],
        group: firstOf(tokens, (cell) => bestOf(groupsIn(cell))[0]?.name ?? null),
      };
      this.#rows.set(row, context);
    }
    return context;
  }

  #named(cell: string): readonly string[] {
    return [...(this.#names.get(nameKey(cell)) ?? NO_CODES)];
  }

  /**
   * The codes that a passage names for each of its figures.
   *
   * The code that opens it is that of the figures up to the next code; what comes after could be of any named so far,
   * and what a code closes, «…, показатель 1.2», of that one too. Without one at the beginning it could be of any that
   * is named.
   */
  #codesOf(text: string, tokens: readonly Token[], figures: readonly Figure[]): readonly (readonly string[])[] {
    let next = 0;
    const named = this.#labels.namedIn(text).filter(({ at }) => {
      while (next < figures.length && tokens[figures[next]!.to]!.end <= at) next++;
      return next === figures.length || at < tokens[figures[next]!.from]!.start;
    });
    const label = this.#labels.at(text, 0);
    const all = [...new Set(named.map(({ code }) => code))];
    if (label === undefined) return figures.map(() => all);
    let before = label.isKnown ? [label.code] : NO_CODES;
    const add = (code: string) => {
      if (before.includes(code)) return before;
      return [...(before.length > 0 ? before : [label.code]), code];
    };
    let passed = 0;
    return figures.map(({ from }, figure) => {
      for (; passed < named.length && named[passed]!.at < tokens[from]!.start; passed++) {
        const { code, at } = named[passed]!;
        if (at >= label.past) before = add(code);
      }
      const behind = named[passed];
      const following = figures[figure + 1];
      const isNear = behind !== undefined && (following === undefined || behind.at < tokens[following.from]!.start);
      const isClosing = isNear && (following === undefined || this.#labels.closes(text, behind));
      return isClosing ? add(behind.code) : before;
    });
  }
}

/** What all of several cells can mean that mean something; when there is nothing, what any of them can. */
function shared(cells: readonly (readonly string[])[]): readonly string[] {
  const telling = cells.filter((codes) => codes.length > 0);
  const common = (telling[0] ?? NO_CODES).filter((code) => telling.every((codes) => codes.includes(code)));
  return common.length > 0 ? common : [...new Set(telling.flat())];
}

function firstOf<From, To>(values: readonly From[], find: (value: From) => To | null): To | null {
  for (const value of values) {
    const found = find(value);
    if (found !== null) return found;
  }
  return null;
}

/** Years that are named outside figures and dates, first to last, each with its place among the tokens. */
function yearsIn(tokens: readonly Token[], figures: readonly Figure[]): readonly PlacedYear[] {
  const years: PlacedYear[] = [];
  let next = 0;
  tokens.forEach((token, at) => {
    while (next < figures.length && figures[next]!.to < at) next++;
    const year = yearOf(token);
    if (year === null || (next < figures.length && figures[next]!.from <= at) || isInDate(tokens, at)) return;
    years.push({ year, at });
  });
  return years;
}

interface PlacedYear {
  readonly year: number;
  readonly at: number;
}

/** From the earliest of some years to the latest. */
function spanOf(named: readonly PlacedYear[]): Years | null {
  if (named.length === 0) return null;
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const { year } of named) {
    first = Math.min(first, year);
    last = Math.max(last, year);
  }
  return { first, last };
}

/**
 * The years that a passage names for each of its figures.
 *
 * Where it names several for several figures, each has those that stand before it: «в 2019 году 38,9% (…), в 2020 году
 * 20,6% (…)»; or behind it, when none stands before the first. One that has none of its own may be of all of them
 * together, or of those named last.
 */
function yearsOf(
  tokens: readonly Token[],
  figures: readonly Figure[],
): readonly Pick<Context, "years" | "also" | "others">[] {
  const named = yearsIn(tokens, figures);
  const whole = spanOf(named);
  const single = [...new Set(named.map(({ year }) => year))].map((year): Years => ({ first: year, last: year }));
  if (figures.length < 2 || single.length < 2) return figures.map(() => ({ years: whole, also: [], others: [] }));
  const isBefore = named[0]!.at < figures[0]!.from;
  const own: (Years | null)[] = [];
  let next = 0;
  for (const [at, figure] of figures.entries()) {
    if (!isBefore) while (next < named.length && named[next]!.at < figure.from) next++;
    const past = isBefore ? figure.from : (figures[at + 1]?.from ?? tokens.length);
    const from = next;
    while (next < named.length && named[next]!.at < past) next++;
    own.push(spanOf(named.slice(from, next)));
  }
  const others = [...single, whole!];
  let last: Years | null = null;
  return own.map((years) => {
    last = years ?? last;
    return { years: years ?? whole, also: years === null && last !== null ? [last] : [], others };
  });
}

/** A year with a month or day right beside it: 2019-12-31, 12/2019. */
function isInDate(tokens: readonly Token[], at: number): boolean {
  const isShortNumber = (token: Token | undefined) => token?.kind === "number" && token.text.length <= 2;
  const touches = (first: number) => tokens[first]?.end === tokens[first + 1]?.start;
  const after = isMark(tokens[at + 1], "-/") && isShortNumber(tokens[at + 2]) && touches(at) && touches(at + 1);
  const before = isMark(tokens[at - 1], "-/") && isShortNumber(tokens[at - 2]) && touches(at - 1) && touches(at - 2);
  return after || before;
}

/** The years of a column's heading; a cell with empty ones after it is merged with them. */
function headingYears({ cells, headings }: Row, column: number): Years | null {
  const own = spanOf(yearsIn(tokensOf(headings[column] ?? ""), []));
  if (own === null) return null;
  let { first, last } = own;
  for (let next = column + 1; next < headings.length && (cells[next] ?? "") === ""; next++) {
    const years = spanOf(yearsIn(tokensOf(headings[next]!), []));
    if (years === null) break;
    first = Math.min(first, years.first);
    last = Math.max(last, years.last);
  }
  return { first, last };
}

/** What every denominator may be called: says nothing about which one it is. */
const EVERYBODY = new Set(
  "всех тех кто благополучателей людей человек участников общего всего количества числа the all those who beneficiaries people total number of with".split(
    " ",
  ),
);
const LOOSE_ENDS = new Set("в за на по и с in for by during and at".split(" "));
const MOST_WORDS = 30;

interface Group {
  readonly at: number;
  readonly name: string;
  /** Whether its words can only name a denominator: «от общего количества», not a bare «от». */
  readonly isSure: boolean;
}

/**
 * The group of each figure: the one named last before it, else right after its denominator, else first in the passage.
 */
function groupsOf(tokens: readonly Token[], figures: readonly Figure[]): readonly (string | null)[] {
  const groups = bestOf(groupsIn(tokens));
  let passed = 0;
  return figures.map((figure) => {
    while (passed < groups.length && groups[passed]!.at < figure.from) passed++;
    return groups[passed - 1]?.name ?? groupBeside(tokens, figure) ?? groups[passed]?.name ?? null;
  });
}

const bestOf = (groups: readonly Group[]) => {
  const sure = groups.filter(({ isSure }) => isSure);
  return sure.length > 0 ? sure : groups;
};

function groupsIn(tokens: readonly Token[]): readonly Group[] {
  const groups: Group[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const word = wordOf(tokens[at]);
    const next = wordOf(tokens[at + 1]);
    const after = wordOf(tokens[at + 2]);
    const isNumber = (text: string) => text === "количества" || text === "числа";
    const isFrom = word === "от" || word === "из";
    const isSure =
      word === "среди" ||
      word === "among" ||
      (word === "of" && (next === "all" || next === "those" || (next === "the" && after === "total"))) ||
      (isFrom && (isNumber(next) || (next === "общего" && isNumber(after))));
    if (!isSure && word !== "от") continue;
    const name = nameAt(tokens, at + 1);
    if (name !== "") groups.push({ at, name, isSure });
  }
  return groups;
}

/** «180 из 463 благополучателей, получивших услуги, …»: a participle after the denominator. */
function groupBeside(tokens: readonly Token[], { denominatorAt }: Figure): string | null {
  if (denominatorAt < 0) return null;
  const name = nameAt(tokens, denominatorAt + 1);
  return /^\p{L}+(?:вших|ющих|ящих|нных)(?: |$)/u.test(name) ? name : null;
}

/** The words from a token up to a number or a mark, without those that every group has. */
function nameAt(tokens: readonly Token[], from: number): string {
  let at = from;
  while (at < from + MOST_WORDS && (EVERYBODY.has(wordOf(tokens[at])) || isMark(tokens[at], ",…."))) at++;
  const words: string[] = [];
  for (; tokens[at]?.kind === "word" && words.length < MOST_WORDS; at++) words.push(wordOf(tokens[at]));
  while (LOOSE_ENDS.has(words.at(-1) ?? "")) words.pop();
  return words.join(" ");
}

/** The group that an indicator's own title names. */
export function groupInTitle(title: string): string | null {
  return bestOf(groupsIn(tokensOf(title)))[0]?.name ?? null;
}
