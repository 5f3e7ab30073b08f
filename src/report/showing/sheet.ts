import { xmlText } from "../../document/drawing/drawing";
import { lineText } from "../../core/aloud/line";

/** A table to look at, for text and HTML alike; a cell may have several lines. */
export interface Sheet {
  readonly title: string;
  /** One for each cell of a row. */
  readonly headings: readonly string[];
  readonly rows: readonly SheetRow[];
  /** What must be said beneath. */
  readonly notes: readonly string[];
}

/** A row and what names it. */
export interface SheetRow {
  readonly name: string;
  /** Whether it stands under the row before, as a reading under its indicator. */
  readonly isUnder?: boolean;
  readonly cells: readonly string[];
}

const WIDTH = 100;
const GAP = 2;
/** The column of names is made no narrower than this to let more columns in. */
const LEAST_NAME = 30;
/** What the further lines of a name begin with. */
const HANG = "  ";

/** A sheet as lines of at most 100 characters; columns that do not fit go on beneath, each time with the names. */
export function sheetText(sheet: Sheet): string {
  const rows = [{ name: "", cells: sheet.headings }, ...sheet.rows].map((row) => ({
    indent: "isUnder" in row && row.isUnder ? "  " : "",
    name: lineText(row.name),
    cells: row.cells.map(linesOf),
  }));
  const longest = Math.max(...rows.map(({ indent, name }) => indent.length + name.length));
  const widths = sheet.headings.map((_, column) =>
    Math.max(...rows.flatMap(({ cells }) => cells[column]!.map((line) => line.length + GAP))),
  );
  const parts = fitting(widths, WIDTH - Math.min(longest, LEAST_NAME)).map(([from, past]) => {
    const taken = widths.slice(from, past).reduce((sum, width) => sum + width, 0);
    const width = Math.max(Math.min(longest + HANG.length, WIDTH - taken), HANG.length * 2 + 1);
    const lines = rows.flatMap(({ indent, name, cells }) => {
      const names = wrapped(name, width - indent.length - HANG.length).map(
        (line, at) => indent + (at > 0 ? HANG : "") + line,
      );
      const height = Math.max(names.length, ...cells.slice(from, past).map((cell) => cell.length));
      return Array.from({ length: height }, (_, line) => {
        const values = cells.slice(from, past).map((cell, at) => (cell[line] ?? "").padStart(widths[from + at]!));
        return ((names[line] ?? "").padEnd(width) + values.join("")).trimEnd();
      });
    });
    return lines.filter((line, at) => at > 0 || line !== "").join("\n");
  });
  return [paragraphText(sheet.title), parts.join("\n\n"), ...sheet.notes.map(paragraphText)].join("\n");
}

/** A text in lines of at most 100 characters. */
export function paragraphText(text: string): string {
  return wrapped(lineText(text), WIDTH).join("\n");
}

/** Columns in runs that fit into a width, at least one in each: where each begins and ends. */
function fitting(widths: readonly number[], width: number): readonly (readonly [from: number, past: number])[] {
  const runs: [number, number][] = [];
  let taken = 0;
  widths.forEach((own, column) => {
    const last = runs.at(-1);
    if (last !== undefined && taken + own <= width) {
      taken += own;
      last[1] = column + 1;
    } else {
      taken = own;
      runs.push([column, column + 1]);
    }
  });
  return runs.length === 0 ? [[0, 0]] : runs;
}

function linesOf(cell: string): readonly string[] {
  return cell.split("\n").map(lineText);
}

/** Words in lines of at most so many characters; a longer word has a line to itself, cut when it is longer than that. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((long) => long.match(new RegExp(`.{1,${width}}`, "gsu")) ?? [])) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

const NAME = "text-align:left;font-weight:normal;min-width:12em;max-width:32em";
const CELL = "text-align:right;white-space:nowrap;vertical-align:top";

/** A sheet as an HTML table that says what it is by itself: no style sheet, no script; colours are the page's own. */
export function sheetHtml({ title, headings, rows, notes }: Sheet): string {
  const head = headings.map((heading) => `<th scope="col" style="${CELL}">${brokenHtml(heading)}</th>`).join("");
  const body = rows.map(({ name, isUnder, cells }) => {
    const style = isUnder ? `${NAME};padding-left:2em` : NAME;
    const values = cells.map((cell) => `<td style="${CELL}">${brokenHtml(cell)}</td>`).join("");
    return `<tr><th scope="row" style="${style}">${xmlText(name)}</th>${values}</tr>`;
  });
  const caption = `<caption style="caption-side:top;text-align:left;font-weight:bold">${xmlText(title)}</caption>`;
  return [
    `<table>${caption}`,
    `<thead><tr><td></td>${head}</tr></thead>`,
    `<tbody>${body.join("\n")}</tbody></table>`,
    ...notes.map((note) => `<p>${xmlText(note)}</p>`),
  ].join("\n");
}

function brokenHtml(cell: string): string {
  return cell.split("\n").map(xmlText).join("<br>");
}
