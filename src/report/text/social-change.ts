import { periodText } from "../../calendar";
import { checkReturned } from "../../options";
import { SOCIAL_CHANGE } from "../../core/shapes";
import { decimalPercent, formatShare, type Locale, rangeText, type Share, localeOf } from "../../share";
import type { CriterionMovements } from "../../tables/change/criterion-movements";
import type { PairedByAttribute } from "../../tables/change/paired-people";
import type { SocialChange } from "../../tables/change/social-change";
import { aligned } from "./figures";
import { lineText } from "../../core/aloud/line";
import { valueText } from "./views";

/**
 * Social change as tables for the terminal: criteria, adverse events, readings of 2.1, missing pairs, what chance alone would give, and who has a pair of scores.
 *
 * @param table - from `socialChange`
 * @param options - `locale`: `"ru"` or `"en"`
 * @returns lines joined by line feeds; Markdown shows them as they are in a block of code
 * @throws TypeError when it is not what it should be, there are no options, or one is not known or of another kind; RangeError when `locale` is not one of the two
 * @example
 * ```ts
 * const table = socialChange(dataset, { period: year(2019), asOf: "2019-12-31", criteria: lifeSituationCriteria.slice(0, 1) });
 * expect(socialChangeText(table, { locale: "en" }).split("\n")[0]).toBe("2.1, 2019. Served (social-adaptation): 1");
 * ```
 */
