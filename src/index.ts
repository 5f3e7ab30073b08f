// Calendar
export { type CalendarDate, type Duration, days, month, months, type Period, period, quarter, weeks } from "./calendar";
export { year, years } from "./calendar";

// Shares
export { formatShare, type Locale, type Share, sharePercent } from "./share";

// Statistics
export { biasCorrectedCramerV, cramerV, expectedCounts, pearsonChiSquaredTest } from "./statistics/association";
export { yatesChiSquaredTest } from "./statistics/association";
export type { CountTable } from "./statistics/count-table";
export { cumulativeIncidence, type IncidenceStep } from "./statistics/cumulative-incidence";
export { correctedNewcombeDifference, type DifferenceInterval } from "./statistics/difference";
export { miettinenNurminenDifference, newcombeDifference } from "./statistics/difference";
export { fisherExactTest } from "./statistics/fisher";
export { type LogRankTest, logRankTest, type ObservedGroup } from "./statistics/log-rank";
export { correctedMcNemarTest, mcNemarExactTest, mcNemarTest, newcombePairedDifference } from "./statistics/paired";
export type { PairedCounts } from "./statistics/paired";
export { agrestiCoullInterval, clopperPearsonInterval, correctedWilsonInterval } from "./statistics/proportion";
export { type Interval, jeffreysInterval, wilsonInterval } from "./statistics/proportion";
export { type ReliableChange, type ReliableChangeScores, reliableChange } from "./statistics/reliable-change";
export { type SignedRankOptions, type SignedRankTest, type SignTest, signTest } from "./statistics/signs";
export { wilcoxonSignedRankTest } from "./statistics/signs";
export { bowkerTest, cohenKappa, type Kappa, stuartMaxwellTest } from "./statistics/square-table";
export { breslowDayTest, type CommonOddsRatio, cochranMantelHaenszelTest } from "./statistics/stratified";
export { correctedCochranMantelHaenszelTest, generalisedCochranMantelHaenszelTest } from "./statistics/stratified";
export { type HomogeneityTest, mantelHaenszelOddsRatio, type Strata, taroneTest } from "./statistics/stratified";
export type { KaplanMeierCurve, KaplanMeierOptions, KaplanMeierPoint } from "./statistics/survival";
export { type KaplanMeierQuantile, type KaplanMeierStep, kaplanMeier, kaplanMeierAt } from "./statistics/survival";
export { kaplanMeierBefore, kaplanMeierQuantile, numbersAtRisk } from "./statistics/survival";
export { type Alpha, cronbachAlpha } from "./statistics/reliability";
export type { ChiSquaredTest, ExactTest } from "./statistics/test-result";

// Issues
export { DatasetError, DefinitionError, type Issue, type Severity as IssueSeverity, TallyError } from "./issue";

// Events
export type {
  AdverseEventRecorded,
  AssessmentRecorded,
  BeneficiaryEvent,
  BeneficiaryExited,
} from "./core/events/event";
export type {
  BeneficiaryRegistered,
  CommonFields,
  Criterion,
  EventRetracted,
  FeedbackRecorded,
} from "./core/events/event";
export type { FollowUpRecorded, PlacementEnded, PlacementStarted, ServiceDelivered } from "./core/events/event";
export type { SupportEnded, SupportStarted } from "./core/events/event";
export { eventJsonSchema } from "./core/events/schema";
export type { Contract, EventType, FollowUpStatus, Setting, Severity } from "./core/events/vocabulary";
export { type Source, type Title, vocabularies } from "./core/events/vocabulary";

// Dataset
export {
  type Dataset,
  datasetIssues,
  type ParsedDataset,
  type ParseOptions,
  parseDataset,
} from "./core/dataset/dataset";
export { safeParseDataset } from "./core/dataset/dataset";

