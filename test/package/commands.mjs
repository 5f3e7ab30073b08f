// Runs every command block of README, CONTRIBUTING and docs as it stands, line by line, in the order of its page.
//
// Pages of the root start in a clone: a copy of this folder without what Git ignores, installed by what README says.
// Pages of docs start in an empty folder. What a block needs beside the page stands in comments of the page before it:
//
//   <!-- in: a clone -->         it starts in the root of the clone
//   <!-- in: an empty folder --> it starts in a new empty folder
//   <!-- needs: PATH … -->       these files or folders of the clone are copied into its folder, `mio-indicators` is
//                                installed there, and `program:NAME` must be on this machine
//   <!-- exits: 1 -->            its last line exits so, not with 0
//   <!-- stays -->               it runs until the page ends, as a server does
//   <!-- save as: NAME -->       the block is no command: a reader saves it as a file
//   <!-- not run: WHY -->        it is not run here
//
// A text block after a command block, under the same heading, is what that prints: each of its lines in that order,
// `…` standing for any others.
//
// Two things differ from what a reader types. `mio-indicators` comes from `npm pack`, not from the registry: `npm` is a
// wrapper that changes this one name in `npm install`. And `mio` is a wrapper around `npx mio`, as the pages say.
// With names of pages only these run.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const root = join(import.meta.dirname, "../..");
const work = mkdtempSync(join(tmpdir(), "mio-commands-"));
/** What Git ignores, and Git itself: a clone has none of it. */
const NOT_CLONED = /^(?:\.git|node_modules|dist|docs\/api|coverage)(?:\/|$)|\.tgz$/;
/** The files under a folder of this copy that a clone has, by their paths from the root. */
function filesUnder(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (NOT_CLONED.test(path)) return [];
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}
const files = filesUnder("");
const isPage = (path) => /^(?:[A-Z][\w.]*|docs\/(?!api\/).*)\.md$/.test(path) && path !== "CHANGELOG.md";
const asked = process.argv.slice(2);
const pages = files.filter((path) => isPage(path) && (asked.length === 0 || asked.includes(path))).sort();

/** Blocks that other scripts run as they stand, or that hold this one. */
const RUN_ELSEWHERE = {
  "npm install && npm test": "npm install is run above, and npm test is a step of the gate",
  "npm install\nnpm test        # the tests, once: two minutes or so\nnpm run ok      # the one gate: everything below, in this order":
    "npm test is a step of the gate, and npm run ok is the gate, of which this script is a step",
};

const programs = join(work, "programs");
const clone = join(work, "clone");
const env = {
  ...process.env,
  PATH: `${programs}${delimiter}${process.env.PATH}`,
  JUPYTER_DATA_DIR: join(work, "jupyter/data"),
  JUPYTER_CONFIG_DIR: join(work, "jupyter/config"),
  JUPYTER_RUNTIME_DIR: join(work, "jupyter/runtime"),
  npm_config_audit: "false",
  npm_config_fund: "false",
  npm_config_prefer_offline: "true",
  npm_config_update_notifier: "false",
};
// What npm tells the scripts that it runs is nothing that a reader's shell would know.
for (const name of Object.keys(env)) {
  if (/^npm_(?!config_(?:audit|fund|prefer_offline|update_notifier|cache|registry|userconfig)$)/.test(name))
    delete env[name];
}
env.PATH = env.PATH.split(delimiter)
  .filter((folder) => !/node_modules[\\/]\.bin$|node-gyp-bin$/.test(folder))
  .join(delimiter);

