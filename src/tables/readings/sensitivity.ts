import { type Dataset, storeOf } from "../../core/dataset/dataset";
import { definitionOf, sound } from "../../core/definition/sound";
import { sentence } from "../../issue";
import { check, type OptionsOf } from "../../options";
import { formatShare, type Locale, roundedUnits, type Share, sharePercent, shareValue, unitsText } from "../../share";
import { type Defined, type Evaluation, evaluate, type Judged, verdictsOf } from "../../core/verdicts/evaluation";
import { type IndicatorOptions, WHEN } from "../../core/verdicts/indicator";
import { type Figures, type IndicatorResult, type Note, results } from "../../core/verdicts/result";
import { type Verdict, verdictNames } from "../../core/engine/verdict";
import { shareDifference } from "../comparing/rate-mix";
import { AS_DEFINED, type IndicatorReading, type OwnReading, READING, readingsAsked } from "./readings";

const OPTIONS: OptionsOf<SensitivityOptions> = { ...WHEN, "readings?": [READING] };

/** When to compute the readings, and which. */
export interface SensitivityOptions extends IndicatorOptions {
  /** Codes of readings that `readingsFor` lists, or readings of your own; all that it lists when absent. */
  readonly readings?: readonly (string | OwnReading)[] | undefined;
}

/** An indicator under one reading, against the indicator as defined. */
export interface ReadingFigures extends Figures {
  readonly code: string;
  readonly title: { readonly ru: string; readonly en: string };
  /** Of the counting rule under this reading. */
  readonly fingerprint: string;
  /** People who are in the denominator only under this reading (`entered`), and only as defined (`left`). */
  readonly denominator: { readonly entered: number; readonly left: number };
  /** The same of the numerator. */
  readonly numerator: { readonly entered: number; readonly left: number };
  /** People whose verdict differs, by the verdict as defined and the one under this reading; only pairs that occur. */
  readonly flips: readonly { readonly from: Verdict; readonly to: Verdict; readonly people: number }[];
  /** People whose verdict differs: the sum of `flips`. */
  readonly changed: number;
  /** Share under this reading less share as defined, to ten decimals; null when one of the denominators is empty. */
  readonly difference: string | null;
  readonly notes: readonly Note[];
  /**
   * One sentence: what the reading is, both shares, and how many enter or leave the numerator or have another verdict.
   */
  readonly sentence: { readonly ru: string; readonly en: string };
}

/** One end of the range of shares. */
export interface RangeEnd {
  /** To ten decimals. */
  readonly value: string;
  readonly percent: string;
  /** All readings that give it, `as-defined` among them where it does, each with its own numerator and denominator. */
  readonly readings: readonly { readonly code: string; readonly share: Share }[];
}

/** One indicator in one period under its readings: plain data, counts only. */
export interface Sensitivity {
  /** As defined: what `results` gives. */
  readonly base: IndicatorResult;
  /** Those that make another counting rule, in the order asked for. */
  readonly readings: readonly ReadingFigures[];
  /** Those that were not computed, with the reason. */
  readonly notComputed: readonly {
    readonly code: string;
    readonly title: { readonly ru: string; readonly en: string };
    readonly reason: "changes-nothing" | "impossible";
    readonly message: { readonly ru: string; readonly en: string };
  }[];
  /** Lowest and highest share, the base included; null when every denominator is empty. */
  readonly range: { readonly lowest: RangeEnd; readonly highest: RangeEnd } | null;
  /** The range in one sentence. */
  readonly sentence: { readonly ru: string; readonly en: string };
}

/** One person whose verdict differs under a reading. */
export interface Flip {
  readonly beneficiaryId: string;
  /** As defined. */
  readonly from: Verdict;
  /** Under the reading. */
  readonly to: Verdict;
}

/**
 * The same indicator under named readings: the figures of each, the range they span, and how many people each moves.
 *
 * What each reading writes in the definition is said at `readingsFor`. One that leaves the counting rule as it is, or
 * makes a rule that would be refused, is not computed and stands in `notComputed`. All are evaluated together, and what
 * they share is worked out once.
 *
 * @param dataset - parsed events; not changed
 * @param indicator - made by `defineIndicator`
 * @param options - `period`, `asOf` and `knownOn` as for an indicator; `readings`: codes, or readings of your own as
 *   plain data; all that `readingsFor` lists when absent
 * @returns counts of people; may be small, so not for publication without suppression
 * @throws TypeError when the dataset, the indicator or a reading is not one
 * @throws RangeError when a date is not one, the period ends before it starts, or a reading is not known or comes twice
 * @throws DefinitionError when parts of your own make no definition
 * @units people; shares have no unit
 * @example a day of work does not depend on how long a spell is, but it is a last day
 * ```ts
 * const { base, readings } = sensitivity(dataset, workExperienceShare, { period: year(2019), asOf: "2020-01-31" });
 * expect(base.share).toEqual({ numerator: 1, denominator: 1 });
 * expect(readings.map(({ code, share }) => [code, share.numerator])).toEqual([["last-day-out", 0], ["losses-out", 1]]);
 * ```
 */
