import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestMultiple, roundingText } from "../../src/report/privacy/round";
import {
  buildReport,
  displayed,
  pictures,
  pictureText,
  type Report,
  type SuppressOptions,
  suppress,
  suppressionLoss,
  toCsv,
  toHtml,
  toMarkdown,
  toPlainText,
} from "../../src/report/index";
import {
  catalogue,
  defineResultsTree,
  evaluate,
  parseDataset,
  sharePercent,
  socialChangeShare,
  unionOf,
  vsePoluchitsyaFunnel,
  vsePoluchitsyaTree,
  workedOneMonthShare,
  workExperienceShare,
  year,
} from "../../src/core/index";
import { firstPlacement, placements } from "../../src/define/index";
import { toTally } from "../../src/exchange/index";
import { wilsonInterval } from "../../src/statistics/index";

const folder = "fixtures/vse-poluchitsya-2019-2020";
const lines = readFileSync(`${folder}/events.ndjson`, "utf8").trim().split("\n");
const criteria = JSON.parse(readFileSync(`${folder}/criteria.json`, "utf8"));
const years = [year(2019), year(2020)];
const practice = evaluate(
  parseDataset(
    lines.map((line) => JSON.parse(line)),
    { criteria },
  ),
  {
    indicators: [...catalogue.vsePoluchitsya, workedOneMonthShare],
    periods: [...years, unionOf(years)],
    asOf: "2020-10-31",
    knownOn: "2021-01-31",
  },
);
const tree = defineResultsTree({
  ...vsePoluchitsyaTree,
  nodes: vsePoluchitsyaTree.nodes.map((node) => ({
    ...node,
    indicators: (node.indicators ?? []).flatMap((one) => {
      const planned = {
        ...one,
        baseline: { percent: "20" },
        targets: years.map((period) => ({ period, percent: "38" })),
      };
      return one.code === "2.1" ? [planned, { ...planned, code: "2.1:improved" }] : [planned];
    }),
  })),
});
const full = buildReport(practice, {
  disaggregate: [{ by: ["targetGroup"] }, { by: ["sex", "region"] }, { by: ["ageBand"] }],
  funnel: vsePoluchitsyaFunnel,
  reconcile: [{ periods: years }],
  socialChange: {},
  retention: [{ spells: placements(), from: firstPlacement, period: year(2019) }],
  evidence: {},
  tree,
});

/** People of four regions, some of whom worked. */
function regions(counts: Readonly<Record<string, readonly [served: number, worked: number]>>): Report {
  const events = Object.entries(counts).flatMap(([region, [served, worked]]) =>
    Array.from({ length: served }, (_, at) => {
      const beneficiaryId = `${region}-${at}`;
      const on = (type: string, date: string, fields: object) => ({
        id: `${type}-${beneficiaryId}`,
        type,
        beneficiaryId,
        date,
        ...fields,
      });
      return [
        on("beneficiary-registered", "2021-01-01", { targetGroups: [], region }),
        on("service-delivered", "2021-02-01", { service: "advice" }),
        ...(at < worked ? [on("placement-started", "2021-03-01", { placementId: `P-${beneficiaryId}` })] : []),
      ];
    }).flat(),
  );
  const options = { indicators: [workExperienceShare], periods: [year(2021)], asOf: "2021-12-31" };
  return buildReport(evaluate(parseDataset(events), options), { disaggregate: [{ by: ["region"] }] });
}
const fourRegions = regions({ north: [23, 9], south: [12, 8], east: [7, 7], west: [2, 1] });

type Json = Readonly<Record<string, unknown>>;
type Step = string | number;

/** What is planned, or names a rule: no figure. */
const GIVEN = [
  "definitions",
  "issues",
  "glossary",
  "plan",
  "pairing",
  "period",
  "union",
  "suppression",
  "options",
  "library",
];
/** Numbers that are no counts. */
const NO_COUNTS = ["level", "periods", "round"];

