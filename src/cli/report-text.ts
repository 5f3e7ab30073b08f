import { type ReadableReport, toDocument, toPlainText } from "../report/index";
import type { Locale } from "../share";

/**
 * What a terminal shows of a report: figures, what they come from, and the verdicts behind them. The other formats hold
 * all of it.
 */
const SHOWN: readonly string[] = [
  ...["about", "key-figures", "must-know", "reconciliation", "funnel", "strata", "social-change", "retention"],
  ...["feedback", "results-tree", "verdicts"],
];

const REST = {
  ru: "Определения, прочтения по отдельности и словарь — в форматах html, markdown и xlsx.",
  en: "Definitions, readings one by one and the glossary are in the formats html, markdown and xlsx.",
} as const;

/** A report for the terminal, suppressed or not. */
export function reportText(report: ReadableReport, { locale }: { readonly locale: Locale }): string {
  const { sections, ...document } = toDocument(report, { locale });
  const text = toPlainText({ ...document, sections: sections.filter(({ id }) => SHOWN.includes(id)) });
  return `${text}\n${REST[locale]}\n`;
}
