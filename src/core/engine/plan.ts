import { canonicalJson } from "../definition/fingerprint";
import type {
  Anchor,
  Condition,
  Countable,
  SpellAnchor,
  SpellExpression,
  WindowExpression,
} from "../definition/language";
import { anchorOf, spelledOut } from "../definition/sense";

/** A spell expression, once for all places that use it. */
export interface SpellNode {
  readonly id: number;
  readonly expression: SpellExpression;
  readonly parts: readonly SpellNode[];
  /** What its window is laid from, when that is a day of some spells. */
  readonly anchor: AnchorNode | undefined;
  /** Whether it looks at the reporting period. */
  readonly usesPeriod: boolean;
  /** Whether a fact it needs can be missing. */
  readonly canLack: boolean;
  /**
   * Whether such a fact can be more than one of two things, so that not every way it can be is tried: a reason, an
   * employer.
   */
  readonly canBeAnything: boolean;
  /**
   * Whether more or longer spells inside can take one away here: a spell with an earlier first day no longer starts in
   * a window.
   */
  readonly canTurn: boolean;
  /** Whether spells are joined in it, so that more of them can become fewer. */
  readonly joins: boolean;
}

/** A day of some spells, for all places that use it. */
export interface AnchorNode {
  readonly end: SpellAnchor["kind"];
  readonly spells: SpellNode;
}

/** Conditions that look at facts, as opposed to those that join others. */
export type LeafCondition = Exclude<Condition, { readonly kind: "every" | "some" | "not" | "counted-in" }>;

/** A condition about facts, once for all places that use it. */
export interface LeafNode {
  readonly id: number;
  readonly condition: LeafCondition;
  /** The spells it looks at; none for `change`, `in-group`, `aged` and `falls`. */
  readonly spells: SpellNode | undefined;
  /** The day it asks about, when that is a day of some spells. */
  readonly anchor: AnchorNode | undefined;
  /** What its own window is laid from, when that is a day of some spells. */
  readonly windowAnchor: AnchorNode | undefined;
  /** All days of spells in it that a missing fact can move. */
  readonly movable: readonly AnchorNode[];
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
      // Its parts come first, so that they have numbers of their own.
      const made = this.#conditionOf(condition);
      node = { id: this.#conditions.size, ...made };
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
        return { kind: "leaf", leaf: this.leaf(condition) };
    }
  }

  spells(expression: SpellExpression): SpellNode {
    const key = canonicalJson(expression);
    const known = this.#spells.get(key);
    if (known !== undefined) return known;
    const parts = partsOf(expression).map((part) => this.spells(part));
    const window = "window" in expression ? expression.window : undefined;
    const anchor = window && this.#anchor(anchorOf(window));
    const node: SpellNode = {
      id: this.#spells.size,
      expression,
      parts,
      anchor,
      usesPeriod:
        parts.some((part) => part.usesPeriod) ||
        (window !== undefined && isOfPeriod(window)) ||
        anchor?.spells.usesPeriod === true,
      canLack: parts.some((part) => part.canLack) || lacksOf(expression),
      canBeAnything: parts.some((part) => part.canBeAnything) || openingsOf(expression).some(isOfAnything),
      canTurn: expression.kind === "starting" || parts.some((part) => part.canTurn),
      joins: expression.kind === "joined" || parts.some((part) => part.joins),
    };
    this.#spells.set(key, node);
    for (const opening of openingsOf(expression)) this.openings.add(opening);
    return node;
  }

  /** A condition about facts, once for all places that use it. */
  leaf(condition: LeafCondition): LeafNode {
    const key = canonicalJson(condition);
    const known = this.#leaves.get(key);
    if (known !== undefined) return known;
    const spells = "spells" in condition ? this.spells(condition.spells) : undefined;
    const day = condition.kind === "falls" ? condition.anchor : condition.kind === "aged" ? condition.at : undefined;
    const window = condition.kind === "falls" ? condition.window : undefined;
    const anchor = this.#anchor(day);
    const windowAnchor = window && this.#anchor(anchorOf(window));
    const nodes = [spells, anchor?.spells, windowAnchor?.spells].filter((node) => node !== undefined);
    const anchors = [anchor, windowAnchor, ...nodes.flatMap(anchorsIn)].filter((each) => each !== undefined);
    const usesPeriod =
      nodes.some((node) => node.usesPeriod) || day === "period-start" || (window !== undefined && isOfPeriod(window));
    const movable = anchors.filter((each) => each.spells.canLack);
    const leaf: LeafNode = { id: this.#leaves.size, condition, spells, anchor, windowAnchor, movable, usesPeriod };
    this.#leaves.set(key, leaf);
    return leaf;
  }

  #anchor(anchor: Anchor | "period-start" | undefined): AnchorNode | undefined {
    if (anchor === undefined || typeof anchor === "string") return undefined;
    return { end: anchor.kind, spells: this.spells(anchor.of) };
  }
}

/** All days of spells that windows in an expression are laid from. */
function anchorsIn(node: SpellNode): readonly AnchorNode[] {
  const own = node.anchor === undefined ? [] : [node.anchor, ...anchorsIn(node.anchor.spells)];
  return [...own, ...node.parts.flatMap(anchorsIn)];
}

/** The expressions an expression is made of. */
export function partsOf(expression: SpellExpression): readonly SpellExpression[] {
  switch (expression.kind) {
    case "overlap":
    case "except":
    case "union":
      return expression.of;
    case "joined":
    case "without-last-day":
    case "clip":
    case "touching":
    case "starting":
      return [expression.of];
    default:
      return [];
  }
}

function isOfPeriod(window: WindowExpression): boolean {
  return window.kind === "reporting-period" || (window.kind === "earlier" && isOfPeriod(window.of));
}

/** Why readings can differ: a kind of spell that may be running, or a fact that may be missing. */
export type Opening =
  | "placements"
  | "support"
  | "enrolment"
  | "setting"
  | "contract"
  | "follow-up"
  | "reason"
  | "employer";

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
    case "exits":
      return expression.reason === undefined ? [] : ["reason"];
    case "joined":
      return expression.within === undefined ? [] : ["employer"];
    default:
      return [];
  }
}

function lacksOf(expression: SpellExpression): boolean {
  return openingsOf(expression).some(
    (opening) => opening === "setting" || opening === "contract" || opening === "follow-up" || isOfAnything(opening),
  );
}

/** Whether the missing fact can be more than one of two things. */
function isOfAnything(opening: Opening): boolean {
  return opening === "reason" || opening === "employer";
}
