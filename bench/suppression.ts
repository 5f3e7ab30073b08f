/** What suppression of the practice costs, in processor time, and how much of the counts it takes: `npm run bench:suppression`. */
import { readFileSync } from "node:fs";
import { buildReport, type ReportOptions, suppress, suppressionLoss } from "../src/report/index";
import { catalogue, evaluate, parseDataset, unionOf, year } from "../src/core/index";

const folder = "fixtures/vse-poluchitsya-2019-2020";
const lines = readFileSync(`${folder}/events.ndjson`, "utf8").trim().split("\n");
const criteria = JSON.parse(readFileSync(`${folder}/criteria.json`, "utf8"));
const years = [year(2019), year(2020)];
const evaluation = evaluate(
  parseDataset(
    lines.map((line) => JSON.parse(line)),
    { criteria },
  ),
  {
    indicators: catalogue.vsePoluchitsya,
    periods: [...years, unionOf(years)],
    asOf: "2021-01-31",
  },
);

const layouts: readonly (readonly [string, Omit<ReportOptions, "suppress">])[] = [
  ["no tables", {}],
  ["by sex", { disaggregate: [{ by: ["sex"] }] }],
  ["by sex and region", { disaggregate: [{ by: ["sex", "region"] }] }],
  ["by target group, sex and region", { disaggregate: [{ by: ["targetGroup", "sex", "region"] }] }],
];

console.log("Five indicators, 2019, 2020 and both; all people of the synthetic practice.");
for (const [name, options] of layouts) {
  const report = buildReport(evaluation, options);
  const began = process.cpuUsage();
  const { suppression } = suppress(report);
  const { user, system } = process.cpuUsage(began);
  const seconds = ((user + system) / 1e6).toFixed(1);
  const { shareOfCounts } = suppressionLoss(report);
  console.log(
    `${name}: ${seconds} s; ${suppression.suppressed} of ${suppression.cells} counts suppressed, ${shareOfCounts} of all counts added up`,
  );
}
console.log("0.1.0, 1,000 people by group, sex and region: 34 s with three indicators, no end after 200 s with five.");
