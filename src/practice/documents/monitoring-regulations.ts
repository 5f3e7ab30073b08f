import type { Duration } from "../../calendar";
import { plain, type Wording } from "../../core/definition/language";
import type { Absence } from "../../core/definition/needs";
import type { Pairing } from "../../core/definition/pairing";
import type { Criterion } from "../../core/events/event";
import { eventTypes } from "../../core/dataset/numbers";
import { type EventType, type Title, vocabularies } from "../../core/events/vocabulary";
import { type OptionsOf, TITLE } from "../../options";
import type { ResultsTree } from "../../core/results-tree/tree";
import { type Locale, localeOf } from "../../share";
import { SCHEDULE } from "../../tables/retention/follow-up-plan";
import type { Defined } from "../../core/verdicts/evaluation";
import { type DataNeeds, dataNeeds } from "../../core/verdicts/needs";
import {
  type DocumentBlock,
  list,
  paragraph,
  type ReportDocument,
  section,
  table,
  words as cell,
} from "../../document/document";
import { markdownOf } from "../../document/markdown";
import { monitoringWords, QUESTIONS } from "./monitoring-words";
import { pairingText } from "../../core/aloud/pairing";
import { rankedTree } from "../../core/results-tree/ranks";
import { indicatorTitles, NOTHING_GIVEN, quotedTitle } from "../../core/aloud/tree-words";
import { absentEventWords, accusativeText } from "../../core/aloud/words";

/** How facts of one type are collected. What is left out is not decided. */
export interface CollectionRule {
  /** Who is asked: a role or a kind of document, never a person's name. */
  readonly from?: Title | undefined;
  /** Role that collects. */
  readonly by?: Title | undefined;
  readonly when?: Title | undefined;
  /** Form, questionnaire or system. */
  readonly tool?: Title | undefined;
  readonly checked?: Title | undefined;
  /** How long it is kept. */
  readonly kept?: Title | undefined;
}

/** What the organisation decided. */
export interface MonitoringRegulationsOptions {
  readonly locale: Locale;
  /** How facts are collected, by the type of event; `otherwise` answers what the rule of a type leaves open. */
  readonly collection?:
    | (Readonly<Partial<Record<EventType, CollectionRule>>> & { readonly otherwise?: CollectionRule | undefined })
    | undefined;
  /** Criteria of social change, as the dataset is read with. */
  readonly criteria?: readonly Criterion[] | undefined;
  /** When beneficiaries are contacted after support, as `followUpPlan` takes it. */
  readonly followUp?:
    | { readonly schedule?: readonly Duration[] | undefined; readonly tolerance?: Duration | undefined }
    | undefined;
}

/**
 * Monitoring regulations («регламент мониторинга и оценки») in Markdown: what is collected, from whom, by whom, when,
 * with what, how it is checked and how long it is kept.
 *
 * Results, indicators and risks come from the tree, facts and fields from the counting rules, and the rest from the
 * options. What none of them says is printed as "not decided" («не определено») and listed at the end, never made up.
 * Given texts are escaped.
 *
 * @param tree - from `defineResultsTree`
 * @param indicators - those of the tree, and any others that are computed; not changed
 * @param options - `locale`: `"ru"` or `"en"`; and, as far as decided, `collection`, `criteria` and `followUp`
 * @returns Markdown that ends with a line feed
 * @throws TypeError when the tree or an indicator is not one, there are no options, or one is not known or of another
 *   kind
 * @throws RangeError when `locale` is not one of the two, a key of `collection` is no type of event, a node names a
 *   level that is not in the tree, or an edge a node that is not
 * @example
 * ```ts
 * const regulations = toMonitoringRegulations(vsePoluchitsyaTree, catalogue.vsePoluchitsya, {
 *   locale: "en",
 *   collection: { otherwise: { by: { ru: "Куратор", en: "Case worker" } } },
 *   followUp: { schedule: [months(1), months(6)] },
 * });
 * expect(regulations).toContain("- after 6 months");
 * expect(regulations).toContain('Fact "service delivered": from whom, when, with what, how it is checked, how long it is kept.');
 * ```
 */
export function toMonitoringRegulations(
  tree: ResultsTree,
  indicators: readonly Defined[],
  options: MonitoringRegulationsOptions,
): string {
  return markdownOf(monitoringRegulationsDocument(tree, indicators, options));
}

