/**
 * Test people as data: which parts of a definition they exercise, which small changes they notice, and verdicts
 * asserted.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  after,
  withoutLastDay,
  starting,
  registration,
  on,
  lastDay,
  followUps,
  firstDay,
  falls,
  exits,
  earlier,
  aged,
  type Condition,
  change,
  clip,
  countedIn,
  employedAtFollowUp,
  enrolment,
  every,
  except,
  exit,
  happens,
  inGroup,
  joined,
  lasts,
  lastSupportEnd,
  not,
  overlap,
  placements,
  quarterAfter,
  reportingPeriod,
  services,
  some,
  support,
  times,
  totals,
  touching,
  union,
  untilHorizon,
} from "../../src/define/index";
import {
  weeks,
  catalogue,
  days,
  defineIndicator,
  months,
  parseDataset,
  supportedSixMonthsShare,
  workExperienceShare,
  year,
} from "../../src/core/index";
import { assertVerdicts, coverage, mutants, type TestPerson } from "../../src/testing/index";

const FOLDER = "fixtures/people";
const people: readonly TestPerson[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".json"))
  .sort()
  .map((file) => ({
    name: file.replace(/\.json$/, ""),
    ...(JSON.parse(readFileSync(`${FOLDER}/${file}`, "utf8")) as Omit<TestPerson, "name">),
  }));

const registered = {
  id: "E-1",
  type: "beneficiary-registered",
  beneficiaryId: "B-1",
  date: "2019-01-01",
  targetGroups: ["a"],
};
const served = {
  id: "E-2",
  type: "service-delivered",
  beneficiaryId: "B-1",
  date: "2019-01-10",
  service: "job-search",
};
const started = { id: "E-3", type: "placement-started", beneficiaryId: "B-1", date: "2019-03-04", placementId: "P-1" };
const ended = { id: "E-4", type: "placement-ended", beneficiaryId: "B-1", date: "2019-03-04", placementId: "P-1" };
const in2019 = { period: year(2019), asOf: "2019-12-31" };
const oneDay: TestPerson = { name: "one-day", events: [registered, served, started, ended], expect: [in2019] };

/**
 * What nobody in `fixtures/people/` notices of the five. `happens` asks for a day in the window: spells cut to it and
 * whole spells that have a day in it are there for the same people, so nobody could notice.
 */
const UNNOTICED = [
  "1.1 denominator.spells: whole spells instead of their parts in the window",
  "1.1 numerator.spells: whole spells instead of their parts in the window",
  "2.1 denominator.spells: whole spells instead of their parts in the window",
];

describe("the people of fixtures/people/", () => {
  const found = catalogue.vsePoluchitsya.map(({ code, ...indicator }) => ({ code, all: mutants(indicator, people) }));

  it("notice every small change to the five indicators that anybody could notice", () => {
    const unnoticed = found.flatMap(({ code, all }) =>
      all.filter(({ noticed }) => !noticed).map(({ path, change }) => `${code} ${path}: ${change.en}`),
    );
    expect(unnoticed).toEqual(UNNOTICED);
  });

  it("are tried against this many small changes", () => {
    expect(Object.fromEntries(found.map(({ code, all }) => [code, all.length]))).toEqual({
      ...{ "1.1": 10, "1.2": 25, "1.3": 15, "1.4": 15, "2.1": 7 },
    });
  });

  it("show every part of the five indicators true of somebody and false of somebody", () => {
    const covered = coverage(catalogue.vsePoluchitsya, people);
    const unproved = covered.flatMap(({ code, parts }) =>
      parts.filter(({ neverSeen }) => neverSeen.length > 0).map(({ path }) => `${code} ${path}`),
    );
    expect(unproved).toEqual([]);
    expect(covered.map(({ parts }) => parts.length)).toEqual([8, 17, 15, 15, 4]);
  });
});

