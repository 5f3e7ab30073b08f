import { isSamePeriod } from "../../calendar";
import { storeOf } from "../../core/dataset/dataset";
import { describe, sentence } from "../../issue";
import { check, type OptionsOf } from "../../options";
import { roundedUnits, unitsText } from "../../share";
import { type Evaluation, type Judged, type Verdicts, verdictsOf } from "../../core/verdicts/evaluation";
import { type IndicatorResult, type Note, results } from "../../core/verdicts/result";
import { type Bridge, Bridges, type ChangeCause, causeNames, type JudgedPair, UNCHANGED } from "./causes";
import { COMPARED, type ComparedPeriods, codesOf, pairOf, periodsOf } from "./pairing";
import { hasAttribute, type RateMixSplit, rateMixSplit, shareDifference } from "./rate-mix";
import { type Standing, standingNames } from "./standing";

/** What to compare, and how. */
export interface CompareOptions {
  /** May be left out when both evaluations have one period each. */
  readonly period?: ComparedPeriods | undefined;
  /**
   * An attribute (`targetGroup`, `sex`, `region`, `organisation` or one of your own) by which each difference is split;
   * no split when absent.
   */
  readonly by?: string | undefined;
}

const OPTIONS: OptionsOf<CompareOptions> = { "period?": COMPARED, "by?": "text" };

/** Two evaluations laid side by side: plain data, counts only. */
export interface Comparison {
  /** Matched by beneficiary id. */
  readonly people: { readonly before: number; readonly after: number; readonly inBoth: number };
  /** Those that both evaluations have, in the order of the one before. */
  readonly indicators: readonly IndicatorComparison[];
  /** Codes of indicators that only one of the evaluations has, and that were not compared. */
  readonly notCompared: { readonly before: readonly string[]; readonly after: readonly string[] };
}

/** What became of one indicator, and why. */
export interface IndicatorComparison {
  readonly code: string;
  readonly title: { readonly ru: string; readonly en: string };
  readonly before: IndicatorResult;
  readonly after: IndicatorResult;
  /** People by standing before, then by standing after; the margins are the verdicts of the two results. */
  readonly matrix: Readonly<Record<Standing, Readonly<Record<Standing, number>>>>;
  readonly denominator: { readonly entered: number; readonly left: number };
  readonly numerator: { readonly entered: number; readonly left: number };
  /** People whose standing is not what it was. */
  readonly changed: number;
  /** The changed people, each under one cause. */
  readonly causes: Readonly<Record<ChangeCause, number>>;
  /** Share after less share before, to ten decimals; null when one of the denominators is empty. */
  readonly difference: string | null;
  /** Only with `by`; null when one of the denominators is empty. */
  readonly split?: RateMixSplit | null;
  /** `empty-denominator`, `definition-changed` or `empty-stratum`. */
  readonly notes: readonly Note[];
}

/**
 * The bridge between two evaluations: for each indicator who entered, who left, whose verdict changed, and why.
 *
 * The two may be of two periods, of two data cuts (two datasets, or one as known on two days) or of two versions of a
 * definition; indicators are matched by code, people by beneficiary id. Every changed person has one cause. What was
 * there after is taken back, in this order, and a cause is what cannot be taken back without losing the verdict:
 *
 * 1. `definition-changed`: the old definition, on the facts and at the time after, gives the verdict before. Declared
 *    criteria are part of the definition, and where none are declared, so are those that occur in the data.
 * 2. `passage-of-time`: the facts before, at the time after, give the verdict after; so the same events would have
 *    done.
 * 3. Otherwise the facts: `new-event`, `corrected-event` (another content under the same id, or another event of the
 *    same kind and placement or support in place of one that is gone) or `retracted-event` (retracted, or no longer
 *    there). Somebody whose facts differ in two of these ways is judged again without the new events, and then with the
 *    retractions alone.
 * 4. `several`: none of these is enough by itself.
 *
 * @param before - from `evaluate`
 * @param after - from `evaluate`
 * @param options - `period`: needed when an evaluation has several; `by`: splits each difference by an attribute
 * @returns counts of people; may be small, so not for publication without suppression
 * @throws TypeError when an evaluation is not one
 * @throws RangeError when no indicator is in both, a period is not one of those evaluated or must be told, or nobody
 *   has the attribute
 * @example
 * ```ts
 * const in2019 = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2021-01-31" });
 * const in2020 = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2020)], asOf: "2021-01-31" });
 * const [work] = compare(in2019, in2020).indicators;
 * expect(work?.matrix.counted.outside).toBe(1);
 * expect(work?.causes["passage-of-time"]).toBe(1);
 * ```
 */
export function compare(before: Evaluation, after: Evaluation, options: CompareOptions = {}): Comparison {
  const cannot = "compare the evaluations";
  const sides = [verdictsOf(before), verdictsOf(after)] as const;
  check(cannot, options, OPTIONS);
  const [earlier, later] = [codesOf(sides[0]), codesOf(sides[1])];
  const shared = earlier.filter((code) => later.includes(code));
  if (shared.length === 0) {
    const because = `they must share an indicator, and have ${listed(earlier)} before and ${listed(later)} after`;
    throw new RangeError(sentence({ cannot, because, hint: "evaluate the same codes on both sides" }));
  }
  const periods = periodsOf(sides, options.period, cannot);
  if (options.by !== undefined) requireAttribute(sides, options.by, cannot);
  const pairs = shared.map((code) => pairOf(before, after, code, periods, cannot));
  const bridges = new Bridges(...sides, pairs[0]!.after.horizon);
  const figures = [results(before), results(after)] as const;
  const laid = bridges.of(pairs);
  const inBoth = before.people + after.people - bridges.people.count;
  return Object.freeze({
    people: Object.freeze({ before: before.people, after: after.people, inBoth }),
    indicators: Object.freeze(
      pairs.map((pair, at) =>
        indicatorComparison(
          resultOf(figures[0], pair.before),
          resultOf(figures[1], pair.after),
          laid[at]!,
          options.by === undefined ? undefined : splitOf(options.by, sides, pair),
        ),
      ),
    ),
    notCompared: Object.freeze({
      before: Object.freeze(earlier.filter((code) => !shared.includes(code))),
      after: Object.freeze(later.filter((code) => !shared.includes(code))),
    }),
  });
}

