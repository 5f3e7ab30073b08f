import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildReport } from "../../src/report/index";
import { evaluate, parseDataset, workExperienceShare, year } from "../../src/core/index";
import { eventsFromRows, type TableMapping } from "../../src/input/index";
import { type Program, programOf } from "./command";
import { mio } from "./terminal";
import { workbookOf } from "./workbook";

const folder = mkdtempSync(join(tmpdir(), "mio-files-"));
let program: Program;
beforeAll(async () => {
  program = await programOf();
});
afterAll(() => {
  program.remove();
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const registered = {
  ...{ id: "E-1", type: "beneficiary-registered", beneficiaryId: "B-1", date: "2019-01-10", targetGroups: [] },
};
const served = {
  id: "E-2",
  type: "service-delivered",
  beneficiaryId: "B-1",
  date: "2019-02-04",
  service: "job-search",
};
const lines = (...values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join("");
const people = "beneficiaryId,start\nB-1,2019-01-10\n";
const services = "beneficiaryId,date,service\nB-1,2019-02-04,job-search\n";
const sheet = { A1: "beneficiaryId", B1: "start", A2: "B-1", B2: "2019-01-10" };
const firstLines = (text: string) => text.match(/^\S.*(?:error|warning) \S+$/gm);

describe("a file of which nothing is read", () => {
  it.each([
    ["an empty CSV", "services.csv", "", "it must hold something, and is empty"],
    ["a CSV of blank lines", "services.csv", "\n \n;;\n", "it must hold something, and is empty"],
    ["a CSV of a mark alone", "services.csv", "\ufeff", "it must hold something, and is empty"],
    [
      "a CSV without rows",
      "services.csv",
      "beneficiaryId,date,service\n",
      "it must have rows beneath its heading, and has none",
    ],
    ["a workbook of no bytes", "services.xlsx", new Uint8Array(), "it must hold something, and is empty"],
    ["a workbook without cells", "services.xlsx", workbookOf({ services: {} }), "it must hold something, and is empty"],
    [
      "a workbook without rows",
      "services.xlsx",
      workbookOf({ services: { A1: "beneficiaryId", B1: "date", C1: "service" } }),
      "it must have rows beneath its heading, and has none",
    ],
    [
      "a workbook of sheets that nobody knows",
      "data.xlsx",
      workbookOf({ a: sheet, b: sheet }),
      "nothing says what its sheets are read as",
    ],
    ["events of no lines", "events.ndjson", "", "it must hold something, and is empty"],
    ["a list of no events", "events.json", "[]", "it must hold at least one event, and has none"],
    ["an object of no tables", "events.json", "{}", "it must hold at least one row, and has none"],
  ])("is an error of check and of report: %s", async (_, name, content, because) => {
    const path = file(name, content);
    for (const others of [[], [file("beneficiaries.csv", people)]]) {
      const checked = await mio(["check", path, ...others]);
      const reported = await mio(["report", path, ...others, "--period", "2019"]);
      expect([checked.code, checked.err, reported.code, reported.out]).toEqual([1, "", 1, ""]);
      for (const text of [checked.out, reported.err]) {
        expect(text).toContain(`${name}: error input.nothing-read\n`);
        expect(text).toContain(because);
      }
      expect(checked.out).toContain("Not fit for figures yet");
    }
  });
});

describe("where in a mapping", () => {
  const columns = { id: "sid", beneficiaryId: "client", date: "on", service: "what" };
  const deliveries =
    "sid,client,on,what,DateDeleted\ns1,C-1,2022-01-05,coaching,\ns2,C-2,2022-01-06,coaching,2022-02-01\ns3,C-2,2022-01-07,coaching,  \n";
  const mapping = (where: { readonly column: string; readonly is?: readonly string[] }): TableMapping => ({
    tables: [
      { from: "people", to: "beneficiaries", columns: { beneficiaryId: "client", start: "joined" } },
      { from: "deliveries", to: "services", columns, where },
    ],
  });
  const run = (where: { readonly column: string; readonly is?: readonly string[] }) =>
    mio([
      "check",
      file("people.csv", "client,joined\nC-1,2022-01-01\nC-2,2022-01-01\n"),
      file("deliveries.csv", deliveries),
      "--mapping",
      file("mapping.json", JSON.stringify(mapping(where))),
      "--json",
    ]);

  it.each([
    [{ column: "DateDeleted", is: [""] }, 2],
    [{ column: "DateDeleted", is: ["", "2022-02-01"] }, 3],
    [{ column: "DateDeleted" }, 1],
    [{ column: "what", is: ["Coaching"] }, 3],
  ])("%j keeps %i rows", async (where, kept) => {
    const { code, out } = await run(where);
    const told = JSON.parse(out);
    const codes = told.issues.map((issue: { readonly code: string }) => issue.code);
    expect(codes).not.toContain("mapping.where-keeps-nothing");
    expect([code, told.files[1].events]).toEqual([0, kept]);
  });

  it("warns with the values it saw when it keeps no row", async () => {
    const told = JSON.parse((await run({ column: "DateDeleted", is: ["never"] })).out);
    expect([told.ok, told.files[1].events]).toEqual([true, 0]);
    expect(told.issues).toMatchObject([
      {
        code: "mapping.where-keeps-nothing",
        severity: "warning",
        file: "deliveries.csv",
        message:
          'Cannot vouch for table "deliveries": a row is read where column "DateDeleted" holds "never", and none of its 3 rows does; they hold a blank cell, "2022-02-01"',
      },
    ]);
  });

  it("keeps nobody's name and no more than five values in what it says", () => {
    const rows = [...Array.from({ length: 9 }, (_, at) => [`v${at}`]), ["Иванов Иван"]];
    const table = {
      from: "t",
      to: "services",
      columns: { beneficiaryId: "c", date: "c", service: "c" },
      where: { column: "c", is: ["x"] },
    } as const;
    const said = (given: readonly (readonly string[])[]) =>
      eventsFromRows([{ name: "t", columns: ["c"], rows: given }], { tables: [table] }).issues[0]?.message;
    expect(said(rows)).toMatch(/none of its 10 rows does; they hold "v0", "v1", "v2", "v3", "v4" and others$/);
    expect(said(rows.slice(-1))).toMatch(/they hold a text of 11 characters$/);
    expect(said([])).toBeUndefined();
  });

  it("that keeps nothing of anything is an error", async () => {
    const { tables } = mapping({ column: "what", is: ["x"] });
    const path = file("mapping.json", JSON.stringify({ tables: tables.slice(1) }));
    const { code, out } = await mio([
      "report",
      file("deliveries.csv", deliveries),
      "--mapping",
      path,
      "--period",
      "2022",
    ]);
    expect([code, out]).toEqual([1, ""]);
  });
});

describe("the warnings of the data beside figures", () => {
  const late = { ...served, id: "E-3", recordedOn: "2019-12-31" };
  const other = [
    { ...registered, id: "E-4", beneficiaryId: "B-2" },
    { ...served, id: "E-5", beneficiaryId: "B-2", date: "2018-02-04", recordedOn: "2018-12-31" },
  ];
  const report = (path: string) => mio(["report", path, "--period", "2019", "--as-of", "2020-01-31", "--json"]);

  it("are told in one line with their count, and whether they touch the figures", async () => {
    const both = await report(file("both.ndjson", lines(registered, late, ...other)));
    expect([both.code, both.err]).toEqual([
      0,
      "2 warnings: 1 about people in these figures, 1 about others; mio check lists them\n",
    ]);
    expect(JSON.parse(both.out).manifest.people).toBe(2);
    const aside = await report(file("aside.ndjson", lines(registered, served, ...other)));
    expect(aside.err).toBe("1 warning: none about people in these figures, 1 about others; mio check lists them\n");
    expect((await report(file("sound.ndjson", lines(registered, served)))).err).toBe("");
  });

  it("count what is told of files", async () => {
    const book = file("data.xlsx", workbookOf({ beneficiaries: sheet, notes: { A1: "x" } }));
    const told = await report(book);
    expect([told.code, told.err]).toEqual([
      0,
      "1 warning: none about people in these figures, 1 about how files were read, which may touch any figure; mio check lists them\n",
    ]);
  });
});

describe("a call that cannot be meant", () => {
  const events = file("events.ndjson", lines(registered, served));

  it.each([
    [["--as-of", "2018-12-31"], 2, "--as-of must not be before the period starts, received 2018-12-31"],
    [["--period", "2020", "--as-of", "2019-12-31"], 2, "Cannot compute 2020"],
    [["--indicators", "[]"], 2, 'Cannot find the indicators "[]"'],
    [["--indicators", file("none.json", "[]")], 1, "none.json: error input.nothing-read"],
  ] as const)("is refused: --period 2019 %j", async (args, code, said) => {
    for (const command of [
      ["report", events],
      ["explain", "B-1", events],
    ]) {
      const told = await mio([...command, "--period", "2019", ...args]);
      expect([told.code, told.out, told.err]).toEqual([code, "", expect.stringContaining(said)]);
    }
  });

  it("leaves evaluate() as it was: a period may be ahead, and there may be no indicators", () => {
    const dataset = parseDataset([registered, served]);
    expect(() => evaluate(dataset, { indicators: [], periods: [year(2019)], asOf: "2018-12-31" })).not.toThrow();
  });

  it.each([[1], ["all"], [true], [null], [[]]])("buildReport() refuses evidence: %j", (evidence) => {
    const evaluation = evaluate(parseDataset([registered]), {
      indicators: [workExperienceShare],
      periods: [year(2019)],
      asOf: "2020-01-31",
    });
    expect(() => buildReport(evaluation, { evidence: evidence as never })).toThrow(TypeError);
    expect(() => buildReport(evaluation, { evidence: evidence as never })).toThrow(
      /^Cannot build a report: evidence must be an object/,
    );
  });
});

describe("folders and patterns", () => {
  const names = async (...args: readonly string[]) => {
    const { out } = await mio(["check", ...args, "--json"]);
    return JSON.parse(out).files.map(({ name }: { readonly name: string }) => name);
  };
  const data = join(folder, "data");
  beforeAll(() => {
    file("data/beneficiaries.csv", people);
    file("data/services.csv", services);
    file("data/notes.md", "x");
    file("data/.hidden.csv", "x");
    file("data/~$services.xlsx", "x");
    file("data/more/placements.csv", "placementId,beneficiaryId,start\nP-1,B-1,2019-03-04\n");
  });

  it("a folder stands for its tables, each once", async () => {
    expect(await names(data)).toEqual(["beneficiaries.csv", "services.csv"]);
    expect(await names(data, join(data, "services.csv"), join(data, "..", "data"))).toEqual([
      "beneficiaries.csv",
      "services.csv",
    ]);
    symlinkSync(data, join(folder, "linked"));
    expect(await names(join(folder, "linked"), data)).toEqual(["beneficiaries.csv", "services.csv"]);
  });

  it.each([
    ["data/*.csv", ["beneficiaries.csv", "services.csv"]],
    ["data/s*", ["services.csv"]],
    ["d?t[ab]/[!b]*.csv", ["services.csv"]],
    ["*/{services,x}.csv", null],
    ["data/**.csv", ["beneficiaries.csv", "services.csv"]],
    ["data/*/*.csv", ["placements.csv"]],
    ["data/mor?", ["placements.csv"]],
    ["data/.h*.csv", null],
  ])("%s is expanded by mio itself", async (pattern, expected) => {
    const path = `${folder}/${pattern}`;
    if (expected === null) expect((await mio(["check", path])).code).not.toBe(0);
    else expect(await names(path)).toEqual(expected);
  });

  it("a file whose name looks like a pattern is that file", async () => {
    const path = file("list/beneficiaries [1].ndjson", lines(registered));
    expect(await names(path)).toEqual(["beneficiaries [1].ndjson"]);
  });

  it("a pattern may stand for an earlier version too", async () => {
    const told = await mio([
      "report",
      `${data}/*.csv`,
      "--before",
      `${data}/*.csv`,
      "--period",
      "2019",
      "--locale",
      "en",
    ]);
    expect([told.code, told.out]).toEqual([0, expect.stringContaining("No verdict changed.")]);
  });

  it("JSON of a folder is left out with a warning, unless the command reads it as something else", async () => {
    const criteria = file("mixed/criteria.json", "[]");
    file("mixed/beneficiaries.csv", people);
    const mixed = join(folder, "mixed");
    expect(firstLines((await mio(["check", mixed])).out)).toEqual(["criteria.json: warning input.file-left-out"]);
    expect(firstLines((await mio(["check", mixed, "--criteria", criteria])).out)).toBeNull();
  });

  it.each([
    ["a folder without tables", "bare", "it is a folder without tables"],
    ["a pattern that finds nothing", "data/*.tsv", "no file has such a name"],
    ["a folder in place of a mapping", "data/services.csv --mapping data", "Cannot open "],
    ["a file in place of a folder", "data/services.csv/x.csv", "there is no such folder"],
  ])("%s is a wrong call", async (_, args, said) => {
    mkdirSync(join(folder, "bare"), { recursive: true });
    const full = args.split(" ").map((arg) => (arg.startsWith("--") ? arg : join(folder, arg)));
    const { code, out, err } = await mio(["check", ...full]);
    expect([code, out, err]).toEqual([2, "", expect.stringContaining(said)]);
  });
});

describe("a workbook", () => {
  const said = async (content: Uint8Array) => {
    const { code, out } = await mio(["check", file("beneficiaries.xlsx", content), "--json"]);
    const { issues } = JSON.parse(out) as {
      readonly issues: readonly { readonly code: string; readonly message: string }[];
    };
    return [code, issues.map((issue) => issue.code).join(), issues.map(({ message }) => message.split(": ")[1]).join()];
  };
  const cell = (text: string) => `<row><c t="inlineStr"><is><t>${text}</t></is></c></row>`;
  const book = (rows: string, shared?: string) =>
    workbookOf({ beneficiaries: {} }, { rows, ...(shared !== undefined && { shared }) });

  it.each([
    [
      "a cell in its last corner",
      () => workbookOf({ beneficiaries: { A1: "x", XFD1048576: "x" } }),
      "a sheet must have at most 10000000 cells, received 1048576 rows of 16384 columns",
    ],
    [
      "a cell beyond its last column",
      () => workbookOf({ beneficiaries: { XFE1: "x" } }),
      "a sheet must have at most 16384 columns, received 16385",
    ],
    [
      "a cell beyond its last row",
      () => workbookOf({ beneficiaries: { A1048577: "x" } }),
      "a sheet must have at most 1048576 rows, received 1048577",
    ],
    [
      "more rows than may be, without places",
      () => book("<row/>".repeat(1_048_577)),
      "a sheet must have at most 1048576 rows, received 1048577",
    ],
    [
      "more columns than may be, without places",
      () => book(`<row>${"<c/>".repeat(16_385)}</row>`),
      "a sheet must have at most 16384 columns, received 16385",
    ],
    [
      "a cell of 10 MB",
      () => book(cell("x".repeat(10_000_000))),
      "it must hold no text of more than 32767 characters, and holds one",
    ],
    [
      "a shared text of 10 MB",
      () => book("<row/>", `<si><t>${"x".repeat(10_000_000)}</t></si>`),
      "it must hold no text of more than 32767 characters, and holds one",
    ],
    [
      "a comment of 10 MB",
      () => book(`<!--${"x".repeat(10_000_000)}-->`),
      "it must hold no text of more than 32767 characters, and holds one",
    ],
    [
      "a cell a little too long",
      () => book(cell("x".repeat(32_768))),
      'a cell must have at most 32767 characters, received 32768 in line 1 of sheet "beneficiaries"',
    ],
    [
      "a cell of many runs",
      () => book(`<row><c t="inlineStr"><is>${`<r><t>${"x".repeat(30_000)}</t></r>`.repeat(3)}</is></c></row>`),
      'a cell must have at most 32767 characters, received 90000 in line 1 of sheet "beneficiaries"',
    ],
    [
      "too many texts",
      () => book("<row/>", "<si/>".repeat(1_000_001)),
      "it must have at most 1000000 different texts, received 1000001",
    ],
    [
      "more bytes than may be",
      () => lying(book(""), 201 * 1024 * 1024),
      "it must hold at most 200 MB when unpacked, and holds more",
    ],
  ])("is refused before it is opened: %s", async (_, made, because) => {
    expect(await said(made())).toEqual([1, "input.workbook-too-large", because]);
  });

  it.each([
    ["a text", () => new TextEncoder().encode("beneficiaryId;start\n")],
    ["half of a workbook", () => book(cell("x")).slice(0, 500)],
    ["an archive of something else", () => zipSync({ "a.txt": new Uint8Array(3) })],
    ["a part that is larger than it says", () => lying(book(cell("x".repeat(20_000))), 1)],
  ])("is none: %s", async (_, made) => {
    expect(await said(made())).toEqual([1, "input.not-a-workbook", "it must be an XLSX file that can be opened"]);
  });

  /** The archive with each part told to be of another size when unpacked. */
  function lying(bytes: Uint8Array, size: number): Uint8Array {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (let at = 0; at + 4 < bytes.length; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true);
    return bytes;
  }

  it("is opened at the limits", async () => {
    const long = "x".repeat(32_767);
    const { out } = await mio(["check", file("notes.xlsx", book(`${cell(long)}${cell("x")}`)), "--json"]);
    expect(out).not.toContain("input.");
    const wide = `<row><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row><row r="600"><c r="A600"><v>1</v></c></row>`;
    expect((await mio(["check", file("notes.xlsx", book(wide)), "--json"])).out).not.toContain("input.");
  });
});

describe("exit codes", () => {
  const tree = file(
    "exit/tree.json",
    '{"code":"t","title":{"ru":"а","en":"a"},"nodes":[{"code":"w","level":"outcome-short","title":{"ru":"а","en":"a"}}],"edges":[]}',
  );
  const events = file("exit/events.ndjson", lines(registered, served));
  const bad = file("exit/bad.json", "{");
  const number = file("exit/number.json", "5");
  const text = file("exit/words.md", "Цифр нет.");

  it.each([
    [0, ["check", events]],
    [0, ["tree", tree]],
    [1, ["check", bad]],
    [1, ["check", number]],
    [1, ["check", events, "--mapping", bad]],
    [1, ["check", events, "--mapping", number]],
    [1, ["check", events, "--criteria", bad]],
    [1, ["check", events, "--criteria", number]],
    [1, ["report", events, "--period", "2019", "--indicators", bad]],
    [1, ["report", events, "--period", "2019", "--indicators", number]],
    [1, ["report", events, "--period", "2019", "--tree", bad]],
    [1, ["report", events, "--period", "2019", "--tree", number]],
    [1, ["tree", bad]],
    [1, ["tree", number]],
    [1, ["claims", text, bad]],
    [1, ["claims", text, number]],
    [2, ["check", "absent.csv"]],
    [2, ["check", events, "--mapping", "absent.json"]],
    [2, ["check", events, "--criteria", "absent.json"]],
    [2, ["tree", "absent.json"]],
    [2, ["claims", "absent.md", bad]],
    [2, ["report", events, "--period", "2019", "--by", "sxe"]],
    [2, ["report", events, "--period", "2019", "--people", "9.9"]],
    [2, ["explain", "B-9", events, "--period", "2019"]],
    [2, ["explain", "B-1", events, "--period", "2019", "--indicator", "9.9"]],
    [2, ["report", events, "--period", "2019", "--format", "xlsx"]],
    [2, ["report", events, "--period", "2019", "-o", "absent/report.txt"]],
    [2, ["check", events, "--limit", "x"]],
    [2, ["check"]],
    [2, []],
    [2, ["nothing"]],
  ] as const)("%i for mio %j", async (code, args) => {
    const told = await mio(args);
    expect([told.code, told.code === 0 ? "" : told.err + told.out]).toEqual([
      code,
      code === 0 ? "" : expect.stringMatching(/\S/),
    ]);
    expect(told.err + told.out).not.toMatch(/^\s+at |undefined \(reading|is not a function|is not iterable/m);
  });

  it("1 names the file that is wrong, and the line of JSON that is none", async () => {
    const mapping = file("exit/mapping.json", '{\n  "tables": [\n    {,\n  ]\n}');
    expect((await mio(["check", events, "--mapping", mapping])).err).toContain(
      "mapping.json:3: error input.not-json\n",
    );
    const shape = file("exit/shape.json", '{"tables":[{"from":"a","to":"placement","columns":{}}]}');
    expect((await mio(["check", events, "--mapping", shape])).err).toContain("shape.json: error mapping.wrong-shape\n");
  });

  it("are those of the program too", () => {
    const run = (args: string) => program.shell(`"$NODE" "$MIO" ${args}`, join(folder, "exit")).code;
    expect([run("check events.ndjson"), run("check bad.json"), run("check absent.csv"), run("--help")]).toEqual([
      0, 1, 2, 0,
    ]);
  });
});
