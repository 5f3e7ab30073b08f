import { fingerprintOf } from "../../core/definition/fingerprint";
import {
  type Condition,
  type Countable,
  type Exclusion,
  type IndicatorDefinition,
  plain,
} from "../../core/definition/language";
import { checkedDefinition } from "../../core/definition/sense";
import { definitionOf } from "../../core/definition/sound";
import { DefinitionError, describe, type Issue, nearest, sentence } from "../../issue";
import { type Kind, some, TITLE } from "../../options";
import type { Defined } from "../../core/verdicts/evaluation";
import { type ShippedReading, shippedReadings } from "./shipped-readings";

/**
 * A reading of your own, as plain data: some of the shipped ones together, or parts to stand in place of the
 * definition's.
 */
export type OwnReading = {
  readonly code: string;
  readonly title: { readonly ru: string; readonly en: string };
} & (
  | {
      /** Codes of readings that apply to the indicator, taken one after the other. */
      readonly of: readonly string[];
    }
  | {
      readonly denominator?: Condition | undefined;
      readonly numerator?: Condition | undefined;
      readonly exclusions?: readonly Exclusion[] | undefined;
    }
);

/** What a reading makes of a definition: plain data. */
export interface IndicatorReading {
  readonly code: string;
  readonly title: { readonly ru: string; readonly en: string };
  /**
   * `applicable`: another counting rule; `changes-nothing`: the same rule; `impossible`: a rule that would be refused.
   */
  readonly status: "applicable" | "changes-nothing" | "impossible";
  /** The indicator under this reading, which `defineIndicator` takes; null when impossible. */
  readonly definition: IndicatorDefinition | null;
  /** Why it is impossible; empty otherwise. */
  readonly issues: readonly Issue[];
}

/** Code by which the definition itself stands among its readings. */
export const AS_DEFINED = "as-defined";

/**
 * What each shipped reading makes of an indicator, and each reading its own definition names.
 *
 * A reading is about what the facts mean, so it reaches everywhere in the definition: denominator, numerator,
 * exclusions, days that windows are laid from, and indicators referred to. All of the shipped readings, with what each
 * writes in the definition:
 *
 * - `whole`, `clipped`: where a length is measured, `touching` or `clip` of spells with the reporting period; whether
 *   somebody worked at all does not depend on it
 * - `gap-0`, `gap-14`, `gap-28`: the gap of everything that is `joined`; the days of a break count whatever they hold,
 *   so in 1.4 a few supported days no longer interrupt unsupported work
 * - `any-employer`, `same-employer`: everything `joined` without or with `within: "employer"`; the gap stays
 * - `calendar-months`, `days-180`, `days-182`, `days-183`: the limits of lengths; `days-180` is a month of 30 days and
 *   so writes every limit in months as days, the others say nothing of a month and write only that of 6 months
 * - `last-day-in`, `last-day-out`: recorded placements and support without or with `withoutLastDay`; placements that
 *   adjoin by inclusive dates are a day apart under `last-day-out`
 * - `losses-in`, `losses-out`: without or with an exclusion, `lost-to-follow-up`, of people whom the follow-ups of the
 *   period did not once reach; somebody without any follow-up in it stays. Missing scores are no loss here: they make
 *   the verdict unknown under every reading, and `settled` is the share without them
 *
 * @param indicator - made by `defineIndicator`
 * @returns the readings of the definition, then the shipped ones, in a stated order
 * @throws TypeError when the indicator is not one
 * @example
 * ```ts
 * const codes = readingsFor(workExperienceShare).filter(({ status }) => status === "applicable").map(({ code }) => code);
 * expect(codes).toEqual(["last-day-out", "losses-out"]);
 * ```
 */
export function readingsFor(indicator: Defined): readonly IndicatorReading[] {
  const definition = definitionOf(indicator, "list the readings");
  return Object.freeze(knownReadings(definition).map((reading) => readingOf(definition, reading)));
}

/**
 * The readings asked for, each applied to a definition.
 *
 * @param asked - codes of readings that `readingsFor` lists, or readings of one's own; all that it lists when absent
 * @throws TypeError when a reading is neither
 * @throws RangeError when a code is not known or comes twice
 * @throws DefinitionError when parts of one's own make no definition
 */
