import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import { reportSchema } from "../docs/schema/report-schema";
import { shapesFile } from "../docs/schema/shapes";
import { buildReport, type ReadableReport, type ReportOptions, toPlainText } from "../src/report/index";
import {
  catalogue,
  type Criterion,
  evaluate,
  parseDataset,
  vsePoluchitsyaFunnel,
  vsePoluchitsyaTree,
  workedOneMonthShare,
  year,
} from "../src/core/index";
import { eventJsonSchema } from "../src/core/events/schema";
import { firstPlacement, placements } from "../src/define/index";
import { tallyJsonSchema } from "../src/exchange/federation/schema";

const FILE = new URL("../docs/schema/event.schema.json", import.meta.url);
const TALLY = new URL("../docs/schema/tally.schema.json", import.meta.url);

it("docs/schema/event.schema.json is what eventJsonSchema() gives", async () => {
  await expect(`${JSON.stringify(eventJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(FILE.pathname);
});

it("event.schema.json names every field of every type and allows no other", () => {
  const { oneOf } = JSON.parse(readFileSync(FILE, "utf8")) as {
    oneOf: { additionalProperties: boolean; properties: Record<string, { const?: string }>; required: string[] }[];
  };
  expect(oneOf.map(({ additionalProperties }) => additionalProperties)).toEqual(oneOf.map(() => false));
  expect(oneOf.map(({ properties }) => properties.type?.const)).toContain("placement-started");
  for (const { required } of oneOf)
    expect(required).toEqual(expect.arrayContaining(["id", "type", "beneficiaryId", "date"]));
});

it("docs/schema/tally.schema.json is what tallyJsonSchema() gives", async () => {
  await expect(`${JSON.stringify(tallyJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(TALLY.pathname);
});

it("tally.schema.json has no field for an id of anybody, and allows no field that it does not name", () => {
  const names: string[] = [];
  const walk = (value: unknown, isDefinition = false): void => {
    if (typeof value !== "object" || value === null) return;
    const { properties, additionalProperties } = value as { properties?: object; additionalProperties?: unknown };
    if (properties !== undefined && !isDefinition) {
      names.push(...Object.keys(properties));
      expect(additionalProperties).toBe(false);
    }
    for (const [name, field] of Object.entries(value)) walk(field, name === "definition");
  };
  walk(JSON.parse(readFileSync(TALLY, "utf8")));
  expect(names).toContain("partner");
  expect(names.filter((name) => /beneficiary|^ids?$|dataset/i.test(name))).toEqual([]);
});

describe("docs/schema/report.schema.json", () => {
  const file = new URL("../docs/schema/report.schema.json", import.meta.url);
  const schema = reportSchema();
  const validate = new Ajv2020({ allErrors: true }).compile(schema);
  const faultsOf = (value: unknown) => {
    validate(JSON.parse(JSON.stringify(value)));
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };

  const folder = new URL("../fixtures/vse-poluchitsya-2019-2020/", import.meta.url);
  const lines = readFileSync(new URL("events.ndjson", folder), "utf8").trim().split("\n");
  const criteria: readonly Criterion[] = JSON.parse(readFileSync(new URL("criteria.json", folder), "utf8"));
  const dataset = parseDataset(
    lines.map((line) => JSON.parse(line)),
    { criteria },
  );
  const evaluation = evaluate(dataset, {
    indicators: [...catalogue.vsePoluchitsya, workedOneMonthShare],
    periods: [year(2019), year(2030)],
    asOf: "2021-01-31",
    knownOn: "2021-01-31",
  });
  const options: ReportOptions = {
    disaggregate: [{ by: ["targetGroup", "ageBand"] }],
    funnel: vsePoluchitsyaFunnel,
    socialChange: {},
    retention: [{ spells: placements(), from: firstPlacement, period: year(2019), by: ["sex"] }],
    tree: vsePoluchitsyaTree,
    evidence: {},
  };
  const report = buildReport(evaluation, options);

  it("is what the types of reports say", async () => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(file.pathname);
  });

  it("src/core/shapes.ts is what the types of what the library returns say", async () => {
    await expect(shapesFile()).toMatchFileSnapshot(new URL("../src/core/shapes.ts", import.meta.url).pathname);
  });

  /** Every place of a value, of a list its first item alone. */
  const placesIn = (value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] => {
    if (typeof value !== "object" || value === null) return [path];
    const parts = Array.isArray(value) ? value.slice(0, 1) : Object.entries(value).map(([name]) => name);
    const steps = Array.isArray(value) ? parts.map((_, at) => at) : (parts as string[]);
    return [path, ...steps.flatMap((step) => placesIn((value as Record<string, unknown>)[step], [...path, step]))];
  };
  const shortened = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.slice(0, 1).map(shortened);
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, shortened(field)]));
  };
  const withAt = (value: unknown, [step, ...rest]: readonly (string | number)[], to: unknown): unknown => {
    if (step === undefined) return to;
    if (Array.isArray(value)) return value.map((item, at) => (at === step ? withAt(item, rest, to) : item));
    return { ...(value as object), [step]: withAt((value as Record<string, unknown>)[step], rest, to) };
  };

  it.each([
    ["as it is", report],
    ["suppressed", buildReport(evaluation, { ...options, suppress: {} })],
  ] as const)("toPlainText() refuses a report %s wherever the schema does, with the place", (_, whole) => {
    // One item of each list is enough: the kinds of all are the same.
    const saved = shortened(JSON.parse(JSON.stringify(whole)));
    const others = [7, {}, undefined] as const;
    let refused = 0;
    for (const path of placesIn(saved).slice(1)) {
      for (const other of others) {
        const broken = withAt(saved, path, other);
        const isRefused = path.join() !== "suppression" && !validate(JSON.parse(JSON.stringify(broken)));
        if (!isRefused) continue;
        refused++;
        const render = () => toPlainText(broken as ReadableReport);
        expect(render, `${path.join(".")} ${JSON.stringify(other)}`).toThrow(
          /^Cannot write the report as plain text: report\.[\w.:-]+ must .*; pass what buildReport returned$/,
        );
      }
    }
    expect(refused).toBeGreaterThan(500);
  });

  it("accepts a report with every table, and a suppressed one, when they are as built", () => {
    expect(faultsOf(report)).toEqual([]);
    expect(faultsOf(buildReport(evaluation))).toEqual([]);
    expect(faultsOf(buildReport(evaluation, { ...options, suppress: {} }))).toEqual([]);
  });

  it("refuses a report when a field is missing, added, or of another kind", () => {
    const { manifest, ...headless } = report;
    expect(faultsOf(headless)).not.toEqual([]);
    expect(faultsOf({ ...report, manifest: { ...manifest, people: "743" } })).not.toEqual([]);
    expect(faultsOf({ ...report, ids: ["B-0001"] })).not.toEqual([]);
    const [first, ...others] = report.results;
    expect(faultsOf({ ...report, results: [{ ...first, percent: 38.9 }, ...others] })).not.toEqual([]);
    expect(faultsOf({ ...report, retention: [{ ...report.retention[0], unit: "hours" }] })).not.toEqual([]);
  });
});
