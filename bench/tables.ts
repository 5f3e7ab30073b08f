/**
 * A million rows of CSV through `mio check` and `mio report`, with DuckDB beside it on the same files.
 *
 * Prints seconds and ratios; figures of both are compared before.
 */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { CsvRows } from "../src/cli/csv";
import { run } from "../src/cli/run";
import { TextFile } from "../src/cli/text";

const rows = Number(process.argv[2] ?? 1_000_000);
/** A person has a row, two services, a placement and a support spell. */
const people = Math.floor(rows / 5);
const folder = mkdtempSync(join(tmpdir(), "mio-bench-"));
const two = (number: number) => String(number).padStart(2, "0");
const day = (seed: number) => `${two(1 + (seed % 28))}.${two(1 + ((seed >> 2) % 12))}`;

function written(name: string, heading: string, linesOf: (person: number) => readonly string[]): string {
  const path = join(folder, `${name}.csv`);
  const file = openSync(path, "w");
  let text = `${heading}\n`;
  for (let person = 0; person < people; person++) {
    for (const line of linesOf(person)) text += `${line}\n`;
    if (text.length > 1 << 20) {
      writeSync(file, text);
      text = "";
    }
  }
  writeSync(file, text);
  closeSync(file);
  return path;
}

const files = [
  written("people", "Код;Дата;Группа;Пол", (n) => [
    `B-${n};${day(n)}.2018;${n % 3 ? "сирота" : "инвалидность"};${n % 2 ? "м" : "ж"}`,
  ]),
  written("services", "Код;Дата;Услуга", (n) => [
    `B-${n};${day(n + 5)}.2019;"социальная адаптация"`,
    `B-${n};${day(n + 9)}.2020;"поиск работы"`,
  ]),
  written("work", "№;Код;Начало;Конец;Где", (n) => [
    `P-${n};B-${n};${day(n)}.${2018 + (n % 3)};${n % 4 ? `${day(n + 11)}.2021` : ""};${n % 5 ? "открытый рынок" : "мастерская"}`,
  ]),
  written("support", "№;Код;Начало;Конец", (n) => [`S-${n};B-${n};${day(n + 3)}.${2018 + (n % 3)};${day(n + 7)}.2021`]),
];
const mapping = join(folder, "mapping.json");
const file = openSync(mapping, "w");
const person = { beneficiaryId: "Код" };
writeSync(
  file,
  JSON.stringify({
    dates: "DD.MM.YYYY",
    tables: [
      {
        ...{ from: "people", to: "beneficiaries" },
        columns: {
          ...{ ...person, start: "Дата", sex: { column: "Пол", codes: { м: "male", ж: "female" } } },
          targetGroups: { column: "Группа", codes: { сирота: "care-leaver", инвалидность: "disability" } },
        },
      },
      {
        ...{ from: "services", to: "services" },
        columns: {
          ...{ ...person, date: "Дата" },
          service: {
            column: "Услуга",
            codes: { "социальная адаптация": "social-adaptation", "поиск работы": "job-search" },
          },
        },
      },
      {
        ...{ from: "work", to: "placements" },
        columns: {
          ...{ ...person, placementId: "№", start: "Начало", end: "Конец" },
          setting: { column: "Где", codes: { "открытый рынок": "open-market", мастерская: "sheltered" } },
        },
      },
      { from: "support", to: "support", columns: { ...person, supportId: "№", start: "Начало", end: "Конец" } },
    ],
  }),
);
closeSync(file);

/** What something gave, and the processor time it took, in seconds: on a shared machine the clock on the wall tells of others. */
async function timed<T>(
  name: string,
  work: () => T | Promise<T>,
): Promise<{ readonly seconds: number; readonly value: T }> {
  const from = process.hrtime.bigint();
  const before = process.cpuUsage();
  const value = await work();
  const wall = Number(process.hrtime.bigint() - from) / 1e9;
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  console.log(`${name.padEnd(52)} ${seconds.toFixed(2)} s of processor, ${wall.toFixed(2)} s by the clock`);
  return { seconds, value };
}

async function mio(args: readonly string[]): Promise<string> {
  let out = "";
  const code = await run(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => process.stderr.write(text),
    isTerminal: false,
  });
  if (code !== 0) throw new Error(`mio ${args[0]} gave ${code}: ${out.slice(0, 2000)}`);
  return out;
}

/** Share 1.1 of 2019 by hand: served in the year, and at work in it. */
const SQL = `
with served as (
  select distinct "Код" as id from s where strptime("Дата", '%d.%m.%Y') between date '2019-01-01' and date '2019-12-31'
  union
  select "Код" from u where strptime("Начало", '%d.%m.%Y') <= date '2019-12-31' and strptime("Конец", '%d.%m.%Y') >= date '2019-01-01'
), worked as (
  select distinct "Код" as id from w where strptime("Начало", '%d.%m.%Y') <= date '2019-12-31'
    and (coalesce("Конец", '') = '' or strptime("Конец", '%d.%m.%Y') >= date '2019-01-01')
)
select count(*), count(worked.id) from served join p on p."Код" = served.id left join worked on worked.id = served.id`;

async function main(): Promise<void> {
  console.log(`${(people * 5).toLocaleString("en")} rows in four tables`);
  const parsed = await timed("reading and parsing the rows alone", () => {
    let count = 0;
    for (const path of files) for (const row of new CsvRows(new TextFile(path))) count += row.length > 0 ? 1 : 0;
    return count;
  });
  const checked = await timed("mio check", () => mio(["check", ...files, "--mapping", mapping, "--limit", "1"]));
  const reported = await timed("mio report, one year, with its disaggregation", () =>
    mio(["report", ...files, "--mapping", mapping, "--period", "2019", "--by", "targetGroup", "--json"]),
  );
  const duck = await timed("DuckDB: reads the same files, computes 1.1 alone", async () => {
    const database = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
    for (const [name, path] of [
      ["p", files[0]],
      ["s", files[1]],
      ["w", files[2]],
      ["u", files[3]],
    ]) {
      await database.run(
        `create table ${name} as select * from read_csv('${path}', delim=';', header=true, all_varchar=true)`,
      );
    }
    return (await database.runAndReadAll(SQL)).getRows()[0]!.map(Number);
  });
  const { numerator, denominator } = JSON.parse(reported.value).results[0].share;
  if (numerator !== duck.value[1] || denominator !== duck.value[0]) {
    throw new Error(`1.1 differs: ${numerator} of ${denominator}, DuckDB ${duck.value[1]} of ${duck.value[0]}`);
  }
  console.log(`1.1 is ${numerator} of ${denominator} in both`);
  console.log(`check ÷ parsing alone: ${(checked.seconds / parsed.seconds).toFixed(1)}`);
  console.log(`report ÷ DuckDB: ${(reported.seconds / duck.seconds).toFixed(1)}`);
  console.log(`memory at the end: ${Math.round(process.memoryUsage().rss / 1e6)} MB`);
}

main().finally(() => rmSync(folder, { recursive: true, force: true }));
