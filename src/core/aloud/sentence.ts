import type { Condition, IndicatorDefinition, SpellExpression } from "../definition/language";
import { condition, DEFINITION, spells } from "../definition/words";
import { sentence as message } from "../../issue";
import { check } from "../../options";
import { type Locale, localeOf } from "../../share";
import { clauseOf, subjects } from "./clause";
import { phraseOf, punctuated } from "./phrase";
import { articled } from "./words";

/**
 * A definition read aloud: one plain sentence in Russian or English, and one more for the exclusions.
 *
 * Of an indicator it says who is counted, among whom, and who is left out; of a condition, what holds of a beneficiary;
 * of a spell
 * expression, what the spells are. It tells the counting rule, not the title, and tells all of it.
 *
 * @param definition - of an indicator (`indicator.definition`), a condition, or spells
 * @param options - `locale`: `"ru"` or `"en"`
 * @throws TypeError when the definition is none of the three, there are no options, or one is not known or of another
 *   kind; RangeError when `locale` is not one of the two
 * @example
 * ```ts
 * expect(toSentence(workExperienceShare.definition, { locale: "en" })).toBe(
 *   "Share of beneficiaries who in the reporting period have at least one day of work, " +
 *     "among those who in the reporting period have at least one day of services or support.",
 * );
 * ```
 */
export function toSentence(
  definition: IndicatorDefinition | Condition | SpellExpression,
  options: { readonly locale: Locale },
): string {
  const locale = localeOf(options, CANNOT);
  const text = textOf(definition, locale);
  return `${capitalised(punctuated(text))}.`;
}

/** The people of whom a condition holds: «Благополучатели, у которых …», "Beneficiaries who …". */
export function peopleText(condition: Condition, locale: Locale): string {
  const clause = punctuated(clauseOf(condition, subjects[locale].beneficiaries, locale));
  return locale === "ru" ? `Благополучатели, ${clause}` : `Beneficiaries ${clause}`;
}

const CANNOT = "read a definition aloud";

function textOf(definition: IndicatorDefinition | Condition | SpellExpression, locale: Locale): string {
  if (typeof definition === "object" && definition !== null) {
    const isCounted = "denominator" in definition;
    check(CANNOT, definition, isCounted ? DEFINITION : isSpells(definition) ? spells : condition, "definition");
    if (isCounted) return indicatorText(definition, locale);
    if (isSpells(definition)) return spellsText(definition, locale);
    return clauseOf(definition, subjects[locale].one, locale);
  }
  throw new TypeError(
    message({
      cannot: CANNOT,
      because: "it must be the definition of an indicator, a condition or spells",
      received: definition,
      hint: "pass indicator.definition, not the indicator",
    }),
  );
}

/** The words of the language that are spells; every other is a condition. */
const SPELLS: Readonly<Record<SpellExpression["kind"], true>> = {
  placements: true,
  support: true,
  services: true,
  enrolment: true,
  exits: true,
  "employed-at-follow-up": true,
  "follow-ups": true,
  overlap: true,
  except: true,
  union: true,
  joined: true,
  "without-last-day": true,
  clip: true,
  touching: true,
  starting: true,
};

function isSpells(definition: Condition | SpellExpression): definition is SpellExpression {
  return Object.hasOwn(SPELLS, definition.kind);
}

function spellsText(expression: SpellExpression, locale: Locale): string {
  const text = phraseOf(expression, locale).spell("one");
  return locale === "ru" ? text : articled(text);
}

function indicatorText({ denominator, numerator, exclusions = [] }: IndicatorDefinition, locale: Locale): string {
  const { beneficiaries, those } = subjects[locale];
  const counted = clauseOf(numerator, beneficiaries, locale);
  const among = clauseOf(denominator, those, locale);
  const [share, left, reason] =
    locale === "ru"
      ? [`Доля благополучателей, ${counted}, среди тех, ${among}`, "Из знаменателя исключаются те, ", "причина"]
      : [`Share of beneficiaries ${counted}, among those ${among}`, "Left out of the denominator are those ", "reason"];
  if (exclusions.length === 0) return share;
  const out = exclusions.map(({ reason: code, when }) => {
    const quoted = locale === "ru" ? `«${code}»` : `"${code}"`;
    return `${clauseOf(when, those, locale)} (${reason} ${quoted})`;
  });
  return `${share}. ${left}${out.join(locale === "ru" ? "; те, " : "; those ")}`;
}

/** A text with its first letter as at the beginning of a sentence. */
export function capitalised(text: string): string {
  return text.replace(/\p{L}/u, (letter) => letter.toUpperCase());
}
