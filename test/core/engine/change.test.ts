/**
 * How scores moved, and what a rule says of them: against every way in which missing pairs can have come out, tried one
 * by one.
 */
import { describe, expect, it } from "vitest";
import { days, months } from "../../../src/calendar";
import type { ChangeRule, CountRange } from "../../../src/core/definition/language";
import type { Pairing } from "../../../src/core/definition/pairing";
import type { Criterion } from "../../../src/core/events/event";
import { ChangeOutcomes, changesOf, fits, Pairs } from "../../../src/core/engine/change";
import { storeOfPeople, viewOf } from "./people";

const criterion = (code: string, more: Partial<Criterion> = {}): Criterion => ({
  ...{ code, title: { ru: code, en: code }, min: 0, max: 10, better: "higher", notApplicable: ["none"] },
  ...more,
});

type Movement = "improved" | "unchanged" | "worsened";
const MOVEMENTS: readonly Movement[] = ["improved", "unchanged", "worsened"];
const RULES: readonly ChangeRule[] = [
  { improved: { atLeast: 1 } },
  { improved: { atLeast: 2 } },
  { improved: { atMost: 1 } },
  { unchanged: { atLeast: 1 } },
  { unchanged: { atLeast: 2, atMost: 2 } },
  { worsened: { atMost: 0 } },
  { worsened: { atLeast: 1, atMost: 1 } },
  { notWorsened: { atLeast: 1 } },
  { notWorsened: { atLeast: 3 } },
  { notWorsened: { atMost: 1 } },
  { net: { atLeast: 1 } },
  { net: { atLeast: 0, atMost: 0 } },
  { paired: { atLeast: 2 } },
  { paired: { atLeast: 3 } },
  { paired: { atMost: 2 } },
  { improved: { atLeast: 1 }, worsened: { atMost: 0 } },
  { unchanged: { atLeast: 1 }, paired: { atLeast: 3 } },
  { unchanged: { atMost: 0 }, notWorsened: { atLeast: 2 } },
  { net: { atLeast: 0 }, paired: { atLeast: 3 }, unchanged: { atMost: 1 } },
  {},
];

const count = (ways: readonly (Movement | "none")[], movement: Movement) =>
  ways.filter((way) => way === movement).length;
const holds = (range: CountRange = {}, number: number) =>
  number >= (range.atLeast ?? Number.NEGATIVE_INFINITY) && number <= (range.atMost ?? Number.POSITIVE_INFINITY);

/** Whether a rule holds of movements, straight from what its words mean. */
function meets(rule: ChangeRule, ways: readonly (Movement | "none")[]): boolean {
  const [improved, unchanged, worsened] = MOVEMENTS.map((movement) => count(ways, movement)) as [
    number,
    number,
    number,
  ];
  return (
    holds(rule.improved, improved) &&
    holds(rule.unchanged, unchanged) &&
    holds(rule.worsened, worsened) &&
    holds(rule.notWorsened, improved + unchanged) &&
    holds(rule.net, improved - worsened) &&
    holds(rule.paired, improved + unchanged + worsened)
  );
}

/** Every way in which so many pairs can have come out, none among them. */
function waysOf(missing: number): (Movement | "none")[][] {
  if (missing === 0) return [[]];
  return waysOf(missing - 1).flatMap((ways) => [...MOVEMENTS, "none" as const].map((way) => [...ways, way]));
}

/** Three criteria: + improved, = unchanged, - worsened, ? no second score. */
const SIGNS = [..."+=-?"];
const PEOPLE = SIGNS.flatMap((a) => SIGNS.flatMap((b) => SIGNS.map((c) => a + b + c)));
const score = (sign: string, code: string) => {
  const second = { "+": 6, "=": 5, "-": 4 }[sign];
  return `scored 2019-01-01 ${code} 5${second === undefined ? "" : `; scored 2019-06-01 ${code} ${second}`}`;
};
const store = storeOfPeople(
  PEOPLE.map((signs, at) => `P${at}: ${[..."abc"].map((code, place) => score(signs[place]!, code)).join("; ")}`).join(
    "\n",
  ),
);

