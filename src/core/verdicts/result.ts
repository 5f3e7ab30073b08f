import { type CalendarDate, dateOf, type Period } from "../../calendar";
import { storeOf } from "../dataset/dataset";
import { fingerprintOf } from "../definition/fingerprint";
import type { Condition, IndicatorDefinition } from "../definition/language";
import type { Pairing } from "../definition/pairing";
import { describe, sentence } from "../../issue";
import { check } from "../../options";
import { decimalText, type Share, sharePercent, shareValue } from "../../share";
import { wilsonInterval } from "../../statistics/proportion";
import { type Evaluation, type Judged, judgedOf, OF_INDICATOR, tally, type Verdicts, verdictsOf } from "./evaluation";
import { VERDICT, type Verdict, verdictNames } from "../engine/verdict";

/** Something the reader of a figure must know. */
export interface Note {
  /**
   * `known-on`, `empty-denominator`, `period-not-over`, `period-not-started` or `criteria-not-declared`; reports of
   * networks have more.
   */
  readonly code: string;
  readonly message: { readonly ru: string; readonly en: string };
}

/**
 * A stricter or other reading of an indicator, with the same denominator: it stands beside the indicator's own share.
 */
export interface ReadingResult {
  /** Code of the indicator and of the reading, such as `2.1:improved`. */
  readonly code: string;
  readonly title: { readonly ru: string; readonly en: string };
  readonly share: Share;
  /**
   * The share if nobody, and if everybody pending or unknown by this reading came to be counted; null when the
   * denominator is empty.
   */
  readonly bounds: { readonly low: string; readonly high: string } | null;
}

/** What six counts of verdicts amount to: plain data. */
export interface Figures {
  /** People by verdict. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** The published share: everyone who is not outside and not excluded is below the line. */
  readonly share: Share;
  /** The share to ten decimals, half up; null when the denominator is empty. */
  readonly value: string | null;
  /** The share as a percentage with one decimal, half up; null when the denominator is empty. */
  readonly percent: string | null;
  /** Limits of the published share, to ten decimals; null when the denominator is empty. */
  readonly interval: {
    readonly method: "wilson";
    readonly level: number;
    readonly low: string;
    readonly high: string;
  } | null;
  /** Only those about whom the verdict is final. */
  readonly settled: Share;
  /**
   * The share if nobody, and if everybody pending or unknown came to be counted; null when the denominator is empty.
   */
  readonly bounds: { readonly low: string; readonly high: string } | null;
}

/** An indicator's figures in one period: plain data. Its `verdicts` are together all people of the dataset. */
export interface IndicatorResult extends Figures {
  readonly code: string;
  readonly title: { readonly ru: string; readonly en: string };
  readonly fingerprint: string;
  readonly period: { readonly from: CalendarDate; readonly to: CalendarDate };
  readonly asOf: CalendarDate;
  /** Only when asked for: events recorded after it do not exist for this figure. */
  readonly knownOn?: CalendarDate;
  /** The earlier of the period's end and `asOf`: facts after it do not exist for this figure. */
  readonly horizon: CalendarDate;
  /** Other readings in the order of the definition; empty for most indicators. */
  readonly readings: readonly ReadingResult[];
  readonly notes: readonly Note[];
}

const LEVEL = 0.95;

/**
 * The figures of every indicator in every period of an evaluation.
 *
 * @param evaluation - from `evaluate`
 * @returns plain data, indicator by indicator, each with its periods in the order asked for
 * @throws TypeError when the evaluation is not one
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * expect(results(evaluation)[0]?.share).toEqual({ numerator: 1, denominator: 1 });
 * ```
 */
export function results(evaluation: Evaluation): readonly IndicatorResult[] {
  const all = verdictsOf(evaluation);
  return Object.freeze(all.judged.map((judged) => resultOf(all, judged)));
}

/** @internal The figures of the readings beside the indicators of an evaluation, likewise. */
export function readingResults(evaluation: Evaluation): readonly IndicatorResult[] {
  const all = verdictsOf(evaluation);
  return all.readings.map((judged) => resultOf(all, judged));
}

