import { DATE, PERIOD, type CalendarDate, dateOf, type Period } from "../../calendar";
import { workExperienceShare } from "../../core/catalogue/vse-poluchitsya";
import { type Dataset, storeOf } from "../../core/dataset/dataset";
import type { Store } from "../../core/dataset/store";
import type { IndicatorDefinition } from "../../core/definition/language";
import { INDICATOR, sound } from "../../core/definition/sound";
import type { Title } from "../../core/events/vocabulary";
import { defineInstrument } from "./define-instrument";
import type { Instrument } from "./instrument";
import { sentence } from "../../issue";
import { check, type OptionsOf, some } from "../../options";
import { type Defined, evaluate, type Judged, verdictsOf } from "../../core/verdicts/evaluation";
import { type Figures, figuresOf, type Note, results } from "../../core/verdicts/result";
import { COUNTED, NOT_COUNTED, OUTSIDE, UNKNOWN, verdictNames } from "../../core/engine/verdict";
import type { AgeAt, StratumValue } from "../strata/dimension";
import { type Answers, formIn, readAnswers, type SetAside } from "./feedback-answers";
import { type ItemAnswers, itemAnswers } from "./feedback-items";
import { feedbackNotes } from "./feedback-notes";
import { type ScaleScores, scaleScores } from "./feedback-scales";
import { type FeedbackThemes, feedbackThemes } from "./feedback-themes";
import {
  AGES,
  BY,
  type Membership,
  type Strata,
  type StrataOptions,
  strataOf,
  verdictsByStratum,
} from "../strata/strata";
import { dimensionTitle, overlapsIn, type StrataOverlap, strataNotes } from "../strata/strata-notes";

/** What was asked, when, of whom, and how to tell people apart. */
export interface FeedbackOptions extends Partial<StrataOptions> {
  /** From `defineInstrument`. */
  readonly instrument: Instrument;
  /** From `period`, `year`, `quarter` or `month`. */
  readonly periods: readonly Period[];
  /** The last day up to which the data are complete. */
  readonly asOf: CalendarDate;
  /**
   * An indicator whose counted people were asked. When absent, everybody served in the period was: who is below the
   * line of indicator 1.1, with a service or a day of support.
   */
  readonly invited?: Defined | undefined;
}

/** Feedback in one period from one stratum. */
export interface FeedbackFigures {
  readonly period: Period;
  /**
   * Who answered at least one item, of those asked: `counted` answered, `not-counted` did not, `outside` were not
   * asked, and of the `unknown` it cannot be told whether they were.
   */
  readonly response: Figures & {
    /** Why there is no value; null when there is one. */
    readonly reason: "nobody-asked" | null;
  };
  /** People who answered at least one item, asked or not: all figures below are of them. */
  readonly respondents: number;
  /** Of them, people who are not among those asked. */
  readonly respondentsNotAsked: number;
  /** In the order of the instrument. */
  readonly items: readonly ItemAnswers[];
  readonly scales: readonly ScaleScores[];
  readonly themes: FeedbackThemes;
}

/** One stratum, or a total over the dimensions left open. */
export interface FeedbackRow {
  /** One value a dimension, in the order of `dimensions`; empty when nothing is asked to tell people apart by. */
  readonly of: readonly StratumValue[];
  /** In the order of the periods asked for. */
  readonly figures: readonly FeedbackFigures[];
}

const CANNOT = "tabulate feedback";
/** What `feedback` takes. */
export const FEEDBACK: OptionsOf<FeedbackOptions> = {
  ...{ instrument: { "*": "any" }, periods: some(PERIOD), asOf: DATE, "invited?": INDICATOR, "by?": BY, ...AGES },
};

/** What people answered to an instrument, by period and stratum: plain data, without ids. */
export interface Feedback {
  readonly instrument: {
    readonly code: string;
    readonly version: string | null;
    /** What the `instrument` field of its answers holds. */
    readonly reference: string;
    readonly title: Title;
  };
  /** Who was asked: `served` in the period, or who is counted in an `indicator`. */
  readonly asked: { readonly by: "served" | "indicator"; readonly code: string | null; readonly title: Title };
  readonly asOf: CalendarDate;
  readonly dimensions: readonly { readonly name: string; readonly title: Title }[];
  /** Age bands and the day on which ages are taken; null when ages are not asked for. */
  readonly ages: { readonly bands: readonly string[]; readonly at: AgeAt } | null;
  readonly periods: readonly {
    readonly period: Period;
    /** The earlier of the period's end and `asOf`: answers after it do not exist. */
    readonly horizon: CalendarDate;
    /** Answers of the period that the figures leave out, wholly or in part. */
    readonly setAside: readonly SetAside[];
  }[];
  /** Sorted as those of `disaggregate`, totals last; a single one without `by`. */
  readonly rows: readonly FeedbackRow[];
  /** How many people stand in several rows of a dimension, by period; empty when rows do not overlap. */
  readonly overlaps: readonly StrataOverlap[];
  /**
   * `asked`, `last-answer`, `scale-rule`; where they apply `respondents-not-asked`, `coded-by-both`, `several-coders`,
   * `coder-not-named`, `themes-not-declared`, `small-cells`, `period-not-over`, `period-not-started`, `rows-overlap`,
   * `age-at`.
   */
  readonly notes: readonly Note[];
}