describe("ChangeOutcomes.bits()", () => {
  const known = (signs: string) =>
    [...signs].filter((sign) => sign !== "?").map((sign) => MOVEMENTS["+=-".indexOf(sign)]!);

  it.each(RULES.map((rule) => [JSON.stringify(rule), rule] as const))(
    "of %s are certain when it holds in every way, possible when in one",
    (_name, rule) => {
      const bits = new Uint8Array(PEOPLE.length);
      new ChangeOutcomes(viewOf(store, "2019-12-31"), {}).bits(rule, bits);
      const expected = PEOPLE.map((signs) => {
        const found = waysOf([...signs].filter((sign) => sign === "?").length);
        const met = found.filter((ways) => meets(rule, [...known(signs), ...ways])).length;
        return met === found.length ? 15 : met > 0 ? 12 : 0;
      });
      expect(Object.fromEntries(PEOPLE.map((signs, at) => [signs, bits[at]]))).toEqual(
        Object.fromEntries(PEOPLE.map((signs, at) => [signs, expected[at]])),
      );
    },
  );

  it.each(RULES.map((rule) => [JSON.stringify(rule), rule] as const))(
    "of %s hold only in every way where missing pairs count as not improved",
    (_name, rule) => {
      const bits = new Uint8Array(PEOPLE.length);
      new ChangeOutcomes(viewOf(store, "2019-12-31"), { missing: "not-improved" }).bits(rule, bits);
      const expected = PEOPLE.map((signs) => {
        const found = waysOf([...signs].filter((sign) => sign === "?").length);
        return found.every((ways) => meets(rule, [...known(signs), ...ways])) ? 15 : 0;
      });
      expect([...bits]).toEqual(expected);
    },
  );

  it.each(RULES.map((rule) => [JSON.stringify(rule), rule] as const))(
    "of %s are possible when some way of what is not yet due will do, however the rest came out",
    (_name, rule) => {
      // The baseline of `soon` is so late that its follow-up is still to come; that of `over` has had its time.
      const people = PEOPLE.map((signs) => signs.replaceAll("?", "o")).concat(
        PEOPLE.map((signs) => signs.replace("?", "s").replaceAll("?", "o")),
      );
      const told = (sign: string, code: string) => {
        if (sign === "s") return `scored 2019-12-01 ${code} 5`;
        return score(sign === "o" ? "?" : sign, code);
      };
      const mixed = storeOfPeople(
        people
          .map((signs, at) => `P${at}: ${[..."abc"].map((code, place) => told(signs[place]!, code)).join("; ")}`)
          .join("\n"),
      );
      const pairing: Pairing = { missing: "not-improved", followUp: { after: months(5), tolerance: days(30) } };
      const bits = new Uint8Array(people.length);
      new ChangeOutcomes(viewOf(mixed, "2019-12-31"), pairing).bits(rule, bits);
      const expected = people.map((signs) => {
        const forfeited = waysOf(signs.split("o").length - 1);
        const holding = (ways: readonly (Movement | "none")[]) =>
          forfeited.every((others) => meets(rule, [...known(signs.replace(/[os]/g, "?")), ...ways, ...others]));
        const due = waysOf(signs.split("s").length - 1);
        return due.every(holding) ? 15 : due.some(holding) ? 12 : 0;
      });
      expect([...bits]).toEqual(expected);
    },
  );

  it("are of the people looked at, one outcome for all who were never assessed", () => {
    const few = storeOfPeople(`
      A: scored 2019-01-01 a 5; scored 2019-06-01 a 6
      B: served 2019-01-01
      C: scored 2019-01-01 a 5; scored 2019-06-01 a 4
      D: served 2019-01-01
      E: scored 2019-01-01 a 5
    `);
    const late = new Uint8Array(3);
    new ChangeOutcomes(viewOf(few, "2019-12-31", [0, 1, 3]), {}).bits({ improved: { atLeast: 1 } }, late);
    expect([...late]).toEqual([15, 12, 12]);
    const view = viewOf(few, "2019-12-31", [1, 0, 3]);
    const outcomes = new ChangeOutcomes(view, {});
    const bits = new Uint8Array(6).fill(77);
    outcomes.bits({ improved: { atLeast: 1 } }, bits);
    expect([...bits]).toEqual([12, 15, 12, 77, 77, 77]);
    view.people.look(Int32Array.of(3, 2, 1, 0, 4, 0), 5);
    outcomes.bits({ improved: { atLeast: 1 } }, bits);
    expect([...bits]).toEqual([12, 0, 12, 15, 12, 77]);
    outcomes.bits({ worsened: { atMost: 0 } }, bits);
    expect([...bits]).toEqual([12, 0, 12, 15, 12, 77]);
    outcomes.bits({ worsened: { atLeast: 1 } }, bits);
    expect([...bits]).toEqual([12, 15, 12, 0, 12, 77]);
  });

  it("of whom was never assessed hang on what is due of them where missing pairs count as not improved", () => {
    const few = storeOfPeople(
      `
      A: registered 2019-01-01
      B: registered 2019-12-20
      C: registered 2019-01-01
    `,
      [criterion("a")],
    );
    const pairing: Pairing = { missing: "not-improved", baseline: { within: days(30) } };
    const bits = new Uint8Array(3);
    new ChangeOutcomes(viewOf(few, "2019-12-31"), pairing).bits({ improved: { atLeast: 1 } }, bits);
    expect([...bits]).toEqual([0, 12, 0]);
  });
});

