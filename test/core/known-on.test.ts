import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  catalogue,
  evaluate,
  explain,
  type IndicatorResult,
  members,
  parseDataset,
  results,
  safeParseDataset,
  supportedSixMonthsShare,
  toText,
  workExperienceShare,
  year,
} from "../../src/core/index";
import { populationsOnOccasions } from "./naive/population";

type Event = Readonly<Record<string, unknown>> & { readonly id: string; readonly date: string };

const VERDICTS = ["outside", "excluded", "counted", "pending", "unknown", "not-counted"] as const;

let number = 0;
const event = (type: string, date: string, recordedOn: string | undefined, fields: object = {}): Event =>
  Object.freeze({
    id: `E-${++number}`,
    type,
    beneficiaryId: "B-1",
    date,
    ...(recordedOn === undefined ? {} : { recordedOn }),
    ...fields,
  });
const registered = (recordedOn: string | undefined) =>
  event("beneficiary-registered", "2019-01-10", recordedOn, { targetGroups: [] });
const served = (recordedOn: string | undefined) =>
  event("service-delivered", "2019-02-01", recordedOn, { service: "social-adaptation" });
const started = (date: string, recordedOn: string | undefined, fields: object = {}) =>
  event("placement-started", date, recordedOn, { placementId: "P-1", setting: "open-market", ...fields });
const ended = (date: string, recordedOn: string | undefined) =>
  event("placement-ended", date, recordedOn, { placementId: "P-1" });
const retraction = (of: Event, recordedOn: string, fields: object = {}) =>
  event("event-retracted", recordedOn, recordedOn, { retracts: of.id, ...fields });

/** The one verdict on an indicator for 2019, as known on a day; nobody when nobody was known. */
function verdictOn(
  knownOn: string | undefined,
  events: readonly Event[],
  indicator = workExperienceShare,
  asOf = "2019-12-31",
): { readonly verdict: string; readonly result: IndicatorResult } {
  const evaluation = evaluate(parseDataset(events), {
    indicators: [indicator],
    periods: [year(2019)],
    asOf,
    knownOn,
  });
  const [result] = results(evaluation);
  const verdict = VERDICTS.find((name) => result!.verdicts[name] === 1) ?? "nobody";
  return { verdict, result: result! };
}

const noteOf = ({ notes }: IndicatorResult) => notes.find(({ code }) => code === "known-on")?.message;

