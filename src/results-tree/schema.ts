import * as z from "zod";
import { dayOf, NO_DAY } from "../calendar";
import { type ShapeFault, shapeFaults } from "../definition/shape";
import type { ResultsTreeSpec } from "./tree";

const code = z.string().min(1).max(100);
const title = z.strictObject({ ru: z.string().min(1), en: z.string().min(1) });
const titles = z.array(title);

const date = z
  .string()
  .refine((text) => dayOf(text) !== NO_DAY, "a real day from 1900-01-01 to 2199-12-31 written YYYY-MM-DD");
const period = z
  .strictObject({ from: date, to: date })
  .refine(({ from, to }) => from <= to, "a period that ends on or after the day it starts");

/** At most ten decimals: as many as a share is given to. */
const PERCENTAGE = /^\d{1,3}(?:\.\d{1,10})?$/;
const percent = z
  .string()
  .refine(
    (text) => PERCENTAGE.test(text) && Number(text) <= 100,
    'a percentage from 0 to 100 as text with a point and at most ten decimals, such as "38.9"',
  );

const measured = { percent, period: period.optional() };
const assumptions = z.array(z.strictObject({ text: title })).optional();
const grounds = z
  .strictObject({
    value: titles.optional(),
    need: titles.optional(),
    practice: titles.optional(),
    research: titles.optional(),
  })
  .optional();

const level = z.strictObject({
  code,
  title,
  aliases: z.array(code).optional(),
  kind: z.enum(["input", "activity", "output", "outcome", "impact"]),
  term: z.enum(["short", "medium", "long"]).optional(),
});

const indicator = z.strictObject({
  code,
  baseline: z.strictObject({ ...measured, source: title.optional() }).optional(),
  targets: z.array(z.strictObject(measured)).optional(),
  meansOfVerification: title.optional(),
  responsible: title.optional(),
  frequency: title.optional(),
});

const node = z.strictObject({
  code,
  level: code,
  title,
  beneficiaries: title.optional(),
  indicators: z.array(indicator).optional(),
  assumptions,
  risks: z
    .array(z.strictObject({ text: title, negativeEffect: title.optional(), mitigation: title.optional() }))
    .optional(),
  grounds,
});

const edge = z.strictObject({ from: code, to: code, why: title.optional(), assumptions, grounds });

const tree: z.ZodType<ResultsTreeSpec> = z.strictObject({
  code,
  title,
  source: title.optional(),
  levels: z.array(level).min(1).optional(),
  nodes: z.array(node).min(1),
  edges: z.array(edge),
});

/** What keeps a value from being a results tree, by its shape alone. */
export function treeFaults(value: unknown): readonly ShapeFault[] {
  return shapeFaults(tree, value, "the tree");
}
