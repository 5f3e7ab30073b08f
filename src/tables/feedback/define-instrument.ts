import * as z from "zod/mini";
import { plain } from "../../core/definition/language";
import { shapeFaults } from "../../core/definition/shape";
import { DefinitionError, describe, type Issue, nearest, sentence } from "../../issue";
import { once } from "../../once";
import { type AnswerScale, type Instrument, type InstrumentItem, pointsOf, referenceOf } from "./instrument";

/** Widest scale of answers: a slider from 0 to 100. */
const MOST_POINTS = 101;
/** Longest code of an event. */
const LONGEST_CODE = 100;

const instrumentSchema = once((): z.ZodMiniType<Instrument> => {
  const text = z.string().check(z.minLength(1));
  const code = z.string().check(z.minLength(1), z.maxLength(LONGEST_CODE));
  const title = z.strictObject({ ru: text, en: text });
  const point = z.number().check(z.int(), z.minimum(-1000), z.maximum(1000));
  const scale = z.strictObject({ min: point, max: point, labels: z.optional(z.record(z.string(), title)) });
  const item = z.strictObject({
    code,
    title,
    scale: z.optional(z.nullable(scale)),
    reversed: z.optional(z.literal(true)),
    choices: z.optional(z.array(z.strictObject({ score: point, title })).check(z.minLength(2))),
  });
  return z.strictObject({
    code,
    title,
    version: z.optional(code),
    scale: z.optional(scale),
    items: z.array(item).check(z.minLength(1)),
    scales: z.optional(z.array(z.strictObject({ code, title, items: z.array(code).check(z.minLength(1)) }))),
    themes: z.optional(z.array(z.strictObject({ code, title }))),
  });
});

/**
 * A questionnaire as plain frozen data, checked.
 *
 * Events name it in their `instrument` field by code and version joined by a hyphen: code `feedback-form` and version
 * `v1` make `feedback-form-v1`; without a version the field holds the code alone. A change of wording is a new version,
 * whose answers are never put together with those of the one before.
 *
 * @param spec - `code`, `title` and `items`, each item with `code`, `title` and, if wanted, its own `scale` (`null` for
 *   an open question), `reversed: true` or `choices`; and, if wanted, `version`, `scale` for all items without their
 *   own, `scales` of items that together measure one thing, and `themes` of answers
 * @throws DefinitionError with every issue: wrong shape, a code given twice, limits upside down, a label off the scale,
 *   a reversed item without points, a scale of an item that is unknown or has no points, or of items with different
 *   points
 * @example
 * ```ts
 * const instrument = defineInstrument({
 *   code: "feedback-form",
 *   version: "v1",
 *   title: { ru: "Анкета", en: "Form" },
 *   scale: { min: 1, max: 5 },
 *   items: [{ code: "would-recommend", title: { ru: "Посоветую друзьям", en: "I would recommend it to friends" } }],
 * });
 * expect(instrument.items.map((item) => item.code)).toEqual(["would-recommend"]);
 * ```
 */
export function defineInstrument(spec: Instrument): Instrument {
  const faults = shapeFaults(instrumentSchema(), spec, "the instrument").map(({ kind, path, because }) =>
    instrumentIssue("wrong-shape", path, because, HINTS[kind]),
  );
  const issues = faults.length > 0 ? faults : senseIssues(spec);
  if (issues.length > 0) throw new DefinitionError(issues, "define the instrument");
  return plain(spec);
}

type Path = readonly (string | number)[];

const HINTS = {
  "too-deep": "an instrument is a list of items: nothing in it stands inside an item",
  "unknown-field": "leave it out",
  "wrong-value": "write the instrument as defineInstrument shows",
} as const;

/** Issues of an instrument whose shape is right, in the order of its fields. */
function senseIssues(instrument: Instrument): readonly Issue[] {
  const { items, scales = [], themes = [] } = instrument;
  const codesOf = (all: readonly { readonly code: string }[]) => all.map((one) => one.code);
  return [
    ...referenceIssues(instrument),
    ...scaleIssues(instrument.scale, ["scale"]),
    ...twiceIssues(codesOf(items), "items", "code"),
    ...items.flatMap((item, index) => itemIssues(instrument, item, ["items", index])),
    ...twiceIssues(codesOf(scales), "scales", "code"),
    ...scales.flatMap((_, index) => groupIssues(instrument, index)),
    ...twiceIssues(codesOf(themes), "themes", "code"),
  ];
}

