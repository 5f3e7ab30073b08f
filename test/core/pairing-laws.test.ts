/** Pairing rules against the plain implementation, and their laws, over random people. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ChangeRule, change, enrolment, happens, type Pairing } from "../../src/define/index";
import {
  type Criterion,
  days,
  defineIndicator,
  evaluate,
  members,
  months,
  parseDataset,
  type Verdict,
  year,
} from "../../src/core/index";
import { type NaiveEvent, standing } from "./naive/five-indicators";
import { daysAfter, movementByPairing, type NaiveRule, verdictByRule } from "./naive/pairs";

const SEED = 20_190_110;
const PERIOD = year(2019);
const VERDICTS: readonly Verdict[] = ["outside", "excluded", "counted", "pending", "unknown", "not-counted"];
const RULES: readonly (ChangeRule & NaiveRule)[] = [
  { improved: { atLeast: 1 } },
  { notWorsened: { atLeast: 2 } },
  { improved: { atLeast: 1 }, worsened: { atMost: 0 } },
  { paired: { atLeast: 1, atMost: 1 } },
];
const CRITERIA: readonly Criterion[] = [
  {
    ...{ code: "housing", title: { ru: "ж", en: "h" }, min: 1, max: 5, better: "higher", minimumStep: 2 },
    notApplicable: ["none"],
  },
  { code: "debts", title: { ru: "д", en: "d" }, min: 1, max: 5, better: "lower", notApplicable: ["none"] },
];

interface ScoreDraft {
  readonly on: number;
  readonly criterion: string;
  readonly score: number | string;
  readonly rater: string | undefined;
  readonly instrument: string | undefined;
  readonly isRetracted: boolean;
}
interface PersonDraft {
  readonly registered: string;
  readonly scores: readonly ScoreDraft[];
}

/** Days from registration, most of them where a window begins or ends, or a day past it. */
const early = fc.constantFrom(-32, -31, -30, -29, 0, 0, 0, 1, 28, 30, 31, 32);
const late = fc.oneof(
  fc.constantFrom(59, 60, 61, 90, 91, 92, 120, 151, 152, 180, 181, 182, 184, 210, 211, 212, 214),
  fc.integer({ min: -40, max: 230 }),
);

/** One value mostly, the other now and then, or, where not all is recorded, none. */
const fact = (isRecorded: boolean, mostly: string, other: string) =>
  fc
    .integer({ min: 0, max: 9 })
    .map((number) => (number < 8 ? mostly : number === 8 || isRecorded ? other : undefined));

const scored = (isRecorded: boolean, criterion: string, on: fc.Arbitrary<number>): fc.Arbitrary<ScoreDraft> =>
  fc.record({
    on,
    criterion: fc.constant(criterion),
    score: fc.integer({ min: 0, max: 15 }).map((number) => (number === 0 ? "none" : 1 + (number % 5))),
    rater: fact(isRecorded, "anna", "boris"),
    instrument: fact(isRecorded, "form-1", "form-2"),
    isRetracted: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
  });

const personOf = (isRecorded: boolean, ...criteria: readonly string[]): fc.Arbitrary<PersonDraft> =>
  fc.record({
    registered: fc.constantFrom("2019-01-01", "2019-01-31", "2019-03-31", "2019-06-02", "2020-02-01"),
    scores: fc
      .tuple(
        ...criteria.flatMap((criterion) => [
          fc.array(scored(isRecorded, criterion, early), { maxLength: 2, size: "max" }),
          fc.array(scored(isRecorded, criterion, late), { maxLength: 3, size: "max" }),
        ]),
      )
      .map((parts) => parts.flat()),
  });

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

const pairing: fc.Arbitrary<Pairing> = fc.record({
  baseline: maybe(fc.record({ within: fc.constantFrom(days(30), days(0), months(1)) })),
  followUp: maybe(
    fc.record({
      after: fc.constantFrom(months(6), months(3), days(60)),
      tolerance: fc.constantFrom(days(0), days(30), months(1)),
      from: fc.constantFrom("baseline", "registration", undefined),
    }),
  ),
  same: maybe(fc.constantFrom<NonNullable<Pairing["same"]>>(["rater"], ["instrument"], ["rater", "instrument"])),
  spacing: maybe(fc.constantFrom(days(2), days(31), months(1))),
  missing: fc.constantFrom("unknown", "not-improved", undefined),
});

