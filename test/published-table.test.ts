import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "../fixtures/vse-poluchitsya-2019-2020/generate";
import {
  catalogue,
  type Evaluation,
  evaluate,
  explain,
  formatShare,
  type IndicatorResult,
  members,
  parseDataset,
  period,
  results,
  safeParseDataset,
  toText,
  year,
} from "../src/core/index";
import { mio } from "./cli/terminal";

const folder = new URL("../fixtures/vse-poluchitsya-2019-2020/", import.meta.url);
const text = readFileSync(new URL("events.ndjson", folder), "utf8");
const criteriaText = readFileSync(new URL("criteria.json", folder), "utf8");
const readmes = ["README.md", "README.ru.md"].map((name) => [name, readFileSync(name, "utf8")] as const);
const BOTH = period("2019-01-01", "2020-12-31");

const options = [
  ...["--criteria", "fixtures/vse-poluchitsya-2019-2020/criteria.json", "--as-of", "2021-01-31"],
  ...["--period", "2019", "--period", "2020", "--period", "2019..2020", "--locale", "ru", "--locale", "en"],
];
const committed = "fixtures/vse-poluchitsya-2019-2020/events.ndjson";

let evaluation: Evaluation;
let figures: readonly IndicatorResult[];

beforeAll(() => {
  const events = text
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  const dataset = parseDataset(events, { criteria: JSON.parse(criteriaText) });
  evaluation = evaluate(dataset, {
    indicators: catalogue.vsePoluchitsya,
    periods: [year(2019), year(2020), BOTH],
    asOf: "2021-01-31",
  });
  figures = results(evaluation);
});

const figure = (code: string, of: { from: string; to: string }) => {
  const found = figures.find((one) => one.code === code && one.period.from === of.from && one.period.to === of.to);
  return formatShare(found!.share, { locale: "ru" });
};

describe("the practice's published table", () => {
  // Source: the practice's verification against the Russian evidence standard.
  it.each([
    ["1.1", year(2019), "38,9% (180 из 463)"],
    ["1.1", year(2020), "20,6% (103 из 499)"],
    ["1.2", year(2019), "82,2% (148 из 180)"],
    ["1.2", year(2020), "87,4% (90 из 103)"],
    ["1.3", BOTH, "31,3% (73 из 233)"],
    ["1.4", BOTH, "15,0% (35 из 233)"],
  ])("evaluate() gives indicator %s of %o as %s when the events are the synthetic ones", (code, of, published) => {
    expect(figure(code, of)).toBe(published);
  });

  it("members() counts 50 people in both years when 233 worked in either", () => {
    const worked = (of: { from: string; to: string }) =>
      members(evaluation, { indicator: "1.1", period: of, verdict: "counted" });
    const first = new Set(worked(year(2019)));
    const second = worked(year(2020));
    expect(second.filter((id) => first.has(id))).toHaveLength(50);
    expect(worked(BOTH)).toEqual([...new Set([...first, ...second])].sort());
  });

  it("generate() writes the committed file when it is run again", () => {
    expect(generate()).toBe(text);
  });

  it("parseDataset() takes the file without criteria too", () => {
    const events = text
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    expect(safeParseDataset(events).ok).toBe(true);
  });
});