describe("fits()", () => {
  it("is what the words of a rule mean, for all small numbers", () => {
    for (const rule of RULES) {
      for (const ways of [0, 1, 2, 3].flatMap(waysOf)) {
        const [improved, unchanged, worsened] = MOVEMENTS.map((movement) => count(ways, movement)) as [
          number,
          number,
          number,
        ];
        expect(fits(rule, improved, unchanged, worsened)).toBe(meets(rule, ways));
      }
    }
  });
});

describe("Pairs", () => {
  const scaled = storeOfPeople(
    `
    A: registered 2019-01-01 ask=low; scored 2019-01-01 high 3.2; scored 2019-02-01 high 3.3; scored 2019-01-01 low 3; scored 2019-02-01 low 4; scored 2019-01-01 coarse 3; scored 2019-02-01 coarse 4.9
    B: registered 2019-01-01 ask=coarse; scored 2019-01-01 high 3.2; scored 2019-02-01 high 3.25; scored 2019-01-01 low 3; scored 2019-02-01 low 2; scored 2019-01-01 coarse 3; scored 2019-02-01 coarse 1
    C: registered 2019-01-01 ask=nothing; scored 2019-01-01 high none; scored 2019-01-01 low 3; scored 2019-02-01 low 3; scored 2019-01-01 coarse 3
    D: registered 2019-01-01; scored 2019-02-01 low 3
    E: registered 2019-01-01 ask=high; scored 2019-01-01 high 3; scored 2019-02-01 high 9
  `,
    [
      criterion("high", { minimumStep: 0.1 }),
      criterion("low", { better: "lower" }),
      criterion("coarse", { minimumStep: 2 }),
    ],
  );
  const view = viewOf(scaled, "2019-12-31");
  const number = (code: string) => scaled.log.criteria.find(code);
  const CODES = ["high", "low", "coarse"];

  it.each<[Pairing, (string | undefined)[][]]>([
    [
      {},
      [
        ["improved", "worsened", "unchanged"],
        ["unchanged", "improved", "worsened"],
        ["not-applicable", "unchanged", "missing"],
        ["missing", "missing", "missing"],
        ["improved", "missing", "missing"],
      ],
    ],
    [
      { criterionFrom: "ask" },
      [
        [undefined, "worsened", undefined],
        [undefined, undefined, "worsened"],
        [undefined, undefined, undefined],
        [undefined, undefined, undefined],
        ["improved", undefined, undefined],
      ],
    ],
    [{ criterionFrom: "never-asked" }, Array(5).fill([undefined, undefined, undefined])],
  ])("under %j move by at least the criterion's step, in its direction", (pairing, expected) => {
    const pairs = new Pairs(view, pairing);
    const movements = [0, 1, 2, 3, 4].map((person) => {
      pairs.load(person);
      return CODES.map((code) => pairs.movementOf(number(code)));
    });
    expect(movements).toEqual(expected);
    const told = [0, 1, 2, 3, 4].map((person) =>
      Object.fromEntries(changesOf(view, person, pairing).map(({ criterion: code, movement }) => [code, movement])),
    );
    expect(told.map((by) => CODES.map((code) => by[code]))).toEqual(expected);
  });

  it.each<[Pairing, number[][]]>([
    [
      {},
      [
        [1, 1, 1, 0, 0],
        [1, 1, 1, 0, 0],
        [0, 1, 0, 1, 0],
        [0, 0, 0, 3, 0],
        [1, 0, 0, 2, 0],
      ],
    ],
    [
      { missing: "not-improved" },
      [
        [1, 1, 1, 0, 0],
        [1, 1, 1, 0, 0],
        [0, 1, 0, 0, 1],
        [0, 0, 0, 0, 3],
        [1, 0, 0, 0, 2],
      ],
    ],
    [
      { criterionFrom: "ask" },
      [
        [0, 0, 1, 0, 0],
        [0, 0, 1, 0, 0],
        [0, 0, 0, 1, 0],
        [0, 0, 0, 1, 0],
        [1, 0, 0, 0, 0],
      ],
    ],
    [
      { criterionFrom: "ask", missing: "not-improved" },
      [
        [0, 0, 1, 0, 0],
        [0, 0, 1, 0, 0],
        [0, 0, 0, 1, 0],
        [0, 0, 0, 1, 0],
        [1, 0, 0, 0, 0],
      ],
    ],
  ])("under %j are counted: improved, unchanged, worsened, missing, forfeited", (pairing, expected) => {
    const pairs = new Pairs(view, pairing);
    const counts = [0, 1, 2, 3, 4].map((person) => {
      pairs.load(person);
      pairs.count();
      return [pairs.improved, pairs.unchanged, pairs.worsened, pairs.missing, pairs.forfeited];
    });
    expect(counts).toEqual(expected);
  });

  it("under a criterion that nobody named look at none, of however many", () => {
    const codes = [..."abcdef"];
    const told = codes.map((code) => `scored 2019-01-01 ${code} 3; scored 2019-02-01 ${code} 4`).join("; ");
    const many = storeOfPeople(`A: registered 2019-01-01 ask=nothing; ${told}\nB: ${told}`);
    const pairs = new Pairs(viewOf(many, "2019-12-31"), { criterionFrom: "ask" });
    for (const person of [0, 1]) {
      pairs.load(person);
      expect(codes.map((code) => pairs.movementOf(many.log.criteria.find(code)))).toEqual(codes.map(() => undefined));
    }
  });

  it("under a criterion whose name is the first code of all look at it", () => {
    const first = store.log.codes.texts[0]!;
    const told = `registered 2019-01-01 ask=${first}; scored 2019-01-01 ${first} 3; scored 2019-02-01 ${first} 4`;
    const one = storeOfPeople(`A: ${told}`);
    expect(one.log.codes.find(first)).toBe(0);
    const [change] = changesOf(viewOf(one, "2019-12-31"), 0, { criterionFrom: "ask" });
    expect(change).toMatchObject({ criterion: first, movement: "improved" });
  });

  it("are rows of two assessments, of the criteria looked at", () => {
    const out = new Int32Array(6).fill(-7);
    const dayAndScore = (row: number) => [scaled.assessments.codes[row], scaled.assessments.scores[row]];
    const pairs = new Pairs(view, {});
    pairs.load(2);
    expect(pairs.rows(out)).toBe(2);
    expect([...out.subarray(0, 2)].map(dayAndScore)).toEqual([
      [number("low"), 3],
      [number("low"), 3],
    ]);
    expect([pairs.firstOf(number("low")), pairs.lastOf(number("low"))]).toEqual([out[0], out[1]]);
    expect(out[2]).toBe(-7);
    expect([pairs.firstOf(number("high")), pairs.lastOf(number("high"))]).toEqual([-1, -1]);
    expect(pairs.whyMissing(number("coarse"))).toBe("no-two-scores");
    pairs.load(0);
    expect(pairs.rows(out)).toBe(6);
    const asked = new Pairs(view, { criterionFrom: "ask" });
    asked.load(0);
    expect(asked.rows(out)).toBe(2);
    expect([...out.subarray(0, 2)].map(dayAndScore)).toEqual([
      [number("low"), 3],
      [number("low"), 4],
    ]);
  });

  it("know the criteria declared, or else those seen up to the horizon", () => {
    const seen = storeOfPeople(`
      A: scored 2019-01-01 first 3; scored 2019-02-01 first 4; scored 2019-07-01 second 3
      B: scored 2019-06-30 third 3
    `);
    const codes = (horizon: string) => changesOf(viewOf(seen, horizon), 0, {}).map(({ criterion: code }) => code);
    expect(codes("2019-06-29")).toEqual(["first"]);
    expect(codes("2019-06-30")).toEqual(["first", "third"]);
    expect(codes("2019-07-01").sort()).toEqual(["first", "second", "third"]);
    const pairs = new Pairs(viewOf(seen, "2018-12-31"), {});
    pairs.load(0);
    pairs.count();
    expect([pairs.missing, pairs.forfeited]).toEqual([1, 0]);
    const forfeiting = new Pairs(viewOf(seen, "2018-12-31"), { missing: "not-improved" });
    forfeiting.load(0);
    forfeiting.count();
    expect([forfeiting.missing, forfeiting.forfeited]).toEqual([0, 1]);
  });
});
