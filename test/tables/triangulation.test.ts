import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  catalogue,
  defineIndicator,
  evaluate,
  explain,
  members,
  parseDataset,
  results,
  workExperienceShare,
  year,
} from "../../src/core/index";
import { type EvidenceKind, triangulate } from "../../src/tables/index";
import {
  falls,
  firstDay,
  firstPlacement,
  happens,
  lastDay,
  not,
  placements,
  registration,
  reportingPeriod,
  some,
  services,
  support,
} from "../../src/define/index";
import { standing, type NaiveEvent } from "../core/naive/five-indicators";
import { populationsOnOccasions } from "../core/naive/population";
import { howMany } from "../long";

const KINDS = [
  "not-stated",
  "self-report",
  "worker-note",
  "employer-confirmation",
  "contract",
  "official-record",
] as const satisfies readonly EvidenceKind[];
type Kind = (typeof KINDS)[number];
const CODES = ["1.1", "1.2", "1.3", "1.4", "2.1"] as const;
const RUNS = { numRuns: howMany(100), seed: 20_201_231 };

let number = 0;
const event = (type: string, date: string, source: Kind, fields: object = {}) =>
  Object.freeze({
    id: `E-${++number}`,
    type,
    beneficiaryId: "B-1",
    date,
    ...(source === "not-stated" ? {} : { source }),
    ...fields,
  });
const registered = event("beneficiary-registered", "2019-01-01", "official-record", { targetGroups: [] });
const served = event("service-delivered", "2019-01-02", "worker-note", { service: "social-adaptation" });
const placed = (id: string, from: string, to: string | undefined, start: Kind, end: Kind = start) => [
  event("placement-started", from, start, { placementId: id, setting: "open-market", contract: "permanent" }),
  ...(to === undefined ? [] : [event("placement-ended", to, end, { placementId: id })]),
];
const supported = (id: string, from: string, to: string, start: Kind, end: Kind = start) => [
  event("support-started", from, start, { supportId: id }),
  event("support-ended", to, end, { supportId: id }),
];

const tableOf = (indicator: string, events: readonly unknown[], asOf = "2020-01-31") =>
  triangulate(
    evaluate(parseDataset([registered, served, ...events]), {
      indicators: catalogue.vsePoluchitsya,
      periods: [year(2019)],
      asOf,
    }),
    { indicator, period: year(2019) },
  );
const kindIn = (table: ReturnType<typeof triangulate>, column: "weakest" | "strongest") =>
  table.evidence.find((row) => row[column].numerator === 1)?.kind;
const countedAt = (table: ReturnType<typeof triangulate>, shares: "held" | "rederived" = "held") =>
  table.minimums.filter((row) => row[shares].share.numerator === 1).map(({ minimum }) => minimum);

