import type { CalendarDate } from "../../calendar";
import type { Share } from "../../share";

/** What a check of a claim says: `right`; `wrong`; or `open`, where only a person can say. */
export type ClaimOutcome = "right" | "wrong" | "open";

/** One thing said of a claim. */
export interface ClaimFinding {
  /**
   * Stable: `claim.arithmetic`, `claim.rounding`, `claim.counts`, `claim.result`, `claim.no-counts`,
   * `claim.no-numerator`, `claim.no-percent`, `claim.over-100`, `claim.several-codes`.
   */
  readonly code: string;
  readonly outcome: ClaimOutcome;
  readonly message: { readonly ru: string; readonly en: string };
}

/** A computed figure that a claim was held against. */
export interface ClaimedResult {
  readonly code: string;
  readonly period: { readonly from: CalendarDate; readonly to: CalendarDate };
  readonly share: Share;
}

/** How a claim stands to the report. */
export interface ClaimMatch {
  /**
   * `matches`: these results have its counts; `differs`: the nearest result, by the code that the text names or by the
   * denominator, is not the same; `no-such-result`: nothing in the report is near.
   */
  readonly kind: "matches" | "differs" | "no-such-result";
  readonly results: readonly ClaimedResult[];
  /** What is not the same: `indicator`, `period`, `numerator`, `denominator`, `percent`. */
  readonly differs: readonly ("indicator" | "period" | "numerator" | "denominator" | "percent")[];
}

/** A figure in a text, and what is said of it. */
export interface Claim {
  /** Line and column of its first character, both from 1; columns in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** As it stands in the text. */
  readonly text: string;
  /** With a point and as many decimals as printed; null when only counts are given. */
  readonly percent: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /**
   * What the text says it is about: code of an indicator, whole years, group of the denominator; null where it does not
   * say.
   */
  readonly about: {
    readonly code: string | null;
    readonly years: { readonly first: number; readonly last: number } | null;
    readonly group: string | null;
  };
  /**
   * Whether the percentage is that of its counts, rounded half up to the decimals printed; null when it cannot be
   * checked.
   */
  readonly isPercentRight: boolean | null;
  /** Null when there is nothing to find a result by. */
  readonly match: ClaimMatch | null;
  readonly findings: readonly ClaimFinding[];
}

/** One group of people that a text gives several sizes of. */
export interface DenominatorQuestion {
  /** Stable: `claim.denominators-disagree`. */
  readonly code: string;
  readonly outcome: "open";
  /** What the text calls the group, in small letters. */
  readonly group: string;
  /**
   * Sizes that do not agree, each with its years, or null where none are named, and its claims by their place in
   * `claims`.
   */
  readonly denominators: readonly {
    readonly denominator: number;
    readonly years: { readonly first: number; readonly last: number } | null;
    readonly claims: readonly number[];
  }[];
  readonly message: { readonly ru: string; readonly en: string };
}

/** A finding. */
export function finding(code: string, outcome: ClaimOutcome, ru: string, en: string): ClaimFinding {
  return { code: `claim.${code}`, outcome, message: { ru, en } };
}

/** A percentage with its sign, as the reader's language writes it. */
export function percentWords(percent: string): { readonly ru: string; readonly en: string } {
  return { ru: `${percent.replace(".", ",")}%`, en: `${percent}%` };
}

/** Whole years as text: 2019, 2019–2020. */
export function yearsText({ first, last }: { readonly first: number; readonly last: number }): string {
  return first === last ? String(first) : `${first}–${last}`;
}
