/**
 * An event type is one row: what a made-up one brings with it, and that the types of TypeScript say what the rows say.
 */
import { describe, expect, it } from "vitest";
import { EventCheck } from "../../src/core/events/check";
import type { BeneficiaryEvent, CommonFields } from "../../src/core/events/event";
import { type commonFields, type EventRow, type EventRows, eventRows, spellsOf } from "../../src/core/events/rows";
import { eventJsonSchema } from "../../src/core/events/schema";
import { type EventType, vocabularies } from "../../src/core/events/vocabulary";
import type { Issue } from "../../src/issue";
import { digestOf } from "../../src/core/dataset/digest";
import { factsOf } from "../../src/core/dataset/facts";
import { link } from "../../src/core/dataset/link";
import { EventLog } from "../../src/core/dataset/log";
import { buildStore, type Store } from "../../src/core/dataset/store";
import { storeResting } from "../../src/core/dataset/subset";
import { warningsOf } from "../../src/core/dataset/warnings";
import { RowReader } from "../../src/input/reader";
import { hasColumn, tableNames, tablesOf } from "../../src/input/tables";
import { parseDataset } from "../../src/core/index";
import { storeOf } from "../../src/core/dataset/dataset";

const lent: EventRow = {
  starts: "shoesId",
  table: "shoes",
  fields: {
    shoesId: { kind: "id", of: "shoes" },
    colour: { kind: "code" },
    size: { kind: "number", least: 16, most: 50, optional: true },
    placementId: { kind: "id", of: "placement", optional: true },
  },
};
const returned: EventRow = {
  ends: "shoesId",
  fields: { shoesId: { kind: "id", of: "shoes" }, wear: { kind: "enum", codes: ["none", "some"], optional: true } },
};
const rows: EventRows = Object.freeze({ ...eventRows, "shoes-lent": lent });
const withEnd: EventRows = Object.freeze({ ...rows, "shoes-returned": returned });

const registered = (id: string) =>
  ({ id: `R-${id}`, type: "beneficiary-registered", beneficiaryId: id, date: "2019-01-10", targetGroups: [] }) as const;
const shoes = {
  id: "E-1",
  type: "shoes-lent",
  beneficiaryId: "B-1",
  date: "2019-02-01",
  shoesId: "S-1",
  colour: "red",
  size: 41,
};
const back = { id: "E-2", type: "shoes-returned", beneficiaryId: "B-1", date: "2019-03-01", shoesId: "S-1" };

function logOf(events: readonly unknown[], of: EventRows): EventLog {
  const log = new EventLog(undefined, { events: events.length, of: new Map() }, new EventCheck(of));
  for (const event of events) log.read(event);
  log.close();
  return log;
}

function read(events: readonly unknown[], of = rows): { readonly store: Store; readonly issues: readonly Issue[] } {
  const log = logOf(events, of);
  const links = link(log);
  return { store: buildStore(log, links), issues: links.errors };
}

const messages = (events: readonly unknown[], of = rows) => read(events, of).issues.map(({ message }) => message);
const digest = (event: object, of = rows) => digestOf(logOf([registered("B-1"), { ...shoes, ...event }], of));

