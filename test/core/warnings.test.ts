/**
 * Warnings of a dataset: copies, looks, dates far ahead; and that those about many rows of one person are what looking
 * at every pair gives.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dataQuality } from "../../src/tables/index";
import { datasetIssues, type Issue, parseDataset, year } from "../../src/core/index";
import { dateText, dayNumber } from "./naive/five-indicators";
import { populationsOnOccasions } from "./naive/population";
import { mio } from "../cli/terminal";
import { howMany } from "../long";

type Fields = Readonly<Record<string, unknown>>;

let next = 0;
const event = (type: string, date: string, fields: Fields = {}): Fields => ({
  id: `E-${next++}`,
  type,
  beneficiaryId: "B-1",
  date,
  ...fields,
});
const registered = (fields: Fields = {}) =>
  event("beneficiary-registered", "2020-01-01", { targetGroups: ["care-leaver"], ...fields });
const served = (fields: Fields = {}) => event("service-delivered", "2020-01-02", { service: "job-search", ...fields });
const started = (placementId: string, fields: Fields = {}) =>
  event("placement-started", "2020-02-01", { placementId, ...fields });
const ended = (placementId: string, fields: Fields = {}) =>
  event("placement-ended", "2020-08-10", { placementId, ...fields });
const supported = (supportId: string, fields: Fields = {}) =>
  event("support-started", "2020-02-01", { supportId, ...fields });

const ASKED = /alike-but-for-id|look-alike|date-far-ahead/;
const said = ({ code, path }: Issue) => `${code.slice("dataset.".length)} ${path.join(".")}`;
const found = (events: readonly unknown[]) =>
  datasetIssues(parseDataset(events))
    .filter(({ code }) => ASKED.test(code))
    .map(said);

describe("datasetIssues() of what is told twice", () => {
  const shop = { employer: "shop", hoursPerWeek: 20 };
  const rows: readonly (readonly [string, readonly Fields[], readonly string[]])[] = [
    [
      "a placement with all it tells",
      [started("P-1", shop), ended("P-1"), started("P-2", shop), ended("P-2")],
      ["alike-but-for-id 4.placementId"],
    ],
    [
      "one that runs",
      [started("P-1"), started("P-2"), started("P-3")],
      ["alike-but-for-id 3.placementId", "alike-but-for-id 4.placementId"],
    ],
    ["not one of another employer", [started("P-1", shop), started("P-2", { ...shop, employer: "café" })], []],
    ["not one of other hours", [started("P-1", shop), started("P-2", { ...shop, hoursPerWeek: 10 })], []],
    ["not one of another setting", [started("P-1"), started("P-2", { setting: "sheltered" })], []],
    [
      "not one that ends otherwise",
      [started("P-1"), ended("P-1"), started("P-2"), ended("P-2", { reason: "study" })],
      [],
    ],
    ["not one of the next day", [started("P-1"), started("P-2", { date: "2020-02-02" })], []],
    [
      "not one that was retracted",
      [started("P-1"), { ...started("P-2"), id: "copy" }, event("event-retracted", "2020-03-01", { retracts: "copy" })],
      [],
    ],
    ["support", [started("P-1"), supported("S-1"), supported("S-2")], ["alike-but-for-id 4.supportId"]],
    [
      "not support of another placement",
      [
        started("P-1"),
        started("P-2", shop),
        supported("S-1", { placementId: "P-1" }),
        supported("S-2", { placementId: "P-2" }),
      ],
      [],
    ],
    ["a registration", [{ ...registered(), id: "E-9" }], ["alike-but-for-id 2.id"]],
    ["not a registration with other groups", [registered({ targetGroups: ["disability"] })], []],
    [
      "a registration whose groups are told in another order",
      [
        registered({ beneficiaryId: "B-2", targetGroups: ["a", "b"] }),
        registered({ beneficiaryId: "B-2", targetGroups: ["b", "a"] }),
      ],
      ["alike-but-for-id 3.id"],
    ],
    [
      "a person under two ids",
      [
        registered({ beneficiaryId: "B-2", birthDate: "2000-05-01", sex: "f" }),
        registered({ beneficiaryId: "B-3", birthDate: "2000-05-01", sex: "f" }),
      ],
      ["alike-but-for-id 3.beneficiaryId"],
    ],
    [
      "not two people of whom no birth date is known",
      [registered({ beneficiaryId: "B-2" }), registered({ beneficiaryId: "B-3" })],
      [],
    ],
    [
      "not two people of different sex",
      [
        registered({ beneficiaryId: "B-2", birthDate: "2000-05-01", sex: "f" }),
        registered({ beneficiaryId: "B-3", birthDate: "2000-05-01", sex: "m" }),
      ],
      [],
    ],
  ];
  it.each(rows)("finds %s", (_, events, expected) => {
    expect(found([registered(), served(), ...events])).toEqual(expected);
  });

  it("says once of a registration that it is a copy, and not that an exit is missing", () => {
    expect(datasetIssues(parseDataset([registered(), served(), { ...registered(), id: "F" }])).map(said)).toEqual([
      "alike-but-for-id 2.id",
    ]);
  });

  it("is a finding of data quality, and of mio check with the row of the table", async () => {
    const double = [registered({ date: "2021-01-01" }), served({ date: "2021-01-02" })];
    const placed = ["p1", "p2"].flatMap((id) => [
      started(id, { date: "2021-02-01" }),
      ended(id, { date: "2021-08-10" }),
    ]);
    const { findings } = dataQuality(parseDataset([...double, ...placed]), { period: year(2021), asOf: "2021-12-31" });
    expect(findings.find(({ code }) => code === "dataset.alike-but-for-id")?.share.numerator).toBe(1);
    const folder = "fixtures/double-submission";
    const { code, out } = await mio(["check", `${folder}/beneficiaries.csv`, `${folder}/placements.csv`]);
    expect(code).toBe(0);
    expect(out).toContain("placements.csv:3: warning dataset.alike-but-for-id");
  });
});

describe("datasetIssues() of what looks alike", () => {
  it.each<readonly [string, string, string, string]>([
    ["Cyrillic В and Latin B", "B-1", "В-1", "U+0412 and U+0042"],
    ["a word in two alphabets", "CAPTEX", "САРТЕХ", "U+0421 and U+0043"],
    ["case", "B-1", "b-1", "U+0062 and U+0042"],
    ["ё and е", "Серёжка-1", "Сережка-1", "U+0435 and U+0451"],
    ["a space inside", "B-1", "B -1", "U+0020 and U+002d"],
    ["a space that does not break", "B 1", "B\u00a01", "U+00a0 and U+0020"],
    ["another dash", "B-1", "B–1", "U+2013 and U+002d"],
    ["a letter in two pieces", "й-1", "и\u0306-1", "U+0438 and U+0439"],
    ["a space more", "B 1", "B  1", "U+0020 and U+0031"],
  ])("tells ids apart by more than %s", (_, one, other, letters) => {
    const events = [registered({ beneficiaryId: one }), registered({ beneficiaryId: other, targetGroups: [] })];
    const issues = datasetIssues(parseDataset(events)).filter(({ code }) => ASKED.test(code));
    expect(issues.map(said)).toEqual(["look-alike 1.beneficiaryId"]);
    expect(issues[0]?.message).toContain(`(${letters})`);
  });

  it("finds ids of placements and support, and codes of every field, at the first event of the second", () => {
    const events = [
      registered({
        targetGroups: ["a"],
        sex: "f",
        region: "North",
        organisation: "fund",
        attributes: { Level: "high" },
      }),
      registered({
        beneficiaryId: "B-2",
        targetGroups: ["А"],
        sex: "F",
        region: "north",
        organisation: "Fund",
        attributes: { level: "x", Level: "High" },
      }),
      served({ service: "Job-search" }),
      served({ service: "job-search" }),
      served({ service: "job-search" }),
      started("P-1", { employer: "Shop" }),
      started("р-1", { employer: "shop", hoursPerWeek: 3 }),
      ended("P-1", { reason: "study" }),
      ended("р-1", { reason: "Study" }),
      supported("S-1"),
      supported("ѕ-1", { date: "2020-02-02" }),
      event("beneficiary-exited", "2020-09-01", { reason: "moved" }),
      event("beneficiary-exited", "2020-09-01", { beneficiaryId: "B-2", reason: "Moved" }),
      event("assessment-recorded", "2020-03-01", { criterion: "home", score: 1, rater: "r", instrument: "i" }),
      event("assessment-recorded", "2020-03-02", { criterion: "Home", score: 1, rater: "R", instrument: "I" }),
      event("feedback-recorded", "2020-03-01", { instrument: "f", item: "q", coder: "c", themes: ["t"] }),
      event("feedback-recorded", "2020-03-02", { instrument: "F", item: "Q", coder: "C", themes: ["T", "t"] }),
      event("adverse-event-recorded", "2020-03-01", { kind: "k", severity: "low" }),
      event("adverse-event-recorded", "2020-03-02", { kind: "K", severity: "low" }),
    ];
    expect(found(events).sort()).toEqual(
      [
        "1.targetGroups",
        "1.sex",
        "1.region",
        "1.organisation",
        "1.attributes",
        "1.attributes.Level",
        "3.service",
        "6.placementId",
        "6.employer",
        "8.reason",
        "10.supportId",
        "12.reason",
        "14.criterion",
        "14.rater",
        "14.instrument",
        "16.item",
        "16.instrument",
        "16.coder",
        "16.themes",
        "18.kind",
      ]
        .map((path) => `look-alike ${path}`)
        .sort(),
    );
  });

  it("does not mix fields, nor look at what was retracted", () => {
    const copy = { ...served({ service: "Job-Search" }), id: "copy" };
    expect(found([registered(), served(), copy, event("event-retracted", "2020-03-01", { retracts: "copy" })])).toEqual(
      [],
    );
    expect(found([registered({ region: "job-search" }), served({ service: "Job-Search" })])).toEqual([]);
  });
});

describe("datasetIssues() of dates far ahead", () => {
  const on = (...dates: readonly string[]) => [registered(), ...dates.map((date) => served({ date }))];
  it.each<readonly [string, readonly Fields[], readonly number[]]>([
    ["a service", on("2020-03-01", "2091-03-01"), [2]],
    ["an end", [registered(), served(), started("P-1"), ended("P-1", { date: "2091-08-10" })], [3]],
    ["two that are alone", on("2020-03-01", "2031-03-01", "2091-03-01"), [2, 3]],
    ["a typing error of ten years", on("2021-03-01", "2031-03-01"), [2]],
    [
      "one in a hundred",
      on(...Array.from({ length: 300 }, () => "2021-03-01"), ...Array.from({ length: 3 }, () => "2091-03-01")),
      [301, 302, 303],
    ],
    [
      "not more than that",
      on(...Array.from({ length: 200 }, () => "2021-03-01"), ...Array.from({ length: 3 }, () => "2091-03-01")),
      [],
    ],
    ["not five years", on("2021-03-01", "2026-03-01"), []],
    [
      "not a retraction",
      [
        registered(),
        served(),
        { ...served(), id: "copy" },
        event("event-retracted", "2091-01-01", { retracts: "copy" }),
      ],
      [],
    ],
    ["nothing of one date", [registered({ date: "2091-01-01" })], []],
  ])("finds %s", (_, events, expected) => {
    expect(found(events)).toEqual(expected.map((at) => `date-far-ahead ${at}.date`));
  });

  it("does not take such a date for today: nobody is overdue, and no year without a service, because of it", () => {
    const sound = [
      registered(),
      served(),
      started("P-1"),
      supported("S-1"),
      event("support-ended", "2020-06-01", { supportId: "S-1" }),
    ];
    expect(datasetIssues(parseDataset(sound))).toEqual([]);
    expect(datasetIssues(parseDataset([...sound, served({ date: "2091-01-01" })])).map(said)).toEqual([
      "date-far-ahead 5.date",
    ]);
  });
});

/** The three warnings about many rows of one person, by looking at every pair. */
function byPairs(events: readonly Fields[], latest: string): readonly string[] {
  const spellsOf = (kind: "placement" | "support") =>
    events.flatMap((one, at) => {
      if (one.type !== `${kind}-started`) return [];
      const end = events.find((other) => other.type === `${kind}-ended` && other[`${kind}Id`] === one[`${kind}Id`]);
      return [
        {
          at,
          id: one[`${kind}Id`],
          from: String(one.date),
          to: end === undefined ? "9999" : String(end.date),
          hours: Number(one.hoursPerWeek ?? 0),
          of: one.placementId,
        },
      ];
    });
  type Spell = ReturnType<typeof spellsOf>[number];
  const meet = (a: Spell, b: Spell) => a.from <= b.to && b.from <= a.to;
  const order = (a: Spell, b: Spell) =>
    a.from === b.from ? (events[a.at]!.id! < events[b.at]!.id! ? -1 : 1) : a.from < b.from ? -1 : 1;
  const [placements, support] = [spellsOf("placement").sort(order), spellsOf("support").sort(order)];
  const lines: string[] = [];
  placements.forEach((one, place) => {
    const earlier = placements
      .slice(0, place)
      .find((other) => one.hours >= 35 && other.hours >= 35 && meet(one, other));
    if (earlier !== undefined) lines.push(`${one.at} overlaps ${earlier.at}`);
  });
  for (const one of support) {
    if (!placements.some((other) => (one.of === undefined || other.id === one.of) && meet(one, other)))
      lines.push(`${one.at} outside`);
  }
  const services = events.flatMap(({ type, date }) =>
    type === "service-delivered" ? [Number(String(date).slice(0, 4))] : [],
  );
  let warned = 0;
  for (const one of placements) {
    const [from, to] = [
      Number(one.from.slice(0, 4)),
      Number((one.to < latest ? one.to : one.from > latest ? one.from : latest).slice(0, 4)),
    ];
    for (let at = Math.max(from, warned + 1); at <= to; at++) {
      const isServed =
        services.includes(at) ||
        support.some((other) => Number(other.from.slice(0, 4)) <= at && Number(other.to.slice(0, 4)) >= at);
      if (isServed) continue;
      warned = at;
      lines.push(`${one.at} work in ${at}`);
    }
  }
  return lines.sort();
}

