import { sentence } from "../../issue";
import { check, type Kind } from "../../options";
import type { Disaggregation } from "../../tables/strata/disaggregate";
import type { CellMap, Place } from "./cells";
import { Edits, OMIT } from "./edits";
import { protectedSet } from "./protected-set";
import { roundedTables } from "./round";
import { type Rules, RULES, type SuppressOptions } from "./rules";
import { cellsOf, checkSet, type TableSet, type WithheldTable, withheldFrom } from "./table-set";

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

/** By which rule a report was made fit for publication. Nothing in it is known only to the publisher. */
export type Suppression = SmallCellSuppression | Rounding;

/** What was suppressed and by which rules. */
export interface SmallCellSuppression extends Rules {
  /** Different counts in the report; how many of them are suppressed. */
  readonly cells: number;
  readonly suppressed: number;
  /** Parts of the report left out whole, since their counts cannot be shown safely: empty lists or null in their place. */
  readonly withheld: readonly WithheldTable[];
  /** Disaggregations that are left out whole, since looking for what would hide their counts took too long: what each is by. */
  readonly withheldTables?: readonly Disaggregation["dimensions"][];
}

/** That every count is rounded, and to what. */
export interface Rounding {
  /** Counts are the nearest multiples of it. */
  readonly round: number;
  /** Parts of the report left out whole, since not all of their figures can be rounded. */
  readonly withheld: readonly WithheldTable[];
}

/** A report in which small counts, and whatever would give them away, are suppressed, or every count is rounded. */
export type SuppressedReport<Set extends TableSet = TableSet, Rule extends Suppression = Suppression> = Omit<
  Set,
  TableName
> & {
  readonly [Name in TableName & keyof Set]: Shielded<Set[Name]>;
} & { readonly suppression: Rule };

type TableName = "manifest" | "results" | "harm" | "disaggregations" | "funnels" | "reconciliations";

/**
 * A report whose small counts cannot be read, and are hidden from whoever would work them out from anything else in it; or, with `round`, one whose counts are all rounded.
 *
 * Without `round`, counts under the threshold go, and as few others as a greedy search finds are enough, over all tables at once: sums over strata,
 * verdicts, periods, steps and indicators, and whatever follows from counts (shares, percentages, intervals, bounds, texts). Every suppressed count
 * comes with other counts that agree with everything printed, looked at row by row, or without its size where none are found. That is strong and no certificate: the page on privacy says where counts can still be worked out. With `round`, every count is the nearest multiple of it, halves up, each rounded from its
 * own true value, and shares, percentages, intervals, bounds and statuses are of the rounded counts; nothing is proven of what a reader can work out. A report already
 * suppressed or rounded is returned as it is.
 *
 * @param report - from `buildReport`, with all tables that will be published; not changed
 * @param options - `threshold`: 5 by default; `leastDenominator`: twice the threshold by default; `zeros`: `"small-groups"` (default), `"always"` or `"never"`; `protect`: `"exact"` (default) or `"interval"`; `round`: a whole number from 3 to 100, not rounded by default, and given without the others; `beside`: suppressed reports
 * about the same people that are out already, as they were returned or as JSON, none by default
 * @returns the same frozen value with {@link Suppressed} in the place of figures or with rounded ones, and `suppression`: rules and numbers of cells, or `round`
 * @throws TypeError when the report is not one, or an option is not known
 * @throws RangeError when an option is not one of those allowed, when `round` stands beside another, when tables disagree, when a suppressed report is to be suppressed by other rules, when a report that is out was suppressed by other rules or tells another number of the same
 * count, or when no other number is found for some count beside what is out
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
 * @example one person is rounded to nobody
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const { results, suppression } = suppress(buildReport(evaluation), { round: 5 });
 * expect(results[0]?.share).toEqual({ numerator: 0, denominator: 0 });
 * expect(results[0]?.percent).toBeNull();
 * expect(suppression).toEqual({ round: 5, withheld: [] });
 * ```
 */
