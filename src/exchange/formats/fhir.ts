import { DATE } from "../../calendar";
import { plain } from "../../core/definition/language";
import type { OptionsOf } from "../../options";
import { xmlText } from "../../document/drawing/drawing";
import { lineText } from "../../core/aloud/line";
import { type Locale, localeOf } from "../../share";
import { fitting, MOMENT } from "./checks";
import { commonLosses, type ExchangeableReport, type Exchanged, Losses, readable } from "./exchanged";
import { groupsOf } from "./fhir-group";
import type { FhirBundle, FhirMeasureReport } from "./fhir-resources";
import { figuresOf, type IndicatorInPeriod } from "./figure";
import { remarkText } from "./remark";

/** What FHIR asks for and a report does not know. */
export interface FhirOptions {
  /** Address of the server or of the organisation, without a slash at its end; identifiers are made from it. */
  readonly base: string;
  /** Language of titles and narratives. */
  readonly locale: Locale;
  /** Canonical address of the Measure by code of the indicator; made from `base`, code and fingerprint where absent. */
  readonly measures?: Readonly<Record<string, string>> | undefined;
  /** When the report was made: a day, or a moment such as `2021-02-01T09:00:00Z`; left out when absent. */
  readonly date?: string | undefined;
  /** Name of the organisation that reports; left out when absent. */
  readonly reporter?: string | undefined;
}

const CANNOT = "write FHIR";
const KEPT = ["manifest", "definitions", "results", "harm", "disaggregations", "suppression"];
const NOTATION = "http://terminology.hl7.org/CodeSystem/measure-improvement-notation";

/**
 * A report as a Bundle of FHIR R4 MeasureReports of type `summary`, one for each indicator and period.
 *
 * Populations are counts of people: the initial population is everybody looked at; the denominator holds those
 * excluded, since FHIR takes `denominator-exclusion` away from it; the score is the published share. Readings are
 * groups behind the indicator's own, each table is a stratifier. A suppressed count or score is `masked`, a score over
 * nobody `not-applicable`; the narrative tells what has no element.
 *
 * @param report - from `buildReport`, or `suppress` where others read it; not changed
 * @param options - `base`: address from which identifiers are made; `locale`: `"ru"` or `"en"`; `measures`: canonical
 *   addresses by code, made from `base` by default; `date`, `reporter`: left out by default
 * @returns `document`: the Bundle, of type `collection`; `lost`: what is not in it or stands elsewhere
 * @throws TypeError when the report is not one, or an option is not known, left out or of another kind
 * @throws RangeError when `locale` is not one of the two, an address is none, or `date` is neither a day nor a moment
 * @units people; scores are shares from 0 to 1
 * @source HL7 FHIR R4 (4.0.1), MeasureReport; code systems measure-population, measure-improvement-notation and
 *   data-absent-reason
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const { document } = toFhirMeasureReport(buildReport(evaluation), { base: "https://example.org/fhir", locale: "en" });
 * const [group] = document.entry[0].resource.group;
 * expect(group.population.map(({ count }) => count)).toEqual([1, 1, 0, 1]);
 * expect(group.measureScore.value).toBe(1);
 * ```
 */
export function toFhirMeasureReport(report: ExchangeableReport, options: FhirOptions): Exchanged<FhirBundle> {
  const given = readable(report, CANNOT);
  const locale = localeOf(options, CANNOT, OPTIONS);
  const { base, measures = {}, date, reporter } = options;
  const figures = figuresOf(given);
  const resources = given.definitions.flatMap(({ code, fingerprint, definition }, at) => {
    const name = ID.test(code) ? code : `${fingerprint}.${at}`;
    const measure = Object.hasOwn(measures, code) ? measures[code]! : `${base}/Measure/${name}|${fingerprint}`;
    return (figures.get(code) ?? []).map((one): FhirMeasureReport => {
      const { from, to } = one.period;
      return {
        resourceType: "MeasureReport",
        id: `${name}.${from}.${to}`,
        language: locale,
        text: { status: "additional", div: narrative(one, remarkText(one, given.harm, locale), locale) },
        status: "complete",
        type: "summary",
        measure,
        ...(date !== undefined && { date }),
        ...(reporter !== undefined && { reporter: { display: lineText(reporter) } }),
        period: { start: from, end: to },
        improvementNotation: { coding: [{ system: NOTATION, code: definition.direction ?? "increase" }] },
        group: groupsOf(one, given, locale),
      };
    });
  });
  const entry = resources.map((resource) => ({ fullUrl: `${base}/MeasureReport/${resource.id}`, resource }));
  const losses = new Losses();
  noteLosses(
    losses,
    given.disaggregations.some(({ overlaps }) => overlaps.length > 0),
    entry.length,
  );
  commonLosses(report, losses, KEPT);
  return plain({ document: { resourceType: "Bundle", type: "collection", entry }, lost: losses.notes() });
}

/** With two dates of a period an id has at most 64 signs. */
const ID = /^[A-Za-z0-9.-]{1,40}$/;
const ADDRESS = /^https?:\/\/[^\s|#]*[^\s|#/]$/;

const OPTIONS: OptionsOf<Omit<FhirOptions, "locale">> = {
  base: fitting(ADDRESS, "an address such as https://example.org/fhir, without a slash at its end"),
  "measures?": { "*": fitting(/^\S+$/, "a canonical address") },
  "date?": (value) => (typeof value === "string" && value.includes("T") ? MOMENT : DATE),
  "reporter?": "text",
};

function narrative({ result }: IndicatorInPeriod, remark: string, locale: Locale): string {
  const title = xmlText(`${result.code}. ${result.title[locale]}`);
  return `<div xmlns="http://www.w3.org/1999/xhtml"><p>${title}</p><p>${xmlText(remark)}</p></div>`;
}

function noteLosses(losses: Losses, overlaps: boolean, entries: number): void {
  losses.add(
    "beside-in-narrative",
    "Ожидаемые и неизвестные, интервал, границы, день, по который полны данные, примечания и вред не имеют элементов в MeasureReport: они в тексте (text) ресурса.",
    "Pending and unknown, interval, bounds, the last day of the data, notes and harm have no elements in MeasureReport: they are in the narrative (text) of the resource.",
  );
  losses.add(
    "excluded-in-denominator",
    "Исключённые входят в знаменатель FHIR и вычитаются при расчёте доли, поэтому число людей в denominator больше знаменателя отчёта на их число.",
    "FHIR has those excluded in the denominator and takes them away for the score, so the count in its denominator is larger than the report's by their number.",
  );
  losses.add(
    "measures-not-sent",
    `Ресурсов Measure с определениями показателей здесь нет: на них только ссылаются отчёты (${entries}).`,
    `The Measure resources with the definitions of the indicators are not here: the reports (${entries}) only refer to them.`,
  );
  if (!overlaps) return;
  losses.add(
    "strata-overlap",
    "Человек может входить в несколько строк разбивки; FHIR не может этого сказать. Строки не складываются.",
    "One person may stand in several strata, which FHIR cannot say. Strata do not add up.",
  );
}
