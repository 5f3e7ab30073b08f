import { closedCodes } from "../../core/events/rows";
import { vocabularies } from "../../core/events/vocabulary";
import { formatShare } from "../../share";
import { followUpCompleteness } from "../../tables/quality/completeness";
import { dateOf } from "../../calendar";
import { type Seen, text } from "./finding";
import { EXPECTED_AFTER_MONTHS, LONG_TERM_MONTHS, longTerm, SHORT_TERM_MONTHS } from "./long-term";
import type { KnownFacts, Rule } from "./rule";

/** What is known of people after support, and of harm. */
export const trackingRules: readonly Rule[] = [
  {
    code: "evidence.adverse-events-missing",
    subCriterion: "3.2",
    needs: "dataset",
    remedy: {
      action: text(
        "Записывать неблагоприятные события и спрашивать о них при каждом контакте",
        "Record adverse events, and ask about them at every contact",
      ),
      doneWhen: text(
        "События записаны, либо порядок их учёта действует и событий не было",
        "Events are on record, or the procedure is in force and there were none",
      ),
      functions: ["parseDataset"],
      document: text("Порядок учёта неблагоприятных событий", "Procedure for recording adverse events"),
    },
    look: adverseEvents,
  },
  {
    code: "evidence.delayed-results-missing",
    subCriterion: "3.2",
    needs: "dataset",
    remedy: {
      action: text(
        "Связываться с людьми и оценивать результат через год и позже после окончания поддержки",
        "Contact people and assess results a year and more after support has ended",
      ),
      doneWhen: text(
        "Хотя бы у половины тех, чья поддержка закончилась год назад, есть контакт или оценка позже семи месяцев",
        "At least half of those whose support ended a year ago have a contact or score later than seven months after",
      ),
      functions: ["followUpPlan", "retention"],
      document: text("Порядок долгосрочного отслеживания", "Procedure for long-term tracking"),
    },
    look: delayed,
  },
  {
    code: "evidence.follow-ups-missing",
    subCriterion: "4.1",
    needs: "dataset",
    remedy: {
      action: text(
        "Планировать контакты к дню окончания сопровождения и вести их учёт",
        "Plan follow-ups by the day support ends, and keep account of them",
      ),
      doneWhen: text(
        "Контакт в первые полгода есть хотя бы у половины",
        "At least half have a follow-up in the first six months",
      ),
      functions: ["followUpPlan", "dataQuality"],
      document: text("Регламент мониторинга и оценки (МиО)", "Regulations of monitoring and evaluation"),
    },
    look: followUps,
  },
];

function adverseEvents({ store }: KnownFacts): readonly Seen[] {
  const { severities } = store.adverseEvents;
  const names = closedCodes.severity;
  const counts = Object.fromEntries(names.map((name, at) => [name, severities.filter((one) => one === at + 1).length]));
  const events = severities.length;
  const said = (locale: "ru" | "en") =>
    names.map((name) => `${vocabularies.severity[name][locale]} — ${counts[name]}`).join(", ");
  return [
    {
      isMissing: events === 0,
      figures: { people: store.people, events, ...counts },
      message:
        events === 0
          ? text(
              `Ни одного неблагоприятного события на ${store.people} человек: либо их не было, либо за ними никто не следит.`,
              `No adverse event among ${store.people} people: either there were none, or nobody looks.`,
            )
          : text(
              `Неблагоприятных событий записано: ${events} (${said("ru")}).`,
              `Adverse events on record: ${events} (${said("en")}).`,
            ),
    },
  ];
}

function delayed(facts: KnownFacts): readonly Seen[] {
  const { ended, observed } = longTerm(facts);
  const share = { numerator: observed, denominator: ended };
  const on = dateOf(facts.horizon);
  return [
    {
      isMissing: ended === 0 || observed * 2 < ended,
      figures: { ended, observed, months: LONG_TERM_MONTHS, expectedAfterMonths: EXPECTED_AFTER_MONTHS },
      message:
        ended === 0
          ? text(
              `Отсроченных результатов ещё ни у кого не может быть: на ${on} ни у кого поддержка не закончилась год назад.`,
              `Nobody can have delayed results yet: on ${on} nobody's support had ended a year before.`,
            )
          : text(
              `Позже ${LONG_TERM_MONTHS} месяцев после окончания поддержки есть контакт или оценка у ${formatShare(share, { locale: "ru" })} тех, у кого она закончилась год назад и раньше.`,
              `Later than ${LONG_TERM_MONTHS} months after support a contact or score is known of ${formatShare(share, { locale: "en" })} whose support ended a year ago or earlier.`,
            ),
    },
  ];
}

function followUps({ store, horizon }: KnownFacts): readonly Seen[] {
  const period = { from: dateOf(0), to: dateOf(horizon) };
  const span = { period, from: 0, asOf: horizon, horizon };
  const { contacted, ended } = followUpCompleteness(store, span, SHORT_TERM_MONTHS).completeness;
  if (ended === 0) return [];
  return [
    {
      isMissing: contacted.numerator * 2 < ended,
      figures: { ended, contacted: contacted.numerator, months: SHORT_TERM_MONTHS },
      message: text(
        `Контакт за ${SHORT_TERM_MONTHS} месяцев после сопровождения был с ${formatShare(contacted, { locale: "ru" })}.`,
        `A follow-up within ${SHORT_TERM_MONTHS} months of support: ${formatShare(contacted, { locale: "en" })}.`,
      ),
    },
  ];
}