export function suppress<Set extends TableSet>(
  report: Set | SuppressedReport<Set>,
  options?: SuppressOptions & { readonly round?: undefined },
): SuppressedReport<Set, SmallCellSuppression>;
export function suppress<Set extends TableSet>(
  report: Set | SuppressedReport<Set>,
  options: { readonly round: number },
): SuppressedReport<Set, Rounding>;
export function suppress<Set extends TableSet>(
  report: Set | SuppressedReport<Set>,
  options?: SuppressOptions,
): SuppressedReport<Set>;
export function suppress<Set extends TableSet>(
  report: Set | SuppressedReport<Set>,
  options: SuppressOptions = {},
): SuppressedReport<Set> {
  check(CANNOT, options, RULES);
  const rule = ruleOf(options);
  checkSet(report, CANNOT);
  if ("suppression" in report) return again(report as SuppressedReport<Set>, rule, options.beside);
  const set = report as Set;
  const instead = withheldFrom(set);
  const withheld = Object.freeze(Object.keys(instead)) as readonly WithheldTable[];
  // Tables that disagree are refused by either rule.
  if ("round" in rule) cellsOf(set, [], 0);
  const made =
    "round" in rule
      ? { tables: roundedTables(set, rule.round), suppression: { ...rule, withheld } }
      : withoutSmallCells(set, besideIn(options, rule), rule, withheld);
  const suppression = Object.freeze(made.suppression);
  return Object.freeze({ ...made.tables, ...instead, suppression }) as SuppressedReport<Set>;
}

/** The tables with figures suppressed, and what was. */
function withoutSmallCells(
  report: TableSet,
  beside: readonly TableSet[],
  rules: Rules,
  withheld: readonly WithheldTable[],
) {
  const { set, map, isSuppressed, isWithheld, withheldTables } = protectedSet(report, beside, rules);
  const markOf = (key: string): Suppressed | undefined => {
    const cell = map.numberOf.get(key)!;
    if (!isSuppressed[cell]) return undefined;
    const { value, told } = map.cells[cell]!;
    // What is out keeps its mark.
    const isSizeTold =
      told === undefined ? !isWithheld[cell] : told.low >= rules.threshold || told.high < rules.threshold;
    if (!isSizeTold) return WITHHELD;
    if (value >= rules.threshold) return COMPLEMENTARY;
    return Object.freeze({ suppressed: true, reason: "small-cell", below: rules.threshold });
  };
  const suppression: SmallCellSuppression = {
    ...rules,
    cells: map.cells.filter(({ isOwn }) => isOwn).length,
    suppressed: map.cells.filter(({ isOwn }, cell) => isOwn && isSuppressed[cell]).length,
    withheld,
    ...(withheldTables.length > 0 && { withheldTables }),
  };
  const places = new Edits();
  for (const place of map.places) places.add(place, editOf(place, map, rules, markOf));
  return { tables: places.apply(set) as object, suppression };
}

