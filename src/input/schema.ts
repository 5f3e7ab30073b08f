import * as z from "zod/mini";
import { type ShapeFault, shapeFaults } from "../core/definition/shape";
import { once } from "../once";
import { dateFormats } from "./cells";
import type { TableMapping } from "./mapping";
import { tableNames } from "./tables";

const mappingSchema = once((): z.ZodMiniType<TableMapping> => {
  const text = z.string().check(z.minLength(1));
  const name = z.string().check(z.minLength(1), z.maxLength(200));
  const dates = z.optional(z.enum(dateFormats));
  const decimal = z.optional(z.enum([".", ","]));
  const column = z.union([
    name,
    z.strictObject({
      column: z.optional(name),
      value: z.optional(z.union([text, z.number()])),
      codes: z.optional(z.record(z.string(), text)),
      separator: z.optional(z.string().check(z.minLength(1), z.maxLength(10))),
      dates,
    }),
  ]);
  const table = z.strictObject({
    from: name,
    to: z.enum(tableNames),
    columns: z.record(z.string(), column),
    where: z.optional(z.strictObject({ column: name, is: z.optional(z.array(z.string()).check(z.minLength(1))) })),
    ignore: z.optional(z.array(name)),
    dates,
    decimal,
  });
  return z.strictObject({ encoding: z.optional(name), dates, decimal, tables: z.array(table).check(z.minLength(1)) });
});

/** What keeps a value from being a mapping, by its shape alone. */
export function mappingFaults(value: unknown): readonly ShapeFault[] {
  return shapeFaults(mappingSchema(), value, "the mapping");
}

/**
 * The JSON Schema (draft 2020-12) of a mapping of tables, generated from the schema that checks mappings.
 *
 * @returns a plain JSON value; the same as the package's `mio-indicators/mapping.schema.json`
 * @example
 * ```ts
 * expect(mappingJsonSchema().required).toEqual(["tables"]);
 * ```
 */
export function mappingJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(mappingSchema());
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "mio-indicators mapping of tables",
    description: "How the tables, columns and codes of another system are called here.",
    ...rest,
  };
}
