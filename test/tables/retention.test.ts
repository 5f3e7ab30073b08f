import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BeneficiaryEvent, days, months, parseDataset, weeks, year, years } from "../../src/core/index";
import {
  clip,
  enrolment,
  firstDay,
  firstPlacement,
  joined,
  lastSupportEnd,
  placements,
  registration,
  reportingPeriod,
  union,
} from "../../src/define/index";
import { type Retention, type RetentionOptions, retention } from "../../src/tables/index";
import { dateText, dayNumber, type NaiveEvent, standing } from "../core/naive/five-indicators";
import { type Occasion, type Population, populationsOnOccasions } from "../core/naive/population";
import { naiveRetained, naiveTimes } from "../core/naive/retention";
import { howMany } from "../long";

type Fields = Readonly<Record<string, unknown>>;

/** Events of one person: a placement is first and last day, and the reason of its end. */
function personOf(
  id: string,
  spells: readonly (readonly [from: string, to?: string, reason?: string])[],
  others: readonly Fields[] = [],
): readonly unknown[] {
  const event = (name: string, fields: Fields) => ({ id: `${id}-${name}`, beneficiaryId: id, ...fields });
  return [
    event("r", { type: "beneficiary-registered", date: "2019-01-01", targetGroups: [`group-${id[0]}`] }),
    ...spells.flatMap(([from, to, reason], place) => {
      const placementId = `${id}-P${place}`;
      const end = { type: "placement-ended", date: to, placementId, ...(reason !== undefined && { reason }) };
      return [
        event(`s${place}`, { type: "placement-started", date: from, placementId, setting: "open-market" }),
        ...(to === undefined ? [] : [event(`e${place}`, end)]),
      ];
    }),
    ...others.map((fields, place) => event(`o${place}`, fields)),
  ];
}

const followUp = (date: string, status: string): Fields => ({ type: "follow-up-recorded", date, status });

function retentionOf(events: readonly unknown[], options: Partial<RetentionOptions> = {}): Retention {
  const usual: RetentionOptions = {
    spells: placements(),
    from: firstPlacement,
    horizon: months(3),
    period: year(2019),
    asOf: "2019-12-31",
  };
  return retention(parseDataset(events), { ...usual, ...options });
}

/** retained, at risk, ended and censored since the point before */
const rowsOf = ({ all }: Retention) =>
  all.points.map(({ after, retained, atRisk, ended, censored }) => [
    after,
    retained === null ? null : Number(retained),
    atRisk,
    ended,
    censored,
  ]);