function listed(codes: readonly string[]): string {
  return codes.length === 0 ? "none" : codes.join(", ");
}

function requireAttribute(sides: readonly Verdicts[], by: string, cannot: string): void {
  if (sides.some(({ dataset }) => hasAttribute(storeOf(dataset), by))) return;
  const because = "by must be an attribute that somebody in the data has";
  const hint = "write targetGroup, sex, region, organisation or an attribute of your own";
  throw new RangeError(`${sentence({ cannot, because })}, received ${describe(by)}; ${hint}`);
}

function resultOf(figures: readonly IndicatorResult[], { definition, period }: Judged): IndicatorResult {
  return figures.find((one) => one.code === definition.code && isSamePeriod(one.period, period))!;
}

function splitOf(by: string, [before, after]: readonly [Verdicts, Verdicts], pair: JudgedPair): RateMixSplit | null {
  const [earlier, later] = [storeOf(before.dataset), storeOf(after.dataset)];
  return rateMixSplit(by, { judged: pair.before, store: earlier }, { judged: pair.after, store: later });
}

const STANDINGS = standingNames.length;
/** Whether a standing is in the denominator. */
const IS_BELOW = standingNames.map((name) => !["outside", "excluded", "not-in-dataset"].includes(name));
const COUNTED = standingNames.indexOf("counted");

function indicatorComparison(
  before: IndicatorResult,
  after: IndicatorResult,
  bridge: Bridge,
  split: RateMixSplit | null | undefined,
): IndicatorComparison {
  const cells = new Float64Array(STANDINGS * STANDINGS);
  const byCause = causeNames.map(() => 0);
  for (let index = 0; index < bridge.from.length; index++) {
    cells[bridge.from[index]! * STANDINGS + bridge.to[index]!]!++;
    if (bridge.causes[index] !== UNCHANGED) byCause[bridge.causes[index]!]!++;
  }
  const sumOf = (wanted: (from: number, to: number) => boolean) =>
    cells.reduce((sum, cell, at) => (wanted(Math.floor(at / STANDINGS), at % STANDINGS) ? sum + cell : sum), 0);
  const isEmpty = before.share.denominator === 0 || after.share.denominator === 0;
  return Object.freeze({
    code: after.code,
    title: after.title,
    before,
    after,
    matrix: record(standingNames, (from) => record(standingNames, (to) => cells[from * STANDINGS + to]!)),
    denominator: Object.freeze({
      entered: sumOf((from, to) => !IS_BELOW[from] && IS_BELOW[to]!),
      left: sumOf((from, to) => IS_BELOW[from]! && !IS_BELOW[to]),
    }),
    numerator: Object.freeze({
      entered: sumOf((from, to) => from !== COUNTED && to === COUNTED),
      left: sumOf((from, to) => from === COUNTED && to !== COUNTED),
    }),
    changed: sumOf((from, to) => from !== to),
    causes: record(causeNames, (cause) => byCause[cause]!),
    difference: isEmpty ? null : unitsText(roundedUnits(shareDifference(before.share, after.share))),
    ...(split !== undefined && { split }),
    notes: Object.freeze(notesOf(before, after, split)),
  });
}

function record<Name extends string, Value>(
  names: readonly Name[],
  fieldOf: (number: number) => Value,
): Readonly<Record<Name, Value>> {
  return Object.freeze(Object.fromEntries(names.map((name, number) => [name, fieldOf(number)])) as Record<Name, Value>);
}

function notesOf(
  before: IndicatorResult,
  after: IndicatorResult,
  split: RateMixSplit | null | undefined,
): readonly Note[] {
  const notes: Note[] = [];
  const note = (code: string, ru: string, en: string) => {
    notes.push(Object.freeze({ code, message: Object.freeze({ ru, en }) }));
  };
  if (before.share.denominator === 0 || after.share.denominator === 0) {
    const isBefore = before.share.denominator === 0;
    const isBoth = isBefore && after.share.denominator === 0;
    note(
      "empty-denominator",
      `Разность долей не определена: в знаменателе никого нет ${isBoth ? "ни до, ни после" : isBefore ? "до" : "после"}.`,
      `The difference has no value: nobody is in the denominator ${isBoth ? "before or after" : isBefore ? "before" : "after"}.`,
    );
  }
  if (before.fingerprint !== after.fingerprint) {
    note(
      "definition-changed",
      `Определение показателя изменилось: ${before.fingerprint} → ${after.fingerprint}.`,
      `The definition of the indicator changed: ${before.fingerprint} → ${after.fingerprint}.`,
    );
  }
  for (const { codes, before: earlier, after: later } of split?.strata ?? []) {
    if (earlier.denominator > 0 && later.denominator > 0) continue;
    const [ru, en] = codes.length === 0 ? ["не указано", "not given"] : [codes.join(" + "), codes.join(" + ")];
    const isBefore = earlier.denominator === 0;
    note(
      "empty-stratum",
      `Слой «${ru}» пуст ${isBefore ? "до" : "после"}: весь его вклад отнесён к изменению состава.`,
      `The stratum "${en}" is empty ${isBefore ? "before" : "after"}: all it contributes is mix.`,
    );
  }
  return notes;
}
