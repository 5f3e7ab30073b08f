/**
 * Structures that hold themselves, hold one part many times over, or are large: refused with the reason, or walked
 * once.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildReport, toHtml, toMarkdown } from "../src/report/index";
import {
  type Condition,
  enrolment,
  every,
  happens,
  not,
  placements,
  type SpellExpression,
  union,
} from "../src/define/index";
import {
  defineIndicator,
  defineResultsTree,
  evaluate,
  explain,
  parseDataset,
  socialChangeShare,
  supportedSixMonthsShare,
  toSentence,
  toText,
  workExperienceShare,
} from "../src/core/index";
import { defineInstrument } from "../src/tables/index";
import { defineTableMapping, eventsFromRows } from "../src/input/index";
import { nearest, nearestIn } from "../src/issue";
import { howMany } from "./long";

const title = { ru: "Показатель", en: "Indicator" };
const definition = { code: "own", title, denominator: happens(enrolment()), numerator: happens(placements()) };

/** An object that holds itself twice. */
const circle: Record<string, unknown> = {};
circle.x = circle;
circle.y = circle;

/** One object that stands twice in one that stands twice …: sixty levels, a billion billion parts. */
const doubled = (levels: number, wrap: (inner: unknown) => unknown, innermost: unknown = {}): unknown => {
  let value = innermost;
  for (let level = 0; level < levels; level++) value = wrap(value);
  return value;
};
const twice = doubled(59, (inner) => ({ x: inner, y: inner }));
const conditions = doubled(25, (of) => ({ kind: "every", of: [of, of] }), definition.numerator) as Condition;
const spells = doubled(25, (of) => ({ kind: "union", of: [of, of] }), placements()) as SpellExpression;

const TOO_MUCH = /must (?:be nested at most \d+ levels deep|hold at most \d+ parts|be among)/;

describe("a structure that holds itself, or one part many times over, is refused", () => {
  const nodes = [{ code: "a", level: "activity", title }];
  const calls: Readonly<Record<string, (hostile: unknown) => unknown>> = {
    "defineIndicator() beside what it knows": (extra) => defineIndicator({ ...definition, extra } as never),
    "defineIndicator() as a condition": (numerator) => defineIndicator({ ...definition, numerator } as never),
    "defineResultsTree()": (grounds) => defineResultsTree({ code: "t", title, nodes, edges: [], grounds } as never),
    "defineResultsTree() in a node": (risks) =>
      defineResultsTree({ code: "t", title, nodes: [{ ...nodes[0]!, risks }], edges: [] } as never),
    "defineTableMapping()": (tables) => defineTableMapping({ tables } as never),
    "defineInstrument()": (items) => defineInstrument({ code: "f", title, items } as never),
    "every()": (of) => every(of as Condition),
    "evaluate()": (indicator) =>
      evaluate(parseDataset([]), { indicators: [indicator as never], periods: [], asOf: "2020-01-31" }),
  };
  it.each(
    Object.entries(calls).flatMap(([name, call]) => [
      ["circle", name, call, circle] as const,
      ["doubled", name, call, twice] as const,
    ]),
  )("%s: %s", (_, __, call, hostile) => {
    expect(() => call(hostile)).toThrow(/^Cannot /);
    expect(() => call(hostile)).not.toThrow(/Maximum call stack|of undefined|of null/);
  });

  it("in a definition, with the limit in the message", () => {
    expect(() => defineIndicator({ ...definition, numerator: conditions })).toThrow(/must hold at most 20000 parts/);
    expect(() => defineIndicator({ ...definition, numerator: happens(definition as never) } as never)).toThrow(
      /^Cannot /,
    );
    expect(() => happens(spells)).toThrow(TOO_MUCH);
    expect(() => toSentence(conditions, { locale: "en" })).toThrow(TOO_MUCH);
    expect(() => toSentence(spells, { locale: "ru" })).toThrow(TOO_MUCH);
    expect(() => union(spells, spells)).toThrow(TOO_MUCH);
  });

  it("when the words themselves put it together", () => {
    const grow = () => {
      let condition: Condition = definition.numerator;
      for (let level = 0; level < 60; level++) condition = every(condition, condition);
      return condition;
    };
    expect(grow).toThrow(TOO_MUCH);
    const deepen = () => {
      let condition: Condition = definition.numerator;
      for (let level = 0; level < 100_000; level++) condition = not(condition);
      return condition;
    };
    expect(deepen).toThrow(/must be nested at most 60 levels deep/);
  });

  it("in what should have come from the library", () => {
    const evaluation = evaluate(parseDataset([]), {
      indicators: [workExperienceShare],
      periods: [{ from: "2019-01-01", to: "2019-12-31" }],
      asOf: "2020-01-31",
    });
    const report = buildReport(evaluation);
    const hostile = [{ ...report.definitions[0]!, definition: { ...definition, numerator: conditions } }];
    expect(() => toMarkdown({ ...report, definitions: hostile })).toThrow(TOO_MUCH);
    expect(() => toHtml({ ...report, results: circle } as never)).toThrow(/^Cannot write the report as HTML: report/);
    expect(() => toText(circle as never, { locale: "en" })).toThrow(/^Cannot print the explanation: explanation/);
  });
});

