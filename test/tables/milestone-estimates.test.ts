import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  catalogue,
  defineIndicator,
  evaluate,
  days,
  months,
  parseDataset,
  period,
  workExperienceShare,
  year,
} from "../../src/core/index";
import {
  clip,
  enrolment,
  every,
  happens,
  joined,
  lasts,
  placements,
  reportingPeriod,
  touching,
} from "../../src/define/index";
import { milestoneEstimates } from "../../src/tables/index";
import { populationsOnOccasions } from "../core/naive/population";
import { howMany } from "../long";

const worked = touching(joined(placements(), { gap: days(0) }), reportingPeriod);
const twoMonths = defineIndicator({
  code: "two-months",
  title: { ru: "п", en: "i" },
  denominator: happens(touching(enrolment(), reportingPeriod)),
  numerator: lasts(worked, { atLeast: months(2) }),
});

/** Somebody at work between two days. */
function worker(id: string, from: string, to?: string, followUp?: string): readonly unknown[] {
  const of = { beneficiaryId: id };
  return [
    { ...of, id: `${id}-1`, type: "beneficiary-registered", date: "2018-01-01", targetGroups: [] },
    { ...of, id: `${id}-2`, type: "placement-started", date: from, placementId: id },
    ...(to === undefined ? [] : [{ ...of, id: `${id}-3`, type: "placement-ended", date: to, placementId: id }]),
    ...(followUp === undefined
      ? []
      : [{ ...of, id: `${id}-4`, type: "follow-up-recorded", date: followUp, status: "employed" }]),
  ];
}

