import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  catalogue,
  defineIndicator,
  type Evaluation,
  evaluate,
  members,
  parseDataset,
  period,
  results,
  type Verdict,
  workExperienceShare,
  year,
} from "../../src/core/index";
import { type Disaggregation, disaggregate, type StrataOptions, type StratumValue } from "../../src/tables/index";
import { happens, inGroup, not, placements, reportingPeriod, touching } from "../../src/define/index";
import type { NaiveEvent } from "../core/naive/five-indicators";
import { describedPopulations, naiveStrata } from "../core/naive/strata";
import { howMany } from "../long";

const VERDICTS: readonly Verdict[] = ["outside", "excluded", "counted", "pending", "unknown", "not-counted"];
const RUNS = { numRuns: howMany(60), seed: 20_210_131 };
const WHOLE = { from: "2019-01-01", to: "2020-12-31" };

/** Two indicators that between them give all six verdicts, and the five. */
const keptOut = defineIndicator({
  code: "own",
  title: { ru: "п", en: "i" },
  denominator: happens(touching(placements(), reportingPeriod)),
  numerator: happens(touching(placements({ setting: "sheltered" }), reportingPeriod)),
  exclusions: [{ reason: "not-in-a-group", when: not(inGroup("targetGroup", ["orphanage", "disability"])) }],
});
const indicators = [...catalogue.vsePoluchitsya, keptOut];

type Drawn = typeof describedPopulations extends fc.Arbitrary<infer Value> ? Value : never;

function evaluated({ events, criteria, period: first, asOf }: Drawn): Evaluation {
  const dataset = parseDataset(events, criteria === undefined ? {} : { criteria });
  const isWhole = first.from === WHOLE.from && first.to === WHOLE.to;
  return evaluate(dataset, { indicators, periods: isWhole ? [WHOLE] : [first, WHOLE], asOf });
}

const textOf = (value: StratumValue) =>
  value.kind === "total" ? "*" : value.kind === "value" ? `=${value.code}` : `?${value.reason}`;
const rowName = (of: readonly StratumValue[]) => of.map(textOf).join(" × ");

/** Counts by row, indicator and period; rows nobody belongs to are not there. */
function countsOf(table: Disaggregation): Record<string, number> {
  const cells = table.rows.flatMap(({ of, figures }) =>
    figures.flatMap(({ code, period: { from, to }, verdicts }) =>
      VERDICTS.map((verdict) => [`${rowName(of)} | ${code} ${from}/${to} ${verdict}`, verdicts[verdict]] as const),
    ),
  );
  return Object.fromEntries(cells.filter(([, count]) => count > 0));
}

/** The same, by filtering the lists of members. */
function filteredCounts(evaluation: Evaluation, drawn: Drawn, by: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code, period: of } of results(evaluation)) {
    const { asOf, ageAt } = drawn;
    const strata = naiveStrata(drawn.events, by, { period: of, asOf, ageAt });
    for (const verdict of VERDICTS) {
      for (const id of members(evaluation, { indicator: code, period: of, verdict })) {
        for (const stratum of strata.get(id)!) {
          const cell = `${stratum} | ${code} ${of.from}/${of.to} ${verdict}`;
          counts[cell] = (counts[cell] ?? 0) + 1;
        }
      }
    }
  }
  return counts;
}

const DIMENSIONS = ["targetGroup", "sex", "region", "ageBand", "organisation"];
const law = (holds: (drawn: Drawn, evaluation: Evaluation) => void) => () =>
  fc.assert(
    fc.property(describedPopulations, (drawn) => holds(drawn, evaluated(drawn))),
    RUNS,
  );

