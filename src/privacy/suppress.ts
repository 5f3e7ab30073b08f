import type { CalendarDate } from "../calendar";
import { nearest, sentence } from "../issue";
import type { IndicatorDefinition } from "../definition/language";
import type { EvaluatedTree } from "../results-tree/evaluate";
import type { Disaggregation } from "../tables/disaggregate";
import type { Funnel } from "../tables/funnel";
import type { Harm } from "../tables/harm";
import type { Reconciliation } from "../tables/reconcile";
import type { IndicatorResult } from "../verdicts/result";
import { CellBook, type CellMap, EVERYBODY, PEOPLE, type Place } from "./cells";
import { describeDisaggregation } from "./disaggregations";
import { describeResult } from "./figures";
import { describeFunnel } from "./funnels";
import { describeHarm } from "./harm";
import { protect } from "./protect";
import { Readers } from "./readers";
import type { Rules } from "./rules";
import { describeReconciliation } from "./reconciliations";
import { describeTree } from "./tree";

/** The whole set of tables: what `buildReport` returns. */
export interface TableSet {
  readonly manifest: {
    readonly people: number;
    readonly asOf: CalendarDate;
    readonly periods: readonly { readonly from: CalendarDate; readonly to: CalendarDate }[];
  };
  readonly definitions: readonly { readonly definition: IndicatorDefinition }[];
  readonly results: readonly IndicatorResult[];
  readonly harm: readonly Harm[];
  readonly disaggregations: readonly Disaggregation[];
  readonly funnels: readonly Funnel[];
  readonly reconciliations: readonly Reconciliation[];
  readonly tree?: { readonly evaluated: EvaluatedTree } | null;
  /** Tables of which no cell is described: a suppressed report withholds them whole. */
  readonly socialChange?: readonly unknown[];
  readonly retention?: readonly unknown[];
  readonly feedback?: readonly unknown[];
  readonly evidence?: object | null;
}

/** What stands in the place of a figure that is not told. */
export type Suppressed = SmallCell | HiddenFigure;

/** A count under the threshold, `below`. */
export interface SmallCell {
  readonly suppressed: true;
  readonly reason: "small-cell";
  readonly below: number;
}

/** A figure that goes with small counts. */
export interface HiddenFigure {
  readonly suppressed: true;
  /**
   * `complementary`: a count that would let a small one be worked out; `derived`: it follows from a suppressed count;
   * `small-denominator`: a percentage of too few people; `withheld`: a count of which not even the size can be told.
   */
  readonly reason: "complementary" | "derived" | "small-denominator" | "withheld";
}

/** A value in which figures may be suppressed: numbers, and whatever may be null because there is no figure. */
export type Shielded<Value> = Value extends number
  ? Value | Suppressed
  : Value extends boolean
    ? Value | Suppressed
    : Value extends readonly (infer Item)[]
      ? readonly Shielded<Item>[]
      : Value extends object
        ? { readonly [Name in keyof Value]: ShieldedField<Value[Name]> }
        : Value;

type ShieldedField<Value> = null extends Value ? Shielded<Value> | Suppressed : Shielded<Value>;

/** What was suppressed and by which rules. Nothing in it is known only to the publisher. */
export interface Suppression {
  readonly threshold: number;
  readonly leastDenominator: number;
  readonly zeros: Rules["zeros"];
  readonly protect: Rules["protect"];
  /** Different counts in the report; how many of them are suppressed. */
  readonly cells: number;
  readonly suppressed: number;
  /** Parts of the report left out whole, since their counts cannot be shown safely: empty lists or null in their place. */
  readonly withheld: readonly WithheldTable[];
}

/** A part of a report that a suppressed one leaves out whole. */
export type WithheldTable = (typeof WITHHELD_TABLES)[number];

/** A report in which small counts, and whatever would give them away, are suppressed. */
export type SuppressedReport<Set extends TableSet = TableSet> = Omit<Set, TableName> & {
  readonly [Name in TableName & keyof Set]: Shielded<Set[Name]>;
} & { readonly suppression: Suppression };

type TableName = "manifest" | "results" | "harm" | "disaggregations" | "funnels" | "reconciliations";