describe("coverage()", () => {
  it("tells of whom each part was true, false, pending or unknown when there are several people", () => {
    const running: TestPerson = {
      ...oneDay,
      name: "running",
      events: [registered, served, { ...started, setting: "open-market" }],
    };
    const idle: TestPerson = { ...oneDay, name: "idle", events: [registered, served] };
    const unrecorded: TestPerson = { ...oneDay, name: "unrecorded", events: [registered, served, started] };
    const sixMonths = lasts(placements({ setting: "open-market" }), { atLeast: months(12) });
    const indicator = defineIndicator({
      code: "own",
      title: { ru: "Доля", en: "Share" },
      denominator: countedIn(
        defineIndicator({
          code: "all",
          title: { ru: "Доля", en: "Share" },
          denominator: happens(enrolment()),
          numerator: happens(services()),
          exclusions: [{ reason: "b", when: inGroup("targetGroup", ["b"]) }],
        }),
      ),
      numerator: some(not(happens(placements())), sixMonths),
      exclusions: [{ reason: "c", when: inGroup("targetGroup", ["c"]) }],
    });
    const [covered] = coverage([indicator], [oneDay, running, idle, unrecorded]);
    const seen = Object.fromEntries(covered!.parts.map(({ path, seen }) => [path, seen]));
    expect(Object.keys(seen)).toEqual([
      ...["denominator", "denominator.definition.denominator", "denominator.definition.denominator.spells"],
      ...["denominator.definition.numerator", "denominator.definition.numerator.spells"],
      ...["denominator.definition.exclusions.0.when", "exclusions.0.when"],
      ...["numerator", "numerator.of.0", "numerator.of.0.of", "numerator.of.0.of.spells"],
      ...["numerator.of.1", "numerator.of.1.spells"],
    ]);
    expect(seen["numerator.of.1"]).toEqual({
      ...{ true: [], false: ["one-day", "idle"], pending: ["running"], unknown: ["unrecorded"] },
    });
    expect(seen["numerator.of.1.spells"]).toEqual({
      ...{ true: ["running"], false: ["one-day", "idle", "unrecorded"], pending: ["running"], unknown: [] },
    });
    expect(covered!.verdicts).toEqual({
      ...{ outside: [], excluded: [], counted: ["idle"], pending: ["running"], unknown: ["unrecorded"] },
      "not-counted": ["one-day"],
    });
    const part = covered!.parts.find(({ path }) => path === "numerator.of.1");
    expect(part?.neverSeen).toEqual(["true"]);
    expect(part?.part.ru).toBe(
      "У благополучателя есть отдельный период работы на открытом рынке труда продолжительностью 12 месяцев и более.",
    );
    expect(JSON.parse(JSON.stringify(covered))).toEqual(covered);
  });

  it("throws a TypeError when given something else than indicators or people", () => {
    expect(() => coverage([undefined as never], [oneDay])).toThrow(
      /^Cannot measure coverage: indicators\.0 must be made by/,
    );
    expect(() => coverage([workExperienceShare], [{ name: "x" } as never])).toThrow(
      "Cannot measure coverage: people.0.events must be a list, received nothing",
    );
    expect(() => coverage([workExperienceShare], [null as never])).toThrow(TypeError);
  });
});

/** The changes tried on a numerator, as lines. */
function changesOf(
  numerator: Condition,
  exclusions?: readonly { reason: string; when: Condition }[],
): readonly string[] {
  const title = { ru: "Доля", en: "Share" };
  const denominator = happens(enrolment());
  const indicator = defineIndicator({ code: "own", title, denominator, numerator, ...(exclusions && { exclusions }) });
  return mutants(indicator, [])
    .filter(({ path }) => !path.startsWith("denominator"))
    .map(({ path, change }) => `${path.replace(/^numerator\.?/, "")}: ${change.en}`);
}

const inPeriod = clip(placements(), reportingPeriod);

