import { periodText } from "../../calendar";
import { measuredText, riskText } from "../../core/aloud/tree-words";
import { standingText } from "../../core/aloud/tree-figures";
import type { EvidenceFinding } from "../../practice/evidence/finding";
import type { EvidenceGaps, SubCriterionGaps } from "../../practice/evidence/gaps";
import { treeIssueName } from "../../practice/evidence/tree-issues";
import type { ReadableReport, ReportedTree } from "../report";
import { nothing, share, words } from "./cells";
import {
  type DocumentBlock,
  type DocumentCell,
  type DocumentSection,
  list,
  note,
  paragraph,
  table,
} from "../../document/document";
import type { Edition } from "./edition";
import type { PictureBook } from "./picture-blocks";

/** The results tree with how each result stands; no section when not asked for. A suppressed report withholds it whole. */
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

/** What evidence there is, and what is missing; no section when not asked for. A suppressed report withholds it whole. */
export function evidenceSections(report: ReadableReport, edition: Edition): readonly DocumentSection[] {
  const gaps = report.evidence as EvidenceGaps | null;
  if (gaps === null) return [];
  const text = WORDS[edition.locale];
  const isWorking = gaps.axes.some(({ subCriteria }) => subCriteria.some(({ wording }) => wording === "working"));
  const sections = gaps.axes.map(({ code, title, level, subCriteria }, at): DocumentSection => {
    const rows = subCriteria.flatMap((one) => findingRows(one, edition));
    const heading = `${code}. ${title[edition.locale]}`;
    const blocks = table(heading, text.evidenceColumns, rows, { heads: 2 });
    return {
      id: `evidence-${at + 1}`,
      title: level === null ? heading : `${heading} (${text.level}: ${level[edition.locale]})`,
      blocks,
      sections: [],
    };
  });
  const blocks = [paragraph(gaps.title[edition.locale]), ...(isWorking ? [paragraph(text.working)] : [])];
  return [{ id: "evidence", title: text.evidence, blocks, sections }];
}

/** What is missing first; what the check of the tree did not find in one row, and what was not checked in one row a reason. */
function findingRows(gaps: SubCriterionGaps, { locale }: Edition): readonly (readonly DocumentCell[])[] {
  const text = WORDS[locale];
  const row = (standing: string, told: string) => [
    words(`${gaps.code}. ${gaps.title[locale]}`),
    words(standing),
    words(told),
  ];
  const told = (one: EvidenceFinding) => {
    const document = one.remedy?.document;
    const supplied = document === null || document === undefined ? "" : ` ${text.supplied}: ${document[locale]}.`;
    return `${one.message[locale]}${supplied}`;
  };
  const isOfTree = ({ code }: EvidenceFinding) => treeIssueName(code) !== undefined;
  const notFound = gaps.present.filter(isOfTree).map(({ code }) => treeIssueName(code)![locale]);
  const unchecked = [...new Set(gaps.notChecked.map(({ message }) => message[locale]))];
  return [
    ...gaps.missing.map((one) => row(text.missing, told(one))),
    ...gaps.asks.map((one) => row(text.ask, told(one))),
    ...gaps.present.filter((one) => !isOfTree(one)).map((one) => row(text.present, one.message[locale])),
    ...(notFound.length === 0 ? [] : [row(text.present, `${text.notFound}: ${notFound.join("; ")}.`)]),
    ...unchecked.map((message) => row(text.notChecked, message)),
  ];
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
    working: "Названия подкритериев — рабочие, не официальные.",
    evidenceColumns: ["Подкритерий", "Что с ним", "Что найдено"],
    level: "уровень по оценке экспертов",
    missing: "не хватает",
    ask: "вопрос к людям",
    present: "есть",
    notChecked: "не проверено",
    notFound: "Проверка дерева не нашла",
    supplied: "Чем восполнить",
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
    working: "Names of sub-criteria are working names, not official ones.",
    evidenceColumns: ["Sub-criterion", "Standing", "Finding"],
    level: "level given by people",
    missing: "missing",
    ask: "a question to people",
    present: "present",
    notChecked: "not checked",
    notFound: "The check of the tree found no",
    supplied: "Supplied by",
  },
} as const;
