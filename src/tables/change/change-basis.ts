import { FOREVER } from "../../calendar";
import { socialChangeShare } from "../../core/catalogue/vse-poluchitsya";
import { type Dataset, datasetScoredOn, storeOf } from "../../core/dataset/dataset";
import type { Store } from "../../core/dataset/store";
import { type IndicatorDefinition, plain } from "../../core/definition/language";
import type { Pairing } from "../../core/definition/pairing";
import { checkedDefinition } from "../../core/definition/sense";
import { sound } from "../../core/definition/sound";
import { PAIRING } from "../../core/definition/words";
import type { Criterion } from "../../core/events/event";
import { CRITERIA } from "../../core/events/schema";
import { check, type Fields, type OptionsOf } from "../../options";
import { Pairs } from "../../core/engine/change";
import { type Evaluation, evaluate, type Judged, verdictsOf } from "../../core/verdicts/evaluation";
import { type IndicatorOptions, WHEN } from "../../core/verdicts/indicator";
import { verdictNames } from "../../core/engine/verdict";
import { People } from "../../core/engine/view";
import { type Rewrite, rewritten } from "../readings/rewrite";

/** When to look at social change, and on what. */
export interface SocialChangeOptions extends IndicatorOptions {
  /**
   * In place of those the dataset was read with, matched by code; every criterion that has a score must be among them.
   */
  readonly criteria?: readonly Criterion[] | undefined;
  /** Which two scores are compared: first against last when absent. */
  readonly pairing?: Omit<Pairing, "criterionFrom"> | undefined;
  /** Code of the service whose people are looked at: `social-adaptation` when absent. */
  readonly service?: string | undefined;
}

/** Who is looked at, and how their scores pair. */
export interface ChangeBasis {
  /** With the criteria asked for. */
  readonly scored: Dataset;
  /** The literal indicator, and its readings. */
  readonly evaluation: Evaluation;
  readonly literal: Judged;
  readonly store: Store;
  /** Those below the line of the literal indicator: numbers of people. */
  readonly served: Int32Array;
  readonly service: string;
  readonly pairing: Pairing;
  readonly pairs: Pairs;
}

const SERVICE = "social-adaptation";

/**
 * The literal 2.1 evaluated on a service and with a pairing, both its own by default.
 *
 * @param more - options that the caller has beside these
 * @throws TypeError when the dataset is not one, or an option, the pairing or a criterion is not known, left out or of
 *   another kind
 * @throws RangeError when a date is not one, the period ends before it starts, the criteria are not sound or do not fit
 *   the scores, the service is empty, or the pairing looks at one criterion only
 * @throws DefinitionError when the pairing is not one
 */
export function changeBasis(
  dataset: Dataset,
  options: SocialChangeOptions,
  cannot: string,
  more: Fields = {},
): ChangeBasis {
  storeOf(dataset);
  check(cannot, options, { ...WHEN, ...CHANGE, ...more });
  const { criteria, service = SERVICE } = options;
  const scored = criteria === undefined ? dataset : datasetScoredOn(dataset, criteria, cannot);
  const evaluation = evaluatedUnder(scored, options, changeDefinition(options));
  const { dataset: known, judged } = verdictsOf(evaluation);
  const [literal] = judged as [Judged];
  const store = storeOf(known);
  const view = { store, people: new People(store), horizon: literal.horizon, goesOnUntil: FOREVER };
  const pairing = plain<Pairing>({ rule: "first-last", ...options.pairing });
  const pairs = new Pairs(view, pairing);
  return { scored, evaluation, literal, store, served: servedOf(literal), service, pairing, pairs };
}

/** The same people and pairs under one policy for missing pairs. */
export function evaluatedWithMissing(
  { scored }: ChangeBasis,
  options: SocialChangeOptions,
  missing: NonNullable<Pairing["missing"]>,
): Evaluation {
  const pairing = { ...options.pairing, missing };
  return evaluatedUnder(scored, options, changeDefinition({ ...options, pairing }));
}

function evaluatedUnder(
  dataset: Dataset,
  { period, asOf, knownOn }: SocialChangeOptions,
  definition: IndicatorDefinition,
): Evaluation {
  return evaluate(dataset, { indicators: [{ definition: sound(definition) }], periods: [period], asOf, knownOn });
}

/** What is looked at, and how. */
export const CHANGE: OptionsOf<Omit<SocialChangeOptions, keyof IndicatorOptions>> = {
  "criteria?": CRITERIA,
  "pairing?": (value) =>
    "criterionFrom" in Object(value)
      ? "!look at every criterion; leave criterionFrom out, the reading of what a person asked help with stands beside the others"
      : PAIRING,
  "service?": "text",
};

/** The definition of 2.1, rewritten only where something else is asked for. */
function changeDefinition({ service, pairing }: SocialChangeOptions): IndicatorDefinition {
  const { definition } = socialChangeShare;
  if (service === undefined && pairing === undefined) return definition;
  const { denominator, numerator, exclusions, readings = [] } = definition;
  const read = rewritten({ denominator, numerator, exclusions }, rewriteOf(service, pairing));
  return checkedDefinition(
    plain({
      ...definition,
      ...read,
      readings: readings.map((reading) => ({
        ...reading,
        numerator: rewritten({ denominator, numerator: reading.numerator }, rewriteOf(service, pairing)).numerator,
      })),
    }),
  );
}

function rewriteOf(service: string | undefined, pairing: SocialChangeOptions["pairing"]): Rewrite {
  return {
    spells: (expression, deeper) => {
      const within = deeper(expression);
      return within.kind === "services" && service !== undefined ? { ...within, service } : within;
    },
    condition: (condition) => {
      if (condition.kind !== "change" || pairing === undefined) return condition;
      const { criterionFrom } = condition.pairing;
      return { ...condition, pairing: { rule: "first-last", ...pairing, criterionFrom } };
    },
  };
}

const OUTSIDE = verdictNames.indexOf("outside");
const EXCLUDED = verdictNames.indexOf("excluded");

function servedOf({ verdicts }: Judged): Int32Array {
  const served: number[] = [];
  for (let person = 0; person < verdicts.length; person++) {
    if (verdicts[person] !== OUTSIDE && verdicts[person] !== EXCLUDED) served.push(person);
  }
  return Int32Array.from(served);
}