function prepare() {
  mkdirSync(programs);
  for (const path of files) cpSync(join(root, path), join(clone, path));
  const [{ filename }] = JSON.parse(
    execFileSync("npm", ["pack", root, "--ignore-scripts", "--json", "--silent"], { cwd: work, encoding: "utf8" }),
  );
  const npm = execFileSync("sh", ["-c", "command -v npm"], { encoding: "utf8", env }).trim();
  const wrapper = (name, text) => writeFileSync(join(programs, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  wrapper(
    "npm",
    `
case $1 in install | i)
  for word in "$@"; do
    shift
    if [ "$word" = mio-indicators ]; then word='${join(work, filename)}'; fi
    set -- "$@" "$word"
  done ;;
esac
exec '${npm}' "$@"`,
  );
  wrapper("mio", 'exec npx --no-install mio "$@"');
}

/** The blocks of a page that a reader runs, saves or compares, with what the comments before each say. */
function blocksOf(page) {
  const text = readFileSync(join(root, page), "utf8");
  const found = text.matchAll(/^( *)<!-- ([a-z ]+?)(?:: ([^>]*?))? -->$|^( *)```(\w+)\n([\s\S]*?)^\4```$|^#+ /gm);
  const blocks = [];
  let said = {};
  for (const { index, 2: word, 3: value = true, 4: indent, 5: language, 6: body } of found) {
    if (word !== undefined) {
      said[word] = value;
      continue;
    }
    if (language === undefined) {
      blocks.push({ language: "heading", said: {} });
      continue;
    }
    const lines = body.split("\n").map((line) => line.slice(indent.length));
    const line = text.slice(0, index).split("\n").length;
    blocks.push({ at: `${page}:${line}`, language, code: lines.join("\n").trimEnd(), said });
    said = {};
  }
  return blocks;
}

/** Runs one line in a shell, and tells what it printed, its exit code and the folder in which it ended. */
function ran(line, folder) {
  const mark = join(work, "folder");
  writeFileSync(mark, folder);
  return new Promise((done, failed) => {
    const shell = spawn("sh", ["-c", `exec 2>&1; trap 'pwd >"$MARK"' EXIT\n${line}`], {
      cwd: folder,
      env: { ...env, MARK: mark },
      stdio: ["ignore", "pipe", "ignore"],
    });
    let printed = "";
    shell.stdout.setEncoding("utf8").on("data", (piece) => {
      printed += piece;
    });
    shell.on("error", failed);
    shell.on("close", (code) => done({ code, printed, folder: readFileSync(mark, "utf8").trim() }));
  });
}

/** Starts what stays, in a process group of its own, and waits until the port that the page names answers. */
async function started(line, folder, port) {
  const answers = () =>
    new Promise((done) => {
      const socket = connect(port, "127.0.0.1", () => done(true));
      socket.on("error", () => done(false)).on("connect", () => socket.end());
    });
  assert.ok(!(await answers()), `port ${port} is taken by another program`);
  const server = spawn("sh", ["-c", line], { cwd: folder, env, stdio: "ignore", detached: true });
  const ended = new Promise((done) => {
    server.on("exit", done);
  });
  const deadline = Date.now() + 60_000;
  while (!(await answers())) {
    assert.ok(server.exitCode === null && Date.now() < deadline, `${line} does not answer on port ${port}`);
    await wait(200);
  }
  return async () => {
    if (server.exitCode === null) process.kill(-server.pid);
    await ended;
  };
}

const isIn = (program) => env.PATH.split(delimiter).some((folder) => existsSync(join(folder, program)));

function bring(needs, folder) {
  for (const need of needs.split(" ")) {
    if (need.startsWith("program:")) assert.ok(isIn(need.slice(8)), `${need.slice(8)} is not installed`);
    else if (need === "mio-indicators") execFileSync("npm", ["install", need], { cwd: folder, env, stdio: "ignore" });
    else cpSync(join(clone, need), join(folder, basename(need)), { recursive: true });
  }
}

/** The lines that a page promises and the commands did not print, in that order. */
function missing(promised, printed) {
  let from = 0;
  return promised.split("\n").filter((line) => {
    if (line === "…" || line === "") return false;
    const at = printed.indexOf(line.trimEnd(), from);
    if (at < 0) return true;
    from = at + line.length;
    return false;
  });
}

const counts = { run: 0, elsewhere: 0 };

async function follow(page) {
  const blocks = blocksOf(page);
  if (!blocks.some(({ language }) => language === "sh")) return;
  const empty = () => mkdtempSync(join(work, "app-"));
  let folder = page.includes("/") ? undefined : clone;
  let printed;
  let port;
  const stops = [];
  try {
    for (const [index, { at, language, code, said }] of blocks.entries()) {
      if (said.in === "a clone") folder = clone;
      else if (said.in === "an empty folder") folder = empty();
      folder ??= empty();
      if (language === "heading") printed = undefined;
      if (said.needs && language === "sh") bring(said.needs, folder);
      if (said["save as"]) writeFileSync(join(folder, said["save as"]), `${code}\n`);
      if (language === "text" && printed !== undefined)
        assert.deepEqual(missing(code, printed), [], `${at}: not printed, or not in this order, in:\n${printed}`);
      if (language !== "sh") continue;
      printed = undefined;
      const reason = said["not run"] ?? RUN_ELSEWHERE[code];
      if (reason !== undefined) {
        counts.elsewhere++;
        console.log(`--  ${at} ${reason}`);
        continue;
      }
      const from = performance.now();
      printed = "";
      const lines = code.replaceAll("\\\n", " ").split("\n");
      for (const [number, line] of lines.entries()) {
        if (said.stays) {
          [, port] = /localhost:(\d+)/.exec(
            blocks
              .slice(index)
              .map((block) => block.code)
              .join("\n"),
          );
          stops.push(await started(line, folder, Number(port)));
          continue;
        }
        const result = await ran(line, folder);
        printed += result.printed;
        ({ folder } = result);
        const expected = number === lines.length - 1 ? Number(said.exits ?? 0) : 0;
        assert.equal(result.code, expected, `${at}: \`${line}\` exits with ${result.code}:\n${printed}`);
      }
      counts.run++;
      console.log(`ok  ${at} (${((performance.now() - from) / 1000).toFixed(1)} s) ${code.split("\n")[0]}`);
    }
  } finally {
    for (const stop of stops) await stop();
  }
}

try {
  prepare();
  // README first: its first block installs the clone, in which others run.
  const first = (page) => (page === "README.md" ? 0 : page === "README.ru.md" ? 1 : 2);
  if (
    !pages.includes("README.md") &&
    pages.some((page) => !page.includes("/") || /in: a clone/.test(readFileSync(join(root, page), "utf8")))
  )
    execFileSync("npm", ["install"], { cwd: clone, env, stdio: "ignore" });
  for (const page of pages.sort((a, b) => first(a) - first(b))) await follow(page);
  console.log(`${counts.run} blocks run as they stand, ${counts.elsewhere} not run here`);
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}
