import type { CalendarDate } from "../../calendar";
import type { IndicatorDefinition } from "../../core/definition/language";
import type { Criterion } from "../../core/events/event";
import type { SmallCellSuppression, Suppressed } from "../../report/privacy/suppress";
import type { AgeAt, StratumValue } from "../../tables/strata/dimension";
import type { Verdict } from "../../core/engine/verdict";

/** What a file must say it is, and in which version of the format. */
export const FORMAT = "mio-tally";
/** The version of the format that is written, and the only one that is read. */
export const VERSION = 1;

/** A number of people, or why it is not told: `small-cell`, `complementary` or `withheld`. */
export type TallyCount = number | Suppressed;

/** An organisation of a network. */
export interface Partner {
  /** Without spaces, at most 100 characters; the same in every tally of the partner. */
  readonly code: string;
  readonly title: { readonly ru: string; readonly en: string };
}

/**
 * A partner's word that people were compared under a scheme of pseudonymous ids, outside of this library, and that
 * nobody counted here is counted by another partner of the scheme. Tallies hold no ids, so it cannot be checked.
 */
export interface SharedIds {
  /** Its name, the same in the tallies of all partners. */
  readonly scheme: string;
  readonly overlap: "none";
}

/** The counts behind the figures of one indicator in one period. */
export interface TallyCounts {
  readonly verdicts: Readonly<Record<Verdict, TallyCount>>;
  readonly denominator: TallyCount;
  /** Counted and not counted together. */
  readonly settled: TallyCount;
}

/** An indicator in a period, for everybody. */
export interface TallyResult extends TallyCounts {
  readonly code: string;
  readonly period: { readonly from: CalendarDate; readonly to: CalendarDate };
  /** How many each reading beside the indicator counts. */
  readonly readings: readonly { readonly code: string; readonly numerator: TallyCount }[];
}

/** An indicator in a period, for one stratum. */
export type TallyRowCounts = Omit<TallyResult, "readings">;

/** A disaggregation as counts. */
export interface TallyTable {
  /** Names of the attributes, as in `by`. */
  readonly dimensions: readonly string[];
  readonly ages: { readonly bands: readonly string[]; readonly at: AgeAt } | null;
  /**
   * `all`: whoever the partner serves stands in a row here, so nobody is in a stratum without one; `some`: strata were
   * left out.
   */
  readonly strata: "all" | "some";
  readonly rows: readonly { readonly of: readonly StratumValue[]; readonly figures: readonly TallyRowCounts[] }[];
  /** How many people stand in several rows of a dimension, where somebody does. */
  readonly overlaps: readonly {
    readonly dimension: string;
    readonly period: { readonly from: CalendarDate; readonly to: CalendarDate };
    readonly people: TallyCount;
  }[];
}

/** The scale of a criterion. */
export type TallyCriterion = Pick<Criterion, "code" | "min" | "max" | "better" | "minimumStep">;

/** A partner's counts, suppressed: plain frozen JSON without ids of people, fit to be sent by e-mail. */
export interface Tally {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly partner: Partner;
  readonly sharedIds: SharedIds | null;
  readonly manifest: {
    readonly library: { readonly name: string; readonly version: string };
    readonly asOf: CalendarDate;
    /** Only when asked for: events recorded after it do not exist for these counts. */
    readonly knownOn?: CalendarDate | undefined;
    readonly periods: readonly { readonly from: CalendarDate; readonly to: CalendarDate }[];
    readonly people: TallyCount;
  };
  readonly definitions: readonly {
    readonly code: string;
    readonly fingerprint: string;
    readonly definition: IndicatorDefinition;
  }[];
  /**
   * Scales on which change was looked at; empty when no indicator looks at change, null when scores were used without
   * declared scales.
   */
  readonly criteria: readonly TallyCriterion[] | null;
  /** One for each indicator and period. */
  readonly results: readonly TallyResult[];
  readonly disaggregations: readonly TallyTable[];
  /** The rules by which it was suppressed. */
  readonly suppression: Pick<SmallCellSuppression, "threshold" | "leastDenominator" | "zeros" | "protect">;
}
