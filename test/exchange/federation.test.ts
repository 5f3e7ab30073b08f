import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildReport, type Suppressed, type SuppressOptions, suppress } from "../../src/report/index";
import { catalogue, type Evaluation, evaluate, parseDataset, year } from "../../src/core/index";
import {
  mergeTallies,
  type NetworkReport,
  type SharedIds,
  type TallyOptions,
  TallyError,
  toTally,
} from "../../src/exchange/index";
import { attack } from "../report/attacker";
import { howMany } from "../long";

type Event = Readonly<Record<string, unknown>>;
// biome-ignore lint/suspicious/noExplicitAny: a file of unknown origin holds whatever JSON there is.
type Json = any;

const folder = "fixtures/vse-poluchitsya-2019-2020";
const events: readonly Event[] = readFileSync(`${folder}/events.ndjson`, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const criteria = JSON.parse(readFileSync(`${folder}/criteria.json`, "utf8"));
const years = [year(2019), year(2020)];
const tables = [{ by: ["targetGroup"] }];

const partner = (code: string) => ({ code, title: { ru: `Партнёр ${code}`, en: `Partner ${code}` } });
const evaluated = (some: readonly Event[]) =>
  evaluate(parseDataset(some, { criteria }), {
    indicators: catalogue.vsePoluchitsya,
    periods: years,
    asOf: "2021-01-31",
  });
/** The people of the practice dealt out to partners. */
const partOf = (place: number, partners: number) =>
  events.filter(({ beneficiaryId }) => Number(String(beneficiaryId).replace(/\D/g, "")) % partners === place);

const practice = evaluated(events);
const practiceTally = toTally(practice, { partner: partner("all"), disaggregate: tables });
const practiceReport = suppress(buildReport(practice, { disaggregate: tables }));
const regional = ["north", "south", "west"].map((code, place) =>
  toTally(evaluated(partOf(place, 3)), { partner: partner(code), disaggregate: tables }),
);
const network = mergeTallies(regional);
/** The same partners with fewer periods and no tables, so that little is suppressed. */
const inOneYear = ["north", "south", "west"].map((code, place) =>
  toTally(
    evaluate(parseDataset(partOf(place, 3), { criteria }), {
      indicators: catalogue.vsePoluchitsya,
      periods: [year(2019)],
      asOf: "2021-01-31",
    }),
    { partner: partner(code) },
  ),
);

/** Everybody of one kind of person: when they worked, if they did, and who they are. */
interface Kind {
  readonly months: 0 | 1 | 3 | 8;
  readonly isSupported: boolean;
  readonly isServed: boolean;
  readonly sex: "female" | "male" | undefined;
  readonly groups: readonly string[];
}
const kinds: fc.Arbitrary<Kind> = fc.record({
  months: fc.constantFrom(0, 1, 3, 8),
  isSupported: fc.boolean(),
  isServed: fc.boolean(),
  sex: fc.constantFrom("female", "male", undefined),
  groups: fc.subarray(["care-leaver", "disability"]),
});
const ENDS = { 1: "2019-03-14", 3: "2019-05-14", 8: "2019-10-14" };

/** People of some kinds, so many of each. */
function people(prefix: string, some: readonly (readonly [kind: Kind, count: number])[]): readonly Event[] {
  return some.flatMap(([{ months, isSupported, isServed, sex, groups }, count], kind) =>
    Array.from({ length: count }, (_, at): readonly Event[] => {
      const beneficiaryId = `${prefix}-${kind}-${at}`;
      const event = (type: string, date: string, fields: Event = {}) => ({
        id: `${type} ${beneficiaryId}`,
        type,
        beneficiaryId,
        date,
        ...fields,
      });
      const placementId = `P ${beneficiaryId}`;
      return [
        event("beneficiary-registered", "2018-06-01", { targetGroups: groups, ...(sex && { sex }) }),
        ...(isServed ? [event("service-delivered", "2019-02-01", { service: "advice" })] : []),
        ...(isSupported ? [event("support-started", "2019-02-15", { supportId: `S ${beneficiaryId}` })] : []),
        ...(months === 0
          ? []
          : [
              event("placement-started", "2019-02-15", { placementId, setting: "open-market", contract: "permanent" }),
              event("placement-ended", ENDS[months], { placementId }),
            ]),
      ];
    }).flat(),
  );
}

const judged = (some: readonly Event[]): Evaluation =>
  evaluate(parseDataset(some), {
    indicators: catalogue.vsePoluchitsya.slice(0, 3),
    periods: [year(2019)],
    asOf: "2019-12-31",
  });
const bySex = [{ by: ["sex"] }, { by: ["targetGroup"] }];
const SEED = { seed: 20_210_131 };

/** Tallies of two to four partners with few people of a few kinds, so that much is suppressed. */
const small = (numRuns: number, most = 14) =>
  [
    fc.array(fc.array(fc.tuple(kinds, fc.integer({ min: 1, max: most })), { minLength: 1, maxLength: 5 }), {
      minLength: 2,
      maxLength: 4,
    }),
    { ...SEED, numRuns },
  ] as const;
const codes = ["a", "b", "c", "d"];
const tallied = (all: readonly (readonly (readonly [Kind, number])[])[], options?: SuppressOptions) =>
  all.map((some, at) =>
    toTally(judged(people(codes[at]!, some)), { partner: partner(codes[at]!), disaggregate: bySex, suppress: options }),
  );

const isTold = (count: unknown): count is number => typeof count === "number";
const text = (value: unknown) => JSON.stringify(value);
/** Everything of a report but notes, which say that people may be counted twice. */
const figures = ({ results, disaggregations }: Pick<NetworkReport, "results" | "disaggregations">) => [
  results.map(({ notes: _, ...result }) => result),
  disaggregations.map(({ notes: _, ...table }) => table),
];

describe("toTally()", () => {
  it("holds no id of anybody, no digest and no number of events when people are many", () => {
    const all = new Set(events.map(({ beneficiaryId }) => String(beneficiaryId)));
    const held = text([practiceTally, mergeTallies([practiceTally])]);
    expect([...all].filter((id) => held.includes(`"${id}"`))).toEqual([]);
    const report = buildReport(practice);
    expect(text(practiceTally)).not.toContain(report.manifest.dataset);
    expect(Object.keys(practiceTally.manifest).sort()).toEqual(["asOf", "library", "people", "periods"]);
  });

  it("tells nothing that the suppressed report of the same tables does not tell", () => {
    expect(practiceTally.results.map(({ verdicts }) => verdicts)).toEqual(
      practiceReport.results.map(({ verdicts }) => verdicts),
    );
    expect(practiceTally.manifest.people).toEqual(practiceReport.manifest.people);
  });

  it("is frozen and survives JSON", () => {
    expect(JSON.parse(text(practiceTally))).toEqual(practiceTally);
    expect(Object.isFrozen(practiceTally.results[0]?.verdicts)).toBe(true);
  });

  it.each<readonly [unknown, string]>([
    [undefined, "options must be an object with partner, received nothing"],
    [{ partner: { code: "two words", title: { ru: "а", en: "a" } } }, "partner.code must be text without spaces"],
    [{ partner: { code: "a", title: { ru: "а" } } }, "partner.title.en must be text, received nothing"],
    [{ partner: partner("a"), sharedIds: { scheme: "x" } }, "sharedIds.overlap must be one of none"],
  ])("throws a TypeError when options are %j", (options, because) => {
    expect(() => toTally(practice, options as TallyOptions)).toThrow(TypeError);
    expect(() => toTally(practice, options as TallyOptions)).toThrow(`Cannot make a tally: ${because}`);
  });
});

describe("mergeTallies() of one tally", () => {
  it("is the suppressed report of that partner", () => {
    const { results, disaggregations, definitions, manifest, network: of } = mergeTallies([practiceTally]);
    expect(results).toEqual(practiceReport.results);
    expect(disaggregations).toEqual(practiceReport.disaggregations);
    expect(definitions).toEqual(practiceReport.definitions);
    expect(manifest.people).toEqual(practiceReport.manifest.people);
    expect([manifest.notes, of.notes]).toEqual([[], []]);
    expect(of.partners).toEqual([(({ definitions: _, ...rest }) => rest)(practiceTally)]);
  });

  it("is that of any partner", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(kinds, fc.integer({ min: 1, max: 30 })), { minLength: 1 }), (some) => {
        const evaluation = judged(people("a", some));
        const [options] = [{ disaggregate: bySex }];
        const tally = toTally(evaluation, { partner: partner("a"), disaggregate: bySex });
        const { results, disaggregations } = suppress(buildReport(evaluation, options));
        expect(mergeTallies([tally])).toMatchObject({ results, disaggregations });
      }),
      { ...SEED, numRuns: howMany(8) },
    );
  });
});

