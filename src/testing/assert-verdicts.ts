import { DATE, PERIOD, type CalendarDate, type Period } from "../calendar";
import { type Dataset, storeOf } from "../core/dataset/dataset";
import { INDICATOR } from "../core/definition/sound";
import { describe, sentence } from "../issue";
import { check, type OptionsOf } from "../options";
import { verdictLine } from "../core/aloud/explanation";
import { type Defined, evaluate } from "../core/verdicts/evaluation";
import { type Explanation, explain } from "../core/verdicts/explain";
import { VERDICT, type Verdict } from "../core/engine/verdict";

/** What is expected of one beneficiary. */
export interface VerdictExpectation {
  readonly indicator: Defined;
  readonly period: Period;
  readonly asOf: CalendarDate;
  readonly beneficiaryId: string;
  readonly verdict: Verdict;
}

/**
 * Passes when every beneficiary named has the verdict expected of them; a door that names people, so give it invented
 * ones.
 *
 * @param dataset - parsed events; not changed
 * @param expectations - each with `indicator`, `period`, `asOf`, `beneficiaryId` and `verdict`: one of the six
 * @throws Error when a verdict is another: its message lists every such one, with the reason in one line
 * @throws TypeError when the dataset or an indicator is not one
 * @throws RangeError when a verdict, period, `asOf` or beneficiary is not one
 * @example
 * ```ts
 * const expected = { indicator: workExperienceShare, period: year(2019), asOf: "2019-12-31", beneficiaryId: "B-1" };
 * assertVerdicts(dataset, [{ ...expected, verdict: "counted" }]);
 * expect(() => assertVerdicts(dataset, [{ ...expected, indicator: supportedSixMonthsShare, verdict: "counted" }])).toThrow(
 *   '1.3, 2019-01-01 – 2019-12-31 as of 2019-12-31, "B-1": expected counted, received not counted: nothing of the kind; 6 months needed',
 * );
 * ```
 */
export function assertVerdicts(dataset: Dataset, expectations: readonly VerdictExpectation[]): void {
  storeOf(dataset);
  check(CANNOT, expectations, [EXPECTATION], "expectations");
  const mismatches = expectations.flatMap((expectation) => {
    const { indicator, period, asOf, beneficiaryId, verdict } = expectation;
    const evaluation = evaluate(dataset, { indicators: [indicator], periods: [period], asOf });
    const explanation = explain(evaluation, { indicator: indicator.definition.code, period, beneficiaryId });
    return explanation.verdict === verdict ? [] : [mismatch(explanation, verdict)];
  });
  if (mismatches.length === 0) return;
  const number = `${mismatches.length} of ${expectations.length}`;
  throw new Error(
    `${sentence({ cannot: CANNOT, because: `${number} must be as expected` })}\n  ${mismatches.join("\n  ")}`,
  );
}

const CANNOT = "confirm the verdicts";

function mismatch(explanation: Explanation, expected: Verdict): string {
  const { code, period, asOf, beneficiaryId } = explanation;
  const question = `${code}, ${period.from} – ${period.to} as of ${asOf}, ${describe(beneficiaryId)}`;
  return `${question}: expected ${expected}, received ${verdictLine(explanation, { locale: "en" })}`;
}

const EXPECTATION: OptionsOf<VerdictExpectation> = {
  ...{ indicator: INDICATOR, period: PERIOD, asOf: DATE, beneficiaryId: "text", verdict: VERDICT },
};
