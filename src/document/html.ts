import type { Locale } from "../share";
import type { DocumentBlock, DocumentCell, DocumentSection, DocumentTable, ReportDocument } from "./document";
import { xmlText } from "./drawing/drawing";
import { toSvg } from "./drawing/svg";
import { SCRIPT } from "./html-script";
import { STYLE } from "./html-style";
import type { Picture } from "./picture";

/** What the page may do: show what is in it, by the one style and the one script whose digests these are. */
const POLICY =
  "default-src 'none'; style-src 'sha256-68tdeSMWLh/D9mNR6g+67BDRLRWhXFHeYGio9+3YSxE='; script-src 'sha256-StnK/HkrzyyZix4Qa5hfuFdvD7KtCnM8r5tHsySiCuM='; img-src data:; base-uri 'none'; form-action 'none'";

/** What a share is of, «(180 из 463)», and from where to where, «34,5–43,4%»: not broken where a cell has to be. */
const COUNTS = / (\(.*\))$/;
const RANGE = /[\d,.]+–[\d,.]+%/;

/** Tables with more columns are set smaller on paper. */
const WIDE = 7;

/**
 * A document as one HTML page that needs nothing else: to be read on a screen or a phone, listened to, or printed on
 * A4.
 *
 * Nothing is fetched, and the page's own policy forbids it; a small script sorts tables, and without it the page reads
 * the same. Given
 * texts are escaped.
 */
export function htmlOf(page: ReportDocument): string {
  const { locale, lead, blocks = [], sections } = page;
  const text = WORDS[locale];
  const title = xmlText(page.title);
  return `${[
    "<!doctype html>",
    `<html lang="${locale}">`,
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="generator" content="mio-indicators">',
    `<title>${title}</title>`,
    `<style>${STYLE}</style>`,
    "</head>",
    sections.length > 1 ? "<body>" : '<body class="alone">',
    `<a class="skip" href="#content">${text.skip}</a>`,
    `<header><h1>${title}</h1>${lead === undefined ? "" : `<p class="lead">${xmlText(lead)}</p>`}</header>`,
    ...(sections.length > 1 ? contents(page) : []),
    '<main id="content">',
    ...blocks.flatMap((block, at) => blockLines(block, `block-${at + 1}`, locale)),
    ...sections.flatMap((section) => sectionLines(section, 2, locale)),
    "</main>",
    `<script>${SCRIPT}</script>`,
    "</body>",
    "</html>",
  ].join("\n")}\n`;
}

/**
 * A block as a piece of a page that has a style of its own, such as a notebook: it says how it looks by itself, without
 * names that others may have.
 */
export function htmlPiece(block: DocumentBlock, locale: Locale): string {
  return blockLines(block, undefined, locale, PIECE).join("\n");
}

/** How what is set apart by its look is marked: by classes of our style, or in place. */
interface Looks {
  readonly figure: string;
  readonly beneath: string;
  readonly again: string;
  readonly name: string;
}

const PAGE: Looks = { figure: ' class="f"', beneath: ' class="beneath"', again: ' class="again"', name: "" };
const PIECE: Looks = {
  figure: ' style="text-align:right;white-space:nowrap;vertical-align:top"',
  beneath: ' style="text-align:left;font-weight:normal;padding-left:2em"',
  again: ' style="text-align:left;font-weight:normal;opacity:.7"',
  name: ' style="text-align:left;font-weight:normal;min-width:12em;max-width:32em"',
};

function contents({ sections, locale }: ReportDocument): readonly string[] {
  const entries = (of: readonly DocumentSection[]): string =>
    of
      .map(({ id, title, sections: inner }) => {
        const within = inner.length === 0 ? "" : `<ol>${entries(inner)}</ol>`;
        return `<li><a href="#${id}">${xmlText(title)}</a>${within}</li>`;
      })
      .join("");
  return [
    `<nav aria-labelledby="contents"><h2 id="contents">${WORDS[locale].contents}</h2>`,
    `<ol>${entries(sections)}</ol>`,
    "</nav>",
  ];
}

function sectionLines(
  { id, title, blocks, sections }: DocumentSection,
  depth: number,
  locale: Locale,
): readonly string[] {
  const level = Math.min(depth, 6);
  return [
    `<section aria-labelledby="${id}">`,
    `<h${level} id="${id}">${xmlText(title)}</h${level}>`,
    ...blocks.flatMap((block, at) => blockLines(block, `${id}-block-${at + 1}`, locale)),
    ...sections.flatMap((section) => sectionLines(section, depth + 1, locale)),
    "</section>",
  ];
}