export function socialChangeText(table: SocialChange, options: { readonly locale: Locale }): string {
  checkReturned("print social change", table, SOCIAL_CHANGE, "table", "socialChange");
  const locale = localeOf(options, "print social change");
  const words = WORDS[locale];
  const blocks = [
    [words.served(table.code, periodText(table.period), lineText(table.service), table.served)],
    aligned([words.criteria, ...table.criteria.map((one) => criterionRow(one, locale))]),
    adverseRows(table, locale),
    aligned([words.baseline, ...table.criteria.map((one) => baselineRow(one, locale))]),
    reliableRows(table.criteria, locale),
    aligned([words.readings, ...readingRows(table, locale)]),
    aligned([words.missing, ...missingRows(table, locale)]),
    chanceRows(table, locale),
    aligned([words.funnel, ...table.funnel.map((step) => [lineText(step.title[locale]), ...sharesOf(step, locale)])]),
    aligned([words.people, ...table.pairedPeople.flatMap((one) => attributeRows(one, locale))]),
    table.notes.map(({ message }) => lineText(message[locale])),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function criterionRow({ title, movements, floor, ceiling, minimumStep }: CriterionMovements, locale: Locale): string[] {
  const { improved, unchanged, worsened, unpaired, notApplicable } = movements;
  const ends = [floor, ceiling].map((end) => (end === null ? "—" : String(end.people)));
  const counts = [improved, unchanged, worsened, unpaired, notApplicable].map(String);
  return [lineText(title[locale]), ...counts, ...ends, numberText(minimumStep, locale)];
}

/** Events, and after them the people they happened to. */
function adverseRows({ adverseEvents }: SocialChange, locale: Locale): readonly string[] {
  const words = WORDS[locale];
  const cell = ({ events, people }: { readonly events: number; readonly people: number }) => `${events} (${people})`;
  const titles = adverseEvents[0]!.bySeverity.map(({ title }) => title[locale]);
  const rows = adverseEvents.map(({ kind, any, bySeverity }) => [
    kind === null ? words.anyKind : lineText(kind),
    ...bySeverity.map(cell),
    cell(any),
  ]);
  return aligned([[words.adverse, ...titles, words.anySeverity], ...rows]);
}

function baselineRow({ title, baseline: { paired, unpaired } }: CriterionMovements, locale: Locale): string[] {
  const cells = [paired, unpaired].flatMap(({ people, mean }) => [shortText(mean, locale), String(people)]);
  return [lineText(title[locale]), ...cells];
}

/** Only criteria whose reliability is declared. */
function reliableRows(criteria: readonly CriterionMovements[], locale: Locale): readonly string[] {
  const rows = criteria.flatMap(({ title, reliable }) => {
    if (reliable === null) return [];
    const { improved, noReliableChange, worsened, smallestDifference } = reliable;
    return [
      [
        lineText(title[locale]),
        ...[improved, noReliableChange, worsened].map(String),
        shortText(smallestDifference, locale),
      ],
    ];
  });
  return rows.length === 0 ? [] : aligned([WORDS[locale].reliable, ...rows]);
}

/** A reading of a criterion that is recorded for nobody has no share; a note says why. */
function hasNoShare({ notes }: SocialChange, reading: string): boolean {
  return reading === "asked" && notes.some(({ code }) => code === "nobody-asked");
}

function readingRows(table: SocialChange, locale: Locale): string[][] {
  return table.readings.map(({ code, title, share, interval, settled, bounds }, at) => [
    at === 0 ? WORDS[locale].literal : lineText(title[locale]),
    ...(hasNoShare(table, code)
      ? ["—", "—", "—", "—"]
      : [
          formatShare(share, { locale }),
          limitsText(interval, locale),
          formatShare(settled, { locale }),
          limitsText(bounds, locale),
        ]),
  ]);
}

function missingRows(table: SocialChange, locale: Locale): string[][] {
  return table.missingPairs.map(({ code, title, unknown, notImproved, bounds }, at) => [
    at === 0 ? WORDS[locale].literal : lineText(title[locale]),
    hasNoShare(table, code) ? "—" : formatShare(unknown.share, { locale }),
    String(unknown.open),
    hasNoShare(table, code) ? "—" : formatShare(notImproved.share, { locale }),
    String(notImproved.open),
    hasNoShare(table, code) ? "—" : limitsText(bounds, locale),
  ]);
}

function chanceRows({ nothingChanged }: SocialChange, locale: Locale): readonly string[] {
  const { observed, byChance } = nothingChanged;
  const words = WORDS[locale];
  const rows = byChance.map(({ method, value }) => [words[method], value === null ? "—" : percentText(value, locale)]);
  const table = aligned([words.chance, [words.observed, formatShare(observed, { locale })], ...rows]);
  return [...table, ...byChance.map(({ how }) => how[locale])];
}

function sharesOf({ people, ofServed, ofPrevious }: SocialChange["funnel"][number], locale: Locale): readonly string[] {
  return [
    String(people),
    ...[ofServed, ofPrevious].map((share) => (share === null ? "—" : formatShare(share, { locale }))),
  ];
}

function attributeRows({ title, values, cramerV }: PairedByAttribute, locale: Locale): string[][] {
  const shareText = (share: Share) => formatShare(share, { locale });
  return values.map(({ of, paired, unpaired }, at) => [
    `${lineText(title[locale])}: ${lineText(valueText(of, locale))}`,
    shareText(paired),
    shareText(unpaired),
    at === 0 ? shortText(cramerV, locale) : "",
  ]);
}

function limitsText(limits: { readonly low: string; readonly high: string } | null, locale: Locale): string {
  return limits === null ? "—" : rangeText(limits.low, limits.high, locale);
}

function percentText(value: string, locale: Locale): string {
  const text = `${decimalPercent(value)}%`;
  return locale === "ru" ? text.replace(".", ",") : text;
}

/** Decimal text with two decimals. */
function shortText(value: string | null, locale: Locale): string {
  if (value === null) return "—";
  const text = Number(value).toFixed(2);
  return locale === "ru" ? text.replace(".", ",") : text;
}

function numberText(value: number | null, locale: Locale): string {
  if (value === null) return "—";
  return locale === "ru" ? String(value).replace(".", ",") : String(value);
}

const WORDS = {
  ru: {
    served: (code: string, period: string, service: string, people: number) =>
      `${code}, ${period}. Получили услугу (${service}): ${people}`,
    criteria: [
      "критерий",
      "лучше",
      "так же",
      "хуже",
      "нет пары",
      "не применимо",
      "хуже быть не могло",
      "лучше быть не могло",
      "шаг",
    ],
    adverse: "неблагоприятные события всех благополучателей (людей)",
    anyKind: "любого вида",
    anySeverity: "всего",
    baseline: ["первая оценка в среднем", "с парой", "люди", "без пары", "люди"],
    reliable: ["достоверные изменения", "лучше", "в пределах ошибки", "хуже", "больше чем на"],
    readings: ["прочтение 2.1", "доля", "95 %", "где решено", "границы"],
    missing: ["если пары оценок нет", "неизвестно", "открыто", "не лучше", "открыто", "границы"],
    literal: "Буквально: хотя бы по одному критерию не хуже",
    chance: ["буквальное правило среди людей с парой оценок", "доля"],
    observed: "прошли",
    exchange: "прошли бы, если бы ничего не изменилось (перестановка)",
    independence: "прошли бы, если бы ничего не изменилось (независимые оценки)",
    funnel: ["путь к паре оценок", "люди", "от получивших услугу", "от предыдущего шага"],
    people: ["кого удалось сравнить", "с парой", "без пары", "V Крамера"],
  },
  en: {
    served: (code: string, period: string, service: string, people: number) =>
      `${code}, ${period}. Served (${service}): ${people}`,
    criteria: [
      "criterion",
      "better",
      "same",
      "worse",
      "no pair",
      "not applicable",
      "could not worsen",
      "could not improve",
      "step",
    ],
    adverse: "adverse events of all beneficiaries (people)",
    anyKind: "of any kind",
    anySeverity: "in all",
    baseline: ["first score on average", "with a pair", "people", "without one", "people"],
    reliable: ["reliable change", "better", "within error", "worse", "more than"],
    readings: ["reading of 2.1", "share", "95%", "of the settled", "bounds"],
    missing: ["without a pair of scores", "unknown", "open", "not improved", "open", "bounds"],
    literal: "Literal: not worse on at least one criterion",
    chance: ["literal rule among people with a pair of scores", "share"],
    observed: "passed",
    exchange: "would pass if nothing had changed (exchange)",
    independence: "would pass if nothing had changed (independent draws)",
    funnel: ["way to a pair of scores", "people", "of those served", "of the stage before"],
    people: ["who could be compared", "with a pair", "without one", "Cramér's V"],
  },
} as const;
