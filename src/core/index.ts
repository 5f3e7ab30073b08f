// Calendar
export {
  type CalendarDate,
  type Duration,
  days,
  month,
  months,
  type Period,
  period,
  quarter,
  unionOf,
  weeks,
  year,
  years,
} from "../calendar";

// Shares
export { formatShare, type Locale, type Share, sharePercent } from "../share";

// Issues
export { DatasetError, DefinitionError, type Issue, type Severity as IssueSeverity } from "../issue";

// Events
export type {
  AdverseEventRecorded,
  AssessmentRecorded,
  BeneficiaryEvent,
  BeneficiaryExited,
  BeneficiaryRegistered,
  CommonFields,
  Criterion,
  EventRetracted,
  FeedbackRecorded,
  FollowUpRecorded,
  PlacementEnded,
  PlacementStarted,
  ServiceDelivered,
  SupportEnded,
  SupportStarted,
} from "./events/event";
export {
  type Contract,
  type EventType,
  type FollowUpStatus,
  type Setting,
  type Severity,
  type Source,
  type Title,
  vocabularies,
} from "./events/vocabulary";

// Dataset
export {
  type Dataset,
  datasetIssues,
  type ParsedDataset,
  type ParseOptions,
  parseDataset,
  safeParseDataset,
} from "./dataset/dataset";

// Definition language
export type { IndicatorDefinition, Reading, Wording } from "./definition/language";
export type { Absence } from "./definition/needs";

// Verdicts
export type { Movement } from "./engine/change";
export type { Unpaired } from "./engine/picks";
export { type Defined, type EvaluateOptions, type Evaluation, evaluate } from "./verdicts/evaluation";
export {
  type ConditionReading,
  type ExplainedCondition,
  type Explanation,
  explain,
  type NearestMiss,
  type Reason,
} from "./verdicts/explain";
export { defineIndicator, type Indicator, type IndicatorOptions } from "./verdicts/indicator";
export type { MissingFact } from "./verdicts/missing";
export { type Figures, type IndicatorResult, members, type Note, type ReadingResult, results } from "./verdicts/result";
export { type DataNeeds, dataNeeds, type EventNeed, type FieldNeed } from "./verdicts/needs";
export type { ExplainedSpell, ExplainedSpells, ExplainedWindow } from "./verdicts/trace";
export type { Verdict } from "./engine/verdict";

// Results tree
export { checkResultsTree } from "./results-tree/check";
export { defineResultsTree } from "./results-tree/define";
export {
  type EvaluatedIndicator,
  type EvaluatedNode,
  type EvaluatedTree,
  evaluateResultsTree,
  type ResultFigure,
} from "./results-tree/evaluate";
export { resultLevels } from "./results-tree/levels";
export type { Progress, ResultStatus } from "./results-tree/progress";
export type { ReasonCode, ResultReason } from "./results-tree/reasons";
export type {
  Assumption,
  Baseline,
  Grounds,
  MeasuredValue,
  ResultEdge,
  ResultIndicator,
  ResultLevel,
  ResultNode,
  ResultsTree,
  ResultsTreeSpec,
  Risk,
} from "./results-tree/tree";

// Catalogue
export { australianOutcomes } from "./catalogue/australia";
export { type Catalogue, catalogue } from "./catalogue/catalogue";
export { lifeSituationCriteria } from "./catalogue/life-situation";
export { type Milestone, vsePoluchitsyaFunnel, workedOneMonthShare } from "./catalogue/milestones";
export {
  placementStartsShare,
  supportedIntoWorkShare,
  sustainedThirteenWeeksShare,
  sustainedTwentySixWeeksShare,
} from "./catalogue/ips";
export { retentionShares } from "./catalogue/retention";
export { returnShares } from "./catalogue/returns";
export {
  socialChangeShare,
  supportedOneToSixMonthsShare,
  supportedSixMonthsShare,
  unsupportedSixMonthsShare,
  workExperienceShare,
} from "./catalogue/vse-poluchitsya";
export { vsePoluchitsyaTree } from "./catalogue/vse-poluchitsya-tree";
export { employmentRateFourthQuarter, employmentRateSecondQuarter, sameEmployerRetention } from "./catalogue/wioa";

// Rendering
export { toText } from "./aloud/explanation";
export { toSentence } from "./aloud/sentence";
