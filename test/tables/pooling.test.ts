/** Groups pooled and compared; figures of R are in `fixtures/statistics/`, with their origins. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  catalogue,
  type Evaluation,
  evaluate,
  parseDataset,
  results,
  workExperienceShare,
  year,
} from "../../src/core/index";
import {
  disaggregate,
  type GroupValue,
  type Pooling,
  type PoolingOptions,
  pooling,
  type StratumValue,
} from "../../src/tables/index";
import { generalisedCochranMantelHaenszelTest } from "../../src/statistics/index";
import { describedPopulations } from "../core/naive/strata";
import { expectClose, expectInterval, figures } from "../statistics/figures";
import { howMany } from "../long";

type Table = readonly (readonly [number, number])[];
const { pairs, generalised } = figures<{
  pairs: readonly {
    label: string;
    first: readonly [number, number];
    second: readonly [number, number];
    newcombe: readonly [number, number];
    chisq: { statistic: number; df: number; p: number; expected_min: number };
    fisher_p: number;
  }[];
  generalised: { strata_tables: readonly Table[]; statistic: number; df: number };
}>("pooling");
const { stratified } = figures<{
  stratified: readonly {
    label: string;
    strata_tables: readonly (readonly (readonly number[])[])[];
    cmh: { statistic: number; p: number };
    common_or: number;
    common_or_rbg_ci: readonly [number, number];
    breslow_day: { statistic: number; df: number; p: number };
    tarone: { statistic: number; df: number; p: number };
  }[];
}>("association");

/** So many people of some groups, of whom so many worked a day. */
interface Part {
  readonly groups: readonly string[];
  readonly counted: number;
  readonly of: number;
  readonly inYear?: number;
  readonly region?: string;
  /** Ids are told apart by it; a part with the ids of another is of the same people. */
  readonly id?: string;
}

function crowd(parts: readonly Part[]): object[] {
  const registered = new Set<string>();
  return parts.flatMap(({ groups, counted, of, inYear = 2019, region = "r", id }, part) =>
    Array.from({ length: of }, (_, at) => {
      const beneficiaryId = `B-${id ?? part}-${at}`;
      const event = (type: string, fields: object) => {
        const own = { id: `${type}-${part}-${at}`, type, beneficiaryId, date: `${inYear}-03-01`, ...fields };
        return own;
      };
      const isNew = !registered.has(beneficiaryId);
      registered.add(beneficiaryId);
      const placementId = `P-${part}-${at}`;
      return [
        ...(isNew ? [event("beneficiary-registered", { targetGroups: groups, region, date: `${inYear}-01-10` })] : []),
        event("service-delivered", { service: "training" }),
        ...(at < counted
          ? [
              event("placement-started", { placementId, setting: "open-market" }),
              event("placement-ended", { placementId }),
            ]
          : []),
      ];
    }).flat(),
  );
}

function evaluated(parts: readonly Part[], more: readonly object[] = []): Evaluation {
  const years = [...new Set(parts.map(({ inYear = 2019 }) => inYear))].sort();
  const dataset = parseDataset([...crowd(parts), ...more]);
  const periods = years.length === 0 ? [year(2019)] : years.map(year);
  return evaluate(dataset, { indicators: [workExperienceShare], periods, asOf: "2021-12-31" });
}

const pooled = (parts: readonly Part[], options: Partial<PoolingOptions> = {}) =>
  pooling(evaluated(parts), { indicator: "1.1", by: "targetGroup", ...options });
const part = (group: string, counted: number, of: number, more: Partial<Part> = {}): Part => ({
  ...{ groups: [group], counted, of },
  ...more,
});
const nameOf = (of: GroupValue) => (of.kind === "value" ? of.code : of.kind);
const codesOf = ({ notes }: Pooling) => [...new Set(notes.map(({ code }) => code))];

