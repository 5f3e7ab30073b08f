import { periodText } from "../../calendar";
import { measuredText, riskText } from "../../core/aloud/tree-words";
import { standingText } from "../../core/aloud/tree-figures";
import type { EvidenceGaps } from "../../practice/evidence/gaps";
import { axisSections, workingNames } from "../../practice/documents/evidence";
import type { ReadableReport, ReportedTree } from "../report";
import { nothing, share } from "./cells";
import {
  type DocumentBlock,
  type DocumentCell,
  type DocumentSection,
  list,
  note,
  paragraph,
  table,
  words,
  section,
} from "../../document/document";
import type { Edition } from "./edition";
import type { PictureBook } from "./picture-blocks";

/**
 * The results tree with how each result stands; no section when not asked for. A suppressed report withholds it whole.
 */
export function treeSections(report: ReadableReport, edition: Edition, book: PictureBook): readonly DocumentSection[] {
  const tree = report.tree as ReportedTree | null;
  if (tree === null) return [];
  const { locale } = edition;
  const text = WORDS[locale];
  const { plan, evaluated } = tree;
  const rows = evaluated.nodes.flatMap(({ level, title, indicators }): readonly (readonly DocumentCell[])[] => {
    const lead = [words(level.title[locale]), words(title[locale])];
    if (indicators.length === 0) return [[...lead, words("—"), words("—"), nothing, words(text.noIndicator)]];
    return indicators.flatMap((indicator) =>
      indicator.figures.map((one) => [
        ...lead,
        words(indicator.code),
        words(one.period === null ? "—" : periodText(one.period)),
        one.share === null ? nothing : share(one.share, edition),
        words(standingText(one, indicator.direction, locale)),
      ]),
    );
  });
  const conditions = plan.nodes.flatMap(({ title, assumptions = [], risks = [], indicators = [] }) => [
    ...indicators.flatMap(({ code, targets = [] }) =>
      targets.map((target) => `${code}: ${text.target} ${measuredText(target, locale)}`),
    ),
    ...assumptions.map((one) => `${title[locale]}. ${text.assumption}: ${one.text[locale]}`),
    ...risks.map((risk) => `${title[locale]}. ${text.risk}: ${riskText(risk, locale)}`),
  ]);
  const source = plan.source === undefined ? [] : [paragraph(plan.source[locale])];
  const issues = evaluated.issues.map(({ message }) => message);
  const blocks: readonly DocumentBlock[] = [
    paragraph(plan.title[locale]),
    ...book({ table: "tree" }),
    ...table(text.tree, text.treeColumns, rows, { heads: 2 }),
    ...list(conditions),
    ...source,
    ...note(
      "aside",
      evaluated.notes.map(({ message }) => message[locale]),
    ),
    ...(issues.length === 0 ? [] : [paragraph(text.issues(issues.length))]),
  ];
  return [{ id: "results-tree", title: text.heading, blocks, sections: [] }];
}

/**
 * What evidence there is, and what is missing; no section when not asked for. A suppressed report withholds it whole.
 */
export function evidenceSections(report: ReadableReport, edition: Edition): readonly DocumentSection[] {
  const gaps = report.evidence as EvidenceGaps | null;
  if (gaps === null) return [];
  const { locale } = edition;
  const blocks = [paragraph(gaps.title[locale]), ...workingNames(gaps, locale)];
  return [section("evidence", WORDS[locale].evidence, blocks, axisSections(gaps, locale))];
}

const WORDS = {
  ru: {
    heading: "Дерево результатов",
    tree: "Результаты, их показатели и достижение целей",
    treeColumns: ["Уровень", "Результат", "Показатель", "Период", "Значение", "Достижение"],
    noIndicator: "показателя нет",
    target: "цель",
    assumption: "Допущение",
    risk: "Риск",
    issues: (count: number) => `Проверка дерева нашла пробелов: ${count}; они названы в разделе о доказательствах.`,
    evidence: "Пробелы в доказательствах",
  },
  en: {
    heading: "Results tree",
    tree: "Results, their indicators and how they stand to their targets",
    treeColumns: ["Level", "Result", "Indicator", "Period", "Value", "Standing"],
    noIndicator: "no indicator",
    target: "target",
    assumption: "Assumption",
    risk: "Risk",
    issues: (count: number) => `Gaps found by the check of the tree: ${count}; the section on evidence names them.`,
    evidence: "Gaps in evidence",
  },
} as const;
