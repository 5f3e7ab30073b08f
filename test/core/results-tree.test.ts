import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  after as sinceThen,
  clip,
  type Condition,
  change,
  countedIn,
  employedAtFollowUp,
  enrolment,
  every,
  exit,
  falls,
  firstPlacement,
  followUps,
  happens,
  inGroup,
  lasts,
  not,
  on,
  placements,
  quarterAfter,
  reportingPeriod,
  services,
  some,
  support,
  touching,
  union,
} from "../../src/define/index";
import {
  catalogue,
  checkResultsTree,
  DefinitionError,
  days,
  defineIndicator,
  defineResultsTree,
  type EvaluatedTree,
  evaluate,
  evaluateResultsTree,
  month,
  months,
  type Period,
  parseDataset,
  period,
  type ResultEdge,
  type ResultIndicator,
  type ResultNode,
  type ResultsTreeSpec,
  resultLevels,
  results,
  vsePoluchitsyaTree,
  workExperienceShare,
  year,
} from "../../src/core/index";
import { howMany } from "../long";

const title = { ru: "Название", en: "Title" };
const text = { text: title };
const Y2019 = year(2019);
const Y2020 = year(2020);

const node = (code: string, level: string, more: Partial<ResultNode> = {}): ResultNode => ({
  code,
  level,
  title,
  ...more,
});
const edge = (from: string, to: string, more: Partial<ResultEdge> = {}): ResultEdge => ({
  from,
  to,
  why: title,
  assumptions: [text],
  ...more,
});
const measured = (code: string, more: Partial<ResultIndicator> = {}): ResultIndicator => ({
  code,
  baseline: { percent: "10", period: Y2019 },
  targets: [{ percent: "30", period: Y2020 }],
  ...more,
});
const tree = (
  nodes: readonly ResultNode[],
  edges: readonly ResultEdge[],
  more: Partial<ResultsTreeSpec> = {},
): ResultsTreeSpec => ({ code: "own", title, nodes, edges, ...more });

const served = happens(clip(services(), reportingPeriod));
const own = (code: string, numerator: Condition, direction?: "increase" | "decrease") =>
  defineIndicator({ code, title, denominator: served, numerator, ...(direction && { direction }) });
const servedTwice = own("served", happens(clip(services({ service: "job-search" }), reportingPeriod)));

const shipped = Object.values(catalogue).flat();
const codesOf = (issues: readonly { readonly code: string }[]) =>
  issues.map(({ code }) => code.replace("results-tree.", "")).sort();
const refused = (spec: unknown) => {
  try {
    defineResultsTree(spec as ResultsTreeSpec);
  } catch (error) {
    if (error instanceof DefinitionError) return error;
    throw error;
  }
  throw new Error("was not refused");
};

describe("defineResultsTree()", () => {
  // Each name is one of the shipped titles or aliases, in one of the ways in which people write it.
  test.each([
    ["input", "ресурсы"],
    ["input", "ВКЛАД"],
    ["activity", "Мероприятие"],
    ["activity", "activities"],
    ["output", "продукт деятельности"],
    ["outcome-short", "Краткосрочный   результат"],
    ["outcome-short", "short-term outcome"],
    ["outcome-medium", "intermediate_outcome"],
    ["outcome-long", "отложенный результат"],
    ["outcome-long", "OUTCOME-LONG"],
    ["impact", "Воздействие"],
  ])("resolves a node's level to %s when it is called %j", (code, name) => {
    expect(defineResultsTree(tree([node("n", name)], [])).nodes[0]?.level).toBe(code);
  });

  test.each([
    ["Непосредственный результат", "output and of outcome-short"],
    ["immediate result", "output and of outcome-short"],
    ["социальный эффект", "outcome-long and of impact"],
    ["outcome", "outcome-short and of outcome-medium and of outcome-long"],
  ])("names the candidates when a level is called %j, which several are", (name, candidates) => {
    const { issues } = refused(tree([node("n", name)], []));
    expect(codesOf(issues)).toEqual(["ambiguous-level"]);
    expect(issues[0]?.message).toContain(`"${name}" is a name of ${candidates}`);
  });

  it("lets a tree settle an ambiguous name by levels of its own", () => {
    const levels = resultLevels.map((level) =>
      level.code === "outcome-short" ? { ...level, aliases: ["краткосрочный результат"] } : level,
    );
    const { nodes } = defineResultsTree(tree([node("n", "непосредственный результат")], [], { levels }));
    expect(nodes[0]?.level).toBe("output");
  });

  it("collects everything that is wrong when several things are", () => {
    const error = refused(
      tree([node("a", "activty"), node("a", "output"), node("b", "outcome")], [edge("a", "c"), edge("a", "c")]),
    );
    expect(codesOf(error.issues)).toEqual([
      "ambiguous-level",
      "duplicate-code",
      "said-twice",
      "unknown-level",
      "unknown-node",
      "unknown-node",
    ]);
    expect(error.message).toMatch(/^Cannot define the results tree: 6 errors\n/);
    expect(error.issues.find(({ code }) => code === "results-tree.unknown-level")?.hint).toBe(
      'did you mean "activity"?',
    );
  });

  test.each<[what: string, spec: unknown, path: string]>([
    ["is no object", null, ""],
    ["has no nodes", tree([], []), "nodes"],
    ["has a field that trees do not have", { ...tree([node("n", "output")], []), total: 5 }, ""],
    [
      "writes a percentage with a comma",
      tree([node("n", "output", { indicators: [measured("1", { baseline: { percent: "38,9" } })] })], []),
      "nodes.0.indicators.0.baseline.percent",
    ],
    [
      "writes a percentage above 100",
      tree([node("n", "output", { indicators: [measured("1", { baseline: { percent: "100.1" } })] })], []),
      "nodes.0.indicators.0.baseline.percent",
    ],
    [
      "has a period that ends before it starts",
      tree(
        [
          node("n", "output", {
            indicators: [
              measured("1", { targets: [{ percent: "1", period: { from: "2020-12-31", to: "2020-01-01" } }] }),
            ],
          }),
        ],
        [],
      ),
      "nodes.0.indicators.0.targets.0.period",
    ],
    [
      "has a day that does not exist",
      tree(
        [
          node("n", "output", {
            indicators: [
              measured("1", { targets: [{ percent: "1", period: { from: "2019-02-29", to: "2020-01-01" } }] }),
            ],
          }),
        ],
        [],
      ),
      "nodes.0.indicators.0.targets.0.period.from",
    ],
  ])("refuses a tree that %s", (_, spec, path) => {
    const { issues } = refused(spec);
    expect(codesOf(issues)).toEqual(["wrong-shape"]);
    expect(issues[0]?.path.join(".")).toBe(path);
  });

  it("gives frozen JSON and changes nothing of what it was given", () => {
    const spec = tree([node("n", "продукт", { risks: [text] })], []);
    const before = JSON.stringify(spec);
    const defined = defineResultsTree(spec);
    expect(JSON.stringify(spec)).toBe(before);
    expect(JSON.parse(JSON.stringify(defined))).toEqual(defined);
    expect([defined, defined.nodes, defined.nodes[0], defined.nodes[0]?.risks].every(Object.isFrozen)).toBe(true);
    expect(defined.levels).toEqual(resultLevels);
    expect(defineResultsTree(defined)).toEqual(defined);
  });
});