describe("triangulate()", () => {
  it.each<
    readonly [title: string, events: readonly unknown[], weakest: Kind, strongest: Kind, strictest: Kind | undefined]
  >([
    ["one placement", placed("P-1", "2019-03-01", "2019-03-31", "contract"), "contract", "contract", "contract"],
    [
      "an end that is weaker than the start",
      placed("P-1", "2019-03-01", "2019-03-31", "contract", "self-report"),
      "self-report",
      "contract",
      "self-report",
    ],
    [
      "a weaker end after the horizon, which does not exist yet",
      placed("P-1", "2019-03-01", "2020-03-31", "contract", "self-report"),
      "contract",
      "contract",
      "contract",
    ],
    [
      "two placements, each enough alone: the better evidenced one counts",
      [
        ...placed("P-1", "2019-03-01", "2019-03-31", "self-report"),
        ...placed("P-2", "2019-05-01", "2019-05-31", "official-record", "contract"),
      ],
      "contract",
      "official-record",
      "contract",
    ],
    [
      "no evidence stated",
      placed("P-1", "2019-03-01", undefined, "not-stated"),
      "not-stated",
      "not-stated",
      "not-stated",
    ],
  ])("grades 1.1 when there is %s", (_, events, weakest, strongest, strictest) => {
    const table = tableOf("1.1", events);
    expect([kindIn(table, "weakest"), kindIn(table, "strongest")]).toEqual([weakest, strongest]);
    expect(countedAt(table).at(-1)).toBe(strictest);
  });

  it("grades what is needed together by its weakest event: work and support of 1.3", () => {
    const table = tableOf("1.3", [
      ...placed("P-1", "2019-01-10", "2019-12-20", "contract"),
      ...supported("S-1", "2019-02-01", "2019-11-30", "worker-note", "employer-confirmation"),
    ]);
    expect([kindIn(table, "weakest"), kindIn(table, "strongest")]).toEqual(["worker-note", "contract"]);
    expect(countedAt(table)).toEqual(["not-stated", "self-report", "worker-note"]);
  });

  it("lets 1.4 rise where the support that is taken away is not believed, and says so", () => {
    const table = tableOf("1.4", [
      ...placed("P-1", "2019-01-10", "2019-12-20", "contract"),
      ...supported("S-1", "2019-02-01", "2019-11-30", "worker-note"),
    ]);
    expect(table.minimums.map(({ held }) => held.share.numerator)).toEqual([0, 0, 0, 1, 1, 0]);
    expect(table.notes.map(({ code }) => code)).toEqual(["denominator-held", "not-monotone"]);
    expect(table.reason).toBe("nobody-counted");
  });

  it("holds the denominator, or asks for its evidence too, and then may have none", () => {
    const table = tableOf("1.1", placed("P-1", "2019-03-01", "2019-03-31", "contract"));
    const contract = table.minimums.find(({ minimum }) => minimum === "contract")!;
    expect([contract.held.share, contract.rederived.share]).toEqual([
      { numerator: 1, denominator: 1 },
      { numerator: 0, denominator: 0 },
    ]);
    expect([contract.rederived.value, contract.rederived.percent]).toEqual([null, null]);
    expect(contract.withheld).toBe(1);
  });

  it("lets support of a placement go with it, rather than support other work", () => {
    const table = tableOf("1.3", [
      ...placed("P-1", "2019-01-10", undefined, "self-report"),
      ...placed("P-2", "2019-01-10", undefined, "contract"),
      event("support-started", "2019-01-10", "contract", { supportId: "S-1", placementId: "P-1" }),
    ]);
    expect(countedAt(table)).toEqual(["not-stated", "self-report"]);
  });

  const period = year(2019);
  const bespoke = (numerator: Parameters<typeof not>[0]) =>
    defineIndicator({ code: "x", title: { ru: "х", en: "x" }, denominator: happens(services()), numerator });
  const weakestBy = (numerator: Parameters<typeof not>[0], events: readonly unknown[]) => {
    const dataset = parseDataset([registered, served, ...events]);
    const evaluation = evaluate(dataset, { indicators: [bespoke(numerator)], periods: [period], asOf: "2020-01-31" });
    return kindIn(triangulate(evaluation, { indicator: "x", period }), "weakest");
  };

  it("says that what did not happen rests on no event", () => {
    expect(weakestBy(not(happens(placements())), [])).toBe("no-event");
  });

  it("takes the best evidenced part of `some` that holds", () => {
    const either = some(happens(placements({ setting: "open-market" })), happens(support()));
    expect(weakestBy(either, placed("P-1", "2019-03-01", undefined, "self-report"))).toBe("self-report");
    const both = [
      ...placed("P-1", "2019-03-01", undefined, "self-report"),
      ...supported("S-1", "2019-03-01", "2019-04-01", "contract"),
    ];
    expect(weakestBy(either, both)).toBe("contract");
  });

  it("grades the day that falls by the spell it is a day of", () => {
    const work = [
      ...placed("P-1", "2019-03-01", "2019-03-31", "self-report"),
      ...placed("P-2", "2019-05-01", "2019-05-31", "contract"),
    ];
    expect(weakestBy(falls(firstPlacement, reportingPeriod), work)).toBe("self-report");
    expect(weakestBy(falls(firstDay(placements()), reportingPeriod), work)).toBe("self-report");
    expect(weakestBy(falls(lastDay(placements()), reportingPeriod), work)).toBe("contract");
    expect(weakestBy(falls(registration, reportingPeriod), work)).toBe("official-record");
  });

  it("refuses an indicator or a period that was not evaluated", () => {
    const evaluation = evaluate(parseDataset([]), {
      indicators: [workExperienceShare],
      periods: [period],
      asOf: "2020-01-31",
    });
    expect(() => triangulate(evaluation, { indicator: "1.2", period })).toThrow(
      "Cannot triangulate: indicator must be one of those evaluated (1.1)",
    );
    expect(() => triangulate(evaluation, { indicator: "1.1", period: year(2020) })).toThrow(RangeError);
    expect(() => triangulate({} as never, { indicator: "1.1", period })).toThrow(TypeError);
    const empty = triangulate(evaluation, { indicator: "1.1", period });
    expect([empty.reason, empty.evidence[0]?.weakestPercent]).toEqual(["nobody-counted", null]);
  });
});

