import { periodText } from "../../calendar";
import { formatShare, type Locale, roundedText } from "../../share";
import type { Feedback, FeedbackFigures } from "../../tables/feedback/feedback";
import type { ItemAnswers } from "../../tables/feedback/feedback-items";
import type { ScaleScores } from "../../tables/feedback/feedback-scales";
import type { CoderAgreement, FeedbackThemes, NamedBy } from "../../tables/feedback/feedback-themes";
import { aligned, intervalText } from "./figures";
import { valueText } from "./views";

/**
 * A table of feedback for the terminal: a block a stratum and period, then what is set aside, and notes.
 *
 * @param table - from `feedback`
 * @param options - `locale`: `"ru"` or `"en"`
 * @returns lines joined by line feeds
 */
export function feedbackText(table: Feedback, options: { readonly locale: Locale }): string {
  const { locale } = options;
  const words = WORDS[locale];
  const { title, reference } = table.instrument;
  const blocks = table.rows.flatMap(({ of, figures }) => {
    const stratum = of.length === 0 ? words.everybody : of.map((value) => valueText(value, locale)).join(" × ");
    return figures.map((one) => [`${stratum}, ${periodText(one.period)}`, ...figuresLines(one, locale), ""]);
  });
  const aside = table.periods.flatMap(({ period, setAside }) =>
    setAside.map(({ message }) => `${periodText(period)}: ${message[locale]}`),
  );
  return [
    `${title[locale]}, ${reference}`,
    "",
    ...blocks.flat(),
    ...(aside.length === 0 ? [words.nothingAside] : [words.aside, ...aside]),
    ...table.notes.map(({ message }) => message[locale]),
  ].join("\n");
}

function figuresLines(figures: FeedbackFigures, locale: Locale): readonly string[] {
  const { response, items, scales, themes } = figures;
  const words = WORDS[locale];
  return [
    `${words.answered}: ${formatShare(response.share, { locale })}; 95${words.percent}: ${intervalText(response, locale)}`,
    ...aligned([words.itemColumns, ...items.map((item) => itemCells(item, locale))]),
    ...(scales.length === 0 ? [] : aligned([words.scaleColumns, ...scales.map((scale) => scaleCells(scale, locale))])),
    ...themeLines(themes, locale),
  ];
}

function itemCells(item: ItemAnswers, locale: Locale): readonly string[] {
  const { title, isReversed, people, missing, distribution, mean, median } = item;
  const points = distribution.map((one) => `${one.score}: ${one.people}`).join(", ");
  const mark = isReversed ? ` ${WORDS[locale].reversed}` : "";
  return [
    `${title[locale]}${mark}`,
    String(people),
    String(missing),
    numberText(mean, locale),
    numberText(median, locale),
    points === "" ? "—" : points,
  ];
}

function scaleCells(scale: ScaleScores, locale: Locale): readonly string[] {
  const { title, people, missing, mean, median, alpha, alphaReason } = scale;
  const ofAlpha =
    alpha === null
      ? `— (${WORDS[locale].alphaReasons[alphaReason!]})`
      : `${intervalOf(alpha, locale)}, n = ${alpha.people}`;
  const numbers = [numberText(mean, locale), numberText(median, locale)];
  return [title[locale], String(people), String(missing), ...numbers, ofAlpha];
}

function themeLines({ coded, codedTwice, counts, agreement }: FeedbackThemes, locale: Locale): readonly string[] {
  const words = WORDS[locale];
  const countText = ({ byAny, byAll }: NamedBy) => (codedTwice === 0 ? String(byAny) : `${byAny} / ${byAll}`);
  const rows = counts.map(({ code, title, answers, people }) => [
    title?.[locale] ?? code,
    countText(answers),
    countText(people),
  ]);
  return [
    ...(counts.length === 0 ? [] : aligned([words.themeColumns(codedTwice > 0), ...rows])),
    words.coded(coded, codedTwice),
    ...agreement.flatMap((pair) => agreementLines(pair, rows, locale)),
  ];
}

