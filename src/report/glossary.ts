import { plain } from "../core/definition/language";
import type { Title } from "../core/events/vocabulary";

/** A word of the report and what it means. */
export interface GlossaryEntry {
  readonly code: string;
  readonly term: Title;
  readonly meaning: Title;
}

/** Which parts of a report bring words of their own. */
export interface GlossaryNeeds {
  readonly change: boolean;
  readonly strata: boolean;
  readonly funnel: boolean;
  readonly retention: boolean;
  readonly tree: boolean;
  readonly suppressed: boolean;
  readonly rounded: boolean;
}

/** The words a reader of the report meets, in the order in which they are best read. */
export function glossaryOf(needs: GlossaryNeeds): readonly GlossaryEntry[] {
  return ENTRIES.filter(({ of }) => of === undefined || needs[of]).map(({ entry }) => entry);
}

const ENTRIES = plain<readonly { readonly of?: keyof GlossaryNeeds; readonly entry: GlossaryEntry }[]>([
  said(
    "beneficiary",
    [
      "благополучатель",
      "Человек, которому организация помогает; считается один раз, сколько бы событий о нём ни было.",
    ],
    ["beneficiary", "A person the organisation helps; counted once, however many events there are about them."],
  ),
  said(
    "as-of",
    ["данные полны по", "Последний день, по который данные собраны полностью. Что было позже, отчёт не учитывает."],
    [
      "data complete up to",
      "The last day up to which the data are complete. The report leaves out whatever came later.",
    ],
  ),
  said(
    "verdict",
    [
      "решение",
      "Ответ по одному человеку, показателю и периоду: ровно один из шести. Каждое число отчёта — вид таблицы таких решений.",
    ],
    [
      "verdict",
      "The answer for one person, indicator and period: exactly one of six. Every figure is a view of the table of verdicts.",
    ],
  ),
  said(
    "denominator",
    [
      "знаменатель",
      "Люди, от числа которых берётся доля: учтены, не учтены, ожидаются и неизвестно. Исключённые в него не входят.",
    ],
    ["denominator", "The people a share is of: counted, not counted, pending and unknown. The excluded are not in it."],
  ),
  said(
    "counted",
    ["учтён", "Входит в числитель: условие показателя выполнено, и это видно по событиям."],
    ["counted", "In the numerator: the indicator's condition is met, and events show it."],
  ),
  said(
    "pending",
    ["ожидается", "Условие ещё не выполнено, но то, что продолжается, может его выполнить."],
    ["pending", "Not met yet, but something that still runs may meet it."],
  ),
  said(
    "unknown",
    ["неизвестно", "Не хватает факта, от которого зависит ответ."],
    ["unknown", "A fact on which the answer depends is missing."],
  ),
  said(
    "not-counted",
    ["не учтён", "Входит в знаменатель, условие не выполнено, и это уже решено."],
    ["not counted", "In the denominator, the condition is not met, and that is settled."],
  ),
  said(
    "excluded",
    ["исключён", "Был бы в знаменателе, но названное исключение к нему применимо."],
    ["excluded", "Would be in the denominator, but a stated exclusion applies."],
  ),
  said(
    "settled-share",
    ["доля среди решённых", "Доля учтённых среди тех, о ком уже всё известно: без ожидающихся и неизвестных."],
    ["settled share", "The share counted among those about whom all is known: without the pending and unknown."],
  ),
  said(
    "bounds",
    [
      "границы",
      "Наименьшая и наибольшая доля: если никто из ожидающихся и неизвестных не будет учтён и если будут учтены все.",
    ],
    ["bounds", "The lowest and the highest share: if none, and if all of the pending and unknown come to be counted."],
  ),
  said(
    "interval",
    [
      "доверительный интервал",
      "Интервал Уилсона, 95 %. Учтены все благополучатели, а не выборка: интервал говорит, насколько доля могла бы меняться от случая.",
    ],
    [
      "confidence interval",
      "Wilson's, 95 %. All beneficiaries are counted, not a sample: the interval tells how far chance alone could move the share.",
    ],
  ),
  said(
    "no-value",
    ["—", "Значения нет: знаменатель пуст. Это не ноль."],
    ["—", "No value: the denominator is empty. This is not zero."],
  ),
  said(
    "stratum",
    [
      "группа разбивки",
      "Люди с одним и тем же значением признака, например одна целевая группа. Человек может быть в нескольких группах.",
    ],
    [
      "stratum",
      "People with the same value of an attribute, such as one target group. A person may belong to several.",
    ],
    "strata",
  ),
  said(
    "funnel",
    ["воронка", "Сколько людей дошло до каждого шага из тех, кто прошёл предыдущий."],
    ["funnel", "How many people reached each step, of those who passed the one before."],
    "funnel",
  ),
  said(
    "pair",
    ["пара оценок", "Две оценки одного человека по одному критерию, которые сравниваются: до и после."],
    ["pair of scores", "Two scores of one person on one criterion that are compared: before and after."],
    "change",
  ),
  said(
    "harm",
    ["вред", "У кого стало хуже и какие неблагоприятные события записаны. Из улучшений не вычитается."],
    ["harm", "Who got worse, and which adverse events were recorded. Never set off against improvement."],
    "change",
  ),
  said(
    "retention",
    ["удержание", "Доля тех, кто остаётся, например на работе, через столько-то времени; оценка Каплана — Майера."],
    [
      "retention",
      "The share of people still there, at work for example, after so much time; Kaplan and Meier's estimate.",
    ],
    "retention",
  ),
  said(
    "censored",
    [
      "наблюдение прервано",
      "О человеке известно только до некоторого дня: он учитывается до него и не считается ни ушедшим, ни оставшимся.",
    ],
    [
      "censored",
      "A person is known about only up to some day: counted until then, and taken neither to have left nor to have stayed.",
    ],
    "retention",
  ),
  said(
    "results-tree",
    [
      "дерево результатов",
      "Логическая модель: от ресурсов и деятельности к результатам и воздействию, с показателями и целями.",
    ],
    [
      "results tree",
      "The logic model: from inputs and activities to outcomes and impact, with indicators and targets.",
    ],
    "tree",
  ),
  said(
    "suppressed",
    [
      "скрыто",
      "Число не показано, чтобы по нему нельзя было узнать человека: знак вроде «<5» — меньше этого числа, «•» — скрыто вместе с таким. Это не ноль.",
    ],
    [
      "suppressed",
      "Not shown, so that nobody can be recognised: a sign such as “<5” is fewer than that, “•” goes with such a count. This is not zero.",
    ],
    "suppressed",
  ),
  said(
    "rounded",
    [
      "округлено",
      "Вместо числа приведено ближайшее кратное, чтобы по нему нельзя было узнать человека. Ноль — тоже округлённое число.",
    ],
    [
      "rounded",
      "The nearest multiple stands in the place of the count, so that nobody can be recognised. Zero is rounded, too.",
    ],
    "rounded",
  ),
]);

function said(
  code: string,
  [ru, meaningRu]: readonly [string, string],
  [en, meaningEn]: readonly [string, string],
  of?: keyof GlossaryNeeds,
) {
  return { ...(of && { of }), entry: { code, term: { ru, en }, meaning: { ru: meaningRu, en: meaningEn } } };
}
