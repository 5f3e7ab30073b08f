import type * as z from "zod/mini";
import { describe, named } from "../../issue";
import { tooMuch } from "../../options";

/** One thing that keeps a value from having a shape. */
export interface ShapeFault {
  readonly kind: "too-deep" | "unknown-field" | "wrong-value";
  readonly path: readonly (string | number)[];
  /** The rule that is broken and what was received, as a part of a message. */
  readonly because: string;
}

/**
 * What keeps a value from having the shape that a schema describes.
 *
 * @param schema - of the whole value
 * @param value - anything
 * @param whole - what the whole value is called where no part of it is to blame
 * @param most - parts that it may hold, as in `tooMuch`
 * @returns faults with their paths; none when the shape is right
 */
export function shapeFaults(
  schema: z.ZodMiniType,
  value: unknown,
  whole: string,
  most?: number,
): readonly ShapeFault[] {
  const fault = tooMuch(value, most);
  if (fault !== undefined) return [{ kind: "too-deep", path: [], because: `it must ${fault}` }];
  const parsed = schema.safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.flatMap(innermost).map((fault) => {
    const path = fault.path.map((step) => (typeof step === "symbol" ? String(step) : step));
    const place = path.join(".") || whole;
    if (fault.code === "unrecognized_keys") {
      return { kind: "unknown-field", path, because: `${place} must not have the ${named("field", fault.keys[0]!)}` };
    }
    const received = path.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], value);
    return {
      kind: "wrong-value",
      path,
      because: `${place} must be ${expectation(fault)}, received ${describe(received)}`,
    };
  });
}

/**
 * What is wrong inside the one alternative that a value can have been meant for; the fault itself where there is no
 * such one.
 */
function innermost(fault: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (fault.code !== "invalid_union") return [fault];
  const meant = fault.errors.filter((errors) =>
    errors.every(({ code, path }) => code !== "invalid_type" || path.length > 0),
  );
  if (meant.length !== 1) return [fault];
  return meant[0]!.map((inner) => ({ ...inner, path: [...fault.path, ...inner.path] })).flatMap(innermost);
}

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  array: "a list",
  tuple: "a list of two",
  object: "an object",
};
const UNITS: Readonly<Record<string, string>> = { array: " long", string: " characters long" };

/** How what zod says begins when the schema says nothing itself. */
const UNSAID = "Invalid";

/** What a value should have been, in words. A schema's own check says it itself, as its message. */
function expectation(fault: z.core.$ZodIssue): string {
  switch (fault.code) {
    case "invalid_type":
      return KINDS[fault.expected] ?? fault.expected;
    case "invalid_value":
      return `one of ${fault.values.join(", ")}`;
    case "invalid_union": {
      if (!fault.message.startsWith(UNSAID)) return fault.message;
      const tried = fault.errors.flat().flatMap((error) => (error.code === "invalid_value" ? error.values : []));
      const { options = tried } = fault as { readonly options?: readonly unknown[] };
      if (options.length > 0) return `one of ${options.join(", ")}`;
      const kinds = fault.errors.flat().flatMap((error) => (error.code === "invalid_type" ? [error.expected] : []));
      return [...new Set(kinds)].map((kind) => KINDS[kind] ?? kind).join(" or ");
    }
    case "too_small":
      return `at least ${fault.minimum}${UNITS[fault.origin] ?? ""}`;
    case "too_big":
      return `at most ${fault.maximum}${UNITS[fault.origin] ?? ""}`;
    case "custom":
      return fault.message;
    default:
      return fault.message.startsWith(UNSAID) ? "of another form" : fault.message;
  }
}
