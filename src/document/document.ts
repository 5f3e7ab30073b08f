import type { Picture } from "./picture";
import { NOTHING_GIVEN } from "../core/aloud/tree-words";
import type { Locale } from "../share";

/** A document: plain frozen data, every text in one language and as it was written, for any dialect to escape. */
export interface ReportDocument {
  readonly locale: Locale;
  readonly title: string;
  /**
   * Beneath the title: up to when the data are complete, or what the document is; absent where there is nothing to say.
   */
  readonly lead?: string;
  /** What stands before the first section. */
  readonly blocks?: readonly DocumentBlock[];
  /** In the order in which they are read. */
  readonly sections: readonly DocumentSection[];
}

/** A heading and what stands beneath it. */
export interface DocumentSection {
  /** Unlike that of any other section: lower-case Latin letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly DocumentBlock[];
  readonly sections: readonly DocumentSection[];
}

/** What a section is made of. */
export type DocumentBlock =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[]; readonly isNumbered?: true }
  | { readonly kind: "terms"; readonly entries: readonly { readonly term: string; readonly text: string }[] }
  /** What the reader must know, or had better. */
  | { readonly kind: "note"; readonly weight: "must" | "aside"; readonly texts: readonly string[] }
  | DocumentTable
  /** What is drawn of the report's own figures. */
  | { readonly kind: "picture"; readonly picture: Picture };

/** A table; every row has one cell per column. */
export interface DocumentTable {
  readonly kind: "table";
  /** Empty where the heading above says it. */
  readonly caption: string;
  readonly columns: readonly { readonly title: string; readonly kind: DocumentCell["kind"] }[];
  /** So many cells of each row, from the first, name the row. */
  readonly heads: number;
  /**
   * Whether the order of the rows means something, so that nobody may sort them: what stands beneath a row belongs to
   * it.
   */
  readonly isFixed?: true;
  readonly rows: readonly (readonly DocumentCell[])[];
}

/** A cell: words, or a figure. */
export interface DocumentCell {
  readonly kind: "words" | "figure";
  /** As people read it. */
  readonly text: string;
  /** Further lines, such as limits under a share, or the other indicators of a result. */
  readonly more?: readonly string[];
  /** Belongs to a row above, such as a reading to its indicator, and is set further in. */
  readonly isBeneath?: true;
  /** Of figures, by what they are sorted; null where there is none, or where it is suppressed. */
  readonly value?: number | null;
}

/** A paragraph. */
export function paragraph(text: string): DocumentBlock {
  return { kind: "paragraph", text };
}

/** What must be known; no block when there is nothing. */
export function note(weight: "must" | "aside", texts: readonly string[]): readonly DocumentBlock[] {
  return texts.length === 0 ? [] : [{ kind: "note", weight, texts }];
}

/** A list; no block when it is empty. */
export function list(items: readonly string[], { isNumbered = false } = {}): readonly DocumentBlock[] {
  return items.length === 0 ? [] : [{ kind: "list", items, ...(isNumbered && { isNumbered }) }];
}

/** Names and what is said of each; no block when there are none. */
export function terms(entries: readonly (readonly [term: string, text: string])[]): readonly DocumentBlock[] {
  return entries.length === 0 ? [] : [{ kind: "terms", entries: entries.map(([term, text]) => ({ term, text })) }];
}

/** A section. */
export function section(
  id: string,
  title: string,
  blocks: readonly DocumentBlock[],
  sections: readonly DocumentSection[] = [],
): DocumentSection {
  return { id, title, blocks, sections };
}

/** Words in a cell, a line each; "—" where there are none. */
export function words(...lines: readonly string[]): DocumentCell {
  const [text = NOTHING_GIVEN, ...more] = lines;
  return { kind: "words", text, ...(more.length > 0 && { more }) };
}

/** A table whose columns are of the kind of their first cells; no block when there are no rows. */
export function table(
  caption: string,
  titles: readonly string[],
  rows: readonly (readonly DocumentCell[])[],
  { heads = 1, isFixed = false }: { readonly heads?: number; readonly isFixed?: boolean } = {},
): readonly DocumentTable[] {
  const [first] = rows;
  if (first === undefined) return [];
  const columns = titles.map((title, at) => ({ title, kind: first[at]!.kind }));
  return [{ kind: "table", caption, columns, heads, ...(isFixed && { isFixed }), rows }];
}

/** All that stands in a section, headings as paragraphs: for places that have none, such as a cell of a notebook. */
export function flattened({ title, blocks, sections }: DocumentSection): readonly DocumentBlock[] {
  return [paragraph(title), ...blocks, ...sections.flatMap(flattened)];
}
