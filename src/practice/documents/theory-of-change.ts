import type { Assumption, Grounds, ResultLevel, ResultNode, ResultsTree } from "../../core/results-tree/tree";
import { type Locale, localeOf } from "../../share";
import { type DocumentSection, list, paragraph, type ReportDocument, section } from "../../document/document";
import { markdownOf } from "../../document/markdown";
import { plain } from "../../core/definition/language";
import { type EndedEdge, rankedTree } from "../../core/results-tree/ranks";
import { quotedTitle, riskText, withoutStop } from "../../core/aloud/tree-words";

/**
 * The theory of change of a results tree in Markdown: result by result, from what goes in to what lasts, what leads to
 * it.
 *
 * Each edge is told once: if the one is there, then the other is expected, because …, provided that …. Beneath stand
 * the grounds, the indicators that will show it, and the risks with what is done about them. A reason, a condition or a
 * measure that nobody gave is said to be missing. Titles stand in quotation marks as they are. A reason or condition
 * that begins with a small letter goes on the sentence; one that is a sentence of its own follows it. Given texts are
 * escaped.
 *
 * @param tree - from `defineResultsTree`
 * @param options - `locale`: `"ru"` or `"en"`
 * @returns Markdown that ends with a line feed
 * @throws TypeError when the tree is not one, there are no options, or one is not known or of another kind
 * @throws RangeError when `locale` is not one of the two, a node names a level that is not in the tree, or an edge a
 *   node that is not
 * @example
 * ```ts
 * expect(toTheoryOfChange(vsePoluchitsyaTree, { locale: "en" })).toContain(
 *   "If the input “Specialists in social adaptation and support” is there, then the activity “Support at work” becomes possible",
 * );
 * ```
 */
export function toTheoryOfChange(tree: ResultsTree, options: { readonly locale: Locale }): string {
  return markdownOf(theoryOfChangeDocument(tree, options));
}

/**
 * The theory of change as a document, for `toHtml`, `toPlainText` and `toMarkdown`.
 *
 * @param tree - from `defineResultsTree`
 * @param options - `locale`: `"ru"` or `"en"`
 * @returns frozen plain data: one section per level, one section within it per result
 * @throws TypeError and RangeError as `toTheoryOfChange` does
 * @example
 * ```ts
 * const { sections } = theoryOfChangeDocument(vsePoluchitsyaTree, { locale: "en" });
 * expect(sections[0]!.sections.length).toBeGreaterThan(0);
 * ```
 */
export function theoryOfChangeDocument(tree: ResultsTree, options: { readonly locale: Locale }): ReportDocument {
  const locale = localeOf(options, "tell the theory of change");
  const words = WORDS[locale];
  const { levels, edges, levelOf } = rankedTree(tree, "tell the theory of change");
  const sections = levels.map(({ level, nodes }, at) => {
    const results = nodes.map((node, place) => {
      const into = edges.filter(({ target }) => target === node).map((edge) => edgeText(edge, levelOf, words));
      return resultSection(`level-${at + 1}-${place + 1}`, node, into, words);
    });
    return section(`level-${at + 1}`, level.title[locale], [], results);
  });
  return plain<ReportDocument>({
    locale,
    title: words.heading(quotedTitle(tree.title[locale], locale)),
    blocks: [paragraph(words.intro), ...(tree.source === undefined ? [] : [paragraph(tree.source[locale])])],
    sections,
  });
}

function resultSection(id: string, node: ResultNode, leadingHere: readonly string[], words: Words): DocumentSection {
  const { title, beneficiaries, indicators = [], assumptions = [], risks = [], grounds } = node;
  const { locale } = words;
  const codes = indicators.map(({ code }) => code).join(", ");
  const about = [
    beneficiaries === undefined ? "" : `${words.beneficiaries}: ${withoutStop(beneficiaries[locale])}.`,
    assumptions.length === 0 ? "" : `${words.conditions}: ${listOf(assumptions.map(({ text }) => text[locale]))}.`,
    groundsText(grounds, words),
    codes === "" ? "" : `${words.indicators}: ${codes}.`,
  ];
  const told = about.filter((text) => text !== "").join(" ");
  const dangers = risks.map((risk) => `${withoutStop(riskText(risk, locale))}.`);
  return section(id, quotedTitle(title[locale], locale), [
    ...list(leadingHere),
    ...(told === "" ? [] : [paragraph(told)]),
    ...(dangers.length === 0 ? [] : [paragraph(`${words.risks}:`), ...list(dangers)]),
  ]);
}

