import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DefinitionError, safeParseDataset } from "../../src/core/index";
import {
  defineTableMapping,
  eventsFromRows,
  eventsFromTables,
  type SourceTable,
  type TableMapping,
} from "../../src/input/index";
import { mappingJsonSchema } from "../../src/input/schema";

const FILE = new URL("../../docs/schema/mapping.schema.json", import.meta.url);

const placements = {
  from: "Стажировки",
  to: "placements",
  columns: {
    placementId: "№",
    beneficiaryId: "Код",
    start: "Начало",
    end: "Конец",
    setting: { column: "Где", codes: { мастерская: "sheltered", "открытый рынок": "open-market" } },
    hoursPerWeek: "Часов",
    source: { value: "contract" },
  },
  ignore: ["ФИО"],
} as const;
const mapping: TableMapping = { dates: "DD.MM.YYYY", decimal: ",", tables: [placements] };
const HEADER = ["№", "ФИО", "Код", "Начало", "Конец", "Где", "Часов"];

const table = (rows: readonly (readonly unknown[])[], columns: readonly string[] = HEADER): SourceTable => ({
  name: "Стажировки",
  columns,
  rows,
});
const codes = (issues: readonly { readonly code: string; readonly severity: string }[]) =>
  issues.map(({ code, severity }) => `${severity} ${code}`);
const thrown = (spec: unknown) => {
  try {
    defineTableMapping(spec as TableMapping);
  } catch (error) {
    if (error instanceof DefinitionError) return error.issues.map(({ code, message, hint }) => [code, message, hint]);
    throw error;
  }
  return [];
};

