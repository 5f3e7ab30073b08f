import * as z from "zod/mini";
import { suggestDate } from "../../calendar";
import { describe, type Issue, named, nearest, sentence } from "../../issue";
import { once } from "../../once";
import { attributeNames, type EventRows, eventRows } from "./rows";
import { eventSchemas, LONGEST_LIST } from "./schema";

/** What is known of an event that may not be one. */
export interface ToldFields {
  readonly type?: unknown;
  readonly beneficiaryId?: unknown;
}

type Fields = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/** A type of event, ready to read events of it. */
interface ReadyType {
  /** From 1, in the order of the rows. */
  readonly number: number;
  readonly schema: z.ZodMiniObject;
  /** The schema compiled: quick enough for millions. */
  readonly compiled: z.core.$ZodType;
  readonly hasAttributes: boolean;
}

/** Says of single values whether they are events of the types that some rows describe, and what keeps them from it. */
export class EventCheck {
  readonly rows: EventRows;
  /** Names of the types, in the order of their numbers. */
  readonly types: readonly string[];
  readonly #ready: ReadonlyMap<unknown, ReadyType>;
  /** Names that `attributes` may not hold: they are fields of their own. */
  readonly #ownFields: readonly string[];

  constructor(rows: EventRows) {
    this.rows = rows;
    this.types = Object.keys(rows);
    this.#ownFields = Object.values(rows).flatMap(attributeNames);
    const ready = [...eventSchemas(rows)].map(([type, schema], index): [string, ReadyType] => {
      const hasAttributes = Object.values(rows[type]!.fields).some(({ kind }) => kind === "attributes");
      return [type, { number: index + 1, schema, compiled: z.compile(schema), hasAttributes }];
    });
    this.#ready = new Map(ready);
  }

  /**
   * Number of the type of an event, from 1; 0 for what is no event, by itself: shape, codes and dates, without looking
   * at other events.
   *
   * @param value - anything
   */
  numberOf(value: unknown): number {
    if (typeof value !== "object" || value === null) return 0;
    const type = this.#ready.get((value as ToldFields).type);
    if (type === undefined || !z.validate(type.compiled, value)) return 0;
    return type.hasAttributes && this.#attributesFault(value) !== undefined ? 0 : type.number;
  }

