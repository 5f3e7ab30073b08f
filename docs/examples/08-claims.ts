// Проверяет опубликованную таблицу практики по событиям: верны ли проценты, совпадают ли они с расчётом, сходятся ли знаменатели.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { buildReport } from "mio-indicators/report";
import { catalogue, evaluate, parseDataset, period, year } from "mio-indicators";
import { checkClaims } from "mio-indicators/practice";

const fixtures = "fixtures/vse-poluchitsya-2019-2020";
const lines = readFileSync(`${fixtures}/events.ndjson`, "utf8").trim().split("\n");
const criteria = JSON.parse(readFileSync(`${fixtures}/criteria.json`, "utf8"));
const dataset = parseDataset(
  lines.map((line) => JSON.parse(line)),
  { criteria },
);
const report = buildReport(
  evaluate(dataset, {
    indicators: catalogue.vsePoluchitsya,
    periods: [year(2019), year(2020), period("2019-01-01", "2020-12-31")],
    asOf: "2021-01-31",
  }),
);

const { claims, questions } = checkClaims(readFileSync("fixtures/published-table.md", "utf8"), report);
for (const { line, text, isPercentRight, findings } of claims) {
  console.log(`строка ${line}: ${text} — ${isPercentRight ? "процент верен" : "процент под вопросом"}`);
  for (const { code, message } of findings) if (code === "claim.result") console.log(`  ${message.ru}`);
}
for (const { message } of questions) console.log(`Вопрос: ${message.ru}`);

assert.equal(new Set(claims.map(({ text }) => text)).size, 6);
assert.ok(claims.every(({ isPercentRight, match }) => isPercentRight && match?.kind === "matches"));
assert.deepEqual(
  questions.map(({ denominators }) => denominators.map(({ denominator }) => denominator)),
  [[180, 103, 233]],
);