/** @param counts - rows of the themes, each with the theme's name first */
function agreementLines(
  { coders, answers, themes }: CoderAgreement,
  counts: readonly (readonly string[])[],
  locale: Locale,
): readonly string[] {
  const words = WORDS[locale];
  const rows = themes.map(({ agreed, kappa, reason }, place) => [
    `  ${counts[place]![0]}`,
    formatShare(agreed, { locale }),
    kappa === null
      ? `— (${words.oneCategory})`
      : intervalOf(kappa, locale, reason === null ? "" : words.noLimits[reason]),
  ]);
  return [words.agreement(coders, answers), ...aligned(rows)];
}

function intervalOf(
  { value, low, high }: { readonly value: string; readonly low: string | null; readonly high: string | null },
  locale: Locale,
  whyNone = "",
): string {
  if (low === null) return `${numberText(value, locale)} (${whyNone})`;
  return `${numberText(value, locale)} (${numberText(low, locale)} … ${numberText(high, locale)})`;
}

/** Two decimals, half up; "—" for no value. */
function numberText(value: string | null, locale: Locale): string {
  if (value === null) return "—";
  const text = roundedText(value, 2).replace("-", "−");
  return locale === "ru" ? text.replace(".", ",") : text;
}

const WORDS = {
  ru: {
    everybody: "все",
    answered: "Ответили из спрошенных",
    percent: " %",
    itemColumns: ["вопрос", "людей", "без балла", "среднее", "медиана", "людей по баллам"],
    scaleColumns: ["шкала", "людей", "без балла", "среднее", "медиана", "α Кронбаха"],
    themeColumns: (isTwice: boolean) =>
      isTwice ? ["тема", "ответов (хотя бы один / все)", "людей (хотя бы один / все)"] : ["тема", "ответов", "людей"],
    reversed: "(обратный)",
    alphaReasons: {
      "one-item": "один вопрос",
      "too-few-people": "на все вопросы ответили меньше двух человек",
      "no-variance": "у всех одна и та же сумма",
    },
    coded: (coded: number, twice: number) => `Размечено ответов: ${coded}, из них не одним кодировщиком: ${twice}`,
    agreement: ([first, second]: readonly [string, string], answers: number) =>
      `Согласие кодировщиков ${first} и ${second}, ответов: ${answers}; доля совпадений и κ Коэна`,
    oneCategory: "оба всегда отметили одно и то же",
    noLimits: {
      "constant-rating": "интервала нет: один из них всегда отмечал одно и то же",
      "zero-variance": "интервала нет: дисперсия нулевая",
    } as Readonly<Record<string, string>>,
    nothingAside: "Все ответы этих периодов учтены полностью.",
    aside: "Учтено не полностью:",
  },
  en: {
    everybody: "everybody",
    answered: "Answered, of those asked",
    percent: "%",
    itemColumns: ["item", "people", "no score", "mean", "median", "people by score"],
    scaleColumns: ["scale", "people", "no score", "mean", "median", "Cronbach’s α"],
    themeColumns: (isTwice: boolean) =>
      isTwice ? ["theme", "answers (any / all)", "people (any / all)"] : ["theme", "answers", "people"],
    reversed: "(reversed)",
    alphaReasons: {
      "one-item": "one item",
      "too-few-people": "fewer than two people answered every item",
      "no-variance": "all have the same total",
    },
    coded: (coded: number, twice: number) => `Answers coded: ${coded}, of them by more than one coder: ${twice}`,
    agreement: ([first, second]: readonly [string, string], answers: number) =>
      `Agreement of coders ${first} and ${second}, answers: ${answers}; share that agrees and Cohen’s κ`,
    oneCategory: "both always found the same",
    noLimits: {
      "constant-rating": "no interval: one of them always found the same",
      "zero-variance": "no interval: the variance is zero",
    } as Readonly<Record<string, string>>,
    nothingAside: "All answers of these periods are counted in full.",
    aside: "Not counted in full:",
  },
} as const;
