/** Documents and drawings of a results tree: nothing is lost, nothing overlaps, and no text a person wrote can break or add to them. */
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  catalogue,
  defineIndicator,
  evaluate,
  evaluateResultsTree,
  happens,
  months,
  parseDataset,
  placements,
  type ResultsTree,
  resultLevels,
  toLogframe,
  toMermaid,
  toMonitoringRegulations,
  toSvg,
  toTheoryOfChange,
  vsePoluchitsyaTree,
  weeks,
  year,
} from "../src/index";
import { crossings, type Entry, orderRows } from "../src/render/layered-order";
import { lineText } from "../src/render/line";
import { textWidth, wrappedText } from "../src/render/text-width";
import { boxOf } from "../src/render/tree-boxes";
import { type Layout, laidOut } from "../src/render/tree-layout";

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
        assumptions: [{ text: title("работодатель готов", "the employer is ready") }, { text: title("смены посильны", "shifts are bearable") }],
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
const formats: Readonly<Record<string, (tree: ResultsTree, locale: Locale, say?: (text: string) => string) => string>> = {
  toMermaid: (tree, locale) => toMermaid(tree, { locale, evaluated: evaluateResultsTree(tree, evaluation) }),
  toSvg: (tree, locale) => toSvg(tree, { locale, evaluated: evaluateResultsTree(tree, evaluation) }),
  toLogframe: (tree, locale) => toLogframe(tree, { locale, evaluated: evaluateResultsTree(tree, evaluation), indicators }),
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
  const token = /<(\/?)([a-z]+)((?: [a-zA-Z:-]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*)(\/?)>|[^<>&]+|&(?:amp|lt|gt|quot|#39);/y;
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
    found.push([name, ...[...attributes.matchAll(/ ([a-zA-Z:-]+)=/g)].map(([, attribute]) => attribute)].join(" "));
    if (empty !== "/") open.push(name);
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(", ")}`);
  return found;
}

/** What Markdown would read as its own: each line's signs that are not escaped, without what stands inside the lines. */
function markupOf(markdown: string): readonly string[] {
  return markdown.split("\n").map((line) => {
    const signs = line.replace(/\\[\\`*_{}[\]<>|~&$#+=-]/g, "").match(/[\\`*_{}[\]<>|~&$#]/g) ?? [];
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
    const say = (own: string) => (own === "1.1" || own === "2.1:improved" ? own : (codes.get(own) ?? `${text} x${count++}`));
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

  it("refuses what is not a tree, and an edge to nowhere", () => {
    expect(() => format({} as never, "ru")).toThrow(name === "toTheoryOfChange" || name === "toMonitoringRegulations" ? TypeError : Error);
    const lost = { ...plainTree, edges: [{ from: "mentor", to: "wrok" }] };
    const draw = name === "toMonitoringRegulations" || name === "toTheoryOfChange" ? format : undefined;
    if (draw !== undefined) expect(() => draw(lost, "ru")).toThrow('did you mean "work"?');
  });
});