const tried: readonly (readonly [Condition, readonly string[]])[] = [
  [
    totals(inPeriod, { atLeast: days(2) }),
    [
      ...["atLeast: 3 days instead of 2 days", "atLeast: 1 day instead of 2 days", ": in one spell instead of in all"],
      ...["spells: whole spells instead of their parts in the window", "spells: without the window"],
      "spells.window: all time up to the horizon",
    ],
  ],
  [
    times(clip(employedAtFollowUp(), untilHorizon), { atLeast: 1, atMost: 3 }),
    [
      ...["atLeast: 2 instead of 1", "atLeast: 0 instead of 1", "atLeast: without the limit"],
      ...["atMost: 4 instead of 3", "atMost: 2 instead of 3", "atMost: without the limit"],
      ...["spells: whole spells instead of their parts in the window", "spells: without the window"],
      "spells.window: the reporting period",
    ],
  ],
  [
    change({ improved: { atLeast: 1 }, worsened: { atMost: 0 } }, { criterionFrom: "asked" }),
    [
      ...["rule.improved.atLeast: 2 instead of 1"], // 0 is always true: impossible
      "rule.worsened.atMost: 1 instead of 0",
      ...["rule.improved: without this demand", "rule.improved: not worse instead of better"],
      ...["rule.worsened: without this demand", "pairing.criterionFrom: on any criterion"],
    ],
  ],
  [
    change(
      { improved: { atLeast: 1 } },
      {
        ...{ baseline: { within: days(30) }, followUp: { after: months(6), tolerance: days(14) }, spacing: weeks(4) },
        ...{ same: ["rater", "instrument"], missing: "not-improved" },
      },
    ),
    [
      ...["rule.improved.atLeast: 2 instead of 1", "rule.improved: not worse instead of better"],
      "pairing.baseline.within: 31 days instead of 30 days",
      "pairing.baseline.within: 29 days instead of 30 days",
      "pairing.baseline: the first score of all",
      "pairing.followUp.after: 7 months instead of 6 months",
      "pairing.followUp.after: 5 months instead of 6 months",
      "pairing.followUp.after: 185 days instead of 6 months",
      "pairing.followUp.after: 180 days instead of 6 months",
      "pairing.followUp.tolerance: 15 days instead of 14 days",
      "pairing.followUp.tolerance: 13 days instead of 14 days",
      "pairing.followUp.from: scheduled from registration",
      "pairing.followUp: the last score instead of the one nearest to the scheduled day",
      ...["pairing.same.0: by any two raters", "pairing.same.1: by any two instruments"],
      ...["pairing.spacing: 5 weeks instead of 4 weeks", "pairing.spacing: 3 weeks instead of 4 weeks"],
      ...["pairing.spacing: 29 days instead of 4 weeks", "pairing.spacing: without the least spacing"],
      "pairing.missing: unknown without a pair",
    ],
  ],
  [
    change(
      { improved: { atLeast: 1 } },
      { followUp: { after: days(60), tolerance: days(0), from: "registration" }, same: ["rater"] },
    ),
    [
      ...["rule.improved.atLeast: 2 instead of 1", "rule.improved: not worse instead of better"],
      "pairing.followUp.after: 61 days instead of 60 days",
      "pairing.followUp.after: 59 days instead of 60 days",
      "pairing.followUp.tolerance: 1 day instead of 0 days",
      "pairing.followUp.from: scheduled from the baseline",
      "pairing.followUp: the last score instead of the one nearest to the scheduled day",
      "pairing.same.0: by any two raters",
    ],
  ],
  [inGroup("sex", ["a", "b"]), ['of.0: without "a"', 'of.1: without "b"']],
  [
    aged({ from: 18, under: 23, at: "period-start" }),
    [
      ...["from: 19 instead of 18", "from: 17 instead of 18", "under: 24 instead of 23", "under: 22 instead of 23"],
      "at: age on the day of registration",
    ],
  ],
  [countedIn(workExperienceShare), [": enough to be in the denominator of indicator 1.1"]],
  [
    every(inGroup("sex", ["a"]), not(happens(support()))),
    [
      ": any instead of all",
      ...['of.0: without “The beneficiary\'s sex is "a"”', "of.1: without “The beneficiary has no day of support”"],
      ...["of.1: without the denial", "of.1.of: at least 2 days instead of one"],
    ],
  ],
  [
    happens(touching(joined(except(placements(), support()), { gap: days(7) }), quarterAfter(lastSupportEnd, 1))),
    [
      ": at least 2 days instead of one",
      "spells: parts of spells in the window instead of whole ones",
      ...["spells: spells that start in the window instead of those that touch it", "spells: without the window"],
      ...["spells.window.count: 2 instead of 1", "spells.window.count: 0 instead of 1"],
      ...["spells.of.gap: breaks of up to 8 days", "spells.of: spells are not joined"],
      ...["spells.of.of: with instead of without", "spells.of.of.of.1: without “A spell of support”"],
    ],
  ],
  [
    happens(
      clip(
        overlap(union(placements({ contract: "temporary" }), services({ service: "x" })), support()),
        after(exit, months(1), months(2)),
      ),
    ),
    [
      ": at least 2 days instead of one",
      ...["spells: whole spells instead of their parts in the window", "spells: without the window"],
      ...["spells.window.from: 2 months instead of 1 month", "spells.window.from: 0 months instead of 1 month"],
      "spells.window.from: 32 days instead of 1 month",
      "spells.window.from: 30 days instead of 1 month",
      ...["spells.window.to: 3 months instead of 2 months", "spells.window.to: 1 month instead of 2 months"],
      "spells.window.to: 63 days instead of 2 months",
      "spells.window.to: 60 days instead of 2 months",
      ...["spells.of: without instead of with", "spells.of.of.1: without “A spell of support”"],
      ...["spells.of.of.0.of.0: without “A spell of work under a temporary contract”"],
      ...['spells.of.of.0.of.1: without “An occasion of the service "x"”'],
      ...["spells.of.of.0.of.0.contract: under any contract", "spells.of.of.0.of.1.service: any service"],
    ],
  ],
  [
    happens(starting(exits({ reason: ["work", "study"] }), earlier(reportingPeriod, months(3)))),
    [
      ...[": at least 2 days instead of one", ": only the very first instead of any"],
      ...["spells: spells that touch the window instead of those that start in it", "spells: without the window"],
      ...["spells.window.by: 4 months instead of 3 months", "spells.window.by: 2 months instead of 3 months"],
      ...["spells.window.by: 93 days instead of 3 months", "spells.window.by: 90 days instead of 3 months"],
      ...["spells.window: not moved back", "spells.window.of: all time up to the horizon"],
      ...[
        "spells.of.reason: for any reason",
        'spells.of.reason.0: without "work"',
        'spells.of.reason.1: without "study"',
      ],
    ],
  ],
  [
    times(clip(followUps({ status: "unreachable" }), on(lastDay(exits({ reason: "work" })), days(90))), { atLeast: 1 }),
    [
      ...["atLeast: 2 instead of 1"], // 0 is always true: impossible
      ...["spells: whole spells instead of their parts in the window", "spells: without the window"],
      ...["spells.window.after: 91 days instead of 90 days", "spells.window.after: 89 days instead of 90 days"],
      "spells.window.anchor: the first day instead of the last",
      ...["spells.window.anchor.of.reason: for any reason", "spells.of.status: with any result"],
    ],
  ],
  [
    lasts(withoutLastDay(joined(placements({ setting: "open-market" }), { gap: days(28), within: "employer" })), {
      atLeast: weeks(13),
    }),
    [
      ...["atLeast: 14 weeks instead of 13 weeks", "atLeast: 12 weeks instead of 13 weeks"],
      ...["atLeast: 92 days instead of 13 weeks", ": in all instead of in one spell"],
      ...[
        "spells: the last day counts",
        "spells.of.gap: breaks of up to 29 days",
        "spells.of.within: with any employers",
      ],
      ...["spells.of: spells are not joined", "spells.of.of.setting: of any setting"],
    ],
  ],
  [
    falls(firstDay(placements({ contract: "permanent" })), quarterAfter(registration, 1)),
    [
      ": any such day instead of this one",
      ...["anchor: the last day instead of the first", "anchor.of.contract: under any contract"],
      ...["window.count: 2 instead of 1", "window.count: 0 instead of 1"],
    ],
  ],
  [falls(exit, reportingPeriod), [": any such day instead of this one", "window: all time up to the horizon"]],
  [
    aged({ from: 18, at: firstDay(support()) }),
    [
      ...["from: 19 instead of 18", "from: 17 instead of 18", "at: age on the first day of the reporting period"],
      "at: the last day instead of the first",
    ],
  ],
];

