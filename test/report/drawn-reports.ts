/** Reports of drawn populations, for laws that hold of every report. */
import fc from "fast-check";
import { buildReport, type Report } from "../../src/report/index";
import {
  catalogue,
  evaluate,
  parseDataset,
  socialChangeShare,
  unionOf,
  vsePoluchitsyaFunnel,
  workedOneMonthShare,
  year,
} from "../../src/core/index";
import { howMany } from "../long";

type Event = Readonly<Record<string, unknown>>;

const years = [year(2019), year(2020)];

/** Numbers that look random, the same for the same seed: a linear congruential generator. */
function draws(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761 + 12_345) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** People of all sorts, few or many, with rare groups, overlapping ones and missing facts. */
function population(seed: number): readonly Event[] {
  const draw = draws(seed);
  const people = [4, 9, 20, 45, 90, 160][draw(6)]!;
  const rarity = 1 + draw(6);
  return Array.from({ length: people }, (_, at): readonly Event[] => {
    const beneficiaryId = `B-${at}`;
    const groups = ["care-leaver", "disability", "school"].filter((_code, place) => draw(place === 2 ? 10 : 3) === 0);
    const registered = {
      id: `r-${at}`,
      type: "beneficiary-registered",
      beneficiaryId,
      date: "2018-06-01",
      targetGroups: groups,
      ...(draw(9) > 0 && { sex: draw(rarity) > 0 ? "female" : "male" }),
      ...(draw(12) > 0 && { region: draw(rarity + 1) > 0 ? "north" : "south" }),
    };
    const served = ["2019-03-01", "2020-03-01"]
      .filter(() => draw(4) > 0)
      .map((date) => ({ id: `s-${at}-${date}`, type: "service-delivered", beneficiaryId, date, service: "advice" }));
    if (draw(3) === 0) return [registered, ...served];
    const placementId = `P-${at}`;
    const months = [1, 3, 6, 8, 12, 14][draw(6)]!;
    const start = `${2019 + draw(2)}-0${1 + draw(9)}-15`;
    const started = {
      id: `p-${at}`,
      type: "placement-started",
      beneficiaryId,
      date: start,
      placementId,
      ...(draw(10) > 0 && { setting: draw(3) > 0 ? "open-market" : "sheltered" }),
      contract: draw(2) > 0 ? "temporary" : "permanent",
    };
    const month = Number(start.slice(5, 7)) - 1 + months;
    const date = `${Number(start.slice(0, 4)) + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-14`;
    const ended = draw(5) === 0 ? [] : [{ id: `e-${at}`, type: "placement-ended", beneficiaryId, date, placementId }];
    const supported =
      draw(2) > 0 ? [] : [{ id: `t-${at}`, type: "support-started", beneficiaryId, date: start, supportId: `S-${at}` }];
    return [registered, ...served, started, ...ended, ...supported];
  }).flat();
}

const scales = ["housing", "health"].map((code) => ({
  code,
  title: { ru: code, en: code },
  min: 1,
  max: 5,
  better: code === "health" ? ("lower" as const) : ("higher" as const),
  notApplicable: ["n/a"],
}));

/** What went well and badly with some of a population: scores of two criteria and adverse events of three kinds. */
function hardships(seed: number): readonly Event[] {
  const draw = draws(seed + 3);
  const [luck, rarity] = [1 + draw(4), 2 + draw(12)];
  return population(seed).flatMap(({ type, beneficiaryId }): readonly Event[] => {
    if (type !== "beneficiary-registered") return [];
    const on = (type: string, date: string, fields: Event) => ({
      id: `${type}-${beneficiaryId}-${date}-${Object.values(fields).join("-")}`,
      type,
      beneficiaryId,
      date,
      ...fields,
    });
    const dates = ["2019-03-02", "2020-03-02"].filter(() => draw(4) > 0);
    const adapted = dates.map((date) => on("service-delivered", date, { service: "social-adaptation" }));
    const scored = ["2019-02-01", "2019-11-01", "2020-10-01"].flatMap((date) =>
      scales
        .filter(() => draw(4) > 0)
        .map(({ code: criterion }) =>
          on("assessment-recorded", date, { criterion, score: draw(12) === 0 ? "n/a" : 1 + draw(luck) }),
        ),
    );
    const harmed = ["2019-05-01", "2019-09-01", "2020-05-01"].flatMap((date) => {
      if (draw(rarity) > 0) return [];
      const kind = ["injury", "conflict", "unpaid-wages"][draw(3)];
      return [on("adverse-event-recorded", date, { kind, severity: ["low", "medium", "high"][draw(3)] })];
    });
    return [...adapted, ...scored, ...harmed];
  });
}

export function drawnReport(seed: number): Report {
  const draw = draws(seed + 7);
  if (seed % 8 === 0) {
    const harmed = parseDataset([...population(seed), ...hardships(seed)], { criteria: scales });
    const periods = draw(2) === 0 ? [year(2019)] : [...years, unionOf(years)];
    return buildReport(evaluate(harmed, { indicators: [socialChangeShare], periods, asOf: "2020-12-31" }), {
      disaggregate: draw(4) === 0 ? [{ by: ["sex"] }] : [],
    });
  }
  const isWide = draw(8) === 0;
  const five = catalogue.vsePoluchitsya;
  const indicators = isWide ? [...five.slice(0, 4), workedOneMonthShare] : five.slice(0, 1 + draw(2));
  const periods = draw(2) === 0 ? [year(2019)] : [...years, unionOf(years)];
  const evaluation = evaluate(parseDataset(population(seed)), { indicators, periods, asOf: "2020-12-31" });
  const tables = [["targetGroup"], ["sex", "region"], ["sex"], ["region"]].filter(() => draw(isWide ? 4 : 2) === 0);
  return buildReport(evaluation, {
    disaggregate: tables.map((by) => ({ by })),
    ...(isWide && draw(2) > 0 && { funnel: vsePoluchitsyaFunnel }),
    ...(periods.length > 1 && draw(2) > 0 && { reconcile: [{ periods: years }] }),
  });
}

/** Suppression of a report takes about a second: a few in every run of the tests, many in `npm run test:long`. */
export const seeds = fc.integer({ min: 0, max: 2 ** 31 });
export const law =
  (holds: (report: Report) => void, numRuns = howMany(40, 2)) =>
  () =>
    fc.assert(
      fc.property(seeds, (seed) => {
        holds(drawnReport(seed));
      }),
      { numRuns, seed: 20_210_131 },
    );
