import { days, weeks, years } from "../../calendar";
import {
  clip,
  enrolment,
  every,
  falls,
  happens,
  not,
  placements,
  some,
  starting,
  times,
  totals,
  touching,
} from "../definition/language";
import { after, earlier, firstDay, on, registration, reportingPeriod } from "../definition/windows";
import { type Indicator, shippedIndicator } from "../verdicts/indicator";

const REPORTING = {
  ru: "IPS Grow (Англия): описание отчётного инструмента — «поддержаны в выходе на работу» (только первые трудоустройства) и «начатые трудоустройства»; методическая записка о расчёте доли трудоустроенных только по неработавшим (с апреля 2024 года)",
  en: "IPS Grow (England): notes on its reporting tool, “clients supported into work” (first job starts only) and “total number of job starts”; policy note on calculating employment rates, out-of-work clients only (from April 2024)",
};
const SUSTAINED = {
  ru: "Министерство труда и пенсий Великобритании, руководство Individual Placement and Support in Primary Care (редакция 18 декабря 2023 года): 13 недель работы за 16 недель",
  en: "UK Department for Work and Pensions, guidance on Individual Placement and Support in Primary Care (updated 18 December 2023): 13 weeks worked in a 16-week period",
};
const HOURS = {
  ru: "Часы не учитываются: источник засчитывает трудоустройство с 4 часов оплаченной работы, здесь достаточно дня трудоустройства. Конкурентное трудоустройство понимается как открытый рынок труда.",
  en: "Hours are not looked at: the source counts a start once 4 hours of paid work are done, here a day of a placement is enough. Competitive employment is taken to be the open market.",
};

/** Weeks of breaks allowed beside the weeks worked: 16 less 13. */
const BREAKS_IN_WEEKS = 3;

const work = placements({ setting: "open-market" });
const startedInProgramme = starting(work, after(registration, days(1), years(200)));
const firstStart = firstDay(startedInProgramme);
const onCaseload = happens(touching(enrolment(), reportingPeriod));
const outOfWorkAtStart = not(happens(clip(placements(), on(registration, days(0)))));

/**
 * IPS: share of people out of work at the start who were supported into work in the period.
 *
 * Denominator: enrolled in the period, without a placement on the day of registration, and not placed before the
 * period. Numerator:
 * the first placement on the open market since registration started in the period.
 *
 * @throws RangeError when the period or `asOf` is not one
 * @source IPS Grow reporting tool, clients supported into work; policy note on employment rates, 2024
 * @example placed in March
 * ```ts
 * expect(supportedIntoWorkShare(dataset, { period: year(2019), asOf: "2019-12-31" }).share).toEqual({ numerator: 1, denominator: 1 });
 * ```
 */
export const supportedIntoWorkShare: Indicator = shippedIndicator({
  code: "ips.into-work",
  title: {
    ru: "Доля впервые вышедших за период на открытый рынок труда среди не работавших при регистрации",
    en: "Share of people out of work at the start who were supported into work",
  },
  denominator: every(
    onCaseload,
    outOfWorkAtStart,
    some(falls(firstStart, reportingPeriod), not(happens(startedInProgramme))),
  ),
  numerator: falls(firstStart, reportingPeriod),
  direction: "increase",
  source: REPORTING,
  limitations: [HOURS],
});

/**
 * IPS: share of people on the caseload who started a placement in the period; those with two or more starts stand
 * beside it.
 *
 * @throws RangeError when the period or `asOf` is not one
 * @source IPS Grow reporting tool, total number of job starts
 * @example one start
 * ```ts
 * expect(placementStartsShare(dataset, { period: year(2019), asOf: "2019-12-31" }).share).toEqual({ numerator: 1, denominator: 1 });
 * ```
 */
export const placementStartsShare: Indicator = shippedIndicator({
  code: "ips.starts",
  title: {
    ru: "Доля участников, начавших за период работу на открытом рынке труда",
    en: "Share of people on the caseload who started work on the open market",
  },
  denominator: onCaseload,
  numerator: happens(starting(work, reportingPeriod)),
  direction: "increase",
  source: REPORTING,
  limitations: [
    {
      ru: `Источник считает начатые трудоустройства, здесь считаются люди; начавшие два и больше показаны отдельно. ${HOURS.ru}`,
      en: `The source counts starts, this counts people; those with two or more stand beside it. ${HOURS.en}`,
    },
  ],
  readings: [
    {
      code: "two",
      title: { ru: "Начавшие два трудоустройства и больше", en: "Two starts or more" },
      numerator: times(starting(work, reportingPeriod), { atLeast: 2 }),
    },
  ],
});

function sustained(count: 13 | 26): Indicator {
  const whole = count + BREAKS_IN_WEEKS;
  const ofFirstWeeks = clip(work, after(firstStart, days(0), weeks(whole)));
  return shippedIndicator({
    code: `ips.sustained-${count}`,
    title: {
      ru: `Доля проработавших не менее ${count} недель из первых ${whole} среди впервые вышедших на открытый рынок труда`,
      en: `Share of those supported into work who worked ${count} weeks in the first ${whole}`,
    },
    denominator: every(outOfWorkAtStart, falls(firstStart, earlier(reportingPeriod, weeks(whole)))),
    numerator: totals(ofFirstWeeks, { atLeast: weeks(count) }),
    direction: "increase",
    source: SUSTAINED,
    limitations: [
      {
        ru: `Источник требует не меньше 7 часов в неделю и минимальной оплаты; здесь считаются дни трудоустройства. 26 недель за 29 — прочтение авторов с теми же тремя неделями перерывов. ${HOURS.ru}`,
        en: `The source asks for 7 hours a week and the going rate of pay; here days of placements count. 26 weeks in 29 is a reading of ours with the same three weeks of breaks. ${HOURS.en}`,
      },
    ],
  });
}

/**
 * IPS: share of those supported into work who worked 13 of the first 16 weeks.
 *
 * Denominator: first start on the open market in the period moved back by 16 weeks, of people out of work at
 * registration.
 *
 * @throws RangeError when the period or `asOf` is not one
 * @source DWP guidance on Individual Placement and Support in Primary Care, 2023: 13 weeks in a 16-week period
 * @example one day of work
 * ```ts
 * expect(sustainedThirteenWeeksShare(dataset, { period: year(2019), asOf: "2019-12-31" }).share).toEqual({ numerator: 0, denominator: 1 });
 * ```
 */
export const sustainedThirteenWeeksShare: Indicator = sustained(13);

/**
 * IPS: share of those supported into work who worked 26 of the first 29 weeks.
 *
 * Denominator: first start on the open market in the period moved back by 29 weeks, of people out of work at
 * registration.
 *
 * @throws RangeError when the period or `asOf` is not one
 * @source DWP guidance on Individual Placement and Support in Primary Care, 2023, with its three weeks of breaks kept
 * @example one day of work
 * ```ts
 * expect(sustainedTwentySixWeeksShare(dataset, { period: year(2019), asOf: "2019-12-31" }).share).toEqual({ numerator: 0, denominator: 1 });
 * ```
 */
export const sustainedTwentySixWeeksShare: Indicator = sustained(26);
