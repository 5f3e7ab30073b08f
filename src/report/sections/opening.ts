import type { Pairing } from "../../core/definition/pairing";
import { pairingText } from "../../core/aloud/pairing";
import { periodText, isSamePeriod } from "../../calendar";
import { countText } from "../privacy/suppress";
import { ROUNDED, roundingText } from "../privacy/round";
import type { WithheldTable } from "../privacy/table-set";
import type { ReadableReport } from "../report";
import type { Locale } from "../../share";
import type { SocialChange } from "../../tables/change/social-change";
import type { ReadingResult, Figures } from "../../core/verdicts/result";
import { beneath, boundsText, count, nothing, share, shareText, type Shown, intervalText } from "./cells";
import {
  type DocumentBlock,
  type DocumentCell,
  type DocumentSection,
  note,
  table,
  words,
  section,
  type DocumentTable,
} from "../../document/document";
import type { Edition } from "./edition";
import { adverseText, harmOf, type ShownResult, worseningsOf } from "./harm-rows";

/** What is reported, of when and of whom; what is suppressed; and what holds of the report as a whole. */
export function aboutSection(report: ReadableReport, edition: Edition): DocumentSection {
  const { locale } = edition;
  const text = WORDS[locale];
  const { periods, asOf, knownOn, people, events } = report.manifest;
  const entries = [
    { term: text.periods, text: periods.map(periodText).join("; ") },
    { term: text.asOf, text: asOf },
    ...(knownOn === undefined ? [] : [{ term: text.knownOn, text: knownOn }]),
    { term: text.people, text: countText(people) },
    { term: text.events, text: countText(events) },
    {
      term: text.indicators,
      text: report.definitions.map(({ code }) => code).join(", "),
    },
  ];
  return {
    id: "about",
    title: text.about,
    blocks: [
      { kind: "terms", entries },
      ...suppressionNote(report, locale),
      ...note(
        "aside",
        report.notes.map(({ message }) => message[locale]),
      ),
    ],
    sections: [],
  };
}

/** What signs stand for or how counts are rounded, and which parts are left out whole. */
function suppressionNote({ suppression }: ReadableReport, locale: Locale): readonly DocumentBlock[] {
  if (suppression === undefined) return [];
  const text = WORDS[locale];
  const tables = ("withheldTables" in suppression && suppression.withheldTables) || [];
  const titles = tables.map((by) => text.disaggregation(by.map(({ title }) => title[locale]).join(" × ")));
  const parts = [...suppression.withheld.map((name) => text.withheld[name]), ...titles].join(", ");
  const [rule, withheldWhole] =
    "round" in suppression
      ? [roundingText(suppression.round)[locale], text.unroundedWhole]
      : [text.suppressed(suppression.threshold, suppression.leastDenominator), text.withheldWhole];
  return note("must", [rule, ...(parts === "" ? [] : [`${withheldWhole}: ${parts}.`])]);
}

/**
 * Every indicator with its shares, period by period; the stricter readings of an indicator and the harm beside it stand
 * right beneath, so that
 * it is never read alone.
 */
export function keyFiguresSection(report: ReadableReport, edition: Edition): DocumentSection {
  const text = WORDS[edition.locale];
  return section("key-figures", text.keyFigures, keyFiguresTable(report, edition));
}

/** The results of any indicators: one column per period. */
export function keyFiguresTable(
  { results, harm }: Pick<ReadableReport, "results" | "harm">,
  edition: Edition,
): readonly DocumentTable[] {
  const text = WORDS[edition.locale];
  const periods = [...new Map(results.map(({ period }) => [periodText(period), period])).values()];
  const rows = [...new Set(results.map(({ code }) => code))].flatMap((code) => {
    const ofIndicator = results.filter((result) => result.code === code);
    const inPeriods = periods.map((period) => ofIndicator.find((one) => isSamePeriod(one.period, period)));
    const cells = (cellOf: (result: ShownResult) => DocumentCell) =>
      inPeriods.map((result) => (result === undefined ? nothing : cellOf(result)));
    return [
      [words(`${code}. ${ofIndicator[0]!.title[edition.locale]}`), ...cells((one) => keyCell(one, edition))],
      ...readingsOf(ofIndicator, edition).map(({ title, cellOf }) => [
        beneath(`${text.stricter}: ${title}`),
        ...cells(cellOf),
      ]),
      ...harmRows(code, ofIndicator, cells, harm, edition),
    ];
  });
  return table(text.keyCaption, [text.indicator, ...periods.map(periodText)], rows, { isFixed: true });
}

