import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { eventJsonSchema } from "../src/index";

const FILE = new URL("../docs/schema/event.schema.json", import.meta.url);

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