export function sensitivity(dataset: Dataset, indicator: Defined, options: SensitivityOptions): Sensitivity {
  const cannot = "compare readings";
  storeOf(dataset);
  const definition = definitionOf(indicator, cannot);
  check(cannot, options, OPTIONS);
  const asked = readingsAsked(definition, options.readings, cannot);
  const computed = asked.filter(({ status }) => status === "applicable");
  const evaluation = evaluated(dataset, indicator, computed, options);
  const [base, ...others] = results(evaluation);
  const { judged } = verdictsOf(evaluation);
  const figures = computed.map((reading, at) => {
    return readingFigures(reading, base!, others[at]!, flipCounts(judged[0]!, judged[at + 1]!));
  });
  const range = rangeOf([{ code: AS_DEFINED, share: base!.share }, ...figures]);
  return Object.freeze({
    base: base!,
    readings: Object.freeze(figures),
    notComputed: Object.freeze(asked.flatMap(notComputed)),
    range,
    sentence: rangeSentence(base!, figures, range),
  });
}

/**
 * The people whose verdict differs under a reading: one of the doors through which ids leave.
 *
 * @param dataset - parsed events; not changed
 * @param indicator - made by `defineIndicator`
 * @param options - `period`, `asOf` and `knownOn` as for an indicator; `reading`: a code that `readingsFor` lists, or a
 *   reading of your own
 * @returns verdicts as defined and under the reading, ids in the order of their characters; empty when the reading
 *   changes nothing
 * @throws TypeError when the dataset, the indicator or the reading is not one
 * @throws RangeError when a date is not one, the period ends before it starts, or the reading is not known or
 *   impossible for the indicator
 * @throws DefinitionError when parts of your own make no definition
 * @example
 * ```ts
 * const options = { period: year(2019), asOf: "2020-01-31" };
 * expect(flips(dataset, workExperienceShare, { ...options, reading: "last-day-out" })).toEqual([
 *   { beneficiaryId: "B-1", from: "counted", to: "not-counted" },
 * ]);
 * ```
 */
export function flips(
  dataset: Dataset,
  indicator: Defined,
  options: IndicatorOptions & { readonly reading: string | OwnReading },
): readonly Flip[] {
  const cannot = "list the people a reading moves";
  storeOf(dataset);
  const definition = definitionOf(indicator, cannot);
  check(cannot, options, { ...WHEN, reading: READING });
  const asked = readingsAsked(definition, [options.reading], cannot);
  const [reading] = asked;
  if (reading!.status === "impossible") {
    const { code, path, hint } = reading!.issues[0]!;
    const because = `the reading must be possible for ${indicator.definition.code} (${code} at ${path.join(".")})`;
    throw new RangeError(sentence({ cannot, because, received: reading!.code, hint }));
  }
  const evaluation = evaluated(dataset, indicator, asked, options);
  const { judged, dataset: known } = verdictsOf(evaluation);
  const [from, to] = [judged[0]!.verdicts, judged[1]!.verdicts];
  const { idOf, log } = storeOf(known);
  const flipped: Flip[] = [];
  for (let person = 0; person < from.length; person++) {
    if (from[person] === to[person]) continue;
    const beneficiaryId = log.people.texts[idOf[person]!]!;
    flipped.push(Object.freeze({ beneficiaryId, from: verdictNames[from[person]!]!, to: verdictNames[to[person]!]! }));
  }
  flipped.sort((a, b) => (a.beneficiaryId < b.beneficiaryId ? -1 : 1));
  return Object.freeze(flipped);
}

function evaluated(
  dataset: Dataset,
  indicator: Defined,
  readings: readonly IndicatorReading[],
  options: IndicatorOptions,
): Evaluation {
  const { period, asOf, knownOn } = options;
  const indicators = [indicator, ...readings.map(({ definition }) => ({ definition: sound(definition!) }))];
  return evaluate(dataset, { indicators, periods: [period], asOf, knownOn });
}

const VERDICTS = verdictNames.length;

/** People by verdict as defined, then by verdict under the reading. */
function flipCounts(base: Judged, reading: Judged): Float64Array {
  const cells = new Float64Array(VERDICTS * VERDICTS);
  for (let person = 0; person < base.verdicts.length; person++) {
    cells[base.verdicts[person]! * VERDICTS + reading.verdicts[person]!]!++;
  }
  return cells;
}

/** Whether a verdict is below the line. */
const IS_BELOW = verdictNames.map((name) => name !== "outside" && name !== "excluded");
const IS_COUNTED = verdictNames.map((name) => name === "counted");

