import { plain } from "../definition/language";
import type { Criterion } from "../events/event";

const INSTRUMENT = "life-situation-v1";

/** One criterion of the example: scored 1 to 5, 5 being best, a change being a whole point. */
function criterion(code: string, ru: string, en: string): Criterion {
  return { code, title: { ru, en }, min: 1, max: 5, better: "higher", minimumStep: 1, instrument: INSTRUMENT };
}

/**
 * An example of criteria of social change, for a practice to replace by its own: five sides of a young person's life
 * situation, each scored 1 to 5.
 *
 * The practice «Всё получится!» published neither its criteria nor its scale, so this is nobody's instrument: its
 * scores were never tested for
 * reliability, and none is declared. A practice that has an instrument passes its own list to `parseDataset` or
 * `socialChange`; no code changes.
 *
 * @units points of a scale from 1 to 5; 5 is best
 * @source made up for this library; codes as in its synthetic population
 * @example
 * ```ts
 * expect(lifeSituationCriteria.map(({ code }) => code)).toEqual([
 *   "housing", "documents-and-rights", "health", "relations-and-support", "money-and-daily-life",
 * ]);
 * ```
 */
export const lifeSituationCriteria: readonly Criterion[] = plain([
  criterion("housing", "Жильё", "Housing"),
  criterion("documents-and-rights", "Документы и права", "Documents and rights"),
  criterion("health", "Здоровье", "Health"),
  criterion("relations-and-support", "Отношения и поддержка", "Relations and support"),
  criterion("money-and-daily-life", "Деньги и быт", "Money and daily life"),
]);
