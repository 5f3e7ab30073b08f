import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Criterion,
  DatasetError,
  datasetIssues,
  evaluate,
  type Issue,
  type ParsedDataset,
  parseDataset,
  results,
  safeParseDataset,
  supportedSixMonthsShare,
  workExperienceShare,
  year,
} from "../../src/core/index";
import { howMany } from "../long";

type Fields = Readonly<Record<string, unknown>>;

/** Frozen, so that a library which wrote into its input would be found out. */
const event = (id: string, type: string, date: string, fields: Fields = {}): Fields =>
  Object.freeze({ id, type, beneficiaryId: "B-1", date, ...fields });

const registered = event("E-1", "beneficiary-registered", "2019-01-10", {
  targetGroups: Object.freeze(["care-leaver"]),
});
const served = event("E-2", "service-delivered", "2019-02-01", { service: "job-search" });
const started = event("E-3", "placement-started", "2019-03-01", { placementId: "P-1" });
const ended = event("E-4", "placement-ended", "2019-05-31", { placementId: "P-1" });
const supportStarted = event("E-5", "support-started", "2019-03-01", { supportId: "S-1" });
const supportEnded = event("E-6", "support-ended", "2019-05-31", { supportId: "S-1" });
const exited = event("E-7", "beneficiary-exited", "2019-12-31", { reason: "moved-away" });
const assessed = event("E-8", "assessment-recorded", "2019-02-01", { criterion: "housing", score: 3 });
const followedUp = event("E-9", "follow-up-recorded", "2019-08-01", { status: "employed" });
const answered = event("E-10", "feedback-recorded", "2019-08-01", {
  instrument: "leaving",
  item: "helped",
  themes: [],
});
const harmed = event("E-11", "adverse-event-recorded", "2019-04-01", { kind: "dismissal", severity: "low" });
const retraction = event("E-12", "event-retracted", "2019-09-01", { retracts: "E-11" });

const life = [
  registered,
  served,
  started,
  ended,
  supportStarted,
  supportEnded,
  exited,
  assessed,
  followedUp,
  answered,
  harmed,
  retraction,
];

const retracted = (id: string, retracts: string, fields: Fields = {}) =>
  event(id, "event-retracted", "2019-06-01", { retracts, ...fields });

/** Code and place of each issue, in the order given. */
const brief = (issues: readonly Issue[]) => issues.map(({ code, path }) => `${code} ${path.join(".")}`);
const issuesOf = (events: Iterable<unknown>, criteria?: readonly Criterion[]) =>
  brief(safeParseDataset(events, criteria && { criteria }).issues);

function datasetOf(parsed: ParsedDataset) {
  if (!parsed.ok) throw new DatasetError(parsed.issues);
  return parsed.dataset;
}