/** How to suppress. */
export interface SuppressOptions {
  /** Counts from 1 up to one less are suppressed; a whole number from 2, 5 by default. */
  readonly threshold?: number | undefined;
  /** Fewest people of whom a percentage is given; twice the threshold by default. */
  readonly leastDenominator?: number | undefined;
  /**
   * Zeros suppressed as small cells: `"small-groups"` (default), those of a group of fewer than `leastDenominator`, where a zero
   * tells of everybody; `"always"`; or `"never"`.
   */
  readonly zeros?: Rules["zeros"] | undefined;
  /**
   * `"exact"` (default): no suppressed count can be worked out; `"interval"`: none can be narrowed down to fewer whole numbers than
   * the threshold.
   */
  readonly protect?: Rules["protect"] | undefined;
}

/**
 * A report whose small counts cannot be read or worked out from anything else in it.
 *
 * Counts under the threshold go, and as few others as a greedy search finds are enough, over all tables at once: sums over strata,
 * verdicts, periods, steps and indicators, and whatever follows from counts (shares, percentages, intervals, bounds, texts). Every suppressed count
 * comes with a proof, checked in whole numbers: other counts that agree with everything printed. A report already suppressed is
 * returned as it is.
 *
 * @param report - from `buildReport`, with all tables that will be published; not changed
 * @param options - `threshold`: 5 by default; `leastDenominator`: twice the threshold by default; `zeros`: `"small-groups"` (default), `"always"` or `"never"`; `protect`: `"exact"` (default) or `"interval"`
 * @returns the same frozen value with {@link Suppressed} in the place of figures, and `suppression`: rules and numbers of cells
 * @throws TypeError when the report is not one
 * @throws RangeError when an option is not one of those allowed, when tables disagree, or when a suppressed report is to be suppressed by other rules
 * @units people
 * @source Fellegi, On the question of statistical confidentiality, JASA 67 (1972) 7-18; Willenborg and de Waal, Elements of Statistical Disclosure Control (2001), chapters 5 and 6
 * @example one person is a small cell, and so is everything beside them
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const { results, suppression } = suppress(buildReport(evaluation));
 * expect(results[0]?.share.numerator).toEqual({ suppressed: true, reason: "small-cell", below: 5 });
 * expect(results[0]?.percent).toEqual({ suppressed: true, reason: "derived" });
 * expect(suppression.threshold).toBe(5);
 * ```
 */
export function suppress<Set extends TableSet>(
  report: Set | SuppressedReport<Set>,
  options: SuppressOptions = {},
): SuppressedReport<Set> {
  const rules = checkedRules(options);
  if ("suppression" in checkedSet(report)) return again(report as SuppressedReport<Set>, rules);
  const map = cellsOf(report as Set);
  const { isSuppressed, isWithheld } = protect(map, new Readers(report as Set), rules);
  const markOf = (key: string): Suppressed | undefined => {
    const cell = map.numberOf.get(key)!;
    if (!isSuppressed[cell]) return undefined;
    if (isWithheld[cell]) return WITHHELD;
    if (map.cells[cell]!.value >= rules.threshold) return COMPLEMENTARY;
    return Object.freeze({ suppressed: true, reason: "small-cell", below: rules.threshold });
  };
  const held = WITHHELD_TABLES.filter((name) => isHeld((report as TableSet)[name]));
  const suppression = {
    ...rules,
    cells: map.cells.length,
    suppressed: isSuppressed.filter(Boolean).length,
    withheld: Object.freeze(held),
  };
  const places = new Edits();
  for (const place of map.places) places.add(place, editOf(place, map, rules, markOf));
  return Object.freeze({
    ...(places.apply(report) as object),
    ...Object.fromEntries(
      held.map((name) => [name, Array.isArray((report as TableSet)[name]) ? Object.freeze([]) : null]),
    ),
    suppression: Object.freeze(suppression),
  }) as SuppressedReport<Set>;
}

/** What suppression costs; for the publisher alone, since sums of suppressed counts help to work them out. */
export interface SuppressionLoss {
  /** Different counts in the report. */
  readonly cells: number;
  /** Suppressed for their own sake, and to hide those. */
  readonly primary: number;
  readonly complementary: number;
  /** People in suppressed counts as a share of all counts added up, as text of four decimals. */
  readonly shareOfCounts: string;
}

