/** Which two scores make a pair, worked out by hand day by day, and what follows when there is none. */
import { describe, expect, it } from "vitest";
import { type ChangeRule, change, enrolment, every, happens, not, type Pairing } from "../../src/define/index";
import {
  type Criterion,
  days,
  defineIndicator,
  evaluate,
  explain,
  members,
  months,
  parseDataset,
  toText,
  type Verdict,
  year,
} from "../../src/core/index";

const criterion = (code: string): Criterion => ({
  ...{ code, title: { ru: code, en: code }, min: 1, max: 5, better: "higher", notApplicable: ["none"] },
});
const HOUSING = [criterion("housing")];
const BOTH = [criterion("housing"), criterion("health")];
const PERIOD = year(2019);

/**
 * Events of one person, a line each: `2019-01-10 2 @anna form-1` is a score of 2 on housing by anna with form-1, and
 * `+health` names another criterion. Somebody whose lines do not begin with a registration is registered on 2019-01-01.
 * Scores are s1, s2 … in turn.
 */
function eventsOf(text: string): readonly object[] {
  const lines = text.split(";").map((line) => line.trim());
  const all = lines[0]!.startsWith("registered") ? lines : ["registered 2019-01-01", ...lines];
  let scores = 0;
  return all
    .filter((line) => line !== "")
    .map((line, index) => {
      const [date, ...rest] = line.replace(/^(registered|exited|retracted) /, "").split(" ");
      const event = (type: string) => ({ id: `${type}-${index}`, type, beneficiaryId: "B", date });
      if (line.startsWith("registered")) return { ...event("beneficiary-registered"), targetGroups: [] };
      if (line.startsWith("exited")) return event("beneficiary-exited");
      if (line.startsWith("retracted")) return { ...event("event-retracted"), retracts: rest[0] };
      const word = (start: string) => rest.find((each) => each.startsWith(start))?.slice(start.length);
      const instrument = rest.find((each) => each.startsWith("form"));
      return {
        ...event("assessment-recorded"),
        id: `s${++scores}`,
        criterion: word("+") ?? "housing",
        score: rest[0] === "none" ? "none" : Number(rest[0]),
        ...(word("@") && { rater: word("@") }),
        ...(instrument && { instrument }),
      };
    });
}

function evaluated(
  text: string,
  pairing: Pairing,
  rule: ChangeRule = { improved: { atLeast: 1 } },
  { asOf = "2019-12-31", criteria = HOUSING } = {},
) {
  const indicator = defineIndicator({
    code: "x",
    title: { ru: "п", en: "i" },
    denominator: happens(enrolment()),
    numerator: change(rule, pairing),
  });
  return evaluate(parseDataset(eventsOf(text), { criteria }), { indicators: [indicator], periods: [PERIOD], asOf });
}

const explained = (...given: Parameters<typeof evaluated>) =>
  explain(evaluated(...given), { indicator: "x", period: PERIOD, beneficiaryId: "B" });

/** How a person moved on housing, as a line: `improved s1 s2`, `missing not-yet-due 2019-12-02.. s1`. */
function pairOf(text: string, pairing: Pairing): string {
  const { movement, why, due, events } = explained(text, pairing).numerator.changes![0]!;
  const window = due && `${due.from}..${due.to ?? ""}`;
  return [movement, why, window, ...events].filter((word) => word !== undefined).join(" ");
}

const within = { baseline: { within: days(30) } };
const scheduled = { followUp: { after: months(6), tolerance: days(30) } };
const scheduledFromRegistration = {
  followUp: { after: months(6), tolerance: days(10), from: "registration" },
} as const;
const sameRater = { same: ["rater"] } as const;
const sameInstrument = { same: ["instrument"] } as const;
const sameBoth = { same: ["rater", "instrument"] } as const;

