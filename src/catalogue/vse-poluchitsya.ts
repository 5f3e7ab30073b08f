import { days, months } from "../calendar";
import {
  change,
  clip,
  countedIn,
  except,
  happens,
  joined,
  lasts,
  overlap,
  placements,
  type Reading,
  reportingPeriod,
  type SpellExpression,
  services,
  support,
  touching,
  union,
} from "../definition/language";
import { defineIndicator, type Indicator } from "../verdicts/indicator";

const PUBLISHED = {
  ru: "Таблица показателей практики «Всё получится!» (благотворительная организация «Рауль», Санкт-Петербург), опубликованная при её верификации",
  en: "Table of indicators of the practice “Everything will work out” (charity Raoul, St Petersburg), published with its verification",
};

/** Adjoining and overlapping spells are one; a single day between them separates. */
const WITHOUT_GAP = { gap: days(0) };

const workedInPeriod = happens(clip(placements(), reportingPeriod));
const servedInPeriod = happens(clip(union(services(), support()), reportingPeriod));
const ofPeriod = (spells: SpellExpression) => touching(joined(spells, WITHOUT_GAP), reportingPeriod);

/**
 * Indicator 1.1: share of beneficiaries who worked at least one day in the period, among those served in it.
 *
 * Denominator: a service or a day of support in the period. Numerator: a day of any placement in the period.
 *
 * @throws RangeError when the period or `asOf` is not one
 * @source indicator 1.1 of the practice's published table
 * @example one person, one day of work
 * ```ts
 * expect(workExperienceShare(dataset, { period: year(2019), asOf: "2019-12-31" }).share).toEqual({ numerator: 1, denominator: 1 });
 * ```
 */
export const workExperienceShare: Indicator = defineIndicator({
  code: "1.1",
  title: {
    ru: "Доля благополучателей, получивших опыт работы (от 1 дня), от общего количества благополучателей, получивших услуги технологии",
    en: "Share of beneficiaries with work experience (1 day or more) among those who received the technology's services",
  },
  denominator: servedInPeriod,
  numerator: workedInPeriod,
  direction: "increase",
  source: PUBLISHED,
});

/**
 * Indicator 1.2: share of beneficiaries with a spell of temporary sheltered work, or of temporary supported work on the open market,
 * of at least 1 and under 6 months, among those counted in 1.1.
 *
 * Spells are measured from their own start to the horizon, not cut at the period's first day; exactly six months is not under six.
 *
 * @throws RangeError when the period or `asOf` is not one
 * @source indicator 1.2 of the practice's published table
 * @example one day of work is under a month
 * ```ts
 * expect(supportedOneToSixMonthsShare(dataset, { period: year(2019), asOf: "2019-12-31" }).percent).toBe("0.0");
 * ```
 */
export const supportedOneToSixMonthsShare: Indicator = defineIndicator({
  code: "1.2",
  title: {
    ru: "Доля благополучателей, получивших опыт временного трудоустройства в защищенном формате и на открытом рынке труда с сопровождением от 1 до 6 месяцев, от общего количества получивших опыт работы",
    en: "Share of beneficiaries with temporary sheltered work or temporary supported work on the open market of 1 to 6 months among those with work experience",
  },
  denominator: countedIn(workExperienceShare),
  numerator: lasts(
    ofPeriod(
      union(
        placements({ setting: "sheltered", contract: "temporary" }),
        overlap(placements({ setting: "open-market", contract: "temporary" }), support()),
      ),
    ),
    { atLeast: months(1), under: months(6) },
  ),
  direction: "increase",
  source: PUBLISHED,
});

/**
 * Indicator 1.3: share of beneficiaries with a spell of supported work on the open market of 6 months or more, among those counted
 * in 1.1.
 *
 * @throws RangeError when the period or `asOf` is not one
 * @source indicator 1.3 of the practice's published table
 * @example nobody is supported for six months
 * ```ts
 * expect(supportedSixMonthsShare(dataset, { period: year(2019), asOf: "2019-12-31" }).verdicts["not-counted"]).toBe(1);
 * ```
 */
export const supportedSixMonthsShare: Indicator = defineIndicator({
  code: "1.3",
  title: {
    ru: "Доля благополучателей, получивших опыт работы от 6 месяцев на открытом рынке труда с сопровождением, от общего количества получивших опыт работы",
    en: "Share of beneficiaries with 6 months or more of supported work on the open market among those with work experience",
  },
  denominator: countedIn(workExperienceShare),
  numerator: lasts(ofPeriod(overlap(placements({ setting: "open-market" }), support())), { atLeast: months(6) }),
  direction: "increase",
  source: PUBLISHED,
});

