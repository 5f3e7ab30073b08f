import type { Shielded } from "../../report/privacy/suppress";
import { lineText } from "../../core/aloud/line";
import { valueTitle } from "../../tables/strata/strata-notes";
import type { Locale } from "../../share";
import type { MissingReason, StratumValue } from "../../tables/strata/dimension";
import type { Figures } from "../../core/verdicts/result";
import { verdictNames } from "../../core/engine/verdict";
import { isTold, type ReadableReport, type Told } from "./exchanged";
import type { Figure, IndicatorInPeriod, StratumFigure } from "./figure";
import type {
  FhirAbsence,
  FhirCodeableConcept,
  FhirGroup,
  FhirPopulation,
  FhirScore,
  FhirStratum,
} from "./fhir-resources";

type Verdicts = Shielded<Figures["verdicts"]>;

const ABSENCES = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
const POPULATIONS = "http://terminology.hl7.org/CodeSystem/measure-population";

/** Why a stratum has no value, in the words of FHIR. */
const MISSING: Readonly<Record<MissingReason, "unknown" | "not-applicable" | "error">> = {
  "not-given": "unknown",
  "no-birth-date": "unknown",
  "not-registered": "not-applicable",
  "no-first-placement": "not-applicable",
  "born-later": "error",
};

/** The indicator with its strata, then its readings, a group each. */
export function groupsOf(inPeriod: IndicatorInPeriod, report: ReadableReport, locale: Locale): readonly FhirGroup[] {
  const { result, readings } = inPeriod;
  const { people } = report.manifest;
  const stratifier = report.disaggregations.map(({ dimensions }, table) => ({
    code: dimensions.map(({ name }) => concept(name)),
    stratum: inPeriod.strata.filter((one) => one.table === table).map((one) => stratumOf(one, dimensions, locale)),
  }));
  const group = (code: string, title: string, figure: Figure): FhirGroup => ({
    code: concept(`${code}. ${title}`),
    population: populationsOf(figure, result.verdicts, people),
    measureScore: scoreOf(figure),
  });
  return [
    { ...group(result.code, result.title[locale], inPeriod), ...(stratifier.length > 0 && { stratifier }) },
    ...readings.map((reading) => group(reading.code, reading.title[locale], reading)),
  ];
}

/** A concept in words alone; FHIR has no empty texts. */
function concept(text: string): FhirCodeableConcept {
  return { text: lineText(text) || "—" };
}

/**
 * FHIR takes exclusions away from the denominator itself, so they are in it here.
 *
 * @param people - everybody who was looked at
 */
function populationsOf(
  { numerator, denominator }: Figure,
  { excluded }: Verdicts,
  people: Told<number>,
): readonly FhirPopulation[] {
  return [
    populationOf("initial-population", people),
    populationOf("denominator", sumOf([denominator, excluded])),
    populationOf("denominator-exclusion", excluded),
    populationOf("numerator", numerator),
  ];
}

function populationOf(code: string, count: Told<number>): FhirPopulation {
  const coding = { coding: [{ system: POPULATIONS, code }] };
  return isTold(count) ? { code: coding, count } : { code: coding, _count: absence("masked") };
}

/** A sum of counts that are all told; suppressed as soon as one is. */
function sumOf(counts: readonly Told<number>[]): Told<number> {
  return counts.find((count) => !isTold(count)) ?? counts.filter(isTold).reduce((sum, count) => sum + count, 0);
}

function scoreOf({ value }: Figure): FhirScore {
  const unit = { system: "http://unitsofmeasure.org", code: "1" } as const;
  if (!isTold(value)) return { _value: absence("masked"), ...unit };
  return value === null ? { _value: absence("not-applicable"), ...unit } : { value: Number(value), ...unit };
}

function absence(valueCode: "masked" | "not-applicable"): FhirAbsence {
  return { extension: [{ url: "http://hl7.org/fhir/StructureDefinition/data-absent-reason", valueCode }] };
}

function stratumOf(
  stratum: StratumFigure,
  dimensions: readonly { readonly name: string }[],
  locale: Locale,
): FhirStratum {
  const { of, verdicts } = stratum;
  const figures = {
    population: populationsOf(stratum, verdicts, sumOf(verdictNames.map((name) => verdicts[name]))),
    measureScore: scoreOf(stratum),
  };
  if (dimensions.length === 1) return { value: stratumValue(of[0]!, locale), ...figures };
  const component = of.flatMap((value, at) =>
    value.kind === "total" ? [] : [{ code: concept(dimensions[at]!.name), value: stratumValue(value, locale) }],
  );
  return { component, ...figures };
}

function stratumValue(value: StratumValue, locale: Locale): FhirCodeableConcept {
  const words = concept(valueTitle(value)[locale]);
  if (value.kind !== "missing") return words;
  return { coding: [{ system: ABSENCES, code: MISSING[value.reason] }], ...words };
}
