import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { yearsText } from "../../src/practice/claims/claim";
import { buildReport, type Report } from "../../src/report/index";
import { type Claim, checkClaims } from "../../src/practice/index";
import { catalogue, evaluate, formatShare, parseDataset, period, sharePercent, year } from "../../src/core/index";
import { howMany } from "../long";

const RUNS = { numRuns: howMany(500), seed: 20_201_231 };
const NOTHING = { results: [] };
const published = readFileSync(new URL("../../fixtures/published-table.md", import.meta.url), "utf8");

let report: Report;

beforeAll(() => {
  const folder = new URL("../../fixtures/vse-poluchitsya-2019-2020/", import.meta.url);
  const events: readonly unknown[] = readFileSync(new URL("events.ndjson", folder), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  report = buildReport(
    evaluate(parseDataset(events), {
      indicators: catalogue.vsePoluchitsya,
      periods: [year(2019), year(2020), period("2019-01-01", "2020-12-31")],
      asOf: "2021-01-31",
    }),
  );
});

/** Percentage, numerator, denominator, and whether the percentage is theirs. */
type Figure = readonly [string | null, number | null, number | null, boolean | null];

const numbersOf = ({ percent, numerator, denominator, isPercentRight }: Claim): Figure => [
  percent,
  numerator,
  denominator,
  isPercentRight,
];
const saidOf = (claim: Claim | undefined, code: string) => claim?.findings.find((one) => one.code === code);

describe("the practice's published table", () => {
  // Source: the practice's verification against the Russian evidence standard; see fixtures/published-table.md.
  const table: readonly (readonly [text: string, code: string, from: string, to: string])[] = [
    ["38,9% (180 из 463)", "1.1", "2019", "2019"],
    ["20,6% (103 из 499)", "1.1", "2020", "2020"],
    ["82,2% (148 из 180)", "1.2", "2019", "2019"],
    ["87,4% (90 из 103)", "1.2", "2020", "2020"],
    ["31,3% (73 из 233)", "1.3", "2019", "2020"],
    ["15% (35 из 233)", "1.4", "2019", "2020"],
  ];

  it.each(table)("checkClaims() confirms %s in the table and in the sentence", (text, code, from, to) => {
    const claims = checkClaims(published, report).claims.filter((claim) => claim.text === text);
    expect(claims).toHaveLength(2);
    for (const claim of claims) {
      expect(claim.isPercentRight).toBe(true);
      expect(claim.match).toMatchObject({
        kind: "matches",
        results: [{ code, period: { from: `${from}-01-01`, to: `${to}-12-31` } }],
      });
      expect(claim.findings.map(({ outcome }) => outcome)).toEqual(["right", "right", "right", "right"]);
      expect(published.split("\n")[claim.line - 1]?.slice(claim.column - 1)).toMatch(text.slice(0, 5));
    }
  });

  it("checkClaims() reads no other figure of it and asks why 180, 103 and 233 are one group", () => {
    const { claims, questions } = checkClaims(published, report);
    expect(claims).toHaveLength(table.length * 2);
    expect(questions).toHaveLength(1);
    expect(questions[0]).toMatchObject({ code: "claim.denominators-disagree", group: "получивших опыт работы" });
    expect(questions[0]?.denominators.map(({ denominator, years }) => [denominator, years])).toEqual([
      [180, { first: 2019, last: 2019 }],
      [103, { first: 2020, last: 2020 }],
      [233, { first: 2019, last: 2020 }],
    ]);
    expect(questions[0]?.message.ru).toContain("180 + 103 = 283, а не 233: разница в 50");
  });

  it("checkClaims() asks nothing when only the years, or only both years together, are in the text", () => {
    const lines = published.split("\n");
    const without = (codes: readonly string[]) =>
      lines.filter((line) => line.startsWith("|") && !codes.some((code) => line.includes(`| ${code} |`))).join("\n");
    expect(checkClaims(without(["1.3", "1.4"]), report).questions).toEqual([]);
    expect(checkClaims(without(["1.2"]), report).questions).toEqual([]);
  });
});

describe("checkClaims() reads", () => {
  const rows: readonly (readonly [text: string, ...figures: Figure[]])[] = [
    ["38,9% (180 из 463)", ["38.9", 180, 463, true]],
    ["31.3 % (73 of 233)", ["31.3", 73, 233, true]],
    ["15% (35/233)", ["15", 35, 233, true]],
    ["38,9\u00a0% (180\u202fиз\u00a0463)", ["38.9", 180, 463, true]],
    ["180 из 463 (38,9%)", ["38.9", 180, 463, true]],
    ["180 (38.9%) of 463 people", ["38.9", 180, 463, true]],
    ["180/463 = 38,9%", ["38.9", 180, 463, true]],
    ["**38,9%** (**180** из **463**)", ["38.9", 180, 463, true]],
    ["38,9 процента (180 от 463)", ["38.9", 180, 463, true]],
    ["38,9% (180 чел. из 463 чел.)", ["38.9", 180, 463, true]],
    ["38,9% благополучателей получили опыт работы\n(180 из 463)", ["38.9", 180, 463, true]],
    ["31.3% (73 out of a total of 233)", ["31.3", 73, 233, true]],
    ["22,0% (1 234 из 5 612)", ["22.0", 1234, 5612, true]],
    ["22,0% (1\u00a0234 из 5\u202f612)", ["22.0", 1234, 5612, true]],
    ["22.0% (1,234 of 5,612)", ["22.0", 1234, 5612, true]],
    ["В 2019 году из 463 благополучателей 180 (38,9%) работали", ["38.9", 180, 463, true]],
    ["В 2019 из 463 благополучателей 180 (38,9%)", ["38.9", 180, 463, true]],
    ["180 из 463 — 38,9%, 35 из 233 — 15%", ["38.9", 180, 463, true], ["15", 35, 233, true]],
    ["38,9% (180 из 463), 20,6% (103 из 499)", ["38.9", 180, 463, true], ["20.6", 103, 499, true]],
    ["с 20% до 30% (70 из 233)", ["20", null, null, null], ["30", 70, 233, true]],
    ["2019/2020 — 31,3% (73 из 233)", ["31.3", 73, 233, true]],
    ["10–15% (35 из 233)", ["15", 35, 233, true]],
    ["-5% (1 из 20)", ["-5", 1, 20, false]],
    ["3 из 5 критериев", [null, 3, 5, null]],
    ["38,9%. Потом 180 из 463", ["38.9", null, null, null], [null, 180, 463, null]],
    ["в 2019 г. 180 из 463 (38,9%)", ["38.9", 180, 463, true]],
    ["0% (0 из 0)", ["0", 0, 0, false]],
    ["150% (30 из 20)", ["150", 30, 20, false]],
    ["38,8% от 463", ["38.8", null, 463, false]],
    ["38,9% от 463", ["38.9", null, 463, null]],
    ["балл 4,2 из 5, 12/05/2019, рост на 5 процентных пунктов, от 1 до 6 месяцев"],
    ["99999999999999999999999% и 1 из 99999999999999999", ["99999999999999999999999", null, null, null]],
    [""],
  ];

  it.each(rows.map(([text, ...figures]) => ({ text, figures })))("$text", ({ text, figures }) => {
    expect(checkClaims(text, NOTHING).claims.map(numbersOf)).toEqual(figures);
  });
});

describe("checkClaims() says", () => {
  it.each([
    ["38,0% (180 из 463)", "claim.arithmetic", "wrong", "180 из 463 — это 38,9%, а не 38,0%."],
    ["0% (0 из 0)", "claim.arithmetic", "wrong", "В знаменателе никого нет: у 0 из 0 нет значения, а напечатано 0%."],
    ["38,8% от 463", "claim.arithmetic", "wrong", "Ни одно целое число из 463 не даёт 38,8%."],
    ["28,7% (23 из 80)", "claim.rounding", "wrong", "отбрасывание лишних знаков или счёт с плавающей точкой"],
    ["12% (1 из 8)", "claim.rounding", "wrong", "отбрасывание лишних знаков или округление половины до чётного"],
    ["31,4% (73 из 233)", "claim.rounding", "wrong", "так даёт округление вверх"],
    ["150% (30 из 20)", "claim.counts", "wrong", "Числитель 30 больше знаменателя 20."],
    ["38,9% от 463", "claim.no-numerator", "open", "подошло бы 180"],
    ["15%", "claim.no-counts", "open", "В отчёте такой процент: 1.4, 2019–2020, 35 из 233."],
    ["120%", "claim.over-100", "open", "120% больше 100%"],
    ["73 из 233", "claim.no-percent", "open", "У 73 из 233 нет процента."],
  ])("of %s: %s is %s", (text, code, outcome, message) => {
    const said = saidOf(checkClaims(text, report).claims[0], code);
    expect(said?.outcome).toBe(outcome);
    expect(said?.message.ru).toContain(message);
  });

  it.each<readonly [string, string, string, readonly string[], readonly string[]]>([
    ["38,9% (180 из 463)", "right", "matches", ["1.1 2019-01-01"], []],
    ["В 2020 году 38,9% (180 из 463)", "wrong", "differs", ["1.1 2019-01-01"], ["period"]],
    ["Показатель 1.3 в 2019 году: 38,9% (180 из 463)", "wrong", "differs", ["1.1 2019-01-01"], ["indicator"]],
    ["1.1 в 2019 году: 39,1% (181 из 463)", "wrong", "differs", ["1.1 2019-01-01"], ["numerator"]],
    ["1.1 в 2019 году: 38,8% (180 из 464)", "wrong", "differs", ["1.1 2019-01-01"], ["denominator"]],
    ["31,8% (74 из 233)", "open", "differs", ["1.3 2019-01-01"], ["numerator"]],
    ["50% (1 из 2)", "open", "no-such-result", [], []],
    ["Показатель 1.1 за 2019: 38,9%", "right", "matches", ["1.1 2019-01-01"], []],
    ["Показатель 1.1 за 2019: 39,9%", "wrong", "differs", ["1.1 2019-01-01"], ["percent"]],
  ])("of %s that its result is %s", (text, outcome, kind, found, differs) => {
    const [claim] = checkClaims(text, report).claims;
    expect(saidOf(claim, "claim.result")?.outcome).toBe(outcome);
    expect(claim?.match?.kind).toBe(kind);
    expect(claim?.match?.results.map(({ code, period: { from } }) => `${code} ${from}`)).toEqual(found);
    expect(claim?.match?.differs).toEqual(differs);
  });

  it("that a figure is in the wrong column when the table's cells are swapped", () => {
    const swapped = published
      .replace("38,9% (180 из 463) | 20,6% (103 из 499)", "20,6% (103 из 499) | 38,9% (180 из 463)")
      .split("\n## ")[0]!;
    const [first, second] = checkClaims(swapped, report).claims;
    expect([first?.match?.differs, second?.match?.differs]).toEqual([["period"], ["period"]]);
  });

  it("that sizes of one group disagree when sentences do not say which years they are of", () => {
    const text = "Among those served 38.9% (180 of 463) worked. Among those served 20.6% (103 of 499) worked.";
    expect(checkClaims(text, NOTHING).questions.map(({ denominators }) => denominators.length)).toEqual([2]);
    const years =
      "In 2019 among those served 38.9% (180 of 463) worked. In 2020 among those served, 20.6% (103 of 499).";
    expect(checkClaims(years, NOTHING).questions).toEqual([]);
  });
});

describe("checkClaims() on codes in plain text", () => {
  const [first, second] = ["38,9% (180 из 463)", "82,2% (148 из 180)"];
  const both = (one: string | null, other: string | null) => [one, other];
  it.each<readonly [string, string, readonly (string | null)[]]>([
    [
      "a code before each line",
      `1.1. Доля получивших опыт ${first}\n1.2. Доля временно занятых ${second}`,
      both("1.1", "1.2"),
    ],
    [
      "lines that end with a word",
      `1.1. Доля ${first} благополучателей\n1.2. Доля ${second} благополучателей`,
      both("1.1", "1.2"),
    ],
    ["lines that end with a comma", `1.1. Доля ${first},\n1.2. Доля ${second}.`, both("1.1", "1.2")],
    ["codes without a point", `1.1 Доля ${first}\n1.2 Доля ${second}`, both("1.1", "1.2")],
    ["codes in brackets", `(1.1) доля ${first}\n(1.2) доля ${second}`, both("1.1", "1.2")],
    ["bold codes", `**1.1.** Доля ${first}\n**1.2.** Доля ${second}`, both("1.1", "1.2")],
    ["codes with a bracket and a dash", `1.1) Доля ${first}\n1.2 — доля ${second}`, both("1.1", "1.2")],
    ["codes and a tab", `1.1\t${first}\n1.2\t${second}`, both("1.1", "1.2")],
    ["bullets", `• 1.1. Доля ${first}\n— 1.2. Доля ${second}`, both("1.1", "1.2")],
    ["the word before the code", `Показатель 1.1. Доля ${first}\nПоказатель 1.2: доля ${second}`, both("1.1", "1.2")],
    ["English", `Indicator 1.1. Share ${first}\nIndicator 1.2. Share ${second}`, both("1.1", "1.2")],
    ["a code on a line of its own", `1.1\nДоля\n${first}\n1.2\nдоля ${second}`, both("1.1", "1.2")],
    ["one line", `1.1. Доля ${first}. 1.2. Доля ${second}.`, both("1.1", "1.2")],
    ["one line without points between", `Доля ${first} 1.2. Доля ${second}`, both(null, "1.2")],
    ["a heading line", `Результаты:\n1.1. Доля ${first}\n1.2. Доля ${second}`, both("1.1", "1.2")],
    [
      "a code after the figure",
      `${first} — показатель 1.1. В том же году ${second} — показатель 1.2.`,
      both("1.1", "1.2"),
    ],
    [
      "a line broken before the code",
      `${first}, показатель\n1.1. Затем ${second}, показатель\n1.2.`,
      both("1.1", "1.2"),
    ],
    ["a code that the report does not have", `1.1. Доля ${first}\n1.7 Доля ${second}`, both("1.1", null)],
    ["several in one sentence", `1.1: ${first}; 1.2: ${second}`, both("1.1", null)],
    ["a code at the end", `1.1. Доля ${first}, из них ${second} — это показатель 1.2.`, both("1.1", null)],
    ["codes in brackets at the end", `1.1. Из них ${second} (1.2), всего ${first}`, both(null, null)],
    ["a number of an outline", `3.1. Доля ${first} — показатель 1.1.\n3.2. Доля ${second} (1.2)`, both(null, null)],
    ["another code on the way", `Из показателя 1.1 (${first}) и показателя 1.2 (${second})`, both(null, null)],
  ])("takes the code that opens the passage: %s", (_, text, codes) => {
    const { claims } = checkClaims(text, report);
    expect(claims.map(({ about }) => about.code)).toEqual(codes);
    for (const claim of claims) expect(saidOf(claim, "claim.result")).toMatchObject({ outcome: "right" });
  });

  it("says nothing wrong of the six figures of a table pasted as text", () => {
    const rows = published
      .split("\n## ")[0]!
      .split("\n")
      .flatMap((line) => {
        const [, code, title, of2019 = "", of2020] = line.split("|").map((cell) => cell.trim());
        if (!of2019.includes("%")) return [];
        const years =
          of2020 === ""
            ? [["2019–2020 годах", of2019]]
            : [
                ["2019 году", of2019],
                ["2020 году", of2020],
              ];
        return years.map(([year, figure]) => `${code}. ${title} В ${year} ${figure}`);
      });
    expect(rows).toHaveLength(6);
    const { claims } = checkClaims(rows.join("\n"), report);
    expect(claims.map(({ about }) => about.code)).toEqual(["1.1", "1.1", "1.2", "1.2", "1.3", "1.4"]);
    expect(claims.flatMap(({ findings }) => findings.filter(({ outcome }) => outcome === "wrong"))).toEqual([]);
  });

  const of2020 = "20,6% (103 из 499)";
  const ofBoth = "32,4% (233 из 720)";
  it.each<readonly [string, string, readonly string[]]>([
    ["years before", `В 2019 году ${first}, в 2020 году ${of2020}.`, ["2019", "2020"]],
    ["years behind", `${first} в 2019 году и ${of2020} в 2020 году.`, ["2019", "2020"]],
    ["a code before", `1.1. 2019: ${first}; 2020: ${of2020}`, ["2019", "2020"]],
    [
      "all of them",
      `В 2019 году ${first}, в 2020 году ${of2020}, за два года ${ofBoth}.`,
      ["2019", "2020", "2019–2020"],
    ],
    [
      "two figures of a year",
      `В 2019 году ${first} и ${second}, в 2020 году ${of2020}.`,
      ["2019", "2019–2020", "2020"],
    ],
    ["percentages alone", "1.1: в 2019 году — 38,9%, в 2020 году — 20,6%.", ["2019", "2020"]],
  ])("takes the years that stand beside each figure: %s", (_, text, years) => {
    const { claims } = checkClaims(text, report);
    expect(claims.map(({ about }) => about.years && yearsText(about.years))).toEqual(years);
    for (const claim of claims) expect(saidOf(claim, "claim.result")).toMatchObject({ outcome: "right" });
  });

  it.each([
    `В 2019 году ${of2020}, в 2020 году ${first}`,
    `За 2019–2020 годы ${ofBoth}, меньше ${first}; в 2020 году ${first}`,
    "1.1: в 2019 году — 20,6%, в 2020 году — 38,9%",
  ])("asks when a figure is of a year that the sentence names for another: %s", (text) => {
    const [claim] = checkClaims(text, report).claims.slice(-1);
    expect(claim?.match).toMatchObject({ kind: "differs", differs: ["period"] });
    expect(saidOf(claim, "claim.result")?.outcome).toBe("open");
  });

  it("is wrong when no year of the sentence has the figure", () => {
    const text = `В 2019 году ${first}, в 2021 году ${of2020}, в 2020 году 20,4% (102 из 499)`;
    const { claims } = checkClaims(text, report);
    expect(claims.map((claim) => saidOf(claim, "claim.result")?.outcome)).toEqual(["right", "right", "open"]);
    const [, own] = checkClaims(`1.1. В 2019 году ${first}, в 2020 году 20,4% (102 из 499)`, report).claims;
    expect(saidOf(own, "claim.result")?.outcome).toBe("wrong");
  });

  it("is still wrong when the passage's own code has another figure", () => {
    const [one, other] = checkClaims(`1.1. Доля ${second}\n1.2. Доля ${first}`, report).claims;
    expect([one, other].map((claim) => claim?.match?.differs)).toEqual([["indicator"], ["indicator"]]);
    expect(saidOf(one, "claim.result")?.outcome).toBe("wrong");
    expect(saidOf(one, "claim.several-codes")).toBeUndefined();
  });

  it.each([
    ["1.1 и 1.2 в 2020 году: 38,9% (180 из 463)", ["period"]],
    ["1.1 или 1.2: 39,1% (181 из 463)", ["numerator"]],
    ["1.1. Доля от показателя 1.2: 12,5% (1 из 8)", ["numerator", "denominator"]],
    ["1.1 и 1.2 в 2019 году: 31,3% (73 из 233)", ["indicator", "period"]],
    ["1.1. Среди них 82,3% (149 из 181) — это показатель 1.2.", ["numerator", "denominator"]],
    ["1.1. Доля 38,8% (179 из 461) (см. также 1.2)", ["numerator", "denominator"]],
  ])("asks when a figure could be of two codes: %s", (text, differs) => {
    const [claim] = checkClaims(text, report).claims;
    expect(claim?.about.code).toBeNull();
    expect(claim?.match).toMatchObject({ kind: "differs", differs });
    expect(claim?.findings.filter(({ outcome }) => outcome === "wrong")).toEqual([]);
    expect(saidOf(claim, "claim.several-codes")).toMatchObject({
      outcome: "open",
      message: {
        ru: "Названо несколько показателей (1.1, 1.2): чья это цифра?",
        en: "Several indicators are named (1.1, 1.2): whose figure is this?",
      },
    });
  });

  it("takes a number for a code only where the text says so, and a title of two codes for either", () => {
    const share = { numerator: 2, denominator: 3 };
    const [one] = report.results;
    const results = ["1", "2", "3"].map((code) => ({ ...one!, code, title: { ru: "Доля", en: "Share" }, share }));
    const codeOf = (text: string) => checkClaims(text, { results: results.slice(0, 3) }).claims[0]?.about.code;
    expect(codeOf("66,7% (2 из 3)")).toBeNull();
    expect(codeOf("В 3 группах 66,7% (2 из 3)")).toBeNull();
    expect(codeOf("2. Доля 66,7% (2 из 3)")).toBe("2");
    expect(codeOf("Показатель 2: 66,7% (2 из 3)")).toBe("2");
    const [claim] = checkClaims("| Показатель | 2019 |\n|---|---|\n| Доля | 50% (1 из 2) |", { results }).claims;
    expect(saidOf(claim, "claim.several-codes")?.message.en).toContain("(1, 2, 3)");
    expect(saidOf(claim, "claim.result")?.outcome).toBe("open");
  });
});

describe("laws of checkClaims()", () => {
  const shares = fc
    .tuple(fc.integer({ min: 1, max: 5000 }), fc.nat(5000))
    .map(([denominator, drawn]) => ({ numerator: drawn % (denominator + 1), denominator }));
  const digitsOf = fc.integer({ min: 0, max: 3 });
  const locales = fc.constantFrom("ru" as const, "en" as const);

  it("what formatShare() prints is always confirmed", () => {
    fc.assert(
      fc.property(shares, digitsOf, locales, (share, digits, locale) => {
        const text = formatShare(share, { locale, digits });
        const { claims } = checkClaims(`… ${text}.`, NOTHING);
        expect(claims.map((claim) => [claim.text, claim.column, ...numbersOf(claim)])).toEqual([
          [text, 3, sharePercent(share, digits), share.numerator, share.denominator, true],
        ]);
      }),
      RUNS,
    );
  });

  it("any other percentage is always refused", () => {
    fc.assert(
      fc.property(shares, digitsOf, fc.integer({ min: 1, max: 3000 }), fc.boolean(), (share, digits, away, isNear) => {
        const right = BigInt(sharePercent(share, digits)!.replace(".", ""));
        const printed = String(right + BigInt(isNear ? 1 + (away % 2) : away)).padStart(digits + 1, "0");
        const percent = digits === 0 ? printed : `${printed.slice(0, -digits)},${printed.slice(-digits)}`;
        const { claims } = checkClaims(`${percent}% (${share.numerator} из ${share.denominator})`, NOTHING);
        expect(claims.map(({ isPercentRight }) => isPercentRight)).toEqual([false]);
      }),
      RUNS,
    );
  });

  it("the outcome is plain frozen JSON and the same for the same text", () => {
    const checked = checkClaims(published, report);
    expect(JSON.parse(JSON.stringify(checked))).toStrictEqual(checked);
    expect(JSON.stringify(checkClaims(published, report))).toBe(JSON.stringify(checked));
    expect([checked, checked.claims, checked.claims[0], checked.claims[0]?.match].every(Object.isFrozen)).toBe(true);
  });

  it("any text at all is read without a throw, and each claim stands where it says", () => {
    const pieces = fc.constantFrom(
      ..."0 1 9 % , . ( ) [ ] | \n - / \\ * из of от 2019 1.1 |-| г. 463 180".split(" "),
      " ",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (drawn) => {
        const text = drawn.join("");
        const lines = text.split("\n");
        for (const claim of checkClaims(text, report).claims) {
          const rest = [lines[claim.line - 1]!.slice(claim.column - 1), ...lines.slice(claim.line)].join("\n");
          expect(rest.startsWith(claim.text)).toBe(true);
        }
      }),
      RUNS,
    );
  });
});