function edgeText(edge: EndedEdge, levelOf: (node: ResultNode) => ResultLevel, words: Words): string {
  const { locale } = words;
  const { source, target, why, assumptions = [], grounds } = edge;
  const named = (node: ResultNode) => quotedTitle(node.title[locale], locale);
  const reason = why?.[locale];
  const conditions = assumptions.map(({ text }: Assumption) => text[locale]);
  const isReasonInside = reason !== undefined && goesOn(reason);
  const areConditionsInside = conditions.length > 0 && conditions.every(goesOn);
  const sentence = [
    words.ifThen(words.is[levelOf(source).kind](named(source)), words.follows[levelOf(target).kind](named(target))),
    ...(isReasonInside ? [`${words.because} ${withoutStop(reason)}`] : []),
    ...(areConditionsInside ? [`${words.providedThat} ${conditions.map(withoutStop).join(words.andThat)}`] : []),
  ].join(", ");
  return [
    `${sentence}.`,
    ...(isReasonInside ? [] : [reason === undefined ? words.noReason : `${words.reason}: ${withoutStop(reason)}.`]),
    ...(areConditionsInside
      ? []
      : [conditions.length === 0 ? words.noConditions : `${words.conditions}: ${listOf(conditions)}.`]),
    groundsText(grounds, words),
  ]
    .filter((text) => text !== "")
    .join(" ");
}

/** Whether a text goes on a sentence: it does not begin one of its own. */
function goesOn(text: string): boolean {
  return !/^\s*\p{Lu}(?:\p{Ll}|\s)/u.test(text);
}

function listOf(texts: readonly string[]): string {
  return texts.map(withoutStop).join("; ");
}

function groundsText(grounds: Grounds | undefined, words: Words): string {
  const sentences = (["value", "need", "practice", "research"] as const).flatMap((kind) => {
    const texts = grounds?.[kind] ?? [];
    return texts.length === 0 ? [] : [`${words.grounds[kind]}: ${listOf(texts.map((text) => text[words.locale]))}.`];
  });
  return sentences.join(" ");
}

type ByKind = Readonly<Record<ResultLevel["kind"], (title: string) => string>>;

const russian = {
  locale: "ru" as Locale,
  heading: (title: string) => `Теория изменений: ${title}`,
  intro:
    "Снизу вверх, от ресурсов к тому, что остаётся: что к чему должно привести, почему этого можно ждать и при каких условиях. Это предположения практики, а не измеренные значения.",
  ifThen: (is: string, follows: string) => `Если ${is}, то ${follows}`,
  is: {
    input: (title) => `есть ресурс ${title}`,
    activity: (title) => `ведётся деятельность ${title}`,
    output: (title) => `получен результат ${title}`,
    outcome: (title) => `достигнут результат ${title}`,
    impact: (title) => `наступает эффект ${title}`,
  } as ByKind,
  follows: {
    input: (title) => `появляется ресурс ${title}`,
    activity: (title) => `становится возможной деятельность ${title}`,
    output: (title) => `ожидается результат ${title}`,
    outcome: (title) => `ожидается результат ${title}`,
    impact: (title) => `ожидается эффект ${title}`,
  } as ByKind,
  because: "потому что",
  providedThat: "при условии что",
  andThat: " и что ",
  reason: "Почему",
  noReason: "Почему — не указано.",
  conditions: "При условии",
  noConditions: "Условия не указаны.",
  grounds: {
    value: "Основание в ценностях",
    need: "Основание в потребностях",
    practice: "Основание из опыта",
    research: "Основание из исследований",
  } as Readonly<Record<keyof Grounds, string>>,
  beneficiaries: "Для кого",
  indicators: "По каким показателям это видно",
  risks: "Что может пойти не так",
};

type Words = typeof russian;

const english: Words = {
  locale: "en",
  heading: (title) => `Theory of change: ${title}`,
  intro:
    "From what goes in to what lasts: what should lead to what, why it may be expected, and on which conditions. These are the practice's assumptions, not measured values.",
  ifThen: (is, follows) => `If ${is}, then ${follows}`,
  is: {
    input: (title) => `the input ${title} is there`,
    activity: (title) => `the activity ${title} goes on`,
    output: (title) => `the output ${title} is delivered`,
    outcome: (title) => `the outcome ${title} is reached`,
    impact: (title) => `the impact ${title} comes about`,
  },
  follows: {
    input: (title) => `the input ${title} becomes available`,
    activity: (title) => `the activity ${title} becomes possible`,
    output: (title) => `the output ${title} is expected`,
    outcome: (title) => `the outcome ${title} is expected`,
    impact: (title) => `the impact ${title} is expected`,
  },
  because: "because",
  providedThat: "provided that",
  andThat: " and that ",
  reason: "Why",
  noReason: "Why is not stated.",
  conditions: "Provided that",
  noConditions: "No conditions are stated.",
  grounds: {
    value: "Grounds in values",
    need: "Grounds in needs",
    practice: "Grounds from experience",
    research: "Grounds from research",
  },
  beneficiaries: "For whom",
  indicators: "Indicators that will show it",
  risks: "What can go wrong",
};

const WORDS: Readonly<Record<Locale, Words>> = { ru: russian, en: english };
