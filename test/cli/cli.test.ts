import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { buildReport } from "../../src/report/index";
import { catalogue, evaluate, parseDataset, vsePoluchitsyaTree, year } from "../../src/core/index";
import { mio } from "./terminal";

const folder = mkdtempSync(join(tmpdir(), "mio-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const registered = {
  id: "E-1",
  type: "beneficiary-registered",
  beneficiaryId: "B-1",
  date: "2019-01-10",
  targetGroups: ["care-leaver"],
};
const served = {
  id: "E-2",
  type: "service-delivered",
  beneficiaryId: "B-1",
  date: "2019-02-04",
  service: "job-search",
};
const started = {
  id: "E-3",
  type: "placement-started",
  beneficiaryId: "B-1",
  date: "2019-03-04",
  placementId: "P-1",
  setting: "open-market",
};
const events = [registered, served, started];
const lines = (...values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join("");
const ndjson = file("events.ndjson", lines(...events));
const crm = ["clients.csv", "services.csv", "work.csv"].map((name) => `fixtures/crm-export/${name}`);
const crmMapping = ["--mapping", "fixtures/crm-export/mapping.json"];

describe("mio check", () => {
  it("says what was read when everything is fine", async () => {
    expect(await mio(["check", ndjson])).toEqual({
      code: 0,
      out: "events.ndjson: 3 events (UTF-8)\nFit for figures: 1 beneficiary, 3 events; 0 errors, 0 warnings.\n",
      err: "",
    });
  });

  it("reads Windows-1251, semicolons, 31.12.2019 and decimal commas by a mapping", async () => {
    const { code, out, err } = await mio(["check", ...crm, ...crmMapping]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toBe(
      "clients.csv: 3 events (Windows-1251, semicolons)\nservices.csv: 3 events (Windows-1251, semicolons)\n" +
        "work.csv: 5 events (Windows-1251, semicolons)\nFit for figures: 3 beneficiaries, 11 events; 0 errors, 0 warnings.\n",
    );
    const { out: json } = await mio(["report", ...crm, ...crmMapping, "--period", "2019", "--json"]);
    expect(JSON.parse(json).results[0].share).toEqual({ numerator: 3, denominator: 3 });
  });

  it("refuses 31.12.2019 where no mapping declares it", async () => {
    const table = file("services.csv", "beneficiaryId,date,service\nB-1,31.12.2019,job-search\n");
    const { code, out } = await mio(["check", ndjson, table]);
    expect(code).toBe(1);
    expect(out).toContain("services.csv:2: error dataset.not-a-date\n");
    expect(out).toContain("  → write 2019-12-31\n");
  });

  it("collects the issues of all files, each with its line and once", async () => {
    const bad = file(
      "bad.ndjson",
      `${lines(registered)}\n{"id":\n${lines({ ...served, date: "2019-02-30" })}${lines({ ...started, setting: "open-markt" })}`,
    );
    const table = file(
      "placements.csv",
      'placementId;beneficiaryId;start;seting\nP-7;B-1;2019-03-04;sheltered\nP-8;B-1\n"P\n9";B-9;2019-03-04;sheltered\nP-10;B-9;2019-03-04;x\n',
    );
    const { code, out } = await mio(["check", bad, table]);
    expect(code).toBe(1);
    expect(out.match(/^\S+: (?:error|warning) \S+$/gm)).toEqual([
      "bad.ndjson:3: error input.not-json",
      "bad.ndjson:4: error dataset.not-a-date",
      "bad.ndjson:5: error dataset.unknown-code",
      "placements.csv: warning mapping.column-left-out",
      "placements.csv:3: error mapping.ragged-row",
      "placements.csv:4: error dataset.not-a-code",
      "placements.csv:6: error dataset.unknown-beneficiary",
    ]);
    expect(out).toContain('→ map it, or ignore it; did you mean "setting"?');
    expect(out).toContain("Not fit for figures yet: 6 errors, 1 warning.");
    const json = JSON.parse((await mio(["check", bad, table, "--json"])).out);
    expect([json.ok, json.issues.length, json.issues[1].file, json.issues[1].line]).toEqual([
      false,
      7,
      "bad.ndjson",
      4,
    ]);
    expect((await mio(["check", bad, table, "--limit", "2"])).out).toContain(
      "… and 5 more; --limit 0 lists all of them",
    );
  });

  it("tells an untranslated code once, not again as an unknown one", async () => {
    const work = file(
      "work.csv",
      "№ договора;Код клиента;Вышел на работу;Последний день;Площадка;Часов в неделю\nД-9;К-101;04.02.2019;;подвал;\n",
    );
    const { out } = await mio(["check", crm[0]!, crm[1]!, work, ...crmMapping]);
    expect(out.match(/^\S+: error \S+$/gm)).toEqual(["work.csv:2: error mapping.untranslated-code"]);
  });

  it.each([
    ["a quotation mark that is not closed", 'beneficiaryId,date,service\nB-1,2019-02-04,"job\nB-1,2019-02-05,x\n', 2],
    [
      "text after a closing quotation mark",
      'beneficiaryId,date,service\nB-1,2019-02-04,"job"search\nB-1,2019-02-05,x\n',
      2,
    ],
  ])("tells the line of %s", async (_, text, line) => {
    const { code, out } = await mio(["check", ndjson, file("services.csv", text)]);
    expect(code).toBe(1);
    expect(out).toContain(`services.csv:${line}: error input.broken-row\n`);
  });

  it("reads a table alike in every encoding, delimiter and line ending, across blocks", async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => [
      "B-1",
      "2019-02-04",
      at === 19_999 ? "адаптация" : "job-search",
    ]);
    const text = (delimiter: string, ending: string) =>
      [["beneficiaryId", "date", "service"], ...rows].map((row) => row.join(delimiter)).join(ending) + ending;
    const windows = (content: string) =>
      Uint8Array.from(content, (sign) => (sign > "\u007f" ? sign.charCodeAt(0) - 0x350 : sign.charCodeAt(0)));
    const digests = new Set<string>();
    for (const content of [
      text(",", "\n"),
      `\uFEFF${text(";", "\r\n")}`,
      text("\t", "\r"),
      windows(text(";", "\r\n")),
      text(",", "\n").replaceAll("job-search", '"job-search"'),
    ]) {
      const args = ["report", ndjson, file("services.csv", content), "--period", "2019", "--json"];
      const { out, err } = await mio([...args, "--encoding", "windows-1251"]);
      expect(err).toMatch(/^$|^services\.csv: warning input\.encoding-declared-otherwise\n/);
      const { manifest } = JSON.parse(out);
      digests.add(`${manifest.dataset} ${manifest.events}`);
    }
    expect([...digests]).toHaveLength(1);
    expect([...digests][0]).toMatch(/ 20003$/);
  });

  it("reads sheets of a workbook, dates and numbers as they are", async () => {
    const { code, out } = await mio(["check", "fixtures/crm-export/export.xlsx", ...crmMapping, "--json"]);
    const told = JSON.parse(out);
    expect([code, told.people, told.events]).toEqual([0, 3, 11]);
    expect(told.issues.map(({ code: own, file: place }: { code: string; file: string }) => `${own} ${place}`)).toEqual([
      "input.sheet-left-out export.xlsx (Справочник)",
    ]);
    const [xlsx, csv] = await Promise.all(
      [["fixtures/crm-export/export.xlsx"], crm].map((files) =>
        mio(["report", ...files, ...crmMapping, "--period", "2019", "--json"]),
      ),
    );
    expect(JSON.parse(xlsx!.out).results).toEqual(JSON.parse(csv!.out).results);
  });

  it("reads a list of events and an object of tables as JSON", async () => {
    const list = file("events.json", JSON.stringify([registered, { ...served, service: 3 }]));
    expect((await mio(["check", list])).out).toContain("events.json:2: error dataset.wrong-type");
    const tables = file(
      "tables.json",
      JSON.stringify({ beneficiaries: [{ beneficiaryId: "B-2", start: "2019-01-01" }] }),
    );
    expect((await mio(["check", tables])).out).toContain("Fit for figures: 1 beneficiary, 1 event");
  });
});

describe("mio report", () => {
  it("gives the JSON that buildReport() gives", async () => {
    const { out } = await mio([
      "report",
      ndjson,
      "--period",
      "2019",
      "--as-of",
      "2020-01-31",
      "--indicators",
      "ips",
      "--json",
    ]);
    const evaluation = evaluate(parseDataset(events), {
      indicators: catalogue.ips,
      periods: [year(2019)],
      asOf: "2020-01-31",
    });
    expect(JSON.parse(out)).toEqual(buildReport(evaluation, { locale: "ru" }));
  });

  it("writes to a file, suppresses on request, and takes indicators from a file", async () => {
    const definitions = file(
      "own.json",
      JSON.stringify(catalogue.vsePoluchitsya.slice(0, 1).map(({ definition }) => definition)),
    );
    const output = join(folder, "report.json");
    const told = await mio([
      "report",
      ndjson,
      "--period",
      "2019-Q1",
      "--indicators",
      definitions,
      "--suppress",
      "--format",
      "json",
      "-o",
      output,
    ]);
    expect(told).toEqual({ code: 0, out: "", err: "" });
    const report = JSON.parse(readFileSync(output, "utf8"));
    expect([report.results.length, report.manifest.asOf, "suppression" in report]).toEqual([1, "2019-03-31", true]);
  });

  it("suppresses beside what is out already, as files", async () => {
    const out = file("first.json", "{}");
    const full = file("full.json", JSON.stringify({ manifest: {}, results: [] }));
    const report = (by: string, ...more: readonly string[]) =>
      mio([
        ...["report", ndjson, "--period", "2019", "--as-of", "2020-01-31", "--by", by],
        ...["--format", "json", "--suppress", ...more],
      ]);
    expect((await report("sex", "-o", out)).code).toBe(0);
    const second = JSON.parse((await report("region", "--beside", out)).out);
    expect(second.manifest.options.find(({ name }: { name: string }) => name === "suppress").value).toBe(
      '{"beside":["2020-01-31"]}',
    );
    expect(second.results).toEqual(JSON.parse(readFileSync(out, "utf8")).results);
    const alone = ["report", ndjson, "--period", "2019", "--as-of", "2020-01-31", "--beside", out];
    expect(await mio(alone)).toMatchObject({ code: 2, err: expect.stringContaining("--beside goes with --suppress") });
    expect(await report("region", "--beside", full)).toMatchObject({
      code: 2,
      err: expect.stringContaining("Cannot build a report: suppress.beside.0.suppression must be an object"),
    });
  });

  it("rounds on request, and refuses to round and suppress at once or to a base that is none", async () => {
    const options = ["report", ndjson, "--period", "2019", "--as-of", "2020-01-31", "--format", "json"];
    const report = JSON.parse((await mio([...options, "--round", "5"])).out);
    expect(report.suppression).toEqual({ round: 5, withheld: [] });
    expect((await mio([...options, "--round", "5", "--suppress"])).err).toContain(
      "Cannot round and suppress at once: leave out --round or --suppress",
    );
    for (const base of ["2", "101", "5.5", "five", ""]) {
      const { code, out, err } = await mio([...options, "--round", base]);
      expect([base, code, out]).toEqual([base, 2, ""]);
      expect(err).toContain(`Cannot round to "${base}": --round must be a whole number from 3 to 100`);
    }
  });

  it("prints no id beside a report for publication", async () => {
    const options = ["report", ndjson, "--period", "2019", "--as-of", "2020-01-31"];
    const refused = (name: string, rule: string) =>
      `Cannot print ids of beneficiaries in a report for publication: leave out ${name} or ${rule}`;
    for (const [rule, ...base] of [["--suppress"], ["--round", "5"]] as const) {
      for (const [name, value] of [
        ["--people", "1.1"],
        ["--before", ndjson],
      ] as const) {
        const { code, out, err } = await mio([...options, rule, ...base, name, value]);
        expect([code, out]).toEqual([2, ""]);
        expect(err).toContain(refused(name, rule));
      }
    }
  });

  it("prints strata, the tree and people on request, and ids only then", async () => {
    const tree = file(
      "tree.json",
      JSON.stringify({
        code: "own",
        title: { ru: "Дерево", en: "Tree" },
        nodes: [
          { code: "work", level: "outcome-short", title: { ru: "Работа", en: "Work" }, indicators: [{ code: "1.1" }] },
        ],
        edges: [],
      }),
    );
    const options = ["report", ndjson, "--period", "2019", "--as-of", "2020-01-31", "--locale", "en"];
    const { out } = await mio([...options, "--by", "targetGroup", "--by", "sex,region", "--tree", tree]);
    for (const part of [
      "By target group",
      "1.1: share by sex × region",
      "100.0% (1 of 1)",
      "100.0% (1 of 1)  No target is set for this period",
    ])
      expect(out).toContain(part);
    expect(out).not.toContain("B-1");
    expect((await mio([...options, "--people", "1.1"])).out).toContain("Indicator 1.1, B-1");
  });

  it("tells errors of the data on stderr and prints no figure", async () => {
    const told = await mio(["report", file("bad.ndjson", lines({ ...served, date: "x" })), "--period", "2019"]);
    expect([told.code, told.out]).toEqual([1, ""]);
    expect(told.err).toContain("bad.ndjson:1: error dataset.not-a-date");
  });
});

describe("mio explain", () => {
  it("explains one person in one or all indicators, as text or JSON", async () => {
    const options = [ndjson, "--period", "2019..2020"];
    const text = await mio(["explain", "B-1", ...options, "--indicator", "1.3", "--locale", "en"]);
    expect(text.out).toMatch(/^Indicator 1\.3, B-1, period 2019-01-01 – 2020-12-31, data complete up to 2020-12-31/);
    const json = JSON.parse((await mio(["explain", "B-1", ...options, "--json"])).out);
    expect(json.map(({ code }: { code: string }) => code)).toEqual(["1.1", "1.2", "1.3", "1.4", "2.1"]);
  });
});

describe("mio tree", () => {
  it("writes a document by the ending of its file, and Markdown wherever else", async () => {
    const tree = file("shipped-tree.json", JSON.stringify(vsePoluchitsyaTree));
    const written = async (ending: string) => {
      const path = join(folder, `logframe.${ending}`);
      expect((await mio(["tree", tree, "--format", "logframe", "--locale", "en", "-o", path])).code).toBe(0);
      return readFileSync(path, "latin1");
    };
    const { out } = await mio(["tree", tree, "--format", "logframe", "--locale", "en"]);
    expect(out).toMatch(/^# Logical framework/);
    expect(await written("md")).toMatch(/^# Logical framework/);
    expect(await written("html")).toMatch(/^<!doctype html>/);
    expect(await written("txt")).toMatch(/^Logical framework[^\n]*\n=+\n/);
    expect(await written("xlsx")).toMatch(/^PK/);
  });

  it("lists gaps and draws, and gives 1 on errors", async () => {
    const node = { level: "outcome-short", title: { ru: "Работа", en: "Work" }, indicators: [{ code: "9.9" }] };
    const tree = file(
      "tree.json",
      JSON.stringify({
        code: "own",
        title: { ru: "Дерево", en: "Tree" },
        nodes: [{ ...node, code: "work" }],
        edges: [],
      }),
    );
    const told = await mio(["tree", tree]);
    expect(told.code).toBe(1);
    expect(told.out).toContain("error results-tree.unknown-indicator");
    expect(JSON.parse((await mio(["tree", tree, "--json"])).out).ok).toBe(false);
    expect((await mio(["tree", tree, "--format", "mermaid", "--locale", "en"])).out).toContain("flowchart");
    expect((await mio(["tree", file("tree.json", '{"code":"own"}')])).err).toContain("error results-tree.wrong-shape");
  });
});

describe("mio claims", () => {
  it("tells right figures from wrong ones", async () => {
    const report = join(folder, "report.json");
    await mio(["report", ndjson, "--period", "2019", "--format", "json", "-o", report]);
    const told = await mio([
      "claims",
      file("text.md", "В 2019 году — 100% (1 из 1), затем 50% (1 из 3)."),
      report,
      "--locale",
      "en",
    ]);
    expect(told.code).toBe(1);
    expect(told.out).toMatch(/text\.md:1:15: 100% \(1 из 1\)\n {2}right: /);
    expect(told.out).toContain("  wrong: 1 of 3 is 33%, not 50%.");
    expect((await mio(["claims", file("text.md", "Цифр нет."), report])).code).toBe(0);
  });
});

describe("mio init", () => {
  it("writes an example whose commands work, and never over a file", async () => {
    const project = join(folder, "project");
    const first = await mio(["init", project]);
    expect(first.code).toBe(0);
    const readme = readFileSync(join(project, "README.md"), "utf8");
    const commands = [...readme.matchAll(/^ {4}mio (.*)$/gm)].map(([, args = ""]) => args.split(" "));
    expect(commands.map(([name]) => name)).toEqual(["check", "report", "explain", "tree"]);
    for (const args of commands) {
      const inside = args.map((arg) => (/\.(?:csv|json)$/.test(arg) ? join(project, arg) : arg));
      expect([args[0], (await mio(inside)).code]).toEqual([args[0], 0]);
    }
    rmSync(join(project, "people.csv"));
    const again = await mio(["init", project]);
    expect([again.code, again.err]).toEqual([2, expect.stringContaining("would be overwritten")]);
    expect(readdirSync(project)).not.toContain("people.csv");
  });
});

describe("docs/command-line.md", () => {
  it("prints what its commands print, from the example that mio init writes", async () => {
    const page = readFileSync("docs/command-line.md", "utf8");
    const blocks = [...page.matchAll(/```sh\n([\s\S]*?)```\n(?:\n```text\n([\s\S]*?)```)?/g)].slice(1); // the first installs
    const from = process.cwd();
    mkdirSync(join(folder, "docs"));
    process.chdir(join(folder, "docs"));
    try {
      for (const [, command = "", expected = ""] of blocks) {
        let rest = "";
        for (const line of command.trim().split("\n")) {
          if (line.startsWith("cd ")) process.chdir(line.slice(3));
          if (!line.startsWith("mio ")) continue;
          const { out, err } = await mio(line.slice(4).split(" "));
          rest += out + err;
        }
        for (const part of expected.split(/^…\n/m)) {
          expect([command, rest]).toEqual([command, expect.stringContaining(part)]);
          rest = rest.slice(rest.indexOf(part) + part.length);
        }
      }
    } finally {
      process.chdir(from);
    }
    expect(blocks).toHaveLength(9);
  });
});

describe("a wrong call", () => {
  it.each([
    [["repot"], "Did you mean report?"],
    [["report", "--perod", "2019", "x.ndjson"], "Did you mean --period?"],
    [["report", "x.ndjson", "--period", "2O19"], "write 2019, 2019-Q4"],
    [["report", "x.ndjson", "--period", "2020..2019"], "write 2019, 2019-Q4"],
    [["report", "x.ndjson", "--period", "2019", "--as-of", "2019"], "write one day"],
    [["report", "x.ndjson", "--period", "2019", "--format", "jsn"], "did you mean json?"],
    [["report", "x.ndjson", "--period", "2019", "--indicators", "wiao"], "did you mean wioa?"],
    [["report", "x.ndjson", "--period", "2019", "--locale", "de"], "--locale must be ru or en"],
    [["report", "x.ndjson", "--period", "2019", "--people", "1.1", "--json"], "--people goes with"],
    [["report", "x.ndjson"], "--period"],
    [["check"], "missing required argument"],
    [["check", "absent.ndjson"], "there is no such file"],
    [["check", "table.csw"], "did you mean .csv?"],
    [["check", "a/people.csv", "b/people.csv"], "another table called people"],
    [["check", "x.ndjson", "--limit", "-1"], "--limit must be"],
    [["tree", "x.json", "--format", "svgg"], "did you mean svg?"],
  ])("mio %j gives 2 and says what to write", async (args, said) => {
    const { code, out, err } = await mio(args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(said);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it("names the file of a mapping that is not sound", async () => {
    const mapping = file("mapping.json", '{"tables":[{"from":"a","to":"placement","columns":{}}]}');
    const { code, err } = await mio(["check", ndjson, "--mapping", mapping]);
    expect([code, err]).toEqual([1, expect.stringContaining("error mapping.wrong-shape")]);
  });

  it("--help tells every command, its options and exit codes, and gives 0", async () => {
    const { code, out } = await mio(["--help"]);
    expect(code).toBe(0);
    for (const part of ["check", "report", "explain", "tree", "claims", "init", "Exit codes: 0 fine"])
      expect(out).toContain(part);
    for (const name of ["check", "report", "explain", "tree", "claims", "init"]) {
      expect((await mio([name, "--help"])).out).toMatch(/Examples?:\n {2}\$ mio /);
    }
  });
});

describe("the terminal", () => {
  it("is never commanded by what stands in files", async () => {
    const hostile = "\u001b[31m\u009b2J\u0007\u202e\r";
    const name = `${hostile}people`;
    mkdirSync(join(folder, "hostile"), { recursive: true });
    const sources = [
      file("hostile/events.ndjson", lines({ ...registered, id: hostile, region: hostile, [hostile]: 1 })),
      file("hostile/people.csv", `${name};Код\n${hostile};1\n`),
      file("hostile/services.csv", `beneficiaryId;date;service;${hostile}\nB-1;${hostile};x;y\n`),
    ];
    const outputs = [
      await mio(["check", ...sources]),
      await mio(["check", ...sources, "--json"]),
      await mio(["report", ...sources, "--period", "2019"]),
      await mio(["claims", file("hostile.md", `1${hostile}0% (1 из 10)${hostile}`), file("r.json", '{"results":[]}')]),
      await mio(["claims", join(folder, "hostile.md"), join(folder, "r.json"), "--json"]),
      await mio(["report", `x${hostile}`, "--period", hostile, hostile]),
    ];
    for (const { out, err } of outputs) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(out + err).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      expect(out + err).not.toBe("");
    }
  });

  it("shows progress only when somebody watches", async () => {
    const many = file(
      "many.ndjson",
      lines(registered, ...Array.from({ length: 50_000 }, (_, at) => ({ ...served, id: `S-${at}` }))),
    );
    expect((await mio(["check", many], true)).err).toMatch(/\r50000 events read\r +\r$/);
    expect((await mio(["check", many])).err).toBe("");
  });
});
