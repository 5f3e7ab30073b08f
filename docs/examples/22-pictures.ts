// What do the figures look like, and what does somebody learn who cannot see them? From the root, once built: npx ts-node docs/examples/22-pictures.ts
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { buildReport, pictures, pictureText, toSvg, toVegaLite } from "mio-indicators/report";
import { catalogue, evaluate, months, parseDataset, year } from "mio-indicators";
import { vsePoluchitsyaFunnel, workedOneMonthShare } from "mio-indicators";
import { firstPlacement, placements } from "mio-indicators/define";

const read = (file: string) => readFileSync(`fixtures/vse-poluchitsya-2019-2020/${file}`, "utf8").trim();
const lines = read("events.ndjson").split("\n");
const dataset = parseDataset(
  lines.map((line): unknown => JSON.parse(line)),
  { criteria: JSON.parse(read("criteria.json")) },
);
const indicators = [...catalogue.vsePoluchitsya, workedOneMonthShare];
const report = buildReport(evaluate(dataset, { indicators, periods: [year(2019)], asOf: "2021-01-31" }), {
  disaggregate: [{ by: ["targetGroup"] }],
  funnel: vsePoluchitsyaFunnel,
  retention: [{ spells: placements(), from: firstPlacement, period: year(2019), horizon: months(12) }],
  socialChange: {},
});

// Each picture is data; it is drawn as SVG, written as a Vega-Lite specification, or told in words.
const all = pictures(report);
for (const { id, title } of all) console.log(`${id}: ${title.ru}`);
const worked = all.find(({ id }) => id === "periods-1.1")!;
console.log(`\n${pictureText(worked, { locale: "ru" })}`);
const drawing = toSvg(worked, { locale: "ru" });
const spec = toVegaLite(worked, { locale: "ru" });
console.log(`\nSVG: ${drawing.length} characters; Vega-Lite: ${JSON.stringify(spec).length}`);

assert.match(drawing, /<desc>.*2019: 38,9% \(180 из 463\), интервал 34,5–43,4%\./);
assert.equal(spec.$schema, "https://vega.github.io/schema/vega-lite/v6.json");
assert.deepEqual([...new Set(all.map(({ kind }) => kind))], ["periods", "strata", "funnel", "retention", "criteria"]);
