/** One invented person a file in `fixtures/people/`: their verdicts, worked out by hand, alone and all together. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type Criterion,
  catalogue,
  type Dataset,
  datasetIssues,
  evaluate,
  members,
  type Period,
  parseDataset,
  results,
  type Verdict,
} from "../../src/core/index";

interface FixtureEvent {
  readonly id: string;
  readonly type: string;
  readonly beneficiaryId: string;
  readonly placementId?: string;
  readonly supportId?: string;
  readonly retracts?: string;
}

interface Expectation {
  readonly period: Period;
  readonly asOf: string;
  readonly verdicts: Readonly<Record<string, Verdict>>;
  readonly criteria?: readonly Criterion[];
}

interface Person {
  readonly name: string;
  readonly proves: string;
  readonly events: readonly FixtureEvent[];
  readonly expect: readonly Expectation[];
}

const folder = join(__dirname, "../../fixtures/people");
const people: readonly Person[] = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .sort()
  .map((file) => ({
    name: file.replace(/\.json$/, ""),
    ...(JSON.parse(readFileSync(join(folder, file), "utf8")) as Omit<Person, "name">),
  }));

const INDICATORS = ["1.1", "1.2", "1.3", "1.4", "2.1"];
const READINGS = ["improved", "improved-none-worse", "none-worse", "net", "two-improved-none-worse", "asked"];
const CODES = [...INDICATORS, ...READINGS.map((reading) => `2.1:${reading}`)];
const VERDICTS: readonly Verdict[] = ["outside", "excluded", "counted", "pending", "unknown", "not-counted"];

/** By person, the verdict on each of the five indicators and on each stricter reading of 2.1. */
type Ruled = ReadonlyMap<string, Readonly<Record<string, Verdict>>>;

function verdictsOf(dataset: Dataset, { period, asOf }: Pick<Expectation, "period" | "asOf">): Ruled {
  const evaluation = evaluate(dataset, { indicators: catalogue.vsePoluchitsya, periods: [period], asOf });
  const ruled = new Map<string, Record<string, Verdict>>();
  for (const indicator of CODES) {
    for (const verdict of VERDICTS) {
      for (const id of members(evaluation, { indicator, period, verdict })) {
        const known = ruled.get(id) ?? {};
        if (known[indicator] !== undefined) throw new Error(`${id} has two verdicts on ${indicator}`);
        ruled.set(id, { ...known, [indicator]: verdict });
      }
    }
  }
  return ruled;
}

const optionsOf = (criteria: readonly Criterion[] | undefined) => (criteria === undefined ? {} : { criteria });

/** The person's events with ids that no other person has; they keep their order among themselves. */
function eventsInCompany({ name, events }: Person): FixtureEvent[] {
  const own = (id: string) => `${name}/${id}`;
  return events.map((event) => ({
    ...event,
    id: own(event.id),
    beneficiaryId: name,
    ...(event.placementId === undefined ? {} : { placementId: own(event.placementId) }),
    ...(event.supportId === undefined ? {} : { supportId: own(event.supportId) }),
    ...(event.retracts === undefined ? {} : { retracts: own(event.retracts) }),
  }));
}

const cases = people.flatMap((person) =>
  person.expect.flatMap((expected) =>
    Object.entries(expected.verdicts).map(([code, verdict]) => ({ person, expected, code, verdict })),
  ),
);

describe("a person of fixtures/people", () => {
  test.each(people)("$name is one person with one sentence and all five verdicts", ({ name, proves, ...person }) => {
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(proves).toMatch(/^[A-Z0-9].*\.$/);
    expect(new Set(person.events.map(({ beneficiaryId }) => beneficiaryId)).size).toBe(1);
    expect(person.expect).not.toEqual([]);
    for (const { verdicts } of person.expect) {
      expect(Object.keys(verdicts).slice(0, INDICATORS.length)).toEqual(INDICATORS);
      expect(CODES).toEqual(expect.arrayContaining(Object.keys(verdicts)));
      expect(VERDICTS).toEqual(expect.arrayContaining(Object.values(verdicts)));
    }
  });

  test("every verdict of every indicator has somebody who proves it", () => {
    const proved = new Set(cases.map(({ code, verdict }) => `${code} ${verdict}`));
    const everyone = ["outside", "counted", "not-counted"];
    const possible = {
      "1.1": everyone,
      "1.2": [...everyone, "pending", "unknown"],
      "1.3": [...everyone, "pending", "unknown"],
      "1.4": [...everyone, "pending", "unknown"],
      "2.1": [...everyone, "unknown"],
    };
    const expected = Object.entries(possible).flatMap(([code, verdicts]) => verdicts.map((each) => `${code} ${each}`));
    expect([...proved]).toEqual(expect.arrayContaining(expected));
  });
});

