import type { CalendarDate } from "../../calendar";
import type { Title } from "../events/vocabulary";

/** A level of results: a row of a logical framework. */
export interface ResultLevel {
  /** Code of the level, such as `outcome-short`. */
  readonly code: string;
  readonly title: Title;
  /** What else it is called, in any language: a node may name its level by any of these. */
  readonly aliases?: readonly string[] | undefined;
  /** What the level is of, whatever it is called. */
  readonly kind: "input" | "activity" | "output" | "outcome" | "impact";
  /** How long after the service it shows; only of outcomes and impact. */
  readonly term?: "short" | "medium" | "long" | undefined;
}

/** A value to start from or to reach: exact, as a percentage in text, such as `"38.9"`, or `"40"`. */
export interface MeasuredValue {
  readonly percent: string;
  /** The days it is of, both inclusive; left out where nobody said, which `checkResultsTree` then says. */
  readonly period?: { readonly from: CalendarDate; readonly to: CalendarDate } | undefined;
}

/** Where a result stood before. */
export interface Baseline extends MeasuredValue {
  /** Where the value comes from. */
  readonly source?: Title | undefined;
}

/** An indicator that shows whether a result is reached. */
export interface ResultIndicator {
  /** Code of the indicator in the catalogue, or of one of its readings, such as `2.1:improved`. */
  readonly code: string;
  readonly baseline?: Baseline | undefined;
  /** What is to be reached, period by period. */
  readonly targets?: readonly MeasuredValue[] | undefined;
  readonly meansOfVerification?: Title | undefined;
  /** Role that answers for the figure, never a person's name. */
  readonly responsible?: Title | undefined;
  readonly frequency?: Title | undefined;
}

/** What must hold for a result to come about, and is not in the practice's hands. */
export interface Assumption {
  readonly text: Title;
}

/** What can go wrong, and what is done about it. */
export interface Risk {
  readonly text: Title;
  /** Harm it can do to beneficiaries. */
  readonly negativeEffect?: Title | undefined;
  readonly mitigation?: Title | undefined;
}

/** Why a result may be expected: each ground by itself. */
export interface Grounds {
  /** What the practice and those it serves hold to be good. */
  readonly value?: readonly Title[] | undefined;
  /** What beneficiaries need, and how that is known. */
  readonly need?: readonly Title[] | undefined;
  /** What experience in practice shows. */
  readonly practice?: readonly Title[] | undefined;
  /** What research found, with its source. */
  readonly research?: readonly Title[] | undefined;
}

/** An input, an activity, an output, an outcome or an impact. */
export interface ResultNode {
  readonly code: string;
  /** Code of a level; where a tree is described, its title or an alias will do. */
  readonly level: string;
  readonly title: Title;
  /** Who it is about. */
  readonly beneficiaries?: Title | undefined;
  readonly indicators?: readonly ResultIndicator[] | undefined;
  readonly assumptions?: readonly Assumption[] | undefined;
  readonly risks?: readonly Risk[] | undefined;
  readonly grounds?: Grounds | undefined;
}

/** One node leads to another. */
export interface ResultEdge {
  readonly from: string;
  readonly to: string;
  /** Why the one leads to the other. */
  readonly why?: Title | undefined;
  readonly assumptions?: readonly Assumption[] | undefined;
  readonly grounds?: Grounds | undefined;
}

/** A results tree as plain data: an acyclic graph of results, from what goes in to what lasts. */
export interface ResultsTree {
  readonly code: string;
  readonly title: Title;
  /** Where the tree comes from, and what in it is whose reading. */
  readonly source?: Title | undefined;
  /** The levels, from the first to the last; the shipped ones when the tree brought none. */
  readonly levels: readonly ResultLevel[];
  readonly nodes: readonly ResultNode[];
  readonly edges: readonly ResultEdge[];
}

/** A results tree as it is described: its levels may be left out, and its nodes may call them by any of their names. */
export type ResultsTreeSpec = Omit<ResultsTree, "levels"> & {
  /** From the first to the last; `resultLevels` when absent. */
  readonly levels?: readonly ResultLevel[] | undefined;
};
