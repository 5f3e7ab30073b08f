/** Values that show themselves: in text, in notebooks, and nowhere else. */
import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { buildReport, type Displayable, displayed, pictures, suppress } from "../../src/report/index";
import {
  catalogue,
  defineIndicator,
  evaluate,
  explain,
  month,
  parseDataset,
  unionOf,
  vsePoluchitsyaFunnel,
  workedOneMonthShare,
  year,
} from "../../src/core/index";
import { enrolment, firstPlacement, happens, placements, touching, reportingPeriod } from "../../src/define/index";
import { disaggregate as plainDisaggregate } from "../../src/tables/strata/disaggregate";
import { funnel as plainFunnel } from "../../src/tables/funnel/funnel";
import { pictures as plainPictures } from "../../src/report/pictures/pictures";
import { buildReport as plainReport } from "../../src/report/report";
import { reconcile as plainReconcile } from "../../src/tables/strata/reconcile";
import { results as plainResults } from "../../src/core/verdicts/result";
import { retention as plainRetention } from "../../src/tables/retention/retention";
import {
  changes,
  compare,
  dataQuality,
  flips,
  followUpPlan,
  harm,
  milestoneEstimates,
  pooling,
  sensitivity,
  sourceAgreement,
  triangulate,
} from "../../src/tables/index";
import { suppress as plainSuppress } from "../../src/report/privacy/suppress";

/** What the doors of tables return shows itself once it went through `displayed`. */
const showing =
  <Given extends readonly unknown[], Value extends Displayable>(door: (...given: Given) => Value) =>
  (...given: Given): Value =>
    displayed(door(...given));
const results = showing(plainResults);
const disaggregate = showing(plainDisaggregate);
const funnel = showing(plainFunnel);
const reconcile = showing(plainReconcile);
const retention = showing(plainRetention);

const folder = new URL("../../fixtures/vse-poluchitsya-2019-2020/", import.meta.url);
const events = readFileSync(new URL("events.ndjson", folder), "utf8").trim().split("\n");
const criteria = JSON.parse(readFileSync(new URL("criteria.json", folder), "utf8"));
const dataset = parseDataset(
  events.map((line): unknown => JSON.parse(line)),
  { criteria },
);
const years = [year(2019), year(2020)];
const both = unionOf(years);
const indicators = [...catalogue.vsePoluchitsya, workedOneMonthShare];
const evaluation = evaluate(dataset, { indicators, periods: [...years, both], asOf: "2021-01-31" });
const tables = {
  reconcile: [{ periods: years }],
  funnel: vsePoluchitsyaFunnel,
  disaggregate: [{ by: ["targetGroup", "sex"] }],
  retention: [{ spells: placements(), from: firstPlacement, period: both }],
} as const;
const aPerson = { indicator: "1.3", period: both, beneficiaryId: "B-0209" };
const cohort = { spells: placements(), from: firstPlacement, period: both, asOf: "2021-01-31" } as const;

const in2019 = evaluate(dataset, { indicators: indicators.slice(0, 2), periods: [year(2019)], asOf: "2021-01-31" });
const in2020 = evaluate(dataset, { indicators: indicators.slice(0, 2), periods: [year(2020)], asOf: "2021-01-31" });
const span = { period: both, asOf: "2021-01-31" };
const withoutLook = {
  pooling: pooling(evaluation, { indicator: "1.1", by: "sex", periods: years, over: "region" }),
  compare: compare(in2019, in2020, { by: "sex" }),
  sensitivity: sensitivity(dataset, catalogue.vsePoluchitsya[2]!, span),
  harm: harm(evaluation),
  sourceAgreement: sourceAgreement(dataset, span),
  triangulate: triangulate(evaluation, { indicator: "1.1", period: both }),
  dataQuality: dataQuality(dataset, span),
  milestoneEstimates: milestoneEstimates(evaluation, { indicator: "1.3", period: both }),
};

