import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cohenKappa } from "../../src/statistics/index";
import { parseDataset, year } from "../../src/core/index";
import { sourceAgreement } from "../../src/tables/index";
import { howMany } from "../long";

type Source = "self-report" | "worker-note" | "employer-confirmation" | "contract" | "official-record";
type Event = Readonly<Record<string, unknown>>;

let number = 0;
const event = (type: string, date: string, fields: object = {}, beneficiaryId = "B-1"): Event =>
  Object.freeze({ id: `E-${++number}`, type, beneficiaryId, date, ...fields });
const registered = (beneficiaryId = "B-1") =>
  event("beneficiary-registered", "2018-01-01", { targetGroups: [] }, beneficiaryId);
const asked = (date: string, status: string, source?: Source, beneficiaryId = "B-1") =>
  event("follow-up-recorded", date, { status, ...(source && { source }) }, beneficiaryId);
const scored = (date: string, criterion: string, score: number, source: Source) =>
  event("assessment-recorded", date, { criterion, score, source });
const worked = (from: string, to: string) => [
  event("placement-started", from, { placementId: "P-1" }),
  event("placement-ended", to, { placementId: "P-1" }),
];

const span = { period: year(2019), asOf: "2020-01-31" };
const agreementsOf = (events: readonly Event[], options: object = {}) =>
  sourceAgreement(parseDataset(events), { ...span, ...options }).agreements;

