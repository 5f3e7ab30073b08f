import { periodText } from "../../calendar";
import { canonicalJson } from "../../core/definition/fingerprint";
import { looksBeyondHalfYear } from "../../core/results-tree/reach";
import { comparisonOf } from "../../tables/change/worsening";
import type { Judged } from "../../core/verdicts/evaluation";
import type { IndicatorResult } from "../../core/verdicts/result";
import { type Seen, text } from "./finding";
import { LONG_TERM_MONTHS, longTerm, SHORT_TERM_MONTHS } from "./long-term";
import { criteriaSeen, type NoChange, pairingOf, passRateWithoutChange } from "./no-change";
import { decimalPercent, decimalText } from "../../share";
import type { Evaluated, Rule } from "./rule";

/** Share of people from which on a rule is met whatever happens. */
const PASSED_BY_ANYBODY = 0.95;

/** What the figures themselves say. */
export const resultRules: readonly Rule[] = [
  {
    code: "evidence.value-missing",
    subCriterion: "3.1",
    needs: "evaluation",
    remedy: {
      action: text(
        "Собрать недостающие сведения, чтобы у показателя было значение",
        "Collect what is missing, so that the indicator has a value",
      ),
      doneWhen: text(
        "В каждом периоде неизвестное решает не больше чем о половине знаменателя",
        "In every period no more than half of the denominator is unknown",
      ),
      functions: ["results", "dataNeeds"],
      document: null,
    },
    look: ({ results }) =>
      [...new Set(results.map(({ code }) => code))].map((code) =>
        standingOf(
          code,
          results.filter((result) => result.code === code),
        ),
      ),
  },
  {
    code: "evidence.short-term-only",
    subCriterion: "3.1",
    needs: "evaluation",
    remedy: {
      action: text(
        "Ввести показатели и контакты, которые видят результат позже шести месяцев",
        "Add indicators and follow-ups that look beyond six months",
      ),
      doneWhen: text(
        "Значение есть хотя бы у одного показателя дольше шести месяцев, либо контакты позже семи месяцев есть у половины",
        "An indicator beyond six months has a value, or half of the people have a follow-up later than seven months",
      ),
      functions: ["retentionShares", "retention", "followUpPlan"],
      document: text("План долгосрочного мониторинга", "Plan of long-term monitoring"),
    },
    look: dynamics,
  },
  {
    code: "evidence.tautology",
    subCriterion: "4.3",
    needs: "evaluation",
    remedy: {
      action: text(
        "Взять более строгое условие: его не должны выполнять те, у кого ничего не изменилось",
        "Take a stricter rule, one that people for whom nothing changed do not meet",
      ),
      doneWhen: text(
        "Без изменений условие выполняют меньше 95% людей",
        "Without any change fewer than 95% of people meet the rule",
      ),
      functions: ["socialChange", "defineIndicator", "sensitivity"],
      document: null,
    },
    look: tautologies,
  },
];

/** Nobody below the line, nobody settled, or most of the denominator unknown. */
export const hasNoValue = ({ share, settled, verdicts }: IndicatorResult): boolean =>
  share.denominator === 0 || settled.denominator === 0 || verdicts.unknown * 2 > share.denominator;

function standingOf(subject: string, results: readonly IndicatorResult[]): Seen {
  const without = results.filter(hasNoValue);
  const shown = without.at(-1) ?? results.at(-1)!;
  const { share, settled, verdicts } = shown;
  const periods = `${without.length} из ${results.length}`;
  // There is a value, but of the few who are settled.
  const heldByFew =
    settled.denominator === 0
      ? undefined
      : text(
          `значение держится на меньшинстве: неизвестно о ${verdicts.unknown} из ${share.denominator}`,
          `the value rests on a minority: unknown are ${verdicts.unknown} of ${share.denominator}`,
        );
  const about = {
    ru: `за ${periodText(shown.period)} в знаменателе ${share.denominator}, неизвестно о ${verdicts.unknown}, известно о ${settled.denominator}`,
    en: `for ${periodText(shown.period)} the denominator is ${share.denominator}, unknown are ${verdicts.unknown}, settled ${settled.denominator}`,
  };
  return {
    isMissing: without.length > 0,
    subject,
    figures: {
      periods: results.length,
      withoutValue: without.length,
      ...{ from: shown.period.from, to: shown.period.to },
      denominator: share.denominator,
      unknown: verdicts.unknown,
      settled: settled.denominator,
    },
    message:
      without.length > 0
        ? text(
            `Показатель ${subject}: ${heldByFew?.ru ?? "значения нет"}; таких периодов ${periods}; ${about.ru}.`,
            `Indicator ${subject}: ${heldByFew?.en ?? "no value"}; so in ${without.length} of ${results.length} periods; ${about.en}.`,
          )
        : text(
            `Показатель ${subject}: значение есть за все периоды (${results.length}); ${about.ru}.`,
            `Indicator ${subject} has a value in every period (${results.length}); ${about.en}.`,
          ),
  };
}

