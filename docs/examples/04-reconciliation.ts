/** Why 180 people in 2019 and 103 in 2020 are 233 people, not 283. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { catalogue, evaluate, parseDataset, unionOf, year } from "mio-indicators";
import { reconcile } from "mio-indicators/tables";

const lines = readFileSync("fixtures/vse-poluchitsya-2019-2020/events.ndjson", "utf8").trim().split("\n");
const dataset = parseDataset(lines.map((line): unknown => JSON.parse(line)));

// The two years together are a period of their own, evaluated afresh from people.
const years = [year(2019), year(2020)];
const both = unionOf(years);
const evaluation = evaluate(dataset, {
  indicators: catalogue.vsePoluchitsya,
  periods: [...years, both],
  asOf: "2021-01-31",
});

const { indicators } = reconcile(evaluation, { periods: years, union: both });
for (const { explanation } of indicators) console.log(`${explanation.ru}\n`);

const { numerator } = indicators[0]!;
assert.equal(numerator.sumOfPeriods, 283);
assert.deepEqual(numerator.inUnion, { period: both, people: 233 });
assert.deepEqual(numerator.inExactly, [
  { periods: 1, people: 183 },
  { periods: 2, people: 50 },
]);
