import type { Title } from "../../core/events/vocabulary";
import type { Instrument } from "./instrument";
import type { Figures, Note } from "../../core/verdicts/result";
import type { Answers } from "./feedback-answers";
import type { ItemAnswers } from "./feedback-items";
import type { FeedbackThemes } from "./feedback-themes";

/** The figures of one stratum in one period, as far as notes are about them. */
interface NotedFigures {
  readonly response: Figures;
  readonly respondentsNotAsked: number;
  readonly items: readonly ItemAnswers[];
  readonly themes: FeedbackThemes;
}

/** Counts of people under it tell of single people. */
const FEW = 5;

const WORDS: Readonly<Record<string, Title>> = {
  "last-answer": {
    ru: "Если человек за период ответил на вопрос несколько раз, учтён последний ответ.",
    en: "Of several answers of a person to an item in a period the last one counts.",
  },
  "scale-rule": {
    ru: "Балл шкалы — среднее по тем её вопросам, на которые человек ответил, если их не меньше половины; обратные вопросы перевёрнуты.",
    en: "The score of a scale is the mean of those of its items the person answered, if they are at least half; reversed items are turned.",
  },
  "respondents-not-asked": {
    ru: "Среди ответивших есть люди не из числа спрошенных: их ответы учтены, но в долю ответивших они не входят.",
    en: "Some respondents are not among those asked: their answers are counted, but they are not in the response rate.",
  },
  "coded-by-both": {
    ru: "Ответ, который разметили несколько кодировщиков, — один ответ: тему назвал хотя бы один из них или все.",
    en: "An answer coded by several coders is one answer: at least one of them found the theme, or all did.",
  },
  "several-coders": {
    ru: "Кодировщиков больше двух: согласие показано для каждой пары, размечавшей одни и те же ответы.",
    en: "There are more than two coders: agreement is shown for every two who coded the same answers.",
  },
  "coder-not-named": {
    ru: "Часть тем записана без кодировщика: в согласие кодировщиков такие записи не входят.",
    en: "Some themes are recorded without a coder: such records are not part of the agreement of coders.",
  },
  "themes-not-declared": {
    ru: "Темы в анкете не перечислены: учтены те, что встретились в её ответах.",
    en: "The instrument declares no themes: those seen in its answers are used.",
  },
  "small-cells": {
    ru: "В таблице есть числа людей меньше 5: по ним можно узнать отдельного человека, не публикуйте их. Функция suppress эту таблицу не скрывает.",
    en: "The table holds counts of people under 5, by which a single person might be known: do not publish them. suppress does not cover this table.",
  },
};

/**
 * What the reader of a table of feedback must know.
 *
 * @param asked - who was asked
 * @param figures - of every stratum and period
 * @param answers - of every period
 */
export function feedbackNotes(
  instrument: Instrument,
  asked: { readonly code: string | null; readonly title: Title },
  figures: readonly NotedFigures[],
  answers: readonly Answers[],
): readonly Note[] {
  const applies: Readonly<Record<string, boolean>> = {
    "last-answer": true,
    "scale-rule": (instrument.scales ?? []).length > 0,
    "respondents-not-asked": figures.some(({ respondentsNotAsked }) => respondentsNotAsked > 0),
    "coded-by-both": figures.some(({ themes }) => themes.codedTwice > 0),
    "several-coders": figures.some(({ themes }) => themes.agreement.length > 1),
    "coder-not-named": answers.some(({ coders }) => coders.includes(-1)),
    "themes-not-declared": instrument.themes === undefined,
    "small-cells": figures.some((one) => countsIn(one).some((people) => people > 0 && people < FEW)),
  };
  const codes = Object.keys(WORDS).filter((code) => applies[code]);
  const notes = [
    { code: "asked", message: askedText(asked) },
    ...codes.map((code) => ({ code, message: WORDS[code]! })),
  ];
  return notes.map(({ code, message }) => Object.freeze({ code, message: Object.freeze({ ...message }) }));
}

function askedText({ code, title }: { readonly code: string | null; readonly title: Title }): Title {
  if (code === null) return { ru: `Спрошенными считаются ${title.ru}.`, en: `Taken as asked: ${title.en}.` };
  return {
    ru: `Спрошенными считаются те, кто учтён в показателе ${code} («${title.ru}»).`,
    en: `Taken as asked: whoever is counted in indicator ${code} (“${title.en}”).`,
  };
}

/** Counts of people that the table shows. */
function countsIn({ response, items, themes }: NotedFigures): readonly number[] {
  return [
    response.verdicts.counted,
    response.verdicts["not-counted"],
    ...items.flatMap(({ people, missing, distribution }) => [
      people,
      missing,
      ...distribution.map((one) => one.people),
    ]),
    ...themes.counts.flatMap(({ people }) => [people.byAny, people.byAll]),
  ];
}
