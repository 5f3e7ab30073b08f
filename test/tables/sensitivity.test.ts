import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  aged,
  clip,
  countedIn,
  employedAtFollowUp,
  enrolment,
  every,
  falls,
  firstDay,
  happens,
  joined,
  lasts,
  on,
  overlap,
  placements,
  reportingPeriod,
  some,
  support,
  times,
  totals,
  touching,
  withoutLastDay,
} from "../../src/define/index";
import {
  catalogue,
  DefinitionError,
  type Defined,
  days,
  defineIndicator,
  evaluate,
  type Indicator,
  type IndicatorDefinition,
  members,
  months,
  parseDataset,
  socialChangeShare,
  supportedOneToSixMonthsShare,
  supportedSixMonthsShare,
  unsupportedSixMonthsShare,
  type Verdict,
  workExperienceShare,
  year,
} from "../../src/core/index";
import {
  flips,
  type IndicatorReading,
  type OwnReading,
  readingsFor,
  type SensitivityOptions,
  sensitivity,
} from "../../src/tables/index";
import { populationsOnOccasions } from "../core/naive/population";
import { howMany } from "../long";

const VERDICTS: readonly Verdict[] = ["outside", "excluded", "counted", "pending", "unknown", "not-counted"];
const title = { ru: "п", en: "i" };

type Event = Readonly<Record<string, unknown>>;

type Told = readonly (readonly [type: string, date: string, fields: Event])[];

/** The events of one person, numbered: registered and served in 2019 and 2020, and what is said besides. */
function person(...events: readonly (readonly [type: string, date: string, fields: Event])[]): readonly Event[] {
  const all = [
    ["beneficiary-registered", "2018-12-01", { targetGroups: [] }],
    ["service-delivered", "2019-01-01", { service: "social-adaptation" }],
    ["service-delivered", "2020-01-01", { service: "social-adaptation" }],
    ...events,
  ] as const;
  return all.map(([type, date, fields], at) =>
    Object.freeze({ id: `E-${at}`, type, beneficiaryId: "B-1", date, ...fields }),
  );
}

/** A placement on the open market with both days worked; it runs on when there is no end. */
function work(placementId: string, from: string, to?: string, fields: Event = {}): Told {
  const open = { placementId, setting: "open-market", contract: "temporary", ...fields };
  const end = to === undefined ? [] : [["placement-ended", to, { placementId }] as const];
  return [["placement-started", from, open], ...end];
}

function supported(from: string, to?: string): Told {
  const end = to === undefined ? [] : [["support-ended", to, { supportId: "S-1" }] as const];
  return [["support-started", from, { supportId: "S-1" }], ...end];
}

const followedUp = (date: string, status: string): Told => [["follow-up-recorded", date, { status }]];
const scored = (date: string, score: number): Told => [["assessment-recorded", date, { criterion: "housing", score }]];

/** Support all the while, and a gap between two placements, the second of which is long enough by neither itself. */
const withGap = (resumed: string, first: Event = {}, second: Event = {}) =>
  person(
    ...supported("2019-01-01", "2019-12-31"),
    ...work("P-1", "2019-01-01", "2019-03-31", first),
    ...work("P-2", resumed, "2019-07-31", second),
  );
const [atA, atB] = [{ employer: "A" }, { employer: "B" }];
const both = (...of: string[]): OwnReading => ({ code: "both", title, of });

/** Supported work from the first to the last day. */
const supportedWork = (from: string, to?: string) => person(...supported(from, to), ...work("P-1", from, to));

const [EXPERIENCE, SHORT, LONG, ALONE, CHANGE] = [
  workExperienceShare,
  supportedOneToSixMonthsShare,
  supportedSixMonthsShare,
  unsupportedSixMonthsShare,
  socialChangeShare,
];

/**
 * Worked by hand: days of a length are counted with both ends; six months from the first of a month end on the last of
 * the sixth.
 */
