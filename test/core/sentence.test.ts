/** Definitions read aloud: the exact sentence of every word of the language, in Russian and in English. */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  after,
  withoutLastDay,
  starting,
  on,
  lastDay,
  followUps,
  firstDay,
  falls,
  exits,
  earlier,
  aged,
  type Condition,
  change,
  clip,
  countedIn,
  employedAtFollowUp,
  enrolment,
  every,
  except,
  exit,
  firstPlacement,
  happens,
  inGroup,
  joined,
  lastSupportEnd,
  lasts,
  not,
  overlap,
  placements,
  quarterAfter,
  registration,
  reportingPeriod,
  type SpellExpression,
  services,
  some,
  support,
  times,
  totals,
  touching,
  union,
  untilHorizon,
} from "../../src/define/index";
import {
  days,
  defineIndicator,
  evaluate,
  members,
  months,
  parseDataset,
  supportedOneToSixMonthsShare,
  supportedSixMonthsShare,
  toSentence,
  type Verdict,
  weeks,
  workExperienceShare,
  years,
} from "../../src/core/index";
import { sound } from "../../src/core/definition/sound";
import { inward } from "../../src/core/aloud/denial";
import { populationsOnOccasions } from "./naive/population";

const unbroken = (of: SpellExpression) => joined(of, { gap: days(0) });

