import { once } from "../../once";
import type { CalendarDate } from "../../calendar";
import type { IndicatorDefinition } from "../../core/definition/language";
import { checkReturned, type Fields } from "../../options";
import type { EvaluatedTree } from "../../core/results-tree/evaluate";
import { REPORT } from "../../core/shapes";
import type { Disaggregation } from "../../tables/strata/disaggregate";
import type { Funnel } from "../../tables/funnel/funnel";
import type { Harm } from "../../tables/change/harm";
import type { Reconciliation } from "../../tables/strata/reconcile";
import type { IndicatorResult } from "../../core/verdicts/result";
import {
  type Book,
  type Cell,
  CellBook,
  type CellMap,
  type CellName,
  EVERYBODY,
  type Path,
  PEOPLE,
  type RowValue,
  type Told,
} from "./cells";
import { describeAbsentRows, describeDisaggregation } from "./disaggregations";
import { describeResult } from "./figures";
import type { Edition } from "./editions";
import { describeFunnel } from "./funnels";
import { adverseKindsIn, describeAbsentKinds, describeHarm } from "./harm";
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

/** A part of a report that a suppressed one leaves out whole. */
export type WithheldTable = (typeof WITHHELD_TABLES)[number];

const WITHHELD_TABLES = Object.freeze(["socialChange", "retention", "feedback", "evidence"] as const);

/** Whether there is anything to withhold. */
function isHeld(table: object | null | undefined): boolean {
  return Array.isArray(table) ? table.length > 0 : table !== null && table !== undefined;
}

/** The tables of which no cell is described and that hold something, by name, each with what stands in its place. */
export function withheldFrom(report: TableSet): Readonly<Partial<Record<WithheldTable, readonly [] | null>>> {
  const held = WITHHELD_TABLES.filter((name) => isHeld(report[name]));
  return Object.fromEntries(held.map((name) => [name, Array.isArray(report[name]) ? Object.freeze([]) : null]));
}

/** A total of everybody is worth most: all else is read against it. */
const WHOLE = 10;

/**
 * Each kind of table takes down its own cells.
 *
 * @param editions - of the report and of those that are out
 * @param threshold - under which counts of those that are out were suppressed
 */
export function cellsOf(report: TableSet, editions: readonly Edition[], threshold: number): CellMap {
  const book = new CellBook();
  describe(book, report);
  for (const { prefix, reports } of editions) {
    for (const one of reports)
      if (one !== report) describe(new PublishedBook(book, prefix, threshold), one as TableSet);
  }
  // What stands in one table and not in another of its kind is nobody's there, and readers see that.
  const kinds = adverseKindsIn(editions.flatMap(({ reports }) => reports.flatMap((one) => one.harm)));
  for (const { prefix, reports } of editions) {
    for (const { disaggregations, harm } of reports) {
      for (const table of disaggregations) describeAbsentRows(book, prefix, table);
      for (const table of harm) describeAbsentKinds(book, prefix, table, kinds);
    }
  }
  return book.map();
}

function describe(book: Book, report: TableSet): void {
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
}

/** A count in a report that is out: the number, or the mark in its place. */
type Printed = number | { readonly reason: string; readonly below?: number };

/** Takes down what a published report leaves of each count. */
class PublishedBook implements Book {
  readonly #book: CellBook;
  readonly #prefix: string;
  readonly #threshold: number;

  constructor(book: CellBook, prefix: string, threshold: number) {
    this.#book = book;
    this.#prefix = prefix;
    this.#threshold = threshold;
  }

  row(name: string, values: readonly RowValue[]): void {
    this.#book.row(name, values);
  }

  shown(path: Path, { row, feature }: CellName, value: number, about: Partial<Cell> = {}): string {
    const name = { row, feature: `${this.#prefix}${feature}` };
    return this.#book.told(name, this.#toldBy(value, about.least ?? 0), path.join("."), about);
  }

  place(): void {
    // What follows from counts tells nothing more of them.
  }

  #toldBy(printed: Printed, least: number): Told {
    if (typeof printed === "number") return { low: printed, high: printed };
    if (printed.below !== undefined) return { low: least, high: printed.below - 1 };
    const isLarge = printed.reason === "complementary";
    return { low: isLarge ? Math.max(least, this.#threshold) : least, high: Number.POSITIVE_INFINITY };
  }
}

/** Refuses what is no set of tables; names beside those of the set are let pass. */
export function checkSet(report: unknown, cannot: string, what = "report", maker = "buildReport"): void {
  checkReturned(cannot, report, setFields(), what, maker);
}

const NAMES = ["definitions", "results", "harm", "disaggregations", "funnels", "reconciliations"] as const;
const setFields = once((): Fields => {
  const { people, asOf, periods } = REPORT.manifest as Fields;
  return {
    manifest: { people: people!, asOf: asOf!, periods: periods! },
    ...Object.fromEntries(NAMES.map((name) => [name, REPORT[name]!])),
    ...Object.fromEntries(["tree", ...WITHHELD_TABLES].map((name) => [`${name}?`, REPORT[name]!])),
    "suppression?": REPORT["suppression?"]!,
  };
});
