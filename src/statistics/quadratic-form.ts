/**
 * d′ V⁻ d for differences that add up to 0 and their covariances, with the rank of V.
 *
 * Covariances of differences that add up to 0 are never invertible; what elimination leaves without variance is passed
 * over, so that groups which nothing connects count by themselves.
 *
 * @param differences - one for each group
 * @param covariances - a symmetric matrix, not negative in any direction
 * @source G. A. F. Seber, A Matrix Handbook for Statisticians (2008), 7.2: any generalised inverse gives the same value
 */
export function quadraticForm(
  differences: readonly number[],
  covariances: readonly (readonly number[])[],
): { value: number; rank: number } {
  const d = [...differences];
  const v = covariances.map((row) => [...row]);
  let value = 0;
  let rank = 0;
  for (let k = 0; k < d.length; k++) {
    const pivot = v[k]![k]!;
    // Rounding leaves a few ulps of the original variance where elimination should leave nothing.
    if (!(pivot > 1e-10 * covariances[k]![k]!)) continue;
    rank++;
    value += d[k]! ** 2 / pivot;
    for (let i = k + 1; i < d.length; i++) {
      const factor = v[i]![k]! / pivot;
      d[i]! -= factor * d[k]!;
      for (let j = k + 1; j < d.length; j++) v[i]![j]! -= factor * v[k]![j]!;
    }
  }
  return { value, rank };
}
