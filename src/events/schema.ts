import * as z from "zod";
import { dayOf, NO_DAY } from "../calendar";
import type { BeneficiaryEvent, Criterion } from "./event";
import { codesOf, type EventType, vocabularies } from "./vocabulary";

/** Longest id, code and list: far beyond any real one, short enough to stay quick. */
const LONGEST_ID = 200;
const LONGEST_CODE = 100;
/** Most entries of a list or of the attributes in one event. */
export const LONGEST_LIST = 100;

/** No control, format or lone surrogate characters, no line breaks, no space at either end. */
const PLAIN_TEXT = /^[^\s\p{Cc}\p{Cf}\p{Cs}](?:[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*[^\s\p{Cc}\p{Cf}\p{Cs}])?$/u;
const CENTURIES = /^(?:19|20|21)/;

/**
 * A pattern with a quick test before it: texts the quick test affirms, all of which the pattern matches, need no regular expression.
 *
 * Nearly all texts of real events are affirmed, and the compiled schemas ask for millions of them.
 */
class QuickPattern extends RegExp {
  readonly #affirms: (text: string) => boolean;

  constructor(pattern: RegExp, affirms: (text: string) => boolean) {
    super(pattern);
    this.#affirms = affirms;
  }

  override test(text: string): boolean {
    return this.#affirms(text) || super.test(text);
  }
}

/** Whether a text is not empty and all of it is visible ASCII without spaces. */
function isVisibleAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit <= 0x20 || unit >= 0x7f) return false;
  }
  return text !== "";
}

const plainText = new QuickPattern(PLAIN_TEXT, isVisibleAscii);
const isoDate = new QuickPattern(z.regexes.date, (text) => dayOf(text) !== NO_DAY);

const id = z.string().max(LONGEST_ID).regex(plainText);
const code = z.string().max(LONGEST_CODE).regex(plainText);
const date = new z.ZodISODate({ type: "string", check: "string_format", format: "date", pattern: isoDate }).regex(
  CENTURIES,
);
const codes = z.array(code).max(LONGEST_LIST);
const title = z.strictObject({ ru: z.string().min(1), en: z.string().min(1) });

function eventOf<Type extends EventType, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) {
  return z.strictObject({
    id,
    type: z.literal(type),
    beneficiaryId: id,
    date,
    source: z.enum(codesOf(vocabularies.source)).optional(),
    recordedOn: date.optional(),
    ...shape,
  });
}

/** One strict schema for each type of event. */
export const eventSchemas = {
  "beneficiary-registered": eventOf("beneficiary-registered", {
    targetGroups: codes,
    birthDate: date.optional(),
    sex: code.optional(),
    region: code.optional(),
    organisation: code.optional(),
    attributes: z.record(code, code).optional(),
  }),
  "beneficiary-exited": eventOf("beneficiary-exited", { reason: code.optional() }),
  "service-delivered": eventOf("service-delivered", { service: code }),
  "placement-started": eventOf("placement-started", {
    placementId: id,
    setting: z.enum(codesOf(vocabularies.setting)).optional(),
    contract: z.enum(codesOf(vocabularies.contract)).optional(),
    employer: code.optional(),
    hoursPerWeek: z.number().positive().max(168).optional(),
  }),
  "placement-ended": eventOf("placement-ended", { placementId: id, reason: code.optional() }),
  "support-started": eventOf("support-started", { supportId: id, placementId: id.optional() }),
  "support-ended": eventOf("support-ended", { supportId: id }),
  "assessment-recorded": eventOf("assessment-recorded", {
    criterion: code,
    score: z.union([z.number(), code]),
    rater: code.optional(),
    instrument: code.optional(),
  }),
  "follow-up-recorded": eventOf("follow-up-recorded", { status: z.enum(codesOf(vocabularies.status)) }),
  "feedback-recorded": eventOf("feedback-recorded", {
    instrument: code,
    item: code,
    score: z.number().optional(),
    themes: codes.optional(),
    coder: code.optional(),
  }),
  "adverse-event-recorded": eventOf("adverse-event-recorded", {
    kind: code,
    severity: z.enum(codesOf(vocabularies.severity)),
  }),
  "event-retracted": eventOf("event-retracted", { retracts: id }),
} satisfies { [Type in EventType]: z.ZodType<Extract<BeneficiaryEvent, { type: Type }>> };

const criterionSchema: z.ZodType<Criterion> = z
  .strictObject({
    code,
    title,
    min: z.number(),
    max: z.number(),
    better: z.enum(["higher", "lower"]),
    minimumStep: z.number().positive().optional(),
    notApplicable: z.array(z.union([code, z.number()])).optional(),
    instrument: code.optional(),
    reliability: z
      .strictObject({
        coefficient: z.number().min(0).lt(1),
        standardDeviation: z.number().positive(),
        source: z.string().min(1).optional(),
      })
      .optional(),
  })
  .refine((criterion) => criterion.min < criterion.max, { path: ["max"], message: "max must be above min" });

/**
 * What is wrong with a list of criteria, in words.
 *
 * @param criteria - the `criteria` option as given
 * @returns one line a fault, with its place; none when the list is sound
 */
export function criteriaFaults(criteria: unknown): readonly string[] {
  const parsed = z.array(criterionSchema).safeParse(criteria);
  if (!parsed.success) return parsed.error.issues.map((issue) => `criteria.${issue.path.join(".")}: ${issue.message}`);
  const seen = new Set<string>();
  return parsed.data.flatMap((criterion) => {
    if (seen.has(criterion.code)) return [`criterion "${criterion.code}" is declared twice`];
    seen.add(criterion.code);
    return [];
  });
}

/**
 * The JSON Schema (draft 2020-12) of one event, generated from the schemas that read events.
 *
 * @returns a plain JSON value; the same as the package's `mio-indicators/event.schema.json`
 * @example
 * ```ts
 * expect(eventJsonSchema().oneOf).toHaveLength(12);
 * ```
 */
export function eventJsonSchema(): { readonly oneOf: readonly unknown[] } & Readonly<Record<string, unknown>> {
  const schemas = Object.values(eventSchemas).map((schema) => {
    const { $schema, ...rest } = z.toJSONSchema(schema);
    return rest;
  });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "mio-indicators event",
    description: "One event about one beneficiary; a dataset is any number of them in any order.",
    oneOf: schemas,
  };
}
