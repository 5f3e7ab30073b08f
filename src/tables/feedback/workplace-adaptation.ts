import { plain } from "../../core/definition/language";
import type { Instrument } from "./instrument";

/**
 * An example of a questionnaire on adaptation at the workplace, for a practice to replace by its own: ten statements in
 * three scales, and an open question.
 *
 * Four points from “not true at all” to “quite true”, without a middle one to hide in. Three statements are reversed:
 * to agree with them is unfavourable. The wording is short so that it can be read aloud; it has been tried on nobody,
 * and its scales have no known reliability until a practice has measured it. A practice that changes a word gives it a
 * code or version of its own.
 *
 * @source written for this library; taken from no published instrument
 * @example
 * ```ts
 * expect(workplaceAdaptation.scales?.map((scale) => scale.items.length)).toEqual([3, 4, 3]);
 * ```
 */
export const workplaceAdaptation: Instrument = plain({
  code: "example-workplace-adaptation",
  version: "v1",
  title: {
    ru: "Адаптация на рабочем месте (пример анкеты: замените своей)",
    en: "Adaptation at the workplace (an example to replace by your own)",
  },
  scale: {
    min: 1,
    max: 4,
    labels: {
      1: { ru: "совсем не так", en: "not true at all" },
      2: { ru: "скорее не так", en: "rather not true" },
      3: { ru: "скорее так", en: "rather true" },
      4: { ru: "именно так", en: "quite true" },
    },
  },
  items: [
    {
      code: "knows-tasks",
      title: { ru: "Я понимаю, что мне нужно делать на работе", en: "I understand what I have to do at work" },
    },
    {
      code: "knows-when-well-done",
      title: { ru: "Я понимаю, хорошо ли сделана моя работа", en: "I can tell whether my work is done well" },
    },
    {
      code: "often-lost",
      title: {
        ru: "Я часто не знаю, с чего начать и что делать дальше",
        en: "I often do not know where to begin or what comes next",
      },
      reversed: true,
    },
    {
      code: "greeted",
      title: {
        ru: "Коллеги здороваются со мной и зовут на перерыв",
        en: "Colleagues greet me and ask me along at breaks",
      },
    },
    {
      code: "can-ask-colleagues",
      title: {
        ru: "Я могу спросить коллег, если что-то непонятно",
        en: "I can ask colleagues when something is unclear",
      },
    },
    {
      code: "feels-alone",
      title: { ru: "На работе я чувствую себя одиноко", en: "I feel alone at work" },
      reversed: true,
    },
    {
      code: "treated-with-respect",
      title: { ru: "На работе ко мне относятся с уважением", en: "I am treated with respect at work" },
    },
    {
      code: "knows-whom-to-turn-to",
      title: {
        ru: "Я знаю, к кому обратиться, если на работе будет трудно",
        en: "I know whom to turn to when work gets hard",
      },
    },
    {
      code: "mentor-has-time",
      title: { ru: "У наставника есть для меня время", en: "My mentor has time for me" },
    },
    {
      code: "help-comes-late",
      title: { ru: "Помощь приходит тогда, когда уже поздно", en: "Help comes when it is already too late" },
      reversed: true,
    },
    {
      code: "what-to-change",
      title: { ru: "Что на работе стоило бы изменить?", en: "What should be changed at work?" },
      scale: null,
    },
  ],
  scales: [
    {
      code: "tasks",
      title: { ru: "Понимание задач", en: "Understanding of tasks" },
      items: ["knows-tasks", "knows-when-well-done", "often-lost"],
    },
    {
      code: "team",
      title: { ru: "Отношения в коллективе", en: "Relations with the team" },
      items: ["greeted", "can-ask-colleagues", "feels-alone", "treated-with-respect"],
    },
    {
      code: "support",
      title: { ru: "Сопровождение и наставник", en: "Support and mentor" },
      items: ["knows-whom-to-turn-to", "mentor-has-time", "help-comes-late"],
    },
  ],
  themes: [
    { code: "tasks", title: { ru: "задачи и обучение", en: "tasks and training" } },
    { code: "schedule", title: { ru: "график", en: "schedule" } },
    { code: "pay", title: { ru: "оплата", en: "pay" } },
    { code: "travel", title: { ru: "дорога", en: "travel" } },
    { code: "team", title: { ru: "коллектив", en: "team" } },
    { code: "mentor", title: { ru: "наставник и сопровождение", en: "mentor and support" } },
    { code: "health", title: { ru: "здоровье и нагрузка", en: "health and strain" } },
    { code: "safety", title: { ru: "безопасность и обращение", en: "safety and treatment" } },
  ],
});
