// How long people stay in work, and who is due a follow-up. From the root, once built: npx ts-node docs/examples/10-retention.ts
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { firstPlacement, lastSupportEnd, placements } from "mio-indicators/define";
import { followUpPlan, retention } from "mio-indicators/tables";
import { months, parseDataset, period } from "mio-indicators";

const lines = readFileSync("fixtures/vse-poluchitsya-2019-2020/events.ndjson", "utf8").trim().split("\n");
const dataset = parseDataset(lines.map((line): unknown => JSON.parse(line)));
const cohort = period("2019-01-01", "2020-12-31");
const options = { spells: placements(), period: cohort, asOf: "2021-01-31", horizon: months(9) };
const cohorts = { "С первого трудоустройства": firstPlacement, "После сопровождения": lastSupportEnd } as const;
for (const [title, from] of Object.entries(cohorts)) {
  const { all, anchored, withoutSpell, notes } = retention(dataset, { ...options, from });
  console.log(`\n${title}: ${all.people} чел.\nмес. работают   (95 %)         под наблюдением`);
  for (const { after, percent, interval, atRisk } of all.points) {
    const limits = interval ? `${interval.low.slice(0, 5)} – ${interval.high.slice(0, 5)}` : "—";
    console.log(`${String(after).padStart(4)} ${(percent ?? "—").padStart(6)} %   ${limits.padEnd(15)} ${atRisk}`);
  }
  for (const message of [all.median.message, ...notes.map((note) => note.message)]) console.log(`  ${message.ru}`);
  assert.equal(all.people + withoutSpell, anchored);
}

const { followUps, cohorts: years } = followUpPlan(dataset, { asOf: "2021-01-31" });
const due = followUps.filter(({ standing }) => standing === "due");
console.log("\nКому звонить сейчас");
for (const { dueOn, closesOn, after, beneficiaryId } of due.slice(0, 5)) {
  console.log(`${dueOn} (до ${closesOn}), ${after.count} мес. после сопровождения: ${beneficiaryId}`);
}
for (const { year, steps } of years) {
  console.log(`${year}: в срок охвачено ${steps.map(({ percent }) => percent ?? "—").join(", ")} %`);
}
assert.ok(due.length > 0 && due.every(({ closesOn }) => closesOn > "2021-01-31"));