const rows: readonly (readonly [definition: Condition | SpellExpression, ru: string, en: string])[] = [
  [placements(), "Период работы.", "A spell of work."],
  [placements({ setting: "sheltered" }), "Период работы в защищённом формате.", "A spell of sheltered work."],
  [
    placements({ setting: "open-market", contract: "permanent" }),
    "Период работы на открытом рынке труда по постоянному договору.",
    "A spell of work on the open market under a permanent contract.",
  ],
  [support(), "Период сопровождения.", "A spell of support."],
  [services(), "Случай получения услуг.", "An occasion of services."],
  [
    services({ service: "social-adaptation" }),
    "Случай получения услуги «social-adaptation».",
    'An occasion of the service "social-adaptation".',
  ],
  [enrolment(), "Период участия в программе.", "A spell of enrolment."],
  [employedAtFollowUp(), "Случай занятости по данным контакта.", "An occasion of employment found at follow-up."],
  [overlap(placements(), support()), "Период работы с сопровождением.", "A spell of work with support."],
  [
    overlap(enrolment(), placements()),
    "Период участия в программе одновременно с работой.",
    "A spell of enrolment at the same time as work.",
  ],
  [
    overlap(union(placements(), enrolment()), support()),
    "Период (работы или участия в программе) с сопровождением.",
    "A spell of (work or enrolment) with support.",
  ],
  [except(placements(), support()), "Период работы без сопровождения.", "A spell of work without support."],
  [
    except(placements(), union(support(), services())),
    "Период работы без (сопровождения или получения услуг).",
    "A spell of work without (support or services).",
  ],
  [
    except(placements(), except(support(), services())),
    "Период работы без (сопровождения без получения услуг).",
    "A spell of work without (support without services).",
  ],
  [
    union(placements({ setting: "sheltered" }), overlap(placements({ setting: "open-market" }), support())),
    "Период работы в защищённом формате или работы на открытом рынке труда с сопровождением.",
    "A spell of sheltered work or work on the open market with support.",
  ],
  [
    union(unbroken(placements()), support()),
    "Непрерывный период работы или период сопровождения.",
    "A continuous spell of work or spell of support.",
  ],
  [
    union(services(), employedAtFollowUp()),
    "Случай получения услуг или занятости по данным контакта.",
    "An occasion of services or employment found at follow-up.",
  ],
  [unbroken(placements()), "Непрерывный период работы.", "A continuous spell of work."],
  [
    joined(placements(), { gap: days(14) }),
    "Период работы с возможными перерывами не более 14 дней.",
    "A spell of work with any breaks of at most 14 days.",
  ],
  [
    unbroken(touching(placements(), reportingPeriod)),
    "Непрерывный период из периодов работы, затрагивающих отчётный период.",
    "A continuous spell made of spells of work that touch the reporting period.",
  ],
  [
    overlap(unbroken(placements()), support()),
    "Период дней непрерывного периода работы с сопровождением.",
    "A spell of days of a continuous spell of work with support.",
  ],
  [
    clip(placements(), untilHorizon),
    "Период работы за всё время до горизонта.",
    "A spell of work at any time up to the horizon.",
  ],
  [
    clip(unbroken(placements()), reportingPeriod),
    "Отрезок непрерывного периода работы, приходящийся на отчётный период.",
    "A part of a continuous spell of work in the reporting period.",
  ],
  [
    touching(unbroken(placements()), reportingPeriod),
    "Непрерывный период работы, затрагивающий отчётный период.",
    "A continuous spell of work that touches the reporting period.",
  ],
  [
    touching(clip(placements(), untilHorizon), quarterAfter(lastSupportEnd, 2)),
    "Период работы за всё время до горизонта, затрагивающий 2-й квартал после квартала окончания сопровождения.",
    "A spell of work at any time up to the horizon that touches quarter 2 after the quarter of the end of support.",
  ],
  [
    clip(placements(), quarterAfter(exit, 0)),
    "Период работы в квартале выбытия.",
    "A spell of work in the quarter of exit.",
  ],
  [
    clip(placements(), quarterAfter(exit, 1)),
    "Период работы в 1-м квартале после квартала выбытия.",
    "A spell of work in quarter 1 after the quarter of exit.",
  ],
  [
    touching(placements(), after(exit, months(3), months(6))),
    "Период работы, затрагивающий срок от 3 до 6 месяцев после выбытия.",
    "A spell of work that touches the time from 3 to 6 months after exit.",
  ],
  [
    clip(placements(), after(registration, days(0), weeks(1))),
    "Период работы в срок до 1 недели после регистрации.",
    "A spell of work in the time up to 1 week after registration.",
  ],
  [
    clip(placements(), after(firstPlacement, days(30), months(6))),
    "Период работы в срок от 30 дней до 6 месяцев после начала первого трудоустройства.",
    "A spell of work in the time from 30 days to 6 months after the start of the first placement.",
  ],
  [
    happens(clip(placements(), reportingPeriod)),
    "В отчётном периоде у благополучателя есть хотя бы один день работы.",
    "In the reporting period the beneficiary has at least one day of work.",
  ],
  [
    happens(touching(unbroken(placements()), reportingPeriod)),
    "У благополучателя есть непрерывный период работы, затрагивающий отчётный период.",
    "The beneficiary has a continuous spell of work that touches the reporting period.",
  ],
  [
    not(happens(clip(placements(), reportingPeriod))),
    "В отчётном периоде у благополучателя нет ни одного дня работы.",
    "In the reporting period the beneficiary has no day of work.",
  ],
  [
    not(happens(unbroken(support()))),
    "У благополучателя нет непрерывного периода сопровождения.",
    "The beneficiary has no continuous spell of support.",
  ],
  [
    lasts(placements(), { atLeast: days(1) }),
    "У благополучателя есть отдельный период работы продолжительностью 1 день и более.",
    "The beneficiary has a single spell of 1 day or more of work.",
  ],
  [
    lasts(unbroken(placements()), { atLeast: months(6) }),
    "У благополучателя есть непрерывный период работы продолжительностью 6 месяцев и более.",
    "The beneficiary has a continuous spell of 6 months or more of work.",
  ],
  [
    lasts(clip(placements(), reportingPeriod), { under: years(1) }),
    "В отчётном периоде у благополучателя есть отдельный период работы продолжительностью менее 1 года.",
    "In the reporting period the beneficiary has a single spell of less than 1 year of work.",
  ],
  [
    lasts(unbroken(placements()), { atLeast: months(1), under: months(6) }),
    "У благополучателя есть непрерывный период работы продолжительностью от 1 до 6 месяцев (не включая 6 месяцев).",
    "The beneficiary has a continuous spell of at least 1 and less than 6 months of work.",
  ],
  [
    not(lasts(unbroken(placements()), { atLeast: days(30), under: months(6) })),
    "У благополучателя нет непрерывного периода работы продолжительностью от 30 дней до 6 месяцев (не включая 6 месяцев).",
    "The beneficiary has no continuous spell of at least 30 days and less than 6 months of work.",
  ],
  [
    totals(placements(), { atLeast: days(1) }),
    "У благополучателя общая продолжительность работы составляет не менее 1 дня.",
    "The beneficiary's days of work total at least 1 day.",
  ],
  [
    totals(placements(), { atLeast: years(2) }),
    "У благополучателя общая продолжительность работы составляет не менее 2 лет.",
    "The beneficiary's days of work total at least 2 years.",
  ],
  [
    totals(placements(), { atLeast: years(5) }),
    "У благополучателя общая продолжительность работы составляет не менее 5 лет.",
    "The beneficiary's days of work total at least 5 years.",
  ],
  [
    totals(placements(), { atLeast: days(11) }),
    "У благополучателя общая продолжительность работы составляет не менее 11 дней.",
    "The beneficiary's days of work total at least 11 days.",
  ],
  [
    totals(clip(placements(), reportingPeriod), { atLeast: days(21) }),
    "У благополучателя общая продолжительность работы в отчётном периоде составляет не менее 21 дня.",
    "The beneficiary's days of work in the reporting period total at least 21 days.",
  ],
  [
    lasts(unbroken(placements()), { atLeast: days(21) }),
    "У благополучателя есть непрерывный период работы продолжительностью 21 день и более.",
    "The beneficiary has a continuous spell of 21 days or more of work.",
  ],
  [
    lasts(unbroken(placements()), { atLeast: years(2) }),
    "У благополучателя есть непрерывный период работы продолжительностью 2 года и более.",
    "The beneficiary has a continuous spell of 2 years or more of work.",
  ],
  [
    lasts(unbroken(placements()), { atLeast: years(5) }),
    "У благополучателя есть непрерывный период работы продолжительностью 5 лет и более.",
    "The beneficiary has a continuous spell of 5 years or more of work.",
  ],
  [
    lasts(unbroken(placements()), { atLeast: weeks(11) }),
    "У благополучателя есть непрерывный период работы продолжительностью 11 недель и более.",
    "The beneficiary has a continuous spell of 11 weeks or more of work.",
  ],
  [
    lasts(unbroken(placements()), { atLeast: weeks(1), under: weeks(21) }),
    "У благополучателя есть непрерывный период работы продолжительностью от 1 до 21 недели (не включая 21 неделю).",
    "The beneficiary has a continuous spell of at least 1 and less than 21 weeks of work.",
  ],
  [
    totals(touching(unbroken(placements()), reportingPeriod), { under: weeks(21) }),
    "У благополучателя общая продолжительность непрерывных периодов работы, затрагивающих отчётный период, составляет менее 21 недели.",
    "The beneficiary's continuous spells of work that touch the reporting period total less than 21 weeks.",
  ],
  [
    not(totals(placements(), { atLeast: weeks(1), under: weeks(21) })),
    "У благополучателя общая продолжительность работы составляет менее 1 недели, или у него общая продолжительность работы составляет не менее 21 недели.",
    "The beneficiary's days of work total less than 1 week, or their days of work total at least 21 weeks.",
  ],
  [
    times(clip(services(), reportingPeriod), { atLeast: 2 }),
    "У благополучателя число случаев получения услуг в отчётном периоде составляет не менее 2.",
    "The beneficiary's number of occasions of services in the reporting period is at least 2.",
  ],
  [
    times(placements(), { atLeast: 2, atMost: 5 }),
    "У благополучателя число периодов работы составляет не менее 2 и не более 5.",
    "The beneficiary's number of spells of work is at least 2 and at most 5.",
  ],
  [
    times(placements(), { atLeast: 2, atMost: 2 }),
    "У благополучателя число периодов работы составляет ровно 2.",
    "The beneficiary's number of spells of work is exactly 2.",
  ],
  [
    not(times(placements(), { atLeast: 1, atMost: 3 })),
    "У благополучателя число периодов работы составляет 0, или у него число периодов работы составляет не менее 4.",
    "The beneficiary's number of spells of work is 0, or their number of spells of work is at least 4.",
  ],
  [
    change({ improved: { atLeast: 1 }, worsened: { atMost: 0 } }),
    "У благополучателя ситуация улучшилась хотя бы по одному критерию и не ухудшилась ни по одному критерию (сравниваются первая и последняя оценки).",
    "The beneficiary's situation improved on at least one criterion and worsened on no criterion (first score against last).",
  ],
  [
    change({ improved: { atLeast: 1, atMost: 21 } }, { criterionFrom: "asked-help-with" }),
    "У благополучателя ситуация улучшилась хотя бы по одному и не более чем по 21 критерию (сравниваются первая и последняя оценки по критерию, указанному при регистрации в поле «asked-help-with»).",
    'The beneficiary\'s situation improved on at least one and at most 21 criteria (first score against last, on the criterion given at registration as "asked-help-with").',
  ],
  [
    change({ improved: { atLeast: 1 } }, { baseline: { within: days(30) }, spacing: months(3) }),
    "У благополучателя ситуация улучшилась хотя бы по одному критерию (сравниваются первая и последняя оценки; первая — не далее 30 дней от регистрации; между ними не менее 3 месяцев).",
    "The beneficiary's situation improved on at least one criterion (first score against last; the first within 30 days of registration; at least 3 months apart).",
  ],
  [
    change(
      { improved: { atLeast: 1 } },
      { followUp: { after: months(6), tolerance: days(30) }, same: ["rater", "instrument"], criterionFrom: "asked" },
    ),
    "У благополучателя ситуация улучшилась хотя бы по одному критерию (сравниваются первая оценка и ближайшая к назначенному дню по критерию, указанному при регистрации в поле «asked»; назначенный день — через 6 месяцев после первой оценки, с отклонением не более 30 дней; обе поставил один и тот же человек; обе получены одной версией инструмента).",
    'The beneficiary\'s situation improved on at least one criterion (first score against the one nearest to the scheduled day, on the criterion given at registration as "asked"; scheduled 6 months after the first score, at most 30 days before or after that day; both by the same rater; both by the same version of the instrument).',
  ],
  [
    change(
      { improved: { atLeast: 1 } },
      {
        ...{ baseline: { within: days(0) }, missing: "not-improved" },
        followUp: { after: weeks(1), tolerance: days(0), from: "registration" },
      },
    ),
    "У благополучателя ситуация улучшилась хотя бы по одному критерию (сравниваются первая оценка и ближайшая к назначенному дню; первая — в день регистрации; назначенный день — через 1 неделю после регистрации, ровно в этот день; критерий без такой пары не считается ни улучшенным, ни неухудшенным).",
    "The beneficiary's situation improved on at least one criterion (first score against the one nearest to the scheduled day; the first on the day of registration; scheduled 1 week after registration, on that very day; a criterion without such a pair counts neither as improved nor as not worsened).",
  ],
  [
    change({ unchanged: { atLeast: 11 }, paired: { atLeast: 12 } }),
    "У благополучателя ситуация не изменилась хотя бы по 11 критериям, и у него число критериев с двумя оценками составляет не менее 12 (сравниваются первая и последняя оценки).",
    "The beneficiary's situation stayed the same on at least 11 criteria, and their number of criteria with two scores is at least 12 (first score against last).",
  ],
  [
    change({ unchanged: { atMost: 0 } }),
    "У благополучателя ситуация изменилась по каждому критерию с двумя оценками (сравниваются первая и последняя оценки).",
    "The beneficiary's situation changed on every criterion with two scores (first score against last).",
  ],
  [
    change({ notWorsened: { atMost: 5 } }),
    "У благополучателя ситуация не ухудшилась не более чем по 5 критериям (сравниваются первая и последняя оценки).",
    "The beneficiary's situation did not worsen on at most 5 criteria (first score against last).",
  ],
  [
    change({ notWorsened: { atMost: 0 } }),
    "У благополучателя ситуация ухудшилась по каждому критерию с двумя оценками (сравниваются первая и последняя оценки).",
    "The beneficiary's situation worsened on every criterion with two scores (first score against last).",
  ],
  [
    change({ worsened: { atLeast: 2, atMost: 2 } }),
    "У благополучателя ситуация ухудшилась ровно по 2 критериям (сравниваются первая и последняя оценки).",
    "The beneficiary's situation worsened on exactly 2 criteria (first score against last).",
  ],
  [
    change({ net: { atLeast: 1 }, paired: { atLeast: 2 } }),
    "У благополучателя число критериев с улучшением за вычетом числа критериев с ухудшением составляет не менее 1, и у него число критериев с двумя оценками составляет не менее 2 (сравниваются первая и последняя оценки).",
    "The beneficiary's number of criteria improved less the number of criteria worsened is at least 1, and their number of criteria with two scores is at least 2 (first score against last).",
  ],
  [
    not(change({ improved: { atLeast: 2 }, worsened: { atMost: 0 } })),
    "У благополучателя ситуация улучшилась не более чем по одному критерию (сравниваются первая и последняя оценки), или у него ситуация ухудшилась хотя бы по одному критерию (сравниваются первая и последняя оценки).",
    "The beneficiary's situation improved on at most one criterion (first score against last), or their situation worsened on at least one criterion (first score against last).",
  ],
  [
    inGroup("targetGroup", ["care-leaver"]),
    "У благополучателя целевая группа — «care-leaver».",
    'The beneficiary\'s target group is "care-leaver".',
  ],
  [
    inGroup("region", ["north", "south", "west"]),
    "У благополучателя регион — «north», «south» или «west».",
    'The beneficiary\'s region is "north", "south" or "west".',
  ],
  [
    not(inGroup("sex", ["female", "male"])),
    "У благополучателя пол — не «female» и не «male».",
    'The beneficiary\'s sex is neither "female" nor "male".',
  ],
  [
    not(inGroup("education", ["none"])),
    "У благополучателя признак «education» — не «none».",
    'The beneficiary\'s attribute "education" is not "none".',
  ],
  [
    aged({ from: 18, under: 23, at: "period-start" }),
    "У благополучателя возраст на первый день отчётного периода составляет от 18 до 23 лет (не включая 23 года).",
    "The beneficiary's age on the first day of the reporting period is at least 18 and less than 23 years.",
  ],
  [
    aged({ under: 21, at: firstPlacement }),
    "У благополучателя возраст на день начала первого трудоустройства составляет менее 21 года.",
    "The beneficiary's age on the day of the start of the first placement is less than 21 years.",
  ],
  [
    not(aged({ from: 18, at: registration })),
    "У благополучателя возраст на день регистрации не составляет 18 лет и более.",
    "The beneficiary's age on the day of registration is not 18 years or more.",
  ],
  [countedIn("1.1"), "Благополучатель учтён в показателе 1.1.", "The beneficiary is counted in indicator 1.1."],
  [
    not(countedIn(workExperienceShare)),
    "Благополучатель не учтён в показателе 1.1 (в отчётном периоде у него есть хотя бы один день получения услуг или сопровождения, и в отчётном периоде у него есть хотя бы один день работы).",
    "The beneficiary is not counted in indicator 1.1 (in the reporting period they have at least one day of services or support, and in the reporting period they have at least one day of work).",
  ],
  [
    every(happens(placements()), countedIn("1.1"), not(happens(support()))),
    "У благополучателя есть хотя бы один день работы, он учтён в показателе 1.1, и у него нет ни одного дня сопровождения.",
    "The beneficiary has at least one day of work, they are counted in indicator 1.1, and they have no day of support.",
  ],
  [
    every(happens(placements())),
    "У благополучателя есть хотя бы один день работы.",
    "The beneficiary has at least one day of work.",
  ],
  [
    some(every(happens(placements()), happens(support())), inGroup("sex", ["female"])),
    "Либо у благополучателя есть хотя бы один день работы, и у него есть хотя бы один день сопровождения, либо у него пол — «female».",
    'Either the beneficiary has at least one day of work, and they have at least one day of support, or their sex is "female".',
  ],
  [
    not(every(happens(placements()), not(some(happens(support()), countedIn("1.1"))))),
    "У благополучателя нет ни одного дня работы, у него есть хотя бы один день сопровождения, или он учтён в показателе 1.1.",
    "The beneficiary has no day of work, they have at least one day of support, or they are counted in indicator 1.1.",
  ],
  [exits(), "Выбытие.", "An exit."],
  [exits({ reason: "employment" }), "Выбытие по причине «employment».", 'An exit for the reason "employment".'],
  [
    exits({ reason: ["moved", "ill", "other"] }),
    "Выбытие по причине «moved», «ill» или «other».",
    'An exit for the reason "moved", "ill" or "other".',
  ],
  [followUps(), "Контакт после сопровождения.", "A follow-up."],
  [
    followUps({ status: "unreachable" }),
    "Контакт после сопровождения с итогом «связаться не удалось».",
    'A follow-up with the result "unreachable".',
  ],
  [clip(exits(), reportingPeriod), "Выбытие в отчётном периоде.", "An exit in the reporting period."],
  [
    starting(services(), reportingPeriod),
    "Случай получения услуг в отчётном периоде.",
    "An occasion of services in the reporting period.",
  ],
  [overlap(exits(), support()), "Случай выбытия с сопровождением.", "An occasion of exit with support."],
  [
    overlap(support(), exits()),
    "Период сопровождения одновременно с выбытием.",
    "A spell of support at the same time as exit.",
  ],
  [
    except(followUps(), services()),
    "Случай контакта после сопровождения без получения услуг.",
    "An occasion of follow-up without services.",
  ],
  [
    union(exits({ reason: "moved" }), followUps()),
    "Выбытие по причине «moved» или контакт после сопровождения.",
    'An exit for the reason "moved" or follow-up.',
  ],
  [
    joined(exits(), { gap: days(7) }),
    "Период из выбытий с возможными перерывами не более 7 дней.",
    "A spell made of exits with any breaks of at most 7 days.",
  ],
  [
    starting(placements(), reportingPeriod),
    "Период работы, начавшийся в отчётном периоде.",
    "A spell of work that starts in the reporting period.",
  ],
  [
    withoutLastDay(placements()),
    "Период работы, не считая последнего дня.",
    "A spell of work, not counting its last day.",
  ],
  [
    withoutLastDay(unbroken(placements())),
    "Непрерывный период работы, не считая последнего дня.",
    "A continuous spell of work, not counting its last day.",
  ],
  [
    touching(withoutLastDay(placements()), reportingPeriod),
    "Период работы, не считая последнего дня, затрагивающий отчётный период.",
    "A spell of work, not counting its last day, that touches the reporting period.",
  ],
  [
    overlap(withoutLastDay(placements()), support()),
    "Период работы, не считая последнего дня каждого периода, с сопровождением.",
    "A spell of work, not counting the last day of each spell, with support.",
  ],
  [
    joined(placements(), { gap: days(0), within: "employer" }),
    "Непрерывный период работы у одного работодателя.",
    "A continuous spell of work with one employer.",
  ],
  [
    joined(placements(), { gap: days(28), within: "employer" }),
    "Период работы у одного работодателя с возможными перерывами не более 28 дней.",
    "A spell of work with one employer and any breaks of at most 28 days.",
  ],
  [
    joined(union(placements(), support()), { gap: weeks(2) }),
    "Период (работы или сопровождения) с возможными перерывами не более 2 недель.",
    "A spell of (work or support) with any breaks of at most 2 weeks.",
  ],
  [
    touching(touching(unbroken(placements()), quarterAfter(exit, 2)), quarterAfter(exit, 4)),
    "Непрерывный период работы, затрагивающий 2-й квартал после квартала выбытия и 4-й квартал после квартала выбытия.",
    "A continuous spell of work that touches quarter 2 after the quarter of exit and quarter 4 after the quarter of exit.",
  ],
  [
    touching(unbroken(placements()), on(firstPlacement, days(0))),
    "Непрерывный период работы, включающий день начала первого трудоустройства.",
    "A continuous spell of work that includes the day of the start of the first placement.",
  ],
  [
    clip(unbroken(placements()), on(exit, months(6))),
    "Отрезок непрерывного периода работы, приходящийся на день ровно через 6 месяцев после выбытия.",
    "A part of a continuous spell of work on the day 6 months after exit.",
  ],
  [
    clip(placements(), earlier(reportingPeriod, weeks(1))),
    "Период работы в отчётном периоде со сдвигом на 1 неделю назад.",
    "A spell of work in the reporting period (moved back by 1 week).",
  ],
  [
    touching(placements(), earlier(quarterAfter(exit, 1), days(21))),
    "Период работы, затрагивающий 1-й квартал после квартала выбытия со сдвигом на 21 день назад.",
    "A spell of work that touches quarter 1 after the quarter of exit (moved back by 21 days).",
  ],
  [
    clip(placements(), after(exit, days(1), days(31))),
    "Период работы в срок с 1-го по 30-й день после выбытия.",
    "A spell of work in the time from day 1 to day 30 after exit.",
  ],
  [
    clip(placements(), after(exit, days(2), days(31))),
    "Период работы в срок со 2-го по 30-й день после выбытия.",
    "A spell of work in the time from day 2 to day 30 after exit.",
  ],
  [
    touching(placements(), after(registration, days(1), years(200))),
    "Период работы, затрагивающий время не раньше чем через 1 день после регистрации.",
    "A spell of work that touches the time 1 day or more after registration.",
  ],
  [
    clip(placements(), after(registration, months(1), years(200))),
    "Период работы не раньше чем через 1 месяц после регистрации.",
    "A spell of work 1 month or more after registration.",
  ],
  [
    clip(placements(), after(registration, days(0), years(100))),
    "Период работы начиная со дня регистрации.",
    "A spell of work from the day of registration on.",
  ],
  [
    clip(support(), after(firstDay(placements({ setting: "sheltered" })), days(0), months(1))),
    "Период сопровождения в срок до 1 месяца после начала первого периода работы в защищённом формате.",
    "A spell of support in the time up to 1 month after the start of the first spell of sheltered work.",
  ],
  [
    clip(support(), quarterAfter(lastDay(exits({ reason: "employment" })), 1)),
    "Период сопровождения в 1-м квартале после квартала последнего выбытия по причине «employment».",
    'A spell of support in quarter 1 after the quarter of the last exit for the reason "employment".',
  ],
  [
    clip(support(), on(lastDay(starting(placements(), reportingPeriod)), weeks(1))),
    "Период сопровождения ровно через 1 неделю после окончания последнего периода работы, начавшегося в отчётном периоде.",
    "A spell of support on the day 1 week after the end of the last spell of work that starts in the reporting period.",
  ],
  [
    happens(clip(exits(), earlier(reportingPeriod, months(6)))),
    "В отчётном периоде со сдвигом на 6 месяцев назад у благополучателя есть выбытие.",
    "In the reporting period (moved back by 6 months) the beneficiary has an exit.",
  ],
  [
    not(happens(clip(exits({ reason: "deceased" }), reportingPeriod))),
    "В отчётном периоде у благополучателя нет выбытия по причине «deceased».",
    'In the reporting period the beneficiary has no exit for the reason "deceased".',
  ],
  [
    happens(starting(exits(), reportingPeriod)),
    "В отчётном периоде у благополучателя есть выбытие.",
    "In the reporting period the beneficiary has an exit.",
  ],
  [
    not(happens(starting(placements(), reportingPeriod))),
    "У благополучателя нет периода работы, начавшегося в отчётном периоде.",
    "The beneficiary has no spell of work that starts in the reporting period.",
  ],
  [
    happens(withoutLastDay(placements())),
    "У благополучателя есть хотя бы один день работы, не считая последнего дня каждого периода.",
    "The beneficiary has at least one day of work, not counting the last day of each spell.",
  ],
  [
    happens(clip(placements(), on(firstPlacement, months(6)))),
    "Ровно через 6 месяцев после начала первого трудоустройства у благополучателя есть работа.",
    "On the day 6 months after the start of the first placement the beneficiary has work.",
  ],
  [
    not(happens(clip(placements(), on(registration, days(0))))),
    "В день регистрации у благополучателя нет работы.",
    "On the day of registration the beneficiary has no work.",
  ],
  [
    happens(clip(services(), on(exit, days(0)))),
    "В день выбытия у благополучателя есть случай получения услуг.",
    "On the day of exit the beneficiary has an occasion of services.",
  ],
  [
    lasts(joined(placements(), { gap: days(28), within: "employer" }), { atLeast: months(6) }),
    "У благополучателя есть период работы у одного работодателя продолжительностью 6 месяцев и более с возможными перерывами не более 28 дней.",
    "The beneficiary has a spell of 6 months or more of work with one employer and any breaks of at most 28 days.",
  ],
  [
    not(lasts(starting(joined(placements(), { gap: days(56) }), reportingPeriod), { atLeast: weeks(13) })),
    "У благополучателя нет периода работы продолжительностью 13 недель и более с возможными перерывами не более 56 дней, начавшегося в отчётном периоде.",
    "The beneficiary has no spell of 13 weeks or more of work with any breaks of at most 56 days that starts in the reporting period.",
  ],
  [
    lasts(withoutLastDay(unbroken(placements())), { atLeast: months(6) }),
    "У благополучателя есть непрерывный период работы продолжительностью 6 месяцев и более, не считая последнего дня.",
    "The beneficiary has a continuous spell of 6 months or more of work, not counting its last day.",
  ],
  [
    totals(withoutLastDay(placements()), { atLeast: months(6) }),
    "У благополучателя общая продолжительность работы, не считая последнего дня каждого периода, составляет не менее 6 месяцев.",
    "The beneficiary's days of work, not counting the last day of each spell, total at least 6 months.",
  ],
  [
    totals(starting(placements(), reportingPeriod), { under: weeks(4) }),
    "У благополучателя общая продолжительность периодов работы, начавшихся в отчётном периоде, составляет менее 4 недель.",
    "The beneficiary's spells of work that start in the reporting period total less than 4 weeks.",
  ],
  [
    times(clip(exits({ reason: "moved" }), reportingPeriod), { atLeast: 2 }),
    "У благополучателя число выбытий по причине «moved» в отчётном периоде составляет не менее 2.",
    'The beneficiary\'s number of exits for the reason "moved" in the reporting period is at least 2.',
  ],
  [
    times(withoutLastDay(placements()), { atLeast: 2 }),
    "У благополучателя число периодов работы, не считая последнего дня каждого из них, составляет не менее 2.",
    "The beneficiary's number of spells of work, not counting the last day of each, is at least 2.",
  ],
  [
    times(starting(placements(), reportingPeriod), { atLeast: 2 }),
    "У благополучателя число периодов работы, начавшихся в отчётном периоде, составляет не менее 2.",
    "The beneficiary's number of spells of work that start in the reporting period is at least 2.",
  ],
  [
    falls(registration, reportingPeriod),
    "У благополучателя регистрация приходится на отчётный период.",
    "The beneficiary's registration falls in the reporting period.",
  ],
  [
    falls(firstPlacement, earlier(reportingPeriod, months(1))),
    "У благополучателя начало первого трудоустройства приходится на отчётный период со сдвигом на 1 месяц назад.",
    "The beneficiary's first placement starts in the reporting period (moved back by 1 month).",
  ],
  [
    not(falls(lastSupportEnd, quarterAfter(exit, 1))),
    "У благополучателя окончание сопровождения не приходится на 1-й квартал после квартала выбытия.",
    "The beneficiary's support does not end in quarter 1 after the quarter of exit.",
  ],
  [
    falls(firstDay(placements({ setting: "open-market" })), after(exit, months(1), months(3))),
    "У благополучателя первый день первого периода работы на открытом рынке труда приходится на срок от 1 до 3 месяцев после выбытия.",
    "The beneficiary's first spell of work on the open market starts in the time from 1 to 3 months after exit.",
  ],
  [
    falls(firstDay(exits({ reason: "employment" })), reportingPeriod),
    "У благополучателя день первого выбытия по причине «employment» приходится на отчётный период.",
    'The beneficiary\'s first exit for the reason "employment" falls in the reporting period.',
  ],
  [
    aged({ under: 23, at: firstDay(support()) }),
    "У благополучателя возраст на день начала первого периода сопровождения составляет менее 23 лет.",
    "The beneficiary's age on the day of the start of the first spell of support is less than 23 years.",
  ],
  [
    aged({ from: 18, at: lastDay(exits()) }),
    "У благополучателя возраст на день последнего выбытия составляет 18 лет и более.",
    "The beneficiary's age on the day of the last exit is 18 years or more.",
  ],
  [
    not(falls(lastDay(starting(placements(), reportingPeriod)), earlier(reportingPeriod, days(1)))),
    "У благополучателя последний день последнего периода работы, начавшегося в отчётном периоде, не приходится на отчётный период со сдвигом на 1 день назад.",
    "The beneficiary's last spell of work that starts in the reporting period does not end in the reporting period (moved back by 1 day).",
  ],
];