const pairs: Readonly<Record<string, readonly (readonly [Pairing, string, string])[]>> = {
  "first against last": [
    [{}, "2019-01-10 2; 2019-07-10 3", "improved s1 s2"],
    [{}, "2019-01-10 2; 2019-02-01 1; 2019-03-01 4", "improved s1 s3"],
    [{}, "2019-01-10 2; 2019-01-10 3", "missing no-two-scores s1"],
    [{}, "", "missing no-two-scores"],
    [{}, "2019-01-10 2; 2019-12-31 3", "improved s1 s2"],
    [{}, "2019-01-10 2; 2020-01-01 3", "missing no-two-scores s1"],
    [{}, "2019-01-10 2; 2019-02-01 1; 2019-03-01 4; retracted 2019-03-02 s3", "worsened s1 s2"],
    [{}, "2019-01-10 2; 2019-02-01 none", "not-applicable s1"],
  ],
  // 30 days before 1 March 2019 is 30 January, 30 days after it 31 March.
  "baseline within 30 days of registration": [
    [within, "registered 2019-03-01; 2019-01-30 1; 2019-06-01 2", "improved s1 s2"],
    [within, "registered 2019-03-01; 2019-01-29 1; 2019-06-01 2", "missing no-baseline"],
    [within, "registered 2019-03-01; 2019-03-31 1; 2019-06-01 2", "improved s1 s2"],
    [within, "registered 2019-03-01; 2019-04-01 1; 2019-06-01 2", "missing no-baseline"],
    [within, "registered 2019-03-01; 2019-01-29 1; 2019-03-31 3; 2019-06-01 2", "worsened s2 s3"],
    [within, "registered 2019-03-01; 2019-03-05 none; 2019-03-06 1; 2019-06-01 2", "improved s2 s3"],
    [within, "registered 2019-03-01; 2019-03-05 1; 2019-06-01 2; retracted 2019-06-02 s1", "missing no-baseline"],
    // The first registration counts, not that after a return.
    [
      within,
      "registered 2019-01-01; exited 2019-02-01; registered 2019-06-01; 2019-06-10 1; 2019-09-01 2",
      "missing no-baseline",
    ],
    [within, "registered 2019-12-15", "missing not-yet-due 2019-11-15..2020-01-14"],
    [within, "registered 2019-12-01; 2019-10-01 2", "missing no-baseline"], // until 2019-12-31, the horizon
    [within, "registered 2019-12-02; 2019-10-01 2", "missing not-yet-due 2019-11-02..2020-01-01"],
    [{ baseline: { within: days(0) } }, "registered 2019-03-01; 2019-03-01 1; 2019-06-01 2", "improved s1 s2"],
    [{ baseline: { within: days(0) } }, "registered 2019-03-01; 2019-03-02 1; 2019-06-01 2", "missing no-baseline"],
    // A month before 31 March 2019 is 28 February, a month after it 30 April.
    [{ baseline: { within: months(1) } }, "registered 2019-03-31; 2019-02-28 1; 2019-06-01 2", "improved s1 s2"],
    [{ baseline: { within: months(1) } }, "registered 2019-03-31; 2019-02-27 1; 2019-06-01 2", "missing no-baseline"],
    [{ baseline: { within: months(1) } }, "registered 2019-03-31; 2019-04-30 1; 2019-06-01 2", "improved s1 s2"],
    [{ baseline: { within: months(1) } }, "registered 2019-03-31; 2019-05-01 1; 2019-06-01 2", "missing no-baseline"],
  ],
  // Six months from 10 January is 10 July; 30 days before it 10 June, 30 days after it 9 August.
  "follow-up scheduled from the baseline": [
    [scheduled, "2019-01-10 2; 2019-07-10 3", "improved s1 s2"],
    [scheduled, "2019-01-10 2; 2019-06-10 3", "improved s1 s2"],
    [scheduled, "2019-01-10 2; 2019-06-09 3", "missing no-score-at-point s1"],
    [scheduled, "2019-01-10 2; 2019-08-09 3", "improved s1 s2"],
    [scheduled, "2019-01-10 2; 2019-08-10 3", "missing no-score-at-point s1"],
    [scheduled, "2019-01-10 2; 2019-07-09 3; 2019-08-01 1", "improved s1 s2"],
    [scheduled, "2019-01-10 2; 2019-06-20 1; 2019-07-15 3; 2019-12-01 1", "improved s1 s3"],
    [scheduled, "2019-01-10 2; 2019-07-08 4; 2019-07-12 1", "improved s1 s2"], // a tie: the earlier
    [scheduled, "2019-01-10 2; 2019-07-10 4; 2019-07-10 1", "improved s1 s2"], // on one day: the first by id
    [scheduled, "2019-01-10 2; 2019-07-10 none; 2019-07-20 3", "improved s1 s3"],
    [scheduled, "2019-01-10 2; 2019-07-10 none", "not-applicable s1"],
    [scheduled, "2019-01-10 2; 2019-07-10 3; 2019-07-20 1; retracted 2019-07-21 s2", "worsened s1 s3"],
    [scheduled, "", "missing no-baseline"],
    // No other score becomes the baseline when nothing follows the first: 1 March and 1 September are six months apart.
    [scheduled, "2019-01-10 2; 2019-03-01 2; 2019-09-01 3", "missing no-score-at-point s1"],
    // From 1 June the last day is 31 December, the horizon; from 2 June it is the day after.
    [scheduled, "2019-06-01 2", "missing no-score-at-point s1"],
    [scheduled, "2019-06-02 2", "missing not-yet-due 2019-11-02..2020-01-01 s1"],
    [scheduled, "2019-06-02 2; 2019-11-02 3", "improved s1 s2"],
    [scheduled, "2019-06-02 2; 2020-01-01 3", "missing not-yet-due 2019-11-02..2020-01-01 s1"],
    // Three months from 31 March is 30 June.
    [{ followUp: { after: months(3), tolerance: days(0) } }, "2019-03-31 2; 2019-06-30 3", "improved s1 s2"],
    [
      { followUp: { after: months(3), tolerance: days(0) } },
      "2019-03-31 2; 2019-07-01 3",
      "missing no-score-at-point s1",
    ],
  ],
  // Six months from 1 January is 1 July; ten days before it 21 June, ten after it 11 July.
  "follow-up scheduled from registration": [
    [scheduledFromRegistration, "2019-04-01 2; 2019-06-21 3", "improved s1 s2"],
    [scheduledFromRegistration, "2019-04-01 2; 2019-06-20 3; 2019-07-12 3", "missing no-score-at-point s1"],
    [scheduledFromRegistration, "2019-04-01 2; 2019-07-11 3", "improved s1 s2"],
    [scheduledFromRegistration, "2019-06-25 2; 2019-07-01 1; 2019-07-05 3", "worsened s1 s2"],
    [scheduledFromRegistration, "2019-07-01 2", "missing no-score-at-point s1"], // the baseline does not follow itself
    [scheduledFromRegistration, "", "missing no-baseline"],
    [scheduledFromRegistration, "registered 2019-08-01", "missing not-yet-due 2020-01-22..2020-02-11"],
    [{ ...scheduledFromRegistration, ...within }, "2019-02-01 2; 2019-07-01 3", "missing no-baseline"],
    [{ ...scheduledFromRegistration, ...within }, "2019-01-31 2; 2019-07-01 3", "improved s1 s2"],
  ],
  "same rater": [
    [sameRater, "2019-01-10 2 @anna; 2019-07-10 3 @anna", "improved s1 s2"],
    [sameRater, "2019-01-10 2 @anna; 2019-07-10 3 @boris", "missing other-rater s1 s2"],
    [sameRater, "2019-01-10 2 @anna; 2019-07-10 3 @anna; 2019-09-01 1 @boris", "improved s1 s2"],
    [sameRater, "2019-01-10 2 @anna; 2019-07-10 1 @boris; 2019-09-01 3 @anna", "improved s1 s3"],
    [sameRater, "2019-01-10 2 @anna; 2019-02-10 3 @boris; 2019-09-01 4 @boris", "missing other-rater s1 s3"],
    [sameRater, "2019-01-10 2 @anna; 2019-07-10 3", "missing rater-not-recorded s1 s2"],
    [sameRater, "2019-01-10 2; 2019-07-10 3 @anna", "missing rater-not-recorded s1 s2"],
    // A last score that may or may not be anna's leaves open which of two pairs it is; one before hers does not.
    [sameRater, "2019-01-10 2 @anna; 2019-07-10 3 @anna; 2019-09-01 1", "missing rater-not-recorded s1 s3"],
    [sameRater, "2019-01-10 2 @anna; 2019-07-10 1; 2019-09-01 3 @anna", "improved s1 s3"],
    [sameRater, "2019-01-10 2 @anna", "missing no-two-scores s1"],
    [sameRater, "2019-01-10 2", "missing no-two-scores s1"],
    [{ ...sameRater, ...scheduled }, "2019-01-10 2 @anna; 2019-07-10 1 @boris; 2019-08-01 3 @anna", "improved s1 s3"],
    [{ ...sameRater, ...scheduled }, "2019-01-10 2 @anna; 2019-07-10 1 @boris", "missing other-rater s1 s2"],
    [
      { ...sameRater, ...scheduled },
      "2019-06-02 2 @anna; 2019-11-02 1 @boris",
      "missing not-yet-due 2019-11-02..2020-01-01 s1 s2",
    ],
    [{ ...sameRater, ...scheduled }, "2019-06-02 2 @anna; 2019-11-02 1", "missing rater-not-recorded s1 s2"],
  ],
  "same instrument": [
    [sameInstrument, "2019-01-10 2 form-1; 2019-07-10 3 form-1", "improved s1 s2"],
    [sameInstrument, "2019-01-10 2 form-1; 2019-07-10 3 form-2", "missing other-instrument s1 s2"],
    [sameInstrument, "2019-01-10 2 form-1; 2019-07-10 3", "missing instrument-not-recorded s1 s2"],
    [sameInstrument, "2019-01-10 2; 2019-07-10 3 form-1", "missing instrument-not-recorded s1 s2"],
    [sameInstrument, "2019-01-10 2 @anna form-1; 2019-07-10 3 @boris form-1", "improved s1 s2"],
    [sameBoth, "2019-01-10 2 @anna form-1; 2019-07-10 3 @boris form-1", "missing other-rater s1 s2"],
    [
      sameBoth,
      "2019-01-10 2 @anna form-1; 2019-07-10 3 @anna form-2; 2019-08-10 3 @boris form-1",
      "missing other-instrument s1 s2",
    ],
    [sameBoth, "2019-01-10 2 @anna form-1; 2019-07-10 3 @anna", "missing instrument-not-recorded s1 s2"],
    [sameBoth, "2019-01-10 2 @anna; 2019-07-10 3 @anna form-1", "missing instrument-not-recorded s1 s2"],
    [sameBoth, "2019-01-10 2 @anna form-1; 2019-07-10 3 @anna form-1", "improved s1 s2"],
  ],
  // Three months from 31 January is 30 April.
  "least spacing": [
    [{ spacing: months(3) }, "2019-01-31 2; 2019-04-30 3", "improved s1 s2"],
    [{ spacing: months(3) }, "2019-01-31 2; 2019-04-29 3", "missing too-close s1 s2"],
    [{ spacing: months(3) }, "2019-01-31 2; 2019-04-29 3; 2019-05-10 1", "worsened s1 s3"],
    [{ spacing: days(60) }, "2019-11-01 2; 2019-12-31 3", "improved s1 s2"],
    [{ spacing: days(60) }, "2019-11-02 2; 2019-12-31 3", "missing not-yet-due 2020-01-01.. s1 s2"],
    [{ spacing: days(60) }, "2019-11-01 2", "missing no-two-scores s1"],
    [{ ...scheduledFromRegistration, ...within, spacing: days(30) }, "2019-01-31 2; 2019-06-24 1", "worsened s1 s2"],
    // 30 June is nearest to 1 July, and 20 days from the baseline.
    [{ ...scheduledFromRegistration, spacing: days(30) }, "2019-06-10 2; 2019-06-30 1; 2019-07-10 3", "improved s1 s3"],
    [{ ...scheduledFromRegistration, spacing: days(30) }, "2019-06-10 2; 2019-06-30 1", "missing too-close s1 s2"],
  ],
};

