import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildReport, suppress, toDocument, type DocumentTable } from "../../src/report/index";
import {
  type Criterion,
  defineIndicator,
  evaluate,
  months,
  parseDataset,
  period,
  socialChangeShare,
  unionOf,
  workExperienceShare,
  year,
} from "../../src/core/index";
import { change, countedIn, happens, placements, services } from "../../src/define/index";
import { type Harm, harm } from "../../src/tables/index";
import { mio } from "../cli/terminal";
import { howMany } from "../long";

type Event = Readonly<Record<string, unknown>>;

const work: Criterion = {
  code: "work",
  title: { ru: "Работа", en: "Work" },
  min: 1,
  max: 5,
  better: "higher",
  notApplicable: ["n/a"],
};
const stress: Criterion = { ...work, code: "stress", title: { ru: "Тревога", en: "Stress" }, better: "lower" };
const criteria = [work, stress];

const person = (beneficiaryId: string, ...events: readonly Event[]): readonly Event[] => [
  { type: "beneficiary-registered", date: "2018-06-01", targetGroups: [], beneficiaryId, id: `${beneficiaryId}-0` },
  ...events.map((event, at) => ({ beneficiaryId, id: `${beneficiaryId}-${at + 1}`, ...event })),
];
const adapted: Event = { type: "service-delivered", date: "2019-03-01", service: "social-adaptation" };
const scored = (criterion: string, date: string, score: number | string): Event => ({
  type: "assessment-recorded",
  date,
  criterion,
  score,
});
const happened = (date: string, kind: string, severity: string): Event => ({
  type: "adverse-event-recorded",
  date,
  kind,
  severity,
});

/** Six people served in 2019, and one not served. */
const company: readonly Event[] = [
  // Better at work and more anxious, where a lower score is better.
  ...person(
    "better-and-worse",
    adapted,
    ...[scored("work", "2019-02-01", 2), scored("work", "2019-10-01", 4)],
    ...[scored("stress", "2019-02-01", 3), scored("stress", "2019-10-01", 5)],
    ...[happened("2019-04-01", "conflict", "low"), happened("2019-05-01", "conflict", "low")],
    happened("2019-06-01", "injury", "high"),
  ),
  ...person(
    "worse-and-once",
    adapted,
    ...[scored("work", "2019-02-01", 4), scored("work", "2019-10-01", 2), scored("stress", "2019-02-01", 3)],
    happened("2019-08-01", "conflict", "medium"),
    { type: "event-retracted", date: "2019-08-02", retracts: "worse-and-once-5" },
  ),
  ...person(
    "same-and-not-applicable",
    adapted,
    ...[scored("work", "2019-02-01", 3), scored("work", "2019-10-01", 3), scored("stress", "2019-02-01", "n/a")],
    happened("2020-02-01", "injury", "high"),
  ),
  ...person(
    "nothing-applies",
    adapted,
    ...[scored("work", "2019-02-01", "n/a"), scored("stress", "2019-02-01", "n/a")],
  ),
  ...person(
    "never-assessed",
    adapted,
    ...[happened("2018-12-31", "conflict", "low"), happened("2019-12-31", "injury", "low")],
  ),
  ...person(
    "worse-in-the-next-year",
    adapted,
    ...[scored("work", "2019-02-01", 5), scored("work", "2020-02-01", 1)],
    ...[scored("stress", "2019-02-01", 5), scored("stress", "2019-10-01", 2)],
  ),
  ...person(
    "not-served",
    ...[scored("work", "2019-02-01", 5), scored("work", "2019-10-01", 1), happened("2019-07-01", "conflict", "low")],
  ),
];

const both = unionOf([year(2019), year(2020)]);
const evaluated = (
  events: readonly Event[],
  { periods = [year(2019), both], asOf = "2021-01-31", indicators = [socialChangeShare] } = {},
) => evaluate(parseDataset(events, { criteria }), { indicators, periods, asOf });

