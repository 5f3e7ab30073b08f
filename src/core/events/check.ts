import * as z from "zod/mini";
import { suggestDate } from "../../calendar";
import { describe, type Issue, named, nearest, sentence } from "../../issue";
import { once } from "../../once";
import type { BeneficiaryEvent } from "./event";
import { eventSchemas, LONGEST_LIST } from "./schema";
import { closedCodes, type EventType, registrationFields } from "./vocabulary";

const eventTypes = closedCodes.type;

/** The schema of each event type, compiled: quick enough for millions. */
const compiled = once(
  () => new Map<unknown, z.core.$ZodType>(eventTypes.map((type) => [type, z.compile(eventSchemas()[type])])),
);

/** What the schema of `attributes` cannot see: a key that is no code or a field of its own, and a crowd of keys. */
function attributesFault(event: { readonly attributes?: unknown }): { readonly key: string } | "crowd" | undefined {
  const { attributes } = event;
  if (typeof attributes !== "object" || attributes === null) return undefined;
  const key = ["__proto__", ...registrationFields].find((name) => Object.hasOwn(attributes, name));
  if (key !== undefined) return { key };
  return Object.keys(attributes).length > LONGEST_LIST ? "crowd" : undefined;
}

/**
 * Whether a value is an event, by itself: shape, codes and dates, without looking at other events.
 *
 * @param value - anything
 */
export function isEvent(value: unknown): value is BeneficiaryEvent {
  if (typeof value !== "object" || value === null) return false;
  const type = (value as { type?: unknown }).type;
  const schema = compiled().get(type);
  if (schema === undefined || !z.validate(schema, value)) return false;
  return type !== "beneficiary-registered" || attributesFault(value) === undefined;
}

/**
 * What an event is called in messages: position, type and beneficiary, as far as they can be read.
 *
 * @param index - position in the input
 * @param event - what is known of the event
 */
export function eventName(index: number, event: { readonly type?: unknown; readonly beneficiaryId?: unknown }): string {
  const known: string[] = [];
  if (compiled().has(event.type)) known.push(String(event.type));
  if (typeof event.beneficiaryId === "string") known.push(named("beneficiary", event.beneficiaryId));
  return `event ${index}${known.length > 0 ? ` (${known.join(", ")})` : ""}`;
}

/**
 * Every issue of a value that is not an event.
 *
 * @param value - a value for which {@link isEvent} is false
 * @param index - its position in the input
 * @returns at least one issue
 */
export function eventIssues(value: unknown, index: number): readonly Issue[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [
      issue(
        index,
        {},
        [],
        "dataset.not-an-event",
        "each event must be an object",
        value,
        "write one object for each event",
      ),
    ];
  }
  const fields: Record<string, unknown> = { ...value };
  const type = fields.type;
  if (!compiled().has(type)) return [typeIssue(index, fields)];
  const found: Issue[] = [];
  const fault = attributesFault(fields);
  if (fault === "crowd") found.push(tooLong(index, fields, ["attributes"]));
  else if (fault !== undefined) found.push(unknownField(index, fields, ["attributes", fault.key]));
  const parsed = eventSchemas()[type as EventType].safeParse(fields);
  const seen = new Set<string>();
  for (const broken of parsed.success ? [] : parsed.error.issues) {
    if (broken.code === "unrecognized_keys") {
      for (const key of broken.keys) found.push(unknownField(index, fields, [...broken.path, key].map(String)));
      continue;
    }
    const path = broken.path.map((step) => (typeof step === "symbol" ? String(step) : step));
    if (seen.has(path.join("."))) continue;
    seen.add(path.join("."));
    found.push(fieldIssue(index, fields, path, broken));
  }
  return found;
}

function typeIssue(index: number, fields: Readonly<Record<string, unknown>>): Issue {
  if (fields.type === undefined) {
    const hint = `write one of ${eventTypes.join(", ")}`;
    return issue(index, fields, ["type"], "dataset.missing-field", "type must be given", NOT_SHOWN, hint);
  }
  return unknownCode(index, fields, ["type"], fields.type, eventTypes);
}

/** An issue about a code that is not in its list, with the nearest that is. */
export function unknownCode(
  index: number,
  fields: Readonly<Record<string, unknown>>,
  path: readonly (string | number)[],
  received: unknown,
  allowed: readonly string[],
): Issue {
  const near = typeof received === "string" ? nearest(received, allowed) : undefined;
  const hint = near === undefined ? `write one of the allowed codes` : `did you mean "${near}"?`;
  const because = `${path.join(".")} must be one of ${listed(allowed)}`;
  return issue(index, fields, path, "dataset.unknown-code", because, received, hint);
}

/** Longest list of allowed codes spelled out in a message. */
const LONGEST_CHOICE = 250;

