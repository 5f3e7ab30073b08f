import type { Picture } from "./picture";
import type { Locale } from "../share";

/** A report as a document: plain frozen data, every text in one language and as it was written, for any dialect to escape. */
export interface ReportDocument {
  readonly locale: Locale;
  readonly title: string;
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
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "terms"; readonly entries: readonly { readonly term: string; readonly text: string }[] }
  /** What the reader must know, or had better. */
  | { readonly kind: "note"; readonly weight: "must" | "aside"; readonly texts: readonly string[] }
  | DocumentTable
  /** What is drawn of the report's own figures. */
  | { readonly kind: "picture"; readonly picture: Picture };

/** A table; every row has a cell a column. */
export interface DocumentTable {
  readonly kind: "table";
  readonly caption: string;
  readonly columns: readonly { readonly title: string; readonly kind: DocumentCell["kind"] }[];
  /** So many cells of each row, from the first, name the row. */
  readonly heads: number;
  /** Whether the order of the rows means something, so that nobody may sort them: what stands beneath a row belongs to it. */
  readonly isFixed?: true;
  readonly rows: readonly (readonly DocumentCell[])[];
}

/** A cell: words, or a figure. */
export interface DocumentCell {
  readonly kind: "words" | "figure";
  /** As people read it. */
  readonly text: string;
  /** A second line, such as limits under a share. */
  readonly detail?: string;
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
export function list(items: readonly string[]): readonly DocumentBlock[] {
  return items.length === 0 ? [] : [{ kind: "list", items }];
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
