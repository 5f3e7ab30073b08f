import * as z from "zod/mini";
import { type ShapeFault, shapeFaults } from "../../core/definition/shape";
import { ageDays } from "../../tables/strata/dimension";
import { once } from "../../once";
import { verdictNames } from "../../core/engine/verdict";
import { FORMAT, VERSION } from "./tally";

/** More people than any country has; sums of as many as there may be partners stay exact. */
const MOST_PEOPLE = 1_000_000_000;
const LONGEST_CODE = 100;
const LONGEST_TITLE = 300;

/** No control, format or lone surrogate characters and no line breaks, as in codes of events. */
const PLAIN_TEXT = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u;

/** Made when first used: nobody who merges no tallies waits for it. */
const schemas = once(() => {
  const plainText = (longest: number) =>
    z
      .string()
      .check(z.maxLength(longest), z.regex(PLAIN_TEXT, { error: "text of one line without control characters" }));
  const code = plainText(LONGEST_CODE);
  const oneWord = plainText(LONGEST_CODE).check(z.regex(/^\S+$/u, { error: "text without spaces" }));
  const wording = plainText(LONGEST_TITLE);
  const date = z.iso.date({ error: "a real day written YYYY-MM-DD" });
  const period = z
    .strictObject({ from: date, to: date })
    .check(z.refine(({ from, to }) => from <= to, { error: "a period that ends on or after its first day" }));
  const wholeFrom = (least: number) => z.int().check(z.gte(least));
  const mark = { suppressed: z.literal(true) };
  const count = z.union(
    [
      z.int().check(z.gte(0), z.lte(MOST_PEOPLE)),
      z.strictObject({ ...mark, reason: z.literal("small-cell"), below: wholeFrom(2) }),
      z.strictObject({ ...mark, reason: z.enum(["complementary", "withheld"]) }),
    ],
    {
      error: `a whole number up to ${MOST_PEOPLE}, or { suppressed: true } with the reason small-cell, complementary or withheld`,
    },
  );
  const counts = {
    verdicts: z.strictObject(Object.fromEntries(verdictNames.map((name) => [name, count]))),
    denominator: count,
    settled: count,
  };
  const stratum = z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("value"), code }),
    z.strictObject({
      kind: z.literal("missing"),
      reason: z.enum(["not-given", "no-birth-date", "not-registered", "no-first-placement", "born-later"]),
    }),
    z.strictObject({ kind: z.literal("total") }),
  ]);
  const some = <Item extends z.ZodMiniType>(item: Item) => z.array(item).check(z.minLength(1));
  const upToThree = <Item extends z.ZodMiniType>(item: Item) => z.array(item).check(z.minLength(1), z.maxLength(3));

  /** What a partner says of itself. */
  const declared = {
    partner: z.strictObject({ code: oneWord, title: z.strictObject({ ru: wording, en: wording }) }),
    sharedIds: z.nullable(z.strictObject({ scheme: oneWord, overlap: z.literal("none") })),
  };

  const tally = z.strictObject({
    format: z.literal(FORMAT),
    version: z.literal(VERSION),
    ...declared,
    manifest: z.strictObject({
      library: z.strictObject({ name: oneWord, version: oneWord }),
      asOf: date,
      knownOn: z.optional(date),
      periods: some(period),
      people: count,
    }),
    definitions: some(
      z.strictObject({
        code,
        fingerprint: z.string().check(z.regex(/^[0-9a-f]{16}$/, { error: "sixteen hexadecimal digits" })),
        definition: z.looseObject({}),
      }),
    ),
    criteria: z.nullable(
      z.array(
        z.strictObject({
          code,
          min: z.number(),
          max: z.number(),
          better: z.enum(["higher", "lower"]),
          minimumStep: z.optional(z.number().check(z.gt(0))),
        }),
      ),
    ),
    results: z.array(
      z.strictObject({ code, period, ...counts, readings: z.array(z.strictObject({ code, numerator: count })) }),
    ),
    disaggregations: z.array(
      z.strictObject({
        dimensions: upToThree(code),
        ages: z.nullable(z.strictObject({ bands: some(code), at: z.enum(ageDays) })),
        strata: z.enum(["all", "some"]),
        rows: z.array(
          z.strictObject({
            of: upToThree(stratum),
            figures: z.array(z.strictObject({ code, period, ...counts })),
          }),
        ),
        overlaps: z.array(z.strictObject({ dimension: code, period, people: count })),
      }),
    ),
    suppression: z.strictObject({
      threshold: wholeFrom(2),
      leastDenominator: wholeFrom(2),
      zeros: z.enum(["small-groups", "always", "never"]),
      protect: z.enum(["exact", "interval"]),
    }),
  });
  return { tally, declaration: z.strictObject(declared) };
});

/** What keeps a value from having the shape of a tally; its definitions are not looked into. */
export function tallyFaults(value: unknown): readonly ShapeFault[] {
  return shapeFaults(schemas().tally, value, "the tally");
}

/** What is wrong with what a partner says of itself. */
export function declarationFaults(value: unknown): readonly ShapeFault[] {
  return shapeFaults(schemas().declaration, value, "the options");
}

/**
 * The JSON Schema (draft 2020-12) of a tally, generated from the schema that `mergeTallies` reads by.
 *
 * @returns a plain JSON value; the same as the package's `mio-indicators/tally.schema.json`
 * @example
 * ```ts
 * expect(tallyJsonSchema().required).toContain("suppression");
 * ```
 */
export function tallyJsonSchema(): { readonly required: readonly string[] } & Readonly<Record<string, unknown>> {
  const { $schema, required = [], ...rest } = z.toJSONSchema(schemas().tally, { reused: "ref" });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "mio-indicators tally",
    description: "A partner's counts of people, suppressed, without ids: what mergeTallies reads.",
    ...rest,
    required,
  };
}
