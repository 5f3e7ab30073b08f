import { markdownText } from "../../document/markdown";
import type { ReadableReport } from "../report";
import type { Locale } from "../../share";
import type { DocumentBlock, DocumentCell, DocumentSection, DocumentTable } from "../../document/document";
import { type DocumentOptions, editionOf } from "../sections/edition";
import { documentOf } from "../sections/report-document";

/**
 * A report in Markdown: headings, lists and pipe tables that GitHub, pandoc and note-taking programs read alike.
 *
 * Given texts are escaped, so that they are shown letter by letter; a second line of a cell is parted by `<br>`. Pictures are left out: the tables hold all their figures.
 *
 * @param report - from `buildReport`, suppressed or not
 * @param options - `locale`: `"ru"` or `"en"`, the report's own by default; `title`: the heading; `labels`: words for codes, as they are by default
 * @returns Markdown that ends with a line feed
 * @throws TypeError when the report is not one, or an option is not known or of another kind
 * @throws RangeError when `locale` is not one of the two
 * @example
 * ```ts
 * const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
 * const text = toMarkdown(buildReport(evaluation), { locale: "en" });
 * expect(text).toContain("| Indicator | 2019 |");
 * expect(text).toContain("| 100.0% (1 of 1)<br>95%: 20.7–100.0% |");
 * ```
 */
export function toMarkdown(report: ReadableReport, options: DocumentOptions = {}): string {
  const { title, sections, locale } = documentOf(report, editionOf(report, options, "write the report in Markdown"));
  const parts = [`# ${markdownText(title)}`, ...sections.flatMap((section) => sectionParts(section, 2, locale))];
  return `${parts.join("\n\n")}\n`;
}

function sectionParts({ title, blocks, sections }: DocumentSection, depth: number, locale: Locale): readonly string[] {
  return [
    `${"#".repeat(depth)} ${markdownText(title)}`,
    ...blocks.filter(({ kind }) => kind !== "picture").map((block) => blockText(block, locale)),
    ...sections.flatMap((section) => sectionParts(section, depth + 1, locale)),
  ];
}

function blockText(block: DocumentBlock, locale: Locale): string {
  switch (block.kind) {
    case "paragraph":
      return markdownText(block.text);
    case "list":
      return block.items.map((item) => `- ${markdownText(item)}`).join("\n");
    case "terms":
      return block.entries.map(({ term, text }) => `- **${markdownText(term)}** — ${markdownText(text)}`).join("\n");
    case "note": {
      const lead = block.weight === "must" ? `**${MUST[locale]}** ` : "";
      return block.texts.map((text) => `> ${lead}${markdownText(text)}`).join("\n>\n");
    }
    case "table":
      return tableText(block);
    case "picture":
      return "";
  }
}

function tableText({ caption, columns, rows }: DocumentTable): string {
  const lines = [
    columns.map(({ title }) => markdownText(title)),
    columns.map(({ kind }) => (kind === "figure" ? "---:" : "---")),
    ...rows.map((row) => row.map(cellText)),
  ];
  return [`**${markdownText(caption)}**`, "", ...lines.map((cells) => `| ${cells.join(" | ")} |`)].join("\n");
}

function cellText({ text, detail }: DocumentCell): string {
  return detail === undefined ? markdownText(text) : `${markdownText(text)}<br>${markdownText(detail)}`;
}

const MUST: Readonly<Record<Locale, string>> = { ru: "Важно.", en: "Important." };
