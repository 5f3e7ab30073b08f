import type { Wording } from "../../core/definition/language";
import type { EvidenceFinding } from "../evidence/finding";
import type { EvidenceGaps, SubCriterionGaps } from "../evidence/gaps";
import type { ImprovementPlan } from "../evidence/improvement-plan";
import { treeIssueName } from "../evidence/tree-issues";
import { checkReturned } from "../../options";
import { EVIDENCE_GAPS, IMPROVEMENT_PLAN } from "../../core/shapes";
import { type Locale, localeOf } from "../../share";
import { markdownText } from "../../document/markdown";

/**
 * Gaps in evidence as Markdown: axis, sub-criterion, and what is present, missing, asked and not checked.
 *
 * Given texts are escaped. Names of sub-criteria that are not the standard's own are marked so.
 *
 * @param gaps - from `evidenceGaps`
 * @param options - `locale`: `"ru"` or `"en"`
 * @returns Markdown that ends with a line feed
 * @throws TypeError when it is not what it should be, there are no options, or one is not known or of another kind; RangeError when `locale` is not one of the two
 * @example
 * ```ts
 * const text = toEvidenceGaps(evidenceGaps({ dataset }), { locale: "en" });
 * expect(text).toContain("**Missing.** There is no results tree (logic model). Supplied by: `defineResultsTree`, `checkResultsTree`;");
 * ```
 */
export function toEvidenceGaps(gaps: EvidenceGaps, options: { readonly locale: Locale }): string {
  const cannot = "print gaps in evidence";
  checkReturned(cannot, gaps, EVIDENCE_GAPS, "gaps", "evidenceGaps");
  const locale = localeOf(options, cannot);
  const words = WORDS[locale];
  const isWorking = gaps.axes.some(({ subCriteria }) => subCriteria.some(({ wording }) => wording === "working"));
  const sections = gaps.axes.flatMap(({ code, title, level, subCriteria }) => [
    `## ${code}. ${markdownText(title[locale])}${levelText(level, locale)}`,
    ...subCriteria.map((one) => subCriterionText(one, locale)),
  ]);
  const head = [
    `# ${words.gaps}: ${markdownText(gaps.title[locale])}`,
    ...(gaps.asOf === null ? [] : [`${words.asOf} ${gaps.asOf}.`]),
    ...(isWorking ? [words.working] : []),
  ];
  return `${[...head, ...sections].join("\n\n")}\n`;
}

/**
 * An improvement plan («План повышения доказательности») as a Markdown table.
 *
 * Given texts are escaped. What nobody gave is printed as "not set" («не задано»), never left out.
 *
 * @param plan - from `improvementPlan`
 * @param options - `locale`: `"ru"` or `"en"`
 * @returns Markdown that ends with a line feed
 * @throws TypeError when it is not what it should be, there are no options, or one is not known or of another kind; RangeError when `locale` is not one of the two
 * @example
 * ```ts
 * const text = toImprovementPlan(improvementPlan(evidenceGaps({ dataset })), { locale: "ru" });
 * expect(text.split("\n")[0]).toBe("# План повышения доказательности");
 * ```
 */
export function toImprovementPlan(plan: ImprovementPlan, options: { readonly locale: Locale }): string {
  const cannot = "print the improvement plan";
  checkReturned(cannot, plan, IMPROVEMENT_PLAN, "plan", "improvementPlan");
  const locale = localeOf(options, cannot);
  const words = WORDS[locale];
  const given = (value: Wording | null) => (value === null ? words.notSet : wordingText(value, locale));
  const rows = plan.rows.map(
    ({ subCriterion, message, action, responsible, due, doneWhen, done }) =>
      `| ${[
        subCriterion,
        wordingText(message, locale),
        wordingText(action, locale),
        given(responsible),
        due ?? words.notSet,
        `${wordingText(doneWhen, locale)}${done === null ? "" : `; ${words.done} ${done}`}`,
      ].join(" | ")} |`,
  );
  const stray = plan.withoutFinding.map(
    ({ finding, subject, responsible, due }) =>
      `- \`${finding}\`${subject === undefined ? "" : ` (${markdownText(subject)})`}: ${wordingText(responsible, locale)}, ${due}`,
  );
  const lines = [
    `# ${words.plan}`,
    ...(plan.asOf === null ? [] : ["", `${words.asOf} ${plan.asOf}.`]),
    "",
    `| ${words.columns.join(" | ")} |`,
    `|${words.columns.map(() => "---").join("|")}|`,
    ...rows,
    ...(stray.length === 0 ? [] : ["", `${words.stray}:`, "", ...stray]),
  ];
  return `${lines.join("\n")}\n`;
}

function subCriterionText(gaps: SubCriterionGaps, locale: Locale): string {
  const words = WORDS[locale];
  const line = (word: string, one: EvidenceFinding) => `- **${word}.** ${markdownText(one.message[locale])}`;
  const notFound = gaps.present.flatMap(({ code }) => {
    const name = treeIssueName(code);
    return name === undefined ? [] : [words.quote(markdownText(name[locale]))];
  });
  const unchecked = new Map(gaps.notChecked.map(({ message }) => [message[locale], message] as const));
  const items = [
    ...gaps.missing.map((one) => `${line(words.missing, one)}${supplyText(one, locale)}`),
    ...gaps.present.filter(({ code }) => treeIssueName(code) === undefined).map((one) => line(words.present, one)),
    ...(notFound.length === 0 ? [] : [`- **${words.present}.** ${words.notFound}: ${notFound.join(", ")}.`]),
    ...gaps.asks.map((one) => `${line(words.ask, one)}${supplyText(one, locale)}`),
    ...[...unchecked.keys()].map((message) => {
      const codes = gaps.notChecked.filter((one) => one.message[locale] === message).map(({ code }) => `\`${code}\``);
      return `- ${markdownText(message)} (${codes.join(", ")})`;
    }),
  ];
  const heading = `### ${gaps.code}. ${markdownText(gaps.title[locale])}${levelText(gaps.level, locale)}`;
  return `${heading}\n\n${items.length === 0 ? `- ${words.nothing}` : items.join("\n")}`;
}

/** What would supply what is missing. */
function supplyText({ remedy }: EvidenceFinding, locale: Locale): string {
  if (remedy === null) return "";
  const functions = remedy.functions.map((name) => `\`${name}\``).join(", ");
  const document = remedy.document === null ? "" : markdownText(remedy.document[locale]);
  return ` ${WORDS[locale].supplied}: ${[functions, document].filter((part) => part !== "").join("; ")}.`;
}

function levelText(level: { readonly ru: string; readonly en: string } | null, locale: Locale): string {
  return level === null ? "" : ` (${WORDS[locale].level}: ${markdownText(level[locale])})`;
}

function wordingText(wording: Wording, locale: Locale): string {
  return markdownText(typeof wording === "string" ? wording : wording[locale]);
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
    nothing: "сказать нечего",
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
    nothing: "nothing to say",
    supplied: "Supplied by",
    level: "level given by people",
    notSet: "not set",
    done: "done",
    stray: "Assignments for which no gap was found",
    columns: ["Sub-criterion", "Finding", "Action", "Responsible", "Due", "Done when"],
  },
} as const;
