import { formatShare } from "../../share";
import { type Seen, text } from "./finding";
import type { KnownFacts, Rule } from "./rule";

/** What beneficiaries say, and whether anybody works it up. */
export const feedbackRules: readonly Rule[] = [
  {
    code: "evidence.feedback-missing",
    subCriterion: "4.2",
    needs: "dataset",
    remedy: {
      action: text(
        "Собирать обратную связь у всех, кто получает услуги, с открытыми вопросами",
        "Collect feedback from everybody served, with open questions",
      ),
      doneWhen: text(
        "Обратную связь дала хотя бы половина получивших услуги",
        "At least half of those served gave feedback",
      ),
      functions: ["feedback", "defineInstrument"],
      document: text("Инструмент обратной связи", "Feedback instrument"),
    },
    look: answers,
  },
  {
    code: "evidence.themes-not-analysed",
    subCriterion: "4.3",
    needs: "dataset",
    remedy: {
      action: text(
        "Кодировать темы ответов двумя людьми независимо и считать согласие",
        "Have two people code the themes of answers apart, and work out their agreement",
      ),
      doneWhen: text(
        "Есть темы от двух кодировщиков и каппа Коэна",
        "Themes by two coders and Cohen's kappa are there",
      ),
      functions: ["feedback", "cohenKappa"],
      document: text("Кодировочная книга тем", "Code book of themes"),
    },
    look: themes,
  },
];

function answers({ store }: KnownFacts): readonly Seen[] {
  const { services, feedback } = store;
  let [served, answered] = [0, 0];
  for (let person = 0; person < store.people; person++) {
    if (services.offsets[person] === services.offsets[person + 1]) continue;
    served++;
    if (feedback.offsets[person]! < feedback.offsets[person + 1]!) answered++;
  }
  if (served === 0) return [];
  const share = { numerator: answered, denominator: served };
  const count = feedback.days.length;
  return [
    {
      isMissing: count === 0 || answered * 2 < served,
      figures: { served, answered, answers: count },
      message:
        count === 0
          ? text(
              "Качественных данных нет: обратную связь никто не давал.",
              "No qualitative data: nobody gave feedback.",
            )
          : text(
              `Обратную связь дали ${formatShare(share, { locale: "ru" })} получивших услуги.`,
              `Feedback came from ${formatShare(share, { locale: "en" })} of those served.`,
            ),
    },
  ];
}

function themes({ store: { feedback } }: KnownFacts): readonly Seen[] {
  const count = feedback.days.length;
  let withThemes = 0;
  for (let row = 0; row < count; row++) {
    if (feedback.themeRanges[row * 2]! < feedback.themeRanges[row * 2 + 1]!) withThemes++;
  }
  const coders = new Set(feedback.coders.filter((coder) => coder >= 0)).size;
  return [
    {
      isMissing: withThemes === 0 || coders < 2,
      figures: { answers: count, withThemes, coders },
      message:
        count === 0
          ? text(
              "Качественных данных для анализа нет: ответов не записано.",
              "There are no qualitative data to analyse: no answers are on record.",
            )
          : text(
              `Темы выделены в ${withThemes} из ${count} ответов; названо кодировщиков: ${coders}.`,
              `Themes were found in ${withThemes} of ${count} answers; coders named: ${coders}.`,
            ),
    },
  ];
}