/**
 * How much a suppressed report leaves out, measured against the full one. For the publisher alone: do not publish it.
 *
 * @param report - from `buildReport`; not changed
 * @param options - as for `suppress`
 * @returns numbers of cells, primary and complementary, and the share of all counts added up that is suppressed
 * @throws TypeError when the report is not one
 * @throws RangeError when an option is not one of those allowed, or tables disagree
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * expect(suppressionLoss(buildReport(evaluation)).shareOfCounts).toBe("1.0000");
 * ```
 */
export function suppressionLoss(report: TableSet, options: SuppressOptions = {}): SuppressionLoss {
  const rules = checkedRules(options);
  const map = cellsOf(checkedSet(report) as TableSet);
  const { isSuppressed, isPrimary } = protect(map, new Readers(report), rules);
  const shown = map.cells.map(({ value }, cell) => ({ value, cell }));
  const sumOf = (cells: typeof shown) => cells.reduce((sum, { value }) => sum + value, 0);
  const gone = shown.filter(({ cell }) => isSuppressed[cell]);
  const all = sumOf(shown);
  const primary = gone.filter(({ cell }) => isPrimary[cell]).length;
  return Object.freeze({
    cells: shown.length,
    primary,
    complementary: gone.length - primary,
    shareOfCounts: (all === 0 ? 0 : sumOf(gone) / all).toFixed(4),
  });
}

/**
 * A count of a suppressed report as people read it.
 *
 * @param value - a number or what stands in its place
 * @returns the number, "<5" for a small count (with its threshold), or "•"
 * @example
 * ```ts
 * expect(formatCount({ suppressed: true, reason: "small-cell", below: 5 })).toBe("<5");
 * expect(formatCount({ suppressed: true, reason: "complementary" })).toBe("•");
 * expect(formatCount(12)).toBe("12");
 * ```
 */
export function formatCount(value: number | Suppressed): string {
  if (typeof value === "number") return String(value);
  return value.reason === "small-cell" ? `<${value.below}` : "•";
}

/** @internal Whether a figure of a report was suppressed. */
export function isSuppressed(value: unknown): value is Suppressed {
  return typeof value === "object" && value !== null && "suppressed" in value;
}

const COMPLEMENTARY: Suppressed = Object.freeze({ suppressed: true, reason: "complementary" });
const DERIVED: Suppressed = Object.freeze({ suppressed: true, reason: "derived" });
const SMALL_DENOMINATOR: Suppressed = Object.freeze({ suppressed: true, reason: "small-denominator" });
const WITHHELD: Suppressed = Object.freeze({ suppressed: true, reason: "withheld" });

const WITHHELD_TABLES = Object.freeze(["socialChange", "retention", "feedback", "evidence"] as const);

/** Whether there is anything to withhold. */
function isHeld(table: object | null | undefined): boolean {
  return Array.isArray(table) ? table.length > 0 : table !== null && table !== undefined;
}

/** A total of everybody is worth most: all else is read against it. */
const WHOLE = 10;

/** Each kind of table takes down its own cells. */
function cellsOf(report: TableSet): CellMap {
  const book = new CellBook();
  const { people } = report.manifest;
  book.shown(["manifest", "people"], { row: EVERYBODY, feature: PEOPLE }, people, { weight: WHOLE });
  report.results.forEach((result, at) => {
    describeResult(book, ["results", at], result);
  });
  report.disaggregations.forEach((table, at) => {
    describeDisaggregation(book, ["disaggregations", at], table);
  });
  report.harm.forEach((table, at) => {
    describeHarm(book, ["harm", at], table, people);
  });
  report.funnels.forEach((table, at) => {
    describeFunnel(book, ["funnels", at], table);
  });
  report.reconciliations.forEach((table, at) => {
    describeReconciliation(book, ["reconciliations", at], table);
  });
  if (report.tree) describeTree(book, ["tree", "evaluated"], report.tree.evaluated);
  return book.map();
}