describe("evaluate() of one person alone", () => {
  test.each(
    cases.map(({ person, expected, code, verdict }) => ({
      ...{ person, expected, code, verdict, name: person.name, asOf: expected.asOf },
      during: `${expected.period.from}/${expected.period.to}`,
    })),
  )("evaluate() says $verdict on $code when $name ($during as of $asOf)", ({ person, expected, code, verdict }) => {
    const dataset = parseDataset(person.events, optionsOf(expected.criteria));
    const ruled = verdictsOf(dataset, expected);
    expect([...ruled.values()].map((verdicts) => verdicts[code])).toEqual([verdict]);
  });
});

/**
 * People who may stand in one dataset: those whose verdicts were worked out with the same criteria declared, and the
 * unassessed.
 */
const companies = (() => {
  const declarations = new Map<string, readonly Criterion[] | undefined>();
  for (const { expected } of cases) declarations.set(JSON.stringify(expected.criteria ?? null), expected.criteria);
  return [...declarations].map(([key, criteria]) => {
    const isOfKey = (expected: Expectation) => JSON.stringify(expected.criteria ?? null) === key;
    const company = people.filter(
      (person) => person.expect.some(isOfKey) || person.events.every((event) => event.type !== "assessment-recorded"),
    );
    return {
      label: criteria === undefined ? "no criteria" : `${criteria.length} criteria`,
      criteria,
      company,
      isOfKey,
    };
  });
})();

const occasions = [
  ...new Map(
    cases.map(({ expected: { period, asOf } }) => [JSON.stringify([period, asOf]), { period, asOf }]),
  ).values(),
];

describe.each(companies)("evaluate() of all people together with $label declared", (each) => {
  const { company, criteria, isOfKey } = each;
  const together = parseDataset(company.flatMap(eventsInCompany), optionsOf(criteria));
  const ruledTogether = new Map(
    occasions.map((occasion) => [JSON.stringify(occasion), verdictsOf(together, occasion)] as const),
  );

  test("evaluate() judges everybody once when all people are in one dataset", () => {
    expect(together.people).toBe(company.length);
    for (const ruled of ruledTogether.values())
      expect(new Set(ruled.keys())).toEqual(new Set(company.map(({ name }) => name)));
  });

  test.each(company)(
    "evaluate() gives $name the expected verdicts when in company",
    ({ name, expect: expectations }) => {
      for (const { period, asOf, verdicts, criteria: declared } of expectations) {
        // Somebody without assessments has the same verdicts whatever is declared; others only where the declaration is
        // theirs.
        if (!isOfKey({ period, asOf, verdicts, ...optionsOf(declared) })) continue;
        expect(ruledTogether.get(JSON.stringify({ period, asOf }))?.get(name)).toMatchObject(verdicts);
      }
    },
  );

  test.each(company)("evaluate() gives $name the same verdicts alone and in company on every occasion", (person) => {
    const alone = parseDataset(person.events, optionsOf(criteria));
    const differing = occasions.filter((occasion) => {
      const [verdicts] = [...verdictsOf(alone, occasion).values()];
      const inCompany = ruledTogether.get(JSON.stringify(occasion))?.get(person.name);
      return JSON.stringify(verdicts) !== JSON.stringify(inCompany);
    });
    expect(differing).toEqual([]);
  });

  test("results() counts the same people as members() lists when all are in one dataset", () => {
    for (const { period, asOf } of occasions) {
      const evaluation = evaluate(together, { indicators: catalogue.vsePoluchitsya, periods: [period], asOf });
      const ruled = [...(ruledTogether.get(JSON.stringify({ period, asOf }))?.values() ?? [])];
      for (const { code, verdicts } of results(evaluation)) {
        for (const verdict of VERDICTS) {
          expect(verdicts[verdict]).toBe(ruled.filter((each) => each[code] === verdict).length);
        }
      }
    }
  });
});

test("datasetIssues() warns of what worked-before-registration proves when it is read", () => {
  const person = people.find(({ name }) => name === "worked-before-registration");
  const codes = datasetIssues(parseDataset(person?.events ?? [])).map(({ code }) => code);
  expect(codes).toContain("dataset.work-before-registration");
});
