// A report as PDF, printed by Chromium alone: npx ts-node pdf.ts events.ndjson report.pdf
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { buildReport, toHtml } from "mio-indicators/report";
import { catalogue, evaluate, parseDataset, period, year } from "mio-indicators";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe", "msedge.exe"];
const MAC = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** Where Chromium or Chrome is: what CHROMIUM says, or the first of the usual names that is installed. */
export function findChromium(): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const usual = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...MAC];
  const found = process.env.CHROMIUM ?? usual.find((path) => existsSync(path));
  if (found === undefined)
    throw new Error("Cannot find Chromium: write its path into the environment variable CHROMIUM");
  return found;
}

/** Chromium refuses its sandbox to root, as in most containers. The page is our own, and its policy lets it fetch nothing. */
export const CHROMIUM_OPTIONS: readonly string[] = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** Prints one page of HTML as PDF; it lies on disk only while it is printed. */
export function printPdf(html: string, pdf: string): void {
  const folder = mkdtempSync(join(tmpdir(), "report-"));
  try {
    const page = join(folder, "report.html");
    writeFileSync(page, html);
    const options = ["--headless", "--disable-gpu", "--no-pdf-header-footer", ...CHROMIUM_OPTIONS];
    const paths = [`--user-data-dir=${join(folder, "profile")}`, `--print-to-pdf=${resolve(pdf)}`];
    execFileSync(findChromium(), [...options, ...paths, pathToFileURL(page).href], { stdio: "pipe", timeout: 60_000 });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  if (!existsSync(pdf)) throw new Error(`Cannot print ${pdf}: Chromium wrote nothing`);
}

if (require.main === module) {
  const [, , events = "events.ndjson", pdf = "report.pdf"] = process.argv;
  const lines = readFileSync(events, "utf8").trim().split("\n");
  const evaluation = evaluate(parseDataset(lines.map((line): unknown => JSON.parse(line))), {
    indicators: catalogue.vsePoluchitsya,
    periods: [year(2019), year(2020), period("2019-01-01", "2020-12-31")],
    asOf: "2021-01-31",
  });
  const report = buildReport(evaluation, { disaggregate: [{ by: ["targetGroup"] }] });
  printPdf(toHtml(report, { locale: "ru", title: "Отчёт о показателях" }), pdf);
  console.log(pdf);
}
