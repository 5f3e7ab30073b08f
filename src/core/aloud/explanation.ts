import { years } from "../../calendar";
import type { ChangeRule, Condition, CountRange } from "../definition/language";
import { checkReturned } from "../../options";
import { EXPLANATION } from "../shapes";
import { type Locale, localeOf } from "../../share";
import type { Movement } from "../engine/change";
import type { ConditionReading, ExplainedCondition, Explanation, NearestMiss, Reason } from "../verdicts/explain";
import type { MissingFact } from "../verdicts/missing";
import type { Unpaired } from "../engine/picks";
import type { ExplainedSpell, ExplainedSpells, ExplainedWindow } from "../verdicts/trace";
import { fallStepText, spellStepText } from "./step";
import { countText, daysText, durationText, genitiveText, lengthText, verdictWords } from "./words";

/**
 * An explanation as indented text.
 *
 * @param explanation - from `explain`
 * @param options - `locale`: `"ru"` or `"en"`
 * @returns lines joined by line feeds, without one at the end
 * @throws TypeError when it is not what it should be, there are no options, or one is not known or of another kind;
 *   RangeError when `locale` is not one of the two
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const explanation = explain(evaluation, { indicator: "1.1", period: year(2019), beneficiaryId: "B-1" });
 * expect(toText(explanation, { locale: "en" }).split("\n")[1]).toBe("Verdict: counted");
 * ```
 */
export function toText(explanation: Explanation, options: { readonly locale: Locale }): string {
  const cannot = "print the explanation";
  checkReturned(cannot, explanation, EXPLANATION, "explanation", "explain");
  const words = WORDS[localeOf(options, cannot)];
  const { code, beneficiaryId, period, asOf, knownOn, horizon } = explanation;
  const lines = [
    words.heading(code, beneficiaryId, `${period.from} – ${period.to}`, asOf, horizon) +
      (knownOn === undefined ? "" : words.knownOn(knownOn)),
    `${words.verdict}: ${verdictLine(explanation, options)}`,
    ...section(words.denominator, explanation.denominator, words),
    ...explanation.exclusions.flatMap((exclusion) => section(words.exclusion, exclusion, words)),
    ...section(words.numerator, explanation.numerator, words),
  ];
  return lines.join("\n");
}

/**
 * The verdict of an explanation and its reason, in one line.
 *
 * @param explanation - from `explain`
 * @param options - `locale`: `"ru"` or `"en"`
 */
export function verdictLine({ verdict, reason }: Explanation, { locale }: { readonly locale: Locale }): string {
  return `${verdictWords[locale][verdict]}${WORDS[locale].because(reason)}`;
}

function section(title: string, explained: ExplainedCondition, words: Words): readonly string[] {
  return [`${title}: ${words.readings[explained.is]}`, ...conditionLines(explained, words).map(indented)];
}

function indented(line: string): string {
  return `  ${line}`;
}

function conditionLines(explained: ExplainedCondition, words: Words): readonly string[] {
  const { condition, is, parts, spells, anchor, window, nearest, changes, missing } = explained;
  const inner = [
    ...(anchor ? [words.anchor(anchor.day, window)] : []),
    ...(anchor?.spells ? spellLines(anchor.spells, words) : []),
    ...(nearest ? [words.nearest(nearest)] : []),
    ...(missing ?? []).map(words.missing),
    ...(changes ?? []).map((change) => `${change.criterion}: ${words.change(change)}${evidence(change.events)}`),
    ...(spells ? spellLines(spells, words) : []),
    ...parts.flatMap((part) => conditionLines(part, words)),
  ];
  return [`${words.condition(condition)} — ${words.readings[is]}`, ...inner.map(indented)];
}