describe("one row makes an event type", () => {
  it("of which the schema knows what is sound", () => {
    const check = new EventCheck(rows);
    expect(check.numberOf(shoes)).toBe(13);
    expect(check.numberOf({ ...shoes, size: undefined })).toBe(13);
    const wrong: readonly (readonly [change: object, message: string])[] = [
      [{ colour: undefined }, "colour must be given"],
      [{ size: 8 }, "size must be at least 16, received 8"],
      [{ size: 51 }, "size must be at most 50, received 51"],
      [{ size: "41" }, 'size must be a number, received "41"'],
      [{ shoesId: " S" }, "shoesId must be a code of visible characters, received a text of 2 characters"],
      [{ laces: "long" }, 'field "laces" must not be there: shoes-lent has no such field'],
    ];
    for (const [change, message] of wrong) {
      const event = { ...shoes, ...change };
      expect(check.numberOf(event)).toBe(0);
      const said = check.issuesOf(event, 1).map((issue) => issue.message);
      expect(said).toEqual([`Cannot read event 1 (shoes-lent, beneficiary "B-1"): ${message}`]);
    }
  });

  it("that the types there are do not notice", () => {
    expect(new EventCheck(eventRows).numberOf(shoes)).toBe(0);
    expect(() => parseDataset([registered("B-1"), shoes])).toThrow("type must be one of");
    const known = [registered("B-1"), registered("B-2")];
    expect(digestOf(logOf(known, rows))).toBe(digestOf(storeOf(parseDataset(known)).log));
  });

  it("of which JSON Schema tells other machines", () => {
    const { oneOf } = eventJsonSchema(rows);
    expect(oneOf.slice(0, -1)).toEqual(eventJsonSchema().oneOf);
    expect(oneOf.at(-1)).toMatchObject({
      properties: {
        type: { const: "shoes-lent" },
        date: { type: "string" },
        size: { type: "number", minimum: 16, maximum: 50 },
      },
      required: ["id", "type", "beneficiaryId", "date", "shoesId", "colour"],
      additionalProperties: false,
    });
  });

  it("with columns in the log, and by person in the store", () => {
    const { store, issues } = read([
      registered("B-1"),
      registered("B-2"),
      { ...shoes, id: "E-3", beneficiaryId: "B-2", shoesId: "S-2", colour: "black", size: undefined },
      shoes,
    ]);
    expect(issues).toEqual([]);
    const { log } = store;
    const table = log.tableOf("shoes-lent");
    expect([...table.events.view()]).toEqual([2, 3]);
    expect(table.fields.map(({ name }) => name)).toEqual(["shoesId", "colour", "size", "placementId"]);
    expect(log.idTexts.get("shoes")?.texts).toEqual(["S-2", "S-1"]);
    expect([...log.numbersOf("shoes-lent", "placementId")]).toEqual([-1, -1]);

    const { offsets, startEvents, endEvents, fields } = store.spells.get("shoes")!;
    expect([...offsets]).toEqual([0, 1, 2]);
    expect([...startEvents]).toEqual([3, 2]);
    expect([...endEvents]).toEqual([-1, -1]);
    expect([...fields.size!]).toEqual([41, Number.NaN]);
    expect(Array.from(fields.colour!, (number) => log.codes.texts[number])).toEqual(["red", "black"]);
  });

  it("that is held to the rules of ids", () => {
    const other = { ...shoes, id: "E-3", beneficiaryId: "B-2" };
    expect(messages([registered("B-1"), registered("B-2"), shoes, other])).toEqual([
      'Cannot read event 3 (shoes-lent, beneficiary "B-2"): shoes "S-1" must start once, and event 2 already starts it',
    ]);
    expect(messages([registered("B-1"), { ...shoes, placementId: "P-1" }])).toEqual([
      'Cannot read event 1 (shoes-lent, beneficiary "B-1"): placementId must be that of a placement, and placement "P-1" has no start',
    ]);
    expect(messages([shoes])).toHaveLength(1);
  });

  it("each field of which enters the digest", () => {
    const digests = [
      {},
      { colour: "black" },
      { size: 42 },
      { size: undefined },
      { shoesId: "S-2" },
      { placementId: "P-1" },
    ];
    expect(new Set(digests.map((change) => digest(change))).size).toBe(digests.length);
    expect(digest({ size: 41.0 })).toBe(digest({}));
  });

  it("that comparisons, evidence and warnings look at", () => {
    const { store } = read([registered("B-1"), shoes, { ...shoes, id: "E-3", shoesId: "S-2", colour: "rеd" }]);
    expect(factsOf(store, 0).map(({ subject }) => subject)).toEqual([
      "beneficiary-registered ",
      "shoes-lent S-1",
      "shoes-lent S-2",
    ]);
    expect(storeResting(store, 1, store.log.day.view()[1]!).withheld).toBe(2);
    expect(warningsOf(store).map(({ message }) => message)).toContainEqual(
      expect.stringContaining('colour should not look like another, and "rеd" looks like "red" of event 1'),
    );
  });

  it("with a monitoring table and its columns", () => {
    const table = tablesOf(rows).get("shoes")!;
    expect(table.columns).toEqual([
      "id",
      "beneficiaryId",
      "date",
      "source",
      "recordedOn",
      "shoesId",
      "colour",
      "size",
      "placementId",
    ]);
    expect(table.required).toEqual(["beneficiaryId", "date", "shoesId", "colour"]);
    expect(hasColumn(table, "attributes.laces")).toBe(false);
    expect([...tablesOf(rows).keys()]).toEqual([...tableNames, "shoes"]);
  });

  it("whose rows are read into events", () => {
    const events: unknown[] = [];
    const reader = new RowReader(
      "Shoes",
      ["beneficiaryId", "date", "shoesId", "colour", "size"],
      undefined,
      { count: 0, take: (event) => events.push(event), refuse: (issue) => expect(issue).toBeUndefined() },
      tablesOf(rows),
    );
    reader.read(["B-1", "2019-02-01", "S-1", "red", "41"], 2);
    expect(events).toEqual([{ ...shoes, id: "Shoes:2" }]);
  });
});

