import type { Locale } from "../../src/share";
import { displayed } from "../../src/report/index";
import { inspect } from "node:util";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Criterion,
  DefinitionError,
  days,
  evaluate,
  lifeSituationCriteria,
  months,
  parseDataset,
  period,
  socialChangeShare,
  results,
  year,
} from "../../src/core/index";
import { harm, movements, type SocialChange, type SocialChangeOptions, socialChange } from "../../src/tables/index";
import { howMany } from "../long";

type Event = Readonly<Record<string, unknown>>;
type Score = readonly [date: string, criterion: string, score: number | string];

/** Somebody registered and served in 2019, with scores. */
function person(beneficiaryId: string, scores: readonly Score[], service = "social-adaptation"): readonly Event[] {
  const told = [
    { type: "beneficiary-registered", date: "2019-01-01", targetGroups: ["care-leaver"], sex: "female" },
    { type: "service-delivered", date: "2019-01-02", service },
    ...scores.map(([date, criterion, score]) => ({ type: "assessment-recorded", date, criterion, score })),
  ];
  return told.map((event, at) => Object.freeze({ id: `${beneficiaryId}.${at}`, beneficiaryId, ...event }));
}

const scale = { min: 1, max: 5, better: "higher" } as const;
const criteria: readonly Criterion[] = [
  { code: "housing", title: { ru: "Жильё", en: "Housing" }, ...scale, minimumStep: 1, notApplicable: ["n/a"] },
  {
    code: "stress",
    title: { ru: "Напряжение", en: "Stress" },
    ...{ min: 0, max: 10, better: "lower", minimumStep: 2, notApplicable: ["n/a"] },
    reliability: { coefficient: 0.8, standardDeviation: 2, source: "made up" },
  },
];

const [before, later] = ["2019-02-01", "2019-08-01"];
const both = (first: readonly [number, number], last: readonly [number, number]): readonly Score[] => [
  [before, "housing", first[0]],
  [before, "stress", first[1]],
  [later, "housing", last[0]],
  [later, "stress", last[1]],
];

/** Better; the same; worse; no second score; never assessed; not served. */
const people = [
  ...person("B-1", both([1, 8], [3, 4])),
  ...person("B-2", both([5, 10], [5, 9])),
  ...person("B-3", both([4, 2], [2, 6])),
  ...person("B-4", [
    [before, "housing", 3],
    [before, "stress", "n/a"],
  ]),
  ...person("B-5", []),
  ...person("B-6", both([1, 8], [3, 4]), "legal-aid"),
];
const options = { period: year(2019), asOf: "2019-12-31" } as const;
const small = socialChange(parseDataset(people, { criteria }), options);

const folder = new URL("../../fixtures/vse-poluchitsya-2019-2020/", import.meta.url);
const fixtureCriteria: readonly Criterion[] = JSON.parse(readFileSync(new URL("criteria.json", folder), "utf8"));
const lines = readFileSync(new URL("events.ndjson", folder), "utf8").trim().split("\n");
const practice = parseDataset(
  lines.map((line): unknown => JSON.parse(line)),
  { criteria: fixtureCriteria },
);

