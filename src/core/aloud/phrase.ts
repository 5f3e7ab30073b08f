import type { Duration } from "../../calendar";
import type { Anchor, NamedAnchor, SpellAnchor, SpellExpression, WindowExpression } from "../definition/language";
import { areSingleDays } from "../definition/sense";
import type { Locale } from "../../share";
import { type ActivityCase, accusativeText, activityText, articled, durationText, genitiveText } from "./words";

/**
 * Forms in which spells are named: one, one in the genitive, several in the genitive; English tells one from several.
 */
export type SpellForm = "one" | "genitive" | "many";

/**
 * A spell expression as a part of speech.
 *
 * Days that are laid together, taken away or cut to a window are told as what the beneficiary does on them (a mass);
 * spells that
 * were joined or chosen whole are told as things that can be counted.
 */
export interface Phrase {
  readonly isMass: boolean;
  /** What must be bracketed inside another phrase: nothing, what is made of two, or what is joined by «или». */
  readonly binding: 0 | 1 | 2;
  /** What one spell of it is called. */
  readonly head: Inflected;
  /** What the beneficiary does on the days of the spells. */
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
  part: inflected("отрезок", "отрезка", "отрезков"),
  continuous: inflected("непрерывный", "непрерывного", "непрерывных"),
  touching: inflected("затрагивающий", "затрагивающего", "затрагивающих"),
  including: inflected("включающий", "включающего", "включающих"),
  starting: inflected("начавшийся", "начавшегося", "начавшихся"),
  lastDay: inflected("последнего дня", "последнего дня", "последнего дня каждого из них"),
  falling: inflected("приходящийся", "приходящегося", "приходящихся"),
} as const;

const EN = {
  spell: inflected("spell", "spell", "spells"),
  occasion: inflected("occasion", "occasion", "occasions"),
  part: inflected("part", "part", "parts"),
  touching: inflected("that touches", "that touches", "that touch"),
  including: inflected("that includes", "that includes", "that include"),
  starting: inflected("that starts", "that starts", "that start"),
  lastDay: inflected("its last day", "its last day", "the last day of each"),
} as const;

/** The case in which a thing counted by its own name stands. */
const CASES: Readonly<Record<SpellForm, ActivityCase>> = { one: "nominative", genitive: "genitive", many: "plural" };

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
  const occasion = say<Inflected>(RU.occasion, EN.occasion);
  /** Single days that lie in a window: whether cut, touched or begun in it, they are in it. */
  const inside = (whole: Phrase, window: WindowExpression): Phrase => {
    const place = windowText(window, locale, "inside");
    const text = (form: ActivityCase) => `${bracketed(whole, form, 2)} ${place}`;
    if (whole.isMass) return mass(whole.head, 1, text);
    return { ...whole, binding: 1, mass: text, spell: (form, length) => `${whole.spell(form, length)} ${place}` };
  };
  if ("window" in expression && areSingleDays(expression.of)) return inside(of(expression.of), expression.window);
  switch (expression.kind) {
    case "placements":
    case "support":
    case "enrolment":
      return mass(period, 0, (form) => activityText(expression, locale, form));
    case "services":
    case "employed-at-follow-up":
      return mass(occasion, 0, (form) => activityText(expression, locale, form));
    case "exits":
    case "follow-ups": {
      const text = (form: ActivityCase) => activityText(expression, locale, form);
      return {
        ...{ isMass: false, head: occasion, binding: 0, mass: text },
        spell: (form, length = "") => `${text(CASES[form])}${length}`,
      };
    }
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
      const within = expression.within === undefined ? "" : say(" у одного работодателя", " with one employer");
      const breaks = isUnbroken
        ? ""
        : say(
            ` с возможными перерывами не более ${gap}`,
            ` ${within === "" ? "with" : "and"} any breaks of at most ${gap}`,
          );
      const days = within + breaks === "" ? parts.mass("genitive") : bracketed(parts, "genitive", 2);
      const content = parts.isMass
        ? say(days, `of ${days}`)
        : say(`из ${parts.spell("many")}`, `made of ${parts.spell("many")}`);
      return spells((form, length) => {
        const continuous = isUnbroken ? `${say(RU.continuous[form], "continuous")} ` : "";
        const told = say(` ${content}${within}${length}`, `${length} ${content}${within}`);
        return `${continuous}${period[form]}${told}${breaks}`;
      });
    }
    case "without-last-day": {
      const whole = of(expression.of);
      const but = say("не считая", "not counting");
      const spell = (form: SpellForm, length?: string) =>
        `${whole.spell(form, length)}${setOff(`${but} ${say<Inflected>(RU.lastDay, EN.lastDay)[form]}`)}`;
      if (!whole.isMass) return spells(spell);
      const each = setOff(`${but} ${say("последнего дня каждого периода", "the last day of each spell")}`);
      return { ...mass(whole.head, 1, (form) => `${bracketed(whole, form, 2)}${each}`), spell };
    }
    case "clip": {
      const whole = of(expression.of);
      if (whole.isMass) return inside(whole, expression.window);
      const place = windowText(expression.window, locale, "inside");
      const window = windowText(expression.window, locale, "itself");
      return spells((form, length) =>
        say(
          `${RU.part[form]} ${whole.spell("genitive")}${length}${setOff(`${RU.falling[form]} на ${window}`)}`,
          `${EN.part[form]}${length} of ${articled(whole.spell("genitive"))} ${place}`,
        ),
      );
    }
    case "touching": {
      const { of: inner, windows } = touchedWindows(expression.of, [expression.window]);
      const whole = of(inner);
      const isIn = windows.every(isOneDay);
      const touches = say<Inflected>(isIn ? RU.including : RU.touching, isIn ? EN.including : EN.touching);
      const touched = windows.map((window) => windowText(window, locale, "itself")).join(say(" и ", " and "));
      return spells((form, length) => {
        const told = `${touches[form]} ${touched}`;
        return `${whole.spell(form, length)}${say(setOff(told), ` ${told}`)}`;
      });
    }
    case "starting": {
      const whole = of(expression.of);
      const window = windowText(expression.window, locale, "inside");
      return spells((form, length) => {
        const told = `${say<Inflected>(RU.starting, EN.starting)[form]} ${window}`;
        return `${whole.spell(form, length)}${say(setOff(told), ` ${told}`)}`;
      });
    }
  }
}

