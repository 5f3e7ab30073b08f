import { displayed } from "../../src/report/index";
import { inspect } from "node:util";
/**
 * Feedback by period and stratum: cases worked by hand, laws, and the synthetic events counted again from their lines.
 */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clip, happens, placements, reportingPeriod, services } from "../../src/define/index";
import { cohenKappa, cronbachAlpha } from "../../src/statistics/index";
import { defineIndicator, parseDataset, workExperienceShare, year } from "../../src/core/index";
import {
  defineInstrument,
  type Feedback,
  type FeedbackFigures,
  type FeedbackOptions,
  feedback,
  type Instrument,
} from "../../src/tables/index";
import { type NaiveAnswer, naiveFeedback } from "../core/naive/feedback";
import { howMany } from "../long";

const title = (text: string) => Object.freeze({ ru: text, en: text });
const form: Instrument = defineInstrument({
  code: "form",
  version: "v2",
  title: title("Form"),
  scale: { min: 1, max: 5, labels: { 1: title("no") } },
  items: [
    { code: "a", title: title("A") },
    { code: "b", title: title("B"), reversed: true },
    { code: "c", title: title("C") },
    {
      code: "pick",
      title: title("Pick"),
      choices: [
        { score: 7, title: title("stay") },
        { score: 9, title: title("leave") },
      ],
    },
    { code: "open", title: title("Open"), scale: null },
  ],
  scales: [
    { code: "s", title: title("S"), items: ["a", "b", "c"] },
    { code: "one", title: title("One"), items: ["c"] },
  ],
  themes: [
    { code: "pay", title: title("Pay") },
    { code: "team", title: title("Team") },
  ],
});

let number = 0;
const event = (type: string, beneficiaryId: string, date: string, fields: object) =>
  Object.freeze({ id: `E-${++number}`, type, beneficiaryId, date, ...fields });
const person = (id: string, targetGroups: readonly string[] = [], servedOn: string | null = "2019-02-01") => [
  event("beneficiary-registered", id, "2019-01-01", { targetGroups }),
  ...(servedOn === null ? [] : [event("service-delivered", id, servedOn, { service: "social-adaptation" })]),
];
const answer = (id: string, item: string, fields: object = {}, date = "2019-03-01") =>
  event("feedback-recorded", id, date, { instrument: "form-v2", item, ...fields });

const options = { instrument: form, periods: [year(2019)], asOf: "2020-01-31" };
const tableOf = (events: readonly unknown[], more: Partial<FeedbackOptions> = {}): Feedback =>
  feedback(parseDataset(events), { ...options, ...more });
/** The figures of everybody in the first period. */
const figuresOf = (events: readonly unknown[], more: Partial<FeedbackOptions> = {}): FeedbackFigures =>
  tableOf(events, more).rows.at(-1)!.figures[0]!;
const itemOf = (figures: FeedbackFigures, code: string) => figures.items.find((item) => item.code === code)!;
const scaleOf = (figures: FeedbackFigures, code: string) => figures.scales.find((scale) => scale.code === code)!;
const themeOf = (figures: FeedbackFigures, code: string) => figures.themes.counts.find((theme) => theme.code === code)!;
const peopleBy = ({ distribution }: ReturnType<typeof itemOf>) => distribution.map(({ people }) => people);

