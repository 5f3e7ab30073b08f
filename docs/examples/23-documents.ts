// One report, written for a reader, for a terminal and for a spreadsheet.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildReport, toCsv, toHtml, toMarkdown, toPlainText } from "mio-indicators/report";
import { catalogue, evaluate, parseDataset, year } from "mio-indicators";

const folder = "fixtures/vse-poluchitsya-2019-2020";
const lines = readFileSync(`${folder}/events.ndjson`, "utf8").trim().split("\n");
const criteria = JSON.parse(readFileSync(`${folder}/criteria.json`, "utf8"));
const dataset = parseDataset(
  lines.map((line) => JSON.parse(line)),
  { criteria },
);
const periods = [year(2019), year(2020)];
const evaluation = evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods, asOf: "2021-01-31" });
const report = buildReport(evaluation, { disaggregate: [{ by: ["targetGroup"] }], suppress: {} });

const words = { locale: "ru", labels: { "care-leaver": { ru: "сироты", en: "care leavers" } } } as const;
const page = toHtml(report, { ...words, title: "«Всё получится!»: 2019 и 2020 годы" });
writeFileSync(join(tmpdir(), "report.html"), page);
assert.match(page, /38,9% <span>\(180 из 463\)<\/span>/);
assert.match(toMarkdown(report, words), /\| сироты \|/);
assert.match(toCsv(report, { ...words, delimiter: ";", bom: true }), /;180;463;0,3887688985;38,9;/);
console.log(toPlainText(report, words).split("\n").slice(0, 22).join("\n"));
