/** A concept by codes of a system, in words, or both. */
export interface FhirCodeableConcept {
  readonly coding?: readonly { readonly system: string; readonly code: string }[];
  readonly text?: string;
}

/** Stands in the place of a value that is not there. */
export interface FhirAbsence {
  readonly extension: readonly { readonly url: string; readonly valueCode: "masked" | "not-applicable" }[];
}

/** How many people are in one population of a measure. */
export interface FhirPopulation {
  readonly code: FhirCodeableConcept;
  readonly count?: number;
  /** `masked` where the count is suppressed. */
  readonly _count?: FhirAbsence;
}

/** A share from 0 to 1, to ten decimals. */
export interface FhirScore {
  readonly value?: number;
  /** `masked` where the share is suppressed, `not-applicable` where nobody is in the denominator. */
  readonly _value?: FhirAbsence;
  readonly system: "http://unitsofmeasure.org";
  readonly code: "1";
}

/** A stratum of one table: a value, or components where the table has several dimensions. */
export interface FhirStratum {
  readonly value?: FhirCodeableConcept;
  readonly component?: readonly { readonly code: FhirCodeableConcept; readonly value: FhirCodeableConcept }[];
  readonly population: readonly FhirPopulation[];
  readonly measureScore: FhirScore;
}

/** An indicator, or a reading of it. */
export interface FhirGroup {
  readonly code: FhirCodeableConcept;
  readonly population: readonly FhirPopulation[];
  readonly measureScore: FhirScore;
  readonly stratifier?: readonly {
    readonly code: readonly FhirCodeableConcept[];
    readonly stratum: readonly FhirStratum[];
  }[];
}

/** The MeasureReport of one indicator in one period, as much of the resource as is used. */
export interface FhirMeasureReport {
  readonly resourceType: "MeasureReport";
  readonly id: string;
  readonly language: "ru" | "en";
  readonly text: { readonly status: "additional"; readonly div: string };
  readonly status: "complete";
  readonly type: "summary";
  readonly measure: string;
  readonly date?: string;
  readonly reporter?: { readonly display: string };
  readonly period: { readonly start: string; readonly end: string };
  readonly improvementNotation: FhirCodeableConcept;
  readonly group: readonly FhirGroup[];
}

/** A Bundle of them. */
export interface FhirBundle {
  readonly resourceType: "Bundle";
  readonly type: "collection";
  readonly entry: readonly { readonly fullUrl: string; readonly resource: FhirMeasureReport }[];
}
