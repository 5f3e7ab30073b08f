// Prints the SHA-256 of a report with every table, the release of Node and the time zone it was made in.
const { createHash } = require("node:crypto");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const mio = Object.assign(
  {},
  ...["index", "define", "tables", "report"].map((door) => require(`../../dist/${door}.js`)),
);

const folder = join(__dirname, "../../fixtures/vse-poluchitsya-2019-2020");
const lines = readFileSync(join(folder, "events.ndjson"), "utf8").trim().split("\n");
const criteria = JSON.parse(readFileSync(join(folder, "criteria.json"), "utf8"));
const dataset = mio.parseDataset(
  lines.map((line) => JSON.parse(line)),
  { criteria },
);
const years = [mio.year(2019), mio.year(2020)];
const evaluation = mio.evaluate(dataset, {
  indicators: [...mio.catalogue.vsePoluchitsya, mio.workedOneMonthShare],
  periods: [...years, mio.unionOf(years)],
  asOf: "2021-01-31",
});
const curve = { spells: mio.placements(), from: mio.firstPlacement, period: mio.year(2019), by: ["sex"] };
const report = mio.buildReport(evaluation, {
  disaggregate: [{ by: ["targetGroup", "ageBand"] }],
  funnel: mio.vsePoluchitsyaFunnel,
  reconcile: [{ periods: years }],
  socialChange: {},
  retention: [curve],
  tree: mio.vsePoluchitsyaTree,
  evidence: {},
});
const suppressed = mio.buildReport(evaluation, { disaggregate: [{ by: ["targetGroup"] }], suppress: {} });
const outputs = [report, suppressed].map((one) => JSON.stringify(one));
const digest = createHash("sha256").update(outputs.join("\n")).digest("hex");
console.log(digest, process.version, process.env.TZ);