describe("sourceAgreement()", () => {
  it.each<readonly [title: string, events: readonly Event[], table: readonly (readonly number[])[]]>([
    [
      "both say in work",
      [asked("2019-06-30", "employed")],
      [
        [1, 0],
        [0, 0],
      ],
    ],
    [
      "the last day of a placement is worked",
      [asked("2019-07-01", "employed")],
      [
        [0, 1],
        [0, 0],
      ],
    ],
    [
      "a follow-up denies a placement",
      [asked("2019-06-01", "not-employed")],
      [
        [0, 0],
        [1, 0],
      ],
    ],
    [
      "both say not in work",
      [asked("2019-05-31", "not-employed")],
      [
        [0, 0],
        [0, 1],
      ],
    ],
    [
      "nobody was reached",
      [asked("2019-06-01", "unreachable")],
      [
        [0, 0],
        [0, 0],
      ],
    ],
    [
      "the day is outside the period",
      [asked("2018-06-01", "employed"), asked("2020-01-10", "employed")],
      [
        [0, 0],
        [0, 0],
      ],
    ],
  ])("holds follow-ups against placements: %s", (_, events, table) => {
    const [employment] = agreementsOf([registered(), ...worked("2019-06-01", "2019-06-30"), ...events]);
    expect(employment).toMatchObject({ fact: "employment", sources: ["follow-up", "placement"], table });
  });

  it("gives a reason when there is no κ", () => {
    const of = (events: readonly Event[]) => agreementsOf([registered(), ...events])[0]!;
    expect(of([])).toMatchObject({ kappa: null, reason: "no-pairs", percent: null });
    expect(of([asked("2019-06-01", "not-employed")])).toMatchObject({
      kappa: null,
      reason: "one-category",
      percent: "100.0",
    });
  });

  it.each<readonly [title: string, events: readonly Event[], withinDays: number, pairs: number | undefined]>([
    ["on one day", [asked("2019-06-01", "employed", "self-report"), asked("2019-06-01", "employed", "contract")], 0, 1],
    [
      "14 days apart",
      [asked("2019-06-01", "employed", "self-report"), asked("2019-06-15", "employed", "contract")],
      14,
      1,
    ],
    [
      "15 days apart",
      [asked("2019-06-01", "employed", "self-report"), asked("2019-06-16", "employed", "contract")],
      14,
      undefined,
    ],
    [
      "of one kind",
      [asked("2019-06-01", "employed", "contract"), asked("2019-06-01", "employed", "contract")],
      14,
      undefined,
    ],
    ["without evidence", [asked("2019-06-01", "employed"), asked("2019-06-01", "employed", "contract")], 14, undefined],
    [
      "that reached nobody",
      [asked("2019-06-01", "unreachable", "self-report"), asked("2019-06-01", "employed", "contract")],
      14,
      undefined,
    ],
    [
      "of which only one can be paired",
      [
        asked("2019-06-01", "employed", "self-report"),
        asked("2019-06-02", "employed", "self-report"),
        asked("2019-06-03", "employed", "contract"),
      ],
      14,
      1,
    ],
  ])("pairs follow-ups %s", (_, events, withinDays, pairs) => {
    const [, followUps] = agreementsOf([registered(), ...events], { withinDays });
    expect(followUps?.agreed.denominator).toBe(pairs);
    if (pairs !== undefined) expect(followUps?.sources).toEqual(["self-report", "contract"]);
  });

  it("takes the nearest, and the earlier of two equally near", () => {
    const [, followUps] = agreementsOf([
      registered(),
      asked("2019-06-10", "employed", "self-report"),
      asked("2019-06-12", "not-employed", "employer-confirmation"),
      asked("2019-06-08", "employed", "employer-confirmation"),
    ]);
    expect(followUps?.table).toEqual([
      [1, 0],
      [0, 0],
    ]);
  });

  it("compares scores criterion by criterion", () => {
    const found = agreementsOf([
      registered(),
      scored("2019-03-01", "housing", 2, "self-report"),
      scored("2019-03-02", "housing", 3, "worker-note"),
      scored("2019-03-02", "health", 4, "worker-note"),
      scored("2019-03-03", "health", 4, "self-report"),
      scored("2019-03-03", "money", 4, "self-report"),
    ]).filter(({ fact }) => fact === "assessment");
    expect(found.map(({ criterion, categories, table }) => ({ criterion, categories, table }))).toEqual([
      { criterion: "health", categories: ["4"], table: [[1]] },
      {
        criterion: "housing",
        categories: ["2", "3"],
        table: [
          [0, 1],
          [0, 0],
        ],
      },
    ]);
  });

  it("gives κ with its interval as cohenKappa() does", () => {
    // 20, 5, 10, 15: the example of cohenKappa, κ = 0.4.
    const cells = [
      ["employed", "employed", 20],
      ["employed", "not-employed", 5],
      ["not-employed", "employed", 10],
      ["not-employed", "not-employed", 15],
    ] as const;
    const events = cells.flatMap(([self, employer, people], cell) =>
      Array.from({ length: people }, (_, at) => `B-${cell}-${at}`).flatMap((id) => [
        registered(id),
        asked("2019-06-01", self, "self-report", id),
        asked("2019-06-05", employer, "employer-confirmation", id),
      ]),
    );
    const [, followUps] = agreementsOf(events);
    const kappa = cohenKappa([
      [20, 5],
      [10, 15],
    ])!;
    expect(followUps?.table).toEqual([
      [20, 5],
      [10, 15],
    ]);
    expect(followUps?.beneficiaries).toBe(50);
    expect(followUps?.kappa).toEqual({
      value: "0.4000000000",
      low: kappa.low!.toFixed(10),
      high: kappa.high!.toFixed(10),
      level: 0.95,
    });
  });

  it("refuses a wrong call", () => {
    const dataset = parseDataset([]);
    expect(() => sourceAgreement(dataset, { ...span, withinDays: -1 })).toThrow(
      "Cannot measure the agreement of sources: withinDays must be a whole number of 0 or more, received -1",
    );
    expect(() => sourceAgreement(dataset, { ...span, asOf: "31.01.2020" })).toThrow(RangeError);
    expect(() => sourceAgreement(dataset, { ...span, period: { from: "2019-02-01", to: "2019-01-01" } })).toThrow(
      RangeError,
    );
    expect(() => sourceAgreement({} as never, span)).toThrow(TypeError);
  });

  it("does not depend on the order of events, and pairs each statement of a source at most once with another", () => {
    const drawn = fc.array(
      fc.record({
        person: fc.constantFrom("B-1", "B-2"),
        day: fc.integer({ min: 1, max: 28 }),
        status: fc.constantFrom("employed", "not-employed", "unreachable"),
        source: fc.constantFrom<Source | undefined>("self-report", "worker-note", "employer-confirmation", undefined),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(drawn, fc.nat(20), (rows, withinDays) => {
        const followUps = rows.map(({ person, day, status, source }) =>
          asked(`2019-06-${String(day).padStart(2, "0")}`, status, source, person),
        );
        const events = [registered("B-1"), registered("B-2"), ...followUps];
        const found = agreementsOf(events, { withinDays });
        expect(agreementsOf([...events].reverse(), { withinDays })).toEqual(found);
        for (const { sources, agreed } of found.slice(1)) {
          const told = sources.map((kind) =>
            rows.filter(({ source, status }) => source === kind && status !== "unreachable"),
          );
          expect(agreed.denominator).toBeLessThanOrEqual(Math.min(...told.map((of) => of.length)));
        }
      }),
      { numRuns: howMany(100), seed: 20_201_231 },
    );
  });
});