describe("socialChange() on six people counted by hand", () => {
  const [housing, stress] = small.criteria as [SocialChange["criteria"][number], SocialChange["criteria"][number]];

  it("puts everybody served in one place on each criterion", () => {
    expect(small.served).toBe(5);
    expect(housing.movements).toEqual({ improved: 1, unchanged: 1, worsened: 1, unpaired: 2, notApplicable: 0 });
    expect(stress.movements).toEqual({ improved: 1, unchanged: 1, worsened: 1, unpaired: 1, notApplicable: 1 });
  });

  it("says who could not get worse or better, also when lower is better and within the smallest step", () => {
    const one = { people: 1, improved: 0, unchanged: 0, worsened: 0 };
    expect(housing.floor).toEqual({ ...one, improved: 1 });
    expect(housing.ceiling).toEqual({ ...one, unchanged: 1 });
    expect(stress.floor).toEqual({ ...one, unchanged: 1 });
    expect(stress.ceiling).toEqual({ ...one, people: 0 });
    const nearer = parseDataset(person("B-1", both([2, 9], [2, 9])), { criteria });
    expect(socialChange(nearer, options).criteria[1]?.floor).toEqual({ ...one, unchanged: 1 });
  });

  it("prints the scale, the step, and where people started", () => {
    const { scale: shown, minimumStep, better, instrument } = stress;
    expect({ shown, minimumStep, better, instrument }).toEqual({
      ...{ shown: { min: 0, max: 10 }, minimumStep: 2, better: "lower", instrument: null },
    });
    expect(housing.baseline).toEqual({
      paired: { people: 3, mean: "3.3333333333" },
      unpaired: { people: 1, mean: "3.0000000000" },
    });
    expect(stress.baseline.unpaired).toEqual({ people: 0, mean: null });
  });

  it("tells changes from error of measurement where a reliability is declared", () => {
    expect(housing.reliable).toBeNull();
    // 1.959963984540054 · 2 · √2 · √0.2 = 2.479180…; differences are 4, 1 and 4.
    expect(stress.reliable).toEqual({
      ...{ improved: 1, noReliableChange: 1, worsened: 1, smallestDifference: "2.4791801292", source: "made up" },
    });
  });

  it("gives what would pass if nothing had changed, and what did", () => {
    const { people: paired, observed, byChance, worseByChance, reason } = small.nothingChanged;
    expect([paired, observed, reason]).toEqual([3, { numerator: 2, denominator: 3 }, null]);
    // Two pass as recorded, two with their scores exchanged.
    // Of 36 pairs of housing scores 14 are worse, of stress scores 13: 1 − 14 · 13 / 36².
    expect(byChance.map(({ method, value, percent }) => [method, value, percent])).toEqual([
      ["exchange", "0.6666666667", "66.7"],
      ["independence", "0.8595679012", "86.0"],
    ]);
    expect(worseByChance).toEqual([
      { criterion: "housing", value: "0.3888888889" },
      { criterion: "stress", value: "0.3611111111" },
    ]);
    expect(small.notes.map(({ code }) => code)).toEqual([
      ...["nobody-asked", "passes-by-chance", "none-recorded-is-not-none", "negative-effects-not-tracked"],
    ]);
  });

  it("looks only at criteria where a person has a pair", () => {
    const partly = [
      ...person("B-1", both([1, 2], [3, 6])),
      ...person(
        "B-2",
        both([4, 8], [2, 4]).filter(([, code]) => code === "housing"),
      ),
    ];
    const { nothingChanged } = socialChange(parseDataset(partly, { criteria }), options);
    // The second passes only exchanged; housing 1, 2, 3, 4: 6 of 16 pairs are worse; stress 2, 6: 1 of 4. (1 − 6/64 +
    // 1 − 6/16) / 2.
    expect(nothingChanged.observed).toEqual({ numerator: 1, denominator: 2 });
    expect(nothingChanged.byChance.map(({ value }) => value)).toEqual(["0.7500000000", "0.7656250000"]);
  });

  it("counts the way to a pair, and compares who has one with who has none", () => {
    expect(small.funnel.map(({ stage, people: count }) => [stage, count])).toEqual([
      ["served", 5],
      ["baseline", 4],
      ["follow-up", 3],
      ["paired", 3],
      ["paired-on-all", 3],
    ]);
    expect(small.funnel[2]?.ofPrevious).toEqual({ numerator: 3, denominator: 4 });
    expect(small.pairedPeople.map(({ by, values, reason }) => [by, values.length, reason])).toEqual([
      ["targetGroup", 1, "nothing-to-compare"],
      ["sex", 1, "nothing-to-compare"],
      ["region", 1, "nothing-to-compare"],
      ["ageBand", 1, "nothing-to-compare"],
    ]);
    expect(small.pairedPeople[0]?.values[0]).toEqual({
      of: { kind: "value", code: "care-leaver" },
      paired: { numerator: 3, denominator: 3 },
      unpaired: { numerator: 2, denominator: 2 },
    });
  });

  it("is frozen JSON without an id", () => {
    const text = JSON.stringify(small);
    expect(JSON.parse(text)).toEqual(small);
    expect(text).not.toMatch(/B-\d/);
    expect(Object.isFrozen(small.criteria[0]?.movements)).toBe(true);
  });

  it("takes criteria as they are scored when none are declared, and says so", () => {
    const undeclared = people.filter(({ score }) => score !== "n/a");
    const table = socialChange(parseDataset(undeclared), options);
    expect(
      table.criteria.map(({ criterion, scale: of, floor, minimumStep }) => [criterion, of, floor, minimumStep]),
    ).toEqual([
      ["housing", null, null, null],
      ["stress", null, null, null],
    ]);
    expect(table.notes.map(({ code }) => code)).toContain("criteria-not-declared");
  });

  it("has no shares when nobody is served", () => {
    const table = socialChange(parseDataset(people, { criteria }), { ...options, period: year(2021) });
    expect([table.served, table.readings[0]?.value, table.nothingChanged.byChance[0]?.value]).toEqual([0, null, null]);
    expect(table.notes.map(({ code }) => code)).toContain("empty-denominator");
    expect(socialChange(parseDataset([]), options).served).toBe(0);
  });
});

