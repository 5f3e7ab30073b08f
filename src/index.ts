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
export type { AdverseEventRecorded, AssessmentRecorded, BeneficiaryEvent, BeneficiaryExited } from "./events/event";
export type { BeneficiaryRegistered, CommonFields, Criterion, EventRetracted, FeedbackRecorded } from "./events/event";
export type { FollowUpRecorded, PlacementEnded, PlacementStarted, ServiceDelivered } from "./events/event";
export type { SupportEnded, SupportStarted } from "./events/event";
export { eventJsonSchema } from "./events/schema";
export type { Contract, EventType, FollowUpStatus, Setting, Severity } from "./events/vocabulary";
export { type Source, type Title, vocabularies } from "./events/vocabulary";

// Dataset
export { type Dataset, datasetIssues, type ParsedDataset, type ParseOptions, parseDataset } from "./dataset/dataset";
export { safeParseDataset } from "./dataset/dataset";

// Definition language
export { after, aged, change, clip, countedIn, earlier, employedAtFollowUp, enrolment } from "./definition/doors";
export { every, except, exits, falls, firstDay, followUps, happens, inGroup, joined } from "./definition/doors";
export { lastDay, lasts, not, on, overlap, placements, quarterAfter, services, some } from "./definition/doors";
export { starting, support, times, totals, touching, union, withoutLastDay } from "./definition/doors";
export type { AgeDay, Anchor, ChangeRule, Condition, Countable, CountRange, Exclusion } from "./definition/language";
export type { IndicatorDefinition, LengthRange, NamedAnchor, Reading, SpellAnchor } from "./definition/language";
export type { SpellExpression, WindowExpression, Wording } from "./definition/language";
export type { PairedBy, Pairing } from "./definition/pairing";
export { exit, firstPlacement, lastSupportEnd, registration } from "./definition/windows";
export { reportingPeriod, untilHorizon } from "./definition/windows";

export type { Absence } from "./definition/needs";

// Mapping
export type { DateFormat } from "./mapping/cells";
export { defineTableMapping } from "./mapping/define";
export { type EventsFromRows, eventsFromRows, type RowPlace, type SourceTable } from "./mapping/events-from-rows";
export { eventsFromTables, type MonitoringTables, type TableRow } from "./mapping/events-from-tables";
export type { MappedColumn, MappedTable, TableMapping } from "./mapping/mapping";
export { mappingJsonSchema } from "./mapping/schema";
export type { TableName } from "./mapping/tables";

// Instruments
export { defineInstrument } from "./instrument/define";
export type { AnswerChoice, AnswerScale, Instrument, InstrumentItem, InstrumentScale } from "./instrument/instrument";

// Verdicts
export type { Movement } from "./verdicts/change";
export type { Unpaired } from "./verdicts/picks";
export { type Defined, type EvaluateOptions, type Evaluation, evaluate } from "./verdicts/evaluation";
export { type ConditionReading, type ExplainedCondition, type Explanation, explain } from "./verdicts/explain";
export type { NearestMiss, Reason } from "./verdicts/explain";
export { defineIndicator, type Indicator, type IndicatorOptions } from "./verdicts/indicator";
export type { MissingFact } from "./verdicts/missing";
export { type Figures, type IndicatorResult, members, type Note } from "./verdicts/result";
export { type DataNeeds, dataNeeds, type EventNeed, type FieldNeed } from "./verdicts/needs";
export type { ExplainedSpell, ExplainedSpells, ExplainedWindow } from "./verdicts/trace";
export type { Verdict } from "./verdicts/verdict";

