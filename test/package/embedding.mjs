// Follows docs/embedding/README.md with the packed package in an empty folder. Needs chromium, pandoc, pdftotext and unzip.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const root = join(import.meta.dirname, "../..");
const { name, version, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const app = mkdtempSync(join(tmpdir(), "mio-embedding-"));
const own = createRequire(join(app, "app.js"));

const run = (command, args, cwd = app) =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 28 });
const npm = (...args) => run("npm", ["--no-audit", "--no-fund", "--loglevel=error", ...args]);
const script = (...args) => run("npx", ["--no-install", "ts-node", ...args]);
/** Text as it is read: what is broken over lines, or held together, is one. */
const flat = (text) => text.replace(/\s+/gu, " ");

const fixture = join(root, "fixtures/vse-poluchitsya-2019-2020");
const events = readFileSync(join(fixture, "events.ndjson"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

/** The figures that every way must hand on, as the package itself computes them: `180 из 463`. */
function figures() {
  const { catalogue, evaluate, parseDataset, period, results, year } = own("mio-indicators");
  const periods = [year(2019), year(2020), period("2019-01-01", "2020-12-31")];
  const asked = { indicators: catalogue.vsePoluchitsya, periods, asOf: "2021-01-31" };
  const shares = results(evaluate(parseDataset(events), asked)).map(({ share }) => share);
  assert.equal(shares.length, 15);
  return shares.map(({ numerator, denominator }) => `${numerator} из ${denominator}`);
}

const project = join(app, "project");
let browser;

/** A server that anybody may ask, to see who does. */
const outsider = { visits: 0, url: "" };
const listener = createServer((_, response) => {
  outsider.visits++;
  response.setHeader("Access-Control-Allow-Origin", "*").end("seen");
});
await new Promise((done) => listener.listen(0, "127.0.0.1", done));
outsider.url = `http://127.0.0.1:${listener.address().port}/`;

/** Opens the page, notes every request and whatever runs that should not, and asks it for a report. */
async function asked(files, { mapping = "", from = "2019", to = "2020" } = {}) {
  const page = await browser.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("dialog", (dialog) => {
    requests.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const address = pathToFileURL(join(app, "report-page.html")).href;
  await page.goto(address);
  await page.$eval("details", (details) => {
    details.open = true;
  });
  await (await page.$("#files")).uploadFile(...files);
  await page.$eval(
    "#mapping",
    (area, text) => {
      area.value = text;
    },
    mapping,
  );
  for (const [id, value] of [
    ["first", from],
    ["last", to],
    ["as-of", "2021-01-31"],
  ]) {
    await page.$eval(
      `#${id}`,
      (input, text) => {
        input.value = text;
      },
      value,
    );
  }
  await page.focus("#make");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#status").textContent !== "");
  const told = await page.evaluate(() => ({
    status: document.querySelector("#status").textContent,
    issues: document.querySelector("#issues").hidden ? "" : document.querySelector("#issue-list").textContent,
    report: document.querySelector("#result").hidden ? "" : document.querySelector("#report").srcdoc,
    hasRun: "hasRun" in window,
  }));
  const outside = requests.filter((url) => url !== address && url !== "about:srcdoc" && !url.startsWith("data:"));
  return { page, told, outside };
}

const steps = {
  "it installs in an empty folder, with what the page on embedding names"() {
    npm("pack", root, "--ignore-scripts", "--silent");
    writeFileSync(join(app, "package.json"), JSON.stringify({ private: true }));
    const tools = ["ts-node", "typescript", "@types/node", "fastify", "esbuild", "@types/papaparse"];
    const versions = tools.map((tool) => `${tool}@${devDependencies[tool]}`);
    npm("install", "--prefer-offline", `./${name}-${version}.tgz`, "papaparse@5", ...versions);
    const readme = readFileSync(join(root, "docs/embedding/README.md"), "utf8");
    writeFileSync(join(app, "tsconfig.json"), /```json\n([\s\S]*?)```/.exec(readme)[1]);
    cpSync(join(root, "docs/embedding"), app, { recursive: true });
    cpSync(join(fixture, "events.ndjson"), join(app, "events.ndjson"));
  },

  "the PDF holds the headings and figures"() {
    script("pdf.ts", "events.ndjson", "report.pdf");
    const text = flat(run("pdftotext", ["report.pdf", "-"]));
    for (const part of ["Отчёт о показателях", "Главные числа", ...figures()]) assert.ok(text.includes(part), part);
    assert.match(run("pdfinfo", ["report.pdf"]), /Page size:.*A4/);
  },

  "the Word document holds them too, in Russian"() {
    script("word.ts", "events.ndjson", "report.docx");
    const text = flat(run("pandoc", ["--to=plain", "--wrap=none", "--columns=1000", "report.docx"]));
    for (const part of ["Главные числа", ...figures()]) assert.ok(text.includes(part), part);
    assert.match(run("unzip", ["-p", "report.docx", "word/styles.xml"]), /w:lang[^>]*ru-RU/);
    assert.match(run("unzip", ["-p", "report.docx", "word/document.xml"]), /Содержание/);
  },

  async "the server answers with HTML or JSON, with issues, and with what was wrong in the call"() {
    own("ts-node").register({ cwd: app });
    const server = own("./server.ts").reportServer();
    const period = "2019-01-01..2020-12-31";
    const ask = (payload, accept, query = {}) =>
      server.inject({
        method: "POST",
        url: "/report",
        query: { period, asOf: "2021-01-31", ...query },
        headers: { accept, "content-type": "application/json" },
        payload: JSON.stringify(payload),
      });
    const html = await ask(events, "text/html,application/xhtml+xml,*/*;q=0.8");
    assert.match(html.headers["content-type"], /^text\/html/);
    assert.match(flat(html.body), /73 из 233/);
    const json = await ask(events, "application/json");
    assert.equal(json.headers["cache-control"], "no-store");
    assert.deepEqual(json.json().results[2].share, { numerator: 73, denominator: 233 });
    const [broken, ...others] = events;
    const refused = await ask([{ ...broken, date: "2019-02-30" }, ...others.slice(0, 5)], "application/json");
    assert.equal(refused.statusCode, 422);
    assert.deepEqual(refused.json().issues[0].path, [0, "date"]);
    assert.equal((await ask({ events }, "application/json")).statusCode, 400);
    assert.match((await ask([], "text/html", { asOf: "soon" })).json().error, /^Cannot .*asOf/i);
    assert.equal((await ask([], "image/png")).statusCode, 406);
    assert.equal((await ask("x".repeat(33 * 1024 * 1024), "application/json")).statusCode, 413);
    await server.close();
  },

  async "the page computes what Node computes, and asks nobody"() {
    script("page.ts", "report-page.html");
    mkdirSync(project);
    run("npx", ["--no-install", "mio", "init"], project);
    const tables = readdirSync(project).filter((file) => file.endsWith(".csv"));
    const mapping = readFileSync(join(project, "mapping.json"), "utf8");
    const { findChromium, CHROMIUM_OPTIONS } = own("./pdf.ts");
    browser = await puppeteer.launch({ executablePath: findChromium(), args: [...CHROMIUM_OPTIONS] });
    const { page, told, outside } = await asked(
      tables.map((file) => join(project, file)),
      { mapping },
    );
    assert.notEqual(told.report, "", `${told.status}\n${told.issues}`);
    const periods = ["2019", "2020", "2019..2020"].flatMap((one) => ["--period", one]);
    const args = ["report", ...tables, "--mapping", "mapping.json", ...periods, "--as-of", "2021-01-31"];
    const report = JSON.parse(run("npx", ["--no-install", "mio", ...args, "--format", "json"], project));
    // The command line's funnel adds an indicator of its own.
    const codes = own("mio-indicators").catalogue.vsePoluchitsya.map(({ definition }) => definition.code);
    const same = report.results.filter(({ code }) => codes.includes(code));
    assert.equal(same.length, 15);
    const shares = same.map(({ share }) => `${share.numerator} из ${share.denominator}`);
    assert.ok(shares.includes("8 из 10"));
    const frame = await (await page.$("#report")).contentFrame();
    await frame.waitForSelector("h1");
    const shown = flat(await frame.$eval("main", (main) => main.textContent));
    for (const share of shares) assert.ok(shown.includes(share), share);
    assert.notEqual(await frame.$eval("body", (body) => getComputedStyle(body).fontFamily), '"Times New Roman"');
    assert.deepEqual(outside, []);
    // The policy holds even against a script of the page's own, where another page gets through.
    const fetched = (url) =>
      fetch(url).then(
        () => "sent",
        () => "refused",
      );
    assert.equal(await page.evaluate(fetched, outsider.url), "refused");
    assert.equal(outsider.visits, 0);
    const other = await browser.newPage();
    assert.equal(await other.evaluate(fetched, outsider.url), "sent");
    assert.equal(outsider.visits, 1);
    if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, "page.png"), fullPage: true });
  },

  async "the page shows what is wrong, with table and line, and runs nothing of the data"() {
    const hostile = `<img src=${outsider.url} onerror="hasRun=1"><script>hasRun=1;parent.hasRun=1</script>`;
    const cell = `"${hostile.replaceAll('"', '""')}"`;
    const people = join(app, "beneficiaries.csv");
    const rows = [`B-1;2019-01-10;${cell};=HYPERLINK("${outsider.url}")`, "B-2;2019-02-30;care-leaver;"];
    writeFileSync(people, ["beneficiaryId;start;targetGroups;region", ...rows].join("\r\n"));
    const bad = await asked([people]);
    assert.equal(bad.told.report, "");
    assert.match(bad.told.issues, /beneficiaries · строка 3 · ошибка · dataset\./);
    assert.equal(bad.told.hasRun, false);
    assert.deepEqual(bad.outside, []);
    // A code may be any text without a line break, so this one reaches the report, where it must stay text.
    const groups = [cell, `"=HYPERLINK(""${outsider.url}"")"`].map((group, at) => `B-${at};2019-01-10;${group}`);
    const services = groups.map((_, at) => `B-${at};2019-02-01;social-adaptation`);
    writeFileSync(people, ["beneficiaryId;start;targetGroups", ...groups].join("\r\n"));
    writeFileSync(join(app, "services.csv"), ["beneficiaryId;date;service", ...services].join("\r\n"));
    const odd = await asked([people, join(app, "services.csv")]);
    const visits = outsider.visits;
    assert.notEqual(odd.told.report, "", odd.told.issues);
    const frame = await (await odd.page.$("#report")).contentFrame();
    await frame.waitForSelector("h1");
    assert.match(await frame.$eval("main", (main) => main.textContent), /<script>hasRun=1.*=HYPERLINK\(/s);
    assert.equal(await frame.$$eval("main script, main img, main a[href^='http']", (found) => found.length), 0);
    assert.equal(outsider.visits, visits);
    assert.equal(await odd.page.evaluate(() => "hasRun" in window), false);
    assert.deepEqual(odd.outside, []);
  },
};

try {
  for (const [title, step] of Object.entries(steps)) {
    await step();
    console.log(`ok ${title}`);
  }
} finally {
  await browser?.close();
  listener.close();
  rmSync(app, { recursive: true, force: true, maxRetries: 5 });
}
