import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  buildReport,
  type Report,
  type ReportOptions,
  type SuppressedReport,
  type SuppressOptions,
  suppress,
  suppressionLoss,
  toCsv,
  toMarkdown,
} from "../../src/report/index";
import {
  catalogue,
  evaluate,
  type Indicator,
  type Period,
  parseDataset,
  period,
  unionOf,
  vsePoluchitsyaFunnel,
  workedOneMonthShare,
  year,
} from "../../src/core/index";
import { protectedSet } from "../../src/report/privacy/protected-set";
import { attack } from "./attack/attack";
import { readAll } from "./attack/counts";
import { Crowd } from "./attack/crowd";
import { fullReports, type Layout, publishedReports } from "./attack/layout";
import { besideLayouts } from "./attack/layouts";
import { population } from "./attack/populations";
import { suppressedApart } from "./attack/reproductions";
import { howMany, isLong } from "../long";

const folder = "fixtures/vse-poluchitsya-2019-2020";
const lines = readFileSync(`${folder}/events.ndjson`, "utf8").trim().split("\n");
const practice = parseDataset(
  lines.map((line) => JSON.parse(line)),
  { criteria: JSON.parse(readFileSync(`${folder}/criteria.json`, "utf8")) },
);
const milestones = [...catalogue.vsePoluchitsya.slice(0, 4), workedOneMonthShare];

function reportOf(
  indicators: readonly Indicator[],
  periods: readonly Period[],
  asOf: string,
  tables: Omit<ReportOptions, "suppress"> = {},
): Report {
  return buildReport(evaluate(practice, { indicators, periods, asOf }), tables);
}

/** What a reader has who saved what was published. */
const published = (report: Report, options?: SuppressOptions): SuppressedReport =>
  JSON.parse(JSON.stringify(suppress(report, options)));

const toDate = (last: string) =>
  reportOf(milestones, [period("2020-01-01", last)], last, { disaggregate: [{ by: ["sex"] }] });

describe("suppress() beside what is out", () => {
  it.runIf(isLong)("hides what another report, suppressed alone, would give away", async () => {
    const { layout, people } = suppressedApart;
    const crowd = new Crowd({ ...layout, draws: 500 }, 1);
    const apart = await attack(crowd, readAll(publishedReports(layout, people, {})), people);
    expect(apart.exact.length).toBeGreaterThan(0);
    const together = readAll(publishedReports({ ...layout, isBeside: true }, people, {}));
    expect(await attack(crowd, together, people)).toMatchObject({ exact: [], undecided: [], leaks: [] });
  });

  it.each(besideLayouts.slice(0, howMany(besideLayouts.length, 1)).map((layout) => [layout.name, layout] as const))(
    "leaves nothing to recover: %s",
    async (_, layout: Layout) => {
      const people = population(layout, 9);
      const crowd = new Crowd({ ...layout, draws: 500 }, 1);
      const reading = readAll(publishedReports(layout, people, {}));
      expect(await attack(crowd, reading, people)).toMatchObject({ exact: [], undecided: [], leaks: [] });
    },
  );

  it.runIf(isLong)("makes the year to date of the practice quarter after quarter", () => {
    const out: SuppressedReport[] = [];
    for (const last of ["2020-06-30", "2020-09-30", "2020-12-31"]) {
      const report = suppress(toDate(last), { beside: out });
      expect(report.suppression.suppressed).toBeLessThan(report.suppression.cells / 2);
      out.push(JSON.parse(JSON.stringify(report)));
    }
  });

  it("keeps what is out as it was printed, and its marks", () => {
    const of2019 = reportOf(milestones, [year(2019)], "2020-12-31", { disaggregate: [{ by: ["sex"] }] });
    const out = published(of2019);
    const { suppression: was, ...tables } = out;
    const again = suppress(of2019, { beside: [out] });
    const { suppression, ...same } = JSON.parse(JSON.stringify(again));
    expect(same).toEqual(tables);
    expect(suppression).toEqual(was);
  });

  it.runIf(isLong)("thinks of more people before it refuses: the funnel of results that are out", () => {
    const years = [year(2019), year(2020)];
    const out = published(reportOf(milestones, years, "2021-01-31"));
    const report = reportOf(milestones, years, "2021-01-31", { funnel: vsePoluchitsyaFunnel });
    const { suppressed, cells } = suppress(report, { beside: [out] }).suppression;
    expect(suppressed / cells).toBeLessThan(0.5);
  });

  it("knows people who came between two reports apart from those who were there", () => {
    const until = (last: string) =>
      parseDataset(
        Array.from({ length: last > "2020" ? 40 : 30 }, (_, person) => {
          const of = { beneficiaryId: `B-${person}` };
          const date = person < 30 ? "2019-02-01" : "2020-02-01";
          const served = { id: `s-${person}`, type: "service-delivered", date, service: "advice", ...of };
          const registered = { id: `r-${person}`, type: "beneficiary-registered", date, targetGroups: [], ...of };
          return person % 3 === 0 ? [registered] : [registered, served];
        }).flat(),
      );
    const [workExperience] = catalogue.vsePoluchitsya;
    const at = (asOf: string, periods: readonly Period[]) =>
      buildReport(evaluate(until(asOf), { indicators: [workExperience!], periods, asOf }));
    const out = published(at("2019-12-31", [year(2019)]));
    const years = [year(2019), year(2020), unionOf([year(2019), year(2020)])];
    const report = suppress(at("2020-12-31", years), { beside: [out] });
    expect(report.manifest.people).toBe(40);
    expect(report.results[0]!.verdicts.outside).toBe(20);
  });

  it("costs what it costs alone when nothing is out", () => {
    const report = toDate("2020-12-31");
    expect(suppressionLoss(report, { beside: [] })).toEqual(suppressionLoss(report));
  });

  it.runIf(isLong)("refuses what cannot be hidden beside what is out", () => {
    const { layout, people } = suppressedApart;
    const [edition] = layout.editions;
    const [full] = fullReports({ ...layout, editions: [edition!] }, people);
    // Somebody put the women's counts back: men are what is left of everybody.
    const careless = JSON.parse(JSON.stringify(suppress(full as Report)));
    careless.disaggregations[0].rows.forEach((row: { of: [{ code?: string }]; figures: unknown }, at: number) => {
      if (row.of[0].code === "female") row.figures = (full as Report).disaggregations[0]!.rows[at]!.figures;
    });
    careless.results = (full as Report).results;
    expect(() => suppress(full as Report, { beside: [careless] })).toThrow(
      /^Cannot suppress: beside what is out already, .* no other number was found for 1\.1, 2019-01-01\/2019-12-31, \S+ \(.+\); leave out/,
    );
  });

  it.each<readonly [string, (out: SuppressedReport) => object, string]>([
    ["one report in the place of a list", (out) => ({ beside: out }), "beside must be a list"],
    ["a full report", () => ({ beside: [toDate("2020-06-30")] }), "beside.0.suppression must be an object"],
    ["other rules", (out) => ({ beside: [out], threshold: 7 }), "beside.0 must be suppressed by the same threshold"],
    ["rounding", (out) => ({ beside: [out], round: 5 }), "round must stand without beside"],
    [
      "a rounded report",
      () => ({ beside: [suppress(toDate("2020-06-30"), { round: 5 })] }),
      "beside.0 must be suppressed by the same round",
    ],
    [
      "another number of the same count",
      (out) => ({
        beside: [{ ...out, manifest: { ...out.manifest, people: 999 } }],
      }),
      "the published reports must be of the same facts",
    ],
  ])("refuses %s", (_, options, message) => {
    const out = published(toDate("2020-12-31"));
    expect(() => suppress(toDate("2020-12-31"), options(out) as SuppressOptions)).toThrow(message);
  });

  it("refuses a report that is suppressed already", () => {
    const out = published(toDate("2020-06-30"));
    expect(() => suppress(suppress(toDate("2020-12-31")), { beside: [out] })).toThrow("beside must be left out");
  });
});

