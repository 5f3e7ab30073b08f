import type { SpellExpression } from "../definition/language";
import type { Locale } from "../share";
import { type ActivityCase, activityText, articled, genitiveText, windowText } from "./words";

/** Forms in which spells are named: one, one in the genitive, several in the genitive; English tells one from several. */
export type SpellForm = "one" | "genitive" | "many";

/**
 * A spell expression as a part of speech.
 *
 * Days that are laid together, taken away or cut to a window are told as what the beneficiary does on them (a mass); spells that
 * were joined or chosen whole are told as things that can be counted.
 */
export interface Phrase {
  readonly isMass: boolean;
  /** What must be bracketed inside another phrase: nothing, what is made of two, or what is joined by «или». */
  readonly binding: 0 | 1 | 2;
  /** What one spell of it is called. */
  readonly head: Inflected;
  mass(form: ActivityCase): string;
  /** The spells, with words about their length («продолжительностью …», "of …") where those belong. */
  spell(form: SpellForm, length?: string): string;
}

/** Stands where a clause ends: a comma, unless another sign follows. */
const CLOSING = "\u{E000}";

/** A text with the commas that close its clauses, each falling away before another sign. */
export function punctuated(text: string): string {
  return text.replace(/\u{E000}+(?=[,.;:)]|$)/gu, "").replace(/\u{E000}+/gu, ",");
}

/** A clause set off by commas on both sides. */
function setOff(clause: string): string {
  return `, ${clause}${CLOSING}`;
}

/** The forms of a noun or of a word that agrees with one. */
type Inflected = Readonly<Record<SpellForm, string>>;

const inflected = (one: string, genitive: string, many: string): Inflected => ({ one, genitive, many });

const RU = {
  period: inflected("период", "периода", "периодов"),
  occasion: inflected("случай", "случая", "случаев"),
  part: inflected("часть", "части", "частей"),
  continuous: inflected("непрерывный", "непрерывного", "непрерывных"),
  touching: inflected("затрагивающий", "затрагивающего", "затрагивающих"),
  falling: inflected("приходящаяся", "приходящейся", "приходящихся"),
} as const;

const EN = {
  spell: inflected("spell", "spell", "spells"),
  occasion: inflected("occasion", "occasion", "occasions"),
  part: inflected("part", "part", "parts"),
  touching: inflected("that touches", "that touches", "that touch"),
} as const;

/** A spell expression in words. */
export function phraseOf(expression: SpellExpression, locale: Locale): Phrase {
  const say = <Text>(ru: Text, en: Text) => (locale === "ru" ? ru : en);
  const period = say<Inflected>(RU.period, EN.spell);
  const mass = (head: Inflected, binding: Phrase["binding"], text: (form: ActivityCase) => string): Phrase => ({
    ...{ isMass: true, head, binding, mass: text },
    spell: (form, length = "") =>
      say(`${head[form]} ${text("genitive")}${length}`, `${head[form]}${length} of ${text("genitive")}`),
  });
  const spells = (text: (form: SpellForm, length: string) => string): Phrase => {
    const spell = (form: SpellForm, length = "") => text(form, length);
    const days = (form: ActivityCase) =>
      say(
        `${form === "instrumental" ? "днями" : "дней"} ${spell("genitive")}`,
        `days of ${articled(spell("genitive"))}`,
      );
    return { isMass: false, head: period, binding: 1, mass: days, spell };
  };
  const of = (part: SpellExpression) => phraseOf(part, locale);
  switch (expression.kind) {
    case "placements":
    case "support":
    case "enrolment":
      return mass(period, 0, (form) => activityText(expression, locale, form));
    case "services":
    case "employed-at-follow-up":
      return mass(say<Inflected>(RU.occasion, EN.occasion), 0, (form) => activityText(expression, locale, form));
    case "overlap": {
      const [first, second] = [of(expression.of[0]), of(expression.of[1])];
      const isSupport = expression.of[1].kind === "support";
      const together = isSupport ? say("с", "with") : say("одновременно с", "at the same time as");
      const other = bracketed(second, "instrumental", 1);
      return mass(first.head, 1, (form) => `${bracketed(first, form, 2)} ${together} ${other}`);
    }
    case "except": {
      const [first, second] = [of(expression.of[0]), of(expression.of[1])];
      const other = `${say("без", "without")} ${bracketed(second, "genitive", 1)}`;
      return mass(first.head, 1, (form) => `${bracketed(first, form, 2)} ${other}`);
    }
    case "union": {
      const parts = expression.of.map(of);
      if (parts.length === 1) return parts[0]!;
      const or = say(" или ", " or ");
      if (!parts.every(({ isMass }) => isMass))
        return spells((form, length) => parts.map((part) => part.spell(form, length)).join(or));
      const head = parts.every((part) => part.head === parts[0]!.head) ? parts[0]!.head : period;
      return mass(head, 2, (form) => parts.map((part) => part.mass(form)).join(or));
    }
    case "joined": {
      const parts = of(expression.of);
      const gap = genitiveText(expression.gap, locale);
      const isUnbroken = expression.gap.count === 0;
      const breaks = say(` с возможными перерывами не более ${gap}`, ` with any breaks of at most ${gap}`);
      const content = parts.isMass
        ? say(parts.mass("genitive"), `of ${parts.mass("genitive")}`)
        : say(`из ${parts.spell("many")}`, `made of ${parts.spell("many")}`);
      return spells((form, length) => {
        const continuous = isUnbroken ? `${say(RU.continuous[form], "continuous")} ` : "";
        const told = `${content}${isUnbroken ? "" : breaks}`;
        return `${continuous}${period[form]}${say(` ${told}${length}`, `${length} ${told}`)}`;
      });
    }
    case "clip": {
      const whole = of(expression.of);
      const inside = windowText(expression.window, locale, "inside");
      if (whole.isMass) return mass(whole.head, 1, (form) => `${bracketed(whole, form, 2)} ${inside}`);
      const window = windowText(expression.window, locale, "itself");
      return spells((form, length) =>
        say(
          `${RU.part[form]} ${whole.spell("genitive")}${length}${setOff(`${RU.falling[form]} на ${window}`)}`,
          `${EN.part[form]}${length} of ${articled(whole.spell("genitive"))} ${inside}`,
        ),
      );
    }
    case "touching": {
      const whole = of(expression.of);
      const window = windowText(expression.window, locale, "itself");
      return spells((form, length) => {
        const touches = `${say<Inflected>(RU.touching, EN.touching)[form]} ${window}`;
        return `${whole.spell(form, length)}${say(setOff(touches), ` ${touches}`)}`;
      });
    }
  }
}

/** The words of a part, in brackets when it binds as loosely as this or more loosely. */
function bracketed(part: Phrase, form: ActivityCase, loosest: 1 | 2): string {
  return part.binding >= loosest ? `(${part.mass(form)})` : part.mass(form);
}