describe("the response rate of feedback()", () => {
  it("is of people served in the period when nothing else says who was asked", () => {
    const events = [
      ...person("B-1"),
      ...person("B-2"),
      ...person("B-3", [], "2018-12-31"),
      ...person("B-4", [], null),
      answer("B-1", "a", { score: 4 }),
      answer("B-1", "b", { score: 4 }),
      answer("B-4", "a", { score: 4 }),
    ];
    const { response, respondents, respondentsNotAsked } = figuresOf(events);
    expect(response.verdicts).toMatchObject({ outside: 2, counted: 1, "not-counted": 1, unknown: 0 });
    expect([response.share, response.percent, response.reason]).toEqual([
      { numerator: 1, denominator: 2 },
      "50.0",
      null,
    ]);
    expect([respondents, respondentsNotAsked]).toEqual([2, 1]);
    expect(tableOf(events).notes.map(({ code }) => code)).toContain("respondents-not-asked");
    expect(tableOf(events).asked.by).toBe("served");
  });

  it("has the denominator of indicator 1.1, whatever the data", () => {
    const dataset = parseDataset([...person("B-1"), ...person("B-2", [], "2018-01-01")]);
    const { share } = workExperienceShare(dataset, { period: year(2019), asOf: "2020-01-31" });
    const { response } = feedback(dataset, options).rows[0]!.figures[0]!;
    expect(response.share.denominator).toBe(share.denominator);
  });

  const placed = (id: string, setting?: "sheltered") =>
    event("placement-started", id, "2019-02-02", { placementId: `P-${id}`, ...(setting && { setting }) });
  const invited = defineIndicator({
    code: "asked.1",
    title: title("Asked"),
    denominator: happens(clip(services(), reportingPeriod)),
    numerator: happens(clip(placements({ setting: "sheltered" }), reportingPeriod)),
  });

  it("is of the people counted in an indicator when one is given; of whom that is unknown stays below the line", () => {
    const events = [
      ...["B-1", "B-2", "B-3", "B-4"].flatMap((id) => person(id)),
      placed("B-1", "sheltered"),
      placed("B-2", "sheltered"),
      placed("B-3"),
      ...["B-1", "B-3", "B-4"].map((id) => answer(id, "a", { score: 1 })),
    ];
    const { response, respondentsNotAsked } = figuresOf(events, { invited });
    expect(response.verdicts).toMatchObject({ outside: 1, counted: 1, "not-counted": 1, unknown: 1 });
    expect(response.share).toEqual({ numerator: 1, denominator: 3 });
    expect(response.bounds).toEqual({ low: "0.3333333333", high: "0.6666666667" });
    expect(respondentsNotAsked).toBe(1);
    expect(tableOf(events, { invited }).asked).toEqual({ by: "indicator", code: "asked.1", title: title("Asked") });
  });

  it("has no value but a reason when nobody was asked, and the answers are there all the same", () => {
    const figures = figuresOf([...person("B-1", [], null), answer("B-1", "a", { score: 2 })]);
    expect([figures.response.value, figures.response.interval, figures.response.reason]).toEqual([
      null,
      null,
      "nobody-asked",
    ]);
    expect(itemOf(figures, "a").people).toBe(1);
  });
});

describe("the items of feedback()", () => {
  const people = ["B-1", "B-2", "B-3", "B-4"];
  const events = [
    ...people.flatMap((id) => person(id)),
    answer("B-1", "a", { score: 2 }),
    answer("B-2", "a", { score: 5 }),
    answer("B-3", "a", { score: 5 }),
    answer("B-4", "pick", { score: 9 }),
    answer("B-4", "open"),
    answer("B-1", "open", { themes: ["pay"] }),
  ];
  const figures = figuresOf(events);

  it("have every point of the scale, those nobody took too, with exact mean and median", () => {
    const { people, missing, distribution, mean, median, reason } = itemOf(figures, "a");
    expect(distribution.map(({ score, people }) => [score, people])).toEqual([
      [1, 0],
      [2, 1],
      [3, 0],
      [4, 0],
      [5, 2],
    ]);
    expect(distribution[0]?.label).toEqual(title("no"));
    expect([people, missing, mean, median, reason]).toEqual([3, 1, "4.0000000000", "5.0000000000", null]);
  });

  it("have no mean when they are choices, open questions or answered by nobody", () => {
    const summary = (code: string) => {
      const { people, mean, median, reason } = itemOf(figures, code);
      return [people, mean, median, reason];
    };
    expect(summary("pick")).toEqual([1, null, null, "choices"]);
    expect(itemOf(figures, "pick").distribution.map(({ label, people }) => [label?.en, people])).toEqual([
      ["stay", 0],
      ["leave", 1],
    ]);
    expect(summary("open")).toEqual([2, null, null, "open-question"]);
    expect(summary("c")).toEqual([0, null, null, "nobody-answered"]);
  });

  it("have the median half-way when two are in the middle, and a mean rounded half up", () => {
    const three = figuresOf([...events, answer("B-4", "a", { score: 2 })]);
    expect(itemOf(three, "a")).toMatchObject({ mean: "3.5000000000", median: "3.5000000000" });
    const thirds = figuresOf([
      ...people.flatMap((id) => person(id)),
      ...[1, 1, 2].map((score, at) => answer(people[at]!, "a", { score })),
    ]);
    expect(itemOf(thirds, "a").mean).toBe("1.3333333333");
  });

  it("stand as answered when they are reversed", () => {
    const { isReversed, mean } = itemOf(figuresOf([...person("B-1"), answer("B-1", "b", { score: 5 })]), "b");
    expect([isReversed, mean]).toEqual([true, "5.0000000000"]);
  });
});

