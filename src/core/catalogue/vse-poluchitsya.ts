import { days, months } from "../../calendar";
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
  type SpellExpression,
  services,
  support,
  touching,
  union,
} from "../definition/language";
import { reportingPeriod } from "../definition/windows";
import { type Indicator, shippedIndicator } from "../verdicts/indicator";

const PUBLISHED = {
  ru: "Таблица показателей практики «Всё получится!» (благотворительная организация «Рауль», Санкт-Петербург), опубликованная при её верификации",
  en: "Table of indicators of the practice “Everything will work out” (charity Raoul, St Petersburg), published with its verification",
};

/** What the reference sheets of all five say alike. */
const COMMON = {
  direction: "increase",
  source: PUBLISHED,
  unit: { ru: "процент благополучателей", en: "per cent of beneficiaries" },
  method: {
    ru: "Подсчёт людей по событиям, которые записывает практика; каждый человек в каждом периоде учитывается один раз.",
    en: "A count of people from the events the practice records; each person is counted once in each period.",
  },
  version: "1",
  changes: [{ ru: "1: первая версия.", en: "1: the first version." }],
} as const;

const NOT_ADDITIVE = {
  ru: "Значения за разные периоды не складываются: один человек может быть учтён в каждом из них. Объединённый период считается заново по людям.",
  en: "Figures of different periods do not add up: one person may be counted in each. A union of periods is counted afresh from people.",
};
const MILESTONES = {
  ru: "Показатели 1.2 и 1.3 — вехи, а не части целого: один человек может быть учтён в обоих. В опубликованной таблице, если 233 — разные люди, таких не меньше 28.",
  en: "Indicators 1.2 and 1.3 are milestones, not parts of a whole: one person may be counted in both. In the published table, if the 233 are distinct people, at least 28 are.",
};
const FROM_OWN_START = {
  ru: "Период измеряется от собственного начала, а не от начала отчётного: кто работает с октября, к концу года имеет три месяца, а на следующий год — больше.",
  en: "A spell is measured from its own start, not from that of the reporting period: whoever works from October has three months at the end of the year, and more the year after.",
};
const MERGED_CELL = (counted: number) => ({
  ru: `В опубликованной таблице одно значение за оба года (${counted} из 233). Что 233 — разные люди за 2019 и 2020 годы, — правдоподобное, но недоказуемое прочтение.`,
  en: `The published table has one value for both years (${counted} of 233). That the 233 are distinct people over 2019 and 2020 is a plausible reading that cannot be proved.`,
});

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
export const workExperienceShare: Indicator = shippedIndicator({
  code: "1.1",
  title: {
    ru: "Доля благополучателей, получивших опыт работы (от 1 дня), от общего количества благополучателей, получивших услуги технологии",
    en: "Share of beneficiaries with work experience (1 day or more) among those who received the technology's services",
  },
  denominator: servedInPeriod,
  numerator: workedInPeriod,
  limitations: [
    {
      ru: "Достаточно одного дня любой работы: показатель не говорит ни о её длительности, ни о сопровождении, ни о том, что работа началась после услуги.",
      en: "One day of any work is enough: the indicator says nothing of how long it lasted, of support, or of whether work came after the service.",
    },
    NOT_ADDITIVE,
  ],
  ...COMMON,
});

/**
 * Indicator 1.2: share of beneficiaries with a spell of temporary sheltered work, or of temporary supported work on the
 * open market,
 * of at least 1 and under 6 months, among those counted in 1.1.
 *
 * Spells are measured from their own start to the horizon, not cut at the period's first day; exactly six months is not
 * under six.
 *
 * @throws RangeError when the period or `asOf` is not one
 * @source indicator 1.2 of the practice's published table
 * @example one day of work is under a month
 * ```ts
 * expect(supportedOneToSixMonthsShare(dataset, { period: year(2019), asOf: "2019-12-31" }).percent).toBe("0.0");
 * ```
 */
export const supportedOneToSixMonthsShare: Indicator = shippedIndicator({
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
  limitations: [
    {
      ru: "Ровно 6 месяцев — это уже показатель 1.3, а меньше месяца не входит ни в один. В официальной формулировке («от 1 до 6», «от 6») границы пересекаются.",
      en: "Exactly 6 months belongs to 1.3, and under a month to neither. In the official wording (“from 1 to 6”, “from 6”) the limits overlap.",
    },
    MILESTONES,
    {
      ru: "Незакончившийся период учитывается по его длине на горизонте и позже может выйти за 6 месяцев.",
      en: "A spell still running is taken at its length on the horizon, and may outgrow 6 months later.",
    },
    FROM_OWN_START,
    NOT_ADDITIVE,
  ],
  ...COMMON,
});