/**
 * Monitoring regulations as a document, for `toHtml`, `toPlainText`, `toMarkdown` and `toXlsx`.
 *
 * @param tree - from `defineResultsTree`
 * @param indicators - those of the tree, and any others that are computed; not changed
 * @param options - as for `toMonitoringRegulations`
 * @returns frozen plain data, the open points in the last section
 * @throws TypeError and RangeError as `toMonitoringRegulations` does
 * @example
 * ```ts
 * const { sections } = monitoringRegulationsDocument(vsePoluchitsyaTree, catalogue.vsePoluchitsya, { locale: "en" });
 * expect(sections.at(-1)!.title).toContain("What is not decided yet");
 * ```
 */
export function monitoringRegulationsDocument(
  tree: ResultsTree,
  indicators: readonly Defined[],
  options: MonitoringRegulationsOptions,
): ReportDocument {
  const locale = localeOf(options, CANNOT, OPTIONS);
  const draft = new Draft(options);
  const { words } = draft;
  rankedTree(tree, CANNOT);
  const needs = dataNeeds(indicators);
  const parts: readonly Part[] = [
    [words.indicators, indicatorBlocks(tree, indicators, draft)],
    ...factParts(tree, needs, draft),
    ...(needs.criteria === null ? [] : [[words.criteria, criterionBlocks(indicators, draft)] as Part]),
    [words.followUp, followUpBlocks(draft)],
    [words.risks, riskBlocks(tree, draft)],
  ];
  const all = [...parts, [words.open, draft.openBlocks()] as Part];
  return plain<ReportDocument>({
    locale,
    title: `${words.heading}: ${draft.quoted(tree.title)}`,
    blocks: [paragraph(words.intro), ...(tree.source === undefined ? [] : [paragraph(draft.text(tree.source))])],
    sections: all.map(([heading, blocks], at) => section(`part-${at + 1}`, `${at + 1}. ${heading}`, blocks)),
  });
}

const CANNOT = "write monitoring regulations";

const RULE: OptionsOf<CollectionRule> = {
  ...{ "from?": TITLE, "by?": TITLE, "when?": TITLE, "tool?": TITLE, "checked?": TITLE, "kept?": TITLE },
};
const CRITERION: OptionsOf<Criterion> = {
  ...{ code: "text", title: TITLE, min: "number", max: "number", better: "=higher|lower", "minimumStep?": "number" },
  ...{ "notApplicable?": [["number", "text"]], "instrument?": "text", "reliability?": { "*": "any" } },
};
const OPTIONS: OptionsOf<Omit<MonitoringRegulationsOptions, "locale">> = {
  "collection?": Object.fromEntries([...eventTypes, "otherwise"].map((type) => [`${type}?`, RULE])),
  "criteria?": [CRITERION],
  "followUp?": SCHEDULE,
};

type Part = readonly [heading: string, blocks: readonly DocumentBlock[]];

function wordsTable(columns: readonly string[], rows: readonly (readonly string[])[]): readonly DocumentBlock[] {
  return table(
    "",
    columns,
    rows.map((cells) => cells.map((text) => cell(text))),
  );
}

function indicatorBlocks(tree: ResultsTree, indicators: readonly Defined[], draft: Draft): readonly DocumentBlock[] {
  const { words, locale } = draft;
  const titles = indicatorTitles(indicators, locale);
  const definitions = new Map(indicators.map(({ definition }) => [definition.code, definition]));
  const used = new Set<string>();
  const rows = tree.nodes.flatMap(({ title, indicators: measuredBy = [] }) =>
    measuredBy.map(({ code, responsible, frequency, meansOfVerification }) => {
      const about = words.indicator(code);
      const definition = definitions.get(code) ?? definitions.get(code.slice(0, code.lastIndexOf(":")));
      if (definition === undefined) draft.open(about, words.points.definition);
      else used.add(definition.code);
      return [
        draft.text(title),
        titles.has(code) ? `${code}. ${titles.get(code)}` : code,
        draft.decided(responsible ?? definition?.responsible, about, words.points.responsible),
        draft.decided(frequency ?? definition?.frequency, about, words.points.frequency),
        draft.decided(meansOfVerification ?? definition?.method, about, words.points.means),
      ];
    }),
  );
  for (const { definition } of indicators)
    if (!used.has(definition.code)) draft.open(words.indicator(definition.code), words.points.result);
  return rows.length === 0 ? [paragraph(words.noIndicators)] : wordsTable(words.indicatorColumns, rows);
}

