import { check } from "../options";
import { NUMBERS } from "./arguments";
import { lifeTable } from "./life-table";
import { quadraticForm } from "./quadratic-form";
import { type ChiSquaredTest, chiSquaredTest } from "./test-result";

/**
 * How long each person of a group was observed, and whether they ended then (true or 1) or were last seen then (false
 * or 0).
 */
export interface ObservedGroup {
  readonly days: ArrayLike<number>;
  readonly ended: ArrayLike<number | boolean>;
}

/** A log-rank test, with what it compared. */
export interface LogRankTest extends ChiSquaredTest {
  /** For each group in the order given: who ended, and how many would have if ends came at the same rate everywhere. */
  readonly groups: readonly { readonly people: number; readonly ended: number; readonly expected: number }[];
}

/**
 * The log-rank test: whether ends come at the same rate in all groups.
 *
 * Ends on one day are compared together with the hypergeometric variance. The degrees of freedom are the groups less 1;
 * groups that are never at risk together with another on a day somebody ends fall out with theirs.
 *
 * @param groups - days and ends, a group each; not changed
 * @returns the test, or null when no day allows a comparison
 * @throws RangeError when a group's days and ended differ in length, a day is not a whole number from 0 to a million,
 *   or ended is not one of true, false, 1 and 0; TypeError when groups is not an array
 * @source N. Mantel, Cancer Chemotherapy Reports 50 (1966), 163–170; Kalbfleisch, Prentice (2002), section 1.5.1
 * @example
 * ```ts
 * const test = logRankTest([{ days: [9, 13, 13], ended: [1, 1, 0] }, { days: [5, 5, 8], ended: [1, 1, 1] }])!;
 * expect(test.groups.map(({ ended }) => ended)).toEqual([2, 3]);
 * expect(test.statistic).toBeCloseTo(3.0625 / 0.5875, 12);
 * ```
 */
export function logRankTest(groups: readonly ObservedGroup[]): LogRankTest | null {
  const cannot = "compute a log-rank test";
  check(cannot, groups, [{ days: NUMBERS, ended: NUMBERS }], "groups");
  const tables = groups.map(({ days, ended }, i) => lifeTable(`${cannot} (group ${i + 1})`, days, ended, 1));
  const days = [...new Set(tables.flatMap((rows) => rows.filter(({ ended }) => ended[0]! > 0).map(({ day }) => day)))];
  days.sort((a, b) => a - b);
  const observed = groups.map(() => 0);
  const expected = groups.map(() => 0);
  const covariances = groups.map(() => groups.map(() => 0));
  const places = groups.map(() => 0);
  for (const day of days) {
    const rows = tables.map((table, g) => {
      while (places[g]! < table.length && table[places[g]!]!.day < day) places[g]!++;
      return table[places[g]!];
    });
    const atRisk = rows.map((row) => row?.atRisk ?? 0);
    const ended = rows.map((row) => (row?.day === day ? row.ended[0]! : 0));
    const allAtRisk = atRisk.reduce((sum, count) => sum + count, 0);
    const allEnded = ended.reduce((sum, count) => sum + count, 0);
    const spread = allAtRisk > 1 ? (allEnded * (allAtRisk - allEnded)) / (allAtRisk - 1) : 0;
    for (const [g, own] of atRisk.entries()) {
      observed[g]! += ended[g]!;
      expected[g]! += (allEnded * own) / allAtRisk;
      for (const [h, other] of atRisk.entries()) {
        covariances[g]![h]! += spread * (own / allAtRisk) * ((g === h ? 1 : 0) - other / allAtRisk);
      }
    }
  }
  const { value, rank } = quadraticForm(
    observed.map((count, g) => count - expected[g]!),
    covariances,
  );
  if (rank === 0) return null;
  const compared = groups.map((group, g) =>
    Object.freeze({ people: group.days.length, ended: observed[g]!, expected: expected[g]! }),
  );
  return Object.freeze({ ...chiSquaredTest("log-rank", value, rank), groups: Object.freeze(compared) });
}