/** The same value with every part of it looked at, outermost first. */
function mapped(value: unknown, change: (part: unknown, path: readonly Step[]) => unknown, path: readonly Step[] = []) {
  const to = change(value, path);
  if (typeof to !== "object" || to === null) return to;
  if (Array.isArray(to)) return to.map((item, at): unknown => mapped(item, change, [...path, at]));
  const fields = Object.entries(to as Json).map(([name, field]): [string, unknown] => [
    name,
    GIVEN.includes(name) ? field : mapped(field, change, [...path, name]),
  ]);
  return Object.fromEntries(fields);
}

function numbersOf(report: unknown): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  mapped(report, (part, path) => {
    const isCount = typeof part === "number" && !NO_COUNTS.includes(String(path.at(-1)));
    if (isCount) found.set(path.join("."), part);
    return part;
  });
  return found;
}

describe("the nearest multiple", () => {
  it.each([
    [0, 5, 0],
    [2, 5, 0],
    [3, 5, 5],
    [7, 5, 5],
    [8, 5, 10],
    [23, 5, 25],
    [44, 5, 45],
    [2, 4, 4],
    [1, 3, 0],
    [2, 3, 3],
    [3, 6, 6],
    [49, 100, 0],
    [50, 100, 100],
  ])("of %i by %i is %i", (count, base, nearest) => {
    expect(nearestMultiple(count, base)).toBe(nearest);
  });

  it("of a part is at most that of its whole, and never half of the base away", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.integer({ min: 3, max: 100 }), (part, rest, base) => {
        expect(nearestMultiple(part, base)).toBeLessThanOrEqual(nearestMultiple(part + rest, base));
        expect(nearestMultiple(part, base) % base).toBe(0);
        expect(Math.abs(nearestMultiple(part, base) - part) * 2).toBeLessThanOrEqual(base);
      }),
    );
  });
});

