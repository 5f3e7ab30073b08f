import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  catalogue,
  days,
  defineIndicator,
  type Evaluation,
  evaluate,
  members,
  parseDataset,
  results,
  supportedSixMonthsShare,
  workExperienceShare,
} from "../../src/core/index";
import {
  change,
  countedIn,
  every,
  happens,
  inGroup,
  lasts,
  not,
  overlap,
  placements,
  reportingPeriod,
  services,
  some,
  support,
  touching,
} from "../../src/define/index";
import { populationsOnOccasions } from "./naive/population";
import { howMany } from "../long";

const RUNS = { numRuns: howMany(200), seed: 20_201_231 };
const VERDICTS = ["outside", "excluded", "counted", "pending", "unknown", "not-counted"] as const;

type Event = { readonly id: string; readonly beneficiaryId: string; readonly date: string } & Readonly<
  Record<string, unknown>
>;
interface Drawn {
  readonly events: readonly Event[];
  readonly period: { readonly from: string; readonly to: string };
  readonly asOf: string;
  readonly criteria?: unknown;
}

const optionsOf = (drawn: Drawn) => ({ criteria: drawn.criteria }) as Parameters<typeof parseDataset>[1];
const evaluated = (drawn: Drawn, events: readonly unknown[] = drawn.events): Evaluation =>
  evaluate(parseDataset(events as unknown[], optionsOf(drawn)), {
    indicators: catalogue.vsePoluchitsya,
    periods: [drawn.period],
    asOf: drawn.asOf,
  });

/** Verdict of each person on each indicator, as sorted lines. */
function verdictsOf(evaluation: Evaluation, { period }: Drawn): readonly string[] {
  return results(evaluation)
    .flatMap(({ code }) =>
      VERDICTS.flatMap((verdict) =>
        members(evaluation, { indicator: code, period, verdict }).map((id) => `${code} ${id} ${verdict}`),
      ),
    )
    .sort();
}

const law = (holds: (drawn: Drawn) => void) => () =>
  fc.assert(
    fc.property(populationsOnOccasions, (drawn) => holds(drawn as unknown as Drawn)),
    RUNS,
  );