describe("what feedback() sets aside", () => {
  const base = [...person("B-1"), ...person("B-2")];
  it.each<
    readonly [
      title: string,
      answers: readonly unknown[],
      setAside: readonly unknown[],
      people: number,
      mean: string | null,
    ]
  >([
    ["nothing is wrong", [answer("B-1", "a", { score: 3 })], [], 1, "3.0000000000"],
    [
      "a score is off the scale",
      [answer("B-1", "a", { score: 6 }), answer("B-2", "a", { score: 2.5 })],
      [["off-scale", "a", 2, 2]],
      0,
      null,
    ],
    [
      "an item is unknown",
      [answer("B-1", "z", { score: 3 }), answer("B-1", "z", { score: 3 }, "2019-03-02")],
      [["unknown-item", "z", 2, 1]],
      0,
      null,
    ],
    [
      "answers are to another version",
      [
        event("feedback-recorded", "B-1", "2019-03-01", { instrument: "form-v1", item: "a", score: 1 }),
        answer("B-1", "a", { score: 5 }),
      ],
      [["other-instrument", "form-v1", 1, 1]],
      1,
      "5.0000000000",
    ],
    ["an answer says nothing", [answer("B-1", "a")], [["empty", "a", 1, 1]], 0, null],
    [
      "a person answers again",
      [
        answer("B-1", "a", { score: 1 }, "2019-05-01"),
        answer("B-1", "a", { score: 5 }, "2019-04-01"),
        answer("B-1", "a", { score: 5 }, "2019-03-01"),
      ],
      [["superseded", "a", 2, 1]],
      1,
      "1.0000000000",
    ],
    [
      "a person answers again after the period",
      [answer("B-1", "a", { score: 1 }, "2019-12-31"), answer("B-1", "a", { score: 5 }, "2020-01-01")],
      [],
      1,
      "1.0000000000",
    ],
    [
      "one answer has two scores",
      [answer("B-1", "a", { score: 1, coder: "k" }), answer("B-1", "a", { score: 2, coder: "m" })],
      [["scores-differ", "a", 1, 1]],
      0,
      null,
    ],
    [
      "one answer is told twice alike",
      [answer("B-1", "a", { score: 4, coder: "k" }), answer("B-1", "a", { coder: "m" })],
      [],
      1,
      "4.0000000000",
    ],
    [
      "a theme is unknown",
      [
        answer("B-1", "a", { score: 4, themes: ["wage"], coder: "k" }),
        answer("B-1", "a", { score: 4, themes: ["wage", "pay"], coder: "m" }),
      ],
      [["unknown-theme", "wage", 1, 1]],
      1,
      "4.0000000000",
    ],
  ])("is counted by code, and the rest counts, when %s", (_, answers, setAside, people, mean) => {
    const table = tableOf([...base, ...answers]);
    const found = table.periods[0]!.setAside;
    expect(found.map((one) => [one.code, one.of, one.answers, one.beneficiaries])).toEqual(setAside);
    for (const { of, message } of found) expect([message.ru, message.en].every((text) => text.includes(of))).toBe(true);
    expect(itemOf(table.rows[0]!.figures[0]!, "a")).toMatchObject({ people, mean });
  });

  it("makes nobody a respondent when it is of another version, unknown or empty", () => {
    const answers = [answer("B-1", "z", { score: 3 }), answer("B-2", "a")];
    expect(figuresOf([...base, ...answers])).toMatchObject({ respondents: 0, response: { share: { numerator: 0 } } });
  });
});