interface Touched {
  readonly of: SpellExpression;
  readonly windows: readonly WindowExpression[];
}

/** Spells that touch several windows, the first asked for first. */
function touchedWindows(of: SpellExpression, windows: readonly WindowExpression[]): Touched {
  return of.kind === "touching" ? touchedWindows(of.of, [of.window, ...windows]) : { of, windows };
}

/** Whether the spells are told as occasions, of a day each. */
export function isOccasion({ head }: Phrase): boolean {
  return head === RU.occasion || head === EN.occasion;
}

/** Whether a window is a single day. */
export function isOneDay(window: WindowExpression): boolean {
  return window.kind === "earlier" ? isOneDay(window.of) : window.kind === "on";
}

/** The words of a part, in brackets when it binds as loosely as this or more loosely. */
function bracketed(part: Phrase, form: ActivityCase, loosest: 1 | 2): string {
  return part.binding >= loosest ? `(${part.mass(form)})` : part.mass(form);
}

/** Anchors with a name, as they stand after «после» and «день». */
const ANCHORS: Readonly<Record<Locale, Readonly<Record<NamedAnchor, string>>>> = {
  ru: {
    registration: "регистрации",
    exit: "выбытия",
    "first-placement": "начала первого трудоустройства",
    "last-support-end": "окончания сопровождения",
  },
  en: {
    registration: "registration",
    exit: "exit",
    "first-placement": "the start of the first placement",
    "last-support-end": "the end of support",
  },
};

/** Anchors with a name, as what comes on a day: in Russian it all «приходится на» it, in English each has its verb. */
const COMING: Readonly<Record<NamedAnchor, { readonly ru: string; readonly en: string; readonly verb: string }>> = {
  registration: { ru: "регистрация", en: "registration", verb: "fall" },
  exit: { ru: "выбытие", en: "exit", verb: "fall" },
  "first-placement": { ru: "начало первого трудоустройства", en: "first placement", verb: "start" },
  "last-support-end": { ru: "окончание сопровождения", en: "support", verb: "end" },
};

/** An anchor in words, in the genitive. */
export function anchorText(anchor: Anchor, locale: Locale): string {
  if (typeof anchor === "string") return ANCHORS[locale][anchor];
  const spell = phraseOf(anchor.of, locale).spell("genitive");
  const isFirst = anchor.kind === "first-day";
  if (areSingleDays(anchor.of))
    return locale === "ru"
      ? `${isFirst ? "первого" : "последнего"} ${spell}`
      : `the ${isFirst ? "first" : "last"} ${spell}`;
  if (locale === "ru") return isFirst ? `начала первого ${spell}` : `окончания последнего ${spell}`;
  return isFirst ? `the start of the first ${spell}` : `the end of the last ${spell}`;
}

/** That the day of an anchor lies in a window, told of whose day it is: «выбытие приходится на отчётный период». */
export function fallsText(anchor: Anchor, window: WindowExpression, locale: Locale, isDenied = false): string {
  const { ru, en, verb } = typeof anchor === "string" ? COMING[anchor] : comingOf(anchor);
  if (locale === "ru") return `${ru}${isDenied ? " не" : ""} приходится на ${windowText(window, locale, "itself")}`;
  return `${en} ${isDenied ? `does not ${verb}` : `${verb}s`} ${windowText(window, locale, "inside")}`;
}