describe.each(Object.entries(pairs))("%s", (_, rows) => {
  it.each(rows)("%j of %s gives %s", (pairing, text, expected) => {
    expect(pairOf(text, pairing)).toBe(expected);
  });
});

const improved: ChangeRule = { improved: { atLeast: 1 } };
const improvedOnly: ChangeRule = { improved: { atLeast: 1 }, worsened: { atMost: 0 } };
const paired: ChangeRule = { paired: { atLeast: 2 } };

/** Verdicts with housing and health declared: when a missing pair is unknown, and when it is not improved. */
const policies: readonly (readonly [string, ChangeRule, Pairing, Verdict, Verdict])[] = [
  ["", improved, {}, "unknown", "not-counted"],
  ["", { notWorsened: { atLeast: 1 } }, {}, "unknown", "not-counted"],
  ["", { worsened: { atMost: 0 } }, {}, "unknown", "not-counted"],
  ["2019-01-10 2; 2019-07-10 3", improved, {}, "counted", "counted"],
  // Nobody knows whether health worsened.
  ["2019-01-10 2; 2019-07-10 3", improvedOnly, {}, "unknown", "not-counted"],
  ["2019-01-10 2; 2019-07-10 3", { net: { atLeast: 1 } }, {}, "unknown", "not-counted"],
  ["2019-01-10 2; 2019-07-10 3", paired, {}, "unknown", "not-counted"],
  ["2019-01-10 3; 2019-07-10 2", improved, {}, "unknown", "not-counted"],
  ["2019-01-10 3; 2019-07-10 2", improvedOnly, {}, "not-counted", "not-counted"],
  ["2019-01-10 2; 2019-07-10 3; 2019-02-01 none +health", improvedOnly, {}, "counted", "counted"],
  ["2019-01-10 none; 2019-02-01 none +health", improved, {}, "not-counted", "not-counted"],
  ["2019-01-10 2 @anna; 2019-07-10 3", improved, sameRater, "unknown", "not-counted"],
  // What is not yet due stays open, here on housing.
  ["2019-06-02 2; 2019-05-01 2 +health", improved, scheduled, "unknown", "unknown"],
  ["2019-06-01 2; 2019-05-01 2 +health", improved, scheduled, "unknown", "not-counted"],
  ["2019-06-02 2; 2019-05-01 2 +health", paired, scheduled, "unknown", "not-counted"],
  ["2019-12-15 2; 2019-12-15 2 +health", improved, { spacing: days(30) }, "unknown", "unknown"],
  ["registered 2019-12-02", improved, within, "unknown", "unknown"],
  ["registered 2019-12-01", improved, within, "unknown", "not-counted"],
];

