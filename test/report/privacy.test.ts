import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  buildReport,
  formatCount,
  type ReportedTree,
  type SuppressOptions,
  suppress,
  suppressionLoss,
} from "../../src/report/index";
import {
  catalogue,
  defineResultsTree,
  type Evaluation,
  evaluate,
  type Period,
  parseDataset,
  unionOf,
  vsePoluchitsyaFunnel,
  vsePoluchitsyaTree,
  workedOneMonthShare,
  workExperienceShare,
  year,
} from "../../src/core/index";
import { once } from "../../src/once";
import { attack } from "./attacker";
import { howMany } from "../long";
import { law } from "./drawn-reports";

type Event = Readonly<Record<string, unknown>>;

const folder = "fixtures/vse-poluchitsya-2019-2020";
const lines = readFileSync(`${folder}/events.ndjson`, "utf8").trim().split("\n");
const events: readonly Event[] = lines.map((line) => JSON.parse(line));
const criteria = JSON.parse(readFileSync(`${folder}/criteria.json`, "utf8"));
const years = [year(2019), year(2020)];
const practice = evaluate(parseDataset(events, { criteria }), {
  indicators: [...catalogue.vsePoluchitsya, workedOneMonthShare],
  periods: [...years, unionOf(years)],
  asOf: "2021-01-31",
});

const everyTable = {
  disaggregate: [{ by: ["targetGroup"] }, { by: ["sex", "region"] }, { by: ["ageBand"] }],
  funnel: vsePoluchitsyaFunnel,
  reconcile: [{ periods: years }],
};
const full = buildReport(practice, everyTable);

/** What is published of it, made once. */
const published = once(() => suppress(full));

/** What many publishers do: small counts and what follows from them blotted out, and nothing else. */
function blotted(value: unknown, below = 5): unknown {
  if (typeof value === "number")
    return value > 0 && value < below ? { suppressed: true, reason: "small-cell", below } : value;
  if (Array.isArray(value)) return value.map((item) => blotted(item, below));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      if (["manifest", "definitions", "dimensions", "level", "periods", "digits"].includes(name)) return [name, field];
      return [name, ["value", "percent", "interval", "bounds"].includes(name) ? null : blotted(field, below)];
    }),
  );
}

describe("an attacker", () => {
  it("finds no contradiction in the tables of the practice, so what it takes for granted is so", () => {
    expect(attack(full)).toMatchObject({ contradictions: [], suppressed: 0, leaks: [] });
  });

  it(
    "finds no contradiction in drawn tables",
    law((report) => expect(attack(report).contradictions).toEqual([]), 60),
  );

  it("recovers most of what is blotted out when nothing else is suppressed", () => {
    const report = buildReport(practice, {
      disaggregate: [{ by: ["targetGroup"] }],
      reconcile: [{ periods: years }],
    });
    const { exact, suppressed } = attack(blotted(report));
    expect(suppressed).toBeGreaterThan(50);
    expect(exact.length / suppressed).toBeGreaterThan(0.5);
  });

  it("sees a percentage that was left beside a suppressed count", () => {
    const shown = JSON.parse(JSON.stringify(published()));
    const figures = shown.disaggregations.flatMap(({ rows }: { rows: { figures: Event[] }[] }) =>
      rows.flatMap((row) => row.figures),
    );
    figures.find(({ percent }: { percent: { reason?: string } | null }) => percent?.reason === "derived").percent =
      "38.9";
    expect(attack(shown).leaks).toHaveLength(1);
  });
});