const asOf = fc.constantFrom("2019-12-31", "2019-12-31", "2020-06-01", "2019-09-01", "2019-07-01", "2019-03-01");

function eventsOf(people: readonly PersonDraft[]): readonly NaiveEvent[] {
  const events: NaiveEvent[] = [];
  people.forEach(({ registered, scores }, person) => {
    const beneficiaryId = `B-${person}`;
    const id = () => `e${((events.length + 1) * 7_919) % 10_007}`;
    events.push({ id: id(), type: "beneficiary-registered", beneficiaryId, date: registered, targetGroups: [] });
    for (const { on, criterion, score, rater, instrument, isRetracted } of scores) {
      const date = daysAfter(registered, on);
      const given = { criterion, score, ...(rater && { rater }), ...(instrument && { instrument }) };
      const scored = { id: id(), type: "assessment-recorded", beneficiaryId, date, ...given };
      events.push(scored);
      if (!isRetracted) continue;
      events.push({ id: id(), type: "event-retracted", beneficiaryId, date: daysAfter(date, 1), retracts: scored.id });
    }
  });
  return events;
}

function evaluated(events: readonly NaiveEvent[], by: Pairing, on: string) {
  const indicators = RULES.map((rule, index) =>
    defineIndicator({
      code: `r${index}`,
      title: { ru: "п", en: "i" },
      denominator: happens(enrolment()),
      numerator: change(rule, by),
    }),
  );
  return evaluate(parseDataset(events, { criteria: CRITERIA }), { indicators, periods: [PERIOD], asOf: on });
}

/** Verdicts by rule and person. */
function verdictsOf(events: readonly NaiveEvent[], by: Pairing, on: string): Readonly<Record<string, string>> {
  const evaluation = evaluated(events, by, on);
  const found: Record<string, string> = {};
  for (const index of RULES.keys()) {
    for (const verdict of VERDICTS) {
      const ids = members(evaluation, { indicator: `r${index}`, period: PERIOD, verdict });
      for (const id of ids) found[`r${index} ${id}`] = verdict;
    }
  }
  return found;
}

/** Who has a pair of scores on the one criterion there is. */
function pairedIn(events: readonly NaiveEvent[], by: Pairing, on: string): readonly string[] {
  const indicator = defineIndicator({
    code: "paired",
    title: { ru: "п", en: "i" },
    denominator: happens(enrolment()),
    numerator: change({ paired: { atLeast: 1 } }, by),
  });
  const dataset = parseDataset(events, { criteria: CRITERIA.slice(0, 1) });
  const evaluation = evaluate(dataset, { indicators: [indicator], periods: [PERIOD], asOf: on });
  return members(evaluation, { indicator: "paired", period: PERIOD, verdict: "counted" });
}

/** Some people at once, for most of the work is done once a definition. */
const people = fc.array(personOf(false, "housing", "debts"), { minLength: 6, maxLength: 6 });
const recordedPeople = fc.array(personOf(true, "housing"), { minLength: 8, maxLength: 8 });