/**
 * Ids of the beneficiaries with one verdict: one of the doors through which ids leave.
 *
 * @param evaluation - from `evaluate`
 * @param options - `indicator`: its code; `period`: one of those evaluated; `verdict`: one of the six
 * @returns ids in the order of their characters
 * @throws TypeError when the evaluation is not one
 * @throws RangeError when indicator, period or verdict is not one of those evaluated
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * expect(members(evaluation, { indicator: "1.1", period: year(2019), verdict: "counted" })).toEqual(["B-1"]);
 * ```
 */
export function members(
  evaluation: Evaluation,
  options: {
    readonly indicator: string;
    readonly period: { readonly from: CalendarDate; readonly to: CalendarDate };
    readonly verdict: Verdict;
  },
): readonly string[] {
  const cannot = "list members";
  verdictsOf(evaluation);
  check(cannot, options, { ...OF_INDICATOR, verdict: VERDICT });
  const { verdicts } = judgedOf(evaluation, options.indicator, options.period, cannot);
  const wanted = verdictNames.indexOf(options.verdict);
  const { idOf, log } = storeOf(verdictsOf(evaluation).dataset);
  const ids: string[] = [];
  verdicts.forEach((verdict, person) => {
    if (verdict === wanted) ids.push(log.people.texts[idOf[person]!]!);
  });
  return Object.freeze(ids.sort());
}

function resultOf(all: Verdicts, judged: Judged): IndicatorResult {
  const { definition, period, horizon } = judged;
  const figures = figuresOf(tally(judged, all.dataset.people));
  return Object.freeze({
    code: definition.code,
    title: definition.title,
    fingerprint: fingerprintOf(definition),
    period: Object.freeze({ from: period.from, to: period.to }),
    asOf: all.asOf,
    ...(all.known && { knownOn: all.known.on }),
    horizon: dateOf(horizon),
    ...figures,
    readings: Object.freeze(readingsBeside(all, judged)),
    notes: Object.freeze(notesOf(all, judged, figures.share)),
  });
}

/** @internal Figures from how many people have each verdict, in the order of `verdictNames`. */
export function figuresOf(counts: ArrayLike<number>): Figures {
  const verdicts = Object.freeze(
    Object.fromEntries(verdictNames.map((name, index) => [name, counts[index]!])) as Record<Verdict, number>,
  );
  const { counted, pending, unknown } = verdicts;
  const denominator = counted + verdicts["not-counted"] + pending + unknown;
  const share = Object.freeze({ numerator: counted, denominator });
  const settled = Object.freeze({ numerator: counted, denominator: counted + verdicts["not-counted"] });
  const { bounds, ...values } = valuesOf(share, pending + unknown);
  return Object.freeze({ verdicts, share, ...values, settled, bounds });
}

/**
 * @internal What follows from a share and from how many of its people are open: pending or unknown.
 *
 * Rounded counts may add up to more than their total: then the upper bound is all of the denominator.
 */
export function valuesOf(share: Share, open: number): Pick<Figures, "value" | "percent" | "interval" | "bounds"> {
  const { numerator, denominator } = share;
  const interval = wilsonInterval(numerator, denominator, LEVEL);
  return {
    value: shareValue(share),
    percent: sharePercent(share),
    interval:
      interval &&
      Object.freeze({
        method: "wilson",
        level: LEVEL,
        low: decimalText(interval.low),
        high: decimalText(interval.high),
      }),
    bounds:
      denominator === 0
        ? null
        : Object.freeze({
            low: shareValue(share)!,
            high: shareValue({ numerator: Math.min(denominator, numerator + open), denominator })!,
          }),
  };
}

function notesOf(all: Verdicts, judged: Judged, share: Share): readonly Note[] {
  const { definition, period } = judged;
  const notes: Note[] = [];
  if (all.known !== undefined) {
    const { on, undated, unplaced } = all.known;
    const { code, message } = knownOnNote(on);
    const ru = `${message.ru} Событий без даты записи: ${undated} (считаются записанными в свой день); не к чему отнести и потому не учтено: ${unplaced}.`;
    const en = `${message.en} Events without a date of recording: ${undated} (taken as recorded on their own date); left out because they could not be placed: ${unplaced}.`;
    notes.push(Object.freeze({ code, message: Object.freeze({ ru, en }) }));
  }
  const store = storeOf(all.dataset);
  const areScalesMissing =
    store.declared === undefined && store.assessments.days.length > 0 && looksAtChange(definition);
  const isEmpty = share.denominator === 0;
  notes.push(...standingNotes({ asOf: all.asOf, period, isEmpty, areScalesMissing }));
  return notes;
}

