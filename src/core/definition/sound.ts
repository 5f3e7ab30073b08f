import { check, type Kind } from "../../options";

const isSound: unique symbol = Symbol("mio-indicators definition");

/**
 * The same definition, known from now on to mean something. The mark stays out of sight of JSON and of loops over
 * fields.
 */
export function sound<Definition extends object>(definition: Definition): Definition {
  return Object.freeze(Object.defineProperty({ ...definition }, isSound, { value: true }));
}

/** Anything with a definition that `defineIndicator` made: nothing else is evaluated or put into words. */
export function INDICATOR(value: unknown): Kind {
  return isSound in Object(Object(value).definition)
    ? "any"
    : "#be made by defineIndicator; pass the indicators themselves, such as catalogue.vsePoluchitsya";
}

/** The definition of an indicator, or a refusal of anything else. */
export function definitionOf<Definition>(indicator: { readonly definition: Definition }, cannot: string): Definition {
  check(cannot, indicator, INDICATOR, "indicator");
  return indicator.definition;
}