/** Reports that are out, each suppressed by the same rules. */
function besideIn({ beside = [] }: SuppressOptions, rules: Rules): readonly TableSet[] {
  beside.forEach((report, place) => {
    checkSet(report, CANNOT, `beside.${place}`, "suppress");
    const other = otherIn(report.suppression, rules);
    if (other === undefined) return;
    const because = `beside.${place} must be suppressed by the same ${other}`;
    const hint = `suppress this one by the rules of that one, or make that one anew`;
    throw new RangeError(sentence({ cannot: CANNOT, because, received: rules[other as keyof Rules], hint }));
  });
  return beside as unknown as readonly TableSet[];
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
 * @param options - as for `suppress`, but never `round`: a rounded report leaves nothing out
 * @returns numbers of cells, primary and complementary, and the share of all counts added up that is suppressed
 * @throws TypeError when the report is not one, or an option is not known
 * @throws RangeError when an option is not one of those allowed, or tables disagree
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * expect(suppressionLoss(buildReport(evaluation)).shareOfCounts).toBe("1.0000");
 * ```
 */
export function suppressionLoss(report: TableSet, options: SuppressOptions = {}): SuppressionLoss {
  const cannot = "tell the loss";
  check(cannot, options, { ...RULES, "round?": "!be left out; a rounded report leaves nothing out" });
  const rules = ruleOf(options) as Rules;
  checkSet(report, cannot);
  const { map, isSuppressed, isPrimary } = protectedSet(report, besideIn(options, rules), rules);
  const shown = map.cells.flatMap(({ value, isOwn }, cell) => (isOwn ? [{ value, cell }] : []));
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
 * @throws TypeError when the value is neither; RangeError when it is a number that is not finite
 * @example
 * ```ts
 * expect(formatCount({ suppressed: true, reason: "small-cell", below: 5 })).toBe("<5");
 * expect(formatCount({ suppressed: true, reason: "complementary" })).toBe("•");
 * expect(formatCount(12)).toBe("12");
 * ```
 */
export function formatCount(value: number | Suppressed): string {
  if (typeof value !== "number" || !Number.isFinite(value)) check("print a count", value, COUNT, "value");
  return countText(value);
}

/** @internal A count of a report that was looked at before. */
export function countText(value: number | Suppressed): string {
  if (typeof value === "number") return String(value);
  return value.reason === "small-cell" ? `<${value.below}` : "•";
}

const COUNT: Kind = [
  "number",
  { suppressed: "boolean", reason: "=small-cell", below: "number" },
  { suppressed: "boolean", reason: "=complementary|derived|small-denominator|withheld" },
];

/** @internal Whether a figure of a report was suppressed. */
export function isSuppressed(value: unknown): value is Suppressed {
  return typeof value === "object" && value !== null && "suppressed" in value;
}

const COMPLEMENTARY: Suppressed = Object.freeze({ suppressed: true, reason: "complementary" });
const DERIVED: Suppressed = Object.freeze({ suppressed: true, reason: "derived" });
const SMALL_DENOMINATOR: Suppressed = Object.freeze({ suppressed: true, reason: "small-denominator" });
const WITHHELD: Suppressed = Object.freeze({ suppressed: true, reason: "withheld" });

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
    case "withheld":
      return WITHHELD;
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

function again<Set extends TableSet>(
  report: SuppressedReport<Set>,
  rule: Rules | Pick<Rounding, "round">,
  beside: SuppressOptions["beside"],
): SuppressedReport<Set> {
  if (beside !== undefined) {
    const because = "beside must be left out, since the report is suppressed already";
    throw new RangeError(sentence({ cannot: CANNOT, because, hint: "suppress what buildReport returned instead" }));
  }
  const other = otherIn(report.suppression, rule);
  if (other === undefined) return report;
  const [was, now] = [report.suppression, rule].map((one) => (one as Partial<Record<string, unknown>>)[other]);
  const because =
    was === undefined
      ? `${other} must be left out, as it was when the report was suppressed`
      : `${other} must be the one the report was suppressed by (${was})`;
  const hint = "suppress what buildReport returned instead";
  throw new RangeError(sentence({ cannot: CANNOT, because, received: now, hint }));
}

/** The rule in which two differ. */
function otherIn(then: object, now: object) {
  return NAMES.find((name) => (then as Record<string, unknown>)[name] !== (now as Record<string, unknown>)[name]);
}

const CANNOT = "suppress";
const NAMES = ["round", "threshold", "leastDenominator", "zeros", "protect"] as const;

/** One of the two rules, never both at once. */
function ruleOf(options: SuppressOptions): Rules | Pick<Rounding, "round"> {
  const { round, threshold = 5, leastDenominator = 2 * threshold, zeros = "small-groups", protect = "exact" } = options;
  if (round === undefined) return { threshold, leastDenominator, zeros, protect };
  const other = [...NAMES, "beside" as const].find((name) => name !== "round" && options[name] !== undefined);
  if (other === undefined) return { round };
  const because = `round must stand without ${other}`;
  const hint = `leave out ${other} to round every count, or round to suppress small ones`;
  throw new RangeError(sentence({ cannot: CANNOT, because, received: round, hint }));
}