describe("a second row", () => {
  it("ends what the first starts, in the log and in the table", () => {
    const { store, issues } = read([registered("B-1"), back, shoes], withEnd);
    expect(issues).toEqual([]);
    const { starts, ends, endFields } = store.spells.get("shoes")!;
    expect(ends[0]! - starts[0]!).toBe(29);
    expect([...endFields.wear!]).toEqual([0]);
    expect(messages([registered("B-1"), back], withEnd)).toEqual([
      'Cannot read event 1 (shoes-returned, beneficiary "B-1"): shoes "S-1" must have a start, and none is there',
    ]);

    const table = tablesOf(withEnd).get("shoes")!;
    expect(table.columns).toContain("endWear");
    const events: unknown[] = [];
    const sink = { count: 0, take: (event: unknown) => events.push(event), refuse: () => undefined };
    const columns = ["beneficiaryId", "start", "shoesId", "colour", "end", "endWear"];
    const reader = new RowReader("shoes", columns, undefined, sink, tablesOf(withEnd));
    reader.read(["B-1", "2019-02-01", "S-1", "red", "2019-03-01", "some"], 2);
    expect(events[1]).toEqual({ ...back, id: "shoes:2:end", wear: "some" });
  });
});

/** What TypeScript holds in a field of a kind. */
type Held<One> = One extends { readonly kind: "number" }
  ? number
  : One extends { readonly kind: "score" }
    ? number | string
    : One extends { readonly kind: "codes" }
      ? readonly string[]
      : One extends { readonly kind: "attributes" }
        ? Readonly<Record<string, string>>
        : One extends { readonly kind: "enum"; readonly codes: readonly (infer Code)[] }
          ? Code
          : string;
type Required<Fields> = {
  readonly [Name in keyof Fields as Fields[Name] extends { readonly optional: true } ? never : Name]: Held<
    Fields[Name]
  >;
};
type Optional<Fields> = {
  readonly [Name in keyof Fields as Fields[Name] extends { readonly optional: true } ? Name : never]?:
    | Held<Fields[Name]>
    | undefined;
};
/** The type of an event as its row has it. */
type OfRow<Type extends EventType, Fields = typeof commonFields & (typeof eventRows)[Type]["fields"]> = {
  readonly type: Type;
} & Required<Fields> &
  Optional<Fields>;
type Flat<Type> = { [Name in keyof Type]: Type[Name] };
type Same<A, B> = (<T>() => T extends Flat<A> ? 1 : 2) extends <T>() => T extends Flat<B> ? 1 : 2 ? true : false;
/** Types of events whose interface is not what their row says. */
type Different = {
  [Type in EventType]: Same<Extract<BeneficiaryEvent, CommonFields<Type>>, OfRow<Type>> extends true ? never : Type;
}[EventType];

describe("eventRows", () => {
  it("have a code for whatever is named and may not be there", () => {
    const named = Object.values<EventRow>(eventRows).flatMap(({ starts, ends, fields }) =>
      Object.entries(fields).flatMap(([name, { of, kind }]) =>
        kind === "id" && name !== starts && name !== ends ? of : [],
      ),
    );
    const codes = new Map(spellsOf(eventRows).map(({ of, unknown }) => [of, unknown]));
    expect(named.flatMap((of) => (of === "event" ? [] : codes.get(of!)))).toEqual(["dataset.unknown-placement"]);
  });

  it("say what the interfaces of events say", () => {
    // It does not compile where a row and an interface differ, or where one has no other.
    const areSame: [Different] extends [never] ? true : Different = true;
    const haveEach: Same<{ of: BeneficiaryEvent["type"] }, { of: EventType }> = true;
    expect([areSame, haveEach]).toEqual([true, true]);
  });

  it("have a label in both languages", () => {
    expect(Object.keys(vocabularies.type)).toEqual(Object.keys(eventRows));
    expect(vocabularies.type["placement-started"]).toEqual({ ru: "трудоустройство началось", en: "placement started" });
  });
});
