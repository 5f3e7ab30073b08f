/**
 * Documents and drawings of a results tree: nothing is lost, nothing overlaps, and no text a person wrote can break or
 * add to them.
 */
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  catalogue,
  defineIndicator,
  evaluate,
  evaluateResultsTree,
  months,
  parseDataset,
  type ResultsTree,
  resultLevels,
  vocabularies,
  vsePoluchitsyaTree,
  weeks,
  year,
} from "../../src/core/index";
import { happens, placements } from "../../src/define/index";
import { toLogframe, toMonitoringRegulations, toTheoryOfChange } from "../../src/practice/index";
import { toMermaid, toSvg } from "../../src/report/index";
import { crossings, type Entry, orderRows } from "../../src/document/drawing/layered-order";
import { lineText } from "../../src/core/aloud/line";
import { textWidth, wrappedText } from "../../src/document/drawing/text-width";
import { boxOf } from "../../src/document/drawing/tree-boxes";
import { type Layout, laidOut } from "../../src/document/drawing/tree-layout";
import { howMany } from "../long";

const FOLDER = "fixtures/vse-poluchitsya-2019-2020";
const events: unknown[] = readFileSync(`${FOLDER}/events.ndjson`, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const dataset = parseDataset(events, { criteria: JSON.parse(readFileSync(`${FOLDER}/criteria.json`, "utf8")) });
const indicators = catalogue.vsePoluchitsya;
const evaluation = evaluate(dataset, { indicators, periods: [year(2019), year(2020)], asOf: "2021-01-31" });
const locales = ["ru", "en"] as const;
type Locale = (typeof locales)[number];

/** A small tree in which every field is given, each text made by `say` from what it would be. */
function treeOf(say: (text: string) => string): ResultsTree {
  const title = (ru: string, en: string) => ({ ru: say(ru), en: say(en) });
  const period = { from: "2020-01-01", to: "2020-12-31" };
  return {
    code: say("small"),
    title: title("Путь к работе", "The way to work"),
    source: title("Пример для тестов.", "An example for tests."),
    levels: resultLevels.map((level) => ({ ...level, title: title(level.title.ru, level.title.en) })),
    nodes: [
      { code: say("mentor"), level: "activity", title: title("Наставничество", "Mentoring") },
      {
        code: say("work"),
        level: "outcome-short",
        title: title("Работа от одного дня", "A day of work or more"),
        beneficiaries: title("молодые люди", "young people"),
        indicators: [
          {
            code: say("1.1"),
            baseline: { percent: "30", period: year(2019), source: title("отчёт", "a report") },
            targets: [{ percent: "38.5", period }, { percent: "50" }],
            meansOfVerification: title("договоры", "contracts"),
            responsible: title("координатор", "coordinator"),
            frequency: title("раз в год", "once a year"),
          },
          { code: say("2.1:improved") },
        ],
        assumptions: [{ text: title("рынок труда открыт", "the market is open") }],
        risks: [
          {
            text: title("работа не подходит", "the work does not suit"),
            negativeEffect: title("обида", "hurt"),
            mitigation: title("пробный день", "a trial day"),
          },
          { text: title("связь теряется", "contact is lost") },
        ],
        grounds: {
          value: [title("каждый может работать", "everybody can work")],
          need: [title("работы просят сами", "they ask for work")],
          practice: [title("так было раньше", "so it was before")],
          research: [title("обзор 2013 года", "a review of 2013")],
        },
      },
      { code: say("life"), level: "impact", title: title("Своя жизнь «на ногах»", "A life of “one’s own”") },
    ],
    edges: [
      {
        from: say("mentor"),
        to: say("work"),
        why: title("наставник рядом.", "a mentor is near."),
        assumptions: [
          { text: title("работодатель готов", "the employer is ready") },
          { text: title("смены посильны", "shifts are bearable") },
        ],
        grounds: { research: [title("два исследования", "two studies")] },
      },
      {
        from: say("work"),
        to: say("life"),
        why: title("Работа кормит.", "Work feeds."),
        assumptions: [{ text: title("Заработка хватает", "Earnings are enough") }],
      },
      { from: say("mentor"), to: say("life") },
    ],
  };
}

const plainTree = treeOf((text) => text);

/** Every format, with everything it can be given. */
const formats: Readonly<Record<string, (tree: ResultsTree, locale: Locale, say?: (text: string) => string) => string>> =
  {
    toMermaid: (tree, locale) => toMermaid(tree, { locale, evaluated: evaluateResultsTree(tree, evaluation) }),
    toSvg: (tree, locale) => toSvg(tree, { locale, evaluated: evaluateResultsTree(tree, evaluation) }),
    toLogframe: (tree, locale) =>
      toLogframe(tree, { locale, evaluated: evaluateResultsTree(tree, evaluation), indicators }),
    toTheoryOfChange: (tree, locale) => toTheoryOfChange(tree, { locale }),
    toMonitoringRegulations: (tree, locale, say = (text) => text) => {
      const title = { ru: say("кто-то"), en: say("somebody") };
      const rule = { from: title, by: title, when: title, tool: title, checked: title, kept: title };
      const criteria = [{ code: "home", title, min: 1, max: 5, better: "higher" as const, instrument: say("home-v1") }];
      const collection = { "service-delivered": rule, otherwise: { by: title } };
      const followUp = { schedule: [months(1), months(6)], tolerance: weeks(2) };
      return toMonitoringRegulations(tree, indicators, { locale, collection, criteria, followUp });
    },
  };
const names = Object.keys(formats);

const hostile = [
  '"];\nend\nn9["x',
  "end --> n1",
  "`code` **b** _i_ ~~s~~",
  "<img src=x onerror=alert(1)>",
  "</text><script>alert(1)</script><!-- ]]> &#60;",
  '%%{init: {"theme": "dark"}}%%',
  "| cell | cell |\n|---|---|\n# heading",
  "1. item",
  "- item\r\n> quote",
  "[x](javascript:alert(1)) ![y](z) www.example.org",
  "a\u202eb\u2066c\u200b \u0000\u0007\ud800\ufffe",
  "#quot; #35; style n1 fill:#f00; classDef x:#f00;",
  "\\n \\| $x$ {{y}} ((z)) >w]",
  "\u2028\u2029",
];
/** What a text must not bring into any document: signs of control and direction, halves of characters. */
const FORBIDDEN = /[^\P{C}\n\u200c\u200d]|[\u2028\u2029\ufffe\uffff]/u;

/** The elements of a drawing with the names of their attributes, in order; throws when it is not well formed. */
function elementsOf(svg: string): readonly string[] {
  const open: string[] = [];
  const found: string[] = [];
  const token =
    /<(\/?)([a-z]+)((?: [a-zA-Z:-]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*)(\/?)>|[^<>&]+|&(?:amp|lt|gt|quot|#39);/y;
  while (token.lastIndex < svg.length) {
    const at = token.lastIndex;
    const match = token.exec(svg);
    if (match === null) throw new Error(`not well formed at ${at}: ${svg.slice(at, at + 40)}`);
    const [, closing, name, attributes = "", empty] = match;
    if (name === undefined) continue;
    if (closing === "/") {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
      continue;
    }
    found.push(
      [name, ...[...attributes.matchAll(/ ([a-zA-Z:-]+)="[^"]*"/g)].map(([, attribute]) => attribute)].join(" "),
    );
    if (empty !== "/") open.push(name);
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(", ")}`);
  return found;
}

/**
 * What Markdown would read as its own: each line's signs that are not escaped, without what stands inside the lines.
 */
function markupOf(markdown: string): readonly string[] {
  return markdown.split("\n").map((line) => {
    const signs = line.replace(/\\[\\`*_{}[\]<>|~&$#+=.)-]/g, "").match(/[\\`*_{}[\]<>|~&$#]/g) ?? [];
    const start = /^(?:#+ |- |\d+\. |> |\| )?/.exec(line)![0];
    return `${start}${signs.join("")}`;
  });
}

describe.each(names)("%s()", (name) => {
  const format = formats[name]!;

  it.each(locales)("gives the same bytes again, and changes nothing it was given (%s)", (locale) => {
    const before = JSON.stringify(plainTree);
    expect(format(plainTree, locale)).toBe(format(JSON.parse(before), locale));
    expect(JSON.stringify(plainTree)).toBe(before);
  });

  it.each(hostile.map((text, index) => [index, text] as const))("shows hostile text %i as text", (_, text) => {
    let count = 0;
    // Codes have to differ, and a title must not be empty once what is unseen is gone.
    const codes = new Map(["small", "mentor", "work", "life"].map((code) => [code, `${text}${code}`]));
    const say = (own: string) =>
      own === "1.1" || own === "2.1:improved" ? own : (codes.get(own) ?? `${text} x${count++}`);
    const mild = (own: string) => (own === "1.1" || own === "2.1:improved" ? own : (codes.get(own) ?? `a x${count++}`));
    for (const locale of locales) {
      const document = format(treeOf(say), locale, say);
      expect(document).not.toMatch(FORBIDDEN);
      const usual = format(treeOf(mild), locale, mild);
      if (name === "toSvg") {
        expect(new Set(elementsOf(document))).toEqual(new Set(elementsOf(usual)));
      } else if (name === "toMermaid") {
        const skeleton = (one: string) => one.replace(/\["[^"\n]*"\]/g, '[""]');
        expect(skeleton(document)).toBe(skeleton(usual));
        for (const [, label] of document.matchAll(/\["(.*)"\]$/gm)) {
          expect(label!.replaceAll("<br/>", "")).toMatch(/^(?:[\p{L}\d ,()«»—–.-]|#\d+;)*$/u);
        }
      } else {
        expect(markupOf(document)).toEqual(markupOf(usual));
      }
    }
  });
});

describe("wrong calls", () => {
  const calls: Readonly<Record<string, (tree: ResultsTree) => string>> = {
    toMermaid: (tree) => toMermaid(tree, { locale: "en" }),
    toSvg: (tree) => toSvg(tree, { locale: "en" }),
    toLogframe: (tree) => toLogframe(tree, { locale: "en" }),
    toTheoryOfChange: (tree) => toTheoryOfChange(tree, { locale: "en" }),
    toMonitoringRegulations: (tree) => toMonitoringRegulations(tree, indicators, { locale: "en" }),
  };
  it.each(Object.entries(calls))(
    "%s() refuses what is not a tree, an unknown level and an edge to nowhere",
    (_, call) => {
      expect(() => call(undefined as never)).toThrow(TypeError);
      expect(() => call({ nodes: [] } as never)).toThrow(
        "tree.code must be text, received nothing; pass what defineResultsTree returned",
      );
      const [mentor, ...others] = plainTree.nodes;
      const unknown = { ...plainTree, nodes: [{ ...mentor!, level: "activiti" }, ...others] };
      expect(() => call(unknown)).toThrow(
        'a node\'s level must be one of the tree\'s, received "activiti"; did you mean "activity"?',
      );
      const nowhere = { ...plainTree, edges: [{ from: "mentor", to: "elsewhere-altogether" }] };
      expect(() => call(nowhere)).toThrow(RangeError);
    },
  );

  const evaluated = evaluateResultsTree(plainTree, evaluation);
  it.each([
    ["toSvg", toSvg],
    ["toMermaid", toMermaid],
  ] as const)("%s() refuses the values of another tree and a period without values", (_, draw) => {
    const other = evaluateResultsTree(vsePoluchitsyaTree, evaluation);
    expect(() => draw(plainTree, { locale: "en", evaluated: other })).toThrow(
      'evaluated must be what evaluateResultsTree made of the same tree, received "vse-poluchitsya"',
    );
    expect(() => draw(plainTree, { locale: "en", evaluated, period: year(2018) })).toThrow(
      "period must be one that the tree has figures of (2019, 2020)",
    );
  });

  it("toLogframe() refuses the values of a tree with other indicators", () => {
    const nodes = plainTree.nodes.map((node) => ({ ...node, indicators: [] }));
    expect(() => toLogframe({ ...plainTree, nodes }, { locale: "en", evaluated })).toThrow(RangeError);
  });
});

/** The words of a drawing in their order, lines joined. */
const textOf = (drawing: string) => drawing.replace(/<[^>]*>\s*/g, " ").replace(/ +/g, " ");

describe("drawings", () => {
  const evaluated = evaluateResultsTree(vsePoluchitsyaTree, evaluation);

  it.each(locales)("toMermaid() has every node and edge once, in its level (%s)", (locale) => {
    const { nodes, edges, levels } = vsePoluchitsyaTree;
    const lines = toMermaid(vsePoluchitsyaTree, { locale }).trimEnd().split("\n");
    const index = new Map(nodes.map(({ code }, at) => [code, `n${at + 1}`]));
    const drawn = lines.filter((line) => line.includes("-->")).map((line) => line.trim());
    expect(drawn).toEqual(edges.map(({ from, to }) => `${index.get(from)} --> ${index.get(to)}`));
    const inLevels = levels.map(({ code }, at) => {
      const from = lines.findIndex((line) => line.startsWith(`  subgraph l${at + 1}[`));
      const ids = lines.slice(from + 1, lines.indexOf("  end", from)).map((line) => line.trim().split("[")[0]);
      return [ids, nodes.filter(({ level }) => level === code).map((node) => index.get(node.code))] as const;
    });
    for (const [ids, expected] of inLevels) expect(ids).toEqual(expected);
  });

  it.each(locales)("toSvg() has every node and edge once, with its reason (%s)", (locale) => {
    const { nodes, edges } = vsePoluchitsyaTree;
    const drawing = toSvg(vsePoluchitsyaTree, { locale, evaluated });
    const titles = [...drawing.matchAll(/<title>(.*)<\/title>/g)].slice(1).map(([, title]) => title);
    const titleOf = (code: string) => nodes.find((node) => node.code === code)!.title[locale];
    expect(titles).toEqual(edges.map(({ from, to, why }) => `${titleOf(from)} → ${titleOf(to)}: ${why![locale]}`));
    const boxes = [...drawing.matchAll(/<rect width="212"[^>]*>\n((?:<text.*\n|<g .*<\/g>\n)*)<\/g>/g)];
    const texts = boxes.map(([, lines]) =>
      [...lines!.matchAll(/font-size="13">(.*)<\/text>/g)].map(([, line]) => line).join(" "),
    );
    expect(texts.sort()).toEqual(nodes.map(({ title }) => title[locale]).sort());
  });

  it("toSvg() tells each status by a shape and in words, and says of which period", () => {
    const period = year(2020);
    const target = (code: string, percent: string) => ({
      code,
      baseline: { percent: "0" },
      targets: [{ percent, period }],
    });
    const wanted = [target("1.1", "20"), target("1.2", "99.5"), { code: "1.3" }];
    const nodes = plainTree.nodes.map((node) => (node.code === "work" ? { ...node, indicators: wanted } : node));
    const tree = { ...plainTree, nodes };
    const drawing = toSvg(tree, { locale: "en", evaluated: evaluateResultsTree(tree, evaluation) });
    // 1.1 and 1.2 in 2020 as published: 103 of 499 and 90 of 103.
    for (const text of [
      "1.1: 20.6% (103 of 499) reached, target at least 20%",
      "1.2: 87.4% (90 of 103) off track, target at least 99.5%",
      "No target is set for this period",
      "Values of the period 2020; data complete up to 2021-01-31. reached on track off track not assessed",
    ]) {
      expect(textOf(drawing)).toContain(text);
    }
    const colours = ["#00664b", "#56b4e9", "#e69f00", "#fff"];
    const shapes = [...drawing.matchAll(/<g transform="translate\([^)]*\)"><(circle|path)[^>]* fill="([^"]*)"/g)];
    const seen = shapes.map(([, shape, colour]) => [shape, colours.indexOf(colour!)]);
    const legend = [
      ["circle", 0],
      ["path", 1],
      ["path", 2],
      ["circle", 3],
    ];
    expect(seen).toEqual([["circle", 0], ["path", 2], ["circle", 3], ...legend]);
    const in2019 = toSvg(tree, { locale: "en", evaluated: evaluateResultsTree(tree, evaluation), period: year(2019) });
    expect(in2019).toContain(">1.1: 38.9% (180 of 463)</text>");
  });

  it("toSvg() says of a decreasing indicator that its target is a limit, and of a running period that it may change", () => {
    const fewer = defineIndicator({
      code: "own.1",
      title: { ru: "а", en: "a" },
      denominator: happens(placements()),
      numerator: happens(placements({ setting: "sheltered" })),
      direction: "decrease",
    });
    const period = { from: "2020-01-01", to: "2021-12-31" };
    const nodes = plainTree.nodes.map((node) =>
      node.code === "work" ? { ...node, indicators: [{ code: "own.1", targets: [{ percent: "100", period }] }] } : node,
    );
    const tree = { ...plainTree, nodes };
    const own = evaluate(dataset, { indicators: [fewer], periods: [period], asOf: "2021-01-31" });
    const drawing = toSvg(tree, { locale: "ru", evaluated: evaluateResultsTree(tree, own) });
    expect(textOf(drawing)).toContain("пока достигнуто, цель не выше 100%");
  });

  it("toSvg() draws a circle, an edge against the levels and an edge from a node to itself", () => {
    const edges = [
      ["mentor", "work"],
      ["work", "mentor"],
      ["life", "mentor"],
      ["life", "life"],
    ].map(([from, to]) => ({ from: from!, to: to! }));
    const drawing = toSvg({ ...plainTree, edges }, { locale: "en" });
    expect([...drawing.matchAll(/<title>/g)]).toHaveLength(1 + edges.length);
    expect(drawing).toContain("<title>A life of “one’s own” → A life of “one’s own”</title>");
  });

  it.each(locales)("docs/results-tree/vse-poluchitsya.%s.svg is the shipped tree as it is drawn", async (locale) => {
    await expect(toSvg(vsePoluchitsyaTree, { locale })).toMatchFileSnapshot(
      `../../docs/results-tree/vse-poluchitsya.${locale}.svg`,
    );
  });
});

describe("documents", () => {
  it("toTheoryOfChange() tells the small tree in Russian", () => {
    expect(toTheoryOfChange(plainTree, { locale: "ru" })).toMatchInlineSnapshot(`
      "# Теория изменений: «Путь к работе»

      Снизу вверх, от ресурсов к тому, что остаётся: что к чему должно привести, почему этого можно ждать и при каких условиях. Это предположения практики, а не измеренные значения.

      Пример для тестов.

      ## Деятельность

      ### «Наставничество»

      ## Краткосрочный социальный результат

      ### «Работа от одного дня»

      - Если ведётся деятельность «Наставничество», то ожидается результат «Работа от одного дня», потому что наставник рядом, при условии что работодатель готов и что смены посильны. Основание из исследований: два исследования.

      Для кого: молодые люди. При условии: рынок труда открыт. Основание в ценностях: каждый может работать. Основание в потребностях: работы просят сами. Основание из опыта: так было раньше. Основание из исследований: обзор 2013 года. По каким показателям это видно: 1.1, 2.1:improved.

      Что может пойти не так:

      - работа не подходит; возможный вред: обида; что делается: пробный день.
      - связь теряется; что делается: не указано.

      ## Социальное воздействие

      ### «Своя жизнь „на ногах“»

      - Если достигнут результат «Работа от одного дня», то ожидается эффект «Своя жизнь „на ногах“». Почему: Работа кормит. При условии: Заработка хватает.
      - Если ведётся деятельность «Наставничество», то ожидается эффект «Своя жизнь „на ногах“». Почему — не указано. Условия не указаны.
      "
    `);
  });

  it("toTheoryOfChange() tells the small tree in English", () => {
    expect(toTheoryOfChange(plainTree, { locale: "en" })).toMatchInlineSnapshot(`
      "# Theory of change: “The way to work”

      From what goes in to what lasts: what should lead to what, why it may be expected, and on which conditions. These are the practice's assumptions, not measured values.

      An example for tests.

      ## Activity

      ### “Mentoring”

      ## Short-term outcome

      ### “A day of work or more”

      - If the activity “Mentoring” goes on, then the outcome “A day of work or more” is expected, because a mentor is near, provided that the employer is ready and that shifts are bearable. Grounds from research: two studies.

      For whom: young people. Provided that: the market is open. Grounds in values: everybody can work. Grounds in needs: they ask for work. Grounds from experience: so it was before. Grounds from research: a review of 2013. Indicators that will show it: 1.1, 2.1:improved.

      What can go wrong:

      - the work does not suit; possible harm: hurt; what is done about it: a trial day.
      - contact is lost; what is done about it: not stated.

      ## Impact

      ### “A life of ‘one’s own’”

      - If the outcome “A day of work or more” is reached, then the impact “A life of ‘one’s own’” is expected. Why: Work feeds. Provided that: Earnings are enough.
      - If the activity “Mentoring” goes on, then the impact “A life of ‘one’s own’” is expected. Why is not stated. No conditions are stated.
      "
    `);
  });

  it.each(locales)("toTheoryOfChange() tells every edge of the shipped tree once (%s)", (locale) => {
    const told = toTheoryOfChange(vsePoluchitsyaTree, { locale });
    const { nodes, edges } = vsePoluchitsyaTree;
    expect(told.split("\n").filter((line) => /^- (?:Если|If) /.test(line))).toHaveLength(edges.length);
    expect(told.split("\n").filter((line) => line.startsWith("### "))).toHaveLength(nodes.length);
    for (const { why } of edges) expect(told).toContain(`: ${why![locale]}`);
  });

  const cellsOf = (markdown: string) =>
    markdown
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .map((line) => line.slice(2, -2).split(" | "));

  it("toLogframe() has one row per result, the highest level first, and a dash where nothing is given", () => {
    const rows = cellsOf(toLogframe(plainTree, { locale: "en", indicators }));
    const columns = ["Level", "Result", "Indicators", "Baselines", "Targets", "Means of verification"];
    expect(rows[0]).toEqual([...columns, "Responsible", "Frequency", "Assumptions and risks"]);
    expect(rows.slice(2).map(([level]) => level)).toEqual(["Impact", "Short-term outcome", "Activity"]);
    expect(rows[2]).toEqual(["Impact", "A life of “one’s own”", ...Array(7).fill("—")]);
    const [experience, change] = [indicators[0]!, indicators[4]!].map(({ definition }) => definition);
    const improved = change!.readings!.find(({ code }) => code === "improved")!;
    expect(rows[3]).toEqual([
      "Short-term outcome",
      "A day of work or more<br>For whom: young people",
      `1.1. ${experience!.title.en}<br>2.1:improved. ${change!.title.en}: ${improved.title.en}`,
      "1.1: 30% (2019); source: a report<br>2.1:improved: —",
      "1.1: 38.5% (2020); 50%<br>2.1:improved: —",
      ...[
        "1.1: contracts<br>2.1:improved: —",
        "1.1: coordinator<br>2.1:improved: —",
        "1.1: once a year<br>2.1:improved: —",
      ],
      [
        ...["Assumption: the market is open", "Assumption on the way to “A life of ‘one’s own’”: Earnings are enough"],
        "Risk: the work does not suit; possible harm: hurt; what is done about it: a trial day",
        "Risk: contact is lost; what is done about it: not stated",
      ].join("<br>"),
    ]);
  });

  it("toLogframe() gives the values of every period, and why there is no status", () => {
    const rows = cellsOf(
      toLogframe(vsePoluchitsyaTree, { locale: "ru", evaluated: evaluateResultsTree(vsePoluchitsyaTree, evaluation) }),
    );
    const at = rows[0]!.indexOf("Достигнутые значения");
    const why = "Целевое значение на этот период не задано";
    // The published table: 180 of 463 in 2019, 103 of 499 in 2020.
    expect(rows.find((row) => row[1]!.startsWith("Есть опыт работы"))![at]).toBe(
      `2019: 38,9% (180 из 463). ${why}<br>2020: 20,6% (103 из 499). ${why}`,
    );
  });

  it("shows no value of 2.1 without its readings, in any format", () => {
    const evaluated = evaluateResultsTree(vsePoluchitsyaTree, evaluation);
    const figure = evaluated.nodes.flatMap((node) => node.indicators).find(({ code }) => code === "2.1")!.figures[1]!;
    const shares = figure.readings.map(({ share }) => share);
    const percents = shares.map(({ numerator, denominator }) => (100 * numerator) / denominator);
    const [low, high] = [Math.min(...percents), Math.max(...percents)].map((percent) => percent.toFixed(1));
    for (const draw of [toSvg, toMermaid]) {
      const drawing = textOf(draw(vsePoluchitsyaTree, { locale: "en", evaluated })).replaceAll(
        /#(?:37|58);/g,
        (sign) => (sign === "#37;" ? "%" : ":"),
      );
      expect(drawing).toContain(`by other readings: ${low}% to ${high}%`);
      expect(drawing.replaceAll("#59;", ";")).toContain("Values of the period 2020; data complete up to 2021");
    }
    const row = cellsOf(toLogframe(vsePoluchitsyaTree, { locale: "en", evaluated })).find((one) =>
      one[2]!.startsWith("2.1"),
    )!;
    expect(row[2]).toMatch(/^2\.1\. [A-Z]/);
    expect(row[5]!.split("<br>").filter((line) => line.startsWith("2.1:"))).toHaveLength(12);
  });

  it("draws the last period that has a value when the one after it has none", () => {
    const late = evaluate(dataset, {
      indicators: indicators.slice(0, 1),
      periods: [year(2020), year(1990)],
      asOf: "2021-01-31",
    });
    const evaluated = evaluateResultsTree(vsePoluchitsyaTree, late);
    expect(textOf(toSvg(vsePoluchitsyaTree, { locale: "en", evaluated }))).toContain("Values of the period 2020;");
  });

  const sectionOf = (markdown: string, heading: string) =>
    markdown.split(/^## \d+\. /m).find((section) => section.startsWith(heading))!;

  it("toMonitoringRegulations() prints and lists what nobody decided, and makes nothing up", () => {
    const bare = toMonitoringRegulations(vsePoluchitsyaTree, indicators, { locale: "ru" });
    const collected = cellsOf(sectionOf(bare, "Как они собираются")).slice(2);
    expect(collected.flatMap((row) => row.slice(1)).every((cell) => cell === "не определено")).toBe(true);
    expect(sectionOf(bare, "Критерии социальных изменений").split("\n")[2]).toBe("не определено");
    expect(sectionOf(bare, "Контакты после сопровождения").split("\n")[2]).toBe("не определено");
    const open = sectionOf(bare, "Что ещё не определено").trim().split("\n").slice(2);
    expect(open.filter((point) => point.includes("Факт «"))).toHaveLength(collected.length);
    expect(open).toContain(
      `${open.length - 1}. Критерии социальных изменений: критерии социальных изменений и их шкалы.`,
    );
    expect(open.at(-1)).toBe(
      `${open.length}. Контакты после сопровождения: насколько раньше или позже срока контакт ещё засчитывается, через какое время после сопровождения связываться с благополучателем.`,
    );
    expect(bare.match(/не определено/g)!.length).toBeGreaterThan(collected.length * 6);
  });

  it("toMonitoringRegulations() says once what the schedule, the criteria and the indicators already say", () => {
    const said = { ru: "так", en: "so" };
    const reliability = { coefficient: 0.85, standardDeviation: 1.2 };
    const home = { code: "home", title: said, min: 1, max: 5, better: "higher" as const, instrument: "life-v1" };
    const text = toMonitoringRegulations(vsePoluchitsyaTree, indicators, {
      locale: "ru",
      collection: { "feedback-recorded": { by: said }, otherwise: { when: said } },
      criteria: [{ ...home, notApplicable: [9, "na"], reliability }],
      followUp: { schedule: [months(1), months(6)] },
    });
    const collected = cellsOf(sectionOf(text, "Как они собираются"));
    const rowOf = (name: string) => collected.find(([fact]) => fact === name);
    const { type } = vocabularies;
    expect(rowOf(type["follow-up-recorded"].ru)?.[3]).toBe(
      "через 1 месяц, через 6 месяцев после последнего дня сопровождения",
    );
    expect(rowOf(type["assessment-recorded"].ru)?.[4]).toBe("life-v1");
    expect(rowOf(type["feedback-recorded"].ru)?.slice(2, 4)).toEqual(["так", "так"]);
    const criteria = sectionOf(text, "Критерии социальных изменений");
    expect(criteria).toContain("| 9, na | life-v1 | 0,85 при стандартном отклонении 1,2 |");
    expect(criteria).toContain("- Две оценки, показатель 2.1: сравниваются первая и последняя оценки");
    const open = sectionOf(text, "Что ещё не определено").split("\n");
    const openOf = (code: keyof typeof type) => open.find((point) => point.includes(`«${type[code].ru}»`));
    expect(openOf("follow-up-recorded")).not.toContain("когда");
    expect(openOf("assessment-recorded")).not.toContain("чем,");
  });

  it("toMonitoringRegulations() refuses facts of no type, with the nearest", () => {
    const collection = { "service-deliverd": {} } as object;
    expect(() => toMonitoringRegulations(vsePoluchitsyaTree, indicators, { locale: "en", collection })).toThrow(
      /^Cannot write monitoring regulations: collection must be among .*, received "service-deliverd"; did you mean "service-delivered"\?$/,
    );
  });

  it("toMonitoringRegulations() has nothing open when everything is decided", () => {
    const said = { ru: "так", en: "so" };
    const rule = { from: said, by: said, when: said, tool: said, checked: said, kept: said };
    const criteria = [
      { code: "home", title: said, min: 1, max: 5, better: "lower" as const, minimumStep: 2, instrument: "life-v1" },
    ];
    const followUp = { schedule: [weeks(1), months(6)], tolerance: weeks(1) };
    const all = toMonitoringRegulations(vsePoluchitsyaTree, indicators, {
      locale: "en",
      collection: { otherwise: rule },
      criteria,
      followUp,
    });
    expect(sectionOf(all, "What is not decided yet").trim().split("\n").at(-1)).toBe("Everything is decided.");
    expect(all.replace('marked "not decided"', "")).not.toContain("not decided\n");
    expect(sectionOf(all, "Follow-up after support")).toContain(
      "- after 1 week\n- after 6 months\n\nA contact counts when it is earlier or later by no more than 1 week.",
    );
    expect(cellsOf(sectionOf(all, "Criteria of social change").split("\n- ")[0]!).at(-1)).toEqual([
      "so",
      "1 to 5",
      "lower",
      "at least 2",
      "—",
      "life-v1",
      "—",
    ]);
    const facts = cellsOf(sectionOf(all, "Which facts are recorded")).map(([fact, , what]) => [fact, what]);
    expect(facts).toContainEqual(["adverse event recorded (adverse-event-recorded)", "watching for possible harm"]);
    expect(facts).toContainEqual(["follow-up recorded (follow-up-recorded)", "tracking after support"]);
    expect(facts.map(([fact]) => fact)).toContain("assessment recorded (assessment-recorded)");
  });

  it("toMonitoringRegulations() says which indicators are not defined, and which measure nothing of the tree", () => {
    const [one] = catalogue.ips;
    const open = toMonitoringRegulations(plainTree, [one!], { locale: "en" });
    expect(open).toContain(". Indicator 1.1: the counting rule, and so which facts it needs.");
    expect(open).toContain(`. Indicator ${one!.code}: which result it measures.`);
    expect(open).toContain(". Risk “contact is lost”: what is done about it.");
    const none = toMonitoringRegulations(plainTree, [], { locale: "ru" });
    expect(sectionOf(none, "Какие факты записываются")).toContain("неблагоприятное событие записано");
    const harmless = { ...plainTree, nodes: plainTree.nodes.map(({ code, level, title }) => ({ code, level, title })) };
    const empty = toMonitoringRegulations(harmless, [], { locale: "ru" });
    for (const text of ["В дереве нет ни одного показателя.", "Показатели не даны", "В дереве не назван ни один риск."])
      expect(empty).toContain(text);
  });
});

describe("laidOut()", () => {
  const box = fc.record({
    level: fc.nat(4),
    width: fc.integer({ min: 40, max: 240 }),
    height: fc.integer({ min: 20, max: 300 }),
  });
  const graph = fc.array(box, { minLength: 1, maxLength: 14 }).chain((boxes) =>
    fc.record({
      boxes: fc.constant(boxes),
      edges: fc.array(fc.record({ from: fc.nat(boxes.length - 1), to: fc.nat(boxes.length - 1) }), { maxLength: 24 }),
    }),
  );
  type Graph = typeof graph extends fc.Arbitrary<infer Value> ? Value : never;

  /** Whatever breaks a rule of the layout, in words. */
  function faultsOf(
    { boxes, edges }: Graph,
    { boxes: places, routes, bands, width, height }: Layout,
  ): readonly string[] {
    const faults: string[] = [];
    const must = (holds: boolean, rule: string) => {
      if (!holds) faults.push(rule);
    };
    must(places.length === boxes.length && routes.length === edges.length, "everything has its place");
    const levels = [...new Set(boxes.map(({ level }) => level))].sort((one, other) => one - other);
    for (const [index, a] of places.entries()) {
      must(a.width === boxes[index]!.width && a.height === boxes[index]!.height, "a box keeps its size");
      must(a.x >= 0 && a.y >= 0 && a.x + a.width <= width && a.y + a.height <= height, "a box is on the sheet");
      const band = bands[levels.indexOf(boxes[index]!.level)]!;
      must(a.y >= band.y && a.y + a.height <= band.y + band.height, "a box is in its stripe");
      for (const b of places.slice(index + 1)) {
        // Distances are between middles in whole pixels: half a pixel of a box of odd width may be lost on either side.
        const isBeside = a.x + a.width + 27 <= b.x || b.x + b.width + 27 <= a.x;
        const isOver = a.y + a.height + 10 <= b.y || b.y + b.height + 10 <= a.y;
        must(isBeside || isOver, "boxes stand apart");
      }
    }
    for (const [index, route] of routes.entries()) {
      const { from, to } = edges[index]!;
      must((route === null) === (from === to), "only an edge to itself has no way");
      if (route === null) continue;
      const { uprights, isDownward } = route;
      const ends = [uprights[0]!, uprights.at(-1)!] as const;
      const [lower, upper] = [places[isDownward ? to : from]!, places[isDownward ? from : to]!];
      must(ends[0].from === lower.y && ends[1].to === upper.y + upper.height, "an edge touches both its boxes");
      must(ends[0].x > lower.x && ends[0].x < lower.x + lower.width, "an edge leaves from inside the box");
      must(ends[1].x > upper.x && ends[1].x < upper.x + upper.width, "an edge arrives inside the box");
      for (const [at, { x, from: bottom, to: top }] of uprights.entries()) {
        must(bottom >= top, "an edge goes up");
        const before = uprights[at - 1];
        for (const [other, place] of places.entries()) {
          const isOwn = other === from || other === to;
          const isBeside =
            x < place.x || x > place.x + place.width || top >= place.y + place.height || bottom <= place.y;
          must(isOwn || isBeside, "an edge goes round boxes");
          const isBetween = before === undefined || before.to <= place.y || bottom >= place.y + place.height;
          must(isBetween, "a curve runs where there is no box of any row");
        }
      }
    }
    return [...new Set(faults)];
  }

  test("boxes stand apart in their levels, and edges go round them, whatever leads where", () => {
    fc.assert(
      fc.property(graph, (one) => {
        expect(faultsOf(one, laidOut(one))).toEqual([]);
      }),
      { numRuns: howMany(60) },
    );
  });

  test("levels lie one over another, and so do boxes of one level of which one leads to the other", () => {
    fc.assert(
      fc.property(graph, ({ boxes, edges }) => {
        const forward = edges.filter(({ from, to }) => from < to && boxes[from]!.level <= boxes[to]!.level);
        const { boxes: places, routes } = laidOut({ boxes, edges: forward });
        for (const [index, { from, to }] of forward.entries()) {
          expect(places[from]!.y).toBeGreaterThan(places[to]!.y + places[to]!.height);
          expect(routes[index]!.isDownward).toBe(false);
        }
      }),
      { numRuns: howMany(30) },
    );
  });

  it("has nothing to lay out", () => {
    expect(laidOut({ boxes: [], edges: [] })).toMatchObject({ boxes: [], routes: [], bands: [] });
  });

  it("lays out forty boxes in rows of six", () => {
    const boxes = Array.from({ length: 42 }, (_, index) => ({
      level: Math.floor(index / 6),
      width: 212,
      height: 60 + (index % 5) * 20,
    }));
    const edges = boxes.flatMap((_, from) =>
      [from + 6, from + 13, from + 20].filter((to) => to < 42).map((to) => ({ from, to })),
    );
    expect(faultsOf({ boxes, edges }, laidOut({ boxes, edges }))).toEqual([]);
  });
});

describe("orderRows()", () => {
  const rowsOf = (joined: readonly (readonly number[])[], above: number): Entry[][] => {
    const entry = (at: number): Entry => ({ box: at, width: 10, below: [], above: [], at, x: 0 });
    const rows = [joined.map((_, at) => entry(at)), Array.from({ length: above }, (_, at) => entry(at))];
    for (const [at, others] of joined.entries()) {
      for (const other of others) {
        rows[0]![at]!.above.push(rows[1]![other]!);
        rows[1]![other]!.below.push(rows[0]![at]!);
      }
    }
    return rows;
  };

  it.each([
    ["turned round", [[2], [1], [0]], 3, 3, 0],
    [
      "each to each of two",
      [
        [0, 1],
        [0, 1],
      ],
      2,
      1,
      1,
    ],
    [
      "two fans",
      [
        [1, 3],
        [0, 2],
        [1, 3],
        [0, 2],
      ],
      4,
      12,
      2,
    ],
  ] as const)("takes crossings away: %s", (_, joined, above, before, after) => {
    const rows = rowsOf(joined, above);
    expect(crossings(rows)).toBe(before);
    orderRows(rows);
    expect(crossings(rows)).toBe(after);
  });

  test("never adds a crossing, and keeps every entry", () => {
    const joined = fc.array(fc.uniqueArray(fc.nat(5), { maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(joined, (one) => {
        const rows = rowsOf(one, 6);
        const [before, entries] = [crossings(rows), rows.map((row) => new Set(row))];
        orderRows(rows);
        expect(crossings(rows)).toBeLessThanOrEqual(before);
        expect(rows.map((row) => new Set(row))).toEqual(entries);
      }),
      { numRuns: howMany(50) },
    );
  });
});

describe("text in boxes", () => {
  // Advance widths over 2048 units, read from the `hmtx` tables of DejaVu Sans 2.37 and Liberation Sans 2.1.
  it.each([
    ["Щ", 2240, 1907],
    ["ж", 1845, 1370],
    ["a", 1255, 1139],
    ["W", 2025, 1933],
    ["i", 569, 455],
    ["—", 2048, 2048],
  ])("%s is at least as wide as in two common fonts", (character, dejaVu, liberation) => {
    expect(textWidth(character, { size: 2048 })).toBeGreaterThanOrEqual(Math.max(dejaVu, liberation));
  });

  test("every line fits its box, and no letter is lost", () => {
    const word = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc.constantFrom("сопровождаемое", "трудоустройство-на-открытом-рынке", "и"),
    );
    const text = fc.array(word, { maxLength: 30 }).map((words) => lineText(words.join(" ")));
    fc.assert(
      fc.property(text, (title) => {
        const { width, height, lines } = boxOf({ title, facts: [{ status: "reached", lines: [title] }] });
        for (const { text, x, y, font } of lines) {
          expect(x + textWidth(text, font)).toBeLessThanOrEqual(width - 12);
          expect(y > 0 && y + font.size * 0.35 <= height).toBe(true);
        }
        const inTitle = lines.filter(({ font }) => font.size === 13).map((line) => line.text);
        expect(inTitle.join("").replaceAll(" ", "")).toBe(title.replaceAll(" ", ""));
      }),
      { numRuns: howMany(60) },
    );
  });

  it.each([
    ["между словами", 90, ["между", "словами"]],
    ["работодателей-партнёров", 120, ["работодателей-", "партнёров"]],
    ["трудоустройство", 60, ["трудоус", "тройств", "о"]],
    ["", 60, [""]],
  ])("breaks %j", (text, width, lines) => {
    expect(wrappedText(text, width, { size: 13 })).toEqual(lines);
  });
});