describe("the scales of feedback()", () => {
  const people = ["B-1", "B-2", "B-3", "B-4"];
  /** a, b as answered (b is reversed) and c; a person each. */
  const sheet: readonly (readonly (number | null)[])[] = [
    [4, 1, 5],
    [2, 3, 2],
    [5, null, 4],
    [null, null, 3],
  ];
  const answers = sheet.flatMap((scores, at) =>
    scores.flatMap((score, item) => (score === null ? [] : [answer(people[at]!, "abc"[item]!, { score })])),
  );
  const figures = figuresOf([...people.flatMap((id) => person(id)), ...answers]);

  it("are the mean of the items answered, reversed ones turned, when at least half are answered", () => {
    // 14/3, 7/3 and 9/2; the fourth answered one of three. (14/3 + 7/3 + 9/2) / 3 = 23/6.
    const { people, missing, mean, median, reason } = scaleOf(figures, "s");
    expect([people, missing, mean, median, reason]).toEqual([3, 1, "3.8333333333", "4.5000000000", null]);
    expect(scaleOf(figures, "one")).toMatchObject({ people: 4, missing: 0, mean: "3.5000000000" });
  });

  it("have Cronbach's α of the people who answered every item, with turned items", () => {
    const expected = cronbachAlpha([
      [4, 2],
      [5, 3],
      [5, 2],
    ])!;
    const { alpha } = scaleOf(figures, "s");
    expect(Number(alpha?.value)).toBeCloseTo(expected.alpha, 9);
    expect(Number(alpha?.low)).toBeCloseTo(expected.low, 8);
    expect(alpha?.people).toBe(2);
  });

  it("have a reason when there is no α, or nobody has a score", () => {
    const same = [...person("B-1"), ...person("B-2")];
    const of = (rows: readonly (readonly number[])[]) =>
      scaleOf(
        figuresOf([
          ...same,
          ...rows.flatMap((scores, at) => scores.map((score, item) => answer(people[at]!, "abc"[item]!, { score }))),
        ]),
        "s",
      );
    const equal = of([
      [3, 3, 4],
      [4, 3, 3],
    ]);
    expect([equal.alpha, equal.alphaReason]).toEqual([null, "no-variance"]);
    expect(of([[3, 3, 4]]).alphaReason).toBe("too-few-people");
    expect(scaleOf(figures, "one").alphaReason).toBe("one-item");
    const nobody = scaleOf(figuresOf(same), "s");
    expect([nobody.people, nobody.mean, nobody.median, nobody.reason]).toEqual([0, null, null, "nobody-scored"]);
  });

  it("are what they were when an item is reversed and so are its answers", () => {
    const turned = defineInstrument({
      ...form,
      items: form.items.map((item) => (item.code === "a" ? { ...item, reversed: true } : item)),
    });
    const score = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(fc.array(fc.tuple(score, score, score), { minLength: 1, maxLength: 4 }), (rows) => {
        const eventsWith = (isTurned: boolean) => [
          ...people.flatMap((id) => person(id)),
          ...rows.flatMap(([a, b, c], at) => [
            answer(people[at]!, "a", { score: isTurned ? 6 - a : a }),
            answer(people[at]!, "b", { score: b }),
            answer(people[at]!, "c", { score: c }),
          ]),
        ];
        expect(figuresOf(eventsWith(true), { instrument: turned }).scales).toEqual(figuresOf(eventsWith(false)).scales);
      }),
      { numRuns: howMany(20), seed: 2 },
    );
  });
});