describe("many faults are told one by one", () => {
  it("nearestIn() finds what nearest() finds", () => {
    const code = fc.string({ unit: fc.constantFrom("a", "b", "C", "-"), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(code, { maxLength: 12 }), code, (allowed, received) => {
        const [one, other] = [nearestIn(allowed)(received), nearest(received, allowed)];
        // Of two that are as near, either will do.
        expect(
          one === other || (nearest(received, [one!, other!]) === one && nearest(received, [other!, one!]) === other),
        ).toBe(true);
      }),
      { numRuns: howMany(2000), seed: 13 },
    );
  });

  it("defineResultsTree() names the nearest node for each end of 2,000 edges that is misspelt", () => {
    const codes = Array.from({ length: 2000 }, (_, at) => `result-${at}`);
    const nodes = codes.map((code) => ({ code, level: "activity", title }));
    const edges = codes.map((code) => ({ from: code, to: `${code}x` }));
    const define = () => defineResultsTree({ code: "t", title, nodes, edges });
    expect(define).toThrow(/did you mean "result-0"\?/);
    try {
      define();
    } catch (error) {
      const { issues } = error as { readonly issues: readonly { readonly hint: string }[] };
      expect(issues).toHaveLength(2000);
      expect(issues[1999]!.hint).toBe('did you mean "result-1999"?');
    }
  });

  it("eventsFromRows() warns of each of 10,000 columns that nothing reads, and of those given twice", () => {
    const strange = Array.from({ length: 10_000 }, (_, at) => `column ${at}`);
    const columns = ["beneficiaryId", "date", ...strange, "servise", "date"];
    const { issues } = eventsFromRows([{ name: "services", columns, rows: [] }]);
    expect(issues.filter(({ code }) => code === "mapping.column-left-out")).toHaveLength(10_001);
    expect(issues.find(({ path }) => path.includes("servise"))!.hint).toContain('did you mean "service"?');
    expect(issues.filter(({ code }) => code === "mapping.column-twice")).toHaveLength(1);
  });
});

describe("evaluate()", () => {
  it("refuses more columns of verdicts than fit into memory, with their number", () => {
    const day = { from: "2019-01-01", to: "2019-01-01" };
    const periods = Array.from({ length: 25_000 }, () => day);
    const call = () => evaluate(parseDataset([]), { indicators: [socialChangeShare], periods, asOf: "2019-12-31" });
    expect(call).toThrow(
      /^Cannot evaluate: indicators and their readings, by periods, must be at most 20000, and 2000000000 verdicts in all, received \d{6}; evaluate them in parts$/,
    );
  });
});

describe("explain()", () => {
  it("refuses to tell all pieces of a person's hundreds of placements with hundreds of supports", () => {
    const on = { beneficiaryId: "B-1", date: "2019-01-01" };
    const spellsOf = (row: number) => [
      { ...on, id: `p-${row}`, type: "placement-started", placementId: `P-${row}`, setting: "open-market" },
      { ...on, id: `s-${row}`, type: "support-started", supportId: `S-${row}` },
    ];
    const events = [
      { ...on, id: "r", type: "beneficiary-registered", targetGroups: [] },
      ...Array.from({ length: 400 }, (_, row) => spellsOf(row)).flat(),
    ];
    const period = { from: "2019-01-01", to: "2019-12-31" };
    const indicators = [supportedSixMonthsShare, workExperienceShare];
    const evaluation = evaluate(parseDataset(events), { indicators, periods: [period], asOf: period.to });
    const explained = (indicator: string) => explain(evaluation, { indicator, period, beneficiaryId: "B-1" });
    expect(() => explained("1.3")).toThrow(
      new RangeError("Cannot explain a verdict: its spells must name at most 10000000 events; look for copies"),
    );
    expect(explained("1.1").verdict).toBe("counted");
  });
});
