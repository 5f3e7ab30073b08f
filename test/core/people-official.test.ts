/**
 * One invented person a file in `fixtures/people-official/`: their verdicts on the official definitions, worked out by
 * hand.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  catalogue,
  type Dataset,
  evaluate,
  members,
  type Period,
  parseDataset,
  results,
  type Verdict,
} from "../../src/core/index";

interface Person {
  readonly name: string;
  readonly proves: string;
  readonly events: readonly Readonly<Record<string, string>>[];
  readonly expect: readonly {
    readonly period: Period;
    readonly asOf: string;
    readonly verdicts: Readonly<Record<string, Verdict>>;
  }[];
}

const SOURCES = ["wioa", "australia", "ips", "retention", "returns"] as const;
const VERDICTS: readonly Verdict[] = ["outside", "excluded", "counted", "pending", "unknown", "not-counted"];

const peopleOf = (source: string): readonly Person[] => {
  const folder = join(__dirname, "../../fixtures/people-official", source);
  return readdirSync(folder)
    .sort()
    .map((file) => ({
      name: file.replace(/\.json$/, ""),
      ...(JSON.parse(readFileSync(join(folder, file), "utf8")) as Omit<Person, "name">),
    }));
};

/** By person, the verdict on each indicator of a source and on each of their readings. */
function ruled(source: (typeof SOURCES)[number], dataset: Dataset, period: Period, asOf: string) {
  const indicators = catalogue[source];
  const evaluation = evaluate(dataset, { indicators, periods: [period], asOf });
  const codes = indicators.flatMap(({ code, definition }) => [
    code,
    ...(definition.readings ?? []).map((reading) => `${code}:${reading.code}`),
  ]);
  const verdicts = new Map<string, Record<string, Verdict>>();
  for (const indicator of codes) {
    for (const verdict of VERDICTS) {
      for (const id of members(evaluation, { indicator, period, verdict })) {
        verdicts.set(id, { ...verdicts.get(id), [indicator]: verdict });
      }
    }
  }
  for (const { verdicts: counts } of results(evaluation)) {
    expect(VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0)).toBe(dataset.people);
  }
  return verdicts;
}

/** The person's events with ids that no other person has. */
const inCompany = ({ name, events }: Person) =>
  events.map((event) => ({
    ...event,
    id: `${name}/${event.id}`,
    beneficiaryId: name,
    ...(event.placementId === undefined ? {} : { placementId: `${name}/${event.placementId}` }),
  }));

describe.each(SOURCES)("a person of fixtures/people-official/%s", (source) => {
  const people = peopleOf(source);
  const company = parseDataset(people.flatMap(inCompany));

  it.each(people)("$name has one sentence and is one person", ({ name, proves, events, ...person }) => {
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(proves).toMatch(/^[A-Z0-9].*\.$/);
    expect(new Set(events.map(({ beneficiaryId }) => beneficiaryId)).size).toBe(1);
    for (const { verdicts } of person.expect) expect(Object.keys(verdicts)).not.toEqual([]);
  });

  it.each(people)("evaluate() gives $name the expected verdicts, alone and in company", (person) => {
    const alone = parseDataset(person.events);
    for (const { period, asOf, verdicts } of person.expect) {
      const [own] = ruled(source, alone, period, asOf).values();
      expect(own).toMatchObject(verdicts);
      expect(ruled(source, company, period, asOf).get(person.name)).toEqual(own);
    }
  });

  it("every indicator has somebody counted and somebody who is not", () => {
    const proved = new Set(
      people.flatMap((person) =>
        person.expect.flatMap(({ verdicts }) => Object.entries(verdicts).map((each) => each.join(" "))),
      ),
    );
    const asked = catalogue[source].flatMap(({ code }) => [`${code} counted`, `${code} not-counted`]);
    expect([...proved]).toEqual(expect.arrayContaining(asked));
  });
});

describe("the official definitions", () => {
  const official = SOURCES.flatMap((source) => catalogue[source]);

  it.each(official)("$code names source and limitations in two languages and has a code of its own", (indicator) => {
    const { title, source, limitations = [] } = indicator.definition;
    expect(limitations).not.toEqual([]);
    for (const wording of [title, source, ...limitations]) {
      expect(wording).toEqual({ ru: expect.stringMatching(/[а-я]/), en: expect.stringMatching(/^[^а-яА-Я]+$/) });
    }
    expect(official.filter(({ code }) => code === indicator.code)).toHaveLength(1);
    expect(official.filter(({ fingerprint }) => fingerprint === indicator.fingerprint)).toHaveLength(1);
  });
});
