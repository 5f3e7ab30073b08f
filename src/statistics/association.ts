import { type CountTable, checkTable, type Margins, margins, withoutEmpty, TWO_BY_TWO } from "./count-table";
import { type ChiSquaredTest, chiSquaredTest } from "./test-result";

/**
 * The counts that a table would hold if rows and columns were independent.
 *
 * @param table - rows of counts
 * @returns a table of the same size, row sum × column sum / total in each cell; all 0 when there is nobody
 * @throws TypeError when the table is not rows of one length; RangeError when a count is not a whole number of 0 or
 *   more
 * @source K. Pearson, Philosophical Magazine 50 (1900), 157–175
 * @example
 * ```ts
 * expect(expectedCounts([[3, 1], [1, 3]])).toEqual([[2, 2], [2, 2]]);
 * ```
 */
export function expectedCounts(table: CountTable): readonly (readonly number[])[] {
  checkTable("compute expected counts", table);
  const sums = margins(table);
  const expected = table.map((row, i) => Object.freeze(row.map((_, j) => expectedCount(sums, i, j))));
  return Object.freeze(expected);
}

/**
 * Pearson's χ² test of independence, without continuity correction.
 *
 * Rows and columns that hold nobody are left out with their degrees of freedom; R would give no number then.
 *
 * @param table - rows of counts
 * @returns the test, or null when fewer than two rows or two columns hold anybody
 * @throws TypeError when the table is not rows of one length; RangeError when a count is not a whole number of 0 or
 *   more
 * @source K. Pearson, Philosophical Magazine 50 (1900), 157–175; R. A. Fisher, Journal of the Royal Statistical Society
 *   85 (1922), 87–94 (degrees of freedom)
 * @example
 * ```ts
 * const test = pearsonChiSquaredTest([[180, 283], [103, 396]])!;
 * expect([test.statistic.toFixed(4), test.degreesOfFreedom]).toEqual(["38.4628", 1]);
 * ```
 */
export function pearsonChiSquaredTest(table: CountTable): ChiSquaredTest | null {
  checkTable("compute Pearson's χ² test", table);
  return independence("Pearson χ²", table, 0);
}

/**
 * Pearson's χ² test of a two-by-two table with Yates's continuity correction.
 *
 * Each count is moved by ½ towards its expected count, or onto it when nearer, as in R.
 *
 * @param table - two rows of two counts
 * @returns the test, or null when a row or a column holds nobody
 * @throws TypeError when the table is not rows of one length; RangeError when it is not two by two or a count is not a
 *   whole number of 0 or more
 * @source F. Yates, Supplement to the Journal of the Royal Statistical Society 1 (1934), 217–235
 * @example
 * ```ts
 * expect(yatesChiSquaredTest([[180, 283], [103, 396]])!.statistic).toBeCloseTo(37.5896, 4);
 * ```
 */
export function yatesChiSquaredTest(table: CountTable): ChiSquaredTest | null {
  checkTable("compute Yates's χ² test", table, TWO_BY_TWO);
  return independence("Pearson χ², Yates", table, 0.5);
}

/**
 * Cramér's V: strength of association in a table, from 0 (independent) to 1 (one determines the other).
 *
 * Rows and columns that hold nobody are left out. By chance alone it is above 0; {@link biasCorrectedCramerV} takes
 * that off.
 *
 * @param table - rows of counts
 * @returns V, or null when fewer than two rows or two columns hold anybody
 * @throws TypeError when the table is not rows of one length; RangeError when a count is not a whole number of 0 or
 *   more
 * @source H. Cramér, Mathematical Methods of Statistics (1946), section 21.9
 * @example
 * ```ts
 * expect(cramerV([[3, 1], [1, 3]])).toBeCloseTo(0.5, 14);
 * ```
 */
export function cramerV(table: CountTable): number | null {
  checkTable("compute Cramér's V", table);
  const found = meanSquare(table);
  return found && Math.min(1, Math.sqrt(found.meanSquare / (Math.min(found.rows, found.columns) - 1)));
}

/**
 * Cramér's V less what chance adds to it, from 0 to 1.
 *
 * Rows and columns that hold nobody are left out. Where χ² is below its degrees of freedom V is 0.
 *
 * @param table - rows of counts
 * @returns V, or null when fewer than two rows or two columns hold anybody, or too few people for a correction
 * @throws TypeError when the table is not rows of one length; RangeError when a count is not a whole number of 0 or
 *   more
 * @source W. Bergsma, Journal of the Korean Statistical Society 42 (2013), 323–328, equations 3 and 4
 * @example
 * ```ts
 * expect(biasCorrectedCramerV([[180, 283], [103, 396]])).toBeCloseTo(0.1974, 4);
 * ```
 */
export function biasCorrectedCramerV(table: CountTable): number | null {
  checkTable("compute Cramér's V", table);
  const found = meanSquare(table);
  if (!found) return null;
  const { rows, columns, total } = found;
  const corrected = Math.max(0, found.meanSquare - ((rows - 1) * (columns - 1)) / (total - 1));
  const shorter = Math.min(rows - (rows - 1) ** 2 / (total - 1), columns - (columns - 1) ** 2 / (total - 1));
  return shorter > 1 ? Math.min(1, Math.sqrt(corrected / (shorter - 1))) : null;
}

function independence(method: string, table: CountTable, correction: number): ChiSquaredTest | null {
  const kept = withoutEmpty(table);
  const sums = margins(kept);
  if (sums.rows.length < 2 || sums.columns.length < 2) return null;
  let statistic = 0;
  for (const [i, row] of kept.entries()) {
    for (const [j, count] of row.entries()) {
      const expected = expectedCount(sums, i, j);
      statistic += Math.max(0, Math.abs(count - expected) - correction) ** 2 / expected;
    }
  }
  return chiSquaredTest(method, statistic, (sums.rows.length - 1) * (sums.columns.length - 1));
}

/** χ² / n of the rows and columns that hold anybody, with how many those are. */
function meanSquare(table: CountTable): { meanSquare: number; rows: number; columns: number; total: number } | null {
  const test = independence("", table, 0);
  if (!test) return null;
  const { rows, columns, total } = margins(withoutEmpty(table));
  return { meanSquare: test.statistic / total, rows: rows.length, columns: columns.length, total };
}

function expectedCount({ rows, columns, total }: Margins, i: number, j: number): number {
  return total === 0 ? 0 : (rows[i]! * columns[j]!) / total;
}
