// Testing
export { assertVerdicts, type VerdictExpectation } from "./assert-verdicts";
export { coverage, type IndicatorCoverage, type PartCoverage } from "./coverage";
export { type Mutant, mutants } from "./mutants";
export type { TestOccasion, TestPerson } from "./test-person";