/**
 * Indicator 1.3: share of beneficiaries with a spell of supported work on the open market of 6 months or more, among
 * those counted
 * in 1.1.
 *
 * @throws RangeError when the period or `asOf` is not one
 * @source indicator 1.3 of the practice's published table
 * @example nobody is supported for six months
 * ```ts
 * expect(supportedSixMonthsShare(dataset, { period: year(2019), asOf: "2019-12-31" }).verdicts["not-counted"]).toBe(1);
 * ```
 */
export const supportedSixMonthsShare: Indicator = shippedIndicator({
  code: "1.3",
  title: {
    ru: "Доля благополучателей, получивших опыт работы от 6 месяцев на открытом рынке труда с сопровождением, от общего количества получивших опыт работы",
    en: "Share of beneficiaries with 6 months or more of supported work on the open market among those with work experience",
  },
  denominator: countedIn(workExperienceShare),
  numerator: lasts(ofPeriod(overlap(placements({ setting: "open-market" }), support())), { atLeast: months(6) }),
  limitations: [MERGED_CELL(73), MILESTONES, FROM_OWN_START, NOT_ADDITIVE],
  ...COMMON,
});

/**
 * Indicator 1.4: share of beneficiaries with a spell of unsupported work on the open market of 6 months or more, among
 * those counted
 * in 1.1.
 *
 * @throws RangeError when the period or `asOf` is not one
 * @source indicator 1.4 of the practice's published table
 * @example nobody works on the open market for six months
 * ```ts
 * expect(unsupportedSixMonthsShare(dataset, { period: year(2019), asOf: "2019-12-31" }).share.numerator).toBe(0);
 * ```
 */
export const unsupportedSixMonthsShare: Indicator = shippedIndicator({
  code: "1.4",
  title: {
    ru: "Доля благополучателей, получивших опыт работы от 6 месяцев на открытом рынке труда без сопровождения, от общего количества получивших опыт работы",
    en: "Share of beneficiaries with 6 months or more of unsupported work on the open market among those with work experience",
  },
  denominator: countedIn(workExperienceShare),
  numerator: lasts(ofPeriod(except(placements({ setting: "open-market" }), support())), { atLeast: months(6) }),
  limitations: [
    MERGED_CELL(35),
    {
      ru: "«Без сопровождения» значит «сопровождение не записано»: забытая запись о сопровождении завышает показатель.",
      en: "“Without support” means that no support was recorded: a forgotten record of support raises the figure.",
    },
    FROM_OWN_START,
    NOT_ADDITIVE,
  ],
  ...COMMON,
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
 * Indicator 2.1: share of beneficiaries whose situation improved or did not worsen on at least one criterion of social
 * change, among
 * those who received social adaptation in the period.
 *
 * As worded it fails only somebody who got worse on every criterion, so its stricter readings stand in the notes of
 * every result.
 * First score against last up to the horizon; a criterion without two scores is a missing fact.
 *
 * @throws RangeError when the period or `asOf` is not one
 * @source indicator 2.1 of the practice's published table, which gives no value for it
 * @example the one person served was never assessed
 * ```ts
 * expect(socialChangeShare(dataset, { period: year(2019), asOf: "2019-12-31" }).verdicts.unknown).toBe(1);
 * ```
 */
export const socialChangeShare: Indicator = shippedIndicator({
  code: "2.1",
  title: {
    ru: "Доля благополучателей, чья жизненная ситуация изменилась в лучшую сторону или не ухудшилась по как минимум одному из критериев социальных изменений, от общего количества получивших поддержку в социальной адаптации",
    en: "Share of beneficiaries whose situation improved or did not worsen on at least one criterion of social change among those supported in social adaptation",
  },
  denominator: happens(clip(services({ service: "social-adaptation" }), reportingPeriod)),
  numerator: change({ notWorsened: { atLeast: 1 } }),
  readings: stricterReadings,
  limitations: [
    {
      ru: "По буквальной формулировке не учитывается только тот, кому стало хуже по всем критериям сразу, поэтому рядом всегда стоят более строгие прочтения.",
      en: "As worded it leaves out only a person who got worse on every criterion, so its stricter readings always stand beside it.",
    },
    {
      ru: "При пяти критериях с корреляцией 0,3 его проходят 99,2 % людей, когда ничего не изменилось, и 89,6 % при явном вреде; каждый новый критерий может его только повысить.",
      en: "With five criteria correlated at 0.3, 99.2 % of people pass when nothing changed and 89.6 % under clear harm; each further criterion can only raise it.",
    },
    {
      ru: "Сравниваются первая и последняя оценки, сколько бы времени между ними ни прошло; изменение не доказывает, что его вызвала практика.",
      en: "First score is compared with last, however long between them; a change does not prove that the practice caused it.",
    },
    {
      ru: "В опубликованной таблице значения нет.",
      en: "The published table gives no value.",
    },
    NOT_ADDITIVE,
  ],
  ...COMMON,
});