function comingOf({ kind, of }: SpellAnchor): (typeof COMING)[NamedAnchor] {
  const isFirst = kind === "first-day";
  const spell = phraseOf(of, "ru").spell("genitive");
  const en = `${isFirst ? "first" : "last"} ${phraseOf(of, "en").spell("genitive")}`;
  if (areSingleDays(of)) return { ru: `день ${isFirst ? "первого" : "последнего"} ${spell}`, en, verb: "fall" };
  if (isFirst) return { ru: `первый день первого ${spell}`, en, verb: "start" };
  return { ru: `последний день последнего ${spell}`, en, verb: "end" };
}

/** A window in words: by itself, as after «затрагивает», or with what happens in it, as after «работа». */
export function windowText(window: WindowExpression, locale: Locale, place: "itself" | "inside"): string {
  const say = (ru: readonly [string, string], en: readonly [string, string]) =>
    (locale === "ru" ? ru : en)[place === "itself" ? 0 : 1];
  switch (window.kind) {
    case "reporting-period":
      return say(["отчётный период", "в отчётном периоде"], ["the reporting period", "in the reporting period"]);
    case "until-horizon":
      return say(
        ["всё время до горизонта", "за всё время до горизонта"],
        ["all time up to the horizon", "at any time up to the horizon"],
      );
    case "earlier": {
      const of = windowText(window.of, locale, place);
      const by = accusativeText(window.by, locale);
      return locale === "ru" ? `${of} со сдвигом на ${by} назад` : `${of} (moved back by ${by})`;
    }
    case "on": {
      const anchor = anchorText(window.anchor, locale);
      const en = window.after.count === 0 ? "the day of" : `the day ${durationText(window.after, locale)} after`;
      if (window.after.count === 0)
        return say([`день ${anchor}`, `в день ${anchor}`], [`${en} ${anchor}`, `on ${en} ${anchor}`]);
      const ru = `ровно через ${accusativeText(window.after, locale)} после ${anchor}`;
      return say([`день ${ru}`, ru], [`${en} ${anchor}`, `on ${en} ${anchor}`]);
    }
    case "after":
      return timeText(window, anchorText(window.anchor, locale), locale, place);
    case "quarter-after": {
      const anchor = anchorText(window.anchor, locale);
      const { count } = window;
      if (count === 0) {
        const en = `the quarter of ${anchor}`;
        return say([`квартал ${anchor}`, `в квартале ${anchor}`], [en, `in ${en}`]);
      }
      const en = `quarter ${count} after the quarter of ${anchor}`;
      const ru = (ending: string, noun: string) => `${count}-${ending} ${noun} после квартала ${anchor}`;
      return say([ru("й", "квартал"), `${count === 2 ? "во" : "в"} ${ru("м", "квартале")}`], [en, `in ${en}`]);
    }
  }
}

type After = Extract<WindowExpression, { readonly kind: "after" }>;

/** Ends this many years away and more are told as none: nobody is followed so long. */
const LIFETIME_IN_YEARS = 100;

function timeText({ from, to }: After, anchor: string, locale: Locale, place: "itself" | "inside"): string {
  const isItself = place === "itself";
  if (to.unit === "years" && to.count >= LIFETIME_IN_YEARS) {
    const start = openText(from, anchor, locale);
    if (locale === "ru") return isItself ? `время ${start}` : start;
    return isItself ? `the time ${start}` : start;
  }
  const span = spanText({ from, to }, locale);
  if (locale === "ru") return `${isItself ? "" : "в "}срок ${span} после ${anchor}`;
  return `${isItself ? "" : "in "}the time ${span} after ${anchor}`;
}

/** From one length after a day on: «не раньше чем через 1 день после регистрации». */
function openText(from: Duration, anchor: string, locale: Locale): string {
  if (from.count === 0) return locale === "ru" ? `начиная со дня ${anchor}` : `from the day of ${anchor} on`;
  if (locale === "ru") return `не раньше чем через ${accusativeText(from, locale)} после ${anchor}`;
  return `${durationText(from, locale)} or more after ${anchor}`;
}

/**
 * From one length after a day up to another: «от 3 до 6 месяцев», «до 6 месяцев» when it begins with the day itself.
 *
 * Days are told from the first to the last: «с 1-го по 30-й день» runs up to, not including, 31 days after.
 */
function spanText({ from, to }: { readonly from: Duration; readonly to: Duration }, locale: Locale): string {
  const limit = genitiveText(to, locale);
  if (from.count === 0) return locale === "ru" ? `до ${limit}` : `up to ${limit}`;
  if (from.unit === "days" && to.unit === "days") {
    const last = to.count - 1;
    return locale === "ru"
      ? `${from.count === 2 ? "со" : "с"} ${from.count}-го по ${last}-й день`
      : `from day ${from.count} to day ${last}`;
  }
  const start = from.unit === to.unit ? String(from.count) : genitiveText(from, locale);
  return locale === "ru" ? `от ${start} до ${limit}` : `from ${start} to ${limit}`;
}
