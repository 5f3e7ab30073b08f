/** Definitions analysed: what is shared, and what each expression is known to be. */
import { describe, expect, it } from "vitest";
import { days, months } from "../../../src/calendar";
import {
  aged,
  change,
  clip,
  countedIn,
  employedAtFollowUp,
  enrolment,
  every,
  except,
  exits,
  falls,
  followUps,
  happens,
  inGroup,
  joined,
  lasts,
  not,
  overlap,
  placements,
  type SpellExpression,
  services,
  some,
  starting,
  support,
  touching,
  union,
  withoutLastDay,
} from "../../../src/core/definition/language";
import {
  after as daysAfter,
  earlier,
  firstDay,
  firstPlacement,
  lastDay,
  on,
  registration,
  reportingPeriod,
  untilHorizon,
} from "../../../src/core/definition/windows";
import { type ConditionNode, Planner, partsOf } from "../../../src/core/engine/plan";
import { sound } from "../../../src/core/definition/sound";

const open = placements({ setting: "open-market" });
const temporary = placements({ contract: "temporary" });
const moved = exits({ reason: "moved" });
const withinEmployer = joined(placements(), { gap: days(0), within: "employer" });
const afterOpen = daysAfter(firstDay(open), days(0), days(30));
const afterAny = daysAfter(firstDay(placements()), days(0), days(30));
const ofPeriod = clip(placements(), reportingPeriod);

/** What is known of an expression, as letters: period, can lack, can be anything, can turn, joins. */
function known(expression: SpellExpression): string {
  const { usesPeriod, canLack, canBeAnything, canTurn, joins } = new Planner().spells(expression);
  const flags = { p: usesPeriod, l: canLack, a: canBeAnything, t: canTurn, j: joins };
  return Object.entries(flags)
    .map(([letter, is]) => (is ? letter : ""))
    .join("");
}

function openingsOf(expression: SpellExpression): string[] {
  const planner = new Planner();
  planner.spells(expression);
  return [...planner.openings];
}

