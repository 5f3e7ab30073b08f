import type { Anchor, Condition, Countable, SpellExpression, WindowExpression } from "../../core/definition/language";

/** What to write in place of the parts of a definition. */
export interface Rewrite {
  /** What stands in place of spells; `deeper` gives the same spells with their parts rewritten. */
  readonly spells?: (expression: SpellExpression, deeper: EachSpells) => SpellExpression;
  /** What stands in place of a condition that looks at facts, its spells rewritten. */
  readonly condition?: (condition: Condition) => Condition;
}

type EachSpells = (expression: SpellExpression) => SpellExpression;

/**
 * A definition rewritten everywhere: denominator, numerator, exclusions, the days windows are laid from, and the
 * indicators referred to.
 */
export function rewritten<Counted extends Countable>(countable: Counted, rewrite: Rewrite): Counted {
  const whole = new Rewriter(rewrite);
  const { denominator, numerator, exclusions } = countable;
  return {
    ...countable,
    denominator: whole.condition(denominator),
    numerator: whole.condition(numerator),
    ...(exclusions && { exclusions: exclusions.map((one) => ({ ...one, when: whole.condition(one.when) })) }),
  };
}

/** The same spells made of other ones. */
export function withParts(expression: SpellExpression, each: EachSpells): SpellExpression {
  switch (expression.kind) {
    case "overlap":
    case "except":
      return { ...expression, of: [each(expression.of[0]), each(expression.of[1])] };
    case "union":
      return { ...expression, of: expression.of.map(each) };
    case "joined":
    case "without-last-day":
    case "clip":
    case "touching":
    case "starting":
      return { ...expression, of: each(expression.of) };
    default:
      return expression;
  }
}

class Rewriter {
  readonly #rewrite: Rewrite;

  constructor(rewrite: Rewrite) {
    this.#rewrite = rewrite;
  }

  condition(condition: Condition): Condition {
    switch (condition.kind) {
      case "every":
      case "some":
        return { ...condition, of: condition.of.map((part) => this.condition(part)) };
      case "not":
        return { ...condition, of: this.condition(condition.of) };
      case "counted-in":
        return condition.definition === undefined
          ? condition
          : { ...condition, definition: rewritten(condition.definition, this.#rewrite) };
      default: {
        const { condition: replace = (same: Condition) => same } = this.#rewrite;
        return replace(this.#leaf(condition));
      }
    }
  }

  #leaf(condition: Condition): Condition {
    switch (condition.kind) {
      case "happens":
      case "lasts":
      case "totals":
      case "times":
        return { ...condition, spells: this.#spells(condition.spells) };
      case "falls":
        return { ...condition, anchor: this.#anchor(condition.anchor), window: this.#window(condition.window) };
      case "aged":
        return condition.at === "period-start" ? condition : { ...condition, at: this.#anchor(condition.at) };
      default:
        return condition;
    }
  }

  #spells(expression: SpellExpression): SpellExpression {
    const deeper: EachSpells = (whole) => {
      const within = withParts(whole, (part) => this.#spells(part));
      return "window" in within ? { ...within, window: this.#window(within.window) } : within;
    };
    const { spells: replace } = this.#rewrite;
    return replace === undefined ? deeper(expression) : replace(expression, deeper);
  }

  #anchor(anchor: Anchor): Anchor {
    return typeof anchor === "string" ? anchor : { ...anchor, of: this.#spells(anchor.of) };
  }

  #window(window: WindowExpression): WindowExpression {
    if (window.kind === "earlier") return { ...window, of: this.#window(window.of) };
    return "anchor" in window ? { ...window, anchor: this.#anchor(window.anchor) } : window;
  }
}