describe("toSentence()", () => {
  it.each(rows)("reads %j aloud when it is a condition or spells", (definition, ru, en) => {
    expect(toSentence(definition, { locale: "ru" })).toBe(ru);
    expect(toSentence(definition, { locale: "en" })).toBe(en);
  });

  it("tells who is counted and among whom when it reads 1.2 and 1.3", () => {
    const servedAndPlaced =
      "среди тех, кто учтён в показателе 1.1 (у кого в отчётном периоде есть хотя бы один день получения услуг или сопровождения и у кого в отчётном периоде есть хотя бы один день работы).";
    expect(toSentence(supportedOneToSixMonthsShare.definition, { locale: "ru" })).toBe(
      `Доля благополучателей, у которых есть непрерывный период работы в защищённом формате по временному договору или работы на открытом рынке труда по временному договору с сопровождением продолжительностью от 1 до 6 месяцев (не включая 6 месяцев), затрагивающий отчётный период, ${servedAndPlaced}`,
    );
    expect(toSentence(supportedSixMonthsShare.definition, { locale: "ru" })).toBe(
      `Доля благополучателей, у которых есть непрерывный период работы на открытом рынке труда с сопровождением продолжительностью 6 месяцев и более, затрагивающий отчётный период, ${servedAndPlaced}`,
    );
    expect(toSentence(supportedSixMonthsShare.definition, { locale: "en" })).toBe(
      "Share of beneficiaries who have a continuous spell of 6 months or more of work on the open market with support that touches the reporting period, among those who are counted in indicator 1.1 (who in the reporting period have at least one day of services or support and who in the reporting period have at least one day of work).",
    );
  });

  it("tells who is left out, and why, when there are exclusions", () => {
    const { definition } = defineIndicator({
      code: "own.1",
      title: { ru: "Доля", en: "Share" },
      denominator: happens(enrolment()),
      numerator: some(countedIn(workExperienceShare), inGroup("sex", ["female"])),
      exclusions: [
        { reason: "moved", when: inGroup("region", ["elsewhere"]) },
        { reason: "child", when: aged({ under: 16, at: "period-start" }) },
      ],
    });
    expect(toSentence(definition, { locale: "ru" })).toBe(
      "Доля благополучателей, которые учтены в показателе 1.1 (у которых в отчётном периоде есть хотя бы один день получения услуг или сопровождения и у которых в отчётном периоде есть хотя бы один день работы) или у которых пол — «female», среди тех, у кого есть хотя бы один день участия в программе. Из знаменателя исключаются те, у кого регион — «elsewhere» (причина «moved»); те, у кого возраст на первый день отчётного периода составляет менее 16 лет (причина «child»).",
    );
    expect(toSentence(definition, { locale: "en" })).toContain(
      '. Left out of the denominator are those whose region is "elsewhere" (reason "moved"); those whose age on the first day of the reporting period is less than 16 years (reason "child").',
    );
  });

  it.each([
    [1, "1 дня"],
    [2, "2 дней"],
    [5, "5 дней"],
    [11, "11 дней"],
    [21, "21 дня"],
    [101, "101 дня"],
    [111, "111 дней"],
  ])("puts the noun in the right case when the number is %i", (count, text) => {
    expect(toSentence(totals(support(), { atLeast: days(count) }), { locale: "ru" })).toContain(`не менее ${text}.`);
  });

  it.each([undefined, null, "1.1", 7, workExperienceShare])("throws a TypeError when given %j", (value) => {
    expect(() => toSentence(value as unknown as Condition, { locale: "en" })).toThrow(
      /^Cannot read a definition aloud: it must be the definition of an indicator, a condition or spells, received .*; pass indicator\.definition, not the indicator$/,
    );
  });
});