describe("socialChange() and the engine", () => {
  const periods = [year(2019), year(2020), period("2019-01-01", "2020-12-31")];

  it.each(periods)("gives for $from – $to what results() gives", (asked) => {
    const evaluation = evaluate(practice, { indicators: [socialChangeShare], periods: [asked], asOf: "2021-01-31" });
    const [result] = results(evaluation);
    const {
      readings,
      served,
      criteria: counted,
      notes,
    } = socialChange(practice, { period: asked, asOf: "2021-01-31" });
    const { verdicts, share, value, percent, interval, settled, bounds, fingerprint, title } = result!;
    expect(readings[0]).toEqual({
      ...{ code: "as-defined", title, fingerprint, verdicts, share, value, percent, interval, settled, bounds },
    });
    const beside = result!.readings;
    expect(readings.slice(1).map(({ code, share: of }) => [`2.1:${code}`, of])).toEqual(
      beside.map(({ code, share: of }) => [code, of]),
    );
    expect(beside).toHaveLength(6);
    expect(served).toBe(share.denominator);
    for (const { movements: moved } of counted) {
      expect(Object.values(moved).reduce((sum, count) => sum + count, 0)).toBe(served);
    }
    expect(notes.some(({ code }) => code === "reading")).toBe(false);
  });

  it("looks at another service, with a fingerprint of its own", () => {
    const table = socialChange(parseDataset(people, { criteria }), { ...options, service: "legal-aid" });
    expect([table.served, table.service, table.readings[0]?.share]).toEqual([
      ...[1, "legal-aid", { numerator: 1, denominator: 1 }],
    ]);
    expect(table.readings[0]?.fingerprint).not.toBe(small.readings[0]?.fingerprint);
    expect(table.readings.map(({ share }) => share.denominator)).toEqual(Array(7).fill(1));
  });

  it("sees the dataset as it was known on a day", () => {
    const dated = people.map((event) => ({ ...event, recordedOn: event.date === later ? "2019-09-01" : event.date }));
    const table = socialChange(parseDataset(dated, { criteria }), { ...options, knownOn: "2019-08-31" });
    expect([table.knownOn, table.funnel.map(({ people: count }) => count)]).toEqual(["2019-08-31", [5, 4, 0, 0, 0]]);
  });

  it("leaves a criterion out that only a retracted assessment names", () => {
    const slip = {
      id: "X-1",
      type: "assessment-recorded",
      beneficiaryId: "B-1",
      date: before,
      criterion: "luck",
      score: 1,
    };
    const undone = { id: "X-2", type: "event-retracted", beneficiaryId: "B-1", date: before, retracts: "X-1" };
    const dataset = parseDataset([...people, slip, undone], { criteria });
    expect(socialChange(dataset, options)).toEqual(small);
    expect(socialChange(dataset, { ...options, criteria })).toEqual(small);
  });
});