describe("laws of every evaluation", () => {
  it(
    "results() adds up: verdicts are people, the numerator is part of the denominator, bounds hold the share",
    law((drawn) => {
      const evaluation = evaluated(drawn);
      for (const { verdicts, share, settled, bounds, value, interval } of results(evaluation)) {
        expect(VERDICTS.reduce((sum, verdict) => sum + verdicts[verdict], 0)).toBe(evaluation.people);
        expect(share.numerator).toBeLessThanOrEqual(share.denominator);
        expect(settled.denominator).toBeLessThanOrEqual(share.denominator);
        expect(value === null).toBe(share.denominator === 0);
        if (bounds === null || interval === null || value === null) continue;
        expect(Number(bounds.low)).toBeLessThanOrEqual(Number(bounds.high));
        expect(bounds.low).toBe(value);
        expect(Number(interval.low)).toBeLessThanOrEqual(Number(value));
        expect(Number(interval.high)).toBeGreaterThanOrEqual(Number(value));
      }
    }),
  );

  it(
    "evaluate() gives the same when the events come in another order, and twice the same bytes",
    law((drawn) => {
      const straight = results(evaluated(drawn));
      expect(JSON.stringify(results(evaluated(drawn)))).toBe(JSON.stringify(straight));
      expect(results(evaluated(drawn, [...drawn.events].reverse()))).toEqual(straight);
    }),
  );

  it(
    "parseDataset() leaves its input as it was",
    law((drawn) => {
      const before = JSON.stringify(drawn.events);
      evaluated(
        drawn,
        drawn.events.map((event) => Object.freeze({ ...event })),
      );
      expect(JSON.stringify(drawn.events)).toBe(before);
    }),
  );

  it(
    "evaluate() leaves everybody's verdict as it was when somebody outside is added",
    law((drawn) => {
      const stranger = {
        id: "stranger",
        type: "beneficiary-registered",
        beneficiaryId: "stranger",
        date: "2018-01-01",
        targetGroups: [],
      };
      const added = verdictsOf(evaluated(drawn, [...drawn.events, stranger]), drawn);
      expect(added.filter((line) => !line.includes(" stranger "))).toEqual(verdictsOf(evaluated(drawn), drawn));
      expect(added.filter((line) => line.includes(" stranger ")).every((line) => line.endsWith("outside"))).toBe(true);
    }),
  );

  it(
    "evaluate() doubles every count when everybody has a twin",
    law((drawn) => {
      const twin = (text: unknown) => (typeof text === "string" ? `${text}-twin` : text);
      const renamed = drawn.events.map((event) => ({
        ...event,
        ...Object.fromEntries(
          ["id", "beneficiaryId", "placementId", "supportId", "retracts"]
            .filter((field) => field in event)
            .map((field) => [field, twin(event[field])]),
        ),
      }));
      const single = results(evaluated(drawn));
      const double = results(evaluated(drawn, [...drawn.events, ...renamed]));
      expect(double.map(({ verdicts }) => verdicts)).toEqual(
        single.map(({ verdicts }) => Object.fromEntries(VERDICTS.map((verdict) => [verdict, verdicts[verdict] * 2]))),
      );
    }),
  );

  it(
    "evaluate() is restored when an added event is retracted",
    law((drawn) => {
      const [someone] = drawn.events.filter(({ type }) => type === "beneficiary-registered");
      if (someone === undefined) return;
      const { beneficiaryId } = someone;
      const service = {
        id: "added",
        type: "service-delivered",
        beneficiaryId,
        date: drawn.period.from,
        service: "social-adaptation",
      };
      const placement = {
        id: "added-too",
        type: "placement-started",
        beneficiaryId,
        date: drawn.period.from,
        placementId: "added",
      };
      const retractions = ["added", "added-too"].map((retracts) => ({
        id: `no ${retracts}`,
        type: "event-retracted",
        beneficiaryId,
        date: drawn.period.to,
        retracts,
      }));
      const alive = drawn.events.length > 0 && evaluated(drawn).people > 0;
      if (!alive || !verdictsOf(evaluated(drawn), drawn).some((line) => line.includes(` ${beneficiaryId} `))) return;
      expect(results(evaluated(drawn, [...retractions, ...drawn.events, service, placement]))).toEqual(
        results(evaluated(drawn)),
      );
    }),
  );

  it(
    "evaluate() keeps a counted verdict however a missing setting or contract is filled in",
    law((drawn) => {
      const counted = verdictsOf(evaluated(drawn), drawn).filter((line) => line.endsWith(" counted"));
      for (const setting of ["open-market", "sheltered"]) {
        for (const contract of ["temporary", "permanent"]) {
          const told = drawn.events.map((event) =>
            event.type === "placement-started" ? { setting, contract, ...event } : event,
          );
          expect(verdictsOf(evaluated(drawn, told), drawn)).toEqual(expect.arrayContaining(counted));
        }
      }
    }),
  );

  it(
    "results() counts no more in a stricter reading of 2.1 than in its wording",
    law((drawn) => {
      const evaluation = evaluated(drawn);
      const codes = ["improved", "improved-none-worse", "none-worse", "net", "two-improved-none-worse", "asked"];
      const literal = new Set(members(evaluation, { indicator: "2.1", period: drawn.period, verdict: "counted" }));
      for (const code of codes) {
        const stricter = members(evaluation, { indicator: `2.1:${code}`, period: drawn.period, verdict: "counted" });
        expect(stricter.filter((id) => !literal.has(id))).toEqual([]);
      }
    }),
  );

  it(
    "evaluate() takes as denominator of 1.2 to 1.4 who is counted in 1.1",
    law((drawn) => {
      const [work, ...others] = results(evaluated(drawn));
      for (const { share } of others.slice(0, 3)) expect(share.denominator).toBe(work!.share.numerator);
    }),
  );
});

