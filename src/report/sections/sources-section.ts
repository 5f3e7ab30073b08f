import { periodText } from "../../calendar";
import { vocabularies } from "../../core/events/vocabulary";
import { type DocumentBlock, type DocumentCell, note, paragraph, table, words } from "../../document/document";
import type { Locale } from "../../share";
import type { Agreement, SourceAgreement } from "../../tables/quality/agreement";
import { evidenceTitles } from "../../tables/quality/evidence-kind";
import type { Triangulation } from "../../tables/quality/triangulation";
import { boundsText, count, share } from "./cells";
import type { Edition } from "./edition";
import { kappaCell } from "./kappa-cell";

/** How far sources agree where several tell the same fact, and what each says when they do not. */
export function agreementBlocks(one: SourceAgreement, edition: Edition): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const { period, asOf, withinDays, agreements } = one;
  const rows = agreements.map((agreement) => [
    words(factText(agreement, edition)),
    words(sourcesText(agreement, edition.locale)),
    share(agreement.agreed, edition),
    kappaCell(agreement, edition),
    count(agreement.beneficiaries),
  ]);
  const crossed = agreements.filter(({ agreed }) => agreed.denominator > agreed.numerator);
  return [
    paragraph(text.agreement(periodText(period), asOf, withinDays)),
    ...table(text.agreed, text.agreedColumns, rows, { heads: 2 }),
    ...crossed.flatMap((agreement) => crossTable(agreement, edition)),
    ...(agreements.length > 1 ? [] : note("aside", [text.nothingTwice])),
  ];
}

function factText({ fact, criterion }: Agreement, { locale, label }: Edition): string {
  const name = WORDS[locale].facts[fact];
  return criterion === null ? name : `${name}: ${label(criterion)}`;
}

function sourcesText({ sources: [first, second] }: Agreement, locale: Locale): string {
  return `${sourceText(first, locale)} / ${sourceText(second, locale)}`;
}

function sourceText(source: string, locale: Locale): string {
  const titles = { ...evidenceTitles, ...SOURCES } as Readonly<Record<string, { readonly [of in Locale]: string }>>;
  return titles[source]?.[locale] ?? source;
}

const SOURCES = {
  "follow-up": { ru: "контакт после сопровождения", en: "follow-up" },
  placement: { ru: "записи о трудоустройстве", en: "placements recorded" },
} as const;

/** What one source says in rows, and the other in columns. */
function crossTable(agreement: Agreement, edition: Edition): readonly DocumentBlock[] {
  const { locale } = edition;
  const text = WORDS[locale];
  const names = agreement.categories.map((category) => categoryText(category, locale));
  const rows = agreement.table.map((counts, at): readonly DocumentCell[] => [words(names[at]!), ...counts.map(count)]);
  const [first, second] = agreement.sources.map((source) => sourceText(source, locale)) as [string, string];
  const caption = text.crossed(factText(agreement, edition), first, second);
  return table(caption, [text.said, ...names], rows, { isFixed: true });
}

/** A score as it is; what a follow-up found in words. */
function categoryText(category: string, locale: Locale): string {
  const { status } = vocabularies;
  return category in status ? status[category as keyof typeof status][locale] : category;
}

/** On what kinds of evidence a numerator rests, and the share if weaker ones were not believed. */
export function triangulationBlocks(one: Triangulation, edition: Edition): readonly DocumentBlock[] {
  const { locale } = edition;
  const text = WORDS[locale];
  const { code, title, period, asOf, evidence, minimums, reason, notes } = one;
  const kinds = evidence.map((kind) => [
    words(kind.title[locale]),
    share(kind.weakest, edition),
    share(kind.strongest, edition),
  ]);
  const believing = minimums.map(({ title: minimum, withheld, held, rederived }) => [
    words(minimum[locale]),
    share(held.share, edition, { more: [boundsText(held.bounds, locale)] }),
    share(rederived.share, edition, { more: [boundsText(rederived.bounds, locale)] }),
    count(withheld),
  ]);
  return [
    paragraph(`${code}. ${title[locale]}, ${periodText(period)}. ${text.asOf(asOf)}`),
    ...(reason === null ? table(text.evidence, text.evidenceColumns, kinds) : [paragraph(text.nobody)]),
    ...table(text.minimums, text.minimumColumns, believing, { isFixed: true }),
    ...note(
      "aside",
      notes.map(({ message }) => message[locale]),
    ),
  ];
}

const WORDS = {
  ru: {
    asOf: (asOf: string) => `Данные полны по ${asOf}.`,
    agreement: (period: string, asOf: string, days: number) =>
      `Согласие источников, ${period}. Данные полны по ${asOf}. Сведения двух источников сравниваются, если между ними не больше ${days} дн.`,
    agreed: "Насколько сходятся два источника об одном и том же",
    agreedColumns: ["О чём", "Источники", "Совпало", "κ Коэна", "Людей"],
    facts: {
      employment: "Работает ли человек в этот день",
      "follow-up": "Работает ли человек, при контакте",
      assessment: "Балл по критерию",
    },
    crossed: (fact: string, first: string, second: string) =>
      `${fact}: что говорит «${first}» (строки) и «${second}» (столбцы), пар сведений`,
    said: "Сказано",
    nothingTwice: "Больше ни об одном факте не рассказали два источника разного вида.",
    evidence: "На чём основан числитель: самое слабое и самое сильное подтверждение у каждого человека",
    evidenceColumns: ["Подтверждение", "Самое слабое", "Самое сильное"],
    nobody: "В числителе никого нет, и подтверждать нечего.",
    minimums: "Доля, если верить подтверждению не слабее, чем",
    minimumColumns: ["Подтверждение", "Знаменатель прежний", "Знаменатель пересчитан", "Не принято событий"],
  },
  en: {
    asOf: (asOf: string) => `Data complete up to ${asOf}.`,
    agreement: (period: string, asOf: string, days: number) =>
      `Agreement of sources, ${period}. Data complete up to ${asOf}. Statements of two sources are compared when at most ${days} days lie between them.`,
    agreed: "How far two sources agree about the same thing",
    agreedColumns: ["About what", "Sources", "Agree", "Cohen’s κ", "People"],
    facts: {
      employment: "Whether somebody works on that day",
      "follow-up": "Whether somebody works, at a follow-up",
      assessment: "Score on a criterion",
    },
    crossed: (fact: string, first: string, second: string) =>
      `${fact}: what “${first}” says (rows) and “${second}” (columns), pairs of statements`,
    said: "Said",
    nothingTwice: "No other fact was told by two kinds of source.",
    evidence: "What the numerator rests on: the weakest and the strongest evidence of each person",
    evidenceColumns: ["Evidence", "Weakest", "Strongest"],
    nobody: "Nobody is in the numerator, so there is nothing to evidence.",
    minimums: "Share if only this evidence and stronger were believed",
    minimumColumns: ["Evidence", "Denominator held", "Denominator re-derived", "Events not believed"],
  },
} as const;
