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
  }),
  source: Object.freeze({
    "self-report": label("со слов благополучателя", "self-report"),
    "worker-note": label("запись специалиста", "worker's note"),
    "employer-confirmation": label("подтверждение работодателя", "employer's confirmation"),
    contract: label("договор", "contract"),
    "official-record": label("официальный документ", "official record"),
  }),
  setting: Object.freeze({
    "open-market": label("открытый рынок труда", "open market"),
    sheltered: label("защищённый формат", "sheltered"),
  }),
  contract: Object.freeze({
    temporary: label("временный", "temporary"),
    permanent: label("постоянный", "permanent"),
  }),
  status: Object.freeze({
    employed: label("работает", "employed"),
    "not-employed": label("не работает", "not employed"),
    unreachable: label("связаться не удалось", "unreachable"),
  }),
  severity: Object.freeze({
    low: label("низкая", "low"),
    medium: label("средняя", "medium"),
    high: label("высокая", "high"),
  }),
});

/** What an event tells. */
export type EventType = keyof typeof vocabularies.type;
/** The evidence an event rests on. */
export type Source = keyof typeof vocabularies.source;
/** Where a placement is: the open labour market, or a sheltered workplace. */
export type Setting = keyof typeof vocabularies.setting;
/** Whether a placement's contract has an end date. */
export type Contract = keyof typeof vocabularies.contract;
/** What a follow-up found. */
export type FollowUpStatus = keyof typeof vocabularies.status;
/** How grave an adverse event was. */
export type Severity = keyof typeof vocabularies.severity;

/** The codes of a vocabulary, in its order. */
export function codesOf<Code extends string>(vocabulary: Readonly<Record<Code, Title>>): readonly [Code, ...Code[]] {
  return Object.keys(vocabulary) as [Code, ...Code[]];
}

/** Names under which the fields of a registration are asked for as attributes; `attributes` may not use them. */
export const registrationFields = ["targetGroup", "sex", "region", "organisation"] as const;
