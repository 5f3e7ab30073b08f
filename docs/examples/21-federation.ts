/** Сводный отчёт сети партнёров: каждый присылает только числа, никто не передаёт персональных данных. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { catalogue, evaluate, parseDataset, year } from "mio-indicators";
import { formatCount } from "mio-indicators/report";
import { mergeTallies, toTally } from "mio-indicators/exchange";

const folder = "fixtures/vse-poluchitsya-2019-2020";
const events = readFileSync(`${folder}/events.ndjson`, "utf8")
  .trim()
  .split("\n")
  .map((line): { readonly beneficiaryId: string } => JSON.parse(line));
const criteria = JSON.parse(readFileSync(`${folder}/criteria.json`, "utf8"));

const options = { indicators: catalogue.vsePoluchitsya, periods: [year(2019)], asOf: "2021-01-31" };

// What each partner does at home; the people of the practice stand in for those of three partners.
const partners = { north: "Север", south: "Юг", west: "Запад" };
const files = Object.entries(partners).map(([code, ru], place) => {
  const own = events.filter(({ beneficiaryId }) => Number(beneficiaryId.replace(/\D/g, "")) % 3 === place);
  const evaluation = evaluate(parseDataset(own, { criteria }), options);
  return JSON.stringify(toTally(evaluation, { partner: { code, title: { ru, en: code } } }));
});

// What the network does with the files that it was sent.
const { results, network } = mergeTallies(files.map((file): unknown => JSON.parse(file)));
for (const [at, { code, share, percent }] of results.entries()) {
  const { numerator, percent: limits, suppressedBy } = network.ranges.results[at]!;
  const counts = `${formatCount(share.numerator)} из ${formatCount(share.denominator)}`;
  const between = `от ${numerator.least} до ${numerator.most}: ${limits?.low}–${limits?.high}% (скрыл ${suppressedBy})`;
  console.log(`${code}  ${counts.padEnd(12)}${typeof percent === "string" ? `${percent}%` : between}`);
}
for (const { message } of network.notes) console.log(message.ru);

assert.deepEqual(results[0]!.share, { numerator: 180, denominator: 463 });
assert.deepEqual(network.ranges.results[3]!.suppressedBy, ["north"]);
assert.ok(!files.some((file) => events.some(({ beneficiaryId }) => file.includes(`"${beneficiaryId}"`))));
