import {
  aged,
  clip,
  countedIn,
  every,
  exits,
  happens,
  inGroup,
  lasts,
  not,
  placements,
  reportingPeriod,
  services,
  support,
  times,
  touching,
} from "../../../src/define/index";
import {
  catalogue,
  defineIndicator,
  type Indicator,
  months,
  type Period,
  period,
  quarter,
  socialChangeShare,
  unionOf,
  vsePoluchitsyaFunnel,
  vsePoluchitsyaTree,
  workedOneMonthShare,
  year,
} from "../../../src/core/index";
import type { Edition, Layout } from "./layout";
import { plainWords, type Vocabulary } from "./people";

const years: readonly Period[] = [year(2019), year(2020)];
const andUnion = [...years, unionOf(years)];
const [workExperience, supportedShort, ...longer] = catalogue.vsePoluchitsya as readonly [Indicator, ...Indicator[]];
const four = catalogue.vsePoluchitsya.slice(0, 4);
const milestones = [...four, workedOneMonthShare];
const { targetGroups, sexes, regions } = plainWords;

const criteria: Vocabulary["criteria"] = ["housing", "health"].map((code) => ({
  code,
  title: { ru: code, en: code },
  min: 1,
  max: 5,
  better: code === "health" ? "lower" : "higher",
  notApplicable: ["n/a"],
}));
export const hardWords: Partial<Vocabulary> = {
  services: ["social-adaptation", "social-adaptation", "advice"],
  criteria,
  harms: ["injury", "conflict", "unpaid-wages"],
  traits: { "asked-help-with": ["housing", "health"] },
};
export const leaverWords: Partial<Vocabulary> = {
  exits: ["found-work", "medical", "moved"],
  hasFollowUps: true,
  employers: ["E-1", "E-2"],
};

const own = (code: string, of: Omit<Parameters<typeof defineIndicator>[0], "code" | "title">) =>
  defineIndicator({ code, title: { ru: code, en: code }, ...of });
const served = happens(clip(services(), reportingPeriod));
const workOf = (setting: "open-market" | "sheltered") => happens(clip(placements({ setting }), reportingPeriod));
/**
 * Each below the line of the next; what is not recorded of a placement is unknown in one and its outcome in the next.
 */
export const nested: readonly Indicator[] = (() => {
  const first = own("own.1", { denominator: served, numerator: workOf("open-market") });
  const second = own("own.2", {
    denominator: countedIn(first),
    numerator: lasts(touching(placements({ setting: "open-market" }), reportingPeriod), { atLeast: months(6) }),
    exclusions: [{ reason: "moved", when: happens(clip(exits({ reason: "moved" }), reportingPeriod)) }],
  });
  const third = own("own.3", {
    denominator: countedIn(second),
    numerator: not(happens(clip(support(), reportingPeriod))),
  });
  return [first, second, third];
})();
/** Read who somebody is. */
const personal: readonly Indicator[] = [
  own("own.4", { denominator: every(served, inGroup("targetGroup", ["disability"])), numerator: workOf("sheltered") }),
  own("own.5", {
    denominator: every(served, aged({ under: 23, at: "period-start" })),
    numerator: times(clip(placements(), reportingPeriod), { atLeast: 1 }),
    exclusions: [{ reason: "school", when: inGroup("targetGroup", ["school"]) }],
  }),
];

/** Words for no more attributes than tables read. */
export function layoutOf(
  name: string,
  indicators: readonly Indicator[],
  periods: readonly Period[],
  tables: Edition["tables"],
  of: Partial<Vocabulary> = {},
  more: Partial<Layout> & { readonly asOf?: string } = {},
): Layout {
  const { asOf = "2020-12-31", ...others } = more;
  const draws = of.criteria === undefined ? 2000 : 5000;
  const words = { ...plainWords, targetGroups: [], sexes: [], regions: [], ...of };
  return { name, editions: [{ indicators, periods, asOf, tables }], words, draws, ...others };
}
const by = (...tables: readonly (readonly string[])[]) => ({ disaggregate: tables.map((one) => ({ by: one })) });
const reconcile = [{ periods: years }];
const bands = { birthYears: [1996, 1998, 2001, 2003, 2005] };

type Told = readonly [indicators: readonly Indicator[], periods: readonly Period[], asOf: string, Edition["tables"]];

function besideLayout(name: string, of: Partial<Vocabulary>, told: readonly Told[]): Layout {
  const editions = told.map(([indicators, periods, asOf, tables]) => ({ indicators, periods, asOf, tables }));
  return layoutOf(name, [], [], {}, of, { editions, isBeside: true });
}