describe("a missing pair", () => {
  it.each(policies)("of %j under %j and %j is %s, or %s when not improved", (text, rule, pairing, open, settled) => {
    const verdictOf = (missing: NonNullable<Pairing["missing"]>) =>
      explained(text, { ...pairing, missing }, rule, { criteria: BOTH }).verdict;
    expect([verdictOf("unknown"), verdictOf("not-improved")]).toEqual([open, settled]);
  });

  it("is settled for all who were never assessed, each by what was due of them, when they are judged together", () => {
    const person = (id: string, date: string) => [
      { id, type: "beneficiary-registered", beneficiaryId: id, date, targetGroups: [] },
    ];
    const indicator = defineIndicator({
      code: "x",
      title: { ru: "п", en: "i" },
      denominator: happens(enrolment()),
      numerator: change(improved, { ...within, missing: "not-improved" }),
    });
    const dataset = parseDataset(
      [...person("A", "2019-05-01"), ...person("B", "2019-12-20"), ...person("C", "2019-06-01")],
      {
        criteria: HOUSING,
      },
    );
    const evaluation = evaluate(dataset, { indicators: [indicator], periods: [PERIOD], asOf: "2019-12-31" });
    const withVerdict = (verdict: Verdict) => members(evaluation, { indicator: "x", period: PERIOD, verdict });
    expect([withVerdict("not-counted"), withVerdict("unknown")]).toEqual([["A", "C"], ["B"]]);
  });

  it("stays unknown when nobody knows which criterion was meant", () => {
    const asked: Pairing = { criterionFrom: "asked", missing: "not-improved" };
    expect(explained("2019-01-10 2; 2019-07-10 3", asked).verdict).toBe("unknown");
  });
});

