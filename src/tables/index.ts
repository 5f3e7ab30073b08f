// Instruments
export { defineInstrument } from "./feedback/define-instrument";
export type { AnswerChoice, AnswerScale, Instrument, InstrumentItem, InstrumentScale } from "./feedback/instrument";

// Catalogue
export { workplaceAdaptation } from "./feedback/workplace-adaptation";

// Tables
export { type Disaggregation, type DisaggregationRow, type StratumFigures, disaggregate } from "./strata/disaggregate";
export type { AgeAt, MissingReason, StratumValue } from "./strata/dimension";
export {
  type FollowUpCohort,
  type FollowUpCounts,
  type FollowUpPlan,
  type FollowUpPlanOptions,
  type FollowUpStanding,
  followUpPlan,
  type PlannedFollowUp,
} from "./retention/follow-up-plan";
export type { AdverseEventCounts, AdverseEventRow } from "./change/adverse-events";
export { type Conversion, type Funnel, type FunnelStep, type StepName, funnel } from "./funnel/funnel";
export { type Harm, harm } from "./change/harm";
export {
  type MilestoneEstimate,
  type MilestoneEstimates,
  type MilestoneFigures,
  milestoneEstimates,
} from "./retention/milestone-estimates";
export type { Censoring } from "./retention/observation";
export {
  type PeopleAcrossPeriods,
  type PeopleInPeriod,
  type ReconciledIndicator,
  type Reconciliation,
  type ShareInPeriod,
  reconcile,
} from "./strata/reconcile";
export { type Retention, type RetentionComparison, type RetentionStratum, retention } from "./retention/retention";
export type { RetentionOptions } from "./retention/retention-options";
export type { ElapsedTime, RetentionCurve, RetentionMedian, RetentionPoint } from "./retention/retention-curve";
export { type IndicatorReading, type OwnReading, readingsFor } from "./readings/readings";
export {
  type Flip,
  flips,
  type RangeEnd,
  type ReadingFigures,
  type Sensitivity,
  type SensitivityOptions,
  sensitivity,
} from "./readings/sensitivity";
export type { SocialChangeOptions } from "./change/change-basis";
export type { BaselineMean, CriterionMovements, MovedPeople } from "./change/criterion-movements";
export type { NothingChanged, PassRateByChance } from "./change/nothing-changed";
export type { PairedByAttribute } from "./change/paired-people";
export type { PairingStage, PairingStep } from "./change/pairing-funnel";
export { type ChangeReading, type MissingPairs, type SocialChange, socialChange } from "./change/social-change";
export {
  type MovementsOptions,
  movements,
  type PersonMovement,
  type PersonMovements,
  type ScoreRecord,
} from "./change/movements";
export type { StrataOptions } from "./strata/strata";
export type { StrataOverlap } from "./strata/strata-notes";
export { type ChangesOptions, changes, type VerdictChange } from "./comparing/changes";
export { type CompareOptions, type Comparison, compare, type IndicatorComparison } from "./comparing/compare";
export type { ChangeCause } from "./comparing/causes";
export type { ComparedPeriods } from "./comparing/pairing";
export type { TestRule } from "./pooling/group-tests";
export type { GroupValue } from "./pooling/pooled-groups";
export type {
  GroupDifference,
  GroupTest,
  IntervalMethod,
  PooledGroup,
  PoolingInPeriod,
  ShareWithInterval,
} from "./pooling/pooled-periods";
export type {
  Adjusted,
  GroupContrast,
  PoolingSplit,
  SimpsonReversal,
  StandardisedGroup,
} from "./pooling/pooled-splits";
export { type Pooling, type PoolingOptions, pooling, type SeveralGroups } from "./pooling/pooling";
export type { PoolingVerdict } from "./pooling/pooling-verdict";
export type { RateMixSplit, Stratum } from "./comparing/rate-mix";
export type { Standing } from "./comparing/standing";
export { type Agreement, type SourceAgreement, sourceAgreement } from "./quality/agreement";
export type { PairAgreement } from "./quality/pair-agreement";
export {
  type Feedback,
  type FeedbackFigures,
  type FeedbackOptions,
  type FeedbackRow,
  feedback,
} from "./feedback/feedback";
export type { SetAside } from "./feedback/feedback-answers";
export type { ItemAnswers } from "./feedback/feedback-items";
export type { ScaleScores } from "./feedback/feedback-scales";
export type { CoderAgreement, FeedbackThemes, NamedBy, ThemeAgreement, ThemeCounts } from "./feedback/feedback-themes";
export type { FollowUpCompleteness, PairingRate } from "./quality/completeness";
export {
  type DataQuality,
  type DataQualityOptions,
  dataQuality,
  type Finding,
  type FindingExample,
} from "./quality/data-quality";
export type { EntryLag } from "./quality/entry-lag";
export type { DataQualityStandard, FindingCode } from "./quality/findings";
export type { EvidenceKind } from "./quality/evidence-kind";
export { type CountsByEvidence, type FiguresBelieving, type Triangulation, triangulate } from "./quality/triangulation";
export type { WorsenedCounts, WorsenedOnCriterion, Worsening } from "./change/worsening";