describe("pooling() of two groups in one period", () => {
  it.each(pairs)("chooses the test by its rule and has R's figures: $label", (row) => {
    const [[k, n], [l, m]] = [row.first, row.second];
    const { inPeriods, verdict, splits } = pooled([part("a", k, n), part("b", l, m)]);
    const { test, widest, groups, pooled: all } = inPeriods[0]!;
    const isExact = row.chisq.expected_min < 5;
    expect(test).toMatchObject({
      method: isExact ? "Fisher exact" : "Pearson χ²",
      rule: isExact ? "expected-below-5" : "expected-5-or-more",
      degreesOfFreedom: isExact ? null : row.chisq.df,
    });
    expectClose(test!.smallestExpected, row.chisq.expected_min);
    expectClose(test!.pValue, isExact ? row.fisher_p : row.chisq.p);
    expectClose(test!.statistic, isExact ? null : row.chisq.statistic);
    expect(test!.adjustedPValue).toBe(test!.pValue);
    expectInterval({ low: Number(widest!.low), high: Number(widest!.high) }, row.newcombe, 1e-10);
    expectClose(inPeriods[0]!.cramerV, Math.sqrt(row.chisq.statistic / (n + m)));
    expect(groups.map(({ share }) => [share.numerator, share.denominator])).toEqual([row.first, row.second]);
    expect(all.share).toEqual({ numerator: k + l, denominator: n + m });
    expect(verdict.code).toBe(test!.pValue < 0.05 ? "hides-differences" : "no-difference-seen");
    expect(splits).toEqual([]);
  });

  it("says in both languages what is hidden, by which test", () => {
    const { verdict } = pooled([part("b", 180, 463), part("a", 103, 499)]);
    expect(verdict).toEqual({
      code: "hides-differences",
      reason: null,
      couldHide: "0.2383957480",
      message: {
        ru: "Общее значение скрывает различия между группами: 2019 — доли от 20,6% (103 из 499) в группе «a» до 38,9% (180 из 463) в группе «b» (критерий χ² Пирсона, p < 0,0001).",
        en: 'The pooled value hides differences between groups: 2019: shares from 20.6% (103 of 499) in "a" to 38.9% (180 of 463) in "b" (Pearson\'s χ² test, p < 0.0001).',
      },
    });
  });

  // 148/180 and 90/103: R's limits are −0.13213 and 0.04037.
  it("says how large a difference could be hidden, rounded up, when none is seen", () => {
    const { verdict } = pooled([part("a", 148, 180), part("b", 90, 103)]);
    expect(verdict).toEqual({
      code: "no-difference-seen",
      reason: null,
      couldHide: "0.1321279424",
      message: {
        ru: "Различий между группами не видно; при таком числе людей незамеченной могла остаться разность до 13,3 процентного пункта («a» и «b», 2019).",
        en: 'No difference between groups is seen; groups this small could hide one of up to 13.3 percentage points ("a" and "b", 2019).',
      },
    });
  });

  it("computes intervals as asked, at 1 − significance", () => {
    const parts = [part("a", 3, 8), part("b", 4, 9)];
    const lows = (["wilson", "clopper-pearson", "agresti-coull", "jeffreys"] as const).map((interval) => {
      const found = pooled(parts, { interval, significance: 0.1 }).inPeriods[0]!.groups[0]!.interval!;
      expect([found.method, found.level]).toEqual([interval, 0.9]);
      return found.low;
    });
    expect(new Set(lows).size).toBe(4);
    expect(pooled(parts).inPeriods[0]!.groups[0]!.interval).toEqual(
      disaggregate(evaluated(parts), { by: ["targetGroup"] }).rows[0]!.figures[0]!.interval,
    );
  });
});