describe("the themes of feedback()", () => {
  /** Themes that two coders find in the open answers of people. */
  const coded: readonly (readonly [k: readonly string[], m: readonly string[]])[] = [
    [["pay"], ["pay"]],
    [["pay", "team"], ["team"]],
    [[], ["pay"]],
    [[], []],
    [["pay"], ["pay"]],
  ];
  const ids = coded.map((_, at) => `B-${at + 1}`);
  const doubly = coded.flatMap(([k, m], at) => [
    answer(ids[at]!, "open", { themes: k, coder: "k" }),
    answer(ids[at]!, "open", { themes: m, coder: "m" }),
  ]);
  const everybody = ids.flatMap((id) => person(id));

  it("count an answer coded by two as one, named by any and by all", () => {
    const figures = figuresOf([...everybody, ...doubly]);
    expect(itemOf(figures, "open").people).toBe(5);
    expect(figures.themes).toMatchObject({ coded: 5, codedTwice: 5, reason: null });
    expect(themeOf(figures, "pay").answers).toEqual({ byAny: 4, byAll: 2 });
    expect(themeOf(figures, "team").answers).toEqual({ byAny: 1, byAll: 1 });
  });

  it("count each person once when several answers name a theme", () => {
    const figures = figuresOf([
      ...person("B-1"),
      answer("B-1", "open", { themes: ["pay"] }),
      answer("B-1", "a", { score: 2, themes: ["pay", "pay"] }),
      answer("B-1", "c", { score: 2 }),
    ]);
    expect(themeOf(figures, "pay")).toMatchObject({
      answers: { byAny: 2, byAll: 2 },
      people: { byAny: 1, byAll: 1 },
    });
    expect(figures.themes).toMatchObject({ coded: 2, codedTwice: 0, agreement: [], reason: "nobody-coded-twice" });
  });

  it("have Cohen's κ of the two coders, theme by theme", () => {
    const [pair, ...others] = figuresOf([...everybody, ...doubly]).themes.agreement;
    expect(others).toEqual([]);
    expect(pair).toMatchObject({ coders: ["k", "m"], answers: 5, beneficiaries: 5 });
    // pay: both 2, only k 1, only m 1, neither 1; agreed 3/5, by chance 13/25, κ = (15 − 13) / (25 − 13) = 1/6.
    const [pay, team] = pair!.themes;
    expect(pay).toMatchObject({ theme: "pay", agreed: { numerator: 3, denominator: 5 }, reason: null });
    expect(pay!.table).toEqual([
      [2, 1],
      [1, 1],
    ]);
    expect(pay!.kappa?.value).toBe("0.1666666667");
    expect(Number(pay!.kappa?.low)).toBeCloseTo(cohenKappa(pay!.table)!.low!, 9);
    expect(team!.kappa).toEqual({ value: "1.0000000000", low: null, high: null, level: 0.95 });
    expect(team!.reason).toBe("zero-variance");
  });

  it("count a person once among the beneficiaries when two of their answers are coded twice", () => {
    const events = ["open", "a"].flatMap((item) =>
      ["k", "m"].map((coder) => answer("B-1", item, { themes: ["pay"], coder })),
    );
    const [pair] = figuresOf([...person("B-1"), ...events]).themes.agreement;
    expect(pair).toMatchObject({ answers: 2, beneficiaries: 1 });
  });

  it("have no κ but a reason when both coders always found the same", () => {
    const events = [...person("B-1"), ...["k", "m"].map((coder) => answer("B-1", "open", { themes: ["pay"], coder }))];
    const [pair] = figuresOf(events).themes.agreement;
    expect(pair!.themes.map(({ kappa, reason, percent }) => [kappa, reason, percent])).toEqual([
      [null, "one-category", "100.0"],
      [null, "one-category", "100.0"],
    ]);
  });

  it("pair every two of three coders, and nobody with an unnamed one", () => {
    const events = [
      ...person("B-1"),
      ...["m", "k", "z"].map((coder) => answer("B-1", "open", { themes: ["pay"], coder })),
      answer("B-1", "open", { themes: ["team"] }),
    ];
    const { themes } = figuresOf(events);
    expect(themes.agreement.map(({ coders }) => coders.join(" "))).toEqual(["k m", "k z", "m z"]);
    expect(themes.counts.map(({ answers }) => answers)).toEqual([
      { byAny: 1, byAll: 0 },
      { byAny: 1, byAll: 0 },
    ]);
    const codes = tableOf(events).notes.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(["coded-by-both", "several-coders", "coder-not-named"]));
  });

  it("are those seen in the answers of the periods when the instrument declares none", () => {
    const { themes: _, ...open } = form;
    const events = [
      ...person("B-1"),
      answer("B-1", "open", { themes: ["zoo", "bus"] }),
      answer("B-1", "open", { themes: ["later"] }, "2020-01-02"),
    ];
    const table = tableOf(events, { instrument: open });
    expect(table.rows[0]!.figures[0]!.themes.counts.map(({ code, title }) => [code, title])).toEqual([
      ["bus", null],
      ["zoo", null],
    ]);
    expect(table.notes.map(({ code }) => code)).toContain("themes-not-declared");
  });
});

