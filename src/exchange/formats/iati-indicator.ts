import { type Period, periodText } from "../../calendar";
import type { Title } from "../../core/events/vocabulary";
import { valueTitle } from "../../tables/strata/strata-notes";
import type { Baseline, MeasuredValue } from "../../core/results-tree/tree";
import type { Locale } from "../../share";
import type { StratumValue } from "../../tables/strata/dimension";
import { isTold, type Told } from "./exchanged";
import { absenceText, type Figure, shareText, type StratumFigure } from "./figure";
import { inBoth, narratives } from "./iati-activity";
import { element, type XmlElement } from "./xml";

/** What one period of an indicator holds for IATI. */
export interface MeasuredPeriod extends Figure {
  readonly period: Period;
  readonly strata: readonly StratumFigure[];
  /** What has no field of its own. */
  readonly remark: Title;
}

/** An indicator, or a reading of one, with all its periods. */
export interface Measured {
  readonly code: string;
  readonly title: Title;
  readonly description: Title;
  readonly isAscending: boolean;
  readonly periods: readonly MeasuredPeriod[];
}

/** What stands beside the figures of an indicator. */
export interface Beside {
  readonly baseline?: Baseline | undefined;
  readonly targets?: readonly MeasuredValue[] | undefined;
  readonly documents: readonly XmlElement[];
  /** Where the codes of the organisation's indicators are explained. */
  readonly indicatorUri: string | undefined;
  /** Names of the dimensions of each table. */
  readonly dimensions: readonly (readonly string[])[];
}

/** The figures of an indicator that are told apart in IATI, each an indicator by itself. */
type Part = "share" | "numerator" | "denominator";

const TITLES: Readonly<Record<Exclude<Part, "share">, Title>> = {
  numerator: { ru: "число благополучателей в числителе", en: "beneficiaries in the numerator" },
  denominator: { ru: "число благополучателей в знаменателе", en: "beneficiaries in the denominator" },
};

const NOT_ADDITIVE: Title = {
  ru: "Значения разных периодов, показателей и групп не складываются: один человек может быть учтён в нескольких.",
  en: "Values of several periods, indicators or groups do not add up: one person may be counted in several.",
};

/**
 * The share as percentages, then its two counts, an indicator each; how many figures had no value to tell is counted in
 * `left`.
 */
export function indicatorElements(
  measured: Measured,
  beside: Beside,
  left: { figures: number },
): readonly XmlElement[] {
  const parts: readonly Part[] = ["share", "numerator", "denominator"];
  return parts.map((part) => indicatorElement(measured, part, beside, left));
}

function indicatorElement(measured: Measured, part: Part, beside: Beside, left: { figures: number }): XmlElement {
  const isShare = part === "share";
  const absences: Title[] = [];
  const { targets = [], baseline } = isShare ? beside : {};
  const known = new Set(measured.periods.map(({ period }) => keyOf(period)));
  const periods = measured.periods.map((one) => {
    const reached = targetsOf(targets, keyOf(one.period));
    const actual = [one, ...one.strata].flatMap((figure) => actualElements(figure, one, part, beside, absences));
    return periodElement(one.period, [...reached, ...actual]);
  });
  const others = targets.flatMap(({ period }) =>
    period === undefined || known.has(keyOf(period)) ? [] : [periodElement(period, targetsOf(targets, keyOf(period)))],
  );
  left.figures += absences.length;
  const describe = (locale: Locale) =>
    [measured.description, NOT_ADDITIVE, ...absences].map((title) => title[locale]).join(" ");
  const named = (locale: Locale) =>
    part === "share" ? measured.title[locale] : `${measured.title[locale]}: ${TITLES[part][locale]}`;
  return element(
    "indicator",
    {
      measure: isShare ? "2" : "1",
      ascending: part === "denominator" ? undefined : String(Number(measured.isAscending)),
      "aggregation-status": "0",
    },
    [
      element("title", {}, narratives(inBoth(named))),
      element("description", {}, narratives(inBoth(describe))),
      ...(isShare ? beside.documents : []),
      element("reference", {
        vocabulary: "99",
        code: isShare ? measured.code : `${measured.code}#${part}`,
        "indicator-uri": beside.indicatorUri,
      }),
      ...(baseline?.period === undefined ? [] : [baselineElement(baseline, baseline.period)]),
      ...periods,
      ...others,
    ],
  );
}

function keyOf({ from, to }: Period): string {
  return `${from} ${to}`;
}

function periodElement({ from, to }: Period, content: readonly XmlElement[]): XmlElement {
  return element("period", {}, [
    element("period-start", { "iso-date": from }),
    element("period-end", { "iso-date": to }),
    ...content,
  ]);
}

function targetsOf(targets: readonly MeasuredValue[], key: string): readonly XmlElement[] {
  return targets
    .filter(({ period }) => period !== undefined && keyOf(period) === key)
    .map(({ percent }) => element("target", { value: percent }));
}

function baselineElement({ percent, source }: Baseline, period: Period): XmlElement {
  const comment = (locale: Locale) =>
    [periodText(period), ...(source === undefined ? [] : [source[locale]])].join(". ");
  const content = [element("comment", {}, narratives(inBoth(comment)))];
  return element("baseline", { "iso-date": period.to, year: period.to.slice(0, 4), value: percent }, content);
}

/** A value that was reached; none when there is none to tell, and then `absences` says why. */
function actualElements(
  figure: MeasuredPeriod | StratumFigure,
  { period, remark }: MeasuredPeriod,
  part: Part,
  { dimensions }: Beside,
  absences: Title[],
): readonly XmlElement[] {
  const value: Told<string | number | null> = part === "share" ? figure.percent : figure[part];
  const isWhole = !("of" in figure);
  const names = isWhole ? [] : dimensions[figure.table]!;
  const strata = isWhole ? [] : namedValues(figure.of, names);
  if (!isTold(value) || value === null) {
    const said = (locale: Locale) => {
      if (isWhole && part === "share") return remark[locale];
      const where = [periodText(period), ...strata.map(([name, text]) => `${name} = ${text[locale]}`)].join(", ");
      return `${where} — ${absenceText(value, locale)}.`;
    };
    absences.push(inBoth(said));
    return [];
  }
  const beside = isWhole ? remark : inBoth((locale) => shareText(figure, locale));
  return [
    element("actual", { value: String(value) }, [
      ...strata.map(([name, text]) => element("dimension", { name, value: text.en })),
      ...(part === "share" ? [element("comment", {}, narratives(beside))] : []),
    ]),
  ];
}

/**
 * Dimensions that are not left open, with their values; words for what is missing are in brackets, so that no code can
 * be taken for them.
 */
function namedValues(of: readonly StratumValue[], names: readonly string[]): readonly (readonly [string, Title])[] {
  return of.flatMap((value, at) => {
    if (value.kind === "total") return [];
    const said = (locale: Locale) =>
      value.kind === "missing" ? `(${valueTitle(value)[locale]})` : valueTitle(value)[locale];
    return [[names[at]!, inBoth(said)] as const];
  });
}