/** What becomes of a place: a value in its stead, `OMIT`, or undefined when it stays. */
function editOf(
  { cells, as, text, instead }: Place,
  map: CellMap,
  { leastDenominator }: Rules,
  markOf: (key: string) => Suppressed | undefined,
): unknown {
  if (as === "count") return markOf(cells[0]!);
  const isGone = cells.some((key) => markOf(key) !== undefined);
  const countOf = (key: string) => map.cells[map.numberOf.get(key)!]!.value;
  const below = countOf(cells.at(-1)!);
  const isFew = below > 0 && below < leastDenominator;
  switch (as) {
    case "note":
      return isGone ? OMIT : undefined;
    case "derived":
      return isGone ? DERIVED : undefined;
    case "percent":
      if (isGone) return DERIVED;
      return isFew ? SMALL_DENOMINATOR : undefined;
    case "figure":
      return isGone || isFew ? instead : undefined;
    case "text":
      if (!isGone && !isFew) return undefined;
      return Object.freeze(text!((key) => formatCount(markOf(key) ?? countOf(key))));
  }
}

const OMIT: unique symbol = Symbol("omitted");

/** Values to put in the place of others, by path. */
class Edits {
  readonly #inside = new Map<string | number, Edits>();
  #value: unknown;

  add({ path }: Place, value: unknown): void {
    if (value === undefined) return;
    let at: Edits = this;
    for (const name of path) {
      let next = at.#inside.get(name);
      if (next === undefined) {
        next = new Edits();
        at.#inside.set(name, next);
      }
      at = next;
    }
    at.#value = value;
  }

  /** The same value with the edits made; what is not edited is shared. */
  apply(value: unknown): unknown {
    if (this.#value !== undefined) return this.#value;
    if (Array.isArray(value)) {
      const items = value.map((item, at) => this.#inside.get(at)?.apply(item) ?? item);
      return Object.freeze(items.filter((item) => item !== OMIT));
    }
    const fields = Object.entries(value as object).map(([name, field]) => [
      name,
      this.#inside.has(name) ? this.#inside.get(name)!.apply(field) : field,
    ]);
    return Object.freeze(Object.fromEntries(fields));
  }
}

function again<Set extends TableSet>(report: SuppressedReport<Set>, rules: Rules): SuppressedReport<Set> {
  const { suppression } = report;
  const names = ["threshold", "leastDenominator", "zeros", "protect"] as const;
  const other = names.find((name) => suppression[name] !== rules[name]);
  if (other === undefined) return report;
  const because = `${other} must be the one the report was suppressed by (${suppression[other]})`;
  const hint = "suppress what buildReport returned instead";
  throw new RangeError(sentence({ cannot: CANNOT, because, received: rules[other], hint }));
}

const CANNOT = "suppress";
const ZEROS: readonly Rules["zeros"][] = ["small-groups", "always", "never"];
const PROTECTIONS: readonly Rules["protect"][] = ["exact", "interval"];

function checkedRules(options: SuppressOptions): Rules {
  const threshold = checkedCount("threshold", options.threshold ?? 5);
  return {
    threshold,
    leastDenominator: checkedCount("leastDenominator", options.leastDenominator ?? 2 * threshold),
    zeros: checkedChoice("zeros", options.zeros ?? "small-groups", ZEROS),
    protect: checkedChoice("protect", options.protect ?? "exact", PROTECTIONS),
  };
}

function checkedCount(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 2) return value;
  throw new RangeError(sentence({ cannot: CANNOT, because: `${name} must be a whole number from 2`, received: value }));
}

function checkedChoice<Choice extends string>(name: string, value: Choice, choices: readonly Choice[]): Choice {
  if (choices.includes(value)) return value;
  const near = nearest(String(value), choices);
  throw new RangeError(
    sentence({
      cannot: CANNOT,
      because: `${name} must be one of ${choices.join(", ")}`,
      received: value,
      ...(near !== undefined && { hint: `did you mean "${near}"?` }),
    }),
  );
}

const TABLES = ["definitions", "results", "harm", "disaggregations", "funnels", "reconciliations"] as const;

function checkedSet(report: unknown): object {
  const set = report as Partial<Record<string, unknown>> | null | undefined;
  const isSet = typeof set === "object" && set !== null && TABLES.every((name) => Array.isArray(set[name]));
  if (isSet && typeof set.manifest === "object") return set;
  throw new TypeError(
    sentence({ cannot: CANNOT, because: "report must be what buildReport returned", received: report }),
  );
}
