import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  catalogue,
  type Evaluation,
  evaluate,
  type Milestone,
  members,
  type Period,
  parseDataset,
  type Verdict,
  vsePoluchitsyaFunnel,
  workedOneMonthShare,
  workExperienceShare,
  year,
} from "../../src/core/index";
import { funnel } from "../../src/tables/index";
import { populationsOnOccasions } from "../core/naive/population";
import { howMany } from "../long";

const indicators = [...catalogue.vsePoluchitsya, workedOneMonthShare];
const VERDICTS: readonly Verdict[] = ["outside", "excluded", "counted", "pending", "unknown", "not-counted"];
const BOTH: Period = { from: "2019-01-01", to: "2020-12-31" };

type Standing = "reached" | "pending" | "unknown" | "not";

/** Where everybody stands at a milestone, from the lists of members. */
function standings(evaluation: Evaluation, { indicator, part }: Milestone, period: Period): Map<string, Standing> {
  const standingOf = (verdict: Verdict): Standing => {
    if (verdict === "outside" || verdict === "excluded") return "not";
    if (part === "denominator" || verdict === "counted") return "reached";
    return verdict === "not-counted" ? "not" : verdict;
  };
  return new Map(
    VERDICTS.flatMap((verdict) =>
      members(evaluation, { indicator, period, verdict }).map((id) => [id, standingOf(verdict)] as const),
    ),
  );
}

const milestone: fc.Arbitrary<Milestone> = fc.record({
  indicator: fc.constantFrom("1.1", "1.2", "1.3", "1.4", "2.1", "2.1:improved", "worked-one-month"),
  part: fc.constantFrom("denominator", "numerator"),
});
const milestones = fc.oneof(
  fc.constant(vsePoluchitsyaFunnel),
  fc.uniqueArray(milestone, {
    minLength: 1,
    maxLength: 6,
    selector: ({ indicator, part }) => `${indicator} ${part}`,
  }),
);

const law = (holds: (evaluation: Evaluation, chosen: readonly Milestone[], period: Period) => void) => () =>
  fc.assert(
    fc.property(populationsOnOccasions, milestones, ({ events, criteria, period, asOf }, chosen) => {
      const dataset = parseDataset(events, criteria === undefined ? {} : { criteria });
      holds(evaluate(dataset, { indicators, periods: [period], asOf }), chosen, period);
    }),
    { numRuns: howMany(100), seed: 20_200_630 },
  );

describe("laws of the funnel", () => {
  it(
    "funnel() counts at each step the intersections of the lists of members",
    law((evaluation, chosen, period) => {
      const { steps } = funnel(evaluation, chosen);
      const lists = chosen.map((each) => standings(evaluation, each, period));
      let onTheWay = [...lists[0]!.keys()];
      steps.forEach((step, place) => {
        const among = (people: readonly string[], standing: Standing) =>
          people.filter((id) => lists[place]!.get(id) === standing);
        const { entered, reached, pending, unknown, not, besides } = step;
        expect({ entered, reached, pending, unknown, not }).toEqual({
          entered: onTheWay.length,
          reached: among(onTheWay, "reached").length,
          pending: among(onTheWay, "pending").length,
          unknown: among(onTheWay, "unknown").length,
          not: among(onTheWay, "not").length,
        });
        const everybody = [...lists[place]!.keys()];
        expect(reached + besides).toBe(among(everybody, "reached").length);
        onTheWay = among(onTheWay, "reached");
      });
    }),
  );

  it(
    "funnel() lists for each pair of steps the difference of those who reached them",
    law((evaluation, chosen, period) => {
      const { nesting, isNested } = funnel(evaluation, chosen, { period });
      const reached = chosen.map((each) => {
        const list = standings(evaluation, each, period);
        return [...list.keys()].filter((id) => list.get(id) === "reached");
      });
      const expected = chosen.flatMap((later, place) =>
        chosen.slice(0, place).map((earlier, before) => ({
          later: { indicator: later.indicator, part: later.part },
          earlier: { indicator: earlier.indicator, part: earlier.part },
          people: reached[place]!.filter((id) => !reached[before]!.includes(id)).length,
        })),
      );
      expect(nesting).toEqual(expected);
      expect(isNested).toBe(expected.every(({ people }) => people === 0));
    }),
  );

  it(
    "funnel() gives shares of who entered and of who started, null with the reason when nobody did",
    law((evaluation, chosen) => {
      const { steps } = funnel(evaluation, chosen);
      steps.forEach(({ entered, reached, fromPrevious, fromStart }, place) => {
        if (place === 0) expect(fromPrevious).toBeNull();
        else {
          expect(entered).toBe(steps[place - 1]!.reached);
          expect(fromPrevious!.share).toEqual({ numerator: reached, denominator: entered });
        }
        expect(fromStart.share).toEqual({ numerator: reached, denominator: steps[0]!.reached });
        for (const conversion of [fromPrevious, fromStart]) {
          if (conversion === null) continue;
          const isEmpty = conversion.share.denominator === 0;
          expect(conversion.percent === null).toBe(isEmpty);
          expect(conversion.reason).toBe(isEmpty ? "nobody-entered" : null);
        }
      });
    }),
  );

  it(
    "vsePoluchitsyaFunnel nests up to six months with support, and six months without include a month",
    law((evaluation) => {
      const { nesting } = funnel(evaluation, vsePoluchitsyaFunnel);
      const jumps = nesting.filter(({ people }) => people > 0);
      for (const { later, earlier } of jumps) expect([later.indicator, earlier.indicator]).toEqual(["1.4", "1.3"]);
    }),
  );

  it(
    "funnel() is plain data",
    law((evaluation, chosen) => {
      const made = funnel(evaluation, chosen);
      expect(JSON.parse(JSON.stringify(made))).toEqual(made);
    }),
  );
});