describe("laws of disaggregation", () => {
  it.each([
    [["targetGroup"]],
    [["ageBand"]],
    [["ageBand", "targetGroup"]],
    [["region", "sex", "organisation"]],
    [["targetGroup", "ageBand", "sex"]],
  ])("disaggregate() by %j gives in every row and total what filtering members gives", (by) => {
    law((drawn, evaluation) => {
      const table = disaggregate(evaluation, { by, ageAt: drawn.ageAt });
      expect(countsOf(table)).toEqual(filteredCounts(evaluation, drawn, by));
    })();
  });

  it(
    "disaggregate() adds up to results() over rows of an attribute with one value, and in its total always",
    law((drawn, evaluation) => {
      const all = results(evaluation);
      for (const name of DIMENSIONS) {
        const table = disaggregate(evaluation, { by: [name], ageAt: drawn.ageAt });
        const total = table.rows.at(-1)!;
        expect(total.of).toEqual([{ kind: "total" }]);
        all.forEach(({ code, period: of, verdicts, share, value, percent, interval, settled, bounds }, index) => {
          expect(total.figures[index]).toEqual({
            code,
            period: of,
            verdicts,
            share,
            value,
            percent,
            interval,
            settled,
            bounds,
            reason: share.denominator === 0 ? "empty-denominator" : null,
          });
          if (name === "targetGroup") return;
          for (const verdict of VERDICTS) {
            const rows = table.rows.slice(0, -1).map(({ figures }) => figures[index]!.verdicts[verdict]);
            expect(rows.reduce((sum, count) => sum + count, 0)).toBe(verdicts[verdict]);
          }
        });
      }
    }),
  );

  it(
    "disaggregate() has in the totals of a table by two attributes the rows of the tables by each",
    law((drawn, evaluation) => {
      const { ageAt } = drawn;
      for (const [first, second] of [
        ["targetGroup", "sex"],
        ["ageBand", "targetGroup"],
      ] as const) {
        const both = disaggregate(evaluation, { by: [first, second], ageAt }).rows;
        const ofFirst = both.filter(({ of }) => of[1]!.kind === "total");
        const ofSecond = both.filter(({ of }) => of[0]!.kind === "total");
        const withoutTotal = (rows: typeof both, place: number) =>
          rows.map(({ of, figures }) => ({ of: [of[place]], figures }));
        expect(withoutTotal(ofFirst, 0)).toEqual(disaggregate(evaluation, { by: [first], ageAt }).rows);
        expect(withoutTotal(ofSecond, 1)).toEqual(disaggregate(evaluation, { by: [second], ageAt }).rows);
      }
    }),
  );

  it(
    "disaggregate() says that rows overlap exactly when the rows add up to more than the total, and how many overlap",
    law((_, evaluation) => {
      const { rows, overlaps, notes } = disaggregate(evaluation, { by: ["targetGroup"] });
      const people = (row: (typeof rows)[number], index: number) =>
        VERDICTS.reduce((sum, verdict) => sum + row.figures[index]!.verdicts[verdict], 0);
      results(evaluation).forEach(({ period: of }, index) => {
        const sum = rows.slice(0, -1).reduce((total, row) => total + people(row, index), 0);
        const overlap = overlaps.find((one) => one.period.from === of.from && one.period.to === of.to);
        // Nobody drawn is in more than two groups.
        expect(overlap?.people ?? 0).toBe(sum - people(rows.at(-1)!, index));
      });
      expect(notes.map(({ code }) => code)).toEqual(overlaps.length > 0 ? ["rows-overlap"] : []);
    }),
  );

  it(
    "disaggregate() gives the same bytes when the events come in another order, and survives JSON",
    law((drawn, evaluation) => {
      const options = { by: ["targetGroup", "region", "ageBand"] };
      const table = disaggregate(evaluation, options);
      const text = JSON.stringify(table);
      expect(JSON.stringify(disaggregate(evaluated({ ...drawn, events: [...drawn.events].reverse() }), options))).toBe(
        text,
      );
      expect(JSON.parse(text)).toEqual(table);
    }),
  );
});

const registered = (id: string, fields: Readonly<Record<string, unknown>>): NaiveEvent => ({
  id: `r-${id}-${fields.date ?? ""}`,
  type: "beneficiary-registered",
  beneficiaryId: id,
  date: "2018-06-01",
  targetGroups: [],
  ...fields,
});
const served = (id: string): NaiveEvent => ({
  id: `s-${id}`,
  type: "service-delivered",
  beneficiaryId: id,
  date: "2019-05-01",
  service: "social-adaptation",
});

function tableOf(events: readonly NaiveEvent[], options: StrataOptions, of = year(2019), asOf = "2020-01-31") {
  const evaluation = evaluate(parseDataset(events), { indicators: [workExperienceShare], periods: [of], asOf });
  return disaggregate(evaluation, options);
}
const rowsOf = (table: Disaggregation) =>
  table.rows.map(({ of, figures }) => [rowName(of), figures[0]!.share.denominator] as const);