describe("evaluate() with knownOn", () => {
  const early = "2019-03-01";
  const late = "2020-02-01";
  const base = [registered(early), served(early)];
  const start = started("2019-05-01", early);
  const lateStart = started("2019-05-01", late);
  const wrong = started("2019-05-01", early);
  const end = ended("2019-05-10", early);
  const undone = retraction(wrong, late);
  const undatedStart = started("2019-05-01", undefined);

  it.each<readonly [title: string, events: readonly Event[], then: string, now: string, unplaced: number]>([
    ["an event was recorded later", [...base, lateStart], "not-counted", "counted", 0],
    ["an event was retracted later", [...base, wrong, retraction(wrong, late)], "counted", "not-counted", 0],
    [
      "a retraction was retracted later",
      [...base, wrong, { ...undone, recordedOn: early }, retraction(undone, late)],
      "not-counted",
      "counted",
      0,
    ],
    ["nobody was registered then", [registered(late), served(early), start, end], "nobody", "counted", 3],
    ["an end came before its start", [...base, lateStart, end], "not-counted", "counted", 1],
    ["an event says nothing of when it was recorded", [...base, undatedStart], "counted", "counted", 0],
    [
      "a retraction came before its event",
      [...base, lateStart, retraction(lateStart, early)],
      "not-counted",
      "not-counted",
      1,
    ],
  ])("gives the verdict of that day when %s", (_, events, then, now, unplaced) => {
    const known = verdictOn("2020-01-15", events);
    expect([known.verdict, verdictOn(late, events).verdict, verdictOn(undefined, events).verdict]).toEqual([
      then,
      now,
      now,
    ]);
    expect(noteOf(known.result)?.en).toContain(`could not be placed: ${unplaced}.`);
    expect(noteOf(known.result)?.ru).toContain(`не учтено: ${unplaced}.`);
  });

  it("leaves support out when the placement it names was not known, rather than let it support other work", () => {
    const events = [
      ...base,
      started("2019-03-01", early, { placementId: "P-2" }),
      lateStart,
      event("support-started", "2019-03-01", early, { supportId: "S-1", placementId: "P-1" }),
      event("support-ended", "2019-12-30", early, { supportId: "S-1" }),
    ];
    const { verdict, result } = verdictOn("2020-01-15", events, supportedSixMonthsShare);
    expect(verdict).toBe("not-counted");
    expect(noteOf(result)?.en).toContain("could not be placed: 2.");
  });

  it("leaves such support out also when the placement had been entered in a way that could not be read", () => {
    const unreadable = { ...started("2019-04-01", early), setting: "somewhere" };
    const support = event("support-started", "2019-03-01", early, { supportId: "S-1", placementId: "P-1" });
    const elsewhere = started("2019-03-01", early, { placementId: "P-2" });
    const events = [...base, elsewhere, support, unreadable, retraction(unreadable, early), lateStart];
    const { verdict, result } = verdictOn("2020-01-15", events, supportedSixMonthsShare);
    expect(verdict).toBe("not-counted");
    expect(noteOf(result)?.en).toContain("could not be placed: 1.");
  });

  it("finds no circle of retractions where one of them was not yet recorded", () => {
    const circle = ["r1", "r2", "r3"].map((id, at) => {
      const recordedOn = id === "r3" ? late : early;
      return { ...event("event-retracted", early, recordedOn, { retracts: `r${((at + 1) % 3) + 1}` }), id };
    });
    const { verdict, result } = verdictOn("2020-01-15", [...base, start, ...circle, retraction(circle[0]!, late)]);
    expect(verdict).toBe("counted");
    expect(noteOf(result)?.en).toContain("could not be placed: 0.");
  });

  it("takes an earlier end for true until its correction is recorded", () => {
    const wrongEnd = ended("2019-05-10", "2019-05-10");
    const events = [
      ...base,
      start,
      event("support-started", "2019-05-01", early, { supportId: "S-1" }),
      wrongEnd,
      retraction(wrongEnd, late),
      ended("2019-11-30", late),
    ];
    const on = (day: string) => verdictOn(day, events, supportedSixMonthsShare).verdict;
    expect([on("2019-05-09"), on("2019-05-10"), on("2020-01-31"), on(late)]).toEqual([
      "counted",
      "not-counted",
      "not-counted",
      "counted",
    ]);
  });

  it("takes back only what a retraction of that day could: not one of somebody else's event", () => {
    const other = event("beneficiary-registered", "2019-01-10", early, { beneficiaryId: "B-2", targetGroups: [] });
    const foreign = retraction(start, "2019-06-01", { beneficiaryId: "B-2" });
    const events = [...base, other, start, foreign, retraction(foreign, late, { beneficiaryId: "B-2" })];
    const { result } = verdictOn("2020-01-15", events);
    expect(result.verdicts.counted).toBe(1);
    expect(noteOf(result)?.en).toContain("could not be placed: 1.");
  });

  it("is independent of asOf", () => {
    const events = [...base, start];
    expect(verdictOn(early, events, workExperienceShare, "2021-12-31").result.asOf).toBe("2021-12-31");
    expect(verdictOn("2021-12-31", events, workExperienceShare, "2019-04-30").verdict).toBe("not-counted");
    expect(verdictOn("2019-02-28", events).verdict).toBe("nobody");
  });

  it("says on result, evaluation and explanation which day it was, and how many events give no date of recording", () => {
    const events = [...base, undatedStart, ended("2019-05-10", undefined)];
    const dataset = parseDataset(events);
    const options = { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2019-12-31" };
    const evaluation = evaluate(dataset, { ...options, knownOn: "2019-05-09" });
    const explained = { indicator: "1.1", period: year(2019), beneficiaryId: "B-1" };
    expect([evaluation.knownOn, results(evaluation)[0]?.knownOn]).toEqual(["2019-05-09", "2019-05-09"]);
    expect(noteOf(results(evaluation)[0]!)?.en).toContain("Events without a date of recording: 2 ");
    const explanation = explain(evaluation, explained);
    expect(explanation.knownOn).toBe("2019-05-09");
    expect(explanation.numerator.spells?.spells[0]?.events).toEqual([undatedStart.id]);
    expect(toText(explanation, { locale: "en" })).toContain("as known on 2019-05-09");
    expect(toText(explanation, { locale: "ru" })).toContain("как было известно на 2019-05-09");
    expect(
      workExperienceShare(dataset, { period: year(2019), asOf: "2019-12-31", knownOn: "2019-02-01" }).share,
    ).toEqual({ numerator: 0, denominator: 0 });
    const today = evaluate(dataset, options);
    for (const plain of [today, results(today)[0]!, explain(today, explained)])
      expect(plain).not.toHaveProperty("knownOn");
    expect(noteOf(results(today)[0]!)).toBeUndefined();
  });

  it("keeps an event that could not be read out of every day, and one off its scale out until it is retracted", () => {
    const bad = { ...event("service-delivered", "2019-02-01", early), service: 7 };
    const score = event("assessment-recorded", "2019-03-01", early, { criterion: "housing", score: 9 });
    const events = [...base, bad, retraction(bad, late), score, retraction(score, late)];
    const title = { ru: "Жильё", en: "Housing" };
    const criteria = [{ code: "housing", title, min: 1, max: 5, better: "higher" }] as const;
    const [result] = results(
      evaluate(parseDataset(events, { criteria }), {
        indicators: [workExperienceShare],
        periods: [year(2019)],
        asOf: "2019-12-31",
        knownOn: "2020-01-15",
      }),
    );
    expect(result?.share).toEqual({ numerator: 0, denominator: 1 });
    expect(noteOf(result!)?.en).toContain("could not be placed: 1.");
  });

  it.each(["2019-02-30", "yesterday", "", 20190101, null])("refuses %o", (knownOn) => {
    const options = { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2019-12-31" };
    expect(() => evaluate(parseDataset([]), { ...options, knownOn: knownOn as string })).toThrow(RangeError);
    expect(() => evaluate(parseDataset([]), { ...options, knownOn: knownOn as string })).toThrow(
      /^Cannot evaluate: knownOn must be a real day/,
    );
  });
});

interface Drawn {
  readonly events: readonly Event[];
  readonly period: { readonly from: string; readonly to: string };
  readonly asOf: string;
  readonly criteria?: unknown;
  readonly knownOn: string;
}

const later = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Populations whose every event has a lag of its own or none, and a day near one of the events. */
const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    population: populationsOnOccasions,
    lags: fc.array(fc.constantFrom(undefined, 0, 1, 20, 90, 400, -5), { minLength: 1, maxLength: 40 }),
    near: fc.nat(500),
    offset: fc.constantFrom(0, 0, 1, -1, 30),
  })
  .map(({ population, lags, near, offset }) => {
    const events = population.events.map((one, at) => {
      const { recordedOn: _, ...rest } = one as unknown as Event;
      const lag = lags[at % lags.length];
      return (lag === undefined ? rest : { ...rest, recordedOn: later(one.date, lag) }) as Event;
    });
    const about = events[near % Math.max(1, events.length)]?.date ?? "2019-07-01";
    return { ...population, events, knownOn: later(about, offset) } as unknown as Drawn;
  });

