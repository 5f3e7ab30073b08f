import type { Duration } from "../../calendar";
import type { Absence } from "../definition/needs";
import type { CountRange, LengthRange, SpellExpression } from "../definition/language";
import { vocabularies } from "../events/vocabulary";
import type { Locale } from "../../share";
import type { Verdict } from "../engine/verdict";

/** Forms of a Russian noun after 1, 2–4 and 5 or more; two forms serve English. */
export type Forms = readonly [one: string, few: string, many: string];

const UNITS: Readonly<Record<Locale, Readonly<Record<Duration["unit"], Forms>>>> = {
  ru: {
    days: ["день", "дня", "дней"],
    weeks: ["неделя", "недели", "недель"],
    months: ["месяц", "месяца", "месяцев"],
    years: ["год", "года", "лет"],
  },
  en: {
    days: ["day", "days", "days"],
    weeks: ["week", "weeks", "weeks"],
    months: ["month", "months", "months"],
    years: ["year", "years", "years"],
  },
};

/** The form of a noun that goes with a number. */
export function formOf(count: number, [one, few, many]: Forms, locale: Locale): string {
  if (locale === "en") return count === 1 ? one : many;
  const tens = count % 100;
  const ones = count % 10;
  if (ones === 1 && tens !== 11) return one;
  return ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? few : many;
}

/** A length of time in words: «6 месяцев», "1 day". */
export function durationText({ count, unit }: Duration, locale: Locale): string {
  return `${count} ${formOf(count, UNITS[locale][unit], locale)}`;
}

/** A length of time after «от», «менее» or «не хватает»: «1 дня», «6 месяцев»; as it is in English. */
export function genitiveText({ count, unit }: Duration, locale: Locale): string {
  const [one, few, many] = UNITS[locale][unit];
  return `${count} ${formOf(count, locale === "ru" ? [few, many, many] : [one, few, many], locale)}`;
}

/** A length of time after «включая», «на» or «через»: «1 неделю», «6 месяцев»; as it is in English. */
export function accusativeText({ count, unit }: Duration, locale: Locale): string {
  const [one, few, many] = UNITS[locale][unit];
  return `${count} ${formOf(count, [one.replace(/я$/, "ю"), few, many], locale)}`;
}

/** A number of days in words. */
export function daysText(count: number, locale: Locale): string {
  return durationText({ count, unit: "days" }, locale);
}

/**
 * A range of lengths in words: «не менее 6 месяцев», «от 1 до 6 месяцев (не включая 6 месяцев)», "less than 6 months".
 */
export function lengthText({ atLeast, under }: LengthRange, locale: Locale): string {
  const say = (ru: string, en: string) => (locale === "ru" ? ru : en);
  const limit = under === undefined ? "" : genitiveText(under, locale);
  if (atLeast === undefined) return say(`менее ${limit}`, `less than ${limit}`);
  if (under === undefined) return `${say("не менее", "at least")} ${genitiveText(atLeast, locale)}`;
  const least = atLeast.unit === under.unit ? String(atLeast.count) : genitiveText(atLeast, locale);
  return say(
    `от ${least} до ${limit} (не включая ${accusativeText(under, locale)})`,
    `at least ${least} and less than ${limit}`,
  );
}

/** A range of numbers in words: «не менее 2», «ровно 1», "at least 2 and at most 5". */
export function countText({ atLeast, atMost }: CountRange, locale: Locale): string {
  const say = (ru: string, en: string) => (locale === "ru" ? ru : en);
  if (atMost === 0) return "0";
  if (atLeast === atMost) return `${say("ровно", "exactly")} ${atLeast}`;
  const least = atLeast === undefined ? [] : [`${say("не менее", "at least")} ${atLeast}`];
  const most = atMost === undefined ? [] : [`${say("не более", "at most")} ${atMost}`];
  return [...least, ...most].join(say(" и ", " and "));
}

/** What each verdict is called. */
export const verdictWords: Readonly<Record<Locale, Readonly<Record<Verdict, string>>>> = {
  ru: {
    outside: "вне знаменателя",
    excluded: "исключён",
    counted: "учтён",
    pending: "ожидается",
    unknown: "неизвестно",
    "not-counted": "не учтён",
  },
  en: {
    outside: "outside",
    excluded: "excluded",
    counted: "counted",
    pending: "pending",
    unknown: "unknown",
    "not-counted": "not counted",
  },
};