/** What is recorded and how it is collected. */
function factParts(tree: ResultsTree, needs: DataNeeds, draft: Draft): readonly Part[] {
  const { words, locale } = draft;
  const facts = factsOf(tree, needs, draft);
  if (facts.length === 0) return [[words.facts, [paragraph(words.noFacts)]]];
  const { collection = {} } = draft.options;
  const nameOf = (type: EventType) => vocabularies.type[type][locale];
  const recorded = facts.map(({ type, fields, neededFor, absence }) => [
    `${nameOf(type)} (${type})`,
    fields.length === 0 ? NOTHING_GIVEN : fields.join(", "),
    neededFor.join(", "),
    absentEventWords[locale][absence],
  ]);
  const collected = facts.map(({ type }) => {
    const about = words.fact(nameOf(type));
    const answer = (question: (typeof QUESTIONS)[number]) =>
      collection[type]?.[question] ?? answerElsewhere(type, question, draft) ?? collection.otherwise?.[question];
    return [
      nameOf(type),
      ...QUESTIONS.map((question) => draft.decided(answer(question), about, words.questions[question])),
    ];
  });
  return [
    [words.facts, wordsTable(words.factColumns, recorded)],
    [words.collection, wordsTable(words.collectionColumns, collected)],
  ];
}

/** What the schedule of follow-ups and the instruments of the criteria say of how facts are collected. */
function answerElsewhere(
  type: EventType,
  question: (typeof QUESTIONS)[number],
  { words, locale, options }: Draft,
): string | undefined {
  const { schedule = [] } = options.followUp ?? {};
  if (type === "follow-up-recorded" && question === "when" && schedule.length > 0) {
    return words.scheduled(schedule.map((length) => words.after(accusativeText(length, locale))).join(", "));
  }
  if (type !== "assessment-recorded" || question !== "tool") return undefined;
  const instruments = (options.criteria ?? []).flatMap(({ instrument }) => instrument ?? []);
  return instruments.length === 0 ? undefined : [...new Set(instruments)].join(", ");
}

interface Fact {
  readonly type: EventType;
  readonly fields: readonly string[];
  readonly neededFor: readonly string[];
  readonly absence: Absence;
}

/**
 * What the indicators read; and follow-ups where there is a schedule, adverse events where a risk names a harm,
 * feedback where its collection is decided.
 */
function factsOf(tree: ResultsTree, needs: DataNeeds, { options, words }: Draft): readonly Fact[] {
  const facts = needs.events.map(({ type, fields, readBy, absence }): Fact => {
    return { type, fields: fields.map(({ field }) => field), neededFor: readBy, absence };
  });
  const isHarmNamed = tree.nodes.some(({ risks = [] }) => risks.some((risk) => risk.negativeEffect !== undefined));
  const besides = [
    {
      type: "follow-up-recorded",
      fields: ["date", "status"],
      purpose: words.tracking,
      isNeeded: options.followUp?.schedule !== undefined,
    },
    {
      type: "adverse-event-recorded",
      fields: ["date", "kind", "severity"],
      purpose: words.harm,
      isNeeded: isHarmNamed,
    },
    {
      type: "feedback-recorded",
      fields: ["date", "instrument", "item", "score"],
      purpose: words.feedback,
      isNeeded: options.collection?.["feedback-recorded"] !== undefined,
    },
  ] as const;
  for (const { type, fields, purpose, isNeeded } of besides) {
    if (!isNeeded) continue;
    const at = facts.findIndex((fact) => fact.type === type);
    if (at < 0) facts.push({ type, fields, neededFor: [purpose], absence: "not-happened" });
    else facts[at] = { ...facts[at]!, neededFor: [...facts[at]!.neededFor, purpose] };
  }
  return facts;
}

/** Which two scores are compared, by every way in which an indicator looks at change. */
function pairingBlocks(indicators: readonly Defined[], { words, locale }: Draft): readonly DocumentBlock[] {
  const readBy = new Map<string, Set<string>>();
  const visit = (part: unknown, code: string): void => {
    if (typeof part !== "object" || part === null) return;
    if ("kind" in part && part.kind === "change" && "pairing" in part) {
      const text = pairingText(part.pairing as Pairing, locale);
      readBy.set(text, (readBy.get(text) ?? new Set()).add(code));
    }
    for (const inner of Object.values(part)) visit(inner, code);
  };
  for (const { definition } of indicators) visit(definition, definition.code);
  return list([...readBy].map(([text, codes]) => `${words.pairing([...codes].join(", "))}: ${text}.`));
}