describe("pooling() when there is little to go by", () => {
  const cases: readonly [what: string, parts: readonly Part[], expected: readonly unknown[]][] = [
    ["nobody is in a group", [part("a", 2, 4, { groups: [] })], ["too-few", "nobody", null, "nobody"]],
    ["only one group has anybody", [part("a", 20, 40)], ["too-few", "one-group", null, "one-group"]],
    ["groups are of two", [part("a", 1, 2), part("b", 1, 2)], ["too-few", "could-hide-too-much", null, null]],
    [
      "everybody is counted",
      [part("a", 90, 90), part("b", 80, 80)],
      ["no-difference-seen", null, null, "all-the-same"],
    ],
    [
      "nobody is counted, of few",
      [part("a", 0, 3), part("b", 0, 3)],
      ["too-few", "could-hide-too-much", null, "all-the-same"],
    ],
  ];
  it.each(cases)("says so when %s", (_, parts, [code, reason, , why]) => {
    const { verdict, inPeriods } = pooled(parts);
    expect([verdict.code, verdict.reason, inPeriods[0]!.reason]).toEqual([code, reason, why]);
    expect(verdict.couldHide === null).toBe(reason === "nobody" || reason === "one-group");
  });

  it("reads tooFewAbove", () => {
    const parts = [part("a", 148, 180), part("b", 90, 103)];
    expect(pooled(parts, { tooFewAbove: 0.14 }).verdict.code).toBe("no-difference-seen");
    const { verdict } = pooled(parts, { tooFewAbove: 0.13 });
    expect([verdict.code, verdict.reason]).toEqual(["too-few", "could-hide-too-much"]);
    expect(verdict.message.en).toMatch(/13\.3 percentage points .*above the 13\.0/);
  });

  it("keeps a group with nobody below the line, without a value, out of every test", () => {
    const known = [part("a", 5, 40), part("b", 20, 40)];
    const unserved = { ...{ id: "R", type: "beneficiary-registered", beneficiaryId: "X", date: "2019-01-10" } };
    const more = pooling(evaluated(known, [{ ...unserved, targetGroups: ["c"] }]), {
      indicator: "1.1",
      by: "targetGroup",
    });
    const { groups, test } = more.inPeriods[0]!;
    expect(groups[2]).toMatchObject({ value: null, percent: null, interval: null, reason: "empty-denominator" });
    expect(test).toEqual(pooled(known).inPeriods[0]!.test);
    expect(codesOf(more)).toEqual(["empty-group"]);
  });

  it("takes χ² with a note where Fisher's table is too large", () => {
    const parts = [part("a", 0, 4), ...[..."bcdefgh"].map((group, at) => part(group, 30 + at, 70))];
    const found = pooled(parts);
    expect(found.inPeriods[0]!.test).toMatchObject({ method: "Pearson χ²", rule: "too-large-for-fisher" });
    expect(codesOf(found)).toContain("approximate-test");
    const fewer = pooled(parts.slice(0, 7));
    expect(fewer.inPeriods[0]!.test).toMatchObject({ method: "Fisher exact", rule: "expected-below-5" });
  });
});

describe("pooling() of groups that overlap", () => {
  const parts = [
    part("a", 6, 20),
    part("b", 12, 20),
    part("", 3, 9, { groups: ["a", "b"] }),
    part("", 1, 2, { groups: [] }),
  ];

  it("has the rows of disaggregate(), and compares people in several groups as their own", () => {
    const found = pooled(parts);
    const [inPeriod] = found.inPeriods;
    const shown = inPeriod!.groups.map(({ of, share, compared }) => [
      nameOf(of),
      share.denominator,
      compared?.denominator,
    ]);
    expect(shown).toEqual([
      ["a", 29, 20],
      ["b", 29, 20],
      ["several", 9, 9],
      ["missing", 2, undefined],
    ]);
    expect(inPeriod!.leftOut).toBe(2);
    expect(inPeriod!.test!.degreesOfFreedom).toBe(null);
    expect(found.notes.map(({ message }) => message.en)).toEqual([
      "2019: groups overlap. People in several groups: 9; they are compared as a group of their own.",
      "2019: in the denominator, and not compared: 2.",
    ]);
  });

  it("leaves them out when asked, and counts them", () => {
    const [inPeriod] = pooled(parts, { several: "left-out" }).inPeriods;
    expect(inPeriod!.leftOut).toBe(11);
    expect(inPeriod!.groups.map(({ compared }) => compared === null)).toEqual([false, false, true, true]);
    expect(inPeriod!.test).toEqual(pooled([part("a", 6, 20), part("b", 12, 20)]).inPeriods[0]!.test);
  });
});

