import type { OptionsOf } from "../../options";

/** What counts as a small cell, and how well suppressed cells must be protected. */
export interface Rules {
  readonly threshold: number;
  readonly leastDenominator: number;
  readonly zeros: "small-groups" | "always" | "never";
  readonly protect: "exact" | "interval";
}

/** By which rule a report is made fit for publication: small counts are suppressed, or every count is rounded. Never both. */
export interface SuppressOptions {
  /** Counts from 1 up to one less are suppressed; a whole number from 2, 5 by default. */
  readonly threshold?: number | undefined;
  /** Fewest people of whom a percentage is given; twice the threshold by default. */
  readonly leastDenominator?: number | undefined;
  /**
   * Zeros suppressed as small cells: `"small-groups"` (default), those of a group of fewer than `leastDenominator`, where a zero
   * tells of everybody; `"always"`; or `"never"`.
   */
  readonly zeros?: Rules["zeros"] | undefined;
  /**
   * `"exact"` (default): a suppressed count has another number beside its own; `"interval"`: it is not to be narrowed down to fewer whole numbers than
   * the threshold.
   */
  readonly protect?: Rules["protect"] | undefined;
  /**
   * Reports about the same people that are out already, as `suppress` returned them or as JSON, suppressed by the same rules: what they
   * tell is known to the readers of this one. None by default.
   */
  readonly beside?: readonly PublishedReport[] | undefined;
  /** Instead of all the others: every count is rounded to the nearest multiple of this whole number, 3 to 100. Not rounded by default. */
  readonly round?: number | undefined;
}

/** A suppressed report that is out. */
export interface PublishedReport {
  readonly manifest: object;
  readonly suppression: object;
}

/** Multiples of less hide nothing, and of more say nothing. */
export const LEAST_BASE = 3;
export const GREATEST_BASE = 100;

/** What `suppress` takes. */
export const RULES: OptionsOf<SuppressOptions> = {
  "threshold?": "2..",
  "leastDenominator?": "2..",
  "zeros?": "=small-groups|always|never",
  "protect?": "=exact|interval",
  "beside?": [{ manifest: { "*": "any" }, suppression: { "*": "any" }, "*": "any" }],
  "round?": `${LEAST_BASE}..${GREATEST_BASE}`,
};