const TABLE = /^<table>[\s\S]*<th scope="row"/;
const TABLE_WITHIN = /<table>[\s\S]*<th scope="row"/;
const TABLE_AND_DRAWING = /<table>[\s\S]*<th scope="row"[\s\S]*<svg /;
/** Each function whose values show themselves: its value, that of the function it wraps, what the text says first, and what the HTML holds. */
const shown: Readonly<Record<string, readonly [value: object, bare: object, opening: string, html: RegExp]>> = {
  results: [results(evaluation), plainResults(evaluation), "Доля каждого показателя по периодам", TABLE],
  buildReport: [
    buildReport(evaluation, tables),
    plainReport(evaluation, tables),
    "Отчёт: 743 благополучателя",
    TABLE_AND_DRAWING,
  ],
  suppress: [
    suppress(buildReport(evaluation, { ...tables, locale: "en" })),
    plainSuppress(plainReport(evaluation, { ...tables, locale: "en" })),
    "Report: 743 beneficiaries",
    TABLE_AND_DRAWING,
  ],
  disaggregate: [
    disaggregate(evaluation, { by: ["sex"] }),
    plainDisaggregate(evaluation, { by: ["sex"] }),
    "1.1: доля по признаку «пол»",
    TABLE,
  ],
  funnel: [
    funnel(evaluation, vsePoluchitsyaFunnel, { period: both }),
    plainFunnel(evaluation, vsePoluchitsyaFunnel, { period: both }),
    "Сколько людей дошло до каждого шага, 2019–2020",
    TABLE,
  ],
  reconcile: [
    reconcile(evaluation, { periods: years }),
    plainReconcile(evaluation, { periods: years }),
    "Учтённые в каждом периоде и за всё время (2019–2020)",
    TABLE,
  ],
  retention: [
    retention(dataset, cohort),
    plainRetention(dataset, cohort),
    "Время считается от начала первого трудоустройства",
    TABLE_WITHIN,
  ],
  pooling: [displayed(withoutLook.pooling), withoutLook.pooling, "1.1. Доля благополучателей", TABLE_WITHIN],
  compare: [displayed(withoutLook.compare), withoutLook.compare, "До: 2019, данные полны по", TABLE_WITHIN],
  sensitivity: [displayed(withoutLook.sensitivity), withoutLook.sensitivity, "1.3. Доля", TABLE_WITHIN],
  harm: [displayed(withoutLook.harm), withoutLook.harm, "Вред, 2.1: у кого стало хуже", TABLE],
  "displayed(harm()[0])": [
    displayed(withoutLook.harm[0]!),
    withoutLook.harm[0]!,
    "Вред, 2.1: у кого стало хуже",
    TABLE,
  ],
  sourceAgreement: [
    displayed(withoutLook.sourceAgreement),
    withoutLook.sourceAgreement,
    "Согласие источников, 2019–2020",
    TABLE_WITHIN,
  ],
  triangulate: [displayed(withoutLook.triangulate), withoutLook.triangulate, "1.1. Доля", TABLE_WITHIN],
  dataQuality: [
    displayed(withoutLook.dataQuality),
    withoutLook.dataQuality,
    "Качество данных, 2019–2020",
    TABLE_WITHIN,
  ],
  milestoneEstimates: [
    displayed(withoutLook.milestoneEstimates),
    withoutLook.milestoneEstimates,
    "Показатель 1.3, 2019–2020",
    TABLE_WITHIN,
  ],
  pictures: [
    pictures(buildReport(evaluation, tables)),
    plainPictures(plainReport(evaluation, tables)),
    "periods-1.1: 1.1. Доля благополучателей",
    /^<svg /,
  ],
  "displayed(explain)": [
    displayed(explain(evaluation, aPerson)),
    explain(evaluation, aPerson),
    "Показатель 1.3, B-0209",
    /^<pre>/,
  ],
};

const htmlOf = (value: object): Record<string, string> =>
  (value as Record<symbol, () => Record<string, string>>)[Symbol.for("Jupyter.display")]!();

afterEach(() => {
  Reflect.deleteProperty(globalThis, "__tslab__");
});