export const layouts: readonly Layout[] = [
  layoutOf("1.1 by sex", [workExperience], [year(2019)], by(["sex"]), { sexes }),
  layoutOf("1.1, 1.2 by target group", [workExperience, supportedShort!], [year(2019)], by(["targetGroup"]), {
    targetGroups,
  }),
  layoutOf("1.1, years and union, by sex and region", [workExperience], andUnion, by(["sex", "region"]), {
    sexes,
    regions,
  }),
  layoutOf(
    "four with funnel by two tables",
    milestones,
    [year(2019)],
    {
      ...by(["targetGroup"], ["sex"]),
      funnel: vsePoluchitsyaFunnel,
    },
    { targetGroups, sexes },
  ),
  layoutOf("funnel, years and union, reconciled", milestones, andUnion, { funnel: vsePoluchitsyaFunnel, reconcile }),
  layoutOf(
    "year to date by region",
    [workExperience, ...longer.slice(0, 2)],
    [period("2020-01-01", "2020-06-30"), period("2020-01-01", "2020-09-30"), year(2020)],
    by(["region"]),
    { regions },
  ),
  layoutOf("2.1 and harm, a year, by sex", [socialChangeShare], [year(2019)], by(["sex"]), { ...hardWords, sexes }),
  layoutOf("2.1 and harm, years and union", [socialChangeShare], andUnion, { reconcile }, hardWords),
  layoutOf("the five, by target group", catalogue.vsePoluchitsya, [year(2019)], by(["targetGroup"]), {
    ...hardWords,
    targetGroups,
  }),
  layoutOf("own, nested, with exclusions, by sex", nested, [year(2019)], by(["sex"]), { ...leaverWords, sexes }),
  layoutOf(
    "own, nested, years and union, own funnel",
    nested,
    andUnion,
    {
      reconcile,
      funnel: [
        { indicator: "own.1", part: "denominator" },
        { indicator: "own.1", part: "numerator" },
        { indicator: "own.2", part: "numerator" },
        { indicator: "own.3", part: "numerator" },
      ],
    },
    leaverWords,
  ),
  layoutOf("own, by who somebody is", personal, years, by(["targetGroup"], ["ageBand"]), { targetGroups, ...bands }),
  layoutOf("WIOA by sex", catalogue.wioa, [year(2019)], by(["sex"]), { ...leaverWords, sexes }),
  layoutOf("WIOA, years and union", catalogue.wioa, andUnion, { reconcile }, leaverWords),
  layoutOf("IPS by region", catalogue.ips, [year(2019)], by(["region"]), {
    exits: ["moved"],
    registersAnyTime: true,
    regions,
  }),
  layoutOf(
    "a tally by target group, sex and region",
    four,
    andUnion,
    by(["targetGroup"], ["sex", "region"]),
    { targetGroups, sexes, regions },
    { isTally: true },
  ),
  layoutOf("a tally of 2.1", [socialChangeShare], years, by(["sex"]), { ...hardWords, sexes }, { isTally: true }),
  layoutOf("three attributes", [workExperience, supportedShort!], [year(2019)], by(["targetGroup", "sex", "region"]), {
    targetGroups,
    sexes,
    regions,
  }),
  layoutOf(
    "three attributes, years and union",
    four,
    andUnion,
    { ...by(["sex", "region", "ageBand"]), reconcile },
    { sexes, regions, ...bands },
  ),
  layoutOf("ages, in the middle of a year", four, [quarter(2020, 1), year(2020)], by(["ageBand"]), bands, {
    asOf: "2020-07-31",
  }),
  layoutOf("results tree", milestones, years, { tree: vsePoluchitsyaTree, ...by(["region"]) }, { regions }),
  layoutOf("own attribute", four, years, by(["school"]), { attributes: { school: ["S-1", "S-2", "S-3"] } }),
];

/** Reports of the same people that come out one after another, each suppressed beside those before it. */
export const besideLayouts: readonly Layout[] = [
  besideLayout("one table, then a finer one", { sexes, regions }, [
    [[workExperience], [year(2019)], "2020-12-31", by(["sex"])],
    [[workExperience], [year(2019)], "2020-12-31", by(["sex", "region"])],
  ]),
  besideLayout("one attribute, then another", { sexes, regions }, [
    [four, [year(2019)], "2020-12-31", by(["sex"])],
    [four, [year(2019)], "2020-12-31", by(["region"])],
  ]),
  besideLayout("year to date, each when it is over", { regions }, [
    [four.slice(0, 2), [period("2020-01-01", "2020-06-30")], "2020-06-30", by(["region"])],
    [four.slice(0, 2), [period("2020-01-01", "2020-09-30")], "2020-09-30", by(["region"])],
    [four.slice(0, 2), [year(2020)], "2020-12-31", by(["region"])],
  ]),
  besideLayout("a year, then two with their union", { sexes }, [
    [four, [year(2019)], "2019-12-31", by(["sex"])],
    [four, andUnion, "2020-12-31", { ...by(["sex"]), reconcile }],
  ]),
  besideLayout("results, then the funnel", {}, [
    [milestones, [year(2019)], "2020-12-31", {}],
    [milestones, [year(2019)], "2020-12-31", { funnel: vsePoluchitsyaFunnel }],
  ]),
  besideLayout("two indicators, then others", { sexes }, [
    [four.slice(0, 2), years, "2020-12-31", by(["sex"])],
    [four.slice(2), years, "2020-12-31", by(["sex"])],
  ]),
];