/** A chain from an activity to what lasts, on the shipped levels: nothing is wrong with it. */
const chain = {
  nodes: [
    node("support", "activity"),
    node("supported", "output"),
    node("placed", "outcome-short", { indicators: [measured("1.1")] }),
    node("working", "outcome-medium", { indicators: [measured("1.3")] }),
    node("staying", "outcome-long", {
      indicators: [measured("retention.at-12")],
      risks: [{ ...text, mitigation: title }],
    }),
  ],
  edges: [
    edge("support", "supported"),
    edge("supported", "placed"),
    edge("placed", "working"),
    edge("working", "staying"),
  ],
};
const used = ["1.1", "1.3", "retention.at-12"];
const found = (codes: readonly string[]) => shipped.filter(({ code }) => codes.includes(code));
const mended = (code: string, more: Partial<ResultNode>) =>
  chain.nodes.map((one) => (one.code === code ? { ...one, ...more } : one));

interface Gap {
  readonly what: string;
  readonly codes: readonly string[];
  readonly nodes?: readonly ResultNode[];
  readonly edges?: readonly ResultEdge[];
  readonly catalogue?: readonly { readonly definition: (typeof shipped)[number]["definition"] }[];
}

/** What `docs/errors.md` does not show of a code: its other forms, and what must not raise it. */
const gaps: readonly Gap[] = [
  { what: "the chain is whole", codes: [] },
  {
    what: "a node leads to itself",
    codes: ["cycle"],
    edges: [...chain.edges, edge("working", "working")],
  },
  {
    what: "two circles share a node: once",
    codes: ["cycle"],
    nodes: [
      ...chain.nodes,
      ...["x", "y"].map((code) => node(code, "outcome-medium", { indicators: [measured(`1.${code}`)] })),
    ],
    edges: [...chain.edges, edge("working", "x"), edge("x", "working"), edge("working", "y"), edge("y", "working")],
    catalogue: [...found(used), own("1.x", happens(placements())), own("1.y", happens(placements()))],
  },
  {
    what: "nothing leads to a result",
    codes: ["unreachable-node"],
    nodes: [...chain.nodes, node("life", "outcome-short", { indicators: [measured("2.1:net")] })],
    catalogue: found([...used, "2.1"]),
  },
  {
    what: "an output leads nowhere",
    codes: ["unreachable-node"],
    nodes: [...chain.nodes, node("leaflet", "output")],
    edges: [...chain.edges, edge("support", "leaflet")],
  },
  {
    what: "an outcome is an end in itself",
    codes: [],
    nodes: [...chain.nodes, node("friends", "outcome-short", { indicators: [measured("2.1")] })],
    edges: [...chain.edges, edge("supported", "friends")],
    catalogue: found([...used, "2.1"]),
  },
  {
    what: "the assumption stands on the node the edge leads to",
    codes: [],
    nodes: mended("placed", { assumptions: [text] }),
    edges: chain.edges.map((one) => (one.to === "placed" ? { ...one, assumptions: [] } : one)),
  },
  {
    what: "the assumption stands on the node the edge comes from",
    codes: ["edge-without-assumption"],
    nodes: mended("supported", { assumptions: [text] }),
    edges: chain.edges.map((one) => (one.to === "placed" ? { ...one, assumptions: [] } : one)),
  },
  {
    what: "an output has no indicator and no target",
    codes: [],
    nodes: mended("supported", { indicators: [{ code: "served" }] }),
    catalogue: [...found(used), servedTwice],
  },
  {
    what: "an impact has no indicator",
    codes: [],
    nodes: [...chain.nodes, node("life", "impact")],
    edges: [...chain.edges, edge("staying", "life")],
  },
  {
    what: "an impact is not an outcome of long term",
    codes: ["level-skipped", "no-long-term-node"],
    nodes: mended("staying", { level: "impact" }),
  },
  {
    what: "the baseline lacks its period",
    codes: ["target-without-period"],
    nodes: mended("placed", { indicators: [measured("1.1", { baseline: { percent: "5" } })] }),
  },
  {
    what: "a reading stands for its indicator",
    codes: [],
    nodes: mended("placed", { indicators: [measured("1.1"), measured("2.1:improved")] }),
    catalogue: found([...used, "2.1"]),
  },
  {
    what: "an indicator and its reading serve two results",
    codes: [],
    nodes: [
      ...mended("placed", { indicators: [measured("1.1"), measured("2.1:improved")] }).slice(0, 3),
      ...mended("working", { indicators: [measured("1.3"), measured("2.1")] }).slice(3),
    ],
    catalogue: found([...used, "2.1"]),
  },
  {
    what: "an indicator that counts services stands beside one that does not",
    codes: ["indicator-cannot-measure-level"],
    nodes: mended("placed", { indicators: [measured("1.1"), measured("served")] }),
    catalogue: [...found(used), servedTwice],
  },
  {
    what: "only services are counted on an impact",
    codes: ["only-outputs-measured"],
    nodes: [...chain.nodes, node("life", "impact", { indicators: [measured("served")] })],
    edges: [...chain.edges, edge("staying", "life")],
    catalogue: [...found(used), servedTwice],
  },
  {
    what: "an impact is measured by six months",
    codes: ["indicator-cannot-measure-level"],
    nodes: [...chain.nodes, node("life", "impact", { indicators: [measured("1.4")] })],
    edges: [...chain.edges, edge("staying", "life")],
    catalogue: found([...used, "1.4"]),
  },
  {
    what: "an unknown indicator stands beside one that counts services",
    codes: ["indicator-cannot-measure-level", "unknown-indicator"],
    nodes: mended("placed", { indicators: [measured("served"), measured("1.11")] }),
    catalogue: [...found(used.slice(1)), servedTwice],
  },
];

