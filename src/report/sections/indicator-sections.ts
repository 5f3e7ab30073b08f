import { ROUNDED } from "../privacy/round";
import { periodText } from "../../calendar";
import type { Pairing } from "../../core/definition/pairing";
import { pairingText } from "../../core/aloud/pairing";
import { toSentence } from "../../core/aloud/sentence";
import type { ReadableReport } from "../report";
import type { Verdict } from "../../core/engine/verdict";
import { count, limits, share } from "./cells";
import {
  type DocumentBlock,
  type DocumentCell,
  type DocumentSection,
  note,
  paragraph,
  table,
  words,
} from "../../document/document";
import type { Edition } from "./edition";
import { harmOf, type ShownHarm, type ShownResult, worseningsOf } from "./harm-rows";
import { readingsOf } from "./opening";
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
      const harms = ofIndicator.flatMap(({ period }) => harmOf(report, period) ?? []);
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

const VERDICTS: readonly Verdict[] = ["counted", "not-counted", "pending", "unknown", "excluded", "outside"];

function figuresTable(ofIndicator: readonly ShownResult[], code: string, edition: Edition): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const rows = ofIndicator.map((result) => [
    words(periodText(result.period)),
    share(result.share, edition),
    limits(result.interval, edition),
    share(result.settled, edition),
    limits(result.bounds, edition),
  ]);
  const verdicts = ofIndicator.map((result) => [
    words(periodText(result.period)),
    ...VERDICTS.map((verdict) => count(result.verdicts[verdict])),
  ]);
  return [
    ...table(text.figures(code), text.figureColumns, rows),
    ...table(text.verdicts(code), text.verdictColumns, verdicts),
  ];
}

function readingsTable(ofIndicator: readonly ShownResult[], code: string, edition: Edition): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const readings = readingsOf(ofIndicator, edition);
  if (readings.length === 0) return [];
  const literal = [words(text.literal), ...ofIndicator.map((result) => share(result.share, edition))];
  const titles = [text.reading, ...ofIndicator.map(({ period }) => periodText(period))];
  const rows = [literal, ...readings.map(({ title, shares }) => [words(title), ...shares])];
  return table(text.readings(code), titles, rows);
}

/** Who got worse, on any criterion and on each, and which adverse events were recorded. */
function harmTables(harms: readonly ShownHarm[], code: string, edition: Edition): readonly DocumentBlock[] {
  const { locale } = edition;
  const text = WORDS[locale];
  const ways = worseningsOf(harms[0], code);
  if (ways.length === 0) return [];
  const periods = harms.map(({ period }) => periodText(period));
  const worsened = ways.flatMap(({ pairing, criteria }, way): readonly (readonly DocumentBlock[])[] => {
    const all = harms.map((harm) => worseningsOf(harm, code)[way]!);
    const rows = [
      [words(text.onAny), ...all.map(({ onAny }) => share(onAny.worsened, edition))],
      ...criteria.map(({ title }, at) => [
        words(title[locale]),
        ...all.map((one) => share(one.criteria[at]!.worsened, edition)),
      ]),
      [words(text.unpaired), ...all.map(({ onAny }) => count(onAny.unpaired))],
    ];
    return [table(text.worsening(code, pairingText(pairing as Pairing, locale)), [text.criterion, ...periods], rows)];
  });
  const told = harms.flatMap((harm) => harm.notes.filter((one) => one.code !== ROUNDED));
  const notes = [...new Set(told.map(({ message }) => message[locale]))];
  return [...worsened.flat(), ...adverseTable(harms, edition), ...note("aside", notes)];
}

/** Adverse events of every period, by kind and severity. */
function adverseTable(harms: readonly ShownHarm[], edition: Edition): readonly DocumentBlock[] {
  const text = WORDS[edition.locale];
  const severities = harms[0]!.adverseEvents[0]!.bySeverity.map(({ title }) => title[edition.locale]);
  const rows = harms.flatMap(({ period, adverseEvents }) =>
    adverseEvents.map(({ kind, any, bySeverity }): readonly DocumentCell[] => [
      words(periodText(period)),
      words(kind === null ? text.anyKind : edition.label(String(kind))),
      ...bySeverity.map(({ events }) => count(events)),
      count(any.events),
      count(any.people),
    ]),
  );
  return table(text.adverse, [text.period, text.kind, ...severities, text.events, text.people], rows, { heads: 2 });
}

const WORDS = {
  ru: {
    indicators: "Показатели",
    period: "Период",
    figures: (code: string) => `Показатель ${code} по периодам`,
    figureColumns: ["Период", "Доля", "95 % интервал", "Среди решённых", "Границы"],
    verdicts: (code: string) => `Показатель ${code}: сколько людей с каким решением`,
    verdictColumns: ["Период", "Учтены", "Не учтены", "Ожидаются", "Неизвестно", "Исключены", "Вне знаменателя"],
    readings: (code: string) => `Прочтения показателя ${code}: буквальное и более строгие`,
    reading: "Прочтение",
    literal: "Буквально, как сформулировано",
    worsening: (code: string, pairing: string) => `Вред, ${code}: у кого стало хуже (${pairing})`,
    criterion: "Критерий",
    onAny: "Хотя бы по одному критерию",
    unpaired: "Нет пары оценок, людей",
    adverse: "Вред: неблагоприятные события всех благополучателей, по тяжести",
    kind: "Вид",
    anyKind: "любого вида",
    events: "Событий",
    people: "Людей",
  },
  en: {
    indicators: "Indicators",
    period: "Period",
    figures: (code: string) => `Indicator ${code} by period`,
    figureColumns: ["Period", "Share", "95% interval", "Settled share", "Bounds"],
    verdicts: (code: string) => `Indicator ${code}: people by verdict`,
    verdictColumns: ["Period", "Counted", "Not counted", "Pending", "Unknown", "Excluded", "Outside"],
    readings: (code: string) => `Readings of ${code}: literal and stricter`,
    reading: "Reading",
    literal: "Literally, as worded",
    worsening: (code: string, pairing: string) => `Harm, ${code}: who got worse (${pairing})`,
    criterion: "Criterion",
    onAny: "On at least one criterion",
    unpaired: "Without a pair of scores, people",
    adverse: "Harm: adverse events of all beneficiaries, by severity",
    kind: "Kind",
    anyKind: "of any kind",
    events: "Events",
    people: "People",
  },
} as const;
