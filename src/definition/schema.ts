import * as z from "zod/mini";
import type { Duration } from "../calendar";
import { closedCodes } from "../events/vocabulary";
import { type Issue, sentence } from "../issue";
import { once } from "../once";
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

const definitionSchema = once((): z.ZodMiniType<IndicatorDefinition> => {
  const text = z.string().check(z.minLength(1));
  const code = z.string().check(z.minLength(1), z.maxLength(100));
  const title = z.strictObject({ ru: text, en: text });
  const wording = z.union([text, title]);
  const wholeNumber = z.number().check(z.int(), z.minimum(0), z.maximum(1_000_000));

  const duration: z.ZodMiniType<Duration> = z.strictObject({
    unit: z.enum(["days", "weeks", "months", "years"]),
    count: wholeNumber,
  });
  const anchor: z.ZodMiniType<Anchor> = z.lazy(() =>
    z.union([
      z.enum(["registration", "exit", "first-placement", "last-support-end"]),
      z.strictObject({ kind: z.enum(["first-day", "last-day"]), of: spells }),
    ]),
  );

  const windowExpression: z.ZodMiniType<WindowExpression> = z.lazy(() =>
    z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("reporting-period") }),
      z.strictObject({ kind: z.literal("until-horizon") }),
      z.strictObject({ kind: z.literal("earlier"), of: windowExpression, by: duration }),
      z.strictObject({ kind: z.literal("on"), anchor, after: duration }),
      z.strictObject({ kind: z.literal("after"), anchor, from: duration, to: duration }),
      z.strictObject({ kind: z.literal("quarter-after"), anchor, count: wholeNumber }),
    ]),
  );

  const spells: z.ZodMiniType<SpellExpression> = z.lazy(() =>
    z.discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("placements"),
        setting: z.optional(z.enum(closedCodes.setting)),
        contract: z.optional(z.enum(closedCodes.contract)),
      }),
      z.strictObject({ kind: z.literal("support") }),
      z.strictObject({ kind: z.literal("services"), service: z.optional(code) }),
      z.strictObject({ kind: z.literal("enrolment") }),
      z.strictObject({ kind: z.literal("exits"), reason: z.optional(z.array(code).check(z.minLength(1))) }),
      z.strictObject({ kind: z.literal("employed-at-follow-up") }),
      z.strictObject({ kind: z.literal("follow-ups"), status: z.optional(z.enum(closedCodes.status)) }),
      z.strictObject({ kind: z.enum(["overlap", "except"]), of: z.tuple([spells, spells]) }),
      z.strictObject({ kind: z.literal("union"), of: z.array(spells).check(z.minLength(1)) }),
      z.strictObject({
        kind: z.literal("joined"),
        of: spells,
        gap: duration,
        within: z.optional(z.literal("employer")),
      }),
      z.strictObject({ kind: z.literal("without-last-day"), of: spells }),
      z.strictObject({ kind: z.enum(["clip", "touching", "starting"]), of: spells, window: windowExpression }),
    ]),
  );

  const lengthRange = { atLeast: z.optional(duration), under: z.optional(duration) };
  const countRange = { atLeast: z.optional(wholeNumber), atMost: z.optional(wholeNumber) };
  const counts: z.ZodMiniType<CountRange> = z.strictObject(countRange);
  const integer = z.number().check(z.int());
  const netCounts: z.ZodMiniType<CountRange> = z.strictObject({
    atLeast: z.optional(integer),
    atMost: z.optional(integer),
  });

  const pairing: z.ZodMiniType<Pairing> = z.strictObject({
    rule: z.optional(z.literal("first-last")),
    criterionFrom: z.optional(code),
    baseline: z.optional(z.strictObject({ within: duration })),
    followUp: z.optional(
      z.strictObject({
        after: duration,
        tolerance: duration,
        from: z.optional(z.enum(["baseline", "registration"])),
      }),
    ),
    same: z.optional(z.array(z.enum(["rater", "instrument"])).check(z.minLength(1))),
    spacing: z.optional(duration),
    missing: z.optional(z.enum(["unknown", "not-improved"])),
  });

  const condition: z.ZodMiniType<Condition> = z.lazy(() =>
    z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("happens"), spells }),
      z.strictObject({ kind: z.enum(["lasts", "totals"]), spells, ...lengthRange }),
      z.strictObject({ kind: z.literal("times"), spells, ...countRange }),
      z.strictObject({ kind: z.literal("falls"), anchor, window: windowExpression }),
      z.strictObject({
        kind: z.literal("change"),
        rule: z.strictObject({
          improved: z.optional(counts),
          unchanged: z.optional(counts),
          worsened: z.optional(counts),
          notWorsened: z.optional(counts),
          net: z.optional(netCounts),
          paired: z.optional(counts),
        }),
        pairing,
      }),
      z.strictObject({
        kind: z.literal("in-group"),
        attribute: code,
        codes: z.array(code).check(z.minLength(1)),
      }),
      z.strictObject({
        kind: z.literal("aged"),
        from: z.optional(wholeNumber),
        under: z.optional(wholeNumber),
        at: z.union([z.literal("period-start"), anchor]),
      }),
      z.strictObject({ kind: z.literal("counted-in"), code, definition: z.optional(countable) }),
      z.strictObject({ kind: z.enum(["every", "some"]), of: z.array(condition).check(z.minLength(1)) }),
      z.strictObject({ kind: z.literal("not"), of: condition }),
    ]),
  );

  const countableShape = {
    denominator: condition,
    numerator: condition,
    exclusions: z.optional(z.array(z.strictObject({ reason: code, when: condition }))),
  };
  const countable: z.ZodMiniType<Countable> = z.strictObject(countableShape);

  return z.strictObject({
    code,
    title,
    ...countableShape,
    result: z.optional(wording),
    direction: z.optional(z.enum(["increase", "decrease"])),
    source: z.optional(wording),
    readings: z.optional(z.array(z.strictObject({ code, title, numerator: condition }))),
    unit: z.optional(wording),
    method: z.optional(wording),
    frequency: z.optional(wording),
    responsible: z.optional(wording),
    disaggregation: z.optional(z.array(wording)),
    limitations: z.optional(z.array(wording)),
    version: z.optional(text),
    changes: z.optional(z.array(wording)),
  });
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
  return shapeFaults(definitionSchema(), value, "the definition").map(({ kind, path, because }) =>
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
