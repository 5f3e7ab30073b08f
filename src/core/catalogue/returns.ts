import { days } from "../../calendar";
import { clip, enrolment, exits, happens, starting } from "../definition/language";
import { after, earlier, firstDay, reportingPeriod } from "../definition/windows";
import { type Indicator, shippedIndicator } from "../verdicts/indicator";

/** Days within which a return counts. */
const LENGTHS = [180, 365, 730] as const;

/**
 * Exits to work two years before the period's days: one cohort for all lengths, so that each return is among those of
 * the next.
 */
const exitsToWork = clip(exits({ reason: "employment" }), earlier(reportingPeriod, days(730)));

/**
 * Returns within 180, 365 and 730 days after an exit to work.
 *
 * Denominator: people who exited for the reason `employment` in the period moved back by 730 days; everybody is
 * followed for two years.
 * Numerator: registered again from the day after the first such exit, up to and including day 180, 365 or 730. Fewer is
 * better.
 *
 * @source HUD System Performance Measures Programming Specifications, version 3.1, October 2019: measure 2, returns,
 *   here to the practice after an exit to work instead of to homelessness after an exit to permanent housing
 * @example
 * ```ts
 * expect(returnShares.map((indicator) => indicator.code)).toEqual(["returns.180", "returns.365", "returns.730"]);
 * ```
 */
export const returnShares: readonly Indicator[] = Object.freeze(
  LENGTHS.map((count) =>
    shippedIndicator({
      code: `returns.${count}`,
      title: {
        ru: `Доля вернувшихся в программу в течение ${count} дней после выбытия в связи с трудоустройством`,
        en: `Share who returned within ${count} days after an exit to work`,
      },
      denominator: happens(exitsToWork),
      numerator: happens(starting(enrolment(), after(firstDay(exitsToWork), days(1), days(count + 1)))),
      direction: "decrease",
      source: {
        ru: "По образцу показателя 2 («возвраты») HUD System Performance Measures Programming Specifications, версия 3.1 (октябрь 2019 года)",
        en: "After measure 2 (returns) of the HUD System Performance Measures Programming Specifications, version 3.1 (October 2019)",
      },
      limitations: [
        {
          ru: "В источнике речь о возврате в бездомность после выбытия в постоянное жильё и о возвратах между организациями; здесь — о новой регистрации в той же практике. Правило источника о 14 днях после некоторых проектов не применяется. Выбытие в связи с трудоустройством узнаётся по причине employment; без причины вердикт неизвестен.",
          en: "The source is about returns to homelessness after an exit to permanent housing, across projects; this is about registering again with the practice. Its rule of 14 days after some projects is not applied. An exit to work goes by the reason employment; without a reason the verdict is unknown.",
        },
      ],
    }),
  ),
);