describe("socialChange() with a pairing of its own", () => {
  const dataset = parseDataset(people, { criteria });
  const shares = ({ readings }: SocialChange) => readings.map(({ share }) => share.numerator);
  const moved = (table: SocialChange) => table.criteria.map((one) => one.movements.unpaired);

  it("shows the three policies for missing pairs side by side", () => {
    // Unknown: the fourth and fifth, on the asked criterion everybody, for nobody said which it is.
    expect(small.missingPairs.map(({ unknown, notImproved }) => [unknown.open, notImproved.open])).toEqual([
      ...[
        [2, 0],
        [2, 0],
        [2, 0],
        [2, 0],
        [2, 0],
        [1, 0],
        [5, 5],
      ],
    ]);
    for (const { unknown, notImproved, bounds, code } of small.missingPairs) {
      expect(unknown.share).toEqual(small.readings.find((reading) => reading.code === code)?.share);
      expect(notImproved.share).toEqual(unknown.share);
      expect(bounds).toEqual(small.readings.find((reading) => reading.code === code)?.bounds);
    }
    const settled = socialChange(dataset, { ...options, pairing: { missing: "not-improved" } });
    expect(settled.missingPairs).toEqual(small.missingPairs);
    expect(settled.readings[0]?.verdicts).toMatchObject({ counted: 2, "not-counted": 3, unknown: 0 });
    expect(settled.criteria).toEqual(small.criteria);
  });

  it("compares the scores that the pairing picks, in the readings and in every table", () => {
    // 1 February and 1 August are 181 days apart.
    const near = socialChange(dataset, { ...options, pairing: { spacing: days(181) } });
    const far = socialChange(dataset, { ...options, pairing: { spacing: days(182) } });
    expect([shares(near), moved(near)]).toEqual([shares(small), moved(small)]);
    expect([shares(far), moved(far)]).toEqual([Array(7).fill(0), [5, 4]]);
    expect(far.funnel.map(({ people: count }) => count)).toEqual([5, 4, 3, 0, 0]);
    expect([far.pairing, far.nothingChanged.reason]).toEqual([
      ...[{ rule: "first-last", spacing: days(182) }, "nobody-paired"],
    ]);
    expect(movements(dataset, { ...options, pairing: { spacing: days(182) } })[0]?.movements[0]).toMatchObject({
      ...{ movement: "missing", why: "too-close", last: null },
    });
  });

  it("leaves open under both policies a pair that is not yet due", () => {
    const scheduled = { followUp: { after: months(12), tolerance: days(30) } };
    const { missingPairs } = socialChange(dataset, { ...options, pairing: scheduled });
    expect(missingPairs[0]?.notImproved).toMatchObject({ share: { numerator: 0, denominator: 5 }, open: 4 });
  });

  it("refuses what is no pairing", () => {
    const pairing = { spacing: days(0) };
    expect(() => socialChange(dataset, { ...options, pairing })).toThrow(DefinitionError);
  });
});

