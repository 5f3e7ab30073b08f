/** ln √(2π). */
const LN_SQRT_2_PI = 0.9189385332046727418;

/** Numbers from here on take Stirling's series; smaller ones are multiplied out. */
const SERIES_FROM = 16;

/** Relative change at which a series or a fraction has settled: rounding alone moves it by less. */
const SETTLED = 2 ** -51;

/** The least positive number that keeps a continued fraction from dividing by nothing. */
const TINY = 1e-300;

/**
 * The two tails of a distribution at one point; they add up to 1, and each is exact to its own size.
 *
 * One minus the other would lose every digit of a small tail.
 */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

/**
 * ln n! less Stirling's formula for it.
 *
 * @source C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000), equation 4
 */
function stirlingError(n: number): number {
  if (n >= SERIES_FROM) {
    const square = n * n;
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
  }
  // n! down to 0! = 1 or (−½)! = √π.
  let factorial = Number.isInteger(n) ? 1 : Math.sqrt(Math.PI);
  for (let factor = n; factor > 0; factor--) factorial *= factor;
  return Math.log(factorial) - (n + 0.5) * Math.log(n) + n - LN_SQRT_2_PI;
}

/**
 * ln n! less n ln n − n: at most a few dozen, however large n! is.
 *
 * @param n - whole number, 0 or more
 */
export function factorialRest(n: number): number {
  return n === 0 ? 0 : stirlingError(n) + Math.log(n) / 2 + LN_SQRT_2_PI;
}

/**
 * x ln(x / mean) + mean − x, without losing digits where the two are close.
 *
 * @source C. Loader (2000), section 2.2
 */
export function deviance(x: number, mean: number): number {
  if (x === 0) return mean;
  if (Math.abs(x - mean) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const ratio = (x - mean) / (x + mean);
  let sum = (x - mean) * ratio;
  let term = 2 * x * ratio;
  for (let odd = 3; ; odd += 2) {
    term *= ratio * ratio;
    const next = sum + term / odd;
    if (next === sum) return sum;
    sum = next;
  }
}

/**
 * Both tails of the gamma distribution of unit scale: the regularised incomplete gamma functions.
 *
 * A series below the mean and Lentz's continued fraction above it.
 *
 * @param shape - a positive multiple of ½
 * @param x - 0 or more
 * @source NIST Digital Library of Mathematical Functions, 8.7.1 (series) and 8.9.2 (fraction); Loader (2000) for the
 *   factor before them
 */
function gammaTails(shape: number, x: number): Tails {
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  /** x^shape e^−x / shape! */
  const factor = Math.exp(-stirlingError(shape) - deviance(shape, x) - LN_SQRT_2_PI) / Math.sqrt(shape);
  if (x < shape + 1) {
    let sum = 1;
    for (let term = 1, n = 1; term > (sum * SETTLED) / 16; n++) {
      term *= x / (shape + n);
      sum += term;
    }
    return { lower: factor * sum, upper: 1 - factor * sum };
  }
  const fraction = continuedFraction(x + 1 - shape, (n) => [n * (shape - n), x + 1 - shape + 2 * n]);
  const upper = factor * shape * fraction;
  return { lower: 1 - upper, upper };
}

/**
 * Both tails of the beta distribution: the regularised incomplete beta functions.
 *
 * @param x - from 0 to 1
 * @param rest - 1 − x, given apart so that an x next to 1 keeps its digits
 * @param a - a positive multiple of ½
 * @param b - a positive multiple of ½
 * @source A. R. DiDonato, A. H. Morris, ACM Transactions on Mathematical Software 18 (1992), 360–373, equation 9;
 *   Loader (2000) for the factor before the fraction
 */
export function betaTails(x: number, rest: number, a: number, b: number): Tails {
  if (x === 0) return { lower: 0, upper: 1 };
  if (rest === 0) return { lower: 1, upper: 0 };
  /** How far below the mean x is, times a + b; the fraction wants it positive. */
  const distance = a * rest - b * x;
  if (distance < 0) {
    const { lower, upper } = betaTails(rest, x, b, a);
    return { lower: upper, upper: lower };
  }
  const fraction = continuedFraction((a * (distance + 1)) / (a + 1), (n) => {
    const spread = a + 2 * n;
    const weight = n * (b - n) * x;
    return [
      ((a + n - 1) * (a + b + n - 1) * weight * x) / (spread - 1) ** 2,
      n + weight / (spread - 1) + ((a + n) * (distance + 1 + n * (1 + rest))) / (spread + 1),
    ];
  });
  const lower = betaFactor(x, rest, a, b) * fraction;
  return { lower, upper: 1 - lower };
}

/** x^a (1 − x)^b / B(a, b): the density of the logit of a beta variable. */
function betaFactor(x: number, rest: number, a: number, b: number): number {
  const n = a + b;
  const exponent =
    stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * rest) - LN_SQRT_2_PI;
  return Math.exp(exponent) * Math.sqrt((a * b) / n);
}

