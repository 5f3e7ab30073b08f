import type { CalendarDate } from "../../calendar";
import type { SmallCellSuppression, SuppressedReport } from "../../report/privacy/suppress";
import type { Report } from "../../report/report";
import type { StratumValue } from "../../tables/strata/dimension";
import type { Note } from "../../core/verdicts/result";
import type { SharedIds, Tally } from "./tally";

/** What a number of people may be, both ends included; `most` is null when nothing limits it. */
export interface PeopleRange {
  readonly least: number;
  readonly most: number | null;
}

/** What tallies tell of a merged figure: where nothing is suppressed, `least` and `most` are the figure. */
export interface FigureRange {
  /** Code of the indicator. */
  readonly code: string;
  readonly period: { readonly from: CalendarDate; readonly to: CalendarDate };
  readonly numerator: PeopleRange;
  readonly denominator: PeopleRange;
  /** Limits of the percentage, one decimal, rounded outwards; null when none is given of so few people. */
  readonly percent: { readonly low: string; readonly high: string } | null;
  /** Codes of the partners whose numerator or denominator is not told. */
  readonly suppressedBy: readonly string[];
}

/** Where the figures of a merged report come from. */
export interface Network {
  /**
   * The tallies, by the partners' codes: each with its manifest and its own counts. Their definitions are the report's.
   */
  readonly partners: readonly Omit<Tally, "definitions">[];
  /** Only when every partner declares the same scheme; null otherwise. */
  readonly sharedIds: SharedIds | null;
  readonly ranges: {
    /** One for each result of the report, in its order. */
    readonly results: readonly FigureRange[];
    /** One for each disaggregation of the report, in its order. */
    readonly disaggregations: readonly {
      readonly rows: readonly { readonly of: readonly StratumValue[]; readonly figures: readonly FigureRange[] }[];
    }[];
  };
  /** What is to be known of all figures together, by code: see the page on federation. */
  readonly notes: readonly Note[];
}

/**
 * A network's figures: a suppressed report, with the tallies it was made from. In its manifest `dataset` is a digest of
 * the tallies, and `events` are withheld, since tallies do not tell them; `notes` says whether people may be counted
 * twice. Tables that tallies do not hold are empty.
 */
export interface NetworkReport extends SuppressedReport<Report, SmallCellSuppression> {
  readonly manifest: SuppressedReport<Report>["manifest"] & { readonly notes: readonly Note[] };
  readonly network: Network;
}
