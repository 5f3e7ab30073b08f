import { fingerprintOf } from "../core/definition/fingerprint";

import { type IndicatorDefinition, plain } from "../core/definition/language";
import { checkedDefinition } from "../core/definition/sense";
import { definitionOf, sound } from "../core/definition/sound";
import { DefinitionError } from "../issue";
import { type Defined, evaluate, verdictsOf } from "../core/verdicts/evaluation";
import type { Told } from "./change";
import { countableChanges } from "./changes";
import { casesOf, type TestPerson } from "./test-person";

/** A small change to a definition, and which test people would notice it. */
export interface Mutant {
  /** Place of the change in the definition, such as `numerator.atLeast`. */
  readonly path: string;
  /** The change in words. */
  readonly change: { readonly ru: string; readonly en: string };
  /** Whether any test person's verdict is another under the changed definition. */
  readonly noticed: boolean;
  /** Names of those who notice. */
  readonly by: readonly string[];
}

/**
 * Small changes to a definition, and whether a set of test people would notice each: a limit moved by one, a part left
 * out, `every` for `some`, a window or a filter dropped.
 *
 * A change is noticed when somebody's verdict becomes another. On an occasion with `verdicts` only people with one for
 * this indicator count. Changes the definition check refuses (always true, contradictory) are impossible and not
 * listed. The indicators referred to are changed only as a whole; readings are not changed.
 *
 * @param indicator - the indicator
 * @param people - invented people: `name`, `events`, and `expect`, a list of occasions
 * @returns one entry a change, in the order of the definition
 * @throws TypeError when the indicator or a person is not one
 * @throws DatasetError when a person's events cannot be read
 * @throws RangeError when a period or `asOf` is not one
 * @example one person who worked one day notices that two are asked for
 * ```ts
 * const people = [{ name: "one-day", events, expect: [{ period: year(2019), asOf: "2019-12-31" }] }];
 * const found = mutants(workExperienceShare, people);
 * expect(found.find(({ path }) => path === "numerator")).toEqual({
 *   path: "numerator",
 *   change: { ru: "не менее 2 дней вместо одного", en: "at least 2 days instead of one" },
 *   noticed: true,
 *   by: ["one-day"],
 * });
 * ```
 */
export function mutants(indicator: Defined, people: readonly TestPerson[]): readonly Mutant[] {
  const cannot = "try small changes";
  const definition = definitionOf(indicator, cannot);
  const { readings, ...original } = definition;
  const changed = possibleChanges(original);
  const noticedBy = changed.map(() => new Set<string>());
  const indicators = [original, ...changed.map(({ definition: each }) => each)].map((each, index) => ({
    definition: sound({ ...each, code: `${index}` }),
  }));
  for (const { name, dataset, occasion } of casesOf(people, cannot)) {
    const { period, asOf, verdicts } = occasion;
    if (verdicts !== undefined && verdicts[definition.code] === undefined) continue;
    const { judged } = verdictsOf(evaluate(dataset, { indicators, periods: [period], asOf }));
    const [asDefined, ...asChanged] = judged.map((one) => one.verdicts.join());
    for (const [index, outcome] of asChanged.entries()) if (outcome !== asDefined) noticedBy[index]!.add(name);
  }
  return Object.freeze(
    changed.map(({ path, told }, index) => {
      const by = Object.freeze([...noticedBy[index]!]);
      return Object.freeze({ path, change: Object.freeze(told), noticed: by.length > 0, by });
    }),
  );
}

interface Possible {
  readonly path: string;
  readonly told: Told;
  readonly definition: IndicatorDefinition;
}

/** Changes that the definition check lets pass, each rule once. */
function possibleChanges(original: IndicatorDefinition): readonly Possible[] {
  const known = new Set([fingerprintOf(original)]);
  return countableChanges(original).flatMap(({ path, told, part }) => {
    const definition = plain(part);
    const rule = fingerprintOf(definition);
    if (known.has(rule) || !isPossible(definition)) return [];
    known.add(rule);
    return [{ path: path.join("."), told, definition }];
  });
}

function isPossible(definition: IndicatorDefinition): boolean {
  try {
    checkedDefinition(definition);
    return true;
  } catch (error) {
    if (error instanceof DefinitionError) return false;
    throw error;
  }
}
