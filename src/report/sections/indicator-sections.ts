import { ROUNDED } from "../privacy/round";
import { periodText } from "../../calendar";
import { toSentence } from "../../core/aloud/sentence";
import type { ReadableReport } from "../report";
import type { Verdict } from "../../core/engine/verdict";
import { count, limits, share } from "./cells";
import {
  type DocumentBlock,
  type DocumentSection,
  note,
  paragraph,
  table,
  words,
  section,
} from "../../document/document";
import type { Edition } from "./edition";
import { harmOf, type ShownResult } from "./harm-rows";
import { harmTables } from "./harm-section";
import { keyFiguresTable, readingsOf } from "./opening";
import type { PictureBook } from "./picture-blocks";

/** Every indicator by itself: what is counted, its figures in every period, the readings beside it, harm, and notes. */
export function indicatorsSection(report: ReadableReport, edition: Edition, book: PictureBook): DocumentSection {
  const text = WORDS[edition.locale];
  return {
    id: "indicators",
    title: text.indicators,
    blocks: [],
    sections: report.definitions.map(({ code, definition }, at) => {
      const ofIndicator = report.results.filter((result) => result.code === code);
      const harms = ofIndicator.flatMap(({ period }) => harmOf(report.harm, period) ?? []);
      const notes = ofIndicator.flatMap((result) =>
        result.notes
          .filter(({ code }) => code !== ROUNDED)
          .map(({ message }) => `${periodText(result.period)}: ${message[edition.locale]}`),
      );
      return {
        id: `indicator-${at + 1}`,
        title: `${code}. ${ofIndicator[0]!.title[edition.locale]}`,
        blocks: [
          paragraph(toSentence(definition, { locale: edition.locale })),
          ...book({ table: "results", indicator: code }),
          ...figuresTable(ofIndicator, code, edition),
          ...readingsTable(ofIndicator, code, edition),
          ...harmTables(harms, code, edition),
          ...note("aside", notes),
        ],
        sections: [],
      };
    }),
  };
}

/** Results of any indicators: their key figures, and what must be said of them. */
export function resultsBlocks(results: readonly ShownResult[], edition: Edition): readonly DocumentBlock[] {
  if (results.length === 0) return [paragraph(WORDS[edition.locale].none)];
  return [...keyFiguresTable({ results, harm: [] }, edition), ...resultNotes(results, edition)];
}

/** One indicator in one period: every figure, the readings beside it, and how many people have which verdict. */
export function resultBlocks(result: ShownResult, edition: Edition): readonly DocumentBlock[] {
  const { code, title } = result;
  return [
    paragraph(`${code}. ${title[edition.locale]}`),
    ...figuresTable([result], code, edition),
    ...readingsTable([result], code, edition),
    ...verdictsTable([result], edition),
    ...resultNotes([result], edition),
  ];
}

/** What must be said of results, each once, with those of which it is said when it is not said of all. */
export function resultNotes(results: readonly ShownResult[], { locale }: Edition): readonly DocumentBlock[] {
  const told = new Map<string, ShownResult[]>();
  for (const result of results) {
    for (const { message } of result.notes) told.set(message[locale], [...(told.get(message[locale]) ?? []), result]);
  }
  const texts = [...told].map(([text, of]) =>
    of.length === results.length ? text : `${whichText(of, results)}: ${text}`,
  );
  const asOf = results.slice(0, 1).map((result) => WORDS[locale].asOf(result.asOf));
  return note("aside", [...asOf, ...texts]);
}

/** Some results by the code of their indicator, and by their periods unless all of the indicator's are meant. */
function whichText(some: readonly ShownResult[], all: readonly ShownResult[]): string {
  const codes = [...new Set(some.map(({ code }) => code))];
  return codes
    .map((code) => {
      const ofCode = some.filter((one) => one.code === code);
      if (ofCode.length === all.filter((one) => one.code === code).length) return code;
      return `${code} (${ofCode.map(({ period }) => periodText(period)).join(", ")})`;
    })
    .join(", ");
}

const VERDICTS: readonly Verdict[] = ["counted", "not-counted", "pending", "unknown", "excluded", "outside"];

/** The figures of one indicator: one row per period. */
function figuresTable(ofIndicator: readonly ShownResult[], code: string, edition: Edition): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const rows = ofIndicator.map(({ period, share: published, percent, interval, settled, bounds }) => [
    words(periodText(period)),
    share(published, edition, { percent }),
    limits(interval, edition),
    share(settled, edition, { percent }),
    limits(bounds, edition),
  ]);
  return table(text.figures(code), text.figureColumns, rows);
}

/** How many people have which verdict: one row per indicator and period. */
export function verdictsSection({ results }: Pick<ReadableReport, "results">, edition: Edition): DocumentSection {
  const text = WORDS[edition.locale];
  return section("verdicts", text.verdicts, verdictsTable(results, edition));
}

/** How many people have which verdict: one row per indicator and period. */
function verdictsTable(results: readonly ShownResult[], edition: Edition): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const rows = results.map(({ code, period, verdicts }) => [
    words(code),
    words(periodText(period)),
    ...VERDICTS.map((verdict) => count(verdicts[verdict])),
  ]);
  return table(text.everybodyOnce, text.verdictColumns, rows, { heads: 2 });
}

function readingsTable(ofIndicator: readonly ShownResult[], code: string, edition: Edition): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const readings = readingsOf(ofIndicator, edition);
  if (readings.length === 0) return [];
  const literal = [
    words(text.literal),
    ...ofIndicator.map(({ share: of, percent }) => share(of, edition, { percent })),
  ];
  const titles = [text.reading, ...ofIndicator.map(({ period }) => periodText(period))];
  const rows = [literal, ...readings.map(({ title, cellOf }) => [words(title), ...ofIndicator.map(cellOf)])];
  return table(text.readings(code), titles, rows);
}

const WORDS = {
  ru: {
    indicators: "Показатели",
    none: "Не запрошено ни одного показателя или ни одного периода.",
    asOf: (asOf: string) => `Данные полны по ${asOf}.`,
    figures: (code: string) => `Показатель ${code} по периодам`,
    figureColumns: ["Период", "Доля", "95 % интервал", "Среди решённых", "Границы"],
    verdicts: "Вердикты",
    everybodyOnce: "Сколько людей с каким вердиктом: каждый человек ровно в одном столбце",
    verdictColumns: [
      "Показатель",
      "Период",
      "Учтены",
      "Не учтены",
      "Ожидаются",
      "Неизвестно",
      "Исключены",
      "Вне знаменателя",
    ],
    readings: (code: string) => `Прочтения показателя ${code}: буквальное и более строгие`,
    reading: "Прочтение",
    literal: "Буквально, как сформулировано",
  },
  en: {
    indicators: "Indicators",
    none: "No indicator, or no period, was asked for.",
    asOf: (asOf: string) => `Data complete up to ${asOf}.`,
    figures: (code: string) => `Indicator ${code} by period`,
    figureColumns: ["Period", "Share", "95% interval", "Settled share", "Bounds"],
    verdicts: "Verdicts",
    everybodyOnce: "People by verdict: every person in exactly one column",
    verdictColumns: ["Indicator", "Period", "Counted", "Not counted", "Pending", "Unknown", "Excluded", "Outside"],
    readings: (code: string) => `Readings of ${code}: literal and stricter`,
    reading: "Reading",
    literal: "Literally, as worded",
  },
} as const;
