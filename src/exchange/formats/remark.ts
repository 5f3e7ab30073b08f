import { ROUNDED } from "../../report/privacy/round";
import { isSamePeriod, type Period, periodText } from "../../calendar";
import type { Harm } from "../../tables/change/harm";
import { countText, type Shielded } from "../../report/privacy/suppress";
import { lineText } from "../../core/aloud/line";
import { type Locale, rangeText } from "../../share";
import { absenceText, countsText, type Figure, type IndicatorInPeriod, shareText } from "./figure";

/**
 * In sentences, all that a reader must see beside a figure and that formats have no field for: counts of the verdicts,
 * the settled share, interval and bounds, the last day of the data, notes, readings, and harm where the indicator looks
 * at change.
 *
 * @param inPeriod - an indicator in one period
 * @param harm - of the report, every period
 */
export function remarkText(inPeriod: IndicatorInPeriod, harm: readonly Shielded<Harm>[], locale: Locale): string {
  const { result, period } = inPeriod;
  const words = WORDS[locale];
  const { verdicts, settled, interval, bounds, asOf, notes } = result;
  const beside = inPeriod.readings.map((reading) => {
    const range = isRange(reading.bounds)
      ? [words.upTo(rangeText(reading.bounds.low, reading.bounds.high, locale))]
      : [];
    return `${reading.title[locale]}: ${[shareText(reading, locale), ...range].join(", ")}`;
  });
  const others = notes.filter(({ code }) => code !== "empty-denominator");
  const sentences = [
    `${figureText(inPeriod, period, locale)}.`,
    words.verdicts(countText(verdicts.pending), countText(verdicts.unknown), countText(verdicts.excluded)),
    settled.denominator === 0 ? "" : words.settled(countsText(settled, locale)),
    isRange(interval) ? words.interval(rangeText(interval.low, interval.high, locale)) : "",
    isRange(bounds) ? words.bounds(rangeText(bounds.low, bounds.high, locale)) : "",
    words.asOf(asOf),
    ...others.map(({ message }) => closed(message[locale])),
    ...beside.map(closed),
    ...harmSentences(result.code, period, harm, locale),
  ];
  const text = lineText(sentences.filter((one) => one !== "").join(" "));
  return /•|<\d/.test(text) ? `${text} ${words.suppressed}` : text;
}

/** The share of a period, and why there is none to tell: "2020: — (no value: nobody is in the denominator)". */
export function figureText(figure: Figure, period: Period, locale: Locale): string {
  const absence = absenceText(figure.percent, locale);
  return `${periodText(period)}: ${shareText(figure, locale)}${absence === undefined ? "" : ` (${absence})`}`;
}

function isRange(range: unknown): range is { readonly low: string; readonly high: string } {
  return typeof range === "object" && range !== null && "low" in range;
}

function closed(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** Who got worse on any criterion, and adverse events of any kind; none for an indicator that looks at no change. */
function harmSentences(code: string, period: Period, harm: readonly Shielded<Harm>[], locale: Locale) {
  const words = WORDS[locale];
  return harm
    .filter((one) => isSamePeriod(one.period, period))
    .flatMap(({ worsening, adverseEvents, notes }) => {
      const ways = worsening.filter(({ indicator }) => indicator === code);
      if (ways.length === 0) return [];
      const { events, people } = adverseEvents[0]!.any;
      const isRounded = notes.some(({ code }) => code === ROUNDED);
      return [
        ...ways.map(({ onAny: { worsened, percent, unpaired } }) =>
          words.worse(shareText({ ...worsened, percent, value: null }, locale), countText(unpaired)),
        ),
        `${words.events(countText(events), countText(people))}${isRounded ? "" : words.zero}.`,
      ];
    });
}

const WORDS = {
  ru: {
    verdicts: (pending: string, unknown: string, excluded: string) =>
      `Ожидается: ${pending}; неизвестно: ${unknown}; исключено из знаменателя: ${excluded}.`,
    settled: (share: string) => `Среди тех, о ком уже всё известно: ${share}.`,
    interval: (range: string) => `95 %-й интервал (Уилсона): ${range}.`,
    upTo: (range: string) => `границы ${range}`,
    bounds: (range: string) => `Если из ожидаемых и неизвестных не учесть никого и если учесть всех: ${range}.`,
    asOf: (date: string) => `Данные полны по ${date}.`,
    suppressed: "Знаком • или < с порогом отмечены скрытые числа.",
    worse: (share: string, unpaired: string) =>
      `Хуже хотя бы по одному критерию, из тех, у кого есть пара оценок: ${share}; без пары оценок: ${unpaired}.`,
    events: (events: string, people: string) =>
      `Неблагоприятных событий у всех благополучателей записано: ${events}, человек: ${people}`,
    zero: " (ноль значит «не записано»)",
  },
  en: {
    verdicts: (pending: string, unknown: string, excluded: string) =>
      `Pending: ${pending}; unknown: ${unknown}; excluded from the denominator: ${excluded}.`,
    settled: (share: string) => `Among those about whom all is known: ${share}.`,
    interval: (range: string) => `95% interval (Wilson): ${range}.`,
    upTo: (range: string) => `bounds ${range}`,
    bounds: (range: string) => `If none, and if all of those pending or unknown came to be counted: ${range}.`,
    asOf: (date: string) => `Data are complete up to ${date}.`,
    suppressed: "Suppressed counts are shown as • or as < and the threshold.",
    worse: (share: string, unpaired: string) =>
      `Worse on at least one criterion, of those with a pair of scores: ${share}; without a pair: ${unpaired}.`,
    events: (events: string, people: string) =>
      `Adverse events recorded of all beneficiaries: ${events}, people: ${people}`,
    zero: " (zero means none recorded)",
  },
} as const;