/** A population whose events have evidence of every kind, drawn one by one. */
const sourced = fc
  .tuple(populationsOnOccasions, fc.array(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 60 }))
  .map(([drawn, kinds]) => ({
    ...drawn,
    events: drawn.events.map((one, index) => {
      const kind = kinds[index % kinds.length]!;
      return kind === "not-stated" ? one : { ...one, source: kind };
    }) as readonly NaiveEvent[],
  }));
type Drawn = typeof sourced extends fc.Arbitrary<infer Value> ? Value : never;

const evaluated = ({ events, criteria, period, asOf }: Drawn) =>
  evaluate(parseDataset(events, { criteria } as Parameters<typeof parseDataset>[1]), {
    indicators: catalogue.vsePoluchitsya,
    periods: [period],
    asOf,
  });
const rankOf = (one: NaiveEvent | undefined) =>
  KINDS.indexOf(((one as { source?: Kind })?.source ?? "not-stated") as Kind);

/** The events believed at a minimum, in plain words; of a list in which nothing is retracted any more. */
function believed(events: readonly NaiveEvent[], least: number, horizon: string): readonly NaiveEvent[] {
  const fieldOf = (one: NaiveEvent, field: string) => (one as unknown as Record<string, unknown>)[field];
  const endOf = (kind: string, id: unknown) =>
    events.find((one) => one.type === `${kind}-ended` && fieldOf(one, `${kind}Id`) === id);
  const startOf = (kind: string, id: unknown) =>
    events.find((one) => one.type === `${kind}-started` && fieldOf(one, `${kind}Id`) === id);
  const isBelieved = (kind: "placement" | "support", id: unknown): boolean => {
    const [start, end] = [startOf(kind, id), endOf(kind, id)];
    if (rankOf(start) < least) return false;
    if (end !== undefined && end.date <= horizon && rankOf(end) < least) return false;
    const placement = kind === "support" ? fieldOf(start!, "placementId") : undefined;
    return placement === undefined || isBelieved("placement", placement);
  };
  return events.filter((one) => {
    if (one.type === "beneficiary-registered" || one.type === "beneficiary-exited") return true;
    for (const kind of ["placement", "support"] as const) {
      const isEndToCome = one.type === `${kind}-ended` && rankOf(one) < least;
      if (one.type.startsWith(`${kind}-`)) return isBelieved(kind, fieldOf(one, `${kind}Id`)) && !isEndToCome;
    }
    return rankOf(one) >= least;
  });
}