// Results tree
export { checkResultsTree } from "./results-tree/check";
export { defineResultsTree } from "./results-tree/define";
export type { EvaluatedIndicator, EvaluatedNode, EvaluatedTree } from "./results-tree/evaluate";
export { evaluateResultsTree, type ResultFigure } from "./results-tree/evaluate";
export { resultLevels } from "./results-tree/levels";
export type { Progress, ResultStatus } from "./results-tree/progress";
export type { ReasonCode, ResultReason } from "./results-tree/reasons";
export type { Assumption, Baseline, Grounds, MeasuredValue, ResultEdge, ResultIndicator } from "./results-tree/tree";
export type { ResultLevel, ResultNode, ResultsTree, ResultsTreeSpec, Risk } from "./results-tree/tree";

// Catalogue
export { australianOutcomes } from "./catalogue/australia";
export { type Catalogue, catalogue } from "./catalogue/catalogue";
export { lifeSituationCriteria } from "./catalogue/life-situation";
export { type Milestone, vsePoluchitsyaFunnel, workedOneMonthShare } from "./catalogue/milestones";
export { placementStartsShare, supportedIntoWorkShare, sustainedThirteenWeeksShare } from "./catalogue/ips";
export { sustainedTwentySixWeeksShare } from "./catalogue/ips";
export { retentionShares } from "./catalogue/retention";
export { returnShares } from "./catalogue/returns";
export { socialChangeShare, supportedOneToSixMonthsShare, supportedSixMonthsShare } from "./catalogue/vse-poluchitsya";
export { unsupportedSixMonthsShare, workExperienceShare } from "./catalogue/vse-poluchitsya";
export { vsePoluchitsyaTree } from "./catalogue/vse-poluchitsya-tree";
export { workplaceAdaptation } from "./catalogue/workplace-adaptation";
export { employmentRateFourthQuarter, employmentRateSecondQuarter, sameEmployerRetention } from "./catalogue/wioa";