describe("suppress() with round", () => {
  const rounded = suppress(full, { round: 5 });

  it("rounds every count by itself and takes percentages of the rounded ones", () => {
    const { manifest, results, disaggregations, suppression } = suppress(fourRegions, { round: 5 });
    expect([manifest.people, manifest.events]).toEqual([45, 115]);
    expect(results[0]!.verdicts).toEqual({
      outside: 0,
      excluded: 0,
      counted: 25,
      pending: 0,
      unknown: 0,
      "not-counted": 20,
    });
    const shares = disaggregations[0]!.rows.map(({ of, figures }) => {
      const { share, percent, reason } = figures[0]!;
      return [of[0], share, percent, reason];
    });
    const at = (code: string) => ({ kind: "value", code });
    expect(shares).toEqual([
      [at("east"), { numerator: 5, denominator: 5 }, "100.0", null],
      [at("north"), { numerator: 10, denominator: 25 }, "40.0", null],
      [at("south"), { numerator: 10, denominator: 10 }, "100.0", null],
      [at("west"), { numerator: 0, denominator: 0 }, null, "empty-denominator"],
      [{ kind: "total" }, { numerator: 25, denominator: 45 }, "55.6", null],
    ]);
    expect(suppression).toEqual({ round: 5, withheld: [] });
  });

  it("leaves no number in any table that is not a multiple", () => {
    const before = numbersOf(full);
    const after = numbersOf(rounded);
    expect(after.size).toBeGreaterThan(1500);
    for (const [path, value] of after) expect([path, value % 5]).toEqual([path, 0]);
    // The counts of both are in the same places, save notes, of which there is one more, and tables that are withheld.
    for (const [path, value] of before) {
      if (path.includes(".notes.")) continue;
      if (after.has(path)) expect([path, after.get(path)]).toEqual([path, nearestMultiple(value, 5)]);
      else expect(path).toMatch(/^(socialChange|retention|evidence)\./);
    }
  });

  it("takes nothing but rounded counts from the report: another whose counts round alike gives the same", () => {
    // Counts move within what rounds alike, and whatever follows from counts becomes nonsense.
    const moved = (count: number) => nearestMultiple(count, 5);
    const scrambled = mapped(JSON.parse(JSON.stringify(full)), (part, path) => {
      const name = String(path.at(-1));
      const isOfTables = path[0] !== "notes" && path[0] !== "evidence" && path[0] !== "retention";
      if (!isOfTables) return part;
      if (typeof part === "number") return NO_COUNTS.includes(name) ? part : moved(part);
      if (typeof part !== "object" || part === null || Array.isArray(part)) {
        if (typeof part === "boolean" && name === "isNested") return !part;
        return part;
      }
      const fields = part as Json;
      // Who is open by a reading, or by a figure of the tree, is read off its bounds.
      const isFigure = path[0] === "tree" && "elapsed" in fields && fields.share !== null;
      const isReading = path[0] === "results" && path.at(-2) === "readings";
      if ((isFigure || isReading) && fields.bounds !== null) {
        const { numerator, denominator } = fields.share as { numerator: number; denominator: number };
        const open = Math.round(Number((fields.bounds as Json).high) * denominator) - numerator;
        const high = (moved(numerator) + moved(open)) / Math.max(1, moved(denominator));
        return { ...fields, ...(isFigure && NONSENSE), bounds: { low: "0.1", high: high.toFixed(10) } };
      }
      if ("percent" in fields && "share" in fields)
        return { ...fields, percent: "12.3", ...("bounds" in fields && VALUES) };
      if ("percent" in fields && "worsened" in fields) return { ...fields, percent: "12.3" };
      if ("explanation" in fields) return { ...fields, explanation: { ru: "17", en: "17" } };
      if (fields.code === "known-on") return { ...fields, message: { ru: "17", en: "17" } };
      return part;
    }) as Report;
    const tablesOf = (report: Report) => {
      const { manifest, results, harm, disaggregations, funnels, reconciliations, tree: reported } = report;
      return { manifest, results, harm, disaggregations, funnels, reconciliations, reported };
    };
    expect(scrambled.results).not.toEqual(full.results);
    expect(tablesOf(suppress(scrambled, { round: 5 }) as Report)).toEqual(tablesOf(rounded as Report));
  });

  it("makes percentages, intervals and bounds of the rounded counts by the functions of the library", () => {
    let seen = 0;
    const figures = [
      ...rounded.results,
      ...rounded.disaggregations.flatMap(({ rows }) => rows.flatMap((row) => row.figures)),
    ];
    for (const { share, percent, interval, bounds } of figures as Report["results"]) {
      const limits = wilsonInterval(share.numerator, share.denominator, 0.95);
      expect(percent).toBe(sharePercent(share));
      expect(Number(interval?.low ?? 0)).toBeCloseTo(limits?.low ?? 0, 9);
      for (const one of [bounds?.low, bounds?.high, interval?.low, interval?.high]) {
        expect(Number(one ?? 0)).toBeLessThanOrEqual(1);
        expect(Number(one ?? 0)).toBeGreaterThanOrEqual(0);
      }
      if (bounds !== null) expect(Number(bounds.low)).toBeLessThanOrEqual(Number(bounds.high));
      if (share.denominator > 0) seen++;
    }
    expect(seen).toBeGreaterThan(50);
  });

  it("keeps bounds within the whole when rounded parts add up to more than it", () => {
    const report = JSON.parse(JSON.stringify(regions({ north: [9, 3] }))) as {
      results: Json[];
      disaggregations: unknown[];
    };
    const verdicts = { outside: 0, excluded: 0, counted: 3, pending: 3, unknown: 3, "not-counted": 0 };
    report.results[0] = { ...report.results[0]!, verdicts, settled: { numerator: 3, denominator: 3 } };
    report.disaggregations = [];
    const [result] = suppress(report as unknown as Report, { round: 5 }).results;
    expect(result).toMatchObject({
      verdicts: { counted: 5, pending: 5, unknown: 5 },
      share: { numerator: 5, denominator: 10 },
      bounds: { low: "0.5000000000", high: "1.0000000000" },
    });
  });

  it("tells no status, achievement or reason of the results tree by true counts", () => {
    const indicators = rounded.tree!.evaluated.nodes.flatMap((node) => node.indicators);
    let told = 0;
    indicators.forEach(({ code, figures }) => {
      figures.forEach(({ period, share, percent, reason, notes }) => {
        if (share === null) return;
        expect(share.numerator % 5).toBe(0);
        const result = rounded.results.find(
          (one) => one.code === code && one.period.from === period!.from && one.period.to === period!.to,
        );
        if (result !== undefined) expect([share, percent, notes]).toEqual([result.share, result.percent, result.notes]);
        const [figure] = reason.message.en.match(/\(\d+ of \d+\)/) ?? [];
        if (figure === undefined) return;
        told++;
        expect(figure).toBe(`(${share.numerator} of ${share.denominator})`);
      });
    });
    expect(told).toBeGreaterThan(5);
  });

  it("judges a target by the rounded share", () => {
    // 9 of 23 are 39.1 %, and rounded 40 %.
    const report = (percent: string) => {
      const node = { code: "work", level: "outcome-short", title: { ru: "Работа", en: "Work" } };
      const planned = { code: "1.1", targets: [{ period: year(2021), percent }] };
      const options = { indicators: [workExperienceShare], periods: [year(2021)], asOf: "2021-12-31" };
      const events = Array.from({ length: 23 }, (_, at) => [
        {
          id: `r-${at}`,
          type: "beneficiary-registered",
          beneficiaryId: `B-${at}`,
          date: "2021-01-01",
          targetGroups: [],
        },
        { id: `s-${at}`, type: "service-delivered", beneficiaryId: `B-${at}`, date: "2021-02-01", service: "advice" },
        ...(at < 9
          ? [
              {
                id: `p-${at}`,
                type: "placement-started",
                beneficiaryId: `B-${at}`,
                date: "2021-03-01",
                placementId: `P-${at}`,
              },
            ]
          : []),
      ]).flat();
      return buildReport(evaluate(parseDataset(events), options), {
        tree: {
          code: "own",
          title: { ru: "Дерево", en: "Tree" },
          nodes: [{ ...node, indicators: [planned] }],
          edges: [],
        },
      });
    };
    const figureOf = (one: { readonly tree: Report["tree"] }) =>
      one.tree!.evaluated.nodes[0]!.indicators[0]!.figures[0]!;
    expect(figureOf(report("40")).status).toBe("off-track");
    expect(figureOf(suppress(report("40"), { round: 5 }))).toMatchObject({
      share: { numerator: 10, denominator: 25 },
      status: "reached",
      reason: { message: { en: "The target is met: 40.0% (10 of 25), target at least 40%." } },
    });
  });

  it("tells nothing in notes and texts that follows from true counts", () => {
    const notes = rounded.results.flatMap((result) => result.notes);
    const codes = new Set([...notes, ...rounded.harm.flatMap((one) => one.notes)].map(({ code }) => code));
    expect([...codes].sort()).toEqual(["counts-rounded", "known-on", "none-recorded-is-not-none", "period-not-over"]);
    for (const { code, message } of notes)
      if (code === "known-on") expect(message.en).toBe("As known on 2021-01-31: events recorded later are not used.");
    expect(rounded.reconciliations[0]!.indicators[0]!.explanation.en).toBe(
      "Indicator 1.1: counts are rounded, so the periods are not reconciled in words.",
    );
  });

  it("does not tell a denominator of one or two people from one of nobody", () => {
    const [one, two] = [regions({ north: [1, 1] }), regions({ north: [2, 0] })].map((report) =>
      suppress(report, { round: 5 }),
    );
    expect(one!.results).toEqual(two!.results);
    expect(one!.disaggregations).toEqual(two!.disaggregations);
    expect(one!.results[0]).toMatchObject({ value: null, percent: null, interval: null, bounds: null });
    expect(one!.results[0]!.notes.map(({ code }) => code)).toEqual(["counts-rounded", "empty-denominator"]);
  });

  it("does not tell whether any adverse event at all was recorded", () => {
    const served = {
      type: "service-delivered",
      beneficiaryId: "B-1",
      date: "2019-02-01",
      service: "social-adaptation",
    };
    const events = [
      { id: "r", type: "beneficiary-registered", beneficiaryId: "B-1", date: "2019-01-01", targetGroups: [] },
      { id: "s", ...served },
    ];
    const options = { indicators: [socialChangeShare], periods: [year(2019)], asOf: "2019-12-31" };
    const report = buildReport(evaluate(parseDataset(events, { criteria }), options));
    const codesOf = ({ harm }: Pick<Report, "harm">) => harm[0]!.notes.map(({ code }) => code);
    expect(codesOf(report)).toEqual(["none-recorded-is-not-none", "negative-effects-not-tracked"]);
    expect(codesOf(suppress(report, { round: 5 }) as Report)).toEqual(["counts-rounded", "none-recorded-is-not-none"]);
  });

  it("does not keep sums from giving a count away, as the documentation says", () => {
    const four = { north: [3, 1], south: [3, 1], east: [3, 1], west: [3, 1] } as const;
    const { disaggregations } = suppress(regions(four), { round: 5 });
    const people = disaggregations[0]!.rows.map(({ figures }) => figures[0]!.share.denominator);
    expect(people).toEqual([5, 5, 5, 5, 10]);
    const possible = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].filter((count) => nearestMultiple(count, 5) === 5);
    expect(possible[0]! * 4).toBe(12);
    expect([nearestMultiple(12, 5), nearestMultiple(13, 5)]).toEqual([10, 15]);
  });

  it("withholds whole what it cannot round", () => {
    expect(rounded.suppression).toEqual({ round: 5, withheld: ["socialChange", "retention", "evidence"] });
    expect([rounded.socialChange, rounded.retention, rounded.evidence]).toEqual([[], [], null]);
  });

  it("survives JSON, is frozen all through, and leaves the report alone", () => {
    const before = JSON.stringify(full);
    const after = suppress(full, { round: 7 });
    expect(JSON.stringify(full)).toBe(before);
    expect(JSON.parse(JSON.stringify(after))).toStrictEqual(after);
    const thawed: unknown[] = [];
    mapped(after, (part) => {
      if (typeof part === "object" && part !== null && !Object.isFrozen(part)) thawed.push(part);
      return part;
    });
    expect(thawed).toEqual([]);
  });

  it("returns a rounded report as it is, and refuses another rule", () => {
    expect(suppress(rounded, { round: 5 })).toBe(rounded);
    expect(suppress(JSON.parse(JSON.stringify(rounded)), { round: 5 })).toEqual(rounded);
    const again = "suppress what buildReport returned instead";
    const wrong: readonly (readonly [() => unknown, string])[] = [
      [
        () => suppress(rounded, { round: 10 }),
        `round must be the one the report was suppressed by (5), received 10; ${again}`,
      ],
      [() => suppress(rounded), `round must be the one the report was suppressed by (5), received nothing; ${again}`],
      [
        () => suppress(suppress(fourRegions), { round: 5 }),
        `round must be left out, as it was when the report was suppressed, received 5; ${again}`,
      ],
    ];
    for (const [call, message] of wrong) expect(call).toThrow(new RangeError(`Cannot suppress: ${message}`));
  });

  it("is what buildReport makes when asked to, with its word in the glossary", () => {
    const asked = buildReport(practice, { suppress: { round: 5 } });
    expect(asked.results).toEqual(rounded.results);
    const codes = asked.glossary.map(({ code }) => code);
    expect(codes).toContain("rounded");
    expect(codes).not.toContain("suppressed");
  });
});