describe("milestoneEstimates()", () => {
  // Worked by hand; the horizon is 30 June 2019, so two months are over for who began by 1 May.
  const events = [
    ...worker("reached", "2019-02-01", "2019-03-31"),
    ...worker("a-day-short", "2019-02-01", "2019-03-30"),
    ...worker("running-and-seen", "2019-04-01", undefined, "2019-06-15"),
    ...worker("running-not-seen-since-april", "2019-04-01", undefined, "2019-04-30"),
    ...worker("began-in-june", "2019-06-01", undefined, "2019-06-30"),
    ...worker("began-the-year-before", "2018-12-01"),
    ...worker("never-in-the-period", "2018-01-01", "2018-02-01"),
  ];
  const evaluation = evaluate(parseDataset(events), {
    indicators: [twoMonths],
    periods: [year(2019)],
    asOf: "2019-06-30",
  });
  const estimated = (censoring?: "last-contact" | "as-of") =>
    milestoneEstimates(evaluation, { indicator: "two-months", period: year(2019), censoring });

  it("gives the three estimates side by side, each with its people", () => {
    const { estimates, atLeast, counted, countedOtherwise, notStarted, horizon } = estimated();
    expect({ atLeast, horizon }).toEqual({ atLeast: months(2), horizon: "2019-06-30" });
    // All five who began in 2019: three have two months by the records, for the unseen one is taken to go on.
    expect(estimates?.naive).toMatchObject({ reached: 3, people: 5, value: "0.6000000000" });
    // All but who began in June.
    expect(estimates?.matureOnly).toMatchObject({ reached: 3, people: 4, value: "0.7500000000" });
    // Seen: 2 mo., 1 mo. 30 d. ended, 2 mo. 15 d., 1 mo., 1 mo.: one of the three seen to 1 mo. 30 d. ended then.
    expect(estimates?.kaplanMeier).toMatchObject({ reached: 2, atRisk: 2, people: 5, ended: 1, value: "0.6666666667" });
    // Lost: the unseen one, and the one seen on 15 June. Had the first ended, 4/5 · 2/3; had it gone on, 3/4.
    expect(estimates?.kaplanMeier).toMatchObject({ lost: 2, bounds: { low: "0.5333333333", high: "0.7500000000" } });
    // The one who began the year before is counted by the indicator and left out here; the last is below the line and
    // never worked in 2019.
    expect({ counted, countedOtherwise, notStarted }).toEqual({ counted: 4, countedOtherwise: 1, notStarted: 2 });
  });

  it("loses nobody when every end is taken to be recorded", () => {
    expect(estimated("as-of").estimates?.kaplanMeier).toMatchObject({ lost: 0, value: "0.7500000000", atRisk: 3 });
  });

  it("does not take the end of the period for the end of a spell that is cut there", () => {
    const inPeriod = defineIndicator({
      code: "in-period",
      title: { ru: "п", en: "i" },
      denominator: happens(touching(enrolment(), reportingPeriod)),
      numerator: lasts(clip(joined(placements(), { gap: days(0) }), reportingPeriod), { atLeast: months(2) }),
    });
    const options = { indicators: [inPeriod], periods: [period("2019-02-01", "2019-06-30")], asOf: "2019-12-31" };
    const cut = evaluate(parseDataset(events), options);
    const { kaplanMeier } = milestoneEstimates(cut, { indicator: "in-period", period: options.periods[0]! }).estimates!;
    // The one who began the year before begins with the period here, and was not seen in it: nobody more is at risk.
    expect(kaplanMeier).toMatchObject({ people: 6, ended: 1, lost: 3, atRisk: 2, value: "0.6666666667" });
  });

  it("tells an end recorded on the last day of the period from a cut there", () => {
    const inPeriod = defineIndicator({
      code: "in-period",
      title: { ru: "п", en: "i" },
      denominator: happens(touching(enrolment(), reportingPeriod)),
      numerator: lasts(clip(joined(placements(), { gap: days(0) }), reportingPeriod), { atLeast: months(2) }),
    });
    const quarter = period("2019-04-01", "2019-06-30");
    const of = (to: string | undefined, asOf: string) => {
      const found = { id: "found", type: "follow-up-recorded", beneficiaryId: "A", status: "not-employed" };
      const dataset = parseDataset([...worker("A", "2019-04-01", to), { ...found, date: "2019-04-10" }]);
      const evaluation = evaluate(dataset, { indicators: [inPeriod], periods: [quarter], asOf });
      return milestoneEstimates(evaluation, { indicator: "in-period", period: quarter }).estimates!;
    };
    const { naive, kaplanMeier } = of("2019-06-30", "2019-06-30");
    expect([naive.reached, kaplanMeier.atRisk, kaplanMeier.ended]).toEqual([1, 1, 0]);
    // By the records it runs on: then the follow-up says when it ended, and a period not over is no more than its days
    // so far.
    expect(of(undefined, "2019-06-30").kaplanMeier).toMatchObject({ atRisk: 0, ended: 1 });
    expect(of(undefined, "2019-05-15").naive.reached).toBe(0);
  });

  it("says in Russian and English what was found and what each estimate assumes", () => {
    const { message, estimates } = estimated();
    expect(message).toEqual({
      ru: "Не меньше 2 мес.: все начавшие 60,0% (3 из 5); только с истёкшим сроком 75,0% (3 из 4); оценка Каплана — Мейера 66,7% (под наблюдением к сроку: 2).",
      en: "At least 2 months: all who began 60.0% (3 of 5); only with the time over 75.0% (3 of 4); Kaplan–Meier 66.7% (observed for so long: 2).",
    });
    const texts = Object.values(estimates!).map(({ assumes }) => assumes);
    expect(new Set(texts.flatMap(({ ru, en }) => [ru, en])).size).toBe(6);
  });

  it("works of indicators 1.3 and 1.4 as shipped, and says so when a definition has no least length", () => {
    const lines = readFileSync("fixtures/vse-poluchitsya-2019-2020/events.ndjson", "utf8").trim().split("\n");
    const dataset = parseDataset(lines.map((line): unknown => JSON.parse(line)));
    const both = period("2019-01-01", "2020-12-31");
    const all = evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods: [both], asOf: "2021-01-31" });
    const of = (indicator: string) => milestoneEstimates(all, { indicator, period: both });
    // Origin of 73 and 35: the practice's published table.
    expect(of("1.3")).toMatchObject({ atLeast: months(6), counted: 73, reason: null });
    expect(of("1.4")).toMatchObject({ atLeast: months(6), counted: 35, reason: null });
    expect(of("1.3").estimates!.naive.reached + of("1.3").countedOtherwise).toBe(73);
    expect(of("1.1")).toMatchObject({ atLeast: null, estimates: null, reason: "no-threshold" });
    expect(of("1.2")).toMatchObject({ atLeast: null, estimates: null, reason: "upper-limit" });
    expect(of("2.1").message.ru).toMatch(/^Оценить нечего/);
  });

  it("has no value, and no reason to be 0, when nobody began", () => {
    const nobody = evaluate(parseDataset([]), { indicators: [twoMonths], periods: [year(2019)], asOf: "2019-12-31" });
    const { estimates, message } = milestoneEstimates(nobody, { indicator: "two-months", period: year(2019) });
    for (const one of Object.values(estimates!)) expect(one).toMatchObject({ people: 0, value: null, interval: null });
    expect(message.en).toBe(
      "At least 2 months: all who began —; only with the time over —; Kaplan–Meier — (observed for so long: 0).",
    );
  });

  it("refuses what was not evaluated, what is not an evaluation, and another way of censoring", () => {
    const asked = (options: object) => () =>
      milestoneEstimates(evaluation, { indicator: "two-months", period: year(2019), ...options });
    expect(asked({ indicator: "1.9" })).toThrow(
      /^Cannot estimate a milestone: indicator must be one of those evaluated/,
    );
    expect(asked({ period: year(2020) })).toThrow(
      /^Cannot estimate a milestone: period must be one of those evaluated/,
    );
    expect(asked({ censoring: "never" })).toThrow(/censoring must be one of last-contact, as-of, received "never"/);
    expect(() => milestoneEstimates({} as never, { indicator: "1.3", period: year(2019) })).toThrow(TypeError);
  });
});

