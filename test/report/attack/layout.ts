import {
  buildReport,
  type ReportOptions,
  type SuppressOptions,
  type SuppressedReport,
  suppress,
} from "../../../src/report/index";
import { type Evaluation, evaluate, type Indicator, type Period, parseDataset } from "../../../src/core/index";
import { toTally } from "../../../src/exchange/index";
import { eventsOf, type Person, type Vocabulary } from "./people";

/** What is published about the same people at one time. */
export interface Edition {
  readonly indicators: readonly Indicator[];
  readonly periods: readonly Period[];
  readonly asOf: string;
  readonly tables: Omit<ReportOptions, "suppress">;
}

/** What a reader knows before the first number: definitions, periods, tables, and the words that facts are told in. */
export interface Layout {
  readonly name: string;
  readonly editions: readonly Edition[];
  readonly words: Vocabulary;
  /** A tally is sent instead of a report. */
  readonly isTally?: boolean;
  /** Each edition is suppressed beside those that are out before it. */
  readonly isBeside?: boolean;
  /** How many people are drawn at first, of whom those that differ are kept. */
  readonly draws?: number;
}

function evaluationOf(
  { words }: Layout,
  { indicators, periods, asOf }: Edition,
  people: readonly Person[],
): Evaluation {
  const events = people.flatMap((person, place) => eventsOf(`B-${place}`, person));
  return evaluate(parseDataset(events, { criteria: words.criteria }), { indicators, periods, asOf });
}

/** Everything the library says of some people. */
export function fullReports(layout: Layout, people: readonly Person[]): readonly object[] {
  return layout.editions.map((edition) => buildReport(evaluationOf(layout, edition, people), edition.tables));
}

/** What is published of them. */
export function publishedReports(layout: Layout, people: readonly Person[], rules: SuppressOptions): readonly object[] {
  if (layout.isBeside === true) return publishedInTurn(layout, people, rules);
  return layout.editions.map((edition) => {
    const evaluation = evaluationOf(layout, edition, people);
    if (layout.isTally !== true) return suppress(buildReport(evaluation, edition.tables), rules);
    const partner = { code: "north", title: { ru: "Север", en: "North" } };
    return toTally(evaluation, { partner, disaggregate: edition.tables.disaggregate, suppress: rules });
  });
}

/**
 * Each report made beside those before it, as they are read from files; throws the RangeError of a report that is
 * refused.
 */
function publishedInTurn(layout: Layout, people: readonly Person[], rules: SuppressOptions): readonly object[] {
  const out: SuppressedReport[] = [];
  for (const edition of layout.editions) {
    const report = buildReport(evaluationOf(layout, edition, people), edition.tables);
    out.push(suppress(report, { ...rules, beside: JSON.parse(JSON.stringify(out)) }));
  }
  return out;
}