const counts = (worsened: number, paired: number, unpaired: number, notApplicable: number) => ({
  worsened: { numerator: worsened, denominator: paired },
  unpaired,
  notApplicable,
});
const some = (events: number, people: number) => ({ events, people, reason: null });
const NONE = { events: 0, people: 0, reason: "none-recorded" };
/** Any severity, low, medium and high. */
const row = ({ kind, any, bySeverity }: Harm["adverseEvents"][number]) => [
  kind,
  any,
  ...bySeverity.map(({ severity: _, title: __, ...of }) => of),
];

describe("harm()", () => {
  const [first, whole] = harm(evaluated(company)) as readonly [Harm, Harm];

  it("counts who got worse among those with a pair, on each criterion and on any, when others got better", () => {
    // 2019, work: worse worse-and-once; the same same-and-not-applicable; better better-and-worse. Stress: worse
    // better-and-worse only.
    const [{ denominator, onAny, criteria: each }] = first.worsening as [Harm["worsening"][number]];
    expect(denominator).toBe(6);
    expect(onAny).toEqual({ ...counts(2, 4, 1, 1), percent: "50.0", reason: null });
    expect(each).toEqual([
      { criterion: "stress", title: stress.title, ...counts(1, 2, 2, 2), percent: "50.0", reason: null },
      { criterion: "work", title: work.title, ...counts(1, 3, 2, 1), percent: "33.3", reason: null },
    ]);
  });

  it("looks at scores up to the horizon when somebody got worse after it", () => {
    expect(whole.worsening[0]).toMatchObject({ denominator: 6, onAny: counts(3, 4, 1, 1) });
    expect(whole.worsening[0]!.criteria[1]).toMatchObject({ criterion: "work", ...counts(2, 4, 1, 1) });
  });

  it("counts adverse events, and people once in each cell, by severity and kind when they are in the period", () => {
    expect(first.adverseEvents.map(row)).toEqual([
      [null, some(5, 3), some(4, 3), NONE, some(1, 1)],
      ["conflict", some(3, 2), some(3, 2), NONE, NONE],
      ["injury", some(2, 2), some(1, 1), NONE, some(1, 1)],
    ]);
    expect(whole.adverseEvents.map(row)).toEqual([
      [null, some(6, 4), some(4, 3), NONE, some(2, 2)],
      ["conflict", some(3, 2), some(3, 2), NONE, NONE],
      ["injury", some(3, 3), some(1, 1), NONE, some(2, 2)],
    ]);
    expect(first.adverseEvents[0]!.bySeverity.map(({ severity, title }) => [severity, title.ru, title.en])).toEqual([
      ["low", "низкая", "low"],
      ["medium", "средняя", "medium"],
      ["high", "высокая", "high"],
    ]);
  });

  it("leaves out adverse events after the horizon when the data end earlier", () => {
    const [cut] = harm(evaluated(company, { periods: [year(2019)], asOf: "2019-06-30" }));
    expect(cut).toMatchObject({ horizon: "2019-06-30", asOf: "2019-06-30" });
    expect(cut!.adverseEvents.map(row)[0]).toEqual([null, some(3, 1), some(2, 1), NONE, some(1, 1)]);
  });

  it("counts a retracted adverse event when its retraction is not known yet", () => {
    const knownOn = "2019-08-01";
    const known = evaluate(parseDataset(company, { criteria }), {
      indicators: [socialChangeShare],
      periods: [year(2019)],
      asOf: "2019-12-31",
      knownOn,
    });
    const [then] = harm(known);
    expect(then!.knownOn).toBe(knownOn);
    expect(then!.adverseEvents[0]!.bySeverity[1]).toMatchObject(some(1, 1));
  });

  it("says that zero is not none, and that nothing seems to be tracked when no adverse event was recorded up to the horizon", () => {
    const codesOf = (events: readonly Event[], periods = [year(2019), year(2020)]) =>
      harm(evaluated(events, { periods })).map(({ notes }) => notes.map(({ code }) => code));
    const always = "none-recorded-is-not-none";
    const untracked = [always, "negative-effects-not-tracked"];
    expect(codesOf(person("B", adapted))).toEqual([untracked, untracked]);
    expect(codesOf(person("B", happened("2020-01-01", "injury", "high")))).toEqual([untracked, [always]]);
    expect(codesOf(person("B", happened("2018-01-01", "injury", "high")))).toEqual([[always], [always]]);
    const [{ notes }] = harm(evaluated(person("B"), { periods: [year(2019)] })) as [Harm];
    expect(notes[1]!.message).toEqual({
      ru: "По 2019-12-31 не записано ни одного неблагоприятного события: похоже, отрицательные эффекты не отслеживаются.",
      en: "No adverse event at all was recorded up to 2019-12-31: negative effects seem not to be tracked.",
    });
  });

  it("has no percentage, and a reason, when nobody has a pair or no criterion is known", () => {
    const dataset = parseDataset(person("B", adapted));
    const [{ worsening }] = harm(
      evaluate(dataset, { indicators: [socialChangeShare], periods: [year(2019)], asOf: "2020-01-31" }),
    ) as [Harm];
    const onAny = { ...counts(0, 0, 1, 0), percent: null, reason: "nobody-paired" };
    expect(worsening).toMatchObject([{ denominator: 1, onAny, criteria: [] }]);
  });

  it("names criteria by their codes, those seen up to the horizon, when none are declared", () => {
    const undeclared = company.filter(({ score }) => score !== "n/a");
    const [{ worsening }] = harm(
      evaluate(parseDataset(undeclared), {
        indicators: [socialChangeShare],
        periods: [period("2019-01-01", "2019-12-31")],
        asOf: "2021-01-31",
      }),
    ) as [Harm];
    // Without a declaration a higher score is taken as better, so of those paired the one less anxious got worse.
    expect(worsening[0]!.criteria.map(({ criterion, title, worsened }) => [criterion, title.ru, worsened])).toEqual([
      ["stress", "stress", { numerator: 1, denominator: 2 }],
      ["work", "work", { numerator: 1, denominator: 3 }],
    ]);
    expect(worsening[0]!.onAny.worsened).toEqual({ numerator: 2, denominator: 4 });
  });

  it("looks at every criterion, once a way of pairing, when the indicator looks at the one asked about", () => {
    const title = { ru: "Свой", en: "Own" };
    const denominator = happens(services({ service: "social-adaptation" }));
    const worked = happens(placements());
    const better = change({ improved: { atLeast: 1 } }, { criterionFrom: "asked-help-with" });
    const asked = defineIndicator({ code: "asked", title, denominator, numerator: better });
    const inReading = defineIndicator({
      code: "in-reading",
      title,
      denominator,
      numerator: worked,
      readings: [{ code: "better", title, numerator: better }],
    });
    const within = defineIndicator({ code: "within", title, denominator: countedIn(asked), numerator: worked });
    const indicators = [socialChangeShare, asked, inReading, within, workExperienceShare];
    const evaluation = evaluate(parseDataset(company, { criteria }), {
      indicators,
      periods: [year(2019)],
      asOf: "2021-01-31",
    });
    const { worsening } = harm(evaluation)[0]!;
    expect(worsening.map(({ indicator, pairing }) => [indicator, pairing])).toEqual([
      ["2.1", { rule: "first-last" }],
      ["asked", { rule: "first-last" }],
      ["in-reading", { rule: "first-last" }],
      ["within", { rule: "first-last" }],
    ]);
    for (const at of [1, 2]) expect(worsening[at]!.onAny).toEqual(worsening[0]!.onAny);
  });

  it("has one count for each way of pairing when an indicator pairs scores in several, and says so in print", () => {
    const title = { ru: "Свой", en: "Own" };
    const spaced = defineIndicator({
      code: "own",
      title,
      denominator: happens(services({ service: "social-adaptation" })),
      numerator: change({ notWorsened: { atLeast: 1 } }, { spacing: months(12) }),
      readings: [
        { code: "any-time", title, numerator: change({ improved: { atLeast: 1 } }) },
        { code: "settled", title, numerator: change({ improved: { atLeast: 1 } }, { missing: "not-improved" }) },
      ],
    });
    const evaluation = evaluated(company, { periods: [both], indicators: [spaced] });
    const [{ worsening }] = harm(evaluation) as [Harm];
    // A year lies between the two scores of worse-in-the-next-year on work alone.
    expect(worsening).toMatchObject([
      { pairing: { rule: "first-last", spacing: { count: 12, unit: "months" } }, onAny: counts(1, 1, 4, 1) },
      { pairing: { rule: "first-last" }, onAny: counts(3, 4, 1, 1) },
    ]);
    const { sections } = toDocument(buildReport(evaluation), { locale: "en" });
    const [table] = sections.find(({ id }) => id === "key-figures")!.blocks as readonly DocumentTable[];
    const worse = table!.rows.filter(([name]) => /pair of scores \(first score against last/.test(name!.text));
    expect(worse.map((row) => row[1]!.text)).toEqual(["100.0% (1 of 1)", "75.0% (3 of 4)"]);
  });

  it("refuses what is not an evaluation when given one", () => {
    expect(() => harm({} as never)).toThrow("Cannot use the evaluation: it must come from evaluate");
  });
});

interface Facts {
  readonly id: string;
  readonly type: string;
  readonly beneficiaryId: string;
  readonly date: string;
  readonly service?: string;
  readonly criterion?: string;
  readonly score?: number;
  readonly kind?: string;
  readonly severity?: string;
  readonly retracts?: string;
}

/**
 * Counted from the events themselves, the plain way: who is served, first score against last on another day, higher
 * being better.
 */
function recounted(events: readonly Facts[], from: string, to: string) {
  const retracted = new Set(events.map(({ retracts }) => retracts));
  const live = events.filter(({ id, date }) => !retracted.has(id) && date <= to);
  const served = new Set(
    live.filter((one) => one.service === "social-adaptation" && one.date >= from).map((one) => one.beneficiaryId),
  );
  const scores = live
    .filter(({ type, beneficiaryId }) => type === "assessment-recorded" && served.has(beneficiaryId))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  const worse = new Map<string, Set<string>>();
  const paired = new Map<string, Set<string>>();
  const add = (to: Map<string, Set<string>>, key: string, id: string) =>
    to.set(key, (to.get(key) ?? new Set()).add(id));
  const ofCriterion = new Map<string, Facts[]>();
  for (const one of scores) {
    const key = `${one.beneficiaryId} ${one.criterion}`;
    ofCriterion.set(key, [...(ofCriterion.get(key) ?? []), one]);
  }
  for (const of of ofCriterion.values()) {
    const [first, last] = [of[0]!, of.at(-1)!];
    if (first.date === last.date) continue;
    for (const key of [last.criterion!, "any"]) {
      add(paired, key, last.beneficiaryId);
      if (last.score! < first.score!) add(worse, key, last.beneficiaryId);
    }
  }
  const cells = new Map<string, { events: number; people: Set<string> }>();
  for (const { beneficiaryId, kind, severity } of live.filter(
    ({ type, date }) => type === "adverse-event-recorded" && date >= from,
  )) {
    for (const key of [`${kind} ${severity}`, `${kind} any`, `null ${severity}`, "null any"]) {
      const cell = cells.get(key) ?? { events: 0, people: new Set() };
      cells.set(key, { events: cell.events + 1, people: cell.people.add(beneficiaryId) });
    }
  }
  const sizes = (of: Map<string, Set<string>>) => Object.fromEntries([...of].map(([key, ids]) => [key, ids.size]));
  const adverse = Object.fromEntries([...cells].map(([key, of]) => [key, [of.events, of.people.size]]));
  return { served: served.size, worse: sizes(worse), paired: sizes(paired), adverse };
}

/** The same of the table, without zeros. */
function told({ worsening, adverseEvents }: Harm): ReturnType<typeof recounted> {
  const [{ denominator, onAny, criteria: each }] = worsening as [Harm["worsening"][number]];
  const rows = [{ criterion: "any", ...onAny }, ...each];
  const of = (part: "numerator" | "denominator") =>
    Object.fromEntries(
      rows.filter(({ worsened }) => worsened[part] > 0).map(({ criterion, worsened }) => [criterion, worsened[part]]),
    );
  const cells = adverseEvents.flatMap(({ kind, any, bySeverity }) =>
    [{ severity: "any", ...any }, ...bySeverity]
      .filter(({ events }) => events > 0)
      .map(({ severity, events, people }) => [`${kind} ${severity}`, [events, people]] as [string, number[]]),
  );
  const adverse: Record<string, number[]> = Object.fromEntries(cells);
  return { served: denominator, worse: of("numerator"), paired: of("denominator"), adverse };
}

const folder = new URL("../../fixtures/vse-poluchitsya-2019-2020/", import.meta.url);
const text = readFileSync(new URL("events.ndjson", folder), "utf8");
const criteriaText = readFileSync(new URL("criteria.json", folder), "utf8");
const published: readonly (Facts & Event)[] = text
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const practice = evaluate(parseDataset(published, { criteria: JSON.parse(criteriaText) }), {
  indicators: [workExperienceShare, socialChangeShare],
  periods: [year(2019), year(2020), both],
  asOf: "2021-01-31",
});

describe("harm() of the synthetic practice", () => {
  const tables = harm(practice);

  it("is what a plain count of its events gives when each period is counted by itself", () => {
    for (const table of tables) {
      expect(told(table)).toEqual(recounted(published, table.period.from, table.period.to));
    }
    // Its eight adverse events, each of another person.
    expect(tables.map(({ adverseEvents: [all] }) => [all!.any.events, all!.any.people])).toEqual([
      [6, 6],
      [2, 2],
      [8, 8],
    ]);
    expect(tables[2]!.adverseEvents[0]!.bySeverity.map(({ events }) => events)).toEqual([5, 2, 1]);
  });

  it("stands under 2.1 in what mio report prints, in Russian and in English", async () => {
    const folder = "fixtures/vse-poluchitsya-2019-2020";
    const periods = ["2019", "2020", "2019..2020"].flatMap((span) => ["--period", span]);
    const { out: page } = await mio([
      ...["report", `${folder}/events.ndjson`, "--criteria", `${folder}/criteria.json`, ...periods],
      ...["--as-of", "2021-01-31", "--locale", "ru", "--locale", "en"],
    ]);
    const worse = tables.map(({ worsening }) => worsening[0]!.onAny.worsened.numerator);
    const severities = tables.map(({ adverseEvents: [all] }) =>
      all!.bySeverity.map(({ events }) => events).join(" / "),
    );
    for (const [harmed, locale] of [
      ["вред", "ru"],
      ["harm", "en"],
    ] as const) {
      const of = locale === "ru" ? "из" : "of";
      const rows = [...page.matchAll(new RegExp(`^  ${harmed}: [\\s\\S]*?(?=^  ${harmed}: |\\n\\n)`, "gm"))].map(
        ([row]) => row,
      );
      expect(rows).toHaveLength(2);
      const shares = [...rows[0]!.matchAll(new RegExp(`\\((\\d+) ${of} \\d+\\)`, "g"))];
      expect(shares.map(([, count]) => Number(count))).toEqual(worse);
      expect(rows[1]!.match(/\d+ \/ \d+ \/ \d+/g)).toEqual(severities);
    }
  });
});

describe("laws of harm()", () => {
  const dates = ["2019-02-01", "2019-10-01", "2020-05-01"];
  const lives = fc.array(
    fc.record({
      isServed: fc.boolean(),
      scores: fc.array(fc.tuple(fc.constantFrom(...dates), fc.integer({ min: 1, max: 5 })), { maxLength: 4 }),
      harms: fc.array(
        fc.tuple(fc.constantFrom(...dates), fc.constantFrom("injury", "conflict"), fc.constantFrom("low", "high")),
        { maxLength: 3 },
      ),
    }),
    { minLength: 1, maxLength: 6 },
  );
  const eventsOf = (all: typeof lives extends fc.Arbitrary<infer Lives> ? Lives : never) =>
    all.flatMap(({ isServed, scores, harms }, at) => {
      const once = new Map(scores.map(([date, score], place) => [`${date} ${place % 2}`, { date, score, place }]));
      return person(
        `B-${at}`,
        ...(isServed ? [adapted] : []),
        ...[...once.values()].map(({ date, score, place }) => scored(["work", "health"][place % 2]!, date, score)),
        ...harms.map(([date, kind, severity]) => happened(date, kind, severity)),
      );
    });

  it("is what a plain count gives, whatever the order of events, and adding somebody not served changes nobody's worsening", () => {
    fc.assert(
      fc.property(lives, (all) => {
        const events = eventsOf(all);
        const tabled = (of: readonly Event[]) =>
          harm(
            evaluate(parseDataset(of), {
              indicators: [socialChangeShare],
              periods: [year(2019), year(2020), both],
              asOf: "2020-12-31",
            }),
          );
        const tables = tabled(events);
        for (const table of tables) {
          const { from, to } = table.period;
          expect(told(table)).toEqual(recounted(events as unknown as readonly Facts[], from, to));
          for (const { denominator, onAny, criteria: each } of table.worsening) {
            for (const { worsened, unpaired, notApplicable } of [onAny, ...each]) {
              expect(worsened.numerator).toBeLessThanOrEqual(worsened.denominator);
              expect(worsened.denominator + unpaired + notApplicable).toBe(denominator);
            }
          }
        }
        expect(JSON.stringify(tabled([...events].reverse()))).toBe(JSON.stringify(tables));
        const besides = [...events, ...person("besides", happened("2019-05-05", "injury", "high"))];
        expect(tabled(besides).map(({ worsening }) => worsening)).toEqual(tables.map(({ worsening }) => worsening));
      }),
      { numRuns: howMany(25), seed: 21 },
    );
  });
});

describe("buildReport()", () => {
  it("holds harm whenever an indicator looks at change, asked for or not, and nothing of it otherwise", () => {
    const report = buildReport(practice);
    expect(report.harm).toEqual(harm(practice));
    expect(JSON.parse(JSON.stringify(report.harm))).toStrictEqual(report.harm);
    expect(JSON.stringify(report.harm)).not.toMatch(/B-\d{4}|E-\d{5}/);
    const without = evaluate(parseDataset(company, { criteria }), {
      indicators: [workExperienceShare],
      periods: [year(2019)],
      asOf: "2020-01-31",
    });
    expect(buildReport(without).harm).toEqual([]);
  });
});

describe("suppress()", () => {
  const SMALL = { suppressed: true, reason: "small-cell", below: 5 };
  const DERIVED = { suppressed: true, reason: "derived" };

  it("hides few adverse events and what tells of them, and keeps what many people got worse on", () => {
    const [first] = suppress(buildReport(practice)).harm;
    expect(first!.worsening[0]!.onAny).toMatchObject({
      worsened: { numerator: 64, denominator: 124 },
      percent: "51.6",
    });
    expect(first!.adverseEvents[0]!.bySeverity[2]).toMatchObject({ events: SMALL, people: SMALL, reason: DERIVED });
    expect(first!.adverseEvents[1]!.any).toEqual({ events: SMALL, people: SMALL, reason: DERIVED });
  });

  it("hides who got worse of a few, and what would tell it", () => {
    const [first] = suppress(buildReport(evaluated(company))).harm;
    const { onAny } = first!.worsening[0]!;
    const GONE = { suppressed: true };
    expect(onAny).toMatchObject({ worsened: { numerator: GONE, denominator: GONE }, percent: DERIVED });
    expect(onAny).toMatchObject({ unpaired: GONE, notApplicable: GONE, reason: DERIVED });
  });

  it("tells a zero that the table itself gives away, since it has no kind", () => {
    const [first] = suppress(buildReport(evaluated(person("B", adapted)))).harm;
    expect(first!.adverseEvents).toHaveLength(1);
    expect(first!.adverseEvents[0]!.any).toEqual(NONE);
  });
});