describe("funnel()", () => {
  let evaluation: Evaluation;
  beforeAll(() => {
    const events = readFileSync("fixtures/vse-poluchitsya-2019-2020/events.ndjson", "utf8").trim().split("\n");
    evaluation = evaluate(parseDataset(events.map((line): unknown => JSON.parse(line))), {
      indicators,
      periods: [year(2019), BOTH],
      asOf: "2021-01-31",
    });
  });

  it("begins with the published numbers when the events are the synthetic ones", () => {
    const { steps, horizon, asOf, period } = funnel(evaluation, vsePoluchitsyaFunnel, { period: year(2019) });
    // Origin: the practice's published table, 180 of 463 in 2019.
    expect(steps.slice(0, 2).map(({ reached }) => reached)).toEqual([463, 180]);
    expect(steps[1]!.fromPrevious).toEqual({
      share: { numerator: 180, denominator: 463 },
      percent: "38.9",
      reason: null,
    });
    expect({ horizon, asOf, period }).toEqual({ horizon: "2019-12-31", asOf: "2021-01-31", period: year(2019) });
  });

  it("tells apart those who worked six months without support after support, and those who never had it", () => {
    const { steps, nesting, isNested } = funnel(evaluation, vsePoluchitsyaFunnel, { period: BOTH });
    const last = steps.at(-1)!;
    // Origin: 35 of 233 in the published table; the rest is counted from lists of ids.
    expect(last.reached + last.besides).toBe(35);
    const supported = new Set(members(evaluation, { indicator: "1.3", period: BOTH, verdict: "counted" }));
    const unsupported = members(evaluation, { indicator: "1.4", period: BOTH, verdict: "counted" });
    const without = unsupported.filter((id) => !supported.has(id)).length;
    expect(without).toBeGreaterThan(0);
    expect(isNested).toBe(false);
    expect(nesting.find(({ earlier }) => earlier.indicator === "1.3")?.people).toBe(without);
  });

  it("calls a step by its own title, by the indicator's, or by its denominator", () => {
    const own = { ru: "Свой", en: "Own" };
    const { steps } = funnel(
      evaluation,
      [
        { indicator: "1.1", part: "denominator" },
        { indicator: "1.1", part: "numerator" },
        { indicator: "1.3", part: "numerator", title: own },
      ],
      { period: BOTH },
    );
    expect(steps.map(({ title }) => title)).toEqual([
      { ru: "Знаменатель показателя 1.1", en: "Denominator of indicator 1.1" },
      workExperienceShare.title,
      own,
    ]);
  });

  const step = { indicator: "1.1", part: "numerator" };
  const mistakes: readonly (readonly [given: unknown, message: string])[] = [
    [[], "Cannot make a funnel: milestones must be at least 1 long, received an array of 0"],
    [undefined, "Cannot make a funnel: milestones must be a list, received nothing"],
    [[null], "Cannot make a funnel: milestones.0 must be an object with indicator and part, received null"],
    [
      [{ indicator: "1.1", part: "denominater" }],
      'Cannot make a funnel: milestones.0.part must be one of denominator, numerator, received "denominater"; did you mean "denominator"?',
    ],
    [
      [step, { ...step }],
      "Cannot make a funnel: each milestone must come once, and the numerator comes twice of indicator 1.1",
    ],
  ];
  it.each(mistakes)("refuses the milestones %j", (given, message) => {
    expect(() => funnel(evaluation, given as readonly Milestone[], { period: BOTH })).toThrow(
      /must be a list|an object/.test(message) ? new TypeError(message) : new RangeError(message),
    );
  });

  it("refuses an indicator or a period that was not evaluated, and a period left open", () => {
    const asked = (indicator: string, period?: Period) => () =>
      funnel(evaluation, [{ indicator, part: "numerator" }], { period });
    expect(asked("1.9", BOTH)).toThrow(/^Cannot make a funnel: indicator must be one of those evaluated/);
    expect(asked("1.1", year(2020))).toThrow(/^Cannot make a funnel: period must be one of those evaluated/);
    expect(asked("1.1")).toThrow(
      new RangeError(
        "Cannot make a funnel: period must be named when there are several (2019-01-01 – 2019-12-31, 2019-01-01 – 2020-12-31); add { period } as the last argument",
      ),
    );
    expect(() => funnel({} as Evaluation, vsePoluchitsyaFunnel)).toThrow(TypeError);
  });
});
