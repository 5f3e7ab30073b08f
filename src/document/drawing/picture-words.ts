import type { NoFigure } from "../picture";
import type { Locale } from "../../share";

/** Why there is no point, in a word or two. */
export const ABSENT: Readonly<Record<Locale, Readonly<Record<NoFigure["code"], string>>>> = {
  ru: {
    suppressed: "скрыто",
    "empty-denominator": "в знаменателе никого",
    "nobody-entered": "никто не дошёл",
    "nobody-paired": "нет пар оценок",
    "not-observed": "не наблюдали",
  },
  en: {
    suppressed: "suppressed",
    "empty-denominator": "nobody in the denominator",
    "nobody-entered": "nobody got so far",
    "nobody-paired": "no pairs of scores",
    "not-observed": "not observed",
  },
};

/** Words that drawings and texts of pictures share. */
export const PICTURE_WORDS = {
  ru: {
    roles: { figure: "показатель", total: "всего", reading: "другое прочтение", harm: "стало хуже" },
    interval: "интервал",
    reached: "дошли",
    fromPrevious: "от прежнего шага",
    fromStart: "от первого шага",
    pending: "ожидается",
    unknown: "неизвестно",
    besides: "минуя прежние шаги",
    atRisk: "Под наблюдением",
    after: { months: "Прошло месяцев", weeks: "Прошло недель", days: "Прошло дней" },
    people: "людей",
    observed: "под наблюдением",
    units: { months: "мес.", weeks: "нед.", days: "дн." },
    worsened: "хуже",
    unchanged: "без изменений",
    improved: "лучше",
    unpaired: "нет пары оценок",
    notApplicable: "не применимо",
  },
  en: {
    roles: { figure: "indicator", total: "everybody", reading: "other reading", harm: "got worse" },
    interval: "interval",
    reached: "reached",
    fromPrevious: "of the step before",
    fromStart: "of the first step",
    pending: "pending",
    unknown: "unknown",
    besides: "past an earlier step",
    atRisk: "Observed",
    after: { months: "Months since", weeks: "Weeks since", days: "Days since" },
    people: "people",
    observed: "observed",
    units: { months: "months", weeks: "weeks", days: "days" },
    worsened: "worse",
    unchanged: "unchanged",
    improved: "better",
    unpaired: "no pair of scores",
    notApplicable: "not applicable",
  },
} as const;
