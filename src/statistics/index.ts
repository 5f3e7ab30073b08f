// Statistics
export {
  biasCorrectedCramerV,
  cramerV,
  expectedCounts,
  pearsonChiSquaredTest,
  yatesChiSquaredTest,
} from "./association";
export type { CountTable } from "./count-table";
export { cumulativeIncidence, type IncidenceStep } from "./cumulative-incidence";
export {
  correctedNewcombeDifference,
  type DifferenceInterval,
  miettinenNurminenDifference,
  newcombeDifference,
} from "./difference";
export { fisherExactTest } from "./fisher";
export { type LogRankTest, logRankTest, type ObservedGroup } from "./log-rank";
export {
  correctedMcNemarTest,
  mcNemarExactTest,
  mcNemarTest,
  newcombePairedDifference,
  type PairedCounts,
} from "./paired";
export {
  agrestiCoullInterval,
  clopperPearsonInterval,
  correctedWilsonInterval,
  type Interval,
  jeffreysInterval,
  wilsonInterval,
} from "./proportion";
export { type ReliableChange, type ReliableChangeScores, reliableChange } from "./reliable-change";
export { type SignedRankOptions, type SignedRankTest, type SignTest, signTest, wilcoxonSignedRankTest } from "./signs";
export { bowkerTest, cohenKappa, type Kappa, stuartMaxwellTest } from "./square-table";
export {
  breslowDayTest,
  type CommonOddsRatio,
  cochranMantelHaenszelTest,
  correctedCochranMantelHaenszelTest,
  generalisedCochranMantelHaenszelTest,
  type HomogeneityTest,
  mantelHaenszelOddsRatio,
  type Strata,
  taroneTest,
} from "./stratified";
export {
  type KaplanMeierCurve,
  type KaplanMeierOptions,
  type KaplanMeierPoint,
  type KaplanMeierQuantile,
  type KaplanMeierStep,
  kaplanMeier,
  kaplanMeierAt,
  kaplanMeierBefore,
  kaplanMeierQuantile,
  numbersAtRisk,
} from "./survival";
export { type Alpha, cronbachAlpha } from "./reliability";
export type { ChiSquaredTest, ExactTest } from "./test-result";