describe("socialChange() with criteria of its own", () => {
  const flipped = criteria.map(
    (one) => ({ ...one, better: one.better === "higher" ? "lower" : "higher" }) as Criterion,
  );
  const more = [...criteria, { code: "luck", title: { ru: "Удача", en: "Luck" }, ...scale }];
  const coarse = criteria.map((one) => ({ ...one, minimumStep: 3, max: 12 }));
  const setAside = criteria.map((one) => ({ ...one, notApplicable: ["n/a", 5] }));

  it.each([
    ["the same", criteria],
    ["the other direction", flipped],
    ["a criterion more", more],
    ["a larger step and scale", coarse],
    ["a score that does not apply", setAside],
    ["another order", [...criteria].reverse()],
  ])("is as if the dataset had been read with them: %s", (_, own: readonly Criterion[]) => {
    const [dataset, frozen] = [parseDataset(people, { criteria }), Object.freeze(own)];
    expect(socialChange(dataset, { ...options, criteria: frozen })).toEqual(
      socialChange(parseDataset(people, { criteria: frozen }), options),
    );
    expect(socialChange(dataset, options)).toEqual(small);
  });

  const [housing, stress] = criteria as [Criterion, Criterion];
  it.each([
    [[housing], '9 scores of criterion "stress", which is not among the criteria'],
    [[{ ...housing, max: 4 }, stress], '2 scores of criterion "housing" off its scale from 1 to 4'],
    [[housing, { ...stress, notApplicable: [] }], '1 score of criterion "stress" with a code it may not declare'],
  ])("refuses those that do not fit the scores, with counts and no ids (%#)", (own: readonly Criterion[], says) => {
    const dataset = parseDataset(people, { criteria });
    const call = () => socialChange(dataset, { ...options, criteria: own });
    expect(call).toThrow(RangeError);
    expect(call).toThrow(/^Cannot show social change: criteria must fit the scores, and there (?:is|are) /);
    expect(call).toThrow(says);
    expect(call).not.toThrow(/B-\d/);
  });

  it("refuses what are no criteria, no code, or no dataset", () => {
    const dataset = parseDataset(people, { criteria });
    const wrong = (given: object) => () => socialChange(dataset, { ...options, ...given } as SocialChangeOptions);
    expect(wrong({ criteria: [{ code: "x" }] })).toThrow(
      /^Cannot show social change: criteria\.0\.title must be an object with ru and en, received nothing/,
    );
    expect(wrong({ service: "" })).toThrow(/^Cannot show social change: service must be text that is not empty/);
    expect(wrong({ pairing: { criterionFrom: "asked-help-with" } })).toThrow(
      /^Cannot show social change: pairing must look at every criterion, received an object; leave criterionFrom out, /,
    );
    expect(() => socialChange({} as never, options)).toThrow(TypeError);
  });
});

describe("what passes when nothing changed", () => {
  /** The point of a Halton sequence in a base: an even spread over 0 to 1 that looks random and is not. */
  const halton = (index: number, base: number) => {
    let [value, part] = [0, 1];
    for (let rest = index; rest > 0; rest = Math.floor(rest / base)) {
      part /= base;
      value += part * (rest % base);
    }
    return value;
  };
  /**
   * Standard normal quantile by bisection of the logistic bound: good to 1e-4 (Bowling et al. 2009), far below the
   * steps here.
   */
  const normal = (share: number) => {
    const below = (z: number) => 1 / (1 + Math.exp(-(0.07056 * z ** 3 + 1.5976 * z)));
    let [low, high] = [-6, 6];
    while (high - low > 1e-6) {
      const middle = (low + high) / 2;
      if (below(middle) < share) low = middle;
      else high = middle;
    }
    return low;
  };
  /**
   * On each criterion a fifth get worse and a fifth better by chance; what happens on two criteria is correlated at
   * 0.3.
   */
  const limit = normal(0.8);
  const evenly = Array.from({ length: 500 }, (_, index) => {
    const common = Math.sqrt(0.3) * normal(halton(index + 1, 2));
    return [3, 5, 7, 11, 13].map((base) => {
      const change = common + Math.sqrt(0.7) * normal(halton(index + 1, base));
      return change > limit ? 1 : change < -limit ? -1 : 0;
    });
  });
  const dataset = parseDataset(
    evenly.flatMap((changes, index) =>
      person(
        `B-${index}`,
        changes.flatMap((change, at): Score[] => {
          const { code } = lifeSituationCriteria[at]!;
          return [
            [before, code, 3],
            [later, code, 3 + change],
          ];
        }),
      ),
    ),
    { criteria: lifeSituationCriteria },
  );

  it("is 99.2 % on five criteria correlated at 0.3, as the design says", () => {
    const { nothingChanged, criteria: counted } = socialChange(dataset, options);
    for (const { movements: moved } of counted) expect(Math.abs(moved.worsened - 100)).toBeLessThanOrEqual(10);
    const [exchange, independence] = nothingChanged.byChance;
    // Of 1,000 recorded or exchanged outcomes about 8 fail, so one more or less is 0.1 points; 0.3 points are three of
    // them.
    expect(Math.abs(Number(exchange?.percent) - 99.2)).toBeLessThanOrEqual(0.3);
    // Without the correlation a fifth to the fifth fail on the margins of the changes; on those of the scores it is
    // still less than 0.8 %.
    expect(Number(independence?.value)).toBeGreaterThan(Number(exchange?.value));
  });
});