const cases: readonly (readonly [
  why: string,
  events: readonly Event[],
  indicator: Indicator,
  reading: string | OwnReading,
  from: Verdict,
  to: Verdict,
  inYear?: number,
])[] = [
  // 15 January to 14 July is six months: 17 + 28 + 31 + 30 + 31 + 30 + 14 = 181 days.
  ["181 days of six months", supportedWork("2019-01-15", "2019-07-14"), LONG, "days-180", "counted", "counted"],
  ["181 days of six months", supportedWork("2019-01-15", "2019-07-14"), LONG, "days-182", "counted", "not-counted"],
  ["181 days of six months", supportedWork("2019-01-15", "2019-07-14"), LONG, "days-183", "counted", "not-counted"],
  ["181 days of six months", supportedWork("2019-01-15", "2019-07-14"), SHORT, "days-182", "not-counted", "counted"],
  ["180 days, a day short", supportedWork("2019-01-15", "2019-07-13"), LONG, "days-180", "not-counted", "counted"],
  ["180 days, a day short", supportedWork("2019-01-15", "2019-07-13"), SHORT, "days-180", "counted", "not-counted"],
  // 1 July to 31 December is six months and 184 days.
  ["183 days, a day short", supportedWork("2019-07-01", "2019-12-30"), LONG, "days-183", "not-counted", "counted"],
  ["182 days, two short", supportedWork("2019-07-01", "2019-12-29"), LONG, "days-183", "not-counted", "not-counted"],
  ["182 days, two short", supportedWork("2019-07-01", "2019-12-29"), LONG, "days-182", "not-counted", "counted"],
  ["30 days of March", supportedWork("2019-03-01", "2019-03-30"), SHORT, "days-180", "not-counted", "counted"],
  ["30 days of March", supportedWork("2019-03-01", "2019-03-30"), SHORT, "days-182", "not-counted", "not-counted"],
  ["28 days of February", supportedWork("2019-02-01", "2019-02-28"), SHORT, "days-180", "counted", "not-counted"],

  // Work ends on 31 March; the days between are 1 to 14 April, 15 April, 28 April, 29 April.
  ["a break of 14 days", withGap("2019-04-15"), LONG, "gap-14", "not-counted", "counted"],
  ["a break of 15 days", withGap("2019-04-16"), LONG, "gap-14", "not-counted", "not-counted"],
  ["a break of 15 days", withGap("2019-04-16"), LONG, "gap-28", "not-counted", "counted"],
  ["a break of 28 days", withGap("2019-04-29"), LONG, "gap-28", "not-counted", "counted"],
  ["a break of 29 days", withGap("2019-04-30"), LONG, "gap-28", "not-counted", "not-counted"],
  ["two short spells become a long one", withGap("2019-04-15"), SHORT, "gap-14", "counted", "not-counted"],
  [
    "a fortnight with support inside unsupported work",
    person(...work("P-1", "2019-01-01", "2019-07-31"), ...supported("2019-04-01", "2019-04-14")),
    ALONE,
    "gap-14",
    "not-counted",
    "counted",
  ],

  ["two employers without a break", withGap("2019-04-01", atA, atB), LONG, "same-employer", "counted", "not-counted"],
  ["one employer without a break", withGap("2019-04-01", atA, atA), LONG, "same-employer", "counted", "counted"],
  ["an employer not recorded", withGap("2019-04-01", atA), LONG, "same-employer", "counted", "unknown"],
  ["one employer after a break", withGap("2019-04-15", atA, atA), LONG, "same-employer", "not-counted", "not-counted"],
  [
    "one employer after a break",
    withGap("2019-04-15", atA, atA),
    LONG,
    both("gap-14", "same-employer"),
    "not-counted",
    "counted",
  ],
  [
    "two employers and a break",
    withGap("2019-04-15", atA, atB),
    LONG,
    both("gap-14", "same-employer"),
    "not-counted",
    "not-counted",
  ],
  ["two employers and a break", withGap("2019-04-15", atA, atB), LONG, "gap-14", "not-counted", "counted"],

  // 1 October 2019 to 31 May 2020: three months in 2019, five in 2020, eight in all.
  [
    "eight months over New Year",
    supportedWork("2019-10-01", "2020-05-31"),
    LONG,
    "clipped",
    "counted",
    "not-counted",
    2020,
  ],
  [
    "eight months over New Year",
    supportedWork("2019-10-01", "2020-05-31"),
    SHORT,
    "clipped",
    "not-counted",
    "counted",
    2020,
  ],
  [
    "eight months over New Year",
    supportedWork("2019-10-01", "2020-05-31"),
    EXPERIENCE,
    "clipped",
    "counted",
    "counted",
    2020,
  ],
  ["three months that run on", supportedWork("2019-10-01"), LONG, "clipped", "pending", "not-counted"],
  ["all of the year", supportedWork("2019-10-01", "2020-06-30"), LONG, "clipped", "counted", "counted", 2020],

  ["a day of work", supportedWork("2019-05-06", "2019-05-06"), EXPERIENCE, "last-day-out", "counted", "not-counted"],
  ["a day of work", supportedWork("2019-05-06", "2019-05-06"), LONG, "last-day-out", "not-counted", "outside"],
  ["exactly six months", supportedWork("2019-01-01", "2019-06-30"), LONG, "last-day-out", "counted", "not-counted"],
  ["exactly six months", supportedWork("2019-01-01", "2019-06-30"), SHORT, "last-day-out", "not-counted", "counted"],
  ["six months and a day", supportedWork("2019-01-01", "2019-07-01"), LONG, "last-day-out", "counted", "counted"],
  ["six months that still run", supportedWork("2019-07-01"), LONG, "last-day-out", "counted", "counted"],
  ["the next placement the next day", withGap("2019-04-01"), LONG, "last-day-out", "counted", "not-counted"],
  ["the next placement on the last day", withGap("2019-03-31"), LONG, "last-day-out", "counted", "counted"],
  // Unsupported from 1 July to 30 December, a day short of six months; without last days from 30 June to 29 December,
  // six months to the day. Both are 183 days.
  [
    "support that ends where work alone begins",
    person(...work("P-1", "2019-01-01", "2019-12-30"), ...supported("2019-01-01", "2019-06-30")),
    ALONE,
    "last-day-out",
    "not-counted",
    "counted",
  ],
  [
    "support that ends and work that runs",
    person(...work("P-1", "2019-01-01"), ...supported("2019-01-01", "2019-07-01")),
    ALONE,
    "last-day-out",
    "pending",
    "counted",
  ],

  [
    "not reached",
    person(...followedUp("2019-06-01", "unreachable")),
    EXPERIENCE,
    "losses-out",
    "not-counted",
    "excluded",
  ],
  [
    "not reached, but worked",
    person(...work("P-1", "2019-05-06", "2019-05-06"), ...followedUp("2019-06-01", "unreachable")),
    EXPERIENCE,
    "losses-out",
    "counted",
    "excluded",
  ],
  [
    "not reached, then employed",
    person(...followedUp("2019-06-01", "unreachable"), ...followedUp("2019-07-01", "employed")),
    EXPERIENCE,
    "losses-out",
    "not-counted",
    "not-counted",
  ],
  [
    "not reached, then not employed",
    person(...followedUp("2019-06-01", "unreachable"), ...followedUp("2019-07-01", "not-employed")),
    EXPERIENCE,
    "losses-out",
    "not-counted",
    "not-counted",
  ],
  ["nobody tried", person(), EXPERIENCE, "losses-out", "not-counted", "not-counted"],
  [
    "not reached in another year",
    person(...followedUp("2019-06-01", "unreachable")),
    EXPERIENCE,
    "losses-out",
    "not-counted",
    "not-counted",
    2020,
  ],
  ["never assessed", person(), CHANGE, "losses-out", "unknown", "unknown"],

  [
    "the same score",
    person(...scored("2019-02-01", 3), ...scored("2019-09-01", 3)),
    CHANGE,
    "improved",
    "counted",
    "not-counted",
  ],
  [
    "a better score",
    person(...scored("2019-02-01", 3), ...scored("2019-09-01", 4)),
    CHANGE,
    "improved",
    "counted",
    "counted",
  ],
  [
    "a better score",
    person(...scored("2019-02-01", 3), ...scored("2019-09-01", 4)),
    CHANGE,
    "two-improved-none-worse",
    "counted",
    "not-counted",
  ],
  [
    "a better score",
    person(...scored("2019-02-01", 3), ...scored("2019-09-01", 4)),
    CHANGE,
    "asked",
    "counted",
    "unknown",
  ],
];

