// Packs the package, installs it in an empty folder and uses it there in every way the README promises.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import vm from "node:vm";
import { build } from "tsup";

const root = join(import.meta.dirname, "../..");
const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const app = mkdtempSync(join(tmpdir(), "mio-indicators-"));

const run = (command, args, cwd = app) =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).trim();
const npm = (...args) => run("npm", ["--no-audit", "--no-fund", "--loglevel=error", ...args]);
const script = readFileSync(join(import.meta.dirname, "script.ts"), "utf8");
const expected = "1.1: 1 of 1";

/** The fixed names of each door: there may be more, and none of these may go. */
const doors = {
  "mio-indicators": [
    ...["parseDataset", "safeParseDataset", "datasetIssues"],
    ...["days", "weeks", "months", "years", "period", "year", "quarter", "month", "unionOf"],
    ...["defineIndicator", "workExperienceShare", "supportedOneToSixMonthsShare", "supportedSixMonthsShare"],
    ...["unsupportedSixMonthsShare", "socialChangeShare", "catalogue"],
    ...["evaluate", "results", "members", "explain", "toText", "formatShare"],
  ],
  "mio-indicators/define": ["placements", "happens", "lasts", "joined", "reportingPeriod", "not"],
  "mio-indicators/statistics": ["wilsonInterval", "fisherExactTest", "kaplanMeier"],
  "mio-indicators/input": ["defineTableMapping", "eventsFromRows", "eventsFromTables"],
  "mio-indicators/tables": ["disaggregate", "funnel", "reconcile", "retention", "harm", "socialChange", "feedback"],
  "mio-indicators/practice": ["checkClaims", "evidenceGaps", "toLogframe", "toReferenceSheet"],
  "mio-indicators/report": [
    "buildReport",
    "suppress",
    "toHtml",
    "toMarkdown",
    "toCsv",
    "pictures",
    "toSvg",
    "displayed",
  ],
  "mio-indicators/exchange": ["toIati", "toDhis2", "toFhirMeasureReport", "toTally", "mergeTallies"],
  "mio-indicators/testing": ["assertVerdicts", "coverage", "mutants"],
};

/** Runs scripts with ts-node, each of which has to print something. */
const RUN_EXAMPLES = `
require("ts-node/register");
const { log } = console;
const names = process.argv.slice(2);
for (const name of names) {
  let lines = 0;
  console.log = () => { lines++; };
  require("./" + name);
  if (lines === 0) throw new Error(name + " prints nothing");
}
log(names.length + " examples");
`;

