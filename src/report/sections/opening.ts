import { periodText } from "../../calendar";
import { isSuppressed, countText } from "../privacy/suppress";
import { ROUNDED, roundingText } from "../privacy/round";
import type { WithheldTable } from "../privacy/table-set";
import type { ReadableReport } from "../report";
import type { Locale } from "../../share";
import type { SocialChange } from "../../tables/change/social-change";
import type { ReadingResult } from "../../core/verdicts/result";
import { beneath, boundsText, count, limitsText, nothing, share, shareText, type Shown } from "./cells";
import {
  type DocumentBlock,
  type DocumentCell,
  type DocumentSection,
  note,
  table,
  words,
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
 * Every indicator with its shares, period by period; the stricter readings of an indicator and the harm beside it stand right beneath, so that
 * it is never read alone.
 */
export function keyFiguresSection(report: ReadableReport, edition: Edition): DocumentSection {
  const text = WORDS[edition.locale];
  const { periods } = report.manifest;
  const rows = report.definitions.flatMap(({ code }) => {
    const ofIndicator = report.results.filter((result) => result.code === code);
    return [
      [words(`${code}. ${ofIndicator[0]!.title[edition.locale]}`), ...ofIndicator.map((one) => keyCell(one, edition))],
      ...readingRows(ofIndicator, edition),
      ...harmRows(report, ofIndicator, edition),
    ];
  });
  const titles = [text.indicator, ...periods.map(periodText)];
  return {
    id: "key-figures",
    title: text.keyFigures,
    blocks: table(text.keyCaption, titles, rows, { isFixed: true }),
    sections: [],
  };
}

/** The share with its interval beneath, or with the reason why there is none. */
function keyCell(result: ShownResult, edition: Edition): DocumentCell {
  const { locale } = edition;
  const { interval, notes } = result;
  const empty = notes.find(({ code }) => code === "empty-denominator");
  if (empty !== undefined) return { ...nothing, more: [empty.message[locale]] };
  if (interval === null || isSuppressed(interval)) return share(result.share, edition);
  return share(result.share, edition, `${WORDS[locale].interval} ${limitsText(interval, locale)}`);
}

function readingRows(ofIndicator: readonly ShownResult[], edition: Edition): readonly (readonly DocumentCell[])[] {
  const text = WORDS[edition.locale];
  return readingsOf(ofIndicator, edition).map(({ title, shares }) => [
    beneath(`${text.stricter}: ${title}`),
    ...shares,
  ]);
}

/** The readings beside an indicator, with their shares period by period. */
export function readingsOf(
  ofIndicator: readonly ShownResult[],
  edition: Edition,
): readonly { readonly title: string; readonly shares: readonly DocumentCell[] }[] {
  return (ofIndicator[0]?.readings ?? []).map(({ title }, at) => ({
    title: title[edition.locale],
    shares: ofIndicator.map(({ readings }) => {
      const { share: ofReading, bounds } = readings[at]!;
      return share(ofReading, edition, boundsText(bounds as Shown<ReadingResult["bounds"]>, edition.locale));
    }),
  }));
}

function harmRows(
  report: ReadableReport,
  ofIndicator: readonly ShownResult[],
  edition: Edition,
): readonly (readonly DocumentCell[])[] {
  const text = WORDS[edition.locale];
  const { code } = ofIndicator[0]!;
  const harms = ofIndicator.map(({ period }) => harmOf(report, period));
  const ways = worseningsOf(harms[0], code);
  if (ways.length === 0) return [];
  return [
    ...ways.map((_, way) => [
      beneath(`${text.harm}: ${text.worse}`),
      ...harms.map((harm) => {
        const worsening = worseningsOf(harm, code)[way];
        return worsening === undefined ? nothing : share(worsening.onAny.worsened, edition);
      }),
    ]),
    [
      beneath(`${text.harm}: ${text.adverse}`),
      ...harms.map((harm) => {
        const any = harm?.adverseEvents[0]?.any.events;
        return any === undefined ? nothing : count(any);
      }),
    ],
  ];
}

/** What must not be missed: that an indicator of change passes nearly everybody, who got worse, and what nobody recorded. */
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
        const harm = harmOf(report, result.period);
        const worse = worseningsOf(harm, code).map(({ onAny }) => shareText(onAny.worsened, edition));
        const [strictest] = [...readingsOf([result], edition)].sort((a, b) => strictness(a) - strictness(b));
        return text.neverAlone({
          code,
          period: periodText(result.period),
          share: shareText(result.share, edition),
          strictest: strictest && `${strictest.title.toLowerCase()} — ${strictest.shares[0]!.text}`,
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

function strictness({ shares }: { readonly shares: readonly DocumentCell[] }): number {
  return shares[0]?.value ?? 2;
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
    interval: "95 %:",
    stricter: "строже",
    harm: "вред",
    worse: "хуже хотя бы по одному критерию, из тех, у кого есть пара оценок",
    adverse: "записано неблагоприятных событий, у всех благополучателей",
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
    interval: "95%:",
    stricter: "stricter",
    harm: "harm",
    worse: "worse on at least one criterion, of those with a pair of scores",
    adverse: "adverse events recorded, of all beneficiaries",
    mustKnow: "What must not be missed",
    neverAlone: ({ code, period, share, strictest, worse, adverse }: ChangeWords) =>
      `${code}, ${period}: ${share} by the mildest rule.${strictest === undefined ? "" : ` Strictest: ${strictest}.`} Worse on at least one criterion: ${worse}. Adverse events: ${adverse}.`,
  },
} as const;
