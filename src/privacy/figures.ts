import { isSamePeriod, type Period } from "../calendar";
import { fingerprintOf } from "../definition/fingerprint";
import type { IndicatorDefinition } from "../definition/language";
import { type Verdict, verdictNames } from "../verdicts/verdict";
import type { Figures, IndicatorResult } from "../verdicts/result";
import type { CellBook, Path } from "./cells";

/** The whole table's stratum. */
export const EVERYBODY = "everybody";
/** Everyone in the dataset, whatever the period. */
export const PEOPLE = "people";

/** Counts from which a published share is made weigh more than those beside it. */
const PUBLISHED = 3;
/** A total of everybody is worth most: all else is read against it. */
const WHOLE = 10;

/** The figures of one indicator in one period for one stratum. */
export interface Block {
  readonly where: string;
  readonly code: string;
  readonly period: Period;
}

/** Key of a count of a block: one verdict, `denominator` or `settled`. */
export function blockKey({ where, code, period }: Block, part: Verdict | "denominator" | "settled"): string {
  return `${where} | ${code} | ${period.from}/${period.to} | ${part}`;
}

/** Key of the people of a stratum in a period. */
export function peopleKey({ where, period }: Omit<Block, "code">): string {
  return where === EVERYBODY ? PEOPLE : `${where} | ${period.from}/${period.to} | people`;
}

/** Blocks as they are described, each once; ties those together that readers know to belong together. */
export class Blocks {
  readonly #book: CellBook;
  readonly #rules: ReadonlyMap<string, ReturnType<typeof rulesOf>>;
  readonly #all = new Map<string, Block>();

  constructor(book: CellBook, people: number, definitions: readonly IndicatorDefinition[]) {
    this.#book = book;
    this.#rules = new Map(definitions.map((definition) => [definition.code, rulesOf(definition)]));
    book.shown(["manifest", "people"], PEOPLE, people, { weight: WHOLE });
  }

  /** Verdicts, shares and all that follows from them, of one block. */
  describe(path: Path, block: Block, figures: Figures): void {
    const book = this.#book;
    const { verdicts, share, settled } = figures;
    const sum = verdictNames.reduce((total, name) => total + verdicts[name], 0);
    const people = block.where === EVERYBODY ? PEOPLE : book.hidden(peopleKey(block), sum, sum > 0 ? 1 : 0);
    const key = (part: Verdict | "denominator" | "settled") => blockKey(block, part);
    const below = key("denominator");
    for (const name of verdictNames) {
      const isBeside = name === "outside" || name === "excluded";
      book.shown([...path, "verdicts", name], key(name), verdicts[name], {
        of: isBeside ? people : below,
        inside: blockKey({ ...block, where: EVERYBODY }, name),
        isKnown: name === "excluded" && this.#rules.get(block.code)?.excludesNobody === true,
        weight: name === "counted" ? PUBLISHED : 1,
      });
    }
    book.shown([...path, "share", "numerator"], key("counted"), share.numerator);
    book.shown([...path, "share", "denominator"], below, share.denominator, { of: people, weight: PUBLISHED });
    book.shown([...path, "settled", "numerator"], key("counted"), settled.numerator);
    book.shown([...path, "settled", "denominator"], key("settled"), settled.denominator, { of: below });
    book.equal(
      people,
      verdictNames.map((name) => key(name)),
    );
    book.equal(below, [key("counted"), key("pending"), key("unknown"), key("not-counted")]);
    book.equal(key("settled"), [key("counted"), key("not-counted")]);
    for (const name of ["value", "percent", "interval"]) {
      book.place({ path: [...path, name], cells: [key("counted"), below], as: "percent" });
    }
    const bounds = [key("counted"), key("pending"), key("unknown"), below];
    book.place({ path: [...path, "bounds"], cells: bounds, as: "percent" });
    this.#all.set(key("denominator"), block);
  }