describe("wrong options of suppress()", () => {
  const among = "options must be among beside, leastDenominator, protect, round, threshold, zeros";
  const alone = (name: string) =>
    `round must stand without ${name}, received 5; leave out ${name} to round every count, or round to suppress small ones`;
  it.each<readonly [object, string]>([
    [{ treshold: 20 }, `${among}, received "treshold"; did you mean "threshold"?`],
    [{ roundTo: 5 }, `${among}, received "roundTo"; did you mean "round"?`],
    [{ round: 2 }, "round must be a whole number from 3 to 100, received 2"],
    [{ round: 101 }, "round must be a whole number from 3 to 100, received 101"],
    [{ round: 5.5 }, "round must be a whole number from 3 to 100, received 5.5"],
    [{ round: "5" }, 'round must be a whole number from 3 to 100, received "5"'],
    [{ round: 5, threshold: 5 }, alone("threshold")],
    [{ round: 5, leastDenominator: 10 }, alone("leastDenominator")],
    [{ round: 5, zeros: "never" }, alone("zeros")],
    [{ round: 5, protect: "exact" }, alone("protect")],
    [{ threshold: "5" }, 'threshold must be a whole number of 2 or more, received "5"'],
  ])("%j are refused", (options, message) => {
    expect(() => suppress(fourRegions, options as SuppressOptions)).toThrow(`Cannot suppress: ${message}`);
  });

  it("are refused by suppressionLoss and toTally, too, and so is round", () => {
    expect(() => suppressionLoss(fourRegions, { treshold: 20 } as SuppressOptions)).toThrow(
      'did you mean "threshold"?',
    );
    expect(() => suppressionLoss(fourRegions, { round: 5 })).toThrow(
      "Cannot tell the loss: round must be left out, received 5; a rounded report leaves nothing out",
    );
    const partner = { code: "north", title: { ru: "Север", en: "North" } };
    expect(() => toTally(practice, { partner, suppress: { round: 5 } as SuppressOptions })).toThrow(
      "Cannot make a tally: suppress.round must be left out, received 5; rounded counts of partners do not add up",
    );
  });
});

