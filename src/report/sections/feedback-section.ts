import { periodText } from "../../calendar";
import type { ReadableReport } from "../report";
import type { Feedback, FeedbackFigures } from "../../tables/feedback/feedback";
import type { ItemAnswers } from "../../tables/feedback/feedback-items";
import type { ScaleScores } from "../../tables/feedback/feedback-scales";
import type { CoderAgreement, FeedbackThemes, NamedBy } from "../../tables/feedback/feedback-themes";
import { count, decimal, figure, limitsText, share, shareText, withLimits } from "./cells";
import {
  type DocumentBlock,
  type DocumentCell,
  type DocumentSection,
  list,
  note,
  paragraph,
  section,
  table,
  words,
} from "../../document/document";
import type { Edition } from "./edition";
import { kappaCell } from "./kappa-cell";
import { strataText } from "./people-sections";

/**
 * Feedback by instrument; no section when not asked for. A suppressed report withholds it whole, so no figure in it is
 * suppressed.
 */
export function feedbackSections(report: ReadableReport, edition: Edition): readonly DocumentSection[] {
  const tables = report.feedback as readonly Feedback[];
  if (tables.length === 0) return [];
  const sections = tables.map((one, at) => feedbackSection(one, edition, `feedback-${at + 1}`));
  return [{ id: "feedback", title: WORDS[edition.locale].heading, blocks: [], sections }];
}

/** One table of feedback: what is set aside, then a section for each stratum and period. */
export function feedbackSection(one: Feedback, edition: Edition, id: string): DocumentSection {
  const { locale } = edition;
  const text = WORDS[locale];
  const { title, reference } = one.instrument;
  const sections = one.rows.flatMap(({ of, figures }, row) =>
    figures.map((ofPeriod, at): DocumentSection => {
      const stratum = of.length === 0 ? text.everybody : strataText(of, edition);
      const heading = `${stratum}, ${periodText(ofPeriod.period)}`;
      return section(`${id}-${row + 1}-${at + 1}`, heading, figuresBlocks(ofPeriod, edition));
    }),
  );
  const aside = one.periods.flatMap(({ period, setAside }) =>
    setAside.map(({ message }) => `${periodText(period)}: ${message[locale]}`),
  );
  return {
    id,
    title: `${title[locale]}, ${reference}`,
    blocks: [
      ...note(
        "aside",
        one.notes.map(({ message }) => message[locale]),
      ),
      paragraph(aside.length === 0 ? text.nothingAside : text.aside),
      ...list(aside),
    ],
    sections,
  };
}

function figuresBlocks(figures: FeedbackFigures, edition: Edition): readonly DocumentBlock[] {
  const { response, items, scales, themes } = figures;
  const text = WORDS[edition.locale];
  const interval = limitsText(response.interval, edition.locale);
  return [
    paragraph(`${text.answered}: ${shareText(response.share, edition)}; ${text.percent}: ${interval}.`),
    ...table(
      text.items,
      text.itemColumns,
      items.map((item) => itemRow(item, edition)),
    ),
    ...table(
      text.scales,
      text.scaleColumns,
      scales.map((scale) => scaleRow(scale, edition)),
    ),
    ...themeBlocks(themes, edition),
  ];
}

function itemRow(
  { title, isReversed, people, missing, distribution, mean, median }: ItemAnswers,
  edition: Edition,
): readonly DocumentCell[] {
  const points = distribution.map((one) => `${one.score}: ${one.people}`).join(", ");
  const mark = isReversed ? ` ${WORDS[edition.locale].reversed}` : "";
  return [
    words(`${title[edition.locale]}${mark}`),
    count(people),
    count(missing),
    decimal(mean, edition),
    decimal(median, edition),
    words(points === "" ? "—" : points),
  ];
}

function scaleRow(
  { title, people, missing, mean, median, alpha, alphaReason }: ScaleScores,
  edition: Edition,
): readonly DocumentCell[] {
  const ofAlpha =
    alpha === null
      ? figure("—", null, WORDS[edition.locale].alphaReasons[alphaReason!])
      : figure(withLimits(alpha, edition), Number(alpha.value), `n = ${alpha.people}`);
  return [
    words(title[edition.locale]),
    count(people),
    count(missing),
    decimal(mean, edition),
    decimal(median, edition),
    ofAlpha,
  ];
}

