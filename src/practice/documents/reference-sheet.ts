import { fingerprintOf } from "../../core/definition/fingerprint";
import { type IndicatorDefinition, plain, type Wording } from "../../core/definition/language";
import type { Absence } from "../../core/definition/needs";
import { definitionOf } from "../../core/definition/sound";
import { WORDING } from "../../core/definition/words";
import { vocabularies } from "../../core/events/vocabulary";
import type { OptionsOf } from "../../options";
import { type Locale, localeOf } from "../../share";
import type { Defined } from "../../core/verdicts/evaluation";
import { dataNeeds } from "../../core/verdicts/needs";
import { list, paragraph, type ReportDocument, section, table, words as cell } from "../../document/document";
import { markdownOf } from "../../document/markdown";
import { peopleText, toSentence } from "../../core/aloud/sentence";
import { absentEventWords } from "../../core/aloud/words";

/**
 * What a reference sheet says and the counting rule cannot know. What is given here takes the place of the definition's
 * own.
 */
export interface ReferenceSheetOptions {
  readonly locale: Locale;
  /** The result it measures. */
  readonly result?: Wording | undefined;
  readonly unit?: Wording | undefined;
  readonly method?: Wording | undefined;
  readonly frequency?: Wording | undefined;
  /** A role, never a person's name. */
  readonly responsible?: Wording | undefined;
  readonly disaggregation?: readonly Wording[] | undefined;
  readonly baseline?: Wording | undefined;
  readonly targets?: readonly Wording[] | undefined;
}

const OPTIONS: OptionsOf<Omit<ReferenceSheetOptions, "locale">> = {
  ...{ "result?": WORDING, "unit?": WORDING, "method?": WORDING, "frequency?": WORDING, "responsible?": WORDING },
  ...{ "disaggregation?": [WORDING], "baseline?": WORDING, "targets?": [WORDING] },
};

/**
 * The reference sheet of an indicator («паспорт показателя») as Markdown.
 *
 * The definition, numerator, denominator and data needed are read from the counting rule itself, so they cannot
 * disagree with the figures. What nobody gave is printed as "not set" («не задано»), never left out. Given texts are
 * escaped.
 *
 * @param indicator - the indicator
 * @param options - `locale`: `"ru"` or `"en"`; and, if wanted, `result`, `unit`, `method`, `frequency`, `responsible`,
 *   `disaggregation`, `baseline` and `targets`
 * @returns Markdown that ends with a line feed
 * @throws TypeError when the indicator is not one, there are no options, or one is not known or of another kind;
 *   RangeError when `locale` is not one of the two
 * @example
 * ```ts
 * const sheet = toReferenceSheet(workExperienceShare, { locale: "en", baseline: "38.9% in 2019" });
 * expect(sheet).toContain("| Baseline | 38.9% in 2019 |");
 * expect(sheet).toContain("| Responsible | not set |");
 * ```
 */
export function toReferenceSheet(indicator: Defined, options: ReferenceSheetOptions): string {
  return markdownOf(referenceSheetDocument(indicator, options));
}

/**
 * The reference sheet of an indicator as a document, for `toHtml`, `toPlainText`, `toMarkdown` and `toXlsx`.
 *
 * @param indicator - the indicator
 * @param options - as for `toReferenceSheet`
 * @returns frozen plain data
 * @throws TypeError and RangeError as `toReferenceSheet` does
 * @example
 * ```ts
 * const { title } = referenceSheetDocument(workExperienceShare, { locale: "en" });
 * expect(title).toBe("Indicator reference sheet 1.1");
 * ```
 */
export function referenceSheetDocument(indicator: Defined, options: ReferenceSheetOptions): ReportDocument {
  const cannot = "write a reference sheet";
  const definition = definitionOf(indicator, cannot);
  const needs = dataNeeds([indicator]);
  const locale = localeOf(options, cannot, OPTIONS);
  const words = WORDS[locale];
  const text = (wording: Wording) => (typeof wording === "string" ? wording : wording[locale]);
  const one = (wording: Wording | undefined) => (wording === undefined ? words.notSet : text(wording));
  const several = (wordings: readonly Wording[] | undefined) =>
    wordings === undefined || wordings.length === 0 ? words.notSet : wordings.map(text).join("; ");
  const rows: readonly (readonly [string, string])[] = [
    [words.code, text(definition.code)],
    [words.name, text(definition.title)],
    [words.result, one(options.result ?? definition.result)],
    [words.definition, toSentence(definition, { locale })],
    [words.unit, one(options.unit ?? definition.unit)],
    [words.numerator, peopleText(definition.numerator, locale)],
    [words.denominator, peopleText(definition.denominator, locale)],
    [words.exclusions, exclusionsText(definition, locale)],
    [words.direction, definition.direction === undefined ? words.notSet : words.directions[definition.direction]],
    [words.disaggregation, several(options.disaggregation ?? definition.disaggregation)],
    [words.source, one(definition.source)],
    [words.method, one(options.method ?? definition.method)],
    [words.frequency, one(options.frequency ?? definition.frequency)],
    [words.responsible, one(options.responsible ?? definition.responsible)],
    [words.baseline, one(options.baseline)],
    [words.targets, several(options.targets)],
    [words.version, one(definition.version)],
    [words.fingerprint, fingerprintOf(definition)],
  ];
  const facts = needs.events.flatMap(({ type, absence, fields }) => [
    [`${vocabularies.type[type][locale]} (${type})`, "", absentEventWords[locale][absence]],
    ...fields.map(({ field, absence }) => ["", field, words.absentField[absence]]),
  ]);
  const readings = (definition.readings ?? []).map(({ code, title, numerator }) => [
    text(code),
    text(title),
    peopleText(numerator, locale),
  ]);
  const listed = (wordings: readonly Wording[] | undefined) =>
    wordings === undefined || wordings.length === 0 ? [paragraph(words.notSet)] : list(wordings.map(text));
  const tableOf = (columns: readonly string[], cells: readonly (readonly string[])[]) =>
    table(
      "",
      columns,
      cells.map((row) => row.map((one) => cell(one))),
      { isFixed: true },
    );
  return plain<ReportDocument>({
    locale,
    title: `${words.heading} ${text(definition.code)}`,
    blocks: tableOf([words.field, words.value], rows),
    sections: [
      ...(readings.length === 0 ? [] : [section("readings", words.readings, tableOf(words.readingColumns, readings))]),
      section("data", words.data, [
        ...tableOf(words.dataColumns, facts),
        ...(needs.criteria === null ? [] : [paragraph(words.criteria)]),
      ]),
      section("limitations", words.limitations, listed(definition.limitations)),
      section("changes", words.changes, listed(definition.changes)),
    ],
  });
}

