import * as z from "zod/mini";
import { dayOf, NO_DAY } from "../../calendar";
import { type ShapeFault, shapeFaults } from "../definition/shape";
import { once } from "../../once";
import type { ResultsTreeSpec } from "./tree";

/** At most ten decimals: as many as a share is given to. */
const PERCENTAGE = /^\d{1,3}(?:\.\d{1,10})?$/;

const treeSchema = once((): z.ZodMiniType<ResultsTreeSpec> => {
  const text = z.string().check(z.minLength(1));
  const code = z.string().check(z.minLength(1), z.maxLength(100));
  const title = z.strictObject({ ru: text, en: text });
  const titles = z.array(title);

  const date = z
    .string()
    .check(z.refine((day) => dayOf(day) !== NO_DAY, "a real day from 1900-01-01 to 2199-12-31 written YYYY-MM-DD"));
  const period = z
    .strictObject({ from: date, to: date })
    .check(z.refine(({ from, to }) => from <= to, "a period that ends on or after the day it starts"));
  const percent = z
    .string()
    .check(
      z.refine(
        (given) => PERCENTAGE.test(given) && Number(given) <= 100,
        'a percentage from 0 to 100 as text with a point and at most ten decimals, such as "38.9"',
      ),
    );

  const measured = { percent, period: z.optional(period) };
  const assumptions = z.optional(z.array(z.strictObject({ text: title })));
  const grounds = z.optional(
    z.strictObject({
      value: z.optional(titles),
      need: z.optional(titles),
      practice: z.optional(titles),
      research: z.optional(titles),
    }),
  );

  const level = z.strictObject({
    code,
    title,
    aliases: z.optional(z.array(code)),
    kind: z.enum(["input", "activity", "output", "outcome", "impact"]),
    term: z.optional(z.enum(["short", "medium", "long"])),
  });

  const indicator = z.strictObject({
    code,
    baseline: z.optional(z.strictObject({ ...measured, source: z.optional(title) })),
    targets: z.optional(z.array(z.strictObject(measured))),
    meansOfVerification: z.optional(title),
    responsible: z.optional(title),
    frequency: z.optional(title),
  });

  const node = z.strictObject({
    code,
    level: code,
    title,
    beneficiaries: z.optional(title),
    indicators: z.optional(z.array(indicator)),
    assumptions,
    risks: z.optional(
      z.array(z.strictObject({ text: title, negativeEffect: z.optional(title), mitigation: z.optional(title) })),
    ),
    grounds,
  });

  const edge = z.strictObject({ from: code, to: code, why: z.optional(title), assumptions, grounds });

  return z.strictObject({
    code,
    title,
    source: z.optional(title),
    levels: z.optional(z.array(level).check(z.minLength(1))),
    nodes: z.array(node).check(z.minLength(1)),
    edges: z.array(edge),
  });
});

/** What keeps a value from being a results tree, by its shape alone. */
export function treeFaults(value: unknown): readonly ShapeFault[] {
  return shapeFaults(treeSchema(), value, "the tree");
}
