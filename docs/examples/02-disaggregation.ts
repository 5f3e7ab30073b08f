/** Who gets work experience: by target group, and by sex and age. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { disaggregate, type StratumValue } from "mio-indicators/tables";
import { evaluate, formatShare, parseDataset, workExperienceShare, year } from "mio-indicators";

const lines = readFileSync("fixtures/vse-poluchitsya-2019-2020/events.ndjson", "utf8").trim().split("\n");
const dataset = parseDataset(lines.map((line): unknown => JSON.parse(line)));
const evaluation = evaluate(dataset, { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2021-01-31" });

const named = (value: StratumValue) => {
  if (value.kind === "total") return "всего";
  return value.kind === "value" ? value.code : "не указано";
};

const groups = disaggregate(evaluation, { by: ["targetGroup"] });
const sexAndAge = disaggregate(evaluation, { by: ["sex", "ageBand"], ageBands: [14, 18, 23], ageAt: "registration" });

for (const { dimensions, rows, notes } of [groups, sexAndAge]) {
  console.log(`\nОпыт работы в 2019 году: ${dimensions.map(({ title }) => title.ru).join(" × ")}`);
  for (const { of, figures } of rows) {
    console.log(`  ${of.map(named).join(", ").padEnd(30)}${formatShare(figures[0]!.share, { locale: "ru" })}`);
  }
  for (const { message } of notes) console.log(message.ru);
}

// The total is the published figure; people in two target groups stand in both rows.
const total = groups.rows.at(-1)!.figures[0]!;
assert.deepEqual(total.share, { numerator: 180, denominator: 463 });
const sum = groups.rows.slice(0, -1).reduce((people, { figures }) => people + figures[0]!.share.numerator, 0);
assert.ok(sum > 180);
assert.equal(groups.notes[0]?.code, "rows-overlap");