/**
 * 1 / (b₁ + a₂ / (b₂ + a₃ / (b₃ + …))) by the modified Lentz method.
 *
 * @param first - b₁
 * @param next - the numerator aₙ₊₁ and the denominator bₙ₊₁, from n = 1
 * @source I. J. Thompson, A. R. Barnett, Journal of Computational Physics 64 (1986), 490–509, section 3
 */
function continuedFraction(first: number, next: (n: number) => readonly [a: number, b: number]): number {
  const awayFromZero = (value: number) => (Math.abs(value) < TINY ? TINY : value);
  let c = 1 / TINY;
  let d = 1 / awayFromZero(first);
  let fraction = d;
  for (let n = 1, change = 0; Math.abs(change - 1) > SETTLED; n++) {
    const [a, b] = next(n);
    d = 1 / awayFromZero(b + a * d);
    c = awayFromZero(b + a / c);
    change = c * d;
    fraction *= change;
  }
  return fraction;
}

/**
 * The upper tail of the standard normal distribution: the chance of a value above z.
 *
 * @param z - any number
 * @returns the chance, to about 1e-13 of itself as far as 37 standard deviations out
 */
export function normalUpperTail(z: number): number {
  const { lower, upper } = gammaTails(0.5, (z * z) / 2);
  return z < 0 ? (1 + lower) / 2 : upper / 2;
}

/**
 * The upper tail of the chi-squared distribution: the chance of a value above the statistic.
 *
 * @param statistic - 0 or more
 * @param degreesOfFreedom - a positive whole number
 */
export function chiSquaredUpperTail(statistic: number, degreesOfFreedom: number): number {
  return gammaTails(degreesOfFreedom / 2, statistic / 2).upper;
}

/**
 * Two-sided chance of a split at least this uneven when either side is equally likely: the binomial test of one half.
 *
 * @param a - whole number, 0 or more
 * @param b - whole number, 0 or more
 * @returns 1 when there is nothing to split or the split is even
 * @source M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions (1964), 26.5.24
 */
export function unevenSplitChance(a: number, b: number): number {
  if (a === b) return 1;
  return Math.min(1, 2 * betaTails(0.5, 0.5, Math.max(a, b), Math.min(a, b) + 1).lower);
}

/**
 * The quantile of the beta distribution: the value that leaves a probability below.
 *
 * The logit of a beta variable has a log-concave density, so the logarithm of either tail is concave in the logit and
 * Newton's method reaches the root from anywhere.
 *
 * @param probability - strictly between 0 and 1
 * @param a - a positive multiple of ½
 * @param b - a positive multiple of ½
 * @source Loader (2000) for the density; the concavity is that of M. Bagnoli, T. Bergstrom, Economic Theory 26 (2005),
 *   theorem 1
 */
export function betaQuantile(probability: number, a: number, b: number): number {
  let logit = Math.log(a / b);
  const share = (at: number) => 1 / (1 + Math.exp(-at));
  const isLower = probability <= betaTails(share(logit), share(-logit), a, b).lower;
  const wanted = isLower ? probability : 1 - probability;
  // Steps shrink quadratically: after one below 1e-9 the rest is rounding.
  for (let step = 1; Math.abs(step) > 1e-9; ) {
    const [x, rest] = [share(logit), share(-logit)];
    const tails = betaTails(x, rest, a, b);
    const tail = isLower ? tails.lower : tails.upper;
    step = (Math.log(tail / wanted) * tail) / betaFactor(x, rest, a, b);
    // A longer step could leave for where both tails are 0 or 1 in floating point.
    step = Math.max(-1, Math.min(1, isLower ? -step : step));
    logit += step;
  }
  return share(logit);
}