// Definition language
export { after, aged, change, clip, countedIn, earlier, employedAtFollowUp, enrolment } from "./core/definition/doors";
export { every, except, exits, falls, firstDay, followUps, happens, inGroup, joined } from "./core/definition/doors";
export { lastDay, lasts, not, on, overlap, placements, quarterAfter, services, some } from "./core/definition/doors";
export { starting, support, times, totals, touching, union, withoutLastDay } from "./core/definition/doors";
export type {
  AgeDay,
  Anchor,
  ChangeRule,
  Condition,
  Countable,
  CountRange,
  Exclusion,
} from "./core/definition/language";
export type { IndicatorDefinition, LengthRange, NamedAnchor, Reading, SpellAnchor } from "./core/definition/language";
export type { SpellExpression, WindowExpression, Wording } from "./core/definition/language";
export type { PairedBy, Pairing } from "./core/definition/pairing";
export { exit, firstPlacement, lastSupportEnd, registration } from "./core/definition/windows";
export { reportingPeriod, untilHorizon } from "./core/definition/windows";

export type { Absence } from "./core/definition/needs";

// Mapping
export type { DateFormat } from "./input/cells";
export { defineTableMapping } from "./input/define";
export { type EventsFromRows, eventsFromRows, type RowPlace, type SourceTable } from "./input/events-from-rows";
export { eventsFromTables, type MonitoringTables, type TableRow } from "./input/events-from-tables";
export type { MappedColumn, MappedTable, TableMapping } from "./input/mapping";
export { mappingJsonSchema } from "./input/schema";
export type { TableName } from "./input/tables";

// Instruments
export { defineInstrument } from "./tables/feedback/define-instrument";
export type {
  AnswerChoice,
  AnswerScale,
  Instrument,
  InstrumentItem,
  InstrumentScale,
} from "./tables/feedback/instrument";

// Verdicts
export type { Movement } from "./core/engine/change";
export type { Unpaired } from "./core/engine/picks";
export { type Defined, type EvaluateOptions, type Evaluation, evaluate } from "./core/verdicts/evaluation";
export { type ConditionReading, type ExplainedCondition, type Explanation, explain } from "./core/verdicts/explain";
export type { NearestMiss, Reason } from "./core/verdicts/explain";
export { defineIndicator, type Indicator, type IndicatorOptions } from "./core/verdicts/indicator";
export type { MissingFact } from "./core/verdicts/missing";
export { type Figures, type IndicatorResult, members, type Note } from "./core/verdicts/result";
export { type DataNeeds, dataNeeds, type EventNeed, type FieldNeed } from "./core/verdicts/needs";
export type { ExplainedSpell, ExplainedSpells, ExplainedWindow } from "./core/verdicts/trace";
export type { Verdict } from "./core/engine/verdict";

// Results tree
export { checkResultsTree } from "./core/results-tree/check";
export { defineResultsTree } from "./core/results-tree/define";
export type { EvaluatedIndicator, EvaluatedNode, EvaluatedTree } from "./core/results-tree/evaluate";
export { evaluateResultsTree, type ResultFigure } from "./core/results-tree/evaluate";
export { resultLevels } from "./core/results-tree/levels";
export type { Progress, ResultStatus } from "./core/results-tree/progress";
export type { ReasonCode, ResultReason } from "./core/results-tree/reasons";
export type {
  Assumption,
  Baseline,
  Grounds,
  MeasuredValue,
  ResultEdge,
  ResultIndicator,
} from "./core/results-tree/tree";
export type { ResultLevel, ResultNode, ResultsTree, ResultsTreeSpec, Risk } from "./core/results-tree/tree";