function themeBlocks(
  { coded, codedTwice, counts, agreement }: FeedbackThemes,
  edition: Edition,
): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const named = ({ byAny, byAll }: NamedBy) => (codedTwice === 0 ? count(byAny) : figure(`${byAny} / ${byAll}`, byAny));
  const titles = counts.map(({ code, title }) => title?.[edition.locale] ?? edition.label(code));
  const rows = counts.map(({ answers, people }, at) => [words(titles[at]!), named(answers), named(people)]);
  return [
    ...table(text.themes, text.themeColumns(codedTwice > 0), rows),
    paragraph(text.coded(coded, codedTwice)),
    ...agreement.flatMap((pair) => agreementTable(pair, titles, edition)),
  ];
}

/** @param titles - of the themes, in their order */
function agreementTable(
  { coders: [first, second], answers, themes }: CoderAgreement,
  titles: readonly string[],
  edition: Edition,
): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const rows = themes.map((theme, place) => {
    return [words(titles[place]!), share(theme.agreed, edition), kappaCell(theme, edition)];
  });
  return table(text.agreement(edition.label(first), edition.label(second), answers), text.agreementColumns, rows);
}

const WORDS = {
  ru: {
    heading: "Обратная связь",
    everybody: "все",
    answered: "Ответили из спрошенных",
    percent: "95 %",
    items: "Ответы по вопросам, людей",
    itemColumns: ["Вопрос", "Людей", "Без балла", "Среднее", "Медиана", "Людей по баллам"],
    scales: "Шкалы, людей",
    scaleColumns: ["Шкала", "Людей", "Без балла", "Среднее", "Медиана", "α Кронбаха"],
    themes: "Темы ответов",
    themeColumns: (isTwice: boolean) =>
      isTwice ? ["Тема", "Ответов (хотя бы один / все)", "Людей (хотя бы один / все)"] : ["Тема", "Ответов", "Людей"],
    reversed: "(обратный)",
    alphaReasons: {
      "one-item": "один вопрос",
      "too-few-people": "на все вопросы ответили меньше двух человек",
      "no-variance": "у всех одна и та же сумма",
    },
    coded: (coded: number, twice: number) => `Размечено ответов: ${coded}, из них не одним кодировщиком: ${twice}.`,
    agreement: (first: string, second: string, answers: number) =>
      `Согласие кодировщиков ${first} и ${second}, ответов: ${answers}`,
    agreementColumns: ["Тема", "Доля совпадений", "κ Коэна"],
    nothingAside: "Все ответы этих периодов учтены полностью.",
    aside: "Учтено не полностью:",
  },
  en: {
    heading: "Feedback",
    everybody: "everybody",
    answered: "Answered, of those asked",
    percent: "95%",
    items: "Answers by item, people",
    itemColumns: ["Item", "People", "No score", "Mean", "Median", "People by score"],
    scales: "Scales, people",
    scaleColumns: ["Scale", "People", "No score", "Mean", "Median", "Cronbach’s α"],
    themes: "Themes of answers",
    themeColumns: (isTwice: boolean) =>
      isTwice ? ["Theme", "Answers (any / all)", "People (any / all)"] : ["Theme", "Answers", "People"],
    reversed: "(reversed)",
    alphaReasons: {
      "one-item": "one item",
      "too-few-people": "fewer than two people answered every item",
      "no-variance": "all have the same total",
    },
    coded: (coded: number, twice: number) => `Answers coded: ${coded}, of them by more than one coder: ${twice}.`,
    agreement: (first: string, second: string, answers: number) =>
      `Agreement of coders ${first} and ${second}, answers: ${answers}`,
    agreementColumns: ["Theme", "Share that agrees", "Cohen’s κ"],
    nothingAside: "All answers of these periods are counted in full.",
    aside: "Not counted in full:",
  },
} as const;
