/** Holds the guides for M&E officers to their figures, and the documentation to its links. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { beforeAll, describe, expect, it, test } from "vitest";
import { buildReport, suppress } from "../src/report/index";
import {
  catalogue,
  dataNeeds,
  type Dataset,
  datasetIssues,
  type Evaluation,
  evaluate,
  explain,
  type Figures,
  formatShare,
  type Locale,
  members,
  parseDataset,
  results,
  type Share,
  sharePercent,
  supportedSixMonthsShare,
  toText,
  unionOf,
  type Verdict,
  year,
} from "../src/core/index";
import { checkClaims } from "../src/practice/index";
import {
  disaggregate,
  followUpPlan,
  harm,
  milestoneEstimates,
  reconcile,
  sensitivity,
  socialChange,
} from "../src/tables/index";
import { eventsFromTables, type TableRow } from "../src/input/index";
import { rangeText } from "../src/share";
import { verdictWords } from "../src/core/aloud/words";

const read = (path: string) => readFileSync(path, "utf8");
const locales: readonly Locale[] = ["ru", "en"];
const guides = { ru: read("docs/guide.ru.md"), en: read("docs/guide.en.md") };

const BOTH = unionOf([year(2019), year(2020)]);
const PERIODS = { "2019": year(2019), "2020": year(2020), both: BOTH } as const;
const asOf = "2021-01-31";

let dataset: Dataset;
let evaluation: Evaluation;
const named = { ru: new Map<string, string>(), en: new Map<string, string>() };

beforeAll(() => {
  const folder = "fixtures/vse-poluchitsya-2019-2020";
  const events = read(`${folder}/events.ndjson`).trim().split("\n");
  dataset = parseDataset(
    events.map((line): unknown => JSON.parse(line)),
    { criteria: JSON.parse(read(`${folder}/criteria.json`)) },
  );
  evaluation = evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods: Object.values(PERIODS), asOf });
  for (const locale of locales) for (const [name, printed] of figures(locale)) named[locale].set(name, printed);
}, 60_000);

/**
 * What the words of a guide's figures come to: `1.3 both pending` is 10. The names stand in comments behind the
 * figures.
 */
