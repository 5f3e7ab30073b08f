import type { Duration } from "../calendar";
import type { Anchor, CountRange, LengthRange, SpellExpression, WindowExpression } from "../definition/language";
import type { Locale } from "../share";
import type { ChangeCause } from "../tables/causes";
import type { Standing } from "../tables/standing";
import type { Verdict } from "../verdicts/verdict";

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

/** A length of time after «включая»: «1 неделю», «6 месяцев»; as it is in English. */
function accusativeText({ count, unit }: Duration, locale: Locale): string {
  const [one, few, many] = UNITS[locale][unit];
  return `${count} ${formOf(count, [one.replace(/я$/, "ю"), few, many], locale)}`;
}

/** A number of days in words. */
export function daysText(count: number, locale: Locale): string {
  return durationText({ count, unit: "days" }, locale);
}

/** A range of lengths in words: «не менее 6 месяцев», «от 1 до 6 месяцев (не включая 6 месяцев)», "less than 6 months". */
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

/** What each standing of a comparison is called. */
export const standingWords: Readonly<Record<Locale, Readonly<Record<Standing, string>>>> = {
  ru: { ...verdictWords.ru, "not-in-dataset": "нет в данных" },
  en: { ...verdictWords.en, "not-in-dataset": "not in the dataset" },
};

/** What each cause of a change is called. */
export const causeWords: Readonly<Record<Locale, Readonly<Record<ChangeCause, string>>>> = {
  ru: {
    "new-event": "новое событие",
    "corrected-event": "исправленное событие",
    "retracted-event": "отозванное событие",
    "passage-of-time": "прошло время или взят другой период",
    "definition-changed": "изменилось определение показателя",
    several: "несколько причин сразу",
  },
  en: {
    "new-event": "new event",
    "corrected-event": "corrected event",
    "retracted-event": "retracted event",
    "passage-of-time": "passage of time, or another period",
    "definition-changed": "changed definition of the indicator",
    several: "several causes at once",
  },
};

/** Anchors as they stand after «после» and «день»: in the genitive. */
const ANCHORS: Readonly<Record<Locale, Readonly<Record<Anchor, string>>>> = {
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

/** An anchor in words, in the genitive. */
export function anchorText(anchor: Anchor, locale: Locale): string {
  return ANCHORS[locale][anchor];
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
    case "after": {
      const anchor = anchorText(window.anchor, locale);
      const ru = `срок ${spanText(window, locale)} после ${anchor}`;
      const en = `the time ${spanText(window, locale)} after ${anchor}`;
      return say([ru, `в ${ru}`], [en, `in ${en}`]);
    }
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

/** From one length after a day up to another: «от 3 до 6 месяцев», «до 6 месяцев» when it begins with the day itself. */
function spanText({ from, to }: { readonly from: Duration; readonly to: Duration }, locale: Locale): string {
  const limit = genitiveText(to, locale);
  if (from.count === 0) return locale === "ru" ? `до ${limit}` : `up to ${limit}`;
  const start = from.unit === to.unit ? String(from.count) : genitiveText(from, locale);
  return locale === "ru" ? `от ${start} до ${limit}` : `from ${start} to ${limit}`;
}

/** Russian cases in which an activity is named; English has one form for all. */
export type ActivityCase = "nominative" | "genitive" | "instrumental";

type Activity = Readonly<Record<ActivityCase, string>>;

const activity = (nominative: string, genitive: string, instrumental: string): Activity => ({
  nominative,
  genitive,
  instrumental,
});

const ACTIVITIES = {
  placements: activity("работа", "работы", "работой"),
  support: activity("сопровождение", "сопровождения", "сопровождением"),
  services: activity("получение услуг", "получения услуг", "получением услуг"),
  service: activity("получение услуги", "получения услуги", "получением услуги"),
  enrolment: activity("участие в программе", "участия в программе", "участием в программе"),
  "employed-at-follow-up": activity(
    "занятость по данным контакта",
    "занятости по данным контакта",
    "занятостью по данным контакта",
  ),
} as const;

const SETTINGS = { "open-market": " на открытом рынке труда", sheltered: " в защищённом формате" } as const;
const CONTRACTS = {
  ru: { temporary: " по временному договору", permanent: " по постоянному договору" },
  en: { temporary: " under a temporary contract", permanent: " under a permanent contract" },
} as const;

/** Spells that are recorded, not made from others. */
export type Recorded = Extract<
  SpellExpression,
  { readonly kind: "placements" | "support" | "services" | "enrolment" | "employed-at-follow-up" }
>;

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
      return say(`${ACTIVITIES.service[form]} «${expression.service}»`, `the service "${expression.service}"`);
    case "enrolment":
      return say(ACTIVITIES.enrolment[form], "enrolment");
    case "employed-at-follow-up":
      return say(ACTIVITIES["employed-at-follow-up"][form], "employment found at follow-up");
  }
}

/** The outermost step of a spell expression in words; the steps inside it are told on lines of their own. */
export function spellStepText(expression: SpellExpression, locale: Locale): string {
  const say = (ru: string, en: string) => (locale === "ru" ? ru : en);
  switch (expression.kind) {
    case "placements":
    case "support":
    case "services":
    case "enrolment":
    case "employed-at-follow-up":
      return activityText(expression, locale, "nominative");
    case "overlap":
      return say("общие дни", "days shared by");
    case "except":
      return say("дни первого без дней второго", "days of the first without those of the second");
    case "union":
      return say("любое из", "any of");
    case "joined": {
      if (expression.gap.count === 0) return say("примыкающие слиты", "adjoining ones joined");
      const gap = genitiveText(expression.gap, locale);
      return say(`слиты при перерыве не более ${gap}`, `joined when at most ${gap} apart`);
    }
    case "clip":
      return windowText(expression.window, locale, "inside");
    case "touching":
      return `${say("затрагивают", "meeting")} ${windowText(expression.window, locale, "itself")}`;
  }
}

/** An English noun with its indefinite article. */
export function articled(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}
