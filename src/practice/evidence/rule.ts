import type { Milestone } from "../../core/catalogue/milestones";
import type { Dataset } from "../../core/dataset/dataset";
import type { Store } from "../../core/dataset/store";
import type { Issue } from "../../issue";
import type { ResultsTree } from "../../core/results-tree/tree";
import type { Pooling } from "../../tables/pooling/pooling";
import type { Evaluation, Judged } from "../../core/verdicts/evaluation";
import type { IndicatorResult } from "../../core/verdicts/result";
import type { Need, Remedy, Seen } from "./finding";

/** Facts up to a day. */
export interface KnownFacts {
  readonly dataset: Dataset;
  readonly store: Store;
  /** The last day whose facts exist. */
  readonly horizon: number;
}

/** An evaluation, and what is said of it. */
export interface Evaluated extends KnownFacts {
  readonly evaluation: Evaluation;
  readonly results: readonly IndicatorResult[];
  /** Indicators and readings, in every period. */
  readonly judged: readonly Judged[];
  /** Tests of target groups that the practice shows. */
  readonly shown: readonly Pooling[];
  /** One for every indicator, shown or run here. */
  readonly tested: readonly Pooling[];
  readonly milestones: readonly Milestone[];
  /** Chance that a score does not move when nothing changed; as observed when absent. */
  readonly unchanged: number | undefined;
}

/** A tree, and what its check found. */
export interface CheckedTree {
  readonly tree: ResultsTree;
  readonly issues: readonly Issue[];
}

/** All that may be given. */
export interface Given {
  readonly tree: CheckedTree | undefined;
  readonly dataset: KnownFacts | undefined;
  readonly evaluation: Evaluated | undefined;
}

interface RuleHead {
  /** Stable code of its findings. */
  readonly code: string;
  readonly subCriterion: string;
  readonly remedy: Remedy;
}

/** How one thing is looked for: `look` runs only when what it needs was given. */
export type Rule = RuleHead &
  (
    | { readonly needs: "tree"; look(given: CheckedTree, all: Given): readonly Seen[] | Need }
    | { readonly needs: "dataset"; look(given: KnownFacts): readonly Seen[] }
    | { readonly needs: "evaluation"; look(given: Evaluated): readonly Seen[] }
    | { readonly needs: "nothing"; look(all: Given): readonly Seen[] }
  );

/**
 * What a rule saw, at least one thing, or what it lacks: absence of data is neither good nor bad, and never passed
 * over.
 */
export function run(rule: Rule, given: Given): readonly Seen[] | Need {
  const seen = look(rule, given);
  return seen.length === 0 ? "nothing-recorded" : seen;
}

function look(rule: Rule, given: Given): readonly Seen[] | Need {
  switch (rule.needs) {
    case "nothing":
      return rule.look(given);
    case "tree":
      return given.tree === undefined ? "tree" : rule.look(given.tree, given);
    case "dataset":
      if (given.dataset === undefined) return "dataset";
      return given.dataset.store.people === 0 ? [] : rule.look(given.dataset);
    case "evaluation":
      return given.evaluation === undefined ? "evaluation" : rule.look(given.evaluation);
  }
}
