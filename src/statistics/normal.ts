import { sentence } from "../issue";

/** Coefficients of the two rational approximations of Wichura's PPND16: constant first. */
const CENTRE_NUMERATOR = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457,
  67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
];
const CENTRE_DENOMINATOR = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061,
  28729.085735721942674, 5226.495278852545925,
];
const MIDDLE_NUMERATOR = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258,
  0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
];
const MIDDLE_DENOMINATOR = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
  0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const TAIL_NUMERATOR = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123, 0.026532189526576123093,
  0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
];
const TAIL_DENOMINATOR = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
];

/**
 * The standard normal quantile: how many standard deviations leave a probability below.
 *
 * @param probability - strictly between 0 and 1
 * @returns the quantile, to about sixteen significant digits
 * @throws RangeError when the probability is not strictly between 0 and 1
 * @source M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988), 477–484
 * @example
 * ```ts
 * expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
 * ```
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(
      sentence({
        cannot: "compute a normal quantile",
        because: "probability must be strictly between 0 and 1",
        received: probability,
      }),
    );
  }
  const fromCentre = probability - 0.5;
  if (Math.abs(fromCentre) <= 0.425) {
    const r = 0.180625 - fromCentre * fromCentre;
    return (fromCentre * polynomial(CENTRE_NUMERATOR, r)) / polynomial(CENTRE_DENOMINATOR, r);
  }
  const tail = Math.sqrt(-Math.log(fromCentre < 0 ? probability : 1 - probability));
  const distance =
    tail <= 5
      ? polynomial(MIDDLE_NUMERATOR, tail - 1.6) / polynomial(MIDDLE_DENOMINATOR, tail - 1.6)
      : polynomial(TAIL_NUMERATOR, tail - 5) / polynomial(TAIL_DENOMINATOR, tail - 5);
  return fromCentre < 0 ? -distance : distance;
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}