function figures(locale: Locale): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  const put = (name: string, printed: string | number) => all.set(name, String(printed));
  const withSign = (percent: string | null) => `${locale === "ru" ? percent?.replace(".", ",") : percent}%`;
  const percent = (share: Share) => withSign(sharePercent(share));
  const rounded = (value: number) => withSign((value * 100).toFixed(1));
  const printed = (share: Share) => formatShare(share, { locale });
  const counted = (indicator: string, of: keyof typeof PERIODS = "both", verdict: Verdict = "counted") =>
    new Set(members(evaluation, { indicator, period: PERIODS[of], verdict }));
  const common = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
    [...one].filter((id) => other.has(id)).length;

  put("people", evaluation.people);
  for (const [name, { from, to }] of Object.entries(PERIODS)) {
    for (const result of results(evaluation)) {
      if (result.period.from !== from || result.period.to !== to) continue;
      const of = `${result.code} ${name}`;
      put(`${of} share`, printed(result.share));
      put(`${of} quoted`, locale === "ru" ? `${printed(result.share)}»` : `${printed(result.share)}”`);
      put(`${of} settled`, printed(result.settled));
      put(`${of} denominator`, result.share.denominator);
      put(`${of} percent`, percent(result.share));
      put(`${of} bounds`, rangeText(result.bounds!.low, result.bounds!.high, locale));
      put(`${of} interval`, rangeText(result.interval!.low, result.interval!.high, locale));
      for (const [verdict, people] of Object.entries(result.verdicts)) put(`${of} ${verdict}`, people);
      for (const { code, share } of result.readings) put(`${of} ${code.split(":")[1]}`, printed(share));
    }
  }
  for (const { code, numerator, denominator, inPeriods } of reconcile(evaluation, {
    periods: [year(2019), year(2020)],
  }).indicators) {
    put(`${code} sum`, numerator.sumOfPeriods);
    put(`${code} in one year`, numerator.inExactly[0]!.people);
    put(`${code} in both years`, numerator.inExactly[1]!.people);
    put(`${code} in a year only`, numerator.inPeriodsOnly);
    put(`${code} both only`, numerator.inUnionOnly);
    put(`${code} served in both years`, denominator.inExactly[1]!.people);
    const mean = inPeriods.reduce((sum, { share }) => sum + share.numerator / share.denominator, 0) / inPeriods.length;
    put(`${code} mean of years`, rounded(mean));
  }
  put("1.2 and 1.3", common(counted("1.2"), counted("1.3")));
  const milestones = new Set(["1.2", "1.3", "1.4"].flatMap((code) => [...counted(code)]));
  put("none of 1.2, 1.3, 1.4", counted("1.1").size - common(counted("1.1"), milestones));
  const pending = counted("1.3", "2019", "pending");
  put("1.3 pending 2019 counted later", common(pending, counted("1.3", "2020")));
  put("1.3 pending 2019 not counted later", common(pending, counted("1.3", "2020", "not-counted")));
  const served = results(evaluation).find(
    ({ code, period }) => code === "1.1" && period.to === BOTH.to && period.from === BOTH.from,
  )!;
  put("1.3 of those served", printed({ numerator: counted("1.3").size, denominator: served.share.denominator }));
  const { estimates } = milestoneEstimates(evaluation, { indicator: "1.3", period: BOTH });
  put("1.3 began", estimates!.naive.people);
  put("1.3 naive", percent({ numerator: estimates!.naive.reached, denominator: estimates!.naive.people }));
  put("1.3 mature", percent({ numerator: estimates!.matureOnly.reached, denominator: estimates!.matureOnly.people }));
  put("1.3 kaplan-meier", rounded(Number(estimates!.kaplanMeier.value)));
  const readings = sensitivity(dataset, supportedSixMonthsShare, { period: BOTH, asOf }).readings;
  const inOrder = readings
    .map(({ share }) => share)
    .sort((a, b) => a.numerator / a.denominator - b.numerator / b.denominator);
  put("1.3 both lowest reading", percent(inOrder[0]!));
  put("1.3 both highest reading", percent(inOrder.at(-1)!));

  put("2.1 both worsened", printed(harm(evaluation)[2]!.worsening[0]!.onAny.worsened as Share));
  for (const { method, percent: byChance } of socialChange(dataset, { period: BOTH, asOf }).nothingChanged.byChance)
    put(`2.1 by ${method}`, withSign(byChance));

  const noGroup = disaggregate(evaluation, { by: ["targetGroup"] }).rows.find(({ of }) => of[0]!.kind === "missing")!;
  const ofNobody: Figures = noGroup.figures.find(({ code, period }) => code === "1.1" && period.to === "2019-12-31")!;
  put("1.1 2019 no group counted", ofNobody.share.numerator);
  put("1.1 2019 no group denominator", ofNobody.share.denominator);
  put("1.1 2019 no group percent", percent(ofNobody.share));
  put("1.1 2019 no group interval", rangeText(ofNobody.interval!.low, ofNobody.interval!.high, locale));
  put("least denominator", suppress(buildReport(evaluation)).suppression.leastDenominator);
  put("level", `${results(evaluation)[0]!.interval!.level * 100}${locale === "ru" ? "" : "%"}`);

  for (const { type, fields } of dataNeeds(catalogue.vsePoluchitsya, dataset).events)
    for (const { field, lacking } of fields) put(`lacking ${type} ${field}`, lacking!);
  const warnings = datasetIssues(dataset).map(({ code }) => code);
  for (const code of new Set(warnings)) put(`warnings ${code}`, warnings.filter((one) => one === code).length);
  const schedule = [...new Set(followUpPlan(dataset, { asOf }).followUps.map(({ after }) => after.count))];
  schedule.sort((a, b) => a - b);
  put("follow-up schedule", `${schedule.slice(0, -1).join(", ")} ${locale === "ru" ? "и" : "and"} ${schedule.at(-1)}`);
  put("node", (JSON.parse(read("package.json")) as { engines: { node: string } }).engines.node.replace(/\D/g, ""));

  const { share, bounds } = resultOfTables(locale);
  put("tables share", printed(share));
  put("tables bounds", rangeText(bounds!.low, bounds!.high, locale));
  return all;
}

/** Rows of the table of a guide whose heading begins with these columns. */
function rowsOf(guide: string, ...columns: readonly string[]): readonly TableRow[] {
  const lines = guide.split("\n");
  const heading = lines.findIndex((line) => line.startsWith(`| ${columns.join(" | ")} |`));
  const cells = (line: string) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
  const names = cells(lines[heading] ?? "");
  const end = lines.findIndex((line, at) => at > heading && !line.startsWith("|"));
  return lines
    .slice(heading + 2, end)
    .map((line) => Object.fromEntries(cells(line).map((cell, at) => [names[at]!, cell])));
}

function evaluationOfTables(locale: Locale): Evaluation {
  const guide = guides[locale];
  const events = eventsFromTables({
    beneficiaries: rowsOf(guide, "beneficiaryId", "start"),
    placements: rowsOf(guide, "placementId", "beneficiaryId"),
    support: rowsOf(guide, "supportId", "beneficiaryId"),
  });
  return evaluate(parseDataset(events), {
    indicators: [supportedSixMonthsShare],
    periods: [year(2019)],
    asOf: "2020-01-31",
  });
}

const resultOfTables = (locale: Locale) => results(evaluationOfTables(locale))[0]!;