describe("checkResultsTree()", () => {
  test.each(gaps)(
    "finds $codes when $what",
    ({ codes, nodes = chain.nodes, edges = chain.edges, catalogue: given }) => {
      expect(codesOf(checkResultsTree(defineResultsTree(tree(nodes, edges)), given ?? found(used)))).toEqual(codes);
    },
  );

  it("names the shortest way round, from the first node by code", () => {
    const edges = [...chain.edges, edge("staying", "placed"), edge("working", "placed")];
    const issues = checkResultsTree(defineResultsTree(tree(chain.nodes, edges)), found(used));
    const [cycle] = issues.filter(({ code }) => code === "results-tree.cycle");
    expect(cycle?.message).toBe(
      "Cannot read the results tree: nothing may lead back to itself, and this does: placed → working → placed",
    );
    expect(edges[Number(cycle?.path[1])]).toMatchObject({ from: "working", to: "placed" });
  });

  // Worked out by hand from each definition: what must be so of whoever is in the numerator.
  test.each<[boolean, string, Condition, ("increase" | "decrease")?]>([
    [false, "at work in the period", happens(clip(placements(), reportingPeriod))],
    [false, "six months of work", lasts(touching(placements(), reportingPeriod), { atLeast: months(6) })],
    [true, "seven months of work", lasts(touching(placements(), reportingPeriod), { atLeast: months(7) })],
    [false, "184 days of work", lasts(placements(), { atLeast: days(184) })],
    [true, "185 days of work", lasts(placements(), { atLeast: days(185) })],
    [false, "under a year of work", lasts(placements(), { under: months(12) })],
    [true, "at work a year after the first day", happens(clip(placements(), on(firstPlacement, months(12))))],
    [
      false,
      "at work at some time in the year after exit",
      happens(clip(placements(), sinceThen(exit, days(0), months(12)))),
    ],
    [
      true,
      "at work between months 9 and 12 after exit",
      happens(clip(placements(), sinceThen(exit, months(9), months(12)))),
    ],
    [
      true,
      "four months of work cut to months 3 to 12 after exit",
      lasts(clip(placements(), sinceThen(exit, months(3), months(12))), { atLeast: months(4) }),
    ],
    [
      false,
      "four months of work that touch months 3 to 12 after exit",
      lasts(touching(placements(), sinceThen(exit, months(3), months(12))), { atLeast: months(4) }),
    ],
    [false, "at work in the second quarter after exit", happens(clip(placements(), quarterAfter(exit, 2)))],
    [true, "at work in the fourth quarter after exit", happens(clip(placements(), quarterAfter(exit, 4)))],
    [false, "better on a criterion, whenever", change({ improved: { atLeast: 1 } })],
    [
      true,
      "better and a year of work",
      every(change({ improved: { atLeast: 1 } }), lasts(placements(), { atLeast: months(12) })),
    ],
    [
      false,
      "better or a year of work",
      some(change({ improved: { atLeast: 1 } }), lasts(placements(), { atLeast: months(12) })),
    ],
    [true, "no work in the year after exit", not(happens(clip(placements(), sinceThen(exit, days(0), months(12)))))],
    [
      true,
      "work in the year after exit, where less is better",
      happens(clip(placements(), sinceThen(exit, days(0), months(12)))),
      "decrease",
    ],
    [false, "a year of work, where less is better", lasts(placements(), { atLeast: months(12) }), "decrease"],
    [
      true,
      "counted in an indicator of a year of work",
      countedIn(own("year", lasts(placements(), { atLeast: months(12) }))),
    ],
    [
      true,
      "first placed nine months after exit or later",
      falls(firstPlacement, sinceThen(exit, months(9), months(24))),
    ],
  ])("says %s of whether an indicator looks beyond six months when it counts %s", (isFar, _, numerator, direction) => {
    const indicator = own("own", numerator, direction);
    const nodes = mended("staying", { indicators: [measured("own")] });
    const codes = codesOf(
      checkResultsTree(defineResultsTree(tree(nodes, chain.edges)), [...found(used.slice(0, 2)), indicator]),
    );
    expect(codes).toEqual(isFar ? [] : ["indicator-cannot-measure-level"]);
  });

  test.each<[boolean, string, Condition]>([
    [true, "services", happens(clip(services({ service: "job-search" }), reportingPeriod))],
    [true, "support of six months", lasts(support(), { atLeast: months(6) })],
    [true, "services soon after exit", happens(clip(services({ service: "x" }), sinceThen(exit, days(0), months(12))))],
    [true, "who people are", inGroup("sex", ["female"])],
    [true, "support or services", happens(union(support(), services({ service: "x" })))],
    [true, "follow-ups made", happens(clip(followUps(), reportingPeriod))],
    [true, "nobody reached", happens(followUps({ status: "unreachable" }))],
    [false, "work found at follow-up", happens(employedAtFollowUp())],
    [false, "no work at follow-up", happens(followUps({ status: "not-employed" }))],
    [false, "support or work", happens(union(support(), placements()))],
    [false, "no work", not(happens(placements()))],
    [false, "change", change({ worsened: { atMost: 0 } })],
    [false, "coming back after exit", happens(clip(enrolment(), sinceThen(exit, days(1), months(12))))],
    [false, "first placed in the period", falls(firstPlacement, reportingPeriod)],
    [false, "counted in work experience", every(countedIn(workExperienceShare), inGroup("sex", ["female"]))],
  ])("says %s of whether an indicator is of outputs only when it counts %s", (isOutput, _, numerator) => {
    const nodes = mended("placed", { indicators: [measured("own")] });
    const codes = codesOf(
      checkResultsTree(defineResultsTree(tree(nodes, chain.edges)), [...found(used.slice(1)), own("own", numerator)]),
    );
    expect(codes).toEqual(isOutput ? ["only-outputs-measured"] : []);
  });

  it("refuses a catalogue that is not a list of indicators", () => {
    const whole = defineResultsTree(tree(chain.nodes, chain.edges));
    expect(() => checkResultsTree(whole, "1.1" as never)).toThrow(
      new TypeError('Cannot check the results tree: catalogue must be a list, received "1.1"'),
    );
    expect(() => checkResultsTree(whole, ["1.1"] as never)).toThrow(
      /catalogue\.0 must be made by defineIndicator, received "1.1"/,
    );
  });

  it("finds the same issues in whatever order nodes and edges come", () => {
    // A tree with something of everything: circles, skipped and reversed levels, gaps of every kind.
    const nodes = [
      ...chain.nodes.slice(0, 3),
      node("working", "outcome-medium", {
        indicators: [measured("1.1", { baseline: undefined }), measured("2.1:net")],
      }),
      node("staying", "outcome-long", { indicators: [{ code: "2.1" }, measured("1.3")], risks: [text] }),
      node("island", "outcome-short"),
      node("leaflet", "output"),
      node("life", "impact", { indicators: [measured("1.1"), measured("nought", { targets: [{ percent: "1" }] })] }),
    ];
    const edges = [
      ...chain.edges,
      edge("staying", "working", { why: undefined }),
      edge("working", "placed", { assumptions: [] }),
      edge("placed", "life"),
      edge("support", "leaflet"),
      edge("leaflet", "leaflet"),
    ];
    const issuesOf = (nodesNow: readonly ResultNode[], edgesNow: readonly ResultEdge[]) =>
      checkResultsTree(defineResultsTree(tree(nodesNow, edgesNow)), catalogue.vsePoluchitsya).map(
        ({ code, severity, message, hint }) => [code, severity, message, hint].join("\n"),
      );
    const expected = issuesOf(nodes, edges).sort();
    expect(new Set(expected.map((one) => one.split("\n")[0])).size).toBe(15);
    const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });
    fc.assert(
      fc.property(shuffled(nodes), shuffled(edges), (nodesNow, edgesNow) => {
        expect(issuesOf(nodesNow, edgesNow).sort()).toEqual(expected);
      }),
      { numRuns: howMany(40), seed: 5 },
    );
  });
});