function dynamics(given: Evaluated): readonly Seen[] {
  const codes = new Set(given.results.map(({ code }) => code));
  const indicators = new Map(
    given.judged.flatMap(({ definition }) => (codes.has(definition.code) ? [[definition.code, definition]] : [])),
  );
  const valued = new Set(given.results.filter((result) => !hasNoValue(result)).map(({ code }) => code));
  const reaching = [...indicators.values()].filter(
    ({ direction = "increase", ...one }) => valued.has(one.code) && looksBeyondHalfYear({ ...one, direction }),
  ).length;
  const { ended, followedUp } = longTerm(given);
  const isFollowedUp = ended > 0 && followedUp * 2 >= ended;
  const contacts = {
    ru: `контакт позже ${LONG_TERM_MONTHS} месяцев был с ${followedUp} из ${ended} человек, чья поддержка закончилась год назад и раньше`,
    en: `${followedUp} of ${ended} whose support ended a year ago or earlier have a follow-up later than ${LONG_TERM_MONTHS} months`,
  };
  return [
    {
      isMissing: reaching === 0 && !isFollowedUp,
      figures: {
        indicators: indicators.size,
        reaching: reaching,
        ended,
        followedUp,
        months: SHORT_TERM_MONTHS,
      },
      message: text(
        `Показателей, которые видят результат дольше ${SHORT_TERM_MONTHS} месяцев и имеют значение: ${reaching} из ${indicators.size}; ${contacts.ru}.`,
        `Indicators that look beyond ${SHORT_TERM_MONTHS} months and have a value: ${reaching} of ${indicators.size}; ${contacts.en}.`,
      ),
    },
  ];
}

const BASIS = {
  observed: text(
    "доля неизменных оценок — по всем людям в данных",
    "with as many scores unchanged as observed among all people in the data",
  ),
  stated: text("доля неизменных оценок задана", "with the share of unchanged scores as stated"),
  assumed: text(
    "пар оценок нет, и «лучше», «так же» и «хуже» приняты равновероятными",
    "no pairs are known, and better, same and worse are taken as equally likely",
  ),
};

function tautologies({ judged, store, unchanged }: Evaluated): readonly Seen[] {
  const latest = new Map<string, Judged>();
  for (const one of judged) {
    const { code } = one.definition;
    if (one.horizon >= (latest.get(code)?.horizon ?? 0)) latest.set(code, one);
  }
  const known = new Map<string, NoChange>();
  return [...latest.values()].flatMap(({ definition: { code, numerator }, horizon }): readonly Seen[] => {
    const pairing = pairingOf(numerator);
    if (pairing === null) return [];
    const key = canonicalJson({ horizon, ...comparisonOf(pairing) });
    const noChange = known.get(key) ?? criteriaSeen(store, pairing, horizon, unchanged);
    known.set(key, noChange);
    const rate = passRateWithoutChange(numerator, noChange);
    if (rate === null) return [];
    const { criteria, basis, pairs } = noChange;
    const percent = decimalPercent(decimalText(rate));
    return [
      {
        isMissing: rate >= PASSED_BY_ANYBODY,
        subject: code,
        figures: { percent, criteria, pairs, basis, limit: decimalPercent(decimalText(PASSED_BY_ANYBODY)) },
        message: text(
          `Если бы ни у кого ничего не изменилось, условие ${code} выполнили бы ${percent.replace(".", ",")}% людей (критериев: ${criteria}; ${BASIS[basis].ru}; критерии приняты независимыми, и у каждого есть пары по всем).`,
          `If nothing had changed for anybody, ${percent}% of people would meet the rule of ${code} (${criteria} ${criteria === 1 ? "criterion" : "criteria"}, ${BASIS[basis].en}; criteria are taken as independent, and everybody as paired on all).`,
        ),
      },
    ];
  });
}
