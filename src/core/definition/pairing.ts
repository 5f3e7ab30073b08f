import type { Duration } from "../../calendar";

/** What two scores must have in common to be compared: who assessed, or with which instrument and version. */
export type PairedBy = "rater" | "instrument";

/**
 * Which two scores of a criterion are compared, and on which criteria: a baseline, and a follow-up on a later day up to
 * the horizon.
 *
 * The baseline is the first score, or the first in `baseline`; no other takes its place when nothing follows it. The
 * follow-up is the last
 * score that meets `same` and `spacing`, or, with `followUp`, the one nearest to the scheduled day. All lengths include
 * their last day.
 */
export interface Pairing {
  /**
   * `first-last`, the default and the only rule: the first score against the last; `followUp` takes the place of the
   * last.
   */
  readonly rule?: "first-last" | undefined;
  /** Looks only at the criterion whose code is the value of this attribute; at every criterion when absent. */
  readonly criterionFrom?: string | undefined;
  /**
   * The baseline is the first score at most `within` before or after the first registration; the first of all when
   * absent.
   */
  readonly baseline?: { readonly within: Duration } | undefined;
  /**
   * The follow-up is the score nearest to the day that lies `after` the baseline, at most `tolerance` before or after
   * that day; of two as
   * near the earlier. `from`: `"baseline"`, the default, or `"registration"`. The last score when absent.
   */
  readonly followUp?:
    | {
        readonly after: Duration;
        readonly tolerance: Duration;
        readonly from?: "baseline" | "registration" | undefined;
      }
    | undefined;
  /**
   * Only scores that agree in these make a pair; where one was not recorded the pair is missing. Any two when absent.
   */
  readonly same?: readonly PairedBy[] | undefined;
  /** Least time from the baseline to the follow-up; a day when absent. */
  readonly spacing?: Duration | undefined;
  /**
   * What a criterion without a pair does: `"unknown"`, the default, leaves open what it could decide; `"not-improved"`
   * settles that against
   * being counted, for it is neither improved nor not worsened, unless its pair is not yet due. The third policy,
   * bounds, needs no value of
   * its own: under `"unknown"` they are the `bounds` of a result.
   */
  readonly missing?: "unknown" | "not-improved" | undefined;
}