describe("pooling() within layers", () => {
  it.each(stratified)("has R's Cochran–Mantel–Haenszel figures over periods and regions: $label", (row) => {
    const inLayer = (layer: number, table: readonly (readonly number[])[], place: Partial<Part>) =>
      ["a", "b"].map((group, at) =>
        part(group, table[0]![at]!, table[0]![at]! + table[1]![at]!, { id: `${group}${layer}`, ...place }),
      );
    const over = {
      period: row.strata_tables.flatMap((table, at) => inLayer(at, table, { inYear: 2010 + at })),
      region: row.strata_tables.flatMap((table, at) => inLayer(at, table, { region: `r${at}` })),
    };
    for (const [name, parts] of Object.entries(over)) {
      const split = pooled(parts, name === "region" ? { over: name } : {}).splits[0]!;
      expect(split.over).toBe(name);
      expectClose(split.test!.statistic, row.cmh.statistic);
      expectClose(split.test!.pValue, row.cmh.p);
      expect(split.contrasts).toHaveLength(1);
      const [contrast] = split.contrasts;
      // R has yes and no in rows, groups in columns: the odds ratio is the same.
      expectClose(contrast!.oddsRatio, row.common_or);
      expectInterval(contrast!.interval, row.common_or_rbg_ci, 1e-9);
      expectClose(contrast!.breslowDay!.statistic, row.breslow_day.statistic);
      expectClose(contrast!.tarone!.statistic, row.tarone.statistic);
      expectClose(contrast!.tarone!.pValue, row.tarone.p);
    }
  });

  it("takes the generalised test for several groups, and each of them against the others", () => {
    const { strata_tables, statistic, df } = generalised;
    const parts = strata_tables.flatMap((table, at) =>
      table.map(([yes, no], group) => part(`g${group}`, yes, yes + no, { id: `${at}-${group}`, region: `r${at}` })),
    );
    const [split] = pooled(parts, { over: "region" }).splits;
    expectClose(split!.test!.statistic, statistic);
    expect([split!.test!.method, split!.test!.degreesOfFreedom]).toEqual(["Cochran–Mantel–Haenszel, generalised", df]);
    expect(split!.contrasts.map(({ of, against }) => [nameOf(of), against.kind])).toEqual(
      table6.map((group) => [group, "others"]),
    );
    expect(generalisedCochranMantelHaenszelTest(strata_tables)).toMatchObject({ statistic: split!.test!.statistic });
  });
  const table6 = ["g0", "g1", "g2", "g3", "g4", "g5"];

  it("names every test by which a difference is seen, in both languages", () => {
    const [row] = stratified;
    const parts = row!.strata_tables.flatMap(([yes, no], at) =>
      ["men", "women"].map((group, g) =>
        part(group, yes![g]!, yes![g]! + no![g]!, { id: `${group}${at}`, region: `r${at}` }),
      ),
    );
    const { verdict, splits, notes } = pooled(parts, { over: "region" });
    // R: χ² 92.2 of the table without strata, Tarone p = 0.00207, of three tests the second smallest: times 2.
    expect(verdict.message).toEqual({
      ru: "Общее значение скрывает различия между группами: 2019 — доли от 30,4% (557 из 1835) в группе «women» до 44,5% (1198 из 2691) в группе «men» (критерий χ² Пирсона, p < 0,0001); отличие группы «men» от остальных неодинаково при разделении по признаку «region» (критерий Бреслоу — Дэя с поправкой Тарона, p = 0,0041).",
      en: 'The pooled value hides differences between groups: 2019: shares from 30.4% (557 of 1835) in "women" to 44.5% (1198 of 2691) in "men" (Pearson\'s χ² test, p < 0.0001); how "men" differs from the others is not the same when split by "region" (the Breslow–Day test with Tarone\'s correction, p = 0.0041).',
    });
    expect(splits[0]!.reversals.map(({ kind }) => kind)).toEqual(["standardised"]);
    expect(notes.at(-1)?.message.ru).toBe(
      "Знак разности групп «men» и «women» меняется после прямой стандартизации по признаку «region».",
    );
  });

  // C. R. Charig and others, British Medical Journal 292 (1986), 879–882: kidney stones; the reversal is by Julious and
  // Mullee (1994).
  const stones = [
    part("a", 81, 87, { region: "small" }),
    part("a", 192, 263, { region: "large" }),
    part("b", 234, 270, { region: "small" }),
    part("b", 55, 80, { region: "large" }),
  ];

  it("finds a difference whose sign turns in every layer", () => {
    const found = pooled(stones, { over: "region" });
    const [split] = found.splits;
    // 357 of 700 small, 343 large; in fractions: 357/700 · 81/87 + 343/700 · 192/263 and 357/700 · 234/270 + 343/700 ·
    // 55/80.
    const shares = split!.standardised.map(({ crudeValue, standardised }) => [crudeValue, standardised]);
    expect(shares).toEqual([
      ["0.7800000000", "0.8325462174"],
      ["0.8257142857", "0.7788750000"],
    ]);
    expect(split!.standard).toEqual({ people: 700, leftOut: 0 });
    expect(split!.reversals).toEqual([
      {
        first: { kind: "value", code: "a" },
        second: { kind: "value", code: "b" },
        kind: "every-layer",
        crude: "-0.0457142857",
        inLayers: ["0.0425380228", "0.0643678161"],
        standardised: "0.0536712174",
      },
    ]);
    expect(found.notes.find(({ code }) => code === "simpson-reversal")?.message).toEqual({
      ru: "Парадокс Симпсона: знак разности групп «a» и «b» меняется в каждом слое при разделении по признаку «region».",
      en: 'Simpson\'s reversal: the difference of "a" and "b" has the other sign in every layer when split by "region".',
    });
  });

  it("finds it over periods too, and none where the sign stays", () => {
    const years: Readonly<Record<string, number>> = { small: 2019, large: 2020 };
    const parts = stones.map((one) => ({ ...one, inYear: years[one.region!]! }));
    expect(pooled(parts).splits[0]!.reversals.map(({ kind }) => kind)).toEqual(["every-layer"]);
    const straight = [
      part("a", 8, 10, { inYear: 2019 }),
      part("b", 4, 10, { inYear: 2019 }),
      part("a", 9, 10, { inYear: 2020 }),
      part("b", 3, 10, { inYear: 2020 }),
    ];
    expect(pooled(straight).splits[0]!.reversals).toEqual([]);
  });

  it("standardises over the layers that every group has, and counts the people of the others", () => {
    const parts = [...stones, part("b", 5, 10, { region: "other" })];
    const found = pooled(parts, { over: "region" });
    expect(found.splits[0]!.standard).toEqual({ people: 700, leftOut: 10 });
    expect(found.splits[0]!.standardised[1]!.standardised).toBe("0.7788750000");
    expect(codesOf(found)).toContain("standard-incomplete");
    const apart = pooled([part("a", 5, 10, { region: "x" }), part("b", 5, 10, { region: "y" })], { over: "region" });
    expect(apart.splits[0]).toMatchObject({ test: null, standard: { people: 0, leftOut: 20 }, reversals: [] });
    expect(apart.splits[0]!.standardised.map(({ standardised }) => standardised)).toEqual([null, null]);
  });

  it("says how many people are in several periods, and how p-values are adjusted", () => {
    const twice = [
      part("a", 4, 30, { id: "a" }),
      part("b", 9, 30, { id: "b" }),
      part("a", 4, 20, { id: "a", inYear: 2020 }),
      part("b", 9, 35, { id: "b", inYear: 2020 }),
    ];
    const found = pooled(twice);
    expect(found.notes.find(({ code }) => code === "people-recur")?.message.en).toMatch(/more than one period: 50\./);
    const tests = [
      ...found.inPeriods.map(({ test }) => test!),
      ...found.splits.flatMap(({ test, contrasts }) => [test!, contrasts[0]!.tarone!]),
    ];
    // Holm by hand: the smallest times 4, the next times 3, and so on, never falling, at most 1.
    const sorted = [...tests].sort((a, b) => a.pValue - b.pValue);
    let largest = 0;
    sorted.forEach(({ pValue, adjustedPValue }, rank) => {
      largest = Math.max(largest, Math.min(1, pValue * (4 - rank)));
      expect(adjustedPValue).toBe(largest);
    });
    expect(codesOf(found)).toContain("several-tests");
  });

  it("says when a test would show a difference by itself and not among the others", () => {
    const parts = [
      part("a", 10, 40),
      part("b", 19, 40),
      part("a", 12, 40, { inYear: 2020 }),
      part("b", 12, 40, { inYear: 2020 }),
    ];
    const found = pooled(parts);
    expect(found.inPeriods[0]!.test!.pValue).toBeLessThan(0.05);
    expect(found.inPeriods[0]!.test!.adjustedPValue).toBeGreaterThan(0.05);
    expect(found.verdict.code).toBe("no-difference-seen");
    expect(codesOf(found)).toContain("seen-before-adjustment");
  });
});