/** The share with its interval and bounds beneath, or with the reason why there is none. */
function keyCell(result: ShownResult, edition: Edition): DocumentCell {
  const { locale } = edition;
  const { interval, percent, notes } = result;
  const empty = notes.find(({ code }) => code === "empty-denominator");
  if (empty !== undefined) return { ...nothing, more: [empty.message[locale]] };
  const bounds = boundsText(result.bounds as Shown<Figures["bounds"]>, locale);
  return share(result.share, edition, { percent, more: [intervalText(interval, edition), bounds] });
}

/** The readings beside an indicator, each with what it is in a period. */
export function readingsOf(
  ofIndicator: readonly ShownResult[],
  edition: Edition,
): readonly { readonly title: string; readonly cellOf: (result: ShownResult) => DocumentCell }[] {
  return (ofIndicator[0]?.readings ?? []).map(({ title }, at) => ({
    title: title[edition.locale],
    cellOf: ({ readings, percent }) => {
      const { share: ofReading, bounds } = readings[at]!;
      const range = boundsText(bounds as Shown<ReadingResult["bounds"]>, edition.locale);
      return share(ofReading, edition, { percent, more: [range] });
    },
  }));
}

function harmRows(
  code: string,
  ofIndicator: readonly ShownResult[],
  cells: (cellOf: (result: ShownResult) => DocumentCell) => readonly DocumentCell[],
  harm: ReadableReport["harm"],
  edition: Edition,
): readonly (readonly DocumentCell[])[] {
  const text = WORDS[edition.locale];
  const first = harmOf(harm, ofIndicator[0]!.period);
  const ways = worseningsOf(first, code);
  if (ways.length === 0) return [];
  const severities = first?.adverseEvents[0]?.bySeverity ?? [];
  return [
    ...ways.map(({ pairing }, way) => [
      beneath(
        `${text.harm}: ${text.worse}${ways.length === 1 ? "" : ` (${pairingText(pairing as Pairing, edition.locale)})`}`,
      ),
      ...cells(({ period }) => {
        const worsening = worseningsOf(harmOf(harm, period), code)[way];
        if (worsening === undefined) return nothing;
        const { worsened, percent } = worsening.onAny;
        return share(worsened, edition, { percent });
      }),
    ]),
    [
      beneath(`${text.harm}: ${text.adverse}: ${severities.map(({ title }) => title[edition.locale]).join(" / ")}`),
      ...cells(({ period }) => {
        const all = harmOf(harm, period)?.adverseEvents[0];
        if (all === undefined) return nothing;
        return { ...count(all.any.events), more: [all.bySeverity.map(({ events }) => countText(events)).join(" / ")] };
      }),
    ],
  ];
}

/**
 * What must not be missed: that an indicator of change passes nearly everybody, who got worse, and what nobody
 * recorded.
 */
export function mustKnowSection(report: ReadableReport, edition: Edition): DocumentSection {
  const { locale } = edition;
  const text = WORDS[locale];
  const ofChange = report.definitions.filter(({ code }) =>
    report.harm.some((harm) => worseningsOf(harm, code).length > 0),
  );
  const lines = ofChange.flatMap(({ code }) =>
    report.results
      .filter((result) => result.code === code)
      .map((result) => {
        const harm = harmOf(report.harm, result.period);
        const worse = worseningsOf(harm, code).map(({ onAny }) => shareText(onAny.worsened, edition, onAny));
        const readings = readingsOf([result], edition).map(({ title, cellOf }) => ({ title, cell: cellOf(result) }));
        const [strictest] = [...readings].sort((a, b) => strictness(a.cell) - strictness(b.cell));
        return text.neverAlone({
          code,
          period: periodText(result.period),
          share: shareText(result.share, edition, result),
          strictest: strictest && `${strictest.title.toLowerCase()} — ${strictest.cell.text}`,
          worse: worse[0] ?? "—",
          adverse: adverseText(harm),
        });
      }),
  );
  const tables = [...report.harm, ...report.results, ...(report.socialChange as readonly SocialChange[])];
  const told = new Map<string, Set<string>>();
  for (const { period, notes } of tables) {
    for (const { code, message } of notes) {
      // How counts are rounded is told before the figures.
      if (code === ROUNDED) continue;
      const periods = told.get(message[locale]) ?? new Set();
      told.set(message[locale], periods.add(periodText(period)));
    }
  }
  const isOfAll = (periods: ReadonlySet<string>) => periods.size === report.manifest.periods.length;
  const once = [...told].map(([message, periods]) =>
    isOfAll(periods) ? message : `${[...periods].join(", ")}: ${message}`,
  );
  return {
    id: "must-know",
    title: text.mustKnow,
    blocks: [...note("must", lines), ...note("aside", once)],
    sections: [],
  };
}