/**
 * So many people served in 2020, the first of them at work for a day; what becomes of a percentage with few decimals.
 */
function population(people: number, atWork: number) {
  return parseDataset(
    Array.from({ length: people }, (_, at) => {
      const who = { beneficiaryId: `B-${at}`, date: "2020-01-01" };
      const day = { beneficiaryId: who.beneficiaryId, date: "2020-01-02", placementId: `P-${at}` };
      return [
        { ...who, id: `r-${at}`, type: "beneficiary-registered", targetGroups: ["care-leaver"] },
        { ...who, id: `s-${at}`, type: "service-delivered", service: "job-search" },
        ...(at < atWork
          ? [
              { ...day, id: `p-${at}`, type: "placement-started" },
              { ...day, id: `e-${at}`, type: "placement-ended" },
            ]
          : []),
      ];
    }).flat(),
  );
}

const atWork = happens(clip(placements(), reportingPeriod));
const more = own("work", atWork);
const fewer = own("work", atWork, "decrease");

interface Asked extends Partial<ResultIndicator> {
  readonly people?: number;
  readonly atWork?: number;
  readonly asOf?: string;
  readonly periods?: readonly Period[];
  readonly indicator?: typeof more;
}

/** The figures of one indicator on one node. */
function figuresOf({
  people = 10,
  atWork: working = 4,
  asOf = "2020-12-31",
  periods = [Y2020],
  indicator = more,
  ...rest
}: Asked) {
  const evaluation = evaluate(population(people, working), { indicators: [indicator], periods, asOf });
  const spec = tree([node("n", "outcome-short", { indicators: [{ code: "work", ...rest }] })], []);
  return evaluateResultsTree(defineResultsTree(spec), evaluation).nodes[0]!.indicators[0]!.figures;
}

