import { years } from "../../calendar";
import type { Condition, CountRange, LengthRange, SpellExpression, WindowExpression } from "../definition/language";
import { areSingleDays, spelledOut } from "../definition/sense";
import type { Locale } from "../../share";
import { inward } from "./denial";
import { pairingText } from "./pairing";
import { anchorText, fallsText, isOccasion, isOneDay, type Phrase, phraseOf, windowText } from "./phrase";
import { articled, countText, durationText, formOf, lengthText, listText, quotedText } from "./words";

/** Of whom a clause tells: «которые» and «у которых», "who" and "whose". */
export interface Subject {
  readonly who: string;
  readonly whose: string;
  readonly isMany: boolean;
  /** Whether it opens a clause of its own, so that nothing may stand before it. */
  readonly isRelative: boolean;
  /** What the subject is called in the clauses after the first; the same again when absent. */
  readonly again?: Subject;
}

/** The subjects of clauses: several people, those of them, or one. */
export const subjects: Readonly<Record<Locale, Readonly<Record<"beneficiaries" | "those" | "one", Subject>>>> = {
  ru: {
    beneficiaries: { who: "которые", whose: "у которых", isMany: true, isRelative: true },
    those: { who: "кто", whose: "у кого", isMany: false, isRelative: true },
    one: {
      ...{ who: "благополучатель", whose: "у благополучателя", isMany: false, isRelative: false },
      again: { who: "он", whose: "у него", isMany: false, isRelative: false },
    },
  },
  en: {
    beneficiaries: { who: "who", whose: "whose", isMany: true, isRelative: true },
    those: { who: "who", whose: "whose", isMany: true, isRelative: true },
    one: {
      ...{ who: "the beneficiary", whose: "the beneficiary's", isMany: false, isRelative: false },
      again: { who: "they", whose: "their", isMany: true, isRelative: false },
    },
  },
};

/** A condition as a clause about a subject. */
export function clauseOf(condition: Condition, subject: Subject, locale: Locale): string {
  return new Clause(subject, locale).of(inward(condition));
}

type Change = Extract<Condition, { readonly kind: "change" }>;
type Aged = Extract<Condition, { readonly kind: "aged" }>;
type Windowed = Extract<SpellExpression, { readonly window: WindowExpression }>;

class Clause {
  readonly #subject: Subject;
  readonly #locale: Locale;

  constructor(subject: Subject, locale: Locale) {
    this.#subject = subject;
    this.#locale = locale;
  }

