import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Issue } from "../src/core/index";
import { mio } from "./cli/terminal";
import { type Cells, workbookOf } from "./cli/workbook";

/**
 * Files of the error catalogue: a text in UTF-8, bytes each written as the sign of its number, or the sheets of a
 * workbook.
 */
export interface FilesInput {
  readonly files: Readonly<
    Record<string, string | { readonly bytes: string } | { readonly sheets: Readonly<Record<string, Cells>> }>
  >;
  readonly options?: readonly string[];
  /** Whether their folder is given to the command in place of the files. */
  readonly folder?: boolean;
}

/** What `mio check` finds wrong with files. */
export async function issuesOfFiles({ files, options = [], folder = false }: FilesInput): Promise<readonly Issue[]> {
  const place = mkdtempSync(join(tmpdir(), "mio-errors-"));
  try {
    const own = join(place, "data");
    mkdirSync(own);
    for (const [name, content] of Object.entries(files)) {
      const isText = typeof content === "string";
      const bytes = isText
        ? content
        : "bytes" in content
          ? Buffer.from(content.bytes, "latin1")
          : workbookOf(content.sheets);
      writeFileSync(join(own, name), bytes);
    }
    const paths = folder ? [own] : Object.keys(files).map((name) => join(own, name));
    const { out, err } = await mio(["check", ...paths, ...options, "--json"]);
    if (err !== "") throw new Error(err);
    return (JSON.parse(out) as { readonly issues: readonly Issue[] }).issues;
  } finally {
    rmSync(place, { recursive: true });
  }
}
