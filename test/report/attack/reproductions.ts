import { socialChangeShare, unionOf, workExperienceShare, year } from "../../../src/core/index";
import type { Told } from "./counts";
import type { Layout } from "./layout";
import { layoutOf, leaverWords, nested, hardWords } from "./layouts";
import type { Fact, Person } from "./people";

/**
 * A count that follows for whoever knows the definitions, from few others: some people, which places are printed, which
 * are suppressed, and the one of these that can be worked out. The rest of the report is not there.
 */
export interface Reproduction {
  readonly what: string;
  readonly layout: Layout;
  readonly people: readonly Person[];
  readonly printed: readonly string[];
  readonly suppressed: readonly string[];
  readonly recovered: string;
}

const home = (fields: object = {}): Fact => ({
  type: "beneficiary-registered",
  date: "2018-01-10",
  targetGroups: [],
  ...fields,
});
const somebody = (facts: readonly Fact[], fields: object = {}): Person => ({
  facts,
  traits: {},
  harms: [],
  registrations: [home(fields)],
});
const times = (count: number, person: Person) => Array.from({ length: count }, () => person);
const served = (date: string, service = "advice"): Fact => ({ type: "service-delivered", date, service });
const worked = (date: string, fields: object = {}): readonly Fact[] => [
  { type: "placement-started", date, placementId: "P", setting: "open-market", contract: "temporary", ...fields },
  { type: "placement-ended", date, placementId: "P" },
];
const scored = (criterion: string, ...scores: readonly (number | string)[]): readonly Fact[] =>
  scores.map((score, place) => ({ type: "assessment-recorded", date: `2019-0${1 + place}-15`, criterion, score }));

const [in2019, in2020] = [year(2019), year(2020)];
const both = unionOf([in2019, in2020]);
const [Y19, Y20, BOTH] = [in2019, in2020, both].map(({ from, to }) => `${from}..${to}`);
const reconciled = `reconciliations|${Y19}+${Y20}|indicators|1.1|denominator`;
const sexes = ["female", "male"];
const women = (span: string) => `disaggregations|sex|rows|female|figures|1.1 ${span}`;