describe("pooling() refuses", () => {
  const evaluation = evaluated([part("a", 1, 2), part("b", 1, 2, { inYear: 2020 })]);
  const options = { indicator: "1.1", by: "targetGroup" };
  const overlapping = evaluate(parseDataset(crowd([part("a", 1, 2)])), {
    indicators: [workExperienceShare],
    periods: [year(2019), { from: "2019-06-01", to: "2020-05-31" }],
    asOf: "2021-01-31",
  });
  it.each<[string, () => unknown, RegExp]>([
    [
      "another indicator",
      () => pooling(evaluation, { ...options, indicator: "9" }),
      /indicator must be one of those evaluated \(1\.1\)/,
    ],
    [
      "another period",
      () => pooling(evaluation, { ...options, periods: [year(2018)] }),
      /period must be one of those evaluated/,
    ],
    ["no period", () => pooling(evaluation, { ...options, periods: [] }), /periods must be one or more/],
    [
      "overlapping periods",
      () => pooling(overlapping, options),
      /periods must not overlap, and 2019-01-01 – 2019-12-31 overlaps/,
    ],
    ["an unknown attribute", () => pooling(evaluation, { ...options, by: "colour" }), /by must name/],
    ["a split by the same", () => pooling(evaluation, { ...options, over: "targetGroup" }), /over must be another/],
    [
      "a significance of 5",
      () => pooling(evaluation, { ...options, significance: 5 }),
      /significance must be between 0 and 1, received 5/,
    ],
    ["a limit of 0", () => pooling(evaluation, { ...options, tooFewAbove: 0 }), /tooFewAbove must be/],
    [
      "an unknown rule",
      () => pooling(evaluation, { ...options, several: "x" as "left-out" }),
      /several must be one of own-group, left-out, received "x"/,
    ],
    [
      "an unknown interval",
      () => pooling(evaluation, { ...options, interval: "wald" as "wilson" }),
      /interval must be one of wilson, /,
    ],
  ])("%s with a RangeError", (_, call, message) => {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(message);
  });

  it("what is no evaluation with a TypeError", () => {
    expect(() => pooling({} as Evaluation, options)).toThrow(TypeError);
  });
});

