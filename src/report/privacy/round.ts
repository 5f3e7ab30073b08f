import { isSamePeriod } from "../../calendar";
import { plain } from "../../core/definition/language";
import type { EvaluatedIndicator, EvaluatedTree, ResultFigure } from "../../core/results-tree/evaluate";
import { progressOf } from "../../core/results-tree/progress";
import type { Share } from "../../share";
import type { AdverseEventCounts } from "../../tables/change/adverse-events";
import type { Disaggregation } from "../../tables/strata/disaggregate";
import { conversion, type Funnel } from "../../tables/funnel/funnel";
import type { Harm } from "../../tables/change/harm";
import {
  type PeopleAcrossPeriods,
  type PeopleInPeriod,
  type Reconciliation,
  shareInPeriod,
} from "../../tables/strata/reconcile";
import { type WorsenedCounts, worsenedCounts } from "../../tables/change/worsening";
import {
  type Figures,
  type IndicatorResult,
  knownOnNote,
  type Note,
  openBy,
  type ReadingResult,
  valuesOf,
} from "../../core/verdicts/result";
import { type Verdict, verdictNames } from "../../core/engine/verdict";
import type { TableSet } from "./table-set";
import { withheldFigure } from "./tree";

/**
 * The multiple of a base that is nearest to a count, halves up.
 *
 * A larger count never becomes a smaller one: a rounded part is at most its rounded whole.
 */
export function nearestMultiple(count: number, base: number): number {
  const rest = count % base;
  return count - rest + (2 * rest < base ? 0 : base);
}

/** What a reader must know of rounded counts. */
export function roundingText(base: number): Note["message"] {
  const most = Math.ceil(base / 2) - 1;
  return {
    ru: `Числа округлены до ближайшего кратного ${base}, каждое само по себе; доли посчитаны от округлённых. Ноль значит «от 0 до ${most}». Части могут не складываться в свой итог.`,
    en: `Counts are rounded to the nearest multiple of ${base}, each by itself; percentages are of the rounded counts. Zero is anything from 0 to ${most}. Parts need not add up to their total.`,
  };
}

/** The code of the note that tells it. */
export const ROUNDED = "counts-rounded";

/**
 * A set of tables in which every count is rounded, and whatever follows from counts is worked out from the rounded ones.
 *
 * Nothing but counts is taken from the tables as they were: two sets of the same form whose counts round alike give the same.
 */
export function roundedTables(report: TableSet, base: number): TableSet {
  const rounding = new Rounder(base);
  const { manifest, tree } = report;
  const results = report.results.map((one) => rounding.result(one));
  return plain({
    ...report,
    manifest: { ...manifest, people: rounding.count(manifest.people), ...rounding.events(manifest) },
    results,
    harm: report.harm.map((one) => rounding.harm(one)),
    disaggregations: report.disaggregations.map((one) => rounding.disaggregation(one)),
    funnels: report.funnels.map((one) => rounding.funnel(one)),
    reconciliations: report.reconciliations.map((one) => rounding.reconciliation(one)),
    ...(tree && { tree: { ...tree, evaluated: rounding.tree(tree.evaluated, results) } }),
  });
}

/** Notes that tell nothing of counts, of all tables; others are made anew or left out. */
const WITHOUT_COUNTS = ["period-not-started", "period-not-over", "criteria-not-declared", "rows-overlap", "age-at"];

function withoutCounts(notes: readonly Note[]): readonly Note[] {
  return notes.filter(({ code }) => WITHOUT_COUNTS.includes(code));
}

/** Each kind of table with its counts rounded. */
class Rounder {
  readonly #base: number;
  readonly #note: Note;

  constructor(base: number) {
    this.#base = base;
    this.#note = { code: ROUNDED, message: roundingText(base) };
  }