describe("eventsFromRows()", () => {
  it("gives the same events as eventsFromTables() when the table is one of ours", () => {
    const rows = {
      placementId: "P-1",
      beneficiaryId: "B-1",
      start: "2019-03-01",
      end: "2019-03-31",
      setting: "sheltered",
    };
    const { events, issues } = eventsFromRows([
      { name: "placements", columns: Object.keys(rows), rows: [Object.values(rows)], lines: [1] },
    ]);
    expect(issues).toEqual([]);
    expect(events).toEqual(eventsFromTables({ placements: [rows] }));
  });

  it("reads names, codes, dates, decimals and constants as the mapping says, and keeps the line of each event", () => {
    const rows = [
      ["P-1", "Иванов Иван", "B-1", "4.3.2019", "31.12.2019", "Мастерская", "37,5"],
      ["", "", "", "", "", "", ""],
      ["P-2", "Петров Пётр", "B-2", "05.03.2019", "", "open-market", 20],
    ];
    const { events, places, issues } = eventsFromRows([table(rows)], mapping);
    expect(issues).toEqual([]);
    const common = { source: "contract" };
    expect(events).toEqual([
      {
        ...{ id: "Стажировки:2:start", type: "placement-started", placementId: "P-1", beneficiaryId: "B-1" },
        ...{ date: "2019-03-04", setting: "sheltered", hoursPerWeek: 37.5, ...common },
      },
      {
        id: "Стажировки:2:end",
        type: "placement-ended",
        placementId: "P-1",
        beneficiaryId: "B-1",
        date: "2019-12-31",
        ...common,
      },
      {
        ...{ id: "Стажировки:4:start", type: "placement-started", placementId: "P-2", beneficiaryId: "B-2" },
        ...{ date: "2019-03-05", setting: "open-market", hoursPerWeek: 20, ...common },
      },
    ]);
    expect(places.map(({ table, line }) => `${table} ${line}`)).toEqual([
      "Стажировки 2",
      "Стажировки 2",
      "Стажировки 4",
    ]);
    expect(Object.isFrozen(events) && Object.isFrozen(events[0])).toBe(true);
  });

  it.each([
    ["31.12.2019", "DD.MM.YYYY", "2019-12-31"],
    ["31.12.2019 0:00:00", "DD.MM.YYYY hh:mm:ss", "2019-12-31"],
    ["31.12.2019", "DD.MM.YYYY hh:mm:ss", "2019-12-31"],
    ["31/12/2019", "DD/MM/YYYY", "2019-12-31"],
    ["12/31/2019", "MM/DD/YYYY", "2019-12-31"],
    ["2019-12-31", "DD.MM.YYYY", "2019-12-31"],
  ] as const)("reads the date %s as %s gives %s", (written, dates, date) => {
    const { events } = eventsFromRows([table([["P-1", "", "B-1", written, "", "мастерская", ""]])], {
      ...mapping,
      dates,
    });
    expect(events[0]).toMatchObject({ date });
  });

  it.each([
    ["31.12.2019", undefined],
    ["31.12.2019", "DD/MM/YYYY"],
    ["31.12.2019 0:00:00", "DD.MM.YYYY"],
    ["31.12.19", "DD.MM.YYYY"],
    ["30.02.2019", "DD.MM.YYYY"],
    ["31/12/2019", "MM/DD/YYYY"],
  ] as const)("leaves the date %s to be refused when %s is declared", (written, dates) => {
    const { events, issues } = eventsFromRows([table([["P-1", "", "B-1", written, "", "мастерская", ""]])], {
      ...mapping,
      dates,
    });
    expect(issues).toEqual([]);
    const registered = {
      id: "E-1",
      type: "beneficiary-registered",
      beneficiaryId: "B-1",
      date: "2019-01-01",
      targetGroups: [],
    };
    expect(codes(safeParseDataset([registered, ...events]).issues)).toEqual(["error dataset.not-a-date"]);
  });

  it("tells line, column and the nearest code, and not the text, when a code is not translated", () => {
    const { events, issues } = eventsFromRows(
      [table([["P-1", "", "B-1", "04.03.2019", "", "открытый рынк", ""]])],
      mapping,
    );
    expect(issues).toEqual([
      {
        code: "mapping.untranslated-code",
        severity: "error",
        path: [0, "setting"],
        message:
          'Cannot read line 2 of table "Стажировки": column "Где" must hold a code that the mapping translates, received a text of 13 characters',
        hint: 'did you mean "открытый рынок"?',
      },
    ]);
    expect(safeParseDataset(events).issues.map(({ path }) => path)).toContainEqual([0, "setting"]);
  });

  it("warns of columns that nothing reads, and of tables that did not come", () => {
    const two = { ...mapping, tables: [placements, { ...placements, from: "Практики" }] } as TableMapping;
    const { issues } = eventsFromRows([table([], [...HEADER, "Телефон", "Началo"])], two);
    expect(codes(issues)).toEqual([
      "warning mapping.column-left-out",
      "warning mapping.column-left-out",
      "warning mapping.table-not-given",
    ]);
    expect(issues[0]?.message).toBe(
      'Cannot vouch for table "Стажировки": its column "Телефон" is left out: nothing says what it is read as',
    );
  });

  it.each([
    ["a column that is not there", table([["P-1"]], ["№"]), "missing-column", 5],
    ["a heading that is a row of data", table([], ["P-1", "Иванов Иван", "B-1", "04.03.2019"]), "no-heading", 1],
    ["a table that the mapping does not know", { ...table([]), name: "Стажировка" }, "unknown-table", 1],
    ["a column that is there twice", table([], [...HEADER, "Код"]), "column-twice", 1],
    ["a row with a cell too many", table([[...HEADER, ""]]), "ragged-row", 1],
    ["a row with a cell too few", table([["P-1", "B-1"]]), "ragged-row", 1],
  ] as const)("refuses %s and tells nobody's name", (_, source, code, count) => {
    const { events, issues } = eventsFromRows([source as SourceTable], mapping);
    const errors = issues.filter(({ severity }) => severity === "error");
    expect(codes(errors)).toEqual(Array.from({ length: count }, () => `error mapping.${code}`));
    expect(events).toEqual([]);
    expect(JSON.stringify(issues)).not.toContain("Иванов");
  });

  it("reads one table as several of ours, and only the rows asked for", () => {
    const score = (criterion: string, column: string) => ({
      from: "Оценки",
      to: "assessments" as const,
      columns: { beneficiaryId: "Код", date: "Дата", criterion: { value: criterion }, score: column },
      where: { column },
    });
    const registered = {
      from: "Оценки",
      to: "beneficiaries" as const,
      columns: {
        beneficiaryId: "Код",
        start: "Дата",
        "attributes.asked-help-with": { value: "housing" },
        targetGroups: { column: "Группы", codes: { сироты: "care-leaver" }, separator: "," },
      },
      where: { column: "Запись", is: ["Первая"] },
    };
    const { events, issues } = eventsFromRows(
      [
        {
          name: "оценки",
          columns: ["Код", "Дата", "Запись", "Группы", "Жильё", "Учёба"],
          rows: [
            ["B-1", "2019-01-10", "первая", "сироты, disability", "3", ""],
            ["B-1", "2019-07-10", "вторая", "", "4", "2"],
          ],
        },
      ],
      { tables: [registered, score("housing", "Жильё"), score("education", "Учёба")] },
    );
    expect(codes(issues)).toEqual(["error mapping.untranslated-code"]);
    expect(events.map((event) => (event as { id: string }).id)).toEqual([
      "оценки:2.1:start",
      "оценки:2.2",
      "оценки:3.2",
      "оценки:3.3",
    ]);
    expect(events[0]).toMatchObject({
      targetGroups: ["care-leaver", "disability"],
      attributes: { "asked-help-with": "housing" },
    });
    expect(events[3]).toMatchObject({ criterion: "education", score: 2 });
  });

  it("refuses what is no table", () => {
    expect(() => eventsFromRows([{ name: "placements" } as never])).toThrow(
      new TypeError("Cannot read the tables: tables.0.columns must be a list, received nothing"),
    );
  });

  it("reads every cell as it stands, or tells of it: no text is lost", () => {
    const cell = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }), (rows) => {
        const columns = ["beneficiaryId", "date", "service"];
        const { events } = eventsFromRows([{ name: "services", columns, rows }]);
        const told = rows.filter((row) => row.some((text) => text.trim() !== ""));
        expect(
          events.map((event) => columns.map((column) => (event as Record<string, unknown>)[column] ?? "")),
        ).toEqual(told.map((row) => row.map((text) => text.trim())));
      }),
    );
  });
});

