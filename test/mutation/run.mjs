// A mutation run: every small change of the sources of a room is made, one at a time, and the room's direct tests must fail.
//
//   npm run mutation                        every room, and the table of docs/mutation.md
//   npm run mutation -- calendar spells     some rooms
//   npm run mutation -- calendar --at 150   the mutants of one line, and what became of each
//   npm run mutation -- engine --file plan.ts
//
// The changes are Stryker's (its instrumenter puts all of them into the sources, each behind a switch); docs/decisions/0030 says why its runner is not used.
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { Instrumenter } from "@stryker-mutator/instrumenter";
import { build } from "esbuild";
import ts from "typescript";
import { equivalentKey, equivalentsIn } from "./equivalents.mjs";
import { filesOf, rooms } from "./rooms.mjs";

const root = join(import.meta.dirname, "../..");
const silent = { debug() {}, info() {}, isDebugEnabled: () => false };
/** A loop that meets a mutant so many times as often as without it is taken for endless; and so are tests that take so many times as long. */
const [PATIENCE, PATIENCE_IN_TIME] = [100, 10];
/** What a run may take however short its tests, in milliseconds. */
const LEAST_TIME = 3_000;
/** Tests that take longer, in milliseconds, are run one by one, after all others. */
const LONG_TEST = 300;

/** What a piece of source is part of: a function, a method with its class, a constant. */
function placeIn(tree, position) {
  const names = [];
  const holds = (node) => node.pos <= position && position < node.end;
  const isPlace = (node) => node.name !== undefined && (ts.isClassLike(node.parent) || isTopLevel(node));
  const isTopLevel = (node) =>
    ts.isSourceFile(node.parent) || (ts.isVariableDeclaration(node) && ts.isSourceFile(node.parent.parent.parent));
  const walk = (node) => {
    if (!holds(node)) return;
    if (isPlace(node)) names.push(node.name.getText());
    ts.forEachChild(node, walk);
  };
  ts.forEachChild(tree, walk);
  return names.join(".") || "the module";
}

const oneLine = (text) => text.replace(/\s+/g, " ").trim();

/** The sources with all their mutants, by path, and the mutants. */
async function instrumented(paths) {
  const files = paths.map((name) => ({ name, content: readFileSync(join(root, name), "utf8"), mutate: true }));
  const options = { plugins: null, excludedMutations: [], ignorers: [], noHeader: false };
  const { files: made, mutants } = await new Instrumenter(silent).instrument(files, options);
  const trees = new Map(
    files.map(({ name, content }) => [name, ts.createSourceFile(name, content, ts.ScriptTarget.Latest, true)]),
  );
  const described = mutants.map(({ id, fileName, location, mutatorName, replacement }) => {
    const tree = trees.get(fileName);
    const [start, end] = [location.start, location.end].map(({ line, column }) =>
      tree.getPositionOfLineAndCharacter(line, column),
    );
    const part = oneLine(tree.text.slice(start, end));
    const line = location.start.line + 1;
    return { id, fileName, line, mutatorName, place: placeIn(tree, start), part, replacement: oneLine(replacement) };
  });
  return { texts: new Map(made.map(({ name, content }) => [name, content])), mutants: described };
}

/** One script that runs the tests over the instrumented sources and gives the failure, if any. */
async function bundled(tests, texts) {
  const imports = tests.map((path) => `import ${JSON.stringify(`./${path}`)};`).join("\n");
  const isDrawn = tests.some((path) => readFileSync(join(root, path), "utf8").includes('"fast-check"'));
  const seed = isDrawn ? 'import fc from "fast-check";\nfc.configureGlobal({ seed: 13 });\n' : "";
  const ending = 'import { run } from "vitest";\nglobalThis.failed = run(mutation);';
  const inside = {
    name: "mutation",
    setup({ onLoad, onResolve }) {
      // The package calls its modules free of side effects, so that only what is tested is in the bundle; but tests are nothing else.
      onResolve({ filter: /\.test\.ts$/ }, ({ path }) => ({ path: join(root, path), sideEffects: true }));
      onResolve({ filter: /^vitest$/ }, () => ({ path: join(import.meta.dirname, "harness.mjs"), sideEffects: true }));
      onLoad({ filter: /\/(src|test|fixtures)\/.*\.ts$/ }, ({ path }) => {
        const contents = texts.get(relative(root, path)) ?? readFileSync(path, "utf8");
        return { contents: contents.replaceAll("__dirname", JSON.stringify(dirname(path))), loader: "ts" };
      });
    },
  };
  const { outputFiles } = await build({
    stdin: { contents: `${seed}${imports}\n${ending}`, resolveDir: root },
    alias: { "mio-indicators": join(root, "src/core/index.ts") },
    ...{ bundle: true, write: false, format: "iife", platform: "node", target: "node20", logLevel: "error" },
    plugins: [inside],
  });
  return `${outputFiles[0].text}\nglobalThis.failed;`;
}

/** A worker that is asked for one run at a time, and begun anew after one that dies of too much memory. */
function runner(code) {
  let worker;
  return {
    ask: (question) =>
      new Promise((resolve) => {
        worker ??= new Worker(join(import.meta.dirname, "worker.mjs"), {
          workerData: { code },
          resourceLimits: { maxOldGenerationSizeMb: 2048 },
        });
        const answered = (answer) => {
          worker.off("error", died);
          resolve(answer);
        };
        const died = (error) => {
          worker.off("message", answered);
          worker = undefined;
          resolve({ failed: { why: `worker: ${error.message}` } });
        };
        worker.once("message", answered);
        worker.once("error", died);
        worker.postMessage(question);
      }),
    end: () => worker?.terminate(),
  };
}