  /** An indicator's result, with its notes. */
  describeResult(path: Path, result: IndicatorResult): void {
    const book = this.#book;
    const block = { where: EVERYBODY, code: result.code, period: result.period };
    this.describe(path, block, result);
    const below = blockKey(block, "denominator");
    result.notes.forEach(({ code, reading }, place) => {
      const at = [...path, "notes", place];
      if (code === "empty-denominator") book.place({ path: at, cells: [below], as: "note" });
      if (reading === undefined) return;
      const { numerator, denominator } = reading.share;
      const key = `${blockKey(block, "counted")} | ${reading.code}`;
      book.shown([...at, "reading", "share", "numerator"], key, numerator, { of: below });
      book.shown([...at, "reading", "share", "denominator"], below, denominator);
      book.atMost([key], [[below, 1]]);
      book.atMost([key], [[blockKey(block, "counted"), 1]]);
      book.place({
        path: [...at, "message"],
        cells: [key, below],
        as: "text",
        text: (print) => ({
          ru: `${reading.title.ru}: ${print(key)} из ${print(below)}`,
          en: `${reading.title.en}: ${print(key)} of ${print(below)}`,
        }),
      });
    });
  }

  /** What readers know of several indicators or several periods of one stratum. */
  tie(): void {
    const strata = new Map<string, Block[]>();
    for (const block of this.#all.values()) {
      const held = strata.get(block.where);
      if (held === undefined) strata.set(block.where, [block]);
      else held.push(block);
    }
    for (const blocks of strata.values()) {
      for (const one of blocks) {
        for (const other of blocks) {
          if (one.code === other.code) this.#tiePeriods(one, other, blocks);
          else if (isSamePeriod(one.period, other.period)) this.#tieIndicators(one, other);
        }
      }
    }
  }

  /** Indicators with the same denominator, and one whose denominator is who is counted in the other. */
  #tieIndicators(one: Block, other: Block): void {
    const rules = this.#rules.get(one.code);
    const beside = this.#rules.get(other.code);
    if (rules === undefined || beside === undefined) return;
    const book = this.#book;
    if (one.code < other.code && rules.below === beside.below) {
      for (const part of ["denominator", "excluded", "outside"] as const) {
        book.equal(blockKey(one, part), [blockKey(other, part)]);
      }
    }
    if (rules.countedIn !== beside.whole) return;
    const below = [blockKey(one, "denominator"), blockKey(one, "excluded")];
    const counted = blockKey(other, "counted");
    // People about whom the other is unknown may stand below the line as unknown; often nobody does, and readers may guess as much.
    if (below.reduce((sum, key) => sum + book.value(key), 0) === book.value(counted)) book.equal(counted, below);
    book.atMost(
      [counted],
      below.map((key) => [key, 1] as const),
    );
    book.atMost(below, [
      [counted, 1],
      [blockKey(other, "unknown"), 1],
    ]);
  }

  /** A period within another: nobody counted or served in it is missing from the other, where that is so. */
  #tiePeriods(whole: Block, part: Block, blocks: readonly Block[]): void {
    if (!isWithin(part.period, whole.period)) return;
    const book = this.#book;
    const parts = blocks.filter(
      ({ where, code, period }) =>
        where === part.where &&
        code === part.code &&
        isWithin(period, whole.period) &&
        !isSamePeriod(period, whole.period),
    );
    for (const name of ["counted", "denominator"] as const) {
      const key = blockKey(whole, name);
      book.atMost([blockKey(part, name)], [[key, 1]]);
      book.atMost(
        [key],
        parts.map((one) => [blockKey(one, name), 1] as const),
      );
    }
  }
}

/** What of a definition ties it to others, as fingerprints. */
function rulesOf(definition: IndicatorDefinition) {
  const { denominator, exclusions } = definition;
  const inner = denominator.kind === "counted-in" ? denominator.definition : undefined;
  return {
    whole: fingerprintOf(definition),
    excludesNobody: exclusions === undefined || exclusions.length === 0,
    below: fingerprintOf({ denominator, numerator: denominator, exclusions }),
    countedIn: inner && fingerprintOf(inner),
  };
}

function isWithin(part: Period, whole: Period): boolean {
  return part.from >= whole.from && part.to <= whole.to && !isSamePeriod(part, whole);
}
