/** Test people as data: what they prove of an indicator, and which small changes to it they would not notice. */
import assert from "node:assert/strict";
import { assertVerdicts, coverage, mutants } from "mio-indicators/testing";
import { parseDataset, workExperienceShare, year } from "mio-indicators";

const of2019 = { period: year(2019), asOf: "2019-12-31" };
const about = (id: string, type: string, date: string) => ({ id, type, beneficiaryId: "B-1", date });
const served = [
  { ...about("1", "beneficiary-registered", "2019-01-09"), targetGroups: ["care-leaver"] },
  { ...about("2", "service-delivered", "2019-01-10"), service: "job-search" },
];
const oneDayOfWork = [
  { ...about("3", "placement-started", "2019-03-04"), placementId: "P-1" },
  { ...about("4", "placement-ended", "2019-03-04"), placementId: "P-1" },
];
const people = [
  { name: "worked", events: [...served, ...oneDayOfWork], expect: [{ ...of2019, verdicts: { "1.1": "counted" } }] },
  { name: "did-not", events: served, expect: [{ ...of2019, verdicts: { "1.1": "not-counted" } }] },
] as const;

for (const { events, expect } of people) {
  const question = { indicator: workExperienceShare, ...of2019, beneficiaryId: "B-1" };
  assertVerdicts(parseDataset(events), [{ ...question, verdict: expect[0].verdicts["1.1"] }]);
}

// Parts of the definition that were true of nobody, or false of nobody, are not proved.
const [covered] = coverage([workExperienceShare], people);
const unproved = covered!.parts.filter(({ neverSeen }) => neverSeen.length > 0);
for (const { path, part, neverSeen } of unproved) console.log(`${path} was never ${neverSeen}: ${part.ru}`);
assert.ok(unproved.some(({ path }) => path === "denominator.spells.of.of.1")); // nobody was supported

// Each small change that nobody notices is a person to add, or a change that cannot matter.
const tried = mutants(workExperienceShare, people);
for (const { path, change, noticed, by } of tried) {
  console.log(`${noticed ? `noticed by ${by}` : "NOT NOTICED"}: ${path}, ${change.ru}`);
}
assert.deepEqual(tried.find(({ path }) => path === "numerator")?.by, ["worked"]);
