import type { Period } from "../calendar";
import type { Title } from "../core/events/vocabulary";
import type { EvaluatedTree } from "../core/results-tree/evaluate";
import type { ResultsTree } from "../core/results-tree/tree";

/** A picture of a table of a report: the numbers to be drawn, with every word in both languages. Plain frozen JSON. */
export type Picture =
  | PeriodsPicture
  | StrataPicture
  | FunnelPicture
  | RetentionPicture
  | CriteriaPicture
  | ResultsTreePicture;

/** What every picture has. */
export interface PictureFrame {
  /**
   * Stable and different in one report, such as `periods-1.1`; letters, digits, points, hyphens and underscores only.
   */
  readonly id: string;
  readonly title: Title;
  /** How it is to be read; stands beneath the title. */
  readonly subtitle: Title;
  /** Which part of the report it is drawn from. */
  readonly of: PictureSource;
  /** What the reader must know; stands beneath the drawing. */
  readonly notes: readonly Title[];
}

/** Which part of a report a picture is drawn from. */
export interface PictureSource {
  readonly table: "results" | "disaggregations" | "funnels" | "retention" | "socialChange" | "tree";
  /** Place in that part, from 0; of the first of several results; 0 for the tree. */
  readonly at: number;
  /** Code of the indicator; null where the picture is not of one. */
  readonly indicator: string | null;
  /** Null where the picture is of several or of none. */
  readonly period: Period | null;
}

/** Why there is nothing to draw. */
export interface NoFigure {
  /**
   * Not told (`suppressed`), or there is none: nobody in the denominator, at the step before, with a pair of scores, or
   * observed for so long.
   */
  readonly code: "suppressed" | "empty-denominator" | "nobody-entered" | "nobody-paired" | "not-observed";
  readonly message: Title;
}

/** A share to be drawn. */
export interface PicturedShare {
  /** Ten decimals; null when there is nothing to draw. */
  readonly value: string | null;
  /** Limits, ten decimals; null when there are none. */
  readonly interval: { readonly low: string; readonly high: string } | null;
  /** What stands beside it: «38,9% (180 из 463)», «скрыто», or «—» where there is no value. */
  readonly label: Title;
  /** Why there is no value; null when there is one. */
  readonly reason: NoFigure | null;
}

/** A number of people or events to be drawn. */
export interface PicturedCount {
  /** Null when it is suppressed. */
  readonly value: number | null;
  /** The number, «<5» or «скрыто». */
  readonly label: Title;
  /** Null when there is a value. */
  readonly reason: NoFigure | null;
}

/** A row of a dot plot. */
export interface DotRow {
  readonly label: Title;
  /**
   * `figure`; `total`, of everybody; `reading`, a stricter or other reading of the indicator; `harm`, who got worse.
   */
  readonly role: "figure" | "total" | "reading" | "harm";
  readonly share: PicturedShare;
}

/** Rows that belong together. */
export interface DotGroup {
  /** Null where the rows need no heading. */
  readonly title: Title | null;
  readonly rows: readonly DotRow[];
}

/**
 * An indicator over the periods of the report with its intervals; with its other readings and who got worse, where
 * there are such.
 */
export interface PeriodsPicture extends PictureFrame {
  readonly kind: "periods";
  readonly groups: readonly DotGroup[];
}

/** An indicator by stratum in one period with its intervals. */
export interface StrataPicture extends PictureFrame {
  readonly kind: "strata";
  readonly groups: readonly DotGroup[];
}

/** A step of a funnel to be drawn. */
export interface PicturedStep {
  readonly title: Title;
  /** Who reached this step and every one before. */
  readonly reached: PicturedCount;
  /** Of those who entered it, whom a running spell would bring here, and about whom a missing fact decides. */
  readonly pending: PicturedCount;
  readonly unknown: PicturedCount;
  /** Who reached it without every step before. */
  readonly besides: PicturedCount;
  /** Of those who reached the first step. */
  readonly fromStart: PicturedShare;
  /** Of those who reached the step before; null for the first. */
  readonly fromPrevious: PicturedShare | null;
}

/** A funnel in one period. */
export interface FunnelPicture extends PictureFrame {
  readonly kind: "funnel";
  readonly steps: readonly PicturedStep[];
}

/** A moment of a retention curve to be drawn. */
export interface PicturedMoment {
  /** Whole units since the start. */
  readonly after: number;
  readonly retained: PicturedShare;
  readonly atRisk: PicturedCount;
}

/** A retention curve to be drawn. */
export interface PicturedCurve {
  readonly label: Title;
  readonly people: PicturedCount;
  readonly moments: readonly PicturedMoment[];
  readonly median: Title;
}

/** Retention from an anchor: the curve of everybody, or those of up to four strata. */
export interface RetentionPicture extends PictureFrame {
  readonly kind: "retention";
  readonly unit: "months" | "weeks" | "days";
  readonly curves: readonly PicturedCurve[];
}

/** How one criterion moved; shares are of those with a pair of scores. */
export interface PicturedCriterion {
  readonly criterion: string;
  readonly title: Title;
  readonly worsened: PicturedShare;
  readonly unchanged: PicturedShare;
  readonly improved: PicturedShare;
  readonly unpaired: PicturedCount;
  readonly notApplicable: PicturedCount;
}

/** Criteria before and after in one period. */
export interface CriteriaPicture extends PictureFrame {
  readonly kind: "criteria";
  readonly criteria: readonly PicturedCriterion[];
}

/** The results tree with the values of the last period that has any. */
export interface ResultsTreePicture extends PictureFrame {
  readonly kind: "results-tree";
  readonly tree: ResultsTree;
  readonly evaluated: EvaluatedTree;
}