describe.each(Object.entries(shown))("%s()", (_, [value, bare, opening, html]) => {
  it("returns plain frozen data equal to what it returned without a look", () => {
    expect(value).toStrictEqual(bare);
    expect(Object.isFrozen(value)).toBe(true);
    expect(Reflect.ownKeys(value).filter((key) => typeof key === "string")).toEqual(
      Reflect.ownKeys(bare).filter((key) => typeof key === "string"),
    );
    expect(JSON.stringify(value)).toBe(JSON.stringify(bare));
    expect(structuredClone(value)).toStrictEqual(bare);
    expect({ ...value }).toStrictEqual({ ...bare });
  });

  it("prints as tidy text on the console", () => {
    const text = inspect(value);
    expect(text.startsWith(opening)).toBe(true);
    if (!("beneficiaryId" in value)) {
      expect(text.split("\n").filter((line) => line.length > 100)).toEqual([]);
    }
    expect(text.split("\n").length).toBeLessThan(130);
    expect(text.split("\n").filter((line) => line !== line.trimEnd())).toEqual([]);
  });

  it("tells no id of anybody, nor of an event", () => {
    if ("beneficiaryId" in value) return;
    expect(`${inspect(value)}${htmlOf(value)["text/html"]}`.match(/\bB-\d+|\bE-\d+/g)).toBeNull();
  });

  it("gives a notebook of Deno the same text, and HTML without script", () => {
    const bundle = htmlOf(value);
    expect(Object.keys(bundle)).toEqual(["text/plain", "text/html"]);
    expect(bundle["text/plain"]).toBe(inspect(value));
    expect(bundle["text/html"]).toMatch(html);
    expect(bundle["text/html"]).not.toMatch(/<script|javascript:|on\w+=/i);
  });

  it("shows itself through tslab when it is the value of a cell, not when it is inside another", () => {
    const displays: string[] = [];
    const display = { html: (html: string) => displays.push(html), svg: (svg: string) => displays.push(svg) };
    Object.assign(globalThis, {
      __tslab__: { require: (name: string) => (name === "tslab" ? { display } : undefined) },
    });
    expect(inspect(value)).toBe("");
    expect(displays.join("\n")).toBe(htmlOf(value)["text/html"]);
    expect(inspect({ value })).toContain(opening);
    expect(displays.join("\n")).toBe(htmlOf(value)["text/html"]);
  });

  it("regains its look after JSON, in either language", () => {
    const read = JSON.parse(JSON.stringify(value));
    expect(inspect(displayed(read))).toBe(inspect(value));
    const english = inspect(displayed(read, { locale: "en" }));
    expect(english).not.toMatch(/[а-яё]/i);
    expect(displayed(read, { locale: "en" })).toStrictEqual(bare);
  });
});

