import { days, months } from "../../calendar";
import { countedIn, joined, lasts, placements, plain, touching } from "../definition/language";
import { reportingPeriod } from "../definition/windows";
import { type Indicator, shippedIndicator } from "../verdicts/indicator";
import { supportedSixMonthsShare, unsupportedSixMonthsShare, workExperienceShare } from "./vse-poluchitsya";

/** A step of a funnel: part of an indicator that beneficiaries reach or do not. */
export interface Milestone {
  /** Code of the indicator. */
  readonly indicator: string;
  /** `denominator`: neither outside nor excluded; `numerator`: counted. */
  readonly part: "denominator" | "numerator";
  /** The indicator's title when absent. */
  readonly title?: { readonly ru: string; readonly en: string } | undefined;
}

/**
 * Share of beneficiaries who worked at least a month in one go, at any placements, among those with work experience.
 *
 * Not one of the practice's five: the milestone between a day of work (1.1) and six months (1.3, 1.4), each of which
 * includes it.
 * Adjoining placements are one; a single day between them separates.
 *
 * @throws RangeError when the period or `asOf` is not one
 * @source own, on the pattern of indicators 1.1 to 1.4 of the published table of «Всё получится!»
 * @example one day of work is under a month
 * ```ts
 * expect(workedOneMonthShare(dataset, { period: year(2019), asOf: "2019-12-31" }).share).toEqual({ numerator: 0, denominator: 1 });
 * ```
 */
export const workedOneMonthShare: Indicator = shippedIndicator({
  code: "worked-one-month",
  title: {
    ru: "Доля благополучателей, проработавших подряд не меньше месяца, от общего количества получивших опыт работы",
    en: "Share of beneficiaries who worked at least a month in one go among those with work experience",
  },
  denominator: countedIn(workExperienceShare),
  numerator: lasts(touching(joined(placements(), { gap: days(0) }), reportingPeriod), { atLeast: months(1) }),
  direction: "increase",
});

/**
 * Milestones of the practice «Всё получится!»: served, worked a day, a month, six months with support, six months
 * without.
 *
 * Needs an evaluation of `catalogue.vsePoluchitsya` and `workedOneMonthShare`. The last two need not nest: whoever
 * never had support may
 * work six months without it, and the funnel says how many did.
 *
 * @source indicators 1.1, 1.3 and 1.4 of the practice's published table
 * @example
 * ```ts
 * expect(vsePoluchitsyaFunnel.map(({ indicator }) => indicator)).toEqual(["1.1", "1.1", "worked-one-month", "1.3", "1.4"]);
 * ```
 */
export const vsePoluchitsyaFunnel: readonly Milestone[] = plain([
  {
    indicator: workExperienceShare.code,
    part: "denominator",
    title: { ru: "Получили услуги технологии", en: "Served" },
  },
  {
    indicator: workExperienceShare.code,
    part: "numerator",
    title: { ru: "Работали не меньше дня", en: "Worked at least a day" },
  },
  {
    indicator: workedOneMonthShare.code,
    part: "numerator",
    title: { ru: "Работали не меньше месяца подряд", en: "Worked at least a month in one go" },
  },
  {
    indicator: supportedSixMonthsShare.code,
    part: "numerator",
    title: { ru: "Работали от 6 месяцев с сопровождением", en: "Worked 6 months or more with support" },
  },
  {
    indicator: unsupportedSixMonthsShare.code,
    part: "numerator",
    title: { ru: "Работали от 6 месяцев без сопровождения", en: "Worked 6 months or more without support" },
  },
]);
