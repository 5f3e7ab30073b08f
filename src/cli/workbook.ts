import { readFileSync } from "node:fs";
import { fileError } from "./blocks";
import { UsageError } from "./terminal";

/** A sheet of a workbook: rows of cells as text and numbers, dates as YYYY-MM-DD. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly unknown[])[];
}

/** The sheets of an XLSX file, by a package that is installed only where such files are read. */
export async function sheetsOf(path: string): Promise<readonly Sheet[]> {
  const bytes = bytesOf(path);
  const { default: read } = await reader(path);
  try {
    const sheets = await read(bytes);
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellOf)) }));
  } catch {
    throw new UsageError(
      `Cannot read ${path}: it is no XLSX file that can be opened; save it anew, or save its sheets as CSV`,
    );
  }
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw fileError(error, path);
  }
}

async function reader(path: string): Promise<typeof import("read-excel-file/node")> {
  try {
    return await import("read-excel-file/node");
  } catch {
    throw new UsageError(
      `Cannot read ${path}: XLSX files need the package read-excel-file; run “npm install read-excel-file”, or save the sheets as CSV`,
    );
  }
}

/** A date cell is a day at midnight UTC. */
function cellOf(cell: unknown): unknown {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === "boolean" ? String(cell) : cell;
}