describe("suppress()", () => {
  it("leaves nothing to recover in all tables of the practice together", () => {
    const { exact, leaks, contradictions, suppressed } = attack(published());
    expect({ exact, leaks, contradictions }).toEqual({ exact: [], leaks: [], contradictions: [] });
    expect(suppressed).toBeGreaterThan(500);
  });

  it("prints counts under the threshold as such where that may be said, whatever else it suppresses as a dot, and nothing as zero or null", () => {
    const text = JSON.stringify(published());
    const marks = new Set(text.match(/\{"suppressed":true[^}]*\}/g));
    const [complementary, small] = [
      '{"suppressed":true,"reason":"complementary"}',
      '{"suppressed":true,"reason":"small-cell","below":5}',
    ];
    const others = ["derived", "small-denominator", "withheld"].map(
      (reason) => `{"suppressed":true,"reason":"${reason}"}`,
    );
    expect([...marks]).toEqual(expect.arrayContaining([complementary, small]));
    expect([complementary, small, ...others]).toEqual(expect.arrayContaining([...marks]));
    expect([...marks].map((mark) => formatCount(JSON.parse(mark)))).toEqual(expect.arrayContaining(["<5", "•"]));
  });

  it(
    "suppresses every count from one to the threshold, and zeros of small groups by default",
    law((report) => {
      const original = countsOf(report);
      const after = countsOf(suppress(report));
      for (const [path, value] of original) {
        if (typeof value === "number" && value > 0 && value < 5)
          expect([path, typeof after.get(path)]).toEqual([path, "object"]);
      }
    }),
  );

  it("gives no percentage of fewer people than the least denominator, and shows nobody of a small group", () => {
    const rows = published().disaggregations.flatMap((table) => table.rows);
    const figures = rows.flatMap((row) => row.figures);
    const few = figures.filter(
      ({ share }) => typeof share.denominator === "number" && share.denominator > 0 && share.denominator < 10,
    );
    expect(few.length).toBeGreaterThan(0);
    for (const { value, percent, interval, bounds } of few) {
      for (const figure of [value, percent, interval, bounds]) expect(figure).toMatchObject({ suppressed: true });
    }
    // One person in a stratum, not counted: "0 of 1" would tell of them.
    const alone = suppress(
      buildReport(evaluated([...crowd(30), person("B-x", { region: "far" }), ...served("B-x")]), {
        disaggregate: [{ by: ["region"] }],
      }),
    );
    const far = alone.disaggregations[0]!.rows.find(({ of }) => of[0]!.kind === "value" && of[0]!.code === "far")!;
    expect(far.figures[0]!.share.numerator).toEqual({ suppressed: true, reason: "small-cell", below: 5 });
  });

  it.each<readonly [NonNullable<SuppressOptions["zeros"]>, unknown]>([
    ["small-groups", { suppressed: true, reason: "small-cell", below: 5 }],
    ["always", { suppressed: true, reason: "small-cell", below: 5 }],
    ["never", 0],
  ])("treats nobody counted of six people as told when zeros are %s", (zeros, numerator) => {
    const report = buildReport(
      evaluated([
        ...crowd(30, "north"),
        ...crowd(6, "far", "C").filter(({ type }) => !`${type}`.startsWith("placement")),
      ]),
      {
        disaggregate: [{ by: ["region"] }],
      },
    );
    const [far] = suppress(report, { zeros }).disaggregations[0]!.rows;
    expect(far!.figures[0]!.share.numerator).toEqual(numerator);
  });

  it("suppresses the counts of readings", () => {
    const everyone = [...new Set(events.map(({ beneficiaryId }) => beneficiaryId))];
    const some = new Set(everyone.filter((_, at) => at % 7 === 0));
    const ofSome = events.filter(({ beneficiaryId }) => some.has(beneficiaryId));
    const few = evaluate(parseDataset(ofSome, { criteria }), {
      indicators: [catalogue.vsePoluchitsya[4]!],
      periods: [year(2019)],
      asOf: "2021-01-31",
    });
    const before = buildReport(few).results[0]!.readings;
    const after = suppress(buildReport(few)).results[0]!.readings;
    const small = before.findIndex(({ share }) => share.numerator > 0 && share.numerator < 5);
    expect(small).toBeGreaterThanOrEqual(0);
    expect(after[small]!.share.numerator).toEqual({ suppressed: true, reason: "small-cell", below: 5 });
    expect(after[small]!.bounds).toMatchObject({ suppressed: true });
  });

  it(
    "returns a suppressed report as it is, and refuses to do so by other rules",
    law((report) => {
      const once = suppress(report);
      expect(suppress(once)).toBe(once);
      expect(suppress(JSON.parse(JSON.stringify(once)))).toEqual(once);
      expect(() => suppress(once, { threshold: 7 })).toThrow(
        "Cannot suppress: threshold must be the one the report was suppressed by (5), received 7; suppress what buildReport returned instead",
      );
    }),
  );

  it(
    "suppresses the same cells when tables come in another order",
    law((report) => {
      const turned = {
        ...report,
        disaggregations: [...report.disaggregations].reverse(),
        results: [...report.results].reverse(),
      };
      const again = suppress(turned);
      const once = suppress(report);
      expect([...again.disaggregations].reverse()).toEqual(once.disaggregations);
      expect([...again.results].reverse()).toEqual(once.results);
      expect(again.suppression).toEqual(once.suppression);
    }),
  );

  it(
    "never shows a small count when the threshold rises",
    law(
      (report) => {
        const rules = { leastDenominator: 10 } as const;
        const lower = countsOf(suppress(report, { ...rules, threshold: 3 }));
        const higher = countsOf(suppress(report, { ...rules, threshold: 8 }));
        for (const [path, value] of lower) {
          const isPrimary =
            typeof value === "object" &&
            (countsOf(report).get(path) as number) > 0 &&
            (countsOf(report).get(path) as number) < 3;
          if (isPrimary) expect([path, typeof higher.get(path)]).toEqual([path, "object"]);
        }
      },
      howMany(15, 3),
    ),
  );

  it("survives JSON, is frozen all through, and leaves the report alone", () => {
    const before = JSON.stringify(full);
    const suppressed = published();
    expect(JSON.stringify(full)).toBe(before);
    expect(JSON.parse(JSON.stringify(suppressed))).toStrictEqual(suppressed);
    const thawed: unknown[] = [];
    const visit = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      if (!Object.isFrozen(value)) thawed.push(value);
      Object.values(value).forEach(visit);
    };
    visit(suppressed);
    expect(thawed).toEqual([]);
  });

  it.each<readonly [unknown, string]>([
    [{ threshold: 1 }, "Cannot suppress: threshold must be a whole number of 2 or more, received 1"],
    [{ leastDenominator: 2.5 }, "Cannot suppress: leastDenominator must be a whole number of 2 or more, received 2.5"],
    [
      { zeros: "allways" },
      'Cannot suppress: zeros must be one of small-groups, always, never, received "allways"; did you mean "always"?',
    ],
    [{ protect: "well" }, 'Cannot suppress: protect must be one of exact, interval, received "well"'],
  ])("refuses %j", (options, message) => {
    expect(() => suppress(full, options as SuppressOptions)).toThrow(new RangeError(message));
  });

  it("refuses what is not a report, and tables that disagree", () => {
    expect(() => suppress({ results: [] } as never)).toThrow(
      new TypeError(
        "Cannot suppress: report.manifest must be an object with people and asOf and periods, received nothing; pass what buildReport returned",
      ),
    );
    const other = { ...full, manifest: { ...full.manifest, people: 744 } };
    expect(() => suppress(other)).toThrow(RangeError);
  });
});

