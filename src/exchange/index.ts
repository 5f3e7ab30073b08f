// Issues
export { TallyError } from "../issue";

// Federation
export { mergeTallies } from "./federation/merge";
export type { FigureRange, Network, NetworkReport, PeopleRange } from "./federation/network";
export { type TallyOptions, toTally } from "./federation/partner-tally";
export type {
  Partner,
  SharedIds,
  Tally,
  TallyCount,
  TallyCounts,
  TallyCriterion,
  TallyResult,
  TallyRowCounts,
  TallyTable,
} from "./federation/tally";

// Exchange
export type { Dhis2Disaggregation, Dhis2Elements, Dhis2Mapping, Dhis2Part } from "./formats/dhis2-mapping";
export { type Dhis2DataValue, type Dhis2DataValueSet, type Dhis2Options, toDhis2 } from "./formats/dhis2";
export type { ExchangeableReport, Exchanged } from "./formats/exchanged";
export { type FhirOptions, toFhirMeasureReport } from "./formats/fhir";
export type {
  FhirAbsence,
  FhirBundle,
  FhirCodeableConcept,
  FhirGroup,
  FhirMeasureReport,
  FhirPopulation,
  FhirScore,
  FhirStratum,
} from "./formats/fhir-resources";
export { type IatiDocument, type IatiOptions, toIati } from "./formats/iati";
export type { IatiActivity, IatiOrganisation } from "./formats/iati-activity";
