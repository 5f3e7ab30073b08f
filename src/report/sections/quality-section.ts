import { periodText } from "../../calendar";
import { vocabularies } from "../../core/events/vocabulary";
import { type DocumentBlock, type DocumentCell, list, note, paragraph, table, words } from "../../document/document";
import type { DataQuality, Finding } from "../../tables/quality/data-quality";
import type { DataQualityStandard } from "../../tables/quality/findings";
import { beneath, count, figure, nothing, share } from "./cells";
import type { Edition } from "./edition";

/**
 * What was found in the data and what to do about it, what was not, and how late, how often in pairs and how fully
 * things are recorded.
 */
export function qualityBlocks(one: DataQuality, edition: Edition): readonly DocumentBlock[] {
  const { locale } = edition;
  const text = WORDS[locale];
  const found = one.findings.filter(({ share: { numerator } }) => numerator > 0);
  const clean = one.findings.filter(({ share: { numerator }, reason }) => numerator === 0 && reason === null);
  const unchecked = one.findings.filter(({ reason }) => reason !== null);
  return [
    paragraph(text.heading(periodText(one.period), one.asOf)),
    ...(found.length === 0 ? [paragraph(text.nothingFound)] : []),
    ...foundTable(found, edition),
    ...standardsList(text.clean, clean, edition),
    ...standardsList(text.unchecked, unchecked, edition),
    ...lagsTable(one, edition),
    ...pairingTable(one, edition),
    ...followUpsTable(one, edition),
    // Whom a finding is about stands in the value; what is printed may be copied anywhere.
    ...note("aside", one.findings.some(({ examples }) => examples.length > 0) ? [text.examples] : []),
  ];
}

/** What was found, beneath the standard that it is held against. */
function foundTable(found: readonly Finding[], edition: Edition): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const rows = standardNames.flatMap((standard) => {
    const ofStandard = found.filter((one) => one.standard === standard);
    if (ofStandard.length === 0) return [];
    return [
      [words(text.standards[standard]), figure("", null), words("")],
      ...ofStandard.map((finding) => findingRow(finding, edition)),
    ];
  });
  return table(text.found, text.foundColumns, rows, { isFixed: true });
}

function findingRow({ title, remedy, share: of, unit }: Finding, edition: Edition): readonly DocumentCell[] {
  const { locale } = edition;
  const more = unit === "events" ? [] : [WORDS[locale].people];
  return [beneath(title[locale]), share(of, edition, { more }), words(remedy[locale])];
}

/** Findings by standard, an item each; nothing when there are none. */
function standardsList(heading: string, findings: readonly Finding[], { locale }: Edition): readonly DocumentBlock[] {
  const { standards } = WORDS[locale];
  const items = standardNames.flatMap((standard) => {
    const titles = findings.filter((one) => one.standard === standard).map(({ title }) => uncapitalised(title[locale]));
    return titles.length === 0 ? [] : [`${standards[standard]}: ${titles.join("; ")}.`];
  });
  return items.length === 0 ? [] : [paragraph(heading), ...list(items)];
}

function lagsTable({ entryLags }: DataQuality, edition: Edition): readonly DocumentBlock[] {
  const { locale } = edition;
  const text = WORDS[locale];
  const rows = entryLags.map(({ type, events, missing, median, percentile90, within7, within30, within90 }) => [
    words(type === null ? text.anyType : vocabularies.type[type][locale]),
    count(events),
    count(missing),
    ...[median, percentile90].map((days) => (days === null ? nothing : count(days))),
    ...[within7, within30, within90].map((within) => share(within, edition)),
  ]);
  return table(text.lags, text.lagColumns, rows);
}

function pairingTable({ pairing }: DataQuality, edition: Edition): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  if (pairing[0]?.served === 0) return [paragraph(text.nobodyServed)];
  const rows = pairing.map(({ criterion, withFirst, withPair }) => [
    words(criterion === null ? text.anyCriterion : edition.label(criterion)),
    share(withFirst, edition),
    share(withPair, edition),
  ]);
  return table(text.pairing, text.pairingColumns, rows);
}