  count(value: number): number {
    return nearestMultiple(value, this.#base);
  }

  /** How many events there are, where a manifest tells it. */
  events(manifest: object): { readonly events?: number } {
    return "events" in manifest ? { events: this.count(manifest.events as number) } : {};
  }

  result(result: IndicatorResult): IndicatorResult {
    const { knownOn } = result;
    const figures = this.#figures(result);
    const isEmpty = figures.share.denominator === 0;
    return {
      ...result,
      ...figures,
      readings: result.readings.map((one) => this.#reading(one)),
      notes: [
        this.#note,
        ...(knownOn === undefined ? [] : [knownOnNote(knownOn)]),
        ...(isEmpty ? [EMPTY_DENOMINATOR] : []),
        ...withoutCounts(result.notes),
      ],
    };
  }

  #reading(reading: ReadingResult): ReadingResult {
    const share = this.#share(reading.share);
    return { ...reading, share, bounds: valuesOf(share, this.count(openBy(reading))).bounds };
  }

  disaggregation(table: Disaggregation): Disaggregation {
    return {
      ...table,
      rows: table.rows.map((row) => ({
        ...row,
        figures: row.figures.map((one) => {
          const figures = this.#figures(one);
          return { ...one, ...figures, reason: figures.value === null ? "empty-denominator" : null };
        }),
      })),
      overlaps: table.overlaps.map((one) => ({ ...one, people: this.count(one.people) })),
      notes: [this.#note, ...withoutCounts(table.notes)],
    };
  }

  harm(table: Harm): Harm {
    return {
      ...table,
      worsening: table.worsening.map((one) => ({
        ...one,
        denominator: this.count(one.denominator),
        onAny: this.#worsened(one.onAny),
        criteria: one.criteria.map((counts) => ({ ...counts, ...this.#worsened(counts) })),
      })),
      adverseEvents: table.adverseEvents.map((row) => ({
        ...row,
        any: this.#adverse(row.any),
        bySeverity: row.bySeverity.map((counts) => ({ ...counts, ...this.#adverse(counts) })),
      })),
      notes: [this.#note, NOT_NONE],
    };
  }

  funnel(table: Funnel): Funnel {
    const nesting = table.nesting.map((one) => ({ ...one, people: this.count(one.people) }));
    const first = this.count(table.steps[0]?.reached ?? 0);
    return {
      ...table,
      steps: table.steps.map((step, at) => {
        const [entered, reached] = [this.count(step.entered), this.count(step.reached)];
        return {
          ...step,
          ...{ entered, reached },
          pending: this.count(step.pending),
          unknown: this.count(step.unknown),
          not: this.count(step.not),
          besides: this.count(step.besides),
          fromPrevious: at === 0 ? null : conversion(reached, entered),
          fromStart: conversion(reached, first),
        };
      }),
      nesting,
      isNested: nesting.every(({ people }) => people === 0),
    };
  }

  reconciliation(table: Reconciliation): Reconciliation {
    return {
      ...table,
      indicators: table.indicators.map((one) => {
        const [numerator, denominator] = [this.#across(one.numerator), this.#across(one.denominator)];
        return {
          ...one,
          inPeriods: numerator.inPeriods.map((above, at) => shareInPeriod(above, denominator.inPeriods[at]!)),
          inUnion: shareInPeriod(numerator.inUnion, denominator.inUnion),
          ...{ numerator, denominator },
          explanation: {
            ru: `Показатель ${one.code}: числа округлены, поэтому сверка периодов словами не приводится.`,
            en: `Indicator ${one.code}: counts are rounded, so the periods are not reconciled in words.`,
          },
        };
      }),
    };
  }

  /** @param results - rounded already: figures of the tree are those of the results once more */
  tree(tree: EvaluatedTree, results: readonly IndicatorResult[]): EvaluatedTree {
    const rounded = (indicator: EvaluatedIndicator) => (figure: ResultFigure) => {
      const { period, share } = figure;
      if (period === null || share === null) return figure;
      const [of] = indicator.code.split(":");
      const result = results.find((one) => one.code === of && isSamePeriod(one.period, period));
      if (result === undefined) return withheldFigure(figure);
      const { verdicts, notes } = result;
      const isOwn = of === indicator.code;
      const readings = figure.readings.map((one) => ({ ...one, share: this.#share(one.share) }));
      const open = isOwn ? verdicts.pending + verdicts.unknown : this.count(openBy({ ...figure, share }));
      return this.#figure(figure, indicator, { asOf: tree.asOf, open, readings, notes });
    };
    return {
      ...tree,
      nodes: tree.nodes.map((node) => ({
        ...node,
        indicators: node.indicators.map((one) => ({ ...one, figures: one.figures.map(rounded(one)) })),
      })),
    };
  }

  #figure(
    { period, share, target, elapsed }: ResultFigure,
    { baseline, direction }: EvaluatedIndicator,
    {
      asOf,
      open,
      readings,
      notes,
    }: Pick<ResultFigure, "readings" | "notes"> & { readonly asOf: string; readonly open: number },
  ): ResultFigure {
    const ofRounded = this.#share(share!);
    const values = valuesOf(ofRounded, open);
    const result = { ...values, asOf, period: period!, share: ofRounded, verdicts: { pending: open, unknown: 0 } };
    const progress = progressOf(
      { result, target: target ?? undefined, baseline: baseline ?? undefined, direction },
      "no-such-period",
    );
    return { period, share: ofRounded, ...values, target, elapsed, ...progress, readings, notes };
  }

  #share({ numerator, denominator }: Share): Share {
    return { numerator: this.count(numerator), denominator: this.count(denominator) };
  }

  #figures(figures: Figures): Figures {
    const counts = verdictNames.map((name) => [name, this.count(figures.verdicts[name])] as const);
    const verdicts = Object.fromEntries(counts) as Record<Verdict, number>;
    const share = this.#share(figures.share);
    const { bounds, ...values } = valuesOf(share, verdicts.pending + verdicts.unknown);
    return { verdicts, share, ...values, settled: this.#share(figures.settled), bounds };
  }

  #worsened({ worsened, unpaired, notApplicable }: WorsenedCounts): WorsenedCounts {
    return worsenedCounts({
      paired: this.count(worsened.denominator),
      worsened: this.count(worsened.numerator),
      unpaired: this.count(unpaired),
      notApplicable: this.count(notApplicable),
    });
  }

  #adverse(counts: AdverseEventCounts): AdverseEventCounts {
    const events = this.count(counts.events);
    return { events, people: this.count(counts.people), reason: events === 0 ? "none-recorded" : null };
  }

  #across(across: PeopleAcrossPeriods): PeopleAcrossPeriods {
    const inPeriod = ({ period, people }: PeopleInPeriod) => ({ period, people: this.count(people) });
    return {
      inPeriods: across.inPeriods.map(inPeriod),
      sumOfPeriods: this.count(across.sumOfPeriods),
      inUnion: inPeriod(across.inUnion),
      inExactly: across.inExactly.map(({ periods, people }) => ({ periods, people: this.count(people) })),
      inUnionOnly: this.count(across.inUnionOnly),
      inPeriodsOnly: this.count(across.inPeriodsOnly),
    };
  }
}

/** What is said of zeros that are none. */
const NOT_NONE: Note = {
  code: "none-recorded-is-not-none",
  message: {
    ru: "Если неблагоприятные события не записаны, это не значит, что их не было.",
    en: "That no adverse event was recorded does not mean that none happened.",
  },
};

const EMPTY_DENOMINATOR: Note = {
  code: "empty-denominator",
  message: {
    ru: "Знаменатель после округления равен нулю, доля не определена.",
    en: "The denominator rounds to zero, so the share has no value.",
  },
};
