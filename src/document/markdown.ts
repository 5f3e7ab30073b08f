import { lineText } from "../core/aloud/line";
import type { Locale } from "../share";
import type { DocumentBlock, DocumentCell, DocumentSection, DocumentTable, ReportDocument } from "./document";

/** Signs that mean something inside a line of Markdown, tables and formulas included. */
const SIGNS = /[\\`*_{}[\]<>|~&$#]/g;
/** What would make a line a list, a quotation, a heading or a rule. */
const LEADING = /^(\s*)([-+=>]|\d+(?=[.)](?:\s|$)))/;

/**
 * Any text as one line of Markdown that shows it letter by letter: in a table, in a list or by itself.
 *
 * @param text - anything a person wrote
 */
export function markdownText(text: string): string {
  const line = inlineText(text);
  return line.replace(LEADING, (_, space: string, marker: string) =>
    /\d/.test(marker) ? `${space}${marker}\\` : `${space}\\${marker}`,
  );
}

/** The same within a line that has begun, such as a heading. */
function inlineText(text: string): string {
  return lineText(text).replace(SIGNS, "\\$&");
}

/**
 * A document in Markdown: headings, lists and pipe tables. Pictures are left out, for the tables hold all their
 * figures.
 */
export function markdownOf({ title, lead, blocks = [], sections, locale }: ReportDocument): string {
  const parts = [
    `# ${inlineText(title)}`,
    ...(lead === undefined ? [] : [markdownText(lead)]),
    ...blockParts(blocks, locale),
    ...sections.flatMap((section) => sectionParts(section, 2, locale)),
  ];
  return `${parts.join("\n\n")}\n`;
}

function sectionParts({ title, blocks, sections }: DocumentSection, depth: number, locale: Locale): readonly string[] {
  return [
    `${"#".repeat(depth)} ${inlineText(title)}`,
    ...blockParts(blocks, locale),
    ...sections.flatMap((section) => sectionParts(section, depth + 1, locale)),
  ];
}

function blockParts(blocks: readonly DocumentBlock[], locale: Locale): readonly string[] {
  return blocks.filter(({ kind }) => kind !== "picture").map((block) => blockText(block, locale));
}

function blockText(block: DocumentBlock, locale: Locale): string {
  switch (block.kind) {
    case "paragraph":
      return markdownText(block.text);
    case "list":
      return block.items.map((item, at) => `${block.isNumbered ? `${at + 1}.` : "-"} ${markdownText(item)}`).join("\n");
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
  const above = caption === "" ? [] : [`**${markdownText(caption)}**`, ""];
  return [...above, ...lines.map((cells) => `| ${cells.join(" | ")} |`)].join("\n");
}

function cellText({ text, more = [] }: DocumentCell): string {
  return [text, ...more].map(markdownText).join("<br>");
}

const MUST: Readonly<Record<Locale, string>> = { ru: "Важно.", en: "Important." };
