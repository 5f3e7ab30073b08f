import type { CalendarDate, Period } from "../calendar";
import type { Dataset } from "../dataset/dataset";
import { describe, nearest, sentence } from "../issue";
import { verdictLine } from "../render/explanation";
import { type Defined, evaluate } from "../verdicts/evaluation";
import { type Verdict, verdictNames } from "../verdicts/verdict";
import { type Explanation, explain } from "../verdicts/explain";
import { requireIndicator } from "./test-person";

/** What is expected of one beneficiary. */
export interface VerdictExpectation {
  readonly indicator: Defined;
  readonly period: Period;
  readonly asOf: CalendarDate;
  readonly beneficiaryId: string;
  readonly verdict: Verdict;
}

/**
 * Passes when every beneficiary named has the verdict expected of them; a door that names people, so give it invented ones.
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
  const mismatches = expectations.flatMap((expectation) => {
    requireIndicator(expectation?.indicator, CANNOT);
    requireVerdict(expectation.verdict);
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

function requireVerdict(verdict: Verdict): void {
  if (verdictNames.includes(verdict)) return;
  const near = nearest(String(verdict), verdictNames);
  const hint = near === undefined ? {} : { hint: `did you mean "${near}"?` };
  const because = `verdict must be one of ${verdictNames.join(", ")}`;
  throw new RangeError(sentence({ cannot: CANNOT, because, received: verdict, ...hint }));
}