describe("the search for what hides a count", () => {
  const table = (...by: string[]) => ({ by });
  const report = reportOf(milestones, [year(2019)], "2020-12-31", {
    disaggregate: [table("sex"), table("targetGroup", "sex", "region")],
  });
  const rules = { threshold: 5, leastDenominator: 10, zeros: "small-groups", protect: "exact" } as const;

  it("withholds the largest table whole when it takes too long, and begins anew without it", () => {
    const { set, withheldTables, isSuppressed, map } = protectedSet(report, [], rules, 100_000);
    expect(withheldTables.map((by) => by.map(({ name }) => name))).toEqual([["targetGroup", "sex", "region"]]);
    expect(set.disaggregations.map(({ dimensions }) => dimensions.map(({ name }) => name))).toEqual([["sex"]]);
    const [only] = report.disaggregations;
    const alone = protectedSet({ ...report, disaggregations: [only!] }, [], rules);
    expect(isSuppressed).toEqual(alone.isSuppressed);
    expect(map.cells).toEqual(alone.map.cells);
  });

  it("is told in the report, by name, and in the sheet of how it was made", () => {
    const [by] = report.disaggregations.map(({ dimensions }) => dimensions);
    const told = suppress(report);
    const without: SuppressedReport<Report> = {
      ...told,
      suppression: { ...told.suppression, withheldTables: [by!] },
    } as SuppressedReport<Report>;
    expect(toMarkdown(without, { locale: "ru" })).toContain("Целиком не приводятся");
    expect(toMarkdown(without, { locale: "ru" })).toContain("разрез «пол»");
    expect(toMarkdown(without, { locale: "en" })).toContain("the breakdown by sex");
    expect(toCsv(without, { table: "manifest" })).toMatch(/^withheld,sex$/m);
  });

  it("withholds no table when there is time", () => {
    expect(suppress(report).suppression).not.toHaveProperty("withheldTables");
  });

  it("ends without tables, whatever it takes", () => {
    const { set, withheldTables } = protectedSet(report, [], rules, 1);
    expect(withheldTables).toHaveLength(2);
    expect(set.disaggregations).toEqual([]);
  });
});