describe("sensitivity() of one person", () => {
  for (const [why, events, indicator, reading, from, to, inYear = 2019] of cases) {
    const name = typeof reading === "string" ? reading : "of" in reading ? reading.of.join(" + ") : reading.code;
    it(`gives ${from} → ${to} on ${indicator.code} under ${name}: ${why}`, () => {
      const dataset = parseDataset(events);
      const options = { period: year(inYear), asOf: `${inYear}-12-31` };
      const { base, readings } = sensitivity(dataset, indicator, { ...options, readings: [reading] });
      const [figures] = readings;
      expect(base.verdicts[from]).toBe(1);
      if (figures !== undefined) expect(figures.verdicts[to]).toBe(1);
      else expect(to).toBe(from);
      const flipped = from === to ? [] : [{ beneficiaryId: "B-1", from, to }];
      expect(flips(dataset, indicator, { ...options, reading })).toEqual(flipped);
      expect(figures?.flips ?? []).toEqual(from === to ? [] : [{ from, to, people: 1 }]);
    });
  }
});

const applicable = (indicator: Defined) =>
  readingsFor(indicator).flatMap(({ code, status }) => (status === "applicable" ? [code] : []));
const readingOf = (indicator: Defined, code: string): IndicatorReading =>
  readingsFor(indicator).find((reading) => reading.code === code)!;