describe("mergeTallies()", () => {
  it("gives what evaluating everybody gives when nobody is in two tallies and nothing is suppressed", () => {
    const many = fc.array(fc.tuple(kinds, fc.array(fc.integer({ min: 5, max: 30 }), { minLength: 3, maxLength: 3 })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(many, fc.subarray([0, 1, 2], { minLength: 2 }), (some, parts) => {
        const rules: SuppressOptions = { zeros: "never", leastDenominator: 2 };
        const shares = parts.map((part) =>
          people(
            `p${part}`,
            some.map(([kind, counts]) => [kind, counts[part]!]),
          ),
        );
        const merged = mergeTallies(
          shares.map((own, at) =>
            toTally(judged(own), { partner: partner(codes[at]!), disaggregate: bySex, suppress: rules }),
          ),
        );
        const whole = buildReport(judged(shares.flat()), { disaggregate: bySex });
        expect(merged.suppression.suppressed).toBe(0);
        expect(figures(merged)).toEqual(figures(whole as never));
        expect(merged.manifest.people).toBe(whole.manifest.people);
      }),
      { ...SEED, numRuns: howMany(8) },
    );
  });

  it("gives the same bytes in whatever order the tallies come", () => {
    const [given, settings] = small(6);
    fc.assert(
      fc.property(given, fc.infiniteStream(fc.nat()), (all, keys) => {
        const tallies = tallied(all);
        const shuffled = tallies.map((tally) => ({ tally, key: keys.next().value as number }));
        shuffled.sort((a, b) => a.key - b.key);
        expect(text(mergeTallies(shuffled.map(({ tally }) => tally)))).toBe(text(mergeTallies(tallies)));
      }),
      settings,
    );
  });

  it("adds up what all tell, and makes percentages and intervals afresh", () => {
    const { results, network: of } = mergeTallies(inOneYear);
    // Of the published table: 38.9 % (180 of 463) in 2019.
    expect(results[0]).toMatchObject({ share: { numerator: 180, denominator: 463 }, percent: "38.9" });
    expect(results[0]?.interval).toEqual(buildReport(practice).results[0]?.interval);
    expect(of.ranges.results[0]).toEqual({
      code: "1.1",
      period: year(2019),
      numerator: { least: 180, most: 180 },
      denominator: { least: 463, most: 463 },
      percent: { low: "38.9", high: "38.9" },
      suppressedBy: [],
    });
  });

  it("shows the stricter readings beside 2.1, made afresh", () => {
    const { readings } = mergeTallies(inOneYear).results.find(({ code }) => code === "2.1")!;
    const { readings: whole } = buildReport(practice).results.find(({ code }) => code === "2.1")!;
    expect(readings.map(({ code, title }) => [code, title])).toEqual(whole.map(({ code, title }) => [code, title]));
    const told = readings.filter(({ share }) => isTold(share.numerator));
    expect(told.length).toBeGreaterThan(0);
    for (const { code, share, bounds } of told) {
      const exact = whole.find((one) => one.code === code)!;
      expect(share).toEqual(exact.share);
      if (bounds === null || "low" in bounds) expect(bounds).toEqual(exact.bounds);
    }
  });

  it("has a number only where every partner has one, so that nothing is silently partial", () => {
    const keys = [
      ...new Set(regional.flatMap(({ results }) => results.map(({ code, period }) => text([code, period])))),
    ];
    let suppressed = 0;
    for (const key of keys) {
      const isIt = (one: { readonly code: string; readonly period: unknown }) => text([one.code, one.period]) === key;
      const parts = regional.map(({ results }) => results.find(isIt)!);
      const whole = network.results.find(isIt)!;
      for (const verdict of Object.keys(whole.verdicts) as (keyof typeof whole.verdicts)[]) {
        const told = parts.every(({ verdicts }) => isTold(verdicts[verdict]));
        if (!told) suppressed++;
        expect(isTold(whole.verdicts[verdict])).toBe(told);
      }
      expect(isTold(whole.share.denominator)).toBe(parts.every(({ denominator }) => isTold(denominator)));
    }
    expect(suppressed).toBeGreaterThan(10);
  });

  it("keeps each partner's manifest and counts, and changes no tally", () => {
    const before = text(regional);
    const { network: of } = mergeTallies(regional);
    expect(of.partners.map(({ partner: { code } }) => code)).toEqual(["north", "south", "west"]);
    expect(of.partners.map(({ results }) => results)).toEqual(regional.map(({ results }) => results));
    expect(text(regional)).toBe(before);
    expect(Object.isFrozen(of.partners[0]?.manifest)).toBe(true);
    expect(JSON.parse(text(network))).toEqual(network);
  });
});

/** Partners as the rows of a table of the network, so that totals, parts and strata are read together. */
function tableOfPartners({ results, disaggregations, ...report }: NetworkReport): Json {
  const { partners } = report.network;
  const total = { kind: "total" };
  const figuresOf = (counts: Json) => ({
    code: counts.code,
    period: counts.period,
    verdicts: counts.verdicts,
    share: { numerator: counts.verdicts.counted, denominator: counts.denominator },
    settled: { numerator: counts.verdicts.counted, denominator: counts.settled },
    value: null,
    percent: null,
    interval: null,
    bounds: null,
  });
  return {
    ...report,
    results,
    disaggregations: disaggregations.map(({ dimensions, rows }, at) => ({
      dimensions: [{ name: "partner" }, ...dimensions],
      ages: null,
      overlaps: disaggregations[at]!.overlaps,
      rows: [
        ...rows.map(({ of, figures: own }) => ({ of: [total, ...of], figures: own })),
        ...partners.flatMap((tally) =>
          tally.disaggregations[at]!.rows.map(({ of, figures: own }) => ({
            of: [{ kind: "value", code: tally.partner.code }, ...of],
            figures: own.map(figuresOf),
            ...(of.every(({ kind }) => kind === "total") && { people: tally.manifest.people }),
          })),
        ),
      ],
    })),
  };
}

describe("an attacker who holds the merged report and every tally", () => {
  it("works out no suppressed count, of a partner or of the network, and meets no contradiction", () => {
    let suppressed = 0;
    const [given, settings] = small(10);
    fc.assert(
      fc.property(given, (all) => {
        const merged = mergeTallies(tallied(all));
        const alone = attack(merged);
        const together = attack(tableOfPartners(merged));
        suppressed += alone.suppressed + together.suppressed;
        for (const found of [alone, together]) {
          expect(found).toMatchObject({ exact: [], leaks: [], contradictions: [] });
        }
      }),
      settings,
    );
    expect(suppressed).toBeGreaterThan(300);
  });

  it("works out counts of partners from totals of true counts, even when small totals are suppressed too", () => {
    const north: Kind = { months: 3, isSupported: true, isServed: true, sex: "female", groups: [] };
    const idle: Kind = { ...north, months: 0 };
    const shares = [
      people("a", [
        [north, 3],
        [idle, 40],
      ]),
      people("b", [
        [north, 20],
        [idle, 40],
      ]),
    ];
    const merged = mergeTallies(
      shares.map((own, at) => toTally(judged(own), { partner: partner(codes[at]!), disaggregate: [{ by: ["sex"] }] })),
    );
    const naive = suppress(buildReport(judged(shares.flat()), { disaggregate: [{ by: ["sex"] }] }));
    expect(attack(tableOfPartners(merged)).exact).toEqual([]);
    expect(
      attack(tableOfPartners({ ...merged, results: naive.results, disaggregations: naive.disaggregations })).exact,
    ).toContain("partner:a 1.1 2019-01-01..2019-12-31 counted");
  });

  it("sees the same bytes when a partner's suppressed count is another", () => {
    const worked: Kind = { months: 3, isSupported: true, isServed: true, sex: "female", groups: [] };
    const idle: Kind = { ...worked, months: 0 };
    const world = (few: number) =>
      [
        people("a", [
          [worked, few],
          [idle, 43 - few],
        ]),
        people("b", [
          [worked, 20],
          [idle, 40],
        ]),
      ].map((own) => judged(own));
    const [one, other] = [2, 3].map((few) =>
      world(few).map((own, at) => toTally(own, { partner: partner(codes[at]!) })),
    );
    expect(text(mergeTallies(one!))).toBe(text(mergeTallies(other!)));
    const range = mergeTallies(one!).network.ranges.results[0];
    expect(range).toMatchObject({ numerator: { least: 20, most: 24 }, suppressedBy: ["a"] });
  });
});

describe("network.ranges", () => {
  it("hold the true figure whatever is suppressed", () => {
    const [given, settings] = small(8, 30);
    fc.assert(
      fc.property(given, (all) => {
        const { network: of, disaggregations } = mergeTallies(tallied(all));
        const everybody = all.flatMap((some, at) => people(codes[at]!, some));
        const truth = buildReport(judged(everybody), { disaggregate: bySex });
        const inside = (range: Json, { share }: Json) => {
          for (const part of ["numerator", "denominator"] as const) {
            expect(share[part]).toBeGreaterThanOrEqual(range[part].least);
            expect(share[part]).toBeLessThanOrEqual(range[part].most ?? Number.POSITIVE_INFINITY);
          }
          if (range.percent === null) return;
          expect((share.numerator / share.denominator) * 100).toBeGreaterThan(Number(range.percent.low) - 0.051);
          expect((share.numerator / share.denominator) * 100).toBeLessThan(Number(range.percent.high) + 0.051);
        };
        truth.results.forEach((result, at) => {
          inside(of.ranges.results[at], result);
        });
        truth.disaggregations.forEach(({ rows }, table) => {
          expect(rows.map((row) => row.of)).toEqual(disaggregations[table]?.rows.map((row) => row.of));
          rows.forEach(({ figures: own }, row) => {
            own.forEach((one, place) => {
              inside(of.ranges.disaggregations[table]?.rows[row]?.figures[place], one);
            });
          });
        });
      }),
      settings,
    );
  });
});

describe("people whom two partners serve", () => {
  const shared: SharedIds = { scheme: "network-2019", overlap: "none" };
  const one = people("a", [[{ months: 3, isSupported: true, isServed: true, sex: "male", groups: [] }, 30]]);
  const tally = (code: string, sharedIds?: SharedIds) =>
    toTally(judged(one), { partner: partner(code), disaggregate: [{ by: ["sex"] }], ...(sharedIds && { sharedIds }) });
  const codesOf = (notes: readonly { readonly code: unknown }[]) => notes.map(({ code }) => code);

  it("are counted twice, and every figure, the manifest and the network say so in both languages", () => {
    const { results, disaggregations, manifest, network: of } = mergeTallies([tally("a"), tally("b")]);
    expect(results[0]?.share).toEqual({ numerator: 60, denominator: 60 });
    for (const { notes } of [...results, ...disaggregations, manifest, of])
      expect(codesOf(notes)).toContain("counted-twice");
    const { message } = manifest.notes[0]!;
    expect(message.ru).toContain("учтён дважды");
    expect(message.en).toContain("counted twice");
  });

  it("are declared to be none when all partners name the same scheme", () => {
    const { results, manifest, network: of } = mergeTallies([tally("a", shared), tally("b", shared)]);
    expect(of.sharedIds).toEqual(shared);
    expect(codesOf(manifest.notes)).toEqual(["declared-distinct"]);
    expect(codesOf(results[0]!.notes)).toEqual(["declared-distinct"]);
    expect(manifest.notes[0]?.message.en).toContain("Counts cannot show whether that is so");
  });

  it.each([
    ["one partner names none", [shared, undefined]],
    ["they name different schemes", [shared, { ...shared, scheme: "other" }]],
  ] as const)("are counted twice all the same when %s", (_name, [first, second]) => {
    const { manifest, network: of } = mergeTallies([tally("a", first), tally("b", second)]);
    expect(of.sharedIds).toBeNull();
    expect(codesOf(manifest.notes)).toEqual(["counted-twice"]);
    expect(codesOf(of.notes)).toContain("id-schemes-differ");
  });

  it("may be all when two partners have the same figures, and a note asks", () => {
    expect(codesOf(mergeTallies([tally("a"), tally("b")]).network.notes)).toContain("same-figures");
  });
});

describe("strata", () => {
  const sort = (sex: "female" | "male"): Kind => ({ months: 3, isSupported: true, isServed: true, sex, groups: [] });
  const tally = (code: string, sex: "female" | "male", by: TallyOptions["disaggregate"] = [{ by: ["sex"] }]) =>
    toTally(judged(people(code, [[sort(sex), 30]])), { partner: partner(code), disaggregate: by });
  const [north, south] = [tally("north", "female"), tally("south", "male")];
  const rowsOf = (report: NetworkReport) =>
    report.disaggregations[0]?.rows.map(({ of, figures: own }) => [(of[0] as Json).code, own[0]?.share]);

  it("that a partner has no row of count nobody there when its table holds everybody", () => {
    const merged = mergeTallies([north, south]);
    expect(rowsOf(merged)).toEqual([
      ["female", { numerator: 30, denominator: 30 }],
      ["male", { numerator: 30, denominator: 30 }],
      [undefined, { numerator: 60, denominator: 60 }],
    ]);
  });

  it("are not known where a partner left strata out, and a note names the partner", () => {
    const left = { ...south, disaggregations: south.disaggregations.map((table) => ({ ...table, strata: "some" })) };
    const merged = mergeTallies([north, left]);
    const withheld: Suppressed = { suppressed: true, reason: "complementary" };
    expect(rowsOf(merged)?.[0]).toEqual(["female", { numerator: withheld, denominator: withheld }]);
    expect(merged.network.ranges.disaggregations[0]?.rows[0]?.figures[0]).toMatchObject({
      numerator: { least: 30, most: 60 },
      suppressedBy: ["south"],
    });
    const note = merged.disaggregations[0]?.notes.find(({ code }) => code === "strata-left-out");
    expect(note?.message.en).toContain("south");
  });

  it("of a table that a partner does not send are left out, and a note says whose is missing", () => {
    const merged = mergeTallies([north, tally("south", "male", [])]);
    expect(merged.disaggregations).toEqual([]);
    const note = merged.network.notes.find(({ code }) => code === "table-left-out");
    expect(note?.message.ru).toBe("Таблицы «пол» в сводном отчёте нет: такой таблицы не прислали south.");
  });
});

describe("mergeTallies() of files of unknown origin", () => {
  const kind: Kind = { months: 3, isSupported: true, isServed: true, sex: "female", groups: [] };
  const idle: Kind = { ...kind, months: 0 };
  const own = (code: string): Json => {
    const evaluation = judged(
      people(code, [
        [kind, 20],
        [idle, 30],
      ]),
    );
    return JSON.parse(text(toTally(evaluation, { partner: partner(code), disaggregate: [{ by: ["sex"] }] })));
  };
  const [north, south] = [own("north"), own("south")];
  const changed = (tally: Json, change: (copy: Json) => void): Json => {
    const copy = structuredClone(tally);
    change(copy);
    return copy;
  };
  const issuesOf = (tallies: readonly unknown[]) => {
    try {
      mergeTallies(tallies);
      return [];
    } catch (error) {
      if (error instanceof TallyError) return error.issues.map(({ code, path }) => [code, path.join(".")]);
      throw error;
    }
  };
  const southern = (change: (copy: Json) => void) => [north, changed(south, change)];

  it("takes them when they are sound", () => {
    expect(issuesOf([north, south])).toEqual([]);
  });

  it.each<readonly [string, unknown, string, string]>([
    ["null", null, "tally.wrong-shape", "0"],
    ["the text of a file", text(north), "tally.wrong-shape", "0"],
    ["a list", [north], "tally.wrong-shape", "0"],
    ["a report", JSON.parse(text(practiceReport)), "tally.wrong-shape", "0.format"],
    ["a later version", { ...north, version: 2, later: true }, "tally.unknown-version", "0.version"],
    [
      "marks that turn the direction of text",
      changed(north, (t) => (t.partner.title.en = "a\u202eb")),
      "tally.wrong-shape",
      "0.partner.title.en",
    ],
    ["an unknown field", { ...north, ids: ["B-1"] }, "tally.wrong-shape", "0"],
    [
      "nesting without end",
      { ...north, definitions: [JSON.parse("[".repeat(90) + "]".repeat(90))] },
      "tally.wrong-shape",
      "0",
    ],
    [
      "a count under nothing",
      changed(north, (t) => (t.manifest.people = -1)),
      "tally.wrong-shape",
      "0.manifest.people",
    ],
    [
      "a part of a person",
      changed(north, (t) => (t.results[0].settled = 20.5)),
      "tally.wrong-shape",
      "0.results.0.settled",
    ],
    [
      "a day that is none",
      changed(north, (t) => (t.manifest.asOf = "2019-02-30")),
      "tally.wrong-shape",
      "0.manifest.asOf",
    ],
    [
      "a period upside down",
      changed(north, (t) => (t.manifest.periods = [{ from: "2020-01-01", to: "2019-01-01" }])),
      "tally.wrong-shape",
      "0.manifest.periods.0",
    ],
    [
      "a definition that means nothing",
      changed(north, (t) => (t.definitions[0].definition.numerator = { kind: "every", of: [] })),
      "definition.wrong-shape",
      "0.definitions.0.definition.numerator.of",
    ],
    [
      "another definition under an old fingerprint",
      changed(north, (t) => (t.definitions[0].definition.numerator = { kind: "happens", spells: { kind: "support" } })),
      "tally.wrong-definition",
      "0.definitions.0.fingerprint",
    ],
    [
      "a definition under another code",
      changed(north, (t) => (t.definitions[0].code = "x")),
      "tally.wrong-definition",
      "0.definitions.0.code",
    ],
    [
      "a definition twice",
      changed(north, (t) => t.definitions.push(t.definitions[0])),
      "tally.wrong-definition",
      "0.definitions.3.code",
    ],
    ["a result short", changed(north, (t) => t.results.pop()), "tally.missing-figures", "0.results"],
    ["a result twice", changed(north, (t) => (t.results[1] = t.results[0])), "tally.missing-figures", "0.results"],
    [
      "a table without everybody",
      changed(north, (t) => t.disaggregations[0].rows.pop()),
      "tally.missing-figures",
      "0.disaggregations.0.rows",
    ],
    [
      "a row twice",
      changed(north, (t) => t.disaggregations[0].rows.push(t.disaggregations[0].rows[0])),
      "tally.missing-figures",
      "0.disaggregations.0.rows.2.of",
    ],
    [
      "a table twice",
      changed(north, (t) => t.disaggregations.push(t.disaggregations[0])),
      "tally.missing-figures",
      "0.disaggregations.1",
    ],
    [
      "readings of another indicator",
      changed(north, (t) => t.results[0].readings.push({ code: "x", numerator: 20 })),
      "tally.missing-figures",
      "0.results.0.readings",
    ],
    [
      "a small mark of another threshold",
      changed(north, (t) => (t.results[0].verdicts.pending = { suppressed: true, reason: "small-cell", below: 9 })),
      "tally.counts-disagree",
      "0.results.0.verdicts.pending.below",
    ],
    [
      "a row larger than everybody",
      changed(north, (t) => {
        const [row] = t.disaggregations[0].rows[0].figures;
        row.verdicts.counted += 10;
        row.denominator += 10;
        row.settled += 10;
      }),
      "tally.counts-disagree",
      "0.disaggregations.0.rows.0.figures.0",
    ],
    [
      "rows that add up to more than everybody",
      changed(north, (t) => {
        const [row, total] = t.disaggregations[0].rows;
        t.disaggregations[0].rows = [row, { ...row, of: [{ kind: "value", code: "male" }] }, total];
      }),
      "tally.counts-disagree",
      "0.disaggregations.0.rows.2.figures.0",
    ],
    [
      "everybody of a table who are not those of the results",
      changed(north, (t) => {
        for (const row of t.disaggregations[0].rows) {
          row.figures[0].verdicts.counted -= 5;
          row.figures[0].denominator -= 5;
          row.figures[0].settled -= 5;
        }
      }),
      "tally.counts-disagree",
      "0.disaggregations.0.rows.1.figures.0",
    ],
    [
      "people in several rows of no dimension",
      changed(north, (t) => t.disaggregations[0].overlaps.push({ dimension: "region", period: year(2019), people: 9 })),
      "tally.missing-figures",
      "0.disaggregations.0.overlaps.0",
    ],
  ])("refuses %s", (_name, given, code, path) => {
    const issues = issuesOf([given]);
    expect(issues[0]).toEqual([code, path]);
    expect(new Set(issues.map(([of]) => of))).toEqual(new Set([code]));
  });

  it.each<readonly [string, readonly unknown[], string, string]>([
    ["the same tally twice", [north, north], "tally.partner-twice", "1.partner.code"],
    [
      "two tallies of one partner",
      [north, changed(north, (t) => (t.manifest.library.version = "9"))],
      "tally.partner-twice",
      "1.partner.code",
    ],
    [
      "data complete up to another day",
      southern((t) => (t.manifest.asOf = "2020-01-31")),
      "tally.other-date",
      "1.manifest.asOf",
    ],
    [
      "what was known on a day beside what is known",
      southern((t) => (t.manifest.knownOn = "2020-01-31")),
      "tally.other-date",
      "1.manifest.knownOn",
    ],
    [
      "zeros told by another rule",
      southern((t) => (t.suppression.zeros = "always")),
      "tally.other-suppression",
      "1.suppression.zeros",
    ],
  ])("refuses %s", (_name, given, code, path) => {
    expect(issuesOf(given)).toEqual([[code, path]]);
  });

  it("refuses other readings under the same fingerprint", () => {
    const [one, other] = inOneYear.map((tally): Json => structuredClone(tally));
    const last = other.definitions.length - 1;
    const { readings } = other.definitions[last].definition;
    readings[0].numerator = readings[1].numerator;
    expect(issuesOf([one, other])).toEqual([["tally.other-definition", `1.definitions.${last}.definition.readings`]]);
  });

  it("tells everything that is wrong with every file at once", () => {
    const small = changed(north, (t) => {
      t.results[0].verdicts.counted = 2;
      t.results[0].denominator = 3;
    });
    const found = issuesOf([small, null]);
    expect(found.slice(0, 3)).toEqual([
      ["tally.small-count", "0.results.0.verdicts.counted"],
      ["tally.small-count", "0.results.0.denominator"],
      ["tally.counts-disagree", "0.results.0"],
    ]);
    expect(found.at(-1)).toEqual(["tally.wrong-shape", "1"]);
    expect(() => mergeTallies([small])).toThrow(/^Cannot merge the tallies: \d errors\n {2}Cannot read tally 0/);
  });

  it("repeats nothing in a message that may be a name", () => {
    const named = changed(north, (t) => (t.manifest.asOf = "Мария Иванова"));
    expect(() => mergeTallies([named])).toThrow("received a text of 13 characters");
  });

  it("throws a TypeError when it is given no list, and a RangeError when the list is empty", () => {
    expect(() => mergeTallies(north)).toThrow(TypeError);
    expect(() => mergeTallies([])).toThrow(RangeError);
  });

  it("notes other versions of the library and other scales, and merges all the same", () => {
    const [one, two] = inOneYear.map((tally): Json => structuredClone(tally));
    two.manifest.library.version = "0.0.9";
    two.criteria.pop();
    const merged = mergeTallies([one, two]);
    expect(merged.network.notes.map(({ code }) => code)).toEqual([
      "counted-twice",
      "versions-differ",
      "negative-effects-not-merged",
    ]);
    const noted = merged.results.filter(({ notes }) => notes.some(({ code }) => code === "criteria-differ"));
    expect(noted.map(({ code }) => code)).toEqual(["2.1"]);
  });
});

describe("a tally as known on a day", () => {
  it("keeps the day, says so on merged figures, and tells no number of events", () => {
    const known = (code: string) => {
      const dataset = parseDataset(
        people(code, [[{ months: 3, isSupported: true, isServed: true, sex: "male", groups: [] }, 20]]),
      );
      const options = { indicators: catalogue.vsePoluchitsya.slice(0, 1), periods: years.slice(0, 1) };
      return toTally(evaluate(dataset, { ...options, asOf: "2019-12-31", knownOn: "2020-03-01" }), {
        partner: partner(code),
      });
    };
    const { results } = mergeTallies([known("a"), known("b")]);
    expect(results[0]).toMatchObject({ knownOn: "2020-03-01", share: { numerator: 40, denominator: 40 } });
    expect(results[0]?.notes[0]?.message.en).toBe("As known on 2020-03-01: events recorded later are not used.");
  });
});
