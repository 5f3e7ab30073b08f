import type { Wording } from "../../core/definition/language";
import type { EvidenceFinding } from "../evidence/finding";
import type { EvidenceGaps, SubCriterionGaps } from "../evidence/gaps";
import type { ImprovementPlan } from "../evidence/improvement-plan";
import { treeIssueName } from "../evidence/tree-issues";
import { checkReturned } from "../../options";
import { EVIDENCE_GAPS, IMPROVEMENT_PLAN } from "../../core/shapes";
import { type Locale, localeOf } from "../../share";
import {
  type DocumentBlock,
  type DocumentSection,
  list,
  paragraph,
  type ReportDocument,
  section,
  table,
  terms,
  words as cell,
} from "../../document/document";
import { markdownOf } from "../../document/markdown";
import { plain } from "../../core/definition/language";

/**
 * Gaps in evidence as Markdown: axis, sub-criterion, and what is present, missing, asked and not checked.
 *
 * Given texts are escaped. Names of sub-criteria that are not the standard's own are marked so.
 *
 * @param gaps - from `evidenceGaps`
 * @param options - `locale`: `"ru"` or `"en"`
 * @returns Markdown that ends with a line feed
 * @throws TypeError when it is not what it should be, there are no options, or one is not known or of another kind;
 *   RangeError when `locale` is not one of the two
 * @example
 * ```ts
 * const text = toEvidenceGaps(evidenceGaps({ dataset }), { locale: "en" });
 * expect(text).toContain("- **Missing** — There is no results tree (logic model). Supplied by: defineResultsTree, checkResultsTree;");
 * ```
 */
export function toEvidenceGaps(gaps: EvidenceGaps, options: { readonly locale: Locale }): string {
  return markdownOf(evidenceGapsDocument(gaps, options));
}

/**
 * Gaps in evidence as a document, for `toHtml`, `toPlainText`, `toMarkdown` and `toXlsx`.
 *
 * @param gaps - from `evidenceGaps`
 * @param options - `locale`: `"ru"` or `"en"`
 * @returns frozen plain data: one section per axis
 * @throws TypeError and RangeError as `toEvidenceGaps` does
 * @example
 * ```ts
 * const { sections } = evidenceGapsDocument(evidenceGaps({ dataset }), { locale: "en" });
 * expect(sections).toHaveLength(4);
 * ```
 */
export function evidenceGapsDocument(gaps: EvidenceGaps, options: { readonly locale: Locale }): ReportDocument {
  const cannot = "print gaps in evidence";
  checkReturned(cannot, gaps, EVIDENCE_GAPS, "gaps", "evidenceGaps");
  const locale = localeOf(options, cannot);
  const words = WORDS[locale];
  return plain<ReportDocument>({
    locale,
    title: `${words.gaps}: ${gaps.title[locale]}`,
    ...leadOf(gaps, locale),
    blocks: workingNames(gaps, locale),
    sections: axisSections(gaps, locale),
  });
}

/** That names of sub-criteria are not the standard's own, where they are not. */
export function workingNames(gaps: EvidenceGaps, locale: Locale): readonly DocumentBlock[] {
  const isWorking = gaps.axes.some(({ subCriteria }) => subCriteria.some(({ wording }) => wording === "working"));
  return isWorking ? [paragraph(WORDS[locale].working)] : [];
}

/** Axis by axis, sub-criterion by sub-criterion: what is missing first. */
export function axisSections({ axes }: EvidenceGaps, locale: Locale): readonly DocumentSection[] {
  return axes.map(({ code, title, level, subCriteria }, at) =>
    section(
      `evidence-${at + 1}`,
      `${code}. ${title[locale]}${levelText(level, locale)}`,
      [],
      subCriteria.map((one, place) => subCriterionSection(`evidence-${at + 1}-${place + 1}`, one, locale)),
    ),
  );
}

/**
 * An improvement plan («План повышения доказательности») as a Markdown table.
 *
 * Given texts are escaped. What nobody gave is printed as "not set" («не задано»), never left out.
 *
 * @param plan - from `improvementPlan`
 * @param options - `locale`: `"ru"` or `"en"`
 * @returns Markdown that ends with a line feed
 * @throws TypeError when it is not what it should be, there are no options, or one is not known or of another kind;
 *   RangeError when `locale` is not one of the two
 * @example
 * ```ts
 * const text = toImprovementPlan(improvementPlan(evidenceGaps({ dataset })), { locale: "ru" });
 * expect(text.split("\n")[0]).toBe("# План повышения доказательности");
 * ```
 */
export function toImprovementPlan(plan: ImprovementPlan, options: { readonly locale: Locale }): string {
  return markdownOf(improvementPlanDocument(plan, options));
}

/**
 * An improvement plan as a document, for `toHtml`, `toPlainText`, `toMarkdown` and `toXlsx`.
 *
 * @param plan - from `improvementPlan`
 * @param options - `locale`: `"ru"` or `"en"`
 * @returns frozen plain data: one table
 * @throws TypeError and RangeError as `toImprovementPlan` does
 * @example
 * ```ts
 * const { title } = improvementPlanDocument(improvementPlan(evidenceGaps({ dataset })), { locale: "ru" });
 * expect(title).toBe("План повышения доказательности");
 * ```
 */