describe("mutants()", () => {
  it.each(tried)("tries these changes when the numerator is %j", (numerator, expected) => {
    expect(changesOf(numerator)).toEqual(expected);
  });

  it("drops each exclusion in turn when there are several", () => {
    const exclusions = ["a", "b"].map((reason) => ({ reason, when: inGroup("targetGroup", [reason]) }));
    expect(changesOf(inGroup("sex", ["a"]), exclusions)).toEqual([
      'exclusions.0: without the exclusion "a"',
      'exclusions.1: without the exclusion "b"',
    ]);
  });

  it("names who notices, and ignores who expects nothing of the indicator", () => {
    const twoDays = (all: readonly TestPerson[]) =>
      mutants(workExperienceShare, all).find(({ path }) => path === "numerator");
    const expects = (code: string): TestPerson => ({
      ...oneDay,
      expect: [{ ...in2019, verdicts: { [code]: "counted" } }],
    });
    expect(twoDays([oneDay])).toMatchObject({ noticed: true, by: ["one-day"] });
    expect(twoDays([expects("1.1")])).toMatchObject({ noticed: true, by: ["one-day"] });
    expect(twoDays([expects("1.3")])).toMatchObject({ noticed: false, by: [] });
    expect(twoDays([])).toMatchObject({ noticed: false, by: [] });
  });

  it("throws a TypeError when given something else than an indicator", () => {
    expect(() => mutants("1.1" as never, [])).toThrow(
      'Cannot try small changes: indicator must be made by defineIndicator, received "1.1"',
    );
  });
});