function referenceIssues(instrument: Instrument): readonly Issue[] {
  if (referenceOf(instrument).length <= LONGEST_CODE) return [];
  const because = `version must leave code and version together at most ${LONGEST_CODE} characters long`;
  return [instrumentIssue("wrong-shape", ["version"], because, "shorten either")];
}

function scaleIssues(scale: AnswerScale | null | undefined, path: Path): readonly Issue[] {
  if (!scale) return [];
  const { min, max, labels = {} } = scale;
  const place = path.join(".");
  if (max <= min || max - min >= MOST_POINTS) {
    const because = `${place}.max must be above min (${min}) and at most ${MOST_POINTS - 1} above it, received ${max}`;
    return [
      instrumentIssue(
        "impossible-scale",
        [...path, "max"],
        because,
        "give the lowest point as min and the highest as max",
      ),
    ];
  }
  return Object.keys(labels)
    .filter((label) => !/^-?\d+$/.test(label) || String(Number(label)) !== label || +label < min || +label > max)
    .map((label) => {
      const because = `${place}.labels must name points from ${min} to ${max}, received ${describe(label)}`;
      return instrumentIssue("label-off-scale", [...path, "labels", label], because, "name a point of the scale");
    });
}

function itemIssues(instrument: Instrument, item: InstrumentItem, path: Path): readonly Issue[] {
  const issues = [...scaleIssues(item.scale, [...path, "scale"])];
  const place = path.join(".");
  if (item.choices !== undefined) {
    const scores = item.choices.map(({ score }) => String(score));
    issues.push(...twiceIssues(scores, `${place}.choices`, "score", [...path, "choices"]));
    if (item.scale) {
      const because = `${place} must have either a scale or choices, received both`;
      issues.push(instrumentIssue("scale-and-choices", [...path, "choices"], because, "leave one of them out"));
    }
  }
  if (item.reversed && pointsOf(instrument, item) === undefined) {
    const because = `${place}.reversed must stand on an item with a scale`;
    const hint = "give the item a scale, or leave reversed out";
    issues.push(instrumentIssue("reversed-without-scale", [...path, "reversed"], because, hint));
  }
  return issues;
}

/** Issues of one of the scales made of items. */
function groupIssues(instrument: Instrument, index: number): readonly Issue[] {
  const { items } = instrument.scales![index]!;
  const path = ["scales", index, "items"];
  const place = path.join(".");
  const known = instrument.items.map((item) => item.code);
  const issues = [...twiceIssues(items, place, "", path)];
  let first: AnswerScale | undefined;
  items.forEach((code, at) => {
    const refuse = (issue: string, because: string, hint: string) =>
      issues.push(instrumentIssue(issue, [...path, at], `${place}.${at} ${because}`, hint));
    const item = instrument.items.find((one) => one.code === code);
    const points = item && pointsOf(instrument, item);
    if (item === undefined) {
      const near = nearest(code, known);
      const hint = near === undefined ? "add the item, or take its code out" : `did you mean "${near}"?`;
      refuse("unknown-item", `must name an item of the instrument, received ${describe(code)}`, hint);
    } else if (points === undefined) {
      refuse(
        "unscored-item",
        `must name an item with a scale, received ${describe(code)}`,
        "give the item a scale, or take it out",
      );
    } else if (first !== undefined && (points.min !== first.min || points.max !== first.max)) {
      const because = `must name an item answered from ${first.min} to ${first.max} like those before it, received one from ${points.min} to ${points.max}`;
      refuse(
        "unequal-points",
        because,
        "a mean over different points says nothing: take it out, or ask it on the same points",
      );
    }
    first ??= points;
  });
  return issues;
}

/** An issue for each text that stood in the list before. */
function twiceIssues(texts: readonly string[], place: string, field: string, path: Path = [place]): readonly Issue[] {
  return texts.flatMap((text, at) => {
    if (texts.indexOf(text) === at) return [];
    const own = field === "" ? [at] : [at, field];
    const because = `${[place, ...own].join(".")} must differ from those before it, received ${describe(text)}`;
    return [instrumentIssue("given-twice", [...path, ...own], because, "give it another one, or leave it out")];
  });
}

function instrumentIssue(code: string, path: Path, because: string, hint: string): Issue {
  const message = sentence({ cannot: "define the instrument", because });
  return Object.freeze({
    code: `instrument.${code}`,
    severity: "error",
    path: Object.freeze([...path]),
    message,
    hint,
  });
}