describe("a look", () => {
  it("gives every figure of the published table", () => {
    const text = inspect(results(evaluation));
    for (const figure of ["38,9% (180 из 463)", "20,6% (103 из 499)", "31,3% (73 из 233)", "15,0% (35 из 233)"]) {
      expect(text).toContain(figure);
    }
  });

  it("shows the stricter readings under 2.1, and in a report harm too", () => {
    const rows = inspect(results(evaluation)).split("\n");
    const at = rows.findIndex((row) => row.startsWith("2.1"));
    expect(rows.slice(at).join("\n")).toMatch(/^2\.1[\s\S]*\n {2}строже: Лучше хотя бы по одному/);
    expect(inspect(buildReport(evaluation))).toMatch(/вред: хуже хотя бы по одному/);
  });

  it("shows parts of a report, and results one by one", () => {
    const report = buildReport(evaluation, tables);
    const parts = [
      report.results,
      report.results[0],
      report.funnels[0],
      report.disaggregations[0],
      report.retention[0],
    ];
    const titles = ["Доля каждого показателя", "1.1. Доля", "Сколько людей дошло", "1.1: доля по признаку", "Время"];
    expect(parts.map((part, at) => inspect(part).startsWith(titles[at]!))).toEqual(titles.map(() => true));
    expect(inspect(results(evaluation)[0])).toContain("Учтены");
  });

  it("never prints what is suppressed", () => {
    const one = evaluate(dataset, { indicators: indicators.slice(0, 2), periods: [year(2019)], asOf: "2021-01-31" });
    const report = suppress(buildReport(one, { disaggregate: [{ by: ["sex"] }] }), { threshold: 50 });
    const [table] = report.disaggregations;
    const rows = table!.rows.filter(({ figures }) => figures.some(({ share }) => typeof share.numerator === "object"));
    expect(rows.length).toBeGreaterThan(0);
    expect(inspect(table)).toMatch(/<50 из|• из/);
    expect(inspect(report)).toContain("Числа меньше 50");
    expect(htmlOf(report)["text/html"]).toContain("&lt;50");
  });

  it("fits into 100 columns when there are many periods, with the names beside each run of columns", () => {
    const twelve = Array.from({ length: 12 }, (_, at) => month(2019, at + 1));
    const text = inspect(results(evaluate(dataset, { indicators, periods: twelve, asOf: "2021-01-31" })));
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(text.match(/^1\.1\. /gm)!.length).toBeGreaterThan(2);
  });

  it("says when there is nothing to show", () => {
    const nobody = evaluate(parseDataset([]), { indicators, periods: [year(2019)], asOf: "2019-06-30" });
    const text = inspect(results(nobody));
    expect(text).toContain("—");
    expect(text).toContain("В знаменателе никого нет");
    expect(inspect(results(evaluate(dataset, { indicators: [], periods: [], asOf: "2019-06-30" })))).toBe(
      "Не запрошено ни одного показателя или ни одного периода.",
    );
  });

  it("escapes titles in HTML and keeps them on one line of text", () => {
    const title = { ru: '<img src=x onerror="1">\nвторая `строка` \u202e', en: "<script>1</script>" };
    const served = happens(touching(enrolment(), reportingPeriod));
    const odd = defineIndicator({
      code: "own.1",
      title,
      denominator: served,
      numerator: happens(touching(placements(), reportingPeriod)),
    });
    const value = results(evaluate(dataset, { indicators: [odd], periods: [year(2019)], asOf: "2021-01-31" }));
    expect(htmlOf(value)["text/html"]).toContain("&lt;img src=x onerror=&quot;1&quot;&gt; вторая `строка`</th>");
    expect(inspect(value)).not.toContain("\u202e");
  });
});