describe("checkClaims() on hostile text", () => {
  const million = (piece: string) => piece.repeat(Math.ceil(1_000_000 / piece.length));

  it.each([
    ["digits", million("1")],
    ["digits apart", million("1 ")],
    ["groups of thousands", `${million("111 ")}1111`],
    ["opening brackets", million("(")],
    ["brackets and digits", million("(1")],
    ["stops", `${million(".")}x`],
    ["stops in one word", `x${million(".:")}y`],
    ["a rule of a table that is none", `a|\n|${million("-")}x`],
    ["a wide table", `|a|\n|-|\n${million("| ")}`],
    ["many tables", million("|a|\n|-|\n")],
    ["spaces", `a${million(" \t")}b`],
    ["bare prepositions", million("от а ")],
    ["connectors", million("из of ")],
    ["stars", million("*")],
    ["line feeds", million("\n")],
  ])("takes time in proportion to a megabyte of %s", (_, text) => {
    expect(checkClaims(text, NOTHING).claims).toEqual([]);
  });

  it("reads every one of ten thousand figures in a sentence and in a row", () => {
    const figures = "38,9% (180 из 463) ".repeat(10_000);
    const row = `|a|\n|-|\n|${"38,9% (180 из 463)|".repeat(10_000)}`;
    for (const text of [figures, row]) expect(checkClaims(text, NOTHING).claims).toHaveLength(10_000);
  });
});

describe("checkClaims() refuses", () => {
  it("what is not text or not a report", () => {
    expect(() => checkClaims(7 as never, NOTHING)).toThrow("Cannot check claims: text must be text, received 7");
    expect(() => checkClaims("", {} as never)).toThrow(
      "Cannot check claims: report.results must be a list, received nothing; pass what buildReport returned",
    );
    expect(() => checkClaims("", undefined as never)).toThrow(TypeError);
  });
});