function followUpsTable({ followUps }: DataQuality, edition: Edition): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const { months, contacted, reached, reason } = followUps;
  if (reason !== null) return [paragraph(text.nobodyEnded(months))];
  const rows = [
    [words(text.contacted), share(contacted, edition)],
    [words(text.reached), share(reached, edition)],
  ];
  return table(text.followUps(months), text.followUpColumns, rows);
}

const standardNames: readonly DataQualityStandard[] = [
  "validity",
  "integrity",
  "precision",
  "reliability",
  "timeliness",
];

function uncapitalised(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

const WORDS = {
  ru: {
    heading: (period: string, asOf: string) => `Качество данных, ${period}. Данные полны по ${asOf}.`,
    standards: {
      validity: "Достоверность",
      integrity: "Целостность",
      precision: "Точность",
      reliability: "Надёжность",
      timeliness: "Своевременность",
    },
    nothingFound: "Ничего не найдено.",
    found: "Что найдено и что с этим делать",
    foundColumns: ["Что найдено", "Сколько из проверенных", "Что делать"],
    people: "благополучателей",
    clean: "Проверено, и такого нет:",
    unchecked: "Проверять было нечего:",
    lags: "За сколько дней после события записывают половину событий и 90 % и какую долю успели за 7, 30 и 90 дней",
    lagColumns: ["Событие", "Событий", "Без даты записи", "Половина", "90 %", "За 7 дней", "За 30 дней", "За 90 дней"],
    anyType: "любое",
    pairing: "Оценки у получивших услугу",
    pairingColumns: ["Критерий", "Есть хотя бы одна", "Есть пара"],
    anyCriterion: "хотя бы один",
    nobodyServed: "Услугу, после которой сравнивают оценки, в этом периоде не получил никто.",
    followUps: (months: number) => `Контакт за ${months} мес. после окончания сопровождения`,
    followUpColumns: ["Контакт", "Доля тех, у кого сопровождение закончилось"],
    contacted: "пытались связаться",
    reached: "удалось связаться",
    nobodyEnded: (months: number) =>
      `Сопровождение, после которого прошло бы ${months} мес., в этом периоде ни у кого не закончилось.`,
    examples: "О ком каждая находка, здесь не печатается: номера благополучателей и событий — в findings[…].examples.",
  },
  en: {
    heading: (period: string, asOf: string) => `Quality of the data, ${period}. Data complete up to ${asOf}.`,
    standards: {
      validity: "Validity",
      integrity: "Integrity",
      precision: "Precision",
      reliability: "Reliability",
      timeliness: "Timeliness",
    },
    nothingFound: "Nothing was found.",
    found: "What was found, and what to do about it",
    foundColumns: ["What was found", "How many of those looked at", "What to do"],
    people: "beneficiaries",
    clean: "Looked for, and not found:",
    unchecked: "There was nothing to check:",
    lags: "Days in which half of the events, and 90% of them, are recorded; and the share recorded in 7, 30 and 90 days",
    lagColumns: ["Event", "Events", "No date of recording", "Half", "90%", "In 7 days", "In 30 days", "In 90 days"],
    anyType: "any",
    pairing: "Scores of those who received the service",
    pairingColumns: ["Criterion", "At least one", "A pair"],
    anyCriterion: "at least one",
    nobodyServed: "Nobody received in this period the service whose beneficiaries have scores compared.",
    followUps: (months: number) => `Follow-up within ${months} months of the end of support`,
    followUpColumns: ["Follow-up", "Of those whose support ended"],
    contacted: "somebody tried",
    reached: "they were reached",
    nobodyEnded: (months: number) => `Nobody’s support ended in this period with ${months} months gone by since.`,
    examples:
      "Whom a finding is about is not printed here: ids of beneficiaries and events are in findings[…].examples.",
  },
} as const;
