// Values, targets and gaps of a results tree in one call. From the root, once built: npx ts-node docs/examples/15-results-tree.ts
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  catalogue,
  defineResultsTree,
  evaluate,
  evaluateResultsTree,
  parseDataset,
  vsePoluchitsyaTree,
  year,
} from "mio-indicators";

const lines = readFileSync("fixtures/vse-poluchitsya-2019-2020/events.ndjson", "utf8").trim().split("\n");
const dataset = parseDataset(lines.map((line): unknown => JSON.parse(line)));
const periods = [year(2019), year(2020)];
const evaluation = evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods, asOf: "2021-01-31" });

// The practice published no targets. These are invented, to show what comes out; a tree is data, so they are put in as data.
const baseline = { percent: "30", period: year(2018) };
const targets = periods.map((period) => ({ percent: "35", period }));
const tree = defineResultsTree({
  ...vsePoluchitsyaTree,
  nodes: vsePoluchitsyaTree.nodes.map((node) =>
    node.code === "work-experience" ? { ...node, indicators: [{ code: "1.1", baseline, targets }] } : node,
  ),
});

const { nodes, issues } = evaluateResultsTree(tree, evaluation);
for (const { level, title, indicators } of nodes) {
  console.log(`${level.title.ru}: ${title.ru}`);
  for (const { code, figures } of indicators)
    for (const { reason } of figures) console.log(`  ${code}. ${reason.message.ru}`);
}
for (const { message, hint } of issues) console.log(`${message}; ${hint}`);
const worked = nodes.flatMap(({ indicators }) => indicators).find(({ code }) => code === "1.1");
assert.deepEqual(
  worked?.figures.map(({ status }) => status),
  ["reached", "off-track"],
);
