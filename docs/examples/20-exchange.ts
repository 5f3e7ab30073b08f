/** Figures for a funder's register, as an IATI 2.03 file with small numbers suppressed. From the root, once built: npx ts-node docs/examples/20-exchange.ts */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { buildReport, suppress } from "mio-indicators/report";
import { catalogue, evaluate, parseDataset, vsePoluchitsyaTree, year } from "mio-indicators";
import { toIati } from "mio-indicators/exchange";

const lines = readFileSync("fixtures/vse-poluchitsya-2019-2020/events.ndjson", "utf8").trim().split("\n");
const dataset = parseDataset(lines.map((line): unknown => JSON.parse(line)));
const periods = [year(2019), year(2020)];
const evaluation = evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods, asOf: "2021-01-31" });
const report = suppress(buildReport(evaluation, { disaggregate: [{ by: ["targetGroup"] }] }));

// The organisation is invented; its identifiers are yours to fill in.
const charity = { ref: "RU-EXAMPLE-1", type: "22", name: { ru: "Фонд", en: "Charity" } };
const { document, lost } = toIati(report, {
  activity: {
    identifier: "RU-EXAMPLE-1-WORK",
    reportingOrganisation: charity,
    participatingOrganisations: [{ ...charity, role: "implementing" }],
    title: { ru: "Сопровождаемое трудоустройство", en: "Supported employment" },
    description: { ru: "Помощь в поиске работы и сопровождение.", en: "Help in finding work, and support." },
    status: "implementation",
    dates: { actualStart: "2018-01-01" },
    sectors: [{ code: "16020" }],
  },
  tree: vsePoluchitsyaTree,
});
console.log(document.split("\n").slice(0, 8).join("\n"));
for (const { code, message } of lost) console.log(`${code}: ${message.ru}`);
assert.match(document, /<actual value="38.9">/);
assert.ok(lost.some(({ code }) => code === "values-left-out"));
