/** Instruments as data: what is refused, where, and what comes out. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DefinitionError } from "../../src/core/index";
import { defineInstrument, type Instrument, workplaceAdaptation } from "../../src/tables/index";

const title = Object.freeze({ ru: "Вопрос", en: "Question" });
const scale = Object.freeze({ min: 1, max: 5 });
const sound: Instrument = {
  code: "form",
  version: "v1",
  title,
  scale,
  items: [
    { code: "a", title },
    { code: "b", title, reversed: true },
    { code: "ten", title, scale: { min: 0, max: 10, labels: { 0: title, 10: title } } },
    {
      code: "choice",
      title,
      choices: [
        { score: 1, title },
        { score: 2, title },
      ],
    },
    { code: "open", title, scale: null },
  ],
  scales: [{ code: "s", title, items: ["a", "b"] }],
  themes: [{ code: "pay", title }],
};

/** Code and place of everything found wrong. */
function found(spec: unknown): readonly string[] {
  try {
    defineInstrument(spec as Instrument);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(DefinitionError);
    const { issues, message } = error as DefinitionError;
    expect(message).toMatch(/^Cannot define the instrument: \d+ errors?\n/);
    return issues.map((issue) => `${issue.code} ${issue.path.join(".")}`);
  }
}

describe("defineInstrument()", () => {
  it.each<readonly [title: string, change: object, issues: readonly string[]]>([
    ["there are no items", { items: [] }, ["instrument.wrong-shape items"]],
    ["a field is misspelt", { itemz: [] }, ["instrument.wrong-shape "]],
    ["a title has no Russian", { title: { en: "Form" } }, ["instrument.wrong-shape title.ru"]],
    ["a point is no whole number", { scale: { min: 0.5, max: 5 } }, ["instrument.wrong-shape scale.min"]],
    [
      "code and version are too long together",
      { code: "c".repeat(60), version: "v".repeat(60) },
      ["instrument.wrong-shape version"],
    ],
    ["the scale is upside down", { scale: { min: 5, max: 1 } }, ["instrument.impossible-scale scale.max"]],
    ["the scale has one point", { scale: { min: 1, max: 1 } }, ["instrument.impossible-scale scale.max"]],
    ["the scale has 102 points", { scale: { min: 0, max: 101 } }, ["instrument.impossible-scale scale.max"]],
    [
      "labels name no point",
      { scale: { ...scale, labels: { 6: title, "01": title, "1.5": title, 5: title } } },
      [
        "instrument.label-off-scale scale.labels.6",
        "instrument.label-off-scale scale.labels.01",
        "instrument.label-off-scale scale.labels.1.5",
      ],
    ],
    [
      "an item is there twice",
      { items: [...sound.items, { code: "a", title }] },
      ["instrument.given-twice items.5.code"],
    ],
    [
      "an open question is reversed",
      { items: [...sound.items, { code: "c", title, scale: null, reversed: true }] },
      ["instrument.reversed-without-scale items.5.reversed"],
    ],
    [
      "an item with choices is reversed and has a scale",
      { items: [...sound.items, { ...sound.items[3], code: "c", scale, reversed: true }] },
      ["instrument.scale-and-choices items.5.choices", "instrument.reversed-without-scale items.5.reversed"],
    ],
    [
      "two choices have one number",
      {
        items: [
          ...sound.items,
          {
            code: "c",
            title,
            choices: [
              { score: 1, title },
              { score: 1, title },
            ],
          },
        ],
      },
      ["instrument.given-twice items.5.choices.1.score"],
    ],
    [
      "a scale names an unknown item",
      { scales: [{ code: "s", title, items: ["a", "bb"] }] },
      ["instrument.unknown-item scales.0.items.1"],
    ],
    [
      "a scale names an open question and choices",
      { scales: [{ code: "s", title, items: ["open", "a", "choice"] }] },
      ["instrument.unscored-item scales.0.items.0", "instrument.unscored-item scales.0.items.2"],
    ],
    [
      "a scale mixes points",
      { scales: [{ code: "s", title, items: ["a", "ten"] }] },
      ["instrument.unequal-points scales.0.items.1"],
    ],
    [
      "a scale names an item twice",
      { scales: [{ code: "s", title, items: ["a", "a"] }] },
      ["instrument.given-twice scales.0.items.1"],
    ],
    [
      "themes and scales are there twice",
      {
        scales: [...sound.scales!, { code: "s", title, items: ["a"] }],
        themes: [...sound.themes!, { code: "pay", title }],
      },
      ["instrument.given-twice scales.1.code", "instrument.given-twice themes.1.code"],
    ],
  ])("refuses the instrument with every issue when %s", (_, change, issues) => {
    expect(found({ ...sound, ...change })).toEqual(issues);
  });

  it.each([[undefined], [null], ["form"], [[]], [{}]])("refuses %j", (spec) => {
    expect(found(spec)).not.toEqual([]);
  });

  it("gives frozen plain data that defines the same instrument again when it went through JSON", () => {
    const instrument = defineInstrument(sound);
    expect(instrument).toEqual(sound);
    expect(defineInstrument(JSON.parse(JSON.stringify(instrument)))).toEqual(instrument);
    const isFrozen = (value: unknown): boolean =>
      typeof value !== "object" || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));
    expect(isFrozen(instrument)).toBe(true);
  });

  it("takes the form of the synthetic events", () => {
    const file = "fixtures/vse-poluchitsya-2019-2020/feedback-form.json";
    const form = defineInstrument(JSON.parse(readFileSync(file, "utf8")));
    expect(`${form.code}-${form.version}`).toBe("feedback-form-v1");
  });
});

describe("workplaceAdaptation", () => {
  it("says that it is an example, in its title and code", () => {
    expect(workplaceAdaptation.title.ru).toContain("пример");
    expect(workplaceAdaptation.title.en).toContain("example");
    expect(workplaceAdaptation.code).toMatch(/^example-/);
  });

  it("has ten scored items, each in one of three scales with one reversed, and an open question", () => {
    const { items, scales } = workplaceAdaptation;
    const scored = items.filter(({ scale }) => scale !== null).map(({ code }) => code);
    expect(scored).toHaveLength(10);
    expect(items.filter(({ scale }) => scale === null)).toHaveLength(1);
    expect(scales!.flatMap((scale) => scale.items)).toEqual(scored);
    const reversed = items.filter((item) => item.reversed).map(({ code }) => code);
    expect(scales!.map((scale) => scale.items.filter((code) => reversed.includes(code)).length)).toEqual([1, 1, 1]);
  });
});