/** What a consumer does, each in the installed folder; a step fails by throwing. */
const steps = {
  "the package holds what a consumer needs and nothing else"() {
    const [{ files }] = JSON.parse(npm("pack", root, "--ignore-scripts", "--json", "--silent"));
    const paths = files.map(({ path }) => path);
    const schemas = ["event", "mapping", "report", "tally"].map((name) => `docs/schema/${name}.schema.json`);
    const needed = ["LICENSE", "README.md", "README.ru.md", "CHANGELOG.md", "package.json", ...schemas];
    const built = ["index.js", "index.mjs", "index.d.ts", "index.d.mts", "cli.js"].map((name) => `dist/${name}`);
    for (const path of [...needed, ...built]) assert.ok(paths.includes(path), `${path} is not in the package`);
    for (const page of ["README.md", "README.ru.md"]) {
      const links = readFileSync(join(root, page), "utf8").matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g);
      const dead = [...links].map(([, path]) => path).filter((path) => !paths.includes(path));
      assert.deepEqual(dead, [], `${page} links to what is not in the package`);
    }
    for (const path of paths) {
      assert.match(
        path,
        /^(dist\/.*\.(m?js|d\.m?ts)|dist\/LICENSES\.txt|docs\/schema\/[\w.-]+\.json|docs\/pictures\/[\w.-]+\.svg|(docs\/)?[A-Za-z.]+\.md|LICENSE|package\.json)$/,
      );
    }
  },

  "no module in it is wrapped in a function, which would keep bundlers from leaving parts out"() {
    // esbuild wraps everything that an entry uses when the entry exports nothing: src/cli/main.ts has to export something.
    const scripts = readdirSync(join(root, "dist")).filter((name) => /\.m?js$/.test(name));
    const wrapped = scripts.filter((name) => /__esm|__commonJS/.test(readFileSync(join(root, "dist", name), "utf8")));
    assert.deepEqual(wrapped, []);
  },

  "it installs in an empty folder"() {
    const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    writeFileSync(join(app, "package.json"), JSON.stringify({ private: true }));
    const tools = ["ts-node", "typescript", "@types/node"].map((tool) => `${tool}@${devDependencies[tool]}`);
    npm("install", "--prefer-offline", `./${name}-${version}.tgz`, ...tools);
  },

  "require and import give the same names, every door among them"() {
    const list =
      "console.log(JSON.stringify(Object.keys(all).filter((n) => n !== 'default' && n !== 'module.exports')))";
    for (const [door, names] of Object.entries(doors)) {
      const required = JSON.parse(run("node", ["-e", `const all = require("${door}"); ${list}`]));
      const code = `import * as all from "${door}"; ${list}`;
      const imported = JSON.parse(run("node", ["--input-type=module", "-e", code]));
      assert.deepEqual(required.sort(), imported.sort());
      assert.deepEqual(
        names.filter((name) => !imported.includes(name)),
        [],
      );
    }
  },

  "the JSON Schemas of events and of reports are exports"() {
    for (const name of ["event", "report"]) {
      const title = `console.log(typeof require("mio-indicators/${name}.schema.json").$schema)`;
      assert.equal(run("node", ["-e", title]), "string");
    }
  },

  "nothing else is installed, and a report becomes a workbook all the same"() {
    assert.deepEqual(
      Object.keys(
        JSON.parse(readFileSync(join(app, "node_modules/mio-indicators/package.json"), "utf8")).dependencies ?? {},
      ),
      [],
    );
    const code = `
      const { buildReport } = require("mio-indicators/report");
      const { evaluate, parseDataset, workExperienceShare, year } = require("mio-indicators");
      const { toXlsx } = require("mio-indicators/xlsx");
      const evaluation = evaluate(parseDataset([]), { indicators: [workExperienceShare], periods: [year(2019)], asOf: "2020-01-31" });
      toXlsx(buildReport(evaluation)).then((bytes) => console.log(String.fromCharCode(...bytes.slice(0, 2))));
    `;
    assert.equal(run("node", ["-e", code]), "PK");
    const imported = code.replace(/const (\{.*?\}) = require\((.*?)\);/g, "import $1 from $2;");
    assert.equal(run("node", ["--input-type=module", "-e", imported]), "PK");
  },

  "a script runs with ts-node, as CommonJS"() {
    const compilerOptions = { target: "es2022", module: "commonjs", strict: true, esModuleInterop: true };
    const options = { ...compilerOptions, skipLibCheck: true, types: ["node"] };
    writeFileSync(join(app, "tsconfig.json"), JSON.stringify({ compilerOptions: options }));
    copyFileSync(join(import.meta.dirname, "script.ts"), join(app, "script.ts"));
    assert.equal(run("npx", ["--no-install", "ts-node", "script.ts"]), expected);
  },

  "the first example of each README runs as it is pasted, and prints what it says"() {
    for (const name of ["README.md", "README.ru.md"]) {
      const [, pasted] = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(root, name), "utf8"));
      writeFileSync(join(app, "a.ts"), pasted);
      const printed = run("npx", ["--no-install", "ts-node", "a.ts"]);
      const promised = [...pasted.matchAll(/^\/\/ → (.*)$/gm)].map(([, line]) => line);
      assert.ok(promised.length > 0);
      for (const line of promised) assert.ok(printed.includes(line), `${name} does not print ${line}`);
    }
  },

  "the examples run with ts-node, as a reader would run them"() {
    cpSync(join(root, "fixtures"), join(app, "fixtures"), { recursive: true });
    const examples = readdirSync(join(root, "docs/examples")).filter((name) => name.endsWith(".ts"));
    for (const name of examples) copyFileSync(join(root, "docs/examples", name), join(app, name));
    assert.match(run("npx", ["--no-install", "ts-node", "01-first-report.ts"]), /38,9% \(180 из 463\)/);
    // The others in one process: checking types anew for each takes longer than all the rest.
    writeFileSync(join(app, "examples.cjs"), RUN_EXAMPLES);
    assert.equal(run("node", ["examples.cjs", ...examples]), `${examples.length} examples`);
  },

  "the command line runs: an example is written, checked and reported, in both languages"() {
    const project = join(app, "project");
    const mio = (...args) => run("npx", ["--no-install", "mio", ...args], project);
    mkdirSync(project);
    assert.match(mio("init"), /None of these people exist/);
    const tables = readdirSync(project).filter((name) => name.endsWith(".csv"));
    const files = [...tables, "--mapping", "mapping.json", "--criteria", "criteria.json"];
    assert.match(mio("check", ...files), /Fit for figures: 10 beneficiaries/);
    const figures = ["--period", "2019", "--period", "2020", "--period", "2019..2020", "--as-of", "2021-01-31"];
    const told = mio("report", ...files, ...figures, "--format", "text", "--locale", "ru", "--locale", "en");
    assert.match(told, /80,0% \(8 из 10\)/);
    assert.match(told, /80\.0% \(8 of 10\)/);
    assert.throws(() => run("npx", ["--no-install", "mio", "check", "book.xlsx"], project), { status: 2 });
  },

  "its types hold for both kinds of module under Node's own resolution"() {
    for (const ending of ["mts", "cts"]) {
      writeFileSync(join(app, `script.${ending}`), script);
      const flags = ["--strict", "--noEmit", "--module", "nodenext", "--target", "es2022", "--types", "node"];
      run("npx", ["--no-install", "tsc", "--ignoreConfig", ...flags, `script.${ending}`]);
    }
  },

  "its types name no outside library"() {
    const built = join(app, "node_modules/mio-indicators/dist");
    for (const file of readdirSync(built).filter((name) => /\.d\.m?ts$/.test(name))) {
      const types = readFileSync(join(built, file), "utf8");
      const names = [...types.matchAll(/from ['"]([^.'"][^'"]*)['"]/g)].map(([, name]) => name);
      assert.deepEqual([file, names], [file, []]);
    }
  },

  "it runs where code from text is forbidden"() {
    writeFileSync(
      join(app, "script.mjs"),
      script.replace("type IndicatorResult, ", "").replace(": IndicatorResult", ""),
    );
    assert.equal(run("node", ["--disallow-code-generation-from-strings", "script.mjs"]), expected);
  },

  async "it runs in a browser bundle, without Node and without code from text"() {
    await build({
      config: false,
      silent: true,
      entry: [join(app, "script.mjs")],
      outDir: join(app, "bundle"),
      format: "iife",
      platform: "browser",
      noExternal: [/./],
    });
    const lines = [];
    const bundle = readFileSync(join(app, "bundle/script.global.js"), "utf8");
    const page = { console: { log: (line) => lines.push(line) } };
    vm.runInNewContext(bundle, page, { contextCodeGeneration: { strings: false, wasm: false } });
    assert.deepEqual(lines, [expected]);
  },
};

try {
  for (const [name, step] of Object.entries(steps)) {
    await step();
    console.log(`ok ${name}`);
  }
} finally {
  rmSync(app, { recursive: true, force: true });
}