describe("readers of a rounded report", () => {
  const rounded = suppress(fourRegions, { round: 5 });
  const flat = (text: string) => text.replaceAll(/\s+/g, " ").replaceAll("> ", "");

  it("are told once that periods are not reconciled in words", () => {
    const text = flat(toMarkdown(suppress(full, { round: 5 }), { locale: "en" }));
    expect(text.match(/periods are not reconciled in words/g)).toHaveLength(1);
  });

  it.each(["ru", "en"] as const)("are told the rule in every form, in the language %s", (locale) => {
    const rule = roundingText(5)[locale];
    expect(rule).toContain(
      locale === "ru"
        ? "до ближайшего кратного 5, каждое само по себе"
        : "to the nearest multiple of 5, each by itself",
    );
    expect(flat(toPlainText(rounded, { locale }))).toContain(rule);
    expect(flat(toMarkdown(rounded, { locale }))).toContain(rule);
    expect(flat(toHtml(rounded, { locale }))).toContain(rule);
    expect(flat(inspect(displayed(rounded, { locale })))).toContain(rule);
    for (const picture of pictures(suppress(full, { round: 5 }))) {
      const told = picture.notes.filter((one) => one[locale].includes(rule));
      expect([picture.id, told.length]).toEqual([picture.id, 1]);
      expect(flat(pictureText(picture, { locale }))).toContain(rule);
    }
  });

  it("are told the rule in the table of how the report was made", () => {
    expect(toCsv(rounded, { table: "manifest", locale: "en" })).toMatch(/suppressed,round 5/);
  });
});

const VALUES = { value: "0.123", interval: null, bounds: null };
const NONSENSE = { ...VALUES, percent: "12.3", status: "reached", achievement: null, isTargetWithinInterval: null };
