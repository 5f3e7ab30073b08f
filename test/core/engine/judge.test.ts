/** Verdicts of many people in several cases at once: against the rule of the six verdicts, and case by case. */
import { describe, expect, it } from "vitest";
import { dayOf, months } from "../../../src/calendar";
import {
  type Condition,
  type Countable,
  every,
  happens,
  inGroup,
  lasts,
  not,
  placements,
  services,
  some,
  touching,
} from "../../../src/core/definition/language";
import { reportingPeriod } from "../../../src/core/definition/windows";
import type { Store } from "../../../src/core/dataset/store";
import { type Case, judge } from "../../../src/core/engine/judge";
import { Planner } from "../../../src/core/engine/plan";
import { verdictNames } from "../../../src/core/engine/verdict";
import { storeOfPeople } from "./people";

const YEAR = { from: dayOf("2019-01-01"), to: dayOf("2020-01-01") };
const LAST_YEAR = { from: dayOf("2018-01-01"), to: YEAR.from };
const HORIZON = dayOf("2019-06-30");

interface Asked {
  readonly countable: Countable;
  readonly days?: { readonly from: number; readonly to: number };
  readonly horizon?: number;
}

/** Verdicts of all cases, judged together. */
function judged(store: Store, asked: readonly Asked[]): string[][] {
  const planner = new Planner();
  const cases = asked.map(({ countable, days = YEAR, horizon = HORIZON }): Case => {
    return { plan: planner.countable(countable), days, horizon, verdicts: new Uint8Array(store.people) };
  });
  judge(store, planner.openings, cases);
  return cases.map(({ verdicts }) => [...verdicts].map((verdict) => verdictNames[verdict]!));
}

const reason = "exempt";
const inside = inGroup("inside", ["yes"]);
const exempt = inGroup("exempt", ["yes"]);
const worked = lasts(placements(), { atLeast: months(6) });
const housed = inGroup("housed", ["yes"]);
const ANSWERS = ["yes", "no", "?"] as const;
/** Numerators: told of a person, and the verdict of somebody who is inside and not exempt. */
const NUMERATORS = [
  ["housed=yes", "", "counted"],
  ["housed=no", "worked 2019-01-01..2019-06-30", "counted"],
  ["", "worked 2019-01-01..2019-06-30", "counted"],
  ["housed=no", "worked 2019-02-01..", "pending"],
  ["", "worked 2019-02-01..", "pending"],
  ["", "", "unknown"],
  ["housed=no", "", "not-counted"],
] as const;

const PEOPLE = ANSWERS.flatMap((isInside) =>
  ANSWERS.flatMap((isExempt) => NUMERATORS.map((numerator) => ({ isInside, isExempt, numerator }))),
);
const store = storeOfPeople(
  PEOPLE.map(({ isInside, isExempt, numerator: [attributes, facts] }, at) => {
    const given = [`inside=${isInside}`, `exempt=${isExempt}`].filter((each) => !each.endsWith("?")).join(" ");
    return `P${at}: registered 2018-01-01 ${given} ${attributes}; ${facts}`;
  }).join("\n"),
);

/** Outside if not inside, excluded if exempt, unknown where either is; otherwise by the numerator. */
const expectedOf = (hasExclusion: boolean) =>
  PEOPLE.map(({ isInside, isExempt, numerator: [, , verdict] }) => {
    if (isInside === "no") return "outside";
    if (hasExclusion && isExempt === "yes") return "excluded";
    return isInside === "?" || (hasExclusion && isExempt === "?") ? "unknown" : verdict;
  });

describe("judge()", () => {
  const either = some(worked, housed);
  const exclusions = [{ reason, when: exempt }];
  it.each<[string, Countable, boolean]>([
    ["with an exclusion", { denominator: inside, numerator: either, exclusions }, true],
    ["without", { denominator: inside, numerator: either }, false],
    [
      "with one of two exclusions",
      {
        ...{ denominator: inside, numerator: either },
        exclusions: [
          { reason, when: happens(services()) },
          { reason, when: exempt },
        ],
      },
      true,
    ],
    [
      "said the other way round",
      {
        denominator: not(not(inside)),
        numerator: not(every(not(worked), not(housed))),
        exclusions: [{ reason, when: every(exempt, not(happens(services()))) }],
      },
      true,
    ],
  ])("gives everybody one of the six verdicts: %s", (_name, countable, hasExclusion) => {
    expect(judged(store, [{ countable }])).toEqual([expectedOf(hasExclusion)]);
  });

  it("judges cases together as it does each alone", () => {
    const served = happens(touching(services(), reportingPeriod));
    const conditions: readonly Condition[] = [inside, served, every(inside, served), some(served, worked), not(served)];
    const asked = conditions.flatMap((denominator) =>
      conditions.flatMap((numerator): Asked[] => [
        { countable: { denominator, numerator } },
        { countable: { denominator, numerator, exclusions }, days: LAST_YEAR },
        { countable: { denominator, numerator }, horizon: dayOf("2019-03-31") },
      ]),
    );
    const people = storeOfPeople(
      PEOPLE.map(({ isInside, numerator: [attributes, facts] }, at) => {
        const group = isInside === "?" ? "" : `inside=${isInside}`;
        const service = ["", "served 2018-05-01", "served 2019-03-31", "served 2018-05-01; served 2019-04-01"][at % 4];
        return `P${at}: registered 2018-01-01 ${group} ${attributes}; ${facts}; ${service}`;
      }).join("\n"),
    );
    const together = judged(people, asked);
    expect(together).toEqual(asked.map((one) => judged(people, [one])[0]));
    expect(new Set(together.flat())).toEqual(new Set(["outside", "unknown", "counted", "pending", "not-counted"]));
    // Who was served or worked by the end of March is not who was by the end of June.
    expect(new Set(together.map((verdicts) => verdicts.join(" "))).size).toBeGreaterThan(30);
  });

  it("counts services by period and horizon", () => {
    const served = happens(touching(services(), reportingPeriod));
    const countable = { denominator: happens(services()), numerator: served };
    const few = storeOfPeople(
      "A: served 2018-05-01\nB: served 2019-03-31\nC: served 2019-04-01\nD: registered 2018-01-01",
    );
    const verdicts = judged(few, [
      { countable },
      { countable, days: LAST_YEAR },
      { countable, horizon: dayOf("2019-03-31") },
      { countable: { denominator: served, numerator: served }, days: LAST_YEAR },
    ]);
    const [yes, no, out] = ["counted", "not-counted", "outside"];
    expect(verdicts).toEqual([
      [no, yes, yes, out],
      [yes, no, no, out],
      [no, yes, out, out],
      [yes, out, out, out],
    ]);
  });

  it("takes people in blocks of 2,048, and nobody twice", () => {
    const count = 2 * 2_048 + 3;
    const told = (at: number) => ["", "worked 2019-01-01..2019-06-30", "worked 2019-02-01.."][at % 3];
    const many = storeOfPeople(
      Array.from({ length: count }, (_, at) => `P${at}: registered 2018-01-01; ${told(at)}`).join("\n"),
    );
    const [verdicts] = judged(many, [{ countable: { denominator: happens(placements()), numerator: worked } }]);
    const expected = Array.from({ length: count }, (_, at) => ["outside", "counted", "pending"][at % 3]);
    expect(verdicts).toEqual(expected);
  });
});
