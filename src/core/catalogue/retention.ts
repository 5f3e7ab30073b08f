import { days, months } from "../../calendar";
import { type Condition, clip, falls, happens, joined, lasts, placements, touching } from "../definition/language";
import { earlier, firstPlacement, on, reportingPeriod } from "../definition/windows";
import { type Indicator, shippedIndicator } from "../verdicts/indicator";

/** Months after the first placement, with their Russian wording. */
const TERMS = [
  [1, "1 месяц"],
  [3, "3 месяца"],
  [6, "6 месяцев"],
  [12, "12 месяцев"],
  [24, "24 месяца"],
] as const;

/** Longest break that does not end retention. */
const BREAK = days(28);

/** One of the three forms: what somebody retained has done, and how it is called. */
interface Form {
  readonly code: string;
  readonly title: (term: string, count: number) => { readonly ru: string; readonly en: string };
  readonly retained: (count: number) => Condition;
}

const sinceFirstPlacement = (within?: "employer") =>
  touching(
    joined(placements(), within === undefined ? { gap: BREAK } : { gap: BREAK, within }),
    on(firstPlacement, days(0)),
  );

const FORMS: readonly Form[] = [
  {
    code: "at",
    title: (term, count) => ({
      ru: `Доля работающих через ${term} после начала первого трудоустройства`,
      en: `Share at work on the day ${monthsText(count)} after the first placement began`,
    }),
    retained: (count) => happens(clip(placements(), on(firstPlacement, months(count)))),
  },
  {
    code: "continuous",
    title: (term, count) => ({
      ru: `Доля проработавших ${term} с начала первого трудоустройства без перерывов дольше 28 дней, у любых работодателей`,
      en: `Share at work for ${monthsText(count)} since the first placement began, with any employer and breaks of at most 28 days`,
    }),
    retained: (count) => lasts(sinceFirstPlacement(), { atLeast: months(count) }),
  },
  {
    code: "same-employer",
    title: (term, count) => ({
      ru: `Доля проработавших ${term} с начала первого трудоустройства без перерывов дольше 28 дней, у того же работодателя`,
      en: `Share at work for ${monthsText(count)} since the first placement began, with the same employer and breaks of at most 28 days`,
    }),
    retained: (count) => lasts(sinceFirstPlacement("employer"), { atLeast: months(count) }),
  },
];

function monthsText(count: number): string {
  return count === 1 ? "1 month" : `${count} months`;
}

/**
 * Retention in its three forms, each after 1, 3, 6, 12 and 24 months: fifteen indicators.
 *
 * Denominator: first placement in the period moved back by that many months, so that everybody can be followed. At work
 * on the very day
 * (`retention.at-6`); without a break of more than 28 days, with any employer (`retention.continuous-6`) or with the
 * same one
 * (`retention.same-employer-6`). The three answer different questions and are never one figure.
 *
 * @source the forms in which practices of supported employment report retention; no standard fixes one of them
 * @example
 * ```ts
 * expect(retentionShares.map((indicator) => indicator.code).slice(4, 7)).toEqual(["retention.at-24", "retention.continuous-1", "retention.continuous-3"]);
 * ```
 */
export const retentionShares: readonly Indicator[] = Object.freeze(
  FORMS.flatMap(({ code, title, retained }) =>
    TERMS.map(([count, term]) =>
      shippedIndicator({
        code: `retention.${code}-${count}`,
        title: title(term, count),
        denominator: falls(firstPlacement, earlier(reportingPeriod, months(count))),
        numerator: retained(count),
        direction: "increase",
        source: {
          ru: "Формы, в которых практики сопровождаемого трудоустройства сообщают об удержании; единого стандарта нет",
          en: "The forms in which practices of supported employment report retention; no standard fixes one of them",
        },
        limitations: [
          {
            ru: "Считается первое записанное трудоустройство человека; занятость вне записанных трудоустройств не видна. Перерыв, который на горизонте ещё длится, считается концом работы.",
            en: "The first placement on record counts; work outside the recorded placements is not seen. A break that still lasts on the horizon counts as the end of work.",
          },
        ],
      }),
    ),
  ),
);
