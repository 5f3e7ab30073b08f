// 2019 against 2020, and as known then against now. From the root, once built: npx ts-node docs/examples/06-compare.ts
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { catalogue, evaluate, formatShare, parseDataset, year } from "mio-indicators";
import { compare, type IndicatorComparison } from "mio-indicators/tables";

const lines = readFileSync("fixtures/vse-poluchitsya-2019-2020/events.ndjson", "utf8").trim().split("\n");
const dataset = parseDataset(lines.map((line): unknown => JSON.parse(line)));
const options = { indicators: catalogue.vsePoluchitsya, asOf: "2021-01-31" };
const in2019 = evaluate(dataset, { ...options, periods: [year(2019)] });
const in2020 = evaluate(dataset, { ...options, periods: [year(2020)] });
const thenKnown = evaluate(dataset, { ...options, periods: [year(2019)], knownOn: "2020-01-15" });

function print({ code, before, after, numerator, denominator, causes, split }: IndicatorComparison) {
  const shares = [before, after].map(({ share }) => formatShare(share, { locale: "ru" }));
  console.log(`${code}: ${shares.join(" → ")}`);
  const moves = [denominator, numerator].map(({ entered, left }) => `+${entered} −${left}`);
  console.log(`  знаменатель ${moves[0]}, числитель ${moves[1]}`);
  for (const [cause, people] of Object.entries(causes)) if (people > 0) console.log(`  ${cause}: ${people}`);
  if (split) console.log(`  разность ${split.difference}: доли в группах ${split.rate}, состав групп ${split.mix}`);
}

console.log("2019 год против 2020 года");
const years = compare(in2019, in2020, { by: "targetGroup" });
years.indicators.forEach(print);
console.log("\n2019 год: как было известно 15 января 2020 года и как известно теперь");
const cuts = compare(thenKnown, in2019);
cuts.indicators.forEach(print);
const [work] = years.indicators;
assert.deepEqual([work?.before.percent, work?.after.percent], ["38.9", "20.6"]);
assert.equal(work?.causes["passage-of-time"], work?.changed);
assert.ok(cuts.indicators.every(({ causes }) => causes["passage-of-time"] + causes["definition-changed"] === 0));
assert.ok(cuts.people.after > cuts.people.before);