/**
 * Indicator 1.4: share of beneficiaries with a spell of unsupported work on the open market of 6 months or more, among those counted
 * in 1.1.
 *
 * @throws RangeError when the period or `asOf` is not one
 * @source indicator 1.4 of the practice's published table
 * @example nobody works on the open market for six months
 * ```ts
 * expect(unsupportedSixMonthsShare(dataset, { period: year(2019), asOf: "2019-12-31" }).share.numerator).toBe(0);
 * ```
 */
export const unsupportedSixMonthsShare: Indicator = defineIndicator({
  code: "1.4",
  title: {
    ru: "Доля благополучателей, получивших опыт работы от 6 месяцев на открытом рынке труда без сопровождения, от общего количества получивших опыт работы",
    en: "Share of beneficiaries with 6 months or more of unsupported work on the open market among those with work experience",
  },
  denominator: countedIn(workExperienceShare),
  numerator: lasts(ofPeriod(except(placements({ setting: "open-market" }), support())), { atLeast: months(6) }),
  direction: "increase",
  source: PUBLISHED,
});

/** Registration attribute that names the criterion a person asked help with. */
const ASKED_HELP_WITH = "asked-help-with";

/** Each can only be harder than the wording of 2.1. */
const stricterReadings: readonly Reading[] = [
  {
    code: "improved",
    title: { ru: "Лучше хотя бы по одному критерию", en: "Better on at least one criterion" },
    numerator: change({ improved: { atLeast: 1 } }),
  },
  {
    code: "improved-none-worse",
    title: {
      ru: "Лучше хотя бы по одному критерию и ни по одному не хуже",
      en: "Better on at least one criterion and worse on none",
    },
    numerator: change({ improved: { atLeast: 1 }, worsened: { atMost: 0 } }),
  },
  {
    code: "none-worse",
    title: { ru: "Ни по одному критерию не хуже", en: "Worse on no criterion" },
    numerator: change({ paired: { atLeast: 1 }, worsened: { atMost: 0 } }),
  },
  {
    code: "net",
    title: { ru: "Улучшений больше, чем ухудшений", en: "More criteria better than worse" },
    numerator: change({ net: { atLeast: 1 } }),
  },
  {
    code: "two-improved-none-worse",
    title: {
      ru: "Лучше хотя бы по двум критериям и ни по одному не хуже",
      en: "Better on at least two criteria and worse on none",
    },
    numerator: change({ improved: { atLeast: 2 }, worsened: { atMost: 0 } }),
  },
  {
    code: "asked",
    title: {
      ru: "Лучше по критерию, с которым человек просил помочь",
      en: "Better on the criterion the person asked help with",
    },
    numerator: change({ improved: { atLeast: 1 } }, { criterionFrom: ASKED_HELP_WITH }),
  },
];

/**
 * Indicator 2.1: share of beneficiaries whose situation improved or did not worsen on at least one criterion of social change, among
 * those who received social adaptation in the period.
 *
 * As worded it fails only somebody who got worse on every criterion, so its stricter readings stand in the notes of every result.
 * First score against last up to the horizon; a criterion without two scores is a missing fact.
 *
 * @throws RangeError when the period or `asOf` is not one
 * @source indicator 2.1 of the practice's published table, which gives no value for it
 * @example the one person served was never assessed
 * ```ts
 * expect(socialChangeShare(dataset, { period: year(2019), asOf: "2019-12-31" }).verdicts.unknown).toBe(1);
 * ```
 */
export const socialChangeShare: Indicator = defineIndicator({
  code: "2.1",
  title: {
    ru: "Доля благополучателей, чья жизненная ситуация изменилась в лучшую сторону или не ухудшилась по как минимум одному из критериев социальных изменений, от общего количества получивших поддержку в социальной адаптации",
    en: "Share of beneficiaries whose situation improved or did not worsen on at least one criterion of social change among those supported in social adaptation",
  },
  denominator: happens(clip(services({ service: "social-adaptation" }), reportingPeriod)),
  numerator: change({ notWorsened: { atLeast: 1 } }),
  direction: "increase",
  source: PUBLISHED,
  readings: stricterReadings,
});