/** How often each test may meet a mutant, and loading the modules: a loop without an end is noticed within the test that begins it. */
function hitLimitsOf({ static: atLoading, perTest }, id, places) {
  const limit = (hits = 0) => hits * PATIENCE + 10_000;
  return {
    atLoading: limit(atLoading[id]),
    of: Object.fromEntries(places.map((place) => [place, limit(perTest[place]?.[id])])),
  };
}

/** Short tests together, long ones each by itself, so that what ends never is waited for no longer than it must be. */
function lotsOf(places, times) {
  const isLong = (place) => times[place] > LONG_TEST;
  const short = places.filter((place) => !isLong(place));
  const long = places.filter(isLong).map((place) => [place]);
  return short.length > 0 ? [short, ...long] : long;
}

/** What became of every mutant of a room. */
async function outcomes({ mutate, tests, leaveOut }, isWanted) {
  const { texts, mutants } = await instrumented(mutate);
  const { ask, end } = runner(await bundled(tests, texts));
  const dry = await ask({ leaveOut, timeout: 10 * 60_000 });
  if (dry.failed) throw new Error(`The tests fail without any mutant: ${dry.failed.name}: ${dry.failed.why}`);
  const perTest = Object.entries(dry.coverage?.perTest ?? {});
  const killers = new Map();
  const results = [];
  for (const mutant of mutants.filter(isWanted)) {
    const atLoading = dry.coverage?.static[mutant.id];
    const meetings = perTest.filter(([, met]) => met[mutant.id] !== undefined);
    const places = (atLoading ? Object.keys(dry.times) : meetings.map(([place]) => place)).map(Number);
    // Tests that found a mutant find others; among the rest the fast ones come first.
    const rank = (place) => dry.times[place] / (1 + (killers.get(place) ?? 0));
    places.sort((a, b) => rank(a) - rank(b));
    if (places.length === 0) {
      results.push({ ...mutant, outcome: "not met" });
      continue;
    }
    const hitLimits = hitLimitsOf(dry.coverage, mutant.id, places);
    let failed;
    for (const lot of lotsOf(places, dry.times)) {
      const expected = lot.reduce((sum, place) => sum + dry.times[place], 0);
      const timeout = LEAST_TIME + Math.ceil(PATIENCE_IN_TIME * expected);
      ({ failed } = await ask({ mutant: mutant.id, places: lot, hitLimits, timeout }));
      if (failed) break;
    }
    if (failed?.place !== undefined) killers.set(failed.place, (killers.get(failed.place) ?? 0) + 1);
    results.push({
      ...mutant,
      outcome: failed ? "killed" : "survived",
      by: failed && { name: dry.names[failed.place], ...failed },
    });
  }
  await end();
  return results;
}

const { values: asked, positionals } = parseArgs({
  allowPositionals: true,
  options: { at: { type: "string" }, file: { type: "string" } },
});
const unknown = positionals.filter((name) => !Object.hasOwn(rooms, name));
if (unknown.length > 0)
  throw new RangeError(`No such room: ${unknown.join(", ")}; rooms are ${Object.keys(rooms).join(", ")}`);
const isWanted = ({ line }) => asked.at === undefined || String(line) === asked.at;
const equivalents = equivalentsIn(readFileSync(join(root, "docs/mutation.md"), "utf8"));
const table = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(rooms)) {
  const began = Date.now();
  const room = filesOf(rooms[name], asked.file);
  const results = await outcomes(room, isWanted);
  const open = results.filter(({ outcome }) => outcome !== "killed");
  const isEquivalent = (mutant) => equivalents.has(equivalentKey(mutant));
  const survivors = open.filter((mutant) => !isEquivalent(mutant));
  for (const mutant of asked.at === undefined ? survivors : results) {
    const { fileName, line, place, part, replacement, outcome, by } = mutant;
    const reason = by ? ` by ${by.name}: ${by.why.split("\n")[0]}` : "";
    console.log(`${fileName}:${line} ${outcome}${reason}\n- \`${place}\`: \`${part}\` → \`${replacement}\``);
  }
  // Two places of one function can read alike, and one of them be noticed: the page is wrong only where both are.
  const openKeys = new Set(open.map(equivalentKey));
  const isWrong = (one) => one.outcome === "killed" && isEquivalent(one) && !openKeys.has(equivalentKey(one));
  for (const mutant of results.filter(isWrong)) {
    console.log(`Called equivalent, and killed by ${mutant.by.name}: ${equivalentKey(mutant)}`);
  }
  const equivalent = open.length - survivors.length;
  const killed = results.length - open.length;
  const score = ((100 * killed) / (killed + survivors.length)).toFixed(1);
  table.push(`| ${name} | ${results.length} | ${killed} | ${equivalent} | ${survivors.length} | ${score} % |`);
  console.log(`${name}: ${table.at(-1)} in ${((Date.now() - began) / 1000).toFixed(0)} s`);
}
console.log(
  ["", "| room | mutants | killed | equivalent | left | score |", "|---|---|---|---|---|---|", ...table].join("\n"),
);