  /** @param isDenied - tells that it does not hold, of conditions that have no opposite of their own */
  of(condition: Condition, isDenied = false): string {
    switch (condition.kind) {
      case "happens":
        return this.#having(condition.spells, isDenied, (phrase, isOneDay) =>
          this.#something(phrase, isDenied, isOneDay),
        );
      case "lasts":
        return this.#having(condition.spells, isDenied, (phrase) => this.#lasting(phrase, condition, isDenied));
      case "totals":
        return this.#total(condition.spells, condition);
      case "times":
        return this.#counting(phraseOf(condition.spells, this.#locale).spell("many"), condition);
      case "falls":
        return `${this.#subject.whose} ${fallsText(condition.anchor, condition.window, this.#locale, isDenied)}`;
      case "change":
        return this.#change(condition);
      case "in-group":
        return this.#group(condition.attribute, condition.codes, isDenied);
      case "aged":
        return this.#age(condition, isDenied);
      case "counted-in":
        return this.#counted(condition, isDenied);
      case "every":
      case "some":
        return this.#joint(condition.kind, condition.of);
      case "not":
        return this.of(condition.of, !isDenied);
    }
  }

  #say(ru: string, en: string): string {
    return this.#locale === "ru" ? ru : en;
  }

  #quoted(code: string): string {
    return quotedText(code, this.#locale);
  }

  #and(parts: readonly string[]): string {
    return listText(parts, this.#say("и", "and"));
  }

  /**
   * All of the conditions or one of them: «и» binds closer than «или», so only the latter is bracketed inside the
   * other.
   */
  #joint(kind: "every" | "some", of: readonly Condition[]): string {
    const later = new Clause(this.#subject.again ?? this.#subject, this.#locale);
    const parts = of.map((part, index) => {
      const text = (index === 0 ? this : later).of(part);
      return part.kind === "some" ? `(${text})` : text;
    });
    if (kind === "every") return this.#clauses(parts, this.#say("и", "and"));
    if (!of.some((part) => part.kind === "every")) return this.#clauses(parts, this.#say("или", "or"));
    const either = this.#say("либо", "either");
    return `${either} ${parts.join(`, ${this.#say("либо", "or")} `)}`;
  }

  /** Clauses in a row; those that could stand alone are parted by a comma. */
  #clauses(parts: readonly string[], word: string): string {
    if (this.#subject.isRelative || parts.length < 2) return listText(parts, word);
    return `${parts.slice(0, -1).join(", ")}, ${word} ${parts.at(-1)}`;
  }

  /** There is something of the kind, or nothing; a window that cuts or holds whatever it is is told before it. */
  #having(spells: SpellExpression, isDenied: boolean, thing: (phrase: Phrase, isOneDay: boolean) => string): string {
    const { who, whose, isMany, isRelative } = this.#subject;
    const [verb, owner] = this.#locale === "ru" ? [isDenied ? "нет" : "есть", whose] : [isMany ? "have" : "has", who];
    const window = this.#windowAhead(spells);
    if (window === undefined) return `${owner} ${verb} ${thing(phraseOf(spells, this.#locale), false)}`;
    const told = `${verb} ${thing(phraseOf(window.of, this.#locale), isOneDay(window.window))}`;
    const inside = windowText(window.window, this.#locale, "inside");
    return isRelative ? `${owner} ${inside} ${told}` : `${inside} ${owner} ${told}`;
  }

  #windowAhead(spells: SpellExpression): Windowed | undefined {
    if (!("window" in spells)) return undefined;
    const isCut = spells.kind === "clip" && phraseOf(spells.of, this.#locale).isMass;
    return isCut || areSingleDays(spells.of) ? spells : undefined;
  }

  /** @param isInOneDay - whether a window of one day is told before it, so that its days need no counting */
  #something(phrase: Phrase, isDenied: boolean, isInOneDay: boolean): string {
    const isCounted = !phrase.isMass || (isInOneDay && isOccasion(phrase));
    if (isCounted) return this.#spell(phrase.spell(isDenied ? "genitive" : "one"), isDenied);
    if (isInOneDay)
      return `${this.#say("", isDenied ? "no " : "")}${phrase.mass(isDenied ? "genitive" : "nominative")}`;
    const days = phrase.mass("genitive");
    return isDenied
      ? this.#say(`ни одного дня ${days}`, `no day of ${days}`)
      : this.#say(`хотя бы один день ${days}`, `at least one day of ${days}`);
  }

  #lasting(phrase: Phrase, range: LengthRange, isDenied: boolean): string {
    const length = this.#say(` продолжительностью ${this.#length(range)}`, ` of ${this.#length(range)}`);
    const text = phrase.spell(isDenied ? "genitive" : "one", length);
    const single = this.#say(isDenied ? "отдельного" : "отдельный", "single");
    return this.#spell(phrase.isMass ? `${single} ${text}` : text, isDenied);
  }

  #spell(text: string, isDenied: boolean): string {
    return this.#say(text, isDenied ? `no ${text}` : articled(text));
  }

  #length(range: LengthRange): string {
    const { atLeast, under } = range;
    if (atLeast === undefined || under !== undefined) return lengthText(range, this.#locale);
    return `${durationText(atLeast, this.#locale)} ${this.#say("и более", "or more")}`;
  }

  #total(spells: SpellExpression, range: LengthRange): string {
    const phrase = phraseOf(spells, this.#locale);
    const things = phrase.isMass
      ? this.#say(phrase.mass("genitive"), `days of ${phrase.mass("genitive")}`)
      : phrase.spell("many");
    const total = this.#say(`общая продолжительность ${things} составляет`, `${things} total`);
    return `${this.#subject.whose} ${total} ${lengthText(range, this.#locale)}`;
  }

  #counting(things: string, range: CountRange, whose = this.#subject.whose): string {
    const number = this.#say(`число ${things} составляет`, `number of ${things} is`);
    return `${whose} ${number} ${countText(range, this.#locale)}`;
  }

  #group(attribute: string, codes: readonly string[], isDenied: boolean): string {
    const name =
      ATTRIBUTES[this.#locale][attribute] ?? `${this.#say("признак", "attribute")} ${this.#quoted(attribute)}`;
    const named = codes.map((code) => this.#quoted(code));
    const { whose } = this.#subject;
    if (!isDenied) return `${whose} ${name} ${this.#say("—", "is")} ${listText(named, this.#say("или", "or"))}`;
    const neither = codes.length === 1 ? "not" : "neither";
    return this.#say(
      `${whose} ${name} — ${this.#and(named.map((code) => `не ${code}`))}`,
      `${whose} ${name} is ${neither} ${listText(named, "nor")}`,
    );
  }

  #age({ from, under, at }: Aged, isDenied: boolean): string {
    const { whose } = this.#subject;
    const isPeriod = at === "period-start";
    const day = isPeriod ? this.#say("отчётного периода", "the reporting period") : anchorText(at, this.#locale);
    const age = this.#length({
      ...(from !== undefined && { atLeast: years(from) }),
      ...(under !== undefined && { under: years(under) }),
    });
    return this.#say(
      `${whose} возраст на ${isPeriod ? "первый день" : "день"} ${day}${isDenied ? " не" : ""} составляет ${age}`,
      `${whose} age on the ${isPeriod ? "first day" : "day"} of ${day} is ${isDenied ? "not " : ""}${age}`,
    );
  }

  #counted({ code, definition }: Extract<Condition, { kind: "counted-in" }>, isDenied: boolean): string {
    const { who, isMany, again } = this.#subject;
    const inside =
      definition === undefined ? "" : ` (${clauseOf(spelledOut(definition), again ?? this.#subject, this.#locale)})`;
    return this.#say(
      `${who} ${isDenied ? "не " : ""}${isMany ? "учтены" : "учтён"} в показателе ${code}${inside}`,
      `${who} ${isMany ? "are" : "is"} ${isDenied ? "not " : ""}counted in indicator ${code}${inside}`,
    );
  }

  #change({ rule, pairing }: Change): string {
    const moved = MOVED.flatMap((name) => (rule[name] === undefined ? [] : [this.#movement(name, rule[name])]));
    const { whose, again } = this.#subject;
    const clauses = moved.length === 0 ? [] : [`${whose} ${this.#say("ситуация", "situation")} ${this.#and(moved)}`];
    const count = (things: string, range: CountRange | undefined) => {
      if (range !== undefined) clauses.push(this.#counting(things, range, clauses.length === 0 ? whose : again?.whose));
    };
    count(
      this.#say(
        "критериев с улучшением за вычетом числа критериев с ухудшением",
        "criteria improved less the number of criteria worsened",
      ),
      rule.net,
    );
    count(this.#say("критериев с двумя оценками", "criteria with two scores"), rule.paired);
    return `${this.#clauses(clauses, this.#say("и", "and"))} (${pairingText(pairing, this.#locale)})`;
  }

  #movement(name: Moved, { atLeast, atMost }: CountRange): string {
    const { verb, none } = MOVEMENTS[this.#locale][name];
    if (atMost === 0) return none;
    const number = (count: number) => (count === 1 ? this.#say("одному", "one") : String(count));
    const criteria = (count: number) => `${number(count)} ${formOf(count, CRITERIA[this.#locale], this.#locale)}`;
    if (atLeast !== undefined && atLeast === atMost)
      return `${verb} ${this.#say("ровно по", "on exactly")} ${criteria(atLeast)}`;
    const least = this.#say("хотя бы по", "on at least");
    const most = this.#say("не более чем по", "on at most");
    if (atMost === undefined) return `${verb} ${least} ${criteria(atLeast!)}`;
    if (atLeast === undefined) return `${verb} ${most} ${criteria(atMost)}`;
    return `${verb} ${least} ${number(atLeast)} ${this.#say(`и ${most}`, "and at most")} ${criteria(atMost)}`;
  }
}

const ATTRIBUTES: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  ru: { targetGroup: "целевая группа", sex: "пол", region: "регион", organisation: "организация" },
  en: { targetGroup: "target group", sex: "sex", region: "region", organisation: "organisation" },
};

const CRITERIA = {
  ru: ["критерию", "критериям", "критериям"],
  en: ["criterion", "criteria", "criteria"],
} as const;

/** Movements of a situation, in the order in which they are told. */
const MOVED = ["improved", "unchanged", "worsened", "notWorsened"] as const;
type Moved = (typeof MOVED)[number];

const MOVEMENTS: Readonly<Record<Locale, Readonly<Record<Moved, { readonly verb: string; readonly none: string }>>>> = {
  ru: {
    improved: { verb: "улучшилась", none: "не улучшилась ни по одному критерию" },
    unchanged: { verb: "не изменилась", none: "изменилась по каждому критерию с двумя оценками" },
    worsened: { verb: "ухудшилась", none: "не ухудшилась ни по одному критерию" },
    notWorsened: { verb: "не ухудшилась", none: "ухудшилась по каждому критерию с двумя оценками" },
  },
  en: {
    improved: { verb: "improved", none: "improved on no criterion" },
    unchanged: { verb: "stayed the same", none: "changed on every criterion with two scores" },
    worsened: { verb: "worsened", none: "worsened on no criterion" },
    notWorsened: { verb: "did not worsen", none: "worsened on every criterion with two scores" },
  },
};
