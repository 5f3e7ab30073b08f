import { strToU8, zipSync } from "fflate";

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
const KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The cells of a sheet by place, such as `B2`. */
export type Cells = Readonly<Record<string, string>>;

/** What may stand in a workbook in place of what its sheets say: the XML of the sheets, and of the texts they share. */
export interface Parts {
  readonly rows?: string;
  readonly shared?: string;
}

/** The bytes of a workbook, written by hand so that it may hold what no program would write. */
export function workbookOf(sheets: Readonly<Record<string, Cells>>, { rows, shared = "" }: Parts = {}): Uint8Array {
  const names = Object.keys(sheets);
  const target = (at: number) => `worksheets/sheet${at + 1}.xml`;
  const relation = (id: string, kind: string, to: string) =>
    `<Relationship Id="${id}" Type="${KINDS}/${kind}" Target="${to}"/>`;
  const own = names.map((_, at) => relation(`r${at + 1}`, "worksheet", target(at)));
  const list = names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at + 1}"/>`);
  return zipSync({
    "[Content_Types].xml": strToU8(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ),
    "_rels/.rels": strToU8(
      `<Relationships ${RELATIONS}>${relation("r1", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    ),
    "xl/workbook.xml": strToU8(`<workbook ${MAIN} xmlns:r="${KINDS}"><sheets>${list.join("")}</sheets></workbook>`),
    "xl/_rels/workbook.xml.rels": strToU8(
      `<Relationships ${RELATIONS}>${own.join("")}${relation("s", "sharedStrings", "sharedStrings.xml")}</Relationships>`,
    ),
    "xl/sharedStrings.xml": strToU8(`<sst ${MAIN}>${shared}</sst>`),
    ...Object.fromEntries(
      Object.values(sheets).map((cells, at) => [
        `xl/${target(at)}`,
        strToU8(`<worksheet ${MAIN}><sheetData>${rows ?? rowsOf(cells)}</sheetData></worksheet>`),
      ]),
    ),
  });
}

function rowsOf(cells: Cells): string {
  const rows = new Map<string, string>();
  for (const [place, text] of Object.entries(cells)) {
    const row = /\d+$/.exec(place)?.[0] ?? "";
    const cell = `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
    rows.set(row, (rows.get(row) ?? "") + cell);
  }
  return [...rows].map(([row, inside]) => `<row r="${row}">${inside}</row>`).join("");
}