/**
 * Response rate, answers to every item, scores of scales and themes of a feedback instrument, by period and stratum.
 *
 * Only answers to this instrument and version count; others are named in `setAside`, as is whatever is off the scale or
 * unknown. Of a person's answers to an item in a period the last one counts. Events of one day that differ in their
 * coder are one answer. The score of a scale is the mean of the items answered, if they are at least half, with
 * reversed items turned.
 *
 * @param dataset - parsed events; not changed
 * @param options - `instrument`: from `defineInstrument`; `periods`: inclusive dates; `asOf`: last day the data are
 *   complete; `invited`: an indicator whose counted people were asked, by default everybody served in the period; `by`:
 *   one to three attributes as in `disaggregate`, none by default, with `ageBands` and `ageAt`
 * @returns plain data, one row per stratum; a value or a reason, never a silent zero
 * @throws TypeError when the dataset or `invited` is not one, or an option is not known, left out or of another kind
 * @throws RangeError when there is no period or one comes twice, a date is not one, a period ends before it starts, or
 *   `by`, `ageBands` or `ageAt` is not one of those allowed
 * @throws DefinitionError when the instrument is not sound
 * @units people; answers where it says so
 * @example one answer of one person served
 * ```ts
 * const title = { ru: "Посоветую друзьям", en: "I would recommend it to friends" };
 * const instrument = defineInstrument({
 *   code: "form", version: "v1", title, scale: { min: 1, max: 5 }, items: [{ code: "recommend", title }],
 * });
 * const answer = { id: "event-5", type: "feedback-recorded", beneficiaryId: "B-1", date: "2019-03-05" };
 * const told = parseDataset([...events, { ...answer, instrument: "form-v1", item: "recommend", score: 4 }]);
 * const { rows } = feedback(told, { instrument, periods: [year(2019)], asOf: "2020-01-31" });
 * expect(rows[0]?.figures[0]?.response.share).toEqual({ numerator: 1, denominator: 1 });
 * expect(rows[0]?.figures[0]?.items[0]?.mean).toBe("4.0000000000");
 * ```
 */
export function feedback(dataset: Dataset, options: FeedbackOptions): Feedback {
  const store = storeOf(dataset);
  check(CANNOT, options, FEEDBACK);
  checkPeriods(options);
  const instrument = defineInstrument(options.instrument);
  const asked = askedBy(options.invited);
  const evaluation = evaluate(dataset, {
    indicators: [{ definition: sound(asked.definition) }],
    periods: options.periods,
    asOf: options.asOf,
  });
  const { judged } = verdictsOf(evaluation);
  const periods = judged.map(({ period: { from, to } }) => Object.freeze({ from, to }));
  const spans = judged.map(({ days, horizon }) => ({ from: days.from, horizon }));
  const form = formIn(store, instrument, spans);
  const strata = strataIn(store, options, spans);
  const ofPeriods = judged.map((one, index) => {
    const read = readAnswers(store, form, spans[index]!);
    const membership = strata.memberships[index]!;
    const { response, respondents, notAsked } = responses(strata, membership, one, read.answers);
    return {
      ...read,
      response,
      respondents,
      notAsked,
      items: itemAnswers(form, read.answers, membership, respondents),
      scales: scaleScores(form, read.answers, membership, respondents),
      themes: feedbackThemes(form, read.answers, membership, strata.strata.length, store.log.codes.texts),
    };
  });
  const rows = strata.strata.map((of, stratum): FeedbackRow => {
    const figures = ofPeriods.map(
      (one, index): FeedbackFigures =>
        Object.freeze({
          period: periods[index]!,
          response: one.response[stratum]!,
          respondents: one.respondents[stratum]!,
          respondentsNotAsked: one.notAsked[stratum]!,
          items: one.items[stratum]!,
          scales: one.scales[stratum]!,
          themes: one.themes[stratum]!,
        }),
    );
    return Object.freeze({ of, figures: Object.freeze(figures) });
  });
  const by = options.by ?? [];
  const overlaps = overlapsIn(strata, by, periods);
  const ages = strata.bands.length === 0 ? null : { bands: strata.bands, at: options.ageAt ?? "period-start" };
  const ofPeriod = results(evaluation).flatMap(({ notes }) =>
    notes.filter(({ code }) => code.startsWith("period-not")),
  );
  const notes = feedbackNotes(
    instrument,
    asked,
    rows.flatMap(({ figures }) => figures),
    ofPeriods.map(({ answers }) => answers),
  );
  return Object.freeze({
    instrument: Object.freeze({
      code: instrument.code,
      version: instrument.version ?? null,
      reference: form.reference,
      title: instrument.title,
    }),
    asked: Object.freeze({ by: asked.by, code: asked.code, title: asked.title }),
    asOf: options.asOf,
    dimensions: Object.freeze(by.map((name) => Object.freeze({ name, title: dimensionTitle(name) }))),
    ages: ages && Object.freeze(ages),
    periods: Object.freeze(
      ofPeriods.map(({ setAside }, index) =>
        Object.freeze({ period: periods[index]!, horizon: dateOf(spans[index]!.horizon), setAside }),
      ),
    ),
    rows: Object.freeze(rows),
    overlaps,
    notes: Object.freeze([...notes, ...ofPeriod, ...strataNotes(overlaps, ages?.at)]),
  });
}