describe("change()", () => {
  it("gives the verdicts of the plain implementation when people and pairings are random", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(people, pairing, asOf, (drafts, by, on) => {
        const events = eventsOf(drafts);
        const [horizon = on] = [on, PERIOD.to].sort();
        const happened = standing(events).filter(({ date }) => date <= horizon);
        const expected: Record<string, string> = {};
        drafts.forEach(({ registered }, person) => {
          const own = happened.filter(({ beneficiaryId }) => beneficiaryId === `B-${person}`);
          RULES.forEach((rule, index) => {
            const verdict =
              registered > horizon
                ? "outside"
                : verdictByRule(
                    rule,
                    CRITERIA.map((each) => movementByPairing(own, each, by, horizon)),
                  );
            expected[`r${index} B-${person}`] = verdict;
            seen.add(`r${index} ${by.missing ?? "unknown"} ${verdict}`);
          });
        });
        expect(verdictsOf(events, by, on)).toEqual(expected);
      }),
      { numRuns: 120, seed: SEED },
    );
    const all = [...RULES.keys()].flatMap((index) =>
      ["unknown", "not-improved"].flatMap((missing) =>
        ["outside", "counted", "unknown", "not-counted"].map((verdict) => `r${index} ${missing} ${verdict}`),
      ),
    );
    expect([...seen].sort()).toEqual(all.sort());
  });

  it("gives the same verdicts when events come in another order", () => {
    fc.assert(
      fc.property(people, pairing, asOf, fc.infiniteStream(fc.nat()), (drafts, by, on, keys) => {
        const events = eventsOf(drafts);
        const keyed = events.map((event) => ({ event, key: keys.next().value as number }));
        const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ event }) => event);
        expect(verdictsOf(shuffled, by, on)).toEqual(verdictsOf(events, by, on));
      }),
      { numRuns: 18, seed: SEED },
    );
  });

  const stricter: readonly (readonly [string, fc.Arbitrary<readonly [Pairing, Pairing]>])[] = [
    [
      "same",
      pairing.map((by) => [
        { ...by, same: undefined },
        { ...by, same: ["rater"] },
      ]),
    ],
    [
      "one more of same",
      pairing.map((by) => [
        { ...by, same: ["rater"] },
        { ...by, same: ["rater", "instrument"] },
      ]),
    ],
    [
      "spacing",
      pairing.map((by) => [
        { ...by, spacing: undefined },
        { ...by, spacing: days(31) },
      ]),
    ],
    [
      "longer spacing",
      pairing.map((by) => [
        { ...by, spacing: days(20) },
        { ...by, spacing: days(40) },
      ]),
    ],
    [
      "narrower tolerance",
      fc.tuple(pairing, fc.constantFrom("baseline", "registration")).map(([by, from]) => {
        const followUp = (tolerance: number) => ({ after: months(6), tolerance: days(tolerance), from });
        return [
          { ...by, followUp: followUp(30) },
          { ...by, followUp: followUp(10) },
        ] as const;
      }),
    ],
    [
      // With `same`, or a point laid from the baseline, another baseline can do better.
      "narrower baseline window",
      pairing.map((by) => {
        const followUp = by.followUp && { ...by.followUp, from: "registration" as const };
        const loose = { ...by, same: undefined, followUp };
        return [
          { ...loose, baseline: { within: days(31) } },
          { ...loose, baseline: { within: days(1) } },
        ] as const;
      }),
    ],
  ];

  it.each(stricter)("pairs nobody more when all is recorded and the pairing is stricter by %s", (_, both) => {
    let fewer = 0;
    fc.assert(
      fc.property(recordedPeople, both, asOf, (drafts, [loose, strict], on) => {
        const events = eventsOf(drafts);
        const before = pairedIn(events, loose, on);
        const after = pairedIn(events, strict, on);
        expect(after.filter((id) => !before.includes(id))).toEqual([]);
        if (after.length < before.length) fewer++;
      }),
      { numRuns: 18, seed: SEED },
    );
    expect(fewer).toBeGreaterThan(0);
  });

  it("keeps a verdict that is not unknown when the missing raters and instruments become known", () => {
    let told = 0;
    fc.assert(
      fc.property(people, pairing, asOf, fc.infiniteStream(fc.nat(2)), (drafts, any, on, choice) => {
        const by = { ...any, missing: "unknown" } as const;
        const known = drafts.map((draft) => ({
          ...draft,
          scores: draft.scores.map((score) => ({
            ...score,
            rater: score.rater ?? ["anna", "boris", "vera"][choice.next().value as number],
            instrument: score.instrument ?? ["form-1", "form-2", "form-3"][choice.next().value as number],
          })),
        }));
        const before = verdictsOf(eventsOf(drafts), by, on);
        const after = verdictsOf(eventsOf(known), by, on);
        for (const [whom, verdict] of Object.entries(before)) {
          if (verdict !== "unknown") expect([whom, after[whom]]).toEqual([whom, verdict]);
          else if (after[whom] !== "unknown") told++;
        }
      }),
      { numRuns: 20, seed: SEED },
    );
    expect(told).toBeGreaterThan(0);
  });

  it("counts the same people when missing pairs are settled, and turns only unknown into not counted", () => {
    let settled = 0;
    fc.assert(
      fc.property(people, pairing, asOf, (drafts, by, on) => {
        const open = verdictsOf(eventsOf(drafts), { ...by, missing: "unknown" }, on);
        const closed = verdictsOf(eventsOf(drafts), { ...by, missing: "not-improved" }, on);
        for (const [whom, verdict] of Object.entries(closed)) {
          if (open[whom] === verdict) continue;
          expect([whom, open[whom], verdict]).toEqual([whom, "unknown", "not-counted"]);
          settled++;
        }
      }),
      { numRuns: 20, seed: SEED },
    );
    expect(settled).toBeGreaterThan(0);
  });
});