describe("what a table prints", () => {
  const text = (value: Displayable, locale: "ru" | "en" = "en") => inspect(displayed(value, { locale }));
  const nobody = parseDataset([]);
  const when = { period: year(2019), asOf: "2020-01-31" };
  const ofNobody = evaluate(nobody, {
    indicators: catalogue.vsePoluchitsya,
    periods: [year(2019)],
    asOf: "2020-01-31",
  });

  it("pooling(): shares, tests with p-values, odds ratios with limits", () => {
    const printed = text(withoutLook.pooling);
    expect(printed).toMatch(/^female +40\.0% \(66 of 165\)/m);
    expect(printed).toMatch(/^2019 +Pearson's χ² test +0\.16 \(1\) +0\.6919 +1\.0000 +0\.02$/m);
    expect(printed).toMatch(/^female \/ male +1\.10 \(0\.81 … 1\.47\) +0\.9289/m);
    expect(printed).toMatch(/^2019 +female − male +\+1\.9\n +−7\.3 … \+11\.2$/m);
    expect(text(withoutLook.pooling, "ru")).toContain("при разделении по признаку «регион»");
  });

  it("pooling(): a p-value too small to print, and a difference that turns its sign", () => {
    // One region passes nearly everybody and is nearly all men; the other nearly nobody, and nearly all women.
    const people = [
      ...Array.from({ length: 100 }, (_, at) => ({ sex: "male", region: "A", isAtWork: at < 90 })),
      ...Array.from({ length: 20 }, (_, at) => ({ sex: "female", region: "A", isAtWork: at < 19 })),
      ...Array.from({ length: 20 }, (_, at) => ({ sex: "male", region: "B", isAtWork: at < 2 })),
      ...Array.from({ length: 100 }, (_, at) => ({ sex: "female", region: "B", isAtWork: at < 20 })),
    ];
    const told = people.flatMap(({ isAtWork, ...attributes }, at) => {
      const beneficiaryId = `P${at}`;
      const event = (kind: string) => ({ id: `${kind}${at}`, beneficiaryId, date: "2019-02-01" });
      return [
        { ...event("r"), type: "beneficiary-registered", targetGroups: [], ...attributes },
        { ...event("s"), type: "service-delivered", service: "social-adaptation" },
        ...(isAtWork ? [{ ...event("p"), type: "placement-started", placementId: `W${at}` }] : []),
      ];
    });
    const all = evaluate(parseDataset(told), {
      indicators: catalogue.vsePoluchitsya,
      periods: [year(2019)],
      asOf: "2019-12-31",
    });
    const printed = text(pooling(all, { indicator: "1.1", by: "sex", over: "region" }));
    expect(printed).toContain("< 0.0001");
    expect(printed).toMatch(/^female − male +−44\.2 +\+5\.0; \+10\.0 +\+7\.5$/m);
  });

  it("pooling(): why there is no test", () => {
    expect(text(pooling(ofNobody, { indicator: "1.1", by: "sex" }))).toContain("Too few to say");
    const one = evaluate(dataset, { indicators, periods: [year(2017)], asOf: "2021-01-31" });
    expect(text(pooling(one, { indicator: "1.1", by: "sex" }))).toContain("none: nobody to compare");
  });

  it("compare(): both shares, who came and left, causes, verdicts before and after, and the split", () => {
    const printed = text(withoutLook.compare);
    expect(printed).toMatch(/38\.9% \(180 of 463\) +20\.6% \(103 of 499\) +−18\.2$/m);
    expect(printed).toMatch(/^1\.1 +\+257 −221 +\+53 −130 +552$/m);
    expect(printed).toMatch(/^Passage of time, or another period +552 +194$/m);
    expect(printed).toMatch(/^Counted +77 +50 +53$/m);
    expect(printed).toMatch(/^everybody +38\.9% \(180 of 463\) +20\.6% \(103 of 499\) +−\d+\.\d +[−+]\d+\.\d$/m);
  });

  it("compare(): what was known when, what only one side has, and that nothing changed", () => {
    const known = { indicators: indicators.slice(0, 1), periods: [both], asOf: "2021-01-31" };
    const cut = evaluate(dataset, { ...known, knownOn: "2020-06-30" });
    const printed = text(compare(cut, evaluation, { period: both }), "ru");
    expect(printed).toContain("как было известно на 2020-06-30");
    expect(printed).toContain("потому что есть только после: 1.2, 1.3, 1.4, 2.1");
    expect(printed).toContain("Нет в данных");
    expect(text(compare(cut, cut))).toContain("No verdict changed.");
  });

  it("sensitivity(): every reading against the definition, and why some are not computed", () => {
    const printed = text(withoutLook.sensitivity);
    expect(printed).toMatch(/^As defined +31\.3% \(73 of 233\)/m);
    expect(printed).toMatch(/29\.4% \(68 of 231\) +−1\.9 +\+0 −2 +\+0 −5 +7$/m);
    expect(printed).toContain("Not computed, since they leave the definition as it is:");
    expect(text(sensitivity(nobody, catalogue.vsePoluchitsya[2]!, when))).toContain("Under no reading is anybody");
  });

  it("harm(): says when no indicator looks at change, and when there is no period", () => {
    expect(text(harm(in2019))).toMatch(/^No indicator looks at change[\s\S]*adverse events/);
    expect(text(harm(evaluation), "ru")).toMatch(/^Хотя бы по одному критерию +51,6% \(64 из 124\)/m);
  });

  it("harm(): the part of a report shows itself, suppressed or not", () => {
    const report = buildReport(evaluation);
    expect(inspect(report.harm)).toBe(text(harm(evaluation), "ru"));
    expect(inspect(suppress(report, { threshold: 20 }).harm)).toMatch(/<20|•/);
  });

  it("sourceAgreement(): what each source says where they differ", () => {
    const about = { beneficiaryId: "X", date: "2019-03-04" };
    const told = parseDataset([
      { ...about, id: "1", type: "beneficiary-registered", targetGroups: [] },
      { ...about, id: "2", type: "follow-up-recorded", status: "not-employed", source: "self-report" },
      { ...about, id: "3", type: "follow-up-recorded", status: "employed", source: "employer-confirmation" },
    ]);
    const printed = text(sourceAgreement(told, when));
    expect(printed.replace(/\s+/g, " ")).toContain(
      "what “self-report” says (rows) and “employer's confirmation” (columns)",
    );
    expect(printed).toMatch(/^not employed +1 +0$/m);
    expect(text(sourceAgreement(nobody, when))).toContain("No other fact was told by two kinds of source.");
  });

  it("triangulate(): the share at each minimum, and that nobody is counted", () => {
    expect(text(withoutLook.triangulate)).toMatch(/^contract +5\.6% \(40 of 720\) +— +9187$/m);
    expect(text(triangulate(ofNobody, { indicator: "1.1", period: year(2019) }))).toContain(
      "Nobody is in the numerator",
    );
  });

  it("dataQuality(): findings by standard, what was not found, and what could not be checked", () => {
    const printed = text(withoutLook.dataQuality);
    expect(printed).toMatch(/^Precision\n {2}A placement without a setting +0\.7% \(2 of 282\)/m);
    expect(printed).toContain("Looked for, and not found:");
    expect(printed).toMatch(/are in\s+findings\[…\]\.examples\.$/);
    const ofNone = text(dataQuality(nobody, when));
    for (const reason of [
      "Nothing was found.",
      "There was nothing to check:",
      "Nobody received",
      "Nobody’s support ended",
    ])
      expect(ofNone).toContain(reason);
    expect(ofNone).not.toContain("examples");
  });

  it("milestoneEstimates(): three estimates with what each supposes, or why there is none", () => {
    const printed = text(withoutLook.milestoneEstimates);
    expect(printed).toMatch(/^Kaplan–Meier +49\.8% +41\.5–57\.5%$/m);
    expect(printed).toContain("- Kaplan–Meier: each is used up to the last confirmed contact");
    expect(text(milestoneEstimates(evaluation, { indicator: "1.1", period: both }))).toContain("nothing to estimate");
    expect(text(milestoneEstimates(ofNobody, { indicator: "1.3", period: year(2019) }))).toMatch(
      /^Kaplan–Meier +— +—$/m,
    );
  });
});

describe("displayed()", () => {
  it("refuses lists of people, which are there for their ids", () => {
    const { vsePoluchitsya } = catalogue;
    const lists = [
      changes(in2019, in2020, { indicator: "1.1" }),
      flips(dataset, vsePoluchitsya[2]!, { ...span, reading: "clipped" }),
      followUpPlan(dataset, { asOf: "2021-01-31" }),
    ];
    for (const list of lists) expect(() => displayed(list as never)).toThrow(TypeError);
  });

  it("names the function that returns what the value was meant for", () => {
    const { verdict: _, ...damaged } = withoutLook.pooling;
    expect(() => displayed(damaged as never)).toThrow(
      /^Cannot display the value: value\.verdict must be an object .*, received nothing; pass what pooling returned$/,
    );
  });

  it("refuses whatever is none of the values that can show themselves", () => {
    for (const value of [undefined, null, 1, "report", {}, [1, 2], dataset, evaluation]) {
      expect(() => displayed(value as never)).toThrow(TypeError);
    }
  });

  it("refuses a language it does not know", () => {
    expect(() => displayed(results(evaluation), { locale: "de" as never })).toThrow(
      'Cannot display the value: locale must be "ru" or "en", received "de"',
    );
  });
});