describe("retention()", () => {
  // Worked by hand. Five people, all placed on 1 March 2019; asOf 31 December 2019.
  // A ends on 31 March: one month exactly, so it is retained after 1. B ends on 15 April: 1 month 15 days.
  // C runs; the last contact is a follow-up on 15 May: seen for 2 months 15 days. D ends on 30 June: 4 months.
  // E runs and was never heard of again: seen for 1 day.
  const five = [
    ...personOf("A", [["2019-03-01", "2019-03-31"]]),
    ...personOf("B", [["2019-03-01", "2019-04-15"]]),
    ...personOf("C", [["2019-03-01"]], [followUp("2019-05-15", "employed"), followUp("2019-08-01", "unreachable")]),
    ...personOf("D", [["2019-03-01", "2019-06-30"]]),
    ...personOf("E", [["2019-03-01"]]),
  ];

  it("uses who was lost only up to the last confirmed contact", () => {
    const result = retentionOf(five, { horizon: months(5) });
    // After 1: nobody has ended, E is gone. Ends: A of 4 at 1 mo., B of 3 at 1 mo. 15 d., D of 1 at 4 mo.
    expect(rowsOf(result)).toEqual([
      [0, 1, 5, 0, 0],
      [1, 1, 4, 0, 1],
      [2, 0.5, 2, 2, 0],
      [3, 0.5, 1, 0, 1],
      [4, 0.5, 1, 0, 0],
      [5, 0, 0, 1, 0],
    ]);
    const { people, ended, censored, lost, median } = result.all;
    expect({ people, ended, censored, lost }).toEqual({ people: 5, ended: 3, censored: 2, lost: 2 });
    expect(median.time).toEqual({ months: 1, days: 15 });
    // After 2, all lost ended: E of 5, then A, B, of whom 2 of 5 are left; all went on: A and B of 5.
    expect(result.all.points[2]?.bounds).toEqual({ low: "0.4000000000", high: "0.6000000000" });
    expect(result.notes.map(({ code }) => code)).toEqual(["lost", "few-at-risk"]);
  });

  it("uses everybody up to the last day of the data when every end is taken to be recorded", () => {
    const result = retentionOf(five, { censoring: "as-of" });
    expect(rowsOf(result)).toEqual([
      [0, 1, 5, 0, 0],
      [1, 1, 5, 0, 0],
      [2, 0.6, 3, 2, 0],
      [3, 0.6, 3, 0, 0],
    ]);
    expect(result.all.lost).toBe(0);
  });

  it("says that the median is not reached when less than half have ended, and that there is none of nobody", () => {
    const reached = retentionOf(five.slice(0, 3), {});
    expect(reached.all.median.message.en).toBe(
      "The median is 1 mo.: by then the spells of at least half had ended (an estimate).",
    );
    const running = retentionOf(personOf("C", [["2019-03-01"]], [followUp("2019-05-15", "employed")]));
    expect(running.all.median).toEqual({
      time: null,
      low: null,
      high: null,
      message: {
        ru: "Медиана не достигнута: за время наблюдения (самое долгое — 2 мес. 15 дн.) период закончился меньше чем у половины.",
        en: "The median is not reached: over the time observed (at longest 2 mo. 15 d.) the spells of less than half ended.",
      },
    });
    const nobody = retentionOf([]);
    expect(nobody.all.median.message.en).toBe("There is no median: there is nobody to observe.");
    expect(nobody.all.points.map(({ retained, interval, bounds }) => [retained, interval, bounds])).toEqual(
      Array.from({ length: 4 }, () => [null, null, null]),
    );
    expect(nobody.notes.map(({ code }) => code)).toEqual(["empty-cohort"]);
  });

  it("ends a running spell with the first follow-up that found them not employed, unless something later tells of work", () => {
    const followUps = [followUp("2019-04-10", "not-employed"), followUp("2019-05-10", "not-employed")];
    const gone = retentionOf(personOf("A", [["2019-03-01"]], followUps));
    // From 1 March up to 9 April: 1 month 9 days.
    expect(gone.all.median.time).toEqual({ months: 1, days: 9 });
    const back = retentionOf(personOf("A", [["2019-03-01"]], [...followUps, followUp("2019-06-10", "employed")]));
    expect(back.all).toMatchObject({ ended: 0, lost: 1 });
    expect(rowsOf(back)[3]).toEqual([3, 1, 1, 0, 0]);
    const hired = retentionOf(personOf("A", [["2019-03-01"]], [followUp("2019-03-01", "not-employed")]));
    expect(hired.all.ended).toBe(0);
  });

  it("takes an end recorded on the last day of the data for an end, whatever a follow-up found before", () => {
    const gone = [followUp("2019-09-10", "not-employed")];
    const worked = personOf("A", [["2019-09-01", "2019-12-31"]], gone);
    const options = { horizon: months(5) };
    // The next day could bring work that adjoins, so by 31 December the four months are not known to be over; by 1
    // January they are.
    const onTheDay = retentionOf(worked, { ...options, asOf: "2019-12-31" });
    const aDayLater = retentionOf(worked, { ...options, asOf: "2020-01-01" });
    expect(rowsOf(onTheDay).map(([, retained, atRisk]) => [retained, atRisk])).toEqual([
      ...Array.from({ length: 5 }, () => [1, 1]),
      [null, 0],
    ]);
    expect(onTheDay.all).toMatchObject({ ended: 0, censored: 1, lost: 0, median: { time: null } });
    expect(aDayLater.all).toMatchObject({ ended: 1, censored: 0, median: { time: { months: 4, days: 0 } } });
    expect(rowsOf(aDayLater)[4]).toEqual([4, 1, 1, 0, 0]);
    // Without the follow-up nothing else comes out.
    expect(retentionOf(personOf("A", [["2019-09-01", "2019-12-31"]]), { ...options, asOf: "2019-12-31" }).all).toEqual(
      onTheDay.all,
    );
    // Nor is one left out who was found so on the day time is counted from.
    const from = retentionOf(personOf("A", [["2019-09-01", "2019-12-31"]], [followUp("2019-09-02", "not-employed")]), {
      ...options,
      from: firstDay(placements()),
    });
    expect(from).toMatchObject({ withoutSpell: 0, all: { people: 1 } });
    // What runs on is still ended by the follow-up.
    expect(retentionOf(personOf("A", [["2019-09-01", "2020-01-01"]], gone), options).all.median.time).toEqual({
      months: 0,
      days: 9,
    });
  });

  const support = (date: string, type = "support-started"): Fields => ({ type, date, supportId: "S-1" });
  const confirmed = { type: "service-delivered", date: "2019-05-15", service: "a", source: "employer-confirmation" };
  it.each<readonly [string, readonly Fields[], number]>([
    ["its own start", [], 1],
    ["support that runs, on the last day of the data", [support("2019-03-05")], 306],
    ["the last day of support", [support("2019-03-05"), support("2019-04-09", "support-ended")], 40],
    ["what the employer confirmed", [confirmed], 76],
    ["nothing a service tells", [{ ...confirmed, source: "worker-note" }], 1],
    ["a follow-up that reached them", [followUp("2019-03-10", "employed"), followUp("2019-04-10", "unreachable")], 10],
    ["nothing dated after the last day of the data", [followUp("2020-01-10", "employed")], 1],
  ])("sees work that runs until %s", (_, others, length) => {
    const { points } = retentionOf(personOf("A", [["2019-03-01"]], others), { horizon: days(310) }).all;
    expect(points.findIndex(({ atRisk }) => atRisk === 0) - 1).toBe(length);
  });

  it("goes on over a break within the gap, whose days count, and waits while the gap is not over", () => {
    const broken = personOf("A", [
      ["2019-03-01", "2019-03-20"],
      ["2019-03-31", "2019-05-31"],
    ]);
    expect(retentionOf(broken).all.median.time).toEqual({ months: 0, days: 20 });
    // Ten days without work: 21 to 30 March.
    expect(retentionOf(broken, { gap: days(9) }).all.median.time).toEqual({ months: 0, days: 20 });
    expect(retentionOf(broken, { gap: days(10) }).all.median.time).toEqual({ months: 3, days: 0 });
    expect(retentionOf(broken, { gap: days(10), asOf: "2019-06-10" }).all).toMatchObject({ ended: 0, censored: 1 });
    expect(retentionOf(broken, { gap: days(10), asOf: "2019-06-11" }).all).toMatchObject({ ended: 1, censored: 0 });
    const spells = joined(placements(), { gap: days(10) });
    const own = retentionOf(broken, { spells });
    expect(own.all).toEqual(retentionOf(broken, { gap: days(10) }).all);
    expect(own.gap).toBeNull();
  });

  it("counts from the day after support ended, for who was in work then or came to be the next day", () => {
    const ended = (id: string): readonly Fields[] => [
      { type: "support-started", date: "2019-03-01", supportId: `S-${id}` },
      { type: "support-ended", date: "2019-03-31", supportId: `S-${id}` },
    ];
    const events = [
      ...personOf("A", [["2019-03-01", "2019-03-31"]], ended("A")),
      ...personOf("B", [["2019-03-01", "2019-04-30"]], ended("B")),
      ...personOf("C", [["2019-04-01", "2019-05-31"]], ended("C")),
      ...personOf("D", [["2019-03-01", "2019-03-30"]], ended("D")),
      ...personOf("E", [["2019-04-02", "2019-05-31"]], ended("E")),
    ];
    const result = retentionOf(events, { from: lastSupportEnd });
    expect(rowsOf(result)).toEqual([
      [0, 1, 3, 0, 0],
      [1, 0.6666666667, 2, 1, 0],
      [2, 0.3333333333, 1, 1, 0],
      [3, 0, 0, 1, 0],
    ]);
    expect(result).toMatchObject({ anchored: 5, withoutSpell: 2 });
    expect(result.all.points.map(({ percent }) => percent)).toEqual(["100.0", "66.7", "33.3", "0.0"]);
    const atOnce = retentionOf(events.slice(0, 5), { from: lastSupportEnd }).all.median;
    expect(atOnce.message.en).toMatch(/^The median is 0 d\.: the spells of at least half ended at once/);
  });

  it("tells competing ends apart, which with the retained make 1", () => {
    // Worked by hand: four people at 1, 2, 2 and 3 months; ends: dismissal, the army, lost at 2 months, study.
    const events = [
      ...personOf("A", [["2019-03-01", "2019-03-31", "dismissed"]]),
      ...personOf("B", [["2019-03-01", "2019-04-30", "army"]]),
      ...personOf("C", [["2019-03-01"]], [followUp("2019-04-30", "employed")]),
      ...personOf("D", [["2019-03-01", "2019-05-31", "study"]]),
    ];
    const { all } = retentionOf(events, { horizon: months(4), competing: ["study", "army"] });
    // After 1 month 3 of 4; after 2, 3/4 · 2/3 = 1/2, the army having taken 1/4; D is alone at 3 months: study takes
    // the half left.
    const half = "0.5000000000";
    const quarter = "0.2500000000";
    const none = "0.0000000000";
    const ends = (other: string, study: string, army: string) => [
      { reason: null, share: other },
      { reason: "study", share: study },
      { reason: "army", share: army },
    ];
    expect(all.points.map((point) => [point.retained, point.ends])).toEqual([
      ["1.0000000000", ends(none, none, none)],
      ["1.0000000000", ends(none, none, none)],
      ["0.7500000000", ends(quarter, none, none)],
      [half, ends(quarter, none, quarter)],
      [none, ends(quarter, half, quarter)],
    ]);
    expect(retentionOf(events).all.points.every((point) => point.ends === null)).toBe(true);
  });

  it("compares strata by the log-rank test, and says why when it cannot", () => {
    const events = [
      ...personOf("A1", [["2019-03-01", "2019-03-09"]]),
      ...personOf("A2", [["2019-03-01", "2019-03-13"]]),
      ...personOf("A3", [["2019-03-01"]], [followUp("2019-03-13", "employed")]),
      ...personOf("B1", [["2019-03-01", "2019-03-05"]]),
      ...personOf("B2", [["2019-03-01", "2019-03-05"]]),
      ...personOf("B3", [["2019-03-01", "2019-03-08"]]),
    ];
    const { comparison, strata } = retentionOf(events, { by: ["targetGroup"] });
    expect(strata.map(({ of, people }) => [of[0], people])).toEqual([
      [{ kind: "value", code: "group-A" }, 3],
      [{ kind: "value", code: "group-B" }, 3],
    ]);
    // Origin: the log-rank of days 9, 13, 13+ and 5, 5, 8, as in the example of logRankTest: 3.0625 / 0.5875.
    expect(Number(comparison?.statistic)).toBeCloseTo(3.0625 / 0.5875, 9);
    expect(comparison).toMatchObject({ degreesOfFreedom: 1, reason: null });
    const reasonOf = (given: readonly unknown[]) => retentionOf(given, { by: ["targetGroup"] }).comparison?.reason;
    expect(reasonOf(events.slice(0, 10))).toBe("one-stratum");
    const both = events.map((event) => ({
      ...(event as object),
      ...("targetGroups" in (event as object) && { targetGroups: ["x", "y"] }),
    }));
    expect(reasonOf(both)).toBe("strata-overlap");
    const running = [...personOf("A1", [["2019-03-01"]]), ...personOf("B1", [["2019-03-01"]])];
    expect(reasonOf(running)).toBe("not-comparable");
    expect(retentionOf(events).comparison).toBeNull();
  });

  it("counts for whom a missing setting could change the spell", () => {
    const events = personOf("A", [["2019-03-01", "2019-03-31"]]).map((event) =>
      (event as { type: string }).type === "placement-started" ? { ...(event as object), setting: undefined } : event,
    );
    const result = retentionOf(events, { spells: placements({ setting: "open-market" }) });
    expect(result).toMatchObject({ anchored: 1, withoutSpell: 1, unknown: 1 });
    expect(result.notes.map(({ code }) => code)).toEqual(["empty-cohort", "without-spell", "missing-facts"]);
  });

  it("follows other spells than work by any event of the person", () => {
    const events = personOf(
      "A",
      [],
      [{ type: "service-delivered", date: "2019-02-20", service: "a" }, followUp("2019-06-01", "unreachable")],
    );
    const result = retentionOf(events, { spells: enrolment(), from: registration });
    expect(rowsOf(result)[1]).toEqual([1, 1, 1, 0, 0]);
    expect(result.all.points[2]).toMatchObject({ retained: null, atRisk: 0, censored: 1 });
  });

  it("draws points in months, weeks or days", () => {
    const unitOf = (horizon: RetentionOptions["horizon"]) => {
      const { unit, all } = retentionOf(five, { horizon });
      return [unit, all.points.length, all.points.findIndex(({ ended }) => ended > 0)];
    };
    expect(unitOf(undefined)).toEqual(["months", 13, 2]);
    expect(unitOf(years(2))).toEqual(["months", 25, 2]);
    // A has worked 31 days, which is less than 32 days and than 5 weeks.
    expect(unitOf(weeks(6))).toEqual(["weeks", 7, 5]);
    expect(unitOf(days(40))).toEqual(["days", 41, 32]);
  });

  it.each<readonly [string, Partial<Record<keyof RetentionOptions, unknown>>, RegExp]>([
    [
      "an anchor",
      { from: "first-placment" },
      /^Cannot compute retention: from must be one of registration.*did you mean "first-placement"\?$/,
    ],
    ["a horizon of nothing", { horizon: months(0) }, /horizon must be a duration of 1 to 1200 months, weeks or days/],
    ["a horizon that is no duration", { horizon: 12 }, /horizon must be an object with unit and count, received 12/],
    ["a gap that is no duration", { gap: 3 }, /gap must be an object with unit and count, received 3/],
    [
      "spells that are cut",
      { spells: joined(clip(placements(), reportingPeriod), { gap: days(0) }) },
      /must not be clipped/,
    ],
    ["a gap twice", { spells: joined(placements(), { gap: days(1) }), gap: days(1) }, /gap must be left out/],
    ["reasons twice", { competing: ["army", "army"] }, /competing must be a list of different codes/],
    ["a way of censoring", { censoring: "never" }, /censoring must be one of last-contact, as-of, received "never"/],
    ["a day", { asOf: "2019-02-30" }, /asOf must be a real day/],
    ["a period", { period: { from: "2019-02-01", to: "2019-01-01" } }, /period.to must be on or after from/],
    ["an attribute", { by: ["sexx"] }, /^Cannot compute retention: by must name/],
  ])("refuses %s", (_, options, message) => {
    const kind = message.source.includes("an object") ? TypeError : RangeError;
    expect(() => retentionOf(five, options as Partial<RetentionOptions>)).toThrow(kind);
    expect(() => retentionOf(five, options as Partial<RetentionOptions>)).toThrow(message);
  });

  it("refuses what are not spells, and what is not a dataset", () => {
    expect(() => retentionOf(five, { spells: { kind: "jobs" } as never })).toThrow(
      /^Cannot compute retention: spells\.kind must be one of placements, /,
    );
    expect(() =>
      retention({} as never, { spells: placements(), from: registration, period: year(2019), asOf: "2019-12-31" }),
    ).toThrow(TypeError);
  });
});

