// A report as a Word document, made by pandoc: npx ts-node word.ts events.ndjson report.docx
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildReport, toMarkdown } from "mio-indicators/report";
import { catalogue, evaluate, parseDataset, period, year } from "mio-indicators";

/** The first heading becomes the title; the language makes Word hyphenate and check Russian as Russian. */
const OPTIONS = ["--from=gfm", "--to=docx", "--shift-heading-level-by=-1", "--toc", "--toc-depth=2"];
const BREAKS = `--lua-filter=${join(__dirname, "word.lua")}`;
const WORDS = ["--metadata=lang:ru-RU", "--metadata=toc-title:Содержание"];

/**
 * Writes Markdown as a document of Word; nothing else is written to disk.
 *
 * @param look - a document whose styles and page are taken, such as one with your letterhead; pandoc's own when absent
 */
export function writeDocx(markdown: string, docx: string, look?: string): void {
  const styles = look === undefined ? [] : [`--reference-doc=${look}`];
  execFileSync("pandoc", [...OPTIONS, BREAKS, ...WORDS, ...styles, `--output=${docx}`], { input: markdown });
}

if (require.main === module) {
  const [, , events = "events.ndjson", docx = "report.docx", look] = process.argv;
  const lines = readFileSync(events, "utf8").trim().split("\n");
  const evaluation = evaluate(parseDataset(lines.map((line): unknown => JSON.parse(line))), {
    indicators: catalogue.vsePoluchitsya,
    periods: [year(2019), year(2020), period("2019-01-01", "2020-12-31")],
    asOf: "2021-01-31",
  });
  const report = buildReport(evaluation, { disaggregate: [{ by: ["targetGroup"] }] });
  writeDocx(toMarkdown(report, { locale: "ru", title: "Отчёт о показателях" }), docx, look);
  console.log(docx);
}