/** @param id - unlike any other of the page; none for a piece of another page */
function blockLines(block: DocumentBlock, id: string | undefined, locale: Locale, looks = PAGE): readonly string[] {
  switch (block.kind) {
    case "paragraph":
      return [`<p>${xmlText(block.text)}</p>`];
    case "list": {
      const tag = block.isNumbered ? "ol" : "ul";
      return [`<${tag}>`, ...block.items.map((item) => `<li>${xmlText(item)}</li>`), `</${tag}>`];
    }
    case "terms":
      return [
        "<dl>",
        ...block.entries.map(({ term, text }) => `<dt>${xmlText(term)}</dt><dd>${xmlText(text)}</dd>`),
        "</dl>",
      ];
    case "note": {
      const isMust = block.weight === "must";
      const lead = isMust ? `<strong>${WORDS[locale].must}</strong> ` : "";
      return [
        `<div class="note${isMust ? " must" : ""}" role="note">`,
        ...block.texts.map((text, at) => `<p>${at === 0 ? lead : ""}${xmlText(text)}</p>`),
        "</div>",
      ];
    }
    case "table":
      return id === undefined ? tableLines(block, undefined, looks) : framedTable(block, id);
    case "picture":
      return ["<figure>", pictureText(block.picture, id ?? block.picture.id, locale), "</figure>"];
  }
}

/** Names inside a drawing, and where they are used. */
const NAMES = /( id="| href="#|"url\(#)/g;

/** A drawing that tells itself in words, its inner names unlike those of any other. */
function pictureText(picture: Picture, id: string, locale: Locale): string {
  return toSvg(picture, { locale }).trimEnd().replace(NAMES, `$1${id}-`);
}

/** A table in a frame of its own that can be scrolled sideways, by the keyboard too. */
function framedTable(table: DocumentTable, id: string): readonly string[] {
  const { caption, columns } = table;
  const name = caption === "" ? `aria-label="${xmlText(columns[0]!.title)}"` : `aria-labelledby="${id}"`;
  return [`<div class="scroll" role="region" ${name} tabindex="0">`, ...tableLines(table, id, PAGE), "</div>"];
}

function tableLines(
  { caption, columns, heads, isFixed, rows }: DocumentTable,
  id: string | undefined,
  looks: Looks,
): readonly string[] {
  const wide = columns.length > WIDE && id !== undefined ? ' class="wide"' : "";
  const sortable = isFixed || id === undefined ? "" : " data-sortable";
  const named = id === undefined ? ' style="text-align:left;font-weight:bold"' : ` id="${id}"`;
  const head = columns.map(({ title, kind }) => {
    const look = kind === "figure" ? looks.figure : looks.name;
    return `<th scope="col"${look}>${xmlText(title)}</th>`;
  });
  return [
    `<table${wide}${sortable}>`,
    ...(caption === "" ? [] : [`<caption${named}><span>${xmlText(caption)}</span></caption>`]),
    `<thead><tr>${head.join("")}</tr></thead>`,
    "<tbody>",
    ...rows.map((row, at) => {
      const cells = row.map((cell, column) => cellText(cell, column < heads, rows[at - 1]?.[column], looks));
      return `<tr>${cells.join("")}</tr>`;
    }),
    "</tbody>",
    "</table>",
  ];
}

/** @param above - the cell in the same column of the row before; a name repeated from it is set quietly */
function cellText(
  { kind, text, more = [], value, isBeneath }: DocumentCell,
  isHead: boolean,
  above: DocumentCell | undefined,
  looks: Looks,
): string {
  // Our own style sets what is small beneath; elsewhere, and between words, lines are broken.
  const isSmall = looks === PAGE && kind === "figure";
  const beside = more.map((line) =>
    isSmall ? `<small>${lineOf(line, kind, looks)}</small>` : `<br>${lineOf(line, kind, looks)}`,
  );
  const content = lineOf(text, kind, looks) + beside.join("");
  const by = typeof value === "number" ? ` data-value="${value}"` : "";
  if (!isHead) return `<td${kind === "figure" ? looks.figure : ""}${by}>${content}</td>`;
  const set = isBeneath ? looks.beneath : above?.text === text ? looks.again : looks.name;
  return `<th scope="row"${set}${by}>${content}</th>`;
}

/**
 * A line of a cell, with what is not to be broken in it kept together; in a piece of another page nothing of a figure
 * is broken.
 */
function lineOf(text: string, kind: DocumentCell["kind"], looks: Looks): string {
  if (kind === "words" || looks === PIECE) return xmlText(text);
  return xmlText(text).replace(COUNTS, " <span>$1</span>").replace(RANGE, "<span>$&</span>");
}

const WORDS = {
  ru: { skip: "К содержанию", contents: "Содержание", must: "Важно." },
  en: { skip: "Skip to the content", contents: "Contents", must: "Important." },
} as const;
