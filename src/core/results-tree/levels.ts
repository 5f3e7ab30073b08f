import { plain } from "../definition/language";
import { nearest } from "../../issue";
import type { ResultLevel } from "./tree";

/**
 * The shipped levels of results, from what goes in to what lasts, with what else each is called in Russian and English.
 *
 * Schools use one name for different levels: «непосредственный результат» is an output in one and a short-term outcome
 * in another. Such a
 * name stands at both, and a node that uses it is refused with both named, for nobody can know which was meant. A tree
 * may bring levels
 * of its own instead.
 *
 * @source the chain of results of OECD-DAC, Glossary of Key Terms in Evaluation and Results Based Management (2002);
 *   the terms of outcomes and the names besides are ours
 * @example
 * ```ts
 * expect(resultLevels.map((level) => level.code)).toEqual(["input", "activity", "output", "outcome-short", "outcome-medium", "outcome-long", "impact"]);
 * ```
 */
export const resultLevels: readonly ResultLevel[] = plain([
  {
    code: "input",
    title: { ru: "Ресурс", en: "Input" },
    aliases: ["ресурсы", "вклад", "вложения", "inputs", "resources"],
    kind: "input",
  },
  {
    code: "activity",
    title: { ru: "Деятельность", en: "Activity" },
    aliases: ["мероприятие", "мероприятия", "activities", "process"],
    kind: "activity",
  },
  {
    code: "output",
    title: { ru: "Продукт деятельности", en: "Output" },
    aliases: [
      "продукт",
      "продукты",
      "непосредственный результат",
      "количественный результат",
      "outputs",
      "immediate result",
    ],
    kind: "output",
  },
  {
    code: "outcome-short",
    title: { ru: "Краткосрочный социальный результат", en: "Short-term outcome" },
    aliases: [
      "краткосрочный результат",
      "непосредственный результат",
      "качественный результат",
      "immediate outcome",
      "immediate result",
      "outcome",
    ],
    kind: "outcome",
    term: "short",
  },
  {
    code: "outcome-medium",
    title: { ru: "Среднесрочный социальный результат", en: "Medium-term outcome" },
    aliases: [
      "среднесрочный результат",
      "промежуточный результат",
      "качественный результат",
      "intermediate outcome",
      "outcome",
    ],
    kind: "outcome",
    term: "medium",
  },
  {
    code: "outcome-long",
    title: { ru: "Долгосрочный социальный результат", en: "Long-term outcome" },
    aliases: [
      "долгосрочный результат",
      "отложенный результат",
      "конечный результат",
      "социальный эффект",
      "ultimate outcome",
      "outcome",
    ],
    kind: "outcome",
    term: "long",
  },
  {
    code: "impact",
    title: { ru: "Социальное воздействие", en: "Impact" },
    aliases: ["воздействие", "импакт", "конечный результат", "социальный эффект", "ultimate outcome", "impacts"],
    kind: "impact",
  },
]);

/** Letters alone decide: case, ё, and how words are joined do not. */
function folded(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[\s_-]+/g, "-");
}

/** What a level may be called: its title and its aliases as they are written, its code aside. */
function namesOf({ title, aliases = [] }: ResultLevel): readonly string[] {
  return [title.ru, title.en, ...aliases];
}

/** The levels that have the name: the one that has it for a code, or all that it is a title or an alias of. */
export function levelsNamed(levels: readonly ResultLevel[], name: string): readonly ResultLevel[] {
  const wanted = folded(name);
  const ofCode = levels.filter(({ code }) => folded(code) === wanted);
  return ofCode.length > 0 ? ofCode : levels.filter((level) => namesOf(level).some((one) => folded(one) === wanted));
}

/** The name of a level nearest to a misspelt one, as the level has it. */
export function nearestLevel(levels: readonly ResultLevel[], name: string): string | undefined {
  const names = levels.flatMap((level) => [level.code, ...namesOf(level)]);
  const near = nearest(folded(name), names.map(folded));
  return names.find((one) => folded(one) === near);
}

/** The names of a level that are codes of other levels. */
export function clashesOf(level: ResultLevel, levels: readonly ResultLevel[]): readonly string[] {
  const codes = levels.filter(({ code }) => code !== level.code).map(({ code }) => folded(code));
  return [...new Set(namesOf(level).filter((name) => codes.includes(folded(name))))];
}