function listed(allowed: readonly string[]): string {
  let text = "";
  for (const [index, code] of allowed.entries()) {
    const longer = index === 0 ? code : `${text}, ${code}`;
    if (longer.length > LONGEST_CHOICE) return `the ${allowed.length} allowed codes`;
    text = longer;
  }
  return text;
}

function unknownField(index: number, fields: Readonly<Record<string, unknown>>, path: readonly string[]): Issue {
  const name = path[path.length - 1]!;
  if (path.length > 1) {
    const inside = `attributes must not hold ${describe(name)}`;
    const isOwnField = (registrationFields as readonly string[]).includes(name);
    const why = isOwnField ? `${inside}: it is a field of its own` : inside;
    const mend = isOwnField ? "write it beside attributes, not inside" : "leave it out";
    return issue(index, fields, path, "dataset.unknown-field", why, NOT_SHOWN, mend);
  }
  const allowed = Object.keys(eventSchemas()[fields.type as EventType].shape);
  const near = nearest(name, allowed);
  const hint =
    near === undefined
      ? "leave it out: events hold no names, telephone numbers, addresses or documents"
      : `did you mean "${near}"?`;
  const because = `${named("field", name)} must not be there: ${String(fields.type)} has no such field`;
  return issue(index, fields, path, "dataset.unknown-field", because, NOT_SHOWN, hint);
}

function fieldIssue(
  index: number,
  fields: Readonly<Record<string, unknown>>,
  path: readonly (string | number)[],
  fault: z.core.$ZodIssue,
): Issue {
  const [, inside] = path;
  const name = typeof inside === "string" ? named("attribute", inside) : path.join(".");
  const received = path.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], fields);
  const make = (code: string, because: string, hint: string, shown: unknown = received) =>
    issue(index, fields, path, `dataset.${code}`, `${name} must ${because}`, shown, hint);
  if (received === undefined && fault.code !== "invalid_key") {
    return make("missing-field", "be given", `add ${name} to the event`, NOT_SHOWN);
  }
  switch (fault.code) {
    case "invalid_key": {
      const because = "names of attributes must be codes of visible characters, at most 100 of them";
      return issue(index, fields, path, "dataset.not-a-code", because, inside, "write a short code");
    }
    case "invalid_format": {
      if (fault.format !== "date" && !String(fault.pattern).startsWith("/^(?:19|")) break;
      const suggested = typeof received === "string" ? suggestDate(received) : undefined;
      const hint = suggested === undefined ? "write a day that exists, in the form 2019-12-31" : `write ${suggested}`;
      return make("not-a-date", "be a real day from 1900-01-01 to 2199-12-31 written YYYY-MM-DD", hint);
    }
    case "invalid_value":
      return unknownCode(index, fields, path, received, fault.values.map(String));
    case "too_big":
      if (fault.origin === "array") return tooLong(index, fields, path);
      if (fault.origin === "number") return make("out-of-range", `be at most ${fault.maximum}`, "correct the number");
      return make("too-long", `have at most ${fault.maximum} characters`, "write a shorter code");
    case "too_small":
      return make("out-of-range", `be more than ${fault.minimum}`, "correct the number");
    case "invalid_type":
      return make(
        "wrong-type",
        `be ${KINDS[fault.expected] ?? fault.expected}`,
        MENDS[fault.expected] ?? "correct the value",
      );
    case "invalid_union":
      return make("wrong-type", "be a number or a code", "write a number without quotes, or a code in quotes");
  }
  const hint = "write a code without spaces at its ends, line breaks, invisible or lost characters";
  return make("not-a-code", "be a code of visible characters", hint);
}

function tooLong(index: number, fields: Readonly<Record<string, unknown>>, path: readonly (string | number)[]): Issue {
  const because = `${path.join(".")} must have at most ${LONGEST_LIST} entries`;
  return issue(index, fields, path, "dataset.too-long", because, NOT_SHOWN, "give those that apply to this one person");
}

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  array: "a list",
  record: "an object of codes",
  object: "an object",
};

const MENDS: Readonly<Record<string, string>> = {
  string: "write it as text in quotes",
  number: "write the number without quotes",
  array: "write a list, empty when nothing is known",
  record: "write one code for each attribute",
};

/** Marks a value that messages leave out. */
const NOT_SHOWN = Symbol("not shown");

function issue(
  index: number,
  fields: { readonly type?: unknown; readonly beneficiaryId?: unknown },
  path: readonly (string | number)[],
  code: string,
  because: string,
  received: unknown,
  hint: string,
): Issue {
  const cannot = `read ${eventName(index, fields)}`;
  const message = sentence(received === NOT_SHOWN ? { cannot, because } : { cannot, because, received });
  return Object.freeze({ code, severity: "error", path: Object.freeze([index, ...path]), message, hint });
}