type Drawn = Population & Occasion;

/** Half of them as of a day on which a placement ended, where one does. */
const drawn = fc.tuple(populationsOnOccasions, fc.nat()).map(([one, choice]): Drawn => {
  const ends = standing(one.events).filter(({ type }) => type === "placement-ended");
  const end = choice % 2 === 0 ? undefined : ends[choice % ends.length];
  return end === undefined ? one : { ...one, asOf: end.date };
});

const law = (holds: (drawn: Drawn, gap: number) => void) => () =>
  fc.assert(fc.property(drawn, fc.constantFrom(0, 1, 30), holds), { numRuns: howMany(150), seed: 20_240_229 });

const optionsOf = ({ period, asOf }: Drawn, gap: number): RetentionOptions => ({
  spells: placements(),
  from: firstPlacement,
  horizon: months(14),
  period,
  asOf,
  gap: days(gap),
});
const read = ({ criteria }: Drawn, events: readonly unknown[]) =>
  parseDataset(events as BeneficiaryEvent[], { criteria } as Parameters<typeof parseDataset>[1]);

describe("laws of retention", () => {
  it(
    "retention() is what a plain Kaplan–Meier product over everybody's months and days gives",
    law((drawn, gap) => {
      const { all } = retention(read(drawn, drawn.events), optionsOf(drawn, gap));
      const times = naiveTimes(drawn.events, { ...drawn, gap });
      expect(all.people).toBe(times.length);
      expect(all.ended).toBe(times.filter(({ hasEnded }) => hasEnded).length);
      for (const { after, retained, atRisk } of all.points) {
        const expected = naiveRetained(times, after);
        expect(retained === null).toBe(expected === null);
        if (expected !== null) expect(Number(retained)).toBeCloseTo(expected, 9);
        expect(atRisk).toBe(times.filter((time) => time.months >= after).length);
      }
    }),
  );

  it(
    "retention() without censoring is the share of those who lasted so long",
    law((drawn, gap) => {
      const ids = new Set(
        naiveTimes(drawn.events, { ...drawn, gap }).flatMap((time) => (time.hasEnded ? [time.person] : [])),
      );
      const events = drawn.events.filter(({ beneficiaryId }) => ids.has(beneficiaryId));
      const times = naiveTimes(events, { ...drawn, gap });
      const { all } = retention(read(drawn, events), optionsOf(drawn, gap));
      expect(all.censored).toBe(0);
      for (const { after, retained } of all.points) {
        const lasted = times.filter((time) => time.months >= after).length;
        if (times.length === 0) expect(retained).toBeNull();
        else expect(Number(retained)).toBeCloseTo(lasted / times.length, 9);
      }
    }),
  );

  it(
    "retention() lies within its bounds, and adds up",
    law((drawn, gap) => {
      const { all, anchored, withoutSpell } = retention(read(drawn, drawn.events), optionsOf(drawn, gap));
      expect(anchored).toBe(all.people + withoutSpell);
      expect(all.people).toBe(all.ended + all.censored);
      expect(all.lost).toBeLessThanOrEqual(all.censored);
      all.points.forEach(({ retained, bounds, interval, atRisk, ended, censored }, after) => {
        const before = all.points[after - 1];
        if (before !== undefined) expect(before.atRisk).toBe(atRisk + ended + censored);
        if (before?.retained && retained) expect(Number(retained)).toBeLessThanOrEqual(Number(before.retained));
        if (retained !== null && bounds !== null) {
          expect(Number(bounds.low)).toBeLessThanOrEqual(Number(retained));
          expect(Number(bounds.high)).toBeGreaterThanOrEqual(Number(retained));
        }
        if (interval !== null) {
          expect(Number(interval.low)).toBeLessThanOrEqual(Number(retained));
          expect(Number(interval.high)).toBeGreaterThanOrEqual(Number(retained));
        }
      });
    }),
  );

  it(
    "retention() does not change with the order of events, nor when facts come that are dated after the last day of the data",
    law((drawn, gap) => {
      const options = { ...optionsOf(drawn, gap), by: ["ageBand"], ageAt: "registration" as const };
      const of = (events: readonly NaiveEvent[]) => retention(read(drawn, events), options);
      expect(of([...drawn.events].reverse())).toEqual(of(drawn.events));
      const date = dateText(dayNumber(drawn.asOf) + 1);
      const registered = standing(drawn.events).find(({ type }) => type === "beneficiary-registered");
      if (registered === undefined) return;
      const { beneficiaryId } = registered;
      const later = [
        { id: "later-1", type: "follow-up-recorded", beneficiaryId, date, status: "not-employed" },
        { id: "later-2", type: "placement-started", beneficiaryId, date, placementId: "later" },
      ];
      expect(of([...drawn.events, ...later])).toEqual(of(drawn.events));
    }),
  );

  it(
    "retention() counted in days does not change when all dates shift by whole days",
    law((drawn, gap) => {
      const shift = (date: string) => dateText(dayNumber(date) + 17);
      const events = drawn.events.map((event) => ({
        ...event,
        date: shift(event.date),
        ...(typeof event.birthDate === "string" && { birthDate: shift(event.birthDate) }),
        ...(typeof event.recordedOn === "string" && { recordedOn: shift(event.recordedOn) }),
      }));
      const inDays = { ...optionsOf(drawn, gap), horizon: days(200) };
      const shifted = {
        ...inDays,
        period: { from: shift(drawn.period.from), to: shift(drawn.period.to) },
        asOf: shift(drawn.asOf),
      };
      expect(retention(read(drawn, events), shifted).all).toEqual(retention(read(drawn, drawn.events), inDays).all);
    }),
  );

  it(
    "retention() of strata by one value a person adds up to that of all",
    law((drawn, gap) => {
      const result = retention(read(drawn, drawn.events), { ...optionsOf(drawn, gap), by: ["ageBand"] });
      for (const count of ["people", "ended", "censored", "lost"] as const) {
        expect(result.strata.reduce((sum, stratum) => sum + stratum[count], 0)).toBe(result.all[count]);
      }
      expect(result.comparison?.reason).not.toBe("strata-overlap");
    }),
  );

  it(
    "retention() is plain frozen data",
    law((drawn, gap) => {
      const made = retention(read(drawn, drawn.events), { ...optionsOf(drawn, gap), spells: union(placements()) });
      expect(JSON.parse(JSON.stringify(made))).toEqual(made);
      expect(Object.isFrozen(made) && Object.isFrozen(made.all.points[0]) && Object.isFrozen(made.notes)).toBe(true);
      expect(JSON.stringify(made)).not.toMatch(/"B-\d/);
    }),
  );
});