// Catalogue
export { australianOutcomes } from "./core/catalogue/australia";
export { type Catalogue, catalogue } from "./core/catalogue/catalogue";
export { lifeSituationCriteria } from "./core/catalogue/life-situation";
export { type Milestone, vsePoluchitsyaFunnel, workedOneMonthShare } from "./core/catalogue/milestones";
export { placementStartsShare, supportedIntoWorkShare, sustainedThirteenWeeksShare } from "./core/catalogue/ips";
export { sustainedTwentySixWeeksShare } from "./core/catalogue/ips";
export { retentionShares } from "./core/catalogue/retention";
export { returnShares } from "./core/catalogue/returns";
export {
  socialChangeShare,
  supportedOneToSixMonthsShare,
  supportedSixMonthsShare,
} from "./core/catalogue/vse-poluchitsya";
export { unsupportedSixMonthsShare, workExperienceShare } from "./core/catalogue/vse-poluchitsya";
export { vsePoluchitsyaTree } from "./core/catalogue/vse-poluchitsya-tree";
export { workplaceAdaptation } from "./tables/feedback/workplace-adaptation";
export { employmentRateFourthQuarter, employmentRateSecondQuarter, sameEmployerRetention } from "./core/catalogue/wioa";

// Tables
export type { Disaggregation, DisaggregationRow, StratumFigures } from "./tables/strata/disaggregate";
export type { AgeAt, MissingReason, StratumValue } from "./tables/strata/dimension";
export type { FollowUpCohort, FollowUpCounts, FollowUpPlan } from "./tables/retention/follow-up-plan";
export { type FollowUpPlanOptions, type FollowUpStanding, followUpPlan } from "./tables/retention/follow-up-plan";
export type { PlannedFollowUp } from "./tables/retention/follow-up-plan";
export type { AdverseEventCounts, AdverseEventRow } from "./tables/change/adverse-events";
export type { Conversion, Funnel, FunnelStep, StepName } from "./tables/funnel/funnel";
export { type Harm, harm } from "./tables/change/harm";
export type { MilestoneEstimate, MilestoneEstimates, MilestoneFigures } from "./tables/retention/milestone-estimates";
export { milestoneEstimates } from "./tables/retention/milestone-estimates";
export type { Censoring } from "./tables/retention/observation";
export type { PeopleAcrossPeriods, PeopleInPeriod, ReconciledIndicator } from "./tables/strata/reconcile";
export type { Reconciliation, ShareInPeriod } from "./tables/strata/reconcile";
export type { Retention, RetentionComparison, RetentionStratum } from "./tables/retention/retention";
export type { RetentionOptions } from "./tables/retention/retention-options";
export type { ElapsedTime, RetentionCurve, RetentionMedian, RetentionPoint } from "./tables/retention/retention-curve";
export { type IndicatorReading, type OwnReading, readingsFor } from "./tables/readings/readings";
export { type Flip, flips, type RangeEnd, type ReadingFigures, type Sensitivity } from "./tables/readings/sensitivity";
export { type SensitivityOptions, sensitivity } from "./tables/readings/sensitivity";
export type { SocialChangeOptions } from "./tables/change/change-basis";
export type { BaselineMean, CriterionMovements, MovedPeople } from "./tables/change/criterion-movements";
export type { NothingChanged, PassRateByChance } from "./tables/change/nothing-changed";
export type { PairedByAttribute } from "./tables/change/paired-people";
export type { PairingStage, PairingStep } from "./tables/change/pairing-funnel";
export { type ChangeReading, type MissingPairs, type SocialChange, socialChange } from "./tables/change/social-change";
export { type MovementsOptions, movements, type PersonMovement, type PersonMovements } from "./tables/change/movements";
export type { ScoreRecord } from "./tables/change/movements";
export type { StrataOptions } from "./tables/strata/strata";
export type { StrataOverlap } from "./tables/strata/strata-notes";
export { type ChangesOptions, changes, type VerdictChange } from "./tables/comparing/changes";
export { type CompareOptions, type Comparison, compare, type IndicatorComparison } from "./tables/comparing/compare";
export type { ChangeCause } from "./tables/comparing/causes";
export type { ComparedPeriods } from "./tables/comparing/pairing";
export type { TestRule } from "./tables/pooling/group-tests";
export type { GroupValue } from "./tables/pooling/pooled-groups";
export type {
  GroupDifference,
  GroupTest,
  IntervalMethod,
  PooledGroup,
  PoolingInPeriod,
} from "./tables/pooling/pooled-periods";
export type { ShareWithInterval } from "./tables/pooling/pooled-periods";
export type {
  Adjusted,
  GroupContrast,
  PoolingSplit,
  SimpsonReversal,
  StandardisedGroup,
} from "./tables/pooling/pooled-splits";
export { type Pooling, type PoolingOptions, pooling, type SeveralGroups } from "./tables/pooling/pooling";
export type { PoolingVerdict } from "./tables/pooling/pooling-verdict";
export type { RateMixSplit, Stratum } from "./tables/comparing/rate-mix";
export type { Standing } from "./tables/comparing/standing";
export { type Agreement, type SourceAgreement, sourceAgreement } from "./tables/quality/agreement";
export type { PairAgreement } from "./tables/quality/pair-agreement";
export type { Feedback, FeedbackFigures, FeedbackOptions, FeedbackRow } from "./tables/feedback/feedback";
export { feedback } from "./tables/feedback/feedback";
export type { SetAside } from "./tables/feedback/feedback-answers";
export type { ItemAnswers } from "./tables/feedback/feedback-items";
export type { ScaleScores } from "./tables/feedback/feedback-scales";
export type {
  CoderAgreement,
  FeedbackThemes,
  NamedBy,
  ThemeAgreement,
  ThemeCounts,
} from "./tables/feedback/feedback-themes";
export type { FollowUpCompleteness, PairingRate } from "./tables/quality/completeness";
export { type DataQuality, type DataQualityOptions, dataQuality, type Finding } from "./tables/quality/data-quality";
export type { FindingExample } from "./tables/quality/data-quality";
export type { EntryLag } from "./tables/quality/entry-lag";
export type { DataQualityStandard, FindingCode } from "./tables/quality/findings";
export type { EvidenceKind } from "./tables/quality/evidence-kind";
export {
  type CountsByEvidence,
  type FiguresBelieving,
  type Triangulation,
  triangulate,
} from "./tables/quality/triangulation";
export type { WorsenedCounts, WorsenedOnCriterion, Worsening } from "./tables/change/worsening";

