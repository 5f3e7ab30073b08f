import { months, years } from "../../calendar";
import {
  clip,
  type Exclusion,
  every,
  exits,
  followUps,
  happens,
  joined,
  placements,
  some,
  touching,
  union,
  type Wording,
} from "../definition/language";
import { earlier, lastDay, quarterAfter, reportingPeriod } from "../definition/windows";
import { type Indicator, shippedIndicator } from "../verdicts/indicator";

const GUIDANCE = {
  ru: "Министерство труда США, Training and Employment Guidance Letter 10-16, Change 2 (15 сентября 2022 года): основные показатели WIOA, раздел 116; исключения — причины выбытия по таблице A приложения 2",
  en: "US Department of Labor, Training and Employment Guidance Letter 10-16, Change 2 (15 September 2022): primary indicators of performance under WIOA section 116; exclusions by reason of exit (Attachment 2, Table A)",
};
const FINAL_RULE = {
  ru: "89 FR 13814 (23 февраля 2024 года), 20 CFR 677.155: результативность для работодателей — удержание у того же работодателя",
  en: "89 FR 13814 (23 February 2024), 20 CFR 677.155: effectiveness in serving employers, defined as retention with the same employer",
};

const LIMITATIONS: Wording = {
  ru: "Источник берёт занятость прежде всего из отчётности о заработках и сообщает о ней позже; здесь — из трудоустройств. Несубсидируемая занятость понимается как открытый рынок труда. Выбытие — записанное событие, а не 90 дней без услуг. Кто выбыл в когорте дважды, считается один раз, по последнему выбытию. Смерть после выбытия не записывается. Причины выбытия узнаются по кодам institutionalized, medical, deceased, reserve-forces и foster-care; выбытие без причины оставляет вердикт неизвестным.",
  en: "The source takes employment from wage records first of all and reports on it later; here it comes from placements. Unsubsidised employment is taken to be the open market. An exit is a recorded event, not 90 days without services. Somebody who exits twice in the cohort counts once, by the last exit. Death after exit is not recorded. Reasons of exit go by the codes institutionalized, medical, deceased, reserve-forces and foster-care; an exit without a reason leaves the verdict unknown.",
};

/** Reasons of exit that take a person off both sides of the fraction. */
const EXCLUDED_REASONS = ["institutionalized", "medical", "deceased", "reserve-forces", "foster-care"];

/** Unsubsidised employment, as near as placements come to it. */
const work = placements({ setting: "open-market" });

/** Exits that are `count` quarters old, or older by no more than the period is long, when the period ends. */
const cohortOf = (count: number) => clip(exits(), earlier(reportingPeriod, months(3 * count)));
const quarterOf = (cohort: number, count: number) => quarterAfter(lastDay(cohortOf(cohort)), count);

const exclusionsOf = (cohort: number): readonly Exclusion[] =>
  EXCLUDED_REASONS.map((reason) => ({
    reason,
    when: happens(clip(exits({ reason }), earlier(reportingPeriod, months(3 * cohort)))),
  }));

function employmentRate(count: 2 | 4): Indicator {
  const ordinal = count === 2 ? { ru: "во втором", en: "second" } : { ru: "в четвёртом", en: "fourth" };
  const employed = happens(clip(work, quarterOf(count, count)));
  return shippedIndicator({
    code: `wioa.employment-q${count}`,
    title: {
      ru: `Доля выбывших, занятых на открытом рынке труда ${ordinal.ru} квартале после квартала выбытия`,
      en: `Share of leavers in unsubsidised employment in the ${ordinal.en} quarter after the quarter of exit`,
    },
    denominator: happens(cohortOf(count)),
    numerator: employed,
    exclusions: exclusionsOf(count),
    direction: "increase",
    source: GUIDANCE,
    limitations: [LIMITATIONS],
    readings: [
      {
        code: "supplemental",
        title: {
          ru: "То же, если засчитывать и слова самого человека при контакте после выбытия",
          en: "The same, also by what a follow-up in that quarter found",
        },
        numerator: some(employed, happens(clip(followUps({ status: "employed" }), quarterOf(count, count)))),
      },
    ],
  });
}

/**
 * WIOA employment rate in the second quarter after exit.
 *
 * Denominator: exits six months before the period's days, so that the second calendar quarter after the quarter of exit
 * is over when
 * a period of whole quarters is. Exits for reasons such as `institutionalized` or `deceased` are excluded from both
 * sides.
 *
 * @throws RangeError when the period or `asOf` is not one
 * @source TEGL 10-16, Change 2, US Department of Labor, 2022: employment rate, 2nd quarter after exit
 * @example nobody left
 * ```ts
 * expect(employmentRateSecondQuarter(dataset, { period: year(2020), asOf: "2020-12-31" }).value).toBe(null);
 * ```
 */
export const employmentRateSecondQuarter: Indicator = employmentRate(2);

/**
 * WIOA employment rate in the fourth quarter after exit.
 *
 * Denominator: exits a year before the period's days. Otherwise as in the second quarter.
 *
 * @throws RangeError when the period or `asOf` is not one
 * @source TEGL 10-16, Change 2, US Department of Labor, 2022: employment rate, 4th quarter after exit
 * @example nobody left
 * ```ts
 * expect(employmentRateFourthQuarter(dataset, { period: year(2020), asOf: "2020-12-31" }).value).toBe(null);
 * ```
 */
export const employmentRateFourthQuarter: Indicator = employmentRate(4);

/** Work in the second and the fourth quarter after exit, that with one employer as one spell. */
const heldInBoth = joined(union(clip(work, quarterOf(4, 2)), clip(work, quarterOf(4, 4))), {
  gap: years(1),
  within: "employer",
});

/**
 * WIOA retention with the same employer in the second and fourth quarters after exit.
 *
 * Denominator: exits a year before the period's days of people employed in the second quarter after exit. Numerator: of
 * these, the
 * ones employed by one and the same employer in both quarters. A missing employer makes the verdict unknown.
 *
 * @throws RangeError when the period or `asOf` is not one
 * @source 89 FR 13814, 23 February 2024: effectiveness in serving employers
 * @example nobody left
 * ```ts
 * expect(sameEmployerRetention(dataset, { period: year(2020), asOf: "2020-12-31" }).value).toBe(null);
 * ```
 */
export const sameEmployerRetention: Indicator = shippedIndicator({
  code: "wioa.same-employer",
  title: {
    ru: "Доля работающих в четвёртом квартале после выбытия у того же работодателя, что и во втором, среди занятых во втором",
    en: "Share of those employed in the second quarter after exit who have the same employer in the fourth",
  },
  denominator: every(happens(cohortOf(4)), happens(clip(work, quarterOf(4, 2)))),
  numerator: happens(touching(touching(heldInBoth, quarterOf(4, 2)), quarterOf(4, 4))),
  exclusions: exclusionsOf(4),
  direction: "increase",
  source: FINAL_RULE,
  limitations: [LIMITATIONS],
});