// Tables
export type { Disaggregation, DisaggregationRow, StratumFigures } from "./tables/disaggregate";
export type { AgeAt, MissingReason, StratumValue } from "./tables/dimension";
export type { FollowUpCohort, FollowUpCounts, FollowUpPlan } from "./tables/follow-up-plan";
export { type FollowUpPlanOptions, type FollowUpStanding, followUpPlan } from "./tables/follow-up-plan";
export type { PlannedFollowUp } from "./tables/follow-up-plan";
export type { AdverseEventCounts, AdverseEventRow } from "./tables/adverse-events";
export type { Conversion, Funnel, FunnelStep, StepName } from "./tables/funnel";
export { type Harm, harm } from "./tables/harm";
export type { MilestoneEstimate, MilestoneEstimates, MilestoneFigures } from "./tables/milestone-estimates";
export { milestoneEstimates } from "./tables/milestone-estimates";
export type { Censoring } from "./tables/observation";
export type { PeopleAcrossPeriods, PeopleInPeriod, ReconciledIndicator } from "./tables/reconcile";
export type { Reconciliation, ShareInPeriod } from "./tables/reconcile";
export type { Retention, RetentionComparison, RetentionStratum } from "./tables/retention";
export type { RetentionOptions } from "./tables/retention-options";
export type { ElapsedTime, RetentionCurve, RetentionMedian, RetentionPoint } from "./tables/retention-curve";
export { type IndicatorReading, type OwnReading, readingsFor } from "./tables/readings";
export { type Flip, flips, type RangeEnd, type ReadingFigures, type Sensitivity } from "./tables/sensitivity";
export { type SensitivityOptions, sensitivity } from "./tables/sensitivity";
export type { SocialChangeOptions } from "./tables/change-basis";
export type { BaselineMean, CriterionMovements, MovedPeople } from "./tables/criterion-movements";
export type { NothingChanged, PassRateByChance } from "./tables/nothing-changed";
export type { PairedByAttribute } from "./tables/paired-people";
export type { PairingStage, PairingStep } from "./tables/pairing-funnel";
export { type ChangeReading, type MissingPairs, type SocialChange, socialChange } from "./tables/social-change";
export { type MovementsOptions, movements, type PersonMovement, type PersonMovements } from "./tables/movements";
export type { ScoreRecord } from "./tables/movements";
export type { StrataOptions } from "./tables/strata";
export type { StrataOverlap } from "./tables/strata-notes";
export { type ChangesOptions, changes, type VerdictChange } from "./tables/changes";
export { type CompareOptions, type Comparison, compare, type IndicatorComparison } from "./tables/compare";
export type { ChangeCause } from "./tables/causes";
export type { ComparedPeriods } from "./tables/pairing";
export type { TestRule } from "./tables/group-tests";
export type { GroupValue } from "./tables/pooled-groups";
export type { GroupDifference, GroupTest, IntervalMethod, PooledGroup, PoolingInPeriod } from "./tables/pooled-periods";
export type { ShareWithInterval } from "./tables/pooled-periods";
export type { Adjusted, GroupContrast, PoolingSplit, SimpsonReversal, StandardisedGroup } from "./tables/pooled-splits";
export { type Pooling, type PoolingOptions, pooling, type SeveralGroups } from "./tables/pooling";
export type { PoolingVerdict } from "./tables/pooling-verdict";
export type { RateMixSplit, Stratum } from "./tables/rate-mix";
export type { Standing } from "./tables/standing";
export { type Agreement, type SourceAgreement, sourceAgreement } from "./tables/agreement";
export type { PairAgreement } from "./tables/pair-agreement";
export type { Feedback, FeedbackFigures, FeedbackOptions, FeedbackRow } from "./tables/feedback";
export { feedback } from "./tables/feedback";
export type { SetAside } from "./tables/feedback-answers";
export type { ItemAnswers } from "./tables/feedback-items";
export type { ScaleScores } from "./tables/feedback-scales";
export type { CoderAgreement, FeedbackThemes, NamedBy, ThemeAgreement, ThemeCounts } from "./tables/feedback-themes";
export type { FollowUpCompleteness, PairingRate } from "./tables/completeness";
export { type DataQuality, type DataQualityOptions, dataQuality, type Finding } from "./tables/data-quality";
export type { FindingExample } from "./tables/data-quality";
export type { EntryLag } from "./tables/entry-lag";
export type { DataQualityStandard, FindingCode } from "./tables/findings";
export type { EvidenceKind } from "./tables/evidence-kind";
export { type CountsByEvidence, type FiguresBelieving, type Triangulation, triangulate } from "./tables/triangulation";
export type { WorsenedCounts, WorsenedOnCriterion, Worsening } from "./tables/worsening";

// Privacy
export { formatCount, type HiddenFigure, type Shielded, type SmallCell, type Suppressed } from "./privacy/suppress";
export type { PublishedReport, SuppressOptions } from "./privacy/rules";
export type { Rounding, SmallCellSuppression, SuppressedReport, Suppression } from "./privacy/suppress";
export { type SuppressionLoss, suppressionLoss } from "./privacy/suppress";
export type { TableSet, WithheldTable } from "./privacy/table-set";

// Evidence
export type { Claim, ClaimedResult, ClaimFinding, ClaimMatch, ClaimOutcome } from "./evidence/claim";
export type { DenominatorQuestion } from "./evidence/claim";
export { type CheckedClaims, checkClaims } from "./evidence/claims";
export type { EvidenceFinding, Remedy } from "./evidence/finding";
export type { AssessedLevel, EvidenceDocument, SubCriterionGaps } from "./evidence/gaps";
export { type EvidenceGaps, type EvidenceGapsOptions, evidenceGaps } from "./evidence/gaps";
export type { Assignment, FindingThenAndNow, ImprovementPlan, PlannedImprovement } from "./evidence/improvement-plan";
export { type ComparedAssessments, compareAssessments, improvementPlan } from "./evidence/improvement-plan";
export { type EvidenceAxis, type EvidenceStandard, evidenceStandard, type SubCriterion } from "./evidence/standard";

// Report
export type { GlossaryEntry } from "./report/glossary";
export type { Manifest, ReadableReport, Report, ReportedTree } from "./report/report";
export type { ReportOptions } from "./report/report";