function strictness({ value }: DocumentCell): number {
  return value ?? 2;
}

interface ChangeWords {
  readonly code: string;
  readonly period: string;
  readonly share: string;
  readonly strictest: string | undefined;
  readonly worse: string;
  readonly adverse: string;
}

type Withheld = Readonly<Record<WithheldTable, string>>;

const WORDS = {
  ru: {
    about: "О чём отчёт",
    periods: "Периоды",
    asOf: "Данные полны по",
    knownOn: "Что было известно на",
    people: "Благополучателей в данных",
    events: "Событий в данных",
    indicators: "Показатели",
    suppressed: (threshold: number, least: number) =>
      `Малые числа скрыты, чтобы по ним нельзя было узнать человека: «<${threshold}» — меньше ${threshold}, «•» — скрыто вместе с ним. Это не ноль. Проценты приводятся, только если в знаменателе не меньше ${least} человек.`,
    withheldWhole: "Целиком не приводятся, потому что скрыть в них только малые числа нельзя",
    unroundedWhole: "Целиком не приводятся, потому что округлить в них можно не все числа",
    withheld: {
      socialChange: "социальные изменения",
      retention: "удержание",
      feedback: "обратная связь",
      evidence: "пробелы в доказательствах",
    } satisfies Withheld as Withheld,
    disaggregation: (by: string) => `разрез «${by}»`,
    keyFigures: "Главные числа",
    keyCaption: "Доля каждого показателя по периодам, под ней — доверительный интервал",
    indicator: "Показатель",
    stricter: "строже",
    harm: "вред",
    worse: "хуже хотя бы по одному критерию, из тех, у кого есть пара оценок",
    adverse: "записано неблагоприятных событий, у всех благополучателей, и по тяжести",
    mustKnow: "Чего нельзя упустить",
    neverAlone: ({ code, period, share, strictest, worse, adverse }: ChangeWords) =>
      `${code}, ${period}: ${share} по самому мягкому правилу.${strictest === undefined ? "" : ` Строже всего: ${strictest}.`} Хуже хотя бы по одному критерию: ${worse}. Неблагоприятных событий: ${adverse}.`,
  },
  en: {
    about: "What this report is about",
    periods: "Periods",
    asOf: "Data complete up to",
    knownOn: "As known on",
    people: "Beneficiaries in the data",
    events: "Events in the data",
    indicators: "Indicators",
    suppressed: (threshold: number, least: number) =>
      `Small counts are suppressed so that nobody can be recognised: “<${threshold}” is fewer than ${threshold}, “•” goes with such a count. This is not zero. Percentages are given only of ${least} people or more.`,
    withheldWhole: "Left out whole, since suppressing only their small counts would not be enough",
    unroundedWhole: "Left out whole, since not all of their figures can be rounded",
    withheld: {
      socialChange: "social change",
      retention: "retention",
      feedback: "feedback",
      evidence: "gaps in evidence",
    } satisfies Withheld as Withheld,
    disaggregation: (by: string) => `the breakdown by ${by}`,
    keyFigures: "Key figures",
    keyCaption: "Share of each indicator by period, its confidence interval beneath",
    indicator: "Indicator",
    stricter: "stricter",
    harm: "harm",
    worse: "worse on at least one criterion, of those with a pair of scores",
    adverse: "adverse events recorded, of all beneficiaries, and by severity",
    mustKnow: "What must not be missed",
    neverAlone: ({ code, period, share, strictest, worse, adverse }: ChangeWords) =>
      `${code}, ${period}: ${share} by the mildest rule.${strictest === undefined ? "" : ` Strictest: ${strictest}.`} Worse on at least one criterion: ${worse}. Adverse events: ${adverse}.`,
  },
} as const;
