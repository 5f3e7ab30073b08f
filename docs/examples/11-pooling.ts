/** Does the value over all target groups hide differences between them? */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { catalogue, evaluate, formatShare, parseDataset, year } from "mio-indicators";
import { pooling } from "mio-indicators/tables";

const lines = readFileSync("fixtures/vse-poluchitsya-2019-2020/events.ndjson", "utf8").trim().split("\n");
const dataset = parseDataset(lines.map((line): unknown => JSON.parse(line)));
const periods = [year(2019), year(2020)];
const evaluation = evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods, asOf: "2021-01-31" });
const names = { several: "(в нескольких группах)", missing: "(не указано)" };
const rounded = (value: number | string | null) => (value === null ? "—" : Number(value).toFixed(3).replace(".", ","));

const answers = ["1.1", "1.3"].map((indicator) =>
  pooling(evaluation, { indicator, by: "targetGroup", over: "region" }),
);
for (const { code, title, inPeriods, splits, verdict, notes } of answers) {
  console.log(`\n${code}  ${title.ru}`);
  for (const { period, pooled, groups, test, cramerV } of inPeriods) {
    console.log(`  ${period.from.slice(0, 4)}, все вместе: ${formatShare(pooled.share, { locale: "ru" })}`);
    for (const { of, share } of groups) {
      const name = of.kind === "value" ? of.code : names[of.kind];
      console.log(`    ${name.padEnd(30)}${formatShare(share, { locale: "ru" })}`);
    }
    console.log(`    ${test!.method}: p = ${rounded(test!.pValue)}; V Крамера ${rounded(cramerV)}`);
  }
  for (const { over, test, standardised } of splits) {
    const shares = standardised.map((one) => `${rounded(one.crudeValue)} → ${rounded(one.standardised)}`);
    console.log(`  В слоях (${over}) ${test!.method}: p = ${rounded(test!.pValue)}; до и после стандартизации:`);
    console.log(`    ${shares.join("; ")}`);
  }
  console.log(`  ${verdict.message.ru}`);
  for (const { message } of notes) console.log(`  — ${message.ru}`);
}

const pooledShares = answers[0]!.inPeriods.map(({ pooled }) => pooled.percent);
assert.deepEqual(pooledShares, ["38.9", "20.6"]); // the published values
assert.deepEqual([...new Set(answers.map(({ verdict }) => verdict.code))], ["no-difference-seen"]);