export function readingsAsked(
  definition: IndicatorDefinition,
  asked: readonly (string | OwnReading)[] | undefined,
  cannot: string,
): readonly IndicatorReading[] {
  const known = knownReadings(definition);
  if (asked === undefined) return known.map((reading) => readingOf(definition, reading));
  const seen = new Set([AS_DEFINED]);
  return asked.map((one: string | OwnReading) => {
    const reading = typeof one === "string" ? knownReading(known, one, cannot) : ownReading(known, one, cannot);
    if (seen.has(reading.code)) {
      const because = `readings must have different codes, none of them "${AS_DEFINED}"`;
      throw new RangeError(sentence({ cannot, because, received: reading.code }));
    }
    seen.add(reading.code);
    const read = readingOf(definition, reading);
    if (typeof one !== "string" && !("of" in one) && read.status === "impossible")
      throw new DefinitionError(read.issues);
    return read;
  });
}

/** The definition's own first; of two with one code, its own. */
function knownReadings({ readings = [] }: IndicatorDefinition): readonly ShippedReading[] {
  const own = readings.map(({ code, title, numerator }): ShippedReading => {
    return { code, title, apply: (countable) => ({ ...countable, numerator }) };
  });
  return [...own, ...shippedReadings.filter(({ code }) => !own.some((one) => one.code === code))];
}

function knownReading(known: readonly ShippedReading[], wanted: unknown, cannot: string): ShippedReading {
  const found = known.find(({ code }) => code === wanted);
  if (found !== undefined) return found;
  const codes = known.map(({ code }) => code);
  const near = nearest(String(wanted), codes);
  const because = `a reading must be one of ${codes.join(", ")}`;
  const hint = near === undefined ? {} : { hint: `did you mean "${near}"?` };
  throw new RangeError(sentence({ cannot, because, received: wanted, ...hint }));
}

const PARTS = ["denominator", "numerator", "exclusions"];

/** A reading, by its code or of one's own; what a definition makes of its parts is looked at there. */
export const READING: Kind = (value) => {
  if (typeof value === "string") return "text";
  const part =
    "of" in Object(value) ? { of: some("text") } : { "denominator?": "any", "numerator?": "any", "exclusions?": "any" };
  return { code: "text", title: TITLE, ...part };
};

function ownReading(known: readonly ShippedReading[], reading: OwnReading, cannot: string): ShippedReading {
  if ("of" in reading) {
    const steps = reading.of.map((step) => knownReading(known, step, cannot));
    return { ...named(reading), apply: (countable) => steps.reduce((read, step) => step.apply(read), countable) };
  }
  const given = Object.entries(reading).filter(([field, part]) => PARTS.includes(field) && part !== undefined);
  if (given.length > 0)
    return { ...named(reading), apply: (countable) => ({ ...countable, ...Object.fromEntries(given) }) };
  const because = `reading ${describe(reading.code)} must have either of, or some of ${PARTS.join(", ")}, and nothing else`;
  throw new TypeError(sentence({ cannot, because }));
}

function named({ code, title }: OwnReading): Pick<OwnReading, "code" | "title"> {
  return { code, title: { ru: title.ru, en: title.en } };
}

function readingOf(definition: IndicatorDefinition, { code, title, apply }: ShippedReading): IndicatorReading {
  const { readings: _, denominator, numerator, exclusions, ...texts } = definition;
  try {
    const read: Countable = apply({ denominator, numerator, exclusions });
    const checked = plain(checkedDefinition({ ...texts, ...read }));
    const isSame = fingerprintOf(checked) === fingerprintOf(definition);
    return plain({
      code,
      title,
      status: isSame ? "changes-nothing" : "applicable",
      definition: { ...checked, code: `${definition.code}:${code}`, title: titleOf(definition, title) },
      issues: [],
    });
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return plain({ code, title, status: "impossible", definition: null, issues: error.issues });
  }
}

function titleOf({ title }: IndicatorDefinition, reading: IndicatorReading["title"]): IndicatorReading["title"] {
  return { ru: `${title.ru}. ${reading.ru}`, en: `${title.en}. ${reading.en}` };
}