function exclusionsText({ exclusions = [] }: IndicatorDefinition, locale: Locale): string {
  if (exclusions.length === 0) return WORDS[locale].none;
  return exclusions.map(({ reason, when }) => `${reason}: ${peopleText(when, locale)}`).join("; ");
}

const russian = {
  heading: "Паспорт показателя",
  field: "Поле",
  value: "Значение",
  notSet: "не задано",
  none: "нет",
  code: "Код",
  name: "Наименование",
  result: "Измеряемый результат",
  definition: "Точное определение",
  unit: "Единица измерения",
  numerator: "Числитель",
  denominator: "Знаменатель",
  exclusions: "Исключения из знаменателя",
  direction: "Желаемое направление",
  directions: { increase: "рост", decrease: "снижение" },
  disaggregation: "Разбивка",
  source: "Источник определения",
  method: "Источник данных и метод",
  frequency: "Периодичность",
  responsible: "Ответственный",
  baseline: "Базовое значение",
  targets: "Целевые значения",
  version: "Версия определения",
  fingerprint: "Отпечаток правила подсчёта",
  readings: "Другие прочтения, которые показываются рядом",
  readingColumns: ["Код", "Наименование", "Числитель"],
  data: "Какие данные нужны",
  dataColumns: ["Событие", "Поле", "Если не записано"],
  criteria:
    "Критерии социальных изменений должны быть описаны: шкала, какой балл лучше и какая разница считается изменением.",
  limitations: "Известные ограничения",
  changes: "История изменений",
  absentField: {
    refused: "событие не принимается",
    unknown: "вердикт «неизвестно» там, где от этого зависит результат",
    "not-happened": "считается, что этого не было",
    "runs-on": "начатое считается продолжающимся",
    "goes-with-any": "относится к любому трудоустройству",
  },
} as const;

type Words = {
  readonly [Name in keyof typeof russian]: (typeof russian)[Name] extends string
    ? string
    : (typeof russian)[Name] extends readonly string[]
      ? readonly string[]
      : Readonly<Record<keyof (typeof russian)[Name], string>>;
} & {
  readonly absentField: Readonly<Record<Absence, string>>;
};

const english: Words = {
  heading: "Indicator reference sheet",
  field: "Field",
  value: "Value",
  notSet: "not set",
  none: "none",
  code: "Code",
  name: "Name",
  result: "Result measured",
  definition: "Precise definition",
  unit: "Unit",
  numerator: "Numerator",
  denominator: "Denominator",
  exclusions: "Exclusions from the denominator",
  direction: "Better direction",
  directions: { increase: "increase", decrease: "decrease" },
  disaggregation: "Disaggregation",
  source: "Source of the definition",
  method: "Data source and method",
  frequency: "Frequency",
  responsible: "Responsible",
  baseline: "Baseline",
  targets: "Targets",
  version: "Version of the definition",
  fingerprint: "Fingerprint of the counting rule",
  readings: "Other readings shown beside it",
  readingColumns: ["Code", "Name", "Numerator"],
  data: "Data needed",
  dataColumns: ["Event", "Field", "When not recorded"],
  criteria:
    "The criteria of social change have to be declared: scale, which score is better, and which difference is a change.",
  limitations: "Known limitations",
  changes: "Changes",
  absentField: {
    refused: "the event is refused",
    unknown: "the verdict is unknown where the outcome depends on it",
    "not-happened": "taken not to have happened",
    "runs-on": "what began is taken to go on",
    "goes-with-any": "taken to go with any placement",
  },
};

const WORDS: Readonly<Record<Locale, Words>> = { ru: russian, en: english };