describe("movements()", () => {
  const dataset = parseDataset(people, { criteria });

  it("lists everybody served with first and last score, events, and whether the change is reliable", () => {
    const listed = movements(dataset, options);
    expect(listed.map(({ beneficiaryId }) => beneficiaryId)).toEqual(["B-1", "B-2", "B-3", "B-4", "B-5"]);
    expect(listed[0]?.movements[1]).toEqual({
      criterion: "stress",
      movement: "improved",
      why: null,
      first: { date: before, score: 8, event: "B-1.3" },
      last: { date: later, score: 4, event: "B-1.5" },
      isReliable: true,
    });
    expect(listed[1]?.movements.map(({ movement, isReliable }) => [movement, isReliable])).toEqual([
      ["unchanged", null],
      ["unchanged", false],
    ]);
    expect(listed[3]?.movements.map(({ movement, why, first, last }) => [movement, why, first?.score, last])).toEqual([
      ["missing", "no-two-scores", 3, null],
      ["not-applicable", null, undefined, null],
    ]);
  });

  it("adds up to socialChange()", () => {
    const listed = movements(practice, { period: year(2019), asOf: "2021-01-31" });
    const table = socialChange(practice, { period: year(2019), asOf: "2021-01-31" });
    for (const [at, { criterion, movements: moved }] of table.criteria.entries()) {
      const of = listed.map((one) => one.movements[at]!);
      expect(of.every((one) => one.criterion === criterion)).toBe(true);
      for (const movement of ["improved", "unchanged", "worsened"] as const) {
        expect(of.filter((one) => one.movement === movement)).toHaveLength(moved[movement]);
      }
    }
    expect(listed).toHaveLength(table.served);
  });

  it("lists one person asked for, and refuses who is not served", () => {
    expect(movements(dataset, { ...options, beneficiaryId: "B-3" })).toEqual([movements(dataset, options)[2]]);
    for (const beneficiaryId of ["B-6", "B-99"]) {
      expect(() => movements(dataset, { ...options, beneficiaryId })).toThrow(
        /^Cannot list how people moved: beneficiaryId must be that of somebody with the service social-adaptation in the period, received /,
      );
    }
  });
});

describe("lifeSituationCriteria", () => {
  it("are those the synthetic population is scored on, with the instrument it names", () => {
    const stripped = lifeSituationCriteria.map(({ instrument, ...rest }) => rest);
    expect(stripped).toEqual(fixtureCriteria.map(({ instrument, ...rest }) => rest));
    expect(new Set(lifeSituationCriteria.map(({ instrument }) => instrument))).toEqual(new Set(["life-situation-v1"]));
    const used = lines
      .filter((line) => line.includes('"assessment-recorded"'))
      .map((line) => JSON.parse(line).instrument);
    expect(new Set(used)).toEqual(new Set(["life-situation-v1"]));
  });

  it("stand in place of the declared ones without moving a figure", () => {
    const asked = { period: year(2020), asOf: "2021-01-31" };
    const own = socialChange(practice, { ...asked, criteria: lifeSituationCriteria });
    expect(own.readings).toEqual(socialChange(practice, asked).readings);
  });
});

/** What a console shows of it. */
const told = (table: SocialChange, options: { readonly locale: Locale }) => inspect(displayed(table, options));

describe("displayed(socialChange(…))", () => {
  it.each(["ru", "en"] as const)("shows every figure of the table in %s", (locale) => {
    expect(told(small, { locale })).toMatchSnapshot();
  });

  it("prints — where there is no value", () => {
    const text = told(socialChange(parseDataset([]), options), { locale: "en" });
    expect(text).toMatch(/ — +— +— +—$/m);
  });
});

