import { periodText } from "../../calendar";
import { verdictWords } from "../../core/aloud/words";
import type { Figures } from "../../core/verdicts/result";
import { type DocumentBlock, type DocumentCell, list, note, paragraph, table, words } from "../../document/document";
import type { Sensitivity } from "../../tables/readings/sensitivity";
import { comings, count, intervalText, nothing, points, share } from "./cells";
import type { Edition } from "./edition";

/**
 * One indicator under its readings: the range, the figures of each, whose verdict differs, and what was not computed.
 */
export function sensitivityBlocks(one: Sensitivity, edition: Edition): readonly DocumentBlock[] {
  const { locale } = edition;
  const text = WORDS[locale];
  const { base, readings, sentence } = one;
  const rows = readings.map((reading): readonly DocumentCell[] => [
    words(reading.title[locale]),
    shareCell(reading, edition),
    points(reading.difference, edition),
    comings(reading.denominator),
    comings(reading.numerator),
    count(reading.changed),
  ]);
  const asDefined = [words(text.asDefined), shareCell(base, edition), nothing, nothing, nothing, nothing];
  return [
    paragraph(`${base.code}. ${base.title[locale]}, ${periodText(base.period)}. ${text.asOf(base.asOf)}`),
    paragraph(sentence[locale]),
    ...table(text.caption, text.columns, [asDefined, ...rows], { isFixed: true }),
    ...flipsTable(one, edition),
    ...notComputedBlocks(one, edition),
    ...note("aside", notesOf(one, edition)),
  ];
}

function shareCell({ share: published, percent, interval }: Figures, edition: Edition): DocumentCell {
  return share(published, edition, { percent, more: [intervalText(interval, edition)] });
}

/** Between which verdicts people move: one row per reading and pair of verdicts. */
function flipsTable({ readings }: Sensitivity, { locale }: Edition): readonly DocumentBlock[] {
  const text = WORDS[locale];
  const verdict = verdictWords[locale];
  const rows = readings.flatMap(({ title, flips }) =>
    flips.map(({ from, to, people }) => [
      words(title[locale]),
      words(`${verdict[from]} → ${verdict[to]}`),
      count(people),
    ]),
  );
  return table(text.flips, text.flipColumns, rows, { heads: 2 });
}

/** Readings that would give the same figures, together; those that make no definition, each with the reason. */
function notComputedBlocks({ notComputed }: Sensitivity, { locale }: Edition): readonly DocumentBlock[] {
  const text = WORDS[locale];
  const same = notComputed.filter(({ reason }) => reason === "changes-nothing").map(({ title }) => title[locale]);
  const impossible = notComputed.filter(({ reason }) => reason === "impossible");
  return [
    ...(same.length === 0 ? [] : [paragraph(text.changesNothing), ...list(same)]),
    ...(impossible.length === 0 ? [] : [paragraph(text.impossible)]),
    ...list(impossible.map(({ title, message }) => `${title[locale]}. ${message[locale]}`)),
  ];
}

/** What must be said of the indicator, and of a reading what is not said of the indicator already. */
function notesOf({ base, readings }: Sensitivity, { locale }: Edition): readonly string[] {
  const own = base.notes.map(({ message }) => message[locale]);
  const others = readings.flatMap(({ title, notes }) =>
    notes.flatMap(({ message }) => (own.includes(message[locale]) ? [] : [`${title[locale]}: ${message[locale]}`])),
  );
  return [...own, ...others];
}

const WORDS = {
  ru: {
    asOf: (asOf: string) => `Данные полны по ${asOf}.`,
    caption: "Доля по каждому прочтению, под ней — доверительный интервал; вошли (+) и вышли (−), людей",
    columns: ["Прочтение", "Доля", "Разность, п.п.", "Знаменатель", "Числитель", "Другой вердикт, людей"],
    asDefined: "Как определено",
    flips: "У скольких людей другой вердикт",
    flipColumns: ["Прочтение", "Как определено → по прочтению", "Людей"],
    changesNothing: "Не вычислялись, потому что определение от них не меняется:",
    impossible: "Не вычислялись, потому что определения по ним не получается:",
  },
  en: {
    asOf: (asOf: string) => `Data complete up to ${asOf}.`,
    caption: "Share under each reading, its confidence interval beneath; entered (+) and left (−), people",
    columns: ["Reading", "Share", "Difference, pp", "Denominator", "Numerator", "Another verdict, people"],
    asDefined: "As defined",
    flips: "How many people have another verdict",
    flipColumns: ["Reading", "As defined → under the reading", "People"],
    changesNothing: "Not computed, since they leave the definition as it is:",
    impossible: "Not computed, since they make no definition:",
  },
} as const;