/** Steps that leave the spells as they were are told on one line. */
function spellLines(spells: ExplainedSpells, words: Words): readonly string[] {
  const steps = [stepText(spells, words)];
  const anchors = anchorLines(spells, words);
  let innermost = spells;
  while (innermost.of.length === 1 && isSame(innermost.of[0]!.spells, innermost.spells)) {
    innermost = innermost.of[0]!;
    steps.push(stepText(innermost, words));
    anchors.push(...anchorLines(innermost, words));
  }
  const rows = innermost.spells.map((spell) => words.spell(spell) + evidence(spell.events));
  return [
    `${steps.join(" ← ")}:${rows.length === 0 ? ` ${words.none}` : ""}`,
    ...[...rows, ...anchors, ...innermost.of.flatMap((part) => spellLines(part, words))].map(indented),
  ];
}

/** A step, with the days of its window where these are the beneficiary's own. */
function stepText({ expression, window }: ExplainedSpells, words: Words): string {
  const step = spellStepText(expression, words.locale);
  if (window === undefined) return step;
  return `${step} (${window === null ? words.noDay : datesText(window)})`;
}

/** The spells a window is laid from, under a heading of their own. */
function anchorLines({ anchor }: ExplainedSpells, words: Words): string[] {
  return anchor === undefined ? [] : [`${words.laidFrom}:`, ...spellLines(anchor, words).map(indented)];
}

function isSame(a: readonly ExplainedSpell[], b: readonly ExplainedSpell[]): boolean {
  return a.length === b.length && a.every((spell, index) => spell.from === b[index]!.from && spell.to === b[index]!.to);
}

function evidence(events: readonly string[]): string {
  return events.length === 0 ? "" : ` [${events.join(", ")}]`;
}

function datesText({ from, to }: ExplainedWindow): string {
  return from === to ? from : `${from} – ${to}`;
}

interface Words {
  readonly locale: Locale;
  readonly verdict: string;
  readonly denominator: string;
  readonly exclusion: string;
  readonly numerator: string;
  readonly none: string;
  readonly noDay: string;
  readonly laidFrom: string;
  readonly readings: Readonly<Record<ConditionReading, string>>;
  heading(code: string, id: string, period: string, asOf: string, horizon: string): string;
  knownOn(date: string): string;
  because(reason: Reason): string;
  nearest(miss: NearestMiss): string;
  missing(fact: MissingFact): string;
  change(change: CriterionChange): string;
  anchor(day: string | null, window: ExplainedWindow | null | undefined): string;
  spell(spell: ExplainedSpell): string;
  condition(condition: Condition): string;
}

type CriterionChange = NonNullable<ExplainedCondition["changes"]>[number];

const MOVEMENTS_RU: Readonly<Record<Exclude<Movement, "missing">, string>> = {
  improved: "лучше",
  unchanged: "без изменений",
  worsened: "хуже",
  "not-applicable": "неприменимо",
};

const UNPAIRED_RU: Readonly<Record<Unpaired, string>> = {
  "no-two-scores": "нет двух оценок",
  "no-baseline": "нет исходной оценки",
  "no-score-at-point": "нет оценки в назначенный срок",
  "too-close": "оценки слишком близки по времени",
  "other-rater": "оценивали разные люди",
  "other-instrument": "оценено разными инструментами или версиями инструмента",
  "rater-not-recorded": "не указано, кто оценивал",
  "instrument-not-recorded": "не указан инструмент оценки",
  "not-yet-due": "срок оценки ещё не прошёл",
};
const UNPAIRED_EN: Readonly<Record<Unpaired, string>> = {
  "no-two-scores": "no two scores",
  "no-baseline": "no baseline",
  "no-score-at-point": "no score at the scheduled point",
  "too-close": "scores too close together",
  "other-rater": "scores by different raters",
  "other-instrument": "scores by different instruments or versions",
  "rater-not-recorded": "rater not recorded",
  "instrument-not-recorded": "instrument not recorded",
  "not-yet-due": "not yet due",
};

const RULES_RU: Readonly<Record<keyof ChangeRule, string>> = {
  improved: "лучше",
  unchanged: "без изменений",
  worsened: "хуже",
  notWorsened: "не хуже",
  net: "лучше минус хуже",
  paired: "с двумя оценками",
};
const RULES_EN: Readonly<Record<keyof ChangeRule, string>> = {
  improved: "improved",
  unchanged: "unchanged",
  worsened: "worsened",
  notWorsened: "not worsened",
  net: "improved less worsened",
  paired: "with two scores",
};