const RUNS = { numRuns: 100, seed: 20_200_115 };
const criteriaOf = ({ criteria }: Drawn) => ({ criteria }) as Parameters<typeof parseDataset>[1];
const whenRecorded = ({ recordedOn, date }: Event) => (recordedOn ?? date) as string;

function evaluated(one: Drawn, events: readonly Event[], knownOn: string | undefined) {
  const { period, asOf } = one;
  const dataset = parseDataset(events, criteriaOf(one));
  return evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods: [period], asOf, knownOn });
}

function linesOf(evaluation: ReturnType<typeof evaluate>, { period }: Drawn): readonly string[] {
  return results(evaluation)
    .flatMap(({ code }) =>
      VERDICTS.flatMap((verdict) =>
        members(evaluation, { indicator: code, period, verdict }).map((id) => `${code} ${id} ${verdict}`),
      ),
    )
    .sort();
}

describe("laws of knownOn", () => {
  it("evaluate() equals parsing what was recorded up to that day, less what then makes no sense", () => {
    let incoherent = 0;
    fc.assert(
      fc.property(drawn, (one) => {
        let left = one.events.filter((each) => whenRecorded(each) <= one.knownOn);
        let dropped = 0;
        for (;;) {
          const parsed = safeParseDataset(left, criteriaOf(one));
          if (parsed.ok) break;
          const bad = new Set(parsed.issues.map(({ path }) => path[0]));
          dropped += bad.size;
          left = left.filter((_, at) => !bad.has(at));
        }
        if (dropped > 0) incoherent++;
        const known = evaluated(one, one.events, one.knownOn);
        expect(linesOf(known, one)).toEqual(linesOf(evaluated(one, left, undefined), one));
        for (const result of results(known)) {
          expect(VERDICTS.reduce((sum, verdict) => sum + result.verdicts[verdict], 0)).toBe(known.people);
          expect(noteOf(result)?.en).toContain(`could not be placed: ${dropped}.`);
        }
      }),
      RUNS,
    );
    // The law is about incoherent data too, so some must have been drawn.
    expect(incoherent).toBeGreaterThan(10);
  });

  it("evaluate() is what it is without knownOn when everything was recorded by then", () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const last = one.events.map(whenRecorded).sort().at(-1) ?? "2020-01-01";
        const known = evaluated(one, one.events, last);
        expect(linesOf(known, one)).toEqual(linesOf(evaluated(one, one.events, undefined), one));
        const plain = ({ knownOn: _, notes, ...result }: IndicatorResult) => ({
          ...result,
          notes: notes.filter(({ code }) => code !== "known-on"),
        });
        expect(results(known).map(plain)).toEqual(results(evaluated(one, one.events, undefined)));
      }),
      RUNS,
    );
  });

  it("explain() names only events recorded by then", () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const known = evaluated(one, one.events, one.knownOn);
        const unknown = one.events.filter((each) => whenRecorded(each) > one.knownOn).map(({ id }) => `"${id}"`);
        for (const line of linesOf(known, one)) {
          const [indicator, beneficiaryId] = line.split(" ") as [string, string];
          const text = JSON.stringify(explain(known, { indicator, period: one.period, beneficiaryId }));
          expect(unknown.filter((id) => text.includes(id))).toEqual([]);
        }
      }),
      RUNS,
    );
  });
});