const FIGURE = /<!--(?! )([^>]+?)-->/g;
/** What a block of commands needs: test/package/commands.mjs reads it. */
const NEED = /<!-- [^>]+? -->/g;
const FENCE = /^( *)```(\w+)\n([\s\S]*?)^\1```$/gm;
/** What holds numbers and is no figure: code, dates, years, codes of indicators, and what is quoted. */
const NO_FIGURES = [
  /`[^`\n]*`/g,
  /\]\([^)]*\)/g,
  /\b\d{4}-\d{2}-\d{2}\b/g,
  /\d{1,2} (?:января|марта|августа|декабря|January|March|August|December)/g,
  /\b20(?:18|19|20|21)\b/g,
  /[BPSE]-\d+/g,
  /«[^»]*»|“[^”]*”/g,
];

describe.each(locales)("docs/guide.%s.md", (locale) => {
  const guide = guides[locale];

  it("prints every figure as it comes out", () => {
    const printed = [...guide.matchAll(FIGURE)].filter(([, name = ""]) => !/^(?:explain|claims) /.test(name));
    expect(printed.length).toBeGreaterThan(100);
    const wrong = printed.flatMap(([, name = ""], at) => {
      const before = guide.slice(0, printed[at]!.index).replaceAll("*", "");
      const value = named[locale].get(name);
      const stands = value !== undefined && before.endsWith(value) && !/[\d.,]$/.test(before.slice(0, -value.length));
      return stands ? [] : [`${name}: ${value}, printed: ${before.slice(-25)}`];
    });
    expect(wrong).toEqual([]);
  });

  it("holds no number of two digits or more that is neither named nor a date, a code or a quotation", () => {
    const prose = [
      ...guide
        .replaceAll(NEED, "")
        .replaceAll(FENCE, "")
        .split(/(?<=-->)/),
    ]
      .map((piece) => {
        const name = /<!--([^>]+?)-->$/.exec(piece)?.[1];
        const text = piece.replaceAll(FIGURE, "").replaceAll("*", "");
        return name === undefined ? text : text.slice(0, text.length - (named[locale].get(name) ?? "").length);
      })
      .join("");
    const left = NO_FIGURES.reduce((text, pattern) => text.replaceAll(pattern, " "), prose);
    expect(left.match(/\d{2,}.{0,20}|\d[.,]?\d*\s?%.{0,20}/g) ?? []).toEqual([]);
  });

  it("quotes what the library prints of a person and of a claim", () => {
    const report = buildReport(evaluation);
    const quoted = [...guide.matchAll(/<!--(explain|claims) ([^>]+?)-->\n( *)```text\n([\s\S]*?)^\3```$/gm)];
    expect(quoted).toHaveLength(3);
    for (const [, kind, of = "", indent = "", block = ""] of quoted) {
      const lines = block
        .trimEnd()
        .split("\n")
        .map((line) => line.slice(indent.length));
      if (kind === "claims") {
        const said = checkClaims(of, report).claims.flatMap(({ findings }) =>
          findings.map(({ message }) => message[locale]),
        );
        expect(said).toEqual(expect.arrayContaining(lines));
        expect(guide.replaceAll(/\s+/g, " ")).toContain(locale === "ru" ? `«${of}»` : `“${of}”`);
        continue;
      }
      const [indicator = "", , beneficiaryId = ""] = of.split(" ");
      const printed = toText(explain(evaluation, { indicator, period: BOTH, beneficiaryId }), { locale }).split("\n");
      const at = lines.filter((line) => line !== "…").map((line) => printed.indexOf(line));
      expect(at.every((line, index) => line > (at[index - 1] ?? -1))).toBe(true);
    }
  });

  it("says of every event and field what dataNeeds says of them", () => {
    const { events } = dataNeeds(catalogue.vsePoluchitsya);
    const codes = (cell: unknown) => [...String(cell).matchAll(/`([^`]+)`/g)].map(([, code]) => code);
    const rows = rowsOf(guide, locale === "ru" ? "событие" : "event").map((row) => Object.values(row));
    expect(rows.map(([event, fields, readBy]) => [codes(event)[0], codes(fields), readBy])).toEqual(
      events.map(({ type, fields, readBy }) => [
        type,
        fields.filter(({ absence }) => absence === "refused").map(({ field }) => field),
        readBy.join(" "),
      ]),
    );
    const words = { ru: ["«неизвестно»", "относится к любой"], en: ["unknown", "goes with whatever"] }[locale];
    const open = rowsOf(guide, locale === "ru" ? "поле" : "field").map((row) => Object.values(row));
    const told = open.map(([field, readBy, absence]) => {
      const word = words.findIndex((one) => String(absence).includes(one));
      return [...codes(field).reverse(), readBy, ["unknown", "goes-with-any"][word]].join(" ");
    });
    const needed = events.flatMap(({ type, fields }) =>
      fields
        .filter(({ absence }) => absence !== "refused")
        .map(({ field, readBy, absence }) => [type, field, readBy.join(" "), absence].join(" ")),
    );
    expect(new Set(told)).toEqual(new Set(needed));
  });

  it("gives the people of its tables the verdicts that it says", () => {
    const evaluated = evaluationOfTables(locale);
    const rows = rowsOf(guide, locale === "ru" ? "человек" : "person").map((row) => Object.values(row));
    expect(rows).toHaveLength(evaluated.people);
    for (const [beneficiaryId, verdict, why] of rows as readonly (readonly string[])[]) {
      const { verdict: given, reason } = explain(evaluated, {
        indicator: "1.3",
        period: year(2019),
        beneficiaryId: beneficiaryId!,
      });
      expect([beneficiaryId, verdict]).toEqual([beneficiaryId, verdictWords[locale][given]]);
      if (reason?.verdict === "pending") expect(why).toContain(reason.reachedOn);
      if (reason?.verdict === "unknown") expect(why).toContain(reason.missing[0]!.field);
      if (reason?.verdict === "not-counted") expect(reason.shortfall[0]!.shortByDays).toBe(1);
    }
  });

  it("has no share whose percentage is wrong, save the one that it shows to be wrong", () => {
    const text = guide.replaceAll(FENCE, "").replaceAll(FIGURE, "");
    const wrong = checkClaims(text, buildReport(evaluation)).claims.filter(
      ({ isPercentRight }) => isPercentRight === false,
    );
    expect(wrong.map(({ text: claim }) => claim)).toEqual([
      locale === "ru" ? "31,4% (73 из 233)" : "31.4% (73 of 233)",
    ]);
  });
});