describe("the warnings about many rows of one person", () => {
  it("are those that looking at every pair gives", () => {
    const day = fc.nat(1500).map((n) => dateText(dayNumber("2018-01-01") + n));
    const spell = fc.record({
      from: day,
      length: fc.option(fc.nat(300)),
      hours: fc.constantFrom(20, 35, 40, undefined),
      linked: fc.option(fc.nat(11)),
    });
    fc.assert(
      fc.property(
        fc.array(spell, { maxLength: 12 }),
        fc.array(spell, { maxLength: 12 }),
        fc.array(day, { maxLength: 3 }),
        (placed, helped, services) => {
          const ends = (type: string, field: string, id: string, from: string, length: number | null) =>
            length === null ? [] : [event(type, dateText(dayNumber(from) + length), { [field]: id })];
          const events = [
            registered({ date: "2018-01-01" }),
            ...services.map((date) => served({ date })),
            ...placed.flatMap(({ from, length, hours }, at) => [
              started(`P-${at}`, {
                date: from,
                employer: `e-${at}`,
                ...(hours !== undefined && { hoursPerWeek: hours }),
              }),
              ...ends("placement-ended", "placementId", `P-${at}`, from, length),
            ]),
            ...helped.flatMap(({ from, length, linked }, at) => [
              supported(`S-${at}`, {
                date: from,
                ...(linked !== null && linked < placed.length && { placementId: `P-${linked}` }),
              }),
              ...ends("support-ended", "supportId", `S-${at}`, from, length),
            ]),
          ];
          const latest = events
            .map(({ date }) => String(date))
            .sort()
            .at(-1)!;
          const told = datasetIssues(parseDataset(events)).flatMap(({ code, path, message }) => {
            if (code === "dataset.overlapping-full-time")
              return [`${path[0]} overlaps ${/that of event (\d+)$/.exec(message)![1]}`];
            if (code === "dataset.support-outside-placement") return [`${path[0]} outside`];
            return code === "dataset.work-without-service"
              ? [`${path[0]} work in ${/work in (\d+)/.exec(message)![1]}`]
              : [];
          });
          expect([...told].sort()).toEqual(byPairs(events, latest));
        },
      ),
      { numRuns: howMany(300), seed: 20_201_231 },
    );
  });

  it("do not depend on the order of events, but for the place they name", () => {
    fc.assert(
      fc.property(populationsOnOccasions, ({ events, criteria }) => {
        const codes = (all: readonly unknown[]) =>
          datasetIssues(parseDataset(all, criteria === undefined ? {} : { criteria }))
            .map(({ code }) => code)
            .sort();
        expect(codes([...events].reverse())).toEqual(codes(events));
      }),
      { numRuns: howMany(100), seed: 20_201_231 },
    );
  });
});