const read = (indicator: Defined, code: string): Indicator => defineIndicator(readingOf(indicator, code).definition!);
const own = (parts: Partial<IndicatorDefinition>): Indicator =>
  defineIndicator({
    code: "own",
    title,
    denominator: happens(touching(enrolment(), reportingPeriod)),
    numerator: happens(placements()),
    ...parts,
  });

const DURATIONS = ["clipped", "gap-14", "gap-28", "same-employer", "days-180", "days-182", "days-183"];

describe("readingsFor()", () => {
  it.each<readonly [Indicator, readonly string[]]>([
    [EXPERIENCE, ["last-day-out", "losses-out"]],
    [SHORT, [...DURATIONS, "last-day-out", "losses-out"]],
    [LONG, [...DURATIONS, "last-day-out", "losses-out"]],
    [ALONE, [...DURATIONS, "last-day-out", "losses-out"]],
    [
      CHANGE,
      ["improved", "improved-none-worse", "none-worse", "net", "two-improved-none-worse", "asked", "losses-out"],
    ],
  ])("lists what applies to $0.code", (indicator, codes) => {
    expect(applicable(indicator)).toEqual(codes);
    const rest = readingsFor(indicator).filter(({ code }) => !codes.includes(code));
    expect(new Set(rest.map(({ status }) => status))).toEqual(new Set(["changes-nothing"]));
    for (const { definition } of rest) expect(defineIndicator(definition!).fingerprint).toBe(indicator.fingerprint);
  });

  it.each([
    "clipped whole",
    "gap-14 gap-0",
    "same-employer any-employer",
    "days-182 calendar-months",
    "last-day-out last-day-in",
    "losses-out losses-in",
  ])("takes back what the opposite reading did: %s", (pair) => {
    const [there, back] = pair.split(" ") as [string, string];
    const changed = read(LONG, there);
    expect(changed.fingerprint).not.toBe(LONG.fingerprint);
    expect(read(changed, back).fingerprint).toBe(LONG.fingerprint);
  });

  it("lists what would be refused as impossible, with the reason", () => {
    const work = joined(overlap(support(), placements()), { gap: days(0) });
    const impossible = readingOf(own({ numerator: lasts(work, { atLeast: months(1) }) }), "same-employer");
    expect(impossible).toMatchObject({ status: "impossible", definition: null });
    expect(impossible.issues.map(({ code, path }) => [code, path.join(".")])).toEqual([
      ["definition.no-employer", "numerator.spells.of"],
    ]);
    const narrow = own({ numerator: lasts(placements(), { atLeast: days(181), under: months(6) }) });
    expect(readingOf(narrow, "days-180").issues.map(({ code }) => code)).toEqual(["definition.under-below-at-least"]);
    expect(readingOf(narrow, "days-183").status).toBe("applicable");
  });

  it("puts a reading that the definition names in place of a shipped one of the same code", () => {
    const named = own({ readings: [{ code: "whole", title, numerator: happens(support()) }] });
    const found = readingsFor(named).filter(({ code }) => code === "whole");
    expect(found.map(({ definition }) => definition?.numerator)).toEqual([happens(support())]);
  });

  it("reaches denominators, exclusions, indicators referred to, and the days windows are laid from", () => {
    const everywhere = (gap: number) => {
      const spells = joined(placements(), { gap: days(gap) });
      const inner = own({ code: "inner", numerator: happens(spells) });
      return own({
        denominator: every(
          countedIn(inner),
          some(times(spells, { atLeast: 2 }), aged({ under: 25, at: firstDay(spells) })),
        ),
        numerator: every(
          falls(firstDay(spells), on(firstDay(joined(spells, { gap: days(gap) })), days(1))),
          totals(clip(support(), on(firstDay(spells), months(1))), { atLeast: days(5) }),
        ),
        exclusions: [{ reason: "other", when: happens(overlap(spells, withoutLastDay(spells))) }],
      });
    };
    expect(read(everywhere(3), "gap-14").fingerprint).toBe(everywhere(14).fingerprint);
    const lastDayOut = JSON.stringify(read(everywhere(3), "last-day-out").definition);
    const recorded = lastDayOut.match(/\{"kind":"(placements|support)"\}/g) ?? [];
    expect(recorded.length).toBe(lastDayOut.match(/"without-last-day"/g)?.length);
  });

  it("cuts only what is measured, and only to the reporting period", () => {
    const spells = touching(placements(), reportingPeriod);
    const definition = own({
      denominator: happens(spells),
      numerator: some(
        lasts(spells, { atLeast: days(9) }),
        lasts(touching(support(), on("registration", days(9))), { atLeast: days(5) }),
      ),
    });
    const cut = own({
      denominator: happens(spells),
      numerator: some(
        lasts(clip(placements(), reportingPeriod), { atLeast: days(9) }),
        lasts(touching(support(), on("registration", days(9))), { atLeast: days(5) }),
      ),
    });
    expect(read(definition, "clipped").fingerprint).toBe(cut.fingerprint);
  });
});