export const reproductions: readonly Reproduction[] = [
  {
    what: "1.1 is never pending or unknown, so of seven people six leave one who is not counted",
    layout: layoutOf("seven people", [workExperienceShare], [in2019], { disaggregate: [{ by: ["sex"] }] }, { sexes }),
    people: [
      ...times(2, somebody([served("2019-03-01"), ...worked("2019-05-02")], { sex: "female" })),
      somebody([served("2019-03-01")], { sex: "female" }),
      ...times(4, somebody([served("2019-03-01"), ...worked("2019-05-02")], { sex: "male" })),
    ],
    printed: [`results|1.1 ${Y19}|share|numerator`, `results|1.1 ${Y19}|share|denominator`],
    suppressed: ["not-counted", "pending", "unknown"].map((verdict) => `results|1.1 ${Y19}|verdicts|${verdict}`),
    recovered: `results|1.1 ${Y19}|verdicts|not-counted`,
  },
  {
    what: "periods with one horizon have the same people in each row",
    layout: layoutOf(
      "one horizon",
      [workExperienceShare],
      [in2020, both],
      { disaggregate: [{ by: ["sex"] }] },
      { sexes },
    ),
    people: [
      ...times(9, somebody([served("2020-03-01"), ...worked("2020-05-02")], { sex: "female" })),
      ...times(6, somebody([served("2020-03-01")], { sex: "female" })),
      ...times(3, somebody([], { sex: "female" })),
      ...times(12, somebody([served("2019-03-01"), ...worked("2019-05-02")], { sex: "male" })),
    ],
    printed: [
      ...["excluded", "counted", "not-counted", "outside"].map((verdict) => `${women(Y20!)}|verdicts|${verdict}`),
      ...["excluded", "counted", "not-counted"].map((verdict) => `${women(BOTH!)}|verdicts|${verdict}`),
    ],
    suppressed: [`${women(BOTH!)}|verdicts|outside`],
    recovered: `${women(BOTH!)}|verdicts|outside`,
  },
  {
    what: "a numerator lies within its own denominator, so a step of a funnel that prints it gives it away",
    layout: layoutOf("on the way", [workExperienceShare], [in2019], {
      funnel: [
        { indicator: "1.1", part: "denominator" },
        { indicator: "1.1", part: "numerator" },
      ],
    }),
    people: [
      ...times(6, somebody([served("2019-03-01"), ...worked("2019-05-02")])),
      ...times(4, somebody([served("2019-03-01")])),
      ...times(8, somebody(worked("2019-05-02"))),
    ],
    printed: [`results|1.1 ${Y19}|share|denominator`, `funnels|${Y19}|steps|1.1 numerator|reached`],
    suppressed: [
      `results|1.1 ${Y19}|share|numerator`,
      `funnels|${Y19}|steps|1.1 numerator|besides`,
      `funnels|${Y19}|nesting|1.1 numerator without 1.1 denominator|people`,
    ],
    recovered: `results|1.1 ${Y19}|share|numerator`,
  },
  {
    what: "whoever is served in the union is served in one of the years",
    layout: layoutOf("ten in years, seven in both", [workExperienceShare], [in2019, in2020, both], {
      reconcile: [{ periods: [in2019, in2020] }],
    }),
    people: [
      ...times(3, somebody([served("2019-03-01"), served("2020-03-01")])),
      ...times(2, somebody([served("2019-03-01")])),
      ...times(2, somebody([served("2020-03-01")])),
      ...times(9, somebody([])),
    ],
    printed: [`${reconciled}|sumOfPeriods`, `${reconciled}|inUnion|people`],
    suppressed: [`${reconciled}|inExactly|2|people`, `${reconciled}|inUnionOnly`, `${reconciled}|inPeriodsOnly`],
    recovered: `${reconciled}|inExactly|2|people`,
  },
  {
    what: "the people below the line of a nested indicator are the counted of the other",
    layout: layoutOf("nested", nested.slice(0, 2), [in2019], {}, leaverWords),
    people: [
      ...times(13, somebody([served("2019-03-01"), ...worked("2019-05-02")])),
      ...times(3, somebody([served("2019-03-01"), ...worked("2019-05-02", { setting: undefined })])),
      ...times(9, somebody([served("2019-03-01")])),
    ],
    printed: [
      `results|own.1 ${Y19}|share|denominator`,
      `results|own.1 ${Y19}|verdicts|not-counted`,
      `results|own.2 ${Y19}|share|denominator`,
      `results|own.2 ${Y19}|verdicts|excluded`,
    ],
    suppressed: [`results|own.1 ${Y19}|verdicts|unknown`, `results|own.1 ${Y19}|verdicts|pending`],
    recovered: `results|own.1 ${Y19}|verdicts|pending`,
  },
  {
    what: "whoever has no applicable criterion is not counted, so nobody is when nobody is not counted",
    layout: layoutOf("harm", [socialChangeShare], [in2019], {}, hardWords),
    people: [
      ...times(
        7,
        somebody([served("2019-03-01", "social-adaptation"), ...scored("housing", 2, 3), ...scored("health", 2, 2)]),
      ),
      ...times(3, somebody([served("2019-03-01", "social-adaptation")])),
    ],
    printed: [
      `results|2.1 ${Y19}|share|denominator`,
      `results|2.1 ${Y19}|verdicts|not-counted`,
      `harm|${Y19}|worsening|2.1 {"rule":"first-last"}|onAny|worsened|denominator`,
    ],
    suppressed: [
      `harm|${Y19}|worsening|2.1 {"rule":"first-last"}|onAny|unpaired`,
      `harm|${Y19}|worsening|2.1 {"rule":"first-last"}|onAny|notApplicable`,
    ],
    recovered: `harm|${Y19}|worsening|2.1 {"rule":"first-last"}|onAny|unpaired`,
  },
];

const places = ["north", "south"];
const in2019By = (...by: readonly string[]) =>
  layoutOf(by.join(" and "), [workExperienceShare], [in2019], { disaggregate: [{ by }] }, { sexes, regions: places });
const peopleAt = (counts: readonly (readonly [string, string, number, number, number])[]): readonly Person[] =>
  counts.flatMap(([sex, region, atWork, onlyServed, neither]) => [
    ...times(atWork, somebody([served("2019-03-01"), ...worked("2019-05-02")], { sex, region })),
    ...times(onlyServed, somebody([served("2019-03-01")], { sex, region })),
    ...times(neither, somebody([], { sex, region })),
  ]);

/**
 * Two reports of the same people: each alone tells nothing, and what one suppresses follows from what the other prints.
 */
export const suppressedApart: { readonly layout: Layout; readonly people: readonly Person[] } = {
  layout: {
    ...in2019By("sex"),
    name: "suppressed apart",
    editions: [...in2019By("sex").editions, ...in2019By("sex", "region").editions],
  },
  people: peopleAt([
    ["female", "north", 9, 0, 12],
    ["female", "south", 6, 0, 1],
    ["male", "north", 0, 2, 9],
    ["male", "south", 12, 0, 12],
  ]),
};

/** The places of a report that a reproduction leaves there. */
export function only(told: ReadonlyMap<string, Told>, { printed, suppressed }: Reproduction): Map<string, Told> {
  const left = new Map<string, Told>();
  for (const key of printed) left.set(key, placeAt(told, key));
  for (const key of suppressed) {
    const { low } = placeAt(told, key);
    const range = low < 5 ? { low: 0, high: 4 } : { low: 5, high: Number.POSITIVE_INFINITY };
    left.set(key, { ...placeAt(told, key), ...range, isHidden: true });
  }
  return left;
}

function placeAt(told: ReadonlyMap<string, Told>, key: string): Told {
  const place = told.get(key);
  if (place === undefined) throw new Error(`the report has no place ${key}`);
  return place;
}