const target = (percent: string, of: Period = Y2020) => ({ targets: [{ percent, period: of }] });
const baseline = (percent: string) => ({ baseline: { percent, period: Y2019 } });

describe("evaluateResultsTree()", () => {
  // 4 of 10 at work, a share of 40 %, unless the row says otherwise. 2020 has 366 days: 183 are over on 1 July, exactly
  // half.
  test.each<
    [what: string, asked: Asked, status: string, reason: string, achievement: string | null, without: string | null]
  >([
    ["the target is met", { ...target("40"), ...baseline("20") }, "reached", "target-met", "1.0000000000", null],
    ["the target is passed", { ...target("30"), ...baseline("20") }, "reached", "target-met", "2.0000000000", null],
    ["the target is met without a baseline", target("40"), "reached", "target-met", null, "no-baseline"],
    [
      "the target is met before the end",
      { ...target("40"), ...baseline("20"), asOf: "2020-07-01" },
      "reached",
      "target-met-so-far",
      "1.0000000000",
      null,
    ],
    ["the target is missed", { ...target("50"), ...baseline("20") }, "off-track", "period-over", "0.6666666667", null],
    [
      "the target is missed by a hair",
      { ...target("40.0000000001"), ...baseline("0") },
      "off-track",
      "period-over",
      "1.0000000000",
      null,
    ],
    ["the target is missed without a baseline", target("50"), "off-track", "period-over", null, "no-baseline"],
    [
      "half the way is done in half the time",
      { ...target("60"), ...baseline("20"), asOf: "2020-07-01" },
      "on-track",
      "in-time",
      "0.5000000000",
      null,
    ],
    [
      "half the way is done a day later",
      { ...target("60"), ...baseline("20"), asOf: "2020-07-02" },
      "off-track",
      "behind-time",
      "0.5000000000",
      null,
    ],
    [
      "nothing is done on the first day",
      { ...target("60"), ...baseline("40"), asOf: "2020-01-05" },
      "off-track",
      "behind-time",
      "0.0000000000",
      null,
    ],
    [
      "the figure moved away",
      { ...target("60"), ...baseline("50"), asOf: "2020-02-01" },
      "off-track",
      "behind-time",
      "-1.0000000000",
      null,
    ],
    [
      "nobody knows where it stood",
      { ...target("60"), asOf: "2020-07-01" },
      "no-data",
      "no-baseline",
      null,
      "no-baseline",
    ],
    [
      "the target is to hold what was",
      { ...target("50"), ...baseline("50"), asOf: "2020-07-01" },
      "off-track",
      "worse-than-baseline",
      null,
      "target-equals-baseline",
    ],
    [
      "what was is held",
      { ...target("40"), ...baseline("40") },
      "reached",
      "target-met",
      null,
      "target-equals-baseline",
    ],
    [
      "the target allows for a loss that is passed",
      { ...target("50"), ...baseline("60"), asOf: "2020-07-01" },
      "off-track",
      "worse-than-baseline",
      null,
      "target-against-direction",
    ],
    [
      "the target allows for a loss",
      { ...target("30"), ...baseline("60") },
      "reached",
      "target-met",
      null,
      "target-against-direction",
    ],
    ["there is no target", baseline("20"), "no-data", "no-target", null, "no-target"],
    [
      "nobody was served",
      { ...target("40"), ...baseline("20"), people: 0, atWork: 0 },
      "no-data",
      "empty-denominator",
      null,
      "empty-denominator",
    ],
    [
      "the period has not begun",
      { ...target("0"), ...baseline("20"), asOf: "2019-12-31" },
      "no-data",
      "period-not-started",
      null,
      "period-not-started",
    ],
    [
      "fewer is better and the target is met",
      { ...target("40"), ...baseline("60"), indicator: fewer },
      "reached",
      "target-met",
      "1.0000000000",
      null,
    ],
    [
      "fewer is better and half the way is done",
      { ...target("20"), ...baseline("60"), indicator: fewer },
      "off-track",
      "period-over",
      "0.5000000000",
      null,
    ],
    [
      "fewer is better and half the way is done in time",
      { ...target("20"), ...baseline("60"), indicator: fewer, asOf: "2020-07-01" },
      "on-track",
      "in-time",
      "0.5000000000",
      null,
    ],
    [
      "fewer is better and the figure grew",
      { ...target("20"), ...baseline("30"), indicator: fewer },
      "off-track",
      "period-over",
      "-1.0000000000",
      null,
    ],
    [
      "fewer is better and more is aimed at",
      { ...target("60"), ...baseline("30"), indicator: fewer },
      "reached",
      "target-met",
      null,
      "target-against-direction",
    ],
  ])("tells where a figure stands when %s", (_, asked, status, code, achievement, without) => {
    const [figure] = figuresOf(asked);
    expect(figure?.status).toBe(status);
    expect(figure?.reason.code).toBe(code);
    expect(figure?.achievement?.value ?? null).toBe(achievement);
    expect(figure?.withoutAchievement?.code ?? null).toBe(without);
  });

  it("says in both languages why a status is what it is", () => {
    const [late] = figuresOf({ ...target("60"), ...baseline("20"), asOf: "2020-07-02" });
    expect(late?.reason.message).toEqual({
      ru: "Есть отставание: пройденная часть пути от базового значения к цели — 50,0%, прошедшая часть периода — 50,3%.",
      en: "Behind time: 50.0% of the way from the baseline to the target, 50.3% of the period over.",
    });
    const [missed] = figuresOf({ ...target("37.5"), ...baseline("60"), indicator: fewer });
    expect(missed?.reason.message).toEqual({
      ru: "Период закончился, цель не достигнута: 40,0% (4 из 10), цель — не выше 37,5%.",
      en: "The period is over and the target is not met: 40.0% (4 of 10), target at most 37.5%.",
    });
  });

  // Ten people served and none assessed: 0 % of them worse is published, and up to all ten may be.
  const worse = own("work", change({ worsened: { atLeast: 1 } }), "decrease");
  test.each<[what: string, asked: Asked, status: string, reason: string]>([
    ["over", { ...target("20"), ...baseline("40") }, "no-data", "open-verdicts"],
    ["over, and any share would do", { ...target("100"), ...baseline("40") }, "reached", "target-met"],
    ["running", { ...target("20"), ...baseline("40"), asOf: "2020-07-01" }, "on-track", "in-time"],
    ["running, without a baseline", { ...target("20"), asOf: "2020-07-01" }, "no-data", "open-verdicts"],
    [
      "running, and the target is to hold what was",
      { ...target("20"), ...baseline("20"), asOf: "2020-07-01" },
      "no-data",
      "open-verdicts",
    ],
  ])("never lets what nobody knows decide when the period is %s", (_, asked, status, code) => {
    const [figure] = figuresOf({ ...asked, indicator: worse });
    expect([figure?.percent, figure?.bounds?.high, figure?.status, figure?.reason.code]).toEqual([
      "0.0",
      "1.0000000000",
      status,
      code,
    ]);
  });

  it("says within which bounds a figure lies that what nobody knows decides, and what part is done by the published one", () => {
    const [figure] = figuresOf({ ...target("20"), ...baseline("40"), indicator: worse });
    expect(figure?.reason.message).toEqual({
      ru: "Пока нельзя сказать, достигнута ли цель: 0,0% (0 из 10), цель — не выше 20%. Значение может оказаться от 0,0 до 100,0%: о части людей ещё неизвестно.",
      en: "Nobody can say yet whether the target is met: 0.0% (0 of 10), target at most 20%. The value may be anything from 0.0% to 100.0%: about some people it is not known yet.",
    });
    expect(figure?.achievement?.percent).toBe("200.0");
  });

  it("prints as many decimals as tell a figure from a target that it misses", () => {
    // 180 ÷ 463 = 0.388768898…
    const said = (percent: string) => figuresOf({ people: 463, atWork: 180, ...target(percent) })[0]?.reason.message.en;
    expect(said("38.9")).toBe(
      "The period is over and the target is not met: 38.88% (180 of 463), target at least 38.9%.",
    );
    expect(said("38.877")).toContain("not met: 38.9% (180 of 463), target at least 38.877%");
    expect(said("38.8")).toBe("The target is met: 38.9% (180 of 463), target at least 38.8%.");
  });

  it("names how many decimals a percentage may have when one has more", () => {
    const spec = tree([node("n", "output", { indicators: [measured("1", target("38.876889848812"))] })], []);
    expect(refused(spec).message).toContain("as text with a point and at most ten decimals");
  });

  it("says whether the interval of the figure holds the target", () => {
    // Wilson's limits at 95 % for 4 of 10 are 16.82 % and 68.73 %: Brown, Cai and DasGupta (2001), formula (4).
    const holds = (percent: string) => figuresOf(target(percent))[0]?.isTargetWithinInterval;
    expect(["16.8", "16.9", "68.7", "68.8"].map(holds)).toEqual([false, true, true, false]);
    expect(figuresOf({})[0]?.isTargetWithinInterval).toBeNull();
  });

  it("has a row for each period evaluated, then for targets of other periods, then for targets of none", () => {
    const first = month(2020, 1);
    const targets = [{ percent: "50" }, { percent: "60", period: Y2019 }, { percent: "70", period: first }];
    const figures = figuresOf({ periods: [Y2020, first], targets });
    expect(
      figures.map((one) => [one.period?.from ?? null, one.period?.to ?? null, one.target, one.reason.code]),
    ).toEqual([
      ["2020-01-01", "2020-12-31", null, "no-target"],
      ["2020-01-01", "2020-01-31", "70", "period-over"],
      ["2019-01-01", "2019-12-31", "60", "no-such-period"],
      [null, null, "50", "target-without-period"],
    ]);
    expect(figures.map(({ share }) => share?.denominator ?? null)).toEqual([10, 10, null, null]);
  });

  it("says that an indicator was not evaluated, and which catalogue was asked", () => {
    const spec = defineResultsTree(
      tree([node("n", "outcome-short", { indicators: [{ code: "1.1" }, { code: "9.9" }] })], []),
    );
    const evaluation = evaluate(population(2, 1), { indicators: [more], periods: [Y2020], asOf: "2020-12-31" });
    const { nodes, issues } = evaluateResultsTree(spec, evaluation, { catalogue: [workExperienceShare] });
    const [known, unknown] = nodes[0]!.indicators;
    expect([known?.title, unknown?.title]).toEqual([workExperienceShare.title, null]);
    expect([known, unknown].map((one) => one?.figures.map(({ reason }) => reason.code))).toEqual([
      ["not-evaluated"],
      ["not-evaluated"],
    ]);
    expect(codesOf(issues)).toContain("unknown-indicator");
    expect(codesOf(evaluateResultsTree(spec, evaluation).issues)).toContain("indicator-without-result");
  });

  it("gives 1 at the target and 0 at the baseline, whichever way is better", () => {
    const law = fc
      .tuple(fc.constantFrom(1, 2, 4, 5, 8, 10, 16, 20, 25, 40), fc.nat(40), fc.nat(1000), fc.boolean())
      .map(([people, some, permille, isFewer]) => ({ people, atWork: some % (people + 1), permille, isFewer }));
    fc.assert(
      fc.property(law, ({ people, atWork: working, permille, isFewer }) => {
        const percent = String((working * 100) / people);
        const other = String(permille / 10);
        const indicator = isFewer ? fewer : more;
        const at = (from: string, to: string) =>
          figuresOf({ people, atWork: working, indicator, ...target(to), ...baseline(from) })[0]!;
        const isTargetBetter = isFewer ? Number(percent) < Number(other) : Number(percent) > Number(other);
        const isTargetWorse = isFewer ? Number(percent) > Number(other) : Number(percent) < Number(other);
        const reached = at(other, percent);
        expect(reached.status).toBe("reached");
        expect(reached.achievement?.value).toBe(isTargetBetter ? "1.0000000000" : undefined);
        expect(at(percent, other).achievement?.value).toBe(isTargetWorse ? "0.0000000000" : undefined);
      }),
      { numRuns: howMany(40), seed: 20_200_630 },
    );
  });
});

