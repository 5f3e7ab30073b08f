import { attributeNames, type closedCodes, eventRows } from "./rows";

/** A name in Russian and in English. */
export interface Title {
  readonly ru: string;
  readonly en: string;
}

const label = (ru: string, en: string): Title => Object.freeze({ ru, en });

/**
 * The closed vocabularies of events, each code with its label in Russian and English.
 *
 * All other codes (target groups, services, regions, employers, reasons …) are the organisation's own.
 *
 * @example
 * ```ts
 * expect(vocabularies.setting["open-market"].ru).toBe("открытый рынок труда");
 * ```
 */
export const vocabularies = Object.freeze({
  type: Object.freeze({
    "beneficiary-registered": label("благополучатель зарегистрирован", "beneficiary registered"),
    "beneficiary-exited": label("благополучатель выбыл", "beneficiary exited"),
    "service-delivered": label("услуга оказана", "service delivered"),
    "placement-started": label("трудоустройство началось", "placement started"),
    "placement-ended": label("трудоустройство закончилось", "placement ended"),
    "support-started": label("сопровождение началось", "support started"),
    "support-ended": label("сопровождение закончилось", "support ended"),
    "assessment-recorded": label("оценка записана", "assessment recorded"),
    "follow-up-recorded": label("контакт после сопровождения записан", "follow-up recorded"),
    "feedback-recorded": label("обратная связь записана", "feedback recorded"),
    "adverse-event-recorded": label("неблагоприятное событие записано", "adverse event recorded"),
    "event-retracted": label("событие отозвано", "event retracted"),
  } satisfies Readonly<Record<EventType, Title>>),
  source: Object.freeze({
    "self-report": label("со слов благополучателя", "self-report"),
    "worker-note": label("запись специалиста", "worker's note"),
    "employer-confirmation": label("подтверждение работодателя", "employer's confirmation"),
    contract: label("договор", "contract"),
    "official-record": label("официальный документ", "official record"),
  } satisfies Readonly<Record<Source, Title>>),
  setting: Object.freeze({
    "open-market": label("открытый рынок труда", "open market"),
    sheltered: label("защищённый формат", "sheltered"),
  } satisfies Readonly<Record<Setting, Title>>),
  contract: Object.freeze({
    temporary: label("временный", "temporary"),
    permanent: label("постоянный", "permanent"),
  } satisfies Readonly<Record<Contract, Title>>),
  status: Object.freeze({
    employed: label("работает", "employed"),
    "not-employed": label("не работает", "not employed"),
    unreachable: label("связаться не удалось", "unreachable"),
  } satisfies Readonly<Record<FollowUpStatus, Title>>),
  severity: Object.freeze({
    low: label("низкая", "low"),
    medium: label("средняя", "medium"),
    high: label("высокая", "high"),
  } satisfies Readonly<Record<Severity, Title>>),
});

/** What an event tells. */
export type EventType = keyof typeof eventRows;
/** The evidence an event rests on. */
export type Source = (typeof closedCodes.source)[number];
/** Where a placement is: the open labour market, or a sheltered workplace. */
export type Setting = (typeof closedCodes.setting)[number];
/** Whether a placement's contract has an end date. */
export type Contract = (typeof closedCodes.contract)[number];
/** What a follow-up found. */
export type FollowUpStatus = (typeof closedCodes.status)[number];
/** How grave an adverse event was. */
export type Severity = (typeof closedCodes.severity)[number];

/** Names under which the fields of a registration are asked for as attributes; `attributes` may not use them. */
export const registrationFields = attributeNames(eventRows["beneficiary-registered"]);
