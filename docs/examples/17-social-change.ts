// Did life get better, and would 2.1 notice if it had not? From the root, once built: npx ts-node docs/examples/17-social-change.ts
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { lifeSituationCriteria, parseDataset, year } from "mio-indicators";
import { movements, socialChange } from "mio-indicators/tables";

const lines = readFileSync("fixtures/vse-poluchitsya-2019-2020/events.ndjson", "utf8").trim().split("\n");
const dataset = parseDataset(
  lines.map((line): unknown => JSON.parse(line)),
  { criteria: lifeSituationCriteria },
);
const options = { period: year(2019), asOf: "2021-01-31" };

const table = socialChange(dataset, options);
for (const { title, percent } of table.readings) console.log(`${title.ru}: ${percent} %`);

// The same scores on criteria of one's own: a larger step, and an instrument whose reliability is known.
const own = lifeSituationCriteria.map((criterion) => ({
  ...criterion,
  minimumStep: 2,
  reliability: { coefficient: 0.8, standardDeviation: 1, source: "invented for this example" },
}));
const strict = socialChange(dataset, { ...options, criteria: own });
for (const { title, movements: moved, reliable } of strict.criteria) {
  console.log(`${title.ru}: лучше на 2 балла и больше — ${moved.improved}, из них достоверно — ${reliable?.improved}`);
}

// Whoever needs the people behind the counts asks for them: this lists people.
const worse = movements(dataset, options).filter((one) =>
  one.movements.some(({ movement }) => movement === "worsened"),
);
console.log(`\nХуже хотя бы по одному критерию: ${worse.length}`);

assert.equal(table.readings[0]?.percent, "36.6");
assert.ok(table.readings.every(({ share }) => share.numerator <= (table.readings[0]?.share.numerator ?? 0)));
assert.deepEqual(
  table.nothingChanged.byChance.map(({ percent }) => percent),
  ["96.4", "98.1"],
);