function criterionBlocks(indicators: readonly Defined[], draft: Draft): readonly DocumentBlock[] {
  const { words, options } = draft;
  const { criteria = [] } = options;
  if (criteria.length === 0) {
    draft.open(words.criteria, words.points.criteria);
    return [paragraph(words.undecided), ...pairingBlocks(indicators, draft)];
  }
  const rows = criteria.map(({ title, min, max, better, minimumStep, notApplicable = [], instrument, reliability }) => [
    draft.text(title),
    words.scale(min, max),
    words.better[better],
    minimumStep === undefined ? words.anyStep : words.step(minimumStep),
    notApplicable.length === 0 ? NOTHING_GIVEN : notApplicable.map((code) => String(code)).join(", "),
    draft.decided(instrument, words.criterion(draft.quoted(title)), words.points.instrument),
    reliability === undefined ? NOTHING_GIVEN : reliabilityText(reliability, draft),
  ]);
  return [...wordsTable(words.criterionColumns, rows), ...pairingBlocks(indicators, draft)];
}

function reliabilityText(
  { coefficient, standardDeviation, source }: NonNullable<Criterion["reliability"]>,
  { words, locale }: Draft,
): string {
  const [ofScores, deviation] = [coefficient, standardDeviation].map((number) =>
    locale === "ru" ? String(number).replace(".", ",") : String(number),
  );
  const text = words.reliability(ofScores!, deviation!);
  return source === undefined ? text : `${text}; ${source}`;
}

function followUpBlocks(draft: Draft): readonly DocumentBlock[] {
  const { words, locale, options } = draft;
  const { schedule = [], tolerance } = options.followUp ?? {};
  if (tolerance === undefined) draft.open(words.followUp, words.points.tolerance);
  if (schedule.length === 0) {
    draft.open(words.followUp, words.points.schedule);
    return [paragraph(words.undecided)];
  }
  const times = schedule.map((length) => words.after(accusativeText(length, locale)));
  const within =
    tolerance === undefined
      ? `${words.toleranceOpen}: ${words.undecided}.`
      : words.tolerance(accusativeText(tolerance, locale));
  return [paragraph(words.followUpIntro), ...list(times), paragraph(within)];
}

function riskBlocks(tree: ResultsTree, draft: Draft): readonly DocumentBlock[] {
  const { words } = draft;
  const rows = tree.nodes.flatMap(({ title, risks = [] }) =>
    risks.map(({ text, negativeEffect, mitigation }) => [
      draft.text(title),
      draft.text(text),
      negativeEffect === undefined ? NOTHING_GIVEN : draft.text(negativeEffect),
      draft.decided(mitigation, words.risk(draft.quoted(text)), words.points.mitigation),
    ]),
  );
  return rows.length === 0 ? [paragraph(words.noRisks)] : wordsTable(words.riskColumns, rows);
}

/** Regulations while they are written: what was decided, and the open points met on the way. */
class Draft {
  readonly options: MonitoringRegulationsOptions;
  readonly locale: Locale;
  readonly words: (typeof monitoringWords)[Locale];
  readonly #open = new Map<string, Set<string>>();

  constructor(options: MonitoringRegulationsOptions) {
    this.options = options;
    this.locale = options.locale;
    this.words = monitoringWords[options.locale];
  }

  /** A given text. */
  text(wording: Wording): string {
    return typeof wording === "string" ? wording : wording[this.locale];
  }

  /** A given title in quotation marks. */
  quoted(title: Title): string {
    return quotedTitle(title[this.locale], this.locale);
  }

  /** What was decided; else an open point: of what, and which question. */
  decided(wording: Wording | undefined, about: string, question: string): string {
    if (wording !== undefined) return this.text(wording);
    this.open(about, question);
    return this.words.undecided;
  }

  /** Notes that something was not decided: about what, and which question. */
  open(about: string, question: string): void {
    this.#open.set(about, (this.#open.get(about) ?? new Set()).add(question));
  }

  /** The open points in the order in which they were met. */
  openBlocks(): readonly DocumentBlock[] {
    if (this.#open.size === 0) return [paragraph(this.words.nothingOpen)];
    return list(
      [...this.#open].map(([about, questions]) => `${about}: ${[...questions].join(", ")}.`),
      { isNumbered: true },
    );
  }
}
