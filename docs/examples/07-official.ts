// The official definitions over the same events: what funders elsewhere would ask, each with what it cannot express.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { catalogue, evaluate, formatShare, parseDataset, results, year } from "mio-indicators";

const lines = readFileSync("fixtures/vse-poluchitsya-2019-2020/events.ndjson", "utf8").trim().split("\n");
const dataset = parseDataset(lines.map((line) => JSON.parse(line)));
const indicators = [
  ...catalogue.wioa,
  ...catalogue.australia,
  ...catalogue.ips,
  ...catalogue.retention,
  ...catalogue.returns,
];
const evaluation = evaluate(dataset, { indicators, periods: [year(2020)], asOf: "2020-12-31" });
const figures = results(evaluation);

for (const { code, title, value, share, verdicts } of figures) {
  const figure = value === null ? "—" : formatShare(share, { locale: "en" });
  console.log(`${code.padEnd(28)} ${figure.padEnd(20)} ${title.en}`);
  if (verdicts.unknown > 0) console.log(`${"".padEnd(28)} unknown: ${verdicts.unknown}`);
}

const [leavers] = catalogue.wioa;
console.log(`\n${leavers?.code}: ${JSON.stringify(leavers?.definition.limitations)}`);

assert.equal(figures.length, 3 + 8 + 4 + 15 + 3);
for (const { share, bounds, verdicts } of figures) {
  assert.equal(
    Object.values(verdicts).reduce((sum, count) => sum + count),
    evaluation.people,
  );
  assert.ok(share.numerator <= share.denominator && (bounds === null) === (share.denominator === 0));
}
// Whoever is kept for six months by one employer is kept for six months.
const countedOf = (code: string) => figures.find((figure) => figure.code === code)?.share.numerator ?? Number.NaN;
assert.ok(countedOf("retention.same-employer-6") <= countedOf("retention.continuous-6"));
