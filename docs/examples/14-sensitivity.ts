// One indicator under all its readings. From the root, once built: npx ts-node docs/examples/14-sensitivity.ts
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { flips, sensitivity } from "mio-indicators/tables";
import { parseDataset, period, supportedSixMonthsShare } from "mio-indicators";

const lines = readFileSync("fixtures/vse-poluchitsya-2019-2020/events.ndjson", "utf8").trim().split("\n");
const dataset = parseDataset(lines.map((line): unknown => JSON.parse(line)));
const options = { period: period("2019-01-01", "2020-12-31"), asOf: "2021-01-31" };

const { base, readings, notComputed, range, sentence } = sensitivity(dataset, supportedSixMonthsShare, options);
console.log(`${sentence.ru}\n`);
for (const reading of readings) {
  console.log(`${reading.code}. ${reading.sentence.ru}`);
  for (const { from, to, people } of reading.flips) console.log(`  ${from} → ${to}: ${people}`);
}
console.log("\nНе вычислялись:");
for (const { code, message } of notComputed) console.log(`  ${code}: ${message.ru}`);

// A reading of one's own: shipped ones together, or parts that stand in place of the definition's.
const together = {
  code: "bridged-with-one-employer",
  title: { ru: "Перерывы до 28 дней у одного работодателя", en: "Breaks of up to 28 days with one employer" },
  of: ["gap-28", "same-employer"],
};
const [own] = sensitivity(dataset, supportedSixMonthsShare, { ...options, readings: [together] }).readings;
console.log(`\n${own?.sentence.ru}`);

// Whoever needs the people behind a difference asks for them by name of the reading.
const moved = flips(dataset, supportedSixMonthsShare, { ...options, reading: "clipped" });
assert.equal(base.percent, "31.3");
assert.equal(moved.length, readings.find(({ code }) => code === "clipped")?.changed);
assert.ok(Number(range?.lowest.value) <= Number(base.value) && Number(base.value) <= Number(range?.highest.value));
