/** What the figures rest on: kinds of evidence, agreement of sources, and what to mend in the data. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { catalogue, evaluate, formatShare, parseDataset, unionOf, year } from "mio-indicators";
import { dataQuality, sourceAgreement, triangulate } from "mio-indicators/tables";

const read = (file: string) => readFileSync(`fixtures/vse-poluchitsya-2019-2020/${file}`, "utf8").trim();
const lines = read("events.ndjson").split("\n");
const events = lines.map((line): unknown => JSON.parse(line));
const dataset = parseDataset(events, { criteria: JSON.parse(read("criteria.json")) });
const span = { period: unionOf([year(2019), year(2020)]), asOf: "2021-01-31" };
const evaluation = evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods: [span.period], asOf: span.asOf });
const ru = { locale: "ru" } as const;
for (const indicator of ["1.1", "1.4"]) {
  const { minimums, notes } = triangulate(evaluation, { indicator, period: span.period });
  console.log(`\n${indicator}, если верить источникам не слабее, чем …`);
  for (const { title, held } of minimums) console.log(`  ${title.ru.padEnd(30)} ${formatShare(held.share, ru)}`);
  console.log(`  ${notes.at(-1)!.message.ru}`);
}
const [employment] = sourceAgreement(dataset, span).agreements;
console.log(`\nКонтакты и записи о работе согласны: ${formatShare(employment!.agreed, ru)}`);

const { findings, entryLags } = dataQuality(dataset, { ...span, examples: 1 });
console.log(
  `От события до записи: половина — до ${entryLags[0]!.median} дней, 90 % — до ${entryLags[0]!.percentile90}\n`,
);
for (const { standard, title, remedy, share, examples } of findings.filter((one) => one.share.numerator > 0)) {
  console.log(`${standard}: ${title.ru} — ${formatShare(share, ru)}; ${remedy.ru} (${examples[0]?.beneficiaryId})`);
}
assert.equal(employment!.agreed.denominator, 279);