export function improvementPlanDocument(plan: ImprovementPlan, options: { readonly locale: Locale }): ReportDocument {
  const cannot = "print the improvement plan";
  checkReturned(cannot, plan, IMPROVEMENT_PLAN, "plan", "improvementPlan");
  const locale = localeOf(options, cannot);
  const words = WORDS[locale];
  const given = (value: Wording | null) => (value === null ? words.notSet : wordingText(value, locale));
  const rows = plan.rows.map(({ subCriterion, message, action, responsible, due, doneWhen, done }) => [
    cell(subCriterion),
    cell(wordingText(message, locale)),
    cell(wordingText(action, locale)),
    cell(given(responsible)),
    cell(due ?? words.notSet),
    cell(`${wordingText(doneWhen, locale)}${done === null ? "" : `; ${words.done} ${done}`}`),
  ]);
  const stray = plan.withoutFinding.map(
    ({ finding, subject, responsible, due }) =>
      `${finding}${subject === undefined ? "" : ` (${subject})`}: ${wordingText(responsible, locale)}, ${due}`,
  );
  return plain<ReportDocument>({
    locale,
    title: words.plan,
    ...leadOf(plan, locale),
    blocks: [
      ...table("", words.columns, rows),
      ...(stray.length === 0 ? [] : [paragraph(`${words.stray}:`), ...list(stray)]),
    ],
    sections: [],
  });
}

function leadOf({ asOf }: { readonly asOf: string | null }, locale: Locale): Pick<ReportDocument, "lead"> {
  return asOf === null ? {} : { lead: `${WORDS[locale].asOf} ${asOf}` };
}

function subCriterionSection(id: string, gaps: SubCriterionGaps, locale: Locale): DocumentSection {
  const words = WORDS[locale];
  const notFound = gaps.present.flatMap(({ code }) => {
    const name = treeIssueName(code);
    return name === undefined ? [] : [words.quote(name[locale])];
  });
  const reasons = [...new Set(gaps.notChecked.map(({ message }) => message[locale]))];
  const items = [
    ...gaps.missing.map((one) => [words.missing, `${one.message[locale]}${supplyText(one, locale)}`] as const),
    ...gaps.present
      .filter(({ code }) => treeIssueName(code) === undefined)
      .map((one) => [words.present, one.message[locale]] as const),
    ...(notFound.length === 0 ? [] : [[words.present, `${words.notFound}: ${notFound.join(", ")}.`] as const]),
    ...gaps.asks.map((one) => [words.ask, `${one.message[locale]}${supplyText(one, locale)}`] as const),
    ...reasons.map((reason) => {
      const codes = gaps.notChecked.filter(({ message }) => message[locale] === reason).map(({ code }) => code);
      return [words.notChecked, `${reason} (${codes.join(", ")})`] as const;
    }),
  ];
  const heading = `${gaps.code}. ${gaps.title[locale]}${levelText(gaps.level, locale)}`;
  return section(id, heading, items.length === 0 ? [paragraph(words.nothing)] : terms(items));
}

/** What would supply what is missing. */
function supplyText({ remedy }: EvidenceFinding, locale: Locale): string {
  if (remedy === null) return "";
  const functions = remedy.functions.join(", ");
  const document = remedy.document === null ? "" : remedy.document[locale];
  return ` ${WORDS[locale].supplied}: ${[functions, document].filter((part) => part !== "").join("; ")}.`;
}

function levelText(level: { readonly ru: string; readonly en: string } | null, locale: Locale): string {
  return level === null ? "" : ` (${WORDS[locale].level}: ${level[locale]})`;
}

function wordingText(wording: Wording, locale: Locale): string {
  return typeof wording === "string" ? wording : wording[locale];
}

const WORDS = {
  ru: {
    gaps: "Доказательная база",
    plan: "План повышения доказательности",
    asOf: "По данным на",
    working: "Названия подкритериев — рабочие, не официальные.",
    missing: "Не хватает",
    present: "Есть",
    notFound: "Проверка дерева не нашла",
    quote: (name: string) => `«${name}»`,
    ask: "Вопрос к людям",
    notChecked: "Не проверено",
    nothing: "Сказать нечего.",
    supplied: "Чем восполнить",
    level: "уровень по оценке экспертов",
    notSet: "не задано",
    done: "выполнено",
    stray: "Назначения, для которых пробела не найдено",
    columns: ["Подкритерий", "Что найдено", "Что сделать", "Кто отвечает", "Срок", "Признак выполнения"],
  },
  en: {
    gaps: "Evidence",
    plan: "Plan for better evidence",
    asOf: "Data as of",
    working: "Names of sub-criteria are working names, not official ones.",
    missing: "Missing",
    present: "Present",
    notFound: "The check of the tree found no",
    quote: (name: string) => `“${name}”`,
    ask: "A question to people",
    notChecked: "Not checked",
    nothing: "Nothing to say.",
    supplied: "Supplied by",
    level: "level given by people",
    notSet: "not set",
    done: "done",
    stray: "Assignments for which no gap was found",
    columns: ["Sub-criterion", "Finding", "Action", "Responsible", "Due", "Done when"],
  },
} as const;
