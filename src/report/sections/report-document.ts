import { plain } from "../../core/definition/language";
import type { ReadableReport } from "../report";
import { definitionsSection, glossarySection, manifestSection } from "./closing";
import type { ReportDocument } from "../../document/document";
import { type DocumentOptions, type Edition, editionOf, wordingText } from "./edition";
import { feedbackSections } from "./feedback-section";
import { indicatorsSection } from "./indicator-sections";
import { aboutSection, keyFiguresSection, mustKnowSection } from "./opening";
import { funnelSections, reconciliationSections, strataSections } from "./people-sections";
import { pictureBook } from "./picture-blocks";
import { retentionSections } from "./retention-section";
import { socialChangeSections } from "./social-change-section";
import { evidenceSections, treeSections } from "./tree-sections";

/**
 * A report as sections of paragraphs, lists, notes and tables in one language: what every format is written from.
 *
 * Texts are as they were given, escaped by nobody: whoever writes a format of their own escapes them. Suppressed figures are signs
 * («<5», «•»), and no figure is told that the report does not hold.
 *
 * @param report - from `buildReport`, suppressed or not
 * @param options - `locale`: `"ru"` or `"en"`, the report's own by default; `title`: the heading; `labels`: words for codes, as they are by default
 * @returns frozen plain data
 * @throws TypeError when the report is not one, or an option is not known or of another kind
 * @throws RangeError when `locale` is not one of the two
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const { sections } = toDocument(buildReport(evaluation), { locale: "en", title: "Work experience" });
 * expect(sections.slice(0, 2).map(({ title }) => title)).toEqual(["What this report is about", "Key figures"]);
 * ```
 */
export function toDocument(report: ReadableReport, options: DocumentOptions = {}): ReportDocument {
  return documentOf(report, editionOf(report, options, "write the report as a document"));
}

/** @internal The document of an edition that was checked. */
export function documentOf(report: ReadableReport, edition: Edition): ReportDocument {
  const { locale, title } = edition;
  const book = pictureBook(report, edition);
  return plain<ReportDocument>({
    locale,
    title: title === undefined ? TITLES[locale] : wordingText(title, edition),
    sections: [
      aboutSection(report, edition),
      keyFiguresSection(report, edition),
      mustKnowSection(report, edition),
      indicatorsSection(report, edition, book),
      ...reconciliationSections(report, edition),
      ...funnelSections(report, edition, book),
      ...strataSections(report, edition, book),
      ...socialChangeSections(report, edition, book),
      ...retentionSections(report, edition, book),
      ...feedbackSections(report, edition),
      ...treeSections(report, edition, book),
      ...evidenceSections(report, edition),
      definitionsSection(report, edition),
      glossarySection(report, edition),
      manifestSection(report, edition),
    ].filter(({ blocks, sections }) => blocks.length + sections.length > 0),
  });
}

const TITLES = { ru: "Отчёт по показателям", en: "Report on indicators" } as const;
