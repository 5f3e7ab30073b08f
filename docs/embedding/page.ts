// The page as one file that needs nothing else: npx ts-node page.ts report-page.html
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { buildReport, toHtml } from "mio-indicators/report";
import { catalogue, evaluate, parseDataset, year } from "mio-indicators";

const [, , target = "report-page.html"] = process.argv;
const { outputFiles } = buildSync({
  entryPoints: [join(__dirname, "browser/main.ts")],
  bundle: true,
  minify: true,
  format: "iife",
  platform: "browser",
  target: "es2022",
  charset: "utf8",
  write: false,
});
const script = outputFiles[0]!.text;
if (/<\/script|<!--/i.test(script)) throw new Error("Cannot put the script into a page: it holds an end of one");
const style = readFileSync(join(__dirname, "browser/style.css"), "utf8");

// The report is shown in a frame that obeys the policy of the page as well as its own, so the page allows the report's style.
const asked = { indicators: catalogue.vsePoluchitsya, periods: [year(2019)], asOf: "2019-12-31" };
const [, reportStyle] = /style-src ('sha256-[^']+')/.exec(toHtml(buildReport(evaluate(parseDataset([]), asked)))) ?? [];
const digest = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const policy = [
  "default-src 'none'",
  "connect-src 'none'",
  `script-src ${digest(script)}`,
  `style-src ${digest(style)} ${reportStyle}`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const page = readFileSync(join(__dirname, "browser/index.html"), "utf8");
const parts: Readonly<Record<string, string>> = { POLICY: policy, STYLE: style, SCRIPT: script };
writeFileSync(
  target,
  page.replace(/\/\*(POLICY|STYLE|SCRIPT)\*\//g, (_, name: string) => parts[name]!),
);
console.log(target);
