/**
 * Writes the reference sheets beside this file: one for each shipped indicator and language. `npm run docs:indicators` runs it.
 *
 * `test/reference-sheets.test.ts` fails when a sheet is not what this would write.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../../src/catalogue/catalogue";
import { toReferenceSheet } from "../../src/render/reference-sheet";

/** Every sheet by the name of its file. */
export function sheets(): ReadonlyMap<string, string> {
  const indicators = Object.values(catalogue).flat();
  return new Map(
    indicators.flatMap((indicator) =>
      (["ru", "en"] as const).map((locale) => [
        `${indicator.code}.${locale}.md`,
        toReferenceSheet(indicator, { locale }),
      ]),
    ),
  );
}

if (require.main === module) for (const [file, text] of sheets()) writeFileSync(join(__dirname, file), text);