describe("the tree of the practice", () => {
  const folder = new URL("../../fixtures/vse-poluchitsya-2019-2020/", import.meta.url);
  const lines = readFileSync(new URL("events.ndjson", folder), "utf8").trim().split("\n");
  const criteria = JSON.parse(readFileSync(new URL("criteria.json", folder), "utf8"));
  const both = period("2019-01-01", "2020-12-31");
  const evaluation = evaluate(
    parseDataset(
      lines.map((line): unknown => JSON.parse(line)),
      { criteria },
    ),
    {
      indicators: catalogue.vsePoluchitsya,
      periods: [Y2019, Y2020, both],
      asOf: "2021-01-31",
    },
  );
  const indicatorOf = (evaluated: EvaluatedTree, code: string) =>
    evaluated.nodes.flatMap(({ indicators }) => indicators).find((one) => one.code === code)!;

  it("gives the published figures, no targets and the gaps in one call", () => {
    const evaluated = evaluateResultsTree(vsePoluchitsyaTree, evaluation);
    // Source: the practice's published table.
    const published: Readonly<Record<string, readonly (string | null)[]>> = {
      "1.1": ["38.9", "20.6"],
      "1.2": ["82.2", "87.4"],
    };
    for (const [code, percents] of Object.entries(published)) {
      expect(
        indicatorOf(evaluated, code)
          .figures.slice(0, 2)
          .map(({ percent }) => percent),
      ).toEqual(percents);
    }
    expect(["1.3", "1.4"].map((code) => indicatorOf(evaluated, code).figures[2]?.percent)).toEqual(["31.3", "15.0"]);
    const figures = evaluated.nodes.flatMap(({ indicators }) => indicators.flatMap((one) => one.figures));
    expect(figures).toHaveLength(15);
    expect(new Set(figures.map(({ status, reason }) => `${status} ${reason.code}`))).toEqual(
      new Set(["no-data no-target"]),
    );
    expect(evaluated.issues).toEqual(checkResultsTree(vsePoluchitsyaTree, catalogue.vsePoluchitsya));
    expect(evaluated.nodes.map(({ code }) => code)).toEqual(vsePoluchitsyaTree.nodes.map(({ code }) => code));
  });

  it("never shows 2.1 without its stricter readings", () => {
    const { readings } = indicatorOf(evaluateResultsTree(vsePoluchitsyaTree, evaluation), "2.1").figures[2]!;
    expect(readings).toHaveLength(6);
  });

  it("leaves what the verification found missing visible as issues", () => {
    const issues = checkResultsTree(vsePoluchitsyaTree, catalogue.vsePoluchitsya);
    const places = issues.map(({ code, message }) => `${code} ${/node "([a-z-]+)"/.exec(message)?.[1]}`);
    expect(places).toEqual([
      "results-tree.level-skipped adapted",
      "results-tree.indicator-without-target work-experience",
      "results-tree.indicator-without-target temporary-work",
      "results-tree.indicator-without-target supported-work",
      "results-tree.indicator-without-target independent-work",
      "results-tree.indicator-without-target life-situation",
      "results-tree.indicator-cannot-measure-level independent-work",
      "results-tree.indicator-cannot-measure-level life-situation",
    ]);
    expect(issues.every(({ severity }) => severity === "warning")).toBe(true);
    const values = vsePoluchitsyaTree.nodes.flatMap(({ indicators = [] }) => indicators);
    expect(values.filter(({ baseline: from, targets }) => from !== undefined || targets !== undefined)).toEqual([]);
  });

  it("takes targets as data, and those of readings too", () => {
    const withTargets: ResultsTreeSpec = {
      ...vsePoluchitsyaTree,
      nodes: vsePoluchitsyaTree.nodes.map((one) => {
        if (one.code === "work-experience") {
          const targets = [
            { percent: "35", period: Y2019 },
            { percent: "25", period: Y2020 },
          ];
          return { ...one, indicators: [{ code: "1.1", baseline: { percent: "15", period: year(2018) }, targets }] };
        }
        if (one.code !== "life-situation") return one;
        const strict = { code: "2.1:improved", baseline: { percent: "0", period: year(2018) }, ...target("50", both) };
        return { ...one, indicators: [...one.indicators!, strict] };
      }),
    };
    const evaluated = evaluateResultsTree(defineResultsTree(withTargets), evaluation);
    // (180/463 − 0.15) ÷ 0.20 and (103/499 − 0.15) ÷ 0.10, from the published shares by hand.
    expect(indicatorOf(evaluated, "1.1").figures.map(({ status, achievement }) => [status, achievement])).toEqual([
      ["reached", { value: "1.1938444924", percent: "119.4" }],
      ["off-track", { value: "0.5641282565", percent: "56.4" }],
      ["no-data", null],
    ]);
    // The reading stands beside 2.1 with the same share.
    const reading = results(evaluation)
      .find((one) => one.code === "2.1" && one.period.to === both.to && one.period.from === both.from)!
      .readings.find(({ code }) => code === "2.1:improved")!;
    const figure = indicatorOf(evaluated, "2.1:improved").figures[2]!;
    expect(figure.share).toEqual(reading.share);
    // Not everybody was assessed twice: the target lies between what is certain and what is possible.
    expect([Number(figure.bounds?.low) < 0.5, Number(figure.bounds?.high) > 0.5]).toEqual([true, true]);
    expect(figure).toMatchObject({ status: "no-data", reason: { code: "open-verdicts" } });
    expect(codesOf(evaluated.issues)).toEqual(
      codesOf([
        ...checkResultsTree(vsePoluchitsyaTree, catalogue.vsePoluchitsya).filter(
          ({ message }) => !message.includes("work-experience"),
        ),
        { code: "indicator-cannot-measure-level" },
      ]),
    );
  });

  it("is frozen JSON without totals and without ids", () => {
    const evaluated = evaluateResultsTree(vsePoluchitsyaTree, evaluation);
    const json = JSON.stringify(evaluated);
    expect(JSON.parse(json)).toEqual(evaluated);
    expect(json).toBe(JSON.stringify(evaluateResultsTree(vsePoluchitsyaTree, evaluation)));
    expect(Object.isFrozen(evaluated.nodes[8]?.indicators[0]?.figures[0]?.reason)).toBe(true);
    expect(evaluated.notes.map(({ code }) => code)).toEqual(["no-roll-up"]);
    expect(new Set(evaluated.nodes.flatMap((one) => Object.keys(one)))).toEqual(
      new Set(["code", "level", "title", "indicators"]),
    );
    const ids = new Set(lines.map((line) => (JSON.parse(line) as { beneficiaryId: string }).beneficiaryId));
    expect([...ids].filter((id) => json.includes(`"${id}"`))).toEqual([]);
  });
});