describe("laws of the definition language", () => {
  const supported = lasts(touching(overlap(placements({ setting: "open-market" }), support()), reportingPeriod), {
    atLeast: days(60),
  });
  const served = happens(touching(services(), reportingPeriod));
  const indicator = (code: string, numerator: Parameters<typeof not>[0]) =>
    defineIndicator({ code, title: { ru: code, en: code }, denominator: countedIn(workExperienceShare), numerator });
  const pairs: readonly (readonly [string, Parameters<typeof not>[0], Parameters<typeof not>[0]])[] = [
    ["not twice", supported, not(not(supported))],
    ["not every is some not", not(every(supported, served)), some(not(supported), not(served))],
    ["not some is every not", not(some(supported, served)), every(not(supported), not(served))],
    ["every in another order", every(supported, served), every(served, supported)],
  ];

  it.each(pairs)("evaluate() gives the same verdicts: %s", (_, one, other) => {
    law((drawn) => {
      const dataset = parseDataset(drawn.events as unknown[], optionsOf(drawn));
      const evaluation = evaluate(dataset, {
        indicators: [indicator("a", one), indicator("b", other)],
        periods: [drawn.period],
        asOf: drawn.asOf,
      });
      const [a, b] = results(evaluation);
      expect(a!.verdicts).toEqual(b!.verdicts);
    })();
  });

  it(
    "evaluate() gives the same when all dates move by whole weeks and lengths are in days",
    law((drawn) => {
      const later = (date: string) =>
        new Date(Date.parse(`${date}T00:00:00Z`) + 7 * 53 * 86_400_000).toISOString().slice(0, 10);
      const moved = drawn.events.map((event) => ({ ...event, date: later(event.date) }));
      const inDays = indicator("days", supported);
      const period = { from: later(drawn.period.from), to: later(drawn.period.to) };
      const before = inDays(parseDataset(drawn.events as unknown[], optionsOf(drawn)), {
        period: drawn.period,
        asOf: drawn.asOf,
      });
      const after = inDays(parseDataset(moved, optionsOf(drawn)), { period, asOf: later(drawn.asOf) });
      expect(after.verdicts).toEqual(before.verdicts);
    }),
  );

  it(
    "defineIndicator() gives fingerprint and figures back when a definition has been through JSON",
    law((drawn) => {
      const copy = defineIndicator(JSON.parse(JSON.stringify(supportedSixMonthsShare.definition)));
      expect(copy.fingerprint).toBe(supportedSixMonthsShare.fingerprint);
      const dataset = parseDataset(drawn.events as unknown[], optionsOf(drawn));
      const options = { period: drawn.period, asOf: drawn.asOf };
      expect(copy(dataset, options)).toEqual(supportedSixMonthsShare(dataset, options));
    }),
  );
});

describe("definitions that mean nothing", () => {
  const title = { ru: "п", en: "i" };
  const worked = happens(touching(placements(), reportingPeriod));
  const group = inGroup("targetGroup", ["care-leaver"]);
  it.each([
    ["definition.always-true", { denominator: worked, numerator: worked }],
    ["definition.always-true", { denominator: some(group, not(group)), numerator: worked }],
    ["definition.contradictory", { denominator: worked, numerator: every(group, not(group)) }],
    [
      "definition.under-below-at-least",
      { denominator: worked, numerator: lasts(placements(), { atLeast: days(9), under: days(9) }) },
    ],
    ["definition.unknown-indicator", { denominator: countedIn("1.1"), numerator: worked }],
    ["definition.always-true", { denominator: worked, numerator: change({}) }],
    ["definition.wrong-shape", { denominator: worked, numerator: { kind: "every", of: [] } as const }],
  ])("defineIndicator() refuses with %s: case %#", (code, parts) => {
    expect(() => defineIndicator({ code: "x", title, ...parts })).toThrow(
      expect.objectContaining({
        name: "DefinitionError",
        issues: expect.arrayContaining([expect.objectContaining({ code })]),
      }),
    );
  });
});
