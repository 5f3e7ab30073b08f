/** What counts as a small cell, and how well suppressed cells must be protected. */
export interface Rules {
  readonly threshold: number;
  readonly leastDenominator: number;
  readonly zeros: "small-groups" | "always" | "never";
  readonly protect: "exact" | "interval";
}