describe("eventsFromTables()", () => {
  it("keeps an end without its day, so that it is refused, and reads attributes", () => {
    const events = eventsFromTables({
      beneficiaries: [{ beneficiaryId: "B-1", start: "2019-01-10", endReason: "moved", "attributes.housing": "own" }],
    });
    expect(events[0]).toMatchObject({ attributes: { housing: "own" }, targetGroups: [] });
    expect(codes(safeParseDataset(events).issues)).toEqual(["error dataset.missing-field"]);
  });
});

describe("defineTableMapping()", () => {
  it("gives plain frozen data when the mapping is sound", () => {
    const defined = defineTableMapping(mapping);
    expect(defined).toEqual(mapping);
    expect(Object.isFrozen(defined.tables[0]!.columns)).toBe(true);
  });

  const with_ = (columns: object, more: object = {}) => ({
    tables: [{ ...placements, columns: { ...placements.columns, ...columns }, ...more }],
  });

  it.each([
    ["a column of ours that there is not", with_({ seting: "Где" }), "unknown-column", 'did you mean "setting"?'],
    ["neither column nor value", with_({ employer: {} }), "column-or-value", "name the column of theirs"],
    [
      "a code that there is not",
      with_({ setting: { column: "Где", codes: { мастерская: "shelterd" } } }),
      "unknown-code",
      'did you mean "sheltered"?',
    ],
    ["a constant that there is not", with_({ source: { value: "papers" } }), "unknown-code", "write one of these"],
    ["a column read and ignored", with_({}, { ignore: ["где"] }), "read-and-ignored", "take it out of one of the two"],
    [
      "a required column left out",
      { tables: [{ ...placements, columns: { placementId: "№" } }] },
      "missing-column",
      "name the column of theirs",
    ],
    ["a table that there is not", { tables: [{ ...placements, to: "placement" }] }, "wrong-shape", "correct it"],
    ["a column that is a number", with_({ setting: 3 }), "wrong-shape", "correct it"],
    ["a misspelt word inside a column", with_({ setting: { colum: "Где" } }), "wrong-shape", "leave it out"],
  ])("refuses %s", (_, spec, code, hint) => {
    const issues = thrown(spec);
    expect(new Set(issues.map(([own]) => own))).toEqual(new Set([`mapping.${code}`]));
    expect(issues[0]![2]).toContain(hint);
  });
});

it("docs/schema/mapping.schema.json is what mappingJsonSchema() gives", async () => {
  await expect(`${JSON.stringify(mappingJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(FILE.pathname);
  expect(JSON.parse(readFileSync(FILE, "utf8")).properties.tables.items.properties.to.enum).toContain("adverseEvents");
});