describe("feedback() against counting the slow way", () => {
  const four = [...form.items.slice(0, 3), { code: "d", title: title("D") }, ...form.items.slice(3)];
  const instrument = defineInstrument({
    ...form,
    items: four,
    scales: [{ code: "s", title: title("S"), items: ["a", "b", "c", "d"] }],
  });
  const points = {
    a: [1, 2, 3, 4, 5],
    b: [1, 2, 3, 4, 5],
    c: [1, 2, 3, 4, 5],
    d: [1, 2, 3, 4, 5],
    pick: [7, 9],
    open: [],
  };
  const slowForm = {
    reference: "form-v2",
    points,
    reversed: ["b"],
    scale: ["a", "b", "c", "d"],
    themes: ["pay", "team"],
  };
  const groups: Readonly<Record<string, readonly string[]>> = {
    "B-1": ["care-leaver", "disability"],
    "B-2": ["care-leaver"],
    "B-3": ["disability"],
    "B-4": [],
  };
  const oneOf = fc.constantFrom;
  const answers: fc.Arbitrary<readonly NaiveAnswer[]> = fc
    .array(
      fc.record({
        beneficiaryId: oneOf("B-1", "B-1", "B-2", "B-3", "B-4"),
        date: oneOf("2019-03-01", "2019-03-01", "2019-12-31", "2020-01-01"),
        instrument: oneOf("form-v2", "form-v2", "form-v2", "form-v2", "form-v1"),
        item: oneOf("a", "b", "c", "d", "pick", "open", "open", "z"),
        score: oneOf(undefined, 1, 2, 4, 5, 6, 7, 9),
        themes: oneOf<readonly string[] | undefined>(undefined, [], ["pay"], ["team"], ["pay", "team"], ["zoo"]),
        coder: oneOf(undefined, "k", "m", "n"),
      }),
      { minLength: 1, maxLength: 30 },
    )
    .map((all) => all.map((one, at) => ({ id: `A-${at}`, ...one })));
  const everybody = Object.entries(groups).flatMap(([id, targetGroups]) => person(id, targetGroups));
  /** Without the fields that are not given. */
  const plain = (value: object) => JSON.parse(JSON.stringify({ type: "feedback-recorded", ...value })) as object;

  it("gives the same in every stratum, whatever the answers", () => {
    fc.assert(
      fc.property(answers, (told) => {
        const table = tableOf([...everybody, ...told.map(plain)], { instrument, by: ["targetGroup"] });
        for (const { of, figures } of table.rows) {
          const [value] = of;
          const [found] = figures;
          const isIn = ({ beneficiaryId, date }: NaiveAnswer) => {
            const own = groups[beneficiaryId]!;
            const isOfStratum = value!.kind === "value" ? own.includes(value!.code) : own.length === 0;
            return date < "2020" && (value!.kind === "total" || isOfStratum);
          };
          const expected = naiveFeedback(slowForm, told.filter(isIn));
          expect(found!.respondents).toBe(expected.respondents);
          expect(found!.items.map(peopleBy)).toEqual(expected.distributions);
          expect(found!.items.at(-1)!.people).toBe(expected.answered.at(-1));
          const [scale] = found!.scales;
          expect(scale!.people).toBe(expected.scale.people);
          if (scale!.people > 0) {
            expect(Number(scale!.mean)).toBeCloseTo(expected.scale.mean, 9);
            expect(Number(scale!.median)).toBeCloseTo(expected.scale.median, 9);
          }
          const { counts, agreement } = found!.themes;
          expect(
            counts.map(({ answers, people }) => [answers.byAny, answers.byAll, people.byAny, people.byAll]),
          ).toEqual(expected.themes);
          expect(
            agreement.map(({ coders, answers, beneficiaries, themes }) => {
              return { coders, answers, beneficiaries, tables: themes.map(({ table }) => table) };
            }),
          ).toEqual(expected.agreement);
        }
      }),
      { numRuns: howMany(100), seed: 17 },
    );
  });
});

