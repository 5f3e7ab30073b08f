/** The engine against the plain implementation beside this file: every person, every indicator, the same verdict. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { catalogue, evaluate, members, parseDataset, period as periodOf } from "../../../src/core/index";
import { type NaiveCode, type NaiveVerdict, type NaiveVerdicts, naiveVerdicts } from "./five-indicators";
import { type Occasion, type Population, populationsOnOccasions } from "./population";

const CODES: readonly NaiveCode[] = ["1.1", "1.2", "1.3", "1.4", "2.1"];
const VERDICTS: readonly NaiveVerdict[] = ["outside", "excluded", "counted", "pending", "unknown", "not-counted"];

const POPULATIONS = 2_000;
const SEED = 20_191_231;

type Ruled = Record<string, Partial<NaiveVerdicts>>;

/** The engine's verdicts by person, through the public doors. Someone with two verdicts, or on no list, is an error. */
function engineVerdicts({ events, criteria, period, asOf }: Population & Occasion): Ruled {
  const dataset = parseDataset(events, criteria === undefined ? {} : { criteria });
  const reportingPeriod = periodOf(period.from, period.to);
  const evaluation = evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods: [reportingPeriod], asOf });

  const ruled: Ruled = {};
  for (const indicator of CODES) {
    for (const verdict of VERDICTS) {
      for (const beneficiaryId of members(evaluation, { indicator, period: reportingPeriod, verdict })) {
        ruled[beneficiaryId] ??= {};
        const verdicts = ruled[beneficiaryId];
        if (verdicts[indicator] !== undefined) {
          throw new Error(`${beneficiaryId} has two verdicts on ${indicator}: ${verdicts[indicator]} and ${verdict}`);
        }
        verdicts[indicator] = verdict;
      }
    }
  }
  return ruled;
}

test("evaluate() gives the verdicts of the plain implementation when populations are random", {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(populationsOnOccasions, (drawn) => {
      const expected = Object.fromEntries(naiveVerdicts(drawn.events, drawn));
      expect(engineVerdicts(drawn)).toEqual(expected);
    }),
    { numRuns: POPULATIONS, seed: SEED },
  );
});

test("populationsOnOccasions draws every verdict of every indicator that can have it when 2,000 are drawn", () => {
  const drawn = new Set<string>();
  for (const each of fc.sample(populationsOnOccasions, { numRuns: POPULATIONS, seed: SEED })) {
    for (const verdicts of naiveVerdicts(each.events, each).values()) {
      for (const code of CODES) drawn.add(`${code} ${verdicts[code]}`);
    }
  }
  const everyone = ["outside", "counted", "not-counted"];
  const possible = {
    "1.1": everyone, // nothing running or missing can move it: a day worked by the horizon is worked
    "1.2": [...everyone, "pending", "unknown"],
    "1.3": [...everyone, "pending", "unknown"],
    "1.4": [...everyone, "pending", "unknown"],
    "2.1": [...everyone, "unknown"],
  };
  const expected = CODES.flatMap((code) => possible[code].map((verdict) => `${code} ${verdict}`));
  expect([...drawn].sort()).toEqual(expected.sort());
});
