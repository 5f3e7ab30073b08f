/** How far people get: served, a day of work, a month, six months with support, six months without. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  catalogue,
  evaluate,
  formatShare,
  parseDataset,
  vsePoluchitsyaFunnel,
  workedOneMonthShare,
  year,
} from "mio-indicators";
import { funnel } from "mio-indicators/tables";

const lines = readFileSync("fixtures/vse-poluchitsya-2019-2020/events.ndjson", "utf8").trim().split("\n");
const dataset = parseDataset(lines.map((line): unknown => JSON.parse(line)));
const indicators = [...catalogue.vsePoluchitsya, workedOneMonthShare];
const evaluation = evaluate(dataset, { indicators, periods: [year(2019)], asOf: "2021-01-31" });

const { steps, nesting } = funnel(evaluation, vsePoluchitsyaFunnel);

console.log("Воронка трудоустройства, 2019 год");
for (const { title, reached, pending, unknown, besides, fromPrevious } of steps) {
  console.log(`\n${title.ru}: ${reached}`);
  if (fromPrevious !== null) console.log(`  от предыдущего шага: ${formatShare(fromPrevious.share, { locale: "ru" })}`);
  console.log(`  ещё ожидается: ${pending}, неизвестно: ${unknown}, мимо более раннего шага: ${besides}`);
}

// Whoever reached a step without an earlier one is told, not hidden.
for (const { later, earlier, people } of nesting.filter((pair) => pair.people > 0)) {
  console.log(`\nУчтены в ${later.indicator}, но не в ${earlier.indicator}: ${people}`);
}

assert.deepEqual(
  steps.slice(0, 2).map(({ reached }) => reached),
  [463, 180],
);
for (const { entered, reached, pending, unknown, not } of steps) {
  assert.equal(entered, reached + pending + unknown + not);
}