describe("wrong calls of socialChange() and movements()", () => {
  const dataset = parseDataset(people, { criteria });
  it.each([
    [undefined, TypeError, "options must be an object with period and asOf, received nothing"],
    [null, TypeError, "options must be an object with period and asOf, received null"],
    [{ ...options, pairing: 5 }, TypeError, "pairing must be an object, received 5"],
    [{ ...options, pairing: null }, TypeError, "pairing must be an object, received null"],
    [{ ...options, pairing: "strict" }, TypeError, 'pairing must be an object, received "strict"'],
    [
      { ...options, pairing: { missing: "bounds" } },
      RangeError,
      'pairing.missing must be one of unknown, not-improved, received "bounds"',
    ],
    [{ ...options, pairing: { rule: "best" } }, RangeError, 'pairing.rule must be first-last, received "best"'],
    [{ ...options, pairing: { space: days(3) } }, TypeError, 'received "space"; did you mean "same"?'],
    [{ ...options, criteria: "x" }, TypeError, 'criteria must be a list, received "x"'],
    [{ ...options, servise: "x" }, TypeError, 'received "servise"; did you mean "service"?'],
  ])("refuse %j", (given, kind, says) => {
    for (const call of [socialChange, movements]) {
      const wrong = () => call(dataset, given as never);
      expect(wrong).toThrow(kind);
      expect(wrong).toThrow(/^Cannot (?:show social change|list how people moved): /);
      expect(wrong).toThrow(says);
    }
  });
});

describe("notes of social change", () => {
  const codesIn = ({ notes }: SocialChange) => notes.map(({ code }) => code);
  const asking = (beneficiaryIds: readonly string[]) =>
    parseDataset(
      people.map((event) =>
        event.type === "beneficiary-registered" && beneficiaryIds.includes(event.beneficiaryId as string)
          ? { ...event, attributes: { "asked-help-with": "housing" } }
          : event,
      ),
      { criteria },
    );

  it("say for how many the criterion asked help with is recorded, and print no share when for nobody", () => {
    expect(told(small, { locale: "en" })).toMatch(/^Better on the criterion the person asked.*? — +— +— +—$/m);
    const some = socialChange(asking(["B-1"]), options);
    expect(some.notes.find(({ code }) => code === "not-everybody-asked")?.message.en).toContain(
      "for 1 of the 5 people served",
    );
    expect(told(some, { locale: "en" })).toMatch(/^Better on the criterion the person asked +20\.0% \(1 of 5\)/m);
    const all = codesIn(socialChange(asking(["B-1", "B-2", "B-3", "B-4", "B-5"]), options));
    expect(all.filter((code) => code.endsWith("-asked"))).toEqual([]);
  });

  it("name a service that was never recorded, and the nearest that was", () => {
    const { notes } = socialChange(parseDataset(people, { criteria }), { ...options, service: "social-adaptaton" });
    expect(notes.find(({ code }) => code === "service-never-recorded")?.message).toEqual({
      ru: 'Услуга "social-adaptaton" не записана ни в одном событии; ближайшая из записанных — "social-adaptation".',
      en: 'No event is of the service "social-adaptaton"; the nearest recorded is "social-adaptation".',
    });
    expect(codesIn(small)).not.toContain("service-never-recorded");
  });
});

describe("harm beside social change", () => {
  const incident = (id: string, date: string, severity: string) => {
    return { id, beneficiaryId: "B-1", type: "adverse-event-recorded", date, kind: "housing-lost", severity };
  };
  const recorded = [
    incident("X-1", "2019-03-01", "high"),
    incident("X-2", "2019-04-01", "high"),
    incident("X-3", "2020-03-01", "low"),
  ];
  const dataset = parseDataset([...people, ...recorded], { criteria });
  const table = socialChange(dataset, options);

  it("gives the adverse events and notes that harm() gives", () => {
    const evaluation = evaluate(dataset, {
      indicators: [socialChangeShare],
      periods: [options.period],
      asOf: options.asOf,
    });
    const [beside] = harm(evaluation);
    expect(table.adverseEvents).toEqual(beside!.adverseEvents);
    expect(table.notes).toEqual(expect.arrayContaining([...beside!.notes]));
    expect(table.adverseEvents[0]?.any).toEqual({ events: 2, people: 1, reason: null });
    expect(Object.isFrozen(table.adverseEvents[0]?.any)).toBe(true);
  });

  it("is printed by severity", () => {
    const text = told(table, { locale: "en" });
    expect(text).toMatch(/^of any kind +0 +0 +2 +2 +1$/m);
    expect(text).toMatch(/^housing-lost +0 +0 +2 +2 +1$/m);
  });

  it("prints titles on one line", () => {
    const [housing, stress] = criteria as [Criterion, Criterion];
    const own = [{ ...housing, title: { ru: "Жи\nльё\u202e", en: "Hou\nsing\u202e" } }, stress];
    const text = told(socialChange(dataset, { ...options, criteria: own }), { locale: "en" });
    expect(text).toMatch(/^Hou sing +\d/m);
    expect(text).not.toContain("\u202e");
  });
});

