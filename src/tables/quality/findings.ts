/** The five standards that data are held against. */
export type DataQualityStandard = "validity" | "integrity" | "precision" | "reliability" | "timeliness";

interface Wording {
  readonly title: { readonly ru: string; readonly en: string };
  /** What to do about it. */
  readonly remedy: { readonly ru: string; readonly en: string };
}

const wording = (ru: string, en: string, remedyRu: string, remedyEn: string): Wording =>
  Object.freeze({ title: Object.freeze({ ru, en }), remedy: Object.freeze({ ru: remedyRu, en: remedyEn }) });

/**
 * Every finding there can be, in the order of the table: the standard it belongs to, what is found, and what to do.
 *
 * Codes that begin with `dataset.` are the warnings of `datasetIssues`, found by the same rules.
 *
 * @source USAID, ADS 201.3.5.7 and 201sae, Recommended Data Quality Assessment Checklist: the five standards
 */
export const findingWordings = {
  "validity.work-not-confirmed": wording(
    "Начало трудоустройства известно только со слов благополучателя или источник не указан",
    "The start of a placement is known only from the beneficiary, or no evidence is stated",
    "получите подтверждение работодателя или договор и укажите его как источник",
    "obtain the employer's confirmation or the contract, and enter it as the source",
  ),
  "validity.follow-up-contradicts-placement": wording(
    "Контакт после сопровождения расходится с записями о трудоустройстве на тот же день",
    "A follow-up contradicts the placements recorded for its day",
    "уточните, работал ли человек в этот день, и исправьте или добавьте запись",
    "find out whether the person worked on that day, and correct or add the record",
  ),
  "validity.criteria-not-declared": wording(
    "Оценка по критерию, шкала которого не описана",
    "A score on a criterion whose scale is not declared",
    "опишите критерии: шкалу и какой балл лучше",
    "declare the criteria: their scale, and which score is better",
  ),
  "integrity.evidence-not-stated": wording(
    "Источник не указан",
    "No evidence is stated",
    "укажите, на чём основана запись",
    "state what the record rests on",
  ),
  "integrity.retracted": wording(
    "Запись отозвана",
    "A record was retracted",
    "выясните, почему ошибки попадают в записи, и проверьте похожие",
    "find out how the mistakes came about, and check records like these",
  ),
  "integrity.not-yet-registered": wording(
    "Событие того, кто на конец отчёта ещё не зарегистрирован",
    "An event of somebody not yet registered at the horizon",
    "проверьте дату регистрации",
    "check the date of the registration",
  ),
  "integrity.service-repeated": wording(
    "Одна и та же услуга записана человеку за день не один раз",
    "The same service recorded more than once for a person on one day",
    "проверьте, не введена ли услуга дважды; лишнюю запись отзовите",
    "check whether it was entered twice, and retract the copy",
  ),
  "integrity.entered-before-it-happened": wording(
    "Записано раньше, чем произошло",
    "Recorded before it happened",
    "проверьте обе даты: план — ещё не факт",
    "check both dates: a plan is not yet a fact",
  ),
  "dataset.alike-but-for-id": wording(
    "Записано дважды: всё, кроме идентификатора, совпадает",
    "Told twice, alike but for the id",
    "отзовите лишнюю запись или добавьте, чем они различаются",
    "retract the copy, or add what differs",
  ),
  "dataset.look-alike": wording(
    "Идентификатор или код на глаз не отличить от другого",
    "An id or a code that looks like another",
    "если это одно и то же, пишите везде одинаково",
    "if both are one, write it one way everywhere",
  ),
  "dataset.date-far-ahead": wording(
    "Дата на годы позже всех остальных",
    "A date years after all others",
    "проверьте год",
    "check the year",
  ),
  "dataset.entry-lag": wording(
    "Записано больше чем через 90 дней",
    "Recorded more than 90 days later",
    "проверьте обе даты: поздние записи меняют уже поданные показатели",
    "check both dates: late entries change figures already reported",
  ),
  "dataset.registered-again": wording(
    "Повторная регистрация без выбытия между ними",
    "Registered again without an exit between",
    "добавьте выбытие или отзовите вторую регистрацию",
    "add the exit, or retract the second registration",
  ),
  "dataset.implausible-age": wording(
    "Неправдоподобный возраст при регистрации",
    "An implausible age at registration",
    "проверьте дату рождения",
    "check the birth date",
  ),
  "dataset.work-before-registration": wording(
    "Работа началась до регистрации",
    "Work before registration",
    "проверьте обе даты",
    "check both dates",
  ),
  "dataset.support-outside-placement": wording(
    "Сопровождение без единого дня работы",
    "Support that shares no day with a placement",
    "проверьте даты или добавьте трудоустройство",
    "check the dates, or add the placement",
  ),
  "dataset.overlapping-full-time": wording(
    "Две работы на полный день одновременно",
    "Overlapping full-time placements",
    "проверьте даты и часы обеих",
    "check the dates and hours of both",
  ),
  "dataset.work-without-service": wording(
    "Работа в году без единой услуги и сопровождения",
    "Work in a year without any service or support",
    "внесите услуги этого года: без них человек не входит в знаменатель 1.1",
    "add the services of that year: without one the person is outside 1.1",
  ),
  "dataset.follow-up-overdue": wording(
    "После окончания сопровождения нет контакта",
    "No follow-up since support ended",
    "свяжитесь с благополучателем",
    "contact the beneficiary",
  ),
  "dataset.instrument-differs": wording(
    "Оценка другим инструментом, чем объявлено для критерия",
    "A score by another instrument than was declared for its criterion",
    "проверьте инструмент; если применялись оба, опишите по критерию на каждый: баллы разных шкал не сравнивают",
    "check the instrument; if both were used, declare a criterion for each: scores of two scales are not compared",
  ),
  "precision.setting-missing": wording(
    "У трудоустройства не указан формат",
    "A placement without a setting",
    "укажите: открытый рынок труда или защищённый формат",
    "enter whether it is the open market or sheltered",
  ),
  "precision.contract-missing": wording(
    "У трудоустройства не указан вид договора",
    "A placement without a kind of contract",
    "укажите: временный или постоянный",
    "enter whether it is temporary or permanent",
  ),
  "precision.hours-missing": wording(
    "У трудоустройства не указаны часы в неделю",
    "A placement without hours a week",
    "укажите часы: без них неполная занятость не видна",
    "enter the hours: without them part-time work cannot be seen",
  ),
  "precision.target-group-missing": wording(
    "При регистрации не указана целевая группа",
    "A registration without a target group",
    "укажите хотя бы одну группу",
    "enter at least one group",
  ),
  "precision.sex-missing": wording(
    "При регистрации не указан пол",
    "A registration without sex",
    "укажите пол: без него нет разбивки",
    "enter the sex: without it there is no disaggregation",
  ),
  "precision.birth-date-missing": wording(
    "При регистрации не указана дата рождения",
    "A registration without a birth date",
    "укажите дату рождения",
    "enter the birth date",
  ),
  "reliability.scores-differ-on-one-day": wording(
    "Разные баллы по одному критерию за один день",
    "Different scores on one criterion on one day",
    "решите, какой балл верен, и отзовите другой",
    "decide which score is right, and retract the other",
  ),
  "reliability.pair-of-different-evidence": wording(
    "Первая и последняя оценки основаны на разных видах подтверждения",
    "The first and the last score rest on different kinds of evidence",
    "оценивайте оба раза одинаково: иначе разница может быть разницей способов",
    "assess both times alike: otherwise the difference may be one of methods",
  ),
  "reliability.pair-of-different-raters": wording(
    "Первую и последнюю оценки поставили разные люди",
    "The first and the last score were given by different raters",
    "пусть оценивает один и тот же человек или проверьте, что разные люди оценивают одинаково",
    "let the same person assess both times, or check that different raters agree",
  ),
  "reliability.pair-of-different-instruments": wording(
    "Первая и последняя оценки получены разными инструментами или версиями инструмента",
    "The first and the last score come from different instruments or versions",
    "сравнивайте только оценки одной версии инструмента",
    "compare only scores of one version of an instrument",
  ),
  "reliability.unreachable": wording(
    "Связаться после сопровождения не удалось",
    "A follow-up that reached nobody",
    "повторите попытку и держите контакты в порядке",
    "try again, and keep contact details up to date",
  ),
  "timeliness.recorded-on-missing": wording(
    "Не указано, когда событие записано",
    "Not stated when the event was recorded",
    "записывайте дату внесения",
    "enter the date of recording",
  ),
  "timeliness.entered-after-30-days": wording(
    "Записано больше чем через 30 дней",
    "Recorded more than 30 days later",
    "вносите события не реже раза в месяц",
    "enter events at least once a month",
  ),
  "timeliness.entered-after-as-of": wording(
    "Записано позже дня, на который данные считаются полными",
    "Recorded after the day up to which the data are taken for complete",
    "пересчитайте показатели или назовите более поздний день",
    "recompute the figures, or name a later day",
  ),
  "timeliness.follow-up-missing": wording(
    "Сопровождение закончилось, а контакта в срок не было",
    "Support ended, and no follow-up came in time",
    "запланируйте контакты заранее, к дню окончания сопровождения",
    "plan follow-ups ahead, when support ends",
  ),
} as const satisfies Readonly<Record<string, Wording>>;

/** Stable code of a finding. */
export type FindingCode = keyof typeof findingWordings;

/** Codes of the findings, in the order of the table. */
export const findingCodes = Object.keys(findingWordings) as readonly FindingCode[];

/** The standard a finding belongs to; the dataset's warnings are about integrity. */
export function standardOf(code: FindingCode): DataQualityStandard {
  const [prefix] = code.split(".") as [DataQualityStandard | "dataset"];
  return prefix === "dataset" ? "integrity" : prefix;
}