function readingFigures(
  { code, title }: IndicatorReading,
  base: IndicatorResult,
  result: IndicatorResult,
  cells: Float64Array,
): ReadingFigures {
  const moves = [...cells].flatMap((people, at) => {
    const [from, to] = [Math.floor(at / VERDICTS), at % VERDICTS];
    return people === 0 || from === to ? [] : [{ from, to, people }];
  });
  const between = (isIn: readonly boolean[]) => {
    const sumOf = (wanted: (from: boolean, to: boolean) => boolean) =>
      moves.reduce((sum, { from, to, people }) => (wanted(isIn[from]!, isIn[to]!) ? sum + people : sum), 0);
    return Object.freeze({ entered: sumOf((from, to) => !from && to), left: sumOf((from, to) => from && !to) });
  };
  const { verdicts, share, value, percent, interval, settled, bounds } = result;
  const isEmpty = base.value === null || value === null;
  const numerator = between(IS_COUNTED);
  const changed = moves.reduce((sum, { people }) => sum + people, 0);
  return Object.freeze({
    code,
    title,
    fingerprint: result.fingerprint,
    ...{ verdicts, share, value, percent, interval, settled, bounds },
    denominator: between(IS_BELOW),
    numerator,
    flips: Object.freeze(
      moves.map(({ from, to, people }) => Object.freeze({ from: verdictNames[from]!, to: verdictNames[to]!, people })),
    ),
    changed,
    difference: isEmpty ? null : unitsText(roundedUnits(shareDifference(base.share, share))),
    notes: result.notes,
    sentence: Object.freeze({
      ru: `${title.ru}: ${shareText(base.share, "ru")} → ${shareText(share, "ru")}; вошли в числитель: ${numerator.entered}, вышли из него: ${numerator.left}; с другим вердиктом: ${changed}.`,
      en: `${title.en}: ${shareText(base.share, "en")} → ${shareText(share, "en")}; entered the numerator: ${numerator.entered}, left it: ${numerator.left}; with another verdict: ${changed}.`,
    }),
  });
}

function shareText(share: Share, locale: Locale): string {
  return formatShare(share, { locale });
}

function notComputed({ code, title, status, issues }: IndicatorReading): Sensitivity["notComputed"] {
  if (status === "applicable") return [];
  const places = issues.map((issue) => `${issue.path.join(".")} (${issue.code})`).join(", ");
  const message =
    status === "impossible"
      ? {
          ru: `По этому прочтению определения не получается: ${places}.`,
          en: `This reading makes no definition: ${issues.map((issue) => issue.message).join("; ")}.`,
        }
      : {
          ru: "Определение от этого прочтения не меняется.",
          en: "This reading leaves the definition as it is.",
        };
  return [Object.freeze({ code, title, reason: status, message: Object.freeze(message) })];
}

function rangeOf(all: readonly { readonly code: string; readonly share: Share }[]): Sensitivity["range"] {
  const shares = all.filter(({ share }) => share.denominator > 0);
  if (shares.length === 0) return null;
  const sorted = [...shares].sort((a, b) => compared(a.share, b.share));
  return Object.freeze({ lowest: rangeEnd(sorted[0]!.share, shares), highest: rangeEnd(sorted.at(-1)!.share, shares) });
}

/** Negative when the first share is the smaller one; exact, for products of two counts are whole numbers. */
function compared(a: Share, b: Share): number {
  return a.numerator * b.denominator - b.numerator * a.denominator;
}

function rangeEnd(end: Share, shares: readonly { readonly code: string; readonly share: Share }[]): RangeEnd {
  const readings = shares.filter(({ share }) => compared(share, end) === 0);
  return Object.freeze({
    value: shareValue(end)!,
    percent: sharePercent(end)!,
    readings: Object.freeze(readings.map(({ code, share }) => Object.freeze({ code, share }))),
  });
}

function rangeSentence(
  { share }: IndicatorResult,
  figures: readonly ReadingFigures[],
  range: Sensitivity["range"],
): Sensitivity["sentence"] {
  if (range === null) {
    return Object.freeze({
      ru: "Ни при одном прочтении в знаменателе никого нет: доля не определена.",
      en: "Under no reading is anybody in the denominator: the share has no value.",
    });
  }
  const endText = ({ readings }: RangeEnd, locale: Locale) => {
    const isOwn = readings.some(({ code }) => code === AS_DEFINED);
    const titles = figures.filter(({ code }) => readings.some((one) => one.code === code));
    const asDefined = locale === "ru" ? "как определено" : "as defined";
    const names = isOwn
      ? [asDefined]
      : titles.map(({ title }) => (locale === "ru" ? `«${title.ru}»` : `“${title.en}”`));
    return `${shareText(readings[0]!.share, locale)} (${names.join(", ")})`;
  };
  const { lowest, highest } = range;
  return Object.freeze({
    ru: `Как определено: ${shareText(share, "ru")}. Самая низкая доля: ${endText(lowest, "ru")}; самая высокая: ${endText(highest, "ru")}.`,
    en: `As defined: ${shareText(share, "en")}. Lowest share: ${endText(lowest, "en")}; highest: ${endText(highest, "en")}.`,
  });
}
