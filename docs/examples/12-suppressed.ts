/** Опыт работы по полу и региону — так, как таблицу можно публиковать: малые числа скрыты, восстановить их нельзя. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { buildReport, formatCount, suppress, suppressionLoss } from "mio-indicators/report";
import { evaluate, parseDataset, workExperienceShare, year } from "mio-indicators";

const lines = readFileSync("fixtures/vse-poluchitsya-2019-2020/events.ndjson", "utf8").trim().split("\n");
const dataset = parseDataset(lines.map((line): unknown => JSON.parse(line)));
const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2021-01-31" });
const report = buildReport(evaluation, { disaggregate: [{ by: ["sex", "region"] }] });

const { disaggregations, suppression } = suppress(report);
for (const { of, figures } of disaggregations[0]!.rows) {
  const stratum = of.map((one) => (one.kind === "value" ? one.code : one.kind === "total" ? "всего" : "не указано"));
  const { share, percent } = figures[0]!;
  const counts = `${formatCount(share.numerator)} из ${formatCount(share.denominator)}`;
  const shown = typeof percent === "string" ? `${percent.replace(".", ",")}%` : percent === null ? "—" : "•";
  console.log(`${stratum.join(", ").padEnd(26)}${counts.padEnd(14)}${shown}`);
}
console.log(`Скрыто ${suppression.suppressed} чисел из ${suppression.cells}; порог — ${suppression.threshold}.`);

// For the publisher alone: what suppression costs.
const { primary, complementary, shareOfCounts } = suppressionLoss(report);
assert.equal(primary + complementary, suppression.suppressed);
assert.ok(Number(shareOfCounts) < 0.5);
assert.ok(disaggregations[0]!.rows.some(({ figures }) => formatCount(figures[0]!.share.numerator) === "<5"));