describe("suppress() with a results tree", () => {
  const tree = defineResultsTree({
    ...vsePoluchitsyaTree,
    nodes: vsePoluchitsyaTree.nodes.map((node) => ({
      ...node,
      ...(node.indicators && {
        indicators: node.indicators.map((one) => ({ ...one, targets: [{ period: year(2019), percent: "30" }] })),
      }),
    })),
  });
  const whole = buildReport(practice, { tree });
  const figuresOf = ({ tree: told }: { readonly tree: ReportedTree | null }) =>
    told!.evaluated.nodes.flatMap(({ indicators }) =>
      indicators.flatMap(({ code, figures }) => figures.map((figure) => ({ code, ...figure }))),
    );
  const isOf =
    (code: string, period: Period | null) => (one: { readonly code: string; readonly period: Period | null }) =>
      one.code === code && one.period?.from === period?.from && one.period?.to === period?.to;

  it("tells a figure of the tree when its result is told, and says why not otherwise", () => {
    const before = figuresOf(whole);
    for (const threshold of [5, 60, 150]) {
      const suppressed = suppress(whole, { threshold });
      let gone = 0;
      figuresOf(suppressed).forEach((figure, place) => {
        const { code, period, reason } = figure;
        const result = suppressed.results.find(isOf(code, period));
        if (reason.code === "suppressed") {
          expect(figure).toMatchObject({
            share: null,
            percent: null,
            bounds: null,
            status: "no-data",
            achievement: null,
          });
          gone += 1;
          return;
        }
        expect(figure.share).toEqual(before[place]!.share);
        if (result !== undefined) expect([figure.share, figure.percent]).toEqual([result.share, result.percent]);
      });
      if (threshold === 150) expect(gone).toBeGreaterThan(3);
      expect(suppressed.suppression.withheld).toEqual([]);
    }
  });

  it("hides a figure of the tree when the result itself is suppressed", () => {
    const suppressed = suppress(whole, { threshold: 60 });
    const hidden = suppressed.results.filter(({ share }) => typeof share.numerator !== "number");
    expect(hidden.length).toBeGreaterThan(0);
    const shown = figuresOf(suppressed).filter(({ share }) => share !== null);
    for (const { code, period } of hidden) expect(shown.filter(isOf(code, period))).toEqual([]);
  });
});