test("inward() decides the same people when everything about them is settled", () => {
  const conditions: readonly Condition[] = [
    totals(clip(placements(), reportingPeriod), { atLeast: days(30), under: months(6) }),
    times(placements(), { atLeast: 1, atMost: 1 }),
    change({ improved: { atLeast: 1 }, worsened: { atMost: 0 } }),
    change({ net: { atLeast: 0 } }),
    every(happens(placements()), some(not(happens(support())), times(services(), { atLeast: 2 }))),
  ];
  const title = { ru: "Доля", en: "Share" };
  let settled = 0;
  fc.assert(
    fc.property(populationsOnOccasions, fc.constantFrom(...conditions), (drawn, condition) => {
      const dataset = parseDataset(drawn.events, drawn.criteria === undefined ? {} : { criteria: drawn.criteria });
      const denominator = happens(enrolment());
      const indicators = [not(condition), inward(not(condition))].map((numerator, index) => ({
        definition: sound({ code: `${index}`, title, denominator, numerator }),
      }));
      const period = { from: drawn.period.from, to: drawn.period.to };
      const evaluation = evaluate(dataset, { indicators, periods: [period], asOf: drawn.asOf });
      const of = (indicator: string, verdict: Verdict) => members(evaluation, { indicator, period, verdict });
      const opposites = { counted: "not-counted", "not-counted": "counted" } as const;
      for (const [verdict, opposite] of Object.entries(opposites) as [keyof typeof opposites, Verdict][]) {
        expect(of("0", verdict).filter((id) => of("1", opposite).includes(id))).toEqual([]);
        settled += of("0", verdict).filter((id) => of("1", verdict).includes(id)).length;
      }
    }),
    { numRuns: 300, seed: 20_201_231 },
  );
  expect(settled).toBeGreaterThan(100);
});