describe("Planner.spells()", () => {
  it.each<[string, SpellExpression, string, string[]]>([
    ["placements", placements(), "", ["placements"]],
    ["open-market placements", open, "l", ["placements", "setting"]],
    ["temporary placements", temporary, "l", ["placements", "contract"]],
    ["both", placements({ setting: "sheltered", contract: "permanent" }), "l", ["placements", "setting", "contract"]],
    ["support", support(), "", ["support"]],
    ["enrolment", enrolment(), "", ["enrolment"]],
    ["services", services({ service: "advice" }), "", []],
    ["follow-ups", followUps({ status: "employed" }), "", []],
    ["work at follow-up", employedAtFollowUp(), "l", ["follow-up"]],
    ["exits", exits(), "", []],
    ["exits for a reason", moved, "la", ["reason"]],
    ["joined", joined(services(), { gap: days(7) }), "j", []],
    ["joined within an employer", withinEmployer, "laj", ["placements", "employer"]],
    [
      "the overlap of open-market placements and support",
      overlap(open, support()),
      "l",
      ["placements", "setting", "support"],
    ],
    [
      "the overlap of support and open-market placements",
      overlap(support(), open),
      "l",
      ["support", "placements", "setting"],
    ],
    ["support but exits for a reason", except(support(), moved), "la", ["support", "reason"]],
    ["exits for a reason but support", except(moved, support()), "la", ["reason", "support"]],
    ["a union with joined", union(services(), joined(services(), { gap: days(7) })), "j", []],
    ["a union with what starts in the period", union(services(), starting(services(), reportingPeriod)), "pt", []],
    ["without the last day", withoutLastDay(open), "l", ["placements", "setting"]],
    ["cut to the period", ofPeriod, "p", ["placements"]],
    ["touching the period before", touching(services(), earlier(reportingPeriod, months(12))), "p", []],
    ["up to the horizon", clip(services(), untilHorizon), "", []],
    ["the time before the horizon", clip(services(), earlier(untilHorizon, months(12))), "", []],
    ["starting in the period", starting(services(), reportingPeriod), "pt", []],
    ["after registration", touching(services(), daysAfter(registration, days(0), days(30))), "", []],
    ["after the first placement", touching(services(), afterAny), "", ["placements"]],
    ["after the first open-market placement", touching(services(), afterOpen), "", ["placements", "setting"]],
    [
      "after the last day of work in the period",
      touching(services(), on(lastDay(ofPeriod), days(0))),
      "p",
      ["placements"],
    ],
  ])("of %s is known", (_name, expression, flags, openings) => {
    expect(known(expression)).toBe(flags);
    expect(openingsOf(expression).sort()).toEqual([...openings].sort());
  });

  it("makes one node of equal expressions, numbered parts first", () => {
    const planner = new Planner();
    const both = planner.spells(overlap(placements(), support()));
    expect(both.id).toBe(2);
    expect(both.parts.map(({ id }) => id)).toEqual([0, 1]);
    expect(both.parts[0]).toBe(planner.spells(placements()));
    expect(planner.spells(overlap(placements(), support()))).toBe(both);
    expect(planner.spells(union(placements(), open)).id).toBe(4);
  });

  it("knows the spells of the anchor a window is laid from", () => {
    const planner = new Planner();
    const { anchor } = planner.spells(touching(services(), afterOpen));
    expect(anchor).toEqual({ end: "first-day", spells: planner.spells(open) });
    expect(planner.spells(touching(services(), on(firstPlacement, days(0)))).anchor).toBeUndefined();
    expect(planner.spells(touching(services(), reportingPeriod)).anchor).toBeUndefined();
  });

  it("partsOf() are the expressions an expression is made of", () => {
    const [a, b] = [placements(), support()];
    for (const join of [overlap(a, b), except(a, b), union(a, b)]) expect(partsOf(join)).toEqual([a, b]);
    for (const of of [
      joined(a, { gap: days(1) }),
      withoutLastDay(a),
      ofPeriod,
      touching(a, untilHorizon),
      starting(a, untilHorizon),
    ]) {
      expect(partsOf(of)).toEqual([a]);
    }
    for (const plain of [a, b, enrolment(), services(), exits(), followUps(), employedAtFollowUp()]) {
      expect(partsOf(plain)).toEqual([]);
    }
  });
});