describe("laws of social change", () => {
  const score = fc.integer({ min: 1, max: 5 });
  const scores = fc.option(fc.tuple(score, fc.option(score)), { freq: 6 });
  const drawn = fc.array(fc.tuple(scores, scores, scores), { minLength: 1, maxLength: 6 });
  const codes = ["housing", "health", "money"];
  const declared = (count: number, better: Criterion["better"] = "higher"): readonly Criterion[] =>
    codes.slice(0, count).map((code) => ({ code, title: { ru: code, en: code }, ...scale, better }));
  type Drawn = readonly (readonly (readonly [number, number | null] | null)[])[];
  const eventsOf = (all: Drawn, count: number) =>
    all.flatMap((one, index) =>
      person(
        `B-${index}`,
        one.slice(0, count).flatMap((pair, at): Score[] => {
          if (pair === null) return [];
          const first: Score = [before, codes[at]!, pair[0]];
          return pair[1] === null ? [first] : [first, [later, codes[at]!, pair[1]]];
        }),
      ),
    );
  const tableOf = (all: Drawn, count: number, own: readonly Criterion[] = declared(count)) =>
    socialChange(parseDataset(eventsOf(all, count), { criteria: declared(count) }), { ...options, criteria: own });

  it("no stricter reading counts more than the literal rule, and each criterion adds up to those served", () => {
    fc.assert(
      fc.property(drawn, (all) => {
        const { readings, criteria: counted, served, funnel, nothingChanged } = tableOf(all, 3);
        for (const { share } of readings) expect(share.numerator).toBeLessThanOrEqual(readings[0]!.share.numerator);
        for (const { movements: moved, floor, ceiling } of counted) {
          expect(Object.values(moved).reduce((sum, count) => sum + count, 0)).toBe(served);
          expect([floor?.worsened, ceiling?.improved]).toEqual([0, 0]);
        }
        funnel.forEach(({ people: count }, at) => {
          expect(count).toBeLessThanOrEqual(funnel[at - 1]?.people ?? served);
        });
        // A counted person always passes on the criteria with a pair.
        expect(readings[0]!.share.numerator).toBeLessThanOrEqual(nothingChanged.observed.numerator);
      }),
      { numRuns: howMany(25) },
    );
  });

  it("a criterion more never lowers the literal value", () => {
    fc.assert(
      fc.property(drawn, (all) => {
        const values = [1, 2, 3].map((count) => Number(tableOf(all, count).readings[0]!.value));
        expect(values).toEqual([...values].sort((a, b) => a - b));
      }),
      { numRuns: howMany(25) },
    );
  });

  it("turning a scale round exchanges improved and worsened, floor and ceiling, and leaves the rate by exchange", () => {
    fc.assert(
      fc.property(drawn, (all) => {
        const [straight, turned] = [tableOf(all, 3), tableOf(all, 3, declared(3, "lower"))];
        const exchange = ({
          improved,
          worsened,
          ...rest
        }: {
          readonly improved: number;
          readonly worsened: number;
        }) => {
          return { ...rest, improved: worsened, worsened: improved };
        };
        straight.criteria.forEach(({ movements: moved, floor, ceiling }, at) => {
          const other = turned.criteria[at]!;
          expect(other.movements).toEqual(exchange(moved));
          expect([other.ceiling, other.floor]).toEqual([exchange(floor!), exchange(ceiling!)]);
        });
        expect(turned.nothingChanged.byChance).toEqual(straight.nothingChanged.byChance);
      }),
      { numRuns: howMany(25) },
    );
  });
});