test("both guides name the same figures in the same order", () => {
  const names = (guide: string) =>
    [...guide.matchAll(FIGURE)].map(([, name = ""]) => name.replace(/^claims .*/, "claims"));
  const inOrder = (guide: string) => [...names(guide)].sort();
  expect(inOrder(guides.ru)).toEqual(inOrder(guides.en));
});

test("who is counted in 1.4 over both years and in neither of them was pending in 2019 and not served in 2020", () => {
  const of = (period: keyof typeof PERIODS, verdict: Verdict) =>
    new Set(members(evaluation, { indicator: "1.4", period: PERIODS[period], verdict }));
  const [pending, outside] = [of("2019", "pending"), of("2020", "outside")];
  const neither = [...of("both", "counted")].filter((id) => pending.has(id) && outside.has(id));
  expect(named.ru.get("1.4 both only")).toBe(String(neither.length));
});

describe("the documentation", () => {
  const pages = [
    "README.md",
    "README.ru.md",
    "CONTRIBUTING.md",
    ...(readdirSync("docs", { recursive: true, encoding: "utf8" }) as string[])
      .map((path) => `docs/${path.replaceAll("\\", "/")}`)
      .filter((path) => path.endsWith(".md") && !path.startsWith("docs/api/")),
  ].sort();
  /** As GitHub makes anchors of headings. */
  const anchors = (page: string) =>
    [
      ...read(page)
        .replaceAll(FENCE, "")
        .matchAll(/^#+ (.+)$/gm),
    ].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .replaceAll(" ", "-"),
    );
  const linksOf = (page: string) =>
    [
      ...read(page)
        .replaceAll(FENCE, "")
        .matchAll(/\]\((?!\w+:)([^)\s]+)\)/g),
    ].map(([, target = ""]) => {
      const [path = "", anchor] = target.split("#");
      return { target, path: path === "" ? page : normalize(join(dirname(page), decodeURI(path))), anchor };
    });

  it.each(pages)("%s links to what is there", (page) => {
    const dead = linksOf(page).filter(
      ({ path, anchor }) =>
        !existsSync(path) || (anchor !== undefined && !anchors(path).includes(decodeURIComponent(anchor))),
    );
    expect(dead.map(({ target }) => target)).toEqual([]);
  });

  it("docs/README.md names every page, save sheets that the index of sheets names", () => {
    const linked = new Set(linksOf("docs/README.md").map(({ path }) => path));
    const sheets = new Set(linksOf("docs/indicators/README.md").map(({ path }) => path));
    const own = pages.filter((page) => page.startsWith("docs/") && page !== "docs/README.md");
    expect(own.filter((page) => !linked.has(page) && !sheets.has(page))).toEqual([]);
  });

  it("docs/concepts/README.md names every concept once", () => {
    const linked = linksOf("docs/concepts/README.md").map(({ path }) => path);
    const concepts = pages.filter((page) => page.startsWith("docs/concepts/") && !page.endsWith("README.md"));
    expect(linked.filter((path) => path.startsWith("docs/concepts/")).sort()).toEqual(concepts);
  });
});
