// Gaps against the evidence standard, and a plan to close them. From the root, once built: npx ts-node docs/examples/19-evidence.ts
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { catalogue, evaluate, parseDataset, vsePoluchitsyaTree, year } from "mio-indicators";
import {
  compareAssessments,
  evidenceGaps,
  improvementPlan,
  toEvidenceGaps,
  toImprovementPlan,
} from "mio-indicators/practice";

const folder = "fixtures/vse-poluchitsya-2019-2020";
const lines = readFileSync(`${folder}/events.ndjson`, "utf8").trim().split("\n");
const criteria = JSON.parse(readFileSync(`${folder}/criteria.json`, "utf8"));
const dataset = parseDataset(
  lines.map((line): unknown => JSON.parse(line)),
  { criteria },
);
const periods = [year(2019), year(2020)];
const evaluation = evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods, asOf: "2021-01-31" });

const earlier = evidenceGaps({ evaluation });
const later = evidenceGaps({ evaluation, tree: vsePoluchitsyaTree });
console.log(toEvidenceGaps(later, { locale: "ru" }));

const coordinator = { responsible: { ru: "координатор МиО", en: "M&E coordinator" }, due: "2021-06-30" };
const plan = improvementPlan(later, { assignments: [{ finding: "evidence.feedback-missing", ...coordinator }] });
console.log(toImprovementPlan(plan, { locale: "ru" }));

const { resolved, remaining } = compareAssessments(earlier, later);
assert.deepEqual(
  resolved.map(({ code }) => code),
  ["evidence.no-logic-model"],
);
assert.ok(remaining.some(({ later: { code, subject } }) => code === "evidence.value-missing" && subject === "2.1"));
