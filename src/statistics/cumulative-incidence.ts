import { check } from "../options";
import { lifeTable } from "./life-table";

/** A day on which somebody's observation ended, with the shares after it. */
export interface IncidenceStep {
  readonly day: number;
  /** People whose observation lasted to this day or longer. */
  readonly atRisk: number;
  /** Share that has not ended in any way. */
  readonly share: number;
  /** Share that has ended, for each kind of end; the first is of kind 1. With `share` they add up to 1. */
  readonly incidence: readonly number[];
  /** For each kind of end. */
  readonly standardErrors: readonly number[];
}

/**
 * Cumulative incidence of ends that exclude one another (Aalen–Johansen): the share that has ended in each way, day by
 * day.
 *
 * One minus a Kaplan–Meier curve of one kind, with the others taken for losses, would be too high. The variance is
 * Greenwood's for several kinds of end: with one kind it is that of Kaplan–Meier. R's `survfit` gives the infinitesimal
 * jackknife instead, which differs by little.
 *
 * @param days - whole days each person was observed, 0 or more; not changed
 * @param ends - how each person's observation ended: 0 when they were only last seen then, else the kind of end from 1
 * @param kinds - how many kinds of end there are: whole number, 1 or more
 * @returns the steps; none when there is nobody
 * @throws RangeError when days and ends differ in length, a day is not a whole number from 0 to a million, an end is
 *   not one of the kinds, or kinds is not a whole number from 1 to 100
 * @units days
 * @source O. O. Aalen, S. Johansen, Scandinavian Journal of Statistics 5 (1978), 141–150; variance: A. Allignol, M.
 *   Schumacher, J. Beyersmann, Biometrical Journal 52 (2010), 126–137, section 2.2
 * @example two end one way, one the other, one is lost
 * ```ts
 * const steps = cumulativeIncidence([5, 8, 8, 12], [1, 2, 0, 1], 2);
 * expect(steps.map(({ incidence }) => incidence)).toEqual([[0.25, 0], [0.25, 0.25], [0.75, 0.25]]);
 * ```
 */
export function cumulativeIncidence(
  days: ArrayLike<number>,
  ends: ArrayLike<number>,
  kinds: number,
): readonly IncidenceStep[] {
  const cannot = "compute a cumulative incidence";
  check(cannot, kinds, `1..${MOST_KINDS}`, "kinds");
  let share = 1;
  let shareVariance = 0;
  const incidence = new Array<number>(kinds).fill(0);
  const variances = new Array<number>(kinds).fill(0);
  /** Covariance of each incidence with the share. */
  const covariances = new Array<number>(kinds).fill(0);
  const steps = lifeTable(cannot, days, ends, kinds).map(({ day, atRisk, ended }): IncidenceStep => {
    const staying = ended.reduce((left, count) => left - count, atRisk) / atRisk;
    // What a day adds: ends are multinomial among those at risk, on top of how uncertain the share was before.
    const noise = share ** 2 / atRisk;
    for (const [kind, count] of ended.entries()) {
      const own = count / atRisk;
      incidence[kind]! += share * own;
      variances[kind]! += 2 * own * covariances[kind]! + own ** 2 * shareVariance + noise * own * (1 - own);
      covariances[kind] = staying * (covariances[kind]! + own * shareVariance - noise * own);
    }
    shareVariance = staying ** 2 * shareVariance + noise * staying * (1 - staying);
    share *= staying;
    return Object.freeze({
      day,
      atRisk,
      share,
      incidence: Object.freeze([...incidence]),
      standardErrors: Object.freeze(variances.map((variance) => Math.sqrt(Math.max(0, variance)))),
    });
  });
  return Object.freeze(steps);
}

const MOST_KINDS = 100;