describe("disaggregate()", () => {
  it("takes the latest registration up to the horizon when somebody registers again", () => {
    const events = [
      registered("B-1", { region: "north" }),
      registered("B-1", { region: "south", date: "2019-12-31" }),
      registered("B-1", { date: "2020-01-01" }),
      served("B-1"),
    ];
    expect(rowsOf(tableOf(events, { by: ["region"] }))).toEqual([
      ["=south", 1],
      ["*", 1],
    ]);
    expect(rowsOf(tableOf(events, { by: ["region"] }, year(2019), "2019-12-30"))[0]).toEqual(["=north", 1]);
    expect(rowsOf(tableOf(events, { by: ["region"] }, period("2019-01-01", "2020-12-31")))[0]).toEqual([
      "?not-given",
      1,
    ]);
  });

  // Ages worked out by hand: on 2019-01-01, 2005-01-01 is 14 that day, 2005-01-02 the next, 1996-01-01 is 23.
  it("puts people into age bands on the birthday, not before, and names the day and the bands", () => {
    const births = ["2005-01-01", "2005-01-02", "2001-01-01", "2001-01-02", "1996-01-01", "1996-01-02"];
    const events = births.flatMap((birthDate) => [registered(birthDate, { birthDate }), served(birthDate)]);
    const table = tableOf([...events, registered("none", {}), served("none")], { by: ["ageBand"] });
    expect(rowsOf(table)).toEqual([
      ["=0-13", 1],
      ["=14-17", 2],
      ["=18-22", 2],
      ["=23+", 1],
      ["?no-birth-date", 1],
      ["*", 7],
    ]);
    expect(table.ages).toEqual({ bands: ["0-13", "14-17", "18-22", "23+"], at: "period-start" });
    expect(table.notes).toEqual([
      {
        code: "age-at",
        message: {
          ru: "Возраст — на первый день периода.",
          en: "Ages are those on the first day of the period.",
        },
      },
    ]);
  });

  it("takes ages on the day asked for, by the limits asked for, and says why there is none", () => {
    const started = {
      id: "p",
      type: "placement-started",
      beneficiaryId: "B-1",
      date: "2019-03-01",
      placementId: "P-1",
    };
    const events = [registered("B-1", { birthDate: "2003-03-01" }), served("B-1"), started];
    const bandOf = (options: Partial<StrataOptions>) => {
      const table = tableOf(events, { by: ["ageBand"], ...options });
      return [rowName(table.rows[0]!.of), table.notes[0]!.message.en];
    };
    expect(bandOf({ ageBands: [0, 16, 17] })).toEqual(["=0-15", "Ages are those on the first day of the period."]);
    expect(bandOf({ ageBands: [15, 16, 17], ageAt: "registration" })).toEqual([
      "=15",
      "Ages are those on the day of the first registration.",
    ]);
    expect(bandOf({ ageBands: [16, 20], ageAt: "first-placement" })).toEqual([
      "=16-19",
      "Ages are those on the first day of the first placement.",
    ]);
    expect(rowsOf(tableOf(events, { by: ["ageBand"], ageAt: "first-placement" }, year(2018)))[0]![0]).toBe(
      "?no-first-placement",
    );
    expect(rowsOf(tableOf(events, { by: ["ageBand"], ageAt: "registration" }, year(2017)))[0]![0]).toBe(
      "?not-registered",
    );
    expect(rowsOf(tableOf(events, { by: ["ageBand"] }, year(2000)))[0]![0]).toBe("?no-birth-date");
    expect(
      rowsOf(
        tableOf([registered("B-1", { date: "1999-01-01", birthDate: "2003-03-01" })], { by: ["ageBand"] }, year(2000)),
      )[0]![0],
    ).toBe("?born-later");
  });

  it("gives no value, and the reason, when nobody of a stratum is in the denominator", () => {
    const events = [registered("B-1", { sex: "female" }), registered("B-2", { sex: "male" }), served("B-2")];
    const [women, men] = tableOf(events, { by: ["sex"] }).rows;
    expect(women!.figures[0]).toMatchObject({
      verdicts: { outside: 1, "not-counted": 0 },
      share: { numerator: 0, denominator: 0 },
      value: null,
      percent: null,
      interval: null,
      bounds: null,
      reason: "empty-denominator",
    });
    expect(men!.figures[0]).toMatchObject({ percent: "0.0", reason: null });
  });

  it("has the grand total of nobody when the dataset is empty", () => {
    expect(rowsOf(tableOf([], { by: ["sex", "region"] }))).toEqual([["* × *", 0]]);
  });

  it("keeps everybody apart when nobody shares a value", () => {
    const ids = Array.from({ length: 1100 }, (_, number) => `B-${number}`);
    const events = ids.map((id) => registered(id, { region: `R-${id}`, organisation: `O-${id}` }));
    const { rows } = tableOf(events, { by: ["region", "organisation"] });
    const apart = rows.filter(({ of }) => of.every(({ kind }) => kind === "value"));
    expect(apart.map(({ of }) => rowName(of))).toEqual(ids.map((id) => `=R-${id} × =O-${id}`).sort());
    expect(new Set(apart.map(({ figures }) => figures[0]!.verdicts.outside))).toEqual(new Set([1]));
    expect(rows).toHaveLength(3 * 1100 + 1);
  });

  it("knows attributes of registrations by their own names", () => {
    const events = [registered("B-1", { attributes: { housing: "hostel" } }), served("B-1")];
    const table = tableOf(events, { by: ["housing", "organisation"] });
    expect(rowsOf(table)[0]).toEqual(["=hostel × ?not-given", 1]);
    expect(table.dimensions).toEqual([
      { name: "housing", title: { ru: "housing", en: "housing" } },
      { name: "organisation", title: { ru: "организация", en: "organisation" } },
    ]);
  });

  const mistakes: readonly (readonly [options: unknown, message: string])[] = [
    [
      { by: ["target_group"] },
      'Cannot disaggregate: by must name ageBand or an attribute that some registration has (targetGroup, sex, region, organisation, ageBand, housing), received "target_group"; did you mean "targetGroup"?',
    ],
    [
      { by: ["sex", "hosing"] },
      'Cannot disaggregate: by must name ageBand or an attribute that some registration has (targetGroup, sex, region, organisation, ageBand, housing), received "hosing"; did you mean "housing"?',
    ],
    [{ by: ["sex", "sex"] }, 'Cannot disaggregate: by must name different attributes, received "sex"'],
    [{ by: [] }, "Cannot disaggregate: by must be a list of one to three attributes, received an array of 0"],
    [
      { by: ["sex", "region", "ageBand", "housing"] },
      "Cannot disaggregate: by must be a list of one to three attributes, received an array of 4",
    ],
    [{ by: "sex" }, 'Cannot disaggregate: by must be a list, received "sex"; put it into a list: [ … ]'],
    [{}, "Cannot disaggregate: by must be a list, received nothing"],
    [
      { by: ["ageBand"], ageBands: [18, 14] },
      "Cannot disaggregate: ageBands must be ascending whole numbers, the youngest age of each band, received an array of 2; write [14, 18, 23] for 14-17, 18-22, 23+",
    ],
    [
      { by: ["ageBand"], ageAt: "first placement" },
      'Cannot disaggregate: ageAt must be one of period-start, registration, first-placement, received a text of 15 characters; did you mean "first-placement"?',
    ],
  ];
  it.each(mistakes)("refuses %j", (options, message) => {
    const events = [registered("B-1", { attributes: { housing: "hostel" } })];
    expect(() => tableOf(events, options as StrataOptions)).toThrow(
      message.includes("must be a list, ") ? new TypeError(message) : new RangeError(message),
    );
  });

  it("refuses what is not an evaluation", () => {
    expect(() => disaggregate({} as Evaluation, { by: ["sex"] })).toThrow(TypeError);
  });

  it("says of the synthetic practice that rows of target groups overlap, and by how much", () => {
    const events = readFileSync("fixtures/vse-poluchitsya-2019-2020/events.ndjson", "utf8")
      .trim()
      .split("\n")
      .map((line): NaiveEvent => JSON.parse(line));
    const evaluation = evaluate(parseDataset(events), {
      indicators: catalogue.vsePoluchitsya,
      periods: [WHOLE],
      asOf: "2021-01-31",
    });
    const table = disaggregate(evaluation, { by: ["targetGroup"] });
    // Origin: the file itself, line by line; everybody in it registers the same groups whenever they register.
    const groups = new Map(
      events
        .filter(({ type, date }) => type === "beneficiary-registered" && date <= WHOLE.to)
        .map(({ beneficiaryId, targetGroups }) => [beneficiaryId, targetGroups as readonly string[]]),
    );
    const inTwo = [...groups.values()].filter((codes) => codes.length > 1).length;
    expect(inTwo).toBeGreaterThan(0);
    expect(table.overlaps).toEqual([{ dimension: "targetGroup", period: WHOLE, people: inTwo }]);
    expect(table.notes[0]!.message).toEqual({
      ru: "Строки пересекаются и не складываются: некоторые люди стоят в нескольких строках («целевая группа»).",
      en: "Rows overlap and do not sum: some people stand in several rows (“target group”).",
    });
  });
});
