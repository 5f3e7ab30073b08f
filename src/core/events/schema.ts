import * as z from "zod/mini";
import { dayOf, NO_DAY } from "../../calendar";
import { describe } from "../../issue";
import { once } from "../../once";
import { type Kind, type OptionsOf, TITLE } from "../../options";
import type { Criterion } from "./event";
import { commonFields, type EventRows, eventRows, type Field } from "./rows";

/** Longest id, code and list: far beyond any real one, short enough to stay quick. */
const LONGEST_ID = 200;
const LONGEST_CODE = 100;
/** Most entries of a list or of the attributes in one event. */
export const LONGEST_LIST = 100;

/** No control, format, lone surrogate or lost (U+FFFD) characters, no line breaks, no space at either end. */
const PLAIN_TEXT = /^(?!\s|.*\s$)[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffd]+$/u;
/^(?!.*\ufffd)[^\s\p{Cc}\p{Cf}\p{Cs}](?:[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*[^\s\p{Cc}\p{Cf}\p{Cs}])?$/u;
const CENTURIES = /^(?:19|20|21)/;

/**
 * A pattern with a quick test before it: texts the quick test affirms, all of which the pattern matches, need no
 * regular expression.
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

/** What the fields of events and criteria are made of. */
const parts = once(() => {
  const plainText = new QuickPattern(PLAIN_TEXT, isVisibleAscii);
  const id = z.string().check(z.maxLength(LONGEST_ID), z.regex(plainText));
  const code = z.string().check(z.maxLength(LONGEST_CODE), z.regex(plainText));
  const isoDate = { type: "string", check: "string_format", format: "date" } as const;
  const { pattern } = new z.ZodMiniISODate(isoDate)._zod;
  const day = new QuickPattern(pattern!, (text) => dayOf(text) !== NO_DAY);
  const date = new z.ZodMiniISODate({ ...isoDate, pattern: day }).check(z.regex(CENTURIES));
  const codes = z.array(code).check(z.maxLength(LONGEST_LIST));
  return { id, code, date, codes };
});

function schemaOf(field: Field): z.ZodMiniType {
  const type = typeOf(field);
  return field.optional ? z.optional(type) : type;
}

function typeOf({ kind, codes: allowed = [], above, least, most }: Field): z.ZodMiniType {
  const { id, code, date, codes } = parts();
  switch (kind) {
    case "id":
      return id;
    case "code":
      return code;
    case "codes":
      return codes;
    case "date":
      return date;
    case "enum":
      return z.enum(allowed);
    case "score":
      return z.union([z.number(), code]);
    case "attributes":
      return z.record(code, code);
    case "number": {
      const bounds = [
        ...(above === undefined ? [] : [z.gt(above)]),
        ...(least === undefined ? [] : [z.gte(least)]),
        ...(most === undefined ? [] : [z.lte(most)]),
      ];
      return bounds.length === 0 ? z.number() : z.number().check(...bounds);
    }
  }
}

/** One strict schema for each type of event. */
export function eventSchemas(rows: EventRows = eventRows): ReadonlyMap<string, z.ZodMiniObject> {
  const { id, ...common } = commonFields;
  return new Map(
    Object.entries(rows).map(([type, { fields }]) => {
      const others = Object.entries<Field>({ ...common, ...fields }).map(([name, field]) => [name, schemaOf(field)]);
      return [type, z.strictObject({ id: schemaOf(id), type: z.literal(type), ...Object.fromEntries(others) })];
    }),
  );
}

/** The criteria of social change: each once. */
export function CRITERIA(value: unknown): Kind {
  const codes = Array.isArray(value)
    ? value.map((criterion: Partial<Criterion> | undefined | null) => criterion?.code)
    : [];
  const twice = codes.find((code, at) => codes.indexOf(code) !== at);
  return typeof twice === "string" ? `!declare each criterion once, and ${describe(twice)} comes twice` : [criterionOf];
}

function criterionOf(value: unknown): OptionsOf<Criterion> {
  const { min } = (value ?? {}) as Partial<Criterion>;
  return {
    code: codeOf,
    title: TITLE,
    min: "number",
    max: above(min, `above min (${describe(min)})`),
    better: "=higher|lower",
    "minimumStep?": above(0, "above 0"),
    "notApplicable?": [["number", codeOf]],
    "instrument?": codeOf,
    "reliability?": {
      coefficient: (part) =>
        isNumber(part) && (part < 0 || part >= 1) ? "!be from 0 up to, not including, 1" : "number",
      standardDeviation: above(0, "above 0"),
      "source?": "text",
    },
  };
}

function above(limit: unknown, rule: string): Kind {
  return (value) => (isNumber(value) && isNumber(limit) && value <= limit ? `!be ${rule}` : "number");
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function codeOf(value: unknown): Kind {
  const isCode = typeof value !== "string" || (value.length <= LONGEST_CODE && PLAIN_TEXT.test(value));
  return isCode ? "text" : "!be a code of visible characters";
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
export function eventJsonSchema(
  rows: EventRows = eventRows,
): { readonly oneOf: readonly unknown[] } & Readonly<Record<string, unknown>> {
  const schemas = [...eventSchemas(rows).values()].map((schema) => {
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
