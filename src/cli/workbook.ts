import { checkArchive, LONGEST_CELL } from "./archive";
import { type Files, faultOf } from "./files";

/** A sheet of a workbook: rows of cells as text and numbers, dates as YYYY-MM-DD. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly unknown[])[];
}

/** The sheets of an XLSX file. */
export async function sheetsOf(path: string, files: Files): Promise<readonly Sheet[]> {
  const bytes = files.bytes(path);
  const tooLarge = (because: string) =>
    faultOf(path, "workbook-too-large", because, "save its sheets as CSV, which may be of any size");
  const notWorkbook = () =>
    faultOf(
      path,
      "not-a-workbook",
      "it must be an XLSX file that can be opened",
      "save it anew as XLSX, or save its sheets as CSV",
    );
  if (bytes.length === 0) return [];
  const outcome = checkArchive(bytes);
  if (outcome === "broken") throw notWorkbook();
  if (outcome !== "sound") throw tooLarge(outcome);
  // Read only where somebody has a workbook.
  const { readXlsx } = await import("hucre/xlsx");
  const { sheets } = await readXlsx(bytes).catch(() => {
    throw notWorkbook();
  });
  return sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map((row, at) =>
      row.map((cell) => {
        if (typeof cell === "string" && cell.length > LONGEST_CELL) {
          throw tooLarge(
            `a cell must have at most ${LONGEST_CELL} characters, received ${cell.length} in line ${at + 1} of sheet ${JSON.stringify(name)}`,
          );
        }
        return cellOf(cell);
      }),
    ),
  }));
}

/** A date cell is a day at midnight UTC. */
function cellOf(cell: unknown): unknown {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === "boolean" ? String(cell) : cell;
}