describe("each type of event", () => {
  test("safeParseDataset() reads all twelve types when they are sound", () => {
    expect(new Set(life.map(({ type }) => type)).size).toBe(12);
    const parsed = safeParseDataset(Object.freeze(life));
    expect(parsed.issues).toEqual([]);
    expect(datasetOf(parsed)).toMatchObject({ people: 1, events: 12 });
  });

  test.each([
    [
      "beneficiary-registered",
      {
        birthDate: "2001-01-31",
        sex: "female",
        region: "north",
        organisation: "north-office",
        attributes: { "asked-help-with": "housing" },
        targetGroups: [],
      },
    ],
    ["beneficiary-exited", {}],
    [
      "placement-started",
      { placementId: "P-9", setting: "sheltered", contract: "permanent", employer: "bakery", hoursPerWeek: 20.5 },
    ],
    ["support-started", { supportId: "S-9", placementId: "P-1" }],
    ["assessment-recorded", { criterion: "skills", score: -1.5, rater: "worker", instrument: "wheel" }],
    ["follow-up-recorded", { status: "unreachable" }],
    ["feedback-recorded", { instrument: "leaving", item: "helped", score: 5, themes: ["trust", "pay"] }],
    ["service-delivered", { service: "job-search", source: "worker-note", recordedOn: "2019-06-02" }],
  ])("safeParseDataset() reads %s when its optional fields are %o", (type, fields) => {
    const parsed = safeParseDataset([registered, started, event("E-20", type, "2019-06-01", fields)]);
    expect(parsed.issues.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  // One of them is retracted by another: what is wrong with it would be withdrawn with it.
  const stands = life.filter(({ id }) => life.every((other) => !("retracts" in other) || other.retracts !== id));

  test.each(stands)("safeParseDataset() refuses each field of $type when it is left out and needed", (whole) => {
    const optional = new Set(["reason", "themes"]);
    for (const field of Object.keys(whole).filter((name) => !optional.has(name))) {
      const { [field]: _, ...rest } = whole;
      const others = life.filter((other) => other !== whole);
      expect(brief(safeParseDataset([rest, ...others]).issues)).toContain(`dataset.missing-field 0.${field}`);
    }
  });

  test.each(stands)("safeParseDataset() refuses a field that $type does not have", (whole) => {
    const others = life.filter((other) => other !== whole);
    const issues = safeParseDataset([...others, { ...whole, phone: "+7 900 000-00-00" }]).issues;
    expect(brief(issues)).toContain("dataset.unknown-field 11.phone");
    expect(issues[0]?.message).toContain('field "phone" must not be there');
  });

  test("safeParseDataset() finds every fault of an event when it has several", () => {
    const bad = { ...served, date: "1.2.2019", source: "hearsay", name: "x", service: 5 };
    expect(issuesOf([registered, bad]).sort()).toEqual([
      "dataset.not-a-date 1.date",
      "dataset.unknown-code 1.source",
      "dataset.unknown-field 1.name",
      "dataset.wrong-type 1.service",
    ]);
  });
});

describe("misspelt codes", () => {
  test.each([
    ["type", "placement-start", "placement-started"],
    ["type", "Placement_Started", "placement-started"],
    ["setting", "open market", "open-market"],
    ["setting", "shelterd", "sheltered"],
    ["contract", "permanant", "permanent"],
    ["source", "worker note", "worker-note"],
  ])("safeParseDataset() names the nearest %s when it reads %s", (field, received, nearest) => {
    const { issues } = safeParseDataset([registered, { ...started, [field]: received }]);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({
      code: "dataset.unknown-code",
      path: [1, field],
      hint: `did you mean "${nearest}"?`,
    });
  });

  test.each([
    ["status", followedUp, "emploed", "employed"],
    ["severity", harmed, "hihg", "high"],
  ])("safeParseDataset() names the nearest %s when it is misspelt", (field, whole, received, nearest) => {
    const { issues } = safeParseDataset([registered, { ...whole, [field]: received }]);
    expect(issues[0]).toMatchObject({
      code: "dataset.unknown-code",
      path: [1, field],
      hint: `did you mean "${nearest}"?`,
    });
  });

  test("safeParseDataset() suggests nothing when no code is near", () => {
    const { issues } = safeParseDataset([registered, { ...started, setting: "moon" }]);
    expect(issues[0]?.hint).toBe("write one of the allowed codes");
  });

  test("safeParseDataset() names the nearest field when one is misspelt", () => {
    const { issues } = safeParseDataset([registered, { ...started, contarct: "permanent" }]);
    expect(issues[0]).toMatchObject({ code: "dataset.unknown-field", hint: 'did you mean "contract"?' });
  });

  test.each([
    ["31.12.2019", "write 2019-12-31"],
    ["2019/1/5", "write 2019-01-05"],
    ["2019-12-31T23:00:00Z", "write 2019-12-31"],
    ["2019-02-30", "write a day that exists, in the form 2019-12-31"],
    ["1899-12-31", "write a day that exists, in the form 2019-12-31"],
    ["yesterday", "write a day that exists, in the form 2019-12-31"],
  ])("safeParseDataset() says how to write the date when it reads %s", (date, hint) => {
    const { issues } = safeParseDataset([registered, { ...served, date }]);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ code: "dataset.not-a-date", hint });
  });
});

describe("the order of events", () => {
  /**
   * Events of three people with every kind of fault between events that does not depend on which copy is the wrong one.
   */
  const faulty = [
    ...life,
    event("E-30", "service-delivered", "2019-02-01", { service: "job-search", beneficiaryId: "B-9" }),
    event("E-31", "placement-ended", "2019-02-01", { placementId: "P-9" }),
    event("E-32", "support-started", "2019-02-01", { supportId: "S-2", placementId: "P-8" }),
    retracted("E-33", "E-99"),
    retracted("E-34", "E-35"),
    retracted("E-35", "E-34"),
    { ...served, id: "E-36", date: "2019-13-01" },
    event("E-37", "placement-started", "2019-06-01", { placementId: "P-2" }),
    event("E-38", "placement-ended", "2019-05-01", { placementId: "P-2" }),
  ];

  /** Issues by the id of their event, so that they can be compared whatever the order. */
  const byEvent = (events: readonly Fields[]) =>
    safeParseDataset(events)
      .issues.map(({ code, path, message }) => {
        const words = message.replace(/event \d+/g, (name) => String(events[Number(name.slice(6))]?.id));
        return `${String(events[path[0] as number]?.id)} ${path.slice(1).join(".")} ${code} ${words}`;
      })
      .sort();

  test("safeParseDataset() finds the same issues when the events come in another order", () => {
    const expected = byEvent(faulty);
    expect(expected).toHaveLength(8);
    fc.assert(
      fc.property(fc.shuffledSubarray(faulty, { minLength: faulty.length }), (events) => {
        expect(byEvent(events)).toEqual(expected);
      }),
      { numRuns: howMany(200), seed: 1 },
    );
  });

  test("safeParseDataset() gives the same warnings when the events come in another order", () => {
    const odd = [
      registered,
      { ...registered, id: "E-40", date: "2019-02-01" },
      { ...registered, id: "E-41", date: "2019-02-01", birthDate: "1900-01-01" },
      { ...started, date: "2019-01-01", hoursPerWeek: 40, recordedOn: "2019-12-31" },
      { ...started, id: "E-42", placementId: "P-2", hoursPerWeek: 40 },
      { ...supportStarted, date: "2018-01-01" },
      { ...supportEnded, date: "2018-01-31" },
    ];
    const expected = byEvent(odd);
    expect(new Set(expected.map((line) => line.split(" ")[2])).size).toBe(8);
    fc.assert(
      fc.property(fc.shuffledSubarray(odd, { minLength: odd.length }), (events) => {
        expect(byEvent(events)).toEqual(expected);
      }),
      { numRuns: howMany(200), seed: 2 },
    );
  });

  test.each([
    [
      "a placement started twice",
      [started, { ...started, id: "E-50", date: "2019-07-01" }, ended],
      ["E-50 placementId dataset.started-twice"],
    ],
    [
      "a placement ended twice",
      [started, ended, { ...ended, id: "E-50", date: "2019-02-01" }],
      ["E-4 placementId dataset.two-ends", "E-50 date dataset.end-before-start"],
    ],
    [
      "a placement started by two people",
      [
        { ...registered, id: "E-51", beneficiaryId: "B-2" },
        started,
        { ...started, id: "E-50", beneficiaryId: "B-2" },
        ended,
      ],
      ["E-50 placementId dataset.started-twice"],
    ],
  ])("safeParseDataset() refuses the same event when there is %s, in whatever order", (_, events, expected) => {
    const all: readonly Fields[] = [registered, ...events];
    const codesOf = (order: readonly Fields[]) => byEvent(order).map((line) => line.split(" ").slice(0, 3).join(" "));
    for (const order of [all, [...all].reverse()]) expect(codesOf(order)).toEqual(expected);
  });

  test("evaluate() gives the same figures when the events come in another order", () => {
    const figures = (events: readonly unknown[]) =>
      results(
        evaluate(parseDataset(events), {
          indicators: [workExperienceShare, supportedSixMonthsShare],
          periods: [year(2019), year(2020)],
          asOf: "2020-06-30",
        }),
      );
    const expected = figures(life);
    expect(expected[0]?.share).toEqual({ numerator: 1, denominator: 1 });
    fc.assert(
      fc.property(fc.shuffledSubarray(life, { minLength: life.length }), (events) => {
        expect(figures(events)).toEqual(expected);
      }),
      { numRuns: howMany(100), seed: 3 },
    );
  });
});

describe("retractions", () => {
  test.each<[string, readonly unknown[], readonly string[]]>([
    [
      "a second start is retracted",
      [registered, served, started, { ...started, id: "E-50" }, retracted("R-1", "E-50")],
      [],
    ],
    [
      "the first start is retracted",
      [registered, served, started, { ...started, id: "E-50" }, retracted("R-1", "E-3")],
      [],
    ],
    [
      "a wrong end is retracted",
      [registered, served, started, { ...ended, date: "2019-02-01" }, retracted("R-1", "E-4")],
      [],
    ],
    [
      "the start alone is retracted",
      [registered, started, ended, retracted("R-1", "E-3")],
      ["dataset.end-without-start 2.placementId"],
    ],
    [
      "the registration is retracted",
      [registered, served, retracted("R-1", "E-1")],
      ["dataset.unknown-beneficiary 1.beneficiaryId"],
    ],
    ["a malformed event is retracted", [registered, { ...served, date: "soon" }, retracted("R-1", "E-2")], []],
    [
      "an event of an unknown type is retracted",
      [registered, { ...served, type: "visit" }, retracted("R-1", "E-2")],
      [],
    ],
    [
      "both copies of an id are retracted by it",
      [registered, served, { ...served, service: "other" }, retracted("R-1", "E-2")],
      [],
    ],
    [
      "a score off the scale is retracted",
      [registered, { ...assessed, score: "unclear" }, retracted("R-1", "E-8")],
      [],
    ],
    [
      "a retraction is retracted",
      [registered, served, started, ended, retracted("R-1", "E-3"), retracted("R-2", "R-1")],
      [],
    ],
    [
      "a chain of three ends with the event retracted",
      [registered, started, ended, retracted("R-1", "E-3"), retracted("R-2", "R-1"), retracted("R-3", "R-2")],
      ["dataset.end-without-start 2.placementId"],
    ],
    [
      "an event is retracted twice",
      [registered, { ...served, date: "soon" }, retracted("R-1", "E-2"), retracted("R-2", "E-2")],
      [],
    ],
    [
      "the retraction is dated before the event",
      [registered, { ...served, date: "soon" }, { ...retracted("R-1", "E-2"), date: "1999-01-01" }],
      [],
    ],
    ["nothing is retracted", [registered, retracted("R-1", "E-2")], ["dataset.retraction-of-nothing 1.retracts"]],
    ["a retraction of nothing is retracted", [registered, retracted("R-1", "E-2"), retracted("R-2", "R-1")], []],
    [
      "another's event is retracted",
      [
        registered,
        { ...registered, id: "E-60", beneficiaryId: "B-2" },
        retracted("R-1", "E-1", { beneficiaryId: "B-2" }),
        served,
      ],
      ["dataset.other-beneficiary 2.retracts", "dataset.unknown-beneficiary 3.beneficiaryId"],
    ],
    [
      "a retraction of another's event is retracted",
      [
        registered,
        { ...registered, id: "E-60", beneficiaryId: "B-2" },
        retracted("R-1", "E-1", { beneficiaryId: "B-2" }),
        retracted("R-2", "R-1", { beneficiaryId: "B-2" }),
      ],
      [],
    ],
    ["a retraction retracts itself", [registered, retracted("R-1", "R-1")], ["dataset.retraction-circle 1.retracts"]],
    [
      "three retractions go round",
      [registered, retracted("R-1", "R-2"), retracted("R-2", "R-3"), retracted("R-3", "R-1")],
      [
        "dataset.retraction-circle 1.retracts",
        "dataset.retraction-circle 2.retracts",
        "dataset.retraction-circle 3.retracts",
      ],
    ],
    [
      "a circle is broken by a further retraction",
      [registered, retracted("R-1", "R-2"), retracted("R-2", "R-1"), retracted("R-3", "R-1")],
      [],
    ],
    [
      "a malformed retraction is retracted",
      [registered, { ...retracted("R-1", "E-1"), date: "soon" }, retracted("R-2", "R-1")],
      [],
    ],
    [
      "a warning's event is retracted",
      [registered, { ...served, recordedOn: "2020-02-01" }, retracted("R-1", "E-2")],
      [],
    ],
  ])("safeParseDataset() gives what is left when %s", (_, events, expected) => {
    for (const order of [events, [...events].reverse()]) {
      const issues = safeParseDataset(order).issues.map(
        ({ code, path }) => `${code} ${events.indexOf(order[path[0] as number])}.${path.slice(1).join(".")}`,
      );
      expect(issues.sort()).toEqual(expected);
    }
  });
});

describe("how much is read", () => {
  test("parseDataset() gives a dataset of nobody when there are no events", () => {
    const dataset = parseDataset([]);
    expect(dataset).toEqual({ people: 0, events: 0 });
    expect(datasetIssues(dataset)).toEqual([]);
    expect(workExperienceShare(dataset, { period: year(2019), asOf: "2019-12-31" }).value).toBeNull();
  });

  test("safeParseDataset() reads generators and sets when they are given in place of an array", () => {
    function* told() {
      yield* life;
    }
    expect(safeParseDataset(told())).toMatchObject({ ok: true, dataset: { people: 1, events: 12 }, issues: [] });
    expect(safeParseDataset(new Set(life))).toMatchObject({ ok: true, dataset: { people: 1, events: 12 } });
    function* faulty() {
      yield registered;
      yield { ...served, service: "" };
    }
    expect(issuesOf(faulty())).toEqual(["dataset.not-a-code 1.service"]);
  });

  test("safeParseDataset() lets the error through when the events cannot be told to their end", () => {
    function* broken() {
      yield registered;
      throw new Error("the file ends here");
    }
    expect(() => safeParseDataset(broken())).toThrow("the file ends here");
  });

  const PEOPLE = { few: 40_000, many: 200_000 };

  /** Five events a person; `spoilt` is put in place of the event at a position. */
  function* crowd(people: number, position: number, spoil: (event: Fields) => unknown): Generator<unknown> {
    let at = 0;
    for (let person = 0; person < people; person++) {
      const beneficiaryId = `B-${person}`;
      for (const one of [registered, served, started, ended, followedUp]) {
        const own = { ...one, id: `${one.id}-${person}`, beneficiaryId };
        const named = "placementId" in own ? { ...own, placementId: `P-${person}` } : own;
        yield at === position ? spoil(named) : named;
        at++;
      }
    }
  }

  test.each<[string, number, (event: Fields) => unknown, string]>([
    ["a service on no date", 100_001, (one) => ({ ...one, date: "2019-02-29" }), "dataset.not-a-date 100001.date"],
    ["something that is no event", 100_004, () => 7, "dataset.not-an-event 100004"],
    [
      "a registration with a name in it",
      100_000,
      (one) => ({ ...one, fullName: "x" }),
      "dataset.unknown-field 100000.fullName",
    ],
    [
      "a placement with a misspelt setting",
      100_002,
      (one) => ({ ...one, setting: "shelterd" }),
      "dataset.unknown-code 100002.setting",
    ],
    [
      "an end before its start",
      100_003,
      (one) => ({ ...one, date: "2018-12-31" }),
      "dataset.end-before-start 100003.date",
    ],
  ])(
    "safeParseDataset() reports that row and nothing else when 200,000 events hold %s",
    (_, position, spoil, expected) => {
      expect(issuesOf(crowd(PEOPLE.few, position, spoil))).toEqual([expected]);
    },
  );

  test("safeParseDataset() reports that row and nothing else when a million events hold one bad row", () => {
    expect(issuesOf(crowd(PEOPLE.many, 777_776, (one) => ({ ...one, service: undefined })))).toEqual([
      "dataset.missing-field 777776.service",
    ]);
  });

  test("safeParseDataset() reports every bad row when there are many", () => {
    const bad = Array.from({ length: 1_000 }, (_, index) => ({ ...served, id: `E-x-${index}`, date: "never" }));
    expect(issuesOf([registered, ...bad])).toEqual(bad.map((_, index) => `dataset.not-a-date ${index + 1}.date`));
  });

  test("safeParseDataset() goes on with the events behind it when a place of the list is empty", () => {
    const events: unknown[] = [registered, served];
    events[4] = { ...served, id: "E-50", date: "never" };
    events[5] = null;
    expect(issuesOf(events)).toEqual([
      "dataset.not-an-event 2",
      "dataset.not-an-event 3",
      "dataset.not-a-date 4.date",
      "dataset.not-an-event 5",
    ]);
  });
});

describe("warnings", () => {
  const base = [registered, served];
  test.each<[string, readonly Fields[], readonly Fields[]]>([
    [
      "dataset.registered-again",
      [
        { ...registered, id: "E-50", date: "2020-01-10" },
        { ...exited, date: "2020-02-01" },
      ],
      [{ ...registered, id: "E-50", date: "2020-01-10" }, exited],
    ],
    ["dataset.work-before-registration", [{ ...started, date: "2019-01-09" }], [{ ...started, date: "2019-01-10" }]],
    [
      "dataset.support-outside-placement",
      [started, ended, { ...supportStarted, date: "2019-06-01" }],
      [started, ended, { ...supportStarted, date: "2019-05-31" }],
    ],
    [
      "dataset.support-outside-placement",
      [
        started,
        { ...started, id: "E-50", placementId: "P-2", date: "2019-09-01" },
        { ...supportStarted, placementId: "P-2" },
        supportEnded,
      ],
      [started, { ...supportStarted, placementId: "P-1" }, supportEnded],
    ],
    [
      "dataset.overlapping-full-time",
      [
        { ...started, hoursPerWeek: 35 },
        ended,
        { ...started, id: "E-50", placementId: "P-2", date: "2019-05-31", hoursPerWeek: 35 },
      ],
      [
        { ...started, hoursPerWeek: 35 },
        ended,
        { ...started, id: "E-50", placementId: "P-2", date: "2019-06-01", hoursPerWeek: 35 },
      ],
    ],
    [
      "dataset.overlapping-full-time",
      [
        { ...started, hoursPerWeek: 40 },
        { ...started, id: "E-50", placementId: "P-2", hoursPerWeek: 36 },
      ],
      [
        { ...started, hoursPerWeek: 40 },
        { ...started, id: "E-50", placementId: "P-2", hoursPerWeek: 34 },
      ],
    ],
    [
      "dataset.work-without-service",
      [{ ...started, date: "2020-01-01" }],
      [
        { ...started, date: "2020-01-01" },
        { ...served, id: "E-50", date: "2020-12-31" },
      ],
    ],
    [
      "dataset.work-without-service",
      [started, { ...ended, date: "2020-01-01" }],
      [
        started,
        { ...ended, date: "2020-01-01" },
        supportStarted,
        { ...supportEnded, date: "2020-01-01" },
        { ...followedUp, date: "2020-01-02" },
      ],
    ],
    [
      "dataset.entry-lag",
      [{ ...served, id: "E-50", date: "2019-02-01", recordedOn: "2019-05-03" }],
      [{ ...served, id: "E-50", date: "2019-02-01", recordedOn: "2019-05-02" }],
    ],
    [
      "dataset.follow-up-overdue",
      [started, supportStarted, supportEnded, { ...served, id: "E-50", date: "2019-12-01" }],
      [started, supportStarted, supportEnded, { ...served, id: "E-50", date: "2019-11-30" }],
    ],
    [
      "dataset.follow-up-overdue",
      [
        started,
        supportStarted,
        supportEnded,
        { ...served, id: "E-50", date: "2019-12-01" },
        { ...followedUp, date: "2019-05-31" },
      ],
      [
        started,
        supportStarted,
        supportEnded,
        { ...served, id: "E-50", date: "2019-12-01" },
        { ...followedUp, date: "2019-06-01" },
      ],
    ],
  ])("datasetIssues() gives %s when it is due and not when it is not", (code, due, notDue) => {
    const codes = (events: readonly unknown[]) =>
      datasetIssues(parseDataset([...base, ...events])).map((issue) => issue.code);
    expect(codes(due)).toEqual([code]);
    expect(codes(notDue)).toEqual([]);
  });

  test.each([
    ["2005-01-10", []],
    ["2005-01-11", ["dataset.implausible-age"]],
    ["1953-01-11", []],
    ["1953-01-10", ["dataset.implausible-age"]],
    ["2019-01-11", ["dataset.implausible-age"]],
  ])("datasetIssues() judges ages from 14 to 65 plausible when the birth date is %s", (birthDate, expected) => {
    expect(datasetIssues(parseDataset([{ ...registered, birthDate }])).map(({ code }) => code)).toEqual(expected);
  });

  test.each([
    ["form-2", "form-1", ["dataset.instrument-differs"]],
    ["form-2", "form-2", []],
    ["form-2", undefined, []],
    [undefined, "form-1", []],
  ])("datasetIssues() compares instruments when %s is declared and %s named", (declared, named, expected) => {
    const title = { ru: "Жильё", en: "Housing" };
    const criteria = [
      { ...{ code: "housing", title, min: 1, max: 5, better: "higher" as const }, instrument: declared },
    ];
    const scored = { id: "E-51", type: "assessment-recorded", beneficiaryId: "B-1", date: "2019-03-01" };
    const event = { ...scored, criterion: "housing", score: 2, ...(named && { instrument: named }) };
    expect(datasetIssues(parseDataset([registered, event], { criteria })).map(({ code }) => code)).toEqual(expected);
  });

  test("datasetIssues() takes it for a new stay when the exit and the next registration are on one day", () => {
    const back = { ...registered, id: "E-50", date: "2019-12-31" };
    expect(issuesOf([registered, exited, back])).toEqual([]);
  });

  test("parseDataset() gives a dataset with its warnings when there are no errors", () => {
    const events = [registered, started];
    const parsed = safeParseDataset(events);
    expect(parsed.ok).toBe(true);
    expect(parsed.issues).toEqual(datasetIssues(parseDataset(events)));
    expect(parsed.issues.map(({ severity }) => severity)).toEqual(["warning"]);
  });
});

describe("what comes out", () => {
  test("safeParseDataset() freezes what it gives when it gives issues and when it gives a dataset", () => {
    const failed = safeParseDataset([{ ...served, date: "x" }]);
    const [issue] = failed.issues;
    for (const value of [failed, failed.issues, issue, issue?.path]) expect(Object.isFrozen(value)).toBe(true);
    const parsed = safeParseDataset([registered, started]);
    for (const value of [parsed, datasetOf(parsed), parsed.issues, parsed.issues[0]])
      expect(Object.isFrozen(value)).toBe(true);
  });

  test("parseDataset() gives a handle that shows nothing of the people when it is printed", () => {
    const dataset = parseDataset(life);
    expect(JSON.parse(JSON.stringify(dataset))).toEqual({ people: 1, events: 12 });
    expect(Object.keys(dataset)).toEqual(["people", "events"]);
  });

  test("parseDataset() throws every issue when there are many, and spells out five of them", () => {
    const bad = Array.from({ length: 7 }, (_, index) => ({ ...served, id: `E-x-${index}`, date: "never" }));
    let thrown: unknown;
    try {
      parseDataset([registered, ...bad]);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(DatasetError);
    const { issues, message } = thrown as DatasetError;
    expect(issues).toHaveLength(7);
    expect(message.split("\n")).toHaveLength(7);
    expect(message).toMatch(/^Cannot read the events: 7 errors\n {2}Cannot read event 1 /);
    expect(message).toMatch(/… and 2 more in \.issues$/);
  });

  test.each([undefined, null, 5, {}, "[]", true])(
    "parseDataset() throws a TypeError when the events are %o",
    (events) => {
      expect(() => parseDataset(events as never)).toThrow(TypeError);
      expect(() => safeParseDataset(events as never)).toThrow(/^Cannot read the events: they must be a list/);
    },
  );
});

describe("the criteria option", () => {
  const housing: Criterion = Object.freeze({
    code: "housing",
    title: Object.freeze({ ru: "Жильё", en: "Housing" }),
    min: 1,
    max: 5,
    better: "higher",
    notApplicable: Object.freeze(["not-assessed", 99]),
  });
  const scored = (fields: Fields) => [registered, { ...assessed, ...fields }];

  test.each([
    [{ score: 1 }, []],
    [{ score: 5 }, []],
    [{ score: 2.5 }, []],
    [{ score: "not-assessed" }, []],
    [{ score: 99 }, []],
    [{ score: 0.99 }, ["dataset.out-of-range 1.score"]],
    [{ score: 98 }, ["dataset.out-of-range 1.score"]],
    [{ score: "not assessed" }, ["dataset.unknown-code 1.score"]],
    [{ criterion: "hosing" }, ["dataset.unknown-code 1.criterion"]],
  ])("safeParseDataset() judges %o by the declared criterion", (fields, expected) => {
    expect(issuesOf(scored(fields), [housing])).toEqual(expected);
  });

  test("safeParseDataset() takes any criterion with a number when none is declared", () => {
    expect(issuesOf(scored({ criterion: "anything", score: -7 }))).toEqual([]);
    expect(issuesOf(scored({ score: "not-assessed" }))).toEqual(["dataset.unknown-code 1.score"]);
  });

  test("safeParseDataset() refuses every assessment when the list of criteria is empty", () => {
    expect(issuesOf(scored({}), [])).toEqual(["dataset.unknown-code 1.criterion"]);
  });

  test.each<[string, unknown]>([
    ["is no list", { housing }],
    ["names one twice", [housing, housing]],
    ["has a scale upside down", [{ ...housing, min: 5, max: 1 }]],
    ["has a scale of one point", [{ ...housing, min: 5, max: 5 }]],
    ["lacks a title", [{ ...housing, title: undefined }]],
    ["does not say which way is better", [{ ...housing, better: "more" }]],
    ["has a step of nothing", [{ ...housing, minimumStep: 0 }]],
    ["has a scale without end", [{ ...housing, max: Number.POSITIVE_INFINITY }]],
    ["is null", null],
  ])("parseDataset() refuses a list of criteria that %s, and says where", (_, criteria) => {
    const read = () => parseDataset([], { criteria: criteria as never });
    expect(read).toThrow(/^Cannot read the events: criteria[\w.]* must .+, received .+$/);
  });
});
