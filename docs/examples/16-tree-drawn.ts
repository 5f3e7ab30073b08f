// The results tree as documents and drawings. From the root, once built: npx ts-node docs/examples/16-tree-drawn.ts
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { catalogue, evaluate, evaluateResultsTree, months, parseDataset } from "mio-indicators";
import { period, vsePoluchitsyaTree, weeks } from "mio-indicators";
import { toLogframe, toMonitoringRegulations, toTheoryOfChange } from "mio-indicators/practice";
import { toMermaid, toSvg } from "mio-indicators/report";

const lines = readFileSync("fixtures/vse-poluchitsya-2019-2020/events.ndjson", "utf8").trim().split("\n");
const dataset = parseDataset(lines.map((line): unknown => JSON.parse(line)));
const indicators = catalogue.vsePoluchitsya;
const periods = [period("2019-01-01", "2020-12-31")];
const evaluated = evaluateResultsTree(
  vsePoluchitsyaTree,
  evaluate(dataset, { indicators, periods, asOf: "2021-01-31" }),
);

// Two drawings: a picture that stands by itself, and text for whatever shows Mermaid.
const picture = toSvg(vsePoluchitsyaTree, { locale: "ru", evaluated });
console.log(toMermaid(vsePoluchitsyaTree, { locale: "ru", evaluated }));

// Three documents in Markdown.
const logframe = toLogframe(vsePoluchitsyaTree, { locale: "ru", evaluated, indicators });
console.log(logframe);
console.log(toTheoryOfChange(vsePoluchitsyaTree, { locale: "ru" }));
const regulations = toMonitoringRegulations(vsePoluchitsyaTree, indicators, {
  locale: "ru",
  collection: {
    "placement-started": { from: { ru: "работодатель", en: "employer" }, tool: { ru: "договор", en: "contract" } },
    otherwise: { by: { ru: "куратор", en: "case worker" }, kept: { ru: "5 лет", en: "5 years" } },
  },
  followUp: { schedule: [months(1), months(6), months(12)], tolerance: weeks(2) },
});
console.log(regulations);

assert.match(picture, /^<svg [^>]*role="img"/);
assert.match(picture, /1\.3: 31,3% \(73 из 233\)/);
assert.match(logframe, /31,3% \(73 из 233\)\. Целевое значение на этот период не задано/);
assert.match(regulations, /\| трудоустройство началось \| работодатель \| куратор \| не определено \|/);
