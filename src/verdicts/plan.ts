import { canonicalJson } from "../definition/fingerprint";
import type { Condition, Countable, SpellExpression, WindowExpression } from "../definition/language";
import { spelledOut } from "../definition/sense";

/** A spell expression, once for all places that use it. */
export interface SpellNode {
  readonly id: number;
  readonly expression: SpellExpression;
  readonly parts: readonly SpellNode[];
  /** Whether it looks at the reporting period. */
  readonly usesPeriod: boolean;
  /** Whether a fact it needs can be missing. */
  readonly canLack: boolean;
}

/** Conditions that look at facts, as opposed to those that join others. */
export type LeafCondition = Exclude<Condition, { readonly kind: "every" | "some" | "not" | "counted-in" }>;

/** A condition about facts, once for all places that use it. */
export interface LeafNode {
  readonly id: number;
  readonly condition: LeafCondition;
  /** The spells it looks at; none for `change`, `in-group` and `aged`. */
  readonly spells: SpellNode | undefined;
  readonly usesPeriod: boolean;
}

/** A condition over shared leaves, once for all places that use it. */
export type ConditionNode =
  | { readonly id: number; readonly kind: "leaf"; readonly leaf: LeafNode }
  | { readonly id: number; readonly kind: "every" | "some" | "not"; readonly parts: readonly ConditionNode[] };

type Unnumbered<Node> = Node extends unknown ? Omit<Node, "id"> : never;

/** What decides one indicator, over shared leaves. */
export interface CountablePlan {
  readonly denominator: ConditionNode;
  readonly numerator: ConditionNode;
  /** Whether any exclusion applies; absent when there is none. */
  readonly exclusion: ConditionNode | undefined;
}

/** Definitions analysed: each expression that occurs in several places, or in several definitions, becomes one node. */
export class Planner {
  readonly #spells = new Map<string, SpellNode>();
  readonly #leaves = new Map<string, LeafNode>();
  readonly #conditions = new Map<string, ConditionNode>();
  /** What a person can have open at the horizon that matters to these definitions. */
  readonly openings = new Set<Opening>();

  countable({ denominator, numerator, exclusions = [] }: Countable): CountablePlan {
    return {
      denominator: this.condition(denominator),
      numerator: this.condition(numerator),
      exclusion:
        exclusions.length === 0 ? undefined : this.condition({ kind: "some", of: exclusions.map(({ when }) => when) }),
    };
  }

  condition(condition: Condition): ConditionNode {
    if (condition.kind === "counted-in") return this.condition(spelledOut(condition.definition!));
    const key = canonicalJson(condition);
    let node = this.#conditions.get(key);
    if (node === undefined) {
      node = { id: this.#conditions.size, ...this.#conditionOf(condition) };
      this.#conditions.set(key, node);
    }
    return node;
  }

  #conditionOf(condition: Exclude<Condition, { readonly kind: "counted-in" }>): Unnumbered<ConditionNode> {
    switch (condition.kind) {
      case "every":
      case "some":
        return { kind: condition.kind, parts: condition.of.map((part) => this.condition(part)) };
      case "not":
        return { kind: "not", parts: [this.condition(condition.of)] };
      default:
        return { kind: "leaf", leaf: this.#leaf(condition) };
    }
  }

  spells(expression: SpellExpression): SpellNode {
    const key = canonicalJson(expression);
    const known = this.#spells.get(key);
    if (known !== undefined) return known;
    const parts = partsOf(expression).map((part) => this.spells(part));
    const node: SpellNode = {
      id: this.#spells.size,
      expression,
      parts,
      usesPeriod: parts.some((part) => part.usesPeriod) || ("window" in expression && isOfPeriod(expression.window)),
      canLack: parts.some((part) => part.canLack) || lacksOf(expression),
    };
    this.#spells.set(key, node);
    for (const opening of openingsOf(expression)) this.openings.add(opening);
    return node;
  }

  #leaf(condition: LeafCondition): LeafNode {
    const key = canonicalJson(condition);
    const known = this.#leaves.get(key);
    if (known !== undefined) return known;
    const spells = "spells" in condition ? this.spells(condition.spells) : undefined;
    const usesPeriod = spells?.usesPeriod ?? (condition.kind === "aged" && condition.at === "period-start");
    const leaf: LeafNode = { id: this.#leaves.size, condition, spells, usesPeriod };
    this.#leaves.set(key, leaf);
    return leaf;
  }
}

/** The expressions an expression is made of. */
export function partsOf(expression: SpellExpression): readonly SpellExpression[] {
  switch (expression.kind) {
    case "overlap":
    case "except":
    case "union":
      return expression.of;
    case "joined":
    case "clip":
    case "touching":
      return [expression.of];
    default:
      return [];
  }
}

function isOfPeriod(window: WindowExpression): boolean {
  return window.kind === "reporting-period";
}

/** Why readings can differ: a kind of spell that may be running, or a fact that may be missing. */
export type Opening = "placements" | "support" | "enrolment" | "setting" | "contract" | "follow-up";

function openingsOf(expression: SpellExpression): readonly Opening[] {
  switch (expression.kind) {
    case "placements":
      return [
        "placements",
        ...(expression.setting === undefined ? [] : (["setting"] as const)),
        ...(expression.contract === undefined ? [] : (["contract"] as const)),
      ];
    case "support":
    case "enrolment":
      return [expression.kind];
    case "employed-at-follow-up":
      return ["follow-up"];
    default:
      return [];
  }
}

function lacksOf(expression: SpellExpression): boolean {
  return openingsOf(expression).some(
    (opening) => opening === "setting" || opening === "contract" || opening === "follow-up",
  );
}