describe("Planner.leaf()", () => {
  const leafOf = (condition: Parameters<Planner["leaf"]>[0]) => {
    const planner = new Planner();
    return { planner, leaf: planner.leaf(condition) };
  };
  type Leaf = Parameters<Planner["leaf"]>[0];
  const leaf = (condition: unknown) => condition as Leaf;

  it.each<[string, unknown, boolean, number]>([
    ["happens", happens(placements()), false, 0],
    ["happens in the period", happens(ofPeriod), true, 0],
    ["happens after an open-market placement", happens(touching(services(), afterOpen)), false, 1],
    ["happens after any placement", happens(touching(services(), afterAny)), false, 0],
    [
      "happens inside a union after an open-market placement",
      happens(union(services(), touching(services(), afterOpen))),
      false,
      1,
    ],
    ["lasts", lasts(open, { atLeast: months(6) }), false, 0],
    ["change", change({ improved: { atLeast: 1 } }), false, 0],
    ["in a group", inGroup("targetGroup", ["care-leaver"]), false, 0],
    ["aged at the period's start", aged({ under: 25, at: "period-start" }), true, 0],
    ["aged at registration", aged({ under: 25, at: registration }), false, 0],
    ["aged on the first day of work in the period", aged({ under: 25, at: firstDay(ofPeriod) }), true, 0],
    ["aged on the first open-market day", aged({ under: 25, at: firstDay(open) }), false, 1],
    ["falls in the period", falls(registration, reportingPeriod), true, 0],
    ["falls in the period before", falls(registration, earlier(reportingPeriod, months(12))), true, 0],
    ["falls before the horizon", falls(registration, untilHorizon), false, 0],
    ["a day of the period's work falls before the horizon", falls(firstDay(ofPeriod), untilHorizon), true, 0],
    [
      "an open-market day falls after another",
      falls(firstDay(open), daysAfter(lastDay(temporary), days(0), days(9))),
      false,
      2,
    ],
    ["registration falls after an open-market day", falls(registration, afterOpen), false, 1],
    ["a window of a window's own anchor", falls(firstDay(touching(services(), afterOpen)), untilHorizon), false, 1],
  ])("of %s looks at the period or not, and rests on days that can move", (_name, condition, usesPeriod, movable) => {
    const made = leafOf(leaf(condition)).leaf;
    expect(made.usesPeriod).toBe(usesPeriod);
    expect(made.movable).toHaveLength(movable);
    expect(made.movable.every(({ spells }) => spells.canLack)).toBe(true);
  });

  it("knows the spells, the day and what its window is laid from", () => {
    const { planner, leaf: made } = leafOf(
      leaf(falls(firstDay(open), daysAfter(lastDay(temporary), days(0), days(9)))),
    );
    expect(made.anchor).toEqual({ end: "first-day", spells: planner.spells(open) });
    expect(made.windowAnchor).toEqual({ end: "last-day", spells: planner.spells(temporary) });
    expect(made.spells).toBeUndefined();
    expect(planner.leaf(leaf(happens(open))).spells).toBe(planner.spells(open));
    expect(planner.leaf(leaf(aged({ under: 25, at: firstDay(open) }))).anchor?.spells).toBe(planner.spells(open));
    expect(planner.leaf(leaf(aged({ under: 25, at: "period-start" }))).anchor).toBeUndefined();
    expect(planner.leaf(leaf(falls(registration, untilHorizon)))).toMatchObject({
      anchor: undefined,
      windowAnchor: undefined,
    });
  });

  it("makes one of equal conditions", () => {
    const planner = new Planner();
    const first = planner.leaf(leaf(happens(open)));
    expect(planner.leaf(leaf(happens(open)))).toBe(first);
    expect(planner.leaf(leaf(happens(temporary))).id).toBe(first.id + 1);
  });
});

describe("Planner.condition() and countable()", () => {
  const worked = happens(placements());
  const supported = happens(support());
  const shape = (node: ConditionNode): unknown =>
    node.kind === "leaf" ? node.leaf.condition.kind : [node.kind, ...node.parts.map(shape)];

  it("keep how conditions are joined, parts numbered first, and share equal ones", () => {
    const planner = new Planner();
    const node = planner.condition(every(worked, some(supported, not(worked))));
    expect(shape(node)).toEqual(["every", "happens", ["some", "happens", ["not", "happens"]]]);
    expect(node.id).toBe(4);
    expect(planner.condition(worked).id).toBe(0);
    expect(planner.condition(worked)).toBe(planner.condition(worked));
    expect(planner.condition(not(worked)).id).toBe(2);
  });

  it("read who is counted in another indicator as what that means", () => {
    const planner = new Planner();
    const definition = { code: "x", title: { ru: "п", en: "i" }, denominator: supported, numerator: worked };
    const node = planner.condition(countedIn({ definition: sound(definition) }));
    expect(node).toBe(planner.condition(every(supported, worked)));
  });

  it("exclude whoever any exclusion applies to, and nobody without one", () => {
    const planner = new Planner();
    expect(planner.countable({ denominator: supported, numerator: worked }).exclusion).toBeUndefined();
    expect(planner.countable({ denominator: supported, numerator: worked, exclusions: [] }).exclusion).toBeUndefined();
    const reason = { ru: "п", en: "i" };
    const exclusions = [
      { reason, when: worked },
      { reason, when: not(supported) },
    ];
    const plan = planner.countable({ denominator: supported, numerator: worked, exclusions } as never);
    expect([plan.denominator, plan.numerator].map(shape)).toEqual(["happens", "happens"]);
    expect(plan.denominator).toBe(planner.condition(supported));
    expect(plan.numerator).toBe(planner.condition(worked));
    expect(shape(plan.exclusion!)).toEqual(["some", "happens", ["not", "happens"]]);
  });
});