/** What is missing of somebody unknown, as lines. */
const reasons: readonly (readonly [Pairing, string, readonly object[]])[] = [
  [{}, "", [{ field: "score", criterion: "housing", why: "no-two-scores" }]],
  [scheduled, "2019-06-02 2", [{ field: "score", criterion: "housing", why: "not-yet-due" }]],
  [
    sameRater,
    "2019-01-10 2 @anna; 2019-07-10 3 @boris",
    [{ field: "score", criterion: "housing", why: "other-rater" }],
  ],
  [sameRater, "2019-01-10 2 @anna; 2019-07-10 3", [{ field: "rater", eventId: "s2", criterion: "housing" }]],
  [
    sameInstrument,
    "2019-01-10 2; 2019-07-10 3",
    [
      { field: "instrument", eventId: "s1", criterion: "housing" },
      { field: "instrument", eventId: "s2", criterion: "housing" },
    ],
  ],
];

describe("explain()", () => {
  it.each(reasons)("names what is missing when %j pairs %s", (pairing, text, missing) => {
    expect(explained(text, pairing).reason).toEqual({ verdict: "unknown", missing });
  });

  const told: readonly (readonly [Pairing, string, string, string])[] = [
    [{}, "2019-01-10 2; 2019-07-10 3", "housing: лучше [s1, s2]", "housing: improved [s1, s2]"],
    [{}, "2019-01-10 2", "housing: нет двух оценок [s1]", "housing: no two scores [s1]"],
    [within, "registered 2019-03-01; 2019-04-01 2", "housing: нет исходной оценки", "housing: no baseline"],
    [
      scheduled,
      "2019-01-10 2; 2019-09-01 3",
      "housing: нет оценки в назначенный срок [s1]",
      "housing: no score at the scheduled point [s1]",
    ],
    [
      scheduled,
      "2019-06-02 2",
      "housing: срок оценки ещё не прошёл (2019-11-02 – 2020-01-01) [s1]",
      "housing: not yet due (2019-11-02 – 2020-01-01) [s1]",
    ],
    [
      { spacing: days(60) },
      "2019-12-01 2",
      "housing: срок оценки ещё не прошёл (не раньше 2020-01-30) [s1]",
      "housing: not yet due (not before 2020-01-30) [s1]",
    ],
    [
      { spacing: days(60) },
      "2019-01-10 2; 2019-02-10 3",
      "housing: оценки слишком близки по времени [s1, s2]",
      "housing: scores too close together [s1, s2]",
    ],
    [
      sameRater,
      "2019-01-10 2 @anna; 2019-07-10 3 @boris",
      "housing: оценивали разные люди [s1, s2]",
      "housing: scores by different raters [s1, s2]",
    ],
    [
      sameRater,
      "2019-01-10 2 @anna; 2019-07-10 3",
      "housing: не указано, кто оценивал [s1, s2]",
      "housing: rater not recorded [s1, s2]",
    ],
    [
      sameInstrument,
      "2019-01-10 2 form-1; 2019-07-10 3 form-2",
      "housing: оценено разными инструментами или версиями инструмента [s1, s2]",
      "housing: scores by different instruments or versions [s1, s2]",
    ],
    [
      sameInstrument,
      "2019-01-10 2 form-1; 2019-07-10 3",
      "housing: не указан инструмент оценки [s1, s2]",
      "housing: instrument not recorded [s1, s2]",
    ],
  ];

  it.each(told)("says why in both languages when %j pairs %s", (pairing, text, ru, en) => {
    const explanation = explained(text, pairing);
    expect(toText(explanation, { locale: "ru" }).split("\n").at(-1)?.trim()).toBe(ru);
    expect(toText(explanation, { locale: "en" }).split("\n").at(-1)?.trim()).toBe(en);
  });
});