  /**
   * What an event is called in messages: position, type and beneficiary, as far as they can be read.
   *
   * @param index - position in the input
   * @param event - what is known of the event
   */
  nameOf(index: number, event: ToldFields): string {
    const known: string[] = [];
    if (this.#ready.has(event.type)) known.push(String(event.type));
    if (typeof event.beneficiaryId === "string") known.push(named("beneficiary", event.beneficiaryId));
    return `event ${index}${known.length > 0 ? ` (${known.join(", ")})` : ""}`;
  }

  /**
   * Every issue of a value that is not an event.
   *
   * @param value - a value of which {@link numberOf} makes 0
   * @param index - its position in the input
   * @returns at least one issue
   */
  issuesOf(value: unknown, index: number): readonly Issue[] {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      const because = "each event must be an object";
      const hint = "write one object for each event";
      return [this.issue(index, {}, [], "dataset.not-an-event", because, hint, { received: value })];
    }
    const fields: Record<string, unknown> = { ...value };
    const type = this.#ready.get(fields.type);
    if (type === undefined) return [this.#typeIssue(index, fields)];
    const found: Issue[] = [];
    const fault = this.#attributesFault(fields);
    if (fault === "crowd") found.push(this.#tooLong(index, fields, ["attributes"]));
    else if (fault !== undefined) found.push(this.#unknownAttribute(index, fields, fault.key));
    const parsed = type.schema.safeParse(fields);
    const seen = new Set<string>();
    for (const broken of parsed.success ? [] : parsed.error.issues) {
      if (broken.code === "unrecognized_keys") {
        for (const key of broken.keys) found.push(this.#unknownField(index, fields, key, type));
        continue;
      }
      const path = broken.path.map((step) => (typeof step === "symbol" ? String(step) : step));
      if (seen.has(path.join("."))) continue;
      seen.add(path.join("."));
      found.push(this.#fieldIssue(index, fields, path, broken));
    }
    return found;
  }

  /** What the schema of `attributes` cannot see: a key that is no code or a field of its own, and a crowd of keys. */
  #attributesFault(event: { readonly attributes?: unknown }): { readonly key: string } | "crowd" | undefined {
    const { attributes } = event;
    if (typeof attributes !== "object" || attributes === null) return undefined;
    if (Object.hasOwn(attributes, "__proto__")) return { key: "__proto__" };
    const key = this.#ownFields.find((name) => Object.hasOwn(attributes, name));
    if (key !== undefined) return { key };
    return Object.keys(attributes).length > LONGEST_LIST ? "crowd" : undefined;
  }

  #typeIssue(index: number, fields: Fields): Issue {
    if (fields.type !== undefined) return this.unknownCode(index, fields, ["type"], fields.type, this.types);
    const hint = `write one of ${this.types.join(", ")}`;
    return this.issue(index, fields, ["type"], "dataset.missing-field", "type must be given", hint);
  }

  /** An issue about a code that is not in its list, with the nearest that is. */
  unknownCode(index: number, fields: Fields, path: Path, received: unknown, allowed: readonly string[]): Issue {
    const near = typeof received === "string" ? nearest(received, allowed) : undefined;
    const hint = near === undefined ? `write one of the allowed codes` : `did you mean "${near}"?`;
    const because = `${path.join(".")} must be one of ${listed(allowed)}`;
    return this.issue(index, fields, path, "dataset.unknown-code", because, hint, { received });
  }

  #unknownAttribute(index: number, fields: Fields, name: string): Issue {
    const inside = `attributes must not hold ${describe(name)}`;
    const isOwnField = this.#ownFields.includes(name);
    const why = isOwnField ? `${inside}: it is a field of its own` : inside;
    const mend = isOwnField ? "write it beside attributes, not inside" : "leave it out";
    return this.issue(index, fields, ["attributes", name], "dataset.unknown-field", why, mend);
  }

  #unknownField(index: number, fields: Fields, name: string, { schema }: ReadyType): Issue {
    const near = nearest(name, Object.keys(schema.shape));
    const hint =
      near === undefined
        ? "leave it out: events hold no names, telephone numbers, addresses or documents"
        : `did you mean "${near}"?`;
    const because = `${named("field", name)} must not be there: ${String(fields.type)} has no such field`;
    return this.issue(index, fields, [name], "dataset.unknown-field", because, hint);
  }

  #fieldIssue(index: number, fields: Fields, path: Path, fault: z.core.$ZodIssue): Issue {
    const [, inside] = path;
    const name = typeof inside === "string" ? named("attribute", inside) : path.join(".");
    const received = path.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], fields);
    const make = (code: string, because: string, hint: string, shown: { readonly received?: unknown } = { received }) =>
      this.issue(index, fields, path, `dataset.${code}`, `${name} must ${because}`, hint, shown);
    if (received === undefined && fault.code !== "invalid_key") {
      return make("missing-field", "be given", `add ${name} to the event`, {});
    }
    switch (fault.code) {
      case "invalid_key": {
        const because = "names of attributes must be codes of visible characters, at most 100 of them";
        return this.issue(index, fields, path, "dataset.not-a-code", because, "write a short code", {
          received: inside,
        });
      }
      case "invalid_format": {
        if (fault.format !== "date" && !String(fault.pattern).startsWith("/^(?:19|")) break;
        const suggested = typeof received === "string" ? suggestDate(received) : undefined;
        const hint = suggested === undefined ? "write a day that exists, in the form 2019-12-31" : `write ${suggested}`;
        return make("not-a-date", "be a real day from 1900-01-01 to 2199-12-31 written YYYY-MM-DD", hint);
      }
      case "invalid_value":
        return this.unknownCode(index, fields, path, received, fault.values.map(String));
      case "too_big":
        if (fault.origin === "array") return this.#tooLong(index, fields, path);
        if (fault.origin === "number") return make("out-of-range", `be at most ${fault.maximum}`, "correct the number");
        return make("too-long", `have at most ${fault.maximum} characters`, "write a shorter code");
      case "too_small":
        return make(
          "out-of-range",
          `be ${fault.inclusive ? "at least" : "more than"} ${fault.minimum}`,
          "correct the number",
        );
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

  #tooLong(index: number, fields: Fields, path: Path): Issue {
    const because = `${path.join(".")} must have at most ${LONGEST_LIST} entries`;
    const hint = "give those that apply to this one person";
    return this.issue(index, fields, path, "dataset.too-long", because, hint);
  }

  /**
   * Something that is wrong with an event.
   *
   * @param row - position of the event in the input, which comes before `path`
   * @param shown - what the message may hold of the value
   */
  issue(
    row: number,
    event: ToldFields,
    path: Path,
    code: string,
    because: string,
    hint: string,
    shown: { readonly received?: unknown } = {},
    severity: Issue["severity"] = "error",
  ): Issue {
    const cannot = `${severity === "error" ? "read" : "vouch for"} ${this.nameOf(row, event)}`;
    const message = sentence({ cannot, because, ...shown });
    return Object.freeze({ code, severity, path: Object.freeze([row, ...path]), message, hint });
  }
}

/** The check of the types that there are. */
export const eventCheck = once(() => new EventCheck(eventRows));

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
