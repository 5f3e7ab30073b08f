import { days, weeks } from "../../calendar";
import { clip, happens, joined, lasts, placements, starting, totals } from "../definition/language";
import { after, earlier, firstDay, reportingPeriod } from "../definition/windows";
import { type Indicator, shippedIndicator } from "../verdicts/indicator";

const SOURCE = {
  ru: "Австралия: сроки 4, 13, 26 и 52 недели — DES Outcome Guidelines V1.1, Министерство социальных услуг (3 декабря 2018 года); допустимый перерыв не дольше 56 дней подряд между двумя рабочими днями — Paid Parental Leave Guide, 2.2.2.50 (для детей, родившихся до 1 января 2020 года)",
  en: "Australia: outcomes of 4, 13, 26 and 52 weeks are those of the DES Outcome Guidelines V1.1, Department of Social Services (3 December 2018); the permissible break of at most 56 consecutive days between two worked days is that of the Paid Parental Leave Guide, 2.2.2.50 (children born before 1 January 2020)",
};

/** Weeks of work that make an outcome; the same in Russian, and the weeks in which a cumulative one must be reached. */
const OUTCOMES = [
  [4, "4 недели", "12 недель"],
  [13, "13 недель", "21 неделю"],
  [26, "26 недель", "34 недели"],
  [52, "52 недели", "60 недель"],
] as const;
type Outcome = (typeof OUTCOMES)[number];
/** Longest permissible break. */
const BREAK = days(56);
/** The same break, as the weeks beyond its own length in which a cumulative outcome must be reached. */
const ALLOWANCE_IN_WEEKS = 8;

const work = joined(placements({ setting: "open-market" }), { gap: BREAK });

/** Work that began long enough before the period's end for the outcome to be seen. */
const begunBefore = (count: number) => starting(work, earlier(reportingPeriod, weeks(count)));

function continuous([count, weeksInRussian]: Outcome): Indicator {
  return shippedIndicator({
    code: `au.continuous-${count}`,
    title: {
      ru: `Доля проработавших ${weeksInRussian} подряд среди вышедших на открытый рынок труда (дни перерывов до 56 дней засчитываются)`,
      en: `Share of those who began work on the open market and kept it for ${count} weeks in a row (days of breaks of up to 56 days count)`,
    },
    denominator: happens(begunBefore(count)),
    numerator: lasts(begunBefore(count), { atLeast: weeks(count) }),
    direction: "increase",
    source: SOURCE,
    limitations: [
      {
        ru: "Часы работы, контрольный уровень занятости и частичные результаты источника не учитываются: дня трудоустройства достаточно. Перерыв, который на горизонте ещё длится, считается концом работы.",
        en: "Hours, employment benchmarks and pathway outcomes of the source are not looked at: a day of a placement is enough. A break that still lasts on the horizon counts as the end of work.",
      },
    ],
  });
}

function cumulative([count, , allInRussian]: Outcome): Indicator {
  const begun = begunBefore(count + ALLOWANCE_IN_WEEKS);
  const outcomeWindow = after(firstDay(begun), days(0), weeks(count + ALLOWANCE_IN_WEEKS));
  return shippedIndicator({
    code: `au.cumulative-${count}`,
    title: {
      ru: `Доля проработавших за ${allInRussian} в сумме не менее ${count} недель среди вышедших на открытый рынок труда (дни перерывов не засчитываются)`,
      en: `Share of those who began work on the open market and worked ${count} weeks in all within ${count + ALLOWANCE_IN_WEEKS} weeks (days of breaks do not count)`,
    },
    denominator: happens(begun),
    numerator: totals(clip(placements({ setting: "open-market" }), outcomeWindow), { atLeast: weeks(count) }),
    direction: "increase",
    source: SOURCE,
    limitations: [
      {
        ru: "Окно на 8 недель (56 дней) длиннее самого срока — прочтение авторов: источник описывает накопленные недели через часы за двухнедельные периоды, которых в событиях нет. Часы работы не учитываются.",
        en: "The window, 8 weeks (56 days) longer than the outcome itself, is a reading of ours: the source accumulates hours, which events do not tell fortnight by fortnight. Hours are not looked at.",
      },
    ],
  });
}

/**
 * Outcomes of 4, 13, 26 and 52 weeks in the Australian manner, the continuous ones first, then the cumulative ones.
 *
 * Denominator: work on the open market that began in the period moved back by the time the outcome takes, so that
 * everybody can be
 * followed for it. Continuous (`au.continuous-13`): spells joined over breaks of at most 56 days last that long, days
 * of breaks included.
 * Cumulative (`au.cumulative-13`): days worked add up to it within eight weeks more, days of breaks left out.
 *
 * @source DES Outcome Guidelines V1.1, 2018 (lengths); Paid Parental Leave Guide 2.2.2.50 (break)
 * @example
 * ```ts
 * expect(australianOutcomes.map((indicator) => indicator.code).slice(0, 2)).toEqual(["au.continuous-4", "au.continuous-13"]);
 * ```
 */
export const australianOutcomes: readonly Indicator[] = Object.freeze([
  ...OUTCOMES.map(continuous),
  ...OUTCOMES.map(cumulative),
]);