const russian: Words = {
  locale: "ru",
  verdict: "Вердикт",
  denominator: "Знаменатель",
  exclusion: "Исключение",
  numerator: "Числитель",
  none: "нет",
  noDay: "такого дня нет",
  laidFrom: "отсчёт ведётся от",
  readings: { true: "да", false: "нет", pending: "пока нет", unknown: "неизвестно" },
  heading: (code, id, period, asOf, horizon) =>
    `Показатель ${code}, ${id}, период ${period}, данные полны по ${asOf}, горизонт ${horizon}`,
  knownOn: (date) => `, как было известно на ${date}`,
  because(reason) {
    switch (reason.verdict) {
      case "excluded":
        return `: причина «${reason.reason}»`;
      case "pending":
        return reason.reachedOn === null
          ? ""
          : `: будет учтён ${reason.reachedOn}, если начатое продлится по этот день`;
      case "unknown":
        return `: ${reason.missing.map(russian.missing).join("; ")}`;
      case "not-counted":
        return reason.shortfall.length === 0 ? "" : `: ${reason.shortfall.map(russian.nearest).join("; ")}`;
      default:
        return "";
    }
  },
  nearest(miss) {
    const needs = durationText(miss.needs, "ru");
    if (miss.from === undefined)
      return miss.lengthInDays === 0
        ? `ничего подходящего; нужно ${needs}`
        : `всего ${daysText(miss.lengthInDays, "ru")}; нужно ${needs}`;
    const spell = `ближе всего ${miss.from} – ${miss.to}, ${daysText(miss.lengthInDays, "ru")}`;
    if (miss.limit === "under")
      return `${spell}; нужно меньше ${genitiveText(miss.needs, "ru")}, лишних дней: ${1 - miss.shortByDays}`;
    const until = miss.until === undefined ? "" : ` по ${miss.until}`;
    return `${spell}; нужно${until} (${needs}), не хватает ${genitiveText({ count: miss.shortByDays, unit: "days" }, "ru")}`;
  },
  missing(fact) {
    if (fact.why !== undefined) return `по критерию ${fact.criterion} ${UNPAIRED_RU[fact.why]}`;
    if (fact.field === "score") return "нет оценок";
    return `нет поля ${fact.field}${fact.eventId === undefined ? "" : ` в ${fact.eventId}`}`;
  },
  change({ movement, why = "no-two-scores", due }) {
    if (movement !== "missing") return MOVEMENTS_RU[movement];
    if (due === undefined) return UNPAIRED_RU[why];
    return `${UNPAIRED_RU[why]} (${due.to === null ? `не раньше ${due.from}` : `${due.from} – ${due.to}`})`;
  },
  anchor: (day, window) =>
    `${day ?? russian.noDay}${window === undefined ? "" : `; окно: ${window === null ? "пустое" : datesText(window)}`}`,
  spell: (spell) =>
    `${datesText(spell)}, ${daysText(spell.lengthInDays, "ru")}${spell.isRunning ? ", продолжается" : ""}`,
  condition: (condition) => conditionText(condition, "ru"),
};