describe("suppressionLoss()", () => {
  it("counts primary and complementary cells and the share of people lost", () => {
    const loss = suppressionLoss(full);
    const { suppression } = published();
    expect(loss.primary + loss.complementary).toBe(suppression.suppressed);
    expect(loss.cells).toBe(suppression.cells);
    expect(loss.primary).toBeGreaterThan(0);
    expect(Number(loss.shareOfCounts)).toBeGreaterThan(0);
    expect(Number(loss.shareOfCounts)).toBeLessThan(0.5);
  });
});

describe("reports", () => {
  it("hold no beneficiary's, event's, placement's or support's id, suppressed or not", () => {
    const ids = new Set(
      events.flatMap(({ id, beneficiaryId, placementId, supportId }) => [id, beneficiaryId, placementId, supportId]),
    );
    ids.delete(undefined);
    expect(ids.size).toBeGreaterThan(events.length);
    const found: string[] = [];
    const look = (text: string) => {
      for (const token of [text, ...text.split(/[^\w-]+/)]) if (ids.has(token)) found.push(token);
    };
    const visit = (value: unknown): void => {
      if (typeof value === "string") look(value);
      if (typeof value !== "object" || value === null) return;
      Object.keys(value).forEach(look);
      Object.values(value).forEach(visit);
    };
    for (const report of [buildReport(practice), full, published()]) visit(report);
    expect(found).toEqual([]);
    look(`seen ${events[0]!.beneficiaryId}`);
    expect(found).toHaveLength(1);
  });
});

/** Every number of the tables, or what stands in its place, by path. */
function countsOf(report: object): Map<string, unknown> {
  const counts = new Map<string, unknown>();
  const visit = (value: unknown, path: string): void => {
    const isMark = typeof value === "object" && value !== null && "suppressed" in value;
    if (typeof value === "number" || isMark) counts.set(path, value);
    else if (typeof value === "object" && value !== null) {
      for (const [name, field] of Object.entries(value)) {
        if (!["definitions", "manifest", "suppression", "level", "periods"].includes(name))
          visit(field, `${path}/${name}`);
      }
    }
  };
  visit(report, "");
  return counts;
}

function person(beneficiaryId: string, fields: Event = {}): Event {
  return {
    id: `r-${beneficiaryId}`,
    type: "beneficiary-registered",
    beneficiaryId,
    date: "2018-06-01",
    targetGroups: [],
    ...fields,
  };
}

function served(beneficiaryId: string): readonly Event[] {
  return [
    { id: `s-${beneficiaryId}`, type: "service-delivered", beneficiaryId, date: "2019-03-01", service: "advice" },
  ];
}

/** People who were served, half of whom worked. */
function crowd(people: number, region = "north", letter = "B"): readonly Event[] {
  return Array.from({ length: people }, (_, at) => {
    const id = `${letter}-${at}`;
    const started = {
      id: `p-${id}`,
      type: "placement-started",
      beneficiaryId: id,
      date: "2019-04-01",
      placementId: `P-${id}`,
    };
    return [person(id, { region }), ...served(id), ...(at % 2 === 0 ? [started] : [])];
  }).flat();
}

function evaluated(of: readonly Event[]): Evaluation {
  return evaluate(parseDataset(of), { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
}
