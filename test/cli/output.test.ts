import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Program, programOf } from "./command";
import { mio } from "./terminal";

const folder = mkdtempSync(join(tmpdir(), "mio-output-"));
let program: Program;
beforeAll(async () => {
  program = await programOf();
});
afterAll(() => {
  program.remove();
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
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
const events = file("events.ndjson", lines(registered, served));
const report = (...args: readonly string[]) => ["report", events, "--period", "2019", ...args];
/** Nothing that was begun is left. */
const begun = () => readdirSync(folder).filter((name) => name.startsWith(".mio-"));

/** Files of at most so many blocks of 512 bytes: writing more is an error. */
const limited = (blocks: number) => `ulimit -f ${blocks}; `;
/** Kills the program once half of a file is written. */
const killing = join(folder, "killing.cjs");
writeFileSync(
  killing,
  `const fs = require("node:fs");
const write = fs.writeFileSync;
fs.writeFileSync = (file, page, ...rest) => {
  write(file, page.slice(0, page.length / 2), ...rest);
  process.kill(process.pid, "SIGKILL");
};`,
);

describe("-o", () => {
  it("leaves an old report as it was when the new one cannot be written whole", () => {
    const old = file("old.json", "the old report");
    const told = program.shell(
      `${limited(1)}"$NODE" "$MIO" report events.ndjson --period 2019 --format json -o old.json`,
      folder,
    );
    expect([told.code, told.out, told.err]).toEqual([
      2,
      "",
      "Cannot write old.json: it is larger than files may be here; name another disk\n",
    ]);
    expect([readFileSync(old, "utf8"), begun()]).toEqual(["the old report", []]);
  });

  it("leaves an old report as it was when the program is killed while it writes", () => {
    const old = file("old.json", "the old report");
    const told = program.shell(
      `exec "$NODE" -r ${killing} "$MIO" report events.ndjson --period 2019 --format json -o old.json`,
      folder,
    );
    expect(told.signal).toBe("SIGKILL");
    expect(readFileSync(old, "utf8")).toBe("the old report");
    expect(begun()).toHaveLength(1);
    for (const name of begun()) rmSync(join(folder, name), { recursive: true });
  });

  it("puts a whole report in the place of an old one, with its mode, and keeps links", async () => {
    const old = file("old.json", "the old report");
    chmodSync(old, 0o640);
    symlinkSync(old, join(folder, "link.json"));
    symlinkSync(join(folder, "new.json"), join(folder, "ahead.json"));
    for (const name of ["link.json", "ahead.json"]) {
      expect(await mio(report("--format", "json", "-o", join(folder, name)))).toEqual({ code: 0, out: "", err: "" });
      expect(lstatSync(join(folder, name)).isSymbolicLink()).toBe(true);
      expect(JSON.parse(readFileSync(join(folder, name), "utf8")).manifest.people).toBe(1);
    }
    expect([statSync(old).mode & 0o777, begun()]).toEqual([0o640, []]);
  });

  it("writes to what is no file as it is", async () => {
    expect(await mio(report("-o", "/dev/null"))).toEqual({ code: 0, out: "", err: "" });
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  it.each([
    ["itself", "events.ndjson"],
    ["in another spelling", "sub/../events.ndjson"],
    ["through a symbolic link", "soft.ndjson"],
    ["through a hard link", "hard.ndjson"],
    ["as a mapping", "mapping.json"],
    ["as criteria", "criteria.json"],
    ["as indicators", "indicators.json"],
    ["as a tree", "tree.json"],
    ["as an earlier version", "before.ndjson"],
  ])("is refused when it names an input: %s", async (_, name) => {
    mkdirSync(join(folder, "sub"), { recursive: true });
    for (const link of ["soft.ndjson", "hard.ndjson"]) rmSync(join(folder, link), { force: true });
    symlinkSync(events, join(folder, "soft.ndjson"));
    linkSync(events, join(folder, "hard.ndjson"));
    const title = { ru: "Имя", en: "Name" };
    const happens = { kind: "happens", spells: { kind: "services" } };
    const definition = {
      code: "a",
      title,
      denominator: happens,
      numerator: { kind: "happens", spells: { kind: "placements" } },
    };
    const options = {
      "--mapping": file(
        "mapping.json",
        '{"tables":[{"from":"a","to":"services","columns":{"beneficiaryId":"a","date":"b","service":"c"}}]}',
      ),
      "--criteria": file(
        "criteria.json",
        JSON.stringify([{ code: "housing", title, min: 1, max: 5, better: "higher" }]),
      ),
      "--indicators": file("indicators.json", JSON.stringify([definition])),
      "--tree": file(
        "tree.json",
        JSON.stringify({ code: "t", title, nodes: [{ code: "w", level: "outcome-short", title }], edges: [] }),
      ),
      "--before": file("before.ndjson", lines(registered)),
    };
    const output = `${relative(".", folder)}/${name}`;
    const content = readFileSync(output, "utf8");
    const told = await mio(report(...Object.entries(options).flat(), "-o", output));
    expect([told.code, told.out]).toEqual([2, ""]);
    expect(told.err).toContain(`Cannot write ${output}: it is one of the files that were read; name another with -o`);
    expect(readFileSync(output, "utf8")).toBe(content);
    const tree = await mio(["tree", options["--tree"], "--format", "svg", "-o", options["--tree"]]);
    expect([tree.code, tree.err]).toEqual([2, expect.stringContaining("it is one of the files that were read")]);
  });

  it.each([
    ["absent/report.json", "there is no such folder; make it first"],
    ["events.ndjson/report.json", "what should be its folder is a file; name a folder"],
    ["sub", "it is a folder; name a file in it"],
    [`${"x".repeat(300)}.json`, "the name is too long; shorten it"],
  ])("says of writing what keeps %s from being written", async (name, why) => {
    mkdirSync(join(folder, "sub"), { recursive: true });
    const output = join(folder, name);
    expect(await mio(report("-o", output))).toEqual({ code: 2, out: "", err: `Cannot write ${output}: ${why}\n` });
    expect(begun()).toEqual([]);
  });
});

describe("standard output", () => {
  it.each([
    ["check", "check events.ndjson"],
    ["report", "report events.ndjson --period 2019"],
    ["report as JSON", "report events.ndjson --period 2019 --json"],
    ["help", "--help"],
  ])("that is full is an error of %s", (_, args) => {
    const { code, err } = program.shell(`"$NODE" "$MIO" ${args} > /dev/full`, folder);
    expect([code, err]).toEqual([
      2,
      "Cannot write to standard output: the disk is full; make room, or name another disk\n",
    ]);
  });

  it("that is closed by its reader is no error", () => {
    const many = file(
      "many.ndjson",
      lines(registered, ...Array.from({ length: 3000 }, (_, at) => ({ ...served, id: `S ${at} ` }))),
    );
    const line = `{ "$NODE" "$MIO" check ${many} --json; echo "code $?" >&2; } | head -c 10`;
    expect(program.shell(line, folder)).toMatchObject({ out: '{\n  "ok": ', err: "code 0\n" });
  });

  it("and standard error that are both full give 2 all the same", () => {
    expect(program.shell('"$NODE" "$MIO" check absent.csv > /dev/full 2> /dev/full', folder).code).toBe(2);
  });
});

describe("mio init", () => {
  it("leaves no folder when one of its files cannot be written", () => {
    const told = program.shell(`${limited(4)}"$NODE" "$MIO" init deep/example`, folder);
    expect([told.code, told.out, told.err]).toEqual([
      2,
      "",
      "Cannot write deep/example: it is larger than files may be here; name another disk\n",
    ]);
    expect(readdirSync(folder)).not.toContain("deep");
    expect(begun()).toEqual([]);
  });

  it("leaves a folder that is there as it was when one of its files cannot be written", () => {
    mkdirSync(join(folder, "there"));
    writeFileSync(join(folder, "there", "own.txt"), "own");
    expect(program.shell(`${limited(4)}"$NODE" "$MIO" init there`, folder).code).toBe(2);
    expect(readdirSync(join(folder, "there"))).toEqual(["own.txt"]);
  });

  it("leaves no folder when it is killed while it writes", () => {
    expect(program.shell(`exec "$NODE" -r ${killing} "$MIO" init killed`, folder).signal).toBe("SIGKILL");
    expect(readdirSync(folder)).not.toContain("killed");
    for (const name of begun()) rmSync(join(folder, name), { recursive: true });
  });

  it("writes all of its files into a new folder, or into one that is there", async () => {
    mkdirSync(join(folder, "empty"));
    const [made, filled] = [join(folder, "new", "example"), join(folder, "empty")];
    expect([(await mio(["init", made])).code, (await mio(["init", filled])).code]).toEqual([0, 0]);
    expect(readdirSync(made)).toEqual(readdirSync(filled));
    expect(readdirSync(made)).toHaveLength(9);
  });
});