const english: Words = {
  locale: "en",
  verdict: "Verdict",
  denominator: "Denominator",
  exclusion: "Exclusion",
  numerator: "Numerator",
  none: "none",
  noDay: "no such day",
  laidFrom: "laid from",
  readings: { true: "true", false: "false", pending: "not yet", unknown: "unknown" },
  heading: (code, id, period, asOf, horizon) =>
    `Indicator ${code}, ${id}, period ${period}, data complete up to ${asOf}, horizon ${horizon}`,
  knownOn: (date) => `, as known on ${date}`,
  because(reason) {
    switch (reason.verdict) {
      case "excluded":
        return `: reason "${reason.reason}"`;
      case "pending":
        return reason.reachedOn === null
          ? ""
          : `: counted on ${reason.reachedOn} if what runs goes on through that day`;
      case "unknown":
        return `: ${reason.missing.map(english.missing).join("; ")}`;
      case "not-counted":
        return reason.shortfall.length === 0 ? "" : `: ${reason.shortfall.map(english.nearest).join("; ")}`;
      default:
        return "";
    }
  },
  nearest(miss) {
    const needs = durationText(miss.needs, "en");
    if (miss.from === undefined)
      return miss.lengthInDays === 0
        ? `nothing of the kind; ${needs} needed`
        : `${daysText(miss.lengthInDays, "en")} in all; ${needs} needed`;
    const spell = `nearest ${miss.from} – ${miss.to}, ${daysText(miss.lengthInDays, "en")}`;
    if (miss.limit === "under")
      return `${spell}; must be under ${needs}, ${daysText(1 - miss.shortByDays, "en")} too long`;
    const until = miss.until === undefined ? " needs more" : ` needs until ${miss.until}`;
    return `${spell}; ${needs}${until}, ${daysText(miss.shortByDays, "en")} short`;
  },
  missing(fact) {
    if (fact.why !== undefined) return `criterion ${fact.criterion}: ${UNPAIRED_EN[fact.why]}`;
    if (fact.field === "score") return "no scores";
    return `${fact.field} is missing${fact.eventId === undefined ? "" : ` in ${fact.eventId}`}`;
  },
  change({ movement, why = "no-two-scores", due }) {
    if (movement !== "missing") return movement;
    if (due === undefined) return UNPAIRED_EN[why];
    return `${UNPAIRED_EN[why]} (${due.to === null ? `not before ${due.from}` : `${due.from} – ${due.to}`})`;
  },
  anchor: (day, window) =>
    `${day ?? english.noDay}${window === undefined ? "" : `; window: ${window === null ? "empty" : datesText(window)}`}`,
  spell: (spell) => `${datesText(spell)}, ${daysText(spell.lengthInDays, "en")}${spell.isRunning ? ", running" : ""}`,
  condition: (condition) => conditionText(condition, "en"),
};

const WORDS: Readonly<Record<Locale, Words>> = { ru: russian, en: english };

function conditionText(condition: Condition, locale: Locale): string {
  const say = (ru: string, en: string) => (locale === "ru" ? ru : en);
  switch (condition.kind) {
    case "happens":
      return say("есть хотя бы один день", "at least one day");
    case "lasts":
      return say(`подряд ${lengthText(condition, locale)}`, `in one spell ${lengthText(condition, locale)}`);
    case "totals":
      return say(`в сумме ${lengthText(condition, locale)}`, `in all ${lengthText(condition, locale)}`);
    case "times":
      return say(`число раз: ${countText(condition, locale)}`, `times: ${countText(condition, locale)}`);
    case "falls":
      return fallStepText(condition.anchor, condition.window, locale);
    case "change": {
      const rules = locale === "ru" ? RULES_RU : RULES_EN;
      const asked = Object.entries(condition.rule)
        .filter(([, range]) => range !== undefined)
        .map(([name, range]) => `${rules[name as keyof ChangeRule]} ${countText(range as CountRange, locale)}`);
      return say(`критерии: ${asked.join(", ")}`, `criteria: ${asked.join(", ")}`);
    }
    case "in-group":
      return `${condition.attribute}: ${condition.codes.join(say(" или ", " or "))}`;
    case "aged": {
      const { from, under } = condition;
      const range = {
        ...(from !== undefined && { atLeast: years(from) }),
        ...(under !== undefined && { under: years(under) }),
      };
      return say(`возраст ${lengthText(range, locale)}`, `aged ${lengthText(range, locale)}`);
    }
    case "counted-in":
      return say(`учтён в показателе ${condition.code}`, `counted in indicator ${condition.code}`);
    case "every":
      return say("выполняется всё", "all of");
    case "some":
      return say("выполняется хотя бы одно", "any of");
    case "not":
      return say("не выполняется", "not");
  }
}