// Privacy
export {
  formatCount,
  type HiddenFigure,
  type Shielded,
  type SmallCell,
  type Suppressed,
} from "./report/privacy/suppress";
export type { PublishedReport, SuppressOptions } from "./report/privacy/rules";
export type { Rounding, SmallCellSuppression, SuppressedReport, Suppression } from "./report/privacy/suppress";
export { type SuppressionLoss, suppressionLoss } from "./report/privacy/suppress";
export type { TableSet, WithheldTable } from "./report/privacy/table-set";

// Evidence
export type { Claim, ClaimedResult, ClaimFinding, ClaimMatch, ClaimOutcome } from "./practice/claims/claim";
export type { DenominatorQuestion } from "./practice/claims/claim";
export { type CheckedClaims, checkClaims } from "./practice/claims/claims";
export type { EvidenceFinding, Remedy } from "./practice/evidence/finding";
export type { AssessedLevel, EvidenceDocument, SubCriterionGaps } from "./practice/evidence/gaps";
export { type EvidenceGaps, type EvidenceGapsOptions, evidenceGaps } from "./practice/evidence/gaps";
export type {
  Assignment,
  FindingThenAndNow,
  ImprovementPlan,
  PlannedImprovement,
} from "./practice/evidence/improvement-plan";
export { type ComparedAssessments, compareAssessments, improvementPlan } from "./practice/evidence/improvement-plan";
export {
  type EvidenceAxis,
  type EvidenceStandard,
  evidenceStandard,
  type SubCriterion,
} from "./practice/evidence/standard";

// Report
export type { GlossaryEntry } from "./report/glossary";
export type { Manifest, ReadableReport, Report, ReportedTree } from "./report/report";
export type { ReportOptions } from "./report/report";