/** @internal That later knowledge does not count, without the numbers of events that it concerns. */
export function knownOnNote(on: CalendarDate): Note {
  const ru = `Как было известно на ${on}: события, записанные позже, не учтены.`;
  const en = `As known on ${on}: events recorded later are not used.`;
  return Object.freeze({ code: "known-on", message: Object.freeze({ ru, en }) });
}

/**
 * @internal Notes on a figure that follow from its dates, from an empty denominator, and from scales that were not
 * declared.
 */
export function standingNotes(about: {
  readonly asOf: CalendarDate;
  readonly period: Period;
  readonly isEmpty: boolean;
  readonly areScalesMissing: boolean;
}): readonly Note[] {
  const { asOf, period, isEmpty, areScalesMissing } = about;
  const notes: Note[] = [];
  const note = (code: string, ru: string, en: string) => {
    notes.push(Object.freeze({ code, message: Object.freeze({ ru, en }) }));
  };
  if (isEmpty) {
    note(
      "empty-denominator",
      "В знаменателе никого нет, доля не определена.",
      "Nobody is in the denominator, so the share has no value.",
    );
  }
  if (asOf < period.from) {
    note(
      "period-not-started",
      `Данные полны только до ${asOf}: период ещё не начался.`,
      `The data are complete only up to ${asOf}: the period has not begun.`,
    );
  } else if (asOf < period.to) {
    note(
      "period-not-over",
      `Данные полны только до ${asOf}: период ещё не закончился.`,
      `The data are complete only up to ${asOf}: the period is not over.`,
    );
  }
  if (areScalesMissing) {
    note(
      "criteria-not-declared",
      "Критерии не описаны: учтены те, что встретились в данных, и больший балл считается лучшим.",
      "No criteria were declared: those seen in the data are used, and a higher score is taken as better.",
    );
  }
  return notes;
}

/** The readings of an indicator in the same period. */
function readingsBeside({ readings, dataset }: Verdicts, { definition, period }: Judged): readonly ReadingResult[] {
  return readings
    .filter((one) => one.period === period && one.definition.code.startsWith(`${definition.code}:`))
    .map((one) => {
      const { code, title } = one.definition;
      const { share, bounds } = figuresOf(tally(one, dataset.people));
      return Object.freeze({ code, title: Object.freeze({ ru: title.ru, en: title.en }), share, bounds });
    });
}

/** @internal How many people are open by a share: read off its bounds. */
export function openBy({ share, bounds }: Pick<Figures, "share" | "bounds">): number {
  return bounds === null ? 0 : Math.round(Number(bounds.high) * share.denominator) - share.numerator;
}

/** @internal Whether a definition or one of its readings looks at how scores moved. */
export function looksAtChange(definition: Compared): boolean {
  return pairingsOf(definition).length > 0;
}

/**
 * @internal Every pairing by which a definition or one of its readings compares scores, in the order in which they are
 * met.
 */
export function pairingsOf({ denominator, numerator, exclusions = [], readings = [] }: Compared): readonly Pairing[] {
  const conditions = [denominator, numerator, ...exclusions.map(({ when }) => when)];
  return [...conditions, ...readings.map((reading) => reading.numerator)].flatMap(pairingsIn);
}

type Compared = Pick<IndicatorDefinition, "denominator" | "numerator" | "exclusions" | "readings">;

function pairingsIn(condition: Condition): readonly Pairing[] {
  switch (condition.kind) {
    case "change":
      return [condition.pairing];
    case "every":
    case "some":
      return condition.of.flatMap(pairingsIn);
    case "not":
      return pairingsIn(condition.of);
    case "counted-in":
      return pairingsOf(condition.definition!);
    default:
      return [];
  }
}

/** @internal Position of a person in the columns. */
export function personNumber(evaluation: Evaluation, beneficiaryId: string): number {
  const { log, personOf } = storeOf(verdictsOf(evaluation).dataset);
  const code = typeof beneficiaryId === "string" ? log.people.find(beneficiaryId) : -1;
  const person = code === -1 ? -1 : personOf[code]!;
  if (person !== -1) return person;
  throw new RangeError(
    `${sentence({ cannot: "explain a verdict", because: "beneficiaryId must be that of a registered beneficiary" })}, received ${describe(beneficiaryId)}`,
  );
}
