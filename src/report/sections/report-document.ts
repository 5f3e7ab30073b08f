import { plain } from "../../core/definition/language";
import { check, checkReturned, type Kind, LOCALE } from "../../options";
import type { ReadableReport } from "../report";
import { definitionsSection, glossarySection, manifestSection } from "./closing";
import type { ReportDocument } from "../../document/document";
import { type DocumentOptions, type Edition, editionOf, wordingText } from "./edition";
import { feedbackSections } from "./feedback-section";
import { indicatorsSection, verdictsSection } from "./indicator-sections";
import { aboutSection, keyFiguresSection, mustKnowSection } from "./opening";
import { funnelSections, reconciliationSections, strataSections } from "./people-sections";
import { pictureBook } from "./picture-blocks";
import { retentionSections } from "./retention-section";
import { socialChangeSections } from "./social-change-section";
import { evidenceSections, treeSections } from "./tree-sections";

/**
 * A report as sections of paragraphs, lists, notes and tables in one language: what every format is written from.
 *
 * Texts are as they were given, escaped by nobody: whoever writes a format of their own escapes them. Suppressed
 * figures are signs
 * («<5», «•»), and no figure is told that the report does not hold.
 *
 * @param report - from `buildReport`, suppressed or not
 * @param options - `locale`: `"ru"` or `"en"`, the report's own by default; `title`: the heading; `labels`: words for
 *   codes, as they are by default
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

/**
 * @internal A report as a document; what is one already stays.
 *
 * @throws TypeError when it is neither, or a document comes with options: it has its language and title
 */
export function asDocument(
  given: ReadableReport | ReportDocument,
  options: DocumentOptions,
  cannot: string,
): ReportDocument {
  if (!isDocument(given)) return documentOf(given, editionOf(given, options, cannot));
  checkReturned(cannot, given, DOCUMENT, "document", "toDocument");
  check(cannot, options, {});
  return given;
}

/** @internal Whether a value is meant for a document rather than for a report. */
export function isDocument(given: unknown): given is ReportDocument {
  return typeof given === "object" && given !== null && "sections" in given;
}

const BLOCKS: Kind = [{ kind: "text", "*": "any" }];
const SECTION: Kind = () => ({ id: "text", title: "string", blocks: BLOCKS, sections: [SECTION] });
const DOCUMENT: Kind = { locale: LOCALE, title: "string", "lead?": "string", "blocks?": BLOCKS, sections: [SECTION] };

function documentOf(report: ReadableReport, edition: Edition): ReportDocument {
  const { locale, title } = edition;
  const book = pictureBook(report, edition);
  return plain<ReportDocument>({
    locale,
    title: title === undefined ? TITLES[locale] : wordingText(title, edition),
    lead: LEADS[locale](report.manifest.asOf),
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
      verdictsSection(report, edition),
      definitionsSection(report, edition),
      glossarySection(report, edition),
      manifestSection(report, edition),
    ].filter(({ blocks, sections }) => blocks.length + sections.length > 0),
  });
}

const TITLES = { ru: "Отчёт по показателям", en: "Report on indicators" } as const;
const LEADS = {
  ru: (asOf: string) => `Данные полны по ${asOf}`,
  en: (asOf: string) => `Data complete up to ${asOf}`,
} as const;
