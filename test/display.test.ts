/** Values that show themselves: in text, in notebooks, and nowhere else. */
import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { buildReport, type Displayable, displayed, pictures, suppress } from "../src/report/index";
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
} from "../src/core/index";
import { enrolment, firstPlacement, happens, placements, touching, reportingPeriod } from "../src/define/index";
import { disaggregate as plainDisaggregate } from "../src/tables/strata/disaggregate";
import { funnel as plainFunnel } from "../src/tables/funnel/funnel";
import { pictures as plainPictures } from "../src/report/pictures/pictures";
import { buildReport as plainReport } from "../src/report/report";
import { reconcile as plainReconcile } from "../src/tables/strata/reconcile";
import { results as plainResults } from "../src/core/verdicts/result";
import { retention as plainRetention } from "../src/tables/retention/retention";
import { suppress as plainSuppress } from "../src/report/privacy/suppress";

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

const folder = new URL("../fixtures/vse-poluchitsya-2019-2020/", import.meta.url);
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

const TABLE = /^<table>[\s\S]*<th scope="row"/;
const TABLE_AND_DRAWING = /<table>[\s\S]*<th scope="row"[\s\S]*<svg /;
/**
 * Each function whose values show themselves: its value, that of the function it wraps, what the text says first, and
 * what the HTML holds.
 */
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
    /<table>[\s\S]*<th scope="row"/,
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
    expect(text.split("\n").length).toBeLessThan(120);
    expect(text.split("\n").filter((line) => line !== line.trimEnd())).toEqual([]);
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

describe("displayed()", () => {
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