const bridged = own({
  code: "bridged",
  denominator: happens(employedAtFollowUp()),
  numerator: totals(clip(joined(placements(), { gap: days(14) }), reportingPeriod), { atLeast: days(180) }),
});
/** Each indicator under each reading that applies to it, by code. */
const variants = new Map(
  [...catalogue.vsePoluchitsya, bridged].map((indicator) => [
    indicator,
    new Map(applicable(indicator).map((code) => [code, read(indicator, code)])),
  ]),
);
type Drawn = typeof populationsOnOccasions extends fc.Arbitrary<infer Value> ? Value : never;

const law =
  (
    holds: (
      dataset: ReturnType<typeof parseDataset>,
      options: { period: Drawn["period"]; asOf: string },
      indicator: Indicator,
    ) => void,
  ) =>
  () =>
    fc.assert(
      fc.property(
        populationsOnOccasions,
        fc.constantFrom(...variants.keys()),
        ({ events, criteria, period, asOf }, indicator) => {
          holds(parseDataset(events, criteria === undefined ? {} : { criteria }), { period, asOf }, indicator);
        },
      ),
      { numRuns: howMany(60), seed: 20_201_231 },
    );

describe("laws of sensitivity()", () => {
  it(
    "has the indicator's own result as its base, and each reading's as that of its definition",
    law((dataset, options, indicator) => {
      const { base, readings } = sensitivity(dataset, indicator, options);
      expect(base).toEqual(indicator(dataset, options));
      expect(readings.map(({ code }) => code)).toEqual([...variants.get(indicator)!.keys()]);
      for (const { code, verdicts, share, value, percent, interval, settled, bounds, notes, fingerprint } of readings) {
        const alone = variants.get(indicator)!.get(code)!(dataset, options);
        expect({ ...alone, verdicts, share, value, percent, interval, settled, bounds, notes, fingerprint }).toEqual(
          alone,
        );
      }
    }),
  );

  it(
    "flips() lists what the lists of members differ by, and sensitivity() counts it",
    law((dataset, options, indicator) => {
      const { base, readings } = sensitivity(dataset, indicator, options);
      const indicators = [indicator, ...variants.get(indicator)!.values()];
      const evaluation = evaluate(dataset, { indicators, periods: [options.period], asOf: options.asOf });
      const verdictsOf = ({ code }: Indicator) => {
        const named = { indicator: code, period: options.period };
        return new Map(
          VERDICTS.flatMap((verdict) => members(evaluation, { ...named, verdict }).map((id) => [id, verdict])),
        );
      };
      const asDefined = verdictsOf(indicator);
      for (const reading of readings) {
        const under = verdictsOf(variants.get(indicator)!.get(reading.code)!);
        const expected = [...asDefined].flatMap(([beneficiaryId, from]) => {
          const to = under.get(beneficiaryId)!;
          return from === to ? [] : [{ beneficiaryId, from, to }];
        });
        const listed = flips(dataset, indicator, { ...options, reading: reading.code });
        expect(listed).toEqual(expected.sort((a, b) => (a.beneficiaryId < b.beneficiaryId ? -1 : 1)));
        expect(reading.changed).toBe(listed.length);
        for (const { from, to, people } of reading.flips) {
          expect(people).toBe(listed.filter((flip) => flip.from === from && flip.to === to).length);
        }
        expect(reading.flips.reduce((sum, { people }) => sum + people, 0)).toBe(listed.length);
        const { numerator, denominator } = reading;
        expect(base.share.numerator + numerator.entered - numerator.left).toBe(reading.share.numerator);
        expect(base.share.denominator + denominator.entered - denominator.left).toBe(reading.share.denominator);
      }
    }),
  );

  it(
    "has a range that holds every share, with ends that are shares",
    law((dataset, options, indicator) => {
      const { base, readings, range } = sensitivity(dataset, indicator, options);
      const shares = new Map(
        [base, ...readings].map(({ share }, at) => [at === 0 ? "as-defined" : readings[at - 1]!.code, share]),
      );
      const values = [base, ...readings].flatMap(({ value }) => (value === null ? [] : [value])).sort();
      expect([range?.lowest.value, range?.highest.value]).toEqual([values[0], values.at(-1)]);
      for (const { value, readings: ends } of range === null ? [] : [range.lowest, range.highest]) {
        expect(ends.map(({ share }) => share)).toEqual(ends.map(({ code }) => shares.get(code)));
        expect(ends.length).toBe(values.filter((one) => one === value).length);
      }
    }),
  );

  /** Pairs of readings of which the first counts everybody whom the second counts. */
  const wider: readonly (readonly [indicator: Indicator, wide: string, narrow: string])[] = [
    [LONG, "gap-14", "as-defined"],
    [LONG, "gap-28", "gap-14"],
    [ALONE, "gap-14", "as-defined"],
    [ALONE, "gap-28", "gap-14"],
    [LONG, "as-defined", "clipped"],
    [ALONE, "as-defined", "clipped"],
    [LONG, "days-180", "as-defined"],
    [LONG, "days-180", "days-182"],
    [LONG, "days-182", "days-183"],
    [LONG, "as-defined", "same-employer"],
    [EXPERIENCE, "as-defined", "last-day-out"],
    [LONG, "as-defined", "last-day-out"],
    [EXPERIENCE, "as-defined", "losses-out"],
    [CHANGE, "as-defined", "improved"],
    [CHANGE, "improved", "improved-none-worse"],
    [CHANGE, "improved-none-worse", "two-improved-none-worse"],
  ];
  it.each(wider.map(([indicator, wide, narrow]) => ({ code: indicator.code, indicator, wide, narrow })))(
    "$code under $wide counts whoever it counts under $narrow",
    ({ indicator, wide, narrow }) => {
      const [wideOne, narrowOne] = [wide, narrow].map((code) =>
        code === "as-defined" ? indicator : read(indicator, code),
      ) as [Indicator, Indicator];
      law((dataset, { period, asOf }) => {
        const counted = (one: Indicator) =>
          members(evaluate(dataset, { indicators: [one], periods: [period], asOf }), {
            indicator: one.code,
            period,
            verdict: "counted",
          });
        expect(counted(wideOne)).toEqual(expect.arrayContaining([...counted(narrowOne)]));
      })();
    },
  );
});