// Federation
export { mergeTallies } from "./exchange/federation/merge";
export type { FigureRange, Network, NetworkReport, PeopleRange } from "./exchange/federation/network";
export { type TallyOptions, toTally } from "./exchange/federation/partner-tally";
export { tallyJsonSchema } from "./exchange/federation/schema";
export type { Partner, SharedIds, Tally, TallyCount, TallyCounts, TallyCriterion } from "./exchange/federation/tally";
export type { TallyResult, TallyRowCounts, TallyTable } from "./exchange/federation/tally";

// Pictures
export type { CriteriaPicture, DotGroup, DotRow, FunnelPicture, NoFigure, PeriodsPicture } from "./document/picture";
export type { Picture, PicturedCount, PicturedCriterion, PicturedCurve, PicturedMoment } from "./document/picture";
export type { PicturedShare, PicturedStep, PictureFrame, PictureSource, RetentionPicture } from "./document/picture";
export type { ResultsTreePicture, StrataPicture } from "./document/picture";

// Rendering
export { toEvidenceGaps, toImprovementPlan } from "./practice/documents/evidence";
export { toText } from "./core/aloud/explanation";
export { type LogframeOptions, toLogframe } from "./practice/documents/logframe";
export { toMermaid } from "./report/drawing/mermaid";
export { toMonitoringRegulations } from "./practice/documents/monitoring-regulations";
export type { CollectionRule, MonitoringRegulationsOptions } from "./practice/documents/monitoring-regulations";
export { type ReferenceSheetOptions, toReferenceSheet } from "./practice/documents/reference-sheet";
export { pictureText } from "./report/drawing/picture-text";
export { toSentence } from "./core/aloud/sentence";
export { socialChangeText } from "./report/text/social-change";
export { toSvg } from "./report/drawing/svg";
export { toTheoryOfChange } from "./practice/documents/theory-of-change";
export type { DrawingOptions } from "./core/aloud/tree-figures";
export { toVegaLite, type VegaLiteSpec } from "./report/drawing/vega-lite";

// Documents
export type { DocumentBlock, DocumentCell, DocumentSection, DocumentTable } from "./document/document";
export type { ReportDocument } from "./document/document";
export type { DocumentOptions } from "./report/sections/edition";
export { toHtml } from "./report/dialects/html-document";
export { toMarkdown } from "./report/dialects/markdown-document";
export { toPlainText } from "./report/dialects/plain-document";
export { toDocument } from "./report/sections/report-document";

// Spreadsheets
export { type CsvOptions, toCsv } from "./report/spreadsheet/csv";
export { type ReportTableName, reportTableNames } from "./report/spreadsheet/report-tables";

// Display: functions whose values show themselves, by the names of those they wrap
export { type Displayable, displayed } from "./report/showing/displayed";
export {
  buildReport,
  disaggregate,
  funnel,
  pictures,
  reconcile,
  results,
  retention,
  suppress,
} from "./report/showing/doors";

// Exchange
export type { Dhis2Disaggregation, Dhis2Elements, Dhis2Mapping, Dhis2Part } from "./exchange/formats/dhis2-mapping";
export { type Dhis2DataValue, type Dhis2DataValueSet, type Dhis2Options, toDhis2 } from "./exchange/formats/dhis2";
export type { ExchangeableReport, Exchanged } from "./exchange/formats/exchanged";
export { type FhirOptions, toFhirMeasureReport } from "./exchange/formats/fhir";
export type {
  FhirAbsence,
  FhirBundle,
  FhirCodeableConcept,
  FhirGroup,
  FhirMeasureReport,
} from "./exchange/formats/fhir-resources";
export type { FhirPopulation, FhirScore, FhirStratum } from "./exchange/formats/fhir-resources";
export { type IatiDocument, type IatiOptions, toIati } from "./exchange/formats/iati";
export type { IatiActivity, IatiOrganisation } from "./exchange/formats/iati-activity";

// Testing
export { assertVerdicts, type VerdictExpectation } from "./testing/assert-verdicts";
export { coverage, type IndicatorCoverage, type PartCoverage } from "./testing/coverage";
export { type Mutant, mutants } from "./testing/mutants";
export type { TestOccasion, TestPerson } from "./testing/test-person";