// Federation
export { mergeTallies } from "./federation/merge";
export type { FigureRange, Network, NetworkReport, PeopleRange } from "./federation/network";
export { type TallyOptions, toTally } from "./federation/partner-tally";
export { tallyJsonSchema } from "./federation/schema";
export type { Partner, SharedIds, Tally, TallyCount, TallyCounts, TallyCriterion } from "./federation/tally";
export type { TallyResult, TallyRowCounts, TallyTable } from "./federation/tally";

// Pictures
export type { CriteriaPicture, DotGroup, DotRow, FunnelPicture, NoFigure, PeriodsPicture } from "./pictures/picture";
export type { Picture, PicturedCount, PicturedCriterion, PicturedCurve, PicturedMoment } from "./pictures/picture";
export type { PicturedShare, PicturedStep, PictureFrame, PictureSource, RetentionPicture } from "./pictures/picture";
export type { ResultsTreePicture, StrataPicture } from "./pictures/picture";

// Rendering
export { toEvidenceGaps, toImprovementPlan } from "./render/evidence";
export { toText } from "./render/explanation";
export { type LogframeOptions, toLogframe } from "./render/logframe";
export { toMermaid } from "./render/mermaid";
export { toMonitoringRegulations } from "./render/monitoring-regulations";
export type { CollectionRule, MonitoringRegulationsOptions } from "./render/monitoring-regulations";
export { type ReferenceSheetOptions, toReferenceSheet } from "./render/reference-sheet";
export { pictureText } from "./render/picture-text";
export { toSentence } from "./render/sentence";
export { socialChangeText } from "./render/social-change";
export { toSvg } from "./render/svg";
export { toTheoryOfChange } from "./render/theory-of-change";
export type { DrawingOptions } from "./render/tree-figures";
export { toVegaLite, type VegaLiteSpec } from "./render/vega-lite";

// Documents
export type { DocumentBlock, DocumentCell, DocumentSection, DocumentTable } from "./document/document";
export type { ReportDocument } from "./document/document";
export type { DocumentOptions } from "./document/edition";
export { toHtml } from "./document/html-document";
export { toMarkdown } from "./document/markdown-document";
export { toPlainText } from "./document/plain-document";
export { toDocument } from "./document/report-document";

// Spreadsheets
export { type CsvOptions, toCsv } from "./spreadsheet/csv";
export { type ReportTableName, reportTableNames } from "./spreadsheet/report-tables";

// Display: functions whose values show themselves, by the names of those they wrap
export { type Displayable, displayed } from "./display/displayed";
export { buildReport, disaggregate, funnel, pictures, reconcile, results, retention, suppress } from "./display/doors";

// Exchange
export type { Dhis2Disaggregation, Dhis2Elements, Dhis2Mapping, Dhis2Part } from "./exchange/dhis2-mapping";
export { type Dhis2DataValue, type Dhis2DataValueSet, type Dhis2Options, toDhis2 } from "./exchange/dhis2";
export type { ExchangeableReport, Exchanged } from "./exchange/exchanged";
export { type FhirOptions, toFhirMeasureReport } from "./exchange/fhir";
export type {
  FhirAbsence,
  FhirBundle,
  FhirCodeableConcept,
  FhirGroup,
  FhirMeasureReport,
} from "./exchange/fhir-resources";
export type { FhirPopulation, FhirScore, FhirStratum } from "./exchange/fhir-resources";
export { type IatiDocument, type IatiOptions, toIati } from "./exchange/iati";
export type { IatiActivity, IatiOrganisation } from "./exchange/iati-activity";

// Testing
export { assertVerdicts, type VerdictExpectation } from "./testing/assert-verdicts";
export { coverage, type IndicatorCoverage, type PartCoverage } from "./testing/coverage";
export { type Mutant, mutants } from "./testing/mutants";
export type { TestOccasion, TestPerson } from "./testing/test-person";