describe("a tree of another organisation", () => {
  it("is data: own levels, own words and own indicators, and no line of code", () => {
    const spec: ResultsTreeSpec = JSON.parse(`{
      "code": "garden", "title": { "ru": "Сад", "en": "Garden" },
      "levels": [
        { "code": "do", "title": { "ru": "Делаем", "en": "We do" }, "kind": "activity" },
        { "code": "soon", "title": { "ru": "Скоро", "en": "Soon" }, "aliases": ["непосредственный результат"], "kind": "outcome", "term": "short" },
        { "code": "late", "title": { "ru": "Надолго", "en": "For long" }, "kind": "outcome", "term": "long" }
      ],
      "nodes": [
        { "code": "lessons", "level": "Делаем", "title": { "ru": "Занятия", "en": "Lessons" } },
        { "code": "work", "level": "Непосредственный результат", "title": { "ru": "Вышли на работу", "en": "At work" },
          "indicators": [{ "code": "work", "baseline": { "percent": "25", "period": { "from": "2019-01-01", "to": "2019-12-31" } },
            "targets": [{ "percent": "75", "period": { "from": "2020-01-01", "to": "2020-12-31" } }] }] },
        { "code": "stay", "level": "for long", "title": { "ru": "Держатся", "en": "They stay" }, "indicators": [{ "code": "stay" }] }
      ],
      "edges": [{ "from": "lessons", "to": "work" }, { "from": "work", "to": "stay" }]
    }`);
    const stay = own("stay", lasts(placements(), { atLeast: months(9) }));
    const evaluation = evaluate(population(8, 4), { indicators: [more, stay], periods: [Y2020], asOf: "2020-12-31" });
    const { nodes, issues } = evaluateResultsTree(defineResultsTree(spec), evaluation);
    expect(nodes.map(({ level }) => level.code)).toEqual(["do", "soon", "late"]);
    expect(nodes[1]?.indicators[0]?.figures[0]).toMatchObject({
      percent: "50.0",
      achievement: { percent: "50.0" },
      status: "off-track",
    });
    expect(codesOf(issues)).toEqual([
      "edge-without-assumption",
      "edge-without-assumption",
      "edge-without-reason",
      "edge-without-reason",
      "indicator-without-target",
    ]);
  });
});