const RUNS = { numRuns: howMany(60), seed: 20_191_231 };
const drawnPart = fc
  .record({
    groups: fc.constantFrom(["a"], ["b"], ["c"], ["a", "b"], ["c", "b"], []),
    of: fc.nat({ max: 12 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    inYear: fc.constantFrom(2019, 2020),
    region: fc.constantFrom("r", "s"),
  })
  .map(({ share, ...one }): Part => ({ ...one, counted: Math.round(share * one.of) }));
const drawnParts = fc.array(drawnPart, { minLength: 1, maxLength: 8 });
const FORBIDDEN = /legitimate|правомерн/i;

describe("laws of pooling", () => {
  it("pooling() has the rows of disaggregate() and the share of results(), and counts everybody once", () => {
    fc.assert(
      fc.property(describedPopulations, ({ events, criteria, period, asOf }) => {
        const dataset = parseDataset(events, criteria === undefined ? {} : { criteria });
        const evaluation = evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods: [period], asOf });
        for (const [index, { code, share }] of results(evaluation).entries()) {
          for (const by of ["targetGroup", "region", "ageBand"]) {
            const [found] = pooling(evaluation, { indicator: code, by }).inPeriods;
            expect(found!.pooled.share).toEqual(share);
            const rows = disaggregate(evaluation, { by: [by] }).rows.slice(0, -1);
            const shown = found!.groups.filter(({ of }) => of.kind !== "several");
            expect(shown.map(({ of, share: own }) => [of, own])).toEqual(
              rows.map(({ of, figures: all }): [StratumValue, unknown] => [of[0]!, all[index]!.share]),
            );
            const compared = found!.groups.reduce((sum, one) => sum + (one.compared?.denominator ?? 0), 0);
            expect(compared + found!.leftOut).toBe(share.denominator);
          }
        }
      }),
      { ...RUNS, numRuns: howMany(25) },
    );
  });

  it("pooling() minds neither the names of groups nor people outside", () => {
    const swapped: Readonly<Record<string, string>> = { a: "c", b: "a", c: "b" };
    fc.assert(
      fc.property(drawnParts, (parts) => {
        const renamed = parts.map((one) => ({ ...one, groups: one.groups.map((group) => swapped[group]!) }));
        const [found, other] = [parts, renamed].map((some) => pooled(some, { over: "region" })) as [Pooling, Pooling];
        const rename = (of: GroupValue) => (of.kind === "value" ? swapped[of.code]! : of.kind);
        found.inPeriods.forEach(({ groups, test, cramerV }, at) => {
          const theirs = other.inPeriods[at]!;
          for (const { of, ...group } of groups)
            expect(theirs.groups.find((one) => nameOf(one.of) === rename(of))).toMatchObject(group);
          expectNear(theirs.test?.pValue, test?.pValue);
          expectNear(theirs.cramerV, cramerV);
        });
        found.splits.forEach(({ test, standardised }, at) => {
          const theirs = other.splits[at]!;
          expectNear(theirs.test?.statistic, test?.statistic);
          for (const { of, ...one } of standardised)
            expect(theirs.standardised.find((their) => nameOf(their.of) === rename(of))).toMatchObject(one);
        });
        expect([other.verdict.code, other.verdict.couldHide]).toEqual([found.verdict.code, found.verdict.couldHide]);
        const outside = parts.map(({ groups, region }, at) => ({
          ...{ id: `O-${at}`, type: "beneficiary-registered", beneficiaryId: `O-${at}`, date: "2019-01-01" },
          ...{ targetGroups: parts[at]!.of > 0 ? groups : [], region },
        }));
        const isKnown = parts.some(({ groups, of }) => of > 0 && groups.length === 0);
        const added = outside.filter(({ targetGroups }) => targetGroups.length > 0 || isKnown);
        const more = pooling(evaluated(parts, added), { indicator: "1.1", by: "targetGroup", over: "region" });
        expect(more.verdict).toEqual(found.verdict);
        expect(more.inPeriods.map(({ test, pooled: all, leftOut }) => [test, all, leftOut])).toEqual(
          found.inPeriods.map(({ test, pooled: all, leftOut }) => [test, all, leftOut]),
        );
      }),
      RUNS,
    );
  });

  it("pooling() is plain data, never calls pooling right, and is silent on differences only when it saw none", () => {
    fc.assert(
      fc.property(drawnParts, (parts) => {
        const found = pooled(parts, { over: "region" });
        const text = JSON.stringify(found);
        expect(JSON.parse(text)).toEqual(found);
        expect(text).not.toMatch(FORBIDDEN);
        expect(text).not.toMatch(/B-\d/);
        const adjusted = [
          ...found.inPeriods.map(({ test }) => test),
          ...found.splits.flatMap(({ test, contrasts }) => [test, ...contrasts.map(({ tarone }) => tarone)]),
        ].flatMap((test) => (test === null ? [] : [test.adjustedPValue]));
        expect(found.verdict.code === "hides-differences").toBe(adjusted.some((p) => p < 0.05));
      }),
      RUNS,
    );
    const sources = ["words", "notes", "verdict"].map((name) =>
      readFileSync(`src/tables/pooling/pooling-${name}.ts`, "utf8"),
    );
    expect(sources.join("")).not.toMatch(FORBIDDEN);
  });
});

function expectNear(received: number | null | undefined, expected: number | null | undefined): void {
  if (expected === null || expected === undefined) expect(received ?? null).toBeNull();
  else expect(Math.abs(received! - expected)).toBeLessThan(1e-9 * (1 + Math.abs(expected)));
}
