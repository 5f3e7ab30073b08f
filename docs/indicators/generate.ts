/**
 * Writes the reference sheets beside this file: one for each shipped indicator and language. `npm run docs:indicators` runs it.
 *
 * `test/practice/reference-sheets.test.ts` fails when a sheet is not what this would write.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../../src/core/catalogue/catalogue";
import { toReferenceSheet } from "../../src/practice/documents/reference-sheet";

/** Every sheet by the name of its file. */
export function sheets(): ReadonlyMap<string, string> {
  const indicators = Object.values(catalogue).flat();
  const files = indicators.flatMap((indicator) =>
    (["ru", "en"] as const).map((locale): [string, string] => [
      `${indicator.code}.${locale}.md`,
      toReferenceSheet(indicator, { locale }),
    ]),
  );
  return new Map([["README.md", contents()], ...files]);
}

/** The page that lists the sheets. */
function contents(): string {
  const rows = Object.entries(catalogue).flatMap(([source, indicators]) =>
    indicators.map(
      ({ code, title }) => `| \`${source}\` | ${code} | [${title.ru}](${code}.ru.md) | [${title.en}](${code}.en.md) |`,
    ),
  );
  return `# Indicator reference sheets

Written from the catalogue by \`npm run docs:indicators\`; a test fails when one is stale.

| catalogue | code | паспорт показателя | reference sheet |
|---|---|---|---|
${rows.join("\n")}
`;
}

if (require.main === module) for (const [file, text] of sheets()) writeFileSync(join(__dirname, file), text);
