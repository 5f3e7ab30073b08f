// Evidence
export type { Claim, ClaimedResult, ClaimFinding, ClaimMatch, ClaimOutcome, DenominatorQuestion } from "./claims/claim";
export { type CheckedClaims, checkClaims } from "./claims/claims";
export type { EvidenceFinding, Remedy } from "./evidence/finding";
export {
  type AssessedLevel,
  type EvidenceDocument,
  type SubCriterionGaps,
  type EvidenceGaps,
  type EvidenceGapsOptions,
  evidenceGaps,
} from "./evidence/gaps";
export {
  type Assignment,
  type FindingThenAndNow,
  type ImprovementPlan,
  type PlannedImprovement,
  type ComparedAssessments,
  compareAssessments,
  improvementPlan,
} from "./evidence/improvement-plan";
export { type EvidenceAxis, type EvidenceStandard, evidenceStandard, type SubCriterion } from "./evidence/standard";

// Documents
export {
  evidenceGapsDocument,
  improvementPlanDocument,
  toEvidenceGaps,
  toImprovementPlan,
} from "./documents/evidence";
export { logframeDocument, type LogframeOptions, toLogframe } from "./documents/logframe";
export {
  type CollectionRule,
  monitoringRegulationsDocument,
  type MonitoringRegulationsOptions,
  toMonitoringRegulations,
} from "./documents/monitoring-regulations";
export { referenceSheetDocument, type ReferenceSheetOptions, toReferenceSheet } from "./documents/reference-sheet";
export { theoryOfChangeDocument, toTheoryOfChange } from "./documents/theory-of-change";