const refused: readonly (readonly [Pairing, string])[] = [
  [
    { followUp: { after: months(1), tolerance: months(1) } },
    "numerator.pairing.followUp.tolerance must be shorter than after (1 month), received 1 month",
  ],
  [
    { followUp: { after: days(0), tolerance: days(0) } },
    "numerator.pairing.followUp.tolerance must be shorter than after (0 days), received 0 days",
  ],
  [
    { ...scheduled, spacing: days(215) },
    "numerator.pairing.spacing must not be longer than the scheduled follow-up can be from the baseline (6 months and 30 days), received 215 days",
  ],
  [
    { ...scheduledFromRegistration, ...within, spacing: days(225) },
    "numerator.pairing.spacing must not be longer than the scheduled follow-up can be from the baseline (6 months and 10 days and 30 days), received 225 days",
  ],
  [{ spacing: days(0) }, "numerator.pairing.spacing must be longer than nothing"],
];

describe("defineIndicator()", () => {
  const defined = (pairing: Pairing) => () => explained("", pairing);

  it.each(refused)("refuses a pairing that cannot hold when it is %j", (pairing, because) => {
    expect(defined(pairing)).toThrow(`Cannot define the indicator: ${because}`);
  });

  // Six months are at most 184 days: 184 and 30 are 214, and with the 30 days before registration and 10 after the
  // point 224.
  it.each<[Pairing]>([
    [{ ...scheduled, spacing: days(214) }],
    [{ ...scheduledFromRegistration, ...within, spacing: days(224) }],
    [{ ...scheduledFromRegistration, spacing: days(1000) }],
    [{ followUp: { after: days(31), tolerance: days(30) } }],
  ])("lets a pairing pass when it can just hold: %j", (pairing) => {
    expect(defined(pairing)).not.toThrow();
  });

  it("refuses a denied change when its missing pairs are settled, for that would count them", () => {
    const harmed = change({ worsened: { atLeast: 1 } }, { missing: "not-improved" });
    const numerators = [not(harmed), every(happens(enrolment()), not(every(harmed, happens(enrolment()))))];
    for (const numerator of numerators) {
      const denominator = happens(enrolment());
      expect(() => defineIndicator({ code: "x", title: { ru: "п", en: "i" }, denominator, numerator })).toThrow(
        "must not settle missing pairs where it is denied, for that would count them",
      );
    }
  });
});
