// Runs the notebook as an analyst would: the packed package in an empty folder, Jupyter, and tslab as setup.sh installs it. Fails when a cell
// does, when an output lacks what it promises, or when the outputs kept in the file are not those of today. With --write it keeps them.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "../..");
const notebook = "docs/notebooks/first-report.ipynb";
const app = mkdtempSync(join(tmpdir(), "mio-notebook-"));
const jupyter = join(app, "jupyter");
const env = {
  ...process.env,
  JUPYTER_DATA_DIR: jupyter,
  JUPYTER_CONFIG_DIR: join(app, "config"),
  JUPYTER_RUNTIME_DIR: join(app, "runtime"),
};
const run = (command, args) => promisify(execFile)(command, args, { cwd: app, env });

/** What each cell of code has to show, in the order of the cells; nothing is promised of the first, which only imports. */
const promises = [
  [],
  ["Людей: 743"],
  ["<table>", "38,9% (180 из 463)"],
  ["<table>", "233"],
  ["<pre>", "Вердикт: ожидается"],
  ["<table>", "care-leaver"],
  ["<table>", "Сколько людей дошло до каждого шага"],
  ["<table>", "Удержание"],
  ["<table>", "Отчёт: 743 благополучателя", "<svg"],
  ["<svg", "1.3"],
  ["<table>", "&lt;5"],
  ["<table>", "How many people reached each step"],
];

const text = (lines) => (Array.isArray(lines) ? lines.join("") : (lines ?? ""));

/** Everything a cell printed or displayed, and its errors. */
function outputsOf({ outputs }) {
  const errors = outputs.filter(({ output_type: type, name }) => type === "error" || name === "stderr");
  const shown = outputs.map(({ text: printed, data = {} }) => [printed, ...Object.values(data)].map(text).join("\n"));
  return { errors, shown: shown.join("\n") };
}

/** A notebook without what differs from run to run: times, and outputs that are blank lines. */
function tidied(executed) {
  for (const cell of executed.cells) {
    cell.metadata = {};
    if (cell.cell_type === "code")
      cell.outputs = cell.outputs.filter((one) => text(one.text).trim() !== "" || one.data);
  }
  const { kernelspec, language_info } = executed.metadata;
  return { ...executed, metadata: { kernelspec, language_info: { name: language_info.name } } };
}

try {
  const { name, version, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  writeFileSync(join(app, "package.json"), JSON.stringify({ private: true }));
  const installed = async () => {
    await run("npm", ["pack", root, "--ignore-scripts", "--silent"]);
    // Types of Node, so that cells may read files.
    const packages = [`./${name}-${version}.tgz`, `@types/node@${devDependencies["@types/node"]}`];
    await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error", ...packages]);
  };
  await Promise.all([installed(), run("sh", [join(root, "docs/notebooks/setup.sh"), jupyter])]);

  mkdirSync(join(app, "docs/notebooks"), { recursive: true });
  cpSync(join(root, "fixtures/vse-poluchitsya-2019-2020"), join(app, "fixtures/vse-poluchitsya-2019-2020"), {
    recursive: true,
  });
  cpSync(join(root, notebook), join(app, notebook));
  const options = ["--to", "notebook", "--execute", "--inplace", "--allow-errors", "--ExecutePreprocessor.timeout=50"];
  await run("jupyter", ["nbconvert", ...options, notebook]);

  const executed = tidied(JSON.parse(readFileSync(join(app, notebook), "utf8")));
  const cells = executed.cells.filter(({ cell_type: type }) => type === "code");
  assert.equal(cells.length, promises.length, "there must be a promise for each cell of code");
  cells.forEach((cell, at) => {
    const { errors, shown } = outputsOf(cell);
    assert.deepEqual(errors, [], `cell ${at + 1} of code fails: ${shown}`);
    for (const promised of promises[at])
      assert.ok(shown.includes(promised), `cell ${at + 1} of code lacks ${promised}`);
  });

  const file = `${JSON.stringify(executed, null, 1)}\n`;
  if (process.argv.includes("--write")) writeFileSync(join(root, notebook), file);
  assert.ok(
    file === readFileSync(join(root, notebook), "utf8"),
    `the outputs kept in ${notebook} are not those of today; run npm run notebook -- --write and read the difference`,
  );
  console.log(`ok ${cells.length} cells of code in ${notebook}`);
} finally {
  rmSync(app, { recursive: true, force: true });
}