describe("assertVerdicts()", () => {
  const dataset = parseDataset([registered, served, { ...started, setting: "open-market" }]);
  const about = { ...in2019, asOf: "2019-06-30", beneficiaryId: "B-1" };

  it("passes when every verdict is as expected, or nothing is expected", () => {
    assertVerdicts(dataset, [
      { ...about, indicator: workExperienceShare, verdict: "counted" },
      { ...about, indicator: supportedSixMonthsShare, verdict: "not-counted" },
    ]);
    assertVerdicts(dataset, []);
  });

  it("throws an Error that lists every mismatch with its reason when verdicts are others", () => {
    const [, , , unsupported] = catalogue.vsePoluchitsya;
    const wrong = [
      { ...about, indicator: workExperienceShare, verdict: "outside" },
      { ...about, indicator: supportedSixMonthsShare, verdict: "not-counted" },
      { ...about, indicator: unsupported!, verdict: "counted" },
    ] as const;
    expect(() => assertVerdicts(dataset, wrong)).toThrow(
      new Error(
        [
          "Cannot confirm the verdicts: 2 of 3 must be as expected",
          '  1.1, 2019-01-01 – 2019-12-31 as of 2019-06-30, "B-1": expected outside, received counted',
          '  1.4, 2019-01-01 – 2019-12-31 as of 2019-06-30, "B-1": expected counted, received pending: counted on 2019-09-03 if what runs goes on through that day',
        ].join("\n"),
      ),
    );
  });

  it("throws a RangeError when the verdict or beneficiary is not one, and a TypeError when the indicator is not", () => {
    const right = { ...about, indicator: workExperienceShare, verdict: "counted" } as const;
    expect(() => assertVerdicts(dataset, [{ ...right, verdict: "count" as never }])).toThrow(
      'Cannot confirm the verdicts: expectations.0.verdict must be one of outside, excluded, counted, pending, unknown, not-counted, received "count"; did you mean "counted"?',
    );
    expect(() => assertVerdicts(dataset, [{ ...right, beneficiaryId: "B-9" }])).toThrow(RangeError);
    expect(() => assertVerdicts(dataset, [undefined as never])).toThrow(TypeError);
  });
});