describe("feedback() by stratum", () => {
  const events = [
    ...person("B-1", ["care-leaver", "disability"]),
    ...person("B-2", ["care-leaver"]),
    ...person("B-3"),
    answer("B-1", "a", { score: 5, themes: ["pay"] }),
    answer("B-2", "a", { score: 1 }),
    answer("B-3", "a", { score: 3 }),
  ];
  const table = tableOf(events, { by: ["targetGroup"] });

  it("has a person in several groups in each, everybody in the total, and says that rows overlap", () => {
    const rows = table.rows.map(({ of: [value], figures: [figures] }) => [
      value!.kind === "value" ? value!.code : value!.kind,
      figures!.response.share,
      peopleBy(itemOf(figures!, "a")),
      themeOf(figures!, "pay").people.byAny,
    ]);
    expect(rows).toEqual([
      ["care-leaver", { numerator: 2, denominator: 2 }, [1, 0, 0, 0, 1], 1],
      ["disability", { numerator: 1, denominator: 1 }, [0, 0, 0, 0, 1], 1],
      ["missing", { numerator: 1, denominator: 1 }, [0, 0, 1, 0, 0], 0],
      ["total", { numerator: 3, denominator: 3 }, [1, 0, 1, 0, 1], 1],
    ]);
    expect(table.overlaps).toEqual([{ dimension: "targetGroup", period: year(2019), people: 1 }]);
    expect(table.notes.map(({ code }) => code)).toEqual(expect.arrayContaining(["rows-overlap", "small-cells"]));
  });

  it("has the table without strata as its total", () => {
    expect(table.rows.at(-1)!.figures).toEqual(tableOf(events).rows[0]!.figures);
  });

  it("is the same whatever the order of the events", () => {
    const { length } = events;
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: length, maxLength: length }), (shuffled) => {
        expect(tableOf(shuffled, { by: ["targetGroup"] })).toEqual(table);
      }),
      { numRuns: howMany(10), seed: 3 },
    );
  });

  it("says that the period is not over when the data end before it does", () => {
    const codes = tableOf(events, { asOf: "2019-06-30" }).notes.map(({ code }) => code);
    expect(codes).toContain("period-not-over");
  });

  it("is frozen, survives JSON and names nobody", () => {
    const isFrozen = (value: unknown): boolean =>
      typeof value !== "object" || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));
    expect(isFrozen(table)).toBe(true);
    expect(JSON.parse(JSON.stringify(table))).toEqual(table);
    expect(JSON.stringify(table)).not.toMatch(/B-\d/);
  });
});

describe("a wrong call of feedback()", () => {
  const dataset = parseDataset(person("B-1"));
  it.each<readonly [title: string, change: object, message: string]>([
    ["an instrument is not sound", { instrument: { code: "x" } }, "Cannot define the instrument: 2 errors"],
    [
      "invited is no indicator",
      { invited: "1.1" },
      "Cannot tabulate feedback: invited must be made by defineIndicator",
    ],
    ["by is empty", { by: [] }, "Cannot tabulate feedback: by must be a list of one to three attributes"],
    ["asOf is no date", { asOf: "today" }, "Cannot tabulate feedback: asOf must be a real day"],
    [
      "a period is upside down",
      { periods: [{ from: "2020-01-01", to: "2019-01-01" }] },
      "periods.0.to must be on or after from (2020-01-01)",
    ],
  ])("is refused when %s", (_, change, message) => {
    expect(() => feedback(dataset, { ...options, ...change } as FeedbackOptions)).toThrow(message);
  });

  const given = { ...options, periods: undefined, period: year(2019) };
  it.each([
    [
      "options are null",
      null,
      TypeError,
      "options must be an object with instrument and periods and asOf, received null",
    ],
    [
      "options are left out",
      undefined,
      TypeError,
      "options must be an object with instrument and periods and asOf, received nothing",
    ],
    ["a period is given in place of periods", given, TypeError, 'received "period"; did you mean "periods"?'],
    ["periods are a number", { ...options, periods: 5 }, TypeError, "periods must be a list, received 5"],
    [
      "there is no period",
      { ...options, periods: [] },
      RangeError,
      "periods must be at least 1 long, received an array of 0",
    ],
    ["a period is null", { ...options, periods: [null] }, TypeError, "periods.0 must be an object"],
    [
      "a period comes twice",
      { ...options, periods: [year(2019), year(2020), year(2019)] },
      RangeError,
      "periods must be different, and 2019-01-01 – 2019-12-31 comes twice",
    ],
  ])("is refused when %s, with the reason", (_, wrong, type, message) => {
    const call = () => feedback(dataset, wrong as FeedbackOptions);
    expect(call).toThrow(type);
    expect(call).toThrow(message);
  });
});

/** A fact of the synthetic events, as its line holds it. */
interface Line {
  readonly id: string;
  readonly type: string;
  readonly beneficiaryId: string;
  readonly date: string;
  readonly retracts?: string;
  readonly targetGroups?: readonly string[];
  readonly item?: string;
  readonly score?: number;
  readonly themes?: readonly string[];
}

