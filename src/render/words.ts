import type { Duration } from "../calendar";
import type { SpellExpression, WindowExpression } from "../definition/language";
import type { Locale } from "../share";
import type { Verdict } from "../verdicts/verdict";

/** Forms of a Russian noun after 1, 2–4 and 5 or more; two forms serve English. */
type Forms = readonly [one: string, few: string, many: string];

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

function formOf(count: number, [one, few, many]: Forms, locale: Locale): string {
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

/** A length of time after «от», «меньше» or «не хватает»: «1 дня», «6 месяцев»; as it is in English. */
export function genitiveText({ count, unit }: Duration, locale: Locale): string {
  const [one, few, many] = UNITS[locale][unit];
  return `${count} ${formOf(count, locale === "ru" ? [few, many, many] : [one, few, many], locale)}`;
}

/** A number of days in words. */
export function daysText(count: number, locale: Locale): string {
  return durationText({ count, unit: "days" }, locale);
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

const ANCHORS = {
  ru: {
    registration: "регистрации",
    exit: "выбытия",
    "first-placement": "первого трудоустройства",
    "last-support-end": "окончания сопровождения",
  },
  en: {
    registration: "registration",
    exit: "exit",
    "first-placement": "the first placement",
    "last-support-end": "the end of support",
  },
} as const;

/** A window in words. */
function windowText(window: WindowExpression, locale: Locale): string {
  const isRussian = locale === "ru";
  switch (window.kind) {
    case "reporting-period":
      return isRussian ? "отчётный период" : "the reporting period";
    case "until-horizon":
      return isRussian ? "всё время до горизонта" : "everything up to the horizon";
    case "after": {
      const [from, to] = [genitiveText(window.from, locale), genitiveText(window.to, locale)];
      const anchor = ANCHORS[locale][window.anchor];
      return isRussian ? `от ${from} до ${to} после ${anchor}` : `${from} to ${to} after ${anchor}`;
    }
    case "quarter-after": {
      const anchor = ANCHORS[locale][window.anchor];
      return isRussian
        ? `${window.count}-й квартал после квартала ${anchor}`
        : `quarter ${window.count} after that of ${anchor}`;
    }
  }
}

const SETTINGS = {
  ru: { "open-market": "на открытом рынке труда", sheltered: "в защищённом формате" },
  en: { "open-market": "on the open market", sheltered: "sheltered" },
} as const;
const CONTRACTS = {
  ru: { temporary: "по временному договору", permanent: "по постоянному договору" },
  en: { temporary: "temporary", permanent: "permanent" },
} as const;

/** The outermost step of a spell expression in words; the steps inside it are told on lines of their own. */
export function spellStepText(expression: SpellExpression, locale: Locale): string {
  const isRussian = locale === "ru";
  switch (expression.kind) {
    case "placements": {
      const { setting, contract } = expression;
      const details = [setting && SETTINGS[locale][setting], contract && CONTRACTS[locale][contract]].filter(Boolean);
      return [isRussian ? "трудоустройство" : "placements", ...details].join(isRussian ? " " : ", ");
    }
    case "support":
      return isRussian ? "сопровождение" : "support";
    case "services":
      if (expression.service === undefined) return isRussian ? "услуги" : "services";
      return isRussian ? `услуги «${expression.service}»` : `services "${expression.service}"`;
    case "enrolment":
      return isRussian ? "участие в программе" : "enrolment";
    case "employed-at-follow-up":
      return isRussian ? "работает по данным контакта" : "employed at follow-up";
    case "overlap":
      return isRussian ? "общие дни" : "days shared by";
    case "except":
      return isRussian ? "дни первого без дней второго" : "days of the first without those of the second";
    case "union":
      return isRussian ? "любое из" : "any of";
    case "joined": {
      if (expression.gap.count === 0) return isRussian ? "примыкающие слиты" : "adjoining ones joined";
      const gap = durationText(expression.gap, locale);
      return isRussian ? `слиты при перерыве не больше: ${gap}` : `joined when at most ${gap} apart`;
    }
    case "clip":
      return isRussian
        ? `в пределах: ${windowText(expression.window, locale)}`
        : `within ${windowText(expression.window, locale)}`;
    case "touching":
      return isRussian
        ? `затрагивают: ${windowText(expression.window, locale)}`
        : `meeting ${windowText(expression.window, locale)}`;
  }
}