const combined = defineIndicator({
  code: "combined",
  title: { ru: "п", en: "i" },
  denominator: happens(touching(enrolment(), reportingPeriod)),
  numerator: every(lasts(worked, { atLeast: months(2) }), happens(touching(placements(), reportingPeriod))),
});

describe("laws of the three estimates", () => {
  const indicators = [...catalogue.vsePoluchitsya, workExperienceShare, twoMonths, combined].filter(
    ({ code }, place, all) => all.findIndex((one) => one.code === code) === place,
  );
  const law =
    (holds: (made: ReturnType<typeof milestoneEstimates>, complete: ReturnType<typeof milestoneEstimates>) => void) =>
    () =>
      fc.assert(
        fc.property(
          populationsOnOccasions,
          fc.constantFrom("1.3", "1.4", "two-months"),
          ({ events, criteria, period: asked, asOf }, indicator) => {
            const dataset = parseDataset(events, criteria === undefined ? {} : { criteria });
            const evaluation = evaluate(dataset, { indicators, periods: [asked], asOf });
            const options = { indicator, period: asked };
            holds(
              milestoneEstimates(evaluation, options),
              milestoneEstimates(evaluation, { ...options, censoring: "as-of" }),
            );
            expect(milestoneEstimates(evaluation, { ...options, indicator: "combined" }).reason).toBe("no-threshold");
          },
        ),
        { numRuns: howMany(150), seed: 20_200_229 },
      );

  it(
    "milestoneEstimates() holds the mature among all who began, and bounds around Kaplan–Meier",
    law(({ estimates }, complete) => {
      const { naive, matureOnly, kaplanMeier } = estimates!;
      expect(kaplanMeier.people).toBe(naive.people);
      expect(matureOnly.people).toBeLessThanOrEqual(naive.people);
      expect(matureOnly.reached).toBe(naive.reached);
      expect(kaplanMeier.atRisk).toBeLessThanOrEqual(naive.reached);
      if (kaplanMeier.value !== null && kaplanMeier.bounds !== null) {
        expect(Number(kaplanMeier.bounds.low)).toBeLessThanOrEqual(Number(kaplanMeier.value));
        expect(Number(kaplanMeier.bounds.high)).toBeGreaterThanOrEqual(Number(kaplanMeier.value));
      }
      const { value } = complete.estimates!.kaplanMeier;
      // When every end is recorded, Kaplan–Meier is never below the naive share.
      if (value !== null) expect(Number(value)).toBeGreaterThanOrEqual(Number(naive.value) - 1e-9);
    }),
  );

  it(
    "milestoneEstimates() adds up with the indicator",
    law(({ estimates, counted, countedOtherwise, notStarted }) => {
      expect(estimates!.naive.reached + countedOtherwise).toBe(counted);
      expect(countedOtherwise).toBeGreaterThanOrEqual(0);
      expect(notStarted).toBeGreaterThanOrEqual(0);
    }),
  );
});
