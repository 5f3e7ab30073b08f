import { checkLevel } from "./arguments";
import { type CountTable, checkTable, margins } from "./count-table";
import { normalQuantile } from "./normal";
import { quadraticForm } from "./quadratic-form";
import { type ChiSquaredTest, chiSquaredTest } from "./test-result";

/**
 * Bowker's test of symmetry: whether as many moved from each state to each other as back.
 *
 * A pair of states between which nobody moved adds neither to the statistic nor to the degrees of freedom; R would give
 * no number then. With two states it is McNemar's test without correction.
 *
 * @param table - square; rows the state before, columns after
 * @returns the test, or null when nobody moved
 * @throws TypeError when the table is not rows of one length; RangeError when it is not square or a count is not a
 *   whole number of 0 or more
 * @source A. H. Bowker, Journal of the American Statistical Association 43 (1948), 572–574
 * @example
 * ```ts
 * const test = bowkerTest([[34, 73, 58], [9, 53, 55], [2, 12, 26]])!;
 * expect([test.statistic.toFixed(3), test.degreesOfFreedom]).toEqual(["129.815", 3]);
 * ```
 */
export function bowkerTest(table: CountTable): ChiSquaredTest | null {
  checkTable("compute Bowker's test", table, "square");
  let statistic = 0;
  let degreesOfFreedom = 0;
  for (const [i, row] of table.entries()) {
    for (let j = i + 1; j < row.length; j++) {
      const [there, back] = [row[j]!, table[j]![i]!];
      if (there + back === 0) continue;
      statistic += (there - back) ** 2 / (there + back);
      degreesOfFreedom++;
    }
  }
  return degreesOfFreedom === 0 ? null : chiSquaredTest("Bowker", statistic, degreesOfFreedom);
}

/**
 * The Stuart–Maxwell test of marginal homogeneity: whether each state is as common after as before.
 *
 * Degrees of freedom are the states less the groups of states that movements connect, so states that nobody left or
 * entered fall out; without those it is the states less 1. With two states it is McNemar's test without correction.
 *
 * @param table - square; rows the state before, columns after
 * @returns the test, or null when nobody moved
 * @throws TypeError when the table is not rows of one length; RangeError when it is not square or a count is not a
 *   whole number of 0 or more
 * @source A. Stuart, Biometrika 42 (1955), 412–416; A. E. Maxwell, British Journal of Psychiatry 116 (1970), 651–655
 * @example
 * ```ts
 * const test = stuartMaxwellTest([[34, 73, 58], [9, 53, 55], [2, 12, 26]])!;
 * expect([test.statistic.toFixed(3), test.degreesOfFreedom]).toEqual(["124.355", 2]);
 * ```
 */
export function stuartMaxwellTest(table: CountTable): ChiSquaredTest | null {
  checkTable("compute the Stuart–Maxwell test", table, "square");
  const { rows, columns } = margins(table);
  const differences = rows.map((row, i) => row - columns[i]!);
  const covariances = table.map((row, i) =>
    row.map((count, j) => (i === j ? rows[i]! + columns[i]! - 2 * count : -count - table[j]![i]!)),
  );
  const { value, rank } = quadraticForm(differences, covariances);
  return rank === 0 ? null : chiSquaredTest("Stuart–Maxwell", value, rank);
}

/** Agreement beyond chance, with the limits of its interval where it has one. */
export interface Kappa {
  /** 1 for full agreement, 0 for what chance gives, negative for less. */
  readonly kappa: number;
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /**
   * Why there are no standard error and no limits: `constant-rating` when one rating never changes, else
   * `zero-variance`; null when there are.
   */
  readonly reason: "constant-rating" | "zero-variance" | null;
}

/** A variance that is this small beside its terms is nothing but rounding. */
const ROUNDING = 1e-13;

/**
 * Cohen's κ: how far two ratings of the same people agree beyond chance, with its large-sample interval.
 *
 * The limits are not cut: in small tables one may pass ±1. Where one rating never changes, or all pairs agree or none
 * of two states does, the large-sample variance is 0 and says nothing about how sure κ is: no interval then, and a
 * reason.
 *
 * @param table - square; rows one rating, columns the other
 * @param level - confidence, strictly between 0 and 1; 0.95 by default
 * @returns κ and its limits, or κ with a reason why it has none; null when chance alone gives full agreement: nobody,
 *   or everybody in one category
 * @throws TypeError when the table is not rows of one length; RangeError when it is not square, a count is not a whole
 *   number of 0 or more, or the level is not between 0 and 1
 * @source J. Cohen, Educational and Psychological Measurement 20 (1960), 37–46; variance: J. L. Fleiss, J. Cohen, B. S.
 *   Everitt, Psychological Bulletin 72 (1969), 323–327, equation 13
 * @example
 * ```ts
 * const found = cohenKappa([[20, 5], [10, 15]])!;
 * expect([found.kappa, found.standardError].map((x) => x?.toFixed(4))).toEqual(["0.4000", "0.1270"]);
 * ```
 */
export function cohenKappa(table: CountTable, level = 0.95): Kappa | null {
  const cannot = "compute Cohen's κ";
  checkLevel(cannot, level);
  checkTable(cannot, table, "square");
  const { rows, columns, total } = margins(table);
  const byChance = rows.reduce((sum, row, i) => sum + row * columns[i]!, 0);
  if (byChance === total * total) return null;
  const agreed = table.reduce((sum, row, i) => sum + row[i]!, 0) / total;
  const expected = byChance / total / total;
  const kappa = (agreed - expected) / (1 - expected);
  const ofMean = (kappa - expected * (1 - kappa)) ** 2;
  let ofCells = 0;
  for (const [i, row] of table.entries()) {
    for (const [j, count] of row.entries()) {
      const weight =
        i === j
          ? 1 - ((rows[i]! + columns[i]!) / total) * (1 - kappa)
          : ((columns[i]! + rows[j]!) / total) * (1 - kappa);
      ofCells += (count / total) * weight ** 2;
    }
  }
  const isConstant = [rows, columns].some((counts) => counts.filter((count) => count > 0).length === 1);
  if (isConstant || ofCells - ofMean <= ROUNDING * ofCells) {
    const reason = isConstant ? "constant-rating" : "zero-variance";
    return Object.freeze({ kappa, standardError: null, low: null, high: null, reason });
  }
  const standardError = Math.sqrt((ofCells - ofMean) / total) / (1 - expected);
  const reach = normalQuantile(1 - (1 - level) / 2) * standardError;
  return Object.freeze({ kappa, standardError, low: kappa - reach, high: kappa + reach, reason: null });
}
