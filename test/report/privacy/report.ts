import { buildReport, type Report } from "../../../src/report/index";
import {
  evaluate,
  parseDataset,
  socialChangeShare,
  unionOf,
  vsePoluchitsyaFunnel,
  workedOneMonthShare,
  supportedSixMonthsShare,
  unsupportedSixMonthsShare,
  workExperienceShare,
  year,
} from "../../../src/core/index";

export const years = [year(2019), year(2020)];
export const periods = [...years, unionOf(years)];
export const asOf = "2020-10-31";
export const indicators = [
  workExperienceShare,
  supportedSixMonthsShare,
  unsupportedSixMonthsShare,
  socialChangeShare,
  workedOneMonthShare,
];

const criteria = ["housing", "health"].map((code) => ({
  ...{ code, title: { ru: code, en: code }, better: "higher" as const },
  ...{ min: 1, max: 5, notApplicable: ["n/a"] },
}));

/** What befell one person, by a number from which all else follows: every seventh does this, every third that. */
function eventsOf(at: number) {
  const beneficiaryId = `B-${at}`;
  const on = (type: string, date: string, fields: object) => ({
    ...{ id: `${type}-${at}-${date}-${Object.values(fields).join("-")}`, type, beneficiaryId, date },
    ...fields,
  });
  const every = (times: number, rest = 0) => at % times === rest;
  const work = { placementId: `P-${at}`, ...(every(5) ? {} : { setting: every(3) ? "sheltered" : "open-market" }) };
  const served = [...(every(6) ? [] : ["2019-02-01"]), ...(every(4) ? ["2020-02-01"] : [])];
  return [
    on("beneficiary-registered", "2018-06-01", {
      targetGroups: [...(every(2) ? ["care-leaver"] : []), ...(every(3) ? ["disability"] : [])],
      ...(every(7) ? {} : { sex: every(3) ? "female" : "male" }),
      ...(every(8, 1) ? {} : { birthDate: every(2) ? "1999-05-05" : "1990-05-05" }),
    }),
    ...served.map((date) => on("service-delivered", date, { service: "social-adaptation" })),
    ...(every(2) ? [on("placement-started", every(4) ? "2019-03-01" : "2020-06-15", work)] : []),
    ...(every(10) ? [on("placement-ended", every(4) ? "2019-11-01" : "2020-08-20", { placementId: `P-${at}` })] : []),
    ...(every(8) ? [on("support-started", "2019-03-01", { supportId: `S-${at}` })] : []),
    ...["2019-01-15", "2019-12-01", "2020-09-01"].flatMap((date, time) =>
      criteria
        .filter((_, criterion) => (at + time + criterion) % 4 > 0)
        .map(({ code }, criterion) =>
          on("assessment-recorded", date, {
            criterion: code,
            score: (at + criterion) % 11 === 0 ? "n/a" : 1 + ((at * (time + 2) + criterion) % 5),
          }),
        ),
    ),
    ...(every(9) ? [on("adverse-event-recorded", "2019-05-01", { kind: "injury", severity: "high" })] : []),
    ...(every(12) ? [on("adverse-event-recorded", "2019-06-01", { kind: "injury", severity: "low" })] : []),
    ...(every(5) ? [on("adverse-event-recorded", "2020-05-01", { kind: "conflict", severity: "low" })] : []),
  ];
}

export const dataset = parseDataset(Array.from({ length: 47 }, (_, at) => eventsOf(at)).flat(), { criteria });

const targets = [
  { period: year(2019), percent: "30" },
  { period: year(2020), percent: "60" },
];
const node = (code: string, codes: readonly string[]) => ({
  ...{ code, level: "outcome-short", title: { ru: code, en: code } },
  indicators: codes.map((one) => ({ code: one, targets, baseline: { percent: "20" } })),
});

export const evaluation = evaluate(dataset, { indicators, periods, asOf, knownOn: "2020-12-31" });

/** A report of 47 people with every kind of table of which suppression takes down the cells. */
export const report: Report = buildReport(evaluation, {
  disaggregate: [{ by: ["targetGroup"] }, { by: ["sex", "ageBand"] }],
  funnel: vsePoluchitsyaFunnel,
  reconcile: [{ periods: years }],
  tree: {
    ...{ code: "own", title: { ru: "Дерево", en: "Tree" }, edges: [] },
    nodes: [node("work", ["1.1", "1.3", "1.4"]), node("change", ["2.1", "2.1:improved"])],
  },
});
