/** The three calls: events become a dataset, the dataset an evaluation, the evaluation a report. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { buildReport } from "mio-indicators/report";
import { catalogue, evaluate, parseDataset, period, vsePoluchitsyaTree, year } from "mio-indicators";

const folder = "fixtures/vse-poluchitsya-2019-2020";
const lines = readFileSync(`${folder}/events.ndjson`, "utf8").trim().split("\n");
const criteria = JSON.parse(readFileSync(`${folder}/criteria.json`, "utf8"));

const dataset = parseDataset(
  lines.map((line): unknown => JSON.parse(line)),
  { criteria },
);
const evaluation = evaluate(dataset, {
  indicators: catalogue.vsePoluchitsya,
  periods: [year(2019), year(2020), period("2019-01-01", "2020-12-31")],
  asOf: "2021-01-31",
});
const report = buildReport(evaluation, { disaggregate: [{ by: ["targetGroup"] }], tree: vsePoluchitsyaTree });

console.log(report); // the key figures as a table, and what else the report holds
console.log(report.disaggregations[0]); // any part by itself

// The report is plain data, whatever the console makes of it.
assert.deepEqual(JSON.parse(JSON.stringify(report)), report);
assert.deepEqual(report.results[0]?.share, { numerator: 180, denominator: 463 });
assert.equal(report.results[0]?.percent, "38.9");