describe("sensitivity()", () => {
  const dataset = parseDataset(withGap("2019-04-15", atA, atB));
  const options = { period: year(2019), asOf: "2019-12-31" };

  it("gives plain frozen data, the same bytes twice, and changes nothing it is given", () => {
    const asked = Object.freeze(["gap-14", Object.freeze(both("gap-14", "clipped"))]);
    const once = sensitivity(dataset, LONG, Object.freeze({ ...options, readings: asked }));
    expect(JSON.parse(JSON.stringify(once))).toEqual(once);
    expect(JSON.stringify(sensitivity(dataset, LONG, { ...options, readings: asked }))).toBe(JSON.stringify(once));
    const isFrozen = (value: unknown): boolean =>
      typeof value !== "object" || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));
    expect(isFrozen(once)).toBe(true);
    expect(isFrozen(readingsFor(LONG))).toBe(true);
  });

  it("says the range, each reading and why others were not computed, in both languages", () => {
    const { sentence, readings, notComputed, range } = sensitivity(dataset, LONG, {
      ...options,
      readings: ["gap-14", "gap-0"],
    });
    expect(sentence).toEqual({
      ru: "Как определено: 0,0% (0 из 1). Самая низкая доля: 0,0% (0 из 1) (как определено); самая высокая: 100,0% (1 из 1) («Перерывы до 14 дней не прерывают период, их дни считаются»).",
      en: "As defined: 0.0% (0 of 1). Lowest share: 0.0% (0 of 1) (as defined); highest: 100.0% (1 of 1) (“Breaks of up to 14 days do not end a spell, and their days count”).",
    });
    expect(readings[0]?.sentence).toEqual({
      ru: "Перерывы до 14 дней не прерывают период, их дни считаются: 0,0% (0 из 1) → 100,0% (1 из 1); вошли в числитель: 1, вышли из него: 0; с другим вердиктом: 1.",
      en: "Breaks of up to 14 days do not end a spell, and their days count: 0.0% (0 of 1) → 100.0% (1 of 1); entered the numerator: 1, left it: 0; with another verdict: 1.",
    });
    expect(readings[0]?.difference).toBe("1.0000000000");
    expect(notComputed.map(({ code, reason, message }) => [code, reason, message.ru])).toEqual([
      ["gap-0", "changes-nothing", "Определение от этого прочтения не меняется."],
    ]);
    expect(range?.highest.readings).toEqual([{ code: "gap-14", share: { numerator: 1, denominator: 1 } }]);
  });

  it("says where an impossible reading fails", () => {
    const spells = joined(overlap(support(), placements()), { gap: days(0) });
    const indicator = own({ numerator: lasts(spells, { atLeast: months(1) }) });
    const [first] = sensitivity(dataset, indicator, { ...options, readings: ["same-employer"] }).notComputed;
    expect(first).toMatchObject({ code: "same-employer", reason: "impossible" });
    expect(first?.message.ru).toBe(
      "По этому прочтению определения не получается: numerator.spells.of (definition.no-employer).",
    );
    expect(() => flips(dataset, indicator, { ...options, reading: "same-employer" })).toThrow(
      new RangeError(
        'Cannot list the people a reading moves: the reading must be possible for own (definition.no-employer at numerator.spells.of), received "same-employer"; join placements() within an employer first, and lay anything else over what comes of it',
      ),
    );
  });

  it("has no range where nobody is in the denominator", () => {
    const nobody = sensitivity(parseDataset([]), LONG, options);
    expect(nobody.range).toBeNull();
    expect(nobody.base.value).toBeNull();
    expect(nobody.readings.map(({ difference, value }) => [difference, value])).toEqual(
      nobody.readings.map(() => [null, null]),
    );
    expect(nobody.readings[0]?.sentence.en).toContain(": — → —;");
    expect(nobody.sentence.en).toBe("Under no reading is anybody in the denominator: the share has no value.");
  });

  it("takes parts of a definition as a reading of one's own", () => {
    const reading = { code: "two-months", title, numerator: lasts(placements(), { atLeast: months(2) }) };
    const [figures] = sensitivity(dataset, LONG, {
      ...options,
      readings: [JSON.parse(JSON.stringify(reading))],
    }).readings;
    expect(figures?.flips).toEqual([{ from: "not-counted", to: "counted", people: 1 }]);
  });

  it("knows what was known on a day", () => {
    const known = { ...options, knownOn: "2019-05-01" };
    expect(sensitivity(dataset, LONG, known).base).toEqual(LONG(dataset, known));
    expect(flips(dataset, LONG, { ...known, reading: "gap-14" })).toEqual([]);
  });

  const cannot = "Cannot compare readings: ";
  const either = 'reading "x" must have either of, or some of denominator, numerator, exclusions, and nothing else';
  it.each<readonly [title: string, readings: unknown, kind: new (message: string) => Error, message: string]>([
    ["no list", "gap-14", TypeError, `${cannot}readings must be a list, received "gap-14"; put it into a list: [ … ]`],
    [
      "a reading without a title",
      [{ code: "x" }],
      TypeError,
      `${cannot}readings.0.title must be an object with ru and en, received nothing`,
    ],
    [
      "nothing in place of a reading",
      [null],
      TypeError,
      `${cannot}readings.0 must be an object with code and title, received null`,
    ],
    ["a reading without parts", [{ code: "x", title }], TypeError, `${cannot}${either}`],
    [
      "a part that is none",
      [{ code: "x", title, numerater: 1 }],
      TypeError,
      `${cannot}readings.0 must be among code, denominator, exclusions, numerator, title, received "numerater"; did you mean "numerator"?`,
    ],
    [
      "two kinds of reading",
      [{ code: "x", title, of: ["gap-14"], exclusions: [] }],
      TypeError,
      `${cannot}readings.0 must be among code, of, title, received "exclusions"`,
    ],
    [
      "a reading of nothing",
      [{ code: "x", title, of: [] }],
      RangeError,
      `${cannot}readings.0.of must be at least 1 long, received an array of 0`,
    ],
    [
      "a code twice",
      ["gap-14", "gap-14"],
      RangeError,
      `${cannot}readings must have different codes, none of them "as-defined", received "gap-14"`,
    ],
    [
      "the code of the definition",
      [{ code: "as-defined", title, of: ["gap-14"] }],
      RangeError,
      `${cannot}readings must have different codes, none of them "as-defined", received "as-defined"`,
    ],
  ])("refuses %s", (_, readings, kind, message) => {
    const asked = { ...options, readings } as SensitivityOptions;
    expect(() => sensitivity(dataset, LONG, asked)).toThrow(new kind(message));
  });

  it("refuses an unknown reading with the nearest, an indicator that is none, and parts that make no definition", () => {
    expect(() => sensitivity(dataset, LONG, { ...options, readings: ["gap-15"] })).toThrow(
      /received "gap-15"; did you mean "gap-14"\?$/,
    );
    expect(() => sensitivity(dataset, LONG, { ...options, readings: [both("gpa-14")] })).toThrow(RangeError);
    expect(() => sensitivity(dataset, {} as Defined, options)).toThrow(
      /^Cannot compare readings: indicator must be made by defineIndicator, received an object; /,
    );
    expect(() => readingsFor(undefined as unknown as Defined)).toThrow(TypeError);
    const broken = { code: "x", title, numerator: { kind: "sometimes" } } as unknown as OwnReading;
    expect(() => sensitivity(dataset, LONG, { ...options, readings: [broken] })).toThrow(DefinitionError);
    expect(() => flips(dataset, LONG, { ...options, reading: broken })).toThrow(DefinitionError);
    expect(() => sensitivity({} as typeof dataset, LONG, options)).toThrow(TypeError);
    expect(() => sensitivity(dataset, LONG, { ...options, asOf: "2019-02-30" })).toThrow(RangeError);
  });
});
