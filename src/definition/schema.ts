import * as z from "zod";
import type { Duration } from "../calendar";
import { codesOf, vocabularies } from "../events/vocabulary";
import { type Issue, sentence } from "../issue";
import type {
  Anchor,
  Condition,
  Countable,
  CountRange,
  IndicatorDefinition,
  SpellExpression,
  WindowExpression,
} from "./language";
import type { Pairing } from "./pairing";
import { shapeFaults } from "./shape";

const code = z.string().min(1).max(100);
const title = z.strictObject({ ru: z.string().min(1), en: z.string().min(1) });
const wording = z.union([z.string().min(1), title]);
const wholeNumber = z.number().int().min(0).max(1_000_000);

const duration: z.ZodType<Duration> = z.strictObject({
  unit: z.enum(["days", "weeks", "months", "years"]),
  count: wholeNumber,
});
const anchor: z.ZodType<Anchor> = z.lazy(() =>
  z.union([
    z.enum(["registration", "exit", "first-placement", "last-support-end"]),
    z.strictObject({ kind: z.enum(["first-day", "last-day"]), of: spells }),
  ]),
);

const windowExpression: z.ZodType<WindowExpression> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("reporting-period") }),
    z.strictObject({ kind: z.literal("until-horizon") }),
    z.strictObject({ kind: z.literal("earlier"), of: windowExpression, by: duration }),
    z.strictObject({ kind: z.literal("on"), anchor, after: duration }),
    z.strictObject({ kind: z.literal("after"), anchor, from: duration, to: duration }),
    z.strictObject({ kind: z.literal("quarter-after"), anchor, count: wholeNumber }),
  ]),
);

const spells: z.ZodType<SpellExpression> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("placements"),
      setting: z.enum(codesOf(vocabularies.setting)).optional(),
      contract: z.enum(codesOf(vocabularies.contract)).optional(),
    }),
    z.strictObject({ kind: z.literal("support") }),
    z.strictObject({ kind: z.literal("services"), service: code.optional() }),
    z.strictObject({ kind: z.literal("enrolment") }),
    z.strictObject({ kind: z.literal("exits"), reason: z.array(code).min(1).optional() }),
    z.strictObject({ kind: z.literal("employed-at-follow-up") }),
    z.strictObject({ kind: z.literal("follow-ups"), status: z.enum(codesOf(vocabularies.status)).optional() }),
    z.strictObject({ kind: z.enum(["overlap", "except"]), of: z.tuple([spells, spells]) }),
    z.strictObject({ kind: z.literal("union"), of: z.array(spells).min(1) }),
    z.strictObject({
      kind: z.literal("joined"),
      of: spells,
      gap: duration,
      within: z.literal("employer").optional(),
    }),
    z.strictObject({ kind: z.literal("without-last-day"), of: spells }),
    z.strictObject({ kind: z.enum(["clip", "touching", "starting"]), of: spells, window: windowExpression }),
  ]),
);

const lengthRange = { atLeast: duration.optional(), under: duration.optional() };
const countRange = { atLeast: wholeNumber.optional(), atMost: wholeNumber.optional() };
const counts: z.ZodType<CountRange> = z.strictObject(countRange);
const netCounts: z.ZodType<CountRange> = z.strictObject({
  atLeast: z.number().int().optional(),
  atMost: z.number().int().optional(),
});

const pairing: z.ZodType<Pairing> = z.strictObject({
  rule: z.literal("first-last").optional(),
  criterionFrom: code.optional(),
  baseline: z.strictObject({ within: duration }).optional(),
  followUp: z
    .strictObject({
      after: duration,
      tolerance: duration,
      from: z.enum(["baseline", "registration"]).optional(),
    })
    .optional(),
  same: z
    .array(z.enum(["rater", "instrument"]))
    .min(1)
    .optional(),
  spacing: duration.optional(),
  missing: z.enum(["unknown", "not-improved"]).optional(),
});

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("happens"), spells }),
    z.strictObject({ kind: z.enum(["lasts", "totals"]), spells, ...lengthRange }),
    z.strictObject({ kind: z.literal("times"), spells, ...countRange }),
    z.strictObject({ kind: z.literal("falls"), anchor, window: windowExpression }),
    z.strictObject({
      kind: z.literal("change"),
      rule: z.strictObject({
        improved: counts.optional(),
        unchanged: counts.optional(),
        worsened: counts.optional(),
        notWorsened: counts.optional(),
        net: netCounts.optional(),
        paired: counts.optional(),
      }),
      pairing,
    }),
    z.strictObject({ kind: z.literal("in-group"), attribute: code, codes: z.array(code).min(1) }),
    z.strictObject({
      kind: z.literal("aged"),
      from: wholeNumber.optional(),
      under: wholeNumber.optional(),
      at: z.union([z.literal("period-start"), anchor]),
    }),
    z.strictObject({ kind: z.literal("counted-in"), code, definition: countable.optional() }),
    z.strictObject({ kind: z.enum(["every", "some"]), of: z.array(condition).min(1) }),
    z.strictObject({ kind: z.literal("not"), of: condition }),
  ]),
);

const countableShape = {
  denominator: condition,
  numerator: condition,
  exclusions: z.array(z.strictObject({ reason: code, when: condition })).optional(),
};
const countable: z.ZodType<Countable> = z.strictObject(countableShape);

const definition: z.ZodType<IndicatorDefinition> = z.strictObject({
  code,
  title,
  ...countableShape,
  result: wording.optional(),
  direction: z.enum(["increase", "decrease"]).optional(),
  source: wording.optional(),
  readings: z.array(z.strictObject({ code, title, numerator: condition })).optional(),
  unit: wording.optional(),
  method: wording.optional(),
  frequency: wording.optional(),
  responsible: wording.optional(),
  disaggregation: z.array(wording).optional(),
  limitations: z.array(wording).optional(),
  version: z.string().min(1).optional(),
  changes: z.array(wording).optional(),
});

const HINTS = {
  "too-deep": "split it into indicators",
  "unknown-field": "leave it out; write definitions with the builders, such as every, lasts and placements",
  "wrong-value": "write it with the builders, such as every, lasts and placements",
} as const;

/**
 * What keeps a value from being a definition, by its shape alone.
 *
 * @param value - anything
 * @returns issues with their paths; none when the shape is right
 */
export function shapeIssues(value: unknown): readonly Issue[] {
  return shapeFaults(definition, value, "the definition").map(({ kind, path, because }) =>
    definitionIssue("wrong-shape", path, because, HINTS[kind]),
  );
}

/** An issue about a place in a definition. */
export function definitionIssue(
  code: string,
  path: readonly (string | number)[],
  because: string,
  hint: string,
): Issue {
  const message = sentence({ cannot: "define the indicator", because });
  return Object.freeze({
    code: `definition.${code}`,
    severity: "error",
    path: Object.freeze([...path]),
    message,
    hint,
  });
}