const SERVED: Title = Object.freeze({
  ru: "все, кто в периоде получил услугу или день сопровождения (знаменатель показателя 1.1)",
  en: "everybody with a service or a day of support in the period (the denominator of indicator 1.1)",
});

function checkPeriods({ periods }: FeedbackOptions): void {
  const keys = periods.map(({ from, to }) => `${from} – ${to}`);
  const twice = keys.find((key, at) => keys.indexOf(key) < at);
  if (twice === undefined) return;
  throw new RangeError(sentence({ cannot: CANNOT, because: `periods must be different, and ${twice} comes twice` }));
}

/** Who was asked, as an indicator whose counted people they are. */
function askedBy(invited: Defined | undefined): Feedback["asked"] & { readonly definition: IndicatorDefinition } {
  if (invited === undefined) {
    const { denominator } = workExperienceShare.definition;
    const definition = { code: "asked", title: SERVED, denominator, numerator: denominator };
    return { by: "served", code: null, title: SERVED, definition };
  }
  const { readings, ...definition } = invited.definition;
  const title = Object.freeze({ ...definition.title });
  return { by: "indicator", code: definition.code, title, definition };
}

function strataIn(
  store: Store,
  { by, ageBands, ageAt }: FeedbackOptions,
  moments: readonly { readonly from: number; readonly horizon: number }[],
): Strata {
  if (by !== undefined) return strataOf(store, { by, ageBands, ageAt, withTotals: true }, moments, CANNOT);
  const everybody: Membership = {
    profileOf: new Int32Array(store.people),
    offsets: Int32Array.of(0, 1),
    codes: Int32Array.of(0),
    several: [],
  };
  return { strata: [Object.freeze([])], memberships: moments.map(() => everybody), bands: [] };
}

/** Who answered, of those asked; by stratum. */
function responses(
  strata: Strata,
  membership: Membership,
  { verdicts: asked }: Judged,
  { persons }: Answers,
): {
  readonly response: readonly FeedbackFigures["response"][];
  readonly respondents: Int32Array;
  readonly notAsked: Int32Array;
} {
  const verdicts = new Uint8Array(asked.length);
  for (let person = 0; person < asked.length; person++) {
    verdicts[person] = asked[person] === COUNTED ? NOT_COUNTED : asked[person] === UNKNOWN ? UNKNOWN : OUTSIDE;
  }
  const { profileOf, offsets, codes } = membership;
  const respondents = new Int32Array(strata.strata.length);
  const notAsked = new Int32Array(strata.strata.length);
  for (let answer = 0; answer < persons.length; answer++) {
    const person = persons[answer]!;
    if (person === persons[answer - 1]) continue;
    const isAsked = verdicts[person] !== OUTSIDE;
    if (verdicts[person] === NOT_COUNTED) verdicts[person] = COUNTED;
    for (let at = offsets[profileOf[person]!]!; at < offsets[profileOf[person]! + 1]!; at++) {
      respondents[codes[at]!]!++;
      if (!isAsked) notAsked[codes[at]!]!++;
    }
  }
  const counts = verdictsByStratum(strata, membership, verdicts);
  const width = verdictNames.length;
  const response = strata.strata.map((_, stratum) => {
    const figures = figuresOf(counts.subarray(stratum * width, (stratum + 1) * width));
    return Object.freeze({ ...figures, reason: figures.value === null ? ("nobody-asked" as const) : null });
  });
  return { response, respondents, notAsked };
}