describe("opening a figure", () => {
  it("explain() agrees with every verdict of every person on 1.3 and its tree with the verdict", () => {
    for (const verdict of ["outside", "counted", "pending", "unknown", "not-counted"] as const) {
      const ids = members(evaluation, { indicator: "1.3", period: BOTH, verdict });
      expect(ids.length).toBeGreaterThan(0);
      for (const beneficiaryId of ids.slice(0, 40)) {
        const explanation = explain(evaluation, { indicator: "1.3", period: BOTH, beneficiaryId });
        expect(explanation.verdict).toBe(verdict);
        const expected = {
          outside: undefined,
          counted: "true",
          pending: "pending",
          unknown: "unknown",
          "not-counted": "false",
        };
        if (verdict !== "outside") expect(explanation.numerator.is).toBe(expected[verdict]);
        expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
      }
    }
  });

  it("explain() names the day on which a pending person is reached, and reaching it makes them counted", () => {
    const beneficiaryId = "B-0209";
    const { reason } = explain(evaluation, { indicator: "1.3", period: BOTH, beneficiaryId });
    expect(reason).toEqual({ verdict: "pending", reachedOn: "2021-03-15" });
    const events = text
      .trim()
      .split("\n")
      .map((line): { beneficiaryId: string; date: string } => JSON.parse(line));
    const theirs = events.filter((event) => event.beneficiaryId === beneficiaryId && event.date <= "2020-12-31");
    const verdictOn = (day: string) => {
      const later = evaluate(parseDataset(theirs), {
        indicators: catalogue.vsePoluchitsya,
        periods: [period("2019-01-01", day)],
        asOf: day,
      });
      return results(later).find(({ code }) => code === "1.3")!.verdicts.counted;
    };
    expect([verdictOn("2021-03-14"), verdictOn("2021-03-15")]).toEqual([0, 1]);
  });

  it("toText() tells the nearest miss in Russian and English when somebody is not counted", () => {
    const explanation = explain(evaluation, { indicator: "1.3", period: BOTH, beneficiaryId: "B-0006" });
    expect(toText(explanation, { locale: "en" })).toContain(
      "nearest 2019-05-24 – 2019-09-24, 124 days; 6 months needs until 2019-11-23, 60 days short",
    );
    expect(toText(explanation, { locale: "ru" })).toContain("не хватает 60 дней");
  });
});

describe("npm start", () => {
  const { scripts } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const started = scripts.start.replace("node dist/cli.js ", "").split(" ");
  const temporary = mkdtempSync(join(tmpdir(), "mio-published-"));
  const written = (events: string, name = "events.ndjson") => {
    writeFileSync(join(temporary, name), events);
    return join(temporary, name);
  };
  afterAll(() => rmSync(temporary, { recursive: true }));

  it.each(readmes)("prints every line that %s quotes, as do the commands it names", async (_, readme) => {
    const changed = written(text.replace(/(?<="E-07713".*)2020-05-01/, "2020-03-31"));
    const [, name = ""] = /^npm start -- --before \S*\/(\S+)$/m.exec(readme) ?? [];
    const earlier = written(text, name);
    const told = [
      await mio(started),
      await mio([...started.map((one: string) => (one === committed ? changed : one)), "--before", earlier]),
    ];
    for (const { code, err } of told) {
      expect(code).toBe(0);
      expect(err).toMatch(
        /^\d+ warnings: \d+ about people in these figures, \d+ about others; mio check lists them\n$/,
      );
    }
    const printed = told.map(({ out }) => out.replaceAll(/ +/g, " ")).join("\n");
    const quoted = [...readme.matchAll(/```text\n([\s\S]*?)```/g)].flatMap(([, block]) => block!.trimEnd().split("\n"));
    expect(quoted.length).toBeGreaterThan(5);
    for (const line of quoted) expect(printed).toContain(line.replaceAll(/ +/g, " "));
    const [, explained = ""] = /^node dist\/cli\.js (explain .*)$/m.exec(readme) ?? [];
    expect((await mio(explained.split(" "))).out).toContain("Вердикт: ожидается: будет учтён 2021-03-15");
  });

  it("names file, line, reason and remedy when a row is bad", async () => {
    const bad = await mio(["report", written(text.replace('"open-market"', '"open-markt"')), ...options]);
    expect([bad.code, bad.out]).toEqual([1, ""]);
    expect(bad.err).toMatch(
      /^events\.ndjson:\d+: error dataset\.unknown-code\n {2}Cannot read event \d+ \(placement-started/,
    );
    expect(bad.err).toContain('\n  → did you mean "open-market"?\n');
    expect((await mio(["report", written("{"), ...options])).err).toBe(
      "events.ndjson:1: error input.not-json\n  Cannot read line 1 of events.ndjson: it must be one event as JSON\n  → check quotes and commas\n",
    );
  });

  it("says so when nobody's verdict changed, and when there is no such person", async () => {
    expect((await mio(["report", committed, ...options, "--before", committed])).out).toContain("No verdict changed.");
    const nobody = await mio(["explain", "B-9999", committed, ...options]);
    expect([nobody.code, nobody.out]).toEqual([2, ""]);
  });
});
