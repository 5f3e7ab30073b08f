import { storeOf } from "../core/dataset/dataset";
import type { Condition, SpellExpression } from "../core/definition/language";
import { INDICATOR } from "../core/definition/sound";
import { check } from "../options";
import { toSentence } from "../core/aloud/sentence";
import { type Defined, evaluate } from "../core/verdicts/evaluation";
import { type ConditionReading, type ExplainedCondition, type Explanation, explain } from "../core/verdicts/explain";
import type { ExplainedSpells } from "../core/verdicts/trace";
import { type Verdict, verdictNames } from "../core/engine/verdict";
import { type Case, casesOf, type TestPerson } from "./test-person";

/** One part of a definition, and whom of the test people it was true, false, pending or unknown of. */
export interface PartCoverage {
  /** Place in the definition, such as `numerator.spells.of`. */
  readonly path: string;
  readonly kind: "condition" | "spells";
  /** The part read aloud. */
  readonly part: { readonly ru: string; readonly en: string };
  /**
   * Names of test people by reading; of spells, `true` is that there were some and `pending` that one was still
   * running.
   */
  readonly seen: Readonly<Record<ConditionReading, readonly string[]>>;
  /** Readings nobody showed that tell a part from its opposite: `true` and `false`. */
  readonly neverSeen: readonly ("true" | "false")[];
}

/** How much of one indicator's definition a set of test people exercises. */
export interface IndicatorCoverage {
  readonly code: string;
  /** Names of test people by verdict. */
  readonly verdicts: Readonly<Record<Verdict, readonly string[]>>;
  /** Every part of denominator, exclusions and numerator, those of indicators referred to included. */
  readonly parts: readonly PartCoverage[];
}

/**
 * Which parts of some definitions a set of test people exercises: a part that was never true, or never false, is not
 * proved.
 *
 * The answers come from explanations of each person on each of their occasions.
 *
 * @param indicators - any number
 * @param people - invented people: `name`, `events`, and `expect`, a list of occasions
 * @returns one entry an indicator, in the order given; a door that lists people, so give it invented ones
 * @throws TypeError when an indicator or a person is not one
 * @throws DatasetError when a person's events cannot be read
 * @throws RangeError when a period or `asOf` is not one
 * @example
 * ```ts
 * const people = [{ name: "one-day", events, expect: [{ period: year(2019), asOf: "2019-12-31" }] }];
 * const [covered] = coverage([workExperienceShare], people);
 * expect(covered?.verdicts.counted).toEqual(["one-day"]);
 * expect(covered?.parts.find(({ path }) => path === "numerator")?.neverSeen).toEqual(["false"]);
 * ```
 */
export function coverage(indicators: readonly Defined[], people: readonly TestPerson[]): readonly IndicatorCoverage[] {
  const cannot = "measure coverage";
  check(cannot, indicators, [INDICATOR], "indicators");
  const tallies = indicators.map(({ definition }) => new Tally(definition.code));
  for (const each of casesOf(people, cannot)) {
    const { period, asOf } = each.occasion;
    const evaluation = evaluate(each.dataset, { indicators, periods: [period], asOf });
    for (const beneficiaryId of beneficiaries(each)) {
      for (const tally of tallies) {
        tally.add(each.name, explain(evaluation, { indicator: tally.code, period, beneficiaryId }));
      }
    }
  }
  return Object.freeze(tallies.map((tally) => tally.coverage()));
}

function beneficiaries({ dataset }: Case): readonly string[] {
  const { idOf, log } = storeOf(dataset);
  return Array.from(idOf, (code) => log.people.texts[code]!);
}

const READINGS = ["true", "false", "pending", "unknown"] as const;

interface Seen {
  readonly kind: PartCoverage["kind"];
  readonly part: Condition | SpellExpression;
  readonly names: Readonly<Record<ConditionReading, Set<string>>>;
}

/** What was seen of one indicator so far. */
class Tally {
  readonly code: string;
  readonly #verdicts = new Map(verdictNames.map((verdict) => [verdict, new Set<string>()]));
  readonly #parts = new Map<string, Seen>();

  constructor(code: string) {
    this.code = code;
  }

  add(name: string, { verdict, denominator, exclusions, numerator }: Explanation): void {
    this.#verdicts.get(verdict)!.add(name);
    this.#condition(name, "denominator", denominator);
    for (const [index, exclusion] of exclusions.entries()) this.#condition(name, `exclusions.${index}.when`, exclusion);
    this.#condition(name, "numerator", numerator);
  }

  #condition(name: string, path: string, explained: ExplainedCondition): void {
    this.#note(name, path, "condition", explained.condition, explained.is);
    if (explained.spells !== undefined) this.#spells(name, `${path}.spells`, explained.spells);
    for (const [index, part] of explained.parts.entries()) {
      const isNot = explained.condition.kind === "not";
      if (explained.condition.kind !== "counted-in")
        this.#condition(name, isNot ? `${path}.of` : `${path}.of.${index}`, part);
      // What is left out of an indicator referred to is spelled out as a denial of each exclusion.
      else if (index > 1) this.#condition(name, `${path}.definition.exclusions.${index - 2}.when`, part.parts[0]!);
      else this.#condition(name, `${path}.definition.${index === 0 ? "denominator" : "numerator"}`, part);
    }
  }

  #spells(name: string, path: string, { expression, spells, of }: ExplainedSpells): void {
    this.#note(name, path, "spells", expression, spells.length > 0 ? "true" : "false");
    if (spells.some(({ isRunning }) => isRunning)) this.#note(name, path, "spells", expression, "pending");
    const isList = "of" in expression && Array.isArray(expression.of);
    for (const [index, part] of of.entries()) this.#spells(name, isList ? `${path}.of.${index}` : `${path}.of`, part);
  }

  #note(name: string, path: string, kind: Seen["kind"], part: Seen["part"], reading: ConditionReading): void {
    let seen = this.#parts.get(path);
    if (seen === undefined) {
      seen = { kind, part, names: { true: new Set(), false: new Set(), pending: new Set(), unknown: new Set() } };
      this.#parts.set(path, seen);
    }
    seen.names[reading].add(name);
  }

  coverage(): IndicatorCoverage {
    const verdicts = Object.fromEntries(
      [...this.#verdicts].map(([verdict, names]) => [verdict, Object.freeze([...names])]),
    ) as Record<Verdict, readonly string[]>;
    const parts = [...this.#parts].map(([path, { kind, part, names }]): PartCoverage => {
      const seen = Object.fromEntries(READINGS.map((reading) => [reading, Object.freeze([...names[reading]])]));
      const neverSeen = (["true", "false"] as const).filter((reading) => names[reading].size === 0);
      const said = { ru: toSentence(part, { locale: "ru" }), en: toSentence(part, { locale: "en" }) };
      return Object.freeze({
        ...{ path, kind, part: Object.freeze(said), neverSeen: Object.freeze(neverSeen) },
        seen: Object.freeze(seen) as PartCoverage["seen"],
      });
    });
    return Object.freeze({ code: this.code, verdicts: Object.freeze(verdicts), parts: Object.freeze(parts) });
  }
}