describe("feedback() on the synthetic events", () => {
  const folder = "fixtures/vse-poluchitsya-2019-2020";
  const lines = readFileSync(`${folder}/events.ndjson`, "utf8").trim().split("\n");
  const facts = lines.map((line) => JSON.parse(line) as Line);
  const criteria = JSON.parse(readFileSync(`${folder}/criteria.json`, "utf8"));
  const dataset = parseDataset(facts, { criteria });
  const instrument = defineInstrument(JSON.parse(readFileSync(`${folder}/feedback-form.json`, "utf8")));
  const periods = [year(2018), year(2019), year(2020), { from: "2021-01-01", to: "2021-12-31" }];
  const asOf = "2021-01-31";
  const table = feedback(dataset, { instrument, periods, asOf, by: ["targetGroup"] });
  const retracted = new Set(facts.flatMap(({ retracts }) => retracts ?? []));
  const live = facts.filter(({ id }) => !retracted.has(id));
  /** Groups of the latest registration up to a day. */
  const groupsOn = (id: string, day: string) =>
    live
      .filter((fact) => fact.type === "beneficiary-registered" && fact.beneficiaryId === id && fact.date <= day)
      .sort((a, b) => (a.date < b.date ? -1 : 1))
      .at(-1)?.targetGroups ?? [];

  it("counts all 59 answers of the file once over the periods", () => {
    expect(live.filter(({ type }) => type === "feedback-recorded")).toHaveLength(59);
    const total = table.rows.at(-1)!.figures;
    expect(total.flatMap(({ items }) => items).reduce((sum, { people }) => sum + people, 0)).toBe(59);
    expect(table.periods.flatMap(({ setAside }) => setAside)).toEqual([]);
  });

  it("gives what the lines give when they are counted one by one, in every group and period", () => {
    for (const { of, figures } of table.rows) {
      const [value] = of;
      for (const [index, found] of figures.entries()) {
        const { from, to } = periods[index]!;
        const horizon = to < asOf ? to : asOf;
        const isIn = ({ beneficiaryId }: Line) => {
          const groups = groupsOn(beneficiaryId, horizon);
          if (value!.kind === "total") return true;
          return value!.kind === "missing" ? groups.length === 0 : groups.includes(value!.code);
        };
        const told = live.filter(
          (fact) => fact.type === "feedback-recorded" && fact.date >= from && fact.date <= horizon && isIn(fact),
        );
        // Nobody answers an item twice in a year here, so a line is an answer.
        expect(new Set(told.map(({ beneficiaryId, item }) => `${beneficiaryId} ${item}`)).size).toBe(told.length);
        expect(found.respondents).toBe(new Set(told.map(({ beneficiaryId }) => beneficiaryId)).size);
        for (const item of found.items) {
          const scores = told.filter((fact) => fact.item === item.code).map(({ score }) => score!);
          expect(peopleBy(item)).toEqual([1, 2, 3, 4, 5].map((point) => scores.filter((s) => s === point).length));
          const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
          if (scores.length > 0) expect(Number(item.mean)).toBeCloseTo(mean, 9);
        }
        for (const theme of found.themes.counts) {
          const naming = told.filter(({ themes }) => themes?.includes(theme.code));
          expect(theme.answers).toEqual({ byAny: naming.length, byAll: naming.length });
        }
      }
    }
  });

  it("has the published denominators of 1.1, and 14 and 32 people who answered", () => {
    const shares = table.rows.at(-1)!.figures.map(({ response }) => response.share);
    expect([shares[1], shares[2]]).toEqual([
      { numerator: 14, denominator: 463 },
      { numerator: 32, denominator: 499 },
    ]);
  });

  it("has distributions that add up to the people of each item, and people and missing to the respondents", () => {
    for (const { respondents, items } of table.rows.flatMap(({ figures }) => figures)) {
      for (const item of items) {
        expect(peopleBy(item).reduce((sum, people) => sum + people, 0)).toBe(item.people);
        expect(item.people + item.missing).toBe(respondents);
      }
    }
  });
});

describe("displayed(feedback(…))", () => {
  const table = tableOf([
    ...person("B-1"),
    ...person("B-2"),
    answer("B-1", "a", { score: 4, themes: ["pay"], coder: "k" }),
    answer("B-1", "a", { score: 4, coder: "m" }),
    answer("B-1", "z", { score: 4 }),
    answer("B-2", "b", { score: 1 }),
    answer("B-2", "c", { score: 3 }),
  ]);

  it("prints a block for each stratum and period, what is set aside and the notes, in Russian", async () => {
    await expect(`${inspect(displayed(table, { locale: "ru" }))}\n`).toMatchFileSnapshot(
      "__snapshots__/feedback.ru.txt",
    );
  });

  it("prints the same in English", async () => {
    await expect(`${inspect(displayed(table, { locale: "en" }))}\n`).toMatchFileSnapshot(
      "__snapshots__/feedback.en.txt",
    );
  });
});
