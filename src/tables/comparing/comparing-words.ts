import { verdictWords } from "../../core/aloud/words";
import type { Locale } from "../../share";
import type { ChangeCause } from "./causes";
import type { Standing } from "./standing";

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