describe("laws of triangulate()", () => {
  it("kinds add up to the numerator, and verdicts to the people, at every minimum", () => {
    fc.assert(
      fc.property(sourced, fc.constantFrom(...CODES), (drawn, indicator) => {
        const evaluation = evaluated(drawn);
        const published = results(evaluation).find(({ code }) => code === indicator)!;
        const { evidence, minimums } = triangulate(evaluation, { indicator, period: drawn.period });
        for (const column of ["weakest", "strongest"] as const) {
          expect(evidence.reduce((sum, row) => sum + row[column].numerator, 0)).toBe(published.share.numerator);
        }
        for (const shares of ["held", "rederived"] as const) {
          expect(minimums[0]![shares].verdicts).toEqual(published.verdicts);
          for (const row of minimums) {
            expect(Object.values(row[shares].verdicts).reduce((sum, people) => sum + people, 0)).toBe(
              evaluation.people,
            );
          }
        }
        for (const { held } of minimums) expect(held.share.denominator).toBe(published.share.denominator);
      }),
      RUNS,
    );
  });

  it("re-derived figures are those of the believed events read by themselves", () => {
    fc.assert(
      fc.property(sourced, (drawn) => {
        const evaluation = evaluated(drawn);
        const [horizon] = [drawn.asOf, drawn.period.to].sort() as [string, string];
        const live = standing(drawn.events).filter(({ type }) => type !== "event-retracted");
        for (const indicator of CODES) {
          const { minimums } = triangulate(evaluation, { indicator, period: drawn.period });
          minimums.forEach(({ rederived, withheld }, least) => {
            const events = believed(live, least, horizon);
            const alone = results(evaluated({ ...drawn, events })).find(({ code }) => code === indicator)!;
            expect(rederived.verdicts).toEqual(alone.verdicts);
            expect(withheld).toBe(live.length - events.length);
          });
        }
      }),
      { ...RUNS, numRuns: howMany(40) },
    );
  });

  it("a stricter minimum never counts more people in 1.1 and 1.3, and whoever rests on a kind is counted at it", () => {
    fc.assert(
      fc.property(sourced, fc.constantFrom("1.1", "1.3"), (drawn, indicator) => {
        const { evidence, minimums } = triangulate(evaluated(drawn), { indicator, period: drawn.period });
        minimums.forEach(({ held, rederived }, least) => {
          const resting = evidence.slice(least + 1).reduce((sum, { weakest }) => sum + weakest.numerator, 0);
          expect(held.share.numerator).toBeGreaterThanOrEqual(resting);
          if (indicator === "1.1") expect(held.share.numerator).toBe(resting);
          if (least === 0) return;
          expect(held.share.numerator).toBeLessThanOrEqual(minimums[least - 1]!.held.share.numerator);
          expect(rederived.share.numerator).toBeLessThanOrEqual(minimums[least - 1]!.rederived.share.numerator);
        });
      }),
      RUNS,
    );
  });

  it("kinds of 1.1 are those of the events that explain() shows", () => {
    fc.assert(
      fc.property(sourced, (drawn) => {
        const evaluation = evaluated(drawn);
        const byId = new Map(drawn.events.map((one) => [one.id, one]));
        const counts = new Map<string, number>();
        for (const beneficiaryId of members(evaluation, {
          indicator: "1.1",
          period: drawn.period,
          verdict: "counted",
        })) {
          const { numerator } = explain(evaluation, { indicator: "1.1", period: drawn.period, beneficiaryId });
          const grades = numerator.spells!.spells.map(({ events }) => {
            const ranks = events.map((id) => rankOf(byId.get(id)));
            return [Math.min(...ranks), Math.max(...ranks)] as const;
          });
          const [best] = grades.sort((a, b) => b[0] - a[0] || b[1] - a[1]);
          const key = best!.join(" ");
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
        const { evidence } = triangulate(evaluation, { indicator: "1.1", period: drawn.period });
        KINDS.forEach((kind, rank) => {
          const row = evidence.find((one) => one.kind === kind)!;
          const sumOf = (place: 0 | 1) =>
            [...counts].reduce((sum, [key, people]) => sum + (Number(key.split(" ")[place]) === rank ? people : 0), 0);
          expect([row.weakest.numerator, row.strongest.numerator]).toEqual([sumOf(0), sumOf(1)]);
        });
      }),
      RUNS,
    );
  });

  it("the order of events changes nothing", () => {
    fc.assert(
      fc.property(sourced, fc.constantFrom(...CODES), (drawn, indicator) => {
        const { period } = drawn;
        const turned = { ...drawn, events: [...drawn.events].reverse() };
        expect(triangulate(evaluated(turned), { indicator, period })).toEqual(
          triangulate(evaluated(drawn), { indicator, period }),
        );
      }),
      RUNS,
    );
  });
});