/** What follows when nobody records an event. */
export const absentEventWords: Readonly<Record<Locale, Readonly<Record<Absence, string>>>> = {
  ru: {
    refused: "остальные события о человеке не принимаются",
    unknown: "вердикт «неизвестно»",
    "not-happened": "считается, что этого не было",
    "runs-on": "начатое считается продолжающимся",
    "goes-with-any": "относится к любому трудоустройству",
  },
  en: {
    refused: "no other event about the person is accepted",
    unknown: "the verdict is unknown",
    "not-happened": "taken not to have happened",
    "runs-on": "what began is taken to go on",
    "goes-with-any": "taken to go with any placement",
  },
};

/** A code in quotation marks. */
export function quotedText(code: string, locale: Locale): string {
  return locale === "ru" ? `«${code}»` : `"${code}"`;
}

/** Parts in a row, with a word before the last: «a, b или c». */
export function listText(parts: readonly string[], word: string): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} ${word} ${parts.at(-1)}`;
}

/** Cases in which an activity is named, `plural` being the genitive of several; English tells only one from several. */
export type ActivityCase = "nominative" | "genitive" | "instrumental" | "plural";

type Activity = Readonly<Record<ActivityCase, string>>;

/** @param plural - of what can be counted by its own name */
const activity = /* @__NO_SIDE_EFFECTS__ */ (
  nominative: string,
  genitive: string,
  instrumental: string,
  plural = genitive,
): Activity => ({
  nominative,
  genitive,
  instrumental,
  plural,
});

const ACTIVITIES = {
  placements: activity("работа", "работы", "работой"),
  support: activity("сопровождение", "сопровождения", "сопровождением"),
  services: activity("получение услуг", "получения услуг", "получением услуг"),
  service: activity("получение услуги", "получения услуги", "получением услуги"),
  enrolment: activity("участие в программе", "участия в программе", "участием в программе"),
  exits: activity("выбытие", "выбытия", "выбытием", "выбытий"),
  "employed-at-follow-up": activity(
    "занятость по данным контакта",
    "занятости по данным контакта",
    "занятостью по данным контакта",
  ),
  "follow-ups": activity(
    "контакт после сопровождения",
    "контакта после сопровождения",
    "контактом после сопровождения",
    "контактов после сопровождения",
  ),
} as const;

const SETTINGS = { "open-market": " на открытом рынке труда", sheltered: " в защищённом формате" } as const;
const CONTRACTS = {
  ru: { temporary: " по временному договору", permanent: " по постоянному договору" },
  en: { temporary: " under a temporary contract", permanent: " under a permanent contract" },
} as const;

/** Spells that are recorded, not made from others. */
export type Recorded = Extract<SpellExpression, { readonly kind: keyof typeof ACTIVITIES }>;

/** What a beneficiary does on the days of recorded spells: «работы на открытом рынке труда», "sheltered work". */
export function activityText(expression: Recorded, locale: Locale, form: ActivityCase): string {
  const say = (ru: string, en: string) => (locale === "ru" ? ru : en);
  switch (expression.kind) {
    case "placements": {
      const { setting, contract } = expression;
      const terms = contract === undefined ? "" : CONTRACTS[locale][contract];
      if (locale === "ru")
        return `${ACTIVITIES.placements[form]}${setting === undefined ? "" : SETTINGS[setting]}${terms}`;
      return `${setting === "sheltered" ? "sheltered work" : "work"}${setting === "open-market" ? " on the open market" : ""}${terms}`;
    }
    case "support":
      return say(ACTIVITIES.support[form], "support");
    case "services":
      if (expression.service === undefined) return say(ACTIVITIES.services[form], "services");
      return `${say(ACTIVITIES.service[form], "the service")} ${quotedText(expression.service, locale)}`;
    case "enrolment":
      return say(ACTIVITIES.enrolment[form], "enrolment");
    case "exits": {
      const name = say(ACTIVITIES.exits[form], form === "plural" ? "exits" : "exit");
      if (expression.reason === undefined) return name;
      const codes = expression.reason.map((code) => quotedText(code, locale));
      return `${name} ${say("по причине", "for the reason")} ${listText(codes, say("или", "or"))}`;
    }
    case "employed-at-follow-up":
      return say(ACTIVITIES["employed-at-follow-up"][form], "employment found at follow-up");
    case "follow-ups": {
      const name = say(ACTIVITIES["follow-ups"][form], form === "plural" ? "follow-ups" : "follow-up");
      if (expression.status === undefined) return name;
      const found = quotedText(vocabularies.status[expression.status][locale], locale);
      return `${name} ${say("с итогом", "with the result")} ${found}`;
    }
  }
}

/** An English noun with its indefinite article. */
export function articled(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}
